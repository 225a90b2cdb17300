# A function's only output that is a row gives its fields as columns.
CREATE TYPE pair AS (a int4, b text)
----
CREATE TYPE

create table t0(k int)
----
CREATE TABLE

insert into t0 values (1)
----
INSERT 0 1

CREATE FUNCTION f1(a0 uuid) RETURNS TABLE (x0 pair) STABLE LANGUAGE sql AS $$ SELECT ROW(NULL, NULL)::pair FROM t0 AS r2 $$
----
CREATE FUNCTION

CREATE FUNCTION f2(a0 uuid) RETURNS SETOF pair STABLE LANGUAGE sql AS $$ SELECT ROW(1, 'x')::pair FROM t0 AS r2 $$
----
CREATE FUNCTION

CREATE FUNCTION f3(out x pair) RETURNS SETOF pair STABLE LANGUAGE sql AS $$ SELECT ROW(1, 'x')::pair FROM t0 AS r2 $$
----
CREATE FUNCTION

CREATE FUNCTION f4(out x pair)  STABLE LANGUAGE sql AS $$ SELECT ROW(1, 'x')::pair FROM t0 AS r2 $$
----
CREATE FUNCTION

CREATE FUNCTION f5() RETURNS TABLE (x0 pair, y int) STABLE LANGUAGE sql AS $$ SELECT ROW(NULL, NULL)::pair, 1 FROM t0 AS r2 $$
----
CREATE FUNCTION

CREATE FUNCTION f6() RETURNS TABLE (x0 pair) STABLE LANGUAGE plpgsql AS $$ begin x0 := (3,'q'); return next; return query select (4,'r')::pair; end $$
----
CREATE FUNCTION

select * from f1(null)
----
NULL|NULL
SELECT 1

select * from f2(null)
----
1|x
SELECT 1

select * from f3()
----
1|x
SELECT 1

select * from f4()
----
1|x
SELECT 1

select * from f5()
----
(,)|1
SELECT 1

select * from f6()
----
error 42804

create view v1 as select 1 from f1(null) as r
----
CREATE VIEW

create view v2 as select 1 from f2(null) as r
----
CREATE VIEW

create view v3 as select 1 from f3() as r
----
CREATE VIEW

create view v4 as select 1 from f4() as r
----
CREATE VIEW

create view v5 as select 1 from f5() as r
----
CREATE VIEW

create view v7 as select r.a from f1(null) as r
----
CREATE VIEW

create view v8 as select * from f1(null) as r(b,c), f6()
----
error 42701

create view v9 as select * from f1(null) with ordinality
----
CREATE VIEW

create view v10 as select * from rows from (f1(null), f2(null), f4())
----
error 42701

select viewname, definition from pg_views where schemaname=current_schema() order by 1
----
v1| SELECT 1 AS "?column?"\n   FROM f1(NULL::uuid) r(a, b);
v2| SELECT 1 AS "?column?"\n   FROM f2(NULL::uuid) r(a, b);
v3| SELECT 1 AS "?column?"\n   FROM f3() r(a, b);
v4| SELECT 1 AS "?column?"\n   FROM f4() r(a, b);
v5| SELECT 1 AS "?column?"\n   FROM f5() r(x0, y);
v7| SELECT r.a\n   FROM f1(NULL::uuid) r(a, b);
v9| SELECT f1.a,\n    f1.b,\n    f1.ordinality\n   FROM f1(NULL::uuid) WITH ORDINALITY f1(a, b, ordinality);
SELECT 7

select * from v8
----
error 42P01

select * from v9
----
NULL|NULL|1
SELECT 1

select * from v10
----
error 42P01

select * from v7
----
NULL
SELECT 1

CREATE FUNCTION f7() RETURNS setof pair STABLE LANGUAGE plpgsql AS $$ begin return query select (4,'r')::pair; end $$
----
CREATE FUNCTION

CREATE FUNCTION f8() RETURNS setof pair STABLE LANGUAGE plpgsql AS $$ begin return query select 4,'r'; end $$
----
CREATE FUNCTION

CREATE FUNCTION f9() RETURNS table (x pair) STABLE LANGUAGE plpgsql AS $$ begin return query select 4,'r'; end $$
----
CREATE FUNCTION

CREATE FUNCTION f10() RETURNS table (x pair) STABLE LANGUAGE plpgsql AS $$ begin return query select 4,'r'::text; x := (1,'w'); return next; end $$
----
CREATE FUNCTION

CREATE FUNCTION f11(out x pair) LANGUAGE plpgsql AS $$ begin x := (1,'w'); end $$
----
CREATE FUNCTION

CREATE FUNCTION f12(out x pair) LANGUAGE plpgsql AS $$ begin x.b := 'w'; end $$
----
CREATE FUNCTION

CREATE FUNCTION f13(out x pair, out y int) LANGUAGE plpgsql AS $$ begin x.b := 'w'; end $$
----
CREATE FUNCTION

create domain dpair as pair
----
CREATE DOMAIN

CREATE FUNCTION f14(out x dpair) LANGUAGE plpgsql AS $$ begin x := (1,'w'); end $$
----
CREATE FUNCTION

CREATE FUNCTION f15() returns table(x dpair) LANGUAGE plpgsql AS $$ begin x := (1,'w'); return next; end $$
----
CREATE FUNCTION

CREATE FUNCTION f16(inout x pair) LANGUAGE sql AS $$ select x $$
----
CREATE FUNCTION

select * from f7()
----
error 42804

select * from f8()
----
4|r
SELECT 1

select * from f9()
----
4|r
SELECT 1

select * from f10()
----
1|w
4|r
SELECT 2

select * from f11()
----
1|w
SELECT 1

select * from f12()
----
NULL|w
SELECT 1

select * from f13()
----
(,w)|NULL
SELECT 1

select * from f14()
----
1|w
SELECT 1

select * from f15()
----
1|w
SELECT 1

select * from f16((1,'b'))
----
1|b
SELECT 1

select f10()
----
(1,w)
(4,r)
SELECT 2

select f11(), (f12()).b, f15(), (f14()).a, (f16((2,'c'))).*
----
(1,w)|w|(1,w)|1|2|c
SELECT 1

select x from f11() x
----
(1,w)
SELECT 1

select x.x from f11() x
----
error 42703

select x.b from f14() x
----
w
SELECT 1

select a from f16((1,'b')) with ordinality as t(q)
----
error 42703

select q from f16((1,'b')) with ordinality as t(q)
----
1
SELECT 1
