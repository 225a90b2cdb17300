# Errors are told whole.
# Constraints of partitioned and typed tables, and types of multiranges, that are renamed.
CREATE TABLE parted (a int NOT NULL, c int DEFAULT 5 CHECK (c > 0)) PARTITION BY RANGE (a)
----
CREATE TABLE

CREATE TABLE parted_1 PARTITION OF parted FOR VALUES FROM (MINVALUE) TO (10)
----
CREATE TABLE

CREATE TABLE a_part (c int DEFAULT 7 CONSTRAINT parted_c_check CHECK (c > 0), a int NOT NULL)
----
CREATE TABLE

ALTER TABLE parted ATTACH PARTITION a_part FOR VALUES FROM (20) TO (MAXVALUE)
----
ALTER TABLE

select conrelid::regclass, conname, coninhcount, conislocal from pg_constraint where conname ~ 'parted_c' order by conrelid::regclass::text collate "C"
----
a_part|parted_c_check|1|f
parted|parted_c_check|0|t
parted_1|parted_c_check|1|f
SELECT 3

alter table parted rename constraint parted_c_check to x
----
ALTER TABLE

select conrelid::regclass, conname, coninhcount, conislocal from pg_constraint where conname ~ 'parted_c|^x$' order by conrelid::regclass::text collate "C"
----
a_part|x|1|f
parted|x|0|t
parted_1|x|1|f
SELECT 3

alter table parted_1 rename constraint x to y
----
error 42P16 cannot rename inherited constraint "x"

drop table parted
----
DROP TABLE

create type zt as (n int, m int)
----
CREATE TYPE

create table tt of zt (check (n > 0), primary key (n))
----
CREATE TABLE

alter table tt rename constraint tt_n_check to q
----
error 42809 cannot rename column of typed table

alter table tt rename constraint tt_pkey to q
----
error 42809 cannot rename column of typed table

alter table tt rename n to q
----
error 42809 cannot rename column of typed table

alter table tt rename column n to q
----
error 42809 cannot rename column of typed table

drop table tt
----
DROP TABLE

drop type zt
----
DROP TYPE

CREATE TABLE parted (a int NOT NULL, c int DEFAULT 5 CHECK (c > 0)) PARTITION BY RANGE (a)
----
CREATE TABLE

CREATE TABLE parted_1 PARTITION OF parted FOR VALUES FROM (MINVALUE) TO (10) partition by list (c)
----
CREATE TABLE

create table parted_2 partition of parted_1 default
----
CREATE TABLE

alter table only parted rename constraint parted_c_check to x
----
error 42P16 inherited constraint "parted_c_check" must be renamed in child tables too

alter table parted rename constraint parted_c_check to x
----
ALTER TABLE

alter table parted_1 rename constraint x to z
----
error 42P16 cannot rename inherited constraint "x"

alter table parted_2 rename constraint x to z
----
error 42P16 cannot rename inherited constraint "x"

select conrelid::regclass, conname, coninhcount, conislocal from pg_constraint where conname ~ 'parted_c|^x$' order by conrelid::regclass::text collate "C"
----
parted|x|0|t
parted_1|x|1|f
parted_2|x|1|f
SELECT 3

alter table parted_2 drop constraint x
----
error 42P16 cannot drop inherited constraint "x" of relation "parted_2"

alter table parted drop constraint x
----
ALTER TABLE

select conrelid::regclass, conname, coninhcount, conislocal from pg_constraint where conname ~ 'parted_c|^x$' order by conrelid::regclass::text collate "C"
----
SELECT 0

alter table parted_2 add constraint y check (c > 1)
----
ALTER TABLE

alter table parted_1 add constraint y check (c > 1)
----
ALTER TABLE

alter table parted add constraint y check (c > 1)
----
ALTER TABLE

alter table parted_2 detach partition y
----
error 42P17 table "parted_2" is not partitioned

alter table parted_1 detach partition parted_2
----
ALTER TABLE

alter table parted rename constraint y to w
----
ALTER TABLE

select conrelid::regclass, conname, coninhcount, conislocal from pg_constraint where conname ~ '^[wy]$' order by conrelid::regclass::text collate "C"
----
parted|w|0|t
parted_1|w|1|f
parted_2|y|0|t
SELECT 3

alter table parted_2 add constraint q check (c > 4)
----
ALTER TABLE

alter table parted add constraint v check (c > 4), add constraint q check (c > 2)
----
ALTER TABLE

alter table parted rename constraint w to v
----
error 42710 constraint "v" for relation "parted_1" already exists

alter table parted rename constraint w to q
----
error 42710 constraint "q" for relation "parted_1" already exists

alter table parted rename constraint nosuch to q
----
error 42704 constraint "nosuch" for table "parted" does not exist

drop table parted, parted_2
----
DROP TABLE

create type cr_spans as range (subtype = text, collation = "C", multirange_type_name = cr_many)
----
CREATE TYPE

alter type cr_many rename to cr_more
----
ALTER TYPE

select '{[a,b]}'::cr_more, '[a,b]'::cr_spans
----
{[a,b]}|[a,b]
SELECT 1

alter type cr_spans rename to cr_ones
----
ALTER TYPE

select '{[a,b]}'::cr_more, '[a,b]'::cr_ones, pg_typeof(range_merge('{[a,b]}'::cr_more))
----
{[a,b]}|[a,b]|cr_ones
SELECT 1

select typname from pg_type where typname ~ 'cr_' order by 1
----
_cr_more
_cr_ones
cr_more
cr_ones
SELECT 4

drop type cr_more
----
error 2BP01 cannot drop type cr_more because type cr_ones requires it; ; You can drop type cr_ones instead.

drop type cr_ones
----
DROP TYPE
