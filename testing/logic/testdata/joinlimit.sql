# The first rows of joins, in the order of an index: of many, so that a walk and lookups are cheaper.
CREATE TABLE jo (id int PRIMARY KEY, org int, name text)
----
CREATE TABLE

CREATE TABLE jp (id int PRIMARY KEY, o int, at int, note text)
----
CREATE TABLE

CREATE TABLE jd (id int PRIMARY KEY, name text)
----
CREATE TABLE

INSERT INTO jo SELECT i, CASE WHEN i % 10 <> 0 THEN i % 40 END, 'o' || i FROM generate_series(1, 3000) i
----
INSERT 0 3000

INSERT INTO jp SELECT i, CASE WHEN i % 7 <> 0 THEN 1 + i * 13 % 4000 END, CASE WHEN i % 11 <> 0 THEN i / 5 END, 'n' || i % 100 FROM generate_series(1, 6000) i
----
INSERT 0 6000

INSERT INTO jd SELECT i, 'd' || i FROM generate_series(0, 30) i
----
INSERT 0 31

CREATE INDEX ON jp (at, id); CREATE INDEX ON jp (o); CREATE INDEX ON jo (org); CREATE INDEX ON jp (note, at, id)
----
CREATE INDEX
CREATE INDEX
CREATE INDEX
CREATE INDEX

ANALYZE jo; ANALYZE jp; ANALYZE jd
----
ANALYZE
ANALYZE
ANALYZE

SELECT jp.id, jp.at, jo.name FROM jp JOIN jo ON jo.id = jp.o ORDER BY jp.at, jp.id LIMIT 12
----
1|0|o14
2|0|o27
3|0|o40
4|0|o53
5|1|o66
6|1|o79
8|1|o105
9|1|o118
10|2|o131
12|2|o157
13|2|o170
15|3|o196
SELECT 12

SELECT jp.id, jp.at, jo.name FROM jp JOIN jo ON jo.id = jp.o ORDER BY jp.at DESC, jp.id DESC LIMIT 12
----
5995|NULL|o1936
5984|NULL|o1793
5973|NULL|o1650
5962|NULL|o1507
5951|NULL|o1364
5940|NULL|o1221
5918|NULL|o935
5907|NULL|o792
5896|NULL|o649
5885|NULL|o506
5874|NULL|o363
5863|NULL|o220
SELECT 12

SELECT jp.id, jp.at, jo.name FROM jp LEFT JOIN jo ON jo.id = jp.o ORDER BY jp.at DESC, jp.id DESC LIMIT 12
----
5995|NULL|o1936
5984|NULL|o1793
5973|NULL|o1650
5962|NULL|o1507
5951|NULL|o1364
5940|NULL|o1221
5929|NULL|NULL
5918|NULL|o935
5907|NULL|o792
5896|NULL|o649
5885|NULL|o506
5874|NULL|o363
SELECT 12

SELECT jp.id, jp.at, jo.name FROM jp LEFT JOIN jo ON jo.id = jp.o ORDER BY jp.at DESC NULLS LAST, jp.id LIMIT 12
----
6000|1200|o2001
5996|1199|o1949
5997|1199|o1962
5998|1199|o1975
5999|1199|NULL
5990|1198|o1871
5991|1198|o1884
5992|1198|NULL
5993|1198|o1910
5994|1198|o1923
5985|1197|NULL
5986|1197|o1819
SELECT 12

SELECT jp.id, jp.at, jo.name FROM jp LEFT JOIN jo ON jo.id = jp.o ORDER BY jp.at, jp.id LIMIT 6 OFFSET 40
----
45|9|o586
46|9|o599
47|9|o612
48|9|o625
49|9|NULL
50|10|o651
SELECT 6

SELECT jp.id, jp.at, jo.name FROM jp LEFT JOIN jo ON jo.id = jp.o ORDER BY jp.at, jp.id LIMIT 6 OFFSET 5997
----
5973|NULL|o1650
5984|NULL|o1793
5995|NULL|o1936
SELECT 3

SELECT jp.at, count(*) FROM (SELECT jp.at FROM jp JOIN jo ON jo.id = jp.o ORDER BY jp.at LIMIT 13) jp GROUP BY jp.at ORDER BY jp.at
----
0|4
1|4
2|3
3|2
SELECT 4

SELECT jp.id, jo.name FROM jp JOIN jo ON jo.id = jp.o AND jo.org = 3 ORDER BY jp.at, jp.id LIMIT 7
----
34|o443
74|o963
114|o1483
194|o2523
314|o83
354|o603
394|o1123
SELECT 7

SELECT jp.id, jo.name FROM jp JOIN jo ON jo.id = jp.o WHERE jo.org IS NULL ORDER BY jp.at, jp.id LIMIT 7
----
3|o40
13|o170
23|o300
43|o560
53|o690
73|o950
83|o1080
SELECT 7

SELECT jp.id, jo.name FROM jp LEFT JOIN jo ON jo.id = jp.o AND jo.org < 5 ORDER BY jp.at, jp.id LIMIT 20
----
1|NULL
2|NULL
3|NULL
4|NULL
5|NULL
6|NULL
7|NULL
8|NULL
9|NULL
10|NULL
12|NULL
13|NULL
14|NULL
15|NULL
16|NULL
17|NULL
18|NULL
19|NULL
20|NULL
21|NULL
SELECT 20

SELECT jp.id, jo.name FROM jp LEFT JOIN jo ON jo.id = jp.o WHERE jo.id IS NULL ORDER BY jp.at, jp.id LIMIT 9
----
7|NULL
14|NULL
21|NULL
28|NULL
35|NULL
42|NULL
49|NULL
56|NULL
63|NULL
SELECT 9

SELECT jp.id, jo.name FROM jp LEFT JOIN jo ON jo.id = jp.o WHERE jo.org > 35 OR jo.org IS NULL AND jp.o > 100 ORDER BY jp.at, jp.id LIMIT 9
----
6|o79
9|o118
12|o157
13|o170
15|o196
23|o300
43|o560
46|o599
52|o677
SELECT 9

SELECT jp.id, jo.name FROM jp JOIN jo ON jo.id = jp.o WHERE jp.note = 'n17' ORDER BY jp.at DESC, jp.id DESC LIMIT 7
----
3817|o1622
517|o2722
5917|o922
5717|o2322
5617|o1022
5417|o2422
5317|o1122
SELECT 7

SELECT jp.id, jo.name FROM jp JOIN jo ON jo.id = jp.o WHERE jo.name = 'nobody' ORDER BY jp.at LIMIT 7
----
SELECT 0

SELECT jp.id, jo.name, jd.name FROM jp JOIN jo ON jo.id = jp.o JOIN jd ON jd.id = jo.org ORDER BY jp.at, jp.id LIMIT 9
----
1|o14|d14
2|o27|d27
4|o53|d13
5|o66|d26
8|o105|d25
10|o131|d11
16|o209|d9
17|o222|d22
19|o248|d8
SELECT 9

SELECT jp.id, jo.name, jd.name FROM jp LEFT JOIN jo ON jo.id = jp.o LEFT JOIN jd ON jd.id = jo.org ORDER BY jp.id DESC LIMIT 15
----
6000|o2001|d1
5999|NULL|NULL
5998|o1975|d15
5997|o1962|d2
5996|o1949|d29
5995|o1936|d16
5994|o1923|d3
5993|o1910|NULL
5992|NULL|NULL
5991|o1884|d4
5990|o1871|NULL
5989|o1858|d18
5988|o1845|d5
5987|o1832|NULL
5986|o1819|d19
SELECT 15

SELECT jo.id, jp.id FROM jo JOIN jp ON jp.o = jo.id ORDER BY jo.id, jp.id LIMIT 9
----
1|4000
2|3077
3|2154
4|1231
4|5231
5|4308
6|3385
7|2462
8|1539
SELECT 9

SELECT jo.id, count(jp.id) FROM jo JOIN jp ON jp.o = jo.id GROUP BY jo.id ORDER BY jo.id LIMIT 4 OFFSET 2
----
3|1
4|2
5|1
6|1
SELECT 4

SELECT jo.id, count(jp.id) FROM jo LEFT JOIN jp ON jp.o = jo.id GROUP BY jo.id ORDER BY jo.id DESC LIMIT 5
----
3000|1
2999|2
2998|2
2997|1
2996|1
SELECT 5

SELECT jp.at, count(*), min(id) FROM jp GROUP BY jp.at ORDER BY jp.at DESC LIMIT 3
----
NULL|545|11
1200|1|6000
1199|4|5996
SELECT 3

SELECT org, count(*) FROM jo GROUP BY org ORDER BY org DESC LIMIT 3
----
NULL|300
39|75
38|75
SELECT 3

SELECT count(*) FROM (SELECT org FROM jo GROUP BY org LIMIT 7) g
----
7
SELECT 1

SELECT id FROM jo WHERE EXISTS (SELECT FROM jp WHERE jp.o = jo.id) ORDER BY id LIMIT 9
----
1
2
3
4
5
6
7
8
9
SELECT 9

SELECT id FROM jo WHERE EXISTS (SELECT FROM jp WHERE jp.o = jo.id AND jp.id % 3 = 0) ORDER BY id DESC LIMIT 9
----
2999
2998
2996
2994
2991
2989
2986
2984
2982
SELECT 9

SELECT id FROM jo WHERE NOT EXISTS (SELECT FROM jp WHERE jp.o = jo.id) ORDER BY id LIMIT 9
----
29
33
37
41
45
49
120
124
128
SELECT 9

SELECT id FROM jo WHERE id NOT IN (SELECT o FROM jp WHERE o IS NOT NULL) ORDER BY id LIMIT 3
----
29
33
37
SELECT 3

SELECT count(*) FROM (SELECT jp.id FROM jp JOIN jo ON jo.id = jp.o LIMIT 77) x
----
77
SELECT 1

SELECT count(*) FROM (SELECT jp.id FROM jp JOIN jo ON jo.id = jp.o AND jo.org = 5 LIMIT 77) x
----
77
SELECT 1

SELECT jp.id, jo.name FROM jp JOIN jo ON jo.id = jp.o ORDER BY jp.at, jp.id LIMIT 3 FOR UPDATE OF jp
----
1|o14
2|o27
3|o40
SELECT 3

SELECT jp.at FROM jp JOIN jo ON jo.id = jp.o ORDER BY jp.at FETCH FIRST 2 ROWS WITH TIES
----
0
0
0
0
SELECT 4

SELECT sum(x.id), max(x.at) FROM (SELECT jp.id, jp.at FROM jp JOIN jo ON jo.id = jp.o ORDER BY jp.at, jp.id LIMIT 2500) x
----
5253058|841
SELECT 1

SELECT jo.id, x.id FROM jo, LATERAL (SELECT jp.id FROM jp JOIN jd ON jd.id = jp.at % 40 WHERE jp.o = jo.id ORDER BY jp.id DESC LIMIT 1) x ORDER BY jo.id LIMIT 5
----
1|4000
2|3077
3|2154
4|5231
5|4308
SELECT 5
