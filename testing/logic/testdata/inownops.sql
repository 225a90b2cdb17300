# Errors are told whole.
# IN by operators of users: columns apart, each asked for a boolean.
create type inc as enum ('low', 'mid', 'top')
----
CREATE TYPE

create table ino (k int primary key, e inc, f inc, b boolean)
----
CREATE TABLE

insert into ino values (1, 'low', 'mid', true), (2, 'top', 'top', false)
----
INSERT 0 2

create function ino_i(inc, inc) returns int immutable strict language sql as $$ select 1 $$
----
CREATE FUNCTION

create operator = (procedure = ino_i, leftarg = inc, rightarg = inc)
----
CREATE OPERATOR

select k, u.e in (u.e, u.e) from ino u
----
error 42804 argument of IN must be type boolean, not type integer

select k, u.e in (u.e) from ino u
----
error 42804 argument of IN must be type boolean, not type integer

select k, u.e in ('low') from ino u
----
error 42804 argument of IN must be type boolean, not type integer

select k, u.e in ('low', 'mid') from ino u
----
error 42809 op ANY/ALL (array) requires operator to yield boolean

select k, u.e in ('low', 'mid', u.f) from ino u
----
error 42809 op ANY/ALL (array) requires operator to yield boolean

select k, u.e in ('low', u.f) from ino u
----
error 42804 argument of IN must be type boolean, not type integer

select k, u.e not in (u.e, u.f) from ino u
----
1|f
2|f
SELECT 2

select k, u.e = any (array[u.e, u.f]) from ino u
----
error 42809 op ANY/ALL (array) requires operator to yield boolean

create view inov as select u.e in (u.e, u.f) from ino u
----
error 42804 argument of IN must be type boolean, not type integer

create view inov as select u.e in ('low', u.f) from ino u
----
error 42804 argument of IN must be type boolean, not type integer

alter table ino add check (e in (f, e))
----
error 42804 argument of IN must be type boolean, not type integer

drop operator = (inc, inc)
----
DROP OPERATOR

create function ino_b(inc, inc) returns bool immutable strict language sql as $$ select true $$
----
CREATE FUNCTION

create operator = (procedure = ino_b, leftarg = inc, rightarg = inc)
----
CREATE OPERATOR

select k, u.e in (u.e, u.f), u.e in ('low', 'mid', u.f), u.e in ('low', u.f), u.e in (u.f), u.e in ('mid') from ino u
----
1|t|t|t|t|t
2|t|t|t|t|t
SELECT 2

select k, u.e not in (u.e, u.f) from ino u
----
1|f
2|f
SELECT 2

create domain inbool as bool
----
CREATE DOMAIN

drop operator = (inc, inc)
----
DROP OPERATOR

create function ino_d(inc, inc) returns inbool immutable strict language sql as $$ select true::inbool $$
----
CREATE FUNCTION

create operator = (procedure = ino_d, leftarg = inc, rightarg = inc)
----
CREATE OPERATOR

select k, u.e in (u.e, u.f), u.e in ('low', u.f), u.e in (u.f) from ino u
----
1|t|t|t
2|t|t|t
SELECT 2

select pg_typeof(u.e in (u.e)) from ino u
----
boolean
boolean
SELECT 2

select k, u.e in ('low', 'mid') from ino u
----
error 42809 op ANY/ALL (array) requires operator to yield boolean
