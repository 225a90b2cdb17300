create table j1 (id int primary key, a int, b text, d date)

insert into j1 select g, g % 20, 'n' || (g % 7), date '2020-01-01' + g % 30 from generate_series(1, 200) g

create index j1_a on j1 (a)

create table j2 (id int primary key, j int, n name, ts timestamp, f float4)

insert into j2 select g, case when g % 9 = 0 then null else g * 3 % 211 end, 'n' || (g % 9), timestamp '2020-01-01' + (g % 40) * interval '12 hours', g / 4.0 from generate_series(1, 60) g

create table j3 (a int, b int)

insert into j3 values (1, 1), (1, 1), (2, null), (null, 5), (5, 7), (5, 8)

select count(*), sum(j1.id) from j1 join j2 on j1.d = j2.ts

select count(*), sum(j1.id) from j1 left join j2 on j1.d = j2.ts and j2.id < 20

select count(*), sum(j2.id) from j1 right join j2 on j1.d = j2.ts

select count(*) from j1 full join j2 on j1.d = j2.ts

select count(*), sum(j1.id) from j1 where d in (select ts from j2)

select count(*), sum(j1.id) from j1 where d not in (select ts from j2)

select count(*) from j1 where d not in (select case when id = 3 then null else ts end from j2)

select count(*), sum(j1.id) from j1 join j2 on j1.b = j2.n

select count(*) from j2 x join (select f::float8 as f from j2) y on x.f = y.f

select count(*) from j1 join j2 on j1.d = j2.ts::timestamptz

select count(*), sum(id) from j1 where id in (select j from j2)

select count(*), sum(id) from j1 where id in (select j from j2 where j2.id > j1.a)

select count(*), sum(id) from j1 where a in (select a from j3)

select count(*), sum(id) from j1 where (a, id % 8) in (select a, b from j3)

select count(*), sum(id) from j1 where exists (select 1 from j3 where j3.a = j1.a and j3.b < j1.id)

select count(*), sum(id) from j1 where not exists (select 1 from j3 where j3.a = j1.a and j3.b < j1.id)

select count(*), sum(id) from j1 where exists (select random() from j3 where j3.a = j1.a)

select count(*), sum(id) from j1 where exists (select 1 from j3) and id < 10

select count(*), sum(id) from j1 where not exists (select 1 from j3 where b > 100) and id < 10

select count(*), sum(j1.id) from j1 join j2 on j2.j = j1.id where exists (select 1 from j3 where j3.a = j1.a) and not exists (select 1 from j3 where j3.b = j2.id)

select count(*), sum(j1.id), count(j3.a) from j1 left join j3 on j3.a = j1.a join j2 on j2.j = j1.id

select count(*), sum(j1.id), count(j3.a) from j1 left join j3 on j3.a = j1.a join j2 on j2.id = j3.b

select count(*), sum(j1.id), count(x.a) from j1 left join (j3 x join j2 y on y.id = x.b) on x.a = j1.a left join j2 z on z.id = y.id + 1 where coalesce(z.id, 0) < 8

select count(*), sum(j1.id) from j1 left join j3 on j3.a = j1.a where j3.a is null and j1.id in (select j from j2)

select j1.id, j3.b from j1 left join j3 on j3.a = j1.a and j3.b > 1 where j1.a in (select a from j3) order by j1.id, j3.b limit 8

select j1.id, s.n from j1 left join lateral (select count(*) n from j3 where j3.a = j1.a) s on true where j1.id < 6 order by 1

select j1.id, s.b from j1 left join lateral (select b from j3 where j3.a = j1.a order by b desc limit 1) s on true join j2 on j2.j = j1.id where j1.a < 6 order by 1

select id from j1 where id in (select j from j2) and a = 3 order by id

select x.id, y.id from j1 x join j1 y on y.a = x.a and y.id > x.id where x.id in (select a from j3) order by 1, 2 limit 5

update j1 set b = b || '!' where id in (select j from j2 where j < 20) returning id, b

delete from j1 where id in (select id from j1 where a = 7 order by id limit 2) returning id

with gone as (delete from j1 using j2 where j2.j = j1.id and j2.id in (select b from j3) returning j1.id) select id from gone order by id

select id from j1 where id in (select a from j3) order by id for update

select count(*), sum(id), count(distinct b) from j1

-- differs: the plans are Isochron's own
explain (costs off) select * from j1 where id in (select a from j3 where b < 9)

-- differs: the plans are Isochron's own
explain (costs off) select * from j1 join j2 on j1.d = j2.ts

-- differs: the plans are Isochron's own
explain (costs off) select * from j1 join j2 on j2.j = j1.id where exists (select 1 from j1 x where x.id = j2.id)
