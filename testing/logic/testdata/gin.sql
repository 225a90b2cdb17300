# Errors are told whole.
# Inverted indexes of jsonb and arrays.
CREATE TABLE g (id int PRIMARY KEY, doc jsonb, tags text[], nums numeric[])
----
CREATE TABLE

INSERT INTO g SELECT i, jsonb_build_object('id', i, 'k' || i % 10, 'v' || i % 7, 'n', jsonb_build_object('a', i % 5), 'l', jsonb_build_array(i % 3, 'x' || i % 4)), ARRAY['t' || i % 10, 't' || i % 7], ARRAY[i % 4, NULL, 1.0] FROM generate_series(1, 400) i
----
INSERT 0 400

INSERT INTO g VALUES (3001, NULL, NULL, NULL), (3002, '{}', '{}', '{}'), (3003, '[]', '{NULL}', '{NULL}'), (3004, '"x1"', '{t1,NULL}', '{1,1.00}'), (3005, '[1, "x1", null, true]', '{t1,t1}', '{2}')
----
INSERT 0 5

CREATE INDEX g_doc ON g USING gin (doc)
----
CREATE INDEX

CREATE INDEX g_path ON g USING gin (doc jsonb_path_ops)
----
CREATE INDEX

CREATE INDEX g_tags ON g USING gin (tags)
----
CREATE INDEX

CREATE INDEX g_nums ON g USING gin (nums array_ops)
----
CREATE INDEX

CREATE INDEX g_n ON g USING gin ((doc -> 'l')) WHERE id > 10
----
CREATE INDEX

CREATE INDEX ON g USING gin (id)
----
error 42704 data type integer has no default operator class for access method "gin"; ; You must specify an operator class for the index or define a default operator class for the data type.

CREATE UNIQUE INDEX ON g USING gin (doc)
----
error 0A000 access method "gin" does not support unique indexes

CREATE INDEX ON g USING gin (doc DESC)
----
error 0A000 access method "gin" does not support ASC/DESC options

CREATE INDEX ON g USING gin (doc) INCLUDE (id)
----
error 0A000 access method "gin" does not support included columns

CREATE INDEX ON g USING gin (doc nope_ops)
----
error 42704 operator class "nope_ops" does not exist for access method "gin"

SELECT id FROM g WHERE doc @> '{"id": 77}'
----
77
SELECT 1

SELECT count(*) FROM g WHERE doc @> '{"n": {"a": 3}, "k3": "v2"}'
----
6
SELECT 1

SELECT count(*) FROM g WHERE doc @> '{"l": [2, "x3"]}'
----
33
SELECT 1

SELECT count(*) FROM g WHERE doc @> '{}'
----
401
SELECT 1

SELECT count(*) FROM g WHERE doc @> '"x1"'
----
2
SELECT 1

SELECT count(*) FROM g WHERE doc @> '[1]'
----
1
SELECT 1

SELECT count(*) FROM g WHERE doc @> '[1.00]'
----
1
SELECT 1

SELECT count(*) FROM g WHERE doc ? 'k4'
----
40
SELECT 1

SELECT count(*) FROM g WHERE doc ? 'x1'
----
2
SELECT 1

SELECT count(*) FROM g WHERE doc ?| '{k4,k5}'
----
80
SELECT 1

SELECT count(*) FROM g WHERE doc ?& '{k4,id}'
----
40
SELECT 1

SELECT count(*) FROM g WHERE doc ?| '{}'
----
0
SELECT 1

SELECT count(*) FROM g WHERE doc ?& '{}'
----
404
SELECT 1

SELECT count(*) FROM g WHERE tags @> '{t1}'
----
94
SELECT 1

SELECT count(*) FROM g WHERE tags @> '{t1,t3}'
----
12
SELECT 1

SELECT count(*) FROM g WHERE tags @> '{}'
----
404
SELECT 1

SELECT count(*) FROM g WHERE tags @> '{t1,NULL}'
----
0
SELECT 1

SELECT count(*) FROM g WHERE tags && '{t1,t2}'
----
174
SELECT 1

SELECT count(*) FROM g WHERE tags && '{}'
----
0
SELECT 1

SELECT count(*) FROM g WHERE tags <@ '{t1,t2,t3}'
----
54
SELECT 1

SELECT count(*) FROM g WHERE tags <@ '{}'
----
1
SELECT 1

SELECT count(*) FROM g WHERE tags = '{t1,t1}'
----
7
SELECT 1

SELECT count(*) FROM g WHERE tags = '{t1,NULL}'
----
1
SELECT 1

SELECT count(*) FROM g WHERE tags = '{}'
----
1
SELECT 1

SELECT count(*) FROM g WHERE '{t1,t2}' && tags
----
174
SELECT 1

SELECT count(*) FROM g WHERE nums @> '{1,2}'
----
100
SELECT 1

SELECT count(*) FROM g WHERE nums && '{2.000}'
----
101
SELECT 1

SELECT count(*) FROM g WHERE doc -> 'l' @> '[2]' AND id > 20
----
126
SELECT 1

SELECT count(*) FROM g WHERE doc -> 'l' ? 'x2' AND id > 20
----
95
SELECT 1

UPDATE g SET doc = doc || '{"new": [1, 2]}', tags = tags || 'fresh' WHERE id % 100 = 0
----
error 22P02 malformed array literal: "fresh"; Array value must start with "{" or dimension information.

SELECT count(*) FROM g WHERE doc @> '{"new": [2]}'
----
0
SELECT 1

SELECT count(*) FROM g WHERE tags @> '{fresh}'
----
0
SELECT 1

UPDATE g SET doc = doc - 'new' WHERE id % 200 = 0
----
UPDATE 2

SELECT count(*) FROM g WHERE doc @> '{"new": [2]}'
----
0
SELECT 1

SELECT count(*) FROM g WHERE doc ? 'new'
----
0
SELECT 1

DELETE FROM g WHERE doc ? 'new'
----
DELETE 0

SELECT count(*) FROM g WHERE doc ? 'new'
----
0
SELECT 1

INSERT INTO g VALUES (500, '{"c": 1}', '{c}', NULL) ON CONFLICT (id) DO UPDATE SET doc = excluded.doc, tags = excluded.tags
----
INSERT 0 1

INSERT INTO g VALUES (5001, '{"c": 1}', '{c}', NULL) ON CONFLICT (id) DO UPDATE SET doc = excluded.doc, tags = excluded.tags
----
INSERT 0 1

SELECT id FROM g WHERE doc @> '{"c": 1}' ORDER BY id
----
500
5001
SELECT 2

SELECT id FROM g WHERE tags && '{c}' ORDER BY id LIMIT 1
----
500
SELECT 1

BEGIN
----
BEGIN

INSERT INTO g VALUES (6000, '{"c": 1}', '{c}', NULL)
----
INSERT 0 1

DELETE FROM g WHERE id = 500
----
DELETE 1

SELECT id FROM g WHERE doc @> '{"c": 1}' ORDER BY id
----
5001
6000
SELECT 2

ROLLBACK
----
ROLLBACK

SELECT id FROM g WHERE doc @> '{"c": 1}' ORDER BY id
----
500
5001
SELECT 2

CREATE TABLE r (doc jsonb)
----
CREATE TABLE

CREATE INDEX ON r USING gin (doc)
----
CREATE INDEX

INSERT INTO r VALUES ('{"a": 1}'), ('{"b": 1}')
----
INSERT 0 2

INSERT INTO r SELECT '{"a": 2}' FROM generate_series(1,3)
----
INSERT 0 3

SELECT count(*) FROM r WHERE doc ? 'a'
----
4
SELECT 1

SELECT i.relname, am.amname, indkey, indclass[0] IN (SELECT oid FROM pg_opclass WHERE opcmethod = am.oid) FROM pg_index JOIN pg_class i ON i.oid = indexrelid JOIN pg_am am ON am.oid = i.relam WHERE indrelid = 'g'::regclass ORDER BY 1
----
g_doc|gin|2|t
g_n|gin|0|t
g_nums|gin|4|t
g_path|gin|2|t
g_pkey|btree|1|t
g_tags|gin|3|t
SELECT 6

SELECT c.relname, attnum, attname, format_type(atttypid, atttypmod) FROM pg_attribute JOIN pg_class c ON c.oid = attrelid WHERE attrelid IN (SELECT indexrelid FROM pg_index WHERE indrelid = 'g'::regclass) ORDER BY 1, 2
----
g_doc|1|doc|text
g_n|1|expr|text
g_nums|1|nums|numeric
g_path|1|doc|integer
g_pkey|1|id|integer
g_tags|1|tags|text
SELECT 6

CREATE INDEX ON g USING gin (tags jsonb_ops)
----
error 42804 operator class "jsonb_ops" does not accept data type text[]

CREATE TABLE g2 (LIKE g INCLUDING INDEXES)
----
CREATE TABLE

INSERT INTO g2 SELECT * FROM g
----
INSERT 0 407

SELECT count(*) FROM g2 WHERE doc ? 'k4'
----
40
SELECT 1

SELECT indexdef FROM pg_indexes WHERE tablename = 'g2' AND schemaname = current_schema() ORDER BY indexname
----
CREATE INDEX g2_doc_idx ON public.g2 USING gin (doc)
CREATE INDEX g2_doc_idx1 ON public.g2 USING gin (doc jsonb_path_ops)
CREATE INDEX g2_expr_idx ON public.g2 USING gin (((doc -> 'l'::text))) WHERE (id > 10)
CREATE INDEX g2_nums_idx ON public.g2 USING gin (nums)
CREATE UNIQUE INDEX g2_pkey ON public.g2 USING btree (id)
CREATE INDEX g2_tags_idx ON public.g2 USING gin (tags)
SELECT 6

ALTER TABLE g RENAME COLUMN doc TO d
----
ALTER TABLE

SELECT indexdef FROM pg_indexes WHERE tablename = 'g' AND schemaname = current_schema() ORDER BY indexname
----
CREATE INDEX g_doc ON public.g USING gin (d)
CREATE INDEX g_n ON public.g USING gin (((d -> 'l'::text))) WHERE (id > 10)
CREATE INDEX g_nums ON public.g USING gin (nums)
CREATE INDEX g_path ON public.g USING gin (d jsonb_path_ops)
CREATE UNIQUE INDEX g_pkey ON public.g USING btree (id)
CREATE INDEX g_tags ON public.g USING gin (tags)
SELECT 6

SELECT id FROM g WHERE d @> '{"c": 1}' ORDER BY id
----
500
5001
SELECT 2

ALTER TABLE g ALTER COLUMN tags TYPE varchar[]
----
ALTER TABLE

SELECT count(*) FROM g WHERE tags @> ARRAY['t1']::varchar[]
----
94
SELECT 1

ALTER TABLE g DROP COLUMN d
----
ALTER TABLE

SELECT indexdef FROM pg_indexes WHERE tablename = 'g' AND schemaname = current_schema() ORDER BY indexname
----
CREATE INDEX g_nums ON public.g USING gin (nums)
CREATE UNIQUE INDEX g_pkey ON public.g USING btree (id)
CREATE INDEX g_tags ON public.g USING gin (tags)
SELECT 3

SELECT count(*) FROM g WHERE tags && '{t1}'
----
94
SELECT 1

TRUNCATE g
----
TRUNCATE TABLE

SELECT count(*) FROM g WHERE tags && '{t1}'
----
0
SELECT 1
