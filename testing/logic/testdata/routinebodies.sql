# Bodies of routines that are no text: RETURN and BEGIN ATOMIC. Errors are told whole.
CREATE TABLE rb (a int PRIMARY KEY, b text, c numeric(6,2))
----
CREATE TABLE

INSERT INTO rb VALUES (1, 'one', 1.5), (2, 'two', 2.25), (3, 'three', 3)
----
INSERT 0 3

CREATE TYPE rb_pair AS (x int, y text)
----
CREATE TYPE

CREATE FUNCTION rb_sum(a int, b int) RETURNS int LANGUAGE sql IMMUTABLE RETURN a + b * $1
----
CREATE FUNCTION

SELECT rb_sum(2, 3), rb_sum(b => 1, a => 5), rb_sum(NULL, 1)
----
8|10|NULL
SELECT 1

SELECT prosrc, prosqlbody IS NULL, pg_get_function_sqlbody(oid), pg_get_functiondef(oid) FROM pg_proc WHERE proname = 'rb_sum'
----
''|f|RETURN (a + (b * a))|CREATE OR REPLACE FUNCTION public.rb_sum(a integer, b integer)\n RETURNS integer\n LANGUAGE sql\n IMMUTABLE\nRETURN (a + (b * a))\n
SELECT 1

CREATE FUNCTION rb_sum(a int, b int) RETURNS int RETURN 1
----
error 42723 function "rb_sum" already exists with same argument types

CREATE OR REPLACE FUNCTION rb_sum(a int, b int) RETURNS int RETURN rb_sum.a - rb_sum.b
----
CREATE FUNCTION

SELECT rb_sum(2, 3), pg_get_function_sqlbody('rb_sum'::regproc)
----
-1|RETURN (a - b)
SELECT 1

CREATE OR REPLACE FUNCTION rb_sum(a int, b int) RETURNS int LANGUAGE sql AS 'SELECT 7'
----
CREATE FUNCTION

SELECT rb_sum(2, 3), pg_get_function_sqlbody('rb_sum'::regproc), prosrc, prosqlbody IS NULL FROM pg_proc WHERE proname = 'rb_sum'
----
7|NULL|SELECT 7|t
SELECT 1

CREATE OR REPLACE FUNCTION rb_sum(a int, b int) RETURNS int STABLE BEGIN ATOMIC SELECT 1; SELECT rb_sum.a + rb.a FROM rb WHERE b = 'two' AND rb.a >= (SELECT min(u.a) FROM rb u WHERE u.a > rb_sum.b); END; SELECT rb_sum(5, 1)
----
CREATE FUNCTION
7
SELECT 1

SELECT pg_get_functiondef('rb_sum'::regproc)
----
CREATE OR REPLACE FUNCTION public.rb_sum(a integer, b integer)\n RETURNS integer\n LANGUAGE sql\n STABLE\nBEGIN ATOMIC\n SELECT 1;\n SELECT (rb_sum.a + rb.a)\n    FROM rb\n   WHERE ((rb.b = 'two'::text) AND (rb.a >= ( SELECT min(u.a) AS min\n            FROM rb u\n           WHERE (u.a > rb_sum.b))));\nEND\n
SELECT 1

CREATE FUNCTION rb_rows(n int) RETURNS SETOF rb STABLE BEGIN ATOMIC SELECT * FROM rb WHERE a <= n ORDER BY a DESC; END
----
CREATE FUNCTION

SELECT * FROM rb_rows(2) ORDER BY a
----
1|one|1.50
2|two|2.25
SELECT 2

SELECT (rb_rows(3)).b ORDER BY 1
----
one
three
two
SELECT 3

SELECT pg_get_function_sqlbody('rb_rows'::regproc)
----
BEGIN ATOMIC\n SELECT rb.a,\n     rb.b,\n     rb.c\n    FROM rb\n   WHERE (rb.a <= rb_rows.n)\n   ORDER BY rb.a DESC;\nEND
SELECT 1

CREATE FUNCTION rb_table(n int) RETURNS TABLE (k int, l text) BEGIN ATOMIC WITH q AS (SELECT a AS z, b FROM rb) SELECT z, b FROM q WHERE z > n UNION ALL VALUES (n, 'n') ORDER BY 1 LIMIT 2; END
----
CREATE FUNCTION

SELECT * FROM rb_table(1)
----
1|n
2|two
SELECT 2

SELECT pg_get_function_sqlbody('rb_table'::regproc)
----
BEGIN ATOMIC\n WITH q AS (\n          SELECT rb.a AS z,\n             rb.b\n            FROM rb\n         )\n  SELECT q.z,\n     q.b\n    FROM q\n   WHERE (q.z > rb_table.n)\n UNION ALL\n  VALUES (rb_table.n,'n'::text)\n  ORDER BY 1\n LIMIT 2;\nEND
SELECT 1

CREATE FUNCTION rb_field(p rb_pair) RETURNS text RETURN p.y || (SELECT count(*) FROM rb) || (p).x
----
CREATE FUNCTION

SELECT rb_field((4, 'y')), rb_field(ROW(NULL, 'z'))
----
y34|NULL
SELECT 1

SELECT pg_get_function_sqlbody('rb_field'::regproc)
----
RETURN (((p).y || (SELECT count(*) AS count FROM rb)) || (p).x)
SELECT 1

CREATE FUNCTION rb_fields(p rb_pair) RETURNS rb_pair BEGIN ATOMIC SELECT p.*; END
----
CREATE FUNCTION

SELECT rb_fields((1, 'q')), (rb_fields((2, 'r'))).y, pg_get_function_sqlbody('rb_fields'::regproc)
----
(1,q)|r|BEGIN ATOMIC\n SELECT (p).x AS x,\n     (p).y AS y;\nEND
SELECT 1

CREATE FUNCTION rb_var(VARIADIC v int[]) RETURNS int RETURN v[1] + cardinality(v)
----
CREATE FUNCTION

SELECT rb_var(4, 5, 6), pg_get_function_sqlbody('rb_var'::regproc)
----
7|RETURN ((v)[1] + cardinality(v))
SELECT 1

CREATE FUNCTION rb_case(x int) RETURNS int RETURN CASE WHEN x > 1 THEN x ELSE 2 END
----
CREATE FUNCTION

SELECT rb_case(1), rb_case(9), pg_get_function_sqlbody('rb_case'::regproc)
----
2|9|RETURN CASE WHEN (x > 1) THEN x ELSE 2 END
SELECT 1

CREATE FUNCTION rb_in(x int) RETURNS boolean RETURN x IN (SELECT a FROM rb WHERE b <> 'x' ORDER BY a LIMIT 2)
----
CREATE FUNCTION

SELECT rb_in(1), rb_in(3), pg_get_function_sqlbody('rb_in'::regproc)
----
t|f|RETURN (x IN (SELECT rb.a FROM rb WHERE (rb.b <> 'x'::text) ORDER BY rb.a LIMIT 2))
SELECT 1

CREATE FUNCTION rb_group(x int, y int) RETURNS numeric BEGIN ATOMIC SELECT sum(c) FROM rb WHERE a BETWEEN x AND y GROUP BY b HAVING count(*) >= rb_group.x ORDER BY b; END
----
CREATE FUNCTION

SELECT rb_group(1, 3), pg_get_function_sqlbody('rb_group'::regproc)
----
1.50|BEGIN ATOMIC\n SELECT sum(rb.c) AS sum\n    FROM rb\n   WHERE ((rb.a >= rb_group.x) AND (rb.a <= rb_group.y))\n   GROUP BY rb.b\n  HAVING (count(*) >= rb_group.x)\n   ORDER BY rb.b;\nEND
SELECT 1

CREATE FUNCTION rb_text() RETURNS text RETURN 'abc'
----
CREATE FUNCTION

CREATE FUNCTION rb_empty() RETURNS void BEGIN ATOMIC END
----
CREATE FUNCTION

CREATE FUNCTION rb_returns(x int) RETURNS SETOF int BEGIN ATOMIC RETURN x + 1; END
----
CREATE FUNCTION

SELECT rb_text(), rb_empty(), rb_returns(1), pg_get_function_sqlbody('rb_text'::regproc), pg_get_function_sqlbody('rb_empty'::regproc), pg_get_function_sqlbody('rb_returns'::regproc)
----
abc|NULL|2|RETURN 'abc'::text|BEGIN ATOMIC\nEND|BEGIN ATOMIC\n RETURN (x + 1);\nEND
SELECT 1

CREATE FUNCTION "rb Odd"("A b" int, "select" int) RETURNS bigint BEGIN ATOMIC SELECT "A b" + "select"; SELECT count(*) + "select" FROM rb WHERE a > "A b"; END
----
CREATE FUNCTION

SELECT "rb Odd"(1, 10), pg_get_function_sqlbody('"rb Odd"'::regproc)
----
12|BEGIN ATOMIC\n SELECT ("A b" + "select");\n SELECT (count(*) + "rb Odd"."select")\n    FROM rb\n   WHERE (rb.a > "rb Odd"."A b");\nEND
SELECT 1

CREATE FUNCTION rb_date(d date DEFAULT '2020-02-03') RETURNS date RETURN d + 1 - interval '1 day'
----
CREATE FUNCTION

CREATE FUNCTION rb_date(d date DEFAULT '2020-02-03') RETURNS date RETURN d + 1
----
error 42723 function "rb_date" already exists with same argument types

SELECT rb_date(), rb_date('2021-01-01')
----
2020-02-03|2021-01-01
SELECT 1

CREATE PROCEDURE rb_proc(x int, OUT y int) BEGIN ATOMIC SELECT x * 2; END
----
CREATE PROCEDURE

CALL rb_proc(4, NULL)
----
8
CALL

SELECT pg_get_functiondef('rb_proc'::regproc)
----
CREATE OR REPLACE PROCEDURE public.rb_proc(IN x integer, OUT y integer)\n LANGUAGE sql\nBEGIN ATOMIC\n SELECT (x * 2);\nEND\n
SELECT 1

SELECT routine_name, routine_body, routine_definition FROM information_schema.routines WHERE routine_name IN ('rb_case', 'rb_empty')
----
rb_case|SQL|''
rb_empty|SQL|''
SELECT 2

# Errors.
CREATE FUNCTION rb_bad(x anyelement) RETURNS anyelement RETURN x
----
error 42P13 SQL function with unquoted function body cannot have polymorphic arguments

CREATE FUNCTION rb_bad() RETURNS int BEGIN ATOMIC CREATE TABLE rb_no (a int); SELECT 1; END
----
error 0A000 CREATE TABLE is not yet supported in unquoted SQL function body

CREATE FUNCTION rb_bad() RETURNS int BEGIN ATOMIC CALL rb_proc(1, 2); SELECT 1; END
----
error 0A000 CALL is not yet supported in unquoted SQL function body

CREATE FUNCTION rb_bad() RETURNS int BEGIN ATOMIC SELECT 1 INTO rb_no; END
----
error 42601 SELECT ... INTO is not allowed here

CREATE FUNCTION rb_bad() RETURNS int RETURN 'a'
----
error 42P13 return type mismatch in function declared to return integer; Actual return type is text.

CREATE FUNCTION rb_bad() RETURNS int LANGUAGE plpgsql RETURN 1
----
error 42P13 inline SQL function body only valid for language SQL

CREATE FUNCTION rb_bad() RETURNS int AS 'SELECT 1' LANGUAGE sql RETURN 1
----
error 42P13 duplicate function body specified

CREATE FUNCTION rb_bad() RETURNS int RETURN nosuch
----
error 42703 column "nosuch" does not exist

CREATE FUNCTION rb_bad(x int) RETURNS int RETURN $2
----
error 42P02 there is no parameter $2

CREATE FUNCTION rb_bad(x int) RETURNS int BEGIN ATOMIC SELECT 1; SELECT 'x'; END
----
error 42P13 return type mismatch in function declared to return integer; Actual return type is text.

CREATE FUNCTION rb_bad(x int) RETURNS int BEGIN ATOMIC END
----
error 42P13 return type mismatch in function declared to return integer; Function's final statement must be SELECT or INSERT/UPDATE/DELETE RETURNING.

CREATE FUNCTION rb_bad() RETURNS int RETURN rb_bad()
----
error 42883 function rb_bad() does not exist; ; No function matches the given name and argument types. You might need to add explicit type casts.

CREATE FUNCTION rb_bad() RETURNS bigint RETURN (SELECT count(*) FROM rb_none)
----
error 42P01 relation "rb_none" does not exist

CREATE FUNCTION rb_bad() RETURNS int BEGIN ATOMIC SELECT 1 END
----
error 42601 syntax error at end of input

# What bodies use.
CREATE TABLE rb_used (k int, l text)
----
CREATE TABLE

CREATE VIEW rb_view AS SELECT k, l FROM rb_used
----
CREATE VIEW

CREATE SEQUENCE rb_seq
----
CREATE SEQUENCE

CREATE FUNCTION rb_f1(x int) RETURNS bigint RETURN (SELECT count(l) FROM rb_used WHERE k > x)
----
CREATE FUNCTION

CREATE FUNCTION rb_f2() RETURNS bigint RETURN rb_f1(1) + rb_f1(2)
----
CREATE FUNCTION

CREATE FUNCTION rb_f3() RETURNS int BEGIN ATOMIC SELECT k FROM rb_view; END
----
CREATE FUNCTION

CREATE FUNCTION rb_f4() RETURNS bigint RETURN nextval('rb_seq')
----
CREATE FUNCTION

CREATE FUNCTION rb_f5() RETURNS int RETURN ((1, 'a')::rb_pair).x
----
CREATE FUNCTION

INSERT INTO rb_used VALUES (2, 'a'), (3, 'b'), (4, NULL)
----
INSERT 0 3

SELECT rb_f1(2), rb_f2(), rb_f3(), rb_f4(), rb_f5()
----
1|3|2|1|1
SELECT 1

SELECT p.proname, d.refclassid::regclass, d.refobjid::regclass, d.refobjsubid, d.deptype FROM pg_depend d JOIN pg_proc p ON p.oid = d.objid WHERE d.classid = 'pg_proc'::regclass AND p.proname IN ('rb_f1', 'rb_f3', 'rb_f4') AND d.refclassid = 'pg_class'::regclass ORDER BY 1, 2, 3, 4
----
rb_f1|pg_class|rb_used|1|n
rb_f1|pg_class|rb_used|2|n
rb_f3|pg_class|rb_view|1|n
rb_f4|pg_class|rb_seq|0|n
SELECT 4

SELECT p.proname, d.refobjid::regprocedure FROM pg_depend d JOIN pg_proc p ON p.oid = d.objid WHERE d.classid = 'pg_proc'::regclass AND p.proname = 'rb_f2' AND d.refclassid = 'pg_proc'::regclass
----
rb_f2|rb_f1(integer)
SELECT 1

ALTER TABLE rb_used RENAME TO rb_moved
----
ALTER TABLE

ALTER TABLE rb_moved RENAME COLUMN k TO kk
----
ALTER TABLE

ALTER FUNCTION rb_f1(int) RENAME TO rb_first
----
ALTER FUNCTION

CREATE SCHEMA rb_s
----
CREATE SCHEMA

ALTER FUNCTION rb_first(int) SET SCHEMA rb_s
----
ALTER FUNCTION

SELECT rb_s.rb_first(2), rb_f2(), pg_get_function_sqlbody('rb_s.rb_first'::regproc), pg_get_function_sqlbody('rb_f2'::regproc)
----
1|3|RETURN (SELECT count(rb_moved.l) AS count FROM rb_moved WHERE (rb_moved.kk > rb_first.x))|RETURN (rb_s.rb_first(1) + rb_s.rb_first(2))
SELECT 1

CREATE TABLE rb_s.rb_moved (kk int, l text)
----
CREATE TABLE

SET search_path = rb_s, public
----
SET

SELECT rb_f2(), rb_f3()
----
3|2
SELECT 1

RESET search_path
----
RESET

DROP TABLE rb_moved
----
error 2BP01 cannot drop table rb_moved because other objects depend on it; view rb_view depends on table rb_moved\nfunction rb_f3() depends on view rb_view\nfunction rb_s.rb_first(integer) depends on table rb_moved\nfunction rb_f2() depends on function rb_s.rb_first(integer); Use DROP ... CASCADE to drop the dependent objects too.

DROP VIEW rb_view
----
error 2BP01 cannot drop view rb_view because other objects depend on it; function rb_f3() depends on view rb_view; Use DROP ... CASCADE to drop the dependent objects too.

DROP SEQUENCE rb_seq
----
error 2BP01 cannot drop sequence rb_seq because other objects depend on it; function rb_f4() depends on sequence rb_seq; Use DROP ... CASCADE to drop the dependent objects too.

DROP TYPE rb_pair
----
error 2BP01 cannot drop type rb_pair because other objects depend on it; function rb_field(rb_pair) depends on type rb_pair\nfunction rb_fields(rb_pair) depends on type rb_pair\nfunction rb_f5() depends on type rb_pair; Use DROP ... CASCADE to drop the dependent objects too.

DROP FUNCTION rb_s.rb_first(int)
----
error 2BP01 cannot drop function rb_s.rb_first(integer) because other objects depend on it; function rb_f2() depends on function rb_s.rb_first(integer); Use DROP ... CASCADE to drop the dependent objects too.

ALTER TABLE rb_moved DROP COLUMN l
----
error 2BP01 cannot drop column l of table rb_moved because other objects depend on it; view rb_view depends on column l of table rb_moved\nfunction rb_f3() depends on view rb_view\nfunction rb_s.rb_first(integer) depends on column l of table rb_moved\nfunction rb_f2() depends on function rb_s.rb_first(integer); Use DROP ... CASCADE to drop the dependent objects too.

ALTER TABLE rb_moved ALTER COLUMN l TYPE varchar
----
error 0A000 cannot alter type of a column used by a view or rule; rule _RETURN on view rb_view depends on column "l"

CREATE FUNCTION rb_key() RETURNS text BEGIN ATOMIC SELECT b FROM rb GROUP BY a; END
----
CREATE FUNCTION

ALTER TABLE rb DROP CONSTRAINT rb_pkey
----
error 2BP01 cannot drop constraint rb_pkey on table rb because other objects depend on it; function rb_key() depends on constraint rb_pkey on table rb; Use DROP ... CASCADE to drop the dependent objects too.

DROP FUNCTION rb_key
----
DROP FUNCTION

ALTER TABLE rb DROP CONSTRAINT rb_pkey
----
ALTER TABLE

DROP FUNCTION rb_s.rb_first(int) CASCADE
----
DROP FUNCTION

SELECT rb_f2()
----
error 42883 function rb_f2() does not exist; ; No function matches the given name and argument types. You might need to add explicit type casts.

ALTER TABLE rb_moved DROP COLUMN l CASCADE
----
ALTER TABLE

SELECT rb_f3()
----
error 42883 function rb_f3() does not exist; ; No function matches the given name and argument types. You might need to add explicit type casts.

CREATE FUNCTION rb_f6() RETURNS int RETURN (SELECT kk FROM rb_moved)
----
CREATE FUNCTION

DROP TABLE rb_moved CASCADE
----
DROP TABLE

SELECT rb_f6()
----
error 42883 function rb_f6() does not exist; ; No function matches the given name and argument types. You might need to add explicit type casts.

DROP SEQUENCE rb_seq CASCADE
----
DROP SEQUENCE

SELECT proname FROM pg_proc WHERE proname ~ '^rb_f[0-9]$' ORDER BY 1
----
rb_f5
SELECT 1

DROP TYPE rb_pair CASCADE
----
DROP TYPE

SELECT proname FROM pg_proc WHERE proname ~ '^rb_f' ORDER BY 1
----
SELECT 0

DROP SCHEMA rb_s CASCADE
----
DROP SCHEMA

# Who runs it.
CREATE ROLE rb_role
----
CREATE ROLE

GRANT USAGE ON SCHEMA public TO rb_role
----
GRANT

SET ROLE rb_role
----
SET

SELECT rb_in(1)
----
error 42501 permission denied for table rb

RESET ROLE
----
RESET

ALTER FUNCTION rb_in(int) SECURITY DEFINER
----
ALTER FUNCTION

SET ROLE rb_role
----
SET

SELECT rb_in(1)
----
t
SELECT 1

RESET ROLE
----
RESET

DROP ROLE rb_role
----
error 2BP01 role "rb_role" cannot be dropped because some objects depend on it; privileges for schema public

REVOKE USAGE ON SCHEMA public FROM rb_role
----
REVOKE

DROP ROLE rb_role
----
DROP ROLE
