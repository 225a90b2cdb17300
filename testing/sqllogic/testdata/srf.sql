CREATE TABLE t (id int PRIMARY KEY, a int, b text)

-- sorted
INSERT INTO t VALUES (1,10,'x'),(2,NULL,'y'),(3,30,NULL)

CREATE TABLE s (a int)

-- sorted
INSERT INTO s VALUES (1),(2),(3)

SELECT generate_series(1,2) AS g, sum(a) FROM s GROUP BY g ORDER BY 1

SELECT unnest(ARRAY['a','b','a']) AS tag, count(*) GROUP BY tag ORDER BY 1

SELECT unnest(ARRAY[id,a]) x, count(*) FROM t GROUP BY x ORDER BY 1

SELECT generate_series(1,2)+1, count(*) FROM s GROUP BY generate_series(1,2) ORDER BY 1

SELECT generate_series(1,2), count(*) FROM s GROUP BY generate_series(1,2)+1 ORDER BY 1,2

SELECT generate_series(1,2), count(*) FROM s GROUP BY generate_series(1,2) ORDER BY 1,2

-- sorted
SELECT generate_series(1,2), count(*) FROM s GROUP BY 1 ORDER BY generate_series(1,2) DESC

-- sorted
SELECT DISTINCT generate_series(1,2) FROM s ORDER BY generate_series(1,2) DESC

SELECT a, generate_series(1,a) FROM s GROUP BY a ORDER BY 1,2

SELECT a, generate_series(1,a), sum(a) FROM s GROUP BY 1,2 ORDER BY 1,2

-- sorted
SELECT generate_series(1,a) FROM s GROUP BY id

-- sorted
SELECT generate_series(1,count(*)) FROM s

-- sorted
SELECT generate_series(1,a) FROM s HAVING count(*) > 1

-- sorted
SELECT count(*) FROM s HAVING generate_series(1,2) > 1

-- sorted
SELECT generate_series(1, generate_series(1,3))

-- sorted
SELECT generate_series(1,2), generate_series(1, generate_series(1,3))

-- sorted
SELECT generate_series(1, generate_series(1,3)), generate_series(5,6)

-- sorted
SELECT generate_series(1, generate_series(1,3)), generate_series(10, 9+generate_series(1,2)), generate_series(100,104)

-- sorted
SELECT generate_series(generate_series(1,2), generate_series(2,4))

-- sorted
SELECT count(generate_series(1,3))

-- sorted
SELECT count(*) FILTER (WHERE generate_series(1,3) > 1)

-- sorted
SELECT array_agg(a ORDER BY generate_series(1,3)) FROM s

-- sorted
SELECT CASE WHEN true THEN generate_series(1,2) END

-- sorted
SELECT CASE generate_series(1,2) WHEN 1 THEN 2 END

-- sorted
SELECT COALESCE(generate_series(1,2))

-- sorted
SELECT COALESCE(1, generate_series(1,2))

-- sorted
SELECT NULLIF(generate_series(1,2), 1)

-- sorted
SELECT GREATEST(generate_series(1,2), 1)

-- sorted
SELECT generate_series(1,2) IS DISTINCT FROM 1

-- sorted
SELECT ARRAY[generate_series(1,2), 5]

-- sorted
SELECT generate_series(1,2) IN (1,3)

-- sorted
SELECT CASE WHEN true THEN (SELECT generate_series(1,1)) END

-- sorted
SELECT generate_series(1,2) = ANY (ARRAY[1])

-- sorted
SELECT (generate_series(1,2), generate_series(1,3))

-- sorted
SELECT * FROM generate_series(1, generate_series(1,2))

-- sorted
SELECT * FROM t WHERE generate_series(1,2) = 1

-- sorted
SELECT * FROM t LIMIT generate_series(1,2)

-- sorted
SELECT * FROM t JOIN s ON generate_series(1,2) = 1

-- sorted
INSERT INTO s VALUES (generate_series(7,8)) RETURNING a

-- sorted
INSERT INTO s VALUES (generate_series(7,8)), (1)

-- sorted
INSERT INTO s SELECT generate_series(7,8) RETURNING a

-- sorted
UPDATE s SET a = generate_series(1,2)

-- sorted
UPDATE s SET a = a RETURNING generate_series(1,2)

-- sorted
DELETE FROM s WHERE a > 3

-- sorted
VALUES (generate_series(1,2))

SELECT a, generate_series(1,3) FROM s ORDER BY a DESC LIMIT 4

SELECT a, generate_series(1,3) g FROM s ORDER BY g, a DESC LIMIT 4

SELECT generate_series(1,3) FROM s ORDER BY a DESC LIMIT 4

SELECT DISTINCT ON (a) a, generate_series(1,3) FROM s ORDER BY a

SELECT DISTINCT ON (generate_series(1,3)) generate_series(1,3), a FROM s ORDER BY 1, 2 DESC

-- sorted
SELECT generate_series(1,2) FROM s ORDER BY generate_series(1,3), a

-- sorted
SELECT a FROM s ORDER BY generate_series(1,2), a

-- sorted
SELECT sum(a), generate_series(1,2) FROM s ORDER BY sum(a)

SELECT x FROM (SELECT a AS x, generate_series(1,2) FROM s) q ORDER BY 1

SELECT x FROM (SELECT a AS x, generate_series(1,2) g FROM s) q WHERE g = 2 AND x > 1 ORDER BY 1

SELECT a FROM s GROUP BY a, generate_series(1,2) ORDER BY a

-- sorted
SELECT generate_series(1,0), 1

-- sorted
SELECT generate_series(1,3), generate_series(1,0)

SELECT 1 AS x, generate_series(1,3) UNION SELECT 1, 2 ORDER BY 2

SELECT a, (SELECT sum(g) FROM (SELECT generate_series(1,a) g) q) FROM s ORDER BY a

SELECT a FROM s WHERE a IN (SELECT generate_series(2,3)) ORDER BY a

SELECT a, ARRAY(SELECT generate_series(1,a)) FROM s ORDER BY a

SELECT regexp_split_to_table('a,b', ','), count(*) FROM s GROUP BY 1 ORDER BY 1

-- sorted
SELECT min(g) FROM (SELECT generate_series(1,3) g) q

DROP TABLE s

CREATE TABLE s (a int)

-- sorted
INSERT INTO s VALUES (1),(2),(3),(3)

SELECT DISTINCT ON (a) a, generate_series(1,3) FROM s ORDER BY a

-- sorted
SELECT DISTINCT ON (a) a, generate_series(1,3) FROM s

create sequence q

SELECT DISTINCT a, generate_series(1,2) FROM s ORDER BY a, 2

SELECT a, generate_series(1,2)+a FROM s GROUP BY a, generate_series(1,2)+a ORDER BY a desc, 2

SELECT count(*), generate_series(1,2) FROM s GROUP BY a ORDER BY a desc

SELECT count(*), generate_series(1,a) FROM s GROUP BY a ORDER BY 1,2

-- sorted
SELECT count(*) FROM s GROUP BY generate_series(1,a)

-- sorted
SELECT count(*), sum(generate_series) from (select generate_series(1,3)) x

-- sorted
SELECT unnest(array_agg(a)), count(*) from s

-- sorted
SELECT array(select unnest(array[3,1,2]) order by 1)

-- sorted
SELECT 1 FROM s ORDER BY generate_series(1,2)

SELECT a+generate_series(1,2) AS x, count(*) FROM s GROUP BY x HAVING count(*) > 1 ORDER BY x

SELECT generate_series(1,a) AS x, a+1 y FROM s GROUP BY x, y ORDER BY x, y

SELECT generate_series(1,2) x, generate_series(1,2) y, count(*) FROM s GROUP BY x, y ORDER BY 1,2

SELECT generate_series(1,2) x, generate_series(1,3) y, count(*) FROM s GROUP BY x, y ORDER BY 1,2

SELECT generate_series(1,generate_series(1,2)) x, count(*) FROM s GROUP BY x ORDER BY 1,2

SELECT generate_series(1,generate_series(1,2)) x, count(*) FROM s GROUP BY generate_series(1,2) ORDER BY 1,2

SELECT generate_series(1,generate_series(1,2)) x, generate_series(1,2), count(*) FROM s GROUP BY x ORDER BY 1,2

SELECT x, l.* FROM s, LATERAL (SELECT generate_series(1,a) g) l(x) ORDER BY 1,2

-- sorted
SELECT (SELECT generate_series(1,2) LIMIT 1)

-- sorted
SELECT (SELECT generate_series(1,2))

-- sorted
SELECT * FROM (SELECT generate_series(1,2) a, generate_series(1,3) b) q WHERE a IS NULL

-- sorted
INSERT INTO s SELECT generate_series(1,2) ON CONFLICT DO NOTHING

-- sorted
INSERT INTO s VALUES (generate_series(1,generate_series(1,2)))

-- sorted
select a, count(*) from s group by a order by generate_series(1,2), a

select generate_series(1,2) union all select generate_series(5,6) order by 1 desc

-- sorted
select generate_series(1,3) limit 2 offset 1

-- sorted
select exists (select generate_series(1,0)), exists(select generate_series(1,1))

-- sorted
select 1 in (select generate_series(1,3)), 7 not in (select generate_series(1,3))
