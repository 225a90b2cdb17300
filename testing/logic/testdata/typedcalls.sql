# Types of users and extensions that are called with a literal.
create extension hstore
----
CREATE EXTENSION

create type en as enum ('a', 'b')
----
CREATE TYPE

create domain dd as int check (value > 0)
----
CREATE DOMAIN

create type co as (a int, b int)
----
CREATE TYPE

select hstore('a=>1'), hstore(null), hstore('a', 'b'), en('a'), dd('5'), public.en('b'), public.hstore('b=>2')
----
"a"=>"1"|NULL|"a"=>"b"|a|5|b|"b"=>"2"
SELECT 1

select en('zz')
----
error 22P02

select dd('-1')
----
error 23514

select co('(1,2)')
----
error 42883

create view vh as select hstore('a=>1') as h, en('a') as e, date('2020-01-01') as t, int4('7') as i, public.hstore('b=>2') as h2
----
CREATE VIEW

select * from vh
----
"a"=>"1"|a|2020-01-01|7|"b"=>"2"
SELECT 1

select pg_get_viewdef('vh')
----
 SELECT '"a"=>"1"'::hstore AS h,\n    'a'::en AS e,\n    '2020-01-01'::date AS t,\n    7 AS i,\n    '"b"=>"2"'::hstore AS h2;
SELECT 1

create table th (h hstore default hstore('q=>1'), check (h <> hstore('z=>1')), e en default en('a'))
----
CREATE TABLE

insert into th default values
----
INSERT 0 1

select * from th
----
"q"=>"1"|a
SELECT 1

select pg_get_constraintdef(oid) from pg_constraint where conrelid = 'th'::regclass
----
CHECK ((h <> '"z"=>"1"'::hstore))
SELECT 1

select pg_get_expr(adbin, adrelid) from pg_attrdef where adrelid = 'th'::regclass order by adnum
----
'"q"=>"1"'::hstore
'a'::en
SELECT 2

create function en(text) returns int language sql as 'select 1'
----
CREATE FUNCTION

select en('a'), en('a'::text)
----
a|1
SELECT 1

create function dd(int) returns text language sql as $$ select 'x' $$
----
CREATE FUNCTION

select dd(5), dd('5')
----
x|5
SELECT 1
