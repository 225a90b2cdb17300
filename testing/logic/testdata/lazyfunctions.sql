# Functions of FROM are called when a row is asked for.
create table t1 ()
----
CREATE TABLE

create role rr login
----
CREATE ROLE

create sequence s1
----
CREATE SEQUENCE

do $$ begin execute format('grant usage, create on schema %I to rr', current_schema()); end $$
----
DO

grant all on t1 to rr
----
GRANT

grant usage on sequence s1 to rr
----
GRANT

alter table t1 enable row level security
----
ALTER TABLE

create policy p18 on t1 for all using ((select bool_and(true) from t1 as r19))
----
CREATE POLICY

create function f1(a0 bool) returns table (x0 int8) stable strict language sql as $$ select null::int8 from t1 as r2 $$
----
CREATE FUNCTION

create function f2(a0 bool) returns table (x0 int8) stable language sql as $$ select null::int8 from t1 as r2 $$
----
CREATE FUNCTION

create function f3(a0 bool) returns int8 stable language sql as $$ select count(*) from t1 as r2 $$
----
CREATE FUNCTION

set role rr
----
SET

select count(*) from (select 1 from f1(false) limit 0) v
----
0
SELECT 1

select count(*) from (select nextval('s1') from f1(false) limit 0) v
----
0
SELECT 1

select count(*) from (select nextval('s1') from f1(false) x where false) v
----
0
SELECT 1

select * from f1(false) limit 0
----
SELECT 0

select * from f1(null)
----
SELECT 0

select * from f2(null) limit 0
----
error 42P17

select f3(true) from f1(null)
----
SELECT 0

select f3(true) where false
----
SELECT 0

select f3(true) limit 0
----
SELECT 0

select * from f1(false)
----
error 42P17

reset role
----
RESET

drop owned by rr
----
DROP OWNED

drop role rr
----
DROP ROLE
