# Errors are told whole. Privileges and comments on system columns.
create table sg (a int primary key, b text); insert into sg values (1, 'x'); create view sgv as select * from sg; create materialized view sgm as select * from sg; create role sg_r; create role sg_o
----
CREATE TABLE
INSERT 0 1
CREATE VIEW
SELECT 1
CREATE ROLE
CREATE ROLE

grant select (ctid) on sg to sg_r; do $$ begin execute format('grant usage on schema %I to sg_r', current_schema()); end $$; set role sg_r
----
GRANT
DO
SET

select ctid from sg
----
(0,1)
SELECT 1

select count(*) from sg
----
error 42501 permission denied for table sg

select xmin from sg
----
error 42501 permission denied for table sg

select ctid, a from sg
----
error 42501 permission denied for table sg

select a from sg where ctid = '(0,1)'
----
error 42501 permission denied for table sg

select has_column_privilege('sg', 'ctid', 'select'), has_column_privilege('sg', -1::int2, 'select'), has_column_privilege('sg', 'xmin', 'select'), has_column_privilege('sg', -1::int2, 'update'), has_any_column_privilege('sg', 'select'), has_column_privilege('sg', 'ctid', 'select with grant option')
----
t|t|f|f|f|f
SELECT 1

reset role; grant select (ctid, a, tableoid), update (xmin) on sg to sg_r with grant option; set role sg_r
----
RESET
GRANT
SET

select ctid, a, tableoid = 'sg'::regclass from sg
----
(0,1)|1|t
SELECT 1

select a, b from sg
----
error 42501 permission denied for table sg

reset role
----
RESET

select attname, attacl from pg_attribute where attrelid = 'sg'::regclass and attacl is not null order by attnum
----
tableoid|{sg_r=r*/isochron}
xmin|{sg_r=w*/isochron}
ctid|{sg_r=r*/isochron}
a|{sg_r=r*/isochron}
SELECT 4

select column_name, privilege_type from information_schema.column_privileges where table_name = 'sg' and grantee = 'sg_r'
----
a|SELECT
SELECT 1

revoke grant option for select (tableoid) on sg from sg_r; revoke all (xmin) on sg from sg_r
----
REVOKE
REVOKE

select attname, attacl from pg_attribute where attrelid = 'sg'::regclass and attacl is not null order by attnum
----
tableoid|{sg_r=r/isochron}
ctid|{sg_r=r*/isochron}
a|{sg_r=r*/isochron}
SELECT 3

alter table sg owner to sg_o
----
ALTER TABLE

select attname, attacl::text like '%/sg_o}' from pg_attribute where attrelid = 'sg'::regclass and attacl is not null order by attnum
----
tableoid|t
ctid|t
a|t
SELECT 3

revoke select on sg from sg_r
----
REVOKE

select attname, attacl from pg_attribute where attrelid = 'sg'::regclass and attacl is not null
----
SELECT 0

grant all (cmin) on sg to sg_r
----
GRANT

select attname, attacl from pg_attribute where attrelid = 'sg'::regclass and attacl is not null
----
cmin|{sg_r=arwx/sg_o}
SELECT 1

drop owned by sg_r
----
DROP OWNED

select attname, attacl from pg_attribute where attrelid = 'sg'::regclass and attacl is not null
----
SELECT 0

grant select (ctid) on sgv to sg_r
----
error 42703 column "ctid" of relation "sgv" does not exist

grant select (ctid), insert (ctid) on sgm to sg_r
----
GRANT

grant delete (ctid) on sg to sg_r
----
error 0LP01 invalid privilege type DELETE for column

grant select (oid) on sg to sg_r
----
error 42703 column "oid" of relation "sg" does not exist

revoke select (ctid) on sgv from sg_r
----
error 42703 column "ctid" of relation "sgv" does not exist

revoke select (cmax) on sg from sg_r
----
REVOKE

comment on column sg.ctid is 'where it lies'; comment on column sg.tableoid is 'whose it is'; comment on column sgm.xmin is 'm'
----
COMMENT
COMMENT
COMMENT

select attname, col_description(attrelid, attnum) from pg_attribute where attrelid in ('sg'::regclass, 'sgm'::regclass) and attnum < 0 and col_description(attrelid, attnum) is not null order by attrelid, attnum
----
tableoid|whose it is
ctid|where it lies
xmin|m
SELECT 3

select objsubid, description from pg_description where objoid = 'sg'::regclass order by 1
----
-6|whose it is
-1|where it lies
SELECT 2

comment on column sg.ctid is null; comment on column sg.tableoid is ''
----
COMMENT
COMMENT

select count(*) from pg_description where objoid = 'sg'::regclass
----
0
SELECT 1

comment on column sgv.ctid is 'x'
----
error 42703 column "ctid" of relation "sgv" does not exist

comment on column sg.oid is 'x'
----
error 42703 column "oid" of relation "sg" does not exist

create type sgt as (a int); comment on column sgt.ctid is 'x'
----
CREATE TYPE
error 42703 column "ctid" of relation "sgt" does not exist

drop table sg cascade; drop owned by sg_o, sg_r; drop role sg_o, sg_r
----
DROP TABLE
DROP OWNED
DROP ROLE
