CREATE TABLE acc (id int PRIMARY KEY, region int NOT NULL, name text)

CREATE TABLE ev (at int NOT NULL, acc int NOT NULL, what text, id int NOT NULL, PRIMARY KEY (acc, id)) PARTITION BY HASH (acc)

CREATE TABLE ev0 PARTITION OF ev FOR VALUES WITH (MODULUS 3, REMAINDER 0)

CREATE TABLE ev1 PARTITION OF ev FOR VALUES WITH (MODULUS 3, REMAINDER 1)

CREATE TABLE ev2 PARTITION OF ev FOR VALUES WITH (MODULUS 3, REMAINDER 2)

CREATE INDEX ev_at ON ev (at)

-- statistics: acc 10000 id=10000 region=10 name=10000

-- statistics: ev0 300000 at=100000 acc=3000 what=10 id=300000

-- statistics: ev1 300000 at=100000 acc=3000 what=10 id=300000

-- statistics: ev2 300000 at=100000 acc=3000 what=10 id=300000

SELECT * FROM acc JOIN ev ON ev.acc = acc.id WHERE acc.id = 5

SELECT * FROM acc JOIN ev ON ev.acc = acc.id WHERE acc.name = 'x'

SELECT * FROM acc LEFT JOIN ev ON ev.acc = acc.id AND ev.what = 'y' WHERE acc.name = $1

SELECT * FROM acc JOIN ev ON ev.at = acc.region WHERE acc.name = 'x'

SELECT * FROM acc WHERE name = 'x' AND EXISTS (SELECT 1 FROM ev WHERE ev.acc = acc.id AND ev.id > 100)

SELECT * FROM acc WHERE name = 'x' AND NOT EXISTS (SELECT 1 FROM ev WHERE ev.acc = acc.id)

SELECT count(*) FROM acc JOIN ev ON ev.acc = acc.id

SELECT * FROM ev a JOIN ev b ON b.acc = a.acc AND b.id = a.id + 1 WHERE a.at = 7

DELETE FROM ev USING acc WHERE ev.acc = acc.id AND acc.name = 'x'
