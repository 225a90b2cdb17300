# Outputs that are rows in what is kept; EXPLAIN (SETTINGS) of a statement that was explained before.
create type pair as (a int, b text)
----
CREATE TYPE

create function f1(out x pair) language plpgsql as $$ begin x := (1,'w'); end $$
----
CREATE FUNCTION

create view v1 as select * from f1()
----
CREATE VIEW

select * from v1
----
1|w
SELECT 1

select pg_get_viewdef('v1')
----
 SELECT f1.a,\n    f1.b\n   FROM f1() f1(a, b);
SELECT 1

create view v2 as select r, r.b, a from f1() r
----
CREATE VIEW

select * from v2
----
(1,w)|w|1
SELECT 1

create view v3 as select * from rows from (f1(), generate_series(1,2))
----
CREATE VIEW

select * from v3
----
1|w|1
NULL|NULL|2
SELECT 2

create materialized view m1 as select * from f1()
----
SELECT 1

refresh materialized view m1
----
REFRESH MATERIALIZED VIEW

select * from m1
----
1|w
SELECT 1

create table pt (a int)
----
CREATE TABLE

insert into pt values (1),(2)
----
INSERT 0 2

create role rkw
----
CREATE ROLE

grant select on pt to rkw
----
GRANT

do $$ begin execute format('grant usage on schema %I to rkw', current_schema()); end $$
----
DO

create policy p on pt using (a = (select q.a from f1() q))
----
CREATE POLICY

alter table pt enable row level security
----
ALTER TABLE

create function at1() returns text language sql begin atomic select b from f1()
----
error 42601

end
----
COMMIT

select at1()
----
error 42883

create function at2() returns pair language sql begin atomic select a, b from f1() q
----
error 42601

end
----
COMMIT

select at2()
----
error 42883

select * from at2()
----
error 42883

create table dt (x int default 1, y text generated always as ('q') stored)
----
CREATE TABLE

set role rkw
----
SET

select * from pt
----
1
SELECT 1

reset role
----
RESET

drop owned by rkw
----
DROP OWNED

drop role rkw
----
DROP ROLE

explain (settings, costs off) select 1
----
Result
EXPLAIN

set work_mem = '11MB'
----
SET

explain (settings, costs off) select 1
----
Result
Settings: work_mem = '11MB'
EXPLAIN

set work_mem = '12MB'
----
SET

explain (settings, costs off) select 1
----
Result
Settings: work_mem = '12MB'
EXPLAIN

prepare e as select 1
----
PREPARE

explain (settings, costs off) execute e
----
Result
Settings: work_mem = '12MB'
EXPLAIN

reset work_mem
----
RESET

explain (settings, costs off) execute e
----
Result
EXPLAIN

create or replace view v1 as select * from f1()
----
CREATE VIEW
