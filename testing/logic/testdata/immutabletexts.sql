# Casts to and from texts, in generated columns and indexes: immutable as the functions that read and write them.
create type en as enum ('a','b')
----
CREATE TYPE

create type co as (a int, b time)
----
CREATE TYPE

create domain dt as time
----
CREATE DOMAIN

create domain df as float8
----
CREATE DOMAIN

create table g1 (a float8, b text generated always as (a::text) stored)
----
CREATE TABLE

create table g2 (a bytea, b text generated always as (a::text) stored)
----
CREATE TABLE

create table g3 (a time, b text generated always as (a::text) stored)
----
CREATE TABLE

create table g4 (a timetz, b text generated always as (a::text) stored)
----
CREATE TABLE

create table g5 (a en, b text generated always as (a::text) stored)
----
error 42P17

create table g6 (a co, b text generated always as (a::text) stored)
----
error 42P17

create table g7 (a int[], b text generated always as (a::text) stored)
----
error 42P17

create table g8 (a int4range, b text generated always as (a::text) stored)
----
error 42P17

create table g9 (a dt, b text generated always as (a::text) stored)
----
CREATE TABLE

create table g10 (a df, b text generated always as (a::text) stored)
----
CREATE TABLE

create table g11 (a text, b float8 generated always as (a::float8) stored)
----
CREATE TABLE

create table g12 (a text, b bytea generated always as (a::bytea) stored)
----
CREATE TABLE

create table g13 (a text, b time generated always as (a::time) stored)
----
error 42P17

create table g14 (a text, b en generated always as (a::en) stored)
----
error 42P17

create table g15 (a text, b int[] generated always as (a::int[]) stored)
----
error 42P17

create table g16 (a text, b dt generated always as (a::dt) stored)
----
error 42P17

create table g17 (a text, b df generated always as (a::df) stored)
----
CREATE TABLE

create table g18 (a text, b int generated always as (a::int) stored)
----
CREATE TABLE

create table g19 (a text, b jsonb generated always as (a::jsonb) stored)
----
CREATE TABLE

create table g22 (a inet, b text generated always as (a::text) stored)
----
CREATE TABLE

create table g23 (a text, b inet generated always as (a::inet) stored)
----
CREATE TABLE

create table g24 (a text, b cidr generated always as (a::cidr) stored)
----
CREATE TABLE

create table g25 (a money, b text generated always as (a::text) stored)
----
error 42P17

create table g26 (a text, b money generated always as (a::money) stored)
----
error 42P17

create table g27 (a tsvector, b text generated always as (a::text) stored)
----
CREATE TABLE

create table g28 (a text, b tsvector generated always as (a::tsvector) stored)
----
CREATE TABLE

create table g29 (a text, b int4range generated always as (a::int4range) stored)
----
error 42P17

create table g30 (a text, b interval generated always as (a::interval) stored)
----
error 42P17

create table g31 (a interval, b text generated always as (a::text) stored)
----
error 42P17

create table g32 (a point, b text generated always as (a::text) stored)
----
CREATE TABLE

create table g33 (a text, b point generated always as (a::point) stored)
----
CREATE TABLE

create table g34 (a text, b co generated always as (a::co) stored)
----
error 42P17

create table g35 (a oid, b text generated always as (a::text) stored)
----
CREATE TABLE

create table g36 (a regclass, b text generated always as (a::text) stored)
----
error 42P17

create table g37 (a uuid, b text generated always as (a::text) stored)
----
CREATE TABLE

create table g38 (a time[], b text generated always as (a::text) stored)
----
error 42P17

create table g39 (a time, b text generated always as (a || 'x') stored)
----
CREATE TABLE

create table g40 (a float8, b text generated always as (a || 'x') stored)
----
CREATE TABLE

create table g41 (a bytea, b text generated always as (('x'::text) || a::text) stored)
----
CREATE TABLE

create table g42 (a float8[], b text[] generated always as (a::text[]) stored)
----
CREATE TABLE

create table g43 (a time[], b text[] generated always as (a::text[]) stored)
----
CREATE TABLE

create table g44 (a text[], b int[] generated always as (a::int[]) stored)
----
CREATE TABLE

create table g45 (a text[], b time[] generated always as (a::time[]) stored)
----
error 42P17

create table g46 (a tid, b text generated always as (a::text) stored)
----
CREATE TABLE

create table g47 (a "char", b text generated always as (a::text) stored)
----
CREATE TABLE

create table g48 (a numeric, b text generated always as (a::text) stored)
----
CREATE TABLE

create table g49 (a text, b numeric generated always as (a::numeric) stored)
----
CREATE TABLE

create table g50 (a text, b uuid generated always as (a::uuid) stored)
----
CREATE TABLE

create table g51 (a macaddr, b text generated always as (a::text) stored)
----
CREATE TABLE

create table g52 (a text, b bit(3) generated always as (a::bit(3)) stored)
----
CREATE TABLE

create table g53 (a bit(3), b text generated always as (a::text) stored)
----
CREATE TABLE

create table g54 (a int4multirange, b text generated always as (a::text) stored)
----
error 42P17

create table g55 (a text, b tsquery generated always as (a::tsquery) stored)
----
CREATE TABLE

create table g56 (a text, b pg_lsn generated always as (a::pg_lsn) stored)
----
CREATE TABLE

create table g57 (a text, b json generated always as (a::json) stored)
----
CREATE TABLE

create table g58 (a text, b jsonpath generated always as (a::jsonpath) stored)
----
CREATE TABLE

create table g59 (a date, b text generated always as (a::text) stored)
----
error 42P17

create table g60 (a timestamp, b text generated always as (a::text) stored)
----
error 42P17

create table t4 (a int, c text)
----
CREATE TABLE

create index on t4 ((a::text))
----
CREATE INDEX

create index on t4 ((a::text || now()::text))
----
error 42P17

create table t5 (e time, f timetz, g bytea)
----
CREATE TABLE

create index on t5 ((e::text))
----
CREATE INDEX

create index on t5 ((f || 'x'))
----
CREATE INDEX

create index on t5 ((g::text))
----
CREATE INDEX

create index on t5 ((e::text)) where f::text > 'a'
----
CREATE INDEX

insert into t5 values ('10:00', '11:00+02', '\x01')
----
INSERT 0 1

select * from t5 where e::text = '10:00:00'
----
10:00:00|11:00:00+02|\x01
SELECT 1

create table t6 (e en)
----
CREATE TABLE

create index on t6 ((e::text))
----
error 42P17

create index on t6 (e) where e = 'a'
----
CREATE INDEX

create index on t6 ((e::text)) where e::text = 'a'
----
error 42P17
