# Errors are told whole.
# Inverted indexes of several columns.
CREATE EXTENSION pg_trgm
----
CREATE EXTENSION

CREATE TABLE g (id int PRIMARY KEY, doc jsonb, tags text[], words tsvector, name text, nums int[])
----
CREATE TABLE

INSERT INTO g SELECT i, jsonb_build_object('k', i % 10, 'v' || i % 7, true), ARRAY['t' || i % 10, 't' || i % 7], to_tsvector('simple', 'word' || i % 9 || ' term' || i % 4), 'name number ' || i, ARRAY[i % 4, i % 5] FROM generate_series(1, 400) i
----
INSERT 0 400

INSERT INTO g VALUES (3001, NULL, NULL, NULL, NULL, NULL), (3002, '{}', '{}', '', '', '{}'), (3003, '"t1"', '{NULL}', 't1', 't1', '{NULL}'), (3004, NULL, '{t1}', NULL, 't1', '{1}'), (3005, '{"k": 3}', NULL, 'word3', NULL, NULL)
----
INSERT 0 5

CREATE INDEX g_all ON g USING gin (doc, tags, words, name gin_trgm_ops)
----
CREATE INDEX

CREATE INDEX ON g USING gin (doc jsonb_path_ops, nums)
----
CREATE INDEX

CREATE INDEX g_part ON g USING gin ((doc -> 'k'), tags array_ops, lower(name) gin_trgm_ops) WHERE id > 100
----
CREATE INDEX

CREATE INDEX ON g USING gin (tags, tags, nums)
----
CREATE INDEX

CREATE INDEX ON g USING gin (tags, id)
----
error 42704 data type integer has no default operator class for access method "gin"; ; You must specify an operator class for the index or define a default operator class for the data type.

CREATE INDEX ON g USING gin (tags, doc array_ops)
----
error 42804 operator class "array_ops" does not accept data type jsonb

CREATE INDEX ON g USING gin (tags, doc DESC)
----
error 0A000 access method "gin" does not support ASC/DESC options

CREATE INDEX ON g USING gin (tags, doc NULLS FIRST)
----
error 0A000 access method "gin" does not support NULLS FIRST/LAST options

CREATE INDEX ON g USING gin (tags, nope)
----
error 42703 column "nope" does not exist

CREATE UNIQUE INDEX ON g USING gin (tags, doc)
----
error 0A000 access method "gin" does not support unique indexes

SELECT indexname, indexdef FROM pg_indexes WHERE tablename = 'g' ORDER BY 1
----
g_all|CREATE INDEX g_all ON public.g USING gin (doc, tags, words, name gin_trgm_ops)
g_doc_nums_idx|CREATE INDEX g_doc_nums_idx ON public.g USING gin (doc jsonb_path_ops, nums)
g_part|CREATE INDEX g_part ON public.g USING gin (((doc -> 'k'::text)), tags, lower(name) gin_trgm_ops) WHERE (id > 100)
g_pkey|CREATE UNIQUE INDEX g_pkey ON public.g USING btree (id)
g_tags_tags1_nums_idx|CREATE INDEX g_tags_tags1_nums_idx ON public.g USING gin (tags, tags, nums)
SELECT 5

SELECT i.relname, x.indnkeyatts, x.indkey, x.indcollation, x.indoption, ARRAY(SELECT opcname FROM unnest(x.indclass) WITH ORDINALITY u(c, n) JOIN pg_opclass o ON o.oid = u.c ORDER BY u.n) FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid WHERE x.indrelid = 'g'::regclass ORDER BY 1
----
g_all|4|2 3 4 5|0 100 0 100|0 0 0 0|{jsonb_ops,array_ops,tsvector_ops,gin_trgm_ops}
g_doc_nums_idx|2|2 6|0 0|0 0|{jsonb_path_ops,array_ops}
g_part|3|0 3 0|0 100 100|0 0 0|{jsonb_ops,array_ops,gin_trgm_ops}
g_pkey|1|1|0|0|{int4_ops}
g_tags_tags1_nums_idx|3|3 3 6|100 100 0|0 0 0|{array_ops,array_ops,array_ops}
SELECT 5

SELECT c.relname, a.attnum, a.attname, format_type(a.atttypid, a.atttypmod) FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_index x ON x.indexrelid = c.oid WHERE x.indrelid = 'g'::regclass ORDER BY 1, 2
----
g_all|1|doc|text
g_all|2|tags|text
g_all|3|words|text
g_all|4|name|integer
g_doc_nums_idx|1|doc|integer
g_doc_nums_idx|2|nums|integer
g_part|1|expr|text
g_part|2|tags|text
g_part|3|lower|integer
g_pkey|1|id|integer
g_tags_tags1_nums_idx|1|tags|text
g_tags_tags1_nums_idx|2|tags1|text
g_tags_tags1_nums_idx|3|nums|integer
SELECT 13

SELECT count(*) FROM g WHERE doc @> '{"k": 3}'
----
41
SELECT 1

SELECT count(*) FROM g WHERE tags @> '{t1}'
----
93
SELECT 1

SELECT count(*) FROM g WHERE words @@ 'word3'
----
46
SELECT 1

SELECT count(*) FROM g WHERE words @@ 'wor:*'
----
401
SELECT 1

SELECT count(*) FROM g WHERE words @@ '!word3'
----
357
SELECT 1

SELECT count(*) FROM g WHERE name LIKE '%ber 1_3'
----
10
SELECT 1

SELECT count(*) FROM g WHERE nums && '{3,4}'
----
220
SELECT 1

SELECT count(*) FROM g WHERE doc ? 't1'
----
1
SELECT 1

SELECT count(*) FROM g WHERE doc @> '{"k": 3}' AND tags @> '{t3}' AND words @@ 'word3 & term3'
----
3
SELECT 1

SELECT id FROM g WHERE doc @> '{"k": 3}' AND nums @> '{3}' AND name LIKE '%9_%' ORDER BY id
----
93
193
293
393
SELECT 4

SELECT count(*) FROM g WHERE doc @> '{"k": 3}' OR tags @> '{t1}' OR words @@ 'term1'
----
179
SELECT 1

SELECT count(*) FROM g WHERE doc @> '{}' AND tags @> '{}'
----
401
SELECT 1

SELECT count(*) FROM g WHERE doc @> '{}' AND tags = '{}'
----
1
SELECT 1

SELECT count(*) FROM g WHERE doc -> 'k' @> '3' AND id > 100
----
31
SELECT 1

SELECT count(*) FROM g WHERE doc -> 'k' @> '3' AND tags && '{t2,t3}' AND id > 200
----
20
SELECT 1

SELECT count(*) FROM g WHERE lower(name) LIKE '%ber 1_3' AND id > 100
----
10
SELECT 1

SELECT count(*) FROM g WHERE tags <@ '{t1,t2}'
----
25
SELECT 1

UPDATE g SET tags = tags || 'new'::text WHERE id % 50 = 0
----
UPDATE 8

SELECT id FROM g WHERE tags @> '{new}' ORDER BY id
----
50
100
150
200
250
300
350
400
SELECT 8

UPDATE g SET doc = '{"k": 77}', name = 'quite another' WHERE id % 100 = 0
----
UPDATE 4

SELECT id FROM g WHERE doc @> '{"k": 77}' AND tags && '{new}' ORDER BY id
----
100
200
300
400
SELECT 4

SELECT id FROM g WHERE name LIKE '%another%' AND doc ? 'k' ORDER BY id
----
100
200
300
400
SELECT 4

SELECT count(*) FROM g WHERE name LIKE '%number 100%'
----
0
SELECT 1

UPDATE g SET tags = NULL WHERE id = 100
----
UPDATE 1

SELECT id FROM g WHERE tags @> '{new}' ORDER BY id
----
50
150
200
250
300
350
400
SELECT 7

SELECT id FROM g WHERE doc @> '{"k": 77}' ORDER BY id
----
100
200
300
400
SELECT 4

DELETE FROM g WHERE doc @> '{"k": 77}' AND tags @> '{new}'
----
DELETE 3

SELECT id FROM g WHERE doc @> '{"k": 77}' ORDER BY id
----
100
SELECT 1

INSERT INTO g VALUES (100, '{"k": 5}', '{upserted}', 'term9', 'x', '{9}') ON CONFLICT (id) DO UPDATE SET doc = excluded.doc, tags = excluded.tags, words = excluded.words
----
INSERT 0 1

SELECT id FROM g WHERE tags @> '{upserted}' AND words @@ 'term9'
----
100
SELECT 1

BEGIN; CREATE TABLE b (id int, a int[], j jsonb); INSERT INTO b SELECT i, ARRAY[i], jsonb_build_object('a', i) FROM generate_series(1, 50) i; CREATE INDEX b_gin ON b USING gin (a, j); SELECT id FROM b WHERE a @> '{7}' AND j @> '{"a": 7}'; COMMIT
----
BEGIN
CREATE TABLE
INSERT 0 50
CREATE INDEX
7
SELECT 1
COMMIT

ALTER TABLE b ALTER COLUMN a TYPE bigint[]
----
ALTER TABLE

SELECT id FROM b WHERE a @> '{8}' AND j @> '{"a": 8}'
----
8
SELECT 1

ALTER TABLE b ALTER COLUMN j TYPE text
----
error 42704 data type text has no default operator class for access method "gin"; ; You must specify an operator class for the index or define a default operator class for the data type.

CREATE TABLE bl (LIKE b INCLUDING ALL)
----
CREATE TABLE

SELECT indexdef FROM pg_indexes WHERE tablename = 'bl'
----
CREATE INDEX bl_a_j_idx ON public.bl USING gin (a, j)
SELECT 1

ALTER TABLE b RENAME COLUMN j TO doc
----
ALTER TABLE

SELECT pg_get_indexdef('b_gin'::regclass), pg_get_indexdef('b_gin'::regclass, 2, true)
----
CREATE INDEX b_gin ON public.b USING gin (a, doc)|doc
SELECT 1

ALTER TABLE b DROP COLUMN doc
----
ALTER TABLE

SELECT count(*) FROM pg_indexes WHERE tablename = 'b'
----
0
SELECT 1

CREATE TABLE p (id int, a int[], j jsonb, t text) PARTITION BY RANGE (id)
----
CREATE TABLE

CREATE TABLE p1 PARTITION OF p FOR VALUES FROM (1) TO (100)
----
CREATE TABLE

CREATE TABLE p2 (id int, j jsonb, t text, a int[])
----
CREATE TABLE

CREATE INDEX p2_own ON p2 USING gin (a, j jsonb_path_ops, t gin_trgm_ops)
----
CREATE INDEX

CREATE INDEX p2_other ON p2 USING gin (a, j, t gin_trgm_ops)
----
CREATE INDEX

CREATE INDEX p_gin ON p USING gin (a, j jsonb_path_ops, t gin_trgm_ops)
----
CREATE INDEX

ALTER TABLE p ATTACH PARTITION p2 FOR VALUES FROM (100) TO (200)
----
ALTER TABLE

SELECT tablename, indexdef FROM pg_indexes WHERE tablename IN ('p', 'p1', 'p2') ORDER BY 1, 2
----
p|CREATE INDEX p_gin ON ONLY public.p USING gin (a, j jsonb_path_ops, t gin_trgm_ops)
p1|CREATE INDEX p1_a_j_t_idx ON public.p1 USING gin (a, j jsonb_path_ops, t gin_trgm_ops)
p2|CREATE INDEX p2_other ON public.p2 USING gin (a, j, t gin_trgm_ops)
p2|CREATE INDEX p2_own ON public.p2 USING gin (a, j jsonb_path_ops, t gin_trgm_ops)
SELECT 4

SELECT inhrelid::regclass, inhparent::regclass FROM pg_inherits WHERE inhparent = 'p_gin'::regclass ORDER BY 1
----
p2_own|p_gin
p1_a_j_t_idx|p_gin
SELECT 2

INSERT INTO p SELECT i, ARRAY[i % 3, i], jsonb_build_object('a', i % 7), 'text ' || i FROM generate_series(1, 199) i
----
INSERT 0 199

SELECT count(*) FROM p WHERE a @> '{2}' AND j @> '{"a": 3}'
----
9
SELECT 1

SELECT id FROM p WHERE t LIKE '%t 15_' AND j @> '{"a": 3}' ORDER BY id
----
150
157
SELECT 2

COMMENT ON INDEX p_gin IS 'of three'
----
COMMENT

SELECT obj_description('p_gin'::regclass)
----
of three
SELECT 1

REINDEX TABLE p
----
REINDEX

SELECT count(*) FROM p WHERE a @> '{2}' AND j @> '{"a": 3}'
----
9
SELECT 1

TRUNCATE p
----
TRUNCATE TABLE

SELECT count(*) FROM p WHERE a @> '{2}' AND j @> '{"a": 3}'
----
0
SELECT 1

DROP EXTENSION pg_trgm
----
error 2BP01 cannot drop extension pg_trgm because other objects depend on it; index g_all depends on operator class gin_trgm_ops for access method gin\nindex g_part depends on operator class gin_trgm_ops for access method gin\nindex p2_other depends on operator class gin_trgm_ops for access method gin\nindex p_gin depends on operator class gin_trgm_ops for access method gin; Use DROP ... CASCADE to drop the dependent objects too.

DROP EXTENSION pg_trgm CASCADE
----
DROP EXTENSION

SELECT indexname FROM pg_indexes WHERE tablename IN ('g', 'p', 'p1', 'p2') ORDER BY 1
----
g_doc_nums_idx
g_pkey
g_tags_tags1_nums_idx
SELECT 3

DROP INDEX p_gin
----
error 42704 index "p_gin" does not exist

DROP TABLE g, p, b, bl
----
DROP TABLE
