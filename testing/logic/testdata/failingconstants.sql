# Errors are told whole.
# Constants that fail, in expressions that are planned where they are defined.
CREATE TABLE dp82 (k int4 PRIMARY KEY)
----
CREATE TABLE

CREATE TABLE dp84 (k int4 PRIMARY KEY, g103 int GENERATED ALWAYS AS (1/0 + random()::int) STORED)
----
error 22012 division by zero

CREATE TABLE dp85 (k int4 PRIMARY KEY, g103 int GENERATED ALWAYS AS (1/0 + 1) STORED)
----
error 22012 division by zero

CREATE TABLE dp86 (k int4 PRIMARY KEY, g103 int GENERATED ALWAYS AS (k + random()::int + case when k = 1 then 1/0 end) STORED)
----
error 22012 division by zero

create index on dp82 ((1/0+random()))
----
error 22012 division by zero

create index on dp82 ((k)) where (1/0+random()) > 2
----
error 22012 division by zero

create table pp (a int) partition by list ((1/0 + random()))
----
error 22012 division by zero

create table pp (a int) partition by range (a)
----
CREATE TABLE

create table pp1 partition of pp for values from (1/0) to (10)
----
error 22012 division by zero

create table pp2 partition of pp for values from (random()) to (10)
----
CREATE TABLE

create table dp87 (k int, g int generated always as (case when true then 1 else random()::int end) stored)
----
CREATE TABLE

insert into dp87 values (1)
----
INSERT 0 1

select * from dp87
----
1|1
SELECT 1

create table dp88 (k int) partition by range ((k + case when false then random()::int else 2 end))
----
CREATE TABLE

create index on dp87 ((coalesce(k, 1/0)))
----
error 22012 division by zero

create table dp89 (k int, g int generated always as (case k when 1/0 then 2 when k then 3 end) stored)
----
error 22012 division by zero

create table dp90 (k int check (k > 1/0), d int default 1/0)
----
CREATE TABLE
