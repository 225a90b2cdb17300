# Records compared by what is kept of their fields (*=, *< and their like), and rows compared by
# operators of other orders than the types' own. The results are Postgres's own.
CREATE TYPE ri1 AS (a int, b int);
CREATE TYPE ri2 AS (a smallint, b bool);
CREATE TYPE ri3 AS (a int, b text);
CREATE TYPE ri4 AS (a int, b point);
CREATE TYPE ri5 AS (a int);
CREATE TYPE ri6 AS (a numeric, b float8);
CREATE TYPE ri7 AS (a interval, b timetz, c uuid, d date, e timestamptz);
CREATE TYPE ri8 AS (a "char", b name, c oid, d float4, e bigint);
----
CREATE TYPE
CREATE TYPE
CREATE TYPE
CREATE TYPE
CREATE TYPE
CREATE TYPE
CREATE TYPE
CREATE TYPE

SELECT ROW(1, 2)::ri1 *< ROW(1, 3)::ri1, ROW(1, 2)::ri1 *<= ROW(1, 3)::ri1, ROW(1, 2)::ri1 *= ROW(1, 2)::ri1, ROW(1, 2)::ri1 *<> ROW(1, 3)::ri1, ROW(1, 3)::ri1 *>= ROW(1, 2)::ri1, ROW(1, 3)::ri1 *> ROW(1, 2)::ri1;
SELECT ROW(1, -2)::ri1 *< ROW(1, -3)::ri1, ROW(1, -2)::ri1 *= ROW(1, -3)::ri1, ROW(1, -3)::ri1 *> ROW(1, -2)::ri1, ROW(1, -2)::ri1 *< ROW(1, 3)::ri1;
SELECT ROW(1, true)::ri2 *< ROW(2, true)::ri2, ROW(-2, true)::ri2 *< ROW(-1, true)::ri2, ROW(0, false)::ri2 *< ROW(0, true)::ri2, ROW(-1, false)::ri2 *< ROW(1, false)::ri2;
SELECT ROW(1, 'abc')::ri3 *< ROW(1, 'abd')::ri3, ROW(1, 'abc')::ri3 *< ROW(1, 'abcd')::ri3, ROW(1, 'abc')::ri3 *> ROW(1, 'abd')::ri3, ROW(1, 'é')::ri3 *> ROW(1, 'z')::ri3;
SELECT ROW(1, '(1,2)')::ri4 *< ROW(1, '(1,3)')::ri4, ROW(1, '(1,2)')::ri4 *<> ROW(1, '(1,3)')::ri4, ROW(1, '(-1,2)')::ri4 *< ROW(1, '(1,2)')::ri4, ROW(1, '(256,2)')::ri4 *< ROW(1, '(255,2)')::ri4;
SELECT ROW(1, NULL)::ri1 *= ROW(1, NULL)::ri1, ROW(1, NULL)::ri1 *> ROW(1, 5)::ri1, NULL::ri1 *= ROW(1, 2)::ri1;
----
t|t|t|t|t|t
SELECT 1
f|f|f|f
SELECT 1
t|t|t|f
SELECT 1
t|t|f|t
SELECT 1
t|t|f|t
SELECT 1
t|t|NULL
SELECT 1

SELECT ROW(1, 2)::ri1 *< ROW(1, 'abc')::ri3;
SELECT ROW(1, 2)::ri1 *<> ROW(1, 'abc')::ri3;
SELECT ROW(1, 2)::ri1 *< ROW(1)::ri5;
SELECT ROW(1, 2)::ri1 *<> ROW(1)::ri5;
SELECT ROW(1, 2)::ri1 *< ROW(2)::ri5;
----
error 42804

# The images of numbers and moments, low bytes first where Postgres keeps them so.
SELECT ROW(1.0, 0)::ri6 *= ROW(1.00, 0)::ri6, ROW(1.0, 0)::ri6 = ROW(1.00, 0)::ri6, ROW(0, 0.0)::ri6 *= ROW(0, -0.0)::ri6, ROW(0, 'NaN')::ri6 *= ROW(0, 'NaN')::ri6;
SELECT string_agg((ROW(x, 0)::ri6).a::text, ' ' ORDER BY n) FROM (SELECT x, (SELECT count(*) FROM unnest('{0,1,-1,1.5,1.50,99999,100000,1e100,-1e100,1e-100,0.0001,NaN,Infinity,-Infinity,1234.5678,256,65536}'::numeric[]) y WHERE ROW(y, 0)::ri6 *< ROW(x, 0)::ri6) n FROM unnest('{0,1,-1,1.5,1.50,99999,100000,1e100,-1e100,1e-100,0.0001,NaN,Infinity,-Infinity,1234.5678,256,65536}'::numeric[]) x) s;
SELECT string_agg(x::text, ' ' ORDER BY n) FROM (SELECT x, (SELECT count(*) FROM unnest('{0,1,-1,1.5,-1.5,NaN,Infinity,-Infinity,1e300}'::float8[]) y WHERE ROW(0, y)::ri6 *< ROW(0, x)::ri6) n FROM unnest('{0,1,-1,1.5,-1.5,NaN,Infinity,-Infinity,1e300}'::float8[]) x) s;
SELECT string_agg(x::text, ' ' ORDER BY n) FROM (SELECT x, (SELECT count(*) FROM unnest('{1 day,24:00:00,1 mon,-1 day,1 us,256 us,00:00:01}'::interval[]) y WHERE ROW(y, NULL, NULL, NULL, NULL)::ri7 *< ROW(x, NULL, NULL, NULL, NULL)::ri7) n FROM unnest('{1 day,24:00:00,1 mon,-1 day,1 us,256 us,00:00:01}'::interval[]) x) s;
SELECT ROW('1 day', NULL, NULL, NULL, NULL)::ri7 *= ROW('24:00', NULL, NULL, NULL, NULL)::ri7, ROW(NULL, NULL, NULL, '1999-01-01', NULL)::ri7 *> ROW(NULL, NULL, NULL, '2020-01-01', NULL)::ri7, ROW(NULL, NULL, NULL, NULL, '1999-01-01 00:00+00')::ri7 *> ROW(NULL, NULL, NULL, NULL, '2020-01-01 00:00+00')::ri7;
SELECT ROW(NULL, '01:00+02', NULL, NULL, NULL)::ri7 *< ROW(NULL, '02:00+02', NULL, NULL, NULL)::ri7, ROW(NULL, NULL, 'ff000000-0000-0000-0000-000000000000', NULL, NULL)::ri7 *> ROW(NULL, NULL, '0f000000-0000-0000-0000-0000000000ff', NULL, NULL)::ri7;
SELECT ROW('a', 'b', 1, 1, 1)::ri8 *< ROW('b', 'a', 0, 0, 0)::ri8, ROW('a', 'b', 4000000000, 1, 1)::ri8 *> ROW('a', 'b', 1, 1, 1)::ri8, ROW('a', 'b', 1, -1, 1)::ri8 *> ROW('a', 'b', 1, 1, 1)::ri8, ROW('a', 'b', 1, 1, -1)::ri8 *> ROW('a', 'b', 1, 1, 1)::ri8, ROW('a', 'bc', 1, 1, 1)::ri8 *> ROW('a', 'b', 1, 1, 1)::ri8;
SELECT record_image_eq(ROW(1, 2), ROW(1, 2)), record_image_ne(ROW(1, 2), ROW(1, 2)), record_image_lt(ROW(1, 2), ROW(1, 3)), record_image_ge(ROW(1, 2), ROW(1, 3)), btrecordimagecmp(ROW(1, 2), ROW(1, 3));
----
f|t|t|t
SELECT 1
0 256 1 1.50 1234.5678 -1 NaN Infinity -Infinity 65536 99999 100000 10000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000 -10000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000 0.0000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000001 0.0001 1.5
SELECT 1
0 1 1.5 1e+300 Infinity NaN -1 -1.5 -Infinity
SELECT 1
1 mon 1 day -1 days 00:00:00.000256 24:00:00 00:00:00.000001 00:00:01
SELECT 1
f|t|t
SELECT 1
f|t
SELECT 1
t|t|t|t|t
SELECT 1
t|f|t|f|-1
SELECT 1

CREATE TABLE rit (id int PRIMARY KEY, v ri6);
INSERT INTO rit VALUES (1, '(1.0,1)'), (2, '(1.00,1)'), (3, NULL), (4, '(2,)');
SELECT a.id, b.id FROM rit a JOIN rit b ON a.v *= b.v ORDER BY 1, 2;
SELECT a.id, b.id FROM rit a JOIN rit b ON a *= b ORDER BY 1, 2;
SELECT id FROM rit WHERE v *= ROW(1.00, 1)::ri6;
DROP TABLE rit;
DROP TYPE ri1, ri2, ri3, ri4, ri5, ri6, ri7, ri8;
----
CREATE TABLE
INSERT 0 4
1|1
2|2
4|4
SELECT 3
1|1
2|2
3|3
4|4
SELECT 4
2
SELECT 1
DROP TABLE
DROP TYPE

SELECT ROW('ABC', 'DEF') ~<=~ ROW('DEF', 'ABC'), ROW('ABC', 'DEF') ~>=~ ROW('DEF', 'ABC'), ROW('ABC', 'DEF') ~<~ ROW('ABC', 'DEF'), ROW('ABC', 'DEG') ~>~ ROW('ABC', 'DEF'), ROW('ABC', NULL) ~>~ ROW('ABC', 'DEF');
SELECT ROW('ABC', 'DEF') ~~ ROW('DEF', 'ABC');
SELECT ROW(1, 2) + ROW(3, 4);
SELECT ROW(1, 2) *= ROW(1, 2);
SELECT ROW(ROW(1, 2), ROW(3, 4)) *= ROW(ROW(1, 2), ROW(3, 4)), ROW(ROW(1, 2), ROW(3, 4)) *< ROW(ROW(1, 2), ROW(3, 5));
SELECT ROW('abc') ~~ ROW('a%');
SELECT ROW(1) + ROW(2);
SELECT ROW('a', 'b') ~<~ (SELECT 'a', 'c');
----
t|f|f|t|NULL
SELECT 1
error 0A000

# IN of rows: field by field only where both sides are row constructors.
CREATE TABLE rin (q1 bigint, q2 bigint);
INSERT INTO rin VALUES (123, 456), (123, 4567890123456789), (4567890123456789, 123), (7, NULL);
SELECT * FROM rin i WHERE i IN (ROW(123, 456));
SELECT * FROM rin i WHERE i IN (ROW(123, 456)::rin, '(4567890123456789,123)') ORDER BY 1;
SELECT * FROM rin i WHERE i IN (ROW(7, NULL)::rin);
SELECT * FROM rin i WHERE (q1, q2) IN (ROW(7, NULL), ROW(123, 456));
SELECT * FROM rin i WHERE (q1, q2) IN (i);
SELECT * FROM rin i WHERE i NOT IN (ROW(123, 456)::rin, '(7,)') ORDER BY 1, 2;
SELECT s = ROW(1, NULL::int), s IN (ROW(1, NULL::int)) FROM (SELECT 1 AS a, NULL::int AS b) s;
SELECT s = ROW(1, NULL::text) FROM (SELECT 1 AS a, NULL::int AS b) s;
DROP TABLE rin;
----
CREATE TABLE
INSERT 0 4
error 42804
