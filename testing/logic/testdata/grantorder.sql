# Errors are told whole.
# what GRANT and REVOKE tell first, and privileges of columns that their tables have, too
create role own_k
----
CREATE ROLE

create role gst_k
----
CREATE ROLE

create role nob_k
----
CREATE ROLE

create schema sk authorization own_k
----
CREATE SCHEMA

grant usage on schema sk to gst_k
----
GRANT

set search_path = sk
----
SET

set role own_k
----
SET

create table t (k int4 primary key, a int4, b text)
----
CREATE TABLE

create function f(x int4) returns int8 language sql as 'select 1::int8'
----
CREATE FUNCTION

grant all (b) on table t to current_user with grant option
----
GRANT

grant select on t to gst_k
----
GRANT

grant select (k) on t to gst_k with grant option
----
GRANT

select grantor, grantee, column_name, privilege_type, is_grantable from information_schema.column_privileges where table_name = 't' order by 2, 3, 4, 5
----
own_k|gst_k|a|SELECT|NO
own_k|gst_k|b|SELECT|NO
own_k|gst_k|k|SELECT|NO
own_k|gst_k|k|SELECT|YES
own_k|own_k|a|INSERT|YES
own_k|own_k|a|REFERENCES|YES
own_k|own_k|a|SELECT|YES
own_k|own_k|a|UPDATE|YES
own_k|own_k|b|INSERT|YES
own_k|own_k|b|INSERT|YES
own_k|own_k|b|REFERENCES|YES
own_k|own_k|b|REFERENCES|YES
own_k|own_k|b|SELECT|YES
own_k|own_k|b|SELECT|YES
own_k|own_k|b|UPDATE|YES
own_k|own_k|b|UPDATE|YES
own_k|own_k|k|INSERT|YES
own_k|own_k|k|REFERENCES|YES
own_k|own_k|k|SELECT|YES
own_k|own_k|k|UPDATE|YES
SELECT 20

grant select (nope) on table t to public with grant option
----
error 42703 column "nope" of relation "t" does not exist

grant select (k) on table t to public with grant option
----
error 0LP01 grant options can only be granted to roles

grant select on nope to nobody_there
----
error 42P01 relation "nope" does not exist

grant select on t to nobody_there
----
error 42704 role "nobody_there" does not exist

set role gst_k
----
SET

grant execute on function f(int4) to nob_k, public with grant option
----
error 0LP01 grant options can only be granted to roles

grant update on t to public with grant option
----
error 0LP01 grant options can only be granted to roles

set role own_k
----
SET

revoke all on t from gst_k
----
REVOKE

grant delete on t to gst_k
----
GRANT

set role gst_k
----
SET

revoke select on t from gst_k
----
error 42501 permission denied for column "tableoid" of relation "t"

revoke delete on t from gst_k
----
REVOKE

grant select on t to gst_k
----
GRANT

grant select (k) on t to gst_k
----
error 42501 permission denied for column "k" of relation "t"

reset role
----
RESET

drop schema sk cascade
----
DROP SCHEMA

drop role own_k, gst_k, nob_k
----
DROP ROLE
