# Errors are told whole.
# Errors of DDL don't show keys of rows that policies may hide from the table's owner, or that he may not read.
create role rhides
----
CREATE ROLE

do $$ begin execute format('grant usage, create on schema %I to rhides', current_schema()); end $$
----
DO

set role rhides
----
SET

create table fr (a int, o text)
----
CREATE TABLE

insert into fr values (7, 'x'), (7, 'x')
----
INSERT 0 2

create unique index on fr (a)
----
error 23505 could not create unique index "fr_a_idx"; Key (a)=(7) is duplicated.

alter table fr add exclude using gist (int4range(a, a, '[]') with &&)
----
error 23P01 could not create exclusion constraint "fr_int4range_excl"; Key (int4range(a, a, '[]'::text))=([7,8)) conflicts with key (int4range(a, a, '[]'::text))=([7,8)).

create table frp (a int primary key)
----
CREATE TABLE

alter table fr add foreign key (a) references frp
----
error 23503 insert or update on table "fr" violates foreign key constraint "fr_a_fkey"; Key (a)=(7) is not present in table "frp".

alter table fr enable row level security
----
ALTER TABLE

create unique index on fr (a)
----
error 23505 could not create unique index "fr_a_idx"; Key (a)=(7) is duplicated.

alter table fr force row level security
----
ALTER TABLE

create policy p on fr using (o = 'x')
----
CREATE POLICY

create unique index on fr (a)
----
error 23505 could not create unique index "fr_a_idx"; Duplicate keys exist.

alter table fr add unique (a)
----
error 23505 could not create unique index "fr_a_key"; Duplicate keys exist.

alter table fr add exclude using gist (int4range(a, a, '[]') with &&)
----
error 23P01 could not create exclusion constraint "fr_int4range_excl"; Key conflicts exist.

alter table fr add foreign key (a) references frp
----
error 23503 insert or update on table "fr" violates foreign key constraint "fr_a_fkey"; Key is not present in table "frp".

reset role
----
RESET

create unique index on fr (a)
----
error 23505 could not create unique index "fr_a_idx"; Duplicate keys exist.

drop owned by rhides
----
DROP OWNED

drop role rhides
----
DROP ROLE

create role rhides
----
CREATE ROLE

do $$ begin execute format('grant usage, create on schema %I to rhides', current_schema()); end $$
----
DO

set role rhides
----
SET

create table h (a int)
----
CREATE TABLE

insert into h values (1), (1)
----
INSERT 0 2

create table hp (a int primary key)
----
CREATE TABLE

create unique index on h (a)
----
error 23505 could not create unique index "h_a_idx"; Key (a)=(1) is duplicated.

alter table h add foreign key (a) references hp
----
error 23503 insert or update on table "h" violates foreign key constraint "h_a_fkey"; Key (a)=(1) is not present in table "hp".

revoke select on h from rhides
----
REVOKE

create unique index on h (a)
----
error 23505 could not create unique index "h_a_idx"; Duplicate keys exist.

alter table h add foreign key (a) references hp
----
error 23503 insert or update on table "h" violates foreign key constraint "h_a_fkey"; Key is not present in table "hp".

reset role
----
RESET

drop owned by rhides
----
DROP OWNED

drop role rhides
----
DROP ROLE
