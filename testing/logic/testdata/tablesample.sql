create table sampled (id int, name text)
----
CREATE TABLE

insert into sampled select i, 'n' || i from generate_series(1, 500) i
----
INSERT 0 500

select count(*) from sampled tablesample system (100)
----
500
SELECT 1

select count(*) from sampled tablesample bernoulli (0) repeatable (1)
----
0
SELECT 1

select count(*) between 1 and 499 from sampled t tablesample bernoulli (50)
----
t
SELECT 1

select count(*) between 150 and 350 from sampled t tablesample system (50) repeatable (7)
----
t
SELECT 1

select (select array_agg(id order by id) from sampled tablesample bernoulli (30) repeatable (3)) = (select array_agg(id order by id) from sampled tablesample bernoulli (30) repeatable (3)), (select array_agg(id order by id) from sampled tablesample bernoulli (30) repeatable (3)) = (select array_agg(id order by id) from sampled tablesample bernoulli (30) repeatable (4))
----
t|f
SELECT 1

select pct, count(id) from (values (0), (100)) v(pct), lateral (select * from sampled tablesample bernoulli (pct)) s group by pct
----
100|500
SELECT 1

select count(*) from sampled tablesample bernoulli (100) where id <= 10
----
10
SELECT 1

select id from sampled tablesample nosuch (1)
----
error 42704

select id from sampled tablesample system (1, 2)
----
error 2202H

select id from sampled tablesample system (null)
----
error 2202H

select id from sampled tablesample system (50) repeatable (null)
----
error 2202G

select id from sampled tablesample bernoulli (-1)
----
error 2202H

select id from sampled tablesample bernoulli (101)
----
error 2202H

select id from sampled tablesample bernoulli ('x')
----
error 22P02

select count(*) from sampled tablesample bernoulli (-1) repeatable (null)
----
error 2202G

select count(*) from sampled tablesample bernoulli (null) repeatable (null)
----
error 2202H

create view of_sampled as select * from sampled
----
CREATE VIEW

select * from of_sampled tablesample system (10)
----
error 0A000

with c as (select * from sampled) select * from c tablesample system (10)
----
error 0A000

drop view of_sampled
----
DROP VIEW

drop table sampled
----
DROP TABLE
