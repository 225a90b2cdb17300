# What functions and operators of domains are given, as it is shown.
create domain dm as int check (value < 100)
----
CREATE DOMAIN

create domain dn as dm
----
CREATE DOMAIN

create function fop(a dm, b int) returns int language sql as 'select $1 + $2'
----
CREATE FUNCTION

create function fon(a dn, b dm[]) returns int language sql as 'select $1 + 1'
----
CREATE FUNCTION

create operator <+> (leftarg = dm, rightarg = int, function = fop)
----
CREATE OPERATOR

create table t2 (a int, k int, s smallint, d dm, ar int[])
----
CREATE TABLE

create view v2 as select fop(a, 1) as a, fop(a+1, 1) as b, fop(s, 1) as c, fop(d,1) as d, fop(5, 1) as e, fop('7', 1) as f, fop(null, 1) as g, fop(a::dm, 1) as h, fop('7'::dm, 1) as i, fop(7::dm, 1) as j, fop(7.0::int, 1) as k, fop((select a), 1) as l, fop(case when true then 1 end, 2) as m from t2
----
CREATE VIEW

select pg_get_viewdef('v2')
----
 SELECT fop((t2.a)::dm, 1) AS a,\n    fop(((t2.a + 1))::dm, 1) AS b,\n    fop((t2.s)::dm, 1) AS c,\n    fop(t2.d, 1) AS d,\n    fop((5)::dm, 1) AS e,\n    fop((7)::dm, 1) AS f,\n    fop((NULL::integer)::dm, 1) AS g,\n    fop((t2.a)::dm, 1) AS h,\n    fop((7)::dm, 1) AS i,\n    fop((7)::dm, 1) AS j,\n    fop(((7.0)::integer)::dm, 1) AS k,\n    fop((( SELECT t2.a))::dm, 1) AS l,\n    fop((\n        CASE\n            WHEN true THEN 1\n            ELSE NULL::integer\n        END)::dm, 2) AS m\n   FROM t2;
SELECT 1

create view v22 as select fon(d, '{1}') as a, fon(a, ar::dm[]) as b, fon(1, array[1,2]::dm[]) as c from t2
----
CREATE VIEW

select pg_get_viewdef('v22')
----
 SELECT fon((t2.d)::dn, '{1}'::dm[]) AS a,\n    fon((t2.a)::dn, (t2.ar)::dm[]) AS b,\n    fon((1)::dn, ARRAY[(1)::dm, (2)::dm]) AS c\n   FROM t2;
SELECT 1

create view v23 as select d <+> 1 as a, a <+> 1 as b, s <+> 1 as c, 5 <+> 1 as d, -5 <+> 1 as e, '7' <+> 1 as f, (a + s) <+> s as g, (a <+> 1) <+> 2 as h from t2 order by a <+> 1, d <+> 2
----
CREATE VIEW

select pg_get_viewdef('v23')
----
 SELECT (t2.d <+> 1) AS a,\n    ((t2.a)::dm <+> 1) AS b,\n    ((t2.s)::dm <+> 1) AS c,\n    ((5)::dm <+> 1) AS d,\n    (('-5'::integer)::dm <+> 1) AS e,\n    ((7)::dm <+> 1) AS f,\n    (((t2.a + t2.s))::dm <+> (t2.s)::integer) AS g,\n    ((((t2.a)::dm <+> 1))::dm <+> 2) AS h\n   FROM t2\n  ORDER BY ((t2.a)::dm <+> 1), (t2.d <+> 2);
SELECT 1

select pg_get_viewdef('v23', true)
----
 SELECT t2.d <+> 1 AS a,\n    t2.a::dm <+> 1 AS b,\n    t2.s::dm <+> 1 AS c,\n    5::dm <+> 1 AS d,\n    '-5'::integer::dm <+> 1 AS e,\n    7::dm <+> 1 AS f,\n    ((t2.a + t2.s)::dm) <+> t2.s::integer AS g,\n    ((t2.a::dm <+> 1)::dm) <+> 2 AS h\n   FROM t2\n  ORDER BY (t2.a::dm <+> 1), (t2.d <+> 2);
SELECT 1

select pg_get_viewdef('v2', true)
----
 SELECT fop(t2.a::dm, 1) AS a,\n    fop((t2.a + 1)::dm, 1) AS b,\n    fop(t2.s::dm, 1) AS c,\n    fop(t2.d, 1) AS d,\n    fop(5::dm, 1) AS e,\n    fop(7::dm, 1) AS f,\n    fop(NULL::integer::dm, 1) AS g,\n    fop(t2.a::dm, 1) AS h,\n    fop(7::dm, 1) AS i,\n    fop(7::dm, 1) AS j,\n    fop(7.0::integer::dm, 1) AS k,\n    fop((( SELECT t2.a))::dm, 1) AS l,\n    fop(\n        CASE\n            WHEN true THEN 1\n            ELSE NULL::integer\n        END::dm, 2) AS m\n   FROM t2;
SELECT 1

create view v3 as select coalesce(d, a), case when true then d else a end, d + 1 as e, array[d, a] as f from t2 union all select a, d, d, ar from t2
----
CREATE VIEW

select pg_get_viewdef('v3')
----
 SELECT COALESCE((t2.d)::integer, t2.a) AS "coalesce",\n        CASE\n            WHEN true THEN (t2.d)::integer\n            ELSE t2.a\n        END AS a,\n    ((t2.d)::integer + 1) AS e,\n    ARRAY[(t2.d)::integer, t2.a] AS f\n   FROM t2\nUNION ALL\n SELECT t2.a AS "coalesce",\n    t2.d AS a,\n    t2.d AS e,\n    t2.ar AS f\n   FROM t2;
SELECT 1

create domain dv as varchar(10)
----
CREATE DOMAIN

create function fv(dv) returns int language sql as 'select 1'
----
CREATE FUNCTION

create table t3 (v varchar, w varchar(10), t text, d dv, check (fv(v) > 0), check (fv(w) > 0), check (fv(v || 'x') > 0), check (fv(d) > 0), check (fv('x') > 0), check (fv(v::varchar(10)) > 0), check (fv(null) > 0), check (fv(upper(v)::varchar) > 0), check (fop('7', 1) > 0), check (fop(7, 1) > 0), check (fop(-7, -1) > 0))
----
CREATE TABLE

select pg_get_constraintdef(oid) from pg_constraint where conrelid = 't3'::regclass order by conname
----
CHECK ((fv(('x'::character varying)::dv) > 0))
CHECK ((fv((NULL::character varying)::dv) > 0))
CHECK ((fop((7)::dm, 1) > 0))
CHECK ((fop((7)::dm, 1) > 0))
CHECK ((fop(('-7'::integer)::dm, '-1'::integer) > 0))
CHECK ((fv(d) > 0))
CHECK ((fv((v)::dv) > 0))
CHECK ((fv((((v)::text || 'x'::text))::dv) > 0))
CHECK ((fv(((v)::character varying(10))::dv) > 0))
CHECK ((fv(((upper((v)::text))::character varying)::dv) > 0))
CHECK ((fv((w)::dv) > 0))
SELECT 11

create table t4 (a dm default 5, b dm default '5', c dm default 5 + 1, d dv default 'x', e dv default upper('x'), f dn default 3::dm, g int, h dm generated always as (g + 1) stored)
----
CREATE TABLE

select column_name, column_default, generation_expression from information_schema.columns where table_name = 't4' order by 1
----
a|5|NULL
b|5|NULL
c|(5 + 1)|NULL
d|'x'::character varying|NULL
e|upper('x'::text)|NULL
f|(3)::dm|NULL
g|NULL|NULL
h|NULL|(g + 1)
SELECT 8

create index on t2 (fop(a, 1)) where fop(a, 2) > 1
----
CREATE INDEX

select pg_get_indexdef(indexrelid) from pg_index where indrelid = 't2'::regclass
----
CREATE INDEX t2_fop_idx ON public.t2 USING btree (fop((a)::dm, 1)) WHERE (fop((a)::dm, 2) > 1)
SELECT 1

create function fdef(a dm default 7, b dv default 'q', c dm default '8', d dn default 1 + 1) returns int language sql as 'select 1'
----
CREATE FUNCTION

select pg_get_function_arguments('fdef'::regproc)
----
a dm DEFAULT 7, b dv DEFAULT 'q'::character varying, c dm DEFAULT 8, d dn DEFAULT (1 + 1)
SELECT 1

prepare p as select $1 <+> 3, fop($2, 3)
----
PREPARE

execute p (1, 2)
----
4|5
SELECT 1

select parameter_types from pg_prepared_statements
----
{dm,dm}
SELECT 1

create table t6 (a int, check ((a <+> 1) between 1 and 2), check (a::dm <+> 1 in (1, 2)))
----
CREATE TABLE

select pg_get_constraintdef(oid) from pg_constraint where conrelid = 't6'::regclass order by conname
----
CHECK (((((a)::dm <+> 1) >= 1) AND (((a)::dm <+> 1) <= 2)))
CHECK ((((a)::dm <+> 1) = ANY (ARRAY[1, 2])))
SELECT 2
