# Whole rows of functions in definitions of views have their type.
create type pair as (a int, b text)
----
CREATE TYPE

create table tt(a int, b text)
----
CREATE TABLE

insert into tt values (1,'x')
----
INSERT 0 1

create function f2() returns setof pair stable language sql as $$ select 1, 'x' $$
----
CREATE FUNCTION

create function f3() returns setof tt stable language sql as $$ select * from tt $$
----
CREATE FUNCTION

select pg_typeof(r) from f2() r
----
pair
SELECT 1

select pg_typeof(r) from f2() r(q)
----
pair
SELECT 1

select pg_typeof(r) from f3() r(q)
----
tt
SELECT 1

select pg_typeof(r), to_jsonb(r) from tt r(q)
----
tt|{"a": 1, "b": "x"}
SELECT 1

select to_jsonb(r) from f3() r(q), lateral (select r.q) x
----
{"a": 1, "b": "x"}
SELECT 1

select pg_typeof(r) from f3() with ordinality r(q)
----
record
SELECT 1

create view v6 as select r from f2() as r(q)
----
CREATE VIEW

create view v7 as select r from f3() as r(q)
----
CREATE VIEW

create view v8 as select r from tt as r(q)
----
CREATE VIEW

select viewname, definition from pg_views where schemaname=current_schema() order by 1
----
v6| SELECT r.*::pair AS r\n   FROM f2() r(q, b);
v7| SELECT r.*::tt AS r\n   FROM f3() r(q, b);
v8| SELECT r.*::tt AS r\n   FROM tt r(q, b);
SELECT 3

select * from v6
----
(1,x)
SELECT 1

create function f4() returns pair stable language sql as $$ select 1, 'x' $$
----
CREATE FUNCTION

create domain dp as pair
----
CREATE DOMAIN

create function f5() returns dp stable language sql as $$ select (1, 'x')::pair $$
----
CREATE FUNCTION

create function f6(out a int, out b int) language sql as 'select 1,2'
----
CREATE FUNCTION

create view v9 as select r from f4() as r
----
CREATE VIEW

create view v10 as select r from f5() as r
----
CREATE VIEW

create view v11 as select r from f6() as r
----
error 42P16

create view v12 as select r from f4() with ordinality as r
----
error 42P16

create view v13 as select r from generate_series(1,2) as r
----
CREATE VIEW

create view v14 as select r from f4() as r, f2() s where s is not null and r = s group by r
----
CREATE VIEW

select viewname, definition from pg_views where schemaname=current_schema() order by 1
----
v10| SELECT r.*::dp AS r\n   FROM f5() r(a, b);
v13| SELECT r.r\n   FROM generate_series(1, 2) r(r);
v14| SELECT r.*::pair AS r\n   FROM f4() r(a, b),\n    f2() s(a, b)\n  WHERE ((s.* IS NOT NULL) AND (r.* = s.*))\n  GROUP BY r.*;
v6| SELECT r.*::pair AS r\n   FROM f2() r(q, b);
v7| SELECT r.*::tt AS r\n   FROM f3() r(q, b);
v8| SELECT r.*::tt AS r\n   FROM tt r(q, b);
v9| SELECT r.*::pair AS r\n   FROM f4() r(a, b);
SELECT 7

select * from v14
----
(1,x)
SELECT 1
