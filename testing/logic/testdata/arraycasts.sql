# A cast around ARRAY[…] is one of its elements, and is shown so.
CREATE FUNCTION arrayf6(a0 text, a1 int8) RETURNS int4[] RETURN ARRAY[NULL::int4, NULL::text]::int4[]
----
CREATE FUNCTION

select pg_get_functiondef('arrayf6'::regproc)
----
CREATE OR REPLACE FUNCTION public.arrayf6(a0 text, a1 bigint)\n RETURNS integer[]\n LANGUAGE sql\nRETURN ARRAY[NULL::integer, (NULL::text)::integer]\n
SELECT 1

CREATE FUNCTION arrayf7(a0 text, a1 int8) RETURNS int4[] RETURN ARRAY[1, a0]::int4[]
----
CREATE FUNCTION

select pg_get_functiondef('arrayf7'::regproc)
----
CREATE OR REPLACE FUNCTION public.arrayf7(a0 text, a1 bigint)\n RETURNS integer[]\n LANGUAGE sql\nRETURN ARRAY[1, (a0)::integer]\n
SELECT 1

create view arrayv as select ARRAY['1', a::text, a]::int4[] as x, array[[a, '2'],[a::text, b]]::float8[] as y, array[a, b]::text[] as z, array[a::text]::varchar(3)[] as w from (values (1, 2.5)) v(a, b)
----
CREATE VIEW

select pg_get_viewdef('arrayv'::regclass)
----
 SELECT ARRAY[1, ((v.a)::text)::integer, v.a] AS x,\n    ARRAY[ARRAY[(v.a)::double precision, '2'::double precision], ARRAY[((v.a)::text)::double precision, (v.b)::double precision]] AS y,\n    ARRAY[(v.a)::text, (v.b)::text] AS z,\n    ARRAY[((v.a)::text)::character varying(3)] AS w\n   FROM ( VALUES (1,2.5)) v(a, b);
SELECT 1

create view arrayv2 as select ARRAY[a, null]::int8[] as x, cast(array[a] as numeric(5,2)[]) y, array[now(), a::text::date]::date[] z, array[array[a]]::text[] q, (array[a,a+1]::text[])[1] r from (values (1, 2.5)) v(a, b)
----
CREATE VIEW

select pg_get_viewdef('arrayv2'::regclass)
----
 SELECT ARRAY[(v.a)::bigint, NULL::bigint] AS x,\n    ARRAY[(v.a)::numeric(5,2)] AS y,\n    ARRAY[(now())::date, ((v.a)::text)::date] AS z,\n    ARRAY[ARRAY[(v.a)::text]] AS q,\n    (ARRAY[(v.a)::text, ((v.a + 1))::text])[1] AS r\n   FROM ( VALUES (1,2.5)) v(a, b);
SELECT 1

select * from arrayv
----
{1,1,1}|{{1,2},{1,2.5}}|{1,2.5}|{1}
SELECT 1

create table arrayt (a int default (array['1', 2::text]::int[])[1], check (a = any (array['1', 5::text]::int[])))
----
CREATE TABLE

create view arrayv3 as select array[[1,2],[3,4]], array[array[column1]]::int[], (array[column1]::int[])[1], array[]::int[], (array[1,2])[1] from (values (1)) v
----
error 42701

select pg_get_viewdef('arrayv3'::regclass)
----
error 42P01

create index on arrayt ((array[a::text, 'x']::text[]))
----
CREATE INDEX

select pg_get_expr(adbin, adrelid) from pg_attrdef where adrelid = 'arrayt'::regclass
----
(ARRAY[1, ((2)::text)::integer])[1]
SELECT 1

create view arrayv5 as select array[a, 'abcdef']::varchar(3)[] x, array[a::varchar(3)]::varchar(3)[] y, array[array[a]]::varchar(4)[], array[b, 1.234]::numeric(4,2)[] from (values ('abcdef'::text, 2.345)) v(a,b)
----
error 42701

select pg_get_viewdef('arrayv5'::regclass)
----
error 42P01

select * from arrayv5
----
error 42P01

select array['abc', 'defg']::char(2)[], array[array['abc']]::char(2)[], array[null, 1.345]::numeric(3,1)[]
----
{ab,de}|{{ab}}|{NULL,1.3}
SELECT 1
