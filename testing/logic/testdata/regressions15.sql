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

# A recursive query gives rows as it makes them: one within it need not come to an end.
CREATE TABLE dep (id int, up int); INSERT INTO dep VALUES (0, NULL), (1, 0), (2, 1)
----
CREATE TABLE
INSERT 0 3

WITH RECURSIVE q AS (SELECT * FROM dep UNION ALL (WITH RECURSIVE x AS (SELECT * FROM dep UNION ALL (SELECT * FROM q UNION ALL SELECT * FROM x)) SELECT * FROM x)) SELECT count(*) FROM (SELECT * FROM q LIMIT 32) s
----
32
SELECT 1

WITH RECURSIVE t(n) AS (SELECT 1 UNION SELECT n % 7 + 1 FROM t) SELECT string_agg(n::text, ' ') FROM t
----
1 2 3 4 5 6 7
SELECT 1

WITH RECURSIVE t(n) AS (VALUES (1), (1) UNION ALL SELECT n + 1 FROM t WHERE n < 3) SELECT n, count(*) FROM t GROUP BY n ORDER BY n
----
1|2
2|2
3|2
SELECT 3

WITH RECURSIVE t(n) AS (SELECT 10 UNION ALL SELECT 100 / (n - 9) FROM t) SELECT n FROM t LIMIT 2
----
10
100
SELECT 2

# A cast to a type without a length or precision takes that of the value away.
CREATE TABLE modded (n numeric(6,2), v varchar(3), c char(4), t timestamptz(0), i interval second(1), b bit(3)); INSERT INTO modded VALUES (1.5, 'abc', 'ab', '2020-01-01 00:00:00Z', '1.25', B'101')
----
CREATE TABLE
INSERT 0 1

CREATE TABLE unmodded AS SELECT n::numeric AS n, v::varchar AS v, c::bpchar AS c, t::timestamptz AS t, i::interval AS i, b::bit AS b, n::numeric(5,1)::numeric AS nn, n + 0 AS sum, n AS same, 'a'::varchar(2)::varchar AS k FROM modded
----
SELECT 1

SELECT attname, format_type(atttypid, atttypmod) FROM pg_attribute WHERE attrelid = 'unmodded'::regclass AND attnum > 0 ORDER BY attnum
----
n|numeric
v|character varying
c|bpchar
t|timestamp with time zone
i|interval
b|bit(1)
nn|numeric
sum|numeric
same|numeric(6,2)
k|character varying
SELECT 10

SELECT n::numeric(5,1)::numeric, v::varchar(2)::varchar, v::varchar = 'abc', n::numeric + 0.001 FROM modded WHERE n::numeric = 1.5
----
1.5|ab|t|1.501
SELECT 1

CREATE VIEW unmods AS SELECT n::numeric AS n, v::varchar AS v, n::numeric(5,1)::numeric AS nn FROM modded
----
CREATE VIEW

SELECT pg_get_viewdef('unmods'::regclass)
----
 SELECT (modded.n)::numeric AS n,\n    (modded.v)::character varying AS v,\n    ((modded.n)::numeric(5,1))::numeric AS nn\n   FROM modded;
SELECT 1

SELECT attname, format_type(atttypid, atttypmod) FROM pg_attribute WHERE attrelid = 'unmods'::regclass ORDER BY attnum
----
n|numeric
v|character varying
nn|numeric
SELECT 3

# Views of functions with column definition lists.
CREATE FUNCTION recs(int) RETURNS SETOF record LANGUAGE sql AS $$ SELECT g, 'r' || g FROM generate_series(1, $1) g $$; CREATE TYPE hue AS ENUM ('red', 'blue'); CREATE TABLE docs (id int, d jsonb); INSERT INTO docs VALUES (1, '[{"a": 1, "B c": "x"}, {"a": 2, "h": "blue"}]'), (2, '[]')
----
CREATE FUNCTION
CREATE TYPE
CREATE TABLE
INSERT 0 2

CREATE VIEW deflist AS SELECT id, x.*, r.n FROM docs, jsonb_to_recordset(d) AS x(a numeric(5,1), "B c" text COLLATE "C", h hue), recs(id) r(k int, n text)
----
CREATE VIEW

SELECT * FROM deflist
----
1|1.0|x|NULL|r1
1|2.0|NULL|blue|r1
SELECT 2

SELECT pg_get_viewdef('deflist'::regclass)
----
 SELECT docs.id,\n    x.a,\n    x."B c",\n    x.h,\n    r.n\n   FROM docs,\n    LATERAL jsonb_to_recordset(docs.d) x(a numeric(5,1), "B c" text COLLATE "C", h hue),\n    LATERAL recs(docs.id) r(k integer, n text);
SELECT 1

CREATE VIEW deflist2 AS SELECT * FROM ROWS FROM (recs(2) AS (k int, n text), json_to_record('{"q": [1, 2]}') AS (q int[]), generate_series(1, 3)) WITH ORDINALITY AS t(a, b, c, g)
----
CREATE VIEW

SELECT * FROM deflist2
----
1|r1|{1,2}|1|1
2|r2|NULL|2|2
NULL|NULL|NULL|3|3
SELECT 3

SELECT pg_get_viewdef('deflist2'::regclass)
----
 SELECT t.a,\n    t.b,\n    t.c,\n    t.g,\n    t.ordinality\n   FROM ROWS FROM(recs(2) AS (k integer, n text), json_to_record('{"q": [1, 2]}'::json) AS (q integer[]), generate_series(1, 3)) WITH ORDINALITY t(a, b, c, g, ordinality);
SELECT 1

CREATE VIEW deflist3 AS SELECT k FROM recs(1) AS (k int, k2 text)
----
CREATE VIEW

SELECT pg_get_viewdef('deflist3'::regclass)
----
 SELECT recs.k\n   FROM recs(1) recs(k integer, k2 text);
SELECT 1

ALTER TYPE hue RENAME TO colour; ALTER FUNCTION recs(int) RENAME TO records
----
ALTER TYPE
ALTER FUNCTION

SELECT pg_get_viewdef('deflist'::regclass); SELECT * FROM deflist3
----
 SELECT docs.id,\n    x.a,\n    x."B c",\n    x.h,\n    r.n\n   FROM docs,\n    LATERAL jsonb_to_recordset(docs.d) x(a numeric(5,1), "B c" text COLLATE "C", h colour),\n    LATERAL records(docs.id) r(k integer, n text);
SELECT 1
1
SELECT 1

DROP TYPE colour
----
error 2BP01 cannot drop type colour because other objects depend on it; view deflist depends on type colour; Use DROP ... CASCADE to drop the dependent objects too.

CREATE MATERIALIZED VIEW deflist4 AS SELECT * FROM json_to_recordset('[{"a": 1}]') AS x(a int)
----
SELECT 1

SELECT * FROM deflist4
----
1
SELECT 1

# Names of inputs and outputs of routines.
CREATE FUNCTION inout1(a int, b int, c int = 0) RETURNS TABLE (a int, b int, c int) LANGUAGE sql AS $$ SELECT $1, b, c $$
----
CREATE FUNCTION

SELECT * FROM inout1(b => 2, a => 1)
----
1|2|0
SELECT 1

CREATE FUNCTION inout2(a int, a int) RETURNS int LANGUAGE sql AS 'SELECT 1'
----
error 42P13 parameter name "a" used more than once

CREATE FUNCTION inout3(a int) RETURNS TABLE (b int, b int) LANGUAGE sql AS 'SELECT 1, 2'
----
error 42P13 parameter name "b" used more than once

CREATE FUNCTION inout4(a int) RETURNS TABLE (a int) LANGUAGE plpgsql AS $$ BEGIN RETURN NEXT; END $$
----
error 42P13 parameter name "a" used more than once

CREATE FUNCTION compatr(anycompatiblerange) RETURNS text LANGUAGE sql AS 'SELECT $1::text'
----
CREATE FUNCTION

SELECT compatr(NULL)
----
error 42804 could not determine polymorphic type anycompatiblerange because input has type unknown

SHOW max_stack_depth
----
2MB
SHOW

# Rows of JSON like a record without a type of its own.
SELECT * FROM json_populate_record(null::record, '{"x": 776, "z": 1}') AS (x int, y int)
----
776|NULL
SELECT 1

SELECT * FROM jsonb_populate_recordset(null::record, '[{"x": 776}, {"y": "b"}]') AS t(x int, y text)
----
776|NULL
NULL|b
SELECT 2

SELECT jsonb_populate_record(row(1, 2), '{"f1": 0, "f3": 1}'), json_populate_record(row('a'::text, now() IS NULL), '{"f2": true}')
----
(0,2)|(a,t)
SELECT 1

SELECT i, jsonb_populate_recordset(row(i, 50), '[{"f1": "42"}, {"f2": "43"}]') FROM (VALUES (1), (2)) v(i)
----
1|(1,43)
1|(42,50)
2|(2,43)
2|(42,50)
SELECT 4

SELECT * FROM jsonb_populate_recordset(row(0::int, 'x'::text), '[{"a": "1"}, {"b": 3}]') q(a int, b text)
----
0|x
0|x
SELECT 2

SELECT * FROM jsonb_populate_record(row(7, 8), NULL) q(a int, b int)
----
7|8
SELECT 1

SELECT * FROM jsonb_populate_record(NULL::record, NULL) q(a int, b int)
----
NULL|NULL
SELECT 1

SELECT json_populate_record(null::record, '{"x": 0}')
----
error 0A000 could not determine row type for result of json_populate_record; ; Provide a non-null record argument, or call the function in the FROM clause using a column definition list.

SELECT jsonb_populate_recordset(null::record, '[]')
----
error 0A000 could not determine row type for result of jsonb_populate_recordset; ; Provide a non-null record argument, or call the function in the FROM clause using a column definition list.

SELECT jsonb_populate_recordset(row(1, 2), '[]')
----
SELECT 0

SELECT * FROM jsonb_populate_recordset(row(0::int), '[{"a": "1"}]') q(a text, b text)
----
error 42804 function return row and query-specified return row do not match; Returned row contains 1 attribute, but query expects 2.

SELECT * FROM jsonb_populate_recordset(row(0::int, 0::int), '[{"a": "1"}]') q(a text, b text)
----
error 42804 function return row and query-specified return row do not match; Returned type integer at ordinal position 1, but query expects text.

SELECT * FROM json_populate_recordset(row(1, 2), '[{"f1": 0}]')
----
error 42601 a column definition list is required for functions returning "record"

SELECT * FROM json_populate_record(row(1, 2), '{"f1": 0}')
----
error 42601 a column definition list is required for functions returning "record"

SELECT * FROM json_populate_record(1, '{}') AS (x int)
----
error 42601 a column definition list is only allowed for functions returning "record"

CREATE TYPE inpair AS (a text, b int, c date); CREATE TYPE outpair AS (p inpair, n int)
----
CREATE TYPE
CREATE TYPE

SELECT * FROM json_populate_record(row(row('x', 3, '2012-12-31')::inpair, 1)::outpair, '{"p": {"a": "abc", "c": "2003-02-01"}}')
----
(abc,3,2003-02-01)|1
SELECT 1

SELECT * FROM jsonb_populate_record(NULL::outpair, '{"p": {"b": 5}}') AS (p inpair, n int)
----
error 42601 a column definition list is redundant for a function returning a named composite type

# session_replication_role: which triggers fire, and whether foreign keys count.
CREATE TABLE rolep (id int PRIMARY KEY, u int UNIQUE, c int CHECK (c > 0)); CREATE TABLE rolec (id int PRIMARY KEY, p int REFERENCES rolep ON DELETE CASCADE ON UPDATE CASCADE, d int REFERENCES rolep DEFERRABLE INITIALLY DEFERRED); CREATE TABLE roled (n int GENERATED ALWAYS AS IDENTITY, what text)
----
CREATE TABLE
CREATE TABLE
CREATE TABLE

CREATE FUNCTION roletell() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN INSERT INTO roled (what) VALUES (TG_NAME || ' ' || TG_OP || ' ' || TG_LEVEL); RETURN NEW; END $$
----
CREATE FUNCTION

CREATE TRIGGER t1 BEFORE INSERT OR UPDATE ON rolec FOR EACH ROW EXECUTE FUNCTION roletell(); CREATE TRIGGER t2 AFTER INSERT OR UPDATE OR TRUNCATE ON rolec EXECUTE FUNCTION roletell(); CREATE TRIGGER t3 AFTER INSERT OR UPDATE ON rolec FOR EACH ROW EXECUTE FUNCTION roletell(); CREATE TRIGGER t4 AFTER INSERT OR TRUNCATE ON rolec EXECUTE FUNCTION roletell()
----
CREATE TRIGGER
CREATE TRIGGER
CREATE TRIGGER
CREATE TRIGGER

ALTER TABLE rolec ENABLE REPLICA TRIGGER t2; ALTER TABLE rolec ENABLE ALWAYS TRIGGER t3; INSERT INTO rolep VALUES (1, 1, 1), (2, 2, 2); INSERT INTO rolec VALUES (1, 1, 1)
----
ALTER TABLE
ALTER TABLE
INSERT 0 2
INSERT 0 1

INSERT INTO rolec VALUES (9, 9, NULL)
----
error 23503 insert or update on table "rolec" violates foreign key constraint "rolec_p_fkey"; Key (p)=(9) is not present in table "rolep".

SET session_replication_role = replica; INSERT INTO roled (what) VALUES ('replica')
----
SET
INSERT 0 1

INSERT INTO rolec VALUES (2, 77, NULL), (3, 2, 88)
----
INSERT 0 2

INSERT INTO rolec VALUES (2, 1, NULL)
----
error 23505 duplicate key value violates unique constraint "rolec_pkey"; Key (id)=(2) already exists.

INSERT INTO rolep VALUES (3, 1, 1)
----
error 23505 duplicate key value violates unique constraint "rolep_u_key"; Key (u)=(1) already exists.

INSERT INTO rolep VALUES (3, 3, -1)
----
error 23514 new row for relation "rolep" violates check constraint "rolep_c_check"; Failing row contains (3, 3, -1).

UPDATE rolep SET id = 5 WHERE id = 1; DELETE FROM rolep WHERE id = 2; UPDATE rolec SET p = 99 WHERE id = 1
----
UPDATE 1
DELETE 1
UPDATE 1

TRUNCATE rolec; INSERT INTO rolec VALUES (4, 44, 44)
----
TRUNCATE TABLE
INSERT 0 1

SET session_replication_role = local; INSERT INTO roled (what) VALUES ('local'); INSERT INTO rolec VALUES (5, 5, 5)
----
SET
INSERT 0 1
INSERT 0 1

INSERT INTO rolec VALUES (6, 44, 5)
----
error 23503 insert or update on table "rolec" violates foreign key constraint "rolec_p_fkey"; Key (p)=(44) is not present in table "rolep".

UPDATE rolec SET p = 55 WHERE id = 5
----
error 23503 insert or update on table "rolec" violates foreign key constraint "rolec_p_fkey"; Key (p)=(55) is not present in table "rolep".

RESET session_replication_role; DELETE FROM rolep; TRUNCATE rolec
----
RESET
DELETE 1
TRUNCATE TABLE

SELECT what FROM roled ORDER BY n
----
t1 INSERT ROW
t3 INSERT ROW
t4 INSERT STATEMENT
replica
t3 INSERT ROW
t3 INSERT ROW
t2 INSERT STATEMENT
t3 UPDATE ROW
t2 UPDATE STATEMENT
t2 TRUNCATE STATEMENT
t3 INSERT ROW
t2 INSERT STATEMENT
local
t1 INSERT ROW
t3 INSERT ROW
t4 INSERT STATEMENT
t4 TRUNCATE STATEMENT
SELECT 17

SELECT * FROM rolec
----
SELECT 0

CREATE ROLE nosuper; SET ROLE nosuper
----
CREATE ROLE
SET

SET session_replication_role = replica
----
error 42501 permission denied to set parameter "session_replication_role"

RESET ROLE; DROP ROLE nosuper
----
RESET
DROP ROLE

# The first CHECK by name that fails is told.
CREATE TABLE chk (a int, CONSTRAINT zz CHECK (a > 0), CHECK (a > 1), CONSTRAINT aa CHECK (a <> 5), b int CHECK (b > 0))
----
CREATE TABLE

INSERT INTO chk VALUES (-1, -1)
----
error 23514 new row for relation "chk" violates check constraint "chk_a_check"; Failing row contains (-1, -1).

INSERT INTO chk VALUES (5, -1)
----
error 23514 new row for relation "chk" violates check constraint "aa"; Failing row contains (5, -1).

UPDATE chk SET a = 1
----
UPDATE 0

# What need not exist lies in a schema that does not.
DROP FUNCTION IF EXISTS gone(nowhere.kind, int); DROP AGGREGATE IF EXISTS gone(nowhere.kind); DROP PROCEDURE IF EXISTS nowhere.gone(int); DROP OPERATOR IF EXISTS @#@ (nowhere.kind, int); DROP TYPE IF EXISTS nowhere.kind
----
DROP FUNCTION
DROP AGGREGATE
DROP PROCEDURE
DROP OPERATOR
DROP TYPE

DROP FUNCTION gone(nowhere.kind)
----
error 3F000 schema "nowhere" does not exist

CREATE FUNCTION empties() RETURNS boolean LANGUAGE sql BEGIN ATOMIC ;;RETURN false;; END
----
CREATE FUNCTION

SELECT empties(), pg_get_functiondef('empties'::regproc)
----
f|CREATE OR REPLACE FUNCTION public.empties()\n RETURNS boolean\n LANGUAGE sql\nBEGIN ATOMIC\n RETURN false;\nEND\n
SELECT 1
