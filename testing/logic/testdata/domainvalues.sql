# Errors are told whole.
# Values of domains that are made within rows, of JSON and by functions.
create domain dv_pos as int check (value > 0); create domain dv_need as int not null; create domain dv_v4 as varchar(4); create domain dv_list as int[] check (value[1] > 0)
----
CREATE DOMAIN
CREATE DOMAIN
CREATE DOMAIN
CREATE DOMAIN

create type dv_row as (a dv_pos, b int); create type dv_xy as (x int, y int); create domain dv_dxy as dv_xy check ((value).x > 0); create type dv_in as (a dv_dxy, l dv_list, n int); create type dv_nn as (a dv_need, b int)
----
CREATE TYPE
CREATE TYPE
CREATE DOMAIN
CREATE TYPE
CREATE TYPE

select '(-1,2)'::dv_row
----
error 23514 value for domain dv_pos violates check constraint "dv_pos_check"

select '(1,2)'::dv_row, '(,)'::dv_row
----
(1,2)|(,)
SELECT 1

select array['(-1,2)']::dv_row[]
----
error 23514 value for domain dv_pos violates check constraint "dv_pos_check"

select '(,1)'::dv_nn
----
error 23502 domain dv_need does not allow null values

select x::dv_row from (values ('(1,1)'), ('(-1,2)')) v(x)
----
error 23514 value for domain dv_pos violates check constraint "dv_pos_check"

create table dv_t (x dv_row, t text); insert into dv_t values ('(-1,2)')
----
CREATE TABLE
error 23514 value for domain dv_pos violates check constraint "dv_pos_check"

insert into dv_t values (null, '(-1,2)')
----
error 42P01 relation "dv_t" does not exist

update dv_t set x = t::dv_row
----
error 42P01 relation "dv_t" does not exist

select count(*) from dv_t where (t::dv_row).b = 2
----
error 42P01 relation "dv_t" does not exist

select json_populate_record(null::dv_row, '{"a":-1}')
----
error 23514 value for domain dv_pos violates check constraint "dv_pos_check"

select jsonb_populate_record(null::dv_row, '{"a":1}'), jsonb_populate_record(null::dv_row, '{"a":null}')
----
(1,)|(,)
SELECT 1

select jsonb_populate_record(null::dv_nn, '{"b":1}')
----
error 23502 domain dv_need does not allow null values

select * from json_to_record('{"a":-1}') as x(a dv_pos)
----
error 23514 value for domain dv_pos violates check constraint "dv_pos_check"

select * from json_to_recordset('[{"a":1},{"a":-1}]') as x(a dv_pos)
----
error 23514 value for domain dv_pos violates check constraint "dv_pos_check"

select * from json_to_record('{"a":1}') as x(a dv_need)
----
1
SELECT 1

select * from json_to_record('{"b":1}') as x(a dv_need)
----
error 23502 domain dv_need does not allow null values

select * from json_to_record('{"a":"abcdef"}') as x(a dv_v4)
----
error 22001 value too long for type character varying(4)

select json_populate_record(null::dv_dxy, '{"x":-1,"y":2}')
----
error 23514 value for domain dv_dxy violates check constraint "dv_dxy_check"

select jsonb_populate_record(null::dv_dxy, '{"x":1,"y":2}'), jsonb_populate_record(row(3,4)::dv_dxy, '{"y":1}')
----
(1,2)|(3,1)
SELECT 1

select jsonb_populate_record(row(3,4)::dv_dxy, '{"x":-1}')
----
error 23514 value for domain dv_dxy violates check constraint "dv_dxy_check"

select * from json_populate_record(null::dv_dxy, '{"x":-1,"y":2}')
----
error 23514 value for domain dv_dxy violates check constraint "dv_dxy_check"

select * from json_populate_recordset(null::dv_dxy, '[{"x":1,"y":2},{"x":-1}]')
----
error 23514 value for domain dv_dxy violates check constraint "dv_dxy_check"

select jsonb_populate_record(null::dv_in, '{"a":{"x":-1,"y":2}}')
----
error 23514 value for domain dv_dxy violates check constraint "dv_dxy_check"

select jsonb_populate_record(null::dv_in, '{"a":{"x":1,"y":2},"l":[1,-2]}')
----
("(1,2)","{1,-2}",)
SELECT 1

select json_populate_record(null::dv_in, '{"l":[-1,2]}')
----
error 23514 value for domain dv_list violates check constraint "dv_list_check"

select * from json_to_record('{"a":[1,2],"b":"{3,4}"}') as x(a dv_list, b dv_list)
----
{1,2}|{3,4}
SELECT 1

select * from json_to_record('{"a":[-1,2]}') as x(a dv_list)
----
error 23514 value for domain dv_list violates check constraint "dv_list_check"

create function dv_f1() returns dv_pos language sql as 'select -1'; create function dv_f2() returns setof dv_pos language sql as 'select 1 union all select -1'; create function dv_f3() returns table (a dv_pos) language sql as 'select -1'; create function dv_f4(out a dv_pos, out b int) language sql as 'select -1, 2'
----
CREATE FUNCTION
CREATE FUNCTION
CREATE FUNCTION
CREATE FUNCTION

create function dv_f5() returns dv_row language sql as 'select -1, 2'; create function dv_f6() returns dv_v4 language sql as $$ select 'abcdefg'::text $$; create function dv_f7() returns dv_need language sql as 'select null::int'; create function dv_f8() returns dv_dxy language sql as 'select row(-1, 2)::dv_xy'; create function dv_f9() returns dv_list language sql as 'select array[-1]'
----
CREATE FUNCTION
CREATE FUNCTION
CREATE FUNCTION
CREATE FUNCTION
CREATE FUNCTION

create function dv_g1() returns dv_dxy language plpgsql as 'begin return row(-1, 2); end'; create function dv_g2() returns dv_dxy language plpgsql as 'begin return row(1, 2); end'; create function dv_g3() returns setof record language sql as 'select -1, 2'; create function dv_g4() returns record language sql as $$ select row(1, 'a'::text) $$
----
CREATE FUNCTION
CREATE FUNCTION
CREATE FUNCTION
CREATE FUNCTION

select * from dv_f2() limit 1
----
error 23514 value for domain dv_pos violates check constraint "dv_pos_check"

select dv_g2()
----
(1,2)
SELECT 1

select * from dv_g4() as x(a int, b text)
----
1|a
SELECT 1

select pg_typeof(dv_f1()) is null
----
error 23514 value for domain dv_pos violates check constraint "dv_pos_check"

select pg_typeof(dv_f4()) is null
----
error 23514 value for domain dv_pos violates check constraint "dv_pos_check"

select pg_typeof(dv_f5()) is null
----
error 23514 value for domain dv_pos violates check constraint "dv_pos_check"

select pg_typeof(dv_f6()) is null
----
error 22001 value too long for type character varying(4)

select pg_typeof(dv_f7()) is null
----
error 23502 domain dv_need does not allow null values

select pg_typeof(dv_f8()) is null
----
error 23514 value for domain dv_dxy violates check constraint "dv_dxy_check"

select pg_typeof(dv_f9()) is null
----
error 23514 value for domain dv_list violates check constraint "dv_list_check"

select pg_typeof(dv_g1()) is null
----
error 23514 value for domain dv_dxy violates check constraint "dv_dxy_check"

select * from dv_f2()
----
error 23514 value for domain dv_pos violates check constraint "dv_pos_check"

select * from dv_f3()
----
error 23514 value for domain dv_pos violates check constraint "dv_pos_check"

select * from dv_f4()
----
error 23514 value for domain dv_pos violates check constraint "dv_pos_check"

select * from dv_f5()
----
error 23514 value for domain dv_pos violates check constraint "dv_pos_check"

select * from dv_f8()
----
error 23514 value for domain dv_dxy violates check constraint "dv_dxy_check"

select * from dv_g3() as x(a dv_pos, b int)
----
error 23514 value for domain dv_pos violates check constraint "dv_pos_check"

select * from dv_g3() as x(a int, b int)
----
-1|2
SELECT 1

select * from dv_g4() as x(a int, b int)
----
error 42804 function return row and query-specified return row do not match; Returned type text at ordinal position 2, but query expects integer.

select * from dv_g4() as x(a int)
----
error 42804 function return row and query-specified return row do not match; Returned row contains 2 attributes, but query expects 1.

create type dv_ct as (x int, y int); create domain dv_dc as dv_ct check ((value).x > 0) constraint two check ((value).x < 100 and (value).y is null); create domain dv_dc2 as dv_dc check ((value).y is null)
----
CREATE TYPE
CREATE DOMAIN
CREATE DOMAIN

alter type dv_ct drop attribute x
----
error 2BP01 cannot drop column x of composite type dv_ct because other objects depend on it; constraint dv_dc_check depends on column x of composite type dv_ct\nconstraint two depends on column x of composite type dv_ct; Use DROP ... CASCADE to drop the dependent objects too.

alter type dv_ct drop attribute y
----
error 2BP01 cannot drop column y of composite type dv_ct because other objects depend on it; constraint two depends on column y of composite type dv_ct\nconstraint dv_dc2_check depends on column y of composite type dv_ct; Use DROP ... CASCADE to drop the dependent objects too.

alter type dv_ct rename attribute x to z
----
ALTER TYPE

select row(-1, null)::dv_dc
----
error 23514 value for domain dv_dc violates check constraint "dv_dc_check"

select conname, pg_get_constraintdef(oid) from pg_constraint where contypid = 'dv_dc'::regtype
----
dv_dc_check|CHECK (((VALUE).z > 0))
two|CHECK ((((VALUE).z < 100) AND ((VALUE).y IS NULL)))
SELECT 2

alter type dv_ct alter attribute z type varchar
----
error 42883 operator does not exist: character varying > integer; ; No operator matches the given name and argument types. You might need to add explicit type casts.

alter type dv_ct alter attribute y type bigint
----
ALTER TYPE

alter type dv_ct drop attribute z cascade
----
ALTER TYPE

select conname, pg_get_constraintdef(oid) from pg_constraint where contypid in ('dv_dc'::regtype, 'dv_dc2'::regtype)
----
dv_dc2_check|CHECK (((VALUE).y IS NULL))
SELECT 1

alter domain dv_dc add check (true); alter type dv_ct drop attribute y cascade
----
ALTER DOMAIN
ALTER TYPE

create domain dv_da as dv_xy[] constraint upward check (value[1].x <= value[1].y)
----
CREATE DOMAIN

alter type dv_xy drop attribute y
----
error 2BP01 cannot drop column y of composite type dv_xy because other objects depend on it; constraint upward depends on column y of composite type dv_xy; Use DROP ... CASCADE to drop the dependent objects too.

create type dv_c2 as (r float8, i float8); create domain dv_c2a as dv_c2[] constraint upward check (value[1].r <= value[1].i)
----
CREATE TYPE
CREATE DOMAIN

alter type dv_c2 drop attribute r
----
error 2BP01 cannot drop column r of composite type dv_c2 because other objects depend on it; constraint upward depends on column r of composite type dv_c2; Use DROP ... CASCADE to drop the dependent objects too.

alter type dv_c2 rename attribute i to j
----
ALTER TYPE

select array[row(2,1)]::dv_c2a
----
error 23514 value for domain dv_c2a violates check constraint "upward"
