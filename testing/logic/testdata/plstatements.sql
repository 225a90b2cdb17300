# Statements of the session in PL/pgSQL, and how long cursors of routines are open. Errors are told whole.
do $$ declare c refcursor := 'zz'; begin open c for select 1; end $$
----
DO

fetch zz
----
error 34000 cursor "zz" does not exist

create function opens(n refcursor) returns refcursor language plpgsql as $$ begin open n for select g from generate_series(1,3) g; return n; end $$
----
CREATE FUNCTION

select opens('aa')
----
aa
SELECT 1

fetch aa
----
error 34000 cursor "aa" does not exist

begin
----
BEGIN

select opens('aa')
----
aa
SELECT 1

fetch aa
----
1
FETCH 1

select 1
----
1
SELECT 1

fetch 2 from aa
----
2
3
FETCH 2

commit
----
COMMIT

fetch aa
----
error 34000 cursor "aa" does not exist

do $$ begin execute 'declare hh cursor with hold for select g from generate_series(1,3) g'; end $$
----
DO

fetch 2 from hh
----
1
2
FETCH 2

select opens('hh')
----
error 42P03 cursor "hh" already in use

close hh
----
CLOSE CURSOR

select opens('hh')
----
hh
SELECT 1

create table xx(a int)
----
CREATE TABLE

create function ins() returns int language plpgsql as $$ declare c cursor for select 1; begin open c; insert into xx values (1); return 1; end $$
----
CREATE FUNCTION

select ins()
----
1
SELECT 1

select ins()
----
1
SELECT 1

insert into xx select ins()
----
INSERT 0 1

create table t(a int, b text)
----
CREATE TABLE

insert into t select g, 'r'||g from generate_series(1,10) g
----
INSERT 0 10

create table u(a int)
----
CREATE TABLE

create procedure p1() language plpgsql as $$ declare r record; begin for r in select a from t order by a loop insert into u values (r.a); if r.a % 2 = 0 then commit; else rollback; end if; end loop; end $$
----
CREATE PROCEDURE

call p1()
----
CALL

select * from u order by a
----
2
4
6
8
10
SELECT 5

create procedure p2() language plpgsql as $$ declare c cursor for select a from t order by a; begin for r in c loop insert into u values (r.a+100); commit; end loop; end $$
----
CREATE PROCEDURE

call p2()
----
CALL

select count(*) from u
----
15
SELECT 1

select * from ex()
----
error 42883 function ex() does not exist; ; No function matches the given name and argument types. You might need to add explicit type casts.

do $$ begin execute 'prepare p3 as select 42'; end $$
----
DO

execute p3
----
42
SELECT 1

do $$ declare x int; begin execute 'execute p3' into x; raise notice '%', x; end $$
----
DO

do $$ begin execute 'deallocate p3'; end $$
----
DO
