# Columns of functions in SQL in FROM that are constants, as those of subqueries, beside set-returning functions; in views, too.
CREATE TABLE t1 (k date PRIMARY KEY, c0 int4, c1 bool, c2 uuid)
----
CREATE TABLE

INSERT INTO t1 VALUES (date '2024-03-10', 1, false, NULL::uuid)
----
INSERT 0 1

CREATE FUNCTION f3(a0 date) RETURNS TABLE (x0 int4) STABLE LANGUAGE sql AS $$ SELECT NULL::int4 FROM t1 AS r4 $$
----
CREATE FUNCTION

SELECT NULL::time, NULL::text, (generate_series(1, 3) + r8.x0) FROM f3(NULL::date::date) AS r8
----
NULL|NULL|NULL
SELECT 1

CREATE MATERIALIZED VIEW v15 (x0, x1, x2) AS SELECT NULL::time, NULL::text, (generate_series(1, 3) + r8.x0) FROM f3(NULL::date::date) AS r8
----
SELECT 1

CREATE TABLE v16 (x0, x1, x2) AS SELECT NULL::time, NULL::text, (generate_series(1, 3) + r8.x0) FROM f3(NULL::date::date) AS r8
----
SELECT 1

CREATE MATERIALIZED VIEW v17 (x0, x1, x2) AS SELECT NULL::time, NULL::text, (generate_series(1, 3) + r8.x0) FROM (select null::int from t1) r8(x0)
----
SELECT 1

CREATE VIEW v18 (x0, x1, x2) AS SELECT NULL::time, NULL::text, (generate_series(1, 3) + r8.x0) FROM f3(NULL::date::date) AS r8
----
CREATE VIEW

select * from v18
----
NULL|NULL|NULL
SELECT 1

CREATE VIEW v19 (x0, x1, x2) AS SELECT NULL::time, NULL::text, (generate_series(1, 3) + r8.x0) FROM (select null::int from t1) r8(x0)
----
CREATE VIEW

select * from v19
----
NULL|NULL|NULL
SELECT 1

create function f4(a int) returns setof int stable language sql as 'select a'
----
CREATE FUNCTION

create function f5(a int) returns table (x int, y int) stable language sql as 'select a, k::int from (values (1),(2)) v(k)'
----
CREATE FUNCTION

create function f6(a int) returns setof int volatile language sql as 'select a'
----
CREATE FUNCTION

create function f7(a int) returns setof int stable language sql as 'select a limit 1'
----
CREATE FUNCTION

create function f8() returns setof int8 stable language sql as 'select null::int8 where true'
----
CREATE FUNCTION

select generate_series(1,3) + x from f4(null) x
----
NULL
SELECT 1

select generate_series(1,3) + x from f5(null) x(x, y)
----
NULL
NULL
SELECT 2

select generate_series(1,3) + y from f5(null) x(x, y)
----
2
3
3
4
4
5
SELECT 6

select generate_series(1,3) + x from f6(null) x
----
NULL
NULL
NULL
SELECT 3

select generate_series(1,3) + x from f7(null) x
----
NULL
NULL
NULL
SELECT 3

select generate_series(1,3) + x from f8() x
----
NULL
SELECT 1

select generate_series(1,3) + x from (values (1)) v(a) left join f4(null) x on true
----
NULL
NULL
NULL
SELECT 3

select generate_series(1,3) + x from (values (null::int), (1)) v(a), f4(a) x
----
2
3
4
NULL
NULL
NULL
SELECT 6

select generate_series(1,3) + x, case when x is null then generate_series(1,2) end from f4(null) x
----
error 0A000

select sum(generate_series) from (select generate_series(1,3) + x as generate_series from f4(null) x) s
----
NULL
SELECT 1
