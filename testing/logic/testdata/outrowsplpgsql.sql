# Outputs of functions in PL/pgSQL that are rows, which begin as rows of NULLs.
create type pair as (a int, b text)
----
CREATE TYPE

do $$ declare x pair; begin x.b := 'w'; raise notice '%', x; end $$
----
DO

create table tt(a int, b text)
----
CREATE TABLE

do $$ declare x tt; begin x.b := 'w'; raise notice '%', x; end $$
----
DO

do $$ declare x tt%rowtype; begin x.b := 'w'; raise notice '% %', x, x.a; end $$
----
DO

create function g1(x pair) returns pair language plpgsql as $$ begin x.b := 'q'; return x; end $$
----
CREATE FUNCTION

select g1(null), g1((1,'b')), g1(row(null,null))
----
(,q)|(1,q)|(,q)
SELECT 1

create function g2(inout x pair) language plpgsql as $$ begin x.b := 'q'; end $$
----
CREATE FUNCTION

select g2(null), g2((1,'b'))
----
(,q)|(1,q)
SELECT 1

create function g3(out x pair) language plpgsql as $$ begin x.a := 4; end $$
----
CREATE FUNCTION

select g3()
----
(4,)
SELECT 1

select * from g3()
----
4|NULL
SELECT 1

create function g4(out x tt) language plpgsql as $$ begin select 7, 'z' into x; end $$
----
CREATE FUNCTION

select g4()
----
(7,z)
SELECT 1

select * from g4()
----
7|z
SELECT 1

create function g5(out x pair, out y tt) language plpgsql as $$ begin x.a := 4; y.b := 'u'; end $$
----
CREATE FUNCTION

select g5()
----
("(4,)","(,u)")
SELECT 1

select * from g5()
----
(4,)|(,u)
SELECT 1

select (x).a, (y).b from g5()
----
4|u
SELECT 1

create procedure g6(inout x pair) language plpgsql as $$ begin x.a := 4; end $$
----
CREATE PROCEDURE

call g6(null)
----
(4,)
CALL

call g6((2,'u'))
----
(4,u)
CALL

create function g7(out x pair) language plpgsql as $$ begin end $$
----
CREATE FUNCTION

select g7(), g7() is null
----
NULL|t
SELECT 1

select * from g7()
----
NULL|NULL
SELECT 1

create function g8(n int) returns table(x pair) language plpgsql as $$ begin for i in 1..n loop x.a := i; return next; end loop; return next; x := null; return next; end $$
----
CREATE FUNCTION

select g8(2)
----
(,)
(1,)
(2,)
(2,)
SELECT 4

select * from g8(2)
----
1|NULL
2|NULL
2|NULL
NULL|NULL
SELECT 4

select x, (x).a from g8(1) x
----
(,)|NULL
(1,)|1
(1,)|1
SELECT 3

create function g9(n int, out x pair) returns setof pair language plpgsql as $$ begin for x in select i, 'r' from generate_series(1,n) i loop return next; end loop; return query select 9, 'nine'; return query execute 'select 10, ''ten'''; end $$
----
CREATE FUNCTION

select * from g9(2)
----
10|ten
1|r
2|r
9|nine
SELECT 4

select g9(1)
----
(1,r)
(10,ten)
(9,nine)
SELECT 3

create function g10(out x pair) language sql as $$ select 1, 'x' $$
----
CREATE FUNCTION

select g10()
----
(1,x)
SELECT 1

select * from g10()
----
1|x
SELECT 1

create function g11(out x pair) language sql as $$ select (1, 'x')::pair $$
----
CREATE FUNCTION

select g11()
----
(1,x)
SELECT 1

select * from g11()
----
1|x
SELECT 1

select x.a from g11() x
----
1
SELECT 1

create function g12(out x pair) language sql begin atomic select 1, 'x'
----
error 42601

end
----
COMMIT

select g12()
----
error 42883

create function g13(out x pair) language sql return (1,'x')::pair
----
CREATE FUNCTION

select g13(), (g13()).b
----
(1,x)|x
SELECT 1

select * from g13()
----
1|x
SELECT 1

create function g14(out x pair) language plpgsql as $$ begin return; end $$
----
CREATE FUNCTION

select g14()
----
NULL
SELECT 1

create function g15(out x pair) language plpgsql as $$ begin return x; end $$
----
error 42804

select proname, pg_get_function_result(oid), pg_get_function_arguments(oid), proretset, prorettype::regtype from pg_proc where proname ~ '^g[0-9]' and pronamespace = current_schema()::regnamespace order by 1
----
g1|pair|x pair|f|pair
g10|pair|OUT x pair|f|pair
g11|pair|OUT x pair|f|pair
g13|pair|OUT x pair|f|pair
g14|pair|OUT x pair|f|pair
g2|pair|INOUT x pair|f|pair
g3|pair|OUT x pair|f|pair
g4|tt|OUT x tt|f|tt
g5|record|OUT x pair, OUT y tt|f|record
g6|NULL|INOUT x pair|f|record
g7|pair|OUT x pair|f|pair
g8|TABLE(x pair)|n integer|t|pair
g9|SETOF pair|n integer, OUT x pair|t|pair
SELECT 13
