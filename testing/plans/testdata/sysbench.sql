CREATE TABLE sbtest1 (id int PRIMARY KEY, k int NOT NULL DEFAULT 0, c char(120) NOT NULL DEFAULT '', pad char(60) NOT NULL DEFAULT '')

CREATE INDEX k_1 ON sbtest1 (k)

-- statistics: sbtest1 1000000 id=1000000 k=200000 c=1000000 pad=1000000

SELECT c FROM sbtest1 WHERE id = $1

SELECT c FROM sbtest1 WHERE id BETWEEN $1 AND $2

SELECT SUM(k) FROM sbtest1 WHERE id BETWEEN $1 AND $2

SELECT c FROM sbtest1 WHERE id BETWEEN $1 AND $2 ORDER BY c

SELECT DISTINCT c FROM sbtest1 WHERE id BETWEEN $1 AND $2 ORDER BY c

SELECT id, k, c, pad FROM sbtest1 WHERE k IN ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)

SELECT count(k) FROM sbtest1 WHERE k BETWEEN $1 AND $2 OR k BETWEEN $3 AND $4

UPDATE sbtest1 SET k = k + 1 WHERE id = $1

UPDATE sbtest1 SET c = $1 WHERE id = $2

DELETE FROM sbtest1 WHERE id = $1

INSERT INTO sbtest1 (id, k, c, pad) VALUES ($1, $2, $3, $4)
