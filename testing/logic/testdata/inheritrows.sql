# Checks, defaults and row types of tables that others inherit from.
create table p (a int); create table c1 (b int) inherits (p); create table c2 (z int) inherits (p)
----
CREATE TABLE
CREATE TABLE
CREATE TABLE

create table x (a int, z int, b int)
----
CREATE TABLE

alter table p add check (a > 0)
----
ALTER TABLE

create table c3 (b int, a int) inherits (p)
----
CREATE TABLE

alter table c3 rename constraint p_a_check to foo
----
error 42P16

alter table c3 drop constraint if exists p_a_check
----
error 42P16

alter table c3 no inherit p; alter table c3 drop constraint p_a_check; alter table c3 inherit p
----
ALTER TABLE
ALTER TABLE
error 42804

alter table c3 add constraint p_a_check check (a > 0); alter table c3 inherit p; alter table c3 inherit p, inherit c1
----
ALTER TABLE
error 42P07

alter table c3 no inherit p, no inherit c1
----
error 42P01

drop table c3
----
DROP TABLE

create table inh_p (f1 text, f2 text); create table inh_c (f3 text, f1 text) inherits (inh_p)
----
CREATE TABLE
CREATE TABLE

insert into inh_p values ('p1', 'p2'); insert into inh_c values ('c1', 'c2', 'c3')
----
INSERT 0 1
INSERT 0 1

alter table inh_p alter f1 type varchar(20); select * from inh_c; alter table inh_p alter f2 type int using length(f2)
----
ALTER TABLE
c1|c2|c3
SELECT 1
ALTER TABLE

select * from inh_p order by 1
----
c1|2
p1|2
SELECT 2

comment on column inh_p.f1 is 'hello'; create table inh_d (x int) inherits (inh_c)
----
COMMENT
CREATE TABLE

grant select on inh_p to public; select relname, relacl is null from pg_class where relname in ('inh_p', 'inh_c') order by 1
----
GRANT
inh_c|t
inh_p|f
SELECT 2

revoke select on inh_p from public
----
REVOKE

insert into inh_p select * from inh_p; select tableoid::regclass, count(*) from inh_p group by 1 order by 1
----
INSERT 0 2
inh_p|3
inh_c|1
SELECT 2

create function f(inh_p) returns text language sql as $$ select $1.f1::text $$
----
CREATE FUNCTION

select f(inh_p) from inh_p order by 1
----
c1
c1
p1
p1
SELECT 4

create table arr (r inh_p); insert into arr select inh_p from inh_p; select * from arr order by 1
----
CREATE TABLE
INSERT 0 4
(c1,2)
(c1,2)
(p1,2)
(p1,2)
SELECT 4

alter table inh_p add column n int
----
ALTER TABLE

alter table inh_p add column n int default 4
----
error 42701

alter table c1 set (fillfactor = 70); alter table p set unlogged; alter table p set logged
----
ALTER TABLE
ALTER TABLE
ALTER TABLE

alter table p rename to pp; insert into c1 values (3, 4); select * from pp; alter table pp rename to p
----
ALTER TABLE
INSERT 0 1
3
SELECT 1
ALTER TABLE

lock table only p; begin; lock table p in share mode; lock only p; commit
----
LOCK TABLE
BEGIN
LOCK TABLE
LOCK TABLE
COMMIT

create index on p (a); create unique index on c1 (a)
----
CREATE INDEX
CREATE INDEX

select indexrelid::regclass from pg_index where indrelid in ('p'::regclass, 'c1'::regclass, 'c2'::regclass) order by 1
----
p_a_idx
c1_a_idx
SELECT 2

create table ge (a int, b int generated always as (a + 1) stored); create table ge2 (c int) inherits (ge); insert into ge2 values (1, default, 3)
----
CREATE TABLE
CREATE TABLE
INSERT 0 1

alter table only ge alter column b drop expression
----
error 0A000

alter table ge2 alter column b drop expression
----
error 42P16

alter table ge alter column b drop expression; update ge set a = 5; select * from ge2
----
ALTER TABLE
UPDATE 1
5|2|3
SELECT 1

create table gx (a int, b int generated always as (a + 2) stored); create table gx2 () inherits (ge, gx)
----
CREATE TABLE
error 42804

create table gy (a int, b int generated always as (a + 9) stored); create table gx3 () inherits (gx, gy)
----
CREATE TABLE
error 42P01

create table d1 (a int default 1); create table d2 (a int default 2); create table d3 (a int); create table d4 () inherits (d1, d2); create table d5 () inherits (d1, d3); create table d6 () inherits (d3, d1); insert into d6 default values; select * from d6
----
CREATE TABLE
CREATE TABLE
CREATE TABLE
error 42611

create table d7 () inherits (d1, d2, d1)
----
error 42P01

create table nn1 (a int); create table nn2 (a int not null); create table nn3 () inherits (nn1, nn2); insert into nn3 values (null)
----
CREATE TABLE
CREATE TABLE
CREATE TABLE
error 23502

alter table nn1 alter a set not null; alter table nn1 alter a drop not null; insert into nn3 values (null); select count(*) from nn2 where a is null
----
error 42P01
