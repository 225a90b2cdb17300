# Errors are told whole. Tables that statements around this one, or cursors, go through are not changed.
create table dt (a int);
----
CREATE TABLE

create function dtf() returns trigger language plpgsql as $$ begin alter table dt add column b int; return new; end $$;
----
CREATE FUNCTION

create trigger dt1 before insert on dt for each row execute function dtf();
----
CREATE TRIGGER

insert into dt values (1);
----
error 55006 cannot ALTER TABLE "dt" because it is being used by active queries in this session

create or replace function dtf() returns trigger language plpgsql as $$ begin drop table dt; return new; end $$;
----
CREATE FUNCTION

insert into dt values (1);
----
error 55006 cannot DROP TABLE "dt" because it is being used by active queries in this session

create or replace function dtf() returns trigger language plpgsql as $$ begin truncate dt; return new; end $$;
----
CREATE FUNCTION

insert into dt values (1);
----
error 55006 cannot TRUNCATE "dt" because it is being used by active queries in this session

create or replace function dtf() returns trigger language plpgsql as $$ begin create index on dt(a); return new; end $$;
----
CREATE FUNCTION

insert into dt values (1);
----
error 55006 cannot CREATE INDEX "dt" because it is being used by active queries in this session

create or replace function dtf() returns trigger language plpgsql as $$ begin create index dti on dt(a); return null; end $$;
----
CREATE FUNCTION

drop trigger dt1 on dt;
----
DROP TRIGGER

create trigger dt1 after insert on dt for each statement execute function dtf();
----
CREATE TRIGGER

insert into dt values (1);
----
error 55006 cannot CREATE INDEX "dt" because it is being used by active queries in this session

create or replace function dtf() returns trigger language plpgsql as $$ begin alter table dt rename to dt9; return new; end $$;
----
CREATE FUNCTION

insert into dt values (1);
----
INSERT 0 1

create or replace function dtf() returns trigger language plpgsql as $$ begin drop trigger dt1 on dt; return new; end $$;
----
CREATE FUNCTION

insert into dt values (1);
----
error 42P01 relation "dt" does not exist

create or replace function dtf() returns trigger language plpgsql as $$ begin create trigger dt2 before insert on dt for each row execute function dtf(); return new; end $$;
----
CREATE FUNCTION

insert into dt values (1);
----
error 42P01 relation "dt" does not exist

create or replace function dtf() returns trigger language plpgsql as $$ begin alter table dt disable trigger dt1; return new; end $$;
----
CREATE FUNCTION

insert into dt values (1);
----
error 42P01 relation "dt" does not exist

create or replace function dtf() returns trigger language plpgsql as $$ begin comment on table dt is 'x'; return new; end $$;
----
CREATE FUNCTION

insert into dt values (1);
----
error 42P01 relation "dt" does not exist

create or replace function dtf() returns trigger language plpgsql as $$ begin grant select on dt to public; return new; end $$;
----
CREATE FUNCTION

insert into dt values (1);
----
error 42P01 relation "dt" does not exist

create or replace function dtf() returns trigger language plpgsql as $$ begin analyze dt; return new; end $$;
----
CREATE FUNCTION

insert into dt values (1);
----
error 42P01 relation "dt" does not exist

create or replace function dtf() returns trigger language plpgsql as $$ begin create view dtv as select * from dt; return new; end $$;
----
CREATE FUNCTION

insert into dt values (1);
----
error 42P01 relation "dt" does not exist

alter table dt9 drop column if exists zz
----
ALTER TABLE

begin; declare c cursor for select * from dt9; fetch c; alter table dt9 add column z int
----
BEGIN
DECLARE CURSOR
1
FETCH 1
error 55006 cannot ALTER TABLE "dt9" because it is being used by active queries in this session

rollback
----
ROLLBACK

begin; declare c cursor for select * from dt9; drop table dt9 cascade
----
BEGIN
DECLARE CURSOR
error 55006 cannot DROP TABLE "dt9" because it is being used by active queries in this session

rollback
----
ROLLBACK

begin; declare c cursor for select * from dt9; truncate dt9
----
BEGIN
DECLARE CURSOR
error 55006 cannot TRUNCATE "dt9" because it is being used by active queries in this session

rollback
----
ROLLBACK

begin; declare c cursor for select * from dt9; close c; truncate dt9
----
BEGIN
DECLARE CURSOR
CLOSE CURSOR
TRUNCATE TABLE

rollback
----
ROLLBACK

begin; declare c cursor for select * from dt9; create table other (a int); alter table other add b int; drop table other
----
BEGIN
DECLARE CURSOR
CREATE TABLE
ALTER TABLE
DROP TABLE

rollback
----
ROLLBACK

create table lp (a int); insert into lp values (1), (2)
----
CREATE TABLE
INSERT 0 2

do $$ declare r record; begin for r in select * from lp loop alter table lp add column b int; end loop; end $$
----
error 55006 cannot ALTER TABLE "lp" because it is being used by active queries in this session

do $$ declare r record; begin for r in select relname from pg_class where relname = 'lp' loop execute format('alter table %I add column b int', r.relname); end loop; end $$
----
DO

create function lf() returns int language plpgsql as $$ begin truncate lp; return 1; end $$
----
CREATE FUNCTION

select lf() from lp
----
error 55006 cannot TRUNCATE "lp" because it is being used by active queries in this session

select lf()
----
1
SELECT 1

select count(*) from lp
----
0
SELECT 1

create table lq (a int primary key); create table lr (a int references lq deferrable initially deferred)
----
CREATE TABLE
CREATE TABLE

create function lg() returns trigger language plpgsql as $$ begin alter table lq add column b int; return new; end $$
----
CREATE FUNCTION

create trigger lt before insert on lr for each row execute function lg()
----
CREATE TRIGGER

insert into lq values (1); insert into lr values (1)
----
INSERT 0 1
INSERT 0 1

select * from lq order by 1
----
1|NULL
SELECT 1

create view lv as select * from lp
----
CREATE VIEW

create function lh() returns int language plpgsql as $$ begin drop view lv; return 1; end $$
----
CREATE FUNCTION

insert into lp values (1); select lh() from lv
----
INSERT 0 1
1
SELECT 1

create table lw (a int, b int) partition by list (a)
----
CREATE TABLE

create table lw1 partition of lw for values in (1)
----
CREATE TABLE

create table lw2 partition of lw for values in (2)
----
CREATE TABLE

create table lw3 partition of lw for values in (3)
----
CREATE TABLE

insert into lw select i % 3 + 1, i from generate_series(1, 9) i
----
INSERT 0 9

do $$ declare r record; begin for r in select * from lw where a in (1, 3) loop drop table if exists lw2; end loop; end $$
----
DO

do $$ declare r record; begin for r in select * from lw where a in (1, 3) loop drop table if exists lw3; end loop; end $$
----
error 55006 cannot DROP TABLE "lw3" because it is being used by active queries in this session

create table lw2 partition of lw for values in (2)
----
CREATE TABLE

create function lwf(x int) returns int language plpgsql as $$ declare r record; n int := 0; begin for r in select * from lw where a = x loop n := n + 1; execute 'truncate lw2'; end loop; return n; end $$
----
CREATE FUNCTION

select lwf(1)
----
3
SELECT 1

select lwf(2)
----
0
SELECT 1

select lwf(3)
----
3
SELECT 1

insert into lw values (2, 1)
----
INSERT 0 1

select lwf(2)
----
error 55006 cannot TRUNCATE "lw2" because it is being used by active queries in this session

begin
----
BEGIN

declare c cursor for select * from lw where a = 1
----
DECLARE CURSOR

drop table lw2
----
DROP TABLE

fetch 1 from c
----
1|3
FETCH 1

drop table lw1
----
error 55006 cannot DROP TABLE "lw1" because it is being used by active queries in this session

rollback
----
ROLLBACK

begin
----
BEGIN

declare c cursor for select * from lw where a = (select 1)
----
DECLARE CURSOR

fetch 1 from c
----
1|3
FETCH 1

truncate lw2
----
error 55006 cannot TRUNCATE "lw2" because it is being used by active queries in this session

rollback
----
ROLLBACK

do $$ declare c cursor(k int) for select * from lw where a = k; begin open c(3); truncate lw1; truncate lw3; end $$
----
error 55006 cannot TRUNCATE "lw3" because it is being used by active queries in this session

create table gp (a int, b int generated always as (a * 2) stored) partition by list (a)
----
CREATE TABLE

create table gp1 partition of gp (b with options generated always as (a * 3) stored) for values in (1)
----
error 0A000 generated columns are not supported on partitions
