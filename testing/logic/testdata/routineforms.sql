# PL/pgSQL and SQL functions: all statements, exceptions, cursors, dynamic SQL, polymorphism, triggers. Errors are told whole.
CREATE TABLE log (n serial, msg text);
----
CREATE TABLE

CREATE TABLE acc (id int PRIMARY KEY, owner text, bal numeric CHECK (bal >= 0));
----
CREATE TABLE

INSERT INTO acc VALUES (1, 'ann', 100), (2, 'bob', 50), (3, 'cat', 0);
----
INSERT 0 3

CREATE FUNCTION classify(n int) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
  IF n < 0 THEN RETURN 'neg'; ELSIF n = 0 THEN RETURN 'zero'; ELSE
    CASE n % 3 WHEN 0 THEN RETURN 'fizz'; WHEN 1, 2 THEN RETURN 'n' || n; END CASE;
  END IF;
END $$
----
CREATE FUNCTION

SELECT classify(-1), classify(0), classify(3), classify(4), classify(NULL);
----
error 20000 case not found; ; CASE statement is missing ELSE part.

SELECT classify(2147483648);
----
error 42883 function classify(bigint) does not exist; ; No function matches the given name and argument types. You might need to add explicit type casts.

SELECT classify('x');
----
error 22P02 invalid input syntax for type integer: "x"

SELECT classify();
----
error 42883 function classify() does not exist; ; No function matches the given name and argument types. You might need to add explicit type casts.

CREATE FUNCTION nocase(n int) RETURNS int LANGUAGE plpgsql AS $$
BEGIN CASE WHEN n > 0 THEN RETURN 1; END CASE; END $$
----
CREATE FUNCTION

SELECT nocase(1);
----
1
SELECT 1

SELECT nocase(-1);
----
error 20000 case not found; ; CASE statement is missing ELSE part.

CREATE FUNCTION noret(n int) RETURNS int LANGUAGE plpgsql AS $$ BEGIN IF n > 0 THEN RETURN n; END IF; END $$
----
CREATE FUNCTION

SELECT noret(1);
----
1
SELECT 1

SELECT noret(0);
----
error 2F005 control reached end of function without RETURN

DO $$
DECLARE a int := 1; b text DEFAULT 'x'; c CONSTANT int := 5; d int NOT NULL := 3; e acc%ROWTYPE; f acc.bal%TYPE := 7.5; g int[] := '{1,2}'; r record; h ALIAS FOR a;
BEGIN
  a := a + c; g[3] := 9; g := g || a; h := h * 2;
  SELECT * INTO e FROM acc WHERE id = 1;
  e.bal := e.bal + f;
  SELECT id, owner INTO r FROM acc WHERE id = 2;
  INSERT INTO log (msg) VALUES (format('%s %s %s %s %s %s', a, b, d, e.bal, g, r.owner));
END $$
----
DO

SELECT msg FROM log;
----
12 x 3 107.5 {1,2,9,6} bob
SELECT 1

DO $$ DECLARE c CONSTANT int := 5; BEGIN c := 6; END $$;
----
error 22005 variable "c" is declared CONSTANT

DO $$ DECLARE c int NOT NULL := 5; BEGIN c := NULL; END $$;
----
error 22004 null value cannot be assigned to variable "c" declared NOT NULL

DO $$ DECLARE c int NOT NULL; BEGIN END $$;
----
error 22004 variable "c" must have a default value, since it's declared NOT NULL

DO $$ BEGIN x := 6; END $$;
----
error 42601 "x" is not a known variable

DO $$ BEGIN SELECT 1; END $$;
----
error 42601 query has no destination for result data; ; If you want to discard the results of a SELECT, use PERFORM instead.

DO $$ BEGIN PERFORM 1; PERFORM nosuch(); END $$;
----
error 42883 function nosuch() does not exist; ; No function matches the given name and argument types. You might need to add explicit type casts.

DO $$ BEGIN IF 'x' THEN NULL; END IF; END $$;
----
error 22P02 invalid input syntax for type boolean: "x"

DO $$ BEGIN IF NULL THEN RAISE 'yes'; ELSE RAISE 'no'; END IF; END $$;
----
error P0001 no

DO $$ BEGIN RETURN 1; END $$;
----
error 42804 RETURN cannot have a parameter in function returning void

DO $$ BEGIN RETURN; RAISE 'never'; END $$;
----
DO

DO $$ BEGIN x; END $$;
----
error 42601 syntax error at or near "x"

DO $$ BEGIN END;;;
----
error 42601 unterminated dollar-quoted string at or near "$$ BEGIN END;;;"

DO $$ DECLARE a int; a int; BEGIN END $$;
----
error 42601 duplicate declaration at or near "a"

DO $$ BEGIN EXIT; END $$;
----
error 42601 EXIT cannot be used outside a loop, unless it has a label

DO $$ BEGIN <<l>> LOOP EXIT l; END LOOP l; <<k>> LOOP EXIT nosuch; END LOOP; END $$;
----
error 42601 there is no label "nosuch" attached to any block or loop enclosing this statement

DO $$ <<b>> DECLARE a int := 1; BEGIN DECLARE a int := 2; BEGIN RAISE '% %', a, b.a; END; END b $$;
----
error P0001 2 1

DO $$ BEGIN FOR i IN 1..3 LOOP CONTINUE WHEN i = 2; INSERT INTO log (msg) VALUES ('i' || i); END LOOP; FOR i IN REVERSE 5..1 BY 2 LOOP INSERT INTO log (msg) VALUES ('r' || i); END LOOP; END $$;
----
DO

SELECT string_agg(msg, ' ' ORDER BY n) FROM log WHERE n > 1;
----
i1 i3 r5 r3 r1
SELECT 1

DO $$ BEGIN FOR i IN 1..3 BY 0 LOOP NULL; END LOOP; END $$;
----
error 22023 BY value of FOR loop must be greater than zero

DO $$ BEGIN FOR i IN NULL..3 LOOP NULL; END LOOP; END $$;
----
error 22004 lower bound of FOR loop cannot be null

DO $$ BEGIN FOR i IN 1..NULL LOOP NULL; END LOOP; END $$;
----
error 22004 upper bound of FOR loop cannot be null

DO $$ BEGIN FOR i IN 1..2147483647 BY 2147483646 LOOP INSERT INTO log (msg) VALUES (i::text); END LOOP; END $$;
----
DO

DO $$ DECLARE t text := ''; x int; BEGIN FOREACH x IN ARRAY ARRAY[[1, 2], [3, NULL]] LOOP t := t || coalesce(x::text, '-'); END LOOP; RAISE '%', t; END $$;
----
error P0001 123-

DO $$ DECLARE t text := ''; x int[]; BEGIN FOREACH x SLICE 1 IN ARRAY ARRAY[[1, 2], [3, 4]] LOOP t := t || x::text; END LOOP; RAISE '%', t; END $$;
----
error P0001 {1,2}{3,4}

DO $$ DECLARE x int; BEGIN FOREACH x IN ARRAY NULL::int[] LOOP NULL; END LOOP; END $$;
----
error 22004 FOREACH expression must not be null

DO $$ DECLARE x int[]; BEGIN FOREACH x SLICE 2 IN ARRAY ARRAY[1] LOOP NULL; END LOOP; END $$;
----
error 2202E slice dimension (2) is out of the valid range 0..1

DO $$ DECLARE i int := 0; BEGIN WHILE i < 3 LOOP i := i + 1; END LOOP; RAISE 'i is %, %% done', i; END $$;
----
error P0001 i is 3, % done

DO $$ BEGIN RAISE 'too % few %', 1; END $$;
----
error 42601 too few parameters specified for RAISE

DO $$ BEGIN RAISE 'too many %', 1, 2; END $$;
----
error 42601 too many parameters specified for RAISE

DO $$ BEGIN RAISE EXCEPTION USING MESSAGE = 'm' || 1, DETAIL = 'd', HINT = 'h', ERRCODE = '22012'; END $$;
----
error 22012 m1; d; h

DO $$ BEGIN RAISE division_by_zero; END $$;
----
error 22012 division_by_zero

DO $$ BEGIN RAISE SQLSTATE 'AB123' USING MESSAGE = 'own'; END $$;
----
error AB123 own

DO $$ BEGIN RAISE 'x' USING ERRCODE = 'unique_violation', COLUMN = 'c', TABLE = 't'; END $$;
----
error 23505 x

DO $$ BEGIN RAISE 'x' USING MESSAGE = 'y'; END $$;
----
error 42601 RAISE option already specified: MESSAGE

DO $$ BEGIN RAISE nosuch_condition; END $$;
----
error 42704 unrecognized exception condition "nosuch_condition"

DO $$ BEGIN RAISE 'x' USING ERRCODE = 'nope'; END $$;
----
error 42704 unrecognized exception condition "nope"

DO $$ BEGIN RAISE NULL; END $$;
----
error 42601 syntax error at or near "NULL"

DO $$ BEGIN RAISE 'null %', NULL; END $$;
----
error P0001 null <NULL>

DO $$ BEGIN RAISE; END $$;
----
error 0Z002 RAISE without parameters cannot be used outside an exception handler

DO $$ BEGIN ASSERT 1 = 1; ASSERT NULL, 'was null'; END $$;
----
error P0004 was null

DO $$ BEGIN ASSERT false; END $$;
----
error P0004 assertion failed

DO $$ BEGIN SELECT bal / 0 FROM acc INTO STRICT; END $$;
----
error 42601 syntax error at or near ";"

DO $$ DECLARE x int; BEGIN SELECT id INTO STRICT x FROM acc WHERE false; END $$;
----
error P0002 query returned no rows

DO $$ DECLARE x int; BEGIN SELECT id INTO STRICT x FROM acc; END $$;
----
error P0003 query returned more than one row; ; Make sure the query returns a single row, or use LIMIT 1.

DO $$ DECLARE x int; BEGIN SELECT id INTO x FROM acc WHERE false; RAISE '% %', x IS NULL, FOUND; END $$;
----
error P0001 t f

DO $$ DECLARE x int; y text; BEGIN SELECT id, owner INTO x FROM acc WHERE id = 1; SELECT id INTO x, y FROM acc WHERE id = 2; RAISE '% %', x, y; END $$;
----
error P0001 2 <NULL>

DO $$ DECLARE x int; BEGIN SELECT 'abc' INTO x; END $$;
----
error 22P02 invalid input syntax for type integer: "abc"

DO $$ DECLARE x int; BEGIN UPDATE acc SET bal = bal + 1 WHERE id < 3; GET DIAGNOSTICS x = ROW_COUNT; RAISE '% %', x, FOUND; END $$;
----
error P0001 2 t

DO $$ DECLARE x int; BEGIN DELETE FROM acc WHERE id = 99; RAISE '%', FOUND; END $$;
----
error P0001 f

DO $$ DECLARE x acc; BEGIN INSERT INTO acc VALUES (9, 'zed', 9) RETURNING * INTO x; RAISE '%', x; END $$;
----
error P0001 (9,zed,9)

DO $$ DECLARE x int; BEGIN UPDATE acc SET bal = 1 RETURNING id INTO x; END $$;
----
error P0003 query returned more than one row; ; Make sure the query returns a single row, or use LIMIT 1.

DO $$ DECLARE r record; BEGIN RAISE '%', r; END $$;
----
error P0001 <NULL>

DO $$ DECLARE r record; BEGIN RAISE '%', r.x; END $$;
----
error 55000 record "r" is not assigned yet; The tuple structure of a not-yet-assigned record is indeterminate.

DO $$ DECLARE r record; BEGIN r := ROW(1, 'a'); RAISE '% %', r, r.f1; END $$;
----
error P0001 (1,a) 1

DO $$ DECLARE r record; BEGIN SELECT 1 AS a INTO r; RAISE '%', r.nosuch; END $$;
----
error 42703 record "r" has no field "nosuch"

DO $$ DECLARE v acc; BEGIN v := (1, 'x', 2.5); v.owner := upper(v.owner); RAISE '% %', v, v.bal IS NULL; END $$;
----
error P0001 (1,X,2.5) f

DO $$ DECLARE v acc; BEGIN v := (1, 'x'); END $$;
----
DO

DO $$ DECLARE v acc; BEGIN v.nosuch := 1; END $$;
----
error 42703 record "v" has no field "nosuch"

# Exceptions
CREATE FUNCTION trap(how text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE s text; m text; d text; h text; c text; t text; n text;
BEGIN
  BEGIN
    INSERT INTO log (msg) VALUES ('in ' || how);
    CASE how
      WHEN 'div' THEN PERFORM 1 / (length(how) - 3);
      WHEN 'dup' THEN INSERT INTO acc VALUES (1, 'x', 1);
      WHEN 'chk' THEN UPDATE acc SET bal = -1 WHERE id = 1;
      WHEN 'own' THEN RAISE EXCEPTION 'mine %', 1 USING ERRCODE = 'P1234', DETAIL = 'det', HINT = 'hin', COLUMN = 'col', CONSTRAINT = 'con', DATATYPE = 'dat', TABLE = 'tab', SCHEMA = 'sch';
      WHEN 'assert' THEN ASSERT false, 'as';
      WHEN 'notfound' THEN SELECT id INTO STRICT d FROM acc WHERE id = 77;
      WHEN 'cast' THEN PERFORM how::int;
      WHEN 'cancel' THEN RAISE query_canceled;
      ELSE NULL;
    END CASE;
    RETURN 'no error';
  EXCEPTION
    WHEN division_by_zero OR unique_violation THEN RETURN 'a ' || SQLSTATE || ' ' || SQLERRM;
    WHEN check_violation THEN GET STACKED DIAGNOSTICS s = RETURNED_SQLSTATE, m = MESSAGE_TEXT, d = PG_EXCEPTION_DETAIL, c = CONSTRAINT_NAME, t = TABLE_NAME; RETURN concat_ws(';', s, m, d, c, t);
    WHEN SQLSTATE 'P1234' THEN GET STACKED DIAGNOSTICS m = MESSAGE_TEXT, d = PG_EXCEPTION_DETAIL, h = PG_EXCEPTION_HINT, c = COLUMN_NAME, n = CONSTRAINT_NAME, t = PG_DATATYPE_NAME; RETURN concat_ws(';', m, d, h, c, n, t);
    WHEN no_data_found THEN RETURN 'none';
    WHEN OTHERS THEN RETURN 'other ' || SQLSTATE;
  END;
END $$
----
CREATE FUNCTION

SELECT trap('div');
----
a 22012 division by zero
SELECT 1

SELECT trap('dup');
----
a 23505 duplicate key value violates unique constraint "acc_pkey"
SELECT 1

SELECT trap('chk');
----
23514;new row for relation "acc" violates check constraint "acc_bal_check";Failing row contains (1, ann, -1).;acc_bal_check;acc
SELECT 1

SELECT trap('own');
----
mine 1;det;hin;col;con;dat
SELECT 1

SELECT trap('notfound');
----
none
SELECT 1

SELECT trap('cast');
----
other 22P02
SELECT 1

SELECT trap('none');
----
no error
SELECT 1

SELECT trap('assert');
----
error P0004 as

SELECT trap('cancel');
----
error 57014 query_canceled

SELECT string_agg(msg, ',' ORDER BY n) FROM log WHERE msg LIKE 'in %';
----
in none
SELECT 1

DO $$ BEGIN RAISE '%', SQLERRM; END $$;
----
error 42703 column "sqlerrm" does not exist

DO $$ DECLARE x text; BEGIN GET STACKED DIAGNOSTICS x = MESSAGE_TEXT; END $$;
----
error 0Z002 GET STACKED DIAGNOSTICS cannot be used outside an exception handler

DO $$ BEGIN BEGIN RAISE 'a'; EXCEPTION WHEN OTHERS THEN RAISE 'b from %', SQLERRM; END; EXCEPTION WHEN OTHERS THEN RAISE 'c from %', SQLERRM; END $$;
----
error P0001 c from b from a

DO $$ BEGIN BEGIN PERFORM 1 / 0; EXCEPTION WHEN division_by_zero THEN RAISE; END; END $$;
----
error 22012 division by zero

DO $$ BEGIN BEGIN PERFORM 1 / 0; EXCEPTION WHEN data_exception THEN RAISE 'class'; END; END $$;
----
error P0001 class

DO $$ BEGIN BEGIN PERFORM 1 / 0; EXCEPTION WHEN nosuch THEN NULL; END; END $$;
----
error 42704 unrecognized exception condition "nosuch"

DO $$ BEGIN BEGIN PERFORM 1 / 0; EXCEPTION WHEN SQLSTATE '22' THEN NULL; END; END $$;
----
error 42601 invalid SQLSTATE code at or near "'22'"

# Sets, cursors, dynamic SQL
CREATE FUNCTION evens(n int) RETURNS SETOF int LANGUAGE plpgsql AS $$ BEGIN FOR i IN 1..n LOOP IF i % 2 = 0 THEN RETURN NEXT i; END IF; END LOOP; RETURN; END $$;
----
CREATE FUNCTION

SELECT * FROM evens(6);
----
2
4
6
SELECT 3

SELECT evens(4), 'x';
----
2|x
4|x
SELECT 2

SELECT sum(e) FROM evens(10) e WHERE e > 4;
----
24
SELECT 1

CREATE FUNCTION rich(min numeric) RETURNS TABLE (who text, much numeric) LANGUAGE plpgsql AS $$ BEGIN RETURN QUERY SELECT owner, bal FROM acc WHERE bal >= min ORDER BY id; IF NOT FOUND THEN who := 'nobody'; RETURN NEXT; END IF; END $$;
----
CREATE FUNCTION

SELECT * FROM rich(50);
----
ann|100
bob|50
SELECT 2

SELECT * FROM rich(5000);
----
nobody|NULL
SELECT 1

SELECT who FROM rich(0) WITH ORDINALITY AS r(who, much, o) WHERE o = 2;
----
bob
SELECT 1

CREATE FUNCTION dyn(tab text, k int) RETURNS SETOF acc LANGUAGE plpgsql AS $$ BEGIN RETURN QUERY EXECUTE format('SELECT * FROM %I WHERE id = $1', tab) USING k; END $$;
----
CREATE FUNCTION

SELECT * FROM dyn('acc', 2);
----
2|bob|50
SELECT 1

SELECT * FROM dyn('Acc', 2);
----
error 42P01 relation "Acc" does not exist

SELECT * FROM dyn('log', 1);
----
error 42703 column "id" does not exist

DO $$ DECLARE n int; BEGIN EXECUTE 'SELECT count(*) FROM acc WHERE id > $1 AND owner <> $2' INTO n USING 1, 'zzz'; RAISE '%', n; END $$;
----
error P0001 2

DO $$ BEGIN EXECUTE 'SELECT $1' USING 1, 2; EXECUTE 'SELECT $3' USING 1; END $$;
----
error 42P02 there is no parameter $3

DO $$ BEGIN EXECUTE NULL; END $$;
----
error 22004 query string argument of EXECUTE is null

DO $$ BEGIN EXECUTE 'selec 1'; END $$;
----
error 42601 syntax error at or near "selec"

DO $$ DECLARE x int; BEGIN EXECUTE 'SELECT id FROM acc' INTO STRICT x; END $$;
----
error P0003 query returned more than one row

DO $$ BEGIN EXECUTE 'CREATE TABLE made (a int)'; EXECUTE 'INSERT INTO made VALUES (1), (2)'; END $$;
----
DO

SELECT * FROM made;
----
1
2
SELECT 2

DO $$ DECLARE r record; t text := ''; BEGIN FOR r IN EXECUTE 'SELECT a FROM made ORDER BY a DESC' LOOP t := t || r.a; END LOOP; RAISE '%', t; END $$;
----
error P0001 21

DO $$ DECLARE c CURSOR (k int) FOR SELECT id, owner FROM acc WHERE id >= k ORDER BY id; i int; o text; BEGIN OPEN c(2); FETCH c INTO i, o; FETCH RELATIVE 0 FROM c INTO i; MOVE c; FETCH PRIOR FROM c INTO i, o; CLOSE c; RAISE '% %', i, o; END $$;
----
error P0001 2 bob

DO $$ DECLARE c SCROLL CURSOR FOR SELECT id FROM acc ORDER BY id; i int; t text := ''; BEGIN OPEN c; FETCH LAST FROM c INTO i; t := t || i; FETCH FIRST FROM c INTO i; t := t || i; FETCH ABSOLUTE 2 FROM c INTO i; t := t || i; FETCH ABSOLUTE 9 FROM c INTO i; t := t || coalesce(i::text, '-') || FOUND; RAISE '%', t; END $$;
----
error P0001 312-false

DO $$ DECLARE c refcursor; r record; n int := 0; BEGIN OPEN c FOR SELECT * FROM acc FOR UPDATE; LOOP FETCH c INTO r; EXIT WHEN NOT FOUND; UPDATE acc SET bal = bal + 1 WHERE CURRENT OF c; n := n + 1; END LOOP; CLOSE c; RAISE '%', n; END $$;
----
error P0001 3

DO $$ DECLARE c refcursor; BEGIN FETCH c INTO c; END $$;
----
error 22004 cursor variable "c" is null

DO $$ DECLARE c CURSOR FOR SELECT 1; BEGIN OPEN c; OPEN c; END $$;
----
error 42P03 cursor "c" already in use

DO $$ DECLARE c CURSOR FOR SELECT 1; BEGIN CLOSE c; END $$;
----
error 34000 cursor "c" does not exist

DO $$ DECLARE c CURSOR (a int) FOR SELECT a; BEGIN OPEN c; END $$;
----
error 42601 cursor "c" has arguments

DO $$ DECLARE t text := ''; c CURSOR FOR SELECT id FROM acc ORDER BY id; BEGIN FOR r IN c LOOP t := t || r.id; END LOOP; RAISE '%', t; END $$;
----
error P0001 123

CREATE FUNCTION cur() RETURNS refcursor LANGUAGE plpgsql AS $$ DECLARE c refcursor := 'mycur'; BEGIN OPEN c FOR SELECT id FROM acc ORDER BY id; RETURN c; END $$;
----
CREATE FUNCTION

BEGIN; SELECT cur(); FETCH 2 FROM mycur; FETCH BACKWARD 1 FROM mycur; CLOSE mycur; COMMIT;
----
BEGIN
mycur
SELECT 1
1
2
FETCH 2
1
FETCH 1
CLOSE CURSOR
COMMIT

SELECT cur(); FETCH 1 FROM mycur;
----
mycur
SELECT 1
1
FETCH 1

# Arguments, overloads, polymorphism, volatility
CREATE FUNCTION outs(a int, OUT b int, INOUT c text, OUT d int[]) LANGUAGE plpgsql AS $$ BEGIN b := a * 2; c := c || a; d := ARRAY[a, b]; END $$;
----
CREATE FUNCTION

SELECT outs(1, 'x'), (outs(2, 'y')).d;
----
(2,x1,"{1,2}")|{2,4}
SELECT 1

SELECT * FROM outs(3, 'z');
----
6|z3|{3,6}
SELECT 1

CREATE FUNCTION dflt(a int, b int DEFAULT 10, c text DEFAULT 'c' || 1) RETURNS text LANGUAGE sql AS 'SELECT concat_ws('','', a, b, c)';
----
CREATE FUNCTION

SELECT dflt(1), dflt(1, 2), dflt(1, c => 'q'), dflt(c := 'w', a := 5), dflt(b => 3, a => 1);
----
1,10,c1|1,2,c1|1,10,q|5,10,w|1,3,c1
SELECT 1

SELECT dflt();
----
error 42883 function dflt() does not exist; ; No function matches the given name and argument types. You might need to add explicit type casts.

SELECT dflt(b => 1);
----
error 42883 function dflt(b => integer) does not exist; ; No function matches the given name and argument types. You might need to add explicit type casts.

SELECT dflt(1, a => 2);
----
error 42883 function dflt(integer, a => integer) does not exist; ; No function matches the given name and argument types. You might need to add explicit type casts.

SELECT dflt(a => 1, 2);
----
error 42601 positional argument cannot follow named argument

SELECT dflt(1, 2, 'c', 4);
----
error 42883 function dflt(integer, integer, unknown, integer) does not exist; ; No function matches the given name and argument types. You might need to add explicit type casts.

CREATE FUNCTION vari(sep text, VARIADIC xs int[]) RETURNS text LANGUAGE sql AS $$ SELECT array_to_string(xs, sep) $$;
----
CREATE FUNCTION

SELECT vari('-', 1, 2, 3), vari('-', VARIADIC ARRAY[4, 5]), vari('-', VARIADIC '{}');
----
1-2-3|4-5|''
SELECT 1

SELECT vari('-');
----
error 42883 function vari(unknown) does not exist; ; No function matches the given name and argument types. You might need to add explicit type casts.

CREATE FUNCTION poly(a anyelement, b anyelement) RETURNS anyarray LANGUAGE sql AS $$ SELECT ARRAY[a, b] $$;
----
CREATE FUNCTION

SELECT poly(1, 2.5);
----
error 42883 function poly(integer, numeric) does not exist; ; No function matches the given name and argument types. You might need to add explicit type casts.

SELECT poly('a', 'b');
----
error 42804 could not determine polymorphic type because input has type unknown

SELECT poly(1, 'x'::text);
----
error 42883 function poly(integer, text) does not exist; ; No function matches the given name and argument types. You might need to add explicit type casts.

CREATE FUNCTION polyc(a anycompatible, b anycompatiblearray) RETURNS anycompatible LANGUAGE sql AS $$ SELECT a + b[1] $$;
----
CREATE FUNCTION

SELECT polyc(1, ARRAY[2.5]), pg_typeof(polyc(1::int2, ARRAY[2::int8])), polyc(1.5, '{2}');
----
3.5|bigint|3.5
SELECT 1

CREATE FUNCTION polyr(r anyrange) RETURNS anyelement LANGUAGE sql AS 'SELECT lower(r)';
----
CREATE FUNCTION

SELECT polyr(int4range(3, 5)), polyr(daterange('2024-01-01', NULL));
----
3|2024-01-01
SELECT 1

CREATE FUNCTION noarg() RETURNS anyelement LANGUAGE sql AS 'SELECT 1';
----
error 42P13 cannot determine result data type; A result of type anyelement requires at least one input of type anyelement, anyarray, anynonarray, anyenum, anyrange, or anymultirange.

CREATE FUNCTION ovl(a int) RETURNS text LANGUAGE sql AS $$ SELECT 'int' $$; CREATE FUNCTION ovl(a numeric) RETURNS text LANGUAGE sql AS $$ SELECT 'numeric' $$; CREATE FUNCTION ovl(a text) RETURNS text LANGUAGE sql AS $$ SELECT 'text' $$;
----
CREATE FUNCTION
CREATE FUNCTION
CREATE FUNCTION

SELECT ovl(1), ovl(1.5), ovl('x'), ovl(1::int2), ovl(1::int8), ovl(NULL), ovl(1::float4), ovl('x'::name);
----
error 42725 function ovl(smallint) is not unique; ; Could not choose a best candidate function. You might need to add explicit type casts.

SELECT ovl(true);
----
error 42883 function ovl(boolean) does not exist; ; No function matches the given name and argument types. You might need to add explicit type casts.

SELECT ovl(1, 2);
----
error 42883 function ovl(integer, integer) does not exist; ; No function matches the given name and argument types. You might need to add explicit type casts.

DROP FUNCTION ovl;
----
error 42725 function name "ovl" is not unique; ; Specify the argument list to select the function unambiguously.

DROP FUNCTION ovl(int), ovl(numeric); DROP FUNCTION ovl; SELECT ovl('x');
----
DROP FUNCTION
DROP FUNCTION
error 42883 function ovl(unknown) does not exist; ; No function matches the given name and argument types. You might need to add explicit type casts.

DROP FUNCTION nosuch(int);
----
error 42883 function nosuch(integer) does not exist

DROP FUNCTION IF EXISTS nosuch(int);
----
DROP FUNCTION

CREATE FUNCTION strict1(a int, b int) RETURNS int STRICT LANGUAGE plpgsql AS $$ BEGIN RETURN coalesce(a, 0) + coalesce(b, 0); END $$;
----
CREATE FUNCTION

SELECT strict1(1, 2), strict1(1, NULL);
----
3|NULL
SELECT 1

CREATE FUNCTION sqlmany() RETURNS int LANGUAGE sql AS $$ SELECT 1; INSERT INTO log (msg) VALUES ('sql'); SELECT id FROM acc ORDER BY id DESC $$;
----
CREATE FUNCTION

SELECT sqlmany();
----
3
SELECT 1

CREATE FUNCTION sqlvoid() RETURNS void LANGUAGE sql AS $$ UPDATE acc SET bal = bal $$;
----
CREATE FUNCTION

SELECT sqlvoid(), sqlvoid() IS NULL;
----
NULL|t
SELECT 1

CREATE FUNCTION sqlbad() RETURNS int LANGUAGE sql AS $$ SELECT 'x'::text $$;
----
error 42P13 return type mismatch in function declared to return integer; Actual return type is text.

CREATE FUNCTION sqlbad() RETURNS int LANGUAGE sql AS $$ SELECT 1, 2 $$;
----
error 42P13 return type mismatch in function declared to return integer; Final statement must return exactly one column.

CREATE FUNCTION sqlbad() RETURNS int LANGUAGE sql AS $$ UPDATE acc SET bal = bal $$;
----
error 42P13 return type mismatch in function declared to return integer; Function's final statement must be SELECT or INSERT/UPDATE/DELETE RETURNING.

CREATE FUNCTION sqlbad() RETURNS int LANGUAGE sql AS $$ SELECT nosuch $$;
----
error 42703 column "nosuch" does not exist

CREATE FUNCTION sqlbad() RETURNS int LANGUAGE nosuch AS 'x';
----
error 42704 language "nosuch" does not exist

CREATE FUNCTION sqlbad() RETURNS nosuch LANGUAGE sql AS 'x';
----
error 42704 type "nosuch" does not exist

CREATE FUNCTION sqlbad(a int, a int) RETURNS int LANGUAGE sql AS 'SELECT 1';
----
error 42P13 parameter name "a" used more than once

CREATE FUNCTION sqlbad(a int DEFAULT 1, b int) RETURNS int LANGUAGE sql AS 'SELECT 1';
----
error 42P13 input parameters after one with a default value must also have defaults

CREATE FUNCTION sqlbad() LANGUAGE sql AS 'SELECT 1';
----
error 42P13 function result type must be specified

CREATE FUNCTION sqlbad() RETURNS int IMMUTABLE STABLE LANGUAGE sql AS 'SELECT 1';
----
error 42601 conflicting or redundant options

CREATE FUNCTION sqlbad() RETURNS int AS 'SELECT 1';
----
error 42P13 no language specified

CREATE FUNCTION strict1(a int, b int) RETURNS int LANGUAGE sql AS 'SELECT 1';
----
error 42723 function "strict1" already exists with same argument types

CREATE OR REPLACE FUNCTION strict1(a int, b int) RETURNS text LANGUAGE sql AS 'SELECT 1';
----
error 42P13 cannot change return type of existing function; ; Use DROP FUNCTION strict1(integer,integer) first.

CREATE OR REPLACE FUNCTION strict1(z int, b int) RETURNS int LANGUAGE sql AS 'SELECT 1';
----
error 42P13 cannot change name of input parameter "a"; ; Use DROP FUNCTION strict1(integer,integer) first.

CREATE FUNCTION rec(n int) RETURNS numeric LANGUAGE plpgsql AS $$ BEGIN IF n <= 1 THEN RETURN 1; END IF; RETURN n * rec(n - 1); END $$;
----
CREATE FUNCTION

SELECT rec(20);
----
2432902008176640000
SELECT 1

CREATE FUNCTION nums(n int) RETURNS SETOF record LANGUAGE sql AS $$ SELECT g, g * g FROM generate_series(1, n) g $$;
----
CREATE FUNCTION

SELECT * FROM nums(2) AS x(a int, b int);
----
1|1
2|4
SELECT 2

SELECT * FROM nums(2);
----
error 42601 a column definition list is required for functions returning "record"

SELECT * FROM nums(2) AS x(a int, b text);
----
1|1
2|4
SELECT 2

SELECT * FROM nums(2) AS x(a int);
----
error 42P13 return type mismatch in function declared to return record; Final statement returns too many columns.

SELECT nums(2);
----
(1,1)
(2,4)
SELECT 2

# Procedures
CREATE PROCEDURE move(a int, b int, amt numeric, INOUT left_over numeric DEFAULT NULL) LANGUAGE plpgsql AS $$ BEGIN UPDATE acc SET bal = bal - amt WHERE id = a RETURNING bal INTO left_over; UPDATE acc SET bal = bal + amt WHERE id = b; END $$;
----
CREATE PROCEDURE

CALL move(1, 3, 30);
----
70
CALL

CALL move(1, 3, 3000);
----
error 23514 new row for relation "acc" violates check constraint "acc_bal_check"; Failing row contains (1, ann, -2930).

CALL move(1, 3);
----
error 42883 procedure move(integer, integer) does not exist; ; No procedure matches the given name and argument types. You might need to add explicit type casts.

SELECT move(1, 3, 1, NULL);
----
error 42809 move(integer, integer, integer, unknown) is a procedure; ; To call a procedure, use CALL.

CALL classify(1);
----
error 42809 classify(integer) is not a procedure; ; To call a function, use SELECT.

CALL nosuch();
----
error 42883 procedure nosuch() does not exist; ; No procedure matches the given name and argument types. You might need to add explicit type casts.

SELECT id, bal FROM acc ORDER BY id;
----
1|70
2|50
3|30
SELECT 3

CREATE PROCEDURE commits() LANGUAGE plpgsql AS $$ BEGIN FOR i IN 1..3 LOOP INSERT INTO log (msg) VALUES ('c' || i); IF i = 2 THEN ROLLBACK; ELSE COMMIT; END IF; END LOOP; END $$;
----
CREATE PROCEDURE

CALL commits();
----
CALL

SELECT string_agg(msg, ',' ORDER BY msg) FROM log WHERE msg LIKE 'c_';
----
c1,c3
SELECT 1

BEGIN; CALL commits();
----
BEGIN
error 2D000 invalid transaction termination

ROLLBACK;
----
ROLLBACK

DO $$ BEGIN BEGIN COMMIT; EXCEPTION WHEN OTHERS THEN RAISE '% %', SQLSTATE, SQLERRM; END; END $$;
----
error P0001 2D000 cannot commit while a subtransaction is active

CREATE FUNCTION fcommit() RETURNS void LANGUAGE plpgsql AS $$ BEGIN COMMIT; END $$;
----
CREATE FUNCTION

SELECT fcommit();
----
error 2D000 invalid transaction termination

# Triggers
CREATE FUNCTION trg() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO log (msg) VALUES (concat_ws(' ', TG_NAME, TG_WHEN, TG_LEVEL, TG_OP, TG_TABLE_NAME, TG_NARGS, TG_ARGV[0], CASE WHEN TG_OP <> 'INSERT' AND TG_LEVEL = 'ROW' THEN OLD.id END, CASE WHEN TG_OP <> 'DELETE' AND TG_LEVEL = 'ROW' THEN NEW.id END));
  IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
  IF TG_WHEN = 'BEFORE' AND TG_LEVEL = 'ROW' AND NEW.owner = 'skip' THEN RETURN NULL; END IF;
  IF TG_WHEN = 'BEFORE' AND TG_LEVEL = 'ROW' THEN NEW.owner := NEW.owner || '!'; END IF;
  RETURN NEW;
END $$
----
CREATE FUNCTION

CREATE TABLE watched (id int PRIMARY KEY, owner text, n int DEFAULT 0);
----
CREATE TABLE

CREATE TRIGGER b_row BEFORE INSERT OR UPDATE OR DELETE ON watched FOR EACH ROW EXECUTE FUNCTION trg('arg');
----
CREATE TRIGGER

CREATE TRIGGER a_row AFTER INSERT OR UPDATE OF owner OR DELETE ON watched FOR EACH ROW EXECUTE FUNCTION trg();
----
CREATE TRIGGER

CREATE TRIGGER s_st BEFORE INSERT OR UPDATE OR DELETE OR TRUNCATE ON watched FOR EACH STATEMENT EXECUTE FUNCTION trg();
----
CREATE TRIGGER

CREATE TRIGGER w_row AFTER UPDATE ON watched FOR EACH ROW WHEN (OLD.n IS DISTINCT FROM NEW.n) EXECUTE FUNCTION trg();
----
CREATE TRIGGER

TRUNCATE log RESTART IDENTITY; INSERT INTO watched VALUES (1, 'a'), (2, 'skip') RETURNING *;
----
TRUNCATE TABLE
1|a!|0
INSERT 0 1

SELECT * FROM log ORDER BY n;
----
1|s_st BEFORE STATEMENT INSERT watched 0
2|b_row BEFORE ROW INSERT watched 1 arg 1
3|b_row BEFORE ROW INSERT watched 1 arg 2
4|a_row AFTER ROW INSERT watched 0 1
SELECT 4

TRUNCATE log RESTART IDENTITY; UPDATE watched SET n = 5; SELECT * FROM log ORDER BY n;
----
TRUNCATE TABLE
UPDATE 1
1|s_st BEFORE STATEMENT UPDATE watched 0
2|b_row BEFORE ROW UPDATE watched 1 arg 1 1
3|w_row AFTER ROW UPDATE watched 0 1 1
SELECT 3

TRUNCATE log RESTART IDENTITY; UPDATE watched SET owner = 'q' RETURNING owner; SELECT * FROM log ORDER BY n;
----
TRUNCATE TABLE
q!
UPDATE 1
1|s_st BEFORE STATEMENT UPDATE watched 0
2|b_row BEFORE ROW UPDATE watched 1 arg 1 1
3|a_row AFTER ROW UPDATE watched 0 1 1
SELECT 3

TRUNCATE log RESTART IDENTITY; INSERT INTO watched VALUES (1, 'z') ON CONFLICT (id) DO UPDATE SET n = 6 RETURNING *; SELECT * FROM log ORDER BY n;
----
TRUNCATE TABLE
1|q!!|6
INSERT 0 1
1|s_st BEFORE STATEMENT INSERT watched 0
2|s_st BEFORE STATEMENT UPDATE watched 0
3|b_row BEFORE ROW INSERT watched 1 arg 1
4|b_row BEFORE ROW UPDATE watched 1 arg 1 1
5|w_row AFTER ROW UPDATE watched 0 1 1
SELECT 5

TRUNCATE log RESTART IDENTITY; DELETE FROM watched WHERE id > 100; TRUNCATE watched; SELECT * FROM log ORDER BY n;
----
TRUNCATE TABLE
DELETE 0
TRUNCATE TABLE
1|s_st BEFORE STATEMENT DELETE watched 0
2|s_st BEFORE STATEMENT TRUNCATE watched 0
SELECT 2

ALTER TABLE watched DISABLE TRIGGER b_row; INSERT INTO watched VALUES (3, 'c') RETURNING owner;
----
ALTER TABLE
c
INSERT 0 1

ALTER TABLE watched DISABLE TRIGGER nosuch;
----
error 42704 trigger "nosuch" for table "watched" does not exist

ALTER TRIGGER b_row ON watched RENAME TO b2; SELECT tgname, tgenabled FROM pg_trigger WHERE tgrelid = 'watched'::regclass ORDER BY 1;
----
ALTER TRIGGER
a_row|O
b2|D
s_st|O
w_row|O
SELECT 4

SELECT pg_get_triggerdef(oid) FROM pg_trigger WHERE tgrelid = 'watched'::regclass ORDER BY tgname;
----
CREATE TRIGGER a_row AFTER INSERT OR DELETE OR UPDATE OF owner ON public.watched FOR EACH ROW EXECUTE FUNCTION trg()
CREATE TRIGGER b2 BEFORE INSERT OR DELETE OR UPDATE ON public.watched FOR EACH ROW EXECUTE FUNCTION trg('arg')
CREATE TRIGGER s_st BEFORE INSERT OR DELETE OR UPDATE OR TRUNCATE ON public.watched FOR EACH STATEMENT EXECUTE FUNCTION trg()
CREATE TRIGGER w_row AFTER UPDATE ON public.watched FOR EACH ROW WHEN ((old.n IS DISTINCT FROM new.n)) EXECUTE FUNCTION trg()
SELECT 4

CREATE TRIGGER b2 BEFORE INSERT ON watched FOR EACH ROW EXECUTE FUNCTION trg();
----
error 42710 trigger "b2" for relation "watched" already exists

CREATE TRIGGER x BEFORE INSERT ON nosuch FOR EACH ROW EXECUTE FUNCTION trg();
----
error 42P01 relation "nosuch" does not exist

CREATE TRIGGER x BEFORE INSERT ON watched FOR EACH ROW EXECUTE FUNCTION classify();
----
error 42883 function classify() does not exist

CREATE TRIGGER x BEFORE INSERT ON watched FOR EACH ROW EXECUTE FUNCTION nosuch();
----
error 42883 function nosuch() does not exist

CREATE TRIGGER x INSTEAD OF INSERT ON watched FOR EACH ROW EXECUTE FUNCTION trg();
----
error 42809 "watched" is a table; Tables cannot have INSTEAD OF triggers.

CREATE TRIGGER x BEFORE INSERT ON watched FOR EACH ROW WHEN (OLD.id > 1) EXECUTE FUNCTION trg();
----
error 42P17 INSERT trigger's WHEN condition cannot reference OLD values

CREATE TRIGGER x BEFORE INSERT ON watched FOR EACH STATEMENT WHEN (NEW.id > 1) EXECUTE FUNCTION trg();
----
error 42P17 statement trigger's WHEN condition cannot reference column values

CREATE TRIGGER x BEFORE UPDATE OF nosuch ON watched FOR EACH ROW EXECUTE FUNCTION trg();
----
error 42703 column "nosuch" of relation "watched" does not exist

CREATE TRIGGER x BEFORE TRUNCATE ON watched FOR EACH ROW EXECUTE FUNCTION trg();
----
error 0A000 TRUNCATE FOR EACH ROW triggers are not supported

CREATE TRIGGER x AFTER INSERT ON watched REFERENCING OLD TABLE AS o FOR EACH STATEMENT EXECUTE FUNCTION trg();
----
error 42P17 OLD TABLE can only be specified for a DELETE or UPDATE trigger

SELECT trg();
----
error 0A000 trigger functions can only be called as triggers

DROP FUNCTION trg();
----
error 2BP01 cannot drop function trg() because other objects depend on it; trigger b2 on table watched depends on function trg()\ntrigger a_row on table watched depends on function trg()\ntrigger s_st on table watched depends on function trg()\ntrigger w_row on table watched depends on function trg(); Use DROP ... CASCADE to drop the dependent objects too.

DROP TRIGGER nosuch ON watched;
----
error 42704 trigger "nosuch" for table "watched" does not exist

DROP TRIGGER IF EXISTS nosuch ON watched;
----
DROP TRIGGER

CREATE FUNCTION trans() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN INSERT INTO log (msg) SELECT TG_OP || ' ' || coalesce((SELECT sum(id) FROM newt), 0); RETURN NULL; END $$;
----
CREATE FUNCTION

CREATE TRIGGER tr AFTER UPDATE ON watched REFERENCING NEW TABLE AS newt OLD TABLE AS oldt FOR EACH STATEMENT EXECUTE FUNCTION trans();
----
CREATE TRIGGER

TRUNCATE log; INSERT INTO watched VALUES (5, 'e'), (6, 'f'); TRUNCATE log; UPDATE watched SET id = id * 10 WHERE id > 4; SELECT msg FROM log WHERE msg LIKE 'UPDATE%';
----
TRUNCATE TABLE
INSERT 0 2
TRUNCATE TABLE
UPDATE 2
UPDATE 110
SELECT 1

CREATE VIEW wv AS SELECT id, owner FROM watched;
----
CREATE VIEW

CREATE FUNCTION instead() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF TG_OP = 'INSERT' THEN INSERT INTO watched (id, owner) VALUES (NEW.id + 1000, NEW.owner); RETURN NEW; ELSIF TG_OP = 'UPDATE' THEN RETURN NULL; END IF; RETURN OLD; END $$;
----
CREATE FUNCTION

CREATE TRIGGER iv INSTEAD OF INSERT OR UPDATE OR DELETE ON wv FOR EACH ROW EXECUTE FUNCTION instead();
----
CREATE TRIGGER

INSERT INTO wv VALUES (1, 'viaview') RETURNING *;
----
1|viaview
INSERT 0 1

UPDATE wv SET owner = 'x';
----
UPDATE 0

DELETE FROM wv WHERE id > 1000 RETURNING id;
----
1001
DELETE 1

SELECT id, owner FROM watched ORDER BY id;
----
3|c
50|e
60|f
1001|viaview
SELECT 4

CREATE FUNCTION badret() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN ROW(1, 2); END $$; CREATE TRIGGER bad BEFORE INSERT ON watched FOR EACH ROW EXECUTE FUNCTION badret(); INSERT INTO watched VALUES (7, 'g');
----
CREATE FUNCTION
CREATE TRIGGER
error 42804 returned row structure does not match the structure of the triggering table; Returned type integer does not match expected type text in column 2.

CREATE OR REPLACE FUNCTION badret() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.nosuch := 1; RETURN NEW; END $$; INSERT INTO watched VALUES (7, 'g');
----
CREATE FUNCTION
INSERT 0 1

CREATE OR REPLACE FUNCTION badret() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE '% %', OLD, NEW; END $$; INSERT INTO watched VALUES (7, 'g');
----
CREATE FUNCTION
error 23505 duplicate key value violates unique constraint "watched_pkey"; Key (id)=(7) already exists.

CREATE OR REPLACE FUNCTION badret() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN END $$; INSERT INTO watched VALUES (7, 'g');
----
CREATE FUNCTION
error 23505 duplicate key value violates unique constraint "watched_pkey"; Key (id)=(7) already exists.

DROP TABLE watched CASCADE;
----
DROP TABLE

SELECT proname, prokind, provolatile, proisstrict, pronargs, pronargdefaults, prorettype::regtype, proretset FROM pg_proc WHERE pronamespace = 'public'::regnamespace ORDER BY proname;
----
badret|f|v|f|0|0|trigger|f
classify|f|v|f|1|0|text|f
commits|p|v|f|0|0|void|f
cur|f|v|f|0|0|refcursor|f
dflt|f|v|f|3|2|text|f
dyn|f|v|f|2|0|acc|t
evens|f|v|f|1|0|integer|t
fcommit|f|v|f|0|0|void|f
instead|f|v|f|0|0|trigger|f
move|p|v|f|4|1|record|f
nocase|f|v|f|1|0|integer|f
noret|f|v|f|1|0|integer|f
nums|f|v|f|1|0|record|t
outs|f|v|f|2|0|record|f
ovl|f|v|f|1|0|text|f
ovl|f|v|f|1|0|text|f
ovl|f|v|f|1|0|text|f
poly|f|v|f|2|0|anyarray|f
polyc|f|v|f|2|0|anycompatible|f
polyr|f|v|f|1|0|anyelement|f
rec|f|v|f|1|0|numeric|f
rich|f|v|f|1|0|record|t
sqlmany|f|v|f|0|0|integer|f
sqlvoid|f|v|f|0|0|void|f
strict1|f|v|t|2|0|integer|f
trans|f|v|f|0|0|trigger|f
trap|f|v|f|1|0|text|f
trg|f|v|f|0|0|trigger|f
vari|f|v|f|2|0|text|f
SELECT 29

SELECT pg_get_function_arguments('dflt'::regproc), pg_get_function_identity_arguments('outs'::regproc), pg_get_function_result('rich'::regproc), pg_get_functiondef('poly'::regproc);
----
a integer, b integer DEFAULT 10, c text DEFAULT ('c'::text || 1)|a integer, OUT b integer, INOUT c text, OUT d integer[]|TABLE(who text, much numeric)|CREATE OR REPLACE FUNCTION public.poly(a anyelement, b anyelement)\n RETURNS anyarray\n LANGUAGE sql\nAS $function$ SELECT ARRAY[a, b] $function$\n
SELECT 1

SELECT routine_name, data_type, routine_type FROM information_schema.routines WHERE routine_schema = 'public' ORDER BY 1;
----
badret|trigger|FUNCTION
classify|text|FUNCTION
commits|NULL|PROCEDURE
cur|refcursor|FUNCTION
dflt|text|FUNCTION
dyn|USER-DEFINED|FUNCTION
evens|integer|FUNCTION
fcommit|void|FUNCTION
instead|trigger|FUNCTION
move|NULL|PROCEDURE
nocase|integer|FUNCTION
noret|integer|FUNCTION
nums|record|FUNCTION
outs|record|FUNCTION
ovl|text|FUNCTION
ovl|text|FUNCTION
ovl|text|FUNCTION
poly|anyarray|FUNCTION
polyc|anycompatible|FUNCTION
polyr|anyelement|FUNCTION
rec|numeric|FUNCTION
rich|record|FUNCTION
sqlmany|integer|FUNCTION
sqlvoid|void|FUNCTION
strict1|integer|FUNCTION
trans|trigger|FUNCTION
trap|text|FUNCTION
trg|trigger|FUNCTION
vari|text|FUNCTION
SELECT 29

ALTER FUNCTION rec(int) RENAME TO fact; SELECT fact(3);
----
ALTER FUNCTION
error 42883 function rec(integer) does not exist; ; No function matches the given name and argument types. You might need to add explicit type casts.

ALTER FUNCTION evens(int) IMMUTABLE STRICT; SELECT provolatile, proisstrict FROM pg_proc WHERE proname = 'evens';
----
ALTER FUNCTION
i|t
SELECT 1

ALTER FUNCTION evens(int) SET work_mem = '1MB'; SELECT proconfig FROM pg_proc WHERE proname = 'evens';
----
ALTER FUNCTION
{work_mem=1MB}
SELECT 1

ALTER FUNCTION evens(text) STRICT;
----
error 42883 function evens(text) does not exist

CREATE FUNCTION atomic1(a int) RETURNS int BEGIN ATOMIC SELECT a + 1; SELECT a + 2; END; SELECT atomic1(1);
----
CREATE FUNCTION
3
SELECT 1

CREATE FUNCTION retx(a int) RETURNS int RETURN a * 3; SELECT retx(2), pg_get_function_sqlbody('retx'::regproc);
----
CREATE FUNCTION
6|RETURN (a * 3)
SELECT 1

DROP TABLE acc CASCADE; DROP TABLE log, made;
----
DROP TABLE
DROP TABLE
