# One ALTER TABLE with several actions: names, parts, children, what is rolled back.
create table t (id int primary key, a int, b text)
----
CREATE TABLE

insert into t values (1, 1, 'x'), (2, 2, 'y')
----
INSERT 0 2

create view v as select id, a from t
----
CREATE VIEW

alter table t add column c int default 5 check (c > d), add column d int default 1, alter a type bigint, drop column if exists zz
----
error 0A000

alter table t drop column b, add column b int not null default 7 constraint bchk check (b > a)
----
ALTER TABLE

begin
----
BEGIN

savepoint s
----
SAVEPOINT

alter table t drop constraint t_pkey, add primary key (b, id)
----
ALTER TABLE

rollback to s
----
ROLLBACK

insert into t (id, a) values (1, 9)
----
error 23514

rollback
----
ROLLBACK

begin
----
BEGIN

alter table t drop constraint t_pkey, add primary key (id, b)
----
ALTER TABLE

create table t_pkey (x int)
----
error 42P07

rollback
----
ROLLBACK

begin
----
BEGIN

alter table t drop constraint t_pkey, add primary key (id, b)
----
ALTER TABLE

alter table t rename constraint t_pkey to tk
----
ALTER TABLE

create table t_pkey (x int)
----
CREATE TABLE

drop table t_pkey
----
DROP TABLE

commit
----
COMMIT

insert into t (id, a, b) values (1, 1, 8)
----
INSERT 0 1

insert into t (id, a, b) values (1, 1, 8)
----
error 23505

select * from t order by id, b
----
1|1|7
1|1|8
2|2|7
SELECT 3

alter table t add constraint u unique (a), drop constraint tk, add constraint tk primary key using index uidx
----
error 42704

create unique index uidx on t (id, b)
----
CREATE INDEX

alter table t drop constraint tk, add constraint tk primary key using index uidx
----
ALTER TABLE

select conname from pg_constraint where conrelid = 't'::regclass order by 1
----
bchk
tk
SELECT 2

select indexrelid::regclass::text from pg_index where indrelid = 't'::regclass order by 1
----
tk
SELECT 1

create table c (id serial primary key, tid int, tb int, foreign key (tid, tb) references t)
----
CREATE TABLE

alter table t drop constraint tk, add primary key (id, b)
----
error 2BP01

alter table t drop constraint tk cascade, add primary key (id, b)
----
ALTER TABLE

alter table c drop column id, add column id serial primary key, add foreign key (tid, tb) references t (id, b) not valid
----
ALTER TABLE

insert into c (tid, tb) values (1, 8) returning *
----
1|8|1
INSERT 0 1

alter table c validate constraint c_tid_tb_fkey
----
ALTER TABLE

create type ty as (x int, y text)
----
CREATE TYPE

create table tt of ty
----
CREATE TABLE

alter table tt add constraint k check (x > 0), add primary key (x)
----
ALTER TABLE

alter table tt add column q int
----
error 42809

create table par (a int, b int) partition by range (a)
----
CREATE TABLE

create table par1 partition of par for values from (0) to (10) partition by list (b)
----
CREATE TABLE

create table par11 partition of par1 for values in (1, 2)
----
CREATE TABLE

insert into par values (1, 1), (2, 2)
----
INSERT 0 2

alter table par add column s text default 'z' unique, add check (s <> ''), add column k int not null default 3
----
error 0A000

alter table par add column s text default 'z' check (s <> k2::text), add column k2 int not null default 3, add unique (a, b, s)
----
ALTER TABLE

select * from par11 order by 1
----
1|1|z|3
2|2|z|3
SELECT 2

select conrelid::regclass::text, conname, pg_get_constraintdef(oid) from pg_constraint where conrelid::regclass::text like 'par%' order by 1, 2
----
par|par_a_b_s_key|UNIQUE (a, b, s)
par|par_check|CHECK ((s <> (k2)::text))
par1|par1_a_b_s_key|UNIQUE (a, b, s)
par1|par_check|CHECK ((s <> (k2)::text))
par11|par11_a_b_s_key|UNIQUE (a, b, s)
par11|par_check|CHECK ((s <> (k2)::text))
SELECT 6

alter table par drop constraint par_a_b_s_key, add constraint par_a_b_s_key unique (a, b), alter s set default 'q'
----
ALTER TABLE

select conrelid::regclass::text, conname, pg_get_constraintdef(oid) from pg_constraint where conrelid::regclass::text like 'par%' order by 1, 2
----
par|par_a_b_s_key|UNIQUE (a, b)
par|par_check|CHECK ((s <> (k2)::text))
par1|par1_a_b_key|UNIQUE (a, b)
par1|par_check|CHECK ((s <> (k2)::text))
par11|par11_a_b_key|UNIQUE (a, b)
par11|par_check|CHECK ((s <> (k2)::text))
SELECT 6

alter table only par add column only1 int
----
error 42P16

alter table par drop column s, add column s int
----
ALTER TABLE

create table inh (z int)
----
CREATE TABLE

create table inh1 (y int) inherits (inh)
----
CREATE TABLE

alter table inh add column w int check (w > z), add column w2 int, add constraint wk check (w2 > w), drop constraint if exists nope
----
ALTER TABLE

alter table inh drop column z, add column z text
----
ALTER TABLE

select attname, attislocal, attinhcount from pg_attribute where attrelid = 'inh1'::regclass and attnum > 0 and not attisdropped order by attnum
----
y|t|0
w|f|1
w2|f|1
z|f|1
SELECT 4

alter table t alter a set default 3, alter a type text using 'n' || a, alter a drop default
----
error 0A000

select * from t order by id, b
----
1|1|7
1|1|8
2|2|7
SELECT 3

alter table t alter c drop default, alter c set not null, add column e int generated always as (d + 1) stored, alter d set default 10
----
error 42703

insert into t (id, a, b, c) values (5, 'q', 5, 50) returning *
----
error 42703

alter table t alter e drop expression, drop column d
----
error 42703

alter table t alter c drop not null, drop constraint if exists t_check, add column if not exists c int check (c > 1000), add column if not exists f int check (f > 1000)
----
error 42703

insert into t (id, a, b, c, f) values (6, 'q', 6, 5, 5)
----
error 42703

alter table t disable trigger all, add column g int, replica identity full
----
ALTER TABLE

alter table t cluster on uidx, drop column g
----
error 42704

alter table t owner to current_user, add column h int
----
ALTER TABLE

alter view v alter id set default 3
----
ALTER VIEW

alter table v alter a set default 3, alter a drop default
----
ALTER TABLE
