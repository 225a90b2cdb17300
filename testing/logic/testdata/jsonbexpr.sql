# Functions and operators of json and jsonb. Errors are told whole.
SELECT '{"b":1,"a":2,"b":3}'::jsonb, ' [ 1 , 2.50,-0, 1e3, 1E-2 ] '::jsonb, '"\u00e9\ud83d\ude00\/"'::jsonb, 'true'::jsonb, ' null '::jsonb, '123456789012345678901234567890.10'::jsonb
----
{"a": 2, "b": 3}|[1, 2.50, 0, 1000, 0.01]|"é😀/"|true|null|123456789012345678901234567890.10
SELECT 1

SELECT '{"b":1,"a":2,"b":3}'::json, ' [ 1 , 2.50,-0, 1e3] '::json, '"\u0000"'::json, '"\ud800"'::json
----
{"b":1,"a":2,"b":3}| [ 1 , 2.50,-0, 1e3] |"\u0000"|"\ud800"
SELECT 1

SELECT '{'::jsonb
----
error 22P02 invalid input syntax for type json; The input string ended unexpectedly.

SELECT '[1,{"a":foo}]'::jsonb
----
error 22P02 invalid input syntax for type json; Token "foo" is invalid.

SELECT ''::jsonb
----
error 22P02 invalid input syntax for type json; The input string ended unexpectedly.

SELECT '{"a"}'::jsonb
----
error 22P02 invalid input syntax for type json; Expected ":", but found "}".

SELECT '{"a":1,}'::jsonb
----
error 22P02 invalid input syntax for type json; Expected string, but found "}".

SELECT '{"a":1 "b"}'::jsonb
----
error 22P02 invalid input syntax for type json; Expected "," or "}", but found ""b"".

SELECT '{1:2}'::jsonb
----
error 22P02 invalid input syntax for type json; Expected string or "}", but found "1".

SELECT '{,}'::json
----
error 22P02 invalid input syntax for type json; Expected string or "}", but found ",".

SELECT '[1,]'::json
----
error 22P02 invalid input syntax for type json; Expected JSON value, but found "]".

SELECT '[1 2]'::json
----
error 22P02 invalid input syntax for type json; Expected "," or "]", but found "2".

SELECT '[,]'::json
----
error 22P02 invalid input syntax for type json; Expected JSON value, but found ",".

SELECT ']'::json
----
error 22P02 invalid input syntax for type json; Expected JSON value, but found "]".

SELECT '1 2'::jsonb
----
error 22P02 invalid input syntax for type json; Expected end of input, but found "2".

SELECT '01'::jsonb
----
error 22P02 invalid input syntax for type json; Token "01" is invalid.

SELECT '1.'::jsonb
----
error 22P02 invalid input syntax for type json; Token "1." is invalid.

SELECT '-'::jsonb
----
error 22P02 invalid input syntax for type json; Token "-" is invalid.

SELECT '1e'::jsonb
----
error 22P02 invalid input syntax for type json; Token "1e" is invalid.

SELECT '.5'::jsonb
----
error 22P02 invalid input syntax for type json; Token "." is invalid.

SELECT '+5'::jsonb
----
error 22P02 invalid input syntax for type json; Token "+" is invalid.

SELECT '1x2'::jsonb
----
error 22P02 invalid input syntax for type json; Token "1x2" is invalid.

SELECT '"abc'::jsonb
----
error 22P02 invalid input syntax for type json; Token ""abc" is invalid.

SELECT '"a\q"'::jsonb
----
error 22P02 invalid input syntax for type json; Escape sequence "\q" is invalid.

SELECT '"a\u12"'::jsonb
----
error 22P02 invalid input syntax for type json; "\u" must be followed by four hexadecimal digits.

SELECT '"a\u12g4"'::jsonb
----
error 22P02 invalid input syntax for type json; "\u" must be followed by four hexadecimal digits.

SELECT '"a\u'::jsonb
----
error 22P02 invalid input syntax for type json; Token ""a\u" is invalid.

SELECT '"a\'::jsonb
----
error 22P02 invalid input syntax for type json; Token ""a\" is invalid.

SELECT '"\u0000"'::jsonb
----
error 22P05 unsupported Unicode escape sequence; \u0000 cannot be converted to text.

SELECT '"\ud800"'::jsonb
----
error 22P02 invalid input syntax for type json; Unicode low surrogate must follow a high surrogate.

SELECT '"\ud800x"'::jsonb
----
error 22P02 invalid input syntax for type json; Unicode low surrogate must follow a high surrogate.

SELECT '"\ud800\n"'::jsonb
----
error 22P02 invalid input syntax for type json; Unicode low surrogate must follow a high surrogate.

SELECT '"\ud800\ud800"'::jsonb
----
error 22P02 invalid input syntax for type json; Unicode high surrogate must not follow a high surrogate.

SELECT '"\udc00"'::jsonb
----
error 22P02 invalid input syntax for type json; Unicode low surrogate must follow a high surrogate.

SELECT E'"a\tb"'::jsonb
----
error 22P02 invalid input syntax for type json; Character with value 0x09 must be escaped.

SELECT E'{"a":\n1,\n"b": x}'::jsonb
----
error 22P02 invalid input syntax for type json; Token "x" is invalid.

SELECT E'{"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa": trux, 1}'::jsonb
----
error 22P02 invalid input syntax for type json; Token "trux" is invalid.

SELECT 'nul'::jsonb
----
error 22P02 invalid input syntax for type json; Token "nul" is invalid.

SELECT 'nulll'::json
----
error 22P02 invalid input syntax for type json; Token "nulll" is invalid.

SELECT '{"a": 1'::json
----
error 22P02 invalid input syntax for type json; The input string ended unexpectedly.

SELECT '["a", '::json
----
error 22P02 invalid input syntax for type json; The input string ended unexpectedly.

SELECT '{"a"'::json
----
error 22P02 invalid input syntax for type json; The input string ended unexpectedly.

SELECT '{"a": '::json
----
error 22P02 invalid input syntax for type json; The input string ended unexpectedly.

SELECT '{'::json
----
error 22P02 invalid input syntax for type json; The input string ended unexpectedly.

SELECT '1e1000000'::jsonb
----
error 22003 value overflows numeric format

SELECT '[1.00, 1e2, 1.5e1, 100000000000000000000000, 0.00001, -0.0]'::jsonb
----
[1.00, 100, 15, 100000000000000000000000, 0.00001, 0.0]
SELECT 1

SELECT jsonb '{"a":1}' -> 'a', jsonb '[1,2]' -> -1, jsonb '{"a":null}' ->> 'a', jsonb '{"a":"x"}' -> 'a', jsonb '1' -> 'a', jsonb '[1]' -> 5
----
1|2|NULL|"x"|NULL|NULL
SELECT 1

SELECT json '{"a" : 1}' -> 'a', json '[1, [2 , 3]]' -> -1, json '{"a":null}' ->> 'a', json '{"a":"\u0061"}' ->> 'a', json '1' -> 'a', json '[1]' -> 5, json '{"a":1,"a": 2}'->'a'
----
1|[2 , 3]|NULL|a|NULL|NULL|2
SELECT 1

SELECT json '{"\u0000":1}' -> 'a'
----
error 22P05 unsupported Unicode escape sequence; \u0000 cannot be converted to text.

SELECT jsonb '{"a":{"b":[1,2,{"c":4}]}}' #>> '{a,b,-1,c}', jsonb '{"a":1}' #> '{}', jsonb '3' #> '{}', jsonb '3' #> '{a}', jsonb '[1]' #> '{a}', jsonb '{"a":1}' #> '{a,null}', jsonb '{"a":1}' #> '{NULL}'
----
4|{"a": 1}|3|NULL|NULL|NULL|NULL
SELECT 1

SELECT json '{"a":{"b":[1,2,{"c":4}]}}' #>> '{a,b,-1,c}', json '{"a": 1}' #> '{}', json '3' #> '{}', json '3' #> '{a}', json '[1]' #> '{a}', json '{"a":1}' #> '{a,null}', json '[[1,2],3]' #> '{0}'
----
4|{"a": 1}|3|NULL|NULL|NULL|[1,2]
SELECT 1

SELECT jsonb_extract_path('{"a":{"b":2}}', 'a', 'b'), jsonb_extract_path_text('{"a":["x"]}', 'a', '0'), json_extract_path('{"a":{"b": 2 }}', 'a', 'b'), json_extract_path_text('{"a":["x"]}', 'a', '0'), jsonb_extract_path('{"a":{"b":2}}', VARIADIC '{a,b}'), jsonb_extract_path('{"a":1}', NULL)
----
2|x|2|x|2|NULL
SELECT 1

SELECT '[1,[1]]'::jsonb @> '1'::jsonb, '[[1]]'::jsonb @> '1'::jsonb, '{"a":[1,2]}'::jsonb @> '{"a":1}', '1'::jsonb @> '[1]'::jsonb, '1'::jsonb @> '1'::jsonb, '[1]'::jsonb @> '[]'::jsonb, '{"a":{"b":1,"c":2}}' @> '{"a":{"c":2.0}}'::jsonb, '[[1,2],[3]]' @> '[[3]]'::jsonb, '{}' <@ '{"a":1}'::jsonb, '[{"a":1,"b":2}]' @> '[{"b":2}]'::jsonb
----
t|f|f|f|t|t|t|t|t|t
SELECT 1

SELECT '[]'::jsonb < 'null'::jsonb, '[1]'::jsonb > 'true'::jsonb, '[[]]'::jsonb > '[1]'::jsonb, '{}'::jsonb > '[1,2]', '{}'::jsonb > '[]', '1.0'::jsonb = '1'::jsonb, '{"a":1,"b":2}'::jsonb = '{"b":2,"a":1}', '"a"'::jsonb <> '"b"', '{"b":1}'::jsonb > '{"a":2}', '{"aa":1}'::jsonb > '{"b":1}', 'true' >= 'false'::jsonb
----
t|t|t|t|t|t|t|t|t|f|t
SELECT 1

SELECT '"foo"'::jsonb ? 'foo', '1'::jsonb ? '1', '["a",1]'::jsonb ? 'a', '{"a":1}'::jsonb ? 'b', '{"a":1,"b":2}'::jsonb ?| '{c,b}', '{"a":1,"b":2}'::jsonb ?& '{a,b}', '{"a":1}'::jsonb ?& '{}', '{"a":1}'::jsonb ?| '{}', '{"a":1}'::jsonb ?& '{a,NULL}'
----
t|f|t|f|t|t|t|f|t
SELECT 1

SELECT '3'::jsonb || '4'::jsonb, '[1]'::jsonb||'{"a":1}'::jsonb, '{"a":1}'::jsonb||'[1]'::jsonb, '[1]'::jsonb||'[2,3]', '{"a":1,"b":2}'::jsonb||'{"b":3}', '[]'::jsonb||'3', '{}'::jsonb||'[]', '{"a":1}'::jsonb || '3'::jsonb, '3'::jsonb || '[]'
----
[3, 4]|[1, {"a": 1}]|[{"a": 1}, 1]|[1, 2, 3]|{"a": 1, "b": 3}|[3]|[{}]|[{"a": 1}, 3]|[3]
SELECT 1

SELECT '"a"'::jsonb - 'a'
----
error 22023 cannot delete from scalar

SELECT '"a"'::jsonb - 1
----
error 22023 cannot delete from scalar

SELECT '{"a":1}'::jsonb - 1
----
error 22023 cannot delete from object using integer index

SELECT '["a","b","a"]'::jsonb - 'a', '["a","b",3]'::jsonb - 1, '["a","b",3]'::jsonb - -1,'["a","b",3]'::jsonb - 7, '{"a":1,"b":2}'::jsonb - '{a,b}'::text[], '["a",null]'::jsonb - array['a',null], '{"a":1,"b":2}'::jsonb - 'a'
----
["b"]|["a", 3]|["a", "b"]|["a", "b", 3]|{}|[null]|{"b": 2}
SELECT 1

SELECT '{"a":{"b":[1,2,3]}}'::jsonb #- '{a,b,1}', '{"a":1}'::jsonb #- '{}', '[1,[2,3]]'::jsonb #- '{1,-1}','[1,[2,3]]'::jsonb #- '{1,7}', '{"a":1}'::jsonb #- '{b}', '{}'::jsonb #- '{a,b}'
----
{"a": {"b": [1, 3]}}|{"a": 1}|[1, [2]]|[1, [2, 3]]|{"a": 1}|{}
SELECT 1

SELECT '[1,[2,3]]'::jsonb #- '{1,a}'
----
error 22P02 path element at position 2 is not an integer: "a"

SELECT '3'::jsonb #- '{1,a}'
----
error 22023 cannot delete path in scalar

SELECT '{"a":1}'::jsonb #- '{a,null}'
----
error 22004 path element at position 2 is null

SELECT '{"a":[1]}'::jsonb #- '{a,null}'
----
error 22004 path element at position 2 is null

SELECT '[1]'::jsonb #- '{a}'
----
error 22P02 path element at position 1 is not an integer: "a"

SELECT '[1]'::jsonb #- '{{a}}'
----
error 2202E wrong number of array subscripts

SELECT jsonb_set('{"a":1}','{b}','2'), jsonb_set('{"a":1}','{b}','2',false), jsonb_set('[1,2]','{5}','3'),jsonb_set('[1,2]','{-5}','3'),jsonb_set('{"a":[1]}','{a,0}','9'), jsonb_set('{"a":1}','{}','2'), jsonb_set('{"a":1}','{a,b}','2'), jsonb_set('{}','{a,b}','2'), jsonb_set('[]','{0}','1'), jsonb_set('[]','{0}','1',false), jsonb_set('[1,2]','{-1}','[3]',false), jsonb_set('[1,2]','{-5}','3',false)
----
{"a": 1, "b": 2}|{"a": 1}|[1, 2, 3]|[3, 1, 2]|{"a": [9]}|{"a": 1}|{"a": 1}|{}|[1]|[]|[1, [3]]|[1, 2]
SELECT 1

SELECT jsonb_set('3','{a}','2')
----
error 22023 cannot set path in scalar

SELECT jsonb_set('[]','{a}','2')
----
error 22P02 path element at position 1 is not an integer: "a"

SELECT jsonb_set('{"a":1}','{null}','2')
----
error 22004 path element at position 1 is null

SELECT jsonb_set('{"a":[]}','{a,null}','2')
----
error 22004 path element at position 2 is null

SELECT jsonb_set('{"a":1}',NULL,'2'), jsonb_set(NULL,'{a}','2')
----
NULL|NULL
SELECT 1

SELECT jsonb_insert('{"a":[0,1]}','{a,1}','"n"'), jsonb_insert('{"a":[0,1]}','{a,1}','"n"',true), jsonb_insert('{"a":[0,1]}','{a,9}','"n"',true), jsonb_insert('{"a":[0,1]}','{a,-9}','"n"',true), jsonb_insert('{"a":1}','{b}','2'), jsonb_insert('{"a":[0,1]}','{a,-1}','"n"',true), jsonb_insert('[]','{0}','1')
----
{"a": [0, "n", 1]}|{"a": [0, 1, "n"]}|{"a": [0, 1, "n"]}|{"a": ["n", 0, 1]}|{"a": 1, "b": 2}|{"a": [0, 1, "n"]}|[1]
SELECT 1

SELECT jsonb_insert('{"a":1}','{a}','2')
----
error 22023 cannot replace existing key; ; Try using the function jsonb_set to replace key value.

SELECT jsonb_set_lax('{"a":1}','{a}',null), jsonb_set_lax('{"a":1}','{a}',null,true,'delete_key'), jsonb_set_lax('{"a":1}','{a}',null,true,'return_target'), jsonb_set_lax('{"a":1}','{b}',null,false), jsonb_set_lax('{"a":1}','{a}','3')
----
{"a": null}|{}|{"a": 1}|{"a": 1}|{"a": 3}
SELECT 1

SELECT jsonb_set_lax('{"a":1}','{a}',null,true,'raise_exception')
----
error 22004 JSON value must not be null; Exception was raised because null_value_treatment is "raise_exception".; To avoid, either change the null_value_treatment argument or ensure that an SQL NULL is not passed.

SELECT jsonb_set_lax('{"a":1}','{a}',null,true,null)
----
error 22023 null_value_treatment must be "delete_key", "return_target", "use_json_null", or "raise_exception"

SELECT jsonb_set_lax('{"a":1}','{a}',null,true,'foo')
----
error 22023 null_value_treatment must be "delete_key", "return_target", "use_json_null", or "raise_exception"

SELECT jsonb_set_lax('{"a":1}','{a}','3',true,'foo'), jsonb_set_lax('{"a":1}',null,'3')
----
{"a": 3}|NULL
SELECT 1

SELECT jsonb_array_length('{}')
----
error 22023 cannot get array length of a non-array

SELECT jsonb_array_length('3')
----
error 22023 cannot get array length of a scalar

SELECT json_array_length('{}')
----
error 22023 cannot get array length of a non-array

SELECT json_array_length('3')
----
error 22023 cannot get array length of a scalar

SELECT json_array_length('[1,[2,3]]'), jsonb_array_length('[1,[2,3]]'), jsonb_array_length('[]'), json_array_length('[]')
----
2|2|0|0
SELECT 1

SELECT jsonb_array_elements('{}')
----
error 22023 cannot extract elements from an object

SELECT jsonb_array_elements('3')
----
error 22023 cannot extract elements from a scalar

SELECT jsonb_array_elements_text('3')
----
error 22023 cannot extract elements from a scalar

SELECT json_array_elements('{}')
----
error 22023 cannot call json_array_elements on a non-array

SELECT json_array_elements('3')
----
error 22023 cannot call json_array_elements on a scalar

SELECT json_array_elements_text('3')
----
error 22023 cannot call json_array_elements_text on a scalar

SELECT * FROM jsonb_array_elements('[1,"a",null,[2]]')
----
"a"
1
[2]
null
SELECT 4

SELECT * FROM jsonb_array_elements_text('[1,"a",null,[2, 3]]')
----
1
NULL
[2, 3]
a
SELECT 4

SELECT * FROM json_array_elements('[1,"a",null,[2,  3]]')
----
"a"
1
[2,  3]
null
SELECT 4

SELECT value FROM json_array_elements_text('[1,"a\n",null,[2,  3]]')
----
1
NULL
[2,  3]
a\n
SELECT 4

SELECT jsonb_array_elements('[1,2]') AS x, generate_series(1,2)
----
1|1
2|2
SELECT 2

SELECT * FROM jsonb_array_elements('[1,2]') WITH ORDINALITY AS t(v, n) ORDER BY n DESC
----
2|2
1|1
SELECT 2

SELECT jsonb_each('[]')
----
error 22023 cannot call jsonb_each on a non-object

SELECT jsonb_each('3')
----
error 22023 cannot call jsonb_each on a non-object

SELECT jsonb_each_text('3')
----
error 22023 cannot call jsonb_each_text on a non-object

SELECT json_each('[]')
----
error 22023 cannot deconstruct an array as an object

SELECT json_each('3')
----
error 22023 cannot deconstruct a scalar

SELECT json_each_text('3')
----
error 22023 cannot deconstruct a scalar

SELECT * FROM jsonb_each('{"b":1,"aa":[1],"c":null}') ORDER BY key
----
aa|[1]
b|1
c|null
SELECT 3

SELECT * FROM jsonb_each_text('{"b":1,"aa":[1],"c":null,"d":"x"}') ORDER BY key
----
aa|[1]
b|1
c|NULL
d|x
SELECT 4

SELECT * FROM json_each('{"b":1,"aa":[1],"c":null, "b":2}')
----
aa|[1]
b|1
b|2
c|null
SELECT 4

SELECT * FROM json_each_text('{"b":1,"aa":[1],"c":null,"d":"x"}')
----
aa|[1]
b|1
c|NULL
d|x
SELECT 4

SELECT jsonb_each('{"b":1,"aa":[1]}')
----
(aa,[1])
(b,1)
SELECT 2

SELECT (jsonb_each('{"b":1,"aa":[1]}')).key
----
aa
b
SELECT 2

SELECT jsonb_object_keys('[]')
----
error 22023 cannot call jsonb_object_keys on an array

SELECT jsonb_object_keys('3')
----
error 22023 cannot call jsonb_object_keys on a scalar

SELECT json_object_keys('[]')
----
error 22023 cannot call json_object_keys on an array

SELECT json_object_keys('3')
----
error 22023 cannot call json_object_keys on a scalar

SELECT jsonb_object_keys('{"b":1,"aa":[1],"b":2}')
----
aa
b
SELECT 2

SELECT json_object_keys('{"b":1,"aa":[1],"b":2}')
----
aa
b
b
SELECT 3

SELECT json_object('{a,b,c}')
----
error 2202E array must have even number of elements

SELECT json_object('{a,1,b,null}'), json_object('{{a,1},{b,2}}'), jsonb_object('{a,1,b,null}'), json_object('{a,b}','{1,2}'), jsonb_object('{}'), json_object('{}','{}'), jsonb_object('{a,b,a}','{1,NULL,3}')
----
{"a" : "1", "b" : null}|{"a" : "1", "b" : "2"}|{"a": "1", "b": null}|{"a" : "1", "b" : "2"}|{}|{}|{"a": "3", "b": null}
SELECT 1

SELECT json_object('{{a,1,3},{b,2,3}}')
----
error 2202E array must have two columns

SELECT json_object('{{{a,1},{b,2}}}')
----
error 2202E wrong number of array subscripts

SELECT json_object('{a,b}','{1}')
----
error 2202E mismatched array dimensions

SELECT json_object('{{a,b}}','{1}')
----
error 2202E wrong number of array subscripts

SELECT json_object('{a,null}','{1,2}')
----
error 22004 null value not allowed for object key

SELECT json_object('{null,1}')
----
error 22004 null value not allowed for object key

SELECT jsonb_object('{null,1}')
----
error 22004 null value not allowed for object key

SELECT jsonb_build_object('a')
----
error 22023 argument list must have even number of elements; ; The arguments of jsonb_build_object() must consist of alternating keys and values.

SELECT jsonb_build_object(null,1)
----
error 22023 argument 1: key must not be null

SELECT json_build_object(null,1)
----
error 22023 argument 1 cannot be null; ; Object keys should be text.

SELECT jsonb_build_object(array[1],1)
----
error 22023 key value must be scalar, not array, composite, or json

SELECT json_build_object('{"a":1}'::json,1)
----
error 22023 key value must be scalar, not array, composite, or json

SELECT jsonb_build_object('{"a":1}'::jsonb,1)
----
error 22023 key value must be scalar, not array, composite, or json

SELECT jsonb_build_object(row(1,2),1)
----
error 22023 key value must be scalar, not array, composite, or json

SELECT json_build_object(row(1,2),1)
----
error 22023 key value must be scalar, not array, composite, or json

SELECT jsonb_build_object('a',1,'b',1.5,'c',null,'d',array[1,2],'e',row(1,'x'),'f','2020-01-01'::date,'g',true), jsonb_build_array(), json_build_object('a',row(1,'x'),'b',array[row(1,2)]), jsonb_build_object(), json_build_array(), json_build_object()
----
{"a": 1, "b": 1.5, "c": null, "d": [1, 2], "e": {"f1": 1, "f2": "x"}, "f": "2020-01-01", "g": true}|[]|{"a" : {"f1":1,"f2":"x"}, "b" : [{"f1":1,"f2":2}]}|{}|[]|{}
SELECT 1

SELECT jsonb_build_array(1,'a',null,2.50,true,'{"x":1}'::jsonb,'[1]'::json,'1 day'::interval,'\x01'::bytea,1.5::float8,'inf'::float8), json_build_array(1,'a',null,2.50,true,'{"x":1}'::jsonb,'[1,2]'::json,'1 day'::interval,'\x01'::bytea,1.5::float4)
----
[1, "a", null, 2.50, true, {"x": 1}, [1], "1 day", "\\x01", 1.5, "Infinity"]|[1, "a", null, 2.50, true, {"x": 1}, [1,2], "1 day", "\\x01", 1.5]
SELECT 1

SELECT jsonb_build_array(VARIADIC '{1,2,NULL}'::int[]), json_build_array(VARIADIC ARRAY['a','b']), jsonb_build_object(VARIADIC ARRAY['a','b']), jsonb_build_array(ARRAY[1,2]), jsonb_build_array(VARIADIC NULL::int[])
----
[1, 2, null]|["a", "b"]|{"a": "b"}|[[1, 2]]|NULL
SELECT 1

SELECT jsonb_build_object(1, 2, true, 3, '2020-01-01'::date, 4, 1.5, 5), json_build_object(1, 2, true, 3, '2020-01-01'::date, 4, 1.5, 5)
----
{"1": 2, "1.5": 5, "true": 3, "2020-01-01": 4}|{"1" : 2, "true" : 3, "2020-01-01" : 4, "1.5" : 5}
SELECT 1

SELECT jsonb_pretty('{"a":{"b":[1,2,{"c":4},[],{}]}}'), jsonb_pretty('1'), jsonb_pretty('[]')
----
{\n    "a": {\n        "b": [\n            1,\n            2,\n            {\n                "c": 4\n            },\n            [\n            ],\n            {\n            }\n        ]\n    }\n}|1|[\n]
SELECT 1

SELECT jsonb_strip_nulls('{"a":null,"b":[null,{"c":null}]}'), json_strip_nulls('{"a": null ,"b":[null,{"c":null, "d" : 1.50}], "e\n":"f\t"}'), json_strip_nulls('[ 1, null ]'), json_strip_nulls('null'), jsonb_strip_nulls('null')
----
{"b": [null, {}]}|{"b":[null,{"d":1.50}],"e\n":"f\t"}|[1,null]|null|null
SELECT 1

SELECT jsonb_typeof('1'), jsonb_typeof('null'), json_typeof(' {}'), json_typeof('[]'), jsonb_typeof('"a"'), jsonb_typeof('true'), json_typeof('-3'), jsonb_typeof('[]'), jsonb_typeof('{}'), json_typeof('false')
----
number|null|object|array|string|boolean|number|array|object|boolean
SELECT 1

SELECT row_to_json(row(1,'a',null)), row_to_json(row(1,'a'),true), array_to_json('{{1,2},{3,4}}'::int[]), array_to_json('{{1,2},{3,4}}'::int[],true), array_to_json(array['a',null]), row_to_json(row(1,row(2,3)),true), array_to_json('{}'::int[])
----
{"f1":1,"f2":"a","f3":null}|{"f1":1,\n "f2":"a"}|[[1,2],[3,4]]|[[1,2],\n [3,4]]|["a",null]|{"f1":1,\n "f2":{"f1":2,"f2":3}}|[]
SELECT 1

SELECT to_jsonb('a"b'::text), to_jsonb(1.50), to_jsonb('NaN'::numeric), to_jsonb(1e20::float8), to_jsonb('1 day'::interval), to_jsonb('{"a" :1}'::json), to_jsonb('x'::varchar), to_jsonb(null::int), to_jsonb('{"a":1}'::jsonb), to_jsonb(ARRAY[[1,2],[3,4]]), to_jsonb(row(1,2)), to_jsonb('2020-01-02 03:04:05.5+00'::timestamptz), to_jsonb('infinity'::date), to_jsonb(true)
----
"a\"b"|1.50|"NaN"|100000000000000000000|"1 day"|{"a": 1}|"x"|NULL|{"a": 1}|[[1, 2], [3, 4]]|{"f1": 1, "f2": 2}|"2020-01-02T03:04:05.5+00:00"|"infinity"|true
SELECT 1

SELECT to_json('{"a" :1}'::json), to_json('{"a" :1}'::jsonb), to_json(row(1,'x')), to_json(ARRAY[row(1,2)]), to_json('2020-01-02 03:04:05.5'::timestamp)
----
{"a" :1}|{"a": 1}|{"f1":1,"f2":"x"}|[{"f1":1,"f2":2}]|"2020-01-02T03:04:05.5"
SELECT 1

SELECT json_agg(x), jsonb_agg(x), json_object_agg(x,x+1), jsonb_object_agg(x,x+1) FROM generate_series(1,3) x
----
[1, 2, 3]|[1, 2, 3]|{ "1" : 2, "2" : 3, "3" : 4 }|{"1": 2, "2": 3, "3": 4}
SELECT 1

SELECT json_agg(x), jsonb_agg(x), json_object_agg(x,x+1), jsonb_object_agg(x,x+1) FROM generate_series(1,0) x
----
NULL|NULL|NULL|NULL
SELECT 1

SELECT json_agg(x ORDER BY x DESC), jsonb_agg(DISTINCT x % 2), jsonb_agg(x) FILTER (WHERE x > 1), jsonb_object_agg('k', x ORDER BY x) FROM generate_series(1,3) x
----
[3, 2, 1]|[0, 1]|[2, 3]|{"k": 3}
SELECT 1

SELECT json_object_agg(null::text, 1)
----
error 22023 field name must not be null

SELECT jsonb_object_agg(null::text, 1)
----
error 22023 field name must not be null

SELECT json_agg(t), jsonb_agg(t), json_agg(row(t.x)) FROM (VALUES (1,'a'),(2,null)) t(x,y)
----
[{"x":1,"y":"a"}, \n {"x":2,"y":null}]|[{"x": 1, "y": "a"}, {"x": 2, "y": null}]|[{"f1":1}, \n {"f1":2}]
SELECT 1

SELECT row_to_json(t), to_jsonb(t) FROM (VALUES (1,'a'),(2,null)) t(x,y) ORDER BY x
----
{"x":1,"y":"a"}|{"x": 1, "y": "a"}
{"x":2,"y":null}|{"x": 2, "y": null}
SELECT 2

SELECT row_to_json(t) FROM (SELECT 1 AS a, ARRAY[1,2] AS b, '{"c":1}'::jsonb AS c) t
----
{"a":1,"b":[1,2],"c":{"c": 1}}
SELECT 1

SELECT g, jsonb_agg(x) OVER (PARTITION BY g ORDER BY x) FROM (VALUES (1,1),(1,2),(2,3)) v(g,x) ORDER BY g, x
----
1|[1]
1|[1, 2]
2|[3]
SELECT 3

SELECT jsonb_object_agg(array[1], 1)
----
error 22023 key value must be scalar, not array, composite, or json

SELECT json_object_agg(array[1], 1)
----
error 22023 key value must be scalar, not array, composite, or json

SELECT jsonb_agg(jsonb_build_object('a', x)) FROM generate_series(1, 3) x
----
[{"a": 1}, {"a": 2}, {"a": 3}]
SELECT 1

SELECT '1'::jsonb::int, '1.5'::jsonb::int, '2.5'::jsonb::numeric, 'true'::jsonb::bool, '1e3'::jsonb::float8, '7'::jsonb::int2, '7'::jsonb::int8, '1.5'::jsonb::float4
----
1|2|2.5|t|1000|7|7|1.5
SELECT 1

SELECT '100000'::jsonb::int2
----
error 22003 smallint out of range

SELECT '[]'::jsonb::int
----
error 22023 cannot cast jsonb array to type integer

SELECT '{}'::jsonb::int
----
error 22023 cannot cast jsonb object to type integer

SELECT 'null'::jsonb::bool
----
error 22023 cannot cast jsonb null to type boolean

SELECT '"a"'::jsonb::bool
----
error 22023 cannot cast jsonb string to type boolean

SELECT '1'::jsonb::bool
----
error 22023 cannot cast jsonb numeric to type boolean

SELECT 'true'::jsonb::int
----
error 22023 cannot cast jsonb boolean to type integer

SELECT '{"a" : 1}'::json::jsonb, '{"a": 1}'::jsonb::json, '{"a" : 1}'::text::jsonb, '{"a" : 1}'::jsonb::text, '{"a" : 1}'::varchar::json, '"x"'::jsonb::varchar(2)
----
{"a": 1}|{"a": 1}|{"a": 1}|{"a": 1}|{"a" : 1}|"x
SELECT 1

SELECT 1::jsonb
----
error 42846 cannot cast type integer to jsonb

SELECT true::json
----
error 42846 cannot cast type boolean to json

SELECT '1'::jsonb = 1
----
error 42883 operator does not exist: jsonb = integer; ; No operator matches the given name and argument types. You might need to add explicit type casts.

SELECT '1'::json = '1'::json
----
error 42883 operator does not exist: json = json; ; No operator matches the given name and argument types. You might need to add explicit type casts.

SELECT DISTINCT '1'::json
----
error 42883 could not identify an equality operator for type json

SELECT '1'::json < '2'::json
----
error 42883 operator does not exist: json < json; ; No operator matches the given name and argument types. You might need to add explicit type casts.

SELECT '{"a":1}'::jsonb || 'x'
----
error 22P02 invalid input syntax for type json; Token "x" is invalid.

SELECT '{"a":1}'::jsonb || NULL
----
NULL
SELECT 1

SELECT json '{"a":1}' || json '{"b":1}'
----
error 42883 operator does not exist: json || json; ; No operator matches the given name and argument types. You might need to add explicit type casts.

SELECT json '{"a":1}' ? 'a'
----
error 42883 operator does not exist: json ? unknown; ; No operator matches the given name and argument types. You might need to add explicit type casts.

SELECT coalesce(NULL::jsonb, '{}'), nullif('1'::jsonb, '1.0'), greatest('1'::jsonb, '"a"', '[]'), least('{}'::jsonb, 'null')
----
{}|NULL|1|null
SELECT 1

SELECT CASE WHEN true THEN '{"a":1}'::jsonb ELSE '[]' END, '{"a":1}'::jsonb IS NULL, '{}'::jsonb IS DISTINCT FROM '[]'
----
{"a": 1}|f|t
SELECT 1

SELECT '{"a": 1}'::jsonb IN ('{"a": 1.0}', '2'), '{"a": 1}'::jsonb = ANY (ARRAY['{"a": 1}', '[]']::jsonb[]), array_position(ARRAY['1','2']::jsonb[], '2.0')
----
t|t|2
SELECT 1

SELECT array_agg(j ORDER BY j) FROM (VALUES ('1'::jsonb), ('"a"'), ('[]'), ('{}'), ('null'), ('[1]'), ('true')) v(j)
----
{[],"null","\"a\"",1,true,[1],"{}"}
SELECT 1

SELECT pg_typeof('{}'::jsonb), pg_typeof('{}'::jsonb -> 'a'), pg_typeof('{}'::jsonb ->> 'a'), pg_typeof(to_json(1)), pg_typeof(jsonb_agg(1))
----
jsonb|jsonb|text|json|jsonb
SELECT 1

SELECT oid, typname, typlen, typcategory, typarray, typelem, typinput::text, typstorage FROM pg_type WHERE oid IN (114, 199, 3802, 3807, 4072, 4073) ORDER BY oid
----
114|json|-1|U|199|0|json_in|x
199|_json|-1|A|0|114|array_in|x
3802|jsonb|-1|U|3807|0|jsonb_in|x
3807|_jsonb|-1|A|0|3802|array_in|x
4072|jsonpath|-1|U|4073|0|jsonpath_in|x
4073|_jsonpath|-1|A|0|4072|array_in|x
SELECT 6

SELECT oprname, oprleft::regtype, oprright::regtype, oprresult::regtype, oprcode::oid FROM pg_operator WHERE oprleft = 'jsonb'::regtype ORDER BY 1, 3, 2
----
#-|jsonb|text[]|jsonb|3304
#>|jsonb|text[]|jsonb|3217
#>>|jsonb|text[]|text|3940
-|jsonb|integer|jsonb|3303
-|jsonb|text|jsonb|3302
-|jsonb|text[]|jsonb|3343
->|jsonb|integer|jsonb|3215
->|jsonb|text|jsonb|3478
->>|jsonb|integer|text|3216
->>|jsonb|text|text|3214
<|jsonb|jsonb|boolean|4039
<=|jsonb|jsonb|boolean|4041
<>|jsonb|jsonb|boolean|4038
<@|jsonb|jsonb|boolean|4050
=|jsonb|jsonb|boolean|4043
>|jsonb|jsonb|boolean|4040
>=|jsonb|jsonb|boolean|4042
?|jsonb|text|boolean|4047
?&|jsonb|text[]|boolean|4049
?||jsonb|text[]|boolean|4048
@>|jsonb|jsonb|boolean|4046
@?|jsonb|jsonpath|boolean|4010
@@|jsonb|jsonpath|boolean|4011
|||jsonb|jsonb|jsonb|3301
SELECT 24

SELECT castsource::regtype, casttarget::regtype, castcontext, castmethod FROM pg_cast WHERE castsource = 'jsonb'::regtype OR casttarget = 'jsonb'::regtype ORDER BY 1, 2
----
json|jsonb|a|i
jsonb|boolean|e|f
jsonb|bigint|e|f
jsonb|smallint|e|f
jsonb|integer|e|f
jsonb|json|a|i
jsonb|real|e|f
jsonb|double precision|e|f
jsonb|numeric|e|f
SELECT 9

SELECT oid, proname, pronargs, proretset, provolatile FROM pg_proc WHERE proname LIKE 'json%' AND proname !~ '(transfn|finalfn|recv|tsvector|subscript_handler)' ORDER BY 1
----
321|json_in|1|f|i
322|json_out|1|f|i
324|json_send|1|f|i
1177|jsonb_path_exists_tz|4|f|s
1179|jsonb_path_query_tz|4|t|s
1180|jsonb_path_query_array_tz|4|f|s
2023|jsonb_path_query_first_tz|4|f|s
2030|jsonb_path_match_tz|4|f|s
3175|json_agg|1|f|s
3197|json_object_agg|2|f|s
3198|json_build_array|1|f|s
3199|json_build_array|0|f|s
3200|json_build_object|1|f|s
3201|json_build_object|0|f|s
3202|json_object|1|f|i
3203|json_object|2|f|i
3204|json_to_record|1|f|s
3205|json_to_recordset|1|t|s
3207|jsonb_array_length|1|f|i
3208|jsonb_each|1|t|i
3209|jsonb_populate_record|2|f|s
3210|jsonb_typeof|1|f|i
3214|jsonb_object_field_text|2|f|i
3215|jsonb_array_element|2|f|i
3216|jsonb_array_element_text|2|f|i
3217|jsonb_extract_path|2|f|i
3219|jsonb_array_elements|1|t|i
3261|json_strip_nulls|1|f|i
3262|jsonb_strip_nulls|1|f|i
3263|jsonb_object|1|f|i
3264|jsonb_object|2|f|i
3267|jsonb_agg|1|f|s
3270|jsonb_object_agg|2|f|i
3271|jsonb_build_array|1|f|s
3272|jsonb_build_array|0|f|s
3273|jsonb_build_object|1|f|s
3274|jsonb_build_object|0|f|s
3301|jsonb_concat|2|f|i
3302|jsonb_delete|2|f|i
3303|jsonb_delete|2|f|i
3304|jsonb_delete_path|2|f|i
3305|jsonb_set|4|f|i
3306|jsonb_pretty|1|f|i
3343|jsonb_delete|2|f|i
3416|jsonb_hash_extended|2|f|i
3465|jsonb_array_elements_text|1|t|i
3475|jsonb_populate_recordset|2|t|s
3478|jsonb_object_field|2|f|i
3490|jsonb_to_record|1|f|s
3491|jsonb_to_recordset|1|t|s
3579|jsonb_insert|4|f|i
3803|jsonb_send|1|f|i
3804|jsonb_out|1|f|i
3806|jsonb_in|1|f|i
3931|jsonb_object_keys|1|t|i
3932|jsonb_each_text|1|t|i
3940|jsonb_extract_path_text|2|f|i
3947|json_object_field|2|f|i
3948|json_object_field_text|2|f|i
3949|json_array_element|2|f|i
3950|json_array_element_text|2|f|i
3951|json_extract_path|2|f|i
3953|json_extract_path_text|2|f|i
3955|json_array_elements|1|t|i
3956|json_array_length|1|f|i
3957|json_object_keys|1|t|i
3958|json_each|1|t|i
3959|json_each_text|1|t|i
3960|json_populate_record|3|f|s
3961|json_populate_recordset|3|t|s
3968|json_typeof|1|f|i
3969|json_array_elements_text|1|t|i
4001|jsonpath_in|1|f|i
4003|jsonpath_out|1|f|i
4004|jsonpath_send|1|f|i
4005|jsonb_path_exists|4|f|i
4006|jsonb_path_query|4|t|i
4007|jsonb_path_query_array|4|f|i
4008|jsonb_path_query_first|4|f|i
4009|jsonb_path_match|4|f|i
4010|jsonb_path_exists_opr|2|f|i
4011|jsonb_path_match_opr|2|f|i
4038|jsonb_ne|2|f|i
4039|jsonb_lt|2|f|i
4040|jsonb_gt|2|f|i
4041|jsonb_le|2|f|i
4042|jsonb_ge|2|f|i
4043|jsonb_eq|2|f|i
4044|jsonb_cmp|2|f|i
4045|jsonb_hash|1|f|i
4046|jsonb_contains|2|f|i
4047|jsonb_exists|2|f|i
4048|jsonb_exists_any|2|f|i
4049|jsonb_exists_all|2|f|i
4050|jsonb_contained|2|f|i
5054|jsonb_set_lax|5|f|i
SELECT 96

SELECT length(repeat('[', 6000)::text), jsonb_typeof((repeat('[', 6000) || repeat(']', 6000))::jsonb)
----
6000|array
SELECT 1

SELECT md5(repeat('x', 3)::text), (SELECT jsonb_object_agg(k::text, repeat('v', k)) FROM generate_series(1, 40) k) -> '40', (SELECT count(*) FROM jsonb_object_keys((SELECT jsonb_object_agg(k::text, k) FROM generate_series(1, 1000) k)))
----
f561aaf6ef0bf14d4208bb46a4ccb3ad|"vvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvv"|1000
SELECT 1

SELECT (SELECT jsonb_object_agg('key' || k, jsonb_build_array(k, k::text)) FROM generate_series(1, 20000) k) #>> '{key19999,1}'
----
19999
SELECT 1

SELECT jsonb_object_agg(k % 10, k ORDER BY k) FROM generate_series(1, 100) k
----
{"0": 100, "1": 91, "2": 92, "3": 93, "4": 94, "5": 95, "6": 96, "7": 97, "8": 98, "9": 99}
SELECT 1

SELECT jsonb '{"a":1,"b":{"a":2,"a":3}}' || '{"b":{}}', jsonb '{"a":{"x":1,"x":2},"a":{"y":1}}'
----
{"a": 1, "b": {}}|{"a": {"y": 1}}
SELECT 1

SELECT min(d::text), max(length(d::text)) FROM (SELECT to_jsonb(k) d FROM generate_series(1, 10) k) t
----
1|2
SELECT 1
