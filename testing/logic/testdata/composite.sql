create type ct1 as (a int, b text, c numeric(5,2))
----
CREATE TYPE

create type ct2 as (x ct1, y ct1[], z inet)
----
CREATE TYPE

create type ct1 as (a int)
----
error 42710

create type ct3 as (a int, a int)
----
error 42701

create type ct3 as (a nosuch)
----
error 42704

select row(1,'x',2.345)::ct1, (row(1,'x',2.345)::ct1).c, '(1,"a b",3)'::ct1, '(,,)'::ct1, '(1,"a""b\\c",)'::ct1, ' ( 1 ,x,2)'::ct1
----
(1,x,2.35)|2.35|(1,"a b",3.00)|(,,)|(1,"a""b\\c",)|(1,x,2.00)
SELECT 1

select row(1,2)::ct1
----
error 42846

select row(1,2,3,4)::ct1
----
error 42846

select row('x',2,3)::ct1
----
error 22P02

select row(true,2,3)::ct1
----
(1,2,3.00)
SELECT 1

select '(1,2)'::ct1
----
error 22P02

select '(1,2,3,4)'::ct1
----
error 22P02

select '1,2,3'::ct1
----
error 22P02

select '(1,2,3) x'::ct1
----
error 22P02

select '(1,2,3'::ct1
----
error 22P02

select '(x,2,3)'::ct1
----
error 22P02

select row(row(1,'x',2), array[row(3,'y',4)::ct1], '1.2.3.4')::ct2
----
("(1,x,2.00)","{""(3,y,4.00)""}",1.2.3.4)
SELECT 1

select '("(1,x,2.00)","{""(3,y,4.00)""}",1.2.3.4)'::ct2
----
("(1,x,2.00)","{""(3,y,4.00)""}",1.2.3.4)
SELECT 1

select ((row(row(1,'x',2), array[row(3,'y',4)::ct1], '1.2.3.4')::ct2).x).b
----
x
SELECT 1

select (row(1,'x',2)::ct1).*
----
1|x|2.00
SELECT 1

select (row(1,'x',2)::ct1).nope
----
error 42703

create table tct (id int primary key, v ct1, w ct1[], u ct2)
----
CREATE TABLE

insert into tct values (1, row(1,'x',2), array[row(1,'a',2)::ct1, null], null), (2, '(5,,)', '{"(1,2,3)"}', row(row(1,'x',2), array[row(3,'y',4)::ct1], '1.2.3.4')), (3, null, null, null), (4, (7,'q',8), null, null)
----
INSERT 0 4

insert into tct values (5, row(1,2))
----
error 42846

insert into tct values (5, 1)
----
error 42804

select * from tct order by id
----
1|(1,x,2.00)|{"(1,a,2.00)",NULL}|NULL
2|(5,,)|{"(1,2,3.00)"}|("(1,x,2.00)","{""(3,y,4.00)""}",1.2.3.4)
3|NULL|NULL|NULL
4|(7,q,8.00)|NULL|NULL
SELECT 4

select id, (v).a, (v).b, (w[1]).a, (u).x, ((u).x).c from tct order by v, id
----
1|1|x|1|NULL|NULL
2|5|NULL|1|(1,x,2.00)|2.00
4|7|q|NULL|NULL|NULL
3|NULL|NULL|NULL|NULL|NULL
SELECT 4

select (v).* from tct order by id
----
1|x|2.00
5|NULL|NULL
NULL|NULL|NULL
7|q|8.00
SELECT 4

select v from tct where (v).a = 1 order by id
----
(1,x,2.00)
SELECT 1

select distinct v from tct order by 1
----
(1,x,2.00)
(5,,)
(7,q,8.00)
NULL
SELECT 4

select v, count(*) from tct group by v order by 1
----
(1,x,2.00)|1
(5,,)|1
(7,q,8.00)|1
NULL|1
SELECT 4

update tct set v = row((v).a + 1, (v).b, (v).c) where id = 1 returning v
----
(2,x,2.00)
UPDATE 1

update tct set v = null where id = 2 returning *
----
2|NULL|{"(1,2,3.00)"}|("(1,x,2.00)","{""(3,y,4.00)""}",1.2.3.4)
UPDATE 1

select count(*) from tct a join tct b on a.v = b.v
----
2
SELECT 1

select v from tct where v = any(array[row(2,'x',2)::ct1])
----
(2,x,2.00)
SELECT 1

select array_agg(v order by id) from tct
----
{"(2,x,2.00)",NULL,NULL,"(7,q,8.00)"}
SELECT 1

select max(id) from tct where v is not null
----
4
SELECT 1

select coalesce(v, row(0,'0',0)::ct1) from tct order by id
----
(2,x,2.00)
(0,0,0.00)
(0,0,0.00)
(7,q,8.00)
SELECT 4

select case when id = 1 then v else null end from tct order by id
----
(2,x,2.00)
NULL
NULL
NULL
SELECT 4

prepare p(ct1) as select ($1).a, $1
----
PREPARE

execute p('(4,5,6)')
----
4|(4,5,6.00)
SELECT 1

execute p(row(1,2,3))
----
1|(1,2,3.00)
SELECT 1

select typname, typtype, typcategory, typlen, typalign, typstorage, typrelid <> 0, typarray <> 0, typinput, typsend from pg_type where typname in ('ct1','_ct1') order by 1
----
_ct1|b|A|-1|d|x|f|f|array_in|array_send
ct1|c|C|-1|d|x|t|t|record_in|record_send
SELECT 2

select null::ct9 is null
----
error 42704

alter type ct9 rename to ct1
----
error 42704

select x from (select v as x from tct) q where (x).a = 2
----
(2,x,2.00)
SELECT 1

select (select v from tct where id = 1)
----
(2,x,2.00)
SELECT 1

select ((select v from tct where id = 1)).b
----
x
SELECT 1

with q as (select v from tct) select (q.v).a from q order by 1
----
2
7
NULL
NULL
SELECT 4

select r.a, r.v from (values (1, row(1,'a',2)::ct1)) r(a, v)
----
1|(1,a,2.00)
SELECT 1

values (row(1,'a',2)::ct1), (null) order by 1
----
(1,a,2.00)
NULL
SELECT 2

select row(1,'a',2)::ct1 union select row(1,'a',2)::ct1
----
(1,a,2.00)
SELECT 1

drop table tct
----
DROP TABLE

drop type ct2
----
DROP TYPE

# Comments on fields, and on constraints of domains.
CREATE TYPE noted AS (x int, y text)
----
CREATE TYPE

COMMENT ON COLUMN noted.x IS 'first'; COMMENT ON COLUMN noted.y IS 'second'
----
COMMENT
COMMENT

COMMENT ON COLUMN noted.z IS 'none'
----
error 42703

COMMENT ON COLUMN nowhere.z IS 'none'
----
error 42P01

ALTER TYPE noted ALTER ATTRIBUTE x TYPE bigint, ADD ATTRIBUTE z int
----
ALTER TYPE

ALTER TYPE noted RENAME ATTRIBUTE y TO why
----
ALTER TYPE

SELECT attname, col_description(attrelid, attnum) FROM pg_attribute WHERE attrelid = 'noted'::regclass ORDER BY attnum
----
x|first
why|second
z|NULL
SELECT 3

SELECT objsubid, description FROM pg_description WHERE objoid = 'noted'::regclass ORDER BY 1
----
1|first
2|second
SELECT 2

COMMENT ON COLUMN noted.x IS NULL
----
COMMENT

SELECT objsubid, description FROM pg_description WHERE objoid = 'noted'::regclass ORDER BY 1
----
2|second
SELECT 1

CREATE DOMAIN noteddomain AS int CONSTRAINT positive CHECK (value > 0)
----
CREATE DOMAIN

COMMENT ON CONSTRAINT positive ON DOMAIN noteddomain IS 'above zero'
----
COMMENT

SELECT obj_description(oid, 'pg_constraint') FROM pg_constraint WHERE contypid = 'noteddomain'::regtype
----
above zero
SELECT 1

COMMENT ON DATABASE nowhere IS 'x'
----
COMMENT

DROP TYPE noted; DROP DOMAIN noteddomain
----
DROP TYPE
DROP DOMAIN
