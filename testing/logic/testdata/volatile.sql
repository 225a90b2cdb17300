# VOLATILE functions see what the statement that calls them has written so far, STABLE ones don't.
CREATE TABLE v (a int PRIMARY KEY, c bigint);
CREATE FUNCTION cnt() RETURNS bigint LANGUAGE plpgsql VOLATILE AS $$ BEGIN RETURN (SELECT count(*) FROM v); END $$;
CREATE FUNCTION cnts() RETURNS bigint LANGUAGE sql VOLATILE AS $$ SELECT count(*) FROM v $$;
CREATE FUNCTION cntst() RETURNS bigint LANGUAGE plpgsql STABLE AS $$ BEGIN RETURN (SELECT count(*) FROM v); END $$
----
CREATE TABLE
CREATE FUNCTION
CREATE FUNCTION
CREATE FUNCTION

INSERT INTO v SELECT g, cnt() FROM generate_series(1, 5) g
----
INSERT 0 5

INSERT INTO v SELECT g, cnts() FROM generate_series(6, 8) g
----
INSERT 0 3

INSERT INTO v SELECT g, cntst() FROM generate_series(9, 10) g
----
INSERT 0 2

INSERT INTO v VALUES (11, cnt()), (12, cnt()), (13, cnts())
----
INSERT 0 3

SELECT * FROM v ORDER BY a
----
1|0
2|1
3|2
4|3
5|4
6|5
7|6
8|7
9|8
10|8
11|10
12|11
13|12
SELECT 13

INSERT INTO v SELECT g, 0 FROM generate_series(14, 15) g RETURNING a, cnt(), cntst()
----
14|14|13
15|15|13
INSERT 0 2

INSERT INTO v SELECT a + 100, cnt() FROM v WHERE a < 6
----
INSERT 0 5

SELECT * FROM v WHERE a > 100 ORDER BY a
----
101|15
102|16
103|17
104|18
105|19
SELECT 5

INSERT INTO v VALUES (201, cnt()), (1, cnt()), (202, 1 / (cnt() - cnt()))
----
error 23505

DELETE FROM v WHERE a < 4 RETURNING a, cnt(), cntst()
----
1|19|20
2|18|20
3|17|20
DELETE 3

UPDATE v SET c = c + 1 WHERE a > 13 RETURNING a, (SELECT count(*) FROM v), cnt()
----
101|17|17
102|17|17
103|17|17
104|17|17
105|17|17
14|17|17
15|17|17
UPDATE 7

CREATE FUNCTION total() RETURNS numeric LANGUAGE plpgsql AS $$ BEGIN RETURN (SELECT sum(c) FROM v); END $$;
UPDATE v SET c = 0;
UPDATE v SET c = total() + 1 WHERE a IN (4, 5, 6)
----
CREATE FUNCTION
UPDATE 17
UPDATE 3

SELECT a, c FROM v WHERE a IN (4, 5, 6) ORDER BY c
----
4|1
5|2
6|4
SELECT 3

CREATE TABLE d (a int, c bigint DEFAULT cnt(), s bigint);
CREATE FUNCTION cntd() RETURNS bigint LANGUAGE plpgsql AS $$ BEGIN RETURN (SELECT count(*) FROM d); END $$;
ALTER TABLE d ALTER c SET DEFAULT cntd();
INSERT INTO d (a) SELECT g FROM generate_series(1, 3) g
----
CREATE TABLE
CREATE FUNCTION
ALTER TABLE
INSERT 0 3

SELECT a, c FROM d ORDER BY a
----
1|0
2|1
3|2
SELECT 3

CREATE SEQUENCE lim;
CREATE TABLE l (id int PRIMARY KEY, v int);
INSERT INTO l SELECT i, 9 - i FROM generate_series(1, 9) i
----
CREATE SEQUENCE
CREATE TABLE
INSERT 0 9

SELECT id FROM l ORDER BY id LIMIT nextval('lim')
----
1
SELECT 1

SELECT id FROM l ORDER BY v LIMIT nextval('lim')
----
9
8
SELECT 2

SELECT id FROM l ORDER BY id LIMIT 1 OFFSET nextval('lim')
----
4
SELECT 1

SELECT id FROM l ORDER BY v LIMIT (SELECT nextval('lim'))
----
9
8
7
6
SELECT 4

SELECT last_value FROM lim
----
4
SELECT 1

# IN computes what it looks for once for each row, whatever the query gives.
CREATE SEQUENCE among
----
CREATE SEQUENCE

SELECT count(*) FROM generate_series(1, 5) WHERE nextval('among') IN (SELECT x FROM generate_series(1, 3) x)
----
3
SELECT 1

SELECT count(*) FROM generate_series(1, 5) WHERE nextval('among') NOT IN (SELECT x FROM generate_series(6, 8) x)
----
2
SELECT 1

SELECT count(*) FROM generate_series(1, 5) WHERE nextval('among') IN (SELECT x FROM generate_series(1, 3) x WHERE x > 3)
----
0
SELECT 1

SELECT last_value FROM among
----
10
SELECT 1

# NULLIF computes its left side once.
SELECT nullif(nextval('among'), 100), nullif(nextval('among'), 1.5), nullif(nextval('among')::int2, 5)
----
11|12|13
SELECT 1

SELECT last_value FROM among
----
13
SELECT 1

SELECT nullif(CASE WHEN x > 1 THEN NULL ELSE x END, nextval('among')) FROM generate_series(1, 3) x
----
1
NULL
NULL
SELECT 3

SELECT last_value FROM among
----
16
SELECT 1
