# Storage parameters, LIKE, hash indexes, REINDEX, information_schema of routines. The results are Postgres's own. Errors are told whole.
create table o1 (a int) with ("Fillfactor" = 10);
----
error 22023 unrecognized parameter "Fillfactor"

create table o1 (a int) with (fillfactor = 2);
----
error 22023 value 2 out of bounds for option "fillfactor"; Valid values are between "10" and "100".

create table o1 (a int) with (fillfactor = many);
----
error 22023 invalid value for integer option "fillfactor": many

create table o1 (a int) with (autovacuum_enabled = maybe);
----
error 22023 invalid value for boolean option "autovacuum_enabled": maybe

create table o1 (a int) with (autovacuum_vacuum_scale_factor = 101);
----
error 22023 value 101 out of bounds for option "autovacuum_vacuum_scale_factor"; Valid values are between "0.000000" and "100.000000".

create table o1 (a int) with (fillfactor = 20, fillfactor = 30);
----
error 22023 parameter "fillfactor" specified more than once

create table o1 (a int) with (nosuch.fillfactor = 20);
----
error 22023 unrecognized parameter namespace "nosuch"

create table o1 (a int) with (oids);
----
error 0A000 tables declared WITH OIDS are not supported

create table o1 (a int) with (oids = false, fillfactor = 30, autovacuum_enabled = false, toast.autovacuum_enabled);
----
CREATE TABLE

select reloptions from pg_class where relname = 'o1' and relnamespace = current_schema()::regnamespace;
----
{fillfactor=30,autovacuum_enabled=false}
SELECT 1

alter table o1 set (fillfactor = 5);
----
error 22023 value 5 out of bounds for option "fillfactor"; Valid values are between "10" and "100".

alter table o1 reset (fillfactor, autovacuum_enabled);
----
ALTER TABLE

create index oi on o1 (a) with (nosuch = 50);
----
error 22023 unrecognized parameter "nosuch"

create index oi on o1 (a) with (fillfactor = 50);
----
CREATE INDEX

alter index oi set (fillfactor = 101);
----
error 22023 value 101 out of bounds for option "fillfactor"; Valid values are between "10" and "100".

create index oh on o1 using hash (a);
----
CREATE INDEX

create unique index oh2 on o1 using hash (a);
----
error 0A000 access method "hash" does not support unique indexes

create index oh2 on o1 using hash (a, a);
----
error 0A000 access method "hash" does not support multicolumn indexes

create index oh2 on o1 using hash (a desc);
----
error 0A000 access method "hash" does not support ASC/DESC options

create index oh2 on o1 using nosuch (a);
----
error 42704 access method "nosuch" does not exist

insert into o1 select generate_series(1, 50);
reindex table o1;
select a from o1 where a = 7;
select indexdef from pg_indexes where tablename = 'o1' and schemaname = current_schema() order by 1;
----
INSERT 0 50
REINDEX
7
SELECT 1
CREATE INDEX oh ON public.o1 USING hash (a)
CREATE INDEX oi ON public.o1 USING btree (a) WITH (fillfactor='50')
SELECT 2

reindex index oh;
----
REINDEX

reindex index o1;
----
error 42809 "o1" is not an index

reindex table oh;
----
error 42809 "oh" is not a table or materialized view

reindex table nosuch;
----
error 42P01 relation "nosuch" does not exist

begin;
insert into o1 values (51);
reindex index oi;
rollback;
select count(*) from o1;
----
BEGIN
INSERT 0 1
REINDEX
ROLLBACK
50
SELECT 1

# LIKE.
create table l1 (a text check (length(a) > 2) primary key, b text);
create index l1_b on l1 (b);
comment on constraint l1_a_check on l1 is 'checked';
comment on index l1_pkey is 'the key';
comment on index l1_b is 'the other';
alter table l1 alter column a set storage main;
create table l2 (like l1 including all);
----
CREATE TABLE
CREATE INDEX
COMMENT
COMMENT
COMMENT
ALTER TABLE
CREATE TABLE

select c.relname, obj_description(c.oid, 'pg_class') from pg_index i join pg_class c on c.oid = i.indexrelid where i.indrelid = 'l2'::regclass order by 1;
----
l2_b_idx|the other
l2_pkey|the key
SELECT 2

select conname, obj_description(oid, 'pg_constraint') from pg_constraint where conrelid = 'l2'::regclass order by 1;
----
l1_a_check|checked
l2_pkey|NULL
SELECT 2

select attname, attstorage from pg_attribute where attrelid = 'l2'::regclass and attnum > 0 order by attnum;
----
a|m
b|x
SELECT 2

create sequence ls;
create table l3 (like ls);
----
CREATE SEQUENCE
error 42809 relation "ls" is invalid in LIKE clause; This operation is not supported for sequences.

create table l3 (like l1_b);
----
error 42809 relation "l1_b" is invalid in LIKE clause; This operation is not supported for indexes.

create type lt as (a int, b text);
create table l3 (like lt, c int);
----
CREATE TYPE
CREATE TABLE

select attname, format_type(atttypid, atttypmod) from pg_attribute where attrelid = 'l3'::regclass and attnum > 0 order by attnum;
----
a|integer
b|text
c|integer
SELECT 3

create table bad (a int, constraint c check (a > 0), constraint c check (a > 1));
----
error 42710 check constraint "c" already exists

# Routines.
create table rt (a int primary key, b int references rt);
create function f1(a int, b int default 1, c text default 'foo') returns int language sql immutable as 'select $1 + $2';
create function f2(out a int, b int default 1) returns int language sql as 'select $1';
create function f3(variadic x int[]) returns setof rt language sql strict security definer as 'select * from rt';
create procedure p1(inout i int) language plpgsql as $$ begin i := 1; end $$;
----
CREATE TABLE
CREATE FUNCTION
CREATE FUNCTION
CREATE FUNCTION
CREATE PROCEDURE

select routine_name, ordinal_position, parameter_name, parameter_mode, parameters.data_type, parameters.udt_name, parameters.dtd_identifier, parameter_default from information_schema.parameters join information_schema.routines using (specific_schema, specific_name) where routine_schema = current_schema() order by 1, 2;
----
f1|1|a|IN|integer|int4|1|NULL
f1|2|b|IN|integer|int4|2|1
f1|3|c|IN|text|text|3|'foo'::text
f2|1|a|OUT|integer|int4|1|NULL
f2|2|b|IN|integer|int4|2|1
f3|1|x|IN|ARRAY|_int4|1|NULL
p1|1|i|INOUT|integer|int4|1|NULL
SELECT 7

select routine_name, routine_type, data_type, type_udt_name, dtd_identifier, routine_body, routine_definition, external_language, is_deterministic, is_null_call, security_type, schema_level_routine, is_udt_dependent, as_locator, max_dynamic_result_sets from information_schema.routines where routine_schema = current_schema() order by 1;
----
f1|FUNCTION|integer|int4|0|SQL|select $1 + $2|SQL|YES|NO|INVOKER|YES|NO|NO|0
f2|FUNCTION|integer|int4|0|SQL|select $1|SQL|NO|NO|INVOKER|YES|NO|NO|0
f3|FUNCTION|USER-DEFINED|rt|0|SQL|select * from rt|SQL|NO|YES|DEFINER|YES|NO|NO|0
p1|PROCEDURE|NULL|NULL|NULL|EXTERNAL| begin i := 1; end |PLPGSQL|NO|NULL|INVOKER|YES|NO|NO|0
SELECT 4

select table_name, constraint_name from information_schema.constraint_table_usage where constraint_schema = current_schema() and constraint_name ~ '^rt' order by 1, 2;
----
rt|rt_b_fkey
rt|rt_pkey
SELECT 2
