# Errors are told whole.
# UPDATE OF a generated column: those that it reads are of it, too.
create table notes (n serial, t text)
----
CREATE TABLE

create table uc(id int primary key, v int, w int generated always as (v*2) stored, x text)
----
CREATE TABLE

create function col() returns trigger language plpgsql as $$ begin insert into notes (t) values (format('%s %s %s', tg_name, old, new)); return new; end $$
----
CREATE FUNCTION

create function st() returns trigger language plpgsql as $$ begin insert into notes (t) values (tg_name); return new; end $$
----
CREATE FUNCTION

create function told() returns setof text language sql volatile as $$ with d as (delete from notes returning n, t) select t from d order by n $$
----
CREATE FUNCTION

create trigger uw after update of w on uc for each row execute function col()
----
CREATE TRIGGER

create trigger us before update of w on uc for each statement execute function st()
----
CREATE TRIGGER

create trigger ux before update of x, id on uc for each statement execute function st()
----
CREATE TRIGGER

insert into uc values (1,1)
----
INSERT 0 1

update uc set v=5
----
UPDATE 1

select told()
----
us
uw (1,1,2,) (1,5,10,)
SELECT 2

update uc set id=2
----
UPDATE 1

select told()
----
ux
SELECT 1

insert into uc values (2,1) on conflict (id) do update set v=7
----
INSERT 0 1

select told()
----
us
uw (2,5,10,) (2,7,14,)
SELECT 2

insert into uc values (2,1) on conflict (id) do update set x=7
----
INSERT 0 1

select told()
----
us
uw (2,7,14,) (2,7,14,7)
ux
SELECT 3

merge into uc using (values (2)) y(z) on id=z when matched then update set v=8
----
MERGE 1

select told()
----
us
uw (2,7,14,7) (2,8,16,7)
SELECT 2

merge into uc using (values (2)) y(z) on id=z when matched then update set x=8
----
MERGE 1

select told()
----
us
uw (2,8,16,7) (2,8,16,8)
ux
SELECT 3

create function nv() returns trigger language plpgsql as $$ begin new.v := new.v + 1; return new; end $$
----
CREATE FUNCTION

create trigger bf before update on uc for each row execute function nv()
----
CREATE TRIGGER

update uc set id=2
----
UPDATE 1

select told()
----
us
uw (2,8,16,8) (2,9,18,8)
ux
SELECT 3

drop trigger bf on uc
----
DROP TRIGGER

create trigger bf before update of x on uc for each row execute function nv()
----
CREATE TRIGGER

update uc set id=2
----
UPDATE 1

select told()
----
us
uw (2,9,18,8) (2,9,18,8)
ux
SELECT 3

alter table uc rename v to vv
----
ALTER TABLE

drop trigger bf on uc
----
DROP TRIGGER

update uc set vv=9
----
UPDATE 1

select told()
----
us
uw (2,9,18,8) (2,9,18,8)
SELECT 2

create table pt (id int, v int, w int generated always as (v*2) stored) partition by list (id)
----
CREATE TABLE

create table pt1 partition of pt for values in (1)
----
CREATE TABLE

create table pt2 partition of pt for values in (2)
----
CREATE TABLE

create trigger uw after update of w on pt for each row execute function col()
----
CREATE TRIGGER

create trigger us before update of w on pt for each statement execute function st()
----
CREATE TRIGGER

insert into pt values (1,1),(2,2)
----
INSERT 0 2

update pt set v=3
----
UPDATE 2

select told()
----
us
uw (1,1,2) (1,3,6)
uw (2,2,4) (2,3,6)
SELECT 3

update pt set id=id
----
UPDATE 2

select told()
----
SELECT 0
