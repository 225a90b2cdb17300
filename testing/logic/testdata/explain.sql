# The texts of plans. Columns are told. Errors are told whole, with their positions.
SET default_transaction_isolation = 'serializable'
----
SET

create table a (id int primary key, k int not null, v text, w int)
----
CREATE TABLE

create index a_k on a (k, w desc)
----
CREATE INDEX

create unique index a_v on a (v)
----
CREATE INDEX

create table b (id int, seq int, a_id int references a (id), t text, primary key (id, seq))
----
CREATE TABLE

create index b_a on b (a_id)
----
CREATE INDEX

create table nopk (x int, y int)
----
CREATE TABLE

# ordered
# ours: the plans are Isochron's own
explain (costs off) select * from a where id = 1
----
QUERY PLAN:25
Index Scan using a_pkey on a
  Index Cond: (id = 1)
EXPLAIN

# ordered
# ours: the plans are Isochron's own
explain (costs off) select * from a where id = 1 and k = 2
----
QUERY PLAN:25
Index Scan using a_pkey on a
  Index Cond: (id = 1)
  Filter: (k = 2)
EXPLAIN

# ordered
# ours: the plans are Isochron's own
explain (costs off) select * from a where id in (1, 2, 3)
----
QUERY PLAN:25
Index Scan using a_pkey on a
  Index Cond: (id = ANY (ARRAY[1, 2, 3]))
EXPLAIN

# ordered
# ours: the plans are Isochron's own
explain (costs off) select * from a where id = any (array[1, 2])
----
QUERY PLAN:25
Index Scan using a_pkey on a
  Index Cond: (id = ANY ('{1,2}'::integer[]))
EXPLAIN

# ordered
# ours: the plans are Isochron's own
explain (costs off) select * from a where id > 5 and id <= 10
----
QUERY PLAN:25
Index Scan using a_pkey on a
  Index Cond: ((id > 5) AND (id <= 10))
EXPLAIN

# ordered
# ours: the plans are Isochron's own
explain (costs off) select * from a where id between 5 and 10
----
QUERY PLAN:25
Index Scan using a_pkey on a
  Index Cond: ((id >= 5) AND (id <= 10))
EXPLAIN

# ordered
# ours: the plans are Isochron's own
explain (costs off) select * from a where id < 5 or id > 10
----
QUERY PLAN:25
Index Scan using a_pkey on a
  Index Cond: ((id < 5) OR (id > 10))
EXPLAIN

# ordered
# ours: the plans are Isochron's own
explain (costs off) select * from a where id = 1 or id = 2
----
QUERY PLAN:25
Index Scan using a_pkey on a
  Index Cond: ((id = 1) OR (id = 2))
EXPLAIN

# ordered
# ours: the plans are Isochron's own
explain (costs off) select * from a where id is null
----
QUERY PLAN:25
Index Scan using a_pkey on a
  Index Cond: (id IS NULL)
EXPLAIN

# ordered
# ours: the plans are Isochron's own
explain (costs off) select * from a where k = 1
----
QUERY PLAN:25
Index Scan using a_k on a
  Index Cond: (k = 1)
EXPLAIN

# ordered
# ours: the plans are Isochron's own
explain (costs off) select id from a where k = 1
----
QUERY PLAN:25
Index Only Scan using a_k on a
  Index Cond: (k = 1)
EXPLAIN

# ordered
# ours: the plans are Isochron's own
explain (costs off) select k, w from a where k = 1 and w > 3
----
QUERY PLAN:25
Index Only Scan using a_k on a
  Index Cond: ((k = 1) AND (w > 3))
EXPLAIN

# ordered
# ours: the plans are Isochron's own
explain (costs off) select v from a where k in (1, 2) and w between 1 and 3
----
QUERY PLAN:25
Index Scan using a_k on a
  Index Cond: ((k = ANY (ARRAY[1, 2])) AND (w >= 1) AND (w <= 3))
EXPLAIN

# ordered
# ours: the plans are Isochron's own
explain (costs off) select * from a where v = 'x'
----
QUERY PLAN:25
Index Scan using a_v on a
  Index Cond: (v = 'x'::text)
EXPLAIN

# ordered
# ours: the plans are Isochron's own
explain (costs off) select v from a where v like 'x%'
----
QUERY PLAN:25
Index Only Scan using a_v on a
  Index Cond: (v ~~ 'x%'::text)
  Filter: (v ~~ 'x%'::text)
EXPLAIN

# ordered
# ours: the plans are Isochron's own
explain (costs off) select * from a where v = 'x' and id = 1
----
QUERY PLAN:25
Index Scan using a_pkey on a
  Index Cond: (id = 1)
  Filter: (v = 'x'::text)
EXPLAIN

# ordered
# ours: the plans are Isochron's own
explain (costs off) select * from a where k + 1 = 2
----
QUERY PLAN:25
Seq Scan on a
  Filter: ((k + 1) = 2)
EXPLAIN

# ordered
# ours: the plans are Isochron's own
explain (costs off) select * from a where id = 1.5
----
QUERY PLAN:25
Seq Scan on a
  Filter: ((id)::numeric = '1.5'::numeric)
EXPLAIN

# ordered
# ours: the plans are Isochron's own
explain (costs off) select * from a where id = 1::bigint
----
QUERY PLAN:25
Index Scan using a_pkey on a
  Index Cond: (id = '1'::bigint)
EXPLAIN

# ours: the plans are Isochron's own
explain (costs off) select * from a order by id
----
QUERY PLAN:25
Seq Scan on a
EXPLAIN

# ours: the plans are Isochron's own
explain (costs off) select * from a order by id desc
----
QUERY PLAN:25
Index Scan Backward using a_pkey on a
EXPLAIN

# ours: the plans are Isochron's own
explain (costs off) select * from a order by id desc limit 3
----
QUERY PLAN:25
Limit
  ->  Index Scan Backward using a_pkey on a
EXPLAIN

# ours: the plans are Isochron's own
explain (costs off) select * from a order by k, w desc
----
QUERY PLAN:25
Index Scan using a_k on a
EXPLAIN

# ours: the plans are Isochron's own
explain (costs off) select * from a order by k desc, w limit 5
----
QUERY PLAN:25
Limit
  ->  Index Scan Backward using a_k on a
EXPLAIN

# ours: the plans are Isochron's own
explain (costs off) select * from a order by k, w
----
QUERY PLAN:25
Sort
  Sort Key: a.k, a.w
  ->  Seq Scan on a
EXPLAIN

# ours: the plans are Isochron's own
explain (costs off) select * from a where k = 1 order by w desc
----
QUERY PLAN:25
Index Scan using a_k on a
  Index Cond: (k = 1)
EXPLAIN

# ours: the plans are Isochron's own
explain (costs off) select * from a where k = 1 order by w
----
QUERY PLAN:25
Index Scan Backward using a_k on a
  Index Cond: (k = 1)
EXPLAIN

# ours: the plans are Isochron's own
explain (costs off) select * from a order by v limit 1
----
QUERY PLAN:25
Limit
  ->  Index Scan using a_v on a
EXPLAIN

# ours: the plans are Isochron's own
explain (costs off) select * from a where w = 1 order by id limit 10
----
QUERY PLAN:25
Limit
  ->  Index Scan using a_pkey on a
        Filter: (w = 1)
EXPLAIN

# ordered
# ours: the plans are Isochron's own
explain (costs off) select * from a limit 10
----
QUERY PLAN:25
Limit
  ->  Index Scan using a_pkey on a
EXPLAIN

# ordered
# ours: the plans are Isochron's own
explain (costs off) select * from a limit 10 offset 5
----
QUERY PLAN:25
Limit
  ->  Index Scan using a_pkey on a
EXPLAIN

# ordered
# ours: the plans are Isochron's own
explain (costs off) select count(*) from a
----
QUERY PLAN:25
Aggregate
  Partial Aggregate: at the ranges
  ->  Index Only Scan using a_k on a
EXPLAIN

# ordered
# ours: the plans are Isochron's own
explain (costs off) select k, count(*) from a group by k
----
QUERY PLAN:25
GroupAggregate
  Group Key: a.k
  Partial Aggregate: at the ranges
  ->  Index Only Scan using a_k on a
EXPLAIN

# ours: the plans are Isochron's own
explain (costs off) select k, w, count(*) from a group by w, k order by k
----
QUERY PLAN:25
GroupAggregate
  Group Key: a.w, a.k
  Partial Aggregate: at the ranges
  ->  Index Only Scan using a_k on a
EXPLAIN

# ordered
# ours: the plans are Isochron's own
explain (costs off) select v, count(*) from a group by v
----
QUERY PLAN:25
GroupAggregate
  Group Key: a.v
  Partial Aggregate: at the ranges
  ->  Index Only Scan using a_v on a
EXPLAIN

# ours: the plans are Isochron's own
explain (costs off) select w, sum(id) from a group by w having sum(id) > 10 order by 2 desc limit 3
----
QUERY PLAN:25
Limit
  ->  Sort
        Sort Key: sum(a.id) DESC
        Sort Method: top-N heapsort
        ->  Filter
              Filter: (sum(a.id) > 10)
              ->  HashAggregate
                    Group Key: a.w
                    Partial Aggregate: at the ranges
                    ->  Index Only Scan using a_k on a
EXPLAIN

# ordered
# ours: the plans are Isochron's own
explain (costs off) select distinct k from a
----
QUERY PLAN:25
Unique
  ->  Index Only Scan using a_k on a
EXPLAIN

# ours: the plans are Isochron's own
explain (costs off) select distinct on (k) k, w from a order by k, w desc
----
QUERY PLAN:25
Unique
  ->  Index Only Scan using a_k on a
EXPLAIN

# ordered
# ours: the plans are Isochron's own
explain (costs off) select min(id), max(id) from a
----
QUERY PLAN:25
Nested Loop
  ->  Aggregate
        ->  Limit
              ->  Index Scan using a_pkey on a
  ->  Aggregate
        ->  Limit
              ->  Index Scan Backward using a_pkey on a
EXPLAIN

# ordered
# ours: the plans are Isochron's own
explain (costs off) select * from b where id = 1
----
QUERY PLAN:25
Index Scan using b_pkey on b
  Index Cond: (id = 1)
EXPLAIN

# ordered
# ours: the plans are Isochron's own
explain (costs off) select * from b where id = 1 and seq = 2
----
QUERY PLAN:25
Index Scan using b_pkey on b
  Index Cond: ((id = 1) AND (seq = 2))
EXPLAIN

# ordered
# ours: the plans are Isochron's own
explain (costs off) select * from b where (id, seq) in ((1, 2), (3, 4))
----
QUERY PLAN:25
Index Scan using b_pkey on b
  Index Cond: (((id = 1) AND (seq = 2)) OR ((id = 3) AND (seq = 4)))
EXPLAIN

# ordered
# ours: the plans are Isochron's own
explain (costs off) select * from b where id in (1, 2) and seq = 3
----
QUERY PLAN:25
Index Scan using b_pkey on b
  Index Cond: ((id = ANY (ARRAY[1, 2])) AND (seq = 3))
EXPLAIN

# ordered
# ours: the plans are Isochron's own
explain (costs off) select * from b where seq = 2
----
QUERY PLAN:25
Seq Scan on b
  Filter: (seq = 2)
EXPLAIN

# ordered
# ours: the plans are Isochron's own
explain (costs off) select * from b where a_id = 5
----
QUERY PLAN:25
Index Scan using b_a on b
  Index Cond: (a_id = 5)
EXPLAIN

# ordered
# ours: the plans are Isochron's own
explain (costs off) select * from a join b on b.a_id = a.id where a.id = 1
----
QUERY PLAN:25
Lookup Join using b_a on b
  Lookup Cond: (b.a_id = a.id)
  ->  Index Scan using a_pkey on a
        Index Cond: (id = 1)
EXPLAIN

# ordered
# ours: the plans are Isochron's own
explain (costs off) select * from a join b on b.a_id = a.id where b.id = 1
----
QUERY PLAN:25
Lookup Join using a_pkey on a
  Lookup Cond: (b.a_id = a.id)
  ->  Index Scan using b_pkey on b
        Index Cond: (id = 1)
EXPLAIN

# ordered
# ours: the plans are Isochron's own
explain (costs off) select * from a join b on b.a_id = a.id
----
QUERY PLAN:25
Hash Join
  Hash Cond: (b.a_id = a.id)
  ->  Seq Scan on a
  ->  Seq Scan on b
EXPLAIN

# ordered
# ours: the plans are Isochron's own
explain (costs off) select * from a left join b on b.a_id = a.id where a.k = 3
----
QUERY PLAN:25
Lookup Left Join using b_a on b
  Lookup Cond: (b.a_id = a.id)
  ->  Index Scan using a_k on a
        Index Cond: (k = 3)
EXPLAIN

# ordered
# ours: the plans are Isochron's own
explain (costs off) select * from a join b on b.a_id = a.id and b.t = 'x' join nopk on nopk.x = b.seq
----
QUERY PLAN:25
Hash Join
  Hash Cond: (nopk.x = b.seq)
  ->  Seq Scan on nopk
  ->  Lookup Join using a_pkey on a
        Lookup Cond: (b.a_id = a.id)
        ->  Seq Scan on b
              Filter: (t = 'x'::text)
EXPLAIN

# ordered
# ours: the plans are Isochron's own
explain (costs off) select * from a, nopk where a.id = nopk.x and nopk.y = 3
----
QUERY PLAN:25
Lookup Join using a_pkey on a
  Lookup Cond: (a.id = nopk.x)
  ->  Seq Scan on nopk
        Filter: (y = 3)
EXPLAIN

# ordered
# ours: the plans are Isochron's own
explain (costs off) select * from a, nopk
----
QUERY PLAN:25
Nested Loop
  ->  Seq Scan on a
  ->  Seq Scan on nopk
EXPLAIN

# ordered
# ours: the plans are Isochron's own
explain (costs off) select * from a where exists (select 1 from b where b.a_id = a.id)
----
QUERY PLAN:25
Lookup Join using a_pkey on a
  Lookup Cond: (b.a_id = a.id)
  ->  Unique
        ->  Index Only Scan using b_a on b
EXPLAIN

# ordered
# ours: the plans are Isochron's own
explain (costs off) select * from a where not exists (select 1 from b where b.a_id = a.id and b.seq > 1)
----
QUERY PLAN:25
Hash Anti Join
  Hash Cond: (b.a_id = a.id)
  ->  Seq Scan on a
  ->  Index Only Scan using b_a on b
        Filter: (seq > 1)
EXPLAIN

# ordered
# ours: the plans are Isochron's own
explain (costs off) select * from a where id in (select a_id from b)
----
QUERY PLAN:25
Lookup Join using a_pkey on a
  Lookup Cond: (a.id = b.a_id)
  ->  Unique
        ->  Index Only Scan using b_a on b
EXPLAIN

# ordered
# ours: the plans are Isochron's own
explain (costs off) select * from a where id not in (select a_id from b)
----
QUERY PLAN:25
Hash Anti Join
  Hash Cond: (a.id = b.a_id)
  ->  Seq Scan on a
  ->  Index Only Scan using b_a on b
EXPLAIN

# ordered
# ours: the plans are Isochron's own
explain (costs off) select * from a where id not in (select id from b)
----
QUERY PLAN:25
Hash Anti Join
  Hash Cond: (a.id = b.id)
  ->  Seq Scan on a
  ->  Index Only Scan using b_a on b
EXPLAIN

# ordered
# ours: the plans are Isochron's own
explain (costs off) select * from a where id in (select a_id from b where t = 'x') and k = 2
----
QUERY PLAN:25
Lookup Semi Join using b_a on b
  Lookup Cond: (a.id = b.a_id)
  Join Filter: (b.t = 'x'::text)
  ->  Index Scan using a_k on a
        Index Cond: (k = 2)
EXPLAIN

# ordered
# ours: the plans are Isochron's own
explain (costs off) select *, (select count(*) from b where b.a_id = a.id) from a where id < 3
----
QUERY PLAN:25
Index Scan using a_pkey on a
  Index Cond: (id < 3)
  SubPlan 2
    ->  GroupAggregate
          Group Key: b.a_id
          Partial Aggregate: at the ranges
        ->  Index Only Scan using b_a on b
              Index Cond: (a_id IS NOT NULL)
EXPLAIN

# ordered
# ours: the plans are Isochron's own
explain (costs off) select * from a where k = (select max(k) from a)
----
QUERY PLAN:25
Index Scan using a_k on a
  Index Cond: (k = (InitPlan 1))
  InitPlan 1
    ->  Aggregate
        ->  Limit
              ->  Index Only Scan Backward using a_k on a
EXPLAIN

# ordered
# ours: the plans are Isochron's own
explain (costs off) select * from (select * from a where k > 1) s where s.id = 5
----
QUERY PLAN:25
Index Scan using a_pkey on a
  Index Cond: (id = 5)
  Filter: (k > 1)
EXPLAIN

# ordered
# ours: the plans are Isochron's own
explain (costs off) select * from (select k, count(*) as n from a group by k) s where k = 3
----
QUERY PLAN:25
GroupAggregate
  Group Key: a.k
  Partial Aggregate: at the ranges
  ->  Index Only Scan using a_k on a
        Index Cond: (k = 3)
EXPLAIN

# ours: the plans are Isochron's own
explain (costs off) select * from (select * from a order by w limit 10) s where k = 1
----
QUERY PLAN:25
Filter
  Filter: (a.k = 1)
  ->  Limit
        ->  Sort
              Sort Key: a.w
              Sort Method: top-N heapsort
              Partial Sort: at the ranges
              ->  Seq Scan on a
EXPLAIN

# ordered
# ours: the plans are Isochron's own
explain (costs off) with x as (select * from a) select * from x where id = 1
----
QUERY PLAN:25
Index Scan using a_pkey on a
  Index Cond: (id = 1)
EXPLAIN

# ordered
# ours: the plans are Isochron's own
explain (costs off) with x as materialized (select * from a) select * from x where id = 1
----
QUERY PLAN:25
Filter
  Filter: (x.1 = 1)
  CTE x
    ->  Seq Scan on a
  ->  CTE Scan on x
EXPLAIN

# ordered
# ours: the plans are Isochron's own
explain (costs off) select id from a union all select id from b
----
QUERY PLAN:25
Append
  ->  Index Only Scan using a_k on a
  ->  Index Only Scan using b_a on b
EXPLAIN

# ours: the plans are Isochron's own
explain (costs off) select id from a union select id from b order by 1
----
QUERY PLAN:25
Sort
  Sort Key: column1
  ->  HashAggregate
        ->  Append
              ->  Index Only Scan using a_k on a
              ->  Index Only Scan using b_a on b
EXPLAIN

# ordered
# ours: the plans are Isochron's own
explain (costs off) select id from a except select id from b
----
QUERY PLAN:25
HashSetOp Except
  ->  Index Only Scan using a_k on a
  ->  Index Only Scan using b_a on b
EXPLAIN

# ordered
# ours: the plans are Isochron's own
explain (costs off) select * from (select id, k from a union all select id, seq from b) u where id = 4
----
QUERY PLAN:25
Append
  ->  Index Scan using a_pkey on a
        Index Cond: (id = 4)
  ->  Index Scan using b_pkey on b
        Index Cond: (id = 4)
EXPLAIN

# ordered
# ours: the plans are Isochron's own
explain (costs off) select * from generate_series(1, 10) g join a on a.id = g
----
QUERY PLAN:25
Hash Join
  Hash Cond: (a.id = g)
  ->  Seq Scan on a
  ->  Function Scan on g
EXPLAIN

# ordered
# ours: the plans are Isochron's own
explain (costs off) select * from a where id = 1 for update
----
QUERY PLAN:25
Index Scan using a_pkey on a
  Index Cond: (id = 1)
  Lock: FOR UPDATE
EXPLAIN

# ordered
# ours: the plans are Isochron's own
explain (costs off) select * from a where k = 1 for update skip locked limit 1
----
QUERY PLAN:25
Limit
  ->  LockRows
        Lock: FOR UPDATE on a
        ->  Index Scan using a_k on a
              Index Cond: (k = 1)
EXPLAIN

# ordered
# ours: the plans are Isochron's own
explain (costs off) select * from a where id in (1, 2) for share nowait
----
QUERY PLAN:25
Index Scan using a_pkey on a
  Index Cond: (id = ANY (ARRAY[1, 2]))
  Lock: FOR SHARE
EXPLAIN

# ordered
# ours: the plans are Isochron's own
explain (costs off) insert into a values (1, 2, 'x', 3)
----
QUERY PLAN:25
Insert on a
  ->  Result
EXPLAIN

# ordered
# ours: the plans are Isochron's own
explain (costs off) insert into a select id, seq from b on conflict (id) do nothing
----
QUERY PLAN:25
Insert on a
  Conflict Resolution: NOTHING
  Conflict Arbiter Indexes: a_pkey
  ->  Index Only Scan using b_a on b
EXPLAIN

# ordered
# ours: the plans are Isochron's own
explain (costs off) update a set w = 1 where id = 1
----
QUERY PLAN:25
Update on a
  ->  Index Scan using a_pkey on a
        Index Cond: (id = 1)
        Lock: FOR NO KEY UPDATE
EXPLAIN

# ordered
# ours: the plans are Isochron's own
explain (costs off) update a set k = 1 where id = 1
----
QUERY PLAN:25
Update on a
  ->  Index Scan using a_pkey on a
        Index Cond: (id = 1)
        Lock: FOR NO KEY UPDATE
EXPLAIN

# ordered
# ours: the plans are Isochron's own
explain (costs off) update a set w = 1 where k = 1
----
QUERY PLAN:25
Update on a
  ->  Index Scan using a_k on a
        Index Cond: (k = 1)
EXPLAIN

# ordered
# ours: the plans are Isochron's own
explain (costs off) update a set w = nopk.y from nopk where nopk.x = a.id
----
QUERY PLAN:25
Update on a
  ->  Lookup Join using a_pkey on a
        Lookup Cond: (nopk.x = a.id)
        ->  Seq Scan on nopk
EXPLAIN

# ordered
# ours: the plans are Isochron's own
explain (costs off) delete from a where id = 1
----
QUERY PLAN:25
Delete on a
  ->  Index Scan using a_pkey on a
        Index Cond: (id = 1)
        Lock: FOR UPDATE
EXPLAIN

# ordered
# ours: the plans are Isochron's own
explain (costs off) delete from a where w = 3
----
QUERY PLAN:25
Delete on a
  ->  Seq Scan on a
        Filter: (w = 3)
EXPLAIN

# ordered
# ours: the plans are Isochron's own
explain (costs off) delete from b using a where a.id = b.a_id and a.v = 'x'
----
QUERY PLAN:25
Delete on b
  ->  Lookup Join using b_a on b
        Lookup Cond: (a.id = b.a_id)
        ->  Index Only Scan using a_v on a
              Index Cond: (v = 'x'::text)
EXPLAIN

# ordered
# ours: the plans are Isochron's own
explain (costs off) select * from a where id = 1 and false
----
QUERY PLAN:25
Result
  One-Time Filter: false
EXPLAIN

# ordered
# ours: the plans are Isochron's own
explain (costs off) select * from a a1 join a a2 using (id) join a a3 using (id) where a1.v = 'q'
----
QUERY PLAN:25
Lookup Join using a_pkey on a a3
  Lookup Cond: (a1.id = a3.id)
  ->  Lookup Join using a_pkey on a a2
        Lookup Cond: (a1.id = a2.id)
        ->  Index Scan using a_v on a a1
              Index Cond: (v = 'q'::text)
EXPLAIN

# ordered
# ours: the plans are Isochron's own
explain (costs off) select a.id from a left join b on b.a_id = a.id where b.t = 'x'
----
QUERY PLAN:25
Lookup Join using a_pkey on a
  Lookup Cond: (b.a_id = a.id)
  ->  Seq Scan on b
        Filter: (t = 'x'::text)
EXPLAIN

# ours: the plans are Isochron's own
explain (costs off) values (1), (2)
----
QUERY PLAN:25
Values Scan on "*VALUES*"
EXPLAIN

# ours: the plans are Isochron's own
explain (costs off) select 1
----
QUERY PLAN:25
Result
EXPLAIN
