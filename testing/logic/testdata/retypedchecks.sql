# Checks and indexes over a column that gets another type go on from what it was converted to.
create table x1(email varchar(10), check (email ~ '^[0-9]'))
----
CREATE TABLE

insert into x1 values ('12')
----
INSERT 0 1

alter table x1 alter email type int using email::int
----
ALTER TABLE

select pg_get_constraintdef(oid) from pg_constraint where conrelid = 'x1'::regclass
----
CHECK (((email)::text ~ '^[0-9]'::text))
SELECT 1

insert into x1 values (3)
----
INSERT 0 1

insert into x1 values (-3)
----
error 23514

create table t2(a varchar(5), check (length(a)=3))
----
CREATE TABLE

alter table t2 alter a type int using a::int
----
ALTER TABLE

select pg_get_constraintdef(oid) from pg_constraint where conrelid = 't2'::regclass
----
CHECK ((length((a)::text) = 3))
SELECT 1

insert into t2 values (123)
----
INSERT 0 1

insert into t2 values (12)
----
error 23514

create table t3(a varchar(5))
----
CREATE TABLE

create index t3i on t3(lower(a))
----
CREATE INDEX

alter table t3 alter a type int using length(a)
----
ALTER TABLE

select pg_get_indexdef('t3i'::regclass)
----
CREATE INDEX t3i ON public.t3 USING btree (lower((a)::text))
SELECT 1

create table inh(a varchar(4) check (a > 'b'))
----
CREATE TABLE

create table inh2(b int) inherits (inh)
----
CREATE TABLE

alter table inh alter a type int using 1
----
ALTER TABLE

select conrelid::regclass, pg_get_constraintdef(oid) from pg_constraint where conrelid in ('inh'::regclass, 'inh2'::regclass) order by 1
----
inh|CHECK (((a)::text > 'b'::text))
inh2|CHECK (((a)::text > 'b'::text))
SELECT 2

create table t4(a char(5), b varchar(3), check (a='x' and b=a))
----
CREATE TABLE

alter table t4 alter a type varchar(5)
----
ALTER TABLE

select pg_get_constraintdef(oid) from pg_constraint where conrelid = 't4'::regclass
----
CHECK ((((a)::bpchar = 'x'::bpchar) AND ((b)::bpchar = (a)::bpchar)))
SELECT 1

create table t6(a varchar(5), b int)
----
CREATE TABLE

create index t6i on t6(b) where a = 'q'
----
CREATE INDEX

create unique index t6j on t6 (upper(a), (a || 'x')) where a <> 'z' and b > 3
----
CREATE INDEX

alter table t6 alter a type text
----
ALTER TABLE

select pg_get_indexdef('t6i'::regclass), pg_get_indexdef('t6j'::regclass)
----
CREATE INDEX t6i ON public.t6 USING btree (b) WHERE (a = 'q'::text)|CREATE UNIQUE INDEX t6j ON public.t6 USING btree (upper(a), ((a || 'x'::text))) WHERE ((a <> 'z'::text) AND (b > 3))
SELECT 1

alter table t6 alter b type bigint
----
ALTER TABLE

select pg_get_indexdef('t6i'::regclass), pg_get_indexdef('t6j'::regclass)
----
CREATE INDEX t6i ON public.t6 USING btree (b) WHERE (a = 'q'::text)|CREATE UNIQUE INDEX t6j ON public.t6 USING btree (upper(a), ((a || 'x'::text))) WHERE ((a <> 'z'::text) AND (b > 3))
SELECT 1

alter table t6 alter a type varchar(9)
----
ALTER TABLE

select pg_get_indexdef('t6i'::regclass), pg_get_indexdef('t6j'::regclass)
----
CREATE INDEX t6i ON public.t6 USING btree (b) WHERE ((a)::text = 'q'::text)|CREATE UNIQUE INDEX t6j ON public.t6 USING btree (upper((a)::text), (((a)::text || 'x'::text))) WHERE (((a)::text <> 'z'::text) AND (b > 3))
SELECT 1

create table t7(a int2, n numeric, d date, check (a + 1 > 0), check (n > a), check (d < now()), check (a between 0 and 9), check (coalesce(a, 3) > 1), check (case when a > 1 then a else 2 end > 0), check (a::text <> 'x'))
----
CREATE TABLE

alter table t7 alter a type int8
----
ALTER TABLE

alter table t7 alter n type float8
----
ALTER TABLE

alter table t7 alter d type timestamptz
----
ALTER TABLE

select pg_get_constraintdef(oid) from pg_constraint where conrelid = 't7'::regclass order by 1
----
CHECK ((\nCASE\n    WHEN (a > 1) THEN (a)::integer\n    ELSE 2\nEND > 0))
CHECK (((a + 1) > 0))
CHECK (((a >= 0) AND (a <= 9)))
CHECK (((a)::text <> 'x'::text))
CHECK ((COALESCE((a)::integer, 3) > 1))
CHECK ((d < now()))
CHECK ((n > ((a)::numeric)::double precision))
SELECT 7

alter table t7 alter a type int4
----
ALTER TABLE

alter table t7 alter a type numeric
----
ALTER TABLE

alter table t7 alter d type timestamp
----
ALTER TABLE

select pg_get_constraintdef(oid) from pg_constraint where conrelid = 't7'::regclass order by 1
----
CHECK ((\nCASE\n    WHEN (a > (1)::numeric) THEN a\n    ELSE (2)::numeric\nEND > (0)::numeric))
CHECK (((a + (1)::numeric) > (0)::numeric))
CHECK (((a >= (0)::numeric) AND (a <= (9)::numeric)))
CHECK (((a)::text <> 'x'::text))
CHECK ((COALESCE(a, (3)::numeric) > (1)::numeric))
CHECK ((d < now()))
CHECK ((n > (a)::double precision))
SELECT 7

create table t8("A b" varchar(5) check ("A b" like 'x%' and "A b" similar to 'x_' and "A b" not in ('xq', 'xr')))
----
CREATE TABLE

alter table t8 rename "A b" to c
----
ALTER TABLE

alter table t8 alter c type text
----
ALTER TABLE

select pg_get_constraintdef(oid) from pg_constraint where conrelid = 't8'::regclass
----
CHECK (((c ~~ 'x%'::text) AND (c ~ similar_to_escape('x_'::text)) AND (c <> ALL (ARRAY[('xq'::character varying)::text, ('xr'::character varying)::text]))))
SELECT 1

create table t9(a varchar(5), c text check (a < c))
----
CREATE TABLE

alter table t9 rename a to z
----
ALTER TABLE

alter table t9 alter z type int using 1
----
ALTER TABLE

select pg_get_constraintdef(oid) from pg_constraint where conrelid = 't9'::regclass
----
CHECK (((z)::text < c))
SELECT 1
