# Partitions are gone through in the order of their bounds, whatever the order in which they were made.
create table l (a int, b text) partition by list (b)
----
CREATE TABLE

create table l3 partition of l for values in ('x', 'c'); create table l0 partition of l default; create table ln partition of l for values in (null); create table l1 partition of l for values in ('a', 'z'); create table l2 (b text, a int); alter table l attach partition l2 for values in ('b')
----
CREATE TABLE
CREATE TABLE
CREATE TABLE
CREATE TABLE
CREATE TABLE
ALTER TABLE

insert into l values (1, 'x'), (2, null), (3, 'z'), (4, 'b'), (5, 'other'), (6, 'a')
----
INSERT 0 6

select array_agg(a) from (select a from l) s
----
{3,6,4,1,2,5}
SELECT 1

create table r (a int, b int) partition by range (a, b); create table r3 partition of r for values from (10, 0) to (10, maxvalue); create table r0 partition of r default; create table r1 partition of r for values from (minvalue, minvalue) to (0, 0); create table r2 partition of r for values from (0, 0) to (10, 0) partition by list (b); create table r22 partition of r2 for values in (2); create table r21 partition of r2 for values in (1)
----
CREATE TABLE
CREATE TABLE
CREATE TABLE
CREATE TABLE
CREATE TABLE
CREATE TABLE
CREATE TABLE

insert into r values (10, 1), (11, 1), (null, 3), (-5, 0), (5, 2), (5, 1)
----
INSERT 0 6

select array_agg(format('%s.%s', a, b)) from (select a, b from r) s
----
{-5.0,5.1,5.2,10.1,11.1,.3}
SELECT 1

create table h (a int) partition by hash (a); create table h3 partition of h for values with (modulus 4, remainder 3); create table h1 partition of h for values with (modulus 4, remainder 1); create table h0 partition of h for values with (modulus 2, remainder 0)
----
CREATE TABLE
CREATE TABLE
CREATE TABLE
CREATE TABLE

insert into h select generate_series(1, 20)
----
INSERT 0 20

select string_agg(t, ' ') from (select t, lag(t) over () as p from (select tableoid::regclass::text as t from h) s) s where t is distinct from p
----
h0 h1 h3
SELECT 1

# A statement reads its table as it was at first: a row that it moves to a partition which it reads later is not changed again, triggers or not.
create function same() returns trigger language plpgsql as $$ begin return new; end $$
----
CREATE FUNCTION

create table p (a int, v int) partition by range (a); create table p1 partition of p for values from (0) to (10); create table p2 partition of p for values from (10) to (20); create table p3 partition of p for values from (20) to (30)
----
CREATE TABLE
CREATE TABLE
CREATE TABLE
CREATE TABLE

insert into p select i, 0 from generate_series(0, 9) i
----
INSERT 0 10

create trigger same before update on p for each row execute function same()
----
CREATE TRIGGER

update p set a = a + 10, v = v + 1 where a < 20
----
UPDATE 10

select min(a), max(a), min(v), max(v), count(*) from p
----
10|19|1|1|10
SELECT 1

drop trigger same on p; create trigger same before insert on p for each row execute function same(); update p set a = a - 10, v = 0; update p set a = a + 10, v = v + 1 where a < 20
----
DROP TRIGGER
CREATE TRIGGER
UPDATE 10
UPDATE 10

select min(a), max(a), min(v), max(v), count(*) from p
----
10|19|1|1|10
SELECT 1

insert into p select a + 10, v + 1 from p where a < 20
----
INSERT 0 10

select min(a), max(a), min(v), max(v), count(*) from p
----
10|29|1|2|20
SELECT 1

with m (a, d) as (values (10, 10), (20, 1)) merge into p using m on p.a / 10 * 10 = m.a when matched and p.a < 20 then update set a = p.a + m.d, v = p.v + 10 when matched then update set a = p.a, v = p.v + 100
----
MERGE 20

select a / 10, v, count(*) from p group by 1, 2 order by 1, 2
----
2|11|10
2|102|10
SELECT 2

# So does one with triggers that fire before it.
create table s (id int primary key, v int); insert into s values (1, 0)
----
CREATE TABLE
INSERT 0 1

create function grow() returns trigger language plpgsql as $$ begin insert into s values ((select max(id) + 1 from s), 5); return null; end $$; create trigger grow before update on s for each statement execute function grow()
----
CREATE FUNCTION
CREATE TRIGGER

update s set v = v + 1
----
UPDATE 1

select * from s order by id
----
1|1
2|5
SELECT 2

# Row security judges a row as the triggers of its partition have left it.
create table q (a int, v int, g int generated always as (v + 1) stored) partition by range (a); create table q1 partition of q for values from (0) to (10); create table q2 partition of q for values from (10) to (20)
----
CREATE TABLE
CREATE TABLE
CREATE TABLE

create function even() returns trigger language plpgsql as $$ begin new.v := new.v + 1; return new; end $$; create trigger even before insert on q2 for each row execute function even()
----
CREATE FUNCTION
CREATE TRIGGER

create role partitionorder_user; grant select, insert, update on q to partitionorder_user; do $$ begin execute format('grant usage on schema %I to partitionorder_user', current_schema); end $$; alter table q enable row level security; create policy q_all on q using (true) with check (v % 2 = 0 and g = v + 1); insert into q values (1, 2), (2, 2)
----
CREATE ROLE
GRANT
DO
ALTER TABLE
CREATE POLICY
INSERT 0 2

set role partitionorder_user
----
SET

insert into q values (11, 3)
----
INSERT 0 1

insert into q values (12, 4)
----
error 42501

insert into q values (5, 4)
----
INSERT 0 1

insert into q values (5, 5)
----
error 42501

update q set a = a + 10, v = 5 where a = 1
----
UPDATE 1

update q set a = a + 10, v = 6 where a = 2
----
error 42501

select * from q order by a
----
2|2|3
5|4|5
11|4|5
11|6|7
SELECT 4

reset role
----
RESET

drop table q; drop owned by partitionorder_user; drop role partitionorder_user
----
DROP TABLE
DROP OWNED
DROP ROLE
