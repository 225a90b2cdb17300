# Indexes of expressions with constants are used by texts whose literals are taken out: the function, which fails by now, is not called.
create table ic (a int primary key, b text)
----
CREATE TABLE

insert into ic select i, 'v' || i from generate_series(1, 3000) i
----
INSERT 0 3000

create function fk(t text, k text) returns text immutable language plpgsql as $$ begin return t || k; end $$
----
CREATE FUNCTION

create index on ic (fk(b, 'k'))
----
CREATE INDEX

create index on ic ((a % 7 + 1000))
----
CREATE INDEX

analyze ic
----
ANALYZE

create or replace function fk(t text, k text) returns text immutable language plpgsql as $$ begin raise exception 'called for %', t; end $$
----
CREATE FUNCTION

select a from ic where fk(b, 'k') = 'v77k'
----
77
SELECT 1

select a from ic where fk(b, 'k') = 'v78k'
----
78
SELECT 1

select a from ic where fk(b, 'k') in ('v79k', 'v80k') order by a
----
79
80
SELECT 2

update ic set a = -a where fk(b, 'z') = 'v81k'
----
error P0001

delete from ic where fk(b, 'k') = 'v3k' and a < 0
----
DELETE 0

select count(*) from ic where a % 7 + 1000 = 1003
----
429
SELECT 1
