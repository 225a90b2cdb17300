# Errors are told whole. Keys and indexes of composite types. The results are Postgres's own.
create type ct as (a int, b text)
----
CREATE TYPE

create table k1 (c ct primary key, n int)
----
CREATE TABLE

insert into k1 values (row(1,'x'),1),(row(2,'a'),2),(row(1,null),3),(row(1,'a'),4),(row(null,'z'),5)
----
INSERT 0 5

insert into k1 values (row(1,'x'),9)
----
error 23505 duplicate key value violates unique constraint "k1_pkey"; Key (c)=((1,x)) already exists.

insert into k1 values (row(1,null),9)
----
error 23505 duplicate key value violates unique constraint "k1_pkey"; Key (c)=((1,)) already exists.

insert into k1 values (row(null,null),10)
----
INSERT 0 1

insert into k1 values (null, 11)
----
error 23502 null value in column "c" of relation "k1" violates not-null constraint; Failing row contains (null, 11).

select * from k1 order by c
----
(1,a)|4
(1,x)|1
(1,)|3
(2,a)|2
(,z)|5
(,)|10
SELECT 6

select * from k1 order by c desc limit 2
----
(,)|10
(,z)|5
SELECT 2

select n from k1 where c = row(1,'x')::ct
----
1
SELECT 1

select n from k1 where c = '(1,)'::ct
----
3
SELECT 1

select n from k1 where c >= row(1,'x')::ct order by c
----
1
3
2
5
10
SELECT 5

select n from k1 where c in (row(1,'x')::ct, row(2,'a')::ct) order by n
----
1
2
SELECT 2

select n from k1 where c between row(1,'a')::ct and row(1,'zzz')::ct order by n
----
1
4
SELECT 2

insert into k1 values (row(1,'x'),99) on conflict (c) do update set n = excluded.n returning *
----
(1,x)|99
INSERT 0 1

update k1 set c.b = 'y' where n = 2
----
UPDATE 1

update k1 set c.b = 'a', c.a = 1 where n = 2
----
error 23505 duplicate key value violates unique constraint "k1_pkey"; Key (c)=((1,a)) already exists.

delete from k1 where c = row(2,'y')::ct returning *
----
(2,y)|2
DELETE 1

select count(*), min(n) from k1
----
5|3
SELECT 1

create table k2 (id int primary key, c ct unique, d ct)
----
CREATE TABLE

create index on k2 (d desc, id)
----
CREATE INDEX

insert into k2 values (1, row(1,'a'), row(5,'q')), (2, null, row(6,'q')), (3, null, null), (4, row(1,'b'), row(5,null))
----
INSERT 0 4

insert into k2 values (5, row(1,'a'), null)
----
error 23505 duplicate key value violates unique constraint "k2_c_key"; Key (c)=((1,a)) already exists.

select id from k2 order by d desc, id
----
3
2
4
1
SELECT 4

select id from k2 order by d, id
----
1
4
2
3
SELECT 4

select id from k2 where d < row(6,'a')::ct order by d desc
----
4
1
SELECT 2

select c, d from k2 where c is null order by id
----
NULL|(6,q)
NULL|NULL
SELECT 2

create table k3 (r ct references k1(c))
----
CREATE TABLE

insert into k3 values (row(1,'y'))
----
error 23503 insert or update on table "k3" violates foreign key constraint "k3_r_fkey"; Key (r)=((1,y)) is not present in table "k1".

insert into k3 values (row(1,'x'))
----
INSERT 0 1

insert into k3 values (null)
----
INSERT 0 1

delete from k1 where c = row(1,'x')::ct
----
error 23503 update or delete on table "k1" violates foreign key constraint "k3_r_fkey" on table "k3"; Key (c)=((1,x)) is still referenced from table "k3".

create table k4 (a ct[] primary key, v numeric)
----
CREATE TABLE

insert into k4 values (array[row(1,'a'),row(2,'b')]::ct[], 1), (array[row(1,'a')]::ct[], 2), ('{}', 3), (array[null, row(1,'z')]::ct[], 4)
----
INSERT 0 4

insert into k4 values (array[row(1,'a')]::ct[], 5)
----
error 23505 duplicate key value violates unique constraint "k4_pkey"; Key (a)=({"(1,a)"}) already exists.

select * from k4 order by a
----
{}|3
{"(1,a)"}|2
{"(1,a)","(2,b)"}|1
{NULL,"(1,z)"}|4
SELECT 4

create type ct2 as (n numeric, f float8, i interval, e ct, arr int[], j jsonb, ts timestamptz, u uuid, t varchar(5), bo bool, by bytea)
----
CREATE TYPE

create table k5 (c ct2 primary key)
----
CREATE TABLE

insert into k5 values (row(1.50, 2.5, '1 day', row(1,'a'), '{1,2}', '{"a":1}', '2020-01-01 00:00+00', '00000000-0000-0000-0000-000000000001', 'ab', true, '\x00ff'))
----
INSERT 0 1

insert into k5 values (row(1.5, 2.5, '24 hours', row(1,'a'), '{1,2}', '{"a":1}', '2020-01-01 00:00+00', '00000000-0000-0000-0000-000000000001', 'ab', true, '\x00ff'))
----
error 23505 duplicate key value violates unique constraint "k5_pkey"; Key (c)=((1.5,2.5,24:00:00,"(1,a)","{1,2}","{""a"": 1}","2020-01-01 00:00:00+00",00000000-0000-0000-0000-000000000001,ab,t,"\\x00ff")) already exists.

insert into k5 values (row(-1.5, 'NaN', null, row(null,null), null, null, null, null, null, false, ''))
----
INSERT 0 1

set timezone = 'UTC'
----
SET

select (c).n, (c).f, (c).i, (c).e, (c).arr, (c).by from k5 order by c
----
-1.5|NaN|NULL|(,)|NULL|\x
1.50|2.5|1 day|(1,a)|{1,2}|\x00ff
SELECT 2

create domain dct as ct check ((value).a > 0)
----
CREATE DOMAIN

create table k6 (d dct unique)
----
CREATE TABLE

insert into k6 values (row(1,'a'))
----
INSERT 0 1

insert into k6 values (row(1,'a'))
----
error 23505 duplicate key value violates unique constraint "k6_d_key"; Key (d)=((1,a)) already exists.

insert into k6 (d.a) values (7)
----
INSERT 0 1

select * from k6 order by d
----
(1,a)
(7,)
SELECT 2

update k6 set d.a = (d).a + 1 where (d).b is null returning *
----
(8,)
UPDATE 1

alter type ct rename attribute b to bb
----
ALTER TYPE

select n from k1 where (c).bb = 'x'
----
99
SELECT 1

select n from k1 where c = row(1,'x')::ct
----
99
SELECT 1

create table k8 (a int, b text)
----
CREATE TABLE

create index on k8 ((row(a,b)::ct))
----
CREATE INDEX

insert into k8 values (2,'b'), (1,'a'), (1, null)
----
INSERT 0 3

select * from k8 order by row(a,b)::ct
----
1|a
1|NULL
2|b
SELECT 3

create unique index k8u on k8 ((row(a,b)::ct))
----
CREATE INDEX

insert into k8 values (1,'a') on conflict do nothing
----
INSERT 0 0

select pg_get_indexdef('k8u'::regclass)
----
CREATE UNIQUE INDEX k8u ON public.k8 USING btree ((ROW(a, b)::ct))
SELECT 1

select k1.n, k2.id from k1 join k2 on k1.c = k2.d order by 1, 2
----
SELECT 0

select k1.n, k2.id from k1 join k2 on k1.c = k2.c order by 1, 2
----
4|1
SELECT 1

analyze k1
----
ANALYZE

select n from k1 where c = row(1,'a')::ct
----
4
SELECT 1

truncate k1 cascade
----
TRUNCATE TABLE

insert into k1 select row(i % 50, repeat('x', i % 7))::ct, i from generate_series(1, 200) i on conflict do nothing
----
INSERT 0 200

select count(*) from k1
----
200
SELECT 1

select c from k1 order by c limit 5
----
(0,x)
(0,xx)
(0,xxx)
(0,xxxx)
(1,x)
SELECT 5

select c from k1 order by c desc limit 3
----
(49,xxx)
(49,xx)
(49,x)
SELECT 3

create table k12 (a int, c ct, primary key (a, c)); insert into k12 values (2, row(1,'q')), (1, row(9,'z')), (1, row(2,'a')); select * from k12 order by a, c
----
CREATE TABLE
INSERT 0 3
1|(2,a)
1|(9,z)
2|(1,q)
SELECT 3

create index k12i on k12 (c desc nulls last); select c from k12 order by c desc nulls last
----
CREATE INDEX
(9,z)
(2,a)
(1,q)
SELECT 3

merge into k12 using (values (row(2,'a')::ct)) v(c) on k12.c = v.c when matched then delete; select count(*) from k12
----
MERGE 1
2
SELECT 1

alter table k12 add column e ct[]; create unique index on k12 (e); update k12 set e = array[c]; update k12 set e = null
----
ALTER TABLE
CREATE INDEX
UPDATE 2
UPDATE 2

create type cz as (a int, b text)
----
CREATE TYPE

create table kx (c cz primary key, n int)
----
CREATE TABLE

insert into kx select row(i, 'x' || i % 7)::cz, i from generate_series(1, 3000) i
----
INSERT 0 3000

create table ky (id int primary key, c cz)
----
CREATE TABLE

insert into ky values (1, row(5,'x5')), (2, row(9,'x2')), (3, row(9,'zz')), (4, null), (5, row(10,null))
----
INSERT 0 5

analyze kx; analyze ky
----
ANALYZE
ANALYZE

select n from kx where c = row(7,'x0')::cz
----
7
SELECT 1

select n from kx where c = '(8,x1)'
----
error 0A000 input of anonymous composite types is not implemented

select n from kx where c > row(2997,'x0')::cz order by c
----
2997
2998
2999
3000
SELECT 4

select n from kx where c >= row(2998,'x2')::cz and c < row(3000,'x0')::cz order by c
----
2998
2999
SELECT 2

select n from kx where row(2,'x3')::cz > c order by c
----
1
2
SELECT 2

select kx.n, ky.id from ky join kx on kx.c = ky.c order by 1
----
5|1
9|2
SELECT 2

select ky.id from ky left join kx on ky.c = kx.c where kx.n is null order by 1
----
3
4
5
SELECT 3

select n from kx where c = (select c from ky where id = 1)
----
5
SELECT 1

prepare p(cz) as select n from kx where c = $1
----
PREPARE

execute p(row(11,'x4'))
----
11
SELECT 1

execute p(null)
----
SELECT 0

select n from kx where c = row(7,'x0')::cz and n = 8
----
SELECT 0

select n from kx where c <> row(7,'x0')::cz and n < 3 order by n
----
1
2
SELECT 2

select n from kx where c = row(7,null)::cz
----
SELECT 0

update kx set n = -1 where c = row(7,'x0')::cz returning n
----
-1
UPDATE 1

delete from kx where c <= row(3,'x')::cz returning n
----
1
2
DELETE 2

deallocate p
----
DEALLOCATE
