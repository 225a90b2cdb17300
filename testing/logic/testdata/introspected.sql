# What clients that look at a schema ask of its parts: the defaults of arguments among those of the
# result, the cost of aggregates, and which objects are others' own. The results are Postgres's own.
create function ip_f(a int, b text default 'x', out c int, variadic d int[] default '{}') language sql stable as 'select 1';
create procedure ip_p(out a int, inout b int default 3 + 4) language sql as 'select 1, 2';
create aggregate ip_sum(int) (sfunc = int4pl, stype = int, initcond = '0')
----
CREATE FUNCTION
CREATE PROCEDURE
CREATE AGGREGATE

select p.proname, u.ord, t.typname, coalesce(u.mode, 'i'), u.name, pg_get_function_arg_default(p.oid, u.ord::int) from pg_proc p,
unnest(coalesce(p.proallargtypes, p.proargtypes), p.proargmodes, p.proargnames) with ordinality u(type, mode, name, ord) join pg_type t on t.oid = u.type where p.proname like 'ip\_%' order by 1, 2
----
ip_f|1|int4|i|a|NULL
ip_f|2|text|i|b|'x'::text
ip_f|3|int4|o|c|NULL
ip_f|4|_int4|v|d|'{}'::integer[]
ip_p|1|int4|o|a|NULL
ip_p|2|int4|b|b|(3 + 4)
ip_sum|1|int4|i|NULL|NULL
SELECT 7

select pg_get_function_arg_default(oid, 0), pg_get_function_arg_default(oid, 5), pg_get_function_arg_default(oid, -1) from pg_proc where proname = 'ip_f'
----
NULL|NULL|NULL
SELECT 1

select proname, procost, prorows from pg_proc where proname like 'ip\_%' order by 1
----
ip_f|100|0
ip_p|100|0
ip_sum|1|0
SELECT 3

create table ip_t (id int primary key, name text);
create view ip_v as select id from ip_t;
create materialized view ip_m as select 1 as x;
create sequence ip_s;
create type ip_c as (x int);
create type ip_e as enum ('a');
create function ip_trigger() returns trigger language plpgsql as 'begin return null; end';
create trigger ip_before before update on ip_t for each row execute function ip_trigger();
create constraint trigger ip_after after insert on ip_t deferrable for each row execute function ip_trigger();
create table ip_part (id int, k text, primary key (id, k), unique (k, id)) partition by list (k);
create table ip_part_a partition of ip_part for values in ('a');
create index ip_part_k on ip_part (k)
----
CREATE TABLE
CREATE VIEW
SELECT 1
CREATE SEQUENCE
CREATE TYPE
CREATE TYPE
CREATE FUNCTION
CREATE TRIGGER
CREATE TRIGGER
CREATE TABLE
CREATE TABLE
CREATE INDEX

select pg_describe_object(classid, objid, objsubid), pg_describe_object(refclassid, refobjid, refobjsubid), deptype from pg_depend
where classid = 'pg_type'::regclass and deptype = 'i' and pg_describe_object(classid, objid, objsubid) like 'type ip\_%' order by 1, 2
----
type ip_c[]|type ip_c|i
type ip_e[]|type ip_e|i
type ip_m|materialized view ip_m|i
type ip_m[]|type ip_m|i
type ip_part|table ip_part|i
type ip_part[]|type ip_part|i
type ip_part_a|table ip_part_a|i
type ip_part_a[]|type ip_part_a|i
type ip_t|table ip_t|i
type ip_t[]|type ip_t|i
type ip_v|view ip_v|i
type ip_v[]|type ip_v|i
SELECT 12

select t.typname, exists (select from pg_depend d where d.classid = 'pg_type'::regclass and d.objid = t.oid and d.deptype = 'i') from pg_type t where t.typname ~ '^_?ip_' order by 1
----
_ip_c|t
_ip_e|t
_ip_m|t
_ip_part|t
_ip_part_a|t
_ip_t|t
_ip_v|t
ip_c|f
ip_e|f
ip_m|t
ip_part|t
ip_part_a|t
ip_t|t
ip_v|t
SELECT 14

select pg_describe_object(classid, objid, objsubid), pg_describe_object(refclassid, refobjid, refobjsubid), deptype from pg_depend
where deptype in ('P', 'S') and pg_describe_object(classid, objid, objsubid) like '% ip\_%' order by 1, 2, 3
----
constraint ip_part_a_k_id_key on table ip_part_a|constraint ip_part_k_id_key on table ip_part|P
constraint ip_part_a_k_id_key on table ip_part_a|table ip_part_a|S
constraint ip_part_a_pkey on table ip_part_a|constraint ip_part_pkey on table ip_part|P
constraint ip_part_a_pkey on table ip_part_a|table ip_part_a|S
index ip_part_a_k_id_key|index ip_part_k_id_key|P
index ip_part_a_k_id_key|table ip_part_a|S
index ip_part_a_k_idx|index ip_part_k|P
index ip_part_a_k_idx|table ip_part_a|S
index ip_part_a_pkey|index ip_part_pkey|P
index ip_part_a_pkey|table ip_part_a|S
SELECT 10

select pg_describe_object(classid, objid, objsubid), pg_describe_object(refclassid, refobjid, refobjsubid), deptype from pg_depend
where pg_describe_object(classid, objid, objsubid) ~ 'ip_(before|after)' and refclassid <> 'pg_proc'::regclass order by 1, 2, 3
----
constraint ip_after on table ip_t|table ip_t|a
constraint ip_after on table ip_t|trigger ip_after on table ip_t|i
trigger ip_after on table ip_t|table ip_t|a
trigger ip_before on table ip_t|table ip_t|a
SELECT 4

drop table ip_part; drop view ip_v; drop table ip_t; drop materialized view ip_m; drop sequence ip_s; drop type ip_c; drop type ip_e; drop function ip_trigger; drop function ip_f; drop procedure ip_p; drop aggregate ip_sum(int)
----
DROP TABLE
DROP VIEW
DROP TABLE
DROP MATERIALIZED VIEW
DROP SEQUENCE
DROP TYPE
DROP TYPE
DROP FUNCTION
DROP FUNCTION
DROP PROCEDURE
DROP AGGREGATE
