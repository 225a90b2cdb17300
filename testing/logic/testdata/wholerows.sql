# t.* as a value, whole rows beside outer joins, and what views keep of the columns of joins
CREATE TABLE wa (id int PRIMARY KEY, t text); CREATE TABLE wb (id int PRIMARY KEY, a_id int, v text); CREATE TABLE wc (x int, y int)
----
CREATE TABLE
CREATE TABLE
CREATE TABLE

INSERT INTO wa VALUES (1,'one'),(2,'two'),(3,'three'); INSERT INTO wb VALUES (10,1,'b1'),(11,1,null),(12,3,'b3'); INSERT INTO wc VALUES (1,null),(9,9)
----
INSERT 0 3
INSERT 0 3
INSERT 0 2

SELECT row_to_json(wa.*), to_jsonb(wa.*), (wa.*)::text, wa.* IS NULL FROM wa ORDER BY id
----
{"id":1,"t":"one"}|{"t": "one", "id": 1}|(1,one)|f
{"id":2,"t":"two"}|{"t": "two", "id": 2}|(2,two)|f
{"id":3,"t":"three"}|{"t": "three", "id": 3}|(3,three)|f
SELECT 3

SELECT json_agg(x.* ORDER BY x.id DESC), count(x.*), array_agg(x.* ORDER BY id) FROM wa x
----
[{"id":3,"t":"three"}, \n {"id":2,"t":"two"}, \n {"id":1,"t":"one"}]|3|{"(1,one)","(2,two)","(3,three)"}
SELECT 1

SELECT json_build_object('a', wa.*), wa.* = wa.*, coalesce(wa.*, wa.*), (wa.*).t FROM wa ORDER BY wa.*
----
{"a" : {"id":1,"t":"one"}}|t|(1,one)|one
{"a" : {"id":2,"t":"two"}}|t|(2,two)|two
{"a" : {"id":3,"t":"three"}}|t|(3,three)|three
SELECT 3

SELECT row_to_json(q.*) FROM (SELECT 1 AS x) q
----
{"x":1}
SELECT 1

WITH q AS (SELECT * FROM wa) SELECT to_json(q.*) FROM q ORDER BY q.id
----
{"id":1,"t":"one"}
{"id":2,"t":"two"}
{"id":3,"t":"three"}
SELECT 3

SELECT row_to_json(j.*) FROM wa JOIN (SELECT a_id AS id, count(*) n FROM wb GROUP BY 1) s USING (id) AS j ORDER BY 1::text
----
{"id":1}
{"id":3}
SELECT 2

SELECT to_jsonb(wa), to_jsonb(s) FROM wa JOIN (SELECT a_id AS id, count(*) n FROM wb GROUP BY 1) s USING (id) ORDER BY id
----
{"t": "one", "id": 1}|{"n": 2, "id": 1}
{"t": "three", "id": 3}|{"n": 1, "id": 3}
SELECT 2

SELECT to_json(*) FROM wa
----
error 42883

SELECT to_json(nosuch.*) FROM wa
----
error 42P01

UPDATE wa SET t = t RETURNING to_json(wa.*)
----
{"id":1,"t":"one"}
{"id":2,"t":"two"}
{"id":3,"t":"three"}
UPDATE 3

INSERT INTO wa VALUES (4,'four') RETURNING row_to_json(wa.*), wa.*
----
{"id":4,"t":"four"}|4|four
INSERT 0 1

SELECT wa.id, wb, to_jsonb(wb), wb IS NULL, wb IS NOT NULL, wb IS DISTINCT FROM NULL FROM wa LEFT JOIN wb ON wb.a_id = wa.id ORDER BY 1, wb.id
----
1|(10,1,b1)|{"v": "b1", "id": 10, "a_id": 1}|f|t|t
1|(11,1,)|{"v": null, "id": 11, "a_id": 1}|f|f|t
2|NULL|NULL|t|f|f
3|(12,3,b3)|{"v": "b3", "id": 12, "a_id": 3}|f|t|t
4|NULL|NULL|t|f|f
SELECT 5

SELECT wa.id, count(wb), count(wb.*), json_agg(wb ORDER BY wb.id), array_agg(wb ORDER BY wb.id) FROM wa LEFT JOIN wb ON wb.a_id = wa.id GROUP BY wa.id ORDER BY 1
----
1|2|2|[{"id":10,"a_id":1,"v":"b1"}, \n {"id":11,"a_id":1,"v":null}]|{"(10,1,b1)","(11,1,)"}
2|0|0|[null]|{NULL}
3|1|1|[{"id":12,"a_id":3,"v":"b3"}]|{"(12,3,b3)"}
4|0|0|[null]|{NULL}
SELECT 4

SELECT wa.id, coalesce(to_jsonb(wc), '"none"') FROM wa LEFT JOIN wc ON wc.x = wa.id ORDER BY 1
----
1|{"x": 1, "y": null}
2|"none"
3|"none"
4|"none"
SELECT 4

SELECT to_jsonb(wa), to_jsonb(wc) FROM wa FULL JOIN wc ON wa.id = wc.x ORDER BY wa.id, wc.x
----
{"t": "one", "id": 1}|{"x": 1, "y": null}
{"t": "two", "id": 2}|NULL
{"t": "three", "id": 3}|NULL
{"t": "four", "id": 4}|NULL
NULL|{"x": 9, "y": 9}
SELECT 5

SELECT to_jsonb(wa), to_jsonb(wc) FROM wa RIGHT JOIN wc ON wa.id = wc.x ORDER BY wa.id, wc.x
----
{"t": "one", "id": 1}|{"x": 1, "y": null}
NULL|{"x": 9, "y": 9}
SELECT 2

SELECT wa.id, row_to_json(s) FROM wa LEFT JOIN (SELECT a_id, max(v) m FROM wb GROUP BY a_id) s ON s.a_id = wa.id ORDER BY 1
----
1|{"a_id":1,"m":"b1"}
2|NULL
3|{"a_id":3,"m":"b3"}
4|NULL
SELECT 4

SELECT wa.id, row_to_json(s) FROM wa LEFT JOIN (SELECT 1 AS k, 'x' AS l) s ON s.k = wa.id ORDER BY 1
----
1|{"k":1,"l":"x"}
2|NULL
3|NULL
4|NULL
SELECT 4

SELECT wa.id, row_to_json(s) FROM wa LEFT JOIN LATERAL (SELECT wb.v, 7 AS seven FROM wb WHERE wb.a_id = wa.id ORDER BY wb.id LIMIT 1) s ON true ORDER BY 1
----
1|{"v":"b1","seven":7}
2|NULL
3|{"v":"b3","seven":7}
4|NULL
SELECT 4

SELECT wa.id, row_to_json(s), row_to_json(z) FROM wa LEFT JOIN (wb LEFT JOIN wc ON wc.x = 5) ON wb.a_id = wa.id LEFT JOIN LATERAL (SELECT wb.v w) s ON wb.id IS NOT NULL LEFT JOIN wc z ON z.x = wa.id ORDER BY 1, wb.id
----
1|{"w":"b1"}|{"x":1,"y":null}
1|{"w":null}|{"x":1,"y":null}
2|NULL|NULL
3|{"w":"b3"}|NULL
4|NULL|NULL
SELECT 5

SELECT wa.id, to_json(g) FROM wa LEFT JOIN (VALUES (1,'v')) g(n, m) ON n = wa.id ORDER BY 1
----
1|{"n":1,"m":"v"}
2|NULL
3|NULL
4|NULL
SELECT 4

SELECT wa.id, (SELECT to_json(wb)), (SELECT count(wb) FROM (SELECT 1) q) FROM wa LEFT JOIN wb ON wb.a_id = wa.id ORDER BY 1, wb.id
----
error 42803

SELECT wa.id, (wb).v, (wb.*).a_id FROM wa LEFT JOIN wb ON wb.a_id = wa.id ORDER BY 1, wb.id
----
1|b1|1
1|NULL|1
2|NULL|NULL
3|b3|3
4|NULL|NULL
SELECT 5

DELETE FROM wc USING wa LEFT JOIN (SELECT a_id, count(*) n FROM wb GROUP BY 1) s ON s.a_id = wa.id WHERE wc.x = wa.id + 8 RETURNING to_json(s), to_json(wa), to_json(wc)
----
{"a_id":1,"n":2}|{"id":1,"t":"one"}|{"x":9,"y":9}
DELETE 1

CREATE VIEW wv AS SELECT wa.id, to_jsonb(wb.*) j, count(wb.*) OVER () n FROM wa LEFT JOIN wb ON wb.a_id = wa.id
----
CREATE VIEW

SELECT * FROM wv ORDER BY id, j->>'id'
----
1|{"v": "b1", "id": 10, "a_id": 1}|3
1|{"v": null, "id": 11, "a_id": 1}|3
2|NULL|3
3|{"v": "b3", "id": 12, "a_id": 3}|3
4|NULL|3
SELECT 5

CREATE FUNCTION wf() RETURNS text LANGUAGE plpgsql AS $$ DECLARE r record; s text; BEGIN SELECT * INTO r FROM wa WHERE id = 1; s := to_json(r.*)::text; RETURN s || (r.*)::text || (SELECT to_json(r.*)::text); END $$
----
CREATE FUNCTION

SELECT wf()
----
{"id":1,"t":"one"}(1,one){"id":1,"t":"one"}
SELECT 1

CREATE TABLE wk (a int, b int, CHECK ((wk.*) IS NOT NULL))
----
CREATE TABLE

INSERT INTO wk VALUES (1, NULL)
----
error 23514

# The columns that USING and NATURAL merge, of other types, and columns added beneath a view of a join.
CREATE TABLE vj2 (a int, b int, c int); CREATE TABLE vj3 (ax int8, b int2, c numeric); CREATE TABLE vj4 (ay int, b int, q int); CREATE TABLE vj5 (a int, b int); CREATE TABLE vj6 (c int, d int)
----
CREATE TABLE
CREATE TABLE
CREATE TABLE
CREATE TABLE
CREATE TABLE

INSERT INTO vj2 VALUES (1,2,3); INSERT INTO vj3 VALUES (10,2,3); INSERT INTO vj4 VALUES (20,2,30); INSERT INTO vj5 VALUES (5,6); INSERT INTO vj6 VALUES (7,8)
----
INSERT 0 1
INSERT 0 1
INSERT 0 1
INSERT 0 1
INSERT 0 1

CREATE VIEW vjv1 AS SELECT * FROM vj2 NATURAL JOIN vj3
----
CREATE VIEW

CREATE VIEW vjv2 AS SELECT * FROM (vj2 NATURAL JOIN vj3) j
----
CREATE VIEW

CREATE VIEW vjv3 AS SELECT * FROM (vj2 JOIN vj3 USING (b,c) JOIN vj4 USING (b)) j
----
CREATE VIEW

CREATE VIEW vjv4 AS SELECT * FROM vj2 JOIN vj3 USING (b,c) FULL JOIN vj4 USING (b)
----
CREATE VIEW

CREATE VIEW vjv5 AS SELECT * FROM (vj5 CROSS JOIN vj6) j(aa,bb,cc,dd)
----
CREATE VIEW

CREATE VIEW vjv6 AS SELECT * FROM (vj2 FULL JOIN vj3 USING (b,c)) j
----
CREATE VIEW

SELECT * FROM vjv1, vjv2, vjv3, vjv4, vjv5, vjv6
----
2|3|1|10|2|3|1|10|2|3|1|10|20|30|2|3|1|10|20|30|5|6|7|8|2|3|1|10
SELECT 1

ALTER TABLE vj2 ADD COLUMN d int DEFAULT 100; ALTER TABLE vj2 ADD COLUMN e int DEFAULT 101; ALTER TABLE vj5 ADD COLUMN c int DEFAULT 102; ALTER TABLE vj3 RENAME c TO d; ALTER TABLE vj3 ADD COLUMN c int DEFAULT 103
----
ALTER TABLE
ALTER TABLE
ALTER TABLE
ALTER TABLE
ALTER TABLE

SELECT * FROM vjv1, vjv2, vjv3, vjv4, vjv5, vjv6
----
2|3|1|10|2|3|1|10|2|3|1|10|20|30|2|3|1|10|20|30|5|6|7|8|2|3|1|10
SELECT 1

ALTER TABLE vj2 DROP COLUMN d; ALTER TABLE vj5 ADD COLUMN cc int DEFAULT 105
----
ALTER TABLE
ALTER TABLE

SELECT * FROM vjv1, vjv2, vjv3, vjv4, vjv5, vjv6
----
2|3|1|10|2|3|1|10|2|3|1|10|20|30|2|3|1|10|20|30|5|6|7|8|2|3|1|10
SELECT 1

ALTER TABLE vj2 DROP COLUMN a
----
error 2BP01

select pg_get_viewdef('vjv1', true)
----
 SELECT vj2.b,\n    vj3.c,\n    vj2.a,\n    vj3.ax\n   FROM vj2\n     JOIN vj3 vj3(ax, b, c, c_1) USING (b, c);
SELECT 1

select pg_get_viewdef('vjv2', true)
----
 SELECT j.b,\n    j.c,\n    j.a,\n    j.ax\n   FROM (vj2\n     JOIN vj3 vj3(ax, b, c, c_1) USING (b, c)) j;
SELECT 1

select pg_get_viewdef('vjv3', true)
----
 SELECT j.b,\n    j.c,\n    j.a,\n    j.ax,\n    j.ay,\n    j.q\n   FROM (vj2\n     JOIN vj3 vj3(ax, b, c, c_1) USING (b, c)\n     JOIN vj4 USING (b)) j;
SELECT 1

select pg_get_viewdef('vjv4', true)
----
 SELECT b,\n    vj3.c,\n    vj2.a,\n    vj3.ax,\n    vj4.ay,\n    vj4.q\n   FROM vj2\n     JOIN vj3 vj3(ax, b, c, c_1) USING (b, c)\n     FULL JOIN vj4 USING (b);
SELECT 1

select pg_get_viewdef('vjv5', true)
----
 SELECT j.aa,\n    j.bb,\n    j.cc,\n    j.dd\n   FROM (vj5\n     CROSS JOIN vj6) j(aa, bb, c, cc_1, cc, dd);
SELECT 1

CREATE TABLE vj11 (x int, y int); CREATE TABLE vj12 (x int, z int); CREATE TABLE vj13 (z int, q int); CREATE TABLE vj14 (m int)
----
CREATE TABLE
CREATE TABLE
CREATE TABLE
CREATE TABLE

CREATE VIEW vjv7 AS SELECT x,y,z,q FROM (vj11 JOIN vj12 USING (x)) JOIN vj13 USING (z); CREATE VIEW vjv8 AS SELECT * FROM vj13 NATURAL LEFT JOIN vj14; CREATE VIEW vjv9 AS SELECT * FROM vj13 NATURAL JOIN vj14
----
CREATE VIEW
CREATE VIEW
CREATE VIEW

ALTER TABLE vj11 ADD COLUMN z int DEFAULT 7
----
ALTER TABLE

select pg_get_viewdef('vjv7', true), pg_get_viewdef('vjv8'), pg_get_viewdef('vjv9', true)
----
 SELECT vj11.x,\n    vj11.y,\n    vj12.z,\n    vj13.q\n   FROM vj11 vj11(x, y, z_1)\n     JOIN vj12 USING (x)\n     JOIN vj13 USING (z);| SELECT vj13.z,\n    vj13.q,\n    vj14.m\n   FROM (vj13\n     LEFT JOIN vj14 ON TRUE);| SELECT vj13.z,\n    vj13.q,\n    vj14.m\n   FROM vj13\n     CROSS JOIN vj14;
SELECT 1

SELECT count(*) FROM vjv7, vjv8, vjv9
----
0
SELECT 1

# Casts whose functions are immutable may stand in indexes.
CREATE TABLE wfl (d float8, r real, m numeric, t timestamp, z timestamptz, i int)
----
CREATE TABLE

CREATE INDEX wfl1 ON wfl ((d + 5)); CREATE INDEX wfl2 ON wfl ((r * 2)); CREATE INDEX wfl3 ON wfl ((t::date)); CREATE INDEX wfl4 ON wfl (r) WHERE r > 5; CREATE INDEX wfl5 ON wfl ((i::float8))
----
CREATE INDEX
CREATE INDEX
CREATE INDEX
CREATE INDEX
CREATE INDEX

ALTER TABLE wfl ADD g float8 GENERATED ALWAYS AS (d + 5) STORED
----
ALTER TABLE

CREATE INDEX ON wfl ((z::date))
----
error 42P17

CREATE INDEX ON wfl ((t::text))
----
error 42P17

INSERT INTO wfl VALUES (1.5, 2.5, 3, '2020-02-03 04:05', '2020-02-03 04:05', 7)
----
INSERT 0 1

SELECT g, i FROM wfl WHERE d + 5 = 6.5 AND r * 2 = 5 AND t::date = '2020-02-03'
----
6.5|7
SELECT 1

# A column of the table that a view has twice is written once.
CREATE VIEW wtwice AS SELECT id, t, id AS again FROM wa
----
CREATE VIEW

INSERT INTO wtwice VALUES (70, 'x', 71)
----
error 42601

INSERT INTO wtwice (id, again) VALUES (70, 71)
----
error 42601

INSERT INTO wtwice (id, t) VALUES (70, 'x')
----
INSERT 0 1

UPDATE wtwice SET again = 72 WHERE id = 70 RETURNING *
----
72|x|72
UPDATE 1
