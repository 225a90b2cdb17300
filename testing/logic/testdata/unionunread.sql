# Columns of UNION ALL that nobody reads are not computed.
create table z (a int, b int)
----
CREATE TABLE

insert into z values (0,1),(0,2),(3,2)
----
INSERT 0 3

create sequence s
----
CREATE SEQUENCE

select count(*) from (select a, b from z union all select b, a from z) x
----
6
SELECT 1

select b from (select a, b, 1/a from z union all select b, a, 1 from z) x order by 1
----
0
0
1
2
2
3
SELECT 6

select b, b, a from (select a, b, 1/a from z union all select b, a, 1 from z union all select 5,6,1/a from z) x order by 1, 3
----
0|0|1
0|0|2
1|1|0
2|2|0
2|2|3
3|3|2
6|6|5
6|6|5
6|6|5
SELECT 9

select b from (select a, b, 1/a from z union select b, a, 1 from z) x order by 1
----
error 22012

select 1 from (select nextval('s') union all select 2) x
----
1
1
SELECT 2

select last_value from s
----
1
SELECT 1

select count(*) from (select 1 union all select 2 union all (select 3 union select 3)) x
----
3
SELECT 1

select x.b from (select a+1 as a, b from (select b as a, a as b, 1/a from z union all select a, a, b from z) q union all select a,b from z) x order by 1
----
0
0
0
0
1
2
2
3
3
SELECT 9

select b, count(*) from (select b,sum(1/a) s, count(*) c from z group by grouping sets ((b),(a,b),())) x group by 1 order by 1
----
1|2
2|3
NULL|1
SELECT 3

create view uv as select a, b, 'x' || a t from z union all select b, a, 'y' from z
----
CREATE VIEW

select b from uv where a = 3 order by 1
----
2
SELECT 1

select t from uv order by 1
----
x0
x0
x3
y
y
y
SELECT 6

select count(*) from uv
----
6
SELECT 1

select exists (select from uv)
----
t
SELECT 1

select * from z where a in (select b from uv) order by 1,2
----
0|1
0|2
3|2
SELECT 3

with u as (select a, b from z union all select b, a from z) select a from u order by 1
----
0
0
1
2
2
3
SELECT 6
