# REVOKE of a sequence asks about columns, too.
create role xg login
----
CREATE ROLE

do $$ begin execute format('grant usage on schema %I to xg', current_schema()); end $$
----
DO

create sequence gs
----
CREATE SEQUENCE

create sequence gs2
----
CREATE SEQUENCE

create table gt(a int)
----
CREATE TABLE

grant usage on sequence gs to xg
----
GRANT

grant select on sequence gs2 to xg
----
GRANT

grant delete on gt to xg
----
GRANT

set role xg
----
SET

revoke all on sequence gs from xg
----
error 42501

revoke all on sequence gs2 from xg
----
REVOKE

revoke usage on sequence gs from xg
----
REVOKE

revoke select on sequence gs from xg
----
error 42501

revoke update on sequence gs from xg cascade
----
error 42501

revoke all on gs from xg
----
error 42501

grant all on sequence gs to public
----
GRANT

revoke delete on gt from xg
----
REVOKE

revoke all on gt from xg
----
error 42501

revoke select on gt from xg
----
error 42501

reset role
----
RESET

drop owned by xg
----
DROP OWNED

drop role xg
----
DROP ROLE
