# Aggregates whose result tells the order of their input take it from a subquery that is sorted.
CREATE TABLE si (k int PRIMARY KEY, g int, x text)
----
CREATE TABLE

INSERT INTO si SELECT (i * 37) % 101, i % 3, chr(97 + (i * 11) % 26) FROM generate_series(1, 100) i
----
INSERT 0 100

SELECT array_agg(k) FROM (SELECT k FROM si WHERE k < 12 ORDER BY k DESC) s
----
{11,10,9,8,7,6,5,4,3,2,1}
SELECT 1

SELECT string_agg(x, ',') FROM (SELECT x FROM si WHERE k < 12 ORDER BY x, k) s
----
a,b,h,i,i,j,j,r,r,s,z
SELECT 1

SELECT g, string_agg(x, '' ) FROM (SELECT g, x FROM si ORDER BY x DESC) s GROUP BY g ORDER BY g
----
0|zyxxwvvutsrqqpoonmlkjjihhgfedccba
1|zzyxwvuutssrqponnmllkjiihggfedcbba
2|zyyxwwvutsrrqponmmlkkjihgffeddcba
SELECT 3

SELECT g, json_agg(s) FROM (SELECT g, x, k FROM si WHERE k < 12 ORDER BY k DESC) s GROUP BY g ORDER BY g
----
0|[{"g":0,"x":"h","k":10}, \n {"g":0,"x":"z","k":9}, \n {"g":0,"x":"r","k":8}, \n {"g":0,"x":"j","k":7}]
1|[{"g":1,"x":"i","k":6}, \n {"g":1,"x":"a","k":5}, \n {"g":1,"x":"s","k":4}]
2|[{"g":2,"x":"i","k":11}, \n {"g":2,"x":"r","k":3}, \n {"g":2,"x":"j","k":2}, \n {"g":2,"x":"b","k":1}]
SELECT 3

SELECT jsonb_agg(k), json_object_agg(k, x), jsonb_object_agg(k, x) FROM (SELECT k, x FROM si WHERE k < 9 ORDER BY k DESC) s
----
[8, 7, 6, 5, 4, 3, 2, 1]|{ "8" : "r", "7" : "j", "6" : "i", "5" : "a", "4" : "s", "3" : "r", "2" : "j", "1" : "b" }|{"1": "b", "2": "j", "3": "r", "4": "s", "5": "a", "6": "i", "7": "j", "8": "r"}
SELECT 1

SELECT array_agg(k + 1), count(*), sum(k) FROM (SELECT k FROM si WHERE k < 12 ORDER BY x, k DESC) s
----
{6,2,11,12,7,8,3,9,4,5,10}|11|66
SELECT 1

SELECT array_agg(k) FILTER (WHERE k % 2 = 0) FROM (SELECT k FROM si ORDER BY k DESC) s WHERE k < 20
----
{18,16,14,12,10,8,6,4,2}
SELECT 1

SELECT array_agg(DISTINCT g), array_agg(k ORDER BY k) FROM (SELECT k, g FROM si WHERE k < 12 ORDER BY k DESC) s
----
{0,1,2}|{1,2,3,4,5,6,7,8,9,10,11}
SELECT 1

SELECT (SELECT array_agg(k) FROM (SELECT k FROM si WHERE g = o.g AND k < 20 ORDER BY k DESC) s) FROM generate_series(0, 2) o(g)
----
{19,18,17,10,9,8,7}
{16,15,14,6,5,4}
{13,12,11,3,2,1}
SELECT 3

WITH s AS (SELECT k FROM si WHERE k < 12 ORDER BY k DESC) SELECT array_agg(k) FROM s
----
{11,10,9,8,7,6,5,4,3,2,1}
SELECT 1

SELECT array_agg(k) FROM (SELECT k FROM si ORDER BY x, k LIMIT 10) s
----
{5,53,58,1,49,54,97,40,45,93}
SELECT 1

SELECT array_agg(k) FROM (SELECT * FROM (SELECT k FROM si WHERE k < 12 ORDER BY k DESC) a) b
----
{11,10,9,8,7,6,5,4,3,2,1}
SELECT 1

CREATE VIEW sv AS SELECT k, x FROM si WHERE k < 12 ORDER BY k DESC
----
CREATE VIEW

SELECT array_agg(k) FROM sv
----
{11,10,9,8,7,6,5,4,3,2,1}
SELECT 1

SELECT xs[1] FROM (SELECT array_agg(x) AS xs FROM (SELECT x FROM si ORDER BY k DESC) s) t
----
s
SELECT 1

CREATE FUNCTION sjoin(text, text) RETURNS text LANGUAGE sql IMMUTABLE AS 'SELECT coalesce($1, $$$$) || $2'
----
CREATE FUNCTION

CREATE AGGREGATE sconcat(text) (sfunc = sjoin, stype = text)
----
CREATE AGGREGATE

SELECT sconcat(x) FROM (SELECT x FROM si WHERE k < 12 ORDER BY k DESC) s
----
ihzrjiasrjb
SELECT 1

DROP TABLE si CASCADE
----
DROP TABLE

DROP FUNCTION sjoin CASCADE
----
DROP FUNCTION
