# Subqueries as joins, whatever does not change whether there are rows; queries within them that read
# further out; what outer joins add that nobody reads.
create table qa (id int primary key, a int, b int, t text)
----
CREATE TABLE

create table qb (id int primary key, a int, b int, t text)
----
CREATE TABLE

create table qk (x int, y int, z int unique, primary key (x, y))
----
CREATE TABLE

create table qd (k int, v int, unique (k) deferrable)
----
CREATE TABLE

insert into qa select g, nullif(g % 23, 4), g % 9, 't' || g % 7 from generate_series(1, 120) g
----
INSERT 0 120

insert into qb select g, nullif((g * 7) % 31, 5), nullif(g % 6, 2), 't' || g % 5 from generate_series(1, 80) g
----
INSERT 0 80

insert into qk select g / 4, g % 4, nullif(g, 9) from generate_series(0, 39) g
----
INSERT 0 40

insert into qd select g, g from generate_series(1, 20) g
----
INSERT 0 20

analyze qa
----
ANALYZE

analyze qb
----
ANALYZE

select count(*), sum(id) from qa where exists (select from qb where qb.a = qa.a limit 1)
----
108|6516
SELECT 1

select count(*), sum(id) from qa where exists (select from qb where qb.a = qa.a limit 0)
----
0|NULL
SELECT 1

select count(*), sum(id) from qa where not exists (select 1 from qb where qb.a = qa.a order by t limit 1)
----
12|744
SELECT 1

select count(*), sum(id) from qa where a in (select qb.a from qb where qb.b = qa.b limit 1)
----
1|21
SELECT 1

select count(*), sum(id) from qa where exists (select b from qb where qb.a = qa.a group by b)
----
108|6516
SELECT 1

select count(*), sum(id) from qa where exists (select b from qb where qb.a = qa.a group by b having count(*) > 2)
----
0|NULL
SELECT 1

select count(*), sum(id) from qa where exists (select max(b) from qb where qb.a = qa.a group by t)
----
108|6516
SELECT 1

select count(*), sum(id) from qa where exists (select max(b) from qb where qb.a = qa.a)
----
120|7260
SELECT 1

select count(*), sum(id) from qa where exists (select from qb where qb.a = qa.a group by ())
----
120|7260
SELECT 1

select count(*), sum(id) from qa where not exists (select distinct on (b) t from qb where qb.a = qa.a)
----
12|744
SELECT 1

select count(*), sum(id) from qa where a in (select distinct on (b) a from qb order by b, a)
----
17|1053
SELECT 1

select count(*), sum(id) from qa where exists (select from qb where qb.a = qa.a and exists (select from qb y where y.b = qb.b and y.id = qa.id))
----
23|861
SELECT 1

select count(*), sum(id) from qa where exists (select from qb where qb.a = qa.a and not exists (select from qb y where y.b = qb.b and y.id = qa.id))
----
108|6516
SELECT 1

select count(*), sum(id) from qa where not exists (select from qb where qb.a = qa.a and not exists (select from qb y where y.b = qb.b and y.t = qa.t))
----
53|3242
SELECT 1

select count(*), sum(id) from qa where not exists (select from qb where qa.b in (select b from qk where qk.x = qb.id))
----
53|3226
SELECT 1

select count(*), sum(id) from qa where exists (select from qb where qb.a = qa.a and qa.b not in (select b from qb y where y.id > qb.id))
----
6|357
SELECT 1

select count(*), sum(id) from qa where exists (select from qb where qb.a = qa.a and qb.b = (select max(y.b) from qb y where y.t = qa.t))
----
34|2079
SELECT 1

select count(*), sum(id) from qa where exists (select from qb where qb.a = qa.a and exists (select from qk where qk.x = qb.b and exists (select from qb w where w.id = qa.id and w.b = qk.y)))
----
37|1462
SELECT 1

select count(*), sum(id) from qa where a in (select a from qb where exists (select from qk where qk.x = qb.b and qk.y < qa.b))
----
96|5724
SELECT 1

select count(*), sum(id) from qa where a not in (select a from qb where a is not null and exists (select from qk where qk.x = qb.b and qk.y < qa.b))
----
19|1194
SELECT 1

select count(*), count(qb.b), sum(qb.id) from qa left join qb on qb.id = qa.id and exists (select from qb z where z.a = qa.a)
----
120|60|2928
SELECT 1

select count(*), count(qb.b), sum(qb.id) from qa left join qb on qb.a = qa.a and qb.b in (select y from qk where qk.x = qa.b)
----
156|139|4983
SELECT 1

select count(*), count(qb.b) from qa left join qb on qb.a > qa.a + 20 and not exists (select from qk where qk.x = qb.b)
----
188|0
SELECT 1

select count(*), count(*) filter (where qb.id is null) from qa full join qb on qb.a = qa.a and qb.t = qa.t
----
160|80
SELECT 1

select count(*), sum(qa.id) from qa left join qb on qb.id = qa.id
----
120|7260
SELECT 1

select count(*), sum(qa.id) from qa left join qk on qk.x = qa.a
----
267|15843
SELECT 1

select count(*), sum(qa.id) from qa left join qk on qk.x = qa.a and qk.y = 2
----
120|7260
SELECT 1

select count(*), sum(qa.id) from qa left join qk on qk.x = qa.a and qk.y = qa.b
----
120|7260
SELECT 1

select count(*), sum(qa.id) from qa left join qk on qk.z = qa.a
----
120|7260
SELECT 1

select count(*), sum(qa.id) from qa left join qd on qd.k = qa.a
----
120|7260
SELECT 1

select count(*), sum(qa.id) from qa left join qb on qb.id = qa.b left join qk on qk.z = qb.a
----
120|7260
SELECT 1

select count(*), sum(qa.id) from qa left join qb on qb.id = qa.b left join qk on qk.x = qb.a
----
201|12060
SELECT 1

select count(*), sum(qa.id) from qa left join qb on qb.id = qa.b where qb.a is null
----
13|819
SELECT 1

select count(*), sum(qa.id) from qa left join qb on qb.id = qa.b where exists (select from qk where qk.x = qb.a)
----
27|1600
SELECT 1

select qa.id from qa left join qb on qb.id = qa.id order by qb.a, 1 limit 5
----
31
62
9
40
71
SELECT 5

select count(*), sum(l.c) from qa left join qb on qb.id = qa.id, lateral (select count(*) c from qk where qk.x = qb.b) l
----
120|264
SELECT 1

select count(*) from qa left join (select id from qb where b = 1) s on s.id = qa.id
----
120
SELECT 1

select count(*) from qa left join (select id, a from qb where b = 1) s on s.a = qa.id
----
120
SELECT 1

begin
----
BEGIN

set constraints all deferred
----
SET CONSTRAINTS

insert into qd values (3, 30), (3, 31)
----
INSERT 0 2

select count(*), sum(qa.id) from qa left join qd on qd.k = qa.a
----
132|7986
SELECT 1

rollback
----
ROLLBACK

update qa set t = 'x' from qb left join qk on qk.z = qb.a where qb.id = qa.id and qb.b = 1
----
UPDATE 14

select count(*) from qa where t = 'x'
----
14
SELECT 1

delete from qa where exists (select from qb where qb.a = qa.a and exists (select from qb y where y.b = qb.b and y.id = qa.id))
----
DELETE 23

select count(*), sum(id) from qa
----
97|6399
SELECT 1

drop table qa, qb, qk, qd
----
DROP TABLE
