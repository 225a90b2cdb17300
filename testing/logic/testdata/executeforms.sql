# Errors are told whole. EXECUTE and EXPLAIN EXECUTE in routines, cursors and CREATE TABLE AS; rows of statements without a plan. The results are Postgres's own.
create table ma (a int primary key, b text)
----
CREATE TABLE

insert into ma values (1,'x'),(2,'y')
----
INSERT 0 2

prepare p1 as select * from ma
----
PREPARE

prepare p2(int) as insert into ma values ($1, 'p') returning a
----
PREPARE

create table mb as execute p1
----
SELECT 2

select * from mb order by 1
----
1|x
2|y
SELECT 2

create temp table mc as execute p1 with no data
----
SELECT 0

select count(*) from mc
----
0
SELECT 1

create table md as execute p2(7)
----
error 42809 prepared statement is not a SELECT

select * from md
----
error 42P01 relation "md" does not exist

do $$ begin execute 'execute p1'; end $$
----
DO

do $$ declare r record; begin execute 'execute p1' into r; raise notice '%', r; end $$
----
DO

do $$ declare r record; begin for r in execute 'execute p1' loop raise notice '%', r; end loop; end $$
----
DO

do $$ declare r record; begin for r in execute 'explain (costs off) execute p1' loop raise notice '%', r; end loop; end $$
----
DO

do $$ declare r text; begin for r in explain (costs off) execute p1 loop raise notice '%', r; end loop; end $$
----
DO

create function mf() returns setof text language plpgsql as $$ begin return query explain (costs off) execute p2(9); end $$
----
CREATE FUNCTION

select * from mf()
----
  ->  Result
Insert on ma
SELECT 2

create function mg() returns setof text language plpgsql as $$ begin return query execute 'explain (costs off) execute p2(9)'; end $$
----
CREATE FUNCTION

select * from mg()
----
  ->  Result
Insert on ma
SELECT 2

create function mh() returns setof ma language plpgsql as $$ begin return query execute 'execute p1'; end $$
----
CREATE FUNCTION

select * from mh() order by 1
----
1|x
2|y
SELECT 2

create function mi() returns setof ma language plpgsql as $$ declare c refcursor; r ma; begin open c for execute 'execute p1'; loop fetch c into r; exit when not found; return next r; end loop; end $$
----
CREATE FUNCTION

select * from mi()
----
1|x
2|y
SELECT 2

do $$ declare r record; begin prepare p3 as select 1; execute p3; end $$
----
error 42703 column "p3" does not exist

do $$ begin execute 'prepare p4 as select 4 as f'; execute 'create table me as execute p4'; end $$
----
DO

select * from me
----
4
SELECT 1

explain (costs off) create table mf1 as execute p1
----
Seq Scan on ma
EXPLAIN

do $$ begin perform 1; execute 'deallocate p1'; end $$
----
DO

execute p1
----
error 26000 prepared statement "p1" does not exist

prepare p5 as prepare p6 as select 1
----
error 42601 syntax error at or near "prepare"

prepare p5 as execute p2(1)
----
error 42601 syntax error at or near "execute"

prepare p5 as create table x(a int)
----
error 42601 syntax error at or near "create"

prepare p5 as values (1),(2)
----
PREPARE

execute p5
----
1
2
SELECT 2

prepare p5 as select 1
----
error 42P05 prepared statement "p5" already exists

create function mj() returns int language sql as 'execute p5; select 1'
----
CREATE FUNCTION

select mj()
----
1
SELECT 1

create function mk() returns int language sql as 'prepare p7 as select 1; execute p7; select 1'
----
CREATE FUNCTION

select mk()
----
1
SELECT 1

declare c cursor for execute p5
----
error 42601 syntax error at or near "execute"

begin; declare c cursor for execute p5; rollback
----
error 42601 syntax error at or near "execute"

explain (costs off) execute nope
----
error 26000 prepared statement "nope" does not exist

do $$ declare r text; x int := 3; begin for r in explain (costs off) execute p2(x) loop raise notice '%', r; end loop; end $$
----
error 42703 column "x" does not exist

prepare p8 as select $1::int + 1 as r
----
PREPARE

do $$ declare r text; begin execute 'execute p8($1)' into r using 4; raise notice '%', r; end $$
----
error 42P02 there is no parameter $1

do $$ declare r text; begin execute 'execute p8(4)' into r; raise notice '%', r; end $$
----
DO

prepare p9 as merge into ma using mb on ma.a = mb.a when matched then update set b = 'm'
----
PREPARE

execute p9
----
MERGE 2

create table mz as execute p9
----
error 42809 prepared statement is not a SELECT

prepare p10 as with w as (insert into ma values (99,'w') returning a) select * from w
----
PREPARE

execute p10
----
99
SELECT 1

create table mw as execute p10
----
error 23505 duplicate key value violates unique constraint "ma_pkey"; Key (a)=(99) already exists.

prepare p11 as with w as (delete from ma where a = 99 returning a) select * from w
----
PREPARE

create table mw as execute p11
----
SELECT 1

select * from mw
----
99
SELECT 1

create materialized view mmv as execute p1
----
error 42601 syntax error at or near "execute"

select * into mx1 from ma
----
SELECT 2

prepare p12 as select * into mx2 from ma
----
PREPARE

execute p12
----
SELECT 2

create table mq as execute p12
----
error 42809 prepared statement is not a SELECT

prepare p13(int) as select $1 into mx3
----
PREPARE

execute p13(3)
----
SELECT 1

create table zz as with w as (insert into ma values (50,'q') returning a) select * from w
----
SELECT 1

select * from zz
----
50
SELECT 1

create table zz2 as with w as (insert into ma values (51,'q') returning a), v as (select * from w) select * from v union all select 1 order by 1
----
SELECT 2

select * from zz2
----
1
51
SELECT 2

do $$ declare r text; begin for r in show datestyle loop raise notice '%', r; end loop; end $$
----
DO

do $$ declare r record; c cursor for select generate_series(1,3) g; begin open c; for r in fetch 2 from c loop raise notice '%', r; end loop; end $$
----
DO

do $$ declare r record; begin declare c2 cursor for select generate_series(1,3) g; end $$
----
error 42601 syntax error at or near "end"

do $$ declare r record; begin for r in execute 'move 2 from c' loop raise notice '%', r; end loop; end $$
----
error 42P11 cannot open MOVE query as cursor

create procedure pp(inout a int, out b text) language plpgsql as $$ begin a := a + 1; b := 'x'; end $$
----
CREATE PROCEDURE

do $$ declare r record; begin for r in execute 'call pp(1, null)' loop raise notice '%', r; end loop; end $$
----
DO

do $$ declare r record; begin for r in execute 'set work_mem = ''4MB''' loop raise notice '%', r; end loop; end $$
----
error 42P11 cannot open SET query as cursor

do $$ declare r record; begin for r in execute 'create table q1(a int)' loop raise notice '%', r; end loop; end $$
----
error 42P11 cannot open CREATE TABLE query as cursor

do $$ declare r record; begin for r in execute 'execute p2(77)' loop raise notice '%', r; end loop; end $$
----
DO

prepare pn(int) as insert into ma values ($1, 'p')
----
PREPARE

do $$ declare r record; begin for r in execute 'execute pn(78)' loop raise notice '%', r; end loop; end $$
----
error 42P11 cannot open EXECUTE query as cursor

do $$ declare r record; begin for r in execute 'insert into ma values (80)' loop raise notice '%', r; end loop; end $$
----
error 42P11 cannot open INSERT query as cursor

do $$ begin execute 'execute p13(4)'; end $$
----
error 42P07 relation "mx3" already exists

drop table mx3
----
DROP TABLE

do $$ begin execute 'execute p13(4)'; end $$
----
DO

select * from mx3
----
4
SELECT 1

drop table mx3
----
DROP TABLE

create function mxf() returns int language sql as $$ execute p13(5); select 1 $$
----
CREATE FUNCTION

select mxf()
----
1
SELECT 1

select * from mx3
----
5
SELECT 1

create function exf() returns setof text language sql as $$ explain (costs off) execute p8(5) $$
----
error 42P13 return type mismatch in function declared to return text; Function's final statement must be SELECT or INSERT/UPDATE/DELETE RETURNING.

select exf()
----
error 42883 function exf() does not exist; ; No function matches the given name and argument types. You might need to add explicit type casts.

do $$ declare c refcursor; r record; begin open c for execute 'show datestyle'; fetch c into r; raise notice '%', r; fetch c into r; raise notice '%', found; move backward all in c; close c; end $$
----
error 55000 cursor can only scan forward; ; Declare it with SCROLL option to enable backward scan.

do $$ declare c refcursor; r record; begin open c scroll for execute 'show datestyle'; fetch c into r; raise notice '%', r; fetch prior from c into r; raise notice '%', found; close c; end $$
----
DO

do $$ declare c refcursor; r record; begin open c for execute 'explain (costs off) execute p8(1)'; fetch c into r; raise notice '%', r; close c; end $$
----
DO

do $$ declare c refcursor; r record; begin open c for explain (costs off) execute p8(1); fetch c into r; raise notice '%', r; close c; end $$
----
DO

do $$ declare c cursor for explain (costs off) execute p8(1); r record; begin open c; fetch c into r; raise notice '%', r; close c; end $$
----
DO

do $$ declare r record; begin execute 'explain (costs off) execute p8(1)' into r; raise notice '%', r; end $$
----
DO

do $$ declare r record; begin explain (costs off) execute p8(1); raise notice '%', r; end $$
----
error 42601 query has no destination for result data

do $$ begin execute 'explain (analyze, costs off, timing off, summary off) execute p2(500)'; end $$
----
DO

select * from ma where a = 500
----
500|p
SELECT 1

create function stf() returns setof text stable language plpgsql as $$ begin return query explain (analyze, costs off) execute p2(501); end $$
----
CREATE FUNCTION

select stf()
----
error 0A000 EXPLAIN is not allowed in a non-volatile function

create table mr (a int primary key, b text)
----
CREATE TABLE

prepare pr(int) as insert into mr values ($1, 'p')
----
PREPARE

create function r1() returns setof int language plpgsql as $$ begin return query insert into mr values (1); end $$
----
CREATE FUNCTION

select r1()
----
error 42601 INSERT query does not return tuples

create function r2() returns setof int language plpgsql as $$ begin return query execute 'set work_mem = ''4MB'''; end $$
----
CREATE FUNCTION

select r2()
----
error 42601 SET query does not return tuples

create function r3() returns setof int language plpgsql as $$ begin return query execute 'execute pr(3)'; end $$
----
CREATE FUNCTION

select r3()
----
error 42601 EXECUTE query does not return tuples

create function r4() returns setof int language plpgsql as $$ begin return query create table x(a int); end $$
----
CREATE FUNCTION

select r4()
----
error 42601 CREATE TABLE query does not return tuples

create function r5() returns setof int language plpgsql as $$ begin return query execute 'insert into mr values (5)'; end $$
----
CREATE FUNCTION

select r5()
----
error 42601 INSERT query does not return tuples

create function r8() returns setof int language plpgsql as $$ begin return query execute 'move 1 from x'; end $$
----
CREATE FUNCTION

select r8()
----
error 42601 MOVE query does not return tuples

select * from mr
----
SELECT 0

do $$ declare r record; begin for r in insert into mr values (80) loop end loop; end $$
----
error 42P11 cannot open INSERT query as cursor

do $$ declare r record; begin for r in execute 'insert into mr values (80)' loop end loop; end $$
----
error 42P11 cannot open INSERT query as cursor

do $$ declare r refcursor; begin open r for insert into mr values (80); end $$
----
error 42P11 cannot open INSERT query as cursor

do $$ declare r refcursor; begin open r for execute 'insert into mr values (80)'; end $$
----
error 42P11 cannot open INSERT query as cursor

do $$ declare r refcursor; begin open r for execute 'set work_mem = ''4MB'''; end $$
----
error 42P11 cannot open SET query as cursor

do $$ declare r refcursor; begin open r for execute 'update mr set a = 1'; end $$
----
error 42P11 cannot open UPDATE query as cursor

do $$ declare r refcursor; begin open r for execute 'update mr set a = 1 returning a'; end $$
----
DO

do $$ declare r refcursor; begin open r for update mr set a = 1 returning a; end $$
----
DO

do $$ declare r refcursor; begin open r for delete from mr; end $$
----
error 42P11 cannot open DELETE query as cursor

do $$ declare r cursor for delete from mr; begin open r; end $$
----
error 42P11 cannot open DELETE query as cursor

do $$ declare r record; begin for r in execute '' loop end loop; end $$
----
error 42P11 cannot open multi-query plan as cursor

do $$ declare r record; begin for r in execute 'select 1; select 2' loop end loop; end $$
----
error 42P11 cannot open multi-query plan as cursor

do $$ declare r record; begin for r in execute 'select 1 into x' loop end loop; end $$
----
error 42P11 cannot open SELECT INTO query as cursor

do $$ declare r record; begin for r in select 1 into x loop end loop; end $$
----
error 42P11 cannot open SELECT INTO query as cursor

do $$ declare r record; begin for r in merge into mr using mr m on mr.a = m.a when mrtched then delete loop end loop; end $$
----
error 42601 syntax error at or near "mrtched"

do $$ declare r record; begin for r in execute 'merge into mr using mr m on mr.a = m.a when mrtched then delete' loop end loop; end $$
----
error 42601 syntax error at or near "mrtched"

select * from mr
----
SELECT 0

create function sexp() returns text stable language plpgsql as $$ declare t text; begin explain select 1; return t; end $$
----
CREATE FUNCTION

select sexp()
----
error 0A000 EXPLAIN is not allowed in a non-volatile function

deallocate all
----
DEALLOCATE ALL
