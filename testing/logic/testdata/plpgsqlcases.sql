# Errors are told whole.
# CASE with a value in PL/pgSQL compares as IN does.
create type en as enum ('a','b')
----
CREATE TYPE

create type ct as (x int, y text)
----
CREATE TYPE

do $$ declare e en = 'a'; begin case e when 'b' then raise notice 'b'; when 'a' then raise notice 'a'; end case; end $$
----
DO

do $$ declare e en = 'a'; begin case e when 'b'::en then raise notice 'b'; when 'a'::en then raise notice 'a'; end case; end $$
----
DO

do $$ declare e int[] = '{1}'; begin case e when '{1,2}'::int[] then raise notice 'b'; when '{1}'::int[] then raise notice 'a'; end case; end $$
----
DO

do $$ declare e int4range = '[1,2)'; begin case e when '[1,3)'::int4range then raise notice 'b'; when '[1,2)'::int4range then raise notice 'a'; end case; end $$
----
DO

do $$ declare e int = 1; begin case e when 2.0 then raise notice 'b'; when 1.0, 3 then raise notice 'a'; end case; end $$
----
DO

do $$ declare e int = 1; begin case e when 'x' then raise notice 'b'; when 1.0, 3 then raise notice 'a'; end case; end $$
----
error 22P02 invalid input syntax for type integer: "x"

do $$ declare e int = 1; begin case e when true then raise notice 'b'; when 1.0, 3 then raise notice 'a'; end case; end $$
----
error 42883 operator does not exist: integer = boolean; ; No operator matches the given name and argument types. You might need to add explicit type casts.

do $$ declare e text = 'a'; begin case e when null then raise notice 'b'; when 'a' then raise notice 'a'; end case; end $$
----
DO

do $$ declare e json = '1'; begin case e when '1'::json then raise notice 'b'; end case; end $$
----
error 42883 operator does not exist: json = json; ; No operator matches the given name and argument types. You might need to add explicit type casts.

do $$ begin case 'x' when 'x' then raise notice 'b'; end case; end $$
----
DO

do $$ begin case null when 'x' then raise notice 'b'; else raise notice 'else'; end case; end $$
----
DO

create table tc (s en, n int)
----
CREATE TABLE

create function ftr() returns trigger language plpgsql as $$ begin case new.s when 'a' then new.n := 1; when 'b', null then new.n := 2; else new.n := 3; end case; return new; end $$
----
CREATE FUNCTION

create trigger tr before insert on tc for each row execute function ftr()
----
CREATE TRIGGER

insert into tc values ('a'), ('b'), (null)
----
INSERT 0 3

select * from tc
----
NULL|3
a|1
b|2
SELECT 3

create function fr(x anyelement) returns text language plpgsql as $$ begin case x when '1' then return 'one'; when '2', '3' then return 'more'; else return 'else ' || x; end case; end $$
----
CREATE FUNCTION

select fr(1), fr('1'::text), fr(2.0), fr('3'::varchar), fr(4)
----
one|one|more|more|else 4
SELECT 1

create function fl() returns setof text language plpgsql as $$ declare r record; begin for r in select * from (values (1, 'x'), (2, 'y')) v(a, b) loop case r.a when 1 then return next 'a' || r.b; when 2 then case r.b when 'x' then return next 'no'; when 'y' then return next 'yes'; end case; end case; end loop; for r in select 'q' as a loop case r.a when 'q' then return next 'text'; end case; end loop; end $$
----
CREATE FUNCTION

select * from fl()
----
ax
text
yes
SELECT 3

do $$ declare e int = 5; begin case e when 1 then null; end case; end $$
----
error 20000 case not found; ; CASE statement is missing ELSE part.

do $$ declare e int = 5; begin case e when 1 2 then null; end case; end $$
----
error 42601 syntax error at or near "2"

do $$ declare e int = 5; begin case e when then null; end case; end $$
----
error 42601 missing expression at or near "then"

do $$ declare e int = 5; begin case e when 1, (select 5) then raise notice 'sub'; end case; end $$
----
DO

do $$ declare e int = 5; begin case e when nosuch then raise notice 'sub'; end case; end $$
----
error 42703 column "nosuch" does not exist

do $$ declare e varchar(3) = 'abc'; begin case e when 'abcd' then raise notice '1'; when 'abc' then raise notice '2'; end case; end $$
----
DO

do $$ begin case (select 7) when 7 then raise notice 'seven'; end case; end $$
----
DO

do $$ declare x int; begin for i in 1..3 loop case i when 1 then x := 10; when 2, 3 then x := 20 + i; end case; raise notice '%', x; end loop; end $$
----
DO

create function fac(n int) returns int language plpgsql as $$ begin case n when 0 then return 1; when fac0(n) then return -1; else return n * fac(n-1); end case; end $$
----
CREATE FUNCTION

create function fac0(n int) returns int language plpgsql as $$ begin case n when 5 then return fac(3); else return -1; end case; end $$
----
CREATE FUNCTION

select fac(6)
----
720
SELECT 1
