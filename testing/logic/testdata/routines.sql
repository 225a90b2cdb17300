# Functions and procedures in SQL. Errors are told whole.
CREATE FUNCTION add_one(a int) RETURNS int LANGUAGE sql AS 'SELECT a + 1'
----
CREATE FUNCTION

SELECT add_one(1), add_one(add_one(2)), add_one(NULL)
----
2|4|NULL
SELECT 1

SELECT add_one(a => 4)
----
5
SELECT 1

SELECT add_one(b => 4)
----
error 42883 function add_one(b => integer) does not exist; ; No function matches the given name and argument types. You might need to add explicit type casts.

SELECT add_one('x'::text)
----
error 42883 function add_one(text) does not exist; ; No function matches the given name and argument types. You might need to add explicit type casts.

SELECT add_one()
----
error 42883 function add_one() does not exist; ; No function matches the given name and argument types. You might need to add explicit type casts.

SELECT public_is_not_there.add_one(1)
----
error 3F000 schema "public_is_not_there" does not exist

CREATE FUNCTION add_one(a int) RETURNS int LANGUAGE sql AS 'SELECT a + 2'
----
error 42723 function "add_one" already exists with same argument types

CREATE OR REPLACE FUNCTION add_one(a int) RETURNS int LANGUAGE sql AS 'SELECT $1 + 2'
----
CREATE FUNCTION

SELECT add_one(1)
----
3
SELECT 1

CREATE OR REPLACE FUNCTION add_one(a int) RETURNS bigint LANGUAGE sql AS 'SELECT $1 + 2'
----
error 42P13 cannot change return type of existing function; ; Use DROP FUNCTION add_one(integer) first.

CREATE OR REPLACE FUNCTION add_one(b int) RETURNS int LANGUAGE sql AS 'SELECT $1 + 2'
----
error 42P13 cannot change name of input parameter "a"; ; Use DROP FUNCTION add_one(integer) first.

CREATE OR REPLACE PROCEDURE add_one(a int) LANGUAGE sql AS 'SELECT $1 + 2'
----
error 42809 cannot change routine kind; "add_one" is a function.

CREATE FUNCTION add_one(a text) RETURNS text LANGUAGE sql AS $$SELECT a || '!'$$
----
CREATE FUNCTION

SELECT add_one('x'), add_one(1), add_one('y'::text)
----
x!|3|y!
SELECT 1

SELECT add_one(1.5)
----
error 42883 function add_one(numeric) does not exist; ; No function matches the given name and argument types. You might need to add explicit type casts.

CREATE FUNCTION bad() RETURNS int LANGUAGE sql AS 'SELECT nosuch'
----
error 42703 column "nosuch" does not exist

CREATE FUNCTION bad() RETURNS int LANGUAGE sql AS 'SELECT 1, 2'
----
error 42P13 return type mismatch in function declared to return integer; Final statement must return exactly one column.

CREATE FUNCTION bad() RETURNS int LANGUAGE sql AS 'SELECT true'
----
error 42P13 return type mismatch in function declared to return integer; Actual return type is boolean.

CREATE FUNCTION bad() RETURNS int LANGUAGE sql AS 'CREATE TABLE x (a int)'
----
error 42P13 return type mismatch in function declared to return integer; Function's final statement must be SELECT or INSERT/UPDATE/DELETE RETURNING.

CREATE FUNCTION bad() RETURNS int LANGUAGE sql AS ''
----
error 42P13 return type mismatch in function declared to return integer; Function's final statement must be SELECT or INSERT/UPDATE/DELETE RETURNING.

CREATE FUNCTION bad() RETURNS int LANGUAGE sql AS 'SELEC 1'
----
error 42601 syntax error at or near "SELEC"

CREATE FUNCTION bad() RETURNS int LANGUAGE sql AS 'SELECT $1'
----
error 42P02 there is no parameter $1

CREATE FUNCTION bad() RETURNS int LANGUAGE nosuch AS 'SELECT 1'
----
error 42704 language "nosuch" does not exist

CREATE FUNCTION bad() RETURNS int AS 'SELECT 1'
----
error 42P13 no language specified

CREATE FUNCTION bad() RETURNS int LANGUAGE sql
----
error 42P13 no function body specified

CREATE FUNCTION bad() LANGUAGE sql AS 'SELECT 1'
----
error 42P13 function result type must be specified

CREATE FUNCTION bad(a int, a int) RETURNS int LANGUAGE sql AS 'SELECT 1'
----
error 42P13 parameter name "a" used more than once

CREATE FUNCTION bad(a int DEFAULT 1, b int) RETURNS int LANGUAGE sql AS 'SELECT 1'
----
error 42P13 input parameters after one with a default value must also have defaults

CREATE FUNCTION bad(VARIADIC a int) RETURNS int LANGUAGE sql AS 'SELECT 1'
----
error 42P13 VARIADIC parameter must be an array

CREATE FUNCTION bad(VARIADIC a int[], b int) RETURNS int LANGUAGE sql AS 'SELECT 1'
----
error 42P13 VARIADIC parameter must be the last input parameter

CREATE FUNCTION bad(a nosuch) RETURNS int LANGUAGE sql AS 'SELECT 1'
----
error 42704 type nosuch does not exist

CREATE FUNCTION bad() RETURNS nosuch LANGUAGE sql AS 'SELECT 1'
----
error 42704 type "nosuch" does not exist

CREATE FUNCTION bad(OUT a int, OUT b int) RETURNS int LANGUAGE sql AS 'SELECT 1, 2'
----
error 42P13 function result type must be record because of OUT parameters

CREATE FUNCTION bad() RETURNS int LANGUAGE sql IMMUTABLE STABLE AS 'SELECT 1'
----
error 42601 conflicting or redundant options

CREATE FUNCTION bad() RETURNS anyelement LANGUAGE sql AS 'SELECT 1'
----
error 42P13 cannot determine result data type; A result of type anyelement requires at least one input of type anyelement, anyarray, anynonarray, anyenum, anyrange, or anymultirange.

CREATE FUNCTION bad() RETURNS trigger LANGUAGE sql AS 'SELECT 1'
----
error 42P13 SQL functions cannot return type trigger

CREATE FUNCTION bad() RETURNS int LANGUAGE sql COST 0 AS 'SELECT 1'
----
error 22023 COST must be positive

CREATE FUNCTION bad() RETURNS int LANGUAGE sql ROWS 5 AS 'SELECT 1'
----
error 22023 ROWS is not applicable when function does not return a set

CREATE PROCEDURE bad() LANGUAGE sql IMMUTABLE AS 'SELECT 1'
----
error 42P13 invalid attribute in procedure definition

CREATE FUNCTION bad() RETURNS int LANGUAGE sql SET nosuch = 1 AS 'SELECT 1'
----
error 42704 unrecognized configuration parameter "nosuch"

CREATE FUNCTION defs(a int, b int DEFAULT 10, c text DEFAULT 'c' || 'd') RETURNS text LANGUAGE sql AS $$SELECT a || '/' || b || '/' || c$$
----
CREATE FUNCTION

SELECT defs(1), defs(1, 2), defs(1, 2, 'x'), defs(1, c => 'named'), defs(c => 'z', a => 5)
----
1/10/cd|1/2/cd|1/2/x|1/10/named|5/10/z
SELECT 1

SELECT defs()
----
error 42883 function defs() does not exist; ; No function matches the given name and argument types. You might need to add explicit type casts.

SELECT defs(b => 1)
----
error 42883 function defs(b => integer) does not exist; ; No function matches the given name and argument types. You might need to add explicit type casts.

CREATE FUNCTION total(VARIADIC a int[]) RETURNS bigint LANGUAGE sql AS 'SELECT sum(x) FROM unnest(a) x'
----
CREATE FUNCTION

SELECT total(1), total(1, 2, 3), total(VARIADIC ARRAY[4, 5]), total(VARIADIC '{}')
----
1|6|9|NULL
SELECT 1

SELECT total()
----
error 42883 function total() does not exist; ; No function matches the given name and argument types. You might need to add explicit type casts.

CREATE FUNCTION twice(a anyelement) RETURNS anyarray LANGUAGE sql AS 'SELECT ARRAY[a, a]'
----
CREATE FUNCTION

SELECT twice(1), twice('x'::text), twice(true)
----
{1,1}|{x,x}|{t,t}
SELECT 1

SELECT twice('x')
----
error 42804 could not determine polymorphic type because input has type unknown

CREATE FUNCTION firstof(a anyelement, b anyelement) RETURNS anyelement LANGUAGE sql AS 'SELECT coalesce(a, b)'
----
CREATE FUNCTION

SELECT firstof(NULL, 2), firstof('a'::text, 'b')
----
2|a
SELECT 1

SELECT firstof(1, 'a'::text)
----
error 42883 function firstof(integer, text) does not exist; ; No function matches the given name and argument types. You might need to add explicit type casts.

CREATE FUNCTION strictly(a int) RETURNS text LANGUAGE sql STRICT AS $$SELECT coalesce(a::text, 'null')$$
----
CREATE FUNCTION

CREATE FUNCTION loosely(a int) RETURNS text LANGUAGE sql AS $$SELECT coalesce(a::text, 'null')$$
----
CREATE FUNCTION

SELECT strictly(NULL), loosely(NULL), strictly(1)
----
NULL|null|1
SELECT 1

CREATE TABLE t (id int PRIMARY KEY, v text)
----
CREATE TABLE

CREATE FUNCTION put(i int, t text) RETURNS int LANGUAGE sql AS 'INSERT INTO t VALUES (i, t); UPDATE t SET v = v || ''!'' WHERE id = i; SELECT count(*)::int FROM t'
----
CREATE FUNCTION

SELECT put(1, 'a')
----
1
SELECT 1

SELECT put(g, 'x' || g) FROM generate_series(2, 4) g ORDER BY g
----
2
3
4
SELECT 3

SELECT * FROM t ORDER BY id
----
1|a!
2|x2!
3|x3!
4|x4!
SELECT 4

SELECT put(1, 'again')
----
error 23505 duplicate key value violates unique constraint "t_pkey"; Key (id)=(1) already exists.

CREATE FUNCTION putone(i int, t text) RETURNS t LANGUAGE sql AS 'INSERT INTO t VALUES (i, t) RETURNING *'
----
CREATE FUNCTION

SELECT * FROM putone(9, 'nine')
----
9|nine
SELECT 1

CREATE FUNCTION nothing(i int) RETURNS void LANGUAGE sql AS 'DELETE FROM t WHERE id = i'
----
CREATE FUNCTION

SELECT nothing(9)
----
NULL
SELECT 1

SELECT count(*) FROM t
----
4
SELECT 1

CREATE FUNCTION stably() RETURNS int LANGUAGE sql STABLE AS 'INSERT INTO t VALUES (100, NULL); SELECT 1'
----
CREATE FUNCTION

SELECT stably()
----
error 0A000 INSERT is not allowed in a non-volatile function

CREATE FUNCTION norows() RETURNS text LANGUAGE sql AS 'SELECT v FROM t WHERE id = -1'
----
CREATE FUNCTION

SELECT norows() IS NULL
----
t
SELECT 1

CREATE FUNCTION manyrows() RETURNS text LANGUAGE sql AS 'SELECT v FROM t ORDER BY id DESC'
----
CREATE FUNCTION

SELECT manyrows()
----
x4!
SELECT 1

CREATE FUNCTION some(n int) RETURNS SETOF t LANGUAGE sql AS 'SELECT * FROM t WHERE id <= n ORDER BY id'
----
error 42601 syntax error at or near "some"

SELECT * FROM some(2)
----
error 42601 syntax error at or near "some"

SELECT s.v FROM some(3) AS s WHERE s.id > 1 ORDER BY 1
----
error 42601 syntax error at or near "some"

SELECT (some(2)).v
----
error 42601 syntax error at or near "some"

SELECT id, some(2) IS NULL FROM t WHERE id = 1
----
error 42601 syntax error at or near "some"

CREATE FUNCTION pairs(n int) RETURNS TABLE (a int, b text) LANGUAGE sql AS $$SELECT g, 'p' || g FROM generate_series(1, n) g$$
----
CREATE FUNCTION

SELECT * FROM pairs(3)
----
1|p1
2|p2
3|p3
SELECT 3

SELECT * FROM pairs(2) WITH ORDINALITY AS p(x, y, o)
----
1|p1|1
2|p2|2
SELECT 2

SELECT t.id, p.b FROM t, pairs(t.id) p WHERE t.id < 3 ORDER BY 1, 2
----
1|p1
2|p1
2|p2
SELECT 3

CREATE FUNCTION numbers(n int) RETURNS SETOF int LANGUAGE sql AS 'SELECT generate_series(1, n)'
----
CREATE FUNCTION

SELECT numbers(3)
----
1
2
3
SELECT 3

SELECT n, n * 2 FROM numbers(3) AS n
----
1|2
2|4
3|6
SELECT 3

SELECT sum(n) FROM numbers(100) n
----
5050
SELECT 1

SELECT numbers(2), numbers(3)
----
1|1
2|2
NULL|3
SELECT 3

CREATE FUNCTION outs(a int, OUT b int, OUT c text) LANGUAGE sql AS $$SELECT a * 2, 'c' || a$$
----
CREATE FUNCTION

SELECT outs(1)
----
(2,c1)
SELECT 1

SELECT * FROM outs(5)
----
10|c5
SELECT 1

SELECT (outs(3)).c, (outs(3)).b
----
c3|6
SELECT 1

SELECT (outs(3)).nosuch
----
error 42703 could not identify column "nosuch" in record data type

CREATE FUNCTION oneout(INOUT a int) LANGUAGE sql AS 'SELECT a + 1'
----
CREATE FUNCTION

SELECT oneout(1), (SELECT x.a FROM oneout(2) x)
----
2|3
SELECT 1

CREATE FUNCTION anyrecord(n int) RETURNS SETOF record LANGUAGE sql AS 'SELECT id, v FROM t WHERE id <= n ORDER BY id'
----
CREATE FUNCTION

SELECT * FROM anyrecord(2) AS x(i int, w text)
----
1|a!
2|x2!
SELECT 2

SELECT * FROM anyrecord(2)
----
error 42601 a column definition list is required for functions returning "record"

SELECT * FROM numbers(2) AS x(i int, w text)
----
error 42601 a column definition list is only allowed for functions returning "record"

CREATE FUNCTION positive(a int) RETURNS bool LANGUAGE sql IMMUTABLE AS 'SELECT a > 0'
----
CREATE FUNCTION

CREATE TABLE u (a int DEFAULT add_one(40) CHECK (positive(a)), b text)
----
CREATE TABLE

INSERT INTO u (b) VALUES ('x') RETURNING *
----
42|x
INSERT 0 1

INSERT INTO u VALUES (-1)
----
error 23514 new row for relation "u" violates check constraint "u_a_check"; Failing row contains (-1, null).

CREATE VIEW w AS SELECT add_one(a) AS a1, b FROM u
----
CREATE VIEW

SELECT * FROM w
----
44|x
SELECT 1

DROP FUNCTION add_one(int)
----
error 2BP01 cannot drop function add_one(integer) because other objects depend on it; default value for column a of table u depends on function add_one(integer)\nview w depends on function add_one(integer); Use DROP ... CASCADE to drop the dependent objects too.

DROP FUNCTION positive(int)
----
error 2BP01 cannot drop function positive(integer) because other objects depend on it; constraint u_a_check on table u depends on function positive(integer); Use DROP ... CASCADE to drop the dependent objects too.

ALTER FUNCTION add_one(int) RENAME TO plus
----
ALTER FUNCTION

INSERT INTO u (b) VALUES ('y') RETURNING *
----
42|y
INSERT 0 1

SELECT * FROM w ORDER BY 2
----
44|x
44|y
SELECT 2

SELECT pg_get_viewdef('w'::regclass)
----
 SELECT plus(u.a) AS a1,\n    u.b\n   FROM u;
SELECT 1

DROP FUNCTION plus(int) CASCADE
----
DROP FUNCTION

SELECT * FROM w
----
error 42P01 relation "w" does not exist

INSERT INTO u (b) VALUES ('z') RETURNING *
----
NULL|z
INSERT 0 1

DROP FUNCTION nosuch(int)
----
error 42883 function nosuch(integer) does not exist

DROP FUNCTION nosuch
----
error 42883 could not find a function named "nosuch"

DROP FUNCTION IF EXISTS nosuch(int)
----
DROP FUNCTION

DROP FUNCTION add_one(text), strictly
----
DROP FUNCTION

CREATE FUNCTION fac(n int) RETURNS numeric LANGUAGE sql AS 'SELECT CASE WHEN n <= 1 THEN 1 ELSE n * fac(n - 1) END'
----
CREATE FUNCTION

CREATE FUNCTION fac(n int) RETURNS numeric LANGUAGE sql AS 'SELECT 1::numeric'
----
error 42723 function "fac" already exists with same argument types

CREATE OR REPLACE FUNCTION fac(n int) RETURNS numeric LANGUAGE sql AS 'SELECT CASE WHEN n <= 1 THEN 1 ELSE n * fac(n - 1) END'
----
CREATE FUNCTION

SELECT fac(20)
----
2432902008176640000
SELECT 1

CREATE PROCEDURE addrow(i int, w text DEFAULT 'proc') LANGUAGE sql AS 'INSERT INTO t VALUES (i, w); INSERT INTO t VALUES (i + 1, w)'
----
CREATE PROCEDURE

CALL addrow(50)
----
CALL

CALL addrow(60, w => 'other')
----
CALL

SELECT * FROM t WHERE id >= 50 ORDER BY id
----
50|proc
51|proc
60|other
61|other
SELECT 4

CALL addrow(50)
----
error 23505 duplicate key value violates unique constraint "t_pkey"; Key (id)=(50) already exists.

SELECT addrow(1)
----
error 42809 addrow(integer) is a procedure; ; To call a procedure, use CALL.

CALL fac(1)
----
error 42809 fac(integer) is not a procedure; ; To call a function, use SELECT.

CALL nosuch(1)
----
error 42883 procedure nosuch(integer) does not exist; ; No procedure matches the given name and argument types. You might need to add explicit type casts.

CREATE PROCEDURE back(INOUT a int, b int) LANGUAGE sql AS 'SELECT a + b'
----
CREATE PROCEDURE

CALL back(1, 2)
----
3
CALL

DROP FUNCTION addrow
----
error 42883 could not find a function named "addrow"

DROP PROCEDURE addrow
----
DROP PROCEDURE

DROP ROUTINE back(int, int)
----
DROP ROUTINE

BEGIN; CREATE FUNCTION tmp() RETURNS int LANGUAGE sql AS 'SELECT 1'; SELECT tmp(); CREATE OR REPLACE FUNCTION tmp() RETURNS int LANGUAGE sql AS 'SELECT 2'; SELECT tmp(); ROLLBACK
----
BEGIN
CREATE FUNCTION
1
SELECT 1
CREATE FUNCTION
2
SELECT 1
ROLLBACK

SELECT tmp()
----
error 42883 function tmp() does not exist; ; No function matches the given name and argument types. You might need to add explicit type casts.

CREATE FUNCTION tmp() RETURNS int LANGUAGE sql AS 'SELECT 3'; SELECT tmp()
----
CREATE FUNCTION
3
SELECT 1

BEGIN; SELECT put(200, 'in'); ROLLBACK
----
BEGIN
9
SELECT 1
ROLLBACK

SELECT count(*) FROM t WHERE id = 200
----
0
SELECT 1

CREATE FUNCTION zone() RETURNS text LANGUAGE sql SET timezone = 'Asia/Tokyo' AS $$SELECT current_setting('timezone')$$
----
CREATE FUNCTION

SET timezone = 'UTC'; SELECT zone(), current_setting('timezone')
----
SET
Asia/Tokyo|UTC
SELECT 1

ALTER FUNCTION zone() RESET timezone; SELECT zone()
----
ALTER FUNCTION
UTC
SELECT 1

ALTER FUNCTION zone() STABLE STRICT COST 7; SELECT provolatile, proisstrict, procost FROM pg_proc WHERE proname = 'zone'
----
ALTER FUNCTION
s|t|7
SELECT 1

CREATE FUNCTION sq(a int) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT a * a'; CREATE FUNCTION hyp(a int, b int) RETURNS float8 LANGUAGE sql AS 'SELECT sqrt(sq(a) + sq($2))'; CREATE SEQUENCE drawn
----
CREATE FUNCTION
CREATE FUNCTION
CREATE SEQUENCE

SELECT sq(3), hyp(3, 4), sq(sq(2)), sq(nextval('drawn')::int), sq(nextval('drawn')::int)
----
9|5|16|1|4
SELECT 1

SELECT last_value FROM drawn
----
2
SELECT 1

CREATE FUNCTION ignores(a int) RETURNS int LANGUAGE sql AS 'SELECT 1'; SELECT ignores(nextval('drawn')::int), ignores(1 / (SELECT 1)); SELECT last_value FROM drawn
----
CREATE FUNCTION
1|1
SELECT 1
2
SELECT 1

SELECT id, sq(id) FROM t WHERE sq(id) = 4 OR id = sq(1) ORDER BY id
----
1|1
2|4
SELECT 2

CREATE FUNCTION smaller(a bigint) RETURNS int LANGUAGE sql AS 'SELECT (a / 2)::int'; SELECT smaller(10), smaller(7::smallint), pg_typeof(smaller(1))
----
CREATE FUNCTION
5|3|integer
SELECT 1

CREATE FUNCTION words(a text, b text DEFAULT 'b') RETURNS text LANGUAGE sql AS $$SELECT words.a || coalesce(b, '?') || CASE WHEN a = 'x' THEN '!' ELSE $1 END$$; SELECT words('x'), words('y', NULL), words(b => 'p', a => 'q')
----
CREATE FUNCTION
xb!|y?y|qpq
SELECT 1

PREPARE pr (int) AS SELECT sq($1), words($1::text, 'z') FROM t WHERE id = sq($1); EXECUTE pr(1); EXECUTE pr(2)
----
PREPARE
1|1z1
SELECT 1
4|2z2
SELECT 1

CREATE FUNCTION odd(n int) RETURNS bool LANGUAGE sql AS 'SELECT false'; CREATE FUNCTION even(n int) RETURNS bool LANGUAGE sql AS 'SELECT CASE WHEN n = 0 THEN true ELSE odd(n - 1) END'; CREATE OR REPLACE FUNCTION odd(n int) RETURNS bool LANGUAGE sql AS 'SELECT CASE WHEN n = 0 THEN false ELSE even(n - 1) END'; SELECT even(10), odd(7), even(7)
----
CREATE FUNCTION
CREATE FUNCTION
CREATE FUNCTION
t|t|f
SELECT 1

SELECT sq(50000)
----
error 22003 integer out of range

SELECT count(*), sum(sq(id)) FROM t GROUP BY sq(id) % 2 ORDER BY 2
----
4|6120
4|6332
SELECT 2
