# Errors are told whole. Functions of the system that triggers call. The results are Postgres's own.
create table sr (a int primary key, b text)
----
CREATE TABLE

create trigger z_min before update on sr for each row execute function suppress_redundant_updates_trigger()
----
CREATE TRIGGER

select pg_get_triggerdef(oid) from pg_trigger where tgrelid = 'sr'::regclass; select action_statement from information_schema.triggers where event_object_table = 'sr'
----
CREATE TRIGGER z_min BEFORE UPDATE ON public.sr FOR EACH ROW EXECUTE FUNCTION suppress_redundant_updates_trigger()
SELECT 1
EXECUTE FUNCTION suppress_redundant_updates_trigger()
SELECT 1

insert into sr values (1,'a'),(2,'b')
----
INSERT 0 2

update sr set b = 'a' where a = 1
----
UPDATE 0

update sr set b = 'c'
----
UPDATE 2

update sr set b = 'c'
----
UPDATE 0

select * from sr order by 1
----
1|c
2|c
SELECT 2

create trigger z2 before insert on sr for each row execute function suppress_redundant_updates_trigger()
----
CREATE TRIGGER

insert into sr values (3,'a')
----
error 39P01 suppress_redundant_updates_trigger: must be called on update

drop trigger z2 on sr
----
DROP TRIGGER

create trigger z2 after update on sr for each row execute function suppress_redundant_updates_trigger()
----
CREATE TRIGGER

update sr set b = 'd' where a = 1
----
error 39P01 suppress_redundant_updates_trigger: must be called before update

drop trigger z2 on sr
----
DROP TRIGGER

create trigger z2 before update on sr for each statement execute function suppress_redundant_updates_trigger()
----
CREATE TRIGGER

update sr set b = 'd' where a = 1
----
error 39P01 suppress_redundant_updates_trigger: must be called for each row

drop trigger z2 on sr
----
DROP TRIGGER

select suppress_redundant_updates_trigger()
----
error 39P01 suppress_redundant_updates_trigger: must be called as trigger

select proname, prorettype::regtype from pg_proc where proname ~ 'suppress|tsvector_update' order by 1
----
suppress_redundant_updates_trigger|trigger
tsvector_update_trigger|trigger
tsvector_update_trigger_column|trigger
SELECT 3

create table msg (t text, b text, v tsvector, c regconfig)
----
CREATE TABLE

create trigger tu before insert or update on msg for each row execute function tsvector_update_trigger(v, 'pg_catalog.english', t, b)
----
CREATE TRIGGER

insert into msg values ('Hello worlds', 'this is a running test')
----
INSERT 0 1

update msg set t = null
----
UPDATE 1

select * from msg
----
NULL|this is a running test|'run':4 'test':5|NULL
SELECT 1

update msg set b = null
----
UPDATE 1

select * from msg
----
NULL|NULL|''|NULL
SELECT 1

drop trigger tu on msg
----
DROP TRIGGER

create trigger tu before insert or update on msg for each row execute function tsvector_update_trigger_column(v, c, t, b)
----
CREATE TRIGGER

insert into msg values ('Hello worlds', 'this is a running test', null, 'simple')
----
INSERT 0 1

insert into msg values ('Hello worlds', 'this is a running test', null, null)
----
error 22004 configuration column "c" must not be null

select * from msg
----
Hello worlds|this is a running test|'a':5 'hello':1 'is':4 'running':6 'test':7 'this':3 'worlds':2|simple
NULL|NULL|''|NULL
SELECT 2

drop trigger tu on msg
----
DROP TRIGGER

create trigger tu before insert or update on msg for each row execute function tsvector_update_trigger(nope, 'pg_catalog.english', t, b)
----
CREATE TRIGGER

insert into msg values ('Hello worlds', 'this is a running test')
----
error 42703 tsvector column "nope" does not exist

drop trigger tu on msg
----
DROP TRIGGER

create trigger tu before insert or update on msg for each row execute function tsvector_update_trigger(t, 'pg_catalog.english', t, b)
----
CREATE TRIGGER

insert into msg values ('Hello worlds', 'this is a running test')
----
error 42804 column "t" is not of tsvector type

drop trigger tu on msg
----
DROP TRIGGER

create trigger tu before insert or update on msg for each row execute function tsvector_update_trigger(v, 'english', t, b)
----
CREATE TRIGGER

insert into msg values ('Hello worlds', 'this is a running test')
----
error 22023 text search configuration name "english" must be schema-qualified

drop trigger tu on msg
----
DROP TRIGGER

create trigger tu before insert or update on msg for each row execute function tsvector_update_trigger(v, 'pg_catalog.english', t, nope)
----
CREATE TRIGGER

insert into msg values ('Hello worlds', 'this is a running test')
----
error 42703 column "nope" does not exist

drop trigger tu on msg
----
DROP TRIGGER

create trigger tu before insert or update on msg for each row execute function tsvector_update_trigger(v, 'pg_catalog.english', v)
----
CREATE TRIGGER

insert into msg values ('Hello worlds', 'this is a running test')
----
error 42804 column "v" is not of a character type

drop trigger tu on msg
----
DROP TRIGGER

create trigger tu before insert or update on msg for each row execute function tsvector_update_trigger(v)
----
CREATE TRIGGER

insert into msg values ('Hello worlds', 'this is a running test')
----
error XX000 tsvector_update_trigger: arguments must be tsvector_field, ts_config, text_field1, ...)

drop trigger tu on msg
----
DROP TRIGGER

create trigger tu after insert or update on msg for each row execute function tsvector_update_trigger(v, 'pg_catalog.english', t, b)
----
CREATE TRIGGER

insert into msg values ('Hello worlds', 'this is a running test')
----
error XX000 tsvector_update_trigger: must be fired BEFORE event

drop trigger tu on msg
----
DROP TRIGGER

create trigger tu before insert or update on msg for each row execute function tsvector_update_trigger_column(v, t, t, b)
----
CREATE TRIGGER

insert into msg values ('Hello worlds', 'this is a running test')
----
error 42804 column "t" is not of regconfig type

create table srp (a int, b text) partition by range (a); create table srp1 partition of srp for values from (0) to (10); create trigger zz before update on srp for each row execute function pg_catalog.suppress_redundant_updates_trigger(); insert into srp values (1, 'x'), (2, 'y')
----
CREATE TABLE
CREATE TABLE
CREATE TRIGGER
INSERT 0 2

with u as (update srp set b = 'x' returning a) select * from u order by a
----
2
SELECT 1

update srp set b = null where a = 1
----
UPDATE 1

update srp set b = null
----
UPDATE 1

create table srn (a int, n numeric, j jsonb, f float8, r int[]); create trigger z before update on srn for each row execute function suppress_redundant_updates_trigger(); insert into srn values (1, 1.0, '{"a": 1}', 0, '{1,2}')
----
CREATE TABLE
CREATE TRIGGER
INSERT 0 1

update srn set n = 1.00
----
UPDATE 1

update srn set n = 1.00
----
UPDATE 0

update srn set j = '{"a":1}'
----
UPDATE 0

update srn set f = '-0'
----
UPDATE 1

update srn set r = '{1,2}'
----
UPDATE 0

update srn set r = '{2,1}'
----
UPDATE 1

update srn set a = a + 1 where a = 1
----
UPDATE 1

create table tsd (t varchar(20), c text, v tsvector); create trigger tsd before insert or update on tsd for each row execute function tsvector_update_trigger('v', 'pg_catalog.simple', 't', 'c'); insert into tsd values ('a b', 'c'); select * from tsd
----
CREATE TABLE
CREATE TRIGGER
INSERT 0 1
a b|c|'a':1 'b':2 'c':3
SELECT 1

update tsd set v = null; select * from tsd
----
UPDATE 1
a b|c|NULL
SELECT 1

update tsd set t = 'zz'; select * from tsd
----
UPDATE 1
zz|c|'c':2 'zz':1
SELECT 1

create trigger tsd2 before insert or update on tsd for each row execute function tsvector_update_trigger('v', 'pg_catalog.nope', 't'); insert into tsd values ('a b', 'c')
----
CREATE TRIGGER
error 42704 text search configuration "pg_catalog.nope" does not exist

select 'suppress_redundant_updates_trigger'::regproc; select 'tsvector_update_trigger'::regproc::oid
----
suppress_redundant_updates_trigger
SELECT 1
3752
SELECT 1

select tsvector_update_trigger()
----
error XX000 tsvector_update_trigger: not fired by trigger manager

create trigger x before update on sr for each row execute function lower()
----
error 42883 function lower() does not exist
