CREATE TABLE b (id int PRIMARY KEY, ts timestamp, v int, big bigint, name text)

CREATE INDEX b_ts ON b (ts DESC)

CREATE INDEX b_name ON b (name)

CREATE TABLE f (dev int, ts timestamp, v int)

CREATE INDEX f_dev_ts ON f (dev, ts)

CREATE TABLE a (id int PRIMARY KEY, lo int, hi bigint, t1 timestamp, t2 timestamp, name text)

CREATE TABLE few (id int PRIMARY KEY, v int)

-- statistics: b 100000 id=100000 ts=100000 v=100 big=100000 name=50000

-- statistics: f 100000 dev=100 ts=100000 v=100000

-- statistics: a 200 id=200 lo=200 hi=200 t1=200 t2=200 name=200

-- statistics: few 10 id=10 v=10

SELECT count(*) FROM a JOIN b ON b.id BETWEEN a.lo AND a.hi

SELECT a.id, b.v FROM a LEFT JOIN b ON b.id > a.lo AND b.id < a.hi AND b.v <> a.lo WHERE b.v IS NULL OR b.v > 3 ORDER BY a.id

SELECT count(*) FROM a WHERE EXISTS (SELECT 1 FROM b WHERE b.ts BETWEEN a.t1 AND a.t2)

SELECT count(*) FROM a WHERE NOT EXISTS (SELECT 1 FROM b WHERE a.name <= b.name AND b.name < a.name || 'x')

SELECT sum(b.v) FROM generate_series(timestamp '2024-01-01', timestamp '2024-02-01', '1 hour') h JOIN b ON b.ts >= h AND b.ts < h + interval '1 hour'

SELECT sum(f.v) FROM a JOIN f ON f.dev = a.id AND f.ts BETWEEN a.t1 AND a.t2

SELECT sum(f.v) FROM a JOIN f ON f.dev = a.id AND f.ts > a.t1 AND f.ts < '2024-03-01'

SELECT sum(f.v) FROM a JOIN f ON f.ts BETWEEN a.t1 AND a.t2 WHERE f.dev = 7

UPDATE b SET v = 1 FROM a WHERE b.id BETWEEN a.lo AND a.hi

DELETE FROM b USING a WHERE b.id >= a.lo AND b.id < a.hi AND b.v = 1

SELECT count(*) FROM a JOIN b ON b.id > a.lo

SELECT count(*) FROM a JOIN b ON b.big BETWEEN a.lo AND a.hi

SELECT count(*) FROM a JOIN few ON few.id BETWEEN a.lo AND a.hi

SELECT count(*) FROM b x JOIN b y ON y.id BETWEEN x.id - 1 AND x.id + 1 WHERE x.id BETWEEN 10 AND 50
