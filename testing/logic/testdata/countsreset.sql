# Errors are told whole. Counts that begin anew, expressions of inherited columns, tableoid beside NULL.
create table xx (a int); insert into xx values (1), (2)
----
CREATE TABLE
INSERT 0 2

create role resetter; set role resetter; select pg_stat_reset()
----
CREATE ROLE
SET
error 42501 permission denied for function pg_stat_reset

select pg_stat_reset_single_table_counters(1)
----
''
SELECT 1

reset role; drop role resetter
----
RESET
error 42704 role "resetter" does not exist

select pg_stat_reset_single_table_counters('xx'::regclass)
----
''
SELECT 1

select n_tup_ins from pg_stat_user_tables where relname = 'xx'
----
0
SELECT 1

select pg_stat_reset()
----
''
SELECT 1

select n_tup_ins from pg_stat_user_tables where relname = 'xx'
----
0
SELECT 1

select stats_reset > now() - interval '1 hour', tup_inserted < 10 from pg_stat_database where datname = current_database()
----
t|t
SELECT 1

create table gp (a int, b int generated always as (a * 2) stored); create table gc1 () inherits (gp)
----
CREATE TABLE
CREATE TABLE

alter table gc1 alter b drop expression
----
error 42P16 cannot drop generation expression from inherited column

alter table gp alter b drop expression
----
ALTER TABLE

alter table gc1 alter b drop expression
----
error 42P16 cannot drop generation expression from inherited column

alter table gc1 alter a drop expression
----
error 42P16 cannot drop generation expression from inherited column

alter table gc1 alter a drop expression if exists
----
error 42P16 cannot drop generation expression from inherited column

create table ua (a int); create table ub (a int); insert into ua values (1), (2); insert into ub values (3)
----
CREATE TABLE
CREATE TABLE
INSERT 0 2
INSERT 0 1

select tableoid::regclass, a from ua union all select null, a from ub order by 2
----
ua|1
ua|2
NULL|3
SELECT 3

select null, a from ub union all select tableoid::regclass, a from ua order by 2
----
ua|1
ua|2
NULL|3
SELECT 3

select x, a from (select tableoid::regclass as x, a from ua union all select null, a from ub) s where x is null
----
NULL|3
SELECT 1

select tableoid::regclass, a, null from ua union all select null, a, tableoid::regclass from ub order by 2
----
ua|1|NULL
ua|2|NULL
NULL|3|ub
SELECT 3

select count(x), count(*) from (select null as x, a from ub union all select tableoid::regclass, a from ua union all select null, 4) s
----
2|4
SELECT 1

create table pp (a int) partition by list (a); create table pp1 partition of pp for values in (1); create table pp2 partition of pp for values in (2); insert into pp values (1), (2)
----
CREATE TABLE
CREATE TABLE
CREATE TABLE
INSERT 0 2

select tableoid::regclass::text from pp union all select null order by 1
----
pp1
pp2
NULL
SELECT 3

with w as (delete from pp returning tableoid::regclass as t, a) select t, a from w union all select null, 5 order by 2
----
pp1|1
pp2|2
NULL|5
SELECT 3

select relname from pg_stat_sys_tables where relname in ('pg_class', 'pg_proc', 'pg_tables', 'xx') order by 1
----
pg_class
pg_proc
SELECT 2

select relname from pg_stat_all_tables where relname in ('pg_class', 'pg_tables', 'xx') order by 1
----
pg_class
xx
SELECT 2

select relname from pg_stat_user_tables where relname in ('pg_class', 'pg_tables', 'xx') order by 1
----
xx
SELECT 1

select schemaname, relname from pg_statio_sys_tables where relname in ('pg_authid', 'xx') order by 1
----
pg_catalog|pg_authid
SELECT 1

select relname from pg_statio_all_tables where relname in ('pg_class', 'xx') order by 1
----
pg_class
xx
SELECT 2
