# Rows of tables that inherit are rows of those above; typed tables' are of their type.
create table rup (ff1 int, f1 text)
----
CREATE TABLE

create table rdown (f3 int) inherits (rup)
----
CREATE TABLE

create table rbelow (f0 int) inherits (rdown)
----
CREATE TABLE

create function rup_text(rup) returns text language sql as 'select $1.f1'
----
CREATE FUNCTION

insert into rbelow values (7, 'deep', 8, 9)
----
INSERT 0 1

insert into rdown values (1, 'hi', 42)
----
INSERT 0 1

select rup_text(rdown.*), rup_text(rdown), rdown::rup, rdown.rup_text from only rdown
----
hi|hi|(1,hi)|hi
SELECT 1

select rup_text(rbelow), rbelow::rdown::rup, rbelow::rup, row_to_json(rbelow::rdown) from rbelow
----
deep|(7,deep)|(7,deep)|{"ff1":7,"f1":"deep","f3":8}
SELECT 1

select rup_text(x) from (select r from rup u left join rbelow r on u.ff1 = r.ff1) y (x) order by 1
----
deep
NULL
SELECT 2

select rup::rdown from rup
----
error 42846

create table rparted (a int, b text) partition by list (a)
----
CREATE TABLE

create table rpart (b text, a int)
----
CREATE TABLE

alter table rparted attach partition rpart for values in (1)
----
ALTER TABLE

insert into rparted values (1, 'one')
----
INSERT 0 1

create function rparted_b(rparted) returns text language sql as 'select $1.b'
----
CREATE FUNCTION

select rparted_b(rpart), rpart::rparted from rpart
----
one|(1,one)
SELECT 1

create type rperson as (id int, name text)
----
CREATE TYPE

create table rpersons of rperson
----
CREATE TABLE

insert into rpersons values (1, 'test')
----
INSERT 0 1

create function rname_len(rperson) returns int language sql as 'select length($1.name)'
----
CREATE FUNCTION

select id, rname_len(rpersons), rpersons::rperson from rpersons
----
1|4|(1,test)
SELECT 1

select coalesce(rdown, null::rup) from rdown order by 1
----
(1,hi)
(7,deep)
SELECT 2

# An action that goes down two ways comes to a table twice.
create table rp1 (f1 int)
----
CREATE TABLE

create table rc1 (f2 text) inherits (rp1)
----
CREATE TABLE

create table rc2 (f4 float8) inherits (rp1, rc1)
----
CREATE TABLE

alter table rp1 add column a2 int check (a2 > 0)
----
ALTER TABLE

select attrelid::regclass, attname, attinhcount, attislocal from pg_attribute where attname = 'a2' order by attrelid::regclass::text
----
rc1|a2|1|f
rc2|a2|2|f
rp1|a2|0|t
SELECT 3

select conrelid::regclass, conname, coninhcount, conislocal from pg_constraint where conname = 'rp1_a2_check' order by conrelid::regclass::text
----
rc1|rp1_a2_check|1|f
rc2|rp1_a2_check|2|f
rp1|rp1_a2_check|0|t
SELECT 3

alter table rc2 no inherit rp1
----
ALTER TABLE

alter table rp1 drop column a2
----
ALTER TABLE

select attrelid::regclass from pg_attribute where attname = 'a2'
----
SELECT 0

# LIKE together with INHERITS, and with a key that the table itself refers to.
create table rk1 (a text check (length(a) > 2) primary key, b text)
----
CREATE TABLE

create table rk2 (like rk1 including constraints including comments) inherits (rk1)
----
CREATE TABLE

select conname, conislocal, coninhcount from pg_constraint where conrelid = 'rk2'::regclass
----
rk1_a_check|t|1
SELECT 1

create table rk3 (b text check (a <> ''), like rk1 including constraints) inherits (rk1)
----
error 42701

create table rself (y text references rself, like rk1 including indexes)
----
CREATE TABLE

select conname, pg_get_constraintdef(oid) from pg_constraint where conrelid = 'rself'::regclass order by 1
----
rself_pkey|PRIMARY KEY (a)
rself_y_fkey|FOREIGN KEY (y) REFERENCES rself(a)
SELECT 2

insert into rself values ('abc', 'abc', 'x')
----
INSERT 0 1

insert into rself values ('def', 'ghi', 'x')
----
error 23503

# Procedures are named by all their arguments, or by those that go in.
create procedure rproc(in a int, in b int, in c int) language sql as 'select 1'
----
CREATE PROCEDURE

create procedure rproc(out a int, in b int, in c int) language sql as 'select 1'
----
CREATE PROCEDURE

drop procedure rproc
----
error 42725

drop procedure rproc(int, int, int)
----
error 42725

drop procedure rproc(out int, int, int)
----
DROP PROCEDURE

comment on procedure rproc(int, int, int) is 'the one that is left'
----
COMMENT

create procedure rout(out a int, in b text) language sql as 'select 1'
----
CREATE PROCEDURE

drop procedure rout(int, text)
----
DROP PROCEDURE

# Parts of a column through a view.
create table rbase (a serial, b int[], c text, d text default 'Table default')
----
CREATE TABLE

create view rbase_view as select c, a, b, b as again from rbase
----
CREATE VIEW

alter view rbase_view alter column c set default 'View default'
----
ALTER VIEW

insert into rbase_view (b[1], b[2], c, b[5], b[4], a, b[3]) values (1, 2, default, 5, 4, default, 3), (10, 11, 'C value', 14, 13, 100, 12)
----
INSERT 0 2

insert into rbase_view (b[1], again[2]) values (1, 2)
----
INSERT 0 1

insert into rbase_view (b, again) values ('{1}', '{2}')
----
error 42601

insert into rbase_view (b, again[1]) values ('{1}', 2)
----
error 42601

select * from rbase order by a
----
1|{1,2,3,4,5}|View default|Table default
2|{1,2}|View default|Table default
100|{10,11,12,13,14}|C value|Table default
SELECT 3

# In whose name a function runs that has SET role.
create role regress_mends
----
CREATE ROLE

create function rwho() returns text language sql set role = regress_mends as 'select current_user::text'
----
CREATE FUNCTION

create function rwhopl(int) returns text language plpgsql set role = regress_mends as 'begin return current_user::text || 1 / $1; end'
----
CREATE FUNCTION

select rwho(), rwhopl(1), current_user = session_user
----
regress_mends|regress_mends1|t
SELECT 1

select rwhopl(0)
----
error 22012

create role regress_mends_other
----
CREATE ROLE

do $$ begin execute format('grant usage on schema %I to regress_mends_other', current_schema()); end $$
----
DO

set role regress_mends_other
----
SET

select rwho()
----
regress_mends
SELECT 1

set session authorization regress_mends_other
----
SET

select rwho()
----
error 42501

reset session authorization
----
RESET

drop function rwho(), rwhopl(int)
----
DROP FUNCTION

drop owned by regress_mends_other
----
DROP OWNED

drop role regress_mends, regress_mends_other
----
DROP ROLE

# What is refused, and as what.
create table rrefuse (a int unique, b text)
----
CREATE TABLE

alter table rrefuse add constraint rrefuse_a_key unique (b)
----
error 42P07

alter table rrefuse add constraint rrefuse_a_key check (a > 0)
----
error 42710

alter table rrefuse alter column b add generated always as identity
----
error 22023

alter table rrefuse reset (fillfactor = 12)
----
error 42601

create table rpi (a int) partition by range (a)
----
CREATE TABLE

create index rpi_a on rpi (a)
----
CREATE INDEX

begin; reindex index rpi_a
----
BEGIN
error 25001

rollback; begin; reindex table rpi
----
ROLLBACK
BEGIN
error 25001

rollback; reindex table rpi
----
ROLLBACK
error 25001

create table rpk (a int primary key)
----
CREATE TABLE

create table rfk (a int references rpk deferrable initially deferred)
----
CREATE TABLE

insert into rpk values (1), (2)
----
INSERT 0 2

insert into rfk values (1)
----
INSERT 0 1

begin; delete from rpk where a = 1; alter table rfk drop constraint rfk_a_fkey
----
BEGIN
DELETE 1
error 55006

rollback
----
ROLLBACK

# An escape of SIMILAR TO of several bytes.
select 'a%c' similar to 'a§%c' escape '§', 'abc' similar to 'a§%c' escape '§', 'a§' similar to 'a§§' escape '§', 'a¬' similar to 'a¬' escape '§'
----
t|f|t|t
SELECT 1

select substring('a' similar '¬' escape '§'), substring('abcdefg' similar 'a§"bcd§"%' escape '§')
----
NULL|bcd
SELECT 1

select jsonb_to_tsvector('english', '{"a": "aaa in bbb"}'::jsonb, 'null')
----
error 22023

select jsonb_to_tsvector('english', '{"a": "aaa in bbb"}'::jsonb, '{}')
----
error 22023

# Counts that are begun anew.
select pg_stat_reset_shared('bgwriter'), pg_stat_reset_shared('wal'), pg_stat_reset_shared('archiver'), pg_stat_reset_shared('recovery_prefetch')
----
''|''|''|''
SELECT 1

select now() - b.stats_reset < '10s', now() - w.stats_reset < '10s', now() - a.stats_reset < '10s', now() - r.stats_reset < '10s' from pg_stat_bgwriter b, pg_stat_wal w, pg_stat_archiver a, pg_stat_recovery_prefetch r
----
t|t|t|t
SELECT 1

select pg_stat_reset_shared('nosuch')
----
error 22023

select pg_stat_reset_shared(null)
----
NULL
SELECT 1

select pg_stat_reset_slru(null)
----
''
SELECT 1

select name from pg_stat_slru where now() - stats_reset < '10s' order by 1
----
CommitTs
MultiXactMember
MultiXactOffset
Notify
Serial
Subtrans
Xact
other
SELECT 8

select pg_stat_reset_single_function_counters(1), pg_stat_clear_snapshot(), pg_stat_force_next_flush()
----
''|''|''
SELECT 1

create table rcounted (a int)
----
CREATE TABLE

begin; insert into rcounted values (1), (2), (3); update rcounted set a = a + 1 where a > 1; delete from rcounted where a = 3
----
BEGIN
INSERT 0 3
UPDATE 2
DELETE 1

select pg_stat_get_xact_tuples_inserted('rcounted'::regclass), pg_stat_get_xact_tuples_updated('rcounted'::regclass), pg_stat_get_xact_tuples_deleted('rcounted'::regclass)
----
3|2|1
SELECT 1

commit
----
COMMIT

select pg_stat_get_xact_tuples_inserted(0), pg_stat_get_xact_function_calls(0), pg_stat_get_function_calls(0)
----
0|NULL|NULL
SELECT 1

create role regress_mends
----
CREATE ROLE

set role regress_mends
----
SET

select pg_stat_reset_shared('bgwriter')
----
error 42501

select pg_stat_reset_slru('Xact')
----
error 42501

reset role
----
RESET

drop role regress_mends
----
DROP ROLE

create table rcopied (a int, b text, c text)
----
CREATE TABLE

copy rcopied (a, c) to stdout with (format csv, force_quote (b))
----
error 42P10

copy rcopied (a, c) to stdout with (format csv, force_quote (x))
----
error 42703
