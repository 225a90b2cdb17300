# Errors are told whole.
# SP-GiST indexes.
CREATE TABLE st (id int PRIMARY KEY, t text, c varchar(20), r int4range, n inet, ci cidr, p point, i int, nm name)
----
CREATE TABLE

INSERT INTO st SELECT i, 'k' || md5(i::text), left(md5(i::text), 6), int4range(i, i + i % 17), ('10.' || i % 7 || '.' || i % 50 || '.' || i % 200 || '/' || 8 + i % 25)::inet, set_masklen(('10.' || i % 7 || '.' || i % 50 || '.0')::cidr, 8 + i % 17), point(i, i), i FROM generate_series(1, 1200) i
----
INSERT 0 1200

INSERT INTO st (id) VALUES (100001)
----
INSERT 0 1

CREATE INDEX st_t ON st USING spgist (t) WITH (fillfactor=90)
----
CREATE INDEX

CREATE INDEX st_c ON st USING spgist (c) INCLUDE (i)
----
CREATE INDEX

CREATE INDEX st_r ON st USING spgist (r range_ops)
----
CREATE INDEX

CREATE INDEX st_n ON st USING spgist (n)
----
CREATE INDEX

CREATE INDEX st_ci ON st USING spgist (ci inet_ops)
----
CREATE INDEX

CREATE INDEX st_e ON st USING spgist (lower(t)) WHERE id > 5
----
CREATE INDEX

CREATE INDEX ON st USING spgist (t, c)
----
error 0A000 access method "spgist" does not support multicolumn indexes

CREATE INDEX ON st USING spgist (i)
----
error 42704 data type integer has no default operator class for access method "spgist"; ; You must specify an operator class for the index or define a default operator class for the data type.

CREATE INDEX ON st USING spgist (nm)
----
error 42704 data type name has no default operator class for access method "spgist"; ; You must specify an operator class for the index or define a default operator class for the data type.

CREATE INDEX ON st USING spgist (t DESC)
----
error 0A000 access method "spgist" does not support ASC/DESC options

CREATE INDEX ON st USING spgist (t NULLS FIRST)
----
error 0A000 access method "spgist" does not support NULLS FIRST/LAST options

CREATE UNIQUE INDEX ON st USING spgist (t)
----
error 0A000 access method "spgist" does not support unique indexes

CREATE INDEX ON st USING spgist (t text_pattern_ops)
----
error 42704 operator class "text_pattern_ops" does not exist for access method "spgist"

CREATE INDEX ON st USING spgist (i text_ops)
----
error 42804 operator class "text_ops" does not accept data type integer

CREATE INDEX ON st USING spgist (t) WITH (buffering=on)
----
error 22023 unrecognized parameter "buffering"

CLUSTER st USING st_t
----
error 0A000 cannot cluster on index "st_t" because access method does not support clustering

SELECT indexrelid::regclass, pg_get_indexdef(indexrelid), indclass, indoption, indcollation, indkey, indnkeyatts FROM pg_index WHERE indrelid = 'st'::regclass ORDER BY indexrelid::regclass::text
----
st_c|CREATE INDEX st_c ON public.st USING spgist (c) INCLUDE (i)|10086|0|100|3 8|1
st_ci|CREATE INDEX st_ci ON public.st USING spgist (ci)|10018|0|0|6|1
st_e|CREATE INDEX st_e ON public.st USING spgist (lower(t)) WHERE (id > 5)|10086|0|100|0|1
st_n|CREATE INDEX st_n ON public.st USING spgist (n)|10018|0|0|5|1
st_pkey|CREATE UNIQUE INDEX st_pkey ON public.st USING btree (id)|1978|0|0|1|1
st_r|CREATE INDEX st_r ON public.st USING spgist (r)|10079|0|0|4|1
st_t|CREATE INDEX st_t ON public.st USING spgist (t) WITH (fillfactor='90')|10086|0|100|2|1
SELECT 7

SELECT relname, amname, reloptions FROM pg_class c JOIN pg_am a ON a.oid = relam WHERE relname LIKE 'st_%' AND relkind = 'i' ORDER BY 1
----
st_c|spgist|NULL
st_ci|spgist|NULL
st_e|spgist|NULL
st_n|spgist|NULL
st_pkey|btree|NULL
st_r|spgist|NULL
st_t|spgist|{fillfactor=90}
SELECT 7

SELECT c.relname, attnum, attname, atttypid::regtype, atttypmod FROM pg_attribute a JOIN pg_class c ON c.oid = attrelid JOIN pg_index x ON indexrelid = attrelid WHERE indrelid = 'st'::regclass ORDER BY 1, 2
----
st_c|1|c|character varying|24
st_c|2|i|integer|-1
st_ci|1|ci|cidr|-1
st_e|1|lower|text|-1
st_n|1|n|inet|-1
st_pkey|1|id|integer|-1
st_r|1|r|int4range|-1
st_t|1|t|text|-1
SELECT 8

SELECT p, pg_indexam_has_property(4000, p) FROM unnest(array['can_order', 'can_unique', 'can_multi_col', 'can_exclude', 'can_include']) p ORDER BY 1
----
can_exclude|t
can_include|t
can_multi_col|f
can_order|f
can_unique|f
SELECT 5

SELECT p, pg_index_has_property('st_t'::regclass, p) FROM unnest(array['clusterable', 'index_scan', 'bitmap_scan', 'backward_scan']) p ORDER BY 1
----
backward_scan|f
bitmap_scan|t
clusterable|f
index_scan|t
SELECT 4

SELECT p, pg_index_column_has_property('st_t'::regclass, 1, p) FROM unnest(array['asc', 'orderable', 'distance_orderable', 'returnable', 'search_array', 'search_nulls']) p ORDER BY 1
----
asc|f
distance_orderable|f
orderable|f
returnable|t
search_array|f
search_nulls|t
SELECT 6

SELECT count(*), sum(id) FROM st WHERE t = 'kc81e728d9d4c2f636f067f89cc14862c'
----
1|2
SELECT 1

SELECT count(*), sum(id) FROM st WHERE t ^@ 'kc8'
----
6|3089
SELECT 1

SELECT count(*), sum(id) FROM st WHERE t LIKE 'kc8%'
----
6|3089
SELECT 1

SELECT count(*), sum(id) FROM st WHERE t LIKE 'kc8%f'
----
0|NULL
SELECT 1

SELECT count(*), sum(id) FROM st WHERE t < 'k02'
----
13|7318
SELECT 1

SELECT count(*), sum(id) FROM st WHERE t ~>=~ 'kf' AND t ~<~ 'kf4'
----
15|8145
SELECT 1

SELECT count(*), sum(id) FROM st WHERE c LIKE 'c8%'
----
6|3089
SELECT 1

SELECT count(*), sum(i) FROM st WHERE c = 'c81e72'
----
1|2
SELECT 1

SELECT count(*), sum(id) FROM st WHERE lower(t) ^@ 'kc8' AND id > 5
----
5|3087
SELECT 1

SELECT count(*), sum(id) FROM st WHERE r && int4range(100, 120)
----
25|2641
SELECT 1

SELECT count(*), sum(id) FROM st WHERE r @> 700
----
8|5560
SELECT 1

SELECT count(*), sum(id) FROM st WHERE n << '10.3.0.0/16'
----
110|65913
SELECT 1

SELECT count(*), sum(id) FROM st WHERE n >>= '10.3.4.0/24'
----
355|211131
SELECT 1

SELECT count(*), sum(id) FROM st WHERE ci <<= '10.3.0.0/18'
----
71|43165
SELECT 1

ALTER TABLE st ALTER c TYPE text
----
ALTER TABLE

DROP INDEX st_e
----
DROP INDEX

ALTER TABLE st ALTER t TYPE int USING 1
----
error 42704 data type integer has no default operator class for access method "spgist"; ; You must specify an operator class for the index or define a default operator class for the data type.

ALTER TABLE st ALTER t TYPE inet USING '10.0.0.1'::inet
----
ALTER TABLE

SELECT indexrelid::regclass, pg_get_indexdef(indexrelid), indclass FROM pg_index WHERE indrelid = 'st'::regclass ORDER BY indexrelid::regclass::text
----
st_c|CREATE INDEX st_c ON public.st USING spgist (c) INCLUDE (i)|10086
st_ci|CREATE INDEX st_ci ON public.st USING spgist (ci)|10018
st_n|CREATE INDEX st_n ON public.st USING spgist (n)|10018
st_pkey|CREATE UNIQUE INDEX st_pkey ON public.st USING btree (id)|1978
st_r|CREATE INDEX st_r ON public.st USING spgist (r)|10079
st_t|CREATE INDEX st_t ON public.st USING spgist (t) WITH (fillfactor='90')|10018
SELECT 6
