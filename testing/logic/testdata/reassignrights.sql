# Errors are told whole.
# what REASSIGN OWNED asks for of each kind of object, what RENAME of databases and schemas does, and
# TRUNCATE … RESTART IDENTITY
create role rv3_from
----
CREATE ROLE

create role rv3_to
----
CREATE ROLE

create role rv3_me
----
CREATE ROLE

grant rv3_from, rv3_to to rv3_me
----
GRANT ROLE

create schema q
----
CREATE SCHEMA

grant usage on schema q to rv3_from, rv3_to, rv3_me
----
GRANT

grant create on schema q to rv3_from
----
GRANT

create function has(r text) returns setof text language sql as $$ select kind || ' ' || name from (select 'relation' kind, relname::text name, relowner o from pg_class where relnamespace = 'q'::regnamespace and relkind in ('r', 'v', 'm', 'S') union all select 'type', typname, typowner from pg_type where typnamespace = 'q'::regnamespace and typrelid = 0 union all select 'function', proname, proowner from pg_proc where pronamespace = 'q'::regnamespace union all select 'operator', oprname, oprowner from pg_operator where oprnamespace = 'q'::regnamespace union all select 'statistics', stxname, stxowner from pg_statistic_ext where stxnamespace = 'q'::regnamespace union all select 'config', cfgname, cfgowner from pg_ts_config where cfgnamespace = 'q'::regnamespace union all select 'dictionary', dictname, dictowner from pg_ts_dict where dictnamespace = 'q'::regnamespace union all select 'schema', nspname, nspowner from pg_namespace union all select 'database', datname, datdba from pg_database union all select 'event trigger', evtname, evtowner from pg_event_trigger) x where o = r::regrole order by kind, name $$
----
CREATE FUNCTION

set role rv3_from
----
SET

create table q.t (a serial, b int generated always as identity, primary key (a))
----
CREATE TABLE

create view q.v as select a from q.t
----
CREATE VIEW

create materialized view q.m as select a from q.t
----
SELECT 0

create sequence q.s
----
CREATE SEQUENCE

create type q.e as enum ('x')
----
CREATE TYPE

create type q.c as (x int)
----
CREATE TYPE

create domain q.d as int
----
CREATE DOMAIN

set role rv3_me
----
SET

alter table q.t owner to rv3_to
----
error 42501 permission denied for schema q

alter type q.e owner to rv3_to
----
error 42501 permission denied for schema q

reassign owned by rv3_from to rv3_to
----
REASSIGN OWNED

reset role
----
RESET

select has('rv3_to')
----
relation m
relation s
relation t
relation t_a_seq
relation t_b_seq
relation v
type _c
type _d
type _e
type _m
type _t
type _v
type d
type e
SELECT 14

select has('rv3_from')
----
SELECT 0

set role rv3_from
----
SET

create function q.f() returns int language sql as 'select 1'
----
CREATE FUNCTION

set role rv3_me
----
SET

alter function q.f() owner to rv3_to
----
error 42501 permission denied for schema q

reassign owned by rv3_from to rv3_to
----
error 42501 permission denied for schema q

reset role
----
RESET

select has('rv3_from')
----
function f
SELECT 1

grant create on schema q to rv3_to
----
GRANT

set role rv3_me
----
SET

reassign owned by rv3_from to rv3_to
----
REASSIGN OWNED

reset role
----
RESET

revoke create on schema q from rv3_to
----
REVOKE

select has('rv3_to')
----
function f
relation m
relation s
relation t
relation t_a_seq
relation t_b_seq
relation v
type _c
type _d
type _e
type _m
type _t
type _v
type d
type e
SELECT 15

set role rv3_from
----
SET

create procedure q.pr() language sql as 'select 1'
----
CREATE PROCEDURE

set role rv3_me
----
SET

reassign owned by rv3_from to rv3_to
----
error 42501 permission denied for schema q

reset role
----
RESET

drop procedure q.pr()
----
DROP PROCEDURE

create function q.eq(int, text) returns bool language sql as 'select true'
----
CREATE FUNCTION

set role rv3_from
----
SET

create operator q.=== (leftarg = int, rightarg = text, function = q.eq)
----
CREATE OPERATOR

set role rv3_me
----
SET

reassign owned by rv3_from to rv3_to
----
error 42501 permission denied for schema q

reset role
----
RESET

drop operator q.=== (int, text)
----
DROP OPERATOR

set role rv3_from
----
SET

create table q.t2 (a int, b int)
----
CREATE TABLE

create statistics q.st on a, b from q.t2
----
CREATE STATISTICS

set role rv3_me
----
SET

reassign owned by rv3_from to rv3_to
----
error 42501 permission denied for schema q

reset role
----
RESET

select has('rv3_from')
----
relation t2
statistics st
type _t2
SELECT 3

drop table q.t2
----
DROP TABLE

set role rv3_from
----
SET

create text search configuration q.co (copy = simple)
----
CREATE TEXT SEARCH CONFIGURATION

set role rv3_me
----
SET

reassign owned by rv3_from to rv3_to
----
error 42501 permission denied for schema q

reset role
----
RESET

drop text search configuration q.co
----
DROP TEXT SEARCH CONFIGURATION

set role rv3_from
----
SET

create text search dictionary q.di (template = simple)
----
CREATE TEXT SEARCH DICTIONARY

set role rv3_me
----
SET

reassign owned by rv3_from to rv3_to
----
error 42501 permission denied for schema q

reset role
----
RESET

drop text search dictionary q.di
----
DROP TEXT SEARCH DICTIONARY

create schema rv3_s authorization rv3_from
----
CREATE SCHEMA

set role rv3_me
----
SET

# code only
alter schema rv3_s owner to rv3_to
----
error 42501

# code only
reassign owned by rv3_from to rv3_to
----
error 42501

reset role
----
RESET

select has('rv3_from')
----
schema rv3_s
SELECT 1

do $$ begin execute format('grant create on database %I to rv3_to', current_database()); end $$
----
DO

set role rv3_me
----
SET

reassign owned by rv3_from to rv3_to
----
REASSIGN OWNED

reset role
----
RESET

select has('rv3_to')
----
function f
relation m
relation s
relation t
relation t_a_seq
relation t_b_seq
relation v
schema rv3_s
type _c
type _d
type _e
type _m
type _t
type _v
type d
type e
SELECT 16

do $$ begin execute format('revoke create on database %I from rv3_to', current_database()); end $$
----
DO

create database rv3_d owner rv3_from
----
CREATE DATABASE

set role rv3_me
----
SET

alter database rv3_d owner to rv3_to
----
error 42501 permission denied to change owner of database

reassign owned by rv3_from to rv3_to
----
REASSIGN OWNED

reset role
----
RESET

select has('rv3_to')
----
database rv3_d
function f
relation m
relation s
relation t
relation t_a_seq
relation t_b_seq
relation v
schema rv3_s
type _c
type _d
type _e
type _m
type _t
type _v
type d
type e
SELECT 17

# those who are superusers are not asked
alter function q.f() owner to rv3_from
----
ALTER FUNCTION

reassign owned by rv3_from to rv3_to
----
REASSIGN OWNED

select has('rv3_from')
----
SELECT 0

# who is not a member of both
set role rv3_from
----
SET

reassign owned by rv3_from to rv3_to
----
error 42501 permission denied to reassign objects

reassign owned by rv3_to to rv3_from
----
error 42501 permission denied to reassign objects

reset role
----
RESET

# one that it is given to itself
set role rv3_me
----
SET

reassign owned by rv3_to to rv3_to
----
REASSIGN OWNED

reset role
----
RESET

# RENAME
set role rv3_to
----
SET

alter database rv3_d rename to rv3_e
----
error 42501 permission denied to rename database

alter database rv3_none rename to rv3_e
----
error 3D000 database "rv3_none" does not exist

alter database rv3_d rename to postgres
----
error 42501 permission denied to rename database

# code only
alter schema rv3_s rename to rv3_t
----
error 42501

alter schema rv3_none rename to rv3_t
----
error 3F000 schema "rv3_none" does not exist

alter schema rv3_s rename to q
----
error 42P06 schema "q" already exists

# code only
alter schema rv3_s rename to pg_x
----
error 42501

alter schema q rename to rv3_t
----
error 42501 must be owner of schema q

alter schema q rename to rv3_s
----
error 42P06 schema "rv3_s" already exists

reset role
----
RESET

alter role rv3_to createdb
----
ALTER ROLE

do $$ begin execute format('grant create on database %I to rv3_to', current_database()); end $$
----
DO

set role rv3_to
----
SET

alter database rv3_d rename to postgres
----
error 42P04 database "postgres" already exists

alter database rv3_d rename to rv3_e
----
ALTER DATABASE

# code only
do $$ begin execute format('alter database %I rename to rv3_x', current_database()); end $$
----
error 42501

alter schema rv3_s rename to pg_x
----
error 42939 unacceptable schema name "pg_x"; The prefix "pg_" is reserved for system schemas.

alter schema rv3_s rename to rv3_t
----
ALTER SCHEMA

set role rv3_from
----
SET

alter database rv3_e rename to rv3_d
----
error 42501 must be owner of database rv3_e

alter database rv3_e rename to postgres
----
error 42501 must be owner of database rv3_e

alter schema rv3_t rename to rv3_s
----
error 42501 must be owner of schema rv3_t

alter schema rv3_t rename to q
----
error 42P06 schema "q" already exists

reset role
----
RESET

alter database rv3_e rename to rv3_d
----
ALTER DATABASE

# TRUNCATE
create table t1 (a serial, b int generated always as identity)
----
CREATE TABLE

create table t2 (b int generated always as identity)
----
CREATE TABLE

create table t3 (b int)
----
CREATE TABLE

create table t4 (a serial) partition by list (a)
----
CREATE TABLE

create table t41 partition of t4 for values in (1, 2)
----
CREATE TABLE

create sequence loose
----
CREATE SEQUENCE

create table t5 (a int default nextval('loose'))
----
CREATE TABLE

do $$ begin execute format('grant usage on schema %I to rv3_to', current_schema()); end $$
----
DO

grant truncate, select, insert on t1, t2, t3, t4, t41, t5 to rv3_to
----
GRANT

grant all on all sequences in schema q to rv3_to
----
GRANT

do $$ begin execute format('grant all on all sequences in schema %I to rv3_to', current_schema()); end $$
----
DO

insert into t1 default values
----
INSERT 0 1

set role rv3_to
----
SET

truncate t1
----
TRUNCATE TABLE

truncate t1 continue identity
----
TRUNCATE TABLE

truncate t1 restart identity
----
error 42501 must be owner of sequence t1_a_seq

truncate t2 restart identity
----
error 42501 must be owner of sequence t2_b_seq

truncate t3 restart identity
----
TRUNCATE TABLE

truncate t3, t2 restart identity
----
error 42501 must be owner of sequence t2_b_seq

truncate t4 restart identity
----
error 42501 must be owner of sequence t4_a_seq

truncate t41 restart identity
----
TRUNCATE TABLE

truncate t5 restart identity
----
TRUNCATE TABLE

insert into t1 default values returning a
----
2
INSERT 0 1

reset role
----
RESET

alter table t1 owner to rv3_to
----
ALTER TABLE

set role rv3_to
----
SET

truncate t1 restart identity
----
TRUNCATE TABLE

insert into t1 default values returning a
----
1
INSERT 0 1

reset role
----
RESET

drop database rv3_d
----
DROP DATABASE

drop table t1
----
DROP TABLE

drop schema q, rv3_t cascade
----
DROP SCHEMA

drop owned by rv3_from, rv3_to, rv3_me
----
DROP OWNED

drop role rv3_from, rv3_to, rv3_me
----
DROP ROLE
