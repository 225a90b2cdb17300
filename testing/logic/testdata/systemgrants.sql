# Privileges on the system's catalogs, columns, schemas, functions, languages and parameters
create role hb_u1
----
CREATE ROLE

create role hb_u2
----
CREATE ROLE

select has_table_privilege('hb_u1','pg_class','select'), has_table_privilege('hb_u1','pg_authid','select'), has_table_privilege('hb_u1','pg_settings','update'), has_table_privilege('hb_u1','pg_class','update')
----
t|f|t|f
SELECT 1

set role hb_u1
----
SET

select count(*)>0 from pg_authid
----
error 42501

reset role
----
RESET

grant select(rolname) on pg_authid to hb_u1
----
GRANT

set role hb_u1
----
SET

select count(rolname)>0 from pg_authid
----
t
SELECT 1

select rolpassword from pg_authid
----
error 42501

select * from pg_authid
----
error 42501

reset role
----
RESET

select attname, attacl from pg_attribute where attrelid='pg_authid'::regclass and attacl is not null
----
rolname|{hb_u1=r/isochron}
SELECT 1

select has_column_privilege('hb_u1','pg_authid','rolname','select'), has_column_privilege('hb_u1','pg_authid','rolpassword','select'), has_any_column_privilege('hb_u1','pg_authid','select')
----
t|f|t
SELECT 1

grant select on pg_authid to hb_u2 with grant option
----
GRANT

set role hb_u2
----
SET

select count(*)>0 from pg_authid
----
t
SELECT 1

grant select on pg_authid to hb_u1
----
GRANT

reset role
----
RESET

select relacl from pg_class where relname='pg_authid'
----
{isochron=arwdDxt/isochron,hb_u2=r*/isochron,hb_u1=r/hb_u2}
SELECT 1

revoke select on pg_authid from hb_u2
----
error 2BP01

revoke select on pg_authid from hb_u2 cascade
----
REVOKE

select relacl from pg_class where relname='pg_authid'
----
{isochron=arwdDxt/isochron}
SELECT 1

drop role hb_u1
----
error 2BP01

revoke select on pg_class from public
----
REVOKE

set role hb_u1
----
SET

select 1 from pg_class limit 1
----
error 42501

select count(*)>0 from pg_tables
----
t
SELECT 1

reset role
----
RESET

select relacl from pg_class where relname='pg_class'
----
{isochron=arwdDxt/isochron}
SELECT 1

grant select on pg_class to public
----
GRANT

select relacl from pg_class where relname='pg_class'
----
{isochron=arwdDxt/isochron,=r/isochron}
SELECT 1

grant insert, update on pg_class to hb_u1
----
GRANT

select has_table_privilege('hb_u1','pg_class','update'), has_table_privilege('hb_u1','pg_class','insert')
----
f|f
SELECT 1

select relacl from pg_class where relname='pg_class'
----
{isochron=arwdDxt/isochron,=r/isochron,hb_u1=aw/isochron}
SELECT 1

revoke all on pg_class from hb_u1
----
REVOKE

grant foo(relname) on pg_class to hb_u1
----
error 42601

grant select(nope) on pg_class to hb_u1
----
error 42703

grant usage on schema pg_catalog, information_schema to hb_u2
----
GRANT

select nspname, nspacl from pg_namespace where nspname in ('pg_catalog','information_schema') order by 1
----
information_schema|{isochron=UC/isochron,=U/isochron,hb_u2=U/isochron}
pg_catalog|{isochron=UC/isochron,=U/isochron,hb_u2=U/isochron}
SELECT 2

revoke usage on schema information_schema from public
----
REVOKE

set role hb_u1
----
SET

select count(*) > 0 from information_schema.tables
----
error 42501

reset role
----
RESET

set role hb_u2
----
SET

select count(*) > 0 from information_schema.tables
----
t
SELECT 1

reset role
----
RESET

select has_schema_privilege('hb_u1','information_schema','usage'), has_schema_privilege('hb_u2','information_schema','usage'), has_schema_privilege('hb_u1','pg_catalog','create')
----
f|t|f
SELECT 1

drop role hb_u1
----
error 2BP01

drop role hb_u2
----
error 2BP01

revoke execute on function pg_catalog.upper(text) from public
----
REVOKE

set role hb_u1
----
SET

select upper('x')
----
error 42501

reset role
----
RESET

grant execute on function upper(text) to hb_u1
----
GRANT

set role hb_u1
----
SET

select upper('x')
----
X
SELECT 1

reset role
----
RESET

select proacl from pg_proc where oid='upper(text)'::regprocedure
----
{isochron=X/isochron,hb_u1=X/isochron}
SELECT 1

grant execute on function pg_catalog.upper(text) to public
----
GRANT

select proacl from pg_proc where oid='upper(text)'::regprocedure
----
{isochron=X/isochron,hb_u1=X/isochron,=X/isochron}
SELECT 1

set role hb_u1
----
SET

select pg_stat_reset()
----
error 42501

reset role
----
RESET

revoke usage on language plpgsql from public
----
REVOKE

set role hb_u1
----
SET

do $$begin end$$
----
error 42501

create function pg_temp.f() returns int language plpgsql as $$begin return 1; end$$
----
error 42501

reset role
----
RESET

grant usage on language plpgsql to hb_u1 with grant option
----
GRANT

select lanname, lanacl from pg_language where lanname <> 'sql' order by 1
----
c|NULL
internal|NULL
plpgsql|{isochron=U/isochron,hb_u1=U*/isochron}
SELECT 3

grant create on schema public to hb_u1
----
GRANT

set role hb_u1
----
SET

do $$begin end$$
----
DO

create function pg_temp.f() returns int language plpgsql as $$begin return 1; end$$
----
CREATE FUNCTION

grant usage on language plpgsql to hb_u2
----
GRANT

reset role
----
RESET

select has_language_privilege('hb_u1','plpgsql','usage'), has_language_privilege('hb_u2','sql','usage'), has_language_privilege('hb_u2','c','usage'), has_language_privilege('hb_u1','plpgsql','usage with grant option')
----
t|t|t|t
SELECT 1

select has_language_privilege('hb_u1','nope','usage')
----
error 42704

select has_language_privilege('hb_u1','sql','select')
----
error 22023

select lanname, lanacl from pg_language where lanname <> 'sql' order by 1
----
c|NULL
internal|NULL
plpgsql|{isochron=U/isochron,hb_u1=U*/isochron,hb_u2=U/hb_u1}
SELECT 3

drop role hb_u2
----
error 2BP01

grant set on parameter log_min_duration_statement to hb_u1
----
GRANT

set role hb_u1
----
SET

set log_min_duration_statement = 1000
----
SET

set session_replication_role=replica
----
error 42501

reset role
----
RESET

reset log_min_duration_statement
----
RESET

grant all on parameter "Session_Replication_role" to hb_u1 with grant option
----
GRANT

set role hb_u1
----
SET

set session_replication_role=replica
----
SET

set session_replication_role=origin
----
SET

grant set on parameter session_replication_role to hb_u2
----
GRANT

reset role
----
RESET

select parname, paracl from pg_parameter_acl order by 1
----
log_min_duration_statement|{isochron=sA/isochron,hb_u1=s/isochron}
session_replication_role|{isochron=sA/isochron,hb_u1=s*A*/isochron,hb_u2=s/hb_u1}
SELECT 2

select has_parameter_privilege('hb_u1','session_replication_role','set'),has_parameter_privilege('hb_u1','work_mem','set'), has_parameter_privilege('hb_u1','session_replication_role','alter system with grant option'), has_parameter_privilege('hb_u2','SESSION_replication_role','alter system')
----
t|f|t|f
SELECT 1

select has_parameter_privilege('hb_u1','nope','set')
----
f
SELECT 1

select has_parameter_privilege('hb_u1','work_mem','select')
----
error 22023

drop role hb_u2
----
error 2BP01

revoke all on parameter session_replication_role from hb_u1 cascade
----
REVOKE

revoke all on parameter nope from hb_u1 cascade
----
REVOKE

revoke all on parameter log_min_duration_statement from hb_u1
----
REVOKE

select parname, paracl from pg_parameter_acl order by 1
----
SELECT 0

set role hb_u1
----
SET

grant set on parameter work_mem to hb_u2
----
error 42501

grant select on pg_authid to hb_u2
----
error 42501

grant usage on language sql to hb_u2
----
GRANT

grant execute on function lower(text) to hb_u2
----
GRANT

reset role
----
RESET

drop owned by hb_u1, hb_u2
----
DROP OWNED

select nspname, nspacl from pg_namespace where nspname in ('pg_catalog','information_schema') order by 1
----
information_schema|{isochron=UC/isochron}
pg_catalog|{isochron=UC/isochron,=U/isochron}
SELECT 2

select relname, relacl from pg_class where relname in ('pg_authid','pg_class') order by 1
----
pg_authid|{isochron=arwdDxt/isochron}
pg_class|{isochron=arwdDxt/isochron,=r/isochron}
SELECT 2

select count(*) from pg_init_privs where classoid = 'pg_class'::regclass and objoid = 'pg_class'::regclass
----
1
SELECT 1

select lanname, lanacl from pg_language where lanname <> 'sql' order by 1
----
c|NULL
internal|NULL
plpgsql|{isochron=U/isochron}
SELECT 3

drop role hb_u1, hb_u2
----
DROP ROLE

grant usage on schema information_schema to public
----
GRANT

grant usage on language plpgsql to public
----
GRANT

# There are no servers and foreign-data wrappers.
select has_server_privilege('x', 'usage')
----
error 42704

select has_server_privilege('pg_monitor', 'x', 'usage')
----
error 42704

select has_foreign_data_wrapper_privilege('pg_monitor', 'x', 'usage')
----
error 42704

select has_server_privilege('nobody_there', 'x', 'usage')
----
error 42704

select has_server_privilege(1::oid, 'usage') is null, has_foreign_data_wrapper_privilege('pg_monitor', 1::oid, 'usage') is null
----
t|t
SELECT 1
