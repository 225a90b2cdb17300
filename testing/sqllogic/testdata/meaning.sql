CREATE TABLE t (id int PRIMARY KEY, a int, b text)

-- sorted
INSERT INTO t VALUES (1,10,'x'),(2,NULL,'y'),(3,30,NULL)

-- sorted
SELECT to_json(1) IS DISTINCT FROM NULL, to_json(1) IS NOT DISTINCT FROM NULL, NULL IS DISTINCT FROM to_json(1), NULL IS DISTINCT FROM NULL, NULL IS NOT DISTINCT FROM NULL

-- sorted
SELECT to_json(1) IS DISTINCT FROM to_json(2)

-- sorted
SELECT to_json(1) IS DISTINCT FROM 'x'

-- sorted
SELECT (1,2) IS DISTINCT FROM (1,2), (1,NULL) IS DISTINCT FROM (1,NULL), (1,NULL) IS NOT DISTINCT FROM (1,2), (1,2) IS DISTINCT FROM NULL

-- sorted
SELECT ROW(1,2) IS DISTINCT FROM ROW(1), 1

-- sorted
SELECT ROW() IS DISTINCT FROM ROW()

SELECT id FROM t WHERE (a,b) IS DISTINCT FROM (10,'x') ORDER BY 1

-- sorted
SELECT t IS DISTINCT FROM t FROM t

SELECT x.id, y.id FROM t x, t y WHERE x IS NOT DISTINCT FROM y ORDER BY 1

SELECT x.id, y.id FROM t x, t y WHERE (x.a,x.b) IS NOT DISTINCT FROM (y.a,y.b) ORDER BY 1

-- sorted
SELECT ROW(1,to_json(1)) IS DISTINCT FROM ROW(1,to_json(1))

-- sorted
SELECT ROW(1,'a') IS DISTINCT FROM ROW('1','a')

-- sorted
SELECT y.b FROM (SELECT * FROM t) x, (SELECT * FROM t) y GROUP BY x.id

-- sorted
SELECT y.b FROM t x, t y GROUP BY x.id

SELECT x.b FROM t x, t y GROUP BY x.id ORDER BY 1

SELECT x.b FROM (SELECT * FROM t) x GROUP BY x.id ORDER BY 1

SELECT t.b FROM t LEFT JOIN t u USING (id) GROUP BY t.id ORDER BY 1

SELECT t.b FROM t LEFT JOIN t u USING (id) GROUP BY id ORDER BY 1

SELECT u.b FROM t LEFT JOIN t u USING (id) GROUP BY u.id ORDER BY 1

SELECT id, b, count(*) FROM t GROUP BY id HAVING b <> 'q' ORDER BY 1

-- sorted
WITH w AS (SELECT * FROM t) SELECT b FROM w GROUP BY id

SELECT (SELECT x.b) FROM t x GROUP BY x.id ORDER BY 1

SELECT (SELECT x.b) FROM t x GROUP BY x.a ORDER BY 1

CREATE TABLE iu (i int, d date)

-- sorted
INSERT INTO iu SELECT '1' UNION ALL SELECT '2'

-- sorted
INSERT INTO iu SELECT '1'

-- sorted
INSERT INTO iu VALUES ('1'),('2')

-- sorted
INSERT INTO iu(d) SELECT '2020-01-01' UNION SELECT NULL

-- sorted
INSERT INTO iu (SELECT '1' ORDER BY 1)

-- sorted
INSERT INTO iu(d) SELECT DISTINCT '2020-01-01'

-- sorted
INSERT INTO iu SELECT NULL UNION ALL SELECT '2'

-- sorted
INSERT INTO iu SELECT NULL UNION ALL SELECT NULL

-- sorted
INSERT INTO iu SELECT 1 UNION ALL SELECT '2'

-- sorted
INSERT INTO iu (VALUES ('1'),('2') ORDER BY 1)

-- sorted
INSERT INTO iu (VALUES ('1'),('2') LIMIT 1)

-- sorted
INSERT INTO iu WITH w AS (SELECT 1) SELECT '5' FROM w

-- sorted
INSERT INTO iu WITH w AS (SELECT 1) VALUES ('5')

-- sorted
INSERT INTO iu SELECT * FROM (VALUES ('1')) v

-- sorted
INSERT INTO iu VALUES ('1') UNION ALL VALUES ('2')

SELECT * FROM iu ORDER BY 1,2

-- sorted
SELECT (SELECT sum(t.a)) FROM t

-- sorted
SELECT (SELECT sum(t.a) + max(x)) FROM t, (VALUES (1)) v(x)

SELECT (SELECT sum(t.a + u.a) FROM t u) FROM t ORDER BY 1

-- sorted
SELECT (SELECT sum(t.a) FROM t u LIMIT 1) FROM t

-- sorted
SELECT b FROM t GROUP BY b HAVING EXISTS (SELECT 1 WHERE sum(t.a) > 5)

-- sorted
SELECT id FROM t WHERE EXISTS (SELECT 1 HAVING sum(t.a) > 5)

-- sorted
SELECT (SELECT count(t.id)), (SELECT count(*)) FROM t

-- sorted
SELECT (SELECT count(u.id) FROM t u WHERE u.id = max(t.id)) FROM t

SELECT b, (SELECT string_agg(t.b, ',' ORDER BY t.id)) FROM t GROUP BY b ORDER BY b

-- sorted
SELECT (SELECT (SELECT max(t.id))) FROM t

-- sorted
SELECT (SELECT (SELECT max(u.id)) FROM t u) FROM t

SELECT t.a, (SELECT sum(t.id)) FROM t GROUP BY t.a ORDER BY 1

-- sorted
SELECT t.b, (SELECT sum(t.id)) FROM t

-- sorted
SELECT sum((SELECT sum(t.a))) FROM t

SELECT (SELECT sum(t.a) FILTER (WHERE u.id > 1) FROM t u) FROM t ORDER BY 1

SELECT (SELECT sum(t.a) FILTER (WHERE t.id > 1) FROM (SELECT 1) u) FROM t ORDER BY 1

-- sorted
SELECT (SELECT count(*) FILTER (WHERE t.a > 10)) FROM t

SELECT (SELECT sum(t.a + x) FROM (VALUES (1),(2)) v(x)) FROM t ORDER BY 1

SELECT u.id, (SELECT (SELECT sum(u.a) FROM t w WHERE w.id = u.id)) FROM t u GROUP BY u.id ORDER BY 1

-- sorted
SELECT max(t.id) FROM t HAVING (SELECT max(t.a)) > 5

-- sorted
SELECT id FROM t ORDER BY (SELECT max(t.a))

-- sorted
SELECT t.id FROM t GROUP BY t.id ORDER BY (SELECT -max(t.a)) NULLS LAST

-- sorted
SELECT * FROM t, LATERAL (SELECT sum(t.a)) x

-- sorted
SELECT (SELECT array_agg(t.id ORDER BY t.id DESC)) FROM t

SELECT (SELECT sum(t.id) FROM t GROUP BY x.id) FROM t x ORDER BY 1

SELECT (SELECT t.a FROM t u LIMIT 1) FROM t GROUP BY t.id ORDER BY 1

-- sorted
SELECT (SELECT t.a + sum(t.a)) FROM t

-- sorted
SELECT EXISTS (SELECT 1 WHERE max(t.id) = 3) FROM t

-- sorted
SELECT 3 IN (SELECT max(t.id)) FROM t

-- sorted
UPDATE t SET a = (SELECT max(t.id))

SELECT id, (SELECT count(*) FROM t u WHERE u.id <= max(t.id)) FROM t GROUP BY id ORDER BY id

-- sorted
SELECT (SELECT sum(DISTINCT t.a)) FROM t

CREATE TABLE pp (id int PRIMARY KEY)

CREATE TABLE cc (pid int REFERENCES pp)

BEGIN

SET CONSTRAINTS nosuch DEFERRED

ROLLBACK

SET CONSTRAINTS nosuch DEFERRED

SET CONSTRAINTS ALL DEFERRED

BEGIN

SET CONSTRAINTS cc_pid_fkey DEFERRED

ROLLBACK

BEGIN

SET CONSTRAINTS cc_pid_fkey IMMEDIATE

ROLLBACK

BEGIN

SET CONSTRAINTS nosuch.cc_pid_fkey IMMEDIATE

ROLLBACK

BEGIN

SET CONSTRAINTS t_pkey IMMEDIATE

ROLLBACK

BEGIN

SET CONSTRAINTS ALL IMMEDIATE

ROLLBACK

BEGIN

-- sorted
SELECT pg_sleep(0.05)

-- sorted
SELECT statement_timestamp() - now() > interval '0.04 s', transaction_timestamp() = now()

COMMIT AND CHAIN

-- sorted
SELECT pg_sleep(0.05)

-- sorted
SELECT statement_timestamp() - now() > interval '0.04 s'

COMMIT

-- sorted
SELECT statement_timestamp() = now()
