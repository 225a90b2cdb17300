# Keys of joins that are looked up in partitioned tables.
create table acc (id bigint primary key, region int, name text)
----
CREATE TABLE

create table ev (at int not null, acc int not null, what text, id int not null, primary key (acc, id)) partition by range (acc)
----
CREATE TABLE

create table ev0 partition of ev for values from (0) to (20)
----
CREATE TABLE

create table ev1 partition of ev for values from (20) to (40) partition by list (id)
----
CREATE TABLE

create table ev1a partition of ev1 for values in (1, 2, 3)
----
CREATE TABLE

create table ev1b partition of ev1 default
----
CREATE TABLE

create table ev2 partition of ev for values from (50) to (90)
----
CREATE TABLE

create index on ev (at)
----
CREATE INDEX

insert into acc select i, nullif(i % 7, 3), 'n' || i from generate_series(1, 100) i
----
INSERT 0 100

insert into ev select k % 40, a, 'w' || k % 5, k from generate_series(1, 89) a, generate_series(1, 12) k where a < 40 or a >= 50
----
INSERT 0 948

analyze
----
ANALYZE

set enable_hashjoin = off
----
SET

set enable_seqscan = off
----
SET

select acc.id, ev.id, what from acc join ev on ev.acc = acc.id where name in ('n5', 'n25', 'n45', 'n85') and ev.id < 3 order by 1, 2
----
5|1|w1
5|2|w2
25|1|w1
25|2|w2
85|1|w1
85|2|w2
SELECT 6

select acc.id, ev.id, what from acc left join ev on ev.acc = acc.id and what = 'w3' where name in ('n5', 'n25', 'n45') order by 1, 2
----
5|3|w3
5|8|w3
25|3|w3
25|8|w3
45|NULL|NULL
SELECT 5

select acc.id from acc where exists (select 1 from ev where ev.acc = acc.id and ev.at = acc.region) order by 1 limit 5
----
1
2
4
5
6
SELECT 5

select count(*) from acc where not exists (select 1 from ev where ev.acc = acc.id and ev.id > 2)
----
21
SELECT 1

select count(*), sum(ev.id) from acc join ev on ev.at = acc.region
----
5688|20145
SELECT 1

select count(*) from acc where id not in (select acc from ev)
----
21
SELECT 1

select a.acc, a.id, b.id from ev a join ev b on b.acc = a.acc and b.id = a.id + 1 where a.at = 7 and a.acc in (3, 33, 60) order by 1, 2
----
3|7|8
33|7|8
60|7|8
SELECT 3

select acc.id, ev.tableoid::regclass, ev.id from acc join ev on ev.acc = acc.id where acc.id = 30 and ev.id in (2, 4) order by 3
----
30|ev1a|2
30|ev1b|4
SELECT 2

select acc.id, x.n from acc, lateral (select count(*) n from ev join acc b on b.id = ev.acc where ev.acc = acc.id) x where acc.region = 1 and acc.id < 60 order by 1
----
1|12
8|12
15|12
22|12
29|12
36|12
43|0
50|12
57|12
SELECT 9

select (select sum(ev.id) from ev, acc b where ev.acc = b.id and b.name = acc.name) from acc where id in (5, 45, 60) order by 1
----
78
78
NULL
SELECT 3

select acc.id, ev.id from acc join ev on ev.acc = acc.id where name = 'n21' and ev.id < 3 order by 2 for update
----
21|1
21|2
SELECT 2

prepare p (text) as select count(*), sum(ev.id) from acc join ev on ev.acc = acc.id where name = $1
----
PREPARE

execute p ('n25')
----
12|78
SELECT 1

execute p ('n45')
----
0|NULL
SELECT 1

update ev set what = acc.name from acc where ev.acc = acc.id and acc.region = 2 and ev.id = 1
----
UPDATE 12

select count(*) from ev where what like 'n%'
----
12
SELECT 1

delete from ev using acc where ev.acc = acc.id and acc.name in ('n5', 'n25')
----
DELETE 24

select count(*) from ev
----
924
SELECT 1

create table base (id int primary key, n int)
----
CREATE TABLE

create table kid (more text) inherits (base)
----
CREATE TABLE

alter table kid add primary key (id)
----
ALTER TABLE

insert into base select i, i % 5 from generate_series(1, 50) i
----
INSERT 0 50

insert into kid select i, i % 5, 'm' from generate_series(51, 100) i
----
INSERT 0 50

select acc.name, base.n, base.tableoid::regclass from acc join base on base.id = acc.id where name in ('n10', 'n70') order by 1
----
n10|0|base
n70|0|kid
SELECT 2

set enable_nestloop = off
----
SET

select count(*), sum(ev.id) from acc join ev on ev.acc = acc.id
----
924|6006
SELECT 1
