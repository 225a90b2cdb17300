# What goes and comes in one ALTER TABLE does so in children and parts; literals beside what is no column; split_part.
create table pa(a int, b int, constraint k check (a>0))
----
CREATE TABLE

create table ca(c int) inherits (pa)
----
CREATE TABLE

insert into ca values(1,2,3)
----
INSERT 0 1

alter table pa drop column b, add column b text
----
ALTER TABLE

update pa set b='x'
----
UPDATE 1

select * from pa
----
1|x
SELECT 1

alter table pa drop constraint k, add constraint k check (a > -10)
----
ALTER TABLE

insert into ca(a) values(-100)
----
error 23514

insert into ca(a) values (-5)
----
INSERT 0 1

create table p(a int, b int, constraint k check (a>0)) partition by list(a)
----
CREATE TABLE

create table p0 partition of p default partition by list (b)
----
CREATE TABLE

create table p00 partition of p0 default
----
CREATE TABLE

alter table p drop constraint k, add constraint k check (a<0)
----
ALTER TABLE

insert into p values(5)
----
error 23514

insert into p values (-5)
----
INSERT 0 1

select conrelid::regclass::text, conname, pg_get_constraintdef(oid), coninhcount, conislocal from pg_constraint where conname = 'k' order by 1
----
ca|k|CHECK ((a > '-10'::integer))|1|f
p|k|CHECK ((a < 0))|0|t
p0|k|CHECK ((a < 0))|1|f
p00|k|CHECK ((a < 0))|1|f
pa|k|CHECK ((a > '-10'::integer))|0|t
SELECT 5

create table n3(b serial, c int)
----
CREATE TABLE

alter table n3 drop column b, add constraint n3_b_seq unique (c)
----
ALTER TABLE

create table n4(b serial, c int)
----
CREATE TABLE

alter table n4 add constraint n4_b_seq unique (c), drop column b
----
ALTER TABLE

do $$ declare x int:=3; begin perform 1 where '3.5' in (x, 3.5); end $$
----
DO

select (select '3.5' in (f.a, 3.5)) from (values (3)) f(a)
----
t
SELECT 1

create function f3(x int) returns boolean language sql as $$ select '3.5' in (x, 3.5) $$
----
CREATE FUNCTION

select f3(3)
----
t
SELECT 1

do $$ declare x text:='b'; y char(3):='b'; begin raise notice '%', 'b ' in (x,y); end $$
----
DO

select (select 'b ' in (t.b,t.c)) from (values ('b'::text,'b'::char(3))) t(b,c)
----
f
SELECT 1

select split_part('a,b,c', ',', 2), split_part('a,b,c', ',', -1), split_part('a,b,c', ',', -3), split_part('a,b,c', ',', -4), split_part('a,b,c', ',', 4), split_part('abc', '', 1), split_part('abc', '', -1), split_part('abc', '', 2), split_part('', ',', 1), split_part('xaaay', 'aa', -1), split_part('aaaa', 'aa', 2), split_part('aaaa', 'aa', -3), split_part('a', 'ab', 1), split_part('é,ü', ',', 2)
----
b|c|a|''|''|abc|abc|''|''|ay|''|''|a|ü
SELECT 1

select split_part('a', ',', 0)
----
error 22023
