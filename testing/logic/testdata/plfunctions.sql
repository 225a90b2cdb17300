# Functions, procedures and triggers in PL/pgSQL. Errors are told whole.
CREATE TABLE p (id int PRIMARY KEY, b text, n numeric)
----
CREATE TABLE

INSERT INTO p VALUES (1, 'one', 1), (2, 'two', 2), (3, 'three', 3)
----
INSERT 0 3

CREATE FUNCTION add(a int, b int) RETURNS int LANGUAGE plpgsql AS $$ BEGIN RETURN a + b; END $$
----
CREATE FUNCTION

SELECT add(1, 2), add(add(1, 2), NULL)
----
3|NULL
SELECT 1

CREATE FUNCTION fact(n int) RETURNS numeric LANGUAGE plpgsql AS $$ BEGIN IF n < 2 THEN RETURN 1; END IF; RETURN n * fact(n - 1); END $$
----
CREATE FUNCTION

SELECT fact(20), fact(25)
----
2432902008176640000|15511210043330985984000000
SELECT 1

CREATE FUNCTION fib(n int) RETURNS int LANGUAGE plpgsql AS $$ BEGIN RETURN CASE WHEN n < 2 THEN n ELSE fib(n - 1) + fib(n - 2) END; END $$
----
CREATE FUNCTION

SELECT fib(15)
----
610
SELECT 1

CREATE FUNCTION forever(n int) RETURNS int LANGUAGE plpgsql AS $$ BEGIN RETURN forever(n + 1); END $$
----
CREATE FUNCTION

CREATE FUNCTION noret(n int) RETURNS int LANGUAGE plpgsql AS $$ BEGIN IF n > 0 THEN RETURN n; END IF; END $$
----
CREATE FUNCTION

SELECT noret(1)
----
1
SELECT 1

SELECT noret(0)
----
error 2F005 control reached end of function without RETURN

CREATE FUNCTION nothing() RETURNS void LANGUAGE plpgsql AS $$ BEGIN PERFORM 1; END $$
----
CREATE FUNCTION

SELECT nothing() IS NULL, nothing()::text
----
f|''
SELECT 1

CREATE FUNCTION outs(a int, OUT x int, OUT y text) LANGUAGE plpgsql AS $$ BEGIN x := a * 2; y := 'v' || a; END $$
----
CREATE FUNCTION

SELECT outs(5)
----
(10,v5)
SELECT 1

SELECT x, y FROM outs(6)
----
12|v6
SELECT 1

SELECT (outs(7)).y
----
v7
SELECT 1

CREATE FUNCTION inout1(INOUT a int) LANGUAGE plpgsql AS $$ BEGIN a := a + 1; END $$
----
CREATE FUNCTION

SELECT inout1(41)
----
42
SELECT 1

CREATE FUNCTION series(n int) RETURNS SETOF int LANGUAGE plpgsql AS $$ BEGIN FOR i IN 1..n LOOP RETURN NEXT i * i; END LOOP; RETURN; END $$
----
CREATE FUNCTION

SELECT * FROM series(4)
----
1
16
4
9
SELECT 4

SELECT series(3)
----
1
4
9
SELECT 3

SELECT sum(s) FROM series(10) s
----
385
SELECT 1

CREATE FUNCTION rows(lo int) RETURNS SETOF p LANGUAGE plpgsql AS $$ BEGIN RETURN QUERY SELECT * FROM p WHERE id >= lo ORDER BY id; IF NOT FOUND THEN RAISE 'none from %', lo; END IF; END $$
----
CREATE FUNCTION

SELECT * FROM rows(2)
----
2|two|2
3|three|3
SELECT 2

SELECT * FROM rows(9)
----
error P0001 none from 9

CREATE FUNCTION tab(lo int) RETURNS TABLE (k int, v text) LANGUAGE plpgsql AS $$ BEGIN FOR k, v IN SELECT id, b FROM p WHERE id >= lo ORDER BY id LOOP RETURN NEXT; END LOOP; RETURN QUERY EXECUTE 'SELECT $1, ''dyn''::text' USING lo; END $$
----
CREATE FUNCTION

SELECT * FROM tab(2)
----
2|dyn
2|two
3|three
SELECT 3

SELECT t.k, t.v FROM generate_series(2, 3) g, tab(g) t ORDER BY 1, 2
----
2|dyn
2|two
3|dyn
3|three
3|three
SELECT 5

CREATE FUNCTION badq() RETURNS TABLE (k int) LANGUAGE plpgsql AS $$ BEGIN RETURN QUERY SELECT b FROM p; END $$
----
CREATE FUNCTION

SELECT * FROM badq()
----
error 42804 structure of query does not match function result type; Returned type text does not match expected type integer in column 1.

CREATE FUNCTION badn() RETURNS TABLE (k int) LANGUAGE plpgsql AS $$ BEGIN RETURN QUERY SELECT 1, 2; END $$
----
CREATE FUNCTION

SELECT * FROM badn()
----
error 42804 structure of query does not match function result type; Number of returned columns (2) does not match expected column count (1).

CREATE FUNCTION one(i int) RETURNS p LANGUAGE plpgsql AS $$ DECLARE r p%ROWTYPE; BEGIN SELECT * INTO r FROM p WHERE id = i; RETURN r; END $$
----
CREATE FUNCTION

SELECT * FROM one(2)
----
2|two|2
SELECT 1

SELECT (one(3)).b
----
three
SELECT 1

CREATE FUNCTION rec() RETURNS record LANGUAGE plpgsql AS $$ BEGIN RETURN ROW(1, 'a'::text); END $$
----
CREATE FUNCTION

SELECT * FROM rec() AS (x int, y text)
----
1|a
SELECT 1

CREATE FUNCTION poly(a anyelement) RETURNS anyelement LANGUAGE plpgsql AS $$ BEGIN RETURN a; END $$
----
CREATE FUNCTION

SELECT poly(1), poly('x'::text), poly(1.5)
----
1|x|1.5
SELECT 1

CREATE FUNCTION named(p_id int) RETURNS text LANGUAGE plpgsql AS $$ <<blk>> DECLARE b text; BEGIN SELECT p.b INTO b FROM p WHERE id = p_id; RETURN b || named.p_id || blk.b || $1; END $$
----
CREATE FUNCTION

SELECT named(2)
----
two2two2
SELECT 1

CREATE FUNCTION amb(id int) RETURNS text LANGUAGE plpgsql AS $$ BEGIN RETURN (SELECT b FROM p WHERE id = id LIMIT 1); END $$
----
CREATE FUNCTION

SELECT amb(1)
----
error 42702 column reference "id" is ambiguous; It could refer to either a PL/pgSQL variable or a table column.

CREATE FUNCTION ins(i int) RETURNS int LANGUAGE plpgsql AS $$ BEGIN INSERT INTO p VALUES (i, 'ins'); RETURN (SELECT count(*) FROM p); END $$
----
CREATE FUNCTION

SELECT ins(10), ins(11)
----
4|5
SELECT 1

SELECT count(*) FROM p
----
5
SELECT 1

CREATE FUNCTION stab(i int) RETURNS int STABLE LANGUAGE plpgsql AS $$ BEGIN INSERT INTO p VALUES (i, 'no'); RETURN 1; END $$
----
CREATE FUNCTION

SELECT stab(20)
----
error 0A000 INSERT is not allowed in a non-volatile function

CREATE FUNCTION safe(i int) RETURNS text LANGUAGE plpgsql AS $$ BEGIN INSERT INTO p VALUES (i); RETURN 'in'; EXCEPTION WHEN unique_violation THEN RETURN 'dup ' || SQLERRM; END $$
----
CREATE FUNCTION

SELECT safe(1), safe(30)
----
dup duplicate key value violates unique constraint "p_pkey"|in
SELECT 1

SELECT safe(g) FROM generate_series(29, 32) g
----
dup duplicate key value violates unique constraint "p_pkey"
in
in
in
SELECT 4

SELECT id FROM p WHERE id > 28 ORDER BY id
----
29
30
31
32
SELECT 4

CREATE FUNCTION boom() RETURNS int LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'boom' USING ERRCODE = 'ABCDE', DETAIL = 'dd'; END $$
----
CREATE FUNCTION

SELECT boom()
----
error ABCDE boom; dd

SELECT b, add(id, 1) FROM p WHERE add(id, 0) = 2
----
two|3
SELECT 1

UPDATE p SET n = add(id, 100) WHERE id < 3
----
UPDATE 2

SELECT id, n FROM p WHERE id < 3 ORDER BY id
----
1|101
2|102
SELECT 2

CREATE FUNCTION syntax() RETURNS int LANGUAGE plpgsql AS $$ BEGIN RETURN; END $$
----
error 42601 missing expression at or near ";"

CREATE FUNCTION syntax() RETURNS int LANGUAGE plpgsql AS $$ BEGIN RETURN 1 +; END $$
----
error 42601 syntax error at end of input

CREATE FUNCTION syntax() RETURNS int LANGUAGE plpgsql AS $$ BEGIN x := 1; RETURN 1; END $$
----
error 42601 "x" is not a known variable

CREATE FUNCTION syntax() RETURNS void LANGUAGE plpgsql AS $$ BEGIN RETURN 1; END $$
----
error 42804 RETURN cannot have a parameter in function returning void

CREATE FUNCTION dom(x int) RETURNS int IMMUTABLE STRICT LANGUAGE plpgsql AS $$ BEGIN RETURN x * 2; END $$
----
CREATE FUNCTION

SELECT dom(NULL), dom(4)
----
NULL|8
SELECT 1

CREATE PROCEDURE pr(a int, INOUT b int) LANGUAGE plpgsql AS $$ BEGIN b := a + b; INSERT INTO p VALUES (100 + a, 'proc'); END $$
----
CREATE PROCEDURE

CALL pr(1, 2)
----
3
CALL

CREATE PROCEDURE tx() LANGUAGE plpgsql AS $$ BEGIN INSERT INTO p VALUES (200); COMMIT; INSERT INTO p VALUES (201); ROLLBACK; INSERT INTO p VALUES (202); END $$
----
CREATE PROCEDURE

CALL tx()
----
CALL

SELECT id FROM p WHERE id >= 100 ORDER BY id
----
101
200
202
SELECT 3

BEGIN; CALL tx()
----
BEGIN
error 23505 duplicate key value violates unique constraint "p_pkey"; Key (id)=(200) already exists.

ROLLBACK
----
ROLLBACK

DO $$ DECLARE x int := 5; BEGIN CALL pr(2, x); RAISE EXCEPTION 'x = %', x; END $$
----
error P0001 x = 7

# Triggers.
CREATE TABLE audit (id serial PRIMARY KEY, what text)
----
CREATE TABLE

CREATE TABLE t (id int PRIMARY KEY, v int, upd text)
----
CREATE TABLE

CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.upd := TG_OP || ' ' || TG_WHEN || ' ' || TG_LEVEL || ' ' || TG_TABLE_NAME || ' ' || TG_NAME || ' ' || TG_NARGS || coalesce(TG_ARGV[0], '-'); RETURN NEW; END $$
----
CREATE FUNCTION

CREATE TRIGGER touch BEFORE INSERT OR UPDATE ON t FOR EACH ROW EXECUTE FUNCTION touch('arg')
----
CREATE TRIGGER

INSERT INTO t VALUES (1, 1), (2, 2)
----
INSERT 0 2

UPDATE t SET v = v + 1 WHERE id = 1
----
UPDATE 1

SELECT * FROM t ORDER BY id
----
1|2|UPDATE BEFORE ROW t touch 1arg
2|2|INSERT BEFORE ROW t touch 1arg
SELECT 2

CREATE FUNCTION note() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF TG_OP = 'DELETE' THEN INSERT INTO audit (what) VALUES ('del ' || OLD.id); RETURN OLD; ELSIF TG_OP = 'UPDATE' THEN INSERT INTO audit (what) VALUES ('upd ' || OLD.v || '>' || NEW.v); ELSE INSERT INTO audit (what) VALUES ('ins ' || NEW.id || (OLD IS NULL)::text); END IF; RETURN NULL; END $$
----
CREATE FUNCTION

CREATE TRIGGER note AFTER INSERT OR UPDATE OR DELETE ON t FOR EACH ROW EXECUTE FUNCTION note()
----
CREATE TRIGGER

INSERT INTO t VALUES (3, 3); UPDATE t SET v = v * 10 WHERE id >= 2; DELETE FROM t WHERE id = 1
----
INSERT 0 1
UPDATE 2
DELETE 1

SELECT what FROM audit ORDER BY id
----
ins 3true
upd 2>20
upd 3>30
del 1
SELECT 4

CREATE FUNCTION skip() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF NEW.v < 0 THEN RETURN NULL; END IF; IF NEW.v = 99 THEN RAISE EXCEPTION 'no % please', NEW.v; END IF; RETURN NEW; END $$
----
CREATE FUNCTION

CREATE TRIGGER a_skip BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION skip()
----
CREATE TRIGGER

INSERT INTO t VALUES (4, -1), (5, 5) RETURNING id
----
5
INSERT 0 1

INSERT INTO t VALUES (6, 99)
----
error P0001 no 99 please

CREATE FUNCTION noreturn() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NULL; END $$
----
CREATE FUNCTION

CREATE TRIGGER z BEFORE DELETE ON t FOR EACH ROW EXECUTE FUNCTION noreturn()
----
CREATE TRIGGER

DELETE FROM t WHERE id = 5
----
error 2F005 control reached end of trigger procedure without RETURN

SELECT touch()
----
error 0A000 trigger functions can only be called as triggers

# CALL in bodies.
CREATE PROCEDURE swap(INOUT a int, INOUT b text, c int DEFAULT 5) LANGUAGE plpgsql AS $$ BEGIN a := a + c; b := b || a; END $$
----
CREATE PROCEDURE

DO $$ DECLARE r record; k int := 1; t text := 'x'; BEGIN CALL swap(k, t); CALL swap(k, t, 10); RAISE EXCEPTION '% %', k, t; END $$
----
error P0001 16 x616

DO $$ DECLARE k int := 1; BEGIN CALL swap(k, 'const'); END $$
----
error 42601 procedure parameter "b" is an output parameter but corresponding argument is not writable

DO $$ BEGIN CALL nosuch(1); END $$
----
error 42883 procedure nosuch(integer) does not exist; ; No procedure matches the given name and argument types. You might need to add explicit type casts.

CREATE PROCEDURE batch(n int) LANGUAGE plpgsql AS $$ BEGIN FOR i IN 1..n LOOP INSERT INTO p VALUES (300 + i); COMMIT; END LOOP; END $$
----
CREATE PROCEDURE

DO $$ BEGIN CALL batch(2); ROLLBACK; INSERT INTO p VALUES (310); END $$
----
DO

SELECT id FROM p WHERE id >= 300 ORDER BY id
----
301
302
310
SELECT 3

DO $$ BEGIN DO 'BEGIN INSERT INTO p VALUES (320); COMMIT; END'; RAISE 'after'; END $$
----
error P0001 after

SELECT id FROM p WHERE id >= 320
----
320
SELECT 1
