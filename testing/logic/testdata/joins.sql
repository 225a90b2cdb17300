# Joins, and how they are computed. Columns are told. Errors are told whole, with their positions.
SET default_transaction_isolation = 'serializable'
----
SET

create table j1 (id int primary key, a int, b text, d date)
----
CREATE TABLE

insert into j1 select g, g % 20, 'n' || (g % 7), date '2020-01-01' + g % 30 from generate_series(1, 200) g
----
INSERT 0 200

create index j1_a on j1 (a)
----
CREATE INDEX

create table j2 (id int primary key, j int, n name, ts timestamp, f float4)
----
CREATE TABLE

insert into j2 select g, case when g % 9 = 0 then null else g * 3 % 211 end, 'n' || (g % 9), timestamp '2020-01-01' + (g % 40) * interval '12 hours', g / 4.0 from generate_series(1, 60) g
----
INSERT 0 60

create table j3 (a int, b int)
----
CREATE TABLE

insert into j3 values (1, 1), (1, 1), (2, null), (null, 5), (5, 7), (5, 8)
----
INSERT 0 6

select count(*), sum(j1.id) from j1 join j2 on j1.d = j2.ts
----
count:20|sum:20
209|20615
SELECT 1

select count(*), sum(j1.id) from j1 left join j2 on j1.d = j2.ts and j2.id < 20
----
count:20|sum:20
200|20100
SELECT 1

select count(*), sum(j2.id) from j1 right join j2 on j1.d = j2.ts
----
count:20|sum:20
239|7370
SELECT 1

select count(*) from j1 full join j2 on j1.d = j2.ts
----
count:20
300
SELECT 1

select count(*), sum(j1.id) from j1 where d in (select ts from j2)
----
count:20|sum:20
139|13930
SELECT 1

select count(*), sum(j1.id) from j1 where d not in (select ts from j2)
----
count:20|sum:20
61|6170
SELECT 1

select count(*) from j1 where d not in (select case when id = 3 then null else ts end from j2)
----
count:20
0
SELECT 1

select count(*), sum(j1.id) from j1 join j2 on j1.b = j2.n
----
count:20|sum:20
1372|137858
SELECT 1

select count(*) from j2 x join (select f::float8 as f from j2) y on x.f = y.f
----
count:20
60
SELECT 1

select count(*) from j1 join j2 on j1.d = j2.ts::timestamptz
----
count:20
209
SELECT 1

select count(*), sum(id) from j1 where id in (select j from j2)
----
count:20|sum:20
54|4923
SELECT 1

select count(*), sum(id) from j1 where id in (select j from j2 where j2.id > j1.a)
----
count:20|sum:20
44|4722
SELECT 1

select count(*), sum(id) from j1 where a in (select a from j3)
----
count:20|sum:20
30|2780
SELECT 1

select count(*), sum(id) from j1 where (a, id % 8) in (select a, b from j3)
----
count:20|sum:20
5|405
SELECT 1

select count(*), sum(id) from j1 where exists (select 1 from j3 where j3.a = j1.a and j3.b < j1.id)
----
count:20|sum:20
18|1854
SELECT 1

select count(*), sum(id) from j1 where not exists (select 1 from j3 where j3.a = j1.a and j3.b < j1.id)
----
count:20|sum:20
182|18246
SELECT 1

select count(*), sum(id) from j1 where exists (select random() from j3 where j3.a = j1.a)
----
count:20|sum:20
30|2780
SELECT 1

select count(*), sum(id) from j1 where exists (select 1 from j3) and id < 10
----
count:20|sum:20
9|45
SELECT 1

select count(*), sum(id) from j1 where not exists (select 1 from j3 where b > 100) and id < 10
----
count:20|sum:20
9|45
SELECT 1

select count(*), sum(j1.id) from j1 join j2 on j2.j = j1.id where exists (select 1 from j3 where j3.a = j1.a) and not exists (select 1 from j3 where j3.b = j2.id)
----
count:20|sum:20
6|600
SELECT 1

select count(*), sum(j1.id), count(j3.a) from j1 left join j3 on j3.a = j1.a join j2 on j2.j = j1.id
----
count:20|sum:20|count:20
59|5400|12
SELECT 1

select count(*), sum(j1.id), count(j3.a) from j1 left join j3 on j3.a = j1.a join j2 on j2.id = j3.b
----
count:20|sum:20|count:20
40|3720|40
SELECT 1

select count(*), sum(j1.id), count(x.a) from j1 left join (j3 x join j2 y on y.id = x.b) on x.a = j1.a left join j2 z on z.id = y.id + 1 where coalesce(z.id, 0) < 8
----
count:20|sum:20|count:20
200|20060|20
SELECT 1

select count(*), sum(j1.id) from j1 left join j3 on j3.a = j1.a where j3.a is null and j1.id in (select j from j2)
----
count:20|sum:20
47|4302
SELECT 1

select j1.id, j3.b from j1 left join j3 on j3.a = j1.a and j3.b > 1 where j1.a in (select a from j3) order by j1.id, j3.b limit 8
----
id:23|b:23
1|NULL
2|NULL
5|7
5|8
21|NULL
22|NULL
25|7
25|8
SELECT 8

select j1.id, s.n from j1 left join lateral (select count(*) n from j3 where j3.a = j1.a) s on true where j1.id < 6 order by 1
----
id:23|n:20
1|2
2|1
3|0
4|0
5|2
SELECT 5

select j1.id, s.b from j1 left join lateral (select b from j3 where j3.a = j1.a order by b desc limit 1) s on true join j2 on j2.j = j1.id where j1.a < 6 order by 1
----
id:23|b:23
3|NULL
21|1
24|NULL
42|NULL
45|8
60|NULL
63|NULL
84|NULL
102|NULL
105|8
120|NULL
123|NULL
141|1
144|NULL
165|8
180|NULL
SELECT 16

select id from j1 where id in (select j from j2) and a = 3 order by id
----
id:23
3
63
123
SELECT 3

select x.id, y.id from j1 x join j1 y on y.a = x.a and y.id > x.id where x.id in (select a from j3) order by 1, 2 limit 5
----
id:23|id:23
1|21
1|41
1|61
1|81
1|101
SELECT 5

# ordered
update j1 set b = b || '!' where id in (select j from j2 where j < 20) returning id, b
----
id:23|b:25
3|n3!
6|n6!
9|n2!
12|n5!
15|n1!
18|n4!
UPDATE 6

delete from j1 where id in (select id from j1 where a = 7 order by id limit 2) returning id
----
id:23
7
27
DELETE 2

with gone as (delete from j1 using j2 where j2.j = j1.id and j2.id in (select b from j3) returning j1.id) select id from gone order by id
----
id:23
3
15
21
24
SELECT 4

select id from j1 where id in (select a from j3) order by id for update
----
id:23
1
2
5
SELECT 3

select count(*), sum(id), count(distinct b) from j1
----
count:20|sum:20|count:20
194|20003|11
SELECT 1

# ordered
# ours: the plans are Isochron's own
explain (costs off) select * from j1 where id in (select a from j3 where b < 9)
----
QUERY PLAN:25
Lookup Join using j1_pkey on j1
  Lookup Cond: (j1.id = j3.a)
  ->  HashAggregate
        Partial Aggregate: at the ranges
        ->  Seq Scan on j3
              Filter: (b < 9)
EXPLAIN

# ordered
# ours: the plans are Isochron's own
explain (costs off) select * from j1 join j2 on j1.d = j2.ts
----
QUERY PLAN:25
Hash Join
  Hash Cond: (j1.d = j2.ts)
  Join Filter: (j1.d = j2.ts)
  ->  Seq Scan on j2
  ->  Seq Scan on j1
EXPLAIN

# ordered
# ours: the plans are Isochron's own
explain (costs off) select * from j1 join j2 on j2.j = j1.id where exists (select 1 from j1 x where x.id = j2.id)
----
QUERY PLAN:25
Lookup Join using j1_pkey on j1
  Lookup Cond: (j2.j = j1.id)
  ->  Lookup Join using j2_pkey on j2
        Lookup Cond: (x.id = j2.id)
        ->  Unique
              ->  Seq Scan on j1 x
EXPLAIN

# A full join of which conditions above drop what it pads on one side, or on both.
CREATE TABLE fl (id int PRIMARY KEY, x int, s text);
CREATE TABLE fr (id int PRIMARY KEY, x int, s text);
INSERT INTO fl SELECT i, i % 4, 'l' || i FROM generate_series(1, 12) i;
INSERT INTO fr SELECT i, i % 3, 'r' || i FROM generate_series(7, 18) i
----
CREATE TABLE
CREATE TABLE
INSERT 0 12
INSERT 0 12

SELECT fl.*, fr.* FROM fl FULL JOIN fr ON fl.id = fr.id WHERE fl.x = 2 ORDER BY fl.id
----
id:23|x:23|s:25|id:23|x:23|s:25
2|2|l2|NULL|NULL|NULL
6|2|l6|NULL|NULL|NULL
10|2|l10|10|1|r10
SELECT 3

SELECT fl.*, fr.* FROM fl FULL JOIN fr ON fl.id = fr.id WHERE fr.x = 2 ORDER BY fr.id
----
id:23|x:23|s:25|id:23|x:23|s:25
8|0|l8|8|2|r8
11|3|l11|11|2|r11
NULL|NULL|NULL|14|2|r14
NULL|NULL|NULL|17|2|r17
SELECT 4

SELECT * FROM fl FULL JOIN fr ON fl.id = fr.id WHERE fr.x = 2 AND fl.x > 0 ORDER BY fr.id
----
id:23|x:23|s:25|id:23|x:23|s:25
11|3|l11|11|2|r11
SELECT 1

SELECT fl.id, fr.id FROM fl FULL JOIN fr ON fl.id = fr.id AND fl.x > 1 AND fr.x > 0 WHERE fr.id < 15 ORDER BY fr.id
----
id:23|id:23
7|7
NULL|8
NULL|9
10|10
11|11
NULL|12
NULL|13
NULL|14
SELECT 8

SELECT fl.id, fr.id FROM fl FULL JOIN fr ON fl.id = fr.id AND fl.x > 1 AND fr.x > 0 WHERE fl.id > 5 ORDER BY fl.id
----
id:23|id:23
6|NULL
7|7
8|NULL
9|NULL
10|10
11|11
12|NULL
SELECT 7

SELECT fl.id, fr.id FROM fl FULL JOIN fr ON fl.x > fr.x AND fl.id = fr.id WHERE fl.x IS NOT NULL AND fr.s IS NULL ORDER BY fl.id
----
id:23|id:23
1|NULL
2|NULL
3|NULL
4|NULL
5|NULL
6|NULL
8|NULL
12|NULL
SELECT 8

SELECT fl.id, fr.id FROM fl FULL JOIN fr ON false WHERE fr.id > 16 ORDER BY fr.id
----
id:23|id:23
NULL|17
NULL|18
SELECT 2

SELECT id, fl.x, fr.x FROM fl FULL JOIN fr USING (id) WHERE id > 10 AND fr.x < 2 ORDER BY id
----
id:23|x:23|x:23
12|0|0
13|NULL|1
15|NULL|0
16|NULL|1
18|NULL|0
SELECT 5

SELECT a.id, b.id, c.id FROM fl a FULL JOIN fr b ON a.id = b.id FULL JOIN fl c ON c.id = b.id - 6 WHERE c.x = 1 ORDER BY c.id
----
id:23|id:23|id:23
7|7|1
11|11|5
NULL|15|9
SELECT 3

SELECT a.id, b.id, c.id FROM fl a FULL JOIN fr b ON a.id = b.id FULL JOIN fl c ON c.id = b.id - 6 WHERE a.x = 1 ORDER BY a.id
----
id:23|id:23|id:23
1|NULL|NULL
5|NULL|NULL
9|9|3
SELECT 3

SELECT * FROM (SELECT fl.id, fr.x FROM fl FULL JOIN fr ON fl.id = fr.id) q WHERE x = 1 ORDER BY id
----
id:23|x:23
7|1
10|1
NULL|1
NULL|1
SELECT 4
