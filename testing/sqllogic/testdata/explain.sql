create table a (id int primary key, k int not null, v text, w int)

create index a_k on a (k, w desc)

create unique index a_v on a (v)

create table b (id int, seq int, a_id int references a (id), t text, primary key (id, seq))

create index b_a on b (a_id)

create table nopk (x int, y int)

-- differs: the plans are Isochron's own
explain (costs off) select * from a where id = 1

-- differs: the plans are Isochron's own
explain (costs off) select * from a where id = 1 and k = 2

-- differs: the plans are Isochron's own
explain (costs off) select * from a where id in (1, 2, 3)

-- differs: the plans are Isochron's own
explain (costs off) select * from a where id = any (array[1, 2])

-- differs: the plans are Isochron's own
explain (costs off) select * from a where id > 5 and id <= 10

-- differs: the plans are Isochron's own
explain (costs off) select * from a where id between 5 and 10

-- differs: the plans are Isochron's own
explain (costs off) select * from a where id < 5 or id > 10

-- differs: the plans are Isochron's own
explain (costs off) select * from a where id = 1 or id = 2

-- differs: the plans are Isochron's own
explain (costs off) select * from a where id is null

-- differs: the plans are Isochron's own
explain (costs off) select * from a where k = 1

-- differs: the plans are Isochron's own
explain (costs off) select id from a where k = 1

-- differs: the plans are Isochron's own
explain (costs off) select k, w from a where k = 1 and w > 3

-- differs: the plans are Isochron's own
explain (costs off) select v from a where k in (1, 2) and w between 1 and 3

-- differs: the plans are Isochron's own
explain (costs off) select * from a where v = 'x'

-- differs: the plans are Isochron's own
explain (costs off) select v from a where v like 'x%'

-- differs: the plans are Isochron's own
explain (costs off) select * from a where v = 'x' and id = 1

-- differs: the plans are Isochron's own
explain (costs off) select * from a where k + 1 = 2

-- differs: the plans are Isochron's own
explain (costs off) select * from a where id = 1.5

-- differs: the plans are Isochron's own
explain (costs off) select * from a where id = 1::bigint

-- differs: the plans are Isochron's own
explain (costs off) select * from a order by id

-- differs: the plans are Isochron's own
explain (costs off) select * from a order by id desc

-- differs: the plans are Isochron's own
explain (costs off) select * from a order by id desc limit 3

-- differs: the plans are Isochron's own
explain (costs off) select * from a order by k, w desc

-- differs: the plans are Isochron's own
explain (costs off) select * from a order by k desc, w limit 5

-- differs: the plans are Isochron's own
explain (costs off) select * from a order by k, w

-- differs: the plans are Isochron's own
explain (costs off) select * from a where k = 1 order by w desc

-- differs: the plans are Isochron's own
explain (costs off) select * from a where k = 1 order by w

-- differs: the plans are Isochron's own
explain (costs off) select * from a order by v limit 1

-- differs: the plans are Isochron's own
explain (costs off) select * from a where w = 1 order by id limit 10

-- differs: the plans are Isochron's own
explain (costs off) select * from a limit 10

-- differs: the plans are Isochron's own
explain (costs off) select * from a limit 10 offset 5

-- differs: the plans are Isochron's own
explain (costs off) select count(*) from a

-- differs: the plans are Isochron's own
explain (costs off) select k, count(*) from a group by k

-- differs: the plans are Isochron's own
explain (costs off) select k, w, count(*) from a group by w, k order by k

-- differs: the plans are Isochron's own
explain (costs off) select v, count(*) from a group by v

-- differs: the plans are Isochron's own
explain (costs off) select w, sum(id) from a group by w having sum(id) > 10 order by 2 desc limit 3

-- differs: the plans are Isochron's own
explain (costs off) select distinct k from a

-- differs: the plans are Isochron's own
explain (costs off) select distinct on (k) k, w from a order by k, w desc

-- differs: the plans are Isochron's own
explain (costs off) select min(id), max(id) from a

-- differs: the plans are Isochron's own
explain (costs off) select * from b where id = 1

-- differs: the plans are Isochron's own
explain (costs off) select * from b where id = 1 and seq = 2

-- differs: the plans are Isochron's own
explain (costs off) select * from b where (id, seq) in ((1, 2), (3, 4))

-- differs: the plans are Isochron's own
explain (costs off) select * from b where id in (1, 2) and seq = 3

-- differs: the plans are Isochron's own
explain (costs off) select * from b where seq = 2

-- differs: the plans are Isochron's own
explain (costs off) select * from b where a_id = 5

-- differs: the plans are Isochron's own
explain (costs off) select * from a join b on b.a_id = a.id where a.id = 1

-- differs: the plans are Isochron's own
explain (costs off) select * from a join b on b.a_id = a.id where b.id = 1

-- differs: the plans are Isochron's own
explain (costs off) select * from a join b on b.a_id = a.id

-- differs: the plans are Isochron's own
explain (costs off) select * from a left join b on b.a_id = a.id where a.k = 3

-- differs: the plans are Isochron's own
explain (costs off) select * from a join b on b.a_id = a.id and b.t = 'x' join nopk on nopk.x = b.seq

-- differs: the plans are Isochron's own
explain (costs off) select * from a, nopk where a.id = nopk.x and nopk.y = 3

-- differs: the plans are Isochron's own
explain (costs off) select * from a, nopk

-- differs: the plans are Isochron's own
explain (costs off) select * from a where exists (select 1 from b where b.a_id = a.id)

-- differs: the plans are Isochron's own
explain (costs off) select * from a where not exists (select 1 from b where b.a_id = a.id and b.seq > 1)

-- differs: the plans are Isochron's own
explain (costs off) select * from a where id in (select a_id from b)

-- differs: the plans are Isochron's own
explain (costs off) select * from a where id not in (select a_id from b)

-- differs: the plans are Isochron's own
explain (costs off) select * from a where id not in (select id from b)

-- differs: the plans are Isochron's own
explain (costs off) select * from a where id in (select a_id from b where t = 'x') and k = 2

-- differs: the plans are Isochron's own
explain (costs off) select *, (select count(*) from b where b.a_id = a.id) from a where id < 3

-- differs: the plans are Isochron's own
explain (costs off) select * from a where k = (select max(k) from a)

-- differs: the plans are Isochron's own
explain (costs off) select * from (select * from a where k > 1) s where s.id = 5

-- differs: the plans are Isochron's own
explain (costs off) select * from (select k, count(*) as n from a group by k) s where k = 3

-- differs: the plans are Isochron's own
explain (costs off) select * from (select * from a order by w limit 10) s where k = 1

-- differs: the plans are Isochron's own
explain (costs off) with x as (select * from a) select * from x where id = 1

-- differs: the plans are Isochron's own
explain (costs off) with x as materialized (select * from a) select * from x where id = 1

-- differs: the plans are Isochron's own
explain (costs off) select id from a union all select id from b

-- differs: the plans are Isochron's own
explain (costs off) select id from a union select id from b order by 1

-- differs: the plans are Isochron's own
explain (costs off) select id from a except select id from b

-- differs: the plans are Isochron's own
explain (costs off) select * from (select id, k from a union all select id, seq from b) u where id = 4

-- differs: the plans are Isochron's own
explain (costs off) select * from generate_series(1, 10) g join a on a.id = g

-- differs: the plans are Isochron's own
explain (costs off) select * from a where id = 1 for update

-- differs: the plans are Isochron's own
explain (costs off) select * from a where k = 1 for update skip locked limit 1

-- differs: the plans are Isochron's own
explain (costs off) select * from a where id in (1, 2) for share nowait

-- differs: the plans are Isochron's own
explain (costs off) insert into a values (1, 2, 'x', 3)

-- differs: the plans are Isochron's own
explain (costs off) insert into a select id, seq from b on conflict (id) do nothing

-- differs: the plans are Isochron's own
explain (costs off) update a set w = 1 where id = 1

-- differs: the plans are Isochron's own
explain (costs off) update a set k = 1 where id = 1

-- differs: the plans are Isochron's own
explain (costs off) update a set w = 1 where k = 1

-- differs: the plans are Isochron's own
explain (costs off) update a set w = nopk.y from nopk where nopk.x = a.id

-- differs: the plans are Isochron's own
explain (costs off) delete from a where id = 1

-- differs: the plans are Isochron's own
explain (costs off) delete from a where w = 3

-- differs: the plans are Isochron's own
explain (costs off) delete from b using a where a.id = b.a_id and a.v = 'x'

-- differs: the plans are Isochron's own
explain (costs off) select * from a where id = 1 and false

-- differs: the plans are Isochron's own
explain (costs off) select * from a a1 join a a2 using (id) join a a3 using (id) where a1.v = 'q'

-- differs: the plans are Isochron's own
explain (costs off) select a.id from a left join b on b.a_id = a.id where b.t = 'x'

-- differs: the plans are Isochron's own
explain (costs off) values (1), (2)

-- differs: the plans are Isochron's own
explain (costs off) select 1
