# Ordered-set and hypothetical-set aggregates.
CREATE TABLE g (id int PRIMARY KEY, k text, i int, n numeric, f float8, d interval, t text); INSERT INTO g VALUES (1,'a',1,1.5,0.5,'1 day','x'),(2,'a',2,2.5,1.5,'2 days','y'),(3,'a',2,NULL,4,'5 hours','y'),(4,'b',7,0.1,NULL,NULL,'z'),(5,'b',3,10,'NaN','1 month','q'),(6,'b',3,10.0,3,'3 hours','z'),(7,NULL,NULL,5,7,'10 days',NULL)
----
CREATE TABLE
INSERT 0 7

SELECT k, percentile_cont(0) WITHIN GROUP (ORDER BY i) FROM g GROUP BY k ORDER BY k
----
a|1
b|3
NULL|NULL
SELECT 3

SELECT k, percentile_cont(0) WITHIN GROUP (ORDER BY f DESC) FROM g GROUP BY k ORDER BY k
----
a|4
b|NaN
NULL|7
SELECT 3

SELECT k, percentile_cont(0) WITHIN GROUP (ORDER BY d) FROM g GROUP BY k ORDER BY k
----
a|05:00:00
b|03:00:00
NULL|10 days
SELECT 3

SELECT k, percentile_cont(0.25) WITHIN GROUP (ORDER BY i) FROM g GROUP BY k ORDER BY k
----
a|1.5
b|3
NULL|NULL
SELECT 3

SELECT k, percentile_cont(0.25) WITHIN GROUP (ORDER BY f DESC) FROM g GROUP BY k ORDER BY k
----
a|2.75
b|NaN
NULL|7
SELECT 3

SELECT k, percentile_cont(0.25) WITHIN GROUP (ORDER BY d) FROM g GROUP BY k ORDER BY k
----
a|14:30:00
b|7 days 14:15:00
NULL|10 days
SELECT 3

SELECT k, percentile_cont(0.5) WITHIN GROUP (ORDER BY i) FROM g GROUP BY k ORDER BY k
----
a|2
b|3
NULL|NULL
SELECT 3

SELECT k, percentile_cont(0.5) WITHIN GROUP (ORDER BY f DESC) FROM g GROUP BY k ORDER BY k
----
a|1.5
b|NaN
NULL|7
SELECT 3

SELECT k, percentile_cont(0.5) WITHIN GROUP (ORDER BY d) FROM g GROUP BY k ORDER BY k
----
a|1 day
b|15 days 01:30:00
NULL|10 days
SELECT 3

SELECT k, percentile_cont(0.9) WITHIN GROUP (ORDER BY i) FROM g GROUP BY k ORDER BY k
----
a|2
b|6.2
NULL|NULL
SELECT 3

SELECT k, percentile_cont(0.9) WITHIN GROUP (ORDER BY f DESC) FROM g GROUP BY k ORDER BY k
----
a|0.7
b|NaN
NULL|7
SELECT 3

SELECT k, percentile_cont(0.9) WITHIN GROUP (ORDER BY d) FROM g GROUP BY k ORDER BY k
----
a|1 day 19:12:00
b|27 days 00:18:00
NULL|10 days
SELECT 3

SELECT k, percentile_cont(1) WITHIN GROUP (ORDER BY i) FROM g GROUP BY k ORDER BY k
----
a|2
b|7
NULL|NULL
SELECT 3

SELECT k, percentile_cont(1) WITHIN GROUP (ORDER BY f DESC) FROM g GROUP BY k ORDER BY k
----
a|0.5
b|3
NULL|7
SELECT 3

SELECT k, percentile_cont(1) WITHIN GROUP (ORDER BY d) FROM g GROUP BY k ORDER BY k
----
a|2 days
b|1 mon
NULL|10 days
SELECT 3

SELECT k, percentile_cont(NULL) WITHIN GROUP (ORDER BY i) FROM g GROUP BY k ORDER BY k
----
a|NULL
b|NULL
NULL|NULL
SELECT 3

SELECT k, percentile_cont(NULL) WITHIN GROUP (ORDER BY f DESC) FROM g GROUP BY k ORDER BY k
----
a|NULL
b|NULL
NULL|NULL
SELECT 3

SELECT k, percentile_cont(NULL) WITHIN GROUP (ORDER BY d) FROM g GROUP BY k ORDER BY k
----
error 42725

SELECT k, percentile_cont(ARRAY[0.1,0.5,NULL,1]) WITHIN GROUP (ORDER BY i) FROM g GROUP BY k ORDER BY k
----
a|{1.2,2,NULL,2}
b|{3,3,NULL,7}
NULL|NULL
SELECT 3

SELECT k, percentile_cont(ARRAY[0.1,0.5,NULL,1]) WITHIN GROUP (ORDER BY f DESC) FROM g GROUP BY k ORDER BY k
----
a|{3.5,1.5,NULL,0.5}
b|{NaN,NaN,NULL,3}
NULL|{7,7,NULL,7}
SELECT 3

SELECT k, percentile_cont(ARRAY[0.1,0.5,NULL,1]) WITHIN GROUP (ORDER BY d) FROM g GROUP BY k ORDER BY k
----
a|{08:48:00,"1 day",NULL,"2 days"}
b|{"3 days 02:42:00","15 days 01:30:00",NULL,"1 mon"}
NULL|{"10 days","10 days",NULL,"10 days"}
SELECT 3

SELECT k, percentile_cont('{0.5}'::float8[]) WITHIN GROUP (ORDER BY i) FROM g GROUP BY k ORDER BY k
----
a|{2}
b|{3}
NULL|NULL
SELECT 3

SELECT k, percentile_cont('{0.5}'::float8[]) WITHIN GROUP (ORDER BY f DESC) FROM g GROUP BY k ORDER BY k
----
a|{1.5}
b|{NaN}
NULL|{7}
SELECT 3

SELECT k, percentile_cont('{0.5}'::float8[]) WITHIN GROUP (ORDER BY d) FROM g GROUP BY k ORDER BY k
----
a|{"1 day"}
b|{"15 days 01:30:00"}
NULL|{"10 days"}
SELECT 3

SELECT k, percentile_cont(ARRAY[[0,1],[0.5,0.25]]) WITHIN GROUP (ORDER BY i) FROM g GROUP BY k ORDER BY k
----
a|{{1,2},{2,1.5}}
b|{{3,7},{3,3}}
NULL|NULL
SELECT 3

SELECT k, percentile_cont(ARRAY[[0,1],[0.5,0.25]]) WITHIN GROUP (ORDER BY f DESC) FROM g GROUP BY k ORDER BY k
----
a|{{4,0.5},{1.5,2.75}}
b|{{NaN,3},{NaN,NaN}}
NULL|{{7,7},{7,7}}
SELECT 3

SELECT k, percentile_cont(ARRAY[[0,1],[0.5,0.25]]) WITHIN GROUP (ORDER BY d) FROM g GROUP BY k ORDER BY k
----
a|{{05:00:00,"2 days"},{"1 day",14:30:00}}
b|{{03:00:00,"1 mon"},{"15 days 01:30:00","7 days 14:15:00"}}
NULL|{{"10 days","10 days"},{"10 days","10 days"}}
SELECT 3

SELECT k, percentile_cont('{}'::float8[]) WITHIN GROUP (ORDER BY i) FROM g GROUP BY k ORDER BY k
----
a|{}
b|{}
NULL|NULL
SELECT 3

SELECT k, percentile_cont('{}'::float8[]) WITHIN GROUP (ORDER BY f DESC) FROM g GROUP BY k ORDER BY k
----
a|{}
b|{}
NULL|{}
SELECT 3

SELECT k, percentile_cont('{}'::float8[]) WITHIN GROUP (ORDER BY d) FROM g GROUP BY k ORDER BY k
----
a|{}
b|{}
NULL|{}
SELECT 3

SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY i) FROM g WHERE false
----
NULL
SELECT 1

SELECT percentile_cont(2) WITHIN GROUP (ORDER BY i) FROM g
----
error 22003

SELECT percentile_cont(-0.1) WITHIN GROUP (ORDER BY f) FROM g
----
error 22003

SELECT percentile_cont('NaN') WITHIN GROUP (ORDER BY f) FROM g
----
error 22003

SELECT percentile_cont(ARRAY[0.5,2]) WITHIN GROUP (ORDER BY f) FROM g
----
error 22003

SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY t) FROM g
----
error 42883

SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY i, f) FROM g
----
error 42883

SELECT percentile_cont() WITHIN GROUP (ORDER BY i) FROM g
----
error 42883

SELECT percentile_cont(0.5, 1) WITHIN GROUP (ORDER BY i) FROM g
----
error 42883

SELECT percentile_cont(0.5, i) FROM g
----
error 42809

SELECT percentile_cont(f) WITHIN GROUP (ORDER BY i) FROM g
----
error 42803

SELECT k, percentile_cont(length(k) / 10.0) WITHIN GROUP (ORDER BY i) FROM g GROUP BY k ORDER BY k
----
a|1.2
b|3
NULL|NULL
SELECT 3

SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY i) FILTER (WHERE k = 'a') FROM g
----
2
SELECT 1

SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY n) FROM g
----
3.75
SELECT 1

SELECT percentile_cont(count(*)) WITHIN GROUP (ORDER BY i) FROM g
----
error 42803

SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY i) OVER () FROM g
----
error 0A000

SELECT percentile_cont(DISTINCT 0.5) WITHIN GROUP (ORDER BY i) FROM g
----
error 42601

SELECT k, (SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY x.i) FROM g x WHERE x.k = o.k) FROM g o GROUP BY k ORDER BY k
----
a|2
b|3
NULL|NULL
SELECT 3

SELECT pg_typeof(percentile_cont(0.5) WITHIN GROUP (ORDER BY i)), pg_typeof(percentile_cont(ARRAY[0.5]) WITHIN GROUP (ORDER BY d)) FROM g
----
double precision|interval[]
SELECT 1

SELECT k FROM g GROUP BY k HAVING percentile_cont(0.5) WITHIN GROUP (ORDER BY i) > 2 ORDER BY k
----
b
SELECT 1

SELECT k, percentile_cont(0.5) WITHIN GROUP (ORDER BY i) FROM g GROUP BY k ORDER BY percentile_cont(0.5) WITHIN GROUP (ORDER BY i) NULLS FIRST, k
----
NULL|NULL
a|2
b|3
SELECT 3

SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY i), sum(percentile_cont(0.5) WITHIN GROUP (ORDER BY i)) OVER () FROM g
----
2.5|2.5
SELECT 1

SELECT k, percentile_disc(0) WITHIN GROUP (ORDER BY i) FROM g GROUP BY k ORDER BY k
----
a|1
b|3
NULL|NULL
SELECT 3

SELECT k, percentile_disc(0) WITHIN GROUP (ORDER BY f DESC) FROM g GROUP BY k ORDER BY k
----
a|4
b|NaN
NULL|7
SELECT 3

SELECT k, percentile_disc(0) WITHIN GROUP (ORDER BY d) FROM g GROUP BY k ORDER BY k
----
a|05:00:00
b|03:00:00
NULL|10 days
SELECT 3

SELECT k, percentile_disc(0.25) WITHIN GROUP (ORDER BY i) FROM g GROUP BY k ORDER BY k
----
a|1
b|3
NULL|NULL
SELECT 3

SELECT k, percentile_disc(0.25) WITHIN GROUP (ORDER BY f DESC) FROM g GROUP BY k ORDER BY k
----
a|4
b|NaN
NULL|7
SELECT 3

SELECT k, percentile_disc(0.25) WITHIN GROUP (ORDER BY d) FROM g GROUP BY k ORDER BY k
----
a|05:00:00
b|03:00:00
NULL|10 days
SELECT 3

SELECT k, percentile_disc(0.5) WITHIN GROUP (ORDER BY i) FROM g GROUP BY k ORDER BY k
----
a|2
b|3
NULL|NULL
SELECT 3

SELECT k, percentile_disc(0.5) WITHIN GROUP (ORDER BY f DESC) FROM g GROUP BY k ORDER BY k
----
a|1.5
b|NaN
NULL|7
SELECT 3

SELECT k, percentile_disc(0.5) WITHIN GROUP (ORDER BY d) FROM g GROUP BY k ORDER BY k
----
a|1 day
b|03:00:00
NULL|10 days
SELECT 3

SELECT k, percentile_disc(0.9) WITHIN GROUP (ORDER BY i) FROM g GROUP BY k ORDER BY k
----
a|2
b|7
NULL|NULL
SELECT 3

SELECT k, percentile_disc(0.9) WITHIN GROUP (ORDER BY f DESC) FROM g GROUP BY k ORDER BY k
----
a|0.5
b|3
NULL|7
SELECT 3

SELECT k, percentile_disc(0.9) WITHIN GROUP (ORDER BY d) FROM g GROUP BY k ORDER BY k
----
a|2 days
b|1 mon
NULL|10 days
SELECT 3

SELECT k, percentile_disc(1) WITHIN GROUP (ORDER BY i) FROM g GROUP BY k ORDER BY k
----
a|2
b|7
NULL|NULL
SELECT 3

SELECT k, percentile_disc(1) WITHIN GROUP (ORDER BY f DESC) FROM g GROUP BY k ORDER BY k
----
a|0.5
b|3
NULL|7
SELECT 3

SELECT k, percentile_disc(1) WITHIN GROUP (ORDER BY d) FROM g GROUP BY k ORDER BY k
----
a|2 days
b|1 mon
NULL|10 days
SELECT 3

SELECT k, percentile_disc(NULL) WITHIN GROUP (ORDER BY i) FROM g GROUP BY k ORDER BY k
----
a|NULL
b|NULL
NULL|NULL
SELECT 3

SELECT k, percentile_disc(NULL) WITHIN GROUP (ORDER BY f DESC) FROM g GROUP BY k ORDER BY k
----
a|NULL
b|NULL
NULL|NULL
SELECT 3

SELECT k, percentile_disc(NULL) WITHIN GROUP (ORDER BY d) FROM g GROUP BY k ORDER BY k
----
error 42725

SELECT k, percentile_disc(ARRAY[0.1,0.5,NULL,1]) WITHIN GROUP (ORDER BY i) FROM g GROUP BY k ORDER BY k
----
a|{1,2,NULL,2}
b|{3,3,NULL,7}
NULL|NULL
SELECT 3

SELECT k, percentile_disc(ARRAY[0.1,0.5,NULL,1]) WITHIN GROUP (ORDER BY f DESC) FROM g GROUP BY k ORDER BY k
----
a|{4,1.5,NULL,0.5}
b|{NaN,NaN,NULL,3}
NULL|{7,7,NULL,7}
SELECT 3

SELECT k, percentile_disc(ARRAY[0.1,0.5,NULL,1]) WITHIN GROUP (ORDER BY d) FROM g GROUP BY k ORDER BY k
----
a|{05:00:00,"1 day",NULL,"2 days"}
b|{03:00:00,03:00:00,NULL,"1 mon"}
NULL|{"10 days","10 days",NULL,"10 days"}
SELECT 3

SELECT k, percentile_disc('{0.5}'::float8[]) WITHIN GROUP (ORDER BY i) FROM g GROUP BY k ORDER BY k
----
a|{2}
b|{3}
NULL|NULL
SELECT 3

SELECT k, percentile_disc('{0.5}'::float8[]) WITHIN GROUP (ORDER BY f DESC) FROM g GROUP BY k ORDER BY k
----
a|{1.5}
b|{NaN}
NULL|{7}
SELECT 3

SELECT k, percentile_disc('{0.5}'::float8[]) WITHIN GROUP (ORDER BY d) FROM g GROUP BY k ORDER BY k
----
a|{"1 day"}
b|{03:00:00}
NULL|{"10 days"}
SELECT 3

SELECT k, percentile_disc(ARRAY[[0,1],[0.5,0.25]]) WITHIN GROUP (ORDER BY i) FROM g GROUP BY k ORDER BY k
----
a|{{1,2},{2,1}}
b|{{3,7},{3,3}}
NULL|NULL
SELECT 3

SELECT k, percentile_disc(ARRAY[[0,1],[0.5,0.25]]) WITHIN GROUP (ORDER BY f DESC) FROM g GROUP BY k ORDER BY k
----
a|{{4,0.5},{1.5,4}}
b|{{NaN,3},{NaN,NaN}}
NULL|{{7,7},{7,7}}
SELECT 3

SELECT k, percentile_disc(ARRAY[[0,1],[0.5,0.25]]) WITHIN GROUP (ORDER BY d) FROM g GROUP BY k ORDER BY k
----
a|{{05:00:00,"2 days"},{"1 day",05:00:00}}
b|{{03:00:00,"1 mon"},{03:00:00,03:00:00}}
NULL|{{"10 days","10 days"},{"10 days","10 days"}}
SELECT 3

SELECT k, percentile_disc('{}'::float8[]) WITHIN GROUP (ORDER BY i) FROM g GROUP BY k ORDER BY k
----
a|{}
b|{}
NULL|NULL
SELECT 3

SELECT k, percentile_disc('{}'::float8[]) WITHIN GROUP (ORDER BY f DESC) FROM g GROUP BY k ORDER BY k
----
a|{}
b|{}
NULL|{}
SELECT 3

SELECT k, percentile_disc('{}'::float8[]) WITHIN GROUP (ORDER BY d) FROM g GROUP BY k ORDER BY k
----
a|{}
b|{}
NULL|{}
SELECT 3

SELECT percentile_disc(0.5) WITHIN GROUP (ORDER BY i) FROM g WHERE false
----
NULL
SELECT 1

SELECT percentile_disc(2) WITHIN GROUP (ORDER BY i) FROM g
----
error 22003

SELECT percentile_disc(-0.1) WITHIN GROUP (ORDER BY f) FROM g
----
error 22003

SELECT percentile_disc('NaN') WITHIN GROUP (ORDER BY f) FROM g
----
error 22003

SELECT percentile_disc(ARRAY[0.5,2]) WITHIN GROUP (ORDER BY f) FROM g
----
error 22003

SELECT percentile_disc(0.5) WITHIN GROUP (ORDER BY t) FROM g
----
y
SELECT 1

SELECT percentile_disc(0.5) WITHIN GROUP (ORDER BY i, f) FROM g
----
error 42883

SELECT percentile_disc() WITHIN GROUP (ORDER BY i) FROM g
----
error 42883

SELECT percentile_disc(0.5, 1) WITHIN GROUP (ORDER BY i) FROM g
----
error 42883

SELECT percentile_disc(0.5, i) FROM g
----
error 42809

SELECT percentile_disc(f) WITHIN GROUP (ORDER BY i) FROM g
----
error 42803

SELECT k, percentile_disc(length(k) / 10.0) WITHIN GROUP (ORDER BY i) FROM g GROUP BY k ORDER BY k
----
a|1
b|3
NULL|NULL
SELECT 3

SELECT percentile_disc(0.5) WITHIN GROUP (ORDER BY i) FILTER (WHERE k = 'a') FROM g
----
2
SELECT 1

SELECT percentile_disc(0.5) WITHIN GROUP (ORDER BY n) FROM g
----
2.5
SELECT 1

SELECT percentile_disc(count(*)) WITHIN GROUP (ORDER BY i) FROM g
----
error 42803

SELECT percentile_disc(0.5) WITHIN GROUP (ORDER BY i) OVER () FROM g
----
error 0A000

SELECT percentile_disc(DISTINCT 0.5) WITHIN GROUP (ORDER BY i) FROM g
----
error 42601

SELECT k, (SELECT percentile_disc(0.5) WITHIN GROUP (ORDER BY x.i) FROM g x WHERE x.k = o.k) FROM g o GROUP BY k ORDER BY k
----
a|2
b|3
NULL|NULL
SELECT 3

SELECT pg_typeof(percentile_disc(0.5) WITHIN GROUP (ORDER BY i)), pg_typeof(percentile_disc(ARRAY[0.5]) WITHIN GROUP (ORDER BY d)) FROM g
----
integer|interval[]
SELECT 1

SELECT k FROM g GROUP BY k HAVING percentile_disc(0.5) WITHIN GROUP (ORDER BY i) > 2 ORDER BY k
----
b
SELECT 1

SELECT k, percentile_disc(0.5) WITHIN GROUP (ORDER BY i) FROM g GROUP BY k ORDER BY percentile_disc(0.5) WITHIN GROUP (ORDER BY i) NULLS FIRST, k
----
NULL|NULL
a|2
b|3
SELECT 3

SELECT percentile_disc(0.5) WITHIN GROUP (ORDER BY i), sum(percentile_disc(0.5) WITHIN GROUP (ORDER BY i)) OVER () FROM g
----
2|2
SELECT 1

SELECT percentile_disc(0.5) WITHIN GROUP (ORDER BY t DESC), percentile_disc(ARRAY[0.2,0.8]) WITHIN GROUP (ORDER BY t), percentile_disc(0.3) WITHIN GROUP (ORDER BY n) FROM g
----
y|{x,z}|1.5
SELECT 1

SELECT k, mode() WITHIN GROUP (ORDER BY i), mode() WITHIN GROUP (ORDER BY t DESC), mode() WITHIN GROUP (ORDER BY n) FROM g GROUP BY k ORDER BY k
----
a|2|y|1.5
b|3|z|10
NULL|NULL|NULL|5
SELECT 3

SELECT mode() WITHIN GROUP (ORDER BY i) FROM g WHERE false
----
NULL
SELECT 1

SELECT mode() FROM g
----
error 42883

SELECT mode(1) WITHIN GROUP (ORDER BY i) FROM g
----
error 42883

SELECT mode() WITHIN GROUP (ORDER BY i, t) FROM g
----
error 42883

SELECT mode() WITHIN GROUP (ORDER BY nosuch) FROM g
----
error 42703

SELECT rank(3) WITHIN GROUP (ORDER BY i) FROM g
----
4
SELECT 1

SELECT rank(2) WITHIN GROUP (ORDER BY i DESC) FROM g
----
5
SELECT 1

SELECT rank(100) WITHIN GROUP (ORDER BY i) FROM g
----
7
SELECT 1

SELECT rank(0) WITHIN GROUP (ORDER BY i NULLS FIRST) FROM g
----
2
SELECT 1

SELECT rank(NULL) WITHIN GROUP (ORDER BY i) FROM g
----
7
SELECT 1

SELECT rank(NULL) WITHIN GROUP (ORDER BY i NULLS FIRST) FROM g
----
1
SELECT 1

SELECT rank(2.5) WITHIN GROUP (ORDER BY i) FROM g
----
4
SELECT 1

SELECT rank('2') WITHIN GROUP (ORDER BY i) FROM g
----
2
SELECT 1

SELECT rank(2, 'y') WITHIN GROUP (ORDER BY i, t DESC) FROM g
----
2
SELECT 1

SELECT rank('b') WITHIN GROUP (ORDER BY k) FROM g
----
4
SELECT 1

SELECT rank(2.5) WITHIN GROUP (ORDER BY n) FROM g
----
3
SELECT 1

SELECT k, rank(2) WITHIN GROUP (ORDER BY i) FROM g GROUP BY k ORDER BY k
----
a|2
b|1
NULL|1
SELECT 3

SELECT rank(2) WITHIN GROUP (ORDER BY i) FROM g WHERE false
----
1
SELECT 1

SELECT rank('x') WITHIN GROUP (ORDER BY i) FROM g
----
error 22P02

SELECT rank(true) WITHIN GROUP (ORDER BY i) FROM g
----
error 42804

SELECT rank(1, 2) WITHIN GROUP (ORDER BY i) FROM g
----
error 42883

SELECT rank() WITHIN GROUP (ORDER BY i) FROM g
----
error 42883

SELECT rank(1) FROM g
----
error 42809

SELECT rank(i) WITHIN GROUP (ORDER BY i) FROM g
----
error 42803

SELECT rank(1) WITHIN GROUP (ORDER BY i) OVER () FROM g
----
error 0A000

SELECT rank(length(k)) WITHIN GROUP (ORDER BY i) FILTER (WHERE i < 5) FROM g GROUP BY k ORDER BY k
----
1
1
1
SELECT 3

SELECT dense_rank(3) WITHIN GROUP (ORDER BY i) FROM g
----
3
SELECT 1

SELECT dense_rank(2) WITHIN GROUP (ORDER BY i DESC) FROM g
----
4
SELECT 1

SELECT dense_rank(100) WITHIN GROUP (ORDER BY i) FROM g
----
5
SELECT 1

SELECT dense_rank(0) WITHIN GROUP (ORDER BY i NULLS FIRST) FROM g
----
2
SELECT 1

SELECT dense_rank(NULL) WITHIN GROUP (ORDER BY i) FROM g
----
5
SELECT 1

SELECT dense_rank(NULL) WITHIN GROUP (ORDER BY i NULLS FIRST) FROM g
----
1
SELECT 1

SELECT dense_rank(2.5) WITHIN GROUP (ORDER BY i) FROM g
----
3
SELECT 1

SELECT dense_rank('2') WITHIN GROUP (ORDER BY i) FROM g
----
2
SELECT 1

SELECT dense_rank(2, 'y') WITHIN GROUP (ORDER BY i, t DESC) FROM g
----
2
SELECT 1

SELECT dense_rank('b') WITHIN GROUP (ORDER BY k) FROM g
----
2
SELECT 1

SELECT dense_rank(2.5) WITHIN GROUP (ORDER BY n) FROM g
----
3
SELECT 1

SELECT k, dense_rank(2) WITHIN GROUP (ORDER BY i) FROM g GROUP BY k ORDER BY k
----
a|2
b|1
NULL|1
SELECT 3

SELECT dense_rank(2) WITHIN GROUP (ORDER BY i) FROM g WHERE false
----
1
SELECT 1

SELECT dense_rank('x') WITHIN GROUP (ORDER BY i) FROM g
----
error 22P02

SELECT dense_rank(true) WITHIN GROUP (ORDER BY i) FROM g
----
error 42804

SELECT dense_rank(1, 2) WITHIN GROUP (ORDER BY i) FROM g
----
error 42883

SELECT dense_rank() WITHIN GROUP (ORDER BY i) FROM g
----
error 42883

SELECT dense_rank(1) FROM g
----
error 42809

SELECT dense_rank(i) WITHIN GROUP (ORDER BY i) FROM g
----
error 42803

SELECT dense_rank(1) WITHIN GROUP (ORDER BY i) OVER () FROM g
----
error 0A000

SELECT dense_rank(length(k)) WITHIN GROUP (ORDER BY i) FILTER (WHERE i < 5) FROM g GROUP BY k ORDER BY k
----
1
1
1
SELECT 3

SELECT percent_rank(3) WITHIN GROUP (ORDER BY i) FROM g
----
0.42857142857142855
SELECT 1

SELECT percent_rank(2) WITHIN GROUP (ORDER BY i DESC) FROM g
----
0.5714285714285714
SELECT 1

SELECT percent_rank(100) WITHIN GROUP (ORDER BY i) FROM g
----
0.8571428571428571
SELECT 1

SELECT percent_rank(0) WITHIN GROUP (ORDER BY i NULLS FIRST) FROM g
----
0.14285714285714285
SELECT 1

SELECT percent_rank(NULL) WITHIN GROUP (ORDER BY i) FROM g
----
0.8571428571428571
SELECT 1

SELECT percent_rank(NULL) WITHIN GROUP (ORDER BY i NULLS FIRST) FROM g
----
0
SELECT 1

SELECT percent_rank(2.5) WITHIN GROUP (ORDER BY i) FROM g
----
0.42857142857142855
SELECT 1

SELECT percent_rank('2') WITHIN GROUP (ORDER BY i) FROM g
----
0.14285714285714285
SELECT 1

SELECT percent_rank(2, 'y') WITHIN GROUP (ORDER BY i, t DESC) FROM g
----
0.14285714285714285
SELECT 1

SELECT percent_rank('b') WITHIN GROUP (ORDER BY k) FROM g
----
0.42857142857142855
SELECT 1

SELECT percent_rank(2.5) WITHIN GROUP (ORDER BY n) FROM g
----
0.2857142857142857
SELECT 1

SELECT k, percent_rank(2) WITHIN GROUP (ORDER BY i) FROM g GROUP BY k ORDER BY k
----
a|0.3333333333333333
b|0
NULL|0
SELECT 3

SELECT percent_rank(2) WITHIN GROUP (ORDER BY i) FROM g WHERE false
----
0
SELECT 1

SELECT percent_rank('x') WITHIN GROUP (ORDER BY i) FROM g
----
error 22P02

SELECT percent_rank(true) WITHIN GROUP (ORDER BY i) FROM g
----
error 42804

SELECT percent_rank(1, 2) WITHIN GROUP (ORDER BY i) FROM g
----
error 42883

SELECT percent_rank() WITHIN GROUP (ORDER BY i) FROM g
----
error 42883

SELECT percent_rank(1) FROM g
----
error 42809

SELECT percent_rank(i) WITHIN GROUP (ORDER BY i) FROM g
----
error 42803

SELECT percent_rank(1) WITHIN GROUP (ORDER BY i) OVER () FROM g
----
error 0A000

SELECT percent_rank(length(k)) WITHIN GROUP (ORDER BY i) FILTER (WHERE i < 5) FROM g GROUP BY k ORDER BY k
----
0
0
0
SELECT 3

SELECT cume_dist(3) WITHIN GROUP (ORDER BY i) FROM g
----
0.75
SELECT 1

SELECT cume_dist(2) WITHIN GROUP (ORDER BY i DESC) FROM g
----
0.875
SELECT 1

SELECT cume_dist(100) WITHIN GROUP (ORDER BY i) FROM g
----
0.875
SELECT 1

SELECT cume_dist(0) WITHIN GROUP (ORDER BY i NULLS FIRST) FROM g
----
0.25
SELECT 1

SELECT cume_dist(NULL) WITHIN GROUP (ORDER BY i) FROM g
----
1
SELECT 1

SELECT cume_dist(NULL) WITHIN GROUP (ORDER BY i NULLS FIRST) FROM g
----
0.25
SELECT 1

SELECT cume_dist(2.5) WITHIN GROUP (ORDER BY i) FROM g
----
0.5
SELECT 1

SELECT cume_dist('2') WITHIN GROUP (ORDER BY i) FROM g
----
0.5
SELECT 1

SELECT cume_dist(2, 'y') WITHIN GROUP (ORDER BY i, t DESC) FROM g
----
0.5
SELECT 1

SELECT cume_dist('b') WITHIN GROUP (ORDER BY k) FROM g
----
0.875
SELECT 1

SELECT cume_dist(2.5) WITHIN GROUP (ORDER BY n) FROM g
----
0.5
SELECT 1

SELECT k, cume_dist(2) WITHIN GROUP (ORDER BY i) FROM g GROUP BY k ORDER BY k
----
a|1
b|0.25
NULL|0.5
SELECT 3

SELECT cume_dist(2) WITHIN GROUP (ORDER BY i) FROM g WHERE false
----
1
SELECT 1

SELECT cume_dist('x') WITHIN GROUP (ORDER BY i) FROM g
----
error 22P02

SELECT cume_dist(true) WITHIN GROUP (ORDER BY i) FROM g
----
error 42804

SELECT cume_dist(1, 2) WITHIN GROUP (ORDER BY i) FROM g
----
error 42883

SELECT cume_dist() WITHIN GROUP (ORDER BY i) FROM g
----
error 42883

SELECT cume_dist(1) FROM g
----
error 42809

SELECT cume_dist(i) WITHIN GROUP (ORDER BY i) FROM g
----
error 42803

SELECT cume_dist(1) WITHIN GROUP (ORDER BY i) OVER () FROM g
----
error 0A000

SELECT cume_dist(length(k)) WITHIN GROUP (ORDER BY i) FILTER (WHERE i < 5) FROM g GROUP BY k ORDER BY k
----
0.5
0.3333333333333333
1
SELECT 3

SELECT sum(i) WITHIN GROUP (ORDER BY i) FROM g
----
error 42883

SELECT sum() WITHIN GROUP (ORDER BY i) FROM g
----
error 42809

SELECT upper('x') WITHIN GROUP (ORDER BY i) FROM g
----
error 42883

SELECT row_number() WITHIN GROUP (ORDER BY i) FROM g
----
error 42883

SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY sum(i)) FROM g
----
error 42803

SELECT 1 FROM g WHERE mode() WITHIN GROUP (ORDER BY i) = 1
----
error 42803

SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY rank() OVER ()) FROM g
----
error 42803

SELECT round(percentile_cont(0.37) WITHIN GROUP (ORDER BY x)::numeric, 6), percentile_disc(0.37) WITHIN GROUP (ORDER BY x), mode() WITHIN GROUP (ORDER BY x % 10), rank(500) WITHIN GROUP (ORDER BY x) FROM generate_series(1, 5000) x
----
1850.630000|1850|0|500
SELECT 1
