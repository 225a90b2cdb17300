# What happens in columns that nobody reads, and comparisons of rows that differ in their operators alone.
create sequence vs; create type vr as (a int, b text); create table vt (x vr, y vr); insert into vt values (row(-1, 'b'), row(1, 'a'))
----
CREATE SEQUENCE
CREATE TYPE
CREATE TABLE
INSERT 0 1

select row(x, y) < row(y, x), row(x, y) *< row(y, x) from vt
----
t|f
SELECT 1

select row(x, y) = row(x, y), row(x, y) *= row(x, y), row(x, y) *<> row(y, x), row(x, y) <> row(y, x) from vt
----
t|t|t|t
SELECT 1

select x from (select 1 as x, nextval('vs') as y from generate_series(1, 3)) q
----
1
1
1
SELECT 3

select currval('vs')
----
3
SELECT 1

select x from (select g as x, nextval('vs') as y from generate_series(1, 3) g) q order by x desc
----
3
2
1
SELECT 3

select currval('vs')
----
6
SELECT 1

select count(*) from (select g as x, nextval('vs') as y from generate_series(1, 3) g) q
----
3
SELECT 1

select currval('vs')
----
9
SELECT 1

select x from (select x from (select g as x, nextval('vs') as y from generate_series(1, 3) g) a) b where x > 1
----
2
3
SELECT 2

select currval('vs')
----
11
SELECT 1

select x from (select g as x, nextval('vs') as y from generate_series(1, 4) g order by g limit 2) q
----
1
2
SELECT 2

select currval('vs')
----
13
SELECT 1

with q as (select g as x, nextval('vs') as y from generate_series(1, 4) g) select x from q
----
1
2
3
4
SELECT 4

select currval('vs')
----
17
SELECT 1

select 1 from (select nextval('vs') from generate_series(1, 2)) q
----
1
1
SELECT 2

select currval('vs')
----
19
SELECT 1

select exists (select 1 from (select nextval('vs') as y from generate_series(1, 2)) q)
----
t
SELECT 1

select currval('vs')
----
20
SELECT 1

select x from (select distinct g % 2 as x, nextval('vs') as y from generate_series(1, 4) g) q order by x
----
0
0
1
1
SELECT 4

select currval('vs')
----
24
SELECT 1

select x from (select 1 as x, nextval('vs') as y union all select 2, nextval('vs')) q
----
1
2
SELECT 2

select currval('vs')
----
26
SELECT 1
