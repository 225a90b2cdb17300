# Errors are told whole. Rows, vectors and defaults in places where they were taken for something else. The results are Postgres's own.
create table sg (a int primary key, b int generated always as (a*2) stored, c int generated always as identity); create view sgv as select * from sg; insert into sg values(1); create type scc as (a int, b text); create domain sdcc as scc
----
CREATE TABLE
CREATE VIEW
INSERT 0 1
CREATE TYPE
CREATE DOMAIN

update sgv set b = default, c = default; select * from sg
----
error 428C9 column "b" can only be updated to DEFAULT; Column "b" is a generated column.

alter view sgv alter b set default 5; alter view sgv alter c set default 7
----
ALTER VIEW
ALTER VIEW

update sgv set b = default
----
error 428C9 column "b" can only be updated to DEFAULT; Column "b" is a generated column.

update sgv set c = default
----
error 428C9 column "c" can only be updated to DEFAULT; Column "c" is an identity column defined as GENERATED ALWAYS.

update sgv set a = 2, b = default
----
error 428C9 column "b" can only be updated to DEFAULT; Column "b" is a generated column.

update sgv set (a, b) = (2, default)
----
error 428C9 column "b" can only be updated to DEFAULT; Column "b" is a generated column.

update sgv set b = default where false
----
error 428C9 column "b" can only be updated to DEFAULT; Column "b" is a generated column.

insert into sgv (a, b) values (2, default)
----
error 428C9 cannot insert a non-DEFAULT value into column "b"; Column "b" is a generated column.

insert into sgv (a) values (3)
----
error 428C9 cannot insert a non-DEFAULT value into column "b"; Column "b" is a generated column.

create view sgw as select a as x, b as y from sg; alter view sgw alter y set default 3; create view sgx as select y, x from sgw
----
CREATE VIEW
ALTER VIEW
CREATE VIEW

update sgx set y = default
----
error 428C9 column "b" can only be updated to DEFAULT; Column "b" is a generated column.

alter view sgx alter y set default 4; update sgx set y = default
----
ALTER VIEW
error 428C9 column "b" can only be updated to DEFAULT; Column "b" is a generated column.

alter view sgv alter b drop default; alter view sgv alter c drop default; update sgv set b = default, a = 4; select * from sg
----
ALTER VIEW
ALTER VIEW
error 428C9 column "b" can only be updated to DEFAULT; Column "b" is a generated column.

select text(row(1, 2))
----
error 42883 function text(record) does not exist; ; No function matches the given name and argument types. You might need to add explicit type casts.

select text(sg) from sg
----
error 42883 function text(sg) does not exist; ; No function matches the given name and argument types. You might need to add explicit type casts.

select name(sg) from sg
----
error 42883 function name(sg) does not exist; ; No function matches the given name and argument types. You might need to add explicit type casts.

select text(row(1,'x')::scc)
----
error 42883 function text(scc) does not exist; ; No function matches the given name and argument types. You might need to add explicit type casts.

select text(row(1,'x')::sdcc)
----
error 42883 function text(sdcc) does not exist; ; No function matches the given name and argument types. You might need to add explicit type casts.

select "varchar"(row(1, 2))
----
error 42883 function varchar(record) does not exist; ; No function matches the given name and argument types. You might need to add explicit type casts.

select row(1, 2)::text, cast(row(1,'x')::scc as varchar), sg::text from sg
----
(1,2)|(1,x)|(1,2,1)
SELECT 1

select sdcc(row(1,'x')::scc)
----
(1,x)
SELECT 1

select text(1), text('a'::name), "varchar"(5), text(array[1,2])
----
1|a|5|{1,2}
SELECT 1

select sg.text from sg
----
error 42703 column sg.text does not exist

create function text(sg) returns text language sql as $$ select 'own ' || $1.a $$; select text(sg), sg.text from sg; drop function text(sg)
----
CREATE FUNCTION
own 1|own 1
SELECT 1
DROP FUNCTION

select array['1 2'::int2vector, '3 4'::int2vector], array_dims(array['1 2'::int2vector, '3 4'::int2vector]), pg_typeof(array['1 2'::int2vector])
----
{"1 2","3 4"}|[1:2]|int2vector[]
SELECT 1

select array['1 2', '3']::int2vector[], array['1 2'::oidvector, '', '5']
----
{"1 2",3}|{"1 2","",5}
SELECT 1

select '{1 2,3 4}'::int2vector[], ('{1 2,3 4}'::int2vector[])[2], ('{1 2,3 4}'::int2vector[])[2][0]
----
{"1 2","3 4"}|3 4|NULL
SELECT 1

select array[array['1 2'::int2vector], array['3'::int2vector]]
----
{{"1 2"},{3}}
SELECT 1

select array[1, 2]::int2vector, array[[1, 2]]::int2vector
----
error 42804 array is not a valid int2vector

select array[1,2]::oidvector
----
1 2
SELECT 1

select array[indkey] from pg_index where false
----
SELECT 0

select x[1], pg_typeof(x[1]) from (select array['1 2'::int2vector, '7'] x) s
----
1 2|int2vector
SELECT 1

select unnest(array['1 2'::int2vector, '7'])
----
1 2
7
SELECT 2

select '1 2'::int2vector = any(array['1 2'::int2vector])
----
t
SELECT 1

select array['1 2'::oidvector] = array['1 2'::oidvector], '1 2'::oidvector = any (array['3'::oidvector, '1 2'])
----
t|t
SELECT 1

select array[null::int2vector, '1']
----
{NULL,1}
SELECT 1

create table svec (v int2vector[], o oidvector[]); insert into svec values (array['1 2'::int2vector, '3'], '{1 2,4}'); select * from svec; select v[2], o[1] from svec; drop table svec
----
CREATE TABLE
INSERT 0 1
{"1 2",3}|{"1 2",4}
SELECT 1
3|1 2
SELECT 1
DROP TABLE

select 'scc'::regclass, to_regclass('scc') = 'scc'::regclass, c.relkind from pg_class c where c.oid = 'scc'::regclass
----
scc|t|c
SELECT 1

select 'sdcc'::regclass
----
error 42P01 relation "sdcc" does not exist

create table sd (a int primary key, b text default 'x', c int not null default 7, d int generated by default as identity); create view sdv as select a, b as bb, c, d from sd; insert into sd values (1, 'q', 1)
----
CREATE TABLE
CREATE VIEW
INSERT 0 1

update sdv set bb = default; select * from sd
----
UPDATE 1
1|NULL|1|1
SELECT 1

update sdv set c = default
----
error 23502 null value in column "c" of relation "sd" violates not-null constraint; Failing row contains (1, null, null, 1).

update sdv set d = default
----
error 23502 null value in column "d" of relation "sd" violates not-null constraint; Failing row contains (1, null, 1, null).

alter view sdv alter c set default 9; alter view sdv alter bb set default 'own'; update sdv set (bb, c) = (default, default); select * from sd
----
ALTER VIEW
ALTER VIEW
UPDATE 1
1|own|9|1
SELECT 1

create view sdw as select bb, c, a from sdv; update sdw set bb = default; select * from sd
----
CREATE VIEW
UPDATE 1
1|NULL|9|1
SELECT 1

alter view sdw alter bb set default 'outer'; update sdw set bb = default; select * from sd; update sd set b = default; select * from sd
----
ALTER VIEW
UPDATE 1
1|outer|9|1
SELECT 1
UPDATE 1
1|x|9|1
SELECT 1

insert into sdv (a, bb) values (1, 'n') on conflict (a) do update set bb = default; select * from sd
----
INSERT 0 1
1|own|9|1
SELECT 1

drop view sdw, sdv; drop table sd
----
DROP VIEW
DROP TABLE

create function srec(a int, out x int, out "Y y" text) language plpgsql as $$ begin x := a; "Y y" := 'v' || a; end $$; create function srec2(a int) returns record language sql as $$ select a, 'b' $$
----
CREATE FUNCTION
CREATE FUNCTION

select (srec(1)).*
----
1|v1
SELECT 1

select (srec(g)).*, g from generate_series(1, 2) g
----
1|v1|1
2|v2|2
SELECT 2

select (s.r).*, (s.r).x + 1 from (select srec(3) as r) s
----
3|v3|4
SELECT 1

select (srec(1)).nope
----
error 42703 could not identify column "nope" in record data type

select (r).* from srec(5) r
----
5|v5
SELECT 1

create view srv as select (srec(4)).*; select * from srv; select pg_get_viewdef('srv'::regclass); drop view srv
----
CREATE VIEW
4|v4
SELECT 1
 SELECT (srec(4)).x AS x,\n    (srec(4))."Y y" AS "Y y";
SELECT 1
DROP VIEW

drop function srec, srec2
----
DROP FUNCTION

drop view sgx; drop view sgw, sgv; drop table sg; drop domain sdcc; drop type scc
----
DROP VIEW
DROP VIEW
DROP TABLE
DROP DOMAIN
DROP TYPE
