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

DROP TABLE a
----
DROP TABLE

# Volatile expressions beside set-returning functions are computed once more than there are rows.
create sequence s
----
CREATE SEQUENCE

create table t(x int)
----
CREATE TABLE

insert into t values (1),(2)
----
INSERT 0 2

select nextval('s'), generate_series(1,3)
----
1|1
2|2
3|3
SELECT 3

select currval('s')
----
4
SELECT 1

select generate_series(1,3), nextval('s'), nextval('s')
----
1|5|6
2|7|8
3|9|10
SELECT 3

select currval('s')
----
12
SELECT 1

select generate_series(1,3)+1, nextval('s')
----
2|13
3|14
4|15
SELECT 3

select currval('s')
----
15
SELECT 1

select generate_series(1,generate_series(1,2)), nextval('s')
----
1|16
1|18
2|19
SELECT 3

select currval('s')
----
20
SELECT 1

select generate_series(1,generate_series(1,2)), generate_series(1,2)+1, nextval('s')
----
1|2|21
1|3|23
2|3|24
SELECT 3

select currval('s')
----
25
SELECT 1

select generate_series(1,2), generate_series(1,3)*2, nextval('s')
----
1|2|26
2|4|27
NULL|6|28
SELECT 3

select currval('s')
----
28
SELECT 1

select x, nextval('s'), unnest(array[1,2]) from t
----
1|29|1
1|30|2
2|32|1
2|33|2
SELECT 4

select currval('s')
----
34
SELECT 1

select x, nextval('s'), unnest(array[1,2]) from t order by x desc
----
2|35|1
2|36|2
1|38|1
1|39|2
SELECT 4

select currval('s')
----
40
SELECT 1

select x, nextval('s'), unnest(array[1,2]) from t order by 3,1
----
1|41|1
2|42|1
1|43|2
2|44|2
SELECT 4

select currval('s')
----
44
SELECT 1

select x, nextval('s'), unnest(array[1,2]) from t order by 2 desc
----
2|46|1
2|46|2
1|45|1
1|45|2
SELECT 4

select currval('s')
----
46
SELECT 1

select x, nextval('s'), unnest(array[1,2]) from t order by x limit 1
----
1|47|1
SELECT 1

select currval('s')
----
47
SELECT 1

select x, nextval('s'), unnest(array[1,2]) from t limit 3
----
1|48|1
1|49|2
2|51|1
SELECT 3

select currval('s')
----
51
SELECT 1

select x, nextval('s'), unnest(array[1,2]) from t limit 0
----
SELECT 0

select currval('s')
----
51
SELECT 1

select distinct x, nextval('s') > 0, unnest(array[1,2]) from t
----
1|t|1
1|t|2
2|t|1
2|t|2
SELECT 4

select currval('s')
----
57
SELECT 1

select x, sum(nextval('s')), unnest(array[1,2]) from t group by x
----
1|58|1
1|58|2
2|59|1
2|59|2
SELECT 4

select currval('s')
----
59
SELECT 1

select currval('s')
----
59
SELECT 1

select count(*) from (select nextval('s'), unnest(array[1,2]) from t) q
----
4
SELECT 1

select currval('s')
----
65
SELECT 1

select nextval('s'), generate_series(1,0)
----
SELECT 0

select currval('s')
----
66
SELECT 1

select (select nextval('s')), generate_series(1,2)
----
67|1
67|2
SELECT 2

select currval('s')
----
67
SELECT 1

select currval('s')
----
67
SELECT 1

select distinct on (x) x, nextval('s'), unnest(array[1,2]) from t order by x
----
1|68|1
1|69|2
2|71|1
2|72|2
SELECT 4

select currval('s')
----
73
SELECT 1

select generate_series(1,2) > 1 and true
----
error 42804

select case when generate_series(1,2) > 1 then 1 end
----
error 42804

select not (generate_series(1,2) > 1)
----
error 42804

select coalesce(generate_series(1,2) > 1 , true) is true
----
error 0A000

select case generate_series(1,2) when 1 then 2 end
----
error 0A000

select case when true then generate_series(1,2) end
----
error 0A000

select (generate_series(1,2) > 1) is true
----
error 42804

select count(*) filter (where generate_series(1,2) > 1)
----
error 0A000

DROP SEQUENCE s; DROP TABLE t
----
DROP SEQUENCE
DROP TABLE

# Names that can't be reached, and which of two mistakes is told.
create table t1(c0 int, c1 bool)
----
CREATE TABLE

create table t2(x int)
----
CREATE TABLE

SELECT max(5) FROM t1 AS r82, unnest(NULL::int4[], ARRAY[1,2]) AS f83(x, y) LEFT JOIN LATERAL (SELECT NULL::text FROM t1 AS r85) AS l84(x) ON r82.c1
----
error 42P01

select * from t1 a, t2 b join t1 c on a.c1
----
error 42P01

select * from t1 a, t2 b join t1 c on a.nope
----
error 42P01

select * from t1 a, t2 b join t1 c on c1
----
SELECT 0

select (select 1 from t1 c where b.x=1) from t1 a, t2 c
----
error 42P01

SELECT * FROM t1 HAVING EXISTS (SELECT  FROM t2 AS r139 ORDER BY 8)
----
error 42P10

SELECT 1 FROM t1 HAVING EXISTS (SELECT  FROM t2 AS r139 ORDER BY 8) for update
----
error 42P10

SELECT 1 FROM t1 group by c0 HAVING EXISTS (SELECT  FROM t2 AS r139 ORDER BY 8)
----
error 42P10

SELECT bool_and(1::int8) FROM t1 where (select bool_and(c1) from t2)
----
error 42883

SELECT 1 FROM t1 where (select bool_and(c1) from t2)
----
error 42803

UPDATE t1 SET c0 = generate_series(1,2)
----
error 0A000

UPDATE t1 SET c0 = 1 WHERE (SELECT bool_and(NULL::bool) FROM t1 AS r109, LATERAL (SELECT r113.c0 FROM t1 AS r113) AS l110(x) LEFT JOIN t1 AS r114 ON r109.c1)
----
error 42P01

select * from t1 a, (select a.c0) q
----
error 42P01

select * from t1 a, (select 1 from t2 where a.c0=1) q
----
error 42P01

select * from t1 a union select a.c0, true from t1 b
----
error 42P01

with w as (select a.c0) select * from w, t1 a
----
error 42P01

DROP TABLE t1; DROP TABLE t2
----
DROP TABLE
DROP TABLE

# What a WITH query takes that nobody reads.
create table s(x int)
----
CREATE TABLE

insert into s values (0)
----
INSERT 0 1

with w as (select 1/x from s) select 1
----
1
SELECT 1

with w as materialized (select 1/x from s for update) select 1
----
1
SELECT 1

with w as (select 1/x as z from s), v as (select * from w) select 1
----
1
SELECT 1

select (select 1)::int8, (select true), (select (select 2)::int4)::int8, (select x from s)::int8, (select x+1 from s)::text, (select date '2020-01-01' from s)::text
----
1|t|2|0|1|2020-01-01
SELECT 1

with w as (select x from s) select 1
----
1
SELECT 1

with w as (select x from s), v as (select * from w) select 1
----
1
SELECT 1

with w as (select x from s) select 1 from w
----
1
SELECT 1

# Regular expressions from a place on, templates of dates and numbers, widths of format().
select regexp_count('aaa','aa',2), regexp_count('aaaa','aa',2), regexp_count('abab','^a',3), regexp_count('ab ab','\mab',4), regexp_count('aab','\mab',2), regexp_count('xabab','(a)b',3), regexp_count('é1é1','\d',3), regexp_replace('aaaa','aa','X',2,0), regexp_replace('abcabc','b','X',10), regexp_instr('aaaa','aa',2,1), regexp_substr('foobar foo','(fo)o',2), regexp_count('abc','',4), regexp_count('abc','',5), regexp_count('abc','$',4), regexp_count('abc','^',2), regexp_count(E'a\nb','^',2,'n'), regexp_count(E'a\nb','^.',3,'n')
----
1|1|0|1|0|1|1|aXa|abcabc|2|foo|1|0|1|0|1|1
SELECT 1

select regexp_instr('a','[',0)
----
error 22023

select regexp_instr('a','[',1,0)
----
error 22023

select regexp_instr('a','[',1,1,2)
----
error 22023

select regexp_instr('a','[',1,1,1,'z')
----
error 22023

select regexp_instr('a','[',1,1,1,'',-1)
----
error 22023

select regexp_count('a','[',-1)
----
error 22023

select regexp_substr('a','[',1,0)
----
error 22023

select regexp_replace('a','[','b',0)
----
error 22023

select regexp_replace('a','a','b',1,-1)
----
error 22023

select to_timestamp('5', 'FF3')
----
0001-01-01 00:00:00.5+00 BC
SELECT 1

select to_timestamp('123456', 'FF6')
----
0001-01-01 00:00:00.123456+00 BC
SELECT 1

select to_timestamp('12:34:56.7', 'HH24:MI:SS.FF2')
----
0001-01-01 12:34:56.7+00 BC
SELECT 1

select to_timestamp('12:34:56.789', 'HH24:MI:SS.MS')
----
0001-01-01 12:34:56.789+00 BC
SELECT 1

select to_timestamp('1.7891', 'SS.MS')
----
error 22008

select to_timestamp('1.78912345', 'SS.US')
----
error 22008

select to_timestamp('2024-02-29 13:05:09.123456', 'YYYY MM DD')
----
2024-02-29 00:00:00+00
SELECT 1

select to_timestamp('2024-02-29', 'YYYY MM DD')
----
2024-02-29 00:00:00+00
SELECT 1

select to_date('2024--02-29', 'YYYY MM DD')
----
error 22008

select to_date('2024/02-29', 'YYYY-MM DD')
----
2024-02-29
SELECT 1

select to_date('2024 -02-29', 'YYYY MM DD')
----
2024-02-29
SELECT 1

select to_timestamp('2024 -5', 'YYYY TZH')
----
2024-01-01 05:00:00+00
SELECT 1

select to_timestamp('2024-5', 'YYYY TZH')
----
2023-12-31 19:00:00+00
SELECT 1

select to_timestamp('2024-5', 'YYYYTZH')
----
2024-01-01 05:00:00+00
SELECT 1

select to_timestamp('12 -3', 'HH24 MI')
----
0001-01-01 12:03:00+00 BC
SELECT 1

select to_timestamp('12 - 3', 'HH24 MI')
----
0001-01-01 12:03:00+00 BC
SELECT 1

select to_timestamp('12 +3', 'HH24 MI')
----
0001-01-01 12:03:00+00 BC
SELECT 1

select to_timestamp('12   -3', 'HH24   MI')
----
0001-01-01 12:03:00+00 BC
SELECT 1

select to_timestamp('12-3', 'HH24-MI')
----
0001-01-01 12:03:00+00 BC
SELECT 1

select to_timestamp('12--3', 'HH24-MI')
----
error 22008

select format('%*s', 'abc', 'x')
----
error 22P02

select format('%*s', '5', 'x')
----
    x
SELECT 1

select format('%*s', 5::int8, 'x'), format('%*s', null, 'x'), format('%-*s|', 4::numeric, 'x')
----
    x|x|x   |
SELECT 1

select to_char(1,'9EEEE9')
----
error 42601

select to_char(1,'9.99EEEETH')
----
error 42601

select to_char(1,'EEEEEEEE')
----
error 42601

select to_char(1.5,'9.99EEEE')
----
 1.50e+00
SELECT 1

select to_char(1,'FM9EEEE')
----
error 42601

select to_char(1,'9EEEE"x"')
----
 1e+00
SELECT 1

select array[array[1], 2]::int[]
----
error 42846

select array[array[1], '{2}']::int[]
----
{{1},{2}}
SELECT 1

select array['{1}'::int[], 2]::int[]
----
error 42846

select array[array[1],array['2']]::int[]
----
{{1},{2}}
SELECT 1

select array[array[1.6],array[2]]::int[]
----
{{2},{2}}
SELECT 1

select array[null, array[1]]::text[]
----
error 2202E

select atanh(1::float8), atanh(-1::float8)
----
Infinity|-Infinity
SELECT 1

select atanh(1.5::float8)
----
error 22003

select regexp_like('a','(','g')
----
error 22023

select regexp_match('a','(','g')
----
error 22023

# Words of the grammar in constraints and defaults.
create table e(x date check (extract(year from x) > 2000), y text check (normalize(y, NFC) = y), z text check (z is nfc normalized), w timestamp check (extract('dow' from w) < 6), v text default normalize('a', nfd), u numeric default extract(epoch from timestamp '1970-01-02'))
----
CREATE TABLE

insert into e(x,y,z,w) values ('2020-01-01','a','b','2024-01-01')
----
INSERT 0 1

insert into e(x) values ('1999-01-01')
----
error 23514

insert into e(w) values ('2024-01-06')
----
error 23514

select v, u from e; drop table e
----
a|86400.000000
SELECT 1
DROP TABLE

# Places that refuse sets.
create table t(x int); insert into t values (1),(2)
----
CREATE TABLE
INSERT 0 2

select (1, generate_series(1,2)) > (1, 1)
----
error 42804

select (1, 2) = (1, generate_series(1,2))
----
error 42804

select (1,generate_series(1,2)) in ((1,2),(1,1))
----
error 42804

select (1,2) in ((1,generate_series(1,2)))
----
error 42804

select generate_series(1,3) in (1,2)
----
f
t
t
SELECT 3

select 1 in (generate_series(1,2), 2)
----
f
t
SELECT 2

select 1 in (generate_series(1,2))
----
error 42804

select x in (generate_series(1,2), x) from t
----
error 42804

select x in (1, generate_series(1,x)) from t
----
error 42804

select x not in (generate_series(1,x)) from t
----
error 42804

select generate_series(1,2) in (x) from t
----
error 42804

select generate_series(1,2) in (x, x+1) from t
----
error 42804

select x in (1, x) from t
----
t
t
SELECT 2

select generate_series(1,3) between 1 and 2
----
error 42804

select 2 between generate_series(1,3) and 5
----
error 42804

select 2 between symmetric generate_series(1,3) and 5
----
error 42804

select generate_series(1,3) not between 1 and 2
----
error 42804

select generate_series(1,2) is distinct from 1
----
f
t
SELECT 2

select (1, generate_series(1,2)) is distinct from (1,1)
----
f
t
SELECT 2

select nullif(generate_series(1,2),1)
----
2
NULL
SELECT 2

select greatest(generate_series(1,2),1)
----
1
2
SELECT 2

select generate_series(1,2) is null
----
f
f
SELECT 2

select row(generate_series(1,2)) is null
----
f
f
SELECT 2

select (generate_series(1,2) > 1) is unknown
----
error 42804

select array[generate_series(1,2)]
----
{1}
{2}
SELECT 2

select row(generate_series(1,2), 1)
----
(1,1)
(2,1)
SELECT 2

select 1 = any(array[generate_series(1,2)])
----
f
t
SELECT 2

select generate_series(1,2) = any(array[1])
----
f
t
SELECT 2

select generate_series(1,2) > all (select 1)
----
error 42804

select (generate_series(1,2), 1) = (select 1, 1)
----
error 42804

select (generate_series(1,2), 1) in (select 1, 1)
----
error 42804

select generate_series(1,2) in (select 1)
----
error 42804

select exists(select generate_series(1,2))
----
t
SELECT 1

select (array[1,2])[generate_series(1,2)]
----
1
2
SELECT 2

select generate_series(1,2)::text like '1'
----
f
t
SELECT 2

select 'a' like generate_series(1,2)::text
----
f
f
SELECT 2

select (q.x, 1) = (1, 1) from (select generate_series(1,2) as x) q
----
f
t
SELECT 2

select q.x > 1 and true from (select generate_series(1,2) as x) q
----
f
t
SELECT 2

DROP TABLE t
----
DROP TABLE

# Subqueries in outer joins that can't be joined with the rest; IN of arrays.
create table t1(a int); create table t2(c timestamptz, k int2)
----
CREATE TABLE
CREATE TABLE

SELECT FROM t2 AS r71, t1 LEFT JOIN LATERAL (SELECT 1 FROM unnest(ARRAY[1,NULL]) AS r75(x) WHERE r71.k = r75.x) AS l74(x) ON true FOR SHARE
----
error 0A000

SELECT FROM t2 AS r71, t1 LEFT JOIN LATERAL (SELECT r71.k FROM unnest(ARRAY[1,NULL]) AS r75(x)) AS l74(x) ON true FOR SHARE
----
error 0A000

SELECT FROM t2 AS r71 LEFT JOIN LATERAL (SELECT r71.k FROM unnest(ARRAY[1,NULL]) AS r75(x)) AS l74(x) ON true FOR SHARE
----
SELECT 0

SELECT FROM t2 AS r71 LEFT JOIN LATERAL (SELECT 1 FROM unnest(ARRAY[1,NULL]) AS r75(x) where r71.k = x) AS l74(x) ON true FOR SHARE
----
SELECT 0

SELECT FROM t2 AS r71, t1 LEFT JOIN LATERAL (SELECT 1 FROM unnest(ARRAY[1,NULL]) AS r75(x)) AS l74(x) ON true FOR SHARE
----
SELECT 0

SELECT FROM t2 AS r71, t1 JOIN LATERAL (SELECT 1 FROM unnest(ARRAY[1,NULL]) AS r75(x) WHERE r71.k = r75.x) AS l74(x) ON true FOR SHARE
----
SELECT 0

SELECT FROM t2 AS r71, t1 LEFT JOIN LATERAL (SELECT 1 FROM unnest(ARRAY[1,NULL]) AS r75(x) WHERE r71.k = r75.x) AS l74(x) ON true FOR SHARE of t1
----
SELECT 0

select array[1] in (array[1], array[2]), array[1] not in (array[2], null), '{1}'::int[] in ('{1}', '{2}')
----
t|NULL|t
SELECT 1

select array[1] in (array[1::int2], array[2])
----
error 42883

select 1::int2 in (1, 2::int8), 1 in (1.5, 2)
----
t|f
SELECT 1

select (1,2) in ((1,2),(3,4))
----
t
SELECT 1

select array[1::int2] in ('{1}', array[2])
----
error 42883

DROP TABLE t1; DROP TABLE t2
----
DROP TABLE
DROP TABLE

# UPDATE: WHERE, then RETURNING, then all values of SET, then its columns, one by one.
create table u (a int, b text, c bigint); insert into u values (1, 'x', 2)
----
CREATE TABLE
INSERT 0 1

update u set nosuch = 1 where max(a) > 0
----
error 42803

update u set nosuch = 1 returning max(a)
----
error 42803

update u set nosuch = 1, a = greatest(a, true)
----
error 42804

update u set (a, nosuch) = (1, greatest(a, true))
----
error 42804

update u set a = 1, a = 2 where b = 1
----
error 42883

insert into u values (1) on conflict do nothing returning nosuch
----
error 42703

prepare up as update u set a = $1 where c = $1 returning a, pg_typeof($1); execute up(2); table u; deallocate up
----
PREPARE
2|bigint
UPDATE 1
2|x|2
SELECT 1
DEALLOCATE

prepare up as update u set a = $1 returning $1 || b
----
error 42804

update u set (a, b) = (select 7, 'y' where u.c = 2), c = default returning *
----
7|y|NULL
UPDATE 1

# NOT BETWEEN is an OR: no row of the outer join is without a partner.
create table n (x text); insert into n values ('aaa')
----
CREATE TABLE
INSERT 0 1

select from n a left join n b on true where 2 not between null::int4 and length(b.x) for share
----
SELECT 0

select from n a left join n b on true where 2 not between length(b.x) and null for share
----
()
SELECT 1

select 1 from n a left join n b on true where 2 not between a.x::text::int and length(b.x) for share
----
error 0A000

select 1 from n a left join n b on false where 2 not between symmetric length(b.x) and 7 for update
----
SELECT 0

select 2 not between 3 and 1, 2 not between symmetric 3 and 1, 2 between symmetric 3 and 1, null not between 1 and 2, 5 not between 6 and null, 1 not between null and 0
----
t|f|t|NULL|t|t
SELECT 1

select from n a left join n b on a.x = b.x where not (b.x = 'a' and b.x = 'b') for update
----
()
SELECT 1

select from n a left join n b on a.x = b.x where not (b.x = 'a' and a.x = 'b') for update
----
error 0A000

select from n a left join n b on a.x = b.x where b.x not in ('a', 'b') for update
----
()
SELECT 1

select from n a left join n b on a.x = b.x where (b.x, a.x) = ('a', 'b') for update
----
SELECT 0

select from n a left join n b on a.x = b.x where (b.x, b.x) <> ('a', 'b') for update
----
()
SELECT 1

select from n a left join n b on a.x = b.x where b.x = any (array['a']) for update
----
SELECT 0

select from n a left join n b on a.x = b.x where b.x <> all ('{}'::text[]) for update
----
error 0A000

select from n a left join n b on a.x = b.x where (b.x = 'a') is not false for update
----
error 0A000

select from n a left join n b on a.x = b.x where (b.x = 'a' or null) for update
----
SELECT 0

# A clause that constants decide says nothing of its other conditions.
select from n a left join n b on null::bool join n c on b.x = c.x and null::bool for update
----
error 0A000

select from n a left join n b on null::bool join n c on b.x = c.x and null::int4 = 1 for update
----
error 0A000

# What no row is wanted of is not computed.
with w as materialized (select 1 / (length(x) - 3) as y from n) select from w where false
----
SELECT 0

with w as materialized (select 1 / (length(x) - 3) as y from n) select x, y from n left join w on null::bool
----
aaa|NULL
SELECT 1

with w as materialized (select 1 / (length(x) - 3) as y from n) select x, y from n left join lateral (select w.y from w) l on false
----
aaa|NULL
SELECT 1

with w as materialized (select 1 / (length(x) - 3) as y from n) select x from n where exists (select from w where x = null::text)
----
SELECT 0

with w as materialized (select 1 / (length(x) - 3) as y from n) select x from n where x not in (select y::text from w where false)
----
aaa
SELECT 1

with w as materialized (select 1 / (length(x) - 3) as y from n) select count(*) from n join w on false
----
0
SELECT 1

with w as materialized (select 1 / (length(x) - 3) as y from n) select x from n full join w on false
----
error 22012

with w as materialized (select 1 / (length(x) - 3) as y from n) select y from w where (select false)
----
SELECT 0

with w as materialized (select 1 / (length(x) - 3) as y from n) select x, (select y from w where x = 'b') from n
----
aaa|NULL
SELECT 1

with w as materialized (select 1 / (length(x) - 3) as y from n) select y from w where now() < '2000-01-01'
----
SELECT 0

with w as (insert into n values ('bb') returning x) select * from w where false
----
SELECT 0

select a.x, b.x from (select * from n where false) a full join n b on a.x = b.x
----
NULL|aaa
NULL|bb
SELECT 2

select x, count(*) from n where null group by x
----
SELECT 0

select count(*), max(x) from n where false
----
0|NULL
SELECT 1

select x from n where false limit -1
----
error 2201W

update n set x = 'c' where null
----
UPDATE 0

update n set x = 'c' from u where n.x = u.b and false returning *
----
UPDATE 0

delete from n using u where false
----
DELETE 0

(select x from n where false) union all select x from n where x < 'b'
----
aaa
SELECT 1

select x from n where false for update
----
SELECT 0

# NULL as an operand of what is strict: a function beside it makes no rows, and nextval draws no value.
select null::int + generate_series(1, 3)
----
NULL
SELECT 1

select null::int % nullif(generate_series(1, null::int % 4), 0)
----
NULL
SELECT 1

select (null::int4, unnest(array[7, null])) is not distinct from (1::int8, null::numeric) from generate_series(1, 2)
----
f
f
SELECT 2

select generate_series(1, 3), null::int + generate_series(1, 5)
----
1|NULL
2|NULL
3|NULL
SELECT 3

select null::int + generate_series(1, 3), count(*) from generate_series(1, 2) group by 1
----
NULL|2
SELECT 1

select generate_series(1, null), 1
----
SELECT 0

select row(1, generate_series(1, 3)) is null, row(null, generate_series(1, 0)) is not null
----
f|f
SELECT 1

select row(null, generate_series(1, 3)) is null
----
f
f
f
SELECT 3

select abs(generate_series(1, null::int)), 1
----
SELECT 0

select null::int + generate_series(1, 3) order by 1 limit 2
----
NULL
SELECT 1

select distinct null::int + generate_series(1, 3)
----
NULL
SELECT 1

select nullif(null::int4, generate_series(1, 0)), nullif(generate_series(1, 2), null::int)
----
NULL|1
NULL|2
SELECT 2

select nullif(null::int4, generate_series(1, 0))
----
NULL
SELECT 1

select (false or x is null) from n group by 1
----
f
SELECT 1

select false or x, count(*) from (values (true), (true)) v(x) group by 1
----
t|2
SELECT 1

select null::int + generate_series(1, 2), generate_series(1, 3), count(*) from n group by 1, 2
----
NULL|1|2
NULL|2|2
NULL|3|2
SELECT 3

select null::int + generate_series(1, 2), max(generate_series) from generate_series(1, 3) group by null::int + generate_series(1, 2)
----
NULL|3
SELECT 1

create sequence sq; select null::int8 + nextval('sq'), nextval(null); select nextval('sq')
----
CREATE SEQUENCE
NULL|NULL
SELECT 1
1
SELECT 1

drop table n, u; drop sequence sq
----
DROP TABLE
DROP SEQUENCE

# Both operands of a strict operator are computed, be the first one NULL.
create table so (x int); insert into so values (1), (2), (null); create sequence sqo
----
CREATE TABLE
INSERT 0 3
CREATE SEQUENCE

select (select max(null::int) from so) + (select x from so)
----
error 21000

select (select max(null::int) from so) > (select x from so)
----
error 21000

select from so where (select max(null::int) from so) > (select x from so)
----
error 21000

select x + nextval('sqo') from so order by x
----
2
4
NULL
SELECT 3

select last_value from sqo
----
3
SELECT 1

select (select x from so where x > 7) in ((select x from so), 2)
----
error 21000

select from so where (select x from so where x > 7) in ((select x from so), 2)
----
error 21000

select from so a left join so b on a.x > b.x where b.x::numeric::int2 between 0 and 1 for update
----
()
SELECT 1

select from so a left join (values (timestamp '2000-01-01')) b(t) on false left join so c on false where c.x::text::time > b.t::time for update of c
----
SELECT 0

select nullif(null::numeric, null::text) in (select from so order by false)
----
error 42601

select (nosuch, 1) = (select nosuch2, 1)
----
error 42703

select nosuch > all (select max(max(x)) from so)
----
error 42803

select (array_length(array[]::int4[], 1)::int8 - unnest(array[7, null::int4])) from so
----
NULL
NULL
NULL
SELECT 3

select min(null::bool) filter (where 1)
----
error 42804

select length('x') filter (where nosuch)
----
error 42703

select min(x) filter (where max(x) > 0) from so
----
error 42803

select min(x order by nosuch) filter (where nosuch2) from so
----
error 42703

select from so a left join so b on false where row(b.x, 1) is not null for update
----
SELECT 0

select from so a full join generate_series(1, 0) g(x) on false, lateral (select a.x from so c) l(x) where row(l.x, 1) is not null for update
----
()
()
()
()
()
()
SELECT 6

select from so a left join so b on false, lateral (select b.x from so c) l(x) where l.x > 0 for update
----
SELECT 0

select from (select a.x, b.x as y from so a left join so b on false) q where y > 0 for update
----
SELECT 0

select from so a left join so b on false where case null::int4 when null::int4 then null::bool else b.x > 0 end for update
----
SELECT 0

select case when false then 1 when x > 1 then 2 end, case 3 when 1 then 'a' when 3 then 'c' when x then 'd' end, case when x is null then 1 when true then x end, case null::int when x then 1 end, case x when null then 1 else 2 end, case 2 when x then 'x' when 2 then 'two' end from so
----
2|c|2|NULL|2|x
NULL|c|1|NULL|2|two
NULL|c|1|NULL|2|two
SELECT 3

drop table so; drop sequence sqo
----
DROP TABLE
DROP SEQUENCE

# Templates of numbers.
select to_number('1,234', '9999'), to_number('<12>', '99'), to_number('<12>', '99PR'), to_number('1 2', '99'), to_number('(1)', '999'), to_number('$12', '999'), to_number('12-', '99MI'), to_number('12-', '99'), to_number('.5', '99'), to_number('1.5E+03', '9999')
----
123|1|-12|12|1|12|-12|12|5|15
SELECT 1

select to_number('1,234.56', '9,999.99'), to_number('1,234', 'FM9,999'), to_number('$ 12th', 'L99th'), to_number('-12', 'S99'), to_number('12-', '99S'), to_number('1 -', '9S'), to_number('5.01-', 'FM9.999999MI'), to_number('123', '9V99'), to_number('12.5', '9"x"9')
----
1234.56|123|12|-12|-12|1|-5.01|1.2300000000000000|1
SELECT 1

select to_number('- 1', '999')
----
-1
SELECT 1

select to_number('abc', '99')
----
error 22P02

select to_number('1', 'S9EEEE')
----
error 42601

select to_number('1', '9EEEE')
----
error 0A000

select to_char(1234.5::numeric, '0.000EEEE'), to_char(12345, '0.000EEEE'), to_char(12345::int8, '0.000EEEE'), to_char(-485.0, '9.9EEEE'), to_char(0.00123, '9.99eeee'), to_char(0, '9.9EEEE')
----
 1.235e+03| 1.234e+04| 1.235e+04|-4.9e+02| 1.23e-03| 0.0e+00
SELECT 1

select to_char(5, 'FML999'), to_char(-5, 'L999'), to_char(1.5, '0V0'), to_char(12, '9S th'), to_char(-12, '99 S"x"'), to_char(12, '9S9'), to_char(-7, '99PR "x"')
----
 5|   -5| 02|#+ |12- x|+12| <7> x
SELECT 1

select to_char(1e100::float8, '99.99'), to_char(1e100::float8, 'FM990.09'), to_char(1e10::float8, 'RN'), to_char(3999, 'RN'), to_char(4000, 'FMrn')
----
 ##.|###.|###############|      MMMCMXCIX|###############
SELECT 1

select to_char(1e10, 'RN')
----
error 22003

select to_char(1, '9SMI')
----
error 42601

select to_char(1, 'S9PL')
----
error 42601

# A column that is a constant in a plain subquery of FROM is one around it too: the set beside it goes.
create table pulled (k int primary key, y int)
----
CREATE TABLE

insert into pulled values (1, 10), (2, NULL)
----
INSERT 0 2

select x + generate_series(1, 3) from (select NULL::int as x) s
----
NULL
SELECT 1

select x + generate_series(1, 3) from (select nullif(1, 1) as x) s
----
NULL
SELECT 1

select x + generate_series(1, 3) from (select NULL::int as x from pulled t) s
----
NULL
NULL
SELECT 2

select x + generate_series(1, 3) from (select NULL::int as x from pulled t WHERE y > 3) s
----
NULL
SELECT 1

select x + generate_series(1, 3) from (select NULL::int as x from pulled t LIMIT 1) s
----
NULL
NULL
NULL
SELECT 3

select x + generate_series(1, 3) from (select NULL::int as x from pulled t ORDER BY y) s
----
NULL
NULL
NULL
NULL
NULL
NULL
SELECT 6

select x + generate_series(1, 3) from (select NULL::int as x from pulled t GROUP BY y) s
----
NULL
NULL
NULL
NULL
NULL
NULL
SELECT 6

select x + generate_series(1, 3) from (select DISTINCT NULL::int as x from pulled t) s
----
NULL
NULL
NULL
SELECT 3

select x + generate_series(1, 3) from (select NULL::int as x, generate_series(1, 2) from pulled t) s
----
NULL
NULL
NULL
NULL
NULL
NULL
NULL
NULL
NULL
NULL
NULL
NULL
SELECT 12

select x + generate_series(1, 3) from (select NULL::int as x OFFSET 0) s
----
NULL
NULL
NULL
SELECT 3

select x + generate_series(1, 3) from (select NULL::int as x UNION ALL select NULL) s
----
NULL
NULL
NULL
NULL
NULL
NULL
SELECT 6

select x + generate_series(1, 3) from (VALUES (NULL::int, 1)) s(x, y)
----
NULL
SELECT 1

select x + generate_series(1, 3) from (VALUES (NULL::int, 1), (NULL, 2)) s(x, y)
----
NULL
NULL
NULL
NULL
NULL
NULL
SELECT 6

select x + generate_series(1, 3) from (select x from (select NULL::int as x) i) s
----
NULL
SELECT 1

select x + generate_series(1, 3) from (select x + 1 as x from (select NULL::int as x) i) s
----
NULL
SELECT 1

select x + generate_series(1, 3) from (select x from (select NULL::int as x) i LIMIT 1) s
----
NULL
NULL
NULL
SELECT 3

select x + generate_series(1, 3) from pulled t JOIN (select NULL::int as x) s ON true
----
NULL
NULL
SELECT 2

select x + generate_series(1, 3) from pulled t LEFT JOIN (select NULL::int as x) s ON true
----
NULL
NULL
NULL
NULL
NULL
NULL
SELECT 6

select x + generate_series(1, 3) from pulled t RIGHT JOIN (select NULL::int as x) s ON true
----
NULL
NULL
SELECT 2

select x + generate_series(1, 3) from pulled t FULL JOIN (select NULL::int as x) s ON t.k = s.x
----
NULL
NULL
NULL
NULL
NULL
NULL
NULL
NULL
NULL
SELECT 9

select x + generate_series(1, 3) from (select NULL::int as x) s LEFT JOIN pulled t ON true
----
NULL
NULL
SELECT 2

select x + generate_series(1, 3) from pulled t, LATERAL (select NULL::int as x WHERE t.k > 1) s
----
NULL
SELECT 1

select x + generate_series(1, 3) from pulled t CROSS JOIN LATERAL (select NULL::int as x, t.y) s
----
NULL
NULL
SELECT 2

with w as (select NULL::int as x) select x + generate_series(1, 3) from w
----
NULL
SELECT 1

with w as (select NULL::int as x) select x + generate_series(1, 3) from w, (select 1 from w) v
----
NULL
NULL
NULL
SELECT 3

with w as MATERIALIZED (select NULL::int as x) select x + generate_series(1, 3) from w
----
NULL
NULL
NULL
SELECT 3

with w as NOT MATERIALIZED (select NULL::int as x) select a.x + generate_series(1, 3) from w a, w b
----
NULL
SELECT 1

with w as (select NULL::int as x), v as (select x from w) select x + generate_series(1, 3) from v
----
NULL
SELECT 1

with w as (select NULL::int as x) select (select count(*) from w), x + generate_series(1, 3) from w
----
1|NULL
1|NULL
1|NULL
SELECT 3

select * from (with w as (select NULL::int as x) select x + generate_series(1, 3) from w) q
----
NULL
SELECT 1

select x + generate_series(1, 3) from (with w as (select 1) select NULL::int as x from w) s
----
NULL
NULL
NULL
SELECT 3

select x + generate_series(1, 3) from (select NULL::int as x) s GROUP BY x
----
NULL
SELECT 1

select x + generate_series(1, 3), count(*) from (select NULL::int as x from pulled t) s GROUP BY 1
----
NULL|2
SELECT 1

select x + 1 + generate_series(1, 3), count(*) from (select NULL::int as x from pulled t) s GROUP BY x + 1
----
NULL|2
SELECT 1

select max(x) + generate_series(1, 3) from (select NULL::int as x from pulled t) s
----
NULL
NULL
NULL
SELECT 3

select x + generate_series(1, 3) from (select NULL::int as x) s ORDER BY 1
----
NULL
SELECT 1

select 7 from (select NULL::int as x) s ORDER BY x + generate_series(1, 3)
----
7
SELECT 1

select DISTINCT ON (x + generate_series(1, 3)) 7 from (select NULL::int as x) s
----
7
SELECT 1

select unnest(ARRAY[7, NULL::int + generate_series(1, 2)])
----
7
NULL
SELECT 2

select unnest(ARRAY[7, x + generate_series(1, 2)]) from (select NULL::int as x) s
----
7
NULL
SELECT 2

select generate_series(1, 2 + (NULL::int + generate_series(1, 2)))
----
SELECT 0

select generate_series(1, 2), x + generate_series(1, 3) from (select NULL::int as x) s
----
1|NULL
2|NULL
SELECT 2

select (select count(*) from (select s.x + generate_series(1, 3)) q) from (select NULL::int as x) s
----
1
SELECT 1

select q.* from (select NULL::int as x) s, LATERAL (select s.x + generate_series(1, 3)) q
----
NULL
SELECT 1

select x + generate_series(1, 3) from (select NULL::int as x from pulled t FOR UPDATE) s
----
NULL
NULL
NULL
NULL
NULL
NULL
SELECT 6

select x + generate_series(1, 3) from abs(NULL::int) as s(x)
----
NULL
SELECT 1

select x + generate_series(1, 3) from (select (select NULL::int) as x) s
----
NULL
NULL
NULL
SELECT 3

select x + generate_series(1, 3) from (select NULL::int as x from pulled t HAVING true) s
----
NULL
NULL
NULL
SELECT 3

select x + generate_series(1, 3) from (select NULL::int as x) s JOIN (select NULL::int as x) u USING (x)
----
SELECT 0

select x + generate_series(1, 3) from (select NULL::int as x) s LEFT JOIN (select 1 as x) u USING (x)
----
NULL
SELECT 1

select x + generate_series(1, 3) from (select NULL::int as x) s FULL JOIN (select 1 as x) u USING (x)
----
2
3
4
NULL
NULL
NULL
SELECT 6

select x + generate_series(1, 3) from pulled t LEFT JOIN (select a.x from (select NULL::int as x) a JOIN pulled t ON true) s ON true
----
NULL
NULL
NULL
NULL
NULL
NULL
NULL
NULL
NULL
NULL
NULL
NULL
SELECT 12

select coalesce(x, 1) + generate_series(1, 2) from (select NULL::int as x) s
----
2
3
SELECT 2

select NULL::timestamptz::date + unnest(ARRAY[7, 8]) from pulled
----
NULL
NULL
SELECT 2

select NULL::timestamptz::text || generate_series(1, 3)
----
NULL
SELECT 1

# The second bound of BETWEEN is looked at after the first comparison.
select 1 from pulled where y not between '\x01'::bytea and generate_series(1, 2)
----
error 42883

select 1 from pulled where y between 1 and generate_series(1, 2)
----
error 0A000

select 1 from pulled where y between symmetric 1 and max(k)
----
error 42803

select 1 from pulled where y between true and max(k)
----
error 42883

# Columns that constants rule out count for the level of an aggregate.
select (select bool_and(1 in (select case when null::bool then p.y end from pulled)) from pulled) from pulled p
----
error 21000

select 1 from pulled p where (select bool_and(1 in (select case when null::bool then p.y end from pulled)) from pulled)
----
error 42803

select 1 from pulled p where (select bool_and(1 in (select null::int + (select p.y) from pulled)) from pulled)
----
error 42803

select (select count((select null::int + p.y)) from pulled) from pulled p
----
error 21000

# Which elements of IN are NULL decides whether an outer join pads rows.
select from pulled a left join pulled b on a.y = b.y where 10 in (b.y, null::int) for update
----
()
SELECT 1

select from pulled a left join pulled b on a.y = b.y where 10 in (b.y, 10) for update
----
error 0A000

select from pulled a left join pulled b on a.y = b.y where 10 in (b.y, null::int, 1) for update
----
()
SELECT 1

select from pulled a left join pulled b on a.y = b.y where 10 in (null::int, null::int) for update
----
error 0A000

select from pulled a left join pulled b on a.y = b.y where 10 not in (b.y, 3, 4) for update
----
SELECT 0

select from pulled a left join pulled b on a.y = b.y where 10 not in (a.y, 3, b.k) for update
----
SELECT 0

select from pulled a left join pulled b on a.y = b.y where not (10 in (b.y, a.y)) for update
----
SELECT 0

select from pulled a left join pulled b on a.y = b.y where not (10 not in (b.y, a.y)) for update
----
error 0A000

select from pulled a left join pulled b on a.y = b.y where not (10 not in (b.y, b.k)) for update
----
()
SELECT 1

select from pulled a left join pulled b on a.y = b.y where b.y in (1, 10) for update
----
()
SELECT 1

select from pulled a left join pulled b on a.y = b.y where not (b.y in (1, 11)) for update
----
()
SELECT 1

select from pulled a left join pulled b on a.y = b.y where 10 in (b.y, 3) for update
----
()
SELECT 1

select from pulled a left join pulled b on a.y = b.y where 10 in (b.y, 3, 4) for update
----
()
SELECT 1

select from pulled a left join pulled b on a.y = b.y where 10 not in (3, 4, a.k) for update
----
error 0A000

select from pulled a left join pulled b on a.y = b.y where a.y in (b.y, null::int, 4) for update
----
error 0A000

select from pulled a left join pulled b on a.y = b.y where a.y + b.k not in (a.y, null::int, 4) for update
----
SELECT 0

select to_char(99999::numeric,'9.99EEEE')
----
 10.00e+04
SELECT 1

select to_char(99999::int8,'9.99EEEE')
----
 10.00e+04
SELECT 1

select to_char(99999::int4,'9.99EEEE')
----
 1.00e+05
SELECT 1

select to_char(99999::float8,'9.99EEEE')
----
 1.00e+05
SELECT 1

select to_char(0.0999999,'9.9EEEE')
----
 10.0e-02
SELECT 1

select to_char(-999.96,'9.9EEEE')
----
-10.0e+02
SELECT 1

select to_char(99999::numeric,'9EEEE')
----
 10e+04
SELECT 1

select to_char(9.5::numeric,'9EEEE')
----
 10e+00
SELECT 1

select to_char(95,'9EEEE')
----
 1e+02
SELECT 1

select to_char(1.5, '')
----
''
SELECT 1

select to_char(1.5, 'abc')
----
a
SELECT 1

select to_char(1.5,'"x"')
----
x
SELECT 1

select to_char(15, 'TH')
----
error 22P02

select to_char(15,'FM')
----
''
SELECT 1

select to_char(-15, 'S')
----
''
SELECT 1

select to_char(15, '.')
----
 .
SELECT 1

select to_char(15,'D')
----
 .
SELECT 1

select to_char(-1.5,'MI')
----
-
SELECT 1

select to_char(-15,'PR')
----
''
SELECT 1

select to_char(15,'PL')
----
+
SELECT 1

select to_char(15,'L')
----
 
SELECT 1

select to_char(15, ',')
----
 
SELECT 1

select to_char(15,'G')
----
 
SELECT 1

select to_char(15,'SG')
----
+
SELECT 1

select to_char(-15, 'S.')
----
.-
SELECT 1

select to_char(0, '.')
----
 .
SELECT 1

select to_char(0.5,'.')
----
 .
SELECT 1

select to_char(15::float8,'')
----
''
SELECT 1

select to_char(15::float8, 'x')
----
x
SELECT 1

select to_char(15::int8,'x')
----
x
SELECT 1

select to_char(-15::int8,'x')
----
x
SELECT 1

select to_char(-15,'"a"S"b"')
----
ab
SELECT 1

select to_char(15::float8,'.')
----
 .
SELECT 1

select to_char(1.5::numeric,'.')
----
 .
SELECT 1

select to_char(15::int8,'.')
----
 .
SELECT 1

select to_char(1.5::numeric,'S')
----
''
SELECT 1

select to_char(15::float8,'S')
----
''
SELECT 1

select to_char(1.5::numeric,'MI')
----
 
SELECT 1

select to_char(-1.5::float8,'x')
----
x
SELECT 1

select to_char(1.5::numeric,'x')
----
x
SELECT 1

select to_char(-0.4::numeric,'x')
----
x
SELECT 1

select to_char(1.5::numeric,'EEEE')
----
 2e+00
SELECT 1

select to_char(15,'EEEE')
----
 2e+01
SELECT 1

select to_char(1.5::float8,'EEEE')
----
 2e+00
SELECT 1

select to_char(1.5::numeric,'V')
----
''
SELECT 1

select to_char(15,'V')
----
''
SELECT 1

select to_char(1.5::numeric,'.EEEE')
----
 2e+00
SELECT 1

select to_char(99.5::float4,'9.9EEEE')
----
 1.0e+02
SELECT 1

select to_char(5::numeric,'FM.')
----
.
SELECT 1

select to_char(5,'FMx')
----
x
SELECT 1

select to_char(999999999::int8,'9.9EEEE')
----
 10.0e+08
SELECT 1

select age('infinity'::timestamp, '2000-01-01'::timestamp)
----
292277 years 8 days 04:00:54.775807
SELECT 1

select age('2000-01-01'::timestamp, 'infinity'::timestamp)
----
-292277 years -8 days -04:00:54.775807
SELECT 1

select age('-infinity'::timestamp, '2000-01-01'::timestamp)
----
error 22008

select age('2000-01-01'::timestamp, '-infinity'::timestamp)
----
error 22008

select age('infinity'::timestamp, 'infinity'::timestamp)
----
00:00:00
SELECT 1

select age('infinity'::timestamptz, '2000-01-01'::timestamptz)
----
292277 years 8 days 04:00:54.775807
SELECT 1

select age('-infinity'::timestamptz, '2000-06-15 10:11:12.5+00'::timestamptz)
----
error 22008

select age('infinity'::timestamp, '-infinity'::timestamp)
----
error 22008

select age('2000-06-15 10:11:12.5'::timestamp,'infinity'::timestamp)
----
-292276 years -6 mons -23 days -17:49:42.275807
SELECT 1

select age('-infinity'::timestamp,'-infinity'::timestamp)
----
error 22008

select age('infinity'::timestamptz, 'infinity'::timestamptz)
----
00:00:00
SELECT 1

select age('infinity'::date, '2000-01-01'::date)
----
292277 years 8 days 04:00:54.775807
SELECT 1

select age('294276-12-31 23:59:59.999999'::timestamp, 'infinity'::timestamp)
----
-8 days -04:00:54.775808
SELECT 1

select age('4713-01-01 BC'::timestamp, 'infinity'::timestamp)
----
-298989 years -8 days -04:00:54.775807
SELECT 1

select to_char(15, 'C9B9'), to_char(15,'c99b'), to_char(1.5, '.TH'), to_char(-15, 'TH')
----
 15| 15| .|''
SELECT 1
