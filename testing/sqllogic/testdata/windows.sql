-- Window functions: errors with their places, the types of columns, plans.

CREATE TABLE emp (id int PRIMARY KEY, dep text, sal int, hired date, bonus numeric, rate float8, ok bool)

INSERT INTO emp VALUES (1,'dev',5200,'2007-08-01',1.5,0.5,true),(2,'dev',4200,'2008-01-01',2.25,1.5,false),(3,'dev',4500,'2008-01-01',NULL,2,true),(4,'dev',6000,'2006-10-01',0.125,NULL,NULL),(5,'ops',3500,'2007-12-10',10,1,true),(6,'ops',3900,'2006-12-23',7.50,'NaN',false),(7,'sales',4800,'2007-08-01',3,0.25,true),(8,'sales',5000,'2006-10-01',NULL,4,NULL),(9,'sales',4800,'2007-08-08',1e3,8,false),(10,NULL,5200,'2007-08-15',0,16,true),(11,NULL,NULL,NULL,-2,'Infinity',NULL)

PREPARE w (int) AS SELECT ntile($1) OVER (ORDER BY id) FROM emp

EXECUTE w(2)

SELECT row_number() OVER w, rank() OVER w, percent_rank() OVER w, cume_dist() OVER w, ntile(2) OVER w, lag(dep) OVER w, lead(bonus, 1, 0) OVER w, first_value(hired) OVER w, nth_value(ok, 1) OVER w, sum(sal) OVER w, avg(rate) OVER w, count(*) OVER w, array_agg(dep) OVER w AS a FROM emp WINDOW w AS (ORDER BY id) ORDER BY id LIMIT 2

SELECT row_number() FROM emp

SELECT rank() OVER w FROM emp

SELECT rank() OVER (w) FROM emp

SELECT sum(rank() OVER ()) OVER () FROM emp

SELECT rank() OVER (ORDER BY rank() OVER ()) FROM emp

SELECT rank() OVER (PARTITION BY rank() OVER ()) FROM emp

SELECT sum(rank() OVER ()) FROM emp

SELECT count(*) FILTER (WHERE rank() OVER () > 1) FROM emp

SELECT count(*) FILTER (WHERE rank() OVER () > 1) OVER () FROM emp

SELECT count(*) FILTER (WHERE count(*) > 1) OVER () FROM emp

SELECT count(DISTINCT sal) OVER () FROM emp

SELECT array_agg(sal ORDER BY id) OVER () FROM emp

SELECT rank() FILTER (WHERE ok) OVER () FROM emp

SELECT count() OVER () FROM emp

SELECT upper(dep) OVER () FROM emp

SELECT now() OVER () FROM emp

SELECT pg_backend_pid() OVER () FROM emp

SELECT lower(DISTINCT dep) OVER () FROM emp

SELECT lag() OVER () FROM emp

SELECT lag(sal, 'x') OVER () FROM emp

-- loose
SELECT lag('x') OVER () FROM emp

SELECT ntile('a') OVER () FROM emp

SELECT nosuch(sal) OVER () FROM emp

SELECT row_number(1) OVER () FROM emp

SELECT rank() OVER (ORDER BY nosuch) FROM emp

SELECT rank() OVER (PARTITION BY nosuch) FROM emp

-- loose
SELECT rank() OVER (ORDER BY '{}'::json) FROM emp

SELECT rank() OVER (PARTITION BY '{}'::json) FROM emp

SELECT rank() OVER (ORDER BY id ROWS BETWEEN UNBOUNDED FOLLOWING AND CURRENT ROW) FROM emp

SELECT rank() OVER (ORDER BY id ROWS BETWEEN CURRENT ROW AND UNBOUNDED PRECEDING) FROM emp

SELECT rank() OVER (ORDER BY id ROWS UNBOUNDED FOLLOWING) FROM emp

SELECT rank() OVER (ORDER BY id ROWS 1 FOLLOWING) FROM emp

SELECT rank() OVER (ORDER BY id ROWS BETWEEN CURRENT ROW AND 1 PRECEDING) FROM emp

SELECT rank() OVER (ORDER BY id ROWS BETWEEN 1 FOLLOWING AND CURRENT ROW) FROM emp

SELECT rank() OVER (ORDER BY id ROWS BETWEEN 1 FOLLOWING AND 1 PRECEDING) FROM emp

SELECT rank() OVER (GROUPS 1 PRECEDING) FROM emp

SELECT rank() OVER (RANGE 1 PRECEDING) FROM emp

SELECT rank() OVER (ORDER BY id, sal RANGE 1 PRECEDING) FROM emp

SELECT rank() OVER (ORDER BY dep RANGE 1 PRECEDING) FROM emp

SELECT rank() OVER (ORDER BY sal RANGE '1 day'::interval PRECEDING) FROM emp

SELECT rank() OVER (ORDER BY sal RANGE 1.5 PRECEDING) FROM emp

SELECT rank() OVER (ORDER BY hired RANGE 1 PRECEDING) FROM emp

SELECT rank() OVER (ORDER BY hired RANGE 'x' PRECEDING) FROM emp

SELECT rank() OVER (ORDER BY sal RANGE 'x' PRECEDING) FROM emp

SELECT rank() OVER (ORDER BY id, id RANGE 1 PRECEDING) FROM emp

SELECT rank() OVER (ORDER BY id ROWS sal PRECEDING) FROM emp

SELECT rank() OVER (ORDER BY id RANGE sal PRECEDING) FROM emp

SELECT rank() OVER (ORDER BY id GROUPS sal PRECEDING) FROM emp

SELECT rank() OVER (ORDER BY id ROWS count(*) PRECEDING) FROM emp

SELECT rank() OVER (ORDER BY id RANGE count(*) PRECEDING) FROM emp

SELECT rank() OVER (ORDER BY id ROWS rank() OVER () PRECEDING) FROM emp

SELECT rank() OVER (ORDER BY id ROWS generate_series(1,2) PRECEDING) FROM emp

SELECT rank() OVER (ORDER BY id EXCLUDE TIES) FROM emp

SELECT sum(generate_series(1,2)) OVER () FROM emp

SELECT rank() OVER (ORDER BY id), sum(sal) FROM emp

SELECT sum(sal) OVER (), sum(sal) FROM emp

SELECT rank() OVER (ORDER BY sum(sal)), id FROM emp

SELECT rank() OVER (PARTITION BY id), count(*) FROM emp

SELECT sum(count(sal)) OVER (), count(*) FROM emp

-- loose
SELECT rank() WITHIN GROUP (ORDER BY sal) OVER () FROM emp

SELECT nth_value(sal) OVER () FROM emp

SELECT generate_series(1,2) OVER () FROM emp

SELECT pg_catalog.row_number() OVER () FROM emp

SELECT row_number(*) OVER () FROM emp

SELECT lag(sal) FILTER (WHERE ok) OVER () FROM emp

SELECT rank(DISTINCT) OVER () FROM emp

SELECT text(id) OVER () FROM emp

-- loose
SELECT count(*) OVER (ORDER BY id USING <>) FROM emp

SELECT coalesce(sal) OVER () FROM emp

SELECT id FROM emp WHERE rank() OVER () > 1

SELECT id FROM emp WHERE id = 1 AND count(*) OVER () > 1

SELECT dep FROM emp GROUP BY dep HAVING rank() OVER () > 1

SELECT 1 FROM emp GROUP BY rank() OVER ()

SELECT rank() OVER () FROM emp GROUP BY 1

SELECT rank() OVER () r FROM emp GROUP BY r

SELECT 1 FROM emp a JOIN emp b ON rank() OVER () = 1

SELECT 1 FROM emp LIMIT rank() OVER ()

SELECT 1 FROM emp OFFSET count(*) OVER ()

VALUES (rank() OVER ())

INSERT INTO emp (id) VALUES (row_number() OVER ())

UPDATE emp SET sal = rank() OVER ()

UPDATE emp SET sal = 1 WHERE rank() OVER () = 1

DELETE FROM emp WHERE rank() OVER () = 1

DELETE FROM emp RETURNING rank() OVER ()

INSERT INTO emp (id) VALUES (99) RETURNING row_number() OVER ()

CREATE TABLE bad (a int DEFAULT row_number() OVER ())

CREATE TABLE bad (a int CHECK (rank() OVER () > 1))

ALTER TABLE emp ALTER sal TYPE int USING rank() OVER ()

SELECT * FROM generate_series(1, rank() OVER ())

SELECT * FROM row_number() OVER ()

SELECT id FROM emp WINDOW w AS (ORDER BY nosuch)

SELECT id FROM emp WINDOW w AS (), w AS ()

SELECT id FROM emp WINDOW w AS (x)

SELECT id FROM emp WINDOW w AS (PARTITION BY dep), x AS (w PARTITION BY id)

SELECT id FROM emp WINDOW w AS (ORDER BY dep), x AS (w ORDER BY id)

SELECT id FROM emp WINDOW w AS (ROWS UNBOUNDED PRECEDING), x AS (w)

SELECT sum(sal) OVER (w) FROM emp WINDOW w AS (ROWS UNBOUNDED PRECEDING)

SELECT sum(sal) OVER (w ORDER BY id) FROM emp WINDOW w AS (ROWS UNBOUNDED PRECEDING)

SELECT sum(sal) OVER w FROM emp WHERE id < 3 WINDOW w AS (ROWS UNBOUNDED PRECEDING)

SELECT sum(sal) OVER (w ROWS 1 PRECEDING) FROM emp WINDOW w AS (RANGE UNBOUNDED PRECEDING)

SELECT id FROM emp WINDOW x AS (w), w AS ()

SELECT rank() OVER () FROM emp FOR UPDATE

SELECT * FROM (SELECT rank() OVER () FROM emp) s FOR UPDATE

SELECT rank() OVER () FROM (SELECT * FROM emp) s FOR SHARE

SELECT id, count(*) FROM emp WINDOW w AS (ORDER BY sum(sal))

SELECT id FROM emp WINDOW w AS (PARTITION BY count(*))

EXECUTE nosuch(rank() OVER ())

SELECT sum(sal) OVER (PARTITION BY dep) FROM emp GROUP BY dep

SELECT dep, sum(id) OVER (ORDER BY max(sal)) FROM emp GROUP BY dep

SELECT sum(x.n) OVER () FROM (SELECT 1 n) x, (SELECT sum(e.sal) FROM emp e) y

SELECT (SELECT sum(e.sal) OVER ()) FROM emp e WHERE id < 3

SELECT (SELECT sum(sum(e.sal)) OVER ()) FROM emp e

SELECT id FROM emp e ORDER BY (SELECT rank() OVER (ORDER BY e.id)), id LIMIT 1

-- differs: the plans are Isochron's own
EXPLAIN (COSTS OFF) SELECT id, row_number() OVER (ORDER BY id) FROM emp WHERE id < 3

-- differs: the plans are Isochron's own
EXPLAIN (COSTS OFF) SELECT * FROM (SELECT dep, row_number() OVER (PARTITION BY dep ORDER BY id) rn, sum(sal) OVER (ORDER BY sal) FROM emp) s WHERE rn <= 2 ORDER BY rn

-- differs: the plans are Isochron's own
EXPLAIN (COSTS OFF) SELECT rank() OVER (PARTITION BY dep ORDER BY sal), count(*) OVER (PARTITION BY dep) FROM emp

-- differs: the plans are Isochron's own
EXPLAIN (COSTS OFF) SELECT * FROM (SELECT id, count(*) OVER (PARTITION BY id) c FROM emp) s WHERE id = 3

-- differs: the plans are Isochron's own
EXPLAIN (COSTS OFF) SELECT * FROM (SELECT id, dep, count(*) OVER (PARTITION BY dep) c, count(*) OVER () a FROM emp) s WHERE dep = 'dev'

-- differs: the plans are Isochron's own
EXPLAIN (COSTS OFF) SELECT sum(sal) FILTER (WHERE ok) OVER (ORDER BY id), rank() OVER (ORDER BY id DESC) FROM emp ORDER BY 1, 2

-- differs: the plans are Isochron's own
EXPLAIN (COSTS OFF) SELECT id FROM (SELECT id, row_number() OVER (ORDER BY sal) FROM emp) s

-- differs: the plans are Isochron's own
EXPLAIN (COSTS OFF) SELECT dep, sum(count(*)) OVER (ORDER BY dep) FROM emp GROUP BY dep
