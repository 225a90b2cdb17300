CREATE TYPE pair AS (a int, b int)
----
CREATE TYPE

CREATE FUNCTION pair_add(pair, pair) RETURNS pair LANGUAGE sql IMMUTABLE AS 'SELECT ROW(($1).a + ($2).a, ($1).b + ($2).b)::pair'
----
CREATE FUNCTION

CREATE OPERATOR + (LEFTARG = pair, RIGHTARG = pair, FUNCTION = pair_add, COMMUTATOR = +)
----
CREATE OPERATOR

SELECT ROW(1, 2)::pair + ROW(3, 4)::pair, 1 + 2, '1' + 2
----
(4,6)|3|3
SELECT 1

CREATE FUNCTION near(int, int) RETURNS bool LANGUAGE plpgsql IMMUTABLE AS 'BEGIN RETURN abs($1 - $2) < 3; END'
----
CREATE FUNCTION

CREATE OPERATOR ~=~ (LEFTARG = int, RIGHTARG = int, PROCEDURE = near, COMMUTATOR = OPERATOR(public.~=~), NEGATOR = !=~, RESTRICT = eqsel, JOIN = eqjoinsel)
----
CREATE OPERATOR

SELECT 1 ~=~ 3, 1 ~=~ 4, NULL ~=~ 1, 1::smallint ~=~ 2, 1 OPERATOR(public.~=~) 3
----
t|f|NULL|t|t
SELECT 1

SELECT 1 ~=~ 'x'
----
error 22P02

SELECT 1.5 ~=~ 2
----
error 42883

SELECT 1 OPERATOR(pg_catalog.~=~) 3
----
error 42883

SELECT 1 OPERATOR(public.+) 3
----
error 42883

CREATE OPERATOR !! (RIGHTARG = int, FUNCTION = int4um)
----
CREATE OPERATOR

SELECT !! 5, !! (1 + 2), -(!! 4)
----
-5|-3|4
SELECT 1

CREATE OPERATOR ### (LEFTARG = anyelement, RIGHTARG = anyarray, FUNCTION = array_prepend)
----
error 42883

SELECT 1 ### ARRAY[2, 3], 'a'::text ### ARRAY['b']
----
error 42883

CREATE TABLE t (id int PRIMARY KEY, n int CHECK (n ~=~ 5), p int DEFAULT !! 7)
----
CREATE TABLE

INSERT INTO t VALUES (1, 4), (2, 6), (3, NULL)
----
INSERT 0 3

INSERT INTO t VALUES (4, 9)
----
error 23514

SELECT * FROM t WHERE n ~=~ id + 3 ORDER BY id
----
1|4|-7
2|6|-7
SELECT 2

SELECT sum(n) FILTER (WHERE n ~=~ 3) FROM t
----
4
SELECT 1

CREATE VIEW v AS SELECT id, n ~=~ id AS near, !! n AS neg, n OPERATOR(public.~=~) 4 AS four FROM t
----
CREATE VIEW

SELECT *, pg_get_viewdef('v') FROM v ORDER BY id
----
1|f|-4|t| SELECT t.id,\n    (t.n ~=~ t.id) AS near,\n    (!! t.n) AS neg,\n    (t.n ~=~ 4) AS four\n   FROM t;
2|f|-6|t| SELECT t.id,\n    (t.n ~=~ t.id) AS near,\n    (!! t.n) AS neg,\n    (t.n ~=~ 4) AS four\n   FROM t;
3|NULL|NULL|NULL| SELECT t.id,\n    (t.n ~=~ t.id) AS near,\n    (!! t.n) AS neg,\n    (t.n ~=~ 4) AS four\n   FROM t;
SELECT 3

CREATE INDEX by_neg ON t ((!! n))
----
CREATE INDEX

SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conrelid = 't'::regclass AND contype = 'c'
----
CHECK ((n ~=~ 5))
SELECT 1

SELECT indexdef FROM pg_indexes WHERE indexname = 'by_neg'
----
CREATE INDEX by_neg ON public.t USING btree (((!! n)))
SELECT 1

SELECT pg_get_expr(adbin, adrelid) FROM pg_attrdef WHERE adrelid = 't'::regclass
----
(!! 7)
SELECT 1

SELECT oprname, oprkind, oprcanmerge, oprcanhash, oprleft::regtype, oprright::regtype, oprresult::regtype, oprcode, oprrest, oprjoin FROM pg_operator WHERE oprnamespace = 'public'::regnamespace AND oprcode <> 0 ORDER BY oprname
----
!!|l|f|f|-|integer|integer|int4um|-|-
+|b|f|f|pair|pair|pair|pair_add|-|-
~=~|b|f|f|integer|integer|boolean|near|eqsel|eqjoinsel
SELECT 3

SELECT o.oprname, c.oprname FROM pg_operator o JOIN pg_operator c ON c.oid = o.oprcom WHERE o.oprnamespace = 'public'::regnamespace AND o.oprcode <> 0 ORDER BY 1
----
+|+
~=~|~=~
SELECT 2

CREATE SCHEMA apart
----
CREATE SCHEMA

ALTER OPERATOR ~=~ (int, int) SET SCHEMA apart
----
ALTER OPERATOR

SELECT 1 ~=~ 2
----
error 42883

SELECT 1 OPERATOR(apart.~=~) 2
----
t
SELECT 1

SELECT near, pg_get_viewdef('v') FROM v ORDER BY id
----
f| SELECT t.id,\n    (t.n OPERATOR(apart.~=~) t.id) AS near,\n    (!! t.n) AS neg,\n    (t.n OPERATOR(apart.~=~) 4) AS four\n   FROM t;
f| SELECT t.id,\n    (t.n OPERATOR(apart.~=~) t.id) AS near,\n    (!! t.n) AS neg,\n    (t.n OPERATOR(apart.~=~) 4) AS four\n   FROM t;
NULL| SELECT t.id,\n    (t.n OPERATOR(apart.~=~) t.id) AS near,\n    (!! t.n) AS neg,\n    (t.n OPERATOR(apart.~=~) 4) AS four\n   FROM t;
SELECT 3

INSERT INTO t VALUES (5, 9)
----
error 23514

INSERT INTO t VALUES (5, 7)
----
INSERT 0 1

CREATE OPERATOR ~=~ (LEFTARG = int, RIGHTARG = int, PROCEDURE = int4pl)
----
CREATE OPERATOR

SELECT 1 ~=~ 2
----
3
SELECT 1

CREATE OPERATOR ~=~ (LEFTARG = int, RIGHTARG = int, PROCEDURE = int4pl)
----
error 42723

COMMENT ON OPERATOR !! (NONE, int) IS 'minus'
----
COMMENT

SELECT obj_description(oid, 'pg_operator') FROM pg_operator WHERE oprname = '!!' AND oprright = 'int'::regtype
----
minus
SELECT 1

DROP OPERATOR !! (NONE, int)
----
error 2BP01

DROP FUNCTION near(int, int)
----
error 2BP01

DROP FUNCTION pair_add(pair, pair)
----
error 2BP01

DROP OPERATOR ~=~ (int, text)
----
error 42883

DROP OPERATOR IF EXISTS ~=~ (int, text)
----
DROP OPERATOR

DROP OPERATOR + (int, int)
----
error 2BP01

CREATE OPERATOR @#@ (LEFTARG = int, RIGHTARG = int)
----
error 42P13

CREATE OPERATOR @#@ (LEFTARG = int, FUNCTION = int4um)
----
error 42P13

CREATE OPERATOR @#@ (FUNCTION = int4um)
----
error 42P13

CREATE OPERATOR @#@ (LEFTARG = int, RIGHTARG = text, FUNCTION = int4pl)
----
error 42883

CREATE OPERATOR @#@ (LEFTARG = int, RIGHTARG = int, FUNCTION = nothing)
----
error 42883

CREATE OPERATOR @#@ (LEFTARG = SETOF int, RIGHTARG = int, FUNCTION = int4pl)
----
error 42P13

CREATE OPERATOR @#@ (LEFTARG = int, RIGHTARG = int, FUNCTION = int4pl, NEGATOR = +)
----
error 42P13

CREATE OPERATOR @#@ (LEFTARG = int, RIGHTARG = int, FUNCTION = int4pl, HASHES)
----
error 42P13

CREATE OPERATOR @#@ (RIGHTARG = int, FUNCTION = int4um, COMMUTATOR = @#@)
----
error 42P13

CREATE OPERATOR @#@ (LEFTARG = int, RIGHTARG = int, FUNCTION = int4eq, HASHES, MERGES, NEGATOR = <>)
----
CREATE OPERATOR

DROP OPERATOR @#@ (int, int)
----
DROP OPERATOR

DROP OPERATOR ### (anyelement, anyarray)
----
error 42883

DROP OPERATOR !! (NONE, int) CASCADE
----
DROP OPERATOR

SELECT * FROM v
----
error 42P01

SELECT indexname FROM pg_indexes WHERE tablename = 't' ORDER BY 1
----
t_pkey
SELECT 1

DROP SCHEMA apart
----
error 2BP01

DROP SCHEMA apart CASCADE
----
DROP SCHEMA

INSERT INTO t VALUES (6, 900)
----
INSERT 0 1

DROP TYPE pair
----
error 2BP01
