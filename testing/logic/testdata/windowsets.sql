# Errors are told whole. Set-returning functions in PARTITION BY and ORDER BY of windows, and under grouping sets. The results are Postgres's own.
select x, row_number() over (partition by generate_series(1,2)) from (values (1),(2)) v(x) order by 1,2
----
1|1
1|1
2|2
2|2
SELECT 4

select x, generate_series(1,2) g, row_number() over (partition by generate_series(1,2) order by x) from (values (1),(2)) v(x) order by 1,2,3
----
1|1|1
1|2|1
2|1|2
2|2|2
SELECT 4

select x, generate_series(1,2) g, row_number() over (order by generate_series(1,2), x) from (values (1),(2)) v(x) order by 1,2,3
----
1|1|1
1|2|3
2|1|2
2|2|4
SELECT 4

select x, row_number() over (order by x+generate_series(1,2)) from (values (1),(2)) v(x) order by 1,2
----
1|1
1|2
2|3
2|4
SELECT 4

select generate_series(1,2), sum(x) over (order by x) from (values (1),(2)) v(x)
----
1|1
2|1
1|3
2|3
SELECT 4

select generate_series(1,2), generate_series(1,3), count(*) over (partition by generate_series(1,2)) from (values (1),(2)) v(x) order by 1,2,3
----
1|1|2
1|1|2
1|2|2
1|2|2
1|3|2
1|3|2
2|1|2
2|1|2
2|2|2
2|2|2
2|3|2
2|3|2
SELECT 12

select count(*) over (partition by generate_series(1,2)) from (values (1),(2)) v(x) group by x
----
2
2
2
2
SELECT 4

select sum(x), count(*) over (partition by generate_series(1,sum(x)::int)) from (values (1),(2)) v(x) group by x order by 1,2
----
1|2
2|1
2|2
SELECT 3

select x, g, count(*) from (values (1),(2)) v(x), lateral generate_series(1,x) g group by rollup(x,g) order by 1,2,3
----
1|1|1
1|NULL|1
2|1|1
2|2|1
2|NULL|2
NULL|NULL|3
SELECT 6

select x, generate_series(1,2) g, count(*) from (values (1),(2)) v(x) group by rollup(x) order by 1,2,3
----
1|1|1
1|2|1
2|1|1
2|2|1
NULL|1|2
NULL|2|2
SELECT 6

select x, generate_series(1,2) g, count(*) from (values (1),(2)) v(x) group by rollup(x, 2) order by 1,2,3
----
1|1|1
1|2|1
1|NULL|2
2|1|1
2|2|1
2|NULL|2
NULL|NULL|4
SELECT 7

select generate_series(1,3) as a, sum(x) from (values (1),(2)) v(x) group by grouping sets ((1),()) order by 1,2
----
1|3
2|3
3|3
NULL|9
SELECT 4

select generate_series(1,3) as a, sum(x), grouping(generate_series(1,3)) from (values (1),(2)) v(x) group by cube (generate_series(1,3)) order by 1,2
----
error 0A000 aggregate function calls cannot contain set-returning function calls; ; You might be able to move the set-returning function into a LATERAL FROM item.

select x, generate_series(1,count(*)) from (values (1),(2)) v(x) group by cube(x) order by 1,2
----
1|1
2|1
NULL|1
NULL|2
SELECT 4

select x, unnest(array_agg(x)) u from (values (1),(2)) v(x) group by grouping sets ((x),()) order by u, x
----
1|1
NULL|1
2|2
NULL|2
SELECT 4

select x from (values (1),(2)) v(x) group by cube(x) order by generate_series(1,2), x
----
1
2
NULL
1
2
NULL
SELECT 6

select distinct on (generate_series(1,2)) x, generate_series(1,2) from (values (1),(2)) v(x) group by cube(x) order by 2,1
----
1|1
1|2
SELECT 2

select a.x, lag(x) over w, generate_series(1,2) from (values (1),(2)) a(x) window w as (order by generate_series(1,2), x) order by 1,2,3
----
1|2|2
1|NULL|1
2|1|1
2|1|2
SELECT 4

select a.x, rank() over (order by unnest(array[3,1])) from (values (1),(2)) a(x) order by 1,2
----
1|1
1|3
2|1
2|3
SELECT 4

select a.x from (values (1),(2)) a(x) window w as (order by unnest(array[3,1]))
----
1
1
2
2
SELECT 4

select a.x, first_value(x) over (order by x range between generate_series(1,2) preceding and current row) from (values (1),(2)) a(x)
----
error 0A000 set-returning functions are not allowed in window definitions

select a.x, count(*) over (partition by case when x=1 then generate_series(1,2) end) from (values (1),(2)) a(x)
----
error 0A000 set-returning functions are not allowed in CASE; ; You might be able to move the set-returning function into a LATERAL FROM item.

select generate_series(1,2) + row_number() over (order by generate_series(1,2)) from (values (1),(2)) a(x) order by 1
----
2
3
5
6
SELECT 4

select generate_series(1, row_number() over (order by x)) from (values (1),(2)) a(x) order by 1
----
1
1
2
SELECT 3

select generate_series(1, row_number() over (order by generate_series(1,2))) from (values (1),(2)) a(x) order by 1
----
1
1
1
1
2
2
2
3
3
4
SELECT 10

select generate_series(1, row_number() over (order by generate_series(1,2))), generate_series(1,2) from (values (1),(2)) a(x) order by 1,2
----
1|1
1|1
1|2
1|2
2|1
2|2
2|2
3|2
3|2
4|2
SELECT 10

select x from (values (1),(2)) a(x) order by row_number() over (order by generate_series(1,2), -x)
----
2
1
2
1
SELECT 4

select distinct x, generate_series(1,2), rank() over (partition by generate_series(1,2)) from (values (1),(2)) a(x) order by 1,2,3
----
1|1|1
1|2|1
2|1|1
2|2|1
SELECT 4

select x, row_number() over (order by x) from (values (1),(2)) a(x) order by generate_series(1,2), x
----
1|1
2|2
1|1
2|2
SELECT 4

select x, row_number() over (order by x, generate_series(1,2)) from (values (1),(2)) a(x) order by generate_series(1,2), x
----
1|1
2|3
1|2
2|4
SELECT 4

create function wsf(int) returns setof int language sql as 'select i from generate_series(1, $1) i'; create function wsp(int) returns setof int language plpgsql as 'begin return next $1; return next -$1; end'; create table wst (a int, b text); insert into wst values (1, 'x'), (2, 'y')
----
CREATE FUNCTION
CREATE FUNCTION
CREATE TABLE
INSERT 0 2

select a, wsf(2), count(*) over (partition by wsf(2)) from wst order by 1,2
----
1|1|2
1|2|2
2|1|2
2|2|2
SELECT 4

select a, wsp(2), sum(a) over (order by wsp(2), a) from wst order by 1,2,3
----
1|-2|1
1|2|4
2|-2|3
2|2|6
SELECT 4

select a, wsp(a), sum(a) over (order by abs(wsp(a)), a rows unbounded preceding) from wst order by 1,2,3
----
1|-1|1
1|-1|2
1|1|1
1|1|2
2|-2|4
2|-2|6
2|2|4
2|2|6
SELECT 8

select a, generate_series(1,2), row_number() over (order by a, generate_series(1,2)+1) from wst order by 1,2,3
----
1|1|1
1|1|2
1|2|1
1|2|2
2|1|3
2|1|4
2|2|3
2|2|4
SELECT 8

select a, generate_series(1,2), generate_series(1,2)+1, row_number() over (order by a, generate_series(1,2)+1) from wst order by 1,2,3,4
----
1|1|2|1
1|1|3|2
1|2|2|1
1|2|3|2
2|1|2|3
2|1|3|4
2|2|2|3
2|2|3|4
SELECT 8

select a, row_number() over (partition by generate_series(1,2) order by a), row_number() over (partition by generate_series(1,3) order by a) from wst order by 1,2,3
----
1|1|1
1|1|1
1|1|1
2|2|2
2|2|2
2|2|2
SELECT 6

select a, generate_series(1, generate_series(1,2)), count(*) over (partition by generate_series(1,2)) from wst order by 1,2,3
----
1|1|2
1|1|2
1|2|2
2|1|2
2|1|2
2|2|2
SELECT 6

select a, count(*) over (partition by generate_series(1, generate_series(1,2))), generate_series(1,2) from wst order by 1,2,3
----
1|2|1
1|2|2
1|4|1
1|4|1
1|4|2
1|4|2
2|2|1
2|2|2
2|4|1
2|4|1
2|4|2
2|4|2
SELECT 12

select a, count(*) over (partition by generate_series(1, generate_series(1,2))), generate_series(1, generate_series(1,2)) from wst order by 1,2,3
----
1|2|2
1|4|1
1|4|1
2|2|2
2|4|1
2|4|1
SELECT 6

select a from wst window w as (partition by generate_series(1,2)) order by a
----
1
1
2
2
SELECT 4

select a, generate_series(1,3) from wst window w as (partition by generate_series(1,2)) order by a, 2
----
1|1
1|2
1|3
2|1
2|2
2|3
SELECT 6

select a from wst window w as (partition by generate_series(1,2)) order by a limit 3
----
1
1
2
SELECT 3

select distinct a from wst window w as (partition by generate_series(1,2)) order by a
----
1
2
SELECT 2

select count(*) from wst group by b window w as (partition by generate_series(1,2)) order by 1
----
1
1
1
1
SELECT 4

select count(*) over (partition by generate_series(1,2)) from wst order by a for update
----
error 0A000 FOR UPDATE is not allowed with window functions

select a from wst window w as (partition by generate_series(1,2)) for update
----
error 0A000 FOR UPDATE is not allowed with set-returning functions in the target list

select * from (select a, count(*) over (partition by generate_series(1,2)) c from wst) s where a = 1
----
1|2
1|2
SELECT 2

select * from (select a, generate_series(1,2) g, row_number() over (partition by generate_series(1,2) order by a) r from wst) s where g = 2 order by a
----
1|2|1
2|2|2
SELECT 2

create view wsv as select a, generate_series(1,2) g, row_number() over (partition by generate_series(1,2) order by a) r from wst; select * from wsv order by 1,2; select pg_get_viewdef('wsv')
----
CREATE VIEW
1|1|1
1|2|1
2|1|2
2|2|2
SELECT 4
 SELECT wst.a,\n    generate_series(1, 2) AS g,\n    row_number() OVER (PARTITION BY (generate_series(1, 2)) ORDER BY wst.a) AS r\n   FROM wst;
SELECT 1

insert into wsv values (1)
----
error 55000 cannot insert into view "wsv"; Views that return window functions are not automatically updatable.; To enable inserting into the view, provide an INSTEAD OF INSERT trigger or an unconditional ON INSERT DO INSTEAD rule.

select b, count(*), sum(count(*)) over (partition by generate_series(1,2)) from wst group by rollup (b) order by 1,2,3
----
x|1|4
x|1|4
y|1|4
y|1|4
NULL|2|4
NULL|2|4
SELECT 6

select b, generate_series(1,2), sum(count(*)) over (partition by generate_series(1,2)) from wst group by rollup (b), generate_series(1,2) order by 1,2,3
----
x|1|4
x|2|4
y|1|4
y|2|4
NULL|1|4
NULL|2|4
SELECT 6

select count(*) over (partition by generate_series(1,2), count(*)) from wst
----
1
1
SELECT 2

select row_number() over (order by unnest(array[row_number() over ()])) from wst
----
error 42P20 window functions are not allowed in window definitions

select row_number() over (order by coalesce(generate_series(1,2),1)) from wst
----
error 0A000 set-returning functions are not allowed in COALESCE; ; You might be able to move the set-returning function into a LATERAL FROM item.

select sum(generate_series(1,2)) over () from wst
----
error 0A000 window function calls cannot contain set-returning function calls; ; You might be able to move the set-returning function into a LATERAL FROM item.

select grouping(generate_series(1,2)) from wst group by cube(a)
----
error 0A000 aggregate function calls cannot contain set-returning function calls; ; You might be able to move the set-returning function into a LATERAL FROM item.

select a, count(*) filter (where generate_series(1,2) > 1) over () from wst
----
error 0A000 set-returning functions are not allowed in FILTER

select a, row_number() over (order by jsonb_array_elements('[2,1]')) from wst order by 1, 2
----
1|1
1|3
2|2
2|4
SELECT 4

select a, row_number() over (order by a), row_number() over (order by generate_series(1,2), a) from wst order by 1,2,3
----
1|1|1
1|2|3
2|3|2
2|4|4
SELECT 4

select array(select row_number() over (partition by generate_series(1,t.a) order by generate_series(1,t.a))) from wst t order by 1
----
{1}
{1,1}
SELECT 2

select a from wst order by rank() over (partition by generate_series(1,2) order by a desc), a limit 2
----
2
2
SELECT 2

with x as (select a, ntile(2) over (order by generate_series(1,2), a) n from wst) select n, count(*) from x group by n order by n
----
1|2
2|2
SELECT 2
