CREATE TABLE t (k int4 PRIMARY KEY, c int4)
----
CREATE TABLE

CREATE TABLE none ()
----
CREATE TABLE

MERGE INTO t AS u USING (VALUES (-1, 2)) AS o(k, y) ON u.k = o.k WHEN NOT MATCHED THEN INSERT (k, c) VALUES (o.k, unnest(ARRAY[7, NULL]))
----
error 0A000

MERGE INTO t AS u USING (SELECT FROM none) AS o ON u.k = 1 WHEN NOT MATCHED THEN INSERT (k, c) VALUES (1, unnest(ARRAY[7, NULL]))
----
error 0A000

MERGE INTO t AS u USING (SELECT FROM none) AS o ON u.k = 1 WHEN NOT MATCHED AND false THEN INSERT (k, c) VALUES (1, 1 + unnest(ARRAY[7, NULL]))
----
error 0A000

EXPLAIN MERGE INTO t AS u USING (SELECT FROM none) AS o ON u.k = 1 WHEN NOT MATCHED THEN INSERT (k, c) VALUES (generate_series(1, 2), unnest(ARRAY[7]))
----
error 0A000

PREPARE p AS MERGE INTO t AS u USING (SELECT FROM none) AS o ON u.k = 1 WHEN NOT MATCHED THEN INSERT (k, c) VALUES (1, unnest(ARRAY[7, NULL]))
----
PREPARE

EXECUTE p
----
error 0A000

MERGE INTO t AS u USING (VALUES (1)) AS o ON u.k = 1 WHEN NOT MATCHED THEN INSERT (k, c) VALUES (1, CASE WHEN true THEN unnest(ARRAY[7]) END)
----
error 0A000

MERGE INTO t AS u USING (VALUES (1)) AS o ON u.k = 1 WHEN NOT MATCHED THEN INSERT (k, c) VALUES (1, unnest(ARRAY['x']))
----
error 42804

MERGE INTO t AS u USING (VALUES (1)) AS o ON u.k = 1 WHEN NOT MATCHED THEN INSERT (k, c) VALUES (1, count(unnest(ARRAY[7])))
----
error 0A000

MERGE INTO t AS u USING (VALUES (1)) AS o ON u.k = 1 WHEN NOT MATCHED THEN INSERT (k, c) VALUES (1, (SELECT unnest(ARRAY[7]))), (2)
----
error 42601

MERGE INTO t AS u USING (VALUES (1)) AS o ON u.k = 1 WHEN NOT MATCHED THEN INSERT (k, c) VALUES (1, (SELECT unnest(ARRAY[7]))) WHEN MATCHED THEN UPDATE SET c = unnest(ARRAY[7])
----
error 0A000

MERGE INTO t AS u USING (VALUES (1)) AS o ON u.k = 1 WHEN NOT MATCHED THEN INSERT (k, c) VALUES (1, (SELECT unnest(ARRAY[7])))
----
MERGE 1

MERGE INTO t AS u USING (VALUES (1)) AS o ON u.k = 2 WHEN NOT MATCHED THEN INSERT (k, c) VALUES (2, NULL + unnest(ARRAY[7, 8]))
----
MERGE 1

MERGE INTO t AS u USING (VALUES (1)) AS o ON u.k = 3 WHEN NOT MATCHED AND o.column1 = 2 THEN INSERT (k, c) VALUES (3, unnest(ARRAY[1])) WHEN NOT MATCHED THEN INSERT (k) VALUES (3)
----
error 0A000

SELECT * FROM t ORDER BY k
----
1|7
2|NULL
SELECT 2

CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1; MERGE INTO t AS u USING none AS o ON u.k = 1 WHEN NOT MATCHED THEN INSERT (k) VALUES (unnest(ARRAY[7])); SELECT 1'
----
CREATE FUNCTION

SELECT f()
----
error 0A000

CREATE FUNCTION g(c bool) RETURNS int LANGUAGE plpgsql AS $$ BEGIN IF c THEN MERGE INTO t AS u USING none AS o ON u.k = 1 WHEN NOT MATCHED THEN INSERT (k) VALUES (unnest(ARRAY[7])); END IF; RETURN 1; END $$
----
CREATE FUNCTION

SELECT g(false)
----
1
SELECT 1

SELECT g(true)
----
error 0A000

CREATE FUNCTION fired() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'fired'; END $$
----
CREATE FUNCTION

CREATE TRIGGER fired BEFORE INSERT ON t FOR EACH STATEMENT EXECUTE FUNCTION fired()
----
CREATE TRIGGER

MERGE INTO t AS u USING (VALUES (1)) AS o ON u.k = 1 WHEN NOT MATCHED THEN INSERT (k) VALUES (unnest(ARRAY[7]))
----
error 0A000

DROP TRIGGER fired ON t
----
DROP TRIGGER

CREATE TABLE a (k int4 PRIMARY KEY, a int4[], b int4[])
----
CREATE TABLE

INSERT INTO a (k, a[unnest(ARRAY[1])]) VALUES (1, 2)
----
INSERT 0 1

INSERT INTO a (k, a[unnest(ARRAY[1, 2])]) VALUES (2, 2)
----
error 23505

INSERT INTO a (k, a[unnest(ARRAY[1])]) VALUES (3, 2), (4, 3)
----
INSERT 0 2

INSERT INTO a (k, a[unnest(ARRAY[1, 2])]) VALUES (5, 2), (6, 3) ON CONFLICT DO NOTHING
----
INSERT 0 2

INSERT INTO a (k, a[unnest(ARRAY[1])]) SELECT x, x FROM generate_series(7, 8) AS x ORDER BY x DESC RETURNING k, a
----
8|{8}
7|{7}
INSERT 0 2

INSERT INTO a (k, a[generate_series(1, 2)], b[generate_series(1, 2)]) VALUES (unnest(ARRAY[9, 10]), 5, 6)
----
INSERT 0 2

INSERT INTO a (k, a[unnest(ARRAY[1, 2])]) VALUES (unnest(ARRAY[11, 12, 13]), 2)
----
error 22004

INSERT INTO a (k, a[1], a[unnest(ARRAY[2])]) VALUES (14, 5, 6)
----
INSERT 0 1

INSERT INTO a (k, a[(SELECT unnest(ARRAY[2]))]) VALUES (15, 5)
----
INSERT 0 1

INSERT INTO a (k, a[count(*)]) VALUES (16, 5)
----
error 42803

INSERT INTO a (k, a[row_number() OVER ()]) VALUES (16, 5)
----
error 42P20

INSERT INTO a (k, a[k]) VALUES (16, 5)
----
error 42703

INSERT INTO a (k, a[unnest(ARRAY[1])]) VALUES (16, 2), (17, DEFAULT)
----
error 0A000

INSERT INTO a (k, a[unnest(ARRAY[1])]) SELECT 16, 1 LIMIT 0
----
INSERT 0 0

INSERT INTO a (k, a[unnest(ARRAY[1])]) SELECT 16, 1 UNION SELECT 17, 2
----
INSERT 0 2

MERGE INTO a AS u USING (VALUES (1)) AS o ON u.k = 18 WHEN NOT MATCHED THEN INSERT (k, a[unnest(ARRAY[1])]) VALUES (18, 2)
----
error 0A000

SELECT * FROM a ORDER BY k
----
1|{2}|NULL
3|{2}|NULL
4|{3}|NULL
5|{2}|NULL
6|{3}|NULL
7|{7}|NULL
8|{8}|NULL
9|{5}|{6}
10|[2:2]={5}|[2:2]={6}
14|{5,6}|NULL
15|[2:2]={5}|NULL
16|{1}|NULL
17|{2}|NULL
SELECT 13

UPDATE a SET a[unnest(ARRAY[1])] = 2
----
error 0A000

CREATE TYPE co AS (x int4, y int4[])
----
CREATE TYPE

CREATE TABLE c (k serial, c co)
----
CREATE TABLE

INSERT INTO c (c.y[unnest(ARRAY[1, 2])]) VALUES (3)
----
INSERT 0 2

SELECT * FROM c ORDER BY k
----
1|(,{3})
2|(,[2:2]={3})
SELECT 2

INSERT INTO t VALUES (20, NULL + unnest(ARRAY[1, 2])) RETURNING k, c
----
20|NULL
INSERT 0 1

INSERT INTO t VALUES (unnest(ARRAY[21, 22]), NULL + unnest(ARRAY[1, 2, 3])) RETURNING k, c
----
21|NULL
22|NULL
INSERT 0 2

INSERT INTO t VALUES (unnest(ARRAY[(random() * 1000000000)::int4]), unnest(ARRAY[(random() * 1000000000)::int4])) RETURNING k = c
----
f
INSERT 0 1

INSERT INTO t VALUES (1, count(unnest(ARRAY[1])))
----
error 0A000

SELECT 1 GROUP BY count(unnest(ARRAY[1]))
----
error 0A000

SELECT FROM generate_series(1, count(unnest(ARRAY[1])))
----
error 0A000

SELECT count(NULL::int4 + unnest(ARRAY[1]))
----
error 0A000

SELECT count(1 + unnest(ARRAY[generate_series(1, 2)]))
----
error 0A000

SELECT rank(1) WITHIN GROUP (ORDER BY unnest(ARRAY[1]))
----
error 0A000

SELECT (SELECT count(t.k + unnest(ARRAY[1]))) FROM t
----
error 0A000

INSERT INTO t VALUES (k)
----
error 42703

INSERT INTO t VALUES (1), (k)
----
error 42703

INSERT INTO t SELECT k
----
error 42703

INSERT INTO t AS x VALUES (x.k)
----
error 42P01

INSERT INTO t AS x SELECT 1 FROM none WHERE c = 1
----
error 42703

PREPARE q(int4) AS SELECT $1
----
PREPARE

EXECUTE q((SELECT 1))
----
error 0A000

EXECUTE q(count(*))
----
error 42803

EXECUTE q(row_number() OVER ())
----
error 42P20

EXECUTE q(unnest(ARRAY[1]))
----
error 0A000
