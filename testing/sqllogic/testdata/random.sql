create table a (id int primary key, x int, y int not null, s text)

create table b (id int, k int, x int unique, s text, primary key (id, k))

create table c (x int, z int)

create index a_x on a (x, y desc)

create index a_y on a (y desc)

create index c_x on c (x)

insert into a select g, case when g % 4 = 0 then null else g % 5 end, g % 3, 's' || g from generate_series(1, 12) g

insert into b select g % 4, g, case when g % 3 = 0 then null else g end, 't' || g from generate_series(1, 11) g

insert into c select case when g % 5 = 0 then null else g % 4 end, g from generate_series(1, 9) g

-- sorted
-- loose
select t0.x from c t0 cross join (select x, count(*) as n, sum(id)::int as s from a i group by x) t1 full join b t2 on t2.k = t0.x where t2.x in (5, 5, null) except select t2.z from a t0, b t1 join c t2 on t2.x = t0.id

-- sorted
-- loose
with w as (select t0.id as p, t1.y as q from b t0 left join a t1 on t1.x = t0.k) select w1.p, w2.q from w w1 join w w2 on w1.q = w2.p

-- sorted
-- loose
select count(*), sum(t2.x), min(t0.id) from b t0 join (select x, z from c i where i.x in (5, 1, null) order by 1, 2 limit 5) t1 on t1.x = t0.k join (select x, count(*) as n, sum(id)::int as s from a i group by x) t2 on t2.s = t0.id

-- sorted
-- loose
select distinct t0.id, t0.y from a t0 where t0.y = (select min(q.id) from a q where q.x = t0.id)

-- sorted
-- loose
select t0.x, t0.n, t0.s, t1.id, t1.x, t1.y, t2.id, t2.x, t2.y from (select x, count(*) as n, sum(id)::int as s from a i group by x) t0 left join a t1 on t1.y = t0.n left join a t2 on t2.id = t0.x where t1.y in (5, -1, -2) order by t2.y desc, t0.x, t0.n, t0.s, t1.id, t1.x, t1.y, t2.id, t2.x, t2.y limit 2 offset 1

-- sorted
-- loose
with w as (select t0.x as p, t2.y as q from (select x, z from c i where i.z in (2, -2, null) order by 1, 2 limit 5) t0 left join b t1 on t1.id = t0.z and t0.x not in (select q.k from b q), a t2 where t1.k > t2.x) select w1.p, w2.q from w w1 join w w2 on w1.q = w2.p

-- sorted
-- loose
select coalesce(t0.z, coalesce(5, t1.n)), t0.x, t0.z, t1.z, t1.n, t1.s, t2.x, t2.z from c t0 left join (select z, count(*) as n, sum(x)::int as s from c i group by z) t1 on t1.z = t0.z join c t2 on t2.z = t0.z where t1.n = (t2.z + t1.z)

-- sorted
-- loose
with w as (select t0.id as p, t0.y as q from a t0) select w1.p, w2.q from w w1 join w w2 on w1.q = w2.p

-- sorted
-- loose
select t0.x, t0.z from (select x, z from c i where i.z = i.z order by 1, 2 limit 5) t0 where t0.z > t0.z order by t0.x, t0.z limit 2 offset 3

-- sorted
-- loose
select distinct t0.x, t2.z from c t0 join (select x, z from c i where i.x <> 6 order by 1, 2 limit 5) t1 on t1.z = t0.z join c t2 on t2.z = t0.x

-- sorted
-- loose
select distinct t0.k, t1.y from (select k, count(*) as n, sum(id)::int as s from b i group by k) t0 left join (select id, x, y from a i where i.id > i.id order by 1, 2 limit 5) t1 on t1.x = t0.s and t0.k <> -1 where (t0.n * t1.y) >= 4

-- sorted
-- loose
with w as (select t0.id as p, t1.y as q from b t0, a t1 where (t0.x = 0 or t0.id in (select q.k from b q where q.k > 4))) select w1.p, w2.q from w w1 join w w2 on w1.q = w2.p

-- sorted
-- loose
select t0.x, t0.z, t1.id, t1.k, t1.x from c t0 join b t1 on t1.id = t0.z and t0.x is distinct from t0.z where t0.x in (2, 2, 0) order by t1.x desc, t0.x, t0.z, t1.id, t1.k, t1.x limit 3 offset 2

-- sorted
-- loose
select count(*), sum(case when t1.id > t0.z then t1.x else t0.z end), min(t0.x) from c t0 full join a t1 on t1.y = t0.z join a t2 on t2.x = t0.x where t1.x in (6, -1, null)

-- sorted
-- loose
select t0.x from (select x, z from c i where i.x between 4 and 1 order by 1, 2 limit 5) t0 full join (select id, x, y from a i where i.id between 4 and 4) t1 on t1.id = t0.x left join a t2 on t2.x = t1.id where t0.x <> 3 intersect select t1.x from (select k, count(*) as n, sum(id)::int as s from b i group by k) t0 full join b t1 on t1.id = t0.k

-- sorted
-- loose
select t0.k from (select k, count(*) as n, sum(id)::int as s from b i group by k) t0 right join (select k, count(*) as n, sum(id)::int as s from b i group by k) t1 on t1.k = t0.n and t0.s between 0 and 1 where t1.k is null except all select t1.y from c t0 join a t1 on t1.x = t0.z and t1.x is not null

-- sorted
-- loose
select t0.z, count(*), sum(t0.z), max(t0.x), count(distinct t0.x) from c t0 where t0.z is null group by t0.z having count(*) > 1

-- sorted
-- loose
select t1.x, count(*), sum(t0.id), max(t0.k), count(distinct t0.id) from b t0 join a t1 on t1.y = t0.x and t1.y <> all (array[-2, 0]) where t1.x = t1.y group by t1.x

-- sorted
-- loose
select t0.z, count(*), sum(t0.x), max(t0.z), count(distinct t0.x) from (select x, z from c i where i.z < 3 order by 1, 2 limit 5) t0 group by t0.z having count(*) > 1

-- sorted
-- loose
select coalesce(t0.x, 0), t0.id, t0.k, t0.x, t1.x, t1.z from (select id, k, x from b i where i.k = all (array[6, -2])) t0 join (select x, z from c i where i.x is not null order by 1, 2 limit 5) t1 on t1.z = t0.id and case when t0.k in (-2, -2, null) then t1.z else 2 end < t0.x where t0.id <> 0

-- sorted
-- loose
with w as (select t0.id as p, t1.y as q from (select id, k, x from b i where 2 < i.k order by 1, 2 limit 5) t0 join a t1 on t1.y = t0.x where (3 * t0.x) >= (2 - t0.x)) select w1.p, w2.q from w w1 join w w2 on w1.q = w2.p

-- sorted
-- loose
select t0.z, t0.x, t0.z from c t0 where t0.z <> 5

-- sorted
-- loose
with w as (select t0.id as p, t2.y as q from b t0 right join c t1 on t1.z = t0.id full join a t2 on t2.id = t0.x where not (t0.x <= -1)) select w1.p, w2.q from w w1 join w w2 on w1.q = w2.p

-- sorted
-- loose
select t0.k, count(*), sum(t0.n), max(t0.k), count(distinct t0.k) from (select k, count(*) as n, sum(id)::int as s from b i group by k) t0 where not ((t0.k in (2, 5, null) or t0.s = 2)) group by t0.k

-- sorted
-- loose
select count(*), sum(t0.x), min(t0.x) from (select x, z from c i where i.x = i.x order by 1, 2 limit 5) t0

-- sorted
-- loose
select t0.x, count(*), sum(t0.y), max(t1.id), count(distinct t0.id) from a t0 left join a t1 on t1.id = t0.x where (t0.x >= -1 and t0.x <= 4) group by t0.x

-- sorted
-- loose
select coalesce(t1.id, (t0.x * t1.id)), t0.x, t0.z, t1.id, t1.k, t1.x, t2.x, t2.z from c t0 join b t1 on t1.x = t0.z join c t2 on t2.x = t1.k where not (t2.z between 5 and 6)

-- sorted
-- loose
select t0.x, count(*), sum(t0.x), max(t2.x), count(distinct t0.x) from (select x, z from c i where i.x in (1, 2, -2) order by 1, 2 limit 5) t0 join c t1 on t1.x = t0.x left join a t2 on t2.x = t0.x group by t0.x

-- sorted
-- loose
select distinct t0.id, t1.x from a t0 right join b t1 on t1.x = t0.id and t1.id in (select q.k from b q where q.k > 0)

-- sorted
-- loose
select t0.id from a t0 where not exists (select 1 from c q where q.z = t0.id and q.z < 2) except all select t2.x from b t0, (select id, k, x from b i where i.k > i.id) t1, b t2

-- sorted
-- loose
select count(*), sum(t0.x), min(t0.id) from (select id, x, y from a i where i.x <> all (array[2, 0]) order by 1, 2 limit 5) t0, b t1 where t0.id between 5 and 3

-- sorted
-- loose
select count(*), sum((t1.id + 4)), min(t0.id) from b t0 full join b t1 on t1.k = t0.id where t0.x <> 1

-- sorted
-- loose
select t0.id, t0.x, t0.y, t1.x, t1.z, t2.id, t2.x, t2.y from a t0 join c t1 on t1.x = t0.y and (t1.x = t0.y and t1.z = 1) left join (select id, x, y from a i where i.x is null order by 1, 2 limit 5) t2 on t2.x = t0.y where t0.x in (5, 0, -2) order by t2.y desc, t0.id, t0.x, t0.y, t1.x, t1.z, t2.id, t2.x, t2.y limit 6 offset 0

-- sorted
-- loose
select count(*), sum((t2.z + t0.y)), min(t0.id) from (select id, x, y from a i where i.x in (4, 6, null) order by 1, 2 limit 5) t0 left join a t1 on t1.y = t0.x and t0.x not in (select q.id from a q) right join c t2 on t2.x = t1.y

-- sorted
-- loose
with w as (select t0.x as p, t0.z as q from c t0 where t0.z < (t0.z + t0.z)) select w1.p, w2.q from w w1 join w w2 on w1.q = w2.p

-- sorted
-- loose
select distinct t0.id, t0.y from a t0 where t0.x in (0, 6, 5)

-- sorted
-- loose
select t0.id, t0.k, t0.x, t1.id, t1.k, t1.x, t2.x, t2.z from b t0 left join (select id, k, x from b i where i.k is null) t1 on t1.id = t0.x, c t2 where t0.k > (select min(q.id) from b q where q.k = t1.x) order by t2.z desc, t0.id, t0.k, t0.x, t1.id, t1.k, t1.x, t2.x, t2.z limit 0 offset 2

-- sorted
-- loose
select t0.k, t0.id, t0.k, t0.x from (select id, k, x from b i where i.id between 2 and 2 order by 1, 2 limit 5) t0

-- sorted
-- loose
select coalesce(4, t0.id), t0.id, t0.x, t0.y, t1.x, t1.z, t2.x, t2.z from a t0 join c t1 on t1.x = t0.y left join c t2 on t2.z = t1.x where (exists (select 1 from b q where q.id = t2.z) or t0.id > (select sum(q.id) from b q where q.k = t1.z))

-- sorted
-- loose
select count(*), sum(coalesce(t1.k, t0.s)), min(t0.x) from (select x, count(*) as n, sum(id)::int as s from a i group by x) t0 full join b t1 on t1.k = t0.x where (t0.n = (select min(q.x) from c q where q.z = t1.id) or t0.n is not null)

-- sorted
-- loose
select t0.id from a t0 full join b t1 on t1.id = t0.y full join a t2 on t2.id = t1.id where t2.y >= coalesce(t2.x, 3) except all select t0.x from (select id, k, x from b i where i.id = all (array[5, 2]) order by 1, 2 limit 5) t0

-- sorted
-- loose
select t0.y, count(*), sum(t0.x), max(t0.y), count(distinct t0.id) from a t0 where t0.id > -2 group by t0.y

-- sorted
-- loose
select t1.id, count(*), sum(t0.x), max(t0.z), count(distinct t0.x) from c t0 full join (select id, k, x from b i where i.k = i.k order by 1, 2 limit 5) t1 on t1.id = t0.z where t1.x is null group by t1.id

-- sorted
-- loose
select t0.id, t0.x, t0.y from a t0 where t0.id in (5, 0, 4) order by t0.id, t0.x, t0.y limit 5 offset 1

-- sorted
-- loose
select t0.x from c t0 except all select t2.y from b t0 join c t1 on t1.x = t0.x, a t2

-- sorted
-- loose
select count(*), sum(coalesce(t0.id, t0.k)), min(t0.id) from b t0

-- sorted
-- loose
select t0.id, t0.k, t0.x, t1.id, t1.x, t1.y, t2.id, t2.k, t2.x from (select id, k, x from b i where i.k is not null order by 1, 2 limit 5) t0 join a t1 on t1.id = t0.k left join b t2 on t2.id = t1.y and (t2.id * 2) = t1.y where t2.k between 5 and -2 order by t0.id, t0.k, t0.x, t1.id, t1.x, t1.y, t2.id, t2.k, t2.x limit 6 offset 2

-- sorted
-- loose
select t0.x from c t0 join (select id, k, x from b i where i.id between -2 and 5) t1 on t1.k = t0.x except select t2.s from b t0 cross join c t1 left join (select z, count(*) as n, sum(x)::int as s from c i group by z) t2 on t2.s = t0.k

-- sorted
-- loose
select (coalesce(t1.n, t1.n) - t1.s), t0.x, t0.n, t0.s, t1.z, t1.n, t1.s from (select x, count(*) as n, sum(id)::int as s from a i group by x) t0 left join (select z, count(*) as n, sum(x)::int as s from c i group by z) t1 on t1.z = t0.s and t0.n is null where t1.s = t0.n

-- sorted
-- loose
select distinct t0.id, t1.y from b t0 join (select id, x, y from a i where i.id > i.id order by 1, 2 limit 5) t1 on t1.id = t0.k and coalesce(4, t0.k) >= (t1.id - t0.x) where coalesce(t0.id, t0.x) = t1.id

-- sorted
-- loose
select t0.z, t0.x, t0.z from (select x, z from c i where i.z <> 5) t0

-- sorted
-- loose
select 3, t0.id, t0.k, t0.x, t1.z, t1.n, t1.s from (select id, k, x from b i where i.k > i.k order by 1, 2 limit 5) t0 right join (select z, count(*) as n, sum(x)::int as s from c i group by z) t1 on t1.s = t0.k and (t0.x in (-1, 2, null) or coalesce(t0.id, t1.s) = t0.id) where t1.z between -2 and 6

-- sorted
-- loose
select t1.k, count(*), sum(t0.x), max(t0.id), count(distinct t0.id) from b t0 join (select id, k, x from b i where i.id = i.id) t1 on t1.id = t0.k and t1.id between -1 and 5 right join b t2 on t2.k = t0.k where t2.k >= case when t1.k = t0.k then t0.x else t2.id end group by t1.k

-- sorted
-- loose
select distinct t0.z, t2.z from (select z, count(*) as n, sum(x)::int as s from c i group by z) t0 cross join (select x, count(*) as n, sum(id)::int as s from a i group by x) t1 join c t2 on t2.x = t1.x

-- sorted
-- loose
select t0.id from a t0 cross join c t1 cross join c t2 union select t2.y from a t0 left join a t1 on t1.x = t0.x right join (select id, x, y from a i where i.x = i.id) t2 on t2.id = t1.x and t0.id = (select sum(q.id) from b q where q.k = t2.id)

-- sorted
-- loose
select distinct t0.x, t2.x from c t0 left join (select x, count(*) as n, sum(id)::int as s from a i group by x) t1 on t1.x = t0.z and t1.x > (select count(q.id) from b q where q.k = t0.z) left join b t2 on t2.x = t0.z and t1.n = (select max(q.id) from b q where q.k = t2.id) where not (t1.x between 1 and 5)

-- sorted
-- loose
select distinct t0.id, t1.x from a t0 right join b t1 on t1.k = t0.y where t1.k = (select max(q.id) from b q where q.k = t0.id)

-- sorted
-- loose
select t0.z, count(*), sum(t2.id), max(t2.y), count(distinct t0.x) from (select x, z from c i where i.z = i.z) t0 cross join b t1 left join (select id, x, y from a i where i.id = all (array[0, 1]) order by 1, 2 limit 5) t2 on t2.id = t1.k where t1.x >= coalesce(t2.y, 2) group by t0.z

-- sorted
-- loose
select t0.id, t0.k, t0.x, t1.x, t1.z, t2.k, t2.n, t2.s from b t0 cross join c t1 right join (select k, count(*) as n, sum(id)::int as s from b i group by k) t2 on t2.n = t0.id and exists (select 1 from b q where q.k = t2.n) where t1.z between 4 and -2 order by t2.s desc, t0.id, t0.k, t0.x, t1.x, t1.z, t2.k, t2.n, t2.s limit 4 offset 3

-- sorted
-- loose
with w as (select t0.id as p, t0.y as q from a t0 where t0.x > t0.id) select w1.p, w2.q from w w1 join w w2 on w1.q = w2.p

-- sorted
-- loose
select coalesce(t0.x, 2), t0.x, t0.z, t1.id, t1.k, t1.x, t2.id, t2.k, t2.x from c t0 left join b t1 on t1.id = t0.z, b t2 where t0.x is not null

-- sorted
-- loose
select count(*), sum((t1.z * t0.id)), min(t0.id) from b t0 right join c t1 on t1.x = t0.x join c t2 on t2.x = t1.z where t1.z <> all (array[0, 2])

-- sorted
-- loose
select t0.x, count(*), sum(t0.id), max(t0.id), count(distinct t0.id) from b t0 where t0.x = t0.k group by t0.x having count(*) > 1

-- sorted
-- loose
select ((t0.id - 1) + coalesce(t0.x, t0.id)), t0.id, t0.x, t0.y from a t0 where (t0.id = any (array[5, 5]) or not exists (select 1 from c q where q.z = t0.x and q.z > q.x))

-- sorted
-- loose
select count(*), sum(-1), min(t0.x) from c t0

-- sorted
-- loose
select distinct t0.id, t0.x from b t0 where ((t0.id <> 5 or t0.id = t0.id) or t0.x < t0.x)

-- sorted
-- loose
with w as (select t0.x as p, t1.y as q from c t0 right join a t1 on t1.id = t0.z where t1.id is not null) select w1.p, w2.q from w w1 join w w2 on w1.q = w2.p

-- sorted
-- loose
select coalesce(t0.x, t0.z), t0.x, t0.z, t1.id, t1.x, t1.y from c t0 right join a t1 on t1.id = t0.x and t0.z > (select max(q.id) from a q where q.x = t1.y) where t1.y > t0.z

-- sorted
-- loose
select t0.x from c t0 join (select x, z from c i where i.x <= -2 order by 1, 2 limit 5) t1 on t1.z = t0.x and t1.x = (select count(q.id) from a q where q.x = t0.z) join (select x, count(*) as n, sum(id)::int as s from a i group by x) t2 on t2.s = t0.z where not exists (select 1 from a q where q.id = t1.x and q.x is distinct from q.x) except select t0.y from a t0

-- sorted
-- loose
select distinct t0.x, t0.z from c t0 where (3 < coalesce(t0.z, t0.x) or t0.z > (select min(q.x) from c q where q.z = t0.x))

-- sorted
-- loose
select t0.x from c t0 right join b t1 on t1.k = t0.x and t1.x > (select sum(q.id) from b q where q.k = t0.z) where not (t0.x in (5, 1, -1)) intersect select t1.y from c t0, a t1

-- sorted
-- loose
with w as (select t0.id as p, t2.y as q from a t0 join b t1 on t1.k = t0.x and t1.id <> 0, a t2 where t0.id > (select count(q.id) from b q where q.k = t0.id)) select w1.p, w2.q from w w1 join w w2 on w1.q = w2.p

-- sorted
-- loose
select t0.id, count(*), sum(t1.x), max(t1.id), count(distinct t0.id) from b t0 right join a t1 on t1.x = t0.k where ((t1.x = all (array[3, 1]) or t1.x <> 1) or t1.id >= coalesce(t1.y, t0.k)) group by t0.id

-- sorted
-- loose
select t0.id, t0.x, t0.y, t1.x, t1.z, t2.x, t2.z from a t0 right join c t1 on t1.x = t0.id join c t2 on t2.x = t1.x and t0.x <> 3 where t0.x in (6, 0, 6) order by t2.z desc, t0.id, t0.x, t0.y, t1.x, t1.z, t2.x, t2.z limit 7 offset 0

-- sorted
-- loose
select t0.id from a t0 where not (not (t0.id is distinct from t0.y)) union all select t1.y from a t0 join a t1 on t1.id = t0.x and t0.y = 2

-- sorted
-- loose
select 4, t0.id, t0.x, t0.y, t1.id, t1.k, t1.x, t2.id, t2.k, t2.x from a t0, b t1 right join b t2 on t2.k = t1.k where t1.k > 2

-- sorted
-- loose
select distinct t0.id, t2.z from a t0 join a t1 on t1.x = t0.id and (t0.x is distinct from t1.x or t0.x = t0.y) right join c t2 on t2.z = t1.id and t1.id between 2 and 6

-- sorted
-- loose
select t0.x, t0.z from c t0 order by t0.x, t0.z limit 6 offset 0

-- sorted
-- loose
select distinct t0.id, t0.x from b t0

-- sorted
-- loose
select distinct t0.id, t2.y from b t0 full join c t1 on t1.x = t0.id left join a t2 on t2.y = t1.x where t0.id >= -1

-- sorted
-- loose
select distinct t0.z, t2.x from (select z, count(*) as n, sum(x)::int as s from c i group by z) t0 join a t1 on t1.y = t0.n left join b t2 on t2.k = t0.n

-- sorted
-- loose
select distinct t0.x, t1.x from (select x, count(*) as n, sum(id)::int as s from a i group by x) t0 left join b t1 on t1.k = t0.x where t0.n = t1.id

-- sorted
-- loose
select t1.x, count(*), sum(t2.id), max(t0.id), count(distinct t0.id) from b t0 join a t1 on t1.id = t0.k join a t2 on t2.y = t0.x and t1.x between -2 and 6 where case when t1.id between 5 and -1 then t1.y else t2.x end >= (t2.x - t1.id) group by t1.x

-- sorted
-- loose
select t0.id from b t0 where t0.k < -2 intersect select t1.z from c t0 cross join c t1

-- sorted
-- loose
select distinct t0.id, t0.x from b t0

-- sorted
-- loose
select distinct t0.id, t1.x from b t0 cross join b t1 where t0.x = t1.k

-- sorted
-- loose
select t0.x, t0.z, t1.x, t1.z from c t0, c t1 where t1.x is null order by t0.x, t0.z, t1.x, t1.z limit 6 offset 0

-- sorted
-- loose
with w as (select t0.id as p, t1.x as q from a t0 join b t1 on t1.x = t0.id and t0.x between 1 and 4) select w1.p, w2.q from w w1 join w w2 on w1.q = w2.p

-- sorted
-- loose
with w as (select t0.x as p, t2.x as q from c t0, c t1 join b t2 on t2.k = t1.x where t1.x between -2 and 3) select w1.p, w2.q from w w1 join w w2 on w1.q = w2.p

-- sorted
-- loose
select t0.x from (select x, count(*) as n, sum(id)::int as s from a i group by x) t0 join c t1 on t1.x = t0.s where not exists (select 1 from c q where q.z = t0.n) except select t0.z from c t0

-- sorted
-- loose
select t0.id, t0.k, t0.x, t1.id, t1.x, t1.y, t2.k, t2.n, t2.s from b t0 cross join (select id, x, y from a i where i.id between 2 and 3) t1 join (select k, count(*) as n, sum(id)::int as s from b i group by k) t2 on t2.k = t1.id order by t0.id, t0.k, t0.x, t1.id, t1.x, t1.y, t2.k, t2.n, t2.s limit 6 offset 0

-- sorted
-- loose
select t0.x from c t0 where t0.z between -2 and 4 intersect select t2.y from (select x, z from c i where 1 < case when i.x <= 3 then i.x else i.z end) t0 right join a t1 on t1.y = t0.z join a t2 on t2.x = t1.id and not exists (select 1 from b q where q.k = t1.y and q.id between -1 and 0)

-- sorted
-- loose
select t0.k, count(*), sum(t0.id), max(t0.x), count(distinct t0.id) from b t0 where t0.id is not null group by t0.k having count(*) > 1

-- sorted
-- loose
select t0.id from b t0 full join (select id, k, x from b i where i.id in (-2, 1, null) order by 1, 2 limit 5) t1 on t1.x = t0.x where t1.x = (select max(q.x) from c q where q.z = t0.k) intersect select t0.z from c t0

-- sorted
-- loose
select count(*), sum(coalesce(t1.x, t2.x)), min(t0.id) from b t0 cross join c t1, c t2 where t2.z > (select sum(q.x) from c q where q.z = t1.x)

-- sorted
-- loose
select count(*), sum(case when t1.y < -1 then t1.y else t0.x end), min(t0.x) from (select x, count(*) as n, sum(id)::int as s from a i group by x) t0 left join a t1 on t1.id = t0.s left join c t2 on t2.x = t1.x and 1 >= coalesce(t1.x, t1.id)

-- sorted
-- loose
select t0.x from c t0 where t0.z not in (select q.id from a q) union select t2.x from a t0, a t1, b t2

-- sorted
-- loose
with w as (select t0.id as p, t2.y as q from a t0 join c t1 on t1.z = t0.id and t1.x = t1.x cross join (select id, x, y from a i where i.id = i.id) t2) select w1.p, w2.q from w w1 join w w2 on w1.q = w2.p

-- sorted
-- loose
select (t0.id + t0.y), t0.id, t0.x, t0.y, t1.id, t1.k, t1.x, t2.id, t2.k, t2.x from (select id, x, y from a i where i.x > i.x) t0 join b t1 on t1.k = t0.x and t0.y in (1, 3, -2) cross join b t2 where (t1.id in (5, 6, null) or t2.id > 1)

-- sorted
-- loose
select t0.x, t0.id, t0.k, t0.x, t1.id, t1.x, t1.y, t2.id, t2.x, t2.y from (select id, k, x from b i where i.id = 6) t0 left join a t1 on t1.x = t0.x and t0.k between 5 and 0, a t2 where t1.y is not null

-- sorted
-- loose
select t0.id from b t0 cross join b t1 where t0.id is null except select t1.y from b t0 left join a t1 on t1.id = t0.x and (t0.k > t0.x and t0.x = t0.id)

-- sorted
-- loose
with w as (select t0.x as p, t1.z as q from c t0 full join c t1 on t1.z = t0.z) select w1.p, w2.q from w w1 join w w2 on w1.q = w2.p

-- sorted
-- loose
with w as (select t0.x as p, t0.z as q from c t0) select w1.p, w2.q from w w1 join w w2 on w1.q = w2.p

-- sorted
-- loose
select t0.id from b t0, (select id, k, x from b i where i.k > i.k order by 1, 2 limit 5) t1 cross join (select z, count(*) as n, sum(x)::int as s from c i group by z) t2 intersect all select t2.y from a t0 right join c t1 on t1.z = t0.id cross join a t2

-- sorted
-- loose
select count(*), sum((5 - t0.id)), min(t0.id) from b t0 left join c t1 on t1.x = t0.k and (t1.z > t0.x or t0.id = t0.x) full join (select z, count(*) as n, sum(x)::int as s from c i group by z) t2 on t2.n = t0.id

-- sorted
-- loose
select t0.z, count(*), sum(t0.x), max(t0.z), count(distinct t0.x) from c t0 where exists (select 1 from b q where q.id = t0.x and q.id = q.id) group by t0.z

-- sorted
-- loose
select t0.y, count(*), sum(t0.x), max(t0.y), count(distinct t0.id) from a t0 group by t0.y having count(*) > 1

-- sorted
-- loose
select (1 * t0.k), t0.id, t0.k, t0.x from b t0 where t0.k = t0.k

-- sorted
-- loose
select distinct t0.id, t0.x from (select id, k, x from b i where i.id in (5, 6, 2) order by 1, 2 limit 5) t0

-- sorted
-- loose
select t2.z, count(*), sum(t0.x), max(t1.k), count(distinct t0.id) from (select id, k, x from b i where i.k = i.id) t0, b t1 full join c t2 on t2.x = t0.k where not ((t0.k >= case when t0.x > 0 then t0.id else t2.z end or t1.k is not distinct from t0.id)) group by t2.z

-- sorted
-- loose
with w as (select t0.id as p, t2.x as q from (select id, k, x from b i where i.k is distinct from i.id order by 1, 2 limit 5) t0 cross join (select x, count(*) as n, sum(id)::int as s from a i group by x) t1 join b t2 on t2.k = t0.k where t0.k = t0.x) select w1.p, w2.q from w w1 join w w2 on w1.q = w2.p

-- sorted
-- loose
select t0.z from (select z, count(*) as n, sum(x)::int as s from c i group by z) t0 join c t1 on t1.z = t0.z where (t0.z < -1 and t1.x in (6, 5, 0)) intersect select t2.y from a t0 join (select k, count(*) as n, sum(id)::int as s from b i group by k) t1 on t1.k = t0.id left join a t2 on t2.y = t1.s

-- sorted
-- loose
select t0.x from c t0 where t0.z > (select sum(q.id) from b q where q.k = t0.x) union all select t1.x from b t0, b t1

-- sorted
-- loose
select distinct t0.id, t1.x from a t0 right join b t1 on t1.id = t0.y where t0.y in (5, 5, null)

-- sorted
-- loose
select t0.k, count(*), sum(t0.k), max(t0.x), count(distinct t0.id) from b t0 where t0.k in (-1, 0, 4) group by t0.k

-- sorted
-- loose
select count(*), sum((t2.z + t2.x)), min(t0.id) from b t0 cross join a t1 cross join c t2

-- sorted
-- loose
select count(*), sum(2), min(t0.k) from (select k, count(*) as n, sum(id)::int as s from b i group by k) t0 left join c t1 on t1.z = t0.k cross join a t2 where t2.x > t0.n

-- sorted
-- loose
select count(*), sum(t0.x), min(t0.x) from (select x, count(*) as n, sum(id)::int as s from a i group by x) t0 where t0.s is null

-- sorted
-- loose
select distinct t0.z, t0.s from (select z, count(*) as n, sum(x)::int as s from c i group by z) t0 where t0.n is not null

-- sorted
-- loose
select (t1.x - t0.k), t0.id, t0.k, t0.x, t1.id, t1.x, t1.y, t2.x, t2.z from b t0 left join a t1 on t1.y = t0.k and t0.k is distinct from 0, c t2 where t0.id is null

-- sorted
-- loose
select t1.n, count(*), sum(t0.x), max(t1.k), count(distinct t0.x) from c t0 full join (select k, count(*) as n, sum(id)::int as s from b i group by k) t1 on t1.k = t0.x where t0.x is not null group by t1.n

-- sorted
-- loose
select t2.x, count(*), sum(t2.id), max(t2.id), count(distinct t0.x) from c t0 left join c t1 on t1.z = t0.z and (t0.x in (2, 3, 6) or t1.x <> 2) right join a t2 on t2.id = t1.z group by t2.x

-- sorted
-- loose
with w as (select t0.x as p, t1.z as q from c t0 full join c t1 on t1.x = t0.z) select w1.p, w2.q from w w1 join w w2 on w1.q = w2.p

-- sorted
-- loose
with w as (select t0.x as p, t1.z as q from c t0 cross join (select x, z from c i where i.z is not null order by 1, 2 limit 5) t1 where t0.x is not distinct from t0.x) select w1.p, w2.q from w w1 join w w2 on w1.q = w2.p

-- sorted
-- loose
select coalesce(2, t1.z), t0.x, t0.z, t1.x, t1.z from c t0, c t1 where not exists (select 1 from c q where q.x = t1.z and q.x = q.z)

-- sorted
-- loose
with w as (select t0.k as p, t2.x as q from (select k, count(*) as n, sum(id)::int as s from b i group by k) t0 full join b t1 on t1.id = t0.s cross join b t2 where ((t1.x > -2 and t2.id is not distinct from t0.s) and t1.id = all (array[-1, 3]))) select w1.p, w2.q from w w1 join w w2 on w1.q = w2.p

-- sorted
-- loose
select t0.id, t0.x, t0.y, t1.x, t1.z from a t0 cross join c t1 where t0.x <> -2 order by t0.id, t0.x, t0.y, t1.x, t1.z limit 1 offset 3

-- sorted
-- loose
select t0.id, t0.k, t0.x from (select id, k, x from b i where i.id = i.k order by 1, 2 limit 5) t0 where t0.k <> all (array[-1, 3]) order by t0.x desc, t0.id, t0.k, t0.x limit 2 offset 1

-- sorted
-- loose
with w as (select t0.id as p, t0.y as q from a t0 where t0.id < -2) select w1.p, w2.q from w w1 join w w2 on w1.q = w2.p

-- sorted
-- loose
with w as (select t0.x as p, t0.z as q from c t0 where t0.z <> -1) select w1.p, w2.q from w w1 join w w2 on w1.q = w2.p

-- sorted
-- loose
select t0.z from (select z, count(*) as n, sum(x)::int as s from c i group by z) t0 join b t1 on t1.k = t0.z where not exists (select 1 from a q where q.x = t0.z and q.id is not distinct from q.id) intersect select t2.x from (select x, count(*) as n, sum(id)::int as s from a i group by x) t0 join c t1 on t1.x = t0.s join b t2 on t2.x = t0.s and t2.k is not null

-- sorted
-- loose
select distinct t0.id, t0.y from a t0

-- sorted
-- loose
select t0.id from a t0 union all select t0.z from c t0

-- sorted
-- loose
with w as (select t0.id as p, t2.x as q from b t0 full join a t1 on t1.y = t0.x right join b t2 on t2.k = t1.id where t0.id <> -2) select w1.p, w2.q from w w1 join w w2 on w1.q = w2.p

-- sorted
-- loose
select t0.id from a t0 left join (select id, x, y from a i where i.x >= 5) t1 on t1.id = t0.id and t0.id in (0, 5, null) left join b t2 on t2.x = t1.y and coalesce(t0.id, t0.x) < (-1 + 0) where t0.x in (3, 0, null) intersect all select t2.y from a t0 left join a t1 on t1.x = t0.x, a t2

-- sorted
-- loose
select t0.id, t0.x, t0.y, t1.id, t1.k, t1.x from a t0 join b t1 on t1.x = t0.y where t0.x <> 1 order by t1.x desc, t0.id, t0.x, t0.y, t1.id, t1.k, t1.x limit 3 offset 3

-- sorted
-- loose
select t0.id from b t0 union all select t1.z from b t0 right join c t1 on t1.z = t0.x

-- sorted
-- loose
select t0.id, t0.k, t0.x, t1.x, t1.z, t2.x, t2.z from b t0 right join c t1 on t1.x = t0.k and t0.x = t0.id full join c t2 on t2.z = t0.k where (t2.x = t2.z or t1.z > t2.z) order by t0.id, t0.k, t0.x, t1.x, t1.z, t2.x, t2.z limit 5 offset 1

-- sorted
-- loose
select t0.x from c t0 full join (select x, count(*) as n, sum(id)::int as s from a i group by x) t1 on t1.x = t0.z intersect all select t1.z from c t0 left join c t1 on t1.z = t0.x

-- sorted
-- loose
select count(*), sum(coalesce(t2.x, t1.y)), min(t0.x) from c t0 left join a t1 on t1.y = t0.z cross join c t2 where t1.id <= 0

-- sorted
-- loose
select t0.id, t0.k, t0.x, t1.id, t1.x, t1.y, t2.k, t2.n, t2.s from b t0 full join a t1 on t1.id = t0.id left join (select k, count(*) as n, sum(id)::int as s from b i group by k) t2 on t2.k = t0.x where t2.k not in (select q.x from c q where q.x >= 4) order by t2.s desc, t0.id, t0.k, t0.x, t1.id, t1.x, t1.y, t2.k, t2.n, t2.s limit 1 offset 2

-- sorted
-- loose
select t0.x, count(*), sum(t0.x), max(t0.y), count(distinct t0.id) from a t0 where t0.id = (select max(q.x) from c q where q.z = t0.x) group by t0.x having count(*) > 1

-- sorted
-- loose
select t0.id from (select id, x, y from a i where i.x > i.x order by 1, 2 limit 5) t0 where t0.x is not null intersect all select t1.y from (select k, count(*) as n, sum(id)::int as s from b i group by k) t0 join a t1 on t1.x = t0.k

-- sorted
-- loose
select distinct t0.id, t1.y from a t0 left join a t1 on t1.id = t0.x where t0.id not in (select q.id from b q)

-- sorted
-- loose
select t0.id from b t0 left join c t1 on t1.x = t0.k and t1.x > t1.x where t1.z in (select q.k from b q) except all select t0.x from b t0

-- sorted
-- loose
select t0.z, count(*), sum(t1.n), max(t0.s), count(distinct t0.z) from (select z, count(*) as n, sum(x)::int as s from c i group by z) t0, (select z, count(*) as n, sum(x)::int as s from c i group by z) t1 where t0.s is null group by t0.z

-- sorted
-- loose
select count(*), sum(t2.x), min(t0.id) from b t0 join a t1 on t1.y = t0.x and t1.y = (select min(q.x) from c q where q.z = t0.k) left join b t2 on t2.k = t0.k and not exists (select 1 from b q where q.id = t1.id and q.k = any (array[3, -2]))

-- sorted
-- loose
select coalesce(t1.id, coalesce(t1.x, t1.x)), t0.id, t0.x, t0.y, t1.id, t1.x, t1.y from a t0 left join a t1 on t1.id = t0.y and t0.id = (select min(q.x) from c q where q.z = t1.x) where t1.id not in (select q.id from b q)

-- sorted
-- loose
select distinct t0.x, t0.s from (select x, count(*) as n, sum(id)::int as s from a i group by x) t0 where t0.n < 4

-- sorted
-- loose
with w as (select t0.id as p, t2.y as q from a t0 full join a t1 on t1.y = t0.x, a t2 where exists (select 1 from a q where q.x = t1.y)) select w1.p, w2.q from w w1 join w w2 on w1.q = w2.p

-- sorted
-- loose
select distinct t0.id, t2.y from b t0 left join c t1 on t1.z = t0.id and case when coalesce(t1.x, t1.x) < (t0.id - -2) then t0.k else t0.id end >= coalesce(t0.k, 3), a t2

-- sorted
-- loose
select t1.id, count(*), sum(t1.id), max(t1.y), count(distinct t0.id) from a t0 join a t1 on t1.y = t0.x and not (t1.x <> all (array[6, -2])) left join (select k, count(*) as n, sum(id)::int as s from b i group by k) t2 on t2.s = t0.x where t1.y > t1.y group by t1.id having count(*) > 1

-- sorted
-- loose
with w as (select t0.x as p, t1.z as q from (select x, z from c i where i.z is null order by 1, 2 limit 5) t0 cross join (select x, z from c i where i.z between 4 and -1) t1 where t1.z not in (select q.id from b q)) select w1.p, w2.q from w w1 join w w2 on w1.q = w2.p

-- sorted
-- loose
select t2.id, count(*), sum(t2.id), max(t2.x), count(distinct t0.id) from b t0, a t1 left join (select id, k, x from b i where i.id <= -1) t2 on t2.id = t0.x where not (t1.id in (select q.id from a q where q.id = all (array[0, 6]))) group by t2.id

-- sorted
-- loose
select distinct t0.x, t0.z from c t0 where (t0.z = (select sum(q.x) from c q where q.z = t0.x) and (t0.z between 2 and 3 or t0.x = any (array[0, 6])))

-- sorted
-- loose
select t1.x, count(*), sum(t0.s), max(t1.z), count(distinct t0.z) from (select z, count(*) as n, sum(x)::int as s from c i group by z) t0 join (select x, z from c i where i.z is null) t1 on t1.z = t0.z and t0.s = (select count(q.id) from b q where q.k = t1.x) where t1.x = (select count(q.id) from b q where q.k = t1.z) group by t1.x having count(*) > 1

-- sorted
-- loose
select count(*), sum(case when 0 = t1.s then t0.x else t1.s end), min(t0.x) from (select x, count(*) as n, sum(id)::int as s from a i group by x) t0 join (select x, count(*) as n, sum(id)::int as s from a i group by x) t1 on t1.s = t0.s and t1.s >= 2 left join b t2 on t2.id = t1.x and (t2.id > t0.x or t0.s > t2.x) where t0.s in (6, 4, 4)

-- sorted
-- loose
select t0.id from a t0 where t0.y is not distinct from t0.x except all select t0.x from b t0

-- sorted
-- loose
select t0.x, count(*), sum(t0.x), max(t0.x), count(distinct t0.x) from c t0 group by t0.x having count(*) > 1

-- sorted
-- loose
with w as (select t0.id as p, t2.x as q from a t0 full join b t1 on t1.k = t0.id join b t2 on t2.id = t0.x and t2.k > (select min(q.id) from b q where q.k = t2.x) where not (t1.x > 1)) select w1.p, w2.q from w w1 join w w2 on w1.q = w2.p

-- sorted
-- loose
select t0.id from a t0 left join c t1 on t1.z = t0.id intersect select t0.z from c t0

-- sorted
-- loose
select distinct t0.id, t2.x from (select id, x, y from a i where i.x = i.x order by 1, 2 limit 5) t0 left join (select id, x, y from a i where i.x between 6 and 5 order by 1, 2 limit 5) t1 on t1.id = t0.y and t0.y = all (array[2, 1]) full join b t2 on t2.k = t0.y where t2.k between 3 and -1

-- sorted
-- loose
with w as (select t0.id as p, t2.y as q from (select id, k, x from b i where (4 * i.k) < i.k order by 1, 2 limit 5) t0 full join (select id, k, x from b i where i.id > i.id) t1 on t1.k = t0.x left join a t2 on t2.id = t1.x where t1.id in (6, 5, null)) select w1.p, w2.q from w w1 join w w2 on w1.q = w2.p

-- sorted
-- loose
select t0.z from (select z, count(*) as n, sum(x)::int as s from c i group by z) t0 left join (select k, count(*) as n, sum(id)::int as s from b i group by k) t1 on t1.n = t0.z where t1.s <> 3 except select t2.y from b t0 join a t1 on t1.y = t0.x and t1.id between -1 and 2 full join a t2 on t2.id = t1.y

-- sorted
-- loose
select distinct t0.id, t2.y from a t0 join a t1 on t1.y = t0.y left join a t2 on t2.x = t0.x where t0.x < (t1.y - t0.y)

-- sorted
-- loose
select count(*), sum(t0.z), min(t0.x) from c t0 left join (select id, k, x from b i where i.k > i.k order by 1, 2 limit 5) t1 on t1.id = t0.x right join a t2 on t2.id = t1.id where t2.id = (select sum(q.id) from a q where q.x = t1.k)

-- sorted
-- loose
select distinct t0.id, t1.y from a t0 full join a t1 on t1.y = t0.y where t1.y > (select min(q.id) from a q where q.x = t1.x)

-- sorted
-- loose
select distinct t0.x, t0.z from c t0

-- sorted
-- loose
select t0.id from a t0 left join b t1 on t1.k = t0.id and t1.id > t1.k where (t0.y in (select q.id from b q where q.id = all (array[-1, 4])) and t0.y between 6 and 5) except select t1.x from (select id, x, y from a i where i.x > i.x order by 1, 2 limit 5) t0 join b t1 on t1.id = t0.y and t1.k in (select q.z from c q where q.z > q.z)

-- sorted
-- loose
select t2.x, count(*), sum(t0.id), max(t2.x), count(distinct t0.id) from b t0 join a t1 on t1.x = t0.k left join a t2 on t2.x = t1.id and t2.id >= -2 where t0.x in (select q.id from b q where q.id < 2) group by t2.x

-- sorted
-- loose
select count(*), sum((t1.y + t1.x)), min(t0.id) from b t0 left join a t1 on t1.y = t0.x left join c t2 on t2.x = t0.id

-- sorted
-- loose
select t1.x, count(*), sum(t1.s), max(t0.z), count(distinct t0.x) from c t0 left join (select x, count(*) as n, sum(id)::int as s from a i group by x) t1 on t1.s = t0.x, a t2 where t2.x > (select sum(q.id) from a q where q.x = t0.x) group by t1.x

-- sorted
-- loose
select t0.x from c t0 right join c t1 on t1.z = t0.z where not (2 >= coalesce(4, 4)) union select t1.x from (select k, count(*) as n, sum(id)::int as s from b i group by k) t0 join b t1 on t1.x = t0.n

-- sorted
-- loose
select t2.y, count(*), sum(t2.x), max(t2.id), count(distinct t0.id) from (select id, k, x from b i where i.k = i.id) t0 left join (select x, z from c i where i.z = (i.x + i.x) order by 1, 2 limit 5) t1 on t1.x = t0.k left join a t2 on t2.id = t1.z and not (t0.k > t2.y) where t2.x <> -2 group by t2.y having count(*) > 1

-- sorted
-- loose
select t0.x from (select x, z from c i where i.x = (5 + i.z) order by 1, 2 limit 5) t0 right join c t1 on t1.z = t0.z except all select t2.s from (select z, count(*) as n, sum(x)::int as s from c i group by z) t0 full join a t1 on t1.id = t0.z cross join (select k, count(*) as n, sum(id)::int as s from b i group by k) t2

-- sorted
-- loose
select t0.x, count(*), sum(t1.y), max(t1.id), count(distinct t0.id) from (select id, x, y from a i where i.id is not distinct from i.id) t0 right join a t1 on t1.x = t0.x and t0.y between 6 and 6 group by t0.x

-- sorted
-- loose
select t1.x, t0.x, t0.n, t0.s, t1.id, t1.k, t1.x from (select x, count(*) as n, sum(id)::int as s from a i group by x) t0 right join b t1 on t1.x = t0.x where t0.s >= 3

-- sorted
-- loose
select t0.id, t0.k, t0.x, t1.x, t1.z, t2.id, t2.x, t2.y from (select id, k, x from b i where i.id = 0 order by 1, 2 limit 5) t0 right join c t1 on t1.x = t0.id and t1.z <= -1 left join a t2 on t2.x = t1.z and t2.y <= 0 where t2.id in (select q.id from b q) order by t2.y desc, t0.id, t0.k, t0.x, t1.x, t1.z, t2.id, t2.x, t2.y limit 1 offset 2

-- sorted
-- loose
with w as (select t0.id as p, t1.y as q from (select id, k, x from b i where i.id is not null order by 1, 2 limit 5) t0 join a t1 on t1.id = t0.id) select w1.p, w2.q from w w1 join w w2 on w1.q = w2.p

-- sorted
-- loose
select t1.y, count(*), sum(t0.x), max(t0.id), count(distinct t0.id) from a t0 full join a t1 on t1.y = t0.x where t0.x between 2 and 3 group by t1.y

-- sorted
-- loose
select distinct t0.x, t1.z from (select x, count(*) as n, sum(id)::int as s from a i group by x) t0, c t1 where t0.n <> all (array[0, 3])

-- sorted
-- loose
select t0.z, count(*), sum(t1.id), max(t1.y), count(distinct t0.x) from c t0 left join a t1 on t1.id = t0.x where exists (select 1 from a q where q.id = t0.z and q.id is not distinct from q.id) group by t0.z having count(*) > 1

-- sorted
-- loose
select distinct t0.id, t2.y from a t0 full join b t1 on t1.k = t0.y left join a t2 on t2.x = t0.x and t0.y is distinct from t2.x

-- sorted
-- loose
select t1.z, count(*), sum(t1.x), max(t1.z), count(distinct t0.id) from (select id, k, x from b i where i.id is not null) t0 left join c t1 on t1.z = t0.k join a t2 on t2.y = t1.x group by t1.z

-- sorted
-- loose
select distinct t0.id, t1.y from a t0 left join a t1 on t1.x = t0.y where t0.id is not null

-- sorted
-- loose
select t0.id, t0.x, t0.y, t1.id, t1.k, t1.x from (select id, x, y from a i where i.x = all (array[2, -2]) order by 1, 2 limit 5) t0 join b t1 on t1.x = t0.x where t0.x <> 6 order by t1.x desc, t0.id, t0.x, t0.y, t1.id, t1.k, t1.x limit 3 offset 2

-- sorted
-- loose
select t0.id, t0.x, t0.y from a t0 order by t0.y desc, t0.id, t0.x, t0.y limit 4 offset 3

-- sorted
-- loose
select t0.id from a t0, b t1 where t1.id > (select max(q.id) from a q where q.x = t1.k) intersect select t1.z from a t0 left join c t1 on t1.x = t0.x

-- sorted
-- loose
select distinct t0.id, t1.z from a t0 cross join c t1

-- sorted
-- loose
select t0.x, t0.z, t1.x, t1.z, t2.id, t2.k, t2.x from (select x, z from c i where i.z > i.x order by 1, 2 limit 5) t0 full join c t1 on t1.z = t0.z right join b t2 on t2.id = t1.x where t2.id = (select sum(q.id) from b q where q.k = t1.z) order by t2.x desc, t0.x, t0.z, t1.x, t1.z, t2.id, t2.k, t2.x limit 6 offset 1

-- sorted
-- loose
select count(*), sum(t0.id), min(t0.id) from a t0 cross join c t1 where t0.id = 6

-- sorted
-- loose
select distinct t0.id, t1.y from b t0 full join (select id, x, y from a i where i.x >= -2) t1 on t1.y = t0.id

-- sorted
-- loose
select t0.id from (select id, k, x from b i where i.k is not null order by 1, 2 limit 5) t0 where t0.x is distinct from t0.x union all select t1.x from a t0, b t1

-- sorted
-- loose
select count(*), sum(case when t0.s < 1 then 1 else t1.x end), min(t0.z) from (select z, count(*) as n, sum(x)::int as s from c i group by z) t0 right join c t1 on t1.x = t0.s and t0.z not in (select q.z from c q) join c t2 on t2.z = t0.n

-- sorted
-- loose
select t0.id, t0.x, t0.y, t1.x, t1.z, t2.x, t2.z from a t0 right join c t1 on t1.z = t0.x right join c t2 on t2.z = t0.id where t2.z < (t0.y * t0.x) order by t0.id, t0.x, t0.y, t1.x, t1.z, t2.x, t2.z limit 5 offset 0

-- sorted
-- loose
select t1.s, t0.x, t0.z, t1.k, t1.n, t1.s, t2.id, t2.x, t2.y from (select x, z from c i where i.z = i.x order by 1, 2 limit 5) t0 left join (select k, count(*) as n, sum(id)::int as s from b i group by k) t1 on t1.k = t0.z cross join a t2

-- sorted
-- loose
with w as (select t0.x as p, t2.y as q from (select x, z from c i where i.x < 1) t0 right join c t1 on t1.x = t0.z left join a t2 on t2.y = t1.x where t2.y in (-2, 1, 5)) select w1.p, w2.q from w w1 join w w2 on w1.q = w2.p

-- sorted
-- loose
select (t1.n * coalesce(t0.z, 1)), t0.x, t0.z, t1.k, t1.n, t1.s from c t0 left join (select k, count(*) as n, sum(id)::int as s from b i group by k) t1 on t1.s = t0.x where t1.k is null

-- sorted
-- loose
select case when t0.z > -2 then -1 else case when t1.id is distinct from t1.x then 2 else t0.z end end, t0.x, t0.z, t1.id, t1.k, t1.x from c t0 join b t1 on t1.x = t0.x where t1.k in (select q.x from a q where q.x > q.x)

-- sorted
-- loose
select count(*), sum(t0.id), min(t0.id) from a t0

-- sorted
-- loose
with w as (select t0.x as p, t0.z as q from c t0 where (t0.x <> all (array[2, 0]) and t0.x in (0, 1, 6))) select w1.p, w2.q from w w1 join w w2 on w1.q = w2.p

-- sorted
-- loose
select case when t1.y = all (array[-1, 6]) then 5 else case when t0.x between 1 and 4 then t0.x else t1.id end end, t0.x, t0.z, t1.id, t1.x, t1.y from c t0 cross join a t1

-- sorted
-- loose
select t0.x from c t0, b t1 left join b t2 on t2.x = t0.z where t0.x > (select sum(q.id) from b q where q.k = t1.id) intersect select t0.x from b t0

-- sorted
-- loose
select t0.x, t0.x, t0.z, t1.id, t1.x, t1.y from c t0 cross join (select id, x, y from a i where i.id > i.id) t1 where t1.x in (1, -2, 3)

-- sorted
-- loose
select t1.z, count(*), sum(t1.x), max(t1.z), count(distinct t0.id) from a t0 cross join (select x, z from c i where i.z > i.z) t1 group by t1.z having count(*) > 1

-- sorted
-- loose
select count(*), sum((t1.x + t1.x)), min(t0.x) from c t0, c t1 where not (t0.z is null)

-- sorted
-- loose
select t1.z, count(*), sum(t1.z), max(t1.x), count(distinct t0.id) from a t0 cross join c t1 where not (not (t0.y > t0.x)) group by t1.z

-- sorted
-- loose
select t0.id, t0.x, t0.y, t1.x, t1.z from (select id, x, y from a i where i.id > i.x) t0 left join c t1 on t1.x = t0.x where t0.y is null order by t1.z desc, t0.id, t0.x, t0.y, t1.x, t1.z limit 0 offset 0

-- sorted
-- loose
with w as (select t0.id as p, t0.x as q from (select id, k, x from b i where i.k between 6 and 0) t0 where t0.x < 4) select w1.p, w2.q from w w1 join w w2 on w1.q = w2.p

-- sorted
-- loose
select 2, t0.id, t0.k, t0.x from b t0 where t0.k in (-2, 2, 4)

-- sorted
-- loose
select distinct t0.id, t1.y from b t0 full join a t1 on t1.y = t0.k

-- sorted
-- loose
select distinct t0.x, t0.z from c t0 where not (t0.x is null)

-- sorted
-- loose
select t0.id from a t0 join (select id, k, x from b i where i.k = i.id) t1 on t1.id = t0.id left join c t2 on t2.z = t0.y where ((t1.id is not null or t2.z < 0) and not (t0.y = t1.id)) except all select t2.x from a t0 right join a t1 on t1.y = t0.y and t1.x = 5 full join b t2 on t2.k = t1.x

-- sorted
-- loose
select (coalesce(t0.k, t0.k) + case when t0.id > t0.id then t0.k else t0.x end), t0.id, t0.k, t0.x from (select id, k, x from b i where i.k is null) t0 where t0.k = t0.x

-- sorted
-- loose
select t0.z, t0.x, t0.z from (select x, z from c i where i.x = all (array[1, 2])) t0

-- sorted
-- loose
select t0.id from b t0 left join b t1 on t1.id = t0.x except all select t0.z from c t0

-- sorted
-- loose
select distinct t0.id, t2.z from b t0 full join c t1 on t1.x = t0.x, c t2

-- sorted
-- loose
select t0.x, t0.z from c t0 where not (t0.z = (select max(q.id) from a q where q.x = t0.x)) order by t0.z desc, t0.x, t0.z limit 0 offset 2

-- sorted
-- loose
select t0.id, t0.k, t0.x, t1.id, t1.x, t1.y, t2.k, t2.n, t2.s from b t0, a t1 left join (select k, count(*) as n, sum(id)::int as s from b i group by k) t2 on t2.n = t0.k and t2.n = all (array[1, 1]) where (t1.x in (0, -1, -1) and t2.s <= -1) order by t0.id, t0.k, t0.x, t1.id, t1.x, t1.y, t2.k, t2.n, t2.s limit 3 offset 3

-- sorted
-- loose
select t1.x, count(*), sum(t1.y), max(t1.id), count(distinct t0.id) from b t0 cross join a t1 join c t2 on t2.x = t0.x where t2.z between -1 and 3 group by t1.x having count(*) > 1

-- sorted
-- loose
select t0.x, t0.z, t1.x, t1.z, t2.id, t2.x, t2.y from c t0 join c t1 on t1.z = t0.z left join a t2 on t2.id = t1.x where t0.z = t0.x order by t0.x, t0.z, t1.x, t1.z, t2.id, t2.x, t2.y limit 2 offset 0

-- sorted
-- loose
select distinct t0.x, t1.x from (select x, count(*) as n, sum(id)::int as s from a i group by x) t0 left join b t1 on t1.id = t0.x where t0.x in (-2, 2, null)

-- sorted
-- loose
with w as (select t0.id as p, t2.x as q from b t0 join a t1 on t1.y = t0.id full join b t2 on t2.id = t1.y) select w1.p, w2.q from w w1 join w w2 on w1.q = w2.p

-- sorted
-- loose
with w as (select t0.id as p, t0.x as q from b t0 where t0.k >= -2) select w1.p, w2.q from w w1 join w w2 on w1.q = w2.p

-- sorted
-- loose
select distinct t0.id, t0.y from a t0 where not (t0.y >= 6)

-- sorted
-- loose
select t0.id, count(*), sum(t0.y), max(t0.y), count(distinct t0.id) from a t0 group by t0.id

-- sorted
-- loose
select count(*), sum(coalesce(t0.x, t0.id)), min(t0.id) from b t0 where t0.k in (-1, 2, 5)

-- sorted
-- loose
select t0.x, count(*), sum(t0.x), max(t0.x), count(distinct t0.x) from c t0 where exists (select 1 from a q where q.x = t0.z) group by t0.x

-- sorted
-- loose
select t0.id from a t0 except all select t0.z from (select x, z from c i where i.x = i.x) t0

-- sorted
-- loose
select count(*), sum((t1.y + t0.z)), min(t0.x) from c t0 left join a t1 on t1.y = t0.z join c t2 on t2.x = t1.y where t2.x is not distinct from t1.y

-- sorted
-- loose
with w as (select t0.x as p, t0.s as q from (select x, count(*) as n, sum(id)::int as s from a i group by x) t0 where t0.n = (select count(q.id) from b q where q.k = t0.x)) select w1.p, w2.q from w w1 join w w2 on w1.q = w2.p

-- sorted
-- loose
select t1.x, t0.id, t0.k, t0.x, t1.id, t1.x, t1.y, t2.id, t2.k, t2.x from b t0 full join a t1 on t1.y = t0.k, b t2 where t1.id in (-1, 5, 5)

-- sorted
-- loose
select t1.y, count(*), sum(t0.x), max(t0.id), count(distinct t0.id) from b t0 left join a t1 on t1.id = t0.k and t0.id = any (array[-1, 6]) where t1.y is not distinct from t1.id group by t1.y

-- sorted
-- loose
select t0.y, t0.id, t0.x, t0.y from a t0 where exists (select 1 from b q where q.id = t0.id)

-- sorted
-- loose
select distinct t0.id, t2.z from a t0 right join (select z, count(*) as n, sum(x)::int as s from c i group by z) t1 on t1.s = t0.id left join c t2 on t2.x = t0.id and t0.x in (select q.z from c q where q.z is not null) where (t0.id - t1.z) = 0

-- sorted
-- loose
select distinct t0.id, t0.y from a t0

-- sorted
-- loose
select distinct t0.id, t2.z from (select id, k, x from b i where case when i.k > i.k then i.k else 4 end < (i.id + 4) order by 1, 2 limit 5) t0 join a t1 on t1.x = t0.x and t1.id > 3, c t2 where t0.k = (select max(q.id) from b q where q.k = t1.y)

-- sorted
-- loose
select count(*), sum(coalesce(t0.x, t0.z)), min(t0.x) from c t0

-- sorted
-- loose
select 4, t0.x, t0.z, t1.id, t1.k, t1.x from c t0 left join b t1 on t1.x = t0.x and not (t1.id is not null) where t0.x in (0, 2, -1)

-- sorted
-- loose
select t0.id, t0.k, t0.x, t1.id, t1.x, t1.y from b t0 left join a t1 on t1.y = t0.x where (t1.id in (select q.k from b q where q.k <> all (array[2, 6])) or t0.k = all (array[1, 4])) order by t0.id, t0.k, t0.x, t1.id, t1.x, t1.y limit 7 offset 0

-- sorted
-- loose
select count(*), sum(6), min(t0.id) from a t0 join a t1 on t1.id = t0.y left join c t2 on t2.x = t1.y where t1.id between -2 and 5

-- sorted
-- loose
select t1.id, t0.x, t0.n, t0.s, t1.id, t1.x, t1.y, t2.id, t2.x, t2.y from (select x, count(*) as n, sum(id)::int as s from a i group by x) t0 right join (select id, x, y from a i where i.x = i.x) t1 on t1.y = t0.s, a t2 where t2.x in (-2, 3, null)

-- sorted
-- loose
select t0.id, t0.k, t0.x, t1.id, t1.k, t1.x, t2.id, t2.k, t2.x from b t0 right join b t1 on t1.k = t0.id left join b t2 on t2.id = t0.k where t1.x <> all (array[3, 4]) order by t0.id, t0.k, t0.x, t1.id, t1.k, t1.x, t2.id, t2.k, t2.x limit 5 offset 3

-- sorted
-- loose
select count(*), sum(coalesce(t0.k, t0.k)), min(t0.id) from b t0 left join b t1 on t1.k = t0.id where t1.id between 5 and 2

-- sorted
-- loose
select t0.x, t0.n, t0.s, t1.x, t1.z from (select x, count(*) as n, sum(id)::int as s from a i group by x) t0 left join c t1 on t1.x = t0.x and t0.s > 4 order by t1.z desc, t0.x, t0.n, t0.s, t1.x, t1.z limit 5 offset 3

-- sorted
-- loose
select t0.id from a t0 join (select id, x, y from a i where i.id = i.id) t1 on t1.x = t0.x and (t0.y = t1.x or t0.y <= 2) where t0.x in (4, 2, null) union all select t1.y from (select x, z from c i where i.z in (-2, 4, 6)) t0 cross join a t1

-- sorted
-- loose
select t0.id, t0.k, t0.x, t1.x, t1.z from (select id, k, x from b i where coalesce(2, -1) >= 1 order by 1, 2 limit 5) t0, c t1 order by t1.z desc, t0.id, t0.k, t0.x, t1.x, t1.z limit 4 offset 1

-- sorted
-- loose
with w as (select t0.id as p, t0.x as q from b t0 where t0.k in (-2, 0, 0)) select w1.p, w2.q from w w1 join w w2 on w1.q = w2.p

-- sorted
-- loose
select t0.id from b t0 join b t1 on t1.k = t0.k where case when t0.id > t1.id then t0.k else t0.k end = case when t0.x = t1.x then t1.k else t1.id end union select t2.y from c t0 left join a t1 on t1.x = t0.x full join a t2 on t2.y = t1.y

-- sorted
-- loose
select count(*), sum(case when case when t2.y = t1.k then t0.x else 4 end = coalesce(t2.y, 3) then t2.y else t2.x end), min(t0.id) from (select id, k, x from b i where i.id in (1, 2, null)) t0 join (select id, k, x from b i where i.k = i.id) t1 on t1.x = t0.x left join a t2 on t2.x = t1.x where t2.y = all (array[-1, -1])

-- sorted
-- loose
select t0.x from c t0 full join b t1 on t1.id = t0.x where t1.id is not null intersect all select t2.z from c t0 left join c t1 on t1.z = t0.x and t1.x > t1.x, c t2

-- sorted
-- loose
select t0.x, t0.z from c t0 where t0.x > (select count(q.id) from a q where q.x = t0.z) order by t0.x, t0.z limit 7 offset 1

-- sorted
-- loose
select distinct t0.id, t1.x from (select id, x, y from a i where i.x = i.x) t0 left join b t1 on t1.id = t0.y

-- sorted
-- loose
select distinct t0.id, t1.s from b t0 full join (select z, count(*) as n, sum(x)::int as s from c i group by z) t1 on t1.n = t0.id where exists (select 1 from b q where q.k = t1.s and q.k = 2)

-- sorted
-- loose
with w as (select t0.x as p, t2.z as q from (select x, z from c i where i.z in (-2, -2, null)) t0 join c t1 on t1.z = t0.x cross join c t2 where t2.x is null) select w1.p, w2.q from w w1 join w w2 on w1.q = w2.p

-- sorted
-- loose
with w as (select t0.id as p, t0.y as q from a t0 where t0.y in (-2, 3, null)) select w1.p, w2.q from w w1 join w w2 on w1.q = w2.p

-- sorted
-- loose
select t0.id, t0.x, t0.y, t1.x, t1.n, t1.s from a t0 full join (select x, count(*) as n, sum(id)::int as s from a i group by x) t1 on t1.x = t0.y where (t1.s - t1.s) >= t1.n order by t0.id, t0.x, t0.y, t1.x, t1.n, t1.s limit 1 offset 0

-- sorted
-- loose
select t0.x, t0.z, t1.id, t1.x, t1.y, t2.x, t2.z from c t0 cross join a t1 left join c t2 on t2.x = t0.z and t0.x <> -2 order by t0.x, t0.z, t1.id, t1.x, t1.y, t2.x, t2.z limit 2 offset 0

-- sorted
-- loose
select (t0.x + 6), t0.id, t0.x, t0.y, t1.x, t1.z, t2.id, t2.k, t2.x from a t0, (select x, z from c i where i.z between 3 and -2) t1 cross join (select id, k, x from b i where i.id > i.id order by 1, 2 limit 5) t2

-- sorted
-- loose
select t0.id, t0.k, t0.x, t1.x, t1.z, t2.id, t2.x, t2.y from b t0 left join c t1 on t1.z = t0.k left join (select id, x, y from a i where i.x in (1, -2, 3)) t2 on t2.id = t1.z where t0.x between 5 and 1 order by t2.y desc, t0.id, t0.k, t0.x, t1.x, t1.z, t2.id, t2.x, t2.y limit 4 offset 1

-- sorted
-- loose
select t1.y, count(*), sum(t0.x), max(t1.x), count(distinct t0.x) from c t0 full join a t1 on t1.id = t0.z where t1.id <> -1 group by t1.y having count(*) > 1

-- sorted
-- loose
select 6, t0.x, t0.z, t1.x, t1.z from (select x, z from c i where i.z between 6 and 4) t0 left join c t1 on t1.z = t0.z and t1.z < -2 where not (not (t1.x between 0 and -1))

-- sorted
-- loose
select t0.id from a t0 left join b t1 on t1.x = t0.id and not (t0.x > t0.id) join (select id, x, y from a i where i.x > i.id) t2 on t2.x = t1.x and case when t1.x = t1.k then t2.x else 0 end >= case when t0.id = t2.id then 0 else t2.id end union all select t0.x from b t0

-- sorted
-- loose
select t0.s, count(*), sum(t2.id), max(t0.n), count(distinct t0.k) from (select k, count(*) as n, sum(id)::int as s from b i group by k) t0, b t1 join b t2 on t2.x = t0.k where t2.x >= 5 group by t0.s

-- sorted
-- loose
select count(*), sum(5), min(t0.x) from c t0 join b t1 on t1.id = t0.x and t0.x is not null where 4 >= coalesce(t1.x, t1.id)

-- sorted
-- loose
select t0.x from c t0, c t1 join a t2 on t2.id = t0.x where t1.x in (select q.id from a q) union all select t0.y from a t0

-- sorted
-- loose
select count(*), sum(t0.x), min(t0.x) from c t0 full join c t1 on t1.z = t0.x where t0.z is distinct from t1.z

-- sorted
-- loose
select count(*), sum(0), min(t0.id) from b t0 left join b t1 on t1.x = t0.x right join a t2 on t2.y = t0.k where not ((t0.id > t0.id or t2.y > t1.id))

-- sorted
-- loose
select t0.id, t0.x, t0.y, t1.id, t1.x, t1.y from a t0 full join a t1 on t1.x = t0.id where t0.id > 3 order by t1.y desc, t0.id, t0.x, t0.y, t1.id, t1.x, t1.y limit 4 offset 0

-- sorted
-- loose
select case when t1.z <= 3 then t1.x else t1.x end, t0.id, t0.x, t0.y, t1.x, t1.z from a t0 left join (select x, z from c i where i.x in (3, -2, 0) order by 1, 2 limit 5) t1 on t1.x = t0.y and not exists (select 1 from b q where q.id = t0.x and q.id is not distinct from q.k) where t0.id = (select min(q.x) from c q where q.z = t0.y)

-- sorted
-- loose
select t0.id, t0.x, t0.y, t1.id, t1.x, t1.y, t2.id, t2.k, t2.x from a t0 left join a t1 on t1.id = t0.y and t0.id in (0, 0, null) cross join b t2 order by t0.id, t0.x, t0.y, t1.id, t1.x, t1.y, t2.id, t2.k, t2.x limit 4 offset 2

-- sorted
-- loose
with w as (select t0.x as p, t0.z as q from c t0 where t0.z > t0.x) select w1.p, w2.q from w w1 join w w2 on w1.q = w2.p

-- sorted
-- loose
select t0.x from c t0 where (not (t0.x = t0.z) and t0.x <= 0) intersect select t0.x from b t0

-- sorted
-- loose
select t1.x, count(*), sum(t1.k), max(t2.x), count(distinct t0.x) from c t0 join b t1 on t1.id = t0.x and (t1.id > t0.x or t1.x = t1.x) join c t2 on t2.x = t1.k and t2.z not in (select q.x from a q where q.x between 2 and -2) where t2.x in (select q.z from c q) group by t1.x

-- sorted
-- loose
select distinct t0.id, t1.z from (select id, k, x from b i where i.k between -1 and -1) t0 join c t1 on t1.x = t0.x where t0.k > t1.x

-- sorted
-- loose
select count(*), sum(t0.y), min(t0.id) from a t0 left join c t1 on t1.z = t0.id where t0.x = (select count(q.id) from b q where q.k = t1.x)

-- sorted
-- loose
select t0.z, count(*), sum(t0.z), max(t0.x), count(distinct t0.x) from c t0 group by t0.z

-- sorted
-- loose
select t0.x from c t0 join a t1 on t1.x = t0.x and (t0.x * t0.x) >= 4 except select t1.x from c t0, b t1

-- sorted
-- loose
select t0.id from a t0 where t0.y is distinct from t0.x except all select t1.x from b t0 cross join b t1

-- sorted
-- loose
with w as (select t0.id as p, t0.y as q from a t0) select w1.p, w2.q from w w1 join w w2 on w1.q = w2.p

-- sorted
-- loose
select t0.id from a t0 left join b t1 on t1.k = t0.x, c t2 where not ((t1.id > t1.k and t2.x >= -2)) union all select t0.z from c t0

-- sorted
-- loose
select t0.id, t0.x, t0.y from a t0 order by t0.id, t0.x, t0.y limit 5 offset 3

-- sorted
-- loose
select t0.id, t0.id, t0.x, t0.y from (select id, x, y from a i where i.x in (6, -1, null) order by 1, 2 limit 5) t0

-- sorted
-- loose
select t0.id, t0.k, t0.x from b t0 order by t0.x desc, t0.id, t0.k, t0.x limit 2 offset 0

-- sorted
-- loose
select t0.id, t0.x, t0.y, t1.x, t1.z, t2.id, t2.x, t2.y from (select id, x, y from a i where i.id between -1 and 5) t0 join c t1 on t1.x = t0.id left join a t2 on t2.y = t0.id and t1.z is null order by t2.y desc, t0.id, t0.x, t0.y, t1.x, t1.z, t2.id, t2.x, t2.y limit 2 offset 1

-- sorted
-- loose
select count(*), sum(case when t0.x <> 1 then t0.id else 2 end), min(t0.id) from b t0 right join a t1 on t1.y = t0.id and (t0.k = all (array[5, -2]) or t1.y between 4 and 3) where coalesce(t1.id, t0.k) < t1.id

-- sorted
-- loose
select t0.id, t0.x, t0.y from a t0 where (t0.y between 5 and 3 and t0.id in (-2, 4, null)) order by t0.y desc, t0.id, t0.x, t0.y limit 0 offset 0

-- sorted
-- loose
select t0.id from a t0 where not ((6 >= 6 and t0.id is null)) intersect all select t1.z from a t0 join c t1 on t1.z = t0.id

-- sorted
-- loose
with w as (select t0.id as p, t1.x as q from (select id, x, y from a i where i.x = i.id) t0, b t1 where t1.x in (select q.z from c q where q.z = q.z)) select w1.p, w2.q from w w1 join w w2 on w1.q = w2.p

-- sorted
-- loose
select count(*), sum(4), min(t0.id) from a t0 right join (select z, count(*) as n, sum(x)::int as s from c i group by z) t1 on t1.z = t0.y where coalesce(t1.s, t1.s) >= coalesce(t1.n, t1.n)

-- sorted
-- loose
select t0.id, t0.k, t0.x, t1.x, t1.z, t2.id, t2.x, t2.y from b t0 left join c t1 on t1.x = t0.k and t1.z <> all (array[2, 2]) full join a t2 on t2.x = t1.z where t1.x is distinct from t1.z order by t2.y desc, t0.id, t0.k, t0.x, t1.x, t1.z, t2.id, t2.x, t2.y limit 5 offset 0

-- sorted
-- loose
select t2.y, count(*), sum(t1.x), max(t0.x), count(distinct t0.x) from c t0 left join b t1 on t1.k = t0.z cross join (select id, x, y from a i where i.id = any (array[6, 5])) t2 group by t2.y

-- sorted
-- loose
with w as (select t0.id as p, t1.y as q from b t0 join a t1 on t1.y = t0.k) select w1.p, w2.q from w w1 join w w2 on w1.q = w2.p

-- sorted
-- loose
select t0.id, t0.k, t0.x, t1.id, t1.x, t1.y from b t0 join a t1 on t1.x = t0.k and t0.k in (1, 0, -2) where t1.x <> 6 order by t0.id, t0.k, t0.x, t1.id, t1.x, t1.y limit 4 offset 3

-- sorted
-- loose
select distinct t0.id, t2.x from b t0 join a t1 on t1.y = t0.x and t1.x < 2 full join b t2 on t2.id = t1.id where not exists (select 1 from c q where q.x = t1.x)

-- sorted
-- loose
select t0.id from a t0, a t1 join b t2 on t2.id = t0.x where t2.id not in (select q.x from a q) union all select t0.s from (select x, count(*) as n, sum(id)::int as s from a i group by x) t0

-- sorted
-- loose
select t0.id, t0.x, t0.y, t1.z, t1.n, t1.s from a t0 right join (select z, count(*) as n, sum(x)::int as s from c i group by z) t1 on t1.s = t0.id and t1.z is distinct from t1.n where t0.x not in (select q.k from b q where q.k is not null) order by t1.s desc, t0.id, t0.x, t0.y, t1.z, t1.n, t1.s limit 7 offset 1

-- sorted
-- loose
select t0.x from c t0 where (t0.z * t0.z) < t0.x union select t0.x from b t0

-- sorted
-- loose
select count(*), sum(coalesce(t0.k, 2)), min(t0.id) from b t0 full join (select x, z from c i where i.z = i.x) t1 on t1.z = t0.id where t1.z between 2 and 0

-- sorted
-- loose
select distinct t0.id, t0.y from a t0 where t0.y between 0 and -2

