# Errors are told whole. What Postgres's own regression files showed.
create table rl_g (a int primary key, b int generated always as (a * 2) stored)
----
CREATE TABLE

copy rl_g (a) from stdin where rl_g is null
----
error 42P10 generated columns are not supported in COPY FROM WHERE conditions; Column "b" is a generated column.

copy rl_g (a) from stdin where rl_g.b > 1
----
error 42P10 generated columns are not supported in COPY FROM WHERE conditions; Column "b" is a generated column.

copy rl_g (a) from stdin where (rl_g.*) is null
----
error 42P10 generated columns are not supported in COPY FROM WHERE conditions; Column "b" is a generated column.

drop table rl_g
----
DROP TABLE

create table rl_d (a int, b int); alter table rl_d drop b; create role rl_r
----
CREATE TABLE
ALTER TABLE
CREATE ROLE

select has_column_privilege('rl_d', '........pg.dropped.2........', 'select'), has_column_privilege('rl_r', 'rl_d', '........pg.dropped.2........', 'update')
----
NULL|NULL
SELECT 1

select has_column_privilege('rl_d', '........pg.dropped.1........', 'select')
----
error 42703 column "........pg.dropped.1........" of relation "rl_d" does not exist

select has_column_privilege('rl_d', '........pg.dropped.3........', 'select')
----
error 42703 column "........pg.dropped.3........" of relation "rl_d" does not exist

drop table rl_d; drop role rl_r
----
DROP TABLE
DROP ROLE

select hash_array('{0}'::money[])
----
error 42883 could not identify a hash function for type money

select hash_array_extended('{1}'::bit[], 0)
----
error 42883 could not identify an extended hash function for type bit

select hash_record(row(1, 'a'::tsvector))
----
error 42883 could not identify a hash function for type tsvector

select hash_record_extended(row(1, '1'::money), 5)
----
error 42883 could not identify an extended hash function for type money

select hash_array('{1,2}'::int[]), hash_record(row(1, 2))
----
-2087800271|-2087801232
SELECT 1

create table rl_a (a int primary key); create table rl_c (a int primary key); create table rl_z (a int references rl_c); create table rl_b (a int references rl_a, b int references rl_c); alter table rl_a add foreign key (a) references rl_c
----
CREATE TABLE
CREATE TABLE
CREATE TABLE
CREATE TABLE
ALTER TABLE

truncate rl_c
----
error 0A000 cannot truncate a table referenced in a foreign key constraint; Table "rl_a" references "rl_c".; Truncate table "rl_a" at the same time, or use TRUNCATE ... CASCADE.

truncate rl_a
----
error 0A000 cannot truncate a table referenced in a foreign key constraint; Table "rl_b" references "rl_a".; Truncate table "rl_b" at the same time, or use TRUNCATE ... CASCADE.

truncate rl_c cascade
----
TRUNCATE TABLE

drop table rl_a, rl_b, rl_c, rl_z
----
DROP TABLE

create table rl_p (a int, b int) partition by range (a); create index rl_only on only rl_p (a); create index rl_all on rl_p (b)
----
CREATE TABLE
CREATE INDEX
CREATE INDEX

select relname, relhassubclass from pg_class where relname in ('rl_only', 'rl_all', 'rl_p') order by 1
----
rl_all|f
rl_only|f
rl_p|f
SELECT 3

create table rl_p1 partition of rl_p for values from (1) to (5)
----
CREATE TABLE

select relname, relhassubclass from pg_class where relname in ('rl_only', 'rl_all', 'rl_p') order by 1
----
rl_all|t
rl_only|t
rl_p|t
SELECT 3

create index rl_later on only rl_p (a, b)
----
CREATE INDEX

select relhassubclass from pg_class where relname = 'rl_later'
----
f
SELECT 1

alter table rl_all attach partition rl_p1 for values from (10) to (20)
----
error 42P17 "rl_all" is not a partitioned table

alter table rl_all detach partition rl_p1
----
error 42809 ALTER action DETACH PARTITION cannot be performed on relation "rl_all"; This operation is not supported for partitioned indexes.

create index rl_plain on rl_p1 (b, a)
----
CREATE INDEX

alter table rl_plain attach partition rl_p1 for values from (10) to (20)
----
error 42809 ALTER action ATTACH PARTITION cannot be performed on relation "rl_plain"; This operation is not supported for indexes.

alter table rl_plain detach partition rl_p1
----
error 42809 ALTER action DETACH PARTITION cannot be performed on relation "rl_plain"; This operation is not supported for indexes.

alter index rl_all attach partition rl_p1
----
error 42P17 "rl_p1" is not an index

alter index rl_plain attach partition rl_later
----
error 42809 ALTER action ATTACH PARTITION cannot be performed on relation "rl_plain"; This operation is not supported for indexes.

alter index rl_plain attach partition rl_p1
----
error 42809 ALTER action ATTACH PARTITION cannot be performed on relation "rl_plain"; This operation is not supported for indexes.

drop table rl_p
----
DROP TABLE
