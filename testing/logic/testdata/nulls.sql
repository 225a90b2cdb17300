# NULL in lists, subqueries and joins. Columns are told. Errors are told whole, with their positions.
SET default_transaction_isolation = 'serializable'
----
SET

CREATE TABLE t (id int PRIMARY KEY, a int, b text)
----
CREATE TABLE

INSERT INTO t VALUES (1,10,'x'),(2,NULL,'y'),(3,30,NULL)
----
INSERT 0 3

SELECT 1 WHERE 1 NOT IN (SELECT NULL::int)
----
SELECT 0

SELECT d FROM (VALUES (date '2020-01-01')) v(d) WHERE d NOT IN (SELECT x FROM (VALUES (timestamp '2021-01-01'), (NULL)) w(x))
----
SELECT 0

SELECT count(*) FROM t WHERE a NOT IN (SELECT a FROM t WHERE false)
----
count:20
3
SELECT 1

SELECT count(*) FROM t WHERE 5 NOT IN (SELECT a FROM t WHERE a IS NOT NULL)
----
count:20
3
SELECT 1

SELECT count(*) FROM t WHERE 5 NOT IN (SELECT a FROM t)
----
count:20
0
SELECT 1

SELECT count(*) FROM t WHERE NOT (5 > ANY (SELECT a FROM t))
----
count:20
0
SELECT 1

SELECT count(*) FROM t WHERE NOT (a > ANY (SELECT 20))
----
count:20
1
SELECT 1

SELECT count(*) FROM t WHERE b::name NOT IN (SELECT b FROM t)
----
count:20
0
SELECT 1

SELECT count(*) FROM t WHERE b::name NOT IN (SELECT b FROM t WHERE b IS NOT NULL AND b <> 'x')
----
count:20
1
SELECT 1

SELECT v.x, v.x IN (SELECT w.y FROM (VALUES (2,2)) w(k,y) WHERE w.k = v.x) FROM (VALUES (1),(2)) v(x)
----
x:23|?column?:16
1|f
2|t
SELECT 2

SELECT v.x, v.x > ALL (SELECT w.y FROM (VALUES (2,2),(2,1)) w(k,y) WHERE w.k = v.x) FROM (VALUES (1),(2),(3)) v(x)
----
x:23|?column?:16
1|t
2|f
3|t
SELECT 3

SELECT NOT (ROW(1,NULL) IS NULL), NOT (ROW(1,NULL) IS NOT NULL)
----
?column?:16|?column?:16
t|t
SELECT 1

SELECT count(*) FROM t WHERE NOT (t IS NULL)
----
count:20
3
SELECT 1

SELECT count(*) FROM t WHERE NOT (t IS NOT NULL)
----
count:20
2
SELECT 1

CREATE SEQUENCE s1
----
CREATE SEQUENCE

WITH w AS (SELECT id, nextval('s1') n FROM (VALUES (1),(2),(3)) v(id)) SELECT n FROM w WHERE id = 3
----
n:20
3
SELECT 1

WITH w AS (SELECT random() r) SELECT count(DISTINCT (SELECT r FROM w WHERE g > 0)) FROM generate_series(1,5) g
----
count:20
1
SELECT 1

SELECT (SELECT x::text) FROM (VALUES (1.0),(1.00)) v(x)
----
x:25
1.0
1.00
SELECT 2

SELECT (SELECT x::text) FROM (VALUES (interval '24 hours'),('1 day')) v(x)
----
x:25
1 day
24:00:00
SELECT 2

CREATE SEQUENCE s2
----
CREATE SEQUENCE

SELECT (SELECT nextval('s2') + 0*x) FROM (VALUES (1),(1)) v(x)
----
?column?:20
1
2
SELECT 2

SELECT (SELECT '' || x) FROM (VALUES (0.0::float8),('-0')) v(x)
----
?column?:25
-0
0
SELECT 2

SELECT sum(random()) = sum(random())
----
?column?:16
f
SELECT 1

SELECT x FROM generate_series(1,3) x ORDER BY x DESC LIMIT 9223372036854775807 OFFSET 1
----
x:23
2
1
SELECT 2

SELECT x FROM generate_series(1,3) x LIMIT 9223372036854775807 OFFSET 9223372036854775807
----
SELECT 0

SELECT x FROM generate_series(1,3) x LIMIT 1 OFFSET 9223372036854775807
----
SELECT 0

SELECT x FROM generate_series(1,3) x LIMIT (SELECT 2) OFFSET (SELECT 9223372036854775807)
----
SELECT 0

SELECT id FROM t ORDER BY id LIMIT 9223372036854775807 OFFSET 2
----
id:23
3
SELECT 1

SELECT x FROM generate_series(1,3) x LIMIT NULL OFFSET NULL
----
x:23
1
2
3
SELECT 3

SELECT x FROM generate_series(1,3) x LIMIT NULL::int OFFSET 1+0
----
x:23
2
3
SELECT 2

SELECT x FROM generate_series(1,3) x LIMIT 1 OFFSET NULL::bigint
----
x:23
1
SELECT 1

CREATE TABLE s (a int)
----
CREATE TABLE

INSERT INTO s VALUES (1),(2),(3),(3)
----
INSERT 0 4

CREATE SEQUENCE q
----
CREATE SEQUENCE

SELECT DISTINCT ON (a) a, nextval('q') FROM s ORDER BY a desc
----
a:23|nextval:20
3|1
2|2
1|3
SELECT 3

SELECT DISTINCT ON (nextval('q') > 0) a, nextval('q') > 0 FROM s ORDER BY nextval('q') > 0, a
----
a:23|?column?:16
1|t
SELECT 1

SELECT nextval('q')
----
nextval:20
8
SELECT 1

SELECT a, nextval('q') FROM s ORDER BY a LIMIT 1
----
a:23|nextval:20
1|9
SELECT 1

SELECT nextval('q')
----
nextval:20
10
SELECT 1
