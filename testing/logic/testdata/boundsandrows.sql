# BETWEEN and IS DISTINCT FROM where their parts are converted, rows by fields, and operators that are dropped.
create type pair as (a int, b text)
----
CREATE TYPE

create table t (v varchar(12), c char(4), n numeric, i int, s smallint, p pair)
----
CREATE TABLE

create view v1 as select v between c and null::text as a, v between 'a' and c as b, i between n and s as d, v not between c and v as e, i between symmetric n and s as f, s between i and 5 as g, s between symmetric i and n as h from t
----
CREATE VIEW

select pg_get_viewdef('v1')
----
 SELECT (((t.v)::bpchar >= t.c) AND ((t.v)::text <= NULL::text)) AS a,\n    (((t.v)::text >= 'a'::text) AND ((t.v)::bpchar <= t.c)) AS b,\n    (((t.i)::numeric >= t.n) AND (t.i <= t.s)) AS d,\n    (((t.v)::bpchar < t.c) OR ((t.v)::text > (t.v)::text)) AS e,\n    ((((t.i)::numeric >= t.n) AND (t.i <= t.s)) OR ((t.i >= t.s) AND ((t.i)::numeric <= t.n))) AS f,\n    ((t.s >= t.i) AND (t.s <= 5)) AS g,\n    (((t.s >= t.i) AND ((t.s)::numeric <= t.n)) OR (((t.s)::numeric >= t.n) AND (t.s <= t.i))) AS h\n   FROM t;
SELECT 1

select pg_get_viewdef('v1', true)
----
 SELECT t.v::bpchar >= t.c AND t.v::text <= NULL::text AS a,\n    t.v::text >= 'a'::text AND t.v::bpchar <= t.c AS b,\n    t.i::numeric >= t.n AND t.i <= t.s AS d,\n    t.v::bpchar < t.c OR t.v::text > t.v::text AS e,\n    t.i::numeric >= t.n AND t.i <= t.s OR t.i >= t.s AND t.i::numeric <= t.n AS f,\n    t.s >= t.i AND t.s <= 5 AS g,\n    t.s >= t.i AND t.s::numeric <= t.n OR t.s::numeric >= t.n AND t.s <= t.i AS h\n   FROM t;
SELECT 1

create view v2 as select row(i, 'b')::pair is distinct from row(null, null)::pair as a, row(1, 'x')::pair is not distinct from row(1, 'x')::pair as b, row(1,'x')::pair is distinct from row(1,'x') as c, p is distinct from row(1, 'x')::pair as d, row(i,'x')::text is distinct from row(1,'x')::text as e, (row(1, 2), row(1,'x')::pair) is distinct from (row(1,3), row(2,'x')::pair) as f, row(1.5, 'x')::pair is distinct from row(s, v)::pair as g, row(i)is distinct from row(null) as h from t
----
CREATE VIEW

select pg_get_viewdef('v2')
----
 SELECT ((t.i IS DISTINCT FROM NULL::integer) OR ('b'::text IS DISTINCT FROM NULL::text)) AS a,\n    (NOT ((1 IS DISTINCT FROM 1) OR ('x'::text IS DISTINCT FROM 'x'::text))) AS b,\n    ((1 IS DISTINCT FROM 1) OR ('x'::text IS DISTINCT FROM 'x'::text)) AS c,\n    (t.p IS DISTINCT FROM ROW(1, 'x'::text)::pair) AS d,\n    ((ROW(t.i, 'x'))::text IS DISTINCT FROM (ROW(1, 'x'))::text) AS e,\n    ((ROW(1, 2) IS DISTINCT FROM ROW(1, 3)) OR (ROW(1, 'x'::text)::pair IS DISTINCT FROM ROW(2, 'x'::text)::pair)) AS f,\n    (((1.5)::integer IS DISTINCT FROM (t.s)::integer) OR ('x'::text IS DISTINCT FROM (t.v)::text)) AS g,\n    (t.i IS DISTINCT FROM NULL::integer) AS h\n   FROM t;
SELECT 1

insert into t values ('ab', 'ab', 1, 2, 3, '(1,x)'), (null, null, null, null, null, null)
----
INSERT 0 2

select * from v1
----
NULL|NULL|NULL|NULL|NULL|NULL|NULL
NULL|t|t|f|t|t|f
SELECT 2

select * from v2
----
t|t|f|f|t|t|t|t
t|t|f|t|t|t|t|f
SELECT 2

select array[1] <+> any ('{}')
----
error 42883

select array[1] < any ('{}')
----
error 42704

select array[1] operator(public.<+>) all (null)
----
error 42883

create function bt(int, int) returns int language sql as 'select 1'
----
CREATE FUNCTION

create schema z
----
CREATE SCHEMA

create type z.q as (a int)
----
CREATE TYPE

create function z.f(z.q, z.q) returns int language sql as 'select 1'
----
CREATE FUNCTION

create operator z.>= (leftarg = z.q, rightarg = z.q, function = z.f)
----
CREATE OPERATOR

set search_path = z, public
----
SET

select row(1)::q between row(1)::q and row(2)::q
----
error 42804

drop operator || (text, text)
----
error 2BP01

create type ee as enum ('a')
----
CREATE TYPE

drop operator || (ee, text)
----
error 42883

drop operator = (ee, ee)
----
error 42883

drop operator = (int, bigint)
----
error 2BP01

drop operator - (none, int)
----
error 2BP01

drop operator @> (int4range, int4range)
----
error 42883

select row(1,2)::text in (select '(1,2)')
----
t
SELECT 1

select row(1,2)::text in ('(1,2)')
----
t
SELECT 1

select row(1,2)::text in ('(1,2)', 'x')
----
t
SELECT 1

select row(1,'x')::pair in (select 1, 'x'::text)
----
t
SELECT 1
