# Casts that do nothing are not kept: a column may get another type.
create table t (a int, b int, g int generated always as ((b + 1)::int) stored, check (a::int > 0), check ((a + 1)::int4 < 5000000000))
----
CREATE TABLE

create index on t ((a::int))
----
CREATE INDEX

create index on t (b) where (a::int) > 5
----
CREATE INDEX

create statistics st on ((a - 1)::int), b from t
----
CREATE STATISTICS

alter table t alter a type bigint
----
ALTER TABLE

select pg_get_constraintdef(oid) from pg_constraint where conrelid = 't'::regclass order by conname
----
CHECK ((a > 0))
CHECK (((a + 1) < '5000000000'::bigint))
SELECT 2

select pg_get_indexdef(indexrelid) from pg_index where indrelid = 't'::regclass order by indexrelid
----
CREATE INDEX t_a_idx ON public.t USING btree (a)
CREATE INDEX t_b_idx ON public.t USING btree (b) WHERE (a > 5)
SELECT 2

select pg_get_statisticsobjdef(oid) from pg_statistic_ext
----
CREATE STATISTICS public.st ON b, (a - 1) FROM t
SELECT 1

insert into t (a) values (4000000000)
----
INSERT 0 1

select a from t
----
4000000000
SELECT 1

create domain dm as int check (value > 0)
----
CREATE DOMAIN

create type ct as (a int, b text)
----
CREATE TYPE

create table t2 (a int, d dm, c ct, x text, ar int[], check (d::dm > 1), check (a::dm > 2), check ((c).a::int > 0), check (x::text <> 'a'::text::text), check (ar::int[] <> array[1.5]::int[]), check (case when a > 0 then x end::text <> 'q'), check (row(a, x)::ct <> row(1, 'x')::ct), check (a = any (array[1,2]::int[])), check ('b'::dm::int > 0 or true))
----
error 22P02

create table t3 (a int, x text, v varchar(5), check (v::varchar(5) <> 'x'), check (v::varchar <> 'y'), check (v::text <> 'z'), check (upper(x)::text <> x::varchar(3)::text), check ((a::int)::int8::int8 > 0), check (-(a::int) < 0), check (a::int between 1 and (a::int + 1)::int), check (not (a::int is null)))
----
CREATE TABLE

select pg_get_constraintdef(oid) from pg_constraint where conrelid in ('t2'::regclass, 't3'::regclass) order by oid
----
error 42P01

insert into t3 (a, x, v) values (1, 'AB', 'abc')
----
error 23514

alter table t3 alter a type bigint
----
ALTER TABLE

select pg_get_constraintdef(oid) from pg_constraint where conrelid = 't3'::regclass order by oid
----
CHECK (((v)::text <> 'x'::text))
CHECK ((((v)::character varying)::text <> 'y'::text))
CHECK (((v)::text <> 'z'::text))
CHECK ((upper(x) <> ((x)::character varying(3))::text))
CHECK ((a > 0))
CHECK (((- a) < 0))
CHECK (((a >= 1) AND (a <= (a + 1))))
CHECK ((NOT (a IS NULL)))
SELECT 8
