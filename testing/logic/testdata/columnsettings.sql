# Errors are told whole. What ALTER TABLE sets of how a column is stored, and what of it is about
# system columns.
create table cs1 (a int, b text, c numeric, d varchar(5)[], e "char", f uuid); create domain csd as int; create type cse as enum ('x'); create table cs2 (a csd, b cse, c cse[], d point, e int4range)
----
CREATE TABLE
CREATE DOMAIN
CREATE TYPE
CREATE TABLE

alter table cs1 alter a set storage external
----
error 0A000 column data type integer can only have storage PLAIN

alter table cs1 alter a set storage plain
----
ALTER TABLE

alter table cs1 alter a set storage foo
----
error 22023 invalid storage type "foo"

alter table cs1 alter nope set storage foo
----
error 22023 invalid storage type "foo"

alter table cs1 alter b set storage plain
----
ALTER TABLE

alter table cs1 alter c set storage external
----
ALTER TABLE

alter table cs1 alter d set storage main
----
ALTER TABLE

alter table cs1 alter e set storage main
----
error 0A000 column data type "char" can only have storage PLAIN

alter table cs1 alter f set storage extended
----
error 0A000 column data type uuid can only have storage PLAIN

alter table cs2 alter a set storage main
----
error 0A000 column data type csd can only have storage PLAIN

alter table cs2 alter b set storage main
----
error 0A000 column data type cse can only have storage PLAIN

alter table cs2 alter c set storage external
----
ALTER TABLE

alter table cs2 alter d set storage main
----
error 0A000 column data type point can only have storage PLAIN

alter table cs2 alter e set storage main
----
ALTER TABLE

alter table cs1 alter ctid set storage plain
----
error 0A000 cannot alter system column "ctid"

alter table cs1 alter a set compression pglz
----
error 0A000 column data type integer does not support compression

alter table cs1 alter a set compression default
----
ALTER TABLE

alter table cs1 alter a set compression nope
----
error 0A000 column data type integer does not support compression

alter table cs1 alter b set compression nope
----
error 22023 invalid compression method "nope"

alter table cs1 alter b set compression lz4
----
ALTER TABLE

alter table cs1 alter nope set compression pglz
----
error 42703 column "nope" of relation "cs1" does not exist

create table cs3 (a int compression pglz)
----
error 0A000 column data type integer does not support compression

create table cs3 (a csd compression default, b text compression nope)
----
error 22023 invalid compression method "nope"

alter table cs1 add column g int compression lz4
----
error 0A000 column data type integer does not support compression

alter table cs1 alter a set (foo = 1)
----
error 22023 unrecognized parameter "foo"

alter table cs1 alter a set (n_distinct = -2)
----
error 22023 value -2 out of bounds for option "n_distinct"; Valid values are between "-1.000000" and "179769313486231570814527423731704356798070567525844996598917476803157260780028538760589558632766878171540458953514382464234321326889464182768467546703537516986049910576551282076245490090389328944075868508455133942304583236903222948165808559332123348274797826204144723168738177180919299881250404026184124858368.000000".

alter table cs1 alter a set (n_distinct = 'x')
----
error 22023 invalid value for floating point option "n_distinct": x

alter table cs1 alter a set (n_distinct = 5, n_distinct = 6)
----
error 22023 parameter "n_distinct" specified more than once

alter table cs1 alter a set (toast.n_distinct = 5)
----
error 22023 unrecognized parameter namespace "toast"

alter table cs1 alter a set (n_distinct = -0.5, n_distinct_inherited = 4)
----
ALTER TABLE

alter table cs1 alter a reset (n_distinct = 5)
----
error 42601 RESET must not include values for parameters

alter table cs1 alter a reset (n_distinct, foo)
----
ALTER TABLE

alter table cs1 alter nope set (n_distinct = 5)
----
error 42703 column "nope" of relation "cs1" does not exist

alter table cs1 alter xmin set (n_distinct = 5)
----
error 0A000 cannot alter system column "xmin"

alter table cs1 alter a set statistics -5
----
error 22023 statistics target -5 is too low

alter table cs1 alter a set statistics 20000
----
ALTER TABLE

select attstattarget from pg_attribute where attrelid = 'cs1'::regclass and attname = 'a'
----
10000
SELECT 1

create index cs1_x on cs1 ((a + 1)); alter index cs1_x alter column 1 set statistics -2
----
CREATE INDEX
error 22023 statistics target -2 is too low

create view csv as select a, b from cs1
----
CREATE VIEW

alter table csv alter b set compression pglz
----
error 42809 ALTER action ALTER COLUMN ... SET COMPRESSION cannot be performed on relation "csv"; This operation is not supported for views.

alter table csv alter a set (n_distinct = 5)
----
error 42809 ALTER action ALTER COLUMN ... SET cannot be performed on relation "csv"; This operation is not supported for views.

alter table csv alter a reset (n_distinct)
----
error 42809 ALTER action ALTER COLUMN ... RESET cannot be performed on relation "csv"; This operation is not supported for views.

create table cs4 (a int, unique (ctid))
----
error 0A000 index creation on system columns is not supported

create table cs4 (a int, primary key (a, ctid))
----
error 0A000 cannot alter system column "ctid"

create table cs4 (a int, unique (a) include (xmax))
----
error 0A000 index creation on system columns is not supported

alter table cs1 add primary key (xmin)
----
error 0A000 cannot alter system column "xmin"

alter table cs1 add unique (tableoid)
----
error 0A000 index creation on system columns is not supported

alter table cs1 add unique (a) include (ctid)
----
error 0A000 index creation on system columns is not supported

create index on cs1 (a) include (ctid)
----
error 0A000 index creation on system columns is not supported

alter table cs1 rename ctid to x
----
error 0A000 cannot rename system column "ctid"

alter table cs1 rename column tableoid to x
----
error 0A000 cannot rename system column "tableoid"

alter view csv rename column ctid to x
----
error 42703 column "ctid" does not exist

alter table cs1 rename column nope to x
----
error 42703 column "nope" does not exist

create table pg_catalog.cs5 (a int)
----
error 42501 permission denied to create "pg_catalog.cs5"; System catalog modifications are currently disallowed.

create view pg_catalog.cs5 as select 1
----
error 42501 permission denied to create "pg_catalog.cs5"; System catalog modifications are currently disallowed.

create sequence pg_catalog.cs5
----
error 42501 permission denied to create "pg_catalog.cs5"; System catalog modifications are currently disallowed.

create table pg_catalog.cs5 as select 1
----
error 42501 permission denied to create "pg_catalog.cs5"; System catalog modifications are currently disallowed.

create role cs_reader; grant select on cs1 to cs_reader
----
CREATE ROLE
GRANT

select has_column_privilege('cs_reader', 'cs1', 'ctid', 'select'), has_column_privilege('cs_reader', 'cs1', 'tableoid', 'update'), has_column_privilege('cs1', -6::int2, 'insert'), has_column_privilege('cs1', -7::int2, 'insert'), has_column_privilege('cs_reader', 'cs1', 'xmin', 'select with grant option')
----
t|f|t|NULL|f
SELECT 1

select has_column_privilege('cs1', 'nope', 'select')
----
error 42703 column "nope" of relation "cs1" does not exist

select has_column_privilege('csv', 'ctid', 'select')
----
error 42703 column "ctid" of relation "csv" does not exist

drop owned by cs_reader; drop role cs_reader
----
DROP OWNED
DROP ROLE

drop view csv; drop table cs1, cs2; drop domain csd; drop type cse
----
DROP VIEW
DROP TABLE
DROP DOMAIN
DROP TYPE
