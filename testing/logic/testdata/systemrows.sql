# The row types of the system's tables and views. The results are Postgres's own.
SELECT pg_typeof(NULL::pg_attribute), pg_typeof(NULL::pg_class[]), pg_typeof(a), 'pg_type'::regtype, 'pg_type[]'::regtype FROM pg_am a WHERE amname = 'btree';
SELECT (a).amname, (SELECT (b).amtype FROM (SELECT a AS b) x) FROM pg_am a WHERE amname = 'hash';
SELECT (r).attname, (r).attnum FROM (SELECT NULL::pg_attribute AS r) s;
SELECT * FROM unnest(ARRAY[ROW(403, 'btree', 0, 'i')::pg_am, NULL]);
SELECT x.amname FROM (SELECT array_agg(a ORDER BY amname) AS all_of FROM pg_am a WHERE amname IN ('btree', 'hash')) s, unnest(all_of) x ORDER BY 1;
SELECT '(403,btree,-,i)'::pg_am, ('(403,btree,-,i)'::pg_am).amname;
SELECT row_to_json(NULL::pg_am), row_to_json('(1,x,0,i)'::pg_am);
SELECT pg_typeof(t), (t).schemaname FROM (SELECT t FROM pg_tables t WHERE tablename = 'pg_am') s;
SELECT pg_typeof(t) FROM information_schema.tables t WHERE table_name = 'pg_am';
SELECT '(1,2)'::pg_am;
SELECT (NULL::pg_am).nope;
SELECT typname, typtype, typrelid::regclass, typarray::regtype FROM pg_type WHERE typname IN ('pg_class', 'pg_am', 'pg_tables') ORDER BY 1;
SELECT typname, typelem::regtype FROM pg_type WHERE typname IN ('_pg_class', '_pg_am') ORDER BY 1;
----
pg_attribute|pg_class[]|pg_am|pg_type|pg_type[]
SELECT 1
hash|i
SELECT 1
NULL|NULL
SELECT 1
403|btree|-|i
NULL|NULL|NULL|NULL
SELECT 2
btree
hash
SELECT 2
(403,btree,-,i)|btree
SELECT 1
NULL|{"oid":"1","amname":"x","amhandler":"-","amtype":"i"}
SELECT 1
pg_tables|pg_catalog
SELECT 1
information_schema.tables
SELECT 1
error 22P02

CREATE FUNCTION sysname(a pg_am) RETURNS text LANGUAGE sql AS $$ SELECT a.amname || (a).amtype::text $$;
CREATE FUNCTION sysrow(n text) RETURNS pg_am LANGUAGE sql AS $$ SELECT a FROM pg_am a WHERE amname = n $$;
CREATE FUNCTION sysrows() RETURNS SETOF pg_am LANGUAGE plpgsql AS $$ DECLARE r pg_am; BEGIN FOR r IN SELECT * FROM pg_am WHERE amname IN ('btree', 'hash') ORDER BY amname LOOP RETURN NEXT r; END LOOP; END $$;
SELECT sysname(a), a.sysname FROM pg_am a WHERE amname = 'btree';
SELECT (sysrow('hash')).amname, amtype FROM sysrow('hash');
SELECT amname, amtype FROM sysrows() ORDER BY 1;
SELECT pg_get_function_arguments('sysname'::regproc), pg_get_function_result('sysrows'::regproc);
DROP FUNCTION sysname(pg_am), sysrow(text), sysrows();
----
CREATE FUNCTION
CREATE FUNCTION
CREATE FUNCTION
btreei|btreei
SELECT 1
hash|i
SELECT 1
btree|i
hash|i
SELECT 2
a pg_am|SETOF pg_am
SELECT 1
DROP FUNCTION

# (x).* where several columns may stand, and p.* where one value does.
CREATE TABLE sysstar (f1 int PRIMARY KEY, f2 text);
CREATE FUNCTION sysput(v sysstar) RETURNS void LANGUAGE sql AS $$ INSERT INTO sysstar VALUES (v.*); $$;
CREATE FUNCTION sysput2(v sysstar) RETURNS void LANGUAGE sql AS $$ SELECT sysput(sysput2.v.*); $$;
CREATE FUNCTION sysput3(v sysstar) RETURNS void LANGUAGE sql AS $$ SELECT sysput(v.*); $$;
SELECT sysput(ROW(1, 'one')), sysput2(ROW(2, 'two')), sysput3(ROW(3, 'three'));
SELECT * FROM sysstar ORDER BY f1;
SELECT ROW((s).*, 5), ROW(s.*, 6) FROM sysstar s ORDER BY f1;
SELECT sysput((s).*) FROM sysstar s;
SELECT (s).* IS NULL FROM sysstar s;
DROP FUNCTION sysput(sysstar), sysput2(sysstar), sysput3(sysstar);
DROP TABLE sysstar;
----
CREATE TABLE
CREATE FUNCTION
CREATE FUNCTION
CREATE FUNCTION
NULL|NULL|NULL
SELECT 1
1|one
2|two
3|three
SELECT 3
(1,one,5)|(1,one,6)
(2,two,5)|(2,two,6)
(3,three,5)|(3,three,6)
SELECT 3
error 0A000

# Fields of records that come from WITH and VALUES.
WITH c(r) AS MATERIALIZED (SELECT ROW(1, 'x'::text)) SELECT (r).f1, (r).f2 FROM c;
WITH c(r) AS MATERIALIZED (SELECT ROW(1, 2)), d(r) AS (SELECT * FROM c) SELECT * FROM d t WHERE (SELECT * FROM (SELECT r AS c1) s WHERE (SELECT (c1).f1 > 0)) IS NOT NULL;
WITH c(r) AS MATERIALIZED (SELECT ROW(1, 2)) SELECT (r).* FROM c;
SELECT (r).f1, count(*) FROM (SELECT ROW(x % 2, 1) AS r FROM generate_series(1, 5) x GROUP BY ROW(x % 2, 1), x) s GROUP BY (r).f1 ORDER BY 1;
CREATE VIEW sysview AS WITH c(r) AS MATERIALIZED (SELECT ROW(1, 2)) SELECT (r).f1 AS one, ROW(7, (r).f2) IS NULL AS two FROM c;
SELECT * FROM sysview;
SELECT pg_get_viewdef('sysview', true);
DROP VIEW sysview;
----
1|x
SELECT 1
(1,2)
SELECT 1
1|2
SELECT 1
0|2
1|3
SELECT 2
CREATE VIEW
1|f
SELECT 1
 WITH c(r) AS MATERIALIZED (\n         SELECT ROW(1, 2) AS "row"\n        )\n SELECT (c.r).f1 AS one,\n    ROW(7, (c.r).f2) IS NULL AS two\n   FROM c;
SELECT 1
DROP VIEW
