# Triggers of views, constraint triggers, triggers for TRUNCATE, transition tables. The results are Postgres's own. Errors are told whole.
create table log (n int generated always as identity, t text);
create table base (a int primary key, b text);
create view v as select a, b, a * 2 as c from base where a > 0;
create function tell() returns trigger language plpgsql as $$ begin
  insert into log (t) values (concat_ws(' ', tg_name, tg_when, tg_level, tg_op, tg_table_name, case when tg_op <> 'INSERT' then old::text end, case when tg_op <> 'DELETE' then new::text end));
  if tg_op = 'INSERT' then insert into base values (new.a, new.b); return new;
  elsif tg_op = 'UPDATE' then update base set a = new.a, b = new.b where a = old.a; if not found then return null; end if; return new;
  else delete from base where a = old.a; if not found then return null; end if; return old; end if; end $$;
create function note() returns trigger language plpgsql as $$ begin insert into log (t) values (concat_ws(' ', tg_name, tg_when, tg_level, tg_op, tg_table_name, tg_argv[0])); return null; end $$;
----
CREATE TABLE
CREATE TABLE
CREATE VIEW
CREATE FUNCTION
CREATE FUNCTION

create trigger ins instead of insert on v for each row execute function tell('x');
create trigger upd instead of update on v for each row execute function tell('y');
create trigger del instead of delete on v for each row execute function tell('z');
create trigger st before insert or update or delete on v for each statement execute function note();
create trigger st2 after insert or update or delete on v for each statement execute function note();
----
CREATE TRIGGER
CREATE TRIGGER
CREATE TRIGGER
CREATE TRIGGER
CREATE TRIGGER

insert into v values (1, 'one'), (2, 'two'), (3, 'three') returning a, b, c;
----
1|one|NULL
2|two|NULL
3|three|NULL
INSERT 0 3

insert into v (b, a) select 'n' || i, i from generate_series(4, 5) i;
----
INSERT 0 2

update v set b = b || '!' where a < 3 returning *;
----
1|one!|2
2|two!|4
UPDATE 2

update v set a = a + 10, b = x.q from (values (4, 'q')) x(p, q) where a = x.p returning v.*, x.*;
----
14|q|8|4|q
UPDATE 1

delete from v where c = 10 returning c;
----
10
DELETE 1

delete from v where a = 100;
----
DELETE 0

select * from base order by 1;
----
1|one!
2|two!
3|three
14|q
SELECT 4

insert into v values (1, 'dup');
----
error 23505 duplicate key value violates unique constraint "base_pkey"; Key (a)=(1) already exists.

with gone as (delete from v where a = 3 returning *) select * from gone;
----
3|three|6
SELECT 1

select t from log order by n;
----
st BEFORE STATEMENT INSERT v
ins INSTEAD OF ROW INSERT v (1,one,)
ins INSTEAD OF ROW INSERT v (2,two,)
ins INSTEAD OF ROW INSERT v (3,three,)
st2 AFTER STATEMENT INSERT v
st BEFORE STATEMENT INSERT v
ins INSTEAD OF ROW INSERT v (4,n4,)
ins INSTEAD OF ROW INSERT v (5,n5,)
st2 AFTER STATEMENT INSERT v
st BEFORE STATEMENT UPDATE v
upd INSTEAD OF ROW UPDATE v (1,one,2) (1,one!,2)
upd INSTEAD OF ROW UPDATE v (2,two,4) (2,two!,4)
st2 AFTER STATEMENT UPDATE v
st BEFORE STATEMENT UPDATE v
upd INSTEAD OF ROW UPDATE v (4,n4,8) (14,q,8)
st2 AFTER STATEMENT UPDATE v
st BEFORE STATEMENT DELETE v
del INSTEAD OF ROW DELETE v (5,n5,10)
st2 AFTER STATEMENT DELETE v
st BEFORE STATEMENT DELETE v
st2 AFTER STATEMENT DELETE v
st BEFORE STATEMENT DELETE v
del INSTEAD OF ROW DELETE v (3,three,6)
st2 AFTER STATEMENT DELETE v
SELECT 24

select is_trigger_updatable, is_trigger_deletable, is_trigger_insertable_into from information_schema.views where table_name = 'v' and table_schema = current_schema();
----
YES|YES|YES
SELECT 1

create view v2 as select a, b from v where a < 100;
insert into v2 values (50, 'v2') returning *;
update v2 set b = 'w2' where a = 50 returning *;
delete from v2 where a = 50 returning *;
----
CREATE VIEW
50|v2
INSERT 0 1
50|w2
UPDATE 1
50|w2
DELETE 1

create view agg as select count(*) n from base;
----
CREATE VIEW

insert into agg values (1);
----
error 55000 cannot insert into view "agg"; Views that return aggregate functions are not automatically updatable.; To enable inserting into the view, provide an INSTEAD OF INSERT trigger or an unconditional ON INSERT DO INSTEAD rule.

create trigger t1 instead of insert on base for each row execute function tell();
----
error 42809 "base" is a table; Tables cannot have INSTEAD OF triggers.

create trigger t1 before insert on v for each row execute function tell();
----
error 42809 "v" is a view; Views cannot have row-level BEFORE or AFTER triggers.

create trigger t1 instead of insert on v for each statement execute function tell();
----
error 0A000 INSTEAD OF triggers must be FOR EACH ROW

create trigger t1 instead of insert on v for each row when (new.a > 1) execute function tell();
----
error 0A000 INSTEAD OF triggers cannot have WHEN conditions

create trigger t1 instead of update of a on v for each row execute function tell();
----
error 0A000 INSTEAD OF triggers cannot have column lists

create trigger t1 before truncate on v execute function note();
----
error 42809 "v" is a view; Views cannot have TRUNCATE triggers.

select tgname, tgtype, tgenabled, pg_get_triggerdef(oid) from pg_trigger where tgrelid = 'v'::regclass order by 1;
----
del|73|O|CREATE TRIGGER del INSTEAD OF DELETE ON public.v FOR EACH ROW EXECUTE FUNCTION tell('z')
ins|69|O|CREATE TRIGGER ins INSTEAD OF INSERT ON public.v FOR EACH ROW EXECUTE FUNCTION tell('x')
st|30|O|CREATE TRIGGER st BEFORE INSERT OR DELETE OR UPDATE ON public.v FOR EACH STATEMENT EXECUTE FUNCTION note()
st2|28|O|CREATE TRIGGER st2 AFTER INSERT OR DELETE OR UPDATE ON public.v FOR EACH STATEMENT EXECUTE FUNCTION note()
upd|81|O|CREATE TRIGGER upd INSTEAD OF UPDATE ON public.v FOR EACH ROW EXECUTE FUNCTION tell('y')
SELECT 5

drop trigger ins on v;
insert into v values (60, 'auto') returning a, b;
----
DROP TRIGGER
60|auto
INSERT 0 1

# Who may write through them: SELECT is not needed, nor anything of the table.
drop view v cascade;
----
DROP VIEW

# TRUNCATE.
create table tr (a int);
insert into tr values (1);
truncate log;
create trigger tb before truncate on tr execute function note();
create trigger ta after truncate on tr for each statement execute function note('arg');
----
CREATE TABLE
INSERT 0 1
TRUNCATE TABLE
CREATE TRIGGER
CREATE TRIGGER

create trigger tx before truncate on tr for each row execute function note();
----
error 0A000 TRUNCATE FOR EACH ROW triggers are not supported

truncate tr;
----
TRUNCATE TABLE

select t from log order by n;
----
tb BEFORE STATEMENT TRUNCATE tr
ta AFTER STATEMENT TRUNCATE tr arg
SELECT 2

select count(*) from tr;
----
0
SELECT 1

alter table tr disable trigger ta;
truncate tr;
alter table tr enable always trigger ta;
alter table tr enable replica trigger tb;
truncate log;
truncate tr;
----
ALTER TABLE
TRUNCATE TABLE
ALTER TABLE
ALTER TABLE
TRUNCATE TABLE
TRUNCATE TABLE

select t from log order by n;
----
ta AFTER STATEMENT TRUNCATE tr arg
SELECT 1

select pg_get_triggerdef(oid), tgenabled from pg_trigger where tgrelid = 'tr'::regclass order by 1;
----
CREATE TRIGGER ta AFTER TRUNCATE ON public.tr FOR EACH STATEMENT EXECUTE FUNCTION note('arg')|A
CREATE TRIGGER tb BEFORE TRUNCATE ON public.tr FOR EACH STATEMENT EXECUTE FUNCTION note()|R
SELECT 2

create function forbid() returns trigger language plpgsql as $$ begin raise exception 'keep %', tg_table_name; end $$;
create trigger keep before truncate on tr execute function forbid();
insert into tr values (1);
----
CREATE FUNCTION
CREATE TRIGGER
INSERT 0 1

truncate tr;
----
error P0001 keep tr

select count(*) from tr;
----
1
SELECT 1

# Constraint triggers.
create table ct (a int);
create function chk() returns trigger language plpgsql as $$ begin insert into log (t) values (concat_ws(' ', tg_name, tg_op, new)); if new.a < 0 then raise exception 'negative'; end if; return null; end $$;
create constraint trigger now1 after insert or update on ct for each row execute function chk();
create constraint trigger later after insert or update on ct deferrable initially deferred for each row when (new.a <> 5) execute function chk();
create constraint trigger maybe after insert on ct deferrable for each row execute function chk();
----
CREATE TABLE
CREATE FUNCTION
CREATE TRIGGER
CREATE TRIGGER
CREATE TRIGGER

select conname, contype, condeferrable, condeferred, pg_get_constraintdef(oid) from pg_constraint where conrelid = 'ct'::regclass order by 1;
----
later|t|t|t|TRIGGER DEFERRABLE INITIALLY DEFERRED
maybe|t|t|f|TRIGGER DEFERRABLE
now1|t|f|f|TRIGGER
SELECT 3

select pg_get_triggerdef(oid) from pg_trigger where tgrelid = 'ct'::regclass order by 1;
----
CREATE CONSTRAINT TRIGGER later AFTER INSERT OR UPDATE ON public.ct DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN ((new.a <> 5)) EXECUTE FUNCTION chk()
CREATE CONSTRAINT TRIGGER maybe AFTER INSERT ON public.ct DEFERRABLE INITIALLY IMMEDIATE FOR EACH ROW EXECUTE FUNCTION chk()
CREATE CONSTRAINT TRIGGER now1 AFTER INSERT OR UPDATE ON public.ct NOT DEFERRABLE INITIALLY IMMEDIATE FOR EACH ROW EXECUTE FUNCTION chk()
SELECT 3

truncate log;
insert into ct values (1);
----
TRUNCATE TABLE
INSERT 0 1

select t from log order by n;
----
maybe INSERT (1)
now1 INSERT (1)
later INSERT (1)
SELECT 3

begin;
truncate log;
insert into ct values (2);
insert into ct values (5);
select t from log order by n;
commit;
select t from log order by n;
----
BEGIN
TRUNCATE TABLE
INSERT 0 1
INSERT 0 1
maybe INSERT (2)
now1 INSERT (2)
maybe INSERT (5)
now1 INSERT (5)
SELECT 4
COMMIT
maybe INSERT (2)
now1 INSERT (2)
maybe INSERT (5)
now1 INSERT (5)
later INSERT (2)
SELECT 5

begin;
truncate log;
insert into ct values (3);
set constraints later immediate;
set constraints maybe deferred;
select t from log order by n;
insert into ct values (4);
commit;
select t from log order by n;
----
BEGIN
TRUNCATE TABLE
INSERT 0 1
SET CONSTRAINTS
SET CONSTRAINTS
maybe INSERT (3)
now1 INSERT (3)
later INSERT (3)
SELECT 3
INSERT 0 1
COMMIT
maybe INSERT (3)
now1 INSERT (3)
later INSERT (3)
later INSERT (4)
now1 INSERT (4)
maybe INSERT (4)
SELECT 6

begin;
truncate log;
savepoint s;
insert into ct values (6);
rollback to s;
insert into ct values (7);
commit;
select t from log order by n;
----
BEGIN
TRUNCATE TABLE
SAVEPOINT
INSERT 0 1
ROLLBACK
INSERT 0 1
COMMIT
maybe INSERT (7)
now1 INSERT (7)
later INSERT (7)
SELECT 3

insert into ct values (-1);
----
error P0001 negative

drop trigger now1 on ct;
drop trigger maybe on ct;
----
DROP TRIGGER
DROP TRIGGER

begin;
insert into ct values (-1);
select count(*) from ct where a = -1;
commit;
----
BEGIN
INSERT 0 1
1
SELECT 1
error P0001 negative

select count(*) from ct where a = -1;
----
0
SELECT 1

begin;
insert into ct values (9);
alter table ct add column b int;
----
BEGIN
INSERT 0 1
error 55006 cannot ALTER TABLE "ct" because it has pending trigger events

rollback;
----
ROLLBACK

create constraint trigger later after insert on ct for each row execute function chk();
----
error 42710 trigger "later" for relation "ct" already exists

create or replace constraint trigger later after insert on ct for each row execute function chk();
----
error 0A000 CREATE OR REPLACE CONSTRAINT TRIGGER is not supported

create or replace trigger later after insert on ct for each row execute function chk();
----
error 42710 trigger "later" for relation "ct" is a constraint trigger

set constraints nothing deferred;
----
error 42704 constraint "nothing" does not exist

# Transition tables.
create table t (a int primary key, b text);
create function tt() returns trigger language plpgsql as $$ begin
 if tg_op in ('INSERT','UPDATE') then insert into log (t) select concat_ws(' ', tg_name, tg_op, 'new', string_agg(x::text, ', ' order by a)) from newt x; end if;
 if tg_op in ('DELETE','UPDATE') then insert into log (t) select concat_ws(' ', tg_name, tg_op, 'old', string_agg(x::text, ', ' order by a)) from oldt x; end if;
 return null; end $$;
create trigger i after insert on t referencing new table as newt for each statement execute function tt();
create trigger u after update on t referencing old table as oldt new table newt execute function tt();
create trigger d after delete on t referencing old table as oldt for each statement execute function tt();
truncate log;
----
CREATE TABLE
CREATE FUNCTION
CREATE TRIGGER
CREATE TRIGGER
CREATE TRIGGER
TRUNCATE TABLE

insert into t values (1,'a'),(2,'b');
insert into t values (1,'x'),(3,'c') on conflict (a) do update set b = excluded.b;
update t set b = b || '!' where a > 1;
update t set b = 'n' where a > 100;
delete from t where a = 2;
create trigger ir after insert on t referencing new table as newt for each row execute function tt();
insert into t values (5,'e'),(6,'f');
drop trigger ir on t;
----
INSERT 0 2
INSERT 0 2
UPDATE 2
UPDATE 0
DELETE 1
CREATE TRIGGER
INSERT 0 2
DROP TRIGGER

select t from log order by n;
----
i INSERT new (1,a), (2,b)
u UPDATE new (1,x)
u UPDATE old (1,a)
i INSERT new (3,c)
u UPDATE new (2,b!), (3,c!)
u UPDATE old (2,b), (3,c)
u UPDATE new
u UPDATE old
d DELETE old (2,b!)
ir INSERT new (5,e), (6,f)
ir INSERT new (5,e), (6,f)
i INSERT new (5,e), (6,f)
SELECT 12

create table hist (a int, was text, now text);
create function joined() returns trigger language plpgsql as $$ declare r record; begin
 for r in select o.a, o.b as was, n.b as now from oldt o join newt n using (a) order by a loop insert into hist values (r.a, r.was, r.now); end loop;
 return null; end $$;
create trigger u2 after update on t referencing old table as oldt new table newt for each statement execute function joined();
update t set b = upper(b);
----
CREATE TABLE
CREATE FUNCTION
CREATE TRIGGER
UPDATE 4

select * from hist order by 1;
----
1|x|X
3|c!|C!
5|e|E
6|f|F
SELECT 4

create trigger e1 before insert on t referencing new table as newt for each statement execute function tt();
----
error 42P17 transition table name can only be specified for an AFTER trigger

create trigger e1 after insert or update on t referencing new table as newt for each statement execute function tt();
----
error 0A000 transition tables cannot be specified for triggers with more than one event

create trigger e1 after update of a on t referencing new table as newt for each statement execute function tt();
----
error 0A000 transition tables cannot be specified for triggers with column lists

create trigger e1 after delete on t referencing new table as newt for each statement execute function tt();
----
error 42P17 NEW TABLE can only be specified for an INSERT or UPDATE trigger

create trigger e1 after insert on t referencing old table as newt for each statement execute function tt();
----
error 42P17 OLD TABLE can only be specified for a DELETE or UPDATE trigger

create trigger e1 after update on t referencing old table as x new table as x for each statement execute function tt();
----
error 42P17 OLD TABLE name and NEW TABLE name cannot be the same

create trigger e1 after truncate on t referencing old table as x for each statement execute function tt();
----
error 0A000 TRUNCATE triggers with transition tables are not supported

truncate log;
create table p (a int primary key);
create table c (a int references p on delete cascade, b int);
create trigger cd after delete on c referencing old table as oldt for each statement execute function tt();
insert into p select generate_series(1,3);
insert into c select a, a from p;
delete from p where a < 3;
----
TRUNCATE TABLE
CREATE TABLE
CREATE TABLE
CREATE TRIGGER
INSERT 0 3
INSERT 0 3
DELETE 2

select t from log order by n;
----
cd DELETE old (1,1), (2,2)
SELECT 1

select trigger_name, event_manipulation, event_object_table, action_order, action_condition, action_statement, action_orientation, action_timing, action_reference_old_table, action_reference_new_table from information_schema.triggers where trigger_schema = current_schema() and trigger_name <> 'later' order by 1, 2;
----
cd|DELETE|c|1|NULL|EXECUTE FUNCTION tt()|STATEMENT|AFTER|oldt|NULL
d|DELETE|t|1|NULL|EXECUTE FUNCTION tt()|STATEMENT|AFTER|oldt|NULL
i|INSERT|t|1|NULL|EXECUTE FUNCTION tt()|STATEMENT|AFTER|NULL|newt
u|UPDATE|t|1|NULL|EXECUTE FUNCTION tt()|STATEMENT|AFTER|oldt|newt
u2|UPDATE|t|2|NULL|EXECUTE FUNCTION joined()|STATEMENT|AFTER|oldt|newt
SELECT 5

# Foreign keys' triggers are disabled with all others.
alter table c disable trigger all;
insert into c values (100, 1);
alter table c enable trigger all;
----
ALTER TABLE
INSERT 0 1
ALTER TABLE

insert into c values (101, 1);
----
error 23503 insert or update on table "c" violates foreign key constraint "c_a_fkey"; Key (a)=(101) is not present in table "p".

select a from c order by 1;
----
3
100
SELECT 2
