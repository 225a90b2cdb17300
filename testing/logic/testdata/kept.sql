# What in a subquery, a lateral join or a recursive query depends on nothing that changes is kept from run to run.
create table ka (id int primary key, g int, x numeric)
----
CREATE TABLE

create table kb (g int, w text, y int)
----
CREATE TABLE

create table ko (id int primary key, f int, lo int)
----
CREATE TABLE

insert into ka select i, i % 13, i * 1.5 from generate_series(1, 700) i
----
INSERT 0 700

insert into kb select nullif(i % 15, 4), 'w' || i % 3, i from generate_series(1, 60) i
----
INSERT 0 60

insert into ko select i, nullif(i % 5, 2), i * 7 from generate_series(1, 40) i
----
INSERT 0 40

analyze ka
----
ANALYZE

# A join beneath an aggregate that filters by the outer row.
select id, (select sum(ka.x) filter (where ka.id < ko.lo) from ka join kb on ka.g = kb.g where kb.w = 'w1') from ko where id < 8 order by id
----
1|6.0
2|108.0
3|312.0
4|612.0
5|810.0
6|1266.0
7|1542.0
SELECT 7

select id, (select sum(x * ko.f) from ka where g > 10) from ko where id < 7 order by id
----
1|56620.5
2|NULL
3|169861.5
4|226482.0
5|0.0
6|56620.5
SELECT 6

# The held side stays, the other changes; each kind of join.
select id, (select count(*) from (select * from ka where ka.id < ko.lo) a join kb on a.g = kb.g) from ko order by id limit 9
----
1|20
2|48
3|72
4|100
5|124
6|152
7|176
8|204
9|228
SELECT 9

select id, (select count(*) from (select * from ka where ka.id < ko.lo) a left join kb on a.g = kb.g and kb.y > 30) from ko order by id limit 9
----
1|11
2|25
3|38
4|52
5|65
6|79
7|92
8|106
9|119
SELECT 9

select id, (select count(*) from (select * from ka where ka.id < ko.lo) a full join kb on a.g = kb.g) from ko order by id limit 9
----
1|61
2|61
3|86
4|114
5|139
6|167
7|192
8|220
9|245
SELECT 9

select id, (select count(kb.y) - count(a.id) from (select * from ka where ka.id < ko.lo) a right join kb on a.g = kb.g) from ko order by id limit 9
----
1|40
2|12
3|12
4|12
5|12
6|12
7|12
8|12
9|12
SELECT 9

select id, (select sum(y) from kb where exists (select 1 from ka where ka.g = kb.g and ka.id < ko.lo)) from ko order by id limit 9
----
1|518
2|1436
3|1436
4|1436
5|1436
6|1436
7|1436
8|1436
9|1436
SELECT 9

select id, (select sum(y) from kb where not exists (select 1 from ka where ka.g = kb.g and ka.id < ko.lo)) from ko order by id limit 9
----
1|1312
2|394
3|394
4|394
5|394
6|394
7|394
8|394
9|394
SELECT 9

select id, (select sum(id) from ka where ka.id < ko.lo and ka.g not in (select g from kb where g is not null and y < 20)) from ko order by id limit 9
----
1|4
2|4
3|21
4|21
5|51
6|51
7|94
8|94
9|150
SELECT 9

select id, (select sum(id) from ka where ka.id < ko.lo and ka.g not in (select g from kb)) from ko order by id limit 9
----
1|NULL
2|NULL
3|NULL
4|NULL
5|NULL
6|NULL
7|NULL
8|NULL
9|NULL
SELECT 9

# Only the first rows are wanted.
select id, exists (select 1 from ka join kb using (g) where ka.id = ko.lo) from ko order by id limit 9
----
1|t
2|t
3|t
4|t
5|t
6|t
7|t
8|f
9|t
SELECT 9

select id, (select w from ka join kb using (g) where y > ko.lo order by y, w limit 1) from ko order by id limit 9
----
1|w2
2|w0
3|w1
4|w0
5|w0
6|w0
7|w2
8|w0
9|NULL
SELECT 9

# Values of the same outer values again and again.
select id, f in (select g from kb where y > ko.f) from ko order by id limit 12
----
1|t
2|f
3|t
4|NULL
5|t
6|t
7|f
8|t
9|NULL
10|t
11|t
12|f
SELECT 12

select id, f, lo not in (select ka.id from ka where ka.g > ko.f) from ko order by f, id
----
5|0|f
10|0|f
15|0|f
20|0|f
25|0|f
30|0|f
35|0|f
40|0|f
1|1|f
6|1|f
11|1|f
16|1|f
21|1|f
26|1|t
31|1|f
36|1|f
3|3|f
8|3|f
13|3|t
18|3|f
23|3|f
28|3|t
33|3|f
38|3|f
4|4|t
9|4|f
14|4|f
19|4|t
24|4|f
29|4|f
34|4|t
39|4|t
2|NULL|t
7|NULL|t
12|NULL|t
17|NULL|t
22|NULL|t
27|NULL|t
32|NULL|t
37|NULL|t
SELECT 40

select id, id > all (select y - 40 from kb where g = ko.f) from ko order by f, id limit 20
----
5|f
10|f
15|f
20|f
25|t
30|t
35|t
40|t
1|f
6|f
11|t
16|t
21|t
26|t
31|t
36|t
3|f
8|f
13|t
18|t
SELECT 20

# Lateral joins.
select ko.id, s.n, s.m from ko left join lateral (select count(*) n, max(ka.id) m from ka join kb on ka.g = kb.g where ka.id <= ko.lo) s on true order by ko.id limit 9
----
1|24|7
2|52|14
3|76|21
4|104|28
5|128|35
6|156|42
7|180|49
8|204|55
9|232|63
SELECT 9

select ko.id, v.y from ko, lateral (select kb.y from kb join (select g, count(*) c from ka group by g) t on t.g = kb.g where kb.y <= ko.id order by y desc limit 2) v where ko.id < 5 order by 1, 2
----
1|1
2|1
2|2
3|2
3|3
4|2
4|3
SELECT 7

# WITH within, around and above.
select id, (with t as (select g, sum(x) x from ka group by g) select sum(t.x) from t join kb on kb.g = t.g where kb.y < ko.id) from ko order by id limit 9
----
1|NULL
2|27985.5
3|56052.0
4|84199.5
5|84199.5
6|112509.0
7|140899.5
8|169371.0
9|197923.5
SELECT 9

with t as materialized (select g, sum(x) x from ka group by g) select id, (select sum(t.x) from t join kb on kb.g = t.g where kb.y < ko.id) from ko order by id limit 9
----
1|NULL
2|27985.5
3|56052.0
4|84199.5
5|84199.5
6|112509.0
7|140899.5
8|169371.0
9|197923.5
SELECT 9

select id, (with t as materialized (select * from ka where ka.id < ko.lo) select count(*) from t join (select distinct g from t) u using (g) join kb using (g)) from ko order by id limit 9
----
1|20
2|48
3|72
4|100
5|124
6|152
7|176
8|204
9|228
SELECT 9

# Rounds of a recursive query.
with recursive r(n, y) as (select 1, y from kb where y < 3 union all select r.n + 1, kb.y from r join (kb join (select distinct g from ka) d on d.g = kb.g) on kb.y = r.y + 10 where r.n < 20) select n, count(*), sum(y) from r group by n order by n
----
1|2|3
2|2|23
3|2|43
4|2|63
5|2|83
6|2|103
SELECT 6

with recursive r(y) as (select 1 union select kb.y from r, kb where kb.y between r.y and r.y + 2 and kb.w in (select w from kb k where k.y < 3)) select count(*), min(y), max(y) from r
----
40|1|59
SELECT 1

select id, (with recursive r(n) as (select ko.id union all select n + 10 from r join (select max(y) y from kb) m on n < m.y) select count(*) from r) from ko order by id limit 9
----
1|7
2|7
3|7
4|7
5|7
6|7
7|7
8|7
9|7
SELECT 9

# What is volatile is computed anew.
create sequence ks
----
CREATE SEQUENCE

select count(distinct v) from (select (select sum(nextval('ks') * 0 + nextval('ks') + ko.id * 0) from generate_series(1, 2)) v from ko) s
----
error 21000

select count(distinct v) from (select (select max(a.n) + ko.id * 0 from (select nextval('ks') n from kb) a join kb on true) v from ko where id < 6) s
----
5
SELECT 1

# Rows of a query of WITH that changes from run to run.
select g, (with w as materialized (select g as v) select string_agg(case when x in (select v + y * 0 from w) then x::text end, ',') from (values (1, 1), (2, 1), (3, 1)) z (x, y)) from generate_series(1, 3) g
----
1|1
2|2
3|3
SELECT 3

select g, s.* from generate_series(1, 3) g, lateral (with w as materialized (select g as v) select x, x > all (select v + y * 0 from w) from (values (1, 1), (2, 1), (3, 1)) z (x, y)) s order by 1, 2
----
1|1|f
1|2|t
1|3|t
2|1|f
2|2|f
2|3|t
3|1|f
3|2|f
3|3|f
SELECT 9

select g, (with w as materialized (select g as v) select string_agg((select v from w)::text, ',') from (values (1), (2)) z (x)) from generate_series(1, 3) g
----
1|1,1
2|2,2
3|3,3
SELECT 3

select g, (with w as materialized (select g as v) select string_agg((select v + x from w)::text, ',') from (values (1), (1), (2)) z (x)) from generate_series(1, 3) g
----
1|2,2,3
2|3,3,4
3|4,4,5
SELECT 3

select g, c from generate_series(1, 3) g, lateral (with recursive r (n) as (select 1 union all select n + 1 from r where n < g) select (select count(*) from r) c) l
----
1|1
2|2
3|3
SELECT 3

select k.id, (with w as materialized (select * from ka where ka.id < k.lo) select count(*) from kb where g in (select w.g from w where w.id > kb.y)) from ko k where k.id < 6 order by 1
----
1|0
2|0
3|6
4|13
5|19
SELECT 5

# Sets and repetitions.
select id, (select count(*) from (select g from ka union select y from kb where y < 20 except select f from ko k2 where k2.id <> ko.id) s where s.g is not null) from ko order by id limit 9
----
1|16
2|16
3|16
4|16
5|16
6|16
7|16
8|16
9|16
SELECT 9

select id, (select string_agg(distinct w, ',' order by w) from kb where g in (select g from ka where x > 1000) and y > ko.lo) from ko order by id limit 9
----
1|w0,w1,w2
2|w0,w1,w2
3|w0,w1,w2
4|w0,w1,w2
5|w0,w1,w2
6|w0,w1,w2
7|w0,w1,w2
8|w0
9|NULL
SELECT 9

select t.relname, (select count(*) from pg_attribute a join pg_type y on y.oid = a.atttypid where a.attrelid = t.oid and a.attnum > 0 and y.typname <> 'text') from pg_class t where t.relname in ('ka', 'kb', 'ko') order by 1
----
ka|3
kb|2
ko|3
SELECT 3

drop table ka, kb, ko
----
DROP TABLE

drop sequence ks
----
DROP SEQUENCE
