# groups by IN, ANY and ALL of queries
create table t (x int4, y int4)
----
CREATE TABLE

select count(*) from pg_operator where oprname = '<' and oprleft = 'box'::regtype
----
1
SELECT 1

select case when (select true) then x end, count(*) from t group by case when (select true) then x end
----
SELECT 0

select case when (1, 2) in (select 1, 2 from t r) then x end, count(*) from t group by case when (1, 2) in (select 1, 2 from t r) then x end
----
SELECT 0

select case when (1, 2) in (select 1, 2 from t r) then t.x end, count(*) from t group by case when (1, 2) in (select 1, 2 from t r) then x end
----
SELECT 0

select case when 1 in (select 1 from t r) then x end, count(*) from t group by case when 1 in (select 1 from t r) then x end
----
SELECT 0

with w as (select 1 as a) select case when exists (select from w) then x end, count(*) from t group by case when exists (select from w) then x end
----
SELECT 0

with w as (select 1 as a) select case when (null::float8, null::int4) in (select null::int4, null::numeric from w r) then x end, count(*) from t group by case when (null::float8, null::int4) in (select null::int4, null::numeric from w r) then x end
----
SELECT 0

select case when 1 in (select 1::int8 from t r) then x end, count(*) from t group by case when 1 in (select 1::int8 from t r) then x end
----
SELECT 0

create view v as select case when (null::float8, null::int4) in (select null::int4, null::numeric from t r) then x end, count(*) from t group by 1
----
CREATE VIEW

select pg_get_viewdef('v')
----
 SELECT\n        CASE\n            WHEN ((NULL::double precision, (NULL::integer)::numeric) IN ( SELECT NULL::integer AS int4,\n                NULL::numeric AS "numeric"\n               FROM t r)) THEN t.x\n            ELSE NULL::integer\n        END AS "case",\n    count(*) AS count\n   FROM t\n  GROUP BY\n        CASE\n            WHEN ((NULL::double precision, (NULL::integer)::numeric) IN ( SELECT NULL::integer AS int4,\n                NULL::numeric AS "numeric"\n               FROM t r)) THEN t.x\n            ELSE NULL::integer\n        END;
SELECT 1

insert into t values (1, 2), (2, 2), (3, 1), (null, null)
----
INSERT 0 4

select x in (select y from t r), count(*) from t group by x in (select y from t r) order by 1
----
t|2
NULL|2
SELECT 2

select x in (select y from t r), x not in (select y from t r), count(*) from t group by x in (select y from t r), x not in (select y from t r) order by 1, 2
----
t|f|2
NULL|NULL|2
SELECT 2

select x > all (select y from t r where y is not null), count(*) from t group by x > all (select y from t r where y is not null) order by 1
----
f|2
t|1
NULL|1
SELECT 3

select x in (select y from t r), count(*) from t group by y in (select y from t r) order by 1
----
error 42803

select x in (select y from t r), count(*) from t group by x in (select x from t r) order by 1
----
error 42803

select x in (select r.y from t r where r.x = t.x), count(*) from t group by x in (select r.y from t r where r.x = t.x) order by 1
----
f|3
t|1
SELECT 2

select distinct (x, y) in (select y, x from t r) from t order by (x, y) in (select y, x from t r)
----
t
NULL
SELECT 2
