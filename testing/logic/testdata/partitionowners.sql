# Errors are told whole.
# who owns a partitioned table and not its partitions may not change these with it
create role own_pw
----
CREATE ROLE

create role oth_pw
----
CREATE ROLE

do $$ begin execute format('grant all on schema %I to own_pw, oth_pw', current_schema()); end $$
----
DO

set role own_pw
----
SET

create table pt (a int not null, b text default 'x', c int, d text, e text, constraint ck check (c > 0), constraint nv check (a > 0) not valid) partition by list (a)
----
CREATE TABLE

create table pt1 partition of pt for values in (1)
----
CREATE TABLE

create table pt2 partition of pt for values in (2) partition by list (c)
----
CREATE TABLE

create table pt21 partition of pt2 for values in (1)
----
CREATE TABLE

create table ref (r int primary key)
----
CREATE TABLE

insert into ref values (1)
----
INSERT 0 1

insert into pt values (1, 'x', 1), (2, 'x', 1)
----
INSERT 0 2

create function tf() returns trigger language plpgsql as 'begin return new; end'
----
CREATE FUNCTION

create trigger tg before insert on pt for each row execute function tf()
----
CREATE TRIGGER

reset role
----
RESET

alter table pt1 owner to oth_pw
----
ALTER TABLE

set role own_pw
----
SET

alter table pt add column z int
----
error 42501 must be owner of table pt1

alter table pt add column if not exists b int
----
ALTER TABLE

alter table pt add column if not exists z int
----
error 42501 must be owner of table pt1

alter table pt drop column d
----
error 42501 must be owner of table pt1

alter table pt drop column if exists d
----
error 42501 must be owner of table pt1

alter table pt drop column if exists nothing
----
ALTER TABLE

alter table pt drop column nothing
----
error 42703 column "nothing" of relation "pt" does not exist

alter table pt rename column d to dd
----
error 42501 must be owner of table pt1

alter table pt rename column nothing to dd
----
error 42501 must be owner of table pt1

alter table pt rename column d to b
----
error 42501 must be owner of table pt1

alter table pt alter column d type varchar
----
error 42501 must be owner of table pt1

alter table pt alter column d type nothing
----
error 42704 type "nothing" does not exist

alter table pt alter column nothing type int
----
error 42703 column "nothing" of relation "pt" does not exist

alter table pt alter column nothing set default 1
----
error 42501 must be owner of table pt1

alter table pt alter column nothing set not null
----
error 42703 column "nothing" of relation "pt" does not exist

alter table pt alter column a set not null
----
ALTER TABLE

alter table pt alter column nothing drop not null
----
error 42501 must be owner of table pt1

alter table pt alter column nothing set statistics 1
----
error 42501 must be owner of table pt1

alter table pt alter column nothing set storage plain
----
error 42501 must be owner of table pt1

alter table only pt alter column nothing set not null
----
error 42703 column "nothing" of relation "pt" does not exist

alter table only pt alter column a set not null
----
ALTER TABLE

alter table pt alter column d type int using nothing
----
error 42703 column "nothing" does not exist

alter table pt add column z nothing
----
error 42704 type "nothing" does not exist

alter table pt add check (nothing > 0)
----
error 42703 column "nothing" does not exist

alter table pt add column z int default nothing()
----
error 42883 function nothing() does not exist; ; No function matches the given name and argument types. You might need to add explicit type casts.

alter table pt add column z int check (z > nothing)
----
error 42501 must be owner of table pt1

alter table pt alter column b set default 'y'
----
error 42501 must be owner of table pt1

alter table pt alter column b drop default
----
error 42501 must be owner of table pt1

alter table pt alter column b set not null
----
error 42501 must be owner of table pt1

alter table pt alter column b drop not null
----
error 42501 must be owner of table pt1

alter table pt alter column b set storage plain
----
error 42501 must be owner of table pt1

alter table pt alter column b set storage extended
----
error 42501 must be owner of table pt1

alter table pt alter column b set statistics 10
----
error 42501 must be owner of table pt1

alter table pt alter column b set statistics -1
----
error 42501 must be owner of table pt1

alter table pt alter column b set compression pglz
----
ALTER TABLE

alter table pt alter column b set compression default
----
ALTER TABLE

alter table pt alter column b set (n_distinct = 5)
----
ALTER TABLE

alter table pt alter column b drop expression
----
error 42501 must be owner of table pt1

alter table pt alter column b drop expression if exists
----
error 42501 must be owner of table pt1

alter table pt alter column c add generated always as identity
----
error 55000 column "c" of relation "pt" must be declared NOT NULL before identity can be added

alter table pt add check (c > 1)
----
error 42501 must be owner of table pt1

alter table pt add constraint ck2 check (c > -1) not valid
----
error 42501 must be owner of table pt1

alter table only pt add check (c > 2)
----
error 42P16 constraint must be added to child tables too

alter table pt add check (c > 1) no inherit
----
error 42P16 cannot add NO INHERIT constraint to partitioned table "pt"

alter table pt validate constraint nv
----
ALTER TABLE

alter table pt validate constraint nothing
----
error 42704 constraint "nothing" of relation "pt" does not exist

alter table pt drop constraint ck
----
error 42501 must be owner of table pt1

alter table pt drop constraint if exists nothing
----
ALTER TABLE

alter table pt rename constraint ck to ck3
----
error 42501 must be owner of table pt1

alter table pt rename constraint nothing to ck3
----
error 42704 constraint "nothing" for table "pt" does not exist

alter table pt add unique (a, b)
----
error 0A000 unique constraint on partitioned table must include all partitioning columns; UNIQUE constraint on table "pt2" lacks column "c" which is part of the partition key.

alter table pt drop constraint pt_a_b_key
----
error 42704 constraint "pt_a_b_key" of relation "pt" does not exist

alter table pt add constraint pk primary key (a)
----
error 0A000 unique constraint on partitioned table must include all partitioning columns; PRIMARY KEY constraint on table "pt2" lacks column "c" which is part of the partition key.

alter table pt drop constraint pk
----
error 42704 constraint "pk" of relation "pt" does not exist

alter table pt alter column c set not null, add constraint pk primary key (a, c)
----
error 42501 must be owner of table pt1

alter table pt2 alter column c set not null
----
ALTER TABLE

reset role
----
RESET

alter table pt alter column c set not null
----
ALTER TABLE

set role own_pw
----
SET

alter table pt add constraint pk primary key (a, c)
----
ALTER TABLE

alter table pt drop constraint pk
----
ALTER TABLE

alter table pt add unique (a, c)
----
ALTER TABLE

alter table pt drop constraint pt_a_c_key
----
ALTER TABLE

alter table pt alter column c drop not null
----
error 42501 must be owner of table pt1

create index on pt (b)
----
CREATE INDEX

drop index pt_b_idx
----
DROP INDEX

alter table pt add foreign key (c) references ref
----
ALTER TABLE

alter table pt alter constraint pt_c_fkey deferrable
----
ALTER TABLE

alter table pt rename constraint pt_c_fkey to fk
----
ALTER TABLE

alter table pt drop constraint fk
----
ALTER TABLE

alter table pt disable trigger tg
----
ALTER TABLE

alter table pt enable trigger tg
----
ALTER TABLE

alter table pt enable trigger all
----
ALTER TABLE

alter table pt rename to pt_
----
ALTER TABLE

alter table pt_ rename to pt
----
ALTER TABLE

create trigger tg2 after insert on pt for each row execute function tf()
----
error 42501 permission denied for table pt1

reset role
----
RESET

grant trigger on pt1 to own_pw
----
GRANT

set role own_pw
----
SET

create trigger tg2 after insert on pt for each row execute function tf()
----
CREATE TRIGGER

alter trigger tg2 on pt rename to tg3
----
ALTER TRIGGER

alter trigger tg2 on pt1 rename to tg3
----
error 42501 must be owner of table pt1

drop trigger tg2 on pt
----
error 42704 trigger "tg2" for table "pt" does not exist

drop trigger tg3 on pt
----
DROP TRIGGER

alter table pt add column z int, add check (c > 5)
----
error 42501 must be owner of table pt1

alter table only pt alter column b set default 'z'
----
ALTER TABLE

alter table only pt alter column b set not null
----
error 42501 must be owner of table pt1

alter table only pt add column z int
----
error 42P16 column must be added to child tables too

alter table only pt drop column d
----
error 42P16 cannot drop column from only the partitioned table when partitions exist; ; Do not specify the ONLY keyword.

alter table only pt rename column d to dd
----
error 42P16 inherited column "d" must be renamed in child tables too

alter table only pt alter column d type varchar
----
error 42P16 type of inherited column "d" must be changed in child tables too

alter table only pt drop constraint ck
----
error 42P16 cannot remove constraint from only the partitioned table when partitions exist; ; Do not specify the ONLY keyword.

alter table only pt alter column b set statistics 11
----
ALTER TABLE

alter table only pt alter column b set storage plain
----
ALTER TABLE

alter table pt2 add column z int
----
error 42809 cannot add column to a partition

alter table pt enable row level security
----
ALTER TABLE

alter table pt disable row level security
----
ALTER TABLE

alter table pt replica identity full
----
ALTER TABLE

alter table pt replica identity default
----
ALTER TABLE

reset role
----
RESET

grant oth_pw to own_pw
----
GRANT ROLE

set role own_pw
----
SET

alter table pt add column z int
----
ALTER TABLE

alter table pt alter column d type varchar(10)
----
ALTER TABLE

reset role
----
RESET

revoke oth_pw from own_pw
----
REVOKE ROLE

set role own_pw
----
SET

alter table pt detach partition pt1
----
ALTER TABLE

alter table pt1 add column z int
----
error 42501 must be owner of table pt1

create table more (a int not null, b text default 'x', c int, d text, e text, constraint ck check (c > 0), constraint nv check (a > 0))
----
CREATE TABLE

alter table pt attach partition more for values in (3)
----
error 42804 column "c" in child table must be marked NOT NULL

alter table pt attach partition pt1 for values in (1)
----
error 42501 must be owner of table pt1

truncate pt
----
TRUNCATE TABLE

vacuum pt
----
VACUUM

analyze pt
----
ANALYZE

cluster pt using pt_b_idx
----
error 42704 index "pt_b_idx" for table "pt" does not exist

drop table pt
----
DROP TABLE

create table pt (a int not null, b text, c int, d text) partition by list (a)
----
CREATE TABLE

alter table pt owner to own_pw
----
ALTER TABLE

set role own_pw
----
SET

create table pt2 partition of pt for values in (2) partition by list (c)
----
CREATE TABLE

create table pt21 partition of pt2 for values in (1)
----
CREATE TABLE

reset role
----
RESET

alter table pt21 owner to oth_pw
----
ALTER TABLE

set role own_pw
----
SET

alter table pt add column z int
----
error 42501 must be owner of table pt21

alter table pt drop column d
----
error 42501 must be owner of table pt21

alter table pt rename column d to dd
----
error 42501 must be owner of table pt21

alter table pt rename column b to bb
----
error 42501 must be owner of table pt21

alter table pt alter column d type varchar
----
error 42501 must be owner of table pt21

alter table pt add check (c > 0)
----
error 42501 must be owner of table pt21

alter table pt add constraint pk primary key (a, c)
----
error 42501 must be owner of table pt21

alter table pt2 add column z int
----
error 42809 cannot add column to a partition

create index on pt (b)
----
CREATE INDEX

drop table pt
----
DROP TABLE

reset role
----
RESET

drop table if exists more, pt1, ref
----
DROP TABLE

drop owned by own_pw, oth_pw
----
DROP OWNED

drop role own_pw, oth_pw
----
DROP ROLE
