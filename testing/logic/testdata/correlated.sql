# Subqueries that read outer rows. Columns are told. Errors are told whole, with their positions.
SET default_transaction_isolation = 'serializable'
----
SET

CREATE TABLE a (id int PRIMARY KEY, x int, y numeric, s text, d date)
----
CREATE TABLE

CREATE TABLE b (id int PRIMARY KEY, x bigint, y int, s varchar(5), d timestamp)
----
CREATE TABLE

INSERT INTO a VALUES (1,1,1.0,'p','2020-01-01'),(2,NULL,2.50,'q',NULL),(3,3,NULL,NULL,'2020-01-03'),(4,3,1,'p','2020-01-04')
----
INSERT 0 4

INSERT INTO b VALUES (1,1,1,'p','2020-01-01'),(2,2,NULL,'r','2020-01-03'),(3,NULL,3,NULL,NULL),(5,3,1,'p','2020-01-04 10:00')
----
INSERT 0 4

# sorted
SELECT u.id, u.id FROM a u WHERE u.id IN (SELECT t1.id FROM a t1 WHERE NOT (t1.id = t1.y)) ORDER BY 1
----
id:23|id:23
2|2
4|4
SELECT 2

# sorted
SELECT u.id, u.y FROM a u WHERE u.id IS NOT NULL ORDER BY 1
----
id:23|y:1700
1|1.0
2|2.50
3|NULL
4|1
SELECT 4

# sorted
SELECT u.id, l.* FROM a u, LATERAL (SELECT (SELECT max(t1.x) FROM b t1 WHERE 2.5 IS NOT DISTINCT FROM v.x) AS m FROM b v WHERE (1,v.x) < (v.y,v.y)) l ORDER BY 1,2
----
id:23|m:20
1|NULL
2|NULL
3|NULL
4|NULL
SELECT 4

SELECT u.id, v.id, coalesce(v.id,v.y) FROM a u  JOIN b v ON u.id = v.id WHERE v.x < ANY (SELECT t1.x FROM b t1 WHERE NOT (t1.y >= v.id)) ORDER BY 1,2
----
id:23|id:23|coalesce:23
2|2|2
SELECT 1

# sorted
SELECT u.id, (CASE WHEN u.y IS NOT DISTINCT FROM 3 THEN u.id ELSE u.y END + u.x) FROM a u WHERE (SELECT min(t1.id) FROM b t1) IS NOT NULL ORDER BY 1
----
id:23|?column?:1700
1|2.0
2|NULL
3|NULL
4|4
SELECT 4

# sorted
SELECT u.id, CASE WHEN u.x IS NULL THEN u.id ELSE u.x END FROM a u WHERE EXISTS (SELECT 1 FROM b t1 WHERE t1.id NOT IN (SELECT 2.5 FROM b t2 WHERE t1.id = t1.y)) ORDER BY 1
----
id:23|x:23
1|1
2|2
3|3
4|3
SELECT 4

SELECT u.id, l.* FROM a u, LATERAL (SELECT (SELECT max(u.id) FROM b t1 WHERE 2.5 IS NOT DISTINCT FROM NULL::int) AS m FROM b v WHERE (2.5,u.y) IS DISTINCT FROM (v.x,u.id)) l ORDER BY 1,2
----
error 42803 aggregate functions are not allowed in FROM clause of their own query level
at 52

# sorted
SELECT (SELECT sum(t1.x) FROM a t1 WHERE t1.id <> u.id), count(*), sum(u.y) FROM a u GROUP BY 1 HAVING count(*) >= 1 ORDER BY 1,2,3
----
sum:20|count:20|sum:1700
4|2|1
6|1|1.0
7|1|2.50
SELECT 3

SELECT u.id, v.id, coalesce(u.id,2.5) FROM a u LEFT JOIN b v ON u.id = v.id WHERE (3,v.id) = (u.y,v.y) ORDER BY 1,2
----
SELECT 0

# sorted
SELECT u.id, v.id, v.id FROM a u  JOIN b v ON u.id = v.id WHERE u.y <> ALL (SELECT t1.y FROM a t1 WHERE (v.x IS NOT DISTINCT FROM v.id AND v.y < t1.y)) ORDER BY 1,2
----
id:23|id:23|id:23
1|1|1
2|2|2
3|3|3
SELECT 3

SELECT u.id, v.id, v.x FROM a u  JOIN b v ON u.x <> 1 WHERE EXISTS (SELECT 1 FROM a t1 WHERE NULL::int IS NOT DISTINCT FROM v.id) ORDER BY 1,2
----
SELECT 0

# sorted
SELECT u.id, u.x FROM a u WHERE (u.x + u.x) > ALL (SELECT NULL::int FROM b t1 WHERE u.x IS NOT DISTINCT FROM 1) ORDER BY 1
----
id:23|x:23
2|NULL
3|3
4|3
SELECT 3

# sorted
SELECT u.id, count(*), sum(u.y) FROM a u GROUP BY 1 HAVING max(u.id) > (SELECT min(w.id) FROM b w WHERE w.id < max(u.x)) ORDER BY 1,2,3
----
id:23|count:20|sum:1700
3|1|NULL
4|1|1
SELECT 2

# sorted
SELECT u.id, u.y FROM a u WHERE CASE WHEN u.id >= u.x THEN u.y ELSE u.x END IS NOT NULL ORDER BY 1
----
id:23|y:1700
1|1.0
4|1
SELECT 2

# sorted
SELECT u.id, v.id, u.y FROM a u LEFT JOIN b v ON u.id = v.id WHERE (NOT EXISTS (SELECT 1 FROM b t1 WHERE v.y = t1.id) OR NOT EXISTS (SELECT 1 FROM b t2 WHERE t2.x >= u.x)) ORDER BY 1,2
----
id:23|id:23|y:1700
2|2|2.50
4|NULL|1
SELECT 2

SELECT (SELECT count(t1.id) FROM a t1), count(*), sum(u.y) FROM a u GROUP BY 1 HAVING count(*) >= 1 ORDER BY 1,2,3
----
count:20|count:20|sum:1700
4|4|4.50
SELECT 1

SELECT u.id, u.y FROM a u WHERE u.id <> ALL (SELECT t1.x FROM b t1 WHERE t1.id >= u.y) ORDER BY 1
----
id:23|y:1700
3|NULL
SELECT 1

SELECT u.id, u.id FROM a u WHERE NOT (u.x > ALL (SELECT t1.y FROM a t1 WHERE t1.x >= u.y)) ORDER BY 1
----
id:23|id:23
1|1
SELECT 1

SELECT u.id, CASE WHEN u.id < ANY (SELECT t1.id FROM b t1 WHERE u.x < u.y) THEN u.id ELSE u.id END FROM a u WHERE NOT (NULL::int >= u.id) ORDER BY 1
----
SELECT 0

SELECT u.id, v.id, CASE WHEN u.x = v.y THEN v.x ELSE u.y END FROM a u LEFT JOIN b v ON 3 IS NOT DISTINCT FROM u.id WHERE u.id NOT IN (SELECT t1.id FROM a t1 WHERE (v.x,u.x) <> (u.id,2.5)) ORDER BY 1,2
----
id:23|id:23|y:1700
2|NULL|2.50
SELECT 1

SELECT u.id, v.id, u.x FROM a u  JOIN b v ON v.x >= 1 WHERE (u.id IN (SELECT t1.y FROM a t1 WHERE t1.id = u.id) AND u.y IS DISTINCT FROM u.y) ORDER BY 1,2
----
SELECT 0

SELECT u.id, (SELECT count(u.x) FROM b t1 WHERE (2.5 < 3 AND u.y IS NOT DISTINCT FROM t1.id)) FROM a u WHERE u.id IS DISTINCT FROM u.x ORDER BY 1
----
error 42803 column "u.id" must appear in the GROUP BY clause or be used in an aggregate function
at 8

# sorted
SELECT u.id, generate_series(1, 3) FROM a u WHERE u.id <> ALL (SELECT t1.id FROM b t1 WHERE 1 IS DISTINCT FROM 3) ORDER BY 1,2
----
id:23|generate_series:23
4|1
4|2
4|3
SELECT 3

# sorted
SELECT u.id, l.* FROM a u, LATERAL (SELECT v.x AS m FROM b v WHERE u.y > ALL (SELECT t1.x FROM b t1 WHERE v.y = v.x)) l ORDER BY 1,2
----
id:23|m:20
1|2
1|3
1|NULL
2|2
2|3
2|NULL
3|2
3|3
3|NULL
4|2
4|3
4|NULL
SELECT 12

SELECT u.id, u.y FROM a u WHERE ((u.y <> u.x AND u.id <> u.x) AND 3 >= u.x) ORDER BY 1
----
id:23|y:1700
4|1
SELECT 1

# sorted
SELECT u.id, u.x FROM a u WHERE ((u.y = u.x OR u.x >= u.y) OR u.y IS DISTINCT FROM u.y) ORDER BY 1
----
id:23|x:23
1|1
4|3
SELECT 2

# sorted
SELECT u.id, l.* FROM a u, LATERAL (SELECT v.id AS m FROM b v WHERE 2.5 < ANY (SELECT t1.id FROM b t1 WHERE u.y IS NOT DISTINCT FROM u.x)) l ORDER BY 1,2
----
id:23|m:23
1|1
1|2
1|3
1|5
SELECT 4

# sorted
SELECT (u.x + u.id), count(*), sum(u.y) FROM a u GROUP BY 1 HAVING max(u.id) > (SELECT min(w.id) FROM b w WHERE w.id < max(u.x)) ORDER BY 1,2,3
----
?column?:23|count:20|sum:1700
6|1|NULL
7|1|1
SELECT 2

SELECT u.id, coalesce((u.x + u.x),u.id) FROM a u WHERE u.y >= u.x ORDER BY 1
----
id:23|coalesce:23
1|2
SELECT 1

# sorted
SELECT u.id, v.id, CASE WHEN v.id >= u.y THEN u.id ELSE u.id END FROM a u  JOIN b v ON u.id = v.id WHERE v.x <> 2.5 ORDER BY 1,2
----
id:23|id:23|id:23
1|1|1
2|2|2
SELECT 2

# sorted
SELECT u.id, generate_series(1, u.x) FROM a u WHERE (u.id IS NOT DISTINCT FROM u.id OR u.y >= u.y) ORDER BY 1,2
----
id:23|generate_series:23
1|1
3|1
3|2
3|3
4|1
4|2
4|3
SELECT 7

# sorted
SELECT u.id, generate_series(1, u.id) FROM a u WHERE (u.x IS NOT DISTINCT FROM u.id OR u.y IS NOT DISTINCT FROM u.y) ORDER BY 1,2
----
id:23|generate_series:23
1|1
2|1
2|2
3|1
3|2
3|3
4|1
4|2
4|3
4|4
SELECT 10

# sorted
SELECT u.x, count(*), sum(u.y) FROM a u GROUP BY 1 HAVING count(*) >= 1 ORDER BY 1,2,3
----
x:23|count:20|sum:1700
1|1|1.0
3|2|1
NULL|1|2.50
SELECT 3

# sorted
SELECT u.y, count(*), sum(u.y) FROM a u GROUP BY 1 HAVING count(*) >= 1 ORDER BY 1,2,3
----
y:1700|count:20|sum:1700
1.0|2|2.0
2.50|1|2.50
NULL|1|NULL
SELECT 3

SELECT u.x, count(*), sum(u.y) FROM a u GROUP BY 1 HAVING max(u.id) > (SELECT min(w.id) FROM b w WHERE w.id < max(u.x)) ORDER BY 1,2,3
----
x:23|count:20|sum:1700
3|2|1
SELECT 1

SELECT u.id, v.id, u.id FROM a u  JOIN b v ON u.id = v.id WHERE 3 IS NOT DISTINCT FROM v.x ORDER BY 1,2
----
SELECT 0

# sorted
SELECT u.id, generate_series(1, (SELECT count(*)::int FROM b w WHERE w.id < u.id)) FROM a u WHERE (u.y,2.5) < (u.y,u.id) ORDER BY 1,2
----
id:23|generate_series:23
4|1
4|2
4|3
SELECT 3

# sorted
SELECT CASE WHEN u.x < u.x THEN 3 ELSE u.y END, count(*), sum(u.y) FROM a u GROUP BY 1 HAVING max(u.id) > (SELECT min(w.id) FROM b w WHERE w.id < max(u.x)) ORDER BY 1,2,3
----
y:1700|count:20|sum:1700
1.0|2|2.0
NULL|1|NULL
SELECT 2

SELECT u.id, generate_series(1, 3) FROM a u WHERE (2.5 IS NOT DISTINCT FROM u.id OR u.id < u.x) ORDER BY 1,2
----
SELECT 0

# sorted
SELECT u.id, CASE WHEN (2.5 >= u.id OR u.id IS DISTINCT FROM u.x) THEN CASE WHEN u.x <> 1 THEN u.id ELSE u.id END ELSE u.x END FROM a u WHERE (u.id + u.id) > ALL (SELECT 1 FROM a t1 WHERE EXISTS (SELECT 1 FROM b t2 WHERE t2.id = t2.y)) ORDER BY 1
----
id:23|x:23
1|1
2|2
3|3
4|4
SELECT 4

# sorted
SELECT (u.x + u.id), count(*), sum(u.y) FROM a u GROUP BY 1 HAVING max(u.id) > (SELECT min(w.id) FROM b w WHERE w.id < max(u.x)) ORDER BY 1,2,3
----
?column?:23|count:20|sum:1700
6|1|NULL
7|1|1
SELECT 2

SELECT u.id, u.id FROM a u WHERE NOT ((u.id,u.y) <> (u.id,u.x)) ORDER BY 1
----
id:23|id:23
1|1
SELECT 1

# sorted
SELECT u.id, v.id, v.x FROM a u  JOIN b v ON u.id = v.id WHERE ((NULL::int >= u.y OR 2.5 <> u.x) OR u.x NOT IN (SELECT t1.id FROM a t1 WHERE t1.y = t1.x)) ORDER BY 1,2
----
id:23|id:23|x:20
1|1|1
3|3|NULL
SELECT 2

SELECT u.id, l.* FROM a u, LATERAL (SELECT v.id AS m FROM b v WHERE EXISTS (SELECT 1 FROM b t1 WHERE 3 = 1)) l ORDER BY 1,2
----
SELECT 0

# sorted
SELECT u.id, count(*), sum(u.y) FROM a u GROUP BY 1 HAVING count(*) >= 1 ORDER BY 1,2,3
----
id:23|count:20|sum:1700
1|1|1.0
2|1|2.50
3|1|NULL
4|1|1
SELECT 4

# sorted
SELECT u.id, u.id FROM a u WHERE (SELECT min(1) FROM a t2 WHERE u.y IS NOT DISTINCT FROM t2.y) NOT IN (SELECT t1.y FROM b t1 WHERE (u.y = t1.x OR t1.y < t1.y)) ORDER BY 1
----
id:23|id:23
2|2
3|3
SELECT 2

SELECT u.id, CASE WHEN u.y <> u.x THEN (u.x + 3) ELSE (u.x + NULL::int) END FROM a u WHERE 1 = u.id ORDER BY 1
----
id:23|case:23
1|NULL
SELECT 1

SELECT u.id, v.id, u.x FROM a u LEFT JOIN b v ON u.id = v.id WHERE NOT EXISTS (SELECT 1 FROM b t1 WHERE t1.y IS NOT NULL) ORDER BY 1,2
----
SELECT 0

# sorted
SELECT u.id, l.* FROM a u, LATERAL (SELECT v.x AS m FROM b v WHERE v.id IS DISTINCT FROM u.y) l ORDER BY 1,2
----
id:23|m:20
1|2
1|3
1|NULL
2|1
2|2
2|3
2|NULL
3|1
3|2
3|3
3|NULL
4|2
4|3
4|NULL
SELECT 14

SELECT (2.5 + 1), count(*), sum(u.y) FROM a u GROUP BY 1 HAVING max(u.id) > (SELECT min(w.id) FROM b w WHERE w.id < max(u.x)) ORDER BY 1,2,3
----
?column?:1700|count:20|sum:1700
3.5|4|4.50
SELECT 1

SELECT (SELECT count(3) FROM b t1 WHERE t1.x IS NOT DISTINCT FROM t1.id), count(*), sum(u.y) FROM a u GROUP BY 1 HAVING count(*) >= 1 ORDER BY 1,2,3
----
count:20|count:20|sum:1700
2|4|4.50
SELECT 1

SELECT u.id, generate_series(1, 3) FROM a u WHERE u.id < u.x ORDER BY 1,2
----
SELECT 0

# sorted
SELECT u.id, (SELECT max(CASE WHEN t1.id < t1.id THEN t1.x ELSE NULL::int END) FROM a t1 WHERE t1.y <> ALL (SELECT t2.id FROM a t2 WHERE t2.y IS NOT DISTINCT FROM t2.id)) FROM a u WHERE u.id IS DISTINCT FROM u.x ORDER BY 1
----
id:23|max:23
2|NULL
4|NULL
SELECT 2

# sorted
SELECT u.id, v.id, v.y FROM a u LEFT JOIN b v ON u.x = v.x WHERE CASE WHEN u.y < u.y THEN v.x ELSE 2.5 END < ANY (SELECT t1.id FROM a t1 WHERE (u.y,t1.x) >= (u.id,1)) ORDER BY 1,2
----
id:23|id:23|y:23
1|1|1
2|NULL|NULL
SELECT 2

# sorted
SELECT u.x, count(*), sum(u.y) FROM a u GROUP BY 1 HAVING count(*) >= 1 ORDER BY 1,2,3
----
x:23|count:20|sum:1700
1|1|1.0
3|2|1
NULL|1|2.50
SELECT 3

# sorted
SELECT u.id, v.id, v.id FROM a u  JOIN b v ON u.x = v.x WHERE EXISTS (SELECT 1 FROM b t1 WHERE t1.x IS NOT NULL) ORDER BY 1,2
----
id:23|id:23|id:23
1|1|1
3|5|5
4|5|5
SELECT 3

# sorted
SELECT u.id, count(*), sum(u.y) FROM a u GROUP BY 1 HAVING count(*) >= 1 ORDER BY 1,2,3
----
id:23|count:20|sum:1700
1|1|1.0
2|1|2.50
3|1|NULL
4|1|1
SELECT 4

# sorted
SELECT u.y, count(*), sum(u.y) FROM a u GROUP BY 1 HAVING max(u.id) > (SELECT min(w.id) FROM b w WHERE w.id < max(u.x)) ORDER BY 1,2,3
----
y:1700|count:20|sum:1700
1.0|2|2.0
NULL|1|NULL
SELECT 2

SELECT u.id, l.* FROM a u, LATERAL (SELECT (SELECT max(t1.y) FROM b t1) AS m FROM b v WHERE NOT EXISTS (SELECT 1 FROM b t2 WHERE v.id >= t2.id)) l ORDER BY 1,2
----
SELECT 0

# sorted
SELECT u.id, v.id, u.y FROM a u LEFT JOIN b v ON u.id = v.id WHERE NOT (2.5 = ANY (SELECT t1.id FROM a t1 WHERE t1.y = u.y)) ORDER BY 1,2
----
id:23|id:23|y:1700
1|1|1.0
2|2|2.50
3|3|NULL
4|NULL|1
SELECT 4

# sorted
SELECT u.id, generate_series(1, u.id) FROM a u WHERE NOT (u.id <> u.x) ORDER BY 1,2
----
id:23|generate_series:23
1|1
3|1
3|2
3|3
SELECT 4

SELECT u.x, count(*), sum(u.y) FROM a u GROUP BY 1 HAVING max(u.id) > (SELECT min(w.id) FROM b w WHERE w.id < max(u.x)) ORDER BY 1,2,3
----
x:23|count:20|sum:1700
3|2|1
SELECT 1

# sorted
SELECT u.id, (SELECT max((t1.y + u.x)) FROM a t1 WHERE (u.x IS NOT DISTINCT FROM u.y AND t1.x IS DISTINCT FROM t1.id)) FROM a u WHERE NOT (u.y IS NULL) ORDER BY 1
----
id:23|max:1700
1|3.50
2|NULL
4|NULL
SELECT 3

SELECT u.id, v.id, v.x FROM a u  JOIN b v ON u.id = v.id WHERE ((v.x IS NOT DISTINCT FROM NULL::int OR 2.5 < 2.5) AND 1 = 1) ORDER BY 1,2
----
id:23|id:23|x:20
3|3|NULL
SELECT 1

# sorted
SELECT u.id, count(*), sum(u.y) FROM a u GROUP BY 1 HAVING count(*) >= 1 ORDER BY 1,2,3
----
id:23|count:20|sum:1700
1|1|1.0
2|1|2.50
3|1|NULL
4|1|1
SELECT 4

# sorted
SELECT u.id, l.* FROM a u, LATERAL (SELECT u.y AS m FROM b v WHERE NOT (NULL::int IS DISTINCT FROM v.y)) l ORDER BY 1,2
----
id:23|m:1700
1|1.0
2|2.50
3|NULL
4|1
SELECT 4

SELECT u.id, l.* FROM a u, LATERAL (SELECT u.id AS m FROM b v WHERE NULL::int < u.id) l ORDER BY 1,2
----
SELECT 0

# sorted
SELECT u.id, u.y FROM a u WHERE NOT (NOT EXISTS (SELECT 1 FROM a t1 WHERE u.y < t1.id)) ORDER BY 1
----
id:23|y:1700
1|1.0
2|2.50
4|1
SELECT 3

SELECT coalesce(u.x,u.y), count(*), sum(u.y) FROM a u GROUP BY 1 HAVING max(u.id) > (SELECT min(w.id) FROM b w WHERE w.id < max(u.x)) ORDER BY 1,2,3
----
coalesce:1700|count:20|sum:1700
3|2|1
SELECT 1

# sorted
SELECT u.id, generate_series(1, u.id) FROM a u WHERE NOT (u.y >= u.id) ORDER BY 1,2
----
id:23|generate_series:23
4|1
4|2
4|3
4|4
SELECT 4

SELECT u.id, (SELECT sum((u.x + u.x)) FROM a t1 WHERE NOT (u.id <> u.id)) FROM a u WHERE (u.y,u.x) IS DISTINCT FROM (u.y,u.x) ORDER BY 1
----
error 42803 column "u.id" must appear in the GROUP BY clause or be used in an aggregate function
at 8

# sorted
SELECT u.id, (u.x + (u.x + u.y)) FROM a u WHERE u.y = u.y ORDER BY 1
----
id:23|?column?:1700
1|3.0
2|NULL
4|7
SELECT 3

# sorted
SELECT u.id, v.id, v.id FROM a u  JOIN b v ON v.y < u.id WHERE (EXISTS (SELECT 1 FROM b t1 WHERE 2.5 IS NOT DISTINCT FROM u.x) OR v.y <> ALL (SELECT t2.x FROM a t2 WHERE t2.id IS DISTINCT FROM t2.id)) ORDER BY 1,2
----
id:23|id:23|id:23
2|1|1
2|5|5
3|1|1
3|5|5
4|1|1
4|3|3
4|5|5
SELECT 7

SELECT u.id, CASE WHEN u.y <> u.x THEN CASE WHEN u.y IS NOT DISTINCT FROM 3 THEN u.id ELSE NULL::int END ELSE (SELECT sum(3) FROM b t1) END FROM a u WHERE (1 > ALL (SELECT t2.id FROM b t2 WHERE u.id < 1) AND u.y IS DISTINCT FROM u.y) ORDER BY 1
----
SELECT 0

# sorted
SELECT u.id, count(*), sum(u.y) FROM a u GROUP BY 1 HAVING max(u.id) > (SELECT min(w.id) FROM b w WHERE w.id < max(u.x)) ORDER BY 1,2,3
----
id:23|count:20|sum:1700
3|1|NULL
4|1|1
SELECT 2

# sorted
SELECT u.id, v.id, (3 + v.x) FROM a u LEFT JOIN b v ON u.x = v.x WHERE v.y < u.id ORDER BY 1,2
----
id:23|id:23|?column?:20
3|5|6
4|5|6
SELECT 2

SELECT u.id, v.id, u.x FROM a u LEFT JOIN b v ON v.id = v.y WHERE NOT (v.id IS NOT NULL) ORDER BY 1,2
----
SELECT 0

SELECT u.id, u.x FROM a u WHERE u.y IS NULL ORDER BY 1
----
id:23|x:23
3|3
SELECT 1

SELECT u.id, v.id, u.x FROM a u  JOIN b v ON u.x < u.y WHERE v.x IS DISTINCT FROM v.x ORDER BY 1,2
----
SELECT 0

# sorted
SELECT u.id, u.x FROM a u WHERE u.x IS NOT NULL ORDER BY 1
----
id:23|x:23
1|1
3|3
4|3
SELECT 3

SELECT u.id, v.id, v.y FROM a u LEFT JOIN b v ON u.x = v.x WHERE (u.x,NULL::int) < (u.id,v.y) ORDER BY 1,2
----
id:23|id:23|y:23
4|5|1
SELECT 1

SELECT u.id, generate_series(1, u.id) FROM a u WHERE NOT EXISTS (SELECT 1 FROM a t1 WHERE t1.y IS NOT DISTINCT FROM t1.id) ORDER BY 1,2
----
SELECT 0

# sorted
SELECT u.id, (u.id + u.x) FROM a u WHERE u.id IS NOT DISTINCT FROM u.id ORDER BY 1
----
id:23|?column?:23
1|2
2|NULL
3|6
4|7
SELECT 4

SELECT u.id, (SELECT min(t1.y) FROM b t1) FROM a u WHERE NOT ((u.y < 3 AND u.id IS NOT DISTINCT FROM u.id)) ORDER BY 1
----
SELECT 0

# sorted
SELECT u.id, u.y FROM a u WHERE (NOT (u.id IS DISTINCT FROM u.id) AND u.y >= u.id) ORDER BY 1
----
id:23|y:1700
1|1.0
2|2.50
SELECT 2

# sorted
SELECT u.id, coalesce((NULL::int + u.id),CASE WHEN u.id < u.y THEN NULL::int ELSE u.x END) FROM a u WHERE NOT EXISTS (SELECT 1 FROM a t1 WHERE u.x NOT IN (SELECT 3 FROM a t2 WHERE t2.y IS NOT DISTINCT FROM NULL::int)) ORDER BY 1
----
id:23|coalesce:23
2|NULL
3|3
4|3
SELECT 3

SELECT u.id, v.id, u.x FROM a u LEFT JOIN b v ON u.id = v.id WHERE NOT (EXISTS (SELECT 1 FROM b t1 WHERE v.id < t1.id)) ORDER BY 1,2
----
id:23|id:23|x:23
4|NULL|3
SELECT 1

# sorted
SELECT u.id, (u.id + (NULL::int + 3)) FROM a u WHERE coalesce(u.id,u.x) IS NOT NULL ORDER BY 1
----
id:23|?column?:23
1|NULL
2|NULL
3|NULL
4|NULL
SELECT 4

# sorted
SELECT u.id, coalesce((u.id + u.y),u.id) FROM a u WHERE u.x = u.x ORDER BY 1
----
id:23|coalesce:1700
1|2.0
3|3
4|5
SELECT 3

SELECT coalesce(3,u.y), count(*), sum(u.y) FROM a u GROUP BY 1 HAVING count(*) >= 1 ORDER BY 1,2,3
----
coalesce:1700|count:20|sum:1700
3|4|4.50
SELECT 1

SELECT u.id, generate_series(1, 3) FROM a u WHERE u.x < NULL::int ORDER BY 1,2
----
SELECT 0

SELECT u.id, u.y FROM a u WHERE (3 + u.y) IS NULL ORDER BY 1
----
id:23|y:1700
3|NULL
SELECT 1

SELECT u.id, u.x FROM a u WHERE CASE WHEN NULL::int <> u.y THEN 2.5 ELSE u.x END IS NULL ORDER BY 1
----
id:23|x:23
2|NULL
SELECT 1

SELECT u.id, (u.x + u.id) FROM a u WHERE u.y IS NULL ORDER BY 1
----
id:23|?column?:23
3|6
SELECT 1

SELECT u.x, count(*), sum(u.y) FROM a u GROUP BY 1 HAVING max(u.id) > (SELECT min(w.id) FROM b w WHERE w.id < max(u.x)) ORDER BY 1,2,3
----
x:23|count:20|sum:1700
3|2|1
SELECT 1

# sorted
SELECT CASE WHEN u.x IS NOT DISTINCT FROM u.id THEN u.x ELSE u.y END, count(*), sum(u.y) FROM a u GROUP BY 1 HAVING max(u.id) > (SELECT min(w.id) FROM b w WHERE w.id < max(u.x)) ORDER BY 1,2,3
----
y:1700|count:20|sum:1700
1|2|2.0
3|1|NULL
SELECT 2

# sorted
SELECT u.id, v.id, u.id FROM a u  JOIN b v ON u.id = v.id WHERE (3 = v.x OR (1 >= v.y OR NULL::int IS NOT DISTINCT FROM v.y)) ORDER BY 1,2
----
id:23|id:23|id:23
1|1|1
2|2|2
SELECT 2

SELECT u.id, u.x FROM a u WHERE (u.x < u.y OR (u.id,u.id) = (u.x,3)) ORDER BY 1
----
id:23|x:23
3|3
SELECT 1

# sorted
SELECT u.id, (SELECT max(CASE WHEN u.id >= t1.id THEN 1 ELSE u.x END) FROM a t1 WHERE (t1.x >= u.id OR t1.y >= t1.y)) FROM a u WHERE EXISTS (SELECT 1 FROM b t2 WHERE t2.id >= t2.x) ORDER BY 1
----
id:23|max:23
1|1
2|1
3|3
4|1
SELECT 4

SELECT u.id, (u.x + (SELECT sum(t1.id) FROM a t1)) FROM a u WHERE NOT (NOT EXISTS (SELECT 1 FROM a t2 WHERE u.id = u.y)) ORDER BY 1
----
id:23|?column?:20
1|11
SELECT 1

# sorted
SELECT u.id, CASE WHEN u.x IS DISTINCT FROM u.y THEN u.x ELSE coalesce(u.id,u.id) END FROM a u WHERE (u.y >= u.id OR (u.id,u.y) <> (u.id,u.x)) ORDER BY 1
----
id:23|coalesce:23
1|1
2|NULL
4|3
SELECT 3

# sorted
SELECT u.id, v.id, v.x FROM a u  JOIN b v ON u.id = v.id WHERE (u.y,u.id) >= (v.id,v.y) ORDER BY 1,2
----
id:23|id:23|x:20
1|1|1
2|2|2
SELECT 2

# sorted
SELECT u.id, v.id, u.id FROM a u LEFT JOIN b v ON u.id = v.id WHERE (2.5,u.x) >= (2.5,u.id) ORDER BY 1,2
----
id:23|id:23|id:23
1|1|1
3|3|3
SELECT 2

# sorted
SELECT u.id, v.id, v.id FROM a u  JOIN b v ON v.y IS DISTINCT FROM u.id WHERE u.x IS NULL ORDER BY 1,2
----
id:23|id:23|id:23
2|1|1
2|2|2
2|3|3
2|5|5
SELECT 4

# sorted
SELECT u.id, CASE WHEN (u.y < u.y OR u.id <> u.x) THEN u.x ELSE (u.x + u.y) END FROM a u WHERE NULL::int IS DISTINCT FROM 1 ORDER BY 1
----
id:23|case:1700
1|2.0
2|NULL
3|NULL
4|3
SELECT 4

# sorted
SELECT u.id, v.id, coalesce(u.y,3) FROM a u  JOIN b v ON v.y = u.id WHERE u.id >= v.id ORDER BY 1,2
----
id:23|id:23|coalesce:1700
1|1|1.0
3|3|3
SELECT 2

SELECT u.id, v.id, v.y FROM a u LEFT JOIN b v ON u.id = v.id WHERE (v.id < ANY (SELECT t1.id FROM a t1 WHERE u.y < NULL::int) OR (v.id,3) = (v.x,u.y)) ORDER BY 1,2
----
SELECT 0

# sorted
SELECT u.id, ((3 + u.y) + (u.x + 3)) FROM a u WHERE (NOT (u.id IS NOT DISTINCT FROM u.id) OR u.x <> 2.5) ORDER BY 1
----
id:23|?column?:1700
1|8.0
3|NULL
4|10
SELECT 3

SELECT u.id, u.x FROM a u WHERE CASE WHEN u.x IS DISTINCT FROM u.y THEN u.y ELSE u.id END NOT IN (SELECT t1.id FROM a t1 WHERE NOT EXISTS (SELECT 1 FROM b t2 WHERE t1.y < 1)) ORDER BY 1
----
id:23|x:23
2|NULL
SELECT 1

# sorted
SELECT u.id, l.* FROM a u, LATERAL (SELECT v.y AS m FROM b v WHERE 3 NOT IN (SELECT t1.id FROM b t1 WHERE v.id IS NOT DISTINCT FROM t1.id)) l ORDER BY 1,2
----
id:23|m:23
1|1
1|1
1|NULL
2|1
2|1
2|NULL
3|1
3|1
3|NULL
4|1
4|1
4|NULL
SELECT 12

SELECT u.id, u.x FROM a u WHERE (SELECT max(u.x) FROM b t2 WHERE t2.x < t2.id) IN (SELECT t1.y FROM b t1 WHERE EXISTS (SELECT 1 FROM a t3 WHERE u.x < t3.id)) ORDER BY 1
----
error 42803 aggregate functions are not allowed in WHERE
at 41

SELECT u.id, u.y FROM a u WHERE (u.id = ANY (SELECT t1.id FROM b t1 WHERE t1.id IS NOT DISTINCT FROM u.id) AND u.id < u.id) ORDER BY 1
----
SELECT 0

SELECT u.id, v.id, u.y FROM a u  JOIN b v ON u.x = v.x WHERE ((u.y >= u.id OR v.x >= u.y) AND (3 >= u.id OR u.y = v.x)) ORDER BY 1,2
----
id:23|id:23|y:1700
1|1|1.0
SELECT 1

SELECT u.id, u.y FROM a u WHERE CASE WHEN u.y < u.y THEN u.x ELSE NULL::int END <> ALL (SELECT t1.y FROM a t1 WHERE u.x > ALL (SELECT t2.x FROM a t2 WHERE NULL::int < 1)) ORDER BY 1
----
SELECT 0

# sorted
SELECT u.id, count(*), sum(u.y) FROM a u GROUP BY 1 HAVING count(*) >= 1 ORDER BY 1,2,3
----
id:23|count:20|sum:1700
1|1|1.0
2|1|2.50
3|1|NULL
4|1|1
SELECT 4

# sorted
SELECT u.id, u.id FROM a u WHERE (SELECT max(t1.id) FROM a t1 WHERE u.y <> u.id) IS NULL ORDER BY 1
----
id:23|id:23
1|1
3|3
SELECT 2

# sorted
SELECT u.id, v.id, v.id FROM a u LEFT JOIN b v ON u.id = v.id WHERE (u.x,v.y) >= (u.x,u.x) ORDER BY 1,2
----
id:23|id:23|id:23
1|1|1
3|3|3
SELECT 2

# sorted
SELECT coalesce(NULL::int,u.id), count(*), sum(u.y) FROM a u GROUP BY 1 HAVING max(u.id) > (SELECT min(w.id) FROM b w WHERE w.id < max(u.x)) ORDER BY 1,2,3
----
coalesce:23|count:20|sum:1700
3|1|NULL
4|1|1
SELECT 2

SELECT u.id, v.id, (u.x + v.id) FROM a u  JOIN b v ON u.id = v.id WHERE CASE WHEN 2.5 IS DISTINCT FROM u.id THEN v.y ELSE NULL::int END < ANY (SELECT 1 FROM a t1 WHERE NOT (u.x = v.id)) ORDER BY 1,2
----
SELECT 0

SELECT u.id, CASE WHEN 3 = u.id THEN u.y ELSE u.id END FROM a u WHERE (NULL::int,u.y) < (u.y,u.id) ORDER BY 1
----
SELECT 0

# sorted
SELECT u.id, l.* FROM a u, LATERAL (SELECT v.x AS m FROM b v WHERE (u.x >= u.x AND u.id >= v.y)) l ORDER BY 1,2
----
id:23|m:20
1|1
1|3
3|1
3|3
3|NULL
4|1
4|3
4|NULL
SELECT 8

# sorted
SELECT u.id, v.id, (v.id + u.x) FROM a u LEFT JOIN b v ON u.id = v.id WHERE 3 <> 2.5 ORDER BY 1,2
----
id:23|id:23|?column?:23
1|1|2
2|2|NULL
3|3|6
4|NULL|NULL
SELECT 4

# sorted
SELECT u.id, l.* FROM a u, LATERAL (SELECT (3 + u.id) AS m FROM b v WHERE u.y > ALL (SELECT t1.y FROM a t1 WHERE t1.y < 2.5)) l ORDER BY 1,2
----
id:23|m:23
2|5
2|5
2|5
2|5
SELECT 4

SELECT u.id, l.* FROM a u, LATERAL (SELECT (SELECT sum(v.x) FROM b t1) AS m FROM b v WHERE (u.x,u.x) >= (v.x,u.x)) l ORDER BY 1,2
----
error 21000 more than one row returned by a subquery used as an expression

# sorted
SELECT u.id, l.* FROM a u, LATERAL (SELECT v.id AS m FROM b v WHERE NOT (v.y <> u.id)) l ORDER BY 1,2
----
id:23|m:23
1|1
1|5
3|3
SELECT 3

# sorted
SELECT u.id, l.* FROM a u, LATERAL (SELECT coalesce(NULL::int,1) AS m FROM b v WHERE NOT (1 = v.id)) l ORDER BY 1,2
----
id:23|m:23
1|1
1|1
1|1
2|1
2|1
2|1
3|1
3|1
3|1
4|1
4|1
4|1
SELECT 12

SELECT u.id, generate_series(1, 3) FROM a u WHERE u.x < 1 ORDER BY 1,2
----
SELECT 0

SELECT u.id, CASE WHEN (u.id,NULL::int) >= (u.y,u.y) THEN u.id ELSE (SELECT count(t1.x) FROM a t1 WHERE t1.y <> 2.5) END FROM a u WHERE ((u.x,u.id) >= (u.id,u.y) AND (u.x <> u.id OR u.x IS DISTINCT FROM 1)) ORDER BY 1
----
SELECT 0

# sorted
SELECT u.id, (CASE WHEN u.y IS DISTINCT FROM u.x THEN u.y ELSE u.y END + u.x) FROM a u WHERE (u.y IS DISTINCT FROM u.id AND u.id <> u.y) ORDER BY 1
----
id:23|?column?:1700
2|NULL
4|4
SELECT 2

# sorted
SELECT u.id, u.y FROM a u WHERE (u.y < 2.5 OR (u.id < u.x OR u.id IS NOT DISTINCT FROM u.y)) ORDER BY 1
----
id:23|y:1700
1|1.0
4|1
SELECT 2

SELECT u.id, (u.id + coalesce(u.x,u.id)) FROM a u WHERE u.x IS NOT DISTINCT FROM u.y ORDER BY 1
----
id:23|?column?:23
1|2
SELECT 1

# sorted
SELECT u.id, u.y FROM a u WHERE EXISTS (SELECT 1 FROM a t1 WHERE (u.id <> u.y OR NULL::int IS DISTINCT FROM 3)) ORDER BY 1
----
id:23|y:1700
1|1.0
2|2.50
3|NULL
4|1
SELECT 4

# sorted
SELECT u.id, generate_series(1, 3) FROM a u WHERE (u.id = u.id OR u.y = 3) ORDER BY 1,2
----
id:23|generate_series:23
1|1
1|2
1|3
2|1
2|2
2|3
3|1
3|2
3|3
4|1
4|2
4|3
SELECT 12

SELECT u.id, u.x FROM a u WHERE u.y < u.x ORDER BY 1
----
id:23|x:23
4|3
SELECT 1

SELECT u.id, (SELECT max((SELECT min(t2.y) FROM a t2 WHERE t2.id IS NOT DISTINCT FROM 3)) FROM b t1 WHERE u.x < t1.y) FROM a u WHERE NULL::int IS NOT DISTINCT FROM u.y ORDER BY 1
----
id:23|max:1700
3|NULL
SELECT 1

SELECT u.id, coalesce((SELECT max(t1.y) FROM a t1),CASE WHEN u.y < 3 THEN u.x ELSE u.y END) FROM a u WHERE u.id = NULL::int ORDER BY 1
----
SELECT 0

# sorted
SELECT u.id, l.* FROM a u, LATERAL (SELECT (SELECT min(t1.y) FROM b t1 WHERE t1.y >= u.id) AS m FROM b v WHERE u.y NOT IN (SELECT t2.id FROM b t2 WHERE 1 IS DISTINCT FROM u.id)) l ORDER BY 1,2
----
id:23|m:23
1|1
1|1
1|1
1|1
2|3
2|3
2|3
2|3
SELECT 8

# sorted
SELECT u.id, v.id, u.id FROM a u  JOIN b v ON u.id = v.id WHERE (u.x,u.x) >= (v.y,u.id) ORDER BY 1,2
----
id:23|id:23|id:23
1|1|1
3|3|3
SELECT 2

SELECT u.id, l.* FROM a u, LATERAL (SELECT u.x AS m FROM b v WHERE NOT EXISTS (SELECT 1 FROM a t1 WHERE u.id = t1.id)) l ORDER BY 1,2
----
SELECT 0

SELECT u.id, (SELECT min(u.y) FROM b t1 WHERE t1.x = u.x) FROM a u WHERE (u.y,u.id) < (u.x,3) ORDER BY 1
----
error 42803 column "u.id" must appear in the GROUP BY clause or be used in an aggregate function
at 8

SELECT u.id, u.x FROM a u WHERE (u.id < u.y OR u.id < ANY (SELECT t1.y FROM a t1 WHERE u.id = NULL::int)) ORDER BY 1
----
id:23|x:23
2|NULL
SELECT 1

SELECT u.id, u.y FROM a u WHERE (u.y < u.x AND NOT EXISTS (SELECT 1 FROM a t1 WHERE t1.x < NULL::int)) ORDER BY 1
----
id:23|y:1700
4|1
SELECT 1

SELECT u.id, (SELECT sum(u.id) FROM a t1) FROM a u WHERE u.x <> u.y ORDER BY 1
----
error 42803 column "u.id" must appear in the GROUP BY clause or be used in an aggregate function
at 8

SELECT u.id, CASE WHEN u.x <> 2.5 THEN u.id ELSE (1 + u.id) END FROM a u WHERE NULL::int <> u.x ORDER BY 1
----
SELECT 0

SELECT u.id, v.id, v.x FROM a u LEFT JOIN b v ON u.id = v.id WHERE (SELECT count(u.id) FROM b t1 WHERE u.x = v.x) IS NULL ORDER BY 1,2
----
error 42803 aggregate functions are not allowed in WHERE
at 76

SELECT u.id, v.id, u.x FROM a u  JOIN b v ON u.id = v.id WHERE (v.x,u.id) <> (v.id,v.x) ORDER BY 1,2
----
SELECT 0

# sorted
SELECT u.id, l.* FROM a u, LATERAL (SELECT (SELECT count(t1.y) FROM b t1) AS m FROM b v WHERE (1 < v.id OR NULL::int <> 1)) l ORDER BY 1,2
----
id:23|m:20
1|3
1|3
1|3
2|3
2|3
2|3
3|3
3|3
3|3
4|3
4|3
4|3
SELECT 12

SELECT u.id, v.id, (u.y + 3) FROM a u  JOIN b v ON u.id IS NOT DISTINCT FROM v.y WHERE NOT EXISTS (SELECT 1 FROM b t1 WHERE v.y < t1.y) ORDER BY 1,2
----
id:23|id:23|?column?:1700
3|3|NULL
SELECT 1

# sorted
SELECT u.id, v.id, v.x FROM a u  JOIN b v ON u.x = v.x WHERE ((u.y,3) < (v.id,3) OR NOT EXISTS (SELECT 1 FROM b t1 WHERE 2.5 = NULL::int)) ORDER BY 1,2
----
id:23|id:23|x:20
1|1|1
3|5|3
4|5|3
SELECT 3

SELECT u.id, u.x FROM a u WHERE NOT EXISTS (SELECT 1 FROM a t1 WHERE NOT (2.5 = u.id)) ORDER BY 1
----
SELECT 0

SELECT u.id, u.id FROM a u WHERE (u.id,u.x) <> (u.id,u.y) ORDER BY 1
----
id:23|id:23
4|4
SELECT 1

SELECT u.id, v.id, v.y FROM a u LEFT JOIN b v ON v.id <> v.x WHERE u.id < ANY (SELECT t1.id FROM b t1 WHERE t1.id < v.x) ORDER BY 1,2
----
id:23|id:23|y:23
1|5|1
SELECT 1

SELECT u.id, (SELECT sum(u.y) FROM a t1 WHERE (3,u.id) < (t1.y,NULL::int)) FROM a u WHERE (u.y + u.x) IS NULL ORDER BY 1
----
error 42803 column "u.id" must appear in the GROUP BY clause or be used in an aggregate function
at 8

# sorted
SELECT u.id, (SELECT count(coalesce(t1.id,3)) FROM b t1 WHERE NOT (u.x IS NOT DISTINCT FROM t1.id)) FROM a u WHERE NOT (u.x IS DISTINCT FROM u.id) ORDER BY 1
----
id:23|count:20
1|3
3|3
SELECT 2

SELECT u.id, u.id FROM a u WHERE NOT (NOT (u.x IS NOT DISTINCT FROM NULL::int)) ORDER BY 1
----
id:23|id:23
2|2
SELECT 1

# sorted
SELECT u.id, generate_series(1, u.x) FROM a u WHERE NOT (u.x IS DISTINCT FROM u.x) ORDER BY 1,2
----
id:23|generate_series:23
1|1
3|1
3|2
3|3
4|1
4|2
4|3
SELECT 7

SELECT u.id, u.x FROM a u WHERE (u.id > ALL (SELECT t1.id FROM b t1 WHERE t1.x <> t1.y) AND u.x IS NULL) ORDER BY 1
----
SELECT 0

# sorted
SELECT u.id, CASE WHEN (1 < 3 OR u.x >= u.x) THEN u.id ELSE u.y END FROM a u WHERE ((NULL::int,u.y) IS DISTINCT FROM (2.5,3) OR (1 = u.y OR u.y <> u.y)) ORDER BY 1
----
id:23|y:1700
1|1
2|2
3|3
4|4
SELECT 4

SELECT u.id, generate_series(1, u.x) FROM a u WHERE u.x = u.y ORDER BY 1,2
----
id:23|generate_series:23
1|1
SELECT 1

# sorted
SELECT u.id, l.* FROM a u, LATERAL (SELECT v.x AS m FROM b v WHERE NOT EXISTS (SELECT 1 FROM a t1 WHERE t1.id <> v.x)) l ORDER BY 1,2
----
id:23|m:20
1|NULL
2|NULL
3|NULL
4|NULL
SELECT 4

# sorted
SELECT u.id, l.* FROM a u, LATERAL (SELECT v.y AS m FROM b v WHERE NOT EXISTS (SELECT 1 FROM b t1 WHERE u.id < NULL::int)) l ORDER BY 1,2
----
id:23|m:23
1|1
1|1
1|3
1|NULL
2|1
2|1
2|3
2|NULL
3|1
3|1
3|3
3|NULL
4|1
4|1
4|3
4|NULL
SELECT 16

# sorted
SELECT u.id, l.* FROM a u, LATERAL (SELECT CASE WHEN u.y <> v.y THEN v.y ELSE 1 END AS m FROM b v WHERE (u.y,2.5) IS DISTINCT FROM (v.id,v.y)) l ORDER BY 1,2
----
id:23|m:23
1|1
1|1
1|1
1|3
2|1
2|1
2|1
2|3
3|1
3|1
3|1
3|1
4|1
4|1
4|1
4|3
SELECT 16

# sorted
SELECT u.id, CASE WHEN u.x >= 2.5 THEN (SELECT max(2.5) FROM a t1 WHERE u.id IS DISTINCT FROM NULL::int) ELSE u.y END FROM a u WHERE u.x >= u.y ORDER BY 1
----
id:23|y:1700
1|1.0
4|2.5
SELECT 2

# sorted
SELECT u.id, v.id, v.x FROM a u LEFT JOIN b v ON u.id = v.id WHERE coalesce(v.id,u.x) IN (SELECT t1.id FROM a t1 WHERE (t1.id IS NOT DISTINCT FROM u.id OR 2.5 = NULL::int)) ORDER BY 1,2
----
id:23|id:23|x:20
1|1|1
2|2|2
3|3|NULL
SELECT 3

# sorted
SELECT u.id, l.* FROM a u, LATERAL (SELECT v.x AS m FROM b v WHERE u.y IS NOT NULL) l ORDER BY 1,2
----
id:23|m:20
1|1
1|2
1|3
1|NULL
2|1
2|2
2|3
2|NULL
4|1
4|2
4|3
4|NULL
SELECT 12

# sorted
SELECT u.id, CASE WHEN u.id IS DISTINCT FROM u.x THEN coalesce(2.5,u.id) ELSE CASE WHEN u.x < u.id THEN u.id ELSE u.id END END FROM a u WHERE ((u.y >= NULL::int OR u.x >= u.y) OR u.y = u.id) ORDER BY 1
----
id:23|id:1700
1|1
4|2.5
SELECT 2

# sorted
SELECT u.id, CASE WHEN u.x > ALL (SELECT t1.y FROM a t1 WHERE t1.id < t1.x) THEN u.y ELSE u.y END FROM a u WHERE EXISTS (SELECT 1 FROM a t2 WHERE u.y IS NOT NULL) ORDER BY 1
----
id:23|y:1700
1|1.0
2|2.50
4|1
SELECT 3

# sorted
SELECT u.id, u.x FROM a u WHERE (u.x,u.y) IS DISTINCT FROM (u.y,u.id) ORDER BY 1
----
id:23|x:23
2|NULL
3|3
4|3
SELECT 3

SELECT u.id, l.* FROM a u, LATERAL (SELECT u.id AS m FROM b v WHERE NOT (3 >= u.x)) l ORDER BY 1,2
----
SELECT 0

SELECT u.id, u.y FROM a u WHERE NOT (u.id >= u.y) ORDER BY 1
----
id:23|y:1700
2|2.50
SELECT 1

SELECT u.id, ((u.y + 3) + (SELECT count(u.x) FROM a t1 WHERE u.y < u.id)) FROM a u WHERE ((u.x,u.x) IS DISTINCT FROM (2.5,u.id) OR (u.id >= u.x OR 3 < u.x)) ORDER BY 1
----
error 42803 column "u.id" must appear in the GROUP BY clause or be used in an aggregate function
at 8

SELECT u.id, CASE WHEN (u.id <> u.y OR u.y >= u.id) THEN (u.id + u.y) ELSE CASE WHEN u.x >= u.y THEN 3 ELSE u.x END END FROM a u WHERE u.x < u.y ORDER BY 1
----
SELECT 0

# sorted
SELECT u.id, generate_series(1, u.id) FROM a u WHERE u.y <> ALL (SELECT NULL::int FROM b t1 WHERE 3 < u.x) ORDER BY 1,2
----
id:23|generate_series:23
1|1
2|1
2|2
3|1
3|2
3|3
4|1
4|2
4|3
4|4
SELECT 10

# sorted
SELECT u.id, v.id, CASE WHEN 3 >= 2.5 THEN v.x ELSE u.id END FROM a u  JOIN b v ON u.x <> v.x WHERE (v.id,v.x) < (u.id,u.y) ORDER BY 1,2
----
id:23|id:23|id:20
3|1|1
3|2|2
4|1|1
4|2|2
SELECT 4

# sorted
SELECT CASE WHEN 3 >= u.id THEN NULL::int ELSE u.x END, count(*), sum(u.y) FROM a u GROUP BY 1 HAVING max(u.id) > (SELECT min(w.id) FROM b w WHERE w.id < max(u.x)) ORDER BY 1,2,3
----
x:23|count:20|sum:1700
3|1|1
NULL|3|3.50
SELECT 2

SELECT u.id, u.y FROM a u WHERE NOT (u.y = ANY (SELECT t1.x FROM b t1 WHERE t1.id <> u.y)) ORDER BY 1
----
id:23|y:1700
3|NULL
SELECT 1

SELECT u.id, l.* FROM a u, LATERAL (SELECT u.y AS m FROM b v WHERE EXISTS (SELECT 1 FROM a t1 WHERE t1.id IS NOT DISTINCT FROM 2.5)) l ORDER BY 1,2
----
SELECT 0

SELECT u.id, u.x FROM a u WHERE (3 < ANY (SELECT NULL::int FROM b t1 WHERE 2.5 IS NOT DISTINCT FROM u.id) AND (u.id,u.id) = (u.id,3)) ORDER BY 1
----
SELECT 0

SELECT u.id, coalesce((SELECT sum(t1.x) FROM b t1 WHERE u.y IS DISTINCT FROM t1.id),(SELECT sum(t2.id) FROM b t2 WHERE u.x >= u.x)) FROM a u WHERE u.x < ANY (SELECT t3.x FROM a t3 WHERE EXISTS (SELECT 1 FROM a t4 WHERE 2.5 >= t4.x)) ORDER BY 1
----
id:23|coalesce:1700
1|5
SELECT 1

# sorted
SELECT u.id, ((SELECT count(3) FROM a t1 WHERE 1 <> t1.id) + u.id) FROM a u WHERE (1 + u.y) <> ALL (SELECT t2.x FROM b t2 WHERE 2.5 <> 2.5) ORDER BY 1
----
id:23|?column?:20
1|4
2|5
3|6
4|7
SELECT 4

# sorted
SELECT CASE WHEN u.y >= u.id THEN u.id ELSE u.id END, count(*), sum(u.y) FROM a u GROUP BY 1 HAVING max(u.id) > (SELECT min(w.id) FROM b w WHERE w.id < max(u.x)) ORDER BY 1,2,3
----
id:23|count:20|sum:1700
3|1|NULL
4|1|1
SELECT 2

# sorted
SELECT u.id, (SELECT count(CASE WHEN u.id <> t1.x THEN t1.id ELSE u.id END) FROM b t1 WHERE u.id < t1.x) FROM a u WHERE (u.id,u.y) IS DISTINCT FROM (u.y,u.x) ORDER BY 1
----
id:23|count:20
2|1
3|0
4|0
SELECT 3

# sorted
SELECT u.id, u.id FROM a u WHERE EXISTS (SELECT 1 FROM a t1 WHERE (u.id = t1.id AND t1.x IS DISTINCT FROM t1.y)) ORDER BY 1
----
id:23|id:23
2|2
3|3
4|4
SELECT 3

# sorted
SELECT u.id, generate_series(1, 3) FROM a u WHERE EXISTS (SELECT 1 FROM a t1 WHERE t1.y < u.x) ORDER BY 1,2
----
id:23|generate_series:23
3|1
3|2
3|3
4|1
4|2
4|3
SELECT 6

SELECT u.id, u.y FROM a u WHERE NULL::int = u.x ORDER BY 1
----
SELECT 0

# sorted
SELECT u.id, u.y FROM a u WHERE u.id > ALL (SELECT t1.x FROM b t1 WHERE t1.id = t1.x) ORDER BY 1
----
id:23|y:1700
3|NULL
4|1
SELECT 2

SELECT u.id, v.id, CASE WHEN 1 >= v.x THEN v.x ELSE v.id END FROM a u LEFT JOIN b v ON u.id = v.id WHERE v.id IS NULL ORDER BY 1,2
----
id:23|id:23|id:20
4|NULL|NULL
SELECT 1

SELECT u.id, (u.x + u.id) FROM a u WHERE NOT (u.x IS NOT NULL) ORDER BY 1
----
id:23|?column?:23
2|NULL
SELECT 1

SELECT u.id, v.id, CASE WHEN v.x <> v.x THEN 3 ELSE u.id END FROM a u  JOIN b v ON u.id = v.id WHERE NOT ((u.y >= u.x OR NULL::int < v.id)) ORDER BY 1,2
----
SELECT 0

SELECT u.id, (SELECT count(t1.y) FROM a t1 WHERE (t1.id,u.x) = (u.id,t1.x)) FROM a u WHERE ((u.y,u.id) >= (u.y,NULL::int) AND (3,u.x) = (1,u.y)) ORDER BY 1
----
SELECT 0

SELECT u.id, v.id, u.x FROM a u  JOIN b v ON u.id = v.id WHERE 3 IS NOT DISTINCT FROM v.x ORDER BY 1,2
----
SELECT 0

# sorted
SELECT (u.x + 1), count(*), sum(u.y) FROM a u GROUP BY 1 HAVING count(*) >= 1 ORDER BY 1,2,3
----
?column?:23|count:20|sum:1700
2|1|1.0
4|2|1
NULL|1|2.50
SELECT 3

SELECT u.id, u.x FROM a u WHERE (u.x IN (SELECT t1.y FROM a t1 WHERE t1.x <> NULL::int) AND u.id IS NOT DISTINCT FROM u.id) ORDER BY 1
----
SELECT 0

# sorted
SELECT u.id, coalesce((u.y + u.id),(SELECT sum(3) FROM b t1 WHERE t1.x < t1.x)) FROM a u WHERE NOT EXISTS (SELECT 1 FROM a t2 WHERE t2.x = NULL::int) ORDER BY 1
----
id:23|coalesce:1700
1|2.0
2|4.50
3|NULL
4|5
SELECT 4

SELECT u.id, l.* FROM a u, LATERAL (SELECT (SELECT sum(v.id) FROM a t1) AS m FROM b v WHERE NOT EXISTS (SELECT 1 FROM a t2 WHERE 3 >= t2.y)) l ORDER BY 1,2
----
error 21000 more than one row returned by a subquery used as an expression

SELECT u.id, u.y FROM a u WHERE (EXISTS (SELECT 1 FROM a t1 WHERE t1.x >= u.x) AND u.id < ANY (SELECT 1 FROM b t2 WHERE u.id = 3)) ORDER BY 1
----
SELECT 0

SELECT u.id, l.* FROM a u, LATERAL (SELECT (u.id + u.x) AS m FROM b v WHERE (v.id <> v.x AND u.id IS DISTINCT FROM u.id)) l ORDER BY 1,2
----
SELECT 0

SELECT u.id, generate_series(1, 3) FROM a u WHERE (u.y,1) = (3,u.x) ORDER BY 1,2
----
SELECT 0

# sorted
SELECT u.id, coalesce(u.y,CASE WHEN u.x IS DISTINCT FROM u.x THEN u.id ELSE u.x END) FROM a u WHERE u.y IS DISTINCT FROM 3 ORDER BY 1
----
id:23|coalesce:1700
1|1.0
2|2.50
3|3
4|1
SELECT 4

SELECT u.id, l.* FROM a u, LATERAL (SELECT coalesce(v.id,u.x) AS m FROM b v WHERE v.y <> ALL (SELECT t1.y FROM b t1 WHERE t1.id IS DISTINCT FROM t1.x)) l ORDER BY 1,2
----
SELECT 0

# sorted
SELECT u.id, l.* FROM a u, LATERAL (SELECT u.y AS m FROM b v WHERE (v.y <> u.y OR v.id IS NOT DISTINCT FROM u.x)) l ORDER BY 1,2
----
id:23|m:1700
1|1.0
1|1.0
2|2.50
2|2.50
2|2.50
3|NULL
4|1
SELECT 7

# sorted
SELECT u.y, count(*), sum(u.y) FROM a u GROUP BY 1 HAVING max(u.id) > (SELECT min(w.id) FROM b w WHERE w.id < max(u.x)) ORDER BY 1,2,3
----
y:1700|count:20|sum:1700
1.0|2|2.0
NULL|1|NULL
SELECT 2

# sorted
SELECT u.id, v.id, (u.y + v.x) FROM a u LEFT JOIN b v ON u.id = v.id WHERE (u.id + u.x) IS NOT NULL ORDER BY 1,2
----
id:23|id:23|?column?:1700
1|1|2.0
3|3|NULL
4|NULL|NULL
SELECT 3

# sorted
SELECT u.id, count(*), sum(u.y) FROM a u GROUP BY 1 HAVING max(u.id) > (SELECT min(w.id) FROM b w WHERE w.id < max(u.x)) ORDER BY 1,2,3
----
id:23|count:20|sum:1700
3|1|NULL
4|1|1
SELECT 2

SELECT u.x, count(*), sum(u.y) FROM a u GROUP BY 1 HAVING max(u.id) > (SELECT min(w.id) FROM b w WHERE w.id < max(u.x)) ORDER BY 1,2,3
----
x:23|count:20|sum:1700
3|2|1
SELECT 1

# sorted
SELECT u.id, u.id FROM a u WHERE CASE WHEN u.id >= u.y THEN NULL::int ELSE u.x END NOT IN (SELECT t1.x FROM b t1 WHERE EXISTS (SELECT 1 FROM a t2 WHERE t1.y IS DISTINCT FROM t1.y)) ORDER BY 1
----
id:23|id:23
1|1
2|2
3|3
4|4
SELECT 4

SELECT u.id, u.x FROM a u WHERE (u.y,u.id) <> (u.x,u.id) ORDER BY 1
----
id:23|x:23
4|3
SELECT 1

# sorted
SELECT u.id, l.* FROM a u, LATERAL (SELECT v.id AS m FROM b v WHERE (v.y,1) < (v.x,v.id)) l ORDER BY 1,2
----
id:23|m:23
1|5
2|5
3|5
4|5
SELECT 4

# sorted
SELECT u.x, count(*), sum(u.y) FROM a u GROUP BY 1 HAVING count(*) >= 1 ORDER BY 1,2,3
----
x:23|count:20|sum:1700
1|1|1.0
3|2|1
NULL|1|2.50
SELECT 3

SELECT u.id, u.x FROM a u WHERE (1 < ANY (SELECT t1.x FROM b t1 WHERE u.id >= t1.y) AND NOT (u.x = u.x)) ORDER BY 1
----
SELECT 0

# sorted
SELECT u.id, generate_series(1, 3) FROM a u WHERE EXISTS (SELECT 1 FROM b t1 WHERE u.id = u.x) ORDER BY 1,2
----
id:23|generate_series:23
1|1
1|2
1|3
3|1
3|2
3|3
SELECT 6

# sorted
SELECT u.id, coalesce(coalesce(2.5,u.x),u.y) FROM a u WHERE NOT EXISTS (SELECT 1 FROM a t1 WHERE NOT EXISTS (SELECT 1 FROM b t2 WHERE 3 IS DISTINCT FROM u.id)) ORDER BY 1
----
id:23|coalesce:1700
1|2.5
2|2.5
4|2.5
SELECT 3

SELECT u.id, v.id, v.x FROM a u LEFT JOIN b v ON u.id = v.id WHERE u.id < ANY (SELECT t1.id FROM a t1 WHERE NULL::int < t1.x) ORDER BY 1,2
----
SELECT 0

SELECT u.id, (u.id + u.id) FROM a u WHERE (NULL::int > ALL (SELECT t1.y FROM b t1 WHERE t1.id < u.y) AND (u.x <> u.y AND u.id IS NOT DISTINCT FROM u.id)) ORDER BY 1
----
id:23|?column?:23
4|8
SELECT 1

SELECT u.id, l.* FROM a u, LATERAL (SELECT u.id AS m FROM b v WHERE (v.y <> v.y AND u.id <> v.y)) l ORDER BY 1,2
----
SELECT 0

SELECT u.id, u.y FROM a u WHERE u.x < u.x ORDER BY 1
----
SELECT 0

# sorted
SELECT u.id, generate_series(1, u.x) FROM a u WHERE u.x IS NOT DISTINCT FROM u.id ORDER BY 1,2
----
id:23|generate_series:23
1|1
3|1
3|2
3|3
SELECT 4

SELECT (SELECT sum(t1.id) FROM b t1 WHERE u.id >= NULL::int), count(*), sum(u.y) FROM a u GROUP BY 1 HAVING max(u.id) > (SELECT min(w.id) FROM b w WHERE w.id < max(u.x)) ORDER BY 1,2,3
----
sum:20|count:20|sum:1700
NULL|4|4.50
SELECT 1

SELECT u.id, l.* FROM a u, LATERAL (SELECT (SELECT count(v.id) FROM a t1) AS m FROM b v WHERE v.y IS DISTINCT FROM u.y) l ORDER BY 1,2
----
error 21000 more than one row returned by a subquery used as an expression

SELECT u.id, (SELECT max(CASE WHEN t1.y <> 1 THEN t1.id ELSE t1.x END) FROM a t1 WHERE u.x NOT IN (SELECT t2.x FROM b t2 WHERE t1.y >= u.y)) FROM a u WHERE u.y NOT IN (SELECT t3.x FROM a t3 WHERE (t3.x IS DISTINCT FROM u.id AND 3 >= t3.id)) ORDER BY 1
----
SELECT 0

SELECT u.id, v.id, (SELECT count(2.5) FROM a t1 WHERE t1.y = u.x) FROM a u  JOIN b v ON u.id = v.id WHERE v.y IS DISTINCT FROM v.y ORDER BY 1,2
----
SELECT 0

SELECT u.id, u.id FROM a u WHERE NOT EXISTS (SELECT 1 FROM a t1 WHERE (u.id <> 1 OR t1.x >= t1.id)) ORDER BY 1
----
SELECT 0

SELECT (SELECT count(t1.id) FROM b t1 WHERE NULL::int IS DISTINCT FROM t1.y), count(*), sum(u.y) FROM a u GROUP BY 1 HAVING max(u.id) > (SELECT min(w.id) FROM b w WHERE w.id < max(u.x)) ORDER BY 1,2,3
----
count:20|count:20|sum:1700
3|4|4.50
SELECT 1

SELECT coalesce(2.5,u.id), count(*), sum(u.y) FROM a u GROUP BY 1 HAVING count(*) >= 1 ORDER BY 1,2,3
----
coalesce:1700|count:20|sum:1700
2.5|4|4.50
SELECT 1

# sorted
SELECT u.id, (u.y + (SELECT sum(t1.x) FROM a t1 WHERE u.id = u.y)) FROM a u WHERE u.x IS DISTINCT FROM u.id ORDER BY 1
----
id:23|?column?:1700
2|NULL
4|NULL
SELECT 2

# sorted
SELECT u.id, CASE WHEN EXISTS (SELECT 1 FROM b t1 WHERE u.id < t1.y) THEN u.x ELSE (SELECT min(t2.id) FROM b t2 WHERE u.y IS NOT DISTINCT FROM NULL::int) END FROM a u WHERE u.id >= 3 ORDER BY 1
----
id:23|min:23
3|1
4|NULL
SELECT 2

# sorted
SELECT u.id, l.* FROM a u, LATERAL (SELECT CASE WHEN v.y IS DISTINCT FROM 1 THEN v.x ELSE u.y END AS m FROM b v WHERE u.y <> u.x) l ORDER BY 1,2
----
id:23|m:1700
4|1
4|1
4|2
4|NULL
SELECT 4

# sorted
SELECT u.id, coalesce((u.y + u.y),u.y) FROM a u WHERE (u.x,u.y) <> (u.y,u.id) ORDER BY 1
----
id:23|coalesce:1700
2|5.00
4|2
SELECT 2

# sorted
SELECT u.id, v.id, coalesce(v.y,v.x) FROM a u  JOIN b v ON u.x = v.x WHERE (SELECT sum(NULL::int) FROM b t1 WHERE u.id >= 2.5) IS NULL ORDER BY 1,2
----
id:23|id:23|coalesce:20
1|1|1
3|5|1
4|5|1
SELECT 3

# sorted
SELECT u.id, count(*), sum(u.y) FROM a u GROUP BY 1 HAVING count(*) >= 1 ORDER BY 1,2,3
----
id:23|count:20|sum:1700
1|1|1.0
2|1|2.50
3|1|NULL
4|1|1
SELECT 4

# sorted
SELECT u.id, l.* FROM a u, LATERAL (SELECT u.id AS m FROM b v WHERE u.id NOT IN (SELECT t1.id FROM a t1 WHERE v.y IS DISTINCT FROM u.y)) l ORDER BY 1,2
----
id:23|m:23
1|1
1|1
3|3
4|4
4|4
SELECT 5

SELECT u.id, v.id, v.y FROM a u LEFT JOIN b v ON v.y IS DISTINCT FROM v.id WHERE (u.y = v.x OR v.id < ANY (SELECT t1.id FROM a t1 WHERE t1.x = NULL::int)) ORDER BY 1,2
----
SELECT 0

SELECT u.id, u.id FROM a u WHERE 1 <> u.y ORDER BY 1
----
id:23|id:23
2|2
SELECT 1

# sorted
SELECT u.id, v.id, v.x FROM a u  JOIN b v ON u.id = v.id WHERE NOT EXISTS (SELECT 1 FROM b t1 WHERE v.x = 1) ORDER BY 1,2
----
id:23|id:23|x:20
2|2|2
3|3|NULL
SELECT 2

# sorted
SELECT u.id, v.id, v.y FROM a u  JOIN b v ON u.id = v.id WHERE v.id <> ALL (SELECT t1.y FROM b t1 WHERE NULL::int <> u.x) ORDER BY 1,2
----
id:23|id:23|y:23
1|1|1
2|2|NULL
3|3|3
SELECT 3

SELECT u.id, u.x FROM a u WHERE (u.x + u.x) IS NULL ORDER BY 1
----
id:23|x:23
2|NULL
SELECT 1

# sorted
SELECT u.id, count(*), sum(u.y) FROM a u GROUP BY 1 HAVING max(u.id) > (SELECT min(w.id) FROM b w WHERE w.id < max(u.x)) ORDER BY 1,2,3
----
id:23|count:20|sum:1700
3|1|NULL
4|1|1
SELECT 2

SELECT u.id, (coalesce(3,u.id) + u.id) FROM a u WHERE u.id IN (SELECT t1.x FROM b t1 WHERE 2.5 >= u.x) ORDER BY 1
----
id:23|?column?:23
1|4
SELECT 1

# sorted
SELECT u.id, count(*), sum(u.y) FROM a u GROUP BY 1 HAVING max(u.id) > (SELECT min(w.id) FROM b w WHERE w.id < max(u.x)) ORDER BY 1,2,3
----
id:23|count:20|sum:1700
3|1|NULL
4|1|1
SELECT 2

# sorted
SELECT CASE WHEN u.y = u.x THEN u.id ELSE u.y END, count(*), sum(u.y) FROM a u GROUP BY 1 HAVING count(*) >= 1 ORDER BY 1,2,3
----
y:1700|count:20|sum:1700
1|2|2.0
2.50|1|2.50
NULL|1|NULL
SELECT 3

SELECT u.id, l.* FROM a u, LATERAL (SELECT coalesce(u.y,v.id) AS m FROM b v WHERE (u.x,v.x) <> (NULL::int,v.x)) l ORDER BY 1,2
----
SELECT 0

SELECT u.id, (u.id + CASE WHEN u.id IS DISTINCT FROM u.y THEN NULL::int ELSE u.x END) FROM a u WHERE u.x IS NOT DISTINCT FROM u.y ORDER BY 1
----
id:23|?column?:23
1|2
SELECT 1

# sorted
SELECT u.id, l.* FROM a u, LATERAL (SELECT u.id AS m FROM b v WHERE NOT (u.x IS DISTINCT FROM v.x)) l ORDER BY 1,2
----
id:23|m:23
1|1
2|2
3|3
4|4
SELECT 4

# sorted
SELECT u.id, l.* FROM a u, LATERAL (SELECT v.id AS m FROM b v WHERE NOT (u.y IS DISTINCT FROM u.y)) l ORDER BY 1,2
----
id:23|m:23
1|1
1|2
1|3
1|5
2|1
2|2
2|3
2|5
3|1
3|2
3|3
3|5
4|1
4|2
4|3
4|5
SELECT 16

SELECT u.id, l.* FROM a u, LATERAL (SELECT v.y AS m FROM b v WHERE (v.y = u.id AND NULL::int IS NOT DISTINCT FROM v.x)) l ORDER BY 1,2
----
id:23|m:23
3|3
SELECT 1

# sorted
SELECT CASE WHEN u.id >= 3 THEN u.id ELSE NULL::int END, count(*), sum(u.y) FROM a u GROUP BY 1 HAVING count(*) >= 1 ORDER BY 1,2,3
----
case:23|count:20|sum:1700
3|1|NULL
4|1|1
NULL|2|3.50
SELECT 3

SELECT u.id, u.x FROM a u WHERE CASE WHEN u.x IS DISTINCT FROM 2.5 THEN u.x ELSE u.x END < ANY (SELECT t1.id FROM b t1 WHERE NOT (u.y IS DISTINCT FROM u.id)) ORDER BY 1
----
id:23|x:23
1|1
SELECT 1

# sorted
SELECT u.id, (SELECT max((SELECT count(t2.id) FROM a t2 WHERE 1 = t2.y)) FROM a t1) FROM a u WHERE 1 = u.y ORDER BY 1
----
id:23|max:20
1|2
4|2
SELECT 2

# sorted
SELECT u.id, u.y FROM a u WHERE (NOT (u.id <> u.id) AND u.y IS NOT NULL) ORDER BY 1
----
id:23|y:1700
1|1.0
2|2.50
4|1
SELECT 3

# sorted
SELECT u.id, l.* FROM a u, LATERAL (SELECT u.id AS m FROM b v WHERE u.id IS NOT DISTINCT FROM 1) l ORDER BY 1,2
----
id:23|m:23
1|1
1|1
1|1
1|1
SELECT 4

SELECT min(y), max(y) FROM a
----
min:1700|max:1700
1|2.50
SELECT 1

SELECT min(v), max(v) FROM (VALUES (1.0),(1.00),(1)) t(v)
----
min:1700|max:1700
1|1
SELECT 1

SELECT max(v) FROM (VALUES (interval '24 hours'),('1 day')) t(v)
----
max:1186
1 day
SELECT 1

SELECT max(v), min(v) FROM (VALUES (0.0::float8),('-0')) t(v)
----
max:701|min:701
-0|-0
SELECT 1

SELECT max(v) || '|', min(v) || '|' FROM (VALUES ('a'::char(1)::bpchar),('a  '::bpchar)) t(v)
----
?column?:25|?column?:25
a||a|
SELECT 1
