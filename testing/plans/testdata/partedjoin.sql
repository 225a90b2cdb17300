CREATE TABLE acc (id int PRIMARY KEY, region int NOT NULL, name text)

CREATE TABLE ev (at int NOT NULL, acc int NOT NULL, what text, id int NOT NULL, PRIMARY KEY (acc, id)) PARTITION BY HASH (acc)

CREATE TABLE ev0 PARTITION OF ev FOR VALUES WITH (MODULUS 3, REMAINDER 0)

CREATE TABLE ev1 PARTITION OF ev FOR VALUES WITH (MODULUS 3, REMAINDER 1)

CREATE TABLE ev2 PARTITION OF ev FOR VALUES WITH (MODULUS 3, REMAINDER 2)

CREATE INDEX ev_at ON ev (at)

CREATE TABLE obs (at timestamp NOT NULL, v int, PRIMARY KEY (at)) PARTITION BY RANGE (at)

CREATE TABLE obs1 PARTITION OF obs FOR VALUES FROM ('2024-01-01') TO ('2024-02-01')

CREATE TABLE obs2 PARTITION OF obs FOR VALUES FROM ('2024-02-01') TO ('2024-03-01')

CREATE TABLE span (id int PRIMARY KEY, lo timestamp, hi timestamp, day date, acc int)

-- statistics: acc 10000 id=10000 region=10 name=10000

-- statistics: ev0 300000 at=100000 acc=3000 what=10 id=300000

-- statistics: ev1 300000 at=100000 acc=3000 what=10 id=300000

-- statistics: ev2 300000 at=100000 acc=3000 what=10 id=300000

-- statistics: obs1 1000000 at=1000000 v=1000

-- statistics: obs2 1000000 at=1000000 v=1000

-- statistics: span 10000 id=10000 lo=10000 hi=10000 day=300 acc=1000

SELECT * FROM acc JOIN ev ON ev.acc = acc.id WHERE acc.id = 5

SELECT * FROM acc JOIN ev ON ev.acc = acc.id WHERE acc.name = 'x'

SELECT * FROM acc LEFT JOIN ev ON ev.acc = acc.id AND ev.what = 'y' WHERE acc.name = $1

SELECT * FROM acc JOIN ev ON ev.at = acc.region WHERE acc.name = 'x'

SELECT * FROM acc WHERE name = 'x' AND EXISTS (SELECT 1 FROM ev WHERE ev.acc = acc.id AND ev.id > 100)

SELECT * FROM acc WHERE name = 'x' AND NOT EXISTS (SELECT 1 FROM ev WHERE ev.acc = acc.id)

SELECT count(*) FROM acc JOIN ev ON ev.acc = acc.id

SELECT * FROM ev a JOIN ev b ON b.acc = a.acc AND b.id = a.id + 1 WHERE a.at = 7

DELETE FROM ev USING acc WHERE ev.acc = acc.id AND acc.name = 'x'

SELECT * FROM span JOIN obs ON at BETWEEN lo AND hi WHERE id = 5

SELECT * FROM span LEFT JOIN obs ON at >= lo AND at < hi AND v = 3 WHERE id = 5

SELECT * FROM span JOIN obs ON at >= day AND at < day + 1 WHERE id = 5

SELECT * FROM span WHERE id < 5 AND EXISTS (SELECT 1 FROM obs WHERE at BETWEEN lo AND hi)

SELECT * FROM span JOIN ev ON ev.acc = span.acc AND ev.id BETWEEN 5 AND span.id WHERE span.id = 5

SELECT count(*) FROM span JOIN obs ON at >= lo
