# Arithmetic, conditions and growing texts in PL/pgSQL. Errors are told whole.
CREATE FUNCTION f(a int, b int, c bigint) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	i int; l bigint; t boolean; out text := '';
BEGIN
	i := a + b; out := out || coalesce(i::text, 'null') || ' ';
	i := a - b; out := out || coalesce(i::text, 'null') || ' ';
	i := a * b; out := out || coalesce(i::text, 'null') || ' ';
	l := a + c; out := out || coalesce(l::text, 'null') || ' ';
	l := c * a; out := out || coalesce(l::text, 'null') || ' ';
	l := a; out := out || coalesce(l::text, 'null') || ' ';
	i := c; out := out || coalesce(i::text, 'null') || ' ';
	t := a < b; out := out || coalesce(t::text, 'null') || ' ';
	t := a = b OR c > 0; out := out || coalesce(t::text, 'null') || ' ';
	t := a <> b AND NOT (c >= 0); out := out || coalesce(t::text, 'null') || ' ';
	IF a > b THEN out := out || 'greater '; ELSIF a <= b THEN out := out || 'not '; ELSE out := out || 'unknown '; END IF;
	IF NOT a > b OR b IS NULL THEN out := out || 'yes'; END IF;
	RETURN out;
END$$
----
CREATE FUNCTION

SELECT f(1, 2, 3), f(NULL, 2, 3), f(3, NULL, NULL), f(-5, -5, 0), f(2, 1, -2147483648)
----
3 -1 2 4 3 1 3 true true false not yes|null null null null null null 3 null true false unknown |null null null null null 3 null null null null unknown yes|-10 0 25 -5 0 -5 0 false true false not yes|3 1 2 -2147483646 -4294967296 2 -2147483648 false false true greater 
SELECT 1

SELECT f(2147483647, 1, 1)
----
error 22003 integer out of range

SELECT f(-2147483648, 1, 1)
----
error 22003 integer out of range

SELECT f(65536, 65536, 1)
----
error 22003 integer out of range

SELECT f(1, 1, 9223372036854775807)
----
error 22003 bigint out of range

SELECT f(2, 2, -9223372036854775808)
----
error 22003 bigint out of range

SELECT f(2, 2, 3000000000)
----
error 22003 integer out of range

CREATE FUNCTION g(a int, b int, c bigint) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	i int; l bigint; out text := '';
BEGIN
	i := a / b; out := out || coalesce(i::text, 'null') || ' ';
	i := a % b; out := out || coalesce(i::text, 'null') || ' ';
	l := c / b; out := out || coalesce(l::text, 'null') || ' ';
	l := c % b; out := out || coalesce(l::text, 'null') || ' ';
	RETURN out;
END$$
----
CREATE FUNCTION

SELECT g(7, 2, 9), g(-7, 2, -9), g(7, -2, 9), g(7, -1, 9), g(NULL, 1, 1), g(1, NULL, 1)
----
3 1 4 1 |-3 -1 -4 -1 |-3 1 -4 1 |-7 0 -9 0 |null null 1 0 |null null null null 
SELECT 1

SELECT g(7, 0, 9)
----
error 22012 division by zero

SELECT g(-2147483648, -1, 9)
----
error 22003 integer out of range

SELECT g(1, -1, -9223372036854775808)
----
error 22003 bigint out of range

DO $$ DECLARE i smallint := 32767; BEGIN i := i + 1; END $$
----
error 22003 smallint out of range

DO $$ DECLARE i int NOT NULL := 1; j int; BEGIN i := j + 1; END $$
----
error 22004 null value cannot be assigned to variable "i" declared NOT NULL

DO $$ DECLARE i int; BEGIN IF i = 1 AND 1 / i = 0 THEN NULL; END IF; i := 0; IF NULL AND 1 / i = 1 THEN NULL; END IF; END $$
----
error 22012 division by zero

CREATE DOMAIN small AS int CHECK (VALUE < 10);
DO $$ DECLARE i small := 1; BEGIN FOR k IN 1 .. 20 LOOP i := i + k; END LOOP; END $$
----
CREATE DOMAIN
error 23514 value for domain small violates check constraint "small_check"

CREATE FUNCTION grows(n int) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	a text := ''; b text; c text; d text; parts text[] := '{}';
BEGIN
	FOR i IN 1 .. n LOOP
		a := a || i || ',';
		IF i = 200 THEN b := a; END IF;
		IF i = 300 THEN
			c := a;
			c := c || 'c-' || 'end';
			a := a || 'a-' || a || '-a';
			parts := parts || a;
		END IF;
		IF i = 350 THEN d := a; a := b; END IF;
		IF i = 360 THEN b := b || 'b-end'; END IF;
	END LOOP;
	a := a || upper('x') || NULL;
	IF a IS NOT NULL THEN RETURN 'no'; END IF;
	a := a || 'y';
	RETURN concat_ws(' ', md5(b), right(b, 12), length(b), md5(c), right(c, 12), md5(d), length(d), md5(parts[1]), coalesce(a, 'null'));
END$$
----
CREATE FUNCTION

SELECT grows(400)
----
0d2eaaa923b6af26bb290fb182d6673c 99,200,b-end 697 8b1fd417ba176a24b9df97a3a20e7018 99,300,c-end a0c98d2c0fcb0644bf875948ce5d1975 2388 2e551fb695f6402ddefc1181672746c0 null
SELECT 1

CREATE FUNCTION passes(INOUT s text, n int) LANGUAGE plpgsql AS $$
BEGIN
	FOR i IN 1 .. n LOOP
		s := s || 'y';
	END LOOP;
END$$;
CREATE FUNCTION tells(n int) RETURNS SETOF text LANGUAGE plpgsql AS $$
DECLARE
	s text := repeat('x', 300); t text;
BEGIN
	FOR i IN 1 .. n LOOP
		s := s || i;
		RETURN NEXT right(s, 10) || length(s);
		t := passes(s, 3);
		s := s || 'z';
		RETURN NEXT right(t, 10) || length(t);
	END LOOP;
END$$
----
CREATE FUNCTION
CREATE FUNCTION

SELECT * FROM tells(4)
----
1z2z3z4yyy310
xx1z2z3yyy308
xxx1z2z3z4307
xxxx1z2yyy306
xxxxx1z2z3305
xxxxxx1yyy304
xxxxxxx1z2303
xxxxxxxxx1301
SELECT 8

DO $$
DECLARE
	s text := repeat('x', 1000);
	v varchar(1005) := repeat('x', 1000);
BEGIN
	FOR i IN 1 .. 10 LOOP
		s := s || 'é' || i;
		v := v || 'y';
	END LOOP;
END$$
----
error 22001 value too long for type character varying(1005)

CREATE FUNCTION nested(n int) RETURNS int LANGUAGE plpgsql AS $$
DECLARE
	a int := n; s text := repeat('s', 300);
BEGIN
	IF n = 0 THEN RETURN 0; END IF;
	s := s || n;
	a := a + nested(n - 1);
	IF right(s, 1) <> n::text OR length(s) <> 301 THEN RAISE EXCEPTION 'lost'; END IF;
	RETURN a;
END$$
----
CREATE FUNCTION

SELECT nested(9), nested(3)
----
45|6
SELECT 1

CREATE FUNCTION fails(n int) RETURNS int LANGUAGE plpgsql AS $$
DECLARE
	s text; r record; k int;
BEGIN
	IF s IS NOT NULL OR k IS NOT NULL THEN RAISE EXCEPTION 'not new'; END IF;
	s := 'set'; k := 1;
	SELECT 1 AS x INTO r;
	IF n = 0 THEN RETURN 1 / n; END IF;
	RETURN n;
END$$
----
CREATE FUNCTION

SELECT fails(1), fails(2)
----
1|2
SELECT 1

SELECT fails(0)
----
error 22012 division by zero

SELECT fails(3)
----
3
SELECT 1

CREATE FUNCTION unset(n int) RETURNS int LANGUAGE plpgsql AS $$
DECLARE
	r record;
BEGIN
	IF n = 1 THEN SELECT 5 AS x INTO r; END IF;
	RETURN r.x;
END$$
----
CREATE FUNCTION

SELECT unset(1)
----
5
SELECT 1

SELECT unset(2)
----
error 55000 record "r" is not assigned yet; The tuple structure of a not-yet-assigned record is indeterminate.
