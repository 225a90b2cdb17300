# Functions in FROM that give a domain over a composite type.
create type comptype as (r float8, i float8); create domain dcomptype as comptype check ((value).r > 0)
----
CREATE TYPE
CREATE DOMAIN

create function makedcomp(r float8, i float8) returns dcomptype language sql as 'select row(r, i)::comptype'
----
CREATE FUNCTION

create function setd() returns setof dcomptype language sql as 'select row(1, 2)::comptype union all select row(3, 4)::comptype'
----
CREATE FUNCTION

create function pld(x int) returns dcomptype language plpgsql as $$ declare v dcomptype; begin v := row(x, 2); return v; end $$
----
CREATE FUNCTION

select * from makedcomp(1, 2) m
----
1|2
SELECT 1

select m, m is not null, pg_typeof(m) from makedcomp(1, 2) m
----
(1,2)|t|dcomptype
SELECT 1

select r, i from makedcomp(-1, 2)
----
error 23514

select * from setd() where i > 2
----
3|4
SELECT 1

select s, (s).r, s.r, s::text, pg_typeof(s) from setd() s order by 2
----
(1,2)|1|1|(1,2)|dcomptype
(3,4)|3|3|(3,4)|dcomptype
SELECT 2

select * from pld(5)
----
5|2
SELECT 1

select * from rows from (makedcomp(1, 2), generate_series(1, 2)) order by 3
----
1|2|1
NULL|NULL|2
SELECT 2

select * from makedcomp(1, 2) with ordinality as x(a, b, n)
----
1|2|1
SELECT 1

select * from setd() s join setd() t using (r, i) order by 1
----
1|2
3|4
SELECT 2

select s from setd() s left join setd() t on s.r > t.r order by 1
----
(1,2)
(3,4)
SELECT 2

create function nulld() returns dcomptype language sql as 'select null::comptype'
----
CREATE FUNCTION

select * from nulld()
----
NULL|NULL
SELECT 1

create table dt as select * from setd(); create table dt2 as select s from setd() s
----
SELECT 2
SELECT 2

select attrelid::regclass, attname, atttypid::regtype from pg_attribute where attrelid in ('dt'::regclass, 'dt2'::regclass) and attnum > 0 order by 1, attnum
----
dt|r|double precision
dt|i|double precision
dt2|s|dcomptype
SELECT 3

insert into dt2 values (row(-1, 2))
----
error 23514

select j, pg_typeof(j), j.i from json_populate_record(null::dcomptype, '{"r":1}') j
----
(1,)|dcomptype|NULL
SELECT 1

create view vd as select i from setd()
----
CREATE VIEW

drop table dt2; alter type comptype drop attribute i
----
DROP TABLE
error 2BP01
