# Errors are told whole.
# GIN indexes of the operator classes of btree_gin.
CREATE EXTENSION btree_gin
----
CREATE EXTENSION

CREATE TABLE bg (id int PRIMARY KEY, i int, l bigint, t text, c varchar(20), ts timestamptz, u uuid, bo bool, x numeric, j jsonb, e int[], p point)
----
CREATE TABLE

INSERT INTO bg SELECT i, i % 50, i, md5(i::text), left(md5(i::text), 6), timestamptz '2024-01-01 00:00Z' + i * interval '1 hour', md5(i::text)::uuid, i % 3 = 0, i / 7.0, jsonb_build_object('i', i), ARRAY[i % 5] FROM generate_series(1, 900) i
----
INSERT 0 900

INSERT INTO bg (id) VALUES (9001)
----
INSERT 0 1

CREATE INDEX bg_i ON bg USING gin (i)
----
CREATE INDEX

CREATE INDEX bg_two ON bg USING gin (i, ts) WITH (fastupdate = off)
----
CREATE INDEX

CREATE INDEX bg_c ON bg USING gin (c, t text_ops)
----
CREATE INDEX

CREATE INDEX bg_more ON bg USING gin (x, u, bo, l int8_ops) WHERE id > 5
----
CREATE INDEX

CREATE INDEX bg_e ON bg USING gin (lower(t))
----
CREATE INDEX

CREATE INDEX bg_j ON bg USING gin (j)
----
CREATE INDEX

CREATE UNIQUE INDEX ON bg USING gin (i)
----
error 0A000 access method "gin" does not support unique indexes

CREATE INDEX ON bg USING gin (i) INCLUDE (t)
----
error 0A000 access method "gin" does not support included columns

CREATE INDEX ON bg USING gin (i DESC)
----
error 0A000 access method "gin" does not support ASC/DESC options

CREATE INDEX ON bg USING gin (i int8_ops)
----
error 42804 operator class "int8_ops" does not accept data type integer

CREATE INDEX ON bg USING gin (p)
----
error 42704 data type point has no default operator class for access method "gin"; ; You must specify an operator class for the index or define a default operator class for the data type.

CREATE INDEX ON bg USING gin (i) WITH (fillfactor = 50)
----
error 22023 unrecognized parameter "fillfactor"

SELECT indexrelid::regclass, pg_get_indexdef(indexrelid) FROM pg_index WHERE indrelid = 'bg'::regclass ORDER BY indexrelid::regclass::text
----
bg_c|CREATE INDEX bg_c ON public.bg USING gin (c, t)
bg_e|CREATE INDEX bg_e ON public.bg USING gin (lower(t))
bg_i|CREATE INDEX bg_i ON public.bg USING gin (i)
bg_j|CREATE INDEX bg_j ON public.bg USING gin (j)
bg_more|CREATE INDEX bg_more ON public.bg USING gin (x, u, bo, l) WHERE (id > 5)
bg_pkey|CREATE UNIQUE INDEX bg_pkey ON public.bg USING btree (id)
bg_two|CREATE INDEX bg_two ON public.bg USING gin (i, ts) WITH (fastupdate=off)
SELECT 7

SELECT relname, amname FROM pg_class c JOIN pg_am a ON a.oid = relam WHERE relname LIKE 'bg_%' ORDER BY 1
----
bg_c|gin
bg_e|gin
bg_i|gin
bg_j|gin
bg_more|gin
bg_pkey|btree
bg_two|gin
SELECT 7

SELECT count(*), sum(id) FROM bg WHERE i = 7
----
18|7776
SELECT 1

SELECT count(*), sum(id) FROM bg WHERE i = 7 AND ts < '2024-01-20'
----
9|1863
SELECT 1

SELECT count(*), sum(id) FROM bg WHERE c = 'c81e72'
----
1|2
SELECT 1

SELECT count(*), sum(id) FROM bg WHERE x BETWEEN 10 AND 12 AND id > 5
----
15|1155
SELECT 1

SELECT count(*), sum(id) FROM bg WHERE lower(t) < '1'
----
73|32090
SELECT 1

SELECT count(*), sum(id) FROM bg WHERE i IN (3, 4)
----
36|15426
SELECT 1

CLUSTER bg USING bg_i
----
error 0A000 cannot cluster on index "bg_i" because access method does not support clustering

ALTER TABLE bg ALTER i TYPE bigint
----
ALTER TABLE

SELECT pg_get_indexdef('bg_two'::regclass)
----
CREATE INDEX bg_two ON public.bg USING gin (i, ts) WITH (fastupdate=off)
SELECT 1

SELECT count(*), sum(id) FROM bg WHERE i = 7
----
18|7776
SELECT 1

# code only
DROP EXTENSION btree_gin
----
error 2BP01

DROP EXTENSION btree_gin CASCADE
----
DROP EXTENSION

SELECT indexrelid::regclass FROM pg_index WHERE indrelid = 'bg'::regclass ORDER BY 1
----
bg_pkey
bg_j
SELECT 2

CREATE INDEX ON bg USING gin (i)
----
error 42704 data type bigint has no default operator class for access method "gin"; ; You must specify an operator class for the index or define a default operator class for the data type.
