CREATE TABLE t (id int PRIMARY KEY, a int, b text)

-- sorted
INSERT INTO t VALUES (1,10,'x'),(2,NULL,'y'),(3,30,NULL)

-- sorted
SELECT 1 WHERE 1 NOT IN (SELECT NULL::int)

-- sorted
SELECT d FROM (VALUES (date '2020-01-01')) v(d) WHERE d NOT IN (SELECT x FROM (VALUES (timestamp '2021-01-01'), (NULL)) w(x))

-- sorted
SELECT count(*) FROM t WHERE a NOT IN (SELECT a FROM t WHERE false)

-- sorted
SELECT count(*) FROM t WHERE 5 NOT IN (SELECT a FROM t WHERE a IS NOT NULL)

-- sorted
SELECT count(*) FROM t WHERE 5 NOT IN (SELECT a FROM t)

-- sorted
SELECT count(*) FROM t WHERE NOT (5 > ANY (SELECT a FROM t))

-- sorted
SELECT count(*) FROM t WHERE NOT (a > ANY (SELECT 20))

-- sorted
SELECT count(*) FROM t WHERE b::name NOT IN (SELECT b FROM t)

-- sorted
SELECT count(*) FROM t WHERE b::name NOT IN (SELECT b FROM t WHERE b IS NOT NULL AND b <> 'x')

-- sorted
SELECT v.x, v.x IN (SELECT w.y FROM (VALUES (2,2)) w(k,y) WHERE w.k = v.x) FROM (VALUES (1),(2)) v(x)

-- sorted
SELECT v.x, v.x > ALL (SELECT w.y FROM (VALUES (2,2),(2,1)) w(k,y) WHERE w.k = v.x) FROM (VALUES (1),(2),(3)) v(x)

-- sorted
SELECT NOT (ROW(1,NULL) IS NULL), NOT (ROW(1,NULL) IS NOT NULL)

-- sorted
SELECT count(*) FROM t WHERE NOT (t IS NULL)

-- sorted
SELECT count(*) FROM t WHERE NOT (t IS NOT NULL)

CREATE SEQUENCE s1

-- sorted
WITH w AS (SELECT id, nextval('s1') n FROM (VALUES (1),(2),(3)) v(id)) SELECT n FROM w WHERE id = 3

-- sorted
WITH w AS (SELECT random() r) SELECT count(DISTINCT (SELECT r FROM w WHERE g > 0)) FROM generate_series(1,5) g

-- sorted
SELECT (SELECT x::text) FROM (VALUES (1.0),(1.00)) v(x)

-- sorted
SELECT (SELECT x::text) FROM (VALUES (interval '24 hours'),('1 day')) v(x)

CREATE SEQUENCE s2

-- sorted
SELECT (SELECT nextval('s2') + 0*x) FROM (VALUES (1),(1)) v(x)

-- sorted
SELECT (SELECT '' || x) FROM (VALUES (0.0::float8),('-0')) v(x)

-- sorted
SELECT sum(random()) = sum(random())

SELECT x FROM generate_series(1,3) x ORDER BY x DESC LIMIT 9223372036854775807 OFFSET 1

-- sorted
SELECT x FROM generate_series(1,3) x LIMIT 9223372036854775807 OFFSET 9223372036854775807

-- sorted
SELECT x FROM generate_series(1,3) x LIMIT 1 OFFSET 9223372036854775807

-- sorted
SELECT x FROM generate_series(1,3) x LIMIT (SELECT 2) OFFSET (SELECT 9223372036854775807)

SELECT id FROM t ORDER BY id LIMIT 9223372036854775807 OFFSET 2

-- sorted
SELECT x FROM generate_series(1,3) x LIMIT NULL OFFSET NULL

-- sorted
SELECT x FROM generate_series(1,3) x LIMIT NULL::int OFFSET 1+0

-- sorted
SELECT x FROM generate_series(1,3) x LIMIT 1 OFFSET NULL::bigint

CREATE TABLE s (a int)

-- sorted
INSERT INTO s VALUES (1),(2),(3),(3)

CREATE SEQUENCE q

SELECT DISTINCT ON (a) a, nextval('q') FROM s ORDER BY a desc

-- sorted
SELECT DISTINCT ON (nextval('q') > 0) a, nextval('q') > 0 FROM s ORDER BY nextval('q') > 0, a

-- sorted
SELECT nextval('q')

SELECT a, nextval('q') FROM s ORDER BY a LIMIT 1

-- sorted
SELECT nextval('q')
