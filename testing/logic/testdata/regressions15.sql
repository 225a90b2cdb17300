# What Postgres's own regression files showed. Errors are told whole.
# Names in FROM.
CREATE TABLE j (a int, b int); CREATE TABLE k (a int, c int); INSERT INTO j VALUES (1, 2); INSERT INTO k VALUES (1, 3)
----
CREATE TABLE
CREATE TABLE
INSERT 0 1
INSERT 0 1

SELECT * FROM (j JOIN k USING (a)) AS x WHERE j.b = 1
----
error 42P01 invalid reference to FROM-clause entry for table "j"; ; There is an entry for table "j", but it cannot be referenced from this part of the query.

SELECT * FROM j a1 JOIN k a2 USING (a) AS a1
----
error 42712 table name "a1" specified more than once

SELECT * FROM j JOIN (k JOIN j jj USING (a)) x ON j.a = k.a
----
error 42P01 invalid reference to FROM-clause entry for table "k"; ; There is an entry for table "k", but it cannot be referenced from this part of the query.

SELECT * FROM j RIGHT JOIN LATERAL generate_series(0, j.a) g ON true
----
error 42P10 invalid reference to FROM-clause entry for table "j"; The combining JOIN type must be INNER or LEFT for a LATERAL reference.

SELECT * FROM j FULL JOIN LATERAL (SELECT a) g ON true
----
error 42P10 invalid reference to FROM-clause entry for table "j"; The combining JOIN type must be INNER or LEFT for a LATERAL reference.

SELECT * FROM j RIGHT JOIN LATERAL (SELECT j) g ON true
----
error 42P10 invalid reference to FROM-clause entry for table "j"; The combining JOIN type must be INNER or LEFT for a LATERAL reference.

SELECT * FROM j LEFT JOIN LATERAL (SELECT j.b) g ON true
----
1|2|2
SELECT 1

UPDATE j SET b = c FROM LATERAL (SELECT * FROM k WHERE k.a = j.a) s
----
error 42P10 invalid reference to FROM-clause entry for table "j"; ; There is an entry for table "j", but it cannot be referenced from this part of the query.

UPDATE j SET b = c FROM LATERAL (SELECT * FROM k WHERE c = b) s
----
error 42P10 invalid reference to FROM-clause entry for table "j"; ; There is an entry for table "j", but it cannot be referenced from this part of the query.

DELETE FROM j USING LATERAL (SELECT * FROM k WHERE k.a = j.a) s
----
error 42P10 invalid reference to FROM-clause entry for table "j"; ; There is an entry for table "j", but it cannot be referenced from this part of the query.

UPDATE j SET b = c FROM (SELECT * FROM k WHERE k.a = j.a) s
----
error 42P01 invalid reference to FROM-clause entry for table "j"; ; There is an entry for table "j", but it cannot be referenced from this part of the query.

UPDATE j SET b = 1 FROM j
----
error 42712 table name "j" specified more than once

UPDATE j SET b = k.c FROM k WHERE j.a = k.a RETURNING j.*, k.*
----
1|3|1|3
UPDATE 1

SELECT * FROM j JOIN k USING (a) AS foo FOR UPDATE OF foo
----
error 0A000 FOR UPDATE cannot be applied to a join

SELECT * FROM (j JOIN k USING (a) AS foo) AS bar FOR UPDATE OF foo
----
error 42P01 relation "foo" in FOR UPDATE clause not found in FROM clause

SELECT * FROM (j JOIN k USING (a) AS foo) AS bar, j z FOR UPDATE OF z
----
1|3|3|1|3
SELECT 1

SELECT foo.a FROM (j JOIN k USING (a) AS foo) AS bar
----
error 42P01 missing FROM-clause entry for table "foo"

SELECT 1 AS x UNION SELECT 2 ORDER BY y
----
error 42703 column "y" does not exist

SELECT 1 AS x UNION SELECT 2 ORDER BY x + 1
----
error 0A000 invalid UNION/INTERSECT/EXCEPT ORDER BY clause; Only result column names can be used, not expressions or functions.; Add the expression/function to every SELECT, or move the UNION into a FROM clause.

VALUES (1), (3), (2) ORDER BY -column1
----
3
2
1
SELECT 3

VALUES (1, 'x'), (3, 'y') ORDER BY "*VALUES*".column1 DESC, column2 LIMIT 1
----
3|y
SELECT 1

# Intervals.
SELECT interval '1 2:03' minute to second, interval '1 -2:03' minute to second, interval '2:03' minute to second, interval '2:03:04' minute to second, interval '1:2.5', interval '5 1:2.5' day to second
----
1 day 00:02:03|1 day -00:02:03|00:02:03|02:03:04|00:01:02.5|5 days 00:01:02.5
SELECT 1

SELECT interval 'P0002', interval 'P0002-10', interval 'P0002-10-15', interval 'P0002T1S', interval 'P0002-10T1S', interval 'P0002-10-15T1S', interval 'PT10', interval 'PT10:30'
----
2 years|2 years 10 mons|2 years 10 mons 15 days|2 years 00:00:01|2 years 10 mons 00:00:01|2 years 10 mons 15 days 00:00:01|10:00:00|10:30:00
SELECT 1

SELECT interval 'P10.5e4Y', interval 'P20020304.5T040506.7', interval 'P-0002-10', interval 'P2.5-1.5-1.5T1.5:1.5:1.5', interval 'PT', interval 'P1YT1HT1M'
----
105000 years|2002 years 3 mons 4 days 16:05:06.000001|-1 years -2 mons|2 years 7 mons 16 days 13:31:31.5|00:00:00|1 year 01:01:00
SELECT 1

SELECT interval '-9223372036854775808 microseconds', interval 'PT2562047788.0152155019444', interval 'PT-2562047788.0152155022222'
----
-2562047788:00:54.775808|2562047788:00:54.775429|-2562047788:00:54.775429
SELECT 1

SELECT interval '-2147483648 months -2147483648 days -9223372036854775808 us'
----
-178956970 years -8 mons -2147483648 days -2562047788:00:54.775808
SELECT 1

SELECT interval 'P-2147483649'
----
error 22015 interval field value out of range: "P-2147483649"

SELECT interval 'P1e16Y'
----
error 22015 interval field value out of range: "P1e16Y"

SELECT interval 'P'
----
error 22007 invalid input syntax for type interval: "P"

SELECT interval 'P1-'
----
error 22007 invalid input syntax for type interval: "P1-"

SELECT interval 'P1YT10:30T1S'
----
error 22007 invalid input syntax for type interval: "P1YT10:30T1S"

SELECT interval '0.0000015 seconds', interval '0.0000035 seconds', interval '1.5 us', interval '-0.0000025 s', interval '1.7 us'
----
00:00:00.000001|00:00:00.000003|00:00:00.000001|-00:00:00.000002|00:00:00.000002
SELECT 1

SELECT timestamp 'Jan 1, 4713 BC' + interval '107000000 days', timestamp 'Jan 1, 4713 BC' + interval '109203489 days'
----
288244-01-20 00:00:00|294276-12-31 00:00:00
SELECT 1

SELECT timestamp 'Jan 1, 4713 BC' + interval '109203490 days'
----
error 22008 timestamp out of range

SELECT timestamp '2000-01-01' - interval '107000000 days'
----
error 22008 timestamp out of range

# Whose name functions run in, and what errors show of rows.
CREATE ROLE rg_owner; CREATE ROLE rg_user;
DO $$ BEGIN EXECUTE format('GRANT ALL ON SCHEMA %I TO rg_owner, rg_user', current_schema()); END $$
----
CREATE ROLE
CREATE ROLE
DO

CREATE FUNCTION rg_f(int) RETURNS int LANGUAGE plpgsql IMMUTABLE AS $$ BEGIN ASSERT current_user = 'rg_owner', 'called by ' || current_user; RETURN $1; END $$;
----
CREATE FUNCTION

CREATE TABLE rg_t (a int); ALTER TABLE rg_t OWNER TO rg_owner; INSERT INTO rg_t VALUES (1), (2);
----
CREATE TABLE
ALTER TABLE
INSERT 0 2

CREATE INDEX rg_i ON rg_t ((rg_f(a) + rg_f(0))) WHERE rg_f(a + 10) > rg_f(10)
----
CREATE INDEX

CREATE UNIQUE INDEX rg_u ON rg_t ((rg_f(a)))
----
CREATE INDEX

REINDEX TABLE rg_t
----
REINDEX

ALTER TABLE rg_t ADD COLUMN b int DEFAULT 3
----
ALTER TABLE

DROP INDEX rg_i, rg_u
----
DROP INDEX

CREATE INDEX rg_i ON rg_t ((rg_f(a)))
----
CREATE INDEX

ALTER TABLE rg_t ADD PRIMARY KEY (a)
----
ALTER TABLE

CREATE FUNCTION rg_d() RETURNS text LANGUAGE plpgsql SECURITY DEFINER AS $$ BEGIN SET ROLE rg_user; RETURN current_user; END $$;
----
CREATE FUNCTION

SELECT rg_d()
----
error 42501 cannot set parameter "role" within security-definer function

CREATE OR REPLACE FUNCTION rg_d() RETURNS text LANGUAGE plpgsql SECURITY DEFINER AS $$ BEGIN PERFORM set_config('role', 'rg_user', false); RETURN current_user; END $$;
----
CREATE FUNCTION

SELECT rg_d()
----
error 42501 cannot set parameter "role" within security-definer function

CREATE OR REPLACE FUNCTION rg_d() RETURNS text LANGUAGE plpgsql SECURITY DEFINER AS $$ BEGIN RESET SESSION AUTHORIZATION; RETURN current_user; END $$;
----
CREATE FUNCTION

SELECT rg_d()
----
error 42501 cannot set parameter "session_authorization" within security-definer function

CREATE OR REPLACE FUNCTION rg_d() RETURNS text LANGUAGE plpgsql AS $$ BEGIN SET ROLE rg_user; RETURN current_user; END $$;
----
CREATE FUNCTION

CREATE FUNCTION rg_d2() RETURNS text LANGUAGE plpgsql SECURITY DEFINER AS $$ BEGIN RETURN rg_d(); END $$;
----
CREATE FUNCTION

SELECT rg_d2()
----
error 42501 cannot set parameter "role" within security-definer function

SELECT rg_d(); RESET ROLE;
----
rg_user
SELECT 1
RESET

GRANT CREATE ON SCHEMA public TO rg_owner
----
GRANT

SET ROLE rg_owner
----
SET

CREATE FUNCTION rg_m() RETURNS text LANGUAGE plpgsql AS $$ BEGIN RESET ROLE; RETURN current_user; END $$;
----
CREATE FUNCTION

CREATE MATERIALIZED VIEW rg_mv AS SELECT rg_m() WITH NO DATA
----
CREATE MATERIALIZED VIEW

CREATE TABLE rg_x (a int)
----
CREATE TABLE

CREATE FUNCTION rg_trg() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE NOTICE 'as %', current_user; RETURN NULL; END $$;
----
CREATE FUNCTION

CREATE CONSTRAINT TRIGGER rg_c AFTER INSERT ON rg_x INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION rg_trg()
----
CREATE TRIGGER

CREATE FUNCTION rg_m2() RETURNS bool LANGUAGE sql AS $$ INSERT INTO rg_x VALUES (1); SELECT true $$;
----
CREATE FUNCTION

CREATE MATERIALIZED VIEW rg_mv2 AS SELECT rg_m2() WITH NO DATA
----
CREATE MATERIALIZED VIEW

CREATE FUNCTION rg_m3() RETURNS bool LANGUAGE plpgsql AS $$ BEGIN CREATE TEMP TABLE rg_tt (a int); RETURN true; END $$;
----
CREATE FUNCTION

CREATE MATERIALIZED VIEW rg_mv3 AS SELECT rg_m3() WITH NO DATA
----
CREATE MATERIALIZED VIEW

CREATE FUNCTION rg_m4() RETURNS bool LANGUAGE plpgsql AS $$ BEGIN LISTEN x; RETURN true; END $$;
----
CREATE FUNCTION

CREATE MATERIALIZED VIEW rg_mv4 AS SELECT rg_m4() WITH NO DATA
----
CREATE MATERIALIZED VIEW

RESET ROLE
----
RESET

REFRESH MATERIALIZED VIEW rg_mv
----
error 42501 cannot set parameter "role" within security-restricted operation

REFRESH MATERIALIZED VIEW rg_mv2
----
error 42501 cannot fire deferred trigger within security-restricted operation

REFRESH MATERIALIZED VIEW rg_mv3
----
error 42501 cannot create temporary table within security-restricted operation

REFRESH MATERIALIZED VIEW rg_mv4
----
error 42501 cannot execute LISTEN within security-restricted operation

SELECT current_user = session_user
----
t
SELECT 1

CREATE TABLE errtst(a text, b text NOT NULL, c text, secret1 text, secret2 text) PARTITION BY LIST (a)
----
CREATE TABLE

CREATE TABLE errtst_part_1(secret2 text, c text, a text, b text NOT NULL, secret1 text)
----
CREATE TABLE

CREATE TABLE errtst_part_2(secret1 text, secret2 text, a text, c text, b text NOT NULL)
----
CREATE TABLE

ALTER TABLE errtst ATTACH PARTITION errtst_part_1 FOR VALUES IN ('aaa')
----
ALTER TABLE

ALTER TABLE errtst ATTACH PARTITION errtst_part_2 FOR VALUES IN ('aaaa')
----
ALTER TABLE

GRANT SELECT (a, b, c), UPDATE (a, b, c), INSERT (a, b, c) ON TABLE errtst TO rg_user
----
GRANT

INSERT INTO errtst_part_1 (a, b, c, secret1, secret2) VALUES ('aaa', 'bbb', 'ccc', 'the body', 'is in the attic')
----
INSERT 0 1

SET ROLE rg_user
----
SET

INSERT INTO errtst (a, b) VALUES ('aaa', NULL)
----
error 23502 null value in column "b" of relation "errtst_part_1" violates not-null constraint; Failing row contains (a, b, c) = (aaa, null, null).

UPDATE errtst SET b = NULL
----
error 23502 null value in column "b" of relation "errtst_part_1" violates not-null constraint; Failing row contains (a, b, c) = (aaa, null, ccc).

UPDATE errtst SET a = 'aaa', b = NULL
----
error 23502 null value in column "b" of relation "errtst_part_1" violates not-null constraint; Failing row contains (a, b, c) = (aaa, null, ccc).

UPDATE errtst SET a = 'aaaa', b = NULL
----
error 23502 null value in column "b" of relation "errtst_part_2" violates not-null constraint; Failing row contains (a, b, c) = (aaaa, null, ccc).

UPDATE errtst SET a = 'aaaa', b = NULL WHERE a = 'aaa'
----
error 23502 null value in column "b" of relation "errtst_part_2" violates not-null constraint; Failing row contains (a, b, c) = (aaaa, null, ccc).

INSERT INTO errtst (a, b) VALUES ('zzz', 'x')
----
error 23514 no partition of relation "errtst" found for row; Partition key of the failing row contains (a) = (zzz).

RESET ROLE
----
RESET

GRANT SELECT ON errtst_part_1 TO rg_user; SET ROLE rg_user;
----
GRANT
SET

INSERT INTO errtst (a, b) VALUES ('aaa', NULL)
----
error 23502 null value in column "b" of relation "errtst_part_1" violates not-null constraint; Failing row contains (a, b, c) = (aaa, null, null).

RESET ROLE
----
RESET

create table key_desc (a int, b int) partition by list ((a+0))
----
CREATE TABLE

create table key_desc_1 partition of key_desc for values in (1) partition by range (b)
----
CREATE TABLE

grant select (a) on key_desc_1 to rg_user; grant insert on key_desc to rg_user;
----
GRANT
GRANT

set role rg_user
----
SET

insert into key_desc values (1, 1)
----
error 23514 no partition of relation "key_desc_1" found for row

reset role
----
RESET

grant select (b) on key_desc_1 to rg_user
----
GRANT

set role rg_user
----
SET

insert into key_desc values (1, 1)
----
error 23514 no partition of relation "key_desc_1" found for row; Partition key of the failing row contains (b) = (1).

insert into key_desc values (2, 1)
----
error 23514 no partition of relation "key_desc" found for row

reset role
----
RESET

DROP OWNED BY rg_owner, rg_user CASCADE; DROP ROLE rg_owner; DROP ROLE rg_user
----
DROP OWNED
DROP ROLE
DROP ROLE

# Bounds of sequences, types of recursive queries.
CREATE SEQUENCE s1 AS smallint MINVALUE -32768; CREATE SEQUENCE s2 AS smallint; CREATE SEQUENCE s3 AS smallint INCREMENT BY -1; CREATE SEQUENCE s4 AS smallint START 1 MINVALUE -32768 INCREMENT -1 MAXVALUE 32767
----
CREATE SEQUENCE
CREATE SEQUENCE
CREATE SEQUENCE
CREATE SEQUENCE

ALTER SEQUENCE s1 AS int; ALTER SEQUENCE s2 AS int; ALTER SEQUENCE s3 AS int; ALTER SEQUENCE s4 AS bigint
----
ALTER SEQUENCE
ALTER SEQUENCE
ALTER SEQUENCE
ALTER SEQUENCE

SELECT sequencename, start_value, min_value, max_value, increment_by FROM pg_sequences WHERE sequencename ~ '^s[0-9]$' ORDER BY 1
----
s1|-32768|-2147483648|2147483647|1
s2|1|1|2147483647|1
s3|-1|-2147483648|-1|-1
s4|1|-9223372036854775808|9223372036854775807|-1
SELECT 4

ALTER SEQUENCE s1 AS smallint; ALTER SEQUENCE s3 AS smallint; SELECT sequencename, start_value, min_value, max_value FROM pg_sequences WHERE sequencename IN ('s1', 's3') ORDER BY 1
----
ALTER SEQUENCE
ALTER SEQUENCE
s1|-32768|-32768|32767
s3|-1|-32768|-1
SELECT 2

WITH RECURSIVE foo (i) AS (SELECT i::numeric(3,0) FROM (VALUES (1), (2)) t (i) UNION ALL SELECT (i + 1)::numeric(10,0) FROM foo WHERE i < 10) SELECT * FROM foo
----
error 42804 recursive query "foo" column 1 has type numeric(3,0) in non-recursive term but type numeric overall; ; Cast the output of the non-recursive term to the correct type.

WITH RECURSIVE foo (i) AS (SELECT 'a'::varchar(5) UNION ALL SELECT (i || 'b')::varchar(10) FROM foo WHERE length(i) < 4) SELECT * FROM foo
----
error 42804 recursive query "foo" column 1 has type character varying(5) in non-recursive term but type character varying overall; ; Cast the output of the non-recursive term to the correct type.

WITH RECURSIVE foo (i) AS (SELECT 'a'::varchar(5) UNION ALL SELECT (i || 'b')::varchar(5) FROM foo WHERE length(i) < 4) SELECT * FROM foo ORDER BY 1
----
a
ab
abb
abbb
SELECT 4

WITH RECURSIVE foo (i) AS (SELECT 'a'::varchar UNION ALL SELECT (i || 'b')::varchar(10) FROM foo WHERE length(i) < 4) SELECT * FROM foo ORDER BY 1
----
a
ab
abb
abbb
SELECT 4

WITH RECURSIVE foo (i) AS (SELECT 1.5::numeric(3,1) UNION ALL SELECT i + 1 FROM foo WHERE i < 4) SELECT * FROM foo ORDER BY 1
----
error 42804 recursive query "foo" column 1 has type numeric(3,1) in non-recursive term but type numeric overall; ; Cast the output of the non-recursive term to the correct type.

MERGE INTO j t USING (SELECT * FROM k WHERE t.a > c) s ON t.a = s.a WHEN NOT MATCHED THEN INSERT DEFAULT VALUES
----
error 42P01 invalid reference to FROM-clause entry for table "t"; ; There is an entry for table "t", but it cannot be referenced from this part of the query.
