create table t (id int primary key, n int, v text)

create table u (id int, x int)

insert into t select g, g * 10, 'v' || g from generate_series(1, 6) g

insert into u values (1, 5), (1, 7), (2, 9), (9, 1)

update t set n = (select max(x) from u where u.id = t.id) where id < 3 returning id, n

update t set n = n + 1 where exists (select 1 from u where u.id = t.id) returning id, n

update t set (n, v) = (select sum(x), 'sum' from u where u.id = t.id) where id in (1, 2) returning *

insert into t select id + 100, n, v from t where id in (select id from u) returning id

delete from t where id > 100 and n = (select max(n) from t where id > 100) returning id

delete from t where not exists (select 1 from u where u.id = t.id) and id < 100 returning id

-- sorted
select * from t

select * from u where x > 5 order by x for update

select id, x from u order by x limit 1 for share

select v from t where n > 10 order by id for no key update

select t.v, u.x from t join u on u.id = t.id order by u.x for update of u

select t.v from t, u where u.id = t.id and u.x > 6 order by u.x for key share

insert into u select id, x from u

select count(*) from u

with moved as (delete from u where id = 1 returning *) insert into t select x + 1000, id, 'm' from (select distinct x, id from moved) d returning id

-- sorted
select id from t where id > 1000

with up as (update t set v = 'z' where id > 1000 returning id), cnt as (select count(*) as c from up) select c from cnt

insert into t values (2000, (select max(n) from t), (select 'sub')) returning *

insert into t (id, n) values (3000, 1), (3001, (select count(*) from u)) returning id, n, (select count(*) from u where u.id = t.id)

select t.id, (select array_agg(x order by x) from u where u.id = t.id) as xs from t where id < 10 order by id

select id from t where (select count(*) from u where u.id = t.id) > 2

select id, case when id > (select avg(id) from t) then 'big' else 'small' end as c from t where id < 10 or id > 2999 order by id

select (select max(x) from u where u.id = o.id and exists (select 1 from t where t.id = u.id)) as m from (select distinct id from u) o order by m nulls last

select count(*) from t a, t b, t c where a.id = b.id and b.id = c.id

select a.id from t a join t b on a.id = b.id + 1 or a.n = b.n where a.id < 4 order by 1

select * from (values (1), (2)) a(x) left join (values (2), (3)) b(y) on x = y order by x

select x, y from (values (1), (2)) a(x) full join (values (2), (3)) b(y) on x = y order by x, y

select coalesce(a.id, b.id) as id, a.x, b.y from (values (1, 'a'), (2, 'b')) a(id, x) full join (values (2, 'c'), (3, 'd')) b(id, y) using (id) order by 1

select id from (values (1, 'a'), (2, 'b')) a(id, x) full join (values (2, 'c'), (3, 'd')) b(id, y) using (id) order by id

select * from (select 1 as a union select 2) x cross join (select 'p' as b) y order by a

select sum(n) as s, count(*) as c from (select n from t union all select x from u) z where n is not null

select v, sum(n) from t group by v having sum(n) is not null order by sum(n) desc, v limit 2

select upper(v) as uv, count(*) from t group by uv order by uv nulls last

select upper(v) from t group by upper(v) order by upper(v) nulls last

select length(v) + 1 as l, count(*) from t group by length(v) order by l nulls last

select t.id, t.v, count(u.x) from t left join u on u.id = t.id where t.id < 10 group by t.id order by t.id

select max(id) from t

select min(id), max(n) from t where id > 5

select max(x) from u where id = 77

select count(*) from t where null

select 1 from t where false

select id from t where id = 1 and id = 2

select id from t where id > 5 and id < 3

select id from t where id in (select 1 where false)

select * from t where v = 'nope' or (id = 1 and n is not null) order by id

select 'a' || null as x, null || null as y, concat(null, 'b') as z

select * from generate_series(1, 3) a, generate_series(a, 3) b order by 1, 2

select unnest(array[3, 1, 2]) as x order by x

select id, unnest(array[id, id * 2]) from t where id < 3 order by 1, 2

select regexp_split_to_table('a,b,c', ',')

select string_to_array('a,b', ',') as a, array_to_string(array[1, 2], '-') as b, array_position(array[5, 6], 6) as c, cardinality(array[1, 2, 3]) as d

select 1 limit 1 + 1

select generate_series(1, 10) limit 3 offset 2

select 5 from t order by v limit 1

select distinct 1 from t

select count(*) filter (where n > 5), count(n), count(*) from t

create table seqt (id serial, a int default 1 + 1, b text default upper('x'), c timestamptz default now(), primary key (id))

insert into seqt default values returning id, a, b, c = now()

insert into seqt (a) values (default), (5) returning id, a

update seqt set b = default, a = default where id = 3 returning a, b

select currval('seqt_id_seq'), lastval()

select nextval('seqt_id_seq')

insert into seqt (id) values (5) returning id

insert into seqt default values

insert into seqt default values returning id

select setval('seqt_id_seq', 100)

insert into seqt default values returning id

drop table t, u

select * from t
