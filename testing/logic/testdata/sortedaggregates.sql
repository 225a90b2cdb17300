# Aggregates whose arguments wait to be sorted: DISTINCT, ORDER BY and ordered sets (also run with all on disk, TestLogicSpilled).
create table waits as select i, i % 5 as k, nullif(i % 11, 0) as v, (i * 7919 % 1009)::float8 / 7 as f, md5((i % 300)::text) as t from generate_series(1, 2000) i
----
SELECT 2000

select count(distinct v), count(distinct t), count(distinct f), count(distinct i), count(distinct i + 1), count(distinct i + 2), count(distinct i + 3), count(distinct (v, k)) from waits
----
10|300|1009|2000|2000|2000|2000|55
SELECT 1

select k, count(distinct v), sum(distinct v), sum(distinct f), avg(distinct f), stddev(distinct f), min(distinct t), string_agg(distinct v::text, ',') from waits group by k order by k
----
0|10|55|28864.857142857145|72.16214285714287|41.57731899190657|0266e33d3f546cb5436a10798e657d97|1,10,2,3,4,5,6,7,8,9
1|10|55|28809.57142857142|72.02392857142856|41.7034314468268|01161aaa0b6d1345dd8fe4e481144d84|1,10,2,3,4,5,6,7,8,9
2|10|55|28859.428571428565|72.14857142857142|41.71354226392412|02e74f10e0327ad868d138f2b4fdd6f0|1,10,2,3,4,5,6,7,8,9
3|10|55|28765.142857142855|71.91285714285713|41.69510368767241|006f52e9102a8d3be2fe5614f42ba989|1,10,2,3,4,5,6,7,8,9
4|10|55|28815.00000000001|72.03750000000002|41.617794121692974|02522a2b2726fb0a03bb19f2d8d9524d|1,10,2,3,4,5,6,7,8,9
SELECT 5

select k, v, count(distinct t) filter (where i % 2 = 0), percentile_disc(0.5) within group (order by f) filter (where i % 3 = 0) from waits where i < 200 group by grouping sets ((k), (v), ()) order by k, v
----
0|NULL|19|76.28571428571429
1|NULL|20|78
2|NULL|20|76.85714285714286
3|NULL|20|75.71428571428571
4|NULL|20|77.42857142857143
NULL|1|9|24.285714285714285
NULL|2|9|50.285714285714285
NULL|3|9|76.85714285714286
NULL|4|9|102.85714285714286
NULL|5|9|128.85714285714286
NULL|6|9|11.285714285714286
NULL|7|9|37.285714285714285
NULL|8|9|63.285714285714285
NULL|9|9|89.85714285714286
NULL|10|9|115.85714285714286
NULL|NULL|9|141.85714285714286
NULL|NULL|99|76.85714285714286
SELECT 17

select sum(distinct x), avg(distinct x), var_pop(distinct x) from (values (1e16::float8), (-1e16), (1), (3), (3), (null)) s(x)
----
4|1|5.000000000000001e+31
SELECT 1

select sum(distinct x), sum(x order by x desc), regr_slope(distinct x, y), corr(distinct y, x) from (values (0.1::float8, 1::float8), (0.7, 3), (1e15, 2), (-1e15, 7), (0.1, 1)) s(x, y)
----
0.875|1|-240963855421686.75|-0.7761505257063328
SELECT 1

select k, sum(distinct f * 1e10) from waits group by k order by k
----
0|288648571428571.5
1|288095714285714.4
2|288594285714285.75
3|287651428571428.5
4|288149999999999.94
SELECT 5

select percentile_disc(array[0.9, 0, 1, null, 0.5, 0.25]) within group (order by t), percentile_cont(array[[0.9, 0.1], [0.333, 0.5]]) within group (order by f), percentile_cont(0.3) within group (order by i desc), percentile_disc(0.3) within group (order by i desc) from waits
----
{e96ed478dab8595a7dbda4cbcbee168f,006f52e9102a8d3be2fe5614f42ba989,fe9fc289c3ff0af142b6d3bead98a923,NULL,7f39f8317fbdb1988ef4c628eba02591,37a749d808e46495a8da1e5352d03cae}|{{129.58571428571432,14.414285714285715},{48,72.07142857142857}}|1400.3000000000002|1401
SELECT 1

select k, percentile_cont(0.123) within group (order by f), percentile_disc(0.999) within group (order by v nulls first), percentile_cont(0.4) within group (order by make_interval(secs => i)), mode() within group (order by v desc) from waits group by k order by k
----
0|17.912142857142857|10|00:13:23|10
1|17.626428571428573|10|00:13:19|6
2|18.15385714285714|10|00:13:20|7
3|17.340714285714284|10|00:13:21|8
4|17.868142857142857|10|00:13:22|9
SELECT 5

select k, rank(50) within group (order by i), dense_rank(3) within group (order by v), percent_rank(0.5) within group (order by f), cume_dist('a') within group (order by t) from waits group by k order by k
----
0|10|3|0|0.6533665835411472
1|11|3|0.0025|0.6533665835411472
2|11|3|0.005|0.6982543640897756
3|11|3|0.005|0.6658354114713217
4|11|3|0.005|0.49875311720698257
SELECT 5

select percentile_cont(0.5) within group (order by x), percentile_disc(array[0.1, 0.2]) within group (order by x), percentile_cont(null) within group (order by x) from (values (null::float8), (null)) s(x)
----
NULL|NULL|NULL
SELECT 1

select percentile_cont(0.5) within group (order by x), percentile_disc(array[]::float8[]) within group (order by x) from (values (1.5::float8), (2.5)) s(x)
----
2|{}
SELECT 1

select percentile_cont(1.5) within group (order by x) from (values (null::float8)) s(x)
----
error 22003

select percentile_disc(array[0.5, -1]) within group (order by x) from (values (1), (2)) s(x)
----
error 22003

select percentile_disc(0.5) within group (order by x), percentile_disc(array[0, 1]) within group (order by x) from (values (null), (3), (1), (null), (2)) s(x)
----
2|{1,3}
SELECT 1

select md5(string_agg(t, ',' order by t, i)), md5(string_agg(i::text, ',' order by f, i desc)), (array_agg(i order by f desc, i))[1:5], (array_agg(distinct v order by v desc nulls last))[1:3] from waits
----
14cf237185af73c85519ecc7e3b67044|3f82a3c0d9f93e69698e8226833e2c7f|{765,1774,521,1530,277}|{10,9,8}
SELECT 1

with recursive r(n) as (select i from waits union select (n * 3 + 1) % 5000 from r) select count(*), sum(n), min(n), max(n) from r
----
4992|12467504|0|4999
SELECT 1

drop table waits
----
DROP TABLE
