# Errors are told whole. Partitions of tables that foreign keys refer to.
create table rp (a int primary key, up int) partition by range (a)
----
CREATE TABLE

create table rp1 partition of rp for values from (0) to (10) partition by range (a)
----
CREATE TABLE

create table rp11 partition of rp1 for values from (0) to (5)
----
CREATE TABLE

create table rp2 partition of rp for values from (10) to (20)
----
CREATE TABLE

alter table rp add foreign key (up) references rp
----
ALTER TABLE

drop table rp11
----
error 2BP01 cannot drop table rp11 because other objects depend on it; constraint rp_up_fkey on table rp depends on table rp11; Use DROP ... CASCADE to drop the dependent objects too.

drop table rp2
----
error 2BP01 cannot drop table rp2 because other objects depend on it; constraint rp_up_fkey on table rp depends on table rp2; Use DROP ... CASCADE to drop the dependent objects too.

drop table rp2 cascade
----
DROP TABLE

select conrelid::regclass, conname, confrelid::regclass from pg_constraint where contype = 'f' and conparentid = 0 order by 1, 2, 3
----
SELECT 0

drop table rp
----
DROP TABLE

create table rp (a int primary key, b int unique) partition by range (a)
----
error 0A000 unique constraint on partitioned table must include all partitioning columns; UNIQUE constraint on table "rp" lacks column "a" which is part of the partition key.

create table rp (a int, b int, primary key (a), unique (a,b)) partition by range (a)
----
CREATE TABLE

create table rp1 partition of rp for values from (0) to (10) partition by range (a)
----
CREATE TABLE

create table rp11 partition of rp1 for values from (0) to (5)
----
CREATE TABLE

create table rp2 partition of rp for values from (10) to (20)
----
CREATE TABLE

create table rf (a int references rp, b int, foreign key (a,b) references rp(a,b))
----
CREATE TABLE

create table rg (a int references rp) partition by list (a)
----
CREATE TABLE

create table rg1 partition of rg for values in (1)
----
CREATE TABLE

create table rh (a int references rp11)
----
CREATE TABLE

drop table rp11
----
error 2BP01 cannot drop table rp11 because other objects depend on it; constraint rf_a_fkey on table rf depends on table rp11\nconstraint rf_a_b_fkey on table rf depends on table rp11\nconstraint rg_a_fkey on table rg depends on table rp11\nconstraint rh_a_fkey on table rh depends on table rp11; Use DROP ... CASCADE to drop the dependent objects too.

drop table rp2
----
error 2BP01 cannot drop table rp2 because other objects depend on it; constraint rf_a_fkey on table rf depends on table rp2\nconstraint rf_a_b_fkey on table rf depends on table rp2\nconstraint rg_a_fkey on table rg depends on table rp2; Use DROP ... CASCADE to drop the dependent objects too.

drop table rp2 cascade
----
DROP TABLE

drop table rp11 cascade
----
DROP TABLE

select conrelid::regclass, conname, confrelid::regclass from pg_constraint where contype = 'f' and conparentid = 0 order by 1, 2, 3
----
SELECT 0

select conrelid::regclass, conname, confrelid::regclass from pg_constraint where contype = 'f' and conparentid = 0 order by 1, 2, 3
----
SELECT 0

select conrelid::regclass, conname, confrelid::regclass from pg_constraint where contype = 'f' and conparentid = 0 order by 1, 2, 3
----
SELECT 0

select conrelid::regclass, conname, confrelid::regclass from pg_constraint where contype = 'f' and conparentid = 0 order by 1, 2, 3
----
SELECT 0

insert into rp values (1,1)
----
error 23514 no partition of relation "rp1" found for row; Partition key of the failing row contains (a) = (1).

create table rp11 partition of rp1 for values from (0) to (5)
----
CREATE TABLE

insert into rp values (1,1)
----
INSERT 0 1

insert into rg values (1); insert into rf values (7,8)
----
INSERT 0 1
INSERT 0 1

delete from rp
----
DELETE 1

drop table rp
----
DROP TABLE

drop schema if exists ss; create schema ss
----
DROP SCHEMA
CREATE SCHEMA

create table sp (a int primary key) partition by list (a)
----
CREATE TABLE

create table ss.sp1 partition of sp for values in (1)
----
CREATE TABLE

create table sf (a int references sp)
----
CREATE TABLE

drop schema ss
----
error 2BP01 cannot drop schema ss because other objects depend on it; table ss.sp1 depends on schema ss\nconstraint sf_a_fkey on table sf depends on table ss.sp1; Use DROP ... CASCADE to drop the dependent objects too.

drop schema ss cascade
----
DROP SCHEMA

select conrelid::regclass, conname, confrelid::regclass from pg_constraint where contype = 'f' and conparentid = 0 order by 1, 2, 3
----
SELECT 0

delete from sp; insert into sf values (4)
----
DELETE 0
INSERT 0 1

drop table sp
----
DROP TABLE

create table sp (a int primary key) partition by list (a)
----
CREATE TABLE

create table sp1 partition of sp for values in (1)
----
CREATE TABLE

create table sf2 (a int references sp)
----
CREATE TABLE

drop table sp1, sf2
----
DROP TABLE

drop table sp
----
DROP TABLE
