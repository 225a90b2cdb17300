# Conditions of several columns that become spans of an index. Columns are told. Errors are told whole, with their positions.
SET default_transaction_isolation = 'serializable'
----
SET

create table s1 (w int, i int, v int2, t text, d int, primary key (w, i))
----
CREATE TABLE

insert into s1 select w, i, case when i % 5 = 0 then null else (i % 7) - 3 end, case when i % 11 = 0 then null else 'k' || chr(97 + i % 4) || (i % 10) end, (w * 100 - i) % 13 from generate_series(1, 3) w, generate_series(1, 40) i
----
INSERT 0 120

create index s1_v on s1 (v, d desc)
----
CREATE INDEX

create index s1_t on s1 (t)
----
CREATE INDEX

create index s1_td on s1 (t desc, i)
----
CREATE INDEX

create table s2 (a int, b int, c int)
----
CREATE TABLE

insert into s2 values (1, 2, 3), (1, 2, 4), (2, 39, 1), (3, null, 5), (null, 1, 1), (9, 9, 9)
----
INSERT 0 6

create table s3 (x text primary key, y varchar(20), z bytea)
----
CREATE TABLE

insert into s3 values ('', '', ''), ('a', 'a', 'a'), ('ab', 'ab', 'ab'), ('abc', 'abc', 'abc'), ('abd', 'abd', 'x'), ('ab%', 'ab%', 'y'), ('ab_', 'ab_', 'z'), ('ab\c', 'ab\c', 'q'), ('aé', 'aé', 'w'), ('aéz', 'aéz', 'w'), (U&'\+10FFFF', 'z', 'z'), (U&'\+10FFFFx', 'zz', 'z'), ('AB', 'AB', 'c'), ('b', 'b', 'b')
----
INSERT 0 14

create index s3_y on s3 (y)
----
CREATE INDEX

select count(*), sum(i), sum(w) from s1 where (w, i) in ((1, 2), (2, 39), (3, 41))
----
count:20|sum:20|sum:20
2|41|3
SELECT 1

select w, i from s1 where (w, i) in ((1, 2), (2, 39), (1, 2), (null, 3), (3, 1)) order by w, i
----
w:23|i:23
1|2
2|39
3|1
SELECT 3

select w, i from s1 where (w = 1 and i = 2) or (w = 3 and i = 4) order by w, i
----
w:23|i:23
1|2
3|4
SELECT 2

select w, i from s1 where (w = 1 and i = 2) or (w = 3 and i between 38 and 50) or w > 5 order by w, i
----
w:23|i:23
1|2
3|38
3|39
3|40
SELECT 4

select w, i from s1 where (w = 1 and i < 3) or (i = 40 and w >= 2) order by w, i
----
w:23|i:23
1|1
1|2
2|40
3|40
SELECT 4

select count(*) from s1 where (w = 1 and i < 3) or i = 40
----
count:20
5
SELECT 1

select w, i, v from s1 where (w, i) > (2, 37) order by w, i limit 6
----
w:23|i:23|v:21
2|38|0
2|39|1
2|40|NULL
3|1|-2
3|2|-1
3|3|0
SELECT 6

select w, i, v from s1 where (w, i) >= (2, 37) order by w, i limit 6
----
w:23|i:23|v:21
2|37|-1
2|38|0
2|39|1
2|40|NULL
3|1|-2
3|2|-1
SELECT 6

select w, i, v from s1 where (w, i) < (2, 3) order by w desc, i desc limit 6
----
w:23|i:23|v:21
2|2|-1
2|1|-2
1|40|NULL
1|39|1
1|38|0
1|37|-1
SELECT 6

select w, i, v from s1 where (2, 3) >= (w, i) order by w desc, i desc limit 6
----
w:23|i:23|v:21
2|3|0
2|2|-1
2|1|-2
1|40|NULL
1|39|1
1|38|0
SELECT 6

select count(*), sum(i) from s1 where (w, i) > (1, 35) and (w, i) <= (2, 4)
----
count:20|sum:20
9|200
SELECT 1

select count(*), sum(i) from s1 where (w, i) > (1, 35) and (w, i) <= (2, 4) and i <> 40
----
count:20|sum:20
8|160
SELECT 1

select count(*) from s1 where (w, i) > (1, null)
----
count:20
80
SELECT 1

select count(*) from s1 where (w, i) > (null, 1)
----
count:20
0
SELECT 1

select count(*) from s1 where (w, i) <> (1, 1)
----
count:20
119
SELECT 1

select v, d, w, i from s1 where (v, d) > (1, 5) order by v, d, w, i limit 7
----
v:21|d:23|w:23|i:23
1|7|2|11
1|8|3|32
1|9|1|39
1|9|3|18
1|10|3|4
1|11|1|11
1|12|2|32
SELECT 7

select v, d, w, i from s1 where (v, d) < (-2, 5) order by v desc, d desc, w, i limit 7
----
v:21|d:23|w:23|i:23
-2|4|2|1
-2|4|3|36
-2|2|2|29
-2|1|1|8
-2|0|1|22
-2|0|3|1
-3|12|3|28
SELECT 7

select count(*) from s1 where (v, d) <= (0, 7) and (v, d) >= (-1, 3)
----
count:20
23
SELECT 1

select v, d, w, i from s1 where v = 1 and (d, w) > (3, 1) order by d, w, i
----
v:21|d:23|w:23|i:23
1|3|3|11
1|4|1|18
1|5|1|4
1|5|2|39
1|7|2|11
1|8|3|32
1|9|1|39
1|9|3|18
1|10|3|4
1|11|1|11
1|12|2|32
SELECT 11

select w, i from s1 where w = 2 and (i = 3 or i = 5 and v > 1 or (i, v) > (38, 0)) order by i
----
w:23|i:23
2|3
2|39
2|40
SELECT 3

select w, i from s1 where w = 2 and ((i = 3 and v = 0) or (i = 5 and v is null)) order by i
----
w:23|i:23
2|3
2|5
SELECT 2

select count(*) from s1 where (w = 1 or w = 2) and (i = 1 or i = 2)
----
count:20
4
SELECT 1

select count(*) from s1 where ((w = 1 and i = 1) or (w = 2 and i = 2)) and ((w = 2 and i = 2) or (w = 3 and i = 3))
----
count:20
1
SELECT 1

select count(*) from s1 where v = 2 and (t = 'ka0' or d = 1)
----
count:20
1
SELECT 1

select w, i from s1 where (w, i) = (select a, b from s2 where c = 4)
----
w:23|i:23
1|2
SELECT 1

select count(*) from s1 where i = (select max(b) from s2)
----
count:20
3
SELECT 1

select w, i from s1 where w = (select 2) and i > (select max(b) - 2 from s2) order by i
----
w:23|i:23
2|38
2|39
2|40
SELECT 3

select count(*) from s1 where w = (select a from s2 where c = 77)
----
count:20
0
SELECT 1

select count(*) from s1 where w = (select a from s2)
----
error 21000 more than one row returned by a subquery used as an expression

select count(*) from s1 where v between (select -1) and (select 1)
----
count:20
45
SELECT 1

select w, i from s1 where w = any (array(select a from s2 where b = 2)) and i < 3 order by 1, 2
----
w:23|i:23
1|1
1|2
SELECT 2

select a, (select count(*) from s1 where w = (select max(x.a) from s2 x where x.a = s2.a)) from s2 order by 1
----
a:23|count:20
1|40
1|40
2|40
3|40
9|0
NULL|0
SELECT 6

select w, i, v from s1 where (w, i) in (select a, b from s2) order by 1, 2
----
w:23|i:23|v:21
1|2|-1
2|39|1
SELECT 2

select w, i, v from s1 where w in (select a from s2 where c > 3) and i < 3 order by 1, 2
----
w:23|i:23|v:21
1|1|-2
1|2|-1
3|1|-2
3|2|-1
SELECT 4

select w, i from s1 where (w, i) not in (select a, b from s2 where a is not null and b is not null) and i in (2, 39) order by 1, 2
----
w:23|i:23
1|39
2|2
3|2
3|39
SELECT 4

select count(*), min(t), max(t) from s1 where t like 'ka%'
----
count:20|min:25|max:25
30|ka0|ka8
SELECT 1

select count(*), min(t), max(t) from s1 where t like 'ka_'
----
count:20|min:25|max:25
30|ka0|ka8
SELECT 1

select count(*), min(t), max(t) from s1 where t like 'k%3'
----
count:20|min:25|max:25
9|kb3|kd3
SELECT 1

select count(*), min(t), max(t) from s1 where t like '%3'
----
count:20|min:25|max:25
9|kb3|kd3
SELECT 1

select count(*), min(t), max(t) from s1 where t like 'ka2'
----
count:20|min:25|max:25
6|ka2|ka2
SELECT 1

select count(*), min(t), max(t) from s1 where t not like 'ka%'
----
count:20|min:25|max:25
81|kb1|kd9
SELECT 1

select count(*), min(t), max(t) from s1 where t like null
----
count:20|min:25|max:25
0|NULL|NULL
SELECT 1

select count(*), min(t), max(t) from s1 where t ~ '^ka'
----
count:20|min:25|max:25
30|ka0|ka8
SELECT 1

select count(*), min(t), max(t) from s1 where t ~ '^ka?'
----
count:20|min:25|max:25
111|ka0|kd9
SELECT 1

select count(*), min(t), max(t) from s1 where t ~ '^k[ab]'
----
count:20|min:25|max:25
57|ka0|kb9
SELECT 1

select count(*), min(t), max(t) from s1 where t ~ '^ka|^kb'
----
count:20|min:25|max:25
57|ka0|kb9
SELECT 1

select count(*), min(t), max(t) from s1 where t ~ '^ka{2}'
----
count:20|min:25|max:25
0|NULL|NULL
SELECT 1

select count(*), min(t), max(t) from s1 where t ~ '^ka+2'
----
count:20|min:25|max:25
6|ka2|ka2
SELECT 1

select count(*), min(t), max(t) from s1 where t ^@ 'kc'
----
count:20|min:25|max:25
27|kc0|kc8
SELECT 1

select count(*), min(t), max(t) from s1 where t like 'ka%' or t like 'kc%' or t = 'kd3'
----
count:20|min:25|max:25
63|ka0|kd3
SELECT 1

select t, i from s1 where t like 'kb%' order by t desc, i limit 5
----
t:25|i:23
kb9|9
kb9|9
kb9|9
kb9|29
kb9|29
SELECT 5

select t, i from s1 where t like 'kb%' and t > 'kb5' order by t, i, w limit 5
----
t:25|i:23
kb7|17
kb7|17
kb7|17
kb7|37
kb7|37
SELECT 5

select x from s3 where x like 'ab%' order by x
----
x:25
ab
ab%
ab\c
ab_
abc
abd
SELECT 6

select x from s3 where x like 'ab\%' order by x
----
x:25
ab%
SELECT 1

select x from s3 where x like 'ab\_%' order by x
----
x:25
ab_
SELECT 1

select x from s3 where x like 'ab\\%' order by x
----
x:25
ab\c
SELECT 1

select x from s3 where x like 'aé%' order by x
----
x:25
aé
aéz
SELECT 2

select x from s3 where x like '' order by x
----
x:25
''
SELECT 1

select x from s3 where x like '%' order by x
----
x:25
''
AB
a
ab
ab%
ab\c
ab_
abc
abd
aé
aéz
b
􏿿
􏿿x
SELECT 14

select x from s3 where x like U&'\+10FFFF%' order by x
----
x:25
􏿿
􏿿x
SELECT 2

select y from s3 where y like 'ab%' order by y
----
y:1043
ab
ab%
ab\c
ab_
abc
abd
SELECT 6

select y from s3 where y ilike 'ab%' order by y
----
y:1043
AB
ab
ab%
ab\c
ab_
abc
abd
SELECT 7

select x from s3 where x ^@ '' order by x
----
x:25
''
AB
a
ab
ab%
ab\c
ab_
abc
abd
aé
aéz
b
􏿿
􏿿x
SELECT 14

select x from s3 where x like y || '%' order by x
----
x:25
''
AB
a
ab
ab%
ab_
abc
abd
aé
aéz
b
SELECT 11

select count(*) from s3 where z like 'ab%'
----
count:20
2
SELECT 1

select count(*), sum(w), max(d) from s1 where t like 'ka%' and d > 0
----
count:20|sum:20|max:23
29|57|12
SELECT 1

select count(*), sum(w), max(d) from s1 where t like '%a3' and d > 0
----
count:20|sum:20|max:23
0|NULL|NULL
SELECT 1

select i, (select sum(d) from s1 x where x.t like o.p and x.w = 1) from (values (1, 'ka%'), (2, '%1'), (3, 'kb%'), (4, null)) o (i, p) order by i
----
i:23|sum:20
1|65
2|13
3|54
4|NULL
SELECT 4

# ordered
update s1 set d = d + 1000 where (w, i) in ((1, 2), (3, 40)) returning w, i, d
----
w:23|i:23|d:23
1|2|1007
3|40|1000
UPDATE 2

update s1 set d = d + 1000 where w = (select max(a) from s2 where a < 4) and i = (select min(b) from s2) returning w, i, d
----
w:23|i:23|d:23
3|1|1000
UPDATE 1

# ordered
delete from s1 where (w, i) > (3, 37) returning w, i
----
w:23|i:23
3|38
3|39
3|40
DELETE 3

delete from s1 where (w, i) in (select w, i from s1 where t like 'ka%' order by w, i limit 3) returning w, i
----
w:23|i:23
1|4
1|8
1|12
DELETE 3

select w, i from s1 where (w, i) in ((1, 3), (2, 3), (3, 3)) and v = 0 order by w, i for update
----
w:23|i:23
1|3
2|3
3|3
SELECT 3

select count(*), sum(i), sum(d) from s1
----
count:20|sum:20|sum:20
114|2319|2695
SELECT 1
