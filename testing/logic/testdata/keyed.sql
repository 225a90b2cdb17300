# Correlated subqueries that compute a value, over enough rows that they are run once.
create table s (id int primary key, a int, b bigint, n numeric, c text)
----
CREATE TABLE

create table t (k int, l bigint, m numeric, d text)
----
CREATE TABLE

insert into s select i, nullif(i % 50, 7), nullif(i % 30, 3), (i % 11) / 2.0, 'x' || i % 9 from generate_series(1, 600) i
----
INSERT 0 600

insert into t select nullif(i % 70, 9), nullif(i % 37, 5), (i % 7) / 2.00, 'x' || i % 13 from generate_series(1, 400) i
----
INSERT 0 400

analyze
----
ANALYZE

set isochron.correlated_subqueries = once
----
SET

select k, (select count(*) from s where s.a = t.k) from t order by 1, 2 limit 12
----
0|12
0|12
0|12
0|12
0|12
1|12
1|12
1|12
1|12
1|12
1|12
2|12
SELECT 12

select sum((select count(*) from s where s.a = t.k)), sum((select sum(b) from s where s.a = t.k)), count((select sum(b) from s where s.a = t.k)) from t
----
3444|49128|287
SELECT 1

select count(*) from t where (select count(*) from s where s.a = t.k) = 0
----
113
SELECT 1

select count(*) from t where l < (select 0.2 * avg(b) from s where s.a = t.k and s.c <> 'x3')
----
30
SELECT 1

select count(*), sum((select max(n) + t.k from s where s.a = t.k and s.b = t.l)) from t
----
400|1633.5000000000000000
SELECT 1

select d, sum((select count(distinct b) from s where s.c = t.d)) from t group by 1 order by 1
----
x0|270
x1|310
x10|0
x11|0
x12|0
x2|310
x3|279
x4|310
x5|310
x6|279
x7|310
x8|310
x9|0
SELECT 13

select k, max((select string_agg(c, ',' order by id) from s where s.a = t.k and s.id < 200)) from t where k < 12 group by k order by 1
----
0|x5,x1,x6
1|x1,x6,x2,x7
2|x2,x7,x3,x8
3|x3,x8,x4,x0
4|x4,x0,x5,x1
5|x5,x1,x6,x2
6|x6,x2,x7,x3
7|NULL
8|x8,x4,x0,x5
10|x1,x6,x2,x7
11|x2,x7,x3,x8
SELECT 11

select count(*) filter (where (select count(*) from s where s.n = t.m) > 54) from t
----
343
SELECT 1

select distinct m, (select coalesce(sum(b), -1) from s where s.n = t.m) from t order by 1
----
0.00000000000000000000|789
0.50000000000000000000|784
1.00000000000000000000|779
1.5000000000000000|804
2.0000000000000000|799
2.5000000000000000|794
3.0000000000000000|792
SELECT 7

select count((select c from s where s.id = t.k)), min((select c from s where s.id = t.k)) from t
----
389|x0
SELECT 1

select count((select s.b + t.l from s where s.id = t.k)), sum((select s.b + t.l from s where s.id = t.k)) from t
----
362|11408
SELECT 1

select (select c from s where s.a = t.k) from t where k in (51, 60, 65) limit 3
----
NULL
NULL
NULL
SELECT 3

select (select c from s where s.a = t.k) from t
----
error 21000

select count(case when k > 50 then (select c from s where s.a = t.k) end) from t
----
0
SELECT 1

select count((select sum(10 / (b - 4)) from s where s.a = t.k and s.a < 3)) from t where k in (3, 5, 8)
----
0
SELECT 1

select count((select sum(10 / (b - 4)) from s where s.a = t.k)) from t
----
error 22012

select count((select sum(10 / (b - 4)) from s where s.a = t.k)) from t where k > 60
----
0
SELECT 1

select count((select s.b / (s.a - 5) from s where s.id = t.k)) from t where k <> 5
----
error 22012

select (select 1 / (s.a - 5) from s where s.id = t.k) from t where k = 5
----
error 22012

select k, (select sum(b * t.l) from s where s.a = t.k) from t where k < 4 order by 1, 2 limit 5
----
0|2040
0|2520
0|3000
0|3480
0|3960
SELECT 5

select k, (select count(*) from s where s.a > t.k) from t where k > 45 and k < 50 group by k order by 1
----
46|36
47|24
48|12
49|0
SELECT 4

select count(*) from t where (select count(*) from s where s.a = t.k having count(*) > 12) is null
----
400
SELECT 1

select sum((select b from s where s.a = t.k order by id limit 1)) from t
----
3718
SELECT 1

select sum((select sum(x.y) from (select b as y, a as z from s) x where x.z = t.k)) from t
----
49128
SELECT 1

select sum((select count(*) from s join s s2 on s2.id = s.b where s.a = t.k)) from t
----
3208
SELECT 1

select sum((select count(*) from s where s.a = t.k and exists (select 1 from t t2 where t2.k = s.a + t.l))) from t
----
2976
SELECT 1

select sum((select (select count(*) from s where s.a = t2.k) from t t2 where t2.k = t.k limit 1)) from t
----
3444
SELECT 1

create table w (k int primary key, total bigint, cnt int)
----
CREATE TABLE

insert into w select i from generate_series(0, 60) i
----
INSERT 0 61

update w set total = (select sum(b) from s where s.a = w.k), cnt = (select count(*) from s where s.a = w.k)
----
UPDATE 61

select count(*), count(total), sum(total), sum(cnt) from w
----
61|49|8436|588
SELECT 1

delete from w where (select count(*) from s where s.a = w.k) = 0
----
DELETE 12

select count(*) from w
----
49
SELECT 1

create sequence q
----
CREATE SEQUENCE

select sum((select count(*) + nextval('q') * 0 from s where s.a = t.k)) from t where k < 3
----
204
SELECT 1

prepare p (int) as select sum((select count(*) from s where s.a = t.k and s.id < $1)) from t
----
PREPARE

execute p (100)
----
569
SELECT 1

execute p (600)
----
3439
SELECT 1

execute p (null)
----
0
SELECT 1

set isochron.correlated_subqueries = each
----
SET

select sum((select count(*) from s where s.a = t.k)), sum((select sum(b) from s where s.a = t.k)), count((select sum(b) from s where s.a = t.k)) from t
----
3444|49128|287
SELECT 1

reset isochron.correlated_subqueries
----
RESET

select sum((select count(*) from s where s.a = t.k)), sum((select sum(b) from s where s.a = t.k)), count((select sum(b) from s where s.a = t.k)) from t
----
3444|49128|287
SELECT 1
