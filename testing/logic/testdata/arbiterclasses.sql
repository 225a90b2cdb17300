# Errors are told whole. VARIADIC of what is not variadic; operator classes in ON CONFLICT. The results are Postgres's own.
create function nv(a int[]) returns int language sql as 'select a[1]'
----
CREATE FUNCTION

select nv(variadic array[1,2])
----
1
SELECT 1

select nv(variadic a => array[1,2])
----
1
SELECT 1

select abs(variadic 1)
----
1
SELECT 1

select abs(variadic array[1])
----
error 42883 function abs(integer[]) does not exist; ; No function matches the given name and argument types. You might need to add explicit type casts.

select array_length(array[1], variadic 1)
----
1
SELECT 1

create function vv(a int, variadic b int[]) returns int language sql as 'select b[1]'
----
CREATE FUNCTION

select vv(1, variadic array[3])
----
3
SELECT 1

select vv(variadic array[3])
----
error 42883 function vv(integer[]) does not exist; ; No function matches the given name and argument types. You might need to add explicit type casts.

select vv(1, variadic 3)
----
error 42883 function vv(integer, integer) does not exist; ; No function matches the given name and argument types. You might need to add explicit type casts.

select json_build_array(variadic 1)
----
error 42804 VARIADIC argument must be an array

select concat(variadic 'x')
----
error 42804 VARIADIC argument must be an array

select coalesce(variadic 1)
----
error 42601 syntax error at or near "variadic"

create function nvd(a int, b int default 2) returns int language sql as 'select a + b'; select nvd(variadic 1); select nvd(1, variadic 5)
----
CREATE FUNCTION
3
SELECT 1
6
SELECT 1

create table oc (a text, b int)
----
CREATE TABLE

create unique index on oc (a text_pattern_ops)
----
CREATE INDEX

create unique index on oc (b)
----
CREATE INDEX

insert into oc values ('x', 1) on conflict (a text_pattern_ops) do nothing
----
INSERT 0 1

insert into oc values ('x', 2) on conflict (a text_pattern_ops) do update set b = 5 returning *
----
x|5
INSERT 0 1

insert into oc values ('x', 2) on conflict (a) do nothing
----
INSERT 0 0

insert into oc values ('x', 3) on conflict (a text_ops) do nothing
----
error 42P10 there is no unique or exclusion constraint matching the ON CONFLICT specification

insert into oc values ('x', 3) on conflict (a int4_ops) do nothing
----
error 42P10 there is no unique or exclusion constraint matching the ON CONFLICT specification

insert into oc values ('y', 5) on conflict (b int4_ops) do nothing
----
INSERT 0 0

insert into oc values ('x', 3) on conflict (a nope_ops) do nothing
----
error 42704 operator class "nope_ops" does not exist for access method "btree"

insert into oc values ('y', 5) on conflict (b int8_ops) do nothing
----
error 42P10 there is no unique or exclusion constraint matching the ON CONFLICT specification

insert into oc values ('y', 5) on conflict (b pg_catalog.int4_ops) do nothing
----
INSERT 0 0

insert into oc values ('y', 5) on conflict ((b+1) int4_ops) do nothing
----
error 42P10 there is no unique or exclusion constraint matching the ON CONFLICT specification

create unique index on oc ((b + 1) int4_ops); create unique index on oc (lower(a) text_pattern_ops)
----
CREATE INDEX
CREATE INDEX

insert into oc values ('y', 5) on conflict ((b+1) int4_ops) do nothing
----
INSERT 0 0

insert into oc values ('y', 5) on conflict (lower(a)) do nothing
----
error 23505 duplicate key value violates unique constraint "oc_b_idx"; Key (b)=(5) already exists.

insert into oc values ('y', 5) on conflict (lower(a) varchar_pattern_ops) do nothing
----
error 23505 duplicate key value violates unique constraint "oc_b_idx"; Key (b)=(5) already exists.

insert into oc values ('y', 5) on conflict (lower(a) text_ops) do nothing
----
error 42P10 there is no unique or exclusion constraint matching the ON CONFLICT specification

insert into oc values ('y', 5) on conflict (a public.text_ops) do nothing
----
error 42704 operator class "public.text_ops" does not exist for access method "btree"

create table ocv (v varchar(5) unique); insert into ocv values ('a'); insert into ocv values ('a') on conflict (v text_ops) do nothing; insert into ocv values ('a') on conflict (v varchar_ops) do nothing
----
CREATE TABLE
INSERT 0 1
INSERT 0 0
INSERT 0 0
