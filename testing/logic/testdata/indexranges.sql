# Conditions that become ranges of an index. Columns are told. Errors are told whole, with their positions.
SET default_transaction_isolation = 'serializable'
----
SET

create table r1 (id int primary key, k int2, s text)
----
CREATE TABLE

insert into r1 select g, case when g % 5 = 0 then null else g % 7 - 3 end, case when g % 11 = 0 then null else chr(97 + g % 4) end from generate_series(1, 60) g
----
INSERT 0 60

create index r1_i on r1 (k)
----
CREATE INDEX

select count(*), sum(id), min(k), max(s) from r1 where k > 0
----
count:20|sum:20|min:21|max:25
19|563|1|d
SELECT 1

select count(*), sum(id), min(k), max(s) from r1 where k >= 0
----
count:20|sum:20|min:21|max:25
26|787|0|d
SELECT 1

select count(*), sum(id), min(k), max(s) from r1 where k < 0
----
count:20|sum:20|min:21|max:25
22|653|-3|d
SELECT 1

select count(*), sum(id), min(k), max(s) from r1 where k <= 0
----
count:20|sum:20|min:21|max:25
29|877|-3|d
SELECT 1

select count(*), sum(id), min(k), max(s) from r1 where k = 1
----
count:20|sum:20|min:21|max:25
7|203|1|d
SELECT 1

select count(*), sum(id), min(k), max(s) from r1 where k is null
----
count:20|sum:20|min:21|max:25
12|390|NULL|d
SELECT 1

select count(*), sum(id), min(k), max(s) from r1 where k is not null
----
count:20|sum:20|min:21|max:25
48|1440|-3|d
SELECT 1

select count(*), sum(id), min(k), max(s) from r1 where k > -2 and k < 2
----
count:20|sum:20|min:21|max:25
22|667|-1|d
SELECT 1

select count(*), sum(id), min(k), max(s) from r1 where k between -1 and 1
----
count:20|sum:20|min:21|max:25
22|667|-1|d
SELECT 1

select count(*), sum(id), min(k), max(s) from r1 where k in (-1, 2, null)
----
count:20|sum:20|min:21|max:25
14|431|-1|d
SELECT 1

select count(*), sum(id), min(k), max(s) from r1 where k = any (array[0, 3, null]::int2[])
----
count:20|sum:20|min:21|max:25
13|393|0|d
SELECT 1

select count(*), sum(id), min(k), max(s) from r1 where k < -1 or k > 1
----
count:20|sum:20|min:21|max:25
26|773|-3|d
SELECT 1

select count(*), sum(id), min(k), max(s) from r1 where k is null or k = 2
----
count:20|sum:20|min:21|max:25
18|581|2|d
SELECT 1

select count(*), sum(id), min(k), max(s) from r1 where k > 100000
----
count:20|sum:20|min:21|max:25
0|NULL|NULL|NULL
SELECT 1

select count(*), sum(id), min(k), max(s) from r1 where k < 100000
----
count:20|sum:20|min:21|max:25
48|1440|-3|d
SELECT 1

select count(*), sum(id), min(k), max(s) from r1 where k > -100000
----
count:20|sum:20|min:21|max:25
48|1440|-3|d
SELECT 1

select count(*), sum(id), min(k), max(s) from r1 where k = 100000
----
count:20|sum:20|min:21|max:25
0|NULL|NULL|NULL
SELECT 1

select count(*), sum(id), min(k), max(s) from r1 where k in (1, 100000)
----
count:20|sum:20|min:21|max:25
7|203|1|d
SELECT 1

select count(*), sum(id), min(k), max(s) from r1 where k > 1 and k < 0
----
count:20|sum:20|min:21|max:25
0|NULL|NULL|NULL
SELECT 1

select count(*), sum(id), min(k), max(s) from r1 where k = 1 and s = 'b'
----
count:20|sum:20|min:21|max:25
1|53|1|b
SELECT 1

select count(*), sum(id), min(k), max(s) from r1 where k = 1 and s > 'a'
----
count:20|sum:20|min:21|max:25
4|156|1|d
SELECT 1

select count(*), sum(id), min(k), max(s) from r1 where s = 'c' and k > 0
----
count:20|sum:20|min:21|max:25
6|184|1|c
SELECT 1

select count(*), sum(id), min(k), max(s) from r1 where s is null and k < 2
----
count:20|sum:20|min:21|max:25
3|77|-2|NULL
SELECT 1

select count(*), sum(id), min(k), max(s) from r1 where s in ('a', 'd') and k in (1, 2)
----
count:20|sum:20|min:21|max:25
6|153|1|d
SELECT 1

select count(*), sum(id), min(k), max(s) from r1 where s = 'a' and k is null
----
count:20|sum:20|min:21|max:25
3|120|NULL|a
SELECT 1

select count(*), sum(id), min(k), max(s) from r1 where k > null
----
count:20|sum:20|min:21|max:25
0|NULL|NULL|NULL
SELECT 1

select count(*), sum(id), min(k), max(s) from r1 where not (k > 1)
----
count:20|sum:20|min:21|max:25
36|1080|-3|d
SELECT 1

select count(*), sum(id), min(k), max(s) from r1 where s > 'b' and k = -3
----
count:20|sum:20|min:21|max:25
3|63|-3|d
SELECT 1

select count(*), sum(id), min(k), max(s) from r1 where k > 0 and s like 'a%'
----
count:20|sum:20|min:21|max:25
4|96|1|a
SELECT 1

select count(*), sum(id), min(k), max(s) from r1 where (k = 1 or k = 2) and (s = 'a' or s = 'b')
----
count:20|sum:20|min:21|max:25
4|101|1|b
SELECT 1

select string_agg(id::text, ' ') from (select id from r1 order by k, id limit 12) x
----
string_agg:25
7 14 21 28 42 49 56 1 8 22 29 36
SELECT 1

select string_agg(id::text, ' ') from (select id from r1 order by k desc, id limit 12) x
----
string_agg:25
5 10 15 20 25 30 35 40 45 50 55 60
SELECT 1

select string_agg(id::text, ' ') from (select id from r1 order by k nulls first, id limit 12) x
----
string_agg:25
5 10 15 20 25 30 35 40 45 50 55 60
SELECT 1

select string_agg(id::text, ' ') from (select id from r1 order by k desc nulls last, id limit 12) x
----
string_agg:25
6 13 27 34 41 48 12 19 26 33 47 54
SELECT 1

select string_agg(id::text, ' ') from (select id from r1 order by s, k, id limit 12) x
----
string_agg:25
28 56 8 36 16 24 52 4 32 12 48 20
SELECT 1

select string_agg(id::text, ' ') from (select id from r1 order by k, s desc, id limit 12) x
----
string_agg:25
7 14 42 21 49 28 56 22 43 1 29 57
SELECT 1

select string_agg(coalesce(k::text, '-'), ' ') from (select k from r1 where k > -2 order by k limit 10) x
----
string_agg:25
-1 -1 -1 -1 -1 -1 -1 -1 0 0
SELECT 1

select string_agg(coalesce(k::text, '-'), ' ') from (select k from r1 where k > -2 order by k desc limit 10) x
----
string_agg:25
3 3 3 3 3 3 2 2 2 2
SELECT 1

select string_agg(coalesce(k::text, '-'), ' ') from (select k from r1 order by k limit 5 offset 45) x
----
string_agg:25
3 3 3 - -
SELECT 1

select k, count(*), count(s) from r1 group by k order by k
----
k:21|count:20|count:20
-3|7|7
-2|7|6
-1|8|7
0|7|7
1|7|6
2|6|5
3|6|6
NULL|12|11
SELECT 8

select s, k, count(*) from r1 where k > 1 group by s, k order by s, k
----
s:25|k:21|count:20
a|2|1
a|3|1
b|3|2
c|2|2
c|3|2
d|2|2
d|3|1
NULL|2|1
SELECT 8

select distinct k from r1 order by k desc
----
k:21
NULL
3
2
1
0
-1
-2
-3
SELECT 8

select count(*) from r1 a join r1 b on a.k = b.k and a.s = b.s
----
count:20
84
SELECT 1

create table r2 (id int primary key, k int2, s text)
----
CREATE TABLE

insert into r2 select g, case when g % 5 = 0 then null else g % 7 - 3 end, case when g % 11 = 0 then null else chr(97 + g % 4) end from generate_series(1, 60) g
----
INSERT 0 60

create index r2_i on r2 (k desc)
----
CREATE INDEX

select count(*), sum(id), min(k), max(s) from r2 where k > 0
----
count:20|sum:20|min:21|max:25
19|563|1|d
SELECT 1

select count(*), sum(id), min(k), max(s) from r2 where k >= 0
----
count:20|sum:20|min:21|max:25
26|787|0|d
SELECT 1

select count(*), sum(id), min(k), max(s) from r2 where k < 0
----
count:20|sum:20|min:21|max:25
22|653|-3|d
SELECT 1

select count(*), sum(id), min(k), max(s) from r2 where k <= 0
----
count:20|sum:20|min:21|max:25
29|877|-3|d
SELECT 1

select count(*), sum(id), min(k), max(s) from r2 where k = 1
----
count:20|sum:20|min:21|max:25
7|203|1|d
SELECT 1

select count(*), sum(id), min(k), max(s) from r2 where k is null
----
count:20|sum:20|min:21|max:25
12|390|NULL|d
SELECT 1

select count(*), sum(id), min(k), max(s) from r2 where k is not null
----
count:20|sum:20|min:21|max:25
48|1440|-3|d
SELECT 1

select count(*), sum(id), min(k), max(s) from r2 where k > -2 and k < 2
----
count:20|sum:20|min:21|max:25
22|667|-1|d
SELECT 1

select count(*), sum(id), min(k), max(s) from r2 where k between -1 and 1
----
count:20|sum:20|min:21|max:25
22|667|-1|d
SELECT 1

select count(*), sum(id), min(k), max(s) from r2 where k in (-1, 2, null)
----
count:20|sum:20|min:21|max:25
14|431|-1|d
SELECT 1

select count(*), sum(id), min(k), max(s) from r2 where k = any (array[0, 3, null]::int2[])
----
count:20|sum:20|min:21|max:25
13|393|0|d
SELECT 1

select count(*), sum(id), min(k), max(s) from r2 where k < -1 or k > 1
----
count:20|sum:20|min:21|max:25
26|773|-3|d
SELECT 1

select count(*), sum(id), min(k), max(s) from r2 where k is null or k = 2
----
count:20|sum:20|min:21|max:25
18|581|2|d
SELECT 1

select count(*), sum(id), min(k), max(s) from r2 where k > 100000
----
count:20|sum:20|min:21|max:25
0|NULL|NULL|NULL
SELECT 1

select count(*), sum(id), min(k), max(s) from r2 where k < 100000
----
count:20|sum:20|min:21|max:25
48|1440|-3|d
SELECT 1

select count(*), sum(id), min(k), max(s) from r2 where k > -100000
----
count:20|sum:20|min:21|max:25
48|1440|-3|d
SELECT 1

select count(*), sum(id), min(k), max(s) from r2 where k = 100000
----
count:20|sum:20|min:21|max:25
0|NULL|NULL|NULL
SELECT 1

select count(*), sum(id), min(k), max(s) from r2 where k in (1, 100000)
----
count:20|sum:20|min:21|max:25
7|203|1|d
SELECT 1

select count(*), sum(id), min(k), max(s) from r2 where k > 1 and k < 0
----
count:20|sum:20|min:21|max:25
0|NULL|NULL|NULL
SELECT 1

select count(*), sum(id), min(k), max(s) from r2 where k = 1 and s = 'b'
----
count:20|sum:20|min:21|max:25
1|53|1|b
SELECT 1

select count(*), sum(id), min(k), max(s) from r2 where k = 1 and s > 'a'
----
count:20|sum:20|min:21|max:25
4|156|1|d
SELECT 1

select count(*), sum(id), min(k), max(s) from r2 where s = 'c' and k > 0
----
count:20|sum:20|min:21|max:25
6|184|1|c
SELECT 1

select count(*), sum(id), min(k), max(s) from r2 where s is null and k < 2
----
count:20|sum:20|min:21|max:25
3|77|-2|NULL
SELECT 1

select count(*), sum(id), min(k), max(s) from r2 where s in ('a', 'd') and k in (1, 2)
----
count:20|sum:20|min:21|max:25
6|153|1|d
SELECT 1

select count(*), sum(id), min(k), max(s) from r2 where s = 'a' and k is null
----
count:20|sum:20|min:21|max:25
3|120|NULL|a
SELECT 1

select count(*), sum(id), min(k), max(s) from r2 where k > null
----
count:20|sum:20|min:21|max:25
0|NULL|NULL|NULL
SELECT 1

select count(*), sum(id), min(k), max(s) from r2 where not (k > 1)
----
count:20|sum:20|min:21|max:25
36|1080|-3|d
SELECT 1

select count(*), sum(id), min(k), max(s) from r2 where s > 'b' and k = -3
----
count:20|sum:20|min:21|max:25
3|63|-3|d
SELECT 1

select count(*), sum(id), min(k), max(s) from r2 where k > 0 and s like 'a%'
----
count:20|sum:20|min:21|max:25
4|96|1|a
SELECT 1

select count(*), sum(id), min(k), max(s) from r2 where (k = 1 or k = 2) and (s = 'a' or s = 'b')
----
count:20|sum:20|min:21|max:25
4|101|1|b
SELECT 1

select string_agg(id::text, ' ') from (select id from r2 order by k, id limit 12) x
----
string_agg:25
7 14 21 28 42 49 56 1 8 22 29 36
SELECT 1

select string_agg(id::text, ' ') from (select id from r2 order by k desc, id limit 12) x
----
string_agg:25
5 10 15 20 25 30 35 40 45 50 55 60
SELECT 1

select string_agg(id::text, ' ') from (select id from r2 order by k nulls first, id limit 12) x
----
string_agg:25
5 10 15 20 25 30 35 40 45 50 55 60
SELECT 1

select string_agg(id::text, ' ') from (select id from r2 order by k desc nulls last, id limit 12) x
----
string_agg:25
6 13 27 34 41 48 12 19 26 33 47 54
SELECT 1

select string_agg(id::text, ' ') from (select id from r2 order by s, k, id limit 12) x
----
string_agg:25
28 56 8 36 16 24 52 4 32 12 48 20
SELECT 1

select string_agg(id::text, ' ') from (select id from r2 order by k, s desc, id limit 12) x
----
string_agg:25
7 14 42 21 49 28 56 22 43 1 29 57
SELECT 1

select string_agg(coalesce(k::text, '-'), ' ') from (select k from r2 where k > -2 order by k limit 10) x
----
string_agg:25
-1 -1 -1 -1 -1 -1 -1 -1 0 0
SELECT 1

select string_agg(coalesce(k::text, '-'), ' ') from (select k from r2 where k > -2 order by k desc limit 10) x
----
string_agg:25
3 3 3 3 3 3 2 2 2 2
SELECT 1

select string_agg(coalesce(k::text, '-'), ' ') from (select k from r2 order by k limit 5 offset 45) x
----
string_agg:25
3 3 3 - -
SELECT 1

select k, count(*), count(s) from r2 group by k order by k
----
k:21|count:20|count:20
-3|7|7
-2|7|6
-1|8|7
0|7|7
1|7|6
2|6|5
3|6|6
NULL|12|11
SELECT 8

select s, k, count(*) from r2 where k > 1 group by s, k order by s, k
----
s:25|k:21|count:20
a|2|1
a|3|1
b|3|2
c|2|2
c|3|2
d|2|2
d|3|1
NULL|2|1
SELECT 8

select distinct k from r2 order by k desc
----
k:21
NULL
3
2
1
0
-1
-2
-3
SELECT 8

select count(*) from r2 a join r2 b on a.k = b.k and a.s = b.s
----
count:20
84
SELECT 1

create table r3 (id int primary key, k int2, s text)
----
CREATE TABLE

insert into r3 select g, case when g % 5 = 0 then null else g % 7 - 3 end, case when g % 11 = 0 then null else chr(97 + g % 4) end from generate_series(1, 60) g
----
INSERT 0 60

create index r3_i on r3 (k nulls first)
----
CREATE INDEX

select count(*), sum(id), min(k), max(s) from r3 where k > 0
----
count:20|sum:20|min:21|max:25
19|563|1|d
SELECT 1

select count(*), sum(id), min(k), max(s) from r3 where k >= 0
----
count:20|sum:20|min:21|max:25
26|787|0|d
SELECT 1

select count(*), sum(id), min(k), max(s) from r3 where k < 0
----
count:20|sum:20|min:21|max:25
22|653|-3|d
SELECT 1

select count(*), sum(id), min(k), max(s) from r3 where k <= 0
----
count:20|sum:20|min:21|max:25
29|877|-3|d
SELECT 1

select count(*), sum(id), min(k), max(s) from r3 where k = 1
----
count:20|sum:20|min:21|max:25
7|203|1|d
SELECT 1

select count(*), sum(id), min(k), max(s) from r3 where k is null
----
count:20|sum:20|min:21|max:25
12|390|NULL|d
SELECT 1

select count(*), sum(id), min(k), max(s) from r3 where k is not null
----
count:20|sum:20|min:21|max:25
48|1440|-3|d
SELECT 1

select count(*), sum(id), min(k), max(s) from r3 where k > -2 and k < 2
----
count:20|sum:20|min:21|max:25
22|667|-1|d
SELECT 1

select count(*), sum(id), min(k), max(s) from r3 where k between -1 and 1
----
count:20|sum:20|min:21|max:25
22|667|-1|d
SELECT 1

select count(*), sum(id), min(k), max(s) from r3 where k in (-1, 2, null)
----
count:20|sum:20|min:21|max:25
14|431|-1|d
SELECT 1

select count(*), sum(id), min(k), max(s) from r3 where k = any (array[0, 3, null]::int2[])
----
count:20|sum:20|min:21|max:25
13|393|0|d
SELECT 1

select count(*), sum(id), min(k), max(s) from r3 where k < -1 or k > 1
----
count:20|sum:20|min:21|max:25
26|773|-3|d
SELECT 1

select count(*), sum(id), min(k), max(s) from r3 where k is null or k = 2
----
count:20|sum:20|min:21|max:25
18|581|2|d
SELECT 1

select count(*), sum(id), min(k), max(s) from r3 where k > 100000
----
count:20|sum:20|min:21|max:25
0|NULL|NULL|NULL
SELECT 1

select count(*), sum(id), min(k), max(s) from r3 where k < 100000
----
count:20|sum:20|min:21|max:25
48|1440|-3|d
SELECT 1

select count(*), sum(id), min(k), max(s) from r3 where k > -100000
----
count:20|sum:20|min:21|max:25
48|1440|-3|d
SELECT 1

select count(*), sum(id), min(k), max(s) from r3 where k = 100000
----
count:20|sum:20|min:21|max:25
0|NULL|NULL|NULL
SELECT 1

select count(*), sum(id), min(k), max(s) from r3 where k in (1, 100000)
----
count:20|sum:20|min:21|max:25
7|203|1|d
SELECT 1

select count(*), sum(id), min(k), max(s) from r3 where k > 1 and k < 0
----
count:20|sum:20|min:21|max:25
0|NULL|NULL|NULL
SELECT 1

select count(*), sum(id), min(k), max(s) from r3 where k = 1 and s = 'b'
----
count:20|sum:20|min:21|max:25
1|53|1|b
SELECT 1

select count(*), sum(id), min(k), max(s) from r3 where k = 1 and s > 'a'
----
count:20|sum:20|min:21|max:25
4|156|1|d
SELECT 1

select count(*), sum(id), min(k), max(s) from r3 where s = 'c' and k > 0
----
count:20|sum:20|min:21|max:25
6|184|1|c
SELECT 1

select count(*), sum(id), min(k), max(s) from r3 where s is null and k < 2
----
count:20|sum:20|min:21|max:25
3|77|-2|NULL
SELECT 1

select count(*), sum(id), min(k), max(s) from r3 where s in ('a', 'd') and k in (1, 2)
----
count:20|sum:20|min:21|max:25
6|153|1|d
SELECT 1

select count(*), sum(id), min(k), max(s) from r3 where s = 'a' and k is null
----
count:20|sum:20|min:21|max:25
3|120|NULL|a
SELECT 1

select count(*), sum(id), min(k), max(s) from r3 where k > null
----
count:20|sum:20|min:21|max:25
0|NULL|NULL|NULL
SELECT 1

select count(*), sum(id), min(k), max(s) from r3 where not (k > 1)
----
count:20|sum:20|min:21|max:25
36|1080|-3|d
SELECT 1

select count(*), sum(id), min(k), max(s) from r3 where s > 'b' and k = -3
----
count:20|sum:20|min:21|max:25
3|63|-3|d
SELECT 1

select count(*), sum(id), min(k), max(s) from r3 where k > 0 and s like 'a%'
----
count:20|sum:20|min:21|max:25
4|96|1|a
SELECT 1

select count(*), sum(id), min(k), max(s) from r3 where (k = 1 or k = 2) and (s = 'a' or s = 'b')
----
count:20|sum:20|min:21|max:25
4|101|1|b
SELECT 1

select string_agg(id::text, ' ') from (select id from r3 order by k, id limit 12) x
----
string_agg:25
7 14 21 28 42 49 56 1 8 22 29 36
SELECT 1

select string_agg(id::text, ' ') from (select id from r3 order by k desc, id limit 12) x
----
string_agg:25
5 10 15 20 25 30 35 40 45 50 55 60
SELECT 1

select string_agg(id::text, ' ') from (select id from r3 order by k nulls first, id limit 12) x
----
string_agg:25
5 10 15 20 25 30 35 40 45 50 55 60
SELECT 1

select string_agg(id::text, ' ') from (select id from r3 order by k desc nulls last, id limit 12) x
----
string_agg:25
6 13 27 34 41 48 12 19 26 33 47 54
SELECT 1

select string_agg(id::text, ' ') from (select id from r3 order by s, k, id limit 12) x
----
string_agg:25
28 56 8 36 16 24 52 4 32 12 48 20
SELECT 1

select string_agg(id::text, ' ') from (select id from r3 order by k, s desc, id limit 12) x
----
string_agg:25
7 14 42 21 49 28 56 22 43 1 29 57
SELECT 1

select string_agg(coalesce(k::text, '-'), ' ') from (select k from r3 where k > -2 order by k limit 10) x
----
string_agg:25
-1 -1 -1 -1 -1 -1 -1 -1 0 0
SELECT 1

select string_agg(coalesce(k::text, '-'), ' ') from (select k from r3 where k > -2 order by k desc limit 10) x
----
string_agg:25
3 3 3 3 3 3 2 2 2 2
SELECT 1

select string_agg(coalesce(k::text, '-'), ' ') from (select k from r3 order by k limit 5 offset 45) x
----
string_agg:25
3 3 3 - -
SELECT 1

select k, count(*), count(s) from r3 group by k order by k
----
k:21|count:20|count:20
-3|7|7
-2|7|6
-1|8|7
0|7|7
1|7|6
2|6|5
3|6|6
NULL|12|11
SELECT 8

select s, k, count(*) from r3 where k > 1 group by s, k order by s, k
----
s:25|k:21|count:20
a|2|1
a|3|1
b|3|2
c|2|2
c|3|2
d|2|2
d|3|1
NULL|2|1
SELECT 8

select distinct k from r3 order by k desc
----
k:21
NULL
3
2
1
0
-1
-2
-3
SELECT 8

select count(*) from r3 a join r3 b on a.k = b.k and a.s = b.s
----
count:20
84
SELECT 1

create table r4 (id int primary key, k int2, s text)
----
CREATE TABLE

insert into r4 select g, case when g % 5 = 0 then null else g % 7 - 3 end, case when g % 11 = 0 then null else chr(97 + g % 4) end from generate_series(1, 60) g
----
INSERT 0 60

create index r4_i on r4 (k desc nulls last)
----
CREATE INDEX

select count(*), sum(id), min(k), max(s) from r4 where k > 0
----
count:20|sum:20|min:21|max:25
19|563|1|d
SELECT 1

select count(*), sum(id), min(k), max(s) from r4 where k >= 0
----
count:20|sum:20|min:21|max:25
26|787|0|d
SELECT 1

select count(*), sum(id), min(k), max(s) from r4 where k < 0
----
count:20|sum:20|min:21|max:25
22|653|-3|d
SELECT 1

select count(*), sum(id), min(k), max(s) from r4 where k <= 0
----
count:20|sum:20|min:21|max:25
29|877|-3|d
SELECT 1

select count(*), sum(id), min(k), max(s) from r4 where k = 1
----
count:20|sum:20|min:21|max:25
7|203|1|d
SELECT 1

select count(*), sum(id), min(k), max(s) from r4 where k is null
----
count:20|sum:20|min:21|max:25
12|390|NULL|d
SELECT 1

select count(*), sum(id), min(k), max(s) from r4 where k is not null
----
count:20|sum:20|min:21|max:25
48|1440|-3|d
SELECT 1

select count(*), sum(id), min(k), max(s) from r4 where k > -2 and k < 2
----
count:20|sum:20|min:21|max:25
22|667|-1|d
SELECT 1

select count(*), sum(id), min(k), max(s) from r4 where k between -1 and 1
----
count:20|sum:20|min:21|max:25
22|667|-1|d
SELECT 1

select count(*), sum(id), min(k), max(s) from r4 where k in (-1, 2, null)
----
count:20|sum:20|min:21|max:25
14|431|-1|d
SELECT 1

select count(*), sum(id), min(k), max(s) from r4 where k = any (array[0, 3, null]::int2[])
----
count:20|sum:20|min:21|max:25
13|393|0|d
SELECT 1

select count(*), sum(id), min(k), max(s) from r4 where k < -1 or k > 1
----
count:20|sum:20|min:21|max:25
26|773|-3|d
SELECT 1

select count(*), sum(id), min(k), max(s) from r4 where k is null or k = 2
----
count:20|sum:20|min:21|max:25
18|581|2|d
SELECT 1

select count(*), sum(id), min(k), max(s) from r4 where k > 100000
----
count:20|sum:20|min:21|max:25
0|NULL|NULL|NULL
SELECT 1

select count(*), sum(id), min(k), max(s) from r4 where k < 100000
----
count:20|sum:20|min:21|max:25
48|1440|-3|d
SELECT 1

select count(*), sum(id), min(k), max(s) from r4 where k > -100000
----
count:20|sum:20|min:21|max:25
48|1440|-3|d
SELECT 1

select count(*), sum(id), min(k), max(s) from r4 where k = 100000
----
count:20|sum:20|min:21|max:25
0|NULL|NULL|NULL
SELECT 1

select count(*), sum(id), min(k), max(s) from r4 where k in (1, 100000)
----
count:20|sum:20|min:21|max:25
7|203|1|d
SELECT 1

select count(*), sum(id), min(k), max(s) from r4 where k > 1 and k < 0
----
count:20|sum:20|min:21|max:25
0|NULL|NULL|NULL
SELECT 1

select count(*), sum(id), min(k), max(s) from r4 where k = 1 and s = 'b'
----
count:20|sum:20|min:21|max:25
1|53|1|b
SELECT 1

select count(*), sum(id), min(k), max(s) from r4 where k = 1 and s > 'a'
----
count:20|sum:20|min:21|max:25
4|156|1|d
SELECT 1

select count(*), sum(id), min(k), max(s) from r4 where s = 'c' and k > 0
----
count:20|sum:20|min:21|max:25
6|184|1|c
SELECT 1

select count(*), sum(id), min(k), max(s) from r4 where s is null and k < 2
----
count:20|sum:20|min:21|max:25
3|77|-2|NULL
SELECT 1

select count(*), sum(id), min(k), max(s) from r4 where s in ('a', 'd') and k in (1, 2)
----
count:20|sum:20|min:21|max:25
6|153|1|d
SELECT 1

select count(*), sum(id), min(k), max(s) from r4 where s = 'a' and k is null
----
count:20|sum:20|min:21|max:25
3|120|NULL|a
SELECT 1

select count(*), sum(id), min(k), max(s) from r4 where k > null
----
count:20|sum:20|min:21|max:25
0|NULL|NULL|NULL
SELECT 1

select count(*), sum(id), min(k), max(s) from r4 where not (k > 1)
----
count:20|sum:20|min:21|max:25
36|1080|-3|d
SELECT 1

select count(*), sum(id), min(k), max(s) from r4 where s > 'b' and k = -3
----
count:20|sum:20|min:21|max:25
3|63|-3|d
SELECT 1

select count(*), sum(id), min(k), max(s) from r4 where k > 0 and s like 'a%'
----
count:20|sum:20|min:21|max:25
4|96|1|a
SELECT 1

select count(*), sum(id), min(k), max(s) from r4 where (k = 1 or k = 2) and (s = 'a' or s = 'b')
----
count:20|sum:20|min:21|max:25
4|101|1|b
SELECT 1

select string_agg(id::text, ' ') from (select id from r4 order by k, id limit 12) x
----
string_agg:25
7 14 21 28 42 49 56 1 8 22 29 36
SELECT 1

select string_agg(id::text, ' ') from (select id from r4 order by k desc, id limit 12) x
----
string_agg:25
5 10 15 20 25 30 35 40 45 50 55 60
SELECT 1

select string_agg(id::text, ' ') from (select id from r4 order by k nulls first, id limit 12) x
----
string_agg:25
5 10 15 20 25 30 35 40 45 50 55 60
SELECT 1

select string_agg(id::text, ' ') from (select id from r4 order by k desc nulls last, id limit 12) x
----
string_agg:25
6 13 27 34 41 48 12 19 26 33 47 54
SELECT 1

select string_agg(id::text, ' ') from (select id from r4 order by s, k, id limit 12) x
----
string_agg:25
28 56 8 36 16 24 52 4 32 12 48 20
SELECT 1

select string_agg(id::text, ' ') from (select id from r4 order by k, s desc, id limit 12) x
----
string_agg:25
7 14 42 21 49 28 56 22 43 1 29 57
SELECT 1

select string_agg(coalesce(k::text, '-'), ' ') from (select k from r4 where k > -2 order by k limit 10) x
----
string_agg:25
-1 -1 -1 -1 -1 -1 -1 -1 0 0
SELECT 1

select string_agg(coalesce(k::text, '-'), ' ') from (select k from r4 where k > -2 order by k desc limit 10) x
----
string_agg:25
3 3 3 3 3 3 2 2 2 2
SELECT 1

select string_agg(coalesce(k::text, '-'), ' ') from (select k from r4 order by k limit 5 offset 45) x
----
string_agg:25
3 3 3 - -
SELECT 1

select k, count(*), count(s) from r4 group by k order by k
----
k:21|count:20|count:20
-3|7|7
-2|7|6
-1|8|7
0|7|7
1|7|6
2|6|5
3|6|6
NULL|12|11
SELECT 8

select s, k, count(*) from r4 where k > 1 group by s, k order by s, k
----
s:25|k:21|count:20
a|2|1
a|3|1
b|3|2
c|2|2
c|3|2
d|2|2
d|3|1
NULL|2|1
SELECT 8

select distinct k from r4 order by k desc
----
k:21
NULL
3
2
1
0
-1
-2
-3
SELECT 8

select count(*) from r4 a join r4 b on a.k = b.k and a.s = b.s
----
count:20
84
SELECT 1

create table r5 (id int primary key, k int2, s text)
----
CREATE TABLE

insert into r5 select g, case when g % 5 = 0 then null else g % 7 - 3 end, case when g % 11 = 0 then null else chr(97 + g % 4) end from generate_series(1, 60) g
----
INSERT 0 60

create index r5_i on r5 (k, s desc)
----
CREATE INDEX

select count(*), sum(id), min(k), max(s) from r5 where k > 0
----
count:20|sum:20|min:21|max:25
19|563|1|d
SELECT 1

select count(*), sum(id), min(k), max(s) from r5 where k >= 0
----
count:20|sum:20|min:21|max:25
26|787|0|d
SELECT 1

select count(*), sum(id), min(k), max(s) from r5 where k < 0
----
count:20|sum:20|min:21|max:25
22|653|-3|d
SELECT 1

select count(*), sum(id), min(k), max(s) from r5 where k <= 0
----
count:20|sum:20|min:21|max:25
29|877|-3|d
SELECT 1

select count(*), sum(id), min(k), max(s) from r5 where k = 1
----
count:20|sum:20|min:21|max:25
7|203|1|d
SELECT 1

select count(*), sum(id), min(k), max(s) from r5 where k is null
----
count:20|sum:20|min:21|max:25
12|390|NULL|d
SELECT 1

select count(*), sum(id), min(k), max(s) from r5 where k is not null
----
count:20|sum:20|min:21|max:25
48|1440|-3|d
SELECT 1

select count(*), sum(id), min(k), max(s) from r5 where k > -2 and k < 2
----
count:20|sum:20|min:21|max:25
22|667|-1|d
SELECT 1

select count(*), sum(id), min(k), max(s) from r5 where k between -1 and 1
----
count:20|sum:20|min:21|max:25
22|667|-1|d
SELECT 1

select count(*), sum(id), min(k), max(s) from r5 where k in (-1, 2, null)
----
count:20|sum:20|min:21|max:25
14|431|-1|d
SELECT 1

select count(*), sum(id), min(k), max(s) from r5 where k = any (array[0, 3, null]::int2[])
----
count:20|sum:20|min:21|max:25
13|393|0|d
SELECT 1

select count(*), sum(id), min(k), max(s) from r5 where k < -1 or k > 1
----
count:20|sum:20|min:21|max:25
26|773|-3|d
SELECT 1

select count(*), sum(id), min(k), max(s) from r5 where k is null or k = 2
----
count:20|sum:20|min:21|max:25
18|581|2|d
SELECT 1

select count(*), sum(id), min(k), max(s) from r5 where k > 100000
----
count:20|sum:20|min:21|max:25
0|NULL|NULL|NULL
SELECT 1

select count(*), sum(id), min(k), max(s) from r5 where k < 100000
----
count:20|sum:20|min:21|max:25
48|1440|-3|d
SELECT 1

select count(*), sum(id), min(k), max(s) from r5 where k > -100000
----
count:20|sum:20|min:21|max:25
48|1440|-3|d
SELECT 1

select count(*), sum(id), min(k), max(s) from r5 where k = 100000
----
count:20|sum:20|min:21|max:25
0|NULL|NULL|NULL
SELECT 1

select count(*), sum(id), min(k), max(s) from r5 where k in (1, 100000)
----
count:20|sum:20|min:21|max:25
7|203|1|d
SELECT 1

select count(*), sum(id), min(k), max(s) from r5 where k > 1 and k < 0
----
count:20|sum:20|min:21|max:25
0|NULL|NULL|NULL
SELECT 1

select count(*), sum(id), min(k), max(s) from r5 where k = 1 and s = 'b'
----
count:20|sum:20|min:21|max:25
1|53|1|b
SELECT 1

select count(*), sum(id), min(k), max(s) from r5 where k = 1 and s > 'a'
----
count:20|sum:20|min:21|max:25
4|156|1|d
SELECT 1

select count(*), sum(id), min(k), max(s) from r5 where s = 'c' and k > 0
----
count:20|sum:20|min:21|max:25
6|184|1|c
SELECT 1

select count(*), sum(id), min(k), max(s) from r5 where s is null and k < 2
----
count:20|sum:20|min:21|max:25
3|77|-2|NULL
SELECT 1

select count(*), sum(id), min(k), max(s) from r5 where s in ('a', 'd') and k in (1, 2)
----
count:20|sum:20|min:21|max:25
6|153|1|d
SELECT 1

select count(*), sum(id), min(k), max(s) from r5 where s = 'a' and k is null
----
count:20|sum:20|min:21|max:25
3|120|NULL|a
SELECT 1

select count(*), sum(id), min(k), max(s) from r5 where k > null
----
count:20|sum:20|min:21|max:25
0|NULL|NULL|NULL
SELECT 1

select count(*), sum(id), min(k), max(s) from r5 where not (k > 1)
----
count:20|sum:20|min:21|max:25
36|1080|-3|d
SELECT 1

select count(*), sum(id), min(k), max(s) from r5 where s > 'b' and k = -3
----
count:20|sum:20|min:21|max:25
3|63|-3|d
SELECT 1

select count(*), sum(id), min(k), max(s) from r5 where k > 0 and s like 'a%'
----
count:20|sum:20|min:21|max:25
4|96|1|a
SELECT 1

select count(*), sum(id), min(k), max(s) from r5 where (k = 1 or k = 2) and (s = 'a' or s = 'b')
----
count:20|sum:20|min:21|max:25
4|101|1|b
SELECT 1

select string_agg(id::text, ' ') from (select id from r5 order by k, id limit 12) x
----
string_agg:25
7 14 21 28 42 49 56 1 8 22 29 36
SELECT 1

select string_agg(id::text, ' ') from (select id from r5 order by k desc, id limit 12) x
----
string_agg:25
5 10 15 20 25 30 35 40 45 50 55 60
SELECT 1

select string_agg(id::text, ' ') from (select id from r5 order by k nulls first, id limit 12) x
----
string_agg:25
5 10 15 20 25 30 35 40 45 50 55 60
SELECT 1

select string_agg(id::text, ' ') from (select id from r5 order by k desc nulls last, id limit 12) x
----
string_agg:25
6 13 27 34 41 48 12 19 26 33 47 54
SELECT 1

select string_agg(id::text, ' ') from (select id from r5 order by s, k, id limit 12) x
----
string_agg:25
28 56 8 36 16 24 52 4 32 12 48 20
SELECT 1

select string_agg(id::text, ' ') from (select id from r5 order by k, s desc, id limit 12) x
----
string_agg:25
7 14 42 21 49 28 56 22 43 1 29 57
SELECT 1

select string_agg(coalesce(k::text, '-'), ' ') from (select k from r5 where k > -2 order by k limit 10) x
----
string_agg:25
-1 -1 -1 -1 -1 -1 -1 -1 0 0
SELECT 1

select string_agg(coalesce(k::text, '-'), ' ') from (select k from r5 where k > -2 order by k desc limit 10) x
----
string_agg:25
3 3 3 3 3 3 2 2 2 2
SELECT 1

select string_agg(coalesce(k::text, '-'), ' ') from (select k from r5 order by k limit 5 offset 45) x
----
string_agg:25
3 3 3 - -
SELECT 1

select k, count(*), count(s) from r5 group by k order by k
----
k:21|count:20|count:20
-3|7|7
-2|7|6
-1|8|7
0|7|7
1|7|6
2|6|5
3|6|6
NULL|12|11
SELECT 8

select s, k, count(*) from r5 where k > 1 group by s, k order by s, k
----
s:25|k:21|count:20
a|2|1
a|3|1
b|3|2
c|2|2
c|3|2
d|2|2
d|3|1
NULL|2|1
SELECT 8

select distinct k from r5 order by k desc
----
k:21
NULL
3
2
1
0
-1
-2
-3
SELECT 8

select count(*) from r5 a join r5 b on a.k = b.k and a.s = b.s
----
count:20
84
SELECT 1

create table r6 (id int primary key, k int2, s text)
----
CREATE TABLE

insert into r6 select g, case when g % 5 = 0 then null else g % 7 - 3 end, case when g % 11 = 0 then null else chr(97 + g % 4) end from generate_series(1, 60) g
----
INSERT 0 60

create index r6_i on r6 (s, k desc nulls last)
----
CREATE INDEX

select count(*), sum(id), min(k), max(s) from r6 where k > 0
----
count:20|sum:20|min:21|max:25
19|563|1|d
SELECT 1

select count(*), sum(id), min(k), max(s) from r6 where k >= 0
----
count:20|sum:20|min:21|max:25
26|787|0|d
SELECT 1

select count(*), sum(id), min(k), max(s) from r6 where k < 0
----
count:20|sum:20|min:21|max:25
22|653|-3|d
SELECT 1

select count(*), sum(id), min(k), max(s) from r6 where k <= 0
----
count:20|sum:20|min:21|max:25
29|877|-3|d
SELECT 1

select count(*), sum(id), min(k), max(s) from r6 where k = 1
----
count:20|sum:20|min:21|max:25
7|203|1|d
SELECT 1

select count(*), sum(id), min(k), max(s) from r6 where k is null
----
count:20|sum:20|min:21|max:25
12|390|NULL|d
SELECT 1

select count(*), sum(id), min(k), max(s) from r6 where k is not null
----
count:20|sum:20|min:21|max:25
48|1440|-3|d
SELECT 1

select count(*), sum(id), min(k), max(s) from r6 where k > -2 and k < 2
----
count:20|sum:20|min:21|max:25
22|667|-1|d
SELECT 1

select count(*), sum(id), min(k), max(s) from r6 where k between -1 and 1
----
count:20|sum:20|min:21|max:25
22|667|-1|d
SELECT 1

select count(*), sum(id), min(k), max(s) from r6 where k in (-1, 2, null)
----
count:20|sum:20|min:21|max:25
14|431|-1|d
SELECT 1

select count(*), sum(id), min(k), max(s) from r6 where k = any (array[0, 3, null]::int2[])
----
count:20|sum:20|min:21|max:25
13|393|0|d
SELECT 1

select count(*), sum(id), min(k), max(s) from r6 where k < -1 or k > 1
----
count:20|sum:20|min:21|max:25
26|773|-3|d
SELECT 1

select count(*), sum(id), min(k), max(s) from r6 where k is null or k = 2
----
count:20|sum:20|min:21|max:25
18|581|2|d
SELECT 1

select count(*), sum(id), min(k), max(s) from r6 where k > 100000
----
count:20|sum:20|min:21|max:25
0|NULL|NULL|NULL
SELECT 1

select count(*), sum(id), min(k), max(s) from r6 where k < 100000
----
count:20|sum:20|min:21|max:25
48|1440|-3|d
SELECT 1

select count(*), sum(id), min(k), max(s) from r6 where k > -100000
----
count:20|sum:20|min:21|max:25
48|1440|-3|d
SELECT 1

select count(*), sum(id), min(k), max(s) from r6 where k = 100000
----
count:20|sum:20|min:21|max:25
0|NULL|NULL|NULL
SELECT 1

select count(*), sum(id), min(k), max(s) from r6 where k in (1, 100000)
----
count:20|sum:20|min:21|max:25
7|203|1|d
SELECT 1

select count(*), sum(id), min(k), max(s) from r6 where k > 1 and k < 0
----
count:20|sum:20|min:21|max:25
0|NULL|NULL|NULL
SELECT 1

select count(*), sum(id), min(k), max(s) from r6 where k = 1 and s = 'b'
----
count:20|sum:20|min:21|max:25
1|53|1|b
SELECT 1

select count(*), sum(id), min(k), max(s) from r6 where k = 1 and s > 'a'
----
count:20|sum:20|min:21|max:25
4|156|1|d
SELECT 1

select count(*), sum(id), min(k), max(s) from r6 where s = 'c' and k > 0
----
count:20|sum:20|min:21|max:25
6|184|1|c
SELECT 1

select count(*), sum(id), min(k), max(s) from r6 where s is null and k < 2
----
count:20|sum:20|min:21|max:25
3|77|-2|NULL
SELECT 1

select count(*), sum(id), min(k), max(s) from r6 where s in ('a', 'd') and k in (1, 2)
----
count:20|sum:20|min:21|max:25
6|153|1|d
SELECT 1

select count(*), sum(id), min(k), max(s) from r6 where s = 'a' and k is null
----
count:20|sum:20|min:21|max:25
3|120|NULL|a
SELECT 1

select count(*), sum(id), min(k), max(s) from r6 where k > null
----
count:20|sum:20|min:21|max:25
0|NULL|NULL|NULL
SELECT 1

select count(*), sum(id), min(k), max(s) from r6 where not (k > 1)
----
count:20|sum:20|min:21|max:25
36|1080|-3|d
SELECT 1

select count(*), sum(id), min(k), max(s) from r6 where s > 'b' and k = -3
----
count:20|sum:20|min:21|max:25
3|63|-3|d
SELECT 1

select count(*), sum(id), min(k), max(s) from r6 where k > 0 and s like 'a%'
----
count:20|sum:20|min:21|max:25
4|96|1|a
SELECT 1

select count(*), sum(id), min(k), max(s) from r6 where (k = 1 or k = 2) and (s = 'a' or s = 'b')
----
count:20|sum:20|min:21|max:25
4|101|1|b
SELECT 1

select string_agg(id::text, ' ') from (select id from r6 order by k, id limit 12) x
----
string_agg:25
7 14 21 28 42 49 56 1 8 22 29 36
SELECT 1

select string_agg(id::text, ' ') from (select id from r6 order by k desc, id limit 12) x
----
string_agg:25
5 10 15 20 25 30 35 40 45 50 55 60
SELECT 1

select string_agg(id::text, ' ') from (select id from r6 order by k nulls first, id limit 12) x
----
string_agg:25
5 10 15 20 25 30 35 40 45 50 55 60
SELECT 1

select string_agg(id::text, ' ') from (select id from r6 order by k desc nulls last, id limit 12) x
----
string_agg:25
6 13 27 34 41 48 12 19 26 33 47 54
SELECT 1

select string_agg(id::text, ' ') from (select id from r6 order by s, k, id limit 12) x
----
string_agg:25
28 56 8 36 16 24 52 4 32 12 48 20
SELECT 1

select string_agg(id::text, ' ') from (select id from r6 order by k, s desc, id limit 12) x
----
string_agg:25
7 14 42 21 49 28 56 22 43 1 29 57
SELECT 1

select string_agg(coalesce(k::text, '-'), ' ') from (select k from r6 where k > -2 order by k limit 10) x
----
string_agg:25
-1 -1 -1 -1 -1 -1 -1 -1 0 0
SELECT 1

select string_agg(coalesce(k::text, '-'), ' ') from (select k from r6 where k > -2 order by k desc limit 10) x
----
string_agg:25
3 3 3 3 3 3 2 2 2 2
SELECT 1

select string_agg(coalesce(k::text, '-'), ' ') from (select k from r6 order by k limit 5 offset 45) x
----
string_agg:25
3 3 3 - -
SELECT 1

select k, count(*), count(s) from r6 group by k order by k
----
k:21|count:20|count:20
-3|7|7
-2|7|6
-1|8|7
0|7|7
1|7|6
2|6|5
3|6|6
NULL|12|11
SELECT 8

select s, k, count(*) from r6 where k > 1 group by s, k order by s, k
----
s:25|k:21|count:20
a|2|1
a|3|1
b|3|2
c|2|2
c|3|2
d|2|2
d|3|1
NULL|2|1
SELECT 8

select distinct k from r6 order by k desc
----
k:21
NULL
3
2
1
0
-1
-2
-3
SELECT 8

select count(*) from r6 a join r6 b on a.k = b.k and a.s = b.s
----
count:20
84
SELECT 1
