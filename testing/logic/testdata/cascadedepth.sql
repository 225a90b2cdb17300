# Errors are told whole.
# pg_trigger_depth within what foreign keys bring about.
create table p(id int primary key, u int unique)
----
CREATE TABLE

create table k(id int primary key, p int references p on delete cascade on update cascade, q int default 0, s int references p (u) on delete set null)
----
CREATE TABLE

create table g(id int primary key, k int references k on delete cascade)
----
CREATE TABLE

create table notes (n serial, t text)
----
CREATE TABLE

create function dep() returns trigger language plpgsql as $$ begin insert into notes (t) values (format('%s %s %s', tg_table_name, tg_name, pg_trigger_depth())); return case tg_op when 'DELETE' then old else new end; end $$
----
CREATE FUNCTION

create function told() returns setof text language sql volatile as $$ with d as (delete from notes returning n, t) select t from d order by n $$
----
CREATE FUNCTION

create trigger a after delete or update on k for each row execute function dep()
----
CREATE TRIGGER

create trigger a0 after delete or update on k for each row when (pg_trigger_depth() = 0) execute function dep()
----
CREATE TRIGGER

create trigger a1 after delete or update on k for each row when (pg_trigger_depth() = 1) execute function dep()
----
CREATE TRIGGER

create trigger b before delete or update on k for each row execute function dep()
----
CREATE TRIGGER

create trigger b0 before delete or update on k for each row when (pg_trigger_depth() = 0) execute function dep()
----
CREATE TRIGGER

create trigger b1 before delete or update on k for each row when (pg_trigger_depth() = 1) execute function dep()
----
CREATE TRIGGER

create trigger c before delete or update on k for each statement execute function dep()
----
CREATE TRIGGER

create trigger d after delete or update on k for each statement execute function dep()
----
CREATE TRIGGER

create trigger gb before delete or update on g for each row execute function dep()
----
CREATE TRIGGER

create trigger ga after delete or update on g for each row execute function dep()
----
CREATE TRIGGER

create trigger pb before delete or update on p for each row execute function dep()
----
CREATE TRIGGER

create trigger pa after delete or update on p for each row execute function dep()
----
CREATE TRIGGER

insert into p values (1, 10), (2, 20), (3, 30)
----
INSERT 0 3

insert into k values (1, 1, 0, 20), (2, 2, 0, null), (3, 3, 0, 30)
----
INSERT 0 3

insert into g values (1, 1), (2, 2), (3, 3)
----
INSERT 0 3

update p set id = 11 where id = 1
----
UPDATE 1

select told()
----
k a 1
k a1 1
k b 2
k b1 2
k c 2
k d 1
p pa 1
p pb 1
SELECT 8

delete from p where id = 2
----
DELETE 1

select told()
----
g ga 1
g gb 2
k a 1
k a 1
k a1 1
k a1 1
k b 2
k b 2
k b1 2
k b1 2
k c 2
k c 2
k d 1
k d 1
p pa 1
p pb 1
SELECT 16

delete from k where id = 1
----
DELETE 1

select told()
----
g ga 1
g gb 2
k a 1
k a0 1
k b 1
k b0 1
k c 1
k d 1
SELECT 8

create function deep() returns trigger language plpgsql as $$ begin delete from p where id = 3; return new; end $$
----
CREATE FUNCTION

create table t (a int)
----
CREATE TABLE

create trigger deep before insert on t for each row execute function deep()
----
CREATE TRIGGER

insert into t values (1)
----
INSERT 0 1

select told()
----
g ga 2
g gb 3
k a 2
k b 3
k c 3
k c 3
k d 2
k d 2
p pa 2
p pb 2
SELECT 10

select pg_trigger_depth()
----
0
SELECT 1
