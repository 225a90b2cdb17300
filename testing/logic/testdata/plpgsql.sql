# PL/pgSQL in DO blocks. Errors are told whole.
CREATE TABLE log (id serial PRIMARY KEY, m text)
----
CREATE TABLE

CREATE TABLE p (id int PRIMARY KEY, b text, n numeric)
----
CREATE TABLE

DO $$ BEGIN NULL; END $$
----
DO

DO $$ BEGIN END; $$ LANGUAGE plpgsql
----
DO

# Declarations.
DO $$
DECLARE
  a int; b CONSTANT int := 5; c text NOT NULL DEFAULT 'x'; d p.b%TYPE := 'typed'; e p%ROWTYPE; f record;
  g numeric(6,2) := 3.14159; h ALIAS FOR g; i varchar(5); j int[] := '{1,2,3}'; k a%TYPE = 7;
BEGIN
  INSERT INTO log (m) VALUES (concat_ws('|', a IS NULL, b, c, d, e.id IS NULL, g, h, i IS NULL, j, k));
END $$
----
DO

SELECT m FROM log ORDER BY id DESC LIMIT 1
----
t|5|x|typed|t|3.14|3.14|t|{1,2,3}|7
SELECT 1

DO $$ DECLARE a CONSTANT int := 5; BEGIN a := 6; END $$
----
error 22005 variable "a" is declared CONSTANT

DO $$ DECLARE a int NOT NULL; BEGIN END $$
----
error 22004 variable "a" must have a default value, since it's declared NOT NULL

DO $$ DECLARE a int NOT NULL := 1; BEGIN a := NULL; END $$
----
error 22004 null value cannot be assigned to variable "a" declared NOT NULL

DO $$ DECLARE a int NOT NULL := NULL; BEGIN END $$
----
error 22004 null value cannot be assigned to variable "a" declared NOT NULL

DO $$ DECLARE a int; a int; BEGIN END $$
----
error 42601 duplicate declaration at or near "a"

DO $$ DECLARE a nosuchtype; BEGIN END $$
----
error 42704 type "nosuchtype" does not exist

DO $$ DECLARE a nosuch%TYPE; BEGIN END $$
----
error 42601 syntax error at or near "%"

DO $$ DECLARE a nosuch.b%TYPE; BEGIN END $$
----
error 42601 syntax error at or near "%"

DO $$ DECLARE a p.nosuch%TYPE; BEGIN END $$
----
error 42601 syntax error at or near "%"

DO $$ DECLARE a nosuch%ROWTYPE; BEGIN END $$
----
error 42P01 relation "nosuch" does not exist

DO $$ DECLARE a varchar(3) := 'abcdef'; BEGIN END $$
----
error 22001 value too long for type character varying(3)

DO $$ DECLARE a int := 'abc'::text; BEGIN END $$
----
error 22P02 invalid input syntax for type integer: "abc"

# Assignments.
DO $$ DECLARE a int[]; BEGIN a[2] := 5; a[4] := 7; a[1:2] := '{10,20}'; INSERT INTO log (m) VALUES (a::text); END $$
----
DO

SELECT m FROM log ORDER BY id DESC LIMIT 1
----
{10,20,NULL,7}
SELECT 1

DO $$ DECLARE r p%ROWTYPE; BEGIN r.id := '12'; r.b := 34; r.n = 1.50; INSERT INTO p VALUES (r.id, r.b, r.n); INSERT INTO p SELECT r.id + 1, r.b, r.n; END $$
----
DO

SELECT * FROM p ORDER BY id
----
12|34|1.50
13|34|1.50
SELECT 2

DO $$ DECLARE r p%ROWTYPE; BEGIN r.nosuch := 1; END $$
----
error 42703 record "r" has no field "nosuch"

DO $$ DECLARE r record; BEGIN r.a := 1; END $$
----
error 55000 record "r" is not assigned yet; The tuple structure of a not-yet-assigned record is indeterminate.

DO $$ DECLARE r record; BEGIN INSERT INTO log (m) VALUES (r.a); END $$
----
error 55000 record "r" is not assigned yet; The tuple structure of a not-yet-assigned record is indeterminate.

DO $$ DECLARE r record; x int; BEGIN SELECT 1 AS a INTO r; x := r.b; END $$
----
error 42703 record "r" has no field "b"

DO $$ BEGIN x := 1; END $$
----
error 42601 "x" is not a known variable

DO $$ DECLARE a int; BEGIN a := (SELECT 1 UNION SELECT 2); END $$
----
error 21000 more than one row returned by a subquery used as an expression

DO $$ DECLARE a int; BEGIN a := id FROM p; END $$
----
error 21000 query returned more than one row

DO $$ DECLARE a int; BEGIN a := max(id) FROM p; INSERT INTO log (m) VALUES (a); END $$
----
DO

SELECT m FROM log ORDER BY id DESC LIMIT 1
----
13
SELECT 1

DO $$ DECLARE a record; BEGIN a := 1; END $$
----
error 0A000 input of anonymous composite types is not implemented

DO $$ DECLARE a record; b record; BEGIN SELECT 1 AS x, 'y' AS y INTO a; b := a; a := ROW(2, 'z'); INSERT INTO log (m) VALUES (concat_ws('|', b.x, b.y, a::text)); END $$
----
DO

SELECT m FROM log ORDER BY id DESC LIMIT 1
----
1|y|(2,z)
SELECT 1

# IF, CASE, loops.
DO $$
DECLARE i int; s text := '';
BEGIN
  FOR i IN 1..10 LOOP CONTINUE WHEN i % 2 = 0; EXIT WHEN i > 7; s := s || i || ','; END LOOP;
  FOR i IN REVERSE 5..1 BY 2 LOOP s := s || i || ';'; END LOOP;
  i := 0;
  WHILE i < 3 LOOP i := i + 1; s := s || 'w' || i; END LOOP;
  LOOP i := i + 1; IF i > 5 THEN EXIT; ELSIF i = 5 THEN s := s || 'five'; ELSE s := s || 'other'; END IF; END LOOP;
  <<outer>> FOR i IN 1..3 LOOP FOR j IN 1..3 LOOP CONTINUE outer WHEN j = 2; EXIT outer WHEN i = 3; s := s || '(' || i || j || ')'; END LOOP; END LOOP;
  <<blk>> BEGIN s := s || 'in'; EXIT blk; s := s || 'never'; END;
  CASE i WHEN 1, 2 THEN s := s || 'c12'; WHEN 6 THEN s := s || 'c6'; ELSE s := s || 'else'; END CASE;
  CASE WHEN i > 5 THEN s := s || 'big'; WHEN i > 0 THEN s := s || 'small'; END CASE;
  FOREACH i IN ARRAY ARRAY[[1,2],[3,4]] LOOP s := s || '[' || i || ']'; END LOOP;
  INSERT INTO log (m) VALUES (s);
END $$
----
DO

SELECT m FROM log ORDER BY id DESC LIMIT 1
----
1,3,5,7,5;3;1;w1w2w3otherfive(11)(21)inc6big[1][2][3][4]
SELECT 1

DO $$ DECLARE a int[]; s text := ''; BEGIN FOREACH a SLICE 1 IN ARRAY ARRAY[[1,2],[3,4]] LOOP s := s || a::text; END LOOP; INSERT INTO log (m) VALUES (s); END $$
----
DO

SELECT m FROM log ORDER BY id DESC LIMIT 1
----
{1,2}{3,4}
SELECT 1

DO $$ DECLARE a int; BEGIN FOREACH a IN ARRAY 5 LOOP NULL; END LOOP; END $$
----
error 42804 FOREACH expression must yield an array, not type integer

DO $$ DECLARE a int; BEGIN FOREACH a IN ARRAY NULL::int[] LOOP NULL; END LOOP; END $$
----
error 22004 FOREACH expression must not be null

DO $$ DECLARE a int[]; BEGIN FOREACH a IN ARRAY ARRAY[1] LOOP NULL; END LOOP; END $$
----
error 42804 FOREACH loop variable must not be of an array type

DO $$ BEGIN CASE 5 WHEN 1 THEN NULL; END CASE; END $$
----
error 20000 case not found; ; CASE statement is missing ELSE part.

DO $$ BEGIN FOR i IN NULL..3 LOOP NULL; END LOOP; END $$
----
error 22004 lower bound of FOR loop cannot be null

DO $$ BEGIN FOR i IN 1..3 BY 0 LOOP NULL; END LOOP; END $$
----
error 22023 BY value of FOR loop must be greater than zero

DO $$ BEGIN EXIT; END $$
----
error 42601 EXIT cannot be used outside a loop, unless it has a label

DO $$ BEGIN CONTINUE; END $$
----
error 42601 CONTINUE cannot be used outside a loop

DO $$ BEGIN LOOP EXIT nolabel; END LOOP; END $$
----
error 42601 there is no label "nolabel" attached to any block or loop enclosing this statement

DO $$ <<l>> BEGIN CONTINUE l; END $$
----
error 42601 block label "l" cannot be used in CONTINUE

DO $$ BEGIN IF 'x' THEN NULL; END IF; END $$
----
error 22P02 invalid input syntax for type boolean: "x"

DO $$ BEGIN IF NULL THEN RAISE EXCEPTION 'no'; END IF; END $$
----
DO

DO $$ <<a>> DECLARE x int := 1; BEGIN <<b>> DECLARE x int := 2; BEGIN INSERT INTO log (m) VALUES (concat_ws(',', a.x, b.x, x)); END b; END a $$
----
DO

SELECT m FROM log ORDER BY id DESC LIMIT 1
----
1,2,2
SELECT 1

DO $$ <<a>> BEGIN NULL; END b $$
----
error 42601 end label "b" differs from block's label "a"

DO $$ BEGIN NULL; END b $$
----
error 42601 end label "b" specified for unlabeled block

# Queries.
INSERT INTO p VALUES (1, 'one', 1), (2, 'two', 2), (3, 'three', 3)
----
INSERT 0 3

DO $$
DECLARE r record; s text := ''; k int; t text; e p%ROWTYPE;
BEGIN
  FOR r IN SELECT id, b FROM p WHERE id < 10 ORDER BY id LOOP s := s || r.id || r.b || ','; END LOOP;
  FOR k, t IN SELECT id, b FROM p WHERE id < 3 ORDER BY id LOOP s := s || k || t || ';'; END LOOP;
  FOR r IN EXECUTE 'SELECT id * $1 AS x FROM p WHERE id < $2 ORDER BY 1' USING 10, 3 LOOP s := s || r.x || '!'; END LOOP;
  SELECT id, b INTO k, t FROM p WHERE id = 2; s := s || k || t || found::text;
  SELECT id, b INTO k, t FROM p WHERE id = 99; s := s || (k IS NULL)::text || found::text;
  SELECT * INTO e FROM p WHERE id = 3; s := s || e.b;
  SELECT INTO r * FROM p WHERE id = 1; s := s || r.b || r;
  INSERT INTO p VALUES (4, 'four') RETURNING id, b INTO k, t; s := s || k || t;
  UPDATE p SET b = p.b || '+' WHERE id = 4; s := s || found::text;
  DELETE FROM p WHERE id = 77; s := s || found::text;
  GET DIAGNOSTICS k = ROW_COUNT; s := s || k;
  PERFORM 1 FROM p WHERE id < 4; GET DIAGNOSTICS k := ROW_COUNT; s := s || k;
  EXECUTE 'UPDATE p SET n = 0 WHERE id < 3'; GET CURRENT DIAGNOSTICS k = ROW_COUNT; s := s || k;
  EXECUTE 'SELECT b FROM p WHERE id = $1' INTO STRICT t USING 1; s := s || t;
  INSERT INTO log (m) VALUES (s);
END $$
----
DO

SELECT m FROM log ORDER BY id DESC LIMIT 1
----
1one,2two,3three,1one;2two;10!20!2twotruetruefalsethreeone(1,one,1)4fourtruefalse032one
SELECT 1

DO $$ DECLARE k int; BEGIN SELECT id INTO STRICT k FROM p WHERE id = 99; END $$
----
error P0002 query returned no rows

DO $$ DECLARE k int; BEGIN SELECT id INTO STRICT k FROM p; END $$
----
error P0003 query returned more than one row; ; Make sure the query returns a single row, or use LIMIT 1.

DO $$ DECLARE k int; BEGIN UPDATE p SET n = 1 RETURNING id INTO k; END $$
----
error P0003 query returned more than one row; ; Make sure the query returns a single row, or use LIMIT 1.

DO $$ BEGIN SELECT id FROM p; END $$
----
error 42601 query has no destination for result data; ; If you want to discard the results of a SELECT, use PERFORM instead.

DO $$ BEGIN INSERT INTO p VALUES (50) RETURNING id; END $$
----
error 42601 query has no destination for result data

DO $$ DECLARE k int; BEGIN INSERT INTO p VALUES (50) INTO k; END $$
----
error 42601 INTO used with a command that cannot return data

DO $$ DECLARE id int := 1; BEGIN PERFORM id FROM p; END $$
----
error 42702 column reference "id" is ambiguous; It could refer to either a PL/pgSQL variable or a table column.

DO $$ #variable_conflict use_column
DECLARE id int := 1000; BEGIN INSERT INTO log (m) SELECT max(id) FROM p; END $$
----
DO

SELECT m FROM log ORDER BY id DESC LIMIT 1
----
13
SELECT 1

DO $$ #variable_conflict use_variable
DECLARE id int := 1000; BEGIN INSERT INTO log (m) SELECT max(id) FROM p; END $$
----
DO

SELECT m FROM log ORDER BY id DESC LIMIT 1
----
1000
SELECT 1

DO $$ BEGIN PERFORM nosuch(1); END $$
----
error 42883 function nosuch(integer) does not exist; ; No function matches the given name and argument types. You might need to add explicit type casts.

DO $$ BEGIN PERFORM nosuch FROM p; END $$
----
error 42703 column "nosuch" does not exist

DO $$ BEGIN SELEC 1; END $$
----
error 42601 syntax error at or near "SELEC"

DO $$ BEGIN x := ; END $$
----
error 42601 "x" is not a known variable

DO $$ BEGIN IF THEN END IF; END $$
----
error 42601 missing expression at or near "THEN"

DO $$ BEGIN IF true THEN NULL; END; $$
----
error 42601 syntax error at or near ";"

DO $$ BEGIN EXECUTE NULL; END $$
----
error 22004 query string argument of EXECUTE is null

DO $$ BEGIN EXECUTE 'SELECT 1 INTO x'; END $$
----
error 0A000 EXECUTE of SELECT ... INTO is not implemented; ; You might want to use EXECUTE ... INTO or EXECUTE CREATE TABLE ... AS instead.

DO $$ BEGIN EXECUTE 'COMMIT'; END $$
----
error 0A000 EXECUTE of transaction commands is not implemented

DO $$ BEGIN SAVEPOINT a; END $$
----
error 0A000 unsupported transaction command in PL/pgSQL

# DDL and dynamic SQL.
DO $$ BEGIN CREATE TABLE made (a int, b text); INSERT INTO made VALUES (1, 'x'); EXECUTE format('ALTER TABLE %I ADD COLUMN c int DEFAULT 9', 'made'); UPDATE made SET c = c + a; END $$
----
DO

SELECT * FROM made
----
1|x|10
SELECT 1

DO $$ DECLARE n int; BEGIN FOR i IN 1..3 LOOP EXECUTE 'CREATE TABLE made' || i || ' (a int)'; EXECUTE 'INSERT INTO made' || i || ' VALUES ($1)' USING i; EXECUTE 'DROP TABLE made' || i; END LOOP; END $$
----
DO

DO $$ BEGIN DROP TABLE made; EXECUTE 'SELECT * FROM made'; END $$
----
error 42P01 relation "made" does not exist

SELECT * FROM made
----
1|x|10
SELECT 1

# RAISE and EXCEPTION.
DO $$ BEGIN RAISE EXCEPTION 'boom % %%', 42; END $$
----
error P0001 boom 42 %

DO $$ BEGIN RAISE EXCEPTION USING MESSAGE = 'm', DETAIL = 'd', HINT = 'h', ERRCODE = '22012'; END $$
----
error 22012 m; d; h

DO $$ BEGIN RAISE division_by_zero; END $$
----
error 22012 division_by_zero

DO $$ BEGIN RAISE SQLSTATE '12345'; END $$
----
error 12345 12345

DO $$ BEGIN RAISE unique_violation USING MESSAGE = 'dup'; END $$
----
error 23505 dup

DO $$ BEGIN RAISE 'no level %', NULL; END $$
----
error P0001 no level <NULL>

DO $$ BEGIN RAISE; END $$
----
error 0Z002 RAISE without parameters cannot be used outside an exception handler

DO $$ BEGIN RAISE EXCEPTION 'a %'; END $$
----
error 42601 too few parameters specified for RAISE

DO $$ BEGIN RAISE EXCEPTION 'a', 1; END $$
----
error 42601 too many parameters specified for RAISE

DO $$ BEGIN RAISE nosuch_condition; END $$
----
error 42704 unrecognized exception condition "nosuch_condition"

DO $$ BEGIN RAISE EXCEPTION USING NOSUCH = 1; END $$
----
error 42601 unrecognized RAISE statement option at or near "NOSUCH"

DO $$ BEGIN RAISE EXCEPTION 'x' USING MESSAGE = 'y'; END $$
----
error 42601 RAISE option already specified: MESSAGE

DO $$
DECLARE s text := ''; a text; b text; c text; d text; e text; x int;
BEGIN
  BEGIN x := 1 / (SELECT 0); EXCEPTION WHEN division_by_zero THEN s := s || SQLSTATE || SQLERRM; END;
  BEGIN INSERT INTO p VALUES (1); EXCEPTION WHEN unique_violation THEN GET STACKED DIAGNOSTICS a = MESSAGE_TEXT, b = CONSTRAINT_NAME, c = TABLE_NAME, d = PG_EXCEPTION_DETAIL, e = RETURNED_SQLSTATE; s := s || '|' || concat_ws('|', a, b, c, d, e); END;
  BEGIN RAISE EXCEPTION 'mine' USING ERRCODE = 'MY001', HINT = 'hh'; EXCEPTION WHEN SQLSTATE 'MY001' THEN GET STACKED DIAGNOSTICS a = PG_EXCEPTION_HINT; s := s || '|' || SQLERRM || a; END;
  BEGIN PERFORM 'x'::int; EXCEPTION WHEN data_exception THEN s := s || '|class ' || SQLSTATE; END;
  BEGIN BEGIN RAISE 'in'; EXCEPTION WHEN unique_violation THEN s := s || 'wrong'; END; EXCEPTION WHEN OTHERS THEN s := s || '|outer ' || SQLERRM; END;
  BEGIN BEGIN RAISE 'again'; EXCEPTION WHEN OTHERS THEN RAISE; END; EXCEPTION WHEN raise_exception THEN s := s || '|' || SQLERRM; END;
  BEGIN ASSERT 1 = 2, 'asserted'; EXCEPTION WHEN assert_failure THEN s := s || '|' || SQLERRM; END;
  INSERT INTO log (m) VALUES (s);
END $$
----
DO

SELECT m FROM log ORDER BY id DESC LIMIT 1
----
22012division by zero|duplicate key value violates unique constraint "p_pkey"|p_pkey|p|Key (id)=(1) already exists.|23505|minehh|class 22P02|outer in|again|asserted
SELECT 1

DO $$ BEGIN BEGIN ASSERT false; EXCEPTION WHEN OTHERS THEN NULL; END; END $$
----
error P0004 assertion failed

DO $$ BEGIN BEGIN INSERT INTO p VALUES (60); CREATE TABLE gone (a int); RAISE 'undo'; EXCEPTION WHEN OTHERS THEN INSERT INTO p VALUES (61); END; END $$
----
DO

SELECT id FROM p WHERE id >= 60
----
61
SELECT 1

SELECT * FROM gone
----
error 42P01 relation "gone" does not exist

DO $$ BEGIN FOR i IN 70..72 LOOP BEGIN INSERT INTO p VALUES (i); IF i = 71 THEN RAISE 'no'; END IF; EXCEPTION WHEN raise_exception THEN NULL; END; END LOOP; END $$
----
DO

SELECT id FROM p WHERE id >= 70 ORDER BY id
----
70
72
SELECT 2

DO $$ BEGIN BEGIN NULL; EXCEPTION WHEN nosuch THEN NULL; END; END $$
----
error 42704 unrecognized exception condition "nosuch"

DO $$ DECLARE x int; BEGIN GET STACKED DIAGNOSTICS x = MESSAGE_TEXT; END $$
----
error 0Z002 GET STACKED DIAGNOSTICS cannot be used outside an exception handler

DO $$ DECLARE x int; BEGIN GET DIAGNOSTICS x = MESSAGE_TEXT; END $$
----
error 42601 diagnostics item MESSAGE_TEXT is not allowed in GET CURRENT DIAGNOSTICS

# Cursors.
DO $$
DECLARE c CURSOR FOR SELECT id, b FROM p WHERE id < 4 ORDER BY id; d CURSOR (lo int, hi int) FOR SELECT id FROM p WHERE id BETWEEN lo AND hi ORDER BY id; r record; k int; s text := '';
BEGIN
  OPEN c; FETCH c INTO r; s := s || r.b; FETCH NEXT FROM c INTO k; s := s || k; MOVE c; FETCH c INTO k; s := s || found::text || (k IS NULL)::text; CLOSE c;
  OPEN d (2, 3); LOOP FETCH d INTO k; EXIT WHEN NOT FOUND; s := s || '<' || k || '>'; END LOOP; CLOSE d;
  OPEN d (hi := 1, lo := 0); FETCH d INTO k; s := s || k; CLOSE d;
  FOR r IN d (1, 2) LOOP s := s || '{' || r.id || '}'; END LOOP;
  INSERT INTO log (m) VALUES (s);
END $$
----
DO

SELECT m FROM log ORDER BY id DESC LIMIT 1
----
one2falsetrue<2><3>1{1}{2}
SELECT 1

DO $$ DECLARE c CURSOR FOR SELECT 1; k int; BEGIN FETCH c INTO k; END $$
----
error 34000 cursor "c" does not exist

DO $$ DECLARE c CURSOR FOR SELECT 1; BEGIN CLOSE c; END $$
----
error 34000 cursor "c" does not exist

DO $$ DECLARE c CURSOR FOR SELECT 1; BEGIN OPEN c; OPEN c; END $$
----
error 42P03 cursor "c" already in use

DO $$ DECLARE c CURSOR (a int) FOR SELECT a; BEGIN OPEN c; END $$
----
error 42601 cursor "c" has arguments

DO $$ DECLARE c CURSOR FOR SELECT 1; BEGIN OPEN c (1); END $$
----
error 42601 cursor "c" has no arguments

DO $$ DECLARE c int; BEGIN OPEN c FOR SELECT 1; END $$
----
error 42804 variable "c" must be of type cursor or refcursor

# Languages and results.
DO LANGUAGE sql $$ SELECT 1 $$
----
error 0A000 language "sql" does not support inline code execution

DO LANGUAGE nosuch $$ x $$
----
error 42704 language "nosuch" does not exist

DO $$ BEGIN RETURN; END $$
----
DO

DO $$ BEGIN RETURN 1; END $$
----
error 42804 RETURN cannot have a parameter in function returning void

DO $$ BEGIN RETURN NEXT 1; END $$
----
error 42804 cannot use RETURN NEXT in a non-SETOF function

DO $$ BEGIN DO 'BEGIN INSERT INTO log (m) VALUES (''nested''); END'; END $$
----
DO

SELECT m FROM log ORDER BY id DESC LIMIT 1
----
nested
SELECT 1

BEGIN
----
BEGIN

DO $$ BEGIN INSERT INTO p VALUES (80); END $$
----
DO

DO $$ BEGIN INSERT INTO p VALUES (81); RAISE 'fail'; END $$
----
error P0001 fail

SELECT 1
----
error 25P02 current transaction is aborted, commands ignored until end of transaction block

ROLLBACK
----
ROLLBACK

SELECT id FROM p WHERE id >= 80
----
SELECT 0

# A record that was assigned NULL, or nothing, is returned as NULL.
CREATE TABLE recret (a int); CREATE FUNCTION recret_t() RETURNS trigger LANGUAGE plpgsql AS $$ DECLARE r record; BEGIN IF NEW.a = 1 THEN r := NULL; ELSIF NEW.a = 2 THEN r := NEW; END IF; RETURN r; END $$; CREATE TRIGGER t BEFORE INSERT ON recret FOR EACH ROW EXECUTE FUNCTION recret_t()
----
CREATE TABLE
CREATE FUNCTION
CREATE TRIGGER

INSERT INTO recret VALUES (1), (2), (3) RETURNING *
----
2
INSERT 0 1

CREATE FUNCTION recret_f(i int) RETURNS recret LANGUAGE plpgsql AS $$ DECLARE r record; BEGIN IF i = 1 THEN r := NULL; ELSIF i = 2 THEN SELECT 7 INTO r; END IF; RETURN r; END $$
----
CREATE FUNCTION

SELECT recret_f(1) IS NULL, recret_f(2), recret_f(3) IS NULL
----
t|(7)|t
SELECT 1

CREATE FUNCTION recret_r(i int) RETURNS record LANGUAGE plpgsql AS $$ DECLARE r record; BEGIN IF i = 1 THEN r := NULL; ELSIF i = 2 THEN SELECT 7 INTO r; END IF; RETURN r; END $$
----
CREATE FUNCTION

SELECT recret_r(1) IS NULL, recret_r(2), recret_r(3) IS NULL
----
t|(7)|t
SELECT 1

DROP TABLE recret CASCADE; DROP FUNCTION recret_t, recret_r
----
DROP TABLE
DROP FUNCTION

# What a query of WITH writes is not seen by the others, whatever its triggers see.
CREATE TABLE wct (a int, b text); CREATE FUNCTION wctf() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF NEW.b IS NULL THEN NEW.b := (SELECT count(*) FROM wct)::text; END IF; RETURN NEW; END $$; CREATE TRIGGER t BEFORE INSERT OR UPDATE ON wct FOR EACH ROW EXECUTE FUNCTION wctf()
----
CREATE TABLE
CREATE FUNCTION
CREATE TRIGGER

WITH m AS (INSERT INTO wct VALUES (1, NULL), (2, NULL), (3, NULL) RETURNING *) SELECT count(*) FROM wct
----
0
SELECT 1

SELECT * FROM wct ORDER BY a
----
1|0
2|1
3|2
SELECT 3

WITH m AS (INSERT INTO wct VALUES (4, NULL), (5, NULL) RETURNING *) SELECT count(*), (SELECT count(*) FROM m) FROM wct
----
3|2
SELECT 1

WITH m AS (UPDATE wct SET a = a + 10 RETURNING *) SELECT sum(a), (SELECT sum(a) FROM m) FROM wct
----
15|65
SELECT 1

WITH m AS (INSERT INTO wct SELECT g, NULL FROM generate_series(21, 25) g RETURNING *), n AS (UPDATE wct SET b = 'n' WHERE a > 12 RETURNING a) SELECT count(*), (SELECT count(*) FROM n), (SELECT count(*) FROM m) FROM wct
----
5|3|5
SELECT 1

SELECT a, b = 'n' FROM wct ORDER BY a
----
11|f
12|f
13|t
14|t
15|t
21|f
22|f
23|f
24|f
25|f
SELECT 10

BEGIN ISOLATION LEVEL READ COMMITTED
----
BEGIN

WITH m AS (INSERT INTO wct VALUES (31, NULL), (32, NULL) RETURNING *) SELECT count(*) FROM wct
----
10
SELECT 1

COMMIT
----
COMMIT

DROP TABLE wct; DROP FUNCTION wctf
----
DROP TABLE
DROP FUNCTION

# A query that locks rows, fetched in parts, sees what the statements before it wrote.
CREATE TABLE held (id int PRIMARY KEY, v int); INSERT INTO held VALUES (1, 10), (2, 20), (3, 30)
----
CREATE TABLE
INSERT 0 3

CREATE FUNCTION held_loop() RETURNS SETOF int LANGUAGE plpgsql AS $$
DECLARE r record;
BEGIN
  UPDATE held SET v = v + 1;
  FOR r IN SELECT * FROM held ORDER BY id FOR UPDATE LOOP
    UPDATE held SET v = r.v + 1 WHERE id = r.id;
    RETURN NEXT r.v;
  END LOOP;
END $$;
SELECT held_loop()
----
CREATE FUNCTION
11
21
31
SELECT 3

SELECT * FROM held ORDER BY id
----
1|12
2|22
3|32
SELECT 3

CREATE FUNCTION held_cursor() RETURNS SETOF int LANGUAGE plpgsql AS $$
DECLARE r record; c CURSOR FOR SELECT * FROM held ORDER BY id FOR UPDATE;
BEGIN
  DELETE FROM held WHERE id = 1;
  INSERT INTO held VALUES (0, 5);
  OPEN c;
  FETCH c INTO r;
  RETURN NEXT r.v;
  UPDATE held SET v = v + 1 WHERE CURRENT OF c;
  FETCH c INTO r;
  RETURN NEXT r.v;
  CLOSE c;
  OPEN c;
  FETCH c INTO r;
  RETURN NEXT r.v;
END $$;
SELECT held_cursor()
----
CREATE FUNCTION
5
22
6
SELECT 3

SELECT * FROM held ORDER BY id
----
0|6
2|22
3|32
SELECT 3
