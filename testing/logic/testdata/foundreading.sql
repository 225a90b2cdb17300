# Errors are told whole. Subscripts that lie outside, arrays of seven dimensions, VARIADIC in keys, samples beside other items.
select (array[[1,2],[3,4]])[1:0][null:1], (array[[1,2],[3,4]])[:][2:], (array[1,2,3])[2:][1:2], ('[5:7]={1,2,3}'::int[])[:6]
----
NULL|{{2},{4}}|{}|{1,2}
SELECT 1

select (array[[1,2],[3,4]])[1:0][1/0:1]
----
error 22012 division by zero

select (array[[1,2],[3,4]])[5][1/0]
----
error 22012 division by zero

create table cv (a text[], b int); insert into cv values ('{a,b}', 1), ('{c}', 2)
----
CREATE TABLE
INSERT 0 2

select array[x, x] from (select array[[[[[[b]]]]]] as x from cv) s
----
error 54000 number of array dimensions (7) exceeds the maximum allowed (6)

select concat(variadic a) from cv group by concat(a)
----
error 42803 column "cv.a" must appear in the GROUP BY clause or be used in an aggregate function

select distinct concat(a) from cv order by concat(variadic a)
----
error 42P10 for SELECT DISTINCT, ORDER BY expressions must appear in select list

select concat(a), concat(variadic a) from cv order by concat(variadic a)
----
{a,b}|ab
{c}|c
SELECT 2

select * from (values (10)) v(p), cv tablesample bernoulli (v.p)
----
error 42P01 invalid reference to FROM-clause entry for table "v"; ; There is an entry for table "v", but it cannot be referenced from this part of the query.

select p, (select count(*) from cv tablesample bernoulli (v.p)) from (values (100), (0)) v(p) order by p
----
0|0
100|2
SELECT 2

select * from lateral (select 100) v(p), lateral (select count(*) from cv tablesample bernoulli (v.p)) w
----
100|2
SELECT 1

create role caller; revoke execute on function int4eq(int, int) from public; revoke execute on function int4lt(int, int) from public; set role caller
----
CREATE ROLE
REVOKE
REVOKE
SET

select 1 in (1, 2)
----
error 42501 permission denied for function int4eq

select (1, 2) = (1, 3)
----
error 42501 permission denied for function int4eq

select (1, 2) < (1, 3)
----
t
SELECT 1

select 1 is distinct from 2
----
error 42501 permission denied for function int4eq

select nullif(1, 2)
----
error 42501 permission denied for function int4eq

select 1 = any (array[1])
----
error 42501 permission denied for function int4eq

reset role; grant execute on function int4eq(int, int), int4lt(int, int) to public; drop role caller
----
RESET
GRANT
DROP ROLE

create table priv (a int, b int); insert into priv values (1, 2); create table nosel (a int); insert into nosel values (1)
----
CREATE TABLE
INSERT 0 1
CREATE TABLE
INSERT 0 1

create role caller; grant insert, update, delete on priv, nosel to caller; grant select (a) on priv to caller; do $$ begin execute format('grant usage on schema %I to caller', current_schema); end $$; set role caller
----
CREATE ROLE
GRANT
GRANT
DO
SET

select tableoid::regclass from priv
----
error 42501 permission denied for table priv

select a from priv
----
1
SELECT 1

delete from nosel returning tableoid
----
error 42501 permission denied for table nosel

insert into nosel values (1) returning xmax
----
error 42501 permission denied for table nosel

update nosel set a = 2 returning tableoid
----
error 42501 permission denied for table nosel

delete from nosel where tableoid > 0
----
error 42501 permission denied for table nosel

update nosel set a = 3 returning 1
----
1
UPDATE 1

reset role; drop owned by caller; drop role caller
----
RESET
DROP OWNED
DROP ROLE
