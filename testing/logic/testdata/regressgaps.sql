# Errors are told whole. What the regression files of Postgres 15 showed.
CREATE LANGUAGE plpgsql
----
error 42710 extension "plpgsql" already exists

CREATE OR REPLACE TRUSTED PROCEDURAL LANGUAGE plpgsql
----
CREATE EXTENSION

CREATE TABLE rgs (a int, b int, c int) PARTITION BY LIST (a)
----
CREATE TABLE

CREATE TABLE rgs1 PARTITION OF rgs FOR VALUES IN (1) PARTITION BY RANGE (b)
----
CREATE TABLE

CREATE TABLE rgs11 PARTITION OF rgs1 FOR VALUES FROM (0) TO (9) PARTITION BY LIST ((c + 1))
----
CREATE TABLE

ALTER TABLE rgs DROP COLUMN b
----
error 42P16 cannot drop column "b" because it is part of the partition key of relation "rgs1"

ALTER TABLE rgs DROP COLUMN IF EXISTS c
----
error 42P16 cannot drop column "c" because it is part of the partition key of relation "rgs11"

ALTER TABLE rgs ALTER b TYPE bigint
----
error 42P16 cannot alter column "b" because it is part of the partition key of relation "rgs1"

ALTER TABLE rgs ALTER COLUMN c TYPE text
----
error 42P16 cannot alter column "c" because it is part of the partition key of relation "rgs11"

ALTER TABLE rgs1 DROP COLUMN b
----
error 42P16 cannot drop inherited column "b"

ALTER TABLE rgs1 ALTER c TYPE text
----
error 42P16 cannot alter inherited column "c"

ALTER TABLE rgs DROP COLUMN a
----
error 42P16 cannot drop column "a" because it is part of the partition key of relation "rgs"

ALTER TABLE rgs RENAME b TO bb
----
ALTER TABLE

ALTER TABLE rgs DROP COLUMN bb
----
error 42P16 cannot drop column "bb" because it is part of the partition key of relation "rgs1"

ALTER TABLE rgs ADD COLUMN d int
----
ALTER TABLE

ALTER TABLE rgs DROP COLUMN d
----
ALTER TABLE

SELECT attrelid::regclass, attname FROM pg_attribute WHERE attrelid IN ('rgs'::regclass, 'rgs11'::regclass) AND attnum > 0 AND NOT attisdropped ORDER BY 1, attnum
----
rgs|a
rgs|bb
rgs|c
rgs11|a
rgs11|bb
rgs11|c
SELECT 6

DROP TABLE rgs
----
DROP TABLE

CREATE VIEW rgv AS SELECT 'foo'::text = ANY ((SELECT ARRAY['abc', 'def']::text[])::text[]) AS a, 1 = ANY ((SELECT ARRAY[1, 2])::int[]) AS b, 2 > ALL ((SELECT '{1}'::int[])::int[]) AS c, 1 = ANY (SELECT 1) AS d
----
CREATE VIEW

SELECT pg_get_viewdef('rgv'::regclass)
----
 SELECT ('foo'::text = ANY (( SELECT ARRAY['abc'::text, 'def'::text] AS "array")::text[])) AS a,\n    (1 = ANY (( SELECT ARRAY[1, 2] AS "array")::integer[])) AS b,\n    (2 > ALL (( SELECT '{1}'::integer[] AS int4)::integer[])) AS c,\n    (1 IN ( SELECT 1)) AS d;
SELECT 1

SELECT pg_get_viewdef('rgv'::regclass, true)
----
 SELECT 'foo'::text = ANY ((( SELECT ARRAY['abc'::text, 'def'::text] AS "array"))::text[]) AS a,\n    1 = ANY ((( SELECT ARRAY[1, 2] AS "array"))::integer[]) AS b,\n    2 > ALL ((( SELECT '{1}'::integer[] AS int4))::integer[]) AS c,\n    (1 IN ( SELECT 1)) AS d;
SELECT 1

SELECT * FROM rgv
----
f|t|t|t
SELECT 1

DROP VIEW rgv
----
DROP VIEW

CREATE TABLE rgt (a int, b text) PARTITION BY LIST (a)
----
CREATE TABLE

CREATE TABLE rgt1 PARTITION OF rgt FOR VALUES IN (1)
----
CREATE TABLE

CREATE TABLE rgt2 PARTITION OF rgt FOR VALUES IN (2)
----
CREATE TABLE

CREATE FUNCTION rgf() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN new.a := new.a + 1; RETURN new; END $$
----
CREATE FUNCTION

CREATE FUNCTION rgb() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN new.a := new.a - 1; RETURN new; END $$
----
CREATE FUNCTION

CREATE TRIGGER "The T" BEFORE INSERT ON rgt FOR EACH ROW WHEN (new.b = 'x') EXECUTE FUNCTION rgf()
----
CREATE TRIGGER

CREATE TRIGGER "Then" BEFORE INSERT ON rgt FOR EACH ROW EXECUTE FUNCTION rgb()
----
CREATE TRIGGER

INSERT INTO rgt VALUES (1, 'x')
----
error 0A000 moving row to another partition during a BEFORE FOR EACH ROW trigger is not supported; Before executing trigger "The T", the row was to be in partition "public.rgt1".

INSERT INTO rgt VALUES (2, 'y')
----
error 0A000 moving row to another partition during a BEFORE FOR EACH ROW trigger is not supported; Before executing trigger "Then", the row was to be in partition "public.rgt2".

CREATE TRIGGER own BEFORE INSERT ON rgt2 FOR EACH ROW EXECUTE FUNCTION rgf()
----
CREATE TRIGGER

INSERT INTO rgt VALUES (2, 'z')
----
error 0A000 moving row to another partition during a BEFORE FOR EACH ROW trigger is not supported; Before executing trigger "Then", the row was to be in partition "public.rgt2".

DROP TABLE rgt; DROP FUNCTION rgf(), rgb()
----
DROP TABLE
DROP FUNCTION

COPY rg_nothing TO STDOUT
----
error 42P01 relation "rg_nothing" does not exist

CREATE MATERIALIZED VIEW rgm AS SELECT 1 AS a
----
SELECT 1

MERGE INTO rgm USING (VALUES (1)) v (x) ON a = x WHEN MATCHED THEN DELETE
----
error 0A000 cannot execute MERGE on relation "rgm"; This operation is not supported for materialized views.

DROP MATERIALIZED VIEW rgm
----
DROP MATERIALIZED VIEW

CREATE FUNCTION rg1() RETURNS int LANGUAGE sql AS 'SELECT 1'
----
CREATE FUNCTION

CREATE FUNCTION rg2(OUT a int, OUT b int) LANGUAGE sql AS 'SELECT 1, 2'
----
CREATE FUNCTION

CREATE FUNCTION rg3() RETURNS pg_type LANGUAGE sql AS 'SELECT t FROM pg_type t LIMIT 1'
----
CREATE FUNCTION

CREATE FUNCTION rg4() RETURNS TABLE (a int, b text) LANGUAGE sql AS $$SELECT 1, 'x'$$
----
CREATE FUNCTION

SELECT * FROM rg1() AS t (a int, b int)
----
error 42601 a column definition list is only allowed for functions returning "record"

SELECT * FROM rg2() AS t (a int, b int)
----
error 42601 a column definition list is redundant for a function with OUT parameters

SELECT * FROM rg3() AS t (a int, b int)
----
error 42601 a column definition list is redundant for a function returning a named composite type

SELECT * FROM rg4() AS t (a int, b int)
----
error 42601 a column definition list is redundant for a function with OUT parameters

SELECT * FROM sin(3) AS t (a int, b int)
----
error 42601 a column definition list is only allowed for functions returning "record"

DROP FUNCTION rg1, rg2, rg3, rg4
----
DROP FUNCTION
