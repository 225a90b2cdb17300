CREATE TABLE a (id int PRIMARY KEY, n int, m int)

CREATE TABLE b (id int PRIMARY KEY, n int, m int)

CREATE TABLE c (id int PRIMARY KEY, n int)

CREATE TABLE d (x int, y int, PRIMARY KEY (x, y))

CREATE TABLE e (k int UNIQUE DEFERRABLE, n int)

-- statistics: a 100000 id=100000 n=50000 m=1000

-- statistics: b 50000 id=50000 n=30000 m=500

-- statistics: c 20 id=20 n=5

SELECT count(*) FROM a, b, c WHERE a.m = b.m AND b.m = c.id AND c.n = 3

SELECT count(*) FROM a WHERE EXISTS (SELECT FROM b WHERE b.n = a.n LIMIT 1)

SELECT count(*) FROM a WHERE EXISTS (SELECT m FROM b WHERE b.n = a.n GROUP BY m)

SELECT count(*) FROM a WHERE EXISTS (SELECT m FROM b WHERE b.n = a.n GROUP BY m HAVING count(*) > 1)

SELECT count(*) FROM a WHERE NOT EXISTS (SELECT DISTINCT ON (m) id FROM b WHERE b.n = a.n)

SELECT count(*) FROM a WHERE EXISTS (SELECT FROM b WHERE b.n = a.n AND EXISTS (SELECT FROM b z WHERE z.m = b.m AND z.id = a.id))

SELECT count(*) FROM a WHERE NOT EXISTS (SELECT FROM b WHERE NOT EXISTS (SELECT FROM d WHERE d.x = a.id AND d.y = b.id))

SELECT count(b.n) FROM a LEFT JOIN b ON b.id = a.id AND EXISTS (SELECT FROM b z WHERE z.n = a.n)

SELECT count(*) FROM a LEFT JOIN b ON b.id = a.id

SELECT a.id FROM a LEFT JOIN b ON b.id = a.id LEFT JOIN c ON c.id = b.n WHERE a.m = 3

SELECT a.id, c.n FROM a LEFT JOIN b ON b.id = a.id LEFT JOIN c ON c.id = b.n WHERE a.m = 3

SELECT count(*) FROM a LEFT JOIN d ON d.x = a.id AND d.y = 3

SELECT count(*) FROM a LEFT JOIN d ON d.x = a.id

SELECT count(*) FROM a LEFT JOIN e ON e.k = a.id

SELECT count(*) FROM a LEFT JOIN b ON b.id = a.id AND random() < 2

SELECT a.id, b.n FROM a FULL JOIN b ON b.id = a.id WHERE a.m = 3
