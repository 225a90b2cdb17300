# Errors are told whole.
# DROP OWNED of several roles drops what they own together
create role rv3_a
----
CREATE ROLE

create role rv3_b
----
CREATE ROLE

create role rv3_c
----
CREATE ROLE

create schema q
----
CREATE SCHEMA

grant usage, create on schema q to rv3_a, rv3_b, rv3_c
----
GRANT

create function has() returns setof text language sql as $$ select relname::text from pg_class where relnamespace = 'q'::regnamespace and relkind in ('r', 'v', 'm', 'S', 'p') union all select typname from pg_type where typnamespace = 'q'::regnamespace and typrelid = 0 and typelem = 0 union all select proname from pg_proc where pronamespace = 'q'::regnamespace union all select stxname from pg_statistic_ext where stxnamespace = 'q'::regnamespace union all select conname from pg_constraint where connamespace = 'q'::regnamespace order by 1 $$
----
CREATE FUNCTION

set role rv3_a
----
SET

create table q.ta (a int primary key, b int)
----
CREATE TABLE

create type q.ea as enum ('x')
----
CREATE TYPE

create function q.fa() returns int language sql immutable as 'select 1'
----
CREATE FUNCTION

create sequence q.sa
----
CREATE SEQUENCE

grant all on q.ta to rv3_b
----
GRANT

grant usage on q.sa to rv3_b
----
GRANT

set role rv3_b
----
SET

create view q.vb as select * from q.ta
----
CREATE VIEW

create table q.tb (a int references q.ta, e q.ea, f int default q.fa(), s int default nextval('q.sa'), check (a > q.fa()))
----
CREATE TABLE

create materialized view q.mb as select count(*) from q.ta
----
SELECT 1

create function q.fb(q.ea) returns q.ta language sql as 'select * from q.ta'
----
CREATE FUNCTION

create domain q.db as q.ea
----
CREATE DOMAIN

create policy po on q.tb using (q.fa() = 1)
----
CREATE POLICY

reset role
----
RESET

select has()
----
db
ea
fa
fb
mb
sa
ta
ta_pkey
tb
tb_a_check
tb_a_fkey
vb
SELECT 12

# code only
drop owned by rv3_a
----
error 2BP01

grant usage, create on schema q to rv3_a, rv3_b, rv3_c
----
GRANT

drop owned by rv3_b, rv3_c restrict
----
DROP OWNED

grant all on q.ta to rv3_b
----
GRANT

grant usage on q.sa to rv3_b
----
GRANT

grant usage, create on schema q to rv3_a, rv3_b, rv3_c
----
GRANT

select has()
----
ea
fa
sa
ta
ta_pkey
SELECT 5

set role rv3_b
----
SET

create view q.vb as select * from q.ta
----
CREATE VIEW

create table q.tb (a int references q.ta, e q.ea, f int default q.fa(), s int default nextval('q.sa'), check (a > q.fa()))
----
CREATE TABLE

create materialized view q.mb as select count(*) from q.ta
----
SELECT 1

create function q.fb(q.ea) returns q.ta language sql as 'select * from q.ta'
----
CREATE FUNCTION

create domain q.db as q.ea
----
CREATE DOMAIN

create policy po on q.tb using (q.fa() = 1)
----
CREATE POLICY

reset role
----
RESET

drop owned by rv3_a, rv3_b
----
DROP OWNED

grant usage, create on schema q to rv3_a, rv3_b, rv3_c
----
GRANT

select has()
----
SELECT 0

# the other way round, and one that depends on both from without
set role rv3_a
----
SET

create table q.ta (a int primary key)
----
CREATE TABLE

grant all on q.ta to rv3_b, rv3_c
----
GRANT

set role rv3_b
----
SET

create table q.tb (a int primary key references q.ta)
----
CREATE TABLE

create view q.vb as select * from q.ta
----
CREATE VIEW

grant all on q.tb, q.vb to rv3_a, rv3_c
----
GRANT

set role rv3_a
----
SET

create view q.va as select * from q.vb
----
CREATE VIEW

create table q.ta2 (a int references q.tb)
----
CREATE TABLE

set role rv3_c
----
SET

create view q.vc as select ta.a, vb.a b from q.ta, q.vb
----
CREATE VIEW

reset role
----
RESET

drop owned by rv3_a, rv3_b
----
error 2BP01 cannot drop desired object(s) because other objects depend on them; view q.vc depends on view q.vb; Use DROP ... CASCADE to drop the dependent objects too.

grant usage, create on schema q to rv3_a, rv3_b, rv3_c
----
GRANT

select has()
----
ta
ta2
ta2_a_fkey
ta_pkey
tb
tb_a_fkey
tb_pkey
va
vb
vc
SELECT 10

drop owned by rv3_b, rv3_a cascade
----
DROP OWNED

grant usage, create on schema q to rv3_a, rv3_b, rv3_c
----
GRANT

select has()
----
SELECT 0

# schemas
do $$ begin execute format('grant create on database %I to rv3_a', current_database()); end $$
----
DO

set role rv3_a
----
SET

create schema sa
----
CREATE SCHEMA

grant all on schema sa to rv3_b
----
GRANT

set role rv3_b
----
SET

create table sa.t (a int)
----
CREATE TABLE

create type sa.e as enum ('x')
----
CREATE TYPE

reset role
----
RESET

# code only
drop owned by rv3_a
----
error 2BP01

grant usage, create on schema q to rv3_a, rv3_b, rv3_c
----
GRANT

drop owned by rv3_a, rv3_b
----
DROP OWNED

grant usage, create on schema q to rv3_a, rv3_b, rv3_c
----
GRANT

drop owned by rv3_a, rv3_b, rv3_a
----
DROP OWNED

grant usage, create on schema q to rv3_a, rv3_b, rv3_c
----
GRANT

# partitions, statistics, and rights that both have
set role rv3_a
----
SET

create table q.pa (a int, b int) partition by list (a)
----
CREATE TABLE

create table q.pa1 partition of q.pa for values in (1)
----
CREATE TABLE

create table q.tx (a int, b int)
----
CREATE TABLE

reset role
----
RESET

alter table q.pa1 owner to rv3_b
----
ALTER TABLE

create statistics q.st on a, b from q.tx
----
CREATE STATISTICS

alter statistics q.st owner to rv3_b
----
ALTER STATISTICS

create table q.super (a int)
----
CREATE TABLE

grant select on q.super to rv3_a with grant option
----
GRANT

set role rv3_a
----
SET

grant select on q.super to rv3_b
----
GRANT

reset role
----
RESET

alter default privileges for role rv3_a grant select on tables to rv3_b
----
ALTER DEFAULT PRIVILEGES

drop owned by rv3_b, rv3_a
----
DROP OWNED

grant usage, create on schema q to rv3_a, rv3_b, rv3_c
----
GRANT

select has()
----
super
SELECT 1

select cardinality(relacl) from pg_class where oid = 'q.super'::regclass
----
1
SELECT 1

select count(*) from pg_default_acl where defaclrole in ('rv3_a'::regrole, 'rv3_b'::regrole)
----
0
SELECT 1

revoke all on schema q from rv3_a, rv3_b, rv3_c
----
REVOKE

drop role rv3_a, rv3_b
----
DROP ROLE

drop schema q cascade
----
DROP SCHEMA

drop owned by rv3_c
----
DROP OWNED

drop role rv3_c
----
DROP ROLE
