# SQL/JSON paths. Errors are told whole.
SELECT '1 + 2 * 3'::jsonpath, '(1 + 2) * 3'::jsonpath, '$.a.b[*]?(@.x>1 && @.y == "z")'::jsonpath, '$.a ? (@ starts with "x").type()'::jsonpath
----
(1 + 2 * 3)|((1 + 2) * 3)|$."a"."b"[*]?(@."x" > 1 && @."y" == "z")|$."a"?(@ starts with "x").type()
SELECT 1

SELECT '$[1,2 to last]'::jsonpath, 'strict $.**{2 to last}.a'::jsonpath, '-1.5e2'::jsonpath, '(1).type()'::jsonpath, '$ + -1'::jsonpath, '- $.a'::jsonpath, '-(1)'::jsonpath, '+1'::jsonpath
----
$[1,2 to last]|strict $.**{2 to last}."a"|-150|(1).type()|($ + -1)|(-$."a")|-1|1
SELECT 1

SELECT '1.type()'::jsonpath
----
error 42601 trailing junk after numeric literal at or near "1.t" of jsonpath input

SELECT '$a'::jsonpath, '$"a b"'::jsonpath, '$.a - 1'::jsonpath, 'LAX $.A'::jsonpath, 'exists($.a) || !($.b == 1)'::jsonpath, '($.a == 1) is unknown'::jsonpath, '!($.a == 1)'::jsonpath, '$ like_regex "^a" flag "iq"'::jsonpath
----
$"a"|$"a b"|($."a" - 1)|$."A"|(exists ($."a") || !($."b" == 1))|($."a" == 1) is unknown|!($."a" == 1)|($ like_regex "^a" flag "iq")
SELECT 1

SELECT '$.a-b'::jsonpath
----
error 42601 syntax error at end of jsonpath input

SELECT '$ like_regex "^a" flag "y"'::jsonpath
----
error 42601 invalid input syntax for type jsonpath; Unrecognized flag character "y" in LIKE_REGEX predicate.

SELECT ''::jsonpath
----
error 22P02 invalid input syntax for type jsonpath: ""

SELECT '$.'::jsonpath
----
error 42601 syntax error at end of jsonpath input

SELECT '$ + '::jsonpath
----
error 42601 syntax error at end of jsonpath input

SELECT '@'::jsonpath
----
error 42601 @ is not allowed in root expressions

SELECT 'last'::jsonpath
----
error 42601 LAST is allowed only in array subscripts

SELECT '1 && 2'::jsonpath
----
error 42601 syntax error at or near "&&" of jsonpath input

SELECT '$.a == 1 == 2'::jsonpath
----
error 42601 syntax error at or near "==" of jsonpath input

SELECT '1a'::jsonpath
----
error 42601 trailing junk after numeric literal at or near "1a" of jsonpath input

SELECT '$.true.null.last.type'::jsonpath, '"\u0041\x42\n\v\u{43}"'::jsonpath, '$.a /* c */ .b'::jsonpath, '$.a\u0062'::jsonpath, '- - 1'::jsonpath, '1 - - 1'::jsonpath, '(-1).abs()'::jsonpath, '(-1).abs()'::jsonpath::text::jsonpath
----
$."true"."null"."last"."type"|"AB\n\u000bC"|$."a"."b"|$."ab"|1|(1 - -1)|(-1).abs()|(-1).abs()
SELECT 1

SELECT '"abc'::jsonpath
----
error 42601 unexpected end of quoted string at end of jsonpath input

SELECT '$.a /* c'::jsonpath
----
error 42601 unexpected end of comment at end of jsonpath input

SELECT '00'::jsonpath
----
error 42601 trailing junk after numeric literal at or near "00" of jsonpath input

SELECT '$ ? (@.a > 1'::jsonpath
----
error 42601 syntax error at end of jsonpath input

SELECT '$.a.b.abs().size()'::jsonpath, '$[last - 1]'::jsonpath, '$ ? (@ > 1 + 2 && (@ < 3 || @ == 4))'::jsonpath, '($.a > 1).type()'::jsonpath, '$ % 2'::jsonpath, 'null'::jsonpath, '$.**'::jsonpath, '$.**{1}'::jsonpath, '$.**{last}'::jsonpath, '$.*'::jsonpath
----
$."a"."b".abs().size()|$[last - 1]|$?(@ > 1 + 2 && (@ < 3 || @ == 4))|($."a" > 1).type()|($ % 2)|null|$.**|$.**{1}|$.**{last}|$.*
SELECT 1

SELECT 'TRUE'::jsonpath
----
error 42601 syntax error at end of jsonpath input

SELECT '$.a.b <> 3'::jsonpath, '$.a != 3'::jsonpath, '$.a ? (exists (@.b ? (@ > 3)))'::jsonpath, '$.a[1 + 1, $.b to 7].c ? (@ like_regex "x" || @ starts with $v)'::jsonpath, '.5 + 5.'::jsonpath
----
($."a"."b" != 3)|($."a" != 3)|$."a"?(exists (@."b"?(@ > 3)))|$."a"[1 + 1,$."b" to 7]."c"?(@ like_regex "x" || @ starts with $"v")|(0.5 + 5)
SELECT 1

SELECT '#'::jsonpath
----
error 42601 syntax error at or near "#" of jsonpath input

SELECT '$.$a'::jsonpath
----
error 42601 syntax error at or near "$a" of jsonpath input

SELECT '-1.abs()'::jsonpath
----
error 42601 trailing junk after numeric literal at or near "1.a" of jsonpath input

SELECT '(1 + 2'::jsonpath
----
error 42601 syntax error at end of jsonpath input

SELECT '$[*'::jsonpath
----
error 42601 syntax error at end of jsonpath input

SELECT '$.a foo'::jsonpath
----
error 42601 syntax error at end of jsonpath input

SELECT '$ ? (1)'::jsonpath
----
error 42601 syntax error at or near ")" of jsonpath input

SELECT '$.foo()'::jsonpath
----
error 42601 syntax error at or near "(" of jsonpath input

SELECT jsonb_path_query('{"a":[1,2,{"b":3}],"c":null}', '$.a[*]')
----
1
2
{"b": 3}
SELECT 3

SELECT jsonb_path_query('{"a":[1,2,{"b":3}],"c":null}', '$.a.b')
----
3
SELECT 1

SELECT jsonb_path_query('{"a":[1,2,{"b":3}],"c":null}', 'strict $.a.b')
----
error 2203A jsonpath member accessor can only be applied to an object

SELECT jsonb_path_query('{"a":[1,2,{"b":3}],"c":null}', 'strict $.x')
----
error 2203A JSON object does not contain key "x"

SELECT jsonb_path_query('{"a":[1,2,{"b":3}],"c":null}', '$.x')
----
SELECT 0

SELECT jsonb_path_query('{"a":[1,2,{"b":3}],"c":null}', 'strict $.x', '{}', true)
----
SELECT 0

SELECT jsonb_path_query('{"a":[1,2,{"b":3}],"c":null}', '$.*')
----
[1, 2, {"b": 3}]
null
SELECT 2

SELECT jsonb_path_query_array('{"a":[1,2,{"b":3}],"c":null}', '$.**')
----
[{"a": [1, 2, {"b": 3}], "c": null}, [1, 2, {"b": 3}], 1, 2, {"b": 3}, 3, null]
SELECT 1

SELECT jsonb_path_query_array('{"a":[1,2,{"b":3}],"c":null}', '$.**{2}'), jsonb_path_query_array('{"a":[1,2,{"b":3}],"c":null}', '$.**{last}'), jsonb_path_query_array('{"a":[1,2,{"b":3}],"c":null}', '$.**{1 to 2}.b'), jsonb_path_query_array('{"a":[1,2,{"b":3}]}', 'strict $.**.b')
----
[1, 2, {"b": 3}]|[1, 2, 3, null]|[3, 3]|[3]
SELECT 1

SELECT jsonb_path_query_array('[1,2,3,4,5]', '$[1 to 3]'), jsonb_path_query_array('[1,2,3]', '$[last]'), jsonb_path_query_array('[1,2,3]', '$[last - 1, 0]'), jsonb_path_query_array('1', '$[0]'), jsonb_path_query_array('[1,2,3]', '$[7]'), jsonb_path_query_array('[1,2,3]', '$[1.9]'), jsonb_path_query_array('[[1,2],[3]]', '$[*][0]')
----
[2, 3, 4]|[3]|[2, 1]|[1]|[]|[2]|[1, 3]
SELECT 1

SELECT jsonb_path_query('[1,2,3]', 'strict $[7]')
----
error 22033 jsonpath array subscript is out of bounds

SELECT jsonb_path_query('1', 'strict $[0]')
----
error 22039 jsonpath array accessor can only be applied to an array

SELECT jsonb_path_query('[1]', '$["a"]')
----
error 22033 jsonpath array subscript is not a single numeric value

SELECT jsonb_path_query('{}', '$[$.a]')
----
error 22033 jsonpath array subscript is not a single numeric value

SELECT jsonb_path_query('[1]', '$[10000000000]')
----
error 22033 jsonpath array subscript is out of integer range

SELECT jsonb_path_query('1', 'strict $[*]')
----
error 22039 jsonpath wildcard array accessor can only be applied to an array

SELECT jsonb_path_query('1', 'strict $.*')
----
error 2203C jsonpath wildcard member accessor can only be applied to an object

SELECT jsonb_path_query_array('[1,5,"x",null,true,[7]]', '$[*] ? (@ > 2)'), jsonb_path_query_array('[1,5,"x",null]', '$[*] ? (@ == null)'), jsonb_path_query_array('[1,5,"x",null]', '$[*] ? (@ != null)'), jsonb_path_query_array('[1,5,"x",null]', '$[*] ? (!(@ > 2))'), jsonb_path_query_array('[1,5,"x",null]', '$[*] ? ((@ > 2) is unknown)')
----
[5, 7]|[null]|[1, 5, "x"]|[1, null]|["x"]
SELECT 1

SELECT jsonb_path_query_array('[{"a":1,"b":2},{"a":3},{"b":4}]', '$[*] ? (exists (@.b))'), jsonb_path_query_array('[{"a":1,"b":2},{"a":3},{"b":4}]', 'strict $[*] ? (exists (@.b))'), jsonb_path_query_array('[{"a":1,"b":2},{"a":3},{"b":4}]', '$ ? (@.a == 3)'), jsonb_path_query_array('[{"a":1,"b":2},{"a":3}]', '$[*] ? (@.a > 0 && @.b == 2 || @.a == 3).a')
----
[{"a": 1, "b": 2}, {"b": 4}]|[{"a": 1, "b": 2}, {"b": 4}]|[{"a": 3}]|[1, 3]
SELECT 1

SELECT jsonb_path_query_array('["abc","abd","xab",5]', '$[*] ? (@ starts with "ab")'), jsonb_path_query_array('["abc","abd","xab",5]', '$[*] ? (@ starts with $p)', '{"p":"x"}'), jsonb_path_query_array('["abc","aBd","x\nab"]', '$[*] ? (@ like_regex "^AB" flag "i")'), jsonb_path_query_array('["abc","aBd","x\nab"]', '$[*] ? (@ like_regex "^ab" flag "m")'), jsonb_path_query_array('["a.c","abc"]', '$[*] ? (@ like_regex "a.c" flag "q")'), jsonb_path_query_array('["a\nc","abc"]', '$[*] ? (@ like_regex "a.c")'), jsonb_path_query_array('["a\nc","abc"]', '$[*] ? (@ like_regex "a.c" flag "s")')
----
["abc", "abd"]|["xab"]|["abc", "aBd"]|["abc", "x\nab"]|["a.c"]|["abc"]|["a\nc", "abc"]
SELECT 1

SELECT jsonb_path_query('{"a":1}', '$.a + 1'), jsonb_path_query('{"a":[2]}', '$.a * 2'), jsonb_path_query('{"a":7}', '$.a / 2'), jsonb_path_query('{"a":7}', '$.a % 4'), jsonb_path_query('{"a":7}', '-$.a'), jsonb_path_query('[1,2]', '-$[*]'), jsonb_path_query('{"a":7}', '1 - 2 - $.a')
----
2|4|3.5000000000000000|3|-7|-1|-8
NULL|NULL|NULL|NULL|NULL|-2|NULL
SELECT 2

SELECT jsonb_path_query('{"a":"x"}', '$.a + 1')
----
error 22038 left operand of jsonpath operator + is not a single numeric value

SELECT jsonb_path_query('{"a":1}', '1 + $.b')
----
error 22038 right operand of jsonpath operator + is not a single numeric value

SELECT jsonb_path_query('[1,2]', '$ + 1')
----
error 22038 left operand of jsonpath operator + is not a single numeric value

SELECT jsonb_path_query('{"a":"x"}', '-$.a')
----
error 2203B operand of unary jsonpath operator - is not a numeric value

SELECT jsonb_path_query('{"a":0}', '1 / $.a')
----
error 22012 division by zero

SELECT jsonb_path_query('{"a":0}', '1 / $.a', '{}', true)
----
SELECT 0

SELECT jsonb_path_query_array('[1,"a",null,true,[1],{}]', '$[*].type()'), jsonb_path_query_array('[1,"a",[1,2]]', '$[*].size()'), jsonb_path_query_array('[1.5,-2.5]', '$[*].floor()'), jsonb_path_query_array('[1.5,-2.5]', '$.ceiling()'), jsonb_path_query_array('[1.5,-2.5]', '$.abs()'), jsonb_path_query_array('["1.50",2.50,"1e3"]', '$[*].double()')
----
["number", "string", "null", "boolean", "array", "object"]|[1, 1, 2]|[1, -3]|[2, -2]|[1.5, 2.5]|[1.5, 2.50, 1000]
SELECT 1

SELECT jsonb_path_query('"x"', '$.double()')
----
error 22036 string argument of jsonpath item method .double() is not a valid representation of a double precision number

SELECT jsonb_path_query('"inf"', '$.double()')
----
error 22036 string argument of jsonpath item method .double() is not a valid representation of a double precision number

SELECT jsonb_path_query('true', '$.double()')
----
error 22036 jsonpath item method .double() can only be applied to a string or numeric value

SELECT jsonb_path_query('"x"', '$.abs()')
----
error 22036 jsonpath item method .abs() can only be applied to a numeric value

SELECT jsonb_path_query('1', 'strict $.size()')
----
error 22039 jsonpath item method .size() can only be applied to an array

SELECT jsonb_path_query('1', '$.keyvalue()')
----
error 2203C jsonpath item method .keyvalue() can only be applied to an object

SELECT jsonb_path_query_array('{"a":1,"b":[2]}', '$.keyvalue().key'), jsonb_path_query_array('{"a":1,"b":[2]}', '$.keyvalue() ? (@.key == "b").value')
----
["a", "b"]|[[2]]
SELECT 1

SELECT jsonb_path_query('{"a":1}', '$x')
----
error 42704 could not find jsonpath variable "x"

SELECT jsonb_path_query('{"a":1}', '$x', '{"x": [1,2]}'), jsonb_path_query('{"a":1}', '$.a == $x', '{"x": 1}')
----
[1, 2]|true
SELECT 1

SELECT jsonb_path_query('{"a":1}', '$x', '[1]')
----
error 22023 "vars" argument is not an object; Jsonpath parameters should be encoded as key-value pairs of "vars" object.

SELECT jsonb_path_exists('{"a":1}', '$.a'), jsonb_path_exists('{"a":1}', '$.b'), jsonb_path_exists('{"a":1}', 'strict $.b', '{}', true), jsonb_path_exists('{"a":[1,2]}', '$.a[*] ? (@ > $x)', '{"x":1}')
----
t|f|NULL|t
SELECT 1

SELECT jsonb_path_exists('{"a":1}', 'strict $.b')
----
error 2203A JSON object does not contain key "b"

SELECT jsonb_path_match('{"a":1}', '$.a == 1'), jsonb_path_match('{"a":1}', '$.b == 1'), jsonb_path_match('{"a":1}', 'strict $.b == 1'), jsonb_path_match('{"a":1}', '$.a > "x"')
----
t|f|NULL|NULL
SELECT 1

SELECT jsonb_path_match('{"a":1}', '$.a')
----
error 22038 single boolean result is expected

SELECT jsonb_path_match('{"a":1}', '$.a', '{}', true)
----
NULL
SELECT 1

SELECT jsonb_path_query_first('[1,2]', '$[*] ? (@ > 1)'), jsonb_path_query_first('[1,2]', '$[*] ? (@ > 5)')
----
2|NULL
SELECT 1

SELECT '{"a":1}'::jsonb @? '$.a', '{"a":1}'::jsonb @? '$.b', '{"a":1}'::jsonb @? 'strict $.b', '{"a":1}'::jsonb @@ '$.a == 1', '{"a":1}'::jsonb @@ '$.a', '{"a":[1,2,3]}'::jsonb @@ '$.a[*] > 2'
----
t|f|NULL|t|NULL|t
SELECT 1

SELECT jsonb_path_exists_tz('{"a":1}', '$.a'), jsonb_path_query_first_tz('[3]', '$[*]'), jsonb_path_query_array_tz('[3]', '$[*]'), jsonb_path_match_tz('3', '$ == 3')
----
t|3|[3]|t
SELECT 1

SELECT * FROM jsonb_path_query('{"a":[{"b":1},{"b":2}]}', '$.a[*].b') AS t(v) ORDER BY v DESC
----
2
1
SELECT 2

SELECT jsonb_path_query('{"a":{"b":1}}', '$ ? (@.a.b == 1).a')
----
{"b": 1}
SELECT 1

SELECT jsonb_path_query('[[1,2],[3]]', '$[*] ? (@.size() > 1)')
----
SELECT 0

SELECT jsonb_path_query('{"a":[1,2]}', '($.a[*] > 1).type()')
----
"boolean"
SELECT 1

SELECT jsonb_path_query('[1,2,3]', '$[*] > 2'), jsonb_path_query('[1,"a"]', 'strict $[*] > 2')
----
true|null
SELECT 1

SELECT jsonb_path_query_array('[[1,[2]],[3,[[4]]]]', '$[*] ? (@[0] > 1)[1]')
----
[]
SELECT 1

CREATE TABLE p (id int, d jsonb, q jsonpath)
----
CREATE TABLE

INSERT INTO p SELECT i, jsonb_build_object('n', i, 't', 'name' || i), ('$.n ? (@ > ' || i || ')')::jsonpath FROM generate_series(1, 20) i
----
INSERT 0 20

SELECT id FROM p WHERE d @@ '$.n > 17' ORDER BY id
----
18
19
20
SELECT 3

SELECT id FROM p WHERE d @? '$.t ? (@ like_regex "5$")' ORDER BY id
----
5
15
SELECT 2

SELECT count(*) FROM p a, p b WHERE a.d @? b.q
----
190
SELECT 1

SELECT q FROM p WHERE id = 3
----
$."n"?(@ > 3)
SELECT 1

SELECT q = q FROM p
----
error 42883 operator does not exist: jsonpath = jsonpath; ; No operator matches the given name and argument types. You might need to add explicit type casts.

SELECT DISTINCT q FROM p
----
error 42883 could not identify an equality operator for type jsonpath
