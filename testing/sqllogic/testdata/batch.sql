create table big (id int primary key, g int, v text)

insert into big select i, case when i % 10 = 0 then null else i % 97 end, 'v' || i % 13 from generate_series(1, 5000) i

create table small (g int, w text)

insert into small select i % 120, 'w' || i from generate_series(1, 300) i

insert into small values (null, 'n1'), (null, 'n2'), (1000, 'm')

create index big_g on big (g)

select count(*), sum(b.id), count(distinct s.w) from big b join small s on b.g = s.g

select count(*), sum(b.id), count(s.w) from big b left join small s on b.g = s.g

select count(*), sum(b.id), count(s.w) from big b right join small s on b.g = s.g

select count(*), sum(b.id), count(s.w) from big b full join small s on b.g = s.g

select count(*), sum(b.id), count(s.w) from big b full join small s on b.g = s.g and b.id < 2500 and s.w > 'w2'

select count(*), sum(b.id) from big b left join small s on b.g = s.g and s.w = 'w7' where s.w is null

select count(*), sum(id) from big b where exists (select 1 from small s where s.g = b.g)

select count(*), sum(id) from big b where not exists (select 1 from small s where s.g = b.g)

select count(*), sum(id) from big b where not exists (select 1 from small s where s.g = b.g and s.w > b.v)

select count(*), sum(id) from big where g in (select g from small)

select count(*), sum(id) from big where g not in (select g from small)

select count(*), sum(id) from big where g not in (select g from small where g is not null)

select count(*), sum(id) from big where g not in (select g from small where false)

select count(*), sum(id) from big where (g, v) in (select g, 'v1' from small)

select count(*) from small where g not in (select g from big where g is not null)

select count(*), sum(b.id) from big b, small s where b.g < s.g and s.w = 'w50'

select count(*), sum(b.id) from big b left join small s on b.g < s.g and s.w = 'w3'

select count(*) from big a join big b on a.g = b.g and a.id < b.id where a.id < 500

select g, count(*), sum(id), min(v), max(v), count(distinct v) from big group by g order by g limit 7

select v, count(*), avg(id)::numeric(10,2), sum(g) from big group by v order by v

select count(*) from (select distinct g, v from big) x

select g, v from big order by v desc, g nulls first, id limit 5

select sum(x) from (select id as x from big order by v, id desc limit 2000) y

select sum(x) from (select id as x from big order by v, id desc limit 2000 offset 1500) y

select count(*) from (select g from big union select g from small) x

select count(*) from (select g from big union all select g from small) x

select count(*), sum(g) from (select g from big intersect select g from small) x

select count(*), sum(g) from (select g from big intersect all select g from small) x

select count(*), sum(g) from (select g from small except select g from big) x

select count(*), sum(g) from (select g from small except all select g from big) x

select count(*), sum(n) from (select b.id, (select count(*) from small s where s.g = b.g) as n from big b) x

select b.id, l.w from big b cross join lateral (select w from small s where s.g = b.g order by w limit 1) l where b.id < 30 order by b.id

select sum(id) from big where id > 100 and id <= 4000 and v = 'v3'

select count(*) from big where id in (select g from small) and v like 'v1%'

select string_agg(distinct v, ',' order by v) from big

select array_agg(id order by id desc) from (select id from big where g = 5 limit 6) x

with t as (select g, count(*) as n from big group by g) select a.g, a.n, b.n from t a join t b on a.g = b.g + 1 where a.g < 5 order by a.g

update big set v = 'u' where g = 5

select count(*) from big where v = 'u'

update big set g = g + 1000 where g > 90

select count(*), min(g), max(g) from big where g > 90

update big b set v = s.w from small s where s.g = b.g and s.w in ('w1', 'w2')

select v, count(*) from big where v like 'w%' group by v order by v

delete from big b using small s where s.g = b.g and s.w = 'w4'

select count(*), sum(id) from big

delete from big where id % 2 = 0

select count(*), sum(id), count(g) from big

select count(*) from big where g = 1

insert into big select id + 10000, g, v from big on conflict (id) do nothing

insert into big select id, 0, 'c' from big where id < 100 on conflict (id) do update set v = excluded.v || big.v

select count(*), min(v), max(v) from big where id < 100

select count(*), sum(id) from big
