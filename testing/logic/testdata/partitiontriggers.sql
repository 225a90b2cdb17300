# Triggers of partitioned tables, and of rows that move between partitions. Errors are told whole.
create table m (a int primary key, b text) partition by range (a)
----
CREATE TABLE

create table m1 partition of m for values from (0) to (10)
----
CREATE TABLE

create table m2 (b text, junk int, a int not null)
----
CREATE TABLE

alter table m2 drop column junk
----
ALTER TABLE

create table log (n serial, t text)
----
CREATE TABLE

create function note() returns trigger language plpgsql as $$declare o text := ''; n text := ''; begin if tg_op <> 'INSERT' then o := old.a || ':' || old.b; end if; if tg_op <> 'DELETE' then n := new.a || ':' || new.b; end if; insert into log (t) values (concat_ws(' ', tg_name, tg_table_name, tg_when, tg_level, tg_op, o, n)); if tg_op = 'DELETE' then return old; end if; return new; end$$
----
CREATE FUNCTION

create function note_s() returns trigger language plpgsql as $$begin insert into log (t) values (concat_ws(' ', tg_name, tg_table_name, tg_when, tg_level, tg_op)); return null; end$$
----
CREATE FUNCTION

create trigger tb before insert or update or delete on m for each row execute function note()
----
CREATE TRIGGER

create trigger ta after insert or update of b or delete on m for each row execute function note()
----
CREATE TRIGGER

create trigger tw after update on m for each row when (old.b is distinct from new.b) execute function note()
----
CREATE TRIGGER

create trigger sb before insert or update or delete on m for each statement execute function note_s()
----
CREATE TRIGGER

create trigger sa after insert or update or delete on m for each statement execute function note_s()
----
CREATE TRIGGER

create trigger own after insert on m1 for each row execute function note()
----
CREATE TRIGGER

alter table m attach partition m2 for values from (10) to (20)
----
ALTER TABLE

insert into m values (1, 'x'), (2, 'z'), (11, 'y')
----
INSERT 0 3

select t from log order by n
----
sb m BEFORE STATEMENT INSERT
tb m1 BEFORE ROW INSERT  1:x
tb m1 BEFORE ROW INSERT  2:z
tb m2 BEFORE ROW INSERT  11:y
own m1 AFTER ROW INSERT  1:x
ta m1 AFTER ROW INSERT  1:x
own m1 AFTER ROW INSERT  2:z
ta m1 AFTER ROW INSERT  2:z
ta m2 AFTER ROW INSERT  11:y
sa m AFTER STATEMENT INSERT
SELECT 10

truncate log
----
TRUNCATE TABLE

update m set b = b || '!' where a in (1, 11)
----
UPDATE 2

select t from log order by n
----
sb m BEFORE STATEMENT UPDATE
tb m1 BEFORE ROW UPDATE 1:x 1:x!
tb m2 BEFORE ROW UPDATE 11:y 11:y!
ta m1 AFTER ROW UPDATE 1:x 1:x!
tw m1 AFTER ROW UPDATE 1:x 1:x!
ta m2 AFTER ROW UPDATE 11:y 11:y!
tw m2 AFTER ROW UPDATE 11:y 11:y!
sa m AFTER STATEMENT UPDATE
SELECT 8

truncate log
----
TRUNCATE TABLE

update m set a = a + 10 where a = 2
----
UPDATE 1

select t from log order by n
----
sb m BEFORE STATEMENT UPDATE
tb m1 BEFORE ROW UPDATE 2:z 12:z
tb m1 BEFORE ROW DELETE 2:z 
tb m2 BEFORE ROW INSERT  12:z
ta m1 AFTER ROW DELETE 2:z 
ta m2 AFTER ROW INSERT  12:z
sa m AFTER STATEMENT UPDATE
SELECT 7

truncate log
----
TRUNCATE TABLE

delete from m where a >= 11
----
DELETE 2

select t from log order by n
----
sb m BEFORE STATEMENT DELETE
tb m2 BEFORE ROW DELETE 11:y! 
tb m2 BEFORE ROW DELETE 12:z 
ta m2 AFTER ROW DELETE 11:y! 
ta m2 AFTER ROW DELETE 12:z 
sa m AFTER STATEMENT DELETE
SELECT 6

truncate log
----
TRUNCATE TABLE

insert into m values (1, 'q') on conflict (a) do update set b = excluded.b
----
INSERT 0 1

select t from log order by n
----
sb m BEFORE STATEMENT INSERT
sb m BEFORE STATEMENT UPDATE
tb m1 BEFORE ROW INSERT  1:q
tb m1 BEFORE ROW UPDATE 1:x! 1:q
ta m1 AFTER ROW UPDATE 1:x! 1:q
tw m1 AFTER ROW UPDATE 1:x! 1:q
sa m AFTER STATEMENT UPDATE
sa m AFTER STATEMENT INSERT
SELECT 8

truncate log
----
TRUNCATE TABLE

insert into m1 values (5, 'direct')
----
INSERT 0 1

select t from log order by n
----
tb m1 BEFORE ROW INSERT  5:direct
own m1 AFTER ROW INSERT  5:direct
ta m1 AFTER ROW INSERT  5:direct
SELECT 3

select tgrelid::regclass, tgname, tgparentid <> 0 from pg_trigger where tgrelid in ('m'::regclass, 'm1'::regclass, 'm2'::regclass) order by 1, 2
----
m|sa|f
m|sb|f
m|ta|f
m|tb|f
m|tw|f
m1|own|f
m1|ta|t
m1|tb|t
m1|tw|t
m2|ta|t
m2|tb|t
m2|tw|t
SELECT 12

drop trigger ta on m1
----
error 2BP01 cannot drop trigger ta on table m1 because trigger ta on table m requires it; ; You can drop trigger ta on table m instead.

alter table m disable trigger tb
----
ALTER TABLE

drop trigger tw on m
----
DROP TRIGGER

alter table m detach partition m2
----
ALTER TABLE

select tgrelid::regclass, tgname, tgparentid <> 0 from pg_trigger where tgrelid in ('m'::regclass, 'm1'::regclass, 'm2'::regclass) order by 1, 2
----
m|sa|f
m|sb|f
m|ta|f
m|tb|f
m1|own|f
m1|ta|t
m1|tb|t
SELECT 7

create function jump() returns trigger language plpgsql as $$begin new.a := new.a + 10; return new; end$$
----
CREATE FUNCTION

create table m3 partition of m for values from (10) to (20)
----
CREATE TABLE

create trigger j before insert on m1 for each row execute function jump()
----
CREATE TRIGGER

insert into m values (3, 'j')
----
error 23514 new row for relation "m1" violates partition constraint; Failing row contains (13, j).

insert into m1 values (3, 'j')
----
error 23514 new row for relation "m1" violates partition constraint; Failing row contains (13, j).

drop table m, m2
----
DROP TABLE

drop table log
----
DROP TABLE

# A partition's own of a trigger is not replaced; deferred constraints are the parts', too.
create table cloned (a int unique deferrable, b int) partition by range (a)
----
CREATE TABLE

create table cloned1 partition of cloned for values from (0) to (10) partition by range (a)
----
CREATE TABLE

create table cloned11 partition of cloned1 for values from (0) to (10)
----
CREATE TABLE

create function cloned_f() returns trigger language plpgsql as $$begin return new; end$$
----
CREATE FUNCTION

create trigger tr after insert on cloned for each row execute function cloned_f()
----
CREATE TRIGGER

create or replace trigger tr after insert on cloned11 for each row execute function cloned_f()
----
error 42710 trigger "tr" for relation "cloned11" is an internal or a child trigger

begin
----
BEGIN

set constraints cloned_a_key deferred
----
SET CONSTRAINTS

insert into cloned values (1), (1)
----
INSERT 0 2

delete from cloned
----
DELETE 2

commit
----
COMMIT

begin
----
BEGIN

set constraints cloned_a_key deferred
----
SET CONSTRAINTS

insert into cloned values (1), (1)
----
INSERT 0 2

commit
----
error 23505 duplicate key value violates unique constraint "cloned11_a_key"; Key (a)=(1) already exists.

drop table cloned
----
DROP TABLE

-- A trigger of a partition moves the row that an UPDATE of another column changes.
create table movedby (a int, b text, c int generated always as (a * 10) stored) partition by list (a)
----
CREATE TABLE

create table movedby1 partition of movedby for values in (1)
----
CREATE TABLE

create table movedby2 partition of movedby for values in (2)
----
CREATE TABLE

create function movedby_f() returns trigger language plpgsql as $$begin new.a = 2; return new; end$$
----
CREATE FUNCTION

create function movedby_note() returns trigger language plpgsql as $$begin raise notice '% % %', tg_table_name, tg_when, tg_op; return coalesce(new, old); end$$
----
CREATE FUNCTION

create trigger tr before update on movedby1 for each row execute function movedby_f()
----
CREATE TRIGGER

create trigger note after insert or update or delete on movedby for each row execute function movedby_note()
----
CREATE TRIGGER

insert into movedby values (1, 'x'), (2, 'y')
----
INSERT 0 2

update movedby set b = b || '!' where b = 'x' returning tableoid::regclass, *
----
movedby2|2|x!|20
UPDATE 1

select tableoid::regclass, * from movedby order by b
----
movedby2|2|x!|20
movedby2|2|y|20
SELECT 2

update movedby1 set b = 'no'
----
UPDATE 0

insert into movedby values (1, 'z')
----
INSERT 0 1

update movedby1 set b = 'no'
----
error 23514 new row for relation "movedby1" violates partition constraint; Failing row contains (2, no, 20).

update movedby set b = 'whole' where a = 1
----
UPDATE 1

create unique index on movedby (a, b)
----
CREATE INDEX

insert into movedby values (1, 'up')
----
INSERT 0 1

insert into movedby values (1, 'up') on conflict (a, b) do update set b = 'done'
----
error 0A000 invalid ON UPDATE specification; The result tuple would appear in a different partition than the original tuple.

merge into movedby m using (values ('up')) v (b) on m.b = v.b when matched then update set b = 'merged'
----
MERGE 1

select tableoid::regclass, * from movedby order by b
----
movedby2|2|merged|20
movedby2|2|whole|20
movedby2|2|x!|20
movedby2|2|y|20
SELECT 4

drop table movedby
----
DROP TABLE

drop function movedby_f, movedby_note
----
DROP FUNCTION
