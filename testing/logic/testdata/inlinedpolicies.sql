# Policies of tables that functions read whose queries stand in the place of their calls.
create table t1 (c4 float8)
----
CREATE TABLE

create table t2 (a int)
----
CREATE TABLE

create function f8(a0 numeric) returns table (x0 int8) stable language sql as $$ select count(*)::int8 from t2 as r9 $$
----
CREATE FUNCTION

create function f9() returns setof int stable language sql as $$ select a from t2 union all select 'x'::text $$
----
error 42804

create view v12 as select * from t1
----
CREATE VIEW

alter table t2 enable row level security
----
ALTER TABLE

create policy p24 on t2 for select to public using ((select bool_and(null::bool) from t2 as r25))
----
CREATE POLICY

create role inlined_guest
----
CREATE ROLE

grant select on t2 to inlined_guest
----
GRANT

do $$ begin execute format('grant usage on schema %I to inlined_guest', current_schema()); end $$
----
DO

set role inlined_guest
----
SET

with recursive w as (select 1 from f8(null) as r61) select * from v12
----
error 42501

with w as (select 1 from f8(null) as r61) select 1
----
1
SELECT 1

with w as (select 1 from f8(null) as r61) select * from w
----
error 42P17

with w as (select 1 from f8(null) as r61), x as (select * from w) select 1
----
1
SELECT 1

with w as materialized (select 1 from f8(null) as r61) select 1
----
1
SELECT 1

select * from f9()
----
error 42883

reset role
----
RESET

drop policy p24 on t2
----
DROP POLICY

insert into t2 values (1), (2)
----
INSERT 0 2

create policy p on t2 using (a = 1)
----
CREATE POLICY

set role inlined_guest
----
SET

select * from f8(1)
----
1
SELECT 1

with w as (select x0 from f8(1)) select * from w
----
1
SELECT 1

reset role
----
RESET

drop owned by inlined_guest
----
DROP OWNED

drop role inlined_guest
----
DROP ROLE
