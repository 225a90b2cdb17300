# Aggregates of a subquery that nobody reads are not computed, nor is a single table read for them.
create table z (a int, b int)
----
CREATE TABLE

insert into z values (0, 1), (0, 2), (3, 2)
----
INSERT 0 3

select 1 from (select 1, sum(1/a) from z) x
----
1
SELECT 1

select 1 from (select b, sum(1/a) from z group by b) x
----
1
1
SELECT 2

select b from (select b, sum(1/a) from z group by b) x order by 1
----
1
2
SELECT 2

select b, m from (select b, sum(1/a), max(a) as m from z group by b) x order by 1
----
1|0
2|3
SELECT 2

select b, s from (select b, sum(1/a) as s from z group by b) x order by 1
----
error 22012

select 1 from (select sum(b) from z where 1/a = 1) x
----
1
SELECT 1

select 1 from (select sum(z.b) from z, z y where 1/(z.a*y.a) = 1) x
----
error 22012

select 1 from (select sum(1/z.a) from z, z y) x
----
1
SELECT 1

select 1 from z where 1/a = 1 having true
----
1
SELECT 1

select 1 from z where 1/a = 1 having false
----
SELECT 0

select exists (select sum(1/a) from z)
----
error 22012

select exists (select sum(1/a) from z group by b)
----
error 22012

select exists (select 1 from (select sum(1/a) from z) x)
----
t
SELECT 1

select exists (select count(*) from (select sum(1/a) from z) x)
----
t
SELECT 1

with x as (select 1 as k, sum(1/a) from z) select k from x
----
1
SELECT 1

with x as materialized (select 1 as k, sum(1/a) from z) select k from x
----
error 22012

create sequence calls
----
CREATE SEQUENCE

select 1 from (select sum(nextval('calls')) from z) x
----
1
SELECT 1

select last_value from calls
----
3
SELECT 1

select 1 from (select sum(a) filter (where nextval('calls') > 0) from z) x
----
1
SELECT 1

select last_value from calls
----
6
SELECT 1

select 1 from (select distinct sum(1/a) from z) x
----
error 22012

select 1 from (select sum(1/a) from z order by sum(1/a)) x
----
error 22012

select 1 from (select sum(1/a) from z having count(*) > 0) x
----
1
SELECT 1

select 1 from (select sum(1/a) from z having sum(1/a) > 0) x
----
error 22012

create view zv as select b, sum(1/a) as s, max(a) as m from z group by b
----
CREATE VIEW

select b, m from zv order by b
----
1|0
2|3
SELECT 2

select s from zv
----
error 22012

select count(*) from zv
----
2
SELECT 1

select z.b from z left join (select sum(1/a) from z) x on true order by 1
----
1
2
2
SELECT 3

create function part() returns int4range stable language plpgsql as $$ begin return 'a'::text::int4range; end $$
----
CREATE FUNCTION

select from (select null, range_intersect_agg(part()) from z) x
----
()
SELECT 1
