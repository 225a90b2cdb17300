# Sets in arguments that the body of a function does not use, beside columns.
CREATE TABLE luk (k int4 PRIMARY KEY, c3 int4range, a int)
----
CREATE TABLE

INSERT INTO luk VALUES (1, NULL::int4range, 1), (2, '[1,3)', 1)
----
INSERT 0 2

CREATE FUNCTION lu1(a0 int4range) RETURNS int4 STABLE LANGUAGE sql AS $$ SELECT NULL::int4::int4 $$
----
CREATE FUNCTION

CREATE FUNCTION lu2(a0 int4, a1 int4) RETURNS int4 STABLE LANGUAGE sql AS $$ SELECT a1 $$
----
CREATE FUNCTION

SELECT * FROM (SELECT NULL::int4, nullif(lu1(r56.c3::int4range), unnest(ARRAY[7, NULL::int4])), NULL::date FROM luk AS r56) AS q ORDER BY 1 NULLS FIRST, 2, 3 DESC
----
NULL|NULL|NULL
NULL|NULL|NULL
SELECT 2

select lu2(generate_series(1, k), k) from luk
----
1
2
SELECT 2

select lu2(k, generate_series(1, k)) from luk
----
1
1
2
SELECT 3

select lu2(generate_series(1, k), 5), count(*) from luk group by 1
----
5|2
SELECT 1

select lu2(generate_series(1, k), 5), count(*) from luk group by a
----
error 42803

select lu2(generate_series(1, a), 5), count(*) from luk group by a
----
5|2
SELECT 1

select lu2(k, 5), generate_series(1,2), count(*) from luk group by a
----
error 42803

select lu2(k, generate_series(1,2)), count(*) from luk group by a
----
error 42803

select lu2(k, generate_series(1,2)), k from luk order by 2, 1
----
1|1
2|1
1|2
2|2
SELECT 4

select lu2(max(k), generate_series(1,2)), lu1(max(c3)) is null from luk
----
error 42883

select lu2(max(k), 3), lu2(generate_series(1, max(k)::int), 3) from luk
----
3|3
SELECT 1

select distinct on (lu2(generate_series(1, k), 5)) k from luk order by lu2(generate_series(1, k), 5), k desc
----
2
SELECT 1

select (select max(lu2(o.k, generate_series(1,2))) from luk i) from luk o
----
error 0A000

select lu2(lu2(generate_series(1, k), k), k) from luk
----
1
2
SELECT 2

select lu2(lu2(k, generate_series(1, k)), k) from luk
----
1
2
SELECT 2

insert into luk select lu2(generate_series(1, k), k) + 10 from luk
----
INSERT 0 2

select k from luk order by k
----
1
2
11
12
SELECT 4
