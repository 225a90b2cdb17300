# Columns that inner joins make equal: what follows from two equalities joins inputs, too.
create table ja (i int, n int, t text)
----
CREATE TABLE

create table jb (i int, n int, t text)
----
CREATE TABLE

create table jc (i int primary key, n int, t varchar(10))
----
CREATE TABLE

create table je (k int, name char(5))
----
CREATE TABLE

insert into ja select i, nullif(i % 7, 3), 't' || i % 3 from generate_series(1, 60) i
----
INSERT 0 60

insert into jb select i, nullif(i % 5, 2), 't' || i % 4 from generate_series(1, 40) i
----
INSERT 0 40

insert into jc select i, nullif(i % 6, 1), 't' || i % 5 from generate_series(1, 30) i
----
INSERT 0 30

insert into je select i, 'e' || i from generate_series(0, 4) i
----
INSERT 0 5

select count(*), sum(ja.i), sum(jb.i), sum(jc.i) from ja, jb, jc where ja.n = jb.n and jb.n = jc.n
----
680|21600|14940|11520
SELECT 1

select count(*), sum(ja.i), sum(jb.i), min(name) from ja, jb, jc, je where ja.n = jb.n and jc.n = jb.n and je.k = jc.n and name = 'e4'
----
360|11520|7740|e4   
SELECT 1

select count(*), sum(ja.i) from ja, jb, jc where ja.n = jb.n and jb.n = jc.n and ja.i = jc.i
----
8|32
SELECT 1

select count(*), sum(ja.i) from ja, jb, jc where ja.n = jb.n and jb.i = jc.n and jb.n = jc.n
----
45|1440
SELECT 1

select count(*), sum(ja.i), sum(jc.i) from ja, jb, jc where ja.i = jb.n and jb.n = jc.i and ja.n = jb.n and jc.n = ja.i
----
8|32|32
SELECT 1

select count(*), count(jb.n), count(jc.n) from ja left join jb on ja.n = jb.n left join jc on jb.n = jc.n
----
786|752|680
SELECT 1

select count(*), count(jb.n), count(jc.n) from ja left join jb on ja.n = jb.n join jc on jb.n = jc.n
----
680|680|680
SELECT 1

select count(*), count(jb.n), sum(e.k) from (ja join je e on e.k = ja.n) left join jb on ja.n = jb.n join jc on ja.n = jc.n
----
725|680|1530
SELECT 1

select count(*) from ja, jb, jc where ja.t = jb.t and jb.t = jc.t
----
3600
SELECT 1

select count(*) from ja, je e1, je e2, je e3 where ja.n = e1.k and e1.k = e2.k and e2.k = e3.k and e3.name = 'e2'
----
9
SELECT 1

select count(*) from ja, je where ja.n = je.k and exists (select from jb where jb.n = ja.n and exists (select from jc where jc.n = jb.n and jc.i < 9))
----
17
SELECT 1

select count(*), sum(ja.i) from ja, jb, je where ja.n = jb.n and jb.n = je.k and je.k in (select n from jc where i < 10)
----
136|4320
SELECT 1

select count(*), sum(ja.i) from ja, jb, je where ja.n = jb.n and jb.n = je.k and not exists (select from jc where jc.n = je.k and i < 4)
----
208|6408
SELECT 1

select ja.i, l.x from ja, je, lateral (select max(jb.i) x, jb.n from jb where jb.n = ja.n group by jb.n) l where ja.n = je.k and l.n = je.k and ja.i < 9 order by 1
----
1|36
4|39
7|40
8|36
SELECT 4

select count(*) from ja, jb, jc, je where ja.n = jb.n and jb.n = jc.n and jc.n = je.k and ja.n < jb.n
----
0
SELECT 1

select count(*) from ja a join ja b using (n) join jb c using (n) join jc d using (n) join je on k = n
----
5800
SELECT 1

update ja set t = 'found' from jb, je where ja.n = jb.n and jb.n = je.k and je.name = 'e4' and jb.i < 12
----
UPDATE 9

select count(*), sum(i) from ja where t = 'found'
----
9|288
SELECT 1

delete from ja using jb, jc, je where ja.n = jb.n and jb.n = jc.n and jc.n = je.k and name < 'e3'
----
DELETE 8

select count(*), sum(i) from ja
----
52|1578
SELECT 1

drop table ja, jb, jc, je
----
DROP TABLE
