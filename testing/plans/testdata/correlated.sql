CREATE TABLE o (id bigint PRIMARY KEY, k int NOT NULL, d int, total numeric)

CREATE TABLE l (o bigint NOT NULL, n int NOT NULL, k int NOT NULL, q numeric, PRIMARY KEY (o, n))

CREATE TABLE names (k int, name text)

CREATE TABLE few (k int PRIMARY KEY)

-- statistics: o 100000 id=100000 k=2000 d=20 total=90000

-- statistics: l 400000 o=100000 n=7 k=2000 q=50

-- statistics: names 2000 k=2000 name=2000

-- statistics: few 3 k=3

SELECT id, (SELECT sum(q) FROM l WHERE l.k = o.k) FROM o

SELECT id, (SELECT sum(q) FROM l WHERE l.o = o.id) FROM o

SELECT id, (SELECT sum(q) FROM l WHERE l.o = o.id) FROM o WHERE id = $1

SELECT id, (SELECT sum(q) FROM l WHERE l.o = o.id) FROM o ORDER BY id LIMIT 10

SELECT k, (SELECT count(*) FROM l WHERE l.k = few.k) FROM few

SELECT d, sum((SELECT count(*) FROM l WHERE l.k = o.k)) FROM o GROUP BY d

SELECT count((SELECT max(name) FROM names WHERE names.k = o.k)) FILTER (WHERE d = 1) FROM (SELECT k, d FROM o) o, few

SELECT id FROM o WHERE total < (SELECT 0.2 * avg(q) FROM l WHERE l.k = o.k AND n > 3)

SELECT id, (SELECT name FROM names WHERE names.k = o.k) FROM o

SELECT id, (SELECT sum(q) FROM l WHERE l.k > o.k) FROM o

SELECT id, (SELECT sum(q * o.d) FROM l WHERE l.k = o.k) FROM o

SELECT id, (SELECT name FROM names WHERE names.k = o.k LIMIT 1) FROM o

SELECT id, (SELECT max(n) FROM l WHERE l.k = o.k AND random() < 2) FROM o

UPDATE o SET total = (SELECT sum(q) FROM l WHERE l.k = o.k)

SELECT * FROM generate_series(1, (SELECT max(c) FROM (VALUES (1), (2)) v(c))) g

SELECT generate_series(1, (SELECT max(c) FROM (VALUES (1), (2)) v(c)))
