# System columns: ctid, xmin, xmax, cmin, cmax. Values of them don't show.
CREATE TABLE sys (id int PRIMARY KEY, k int, v text)
----
CREATE TABLE

INSERT INTO sys SELECT i, i % 5, 'v' || i FROM generate_series(1, 20) i
----
INSERT 0 20

CREATE TABLE nokey (a int, b text)
----
CREATE TABLE

INSERT INTO nokey VALUES (1, 'a'), (1, 'a'), (2, 'b'), (2, 'b'), (2, 'b'), (3, NULL)
----
INSERT 0 6

CREATE TABLE two (a text, b int, c numeric, PRIMARY KEY (a, b))
----
CREATE TABLE

INSERT INTO two SELECT chr(96 + i % 3 + 1), i, i FROM generate_series(1, 9) i
----
INSERT 0 9

SELECT * FROM sys WHERE id = 1
----
1|1|v1
SELECT 1

SELECT count(*), count(ctid), count(DISTINCT ctid), count(xmin), count(DISTINCT ROW(xmax, cmin, cmax)::text) FROM sys
----
20|20|20|20|1
SELECT 1

SELECT count(*), count(DISTINCT ctid) FROM nokey
----
6|6
SELECT 1

SELECT count(*), count(DISTINCT ctid) FROM two
----
9|9
SELECT 1

SELECT DISTINCT pg_typeof(ctid), pg_typeof(xmin), pg_typeof(xmax), pg_typeof(cmin), pg_typeof(cmax), pg_typeof(tableoid) FROM sys
----
tid|xid|xid|cid|cid|oid
SELECT 1

SELECT DISTINCT xmax FROM sys
----
0
SELECT 1

SELECT count(*) FROM (SELECT cmax FROM sys GROUP BY cmax) s
----
1
SELECT 1

SELECT bool_and(ctid::text ~ '^\(\d+,\d+\)$') FROM (SELECT ctid FROM sys UNION ALL SELECT ctid FROM nokey UNION ALL SELECT ctid FROM two) s
----
t
SELECT 1

SELECT bool_and(ctid::text::tid = ctid), bool_or(ctid <> ctid::text::tid), bool_or(ctid < ctid) FROM (SELECT ctid FROM sys UNION ALL SELECT ctid FROM nokey UNION ALL SELECT ctid FROM two) s
----
t|f|f
SELECT 1

SELECT id FROM sys WHERE ctid = (SELECT ctid FROM sys WHERE id = 7)
----
7
SELECT 1

SELECT id FROM sys WHERE (SELECT ctid FROM sys WHERE id = 7) = ctid
----
7
SELECT 1

SELECT a, b FROM two WHERE ctid = (SELECT ctid FROM two WHERE b = 7)
----
b|7
SELECT 1

SELECT id FROM sys WHERE ctid = (SELECT ctid FROM sys WHERE id = 700)
----
SELECT 0

SELECT id FROM sys WHERE ctid IN (SELECT ctid FROM sys WHERE k = 2) ORDER BY id
----
2
7
12
17
SELECT 4

SELECT a, b FROM two WHERE ctid IN (SELECT ctid FROM two WHERE a = 'b') ORDER BY b
----
b|1
b|4
b|7
SELECT 3

SELECT a FROM nokey WHERE ctid IN (SELECT min(ctid) FROM nokey GROUP BY a) ORDER BY a
----
1
2
3
SELECT 3

SELECT id FROM sys WHERE ctid = ANY (ARRAY(SELECT ctid FROM sys WHERE k = 3)) ORDER BY id
----
3
8
13
18
SELECT 4

SELECT b FROM two WHERE ctid = ANY (ARRAY(SELECT ctid FROM two WHERE a = 'c')) ORDER BY b
----
2
5
8
SELECT 3

SELECT b FROM two WHERE ctid = ANY (ARRAY(SELECT ctid FROM two WHERE a = 'c' UNION ALL SELECT NULL::tid UNION ALL SELECT '(0,0)')) AND b > 3 ORDER BY b
----
5
8
SELECT 2

SELECT id FROM sys WHERE ctid NOT IN (SELECT ctid FROM sys WHERE id > 3) ORDER BY id
----
1
2
3
SELECT 3

SELECT id FROM sys WHERE ctid = '(1000,77)' OR ctid = (SELECT ctid FROM sys WHERE id = 4)
----
4
SELECT 1

SELECT id FROM sys WHERE ctid = '(1000,77)'
----
SELECT 0

SELECT id FROM sys WHERE ctid = NULL
----
SELECT 0

SELECT id FROM sys WHERE ctid IS NULL
----
SELECT 0

SELECT a.id FROM sys a JOIN sys b ON a.ctid = b.ctid WHERE b.k = 1 ORDER BY 1
----
1
6
11
16
SELECT 4

SELECT a.a, a.b FROM two a JOIN two b ON a.ctid = b.ctid WHERE b.b > 6 ORDER BY 2
----
b|7
c|8
a|9
SELECT 3

SELECT id FROM sys a WHERE EXISTS (SELECT FROM sys b WHERE b.ctid = a.ctid AND b.id < 4) ORDER BY 1
----
1
2
3
SELECT 3

SELECT id FROM sys a WHERE NOT EXISTS (SELECT FROM sys b WHERE b.ctid = a.ctid AND b.id > 3) ORDER BY 1
----
1
2
3
SELECT 3

SELECT v.id, s.v FROM (SELECT id, ctid AS place FROM sys WHERE id < 4) v LEFT JOIN sys s ON s.ctid = v.place AND s.id <> 2 ORDER BY 1
----
1|v1
2|NULL
3|v3
SELECT 3

SELECT b.ctid IS NULL, b.xmin IS NULL, b.xmax IS NULL, b.cmin IS NULL, count(*) FROM sys a LEFT JOIN sys b ON a.id = b.id AND b.k = 2 GROUP BY 1, 2, 3, 4 ORDER BY 1
----
f|f|f|f|4
t|t|t|t|16
SELECT 2

SELECT count(*) FROM sys WHERE ctid >= (SELECT min(ctid) FROM sys) AND ctid <= (SELECT max(ctid) FROM sys)
----
20
SELECT 1

SELECT count(*) FROM sys WHERE ctid > (SELECT ctid FROM sys WHERE id = 5) AND ctid < (SELECT ctid FROM sys WHERE id = 9)
----
3
SELECT 1

SELECT count(*) FROM sys WHERE ctid >= (SELECT ctid FROM sys WHERE id = 5) AND ctid <= (SELECT ctid FROM sys WHERE id = 9)
----
5
SELECT 1

SELECT count(*) FROM sys WHERE ctid < '(0,0)' OR ctid > '(4294967295,1)'
----
0
SELECT 1

SELECT id FROM sys ORDER BY ctid LIMIT 3
----
1
2
3
SELECT 3

SELECT row_number() OVER (ORDER BY ctid), id FROM sys WHERE id < 4
----
1|1
2|2
3|3
SELECT 3

PREPARE byplace(tid) AS SELECT id FROM sys WHERE ctid = $1
----
PREPARE

EXECUTE byplace((SELECT ctid FROM sys WHERE id = 11))
----
error 0A000

PREPARE byplaces(tid[]) AS SELECT id FROM sys WHERE ctid = ANY ($1) ORDER BY id
----
PREPARE

EXECUTE byplaces((SELECT array_agg(ctid) FROM sys WHERE id < 4))
----
error 0A000

SELECT id FROM sys WHERE ctid IN (SELECT ctid FROM sys WHERE k = 2 FOR UPDATE) ORDER BY id
----
2
7
12
17
SELECT 4

SELECT id FROM sys WHERE ctid = ANY (ARRAY(SELECT ctid FROM sys WHERE k = 2 LIMIT 2)) ORDER BY id FOR UPDATE
----
2
7
SELECT 2

# Batches, duplicates, versions.
WITH d AS (DELETE FROM sys WHERE ctid IN (SELECT ctid FROM sys WHERE k = 4 ORDER BY id LIMIT 3) RETURNING id) SELECT id FROM d ORDER BY id
----
4
9
14
SELECT 3

DELETE FROM sys WHERE ctid = ANY (ARRAY(SELECT ctid FROM sys WHERE k = 4 LIMIT 3)) RETURNING id
----
19
DELETE 1

WITH gone AS (SELECT ctid FROM sys WHERE k = 3 ORDER BY id LIMIT 2) DELETE FROM sys USING gone WHERE sys.ctid = gone.ctid RETURNING id
----
3
8
DELETE 2

DELETE FROM nokey x USING nokey y WHERE x.a = y.a AND x.ctid < y.ctid
----
DELETE 3

SELECT * FROM nokey ORDER BY a
----
1|a
2|b
3|NULL
SELECT 3

INSERT INTO nokey SELECT a, b FROM nokey
----
INSERT 0 3

DELETE FROM nokey WHERE ctid NOT IN (SELECT max(ctid) FROM nokey GROUP BY a)
----
DELETE 3

SELECT * FROM nokey ORDER BY a
----
1|a
2|b
3|NULL
SELECT 3

INSERT INTO nokey SELECT a, b FROM nokey
----
INSERT 0 3

DELETE FROM nokey WHERE ctid IN (SELECT ctid FROM (SELECT ctid, row_number() OVER (PARTITION BY a, b ORDER BY ctid) AS n FROM nokey) s WHERE n > 1)
----
DELETE 3

SELECT * FROM nokey ORDER BY a
----
1|a
2|b
3|NULL
SELECT 3

UPDATE nokey SET b = 'z' WHERE ctid = (SELECT ctid FROM nokey WHERE a = 2)
----
UPDATE 1

SELECT * FROM nokey ORDER BY a
----
1|a
2|z
3|NULL
SELECT 3

CREATE TABLE seen (what text, x xid)
----
CREATE TABLE

INSERT INTO seen SELECT 'before', xmin FROM sys WHERE id = 1
----
INSERT 0 1

UPDATE sys SET v = 'w' WHERE id = 1 AND xmin = (SELECT x FROM seen) RETURNING xmin <> (SELECT x FROM seen), xmax, ctid IS NULL
----
t|0|f
UPDATE 1

UPDATE sys SET v = 'x' WHERE id = 1 AND xmin = (SELECT x FROM seen)
----
UPDATE 0

UPDATE seen SET x = (SELECT xmin FROM sys WHERE id = 1)
----
UPDATE 1

UPDATE sys SET v = 'x' WHERE id = 1 AND xmin = (SELECT x FROM seen)
----
UPDATE 1

UPDATE sys SET v = 'y' WHERE id = 1 AND xmin::text::bigint = (SELECT x::text::bigint FROM seen)
----
UPDATE 0

DELETE FROM sys WHERE id = 1 AND xmin = (SELECT x FROM seen)
----
DELETE 0

WITH new AS (INSERT INTO sys VALUES (100, 0, 'new') RETURNING id, xmin) INSERT INTO seen SELECT 'new', xmin FROM new
----
INSERT 0 1

SELECT sys.id FROM sys JOIN seen ON sys.xmin = seen.x WHERE what = 'new' AND sys.id = 100
----
100
SELECT 1

INSERT INTO sys VALUES (100, 0, 'twice') ON CONFLICT (id) DO UPDATE SET v = excluded.v WHERE sys.ctid IS NOT NULL RETURNING v, ctid IS NOT NULL, xmin IS NOT NULL, cmin IS NOT NULL
----
twice|t|t|t
INSERT 0 1

DELETE FROM sys WHERE id = 100 RETURNING ctid IS NOT NULL, xmin IS NOT NULL
----
t|t
DELETE 1

COPY (SELECT id FROM sys WHERE ctid IS NOT NULL ORDER BY id LIMIT 2) TO STDOUT
----
COPY 2

DELETE FROM sys WHERE ctid = (SELECT ctid FROM sys ORDER BY id FOR UPDATE SKIP LOCKED LIMIT 1) RETURNING id
----
1
DELETE 1

SELECT min(id) FROM sys GROUP BY k HAVING min(ctid) IS NOT NULL ORDER BY 1
----
2
5
6
13
SELECT 4

SELECT ctid FROM sys GROUP BY k
----
error 42803

SELECT count(*) FROM (SELECT ctid, xmin FROM sys UNION SELECT ctid, xmin FROM sys) s
----
13
SELECT 1

# What has none, and where they may not stand.
CREATE VIEW sysview AS SELECT * FROM sys
----
CREATE VIEW

SELECT ctid FROM sysview
----
error 42703

SELECT xmin FROM sysview
----
error 42703

WITH c AS (SELECT * FROM sys) SELECT ctid FROM c
----
error 42703

SELECT s.ctid FROM (SELECT * FROM sys) s
----
error 42703

SELECT ctid FROM generate_series(1, 2)
----
error 42703

SELECT ctid FROM sys, nokey
----
error 42702

SELECT ctid FROM sys JOIN nokey ON id = a
----
error 42703

SELECT nokey.ctid IS NOT NULL FROM sys JOIN nokey ON id = a WHERE a = 2
----
t
SELECT 1

INSERT INTO sys VALUES (2) ON CONFLICT (id) DO UPDATE SET v = excluded.ctid::text
----
error 42703

CREATE TABLE bad (a int CHECK (ctid IS NOT NULL))
----
error 42P10

CREATE TABLE bad (a int, b text GENERATED ALWAYS AS (ctid::text) STORED)
----
error 42P10

CREATE TABLE bad (a int DEFAULT ctid)
----
error 0A000

CREATE TABLE bad (xmin int)
----
error 42701

CREATE TABLE bad (a int) PARTITION BY LIST (ctid)
----
error 42P17

CREATE TABLE bad (a int) PARTITION BY LIST ((xmin::text))
----
error 42P17

CREATE INDEX ON sys ((ctid::text))
----
error 0A000

CREATE INDEX ON sys (id) WHERE xmin IS NOT NULL
----
error 0A000

ALTER TABLE sys ADD COLUMN ctid int
----
error 42701

ALTER TABLE sys RENAME v TO cmax
----
error 42701

ALTER TABLE sys DROP COLUMN ctid
----
error 0A000

ALTER TABLE sys ALTER COLUMN xmin SET DEFAULT 1
----
error 0A000

UPDATE sys SET ctid = '(0,1)'
----
error 0A000

INSERT INTO sys (ctid) VALUES ('(0,1)')
----
error 42703

COPY sys (ctid) TO STDOUT
----
error 42703

SELECT xmin > 5 FROM sys
----
error 42883

SELECT min(xmin) FROM sys
----
error 42883

SELECT xmin FROM sys ORDER BY xmin
----
error 42883

MERGE INTO sys USING nokey n ON sys.id = n.a WHEN MATCHED AND sys.ctid IS NOT NULL THEN DO NOTHING
----
error 42P10

MERGE INTO sys USING (SELECT ctid AS place FROM sys WHERE id = 2) n ON sys.ctid = n.place WHEN MATCHED THEN UPDATE SET v = 'merged'
----
MERGE 1

SELECT v FROM sys WHERE id = 2
----
merged
SELECT 1

# A view that names them.
CREATE VIEW sysnames AS SELECT ctid, s.xmin AS version, id FROM sys s WHERE ctid IS NOT NULL
----
CREATE VIEW

SELECT pg_get_viewdef('sysnames')
----
 SELECT s.ctid,\n    s.xmin AS version,\n    s.id\n   FROM sys s\n  WHERE (s.ctid IS NOT NULL);
SELECT 1

SELECT id FROM sysnames WHERE ctid = (SELECT ctid FROM sys WHERE id = 2)
----
2
SELECT 1

SELECT count(*) FROM sysnames n JOIN sys s ON s.xmin = n.version AND s.id = n.id
----
13
SELECT 1

UPDATE sysnames SET id = id WHERE id = 2 RETURNING ctid = (SELECT ctid FROM sys WHERE id = 2) IS NOT NULL
----
t
UPDATE 1

UPDATE sysnames SET version = NULL
----
error 0A000

SELECT attname, attnum, atttypid::regtype, attlen, attnotnull FROM pg_attribute WHERE attrelid = 'sys'::regclass AND attnum < 0 ORDER BY attnum
----
tableoid|-6|oid|4|t
cmax|-5|cid|4|t
xmax|-4|xid|4|t
cmin|-3|cid|4|t
xmin|-2|xid|4|t
ctid|-1|tid|6|t
SELECT 6

# Partitions.
CREATE TABLE part (a int, b text) PARTITION BY LIST (a)
----
CREATE TABLE

CREATE TABLE part1 PARTITION OF part FOR VALUES IN (1)
----
CREATE TABLE

CREATE TABLE part2 PARTITION OF part FOR VALUES IN (2)
----
CREATE TABLE

INSERT INTO part VALUES (1, 'x'), (2, 'y'), (1, 'z')
----
INSERT 0 3

SELECT a, b FROM part p WHERE (tableoid, ctid) IN (SELECT tableoid, ctid FROM part WHERE b <> 'y') ORDER BY b
----
1|x
1|z
SELECT 2

SELECT b FROM part WHERE ctid = (SELECT ctid FROM part1 WHERE b = 'z') AND tableoid = 'part1'::regclass
----
z
SELECT 1

SELECT count(*) FROM part JOIN part1 ON part.ctid = part1.ctid AND part.xmin = part1.xmin AND part.tableoid = part1.tableoid
----
2
SELECT 1

DELETE FROM part WHERE ctid = ANY (ARRAY(SELECT ctid FROM part WHERE b = 'z')) AND a = 1 RETURNING b, ctid IS NOT NULL, xmin IS NOT NULL
----
z|t|t
DELETE 1

CREATE TABLE keyed (a int, b text, PRIMARY KEY (b, a)) PARTITION BY LIST (a)
----
CREATE TABLE

CREATE TABLE keyed1 PARTITION OF keyed FOR VALUES IN (1)
----
CREATE TABLE

CREATE TABLE keyed2 (b text NOT NULL, a int NOT NULL, PRIMARY KEY (b, a))
----
CREATE TABLE

ALTER TABLE keyed ATTACH PARTITION keyed2 FOR VALUES IN (2)
----
ALTER TABLE

INSERT INTO keyed VALUES (1, 'x'), (2, 'y'), (2, 'z')
----
INSERT 0 3

SELECT count(*) FROM keyed k JOIN keyed2 p ON k.tableoid = p.tableoid AND k.ctid = p.ctid AND k.xmin = p.xmin
----
2
SELECT 1

SELECT a, b FROM keyed k WHERE ctid = (SELECT ctid FROM keyed2 WHERE b = 'z') AND tableoid = 'keyed2'::regclass
----
2|z
SELECT 1

UPDATE keyed SET b = 'w' WHERE ctid IN (SELECT ctid FROM keyed1) AND a = 1 RETURNING a, b
----
1|w
UPDATE 1

# tid and xid themselves.
SELECT '(1,2)'::tid = '(1,2)', '(1,2)'::tid < '(1,3)', '(2,0)'::tid > '(1,65535)', '(1,2)'::tid <> '(1,2)', '(1,2)'::tid <= '(1,2)', '(1,2)'::tid >= '(2,0)'
----
t|t|t|f|t|f
SELECT 1

SELECT '(x,1)'::tid
----
error 22P02

SELECT '(1,65536)'::tid
----
error 22P02

SELECT '(-1,1)'::tid, '( 1,1)'::tid
----
(4294967295,1)|(1,1)
SELECT 1

SELECT '(1,2'::tid
----
error 22P02

SELECT max(t), min(t) FROM (VALUES ('(1,2)'::tid), ('(0,9)')) v (t)
----
(1,2)|(0,9)
SELECT 1

SELECT '5'::xid = '5', '5'::xid = 5, '5'::xid <> '6', '5'::xid <> 5, 1 WHERE '5'::xid IN ('5', '6')
----
t|t|t|f|1
SELECT 1
