# Parts of columns, WITH, HAVING alone. Errors are told whole.
create type pt as (x int, y text[])
----
CREATE TYPE

create domain pd as pt check ((value).x < 100)
----
CREATE DOMAIN

create table parts (id int, c pt, cs pt[], d pd)
----
CREATE TABLE

insert into parts (id, c.x, c.y) values (1, 5, '{a,b}'), (2, 6, array['q'])
----
INSERT 0 2

insert into parts (id, c.y[1], c.y[2]) values (3, 'one', 'two')
----
INSERT 0 1

insert into parts (id, cs[1].y[2], cs[1].x) values (4, 'deep', 7)
----
INSERT 0 1

insert into parts (id, c.x) select 5, 50
----
INSERT 0 1

insert into parts (id, c.y) select 6, '{m,n}'
----
INSERT 0 1

insert into parts (id, d.x) values (7, 99)
----
INSERT 0 1

insert into parts (id, d.x) values (8, 100)
----
error 23514 value for domain pd violates check constraint "pd_check"

insert into parts (id, c.x) values (9, default)
----
error 0A000 cannot set a subfield to DEFAULT

insert into parts (id, c[1]) values (9, 1)
----
error 42804 cannot subscript type pt because it does not support subscripting

insert into parts (id, c.nope) values (9, 1)
----
error 42703 cannot assign to field "nope" of column "c" because there is no such column in data type pt

insert into parts (id, id.x) values (9, 1)
----
error 42701 column "id" specified more than once

insert into parts (id, c.x.z) values (9, 1)
----
error 42804 cannot assign to field "z" of column "x" because its type integer is not a composite type

insert into parts (id, c, c.x) values (9, null, 1)
----
error 42701 column "c" specified more than once

select * from parts order by id
----
1|(5,"{a,b}")|NULL|NULL
2|(6,{q})|NULL|NULL
3|(,"{one,two}")|NULL|NULL
4|NULL|{"(7,[2:2]={deep})"}|NULL
5|(50,)|NULL|NULL
6|(,"{m,n}")|NULL|NULL
7|NULL|NULL|(99,)
SELECT 7

update parts set c.x = 1 where id <= 3 returning id, c
----
1|(1,"{a,b}")
2|(1,{q})
3|(1,"{one,two}")
UPDATE 3

update parts set c.x = (c).x + 1, c.y[1] = 'changed' where id <= 2 returning id, c
----
1|(2,"{changed,b}")
2|(2,{changed})
UPDATE 2

update parts set cs[1].x = 8, cs[2].y = '{s}' where id = 4 returning cs
----
{"(8,[2:2]={deep})","(,{s})"}
UPDATE 1

update parts set cs[1].y[5] = 'five' where id = 4 returning cs
----
{"(8,\"[2:5]={deep,NULL,NULL,five}\")","(,{s})"}
UPDATE 1

update parts set d.x = 3, d.y = '{w}' where id in (1, 7) returning id, d
----
1|(3,{w})
7|(3,{w})
UPDATE 2

update parts set d.x = 300 where id = 7
----
error 23514 value for domain pd violates check constraint "pd_check"

update parts set (c.x, c.y) = (1, '{tuple}') where id = 6 returning c
----
(1,{tuple})
UPDATE 1

update parts set c.x = 'no' where id = 6
----
error 22P02 invalid input syntax for type integer: "no"

update parts set c.x = default where id = 6
----
error 0A000 cannot set a subfield to DEFAULT

update parts set c.x = 1, c = null where id = 6
----
error 42601 multiple assignments to same column "c"

update parts set id.y = 5
----
error 42804 cannot assign to field "y" of column "id" because its type integer is not a composite type

create unique index parts_id on parts(id)
----
CREATE INDEX

insert into parts (id, c.x) values (1, 77) on conflict (id) do update set c.x = (excluded.c).x returning c
----
(77,"{changed,b}")
INSERT 0 1

do $$ declare p pt; begin p.x := 4; raise notice '% %', p, p.y; p := null; raise notice '%', p; p.y := '{z}'; raise notice '%', p; end $$
----
DO

do $$ declare r parts; begin r.id := 9; raise notice '%', r; r := null; raise notice '%', r.id; end $$
----
DO

create function mk(a int) returns pt language plpgsql as $$ declare p pt; begin p.x := a; p.y[2] := 'u'; return p; end $$
----
CREATE FUNCTION

select mk(3), (mk(4)).y
----
(3,[2:2]={u})|[2:2]={u}
SELECT 1

with recursive a as (select * from b), b as (select 1 as n) select * from a
----
1
SELECT 1

with recursive t(n) as (select n from s union all select n + 1 from t where n < 5), s(n) as (values (3)) select * from t order by 1
----
3
4
5
SELECT 3

with recursive x(n) as (select 1 union all select n + 1 from y where n < 5), y(n) as (select 1 union all select n + 1 from x where n < 5) select * from x
----
error 0A000 mutual recursion between WITH items is not implemented

with recursive t as (insert into parts (id) select id from t returning id) select * from t
----
error 42P19 recursive query "t" must not contain data-modifying statements

select * from (with t as (update parts set id = id returning *) select * from t) ss
----
error 0A000 WITH clause containing a data-modifying statement must be at the top level

with t as (with u as (delete from parts returning *) select * from u) select * from t
----
error 0A000 WITH clause containing a data-modifying statement must be at the top level

with t as (delete from parts where id = 2 returning id) select * from t
----
2
SELECT 1

select 1 as one from parts where 1 / (id - id) = 1 having 1 < 2
----
1
SELECT 1

select 1 as one from parts having count(*) > 100
----
SELECT 0

select id from parts order by id fetch first null rows with ties
----
error 2201W row count cannot be null in FETCH FIRST ... WITH TIES clause

select id from parts order by id fetch first null rows only
----
1
3
4
5
6
7
SELECT 6

create role cpw; alter default privileges for role cpw revoke insert on tables from cpw; create schema nw; grant all on schema nw to cpw
----
CREATE ROLE
ALTER DEFAULT PRIVILEGES
CREATE SCHEMA
GRANT

set role cpw; create table nw.made as select generate_series(1, 3) as a; insert into nw.made values (4)
----
SET
SELECT 3
error 42501 permission denied for table made

reset role; select * from nw.made order by a; drop schema nw cascade; drop owned by cpw; drop role cpw
----
RESET
error 42P01 relation "nw.made" does not exist

insert into parts (id) values (10) on conflict (nope) do nothing
----
error 42703 column "nope" does not exist

# Parts of parts: what is read and put back stands once, whatever is assigned, and so do subscripts.
create type inpart as (x int, y text, z int[])
----
CREATE TYPE

create type whole as (i inpart, l inpart[], n int)
----
CREATE TYPE

create domain checkedpart as inpart check ((value).x < 100)
----
CREATE DOMAIN

create domain partlist as inpart[] check (value[1] is not null)
----
CREATE DOMAIN

create sequence subscripts
----
CREATE SEQUENCE

create table deep (id int, a inpart[], b whole, bb whole[], d checkedpart[], e partlist)
----
CREATE TABLE

insert into deep values (1)
----
error 23514 value for domain partlist violates check constraint "partlist_check"

insert into deep (id, a[1].x, a[2].x, a[1].y) values (2, 5, 6, 'z')
----
error 23514 value for domain partlist violates check constraint "partlist_check"

insert into deep (id, bb[1].l[2].x, bb[1].l[2].y, bb[2].i.z[3]) values (3, 5, 'w', 4)
----
error 23514 value for domain partlist violates check constraint "partlist_check"

insert into deep (id, d[1].x, d[2].x) values (4, 5, 101)
----
error 23514 value for domain checkedpart violates check constraint "checkedpart_check"

insert into deep (id, d[1].x, d[2].x) values (4, 5, 11)
----
error 23514 value for domain partlist violates check constraint "partlist_check"

insert into deep (id, e[2].x) values (5, 5)
----
error 23514 value for domain partlist violates check constraint "partlist_check"

insert into deep (id, e[1].x) values (5, 5)
----
error 23514 value for domain partlist violates check constraint "partlist_check"

select * from deep order by id
----
SELECT 0

update deep set a[1].x = 1, a[2].x = 2, a[3].z[2] = 5, b.i.x = 3, b.l[2].y = 'k', b.n = 9
----
UPDATE 0

update deep set d[1].x = coalesce((d[1]).x, 0) + 95
----
UPDATE 0

update deep set d[3].y = 'd', e[1].y = 'e'
----
UPDATE 0

update deep set a[nextval('subscripts')].x = 40 where id = 1
----
UPDATE 0

select currval('subscripts')
----
error 55000 currval of sequence "subscripts" is not yet defined in this session

update deep set a[1].x = case (a[1]).x when 1 then 11 when 40 then 22 else 33 end, a[2].y = case id when 1 then 'one' else (a[2]).y || '!' end
----
UPDATE 0

select * from deep order by id
----
SELECT 0

update deep set a[1:2].x = 1
----
error 42804 cannot assign to field "x" of column "a" because its type inpart[] is not a composite type

update deep set a[null].x = 1
----
UPDATE 0

update deep set a[1].x.y = 1
----
error 42804 cannot assign to field "y" of column "x" because its type integer is not a composite type

update deep set b.i = null, b.i.x = 2
----
UPDATE 0

update deep set (a[1].x, a[1].y) = (select id, 'sub') where id < 3
----
UPDATE 0

update deep set a[-1].x = 5 where id = 2
----
UPDATE 0

update deep set a[1].x = 1, a[2].x = 2, a[3].x = 3, a[4].x = 4, a[5].x = 5, a[6].x = 6, a[7].x = 7, a[8].x = 8, a[9].x = 9, a[10].x = 10, a[11].x = 11, a[12].x = 12, a[13].x = 13, a[14].x = 14, a[15].x = 15, a[16].x = 16, a[17].x = 17, a[18].x = 18, a[19].x = 19, a[20].x = 20, a[21].x = 21, a[22].x = 22, a[23].x = 23, a[24].x = 24, a[25].x = 25, a[26].x = 26, a[27].x = 27, a[28].x = 28, a[29].x = 29, a[30].x = 30, a[31].x = 31, a[32].x = 32, a[33].x = 33, a[34].x = 34, a[35].x = 35, a[36].x = 36, a[37].x = 37, a[38].x = 38, a[39].x = 39, a[40].x = 40 where id = 4
----
UPDATE 0

select * from deep order by id
----
SELECT 0
