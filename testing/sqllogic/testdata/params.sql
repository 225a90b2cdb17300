create table t (id int primary key, k int, v text, n numeric(10, 2), d date, ts timestamptz, b bool, arr int[])

create index t_k on t (k)

prepare ins as insert into t values ($1, $2, $3, $4, $5, $6, $7, $8)

execute ins(1, 10, 'a', 1.5, '2020-01-01', '2020-01-01 00:00:00+00', true, '{1,2}')

execute ins(2, 20, 'b', 2, null, null, false, null)

execute ins(3, null, null, null, null, null, null, array[5])

-- loose: positions in PREPARE and EXECUTE
execute ins('x', null, null, null, null, null, null, null)

execute ins(4)

prepare byid as select * from t where id = $1

execute byid(1)

execute byid(99)

execute byid(null)

execute byid('2')

prepare byk(int) as select id from t where k > $1 order by k limit $2

execute byk(5, 1)

execute byk(5, null)

execute byk(5, -1)

prepare anyof as select id from t where id = any ($1) order by id

execute anyof('{1,3,77}')

execute anyof(array[2])

execute anyof(null)

prepare inlist as select id from t where id in ($1, $2, $3) order by id

execute inlist(3, 3, 1)

prepare upd as update t set v = v || $2, n = n + $3 where id = $1 returning id, v, n

execute upd(1, 'x', 0.5)

execute upd(77, 'x', 0.5)

prepare del as delete from t where id = $1

execute del(2)

execute del(2)

prepare bad as select $1

execute bad('text')

-- loose: positions in PREPARE and EXECUTE
prepare bad2 as select $1 + $2

prepare bad3 as select $1::int, $1::text

prepare typed as select $1::int + 1, $2 || 'x', coalesce($3, 5)

execute typed(1, 'a', null)

prepare lim as select id from t order by id offset $1 limit $2

execute lim(1, 1)

prepare rng as select id from t where k between $1 and $2 and v like $3

execute rng(1, 100, 'a%')

prepare j as select a.id from t a join t b on a.k = b.k where b.id = $1 and a.v <> $2

execute j(1, 'zzz')

prepare ss as select (select v from t where id = $1), exists (select 1 from t where k = $2)

execute ss(1, 10)

prepare up as insert into t (id, k) values ($1, $2) on conflict (id) do update set k = t.k + excluded.k returning k

execute up(1, 5)

execute up(50, 5)

prepare cs as select case when $1 then 'yes' else 'no' end, $2::date + 1

execute cs(true, '2020-02-28')

deallocate byid

execute byid(1)

select * from t order by id

begin

insert into t (id) values (100)

savepoint s

insert into t (id) values (100)

rollback to s

insert into t (id) values (101)

release s

select id from t where id >= 100 order by id

rollback

select id from t where id >= 100

-- differs: plans are Isochrons own
explain (costs off) execute ins(1, 1, '', 1, null, null, true, null)

select id from t where ts = '2020-01-01 00:00:00+00'

select id from t where d = '2020-01-01' and b

select id from t where n = 2.0

select id from t where arr @> array[1]

select id, arr[1] from t where arr is not null order by id

set timezone to 'America/New_York'

select ts from t where id = 1

select id from t where ts = '2019-12-31 19:00:00'

set timezone to 'UTC'

select id from t where ts = '2019-12-31 19:00:00'
