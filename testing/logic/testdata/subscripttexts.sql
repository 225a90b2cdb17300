# parentheses of what has subscripts, and conversions of CASE's and aggregates' arguments, in definitions
create table t (a int4[], b text[], k int4)
----
CREATE TABLE

create view v as select (a || a)[1] x, (a || 1)[1:2] y, (array_append(a, 1))[1] z, ((a)::text[])[1] c, (case when k > 1 then a end)[1] d, ('{1}'::int4[])[1] e, (coalesce(a, a))[1] f, (row(1, k) = row(1,2)) g, (array[1,2])[1] h, ((array[1,2] || a)::int8[])[1] i from t
----
CREATE VIEW

select pg_get_viewdef('v'), pg_get_viewdef('v', true)
----
 SELECT ((t.a || t.a))[1] AS x,\n    ((t.a || 1))[1:2] AS y,\n    (array_append(t.a, 1))[1] AS z,\n    ((t.a)::text[])[1] AS c,\n    (\n        CASE\n            WHEN (t.k > 1) THEN t.a\n            ELSE NULL::integer[]\n        END)[1] AS d,\n    ('{1}'::integer[])[1] AS e,\n    (COALESCE(t.a, t.a))[1] AS f,\n    ((1 = 1) AND (t.k = 2)) AS g,\n    (ARRAY[1, 2])[1] AS h,\n    (((ARRAY[1, 2] || t.a))::bigint[])[1] AS i\n   FROM t;| SELECT (t.a || t.a)[1] AS x,\n    (t.a || 1)[1:2] AS y,\n    (array_append(t.a, 1))[1] AS z,\n    (t.a::text[])[1] AS c,\n    (\n        CASE\n            WHEN t.k > 1 THEN t.a\n            ELSE NULL::integer[]\n        END)[1] AS d,\n    ('{1}'::integer[])[1] AS e,\n    (COALESCE(t.a, t.a))[1] AS f,\n    1 = 1 AND t.k = 2 AS g,\n    (ARRAY[1, 2])[1] AS h,\n    ((ARRAY[1, 2] || t.a)::bigint[])[1] AS i\n   FROM t;
SELECT 1

create function f() returns text return (select (b || b)[2] as x from t)
----
CREATE FUNCTION

select pg_get_functiondef('f'::regproc)
----
CREATE OR REPLACE FUNCTION public.f()\n RETURNS text\n LANGUAGE sql\nRETURN (SELECT ((t.b || t.b))[2] AS x FROM t)\n
SELECT 1

create index on t (((a || a)[1]))
----
CREATE INDEX

create index on t (((array_append(a, 1))[1]))
----
CREATE INDEX

select pg_get_indexdef(indexrelid), pg_get_indexdef(indexrelid, 1, true) from pg_index where indrelid = 't'::regclass
----
CREATE INDEX t_array_append_idx ON public.t USING btree (((array_append(a, 1))[1]))|((array_append(a, 1))[1])
CREATE INDEX t_expr_idx ON public.t USING btree ((((a || a))[1]))|((a || a)[1])
SELECT 2

alter table t add check ((a || a)[1] > 0), add check ((a)[1] > 0), alter k set default (array[1,2] || 3)[1]
----
ALTER TABLE

select pg_get_constraintdef(oid), pg_get_constraintdef(oid, true) from pg_constraint where conrelid = 't'::regclass order by 1
----
CHECK ((((a || a))[1] > 0))|CHECK ((a || a)[1] > 0)
CHECK ((a[1] > 0))|CHECK (a[1] > 0)
SELECT 2

select pg_get_expr(adbin, adrelid) from pg_attrdef where adrelid = 't'::regclass
----
((ARRAY[1, 2] || 3))[1]
SELECT 1

create view vc as select case null::int4 when null::int4 then 1 when null::float8 then 2 end a, case k when 2.5::float8 then 1 when '3' then 2 end b, case k when null::float8 then 1 end c, case 1 when 2.5::float8 then 1 end d, case null::int4 when 2.5::float8 then 1 when k then 3 end e from (values (1)) v(k)
----
CREATE VIEW

select pg_get_viewdef('vc')
----
 SELECT\n        CASE NULL::integer\n            WHEN NULL::integer THEN 1\n            WHEN NULL::double precision THEN 2\n            ELSE NULL::integer\n        END AS a,\n        CASE v.k\n            WHEN (2.5)::double precision THEN 1\n            WHEN 3 THEN 2\n            ELSE NULL::integer\n        END AS b,\n        CASE v.k\n            WHEN NULL::double precision THEN 1\n            ELSE NULL::integer\n        END AS c,\n        CASE 1\n            WHEN (2.5)::double precision THEN 1\n            ELSE NULL::integer\n        END AS d,\n        CASE NULL::integer\n            WHEN (2.5)::double precision THEN 1\n            WHEN v.k THEN 3\n            ELSE NULL::integer\n        END AS e\n   FROM ( VALUES (1)) v(k);
SELECT 1

create table ta (k int4, b text, f float8)
----
CREATE TABLE

create function sm(s numeric, x int4, w numeric) returns numeric immutable strict language sql as 'select s + x * w'
----
CREATE FUNCTION

create aggregate wsum (int4, numeric) (sfunc = sm, stype = numeric, initcond = 0)
----
CREATE AGGREGATE

create view va as select b, wsum(2, k order by k) x, wsum(k, k order by k desc, b) y, string_agg(b, ',' order by b) z, string_agg(b::varchar, ',' order by b::varchar) w, corr(k, f order by k) c, array_agg(k order by k) d from ta group by b
----
CREATE VIEW

select pg_get_viewdef('va'), pg_get_viewdef('va', true)
----
 SELECT ta.b,\n    wsum(2, (ta.k)::numeric ORDER BY ((ta.k)::numeric)) AS x,\n    wsum(ta.k, (ta.k)::numeric ORDER BY ta.k DESC, ta.b) AS y,\n    string_agg(ta.b, ','::text ORDER BY ta.b) AS z,\n    string_agg(((ta.b)::character varying)::text, ','::text ORDER BY ((ta.b)::character varying)::text) AS w,\n    corr((ta.k)::double precision, ta.f ORDER BY ((ta.k)::double precision)) AS c,\n    array_agg(ta.k ORDER BY ta.k) AS d\n   FROM ta\n  GROUP BY ta.b;| SELECT ta.b,\n    wsum(2, ta.k::numeric ORDER BY (ta.k::numeric)) AS x,\n    wsum(ta.k, ta.k::numeric ORDER BY ta.k DESC, ta.b) AS y,\n    string_agg(ta.b, ','::text ORDER BY ta.b) AS z,\n    string_agg(ta.b::character varying::text, ','::text ORDER BY (ta.b::character varying::text)) AS w,\n    corr(ta.k::double precision, ta.f ORDER BY (ta.k::double precision)) AS c,\n    array_agg(ta.k ORDER BY ta.k) AS d\n   FROM ta\n  GROUP BY ta.b;
SELECT 1

create function m1(s int8, x int4) returns int8 immutable strict language sql as 'select s + x'
----
CREATE FUNCTION

create function m0(s int8, x int4) returns int8 immutable language sql as 'select s + x'
----
CREATE FUNCTION

create aggregate bad (int4) (sfunc = m0, stype = int8, msfunc = m1, minvfunc = m1, mstype = int8)
----
error 42P13

create aggregate good (int4) (sfunc = m0, stype = int8, msfunc = m1, minvfunc = m1, mstype = int8, minitcond = 0)
----
CREATE AGGREGATE
