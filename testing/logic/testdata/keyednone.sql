# A correlated subquery without a row is NULL, whatever its value is made of, where it is run once for all outer values, too.
create table t(a int, b text)
----
CREATE TABLE

insert into t values (1,'x'),(2,'y'),(3,'z')
----
INSERT 0 3

select a, (select 'yes' from t t2 where t2.a = t.a + 1) from t order by a
----
1|yes
2|yes
3|NULL
SELECT 3

select a, (select coalesce(t2.b,'q') from t t2 where t2.a = t.a+1) from t order by a
----
1|y
2|z
3|NULL
SELECT 3

select a, (select t2 from t t2 where t2.a = t.a+1) from t order by a
----
1|(2,y)
2|(3,z)
3|NULL
SELECT 3

select a, to_json((select x from (select t2.a, t2.b from t t2 where t2.a=t.a+1) x)) from t order by a
----
1|{"a":2,"b":"y"}
2|{"a":3,"b":"z"}
3|NULL
SELECT 3

select a, (select json_build_object('x',t2.b) from t t2 where t2.a=t.a+1) from t order by a
----
1|{"x" : "y"}
2|{"x" : "z"}
3|NULL
SELECT 3

select a, (select t2.a is null from t t2 where t2.a=t.a+1) from t order by a
----
1|f
2|f
3|NULL
SELECT 3

select a, (select t.b from t t2 where t2.a=t.a+1), (select row(t2.a, t.a) from t t2 where t2.a=t.a+1), (select array[t2.a, t.a] from t t2 where t2.a=t.a+1), (select case when t2.b is null then 1 else 2 end from t t2 where t2.a=t.a+1) from t order by a
----
1|x|(2,1)|{2,1}|2
2|y|(3,2)|{3,2}|2
3|NULL|NULL|NULL|NULL
SELECT 3

select a, (select count(*) from t t2 where t2.a=t.a+1), (select coalesce(sum(t2.a), -1) from t t2 where t2.a=t.a+1), (select max(t2.a) is null from t t2 where t2.a=t.a+1) from t order by a
----
1|1|2|f
2|1|3|f
3|0|-1|t
SELECT 3

select a, (select concat(t2.b, '!') from t t2 where t2.a=t.a+1 order by t2.b) from t order by a
----
1|y!
2|z!
3|NULL
SELECT 3

create table o (k int, n int)
----
CREATE TABLE

create table big (k int, n int)
----
CREATE TABLE

insert into o select i % 500, i from generate_series(1, 1000) i
----
INSERT 0 1000

insert into big select i, i from generate_series(0, 199) i
----
INSERT 0 200

insert into big select -i, i from generate_series(1, 3000) i
----
INSERT 0 3000

analyze o
----
ANALYZE

analyze big
----
ANALYZE

select count(*) from o where (select true from big where big.k = o.k)
----
400
SELECT 1

select count(*) from o where (select 1 from big where big.k = o.k) = 1
----
400
SELECT 1

select count(*) from o where not coalesce((select false from big where big.k = o.k), true)
----
400
SELECT 1

select count(*) from o where (select big is null from big where big.k = o.k) is null
----
600
SELECT 1

select count(*), (select 'in' from big where big.k = o.k) from o group by 2 order by 2
----
400|in
600|NULL
SELECT 2

select sum(length(x)) from (select (select 'in' from big where big.k = o.k) x from o) s
----
800
SELECT 1

create table k1 as select o.k, (select 7 from big where big.k = o.k) v from o
----
SELECT 1000

select count(*), count(v) from k1
----
1000|400
SELECT 1

update o set n = -1 where (select true from big where big.k = o.k)
----
UPDATE 400

update o set n = (select -2 from big where big.k = o.k) where k < 250
----
UPDATE 500

select count(*) filter (where n = -1), count(*) filter (where n = -2), count(*) filter (where n is null) from o
----
0|400|100
SELECT 1

delete from o where (select 1 from big where big.k = o.k) = 1
----
DELETE 400

select count(*) from o
----
600
SELECT 1

insert into o values (1, 0) returning (select 'there' from big where big.k = o.k), (select 'not' from big where big.k = o.k + 1000)
----
there|NULL
INSERT 0 1

create view v as select o.k, (select 'yes'::text from big where big.k = o.k) y from o
----
CREATE VIEW

select count(*), count(y) from v
----
601|1
SELECT 1

create role rkeyed
----
CREATE ROLE

do $$ begin execute format('grant usage on schema %I to rkeyed', current_schema()); end $$
----
DO

grant select on o, big to rkeyed
----
GRANT

create policy p on o using ((select true from big where big.k = o.k))
----
CREATE POLICY

alter table o enable row level security
----
ALTER TABLE

set role rkeyed
----
SET

select count(*) from o
----
1
SELECT 1

reset role
----
RESET

drop owned by rkeyed
----
DROP OWNED

drop role rkeyed
----
DROP ROLE
