# What testing/differential found to differ.
# An aggregate belongs to the innermost query that its columns are of, those that a subquery in it reads too.
create table o(x int, y int)
----
CREATE TABLE

create table i(a int);insert into o values(1,1),(2,2)
----
CREATE TABLE
INSERT 0 2

insert into i values (1),(2)
----
INSERT 0 2

select (with w as (select 1 as y) select max((select o.x from w where w.y=o.y)) from i) from o
----
error 0A000

select (with w as (select 1 as y) select max((select i.a from w where w.y=o.y limit 1)) from i) from o
----
2
NULL
SELECT 2

select (with w as (select o.x as y) select max((select y from w)) from i) from o
----
1
2
SELECT 2

select (select max((select o.x from i i2 limit 1)) from i) from o
----
error 21000

select (select max((select o.x + i2.a from i i2 order by 1 limit 1)) from i limit 1) from o
----
3
SELECT 1

select (select max((select o.x + i2.a + o2.x from i i2 order by 1 limit 1)) from i limit 1) from o, o o2
----
5
SELECT 1

select o.y, (select max((select o.x + i2.a + o.y from i i2 order by 1 limit 1)) from i limit 1) from o group by o.y
----
1|3
2|5
SELECT 2

select o.y, (select count(o.x in (select a from i)) + o.y from i limit 1) from o group by o.y
----
1|2
2|3
SELECT 2

select o.y, (select sum((select sum(a+o.x) from i)) + i.a+o.y from i where a=1) from o group by o.y order by 1
----
1|7
2|10
SELECT 2

select (select (select sum((select sum(a+o.x) from i)) from i i3 where i3.a=i2.a limit 1) from i i2 where a=1) from o  order by 1
----
12
SELECT 1

select (select (select sum((select sum(i3.a+i2.a+o.x) from i i3))) from i i2 where a=1) from o  order by 1
----
7
9
SELECT 2

select (select (select sum((select sum(i3.a+i2.a+o.x) from i i3))) from i i2 where a=1) from o  order by 1
----
7
9
SELECT 2

select (select count(*) from i group by max((select o.x from i i2 limit 1)) ) from o
----
2
SELECT 1

select (select max((select sum(o.x) from i i2 limit 1)) from i) from o
----
error 42803

select (select max((select sum(i.a) from i i2 limit 1)) from i) from o
----
error 42803

select (select max((select sum(i2.a) from i i2 limit 1)) from i) from o
----
3
3
SELECT 2

select max((select sum(i2.a+o.x) from i i2 limit 1)) from o
----
7
SELECT 1

select (select max(o.y) filter (where (select o.x>1)) from i) from o
----
error 21000

select (select bool_and(o.x IN (SELECT o.y)) FROM i limit 1) FROM o
----
t
SELECT 1

select x from o where (select bool_or(o.x <= ALL (SELECT o.y from i)) from i limit 1)
----
error 42803

select x from o where (select bool_or(1 <= ALL (SELECT o.y from i)) from i limit 1)
----
error 42803

select x from o where (select bool_or(1 <= ALL (SELECT o.y from i where i2.a=1)) from i i2 limit 1)
----
1
2
SELECT 2

select x from o group by x having (select bool_or(1 <= ALL (SELECT o.y from i)) from i i2 limit 1)
----
1
2
SELECT 2

select x from o group by x having (select bool_or(1 <= ALL (SELECT o.y from i) and o.x > 0) from i i2 where a = x limit 1)
----
1
2
SELECT 2

DROP TABLE o; DROP TABLE i
----
DROP TABLE
DROP TABLE

# FOR UPDATE reaches into subqueries.
create table a(x int primary key, y int)
----
CREATE TABLE

create table c(x int, y int)
----
CREATE TABLE

insert into a values (1,1),(2,2)
----
INSERT 0 2

insert into c values (1,1)
----
INSERT 0 1

select a.x from a left join c on a.x=c.x for update
----
error 0A000

select a.x from a left join c on a.x=c.x where c.y=1 for update
----
1
SELECT 1

select a.x from a left join c on a.x=c.x where c.y is not null for update
----
1
SELECT 1

select a.x from a left join c on a.x=c.x where c.y is null for update
----
error 0A000

select a.x from a left join c on a.x=c.x where c.y > 0 or a.y > 0 for update
----
error 0A000

select a.x from a left join c on a.x=c.x where c.y > 0 or c.x > 0 for update
----
1
SELECT 1

select a.x from a left join c on a.x=c.x where coalesce(c.y,0) > 0 for update
----
error 0A000

select a.x from a left join c on a.x=c.x where false for update
----
error 0A000

select a.x from a left join c on a.x=c.x join a a2 on a2.x = c.x for update
----
1
SELECT 1

select a.x from a left join (c left join a a2 on a2.x=c.x) on a2.x = a.x for update
----
error 0A000

select a.x from a left join c on a.x=c.x for update of a
----
1
2
SELECT 2

select a.x from a left join (select * from c) c on a.x=c.x for update
----
error 0A000

select a.x from a left join (select * from c) c on a.x=c.x for update of a
----
1
2
SELECT 2

select a.x from a left join (select * from c) c on a.x=c.x for update of c
----
error 0A000

select a.x from a left join (values (1)) c(x) on a.x=c.x for update
----
1
2
SELECT 2

select a.x from a left join (select 1 as x) c(x) on a.x=c.x for update
----
1
2
SELECT 2

select a.x from a left join (select 1 as x limit 1) c(x) on a.x=c.x for update
----
error 0A000

select a.x from a left join (select 1 as x union select 2) c(x) on a.x=c.x for update
----
error 0A000

select a.x from a left join (select distinct 1 as x) c(x) on a.x=c.x for update
----
error 0A000

select a.x from a left join (select distinct 1 as x) c(x) on a.x=c.x for update of a
----
1
2
SELECT 2

select a.x from a, (select count(*) from c) c(x) for update
----
error 0A000

select a.x from a, (select x from c limit 1) c(x) for share
----
1
2
SELECT 2

select a.x from a, (select x from c order by 1) c(x) for share of c
----
1
2
SELECT 2

select a.x from a, (select q.x from c left join a q on true) c(x) for share of c
----
error 0A000

select * from (select 1) q for update
----
1
SELECT 1

select * from (values (1)) q for update of q
----
1
SELECT 1

select * from generate_series(1,2) q for update
----
1
2
SELECT 2

select * from generate_series(1,2) q for update of q
----
error 0A000

with w as (select * from a) select * from w for update
----
1|1
2|2
SELECT 2

with w as (select * from a) select * from w for update of w
----
error 0A000

select * from (a join c on true) j for update of j
----
error 0A000

select * from (a join c on true) for update of a
----
1|1|1|1
2|2|1|1
SELECT 2

select * from (a join c on true) for update of z
----
error 42P01

select * from (select * from (select * from a) q) q for update
----
1|1
2|2
SELECT 2

select * from (select * from a for share) q for update
----
1|1
2|2
SELECT 2

select * from (select * from (select distinct x from a) q) q for update
----
error 0A000

select * from a where x in (select x from c) for update
----
1|1
SELECT 1

select * from a, lateral (select generate_series(1, a.x)) q for update
----
error 0A000

select generate_series(1,2) from a for update
----
error 0A000

select * from a full join c on a.x=c.x for update of c
----
error 0A000

select * from a full join c on a.x=c.x where a.x=1 for update of a
----
1|1|1|1
SELECT 1

select * from a full join c on a.x=c.x where a.x=1 for update of c
----
error 0A000

select * from a right join c on a.x=c.x where a.x=1 for update of c
----
1|1|1|1
SELECT 1

select * from a right join c on a.x=c.x for update of a
----
error 0A000

select * from a cross join (select x from c group by x) q for no key update
----
error 0A000

select * from a cross join (select x from c group by x having true) q for no key update
----
error 0A000

select * from a cross join (select 1 having true) q for no key update
----
error 0A000

select * from a cross join (select count(*)) q for no key update
----
error 0A000

select 1 for update
----
1
SELECT 1

select 1 for update of a
----
error 42P01

(select * from a) for update
----
1|1
2|2
SELECT 2

(select * from a limit 1) for update
----
1|1
SELECT 1

select * from (values (1)) v for update
----
1
SELECT 1

values (1) for update
----
error 0A000

select 1 union select 2 for update
----
error 0A000

select * from a for update of a, a
----
1|1
2|2
SELECT 2

select * from a as q for update of a
----
error 42P01

DROP TABLE a; DROP TABLE c
----
DROP TABLE
DROP TABLE

# Types of literals, and names of columns.
create table a(x int, y text)
----
CREATE TABLE

select count(distinct 'B')
----
1
SELECT 1

select count('B')
----
1
SELECT 1

select count(distinct null)
----
0
SELECT 1

select count(null)
----
0
SELECT 1

select array_agg('B')
----
error 42725

select array_agg(null)
----
error 42725

select string_agg('b', null)
----
b
SELECT 1

select max('b')
----
b
SELECT 1

select min(null)
----
NULL
SELECT 1

select sum('1')
----
error 42725

select sum(null)
----
error 42725

select avg(null)
----
error 42725

select bool_and(null)
----
NULL
SELECT 1

select count(distinct 'B', 1)
----
error 42883

select count('a','b')
----
error 42883

select json_agg('b')
----
error 42804

select pg_typeof('b')
----
unknown
SELECT 1

select array_append('{1}', '2')
----
{1,2}
SELECT 1

select array_append(null, 2)
----
{2}
SELECT 1

select array_append(null, null)
----
{NULL}
SELECT 1

select array_append(null,'a')
----
{a}
SELECT 1

select array[array[1,2],null]
----
error 2202E

select array[null, array[1,2]]
----
error 2202E

select array[array[1,2], 3]
----
error 42804

select array[array[1,2], '{3,4}']
----
{{1,2},{3,4}}
SELECT 1

select array[array[1,2],null::int[]];select array[null::int[]]
----
error 2202E

select array[array[1],array[]::int[]]
----
error 2202E

select array[null,null]
----
{NULL,NULL}
SELECT 1

select array[array[null]]
----
{{NULL}}
SELECT 1

select array[[1,2],[3]]
----
error 2202E

select array[array[1.5],array[2]]
----
{{1.5},{2}}
SELECT 1

select array['a', null, 1]
----
error 22P02

select array[array['a'],array[1]]
----
error 42846

select array[1,null]::text[]
----
{1,NULL}
SELECT 1

select array[array[1,2],null]::int[]
----
error 2202E

select array['{1,2}','{3}']::int[]
----
error 22P02

select array[array[1,2],'{3,4}']::int[];select array['{1,2}'::int[], array[3,4]]
----
{{1,2},{3,4}}
SELECT 1
{{1,2},{3,4}}
SELECT 1

select nullif(1,1.0), nullif(1.0,1), nullif(1::int2, 1), nullif('a',null), nullif(null,null), nullif(null,1), nullif(1,null), nullif(date '2020-01-01', timestamp '2020-01-01'), nullif('a'::varchar(3),'b'), nullif('a'::char(3),'b'::text)
----
NULL|NULL|NULL|a|NULL|NULL|1|NULL|a|a
SELECT 1

select pg_typeof(nullif(1,1.0)), pg_typeof(nullif(1.0,1)), pg_typeof(nullif(1::int2, 1)), pg_typeof(nullif(null,1)), pg_typeof(nullif(null,null)),  pg_typeof(nullif('a'::varchar(3),'b')), pg_typeof(nullif('a'::char(3),'b'::text)), pg_typeof(nullif('a'::name,'b'::text)),pg_typeof(nullif('a'::text,'b'::name)), pg_typeof(nullif(1::oid, 2)), pg_typeof(nullif(2,1::oid)),pg_typeof(nullif(2::real,1))
----
numeric|numeric|smallint|integer|text|text|text|name|text|oid|oid|real
SELECT 1

select true, 1::text, 'a'::text, null::int, cast(1 as int4), date '2020-01-01', interval '1' day, 1::numeric(3,2), 'a'::varchar(2), '{1}'::int[], array[1]::int[], (1), (1::int)::text, x::text from a
----
SELECT 0

select cast(1 as double precision), 1::pg_catalog.int4, 1::"char", 'a'::char, 'a'::character varying(3), timestamp with time zone '2020-01-01', time '1:00', null, not true, -1, (select 1), (select 1 as q), (select true), (select 1::int4), (select x from a limit 1), exists(select 1), array(select 1), case when true then 1 end, case when true then 1 else x end, coalesce(1,2) from (values (1)) a(x)
----
1|1||a|a|2020-01-01 00:00:00+00|01:00:00|NULL|f|-1|1|1|t|1|NULL|t|{1}|1|1|1
SELECT 1

values (1, true)
----
1|t
SELECT 1

select * from (values (1,true)) v
----
1|t
SELECT 1

select * from (select 1, true, 'a'::text, 1) q
----
1|t|a|1
SELECT 1

select * from generate_series(1,1)
----
1
SELECT 1

select * from unnest(array[1])
----
1
SELECT 1

select generate_series from generate_series(1,1)
----
1
SELECT 1

select * from (select (select true)) q
----
t
SELECT 1

select * from unnest(array[1,2], array['a','b','c'])
----
1|a
2|b
NULL|c
SELECT 3

select * from unnest(array[1,2], array['a','b','c']) with ordinality as u(a, b)
----
1|a|1
2|b|2
NULL|c|3
SELECT 3

select u from unnest(array[1], array[2]) u
----
(1,2)
SELECT 1

select * from rows from (unnest(array[1,2], array[3]), generate_series(1,3)) as q(a,b,c)
----
1|3|1
2|NULL|2
NULL|NULL|3
SELECT 3

select unnest(array[1],array[2])
----
error 42883

select * from unnest(array[1], null)
----
error 42725

select * from unnest(array[1],null::int[],array['x','y'])
----
1|NULL|x
NULL|NULL|y
SELECT 2

select * from a, unnest(array[a.x], array[a.y]) q
----
SELECT 0

select * from pg_catalog.unnest(array[1],array[2])
----
error 42883

select * from unnest(array[1,2], 3)
----
error 42883

select case when true then array[1] else array['a'] end
----
error 42846

select coalesce(array[1], array['a'])
----
error 42846

select unnest(null)
----
error 42725

select array_length(null,1)
----
error 42804

select array_length('{1}',1)
----
error 42804

select array_upper(null, 1)
----
error 42804

select array_cat(null,null)
----
NULL
SELECT 1

select greatest(array[1],array['a'])
----
error 42846

select 1 in (array[1], 'a')
----
error 42883

select array[1] union select array['a']
----
error 42846

values (array[1]), (array['a'])
----
error 42846

select cardinality(null)
----
error 42804

select array_to_string(null,',')
----
error 42804

select array_dims(null)
----
error 42804

select to_json(null)
----
error 42804

select to_jsonb('a')
----
error 42804

select array_position(null,1)
----
NULL
SELECT 1

select array_position(null,null)
----
NULL
SELECT 1

select array_remove(null,1)
----
NULL
SELECT 1

select abs(null)
----
NULL
SELECT 1

select array_agg(distinct 'a')
----
error 42725

select string_agg(distinct 'a', ',')
----
a
SELECT 1

select max(distinct 'a'), min('a' order by 1)
----
a|a
SELECT 1
