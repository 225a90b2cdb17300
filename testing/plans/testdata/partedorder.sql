CREATE TABLE ev (at int NOT NULL, who int, what text, id int NOT NULL, PRIMARY KEY (id, at)) PARTITION BY RANGE (at)

CREATE TABLE ev1 PARTITION OF ev FOR VALUES FROM (0) TO (100)

CREATE TABLE ev2 PARTITION OF ev FOR VALUES FROM (100) TO (200)

CREATE TABLE ev3 PARTITION OF ev FOR VALUES FROM (200) TO (300)

CREATE INDEX ev_who ON ev (who)

CREATE INDEX ev_at ON ev (at, what)

CREATE TABLE base (id int PRIMARY KEY, n int)

CREATE TABLE kid (more int) INHERITS (base)

CREATE INDEX base_n ON base (n)

CREATE INDEX kid_n ON kid (n)

-- statistics: ev1 100000 at=100 who=1000 what=90000 id=100000

-- statistics: ev2 100000 at=100 who=1000 what=90000 id=100000

-- statistics: ev3 0 at=0

-- statistics: base 50000 id=50000 n=40000

-- statistics: kid 50000 id=50000 n=40000

SELECT * FROM ev ORDER BY who LIMIT 10

SELECT * FROM ev ORDER BY who DESC NULLS LAST, id LIMIT 10

SELECT * FROM ev ORDER BY at DESC, what DESC LIMIT 10 OFFSET 20

SELECT * FROM ev WHERE at < 150 ORDER BY id LIMIT 10

SELECT * FROM ev WHERE at < $1 ORDER BY id LIMIT 10

SELECT * FROM ev WHERE who = 3 ORDER BY id, at LIMIT 10

SELECT * FROM ev WHERE (id, at) > ($1, $2) ORDER BY id, at LIMIT 10

SELECT * FROM ev WHERE at = 150 ORDER BY what LIMIT 3

SELECT id FROM ev ORDER BY id

SELECT * FROM ev ORDER BY who

SELECT min(at), max(who) FROM ev

SELECT max(what) FROM ev

SELECT max(id) FROM ev WHERE who = 5

SELECT * FROM base ORDER BY n LIMIT 5

SELECT min(n), max(n) FROM base

SELECT id FROM ev ORDER BY id LIMIT 5 FOR UPDATE

SELECT who, count(*) FROM ev GROUP BY who ORDER BY who

SELECT DISTINCT who FROM ev
