# Rows made of JSON. Errors are told whole.
SELECT * FROM jsonb_to_record('{"a":1,"b":"x","c":[1,2],"d":{"q":1},"e":null}') AS x(a int, b text, c int[], d jsonb, e int, f date, g json)
----
1|x|{1,2}|{"q": 1}|NULL|NULL|NULL
SELECT 1

SELECT * FROM jsonb_to_recordset('[{"a":1},{"a":2,"b":"y"}]') AS x(a int, b text) ORDER BY a
----
1|NULL
2|y
SELECT 2

SELECT * FROM json_to_recordset('[{"a":1},{"a":2,"b":"y"}]') AS x(a int, b text) WHERE b IS NULL
----
1|NULL
SELECT 1

SELECT * FROM jsonb_to_recordset('{"a":1}') AS x(a int, b text)
----
error 22023 cannot call jsonb_to_recordset on a non-array

SELECT * FROM json_to_recordset('{"a":1}') AS x(a int, b text)
----
error 22023 cannot call json_to_recordset on an object

SELECT * FROM jsonb_to_recordset('[1]') AS x(a int, b text)
----
error 22023 argument of jsonb_to_recordset must be an array of objects

SELECT * FROM json_to_recordset('[1]') AS x(a int, b text)
----
error 22023 argument of json_to_recordset must be an array of objects

SELECT * FROM jsonb_to_recordset('1') AS x(a int, b text)
----
error 22023 cannot call jsonb_to_recordset on a non-array

SELECT * FROM json_to_recordset('1') AS x(a int, b text)
----
error 22023 cannot call json_to_recordset on a scalar

SELECT * FROM jsonb_to_record('[1]') AS x(a int, b text)
----
error 22023 cannot call populate_composite on an array

SELECT * FROM json_to_record('[1]') AS x(a int, b text)
----
error 22023 cannot call populate_composite on an array

SELECT * FROM jsonb_to_record('1') AS x(a int, b text)
----
error 22023 cannot call populate_composite on a scalar

SELECT * FROM jsonb_to_record('{"a":"x"}') AS x(a int, b text)
----
error 22P02 invalid input syntax for type integer: "x"

SELECT * FROM jsonb_to_record('{"a":1.7,"b":{"x": 1},"c":"[1]"}') AS x(a numeric(3,0), b varchar(4), c jsonb)
----
error 22001 value too long for type character varying(4)

SELECT * FROM jsonb_to_record('{"a":1.7,"b":{"x": 1}}') AS x(a numeric(3,0), b varchar(8), c json)
----
2|{"x": 1}|NULL
SELECT 1

SELECT * FROM jsonb_to_record('{"a":[[1,2],[3]]}') AS x(a int[])
----
error 22P02 malformed JSON array; Multidimensional arrays must have sub-arrays with matching dimensions.

SELECT * FROM jsonb_to_record('{"a":[[1,2],[3,null]]}') AS x(a int[])
----
{{1,2},{3,NULL}}
SELECT 1

SELECT * FROM jsonb_to_record('{"a":[[1,2],3]}') AS x(a int[])
----
error 22P02 expected JSON array; ; See the array element [1] of key "a".

SELECT * FROM jsonb_to_record('{"a":[1,[2]]}') AS x(a int[])
----
error 22P02 invalid input syntax for type integer: "[2]"

SELECT * FROM jsonb_to_record('{"a":5}') AS x(a int[])
----
error 22P02 expected JSON array; ; See the value of key "a".

SELECT * FROM jsonb_to_record('{"a":"{1,2}", "b": []}') AS x(a int[], b text[])
----
{1,2}|{}
SELECT 1

SELECT * FROM json_to_record('{"a": {"x" :  1}, "b": "s", "c":"s", "d": [1 , {"e" : 2}]}') AS x(a json, b text, c json, d jsonb[])
----
{"x" :  1}|s|"s"|{1,"{\"e\": 2}"}
SELECT 1

SELECT * FROM jsonb_to_record(NULL) AS x(a int)
----
NULL
SELECT 1

SELECT * FROM jsonb_to_recordset(NULL) AS x(a int)
----
SELECT 0

SELECT * FROM generate_series(1,2) AS x(a int)
----
error 42601 a column definition list is only allowed for functions returning "record"

SELECT d.n, x.v FROM (VALUES (1, '[{"v":1},{"v":2}]'::jsonb), (2, '[]'), (3, '[{"v":"9"}]')) d(n, j), jsonb_to_recordset(d.j) AS x(v int) ORDER BY 1, 2
----
1|1
1|2
3|9
SELECT 3

SELECT d.n, x.v FROM (VALUES (1, '[{"v":1},{"v":2}]'::jsonb), (2, '[]')) d(n, j) LEFT JOIN LATERAL jsonb_to_recordset(d.j) AS x(v int, w text) ON true ORDER BY 1, 2
----
1|1
1|2
2|NULL
SELECT 3

CREATE TABLE rt (a int PRIMARY KEY, j jsonb)
----
CREATE TABLE

INSERT INTO rt SELECT x.id, x.doc FROM jsonb_to_recordset('[{"id": 1, "doc": {"l": [{"v": 5}]}}, {"id": 2, "doc": {"l": [{"v": 6}, {"v": 7}]}}]') AS x(id int, doc jsonb)
----
INSERT 0 2

SELECT a, v FROM rt, jsonb_to_recordset(j->'l') AS x(v int) ORDER BY a, v
----
1|5
2|6
2|7
SELECT 3

SELECT sum(v) FROM rt, jsonb_to_recordset(j->'l') AS x(v int)
----
18
SELECT 1

SELECT e->>'a', e FROM jsonb_array_elements('[{"a":1},{"a":"x"}]') e
----
1|{"a": 1}
x|{"a": "x"}
SELECT 2

SELECT t || '!' FROM jsonb_array_elements_text('["a","b"]') t
----
a!
b!
SELECT 2

SELECT t, t.a FROM generate_series(1,2) AS t(a)
----
1|1
2|2
SELECT 2

SELECT x, x.a FROM jsonb_to_record('{"a":1}') AS x(a int)
----
(1)|1
SELECT 1

SELECT x FROM jsonb_array_elements('[1,2]') WITH ORDINALITY x
----
(1,1)
(2,2)
SELECT 2

SELECT x FROM jsonb_each('{"a":1}') x
----
(a,1)
SELECT 1

SELECT to_jsonb(x) FROM jsonb_each('{"a":1}') x
----
{"key": "a", "value": 1}
SELECT 1

SELECT k FROM jsonb_object_keys('{"a":1,"b":2}') k
----
a
b
SELECT 2

SELECT x FROM (SELECT 1 AS x) x
----
1
SELECT 1

SELECT rt.a, e FROM rt, jsonb_path_query(j, '$.l[*].v') e ORDER BY 1, 2
----
1|5
2|6
2|7
SELECT 3
