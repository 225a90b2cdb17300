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
