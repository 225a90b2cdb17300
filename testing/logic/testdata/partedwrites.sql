# Writes of partitioned tables whose conditions, values or arguments tell the partitions. Errors are told whole.
CREATE TABLE m (a int, b text, v int DEFAULT 0) PARTITION BY RANGE (a)
----
CREATE TABLE

CREATE TABLE m0 PARTITION OF m FOR VALUES FROM (MINVALUE) TO (10)
----
CREATE TABLE

CREATE TABLE m1 (v int, junk int, b text, a int)
----
CREATE TABLE

ALTER TABLE m1 DROP COLUMN junk
----
ALTER TABLE

ALTER TABLE m ATTACH PARTITION m1 FOR VALUES FROM (10) TO (20)
----
ALTER TABLE

CREATE TABLE m2 PARTITION OF m FOR VALUES FROM (20) TO (40) PARTITION BY LIST (b)
----
CREATE TABLE

CREATE TABLE m2x PARTITION OF m2 FOR VALUES IN ('x', 'X')
----
CREATE TABLE

CREATE TABLE m2n PARTITION OF m2 FOR VALUES IN (NULL, 'n')
----
CREATE TABLE

CREATE TABLE m2d PARTITION OF m2 DEFAULT
----
CREATE TABLE

CREATE TABLE md PARTITION OF m DEFAULT
----
CREATE TABLE

CREATE INDEX ON m (a)
----
CREATE INDEX

CREATE UNIQUE INDEX ON m1 (a)
----
CREATE INDEX

ALTER TABLE m2x ADD CHECK (v < 1000)
----
ALTER TABLE

INSERT INTO m (a, b) VALUES (5, 'x')
----
INSERT 0 1

INSERT INTO m (a, b) VALUES (15, 'x'), (16, 'y')
----
INSERT 0 2

INSERT INTO m (a, b) VALUES (25, 'x'), (26, NULL), (27, 'other'), (NULL, 'null'), (99, 'far')
----
INSERT 0 5

INSERT INTO m SELECT g, CASE g % 3 WHEN 0 THEN 'x' WHEN 1 THEN 'n' END FROM generate_series(0, 45, 4) g WHERE g <> 16
----
INSERT 0 11

SELECT tableoid::regclass, * FROM m ORDER BY a, b
----
m0|0|x|0
m0|4|n|0
m0|5|x|0
m0|8|NULL|0
m1|12|x|0
m1|15|x|0
m1|16|y|0
m2n|20|NULL|0
m2x|24|x|0
m2x|25|x|0
m2n|26|NULL|0
m2d|27|other|0
m2n|28|n|0
m2n|32|NULL|0
m2x|36|x|0
md|40|n|0
md|44|NULL|0
md|99|far|0
md|NULL|null|0
SELECT 19

UPDATE m SET v = v + 1 WHERE a = 5
----
UPDATE 1

UPDATE m SET v = v + 1 WHERE a IN (15, 25, 99)
----
UPDATE 3

UPDATE m SET v = v + 10 WHERE a BETWEEN 12 AND 26
----
UPDATE 7

UPDATE m SET v = v + 1 WHERE a IS NULL
----
UPDATE 1

UPDATE m SET v = v + 1 WHERE a = 26 AND b IS NULL RETURNING tableoid::regclass, *
----
m2n|26|NULL|11
UPDATE 1

UPDATE m SET v = v + 1 WHERE b = 'x' AND a > 20 RETURNING tableoid::regclass, a, b
----
m2x|24|x
m2x|25|x
m2x|36|x
UPDATE 3

UPDATE m SET v = v + 1 WHERE a = NULL
----
UPDATE 0

UPDATE m SET v = v + 1 WHERE a < 5 OR a = 99 RETURNING tableoid::regclass, a
----
m0|0
m0|4
md|99
UPDATE 3

UPDATE m SET v = v + 1 WHERE false
----
UPDATE 0

UPDATE m SET v = 5000 WHERE a = 25
----
error 23514 new row for relation "m2x" violates check constraint "m2x_v_check"; Failing row contains (25, x, 5000).

UPDATE m SET v = v + 1 WHERE NOT a <> 16 RETURNING tableoid::regclass, a
----
m1|16
UPDATE 1

UPDATE m SET a = 18 WHERE a = 5 RETURNING tableoid::regclass, a, b, v
----
m1|18|x|1
UPDATE 1

UPDATE m SET a = a + 20, b = 'X' WHERE a = 18 RETURNING tableoid::regclass, a, b, v
----
m2x|38|X|1
UPDATE 1

UPDATE m SET b = 'n' WHERE a = 27 RETURNING tableoid::regclass, a, b, v
----
m2n|27|n|0
UPDATE 1

UPDATE m SET a = 15 WHERE a = 16
----
error 23505 duplicate key value violates unique constraint "m1_a_idx1"; Key (a)=(15) already exists.

UPDATE m SET a = NULL WHERE a = 38 RETURNING tableoid::regclass, a, b, v
----
md|NULL|X|1
UPDATE 1

PREPARE up(int, int) AS UPDATE m SET v = v + $2 WHERE a = $1 RETURNING tableoid::regclass, a, b, v
----
PREPARE

EXECUTE up(15, 100)
----
m1|15|x|111
UPDATE 1

EXECUTE up(25, 100)
----
m2x|25|x|112
UPDATE 1

EXECUTE up(NULL, 100)
----
UPDATE 0

EXECUTE up(99, 100)
----
md|99|far|102
UPDATE 1

EXECUTE up(1000, 100)
----
UPDATE 0

PREPARE mv(int, int) AS UPDATE m SET a = $2 WHERE a = $1 RETURNING tableoid::regclass, a, b, v
----
PREPARE

EXECUTE mv(15, 7)
----
m0|7|x|111
UPDATE 1

EXECUTE mv(7, 15)
----
m1|15|x|111
UPDATE 1

EXECUTE mv(99, 34)
----
m2d|34|far|102
UPDATE 1

PREPARE ins(int, text) AS INSERT INTO m VALUES ($1, $2), ($1 + 10, upper($2)) RETURNING tableoid::regclass, a, b
----
PREPARE

EXECUTE ins(3, 'x')
----
m0|3|x
m1|13|X
INSERT 0 2

EXECUTE ins(13, 'x')
----
error 23505 duplicate key value violates unique constraint "m1_a_idx1"; Key (a)=(13) already exists.

EXECUTE ins(33, NULL)
----
m2n|33|NULL
md|43|NULL
INSERT 0 2

EXECUTE ins(NULL, 'q')
----
md|NULL|Q
md|NULL|q
INSERT 0 2

PREPARE del(int[]) AS DELETE FROM m WHERE a = ANY ($1) RETURNING tableoid::regclass, a, b
----
PREPARE

EXECUTE del('{3,13,43}')
----
m0|3|x
m1|13|X
md|43|NULL
DELETE 3

EXECUTE del('{}')
----
DELETE 0

EXECUTE del(NULL)
----
DELETE 0

DELETE FROM m WHERE a = 23 RETURNING tableoid::regclass, a, b
----
DELETE 0

DELETE FROM m WHERE a > 20 AND b = 'X' RETURNING tableoid::regclass, a, b, v
----
DELETE 0

CREATE TABLE u (k int, w int)
----
CREATE TABLE

INSERT INTO u VALUES (15, 1), (25, 2), (99, 3), (34, 4), (12, 5)
----
INSERT 0 5

UPDATE m SET v = w FROM u WHERE a = k AND a < 20 RETURNING m.tableoid::regclass, a, b, v
----
m1|12|x|5
m1|15|x|1
UPDATE 2

UPDATE m SET v = w FROM u WHERE a = k AND k = 25 RETURNING m.tableoid::regclass, a, b, v
----
m2x|25|x|2
UPDATE 1

UPDATE m SET v = w FROM u LEFT JOIN (SELECT 34 AS z) s ON k = z WHERE a = k AND a = 34 AND z IS NOT NULL RETURNING m.tableoid::regclass, a, b, v
----
m2d|34|far|4
UPDATE 1

UPDATE m SET v = v + 1 WHERE a IN (SELECT k FROM u WHERE w > 2) RETURNING tableoid::regclass, a
----
m1|12
m2d|34
UPDATE 2

UPDATE m SET v = v + 1 WHERE a = (SELECT min(k) FROM u) RETURNING tableoid::regclass, a
----
m1|12
UPDATE 1

UPDATE m x SET v = y.v + 1 FROM m y WHERE x.a = 25 AND y.a = 15 RETURNING x.tableoid::regclass, y.tableoid::regclass, x.a, x.v
----
m2x|m1|25|2
UPDATE 1

DELETE FROM m USING u WHERE a = k AND a BETWEEN 10 AND 14 RETURNING m.tableoid::regclass, a, w
----
m1|12|5
DELETE 1

DELETE FROM m x USING m y WHERE x.a = 36 AND y.a = 15 RETURNING x.tableoid::regclass, x.a
----
m2x|36
DELETE 1

WITH gone AS (DELETE FROM m WHERE a = 32 RETURNING *) INSERT INTO m SELECT a - 25, b, v FROM gone RETURNING tableoid::regclass, a, b
----
m0|7|NULL
INSERT 0 1

WITH raised AS (UPDATE m SET v = v + 1 WHERE a = 15 RETURNING a), lowered AS (UPDATE m SET v = v - 1 WHERE a = 25 RETURNING a) SELECT * FROM raised, lowered
----
15|25
SELECT 1

CREATE FUNCTION raised(which int) RETURNS int LANGUAGE plpgsql AS $$ DECLARE n int; BEGIN UPDATE m SET v = v + 1 WHERE a = which; GET DIAGNOSTICS n = ROW_COUNT; INSERT INTO m VALUES (which + 100, 'raised', n); RETURN n; END $$
----
CREATE FUNCTION

SELECT raised(g) FROM generate_series(14, 26) g
----
0
0
0
0
0
0
0
1
1
1
1
1
1
SELECT 13

SELECT raised(NULL)
----
0
SELECT 1

CREATE FUNCTION told() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.v = NEW.v + 1000; RAISE NOTICE '% on % of %', TG_WHEN, TG_TABLE_NAME, NEW.a; RETURN NEW; END $$
----
CREATE FUNCTION

CREATE TRIGGER told BEFORE UPDATE ON m1 FOR EACH ROW EXECUTE FUNCTION told()
----
CREATE TRIGGER

UPDATE m SET v = 1 WHERE a = 15 RETURNING tableoid::regclass, a, v
----
m1|15|1001
UPDATE 1

UPDATE m SET v = 1 WHERE a = 25 RETURNING tableoid::regclass, a, v
----
m2x|25|1
UPDATE 1

CREATE FUNCTION moved() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.a = NEW.a + 10; RETURN NEW; END $$
----
CREATE FUNCTION

CREATE TRIGGER moved BEFORE UPDATE ON m2x FOR EACH ROW EXECUTE FUNCTION moved()
----
CREATE TRIGGER

UPDATE m SET v = 2 WHERE a = 25 RETURNING tableoid::regclass, a, v
----
m2x|35|2
UPDATE 1

UPDATE m SET v = 2 WHERE a = 15 RETURNING tableoid::regclass, a, v
----
m1|15|1002
UPDATE 1

CREATE VIEW low AS SELECT * FROM m WHERE a < 20 WITH CHECK OPTION
----
CREATE VIEW

UPDATE low SET v = 3 WHERE a = 15 RETURNING a, v
----
15|1003
UPDATE 1

UPDATE low SET v = 3 WHERE a = 26
----
UPDATE 0

UPDATE low SET a = 24 WHERE a = 4
----
error 44000 new row violates check option for view "low"; Failing row contains (24, n, 1).

INSERT INTO low VALUES (6, 'low', 1) RETURNING *
----
6|low|1
INSERT 0 1

INSERT INTO low VALUES (26, 'low', 1)
----
error 44000 new row violates check option for view "low"; Failing row contains (26, low, 1).

DELETE FROM low WHERE a > 14 RETURNING a
----
15
16
DELETE 2

CREATE TABLE h (id int PRIMARY KEY, at date, n int) PARTITION BY HASH (id)
----
CREATE TABLE

CREATE TABLE h0 PARTITION OF h FOR VALUES WITH (MODULUS 3, REMAINDER 0)
----
CREATE TABLE

CREATE TABLE h1 PARTITION OF h FOR VALUES WITH (MODULUS 3, REMAINDER 1)
----
CREATE TABLE

CREATE TABLE h2 PARTITION OF h FOR VALUES WITH (MODULUS 3, REMAINDER 2)
----
CREATE TABLE

CREATE TABLE r (id int REFERENCES h ON DELETE CASCADE ON UPDATE CASCADE, what text)
----
CREATE TABLE

INSERT INTO h SELECT g, '2024-01-01', 0 FROM generate_series(1, 12) g
----
INSERT 0 12

INSERT INTO r VALUES (1, 'a'), (2, 'b'), (7, 'c')
----
INSERT 0 3

INSERT INTO r VALUES (70, 'none')
----
error 23503 insert or update on table "r" violates foreign key constraint "r_id_fkey"; Key (id)=(70) is not present in table "h".

INSERT INTO h VALUES (3, NULL, 9), (20, NULL, 9) ON CONFLICT (id) DO UPDATE SET n = h.n + excluded.n RETURNING tableoid::regclass, id, n
----
h0|20|9
h1|3|9
INSERT 0 2

INSERT INTO h VALUES (4, NULL, 9), (5, NULL, 1) ON CONFLICT DO NOTHING
----
INSERT 0 0

UPDATE h SET n = n + 1 WHERE id = 7 RETURNING tableoid::regclass, id, n
----
h1|7|1
UPDATE 1

UPDATE h SET id = 70 WHERE id = 7 RETURNING tableoid::regclass, id, n
----
h2|70|1
UPDATE 1

DELETE FROM h WHERE id = 1
----
DELETE 1

DELETE FROM h WHERE id IN (2, 3)
----
DELETE 2

SELECT * FROM r ORDER BY id
----
70|c
SELECT 1

UPDATE h SET at = current_date WHERE id = 9 AND at < current_date
----
UPDATE 1

CREATE TABLE e (t text, n int) PARTITION BY LIST (lower(t))
----
CREATE TABLE

CREATE TABLE ea PARTITION OF e FOR VALUES IN ('a')
----
CREATE TABLE

CREATE TABLE eb PARTITION OF e FOR VALUES IN ('b')
----
CREATE TABLE

INSERT INTO e VALUES ('A', 1), ('a', 2), ('B', 3)
----
INSERT 0 3

INSERT INTO e VALUES ('c', 1)
----
error 23514 no partition of relation "e" found for row; Partition key of the failing row contains (lower(t)) = (c).

UPDATE e SET n = n + 1 WHERE lower(t) = 'a' RETURNING tableoid::regclass, *
----
ea|A|2
ea|a|3
UPDATE 2

UPDATE e SET t = 'b' WHERE t = 'A' RETURNING tableoid::regclass, *
----
eb|b|2
UPDATE 1

CREATE TABLE d (day timestamptz, n int) PARTITION BY RANGE (day)
----
CREATE TABLE

CREATE TABLE d0 PARTITION OF d FOR VALUES FROM ('2000-01-01') TO ('2020-01-01')
----
CREATE TABLE

CREATE TABLE d1 PARTITION OF d FOR VALUES FROM ('2020-01-01') TO ('2100-01-01')
----
CREATE TABLE

INSERT INTO d VALUES (now(), 1), ('2010-05-05', 2)
----
INSERT 0 2

UPDATE d SET n = n + 1 WHERE day <= now() AND day > now() - interval '1 day' RETURNING tableoid::regclass, n
----
d1|2
UPDATE 1

DELETE FROM d WHERE day < now() - interval '10 years' RETURNING tableoid::regclass, n
----
d0|2
DELETE 1

MERGE INTO m USING u ON a = k AND a = 25 WHEN MATCHED THEN UPDATE SET v = -1 WHEN NOT MATCHED THEN INSERT VALUES (k, 'merged', w)
----
MERGE 5

SELECT tableoid::regclass, * FROM m ORDER BY a, b, v
----
m0|0|x|1
m0|4|n|1
m0|6|low|1
m0|7|NULL|0
m0|8|NULL|0
m1|12|merged|5
m1|15|merged|1
m2n|20|NULL|11
m2x|24|x|12
m2d|25|merged|2
m2n|26|NULL|12
m2n|27|n|0
m2n|28|n|0
m2n|33|NULL|0
m2d|34|far|5
m2d|34|merged|4
m2x|35|x|2
md|40|n|0
md|44|NULL|0
md|99|merged|3
md|114|raised|0
md|115|raised|1
md|116|raised|1
md|117|raised|0
md|118|raised|0
md|119|raised|0
md|120|raised|1
md|121|raised|0
md|122|raised|0
md|123|raised|0
md|124|raised|1
md|125|raised|1
md|126|raised|1
md|NULL|Q|0
md|NULL|X|1
md|NULL|null|1
md|NULL|q|0
md|NULL|raised|0
SELECT 38

SELECT tableoid::regclass, id, CASE WHEN at > '2025-01-01' THEN 'today' ELSE at::text END, n FROM h ORDER BY id
----
h0|4|2024-01-01|0
h2|5|2024-01-01|0
h0|6|2024-01-01|0
h0|8|2024-01-01|0
h2|9|today|0
h1|10|2024-01-01|0
h2|11|2024-01-01|0
h2|12|2024-01-01|0
h0|20|NULL|9
h2|70|2024-01-01|1
SELECT 10
