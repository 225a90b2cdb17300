# Errors are told whole.
# Rights on views that are read are asked for before those on tables.
create role viewfirst
----
CREATE ROLE

do $$ begin execute format('grant usage on schema %I to viewfirst', current_schema()); end $$
----
DO

create table vft (a int)
----
CREATE TABLE

create table vft2 (a int)
----
CREATE TABLE

create view vfv as select * from vft2
----
CREATE VIEW

create view vfw as select * from vfv
----
CREATE VIEW

set role viewfirst
----
SET

select * from vft, vfv
----
error 42501 permission denied for view vfv

select * from vfv, vft
----
error 42501 permission denied for view vfv

select * from vft where a in (select a from vfv)
----
error 42501 permission denied for view vfv

select (select a from vfv) from vft
----
error 42501 permission denied for view vfv

select * from vfw, vft
----
error 42501 permission denied for view vfw

insert into vft select * from vfv
----
error 42501 permission denied for view vfv

update vft set a = 1 from vfv
----
error 42501 permission denied for view vfv

insert into vfv values (1)
----
error 42501 permission denied for view vfv

update vfv set a = 1 from vft
----
error 42501 permission denied for view vfv

update vft set a = (select a from vfv)
----
error 42501 permission denied for view vfv

delete from vft using vft2, vfv
----
error 42501 permission denied for view vfv

with w as (select * from vfv) select * from vft, w
----
error 42501 permission denied for view vfv

select * from vft union select * from vfv
----
error 42501 permission denied for view vfv

merge into vft using vfv on true when matched then delete
----
error 42501 permission denied for view vfv

merge into vfv using vft on true when not matched then do nothing
----
error 0A000 cannot execute MERGE on relation "vfv"; This operation is not supported for views.

lock table vft, vfv
----
error 25P01 LOCK TABLE can only be used in transaction blocks

truncate vft
----
error 42501 permission denied for table vft

explain select * from vft, vfv
----
error 42501 permission denied for view vfv

create temp view vftv as select * from vfv
----
CREATE VIEW

select * from vftv, vft
----
error 42501 permission denied for view vfv

select * from vft, vftv
----
error 42501 permission denied for view vfv

reset role
----
RESET

drop view vfw
----
DROP VIEW

drop view vfv
----
error 2BP01 cannot drop view vfv because other objects depend on it; view vftv depends on view vfv; Use DROP ... CASCADE to drop the dependent objects too.

create view vfv with (security_invoker) as select * from vft2
----
error 42P07 relation "vfv" already exists

grant select on vft to viewfirst
----
GRANT

set role viewfirst
----
SET

select * from vft2, vfv
----
error 42501 permission denied for view vfv

reset role
----
RESET

drop owned by viewfirst
----
DROP OWNED

drop role viewfirst
----
DROP ROLE
