# Attributes of composite types, %TYPE in signatures, default privileges on types. The results are Postgres's own. Errors are told whole.
create type cty as (a int, b text);
alter type cty add attribute c numeric;
----
CREATE TYPE
ALTER TYPE

alter type cty add attribute c int;
----
error 42701 column "c" of relation "cty" already exists

alter type cty rename attribute a to aa;
----
ALTER TYPE

alter type cty rename attribute nosuch to q;
----
error 42703 column "nosuch" does not exist

alter type cty rename attribute aa to b;
----
error 42701 column "b" of relation "cty" already exists

alter type cty drop attribute b;
----
ALTER TYPE

alter type cty drop attribute nosuch;
----
error 42703 column "nosuch" of relation "cty" does not exist

alter type cty drop attribute if exists nosuch;
----
ALTER TYPE

alter type cty alter attribute c type text;
----
ALTER TYPE

alter type cty alter attribute c set data type varchar(5), add attribute d int;
----
ALTER TYPE

select attname, format_type(atttypid, atttypmod) from pg_attribute where attrelid = (select typrelid from pg_type where typname = 'cty' and typnamespace = current_schema()::regnamespace) and attnum > 0 and not attisdropped order by attnum;
----
aa|integer
c|character varying(5)
d|integer
SELECT 3

select row(1,'x',3)::cty;
----
(1,x,3)
SELECT 1

alter type cty add attribute e cty;
----
error 42P16 composite type cty cannot be made a member of itself

create type en as enum ('a');
----
CREATE TYPE

alter type en add attribute e int;
----
error 42P01 relation "en" does not exist

create table usesc (x cty);
insert into usesc values (row(1,'x',3));
alter type cty rename attribute d to dd;
select (x).dd, x from usesc;
----
CREATE TABLE
INSERT 0 1
ALTER TYPE
3|(1,x,3)
SELECT 1

alter type cty alter attribute dd type text;
----
error 0A000 cannot alter type "cty" because column "usesc.x" uses it

alter type nosuch add attribute e int;
----
error 42P01 relation "nosuch" does not exist

create table tt (a int, b varchar(10), c numeric(5,2)[]);
create function ft(a tt.a%type, b tt.b%type, c tt.c%type) returns setof tt.b%type language sql as 'select $2';
select pg_get_function_arguments(oid), pg_get_function_result(oid) from pg_proc where proname = 'ft';
----
CREATE TABLE
CREATE FUNCTION
a integer, b character varying, c numeric[]|SETOF character varying
SELECT 1

select * from ft(1, 'x', null);
----
x
SELECT 1

create function ft2(a tt.nosuch%type) returns int language sql as 'select 1';
----
error 42703 column "nosuch" of relation "tt" does not exist

create function ft2(a nosuch.a%type) returns int language sql as 'select 1';
----
error 42P01 relation "nosuch" does not exist

alter default privileges grant select on types to public;
----
error 0LP01 invalid privilege type SELECT for type

alter default privileges in schema pg_temp grant usage on types to public;
----
error 3F000 schema "pg_temp" does not exist

drop index if exists nos.b;
----
DROP INDEX
