# A materialized view without data is planned and not run. The results are Postgres's own. Errors are told whole.
create table t (a int primary key, b int);
----
CREATE TABLE

insert into t values (1,2);
----
INSERT 0 1

create materialized view mv as select * from t with no data;
----
CREATE MATERIALIZED VIEW

select * from mv;
----
error 55000 materialized view "mv" has not been populated; ; Use the REFRESH MATERIALIZED VIEW command.

select count(*) from t where exists (select 1 from mv where mv.a = t.a);
----
error 55000 materialized view "mv" has not been populated; ; Use the REFRESH MATERIALIZED VIEW command.

select * from t left join lateral (select * from mv where mv.a = t.b) x on true;
----
error 55000 materialized view "mv" has not been populated; ; Use the REFRESH MATERIALIZED VIEW command.

select * from mv where false;
----
SELECT 0

select 1 from mv limit 0;
----
error 55000 materialized view "mv" has not been populated; ; Use the REFRESH MATERIALIZED VIEW command.

with c as (select * from mv) select 1;
----
1
SELECT 1

with c as materialized (select * from mv) select 1 from c;
----
error 55000 materialized view "mv" has not been populated; ; Use the REFRESH MATERIALIZED VIEW command.

select no from mv;
----
error 42703 column "no" does not exist

explain (costs off) select * from mv;
----
Seq Scan on mv
EXPLAIN

explain (analyze, costs off, timing off, summary off) select * from mv;
----
error 55000 materialized view "mv" has not been populated; ; Use the REFRESH MATERIALIZED VIEW command.

create table n as select * from mv with no data;
----
CREATE TABLE AS

create table n2 as select * from mv;
----
error 55000 materialized view "mv" has not been populated; ; Use the REFRESH MATERIALIZED VIEW command.

insert into t select * from mv;
----
error 55000 materialized view "mv" has not been populated; ; Use the REFRESH MATERIALIZED VIEW command.

update t set b = (select a from mv where mv.a = t.a);
----
error 55000 materialized view "mv" has not been populated; ; Use the REFRESH MATERIALIZED VIEW command.

prepare p as select * from mv;
----
PREPARE

execute p;
----
error 55000 materialized view "mv" has not been populated; ; Use the REFRESH MATERIALIZED VIEW command.

explain (costs off) execute p;
----
Seq Scan on mv
EXPLAIN

refresh materialized view mv;
----
REFRESH MATERIALIZED VIEW

execute p;
----
1|2
SELECT 1

refresh materialized view mv with no data;
----
REFRESH MATERIALIZED VIEW

execute p;
----
error 55000 materialized view "mv" has not been populated; ; Use the REFRESH MATERIALIZED VIEW command.

begin;
----
BEGIN

declare c cursor for select * from mv;
----
error 55000 materialized view "mv" has not been populated; ; Use the REFRESH MATERIALIZED VIEW command.

rollback;
----
ROLLBACK

copy (select * from mv) to stdout;
----
error 55000 materialized view "mv" has not been populated; ; Use the REFRESH MATERIALIZED VIEW command.

create materialized view mv2 as select * from mv;
----
error 55000 materialized view "mv" has not been populated; ; Use the REFRESH MATERIALIZED VIEW command.

create materialized view mv2 as select * from mv with no data;
----
CREATE MATERIALIZED VIEW

refresh materialized view mv2;
----
error 55000 materialized view "mv" has not been populated; ; Use the REFRESH MATERIALIZED VIEW command.

select * from mv, generate_series(1, (select a from mv2));
----
error 55000 materialized view "mv2" has not been populated; ; Use the REFRESH MATERIALIZED VIEW command.

select * from mv for update;
----
error 42809 cannot lock rows in materialized view "mv"

grant usage on schema public to public;
----
GRANT

create role reader;
----
CREATE ROLE

grant select on t to reader;
----
GRANT

set role reader;
----
SET

select * from mv;
----
error 42501 permission denied for materialized view mv

explain select * from mv;
----
error 42501 permission denied for materialized view mv

reset role;
----
RESET

create policy p1 on t using (exists (select 1 from t));
----
CREATE POLICY

alter table t enable row level security;
----
ALTER TABLE

grant select on mv to reader;
----
GRANT

set role reader;
----
SET

select count(*) from mv, t;
----
error 42P17 infinite recursion detected in policy for relation "t"

select count(*) from mv;
----
error 55000 materialized view "mv" has not been populated; ; Use the REFRESH MATERIALIZED VIEW command.

reset role;
----
RESET

drop owned by reader;
----
DROP OWNED

drop role reader;
----
DROP ROLE
