# What EXISTS selects, groups by, sorts by and tells apart is not computed, be it volatile; with sets, aggregates, windows, OFFSET and the like it is.
create sequence calls
----
CREATE SEQUENCE

create table three (a int)
----
CREATE TABLE

insert into three values (1), (2), (3)
----
INSERT 0 3

select exists (select nextval('calls'))
----
t
SELECT 1

select 1 where exists (select nextval('calls'))
----
1
SELECT 1

select not exists (select nextval('calls') from three)
----
f
SELECT 1

select exists (select nextval('calls') from three x where x.a = three.a) from three
----
t
t
t
SELECT 3

select a from three where exists (select nextval('calls') from three x where x.a = three.a) order by a
----
1
2
3
SELECT 3

select a from three where not exists (select nextval('calls') from three x where x.a = three.a + 2) order by a
----
2
3
SELECT 2

select exists (select distinct nextval('calls') from three)
----
t
SELECT 1

select exists (select distinct on (nextval('calls')) a from three)
----
t
SELECT 1

select exists (select 1 from three order by nextval('calls'))
----
t
SELECT 1

select exists (select a from three group by a, nextval('calls'))
----
t
SELECT 1

select exists (select nextval('calls') from three limit 1)
----
t
SELECT 1

select exists (select nextval('calls') from three limit null)
----
t
SELECT 1

select exists (select nextval('calls') from three limit 0)
----
f
SELECT 1

select exists (select nextval('calls') from three order by a fetch first 1 row with ties)
----
t
SELECT 1

select exists (select exists (select nextval('calls')), nextval('calls'))
----
t
SELECT 1

select case when exists (select nextval('calls')) then 1 end, coalesce(exists (select nextval('calls')), false)
----
1|t
SELECT 1

select count(*) from three join three u on exists (select nextval('calls') where three.a = u.a)
----
3
SELECT 1

select a from three group by a having exists (select nextval('calls') where sum(three.a) > 1) order by a
----
2
3
SELECT 2

insert into three select 4 where exists (select nextval('calls')) returning exists (select nextval('calls'))
----
t
INSERT 0 1

update three set a = 5 where a = 4 and exists (select nextval('calls'))
----
UPDATE 1

delete from three where a = 5 and exists (select nextval('calls'))
----
DELETE 1

select exists (select 1/0), exists (select 1/a from (values (0)) v(a)), exists (select a from (values (0)) v(a) order by 1/a)
----
t|t|t
SELECT 1

select nextval('calls')
----
1
SELECT 1

select exists (select count(*), nextval('calls') from three)
----
t
SELECT 1

select nextval('calls')
----
3
SELECT 1

select exists (select nextval('calls') from three having true)
----
t
SELECT 1

select nextval('calls')
----
5
SELECT 1

select exists (select nextval('calls') from three limit (select 1))
----
t
SELECT 1

select nextval('calls')
----
7
SELECT 1

select exists (select nextval('calls') from three offset 1)
----
t
SELECT 1

select nextval('calls')
----
10
SELECT 1

select exists (select nextval('calls') from three for update)
----
t
SELECT 1

select nextval('calls')
----
12
SELECT 1

select exists (select nextval('calls') union all select 1)
----
t
SELECT 1

select nextval('calls')
----
14
SELECT 1

select exists (select generate_series(1, 0), nextval('calls'))
----
f
SELECT 1

select nextval('calls')
----
16
SELECT 1

select exists (select * from (select nextval('calls')) q)
----
t
SELECT 1

select nextval('calls')
----
18
SELECT 1

select exists (select nextval('calls') from three where nextval('calls') > 0)
----
t
SELECT 1

select nextval('calls')
----
20
SELECT 1

select exists (with w as (select nextval('calls')) select * from w)
----
t
SELECT 1

select nextval('calls')
----
22
SELECT 1

select exists (values (nextval('calls')))
----
t
SELECT 1

select nextval('calls')
----
24
SELECT 1

select exists (select 1/a from (values (0)) v(a) union select 1)
----
error 22012

select nextval('calls')
----
25
SELECT 1

select exists (select no from three)
----
error 42703

select exists (select a from three group by 2)
----
error 42P10

drop table three
----
DROP TABLE

drop sequence calls
----
DROP SEQUENCE

# An aggregate belongs to the query that the list within it names.
select (select bool_and(exists (select t.k from (values (1)) v(x))) from (values (1), (2)) w(y)) from (values (1), (2), (3)) t(k)
----
error 21000

select (select count(exists (select 1 from (values (1)) v(x) group by t.k)) from (values (1), (2)) w(y)) from (values (1), (2), (3)) t(k)
----
error 21000

select (select count(exists (select 1 from (values (1)) v(x) order by t.k)) from (values (1), (2)) w(y)) from (values (1), (2), (3)) t(k)
----
error 21000

select 1 from (values (1)) t(k) where (select bool_and(exists (select t.k from (values (1)) v(x))) from (values (1), (2)) w(y))
----
error 42803

select exists (select t.k) from (values (1)) t(k) group by t.k + 1
----
error 42803
