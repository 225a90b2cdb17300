# Errors are told whole.
# what LIKE, ranges, default privileges and RENAME of types and other objects ask for
create role rv3_a
----
CREATE ROLE

create role rv3_b
----
CREATE ROLE

create schema q
----
CREATE SCHEMA

grant usage, create on schema q to rv3_a, rv3_b
----
GRANT

set role rv3_b
----
SET

create type q.ty as enum ('a')
----
CREATE TYPE

create type q.co as (x int)
----
CREATE TYPE

create domain q.dm as int
----
CREATE DOMAIN

create type q.ra as range (subtype = int)
----
CREATE TYPE

create type q.inner as enum ('z')
----
CREATE TYPE

create type q.outer as (x q.inner)
----
CREATE TYPE

create table q.ok (a int)
----
CREATE TABLE

create table q.t1 (a q.ty)
----
CREATE TABLE

create table q.t2 (a q.ty[])
----
CREATE TABLE

create table q.t3 (a q.co)
----
CREATE TABLE

create table q.t4 (a q.dm)
----
CREATE TABLE

create table q.t5 (a q.ra)
----
CREATE TABLE

create table q.t6 (a q.ra_multirange)
----
CREATE TABLE

create table q.t7 (a q.ok)
----
CREATE TABLE

create table q.t8 (a int, b q.ty generated always as ('a') stored)
----
CREATE TABLE

create table q.t9 (a q.outer)
----
CREATE TABLE

create view q.v as select * from q.t1
----
CREATE VIEW

set role rv3_a
----
SET

create table q.par (a q.ty, b int)
----
CREATE TABLE

create table q.ppar (a int, b q.ty) partition by list (a)
----
CREATE TABLE

create table q.ppar1 partition of q.ppar for values in (1)
----
CREATE TABLE

set role rv3_b
----
SET

grant select on q.ok, q.t1, q.t2, q.t3, q.t4, q.t5, q.t6, q.t7, q.t8, q.t9, q.v to rv3_a
----
GRANT

revoke usage on type q.ty, q.co, q.dm, q.ra, q.inner from public
----
REVOKE

set role rv3_a
----
SET

create table q.l1 (like q.t1)
----
error 42501 permission denied for type q.ty

create table q.l1 (like q.t2)
----
error 42501 permission denied for type q.ty

create table q.l1 (like q.t3)
----
error 42501 permission denied for type q.co

create table q.l1 (like q.t4)
----
error 42501 permission denied for type q.dm

create table q.l1 (like q.t5)
----
error 42501 permission denied for type q.ra

create table q.l1 (like q.t7)
----
CREATE TABLE

drop table q.l1
----
DROP TABLE

create table q.l1 (like q.t8)
----
error 42501 permission denied for type q.ty

create table q.l1 (like q.t8 including all)
----
error 42501 permission denied for type q.ty

create table q.l1 (like q.t9)
----
CREATE TABLE

drop table q.l1
----
DROP TABLE

create table q.l1 (like q.v)
----
error 42501 permission denied for type q.ty

create table q.l1 (x int, like q.t1 including all)
----
error 42501 permission denied for type q.ty

create table q.l1 (like q.t1, nothing nothing)
----
error 42704 type "nothing" does not exist

create table q.l2 as select * from q.t1
----
error 42501 permission denied for type q.ty

create table q.l3 as table q.t1 with no data
----
error 42501 permission denied for type q.ty

create table q.l4 as select null::q.ty
----
error 42501 permission denied for type q.ty

create table q.l5 (a q.ty)
----
error 42501 permission denied for type q.ty

create table q.l5 () inherits (q.t1)
----
error 42501 must be owner of table t1

create table q.l5 () inherits (q.par)
----
error 42501 permission denied for type q.ty

create table q.l5 (a q.ty) inherits (q.par)
----
error 42501 permission denied for type q.ty

create table q.l5 partition of q.ppar for values in (2)
----
error 42501 permission denied for type q.ty

alter table q.par add column c q.ty
----
error 42501 permission denied for type q.ty

alter table q.par add column c text
----
ALTER TABLE

alter table q.par alter column c type q.ty using null
----
error 42501 permission denied for type q.ty

alter table q.par rename column a to aa
----
ALTER TABLE

create table q.l55 (like q.ppar1)
----
error 42501 permission denied for type q.ty

create index on q.par (aa)
----
CREATE INDEX

alter table q.ppar detach partition q.ppar1
----
ALTER TABLE

alter table q.ppar attach partition q.ppar1 for values in (1)
----
ALTER TABLE

create view q.vv as select * from q.t1
----
error 42501 permission denied for type q.ty

create type q.l6 as (a q.ty)
----
error 42501 permission denied for type q.ty

create domain q.l7 as q.ty
----
error 42501 permission denied for type q.ty

create domain q.l7 as q.dm
----
error 42501 permission denied for type q.dm

create function q.l8(q.ty) returns int language sql as 'select 1'
----
error 42501 permission denied for type q.ty

create function q.l8() returns q.ty language sql as $$ select 'a'::q.ty $$
----
error 42501 permission denied for type q.ty

create table q.l9 of q.co
----
error 42501 permission denied for type q.co

create table q.l10 of q.outer
----
error 42501 permission denied for type q."inner"

create type q.r1 as range (subtype = q.ty)
----
CREATE TYPE

create type q.r2 as range (subtype = q.dm)
----
CREATE TYPE

reset role
----
RESET

create table q.mine (like q.t1)
----
CREATE TABLE

drop view q.vv
----
error 42P01 view "vv" does not exist

drop table if exists q.l1, q.l2, q.l3, q.l4, q.mine
----
DROP TABLE

# default privileges
set role rv3_b
----
SET

alter default privileges revoke usage on types from public
----
ALTER DEFAULT PRIVILEGES

create type q.rg as range (subtype = int)
----
CREATE TYPE

create type q.en as enum ('b')
----
CREATE TYPE

create type q.cp as (x int)
----
CREATE TYPE

create domain q.do as int
----
CREATE DOMAIN

create table q.tb (a int)
----
CREATE TABLE

select typname, typacl from pg_type where typnamespace = 'q'::regnamespace and typname in ('rg', 'rg_multirange', '_rg', '_rg_multirange', 'en', '_en', 'cp', '_cp', 'do', '_do', 'tb', '_tb', 'multirange') order by typname collate "C"
----
_cp|NULL
_do|NULL
_en|NULL
_rg|NULL
_rg_multirange|NULL
_tb|NULL
cp|{rv3_b=U/rv3_b}
do|{rv3_b=U/rv3_b}
en|{rv3_b=U/rv3_b}
rg|{rv3_b=U/rv3_b}
rg_multirange|{rv3_b=U/rv3_b}
tb|NULL
SELECT 12

select t, has_type_privilege('rv3_a', 'q.' || t, 'usage') from unnest('{rg,rg_multirange,_rg,_rg_multirange,en,_en,cp,do,tb,_tb}'::text[]) t
----
_en|f
_rg_multirange|f
_rg|f
_tb|t
cp|f
do|f
en|f
rg_multirange|f
rg|f
tb|t
SELECT 10

set role rv3_a
----
SET

create table q.m1 (a q.rg)
----
error 42501 permission denied for type q.rg

create table q.m1 (a q.rg_multirange)
----
error 42501 permission denied for type q.rg_multirange

create table q.m1 (a q.rg_multirange[])
----
error 42501 permission denied for type q.rg_multirange

reset role
----
RESET

set role rv3_b
----
SET

alter default privileges grant usage on types to rv3_a with grant option
----
ALTER DEFAULT PRIVILEGES

create type q.rg2 as range (subtype = int)
----
CREATE TYPE

select typname, typacl from pg_type where typnamespace = 'q'::regnamespace and typname in ('rg2', 'rg2_multirange', '_rg2', '_rg2_multirange') order by typname collate "C"
----
_rg2|NULL
_rg2_multirange|NULL
rg2|{rv3_a=U*/rv3_b,rv3_b=U/rv3_b}
rg2_multirange|{rv3_a=U*/rv3_b,rv3_b=U/rv3_b}
SELECT 4

alter default privileges revoke usage on types from rv3_a
----
ALTER DEFAULT PRIVILEGES

alter default privileges in schema q grant usage on types to rv3_a
----
ALTER DEFAULT PRIVILEGES

create type q.rg3 as range (subtype = int, multirange_type_name = q.rg3m)
----
CREATE TYPE

select typname, typacl from pg_type where typnamespace = 'q'::regnamespace and typname in ('rg3', 'rg3m', '_rg3', '_rg3m') order by typname collate "C"
----
_rg3|NULL
_rg3m|NULL
rg3|{rv3_a=U/rv3_b,rv3_b=U/rv3_b}
rg3m|{rv3_a=U/rv3_b,rv3_b=U/rv3_b}
SELECT 4

select t, has_type_privilege('rv3_a', 'q.' || t, 'usage') from unnest('{rg2,rg2_multirange,rg3,rg3m}'::text[]) t
----
rg2_multirange|t
rg2|t
rg3m|t
rg3|t
SELECT 4

# RENAME without CREATE on the schema
create function q.fn() returns int language sql as 'select 1'
----
CREATE FUNCTION

create procedure q.pr() language sql as 'select 1'
----
CREATE PROCEDURE

create aggregate q.ag(int) (sfunc = int4pl, stype = int)
----
CREATE AGGREGATE

create table q.st_t (a int, b int)
----
CREATE TABLE

create statistics q.st on a, b from q.st_t
----
CREATE STATISTICS

create text search configuration q.cf (copy = simple)
----
CREATE TEXT SEARCH CONFIGURATION

create text search dictionary q.di (template = simple)
----
CREATE TEXT SEARCH DICTIONARY

create sequence q.sq
----
CREATE SEQUENCE

create view q.vw as select 1 as a
----
CREATE VIEW

create materialized view q.mv as select 1 as a
----
SELECT 1

create index ix on q.st_t (a)
----
CREATE INDEX

reset role
----
RESET

revoke create on schema q from rv3_b
----
REVOKE

set role rv3_b
----
SET

alter type q.en rename to en2
----
ALTER TYPE

alter type q.en rename value 'b' to 'c'
----
error 42704 type "q.en" does not exist

alter type q.en2 rename value 'b' to 'c'
----
ALTER TYPE

alter type q.en2 rename to en2
----
error 42710 type "en2" already exists

alter type q.cp rename to cp2
----
ALTER TYPE

alter type q.cp2 rename attribute x to y
----
ALTER TYPE

alter domain q.do rename to do2
----
ALTER DOMAIN

alter type q.do2 rename to do3
----
ALTER TYPE

alter type q.rg rename to rgx
----
ALTER TYPE

alter type q.rg_multirange rename to rgxm
----
ALTER TYPE

alter type q.rg3 rename to rg2
----
error 42710 type "rg2" already exists

alter domain q.dm add constraint cc check (value > 0)
----
ALTER DOMAIN

alter domain q.dm rename constraint cc to cd
----
ALTER DOMAIN

alter type q.en2 add value 'd'
----
ALTER TYPE

alter function q.fn() rename to fn2
----
error 42501 permission denied for schema q

alter procedure q.pr() rename to pr2
----
error 42501 permission denied for schema q

alter aggregate q.ag(int) rename to ag2
----
error 42501 permission denied for schema q

alter statistics q.st rename to st2
----
error 42501 permission denied for schema q

alter text search configuration q.cf rename to cf2
----
error 42501 permission denied for schema q

alter text search dictionary q.di rename to di2
----
error 42501 permission denied for schema q

alter sequence q.sq rename to sq2
----
error 42501 permission denied for schema q

alter view q.vw rename to vw2
----
error 42501 permission denied for schema q

alter materialized view q.mv rename to mv2
----
error 42501 permission denied for schema q

alter index q.ix rename to ix2
----
error 42501 permission denied for schema q

alter table q.st_t rename to st_t2
----
error 42501 permission denied for schema q

alter view q.vw rename column a to b
----
ALTER VIEW

alter table q.tb rename to tb2
----
error 42501 permission denied for schema q

alter type q.tb rename to tb2
----
error 42809 q.tb is a table's row type; ; Use ALTER TABLE instead.

create or replace function q.fn() returns int language sql as 'select 2'
----
error 42501 permission denied for schema q

create or replace view q.vw as select 2 as a
----
error 42501 permission denied for schema q

alter type q.en2 set schema q
----
error 42501 permission denied for schema q

alter type q.en2 set schema public
----
error 42501 permission denied for schema public

alter domain q.do3 set schema q
----
error 42501 permission denied for schema q

alter type q.en2 owner to rv3_b
----
ALTER TYPE

alter type q.en2 owner to rv3_a
----
error 42501 must be member of role "rv3_a"

set role rv3_a
----
SET

alter type q.en2 rename to en3
----
error 42501 must be owner of type q.en2

alter domain q.dm rename to dmx
----
error 42501 must be owner of type q.dm

reset role
----
RESET

drop schema q cascade
----
DROP SCHEMA

drop owned by rv3_a, rv3_b
----
DROP OWNED

drop role rv3_a, rv3_b
----
DROP ROLE
