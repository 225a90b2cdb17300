# Conditions whose cases have an index each: each row once, whatever cases it meets.
create table u (id int primary key, a int, b int, c text, d int, gone bool not null default false)
----
CREATE TABLE

create index u_a on u (a)
----
CREATE INDEX

create unique index u_b on u (b)
----
CREATE INDEX

create index u_c on u (c, d)
----
CREATE INDEX

create index u_gone on u (d) where gone
----
CREATE INDEX

insert into u select i, nullif(i % 100, 7), nullif(i, 13), 'c' || i % 200, i % 10, i % 500 = 0 from generate_series(1, 3000) i
----
INSERT 0 3000

analyze u
----
ANALYZE

select count(*), sum(id) from u where a = 3 or b = 103
----
30|43590
SELECT 1

select id from u where a = 3 and d > 2 or b in (1, 2, 203) order by id limit 5
----
1
2
3
103
203
SELECT 5

select id, a, b from u where (b = 5 or c = 'c9') and d = 9 order by id desc limit 4
----
2809|9|2809
2609|9|2609
2409|9|2409
2209|9|2209
SELECT 4

select count(*) from u where a is null or b is null
----
31
SELECT 1

select count(*), min(id), max(id) from u where id < 10 or b = 2999 or c = 'c1' and d = 1
----
24|1|2999
SELECT 1

select count(*) from u where id in (5, 6, 9999) or id between 1000 and 1010 or a = 5
----
41
SELECT 1

select count(*) from u where b = 1 or d < 5 and gone
----
7
SELECT 1

select count(*) from u where b = 1 or c like 'c19%'
----
166
SELECT 1

select id from u where b = 17 or c = (select c from u where id = 23) and d = 3 order by 1
----
17
23
223
423
623
823
1023
1223
1423
1623
1823
2023
2223
2423
2623
2823
SELECT 16

select count(*) from u where b = 17 or a = any (array[1, null, 1])
----
31
SELECT 1

select count(*) from u where b = 5000000000 or a = -3
----
0
SELECT 1

select count(*) from u where b = null or a = 4
----
30
SELECT 1

select count(*) from u where not (a <> 4 and b <> 17)
----
31
SELECT 1

prepare p (int, int) as select count(*), sum(id) from u where a = $1 or b = $2
----
PREPARE

execute p (3, 103)
----
30|43590
SELECT 1

execute p (null, 13)
----
0|NULL
SELECT 1

execute p (3, null)
----
30|43590
SELECT 1

prepare q (text, int) as select count(*), sum(id) from u where c like $1 or b = $2
----
PREPARE

execute q ('c1%', 2)
----
1666|2557442
SELECT 1

execute q ('%9', 2)
----
301|451202
SELECT 1

execute q (null, 2)
----
1|2
SELECT 1

select (select count(*) from u where u.a = v.x or u.b = v.y) from (values (1, 2), (1, 101), (null, null), (8, 8)) v (x, y)
----
0
30
30
31
SELECT 4

select v.x, w.n from (values (1, 2), (1, 101), (3, 3)) v (x, y), lateral (select count(*) n from u where (u.a = v.x or u.b = v.y) and u.d = v.x) w order by 1, 2
----
1|30
1|30
3|30
SELECT 3

select count(*) from u join (values (1), (2), (4)) v (x) on u.d = v.x where u.a = 1 or u.b = 2
----
31
SELECT 1

select id from u where a = 3 or b = 103 order by id limit 3 for update
----
3
103
203
SELECT 3

update u set d = d + 100 where a = 3 or b = 104
----
UPDATE 31

select count(*) from u where d >= 100
----
31
SELECT 1

begin
----
BEGIN

insert into u values (5000, 3, 5000, 'n', 1)
----
INSERT 0 1

update u set a = 3 where id = 1
----
UPDATE 1

delete from u where id = 103
----
DELETE 1

select count(*), sum(id) from u where a = 3 or b = 103 or b = 5000
----
31|48488
SELECT 1

rollback
----
ROLLBACK

delete from u where a = 3 and d > 50 or b = 104
----
DELETE 31

select count(*) from u
----
2969
SELECT 1

create table up (k int not null, a int, b text) partition by range (k)
----
CREATE TABLE

create table up1 partition of up for values from (0) to (100)
----
CREATE TABLE

create table up2 partition of up for values from (100) to (1000)
----
CREATE TABLE

create index on up (a)
----
CREATE INDEX

create index on up (b)
----
CREATE INDEX

insert into up select i % 1000, i % 97, 'b' || i % 211 from generate_series(1, 4000) i
----
INSERT 0 4000

analyze up
----
ANALYZE

select count(*), sum(k) from up where a = 5 or b = 'b7'
----
60|29347
SELECT 1

select count(*), sum(k) from up where k < 150 and (a = 5 or b = 'b7')
----
10|667
SELECT 1

update up set k = k + 1 where k < 999 and (a = 5 or b = 'b7')
----
UPDATE 60

select count(*), sum(k) from up where a = 5 or b = 'b7'
----
60|29407
SELECT 1

create table ug (id int primary key, tags text[], n int)
----
CREATE TABLE

create index on ug using gin (tags)
----
CREATE INDEX

create index on ug (n)
----
CREATE INDEX

insert into ug select i, array['t' || i % 50, 'u' || i % 3], i % 400 from generate_series(1, 2000) i
----
INSERT 0 2000

analyze ug
----
ANALYZE

select count(*), sum(id) from ug where tags @> '{t7,u1}' or n = 9
----
19|17793
SELECT 1

create table uk (a int, b int)
----
CREATE TABLE

create index on uk (a)
----
CREATE INDEX

create index on uk (b)
----
CREATE INDEX

insert into uk select i % 300, i % 400 from generate_series(1, 3000) i
----
INSERT 0 3000

select count(*), sum(a), sum(b) from uk where a = 3 or b = 3
----
15|745|1545
SELECT 1

delete from uk where a = 3 or b = 3
----
DELETE 15

select count(*) from uk
----
2985
SELECT 1

set enable_seqscan = off
----
SET

set enable_indexscan = off
----
SET

select count(*), sum(id) from u where a = 4 or b = 14
----
30|43530
SELECT 1

select count(*) from u where a < 50 or b > 1000
----
2459
SELECT 1

select id, a, b from u where a < 60 or b > 1500 order by id desc limit 3
----
3000|0|3000
2999|99|2999
2998|98|2998
SELECT 3

select count(*), sum(id) from (select id from u where a < 60 or b > 1500 order by id desc limit 1000) x
----
1000|2495925
SELECT 1

select count(*), sum(id) from u where a < 60 or b > 1500
----
2354|3979501
SELECT 1

set enable_bitmapscan = off
----
SET

select count(*) from u where a < 50 or b > 1000
----
2459
SELECT 1

reset all
----
RESET

# Literals that are the same become of different types.
select 1, 'a'::text union all select null, null
----
1|a
NULL|NULL
SELECT 2

select null, null union select null, 1 order by 1, 2
----
NULL|1
NULL|NULL
SELECT 2

select '1', '1' union select 1, 'z' order by 1, 2
----
1|1
1|z
SELECT 2

select '2020-01-01', '2020-01-01' union all select date '2020-01-02', 'x'
----
2020-01-01|2020-01-01
2020-01-02|x
SELECT 2

select '1', '1' union all (select '2', '2' union all select 3, date '2020-01-01')
----
error 22007

select distinct null, null union all select 1, 'a' order by 1
----
error 42804

with recursive r (n, s, u) as (select 1, 'a'::text, 5 union all select n + 1, null, null from r where n < 3) select * from r order by n
----
1|a|5
2|NULL|NULL
3|NULL|NULL
SELECT 3
