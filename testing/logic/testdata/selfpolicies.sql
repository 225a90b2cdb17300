# Policies that read their own table through functions.
create table own (a int, b text); insert into own values (1, 'x'), (2, 'y')
----
CREATE TABLE
INSERT 0 2

create function counted_sql() returns bigint language sql stable as $$ select count(*) from own $$
----
CREATE FUNCTION

create function counted_pl() returns bigint language plpgsql volatile as $$ begin return (select count(*) from own); end $$
----
CREATE FUNCTION

create function rows_of() returns table (k int) language sql stable as $$ select a from own $$
----
CREATE FUNCTION

alter table own enable row level security
----
ALTER TABLE

do $$ begin if not exists (select from pg_roles where rolname = 'policy_reader') then create role policy_reader; end if; end $$
----
DO

grant all on own to policy_reader; grant all on schema public to policy_reader
----
GRANT
GRANT

create policy p on own using (counted_sql() >= 0); set role policy_reader
----
CREATE POLICY
SET

select * from own
----
error 54001

insert into own values (3, 'z')
----
error 54001

update own set a = 4
----
error 54001

delete from own
----
error 54001

reset role; drop policy p on own; create policy p on own using (counted_pl() >= 0); set role policy_reader
----
RESET
DROP POLICY
CREATE POLICY
SET

select * from own
----
error 54001

insert into own values (3, 'z')
----
error 54001

reset role; drop policy p on own; create policy p on own using (exists (select from rows_of())); set role policy_reader
----
RESET
DROP POLICY
CREATE POLICY
SET

select * from own
----
error 54001

insert into own values (3, 'z')
----
error 54001

update own set a = 4
----
error 54001

reset role; drop policy p on own; create policy p on own using (exists (select from own)); set role policy_reader
----
RESET
DROP POLICY
CREATE POLICY
SET

select * from own
----
error 42P17

reset role; create function counted_by_owner() returns bigint language sql stable security definer as $$ select count(*) from own $$; drop policy p on own; create policy p on own using (counted_by_owner() >= 2); set role policy_reader
----
RESET
CREATE FUNCTION
DROP POLICY
CREATE POLICY
SET

select * from own order by a
----
1|x
2|y
SELECT 2

reset role
----
RESET

drop table own cascade
----
DROP TABLE

drop owned by policy_reader; drop role policy_reader
----
DROP OWNED
DROP ROLE
