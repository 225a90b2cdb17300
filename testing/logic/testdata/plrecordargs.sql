# Errors are told whole. Arguments of type record of PL/pgSQL functions. The results are Postgres's own.
create table sr (a int primary key, b text)
----
CREATE TABLE

insert into sr values (1,'c'),(2,'d')
----
INSERT 0 2

create type ct as (x int, y text)
----
CREATE TYPE

create function rr(r record) returns text language plpgsql as $$ begin return r::text; end $$
----
CREATE FUNCTION

select rr(row(1,'a'))
----
(1,a)
SELECT 1

select rr(sr) from sr order by 1
----
(1,c)
(2,d)
SELECT 2

select rr(sr.*) from sr order by 1
----
(1,c)
(2,d)
SELECT 2

select rr(row(3,'z')::ct)
----
(3,z)
SELECT 1

select rr(null)
----
NULL
SELECT 1

select rr(t) from (select 1 as q, 2 as w) t
----
(1,2)
SELECT 1

create function rr2(r record) returns text language plpgsql as $$ begin return r.b; end $$
----
CREATE FUNCTION

select rr2(sr) from sr order by 1
----
c
d
SELECT 2

select rr2(row(1,2))
----
error 42703 record "r" has no field "b"

select rr2(null)
----
error 55000 record "r" is not assigned yet; The tuple structure of a not-yet-assigned record is indeterminate.

select rr2(t) from (select 1 as a, 2 as b) t
----
2
SELECT 1

create function rr3(inout r record) language plpgsql as $$ begin end $$
----
CREATE FUNCTION

select rr3(row(1,2))
----
(1,2)
SELECT 1

select rr3(sr) from sr order by 1
----
(1,c)
(2,d)
SELECT 2

create function rr4(r record) returns record language plpgsql as $$ begin return r; end $$
----
CREATE FUNCTION

select rr4(row(1,2))
----
(1,2)
SELECT 1

select * from rr4(row(1,2)) as (a int, b int)
----
1|2
SELECT 1

select * from rr4(row(1,2)) as (a int, b text)
----
error 42804 returned record type does not match expected record type; Returned type integer does not match expected type text in column 2.

create function rr5(r record, n int default 3) returns int language plpgsql as $$ begin r.a := r.a + n; return r.a; end $$
----
CREATE FUNCTION

select rr5(sr), a from sr order by a
----
4|1
5|2
SELECT 2

select rr5(r => sr, n => 10) from sr order by a
----
11
12
SELECT 2

create function rr6(r record) returns setof text language plpgsql as $$ declare k text; v text; begin for k, v in select key, value from json_each_text(row_to_json(r)) loop return next k || '=' || coalesce(v,'-'); end loop; end $$
----
CREATE FUNCTION

select rr6(sr) from sr order by 1
----
a=1
a=2
b=c
b=d
SELECT 4

select * from rr6(row(1,null::text))
----
f1=1
f2=-
SELECT 2

create function rr7(r record) returns bool language plpgsql as $$ begin return r is null; end $$
----
CREATE FUNCTION

select rr7(null), rr7(row(null,null)), rr7(row(1,null))
----
t|t|f
SELECT 1

create function rr8(r record[]) returns int language plpgsql as $$ begin return 1; end $$
----
error 0A000 PL/pgSQL functions cannot accept type record[]

create function rr9(c cstring) returns int language plpgsql as $$ begin return 1; end $$
----
error 0A000 PL/pgSQL functions cannot accept type cstring

create function rr9(c internal) returns int language plpgsql as $$ begin return 1; end $$
----
error 0A000 PL/pgSQL functions cannot accept type internal

create function rr9(c "any") returns int language plpgsql as $$ begin return 1; end $$
----
error 0A000 PL/pgSQL functions cannot accept type "any"

create function rr9(c trigger) returns int language plpgsql as $$ begin return 1; end $$
----
error 0A000 PL/pgSQL functions cannot accept type trigger

create function rr9(c record) returns int language sql as $$ select 1 $$
----
error 42P13 SQL functions cannot have arguments of type record

create function rr9(c cstring) returns int language sql as $$ select 1 $$
----
error 42P13 SQL functions cannot have arguments of type cstring

create function rr10(r record) returns text language plpgsql as $$ declare s ct; begin s := r; return s.y; end $$
----
CREATE FUNCTION

select rr10(row(4,'k'))
----
k
SELECT 1

select rr10(sr) from sr order by 1
----
c
d
SELECT 2

create procedure rp(r record) language plpgsql as $$ begin raise notice '%', r; end $$
----
CREATE PROCEDURE

call rp(row(1,2))
----
CALL

call rp((select sr from sr where a = 1))
----
error 0A000 cannot use subquery in CALL argument

create function over1(r record) returns text language plpgsql as $$ begin return 'record'; end $$
----
CREATE FUNCTION

create function over1(r sr) returns text language plpgsql as $$ begin return 'sr'; end $$
----
CREATE FUNCTION

select over1(sr), over1(row(1,2)) from sr order by 1
----
sr|record
sr|record
SELECT 2

select pg_get_function_arguments('rr5'::regproc), pg_get_function_identity_arguments('rr5'::regproc)
----
r record, n integer DEFAULT 3|r record, n integer
SELECT 1

drop function rr(record)
----
DROP FUNCTION

create function cnt(r record) returns int immutable language plpgsql as $$ begin return (select count(*) from jsonb_object_keys(to_jsonb(r))); end $$
----
CREATE FUNCTION

select cnt(sr) from sr where cnt(sr) = 2 order by a
----
2
2
SELECT 2

create function trg() returns trigger language plpgsql as $$ begin raise notice '%', rr2(new); return new; end $$
----
CREATE FUNCTION

create trigger t before insert on sr for each row execute function trg()
----
CREATE TRIGGER

insert into sr values (3, 'e')
----
INSERT 0 1

create function nn(r record) returns int language plpgsql strict as $$ begin return 1; end $$
----
CREATE FUNCTION

select nn(null), nn(row(null))
----
NULL|1
SELECT 1

select rr2(r) from (select sr as r from sr) s order by 1
----
c
d
e
SELECT 3

select rr2('(1,2)')
----
error 0A000 input of anonymous composite types is not implemented
