# Materialized views. The results are Postgres's own. Errors are told whole.
create table mt (id int primary key, type text not null, amt numeric not null);
insert into mt values (1, 'x', 2),(2, 'x', 3),(3, 'y', 5),(4, 'y', 7),(5, 'z', 11);
create view mtv as select type, sum(amt) as total from mt group by type;
----
CREATE TABLE
INSERT 0 5
CREATE VIEW

create materialized view mtm as select type, sum(amt) as total from mt group by type with no data;
----
CREATE MATERIALIZED VIEW

select relkind, relispopulated, relhasrules from pg_class where relname = 'mtm';
----
m|f|t
SELECT 1

select * from mtm;
----
error 55000 materialized view "mtm" has not been populated; ; Use the REFRESH MATERIALIZED VIEW command.

create view over as select * from mtm;
----
CREATE VIEW

refresh materialized view mtm;
----
REFRESH MATERIALIZED VIEW

select relispopulated from pg_class where relname = 'mtm';
----
t
SELECT 1

create unique index mtm_type on mtm (type);
----
CREATE INDEX

select * from mtm order by type;
----
x|5
y|12
z|11
SELECT 3

create materialized view mtvm as select * from mtv order by type;
----
SELECT 3

select * from mtvm order by type;
----
x|5
y|12
z|11
SELECT 3

create materialized view named (a, b) as select 1, 2, 3;
----
SELECT 1

select * from named;
----
1|2|3
SELECT 1

create materialized view named2 (a, b, c) as select 1, 2;
----
error 42601 too many column names were specified

create materialized view named as select 1;
----
error 42P07 relation "named" already exists

create materialized view if not exists named as select 1;
----
CREATE MATERIALIZED VIEW

create unique index mtvm_expr on mtvm ((total > 0));
----
error 23505 could not create unique index "mtvm_expr"; Key ((total > 0::numeric))=(t) is duplicated.

refresh materialized view concurrently mtvm with no data;
----
error 42601 CONCURRENTLY and WITH NO DATA options cannot be used together

insert into mt values (6, 'z', 13);
----
INSERT 0 1

select * from mtm order by type;
----
x|5
y|12
z|11
SELECT 3

refresh materialized view concurrently mtm;
----
REFRESH MATERIALIZED VIEW

select * from mtm order by type;
----
x|5
y|12
z|24
SELECT 3

select type, m.total as was, v.total as now from mtvm m left join mtv v using (type) order by type;
----
x|5|5
y|12|12
z|11|24
SELECT 3

refresh materialized view mtvm;
----
REFRESH MATERIALIZED VIEW

select * from mtvm order by type;
----
x|5
y|12
z|24
SELECT 3

select * from over order by 1;
----
x|5
y|12
z|24
SELECT 3

# What it is not.
insert into mtm values ('a', 1);
----
error 42809 cannot change materialized view "mtm"

update mtm set total = 1;
----
error 42809 cannot change materialized view "mtm"

delete from mtm;
----
error 42809 cannot change materialized view "mtm"

truncate mtm;
----
error 42809 "mtm" is not a table

select * from mtm for share;
----
error 42809 cannot lock rows in materialized view "mtm"

# To whom may not read it, that is told first.
prepare locked as select * from mtm for share;
----
PREPARE

execute locked;
----
error 42809 cannot lock rows in materialized view "mtm"

explain (costs off) select * from mtm for share;
----
error 42809 cannot lock rows in materialized view "mtm"

create role mtnobody; do $$ begin execute format('grant usage on schema %I to mtnobody', current_schema()); end $$; set role mtnobody;
----
CREATE ROLE
DO
SET

select * from mtm for share;
----
error 42501 permission denied for materialized view mtm

reset role; drop owned by mtnobody; drop role mtnobody;
----
RESET
DROP OWNED
DROP ROLE

drop table mtm;
----
error 42809 "mtm" is not a table; ; Use DROP MATERIALIZED VIEW to remove a materialized view.

drop view mtm;
----
error 42809 "mtm" is not a view; ; Use DROP MATERIALIZED VIEW to remove a materialized view.

drop materialized view mtv;
----
error 42809 "mtv" is not a materialized view; ; Use DROP VIEW to remove a view.

drop materialized view mt;
----
error 42809 "mt" is not a materialized view; ; Use DROP TABLE to remove a table.

drop materialized view if exists nothing;
----
DROP MATERIALIZED VIEW

refresh materialized view mtv;
----
error 42809 "mtv" is not a table or materialized view

refresh materialized view nothing;
----
error 42P01 relation "nothing" does not exist

alter materialized view mtm add column a int;
----
error 42809 ALTER action ADD COLUMN cannot be performed on relation "mtm"; This operation is not supported for materialized views.

alter materialized view mtm alter total set not null;
----
error 42809 ALTER action ALTER COLUMN ... SET NOT NULL cannot be performed on relation "mtm"; This operation is not supported for materialized views.

alter table mtm add check (total > 0);
----
error 42809 ALTER action ADD CONSTRAINT cannot be performed on relation "mtm"; This operation is not supported for materialized views.

alter table mtm enable row level security;
----
error 42809 ALTER action ENABLE ROW SECURITY cannot be performed on relation "mtm"; This operation is not supported for materialized views.

alter view mtm rename to x;
----
error 42809 "mtm" is not a view

comment on table mtm is 'no';
----
error 42809 "mtm" is not a table

create table refers (a text references mtm (type));
----
error 42809 referenced relation "mtm" is not a table

create unlogged materialized view u as select 1;
----
error 0A000 materialized views cannot be unlogged

create temp table tt (a int);
create materialized view u as select * from tt;
----
CREATE TABLE
error 0A000 materialized views must not use temporary tables or views

create materialized view u as with x as (delete from mt returning id) select * from x;
----
error 0A000 materialized views must not use data-modifying statements in WITH

create materialized view u as select 1 / 0;
----
error 22012 division by zero

create materialized view u as select 1 / 0 with no data;
----
CREATE MATERIALIZED VIEW

refresh materialized view u;
----
error 22012 division by zero

drop materialized view u;
----
DROP MATERIALIZED VIEW

# Names and comments.
alter materialized view mtm rename column total to tot;
----
ALTER MATERIALIZED VIEW

alter materialized view mtm rename to mtm2;
----
ALTER MATERIALIZED VIEW

alter materialized view if exists nothing rename to mtm2;
----
ALTER MATERIALIZED VIEW

alter materialized view mtm2 rename to mtm;
----
ALTER MATERIALIZED VIEW

comment on materialized view mtm is 'a view';
----
COMMENT

select obj_description('mtm'::regclass, 'pg_class');
----
a view
SELECT 1

select matviewname, hasindexes, ispopulated, definition from pg_matviews where schemaname = current_schema() order by 1;
----
mtm|t|t| SELECT mt.type,\n    sum(mt.amt) AS tot\n   FROM mt\n  GROUP BY mt.type;
mtvm|f|t| SELECT mtv.type,\n    mtv.total\n   FROM mtv\n  ORDER BY mtv.type;
named|f|t| SELECT 1 AS a,\n    2 AS b,\n    3 AS "?column?";
SELECT 3

select table_name, table_type from information_schema.tables where table_schema = current_schema() and table_name in ('mt', 'mtv', 'mtm') order by 1;
----
mt|BASE TABLE
mtv|VIEW
SELECT 2

# Duplicates.
create table foo as select 1 as a, 2 as b;
create materialized view dup as select * from foo;
create unique index on dup (a);
insert into foo select * from foo;
----
SELECT 1
SELECT 1
CREATE INDEX
INSERT 0 1

refresh materialized view dup;
----
error 23505 could not create unique index "dup_a_idx"; Key (a)=(1) is duplicated.

select * from dup;
----
1|2
SELECT 1

# A refresh is part of its transaction.
begin;
insert into mt values (7, 'w', 1);
refresh materialized view mtm;
select * from mtm order by 1;
rollback;
select * from mtm order by 1;
----
BEGIN
INSERT 0 1
REFRESH MATERIALIZED VIEW
w|1
x|5
y|12
z|24
SELECT 4
ROLLBACK
x|5
y|12
z|24
SELECT 3

begin;
savepoint s;
refresh materialized view mtm with no data;
rollback to s;
select count(*) from mtm;
commit;
----
BEGIN
SAVEPOINT
REFRESH MATERIALIZED VIEW
ROLLBACK
3
SELECT 1
COMMIT

# What it depends on, and what depends on it.
alter table mt drop column amt;
----
error 2BP01 cannot drop column amt of table mt because other objects depend on it; view mtv depends on column amt of table mt\nmaterialized view mtvm depends on view mtv\nmaterialized view mtm depends on column amt of table mt\nview over depends on materialized view mtm; Use DROP ... CASCADE to drop the dependent objects too.

alter table mt alter amt type int;
----
error 0A000 cannot alter type of a column used by a view or rule; rule _RETURN on view mtv depends on column "amt"

drop view mtv;
----
error 2BP01 cannot drop view mtv because other objects depend on it; materialized view mtvm depends on view mtv; Use DROP ... CASCADE to drop the dependent objects too.

drop materialized view mtm;
----
error 2BP01 cannot drop materialized view mtm because other objects depend on it; view over depends on materialized view mtm; Use DROP ... CASCADE to drop the dependent objects too.

alter table mt rename amt to amount;
----
ALTER TABLE

refresh materialized view mtm;
----
REFRESH MATERIALIZED VIEW

select * from mtm order by 1;
----
x|5
y|12
z|24
SELECT 3

drop table mt cascade;
----
DROP TABLE

drop table foo cascade;
----
DROP TABLE

select relname from pg_class where relkind = 'm' order by 1;
----
named
SELECT 1

# A lock that an outer join does not allow is told behind what policies are wrong in.
create table mtloop (x int); create table mtplain (x int);
----
CREATE TABLE
CREATE TABLE

create policy p on mtloop as restrictive for select using (x in (select l.x from mtloop l)); create policy q on mtloop using (null::bool);
----
CREATE POLICY
CREATE POLICY

alter table mtloop enable row level security; alter table mtloop force row level security; create role mtowner;
----
ALTER TABLE
ALTER TABLE
CREATE ROLE

do $$ begin execute format('grant usage, create on schema %I to mtowner', current_schema()); end $$;
----
DO

alter table mtloop owner to mtowner; grant select, update on mtplain to mtowner; set role mtowner;
----
ALTER TABLE
GRANT
SET

select from mtplain p right join mtloop l on null::bool for update;
----
error 42P17 infinite recursion detected in policy for relation "mtloop"

select from mtplain p right join mtplain l on null::bool for update;
----
error 0A000 FOR UPDATE cannot be applied to the nullable side of an outer join

select from mtplain p right join mtplain l on null::bool where nope for update;
----
error 42703 column "nope" does not exist

reset role; drop table mtloop; drop owned by mtowner; drop role mtowner;
----
RESET
DROP TABLE
DROP OWNED
DROP ROLE
