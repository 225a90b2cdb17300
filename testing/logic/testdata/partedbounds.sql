# Bounds by the rows of other inputs, and by subqueries, of the keys and indexes of partitioned tables.
create table obs (at timestamp not null, v int, k bigint not null) partition by range (at);
create table obs1 partition of obs for values from ('2024-01-01') to ('2024-02-01');
create table obs2 partition of obs for values from ('2024-02-01') to ('2024-03-01') partition by list (v);
create table obs2a partition of obs2 for values in (0, 1, 2);
create table obs2b partition of obs2 default;
create table obs3 partition of obs default;
create index on obs (at desc);
create index on obs (v, k);
insert into obs select timestamp '2024-01-01' + i * interval '3 hours', nullif(i % 7, 6), i from generate_series(0, 699) i;
create table sp (id int primary key, lo timestamp, hi timestamp, day date, z timestamptz, k1 int, k2 smallint);
set timezone = 'Europe/Berlin';
insert into sp select i, timestamp '2023-12-30' + i * interval '19 hours', timestamp '2023-12-30' + i * interval '19 hours' + i % 5 * interval '4 hours', date '2023-12-30' + i, timestamptz '2023-12-30' + i * interval '19 hours', i * 7, i * 7 + i % 4 - 1 from generate_series(1, 100) i;
insert into sp values (201, null, '2024-02-01', null, null, null, 5), (202, '2024-02-01', null, '2024-01-31', 'infinity', 5, null), (203, '-infinity', 'infinity', '-infinity', '-infinity', -2000000000, 32767);
analyze;
set enable_hashjoin = off;
set enable_seqscan = off;
----
CREATE TABLE
CREATE TABLE
CREATE TABLE
CREATE TABLE
CREATE TABLE
CREATE TABLE
CREATE INDEX
CREATE INDEX
INSERT 0 700
CREATE TABLE
SET
INSERT 0 100
INSERT 0 3
ANALYZE
SET
SET

select id, obs.k from sp join obs on at between lo and hi where id between 30 and 60 order by 1, 2;
select id, obs.k from sp join obs on at > lo and at <= hi and v = 3 order by 1, 2 limit 50;
select id, count(obs.k), min(at) from sp left join obs on at >= lo and at < hi group by id order by 1;
select id, count(*) from sp join obs on at >= day and at < day + 1 group by id order by 1;
select id, count(obs.k) from sp left join obs on at >= z and at < z + interval '7 hours' group by id order by 1;
----
30|174
31|181
32|187
32|188
32|189
33|193
33|194
33|195
33|196
33|197
34|200
34|201
34|202
34|203
34|204
36|212
36|213
37|219
37|220
37|221
38|225
38|226
38|227
38|228
39|231
39|232
39|233
39|234
39|235
39|236
41|244
41|245
42|250
42|251
42|252
43|257
43|258
43|259
43|260
44|263
44|264
44|265
44|266
44|267
44|268
45|269
46|276
47|282
47|283
47|284
48|288
48|289
48|290
48|291
48|292
49|295
49|296
49|297
49|298
49|299
51|307
51|308
52|314
52|315
52|316
53|320
53|321
53|322
53|323
54|326
54|327
54|328
54|329
54|330
54|331
56|339
56|340
57|345
57|346
57|347
58|352
58|353
58|354
58|355
59|358
59|359
59|360
59|361
59|362
59|363
60|364
SELECT 91
4|10
7|31
8|38
9|45
14|73
17|94
18|101
19|108
26|150
27|157
28|164
29|171
36|213
37|220
38|227
39|234
46|276
47|283
48|290
49|297
56|339
57|346
58|353
59|360
67|409
68|416
69|423
74|458
77|472
78|479
79|486
84|521
88|542
89|549
93|577
94|584
98|605
99|612
203|3
203|10
203|17
203|24
203|31
203|38
203|45
203|52
203|59
203|66
203|73
203|80
SELECT 50
1|0|NULL
2|0|NULL
3|4|2024-01-01 09:00:00
4|5|2024-01-02 06:00:00
5|0|NULL
6|2|2024-01-03 18:00:00
7|2|2024-01-04 15:00:00
8|4|2024-01-05 09:00:00
9|6|2024-01-06 03:00:00
10|0|NULL
11|1|2024-01-07 18:00:00
12|3|2024-01-08 12:00:00
13|4|2024-01-09 09:00:00
14|5|2024-01-10 03:00:00
15|0|NULL
16|1|2024-01-11 18:00:00
17|3|2024-01-12 12:00:00
18|4|2024-01-13 06:00:00
19|5|2024-01-14 03:00:00
20|0|NULL
21|2|2024-01-15 15:00:00
22|2|2024-01-16 12:00:00
23|4|2024-01-17 06:00:00
24|6|2024-01-18 00:00:00
25|0|NULL
26|1|2024-01-19 15:00:00
27|3|2024-01-20 09:00:00
28|4|2024-01-21 06:00:00
29|5|2024-01-22 00:00:00
30|0|NULL
31|1|2024-01-23 15:00:00
32|3|2024-01-24 09:00:00
33|4|2024-01-25 03:00:00
34|5|2024-01-26 00:00:00
35|0|NULL
36|2|2024-01-27 12:00:00
37|2|2024-01-28 09:00:00
38|4|2024-01-29 03:00:00
39|6|2024-01-29 21:00:00
40|0|NULL
41|1|2024-01-31 12:00:00
42|3|2024-02-01 06:00:00
43|4|2024-02-02 03:00:00
44|5|2024-02-02 21:00:00
45|0|NULL
46|1|2024-02-04 12:00:00
47|3|2024-02-05 06:00:00
48|4|2024-02-06 00:00:00
49|5|2024-02-06 21:00:00
50|0|NULL
51|2|2024-02-08 09:00:00
52|2|2024-02-09 06:00:00
53|4|2024-02-10 00:00:00
54|6|2024-02-10 18:00:00
55|0|NULL
56|1|2024-02-12 09:00:00
57|3|2024-02-13 03:00:00
58|4|2024-02-14 00:00:00
59|5|2024-02-14 18:00:00
60|0|NULL
61|1|2024-02-16 09:00:00
62|3|2024-02-17 03:00:00
63|4|2024-02-17 21:00:00
64|5|2024-02-18 18:00:00
65|0|NULL
66|2|2024-02-20 06:00:00
67|2|2024-02-21 03:00:00
68|4|2024-02-21 21:00:00
69|6|2024-02-22 15:00:00
70|0|NULL
71|1|2024-02-24 06:00:00
72|3|2024-02-25 00:00:00
73|4|2024-02-25 21:00:00
74|5|2024-02-26 15:00:00
75|0|NULL
76|1|2024-02-28 06:00:00
77|3|2024-02-29 00:00:00
78|4|2024-02-29 18:00:00
79|5|2024-03-01 15:00:00
80|0|NULL
81|2|2024-03-03 03:00:00
82|2|2024-03-04 00:00:00
83|4|2024-03-04 18:00:00
84|6|2024-03-05 12:00:00
85|0|NULL
86|1|2024-03-07 03:00:00
87|3|2024-03-07 21:00:00
88|4|2024-03-08 18:00:00
89|5|2024-03-09 12:00:00
90|0|NULL
91|1|2024-03-11 03:00:00
92|3|2024-03-11 21:00:00
93|4|2024-03-12 15:00:00
94|5|2024-03-13 12:00:00
95|0|NULL
96|2|2024-03-15 00:00:00
97|2|2024-03-15 21:00:00
98|4|2024-03-16 15:00:00
99|6|2024-03-17 09:00:00
100|0|NULL
201|0|NULL
202|0|NULL
203|700|2024-01-01 00:00:00
SELECT 103
2|8
3|8
4|8
5|8
6|8
7|8
8|8
9|8
10|8
11|8
12|8
13|8
14|8
15|8
16|8
17|8
18|8
19|8
20|8
21|8
22|8
23|8
24|8
25|8
26|8
27|8
28|8
29|8
30|8
31|8
32|8
33|8
34|8
35|8
36|8
37|8
38|8
39|8
40|8
41|8
42|8
43|8
44|8
45|8
46|8
47|8
48|8
49|8
50|8
51|8
52|8
53|8
54|8
55|8
56|8
57|8
58|8
59|8
60|8
61|8
62|8
63|8
64|8
65|8
66|8
67|8
68|8
69|8
70|8
71|8
72|8
73|8
74|8
75|8
76|8
77|8
78|8
79|8
80|8
81|8
82|8
83|8
84|8
85|8
86|8
87|8
88|8
89|4
202|8
SELECT 89
1|0
2|0
3|3
4|2
5|2
6|3
7|2
8|2
9|3
10|2
11|2
12|3
13|2
14|2
15|3
16|2
17|2
18|3
19|2
20|2
21|3
22|2
23|2
24|3
25|2
26|2
27|3
28|2
29|2
30|3
31|2
32|2
33|3
34|2
35|2
36|3
37|2
38|2
39|3
40|2
41|2
42|3
43|2
44|2
45|3
46|2
47|2
48|3
49|2
50|2
51|3
52|2
53|2
54|3
55|2
56|2
57|3
58|2
59|2
60|3
61|2
62|2
63|3
64|2
65|2
66|3
67|2
68|2
69|3
70|2
71|2
72|3
73|2
74|2
75|3
76|2
77|2
78|3
79|2
80|2
81|3
82|2
83|2
84|3
85|2
86|2
87|3
88|2
89|2
90|3
91|2
92|2
93|3
94|2
95|2
96|3
97|2
98|2
99|3
100|2
201|0
202|0
203|0
SELECT 103

select id from sp where exists (select from obs where at > lo and at < hi) order by 1;
select id from sp where not exists (select from obs where at > lo and at < hi) order by 1;
select id, o.k from sp, lateral (select k from obs where at >= lo order by at limit 1) o where id < 20 or id > 95 order by 1;
select id, obs.k from sp join obs on v = 2 and obs.k between k1 and k2 order by 1, 2;
select id, obs.k, v from sp join obs on obs.v = sp.id % 8 and obs.k > k1 and obs.k <= k1 + 20 order by 1, 2 limit 60;
select sp.id, a.k, b.k from sp join obs a on a.at = sp.lo join obs b on b.at > a.at and b.at <= a.at + interval '6 hours' order by 1, 2, 3;
with d as (delete from obs using sp where at between lo and hi and id = 41 returning id, obs.k) select * from d order by 1, 2;
update obs set v = 5 from sp where at > lo and at < hi and id = 46 returning id, obs.k, obs.tableoid::regclass;
----
3
4
6
7
8
9
11
12
13
14
16
17
18
19
21
22
23
24
26
27
28
29
31
32
33
34
36
37
38
39
41
42
43
44
46
47
48
49
51
52
53
54
56
57
58
59
61
62
63
64
66
67
68
69
71
72
73
74
76
77
78
79
81
82
83
84
86
87
88
89
91
92
93
94
96
97
98
99
203
SELECT 79
1
2
5
10
15
20
25
30
35
40
45
50
55
60
65
70
75
80
85
90
95
100
201
202
SELECT 24
1|0
2|0
3|3
4|10
5|16
6|22
7|29
8|35
9|41
10|48
11|54
12|60
13|67
14|73
15|79
16|86
17|92
18|98
19|105
96|592
97|599
98|605
99|611
100|618
202|248
203|0
SELECT 26
3|23
7|51
11|79
15|107
19|135
23|163
27|191
31|219
35|247
39|275
43|303
47|331
51|359
55|387
59|415
63|443
67|471
71|499
75|527
79|555
83|583
87|611
91|639
95|667
99|695
203|2
203|9
203|16
203|23
203|30
203|37
203|44
203|51
203|58
203|65
203|72
203|79
203|86
203|93
203|100
203|107
203|114
203|121
203|128
203|135
203|142
203|149
203|156
203|163
203|170
203|177
203|184
203|191
203|198
203|205
203|212
203|219
203|226
203|233
203|240
203|247
203|254
203|261
203|268
203|275
203|282
203|289
203|296
203|303
203|310
203|317
203|324
203|331
203|338
203|345
203|352
203|359
203|366
203|373
203|380
203|387
203|394
203|401
203|408
203|415
203|422
203|429
203|436
203|443
203|450
203|457
203|464
203|471
203|478
203|485
203|492
203|499
203|506
203|513
203|520
203|527
203|534
203|541
203|548
203|555
203|562
203|569
203|576
203|583
203|590
203|597
203|604
203|611
203|618
203|625
203|632
203|639
203|646
203|653
203|660
203|667
203|674
203|681
203|688
203|695
SELECT 125
1|8|1
1|15|1
1|22|1
2|16|2
2|23|2
2|30|2
3|24|3
3|31|3
3|38|3
4|32|4
4|39|4
4|46|4
5|40|5
5|47|5
5|54|5
8|63|0
8|70|0
9|64|1
9|71|1
9|78|1
10|72|2
10|79|2
10|86|2
11|80|3
11|87|3
11|94|3
12|88|4
12|95|4
12|102|4
13|96|5
13|103|5
13|110|5
16|119|0
16|126|0
17|120|1
17|127|1
17|134|1
18|128|2
18|135|2
18|142|2
19|136|3
19|143|3
19|150|3
20|144|4
20|151|4
20|158|4
21|152|5
21|159|5
21|166|5
24|175|0
24|182|0
25|176|1
25|183|1
25|190|1
26|184|2
26|191|2
26|198|2
27|192|3
27|199|3
27|206|3
SELECT 60
3|3|4
3|3|5
6|22|23
6|22|24
9|41|42
9|41|43
12|60|61
12|60|62
15|79|80
15|79|81
18|98|99
18|98|100
21|117|118
21|117|119
24|136|137
24|136|138
27|155|156
27|155|157
30|174|175
30|174|176
33|193|194
33|193|195
36|212|213
36|212|214
39|231|232
39|231|233
42|250|251
42|250|252
45|269|270
45|269|271
48|288|289
48|288|290
51|307|308
51|307|309
54|326|327
54|326|328
57|345|346
57|345|347
60|364|365
60|364|366
63|383|384
63|383|385
66|402|403
66|402|404
69|421|422
69|421|423
72|440|441
72|440|442
75|459|460
75|459|461
78|478|479
78|478|480
81|497|498
81|497|499
84|516|517
84|516|518
87|535|536
87|535|537
90|554|555
90|554|556
93|573|574
93|573|575
96|592|593
96|592|594
99|611|612
99|611|613
202|248|249
202|248|250
SELECT 68
41|244
41|245
SELECT 2
46|276|obs2b
UPDATE 1

select k from obs where at >= (select max(at) - interval '10 hours' from obs) order by 1;
select k from obs where at >= (select lo from sp where id = 50) and at < (select hi from sp where id = 54) order by 1;
select k from obs where at = (select lo from sp where id = 201);
select k from obs where at = any (array(select lo from sp where id in (6, 30, 60))) order by 1;
select k from obs where at < (select day from sp where id = 3) order by 1;
select count(*) from obs where at > (select at from obs where k < 0);
select sp.id, (select count(*) from obs where at > lo and at < (select s2.hi from sp s2 where s2.id = sp.id + 1)) from sp where id between 10 and 15 order by 1;
prepare p (int) as select k from obs where at between (select lo from sp where id = $1) and (select lo from sp where id = $1) + interval '9 hours' order by 1;
execute p (40);
execute p (3);
execute p (201);
select k from obs where at >= (select max(at) - interval '10 hours' from obs) order by 1 for update;
update obs set v = 4 where at >= (select max(at) from obs) returning k, v;
with d as (delete from obs where at > (select max(at) - interval '5 hours' from obs) returning k) select * from d order by 1;
----
696
697
698
699
SELECT 4
301
302
303
304
305
306
307
308
309
310
311
312
313
314
315
316
317
318
319
320
321
322
323
324
325
326
327
328
329
330
331
SELECT 31
SELECT 0
22
174
364
SELECT 3
0
1
2
3
4
5
6
7
SELECT 8
0
SELECT 1
10|7
11|9
12|10
13|11
14|6
15|7
SELECT 6
PREPARE
238
239
240
SELECT 3
3
4
5
6
SELECT 4
SELECT 0
696
697
698
699
SELECT 4
699|4
UPDATE 1
698
699
SELECT 2

select k from obs where at > (select lo from sp where id in (30, 31));
----
error 21000
