create table e1 (id int primary key, a int, b int, n int not null, t varchar(10))

insert into e1 select g, case when g % 3 = 0 then null else g % 50 end, g % 7, g * 2, case when g % 4 = 0 then null else 'v' || g end from generate_series(1, 500) g

create index e1_ab on e1 (a, b)

create index e1_bd on e1 (b, n desc)

create index e1_t on e1 (t)

create table e0 (id int primary key, a int)

create index e0_a on e0 (a)

select min(id), max(id) from e1

select min(a), max(a) from e1

select min(t), max(t) from e1

select max(n) from e1 where b = 3

select min(n), max(n), min(id) from e1 where b = 3

select min(b) from e1 where a = 4

select max(b) from e1 where a is null

select min(a) from e1 where a > 10 and b <> 3

select max(id) from e1 where n < 100

select max(id) from e1 where id < 0

select min(id) + max(id) from e1 having max(id) > 3

select min(a), max(a) from e0

select max(id) from e1 where false

select max(a) from e1 where b = (select max(b) from e1)

select count(*), max(id) from e1

select min(distinct a), max(id) filter (where id < 10) from e1

select max(abs(a)) from e1

select max(id) from e1 where id % 7 = 3

select (select max(x.id) from e1 x where x.a = y.a) from e1 y where y.id < 5 order by 1

select a, id from e1 where a > 40 order by a desc nulls last, b desc nulls last, id limit 3

select a from e1 where a is not null order by a desc nulls last limit 3

select a from e1 order by a desc limit 3

select a from e1 order by a nulls first limit 3

select b, n from e1 where b = 2 order by n limit 3

select b, n from e1 where b = 2 order by n desc limit 3

select b, n from e1 order by b desc, n limit 3

-- differs: the plans are Isochron's own
explain (costs off) select min(id), max(id) from e1

-- differs: the plans are Isochron's own
explain (costs off) select max(n) from e1 where b = 3

-- differs: the plans are Isochron's own
explain (costs off) select max(a) from e1

-- differs: the plans are Isochron's own
explain (costs off) select a from e1 where a is not null order by a desc nulls last limit 3

-- differs: the plans are Isochron's own
explain (costs off) select count(*), max(id) from e1

-- differs: the plans are Isochron's own
explain (costs off) update e1 set n = 0 where id = (select max(id) from e0 where a < 5)
