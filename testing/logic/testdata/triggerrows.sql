# A row that a BEFORE trigger has written meanwhile is not written over. Errors are told whole.
create table m (id int primary key, v int, w int); insert into m values (1, 0, 0), (2, 0, 0), (3, 0, 0)
----
CREATE TABLE
INSERT 0 3

create function other() returns trigger language plpgsql as $$ begin if old.id = 1 then update m set w = 99 where id = 2; end if; return new; end $$; create trigger other before update on m for each row execute function other()
----
CREATE FUNCTION
CREATE TRIGGER

update m set v = v + 1 where id in (1, 2, 3)
----
error 27000 tuple to be updated was already modified by an operation triggered by the current command; ; Consider using an AFTER trigger instead of a BEFORE trigger to propagate changes to other rows.

update m set v = v + 1 where id in (1, 3)
----
UPDATE 2

select * from m order by id
----
1|1|0
2|0|99
3|1|0
SELECT 3

create table n (id int primary key, v int); insert into n values (1, 0), (2, 0)
----
CREATE TABLE
INSERT 0 2

create function own() returns trigger language plpgsql as $$ begin update n set v = v + 1 where id = old.id; return coalesce(new, old); end $$; create trigger own before update or delete on n for each row when (pg_trigger_depth() = 0) execute function own()
----
CREATE FUNCTION
CREATE TRIGGER

update n set v = 10
----
error 27000 tuple to be updated was already modified by an operation triggered by the current command; ; Consider using an AFTER trigger instead of a BEFORE trigger to propagate changes to other rows.

delete from n
----
error 27000 tuple to be deleted was already modified by an operation triggered by the current command; ; Consider using an AFTER trigger instead of a BEFORE trigger to propagate changes to other rows.

merge into n using (values (1)) x (a) on n.id = x.a when matched then update set v = 5
----
error 27000 tuple to be updated or deleted was already modified by an operation triggered by the current command; ; Consider using an AFTER trigger instead of a BEFORE trigger to propagate changes to other rows.

merge into n using (values (1)) x (a) on n.id = x.a when matched then delete
----
error 27000 tuple to be updated or deleted was already modified by an operation triggered by the current command; ; Consider using an AFTER trigger instead of a BEFORE trigger to propagate changes to other rows.

select * from n order by id
----
1|0
2|0
SELECT 2

create table p (id int, v int) partition by range (id); create table p1 partition of p for values from (0) to (10); create table p2 partition of p for values from (10) to (20); insert into p values (1, 0), (2, 0), (11, 0)
----
CREATE TABLE
CREATE TABLE
CREATE TABLE
INSERT 0 3

create function leaf() returns trigger language plpgsql as $$ begin update p set v = v + 1 where id = 11; return new; end $$; create trigger leaf before update on p for each row when (old.id = 1) execute function leaf()
----
CREATE FUNCTION
CREATE TRIGGER

update p set v = 10 where id < 5
----
UPDATE 2

update p set v = 10
----
error 27000 tuple to be updated was already modified by an operation triggered by the current command; ; Consider using an AFTER trigger instead of a BEFORE trigger to propagate changes to other rows.

select * from p order by id
----
1|10
2|10
11|1
SELECT 3

# The rows of a trigger, field by field.
create table t (f1 int, f2 text, f3 text); insert into t values (1, 'foo', 'bar'), (2, 'baz', 'quux')
----
CREATE TABLE
INSERT 0 2

create function compares() returns trigger language plpgsql as $$ begin if row(old.*) = row(new.*) then new.f2 := 'same'; elsif row(old.*) is distinct from row(new.*) then new.f2 := 'changed'; end if; return new; end $$; create trigger compares before update on t for each row execute function compares()
----
CREATE FUNCTION
CREATE TRIGGER

update t set f3 = 'bar' returning *
----
1|same|bar
2|changed|bar
UPDATE 2

update t set f3 = null returning *
----
1|changed|NULL
2|changed|NULL
UPDATE 2
