# Writes that read other tables. Columns are told. Errors are told whole, with their positions.
SET default_transaction_isolation = 'serializable'
----
SET

create table t (id int primary key, n int, v text)
----
CREATE TABLE

create table u (id int, x int)
----
CREATE TABLE

insert into t select g, g * 10, 'v' || g from generate_series(1, 6) g
----
INSERT 0 6

insert into u values (1, 5), (1, 7), (2, 9), (9, 1)
----
INSERT 0 4

# ordered
update t set n = (select max(x) from u where u.id = t.id) where id < 3 returning id, n
----
id:23|n:23
1|7
2|9
UPDATE 2

# ordered
update t set n = n + 1 where exists (select 1 from u where u.id = t.id) returning id, n
----
id:23|n:23
1|8
2|10
UPDATE 2

# ordered
update t set (n, v) = (select sum(x), 'sum' from u where u.id = t.id) where id in (1, 2) returning *
----
id:23|n:23|v:25
1|12|sum
2|9|sum
UPDATE 2

# ordered
insert into t select id + 100, n, v from t where id in (select id from u) returning id
----
id:23
101
102
INSERT 0 2

delete from t where id > 100 and n = (select max(n) from t where id > 100) returning id
----
id:23
101
DELETE 1

# ordered
delete from t where not exists (select 1 from u where u.id = t.id) and id < 100 returning id
----
id:23
3
4
5
6
DELETE 4

select * from t
----
id:23|n:23|v:25
102|9|sum
1|12|sum
2|9|sum
SELECT 3

select * from u where x > 5 order by x for update
----
id:23|x:23
1|7
2|9
SELECT 2

select id, x from u order by x limit 1 for share
----
id:23|x:23
9|1
SELECT 1

select v from t where n > 10 order by id for no key update
----
v:25
sum
SELECT 1

select t.v, u.x from t join u on u.id = t.id order by u.x for update of u
----
v:25|x:23
sum|5
sum|7
sum|9
SELECT 3

select t.v from t, u where u.id = t.id and u.x > 6 order by u.x for key share
----
v:25
sum
sum
SELECT 2

insert into u select id, x from u
----
INSERT 0 4

select count(*) from u
----
count:20
8
SELECT 1

# ordered
with moved as (delete from u where id = 1 returning *) insert into t select x + 1000, id, 'm' from (select distinct x, id from moved) d returning id
----
id:23
1005
1007
INSERT 0 2

select id from t where id > 1000
----
id:23
1005
1007
SELECT 2

with up as (update t set v = 'z' where id > 1000 returning id), cnt as (select count(*) as c from up) select c from cnt
----
c:20
2
SELECT 1

insert into t values (2000, (select max(n) from t), (select 'sub')) returning *
----
id:23|n:23|v:25
2000|12|sub
INSERT 0 1

# ordered
insert into t (id, n) values (3000, 1), (3001, (select count(*) from u)) returning id, n, (select count(*) from u where u.id = t.id)
----
id:23|n:23|count:20
3000|1|0
3001|4|0
INSERT 0 2

select t.id, (select array_agg(x order by x) from u where u.id = t.id) as xs from t where id < 10 order by id
----
id:23|xs:1007
1|NULL
2|{9,9}
SELECT 2

select id from t where (select count(*) from u where u.id = t.id) > 2
----
SELECT 0

select id, case when id > (select avg(id) from t) then 'big' else 'small' end as c from t where id < 10 or id > 2999 order by id
----
id:23|c:25
1|small
2|small
3000|big
3001|big
SELECT 4

select (select max(x) from u where u.id = o.id and exists (select 1 from t where t.id = u.id)) as m from (select distinct id from u) o order by m nulls last
----
m:23
9
NULL
SELECT 2

select count(*) from t a, t b, t c where a.id = b.id and b.id = c.id
----
count:20
8
SELECT 1

select a.id from t a join t b on a.id = b.id + 1 or a.n = b.n where a.id < 4 order by 1
----
id:23
1
1
2
2
2
SELECT 5

select * from (values (1), (2)) a(x) left join (values (2), (3)) b(y) on x = y order by x
----
x:23|y:23
1|NULL
2|2
SELECT 2

select x, y from (values (1), (2)) a(x) full join (values (2), (3)) b(y) on x = y order by x, y
----
x:23|y:23
1|NULL
2|2
NULL|3
SELECT 3

select coalesce(a.id, b.id) as id, a.x, b.y from (values (1, 'a'), (2, 'b')) a(id, x) full join (values (2, 'c'), (3, 'd')) b(id, y) using (id) order by 1
----
id:23|x:25|y:25
1|a|NULL
2|b|c
3|NULL|d
SELECT 3

select id from (values (1, 'a'), (2, 'b')) a(id, x) full join (values (2, 'c'), (3, 'd')) b(id, y) using (id) order by id
----
id:23
1
2
3
SELECT 3

select * from (select 1 as a union select 2) x cross join (select 'p' as b) y order by a
----
a:23|b:25
1|p
2|p
SELECT 2

select sum(n) as s, count(*) as c from (select n from t union all select x from u) z where n is not null
----
s:20|c:20
69|12
SELECT 1

select v, sum(n) from t group by v having sum(n) is not null order by sum(n) desc, v limit 2
----
v:25|sum:20
sum|30
sub|12
SELECT 2

select upper(v) as uv, count(*) from t group by uv order by uv nulls last
----
uv:25|count:20
SUB|1
SUM|3
Z|2
NULL|2
SELECT 4

select upper(v) from t group by upper(v) order by upper(v) nulls last
----
upper:25
SUB
SUM
Z
NULL
SELECT 4

select length(v) + 1 as l, count(*) from t group by length(v) order by l nulls last
----
l:23|count:20
2|2
4|4
NULL|2
SELECT 3

select t.id, t.v, count(u.x) from t left join u on u.id = t.id where t.id < 10 group by t.id order by t.id
----
id:23|v:25|count:20
1|sum|0
2|sum|2
SELECT 2

select max(id) from t
----
max:23
3001
SELECT 1

select min(id), max(n) from t where id > 5
----
min:23|max:23
102|12
SELECT 1

select max(x) from u where id = 77
----
max:23
NULL
SELECT 1

select count(*) from t where null
----
count:20
0
SELECT 1

select 1 from t where false
----
SELECT 0

select id from t where id = 1 and id = 2
----
SELECT 0

select id from t where id > 5 and id < 3
----
SELECT 0

select id from t where id in (select 1 where false)
----
SELECT 0

select * from t where v = 'nope' or (id = 1 and n is not null) order by id
----
id:23|n:23|v:25
1|12|sum
SELECT 1

select 'a' || null as x, null || null as y, concat(null, 'b') as z
----
x:25|y:25|z:25
NULL|NULL|b
SELECT 1

select * from generate_series(1, 3) a, generate_series(a, 3) b order by 1, 2
----
a:23|b:23
1|1
1|2
1|3
2|2
2|3
3|3
SELECT 6

select unnest(array[3, 1, 2]) as x order by x
----
x:23
1
2
3
SELECT 3

select id, unnest(array[id, id * 2]) from t where id < 3 order by 1, 2
----
id:23|unnest:23
1|1
1|2
2|2
2|4
SELECT 4

# ordered
select regexp_split_to_table('a,b,c', ',')
----
regexp_split_to_table:25
a
b
c
SELECT 3

select string_to_array('a,b', ',') as a, array_to_string(array[1, 2], '-') as b, array_position(array[5, 6], 6) as c, cardinality(array[1, 2, 3]) as d
----
a:1009|b:25|c:23|d:23
{a,b}|1-2|2|3
SELECT 1

select 1 limit 1 + 1
----
?column?:23
1
SELECT 1

# ordered
select generate_series(1, 10) limit 3 offset 2
----
generate_series:23
3
4
5
SELECT 3

select 5 from t order by v limit 1
----
?column?:23
5
SELECT 1

select distinct 1 from t
----
?column?:23
1
SELECT 1

select count(*) filter (where n > 5), count(n), count(*) from t
----
count:20|count:20|count:20
4|8|8
SELECT 1

create table seqt (id serial, a int default 1 + 1, b text default upper('x'), c timestamptz default now(), primary key (id))
----
CREATE TABLE

insert into seqt default values returning id, a, b, c = now()
----
id:23|a:23|b:25|?column?:16
1|2|X|t
INSERT 0 1

# ordered
insert into seqt (a) values (default), (5) returning id, a
----
id:23|a:23
2|2
3|5
INSERT 0 2

update seqt set b = default, a = default where id = 3 returning a, b
----
a:23|b:25
2|X
UPDATE 1

select currval('seqt_id_seq'), lastval()
----
currval:20|lastval:20
3|3
SELECT 1

select nextval('seqt_id_seq')
----
nextval:20
4
SELECT 1

insert into seqt (id) values (5) returning id
----
id:23
5
INSERT 0 1

insert into seqt default values
----
error 23505 duplicate key value violates unique constraint "seqt_pkey"; Key (id)=(5) already exists.

insert into seqt default values returning id
----
id:23
6
INSERT 0 1

select setval('seqt_id_seq', 100)
----
setval:20
100
SELECT 1

insert into seqt default values returning id
----
id:23
101
INSERT 0 1

drop table t, u
----
DROP TABLE

select * from t
----
error 42P01 relation "t" does not exist
at 15
