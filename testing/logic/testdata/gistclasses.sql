# Errors are told whole.
# GiST indexes of the operator classes of btree_gist and pg_trgm.
CREATE EXTENSION btree_gist
----
CREATE EXTENSION

CREATE EXTENSION pg_trgm
----
CREATE EXTENSION

CREATE TYPE mood AS ENUM ('bad', 'ok', 'good')
----
CREATE TYPE

CREATE TABLE gc (id int PRIMARY KEY, i int, s smallint, l bigint, f float8, x numeric, t text, c varchar(20), h char(5), d date, ts timestamptz, iv interval, u uuid, n inet, ci cidr, b bytea, bo bool, mo mood, r int4range, v tsvector, e int[])
----
CREATE TABLE

INSERT INTO gc SELECT i, i % 50, i % 20, i, i / 8.0, i / 7.0, md5(i::text), left(md5(i::text), 6), left(md5(i::text), 5), date '2024-01-01' + i % 300, timestamptz '2024-01-01 00:00Z' + i * interval '1 hour', i * interval '1 minute', md5(i::text)::uuid, '10.0.0.1'::inet + i, set_masklen(('10.' || i % 7 || '.0.0')::cidr, 16), i::text::bytea, i % 3 = 0, (enum_range(NULL::mood))[i % 3 + 1], int4range(i, i + 4), to_tsvector('simple', 'w' || i % 30) FROM generate_series(1, 900) i
----
INSERT 0 900

INSERT INTO gc (id) VALUES (9001)
----
INSERT 0 1

CREATE INDEX gc_i ON gc USING gist (i, ts)
----
CREATE INDEX

CREATE INDEX gc_l ON gc USING gist (l gist_int8_ops) INCLUDE (s)
----
CREATE INDEX

CREATE INDEX gc_f ON gc USING gist (f, x, s, d, iv, u, b, bo, mo)
----
CREATE INDEX

CREATE INDEX gc_t ON gc USING gist (t)
----
CREATE INDEX

CREATE INDEX gc_c ON gc USING gist (c, h)
----
CREATE INDEX

CREATE INDEX gc_n ON gc USING gist (n)
----
CREATE INDEX

CREATE INDEX gc_n2 ON gc USING gist (n inet_ops, ci)
----
CREATE INDEX

CREATE INDEX gc_ir ON gc USING gist (i, r)
----
CREATE INDEX

CREATE INDEX gc_trgm ON gc USING gist (t gist_trgm_ops)
----
CREATE INDEX

CREATE INDEX gc_trgm2 ON gc USING gist (lower(t) gist_trgm_ops, c gist_trgm_ops)
----
CREATE INDEX

CREATE INDEX ON gc USING gist (i gist_int8_ops)
----
error 42804 operator class "gist_int8_ops" does not accept data type integer

CREATE INDEX ON gc USING gist (i gist_trgm_ops)
----
error 42804 operator class "gist_trgm_ops" does not accept data type integer

CREATE INDEX ON gc USING gist (e)
----
error 42704 data type integer[] has no default operator class for access method "gist"; ; You must specify an operator class for the index or define a default operator class for the data type.

SELECT indexrelid::regclass, pg_get_indexdef(indexrelid) FROM pg_index WHERE indrelid = 'gc'::regclass ORDER BY indexrelid::regclass::text
----
gc_c|CREATE INDEX gc_c ON public.gc USING gist (c, h)
gc_f|CREATE INDEX gc_f ON public.gc USING gist (f, x, s, d, iv, u, b, bo, mo)
gc_i|CREATE INDEX gc_i ON public.gc USING gist (i, ts)
gc_ir|CREATE INDEX gc_ir ON public.gc USING gist (i, r)
gc_l|CREATE INDEX gc_l ON public.gc USING gist (l) INCLUDE (s)
gc_n|CREATE INDEX gc_n ON public.gc USING gist (n)
gc_n2|CREATE INDEX gc_n2 ON public.gc USING gist (n inet_ops, ci)
gc_pkey|CREATE UNIQUE INDEX gc_pkey ON public.gc USING btree (id)
gc_t|CREATE INDEX gc_t ON public.gc USING gist (t)
gc_trgm|CREATE INDEX gc_trgm ON public.gc USING gist (t gist_trgm_ops)
gc_trgm2|CREATE INDEX gc_trgm2 ON public.gc USING gist (lower(t) gist_trgm_ops, c gist_trgm_ops)
SELECT 11

SELECT count(*), sum(id) FROM gc WHERE i = 7 AND ts < '2024-01-20'
----
9|1863
SELECT 1

SELECT count(*), sum(id) FROM gc WHERE l BETWEEN 100 AND 120
----
21|2310
SELECT 1

SELECT count(*), sum(id) FROM gc WHERE f > 100 AND f <= 101
----
8|6436
SELECT 1

SELECT count(*), sum(id) FROM gc WHERE t = md5('77')
----
1|77
SELECT 1

SELECT count(*), sum(id) FROM gc WHERE t LIKE 'c8%'
----
4|1237
SELECT 1

SELECT count(*), sum(id) FROM gc WHERE c = 'c81e72'
----
1|2
SELECT 1

SELECT count(*), sum(id) FROM gc WHERE n < '10.0.0.9'
----
7|28
SELECT 1

SELECT count(*), sum(id) FROM gc WHERE n << '10.0.1.0/24'
----
256|97920
SELECT 1

SELECT count(*), sum(id) FROM gc WHERE i = 7 AND r && int4range(100, 300)
----
4|728
SELECT 1

SELECT count(*), sum(id) FROM gc WHERE t LIKE '%abc%'
----
4|812
SELECT 1

SELECT count(*), sum(id) FROM gc WHERE t ILIKE '%ABC%'
----
4|812
SELECT 1

SELECT count(*), sum(id) FROM gc WHERE t % 'c81e728d9d4c2f636f067f89cc14862d'
----
1|2
SELECT 1

SELECT count(*), sum(id) FROM gc WHERE lower(t) LIKE '%9d4%' AND c LIKE '%81e%'
----
1|2
SELECT 1

UPDATE gc SET t = 'zzabczz' WHERE id = 5
----
UPDATE 1

SELECT count(*), sum(id) FROM gc WHERE t LIKE '%zabcz%'
----
1|5
SELECT 1

DROP EXTENSION pg_trgm
----
error 2BP01 cannot drop extension pg_trgm because other objects depend on it; index gc_trgm depends on operator class gist_trgm_ops for access method gist\nindex gc_trgm2 depends on operator class gist_trgm_ops for access method gist; Use DROP ... CASCADE to drop the dependent objects too.

ALTER TABLE gc ALTER l TYPE int
----
ALTER TABLE

ALTER TABLE gc ALTER i TYPE bigint
----
ALTER TABLE

SELECT indexrelid::regclass, pg_get_indexdef(indexrelid) FROM pg_index WHERE indrelid = 'gc'::regclass ORDER BY indexrelid::regclass::text
----
gc_c|CREATE INDEX gc_c ON public.gc USING gist (c, h)
gc_f|CREATE INDEX gc_f ON public.gc USING gist (f, x, s, d, iv, u, b, bo, mo)
gc_i|CREATE INDEX gc_i ON public.gc USING gist (i, ts)
gc_ir|CREATE INDEX gc_ir ON public.gc USING gist (i, r)
gc_l|CREATE INDEX gc_l ON public.gc USING gist (l) INCLUDE (s)
gc_n|CREATE INDEX gc_n ON public.gc USING gist (n)
gc_n2|CREATE INDEX gc_n2 ON public.gc USING gist (n inet_ops, ci)
gc_pkey|CREATE UNIQUE INDEX gc_pkey ON public.gc USING btree (id)
gc_t|CREATE INDEX gc_t ON public.gc USING gist (t)
gc_trgm|CREATE INDEX gc_trgm ON public.gc USING gist (t gist_trgm_ops)
gc_trgm2|CREATE INDEX gc_trgm2 ON public.gc USING gist (lower(t) gist_trgm_ops, c gist_trgm_ops)
SELECT 11

SELECT count(*), sum(id) FROM gc WHERE i = 7 AND r && int4range(100, 300)
----
4|728
SELECT 1

# code only
DROP EXTENSION btree_gist
----
error 2BP01

DROP EXTENSION btree_gist CASCADE
----
DROP EXTENSION

SELECT indexrelid::regclass FROM pg_index WHERE indrelid = 'gc'::regclass ORDER BY 1
----
gc_pkey
gc_trgm
gc_trgm2
SELECT 3

DROP EXTENSION pg_trgm CASCADE
----
DROP EXTENSION

SELECT indexrelid::regclass FROM pg_index WHERE indrelid = 'gc'::regclass ORDER BY 1
----
gc_pkey
SELECT 1
