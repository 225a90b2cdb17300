# Errors are told whole. Forms that random statements differed in. The results are Postgres's own.
create type fpair as (a int, b text); create table fpt (p fpair); insert into fpt values (row(1, null))
----
CREATE TYPE
CREATE TABLE
INSERT 0 1

select row(null::int, null::text)::fpair in (row(null::int, 'a'::text)::fpair), row(1, 'a')::fpair in (row(1, 'a')::fpair), row(1, null)::fpair in (row(1, null)::fpair), row(1, null)::fpair not in (row(2, null)::fpair), row(1, null)::fpair = row(1, null)::fpair
----
NULL|t|NULL|t|t
SELECT 1

select row(1, null)::fpair in (row(1, null)), row(1, null) in (row(1, null)::fpair), row(1, null)::fpair::fpair in (row(1, null)::fpair), row(2, 'x') in (row(1, 'y')::fpair, row(2, 'x'))
----
NULL|NULL|NULL|t
SELECT 1

select p in (row(1, null)::fpair), row(1, null)::fpair in (p), row(1, null)::fpair in (row(1, null)::fpair, row(2, null)::fpair), row(1, null)::fpair = any (array[row(1, null)::fpair]) from fpt
----
t|t|t|t
SELECT 1

create view fpv as select row(1, p::text)::fpair in (row(1, 'x')::fpair) as x, row(2, 'b')::fpair not in (row(2, null)::fpair) as y from fpt; select * from fpv; drop view fpv
----
CREATE VIEW
f|NULL
SELECT 1
DROP VIEW

declare fpc cursor for select nothing from fpt
----
error 42703 column "nothing" does not exist

declare fpc cursor for select p from nowhere
----
error 42P01 relation "nowhere" does not exist

declare fpc cursor for select p from fpt
----
error 25P01 DECLARE CURSOR can only be used in transaction blocks

create view fpo as select 1 as a, -1 as b, 1.5 as c, null::int as d, 'x' as e, date '2020-01-01' as f, 7::int8 as g, true as h from fpt order by 1, 2, 3, 4, 5, 6, 7, 8 nulls first; select pg_get_viewdef('fpo'); drop view fpo
----
CREATE VIEW
 SELECT 1 AS a,\n    '-1'::integer AS b,\n    1.5 AS c,\n    NULL::integer AS d,\n    'x'::text AS e,\n    '2020-01-01'::date AS f,\n    (7)::bigint AS g,\n    true AS h\n   FROM fpt\n  ORDER BY 1::integer, '-1'::integer, 1.5::numeric, NULL::integer, 'x'::text, '2020-01-01'::date, ((7)::bigint), true::boolean NULLS FIRST;
SELECT 1
DROP VIEW

create view fpo as select row_number() over (order by 1, 'a', 2.5, true), count(*) over (partition by 1::int, true), string_agg('x', ',' order by true, '1'::text) filter (where true) over () from fpt
----
error 0A000 aggregate ORDER BY is not implemented for window functions

create view fpo as select row_number() over (order by 1, 'a', 2.5, true), count(*) over (partition by 1::int, true) from fpt; select pg_get_viewdef('fpo'); drop view fpo
----
CREATE VIEW
 SELECT row_number() OVER (ORDER BY 1::integer, 'a'::text, 2.5::numeric, true::boolean) AS row_number,\n    count(*) OVER (PARTITION BY 1::integer, true::boolean) AS count\n   FROM fpt;
SELECT 1
DROP VIEW

create view fpo as select distinct on (1, 2) 5 as x, true as y from fpt; select pg_get_viewdef('fpo'); drop view fpo
----
CREATE VIEW
 SELECT DISTINCT ON (5::integer, true::boolean) 5 AS x,\n    true AS y\n   FROM fpt;
SELECT 1
DROP VIEW

create view fpo as select false as x, 7 as y, 'a' as z, count(*) from fpt group by 1, 2, 3 having count(*) > 0 order by 1, 2, 3; select pg_get_viewdef('fpo'); drop view fpo
----
CREATE VIEW
 SELECT false AS x,\n    7 AS y,\n    'a'::text AS z,\n    count(*) AS count\n   FROM fpt\n  GROUP BY false::boolean, 7::integer, 'a'::text\n HAVING (count(*) > 0)\n  ORDER BY false::boolean, 7::integer, 'a'::text;
SELECT 1
DROP VIEW

create view fpo as select string_agg(p::text, ',' order by true, p) from fpt; select pg_get_viewdef('fpo'); drop view fpo
----
CREATE VIEW
 SELECT string_agg((fpt.p)::text, ','::text ORDER BY true::boolean, fpt.p) AS string_agg\n   FROM fpt;
SELECT 1
DROP VIEW

create function fpf() returns bool stable begin atomic select (select true from fpt order by 1 desc limit 1); end; do $$ begin execute pg_get_functiondef('fpf'::regproc); end $$; select fpf(); drop function fpf
----
CREATE FUNCTION
DO
t
SELECT 1
DROP FUNCTION

create table fpm (a int, b int default 3, unique (a)) partition by range (a); create table fpm2 (a int, b int); insert into fpm2 values (2, 3), (2, 1); create table fpmd partition of fpm default; insert into fpm values (21)
----
CREATE TABLE
CREATE TABLE
INSERT 0 2
CREATE TABLE
INSERT 0 1

alter table fpm attach partition fpm2 for values from (20) to (maxvalue)
----
error 23505 could not create unique index "fpm2_a_key"; Key (a)=(2) is duplicated.

delete from fpm2 where b = 1
----
DELETE 1

alter table fpm attach partition fpm2 for values from (20) to (maxvalue)
----
error 23514 partition constraint of relation "fpm2" is violated by some row

update fpm2 set a = 22
----
UPDATE 1

alter table fpm attach partition fpm2 for values from (20) to (maxvalue)
----
error 23514 updated partition constraint for default partition "fpmd" would be violated by some row

delete from fpmd; alter table fpm attach partition fpm2 for values from (20) to (maxvalue); select tableoid::regclass, * from fpm
----
DELETE 1
ALTER TABLE
fpm2|22|3
SELECT 1

insert into fpmd values (5, 1); create table fpm3 partition of fpm for values from (1) to (10)
----
INSERT 0 1
error 23514 updated partition constraint for default partition "fpmd" would be violated by some row

drop table fpm, fpt; drop type fpair
----
DROP TABLE
DROP TYPE

select 1/0
----
error 22012 division by zero

commit and chain
----
error 25P01 COMMIT AND CHAIN can only be used in transaction blocks

select current_setting('transaction_isolation'), current_setting('transaction_read_only'), current_setting('transaction_deferrable')
----
read committed|off|off
SELECT 1

rollback
----
ROLLBACK

begin isolation level repeatable read, read only, deferrable
----
BEGIN

savepoint a
----
SAVEPOINT

select 1/0
----
error 22012 division by zero

rollback and chain
----
ROLLBACK

select current_setting('transaction_isolation'), current_setting('transaction_read_only'), current_setting('transaction_deferrable')
----
repeatable read|on|on
SELECT 1

savepoint a
----
SAVEPOINT

select 1/0
----
error 22012 division by zero

rollback to a
----
ROLLBACK

commit and chain
----
COMMIT

select current_setting('transaction_isolation'), current_setting('transaction_read_only'), current_setting('transaction_deferrable')
----
repeatable read|on|on
SELECT 1

savepoint a
----
SAVEPOINT

select 1/0
----
error 22012 division by zero

rollback to a
----
ROLLBACK

release a
----
RELEASE

select 1/0
----
error 22012 division by zero

rollback and chain
----
ROLLBACK

select current_setting('transaction_isolation'), current_setting('transaction_read_only'), current_setting('transaction_deferrable')
----
repeatable read|on|on
SELECT 1

rollback
----
ROLLBACK
