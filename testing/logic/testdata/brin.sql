# Errors are told whole.
# BRIN indexes.
CREATE TABLE bt (a int, b text, c varchar(10), r int4range, n inet, ci cidr, j jsonb, bo bool, nm name, ts timestamptz, u uuid, x numeric)
----
CREATE TABLE

INSERT INTO bt SELECT i % 500, 't' || i % 90, 'v' || i % 70, CASE WHEN i % 40 = 0 THEN 'empty' WHEN i % 41 = 0 THEN int4range(NULL, i) WHEN i % 43 = 0 THEN int4range(i, NULL) ELSE int4range(i, i + i % 17 + 1) END, ('10.' || i % 7 || '.' || i % 50 || '.' || i % 200 || '/' || 8 + i % 25)::inet, set_masklen(('10.' || i % 7 || '.' || i % 50 || '.0')::cidr, 8 + i % 17), jsonb_build_object('i', i), i % 2 = 0, 'n' || i % 30, timestamptz '2024-01-01 00:00Z' + i * interval '1 hour', md5(i::text)::uuid, i / 7.0 FROM generate_series(1, 1500) i
----
INSERT 0 1500

INSERT INTO bt DEFAULT VALUES
----
INSERT 0 1

CREATE INDEX bt_a ON bt USING brin (a, b, c, r, n, ci, nm) WITH (pages_per_range=16, autosummarize=on)
----
CREATE INDEX

CREATE INDEX ON bt USING brin (ts)
----
CREATE INDEX

CREATE INDEX bt_r ON bt USING brin (r)
----
CREATE INDEX

CREATE INDEX bt_n ON bt USING brin (n)
----
CREATE INDEX

CREATE INDEX bt_multi ON bt USING brin (a int4_minmax_multi_ops, u uuid_bloom_ops, n inet_minmax_ops) WITH (pages_per_range='4')
----
CREATE INDEX

CREATE INDEX bt_expr ON bt USING brin (lower(b), (a + 1)) WHERE a > 10
----
CREATE INDEX

CREATE INDEX bt_num ON bt USING brin (x numeric_minmax_ops) WITH (autosummarize)
----
CREATE INDEX

CREATE UNIQUE INDEX ON bt USING brin (a)
----
error 0A000 access method "brin" does not support unique indexes

CREATE INDEX ON bt USING brin (a) INCLUDE (b)
----
error 0A000 access method "brin" does not support included columns

CREATE INDEX ON bt USING brin (a DESC)
----
error 0A000 access method "brin" does not support ASC/DESC options

CREATE INDEX ON bt USING brin (a NULLS FIRST)
----
error 0A000 access method "brin" does not support NULLS FIRST/LAST options

CREATE INDEX ON bt USING brin (j)
----
error 42704 data type jsonb has no default operator class for access method "brin"; ; You must specify an operator class for the index or define a default operator class for the data type.

CREATE INDEX ON bt USING brin (bo)
----
error 42704 data type boolean has no default operator class for access method "brin"; ; You must specify an operator class for the index or define a default operator class for the data type.

CREATE INDEX ON bt USING brin (a int8_minmax_ops)
----
error 42804 operator class "int8_minmax_ops" does not accept data type integer

CREATE INDEX ON bt USING brin (a int4_ops)
----
error 42704 operator class "int4_ops" does not exist for access method "brin"

CREATE INDEX ON bt USING brin (nope)
----
error 42703 column "nope" does not exist

CREATE INDEX ON bt USING brin (a) WITH (fillfactor=10)
----
error 22023 unrecognized parameter "fillfactor"

CREATE INDEX ON bt USING brin (a) WITH (pages_per_range=0)
----
error 22023 value 0 out of bounds for option "pages_per_range"; Valid values are between "1" and "131072".

CREATE INDEX ON bt USING brin (a) WITH (pages_per_range=131073)
----
error 22023 value 131073 out of bounds for option "pages_per_range"; Valid values are between "1" and "131072".

CREATE INDEX ON bt USING brin (a) WITH (autosummarize=maybe)
----
error 22023 invalid value for boolean option "autosummarize": maybe

ALTER TABLE bt ADD EXCLUDE USING brin (a WITH =)
----
error 0A000 access method "brin" does not support exclusion constraints

CLUSTER bt USING bt_a
----
error 0A000 cannot cluster on index "bt_a" because access method does not support clustering

SELECT indexrelid::regclass, pg_get_indexdef(indexrelid), indclass, indoption, indcollation, indkey FROM pg_index WHERE indrelid = 'bt'::regclass ORDER BY indexrelid::regclass::text
----
bt_a|CREATE INDEX bt_a ON public.bt USING brin (a, b, c, r, n, ci, nm) WITH (pages_per_range='16', autosummarize='on')|10104 10107 10107 10159 10130 10130 10096|0 0 0 0 0 0 0|0 100 100 0 0 0 950|1 2 3 4 5 6 9
bt_expr|CREATE INDEX bt_expr ON public.bt USING brin (lower(b), ((a + 1))) WHERE (a > 10)|10107 10104|0 0|100 0|0 0
bt_multi|CREATE INDEX bt_multi ON public.bt USING brin (a int4_minmax_multi_ops, u uuid_bloom_ops, n inet_minmax_ops) WITH (pages_per_range='4')|10105 10158 10127|0 0 0|0 0 0|1 11 5
bt_n|CREATE INDEX bt_n ON public.bt USING brin (n)|10130|0|0|5
bt_num|CREATE INDEX bt_num ON public.bt USING brin (x) WITH (autosummarize='true')|10153|0|0|12
bt_r|CREATE INDEX bt_r ON public.bt USING brin (r)|10159|0|0|4
bt_ts_idx|CREATE INDEX bt_ts_idx ON public.bt USING brin (ts)|10142|0|0|10
SELECT 7

SELECT relname, amname, reloptions FROM pg_class c JOIN pg_am a ON a.oid = relam WHERE relname LIKE 'bt_%' ORDER BY 1
----
bt_a|brin|{pages_per_range=16,autosummarize=on}
bt_expr|brin|NULL
bt_multi|brin|{pages_per_range=4}
bt_n|brin|NULL
bt_num|brin|{autosummarize=true}
bt_r|brin|NULL
bt_ts_idx|brin|NULL
SELECT 7

SELECT c.relname, attnum, attname, atttypid::regtype, atttypmod FROM pg_attribute a JOIN pg_class c ON c.oid = attrelid JOIN pg_index x ON indexrelid = attrelid WHERE indrelid = 'bt'::regclass ORDER BY 1, 2
----
bt_a|1|a|integer|-1
bt_a|2|b|text|-1
bt_a|3|c|text|-1
bt_a|4|r|anyrange|-1
bt_a|5|n|inet|-1
bt_a|6|ci|inet|-1
bt_a|7|nm|name|-1
bt_expr|1|lower|text|-1
bt_expr|2|expr|integer|-1
bt_multi|1|a|integer|-1
bt_multi|2|u|uuid|-1
bt_multi|3|n|inet|-1
bt_n|1|n|inet|-1
bt_num|1|x|numeric|-1
bt_r|1|r|anyrange|-1
bt_ts_idx|1|ts|timestamp with time zone|-1
SELECT 16

SELECT p, pg_indexam_has_property(3580, p) FROM unnest(array['can_order', 'can_unique', 'can_multi_col', 'can_exclude', 'can_include']) p ORDER BY 1
----
can_exclude|f
can_include|f
can_multi_col|t
can_order|f
can_unique|f
SELECT 5

SELECT p, pg_index_has_property('bt_a'::regclass, p) FROM unnest(array['clusterable', 'index_scan', 'bitmap_scan', 'backward_scan']) p ORDER BY 1
----
backward_scan|f
bitmap_scan|t
clusterable|f
index_scan|f
SELECT 4

SELECT p, pg_index_column_has_property('bt_a'::regclass, 1, p) FROM unnest(array['asc', 'orderable', 'distance_orderable', 'returnable', 'search_array', 'search_nulls']) p ORDER BY 1
----
asc|f
distance_orderable|f
orderable|f
returnable|f
search_array|f
search_nulls|t
SELECT 6

SELECT oid, amname, amtype FROM pg_am ORDER BY 1
----
2|heap|t
403|btree|i
405|hash|i
783|gist|i
2742|gin|i
3580|brin|i
4000|spgist|i
SELECT 7

SELECT opcname, opcmethod, opcintype::regtype, opcdefault, opckeytype::regtype, opfname FROM pg_opclass o JOIN pg_opfamily f ON f.oid = opcfamily WHERE opcmethod IN (3580, 4000) ORDER BY 1, 2
----
bit_minmax_ops|3580|bit|t|bit|bit_minmax_ops
box_inclusion_ops|3580|box|t|box|box_inclusion_ops
box_ops|4000|box|t|-|box_ops
bpchar_bloom_ops|3580|character|f|character|bpchar_bloom_ops
bpchar_minmax_ops|3580|character|t|character|bpchar_minmax_ops
bytea_bloom_ops|3580|bytea|f|bytea|bytea_bloom_ops
bytea_minmax_ops|3580|bytea|t|bytea|bytea_minmax_ops
char_bloom_ops|3580|"char"|f|"char"|char_bloom_ops
char_minmax_ops|3580|"char"|t|"char"|char_minmax_ops
date_bloom_ops|3580|date|f|date|datetime_bloom_ops
date_minmax_multi_ops|3580|date|f|date|datetime_minmax_multi_ops
date_minmax_ops|3580|date|t|date|datetime_minmax_ops
float4_bloom_ops|3580|real|f|real|float_bloom_ops
float4_minmax_multi_ops|3580|real|f|real|float_minmax_multi_ops
float4_minmax_ops|3580|real|t|real|float_minmax_ops
float8_bloom_ops|3580|double precision|f|double precision|float_bloom_ops
float8_minmax_multi_ops|3580|double precision|f|double precision|float_minmax_multi_ops
float8_minmax_ops|3580|double precision|t|double precision|float_minmax_ops
inet_bloom_ops|3580|inet|f|inet|network_bloom_ops
inet_inclusion_ops|3580|inet|t|inet|network_inclusion_ops
inet_minmax_multi_ops|3580|inet|f|inet|network_minmax_multi_ops
inet_minmax_ops|3580|inet|f|inet|network_minmax_ops
inet_ops|4000|inet|t|-|network_ops
int2_bloom_ops|3580|smallint|f|smallint|integer_bloom_ops
int2_minmax_multi_ops|3580|smallint|f|smallint|integer_minmax_multi_ops
int2_minmax_ops|3580|smallint|t|smallint|integer_minmax_ops
int4_bloom_ops|3580|integer|f|integer|integer_bloom_ops
int4_minmax_multi_ops|3580|integer|f|integer|integer_minmax_multi_ops
int4_minmax_ops|3580|integer|t|integer|integer_minmax_ops
int8_bloom_ops|3580|bigint|f|bigint|integer_bloom_ops
int8_minmax_multi_ops|3580|bigint|f|bigint|integer_minmax_multi_ops
int8_minmax_ops|3580|bigint|t|bigint|integer_minmax_ops
interval_bloom_ops|3580|interval|f|interval|interval_bloom_ops
interval_minmax_multi_ops|3580|interval|f|interval|interval_minmax_multi_ops
interval_minmax_ops|3580|interval|t|interval|interval_minmax_ops
kd_point_ops|4000|point|f|-|kd_point_ops
macaddr8_bloom_ops|3580|macaddr8|f|macaddr8|macaddr8_bloom_ops
macaddr8_minmax_multi_ops|3580|macaddr8|f|macaddr8|macaddr8_minmax_multi_ops
macaddr8_minmax_ops|3580|macaddr8|t|macaddr8|macaddr8_minmax_ops
macaddr_bloom_ops|3580|macaddr|f|macaddr|macaddr_bloom_ops
macaddr_minmax_multi_ops|3580|macaddr|f|macaddr|macaddr_minmax_multi_ops
macaddr_minmax_ops|3580|macaddr|t|macaddr|macaddr_minmax_ops
name_bloom_ops|3580|name|f|name|name_bloom_ops
name_minmax_ops|3580|name|t|name|name_minmax_ops
numeric_bloom_ops|3580|numeric|f|numeric|numeric_bloom_ops
numeric_minmax_multi_ops|3580|numeric|f|numeric|numeric_minmax_multi_ops
numeric_minmax_ops|3580|numeric|t|numeric|numeric_minmax_ops
oid_bloom_ops|3580|oid|f|oid|oid_bloom_ops
oid_minmax_multi_ops|3580|oid|f|oid|oid_minmax_multi_ops
oid_minmax_ops|3580|oid|t|oid|oid_minmax_ops
pg_lsn_bloom_ops|3580|pg_lsn|f|pg_lsn|pg_lsn_bloom_ops
pg_lsn_minmax_multi_ops|3580|pg_lsn|f|pg_lsn|pg_lsn_minmax_multi_ops
pg_lsn_minmax_ops|3580|pg_lsn|t|pg_lsn|pg_lsn_minmax_ops
poly_ops|4000|polygon|t|box|poly_ops
quad_point_ops|4000|point|t|-|quad_point_ops
range_inclusion_ops|3580|anyrange|t|anyrange|range_inclusion_ops
range_ops|4000|anyrange|t|-|range_ops
text_bloom_ops|3580|text|f|text|text_bloom_ops
text_minmax_ops|3580|text|t|text|text_minmax_ops
text_ops|4000|text|t|-|text_ops
tid_bloom_ops|3580|tid|f|tid|tid_bloom_ops
tid_minmax_multi_ops|3580|tid|f|tid|tid_minmax_multi_ops
tid_minmax_ops|3580|tid|t|tid|tid_minmax_ops
time_bloom_ops|3580|time without time zone|f|time without time zone|time_bloom_ops
time_minmax_multi_ops|3580|time without time zone|f|time without time zone|time_minmax_multi_ops
time_minmax_ops|3580|time without time zone|t|time without time zone|time_minmax_ops
timestamp_bloom_ops|3580|timestamp without time zone|f|timestamp without time zone|datetime_bloom_ops
timestamp_minmax_multi_ops|3580|timestamp without time zone|f|timestamp without time zone|datetime_minmax_multi_ops
timestamp_minmax_ops|3580|timestamp without time zone|t|timestamp without time zone|datetime_minmax_ops
timestamptz_bloom_ops|3580|timestamp with time zone|f|timestamp with time zone|datetime_bloom_ops
timestamptz_minmax_multi_ops|3580|timestamp with time zone|f|timestamp with time zone|datetime_minmax_multi_ops
timestamptz_minmax_ops|3580|timestamp with time zone|t|timestamp with time zone|datetime_minmax_ops
timetz_bloom_ops|3580|time with time zone|f|time with time zone|timetz_bloom_ops
timetz_minmax_multi_ops|3580|time with time zone|f|time with time zone|timetz_minmax_multi_ops
timetz_minmax_ops|3580|time with time zone|t|time with time zone|timetz_minmax_ops
uuid_bloom_ops|3580|uuid|f|uuid|uuid_bloom_ops
uuid_minmax_multi_ops|3580|uuid|f|uuid|uuid_minmax_multi_ops
uuid_minmax_ops|3580|uuid|t|uuid|uuid_minmax_ops
varbit_minmax_ops|3580|bit varying|t|bit varying|varbit_minmax_ops
SELECT 79

SELECT count(*), sum(a) FROM bt WHERE a = 77
----
3|231
SELECT 1

SELECT count(*), sum(a) FROM bt WHERE a BETWEEN 90 AND 97
----
24|2244
SELECT 1

SELECT count(*), sum(a) FROM bt WHERE a < 5 OR a > 496
----
24|4512
SELECT 1

SELECT count(*) FROM bt WHERE a IN (1, 2, 499, 777)
----
9
SELECT 1

SELECT count(*) FROM bt WHERE a IS NULL
----
1
SELECT 1

SELECT count(*), min(ts), max(ts) FROM bt WHERE ts >= '2024-01-10 00:00Z' AND ts < '2024-01-12 12:00Z'
----
60|2024-01-10 00:00:00+00|2024-01-12 11:00:00+00
SELECT 1

SELECT count(*), sum(x) FROM bt WHERE x > 200 AND x <= 203.5
----
24|4842.8571428571428572
SELECT 1

SELECT count(*) FROM bt WHERE lower(b) = 't7' AND a > 10
----
16
SELECT 1

SELECT count(*), sum(a) FROM bt WHERE r && int4range(100, 120)
----
64|12258
SELECT 1

SELECT count(*), sum(a) FROM bt WHERE r @> 700
----
44|10631
SELECT 1

SELECT count(*), sum(a) FROM bt WHERE r @> int4range(700, 703)
----
42|10242
SELECT 1

SELECT count(*), sum(a) FROM bt WHERE r <@ int4range(700, 733)
----
60|13976
SELECT 1

SELECT count(*), sum(a) FROM bt WHERE r << int4range(40, 50)
----
31|511
SELECT 1

SELECT count(*), sum(a) FROM bt WHERE r >> int4range(1440, 1450)
----
49|22769
SELECT 1

SELECT count(*), sum(a) FROM bt WHERE r -|- int4range(100, 120)
----
1|92
SELECT 1

SELECT count(*), sum(a) FROM bt WHERE r &< int4range(40, 50)
----
40|821
SELECT 1

SELECT count(*), sum(a) FROM bt WHERE r &> int4range(1440, 1450)
----
58|26774
SELECT 1

SELECT count(*), sum(a) FROM bt WHERE r = int4range(100, 116)
----
1|100
SELECT 1

SELECT count(*), sum(a) FROM bt WHERE n << '10.3.0.0/16'
----
138|34825
SELECT 1

SELECT count(*), sum(a) FROM bt WHERE n <<= '10.3.0.0/18'
----
129|32494
SELECT 1

SELECT count(*), sum(a) FROM bt WHERE n >> '10.3.4.5'
----
444|107068
SELECT 1

SELECT count(*), sum(a) FROM bt WHERE n >>= '10.3.4.0/24'
----
444|107068
SELECT 1

SELECT count(*), sum(a) FROM bt WHERE n && '10.2.0.0/20'
----
457|109999
SELECT 1

SELECT count(*), sum(a) FROM bt WHERE n = '10.3.3.3/11'
----
2|406
SELECT 1

SELECT count(*), sum(a) FROM bt WHERE n >= '10.6.0.0/16'
----
146|36933
SELECT 1

UPDATE bt SET a = a + 1000, r = int4range(5000, 5001) WHERE a = 77
----
UPDATE 3

SELECT count(*) FROM bt WHERE a = 1077
----
3
SELECT 1

SELECT count(*) FROM bt WHERE r && int4range(4990, 5010)
----
37
SELECT 1

ALTER INDEX bt_a SET (fillfactor = 10)
----
error 22023 unrecognized parameter "fillfactor"

ALTER INDEX bt_a SET (pages_per_range = 4)
----
ALTER INDEX

ALTER INDEX bt_a RESET (autosummarize)
----
ALTER INDEX

ALTER TABLE bt ALTER x TYPE bool USING true
----
error 42704 data type boolean has no default operator class for access method "brin"; ; You must specify an operator class for the index or define a default operator class for the data type.

ALTER TABLE bt ALTER c TYPE text, ALTER ci TYPE inet
----
ALTER TABLE

DROP INDEX bt_expr
----
DROP INDEX

ALTER TABLE bt ALTER a TYPE bigint
----
error 42804 operator class "int4_minmax_multi_ops" does not accept data type bigint

ALTER TABLE bt ALTER ts TYPE date
----
ALTER TABLE

SELECT indexrelid::regclass, pg_get_indexdef(indexrelid), indclass FROM pg_index WHERE indrelid = 'bt'::regclass ORDER BY indexrelid::regclass::text
----
bt_a|CREATE INDEX bt_a ON public.bt USING brin (a, b, c, r, n, ci, nm) WITH (pages_per_range='4')|10104 10107 10107 10159 10130 10130 10096
bt_multi|CREATE INDEX bt_multi ON public.bt USING brin (a int4_minmax_multi_ops, u uuid_bloom_ops, n inet_minmax_ops) WITH (pages_per_range='4')|10105 10158 10127
bt_n|CREATE INDEX bt_n ON public.bt USING brin (n)|10130
bt_num|CREATE INDEX bt_num ON public.bt USING brin (x) WITH (autosummarize='true')|10153
bt_r|CREATE INDEX bt_r ON public.bt USING brin (r)|10159
bt_ts_idx|CREATE INDEX bt_ts_idx ON public.bt USING brin (ts)|10136
SELECT 6

DROP INDEX bt_multi
----
DROP INDEX

ALTER TABLE bt ALTER a TYPE bigint
----
ALTER TABLE

SELECT indexrelid::regclass, pg_get_indexdef(indexrelid), indclass FROM pg_index WHERE indrelid = 'bt'::regclass ORDER BY indexrelid::regclass::text
----
bt_a|CREATE INDEX bt_a ON public.bt USING brin (a, b, c, r, n, ci, nm) WITH (pages_per_range='4')|10098 10107 10107 10159 10130 10130 10096
bt_n|CREATE INDEX bt_n ON public.bt USING brin (n)|10130
bt_num|CREATE INDEX bt_num ON public.bt USING brin (x) WITH (autosummarize='true')|10153
bt_r|CREATE INDEX bt_r ON public.bt USING brin (r)|10159
bt_ts_idx|CREATE INDEX bt_ts_idx ON public.bt USING brin (ts)|10136
SELECT 5

SELECT count(*) FROM bt WHERE a = 1077
----
3
SELECT 1

SELECT count(*) FROM bt WHERE ts = '2024-01-10'
----
24
SELECT 1

CREATE TABLE bl (LIKE bt INCLUDING INDEXES)
----
CREATE TABLE

SELECT pg_get_indexdef(indexrelid) FROM pg_index WHERE indrelid = 'bl'::regclass ORDER BY 1
----
CREATE INDEX bl_a_b_c_r_n_ci_nm_idx ON public.bl USING brin (a, b, c, r, n, ci, nm) WITH (pages_per_range='4')
CREATE INDEX bl_n_idx ON public.bl USING brin (n)
CREATE INDEX bl_r_idx ON public.bl USING brin (r)
CREATE INDEX bl_ts_idx ON public.bl USING brin (ts)
CREATE INDEX bl_x_idx ON public.bl USING brin (x) WITH (autosummarize='true')
SELECT 5

CREATE TABLE bp (a int, b int) PARTITION BY RANGE (a)
----
CREATE TABLE

CREATE TABLE bp1 PARTITION OF bp FOR VALUES FROM (0) TO (100)
----
CREATE TABLE

CREATE TABLE bp2 PARTITION OF bp FOR VALUES FROM (100) TO (200)
----
CREATE TABLE

CREATE INDEX bp_b ON bp USING brin (b) WITH (pages_per_range = 2)
----
CREATE INDEX

CREATE TABLE bp3 PARTITION OF bp FOR VALUES FROM (200) TO (300)
----
CREATE TABLE

SELECT pg_get_indexdef(indexrelid) FROM pg_index WHERE indrelid::regclass::text LIKE 'bp%' ORDER BY 1
----
CREATE INDEX bp1_b_idx ON public.bp1 USING brin (b) WITH (pages_per_range='2')
CREATE INDEX bp2_b_idx ON public.bp2 USING brin (b) WITH (pages_per_range='2')
CREATE INDEX bp3_b_idx ON public.bp3 USING brin (b) WITH (pages_per_range='2')
CREATE INDEX bp_b ON ONLY public.bp USING brin (b) WITH (pages_per_range='2')
SELECT 4

# Parameters of operator classes are those that the class has.
CREATE TABLE classed (i int, v tsvector, r int4range)
----
CREATE TABLE

CREATE INDEX ON classed USING brin (i int4_bloom_ops (n_distinct_per_range = 5, false_positive_rate = 0.1))
----
CREATE INDEX

CREATE INDEX ON classed USING brin (i int4_bloom_ops (false_positive_rate = 0.5))
----
error 22023 value 0.5 out of bounds for option "false_positive_rate"; Valid values are between "0.000100" and "0.250000".

CREATE INDEX ON classed USING brin (i int4_minmax_multi_ops (values_per_range = 8))
----
CREATE INDEX

CREATE INDEX ON classed USING brin (i int4_minmax_multi_ops (values_per_range = 4))
----
error 22023 value 4 out of bounds for option "values_per_range"; Valid values are between "8" and "256".

CREATE INDEX ON classed USING brin (i int4_minmax_ops (values_per_range = 8))
----
error 22023 operator class int4_minmax_ops has no options

CREATE INDEX ON classed USING gist (v tsvector_ops (siglen = 100))
----
CREATE INDEX

CREATE INDEX ON classed USING gist (v tsvector_ops (siglen = 100, siglen = 5))
----
error 22023 parameter "siglen" specified more than once

CREATE INDEX ON classed USING gist (v tsvector_ops (length = 5))
----
error 22023 unrecognized parameter "length"

CREATE INDEX ON classed (i int4_ops (a = 1))
----
error 22023 operator class int4_ops has no options

CREATE INDEX ON classed USING hash (i int4_ops (a = 1))
----
error 22023 operator class int4_ops has no options
