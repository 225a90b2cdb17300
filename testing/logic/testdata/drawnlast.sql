# what whole worlds of the differential fuzzer found: groups of users' aggregates on disk, texts, orders of errors
create function adds(s int8, x int4) returns int8 immutable language sql as 'select coalesce(s, 0) + x'
----
CREATE FUNCTION

create aggregate added(int4) (sfunc = adds, stype = int8, initcond = 1)
----
CREATE AGGREGATE

create aggregate listed(text) (sfunc = array_append, stype = text[], initcond = '{}')
----
CREATE AGGREGATE

select x % 3 as g, added(x), array_agg(x order by x), string_agg(x::text, $$,$$ order by x) from generate_series(1, 12) x group by 1 order by 1
----
0|31|{3,6,9,12}|3,6,9,12
1|23|{1,4,7,10}|1,4,7,10
2|27|{2,5,8,11}|2,5,8,11
SELECT 3

select grouping(x % 2), x % 2 as g, added(x) from generate_series(1, 9) x group by cube (x % 2) order by 1, 2
----
0|0|21
0|1|26
1|NULL|46
SELECT 3

select x % 3 as g, listed(x::text order by x desc), added(distinct x % 4) from generate_series(1, 12) x group by 1 order by 1
----
0|{12,9,6,3}|7
1|{10,7,4,1}|7
2|{11,8,5,2}|7
SELECT 3

create table t (k int4)
----
CREATE TABLE

create type mood as enum ('sad', 'ok')
----
CREATE TYPE

create view v2 as select ((select array_agg(k order by k) from t limit 1))[1] a, (array(select k from t))[1] b, ((select array[1]))[1:2] c, ((select t from t)).k d from t
----
CREATE VIEW

select pg_get_viewdef('v2')
----
 SELECT (( SELECT array_agg(t_1.k ORDER BY t_1.k) AS array_agg\n           FROM t t_1\n         LIMIT 1))[1] AS a,\n    (ARRAY( SELECT t_1.k\n           FROM t t_1))[1] AS b,\n    (( SELECT ARRAY[1] AS "array"))[1:2] AS c,\n    (( SELECT t_1.*::t AS t\n           FROM t t_1)).k AS d\n   FROM t;
SELECT 1

create index on t ((null::int4::int4) desc nulls last) where (null::mood = enum_last(null::mood))
----
CREATE INDEX

create index on t ((k + 1)) where enum_last('ok'::mood) = 'ok'
----
error 42P17

create sequence sq
----
CREATE SEQUENCE

create temp sequence sq2
----
CREATE SEQUENCE

alter sequence sq2 owned by t.nope
----
error 55000

alter sequence sq owned by t.nope
----
error 42703

create type ct as (p int4)
----
CREATE TYPE

create table tt of ct
----
CREATE TABLE

alter table tt alter z type int8
----
error 42703

alter table tt alter p type int8
----
error 42809

create table u (k int4 primary key)
----
CREATE TABLE

select from t left join lateral (select null::int4 from u) l(x) on true where l.x = all (array[1,2]) for update
----
SELECT 0

select from t left join u on true where u.k = all (array[1,2]) for update
----
SELECT 0

select from t left join u on true where u.k = all (array[]::int4[]) for update
----
error 0A000

select from t left join u on true where u.k <> all ('{1}') for update
----
SELECT 0
