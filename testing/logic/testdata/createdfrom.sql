# Errors are told whole.
# Tables made of queries that name variables of routines, or have parameters.
create table ct (a int, b text); insert into ct values (1, 'a'), (2, 'b')
----
CREATE TABLE
INSERT 0 2

create table counted (at serial, what text, n bigint, f boolean)
----
CREATE TABLE

do $$ declare x int := 5; n int; begin
perform 1; create table c1 as select * from ct where a < x; get diagnostics n = row_count; insert into counted(what, n, f) values ('as', n, found);
execute 'create table c2 as select $1 + 1 as y, $2 as z' using 3, 'q'::text; get diagnostics n = row_count; insert into counted(what, n, f) values ('using', n, found);
perform 1 from ct where false; create table c3 as select x union all select x + 1; get diagnostics n = row_count; insert into counted(what, n, f) values ('union', n, found);
drop table c3; get diagnostics n = row_count; insert into counted(what, n, f) values ('drop', n, found);
create temp table c3 on commit drop as with w as (select x as y) select * from w where y in (select x); insert into counted(what, n) select 'with', y from c3;
end $$
----
DO

select * from c1
----
1|a
2|b
SELECT 2

select * from c2
----
4|q
SELECT 1

select what, n, f from counted order by at
----
as|2|t
using|1|t
union|2|f
drop|0|t
with|5|NULL
SELECT 5

do $$ begin execute 'select $1 + 1 as y into c3' using 3; end $$
----
error 0A000 EXECUTE of SELECT ... INTO is not implemented; ; You might want to use EXECUTE ... INTO or EXECUTE CREATE TABLE ... AS instead.

do $$ begin execute 'create table c3 as select $2 as y' using 3; end $$
----
error 42P02 there is no parameter $2

create function mk(p ct, lim int) returns bigint language plpgsql as $$ declare r record; begin
select 10 as x, 'q' as y into r;
create table g as select p.a as pa, r.x as rx, r.y, ct.* from ct where a <= lim limit lim;
return (select count(*) from g); end $$
----
CREATE FUNCTION

select mk(ct, 1) from ct where a = 1
----
1
SELECT 1

select * from g
----
1|10|q|1|a
SELECT 1

drop table g
----
DROP TABLE

select mk(ct, 2) from ct where a = 2
----
2
SELECT 1

select * from g order by a
----
2|10|q|1|a
2|10|q|2|b
SELECT 2

create function f2(int) returns void language sql as $$ create table c4 as select $1 as q $$
----
CREATE FUNCTION

select f2(2)
----
NULL
SELECT 1

create function f4(n int) returns void language sql as $$ select n as q into c5 $$
----
CREATE FUNCTION

select f4(3)
----
NULL
SELECT 1

select c4.q, c5.q as r from c4, c5
----
2|3
SELECT 1

create function many(x int) returns int language plpgsql as $$ begin execute format('create table dd%s as select $1 as a, $2 as b', x) using x, 'l' || x; return x * 2; end $$
----
CREATE FUNCTION

select i, many(i) from generate_series(1, 3) i order by i
----
1|2
2|4
3|6
SELECT 3

select * from dd1, dd2, dd3
----
1|l1|2|l2|3|l3
SELECT 1

insert into ct select many(i), 'x' from generate_series(4, 5) i returning *
----
10|x
8|x
INSERT 0 2

create function viewed() returns bigint language plpgsql as $$ begin create materialized view cm as select * from ct; refresh materialized view cm; return (select count(*) from cm); end $$
----
CREATE FUNCTION

select i, viewed() from generate_series(1, 1) i
----
1|4
SELECT 1

create procedure steps(x int) language plpgsql as $$ begin create table s1 as select x as v; commit; create table s2 as select v + x as w from s1; end $$
----
CREATE PROCEDURE

call steps(4)
----
CALL

select * from s2
----
8
SELECT 1

create function stays(x int) returns int stable language plpgsql as $$ begin create table c6 as select x as v; return 1; end $$
----
CREATE FUNCTION

select stays(1)
----
error 0A000 CREATE TABLE AS is not allowed in a non-volatile function

do $$ declare a int := 3; begin create table c6 as select a from ct; end $$
----
error 42702 column reference "a" is ambiguous; It could refer to either a PL/pgSQL variable or a table column.

do $$ declare x int := 5; begin create materialized view c6 as select x + 1 as y; end $$
----
error 0A000 materialized views may not be defined using bound parameters

do $$ declare x int := 5; begin create view c6 as select x + 1 as y; end $$
----
error 42703 column "x" does not exist

create table c6 as select $1
----
error 42P02 there is no parameter $1

begin; explain (costs off) declare c cursor for select 1; explain (analyze, costs off, timing off, summary off) declare c cursor for select 1
----
BEGIN
Result
EXPLAIN
Result (actual rows=1 loops=1)
EXPLAIN

rollback
----
ROLLBACK
