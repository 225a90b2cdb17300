CREATE TABLE e (id int PRIMARY KEY, at timestamptz NOT NULL, kind int, who text)

CREATE INDEX e_at ON e (at)

CREATE INDEX e_who ON e (who)

CREATE INDEX e_kind ON e (kind, at)

-- statistics: e 200000 id=200000 at=66000 kind=5 who=1000

SELECT * FROM e ORDER BY who, kind LIMIT 20

SELECT * FROM e ORDER BY who DESC, kind, at LIMIT 20

SELECT * FROM e WHERE who > 'w' ORDER BY who, kind LIMIT 20

SELECT * FROM e ORDER BY kind, who LIMIT 20

SELECT * FROM e WHERE kind = 3 ORDER BY kind, at, who LIMIT 20

SELECT * FROM e WHERE kind = 3 ORDER BY kind, who LIMIT 20

SELECT * FROM e ORDER BY who, kind

SELECT kind, at, row_number() OVER (PARTITION BY kind, at ORDER BY who) FROM e

SELECT id, at FROM e ORDER BY at DESC, id LIMIT 20

SELECT * FROM e ORDER BY at NULLS FIRST, id, who LIMIT 20

SELECT at, count(who) FROM e GROUP BY at ORDER BY at

SELECT at, count(*) FROM e GROUP BY at ORDER BY at

SELECT who, count(kind) FROM e GROUP BY who ORDER BY who

CREATE TABLE four (id int PRIMARY KEY, a int, b int, c int, d int)

CREATE INDEX four_abcd ON four (a, b, c, d)

-- statistics: four 200000 id=200000 a=1000 b=20 c=20 d=1000

SELECT a, d FROM four WHERE b = 2 AND c = 3 ORDER BY a, d
