# What a table has of those that it inherits from, and what is refused.
create table p1 (a int, b text)
----
CREATE TABLE

create table p2 (b text, c int default 5)
----
CREATE TABLE

create table bad1 (a text) inherits (p1)
----
error 42804

create table bad2 () inherits (p1, p1)
----
error 42P07

create table bad3 (a int, a int) inherits (p1)
----
error 42701

create table p3 (b int)
----
CREATE TABLE

create table bad4 () inherits (p1, p3)
----
error 42804

create table p4 (c int default 6)
----
CREATE TABLE

create table bad5 () inherits (p2, p4)
----
error 42611

create table ok5 (c int default 7) inherits (p2, p4)
----
CREATE TABLE

insert into ok5 values ('x'); select * from p2; select tableoid::regclass, * from p4
----
INSERT 0 1
x|7
SELECT 1
ok5|7
SELECT 1

create table pk (a int, constraint k check (a > 0), constraint kn check (a < 100) no inherit)
----
CREATE TABLE

create table pk2 (a int, constraint k check (a > 1))
----
CREATE TABLE

create table bad6 () inherits (pk, pk2)
----
error 42710

create table ok6 (constraint k check (a > 0)) inherits (pk)
----
CREATE TABLE

create table bad7 (constraint k check (a > 5)) inherits (pk)
----
error 42710

create table bad8 (constraint k check (a > 0) no inherit) inherits (pk)
----
error 42P17

select conrelid::regclass, conname, coninhcount, conislocal, connoinherit from pg_constraint where conrelid::regclass::text in ('ok6','pk') order by 1,2
----
pk|k|0|t|f
pk|kn|0|t|t
ok6|k|1|t|f
SELECT 3

create table part (a int) partition by list (a)
----
CREATE TABLE

create table part1 partition of part for values in (1)
----
CREATE TABLE

create table bad9 () inherits (part)
----
error 42809

create table bad10 () inherits (part1)
----
error 42809

create table bad11 () inherits (p1) partition by list (a)
----
error 42P17

create table bad13 () inherits (nothere)
----
error 42P01

create temp table tp (a int)
----
CREATE TABLE

create table bad14 () inherits (tp)
----
error 42809

create temp table tc (b int) inherits (tp)
----
CREATE TABLE

insert into tc values (1, 2); select * from tp
----
INSERT 0 1
1
SELECT 1

alter table ok6 inherit pk
----
error 42P07

alter table pk inherit ok6
----
error 42P07

alter table pk inherit pk
----
error 42P07

create table n1 (x int)
----
CREATE TABLE

alter table n1 inherit p1
----
error 42804

create table n2 (a int, b varchar)
----
CREATE TABLE

alter table n2 inherit p1
----
error 42804

create table n3 (b text, z int, a int)
----
CREATE TABLE

alter table n3 inherit p1
----
ALTER TABLE

insert into n3 values ('nb', 1, 2)
----
INSERT 0 1

select * from p1
----
2|nb
SELECT 1

alter table n3 drop column a
----
error 42P16

alter table n3 alter column a type bigint
----
error 42P16

alter table n3 rename column a to aa
----
error 42P16

alter table n3 no inherit pk
----
error 42P01

alter table n3 no inherit p1
----
ALTER TABLE

alter table n3 drop column a
----
ALTER TABLE

select * from p1
----
SELECT 0

create table n4 (a int, constraint k check (a > 7))
----
CREATE TABLE

alter table n4 inherit pk
----
error 42804

create table n5 (a int)
----
CREATE TABLE

alter table n5 inherit pk
----
error 42804

create table n6 (a int, constraint k check (a > 0) no inherit)
----
CREATE TABLE

alter table n6 inherit pk
----
error 42P17

create table n7 (a int, constraint k check (a > 0) not valid)
----
CREATE TABLE

alter table n7 inherit pk
----
ALTER TABLE

alter table part inherit p1
----
error 42809

alter table part1 inherit p1
----
error 42809

alter table n5 inherit part
----
error 42809

alter table n5 inherit part1
----
error 42809

alter table part1 no inherit part
----
error 42809

alter table part attach partition ok6 for values in (3)
----
error 42809

alter table part attach partition pk for values in (3)
----
error 42809

create table pnn (a int not null)
----
CREATE TABLE

alter table n5 inherit pnn
----
error 42804

create table gp (a int, g int generated always as (a * 2) stored)
----
CREATE TABLE

create table gc1 (g int generated always as (a * 3) stored) inherits (gp)
----
error 42611

create table gc2 (g int default 3) inherits (gp)
----
error 42611

create table gc4 (a int generated always as identity) inherits (gp)
----
CREATE TABLE

create table gc5 (x int) inherits (gp)
----
CREATE TABLE

insert into gc4 default values; insert into gc5 (a) values (3); select * from gp order by 1
----
INSERT 0 1
INSERT 0 1
1|2
3|6
SELECT 2

update gp set a = 10 where a = 3; select * from gc5
----
UPDATE 1
10|20|NULL
SELECT 1

create table gi (i int generated always as identity, s serial)
----
CREATE TABLE

create table gic () inherits (gi)
----
CREATE TABLE

insert into gic (i) values (4); select * from gi
----
INSERT 0 1
4|1
SELECT 1
