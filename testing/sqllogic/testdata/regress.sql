-- Statements on which Postgres's own regression files once showed a difference.

create table ta (id int primary key, val int)

create table tb (id int primary key, aval int)

create table tc (id int primary key, aid int)

insert into ta values (1, 1), (2, 2)

insert into tb values (1, 1), (2, 1), (3, 2), (4, 2)

insert into tc values (1, 1), (2, 2)

-- A query two levels down reads the outermost row.
select tc.id, (select min(tb.id) from tb where tb.aval = (select ta.val from ta where ta.id = tc.aid)) from tc order by 1

select val.x from generate_series(1, 4) as s(i), lateral (values ((select s.i + 1)), (s.i + 101)) as val(x) where (select val.x) < 104 order by 1

select tc.id, (select count(*) from tb where exists (select 1 from ta where ta.id = tc.aid and ta.val = tb.aval)) from tc order by 1

select tc.id, (select sum((with w as (select ta.val + tc.aid as v from ta where ta.id = tb.aval) select v from w)) from tb) from tc order by 1

select tc.id, (select array_agg(tb.id in (select ta.id + tc.aid from ta) order by tb.id) from tb) from tc order by 1

select tc.id, x.n from tc, lateral (select count(*) n from tb where tb.aval in (select val from ta where id = tc.aid)) x order by 1

-- x IN (SELECT ...) within an expression, with many rows and with NULLs.
create table nums (a int primary key, b bigint)

insert into nums select g, nullif(g % 7, 3) from generate_series(1, 40) g

select x, x in (select b from nums), x not in (select b from nums where b is not null), x in (select b from nums where a < 0), case when x in (select a from nums) then 'in' else 'out' end from (values (1), (3), (41), (null)) v(x) order by 1

select x, x in (select b + 1 from nums), x = any (select a from nums), x <> all (select a from nums) from (values (1::bigint), (8), (41)) v(x) order by 1

-- LATERAL becomes a plain join where it can.
select count(*) from nums n, nums m join lateral (values (n.a)) ss(x) on m.a = ss.x

select count(*) from nums n, nums m join lateral (values (n.a), (-1)) ss(x) on m.a = ss.x

select * from ta, lateral (select tb.id + ta.id as s, ta.val as q from tb where tb.aval >= ta.val and tb.id < 4) x order by 1, 2, 3

select * from ta, lateral (select * from tb where tb.aval >= ta.id order by id desc limit 1) x order by 1

select * from ta cross join lateral (select ta.val * 2 as h) x cross join lateral (select h + ta.id as k) y where k > 3 order by 1

select * from ta, lateral (select ta.val) x where exists (select 1 from tb where tb.aval = x.val and tb.id > 2) order by 1

select ta.id, ss.* from ta left join lateral (select tb.id, ta.val + 1 as v from tb where tb.aval = ta.val and tb.id < 3) ss on true order by 1, 2

-- What is volatile in the select list is computed after sorting, for the rows of the result.
create sequence after_sort

select a, nextval('after_sort') from nums order by b desc nulls last, a desc limit 3

select currval('after_sort')

select a + nextval('after_sort') from nums order by a desc limit 2

select nextval('after_sort') as n, a from nums where a < 4 order by n desc

-- A sequence is read like a table.
create sequence sq start 5

select * from sq

select nextval('sq')

select last_value, is_called from sq

select s.last_value + 1 from sq s, (values (1)) v(x)

select setval('sq', 42, false)

table sq

select count(ctid) from ta

select count(t.xmin) from ta t

-- A cursor that failed stays so.
begin

declare d cursor for select 1 / (id - 2) from ta order by id

savepoint s

fetch 10 from d

rollback to s

fetch 10 from d

rollback

-- A small work_mem does not make a statement fail.
set work_mem = '64kB'

select count(*) from (select array_agg(a || repeat('x', 200)) from nums n, generate_series(1, 20) g) x

reset work_mem

-- Elements of arrays are assigned; a row gives several columns their values.
create table ar (k int primary key, a int[], b int[][], t text[], v int)

insert into ar values (1, '{1,2,3}', '{{1,2},{3,4}}', '{x}', 1), (2, null, null, null, 2)

update ar set a[2] = 20, t[3] = 'z' where k = 1 returning *

-- sorted
update ar set a[5] = 50, a[1] = a[2] + 1 returning k, a

update ar set a[-1] = 7 where k = 2 returning a

update ar set b[2][1] = 30 where k = 1 returning b

update ar set b[3][1] = 30 where k = 1 returning b

update ar set b[1] = 30 where k = 1 returning b

update ar set a[1:2] = '{8,9}' where k = 1 returning a

update ar set a[1:9] = '{8,9}' where k = 1 returning a

update ar set a[:2] = '{4,5}' where k = 1 returning a

update ar set b[1:2][2:2] = '{{7},{8}}' where k = 1 returning b

update ar set a[null] = 1

update ar set a[2:1] = '{1}' where k = 1

-- loose
update ar set v[1] = 1

update ar set a[1] = default

update ar set a = '{1}', a[1] = 2

-- loose
update ar set a[1] = 'q'

update ar set a[1] = null, t[2:3] = null where k = 1 returning a, t

update ar set (a[1], v) = (select 77, 78) where k = 1 returning a, v

update ar set (a[1], v) = row(5, 6) where k = 1 returning a, v

update ar set (v, k) = row(x.*) from (values (9, 1)) x(p, q) where k = 1 returning v, k

insert into ar (k, a[1], a[3]) values (3, 5, 6), (4, 7, 8) returning *

insert into ar (k, b[1:2][1:2], t[2]) values (5, '{{1,2},{3,4}}', 'n') returning *

insert into ar (k, a[2]) select 6, 12 returning *

-- loose
insert into ar (k, a, a[2]) values (7, '{1}', 3)

-- loose
insert into ar (k, a[2]) values (7, default)

insert into ar (k, v) values (1, 5) on conflict (k) do update set a[4] = excluded.v, v = 0 returning a, v

-- loose
update ar set a[1].f = 3

select (ar).k, (ar).v from ar order by 1

-- Infinite inputs; time zones less than an hour off; too many subscripts.

select covar_pop(1::float8, 'inf'::float8), covar_samp(3::float8, 'inf'::float8), covar_pop(1::float8, 'nan'::float8)

select corr(x, y), covar_pop(x, y) from (values (1e300::float8, 1e300::float8), (-1e300, -1e300)) v(x, y)

select covar_pop(x, y), covar_samp(y, x), corr(x, y) from (values (1::float8, 2::float8), ('inf', 3), (4, 5)) v(x, y)

set timezone = '00:30'

select to_char(timestamptz '2020-01-01 00:00:00+00', 'TZH:TZM'), to_char(timestamptz '2020-01-01 00:00:00+00', 'OF')

reset timezone

select ('{}'::int[])[1][2][3][4][5][6][7]

-- A savepoint's READ ONLY ends with it.
begin

savepoint x

set transaction read only

set transaction read write

rollback to x

show transaction_read_only

savepoint y

set transaction read only

show transaction_read_only

release y

show transaction_read_only

insert into ta values (77, 1)

rollback

select * from ta as f(a, b, c)

select * from (ta cross join tb) ss(a, b, c, d, e)

-- Equal values of other types than integers are found by their hash.
create table h (n numeric, f float8, c char(5), v varchar(9), t text, d date)

insert into h select g * 1.00, case g when 3 then 'NaN' when 4 then '-0' else g end, 'c' || g, 'v' || g, 't' || g, date '2020-01-01' + g from generate_series(1, 20) g

select 3.0 in (select n from h), 99.0 in (select n from h), 'NaN'::float8 in (select f from h), 0::float8 in (select f from h), 'c3   '::char(8) in (select c from h), 'c3 '::text in (select c from h), 'v3'::text in (select v from h), 't3'::varchar in (select t from h), date '2020-01-05' in (select d from h), 1::int2 in (select n from h)

CREATE TABLE identity_steps (f1 int)

ALTER TABLE identity_steps ADD COLUMN f2 int NOT NULL, ALTER COLUMN f2 ADD GENERATED ALWAYS AS IDENTITY, ALTER COLUMN f2 SET GENERATED BY DEFAULT SET INCREMENT 10

INSERT INTO identity_steps (f1) VALUES (1), (2)

SELECT * FROM identity_steps ORDER BY f1

SELECT relname FROM pg_class WHERE relname LIKE 'identity\_steps\_%'

SELECT normalize(''), normalize(U&'\0061\0308'), is_normalized('x'), 'x' IS NORMALIZED, U&'\0061\0308' IS NORMALIZED, U&'\0061\0308' IS NFD NORMALIZED
