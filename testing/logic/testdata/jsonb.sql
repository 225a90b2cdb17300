# Tables with jsonb columns. Errors are told whole.
CREATE TABLE j (id int PRIMARY KEY, d jsonb, e json)
----
CREATE TABLE

INSERT INTO j VALUES (1, '{"a": 1, "b": [1, 2, {"c": null}], "é": "x\ny"}', '{"a" : 1,  "a":2}'), (2, '[1, "two", 3.50, true, null]', '[1,  2]'), (3, NULL, NULL), (4, '"s"', '"s"'), (5, '{}', '{}'), (6, '{"a": {"b": {"c": [10, 20, 30]}}, "bb": 1, "aaa": 2, "a": {"z": 1}}', 'null')
----
INSERT 0 6

SELECT id, d, e FROM j ORDER BY id
----
1|{"a": 1, "b": [1, 2, {"c": null}], "é": "x\ny"}|{"a" : 1,  "a":2}
2|[1, "two", 3.50, true, null]|[1,  2]
3|NULL|NULL
4|"s"|"s"
5|{}|{}
6|{"a": {"z": 1}, "bb": 1, "aaa": 2}|null
SELECT 6

SELECT id, d->>'a', d->'b', d->0, d->>1, e->>'a', e->0 FROM j ORDER BY id
----
1|1|[1, 2, {"c": null}]|NULL|NULL|2|NULL
2|NULL|NULL|1|two|NULL|1
3|NULL|NULL|NULL|NULL|NULL|NULL
4|NULL|NULL|"s"|NULL|NULL|NULL
5|NULL|NULL|NULL|NULL|NULL|NULL
6|{"z": 1}|NULL|NULL|NULL|NULL|NULL
SELECT 6

SELECT id FROM j WHERE d @> '{"a": 1}' ORDER BY id
----
1
SELECT 1

SELECT id FROM j WHERE d ? 'a' ORDER BY id
----
1
6
SELECT 2

SELECT id FROM j WHERE d->'b'->2->'c' IS NOT NULL ORDER BY id
----
1
SELECT 1

SELECT id, d FROM j ORDER BY d, id
----
4|"s"
2|[1, "two", 3.50, true, null]
5|{}
1|{"a": 1, "b": [1, 2, {"c": null}], "é": "x\ny"}
6|{"a": {"z": 1}, "bb": 1, "aaa": 2}
3|NULL
SELECT 6

SELECT count(DISTINCT d), min(id) FROM j
----
5|1
SELECT 1

SELECT d, count(*) FROM j GROUP BY d ORDER BY d
----
"s"|1
[1, "two", 3.50, true, null]|1
{}|1
{"a": 1, "b": [1, 2, {"c": null}], "é": "x\ny"}|1
{"a": {"z": 1}, "bb": 1, "aaa": 2}|1
NULL|1
SELECT 6

UPDATE j SET d = d || '{"n": 1}' WHERE jsonb_typeof(d) = 'object' RETURNING id, d
----
1|{"a": 1, "b": [1, 2, {"c": null}], "n": 1, "é": "x\ny"}
5|{"n": 1}
6|{"a": {"z": 1}, "n": 1, "bb": 1, "aaa": 2}
UPDATE 3

UPDATE j SET d['b'][0] = '"new"' WHERE id = 1 RETURNING d
----
{"a": 1, "b": ["new", 2, {"c": null}], "n": 1, "é": "x\ny"}
UPDATE 1

UPDATE j SET d['b'][9] = '9', d['x']['y'] = '{"deep": true}' WHERE id = 1 RETURNING d
----
{"a": 1, "b": ["new", 2, {"c": null}, null, null, null, null, null, null, 9], "n": 1, "x": {"y": {"deep": true}}, "é": "x\ny"}
UPDATE 1

UPDATE j SET d['n'] = NULL WHERE id = 5 RETURNING d
----
{"n": null}
UPDATE 1

UPDATE j SET d['n'] = '1' WHERE id = 3 RETURNING d
----
{"n": 1}
UPDATE 1

UPDATE j SET d[2] = '1' WHERE id = 3 RETURNING d
----
{"2": 1, "n": 1}
UPDATE 1

UPDATE j SET d['a'] = '1' WHERE id = 4 RETURNING d
----
error 22023 cannot replace existing key; The path assumes key is a composite object, but it is a scalar value.

UPDATE j SET d = NULL WHERE id = 3 RETURNING d
----
NULL
UPDATE 1

UPDATE j SET d[2] = '1' WHERE id = 3 RETURNING d
----
[null, null, 1]
UPDATE 1

UPDATE j SET d[-5] = '1' WHERE id = 3 RETURNING d
----
error 22023 path element at position 1 is out of range: -5

UPDATE j SET d['x'] = '1' WHERE id = 3 RETURNING d
----
error 22P02 path element at position 1 is not an integer: "x"

UPDATE j SET d[NULL] = '1' WHERE id = 3 RETURNING d
----
error 22004 jsonb subscript in assignment must not be null

UPDATE j SET d[1:2] = '1' WHERE id = 3 RETURNING d
----
error 42804 jsonb subscript does not support slices

UPDATE j SET d['q'] = 5 WHERE id = 5 RETURNING d
----
error 42804 subscripted assignment to "d" requires type jsonb but expression is of type integer; ; You will need to rewrite or cast the expression.

SELECT d['b'], d['b'][1], d['x']['y']['deep'], d[0], d['b'][NULL], d['b'][-1], d['nope']['x'] FROM j WHERE id = 1
----
["new", 2, {"c": null}, null, null, null, null, null, null, 9]|2|true|NULL|NULL|9|NULL
SELECT 1

SELECT d[1:2] FROM j
----
error 42804 jsonb subscript does not support slices

SELECT d[1.5] FROM j
----
error 42804 subscript type numeric is not supported; ; jsonb subscript must be coercible to either integer or text.

SELECT e['a'] FROM j
----
error 42804 cannot subscript type json because it does not support subscripting

SELECT ('{"1": 2}'::jsonb)[1], ('[1,2]'::jsonb)['1'], ('"a"'::jsonb)[0]
----
2|2|NULL
SELECT 1

DELETE FROM j WHERE d @> '[1]' RETURNING id
----
2
3
DELETE 2

CREATE TABLE k (d jsonb PRIMARY KEY, n int)
----
CREATE TABLE

INSERT INTO k VALUES ('1', 1), ('[]', 2), ('{}', 3), ('null', 4), ('"a"', 5), ('[1]', 6), ('[[]]', 7), ('{"a":1}', 8), ('true', 9), ('false', 10), ('"b"', 11), ('1.5', 12), ('-3', 13), ('{"b":1}', 14), ('{"aa":1}', 15), ('[1,2]', 16), ('["x"]', 17), ('[null]', 18), ('[true]', 19), ('[{}]', 20), ('"\u0061a"', 21), ('1e20', 22), ('-1e-5', 23), ('0', 24)
----
INSERT 0 24

INSERT INTO k VALUES ('1.0', 99)
----
error 23505 duplicate key value violates unique constraint "k_pkey"; Key (d)=(1.0) already exists.

INSERT INTO k VALUES ('{"a":1.00}', 99)
----
error 23505 duplicate key value violates unique constraint "k_pkey"; Key (d)=({"a": 1.00}) already exists.

SELECT d, n FROM k ORDER BY d
----
[]|2
null|4
"a"|5
"aa"|21
"b"|11
-3|13
-0.00001|23
0|24
1|1
1.5|12
100000000000000000000|22
false|10
true|9
[null]|18
["x"]|17
[1]|6
[true]|19
[[]]|7
[{}]|20
[1, 2]|16
{}|3
{"a": 1}|8
{"aa": 1}|15
{"b": 1}|14
SELECT 24

SELECT d, n FROM k ORDER BY d DESC
----
{"b": 1}|14
{"aa": 1}|15
{"a": 1}|8
{}|3
[1, 2]|16
[{}]|20
[[]]|7
[true]|19
[1]|6
["x"]|17
[null]|18
true|9
false|10
100000000000000000000|22
1.5|12
1|1
0|24
-0.00001|23
-3|13
"b"|11
"aa"|21
"a"|5
null|4
[]|2
SELECT 24

SELECT n FROM k WHERE d = '1.50'
----
12
SELECT 1

SELECT n FROM k WHERE d > '[]' AND d < '"c"' ORDER BY n
----
4
5
11
21
SELECT 4

SELECT n FROM k WHERE d IN ('[1]', '{"b": 1}', '7') ORDER BY n
----
6
14
SELECT 2

SELECT a.n, b.n FROM k a JOIN k b ON a.d = b.d WHERE a.n < 4 ORDER BY 1
----
1|1
2|2
3|3
SELECT 3

CREATE INDEX ki ON k (d DESC, n)
----
CREATE INDEX

SELECT max(n) FROM k WHERE d >= '{}'
----
15
SELECT 1

CREATE TABLE u (id int, d jsonb UNIQUE)
----
CREATE TABLE

INSERT INTO u VALUES (1, '{"a": 1}'), (2, NULL), (3, NULL)
----
INSERT 0 3

INSERT INTO u VALUES (4, '{"a": 1.0}')
----
error 23505 duplicate key value violates unique constraint "u_d_key"; Key (d)=({"a": 1.0}) already exists.

INSERT INTO u VALUES (4, '{"a": 1.0}') ON CONFLICT (d) DO UPDATE SET id = 9 RETURNING id, d
----
9|{"a": 1}
INSERT 0 1

CREATE TABLE ar (a jsonb[], t text DEFAULT 'x', d jsonb DEFAULT '{"x": []}' NOT NULL CHECK (d ? 'x'))
----
CREATE TABLE

INSERT INTO ar (a) VALUES (ARRAY['1', '{"a": "b,c"}']::jsonb[]), ('{"{\"q\": 1}",NULL,3}'), ('{}')
----
INSERT 0 3

INSERT INTO ar (a, d) VALUES (NULL, '{}')
----
error 23514 new row for relation "ar" violates check constraint "ar_d_check"; Failing row contains (null, x, {}).

SELECT a, a[1], a[2]->>'a', d FROM ar
----
{"{\"q\": 1}",NULL,3}|{"q": 1}|NULL|{"x": []}
{1,"{\"a\": \"b,c\"}"}|1|b,c|{"x": []}
{}|NULL|NULL|{"x": []}
SELECT 3

ALTER TABLE ar ALTER COLUMN t TYPE jsonb USING to_jsonb(t)
----
error 42804 default for column "t" cannot be cast automatically to type jsonb

SELECT t FROM ar
----
x
x
x
SELECT 3

ALTER TABLE ar ADD COLUMN z jsonb DEFAULT '[1]'
----
ALTER TABLE

SELECT z FROM ar
----
[1]
[1]
[1]
SELECT 3

ALTER TABLE ar ALTER COLUMN z TYPE json
----
ALTER TABLE

SELECT z FROM ar
----
[1]
[1]
[1]
SELECT 3

CREATE VIEW v AS SELECT d ->> 'x' AS x, d @> '{"x": []}'::jsonb AS c FROM ar
----
CREATE VIEW

SELECT * FROM v
----
[]|t
[]|t
[]|t
SELECT 3
