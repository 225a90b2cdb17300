create table xm (a int primary key, b int)
----
CREATE TABLE

insert into xm values (1, 1) returning a, xmax, xmax = 0
----
1|0|t
INSERT 0 1

insert into xm values (1, 2), (2, 2) on conflict (a) do update set b = excluded.b returning xm.*, (xmax = 0) as inserted, xm.xmax <> 0
----
1|2|f|t
2|2|t|f
INSERT 0 2

insert into xm values (1, 2), (3, 2) on conflict do nothing returning *, xmax
----
3|2|0
INSERT 0 1

insert into xm values (1, 2) on conflict (a) do update set b = 0 where xm.b > 100 returning xmax
----
INSERT 0 0

update xm set b = 5 where a = 1 returning a, xmax
----
1|0
UPDATE 1

with x as (insert into xm values (1, 2), (9, 2) on conflict (a) do update set b = excluded.b returning *, xmax::text::int > 0 as up) select * from x order by a
----
1|2|t
9|2|f
SELECT 2

create view vm as select * from xm
----
CREATE VIEW

insert into vm values (1, 2) returning xmax
----
error 42703

prepare many as select $1::int + $2::int
----
PREPARE

execute many (1, 2)
----
3
SELECT 1

select (information_schema._pg_expandarray(array['a', 'b'])).*, information_schema._pg_expandarray('1 2'::int2vector)
----
a|1|(1,1)
b|2|(2,2)
SELECT 2

select (k).x, (k).n + 1 from (select information_schema._pg_expandarray(array[7, 8]) as k) r
----
7|2
8|3
SELECT 2

select r.k, (r.k).* from (select json_each('{"a":1,"b":2}') as k) r
----
(a,1)|a|1
(b,2)|b|2
SELECT 2

create view exv as select (x.k).key, (x.k).value from (select json_each('{"a":1,"b":2}') as k) x
----
CREATE VIEW

select * from exv
----
a|1
b|2
SELECT 2

select * from pg_get_keywords() where word in ('abort', 'select', 'year')
----
abort|U|t|unreserved|can be bare label
select|R|t|reserved|can be bare label
year|U|f|unreserved|requires AS
SELECT 3

select information_schema.nope(1)
----
error 42883

create function rc1() returns refcursor language plpgsql as $$ declare r refcursor := 'mine'; begin open r for select 1 as a union all select 2; return r; end $$; create function rc2(c refcursor) returns int language plpgsql as $$ declare n int; begin fetch c into n; return n; end $$
----
CREATE FUNCTION
CREATE FUNCTION

begin; select rc1(); fetch all from mine; declare q cursor for select 33; select rc2('q'); commit
----
BEGIN
mine
SELECT 1
1
2
FETCH 2
DECLARE CURSOR
33
SELECT 1
COMMIT

select 'x'::refcursor, pg_typeof('x'::text::refcursor), '{a,b}'::refcursor[]
----
x|refcursor|{a,b}
SELECT 1

select 'x'::refcursor = 'y'::refcursor
----
error 42883
