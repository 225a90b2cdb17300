# Errors are told whole. Defaults of polymorphic arguments. The results are Postgres's own.
create function pf(a anyelement, b anyelement default null) returns anyelement language sql as 'select coalesce(b, a)'
----
CREATE FUNCTION

select pf(1)
----
1
SELECT 1

select pf(1, 2)
----
2
SELECT 1

select pf('x'::text)
----
x
SELECT 1

select pf('x'::text, 'y')
----
y
SELECT 1

select pf('x')
----
error 42804 could not determine polymorphic type because input has type unknown

create function pg(a anyelement, b anyarray default '{}') returns anyelement language sql as 'select a'
----
error 0A000 cannot accept a value of type anyarray

create function pg2(a anyelement, b anyelement default 3) returns anyelement language sql as 'select b'
----
CREATE FUNCTION

select pg2(1)
----
3
SELECT 1

select pg2('x'::text)
----
error 42804 arguments declared "anyelement" are not all alike; text versus integer

select pg2(2.5)
----
error 42804 arguments declared "anyelement" are not all alike; numeric versus integer

select pg2(b => 1, a => 2)
----
1
SELECT 1

select pg2(b => 1)
----
error 42883 function pg2(b => integer) does not exist; ; No function matches the given name and argument types. You might need to add explicit type casts.

create function pg3(a anyelement default 5) returns anyelement language sql as 'select a'
----
CREATE FUNCTION

select pg3(), pg_typeof(pg3())
----
5|integer
SELECT 1

select pg3('z'::text)
----
z
SELECT 1

create function pg4(a anyelement default '5') returns anyelement language sql as 'select a'
----
CREATE FUNCTION

select pg4()
----
error 42804 could not determine polymorphic type because input has type unknown

select pg4(1)
----
1
SELECT 1

create function pg5(a anyarray default '{7}'::int[]) returns anyelement language sql as 'select $1[1]'
----
CREATE FUNCTION

select pg5()
----
7
SELECT 1

select pg5(array['x'])
----
x
SELECT 1

create function pg6(a anyarray default 5) returns anyelement language sql as 'select $1[1]'
----
error 42804 argument of DEFAULT must be type anyarray, not type integer

create function pg7(a anyenum default 'x') returns int language sql as 'select 1'
----
error 42804 argument of DEFAULT must be type anyenum, not type unknown

create function pg8(a anyrange default int4range(1,2)) returns int language sql as 'select 1'
----
CREATE FUNCTION

select pg8()
----
1
SELECT 1

create function pg9(a anycompatible, b anycompatible default 2.5) returns anycompatible language sql as 'select $2'
----
CREATE FUNCTION

select pg9(1), pg_typeof(pg9(1))
----
2.5|numeric
SELECT 1

select pg9(1, 2)
----
2
SELECT 1

create function dfunc(anyelement = 'World'::text) returns text as $$ select 'Hello, ' || $1::text; $$ language sql
----
CREATE FUNCTION

select dfunc()
----
Hello, World
SELECT 1

select dfunc(0)
----
Hello, 0
SELECT 1

select dfunc(to_date('20081215','YYYYMMDD'))
----
Hello, 2008-12-15
SELECT 1

select dfunc('City'::text)
----
Hello, City
SELECT 1

drop function dfunc(anyelement)
----
DROP FUNCTION

create function dfunc(a anyelement, b anyelement = null, flag bool = true) returns anyelement as $$ select case when $3 then $1 else $2 end; $$ language sql
----
CREATE FUNCTION

select dfunc(1,2)
----
1
SELECT 1

select dfunc('a'::text, 'b')
----
a
SELECT 1

select dfunc(a := 1, b := 2)
----
1
SELECT 1

select dfunc(a := 'a'::text, b := 'b')
----
a
SELECT 1

select dfunc(a := 'a'::text, b := 'b', flag := false)
----
b
SELECT 1

select dfunc(b := 'b'::text, a := 'a')
----
a
SELECT 1

select dfunc(a := 'a'::text, flag := true)
----
a
SELECT 1

select dfunc(a := 'a'::text, flag := false)
----
NULL
SELECT 1

select dfunc(b := 'b'::text, a := 'a', flag := true)
----
a
SELECT 1

select dfunc('a'::text, 'b', false)
----
b
SELECT 1

select dfunc(1, flag => false)
----
NULL
SELECT 1

select pg_get_function_arguments(oid) from pg_proc where proname in ('pf', 'pg2', 'pg3', 'pg4', 'pg5', 'dfunc') order by proname
----
a anyelement, b anyelement DEFAULT NULL::unknown, flag boolean DEFAULT true
a anyelement, b anyelement DEFAULT NULL::unknown
a anyelement, b anyelement DEFAULT 3
a anyelement DEFAULT 5
a anyelement DEFAULT '5'
a anyarray DEFAULT '{7}'::integer[]
SELECT 6

create view dfv as select dfunc(1) as a, dfunc('x'::text, flag => true) as b, pg3() as c
----
CREATE VIEW

select * from dfv
----
1|x|5
SELECT 1

create function plp(a anyelement, b anyelement default 7) returns anyelement language plpgsql as $$ declare c b%type := b; begin return c; end $$
----
CREATE FUNCTION

select plp(1), plp(1, 2)
----
7|2
SELECT 1

create function plo(a anyelement default 'q'::text, out x anyelement, out y anyarray) language plpgsql as $$ begin x := a; y := array[a]; end $$
----
CREATE FUNCTION

select * from plo(3)
----
3|{3}
SELECT 1

create procedure pp(a anyelement default 4) language plpgsql as $$ begin raise notice '%', a; end $$
----
CREATE PROCEDURE

call pp()
----
CALL

call pp('x'::text)
----
CALL

create function pst(a anyelement, b anyelement default 1 + 1) returns setof anyelement language sql as 'select a union all select b'
----
CREATE FUNCTION

select * from pst(5) order by 1
----
2
5
SELECT 2

create function pnow(a anyelement default now()) returns anyelement language sql as 'select $1'
----
CREATE FUNCTION

create table tdef (a int default pg3())
----
CREATE TABLE

insert into tdef default values
----
INSERT 0 1

select * from tdef
----
5
SELECT 1

create function pe(a anyenum default 'x') returns int language sql as 'select 1'
----
error 42804 argument of DEFAULT must be type anyenum, not type unknown

create function pe(a anyrange default 'x') returns int language sql as 'select 1'
----
error 0A000 cannot accept a value of type anyrange

create function pe(a anynonarray default '{}'::int[]) returns int language sql as 'select 1'
----
error 42804 argument of DEFAULT must be type anynonarray, not type integer[]

create function pk(a anyelement, b anyelement default null) returns anyelement language sql stable as 'select $1'; create table pkt (a int, b int default pk(3)); insert into pkt values (1); select * from pkt
----
CREATE FUNCTION
CREATE TABLE
INSERT 0 1
1|3
SELECT 1

create or replace function pk(a anyelement, b anyelement) returns anyelement language sql stable as 'select $1'
----
error 42P13 cannot remove parameter defaults from existing function; ; Use DROP FUNCTION pk(anyelement,anyelement) first.

drop function pk(anyelement, anyelement)
----
error 2BP01 cannot drop function pk(anyelement,anyelement) because other objects depend on it; default value for column b of table pkt depends on function pk(anyelement,anyelement); Use DROP ... CASCADE to drop the dependent objects too.

create function pn(a anyelement, b anyarray default null, c anyrange default null) returns int language sql as 'select 1'; select pg_get_function_arguments('pn'::regproc); create function pm(a anyenum default null) returns int language sql as 'select 1'
----
CREATE FUNCTION
a anyelement, b anyarray DEFAULT NULL::anyarray, c anyrange DEFAULT NULL::anyrange
SELECT 1
error 42804 argument of DEFAULT must be type anyenum, not type unknown
