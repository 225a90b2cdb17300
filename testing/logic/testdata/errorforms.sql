# What is refused, and in which words: syntax, names, types, aggregates, ambiguity, DDL that can't be. Errors are told whole.
CREATE TABLE e1 (a int PRIMARY KEY, b text, c numeric); CREATE TABLE e2 (a int, d date); INSERT INTO e1 VALUES (1, 'x', 1.5), (2, NULL, NULL);
----
CREATE TABLE
CREATE TABLE
INSERT 0 2

# Syntax
SELEC 1;
----
error 42601 syntax error at or near "SELEC"

SELECT;
----
()
SELECT 1

SELECT FROM e1;
----
()
()
SELECT 2

SELECT 1 FROM;
----
error 42601 syntax error at or near ";"

SELECT 1,;
----
error 42601 syntax error at or near ";"

SELECT (1;
----
error 42601 syntax error at or near ";"

SELECT 1);
----
error 42601 syntax error at or near ")"

SELECT 'abc;
----
error 42601 unterminated quoted string at or near "'abc;"

SELECT "abc;
----
error 42601 unterminated quoted identifier at or near ""abc;"

SELECT $$abc;
----
error 42601 unterminated dollar-quoted string at or near "$$abc;"

SELECT /* abc;
----
error 42601 unterminated /* comment at or near "/* abc;"

SELECT 1 WHERE;
----
error 42601 syntax error at or near ";"

SELECT 1 GROUP BY;
----
error 42601 syntax error at or near ";"

SELECT * FROM e1 WHERE a = ;
----
error 42601 syntax error at or near ";"

SELECT * FROM e1 WHERE a == 1;
----
error 42883 operator does not exist: integer == integer; ; No operator matches the given name and argument types. You might need to add explicit type casts.

SELECT * FROM e1 ORDER a;
----
error 42601 syntax error at or near "a"

SELECT * FROM e1 LIMIT 1 LIMIT 2;
----
error 42601 syntax error at or near "LIMIT"

SELECT a b c FROM e1;
----
error 42601 syntax error at or near "c"

SELECT * FROM e1 e2 e3;
----
error 42601 syntax error at or near "e3"

SELECT * FROM (e1);
----
error 42601 syntax error at or near ")"

SELECT * FROM (SELECT 1;
----
error 42601 syntax error at or near ";"

SELECT CASE WHEN true 1 END;
----
error 42601 syntax error at or near "1"

SELECT CASE END;
----
error 42601 syntax error at or near "END"

SELECT CAST(1 int);
----
error 42601 syntax error at or near "int"

SELECT 1::;
----
error 42601 syntax error at or near ";"

SELECT a. FROM e1;
----
error 42P01 missing FROM-clause entry for table "a"

SELECT .a FROM e1;
----
error 42601 syntax error at or near "."

SELECT 1a;
----
error 42601 trailing junk after numeric literal at or near "1a"

SELECT 0x1F, 1_000;
----
error 42601 trailing junk after numeric literal at or near "0x1F"

SELECT 1.2.3;
----
error 42601 syntax error at or near ".3"

SELECT a[1 FROM e1;
----
error 42601 syntax error at or near "FROM"

SELECT ARRAY[1,;
----
error 42601 syntax error at or near ";"

SELECT ROW(;
----
error 42601 syntax error at or near ";"

SELECT count(DISTINCT) FROM e1;
----
error 42601 syntax error at or near ")"

SELECT count(* ) FROM e1 WHERE;
----
error 42601 syntax error at or near ";"

SELECT sum(*) FROM e1;
----
error 42883 function sum() does not exist; ; No function matches the given name and argument types. You might need to add explicit type casts.

SELECT 1 BETWEEN 2;
----
error 42601 syntax error at or near ";"

SELECT 1 IN;
----
1
SELECT 1

SELECT 1 IN ();
----
error 42601 syntax error at or near ")"

SELECT NOT;
----
error 42601 syntax error at or near ";"

SELECT a FROM e1 JOIN e2;
----
error 42601 syntax error at or near ";"

SELECT a FROM e1 LEFT e2 ON true;
----
error 42601 syntax error at or near "e2"

SELECT a FROM e1 CROSS JOIN e2 ON true;
----
error 42601 syntax error at or near "ON"

SELECT a FROM e1 NATURAL JOIN e2 USING (a);
----
error 42601 syntax error at or near "USING"

SELECT 1 UNION;
----
error 42601 syntax error at or near ";"

SELECT 1 UNION DISTINCT ALL SELECT 2;
----
error 42601 syntax error at or near "ALL"

INSERT e1 VALUES (1);
----
error 42601 syntax error at or near "e1"

INSERT INTO e1 VALUE (1);
----
error 42601 syntax error at or near "VALUE"

INSERT INTO e1 VALUES;
----
error 42601 syntax error at or near ";"

INSERT INTO e1 VALUES ();
----
error 42601 syntax error at or near ")"

INSERT INTO e1 () VALUES (1);
----
error 42601 syntax error at or near ")"

INSERT INTO e1 SET a = 1;
----
error 42601 syntax error at or near "SET"

UPDATE e1 a = 1;
----
error 42601 syntax error at or near "="

UPDATE e1 SET;
----
error 42601 syntax error at or near ";"

UPDATE e1 SET a 1;
----
error 42601 syntax error at or near "1"

UPDATE e1 SET a = 1,;
----
error 42601 syntax error at or near ";"

UPDATE SET a = 1;
----
error 42601 syntax error at or near "="

DELETE e1;
----
error 42601 syntax error at or near "e1"

DELETE FROM e1 WHERE;
----
error 42601 syntax error at or near ";"

DELETE * FROM e1;
----
error 42601 syntax error at or near "*"

CREATE TABLE;
----
error 42601 syntax error at or near ";"

CREATE TABLE x;
----
error 42601 syntax error at or near ";"

CREATE TABLE x ();
----
CREATE TABLE

DROP TABLE x;
----
DROP TABLE

CREATE TABLE x (a);
----
error 42601 syntax error at or near ";"

CREATE TABLE x (a int,);
----
error 42601 syntax error at or near ")"

CREATE TABLE x (a int b int);
----
error 42601 syntax error at or near "b"

CREATE TABLE x (a int PRIMARY);
----
error 42601 syntax error at or near ")"

CREATE TABLE select (a int);
----
error 42601 syntax error at or near "select"

CREATE TABLE x (select int);
----
error 42601 syntax error at or near "select"

CREATE TABLE "select" ("table" int); SELECT "table" FROM "select"; DROP TABLE "select";
----
CREATE TABLE
SELECT 0
DROP TABLE

CREATE INDEX ON;
----
error 42601 syntax error at or near ";"

CREATE INDEX i e1 (a);
----
error 42601 syntax error at or near "e1"

CREATE VIEW v;
----
error 42601 syntax error at or near ";"

CREATE VIEW v AS;
----
error 42601 syntax error at or near ";"

CREATE FUNCTION f;
----
error 42601 syntax error at or near ";"

DROP;
----
error 42601 syntax error at or near ";"

DROP TABLE;
----
error 42601 syntax error at or near ";"

DROP TABLE IF e1;
----
error 42601 syntax error at or near "e1"

ALTER TABLE e1;
----
error 42601 syntax error at or near ";"

ALTER TABLE e1 ADD;
----
error 42601 syntax error at or near ";"

ALTER TABLE e1 DROP;
----
error 42601 syntax error at or near ";"

ALTER TABLE e1 ALTER a;
----
error 42601 syntax error at or near ";"

ALTER TABLE e1 ALTER a TYPE;
----
error 42601 syntax error at or near ";"

ALTER TABLE e1 RENAME a b;
----
error 42601 syntax error at or near "b"

GRANT ON e1 TO x;
----
error 42601 syntax error at or near "ON"

GRANT SELECT e1 TO x;
----
error 42601 syntax error at or near "e1"

BEGIN TRANSACTION ISOLATION LEVEL;
----
error 42601 syntax error at or near ";"

SET;
----
error 42601 syntax error at or near ";"

SET x;
----
error 42601 syntax error at or near ";"

SET x TO;
----
error 42601 syntax error at or near ";"

SHOW;
----
error 42601 syntax error at or near ";"

EXPLAIN;
----
error 42601 syntax error at or near ";"

WITH SELECT 1;
----
error 42601 syntax error at or near "SELECT"

WITH x SELECT 1;
----
error 42601 syntax error at or near "SELECT"

WITH x AS SELECT 1 SELECT 1;
----
error 42601 syntax error at or near "SELECT"

VALUES;
----
error 42601 syntax error at or near ";"

VALUES 1;
----
error 42601 syntax error at or near "1"

TRUNCATE;
----
error 42601 syntax error at or near ";"

COPY e1;
----
error 42601 syntax error at or near ";"

PREPARE p;
----
error 42601 syntax error at or near ";"

EXECUTE;
----
error 42601 syntax error at or near ";"

DECLARE c FOR SELECT 1;
----
error 42601 syntax error at or near "FOR"

FETCH;
----
error 42601 syntax error at or near ";"

;
----


# Names that are not there, or are not clear
SELECT nosuch FROM e1;
----
error 42703 column "nosuch" does not exist

SELECT e1.nosuch FROM e1;
----
error 42703 column e1.nosuch does not exist

SELECT nosuch.a FROM e1;
----
error 42P01 missing FROM-clause entry for table "nosuch"

SELECT public.e1.a FROM e1 WHERE a = 1;
----
1
SELECT 1

SELECT other.e1.a FROM e1;
----
error 42P01 invalid reference to FROM-clause entry for table "e1"; ; There is an entry for table "e1", but it cannot be referenced from this part of the query.

SELECT nosuch.public.e1.a FROM e1;
----
error 0A000 cross-database references are not implemented: nosuch.public.e1.a

SELECT A FROM e1 WHERE "A" = 1;
----
error 42703 column "A" does not exist

SELECT "a" FROM e1 WHERE a = 1;
----
1
SELECT 1

SELECT aa FROM e1;
----
error 42703 column "aa" does not exist; ; Perhaps you meant to reference the column "e1.a".

SELECT e.b FROM e1 AS x;
----
error 42P01 missing FROM-clause entry for table "e"

SELECT a FROM e1, e2;
----
error 42702 column reference "a" is ambiguous

SELECT e1.a FROM e1, e1;
----
error 42712 table name "e1" specified more than once

SELECT * FROM e1 AS x (p, q, r, s);
----
error 42P10 table "x" has 3 columns available but 4 columns specified

SELECT p FROM e1 AS x (p) WHERE x.a = 1;
----
error 42703 column x.a does not exist

SELECT b FROM e1 AS x (p) WHERE p = 2;
----
NULL
SELECT 1

SELECT x.* FROM e1;
----
error 42P01 missing FROM-clause entry for table "x"

SELECT * FROM nosuch;
----
error 42P01 relation "nosuch" does not exist

SELECT * FROM nosuch.e1;
----
error 42P01 relation "nosuch.e1" does not exist

SELECT * FROM public.nosuch;
----
error 42P01 relation "public.nosuch" does not exist

SELECT * FROM other.public.e1;
----
error 0A000 cross-database references are not implemented: "other.public.e1"

SELECT nosuch(1);
----
error 42883 function nosuch(integer) does not exist; ; No function matches the given name and argument types. You might need to add explicit type casts.

SELECT nosuch.lower('x');
----
error 3F000 schema "nosuch" does not exist

SELECT lower(1, 2);
----
error 42883 function lower(integer, integer) does not exist; ; No function matches the given name and argument types. You might need to add explicit type casts.

SELECT lower();
----
error 42883 function lower() does not exist; ; No function matches the given name and argument types. You might need to add explicit type casts.

SELECT lower(1);
----
error 42883 function lower(integer) does not exist; ; No function matches the given name and argument types. You might need to add explicit type casts.

SELECT length(5);
----
error 42883 function length(integer) does not exist; ; No function matches the given name and argument types. You might need to add explicit type casts.

SELECT upper(ARRAY['a']);
----
error 42883 function upper(text[]) does not exist; ; No function matches the given name and argument types. You might need to add explicit type casts.

SELECT round('x');
----
error 22P02 invalid input syntax for type double precision: "x"

SELECT abs('x');
----
error 22P02 invalid input syntax for type double precision: "x"

SELECT abs(true);
----
error 42883 function abs(boolean) does not exist; ; No function matches the given name and argument types. You might need to add explicit type casts.

SELECT substring(1 FROM 2);
----
error 42883 function pg_catalog.substring(integer, integer) does not exist; ; No function matches the given name and argument types. You might need to add explicit type casts.

SELECT extract(nosuch FROM now());
----
error 22023 unit "nosuch" not recognized for type timestamp with time zone

SELECT extract(year FROM 'x');
----
error 42725 function pg_catalog.extract(unknown, unknown) is not unique; ; Could not choose a best candidate function. You might need to add explicit type casts.

SELECT extract(year FROM 5);
----
error 42883 function pg_catalog.extract(unknown, integer) does not exist; ; No function matches the given name and argument types. You might need to add explicit type casts.

SELECT position(1 IN 'x');
----
error 42883 function pg_catalog.position(unknown, integer) does not exist; ; No function matches the given name and argument types. You might need to add explicit type casts.

SELECT coalesce();
----
error 42601 syntax error at or near ")"

SELECT coalesce(1, 'x');
----
error 22P02 invalid input syntax for type integer: "x"

SELECT coalesce(1, true);
----
error 42804 COALESCE types integer and boolean cannot be matched

SELECT greatest(1, 'x'::text);
----
error 42804 GREATEST types integer and text cannot be matched

SELECT nullif(1, 'x'::text);
----
error 42883 operator does not exist: integer = text; ; No operator matches the given name and argument types. You might need to add explicit type casts.

SELECT nullif(ROW(1), 2);
----
error 42883 operator does not exist: record = integer; ; No operator matches the given name and argument types. You might need to add explicit type casts.

SELECT CASE WHEN 1 THEN 2 END;
----
error 42804 argument of CASE/WHEN must be type boolean, not type integer

SELECT CASE 1 WHEN 'x' THEN 2 END;
----
error 22P02 invalid input syntax for type integer: "x"

SELECT CASE WHEN true THEN 1 ELSE 'x' END;
----
error 22P02 invalid input syntax for type integer: "x"

SELECT CASE WHEN true THEN 1 ELSE now() END;
----
error 42804 CASE types timestamp with time zone and integer cannot be matched

SELECT CASE a WHEN 1 THEN 'one' WHEN b THEN 'b' END FROM e1;
----
error 42883 operator does not exist: integer = text; ; No operator matches the given name and argument types. You might need to add explicit type casts.

# Operators and types
SELECT 1 + true;
----
error 42883 operator does not exist: integer + boolean; ; No operator matches the given name and argument types. You might need to add explicit type casts.

SELECT 1 + 'x';
----
error 22P02 invalid input syntax for type integer: "x"

SELECT 'x' + 'y';
----
error 42725 operator is not unique: unknown + unknown; ; Could not choose a best candidate operator. You might need to add explicit type casts.

SELECT now() + 1;
----
error 42883 operator does not exist: timestamp with time zone + integer; ; No operator matches the given name and argument types. You might need to add explicit type casts.

SELECT now() + now();
----
error 42883 operator does not exist: timestamp with time zone + timestamp with time zone; ; No operator matches the given name and argument types. You might need to add explicit type casts.

SELECT date '2024-01-01' + 1.5;
----
error 42883 operator does not exist: date + numeric; ; No operator matches the given name and argument types. You might need to add explicit type casts.

SELECT date '2024-01-01' - timestamptz '2024-01-01' IS NOT NULL;
----
t
SELECT 1

SELECT -'x'::text;
----
error 42883 operator does not exist: - text; ; No operator matches the given name and argument type. You might need to add an explicit type cast.

SELECT - 'x';
----
error 42725 operator is not unique: - unknown; ; Could not choose a best candidate operator. You might need to add explicit type casts.

SELECT NOT 1;
----
error 42804 argument of NOT must be type boolean, not type integer

SELECT NOT 'x';
----
error 22P02 invalid input syntax for type boolean: "x"

SELECT 1 AND true;
----
error 42804 argument of AND must be type boolean, not type integer

SELECT true OR 'maybe';
----
error 22P02 invalid input syntax for type boolean: "maybe"

SELECT 1 = 'x'::text;
----
error 42883 operator does not exist: integer = text; ; No operator matches the given name and argument types. You might need to add explicit type casts.

SELECT 1 = true;
----
error 42883 operator does not exist: integer = boolean; ; No operator matches the given name and argument types. You might need to add explicit type casts.

SELECT true = 'yes', true > 'no';
----
t|t
SELECT 1

SELECT 1 LIKE '1';
----
error 42883 operator does not exist: integer ~~ unknown; ; No operator matches the given name and argument types. You might need to add explicit type casts.

SELECT b LIKE 5 FROM e1;
----
error 42883 operator does not exist: text ~~ integer; ; No operator matches the given name and argument types. You might need to add explicit type casts.

SELECT b ~ 5 FROM e1;
----
error 42883 operator does not exist: text ~ integer; ; No operator matches the given name and argument types. You might need to add explicit type casts.

SELECT 1 IS TRUE;
----
error 42804 argument of IS TRUE must be type boolean, not type integer

SELECT 'x' IS TRUE;
----
error 22P02 invalid input syntax for type boolean: "x"

SELECT a IS DISTINCT FROM b FROM e1;
----
error 42883 operator does not exist: integer = text; ; No operator matches the given name and argument types. You might need to add explicit type casts.

SELECT a = b FROM e1;
----
error 42883 operator does not exist: integer = text; ; No operator matches the given name and argument types. You might need to add explicit type casts.

SELECT a || b FROM e1 WHERE a = 1;
----
1x
SELECT 1

SELECT a || c FROM e1;
----
error 42883 operator does not exist: integer || numeric; ; No operator matches the given name and argument types. You might need to add explicit type casts.

SELECT b || NULL FROM e1 WHERE a = 1;
----
NULL
SELECT 1

SELECT a[1] FROM e1;
----
error 42804 cannot subscript type integer because it does not support subscripting

SELECT b.x FROM e1;
----
error 42P01 missing FROM-clause entry for table "b"

SELECT (a).x FROM e1;
----
error 42809 column notation .x applied to type integer, which is not a composite type

SELECT a.x FROM e1;
----
error 42P01 missing FROM-clause entry for table "a"

SELECT a::uuid FROM e1;
----
error 42846 cannot cast type integer to uuid

SELECT b::int FROM e1;
----
error 22P02 invalid input syntax for type integer: "x"

SELECT c::int[] FROM e1;
----
error 42846 cannot cast type numeric to integer[]

SELECT 1::nosuch;
----
error 42704 type "nosuch" does not exist

SELECT 1::public.nosuch;
----
error 42704 type "public.nosuch" does not exist

SELECT 1::int4.x;
----
error 3F000 schema "int4" does not exist

SELECT nosuch '1';
----
error 42704 type "nosuch" does not exist

SELECT int 'x';
----
error 22P02 invalid input syntax for type integer: "x"

SELECT 1 COLLATE "C";
----
error 42804 collations are not supported by type integer

SELECT @@ 1;
----
error 42883 operator does not exist: @@ integer; ; No operator matches the given name and argument type. You might need to add an explicit type cast.

SELECT 1 @@@ 2;
----
error 42883 operator does not exist: integer @@@ integer; ; No operator matches the given name and argument types. You might need to add explicit type casts.

SELECT 1 !== 2;
----
error 42883 operator does not exist: integer !== integer; ; No operator matches the given name and argument types. You might need to add explicit type casts.

SELECT 1 OPERATOR(pg_catalog.+) 2, 1 OPERATOR(nosuch.+) 2;
----
error 3F000 schema "nosuch" does not exist

SELECT ARRAY[1] + 1;
----
error 42883 operator does not exist: integer[] + integer; ; No operator matches the given name and argument types. You might need to add explicit type casts.

SELECT ARRAY[1, 'x'];
----
error 22P02 invalid input syntax for type integer: "x"

SELECT ARRAY[now(), 1];
----
error 42804 ARRAY types timestamp with time zone and integer cannot be matched

SELECT 1 = ANY (ARRAY['x']);
----
error 42883 operator does not exist: integer = text; ; No operator matches the given name and argument types. You might need to add explicit type casts.

SELECT 'x' = ANY ('{1');
----
error 22P02 malformed array literal: "{1"; Unexpected end of input.

SELECT row(1, 2) + 1;
----
error 42883 operator does not exist: record + integer; ; No operator matches the given name and argument types. You might need to add explicit type casts.

SELECT row(1) = row(1, 2);
----
error 42601 unequal number of entries in row expressions

SELECT (1, 2) = 3;
----
error 42883 operator does not exist: record = integer; ; No operator matches the given name and argument types. You might need to add explicit type casts.

SELECT a FROM e1 WHERE a;
----
error 42804 argument of WHERE must be type boolean, not type integer

SELECT a FROM e1 WHERE 'x';
----
error 22P02 invalid input syntax for type boolean: "x"

SELECT a FROM e1 WHERE NULL;
----
SELECT 0

SELECT a FROM e1 WHERE a = 1 AND b;
----
error 42804 argument of AND must be type boolean, not type text

SELECT a FROM e1 JOIN e2 ON 1;
----
error 42804 argument of JOIN/ON must be type boolean, not type integer

SELECT a FROM e1 HAVING true;
----
error 42803 column "e1.a" must appear in the GROUP BY clause or be used in an aggregate function

SELECT 1 ORDER BY a;
----
error 42703 column "a" does not exist

SELECT 1 LIMIT a;
----
error 42703 column "a" does not exist

SELECT 1 LIMIT true;
----
error 42804 argument of LIMIT must be type bigint, not type boolean

SELECT 1 OFFSET 'x';
----
error 22P02 invalid input syntax for type bigint: "x"

SELECT DISTINCT ON (nosuch) a FROM e1;
----
error 42703 column "nosuch" does not exist

SELECT DISTINCT ON (2) a FROM e1;
----
error 42P10 DISTINCT ON position 2 is not in select list

# Aggregates and windows where they may not be
SELECT a FROM e1 WHERE sum(a) > 1;
----
error 42803 aggregate functions are not allowed in WHERE

SELECT a, sum(a) FROM e1;
----
error 42803 column "e1.a" must appear in the GROUP BY clause or be used in an aggregate function

SELECT sum(a), b FROM e1 GROUP BY c;
----
error 42803 column "e1.b" must appear in the GROUP BY clause or be used in an aggregate function

SELECT sum(sum(a)) FROM e1;
----
error 42803 aggregate function calls cannot be nested

SELECT sum(a) FROM e1 GROUP BY sum(a);
----
error 42803 aggregate functions are not allowed in GROUP BY

SELECT a FROM e1 JOIN e2 ON sum(1) = 1;
----
error 42803 aggregate functions are not allowed in JOIN conditions

SELECT count(b, c) FROM e1;
----
error 42883 function count(text, numeric) does not exist; ; No function matches the given name and argument types. You might need to add explicit type casts.

SELECT count(DISTINCT a, b) FROM e1;
----
error 42883 function count(integer, text) does not exist; ; No function matches the given name and argument types. You might need to add explicit type casts.

SELECT sum(b) FROM e1;
----
error 42883 function sum(text) does not exist; ; No function matches the given name and argument types. You might need to add explicit type casts.

SELECT avg(true);
----
error 42883 function avg(boolean) does not exist; ; No function matches the given name and argument types. You might need to add explicit type casts.

SELECT min(ROW(1));
----
error 42883 function min(record) does not exist; ; No function matches the given name and argument types. You might need to add explicit type casts.

SELECT string_agg(a, ',') FROM e1;
----
error 42883 function string_agg(integer, unknown) does not exist; ; No function matches the given name and argument types. You might need to add explicit type casts.

SELECT string_agg(b) FROM e1;
----
error 42883 function string_agg(text) does not exist; ; No function matches the given name and argument types. You might need to add explicit type casts.

SELECT array_agg() FROM e1;
----
error 42883 function array_agg() does not exist; ; No function matches the given name and argument types. You might need to add explicit type casts.

SELECT lower(DISTINCT b) FROM e1;
----
error 42809 DISTINCT specified, but lower is not an aggregate function

SELECT lower(b ORDER BY b) FROM e1;
----
error 42809 ORDER BY specified, but lower is not an aggregate function

SELECT lower(b) FILTER (WHERE true) FROM e1;
----
error 42809 FILTER specified, but lower is not an aggregate function

SELECT sum(a) FILTER (WHERE sum(a) > 1) FROM e1;
----
error 42803 aggregate functions are not allowed in FILTER

SELECT sum(a) FILTER (WHERE a) FROM e1;
----
error 42804 argument of FILTER must be type boolean, not type integer

SELECT sum(a) WITHIN GROUP (ORDER BY a) FROM e1;
----
error 42883 function sum(integer, integer) does not exist; ; No function matches the given name and argument types. You might need to add explicit type casts.

SELECT percentile_cont(0.5) FROM e1;
----
error 42883 function percentile_cont(numeric) does not exist; ; No function matches the given name and argument types. You might need to add explicit type casts.

SELECT percentile_cont(0.5, 0.6) WITHIN GROUP (ORDER BY a) FROM e1;
----
error 42883 function percentile_cont(numeric, numeric, integer) does not exist; ; No function matches the given name and argument types. You might need to add explicit type casts.

SELECT mode(1) WITHIN GROUP (ORDER BY a) FROM e1;
----
error 42883 function mode(integer, integer) does not exist; ; No function matches the given name and argument types. You might need to add explicit type casts.

SELECT rank() WITHIN GROUP (ORDER BY a) FROM e1;
----
error 42883 function rank(integer) does not exist; ; To use the hypothetical-set aggregate rank, the number of hypothetical direct arguments (here 0) must match the number of ordering columns (here 1).

SELECT count(*) OVER (ORDER BY nosuch) FROM e1;
----
error 42703 column "nosuch" does not exist

SELECT count(*) OVER (PARTITION BY count(*) OVER ()) FROM e1;
----
error 42P20 window functions are not allowed in window definitions

SELECT rank() OVER (ORDER BY a) FROM e1 GROUP BY b;
----
error 42803 column "e1.a" must appear in the GROUP BY clause or be used in an aggregate function

SELECT a FROM e1 GROUP BY rank() OVER ();
----
error 42P20 window functions are not allowed in GROUP BY

SELECT a FROM e1 HAVING rank() OVER () > 1;
----
error 42P20 window functions are not allowed in HAVING

SELECT lag(DISTINCT a) OVER () FROM e1;
----
error 0A000 DISTINCT is not implemented for window functions

SELECT grouping(a) FROM e1;
----
error 42803 arguments to GROUPING must be grouping expressions of the associated query level

SELECT grouping(c) FROM e1 GROUP BY a;
----
error 42803 arguments to GROUPING must be grouping expressions of the associated query level

UPDATE e1 SET a = sum(a);
----
error 42803 aggregate functions are not allowed in UPDATE

UPDATE e1 SET a = rank() OVER ();
----
error 42P20 window functions are not allowed in UPDATE

DELETE FROM e1 WHERE count(*) > 1;
----
error 42803 aggregate functions are not allowed in WHERE

INSERT INTO e1 VALUES (sum(1));
----
error 42803 aggregate functions are not allowed in VALUES

INSERT INTO e1 VALUES (rank() OVER ());
----
error 42P20 window functions are not allowed in VALUES

INSERT INTO e1 (a) VALUES (generate_series(5, 6)) RETURNING a; DELETE FROM e1 WHERE a > 2;
----
5
6
INSERT 0 2
DELETE 2

UPDATE e1 SET a = generate_series(1, 2);
----
error 0A000 set-returning functions are not allowed in UPDATE

CREATE TABLE x (a int DEFAULT sum(1));
----
error 42803 aggregate functions are not allowed in DEFAULT expressions

CREATE TABLE x (a int DEFAULT (SELECT 1));
----
error 0A000 cannot use subquery in DEFAULT expression

CREATE TABLE x (a int DEFAULT generate_series(1, 2));
----
error 0A000 set-returning functions are not allowed in DEFAULT expressions

CREATE TABLE x (a int CHECK (sum(a) > 1));
----
error 42803 aggregate functions are not allowed in check constraints

CREATE TABLE x (a int CHECK (a IN (SELECT 1)));
----
error 0A000 cannot use subquery in check constraint

CREATE INDEX ON e1 (sum(a));
----
error 42803 aggregate functions are not allowed in index expressions

CREATE INDEX ON e1 (random());
----
error 42P17 functions in index expression must be marked IMMUTABLE

CREATE INDEX ON e1 ((SELECT 1));
----
error 42601 syntax error at or near "SELECT"

CREATE INDEX ON e1 (nosuch);
----
error 42703 column "nosuch" does not exist

CREATE INDEX ON nosuch (a);
----
error 42P01 relation "nosuch" does not exist

CREATE INDEX ON e1 USING nosuch (a);
----
error 42704 access method "nosuch" does not exist

CREATE INDEX ON e1 (a nosuch_ops);
----
error 42704 operator class "nosuch_ops" does not exist for access method "btree"

CREATE INDEX ON e1 (a int8_ops);
----
error 42804 operator class "int8_ops" does not accept data type integer

CREATE INDEX ON e1 (b) WHERE sum(a) > 1;
----
error 42803 aggregate functions are not allowed in index predicates

CREATE INDEX ON e1 (b) WHERE a;
----
error 42804 argument of WHERE must be type boolean, not type integer

CREATE INDEX ON e1 (a, a, a); SELECT indexname, indexdef FROM pg_indexes WHERE tablename = 'e1' ORDER BY 1;
----
CREATE INDEX
e1_a_a1_a2_idx|CREATE INDEX e1_a_a1_a2_idx ON public.e1 USING btree (a, a, a)
e1_pkey|CREATE UNIQUE INDEX e1_pkey ON public.e1 USING btree (a)
SELECT 2

CREATE UNIQUE INDEX e1_u ON e1 (b); CREATE INDEX e1_u ON e1 (a);
----
CREATE INDEX
error 42P07 relation "e1_u" already exists

CREATE INDEX IF NOT EXISTS e1_u ON e1 (a);
----
CREATE INDEX

CREATE INDEX IF NOT EXISTS ON e1 (a);
----
error 42601 syntax error at or near "ON"

DROP INDEX e1_pkey;
----
error 2BP01 cannot drop index e1_pkey because constraint e1_pkey on table e1 requires it; ; You can drop constraint e1_pkey on table e1 instead.

DROP INDEX nosuch;
----
error 42704 index "nosuch" does not exist

DROP INDEX IF EXISTS nosuch, e1_u;
----
DROP INDEX

ALTER INDEX nosuch RENAME TO x;
----
error 42P01 relation "nosuch" does not exist

ALTER INDEX e1_pkey RENAME TO e1; 
----
error 42P07 relation "e1" already exists

ALTER INDEX e1_pkey RENAME TO e1_pk; INSERT INTO e1 VALUES (1);
----
ALTER INDEX
error 23505 duplicate key value violates unique constraint "e1_pk"; Key (a)=(1) already exists.

# Schemas, and what depends
CREATE SCHEMA sc; CREATE TABLE sc.t (a int); CREATE VIEW sc.v AS SELECT a FROM sc.t;
----
CREATE SCHEMA
CREATE TABLE
CREATE VIEW

CREATE SCHEMA sc;
----
error 42P06 schema "sc" already exists

CREATE SCHEMA IF NOT EXISTS sc;
----
CREATE SCHEMA

CREATE SCHEMA pg_x;
----
error 42939 unacceptable schema name "pg_x"; The prefix "pg_" is reserved for system schemas.

DROP SCHEMA sc;
----
error 2BP01 cannot drop schema sc because other objects depend on it; table sc.t depends on schema sc\nview sc.v depends on schema sc; Use DROP ... CASCADE to drop the dependent objects too.

DROP TABLE sc.t;
----
error 2BP01 cannot drop table sc.t because other objects depend on it; view sc.v depends on table sc.t; Use DROP ... CASCADE to drop the dependent objects too.

ALTER TABLE sc.t DROP a;
----
error 2BP01 cannot drop column a of table sc.t because other objects depend on it; view sc.v depends on column a of table sc.t; Use DROP ... CASCADE to drop the dependent objects too.

ALTER TABLE sc.t ALTER a TYPE bigint;
----
error 0A000 cannot alter type of a column used by a view or rule; rule _RETURN on view sc.v depends on column "a"

ALTER TABLE sc.t RENAME a TO z; SELECT pg_get_viewdef('sc.v'::regclass);
----
ALTER TABLE
 SELECT t.z AS a\n   FROM sc.t;
SELECT 1

ALTER TABLE sc.t SET SCHEMA public; SELECT * FROM t; SELECT pg_get_viewdef('sc.v'::regclass);
----
ALTER TABLE
SELECT 0
 SELECT t.z AS a\n   FROM t;
SELECT 1

ALTER TABLE t SET SCHEMA nosuch;
----
error 3F000 schema "nosuch" does not exist

ALTER SCHEMA sc RENAME TO sd; SELECT * FROM sd.v;
----
ALTER SCHEMA
SELECT 0

ALTER SCHEMA nosuch RENAME TO x;
----
error 3F000 schema "nosuch" does not exist

ALTER SCHEMA sd RENAME TO public;
----
error 42P06 schema "public" already exists

DROP SCHEMA nosuch;
----
error 3F000 schema "nosuch" does not exist

DROP SCHEMA sd CASCADE; SELECT * FROM sd.v;
----
DROP SCHEMA
error 42P01 relation "sd.v" does not exist

DROP TABLE t;
----
error 2BP01 cannot drop table t because other objects depend on it; view sd.v depends on table t; Use DROP ... CASCADE to drop the dependent objects too.

DROP VIEW e1;
----
error 42809 "e1" is not a view; ; Use DROP TABLE to remove a table.

DROP SEQUENCE e1;
----
error 42809 "e1" is not a sequence; ; Use DROP TABLE to remove a table.

DROP INDEX e1;
----
error 42809 "e1" is not an index; ; Use DROP TABLE to remove a table.

DROP TYPE e1;
----
error 2BP01 cannot drop type e1 because table e1 requires it; ; You can drop table e1 instead.

DROP TABLE pg_class;
----
error 42501 permission denied: "pg_class" is a system catalog

DROP SCHEMA pg_catalog;
----
error 2BP01 cannot drop schema pg_catalog because it is required by the database system

TRUNCATE e2, nosuch;
----
error 42P01 relation "nosuch" does not exist

DROP DATABASE nosuch;
----
error 3D000 database "nosuch" does not exist

DROP ROLE nosuch;
----
error 42704 role "nosuch" does not exist

CREATE DATABASE template0;
----
error 42P04 database "template0" already exists

COMMENT ON SCHEMA nosuch IS 'x';
----
error 3F000 schema "nosuch" does not exist

SELECT 1 FROM e1 FOR UPDATE OF nosuch;
----
error 42P01 relation "nosuch" in FOR UPDATE clause not found in FROM clause

SELECT count(*) FROM e1 FOR UPDATE;
----
error 0A000 FOR UPDATE is not allowed with aggregate functions

SELECT DISTINCT a FROM e1 FOR SHARE;
----
error 0A000 FOR SHARE is not allowed with DISTINCT clause

SELECT a FROM e1 GROUP BY a FOR UPDATE;
----
error 0A000 FOR UPDATE is not allowed with GROUP BY clause

SELECT a FROM e1 UNION SELECT 1 FOR UPDATE;
----
error 0A000 FOR UPDATE is not allowed with UNION/INTERSECT/EXCEPT

SELECT 1 FROM (VALUES (1)) v FOR UPDATE OF v;
----
1
SELECT 1

SELECT a FROM e1 LEFT JOIN e2 USING (a) FOR UPDATE OF e2;
----
error 0A000 FOR UPDATE cannot be applied to the nullable side of an outer join

SELECT a FROM e1 FOR UPDATE NOWAIT;
----
1
2
SELECT 2

SELECT a FROM e1 FOR UPDATE SKIP LOCKED LIMIT 1;
----
1
SELECT 1

SELECT "é" FROM e1;
----
error 42703 column "é" does not exist

SELECT "a""b" FROM e1;
----
error 42703 column "a"b" does not exist

SELECT "a\b" FROM "t""x";
----
error 42P01 relation "t"x" does not exist

SELECT 1 AS "q""r", 2 AS "é" FROM "nö""such";
----
error 42P01 relation "nö"such" does not exist

CREATE TABLE "q""t" ("c""d" int CHECK ("c""d" > 1)); INSERT INTO "q""t" VALUES (0);
----
CREATE TABLE
error 23514 new row for relation "q"t" violates check constraint "q"t_c"d_check"; Failing row contains (0).

INSERT INTO "q""t" ("x""y") VALUES (0);
----
error 42P01 relation "q"t" does not exist

ALTER TABLE "q""t" ADD "c""d" int;
----
error 42P01 relation "q"t" does not exist

ALTER TABLE "q""t" ALTER "c""d" SET NOT NULL; INSERT INTO "q""t" VALUES (NULL);
----
error 42P01 relation "q"t" does not exist

DROP TABLE "q""t"; SELECT * FROM "q""t";
----
error 42P01 table "q"t" does not exist

DROP TABLE e1, e2;
----
DROP TABLE

# Locks of rows of groups are refused before what is not grouped.
create table lockgroup(c text, g bool)
----
CREATE TABLE

select g, bool_or(g) from lockgroup for update
----
error 0A000 FOR UPDATE is not allowed with aggregate functions

select g, (select bool_or(l.g) from lockgroup limit 1) from lockgroup l for update
----
error 0A000 FOR UPDATE is not allowed with aggregate functions

select g from lockgroup group by c for update
----
error 0A000 FOR UPDATE is not allowed with GROUP BY clause

select g from lockgroup having true for update
----
error 0A000 FOR UPDATE is not allowed with HAVING clause

select g, count(*) from lockgroup for update of nosuch
----
error 0A000 FOR UPDATE is not allowed with aggregate functions

select * from (select g, count(*) from lockgroup) s for update
----
error 42803 column "lockgroup.g" must appear in the GROUP BY clause or be used in an aggregate function

drop table lockgroup
----
DROP TABLE
