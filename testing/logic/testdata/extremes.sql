# min and max read from the ends of indexes. Columns are told. Errors are told whole, with their positions.
SET default_transaction_isolation = 'serializable'
----
SET

create table e1 (id int primary key, a int, b int, n int not null, t varchar(10))
----
CREATE TABLE

insert into e1 select g, case when g % 3 = 0 then null else g % 50 end, g % 7, g * 2, case when g % 4 = 0 then null else 'v' || g end from generate_series(1, 500) g
----
INSERT 0 500

create index e1_ab on e1 (a, b)
----
CREATE INDEX

create index e1_bd on e1 (b, n desc)
----
CREATE INDEX

create index e1_t on e1 (t)
----
CREATE INDEX

create table e0 (id int primary key, a int)
----
CREATE TABLE

create index e0_a on e0 (a)
----
CREATE INDEX

select min(id), max(id) from e1
----
min:23|max:23
1|500
SELECT 1

select min(a), max(a) from e1
----
min:23|max:23
0|49
SELECT 1

select min(t), max(t) from e1
----
min:25|max:25
v1|v99
SELECT 1

select max(n) from e1 where b = 3
----
max:23
1000
SELECT 1

select min(n), max(n), min(id) from e1 where b = 3
----
min:23|max:23|min:23
6|1000|3
SELECT 1

select min(b) from e1 where a = 4
----
min:23
0
SELECT 1

select max(b) from e1 where a is null
----
max:23
6
SELECT 1

select min(a) from e1 where a > 10 and b <> 3
----
min:23
11
SELECT 1

select max(id) from e1 where n < 100
----
max:23
49
SELECT 1

select max(id) from e1 where id < 0
----
max:23
NULL
SELECT 1

select min(id) + max(id) from e1 having max(id) > 3
----
?column?:23
501
SELECT 1

select min(a), max(a) from e0
----
min:23|max:23
NULL|NULL
SELECT 1

select max(id) from e1 where false
----
max:23
NULL
SELECT 1

select max(a) from e1 where b = (select max(b) from e1)
----
max:23
49
SELECT 1

select count(*), max(id) from e1
----
count:20|max:23
500|500
SELECT 1

select min(distinct a), max(id) filter (where id < 10) from e1
----
min:23|max:23
0|9
SELECT 1

select max(abs(a)) from e1
----
max:23
49
SELECT 1

select max(id) from e1 where id % 7 = 3
----
max:23
500
SELECT 1

select (select max(x.id) from e1 x where x.a = y.a) from e1 y where y.id < 5 order by 1
----
max:23
451
452
454
NULL
SELECT 4

select a, id from e1 where a > 40 order by a desc nulls last, b desc nulls last, id limit 3
----
a:23|id:23
49|349
49|299
49|199
SELECT 3

select a from e1 where a is not null order by a desc nulls last limit 3
----
a:23
49
49
49
SELECT 3

select a from e1 order by a desc limit 3
----
a:23
NULL
NULL
NULL
SELECT 3

select a from e1 order by a nulls first limit 3
----
a:23
NULL
NULL
NULL
SELECT 3

select b, n from e1 where b = 2 order by n limit 3
----
b:23|n:23
2|4
2|18
2|32
SELECT 3

select b, n from e1 where b = 2 order by n desc limit 3
----
b:23|n:23
2|998
2|984
2|970
SELECT 3

select b, n from e1 order by b desc, n limit 3
----
b:23|n:23
6|12
6|26
6|40
SELECT 3

# ordered
# ours: the plans are Isochron's own
explain (costs off) select min(id), max(id) from e1
----
QUERY PLAN:25
Nested Loop
  ->  Aggregate
        ->  Limit
              ->  Index Scan using e1_pkey on e1
  ->  Aggregate
        ->  Limit
              ->  Index Scan Backward using e1_pkey on e1
EXPLAIN

# ordered
# ours: the plans are Isochron's own
explain (costs off) select max(n) from e1 where b = 3
----
QUERY PLAN:25
Aggregate
  ->  Limit
        ->  Index Only Scan using e1_bd on e1
              Index Cond: (b = 3)
EXPLAIN

# ordered
# ours: the plans are Isochron's own
explain (costs off) select max(a) from e1
----
QUERY PLAN:25
Aggregate
  ->  Limit
        ->  Index Only Scan Backward using e1_ab on e1
              Index Cond: (a IS NOT NULL)
EXPLAIN

# ours: the plans are Isochron's own
explain (costs off) select a from e1 where a is not null order by a desc nulls last limit 3
----
QUERY PLAN:25
Limit
  ->  Index Only Scan Backward using e1_ab on e1
        Index Cond: (a IS NOT NULL)
EXPLAIN

# ordered
# ours: the plans are Isochron's own
explain (costs off) select count(*), max(id) from e1
----
QUERY PLAN:25
Aggregate
  Partial Aggregate: at the ranges
  ->  Index Only Scan using e1_ab on e1
EXPLAIN

# ordered
# ours: the plans are Isochron's own
explain (costs off) update e1 set n = 0 where id = (select max(id) from e0 where a < 5)
----
QUERY PLAN:25
Update on e1
  ->  Index Scan using e1_pkey on e1
        Index Cond: (id = (InitPlan 1))
        Lock: FOR NO KEY UPDATE
        InitPlan 1
          ->  Aggregate
              ->  Limit
                    ->  Index Scan Backward using e0_pkey on e0
                          Filter: (a < 5)
EXPLAIN
