# ALTER TABLE of a table that others inherit from.
create table p (a int, b text)
----
CREATE TABLE

create table c (c int) inherits (p)
----
CREATE TABLE

create table c2 (x int) inherits (p)
----
CREATE TABLE

create table d (d int) inherits (c, c2)
----
CREATE TABLE

insert into p values (1, '1'); insert into c values (2, '2', 22); insert into c2 values (3, '3', 33); insert into d values (4, '4', 44, 444, 4444)
----
INSERT 0 1
INSERT 0 1
INSERT 0 1
INSERT 0 1

alter table p add column n int default 7
----
ALTER TABLE

select * from p order by 1; select * from d
----
1|1|7
2|2|7
3|3|7
4|4|7
SELECT 4
4|4|44|444|4444|7
SELECT 1

alter table only p add column o int
----
error 42P16

alter table p add column s serial, add column k int check (k > 0), add column u int unique
----
ALTER TABLE

alter table p add column idn int generated always as identity
----
error 42P16

alter table p add primary key (a)
----
ALTER TABLE

select attrelid::regclass, attname, attinhcount, attislocal, attnotnull from pg_attribute where attrelid::regclass::text in ('p','c','c2','d') and attnum > 0 and not attisdropped order by 1, attnum
----
p|a|0|t|t
p|b|0|t|f
p|n|0|t|f
p|s|0|t|t
p|k|0|t|f
p|u|0|t|f
c|a|1|f|t
c|b|1|f|f
c|c|0|t|f
c|n|1|f|f
c|s|1|f|t
c|k|1|f|f
c|u|1|f|f
c2|a|1|f|t
c2|b|1|f|f
c2|x|0|t|f
c2|n|1|f|f
c2|s|1|f|t
c2|k|1|f|f
c2|u|1|f|f
d|a|2|f|t
d|b|2|f|f
d|c|1|f|f
d|x|1|f|f
d|d|0|t|f
d|n|2|f|f
d|s|2|f|t
d|k|2|f|f
d|u|2|f|f
SELECT 29

select conrelid::regclass, conname, coninhcount, conislocal, connoinherit from pg_constraint where conrelid::regclass::text in ('p','c','c2','d') order by 1,2
----
p|p_k_check|0|t|f
p|p_pkey|0|t|t
p|p_u_key|0|t|t
c|p_k_check|1|f|f
c2|p_k_check|1|f|f
d|p_k_check|2|f|f
SELECT 6

alter table p add constraint ck check (a < 100)
----
ALTER TABLE

alter table p add constraint ck3 check (a < 3) no inherit
----
ALTER TABLE

alter table only p add constraint ck4 check (a < 30)
----
error 42P16

alter table p add constraint ck5 check (a < 3) not valid
----
ALTER TABLE

alter table p validate constraint ck5
----
error 23514

alter table only p validate constraint ck5
----
error 42P16

select conrelid::regclass, conname, coninhcount, conislocal, connoinherit, convalidated from pg_constraint where conrelid::regclass::text in ('p','c','c2','d') order by 1,2
----
p|ck|0|t|f|t
p|ck3|0|t|t|t
p|ck5|0|t|f|f
p|p_k_check|0|t|f|t
p|p_pkey|0|t|t|t
p|p_u_key|0|t|t|t
c|ck|1|f|f|t
c|ck5|1|f|f|f
c|p_k_check|1|f|f|t
c2|ck|1|f|f|t
c2|ck5|1|f|f|f
c2|p_k_check|1|f|f|t
d|ck|2|f|f|t
d|ck5|2|f|f|f
d|p_k_check|2|f|f|t
SELECT 15

insert into d values (1000)
----
error 23514

alter table d drop constraint ck
----
error 42P16

alter table c rename constraint ck to ckk
----
error 42P16

alter table only p rename constraint ck to ckk
----
error 42P16

alter table p rename constraint ck to ckk
----
ALTER TABLE

alter table c drop constraint ckk
----
error 42P16

alter table p drop constraint ckk
----
ALTER TABLE

alter table only p drop constraint ck5
----
ALTER TABLE

alter table p drop constraint ck3
----
ALTER TABLE

select conrelid::regclass, conname, coninhcount, conislocal, connoinherit from pg_constraint where conrelid::regclass::text in ('p','c','c2','d') order by 1,2
----
p|p_k_check|0|t|f
p|p_pkey|0|t|t
p|p_u_key|0|t|t
c|ck5|0|t|f
c|p_k_check|1|f|f
c2|ck5|0|t|f
c2|p_k_check|1|f|f
d|ck5|2|f|f
d|p_k_check|2|f|f
SELECT 9

alter table c drop constraint ck5
----
ALTER TABLE

alter table p alter column n set default 8
----
ALTER TABLE

alter table only p alter column n set default 9
----
ALTER TABLE

alter table c alter column n drop default
----
ALTER TABLE

insert into c (a, b) values (10, 'x'); insert into c2 (a, b) values (11, 'y'); insert into p (a, b) values (12, 'z')
----
INSERT 0 1
error 23514

select tableoid::regclass, a, n from p order by a
----
p|1|7
c|2|7
c2|3|7
d|4|7
SELECT 4

alter table p alter column b set not null
----
ALTER TABLE

insert into d (a) values (5)
----
error 23502

alter table c alter column b drop not null
----
ALTER TABLE

insert into c (a) values (99)
----
INSERT 0 1

select a, b from p where b is null
----
99|NULL
SELECT 1

select a, b from p where b is not null and a = 99
----
SELECT 0

alter table p alter column n set not null
----
error 23502

alter table only p alter column n set not null
----
ALTER TABLE

alter table p alter column b drop not null
----
ALTER TABLE

alter table p alter column n type bigint
----
ALTER TABLE

alter table only p alter column n type bigint
----
error 42P16

alter table c alter column n type bigint
----
error 42P16

alter table p alter column n type text using n || '!'
----
ALTER TABLE

select tableoid::regclass, a, n from p order by a
----
p|1|7!
c|2|7!
c2|3|7!
d|4|7!
c|99|NULL
SELECT 5

alter table c rename column n to nn
----
error 42P16

alter table only p rename column n to nn
----
error 42P16

alter table p rename column n to nn
----
ALTER TABLE

select * from d
----
4|4|44|444|4444|7!|3|NULL|NULL
SELECT 1

alter table d drop column nn
----
error 42P16

alter table c drop column b
----
error 42P16

alter table only p drop column nn
----
ALTER TABLE

alter table p drop column b
----
ALTER TABLE

select attrelid::regclass, attname, attinhcount, attislocal, attnotnull from pg_attribute where attrelid::regclass::text in ('p','c','c2','d') and attnum > 0 and not attisdropped order by 1, attnum
----
p|a|0|t|t
p|s|0|t|t
p|k|0|t|f
p|u|0|t|f
c|a|1|f|t
c|c|0|t|f
c|nn|0|t|f
c|s|1|f|t
c|k|1|f|f
c|u|1|f|f
c2|a|1|f|t
c2|x|0|t|f
c2|nn|0|t|f
c2|s|1|f|t
c2|k|1|f|f
c2|u|1|f|f
d|a|2|f|t
d|c|1|f|f
d|x|1|f|f
d|d|0|t|f
d|nn|2|f|f
d|s|2|f|t
d|k|2|f|f
d|u|2|f|f
SELECT 24

alter table p add column nn int
----
error 42804

alter table p add column nn text
----
ALTER TABLE

alter table p add column c text
----
error 42804

alter table p add column x int
----
ALTER TABLE

select attrelid::regclass, attname, attinhcount, attislocal from pg_attribute where attrelid::regclass::text in ('p','c','c2','d') and attname = 'x' order by 1, attnum
----
p|x|0|t
c|x|1|f
c2|x|1|t
d|x|2|f
SELECT 4

alter table p drop column x
----
ALTER TABLE

select attrelid::regclass, attname, attinhcount, attislocal from pg_attribute where attrelid::regclass::text in ('p','c','c2','d') and attname = 'x' order by 1, attnum
----
c2|x|0|t
d|x|1|f
SELECT 2

alter table p add column if not exists a int
----
ALTER TABLE

alter table p drop column if exists zz
----
ALTER TABLE

alter table c no inherit p
----
ALTER TABLE

alter table p set schema public
----
ALTER TABLE

alter table public.p set schema t
----
error 3F000

truncate only p; select count(*) from p
----
TRUNCATE TABLE
2
SELECT 1

truncate p; select count(*) from p
----
TRUNCATE TABLE
0
SELECT 1

drop table d
----
DROP TABLE

drop table c, p
----
error 2BP01

drop table p, c2
----
error 2BP01

drop table c
----
DROP TABLE
