# Records, domains of them, CALL and its arguments in PL/pgSQL. Errors are told whole.
CREATE TYPE pair AS (a int, b bigint);
CREATE DOMAIN pairs AS pair CHECK ((VALUE).a < (VALUE).b);
CREATE DOMAIN somepair AS pair NOT NULL;
CREATE TABLE counted (n int);
INSERT INTO counted VALUES (1)
----
CREATE TYPE
CREATE DOMAIN
CREATE DOMAIN
CREATE TABLE
INSERT 0 1

DO $$ DECLARE x pair NOT NULL := row(1, 2); BEGIN x := NULL; END $$
----
error 22004 null value cannot be assigned to variable "x" declared NOT NULL

DO $$ DECLARE x pair NOT NULL := NULL; BEGIN NULL; END $$
----
error 22004 null value cannot be assigned to variable "x" declared NOT NULL

DO $$ DECLARE x somepair; BEGIN NULL; END $$
----
error 23502 domain somepair does not allow null values

DO $$ DECLARE x somepair := row(1, 2); BEGIN x := NULL; END $$
----
error 23502 domain somepair does not allow null values

DO $$ DECLARE x pairs := row(2, 1); BEGIN NULL; END $$
----
error 23514 value for domain pairs violates check constraint "pairs_check"

DO $$ DECLARE x pairs := row(1, 2); BEGIN x.a := 2; END $$
----
error 23514 value for domain pairs violates check constraint "pairs_check"

DO $$ DECLARE x pairs := row(1, 2); BEGIN x := row(2, 2); END $$
----
error 23514 value for domain pairs violates check constraint "pairs_check"

CREATE FUNCTION shown(n int) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	x pair; y pair := row(NULL, NULL); z counted;
BEGIN
	IF n = 1 THEN RETURN concat_ws(' ', 'x', x, 'y', y, 'z', z); END IF;
	IF n = 2 THEN x.a := 1; x := NULL; RETURN concat_ws(' ', 'x', x, x.a, x IS NULL); END IF;
	IF n = 3 THEN SELECT 1, 2 INTO x; x := NULL; x.b := 5; RETURN concat_ws(' ', 'x', x); END IF;
	SELECT * INTO z FROM counted WHERE n > 100;
	RETURN concat_ws(' ', 'z', z, z.n);
END$$
----
CREATE FUNCTION

SELECT shown(1), shown(2), shown(3), shown(4)
----
error 42702 column reference "n" is ambiguous; It could refer to either a PL/pgSQL variable or a table column.

CREATE FUNCTION made(a int, b bigint) RETURNS pairs LANGUAGE plpgsql AS $$ BEGIN RETURN row(a, b); END $$
----
CREATE FUNCTION

SELECT made(1, 2)
----
(1,2)
SELECT 1

SELECT made(2, 1)
----
error 23514 value for domain pairs violates check constraint "pairs_check"

CREATE FUNCTION wrong(n int) RETURNS pair LANGUAGE plpgsql AS $$
BEGIN
	IF n = 1 THEN RETURN row(1, 2); END IF;
	IF n = 2 THEN RETURN row(1, 2::bigint); END IF;
	IF n = 3 THEN RETURN row(1, '2'); END IF;
	RETURN row(1);
END$$
----
CREATE FUNCTION

SELECT wrong(1)
----
error 42804 returned record type does not match expected record type; Returned type integer does not match expected type bigint in column 2.

SELECT wrong(2)
----
(1,2)
SELECT 1

SELECT wrong(3)
----
error 42804 returned record type does not match expected record type; Returned type unknown does not match expected type bigint in column 2.

SELECT wrong(4)
----
error 42804 returned record type does not match expected record type; Number of returned columns (1) does not match expected column count (2).

CREATE FUNCTION holes() RETURNS SETOF record LANGUAGE plpgsql AS $$ DECLARE r record; BEGIN RETURN NEXT r; END $$
----
CREATE FUNCTION

SELECT * FROM holes() AS t (a int)
----
error 55000 record "r" is not assigned yet; The tuple structure of a not-yet-assigned record is indeterminate.

CREATE FUNCTION columns(n int) RETURNS int LANGUAGE plpgsql AS $$
DECLARE
	a int;
BEGIN
	IF n = 1 THEN a := FROM counted; END IF;
	IF n = 2 THEN a = n, n FROM counted; END IF;
	IF n = 3 THEN a := counted.n FROM counted; END IF;
	RETURN a;
END$$
----
CREATE FUNCTION

SELECT columns(1)
----
error 42601 assignment source returned 0 columns

SELECT columns(2)
----
error 42702 column reference "n" is ambiguous; It could refer to either a PL/pgSQL variable or a table column.

SELECT columns(3)
----
1
SELECT 1

CREATE FUNCTION now_counted() RETURNS int STABLE LANGUAGE plpgsql AS $$ BEGIN RETURN sum(n) FROM counted; END $$;
CREATE TABLE told (n int);
CREATE PROCEDURE tells(n int) LANGUAGE plpgsql AS $$ BEGIN INSERT INTO told VALUES (n); END $$;
DO $$
BEGIN
	UPDATE counted SET n = n + 1;
	CALL tells(now_counted());
	UPDATE counted SET n = n + 1;
	CALL tells(now_counted());
	EXECUTE 'CALL tells(now_counted() + 10)';
END$$;
SELECT * FROM told ORDER BY n
----
CREATE FUNCTION
CREATE TABLE
CREATE PROCEDURE
DO
2
3
13
SELECT 3

CREATE PROCEDURE ends() LANGUAGE plpgsql AS $$ BEGIN INSERT INTO told VALUES (0); COMMIT; END $$;
CREATE PROCEDURE ends_as() LANGUAGE plpgsql SECURITY DEFINER AS $$ BEGIN COMMIT; END $$;
CREATE PROCEDURE ends_with() LANGUAGE plpgsql SET work_mem = '8MB' AS $$ BEGIN COMMIT; END $$
----
CREATE PROCEDURE
CREATE PROCEDURE
CREATE PROCEDURE

CALL ends()
----
CALL

CALL ends_as()
----
error 2D000 invalid transaction termination

CALL ends_with()
----
error 2D000 invalid transaction termination

DO $$ BEGIN EXECUTE 'CALL ends()'; END $$
----
error 2D000 invalid transaction termination

CREATE PROCEDURE gives(INOUT a int, b int) LANGUAGE plpgsql AS $$ BEGIN a := a + b; END $$;
CREATE FUNCTION given() RETURNS int LANGUAGE plpgsql AS $$ DECLARE x int; BEGIN EXECUTE 'CALL gives(1, 2)' INTO x; RETURN x; END $$;
SELECT given()
----
CREATE PROCEDURE
CREATE FUNCTION
3
SELECT 1

TRUNCATE told;
INSERT INTO told VALUES (1), (2), (3)
----
TRUNCATE TABLE
INSERT 0 3

DO $$
DECLARE
	c CURSOR FOR SELECT n FROM told ORDER BY n FOR UPDATE;
BEGIN
	FOR r IN c LOOP
		UPDATE told SET n = n * 10 WHERE n = r.n;
		COMMIT;
	END LOOP;
END$$;
SELECT * FROM told ORDER BY n
----
error 2D000 invalid transaction termination

CREATE FUNCTION diag() RETURNS int LANGUAGE plpgsql AS $$ DECLARE r record; BEGIN GET DIAGNOSTICS r = ROW_COUNT; RETURN 1; END $$
----
error 42601 "r" is not a scalar variable

# Records are compared as wholes when they are looked at, whatever they hold; rows that are written
# out by their columns.
DO $$ DECLARE x record := row(1); y record := row('a'::text); BEGIN RAISE NOTICE '%', x IS DISTINCT FROM y; END $$
----
error 42804 cannot compare dissimilar column types integer and text at record column 1

DO $$ DECLARE x record := row(1); y record := row(1, 2); BEGIN RAISE NOTICE '%', x IS NOT DISTINCT FROM y; END $$
----
error 42804 cannot compare record types with different numbers of columns

DO $$ DECLARE x record := row(1); y record := row(2::bigint); BEGIN RAISE NOTICE '%', x IS DISTINCT FROM y; END $$
----
error 42804 cannot compare dissimilar column types integer and bigint at record column 1

DO $$
DECLARE x record := row(1); y record := row('a'::text);
BEGIN
	IF x IS DISTINCT FROM y THEN RAISE EXCEPTION 'they differ'; END IF;
EXCEPTION WHEN datatype_mismatch THEN
	RAISE EXCEPTION 'caught: %', sqlerrm;
END $$
----
error P0001 caught: cannot compare dissimilar column types integer and text at record column 1

CREATE FUNCTION differ() RETURNS SETOF bool LANGUAGE plpgsql AS $$
DECLARE x record; y record;
BEGIN
	FOR i IN 1..3 LOOP
		IF i = 1 THEN x := row(1, 'a'::text); y := row(1, 'b'::text); ELSE x := row('a'::text); y := row('a'::text); END IF;
		IF i = 3 THEN y := row(NULL::text); END IF;
		RETURN NEXT x IS DISTINCT FROM y;
		RETURN NEXT x IS NOT DISTINCT FROM y;
	END LOOP;
END $$;
SELECT * FROM differ()
----
CREATE FUNCTION
f
f
f
t
t
t
SELECT 6

SELECT x IS DISTINCT FROM row(1, 2) FROM (SELECT 'a'::text AS b) AS x
----
error 42804 cannot compare dissimilar column types text and integer at record column 1

SELECT row(1) IS DISTINCT FROM row('a'::text)
----
error 42883 operator does not exist: integer = text; ; No operator matches the given name and argument types. You might need to add explicit type casts.
