# Operators of users in ANY, ALL, IN, BETWEEN, NULLIF, CASE and IS DISTINCT FROM.
create function cl(a int, b text) returns bool language sql as 'select $1 < length($2)'
----
CREATE FUNCTION

create operator <# (leftarg = int, rightarg = text, function = cl)
----
CREATE OPERATOR

select 1 <# any (array['a','bb']::text[])
----
t
SELECT 1

select 1 operator(public.<#) all (array['a','bb']::text[])
----
f
SELECT 1

select 1 <# any (select 'bb'::text)
----
t
SELECT 1

select 1 <# some (values ('bb'::text),('a'))
----
t
SELECT 1

create view vq as select 1 <# any (array['a','bb']::text[]) as x, 1 <# all (select 'bb'::text) as y
----
CREATE VIEW

select pg_get_viewdef('vq')
----
 SELECT (1 <# ANY (ARRAY['a'::text, 'bb'::text])) AS x,\n    (1 <# ALL ( SELECT 'bb'::text AS text)) AS y;
SELECT 1

select * from vq
----
t|t
SELECT 1

set search_path = pg_catalog
----
SET

select pg_get_viewdef('public.vq')
----
 SELECT (1 OPERATOR(public.<#) ANY (ARRAY['a'::text, 'bb'::text])) AS x,\n    (1 OPERATOR(public.<#) ALL ( SELECT 'bb'::text AS text)) AS y;
SELECT 1

select * from public.vq
----
t|t
SELECT 1

reset search_path
----
RESET

create table q (k int primary key, a int, t text, ar text[])
----
CREATE TABLE

insert into q values (1, 1, 'bb', '{a,bbb}'), (2, 3, 'bb', '{}'), (3, null, 'x', null), (4, 2, null, '{null,abc}')
----
INSERT 0 4

select k, a <# any (ar), a <# all (ar), a <# any ('{a,ccc}'), a <# any (array[t, 'z']), not a <# all (array[t]), a <# any (select t from q) from q order by k
----
1|t|f|t|t|f|t
2|f|t|f|f|t|NULL
3|NULL|NULL|NULL|NULL|NULL|NULL
4|t|NULL|t|NULL|NULL|NULL
SELECT 4

select k from q where a <# any (ar) order by k
----
1
4
SELECT 2

create table q2 (a int, ar text[], check (a <# any (ar)))
----
CREATE TABLE

insert into q2 values (1, '{a,bb}')
----
INSERT 0 1

insert into q2 values (1, '{a}')
----
error 23514

select pg_get_constraintdef(oid) from pg_constraint where conrelid = 'q2'::regclass
----
CHECK ((a <# ANY (ar)))
SELECT 1

create index on q2 (a) where a <# all (ar)
----
error 42P17

select 1 <# any (array[1,2])
----
error 42883

select 1 operator(public.<##) any (array[1,2])
----
error 42883

select 1 operator(nos.<#) any (array[1,2])
----
error 3F000

create function nb(int, int) returns int language sql as 'select $1 + $2'
----
CREATE FUNCTION

create operator +++ (leftarg = int, rightarg = int, function = nb)
----
error 42601

select 1 +++ any (array[1,2])
----
error 42601

select 1 +++ any (select 1)
----
error 42601

create type ct as (x int, y text)
----
CREATE TYPE

create function cteq(ct, ct) returns bool language sql immutable as 'select ($1).x = ($2).x'
----
CREATE FUNCTION

create function ctlt(ct, ct) returns bool language sql immutable as 'select ($1).x < ($2).x'
----
CREATE FUNCTION

create function ctge(ct, ct) returns bool language sql immutable as 'select ($1).x >= ($2).x'
----
CREATE FUNCTION

create function ctle(ct, ct) returns bool language sql immutable as 'select ($1).x <= ($2).x'
----
CREATE FUNCTION

create table t3 (k int, c ct, d ct)
----
CREATE TABLE

insert into t3 values (1, row(1,'a'), row(1,'b')), (2, row(1,'a'), row(2,'a')), (3, row(1,'a'),row(1,'a')), (4, null, row(1,'a')), (5, row(null,null), null), (6, null,null), (7, row(null,'x'), row(null,'x'))
----
INSERT 0 7

create view old as select k, c is distinct from d as x, c = d as y, c in (d) as z, c between d and d as w from t3
----
CREATE VIEW

alter table t3 add check (c in (c, row(1,'x')::ct) or true), add check (c = c or c is null or true)
----
ALTER TABLE

create table t4 (c ct, d ct, e bool generated always as (c = d) stored, f bool generated always as (c in (d)) stored, g bool generated always as (c is distinct from d) stored)
----
CREATE TABLE

create operator = (leftarg = ct, rightarg = ct, function = cteq)
----
CREATE OPERATOR

create operator < (leftarg = ct, rightarg = ct, function = ctlt)
----
CREATE OPERATOR

create operator >= (leftarg = ct, rightarg = ct, function = ctge)
----
CREATE OPERATOR

create operator <= (leftarg = ct, rightarg = ct, function = ctle)
----
CREATE OPERATOR

insert into t4 values (row(1,'a'), row(1,'b'))
----
INSERT 0 1

select * from t4
----
(1,a)|(1,b)|f|f|t
SELECT 1

select * from old order by k
----
1|t|f|f|f
2|t|f|f|f
3|f|t|t|t
4|t|NULL|NULL|NULL
5|t|NULL|NULL|NULL
6|f|NULL|NULL|NULL
7|f|t|t|t
SELECT 7

select k, c = d, c is distinct from d, c is not distinct from d, nullif(c, d), c in (d), c not in (d), c = any(array[d]), c <> all (array[d]), case c when d then 1 else 0 end from t3 order by k
----
1|t|f|t|NULL|t|t|t|t|1
2|f|t|f|(1,a)|f|t|f|t|0
3|t|f|t|NULL|t|f|t|f|1
4|NULL|t|f|NULL|NULL|NULL|NULL|NULL|0
5|NULL|t|f|(,)|NULL|NULL|NULL|NULL|0
6|NULL|f|t|NULL|NULL|NULL|NULL|NULL|0
7|NULL|NULL|NULL|(,x)|NULL|f|NULL|f|0
SELECT 7

select k, c in (row(1,'z')::ct, row(2,'z')::ct), c in (select d from t3 where d is not null), c between d and d, c not between d and d, c is distinct from '(1,z)', nullif(c, '(1,z)'), nullif('(1,z)', c), c = any ('{"(1,q)"}') from t3 order by k
----
1|t|t|t|f|f|NULL|NULL|t
2|t|t|f|t|f|NULL|NULL|t
3|t|t|t|f|f|NULL|NULL|t
4|NULL|NULL|NULL|NULL|t|NULL|(1,z)|NULL
5|NULL|NULL|NULL|NULL|NULL|(,)|(1,z)|NULL
6|NULL|NULL|NULL|NULL|t|NULL|(1,z)|NULL
7|NULL|NULL|NULL|NULL|NULL|(,x)|(1,z)|NULL
SELECT 7

select (nullif(c, d)).y, pg_typeof(nullif(c,d)) from t3
----
NULL|ct
NULL|ct
NULL|ct
NULL|ct
NULL|ct
a|ct
x|ct
SELECT 7

prepare p(ct) as select k, c is not distinct from $1, c in ($1), c = any (array[$1]) from t3 order by k
----
PREPARE

execute p('(1,w)')
----
1|t|t|t
2|t|t|t
3|t|t|t
4|f|NULL|NULL
5|NULL|NULL|NULL
6|f|NULL|NULL
7|NULL|NULL|NULL
SELECT 7

create function pf(a ct, b ct) returns text language plpgsql as 'begin if a is not distinct from b then return 1; end if; case a when b then return 2; else return case a when b then 3 else 4 end; end case; end'
----
CREATE FUNCTION

select k, pf(c, d) from t3 order by k
----
1|1
2|4
3|1
4|4
5|4
6|1
7|4
SELECT 7

select count(*) from t3 a join t3 b on a.c is not distinct from b.c
----
13
SELECT 1

select count(*) from t3 a where c in (select d from t3) or c = any (select d from t3)
----
3
SELECT 1

select count(*) from t3 a where c not in (select d from t3 where d is not null)
----
0
SELECT 1

select case (select c from t3 where k = 1) when row(2, 'x')::ct then 'no' when row(1,'zz')::ct then 'yes' end
----
yes
SELECT 1

select count(*) from t3 a join t3 b using (c)
----
9
SELECT 1

select k from t3 where (c, k) = (row(1,'zz')::ct, 1)
----
error 0A000

select k from t3 where (c, k) is not distinct from (row(1,'zz')::ct, 1)
----
1
SELECT 1

select k from t3 where (c, k) in ((row(1,'zz')::ct, 1))
----
error 0A000

create table t6 (c ct, check (c = any (array[row(1,'x')::ct])))
----
CREATE TABLE

insert into t6 values (row(1,'q'))
----
INSERT 0 1

insert into t6 values (row(2,'q'))
----
error 23514

create view v7 as select k, c = any (array[d]) as x, c operator(public.=) any (select d from t3) as y, c = any (select d from t3) as z from t3
----
CREATE VIEW

select pg_get_viewdef('v7')
----
 SELECT t3.k,\n    (t3.c = ANY (ARRAY[t3.d])) AS x,\n    (t3.c IN ( SELECT t3_1.d\n           FROM t3 t3_1)) AS y,\n    (t3.c IN ( SELECT t3_1.d\n           FROM t3 t3_1)) AS z\n   FROM t3;
SELECT 1

select * from v7 order by k
----
1|t|t|t
2|f|t|t
3|t|t|t
4|NULL|NULL|NULL
5|NULL|NULL|NULL
6|NULL|NULL|NULL
7|NULL|NULL|NULL
SELECT 7

set search_path = pg_catalog
----
SET

select pg_get_viewdef('public.v7')
----
 SELECT t3.k,\n    (t3.c OPERATOR(public.=) ANY (ARRAY[t3.d])) AS x,\n    (t3.c OPERATOR(public.=) ANY ( SELECT t3_1.d\n           FROM public.t3 t3_1)) AS y,\n    (t3.c OPERATOR(public.=) ANY ( SELECT t3_1.d\n           FROM public.t3 t3_1)) AS z\n   FROM public.t3;
SELECT 1

select pg_get_constraintdef(oid) from pg_constraint where conrelid = 'public.t6'::regclass
----
CHECK ((c OPERATOR(public.=) ANY (ARRAY[ROW(1, 'x'::text)::public.ct])))
SELECT 1

reset search_path
----
RESET

create view v8 as select k, row(c, 1) = (select d, 1 from t3 limit 1) as x from t3
----
error 0A000

create view v9 as select * from t3 where (k, k) = (select 1, 2) and (k, k) in (select 1, 2) and (k, 1) <> all (select 1, 2) and k = any (select 1)
----
CREATE VIEW

select pg_get_viewdef('v9')
----
 SELECT t3.k,\n    t3.c,\n    t3.d\n   FROM t3\n  WHERE (((t3.k, t3.k) = ( SELECT 1,\n            2)) AND ((t3.k, t3.k) IN ( SELECT 1,\n            2)) AND ((t3.k, 1) <> ALL ( SELECT 1,\n            2)) AND (t3.k IN ( SELECT 1)));
SELECT 1
