# Functions in SQL in FROM, whose queries stand in the place of their calls, and those that are called.
create table z (a int primary key, b int, c text)
----
CREATE TABLE

create table y (k int, v text)
----
CREATE TABLE

insert into y values (1,'one'),(2,'two'),(3,null),(null,'none')
----
INSERT 0 4

create function f1(x int) returns setof z language sql stable as $$ select * from z where a <= x $$
----
CREATE FUNCTION

create function f2(x int, n int default 2) returns table(a int, total bigint) language sql stable as $$ select b, sum(a + x) from z where z.b < n group by b order by b $$
----
CREATE FUNCTION

create function f3(x int) returns setof int language sql immutable as $$ select a from generate_series(1, x) a $$
----
CREATE FUNCTION

create function f4(x int) returns setof int language sql stable as $$ select (select max(a) from z where z.b = x) union all select x $$
----
CREATE FUNCTION

create function f5(x int, y int) returns setof int language sql stable as $$ select a from z where z.b = x order by a limit y $$
----
CREATE FUNCTION

create function f6(r y) returns setof text language sql stable as $$ select r.v || z.c from z where z.a = (r).k $$
----
CREATE FUNCTION

create function f7(anyarray) returns setof anyelement language sql stable as $$ select x from unnest($1) x $$
----
CREATE FUNCTION

create function f8(variadic xs int[]) returns setof int language sql stable as $$ select x from unnest(xs) x where x > 1 $$
----
CREATE FUNCTION

create function f9(a int) returns table(q int, w int) language sql stable as $$ select z.a, f9.a from z where z.a = f9.a + 1 $$
----
CREATE FUNCTION

create function f10(x int) returns setof int language sql stable as $$ with recursive r as (select 1 n union all select n + 1 from r where n < x) select n from r $$
----
CREATE FUNCTION

create function f11(x int) returns setof int language sql stable strict as $$ select coalesce(x, 7) $$
----
CREATE FUNCTION

create function f12(x int) returns setof int language sql stable as $$ select coalesce(x, 7) $$
----
CREATE FUNCTION

create function f13(x int) returns setof int language sql volatile as $$ select a from z where a < x $$
----
CREATE FUNCTION

create function f14(x int) returns setof int language sql stable begin atomic select a from z where a < x; end
----
CREATE FUNCTION

create function f15(x int) returns setof bigint language sql stable as $$ select a from z where a < x $$
----
CREATE FUNCTION

create function f16(x int) returns setof z language sql stable as $$ select z from z where a < x $$
----
CREATE FUNCTION

create function f17(x text) returns setof z language sql stable as $$ select * from z where c like x || '%' $$
----
CREATE FUNCTION

create function f18(x int) returns setof record language sql stable as $$ select a, c from z where a < x $$
----
CREATE FUNCTION

create function f19(x int) returns setof int language sql stable as $$ select count(x)::int from z $$
----
CREATE FUNCTION

create function f20(x int) returns setof int language sql stable as $$ select sum(x)::int $$
----
CREATE FUNCTION

create function f21(x int) returns setof int language sql stable as $$ select nope from z $$
----
error 42703

create function f22(out p int, out q text) returns setof record language sql stable as $$ select a, c from z where a < 3 $$
----
CREATE FUNCTION

create function f23(x int) returns setof int language sql stable as $$ select a from f13(x) a union select * from f3(x) $$
----
CREATE FUNCTION

create function f24(x int) returns setof int language sql stable as $$ select a from f1(x) where b = 1 $$
----
CREATE FUNCTION

select * from f1(3)
----
SELECT 0

select * from f1(30) where a = 7
----
SELECT 0

select count(*), sum(a) from f1(40) q where b = 2
----
0|NULL
SELECT 1

select q from f1(2) q
----
SELECT 0

select q.* from f1(2) as q(i, j, k)
----
SELECT 0

select * from f2(1)
----
SELECT 0

select * from f2(1, 4)
----
SELECT 0

select * from f2(n => 3, x => 0)
----
SELECT 0

select y.k, f.* from y, f2(y.k) f order by 1, 2
----
SELECT 0

select y.k, f.* from y left join f2(y.k, 1) f on true order by 1, 2
----
1|NULL|NULL
2|NULL|NULL
3|NULL|NULL
NULL|NULL|NULL
SELECT 4

select y.k, f.a from y left join f1(y.k) f on f.a > 1 order by 1, 2
----
1|NULL
2|NULL
3|NULL
NULL|NULL
SELECT 4

select * from f3(4)
----
1
2
3
4
SELECT 4

select y.k, f from y, f3(y.k) f order by 1, 2
----
1|1
2|1
2|2
3|1
3|2
3|3
SELECT 6

select * from f4(3)
----
3
NULL
SELECT 2

select y.k, f4 from y, f4(y.k) order by 1, 2
----
1|1
1|NULL
2|2
2|NULL
3|3
3|NULL
NULL|NULL
NULL|NULL
SELECT 8

select y.k, f5 from y, f5(y.k, y.k) order by 1, 2
----
SELECT 0

select y.k, f5 from y, f5(1, y.k + 1) order by 1, 2
----
SELECT 0

select y.k, f6 from y, f6(y) order by 1, 2
----
SELECT 0

select * from f7(array[1,2,3])
----
1
2
3
SELECT 3

select y.k, f7 from y, f7(array[y.v, 'a']) order by 1, 2
----
1|a
1|one
2|a
2|two
3|a
3|NULL
NULL|a
NULL|none
SELECT 8

select * from f8(1,2,3)
----
2
3
SELECT 2

select * from f8(variadic array[5,0])
----
5
SELECT 1

select * from f9(3)
----
SELECT 0

select y.k, f9.* from y, f9(y.k) order by 1, 2
----
SELECT 0

select * from f10(4)
----
1
2
3
4
SELECT 4

select y.k, f10 from y, f10(y.k) order by 1, 2
----
1|1
2|1
2|2
3|1
3|2
3|3
NULL|1
SELECT 7

select * from f11(null)
----
SELECT 0

select * from f12(null)
----
7
SELECT 1

select * from f12(1)
----
1
SELECT 1

select y.k, f12 from y, f12(y.k) order by 1, 2
----
1|1
2|2
3|3
NULL|7
SELECT 4

select * from f13(3)
----
SELECT 0

select * from f14(3)
----
SELECT 0

select * from f15(3)
----
SELECT 0

select pg_typeof(f15) from f15(2)
----
SELECT 0

select * from f16(3)
----
SELECT 0

select * from f17('x1') order by 1
----
SELECT 0

select y.k, f17.a from y, f17(y.v) order by 1, 2
----
SELECT 0

select * from f18(3) as t(i int, t text)
----
SELECT 0

select * from f18(3)
----
error 42601

select * from f19(3)
----
0
SELECT 1

select y.k, f19, f20 from y, f19(y.k), f20(y.k) order by 1, 2
----
1|0|1
2|0|2
3|0|3
NULL|0|NULL
SELECT 4

select (select sum(f20) from f20(y.k)) from y order by 1
----
1
2
3
NULL
SELECT 4

select sum(y.k), (select f from f20(sum(y.k)::int) f) from y
----
6|6
SELECT 1

select * from f21(1)
----
error 42883

select * from f22()
----
SELECT 0

select q, p from f22() where p = 1
----
SELECT 0

select * from f23(3) order by 1
----
1
2
3
SELECT 3

select * from f24(10)
----
SELECT 0

select * from f3(2) with ordinality
----
1|1
2|2
SELECT 2

select * from rows from (f3(2), f3(3))
----
1|1
2|2
NULL|3
SELECT 3

select f3(3), f2(1)
----
1|NULL
2|NULL
3|NULL
SELECT 3

select f1(2)
----
SELECT 0

select (f1(2)).c
----
SELECT 0

select * from f1((select 3))
----
SELECT 0

select * from f1(1/0)
----
error 22012

select * from f12(random()::int * 0)
----
0
SELECT 1

select * from f3(3) f where f3 > 1
----
error 42703

select * from f3(3) where f3 > 1
----
2
3
SELECT 2

select * from f3(3) for update
----
1
2
3
SELECT 3

select * from f1(3) for update
----
SELECT 0

create view v as select * from f1(4) where b > 0
----
CREATE VIEW

select * from v
----
SELECT 0

select pg_get_viewdef('v')
----
 SELECT f1.a,\n    f1.b,\n    f1.c\n   FROM f1(4) f1(a, b, c)\n  WHERE (f1.b > 0);
SELECT 1

create materialized view mv as select * from f1(5)
----
SELECT 0

select * from mv
----
SELECT 0

prepare p(int) as select * from f1($1) where b = $1 % 5
----
PREPARE

create or replace function f1(x int) returns setof z language sql stable as $$ select * from z where a = x $$
----
CREATE FUNCTION

select * from f1(7)
----
SELECT 0

select * from v
----
SELECT 0

select * from f1(7)
----
SELECT 0

select * from f1(7)
----
SELECT 0

create function g1(x anyelement, y anyelement) returns table(m anyelement) language sql stable as $$ select greatest(x, y) $$
----
CREATE FUNCTION

select * from g1(1, 2)
----
2
SELECT 1

select * from g1('a'::text, 'b')
----
b
SELECT 1

select * from g1(1.5, 2)
----
error 42883

create domain pos as int check (value > 0)
----
CREATE DOMAIN

create function g2(x pos) returns setof pos language sql stable as $$ select x $$
----
CREATE FUNCTION

select * from g2(3)
----
3
SELECT 1

select * from g2(-3)
----
error 23514

create function g3(x int) returns setof pos language sql stable as $$ select x $$
----
CREATE FUNCTION

select * from g3(3)
----
3
SELECT 1

select * from g3(-3)
----
error 23514

create function g4(x varchar(3)) returns setof varchar(2) language sql stable as $$ select x $$
----
CREATE FUNCTION

select * from g4('abcdef')
----
abcdef
SELECT 1

create function g5(x int) returns setof int language sql stable as $$ values (x), (x + 1) $$
----
CREATE FUNCTION

select * from g5(3)
----
3
4
SELECT 2

select y.k, g5 from y, g5(y.k) order by 1, 2
----
1|1
1|2
2|2
2|3
3|3
3|4
NULL|NULL
NULL|NULL
SELECT 8

create function g6(x int) returns setof int language sql stable as $$ select 1; select x $$
----
CREATE FUNCTION

select * from g6(3)
----
3
SELECT 1

create function g7(x int) returns setof int language sql stable as $$ select a from z where a < x for update $$
----
CREATE FUNCTION

select * from g7(3)
----
SELECT 0

create function g8(x int) returns setof int language sql stable set enable_seqscan = off as $$ select x $$
----
CREATE FUNCTION

select * from g8(3)
----
3
SELECT 1

create function g9(x int) returns setof int language sql stable security definer as $$ select x $$
----
CREATE FUNCTION

select * from g9(3)
----
3
SELECT 1

create function g10(x int, x2 int) returns setof int language sql stable as $$ select row_number() over (order by a desc) + x from z where a < x2 $$
----
CREATE FUNCTION

select * from g10(3, 4)
----
SELECT 0

create function g11(x int) returns setof int language sql stable as $$ select distinct x from z $$
----
CREATE FUNCTION

select y.k, g11 from y, g11(y.k) order by 1
----
SELECT 0

create function g12(x int) returns setof int language sql stable as $$ select x from z group by x having x > 1 $$
----
CREATE FUNCTION

select y.k, g12 from y, g12(y.k) order by 1
----
SELECT 0

create function g13(x int) returns setof int language sql stable as $$ select a from z where a = x union select x except select 2 $$
----
CREATE FUNCTION

select y.k, g13 from y, g13(y.k) order by 1, 2
----
1|1
3|3
NULL|NULL
SELECT 3

create function g14(x int) returns setof int language sql stable as $$ select generate_series(1, x) $$
----
CREATE FUNCTION

select y.k, g14 from y, g14(y.k) order by 1, 2
----
1|1
2|1
2|2
3|1
3|2
3|3
SELECT 6

create function g15(x int) returns setof int language sql stable as $$ select t.i from (select x as i offset 0) t, lateral (select t.i + x) u(j) where exists (select 1 from z where a = x) $$
----
CREATE FUNCTION

select y.k, g15 from y, g15(y.k) order by 1, 2
----
SELECT 0

create function g16(x int) returns setof int language sql stable as $$ select grouping(b) + x from (values (1),(2)) v(b) group by rollup(b) $$
----
CREATE FUNCTION

select y.k, g16 from y, g16(y.k) order by 1, 2
----
1|1
1|1
1|2
2|2
2|2
2|3
3|3
3|3
3|4
NULL|NULL
NULL|NULL
NULL|NULL
SELECT 12

create function g17(x text) returns setof int language sql stable as $$ select 1 where x ~ 'n' $$
----
CREATE FUNCTION

select y.v, g17 from y, g17(y.v) order by 1
----
none|1
one|1
SELECT 2

select y.v, g17 from y, g17(y.v collate "C") order by 1
----
none|1
one|1
SELECT 2

create function g18(d date default current_date, n int default 1) returns setof boolean language sql stable as $$ select d + n > current_date $$
----
CREATE FUNCTION

select * from g18()
----
t
SELECT 1

select a.x, f.* from (values (1),(2)) a(x) cross join lateral (select * from f3(a.x) where f3 >= a.x) f
----
1|1
2|2
SELECT 2

select a.x, (select count(*) from f3(a.x) b, f3(b) c) from (values (1),(2),(3)) a(x)
----
1|1
2|3
3|6
SELECT 3

select * from (values (1),(2)) a(x) where exists (select from f3(a.x) g where g = 2)
----
2
SELECT 1

select * from (values (1),(2)) a(x) where x in (select f3 from f3(a.x))
----
1
2
SELECT 2

select array(select f3(3)), array(select * from f3(3))
----
{1,2,3}|{1,2,3}
SELECT 1

# No row lock reaches into a function, whatever it consists of.
CREATE TABLE fnl (a int, b int)
----
CREATE TABLE

insert into fnl values (1,2)
----
INSERT 0 1

CREATE FUNCTION fnl1(a0 int4range) RETURNS TABLE (x0 timestamp, x1 text, x2 timestamp) STABLE LANGUAGE sql AS $$ SELECT NULL::timestamp, NULL::text, NULL::timestamp FROM fnl AS r2 $$
----
CREATE FUNCTION

CREATE FUNCTION fnl3(a0 int4) RETURNS TABLE (x0 interval) STABLE LANGUAGE sql AS $$ SELECT NULL::interval FROM fnl1(NULL::int4range::int4range) AS r4 GROUP BY ROLLUP (1) $$
----
CREATE FUNCTION

create function fnl4() returns setof fnl stable language sql as 'select * from fnl order by a limit 5'
----
CREATE FUNCTION

create function fnl5() returns setof fnl stable language sql as 'select * from fnl'
----
CREATE FUNCTION

create function fnl6() returns setof fnl stable language sql as 'with w as (select * from fnl) select * from w'
----
CREATE FUNCTION

SELECT  FROM (VALUES (NULL, 3)) AS r114(x, y) LEFT JOIN LATERAL (SELECT NULL::timestamp FROM fnl3(NULL::int4::int4) AS r116) AS l115(x) ON NULL::bool FOR UPDATE
----
()
SELECT 1

select * from (values (1)) v(x) left join (select * from fnl4()) l on l.a = v.x for update
----
1|1|2
SELECT 1

select * from (values (1)) v(x) left join (select * from fnl5()) l on l.a = v.x for update
----
1|1|2
SELECT 1

select * from (values (1)) v(x) left join (select * from fnl6()) l on l.a = v.x for update
----
1|1|2
SELECT 1

select * from (values (1)) v(x) left join fnl5() l on l.a = v.x for update
----
1|1|2
SELECT 1

select * from (values (1)) v(x) left join (select * from fnl) l on l.a = v.x for update
----
error 0A000

select * from (values (1)) v(x) left join (select * from fnl5(), fnl) l on true for update
----
error 0A000

select * from (values (1)) v(x) left join (select * from fnl4() limit 1) l on true for update
----
error 0A000

select * from fnl left join (select * from fnl4()) l on true for update
----
1|2|1|2
SELECT 1
