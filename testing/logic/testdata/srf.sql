# Functions that return sets, in select lists and elsewhere. Columns are told. Errors are told whole, with their positions.
SET default_transaction_isolation = 'serializable'
----
SET

CREATE TABLE t (id int PRIMARY KEY, a int, b text)
----
CREATE TABLE

INSERT INTO t VALUES (1,10,'x'),(2,NULL,'y'),(3,30,NULL)
----
INSERT 0 3

CREATE TABLE s (a int)
----
CREATE TABLE

INSERT INTO s VALUES (1),(2),(3)
----
INSERT 0 3

SELECT generate_series(1,2) AS g, sum(a) FROM s GROUP BY g ORDER BY 1
----
g:23|sum:20
1|6
2|6
SELECT 2

SELECT unnest(ARRAY['a','b','a']) AS tag, count(*) GROUP BY tag ORDER BY 1
----
tag:25|count:20
a|2
b|1
SELECT 2

SELECT unnest(ARRAY[id,a]) x, count(*) FROM t GROUP BY x ORDER BY 1
----
x:23|count:20
1|1
2|1
3|1
10|1
30|1
NULL|1
SELECT 6

SELECT generate_series(1,2)+1, count(*) FROM s GROUP BY generate_series(1,2) ORDER BY 1
----
?column?:23|count:20
2|3
3|3
SELECT 2

SELECT generate_series(1,2), count(*) FROM s GROUP BY generate_series(1,2)+1 ORDER BY 1,2
----
generate_series:23|count:20
1|3
1|3
2|3
2|3
SELECT 4

SELECT generate_series(1,2), count(*) FROM s GROUP BY generate_series(1,2) ORDER BY 1,2
----
generate_series:23|count:20
1|3
2|3
SELECT 2

# sorted
SELECT generate_series(1,2), count(*) FROM s GROUP BY 1 ORDER BY generate_series(1,2) DESC
----
generate_series:23|count:20
1|3
2|3
SELECT 2

# sorted
SELECT DISTINCT generate_series(1,2) FROM s ORDER BY generate_series(1,2) DESC
----
generate_series:23
1
2
SELECT 2

SELECT a, generate_series(1,a) FROM s GROUP BY a ORDER BY 1,2
----
a:23|generate_series:23
1|1
2|1
2|2
3|1
3|2
3|3
SELECT 6

SELECT a, generate_series(1,a), sum(a) FROM s GROUP BY 1,2 ORDER BY 1,2
----
a:23|generate_series:23|sum:20
1|1|1
2|1|2
2|2|2
3|1|3
3|2|3
3|3|3
SELECT 6

SELECT generate_series(1,a) FROM s GROUP BY id
----
error 42703 column "id" does not exist
at 45

SELECT generate_series(1,count(*)) FROM s
----
generate_series:20
1
2
3
SELECT 3

SELECT generate_series(1,a) FROM s HAVING count(*) > 1
----
error 42803 column "s.a" must appear in the GROUP BY clause or be used in an aggregate function
at 26

SELECT count(*) FROM s HAVING generate_series(1,2) > 1
----
error 0A000 set-returning functions are not allowed in HAVING
at 31

SELECT generate_series(1, generate_series(1,3))
----
generate_series:23
1
1
1
2
2
3
SELECT 6

SELECT generate_series(1,2), generate_series(1, generate_series(1,3))
----
generate_series:23|generate_series:23
1|1
2|1
2|2
NULL|1
NULL|2
NULL|3
SELECT 6

SELECT generate_series(1, generate_series(1,3)), generate_series(5,6)
----
generate_series:23|generate_series:23
1|5
1|6
1|NULL
2|6
2|NULL
3|NULL
SELECT 6

SELECT generate_series(1, generate_series(1,3)), generate_series(10, 9+generate_series(1,2)), generate_series(100,104)
----
generate_series:23|generate_series:23|generate_series:23
1|10|100
1|10|101
1|NULL|102
2|11|101
2|NULL|102
3|NULL|102
SELECT 6

SELECT generate_series(generate_series(1,2), generate_series(2,4))
----
generate_series:23
1
2
2
3
SELECT 4

SELECT count(generate_series(1,3))
----
error 0A000 aggregate function calls cannot contain set-returning function calls; ; You might be able to move the set-returning function into a LATERAL FROM item.
at 14

SELECT count(*) FILTER (WHERE generate_series(1,3) > 1)
----
error 0A000 set-returning functions are not allowed in FILTER
at 31

SELECT array_agg(a ORDER BY generate_series(1,3)) FROM s
----
error 0A000 aggregate function calls cannot contain set-returning function calls; ; You might be able to move the set-returning function into a LATERAL FROM item.
at 29

SELECT CASE WHEN true THEN generate_series(1,2) END
----
error 0A000 set-returning functions are not allowed in CASE; ; You might be able to move the set-returning function into a LATERAL FROM item.
at 28

SELECT CASE generate_series(1,2) WHEN 1 THEN 2 END
----
error 0A000 set-returning functions are not allowed in CASE; ; You might be able to move the set-returning function into a LATERAL FROM item.
at 13

SELECT COALESCE(generate_series(1,2))
----
error 0A000 set-returning functions are not allowed in COALESCE; ; You might be able to move the set-returning function into a LATERAL FROM item.
at 17

SELECT COALESCE(1, generate_series(1,2))
----
error 0A000 set-returning functions are not allowed in COALESCE; ; You might be able to move the set-returning function into a LATERAL FROM item.
at 20

SELECT NULLIF(generate_series(1,2), 1)
----
nullif:23
2
NULL
SELECT 2

SELECT GREATEST(generate_series(1,2), 1)
----
greatest:23
1
2
SELECT 2

SELECT generate_series(1,2) IS DISTINCT FROM 1
----
?column?:16
f
t
SELECT 2

SELECT ARRAY[generate_series(1,2), 5]
----
array:1007
{1,5}
{2,5}
SELECT 2

SELECT generate_series(1,2) IN (1,3)
----
?column?:16
f
t
SELECT 2

SELECT CASE WHEN true THEN (SELECT generate_series(1,1)) END
----
case:23
1
SELECT 1

SELECT generate_series(1,2) = ANY (ARRAY[1])
----
?column?:16
f
t
SELECT 2

SELECT (generate_series(1,2), generate_series(1,3))
----
row:2249
(,3)
(1,1)
(2,2)
SELECT 3

SELECT * FROM generate_series(1, generate_series(1,2))
----
error 0A000 set-returning functions must appear at top level of FROM
at 34

SELECT * FROM t WHERE generate_series(1,2) = 1
----
error 0A000 set-returning functions are not allowed in WHERE
at 23

SELECT * FROM t LIMIT generate_series(1,2)
----
error 0A000 set-returning functions are not allowed in LIMIT
at 23

SELECT * FROM t JOIN s ON generate_series(1,2) = 1
----
error 0A000 set-returning functions are not allowed in JOIN conditions
at 27

INSERT INTO s VALUES (generate_series(7,8)) RETURNING a
----
a:23
7
8
INSERT 0 2

INSERT INTO s VALUES (generate_series(7,8)), (1)
----
error 0A000 set-returning functions are not allowed in VALUES
at 23

INSERT INTO s SELECT generate_series(7,8) RETURNING a
----
a:23
7
8
INSERT 0 2

UPDATE s SET a = generate_series(1,2)
----
error 0A000 set-returning functions are not allowed in UPDATE
at 18

UPDATE s SET a = a RETURNING generate_series(1,2)
----
error 0A000 set-returning functions are not allowed in RETURNING
at 30

DELETE FROM s WHERE a > 3
----
DELETE 4

VALUES (generate_series(1,2))
----
error 0A000 set-returning functions are not allowed in VALUES
at 9

SELECT a, generate_series(1,3) FROM s ORDER BY a DESC LIMIT 4
----
a:23|generate_series:23
3|1
3|2
3|3
2|1
SELECT 4

SELECT a, generate_series(1,3) g FROM s ORDER BY g, a DESC LIMIT 4
----
a:23|g:23
3|1
2|1
1|1
3|2
SELECT 4

SELECT generate_series(1,3) FROM s ORDER BY a DESC LIMIT 4
----
generate_series:23
1
2
3
1
SELECT 4

SELECT DISTINCT ON (a) a, generate_series(1,3) FROM s ORDER BY a
----
a:23|generate_series:23
1|1
1|2
1|3
2|1
2|2
2|3
3|1
3|2
3|3
SELECT 9

SELECT DISTINCT ON (generate_series(1,3)) generate_series(1,3), a FROM s ORDER BY 1, 2 DESC
----
generate_series:23|a:23
1|3
2|3
3|3
SELECT 3

# sorted
SELECT generate_series(1,2) FROM s ORDER BY generate_series(1,3), a
----
generate_series:23
1
1
1
2
2
2
NULL
NULL
NULL
SELECT 9

# sorted
SELECT a FROM s ORDER BY generate_series(1,2), a
----
a:23
1
1
2
2
3
3
SELECT 6

# sorted
SELECT sum(a), generate_series(1,2) FROM s ORDER BY sum(a)
----
sum:20|generate_series:23
6|1
6|2
SELECT 2

SELECT x FROM (SELECT a AS x, generate_series(1,2) FROM s) q ORDER BY 1
----
x:23
1
1
2
2
3
3
SELECT 6

SELECT x FROM (SELECT a AS x, generate_series(1,2) g FROM s) q WHERE g = 2 AND x > 1 ORDER BY 1
----
x:23
2
3
SELECT 2

SELECT a FROM s GROUP BY a, generate_series(1,2) ORDER BY a
----
a:23
1
1
2
2
3
3
SELECT 6

SELECT generate_series(1,0), 1
----
SELECT 0

SELECT generate_series(1,3), generate_series(1,0)
----
generate_series:23|generate_series:23
1|NULL
2|NULL
3|NULL
SELECT 3

SELECT 1 AS x, generate_series(1,3) UNION SELECT 1, 2 ORDER BY 2
----
x:23|generate_series:23
1|1
1|2
1|3
SELECT 3

SELECT a, (SELECT sum(g) FROM (SELECT generate_series(1,a) g) q) FROM s ORDER BY a
----
a:23|sum:20
1|1
2|3
3|6
SELECT 3

SELECT a FROM s WHERE a IN (SELECT generate_series(2,3)) ORDER BY a
----
a:23
2
3
SELECT 2

SELECT a, ARRAY(SELECT generate_series(1,a)) FROM s ORDER BY a
----
a:23|array:1007
1|{1}
2|{1,2}
3|{1,2,3}
SELECT 3

SELECT regexp_split_to_table('a,b', ','), count(*) FROM s GROUP BY 1 ORDER BY 1
----
regexp_split_to_table:25|count:20
a|3
b|3
SELECT 2

SELECT min(g) FROM (SELECT generate_series(1,3) g) q
----
min:23
1
SELECT 1

DROP TABLE s
----
DROP TABLE

CREATE TABLE s (a int)
----
CREATE TABLE

INSERT INTO s VALUES (1),(2),(3),(3)
----
INSERT 0 4

SELECT DISTINCT ON (a) a, generate_series(1,3) FROM s ORDER BY a
----
a:23|generate_series:23
1|1
1|2
1|3
2|1
2|2
2|3
3|1
3|2
3|3
SELECT 9

SELECT DISTINCT ON (a) a, generate_series(1,3) FROM s
----
a:23|generate_series:23
1|1
2|1
3|1
SELECT 3

create sequence q
----
CREATE SEQUENCE

SELECT DISTINCT a, generate_series(1,2) FROM s ORDER BY a, 2
----
a:23|generate_series:23
1|1
1|2
2|1
2|2
3|1
3|2
SELECT 6

SELECT a, generate_series(1,2)+a FROM s GROUP BY a, generate_series(1,2)+a ORDER BY a desc, 2
----
a:23|?column?:23
3|4
3|5
2|3
2|4
1|2
1|3
SELECT 6

SELECT count(*), generate_series(1,2) FROM s GROUP BY a ORDER BY a desc
----
count:20|generate_series:23
2|1
2|2
1|1
1|2
1|1
1|2
SELECT 6

SELECT count(*), generate_series(1,a) FROM s GROUP BY a ORDER BY 1,2
----
count:20|generate_series:23
1|1
1|1
1|2
2|1
2|2
2|3
SELECT 6

SELECT count(*) FROM s GROUP BY generate_series(1,a)
----
count:20
2
3
4
SELECT 3

SELECT count(*), sum(generate_series) from (select generate_series(1,3)) x
----
count:20|sum:20
3|6
SELECT 1

SELECT unnest(array_agg(a)), count(*) from s
----
unnest:23|count:20
1|4
2|4
3|4
3|4
SELECT 4

SELECT array(select unnest(array[3,1,2]) order by 1)
----
array:1007
{1,2,3}
SELECT 1

# sorted
SELECT 1 FROM s ORDER BY generate_series(1,2)
----
?column?:23
1
1
1
1
1
1
1
1
SELECT 8

SELECT a+generate_series(1,2) AS x, count(*) FROM s GROUP BY x HAVING count(*) > 1 ORDER BY x
----
x:23|count:20
3|2
4|3
5|2
SELECT 3

SELECT generate_series(1,a) AS x, a+1 y FROM s GROUP BY x, y ORDER BY x, y
----
x:23|y:23
1|2
1|3
1|4
2|3
2|4
3|4
SELECT 6

SELECT generate_series(1,2) x, generate_series(1,2) y, count(*) FROM s GROUP BY x, y ORDER BY 1,2
----
x:23|y:23|count:20
1|1|4
2|2|4
SELECT 2

SELECT generate_series(1,2) x, generate_series(1,3) y, count(*) FROM s GROUP BY x, y ORDER BY 1,2
----
x:23|y:23|count:20
1|1|4
2|2|4
NULL|3|4
SELECT 3

SELECT generate_series(1,generate_series(1,2)) x, count(*) FROM s GROUP BY x ORDER BY 1,2
----
x:23|count:20
1|8
2|4
SELECT 2

SELECT generate_series(1,generate_series(1,2)) x, count(*) FROM s GROUP BY generate_series(1,2) ORDER BY 1,2
----
x:23|count:20
1|4
1|4
2|4
SELECT 3

SELECT generate_series(1,generate_series(1,2)) x, generate_series(1,2), count(*) FROM s GROUP BY x ORDER BY 1,2
----
x:23|generate_series:23|count:20
1|1|8
1|2|8
2|1|4
2|2|4
SELECT 4

SELECT x, l.* FROM s, LATERAL (SELECT generate_series(1,a) g) l(x) ORDER BY 1,2
----
x:23|x:23
1|1
1|1
1|1
1|1
2|2
2|2
2|2
3|3
3|3
SELECT 9

SELECT (SELECT generate_series(1,2) LIMIT 1)
----
generate_series:23
1
SELECT 1

SELECT (SELECT generate_series(1,2))
----
error 21000 more than one row returned by a subquery used as an expression

SELECT * FROM (SELECT generate_series(1,2) a, generate_series(1,3) b) q WHERE a IS NULL
----
a:23|b:23
NULL|3
SELECT 1

INSERT INTO s SELECT generate_series(1,2) ON CONFLICT DO NOTHING
----
INSERT 0 2

INSERT INTO s VALUES (generate_series(1,generate_series(1,2)))
----
INSERT 0 3

# sorted
select a, count(*) from s group by a order by generate_series(1,2), a
----
a:23|count:20
1|4
1|4
2|3
2|3
3|2
3|2
SELECT 6

select generate_series(1,2) union all select generate_series(5,6) order by 1 desc
----
generate_series:23
6
5
2
1
SELECT 4

select generate_series(1,3) limit 2 offset 1
----
generate_series:23
2
3
SELECT 2

select exists (select generate_series(1,0)), exists(select generate_series(1,1))
----
exists:16|exists:16
f|t
SELECT 1

select 1 in (select generate_series(1,3)), 7 not in (select generate_series(1,3))
----
?column?:16|?column?:16
t|t
SELECT 1

# A set in an argument that the body of a function does not use is gone with it.
CREATE TABLE unusedset (k int PRIMARY KEY)
----
CREATE TABLE

INSERT INTO unusedset VALUES (4)
----
INSERT 0 1

CREATE FUNCTION ofunusedset(a0 int4range, a1 int4 DEFAULT 1) RETURNS float8 STABLE RETURN 1::float8
----
CREATE FUNCTION

SELECT ofunusedset(NULL::int4range, unnest(ARRAY[7, NULL::int4])) AS x FROM unusedset
----
x:701
1
SELECT 1

SELECT ofunusedset(NULL::int4range, unnest(ARRAY[7, NULL::int4])) AS x, count(*) FROM unusedset GROUP BY 1
----
x:701|count:20
1|1
SELECT 1

SELECT ofunusedset(NULL::int4range, unnest(ARRAY[7, NULL::int4])) AS x, k FROM unusedset GROUP BY 1, 2
----
x:701|k:23
1|4
SELECT 1

SELECT DISTINCT ofunusedset(NULL::int4range, unnest(ARRAY[7, NULL::int4])) AS x, max(k) FROM unusedset
----
x:701|max:23
1|4
SELECT 1
