CREATE TABLE d (k int PRIMARY KEY, n text)

CREATE TABLE f (id int PRIMARY KEY, k int, x int, t int)

CREATE INDEX f_k ON f (k)

CREATE INDEX f_t ON f (t)

-- statistics: d 1000 k=1000

-- statistics: f 100000 id=100000 k=1000 x=50000 t=7

SELECT d.n, s.x FROM d LEFT JOIN (SELECT k, sum(x) x FROM f GROUP BY k) s ON s.k = d.k WHERE d.k = 5

SELECT d.n, s.x FROM d LEFT JOIN (SELECT DISTINCT ON (k) k, x FROM f ORDER BY k, x DESC) s ON s.k = d.k WHERE d.k = $1

SELECT d.n, s.x FROM d JOIN (SELECT k, x, row_number() OVER (PARTITION BY k ORDER BY x) r FROM f) s ON s.k = d.k AND r = 1 WHERE d.k = 5

SELECT d.n, s.x FROM d JOIN (SELECT k, x FROM f WHERE t = 1 UNION ALL SELECT k, -x FROM f WHERE t = 2) s ON s.k = d.k WHERE d.k = 5

WITH s AS (SELECT k, sum(x) x FROM f GROUP BY k) SELECT d.n, s.x, u.m FROM d LEFT JOIN s ON s.k = d.k LEFT JOIN (SELECT k, max(x) m FROM f GROUP BY k) u ON u.k = s.k WHERE d.k = 5

SELECT n FROM d WHERE k = 5 AND EXISTS (SELECT FROM (SELECT k FROM f GROUP BY k HAVING count(*) > 3) s WHERE s.k = d.k)

SELECT d.n, f.x FROM d JOIN f ON f.k = d.k WHERE d.k = 5

SELECT t, sum(x) FROM f GROUP BY t

SELECT k, sum(x) FROM f GROUP BY k

SELECT k, count(*) FROM f GROUP BY k

SELECT k, sum(x) FROM f GROUP BY k ORDER BY k LIMIT 3

SELECT DISTINCT k, x FROM f
