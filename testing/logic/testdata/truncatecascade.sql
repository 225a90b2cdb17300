# Errors are told whole.
# TRUNCATE CASCADE asks for rights on what it comes to, and whether that is in use.
create role trunc_reader
----
CREATE ROLE

do $$ begin execute format('grant usage on schema %I to trunc_reader', current_schema()); end $$
----
DO

CREATE TABLE xt103 (k int4 PRIMARY KEY, a int4, b text)
----
CREATE TABLE

CREATE TABLE xo104 (k int4 PRIMARY KEY, a int4, b text, p int4 REFERENCES xt103 ON DELETE CASCADE)
----
CREATE TABLE

create table xp (k int references xo104) partition by list (k)
----
CREATE TABLE

create table xp1 partition of xp for values in (1)
----
CREATE TABLE

insert into xt103 values (1)
----
INSERT 0 1

insert into xo104 values (1,1,1,1)
----
INSERT 0 1

insert into xp values (1)
----
INSERT 0 1

BEGIN
----
BEGIN

DECLARE c SCROLL CURSOR WITH HOLD FOR SELECT k, a FROM xt103 ORDER BY k
----
DECLARE CURSOR

TRUNCATE xt103
----
error 55006 cannot TRUNCATE "xt103" because it is being used by active queries in this session

rollback
----
ROLLBACK

BEGIN
----
BEGIN

DECLARE c SCROLL CURSOR WITH HOLD FOR SELECT k, a FROM xo104 ORDER BY k
----
DECLARE CURSOR

TRUNCATE xt103
----
error 0A000 cannot truncate a table referenced in a foreign key constraint; Table "xo104" references "xt103".; Truncate table "xo104" at the same time, or use TRUNCATE ... CASCADE.

rollback
----
ROLLBACK

BEGIN
----
BEGIN

DECLARE c SCROLL CURSOR WITH HOLD FOR SELECT k, a FROM xo104 ORDER BY k
----
DECLARE CURSOR

TRUNCATE xt103 cascade
----
error 55006 cannot TRUNCATE "xo104" because it is being used by active queries in this session

rollback
----
ROLLBACK

BEGIN
----
BEGIN

DECLARE c SCROLL CURSOR FOR SELECT k FROM xp ORDER BY k
----
DECLARE CURSOR

fetch c
----
1
FETCH 1

TRUNCATE xt103 cascade
----
error 55006 cannot TRUNCATE "xp1" because it is being used by active queries in this session

rollback
----
ROLLBACK

grant select, truncate on xt103 to trunc_reader
----
GRANT

set role trunc_reader
----
SET

truncate xt103
----
error 0A000 cannot truncate a table referenced in a foreign key constraint; Table "xo104" references "xt103".; Truncate table "xo104" at the same time, or use TRUNCATE ... CASCADE.

truncate xt103 cascade
----
error 42501 permission denied for table xo104

reset role
----
RESET

grant truncate on xo104 to trunc_reader
----
GRANT

set role trunc_reader
----
SET

truncate xt103 cascade
----
error 42501 permission denied for table xp

reset role
----
RESET

grant truncate on xp to trunc_reader
----
GRANT

set role trunc_reader
----
SET

truncate xt103 cascade
----
error 42501 permission denied for table xp1

reset role
----
RESET

select count(*) from xp
----
1
SELECT 1

drop owned by trunc_reader
----
DROP OWNED

drop role trunc_reader
----
DROP ROLE
