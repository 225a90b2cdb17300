# Errors are told whole.
# Extended statistics: CREATE STATISTICS.
CREATE TABLE s (a int, b int, c text, j json, p point, d date, v varchar(5), ts timestamptz)
----
CREATE TABLE

CREATE VIEW sv AS SELECT a, b FROM s
----
CREATE VIEW

CREATE STATISTICS x1 ON a FROM s
----
error 42P17 extended statistics require at least 2 columns

CREATE STATISTICS x1 ON a, a FROM s
----
error 42701 duplicate column name in statistics definition

CREATE STATISTICS x1 ON a, nope FROM s
----
error 42703 column "nope" does not exist

CREATE STATISTICS x1 ON a, ctid FROM s
----
error 0A000 statistics creation on system columns is not supported

CREATE STATISTICS x1 ON a, j FROM s
----
error 0A000 column "j" cannot be used in statistics because its type json has no default btree operator class

CREATE STATISTICS x1 ON (j) FROM s
----
error 0A000 column "j" cannot be used in statistics because its type json has no default btree operator class

CREATE STATISTICS x1 ON (j->'a'), a FROM s
----
error 0A000 expression cannot be used in multivariate statistics because its type json has no default btree operator class

CREATE STATISTICS x1 ON (j->'a') FROM s
----
CREATE STATISTICS

CREATE STATISTICS x2 (mcv) ON (a+1) FROM s
----
error 0A000 when building statistics on a single expression, statistics kinds may not be specified

CREATE STATISTICS x2 ON (a+1), (a+1) FROM s
----
error 42701 duplicate expression in statistics definition

CREATE STATISTICS x2 (foo) ON a, b FROM s
----
error 42601 unrecognized statistics kind "foo"

CREATE STATISTICS x2 ON a, b FROM s, sv
----
error 0A000 only a single relation is allowed in CREATE STATISTICS

CREATE STATISTICS x2 ON a, b FROM (SELECT 1) q
----
error 0A000 CREATE STATISTICS only supports relation names in the FROM clause

CREATE STATISTICS x2 ON a, b FROM sv
----
error 42809 cannot define statistics for relation "sv"; This operation is not supported for views.

CREATE STATISTICS x2 ON a, b FROM nope
----
error 42P01 relation "nope" does not exist

CREATE STATISTICS x2 ON a, b FROM pg_class
----
error 42501 permission denied: "pg_class" is a system catalog

CREATE STATISTICS x2 ON (random()), b FROM s
----
CREATE STATISTICS

CREATE STATISTICS x3 ON (sum(a)), b FROM s
----
error 42803 aggregate functions are not allowed in statistics expressions

CREATE STATISTICS x3 ON (row_number() over ()), b FROM s
----
error 42P20 window functions are not allowed in statistics expressions

CREATE STATISTICS x3 ON ((SELECT 1)), b FROM s
----
error 0A000 cannot use subquery in statistics expression

CREATE STATISTICS x3 ON (generate_series(1, a)), b FROM s
----
error 0A000 set-returning functions are not allowed in statistics expressions

CREATE STATISTICS x3 ON (ctid), b FROM s
----
error 0A000 statistics creation on system columns is not supported

CREATE STATISTICS x3 ON (ctid IS NULL), b FROM s
----
error 0A000 statistics creation on system columns is not supported

CREATE STATISTICS x3 ON (a), (b) FROM s
----
CREATE STATISTICS

CREATE STATISTICS x3b ON (s.a), ((s.b + s.a) * 2), lower(c), (b = 1 AND a IS NULL OR a = 2) FROM s
----
CREATE STATISTICS

CREATE STATISTICS x3c ON s.a, b FROM s
----
error 42601 syntax error at or near ","

CREATE STATISTICS x3d ON a, b, c, d, v, (a+1), (a+2), (a+3), (a+4) FROM s
----
error 54011 cannot have more than 8 columns in statistics

CREATE STATISTICS x3e ON a, b FROM ONLY s
----
CREATE STATISTICS

CREATE STATISTICS x3f ON a, b FROM s AS q
----
CREATE STATISTICS

CREATE STATISTICS x3g (ndistinct, ndistinct, mcv) ON d, a, b FROM s
----
CREATE STATISTICS

CREATE STATISTICS x3h (mcv, dependencies, ndistinct) ON b, a FROM s
----
CREATE STATISTICS

CREATE STATISTICS public.x1 ON a, b FROM s
----
error 42710 statistics object "x1" already exists

CREATE STATISTICS IF NOT EXISTS x1 ON a, b FROM s
----
CREATE STATISTICS

CREATE STATISTICS nosch.x1 ON a, b FROM s
----
error 3F000 schema "nosch" does not exist

CREATE STATISTICS ON a, b FROM s
----
error 42601 syntax error at or near "ON"

ALTER STATISTICS x3 SET STATISTICS 20000
----
ALTER STATISTICS

ALTER STATISTICS x3 SET STATISTICS -2
----
error 22023 statistics target -2 is too low

ALTER STATISTICS x1 SET STATISTICS 0
----
ALTER STATISTICS

ALTER STATISTICS x1 RENAME TO x3g
----
error 42710 statistics object "x3g" already exists in schema "public"

ALTER STATISTICS nope RENAME TO x3g
----
error 42704 statistics object "nope" does not exist

ALTER STATISTICS nope SET SCHEMA x3g
----
error 42704 statistics object "nope" does not exist

ALTER STATISTICS nope OWNER TO x3g
----
error 42704 role "x3g" does not exist

ALTER STATISTICS nope OWNER TO current_user
----
error 42704 statistics object "nope" does not exist

ALTER STATISTICS nope SET STATISTICS 3
----
error 42704 statistics object "nope" does not exist

ALTER STATISTICS IF EXISTS nope SET STATISTICS 3
----
ALTER STATISTICS

ALTER STATISTICS IF EXISTS nosch.nope SET STATISTICS 3
----
ALTER STATISTICS

ALTER STATISTICS nosch.nope SET STATISTICS 3
----
error 3F000 schema "nosch" does not exist

DROP STATISTICS nope
----
error 42704 statistics object "nope" does not exist

DROP STATISTICS IF EXISTS nope, nosch.nope
----
DROP STATISTICS

DROP STATISTICS nosch.nope
----
error 3F000 schema "nosch" does not exist

DROP STATISTICS public.nope
----
error 42704 statistics object "public.nope" does not exist

COMMENT ON STATISTICS nope IS 'x'
----
error 42704 statistics object "nope" does not exist

COMMENT ON STATISTICS x1 IS 'hello'
----
COMMENT

SELECT stxname, stxrelid::regclass, stxnamespace::regnamespace, stxowner = current_user::regrole, stxkeys, stxkind, stxstattarget, pg_get_statisticsobjdef(oid), pg_get_statisticsobjdef_columns(oid), pg_get_statisticsobjdef_expressions(oid), obj_description(oid, 'pg_statistic_ext'), pg_describe_object('pg_statistic_ext'::regclass, oid, 0), pg_statistics_obj_is_visible(oid) FROM pg_statistic_ext ORDER BY 1
----
x1|s|public|t|''|{e}|0|CREATE STATISTICS public.x1 ON (j -> 'a'::text) FROM s|(j -> 'a'::text)|{"(j -> 'a'::text)"}|hello|statistics object x1|t
x2|s|public|t|2|{d,f,m,e}|-1|CREATE STATISTICS public.x2 ON b, random() FROM s|b, random()|{random()}|NULL|statistics object x2|t
x3|s|public|t|1 2|{d,f,m}|10000|CREATE STATISTICS public.x3 ON a, b FROM s|a, b|NULL|NULL|statistics object x3|t
x3b|s|public|t|1|{d,f,m,e}|-1|CREATE STATISTICS public.x3b ON a, ((b + a) * 2), lower(c), (b = 1 AND a IS NULL OR a = 2) FROM s|a, ((b + a) * 2), lower(c), (b = 1 AND a IS NULL OR a = 2)|{"((b + a) * 2)",lower(c),"(((b = 1) AND (a IS NULL)) OR (a = 2))"}|NULL|statistics object x3b|t
x3e|s|public|t|1 2|{d,f,m}|-1|CREATE STATISTICS public.x3e ON a, b FROM s|a, b|NULL|NULL|statistics object x3e|t
x3f|s|public|t|1 2|{d,f,m}|-1|CREATE STATISTICS public.x3f ON a, b FROM s|a, b|NULL|NULL|statistics object x3f|t
x3g|s|public|t|1 2 6|{d,m}|-1|CREATE STATISTICS public.x3g (ndistinct, mcv) ON a, b, d FROM s|a, b, d|NULL|NULL|statistics object x3g|t
x3h|s|public|t|1 2|{d,f,m}|-1|CREATE STATISTICS public.x3h ON a, b FROM s|a, b|NULL|NULL|statistics object x3h|t
SELECT 8

SELECT stxname, pg_get_expr(stxexprs, stxrelid) FROM pg_statistic_ext WHERE stxname IN ('x1', 'x2', 'x3') ORDER BY 1
----
x1|(j -> 'a'::text)
x2|random()
x3|NULL
SELECT 3

SELECT DISTINCT classid::regclass, e.stxname, refclassid::regclass, CASE refclassid WHEN 'pg_class'::regclass THEN refobjid::regclass::text END, refobjsubid, deptype FROM pg_depend d JOIN pg_statistic_ext e ON e.oid = objid WHERE classid = 'pg_statistic_ext'::regclass ORDER BY 2, 3, 5
----
pg_statistic_ext|x1|pg_class|s|0|a
pg_statistic_ext|x1|pg_class|s|4|a
pg_statistic_ext|x1|pg_namespace|NULL|0|n
pg_statistic_ext|x2|pg_class|s|2|a
pg_statistic_ext|x2|pg_namespace|NULL|0|n
pg_statistic_ext|x3|pg_class|s|1|a
pg_statistic_ext|x3|pg_class|s|2|a
pg_statistic_ext|x3|pg_namespace|NULL|0|n
pg_statistic_ext|x3b|pg_class|s|1|a
pg_statistic_ext|x3b|pg_class|s|2|a
pg_statistic_ext|x3b|pg_class|s|3|a
pg_statistic_ext|x3b|pg_namespace|NULL|0|n
pg_statistic_ext|x3e|pg_class|s|1|a
pg_statistic_ext|x3e|pg_class|s|2|a
pg_statistic_ext|x3e|pg_namespace|NULL|0|n
pg_statistic_ext|x3f|pg_class|s|1|a
pg_statistic_ext|x3f|pg_class|s|2|a
pg_statistic_ext|x3f|pg_namespace|NULL|0|n
pg_statistic_ext|x3g|pg_class|s|1|a
pg_statistic_ext|x3g|pg_class|s|2|a
pg_statistic_ext|x3g|pg_class|s|6|a
pg_statistic_ext|x3g|pg_namespace|NULL|0|n
pg_statistic_ext|x3h|pg_class|s|1|a
pg_statistic_ext|x3h|pg_class|s|2|a
pg_statistic_ext|x3h|pg_namespace|NULL|0|n
SELECT 25

SELECT pg_get_statisticsobjdef(0), pg_get_statisticsobjdef_columns(0), pg_get_statisticsobjdef_expressions(0), pg_statistics_obj_is_visible(0)
----
NULL|NULL|NULL|NULL
SELECT 1

SELECT type, schema, name, identity FROM pg_statistic_ext, pg_identify_object('pg_statistic_ext'::regclass, oid, 0) WHERE stxname = 'x1'
----
statistics object|public|x1|public.x1
SELECT 1

CREATE FUNCTION ff(int) RETURNS int LANGUAGE sql AS 'SELECT $1'
----
CREATE FUNCTION

CREATE STATISTICS y1 ON ff(a), b FROM s
----
CREATE STATISTICS

DROP FUNCTION ff
----
error 2BP01 cannot drop function ff(integer) because other objects depend on it; statistics object y1 depends on function ff(integer); Use DROP ... CASCADE to drop the dependent objects too.

DROP FUNCTION ff CASCADE
----
DROP FUNCTION

DROP VIEW sv
----
DROP VIEW

ALTER TABLE s DROP COLUMN d
----
ALTER TABLE

SELECT stxname FROM pg_statistic_ext ORDER BY 1
----
x1
x2
x3
x3b
x3e
x3f
x3h
SELECT 7

ALTER TABLE s ALTER COLUMN b TYPE json USING null
----
error 42883 operator does not exist: json + integer; ; No operator matches the given name and argument types. You might need to add explicit type casts.

ALTER TABLE s ALTER COLUMN a TYPE bigint
----
ALTER TABLE

ALTER TABLE s RENAME COLUMN a TO aa
----
ALTER TABLE

SELECT pg_get_statisticsobjdef(oid) FROM pg_statistic_ext ORDER BY 1
----
CREATE STATISTICS public.x1 ON (j -> 'a'::text) FROM s
CREATE STATISTICS public.x2 ON b, random() FROM s
CREATE STATISTICS public.x3 ON aa, b FROM s
CREATE STATISTICS public.x3b ON aa, ((b + aa) * 2), lower(c), (b = 1 AND aa IS NULL OR aa = 2) FROM s
CREATE STATISTICS public.x3e ON aa, b FROM s
CREATE STATISTICS public.x3f ON aa, b FROM s
CREATE STATISTICS public.x3h ON aa, b FROM s
SELECT 7

CREATE TABLE sl (LIKE s INCLUDING STATISTICS INCLUDING COMMENTS)
----
CREATE TABLE

SELECT pg_get_statisticsobjdef(oid), obj_description(oid, 'pg_statistic_ext') FROM pg_statistic_ext WHERE stxrelid = 'sl'::regclass ORDER BY 1
----
CREATE STATISTICS public.sl_aa_b_stat ON aa, b FROM sl|NULL
CREATE STATISTICS public.sl_aa_b_stat1 ON aa, b FROM sl|NULL
CREATE STATISTICS public.sl_aa_b_stat2 ON aa, b FROM sl|NULL
CREATE STATISTICS public.sl_aa_b_stat3 ON aa, b FROM sl|NULL
CREATE STATISTICS public.sl_aa_expr_expr_expr_stat ON aa, ((b + aa) * 2), lower(c), (b = 1 AND aa IS NULL OR aa = 2) FROM sl|NULL
CREATE STATISTICS public.sl_b_expr_stat ON b, random() FROM sl|NULL
CREATE STATISTICS public.sl_expr_stat ON (j -> 'a'::text) FROM sl|hello
SELECT 7

CREATE TABLE sn (LIKE s)
----
CREATE TABLE

SELECT count(*) FROM pg_statistic_ext WHERE stxrelid = 'sn'::regclass
----
0
SELECT 1

DROP TABLE s
----
DROP TABLE

SELECT stxname FROM pg_statistic_ext ORDER BY 1
----
sl_aa_b_stat
sl_aa_b_stat1
sl_aa_b_stat2
sl_aa_b_stat3
sl_aa_expr_expr_expr_stat
sl_b_expr_stat
sl_expr_stat
SELECT 7

DROP STATISTICS sl_aa_b_stat1, sl_b_expr_stat
----
DROP STATISTICS

SELECT stxname FROM pg_statistic_ext ORDER BY 1
----
sl_aa_b_stat
sl_aa_b_stat2
sl_aa_b_stat3
sl_aa_expr_expr_expr_stat
sl_expr_stat
SELECT 5

CREATE SCHEMA os
----
CREATE SCHEMA

CREATE STATISTICS os.away ON aa, b FROM sl
----
CREATE STATISTICS

ALTER STATISTICS sl_aa_b_stat SET SCHEMA os
----
ALTER STATISTICS

ALTER STATISTICS os.sl_aa_b_stat RENAME TO away
----
error 42710 statistics object "away" already exists in schema "os"

ALTER STATISTICS os.sl_aa_b_stat RENAME TO "Two"
----
ALTER STATISTICS

SELECT pg_get_statisticsobjdef(oid), pg_statistics_obj_is_visible(oid), pg_describe_object('pg_statistic_ext'::regclass, oid, 0) FROM pg_statistic_ext WHERE stxnamespace = 'os'::regnamespace ORDER BY 1
----
CREATE STATISTICS os."Two" ON aa, b FROM sl|f|statistics object os."Two"
CREATE STATISTICS os.away ON aa, b FROM sl|f|statistics object os.away
SELECT 2

DROP SCHEMA os
----
error 2BP01 cannot drop schema os because other objects depend on it; statistics object os."Two" depends on schema os\nstatistics object os.away depends on schema os; Use DROP ... CASCADE to drop the dependent objects too.

DROP SCHEMA os CASCADE
----
DROP SCHEMA

SELECT stxname FROM pg_statistic_ext ORDER BY 1
----
sl_aa_b_stat2
sl_aa_b_stat3
sl_aa_expr_expr_expr_stat
sl_expr_stat
SELECT 4

BEGIN; CREATE STATISTICS undone ON aa, b FROM sl; ROLLBACK
----
BEGIN
CREATE STATISTICS
ROLLBACK

SELECT stxname FROM pg_statistic_ext WHERE stxname = 'undone'
----
SELECT 0

CREATE ROLE statowner
----
CREATE ROLE

CREATE ROLE statother
----
CREATE ROLE

GRANT CREATE, USAGE ON SCHEMA public TO statowner, statother
----
GRANT

SET ROLE statowner
----
SET

CREATE TABLE so (a int, b int)
----
CREATE TABLE

CREATE STATISTICS so_stat ON a, b FROM so
----
CREATE STATISTICS

CREATE STATISTICS so_stat2 ON aa, b FROM sl
----
error 42501 must be owner of table sl

ALTER STATISTICS sl_expr_stat SET STATISTICS 5
----
error 42501 must be owner of statistics object sl_expr_stat

DROP STATISTICS sl_expr_stat
----
error 42501 must be owner of statistics object sl_expr_stat

COMMENT ON STATISTICS sl_expr_stat IS 'x'
----
error 42501 must be owner of statistics object sl_expr_stat

ALTER STATISTICS sl_expr_stat RENAME TO se
----
error 42501 must be owner of statistics object sl_expr_stat

RESET ROLE
----
RESET

SET ROLE statother
----
SET

CREATE STATISTICS so_stat3 ON a, b FROM so
----
error 42501 must be owner of table so

ALTER STATISTICS so_stat SET STATISTICS 5
----
error 42501 must be owner of statistics object so_stat

RESET ROLE
----
RESET

ALTER STATISTICS so_stat OWNER TO statother
----
ALTER STATISTICS

SELECT stxowner::regrole FROM pg_statistic_ext WHERE stxname = 'so_stat'
----
statother
SELECT 1

DROP ROLE statother
----
error 2BP01 role "statother" cannot be dropped because some objects depend on it; privileges for schema public\nowner of statistics object so_stat

REASSIGN OWNED BY statother TO statowner
----
REASSIGN OWNED

SELECT stxowner::regrole FROM pg_statistic_ext WHERE stxname = 'so_stat'
----
statowner
SELECT 1

DROP OWNED BY statowner, statother
----
DROP OWNED

SELECT count(*) FROM pg_statistic_ext WHERE stxname = 'so_stat'
----
0
SELECT 1

DROP ROLE statowner, statother
----
DROP ROLE

CREATE TABLE m (a int, b int, c text, d int)
----
CREATE TABLE

INSERT INTO m SELECT i % 10, i % 5, 'x' || i % 3, nullif(i % 4, 0) FROM generate_series(1, 1000) i
----
INSERT 0 1000

CREATE STATISTICS m1 (ndistinct, dependencies) ON a, b, c FROM m
----
CREATE STATISTICS

CREATE STATISTICS m2 (ndistinct) ON d, c FROM m
----
CREATE STATISTICS

CREATE STATISTICS m3 (dependencies) ON a, d FROM m
----
CREATE STATISTICS

CREATE STATISTICS m4 (ndistinct, dependencies) ON a, b FROM m
----
CREATE STATISTICS

ALTER STATISTICS m4 SET STATISTICS 0
----
ALTER STATISTICS

SELECT statistics_name FROM pg_stats_ext
----
SELECT 0

ANALYZE m
----
ANALYZE

SELECT schemaname, tablename, statistics_schemaname, statistics_name, statistics_owner = current_user, attnames, exprs, kinds, inherited, n_distinct::text, dependencies::text FROM pg_stats_ext WHERE statistics_name <> 'm4' ORDER BY 4
----
public|m|public|m1|t|{a,b,c}|NULL|{d,f}|f|{"1, 2": 10, "1, 3": 30, "2, 3": 15, "1, 2, 3": 30}|{"1 => 2": 1.000000, "1, 3 => 2": 1.000000}
public|m|public|m2|t|{c,d}|NULL|{d}|f|{"3, 4": 12}|NULL
public|m|public|m3|t|{a,d}|NULL|{f}|f|NULL|NULL
SELECT 3

CREATE TABLE pt (a int, b int) PARTITION BY RANGE (a)
----
CREATE TABLE

CREATE STATISTICS pts ON a, b FROM pt
----
CREATE STATISTICS

CREATE MATERIALIZED VIEW mv AS SELECT 1 AS a, 2 AS b
----
SELECT 1

CREATE STATISTICS mvs ON a, b FROM mv
----
CREATE STATISTICS

CREATE INDEX m_a ON m (a)
----
CREATE INDEX

CREATE STATISTICS ixs ON a, b FROM m_a
----
error 42809 cannot define statistics for relation "m_a"; This operation is not supported for indexes.

CREATE SEQUENCE sq
----
CREATE SEQUENCE

CREATE STATISTICS sqs ON a, b FROM sq
----
error 42809 cannot define statistics for relation "sq"; This operation is not supported for sequences.

SELECT stxname FROM pg_statistic_ext WHERE stxrelid IN ('pt'::regclass, 'mv'::regclass) ORDER BY 1
----
mvs
pts
SELECT 2

CREATE TEMP TABLE tt (a int, b int)
----
CREATE TABLE

CREATE STATISTICS tts ON a, b FROM tt
----
CREATE STATISTICS

SELECT stxname, stxnamespace::regnamespace, pg_statistics_obj_is_visible(oid) FROM pg_statistic_ext WHERE stxname = 'tts'
----
tts|public|t
SELECT 1

DROP TABLE tt, pt, m
----
DROP TABLE

DROP MATERIALIZED VIEW mv
----
DROP MATERIALIZED VIEW

SELECT stxname FROM pg_statistic_ext ORDER BY 1
----
sl_aa_b_stat2
sl_aa_b_stat3
sl_aa_expr_expr_expr_stat
sl_expr_stat
SELECT 4

SELECT tablename, statistics_name, expr, null_frac FROM pg_stats_ext_exprs
----
sl|sl_aa_expr_expr_expr_stat|(((b = 1) AND (aa IS NULL)) OR (aa = 2))|NULL
sl|sl_aa_expr_expr_expr_stat|((b + aa) * 2)|NULL
sl|sl_aa_expr_expr_expr_stat|lower(c)|NULL
sl|sl_expr_stat|(j -> 'a'::text)|NULL
SELECT 4
