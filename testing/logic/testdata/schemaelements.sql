# The elements of CREATE SCHEMA: their order does not matter, and they name no other schema. Errors are told whole.
create schema elements1 create unique index abc_a on abc (a) create view abc_view as select a + 1 as a, b + 1 as b from abc create table abc (a serial, b int unique)
----
CREATE SCHEMA

insert into elements1.abc default values; insert into elements1.abc default values
----
INSERT 0 1
INSERT 0 1

select * from elements1.abc_view
----
2|NULL
3|NULL
SELECT 2

create function elementsfn() returns trigger language plpgsql as $$ begin return new; end $$
----
CREATE FUNCTION

create schema elements2 create view abc_view as select c from abc
----
error 42P01 relation "abc" does not exist

create schema elements2 create trigger tr before insert on abc execute function nope() create table abc (a int)
----
error 42883 function nope() does not exist

create schema elements3 create table elements3.t (a int) create trigger tr before update on t for each row execute function elementsfn()
----
CREATE SCHEMA

create schema elements4 create sequence other.s
----
error 42P15 CREATE specifies a schema (other) different from the one being created (elements4)

create schema elements4 create table other.t (a int)
----
error 42P15 CREATE specifies a schema (other) different from the one being created (elements4)

create schema elements4 create view other.v as select 1
----
error 42P15 CREATE specifies a schema (other) different from the one being created (elements4)

create schema elements4 create table t (a int) create index on other.t (a)
----
error 42P15 CREATE specifies a schema (other) different from the one being created (elements4)

create schema elements4 create trigger tr before insert on other.t execute function elementsfn()
----
error 42P15 CREATE specifies a schema (other) different from the one being created (elements4)

create schema elements4 create temp table t (a int)
----
error 42P16 cannot create temporary relation in non-temporary schema

create schema elements4 create temp view t as select 1
----
error 42P16 cannot create temporary relation in non-temporary schema

# A schema that is not there.
create index on nosuch.t (a)
----
error 3F000 schema "nosuch" does not exist

truncate nosuch.t
----
error 3F000 schema "nosuch" does not exist

alter table nosuch.t add column a int
----
error 3F000 schema "nosuch" does not exist

select * from nosuch.t
----
error 42P01 relation "nosuch.t" does not exist

# DROP SCHEMA tells of a partitioned table without its partitions.
create schema elements5 create table p (a int) partition by list (a) create table p1 partition of p default
----
CREATE SCHEMA

drop schema elements5
----
error 2BP01 cannot drop schema elements5 because other objects depend on it; table elements5.p depends on schema elements5; Use DROP ... CASCADE to drop the dependent objects too.

drop schema elements1, elements3, elements5 cascade
----
DROP SCHEMA
