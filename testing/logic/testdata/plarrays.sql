# Arrays that PL/pgSQL changes element by element. Errors are told whole.
CREATE FUNCTION keeps(x int[]) RETURNS int LANGUAGE plpgsql AS $$ BEGIN x[1] := 99; x := x || 7; RETURN x[1] + array_length(x, 1); END $$;
CREATE FUNCTION gives(INOUT x int[]) LANGUAGE plpgsql AS $$ BEGIN x[2] := 88; x[3] := 77; END $$;
CREATE TABLE kept (n int, x int[]);
CREATE TYPE holder AS (n int, x int[])
----
CREATE FUNCTION
CREATE FUNCTION
CREATE TABLE
CREATE TYPE

CREATE FUNCTION shares() RETURNS SETOF text LANGUAGE plpgsql AS $$
DECLARE
	a int[]; b int[]; c int[]; r record; h holder; t text[]; n int; j jsonb;
BEGIN
	a[1] := 1; a[2] := 2; a[3] := 3;
	b := a; a[1] := 10;
	RETURN NEXT concat_ws(' ', '1', a, b);
	b[2] := 20; c := b; b := b || 4; c[1] := 5; a := a || 6; a[1] := a[2] + a[4];
	RETURN NEXT concat_ws(' ', '2', a, b, c);
	r := row(a, 1); a[1] := 100;
	RETURN NEXT concat_ws(' ', '3', a, r);
	SELECT 2, a INTO r; a[1] := 101;
	RETURN NEXT concat_ws(' ', '4', a, r);
	h.x := a; a[1] := 102; h.x[2] := 5; a[2] := 103;
	RETURN NEXT concat_ws(' ', '5', a, h);
	n := keeps(a); a[3] := 104;
	RETURN NEXT concat_ws(' ', '6', a, n);
	b := gives(a); a[1] := 105; b[1] := 106;
	RETURN NEXT concat_ws(' ', '7', a, b);
	INSERT INTO kept VALUES (1, a); a[1] := 107;
	INSERT INTO kept VALUES (2, a);
	c := (SELECT x FROM kept WHERE kept.n = 2); c[1] := 108; b := c; c[1] := 109;
	RETURN NEXT concat_ws(' ', '8', a, b, c);
	b := a; a[1:2] := NULL; a[1] := 110;
	RETURN NEXT concat_ws(' ', '9', a, b);
	b := a[1:2]; a[1] := 111; b[3] := 1;
	RETURN NEXT concat_ws(' ', '10', a, b);
	b := CASE WHEN n > 0 THEN a ELSE b END; a[1] := 112; b := coalesce(NULL, a); a[1] := 113;
	RETURN NEXT concat_ws(' ', '11', a, b);
	FOREACH n IN ARRAY a LOOP a[1] := a[1] + n; a := a || 0; END LOOP;
	RETURN NEXT concat_ws(' ', '12', a);
	a[-1] := 1; b := a; a[-2] := 2; a[20] := 3;
	RETURN NEXT concat_ws(' ', '13', a, b);
	t[1] := 'a'; t := t || 'b'; t[3] := t[1] || t[2]; t[1] := NULL; t := t || NULL;
	RETURN NEXT concat_ws(' ', '14', t);
	a := '{}'; a := a || 1; a[2] := 2; a := NULL; a := a || 3; b := a; a := a || 4;
	RETURN NEXT concat_ws(' ', '15', a, b);
	a := '{{1,2},{3,4}}'; a[1][2] := 5; b := a; a[2][2] := 6;
	RETURN NEXT concat_ws(' ', '16', a, b);
	j := to_jsonb(b); b := a; FOR i IN 1 .. 3 LOOP b := ARRAY[i]; b[2] := i; a := b; b[1] := 0; RETURN NEXT concat_ws(' ', '17', a, b, j); END LOOP;
	EXECUTE 'SELECT $1' INTO c USING b; b[1] := 5;
	RETURN NEXT concat_ws(' ', '18', b, c);
END$$
----
CREATE FUNCTION

SELECT * FROM shares()
----
error 22P02 malformed array literal: "b"; Array value must start with "{" or dimension information.

SELECT * FROM kept ORDER BY n
----
SELECT 0

CREATE FUNCTION returns(n int) RETURNS SETOF int[] LANGUAGE plpgsql AS $$
DECLARE
	a int[];
BEGIN
	FOR i IN 1 .. n LOOP a[i] := i; RETURN NEXT a; a[1] := -i; END LOOP;
	RETURN QUERY SELECT a;
END$$
----
CREATE FUNCTION

SELECT * FROM returns(4)
----
{-1,2}
{-2,2,3}
{-3,2,3,4}
{-4,2,3,4}
{1}
SELECT 5

CREATE FUNCTION sieve(n int) RETURNS int LANGUAGE plpgsql AS $$
DECLARE
	a bool[]; k int; found int := 0;
BEGIN
	FOR i IN 1 .. n LOOP a[i] := i > 1; END LOOP;
	FOR i IN 2 .. n LOOP
		CONTINUE WHEN NOT a[i];
		found := found + 1; k := i + i;
		WHILE k <= n LOOP a[k] := false; k := k + i; END LOOP;
	END LOOP;
	RETURN found;
END$$
----
CREATE FUNCTION

SELECT sieve(5000)
----
669
SELECT 1

DO $$ DECLARE a int[] := '{1}'; BEGIN a[1] := 1; a[NULL] := 2; END $$
----
error 22004 array subscript in assignment must not be null

DO $$ DECLARE a smallint[] := '{1}'; BEGIN a[1] := 1; a[2] := 40000; END $$
----
error 22003 smallint out of range

CREATE DOMAIN few AS int[] CHECK (array_length(VALUE, 1) < 4);
DO $$ DECLARE a few; BEGIN FOR i IN 1 .. 5 LOOP a[i] := i; END LOOP; END $$
----
CREATE DOMAIN
error 23514 value for domain few violates check constraint "few_check"

DO $$ DECLARE a few; BEGIN FOR i IN 1 .. 5 LOOP a := a || i; END LOOP; END $$
----
error 42704 type "few" does not exist

DO $$ DECLARE a varchar(2)[]; BEGIN a[1] := 'a'; a[2] := 'bb'; a[3] := 'ccc'; END $$
----
error 22001 value too long for type character varying(2)
