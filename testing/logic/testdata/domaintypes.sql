# Errors are told whole.
# Domains in the choice of functions, operators and results; schemas that nothing is moved into; joins that
# name what they can't.
create domain d2 as int; create table pk (a d2); insert into pk values (4)
----
CREATE DOMAIN
CREATE TABLE
INSERT 0 1

select pg_typeof(nullif(a, 6)), pg_typeof(nullif(5::d2, 6)), pg_typeof(case when a > 3 then a end), pg_typeof(case when a > 3 then a else a end), pg_typeof(coalesce(a, null)), nullif(a, 4) from pk
----
integer|integer|integer|d2|integer|NULL
SELECT 1

create function fd2(d2) returns text language sql as 'select ''d2'''; create function fd2(int) returns text language sql as 'select ''int'''
----
CREATE FUNCTION
CREATE FUNCTION

select fd2(1), fd2(1::d2), fd2(a), fd2(a + 1), fd2(null), fd2('1') from pk
----
error 42725 function fd2(unknown) is not unique; ; Could not choose a best candidate function. You might need to add explicit type casts.

create function fd3(d2, d2) returns text language sql as 'select ''dd'''; create function fd3(int, int) returns text language sql as 'select ''ii'''
----
CREATE FUNCTION
CREATE FUNCTION

create operator @@@ (leftarg = d2, rightarg = d2, function = fd3); create operator @@@ (leftarg = int, rightarg = int, function = fd3)
----
CREATE OPERATOR
CREATE OPERATOR

select a @@@ a, a @@@ 1, 1 @@@ 1, a @@@ '1', '1' @@@ a, a @@@ null from pk
----
dd|ii|ii|dd|dd|dd
SELECT 1

create table ct as select nullif(a, 1) as r, case when a > 1 then a end as q from pk
----
SELECT 1

select attname, atttypid::regtype from pg_attribute where attrelid = 'ct'::regclass and attnum > 0 order by attnum
----
r|integer
q|integer
SELECT 2

create temp table tt (x int); create type ee as enum ('a')
----
CREATE TABLE
CREATE TYPE

alter function fd2(int) set schema pg_temp
----
error 0A000 cannot move objects into or out of temporary schemas

alter domain d2 set schema pg_temp
----
error 0A000 cannot move objects into or out of temporary schemas

alter type ee set schema pg_temp
----
error 0A000 cannot move objects into or out of temporary schemas

alter operator @@@ (int, int) set schema pg_temp
----
error 0A000 cannot move objects into or out of temporary schemas

create domain pg_temp.dt as int; alter domain pg_temp.dt set schema public
----
CREATE DOMAIN
error 0A000 cannot move objects into or out of temporary schemas

select * from pk join pk b using (a, a)
----
error 42701 column name "a" appears more than once in USING clause

select * from pk x join (pk b join pk c on x.a = c.a) on true
----
error 42P01 invalid reference to FROM-clause entry for table "x"; ; There is an entry for table "x", but it cannot be referenced from this part of the query.

select * from pk x left join lateral (select x.a) y on x.a = y.a
----
4|4
SELECT 1

select (s.*)::text from (values (1)) s(a)
----
(1)
SELECT 1

select public.s.a from (values (1)) x(a)
----
error 42P01 missing FROM-clause entry for table "s"

select j.i.k from (values (1)) j(i)
----
error 42P01 missing FROM-clause entry for table "i"
