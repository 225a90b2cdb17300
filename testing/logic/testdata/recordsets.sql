# Sets of records of PL/pgSQL where nothing says what they are made of.
create function rec() returns setof record language plpgsql as $$ begin return query select 1,'a'::text; end $$
----
CREATE FUNCTION

create function rec1() returns setof record language plpgsql as $$ begin return query select 1; end $$
----
CREATE FUNCTION

create function rec2() returns setof record language plpgsql as $$ declare r record; begin select 1, 'q'::text into r; return next r; return; end $$
----
CREATE FUNCTION

create function rec3() returns setof record language plpgsql as $$ begin return; end $$
----
CREATE FUNCTION

create function rec4() returns record language plpgsql as $$ begin return (1, 'a'::text); end $$
----
CREATE FUNCTION

create function rec5(out a int, out b text) returns setof record language plpgsql as $$ begin a := 1; return next; return query select 2, 'b'; end $$
----
CREATE FUNCTION

create function rec6() returns setof record language sql as $$ select 1, 'a'::text $$
----
CREATE FUNCTION

select rec()
----
error 0A000

select rec1()
----
error 0A000

select rec2()
----
error 0A000

select rec3()
----
SELECT 0

select rec4()
----
(1,a)
SELECT 1

select rec5()
----
(1,)
(2,b)
SELECT 2

select rec6()
----
(1,a)
SELECT 1

select count(rec())
----
error 0A000

select array(select rec())
----
error 0A000

select (select rec())
----
error 0A000

select pg_typeof(rec())
----
error 0A000

select * from rec() as (a int, b text)
----
1|a
SELECT 1

select * from rec1() as (a int)
----
1
SELECT 1

select * from rec2() as (a int, b text)
----
1|q
SELECT 1

select * from rec3() as (a int, b text)
----
SELECT 0

select * from rec() as (a int, b int)
----
error 42804

select * from rec1() as (a int, b int)
----
error 42804

select * from rec2() as (a int, b int)
----
error 42804

select * from rec2() as (a int)
----
error 42804

select rec3() from generate_series(1,3)
----
SELECT 0
