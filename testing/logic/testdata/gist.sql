# Errors are told whole.
# GiST indexes.
CREATE TABLE gt (id int PRIMARY KEY, r int4range, tr tstzrange, nr numrange, m int4multirange, n inet, ci cidr, v tsvector, q tsquery, t text, c varchar(20), p point, b box, i int, e int[])
----
CREATE TABLE

INSERT INTO gt SELECT i, CASE WHEN i % 40 = 0 THEN 'empty' WHEN i % 41 = 0 THEN int4range(NULL, i) WHEN i % 43 = 0 THEN int4range(i, NULL) WHEN i % 97 = 0 THEN '(,)' ELSE int4range(i, i + i % 17 + 1) END, tstzrange(timestamptz '2024-01-01 00:00Z' + i * interval '1 hour', timestamptz '2024-01-01 00:00Z' + i * interval '70 minutes', CASE i % 4 WHEN 0 THEN '[]' WHEN 1 THEN '()' WHEN 2 THEN '(]' ELSE '[)' END), numrange(i / 10.0, i / 10.0 + i % 3, CASE i % 3 WHEN 0 THEN '[]' ELSE '[)' END), CASE WHEN i % 30 = 0 THEN '{}' ELSE int4multirange(int4range(i, i + 3), int4range(i + 10, i + 12 + i % 5)) END, ('10.' || i % 7 || '.' || i % 50 || '.' || i % 200 || '/' || 8 + i % 25)::inet, set_masklen(('10.' || i % 7 || '.' || i % 50 || '.0')::cidr, 8 + i % 17), to_tsvector('english', 'word' || i % 20 || ' other' || i % 7), 'a & b', 'Text ' || md5(i::text), left(md5(i::text), 6), point(i, i), box(point(i, i), point(i + 1, i + 1)), i % 100 FROM generate_series(1, 1200) i
----
INSERT 0 1200

INSERT INTO gt (id) VALUES (100001), (100002)
----
INSERT 0 2

CREATE INDEX gt_r ON gt USING gist (r)
----
CREATE INDEX

CREATE INDEX gt_tr ON gt USING gist (tr) WITH (fillfactor=70, buffering=auto)
----
CREATE INDEX

CREATE INDEX gt_nr ON gt USING gist (nr range_ops)
----
CREATE INDEX

CREATE INDEX gt_m ON gt USING gist (m)
----
CREATE INDEX

CREATE INDEX gt_n ON gt USING gist (n inet_ops, r) INCLUDE (i)
----
CREATE INDEX

CREATE INDEX gt_v ON gt USING gist (v)
----
CREATE INDEX

CREATE INDEX gt_ci ON gt USING gist (ci inet_ops) WHERE id > 100
----
CREATE INDEX

CREATE INDEX gt_er ON gt USING gist (int4range(id, id + 5))
----
CREATE INDEX

CREATE INDEX gt_ev ON gt USING gist (to_tsvector('simple', t))
----
CREATE INDEX

CREATE INDEX ON gt USING gist (i)
----
error 42704 data type integer has no default operator class for access method "gist"; ; You must specify an operator class for the index or define a default operator class for the data type.

CREATE INDEX ON gt USING gist (n)
----
error 42704 data type inet has no default operator class for access method "gist"; ; You must specify an operator class for the index or define a default operator class for the data type.

CREATE INDEX ON gt USING gist (ci)
----
error 42704 data type cidr has no default operator class for access method "gist"; ; You must specify an operator class for the index or define a default operator class for the data type.

CREATE INDEX ON gt USING gist (t)
----
error 42704 data type text has no default operator class for access method "gist"; ; You must specify an operator class for the index or define a default operator class for the data type.

CREATE INDEX ON gt USING gist (e)
----
error 42704 data type integer[] has no default operator class for access method "gist"; ; You must specify an operator class for the index or define a default operator class for the data type.

CREATE INDEX ON gt USING gist (r ASC)
----
error 0A000 access method "gist" does not support ASC/DESC options

CREATE INDEX ON gt USING gist (r NULLS LAST)
----
error 0A000 access method "gist" does not support NULLS FIRST/LAST options

CREATE UNIQUE INDEX ON gt USING gist (r)
----
error 0A000 access method "gist" does not support unique indexes

CREATE INDEX ON gt USING gist (i gist_int4_ops)
----
error 42704 operator class "gist_int4_ops" does not exist for access method "gist"

CREATE INDEX ON gt USING gist (r inet_ops)
----
error 42804 operator class "inet_ops" does not accept data type int4range

CREATE INDEX ON gt USING gist (r) WITH (pages_per_range=10)
----
error 22023 unrecognized parameter "pages_per_range"

CREATE INDEX ON gt USING gist (r) WITH (buffering=maybe)
----
error 22023 invalid value for enum option "buffering": maybe; Valid values are "on", "off", and "auto".

CREATE INDEX ON gt USING nope (r)
----
error 42704 access method "nope" does not exist

SELECT indexrelid::regclass, pg_get_indexdef(indexrelid), indclass, indoption, indcollation, indkey, indnkeyatts FROM pg_index WHERE indrelid = 'gt'::regclass ORDER BY indexrelid::regclass::text
----
gt_ci|CREATE INDEX gt_ci ON public.gt USING gist (ci inet_ops) WHERE (id > 100)|10017|0|0|7|1
gt_er|CREATE INDEX gt_er ON public.gt USING gist (int4range(id, (id + 5)))|10078|0|0|0|1
gt_ev|CREATE INDEX gt_ev ON public.gt USING gist (to_tsvector('simple'::regconfig, t))|10072|0|0|0|1
gt_m|CREATE INDEX gt_m ON public.gt USING gist (m)|10082|0|0|5|1
gt_n|CREATE INDEX gt_n ON public.gt USING gist (n inet_ops, r) INCLUDE (i)|10017 10078|0 0|0 0|6 2 14|2
gt_nr|CREATE INDEX gt_nr ON public.gt USING gist (nr)|10078|0|0|4|1
gt_pkey|CREATE UNIQUE INDEX gt_pkey ON public.gt USING btree (id)|1978|0|0|1|1
gt_r|CREATE INDEX gt_r ON public.gt USING gist (r)|10078|0|0|2|1
gt_tr|CREATE INDEX gt_tr ON public.gt USING gist (tr) WITH (fillfactor='70', buffering=auto)|10078|0|0|3|1
gt_v|CREATE INDEX gt_v ON public.gt USING gist (v)|10072|0|0|8|1
SELECT 10

SELECT relname, amname, reloptions FROM pg_class c JOIN pg_am a ON a.oid = relam WHERE relname LIKE 'gt_%' ORDER BY 1
----
gt_ci|gist|NULL
gt_er|gist|NULL
gt_ev|gist|NULL
gt_m|gist|NULL
gt_n|gist|NULL
gt_nr|gist|NULL
gt_pkey|btree|NULL
gt_r|gist|NULL
gt_tr|gist|{fillfactor=70,buffering=auto}
gt_v|gist|NULL
SELECT 10

SELECT count(*), sum(id) FROM gt WHERE r && int4range(100, 120)
----
68|28256
SELECT 1

SELECT count(*), sum(id) FROM gt WHERE int4range(100, 120) && r
----
68|28256
SELECT 1

SELECT count(*), sum(id) FROM gt WHERE r && int4range(100, NULL)
----
1083|698055
SELECT 1

SELECT count(*), sum(id) FROM gt WHERE r && 'empty'
----
0|NULL
SELECT 1

SELECT count(*), sum(id) FROM gt WHERE r && NULL::int4range
----
0|NULL
SELECT 1

SELECT count(*), sum(id) FROM gt WHERE r @> 700
----
49|31226
SELECT 1

SELECT count(*), sum(id) FROM gt WHERE 700 <@ r
----
49|31226
SELECT 1

SELECT count(*), sum(id) FROM gt WHERE r @> int4range(700, 703)
----
47|29837
SELECT 1

SELECT count(*), sum(id) FROM gt WHERE r @> int4range 'empty'
----
1200|720600
SELECT 1

SELECT count(*), sum(id) FROM gt WHERE r @> int4range(NULL, 20)
----
41|25401
SELECT 1

SELECT count(*), sum(id) FROM gt WHERE r <@ int4range(700, 733)
----
53|34956
SELECT 1

SELECT count(*), sum(id) FROM gt WHERE r <@ int4range 'empty'
----
30|18600
SELECT 1

SELECT count(*), sum(id) FROM gt WHERE r <@ int4range(NULL, 33)
----
54|18900
SELECT 1

SELECT count(*), sum(id) FROM gt WHERE int4range(700, 733) @> r
----
53|34956
SELECT 1

SELECT count(*), sum(id) FROM gt WHERE int4range(701, 702) <@ r
----
49|31237
SELECT 1

SELECT count(*), sum(id) FROM gt WHERE r << int4range(40, 50)
----
31|511
SELECT 1

SELECT count(*), sum(id) FROM gt WHERE int4range(40, 50) >> r
----
31|511
SELECT 1

SELECT count(*), sum(id) FROM gt WHERE r >> int4range(1140, 1150)
----
47|55212
SELECT 1

SELECT count(*), sum(id) FROM gt WHERE r >> int4range(1140, NULL)
----
0|NULL
SELECT 1

SELECT count(*), sum(id) FROM gt WHERE r -|- int4range(100, 120)
----
1|92
SELECT 1

SELECT count(*), sum(id) FROM gt WHERE r &< int4range(40, 50)
----
40|821
SELECT 1

SELECT count(*), sum(id) FROM gt WHERE r &> int4range(1140, 1150)
----
56|65509
SELECT 1

SELECT count(*), sum(id) FROM gt WHERE int4range(40, 50) &< r
----
1131|701212
SELECT 1

SELECT count(*), sum(id) FROM gt WHERE r = int4range(100, 116)
----
1|100
SELECT 1

SELECT count(*), sum(id) FROM gt WHERE r && '{[5,7),[300,310)}'::int4multirange
----
68|31426
SELECT 1

SELECT count(*), sum(id) FROM gt WHERE r <@ '{[5,50),[300,340)}'::int4multirange
----
94|28517
SELECT 1

SELECT count(*), sum(id) FROM gt WHERE r && int4range(100, 120) AND r @> 118
----
50|26433
SELECT 1

SELECT count(*), sum(id) FROM gt WHERE 105 <@ r OR r && int4range(500, 510)
----
75|37411
SELECT 1

SELECT count(*), sum(id) FROM gt WHERE 105 <@ r OR n <<= '10.3.3.0/24'
----
49|26205
SELECT 1

SELECT count(*), sum(id) FROM gt WHERE r && int4range(100, 120) OR r && int4range(500, 510)
----
94|39462
SELECT 1

SELECT count(*), sum(id) FROM gt WHERE r IS NULL
----
2|200003
SELECT 1

SELECT id FROM gt WHERE r && int4range(100, 103) ORDER BY id
----
43
84
86
93
94
95
96
97
98
99
100
101
102
123
164
194
205
246
287
291
328
369
388
410
451
485
492
533
574
582
615
656
679
697
738
776
779
820
861
873
902
943
970
984
1025
1066
1067
1107
1148
1164
1189
SELECT 51

SELECT id FROM gt WHERE r && int4range(100, 103) AND i > 5 ORDER BY i LIMIT 3
----
1107
410
615
SELECT 3

SELECT id, i FROM gt WHERE r && int4range(100, 103) AND i > 5 ORDER BY id LIMIT 3
----
43|43
84|84
86|86
SELECT 3

SELECT count(*), sum(i) FROM gt WHERE r && int4range(100, 103) OR n << '10.3.3.0/24' OR m @> 400
----
56|3442
SELECT 1

SELECT count(*), sum(b.i) FROM gt a JOIN gt b ON b.n = a.n AND b.r && int4range(100, 300) WHERE a.id < 20
----
0|NULL
SELECT 1

SELECT count(*), sum(a.i) FROM gt a WHERE EXISTS (SELECT 1 FROM gt b WHERE b.r && a.r AND b.id <> a.id) AND a.id < 30
----
29|435
SELECT 1

SELECT a.id, (SELECT count(i) FROM gt b WHERE b.r && a.r) FROM gt a WHERE a.id BETWEEN 100 AND 104 ORDER BY a.id
----
100|64
101|65
102|49
103|50
104|51
SELECT 5

SELECT r FROM gt WHERE r && int4range(100, 103) ORDER BY r, id
----
(,123)
(,164)
(,205)
(,246)
(,287)
(,328)
(,369)
(,410)
(,451)
(,492)
(,533)
(,574)
(,615)
(,656)
(,697)
(,738)
(,779)
(,820)
(,861)
(,902)
(,943)
(,984)
(,1025)
(,1066)
(,1107)
(,1148)
(,1189)
(,)
(,)
(,)
(,)
(,)
(,)
(,)
(,)
(,)
(,)
(,)
(,)
[43,)
[84,101)
[86,)
[93,102)
[94,104)
[95,106)
[96,108)
[98,112)
[99,114)
[100,116)
[101,118)
[102,103)
SELECT 51

SELECT count(*), sum(id) FROM gt WHERE tr @> '2024-01-20 07:30Z'::timestamptz
----
66|28413
SELECT 1

SELECT count(*), sum(id) FROM gt WHERE tr && tstzrange('2024-01-20 07:00Z', '2024-01-20 09:00Z', '[]')
----
68|29274
SELECT 1

SELECT count(*), sum(id) FROM gt WHERE tr <@ tstzrange('2024-01-20 07:00Z', '2024-01-21 09:00Z', '[]')
----
0|NULL
SELECT 1

SELECT count(*), sum(id) FROM gt WHERE nr @> 50.5
----
10|4975
SELECT 1

SELECT count(*), sum(id) FROM gt WHERE nr && '[50.50,50.9]'
----
14|7005
SELECT 1

SELECT count(*), sum(id) FROM gt WHERE nr -|- '[50.5,50.7)'
----
2|992
SELECT 1

SELECT count(*), sum(id) FROM gt WHERE nr <@ '[50.5,53.7)'
----
22|11371
SELECT 1

SELECT count(*), sum(id) FROM gt WHERE m && '{[5,7),[300,310)}'
----
26|6572
SELECT 1

SELECT count(*), sum(id) FROM gt WHERE m && int4range(300, 310)
----
22|6554
SELECT 1

SELECT count(*), sum(id) FROM gt WHERE m @> 305
----
7|2086
SELECT 1

SELECT count(*), sum(id) FROM gt WHERE m @> int4range(300, 302)
----
4|1166
SELECT 1

SELECT count(*), sum(id) FROM gt WHERE m <@ int4range(300, 340)
----
66|32751
SELECT 1

SELECT count(*), sum(id) FROM gt WHERE m <@ '{[300,340)}'
----
66|32751
SELECT 1

SELECT count(*), sum(id) FROM gt WHERE m << int4range(40, 50)
----
26|351
SELECT 1

SELECT count(*), sum(id) FROM gt WHERE m >> int4range(1100, 1110)
----
87|100485
SELECT 1

SELECT count(*), sum(id) FROM gt WHERE m @> '{}'
----
1200|720600
SELECT 1

SELECT count(*), sum(id) FROM gt WHERE n << '10.3.0.0/16'
----
110|65913
SELECT 1

SELECT count(*), sum(id) FROM gt WHERE n <<= '10.3.0.0/18'
----
103|61825
SELECT 1

SELECT count(*), sum(id) FROM gt WHERE '10.3.0.0/18' >>= n
----
103|61825
SELECT 1

SELECT count(*), sum(id) FROM gt WHERE n >> '10.3.4.5'
----
355|211131
SELECT 1

SELECT count(*), sum(id) FROM gt WHERE n >>= '10.3.4.0/24'
----
355|211131
SELECT 1

SELECT count(*), sum(id) FROM gt WHERE n && '10.2.0.0/20'
----
366|217461
SELECT 1

SELECT count(*), sum(id) FROM gt WHERE n && '::/0'
----
0|NULL
SELECT 1

SELECT count(*), sum(id) FROM gt WHERE ci <<= '10.3.0.0/18' AND id > 100
----
66|42933
SELECT 1

SELECT count(*), sum(id) FROM gt WHERE v @@ 'word3 & other2'
----
9|5247
SELECT 1

SELECT count(*), sum(id) FROM gt WHERE v @@ 'word3 | !other2'
----
1037|622561
SELECT 1

SELECT count(*), sum(id) FROM gt WHERE int4range(id, id + 5) @> 77
----
5|375
SELECT 1

SELECT count(*), sum(id) FROM gt WHERE to_tsvector('simple', t) @@ 'text'
----
1200|720600
SELECT 1

PREPARE pr(int4range) AS SELECT count(*), sum(id) FROM gt WHERE r && $1
----
PREPARE

EXECUTE pr('[100,120)')
----
68|28256
SELECT 1

EXECUTE pr('empty')
----
0|NULL
SELECT 1

EXECUTE pr(NULL)
----
0|NULL
SELECT 1

PREPARE pc(int4range) AS SELECT count(*), sum(id) FROM gt WHERE r @> $1
----
PREPARE

EXECUTE pc('[100,103)')
----
47|25989
SELECT 1

EXECUTE pc('empty')
----
1200|720600
SELECT 1

SELECT a.id, b.id FROM gt a JOIN gt b ON a.r && b.r WHERE a.id BETWEEN 500 AND 502 AND b.id < 100000 ORDER BY 1, 2
----
500|43
500|86
500|97
500|129
500|172
500|194
500|215
500|258
500|291
500|301
500|344
500|387
500|388
500|430
500|473
500|485
500|488
500|489
500|490
500|491
500|497
500|498
500|499
500|500
500|501
500|502
500|503
500|504
500|505
500|506
500|507
500|533
500|574
500|582
500|615
500|656
500|679
500|697
500|738
500|776
500|779
500|820
500|861
500|873
500|902
500|943
500|970
500|984
500|1025
500|1066
500|1067
500|1107
500|1148
500|1164
500|1189
501|43
501|86
501|97
501|129
501|172
501|194
501|215
501|258
501|291
501|301
501|344
501|387
501|388
501|430
501|473
501|485
501|489
501|490
501|491
501|497
501|498
501|499
501|500
501|501
501|502
501|503
501|504
501|505
501|506
501|507
501|508
501|509
501|533
501|574
501|582
501|615
501|656
501|679
501|697
501|738
501|776
501|779
501|820
501|861
501|873
501|902
501|943
501|970
501|984
501|1025
501|1066
501|1067
501|1107
501|1148
501|1164
501|1189
502|43
502|86
502|97
502|129
502|172
502|194
502|215
502|258
502|291
502|301
502|344
502|387
502|388
502|430
502|473
502|485
502|489
502|490
502|491
502|498
502|499
502|500
502|501
502|502
502|503
502|504
502|505
502|506
502|507
502|508
502|509
502|510
502|511
502|533
502|574
502|582
502|615
502|656
502|679
502|697
502|738
502|776
502|779
502|820
502|861
502|873
502|902
502|943
502|970
502|984
502|1025
502|1066
502|1067
502|1107
502|1148
502|1164
502|1189
SELECT 168

UPDATE gt SET r = int4range(5000, 5001), v = 'moved' WHERE id = 77
----
UPDATE 1

SELECT count(*) FROM gt WHERE r && int4range(4990, 5010)
----
40
SELECT 1

SELECT count(*) FROM gt WHERE v @@ 'moved'
----
1
SELECT 1

DELETE FROM gt WHERE r && int4range(4990, 5010)
----
DELETE 40

SELECT count(*) FROM gt WHERE r && int4range(4990, 5010)
----
0
SELECT 1

ALTER TABLE gt ALTER r TYPE int8range USING int8range(lower(r), upper(r))
----
ALTER TABLE

SELECT count(*), sum(id) FROM gt WHERE r && int8range(100, 120)
----
86|239164
SELECT 1

ALTER TABLE gt ALTER r TYPE int USING 1
----
error 42704 data type integer has no default operator class for access method "gist"; ; You must specify an operator class for the index or define a default operator class for the data type.

ALTER INDEX gt_tr SET (fillfactor = 60)
----
ALTER INDEX

ALTER INDEX gt_tr RESET (buffering)
----
ALTER INDEX

CLUSTER gt USING gt_tr
----
CLUSTER

REINDEX INDEX gt_r
----
REINDEX

CREATE TABLE gl (LIKE gt INCLUDING INDEXES)
----
CREATE TABLE

SELECT pg_get_indexdef(indexrelid) FROM pg_index WHERE indrelid = 'gl'::regclass ORDER BY 1
----
CREATE INDEX gl_ci_idx ON public.gl USING gist (ci inet_ops) WHERE (id > 100)
CREATE INDEX gl_int4range_idx ON public.gl USING gist (int4range(id, (id + 5)))
CREATE INDEX gl_m_idx ON public.gl USING gist (m)
CREATE INDEX gl_n_r_i_idx ON public.gl USING gist (n inet_ops, r) INCLUDE (i)
CREATE INDEX gl_nr_idx ON public.gl USING gist (nr)
CREATE INDEX gl_r_idx ON public.gl USING gist (r)
CREATE INDEX gl_to_tsvector_idx ON public.gl USING gist (to_tsvector('simple'::regconfig, t))
CREATE INDEX gl_tr_idx ON public.gl USING gist (tr) WITH (fillfactor='60')
CREATE INDEX gl_v_idx ON public.gl USING gist (v)
CREATE UNIQUE INDEX gl_pkey ON public.gl USING btree (id)
SELECT 10

CREATE TABLE gp (id int, r int4range) PARTITION BY RANGE (id)
----
CREATE TABLE

CREATE TABLE gp1 PARTITION OF gp FOR VALUES FROM (0) TO (100)
----
CREATE TABLE

CREATE INDEX gp_r ON gp USING gist (r)
----
CREATE INDEX

CREATE TABLE gp2 PARTITION OF gp FOR VALUES FROM (100) TO (200)
----
CREATE TABLE

INSERT INTO gp SELECT i, int4range(i, i + 3) FROM generate_series(1, 150) i
----
INSERT 0 150

SELECT count(*), sum(id) FROM gp WHERE r && int4range(98, 101)
----
5|490
SELECT 1

SELECT pg_get_indexdef(indexrelid) FROM pg_index WHERE indrelid::regclass::text LIKE 'gp%' ORDER BY 1
----
CREATE INDEX gp1_r_idx ON public.gp1 USING gist (r)
CREATE INDEX gp2_r_idx ON public.gp2 USING gist (r)
CREATE INDEX gp_r ON ONLY public.gp USING gist (r)
SELECT 3

CREATE TYPE tr AS RANGE (subtype = text)
----
CREATE TYPE

CREATE TABLE gu (id int, r tr)
----
CREATE TABLE

CREATE INDEX ON gu USING gist (r)
----
CREATE INDEX

INSERT INTO gu SELECT i, tr('k' || i, 'k' || i || 'z') FROM generate_series(1, 300) i
----
INSERT 0 300

SELECT count(*), sum(id) FROM gu WHERE r @> 'k100'::text
----
3|111
SELECT 1

SELECT count(*), sum(id) FROM gu WHERE r && tr('k100', 'k11')
----
12|1056
SELECT 1

SELECT count(*), sum(id) FROM gu WHERE r <@ tr('k100', 'k11')
----
10|1045
SELECT 1
