# parentheses of what has subscripts, in definitions
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

create function f() returns text begin atomic select (b || b)[2] as x from t
----
error 42601

end
----
COMMIT

select pg_get_functiondef('f'::regproc)
----
error 42883

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
