# Errors are told whole.
# Casts of users: CREATE CAST.
CREATE TYPE mood AS ENUM ('sad', 'ok', 'happy')
----
CREATE TYPE

CREATE TYPE pair AS (a int, b int)
----
CREATE TYPE

CREATE DOMAIN small AS int CHECK (VALUE < 100)
----
CREATE DOMAIN

CREATE FUNCTION m2i(mood) RETURNS int LANGUAGE sql IMMUTABLE STRICT AS $$SELECT CASE WHEN $1 = 'sad'::mood THEN 1 WHEN $1 = 'ok'::mood THEN 2 ELSE 3 END$$
----
CREATE FUNCTION

CREATE FUNCTION i2m(int) RETURNS mood LANGUAGE sql IMMUTABLE STRICT AS $$SELECT (ARRAY['sad', 'ok', 'happy']::mood[])[$1]$$
----
CREATE FUNCTION

CREATE FUNCTION p2t(pair) RETURNS text LANGUAGE plpgsql IMMUTABLE AS $$BEGIN RETURN $1.a || '/' || $1.b; END$$
----
CREATE FUNCTION

CREATE FUNCTION i2p(int, int, bool) RETURNS pair LANGUAGE sql IMMUTABLE AS $$SELECT ROW($1, CASE WHEN $3 THEN 1 ELSE 0 END)::pair$$
----
CREATE FUNCTION

CREATE FUNCTION none() RETURNS int LANGUAGE sql AS 'SELECT 1'
----
error 42601 syntax error at or near "("

CREATE FUNCTION badsecond(mood, text) RETURNS int LANGUAGE sql AS 'SELECT 1'
----
CREATE FUNCTION

CREATE FUNCTION badthird(mood, int, text) RETURNS int LANGUAGE sql AS 'SELECT 1'
----
CREATE FUNCTION

CREATE FUNCTION many(mood) RETURNS SETOF int LANGUAGE sql AS 'SELECT 1'
----
CREATE FUNCTION

SELECT 'ok'::mood::int
----
error 42846 cannot cast type mood to integer

SELECT 2::mood
----
error 42846 cannot cast type integer to mood

CREATE CAST (mood AS int) WITH FUNCTION nope(mood)
----
error 42883 function nope(mood) does not exist

CREATE CAST (mood AS int) WITH FUNCTION none()
----
error 42601 syntax error at or near "("

CREATE CAST (mood AS int) WITH FUNCTION badsecond(mood, text)
----
error 42P17 second argument of cast function must be type integer

CREATE CAST (mood AS int) WITH FUNCTION badthird(mood, int, text)
----
error 42P17 third argument of cast function must be type boolean

CREATE CAST (mood AS int) WITH FUNCTION many(mood)
----
error 42P17 cast function must not return a set

CREATE CAST (int AS mood) WITH FUNCTION m2i(mood)
----
error 42P17 argument of cast function must match or be binary-coercible from source data type

CREATE CAST (mood AS text) WITH FUNCTION m2i(mood)
----
error 42P17 return data type of cast function must match or be binary-coercible to target data type

CREATE CAST (mood AS nope) WITH FUNCTION m2i(mood)
----
error 42704 type "nope" does not exist

CREATE CAST (anyelement AS int) WITH INOUT
----
error 42809 source data type anyelement is a pseudo-type

CREATE CAST (mood AS mood) WITH INOUT
----
error 42P17 source data type and target data type are the same

CREATE CAST (int AS bigint) WITH INOUT
----
error 42710 cast from type integer to type bigint already exists

CREATE CAST (int AS mood) WITHOUT FUNCTION
----
error 42P17 enum data types are not binary-compatible

CREATE CAST (pair AS text) WITHOUT FUNCTION
----
error 42P17 source and target data types are not physically compatible

CREATE CAST (int AS text) WITHOUT FUNCTION
----
error 42P17 source and target data types are not physically compatible

CREATE CAST (int[] AS text) WITHOUT FUNCTION
----
error 42P17 array data types are not binary-compatible

CREATE CAST (int AS small) WITHOUT FUNCTION
----
error 42P17 domain data types must not be marked binary-compatible

CREATE CAST (mood AS int) WITH FUNCTION m2i(mood)
----
CREATE CAST

CREATE CAST (mood AS int) WITH FUNCTION m2i(mood)
----
error 42710 cast from type mood to type integer already exists

SELECT 'ok'::mood::int, CAST('happy'::mood AS int), int4('sad'::mood)
----
error 42883 function int4(mood) does not exist; ; No function matches the given name and argument types. You might need to add explicit type casts.

SELECT 'ok'::mood::int
----
2
SELECT 1

SELECT CAST('happy'::mood AS int)
----
3
SELECT 1

SELECT 'ok'::mood + 1
----
error 42883 operator does not exist: mood + integer; ; No operator matches the given name and argument types. You might need to add explicit type casts.

SELECT abs('ok'::mood)
----
error 42883 function abs(mood) does not exist; ; No function matches the given name and argument types. You might need to add explicit type casts.

CREATE TABLE t (id int PRIMARY KEY, n int, m mood)
----
CREATE TABLE

INSERT INTO t VALUES (1, 'ok'::mood, 'ok')
----
error 42804 column "n" is of type integer but expression is of type mood; ; You will need to rewrite or cast the expression.

INSERT INTO t VALUES (1, 2, 2)
----
error 42804 column "m" is of type mood but expression is of type integer; ; You will need to rewrite or cast the expression.

DROP CAST (mood AS int)
----
DROP CAST

SELECT 'ok'::mood::int
----
error 42846 cannot cast type mood to integer

DROP CAST (mood AS int)
----
error 42704 cast from type mood to type integer does not exist

DROP CAST IF EXISTS (mood AS int)
----
DROP CAST

DROP CAST IF EXISTS (mood AS nope)
----
DROP CAST

DROP CAST (int AS bigint)
----
error 2BP01 cannot drop cast from integer to bigint because it is required by the database system

CREATE CAST (mood AS int) WITH FUNCTION m2i AS ASSIGNMENT
----
CREATE CAST

INSERT INTO t VALUES (1, 'ok'::mood, 'ok') RETURNING *
----
1|2|ok
INSERT 0 1

UPDATE t SET n = 'happy'::mood RETURNING *
----
1|3|ok
UPDATE 1

SELECT 'ok'::mood + 1
----
error 42883 operator does not exist: mood + integer; ; No operator matches the given name and argument types. You might need to add explicit type casts.

CREATE CAST (int AS mood) WITH FUNCTION i2m(int) AS IMPLICIT
----
CREATE CAST

INSERT INTO t VALUES (2, 3, 2), (3, 1, 3) RETURNING *
----
2|3|ok
3|1|happy
INSERT 0 2

SELECT id FROM t WHERE m = 3 ORDER BY id
----
error 42883 operator does not exist: mood = integer; ; No operator matches the given name and argument types. You might need to add explicit type casts.

SELECT id, n FROM t WHERE n::mood > m ORDER BY id
----
1|3
2|3
SELECT 2

SELECT COALESCE(m, 1) FROM t ORDER BY 1
----
error 42804 COALESCE types mood and integer cannot be matched

SELECT CASE WHEN id = 1 THEN m ELSE 1 END FROM t ORDER BY id
----
error 42804 CASE types integer and mood cannot be matched

SELECT m FROM t WHERE id = 1 UNION ALL SELECT 3
----
error 42804 UNION types mood and integer cannot be matched

SELECT m FROM t WHERE m IN (1, 2) ORDER BY 1
----
error 42883 operator does not exist: mood = integer; ; No operator matches the given name and argument types. You might need to add explicit type casts.

CREATE FUNCTION takes(mood) RETURNS text LANGUAGE sql AS $$SELECT 'mood ' || $1$$
----
CREATE FUNCTION

SELECT takes(2)
----
mood ok
SELECT 1

CREATE FUNCTION takes(bigint) RETURNS text LANGUAGE sql AS $$SELECT 'bigint ' || $1$$
----
CREATE FUNCTION

SELECT takes(2)
----
error 42725 function takes(integer) is not unique; ; Could not choose a best candidate function. You might need to add explicit type casts.

SELECT takes(2::smallint)
----
bigint 2
SELECT 1

DROP FUNCTION takes(bigint)
----
DROP FUNCTION

SELECT m2i(2)
----
2
SELECT 1

CREATE FUNCTION plgiven(i int) RETURNS mood LANGUAGE plpgsql AS 'DECLARE x mood; BEGIN x := i; RETURN x; END'
----
CREATE FUNCTION

SELECT plgiven(2)
----
ok
SELECT 1

PREPARE p(int) AS SELECT $1::mood, $1::mood::int
----
PREPARE

EXECUTE p(3)
----
happy|3
SELECT 1

CREATE CAST (pair AS text) WITH FUNCTION p2t(pair) AS IMPLICIT
----
CREATE CAST

SELECT ROW(1, 2)::pair::text
----
1/2
SELECT 1

SELECT ROW(1, 2)::pair || 'x'
----
error 42725 operator is not unique: pair || unknown; ; Could not choose a best candidate operator. You might need to add explicit type casts.

SELECT length(ROW(1, 2)::pair)
----
3
SELECT 1

CREATE CAST (int AS pair) WITH FUNCTION i2p(int, int, bool) AS ASSIGNMENT
----
CREATE CAST

SELECT 5::pair
----
(5,1)
SELECT 1

CREATE TABLE pairs (p pair)
----
CREATE TABLE

INSERT INTO pairs VALUES (7) RETURNING *
----
(7,0)
INSERT 0 1

CREATE CAST (varchar AS mood) WITH INOUT AS IMPLICIT
----
CREATE CAST

SELECT 'ok'::varchar::mood
----
ok
SELECT 1

INSERT INTO t VALUES (9, 1, 'sad'::varchar) RETURNING *
----
9|1|sad
INSERT 0 1

INSERT INTO t VALUES (10, 1, 'none'::varchar) RETURNING *
----
error 22P02 invalid input value for enum mood: "none"

CREATE CAST (date AS int) WITH INOUT
----
CREATE CAST

SELECT '2020-01-01'::date::int
----
error 22P02 invalid input syntax for type integer: "2020-01-01"

CREATE CAST (text AS date) WITH INOUT AS ASSIGNMENT
----
CREATE CAST

CREATE TABLE d (d date)
----
CREATE TABLE

INSERT INTO d VALUES ('2020-01-02'::text) RETURNING *
----
2020-01-02
INSERT 0 1

CREATE CAST (bigint AS date) WITHOUT FUNCTION
----
error 42P17 source and target data types are not physically compatible

CREATE CAST (small AS mood) WITH INOUT
----
CREATE CAST

SELECT ARRAY['ok'::varchar]::mood[]
----
{ok}
SELECT 1

SELECT castsource::regtype, casttarget::regtype, castfunc::regproc, castcontext, castmethod, pg_describe_object('pg_cast'::regclass, oid, 0) FROM pg_cast WHERE 'mood'::regtype IN (castsource, casttarget) OR 'pair'::regtype IN (castsource, casttarget) ORDER BY 1, 2
----
integer|mood|i2m|i|f|cast from integer to mood
integer|pair|i2p|a|f|cast from integer to pair
character varying|mood|-|i|i|cast from character varying to mood
mood|integer|m2i|a|f|cast from mood to integer
pair|text|p2t|i|f|cast from pair to text
small|mood|-|e|i|cast from small to mood
SELECT 6

SELECT DISTINCT castsource::regtype, casttarget::regtype, refclassid::regclass, CASE refclassid WHEN 'pg_proc'::regclass THEN refobjid::regprocedure::text ELSE refobjid::regtype::text END, deptype FROM pg_depend JOIN pg_cast c ON c.oid = objid WHERE classid = 'pg_cast'::regclass ORDER BY 1, 2, 3, 4
----
integer|mood|pg_type|mood|n
integer|mood|pg_proc|i2m(integer)|n
integer|pair|pg_type|pair|n
integer|pair|pg_proc|i2p(integer,integer,boolean)|n
character varying|mood|pg_type|mood|n
mood|integer|pg_type|mood|n
mood|integer|pg_proc|m2i(mood)|n
pair|text|pg_type|pair|n
pair|text|pg_proc|p2t(pair)|n
small|mood|pg_type|mood|n
small|mood|pg_type|small|n
SELECT 11

COMMENT ON CAST (mood AS int) IS 'by its place'
----
COMMENT

COMMENT ON CAST (mood AS bigint) IS 'x'
----
error 42704 cast from type mood to type bigint does not exist

SELECT obj_description(oid, 'pg_cast') FROM pg_cast WHERE castsource = 'mood'::regtype AND casttarget = 'int'::regtype
----
by its place
SELECT 1

CREATE VIEW v AS SELECT id, m::int AS mi, n::mood AS nm, takes(n) AS tn FROM t
----
CREATE VIEW

SELECT * FROM v ORDER BY id
----
1|2|happy|mood happy
2|2|happy|mood happy
3|3|sad|mood sad
9|1|sad|mood sad
SELECT 4

SELECT pg_get_viewdef('v'::regclass)
----
 SELECT t.id,\n    (t.m)::integer AS mi,\n    (t.n)::mood AS nm,\n    takes((t.n)::mood) AS tn\n   FROM t;
SELECT 1

CREATE TABLE e (a int DEFAULT 'happy'::mood::int, b mood DEFAULT 2, c int CHECK (c::mood <> 'sad'), g int GENERATED ALWAYS AS ((b::int) * 10) STORED)
----
CREATE TABLE

INSERT INTO e (c) VALUES (3) RETURNING *
----
3|ok|3|20
INSERT 0 1

INSERT INTO e (c) VALUES (1) RETURNING *
----
error 23514 new row for relation "e" violates check constraint "e_c_check"; Failing row contains (3, ok, 1, 20).

CREATE INDEX e_m ON e ((b::int))
----
CREATE INDEX

SELECT c FROM e WHERE b::int = 2
----
3
SELECT 1

SELECT column_default FROM information_schema.columns WHERE table_name = 'e' ORDER BY ordinal_position
----
('happy'::mood)::integer
2
NULL
NULL
SELECT 4

BEGIN; CREATE CAST (mood AS bool) WITH FUNCTION isok(mood); ROLLBACK
----
BEGIN
error 42883 function isok(mood) does not exist

BEGIN; CREATE FUNCTION isok(mood) RETURNS bool LANGUAGE sql AS $$SELECT $1 = 'ok'::mood$$; CREATE CAST (mood AS bool) WITH FUNCTION isok(mood) AS ASSIGNMENT; SELECT count(*) FROM t WHERE m; ROLLBACK
----
error 25P02 current transaction is aborted, commands ignored until end of transaction block

SELECT 'ok'::mood::bool
----
error 25P02 current transaction is aborted, commands ignored until end of transaction block

CREATE ROLE caster
----
error 25P02 current transaction is aborted, commands ignored until end of transaction block

GRANT USAGE, CREATE ON SCHEMA public TO caster
----
error 25P02 current transaction is aborted, commands ignored until end of transaction block

SET ROLE caster
----
error 25P02 current transaction is aborted, commands ignored until end of transaction block

CREATE CAST (mood AS bigint) WITH INOUT
----
error 25P02 current transaction is aborted, commands ignored until end of transaction block

DROP CAST (mood AS int)
----
error 25P02 current transaction is aborted, commands ignored until end of transaction block

COMMENT ON CAST (mood AS int) IS 'x'
----
error 25P02 current transaction is aborted, commands ignored until end of transaction block

CREATE TYPE hue AS ENUM ('red', '1')
----
error 25P02 current transaction is aborted, commands ignored until end of transaction block

CREATE CAST (hue AS int) WITH INOUT
----
error 25P02 current transaction is aborted, commands ignored until end of transaction block

CREATE CAST (int8 AS hue) WITH INOUT AS IMPLICIT
----
error 25P02 current transaction is aborted, commands ignored until end of transaction block

SELECT '1'::hue::int, 1::int8::hue
----
error 25P02 current transaction is aborted, commands ignored until end of transaction block

CREATE CAST (int AS hue) WITHOUT FUNCTION
----
error 25P02 current transaction is aborted, commands ignored until end of transaction block

RESET ROLE
----
error 25P02 current transaction is aborted, commands ignored until end of transaction block

DROP TYPE hue
----
error 25P02 current transaction is aborted, commands ignored until end of transaction block

DROP TYPE hue CASCADE
----
error 25P02 current transaction is aborted, commands ignored until end of transaction block

SELECT count(*) FROM pg_cast WHERE castmethod = 'i' AND casttarget = 'int'::regtype
----
error 25P02 current transaction is aborted, commands ignored until end of transaction block

DROP OWNED BY caster
----
error 25P02 current transaction is aborted, commands ignored until end of transaction block

DROP ROLE caster
----
error 25P02 current transaction is aborted, commands ignored until end of transaction block

DROP TABLE e
----
error 25P02 current transaction is aborted, commands ignored until end of transaction block

DROP VIEW v
----
error 25P02 current transaction is aborted, commands ignored until end of transaction block

DROP FUNCTION i2p
----
error 25P02 current transaction is aborted, commands ignored until end of transaction block

DROP FUNCTION i2p CASCADE
----
error 25P02 current transaction is aborted, commands ignored until end of transaction block

SELECT 5::pair
----
error 25P02 current transaction is aborted, commands ignored until end of transaction block

DROP TYPE pair CASCADE
----
error 25P02 current transaction is aborted, commands ignored until end of transaction block

SELECT castsource::regtype, casttarget::regtype FROM pg_cast WHERE oid > 16384 ORDER BY 1, 2
----
error 25P02 current transaction is aborted, commands ignored until end of transaction block

DROP TABLE t
----
error 25P02 current transaction is aborted, commands ignored until end of transaction block

DROP FUNCTION takes(mood)
----
error 25P02 current transaction is aborted, commands ignored until end of transaction block

DROP FUNCTION plgiven(int)
----
error 25P02 current transaction is aborted, commands ignored until end of transaction block

DROP CAST (int AS mood)
----
error 25P02 current transaction is aborted, commands ignored until end of transaction block

DROP CAST (mood AS int) CASCADE
----
error 25P02 current transaction is aborted, commands ignored until end of transaction block

SELECT castsource::regtype, casttarget::regtype FROM pg_cast WHERE 'mood'::regtype IN (castsource, casttarget) ORDER BY 1, 2
----
error 25P02 current transaction is aborted, commands ignored until end of transaction block
