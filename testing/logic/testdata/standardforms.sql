# Errors are told whole. What is shown in the notations of the standard and the styles of the
# session, what routines use, dates with the names of their units, and views that a setting refuses.
CREATE TABLE sfs (t text, b bytea, bb bit varying, v varchar(10), i int2, d date, ts timestamp)
----
CREATE TABLE

CREATE VIEW sfpatterns AS SELECT substring(t from 'b') a, substring(t from 'a' for '#') b, substring(t similar 'a' escape '#') c, substring(b from 1) d, substring(bb from 1 for 2) e, substring(t, 'a', '#') f, substring(t from t for t) g, substring(v similar v escape v) h, substring(t from 'b' for null) i, substring(t from 2) j, substring(t for 2) k FROM sfs
----
CREATE VIEW

SELECT pg_get_viewdef('sfpatterns'::regclass)
----
 SELECT "substring"(sfs.t, 'b'::text) AS a,\n    SUBSTRING(sfs.t SIMILAR 'a'::text ESCAPE '#'::text) AS b,\n    SUBSTRING(sfs.t SIMILAR 'a'::text ESCAPE '#'::text) AS c,\n    SUBSTRING(sfs.b FROM 1) AS d,\n    SUBSTRING(sfs.bb FROM 1 FOR 2) AS e,\n    "substring"(sfs.t, 'a'::text, '#'::text) AS f,\n    SUBSTRING(sfs.t SIMILAR sfs.t ESCAPE sfs.t) AS g,\n    SUBSTRING(sfs.v SIMILAR sfs.v ESCAPE sfs.v) AS h,\n    SUBSTRING(sfs.t SIMILAR 'b'::text ESCAPE NULL::text) AS i,\n    SUBSTRING(sfs.t FROM 2) AS j,\n    SUBSTRING(sfs.t FROM 1 FOR 2) AS k\n   FROM sfs;
SELECT 1

CREATE VIEW sfbare AS SELECT trim(v) a, trim(both v from v) b, substring(v from 1) c, substring(v from i for i) d, position(v in v) e, overlay(v placing v from i) f, extract(year from ts) g, ts at time zone v h, normalize(v) i, v is normalized j, (ts, ts) overlaps (d, d) k, collation for (v) l, position(upper(v) in t) m, substring(v || 'a' from 2) n, trim(v::text) o, trim(upper(v)) p, btrim(v) q FROM sfs
----
CREATE VIEW

SELECT pg_get_viewdef('sfbare'::regclass)
----
 SELECT TRIM(BOTH FROM sfs.v) AS a,\n    TRIM(BOTH sfs.v FROM sfs.v) AS b,\n    SUBSTRING(sfs.v FROM 1) AS c,\n    SUBSTRING(sfs.v FROM sfs.i FOR sfs.i) AS d,\n    POSITION((sfs.v) IN (sfs.v)) AS e,\n    OVERLAY(sfs.v PLACING sfs.v FROM sfs.i) AS f,\n    EXTRACT(year FROM sfs.ts) AS g,\n    (sfs.ts AT TIME ZONE sfs.v) AS h,\n    NORMALIZE(sfs.v) AS i,\n    (sfs.v IS NORMALIZED) AS j,\n    ((sfs.ts, sfs.ts) OVERLAPS (sfs.d, sfs.d)) AS k,\n    COLLATION FOR (sfs.v) AS l,\n    POSITION((upper((sfs.v)::text)) IN (sfs.t)) AS m,\n    SUBSTRING(((sfs.v)::text || 'a'::text) FROM 2) AS n,\n    TRIM(BOTH FROM (sfs.v)::text) AS o,\n    TRIM(BOTH FROM upper((sfs.v)::text)) AS p,\n    btrim((sfs.v)::text) AS q\n   FROM sfs;
SELECT 1

CREATE VIEW sfwhere AS SELECT t FROM sfs WHERE trim(v) = 'a' AND substring(v from 2) = v ORDER BY trim(v), extract(year from d)
----
CREATE VIEW

SELECT pg_get_viewdef('sfwhere'::regclass)
----
 SELECT sfs.t\n   FROM sfs\n  WHERE ((TRIM(BOTH FROM sfs.v) = 'a'::text) AND (SUBSTRING(sfs.v FROM 2) = (sfs.v)::text))\n  ORDER BY (TRIM(BOTH FROM sfs.v)), (EXTRACT(year FROM sfs.d));
SELECT 1

SELECT pg_get_viewdef('sfwhere'::regclass, true)
----
 SELECT sfs.t\n   FROM sfs\n  WHERE TRIM(BOTH FROM sfs.v) = 'a'::text AND SUBSTRING(sfs.v FROM 2) = sfs.v::text\n  ORDER BY (TRIM(BOTH FROM sfs.v)), (EXTRACT(year FROM sfs.d));
SELECT 1

CREATE INDEX sfi ON sfs (trim(v), (extract(year from ts)))
----
CREATE INDEX

SELECT pg_get_indexdef('sfi'::regclass)
----
CREATE INDEX sfi ON public.sfs USING btree (TRIM(BOTH FROM v), EXTRACT(year FROM ts))
SELECT 1

ALTER TABLE sfs ADD CONSTRAINT sfc CHECK (trim(v) <> substring(v from 1 for i) AND substring(t from 'a') <> 'b' AND substring(t similar 'a' escape '#') <> 'b')
----
ALTER TABLE

SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conname = 'sfc'
----
CHECK (((TRIM(BOTH FROM v) <> SUBSTRING(v FROM 1 FOR i)) AND ("substring"(t, 'a'::text) <> 'b'::text) AND (SUBSTRING(t SIMILAR 'a'::text ESCAPE '#'::text) <> 'b'::text)))
SELECT 1

CREATE FUNCTION sff(v varchar) RETURNS text LANGUAGE sql BEGIN ATOMIC; SELECT trim(v) || substring(v from 1) || substring(v from 'a'); END
----
CREATE FUNCTION

SELECT pg_get_functiondef('sff'::regproc)
----
CREATE OR REPLACE FUNCTION public.sff(v character varying)\n RETURNS text\n LANGUAGE sql\nBEGIN ATOMIC\n SELECT ((TRIM(BOTH FROM v) || SUBSTRING(v FROM 1)) || "substring"((v)::text, 'a'::text));\nEND\n
SELECT 1

INSERT INTO sfs (t, v, i) VALUES ('xyz', ' xyz ', 2)
----
INSERT 0 1

SELECT a, c, d FROM sfpatterns
----
NULL|NULL|NULL
SELECT 1

CREATE VIEW sfconsts AS SELECT date '2001-02-03' d, interval '1 day 02:03' i, timestamptz '2001-02-03 04:05:06+00' tz, timestamp '2001-02-03 04:05:06' ts, daterange '[2001-02-03,2001-02-05)' r, '{2001-02-03}'::date[] a, bytea 'a\\b' y, float8 '0.1' f
----
CREATE VIEW

SET datestyle = 'Postgres, MDY'; SET intervalstyle = postgres_verbose; SET timezone = 'America/New_York'; SET bytea_output = escape
----
SET
SET
SET
SET

SELECT pg_get_viewdef('sfconsts'::regclass)
----
 SELECT '02-03-2001'::date AS d,\n    '@ 1 day 2 hours 3 mins'::interval AS i,\n    'Fri Feb 02 23:05:06 2001 EST'::timestamp with time zone AS tz,\n    'Sat Feb 03 04:05:06 2001'::timestamp without time zone AS ts,\n    '[02-03-2001,02-05-2001)'::daterange AS r,\n    '{02-03-2001}'::date[] AS a,\n    'a\\b'::bytea AS y,\n    '0.1'::double precision AS f;
SELECT 1

SELECT definition FROM pg_views WHERE viewname = 'sfconsts'
----
 SELECT '02-03-2001'::date AS d,\n    '@ 1 day 2 hours 3 mins'::interval AS i,\n    'Fri Feb 02 23:05:06 2001 EST'::timestamp with time zone AS tz,\n    'Sat Feb 03 04:05:06 2001'::timestamp without time zone AS ts,\n    '[02-03-2001,02-05-2001)'::daterange AS r,\n    '{02-03-2001}'::date[] AS a,\n    'a\\b'::bytea AS y,\n    '0.1'::double precision AS f;
SELECT 1

SET datestyle = 'SQL, DMY'; SET intervalstyle = iso_8601
----
SET
SET

SELECT pg_get_viewdef('sfconsts'::regclass)
----
 SELECT '03/02/2001'::date AS d,\n    'P1DT2H3M'::interval AS i,\n    '02/02/2001 23:05:06 EST'::timestamp with time zone AS tz,\n    '03/02/2001 04:05:06'::timestamp without time zone AS ts,\n    '[03/02/2001,05/02/2001)'::daterange AS r,\n    '{03/02/2001}'::date[] AS a,\n    'a\\b'::bytea AS y,\n    '0.1'::double precision AS f;
SELECT 1

RESET datestyle; RESET intervalstyle; RESET timezone; RESET bytea_output
----
RESET
RESET
RESET
RESET

CREATE TABLE sfj1 (a int, b int); CREATE TABLE sfj2 (a int, c int); CREATE TABLE sfj3 (a int, d int)
----
CREATE TABLE
CREATE TABLE
CREATE TABLE

CREATE VIEW sfjoin AS SELECT * FROM (sfj1 JOIN sfj2 USING (a)) AS j(x, y, z)
----
CREATE VIEW

CREATE VIEW sfjoin1 AS SELECT j.x, j.c FROM (sfj1 JOIN sfj2 USING (a)) AS j(x) WHERE j.x > 1 ORDER BY j.b
----
CREATE VIEW

CREATE VIEW sfjoin2 AS SELECT * FROM ((sfj1 JOIN sfj2 USING (a)) JOIN sfj3 USING (a)) AS j(x, y)
----
CREATE VIEW

CREATE VIEW sfjoin3 AS SELECT * FROM ((sfj1 FULL JOIN sfj2 USING (a)) AS i(k) FULL JOIN sfj3 k3(k) USING (k)) AS j(x, y)
----
CREATE VIEW

CREATE VIEW sfjoin4 AS SELECT j.x, k.y FROM (sfj1 JOIN sfj2 USING (a)) AS j(x, y, z), (sfj1 q JOIN sfj3 USING (a)) AS k(x, y, z)
----
CREATE VIEW

SELECT c.relname, pg_get_viewdef(c.oid) FROM pg_class c WHERE relname LIKE 'sfjoin%' ORDER BY 1
----
sfjoin| SELECT j.x,\n    j.y,\n    j.z\n   FROM (sfj1 sfj1(x, b)\n     JOIN sfj2 sfj2(x, c) USING (x)) j(x, y, z);
sfjoin1| SELECT j.x,\n    j.c\n   FROM (sfj1 sfj1(x, b)\n     JOIN sfj2 sfj2(x, c) USING (x)) j\n  WHERE (j.x > 1)\n  ORDER BY j.b;
sfjoin2| SELECT j.x,\n    j.y,\n    j.c,\n    j.d\n   FROM ((sfj1 sfj1(x, b)\n     JOIN sfj2 sfj2(x, c) USING (x))\n     JOIN sfj3 sfj3(x, d) USING (x)) j(x, y, c, d);
sfjoin3| SELECT j.x,\n    j.y,\n    j.c,\n    j.d\n   FROM ((sfj1 sfj1(x, b)\n     FULL JOIN sfj2 sfj2(x, c) USING (x)) i\n     FULL JOIN sfj3 k3(x, d) USING (x)) j(x, y, c, d);
sfjoin4| SELECT j.x,\n    k.y\n   FROM (sfj1 sfj1(x, b)\n     JOIN sfj2 sfj2(x, c) USING (x)) j(x, y, z),\n    (sfj1 q(x, b)\n     JOIN sfj3 sfj3(x, d) USING (x)) k(x, y, z);
SELECT 5

ALTER TABLE sfj1 RENAME a TO aa; ALTER TABLE sfj2 ADD COLUMN b int; ALTER TABLE sfj2 ADD COLUMN x int
----
ALTER TABLE
ALTER TABLE
ALTER TABLE

SELECT c.relname, pg_get_viewdef(c.oid) FROM pg_class c WHERE relname LIKE 'sfjoin%' ORDER BY 1
----
sfjoin| SELECT j.x,\n    j.y,\n    j.z\n   FROM (sfj1 sfj1(x, b)\n     JOIN sfj2 sfj2(x, c, b, x_1) USING (x)) j(x, y, z, b, x_1);
sfjoin1| SELECT j.x,\n    j.c\n   FROM (sfj1 sfj1(x, b)\n     JOIN sfj2 sfj2(x, c, b, x_1) USING (x)) j(x, b, c, b_1, x_1)\n  WHERE (j.x > 1)\n  ORDER BY j.b;
sfjoin2| SELECT j.x,\n    j.y,\n    j.c,\n    j.d\n   FROM ((sfj1 sfj1(x, b)\n     JOIN sfj2 sfj2(x, c, b, x_1) USING (x))\n     JOIN sfj3 sfj3(x, d) USING (x)) j(x, y, c, b, x_1, d);
sfjoin3| SELECT j.x,\n    j.y,\n    j.c,\n    j.d\n   FROM ((sfj1 sfj1(x, b)\n     FULL JOIN sfj2 sfj2(x, c, b, x_1) USING (x)) i(x, b, c, b_1, x_1)\n     FULL JOIN sfj3 k3(x, d) USING (x)) j(x, y, c, b_1, x_1, d);
sfjoin4| SELECT j.x,\n    k.y\n   FROM (sfj1 sfj1(x, b)\n     JOIN sfj2 sfj2(x, c, b, x_1) USING (x)) j(x, y, z, b, x_1),\n    (sfj1 q(x, b)\n     JOIN sfj3 sfj3(x, d) USING (x)) k(x, y, z);
SELECT 5

CREATE SEQUENCE sfq; CREATE VIEW sfview AS SELECT sff(t) AS s FROM sfs; CREATE MATERIALIZED VIEW sfmat AS SELECT 1 AS x
----
CREATE SEQUENCE
CREATE VIEW
SELECT 1

CREATE FUNCTION sfone(x int) RETURNS int LANGUAGE sql BEGIN ATOMIC; INSERT INTO sfj3 VALUES (1, 2); SELECT b FROM sfj1 WHERE aa = x; SELECT x FROM sfmat; END
----
CREATE FUNCTION

CREATE FUNCTION sftwo(x int) RETURNS int LANGUAGE sql RETURN sfone(x) + (SELECT count(*) FROM sfview)
----
CREATE FUNCTION

CREATE PROCEDURE sfthree() LANGUAGE sql BEGIN ATOMIC; UPDATE sfj3 SET d = nextval('sfq'); SELECT sftwo(1); END
----
CREATE PROCEDURE

CREATE FUNCTION sfok(int) RETURNS bool LANGUAGE sql IMMUTABLE RETURN true; CREATE DOMAIN sfdom AS int CONSTRAINT sfdomc CHECK (sfok(value)); ALTER TABLE sfj3 ADD CONSTRAINT sfj3c CHECK (sfok(d))
----
CREATE FUNCTION
CREATE DOMAIN
ALTER TABLE

SELECT routine_name, table_name FROM information_schema.routine_table_usage WHERE specific_name LIKE 'sf%' ORDER BY 1, 2
----
sfone|sfj1
sfone|sfj3
sfthree|sfj3
sftwo|sfview
SELECT 4

SELECT routine_name, table_name, column_name FROM information_schema.routine_column_usage WHERE specific_name LIKE 'sf%' ORDER BY 1, 2, 3
----
sfone|sfj1|aa
sfone|sfj1|b
sfone|sfj3|a
sfone|sfj3|d
sfthree|sfj3|d
SELECT 5

SELECT routine_name, sequence_schema, sequence_name FROM information_schema.routine_sequence_usage WHERE specific_name LIKE 'sf%' ORDER BY 1, 2
----
sfthree|public|sfq
SELECT 1

SELECT regexp_replace(specific_name, '_\d+$', ''), specific_schema, routine_schema, regexp_replace(routine_name, '_\d+$', '') FROM information_schema.routine_routine_usage WHERE specific_name LIKE 'sf%' ORDER BY 1, 4
----
sfthree|public|public|sftwo
sftwo|public|public|sfone
SELECT 2

SELECT constraint_schema, constraint_name, specific_schema, regexp_replace(specific_name, '_\d+$', '') FROM information_schema.check_constraint_routine_usage ORDER BY 2
----
public|sfdomc|public|sfok
public|sfj3c|public|sfok
SELECT 2

SELECT table_name, regexp_replace(specific_name, '_\d+$', '') FROM information_schema.view_routine_usage WHERE table_schema = 'public' ORDER BY 1, 2
----
sfview|sff
SELECT 1

SELECT table_name, column_name, ordinal_position FROM information_schema.columns WHERE table_schema = 'information_schema' AND table_name LIKE '%\_usage' AND (table_name LIKE 'routine%' OR table_name LIKE '%routine\_usage') ORDER BY 1, 3
----
check_constraint_routine_usage|constraint_catalog|1
check_constraint_routine_usage|constraint_schema|2
check_constraint_routine_usage|constraint_name|3
check_constraint_routine_usage|specific_catalog|4
check_constraint_routine_usage|specific_schema|5
check_constraint_routine_usage|specific_name|6
routine_column_usage|specific_catalog|1
routine_column_usage|specific_schema|2
routine_column_usage|specific_name|3
routine_column_usage|routine_catalog|4
routine_column_usage|routine_schema|5
routine_column_usage|routine_name|6
routine_column_usage|table_catalog|7
routine_column_usage|table_schema|8
routine_column_usage|table_name|9
routine_column_usage|column_name|10
routine_routine_usage|specific_catalog|1
routine_routine_usage|specific_schema|2
routine_routine_usage|specific_name|3
routine_routine_usage|routine_catalog|4
routine_routine_usage|routine_schema|5
routine_routine_usage|routine_name|6
routine_sequence_usage|specific_catalog|1
routine_sequence_usage|specific_schema|2
routine_sequence_usage|specific_name|3
routine_sequence_usage|routine_catalog|4
routine_sequence_usage|routine_schema|5
routine_sequence_usage|routine_name|6
routine_sequence_usage|sequence_catalog|7
routine_sequence_usage|sequence_schema|8
routine_sequence_usage|sequence_name|9
routine_table_usage|specific_catalog|1
routine_table_usage|specific_schema|2
routine_table_usage|specific_name|3
routine_table_usage|routine_catalog|4
routine_table_usage|routine_schema|5
routine_table_usage|routine_name|6
routine_table_usage|table_catalog|7
routine_table_usage|table_schema|8
routine_table_usage|table_name|9
view_routine_usage|table_catalog|1
view_routine_usage|table_schema|2
view_routine_usage|table_name|3
view_routine_usage|specific_catalog|4
view_routine_usage|specific_schema|5
view_routine_usage|specific_name|6
SELECT 46

CREATE ROLE sfrole; GRANT USAGE ON SCHEMA public TO sfrole
----
CREATE ROLE
GRANT

SET ROLE sfrole
----
SET

SELECT count(*) FROM information_schema.routine_table_usage WHERE specific_name LIKE 'sf%'
----
0
SELECT 1

RESET ROLE
----
RESET

SET restrict_nonsystem_relation_kind = 'view'
----
SET

SELECT * FROM sfjoin
----
error 55000 access to non-system view "sfjoin" is restricted

CREATE VIEW sfover AS SELECT * FROM sfjoin
----
CREATE VIEW

SELECT count(*) > 10 FROM pg_views
----
t
SELECT 1

SELECT count(*) FROM sfs
----
1
SELECT 1

SELECT * FROM sfmat
----
1
SELECT 1

CREATE VIEW sfwritten AS SELECT a, d FROM sfj3
----
CREATE VIEW

INSERT INTO sfwritten VALUES (1, 2)
----
error 55000 access to non-system view "sfwritten" is restricted

DELETE FROM sfwritten
----
error 55000 access to non-system view "sfwritten" is restricted

SET restrict_nonsystem_relation_kind = 'View, FOREIGN-table '
----
SET

SHOW restrict_nonsystem_relation_kind
----
View, FOREIGN-table 
SHOW

SELECT * FROM sfjoin
----
error 55000 access to non-system view "sfjoin" is restricted

SET restrict_nonsystem_relation_kind = 'x'
----
error 22023 invalid value for parameter "restrict_nonsystem_relation_kind": "x"; Unrecognized key word: "x".

SET restrict_nonsystem_relation_kind = 'view, '
----
error 22023 invalid value for parameter "restrict_nonsystem_relation_kind": "view, "; List syntax is invalid.

SET restrict_nonsystem_relation_kind = ''
----
SET

SELECT * FROM sfjoin
----
SELECT 0

SELECT timestamp 'Y2001M12D27H04M05S06.789', timestamp 'Y2001M12D27H25MM05', timestamp 'Y2001M12D27H04', timestamp 'Y2001M12D27S70', timestamp 'Y2001M12D27H04MM70'
----
2001-12-27 04:05:06.789|2001-12-28 01:05:00|2001-12-27 04:00:00|2001-12-27 00:01:10|2001-12-27 05:10:00
SELECT 1

SELECT timestamp 'Y2001M12D27H04M05S06.789.5'
----
error 22007 invalid input syntax for type timestamp: "Y2001M12D27H04M05S06.789.5"

SELECT timestamp 'Y2001M12D27H04H05'
----
error 22007 invalid input syntax for type timestamp: "Y2001M12D27H04H05"

SELECT timestamp 'Y2001M12'
----
error 22007 invalid input syntax for type timestamp: "Y2001M12"

SELECT timestamp 'Y2001.5M12D27'
----
error 22007 invalid input syntax for type timestamp: "Y2001.5M12D27"

SELECT timestamp 'Y2001M12D27T040506'
----
2001-12-27 04:05:06
SELECT 1

SELECT timestamp 'Y2001M12D27 04:05:06'
----
2001-12-27 04:05:06
SELECT 1

SELECT timestamp 'Y2001M12D27S06 04:05:06'
----
error 22007 invalid input syntax for type timestamp: "Y2001M12D27S06 04:05:06"

SELECT timestamp 'Y01M12D27', date 'Y2001M2D3BC', timestamptz 'Y2001M2D3H4MM5S6.7+05'
----
0001-12-27 00:00:00|2001-02-03 BC|2001-02-02 23:05:06.7+00
SELECT 1

SELECT timestamp 'Y2001M13D27'
----
error 22008 date/time field value out of range: "Y2001M13D27"; ; Perhaps you need a different "datestyle" setting.

SELECT timestamp 'Y2001M02D30'
----
error 22008 date/time field value out of range: "Y2001M02D30"

SELECT timestamp 'YM02D30'
----
error 22007 invalid input syntax for type timestamp: "YM02D30"

SELECT timestamp 'Y2001M02D3Y'
----
2001-02-03 00:00:00
SELECT 1

SELECT timestamp 'Y99999999999M02D3'
----
error 22008 date/time field value out of range: "Y99999999999M02D3"

SELECT time 'H04MM05S06.789'
----
04:05:06.789
SELECT 1

SELECT time 'H04MM05S06'
----
error 22007 invalid input syntax for type time: "H04MM05S06"

SELECT time 'H04M05S06.789'
----
error 22007 invalid input syntax for type time: "H04M05S06.789"

SELECT time 'T040506.7'
----
04:05:06.7
SELECT 1

SELECT timetz 'H04MM05S06.789-08'
----
04:05:06.789-08
SELECT 1

SELECT time 'H25MM05S06.789'
----
error 22008 date/time field value out of range: "H25MM05S06.789"

SELECT time 'H04MM65S06.789'
----
error 22008 date/time field value out of range: "H04MM65S06.789"

SELECT date 'Y2001M12D27H04'
----
2001-12-27
SELECT 1

SELECT date 'D27M12Y2001'
----
2001-12-27
SELECT 1

SELECT timestamp '2001-12-27 H04MM05S06'
----
2001-12-27 04:05:06
SELECT 1

SELECT timestamp 'J2452271H04MM05S06'
----
2001-12-27 04:05:06
SELECT 1

SELECT timestamp 'J2452271.5H04'
----
error 22007 invalid input syntax for type timestamp: "J2452271.5H04"

SELECT timestamp 'Y2001M12D27H04MM05S06 PM', timestamp 'Y2001M12D27H04PM'
----
2001-12-27 16:05:06|2001-12-27 16:00:00
SELECT 1

SELECT timestamp 'y2001-12-27'
----
error 22007 invalid input syntax for type timestamp: "y2001-12-27"

SELECT timestamp 'dow 5'
----
error 22007 invalid input syntax for type timestamp: "dow 5"

SELECT timestamp 'Y 2001 M 12 D 27'
----
2001-12-27 00:00:00
SELECT 1

SELECT timestamp 'M12D27Y2001 H-4'
----
2001-12-27 00:00:00
SELECT 1

SELECT timestamp 'Y2001M12D27H04MM05S06:07'
----
error 22007 invalid input syntax for type timestamp: "Y2001M12D27H04MM05S06:07"

SELECT timestamp 'Y2001M12D27H04MM5S6.5 UTC'
----
2001-12-27 04:05:06.5
SELECT 1

REVOKE SELECT (ctid, t) ON sfs FROM PUBLIC
----
REVOKE

REVOKE SELECT (nosuch) ON sfs FROM PUBLIC
----
error 42703 column "nosuch" of relation "sfs" does not exist

CREATE TABLE sfsecret (a int); ALTER TABLE sfsecret ENABLE ROW LEVEL SECURITY; SET row_security = off; SET ROLE sfrole
----
CREATE TABLE
ALTER TABLE
SET
SET

COPY sfsecret TO STDOUT
----
error 42501 permission denied for table sfsecret

COPY sfsecret (nosuch) TO STDOUT
----
error 42703 column "nosuch" of relation "sfsecret" does not exist

SELECT * FROM sfsecret
----
error 42501 query would be affected by row-level security policy for table "sfsecret"

RESET ROLE; GRANT SELECT ON sfsecret TO sfrole; SET ROLE sfrole
----
RESET
GRANT
SET

COPY sfsecret TO STDOUT
----
error 42501 query would be affected by row-level security policy for table "sfsecret"

RESET ROLE; RESET row_security
----
RESET
RESET

CREATE TABLE sff1 (i int, p int); CREATE TABLE sff2 (i int, q int); CREATE TABLE sff3 (i int, i_1 int)
----
CREATE TABLE
CREATE TABLE
CREATE TABLE

CREATE VIEW sffull1 AS SELECT i, p, q FROM sff1 FULL JOIN sff2 USING (i)
----
CREATE VIEW

CREATE VIEW sffull2 AS SELECT a.i AS x, b.i AS y, s.i AS z FROM (SELECT i FROM sff1 FULL JOIN sff2 USING (i)) a, (sff1 t1 FULL JOIN sff2 t2 USING (i)) AS b, sff3 s
----
CREATE VIEW

CREATE VIEW sffull3 AS SELECT t1.p, t3.q, s.i, s.i_1 FROM sff1 t1 FULL JOIN sff2 t2 USING (i), sff1 t4 FULL JOIN sff2 t3 USING (i), sff3 s
----
CREATE VIEW

CREATE VIEW sffull4 AS SELECT i, p, q, i_1 FROM sff1 FULL JOIN sff2 USING (i) FULL JOIN sff3 USING (i)
----
CREATE VIEW

CREATE VIEW sffull5 AS SELECT * FROM (sff1 FULL JOIN sff2 USING (i)) JOIN (VALUES (1, 2)) AS v(i, w) USING (i) LEFT JOIN generate_series(1, 3) AS g(i) USING (i)
----
CREATE VIEW

CREATE VIEW sffull6 AS SELECT k.x, k.y, m.x AS mx FROM (((sff1 FULL JOIN sff2 USING (i)) AS h(l) JOIN sff3 o(l) USING (l)) AS k(x, y) CROSS JOIN (SELECT 1 AS x, 2 AS y) m)
----
CREATE VIEW

CREATE VIEW sffull7 AS SELECT * FROM (sff1 CROSS JOIN (SELECT 1 AS i, 5 AS r) s) AS j(x, y) JOIN sff3 c(x) USING (x)
----
CREATE VIEW

CREATE VIEW sfsub AS SELECT * FROM ((SELECT 1 AS i, 2 AS b) s JOIN sff1 USING (i)) AS j(x, y)
----
CREATE VIEW

SELECT c.relname, pg_get_viewdef(c.oid) FROM pg_class c WHERE relname LIKE 'sffull%' OR relname = 'sfsub' ORDER BY 1
----
sffull1| SELECT i,\n    sff1.p,\n    sff2.q\n   FROM (sff1\n     FULL JOIN sff2 USING (i));
sffull2| SELECT a.i AS x,\n    b.i AS y,\n    s.i AS z\n   FROM ( SELECT i\n           FROM (sff1\n             FULL JOIN sff2 USING (i))) a,\n    (sff1 t1\n     FULL JOIN sff2 t2 USING (i)) b,\n    sff3 s;
sffull3| SELECT t1.p,\n    t3.q,\n    s.i_2 AS i,\n    s.i_1_1 AS i_1\n   FROM (sff1 t1\n     FULL JOIN sff2 t2 USING (i)),\n    (sff1 t4(i_1, p)\n     FULL JOIN sff2 t3(i_1, q) USING (i_1)),\n    sff3 s(i_2, i_1_1);
sffull4| SELECT i,\n    sff1.p,\n    sff2.q,\n    sff3.i_1\n   FROM ((sff1\n     FULL JOIN sff2 USING (i))\n     FULL JOIN sff3 USING (i));
sffull5| SELECT i,\n    sff1.p,\n    sff2.q,\n    v.w\n   FROM (((sff1\n     FULL JOIN sff2 USING (i))\n     JOIN ( VALUES (1,2)) v(i, w) USING (i))\n     LEFT JOIN generate_series(1, 3) g(i) USING (i));
sffull6| SELECT k.x,\n    k.y,\n    m.x AS mx\n   FROM (((sff1 sff1(x, p)\n     FULL JOIN sff2 sff2(x, q) USING (x)) h\n     JOIN sff3 o(x, i_1) USING (x)) k(x, y, q, i_1)\n     CROSS JOIN ( SELECT 1 AS x,\n            2 AS y) m);
sffull7| SELECT j.x,\n    j.y,\n    j.i,\n    j.r,\n    c.i_1\n   FROM ((sff1\n     CROSS JOIN ( SELECT 1 AS i,\n            5 AS r) s) j(x, y, i, r)\n     JOIN sff3 c(x, i_1) USING (x));
sfsub| SELECT j.x,\n    j.y,\n    j.p\n   FROM (( SELECT 1 AS i,\n            2 AS b) s(x, b)\n     JOIN sff1 sff1(x, p) USING (x)) j(x, y, p);
SELECT 8

CREATE VIEW sfany AS SELECT p FROM sff1 WHERE p = ANY ((SELECT array_agg(q) FROM sff2)::int[]) OR p = ANY (ARRAY(SELECT q FROM sff2))
----
CREATE VIEW

SELECT pg_get_viewdef('sfany'::regclass)
----
 SELECT sff1.p\n   FROM sff1\n  WHERE ((sff1.p = ANY (( SELECT array_agg(sff2.q) AS array_agg\n           FROM sff2)::integer[])) OR (sff1.p = ANY (ARRAY( SELECT sff2.q\n           FROM sff2))));
SELECT 1

CREATE VIEW sfnamed AS SELECT j.x FROM ((sfj1 CROSS JOIN sff2) AS j(x, y) JOIN sff3 ON true) JOIN sfj3 c(x) USING (x)
----
CREATE VIEW

CREATE VIEW sfnamed2 AS SELECT k.l FROM (((sfj1 CROSS JOIN sff2) AS j(x, y) JOIN sfj3 c(x) USING (x)) JOIN sff3 d(x) USING (x)) AS k(l)
----
CREATE VIEW

CREATE VIEW sfnamed4 AS SELECT j.i FROM (sff1 r(z) CROSS JOIN sff2 s(z)) AS j(i, y) JOIN sff3 USING (i)
----
CREATE VIEW

SELECT c.relname, pg_get_viewdef(c.oid) FROM pg_class c WHERE relname LIKE 'sfnamed%' ORDER BY 1
----
sfnamed| SELECT j.x\n   FROM (((sfj1\n     CROSS JOIN sff2) j(x, y, i, q)\n     JOIN sff3 ON (true))\n     JOIN sfj3 c(x, d) USING (x));
sfnamed2| SELECT k.l\n   FROM (((sfj1\n     CROSS JOIN sff2) j(l, y, i, q)\n     JOIN sfj3 c(l, d) USING (l))\n     JOIN sff3 d(l, i_1) USING (l)) k;
sfnamed4| SELECT j.i\n   FROM ((sff1 r(z, p)\n     CROSS JOIN sff2 s(z, q)) j(i, y, z, q)\n     JOIN sff3 USING (i));
SELECT 3

SELECT pg_describe_object(classid, objid, objsubid), pg_describe_object(refclassid, refobjid, refobjsubid), deptype FROM pg_depend WHERE refobjid = 'sfok'::regproc ORDER BY 1
----
constraint sfdomc|function sfok(integer)|n
constraint sfj3c on table sfj3|function sfok(integer)|n
SELECT 2
