CREATE FUNCTION addup(s numeric, n int) RETURNS numeric LANGUAGE plpgsql AS $$BEGIN IF n IS NULL THEN RETURN s; END IF; RETURN s + n; END$$
----
CREATE FUNCTION

CREATE AGGREGATE total(int) (SFUNC = addup, STYPE = numeric, INITCOND = '0')
----
CREATE AGGREGATE

CREATE TABLE t (g text, i int, f float8)
----
CREATE TABLE

INSERT INTO t VALUES ('a', 1, 1.5), ('a', 2, 2.5), ('b', 3, NULL), ('b', NULL, 4), ('c', NULL, NULL), ('a', 1, 7)
----
INSERT 0 6

SELECT total(i), total(DISTINCT i), total(i) FILTER (WHERE g = 'a'), count(*) FROM t
----
7|6|4|6
SELECT 1

SELECT g, total(i), sum(i) FROM t GROUP BY g ORDER BY g
----
a|4|4
b|3|3
c|0|NULL
SELECT 3

SELECT total(i) FROM t WHERE false
----
0
SELECT 1

SELECT g, total(i) FROM t GROUP BY ROLLUP (g) HAVING total(i) > 2 ORDER BY g
----
a|4
b|3
NULL|7
SELECT 3

SELECT g, i, total(i) OVER (PARTITION BY g ORDER BY i, f), total(i) OVER () FROM t ORDER BY g, i, f
----
a|1|1|7
a|1|2|7
a|2|4|7
b|3|3|7
b|NULL|3|7
c|NULL|0|7
SELECT 6

SELECT i, total(i) OVER (ORDER BY i ROWS BETWEEN 1 PRECEDING AND CURRENT ROW) FROM t WHERE g = 'a' ORDER BY i, f
----
1|1
1|2
2|3
SELECT 3

CREATE AGGREGATE together(anycompatible) (SFUNC = array_append, STYPE = anycompatiblearray, INITCOND = '{}')
----
CREATE AGGREGATE

SELECT together(i ORDER BY i DESC), together(g ORDER BY g, i), pg_typeof(together(f)) FROM t
----
{NULL,NULL,3,2,1,1}|{a,a,a,b,b,c}|double precision[]
SELECT 1

SELECT g, together(DISTINCT i) FROM t GROUP BY g ORDER BY g
----
a|{1,2}
b|{3,NULL}
c|{NULL}
SELECT 3

CREATE AGGREGATE larger(int) (SFUNC = int4larger, STYPE = int)
----
CREATE AGGREGATE

SELECT larger(i) FROM t
----
3
SELECT 1

SELECT larger(i), g FROM t GROUP BY g ORDER BY g
----
2|a
3|b
NULL|c
SELECT 3

CREATE FUNCTION mean(numeric[]) RETURNS numeric LANGUAGE sql AS 'SELECT avg(x) FROM unnest($1) x'
----
CREATE FUNCTION

CREATE AGGREGATE average(numeric) (SFUNC = array_append, STYPE = numeric[], FINALFUNC = mean, INITCOND = '{}')
----
CREATE AGGREGATE

SELECT round(average(i), 2) FROM t
----
1.75
SELECT 1

CREATE FUNCTION joined(s text, x text, sep text) RETURNS text LANGUAGE sql AS $$SELECT coalesce(s || sep, '') || x$$
----
CREATE FUNCTION

CREATE AGGREGATE glue(text, text) (SFUNC = joined, STYPE = text)
----
CREATE AGGREGATE

SELECT glue(g, ',' ORDER BY g, i) FROM t
----
a,a,a,b,b,c
SELECT 1

CREATE FUNCTION plusone(int8) RETURNS int8 LANGUAGE sql STRICT AS 'SELECT $1 + 1'
----
CREATE FUNCTION

CREATE AGGREGATE howmany(*) (SFUNC = plusone, STYPE = int8, INITCOND = '0')
----
CREATE AGGREGATE

SELECT howmany(*), howmany(*) FILTER (WHERE i IS NULL) FROM t
----
6|2
SELECT 1

SELECT howmany() FROM t
----
error 42809

CREATE AGGREGATE oldstyle (BASETYPE = int, SFUNC1 = int4pl, STYPE1 = int, INITCOND1 = '10')
----
CREATE AGGREGATE

SELECT oldstyle(i) FROM t
----
17
SELECT 1

CREATE FUNCTION last(s int, x int, extra int) RETURNS int LANGUAGE sql AS 'SELECT s * 100'
----
CREATE FUNCTION

CREATE AGGREGATE extra(int, int) (SFUNC = int4mul, STYPE = int)
----
error 42883

CREATE FUNCTION three(int, int, int) RETURNS int LANGUAGE sql AS 'SELECT $1 + $2 * $3'
----
CREATE FUNCTION

CREATE AGGREGATE extra(int, int) (SFUNC = three, STYPE = int, INITCOND = '0', FINALFUNC = three, FINALFUNC_EXTRA)
----
CREATE AGGREGATE

SELECT extra(i, 2) FROM t WHERE i IS NOT NULL
----
NULL
SELECT 1

CREATE AGGREGATE moved(numeric) (SFUNC = numeric_add, STYPE = numeric, INITCOND = '0', MSFUNC = numeric_add, MINVFUNC = numeric_sub, MSTYPE = numeric, MINITCOND = '0', COMBINEFUNC = numeric_add, PARALLEL = safe, SSPACE = 64)
----
CREATE AGGREGATE

SELECT i, moved(i) OVER (ORDER BY i ROWS 1 PRECEDING) FROM t WHERE i IS NOT NULL ORDER BY i, f
----
1|1
1|2
2|3
3|5
SELECT 4

SELECT p.proname, prokind, prosrc, aggkind, aggtransfn, aggfinalfn, aggcombinefn, aggmtransfn, aggminvtransfn, aggfinalextra, aggfinalmodify, aggtranstype::regtype, aggtransspace, aggmtranstype, agginitval, aggminitval FROM pg_aggregate a JOIN pg_proc p ON p.oid = aggfnoid WHERE pronamespace = 'public'::regnamespace ORDER BY p.proname
----
average|a|aggregate_dummy|n|array_append|mean|-|-|-|f|r|numeric[]|0|0|{}|NULL
extra|a|aggregate_dummy|n|three|three|-|-|-|t|r|integer|0|0|0|NULL
glue|a|aggregate_dummy|n|joined|-|-|-|-|f|r|text|0|0|NULL|NULL
howmany|a|aggregate_dummy|n|plusone|-|-|-|-|f|r|bigint|0|0|0|NULL
larger|a|aggregate_dummy|n|int4larger|-|-|-|-|f|r|integer|0|0|NULL|NULL
moved|a|aggregate_dummy|n|numeric_add|-|numeric_add|numeric_add|numeric_sub|f|r|numeric|64|1700|0|0
oldstyle|a|aggregate_dummy|n|int4pl|-|-|-|-|f|r|integer|0|0|10|NULL
together|a|aggregate_dummy|n|array_append|-|-|-|-|f|r|anycompatiblearray|0|0|{}|NULL
total|a|aggregate_dummy|n|addup|-|-|-|-|f|r|numeric|0|0|0|NULL
SELECT 9

SELECT pg_get_function_arguments('glue'::regproc), pg_get_function_result('glue'::regproc), pg_get_function_identity_arguments('total'::regproc)
----
text, text|text|integer
SELECT 1

CREATE AGGREGATE nothing(int) (SFUNC = int4pl)
----
error 42P13

CREATE AGGREGATE nothing(int) (STYPE = int)
----
error 42P13

CREATE AGGREGATE nothing(int) (SFUNC = nothing, STYPE = int)
----
error 42883

CREATE AGGREGATE nothing(int) (SFUNC = int4pl, STYPE = text)
----
error 42883

CREATE AGGREGATE nothing(int) (SFUNC = int48pl, STYPE = int)
----
error 42804

CREATE AGGREGATE nothing(text) (SFUNC = textcat, STYPE = text, INITCOND = 'x', MSFUNC = textcat)
----
error 42P13

CREATE AGGREGATE nothing(int) (SFUNC = int4pl, STYPE = int, INITCOND = 'x')
----
error 22P02

CREATE AGGREGATE nothing(int) (SFUNC = generate_series, STYPE = int)
----
error 42804

CREATE AGGREGATE total(int) (SFUNC = int4pl, STYPE = int)
----
error 42723

CREATE OR REPLACE AGGREGATE total(int) (SFUNC = addup, STYPE = numeric, INITCOND = '100')
----
CREATE AGGREGATE

SELECT total(i) FROM t
----
107
SELECT 1

CREATE OR REPLACE AGGREGATE total(int) (SFUNC = int4pl, STYPE = int)
----
error 42P13

CREATE OR REPLACE FUNCTION total(int) RETURNS numeric LANGUAGE sql AS 'SELECT 1.0'
----
error 42809

CREATE VIEW totals AS SELECT g, total(i) AS n FROM t GROUP BY g
----
CREATE VIEW

SELECT *, pg_get_viewdef('totals') FROM totals ORDER BY g
----
a|104| SELECT t.g,\n    total(t.i) AS n\n   FROM t\n  GROUP BY t.g;
b|103| SELECT t.g,\n    total(t.i) AS n\n   FROM t\n  GROUP BY t.g;
c|100| SELECT t.g,\n    total(t.i) AS n\n   FROM t\n  GROUP BY t.g;
SELECT 3

SELECT total(total(i)) FROM t
----
error 42883

SELECT * FROM t WHERE total(i) > 1
----
error 42803

SELECT total('x') FROM t
----
error 22P02

DROP FUNCTION addup(numeric, int)
----
error 2BP01

DROP FUNCTION total(int)
----
error 42809

DROP AGGREGATE total(int)
----
error 2BP01

DROP AGGREGATE nothing(int)
----
error 42883

DROP AGGREGATE IF EXISTS nothing(int)
----
DROP AGGREGATE

DROP AGGREGATE mean(numeric[])
----
error 42809

ALTER AGGREGATE total(int) RENAME TO summed
----
ALTER AGGREGATE

COMMENT ON AGGREGATE summed(int) IS 'adds up'
----
COMMENT

SELECT obj_description('summed'::regproc, 'pg_proc'), pg_get_viewdef('totals')
----
adds up| SELECT t.g,\n    summed(t.i) AS n\n   FROM t\n  GROUP BY t.g;
SELECT 1

DROP AGGREGATE summed(int) CASCADE
----
DROP AGGREGATE

DROP AGGREGATE howmany(*)
----
DROP AGGREGATE

CREATE ROLE visitor
----
CREATE ROLE

REVOKE EXECUTE ON FUNCTION larger(int) FROM PUBLIC
----
REVOKE

GRANT SELECT ON t TO visitor
----
GRANT

GRANT USAGE ON SCHEMA public TO visitor
----
GRANT

SET ROLE visitor
----
SET

SELECT larger(i) FROM t
----
error 42501

SELECT moved(i) FROM t
----
7
SELECT 1

DROP AGGREGATE moved(numeric)
----
error 42501

RESET ROLE
----
RESET
