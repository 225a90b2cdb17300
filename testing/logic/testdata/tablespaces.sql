# Tablespaces, as far as they need no directory of the server. The results are Postgres's own. Errors are told whole.
create table a (i int primary key, j int unique using index tablespace pg_default) tablespace pg_default;
----
CREATE TABLE

create index a_j on a (j) tablespace pg_default;
----
CREATE INDEX

alter table a set tablespace pg_default;
----
ALTER TABLE

alter index a_j set tablespace pg_default;
----
ALTER INDEX

select relname, reltablespace from pg_class where relname like 'a%' and relnamespace = (select oid from pg_namespace where nspname = current_schema) order by 1;
----
a|0
a_j|0
a_j_key|0
a_pkey|0
SELECT 4

select tablename, tablespace from pg_tables where tablename = 'a' and schemaname = current_schema;
----
a|NULL
SELECT 1

select indexname, tablespace from pg_indexes where tablename = 'a' and schemaname = current_schema order by 1;
----
a_j|NULL
a_j_key|NULL
a_pkey|NULL
SELECT 3

create table b (i int) tablespace nosuch;
----
error 42704 tablespace "nosuch" does not exist

create table b (i int) tablespace pg_global;
----
error 22023 only shared relations can be placed in pg_global tablespace

create index on a (j) tablespace nosuch;
----
error 42704 tablespace "nosuch" does not exist

create table b (i int unique using index tablespace nosuch);
----
error 42704 tablespace "nosuch" does not exist

alter table a set tablespace nosuch;
----
error 42704 tablespace "nosuch" does not exist

alter index a_j set tablespace nosuch;
----
error 42704 tablespace "nosuch" does not exist

alter database nosuch set tablespace pg_default;
----
error 3D000 database "nosuch" does not exist

drop tablespace nosuch;
----
error 42704 tablespace "nosuch" does not exist

drop tablespace if exists nosuch;
----
DROP TABLESPACE

alter tablespace nosuch rename to other;
----
error 42704 tablespace "nosuch" does not exist

alter tablespace nosuch owner to current_user;
----
error 42704 tablespace "nosuch" does not exist

comment on tablespace nosuch is 'none';
----
error 42704 tablespace "nosuch" does not exist

grant create on tablespace nosuch to public;
----
error 42704 tablespace "nosuch" does not exist

select has_tablespace_privilege('pg_default', 'create'), has_tablespace_privilege('pg_global', 'create with grant option');
----
t|t
SELECT 1

select has_tablespace_privilege('nosuch', 'create');
----
error 42704 tablespace "nosuch" does not exist

select has_tablespace_privilege(99::oid, 'create');
----
NULL
SELECT 1

select spcname from pg_tablespace where spcname like 'pg%' order by 1;
----
pg_default
pg_global
SELECT 2

set default_tablespace = pg_default; show default_tablespace;
----
SET
pg_default
SHOW

create table c (i int); select reltablespace from pg_class where oid = 'c'::regclass;
----
CREATE TABLE
0
SELECT 1

set default_tablespace = '';
----
SET

create materialized view m tablespace pg_default as select 1 as x;
----
SELECT 1

create table d (i int) partition by range (i) tablespace pg_default;
----
error 0A000 cannot specify default tablespace for partitioned relations

create table d (i int) partition by range (i); create table d1 partition of d for values from (1) to (2) tablespace nosuch;
----
CREATE TABLE
error 42704 tablespace "nosuch" does not exist

drop materialized view m; drop table c, a;
----
DROP MATERIALIZED VIEW
DROP TABLE
