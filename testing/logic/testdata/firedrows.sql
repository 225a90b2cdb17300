# NEW and OLD of triggers, variables of %ROWTYPE and records that a row goes to have the type of the table's rows.
CREATE TABLE fr (k int, a int)
----
CREATE TABLE

CREATE TABLE fr_e (k int, a int)
----
CREATE TABLE

CREATE TABLE fr_log (what text)
----
CREATE TABLE

CREATE FUNCTION fr_g(fr) RETURNS int LANGUAGE sql AS 'SELECT $1.k * 100'
----
CREATE FUNCTION

CREATE FUNCTION fr_t() RETURNS trigger LANGUAGE plpgsql AS $$ DECLARE o fr%ROWTYPE; r record; BEGIN o := coalesce(NEW, OLD); r := coalesce(NEW, OLD); INSERT INTO fr_log SELECT concat_ws(' ', TG_OP, TG_TABLE_NAME, (coalesce(NEW, OLD)).k, pg_typeof(NEW), pg_typeof(OLD), pg_typeof(o), pg_typeof(r), (r).a, (CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END).a, NEW::text, OLD IS NULL); RETURN coalesce(NEW, OLD); END $$
----
CREATE FUNCTION

CREATE TRIGGER fr_t BEFORE INSERT OR UPDATE OR DELETE ON fr FOR EACH ROW EXECUTE FUNCTION fr_t()
----
CREATE TRIGGER

CREATE TRIGGER fr_t BEFORE INSERT OR UPDATE OR DELETE ON fr_e FOR EACH ROW EXECUTE FUNCTION fr_t()
----
CREATE TRIGGER

INSERT INTO fr VALUES (1, 2), (3, 4)
----
INSERT 0 2

INSERT INTO fr_e VALUES (5, 6)
----
INSERT 0 1

UPDATE fr SET a = 7 WHERE k = 1
----
UPDATE 1

DELETE FROM fr_e RETURNING *
----
5|6
DELETE 1

DELETE FROM fr WHERE k = 3
----
DELETE 1

SELECT * FROM fr_log
----
DELETE fr 3 fr fr fr fr 4 4 f
DELETE fr_e 5 fr_e fr_e fr fr_e 6 6 f
INSERT fr 1 fr fr fr fr 2 2 (1,2) t
INSERT fr 3 fr fr fr fr 4 4 (3,4) t
INSERT fr_e 5 fr_e fr_e fr fr_e 6 6 (5,6) t
UPDATE fr 1 fr fr fr fr 7 7 (1,7) f
SELECT 6

TABLE fr
----
1|7
SELECT 1

CREATE FUNCTION fr_into() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN EXECUTE 'INSERT INTO fr_e SELECT ($1).*' USING NEW; EXECUTE 'INSERT INTO fr_e VALUES ($1.k + 1, $1.a)' USING NEW; RETURN NULL; END $$
----
CREATE FUNCTION

CREATE TRIGGER fr_into AFTER INSERT ON fr FOR EACH ROW EXECUTE FUNCTION fr_into()
----
CREATE TRIGGER

INSERT INTO fr VALUES (10, 1)
----
INSERT 0 1

TABLE fr_e
----
10|1
11|1
SELECT 2

CREATE FUNCTION fr_calls() RETURNS trigger LANGUAGE plpgsql AS $$ DECLARE r record; BEGIN r := NEW; r.a := fr_g(NEW) + fr_g(r); RETURN r; END $$
----
CREATE FUNCTION

CREATE TRIGGER fr_calls BEFORE UPDATE ON fr FOR EACH ROW EXECUTE FUNCTION fr_calls()
----
CREATE TRIGGER

UPDATE fr SET a = 0 RETURNING *
----
10|2000
1|200
UPDATE 2

CREATE TRIGGER fr_calls BEFORE UPDATE ON fr_e FOR EACH ROW EXECUTE FUNCTION fr_calls()
----
CREATE TRIGGER

UPDATE fr_e SET a = 0 RETURNING *
----
error 42883

CREATE VIEW fr_v AS SELECT * FROM fr
----
CREATE VIEW

CREATE FUNCTION fr_v() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN INSERT INTO fr_log VALUES (pg_typeof(NEW)::text); RETURN NEW; END $$
----
CREATE FUNCTION

CREATE TRIGGER fr_v INSTEAD OF INSERT ON fr_v FOR EACH ROW EXECUTE FUNCTION fr_v()
----
CREATE TRIGGER

INSERT INTO fr_v VALUES (1, 1), (2, 2) RETURNING *
----
1|1
2|2
INSERT 0 2

SELECT * FROM fr_log WHERE what LIKE 'fr%'
----
fr_v
fr_v
SELECT 2

CREATE TABLE fr_p (k int, a int) PARTITION BY LIST (k)
----
CREATE TABLE

CREATE TABLE fr_p1 PARTITION OF fr_p DEFAULT
----
CREATE TABLE

CREATE TRIGGER fr_v BEFORE INSERT ON fr_p FOR EACH ROW EXECUTE FUNCTION fr_v()
----
CREATE TRIGGER

INSERT INTO fr_p VALUES (1, 1)
----
INSERT 0 1

SELECT * FROM fr_log WHERE what LIKE 'fr%'
----
fr_p1
fr_v
fr_v
SELECT 3

CREATE TYPE fr_c AS (x int, y fr)
----
CREATE TYPE

CREATE FUNCTION fr_r(OUT o text) LANGUAGE plpgsql AS $$ DECLARE c fr_c; r record; q fr%ROWTYPE; BEGIN c.x := 1; c.y := ROW(3, 4); r := c.y; o := concat_ws(' ', pg_typeof(r), r.k, c); r := c; o := concat_ws(' ', o, pg_typeof(r), (r.y).a); r := ROW(1, 2); o := concat_ws(' ', o, pg_typeof(r)); r := ROW(1, 2)::fr; o := concat_ws(' ', o, pg_typeof(r), fr_g(r)); SELECT 1 AS k, 2 AS a INTO r; o := concat_ws(' ', o, pg_typeof(r), pg_typeof(q), fr_g(q), (coalesce(q, q)).k, q IS NULL); q := ROW(5, 6); o := concat_ws(' ', o, fr_g(q), q); END $$
----
CREATE FUNCTION

SELECT fr_r()
----
fr 3 (1,"(3,4)") fr_c 4 record fr 100 record fr t 500 (5,6)
SELECT 1

ALTER TABLE fr ADD z text DEFAULT 'z'
----
ALTER TABLE

INSERT INTO fr VALUES (11, 1)
----
error 42601

UPDATE fr SET a = 0 RETURNING *
----
10|2000|z
1|200|z
UPDATE 2

# Of a statement that is run row by row (ON CONFLICT, volatile functions) each row has its trigger once.
INSERT INTO fr_v VALUES (3, 3), (4, 4) ON CONFLICT DO NOTHING
----
INSERT 0 2

CREATE SEQUENCE fr_s
----
CREATE SEQUENCE

CREATE FUNCTION fr_next() RETURNS int VOLATILE LANGUAGE plpgsql AS $$ BEGIN RETURN nextval('fr_s'); END $$
----
CREATE FUNCTION

INSERT INTO fr_v SELECT fr_next(), x FROM generate_series(1, 3) x RETURNING k, a
----
1|1
2|2
3|3
INSERT 0 3

SELECT count(*) FROM fr_log WHERE what = 'fr_v'
----
7
SELECT 1

# What is shown of functions with the names of the system's that an extension has, too.
CREATE EXTENSION IF NOT EXISTS citext
----
CREATE EXTENSION

CREATE TABLE fr_x (c citext UNIQUE, n int)
----
CREATE TABLE

CREATE FUNCTION fr_f(x citext, y int) RETURNS citext BEGIN ATOMIC INSERT INTO fr_x VALUES (x) ON CONFLICT (c) WHERE n > 0 DO UPDATE SET n = excluded.n + 1; SELECT replace(x, 'a', 'z') || y; END
----
CREATE FUNCTION

SELECT pg_get_functiondef('fr_f'::regproc)
----
CREATE OR REPLACE FUNCTION public.fr_f(x citext, y integer)\n RETURNS citext\n LANGUAGE sql\nBEGIN ATOMIC\n INSERT INTO fr_x (c)\n   VALUES (fr_f.x) ON CONFLICT(c)\n   WHERE (n > 0) DO UPDATE SET n = (excluded.n + 1);\n SELECT (replace(x, 'a'::citext, 'z'::citext) || y);\nEND\n
SELECT 1

CREATE FUNCTION fr_h() RETURNS citext STABLE RETURN replace('A'::citext, 'a', 'z')
----
CREATE FUNCTION

SELECT fr_h(), pg_get_function_sqlbody('fr_h'::regproc)
----
z|RETURN replace('A'::citext, 'a'::citext, 'z'::citext)
SELECT 1

CREATE POLICY p ON fr_x USING (replace(c, 'a', 'b') = 'c' AND translate(c, 'a', 'b') = 'x')
----
CREATE POLICY

SELECT pg_get_expr(polqual, polrelid) FROM pg_policy WHERE polrelid = 'fr_x'::regclass
----
((replace(c, 'a'::citext, 'b'::citext) = 'c'::text) AND (translate(c, 'a'::citext, 'b'::text) = 'x'::text))
SELECT 1

# What is shown of rows with a NULL, and of rows that are compared, can be read again.
CREATE TYPE fr_pair AS (a int, b text)
----
CREATE TYPE

CREATE FUNCTION fr_d(x int, y fr_pair DEFAULT ROW(NULL, 'b')::fr_pair) RETURNS bool STABLE BEGIN ATOMIC SELECT (NULL::float8, 1::float8) IS NOT DISTINCT FROM (NULL::int4, x); END
----
CREATE FUNCTION

SELECT fr_d(1), fr_d(2)
----
t|f
SELECT 1

DO $$ BEGIN EXECUTE pg_get_functiondef('fr_d'::regproc); END $$
----
DO

SELECT fr_d(1), fr_d(2)
----
t|f
SELECT 1

SELECT pg_get_function_arguments('fr_d'::regproc)
----
x integer, y fr_pair DEFAULT ROW(NULL::integer, 'b'::text)::fr_pair
SELECT 1

CREATE TABLE fr_pairs (k int, a fr_pair DEFAULT ROW(NULL, 'b')::fr_pair, b fr_pair DEFAULT ROW(1, 'b'))
----
CREATE TABLE

SELECT pg_get_expr(adbin, adrelid) FROM pg_attrdef WHERE adrelid = 'fr_pairs'::regclass
----
ROW(1, 'b'::text)
ROW(NULL::integer, 'b'::text)::fr_pair
SELECT 2
