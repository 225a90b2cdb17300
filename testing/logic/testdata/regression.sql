# Aggregates of least squares. The results are Postgres's own.
CREATE TABLE regr (g int, y float8, x float8);
INSERT INTO regr VALUES (1, 1, 1), (1, 2, 2), (1, 3.5, 3), (1, 3, 4), (1, NULL, 5), (1, 6, NULL), (2, 1, 7), (2, 5, 7), (3, 4, 1), (3, 4, 2), (4, NULL, 1), (5, 1, 2), (6, 'Infinity', 1), (6, 2, 3), (7, 1, 'NaN');
SELECT g, regr_count(y, x), regr_avgx(y, x), regr_avgy(y, x), regr_sxx(y, x), regr_syy(y, x), regr_sxy(y, x) FROM regr GROUP BY g ORDER BY g;
SELECT g, regr_slope(y, x), regr_intercept(y, x), regr_r2(y, x), corr(y, x), covar_pop(y, x), covar_samp(y, x) FROM regr GROUP BY g ORDER BY g;
----
CREATE TABLE
INSERT 0 15
1|4|2.5|2.375|5|3.6875|3.75
2|2|7|3|0|8|0
3|2|1.5|4|0.5|0|0
4|0|NULL|NULL|NULL|NULL|NULL
5|1|2|1|0|0|0
6|2|2|Infinity|2|NaN|NaN
7|1|NaN|1|NaN|0|NaN
SELECT 7
1|0.75|0.5|0.7627118644067796|0.8733337646093731|0.9375|1.25
2|NULL|NULL|NULL|NULL|0|0
3|0|4|1|NULL|0|0
4|NULL|NULL|NULL|NULL|NULL|NULL
5|NULL|NULL|NULL|NULL|0|NULL
6|NaN|NaN|NaN|NaN|NaN|NaN
7|NaN|NaN|1|NULL|NaN|NULL
SELECT 7

SELECT regr_count(y, x), regr_slope(y, x), regr_r2(y, x) FROM regr WHERE false;
SELECT regr_count(1, 2), regr_avgx(1, 2), pg_typeof(regr_count(1, 2)), pg_typeof(regr_r2(1, 2));
----
0|NULL|NULL
SELECT 1
1|2|bigint|double precision
SELECT 1

SELECT g, x, regr_slope(y, x) OVER (PARTITION BY g ORDER BY x NULLS LAST ROWS UNBOUNDED PRECEDING) FROM regr WHERE g < 3 ORDER BY g, x NULLS LAST, y;
SELECT round(regr_slope(DISTINCT y, x) FILTER (WHERE g = 1)::numeric, 6), regr_count(y, x) FILTER (WHERE g > 9) FROM regr;
----
1|1|NULL
1|2|1
1|3|1.25
1|4|0.75
1|5|0.75
1|NULL|0.75
2|7|NULL
2|7|NULL
SELECT 8
0.750000|0
SELECT 1

SELECT regr_sxx(y, x) FROM (VALUES (1e300, 1e300), (1e300, -1e300)) v(y, x);
----
error 22003

SELECT regr_slope('a', 1);
----
error 22P02

SELECT regr_slope(y) FROM regr;
----
error 42883

DROP TABLE regr;
----
DROP TABLE
