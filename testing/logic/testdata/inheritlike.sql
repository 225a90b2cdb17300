# LIKE, collations and actions beside INHERITS.
create table q (a int, b text) partition by list (a)
----
CREATE TABLE

create table q1 partition of q for values in (1)
----
CREATE TABLE

insert into q values (1, null), (1, 'x')
----
INSERT 0 2

begin; declare c cursor for select * from q for update; fetch 1 from c; update q set b = 'cur' where current of c; select * from q order by b; commit
----
BEGIN
DECLARE CURSOR
1|NULL
FETCH 1
UPDATE 1
1|cur
1|x
SELECT 2
COMMIT

create table p (a int not null, b int)
----
CREATE TABLE

select conname, pg_get_constraintdef(oid) from pg_constraint where conrelid = 'k'::regclass
----
error 42P01

create table ck (a int check (a > 0) no inherit); create table ck2 () inherits (ck); insert into ck2 values (-1); select * from ck
----
CREATE TABLE
CREATE TABLE
INSERT 0 1
-1
SELECT 1

create table com (a int); comment on table com is 'x'; create table com2 () inherits (com); \d+ com2
----
error 42601

alter table p add foreign key (b) references ck (a)
----
error 42830

alter table p replica identity full; alter table p set (fillfactor = 50); alter table p cluster on p_b_idx
----
ALTER TABLE
ALTER TABLE
error 42704

alter table p alter column b add generated always as identity
----
error 55000

alter table p enable trigger all
----
ALTER TABLE

alter table p disable trigger user
----
ALTER TABLE

alter table u disable row level security
----
error 42P01

alter table p add column e1 int, add column e2 int, drop column b, add check (e1 > e2), alter column a set default 3
----
ALTER TABLE

alter table u add column zz int; alter table u drop column zz; alter table u drop column e1
----
error 42P01

select * from p
----
SELECT 0
