# Errors are told whole.
# who may store settings of roles and databases, and what RESET ALL takes
create role rv3_own
----
CREATE ROLE

create role rv3_oth
----
CREATE ROLE

create role rv3_cre createrole
----
CREATE ROLE

create database rv3_d owner rv3_own
----
CREATE DATABASE

create function cfg() returns setof text language sql security definer as $$ select coalesce(d.datname, '-') || ' ' || coalesce(r.rolname, '-') || ' ' || (select string_agg(x, ', ' order by x collate "C") from unnest(s.setconfig) x) from pg_db_role_setting s left join pg_database d on d.oid = setdatabase left join pg_roles r on r.oid = setrole where (d.datname like 'rv3%' or r.rolname like 'rv3%') order by 1 $$
----
CREATE FUNCTION

do $$ begin execute format('grant usage on schema %I to public', current_schema()); end $$
----
DO

alter role rv3_oth set log_statement = 'all'
----
ALTER ROLE

alter role rv3_oth set work_mem = '8MB'
----
ALTER ROLE

alter role rv3_oth set foo.bar = 'x'
----
ALTER ROLE

alter role rv3_oth in database rv3_d set log_statement = 'ddl'
----
ALTER ROLE

alter role rv3_oth in database rv3_d set work_mem = '9MB'
----
ALTER ROLE

alter database rv3_d set log_min_messages = 'error'
----
ALTER DATABASE

alter database rv3_d set search_path = pg_catalog
----
ALTER DATABASE

alter database rv3_d set foo.bar = 'x'
----
ALTER DATABASE

select cfg()
----
- rv3_oth foo.bar=x, log_statement=all, work_mem=8MB
rv3_d - foo.bar=x, log_min_messages=error, search_path=pg_catalog
rv3_d rv3_oth log_statement=ddl, work_mem=9MB
SELECT 3

set role rv3_oth
----
SET

alter role rv3_oth reset all
----
ALTER ROLE

select cfg()
----
- rv3_oth foo.bar=x, log_statement=all
rv3_d - foo.bar=x, log_min_messages=error, search_path=pg_catalog
rv3_d rv3_oth log_statement=ddl, work_mem=9MB
SELECT 3

alter role rv3_oth in database rv3_d reset all
----
ALTER ROLE

select cfg()
----
- rv3_oth foo.bar=x, log_statement=all
rv3_d - foo.bar=x, log_min_messages=error, search_path=pg_catalog
rv3_d rv3_oth log_statement=ddl
SELECT 3

alter role rv3_oth reset log_statement
----
error 42501 permission denied to set parameter "log_statement"

alter role rv3_oth reset foo.bar
----
error 42501 permission denied to set parameter "foo.bar"

alter role rv3_oth reset foo.none
----
error 42501 permission denied to set parameter "foo.none"

alter role rv3_oth reset nothing
----
error 42704 unrecognized configuration parameter "nothing"

alter role rv3_oth set foo.bar = 'y'
----
error 42501 permission denied to set parameter "foo.bar"

alter role rv3_oth set foo.bar to default
----
error 42501 permission denied to set parameter "foo.bar"

alter role rv3_oth set "foo..bar" = 'y'
----
error 42602 invalid configuration parameter name "foo..bar"; Custom parameter names must be two or more simple identifiers separated by dots.

alter role rv3_oth set nothing = 'y'
----
error 42704 unrecognized configuration parameter "nothing"

alter role rv3_oth set search_path = a
----
ALTER ROLE

alter role rv3_oth in database rv3_d set foo.bar = 'y'
----
error 42501 permission denied to set parameter "foo.bar"

alter role rv3_oth set foo.bar from current
----
error 42501 permission denied to set parameter "foo.bar"

set foo.bar = 'z'
----
SET

alter role rv3_oth set foo.bar from current
----
error 42501 permission denied to set parameter "foo.bar"

alter role rv3_own set work_mem = '8MB'
----
error 42501 permission denied

alter database rv3_d reset all
----
error 42501 must be owner of database rv3_d

select cfg()
----
- rv3_oth foo.bar=x, log_statement=all, search_path=a
rv3_d - foo.bar=x, log_min_messages=error, search_path=pg_catalog
rv3_d rv3_oth log_statement=ddl
SELECT 3

set role rv3_own
----
SET

alter database rv3_d set foo.bar = 'y'
----
error 42501 permission denied to set parameter "foo.bar"

alter database rv3_d reset foo.bar
----
error 42501 permission denied to set parameter "foo.bar"

alter database rv3_d reset log_min_messages
----
error 42501 permission denied to set parameter "log_min_messages"

alter database rv3_d set log_min_messages = 'error'
----
error 42501 permission denied to set parameter "log_min_messages"

alter database rv3_d reset all
----
ALTER DATABASE

select cfg()
----
- rv3_oth foo.bar=x, log_statement=all, search_path=a
rv3_d - foo.bar=x, log_min_messages=error
rv3_d rv3_oth log_statement=ddl
SELECT 3

alter role rv3_oth in database rv3_d set work_mem = '8MB'
----
error 42501 permission denied

alter role rv3_oth in database rv3_d reset all
----
error 42501 permission denied

alter role all reset all
----
error 42501 must be superuser to alter settings globally

select cfg()
----
- rv3_oth foo.bar=x, log_statement=all, search_path=a
rv3_d - foo.bar=x, log_min_messages=error
rv3_d rv3_oth log_statement=ddl
SELECT 3

reset role
----
RESET

alter role rv3_oth set work_mem = '8MB'
----
ALTER ROLE

set role rv3_cre
----
SET

alter role rv3_oth set foo.bar = 'y'
----
error 42501 permission denied to set parameter "foo.bar"

alter role rv3_oth set log_statement = 'none'
----
error 42501 permission denied to set parameter "log_statement"

alter role rv3_oth reset log_statement
----
error 42501 permission denied to set parameter "log_statement"

alter role rv3_oth reset foo.bar
----
error 42501 permission denied to set parameter "foo.bar"

alter role rv3_oth in database rv3_d set foo.bar = 'y'
----
error 42501 permission denied to set parameter "foo.bar"

alter role rv3_oth reset all
----
ALTER ROLE

select cfg()
----
- rv3_oth foo.bar=x, log_statement=all
rv3_d - foo.bar=x, log_min_messages=error
rv3_d rv3_oth log_statement=ddl
SELECT 3

reset role
----
RESET

grant set on parameter foo.bar to rv3_oth
----
GRANT

grant set on parameter log_statement to rv3_oth
----
GRANT

set role rv3_oth
----
SET

alter role rv3_oth set foo.bar = 'y'
----
ALTER ROLE

alter role rv3_oth set log_statement = 'mod'
----
ALTER ROLE

select cfg()
----
- rv3_oth foo.bar=y, log_statement=mod
rv3_d - foo.bar=x, log_min_messages=error
rv3_d rv3_oth log_statement=ddl
SELECT 3

alter role rv3_oth reset all
----
ALTER ROLE

select cfg()
----
rv3_d - foo.bar=x, log_min_messages=error
rv3_d rv3_oth log_statement=ddl
SELECT 2

alter role rv3_oth set foo.bar = 'y'
----
ALTER ROLE

reset role
----
RESET

revoke set on parameter foo.bar from rv3_oth
----
REVOKE

revoke set on parameter log_statement from rv3_oth
----
REVOKE

create function f2() returns int language sql set foo.bar = 'x' as 'select 1'
----
CREATE FUNCTION

do $$ begin execute format('grant create on schema %I to public', current_schema()); end $$
----
DO

alter function f2() owner to rv3_oth
----
ALTER FUNCTION

set role rv3_oth
----
SET

alter function f2() set foo.bar = 'y'
----
error 42501 permission denied to set parameter "foo.bar"

alter function f2() reset foo.bar
----
error 42501 permission denied to set parameter "foo.bar"

alter function f2() set foo.bar to default
----
error 42501 permission denied to set parameter "foo.bar"

alter function f2() set foo.bar from current
----
error 42501 permission denied to set parameter "foo.bar"

alter function f2() set log_statement from current
----
error 42501 permission denied to set parameter "log_statement"

alter function f2() set work_mem from current
----
ALTER FUNCTION

alter function f2() reset all
----
ALTER FUNCTION

create function f1() returns int language sql set work_mem = '8MB' set foo.bar = 'x' as 'select 1'
----
error 42501 permission denied to set parameter "foo.bar"

create function f1() returns int language sql set work_mem = '8MB' as 'select 1'
----
CREATE FUNCTION

create function f3() returns int language sql set foo.bar = 'x' as 'select 1'
----
error 42501 permission denied to set parameter "foo.bar"

create procedure f4() language sql set foo.bar = 'x' as 'select 1'
----
error 42501 permission denied to set parameter "foo.bar"

create function f3() returns int language sql set log_statement = 'all' as 'select 1'
----
error 42501 permission denied to set parameter "log_statement"

reset role
----
RESET

select proname, proconfig from pg_proc where proname in ('f1', 'f2', 'f3', 'f4') order by 1
----
f1|{work_mem=8MB}
f2|NULL
SELECT 2

alter role rv3_oth reset all
----
ALTER ROLE

select cfg()
----
rv3_d - foo.bar=x, log_min_messages=error
rv3_d rv3_oth log_statement=ddl
SELECT 2

alter role rv3_oth set foo.bar = 'y'
----
ALTER ROLE

alter role rv3_oth reset all
----
ALTER ROLE

select cfg()
----
rv3_d - foo.bar=x, log_min_messages=error
rv3_d rv3_oth log_statement=ddl
SELECT 2

alter role rv3_oth reset all
----
ALTER ROLE

alter database rv3_d reset all
----
ALTER DATABASE

alter database rv3_d set plpgsql.variable_conflict = 'error'
----
ALTER DATABASE

set role rv3_own
----
SET

alter database rv3_d set plpgsql.variable_conflict = 'use_column'
----
error 42501 permission denied to set parameter "plpgsql.variable_conflict"

alter database rv3_d set plpgsql.variable_conflict = 'nothing'
----
error 42501 permission denied to set parameter "plpgsql.variable_conflict"

alter database rv3_d set plpgsql.extra_warnings = 'all'
----
ALTER DATABASE

alter database rv3_d set isochron.nothing = 'all'
----
error 42501 permission denied to set parameter "isochron.nothing"

alter database rv3_d reset all
----
ALTER DATABASE

select cfg()
----
rv3_d - plpgsql.variable_conflict=error
rv3_d rv3_oth log_statement=ddl
SELECT 2

reset role
----
RESET

drop function f2()
----
DROP FUNCTION

drop function f1()
----
DROP FUNCTION

drop database rv3_d
----
DROP DATABASE

drop owned by rv3_own, rv3_oth, rv3_cre
----
DROP OWNED

drop role rv3_own, rv3_oth, rv3_cre
----
DROP ROLE
