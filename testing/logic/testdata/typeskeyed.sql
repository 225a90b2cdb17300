# Each type in a table: keys and their order, duplicates told, index ranges, sorts, groups, joins, sets, foreign keys. Errors are told whole.
CREATE TYPE tk_enum AS ENUM ('low', 'mid', 'high'); CREATE DOMAIN tk_dom AS int CHECK (VALUE > 0); CREATE TYPE tk_pair AS (x int, y text);
----
CREATE TYPE
CREATE DOMAIN
CREATE TYPE

# bool
CREATE TABLE k_bool (k bool PRIMARY KEY, n int, o bool); CREATE INDEX ON k_bool (o DESC NULLS LAST, n);
----
CREATE TABLE
CREATE INDEX

INSERT INTO k_bool VALUES (false, 1, false), (true, 0, NULL) RETURNING *;
----
f|1|f
t|0|NULL
INSERT 0 2

SELECT k, n, o FROM k_bool ORDER BY k;
----
f|1|f
t|0|NULL
SELECT 2

SELECT k, o FROM k_bool ORDER BY o DESC NULLS LAST, n;
----
f|f
t|NULL
SELECT 2

INSERT INTO k_bool VALUES (false, 50);
----
error 23505 duplicate key value violates unique constraint "k_bool_pkey"; Key (k)=(f) already exists.

INSERT INTO k_bool VALUES (false, 50) ON CONFLICT (k) DO UPDATE SET n = EXCLUDED.n, o = EXCLUDED.k RETURNING *;
----
f|50|f
INSERT 0 1

SELECT k FROM k_bool WHERE k > false ORDER BY k DESC;
----
t
SELECT 1

SELECT k, k = false, k <> false, k <= false, k IS NOT DISTINCT FROM false FROM k_bool WHERE k BETWEEN true AND false ORDER BY k;
----
SELECT 0

SELECT n FROM k_bool WHERE k IN (true, false, NULL) OR o = false ORDER BY n;
----
0
50
SELECT 2

SELECT k FROM k_bool WHERE k = ANY (ARRAY[false, true]::bool[]) ORDER BY k;
----
f
t
SELECT 2

SELECT count(DISTINCT o), array_agg(DISTINCT o), count(*) FILTER (WHERE o IS NULL) FROM k_bool;
----
1|{f,NULL}|1
SELECT 1

SELECT o, count(*), sum(n) FROM k_bool GROUP BY o ORDER BY o NULLS FIRST;
----
NULL|1|0
f|1|50
SELECT 2

SELECT a.k, b.n FROM k_bool a JOIN k_bool b ON a.k = b.o ORDER BY a.k, b.n;
----
f|50
SELECT 1

SELECT k FROM k_bool EXCEPT SELECT o FROM k_bool ORDER BY 1;
----
t
SELECT 1

SELECT k, rank() OVER (ORDER BY o), lag(k) OVER (ORDER BY k), first_value(k) OVER (PARTITION BY o ORDER BY k DESC) FROM k_bool ORDER BY k;
----
f|1|NULL|f
t|2|f|t
SELECT 2

CREATE TABLE f_k_bool (r bool REFERENCES k_bool ON UPDATE CASCADE ON DELETE SET NULL); INSERT INTO f_k_bool VALUES (false), (NULL); DELETE FROM k_bool WHERE k = false; SELECT * FROM f_k_bool; INSERT INTO f_k_bool VALUES (false);
----
CREATE TABLE
INSERT 0 2
DELETE 1
NULL
NULL
SELECT 2
error 23503 insert or update on table "f_k_bool" violates foreign key constraint "f_k_bool_r_fkey"; Key (r)=(f) is not present in table "k_bool".

UPDATE k_bool SET k = false WHERE k = true RETURNING k; DROP TABLE f_k_bool, k_bool;
----
error 23505 duplicate key value violates unique constraint "k_bool_pkey"; Key (k)=(f) already exists.

# int2
CREATE TABLE k_int2 (k int2 PRIMARY KEY, n int, o int2); CREATE INDEX ON k_int2 (o DESC NULLS LAST, n);
----
CREATE TABLE
CREATE INDEX

INSERT INTO k_int2 VALUES (0, 1, 0), (32767, 3, NULL), (-32768, 0, NULL), (7, 2, 7) RETURNING *;
----
-32768|0|NULL
0|1|0
32767|3|NULL
7|2|7
INSERT 0 4

SELECT k, n, o FROM k_int2 ORDER BY k;
----
-32768|0|NULL
0|1|0
7|2|7
32767|3|NULL
SELECT 4

SELECT k, o FROM k_int2 ORDER BY o DESC NULLS LAST, n;
----
7|7
0|0
-32768|NULL
32767|NULL
SELECT 4

INSERT INTO k_int2 VALUES (7, 50);
----
error 23505 duplicate key value violates unique constraint "k_int2_pkey"; Key (k)=(7) already exists.

INSERT INTO k_int2 VALUES (7, 50) ON CONFLICT (k) DO UPDATE SET n = EXCLUDED.n, o = EXCLUDED.k RETURNING *;
----
7|50|7
INSERT 0 1

SELECT k FROM k_int2 WHERE k > 7 ORDER BY k DESC;
----
32767
SELECT 1

SELECT k, k = 7, k <> 7, k <= 7, k IS NOT DISTINCT FROM 7 FROM k_int2 WHERE k BETWEEN -32768 AND 7 ORDER BY k;
----
-32768|f|t|t|f
0|f|t|t|f
7|t|f|t|t
SELECT 3

SELECT n FROM k_int2 WHERE k IN (-32768, 32767, NULL) OR o = 7 ORDER BY n;
----
0
3
50
SELECT 3

SELECT k FROM k_int2 WHERE k = ANY (ARRAY[32767, -32768]::int2[]) ORDER BY k;
----
-32768
32767
SELECT 2

SELECT min(k), max(k), count(DISTINCT o), array_agg(DISTINCT o), count(*) FILTER (WHERE o IS NULL) FROM k_int2;
----
-32768|32767|2|{0,7,NULL}|2
SELECT 1

SELECT o, count(*), sum(n) FROM k_int2 GROUP BY o ORDER BY o NULLS FIRST;
----
NULL|2|3
0|1|1
7|1|50
SELECT 3

SELECT a.k, b.n FROM k_int2 a JOIN k_int2 b ON a.k = b.o ORDER BY a.k, b.n;
----
0|1
7|50
SELECT 2

SELECT k FROM k_int2 EXCEPT SELECT o FROM k_int2 ORDER BY 1;
----
-32768
32767
SELECT 2

SELECT k, rank() OVER (ORDER BY o), lag(k) OVER (ORDER BY k), first_value(k) OVER (PARTITION BY o ORDER BY k DESC) FROM k_int2 ORDER BY k;
----
-32768|3|NULL|32767
0|1|-32768|0
7|2|0|7
32767|3|7|32767
SELECT 4

CREATE TABLE f_k_int2 (r int2 REFERENCES k_int2 ON UPDATE CASCADE ON DELETE SET NULL); INSERT INTO f_k_int2 VALUES (32767), (NULL); DELETE FROM k_int2 WHERE k = 32767; SELECT * FROM f_k_int2; INSERT INTO f_k_int2 VALUES (32767);
----
CREATE TABLE
INSERT 0 2
DELETE 1
NULL
NULL
SELECT 2
error 23503 insert or update on table "f_k_int2" violates foreign key constraint "f_k_int2_r_fkey"; Key (r)=(32767) is not present in table "k_int2".

UPDATE k_int2 SET k = 32767 WHERE k = -32768 RETURNING k; DROP TABLE f_k_int2, k_int2;
----
error 23505 duplicate key value violates unique constraint "k_int2_pkey"; Key (k)=(32767) already exists.

# int4
CREATE TABLE k_int4 (k int4 PRIMARY KEY, n int, o int4); CREATE INDEX ON k_int4 (o DESC NULLS LAST, n);
----
CREATE TABLE
CREATE INDEX

INSERT INTO k_int4 VALUES (-1, 1, -1), (1, 3, NULL), (2147483647, 5, 2147483647), (-2147483648, 0, NULL), (0, 2, 0), (256, 4, 256) RETURNING *;
----
-1|1|-1
-2147483648|0|NULL
0|2|0
1|3|NULL
2147483647|5|2147483647
256|4|256
INSERT 0 6

SELECT k, n, o FROM k_int4 ORDER BY k;
----
-2147483648|0|NULL
-1|1|-1
0|2|0
1|3|NULL
256|4|256
2147483647|5|2147483647
SELECT 6

SELECT k, o FROM k_int4 ORDER BY o DESC NULLS LAST, n;
----
2147483647|2147483647
256|256
0|0
-1|-1
-2147483648|NULL
1|NULL
SELECT 6

INSERT INTO k_int4 VALUES (1, 50);
----
error 23505 duplicate key value violates unique constraint "k_int4_pkey"; Key (k)=(1) already exists.

INSERT INTO k_int4 VALUES (1, 50) ON CONFLICT (k) DO UPDATE SET n = EXCLUDED.n, o = EXCLUDED.k RETURNING *;
----
1|50|1
INSERT 0 1

SELECT k FROM k_int4 WHERE k > 1 ORDER BY k DESC;
----
2147483647
256
SELECT 2

SELECT k, k = 1, k <> 1, k <= 1, k IS NOT DISTINCT FROM 1 FROM k_int4 WHERE k BETWEEN -2147483648 AND 1 ORDER BY k;
----
-2147483648|f|t|t|f
-1|f|t|t|f
0|f|t|t|f
1|t|f|t|t
SELECT 4

SELECT n FROM k_int4 WHERE k IN (-2147483648, 2147483647, NULL) OR o = 1 ORDER BY n;
----
0
5
50
SELECT 3

SELECT k FROM k_int4 WHERE k = ANY (ARRAY[2147483647, -2147483648]::int4[]) ORDER BY k;
----
-2147483648
2147483647
SELECT 2

SELECT min(k), max(k), count(DISTINCT o), array_agg(DISTINCT o), count(*) FILTER (WHERE o IS NULL) FROM k_int4;
----
-2147483648|2147483647|5|{-1,0,1,256,2147483647,NULL}|1
SELECT 1

SELECT o, count(*), sum(n) FROM k_int4 GROUP BY o ORDER BY o NULLS FIRST;
----
NULL|1|0
-1|1|1
0|1|2
1|1|50
256|1|4
2147483647|1|5
SELECT 6

SELECT a.k, b.n FROM k_int4 a JOIN k_int4 b ON a.k = b.o ORDER BY a.k, b.n;
----
-1|1
0|2
1|50
256|4
2147483647|5
SELECT 5

SELECT k FROM k_int4 EXCEPT SELECT o FROM k_int4 ORDER BY 1;
----
-2147483648
SELECT 1

SELECT k, rank() OVER (ORDER BY o), lag(k) OVER (ORDER BY k), first_value(k) OVER (PARTITION BY o ORDER BY k DESC) FROM k_int4 ORDER BY k;
----
-2147483648|6|NULL|-2147483648
-1|1|-2147483648|-1
0|2|-1|0
1|3|0|1
256|4|1|256
2147483647|5|256|2147483647
SELECT 6

CREATE TABLE f_k_int4 (r int4 REFERENCES k_int4 ON UPDATE CASCADE ON DELETE SET NULL); INSERT INTO f_k_int4 VALUES (2147483647), (NULL); DELETE FROM k_int4 WHERE k = 2147483647; SELECT * FROM f_k_int4; INSERT INTO f_k_int4 VALUES (2147483647);
----
CREATE TABLE
INSERT 0 2
DELETE 1
NULL
NULL
SELECT 2
error 23503 insert or update on table "f_k_int4" violates foreign key constraint "f_k_int4_r_fkey"; Key (r)=(2147483647) is not present in table "k_int4".

UPDATE k_int4 SET k = 2147483647 WHERE k = -2147483648 RETURNING k; DROP TABLE f_k_int4, k_int4;
----
error 23505 duplicate key value violates unique constraint "k_int4_pkey"; Key (k)=(2147483647) already exists.

# int8
CREATE TABLE k_int8 (k int8 PRIMARY KEY, n int, o int8); CREATE INDEX ON k_int8 (o DESC NULLS LAST, n);
----
CREATE TABLE
CREATE INDEX

INSERT INTO k_int8 VALUES (-1, 1, -1), (4294967296, 3, NULL), (-9223372036854775808, 0, NULL), (0, 2, 0), (9223372036854775807, 4, 9223372036854775807) RETURNING *;
----
-1|1|-1
-9223372036854775808|0|NULL
0|2|0
4294967296|3|NULL
9223372036854775807|4|9223372036854775807
INSERT 0 5

SELECT k, n, o FROM k_int8 ORDER BY k;
----
-9223372036854775808|0|NULL
-1|1|-1
0|2|0
4294967296|3|NULL
9223372036854775807|4|9223372036854775807
SELECT 5

SELECT k, o FROM k_int8 ORDER BY o DESC NULLS LAST, n;
----
9223372036854775807|9223372036854775807
0|0
-1|-1
-9223372036854775808|NULL
4294967296|NULL
SELECT 5

INSERT INTO k_int8 VALUES (0, 50);
----
error 23505 duplicate key value violates unique constraint "k_int8_pkey"; Key (k)=(0) already exists.

INSERT INTO k_int8 VALUES (0, 50) ON CONFLICT (k) DO UPDATE SET n = EXCLUDED.n, o = EXCLUDED.k RETURNING *;
----
0|50|0
INSERT 0 1

SELECT k FROM k_int8 WHERE k > 0 ORDER BY k DESC;
----
9223372036854775807
4294967296
SELECT 2

SELECT k, k = 0, k <> 0, k <= 0, k IS NOT DISTINCT FROM 0 FROM k_int8 WHERE k BETWEEN -9223372036854775808 AND 0 ORDER BY k;
----
-9223372036854775808|f|t|t|f
-1|f|t|t|f
0|t|f|t|t
SELECT 3

SELECT n FROM k_int8 WHERE k IN (-9223372036854775808, 9223372036854775807, NULL) OR o = 0 ORDER BY n;
----
0
4
50
SELECT 3

SELECT k FROM k_int8 WHERE k = ANY (ARRAY[9223372036854775807, -9223372036854775808]::int8[]) ORDER BY k;
----
-9223372036854775808
9223372036854775807
SELECT 2

SELECT min(k), max(k), count(DISTINCT o), array_agg(DISTINCT o), count(*) FILTER (WHERE o IS NULL) FROM k_int8;
----
-9223372036854775808|9223372036854775807|3|{-1,0,9223372036854775807,NULL}|2
SELECT 1

SELECT o, count(*), sum(n) FROM k_int8 GROUP BY o ORDER BY o NULLS FIRST;
----
NULL|2|3
-1|1|1
0|1|50
9223372036854775807|1|4
SELECT 4

SELECT a.k, b.n FROM k_int8 a JOIN k_int8 b ON a.k = b.o ORDER BY a.k, b.n;
----
-1|1
0|50
9223372036854775807|4
SELECT 3

SELECT k FROM k_int8 EXCEPT SELECT o FROM k_int8 ORDER BY 1;
----
-9223372036854775808
4294967296
SELECT 2

SELECT k, rank() OVER (ORDER BY o), lag(k) OVER (ORDER BY k), first_value(k) OVER (PARTITION BY o ORDER BY k DESC) FROM k_int8 ORDER BY k;
----
-9223372036854775808|4|NULL|4294967296
-1|1|-9223372036854775808|-1
0|2|-1|0
4294967296|4|0|4294967296
9223372036854775807|3|4294967296|9223372036854775807
SELECT 5

CREATE TABLE f_k_int8 (r int8 REFERENCES k_int8 ON UPDATE CASCADE ON DELETE SET NULL); INSERT INTO f_k_int8 VALUES (9223372036854775807), (NULL); DELETE FROM k_int8 WHERE k = 9223372036854775807; SELECT * FROM f_k_int8; INSERT INTO f_k_int8 VALUES (9223372036854775807);
----
CREATE TABLE
INSERT 0 2
DELETE 1
NULL
NULL
SELECT 2
error 23503 insert or update on table "f_k_int8" violates foreign key constraint "f_k_int8_r_fkey"; Key (r)=(9223372036854775807) is not present in table "k_int8".

UPDATE k_int8 SET k = 9223372036854775807 WHERE k = -9223372036854775808 RETURNING k; DROP TABLE f_k_int8, k_int8;
----
error 23505 duplicate key value violates unique constraint "k_int8_pkey"; Key (k)=(9223372036854775807) already exists.

# float4
CREATE TABLE k_float4 (k float4 PRIMARY KEY, n int, o float4); CREATE INDEX ON k_float4 (o DESC NULLS LAST, n);
----
CREATE TABLE
CREATE INDEX

INSERT INTO k_float4 VALUES (-1.5, 1, -1.5), (1e-40, 3, NULL), (16777216, 5, 16777216), ('NaN', 7, 'NaN'), ('-Infinity', 0, NULL), (-0, 2, -0), (0.1, 4, 0.1), ('Infinity', 6, NULL) RETURNING *;
----
-1.5|1|-1.5
-Infinity|0|NULL
0.1|4|0.1
0|2|0
1.6777216e+07|5|1.6777216e+07
1e-40|3|NULL
Infinity|6|NULL
NaN|7|NaN
INSERT 0 8

SELECT k, n, o FROM k_float4 ORDER BY k;
----
-Infinity|0|NULL
-1.5|1|-1.5
0|2|0
1e-40|3|NULL
0.1|4|0.1
1.6777216e+07|5|1.6777216e+07
Infinity|6|NULL
NaN|7|NaN
SELECT 8

SELECT k, o FROM k_float4 ORDER BY o DESC NULLS LAST, n;
----
NaN|NaN
1.6777216e+07|1.6777216e+07
0.1|0.1
0|0
-1.5|-1.5
-Infinity|NULL
1e-40|NULL
Infinity|NULL
SELECT 8

INSERT INTO k_float4 VALUES (0.1, 50);
----
error 23505 duplicate key value violates unique constraint "k_float4_pkey"; Key (k)=(0.1) already exists.

INSERT INTO k_float4 VALUES (0.1, 50) ON CONFLICT (k) DO UPDATE SET n = EXCLUDED.n, o = EXCLUDED.k RETURNING *;
----
0.1|50|0.1
INSERT 0 1

SELECT k FROM k_float4 WHERE k > 0.1 ORDER BY k DESC;
----
NaN
Infinity
1.6777216e+07
0.1
SELECT 4

SELECT k, k = 0.1, k <> 0.1, k <= 0.1, k IS NOT DISTINCT FROM 0.1 FROM k_float4 WHERE k BETWEEN '-Infinity' AND 0.1 ORDER BY k;
----
-Infinity|f|t|t|f
-1.5|f|t|t|f
0|f|t|t|f
1e-40|f|t|t|f
SELECT 4

SELECT n FROM k_float4 WHERE k IN ('-Infinity', 'NaN', NULL) OR o = 0.1 ORDER BY n;
----
0
7
SELECT 2

SELECT k FROM k_float4 WHERE k = ANY (ARRAY['NaN', '-Infinity']::float4[]) ORDER BY k;
----
-Infinity
NaN
SELECT 2

SELECT min(k), max(k), count(DISTINCT o), array_agg(DISTINCT o), count(*) FILTER (WHERE o IS NULL) FROM k_float4;
----
-Infinity|NaN|5|{-1.5,0,0.1,1.6777216e+07,NaN,NULL}|3
SELECT 1

SELECT o, count(*), sum(n) FROM k_float4 GROUP BY o ORDER BY o NULLS FIRST;
----
NULL|3|9
-1.5|1|1
0|1|2
0.1|1|50
1.6777216e+07|1|5
NaN|1|7
SELECT 6

SELECT a.k, b.n FROM k_float4 a JOIN k_float4 b ON a.k = b.o ORDER BY a.k, b.n;
----
-1.5|1
0|2
0.1|50
1.6777216e+07|5
NaN|7
SELECT 5

SELECT k FROM k_float4 EXCEPT SELECT o FROM k_float4 ORDER BY 1;
----
-Infinity
1e-40
Infinity
SELECT 3

SELECT k, rank() OVER (ORDER BY o), lag(k) OVER (ORDER BY k), first_value(k) OVER (PARTITION BY o ORDER BY k DESC) FROM k_float4 ORDER BY k;
----
-Infinity|6|NULL|Infinity
-1.5|1|-Infinity|-1.5
0|2|-1.5|0
1e-40|6|0|Infinity
0.1|3|1e-40|0.1
1.6777216e+07|4|0.1|1.6777216e+07
Infinity|6|1.6777216e+07|Infinity
NaN|5|Infinity|NaN
SELECT 8

CREATE TABLE f_k_float4 (r float4 REFERENCES k_float4 ON UPDATE CASCADE ON DELETE SET NULL); INSERT INTO f_k_float4 VALUES ('NaN'), (NULL); DELETE FROM k_float4 WHERE k = 'NaN'; SELECT * FROM f_k_float4; INSERT INTO f_k_float4 VALUES ('NaN');
----
CREATE TABLE
INSERT 0 2
DELETE 1
NULL
NULL
SELECT 2
error 23503 insert or update on table "f_k_float4" violates foreign key constraint "f_k_float4_r_fkey"; Key (r)=(NaN) is not present in table "k_float4".

UPDATE k_float4 SET k = 'NaN' WHERE k = '-Infinity' RETURNING k; DROP TABLE f_k_float4, k_float4;
----
error 23505 duplicate key value violates unique constraint "k_float4_pkey"; Key (k)=(NaN) already exists.

# float8
CREATE TABLE k_float8 (k float8 PRIMARY KEY, n int, o float8); CREATE INDEX ON k_float8 (o DESC NULLS LAST, n);
----
CREATE TABLE
CREATE INDEX

INSERT INTO k_float8 VALUES (-1e300, 1, -1e300), (0, 3, NULL), (0.1, 5, 0.1), ('Infinity', 7, 'Infinity'), ('-Infinity', 0, NULL), (-1.5, 2, -1.5), (5e-324, 4, 5e-324), (1e15, 6, NULL), ('NaN', 8, 'NaN') RETURNING *;
----
-1.5|2|-1.5
-1e+300|1|-1e+300
-Infinity|0|NULL
0.1|5|0.1
0|3|NULL
1e+15|6|NULL
5e-324|4|5e-324
Infinity|7|Infinity
NaN|8|NaN
INSERT 0 9

SELECT k, n, o FROM k_float8 ORDER BY k;
----
-Infinity|0|NULL
-1e+300|1|-1e+300
-1.5|2|-1.5
0|3|NULL
5e-324|4|5e-324
0.1|5|0.1
1e+15|6|NULL
Infinity|7|Infinity
NaN|8|NaN
SELECT 9

SELECT k, o FROM k_float8 ORDER BY o DESC NULLS LAST, n;
----
NaN|NaN
Infinity|Infinity
0.1|0.1
5e-324|5e-324
-1.5|-1.5
-1e+300|-1e+300
-Infinity|NULL
0|NULL
1e+15|NULL
SELECT 9

INSERT INTO k_float8 VALUES (5e-324, 50);
----
error 23505 duplicate key value violates unique constraint "k_float8_pkey"; Key (k)=(5e-324) already exists.

INSERT INTO k_float8 VALUES (5e-324, 50) ON CONFLICT (k) DO UPDATE SET n = EXCLUDED.n, o = EXCLUDED.k RETURNING *;
----
5e-324|50|5e-324
INSERT 0 1

SELECT k FROM k_float8 WHERE k > 5e-324 ORDER BY k DESC;
----
NaN
Infinity
1e+15
0.1
SELECT 4

SELECT k, k = 5e-324, k <> 5e-324, k <= 5e-324, k IS NOT DISTINCT FROM 5e-324 FROM k_float8 WHERE k BETWEEN '-Infinity' AND 5e-324 ORDER BY k;
----
-Infinity|f|t|t|f
-1e+300|f|t|t|f
-1.5|f|t|t|f
0|f|t|t|f
5e-324|t|f|t|t
SELECT 5

SELECT n FROM k_float8 WHERE k IN ('-Infinity', 'NaN', NULL) OR o = 5e-324 ORDER BY n;
----
0
8
50
SELECT 3

SELECT k FROM k_float8 WHERE k = ANY (ARRAY['NaN', '-Infinity']::float8[]) ORDER BY k;
----
-Infinity
NaN
SELECT 2

SELECT min(k), max(k), count(DISTINCT o), array_agg(DISTINCT o), count(*) FILTER (WHERE o IS NULL) FROM k_float8;
----
-Infinity|NaN|6|{-1e+300,-1.5,5e-324,0.1,Infinity,NaN,NULL}|3
SELECT 1

SELECT o, count(*), sum(n) FROM k_float8 GROUP BY o ORDER BY o NULLS FIRST;
----
NULL|3|9
-1e+300|1|1
-1.5|1|2
5e-324|1|50
0.1|1|5
Infinity|1|7
NaN|1|8
SELECT 7

SELECT a.k, b.n FROM k_float8 a JOIN k_float8 b ON a.k = b.o ORDER BY a.k, b.n;
----
-1e+300|1
-1.5|2
5e-324|50
0.1|5
Infinity|7
NaN|8
SELECT 6

SELECT k FROM k_float8 EXCEPT SELECT o FROM k_float8 ORDER BY 1;
----
-Infinity
0
1e+15
SELECT 3

SELECT k, rank() OVER (ORDER BY o), lag(k) OVER (ORDER BY k), first_value(k) OVER (PARTITION BY o ORDER BY k DESC) FROM k_float8 ORDER BY k;
----
-Infinity|7|NULL|1e+15
-1e+300|1|-Infinity|-1e+300
-1.5|2|-1e+300|-1.5
0|7|-1.5|1e+15
5e-324|3|0|5e-324
0.1|4|5e-324|0.1
1e+15|7|0.1|1e+15
Infinity|5|1e+15|Infinity
NaN|6|Infinity|NaN
SELECT 9

CREATE TABLE f_k_float8 (r float8 REFERENCES k_float8 ON UPDATE CASCADE ON DELETE SET NULL); INSERT INTO f_k_float8 VALUES ('NaN'), (NULL); DELETE FROM k_float8 WHERE k = 'NaN'; SELECT * FROM f_k_float8; INSERT INTO f_k_float8 VALUES ('NaN');
----
CREATE TABLE
INSERT 0 2
DELETE 1
NULL
NULL
SELECT 2
error 23503 insert or update on table "f_k_float8" violates foreign key constraint "f_k_float8_r_fkey"; Key (r)=(NaN) is not present in table "k_float8".

UPDATE k_float8 SET k = 'NaN' WHERE k = '-Infinity' RETURNING k; DROP TABLE f_k_float8, k_float8;
----
error 23505 duplicate key value violates unique constraint "k_float8_pkey"; Key (k)=(NaN) already exists.

# numeric
CREATE TABLE k_numeric (k numeric PRIMARY KEY, n int, o numeric); CREATE INDEX ON k_numeric (o DESC NULLS LAST, n);
----
CREATE TABLE
CREATE INDEX

INSERT INTO k_numeric VALUES (-1e30, 1, -1e30), (-1.1001, 3, NULL), (0.0001, 5, 0.0001), (1.100001, 7, 1.100001), (10, 9, NULL), ('Infinity', 11, 'Infinity'), ('-Infinity', 0, NULL), (-1.10, 2, -1.10), (0, 4, 0), (1.10, 6, NULL), (9.99, 8, 9.99), (1e30, 10, 1e30), ('NaN', 12, NULL) RETURNING *;
----
-1.1001|3|NULL
-1.10|2|-1.10
-1000000000000000000000000000000|1|-1000000000000000000000000000000
-Infinity|0|NULL
0.0001|5|0.0001
0|4|0
1.100001|7|1.100001
1.10|6|NULL
1000000000000000000000000000000|10|1000000000000000000000000000000
10|9|NULL
9.99|8|9.99
Infinity|11|Infinity
NaN|12|NULL
INSERT 0 13

SELECT k, n, o FROM k_numeric ORDER BY k;
----
-Infinity|0|NULL
-1000000000000000000000000000000|1|-1000000000000000000000000000000
-1.1001|3|NULL
-1.10|2|-1.10
0|4|0
0.0001|5|0.0001
1.10|6|NULL
1.100001|7|1.100001
9.99|8|9.99
10|9|NULL
1000000000000000000000000000000|10|1000000000000000000000000000000
Infinity|11|Infinity
NaN|12|NULL
SELECT 13

SELECT k, o FROM k_numeric ORDER BY o DESC NULLS LAST, n;
----
Infinity|Infinity
1000000000000000000000000000000|1000000000000000000000000000000
9.99|9.99
1.100001|1.100001
0.0001|0.0001
0|0
-1.10|-1.10
-1000000000000000000000000000000|-1000000000000000000000000000000
-Infinity|NULL
-1.1001|NULL
1.10|NULL
10|NULL
NaN|NULL
SELECT 13

INSERT INTO k_numeric VALUES (1.10, 50);
----
error 23505 duplicate key value violates unique constraint "k_numeric_pkey"; Key (k)=(1.10) already exists.

INSERT INTO k_numeric VALUES (1.10, 50) ON CONFLICT (k) DO UPDATE SET n = EXCLUDED.n, o = EXCLUDED.k RETURNING *;
----
1.10|50|1.10
INSERT 0 1

SELECT k FROM k_numeric WHERE k > 1.10 ORDER BY k DESC;
----
NaN
Infinity
1000000000000000000000000000000
10
9.99
1.100001
SELECT 6

SELECT k, k = 1.10, k <> 1.10, k <= 1.10, k IS NOT DISTINCT FROM 1.10 FROM k_numeric WHERE k BETWEEN '-Infinity' AND 1.10 ORDER BY k;
----
-Infinity|f|t|t|f
-1000000000000000000000000000000|f|t|t|f
-1.1001|f|t|t|f
-1.10|f|t|t|f
0|f|t|t|f
0.0001|f|t|t|f
1.10|t|f|t|t
SELECT 7

SELECT n FROM k_numeric WHERE k IN ('-Infinity', 'NaN', NULL) OR o = 1.10 ORDER BY n;
----
0
12
50
SELECT 3

SELECT k FROM k_numeric WHERE k = ANY (ARRAY['NaN', '-Infinity']::numeric[]) ORDER BY k;
----
-Infinity
NaN
SELECT 2

SELECT min(k), max(k), count(DISTINCT o), array_agg(DISTINCT o), count(*) FILTER (WHERE o IS NULL) FROM k_numeric;
----
-Infinity|NaN|9|{-1000000000000000000000000000000,-1.10,0,0.0001,1.10,1.100001,9.99,1000000000000000000000000000000,Infinity,NULL}|4
SELECT 1

SELECT o, count(*), sum(n) FROM k_numeric GROUP BY o ORDER BY o NULLS FIRST;
----
NULL|4|24
-1000000000000000000000000000000|1|1
-1.10|1|2
0|1|4
0.0001|1|5
1.10|1|50
1.100001|1|7
9.99|1|8
1000000000000000000000000000000|1|10
Infinity|1|11
SELECT 10

SELECT a.k, b.n FROM k_numeric a JOIN k_numeric b ON a.k = b.o ORDER BY a.k, b.n;
----
-1000000000000000000000000000000|1
-1.10|2
0|4
0.0001|5
1.10|50
1.100001|7
9.99|8
1000000000000000000000000000000|10
Infinity|11
SELECT 9

SELECT k FROM k_numeric EXCEPT SELECT o FROM k_numeric ORDER BY 1;
----
-Infinity
-1.1001
10
NaN
SELECT 4

SELECT k, rank() OVER (ORDER BY o), lag(k) OVER (ORDER BY k), first_value(k) OVER (PARTITION BY o ORDER BY k DESC) FROM k_numeric ORDER BY k;
----
-Infinity|10|NULL|NaN
-1000000000000000000000000000000|1|-Infinity|-1000000000000000000000000000000
-1.1001|10|-1000000000000000000000000000000|NaN
-1.10|2|-1.1001|-1.10
0|3|-1.10|0
0.0001|4|0|0.0001
1.10|5|0.0001|1.10
1.100001|6|1.10|1.100001
9.99|7|1.100001|9.99
10|10|9.99|NaN
1000000000000000000000000000000|8|10|1000000000000000000000000000000
Infinity|9|1000000000000000000000000000000|Infinity
NaN|10|Infinity|NaN
SELECT 13

CREATE TABLE f_k_numeric (r numeric REFERENCES k_numeric ON UPDATE CASCADE ON DELETE SET NULL); INSERT INTO f_k_numeric VALUES ('NaN'), (NULL); DELETE FROM k_numeric WHERE k = 'NaN'; SELECT * FROM f_k_numeric; INSERT INTO f_k_numeric VALUES ('NaN');
----
CREATE TABLE
INSERT 0 2
DELETE 1
NULL
NULL
SELECT 2
error 23503 insert or update on table "f_k_numeric" violates foreign key constraint "f_k_numeric_r_fkey"; Key (r)=(NaN) is not present in table "k_numeric".

UPDATE k_numeric SET k = 'NaN' WHERE k = '-Infinity' RETURNING k; DROP TABLE f_k_numeric, k_numeric;
----
error 23505 duplicate key value violates unique constraint "k_numeric_pkey"; Key (k)=(NaN) already exists.

# numeric(6,2)
CREATE TABLE k_numeric_6_2 (k numeric(6,2) PRIMARY KEY, n int, o numeric(6,2)); CREATE INDEX ON k_numeric_6_2 (o DESC NULLS LAST, n);
----
CREATE TABLE
CREATE INDEX

INSERT INTO k_numeric_6_2 VALUES (0, 1, 0), (1234.567, 3, NULL), (-1.005, 0, NULL), (1.1, 2, 1.1) RETURNING *;
----
-1.01|0|NULL
0.00|1|0.00
1.10|2|1.10
1234.57|3|NULL
INSERT 0 4

SELECT k, n, o FROM k_numeric_6_2 ORDER BY k;
----
-1.01|0|NULL
0.00|1|0.00
1.10|2|1.10
1234.57|3|NULL
SELECT 4

SELECT k, o FROM k_numeric_6_2 ORDER BY o DESC NULLS LAST, n;
----
1.10|1.10
0.00|0.00
-1.01|NULL
1234.57|NULL
SELECT 4

INSERT INTO k_numeric_6_2 VALUES (1.1, 50);
----
error 23505 duplicate key value violates unique constraint "k_numeric_6_2_pkey"; Key (k)=(1.10) already exists.

INSERT INTO k_numeric_6_2 VALUES (1.1, 50) ON CONFLICT (k) DO UPDATE SET n = EXCLUDED.n, o = EXCLUDED.k RETURNING *;
----
1.10|50|1.10
INSERT 0 1

SELECT k FROM k_numeric_6_2 WHERE k > 1.1 ORDER BY k DESC;
----
1234.57
SELECT 1

SELECT k, k = 1.1, k <> 1.1, k <= 1.1, k IS NOT DISTINCT FROM 1.1 FROM k_numeric_6_2 WHERE k BETWEEN -1.005 AND 1.1 ORDER BY k;
----
0.00|f|t|t|f
1.10|t|f|t|t
SELECT 2

SELECT n FROM k_numeric_6_2 WHERE k IN (-1.005, 1234.567, NULL) OR o = 1.1 ORDER BY n;
----
50
SELECT 1

SELECT k FROM k_numeric_6_2 WHERE k = ANY (ARRAY[1234.567, -1.005]::numeric(6,2)[]) ORDER BY k;
----
-1.01
1234.57
SELECT 2

SELECT min(k), max(k), count(DISTINCT o), array_agg(DISTINCT o), count(*) FILTER (WHERE o IS NULL) FROM k_numeric_6_2;
----
-1.01|1234.57|2|{0.00,1.10,NULL}|2
SELECT 1

SELECT o, count(*), sum(n) FROM k_numeric_6_2 GROUP BY o ORDER BY o NULLS FIRST;
----
NULL|2|3
0.00|1|1
1.10|1|50
SELECT 3

SELECT a.k, b.n FROM k_numeric_6_2 a JOIN k_numeric_6_2 b ON a.k = b.o ORDER BY a.k, b.n;
----
0.00|1
1.10|50
SELECT 2

SELECT k FROM k_numeric_6_2 EXCEPT SELECT o FROM k_numeric_6_2 ORDER BY 1;
----
-1.01
1234.57
SELECT 2

SELECT k, rank() OVER (ORDER BY o), lag(k) OVER (ORDER BY k), first_value(k) OVER (PARTITION BY o ORDER BY k DESC) FROM k_numeric_6_2 ORDER BY k;
----
-1.01|3|NULL|1234.57
0.00|1|-1.01|0.00
1.10|2|0.00|1.10
1234.57|3|1.10|1234.57
SELECT 4

CREATE TABLE f_k_numeric_6_2 (r numeric(6,2) REFERENCES k_numeric_6_2 ON UPDATE CASCADE ON DELETE SET NULL); INSERT INTO f_k_numeric_6_2 VALUES (1234.567), (NULL); DELETE FROM k_numeric_6_2 WHERE k = 1234.567; SELECT * FROM f_k_numeric_6_2; INSERT INTO f_k_numeric_6_2 VALUES (1234.567);
----
CREATE TABLE
INSERT 0 2
DELETE 0
1234.57
NULL
SELECT 2
INSERT 0 1

UPDATE k_numeric_6_2 SET k = 1234.567 WHERE k = -1.005 RETURNING k; DROP TABLE f_k_numeric_6_2, k_numeric_6_2;
----
UPDATE 0
DROP TABLE

# money
CREATE TABLE k_money (k money PRIMARY KEY, n int, o money); CREATE INDEX ON k_money (o DESC NULLS LAST, n);
----
CREATE TABLE
CREATE INDEX

INSERT INTO k_money VALUES ('0', 1, '0'), ('-$1.00', 0, NULL), ('12.34', 2, '12.34') RETURNING *;
----
$0.00|1|$0.00
$12.34|2|$12.34
-$1.00|0|NULL
INSERT 0 3

SELECT k, n, o FROM k_money ORDER BY k;
----
-$1.00|0|NULL
$0.00|1|$0.00
$12.34|2|$12.34
SELECT 3

SELECT k, o FROM k_money ORDER BY o DESC NULLS LAST, n;
----
$12.34|$12.34
$0.00|$0.00
-$1.00|NULL
SELECT 3

INSERT INTO k_money VALUES ('0', 50);
----
error 23505 duplicate key value violates unique constraint "k_money_pkey"; Key (k)=($0.00) already exists.

INSERT INTO k_money VALUES ('0', 50) ON CONFLICT (k) DO UPDATE SET n = EXCLUDED.n, o = EXCLUDED.k RETURNING *;
----
$0.00|50|$0.00
INSERT 0 1

SELECT k FROM k_money WHERE k > '0' ORDER BY k DESC;
----
$12.34
SELECT 1

SELECT k, k = '0', k <> '0', k <= '0', k IS NOT DISTINCT FROM '0' FROM k_money WHERE k BETWEEN '-$1.00' AND '0' ORDER BY k;
----
-$1.00|f|t|t|f
$0.00|t|f|t|t
SELECT 2

SELECT n FROM k_money WHERE k IN ('-$1.00', '12.34', NULL) OR o = '0' ORDER BY n;
----
0
2
50
SELECT 3

SELECT k FROM k_money WHERE k = ANY (ARRAY['12.34', '-$1.00']::money[]) ORDER BY k;
----
-$1.00
$12.34
SELECT 2

SELECT min(k), max(k), count(DISTINCT o), array_agg(DISTINCT o), count(*) FILTER (WHERE o IS NULL) FROM k_money;
----
-$1.00|$12.34|2|{$0.00,$12.34,NULL}|1
SELECT 1

SELECT o, count(*), sum(n) FROM k_money GROUP BY o ORDER BY o NULLS FIRST;
----
NULL|1|0
$0.00|1|50
$12.34|1|2
SELECT 3

SELECT a.k, b.n FROM k_money a JOIN k_money b ON a.k = b.o ORDER BY a.k, b.n;
----
$0.00|50
$12.34|2
SELECT 2

SELECT k FROM k_money EXCEPT SELECT o FROM k_money ORDER BY 1;
----
-$1.00
SELECT 1

SELECT k, rank() OVER (ORDER BY o), lag(k) OVER (ORDER BY k), first_value(k) OVER (PARTITION BY o ORDER BY k DESC) FROM k_money ORDER BY k;
----
-$1.00|3|NULL|-$1.00
$0.00|1|-$1.00|$0.00
$12.34|2|$0.00|$12.34
SELECT 3

CREATE TABLE f_k_money (r money REFERENCES k_money ON UPDATE CASCADE ON DELETE SET NULL); INSERT INTO f_k_money VALUES ('12.34'), (NULL); DELETE FROM k_money WHERE k = '12.34'; SELECT * FROM f_k_money; INSERT INTO f_k_money VALUES ('12.34');
----
CREATE TABLE
INSERT 0 2
DELETE 1
NULL
NULL
SELECT 2
error 23503 insert or update on table "f_k_money" violates foreign key constraint "f_k_money_r_fkey"; Key (r)=($12.34) is not present in table "k_money".

UPDATE k_money SET k = '12.34' WHERE k = '-$1.00' RETURNING k; DROP TABLE f_k_money, k_money;
----
error 23505 duplicate key value violates unique constraint "k_money_pkey"; Key (k)=($12.34) already exists.

# text
CREATE TABLE k_text (k text PRIMARY KEY, n int, o text); CREATE INDEX ON k_text (o DESC NULLS LAST, n);
----
CREATE TABLE
CREATE INDEX

INSERT INTO k_text VALUES (' ', 1, ' '), ('a', 3, NULL), ('aa', 5, 'aa'), ('z', 7, 'z'), (E'a\tb', 9, NULL), ('', 0, NULL), ('A', 2, 'A'), ('a ', 4, 'a '), ('é', 6, NULL), ('日本', 8, '日本') RETURNING *;
----
 |1| 
''|0|NULL
A|2|A
a	b|9|NULL
a |4|a 
aa|5|aa
a|3|NULL
z|7|z
é|6|NULL
日本|8|日本
INSERT 0 10

SELECT k, n, o FROM k_text ORDER BY k;
----
''|0|NULL
 |1| 
A|2|A
a|3|NULL
a	b|9|NULL
a |4|a 
aa|5|aa
z|7|z
é|6|NULL
日本|8|日本
SELECT 10

SELECT k, o FROM k_text ORDER BY o DESC NULLS LAST, n;
----
日本|日本
z|z
aa|aa
a |a 
A|A
 | 
''|NULL
a|NULL
é|NULL
a	b|NULL
SELECT 10

INSERT INTO k_text VALUES ('aa', 50);
----
error 23505 duplicate key value violates unique constraint "k_text_pkey"; Key (k)=(aa) already exists.

INSERT INTO k_text VALUES ('aa', 50) ON CONFLICT (k) DO UPDATE SET n = EXCLUDED.n, o = EXCLUDED.k RETURNING *;
----
aa|50|aa
INSERT 0 1

SELECT k FROM k_text WHERE k > 'aa' ORDER BY k DESC;
----
日本
é
z
SELECT 3

SELECT k, k = 'aa', k <> 'aa', k <= 'aa', k IS NOT DISTINCT FROM 'aa' FROM k_text WHERE k BETWEEN '' AND 'aa' ORDER BY k;
----
''|f|t|t|f
 |f|t|t|f
A|f|t|t|f
a|f|t|t|f
a	b|f|t|t|f
a |f|t|t|f
aa|t|f|t|t
SELECT 7

SELECT n FROM k_text WHERE k IN ('', E'a\tb', NULL) OR o = 'aa' ORDER BY n;
----
0
9
50
SELECT 3

SELECT k FROM k_text WHERE k = ANY (ARRAY[E'a\tb', '']::text[]) ORDER BY k;
----
''
a	b
SELECT 2

SELECT min(k), max(k), count(DISTINCT o), array_agg(DISTINCT o), count(*) FILTER (WHERE o IS NULL) FROM k_text;
----
''|日本|6|{" ",A,"a ",aa,z,日本,NULL}|4
SELECT 1

SELECT o, count(*), sum(n) FROM k_text GROUP BY o ORDER BY o NULLS FIRST;
----
NULL|4|18
 |1|1
A|1|2
a |1|4
aa|1|50
z|1|7
日本|1|8
SELECT 7

SELECT a.k, b.n FROM k_text a JOIN k_text b ON a.k = b.o ORDER BY a.k, b.n;
----
 |1
A|2
a |4
aa|50
z|7
日本|8
SELECT 6

SELECT k FROM k_text EXCEPT SELECT o FROM k_text ORDER BY 1;
----
''
a
a	b
é
SELECT 4

SELECT k, rank() OVER (ORDER BY o), lag(k) OVER (ORDER BY k), first_value(k) OVER (PARTITION BY o ORDER BY k DESC) FROM k_text ORDER BY k;
----
''|7|NULL|é
 |1|''| 
A|2| |A
a|7|A|é
a	b|7|a|é
a |3|a	b|a 
aa|4|a |aa
z|5|aa|z
é|7|z|é
日本|6|é|日本
SELECT 10

CREATE TABLE f_k_text (r text REFERENCES k_text ON UPDATE CASCADE ON DELETE SET NULL); INSERT INTO f_k_text VALUES (E'a\tb'), (NULL); DELETE FROM k_text WHERE k = E'a\tb'; SELECT * FROM f_k_text; INSERT INTO f_k_text VALUES (E'a\tb');
----
CREATE TABLE
INSERT 0 2
DELETE 1
NULL
NULL
SELECT 2
error 23503 insert or update on table "f_k_text" violates foreign key constraint "f_k_text_r_fkey"; Key (r)=(a	b) is not present in table "k_text".

UPDATE k_text SET k = E'a\tb' WHERE k = '' RETURNING k; DROP TABLE f_k_text, k_text;
----
error 23505 duplicate key value violates unique constraint "k_text_pkey"; Key (k)=(a	b) already exists.

# varchar(5)
CREATE TABLE k_varchar_5 (k varchar(5) PRIMARY KEY, n int, o varchar(5)); CREATE INDEX ON k_varchar_5 (o DESC NULLS LAST, n);
----
CREATE TABLE
CREATE INDEX

INSERT INTO k_varchar_5 VALUES ('abd', 1, 'abd'), ('', 3, NULL), ('abc', 0, NULL), ('b', 2, 'b') RETURNING *;
----
''|3|NULL
abc|0|NULL
abd|1|abd
b|2|b
INSERT 0 4

SELECT k, n, o FROM k_varchar_5 ORDER BY k;
----
''|3|NULL
abc|0|NULL
abd|1|abd
b|2|b
SELECT 4

SELECT k, o FROM k_varchar_5 ORDER BY o DESC NULLS LAST, n;
----
b|b
abd|abd
abc|NULL
''|NULL
SELECT 4

INSERT INTO k_varchar_5 VALUES ('b', 50);
----
error 23505 duplicate key value violates unique constraint "k_varchar_5_pkey"; Key (k)=(b) already exists.

INSERT INTO k_varchar_5 VALUES ('b', 50) ON CONFLICT (k) DO UPDATE SET n = EXCLUDED.n, o = EXCLUDED.k RETURNING *;
----
b|50|b
INSERT 0 1

SELECT k FROM k_varchar_5 WHERE k > 'b' ORDER BY k DESC;
----
SELECT 0

SELECT k, k = 'b', k <> 'b', k <= 'b', k IS NOT DISTINCT FROM 'b' FROM k_varchar_5 WHERE k BETWEEN 'abc' AND 'b' ORDER BY k;
----
abc|f|t|t|f
abd|f|t|t|f
b|t|f|t|t
SELECT 3

SELECT n FROM k_varchar_5 WHERE k IN ('abc', '', NULL) OR o = 'b' ORDER BY n;
----
0
3
50
SELECT 3

SELECT k FROM k_varchar_5 WHERE k = ANY (ARRAY['', 'abc']::varchar(5)[]) ORDER BY k;
----
''
abc
SELECT 2

SELECT min(k), max(k), count(DISTINCT o), array_agg(DISTINCT o), count(*) FILTER (WHERE o IS NULL) FROM k_varchar_5;
----
''|b|2|{abd,b,NULL}|2
SELECT 1

SELECT o, count(*), sum(n) FROM k_varchar_5 GROUP BY o ORDER BY o NULLS FIRST;
----
NULL|2|3
abd|1|1
b|1|50
SELECT 3

SELECT a.k, b.n FROM k_varchar_5 a JOIN k_varchar_5 b ON a.k = b.o ORDER BY a.k, b.n;
----
abd|1
b|50
SELECT 2

SELECT k FROM k_varchar_5 EXCEPT SELECT o FROM k_varchar_5 ORDER BY 1;
----
''
abc
SELECT 2

SELECT k, rank() OVER (ORDER BY o), lag(k) OVER (ORDER BY k), first_value(k) OVER (PARTITION BY o ORDER BY k DESC) FROM k_varchar_5 ORDER BY k;
----
''|3|NULL|abc
abc|3|''|abc
abd|1|abc|abd
b|2|abd|b
SELECT 4

CREATE TABLE f_k_varchar_5 (r varchar(5) REFERENCES k_varchar_5 ON UPDATE CASCADE ON DELETE SET NULL); INSERT INTO f_k_varchar_5 VALUES (''), (NULL); DELETE FROM k_varchar_5 WHERE k = ''; SELECT * FROM f_k_varchar_5; INSERT INTO f_k_varchar_5 VALUES ('');
----
CREATE TABLE
INSERT 0 2
DELETE 1
NULL
NULL
SELECT 2
error 23503 insert or update on table "f_k_varchar_5" violates foreign key constraint "f_k_varchar_5_r_fkey"; Key (r)=() is not present in table "k_varchar_5".

UPDATE k_varchar_5 SET k = '' WHERE k = 'abc' RETURNING k; DROP TABLE f_k_varchar_5, k_varchar_5;
----
error 23505 duplicate key value violates unique constraint "k_varchar_5_pkey"; Key (k)=() already exists.

# char(4)
CREATE TABLE k_char_4 (k char(4) PRIMARY KEY, n int, o char(4)); CREATE INDEX ON k_char_4 (o DESC NULLS LAST, n);
----
CREATE TABLE
CREATE INDEX

INSERT INTO k_char_4 VALUES ('a b', 1, 'a b'), ('', 3, NULL), ('a', 0, NULL), ('b   ', 2, 'b   ') RETURNING *;
----
    |3|NULL
a   |0|NULL
a b |1|a b 
b   |2|b   
INSERT 0 4

SELECT k, n, o FROM k_char_4 ORDER BY k;
----
    |3|NULL
a   |0|NULL
a b |1|a b 
b   |2|b   
SELECT 4

SELECT k, o FROM k_char_4 ORDER BY o DESC NULLS LAST, n;
----
b   |b   
a b |a b 
a   |NULL
    |NULL
SELECT 4

INSERT INTO k_char_4 VALUES ('b   ', 50);
----
error 23505 duplicate key value violates unique constraint "k_char_4_pkey"; Key (k)=(b   ) already exists.

INSERT INTO k_char_4 VALUES ('b   ', 50) ON CONFLICT (k) DO UPDATE SET n = EXCLUDED.n, o = EXCLUDED.k RETURNING *;
----
b   |50|b   
INSERT 0 1

SELECT k FROM k_char_4 WHERE k > 'b   ' ORDER BY k DESC;
----
SELECT 0

SELECT k, k = 'b   ', k <> 'b   ', k <= 'b   ', k IS NOT DISTINCT FROM 'b   ' FROM k_char_4 WHERE k BETWEEN 'a' AND 'b   ' ORDER BY k;
----
a   |f|t|t|f
a b |f|t|t|f
b   |t|f|t|t
SELECT 3

SELECT n FROM k_char_4 WHERE k IN ('a', '', NULL) OR o = 'b   ' ORDER BY n;
----
0
3
50
SELECT 3

SELECT k FROM k_char_4 WHERE k = ANY (ARRAY['', 'a']::char(4)[]) ORDER BY k;
----
    
a   
SELECT 2

SELECT min(k), max(k), count(DISTINCT o), array_agg(DISTINCT o), count(*) FILTER (WHERE o IS NULL) FROM k_char_4;
----
    |b   |2|{"a b ","b   ",NULL}|2
SELECT 1

SELECT o, count(*), sum(n) FROM k_char_4 GROUP BY o ORDER BY o NULLS FIRST;
----
NULL|2|3
a b |1|1
b   |1|50
SELECT 3

SELECT a.k, b.n FROM k_char_4 a JOIN k_char_4 b ON a.k = b.o ORDER BY a.k, b.n;
----
a b |1
b   |50
SELECT 2

SELECT k FROM k_char_4 EXCEPT SELECT o FROM k_char_4 ORDER BY 1;
----
    
a   
SELECT 2

SELECT k, rank() OVER (ORDER BY o), lag(k) OVER (ORDER BY k), first_value(k) OVER (PARTITION BY o ORDER BY k DESC) FROM k_char_4 ORDER BY k;
----
    |3|NULL|a   
a   |3|    |a   
a b |1|a   |a b 
b   |2|a b |b   
SELECT 4

CREATE TABLE f_k_char_4 (r char(4) REFERENCES k_char_4 ON UPDATE CASCADE ON DELETE SET NULL); INSERT INTO f_k_char_4 VALUES (''), (NULL); DELETE FROM k_char_4 WHERE k = ''; SELECT * FROM f_k_char_4; INSERT INTO f_k_char_4 VALUES ('');
----
CREATE TABLE
INSERT 0 2
DELETE 1
NULL
NULL
SELECT 2
error 23503 insert or update on table "f_k_char_4" violates foreign key constraint "f_k_char_4_r_fkey"; Key (r)=(    ) is not present in table "k_char_4".

UPDATE k_char_4 SET k = '' WHERE k = 'a' RETURNING k; DROP TABLE f_k_char_4, k_char_4;
----
error 23505 duplicate key value violates unique constraint "k_char_4_pkey"; Key (k)=(    ) already exists.

# name
CREATE TABLE k_name (k name PRIMARY KEY, n int, o name); CREATE INDEX ON k_name (o DESC NULLS LAST, n);
----
CREATE TABLE
CREATE INDEX

INSERT INTO k_name VALUES ('B', 1, 'B'), ('aa', 0, NULL) RETURNING *;
----
B|1|B
aa|0|NULL
INSERT 0 2

SELECT k, n, o FROM k_name ORDER BY k;
----
B|1|B
aa|0|NULL
SELECT 2

SELECT k, o FROM k_name ORDER BY o DESC NULLS LAST, n;
----
B|B
aa|NULL
SELECT 2

INSERT INTO k_name VALUES ('B', 50);
----
error 23505 duplicate key value violates unique constraint "k_name_pkey"; Key (k)=(B) already exists.

INSERT INTO k_name VALUES ('B', 50) ON CONFLICT (k) DO UPDATE SET n = EXCLUDED.n, o = EXCLUDED.k RETURNING *;
----
B|50|B
INSERT 0 1

SELECT k FROM k_name WHERE k > 'B' ORDER BY k DESC;
----
aa
SELECT 1

SELECT k, k = 'B', k <> 'B', k <= 'B', k IS NOT DISTINCT FROM 'B' FROM k_name WHERE k BETWEEN 'aa' AND 'B' ORDER BY k;
----
SELECT 0

SELECT n FROM k_name WHERE k IN ('aa', 'B', NULL) OR o = 'B' ORDER BY n;
----
0
50
SELECT 2

SELECT k FROM k_name WHERE k = ANY (ARRAY['B', 'aa']::name[]) ORDER BY k;
----
B
aa
SELECT 2

SELECT count(DISTINCT o), array_agg(DISTINCT o), count(*) FILTER (WHERE o IS NULL) FROM k_name;
----
1|{B,NULL}|1
SELECT 1

SELECT o, count(*), sum(n) FROM k_name GROUP BY o ORDER BY o NULLS FIRST;
----
NULL|1|0
B|1|50
SELECT 2

SELECT a.k, b.n FROM k_name a JOIN k_name b ON a.k = b.o ORDER BY a.k, b.n;
----
B|50
SELECT 1

SELECT k FROM k_name EXCEPT SELECT o FROM k_name ORDER BY 1;
----
aa
SELECT 1

SELECT k, rank() OVER (ORDER BY o), lag(k) OVER (ORDER BY k), first_value(k) OVER (PARTITION BY o ORDER BY k DESC) FROM k_name ORDER BY k;
----
B|1|NULL|B
aa|2|B|aa
SELECT 2

CREATE TABLE f_k_name (r name REFERENCES k_name ON UPDATE CASCADE ON DELETE SET NULL); INSERT INTO f_k_name VALUES ('B'), (NULL); DELETE FROM k_name WHERE k = 'B'; SELECT * FROM f_k_name; INSERT INTO f_k_name VALUES ('B');
----
CREATE TABLE
INSERT 0 2
DELETE 1
NULL
NULL
SELECT 2
error 23503 insert or update on table "f_k_name" violates foreign key constraint "f_k_name_r_fkey"; Key (r)=(B) is not present in table "k_name".

UPDATE k_name SET k = 'B' WHERE k = 'aa' RETURNING k; DROP TABLE f_k_name, k_name;
----
error 23505 duplicate key value violates unique constraint "k_name_pkey"; Key (k)=(B) already exists.

# "char"
CREATE TABLE k_char (k "char" PRIMARY KEY, n int, o "char"); CREATE INDEX ON k_char (o DESC NULLS LAST, n);
----
CREATE TABLE
CREATE INDEX

INSERT INTO k_char VALUES ('B', 1, 'B'), ('a', 0, NULL) RETURNING *;
----
B|1|B
a|0|NULL
INSERT 0 2

SELECT k, n, o FROM k_char ORDER BY k;
----
B|1|B
a|0|NULL
SELECT 2

SELECT k, o FROM k_char ORDER BY o DESC NULLS LAST, n;
----
B|B
a|NULL
SELECT 2

INSERT INTO k_char VALUES ('B', 50);
----
error 23505 duplicate key value violates unique constraint "k_char_pkey"; Key (k)=(B) already exists.

INSERT INTO k_char VALUES ('B', 50) ON CONFLICT (k) DO UPDATE SET n = EXCLUDED.n, o = EXCLUDED.k RETURNING *;
----
B|50|B
INSERT 0 1

SELECT k FROM k_char WHERE k > 'B' ORDER BY k DESC;
----
a
SELECT 1

SELECT k, k = 'B', k <> 'B', k <= 'B', k IS NOT DISTINCT FROM 'B' FROM k_char WHERE k BETWEEN 'a' AND 'B' ORDER BY k;
----
SELECT 0

SELECT n FROM k_char WHERE k IN ('a', 'B', NULL) OR o = 'B' ORDER BY n;
----
0
50
SELECT 2

SELECT k FROM k_char WHERE k = ANY (ARRAY['B', 'a']::"char"[]) ORDER BY k;
----
B
a
SELECT 2

SELECT count(DISTINCT o), array_agg(DISTINCT o), count(*) FILTER (WHERE o IS NULL) FROM k_char;
----
1|{B,NULL}|1
SELECT 1

SELECT o, count(*), sum(n) FROM k_char GROUP BY o ORDER BY o NULLS FIRST;
----
NULL|1|0
B|1|50
SELECT 2

SELECT a.k, b.n FROM k_char a JOIN k_char b ON a.k = b.o ORDER BY a.k, b.n;
----
B|50
SELECT 1

SELECT k FROM k_char EXCEPT SELECT o FROM k_char ORDER BY 1;
----
a
SELECT 1

SELECT k, rank() OVER (ORDER BY o), lag(k) OVER (ORDER BY k), first_value(k) OVER (PARTITION BY o ORDER BY k DESC) FROM k_char ORDER BY k;
----
B|1|NULL|B
a|2|B|a
SELECT 2

CREATE TABLE f_k_char (r "char" REFERENCES k_char ON UPDATE CASCADE ON DELETE SET NULL); INSERT INTO f_k_char VALUES ('B'), (NULL); DELETE FROM k_char WHERE k = 'B'; SELECT * FROM f_k_char; INSERT INTO f_k_char VALUES ('B');
----
CREATE TABLE
INSERT 0 2
DELETE 1
NULL
NULL
SELECT 2
error 23503 insert or update on table "f_k_char" violates foreign key constraint "f_k_char_r_fkey"; Key (r)=(B) is not present in table "k_char".

UPDATE k_char SET k = 'B' WHERE k = 'a' RETURNING k; DROP TABLE f_k_char, k_char;
----
error 23505 duplicate key value violates unique constraint "k_char_pkey"; Key (k)=(B) already exists.

# bytea
CREATE TABLE k_bytea (k bytea PRIMARY KEY, n int, o bytea); CREATE INDEX ON k_bytea (o DESC NULLS LAST, n);
----
CREATE TABLE
CREATE INDEX

INSERT INTO k_bytea VALUES ('\x00', 1, '\x00'), ('\x01', 3, NULL), ('\x', 0, NULL), ('\x0001', 2, '\x0001'), ('\xff', 4, '\xff') RETURNING *;
----
\x0001|2|\x0001
\x00|1|\x00
\x01|3|NULL
\xff|4|\xff
\x|0|NULL
INSERT 0 5

SELECT k, n, o FROM k_bytea ORDER BY k;
----
\x|0|NULL
\x00|1|\x00
\x0001|2|\x0001
\x01|3|NULL
\xff|4|\xff
SELECT 5

SELECT k, o FROM k_bytea ORDER BY o DESC NULLS LAST, n;
----
\xff|\xff
\x0001|\x0001
\x00|\x00
\x|NULL
\x01|NULL
SELECT 5

INSERT INTO k_bytea VALUES ('\x0001', 50);
----
error 23505 duplicate key value violates unique constraint "k_bytea_pkey"; Key (k)=(\x0001) already exists.

INSERT INTO k_bytea VALUES ('\x0001', 50) ON CONFLICT (k) DO UPDATE SET n = EXCLUDED.n, o = EXCLUDED.k RETURNING *;
----
\x0001|50|\x0001
INSERT 0 1

SELECT k FROM k_bytea WHERE k > '\x0001' ORDER BY k DESC;
----
\xff
\x01
SELECT 2

SELECT k, k = '\x0001', k <> '\x0001', k <= '\x0001', k IS NOT DISTINCT FROM '\x0001' FROM k_bytea WHERE k BETWEEN '\x' AND '\x0001' ORDER BY k;
----
\x|f|t|t|f
\x00|f|t|t|f
\x0001|t|f|t|t
SELECT 3

SELECT n FROM k_bytea WHERE k IN ('\x', '\xff', NULL) OR o = '\x0001' ORDER BY n;
----
0
4
50
SELECT 3

SELECT k FROM k_bytea WHERE k = ANY (ARRAY['\xff', '\x']::bytea[]) ORDER BY k;
----
\x
\xff
SELECT 2

SELECT count(DISTINCT o), array_agg(DISTINCT o), count(*) FILTER (WHERE o IS NULL) FROM k_bytea;
----
3|{"\\x00","\\x0001","\\xff",NULL}|2
SELECT 1

SELECT o, count(*), sum(n) FROM k_bytea GROUP BY o ORDER BY o NULLS FIRST;
----
NULL|2|3
\x00|1|1
\x0001|1|50
\xff|1|4
SELECT 4

SELECT a.k, b.n FROM k_bytea a JOIN k_bytea b ON a.k = b.o ORDER BY a.k, b.n;
----
\x00|1
\x0001|50
\xff|4
SELECT 3

SELECT k FROM k_bytea EXCEPT SELECT o FROM k_bytea ORDER BY 1;
----
\x
\x01
SELECT 2

SELECT k, rank() OVER (ORDER BY o), lag(k) OVER (ORDER BY k), first_value(k) OVER (PARTITION BY o ORDER BY k DESC) FROM k_bytea ORDER BY k;
----
\x|4|NULL|\x01
\x00|1|\x|\x00
\x0001|2|\x00|\x0001
\x01|4|\x0001|\x01
\xff|3|\x01|\xff
SELECT 5

CREATE TABLE f_k_bytea (r bytea REFERENCES k_bytea ON UPDATE CASCADE ON DELETE SET NULL); INSERT INTO f_k_bytea VALUES ('\xff'), (NULL); DELETE FROM k_bytea WHERE k = '\xff'; SELECT * FROM f_k_bytea; INSERT INTO f_k_bytea VALUES ('\xff');
----
CREATE TABLE
INSERT 0 2
DELETE 1
NULL
NULL
SELECT 2
error 23503 insert or update on table "f_k_bytea" violates foreign key constraint "f_k_bytea_r_fkey"; Key (r)=(\xff) is not present in table "k_bytea".

UPDATE k_bytea SET k = '\xff' WHERE k = '\x' RETURNING k; DROP TABLE f_k_bytea, k_bytea;
----
error 23505 duplicate key value violates unique constraint "k_bytea_pkey"; Key (k)=(\xff) already exists.

# date
CREATE TABLE k_date (k date PRIMARY KEY, n int, o date); CREATE INDEX ON k_date (o DESC NULLS LAST, n);
----
CREATE TABLE
CREATE INDEX

INSERT INTO k_date VALUES ('0044-03-15 BC', 1, '0044-03-15 BC'), ('2024-02-29', 3, NULL), ('-infinity', 0, NULL), ('1969-12-31', 2, '1969-12-31'), ('infinity', 4, 'infinity') RETURNING *;
----
-infinity|0|NULL
0044-03-15 BC|1|0044-03-15 BC
1969-12-31|2|1969-12-31
2024-02-29|3|NULL
infinity|4|infinity
INSERT 0 5

SELECT k, n, o FROM k_date ORDER BY k;
----
-infinity|0|NULL
0044-03-15 BC|1|0044-03-15 BC
1969-12-31|2|1969-12-31
2024-02-29|3|NULL
infinity|4|infinity
SELECT 5

SELECT k, o FROM k_date ORDER BY o DESC NULLS LAST, n;
----
infinity|infinity
1969-12-31|1969-12-31
0044-03-15 BC|0044-03-15 BC
-infinity|NULL
2024-02-29|NULL
SELECT 5

INSERT INTO k_date VALUES ('1969-12-31', 50);
----
error 23505 duplicate key value violates unique constraint "k_date_pkey"; Key (k)=(1969-12-31) already exists.

INSERT INTO k_date VALUES ('1969-12-31', 50) ON CONFLICT (k) DO UPDATE SET n = EXCLUDED.n, o = EXCLUDED.k RETURNING *;
----
1969-12-31|50|1969-12-31
INSERT 0 1

SELECT k FROM k_date WHERE k > '1969-12-31' ORDER BY k DESC;
----
infinity
2024-02-29
SELECT 2

SELECT k, k = '1969-12-31', k <> '1969-12-31', k <= '1969-12-31', k IS NOT DISTINCT FROM '1969-12-31' FROM k_date WHERE k BETWEEN '-infinity' AND '1969-12-31' ORDER BY k;
----
-infinity|f|t|t|f
0044-03-15 BC|f|t|t|f
1969-12-31|t|f|t|t
SELECT 3

SELECT n FROM k_date WHERE k IN ('-infinity', 'infinity', NULL) OR o = '1969-12-31' ORDER BY n;
----
0
4
50
SELECT 3

SELECT k FROM k_date WHERE k = ANY (ARRAY['infinity', '-infinity']::date[]) ORDER BY k;
----
-infinity
infinity
SELECT 2

SELECT min(k), max(k), count(DISTINCT o), array_agg(DISTINCT o), count(*) FILTER (WHERE o IS NULL) FROM k_date;
----
-infinity|infinity|3|{"0044-03-15 BC",1969-12-31,infinity,NULL}|2
SELECT 1

SELECT o, count(*), sum(n) FROM k_date GROUP BY o ORDER BY o NULLS FIRST;
----
NULL|2|3
0044-03-15 BC|1|1
1969-12-31|1|50
infinity|1|4
SELECT 4

SELECT a.k, b.n FROM k_date a JOIN k_date b ON a.k = b.o ORDER BY a.k, b.n;
----
0044-03-15 BC|1
1969-12-31|50
infinity|4
SELECT 3

SELECT k FROM k_date EXCEPT SELECT o FROM k_date ORDER BY 1;
----
-infinity
2024-02-29
SELECT 2

SELECT k, rank() OVER (ORDER BY o), lag(k) OVER (ORDER BY k), first_value(k) OVER (PARTITION BY o ORDER BY k DESC) FROM k_date ORDER BY k;
----
-infinity|4|NULL|2024-02-29
0044-03-15 BC|1|-infinity|0044-03-15 BC
1969-12-31|2|0044-03-15 BC|1969-12-31
2024-02-29|4|1969-12-31|2024-02-29
infinity|3|2024-02-29|infinity
SELECT 5

CREATE TABLE f_k_date (r date REFERENCES k_date ON UPDATE CASCADE ON DELETE SET NULL); INSERT INTO f_k_date VALUES ('infinity'), (NULL); DELETE FROM k_date WHERE k = 'infinity'; SELECT * FROM f_k_date; INSERT INTO f_k_date VALUES ('infinity');
----
CREATE TABLE
INSERT 0 2
DELETE 1
NULL
NULL
SELECT 2
error 23503 insert or update on table "f_k_date" violates foreign key constraint "f_k_date_r_fkey"; Key (r)=(infinity) is not present in table "k_date".

UPDATE k_date SET k = 'infinity' WHERE k = '-infinity' RETURNING k; DROP TABLE f_k_date, k_date;
----
error 23505 duplicate key value violates unique constraint "k_date_pkey"; Key (k)=(infinity) already exists.

# time
CREATE TABLE k_time (k time PRIMARY KEY, n int, o time); CREATE INDEX ON k_time (o DESC NULLS LAST, n);
----
CREATE TABLE
CREATE INDEX

INSERT INTO k_time VALUES ('12:30:00.000001', 1, '12:30:00.000001'), ('00:00', 0, NULL), ('24:00', 2, '24:00') RETURNING *;
----
00:00:00|0|NULL
12:30:00.000001|1|12:30:00.000001
24:00:00|2|24:00:00
INSERT 0 3

SELECT k, n, o FROM k_time ORDER BY k;
----
00:00:00|0|NULL
12:30:00.000001|1|12:30:00.000001
24:00:00|2|24:00:00
SELECT 3

SELECT k, o FROM k_time ORDER BY o DESC NULLS LAST, n;
----
24:00:00|24:00:00
12:30:00.000001|12:30:00.000001
00:00:00|NULL
SELECT 3

INSERT INTO k_time VALUES ('12:30:00.000001', 50);
----
error 23505 duplicate key value violates unique constraint "k_time_pkey"; Key (k)=(12:30:00.000001) already exists.

INSERT INTO k_time VALUES ('12:30:00.000001', 50) ON CONFLICT (k) DO UPDATE SET n = EXCLUDED.n, o = EXCLUDED.k RETURNING *;
----
12:30:00.000001|50|12:30:00.000001
INSERT 0 1

SELECT k FROM k_time WHERE k > '12:30:00.000001' ORDER BY k DESC;
----
24:00:00
SELECT 1

SELECT k, k = '12:30:00.000001', k <> '12:30:00.000001', k <= '12:30:00.000001', k IS NOT DISTINCT FROM '12:30:00.000001' FROM k_time WHERE k BETWEEN '00:00' AND '12:30:00.000001' ORDER BY k;
----
00:00:00|f|t|t|f
12:30:00.000001|t|f|t|t
SELECT 2

SELECT n FROM k_time WHERE k IN ('00:00', '24:00', NULL) OR o = '12:30:00.000001' ORDER BY n;
----
0
2
50
SELECT 3

SELECT k FROM k_time WHERE k = ANY (ARRAY['24:00', '00:00']::time[]) ORDER BY k;
----
00:00:00
24:00:00
SELECT 2

SELECT min(k), max(k), count(DISTINCT o), array_agg(DISTINCT o), count(*) FILTER (WHERE o IS NULL) FROM k_time;
----
00:00:00|24:00:00|2|{12:30:00.000001,24:00:00,NULL}|1
SELECT 1

SELECT o, count(*), sum(n) FROM k_time GROUP BY o ORDER BY o NULLS FIRST;
----
NULL|1|0
12:30:00.000001|1|50
24:00:00|1|2
SELECT 3

SELECT a.k, b.n FROM k_time a JOIN k_time b ON a.k = b.o ORDER BY a.k, b.n;
----
12:30:00.000001|50
24:00:00|2
SELECT 2

SELECT k FROM k_time EXCEPT SELECT o FROM k_time ORDER BY 1;
----
00:00:00
SELECT 1

SELECT k, rank() OVER (ORDER BY o), lag(k) OVER (ORDER BY k), first_value(k) OVER (PARTITION BY o ORDER BY k DESC) FROM k_time ORDER BY k;
----
00:00:00|3|NULL|00:00:00
12:30:00.000001|1|00:00:00|12:30:00.000001
24:00:00|2|12:30:00.000001|24:00:00
SELECT 3

CREATE TABLE f_k_time (r time REFERENCES k_time ON UPDATE CASCADE ON DELETE SET NULL); INSERT INTO f_k_time VALUES ('24:00'), (NULL); DELETE FROM k_time WHERE k = '24:00'; SELECT * FROM f_k_time; INSERT INTO f_k_time VALUES ('24:00');
----
CREATE TABLE
INSERT 0 2
DELETE 1
NULL
NULL
SELECT 2
error 23503 insert or update on table "f_k_time" violates foreign key constraint "f_k_time_r_fkey"; Key (r)=(24:00:00) is not present in table "k_time".

UPDATE k_time SET k = '24:00' WHERE k = '00:00' RETURNING k; DROP TABLE f_k_time, k_time;
----
error 23505 duplicate key value violates unique constraint "k_time_pkey"; Key (k)=(24:00:00) already exists.

# timetz
CREATE TABLE k_timetz (k timetz PRIMARY KEY, n int, o timetz); CREATE INDEX ON k_timetz (o DESC NULLS LAST, n);
----
CREATE TABLE
CREATE INDEX

INSERT INTO k_timetz VALUES ('10:00+00', 1, '10:00+00'), ('12:00-08', 3, NULL), ('12:00+02', 0, NULL), ('11:00+00', 2, '11:00+00') RETURNING *;
----
10:00:00+00|1|10:00:00+00
11:00:00+00|2|11:00:00+00
12:00:00+02|0|NULL
12:00:00-08|3|NULL
INSERT 0 4

SELECT k, n, o FROM k_timetz ORDER BY k;
----
12:00:00+02|0|NULL
10:00:00+00|1|10:00:00+00
11:00:00+00|2|11:00:00+00
12:00:00-08|3|NULL
SELECT 4

SELECT k, o FROM k_timetz ORDER BY o DESC NULLS LAST, n;
----
11:00:00+00|11:00:00+00
10:00:00+00|10:00:00+00
12:00:00+02|NULL
12:00:00-08|NULL
SELECT 4

INSERT INTO k_timetz VALUES ('11:00+00', 50);
----
error 23505 duplicate key value violates unique constraint "k_timetz_pkey"; Key (k)=(11:00:00+00) already exists.

INSERT INTO k_timetz VALUES ('11:00+00', 50) ON CONFLICT (k) DO UPDATE SET n = EXCLUDED.n, o = EXCLUDED.k RETURNING *;
----
11:00:00+00|50|11:00:00+00
INSERT 0 1

SELECT k FROM k_timetz WHERE k > '11:00+00' ORDER BY k DESC;
----
12:00:00-08
SELECT 1

SELECT k, k = '11:00+00', k <> '11:00+00', k <= '11:00+00', k IS NOT DISTINCT FROM '11:00+00' FROM k_timetz WHERE k BETWEEN '12:00+02' AND '11:00+00' ORDER BY k;
----
12:00:00+02|f|t|t|f
10:00:00+00|f|t|t|f
11:00:00+00|t|f|t|t
SELECT 3

SELECT n FROM k_timetz WHERE k IN ('12:00+02', '12:00-08', NULL) OR o = '11:00+00' ORDER BY n;
----
0
3
50
SELECT 3

SELECT k FROM k_timetz WHERE k = ANY (ARRAY['12:00-08', '12:00+02']::timetz[]) ORDER BY k;
----
12:00:00+02
12:00:00-08
SELECT 2

SELECT min(k), max(k), count(DISTINCT o), array_agg(DISTINCT o), count(*) FILTER (WHERE o IS NULL) FROM k_timetz;
----
12:00:00+02|12:00:00-08|2|{10:00:00+00,11:00:00+00,NULL}|2
SELECT 1

SELECT o, count(*), sum(n) FROM k_timetz GROUP BY o ORDER BY o NULLS FIRST;
----
NULL|2|3
10:00:00+00|1|1
11:00:00+00|1|50
SELECT 3

SELECT a.k, b.n FROM k_timetz a JOIN k_timetz b ON a.k = b.o ORDER BY a.k, b.n;
----
10:00:00+00|1
11:00:00+00|50
SELECT 2

SELECT k FROM k_timetz EXCEPT SELECT o FROM k_timetz ORDER BY 1;
----
12:00:00+02
12:00:00-08
SELECT 2

SELECT k, rank() OVER (ORDER BY o), lag(k) OVER (ORDER BY k), first_value(k) OVER (PARTITION BY o ORDER BY k DESC) FROM k_timetz ORDER BY k;
----
12:00:00+02|3|NULL|12:00:00-08
10:00:00+00|1|12:00:00+02|10:00:00+00
11:00:00+00|2|10:00:00+00|11:00:00+00
12:00:00-08|3|11:00:00+00|12:00:00-08
SELECT 4

CREATE TABLE f_k_timetz (r timetz REFERENCES k_timetz ON UPDATE CASCADE ON DELETE SET NULL); INSERT INTO f_k_timetz VALUES ('12:00-08'), (NULL); DELETE FROM k_timetz WHERE k = '12:00-08'; SELECT * FROM f_k_timetz; INSERT INTO f_k_timetz VALUES ('12:00-08');
----
CREATE TABLE
INSERT 0 2
DELETE 1
NULL
NULL
SELECT 2
error 23503 insert or update on table "f_k_timetz" violates foreign key constraint "f_k_timetz_r_fkey"; Key (r)=(12:00:00-08) is not present in table "k_timetz".

UPDATE k_timetz SET k = '12:00-08' WHERE k = '12:00+02' RETURNING k; DROP TABLE f_k_timetz, k_timetz;
----
error 23505 duplicate key value violates unique constraint "k_timetz_pkey"; Key (k)=(12:00:00-08) already exists.

# timestamp
CREATE TABLE k_timestamp (k timestamp PRIMARY KEY, n int, o timestamp); CREATE INDEX ON k_timestamp (o DESC NULLS LAST, n);
----
CREATE TABLE
CREATE INDEX

INSERT INTO k_timestamp VALUES ('1969-12-31 23:59:59.999999', 1, '1969-12-31 23:59:59.999999'), ('infinity', 3, NULL), ('-infinity', 0, NULL), ('2024-02-29 12:00', 2, '2024-02-29 12:00') RETURNING *;
----
-infinity|0|NULL
1969-12-31 23:59:59.999999|1|1969-12-31 23:59:59.999999
2024-02-29 12:00:00|2|2024-02-29 12:00:00
infinity|3|NULL
INSERT 0 4

SELECT k, n, o FROM k_timestamp ORDER BY k;
----
-infinity|0|NULL
1969-12-31 23:59:59.999999|1|1969-12-31 23:59:59.999999
2024-02-29 12:00:00|2|2024-02-29 12:00:00
infinity|3|NULL
SELECT 4

SELECT k, o FROM k_timestamp ORDER BY o DESC NULLS LAST, n;
----
2024-02-29 12:00:00|2024-02-29 12:00:00
1969-12-31 23:59:59.999999|1969-12-31 23:59:59.999999
-infinity|NULL
infinity|NULL
SELECT 4

INSERT INTO k_timestamp VALUES ('2024-02-29 12:00', 50);
----
error 23505 duplicate key value violates unique constraint "k_timestamp_pkey"; Key (k)=(2024-02-29 12:00:00) already exists.

INSERT INTO k_timestamp VALUES ('2024-02-29 12:00', 50) ON CONFLICT (k) DO UPDATE SET n = EXCLUDED.n, o = EXCLUDED.k RETURNING *;
----
2024-02-29 12:00:00|50|2024-02-29 12:00:00
INSERT 0 1

SELECT k FROM k_timestamp WHERE k > '2024-02-29 12:00' ORDER BY k DESC;
----
infinity
SELECT 1

SELECT k, k = '2024-02-29 12:00', k <> '2024-02-29 12:00', k <= '2024-02-29 12:00', k IS NOT DISTINCT FROM '2024-02-29 12:00' FROM k_timestamp WHERE k BETWEEN '-infinity' AND '2024-02-29 12:00' ORDER BY k;
----
-infinity|f|t|t|f
1969-12-31 23:59:59.999999|f|t|t|f
2024-02-29 12:00:00|t|f|t|t
SELECT 3

SELECT n FROM k_timestamp WHERE k IN ('-infinity', 'infinity', NULL) OR o = '2024-02-29 12:00' ORDER BY n;
----
0
3
50
SELECT 3

SELECT k FROM k_timestamp WHERE k = ANY (ARRAY['infinity', '-infinity']::timestamp[]) ORDER BY k;
----
-infinity
infinity
SELECT 2

SELECT min(k), max(k), count(DISTINCT o), array_agg(DISTINCT o), count(*) FILTER (WHERE o IS NULL) FROM k_timestamp;
----
-infinity|infinity|2|{"1969-12-31 23:59:59.999999","2024-02-29 12:00:00",NULL}|2
SELECT 1

SELECT o, count(*), sum(n) FROM k_timestamp GROUP BY o ORDER BY o NULLS FIRST;
----
NULL|2|3
1969-12-31 23:59:59.999999|1|1
2024-02-29 12:00:00|1|50
SELECT 3

SELECT a.k, b.n FROM k_timestamp a JOIN k_timestamp b ON a.k = b.o ORDER BY a.k, b.n;
----
1969-12-31 23:59:59.999999|1
2024-02-29 12:00:00|50
SELECT 2

SELECT k FROM k_timestamp EXCEPT SELECT o FROM k_timestamp ORDER BY 1;
----
-infinity
infinity
SELECT 2

SELECT k, rank() OVER (ORDER BY o), lag(k) OVER (ORDER BY k), first_value(k) OVER (PARTITION BY o ORDER BY k DESC) FROM k_timestamp ORDER BY k;
----
-infinity|3|NULL|infinity
1969-12-31 23:59:59.999999|1|-infinity|1969-12-31 23:59:59.999999
2024-02-29 12:00:00|2|1969-12-31 23:59:59.999999|2024-02-29 12:00:00
infinity|3|2024-02-29 12:00:00|infinity
SELECT 4

CREATE TABLE f_k_timestamp (r timestamp REFERENCES k_timestamp ON UPDATE CASCADE ON DELETE SET NULL); INSERT INTO f_k_timestamp VALUES ('infinity'), (NULL); DELETE FROM k_timestamp WHERE k = 'infinity'; SELECT * FROM f_k_timestamp; INSERT INTO f_k_timestamp VALUES ('infinity');
----
CREATE TABLE
INSERT 0 2
DELETE 1
NULL
NULL
SELECT 2
error 23503 insert or update on table "f_k_timestamp" violates foreign key constraint "f_k_timestamp_r_fkey"; Key (r)=(infinity) is not present in table "k_timestamp".

UPDATE k_timestamp SET k = 'infinity' WHERE k = '-infinity' RETURNING k; DROP TABLE f_k_timestamp, k_timestamp;
----
error 23505 duplicate key value violates unique constraint "k_timestamp_pkey"; Key (k)=(infinity) already exists.

# timestamptz
CREATE TABLE k_timestamptz (k timestamptz PRIMARY KEY, n int, o timestamptz); CREATE INDEX ON k_timestamptz (o DESC NULLS LAST, n);
----
CREATE TABLE
CREATE INDEX

INSERT INTO k_timestamptz VALUES ('2024-02-29 12:00+02', 1, '2024-02-29 12:00+02'), ('infinity', 3, NULL), ('-infinity', 0, NULL), ('2024-02-29 12:00+00', 2, '2024-02-29 12:00+00') RETURNING *;
----
-infinity|0|NULL
2024-02-29 10:00:00+00|1|2024-02-29 10:00:00+00
2024-02-29 12:00:00+00|2|2024-02-29 12:00:00+00
infinity|3|NULL
INSERT 0 4

SELECT k, n, o FROM k_timestamptz ORDER BY k;
----
-infinity|0|NULL
2024-02-29 10:00:00+00|1|2024-02-29 10:00:00+00
2024-02-29 12:00:00+00|2|2024-02-29 12:00:00+00
infinity|3|NULL
SELECT 4

SELECT k, o FROM k_timestamptz ORDER BY o DESC NULLS LAST, n;
----
2024-02-29 12:00:00+00|2024-02-29 12:00:00+00
2024-02-29 10:00:00+00|2024-02-29 10:00:00+00
-infinity|NULL
infinity|NULL
SELECT 4

INSERT INTO k_timestamptz VALUES ('2024-02-29 12:00+00', 50);
----
error 23505 duplicate key value violates unique constraint "k_timestamptz_pkey"; Key (k)=(2024-02-29 12:00:00+00) already exists.

INSERT INTO k_timestamptz VALUES ('2024-02-29 12:00+00', 50) ON CONFLICT (k) DO UPDATE SET n = EXCLUDED.n, o = EXCLUDED.k RETURNING *;
----
2024-02-29 12:00:00+00|50|2024-02-29 12:00:00+00
INSERT 0 1

SELECT k FROM k_timestamptz WHERE k > '2024-02-29 12:00+00' ORDER BY k DESC;
----
infinity
SELECT 1

SELECT k, k = '2024-02-29 12:00+00', k <> '2024-02-29 12:00+00', k <= '2024-02-29 12:00+00', k IS NOT DISTINCT FROM '2024-02-29 12:00+00' FROM k_timestamptz WHERE k BETWEEN '-infinity' AND '2024-02-29 12:00+00' ORDER BY k;
----
-infinity|f|t|t|f
2024-02-29 10:00:00+00|f|t|t|f
2024-02-29 12:00:00+00|t|f|t|t
SELECT 3

SELECT n FROM k_timestamptz WHERE k IN ('-infinity', 'infinity', NULL) OR o = '2024-02-29 12:00+00' ORDER BY n;
----
0
3
50
SELECT 3

SELECT k FROM k_timestamptz WHERE k = ANY (ARRAY['infinity', '-infinity']::timestamptz[]) ORDER BY k;
----
-infinity
infinity
SELECT 2

SELECT min(k), max(k), count(DISTINCT o), array_agg(DISTINCT o), count(*) FILTER (WHERE o IS NULL) FROM k_timestamptz;
----
-infinity|infinity|2|{"2024-02-29 10:00:00+00","2024-02-29 12:00:00+00",NULL}|2
SELECT 1

SELECT o, count(*), sum(n) FROM k_timestamptz GROUP BY o ORDER BY o NULLS FIRST;
----
NULL|2|3
2024-02-29 10:00:00+00|1|1
2024-02-29 12:00:00+00|1|50
SELECT 3

SELECT a.k, b.n FROM k_timestamptz a JOIN k_timestamptz b ON a.k = b.o ORDER BY a.k, b.n;
----
2024-02-29 10:00:00+00|1
2024-02-29 12:00:00+00|50
SELECT 2

SELECT k FROM k_timestamptz EXCEPT SELECT o FROM k_timestamptz ORDER BY 1;
----
-infinity
infinity
SELECT 2

SELECT k, rank() OVER (ORDER BY o), lag(k) OVER (ORDER BY k), first_value(k) OVER (PARTITION BY o ORDER BY k DESC) FROM k_timestamptz ORDER BY k;
----
-infinity|3|NULL|infinity
2024-02-29 10:00:00+00|1|-infinity|2024-02-29 10:00:00+00
2024-02-29 12:00:00+00|2|2024-02-29 10:00:00+00|2024-02-29 12:00:00+00
infinity|3|2024-02-29 12:00:00+00|infinity
SELECT 4

CREATE TABLE f_k_timestamptz (r timestamptz REFERENCES k_timestamptz ON UPDATE CASCADE ON DELETE SET NULL); INSERT INTO f_k_timestamptz VALUES ('infinity'), (NULL); DELETE FROM k_timestamptz WHERE k = 'infinity'; SELECT * FROM f_k_timestamptz; INSERT INTO f_k_timestamptz VALUES ('infinity');
----
CREATE TABLE
INSERT 0 2
DELETE 1
NULL
NULL
SELECT 2
error 23503 insert or update on table "f_k_timestamptz" violates foreign key constraint "f_k_timestamptz_r_fkey"; Key (r)=(infinity) is not present in table "k_timestamptz".

UPDATE k_timestamptz SET k = 'infinity' WHERE k = '-infinity' RETURNING k; DROP TABLE f_k_timestamptz, k_timestamptz;
----
error 23505 duplicate key value violates unique constraint "k_timestamptz_pkey"; Key (k)=(infinity) already exists.

# interval
CREATE TABLE k_interval (k interval PRIMARY KEY, n int, o interval); CREATE INDEX ON k_interval (o DESC NULLS LAST, n);
----
CREATE TABLE
CREATE INDEX

INSERT INTO k_interval VALUES ('-1 sec', 1, '-1 sec'), ('29 days', 3, NULL), ('31 days', 5, '31 days'), ('-1 year', 0, NULL), ('0', 2, '0'), ('1 mon', 4, '1 mon'), ('1 mon 1 sec', 6, NULL) RETURNING *;
----
-00:00:01|1|-00:00:01
-1 years|0|NULL
00:00:00|2|00:00:00
1 mon 00:00:01|6|NULL
1 mon|4|1 mon
29 days|3|NULL
31 days|5|31 days
INSERT 0 7

SELECT k, n, o FROM k_interval ORDER BY k;
----
-1 years|0|NULL
-00:00:01|1|-00:00:01
00:00:00|2|00:00:00
29 days|3|NULL
1 mon|4|1 mon
1 mon 00:00:01|6|NULL
31 days|5|31 days
SELECT 7

SELECT k, o FROM k_interval ORDER BY o DESC NULLS LAST, n;
----
31 days|31 days
1 mon|1 mon
00:00:00|00:00:00
-00:00:01|-00:00:01
-1 years|NULL
29 days|NULL
1 mon 00:00:01|NULL
SELECT 7

INSERT INTO k_interval VALUES ('29 days', 50);
----
error 23505 duplicate key value violates unique constraint "k_interval_pkey"; Key (k)=(29 days) already exists.

INSERT INTO k_interval VALUES ('29 days', 50) ON CONFLICT (k) DO UPDATE SET n = EXCLUDED.n, o = EXCLUDED.k RETURNING *;
----
29 days|50|29 days
INSERT 0 1

SELECT k FROM k_interval WHERE k > '29 days' ORDER BY k DESC;
----
31 days
1 mon 00:00:01
1 mon
SELECT 3

SELECT k, k = '29 days', k <> '29 days', k <= '29 days', k IS NOT DISTINCT FROM '29 days' FROM k_interval WHERE k BETWEEN '-1 year' AND '29 days' ORDER BY k;
----
-1 years|f|t|t|f
-00:00:01|f|t|t|f
00:00:00|f|t|t|f
29 days|t|f|t|t
SELECT 4

SELECT n FROM k_interval WHERE k IN ('-1 year', '1 mon 1 sec', NULL) OR o = '29 days' ORDER BY n;
----
0
6
50
SELECT 3

SELECT k FROM k_interval WHERE k = ANY (ARRAY['1 mon 1 sec', '-1 year']::interval[]) ORDER BY k;
----
-1 years
1 mon 00:00:01
SELECT 2

SELECT min(k), max(k), count(DISTINCT o), array_agg(DISTINCT o), count(*) FILTER (WHERE o IS NULL) FROM k_interval;
----
-1 years|31 days|5|{-00:00:01,00:00:00,"29 days","1 mon","31 days",NULL}|2
SELECT 1

SELECT o, count(*), sum(n) FROM k_interval GROUP BY o ORDER BY o NULLS FIRST;
----
NULL|2|6
-00:00:01|1|1
00:00:00|1|2
29 days|1|50
1 mon|1|4
31 days|1|5
SELECT 6

SELECT a.k, b.n FROM k_interval a JOIN k_interval b ON a.k = b.o ORDER BY a.k, b.n;
----
-00:00:01|1
00:00:00|2
29 days|50
1 mon|4
31 days|5
SELECT 5

SELECT k FROM k_interval EXCEPT SELECT o FROM k_interval ORDER BY 1;
----
-1 years
1 mon 00:00:01
SELECT 2

SELECT k, rank() OVER (ORDER BY o), lag(k) OVER (ORDER BY k), first_value(k) OVER (PARTITION BY o ORDER BY k DESC) FROM k_interval ORDER BY k;
----
-1 years|6|NULL|1 mon 00:00:01
-00:00:01|1|-1 years|-00:00:01
00:00:00|2|-00:00:01|00:00:00
29 days|3|00:00:00|29 days
1 mon|4|29 days|1 mon
1 mon 00:00:01|6|1 mon|1 mon 00:00:01
31 days|5|1 mon 00:00:01|31 days
SELECT 7

CREATE TABLE f_k_interval (r interval REFERENCES k_interval ON UPDATE CASCADE ON DELETE SET NULL); INSERT INTO f_k_interval VALUES ('1 mon 1 sec'), (NULL); DELETE FROM k_interval WHERE k = '1 mon 1 sec'; SELECT * FROM f_k_interval; INSERT INTO f_k_interval VALUES ('1 mon 1 sec');
----
CREATE TABLE
INSERT 0 2
DELETE 1
NULL
NULL
SELECT 2
error 23503 insert or update on table "f_k_interval" violates foreign key constraint "f_k_interval_r_fkey"; Key (r)=(1 mon 00:00:01) is not present in table "k_interval".

UPDATE k_interval SET k = '1 mon 1 sec' WHERE k = '-1 year' RETURNING k; DROP TABLE f_k_interval, k_interval;
----
error 23505 duplicate key value violates unique constraint "k_interval_pkey"; Key (k)=(1 mon 00:00:01) already exists.

# uuid
CREATE TABLE k_uuid (k uuid PRIMARY KEY, n int, o uuid); CREATE INDEX ON k_uuid (o DESC NULLS LAST, n);
----
CREATE TABLE
CREATE INDEX

INSERT INTO k_uuid VALUES ('a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11', 1, 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'), ('00000000-0000-0000-0000-000000000001', 0, NULL), ('ffffffff-ffff-ffff-ffff-ffffffffffff', 2, 'ffffffff-ffff-ffff-ffff-ffffffffffff') RETURNING *;
----
00000000-0000-0000-0000-000000000001|0|NULL
a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11|1|a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11
ffffffff-ffff-ffff-ffff-ffffffffffff|2|ffffffff-ffff-ffff-ffff-ffffffffffff
INSERT 0 3

SELECT k, n, o FROM k_uuid ORDER BY k;
----
00000000-0000-0000-0000-000000000001|0|NULL
a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11|1|a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11
ffffffff-ffff-ffff-ffff-ffffffffffff|2|ffffffff-ffff-ffff-ffff-ffffffffffff
SELECT 3

SELECT k, o FROM k_uuid ORDER BY o DESC NULLS LAST, n;
----
ffffffff-ffff-ffff-ffff-ffffffffffff|ffffffff-ffff-ffff-ffff-ffffffffffff
a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11|a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11
00000000-0000-0000-0000-000000000001|NULL
SELECT 3

INSERT INTO k_uuid VALUES ('a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11', 50);
----
error 23505 duplicate key value violates unique constraint "k_uuid_pkey"; Key (k)=(a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11) already exists.

INSERT INTO k_uuid VALUES ('a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11', 50) ON CONFLICT (k) DO UPDATE SET n = EXCLUDED.n, o = EXCLUDED.k RETURNING *;
----
a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11|50|a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11
INSERT 0 1

SELECT k FROM k_uuid WHERE k > 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11' ORDER BY k DESC;
----
ffffffff-ffff-ffff-ffff-ffffffffffff
SELECT 1

SELECT k, k = 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11', k <> 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11', k <= 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11', k IS NOT DISTINCT FROM 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11' FROM k_uuid WHERE k BETWEEN '00000000-0000-0000-0000-000000000001' AND 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11' ORDER BY k;
----
00000000-0000-0000-0000-000000000001|f|t|t|f
a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11|t|f|t|t
SELECT 2

SELECT n FROM k_uuid WHERE k IN ('00000000-0000-0000-0000-000000000001', 'ffffffff-ffff-ffff-ffff-ffffffffffff', NULL) OR o = 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11' ORDER BY n;
----
0
2
50
SELECT 3

SELECT k FROM k_uuid WHERE k = ANY (ARRAY['ffffffff-ffff-ffff-ffff-ffffffffffff', '00000000-0000-0000-0000-000000000001']::uuid[]) ORDER BY k;
----
00000000-0000-0000-0000-000000000001
ffffffff-ffff-ffff-ffff-ffffffffffff
SELECT 2

SELECT count(DISTINCT o), array_agg(DISTINCT o), count(*) FILTER (WHERE o IS NULL) FROM k_uuid;
----
2|{a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11,ffffffff-ffff-ffff-ffff-ffffffffffff,NULL}|1
SELECT 1

SELECT o, count(*), sum(n) FROM k_uuid GROUP BY o ORDER BY o NULLS FIRST;
----
NULL|1|0
a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11|1|50
ffffffff-ffff-ffff-ffff-ffffffffffff|1|2
SELECT 3

SELECT a.k, b.n FROM k_uuid a JOIN k_uuid b ON a.k = b.o ORDER BY a.k, b.n;
----
a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11|50
ffffffff-ffff-ffff-ffff-ffffffffffff|2
SELECT 2

SELECT k FROM k_uuid EXCEPT SELECT o FROM k_uuid ORDER BY 1;
----
00000000-0000-0000-0000-000000000001
SELECT 1

SELECT k, rank() OVER (ORDER BY o), lag(k) OVER (ORDER BY k), first_value(k) OVER (PARTITION BY o ORDER BY k DESC) FROM k_uuid ORDER BY k;
----
00000000-0000-0000-0000-000000000001|3|NULL|00000000-0000-0000-0000-000000000001
a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11|1|00000000-0000-0000-0000-000000000001|a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11
ffffffff-ffff-ffff-ffff-ffffffffffff|2|a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11|ffffffff-ffff-ffff-ffff-ffffffffffff
SELECT 3

CREATE TABLE f_k_uuid (r uuid REFERENCES k_uuid ON UPDATE CASCADE ON DELETE SET NULL); INSERT INTO f_k_uuid VALUES ('ffffffff-ffff-ffff-ffff-ffffffffffff'), (NULL); DELETE FROM k_uuid WHERE k = 'ffffffff-ffff-ffff-ffff-ffffffffffff'; SELECT * FROM f_k_uuid; INSERT INTO f_k_uuid VALUES ('ffffffff-ffff-ffff-ffff-ffffffffffff');
----
CREATE TABLE
INSERT 0 2
DELETE 1
NULL
NULL
SELECT 2
error 23503 insert or update on table "f_k_uuid" violates foreign key constraint "f_k_uuid_r_fkey"; Key (r)=(ffffffff-ffff-ffff-ffff-ffffffffffff) is not present in table "k_uuid".

UPDATE k_uuid SET k = 'ffffffff-ffff-ffff-ffff-ffffffffffff' WHERE k = '00000000-0000-0000-0000-000000000001' RETURNING k; DROP TABLE f_k_uuid, k_uuid;
----
error 23505 duplicate key value violates unique constraint "k_uuid_pkey"; Key (k)=(ffffffff-ffff-ffff-ffff-ffffffffffff) already exists.

# jsonb
CREATE TABLE k_jsonb (k jsonb PRIMARY KEY, n int, o jsonb); CREATE INDEX ON k_jsonb (o DESC NULLS LAST, n);
----
CREATE TABLE
CREATE INDEX

INSERT INTO k_jsonb VALUES ('"a"', 1, '"a"'), ('1.5', 3, NULL), ('[]', 5, '[]'), ('{}', 7, '{}'), ('null', 0, NULL), ('1', 2, '1'), ('false', 4, 'false'), ('[1, 2]', 6, NULL), ('{"a": 1}', 8, '{"a": 1}') RETURNING *;
----
"a"|1|"a"
1.5|3|NULL
1|2|1
[1, 2]|6|NULL
[]|5|[]
false|4|false
null|0|NULL
{"a": 1}|8|{"a": 1}
{}|7|{}
INSERT 0 9

SELECT k, n, o FROM k_jsonb ORDER BY k;
----
[]|5|[]
null|0|NULL
"a"|1|"a"
1|2|1
1.5|3|NULL
false|4|false
[1, 2]|6|NULL
{}|7|{}
{"a": 1}|8|{"a": 1}
SELECT 9

SELECT k, o FROM k_jsonb ORDER BY o DESC NULLS LAST, n;
----
{"a": 1}|{"a": 1}
{}|{}
false|false
1|1
"a"|"a"
[]|[]
null|NULL
1.5|NULL
[1, 2]|NULL
SELECT 9

INSERT INTO k_jsonb VALUES ('false', 50);
----
error 23505 duplicate key value violates unique constraint "k_jsonb_pkey"; Key (k)=(false) already exists.

INSERT INTO k_jsonb VALUES ('false', 50) ON CONFLICT (k) DO UPDATE SET n = EXCLUDED.n, o = EXCLUDED.k RETURNING *;
----
false|50|false
INSERT 0 1

SELECT k FROM k_jsonb WHERE k > 'false' ORDER BY k DESC;
----
{"a": 1}
{}
[1, 2]
SELECT 3

SELECT k, k = 'false', k <> 'false', k <= 'false', k IS NOT DISTINCT FROM 'false' FROM k_jsonb WHERE k BETWEEN 'null' AND 'false' ORDER BY k;
----
null|f|t|t|f
"a"|f|t|t|f
1|f|t|t|f
1.5|f|t|t|f
false|t|f|t|t
SELECT 5

SELECT n FROM k_jsonb WHERE k IN ('null', '{"a": 1}', NULL) OR o = 'false' ORDER BY n;
----
0
8
50
SELECT 3

SELECT k FROM k_jsonb WHERE k = ANY (ARRAY['{"a": 1}', 'null']::jsonb[]) ORDER BY k;
----
null
{"a": 1}
SELECT 2

SELECT count(DISTINCT o), array_agg(DISTINCT o), count(*) FILTER (WHERE o IS NULL) FROM k_jsonb;
----
6|{[],"\"a\"",1,false,"{}","{\"a\": 1}",NULL}|3
SELECT 1

SELECT o, count(*), sum(n) FROM k_jsonb GROUP BY o ORDER BY o NULLS FIRST;
----
NULL|3|9
[]|1|5
"a"|1|1
1|1|2
false|1|50
{}|1|7
{"a": 1}|1|8
SELECT 7

SELECT a.k, b.n FROM k_jsonb a JOIN k_jsonb b ON a.k = b.o ORDER BY a.k, b.n;
----
[]|5
"a"|1
1|2
false|50
{}|7
{"a": 1}|8
SELECT 6

SELECT k FROM k_jsonb EXCEPT SELECT o FROM k_jsonb ORDER BY 1;
----
null
1.5
[1, 2]
SELECT 3

SELECT k, rank() OVER (ORDER BY o), lag(k) OVER (ORDER BY k), first_value(k) OVER (PARTITION BY o ORDER BY k DESC) FROM k_jsonb ORDER BY k;
----
[]|1|NULL|[]
null|7|[]|[1, 2]
"a"|2|null|"a"
1|3|"a"|1
1.5|7|1|[1, 2]
false|4|1.5|false
[1, 2]|7|false|[1, 2]
{}|5|[1, 2]|{}
{"a": 1}|6|{}|{"a": 1}
SELECT 9

CREATE TABLE f_k_jsonb (r jsonb REFERENCES k_jsonb ON UPDATE CASCADE ON DELETE SET NULL); INSERT INTO f_k_jsonb VALUES ('{"a": 1}'), (NULL); DELETE FROM k_jsonb WHERE k = '{"a": 1}'; SELECT * FROM f_k_jsonb; INSERT INTO f_k_jsonb VALUES ('{"a": 1}');
----
CREATE TABLE
INSERT 0 2
DELETE 1
NULL
NULL
SELECT 2
error 23503 insert or update on table "f_k_jsonb" violates foreign key constraint "f_k_jsonb_r_fkey"; Key (r)=({"a": 1}) is not present in table "k_jsonb".

UPDATE k_jsonb SET k = '{"a": 1}' WHERE k = 'null' RETURNING k; DROP TABLE f_k_jsonb, k_jsonb;
----
error 23505 duplicate key value violates unique constraint "k_jsonb_pkey"; Key (k)=({"a": 1}) already exists.

# inet
CREATE TABLE k_inet (k inet PRIMARY KEY, n int, o inet); CREATE INDEX ON k_inet (o DESC NULLS LAST, n);
----
CREATE TABLE
CREATE INDEX

INSERT INTO k_inet VALUES ('10.0.0.1', 1, '10.0.0.1'), ('::1', 3, NULL), ('10.0.0.0/8', 0, NULL), ('192.168.1.5/24', 2, '192.168.1.5/24') RETURNING *;
----
10.0.0.0/8|0|NULL
10.0.0.1|1|10.0.0.1
192.168.1.5/24|2|192.168.1.5/24
::1|3|NULL
INSERT 0 4

SELECT k, n, o FROM k_inet ORDER BY k;
----
10.0.0.0/8|0|NULL
10.0.0.1|1|10.0.0.1
192.168.1.5/24|2|192.168.1.5/24
::1|3|NULL
SELECT 4

SELECT k, o FROM k_inet ORDER BY o DESC NULLS LAST, n;
----
192.168.1.5/24|192.168.1.5/24
10.0.0.1|10.0.0.1
10.0.0.0/8|NULL
::1|NULL
SELECT 4

INSERT INTO k_inet VALUES ('192.168.1.5/24', 50);
----
error 23505 duplicate key value violates unique constraint "k_inet_pkey"; Key (k)=(192.168.1.5/24) already exists.

INSERT INTO k_inet VALUES ('192.168.1.5/24', 50) ON CONFLICT (k) DO UPDATE SET n = EXCLUDED.n, o = EXCLUDED.k RETURNING *;
----
192.168.1.5/24|50|192.168.1.5/24
INSERT 0 1

SELECT k FROM k_inet WHERE k > '192.168.1.5/24' ORDER BY k DESC;
----
::1
SELECT 1

SELECT k, k = '192.168.1.5/24', k <> '192.168.1.5/24', k <= '192.168.1.5/24', k IS NOT DISTINCT FROM '192.168.1.5/24' FROM k_inet WHERE k BETWEEN '10.0.0.0/8' AND '192.168.1.5/24' ORDER BY k;
----
10.0.0.0/8|f|t|t|f
10.0.0.1|f|t|t|f
192.168.1.5/24|t|f|t|t
SELECT 3

SELECT n FROM k_inet WHERE k IN ('10.0.0.0/8', '::1', NULL) OR o = '192.168.1.5/24' ORDER BY n;
----
0
3
50
SELECT 3

SELECT k FROM k_inet WHERE k = ANY (ARRAY['::1', '10.0.0.0/8']::inet[]) ORDER BY k;
----
10.0.0.0/8
::1
SELECT 2

SELECT min(k), max(k), count(DISTINCT o), array_agg(DISTINCT o), count(*) FILTER (WHERE o IS NULL) FROM k_inet;
----
10.0.0.0/8|::1|2|{10.0.0.1,192.168.1.5/24,NULL}|2
SELECT 1

SELECT o, count(*), sum(n) FROM k_inet GROUP BY o ORDER BY o NULLS FIRST;
----
NULL|2|3
10.0.0.1|1|1
192.168.1.5/24|1|50
SELECT 3

SELECT a.k, b.n FROM k_inet a JOIN k_inet b ON a.k = b.o ORDER BY a.k, b.n;
----
10.0.0.1|1
192.168.1.5/24|50
SELECT 2

SELECT k FROM k_inet EXCEPT SELECT o FROM k_inet ORDER BY 1;
----
10.0.0.0/8
::1
SELECT 2

SELECT k, rank() OVER (ORDER BY o), lag(k) OVER (ORDER BY k), first_value(k) OVER (PARTITION BY o ORDER BY k DESC) FROM k_inet ORDER BY k;
----
10.0.0.0/8|3|NULL|::1
10.0.0.1|1|10.0.0.0/8|10.0.0.1
192.168.1.5/24|2|10.0.0.1|192.168.1.5/24
::1|3|192.168.1.5/24|::1
SELECT 4

CREATE TABLE f_k_inet (r inet REFERENCES k_inet ON UPDATE CASCADE ON DELETE SET NULL); INSERT INTO f_k_inet VALUES ('::1'), (NULL); DELETE FROM k_inet WHERE k = '::1'; SELECT * FROM f_k_inet; INSERT INTO f_k_inet VALUES ('::1');
----
CREATE TABLE
INSERT 0 2
DELETE 1
NULL
NULL
SELECT 2
error 23503 insert or update on table "f_k_inet" violates foreign key constraint "f_k_inet_r_fkey"; Key (r)=(::1) is not present in table "k_inet".

UPDATE k_inet SET k = '::1' WHERE k = '10.0.0.0/8' RETURNING k; DROP TABLE f_k_inet, k_inet;
----
error 23505 duplicate key value violates unique constraint "k_inet_pkey"; Key (k)=(::1) already exists.

# cidr
CREATE TABLE k_cidr (k cidr PRIMARY KEY, n int, o cidr); CREATE INDEX ON k_cidr (o DESC NULLS LAST, n);
----
CREATE TABLE
CREATE INDEX

INSERT INTO k_cidr VALUES ('10.0.0.0/16', 1, '10.0.0.0/16'), ('10.0.0.0/8', 0, NULL), ('2001:db8::/32', 2, '2001:db8::/32') RETURNING *;
----
10.0.0.0/16|1|10.0.0.0/16
10.0.0.0/8|0|NULL
2001:db8::/32|2|2001:db8::/32
INSERT 0 3

SELECT k, n, o FROM k_cidr ORDER BY k;
----
10.0.0.0/8|0|NULL
10.0.0.0/16|1|10.0.0.0/16
2001:db8::/32|2|2001:db8::/32
SELECT 3

SELECT k, o FROM k_cidr ORDER BY o DESC NULLS LAST, n;
----
2001:db8::/32|2001:db8::/32
10.0.0.0/16|10.0.0.0/16
10.0.0.0/8|NULL
SELECT 3

INSERT INTO k_cidr VALUES ('10.0.0.0/16', 50);
----
error 23505 duplicate key value violates unique constraint "k_cidr_pkey"; Key (k)=(10.0.0.0/16) already exists.

INSERT INTO k_cidr VALUES ('10.0.0.0/16', 50) ON CONFLICT (k) DO UPDATE SET n = EXCLUDED.n, o = EXCLUDED.k RETURNING *;
----
10.0.0.0/16|50|10.0.0.0/16
INSERT 0 1

SELECT k FROM k_cidr WHERE k > '10.0.0.0/16' ORDER BY k DESC;
----
2001:db8::/32
SELECT 1

SELECT k, k = '10.0.0.0/16', k <> '10.0.0.0/16', k <= '10.0.0.0/16', k IS NOT DISTINCT FROM '10.0.0.0/16' FROM k_cidr WHERE k BETWEEN '10.0.0.0/8' AND '10.0.0.0/16' ORDER BY k;
----
10.0.0.0/8|f|t|t|f
10.0.0.0/16|t|f|t|t
SELECT 2

SELECT n FROM k_cidr WHERE k IN ('10.0.0.0/8', '2001:db8::/32', NULL) OR o = '10.0.0.0/16' ORDER BY n;
----
0
2
50
SELECT 3

SELECT k FROM k_cidr WHERE k = ANY (ARRAY['2001:db8::/32', '10.0.0.0/8']::cidr[]) ORDER BY k;
----
10.0.0.0/8
2001:db8::/32
SELECT 2

SELECT min(k), max(k), count(DISTINCT o), array_agg(DISTINCT o), count(*) FILTER (WHERE o IS NULL) FROM k_cidr;
----
10.0.0.0/8|2001:db8::/32|2|{10.0.0.0/16,2001:db8::/32,NULL}|1
SELECT 1

SELECT o, count(*), sum(n) FROM k_cidr GROUP BY o ORDER BY o NULLS FIRST;
----
NULL|1|0
10.0.0.0/16|1|50
2001:db8::/32|1|2
SELECT 3

SELECT a.k, b.n FROM k_cidr a JOIN k_cidr b ON a.k = b.o ORDER BY a.k, b.n;
----
10.0.0.0/16|50
2001:db8::/32|2
SELECT 2

SELECT k FROM k_cidr EXCEPT SELECT o FROM k_cidr ORDER BY 1;
----
10.0.0.0/8
SELECT 1

SELECT k, rank() OVER (ORDER BY o), lag(k) OVER (ORDER BY k), first_value(k) OVER (PARTITION BY o ORDER BY k DESC) FROM k_cidr ORDER BY k;
----
10.0.0.0/8|3|NULL|10.0.0.0/8
10.0.0.0/16|1|10.0.0.0/8|10.0.0.0/16
2001:db8::/32|2|10.0.0.0/16|2001:db8::/32
SELECT 3

CREATE TABLE f_k_cidr (r cidr REFERENCES k_cidr ON UPDATE CASCADE ON DELETE SET NULL); INSERT INTO f_k_cidr VALUES ('2001:db8::/32'), (NULL); DELETE FROM k_cidr WHERE k = '2001:db8::/32'; SELECT * FROM f_k_cidr; INSERT INTO f_k_cidr VALUES ('2001:db8::/32');
----
CREATE TABLE
INSERT 0 2
DELETE 1
NULL
NULL
SELECT 2
error 23503 insert or update on table "f_k_cidr" violates foreign key constraint "f_k_cidr_r_fkey"; Key (r)=(2001:db8::/32) is not present in table "k_cidr".

UPDATE k_cidr SET k = '2001:db8::/32' WHERE k = '10.0.0.0/8' RETURNING k; DROP TABLE f_k_cidr, k_cidr;
----
error 23505 duplicate key value violates unique constraint "k_cidr_pkey"; Key (k)=(2001:db8::/32) already exists.

# macaddr
CREATE TABLE k_macaddr (k macaddr PRIMARY KEY, n int, o macaddr); CREATE INDEX ON k_macaddr (o DESC NULLS LAST, n);
----
CREATE TABLE
CREATE INDEX

INSERT INTO k_macaddr VALUES ('ff:00:00:00:00:01', 1, 'ff:00:00:00:00:01'), ('08:00:2b:01:02:03', 0, NULL) RETURNING *;
----
08:00:2b:01:02:03|0|NULL
ff:00:00:00:00:01|1|ff:00:00:00:00:01
INSERT 0 2

SELECT k, n, o FROM k_macaddr ORDER BY k;
----
08:00:2b:01:02:03|0|NULL
ff:00:00:00:00:01|1|ff:00:00:00:00:01
SELECT 2

SELECT k, o FROM k_macaddr ORDER BY o DESC NULLS LAST, n;
----
ff:00:00:00:00:01|ff:00:00:00:00:01
08:00:2b:01:02:03|NULL
SELECT 2

INSERT INTO k_macaddr VALUES ('ff:00:00:00:00:01', 50);
----
error 23505 duplicate key value violates unique constraint "k_macaddr_pkey"; Key (k)=(ff:00:00:00:00:01) already exists.

INSERT INTO k_macaddr VALUES ('ff:00:00:00:00:01', 50) ON CONFLICT (k) DO UPDATE SET n = EXCLUDED.n, o = EXCLUDED.k RETURNING *;
----
ff:00:00:00:00:01|50|ff:00:00:00:00:01
INSERT 0 1

SELECT k FROM k_macaddr WHERE k > 'ff:00:00:00:00:01' ORDER BY k DESC;
----
SELECT 0

SELECT k, k = 'ff:00:00:00:00:01', k <> 'ff:00:00:00:00:01', k <= 'ff:00:00:00:00:01', k IS NOT DISTINCT FROM 'ff:00:00:00:00:01' FROM k_macaddr WHERE k BETWEEN '08:00:2b:01:02:03' AND 'ff:00:00:00:00:01' ORDER BY k;
----
08:00:2b:01:02:03|f|t|t|f
ff:00:00:00:00:01|t|f|t|t
SELECT 2

SELECT n FROM k_macaddr WHERE k IN ('08:00:2b:01:02:03', 'ff:00:00:00:00:01', NULL) OR o = 'ff:00:00:00:00:01' ORDER BY n;
----
0
50
SELECT 2

SELECT k FROM k_macaddr WHERE k = ANY (ARRAY['ff:00:00:00:00:01', '08:00:2b:01:02:03']::macaddr[]) ORDER BY k;
----
08:00:2b:01:02:03
ff:00:00:00:00:01
SELECT 2

SELECT count(DISTINCT o), array_agg(DISTINCT o), count(*) FILTER (WHERE o IS NULL) FROM k_macaddr;
----
1|{ff:00:00:00:00:01,NULL}|1
SELECT 1

SELECT o, count(*), sum(n) FROM k_macaddr GROUP BY o ORDER BY o NULLS FIRST;
----
NULL|1|0
ff:00:00:00:00:01|1|50
SELECT 2

SELECT a.k, b.n FROM k_macaddr a JOIN k_macaddr b ON a.k = b.o ORDER BY a.k, b.n;
----
ff:00:00:00:00:01|50
SELECT 1

SELECT k FROM k_macaddr EXCEPT SELECT o FROM k_macaddr ORDER BY 1;
----
08:00:2b:01:02:03
SELECT 1

SELECT k, rank() OVER (ORDER BY o), lag(k) OVER (ORDER BY k), first_value(k) OVER (PARTITION BY o ORDER BY k DESC) FROM k_macaddr ORDER BY k;
----
08:00:2b:01:02:03|2|NULL|08:00:2b:01:02:03
ff:00:00:00:00:01|1|08:00:2b:01:02:03|ff:00:00:00:00:01
SELECT 2

CREATE TABLE f_k_macaddr (r macaddr REFERENCES k_macaddr ON UPDATE CASCADE ON DELETE SET NULL); INSERT INTO f_k_macaddr VALUES ('ff:00:00:00:00:01'), (NULL); DELETE FROM k_macaddr WHERE k = 'ff:00:00:00:00:01'; SELECT * FROM f_k_macaddr; INSERT INTO f_k_macaddr VALUES ('ff:00:00:00:00:01');
----
CREATE TABLE
INSERT 0 2
DELETE 1
NULL
NULL
SELECT 2
error 23503 insert or update on table "f_k_macaddr" violates foreign key constraint "f_k_macaddr_r_fkey"; Key (r)=(ff:00:00:00:00:01) is not present in table "k_macaddr".

UPDATE k_macaddr SET k = 'ff:00:00:00:00:01' WHERE k = '08:00:2b:01:02:03' RETURNING k; DROP TABLE f_k_macaddr, k_macaddr;
----
error 23505 duplicate key value violates unique constraint "k_macaddr_pkey"; Key (k)=(ff:00:00:00:00:01) already exists.

# macaddr8
CREATE TABLE k_macaddr8 (k macaddr8 PRIMARY KEY, n int, o macaddr8); CREATE INDEX ON k_macaddr8 (o DESC NULLS LAST, n);
----
CREATE TABLE
CREATE INDEX

INSERT INTO k_macaddr8 VALUES ('01:02:03:04:05:06:07:08', 1, '01:02:03:04:05:06:07:08'), ('08:00:2b:ff:fe:01:02:03', 0, NULL) RETURNING *;
----
01:02:03:04:05:06:07:08|1|01:02:03:04:05:06:07:08
08:00:2b:ff:fe:01:02:03|0|NULL
INSERT 0 2

SELECT k, n, o FROM k_macaddr8 ORDER BY k;
----
01:02:03:04:05:06:07:08|1|01:02:03:04:05:06:07:08
08:00:2b:ff:fe:01:02:03|0|NULL
SELECT 2

SELECT k, o FROM k_macaddr8 ORDER BY o DESC NULLS LAST, n;
----
01:02:03:04:05:06:07:08|01:02:03:04:05:06:07:08
08:00:2b:ff:fe:01:02:03|NULL
SELECT 2

INSERT INTO k_macaddr8 VALUES ('01:02:03:04:05:06:07:08', 50);
----
error 23505 duplicate key value violates unique constraint "k_macaddr8_pkey"; Key (k)=(01:02:03:04:05:06:07:08) already exists.

INSERT INTO k_macaddr8 VALUES ('01:02:03:04:05:06:07:08', 50) ON CONFLICT (k) DO UPDATE SET n = EXCLUDED.n, o = EXCLUDED.k RETURNING *;
----
01:02:03:04:05:06:07:08|50|01:02:03:04:05:06:07:08
INSERT 0 1

SELECT k FROM k_macaddr8 WHERE k > '01:02:03:04:05:06:07:08' ORDER BY k DESC;
----
08:00:2b:ff:fe:01:02:03
SELECT 1

SELECT k, k = '01:02:03:04:05:06:07:08', k <> '01:02:03:04:05:06:07:08', k <= '01:02:03:04:05:06:07:08', k IS NOT DISTINCT FROM '01:02:03:04:05:06:07:08' FROM k_macaddr8 WHERE k BETWEEN '08:00:2b:ff:fe:01:02:03' AND '01:02:03:04:05:06:07:08' ORDER BY k;
----
SELECT 0

SELECT n FROM k_macaddr8 WHERE k IN ('08:00:2b:ff:fe:01:02:03', '01:02:03:04:05:06:07:08', NULL) OR o = '01:02:03:04:05:06:07:08' ORDER BY n;
----
0
50
SELECT 2

SELECT k FROM k_macaddr8 WHERE k = ANY (ARRAY['01:02:03:04:05:06:07:08', '08:00:2b:ff:fe:01:02:03']::macaddr8[]) ORDER BY k;
----
01:02:03:04:05:06:07:08
08:00:2b:ff:fe:01:02:03
SELECT 2

SELECT count(DISTINCT o), array_agg(DISTINCT o), count(*) FILTER (WHERE o IS NULL) FROM k_macaddr8;
----
1|{01:02:03:04:05:06:07:08,NULL}|1
SELECT 1

SELECT o, count(*), sum(n) FROM k_macaddr8 GROUP BY o ORDER BY o NULLS FIRST;
----
NULL|1|0
01:02:03:04:05:06:07:08|1|50
SELECT 2

SELECT a.k, b.n FROM k_macaddr8 a JOIN k_macaddr8 b ON a.k = b.o ORDER BY a.k, b.n;
----
01:02:03:04:05:06:07:08|50
SELECT 1

SELECT k FROM k_macaddr8 EXCEPT SELECT o FROM k_macaddr8 ORDER BY 1;
----
08:00:2b:ff:fe:01:02:03
SELECT 1

SELECT k, rank() OVER (ORDER BY o), lag(k) OVER (ORDER BY k), first_value(k) OVER (PARTITION BY o ORDER BY k DESC) FROM k_macaddr8 ORDER BY k;
----
01:02:03:04:05:06:07:08|1|NULL|01:02:03:04:05:06:07:08
08:00:2b:ff:fe:01:02:03|2|01:02:03:04:05:06:07:08|08:00:2b:ff:fe:01:02:03
SELECT 2

CREATE TABLE f_k_macaddr8 (r macaddr8 REFERENCES k_macaddr8 ON UPDATE CASCADE ON DELETE SET NULL); INSERT INTO f_k_macaddr8 VALUES ('01:02:03:04:05:06:07:08'), (NULL); DELETE FROM k_macaddr8 WHERE k = '01:02:03:04:05:06:07:08'; SELECT * FROM f_k_macaddr8; INSERT INTO f_k_macaddr8 VALUES ('01:02:03:04:05:06:07:08');
----
CREATE TABLE
INSERT 0 2
DELETE 1
NULL
NULL
SELECT 2
error 23503 insert or update on table "f_k_macaddr8" violates foreign key constraint "f_k_macaddr8_r_fkey"; Key (r)=(01:02:03:04:05:06:07:08) is not present in table "k_macaddr8".

UPDATE k_macaddr8 SET k = '01:02:03:04:05:06:07:08' WHERE k = '08:00:2b:ff:fe:01:02:03' RETURNING k; DROP TABLE f_k_macaddr8, k_macaddr8;
----
error 23505 duplicate key value violates unique constraint "k_macaddr8_pkey"; Key (k)=(01:02:03:04:05:06:07:08) already exists.

# bit(4)
CREATE TABLE k_bit_4 (k bit(4) PRIMARY KEY, n int, o bit(4)); CREATE INDEX ON k_bit_4 (o DESC NULLS LAST, n);
----
CREATE TABLE
CREATE INDEX

INSERT INTO k_bit_4 VALUES (B'0101', 1, B'0101'), (B'0000', 0, NULL), (B'1111', 2, B'1111') RETURNING *;
----
0000|0|NULL
0101|1|0101
1111|2|1111
INSERT 0 3

SELECT k, n, o FROM k_bit_4 ORDER BY k;
----
0000|0|NULL
0101|1|0101
1111|2|1111
SELECT 3

SELECT k, o FROM k_bit_4 ORDER BY o DESC NULLS LAST, n;
----
1111|1111
0101|0101
0000|NULL
SELECT 3

INSERT INTO k_bit_4 VALUES (B'0101', 50);
----
error 23505 duplicate key value violates unique constraint "k_bit_4_pkey"; Key (k)=(0101) already exists.

INSERT INTO k_bit_4 VALUES (B'0101', 50) ON CONFLICT (k) DO UPDATE SET n = EXCLUDED.n, o = EXCLUDED.k RETURNING *;
----
0101|50|0101
INSERT 0 1

SELECT k FROM k_bit_4 WHERE k > B'0101' ORDER BY k DESC;
----
1111
SELECT 1

SELECT k, k = B'0101', k <> B'0101', k <= B'0101', k IS NOT DISTINCT FROM B'0101' FROM k_bit_4 WHERE k BETWEEN B'0000' AND B'0101' ORDER BY k;
----
0000|f|t|t|f
0101|t|f|t|t
SELECT 2

SELECT n FROM k_bit_4 WHERE k IN (B'0000', B'1111', NULL) OR o = B'0101' ORDER BY n;
----
0
2
50
SELECT 3

SELECT k FROM k_bit_4 WHERE k = ANY (ARRAY[B'1111', B'0000']::bit(4)[]) ORDER BY k;
----
0000
1111
SELECT 2

SELECT count(DISTINCT o), array_agg(DISTINCT o), count(*) FILTER (WHERE o IS NULL) FROM k_bit_4;
----
2|{0101,1111,NULL}|1
SELECT 1

SELECT o, count(*), sum(n) FROM k_bit_4 GROUP BY o ORDER BY o NULLS FIRST;
----
NULL|1|0
0101|1|50
1111|1|2
SELECT 3

SELECT a.k, b.n FROM k_bit_4 a JOIN k_bit_4 b ON a.k = b.o ORDER BY a.k, b.n;
----
0101|50
1111|2
SELECT 2

SELECT k FROM k_bit_4 EXCEPT SELECT o FROM k_bit_4 ORDER BY 1;
----
0000
SELECT 1

SELECT k, rank() OVER (ORDER BY o), lag(k) OVER (ORDER BY k), first_value(k) OVER (PARTITION BY o ORDER BY k DESC) FROM k_bit_4 ORDER BY k;
----
0000|3|NULL|0000
0101|1|0000|0101
1111|2|0101|1111
SELECT 3

CREATE TABLE f_k_bit_4 (r bit(4) REFERENCES k_bit_4 ON UPDATE CASCADE ON DELETE SET NULL); INSERT INTO f_k_bit_4 VALUES (B'1111'), (NULL); DELETE FROM k_bit_4 WHERE k = B'1111'; SELECT * FROM f_k_bit_4; INSERT INTO f_k_bit_4 VALUES (B'1111');
----
CREATE TABLE
INSERT 0 2
DELETE 1
NULL
NULL
SELECT 2
error 23503 insert or update on table "f_k_bit_4" violates foreign key constraint "f_k_bit_4_r_fkey"; Key (r)=(1111) is not present in table "k_bit_4".

UPDATE k_bit_4 SET k = B'1111' WHERE k = B'0000' RETURNING k; DROP TABLE f_k_bit_4, k_bit_4;
----
error 23505 duplicate key value violates unique constraint "k_bit_4_pkey"; Key (k)=(1111) already exists.

# varbit
CREATE TABLE k_varbit (k varbit PRIMARY KEY, n int, o varbit); CREATE INDEX ON k_varbit (o DESC NULLS LAST, n);
----
CREATE TABLE
CREATE INDEX

INSERT INTO k_varbit VALUES (B'0', 1, B'0'), (B'010', 3, NULL), (B'', 0, NULL), (B'01', 2, B'01'), (B'1', 4, B'1') RETURNING *;
----
''|0|NULL
010|3|NULL
01|2|01
0|1|0
1|4|1
INSERT 0 5

SELECT k, n, o FROM k_varbit ORDER BY k;
----
''|0|NULL
0|1|0
01|2|01
010|3|NULL
1|4|1
SELECT 5

SELECT k, o FROM k_varbit ORDER BY o DESC NULLS LAST, n;
----
1|1
01|01
0|0
''|NULL
010|NULL
SELECT 5

INSERT INTO k_varbit VALUES (B'01', 50);
----
error 23505 duplicate key value violates unique constraint "k_varbit_pkey"; Key (k)=(01) already exists.

INSERT INTO k_varbit VALUES (B'01', 50) ON CONFLICT (k) DO UPDATE SET n = EXCLUDED.n, o = EXCLUDED.k RETURNING *;
----
01|50|01
INSERT 0 1

SELECT k FROM k_varbit WHERE k > B'01' ORDER BY k DESC;
----
1
010
SELECT 2

SELECT k, k = B'01', k <> B'01', k <= B'01', k IS NOT DISTINCT FROM B'01' FROM k_varbit WHERE k BETWEEN B'' AND B'01' ORDER BY k;
----
''|f|t|t|f
0|f|t|t|f
01|t|f|t|t
SELECT 3

SELECT n FROM k_varbit WHERE k IN (B'', B'1', NULL) OR o = B'01' ORDER BY n;
----
0
4
50
SELECT 3

SELECT k FROM k_varbit WHERE k = ANY (ARRAY[B'1', B'']::varbit[]) ORDER BY k;
----
''
1
SELECT 2

SELECT count(DISTINCT o), array_agg(DISTINCT o), count(*) FILTER (WHERE o IS NULL) FROM k_varbit;
----
3|{0,01,1,NULL}|2
SELECT 1

SELECT o, count(*), sum(n) FROM k_varbit GROUP BY o ORDER BY o NULLS FIRST;
----
NULL|2|3
0|1|1
01|1|50
1|1|4
SELECT 4

SELECT a.k, b.n FROM k_varbit a JOIN k_varbit b ON a.k = b.o ORDER BY a.k, b.n;
----
0|1
01|50
1|4
SELECT 3

SELECT k FROM k_varbit EXCEPT SELECT o FROM k_varbit ORDER BY 1;
----
''
010
SELECT 2

SELECT k, rank() OVER (ORDER BY o), lag(k) OVER (ORDER BY k), first_value(k) OVER (PARTITION BY o ORDER BY k DESC) FROM k_varbit ORDER BY k;
----
''|4|NULL|010
0|1|''|0
01|2|0|01
010|4|01|010
1|3|010|1
SELECT 5

CREATE TABLE f_k_varbit (r varbit REFERENCES k_varbit ON UPDATE CASCADE ON DELETE SET NULL); INSERT INTO f_k_varbit VALUES (B'1'), (NULL); DELETE FROM k_varbit WHERE k = B'1'; SELECT * FROM f_k_varbit; INSERT INTO f_k_varbit VALUES (B'1');
----
CREATE TABLE
INSERT 0 2
DELETE 1
NULL
NULL
SELECT 2
error 23503 insert or update on table "f_k_varbit" violates foreign key constraint "f_k_varbit_r_fkey"; Key (r)=(1) is not present in table "k_varbit".

UPDATE k_varbit SET k = B'1' WHERE k = B'' RETURNING k; DROP TABLE f_k_varbit, k_varbit;
----
error 23505 duplicate key value violates unique constraint "k_varbit_pkey"; Key (k)=(1) already exists.

# oid
CREATE TABLE k_oid (k oid PRIMARY KEY, n int, o oid); CREATE INDEX ON k_oid (o DESC NULLS LAST, n);
----
CREATE TABLE
CREATE INDEX

INSERT INTO k_oid VALUES (26, 1, 26), (0, 0, NULL), (4294967295, 2, 4294967295) RETURNING *;
----
0|0|NULL
26|1|26
4294967295|2|4294967295
INSERT 0 3

SELECT k, n, o FROM k_oid ORDER BY k;
----
0|0|NULL
26|1|26
4294967295|2|4294967295
SELECT 3

SELECT k, o FROM k_oid ORDER BY o DESC NULLS LAST, n;
----
4294967295|4294967295
26|26
0|NULL
SELECT 3

INSERT INTO k_oid VALUES (26, 50);
----
error 23505 duplicate key value violates unique constraint "k_oid_pkey"; Key (k)=(26) already exists.

INSERT INTO k_oid VALUES (26, 50) ON CONFLICT (k) DO UPDATE SET n = EXCLUDED.n, o = EXCLUDED.k RETURNING *;
----
26|50|26
INSERT 0 1

SELECT k FROM k_oid WHERE k > 26 ORDER BY k DESC;
----
4294967295
SELECT 1

SELECT k, k = 26, k <> 26, k <= 26, k IS NOT DISTINCT FROM 26 FROM k_oid WHERE k BETWEEN 0 AND 26 ORDER BY k;
----
0|f|t|t|f
26|t|f|t|t
SELECT 2

SELECT n FROM k_oid WHERE k IN (0, 4294967295, NULL) OR o = 26 ORDER BY n;
----
0
2
50
SELECT 3

SELECT k FROM k_oid WHERE k = ANY (ARRAY[4294967295, 0]::oid[]) ORDER BY k;
----
0
4294967295
SELECT 2

SELECT min(k), max(k), count(DISTINCT o), array_agg(DISTINCT o), count(*) FILTER (WHERE o IS NULL) FROM k_oid;
----
0|4294967295|2|{26,4294967295,NULL}|1
SELECT 1

SELECT o, count(*), sum(n) FROM k_oid GROUP BY o ORDER BY o NULLS FIRST;
----
NULL|1|0
26|1|50
4294967295|1|2
SELECT 3

SELECT a.k, b.n FROM k_oid a JOIN k_oid b ON a.k = b.o ORDER BY a.k, b.n;
----
26|50
4294967295|2
SELECT 2

SELECT k FROM k_oid EXCEPT SELECT o FROM k_oid ORDER BY 1;
----
0
SELECT 1

SELECT k, rank() OVER (ORDER BY o), lag(k) OVER (ORDER BY k), first_value(k) OVER (PARTITION BY o ORDER BY k DESC) FROM k_oid ORDER BY k;
----
0|3|NULL|0
26|1|0|26
4294967295|2|26|4294967295
SELECT 3

CREATE TABLE f_k_oid (r oid REFERENCES k_oid ON UPDATE CASCADE ON DELETE SET NULL); INSERT INTO f_k_oid VALUES (4294967295), (NULL); DELETE FROM k_oid WHERE k = 4294967295; SELECT * FROM f_k_oid; INSERT INTO f_k_oid VALUES (4294967295);
----
CREATE TABLE
INSERT 0 2
DELETE 1
NULL
NULL
SELECT 2
error 23503 insert or update on table "f_k_oid" violates foreign key constraint "f_k_oid_r_fkey"; Key (r)=(4294967295) is not present in table "k_oid".

UPDATE k_oid SET k = 4294967295 WHERE k = 0 RETURNING k; DROP TABLE f_k_oid, k_oid;
----
error 23505 duplicate key value violates unique constraint "k_oid_pkey"; Key (k)=(4294967295) already exists.

# pg_lsn
CREATE TABLE k_pg_lsn (k pg_lsn PRIMARY KEY, n int, o pg_lsn); CREATE INDEX ON k_pg_lsn (o DESC NULLS LAST, n);
----
CREATE TABLE
CREATE INDEX

INSERT INTO k_pg_lsn VALUES ('1/A', 1, '1/A'), ('0/0', 0, NULL), ('FFFFFFFF/FFFFFFFF', 2, 'FFFFFFFF/FFFFFFFF') RETURNING *;
----
0/0|0|NULL
1/A|1|1/A
FFFFFFFF/FFFFFFFF|2|FFFFFFFF/FFFFFFFF
INSERT 0 3

SELECT k, n, o FROM k_pg_lsn ORDER BY k;
----
0/0|0|NULL
1/A|1|1/A
FFFFFFFF/FFFFFFFF|2|FFFFFFFF/FFFFFFFF
SELECT 3

SELECT k, o FROM k_pg_lsn ORDER BY o DESC NULLS LAST, n;
----
FFFFFFFF/FFFFFFFF|FFFFFFFF/FFFFFFFF
1/A|1/A
0/0|NULL
SELECT 3

INSERT INTO k_pg_lsn VALUES ('1/A', 50);
----
error 23505 duplicate key value violates unique constraint "k_pg_lsn_pkey"; Key (k)=(1/A) already exists.

INSERT INTO k_pg_lsn VALUES ('1/A', 50) ON CONFLICT (k) DO UPDATE SET n = EXCLUDED.n, o = EXCLUDED.k RETURNING *;
----
1/A|50|1/A
INSERT 0 1

SELECT k FROM k_pg_lsn WHERE k > '1/A' ORDER BY k DESC;
----
FFFFFFFF/FFFFFFFF
SELECT 1

SELECT k, k = '1/A', k <> '1/A', k <= '1/A', k IS NOT DISTINCT FROM '1/A' FROM k_pg_lsn WHERE k BETWEEN '0/0' AND '1/A' ORDER BY k;
----
0/0|f|t|t|f
1/A|t|f|t|t
SELECT 2

SELECT n FROM k_pg_lsn WHERE k IN ('0/0', 'FFFFFFFF/FFFFFFFF', NULL) OR o = '1/A' ORDER BY n;
----
0
2
50
SELECT 3

SELECT k FROM k_pg_lsn WHERE k = ANY (ARRAY['FFFFFFFF/FFFFFFFF', '0/0']::pg_lsn[]) ORDER BY k;
----
0/0
FFFFFFFF/FFFFFFFF
SELECT 2

SELECT min(k), max(k), count(DISTINCT o), array_agg(DISTINCT o), count(*) FILTER (WHERE o IS NULL) FROM k_pg_lsn;
----
0/0|FFFFFFFF/FFFFFFFF|2|{1/A,FFFFFFFF/FFFFFFFF,NULL}|1
SELECT 1

SELECT o, count(*), sum(n) FROM k_pg_lsn GROUP BY o ORDER BY o NULLS FIRST;
----
NULL|1|0
1/A|1|50
FFFFFFFF/FFFFFFFF|1|2
SELECT 3

SELECT a.k, b.n FROM k_pg_lsn a JOIN k_pg_lsn b ON a.k = b.o ORDER BY a.k, b.n;
----
1/A|50
FFFFFFFF/FFFFFFFF|2
SELECT 2

SELECT k FROM k_pg_lsn EXCEPT SELECT o FROM k_pg_lsn ORDER BY 1;
----
0/0
SELECT 1

SELECT k, rank() OVER (ORDER BY o), lag(k) OVER (ORDER BY k), first_value(k) OVER (PARTITION BY o ORDER BY k DESC) FROM k_pg_lsn ORDER BY k;
----
0/0|3|NULL|0/0
1/A|1|0/0|1/A
FFFFFFFF/FFFFFFFF|2|1/A|FFFFFFFF/FFFFFFFF
SELECT 3

CREATE TABLE f_k_pg_lsn (r pg_lsn REFERENCES k_pg_lsn ON UPDATE CASCADE ON DELETE SET NULL); INSERT INTO f_k_pg_lsn VALUES ('FFFFFFFF/FFFFFFFF'), (NULL); DELETE FROM k_pg_lsn WHERE k = 'FFFFFFFF/FFFFFFFF'; SELECT * FROM f_k_pg_lsn; INSERT INTO f_k_pg_lsn VALUES ('FFFFFFFF/FFFFFFFF');
----
CREATE TABLE
INSERT 0 2
DELETE 1
NULL
NULL
SELECT 2
error 23503 insert or update on table "f_k_pg_lsn" violates foreign key constraint "f_k_pg_lsn_r_fkey"; Key (r)=(FFFFFFFF/FFFFFFFF) is not present in table "k_pg_lsn".

UPDATE k_pg_lsn SET k = 'FFFFFFFF/FFFFFFFF' WHERE k = '0/0' RETURNING k; DROP TABLE f_k_pg_lsn, k_pg_lsn;
----
error 23505 duplicate key value violates unique constraint "k_pg_lsn_pkey"; Key (k)=(FFFFFFFF/FFFFFFFF) already exists.

# xid8
CREATE TABLE k_xid8 (k xid8 PRIMARY KEY, n int, o xid8); CREATE INDEX ON k_xid8 (o DESC NULLS LAST, n);
----
CREATE TABLE
CREATE INDEX

INSERT INTO k_xid8 VALUES ('18446744073709551615', 1, '18446744073709551615'), ('0', 0, NULL) RETURNING *;
----
0|0|NULL
18446744073709551615|1|18446744073709551615
INSERT 0 2

SELECT k, n, o FROM k_xid8 ORDER BY k;
----
0|0|NULL
18446744073709551615|1|18446744073709551615
SELECT 2

SELECT k, o FROM k_xid8 ORDER BY o DESC NULLS LAST, n;
----
18446744073709551615|18446744073709551615
0|NULL
SELECT 2

INSERT INTO k_xid8 VALUES ('18446744073709551615', 50);
----
error 23505 duplicate key value violates unique constraint "k_xid8_pkey"; Key (k)=(18446744073709551615) already exists.

INSERT INTO k_xid8 VALUES ('18446744073709551615', 50) ON CONFLICT (k) DO UPDATE SET n = EXCLUDED.n, o = EXCLUDED.k RETURNING *;
----
18446744073709551615|50|18446744073709551615
INSERT 0 1

SELECT k FROM k_xid8 WHERE k > '18446744073709551615' ORDER BY k DESC;
----
SELECT 0

SELECT k, k = '18446744073709551615', k <> '18446744073709551615', k <= '18446744073709551615', k IS NOT DISTINCT FROM '18446744073709551615' FROM k_xid8 WHERE k BETWEEN '0' AND '18446744073709551615' ORDER BY k;
----
0|f|t|t|f
18446744073709551615|t|f|t|t
SELECT 2

SELECT n FROM k_xid8 WHERE k IN ('0', '18446744073709551615', NULL) OR o = '18446744073709551615' ORDER BY n;
----
0
50
SELECT 2

SELECT k FROM k_xid8 WHERE k = ANY (ARRAY['18446744073709551615', '0']::xid8[]) ORDER BY k;
----
0
18446744073709551615
SELECT 2

SELECT min(k), max(k), count(DISTINCT o), array_agg(DISTINCT o), count(*) FILTER (WHERE o IS NULL) FROM k_xid8;
----
0|18446744073709551615|1|{18446744073709551615,NULL}|1
SELECT 1

SELECT o, count(*), sum(n) FROM k_xid8 GROUP BY o ORDER BY o NULLS FIRST;
----
NULL|1|0
18446744073709551615|1|50
SELECT 2

SELECT a.k, b.n FROM k_xid8 a JOIN k_xid8 b ON a.k = b.o ORDER BY a.k, b.n;
----
18446744073709551615|50
SELECT 1

SELECT k FROM k_xid8 EXCEPT SELECT o FROM k_xid8 ORDER BY 1;
----
0
SELECT 1

SELECT k, rank() OVER (ORDER BY o), lag(k) OVER (ORDER BY k), first_value(k) OVER (PARTITION BY o ORDER BY k DESC) FROM k_xid8 ORDER BY k;
----
0|2|NULL|0
18446744073709551615|1|0|18446744073709551615
SELECT 2

CREATE TABLE f_k_xid8 (r xid8 REFERENCES k_xid8 ON UPDATE CASCADE ON DELETE SET NULL); INSERT INTO f_k_xid8 VALUES ('18446744073709551615'), (NULL); DELETE FROM k_xid8 WHERE k = '18446744073709551615'; SELECT * FROM f_k_xid8; INSERT INTO f_k_xid8 VALUES ('18446744073709551615');
----
CREATE TABLE
INSERT 0 2
DELETE 1
NULL
NULL
SELECT 2
error 23503 insert or update on table "f_k_xid8" violates foreign key constraint "f_k_xid8_r_fkey"; Key (r)=(18446744073709551615) is not present in table "k_xid8".

UPDATE k_xid8 SET k = '18446744073709551615' WHERE k = '0' RETURNING k; DROP TABLE f_k_xid8, k_xid8;
----
error 23505 duplicate key value violates unique constraint "k_xid8_pkey"; Key (k)=(18446744073709551615) already exists.

# tid
CREATE TABLE k_tid (k tid PRIMARY KEY, n int, o tid); CREATE INDEX ON k_tid (o DESC NULLS LAST, n);
----
CREATE TABLE
CREATE INDEX

INSERT INTO k_tid VALUES ('(0,2)', 1, '(0,2)'), ('(0,1)', 0, NULL), ('(1,0)', 2, '(1,0)') RETURNING *;
----
(0,1)|0|NULL
(0,2)|1|(0,2)
(1,0)|2|(1,0)
INSERT 0 3

SELECT k, n, o FROM k_tid ORDER BY k;
----
(0,1)|0|NULL
(0,2)|1|(0,2)
(1,0)|2|(1,0)
SELECT 3

SELECT k, o FROM k_tid ORDER BY o DESC NULLS LAST, n;
----
(1,0)|(1,0)
(0,2)|(0,2)
(0,1)|NULL
SELECT 3

INSERT INTO k_tid VALUES ('(0,2)', 50);
----
error 23505 duplicate key value violates unique constraint "k_tid_pkey"; Key (k)=((0,2)) already exists.

INSERT INTO k_tid VALUES ('(0,2)', 50) ON CONFLICT (k) DO UPDATE SET n = EXCLUDED.n, o = EXCLUDED.k RETURNING *;
----
(0,2)|50|(0,2)
INSERT 0 1

SELECT k FROM k_tid WHERE k > '(0,2)' ORDER BY k DESC;
----
(1,0)
SELECT 1

SELECT k, k = '(0,2)', k <> '(0,2)', k <= '(0,2)', k IS NOT DISTINCT FROM '(0,2)' FROM k_tid WHERE k BETWEEN '(0,1)' AND '(0,2)' ORDER BY k;
----
(0,1)|f|t|t|f
(0,2)|t|f|t|t
SELECT 2

SELECT n FROM k_tid WHERE k IN ('(0,1)', '(1,0)', NULL) OR o = '(0,2)' ORDER BY n;
----
0
2
50
SELECT 3

SELECT k FROM k_tid WHERE k = ANY (ARRAY['(1,0)', '(0,1)']::tid[]) ORDER BY k;
----
(0,1)
(1,0)
SELECT 2

SELECT min(k), max(k), count(DISTINCT o), array_agg(DISTINCT o), count(*) FILTER (WHERE o IS NULL) FROM k_tid;
----
(0,1)|(1,0)|2|{"(0,2)","(1,0)",NULL}|1
SELECT 1

SELECT o, count(*), sum(n) FROM k_tid GROUP BY o ORDER BY o NULLS FIRST;
----
NULL|1|0
(0,2)|1|50
(1,0)|1|2
SELECT 3

SELECT a.k, b.n FROM k_tid a JOIN k_tid b ON a.k = b.o ORDER BY a.k, b.n;
----
(0,2)|50
(1,0)|2
SELECT 2

SELECT k FROM k_tid EXCEPT SELECT o FROM k_tid ORDER BY 1;
----
(0,1)
SELECT 1

SELECT k, rank() OVER (ORDER BY o), lag(k) OVER (ORDER BY k), first_value(k) OVER (PARTITION BY o ORDER BY k DESC) FROM k_tid ORDER BY k;
----
(0,1)|3|NULL|(0,1)
(0,2)|1|(0,1)|(0,2)
(1,0)|2|(0,2)|(1,0)
SELECT 3

CREATE TABLE f_k_tid (r tid REFERENCES k_tid ON UPDATE CASCADE ON DELETE SET NULL); INSERT INTO f_k_tid VALUES ('(1,0)'), (NULL); DELETE FROM k_tid WHERE k = '(1,0)'; SELECT * FROM f_k_tid; INSERT INTO f_k_tid VALUES ('(1,0)');
----
CREATE TABLE
INSERT 0 2
DELETE 1
NULL
NULL
SELECT 2
error 23503 insert or update on table "f_k_tid" violates foreign key constraint "f_k_tid_r_fkey"; Key (r)=((1,0)) is not present in table "k_tid".

UPDATE k_tid SET k = '(1,0)' WHERE k = '(0,1)' RETURNING k; DROP TABLE f_k_tid, k_tid;
----
error 23505 duplicate key value violates unique constraint "k_tid_pkey"; Key (k)=((1,0)) already exists.

# tsvector
CREATE TABLE k_tsvector (k tsvector PRIMARY KEY, n int, o tsvector); CREATE INDEX ON k_tsvector (o DESC NULLS LAST, n);
----
CREATE TABLE
CREATE INDEX

INSERT INTO k_tsvector VALUES ('a', 1, 'a'), ('b', 3, NULL), ('', 0, NULL), ('a:1 b', 2, 'a:1 b') RETURNING *;
----
''|0|NULL
'a':1 'b'|2|'a':1 'b'
'a'|1|'a'
'b'|3|NULL
INSERT 0 4

SELECT k, n, o FROM k_tsvector ORDER BY k;
----
''|0|NULL
'a'|1|'a'
'b'|3|NULL
'a':1 'b'|2|'a':1 'b'
SELECT 4

SELECT k, o FROM k_tsvector ORDER BY o DESC NULLS LAST, n;
----
'a':1 'b'|'a':1 'b'
'a'|'a'
''|NULL
'b'|NULL
SELECT 4

INSERT INTO k_tsvector VALUES ('a:1 b', 50);
----
error 23505 duplicate key value violates unique constraint "k_tsvector_pkey"; Key (k)=('a':1 'b') already exists.

INSERT INTO k_tsvector VALUES ('a:1 b', 50) ON CONFLICT (k) DO UPDATE SET n = EXCLUDED.n, o = EXCLUDED.k RETURNING *;
----
'a':1 'b'|50|'a':1 'b'
INSERT 0 1

SELECT k FROM k_tsvector WHERE k > 'a:1 b' ORDER BY k DESC;
----
SELECT 0

SELECT k, k = 'a:1 b', k <> 'a:1 b', k <= 'a:1 b', k IS NOT DISTINCT FROM 'a:1 b' FROM k_tsvector WHERE k BETWEEN '' AND 'a:1 b' ORDER BY k;
----
''|f|t|t|f
'a'|f|t|t|f
'b'|f|t|t|f
'a':1 'b'|t|f|t|t
SELECT 4

SELECT n FROM k_tsvector WHERE k IN ('', 'b', NULL) OR o = 'a:1 b' ORDER BY n;
----
0
3
50
SELECT 3

SELECT k FROM k_tsvector WHERE k = ANY (ARRAY['b', '']::tsvector[]) ORDER BY k;
----
''
'b'
SELECT 2

SELECT count(DISTINCT o), array_agg(DISTINCT o), count(*) FILTER (WHERE o IS NULL) FROM k_tsvector;
----
2|{'a',"'a':1 'b'",NULL}|2
SELECT 1

SELECT o, count(*), sum(n) FROM k_tsvector GROUP BY o ORDER BY o NULLS FIRST;
----
NULL|2|3
'a'|1|1
'a':1 'b'|1|50
SELECT 3

SELECT a.k, b.n FROM k_tsvector a JOIN k_tsvector b ON a.k = b.o ORDER BY a.k, b.n;
----
'a'|1
'a':1 'b'|50
SELECT 2

SELECT k FROM k_tsvector EXCEPT SELECT o FROM k_tsvector ORDER BY 1;
----
''
'b'
SELECT 2

SELECT k, rank() OVER (ORDER BY o), lag(k) OVER (ORDER BY k), first_value(k) OVER (PARTITION BY o ORDER BY k DESC) FROM k_tsvector ORDER BY k;
----
''|3|NULL|'b'
'a'|1|''|'a'
'b'|3|'a'|'b'
'a':1 'b'|2|'b'|'a':1 'b'
SELECT 4

CREATE TABLE f_k_tsvector (r tsvector REFERENCES k_tsvector ON UPDATE CASCADE ON DELETE SET NULL); INSERT INTO f_k_tsvector VALUES ('b'), (NULL); DELETE FROM k_tsvector WHERE k = 'b'; SELECT * FROM f_k_tsvector; INSERT INTO f_k_tsvector VALUES ('b');
----
CREATE TABLE
INSERT 0 2
DELETE 1
NULL
NULL
SELECT 2
error 23503 insert or update on table "f_k_tsvector" violates foreign key constraint "f_k_tsvector_r_fkey"; Key (r)=('b') is not present in table "k_tsvector".

UPDATE k_tsvector SET k = 'b' WHERE k = '' RETURNING k; DROP TABLE f_k_tsvector, k_tsvector;
----
error 23505 duplicate key value violates unique constraint "k_tsvector_pkey"; Key (k)=('b') already exists.

# int4range
CREATE TABLE k_int4range (k int4range PRIMARY KEY, n int, o int4range); CREATE INDEX ON k_int4range (o DESC NULLS LAST, n);
----
CREATE TABLE
CREATE INDEX

INSERT INTO k_int4range VALUES ('(,3)', 1, '(,3)'), ('[1,5)', 3, NULL), ('empty', 0, NULL), ('[1,3)', 2, '[1,3)'), ('[2,)', 4, '[2,)') RETURNING *;
----
(,3)|1|(,3)
[1,3)|2|[1,3)
[1,5)|3|NULL
[2,)|4|[2,)
empty|0|NULL
INSERT 0 5

SELECT k, n, o FROM k_int4range ORDER BY k;
----
empty|0|NULL
(,3)|1|(,3)
[1,3)|2|[1,3)
[1,5)|3|NULL
[2,)|4|[2,)
SELECT 5

SELECT k, o FROM k_int4range ORDER BY o DESC NULLS LAST, n;
----
[2,)|[2,)
[1,3)|[1,3)
(,3)|(,3)
empty|NULL
[1,5)|NULL
SELECT 5

INSERT INTO k_int4range VALUES ('[1,3)', 50);
----
error 23505 duplicate key value violates unique constraint "k_int4range_pkey"; Key (k)=([1,3)) already exists.

INSERT INTO k_int4range VALUES ('[1,3)', 50) ON CONFLICT (k) DO UPDATE SET n = EXCLUDED.n, o = EXCLUDED.k RETURNING *;
----
[1,3)|50|[1,3)
INSERT 0 1

SELECT k FROM k_int4range WHERE k > '[1,3)' ORDER BY k DESC;
----
[2,)
[1,5)
SELECT 2

SELECT k, k = '[1,3)', k <> '[1,3)', k <= '[1,3)', k IS NOT DISTINCT FROM '[1,3)' FROM k_int4range WHERE k BETWEEN 'empty' AND '[1,3)' ORDER BY k;
----
empty|f|t|t|f
(,3)|f|t|t|f
[1,3)|t|f|t|t
SELECT 3

SELECT n FROM k_int4range WHERE k IN ('empty', '[2,)', NULL) OR o = '[1,3)' ORDER BY n;
----
0
4
50
SELECT 3

SELECT k FROM k_int4range WHERE k = ANY (ARRAY['[2,)', 'empty']::int4range[]) ORDER BY k;
----
empty
[2,)
SELECT 2

SELECT count(DISTINCT o), array_agg(DISTINCT o), count(*) FILTER (WHERE o IS NULL) FROM k_int4range;
----
3|{"(,3)","[1,3)","[2,)",NULL}|2
SELECT 1

SELECT o, count(*), sum(n) FROM k_int4range GROUP BY o ORDER BY o NULLS FIRST;
----
NULL|2|3
(,3)|1|1
[1,3)|1|50
[2,)|1|4
SELECT 4

SELECT a.k, b.n FROM k_int4range a JOIN k_int4range b ON a.k = b.o ORDER BY a.k, b.n;
----
(,3)|1
[1,3)|50
[2,)|4
SELECT 3

SELECT k FROM k_int4range EXCEPT SELECT o FROM k_int4range ORDER BY 1;
----
empty
[1,5)
SELECT 2

SELECT k, rank() OVER (ORDER BY o), lag(k) OVER (ORDER BY k), first_value(k) OVER (PARTITION BY o ORDER BY k DESC) FROM k_int4range ORDER BY k;
----
empty|4|NULL|[1,5)
(,3)|1|empty|(,3)
[1,3)|2|(,3)|[1,3)
[1,5)|4|[1,3)|[1,5)
[2,)|3|[1,5)|[2,)
SELECT 5

CREATE TABLE f_k_int4range (r int4range REFERENCES k_int4range ON UPDATE CASCADE ON DELETE SET NULL); INSERT INTO f_k_int4range VALUES ('[2,)'), (NULL); DELETE FROM k_int4range WHERE k = '[2,)'; SELECT * FROM f_k_int4range; INSERT INTO f_k_int4range VALUES ('[2,)');
----
CREATE TABLE
INSERT 0 2
DELETE 1
NULL
NULL
SELECT 2
error 23503 insert or update on table "f_k_int4range" violates foreign key constraint "f_k_int4range_r_fkey"; Key (r)=([2,)) is not present in table "k_int4range".

UPDATE k_int4range SET k = '[2,)' WHERE k = 'empty' RETURNING k; DROP TABLE f_k_int4range, k_int4range;
----
error 23505 duplicate key value violates unique constraint "k_int4range_pkey"; Key (k)=([2,)) already exists.

# numrange
CREATE TABLE k_numrange (k numrange PRIMARY KEY, n int, o numrange); CREATE INDEX ON k_numrange (o DESC NULLS LAST, n);
----
CREATE TABLE
CREATE INDEX

INSERT INTO k_numrange VALUES ('(1,2]', 1, '(1,2]'), ('empty', 3, NULL), ('[1.0,2]', 0, NULL), ('[1,2)', 2, '[1,2)') RETURNING *;
----
(1,2]|1|(1,2]
[1,2)|2|[1,2)
[1.0,2]|0|NULL
empty|3|NULL
INSERT 0 4

SELECT k, n, o FROM k_numrange ORDER BY k;
----
empty|3|NULL
[1,2)|2|[1,2)
[1.0,2]|0|NULL
(1,2]|1|(1,2]
SELECT 4

SELECT k, o FROM k_numrange ORDER BY o DESC NULLS LAST, n;
----
(1,2]|(1,2]
[1,2)|[1,2)
[1.0,2]|NULL
empty|NULL
SELECT 4

INSERT INTO k_numrange VALUES ('[1,2)', 50);
----
error 23505 duplicate key value violates unique constraint "k_numrange_pkey"; Key (k)=([1,2)) already exists.

INSERT INTO k_numrange VALUES ('[1,2)', 50) ON CONFLICT (k) DO UPDATE SET n = EXCLUDED.n, o = EXCLUDED.k RETURNING *;
----
[1,2)|50|[1,2)
INSERT 0 1

SELECT k FROM k_numrange WHERE k > '[1,2)' ORDER BY k DESC;
----
(1,2]
[1.0,2]
SELECT 2

SELECT k, k = '[1,2)', k <> '[1,2)', k <= '[1,2)', k IS NOT DISTINCT FROM '[1,2)' FROM k_numrange WHERE k BETWEEN '[1.0,2]' AND '[1,2)' ORDER BY k;
----
SELECT 0

SELECT n FROM k_numrange WHERE k IN ('[1.0,2]', 'empty', NULL) OR o = '[1,2)' ORDER BY n;
----
0
3
50
SELECT 3

SELECT k FROM k_numrange WHERE k = ANY (ARRAY['empty', '[1.0,2]']::numrange[]) ORDER BY k;
----
empty
[1.0,2]
SELECT 2

SELECT count(DISTINCT o), array_agg(DISTINCT o), count(*) FILTER (WHERE o IS NULL) FROM k_numrange;
----
2|{"[1,2)","(1,2]",NULL}|2
SELECT 1

SELECT o, count(*), sum(n) FROM k_numrange GROUP BY o ORDER BY o NULLS FIRST;
----
NULL|2|3
[1,2)|1|50
(1,2]|1|1
SELECT 3

SELECT a.k, b.n FROM k_numrange a JOIN k_numrange b ON a.k = b.o ORDER BY a.k, b.n;
----
[1,2)|50
(1,2]|1
SELECT 2

SELECT k FROM k_numrange EXCEPT SELECT o FROM k_numrange ORDER BY 1;
----
empty
[1.0,2]
SELECT 2

SELECT k, rank() OVER (ORDER BY o), lag(k) OVER (ORDER BY k), first_value(k) OVER (PARTITION BY o ORDER BY k DESC) FROM k_numrange ORDER BY k;
----
empty|3|NULL|[1.0,2]
[1,2)|1|empty|[1,2)
[1.0,2]|3|[1,2)|[1.0,2]
(1,2]|2|[1.0,2]|(1,2]
SELECT 4

CREATE TABLE f_k_numrange (r numrange REFERENCES k_numrange ON UPDATE CASCADE ON DELETE SET NULL); INSERT INTO f_k_numrange VALUES ('empty'), (NULL); DELETE FROM k_numrange WHERE k = 'empty'; SELECT * FROM f_k_numrange; INSERT INTO f_k_numrange VALUES ('empty');
----
CREATE TABLE
INSERT 0 2
DELETE 1
NULL
NULL
SELECT 2
error 23503 insert or update on table "f_k_numrange" violates foreign key constraint "f_k_numrange_r_fkey"; Key (r)=(empty) is not present in table "k_numrange".

UPDATE k_numrange SET k = 'empty' WHERE k = '[1.0,2]' RETURNING k; DROP TABLE f_k_numrange, k_numrange;
----
error 23505 duplicate key value violates unique constraint "k_numrange_pkey"; Key (k)=(empty) already exists.

# tstzrange
CREATE TABLE k_tstzrange (k tstzrange PRIMARY KEY, n int, o tstzrange); CREATE INDEX ON k_tstzrange (o DESC NULLS LAST, n);
----
CREATE TABLE
CREATE INDEX

INSERT INTO k_tstzrange VALUES ('(,2024-01-01)', 1, '(,2024-01-01)'), ('[2024-01-01,2024-01-02)', 0, NULL) RETURNING *;
----
(,"2024-01-01 00:00:00+00")|1|(,"2024-01-01 00:00:00+00")
["2024-01-01 00:00:00+00","2024-01-02 00:00:00+00")|0|NULL
INSERT 0 2

SELECT k, n, o FROM k_tstzrange ORDER BY k;
----
(,"2024-01-01 00:00:00+00")|1|(,"2024-01-01 00:00:00+00")
["2024-01-01 00:00:00+00","2024-01-02 00:00:00+00")|0|NULL
SELECT 2

SELECT k, o FROM k_tstzrange ORDER BY o DESC NULLS LAST, n;
----
(,"2024-01-01 00:00:00+00")|(,"2024-01-01 00:00:00+00")
["2024-01-01 00:00:00+00","2024-01-02 00:00:00+00")|NULL
SELECT 2

INSERT INTO k_tstzrange VALUES ('(,2024-01-01)', 50);
----
error 23505 duplicate key value violates unique constraint "k_tstzrange_pkey"; Key (k)=((,"2024-01-01 00:00:00+00")) already exists.

INSERT INTO k_tstzrange VALUES ('(,2024-01-01)', 50) ON CONFLICT (k) DO UPDATE SET n = EXCLUDED.n, o = EXCLUDED.k RETURNING *;
----
(,"2024-01-01 00:00:00+00")|50|(,"2024-01-01 00:00:00+00")
INSERT 0 1

SELECT k FROM k_tstzrange WHERE k > '(,2024-01-01)' ORDER BY k DESC;
----
["2024-01-01 00:00:00+00","2024-01-02 00:00:00+00")
SELECT 1

SELECT k, k = '(,2024-01-01)', k <> '(,2024-01-01)', k <= '(,2024-01-01)', k IS NOT DISTINCT FROM '(,2024-01-01)' FROM k_tstzrange WHERE k BETWEEN '[2024-01-01,2024-01-02)' AND '(,2024-01-01)' ORDER BY k;
----
SELECT 0

SELECT n FROM k_tstzrange WHERE k IN ('[2024-01-01,2024-01-02)', '(,2024-01-01)', NULL) OR o = '(,2024-01-01)' ORDER BY n;
----
0
50
SELECT 2

SELECT k FROM k_tstzrange WHERE k = ANY (ARRAY['(,2024-01-01)', '[2024-01-01,2024-01-02)']::tstzrange[]) ORDER BY k;
----
(,"2024-01-01 00:00:00+00")
["2024-01-01 00:00:00+00","2024-01-02 00:00:00+00")
SELECT 2

SELECT count(DISTINCT o), array_agg(DISTINCT o), count(*) FILTER (WHERE o IS NULL) FROM k_tstzrange;
----
1|{"(,\"2024-01-01 00:00:00+00\")",NULL}|1
SELECT 1

SELECT o, count(*), sum(n) FROM k_tstzrange GROUP BY o ORDER BY o NULLS FIRST;
----
NULL|1|0
(,"2024-01-01 00:00:00+00")|1|50
SELECT 2

SELECT a.k, b.n FROM k_tstzrange a JOIN k_tstzrange b ON a.k = b.o ORDER BY a.k, b.n;
----
(,"2024-01-01 00:00:00+00")|50
SELECT 1

SELECT k FROM k_tstzrange EXCEPT SELECT o FROM k_tstzrange ORDER BY 1;
----
["2024-01-01 00:00:00+00","2024-01-02 00:00:00+00")
SELECT 1

SELECT k, rank() OVER (ORDER BY o), lag(k) OVER (ORDER BY k), first_value(k) OVER (PARTITION BY o ORDER BY k DESC) FROM k_tstzrange ORDER BY k;
----
(,"2024-01-01 00:00:00+00")|1|NULL|(,"2024-01-01 00:00:00+00")
["2024-01-01 00:00:00+00","2024-01-02 00:00:00+00")|2|(,"2024-01-01 00:00:00+00")|["2024-01-01 00:00:00+00","2024-01-02 00:00:00+00")
SELECT 2

CREATE TABLE f_k_tstzrange (r tstzrange REFERENCES k_tstzrange ON UPDATE CASCADE ON DELETE SET NULL); INSERT INTO f_k_tstzrange VALUES ('(,2024-01-01)'), (NULL); DELETE FROM k_tstzrange WHERE k = '(,2024-01-01)'; SELECT * FROM f_k_tstzrange; INSERT INTO f_k_tstzrange VALUES ('(,2024-01-01)');
----
CREATE TABLE
INSERT 0 2
DELETE 1
NULL
NULL
SELECT 2
error 23503 insert or update on table "f_k_tstzrange" violates foreign key constraint "f_k_tstzrange_r_fkey"; Key (r)=((,"2024-01-01 00:00:00+00")) is not present in table "k_tstzrange".

UPDATE k_tstzrange SET k = '(,2024-01-01)' WHERE k = '[2024-01-01,2024-01-02)' RETURNING k; DROP TABLE f_k_tstzrange, k_tstzrange;
----
error 23505 duplicate key value violates unique constraint "k_tstzrange_pkey"; Key (k)=((,"2024-01-01 00:00:00+00")) already exists.

# int4multirange
CREATE TABLE k_int4multirange (k int4multirange PRIMARY KEY, n int, o int4multirange); CREATE INDEX ON k_int4multirange (o DESC NULLS LAST, n);
----
CREATE TABLE
CREATE INDEX

INSERT INTO k_int4multirange VALUES ('{[1,3)}', 1, '{[1,3)}'), ('{}', 0, NULL), ('{[1,3),[5,7)}', 2, '{[1,3),[5,7)}') RETURNING *;
----
{[1,3),[5,7)}|2|{[1,3),[5,7)}
{[1,3)}|1|{[1,3)}
{}|0|NULL
INSERT 0 3

SELECT k, n, o FROM k_int4multirange ORDER BY k;
----
{}|0|NULL
{[1,3)}|1|{[1,3)}
{[1,3),[5,7)}|2|{[1,3),[5,7)}
SELECT 3

SELECT k, o FROM k_int4multirange ORDER BY o DESC NULLS LAST, n;
----
{[1,3),[5,7)}|{[1,3),[5,7)}
{[1,3)}|{[1,3)}
{}|NULL
SELECT 3

INSERT INTO k_int4multirange VALUES ('{[1,3)}', 50);
----
error 23505 duplicate key value violates unique constraint "k_int4multirange_pkey"; Key (k)=({[1,3)}) already exists.

INSERT INTO k_int4multirange VALUES ('{[1,3)}', 50) ON CONFLICT (k) DO UPDATE SET n = EXCLUDED.n, o = EXCLUDED.k RETURNING *;
----
{[1,3)}|50|{[1,3)}
INSERT 0 1

SELECT k FROM k_int4multirange WHERE k > '{[1,3)}' ORDER BY k DESC;
----
{[1,3),[5,7)}
SELECT 1

SELECT k, k = '{[1,3)}', k <> '{[1,3)}', k <= '{[1,3)}', k IS NOT DISTINCT FROM '{[1,3)}' FROM k_int4multirange WHERE k BETWEEN '{}' AND '{[1,3)}' ORDER BY k;
----
{}|f|t|t|f
{[1,3)}|t|f|t|t
SELECT 2

SELECT n FROM k_int4multirange WHERE k IN ('{}', '{[1,3),[5,7)}', NULL) OR o = '{[1,3)}' ORDER BY n;
----
0
2
50
SELECT 3

SELECT k FROM k_int4multirange WHERE k = ANY (ARRAY['{[1,3),[5,7)}', '{}']::int4multirange[]) ORDER BY k;
----
{}
{[1,3),[5,7)}
SELECT 2

SELECT count(DISTINCT o), array_agg(DISTINCT o), count(*) FILTER (WHERE o IS NULL) FROM k_int4multirange;
----
2|{"{[1,3)}","{[1,3),[5,7)}",NULL}|1
SELECT 1

SELECT o, count(*), sum(n) FROM k_int4multirange GROUP BY o ORDER BY o NULLS FIRST;
----
NULL|1|0
{[1,3)}|1|50
{[1,3),[5,7)}|1|2
SELECT 3

SELECT a.k, b.n FROM k_int4multirange a JOIN k_int4multirange b ON a.k = b.o ORDER BY a.k, b.n;
----
{[1,3)}|50
{[1,3),[5,7)}|2
SELECT 2

SELECT k FROM k_int4multirange EXCEPT SELECT o FROM k_int4multirange ORDER BY 1;
----
{}
SELECT 1

SELECT k, rank() OVER (ORDER BY o), lag(k) OVER (ORDER BY k), first_value(k) OVER (PARTITION BY o ORDER BY k DESC) FROM k_int4multirange ORDER BY k;
----
{}|3|NULL|{}
{[1,3)}|1|{}|{[1,3)}
{[1,3),[5,7)}|2|{[1,3)}|{[1,3),[5,7)}
SELECT 3

CREATE TABLE f_k_int4multirange (r int4multirange REFERENCES k_int4multirange ON UPDATE CASCADE ON DELETE SET NULL); INSERT INTO f_k_int4multirange VALUES ('{[1,3),[5,7)}'), (NULL); DELETE FROM k_int4multirange WHERE k = '{[1,3),[5,7)}'; SELECT * FROM f_k_int4multirange; INSERT INTO f_k_int4multirange VALUES ('{[1,3),[5,7)}');
----
CREATE TABLE
INSERT 0 2
DELETE 1
NULL
NULL
SELECT 2
error 23503 insert or update on table "f_k_int4multirange" violates foreign key constraint "f_k_int4multirange_r_fkey"; Key (r)=({[1,3),[5,7)}) is not present in table "k_int4multirange".

UPDATE k_int4multirange SET k = '{[1,3),[5,7)}' WHERE k = '{}' RETURNING k; DROP TABLE f_k_int4multirange, k_int4multirange;
----
error 23505 duplicate key value violates unique constraint "k_int4multirange_pkey"; Key (k)=({[1,3),[5,7)}) already exists.

# int4[]
CREATE TABLE k_int4 (k int4[] PRIMARY KEY, n int, o int4[]); CREATE INDEX ON k_int4 (o DESC NULLS LAST, n);
----
error 42P07 relation "k_int4" already exists

INSERT INTO k_int4 VALUES ('{NULL}', 1, '{NULL}'), ('{1,2}', 3, NULL), ('{2}', 5, '{2}'), ('{}', 0, NULL), ('{1}', 2, '{1}'), ('{{1,2}}', 4, '{{1,2}}'), ('[0:0]={1}', 6, NULL) RETURNING *;
----
error 22P02 invalid input syntax for type integer: "{NULL}"

SELECT k, n, o FROM k_int4 ORDER BY k;
----
-2147483648|0|NULL
-1|1|-1
0|2|0
1|50|1
256|4|256
2147483647|5|2147483647
SELECT 6

SELECT k, o FROM k_int4 ORDER BY o DESC NULLS LAST, n;
----
2147483647|2147483647
256|256
1|1
0|0
-1|-1
-2147483648|NULL
SELECT 6

INSERT INTO k_int4 VALUES ('{1,2}', 50);
----
error 22P02 invalid input syntax for type integer: "{1,2}"

INSERT INTO k_int4 VALUES ('{1,2}', 50) ON CONFLICT (k) DO UPDATE SET n = EXCLUDED.n, o = EXCLUDED.k RETURNING *;
----
error 22P02 invalid input syntax for type integer: "{1,2}"

SELECT k FROM k_int4 WHERE k > '{1,2}' ORDER BY k DESC;
----
error 22P02 invalid input syntax for type integer: "{1,2}"

SELECT k, k = '{1,2}', k <> '{1,2}', k <= '{1,2}', k IS NOT DISTINCT FROM '{1,2}' FROM k_int4 WHERE k BETWEEN '{}' AND '{1,2}' ORDER BY k;
----
error 22P02 invalid input syntax for type integer: "{1,2}"

SELECT n FROM k_int4 WHERE k IN ('{}', '[0:0]={1}', NULL) OR o = '{1,2}' ORDER BY n;
----
error 22P02 invalid input syntax for type integer: "{}"

SELECT k FROM k_int4 WHERE k NOT IN ('{}') AND o IS NULL ORDER BY k;
----
error 22P02 invalid input syntax for type integer: "{}"

SELECT min(k), max(k), count(DISTINCT o), array_agg(DISTINCT o), count(*) FILTER (WHERE o IS NULL) FROM k_int4;
----
-2147483648|2147483647|5|{-1,0,1,256,2147483647,NULL}|1
SELECT 1

SELECT o, count(*), sum(n) FROM k_int4 GROUP BY o ORDER BY o NULLS FIRST;
----
NULL|1|0
-1|1|1
0|1|2
1|1|50
256|1|4
2147483647|1|5
SELECT 6

SELECT a.k, b.n FROM k_int4 a JOIN k_int4 b ON a.k = b.o ORDER BY a.k, b.n;
----
-1|1
0|2
1|50
256|4
2147483647|5
SELECT 5

SELECT k FROM k_int4 EXCEPT SELECT o FROM k_int4 ORDER BY 1;
----
-2147483648
SELECT 1

SELECT k, rank() OVER (ORDER BY o), lag(k) OVER (ORDER BY k), first_value(k) OVER (PARTITION BY o ORDER BY k DESC) FROM k_int4 ORDER BY k;
----
-2147483648|6|NULL|-2147483648
-1|1|-2147483648|-1
0|2|-1|0
1|3|0|1
256|4|1|256
2147483647|5|256|2147483647
SELECT 6

CREATE TABLE f_k_int4 (r int4[] REFERENCES k_int4 ON UPDATE CASCADE ON DELETE SET NULL); INSERT INTO f_k_int4 VALUES ('[0:0]={1}'), (NULL); DELETE FROM k_int4 WHERE k = '[0:0]={1}'; SELECT * FROM f_k_int4; INSERT INTO f_k_int4 VALUES ('[0:0]={1}');
----
error 42804 foreign key constraint "f_k_int4_r_fkey" cannot be implemented; Key columns "r" and "k" are of incompatible types: integer[] and integer.

UPDATE k_int4 SET k = '[0:0]={1}' WHERE k = '{}' RETURNING k; DROP TABLE f_k_int4, k_int4;
----
error 22P02 invalid input syntax for type integer: "{}"

# text[]
CREATE TABLE k_text (k text[] PRIMARY KEY, n int, o text[]); CREATE INDEX ON k_text (o DESC NULLS LAST, n);
----
error 42P07 relation "k_text" already exists

INSERT INTO k_text VALUES ('{a}', 1, '{a}'), ('{ab}', 3, NULL), ('{}', 0, NULL), ('{a,NULL}', 2, '{a,NULL}'), ('{""}', 4, '{""}') RETURNING *;
----
{""}|4|{""}
{a,NULL}|2|{a,NULL}
{ab}|3|NULL
{a}|1|{a}
{}|0|NULL
INSERT 0 5

SELECT k, n, o FROM k_text ORDER BY k;
----
''|0|NULL
 |1| 
A|2|A
a|3|NULL
a	b|9|NULL
a |4|a 
aa|50|aa
z|7|z
{""}|4|{""}
{a,NULL}|2|{a,NULL}
{ab}|3|NULL
{a}|1|{a}
{}|0|NULL
é|6|NULL
日本|8|日本
SELECT 15

SELECT k, o FROM k_text ORDER BY o DESC NULLS LAST, n;
----
日本|日本
{a}|{a}
{a,NULL}|{a,NULL}
{""}|{""}
z|z
aa|aa
a |a 
A|A
 | 
''|NULL
{}|NULL
a|NULL
{ab}|NULL
é|NULL
a	b|NULL
SELECT 15

INSERT INTO k_text VALUES ('{a,NULL}', 50);
----
error 23505 duplicate key value violates unique constraint "k_text_pkey"; Key (k)=({a,NULL}) already exists.

INSERT INTO k_text VALUES ('{a,NULL}', 50) ON CONFLICT (k) DO UPDATE SET n = EXCLUDED.n, o = EXCLUDED.k RETURNING *;
----
{a,NULL}|50|{a,NULL}
INSERT 0 1

SELECT k FROM k_text WHERE k > '{a,NULL}' ORDER BY k DESC;
----
日本
é
{}
{a}
{ab}
SELECT 5

SELECT k, k = '{a,NULL}', k <> '{a,NULL}', k <= '{a,NULL}', k IS NOT DISTINCT FROM '{a,NULL}' FROM k_text WHERE k BETWEEN '{}' AND '{a,NULL}' ORDER BY k;
----
SELECT 0

SELECT n FROM k_text WHERE k IN ('{}', '{""}', NULL) OR o = '{a,NULL}' ORDER BY n;
----
0
4
50
SELECT 3

SELECT k FROM k_text WHERE k NOT IN ('{}') AND o IS NULL ORDER BY k;
----
''
a
a	b
{ab}
é
SELECT 5

SELECT min(k), max(k), count(DISTINCT o), array_agg(DISTINCT o), count(*) FILTER (WHERE o IS NULL) FROM k_text;
----
''|日本|9|{" ",A,"a ",aa,z,"{\"\"}","{a,NULL}","{a}",日本,NULL}|6
SELECT 1

SELECT o, count(*), sum(n) FROM k_text GROUP BY o ORDER BY o NULLS FIRST;
----
NULL|6|21
 |1|1
A|1|2
a |1|4
aa|1|50
z|1|7
{""}|1|4
{a,NULL}|1|50
{a}|1|1
日本|1|8
SELECT 10

SELECT a.k, b.n FROM k_text a JOIN k_text b ON a.k = b.o ORDER BY a.k, b.n;
----
 |1
A|2
a |4
aa|50
z|7
{""}|4
{a,NULL}|50
{a}|1
日本|8
SELECT 9

SELECT k FROM k_text EXCEPT SELECT o FROM k_text ORDER BY 1;
----
''
a
a	b
{ab}
{}
é
SELECT 6

SELECT k, rank() OVER (ORDER BY o), lag(k) OVER (ORDER BY k), first_value(k) OVER (PARTITION BY o ORDER BY k DESC) FROM k_text ORDER BY k;
----
''|10|NULL|é
 |1|''| 
A|2| |A
a|10|A|é
a	b|10|a|é
a |3|a	b|a 
aa|4|a |aa
z|5|aa|z
{""}|6|z|{""}
{a,NULL}|7|{""}|{a,NULL}
{ab}|10|{a,NULL}|é
{a}|8|{ab}|{a}
{}|10|{a}|é
é|10|{}|é
日本|9|é|日本
SELECT 15

CREATE TABLE f_k_text (r text[] REFERENCES k_text ON UPDATE CASCADE ON DELETE SET NULL); INSERT INTO f_k_text VALUES ('{""}'), (NULL); DELETE FROM k_text WHERE k = '{""}'; SELECT * FROM f_k_text; INSERT INTO f_k_text VALUES ('{""}');
----
error 42804 foreign key constraint "f_k_text_r_fkey" cannot be implemented; Key columns "r" and "k" are of incompatible types: text[] and text.

UPDATE k_text SET k = '{""}' WHERE k = '{}' RETURNING k; DROP TABLE f_k_text, k_text;
----
error 23505 duplicate key value violates unique constraint "k_text_pkey"; Key (k)=({""}) already exists.

# numeric[]
CREATE TABLE k_numeric (k numeric[] PRIMARY KEY, n int, o numeric[]); CREATE INDEX ON k_numeric (o DESC NULLS LAST, n);
----
error 42P07 relation "k_numeric" already exists

INSERT INTO k_numeric VALUES ('{1.1,2}', 1, '{1.1,2}'), ('{1.10}', 0, NULL), ('{NaN}', 2, '{NaN}') RETURNING *;
----
error 22P02 invalid input syntax for type numeric: "{1.1,2}"

SELECT k, n, o FROM k_numeric ORDER BY k;
----
-Infinity|0|NULL
-1000000000000000000000000000000|1|-1000000000000000000000000000000
-1.1001|3|NULL
-1.10|2|-1.10
0|4|0
0.0001|5|0.0001
1.10|50|1.10
1.100001|7|1.100001
9.99|8|9.99
10|9|NULL
1000000000000000000000000000000|10|1000000000000000000000000000000
Infinity|11|Infinity
NaN|12|NULL
SELECT 13

SELECT k, o FROM k_numeric ORDER BY o DESC NULLS LAST, n;
----
Infinity|Infinity
1000000000000000000000000000000|1000000000000000000000000000000
9.99|9.99
1.100001|1.100001
1.10|1.10
0.0001|0.0001
0|0
-1.10|-1.10
-1000000000000000000000000000000|-1000000000000000000000000000000
-Infinity|NULL
-1.1001|NULL
10|NULL
NaN|NULL
SELECT 13

INSERT INTO k_numeric VALUES ('{1.1,2}', 50);
----
error 22P02 invalid input syntax for type numeric: "{1.1,2}"

INSERT INTO k_numeric VALUES ('{1.1,2}', 50) ON CONFLICT (k) DO UPDATE SET n = EXCLUDED.n, o = EXCLUDED.k RETURNING *;
----
error 22P02 invalid input syntax for type numeric: "{1.1,2}"

SELECT k FROM k_numeric WHERE k > '{1.1,2}' ORDER BY k DESC;
----
error 22P02 invalid input syntax for type numeric: "{1.1,2}"

SELECT k, k = '{1.1,2}', k <> '{1.1,2}', k <= '{1.1,2}', k IS NOT DISTINCT FROM '{1.1,2}' FROM k_numeric WHERE k BETWEEN '{1.10}' AND '{1.1,2}' ORDER BY k;
----
error 22P02 invalid input syntax for type numeric: "{1.1,2}"

SELECT n FROM k_numeric WHERE k IN ('{1.10}', '{NaN}', NULL) OR o = '{1.1,2}' ORDER BY n;
----
error 22P02 invalid input syntax for type numeric: "{1.10}"

SELECT k FROM k_numeric WHERE k NOT IN ('{1.10}') AND o IS NULL ORDER BY k;
----
error 22P02 invalid input syntax for type numeric: "{1.10}"

SELECT min(k), max(k), count(DISTINCT o), array_agg(DISTINCT o), count(*) FILTER (WHERE o IS NULL) FROM k_numeric;
----
-Infinity|NaN|9|{-1000000000000000000000000000000,-1.10,0,0.0001,1.10,1.100001,9.99,1000000000000000000000000000000,Infinity,NULL}|4
SELECT 1

SELECT o, count(*), sum(n) FROM k_numeric GROUP BY o ORDER BY o NULLS FIRST;
----
NULL|4|24
-1000000000000000000000000000000|1|1
-1.10|1|2
0|1|4
0.0001|1|5
1.10|1|50
1.100001|1|7
9.99|1|8
1000000000000000000000000000000|1|10
Infinity|1|11
SELECT 10

SELECT a.k, b.n FROM k_numeric a JOIN k_numeric b ON a.k = b.o ORDER BY a.k, b.n;
----
-1000000000000000000000000000000|1
-1.10|2
0|4
0.0001|5
1.10|50
1.100001|7
9.99|8
1000000000000000000000000000000|10
Infinity|11
SELECT 9

SELECT k FROM k_numeric EXCEPT SELECT o FROM k_numeric ORDER BY 1;
----
-Infinity
-1.1001
10
NaN
SELECT 4

SELECT k, rank() OVER (ORDER BY o), lag(k) OVER (ORDER BY k), first_value(k) OVER (PARTITION BY o ORDER BY k DESC) FROM k_numeric ORDER BY k;
----
-Infinity|10|NULL|NaN
-1000000000000000000000000000000|1|-Infinity|-1000000000000000000000000000000
-1.1001|10|-1000000000000000000000000000000|NaN
-1.10|2|-1.1001|-1.10
0|3|-1.10|0
0.0001|4|0|0.0001
1.10|5|0.0001|1.10
1.100001|6|1.10|1.100001
9.99|7|1.100001|9.99
10|10|9.99|NaN
1000000000000000000000000000000|8|10|1000000000000000000000000000000
Infinity|9|1000000000000000000000000000000|Infinity
NaN|10|Infinity|NaN
SELECT 13

CREATE TABLE f_k_numeric (r numeric[] REFERENCES k_numeric ON UPDATE CASCADE ON DELETE SET NULL); INSERT INTO f_k_numeric VALUES ('{NaN}'), (NULL); DELETE FROM k_numeric WHERE k = '{NaN}'; SELECT * FROM f_k_numeric; INSERT INTO f_k_numeric VALUES ('{NaN}');
----
error 42804 foreign key constraint "f_k_numeric_r_fkey" cannot be implemented; Key columns "r" and "k" are of incompatible types: numeric[] and numeric.

UPDATE k_numeric SET k = '{NaN}' WHERE k = '{1.10}' RETURNING k; DROP TABLE f_k_numeric, k_numeric;
----
error 22P02 invalid input syntax for type numeric: "{1.10}"

# tk_enum
CREATE TABLE k_tk_enum (k tk_enum PRIMARY KEY, n int, o tk_enum); CREATE INDEX ON k_tk_enum (o DESC NULLS LAST, n);
----
CREATE TABLE
CREATE INDEX

INSERT INTO k_tk_enum VALUES ('mid', 1, 'mid'), ('low', 0, NULL), ('high', 2, 'high') RETURNING *;
----
high|2|high
low|0|NULL
mid|1|mid
INSERT 0 3

SELECT k, n, o FROM k_tk_enum ORDER BY k;
----
low|0|NULL
mid|1|mid
high|2|high
SELECT 3

SELECT k, o FROM k_tk_enum ORDER BY o DESC NULLS LAST, n;
----
high|high
mid|mid
low|NULL
SELECT 3

INSERT INTO k_tk_enum VALUES ('mid', 50);
----
error 23505 duplicate key value violates unique constraint "k_tk_enum_pkey"; Key (k)=(mid) already exists.

INSERT INTO k_tk_enum VALUES ('mid', 50) ON CONFLICT (k) DO UPDATE SET n = EXCLUDED.n, o = EXCLUDED.k RETURNING *;
----
mid|50|mid
INSERT 0 1

SELECT k FROM k_tk_enum WHERE k > 'mid' ORDER BY k DESC;
----
high
SELECT 1

SELECT k, k = 'mid', k <> 'mid', k <= 'mid', k IS NOT DISTINCT FROM 'mid' FROM k_tk_enum WHERE k BETWEEN 'low' AND 'mid' ORDER BY k;
----
low|f|t|t|f
mid|t|f|t|t
SELECT 2

SELECT n FROM k_tk_enum WHERE k IN ('low', 'high', NULL) OR o = 'mid' ORDER BY n;
----
0
2
50
SELECT 3

SELECT k FROM k_tk_enum WHERE k = ANY (ARRAY['high', 'low']::tk_enum[]) ORDER BY k;
----
low
high
SELECT 2

SELECT min(k), max(k), count(DISTINCT o), array_agg(DISTINCT o), count(*) FILTER (WHERE o IS NULL) FROM k_tk_enum;
----
low|high|2|{mid,high,NULL}|1
SELECT 1

SELECT o, count(*), sum(n) FROM k_tk_enum GROUP BY o ORDER BY o NULLS FIRST;
----
NULL|1|0
mid|1|50
high|1|2
SELECT 3

SELECT a.k, b.n FROM k_tk_enum a JOIN k_tk_enum b ON a.k = b.o ORDER BY a.k, b.n;
----
mid|50
high|2
SELECT 2

SELECT k FROM k_tk_enum EXCEPT SELECT o FROM k_tk_enum ORDER BY 1;
----
low
SELECT 1

SELECT k, rank() OVER (ORDER BY o), lag(k) OVER (ORDER BY k), first_value(k) OVER (PARTITION BY o ORDER BY k DESC) FROM k_tk_enum ORDER BY k;
----
low|3|NULL|low
mid|1|low|mid
high|2|mid|high
SELECT 3

CREATE TABLE f_k_tk_enum (r tk_enum REFERENCES k_tk_enum ON UPDATE CASCADE ON DELETE SET NULL); INSERT INTO f_k_tk_enum VALUES ('high'), (NULL); DELETE FROM k_tk_enum WHERE k = 'high'; SELECT * FROM f_k_tk_enum; INSERT INTO f_k_tk_enum VALUES ('high');
----
CREATE TABLE
INSERT 0 2
DELETE 1
NULL
NULL
SELECT 2
error 23503 insert or update on table "f_k_tk_enum" violates foreign key constraint "f_k_tk_enum_r_fkey"; Key (r)=(high) is not present in table "k_tk_enum".

UPDATE k_tk_enum SET k = 'high' WHERE k = 'low' RETURNING k; DROP TABLE f_k_tk_enum, k_tk_enum;
----
error 23505 duplicate key value violates unique constraint "k_tk_enum_pkey"; Key (k)=(high) already exists.

# tk_dom
CREATE TABLE k_tk_dom (k tk_dom PRIMARY KEY, n int, o tk_dom); CREATE INDEX ON k_tk_dom (o DESC NULLS LAST, n);
----
CREATE TABLE
CREATE INDEX

INSERT INTO k_tk_dom VALUES (5, 1, 5), (1, 0, NULL) RETURNING *;
----
1|0|NULL
5|1|5
INSERT 0 2

SELECT k, n, o FROM k_tk_dom ORDER BY k;
----
1|0|NULL
5|1|5
SELECT 2

SELECT k, o FROM k_tk_dom ORDER BY o DESC NULLS LAST, n;
----
5|5
1|NULL
SELECT 2

INSERT INTO k_tk_dom VALUES (5, 50);
----
error 23505 duplicate key value violates unique constraint "k_tk_dom_pkey"; Key (k)=(5) already exists.

INSERT INTO k_tk_dom VALUES (5, 50) ON CONFLICT (k) DO UPDATE SET n = EXCLUDED.n, o = EXCLUDED.k RETURNING *;
----
5|50|5
INSERT 0 1

SELECT k FROM k_tk_dom WHERE k > 5 ORDER BY k DESC;
----
SELECT 0

SELECT k, k = 5, k <> 5, k <= 5, k IS NOT DISTINCT FROM 5 FROM k_tk_dom WHERE k BETWEEN 1 AND 5 ORDER BY k;
----
1|f|t|t|f
5|t|f|t|t
SELECT 2

SELECT n FROM k_tk_dom WHERE k IN (1, 5, NULL) OR o = 5 ORDER BY n;
----
0
50
SELECT 2

SELECT k FROM k_tk_dom WHERE k = ANY (ARRAY[5, 1]::tk_dom[]) ORDER BY k;
----
1
5
SELECT 2

SELECT min(k), max(k), count(DISTINCT o), array_agg(DISTINCT o), count(*) FILTER (WHERE o IS NULL) FROM k_tk_dom;
----
1|5|1|{5,NULL}|1
SELECT 1

SELECT o, count(*), sum(n) FROM k_tk_dom GROUP BY o ORDER BY o NULLS FIRST;
----
NULL|1|0
5|1|50
SELECT 2

SELECT a.k, b.n FROM k_tk_dom a JOIN k_tk_dom b ON a.k = b.o ORDER BY a.k, b.n;
----
5|50
SELECT 1

SELECT k FROM k_tk_dom EXCEPT SELECT o FROM k_tk_dom ORDER BY 1;
----
1
SELECT 1

SELECT k, rank() OVER (ORDER BY o), lag(k) OVER (ORDER BY k), first_value(k) OVER (PARTITION BY o ORDER BY k DESC) FROM k_tk_dom ORDER BY k;
----
1|2|NULL|1
5|1|1|5
SELECT 2

CREATE TABLE f_k_tk_dom (r tk_dom REFERENCES k_tk_dom ON UPDATE CASCADE ON DELETE SET NULL); INSERT INTO f_k_tk_dom VALUES (5), (NULL); DELETE FROM k_tk_dom WHERE k = 5; SELECT * FROM f_k_tk_dom; INSERT INTO f_k_tk_dom VALUES (5);
----
CREATE TABLE
INSERT 0 2
DELETE 1
NULL
NULL
SELECT 2
error 23503 insert or update on table "f_k_tk_dom" violates foreign key constraint "f_k_tk_dom_r_fkey"; Key (r)=(5) is not present in table "k_tk_dom".

UPDATE k_tk_dom SET k = 5 WHERE k = 1 RETURNING k; DROP TABLE f_k_tk_dom, k_tk_dom;
----
error 23505 duplicate key value violates unique constraint "k_tk_dom_pkey"; Key (k)=(5) already exists.

# tk_pair
CREATE TABLE k_tk_pair (k tk_pair, n int);
----
CREATE TABLE

INSERT INTO k_tk_pair VALUES ('(1,a)', 0), ('(1,)', 1), ('(2,"")', 2), (NULL, 99) RETURNING *;
----
(1,)|1
(1,a)|0
(2,"")|2
NULL|99
INSERT 0 4

SELECT count(DISTINCT k), array_agg(DISTINCT k) FROM k_tk_pair;
----
3|{"(1,a)","(1,)","(2,\"\")",NULL}
SELECT 1

DROP TYPE tk_enum, tk_pair; DROP DOMAIN tk_dom;
----
error 2BP01 cannot drop desired object(s) because other objects depend on them; column k of table k_tk_pair depends on type tk_pair\ncolumn o of table k_tk_enum depends on type tk_enum\ncolumn k of table k_tk_enum depends on type tk_enum; Use DROP ... CASCADE to drop the dependent objects too.

CREATE TABLE nokey (k json PRIMARY KEY);
----
error 42704 data type json has no default operator class for access method "btree"; ; You must specify an operator class for the index or define a default operator class for the data type.

SELECT x FROM (VALUES ('{}'::json), ('{}'::json)) v(x) ORDER BY x;
----
error 42883 could not identify an ordering operator for type json; ; Use an explicit ordering operator or modify the query.

SELECT DISTINCT x FROM (VALUES ('{}'::json), ('{}'::json)) v(x);
----
error 42883 could not identify an equality operator for type json

SELECT x, count(*) FROM (VALUES ('{}'::json), ('{}'::json)) v(x) GROUP BY x;
----
error 42883 could not identify an equality operator for type json

SELECT '{}'::json = '{}'::json;
----
error 42883 operator does not exist: json = json; ; No operator matches the given name and argument types. You might need to add explicit type casts.

SELECT '{}'::json IN ('{}'::json), max('{}'::json);
----
error 42883 operator does not exist: json = json; ; No operator matches the given name and argument types. You might need to add explicit type casts.

CREATE TABLE nokey (k point PRIMARY KEY);
----
error 42704 data type point has no default operator class for access method "btree"; ; You must specify an operator class for the index or define a default operator class for the data type.

SELECT x FROM (VALUES ('(1,2)'::point), ('(1,2)'::point)) v(x) ORDER BY x;
----
error 42883 could not identify an ordering operator for type point; ; Use an explicit ordering operator or modify the query.

SELECT DISTINCT x FROM (VALUES ('(1,2)'::point), ('(1,2)'::point)) v(x);
----
error 42883 could not identify an equality operator for type point

SELECT x, count(*) FROM (VALUES ('(1,2)'::point), ('(1,2)'::point)) v(x) GROUP BY x;
----
error 42883 could not identify an equality operator for type point

SELECT '(1,2)'::point = '(1,2)'::point;
----
error 42883 operator does not exist: point = point; ; No operator matches the given name and argument types. You might need to add explicit type casts.

SELECT '(1,2)'::point IN ('(1,2)'::point), max('(1,2)'::point);
----
error 42883 operator does not exist: point = point; ; No operator matches the given name and argument types. You might need to add explicit type casts.

CREATE TABLE nokey (k box PRIMARY KEY);
----
error 42704 data type box has no default operator class for access method "btree"; ; You must specify an operator class for the index or define a default operator class for the data type.

SELECT x FROM (VALUES ('(1,2),(3,4)'::box), ('(1,2),(3,4)'::box)) v(x) ORDER BY x;
----
error 42883 could not identify an ordering operator for type box; ; Use an explicit ordering operator or modify the query.

SELECT DISTINCT x FROM (VALUES ('(1,2),(3,4)'::box), ('(1,2),(3,4)'::box)) v(x);
----
error 42883 could not identify an equality operator for type box

SELECT x, count(*) FROM (VALUES ('(1,2),(3,4)'::box), ('(1,2),(3,4)'::box)) v(x) GROUP BY x;
----
error 42883 could not identify an equality operator for type box

SELECT '(1,2),(3,4)'::box = '(1,2),(3,4)'::box;
----
t
SELECT 1

SELECT '(1,2),(3,4)'::box IN ('(1,2),(3,4)'::box), max('(1,2),(3,4)'::box);
----
error 42883 function max(box) does not exist; ; No function matches the given name and argument types. You might need to add explicit type casts.

CREATE TABLE nokey (k circle PRIMARY KEY);
----
error 42704 data type circle has no default operator class for access method "btree"; ; You must specify an operator class for the index or define a default operator class for the data type.

SELECT x FROM (VALUES ('<(0,0),1>'::circle), ('<(0,0),1>'::circle)) v(x) ORDER BY x;
----
error 42883 could not identify an ordering operator for type circle; ; Use an explicit ordering operator or modify the query.

SELECT DISTINCT x FROM (VALUES ('<(0,0),1>'::circle), ('<(0,0),1>'::circle)) v(x);
----
error 42883 could not identify an equality operator for type circle

SELECT x, count(*) FROM (VALUES ('<(0,0),1>'::circle), ('<(0,0),1>'::circle)) v(x) GROUP BY x;
----
error 42883 could not identify an equality operator for type circle

SELECT '<(0,0),1>'::circle = '<(0,0),1>'::circle;
----
t
SELECT 1

SELECT '<(0,0),1>'::circle IN ('<(0,0),1>'::circle), max('<(0,0),1>'::circle);
----
error 42883 function max(circle) does not exist; ; No function matches the given name and argument types. You might need to add explicit type casts.

CREATE TABLE nokey (k polygon PRIMARY KEY);
----
error 42704 data type polygon has no default operator class for access method "btree"; ; You must specify an operator class for the index or define a default operator class for the data type.

SELECT x FROM (VALUES ('((0,0),(1,1))'::polygon), ('((0,0),(1,1))'::polygon)) v(x) ORDER BY x;
----
error 42883 could not identify an ordering operator for type polygon; ; Use an explicit ordering operator or modify the query.

SELECT DISTINCT x FROM (VALUES ('((0,0),(1,1))'::polygon), ('((0,0),(1,1))'::polygon)) v(x);
----
error 42883 could not identify an equality operator for type polygon

SELECT x, count(*) FROM (VALUES ('((0,0),(1,1))'::polygon), ('((0,0),(1,1))'::polygon)) v(x) GROUP BY x;
----
error 42883 could not identify an equality operator for type polygon

SELECT '((0,0),(1,1))'::polygon = '((0,0),(1,1))'::polygon;
----
error 42883 operator does not exist: polygon = polygon; ; No operator matches the given name and argument types. You might need to add explicit type casts.

SELECT '((0,0),(1,1))'::polygon IN ('((0,0),(1,1))'::polygon), max('((0,0),(1,1))'::polygon);
----
error 42883 operator does not exist: polygon = polygon; ; No operator matches the given name and argument types. You might need to add explicit type casts.

CREATE TABLE nokey (k lseg PRIMARY KEY);
----
error 42704 data type lseg has no default operator class for access method "btree"; ; You must specify an operator class for the index or define a default operator class for the data type.

SELECT x FROM (VALUES ('[(0,0),(1,1)]'::lseg), ('[(0,0),(1,1)]'::lseg)) v(x) ORDER BY x;
----
error 42883 could not identify an ordering operator for type lseg; ; Use an explicit ordering operator or modify the query.

SELECT DISTINCT x FROM (VALUES ('[(0,0),(1,1)]'::lseg), ('[(0,0),(1,1)]'::lseg)) v(x);
----
error 42883 could not identify an equality operator for type lseg

SELECT x, count(*) FROM (VALUES ('[(0,0),(1,1)]'::lseg), ('[(0,0),(1,1)]'::lseg)) v(x) GROUP BY x;
----
error 42883 could not identify an equality operator for type lseg

SELECT '[(0,0),(1,1)]'::lseg = '[(0,0),(1,1)]'::lseg;
----
t
SELECT 1

SELECT '[(0,0),(1,1)]'::lseg IN ('[(0,0),(1,1)]'::lseg), max('[(0,0),(1,1)]'::lseg);
----
error 42883 function max(lseg) does not exist; ; No function matches the given name and argument types. You might need to add explicit type casts.

CREATE TABLE nokey (k path PRIMARY KEY);
----
error 42704 data type path has no default operator class for access method "btree"; ; You must specify an operator class for the index or define a default operator class for the data type.

SELECT x FROM (VALUES ('[(0,0),(1,1)]'::path), ('[(0,0),(1,1)]'::path)) v(x) ORDER BY x;
----
error 42883 could not identify an ordering operator for type path; ; Use an explicit ordering operator or modify the query.

SELECT DISTINCT x FROM (VALUES ('[(0,0),(1,1)]'::path), ('[(0,0),(1,1)]'::path)) v(x);
----
error 42883 could not identify an equality operator for type path

SELECT x, count(*) FROM (VALUES ('[(0,0),(1,1)]'::path), ('[(0,0),(1,1)]'::path)) v(x) GROUP BY x;
----
error 42883 could not identify an equality operator for type path

SELECT '[(0,0),(1,1)]'::path = '[(0,0),(1,1)]'::path;
----
t
SELECT 1

SELECT '[(0,0),(1,1)]'::path IN ('[(0,0),(1,1)]'::path), max('[(0,0),(1,1)]'::path);
----
error 42883 function max(path) does not exist; ; No function matches the given name and argument types. You might need to add explicit type casts.

CREATE TABLE nokey (k line PRIMARY KEY);
----
error 42704 data type line has no default operator class for access method "btree"; ; You must specify an operator class for the index or define a default operator class for the data type.

SELECT x FROM (VALUES ('{1,2,3}'::line), ('{1,2,3}'::line)) v(x) ORDER BY x;
----
error 42883 could not identify an ordering operator for type line; ; Use an explicit ordering operator or modify the query.

SELECT DISTINCT x FROM (VALUES ('{1,2,3}'::line), ('{1,2,3}'::line)) v(x);
----
error 42883 could not identify an equality operator for type line

SELECT x, count(*) FROM (VALUES ('{1,2,3}'::line), ('{1,2,3}'::line)) v(x) GROUP BY x;
----
error 42883 could not identify an equality operator for type line

SELECT '{1,2,3}'::line = '{1,2,3}'::line;
----
t
SELECT 1

SELECT '{1,2,3}'::line IN ('{1,2,3}'::line), max('{1,2,3}'::line);
----
error 42883 function max(line) does not exist; ; No function matches the given name and argument types. You might need to add explicit type casts.

CREATE TABLE nokey (k tsquery PRIMARY KEY);
----
CREATE TABLE

SELECT x FROM (VALUES ('a'::tsquery), ('a'::tsquery)) v(x) ORDER BY x;
----
'a'
'a'
SELECT 2

SELECT DISTINCT x FROM (VALUES ('a'::tsquery), ('a'::tsquery)) v(x);
----
'a'
SELECT 1

SELECT x, count(*) FROM (VALUES ('a'::tsquery), ('a'::tsquery)) v(x) GROUP BY x;
----
'a'|2
SELECT 1

SELECT 'a'::tsquery = 'a'::tsquery;
----
t
SELECT 1

SELECT 'a'::tsquery IN ('a'::tsquery), max('a'::tsquery);
----
error 42883 function max(tsquery) does not exist; ; No function matches the given name and argument types. You might need to add explicit type casts.

CREATE TABLE nokey (k xid PRIMARY KEY);
----
error 42P07 relation "nokey" already exists

SELECT x FROM (VALUES ('1'::xid), ('1'::xid)) v(x) ORDER BY x;
----
error 42883 could not identify an ordering operator for type xid; ; Use an explicit ordering operator or modify the query.

SELECT DISTINCT x FROM (VALUES ('1'::xid), ('1'::xid)) v(x);
----
1
SELECT 1

SELECT x, count(*) FROM (VALUES ('1'::xid), ('1'::xid)) v(x) GROUP BY x;
----
1|2
SELECT 1

SELECT '1'::xid = '1'::xid;
----
t
SELECT 1

SELECT '1'::xid IN ('1'::xid), max('1'::xid);
----
error 42883 function max(xid) does not exist; ; No function matches the given name and argument types. You might need to add explicit type casts.

CREATE TABLE nokey (k cid PRIMARY KEY);
----
error 42P07 relation "nokey" already exists

SELECT x FROM (VALUES ('1'::cid), ('1'::cid)) v(x) ORDER BY x;
----
error 42883 could not identify an ordering operator for type cid; ; Use an explicit ordering operator or modify the query.

SELECT DISTINCT x FROM (VALUES ('1'::cid), ('1'::cid)) v(x);
----
1
SELECT 1

SELECT x, count(*) FROM (VALUES ('1'::cid), ('1'::cid)) v(x) GROUP BY x;
----
1|2
SELECT 1

SELECT '1'::cid = '1'::cid;
----
t
SELECT 1

SELECT '1'::cid IN ('1'::cid), max('1'::cid);
----
error 42883 function max(cid) does not exist; ; No function matches the given name and argument types. You might need to add explicit type casts.

CREATE TABLE nokey (k jsonpath PRIMARY KEY);
----
error 42P07 relation "nokey" already exists

SELECT x FROM (VALUES ('$'::jsonpath), ('$'::jsonpath)) v(x) ORDER BY x;
----
error 42883 could not identify an ordering operator for type jsonpath; ; Use an explicit ordering operator or modify the query.

SELECT DISTINCT x FROM (VALUES ('$'::jsonpath), ('$'::jsonpath)) v(x);
----
error 42883 could not identify an equality operator for type jsonpath

SELECT x, count(*) FROM (VALUES ('$'::jsonpath), ('$'::jsonpath)) v(x) GROUP BY x;
----
error 42883 could not identify an equality operator for type jsonpath

SELECT '$'::jsonpath = '$'::jsonpath;
----
error 42883 operator does not exist: jsonpath = jsonpath; ; No operator matches the given name and argument types. You might need to add explicit type casts.

SELECT '$'::jsonpath IN ('$'::jsonpath), max('$'::jsonpath);
----
error 42883 operator does not exist: jsonpath = jsonpath; ; No operator matches the given name and argument types. You might need to add explicit type casts.

CREATE TABLE nokey (k regclass PRIMARY KEY);
----
error 42P07 relation "nokey" already exists

SELECT x FROM (VALUES ('pg_class'::regclass), ('pg_class'::regclass)) v(x) ORDER BY x;
----
pg_class
pg_class
SELECT 2

SELECT DISTINCT x FROM (VALUES ('pg_class'::regclass), ('pg_class'::regclass)) v(x);
----
pg_class
SELECT 1

SELECT x, count(*) FROM (VALUES ('pg_class'::regclass), ('pg_class'::regclass)) v(x) GROUP BY x;
----
pg_class|2
SELECT 1

SELECT 'pg_class'::regclass = 'pg_class'::regclass;
----
t
SELECT 1

SELECT 'pg_class'::regclass IN ('pg_class'::regclass), max('pg_class'::regclass);
----
t|1259
SELECT 1

SELECT x FROM (VALUES (ROW(1)), (ROW(1))) v(x) ORDER BY x;
----
(1)
(1)
SELECT 2

SELECT DISTINCT x FROM (VALUES (ROW(1)), (ROW(1))) v(x);
----
(1)
SELECT 1

SELECT x, count(*) FROM (VALUES (ROW(1)), (ROW(1))) v(x) GROUP BY x;
----
(1)|2
SELECT 1

SELECT ROW(1) = ROW(1);
----
t
SELECT 1

SELECT ROW(1) IN (ROW(1)), max(ROW(1));
----
error 42883 function max(record) does not exist; ; No function matches the given name and argument types. You might need to add explicit type casts.

DROP TABLE IF EXISTS nokey;
----
DROP TABLE
