# Prepared statements and the types of their parameters. Columns are told. Errors are told whole, with their positions.
SET default_transaction_isolation = 'serializable'
----
SET

create table t (id int primary key, k int, v text, n numeric(10, 2), d date, ts timestamptz, b bool, arr int[])
----
CREATE TABLE

create index t_k on t (k)
----
CREATE INDEX

prepare ins as insert into t values ($1, $2, $3, $4, $5, $6, $7, $8)
----
PREPARE

execute ins(1, 10, 'a', 1.5, '2020-01-01', '2020-01-01 00:00:00+00', true, '{1,2}')
----
INSERT 0 1

execute ins(2, 20, 'b', 2, null, null, false, null)
----
INSERT 0 1

execute ins(3, null, null, null, null, null, null, array[5])
----
INSERT 0 1

# code only: positions in PREPARE and EXECUTE
execute ins('x', null, null, null, null, null, null, null)
----
error 22P02

execute ins(4)
----
error 42601 wrong number of parameters for prepared statement "ins"; Expected 8 parameters but got 1.

prepare byid as select * from t where id = $1
----
PREPARE

execute byid(1)
----
id:23|k:23|v:25|n:1700|d:1082|ts:1184|b:16|arr:1007
1|10|a|1.50|2020-01-01|2020-01-01 00:00:00+00|t|{1,2}
SELECT 1

execute byid(99)
----
SELECT 0

execute byid(null)
----
SELECT 0

execute byid('2')
----
id:23|k:23|v:25|n:1700|d:1082|ts:1184|b:16|arr:1007
2|20|b|2.00|NULL|NULL|f|NULL
SELECT 1

prepare byk(int) as select id from t where k > $1 order by k limit $2
----
PREPARE

execute byk(5, 1)
----
id:23
1
SELECT 1

# ordered
execute byk(5, null)
----
id:23
1
2
SELECT 2

execute byk(5, -1)
----
error 2201W LIMIT must not be negative

prepare anyof as select id from t where id = any ($1) order by id
----
PREPARE

# ordered
execute anyof('{1,3,77}')
----
id:23
1
3
SELECT 2

execute anyof(array[2])
----
id:23
2
SELECT 1

execute anyof(null)
----
SELECT 0

prepare inlist as select id from t where id in ($1, $2, $3) order by id
----
PREPARE

# ordered
execute inlist(3, 3, 1)
----
id:23
1
3
SELECT 2

prepare upd as update t set v = v || $2, n = n + $3 where id = $1 returning id, v, n
----
PREPARE

execute upd(1, 'x', 0.5)
----
id:23|v:25|n:1700
1|ax|2.00
UPDATE 1

execute upd(77, 'x', 0.5)
----
UPDATE 0

prepare del as delete from t where id = $1
----
PREPARE

execute del(2)
----
DELETE 1

execute del(2)
----
DELETE 0

prepare bad as select $1
----
PREPARE

execute bad('text')
----
?column?:25
text
SELECT 1

# code only: positions in PREPARE and EXECUTE
prepare bad2 as select $1 + $2
----
error 42725

prepare bad3 as select $1::int, $1::text
----
PREPARE

prepare typed as select $1::int + 1, $2 || 'x', coalesce($3, 5)
----
PREPARE

execute typed(1, 'a', null)
----
?column?:23|?column?:25|coalesce:23
2|ax|5
SELECT 1

prepare lim as select id from t order by id offset $1 limit $2
----
PREPARE

execute lim(1, 1)
----
id:23
3
SELECT 1

prepare rng as select id from t where k between $1 and $2 and v like $3
----
PREPARE

execute rng(1, 100, 'a%')
----
id:23
1
SELECT 1

prepare j as select a.id from t a join t b on a.k = b.k where b.id = $1 and a.v <> $2
----
PREPARE

execute j(1, 'zzz')
----
id:23
1
SELECT 1

prepare ss as select (select v from t where id = $1), exists (select 1 from t where k = $2)
----
PREPARE

execute ss(1, 10)
----
v:25|exists:16
ax|t
SELECT 1

prepare up as insert into t (id, k) values ($1, $2) on conflict (id) do update set k = t.k + excluded.k returning k
----
PREPARE

execute up(1, 5)
----
k:23
15
INSERT 0 1

execute up(50, 5)
----
k:23
5
INSERT 0 1

prepare cs as select case when $1 then 'yes' else 'no' end, $2::date + 1
----
PREPARE

execute cs(true, '2020-02-28')
----
case:25|?column?:1082
yes|2020-02-29
SELECT 1

deallocate byid
----
DEALLOCATE

execute byid(1)
----
error 26000 prepared statement "byid" does not exist

select * from t order by id
----
id:23|k:23|v:25|n:1700|d:1082|ts:1184|b:16|arr:1007
1|15|ax|2.00|2020-01-01|2020-01-01 00:00:00+00|t|{1,2}
3|NULL|NULL|NULL|NULL|NULL|NULL|{5}
50|5|NULL|NULL|NULL|NULL|NULL|NULL
SELECT 3

begin
----
BEGIN

insert into t (id) values (100)
----
INSERT 0 1

savepoint s
----
SAVEPOINT

insert into t (id) values (100)
----
error 23505 duplicate key value violates unique constraint "t_pkey"; Key (id)=(100) already exists.

rollback to s
----
ROLLBACK

insert into t (id) values (101)
----
INSERT 0 1

release s
----
RELEASE

select id from t where id >= 100 order by id
----
id:23
100
101
SELECT 2

rollback
----
ROLLBACK

select id from t where id >= 100
----
SELECT 0

# ordered
# ours: plans are Isochron's own
explain (costs off) execute ins(1, 1, '', 1, null, null, true, null)
----
QUERY PLAN:25
Insert on t
  ->  Result
EXPLAIN

select id from t where ts = '2020-01-01 00:00:00+00'
----
id:23
1
SELECT 1

select id from t where d = '2020-01-01' and b
----
id:23
1
SELECT 1

select id from t where n = 2.0
----
id:23
1
SELECT 1

select id from t where arr @> array[1]
----
id:23
1
SELECT 1

select id, arr[1] from t where arr is not null order by id
----
id:23|arr:23
1|1
3|5
SELECT 2

set timezone to 'America/New_York'
----
SET

select ts from t where id = 1
----
ts:1184
2019-12-31 19:00:00-05
SELECT 1

select id from t where ts = '2019-12-31 19:00:00'
----
id:23
1
SELECT 1

set timezone to 'UTC'
----
SET

select id from t where ts = '2019-12-31 19:00:00'
----
SELECT 0
