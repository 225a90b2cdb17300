# Volatile functions and subqueries that are written twice: keys of groups, and what is sorted by.
create table t1 (c2 bool, n int)
----
CREATE TABLE

insert into t1 select true, i from generate_series(1,5) i
----
INSERT 0 5

create function f1(a0 int) returns int volatile language sql as $$ select 1 $$
----
CREATE FUNCTION

create view v0 as select (select f1(n) from t1 r where o.c2 limit 1) as x from t1 o group by 1
----
CREATE VIEW

select pg_get_viewdef('v0'::regclass)
----
 SELECT ( SELECT f1(r.n) AS f1\n           FROM t1 r\n          WHERE o.c2\n         LIMIT 1) AS x\n   FROM t1 o\n  GROUP BY ( SELECT f1(r.n) AS f1\n           FROM t1 r\n          WHERE o.c2\n         LIMIT 1);
SELECT 1

do $$ begin execute 'create view v0_again as ' || pg_get_viewdef('v0'::regclass); end $$
----
DO

select * from v0_again
----
1
SELECT 1

create view v1 as select (select mode() within group (order by f1(n)) from t1 r where o.c2) as x from t1 o group by grouping sets ((), (1), ())
----
CREATE VIEW

do $$ begin execute 'create view v1_again as ' || pg_get_viewdef('v1'::regclass); end $$
----
DO

select * from v1_again order by 1
----
1
NULL
NULL
SELECT 3

select (select random() from t1 r where o.c2 limit 1) + 1 > 0 from t1 o group by (select random() from t1 r where o.c2 limit 1) having (select random() from t1 r where o.c2 limit 1) >= 0 limit 1
----
t
SELECT 1

create sequence sq
----
CREATE SEQUENCE

select nextval('sq') as x from t1 order by nextval('sq')
----
1
2
3
4
5
SELECT 5

select nextval('sq') + 0 * n as x, generate_series(1, 2) as g from t1 order by nextval('sq') + 0 * n, 2
----
6|1
7|2
9|1
10|2
12|1
13|2
15|1
16|2
18|1
19|2
SELECT 10

select nextval('sq') as x from t1 order by nextval('sq') limit 2
----
21
22
SELECT 2

select (select nextval('sq') where o.n > 0) as x, generate_series(1, 2) as g from t1 o order by (select nextval('sq') where o.n > 0), 2
----
26|1
27|2
29|1
30|2
32|1
33|2
35|1
36|2
38|1
39|2
SELECT 10

select sum((select nextval('sq') where o.n > 0)), sum((select nextval('sq') where o.n > 0)) > 0 as two from t1 o
----
225|t
SELECT 1

select nextval('sq')
----
51
SELECT 1

select (select n from t1 t where t.n = o.n for update) + 1 as x from t1 o group by (select n from t1 t where t.n = o.n for update) order by 1
----
2
3
4
5
6
SELECT 5

select distinct (select nextval('sq') where o.n > 0) as x from t1 o order by (select nextval('sq') where o.n > 0)
----
52
53
54
55
56
SELECT 5
