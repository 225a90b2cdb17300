# The triggers of each table fire for its rows, those for statements of the named table alone.
create table log (n serial, t text)
----
CREATE TABLE

create function tg() returns trigger language plpgsql as $$ begin insert into log (t) values (concat_ws(' ', tg_argv[0], tg_table_name, tg_when, tg_op, tg_level)); if tg_op = 'DELETE' then return old; end if; return new; end $$
----
CREATE FUNCTION

create function tt() returns trigger language plpgsql as $$ declare r record; begin for r in select * from nt order by id loop insert into log (t) values (r::text); end loop; return null; end $$
----
CREATE FUNCTION

create table p (id int, v int); create table c (x int) inherits (p); create table g (v int, y int, id int) inherits (c)
----
CREATE TABLE
CREATE TABLE
CREATE TABLE

insert into p values (1, 1); insert into c values (2, 2, 22); insert into g (id, v, x, y) values (3, 3, 33, 333)
----
INSERT 0 1
INSERT 0 1
INSERT 0 1

create trigger a before update or delete on p for each row execute function tg('a'); create trigger b after update or delete on p for each statement execute function tg('b')
----
CREATE TRIGGER
CREATE TRIGGER

create trigger a before update or delete on c for each row execute function tg('a'); create trigger b after update or delete on c for each statement execute function tg('b'); create trigger d after update or delete on g for each row execute function tg('d')
----
CREATE TRIGGER
CREATE TRIGGER
CREATE TRIGGER

update p set v = v + 1
----
UPDATE 3

select t from log order by n
----
a p BEFORE UPDATE ROW
a c BEFORE UPDATE ROW
d g AFTER UPDATE ROW
b p AFTER UPDATE STATEMENT
SELECT 4

truncate log; update only p set v = v + 1; update c set v = v + 1
----
TRUNCATE TABLE
UPDATE 1
UPDATE 2

select t from log order by n
----
a p BEFORE UPDATE ROW
b p AFTER UPDATE STATEMENT
a c BEFORE UPDATE ROW
d g AFTER UPDATE ROW
b c AFTER UPDATE STATEMENT
SELECT 5

truncate log; create trigger t after update on p referencing new table as nt for each statement execute function tt(); update p set v = v + 1
----
TRUNCATE TABLE
CREATE TRIGGER
UPDATE 3

select t from log order by n
----
a p BEFORE UPDATE ROW
a c BEFORE UPDATE ROW
d g AFTER UPDATE ROW
b p AFTER UPDATE STATEMENT
(1,4)
(2,5)
(3,6)
SELECT 7

truncate log; merge into p using (values (1), (2), (3), (4)) s(i) on i = id when matched then delete when not matched then insert values (i, 0)
----
TRUNCATE TABLE
MERGE 4

select t from log order by n
----
a p BEFORE DELETE ROW
a c BEFORE DELETE ROW
d g AFTER DELETE ROW
b p AFTER DELETE STATEMENT
SELECT 4

select tableoid::regclass, * from p order by id
----
p|4|0
SELECT 1

create trigger r after update on c referencing new table as nt for each row execute function tt()
----
error 0A000

create table late (id int, v int); create trigger r after update on late referencing new table as nt for each row execute function tt()
----
CREATE TABLE
CREATE TRIGGER

alter table late inherit p
----
error 0A000
