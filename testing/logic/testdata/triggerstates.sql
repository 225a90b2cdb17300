# Errors are told whole. Expressions of keys in errors; triggers of partitions that are enabled apart. The results are Postgres's own.
create type ct as (a int, b text)
----
CREATE TYPE

create function kf(int) returns int immutable language sql as 'select $1 / 10'
----
CREATE FUNCTION

create function kp(int) returns int immutable language plpgsql as 'begin return $1 / 10; end'
----
CREATE FUNCTION

create table k8 (a int, b text)
----
CREATE TABLE

create unique index k8u on k8 ((row(a,b)::ct))
----
CREATE INDEX

create unique index k8f on k8 (kp(a))
----
CREATE INDEX

create unique index k8g on k8 ((kp(a) + 1), b)
----
CREATE INDEX

insert into k8 values (1, 'p')
----
INSERT 0 1

insert into k8 values (1, 'p')
----
error 23505 duplicate key value violates unique constraint "k8u"; Key ((ROW(a, b)::ct))=((1,p)) already exists.

drop index k8u
----
DROP INDEX

insert into k8 values (2, 'q')
----
error 23505 duplicate key value violates unique constraint "k8f"; Key (kp(a))=(0) already exists.

drop index k8f
----
DROP INDEX

insert into k8 values (3, 'p')
----
error 23505 duplicate key value violates unique constraint "k8g"; Key ((kp(a) + 1), b)=(1, p) already exists.

create function trig_nothing() returns trigger language plpgsql as 'begin return null; end'
----
CREATE FUNCTION

create table parent (a int) partition by list (a)
----
CREATE TABLE

create table child1 partition of parent for values in (1)
----
CREATE TABLE

create trigger tg after insert on parent for each row execute procedure trig_nothing()
----
CREATE TRIGGER

create trigger tg_stmt after insert on parent for statement execute procedure trig_nothing()
----
CREATE TRIGGER

alter table only parent enable always trigger tg
----
ALTER TABLE

alter table parent enable always trigger tg_stmt
----
ALTER TABLE

select tgrelid::regclass, tgname, tgenabled from pg_trigger where tgrelid in ('parent'::regclass, 'child1'::regclass) order by tgrelid::regclass::text, tgname
----
child1|tg|O
parent|tg|A
parent|tg_stmt|A
SELECT 3

alter table parent disable trigger tg
----
ALTER TABLE

select tgrelid::regclass, tgname, tgenabled from pg_trigger where tgrelid in ('parent'::regclass, 'child1'::regclass) order by tgrelid::regclass::text, tgname
----
child1|tg|D
parent|tg|D
parent|tg_stmt|A
SELECT 3

alter table child1 enable replica trigger tg
----
ALTER TABLE

alter table parent add column b int
----
ALTER TABLE

select tgrelid::regclass, tgname, tgenabled from pg_trigger where tgrelid in ('parent'::regclass, 'child1'::regclass) order by tgrelid::regclass::text, tgname
----
child1|tg|R
parent|tg|D
parent|tg_stmt|A
SELECT 3

alter table parent enable trigger user
----
ALTER TABLE

select tgrelid::regclass, tgname, tgenabled from pg_trigger where tgrelid in ('parent'::regclass, 'child1'::regclass) order by tgrelid::regclass::text, tgname
----
child1|tg|O
parent|tg|O
parent|tg_stmt|O
SELECT 3

alter table parent disable trigger all
----
ALTER TABLE

select tgrelid::regclass, tgname, tgenabled from pg_trigger where tgrelid in ('parent'::regclass, 'child1'::regclass) order by tgrelid::regclass::text, tgname
----
child1|tg|D
parent|tg|D
parent|tg_stmt|D
SELECT 3

create table child2 partition of parent for values in (2)
----
CREATE TABLE

select tgrelid::regclass, tgname, tgenabled from pg_trigger where tgrelid in ('child2'::regclass) order by tgrelid::regclass::text, tgname
----
child2|tg|D
SELECT 1

create table child3 (a int, b int)
----
CREATE TABLE

create trigger child_row_trig after insert on child3 referencing new table as new_table for each row execute procedure trig_nothing()
----
CREATE TRIGGER

alter table parent attach partition child3 for values in (3)
----
error 0A000 trigger "child_row_trig" prevents table "child3" from becoming a partition; ROW triggers with transition tables are not supported on partitions.

drop trigger child_row_trig on child3
----
DROP TRIGGER

alter table parent attach partition child3 for values in (3)
----
ALTER TABLE
