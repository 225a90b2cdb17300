# Rows with fields that are NULL and indexes, what WITH queries may be named, privileges that may be asked for, what triggers see of generated columns, policies of whole rows. The results are Postgres's own.
create type cpair as (a int4, b text)
----
CREATE TYPE

create table ct1 (k int primary key, c3 cpair, c5 float8)
----
CREATE TABLE

insert into ct1 values (1,'(,)'),(2,null),(3,'(1,)'),(4,'(1,x)')
----
INSERT 0 4

create index on ct1 (c3); create index on ct1 (c5) where c3 is not null; create index on ct1 (k) where c3 is null
----
CREATE INDEX
CREATE INDEX
CREATE INDEX

create table ct2 (k int, c cpair not null); insert into ct2 values (1,'(,)'),(2,'(1,)'),(3,'(1,2)'); create index on ct2 (c)
----
CREATE TABLE
INSERT 0 3
CREATE INDEX

analyze ct1; analyze ct2; set enable_seqscan = off
----
ANALYZE
ANALYZE
SET

select k from ct1 where c3 is not null order by 1
----
4
SELECT 1

select k from ct1 where c3 is null order by 1
----
1
2
SELECT 2

select k from ct1 where not (c3 is null) order by 1
----
3
4
SELECT 2

select k from ct1 where c3 is distinct from null order by 1
----
1
3
4
SELECT 3

select k from ct1 where c3 is not distinct from null order by 1
----
2
SELECT 1

select count(*) from ct1 where c3 is distinct from null
----
3
SELECT 1

select k from ct1 where c3 = '(1,x)' and c3 is not null order by 1
----
error 0A000

select k from ct1 where c3 > '(0,)' and c5 is null order by 1
----
error 0A000

select c5, k from ct1 where c3 is not null order by c5
----
NULL|4
SELECT 1

select k from ct1 where c3 is null or c3 = '(1,x)' order by 1
----
error 0A000

select k from ct2 where c is null order by 1
----
1
SELECT 1

select k from ct2 where c is not null order by 1
----
3
SELECT 1

select k from ct2 where c is distinct from null order by 1
----
1
2
3
SELECT 3

select count(*) filter (where c is null), count(*) filter (where c is not null), count(c) from ct2
----
1|1|3
SELECT 1

select a.k, b.k from ct2 a left join ct1 b on a.c = b.c3 where b.c3 is null order by 1
----
1|1
3|NULL
SELECT 2

select a.k, b.k from ct2 a left join ct1 b on a.c = b.c3 where b.c3 is not null order by 1
----
SELECT 0

select a.k from ct2 a where not exists (select 1 from ct1 b where b.c3 = a.c) order by 1
----
3
SELECT 1

select a.k from ct1 a where c3 not in (select c from ct2 where c is not null) order by 1
----
1
3
4
SELECT 3

select min(k) from ct1 where c3 is null; select max(k) from ct1 where c3 is not null
----
1
SELECT 1
4
SELECT 1

with a as (select * from bb), bb as (select 1) select * from a
----
error 42P01

with a as (select * from a) select * from a
----
error 42P01

with a as (with c as (select * from bb) select * from c), bb as (select 1) select * from a
----
error 42P01

with a as (select 1), bb as (select * from a) select * from bb
----
1
SELECT 1

create table pri (a int, b int generated always as (a*2) stored)
----
CREATE TABLE

create unique index on pri (a)
----
CREATE INDEX

insert into pri values (1) on conflict (a) do update set a = excluded.a returning excluded.a
----
error 42P01

insert into pri values (1) on conflict (a) do update set a = excluded.a + 1 returning a
----
1
INSERT 0 1

create sequence prs; create domain prd as int; create type prt as enum ('a')
----
CREATE SEQUENCE
CREATE DOMAIN
CREATE TYPE

create role prr
----
CREATE ROLE

select has_table_privilege('prr','pri','rule'), has_sequence_privilege('prr','prs','usage,select')
----
f|f
SELECT 1

select has_sequence_privilege('prr','prs','insert')
----
error 22023

select has_table_privilege('prr','pri','usage')
----
error 22023

select has_column_privilege('prr','pri','a','delete')
----
error 22023

select has_schema_privilege('prr','public','create with grant option')
----
f
SELECT 1

select has_schema_privilege('prr','public','select')
----
error 22023

select has_database_privilege('prr',current_database(),'temp,connect')
----
t
SELECT 1

select has_type_privilege('prr','prd','usage'), has_function_privilege('prr','int4(text)'::text,'execute')
----
error 42883

select has_type_privilege('prr','prd','create')
----
error 22023

grant usage on domain prt to prr
----
error 42809

grant usage on domain prd to prr
----
GRANT

create procedure prp() language sql as 'select 1'
----
CREATE PROCEDURE

grant usage on procedure prp() to prr
----
error 0LP01

grant usage on routine prp() to prr
----
error 0LP01

create function t1() returns trigger language plpgsql as $$begin raise notice '% %', tg_name, new; new.b := 300; return new; end$$
----
CREATE FUNCTION

create trigger a1 before insert or update on pri for each row execute function t1()
----
CREATE TRIGGER

create trigger a2 before insert or update on pri for each row execute function t1()
----
CREATE TRIGGER

insert into pri values (5); update pri set a = 6 where a = 5; select * from pri order by 1
----
INSERT 0 1
UPDATE 1
1|2
6|12
SELECT 2

create type ti as (a int, b int)
----
CREATE TYPE

create type tir as range (subtype = ti)
----
CREATE TYPE

alter type ti add attribute c tir
----
error 42P16

create view vf as select x, count(*) from generate_series(1,3) x group by x
----
CREATE VIEW

select * from vf for update
----
1|1
2|1
3|1
SELECT 3

create view vg as select a, count(*) from pri group by a
----
CREATE VIEW

select * from vg for update
----
error 0A000

create view vh as select x from (select 1 x) s group by x
----
CREATE VIEW

select * from vh for update
----
error 0A000

create view vi as with w as (select 1 x) select x from w group by x
----
CREATE VIEW

select * from vi for update
----
1
SELECT 1

create view vj as select distinct x from (values (1)) v(x)
----
CREATE VIEW

select * from vj for update
----
error 0A000

create table cp (a int, b int, check (tableoid > 0 and a > 0))
----
CREATE TABLE

create table cp1 (check (a < 10)) inherits (cp)
----
CREATE TABLE

insert into cp1 values (1,1); insert into cp values (0,1)
----
INSERT 0 1
error 23514

create function sro() returns int language sql as 'declare c cursor with hold for select 1; select 1'
----
CREATE FUNCTION

create materialized view srm as select sro() with no data
----
CREATE MATERIALIZED VIEW

refresh materialized view srm
----
error 42501

create table rt (b int, c int, a int);create role rb_x; grant all on rt to rb_x; do $$begin execute format('grant usage on schema %I to rb_x', current_schema()); end$$
----
CREATE TABLE
CREATE ROLE
GRANT
DO

create policy p1 on rt using (rt >= row(1,1,1) or exists (select 1 from rt r2 where r2 = rt))
----
CREATE POLICY

alter table rt enable row level security; alter table rt force row level security
----
ALTER TABLE
ALTER TABLE

drop policy p1 on rt; create policy p1 on rt using (rt >= row(1,1,1) and rt.* is not null)
----
DROP POLICY
CREATE POLICY

set role rb_x; insert into rt select 10,20,30
----
SET
INSERT 0 1

set role rb_x; insert into rt values (0,20,30)
----
SET
error 42501

set role rb_x; select * from rt
----
SET
10|20|30
SELECT 1

reset role; select pg_get_expr(polqual, polrelid) from pg_policy where polrelid = 'rt'::regclass
----
RESET
((rt.* >= ROW(1, 1, 1)) AND (rt.* IS NOT NULL))
SELECT 1

alter table rt rename to rt3; set role rb_x; select count(*) from rt3; reset role
----
ALTER TABLE
SET
1
SELECT 1
RESET

create table ck (a int, check (tableoid::regclass::text = 'ck' or a > 3)); insert into ck values (1)
----
CREATE TABLE
INSERT 0 1

create table ck2 (a int, check (ctid::text = 'x'))
----
error 42P10

create function tf() returns trigger language plpgsql as $$begin new.a := 7; return new; end$$
----
CREATE FUNCTION

create trigger t2 before update on ck for each row when (new.tableoid <> 0) execute procedure tf()
----
error 0A000

create trigger t2 before update on ck for each row when (old.tableoid = 'ck'::regclass) execute procedure tf()
----
CREATE TRIGGER

update ck set a = 2; select * from ck
----
UPDATE 1
7
SELECT 1

select conname, pg_get_constraintdef(oid) from pg_constraint where conrelid = 'ck'::regclass
----
ck_check|CHECK (((((tableoid)::regclass)::text = 'ck'::text) OR (a > 3)))
SELECT 1

reset role; drop owned by rb_x, prr; drop role rb_x, prr
----
RESET
DROP OWNED
DROP ROLE
