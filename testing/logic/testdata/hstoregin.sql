# Errors are told whole.
# GIN indexes of hstore.
CREATE INDEX ON pg_class USING gin (relname gin_hstore_ops)
----
error 42501 permission denied: "pg_class" is a system catalog

CREATE EXTENSION hstore
----
CREATE EXTENSION

CREATE TABLE hg (id int PRIMARY KEY, h hstore, name text)
----
CREATE TABLE

INSERT INTO hg SELECT i, hstore(ARRAY['k', 'v' || i % 7], ARRAY[(i % 10)::text, NULL]), 'n' || i FROM generate_series(1, 400) i
----
INSERT 0 400

INSERT INTO hg VALUES (1001, NULL), (1002, ''), (1003, 'a=>bc'), (1004, 'ab=>c'), (1005, 'a=>NULL, b=>""'), (1006, 'a=>"", b=>NULL'), (1007, hstore(repeat('k', 300), repeat('v', 300))), (1008, '""=>""')
----
INSERT 0 8

CREATE INDEX hg_h ON hg USING gin (h)
----
CREATE INDEX

CREATE INDEX hg_two ON hg USING gin ((h - 'k'::text), h gin_hstore_ops) WHERE id > 1000
----
CREATE INDEX

CREATE INDEX ON hg USING gin (name gin_hstore_ops)
----
error 42804 operator class "gin_hstore_ops" does not accept data type text

CREATE INDEX ON hg USING gin (h jsonb_ops)
----
error 42804 operator class "jsonb_ops" does not accept data type hstore

CREATE UNIQUE INDEX ON hg USING gin (h)
----
error 0A000 access method "gin" does not support unique indexes

SET enable_seqscan = off
----
SET

SELECT id FROM hg WHERE h @> 'k=>3' AND h ? 'v2' ORDER BY id
----
23
93
163
233
303
373
SELECT 6

SELECT count(*) FROM hg WHERE h ? 'k'
----
400
SELECT 1

SELECT count(*) FROM hg WHERE h ?| ARRAY['v1', 'v2', NULL]
----
115
SELECT 1

SELECT count(*) FROM hg WHERE h ?& ARRAY['k', 'v2', NULL]
----
57
SELECT 1

SELECT count(*) FROM hg WHERE h ?| ARRAY[]::text[]
----
0
SELECT 1

SELECT count(*) FROM hg WHERE h ?& ARRAY[]::text[]
----
407
SELECT 1

SELECT count(*) FROM hg WHERE h @> ''
----
407
SELECT 1

SELECT id FROM hg WHERE h @> 'v6=>NULL' AND id < 20 ORDER BY id
----
6
13
SELECT 2

SELECT id FROM hg WHERE h @> 'a=>bc'
----
1003
SELECT 1

SELECT id FROM hg WHERE h @> 'ab=>c'
----
1004
SELECT 1

SELECT id FROM hg WHERE h @> 'a=>NULL'
----
1005
SELECT 1

SELECT id FROM hg WHERE 'a=>""'::hstore <@ h
----
1006
SELECT 1

SELECT id FROM hg WHERE h @> '""=>""'
----
1008
SELECT 1

SELECT id FROM hg WHERE h @> hstore(repeat('k', 300), repeat('v', 300))
----
1007
SELECT 1

SELECT id FROM hg WHERE h ? repeat('k', 300)
----
1007
SELECT 1

SELECT id FROM hg WHERE h @> NULL
----
SELECT 0

SELECT id FROM hg WHERE h ?| ARRAY['a', 'ab'] AND id > 1000 ORDER BY id
----
1003
1004
1005
1006
SELECT 4

UPDATE hg SET h = h || 'new=>1' WHERE h @> 'k=>4' AND h ? 'v1'
----
UPDATE 5

SELECT id FROM hg WHERE h @> 'new=>1' ORDER BY id LIMIT 3
----
64
134
204
SELECT 3

DELETE FROM hg WHERE h ? 'a'
----
DELETE 3

SELECT count(*) FROM hg WHERE h ? 'a'
----
0
SELECT 1

PREPARE p (hstore) AS SELECT count(*) FROM hg WHERE h @> $1; EXECUTE p ('k=>5'); EXECUTE p ('k=>50'); EXECUTE p (NULL)
----
PREPARE
40
SELECT 1
0
SELECT 1
0
SELECT 1

SELECT indexdef FROM pg_indexes WHERE indexname IN ('hg_h', 'hg_two') ORDER BY indexname
----
CREATE INDEX hg_h ON public.hg USING gin (h)
CREATE INDEX hg_two ON public.hg USING gin (((h - 'k'::text)), h) WHERE (id > 1000)
SELECT 2

SELECT amname, opcname, opcdefault, opcintype::regtype, opckeytype::regtype, opfname FROM pg_opclass c JOIN pg_am a ON a.oid = opcmethod JOIN pg_opfamily f ON f.oid = opcfamily WHERE opcname = 'gin_hstore_ops'
----
gin|gin_hstore_ops|t|hstore|text|gin_hstore_ops
SELECT 1

SELECT opcname FROM pg_index i, pg_opclass c WHERE indexrelid = 'hg_h'::regclass AND c.oid = indclass[0] AND pg_opclass_is_visible(c.oid)
----
gin_hstore_ops
SELECT 1

SELECT e.extname, d.deptype FROM pg_depend d JOIN pg_extension e ON e.oid = refobjid JOIN pg_opclass c ON c.oid = objid WHERE classid = 'pg_opclass'::regclass AND opcname = 'gin_hstore_ops'
----
hstore|e
SELECT 1

DROP EXTENSION hstore
----
error 2BP01 cannot drop extension hstore because other objects depend on it; column h of table hg depends on type hstore; Use DROP ... CASCADE to drop the dependent objects too.

DROP EXTENSION hstore CASCADE
----
DROP EXTENSION

SELECT indexdef FROM pg_indexes WHERE tablename = 'hg' ORDER BY indexname
----
CREATE UNIQUE INDEX hg_pkey ON public.hg USING btree (id)
SELECT 1

DROP TABLE hg
----
DROP TABLE
