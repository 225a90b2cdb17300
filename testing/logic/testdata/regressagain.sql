# Errors are told whole. What Postgres's own regression files showed.
# Functions that definitions name: the polymorphic one among several of a name.
create function ra_sum(anyelement, anyelement, anyelement) returns anyelement language sql strict as 'select $1 + $2 + $3'
----
CREATE FUNCTION

create function ra_sum(int8, int8, int8) returns int8 language sql as 'select 1::int8'
----
CREATE FUNCTION

create aggregate ra_both(anyelement, anyelement) (sfunc = ra_sum, stype = anyelement, initcond = '0')
----
CREATE AGGREGATE

select ra_both(x, x + 1) from (values (1), (2)) v(x)
----
8
SELECT 1

select ra_both(x, x) from (values (1.5), (2)) v(x)
----
7.0
SELECT 1

create aggregate ra_none(anyarray, anyelement) (sfunc = ra_sum, stype = anyarray)
----
error 42883 function ra_sum(anyarray, anyarray, anyelement) does not exist

drop function ra_sum(anyelement, anyelement, anyelement) cascade
----
DROP FUNCTION

create aggregate ra_gone(anyelement, anyelement) (sfunc = ra_sum, stype = anyelement, initcond = '0')
----
error 42883 function ra_sum(anyelement, anyelement, anyelement) does not exist

drop function ra_sum(int8, int8, int8)
----
DROP FUNCTION

# COLLATE makes another expression of a column: DISTINCT asks for it among the columns, views keep it.
create view ra_sorted as select a from (values ('b'::text), ('a')) v(a) order by a collate "POSIX"
----
CREATE VIEW

select pg_get_viewdef('ra_sorted')
----
 SELECT v.a\n   FROM ( VALUES ('b'::text), ('a'::text)) v(a)\n  ORDER BY (v.a COLLATE "POSIX");
SELECT 1

select * from ra_sorted
----
a
b
SELECT 2

drop view ra_sorted
----
DROP VIEW

create view ra_sorted as select a collate "C" as a from (values ('b'::text), ('a')) v(a) order by a collate "C"
----
CREATE VIEW

select pg_get_viewdef('ra_sorted')
----
 SELECT (v.a COLLATE "C") AS a\n   FROM ( VALUES ('b'::text), ('a'::text)) v(a)\n  ORDER BY (v.a COLLATE "C");
SELECT 1

drop view ra_sorted
----
DROP VIEW

select distinct a from (values ('b'::text), ('a')) v(a) order by a collate "C"
----
error 42P10 for SELECT DISTINCT, ORDER BY expressions must appear in select list

select distinct a collate "C" from (values ('b'::text), ('a')) v(a) order by a collate "C"
----
a
b
SELECT 2

select distinct on (a collate "C") a from (values ('b'::text), ('a')) v(a) order by a
----
error 42P10 SELECT DISTINCT ON expressions must match initial ORDER BY expressions

select distinct on (a collate "C") a from (values ('b'::text), ('a')) v(a) order by a collate "C"
----
a
b
SELECT 2

select a || b from (values ('b' collate "C", 'x' collate "POSIX"), ('a', 'y')) v(a, b) order by (a || b) collate "C"
----
ay
bx
SELECT 2

select a || b from (values ('b' collate "C", 'x' collate "POSIX"), ('a', 'y')) v(a, b) order by a || b
----
error 42P21 collation mismatch between implicit collations "C" and "POSIX"; ; You can choose the collation by applying the COLLATE clause to one or both expressions.

# satisfies_hash_partition, of an array of values too.
create table ra_hash (a int, b int) partition by hash (a, b)
----
CREATE TABLE

create table ra_mixed (a int, b text) partition by hash (a, b)
----
CREATE TABLE

# ours: a table that is not there is no internal error
select satisfies_hash_partition(0, 4, 0, null)
----
error 42P01 could not open relation with OID 0

select satisfies_hash_partition('ra_hash'::regclass, 4, 0, variadic array[0]::int[])
----
error 22023 number of partitioning columns (2) does not match number of partition keys provided (1)

select satisfies_hash_partition('ra_hash'::regclass, 4, 0, variadic array[now(), now()])
----
error 22023 column 1 of the partition key has type "integer", but supplied value is of type "timestamp with time zone"

select satisfies_hash_partition('ra_hash'::regclass, 4, 0, now(), 1)
----
error 22023 column 1 of the partition key has type integer, but supplied value is of type timestamp with time zone

select satisfies_hash_partition('ra_hash'::regclass, 4, 0, array[1], array[1])
----
error 22023 column 1 of the partition key has type integer, but supplied value is of type integer[]

select satisfies_hash_partition('ra_mixed'::regclass, 2, 1, variadic array[1, 2])
----
error 22023 column 2 of the partition key has type "text", but supplied value is of type "integer"

select count(*) from generate_series(0, 3) r where satisfies_hash_partition('ra_hash'::regclass, 4, r, variadic array[1, 2])
----
1
SELECT 1

select count(*) from generate_series(0, 3) r where satisfies_hash_partition('ra_hash'::regclass, 4, r, 1, 2) and satisfies_hash_partition('ra_hash'::regclass, 4, r, variadic array[1, 2])
----
1
SELECT 1

drop table ra_hash, ra_mixed
----
DROP TABLE

# Texts that are no arrays.
select E'{{1,2},\\{2,3}}'::text[]
----
error 22P02 malformed array literal: "{{1,2},\{2,3}}"; Unexpected "\" character.

select E'{{1,2}\\,{2,3}}'::text[]
----
error 22P02 malformed array literal: "{{1,2}\,{2,3}}"; Unexpected "\" character.

select E'{"1"\\}'::text[]
----
error 22P02 malformed array literal: "{"1"\}"; Unexpected "\" character.

select '{{1,2},x}'::text[]
----
error 22P02 malformed array literal: "{{1,2},x}"; Unexpected array element.

# What a refresh beside readers says of two rows with one key.
create table ra_rows (a int, b int)
----
CREATE TABLE

create materialized view ra_view as select * from ra_rows
----
SELECT 0

create unique index ra_key on ra_view (a)
----
CREATE INDEX

insert into ra_rows values (1, 10), (1, 11)
----
INSERT 0 2

refresh materialized view concurrently ra_view
----
error 23505 duplicate key value violates unique constraint "ra_key"; Key (a)=(1) already exists.

refresh materialized view ra_view
----
error 23505 could not create unique index "ra_key"; Key (a)=(1) is duplicated.

drop table ra_rows cascade
----
DROP TABLE

# Names of operators and collations in schemas that are not there.
select regoper('ng_catalog.||/')
----
error 3F000 schema "ng_catalog" does not exist

select regoperator('ng_catalog.+(int4,int4)')
----
error 42883 operator does not exist: ng_catalog.+(int4,int4)

select regcollation('ng_catalog."POSIX"')
----
error 3F000 schema "ng_catalog" does not exist

select regcollation('pg_catalog."Nope"')
----
error 42704 collation "pg_catalog.Nope" for encoding "UTF8" does not exist

select regcollation('"Nope"')
----
error 42704 collation "Nope" for encoding "UTF8" does not exist

# Dumps of old versions say that tables have no OIDs.
set default_with_oids = false
----
SET

show default_with_oids
----
off
SHOW

set default_with_oids = true
----
error 0A000 tables declared WITH OIDS are not supported

# The name of the foreign key that a partition gets, where its parent's is taken.
create table ra_top (id int primary key)
----
CREATE TABLE

create table ra_from (id int, constraint dummy foreign key (id) references ra_top) partition by list (id)
----
CREATE TABLE

create table ra_part (id int, constraint dummy check (true))
----
CREATE TABLE

alter table ra_from attach partition ra_part for values in (1)
----
ALTER TABLE

select conname from pg_constraint where conrelid = 'ra_part'::regclass and contype = 'f'
----
ra_part_id_fkey
SELECT 1

drop table ra_from, ra_top
----
DROP TABLE

# An index that can't be a part of a constraint's.
create table ra_all (a int, b int) partition by range (a)
----
CREATE TABLE

create table ra_one (a int not null, b int)
----
CREATE TABLE

create unique index on ra_one (a)
----
CREATE INDEX

alter table ra_all attach partition ra_one for values from (1) to (1000)
----
ALTER TABLE

alter table only ra_all add primary key (a)
----
ALTER TABLE

alter index ra_all_pkey attach partition ra_one_a_idx
----
error 42P17 cannot attach index "ra_one_a_idx" as a partition of index "ra_all_pkey"; The index "ra_all_pkey" belongs to a constraint in table "ra_all" but no constraint exists for index "ra_one_a_idx".

drop table ra_all
----
DROP TABLE

select distinct on (1) a collate "C" from (values ('b'::text), ('a')) v(a) order by a collate "C"
----
a
b
SELECT 2

select distinct on (x) a collate "C" as x from (values ('b'::text), ('a')) v(a) order by 1
----
a
b
SELECT 2
