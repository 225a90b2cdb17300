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
