# Tables of more rows than one batch holds. Columns are told. Errors are told whole, with their positions.
SET default_transaction_isolation = 'serializable'
----
SET

create table big (id int primary key, g int, v text)
----
CREATE TABLE

insert into big select i, case when i % 10 = 0 then null else i % 97 end, 'v' || i % 13 from generate_series(1, 5000) i
----
INSERT 0 5000

create table small (g int, w text)
----
CREATE TABLE

insert into small select i % 120, 'w' || i from generate_series(1, 300) i
----
INSERT 0 300

insert into small values (null, 'n1'), (null, 'n2'), (1000, 'm')
----
INSERT 0 3

create index big_g on big (g)
----
CREATE INDEX

select count(*), sum(b.id), count(distinct s.w) from big b join small s on b.g = s.g
----
count:20|sum:20|count:20
11801|29496192|254
SELECT 1

select count(*), sum(b.id), count(s.w) from big b left join small s on b.g = s.g
----
count:20|sum:20|count:20
12301|30748692|11801
SELECT 1

select count(*), sum(b.id), count(s.w) from big b right join small s on b.g = s.g
----
count:20|sum:20|count:20
11850|29496192|11850
SELECT 1

select count(*), sum(b.id), count(s.w) from big b full join small s on b.g = s.g
----
count:20|sum:20|count:20
12350|30748692|11850
SELECT 1

select count(*), sum(b.id), count(s.w) from big b full join small s on b.g = s.g and b.id < 2500 and s.w > 'w2'
----
count:20|sum:20|count:20
6646|14382572|3896
SELECT 1

select count(*), sum(b.id) from big b left join small s on b.g = s.g and s.w = 'w7' where s.w is null
----
count:20|sum:20
4953|12387614
SELECT 1

select count(*), sum(id) from big b where exists (select 1 from small s where s.g = b.g)
----
count:20|sum:20
4500|11250000
SELECT 1

select count(*), sum(id) from big b where not exists (select 1 from small s where s.g = b.g)
----
count:20|sum:20
500|1252500
SELECT 1

select count(*), sum(id) from big b where not exists (select 1 from small s where s.g = b.g and s.w > b.v)
----
count:20|sum:20
500|1252500
SELECT 1

select count(*), sum(id) from big where g in (select g from small)
----
count:20|sum:20
4500|11250000
SELECT 1

select count(*), sum(id) from big where g not in (select g from small)
----
count:20|sum:20
0|NULL
SELECT 1

select count(*), sum(id) from big where g not in (select g from small where g is not null)
----
count:20|sum:20
0|NULL
SELECT 1

select count(*), sum(id) from big where g not in (select g from small where false)
----
count:20|sum:20
5000|12502500
SELECT 1

select count(*), sum(id) from big where (g, v) in (select g, 'v1' from small)
----
count:20|sum:20
346|863455
SELECT 1

select count(*) from small where g not in (select g from big where g is not null)
----
count:20
47
SELECT 1

select count(*), sum(b.id) from big b, small s where b.g < s.g and s.w = 'w50'
----
count:20|sum:20
2340|5845350
SELECT 1

select count(*), sum(b.id) from big b left join small s on b.g < s.g and s.w = 'w3'
----
count:20|sum:20
5000|12502500
SELECT 1

select count(*) from big a join big b on a.g = b.g and a.id < b.id where a.id < 500
----
count:20
19602
SELECT 1

select g, count(*), sum(id), min(v), max(v), count(distinct v) from big group by g order by g limit 7
----
g:23|count:20|sum:20|min:25|max:25|count:20
0|46|114072|v0|v9|13
1|47|115574|v0|v9|13
2|47|117076|v0|v9|13
3|46|113628|v0|v9|13
4|47|115230|v0|v9|13
5|47|116732|v0|v9|13
6|47|118234|v0|v9|13
SELECT 7

select v, count(*), avg(id)::numeric(10,2), sum(g) from big group by v order by v
----
v:25|count:20|avg:1700|sum:20
v0|384|2502.50|16656
v1|385|2497.00|16451
v10|384|2499.50|16375
v11|384|2500.50|16460
v12|384|2501.50|16531
v2|385|2498.00|16513
v3|385|2499.00|16639
v4|385|2500.00|16638
v5|385|2501.00|16496
v6|385|2502.00|16525
v7|385|2503.00|16534
v8|385|2504.00|16620
v9|384|2498.50|16551
SELECT 13

select count(*) from (select distinct g, v from big) x
----
count:20
1274
SELECT 1

select g, v from big order by v desc, g nulls first, id limit 5
----
g:23|v:25
NULL|v9
NULL|v9
NULL|v9
NULL|v9
NULL|v9
SELECT 5

select sum(x) from (select id as x from big order by v, id desc limit 2000) y
----
sum:20
5157354
SELECT 1

select sum(x) from (select id as x from big order by v, id desc limit 2000 offset 1500) y
----
sum:20
5004160
SELECT 1

select count(*) from (select g from big union select g from small) x
----
count:20
122
SELECT 1

select count(*) from (select g from big union all select g from small) x
----
count:20
5303
SELECT 1

select count(*), sum(g) from (select g from big intersect select g from small) x
----
count:20|sum:20
98|4656
SELECT 1

select count(*), sum(g) from (select g from big intersect all select g from small) x
----
count:20|sum:20
256|11142
SELECT 1

select count(*), sum(g) from (select g from small except select g from big) x
----
count:20|sum:20
24|3484
SELECT 1

select count(*), sum(g) from (select g from small except all select g from big) x
----
count:20|sum:20
47|5968
SELECT 1

select count(*), sum(n) from (select b.id, (select count(*) from small s where s.g = b.g) as n from big b) x
----
count:20|sum:1700
5000|11801
SELECT 1

select b.id, l.w from big b cross join lateral (select w from small s where s.g = b.g order by w limit 1) l where b.id < 30 order by b.id
----
id:23|w:25
1|w1
2|w122
3|w123
4|w124
5|w125
6|w126
7|w127
8|w128
9|w129
11|w11
12|w12
13|w13
14|w134
15|w135
16|w136
17|w137
18|w138
19|w139
21|w141
22|w142
23|w143
24|w144
25|w145
26|w146
27|w147
28|w148
29|w149
SELECT 27

select sum(id) from big where id > 100 and id <= 4000 and v = 'v3'
----
sum:20
615150
SELECT 1

select count(*) from big where id in (select g from small) and v like 'v1%'
----
count:20
38
SELECT 1

select string_agg(distinct v, ',' order by v) from big
----
string_agg:25
v0,v1,v10,v11,v12,v2,v3,v4,v5,v6,v7,v8,v9
SELECT 1

select array_agg(id order by id desc) from (select id from big where g = 5 limit 6) x
----
array_agg:1007
{587,393,296,199,102,5}
SELECT 1

with t as (select g, count(*) as n from big group by g) select a.g, a.n, b.n from t a join t b on a.g = b.g + 1 where a.g < 5 order by a.g
----
g:23|n:20|n:20
1|47|46
2|47|47
3|46|47
4|47|46
SELECT 4

update big set v = 'u' where g = 5
----
UPDATE 47

select count(*) from big where v = 'u'
----
count:20
47
SELECT 1

update big set g = g + 1000 where g > 90
----
UPDATE 276

select count(*), min(g), max(g) from big where g > 90
----
count:20|min:23|max:23
276|1091|1096
SELECT 1

update big b set v = s.w from small s where s.g = b.g and s.w in ('w1', 'w2')
----
UPDATE 94

select v, count(*) from big where v like 'w%' group by v order by v
----
v:25|count:20
w1|47
w2|47
SELECT 2

delete from big b using small s where s.g = b.g and s.w = 'w4'
----
DELETE 47

select count(*), sum(id) from big
----
count:20|sum:20
4953|12387270
SELECT 1

delete from big where id % 2 = 0
----
DELETE 2479

select count(*), sum(id), count(g) from big
----
count:20|sum:20|count:20
2474|6184324|2474
SELECT 1

select count(*) from big where g = 1
----
count:20
26
SELECT 1

insert into big select id + 10000, g, v from big on conflict (id) do nothing
----
INSERT 0 2474

insert into big select id, 0, 'c' from big where id < 100 on conflict (id) do update set v = excluded.v || big.v
----
INSERT 0 50

select count(*), min(v), max(v) from big where id < 100
----
count:20|min:25|max:25
50|cu|cw2
SELECT 1

select count(*), sum(id) from big
----
count:20|sum:20
4948|37108648
SELECT 1
