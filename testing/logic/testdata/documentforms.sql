# json and jsonb: operators, path language, building, taking apart; ranges, networks, text search, money, shapes. Errors are told whole.
SELECT '{"a": {"b": [1, 2, {"c": null}]}, "d": "x", "e": 1.50}'::json::text, '{"a": {"b": [1, 2, {"c": null}]}, "d": "x", "e": 1.50}'::jsonb::text, json_typeof('{"a": {"b": [1, 2, {"c": null}]}, "d": "x", "e": 1.50}'), jsonb_typeof('{"a": {"b": [1, 2, {"c": null}]}, "d": "x", "e": 1.50}'), jsonb_pretty('{"a": {"b": [1, 2, {"c": null}]}, "d": "x", "e": 1.50}');
----
{"a": {"b": [1, 2, {"c": null}]}, "d": "x", "e": 1.50}|{"a": {"b": [1, 2, {"c": null}]}, "d": "x", "e": 1.50}|object|object|{\n    "a": {\n        "b": [\n            1,\n            2,\n            {\n                "c": null\n            }\n        ]\n    },\n    "d": "x",\n    "e": 1.50\n}
SELECT 1

SELECT '{"a": {"b": [1, 2, {"c": null}]}, "d": "x", "e": 1.50}'::jsonb -> 'a', '{"a": {"b": [1, 2, {"c": null}]}, "d": "x", "e": 1.50}'::jsonb -> 0, '{"a": {"b": [1, 2, {"c": null}]}, "d": "x", "e": 1.50}'::jsonb -> -1, '{"a": {"b": [1, 2, {"c": null}]}, "d": "x", "e": 1.50}'::jsonb ->> 'd', '{"a": {"b": [1, 2, {"c": null}]}, "d": "x", "e": 1.50}'::jsonb #> '{a,b,2}', '{"a": {"b": [1, 2, {"c": null}]}, "d": "x", "e": 1.50}'::jsonb #>> '{1,0}', '{"a": {"b": [1, 2, {"c": null}]}, "d": "x", "e": 1.50}'::jsonb #> '{}', '{"a": {"b": [1, 2, {"c": null}]}, "d": "x", "e": 1.50}'::jsonb ? 'a', '{"a": {"b": [1, 2, {"c": null}]}, "d": "x", "e": 1.50}'::jsonb ? 's', '{"a": {"b": [1, 2, {"c": null}]}, "d": "x", "e": 1.50}'::jsonb ?| '{a,k}', '{"a": {"b": [1, 2, {"c": null}]}, "d": "x", "e": 1.50}'::jsonb ?& '{d,e}';
----
{"b": [1, 2, {"c": null}]}|NULL|NULL|x|{"c": null}|NULL|{"a": {"b": [1, 2, {"c": null}]}, "d": "x", "e": 1.50}|t|f|t|t
SELECT 1

SELECT '{"a": {"b": [1, 2, {"c": null}]}, "d": "x", "e": 1.50}'::json -> 'a', '{"a": {"b": [1, 2, {"c": null}]}, "d": "x", "e": 1.50}'::json -> 0, '{"a": {"b": [1, 2, {"c": null}]}, "d": "x", "e": 1.50}'::json ->> -1, '{"a": {"b": [1, 2, {"c": null}]}, "d": "x", "e": 1.50}'::json #> '{a,b}', '{"a": {"b": [1, 2, {"c": null}]}, "d": "x", "e": 1.50}'::json #>> '{a,b,2,c}';
----
{"b": [1, 2, {"c": null}]}|NULL|NULL|[1, 2, {"c": null}]|NULL
SELECT 1

SELECT '{"a": {"b": [1, 2, {"c": null}]}, "d": "x", "e": 1.50}'::jsonb - 'd';
----
{"a": {"b": [1, 2, {"c": null}]}, "e": 1.50}
SELECT 1

SELECT '{"a": {"b": [1, 2, {"c": null}]}, "d": "x", "e": 1.50}'::jsonb - 0;
----
error 22023 cannot delete from object using integer index

SELECT '{"a": {"b": [1, 2, {"c": null}]}, "d": "x", "e": 1.50}'::jsonb - -1;
----
error 22023 cannot delete from object using integer index

SELECT '{"a": {"b": [1, 2, {"c": null}]}, "d": "x", "e": 1.50}'::jsonb - '{a,s}'::text[];
----
{"d": "x", "e": 1.50}
SELECT 1

SELECT '{"a": {"b": [1, 2, {"c": null}]}, "d": "x", "e": 1.50}'::jsonb #- '{a,b,0}';
----
{"a": {"b": [2, {"c": null}]}, "d": "x", "e": 1.50}
SELECT 1

SELECT '{"a": {"b": [1, 2, {"c": null}]}, "d": "x", "e": 1.50}'::jsonb #- '{1,-1}';
----
{"a": {"b": [1, 2, {"c": null}]}, "d": "x", "e": 1.50}
SELECT 1

SELECT '{"a": {"b": [1, 2, {"c": null}]}, "d": "x", "e": 1.50}'::jsonb || '{"z": 1}';
----
{"a": {"b": [1, 2, {"c": null}]}, "d": "x", "e": 1.50, "z": 1}
SELECT 1

SELECT '{"a": {"b": [1, 2, {"c": null}]}, "d": "x", "e": 1.50}'::jsonb || '[9]';
----
[{"a": {"b": [1, 2, {"c": null}]}, "d": "x", "e": 1.50}, 9]
SELECT 1

SELECT '{"a": {"b": [1, 2, {"c": null}]}, "d": "x", "e": 1.50}'::jsonb || '5';
----
[{"a": {"b": [1, 2, {"c": null}]}, "d": "x", "e": 1.50}, 5]
SELECT 1

SELECT '{"a": {"b": [1, 2, {"c": null}]}, "d": "x", "e": 1.50}'::jsonb || 'null';
----
[{"a": {"b": [1, 2, {"c": null}]}, "d": "x", "e": 1.50}, null]
SELECT 1

SELECT jsonb_array_length('{"a": {"b": [1, 2, {"c": null}]}, "d": "x", "e": 1.50}');
----
error 22023 cannot get array length of a non-array

SELECT jsonb_object_keys('{"a": {"b": [1, 2, {"c": null}]}, "d": "x", "e": 1.50}');
----
a
d
e
SELECT 3

SELECT jsonb_each('{"a": {"b": [1, 2, {"c": null}]}, "d": "x", "e": 1.50}');
----
(a,"{""b"": [1, 2, {""c"": null}]}")
(d,"""x""")
(e,1.50)
SELECT 3

SELECT jsonb_each_text('{"a": {"b": [1, 2, {"c": null}]}, "d": "x", "e": 1.50}');
----
(a,"{""b"": [1, 2, {""c"": null}]}")
(d,x)
(e,1.50)
SELECT 3

SELECT jsonb_array_elements('{"a": {"b": [1, 2, {"c": null}]}, "d": "x", "e": 1.50}');
----
error 22023 cannot extract elements from an object

SELECT jsonb_array_elements_text('{"a": {"b": [1, 2, {"c": null}]}, "d": "x", "e": 1.50}');
----
error 22023 cannot extract elements from an object

SELECT jsonb_strip_nulls('{"a": {"b": [1, 2, {"c": null}]}, "d": "x", "e": 1.50}');
----
{"a": {"b": [1, 2, {}]}, "d": "x", "e": 1.50}
SELECT 1

SELECT json_strip_nulls('{"a": {"b": [1, 2, {"c": null}]}, "d": "x", "e": 1.50}');
----
{"a":{"b":[1,2,{}]},"d":"x","e":1.50}
SELECT 1

SELECT json_array_length('{"a": {"b": [1, 2, {"c": null}]}, "d": "x", "e": 1.50}');
----
error 22023 cannot get array length of a non-array

SELECT json_each('{"a": {"b": [1, 2, {"c": null}]}, "d": "x", "e": 1.50}');
----
(a,"{""b"": [1, 2, {""c"": null}]}")
(d,"""x""")
(e,1.50)
SELECT 3

SELECT json_array_elements_text('{"a": {"b": [1, 2, {"c": null}]}, "d": "x", "e": 1.50}');
----
error 22023 cannot call json_array_elements_text on a non-array

SELECT jsonb_set('{"a": {"b": [1, 2, {"c": null}]}, "d": "x", "e": 1.50}', '{a,b,0}', '9');
----
{"a": {"b": [9, 2, {"c": null}]}, "d": "x", "e": 1.50}
SELECT 1

SELECT jsonb_set('{"a": {"b": [1, 2, {"c": null}]}, "d": "x", "e": 1.50}', '{z}', '9', false);
----
{"a": {"b": [1, 2, {"c": null}]}, "d": "x", "e": 1.50}
SELECT 1

SELECT jsonb_set('{"a": {"b": [1, 2, {"c": null}]}, "d": "x", "e": 1.50}', '{1,5}', '9');
----
{"a": {"b": [1, 2, {"c": null}]}, "d": "x", "e": 1.50}
SELECT 1

SELECT jsonb_set('{"a": {"b": [1, 2, {"c": null}]}, "d": "x", "e": 1.50}', '{-1}', '9');
----
{"a": {"b": [1, 2, {"c": null}]}, "d": "x", "e": 1.50, "-1": 9}
SELECT 1

SELECT jsonb_insert('{"a": {"b": [1, 2, {"c": null}]}, "d": "x", "e": 1.50}', '{a,b,1}', '9');
----
{"a": {"b": [1, 9, 2, {"c": null}]}, "d": "x", "e": 1.50}
SELECT 1

SELECT jsonb_insert('{"a": {"b": [1, 2, {"c": null}]}, "d": "x", "e": 1.50}', '{1}', '9', true);
----
{"1": 9, "a": {"b": [1, 2, {"c": null}]}, "d": "x", "e": 1.50}
SELECT 1

SELECT jsonb_insert('{"a": {"b": [1, 2, {"c": null}]}, "d": "x", "e": 1.50}', '{d}', '9');
----
error 22023 cannot replace existing key; ; Try using the function jsonb_set to replace key value.

SELECT jsonb_set_lax('{"a": {"b": [1, 2, {"c": null}]}, "d": "x", "e": 1.50}', '{d}', NULL, true, 'delete_key');
----
{"a": {"b": [1, 2, {"c": null}]}, "e": 1.50}
SELECT 1

SELECT jsonb_path_query_array('{"a": {"b": [1, 2, {"c": null}]}, "d": "x", "e": 1.50}', '$.**');
----
[{"a": {"b": [1, 2, {"c": null}]}, "d": "x", "e": 1.50}, {"b": [1, 2, {"c": null}]}, [1, 2, {"c": null}], 1, 2, {"c": null}, null, "x", 1.50]
SELECT 1

SELECT ('{"a": {"b": [1, 2, {"c": null}]}, "d": "x", "e": 1.50}'::jsonb)::int;
----
error 22023 cannot cast jsonb object to type integer

SELECT ('{"a": {"b": [1, 2, {"c": null}]}, "d": "x", "e": 1.50}'::jsonb)::text;
----
{"a": {"b": [1, 2, {"c": null}]}, "d": "x", "e": 1.50}
SELECT 1

SELECT ('{"a": {"b": [1, 2, {"c": null}]}, "d": "x", "e": 1.50}'::jsonb)::bool;
----
error 22023 cannot cast jsonb object to type boolean

SELECT ('{"a": {"b": [1, 2, {"c": null}]}, "d": "x", "e": 1.50}'::jsonb)['a']['b'][0];
----
1
SELECT 1

SELECT ('{"a": {"b": [1, 2, {"c": null}]}, "d": "x", "e": 1.50}'::jsonb)[0];
----
NULL
SELECT 1

SELECT '[1, [2, 3], {"k": "v"}, null, true, "s"]'::json::text, '[1, [2, 3], {"k": "v"}, null, true, "s"]'::jsonb::text, json_typeof('[1, [2, 3], {"k": "v"}, null, true, "s"]'), jsonb_typeof('[1, [2, 3], {"k": "v"}, null, true, "s"]'), jsonb_pretty('[1, [2, 3], {"k": "v"}, null, true, "s"]');
----
[1, [2, 3], {"k": "v"}, null, true, "s"]|[1, [2, 3], {"k": "v"}, null, true, "s"]|array|array|[\n    1,\n    [\n        2,\n        3\n    ],\n    {\n        "k": "v"\n    },\n    null,\n    true,\n    "s"\n]
SELECT 1

SELECT '[1, [2, 3], {"k": "v"}, null, true, "s"]'::jsonb -> 'a', '[1, [2, 3], {"k": "v"}, null, true, "s"]'::jsonb -> 0, '[1, [2, 3], {"k": "v"}, null, true, "s"]'::jsonb -> -1, '[1, [2, 3], {"k": "v"}, null, true, "s"]'::jsonb ->> 'd', '[1, [2, 3], {"k": "v"}, null, true, "s"]'::jsonb #> '{a,b,2}', '[1, [2, 3], {"k": "v"}, null, true, "s"]'::jsonb #>> '{1,0}', '[1, [2, 3], {"k": "v"}, null, true, "s"]'::jsonb #> '{}', '[1, [2, 3], {"k": "v"}, null, true, "s"]'::jsonb ? 'a', '[1, [2, 3], {"k": "v"}, null, true, "s"]'::jsonb ? 's', '[1, [2, 3], {"k": "v"}, null, true, "s"]'::jsonb ?| '{a,k}', '[1, [2, 3], {"k": "v"}, null, true, "s"]'::jsonb ?& '{d,e}';
----
NULL|1|"s"|NULL|NULL|2|[1, [2, 3], {"k": "v"}, null, true, "s"]|f|t|f|f
SELECT 1

SELECT '[1, [2, 3], {"k": "v"}, null, true, "s"]'::json -> 'a', '[1, [2, 3], {"k": "v"}, null, true, "s"]'::json -> 0, '[1, [2, 3], {"k": "v"}, null, true, "s"]'::json ->> -1, '[1, [2, 3], {"k": "v"}, null, true, "s"]'::json #> '{a,b}', '[1, [2, 3], {"k": "v"}, null, true, "s"]'::json #>> '{a,b,2,c}';
----
NULL|1|s|NULL|NULL
SELECT 1

SELECT '[1, [2, 3], {"k": "v"}, null, true, "s"]'::jsonb - 'd';
----
[1, [2, 3], {"k": "v"}, null, true, "s"]
SELECT 1

SELECT '[1, [2, 3], {"k": "v"}, null, true, "s"]'::jsonb - 0;
----
[[2, 3], {"k": "v"}, null, true, "s"]
SELECT 1

SELECT '[1, [2, 3], {"k": "v"}, null, true, "s"]'::jsonb - -1;
----
[1, [2, 3], {"k": "v"}, null, true]
SELECT 1

SELECT '[1, [2, 3], {"k": "v"}, null, true, "s"]'::jsonb - '{a,s}'::text[];
----
[1, [2, 3], {"k": "v"}, null, true]
SELECT 1

SELECT '[1, [2, 3], {"k": "v"}, null, true, "s"]'::jsonb #- '{a,b,0}';
----
error 22P02 path element at position 1 is not an integer: "a"

SELECT '[1, [2, 3], {"k": "v"}, null, true, "s"]'::jsonb #- '{1,-1}';
----
[1, [2], {"k": "v"}, null, true, "s"]
SELECT 1

SELECT '[1, [2, 3], {"k": "v"}, null, true, "s"]'::jsonb || '{"z": 1}';
----
[1, [2, 3], {"k": "v"}, null, true, "s", {"z": 1}]
SELECT 1

SELECT '[1, [2, 3], {"k": "v"}, null, true, "s"]'::jsonb || '[9]';
----
[1, [2, 3], {"k": "v"}, null, true, "s", 9]
SELECT 1

SELECT '[1, [2, 3], {"k": "v"}, null, true, "s"]'::jsonb || '5';
----
[1, [2, 3], {"k": "v"}, null, true, "s", 5]
SELECT 1

SELECT '[1, [2, 3], {"k": "v"}, null, true, "s"]'::jsonb || 'null';
----
[1, [2, 3], {"k": "v"}, null, true, "s", null]
SELECT 1

SELECT jsonb_array_length('[1, [2, 3], {"k": "v"}, null, true, "s"]');
----
6
SELECT 1

SELECT jsonb_object_keys('[1, [2, 3], {"k": "v"}, null, true, "s"]');
----
error 22023 cannot call jsonb_object_keys on an array

SELECT jsonb_each('[1, [2, 3], {"k": "v"}, null, true, "s"]');
----
error 22023 cannot call jsonb_each on a non-object

SELECT jsonb_each_text('[1, [2, 3], {"k": "v"}, null, true, "s"]');
----
error 22023 cannot call jsonb_each_text on a non-object

SELECT jsonb_array_elements('[1, [2, 3], {"k": "v"}, null, true, "s"]');
----
"s"
1
[2, 3]
null
true
{"k": "v"}
SELECT 6

SELECT jsonb_array_elements_text('[1, [2, 3], {"k": "v"}, null, true, "s"]');
----
1
NULL
[2, 3]
s
true
{"k": "v"}
SELECT 6

SELECT jsonb_strip_nulls('[1, [2, 3], {"k": "v"}, null, true, "s"]');
----
[1, [2, 3], {"k": "v"}, null, true, "s"]
SELECT 1

SELECT json_strip_nulls('[1, [2, 3], {"k": "v"}, null, true, "s"]');
----
[1,[2,3],{"k":"v"},null,true,"s"]
SELECT 1

SELECT json_array_length('[1, [2, 3], {"k": "v"}, null, true, "s"]');
----
6
SELECT 1

SELECT json_each('[1, [2, 3], {"k": "v"}, null, true, "s"]');
----
error 22023 cannot deconstruct an array as an object

SELECT json_array_elements_text('[1, [2, 3], {"k": "v"}, null, true, "s"]');
----
1
NULL
[2, 3]
s
true
{"k": "v"}
SELECT 6

SELECT jsonb_set('[1, [2, 3], {"k": "v"}, null, true, "s"]', '{a,b,0}', '9');
----
error 22P02 path element at position 1 is not an integer: "a"

SELECT jsonb_set('[1, [2, 3], {"k": "v"}, null, true, "s"]', '{z}', '9', false);
----
error 22P02 path element at position 1 is not an integer: "z"

SELECT jsonb_set('[1, [2, 3], {"k": "v"}, null, true, "s"]', '{1,5}', '9');
----
[1, [2, 3, 9], {"k": "v"}, null, true, "s"]
SELECT 1

SELECT jsonb_set('[1, [2, 3], {"k": "v"}, null, true, "s"]', '{-1}', '9');
----
[1, [2, 3], {"k": "v"}, null, true, 9]
SELECT 1

SELECT jsonb_insert('[1, [2, 3], {"k": "v"}, null, true, "s"]', '{a,b,1}', '9');
----
error 22P02 path element at position 1 is not an integer: "a"

SELECT jsonb_insert('[1, [2, 3], {"k": "v"}, null, true, "s"]', '{1}', '9', true);
----
[1, [2, 3], 9, {"k": "v"}, null, true, "s"]
SELECT 1

SELECT jsonb_insert('[1, [2, 3], {"k": "v"}, null, true, "s"]', '{d}', '9');
----
error 22P02 path element at position 1 is not an integer: "d"

SELECT jsonb_set_lax('[1, [2, 3], {"k": "v"}, null, true, "s"]', '{d}', NULL, true, 'delete_key');
----
error 22P02 path element at position 1 is not an integer: "d"

SELECT jsonb_path_query_array('[1, [2, 3], {"k": "v"}, null, true, "s"]', '$.**');
----
[[1, [2, 3], {"k": "v"}, null, true, "s"], 1, [2, 3], 2, 3, {"k": "v"}, "v", null, true, "s"]
SELECT 1

SELECT ('[1, [2, 3], {"k": "v"}, null, true, "s"]'::jsonb)::int;
----
error 22023 cannot cast jsonb array to type integer

SELECT ('[1, [2, 3], {"k": "v"}, null, true, "s"]'::jsonb)::text;
----
[1, [2, 3], {"k": "v"}, null, true, "s"]
SELECT 1

SELECT ('[1, [2, 3], {"k": "v"}, null, true, "s"]'::jsonb)::bool;
----
error 22023 cannot cast jsonb array to type boolean

SELECT ('[1, [2, 3], {"k": "v"}, null, true, "s"]'::jsonb)['a']['b'][0];
----
NULL
SELECT 1

SELECT ('[1, [2, 3], {"k": "v"}, null, true, "s"]'::jsonb)[0];
----
1
SELECT 1

SELECT '"str"'::json::text, '"str"'::jsonb::text, json_typeof('"str"'), jsonb_typeof('"str"'), jsonb_pretty('"str"');
----
"str"|"str"|string|string|"str"
SELECT 1

SELECT '"str"'::jsonb -> 'a', '"str"'::jsonb -> 0, '"str"'::jsonb -> -1, '"str"'::jsonb ->> 'd', '"str"'::jsonb #> '{a,b,2}', '"str"'::jsonb #>> '{1,0}', '"str"'::jsonb #> '{}', '"str"'::jsonb ? 'a', '"str"'::jsonb ? 's', '"str"'::jsonb ?| '{a,k}', '"str"'::jsonb ?& '{d,e}';
----
NULL|"str"|"str"|NULL|NULL|NULL|"str"|f|f|f|f
SELECT 1

SELECT '"str"'::json -> 'a', '"str"'::json -> 0, '"str"'::json ->> -1, '"str"'::json #> '{a,b}', '"str"'::json #>> '{a,b,2,c}';
----
NULL|NULL|NULL|NULL|NULL
SELECT 1

SELECT '"str"'::jsonb - 'd';
----
error 22023 cannot delete from scalar

SELECT '"str"'::jsonb - 0;
----
error 22023 cannot delete from scalar

SELECT '"str"'::jsonb - -1;
----
error 22023 cannot delete from scalar

SELECT '"str"'::jsonb - '{a,s}'::text[];
----
error 22023 cannot delete from scalar

SELECT '"str"'::jsonb #- '{a,b,0}';
----
error 22023 cannot delete path in scalar

SELECT '"str"'::jsonb #- '{1,-1}';
----
error 22023 cannot delete path in scalar

SELECT '"str"'::jsonb || '{"z": 1}';
----
["str", {"z": 1}]
SELECT 1

SELECT '"str"'::jsonb || '[9]';
----
["str", 9]
SELECT 1

SELECT '"str"'::jsonb || '5';
----
["str", 5]
SELECT 1

SELECT '"str"'::jsonb || 'null';
----
["str", null]
SELECT 1

SELECT jsonb_array_length('"str"');
----
error 22023 cannot get array length of a scalar

SELECT jsonb_object_keys('"str"');
----
error 22023 cannot call jsonb_object_keys on a scalar

SELECT jsonb_each('"str"');
----
error 22023 cannot call jsonb_each on a non-object

SELECT jsonb_each_text('"str"');
----
error 22023 cannot call jsonb_each_text on a non-object

SELECT jsonb_array_elements('"str"');
----
error 22023 cannot extract elements from a scalar

SELECT jsonb_array_elements_text('"str"');
----
error 22023 cannot extract elements from a scalar

SELECT jsonb_strip_nulls('"str"');
----
"str"
SELECT 1

SELECT json_strip_nulls('"str"');
----
"str"
SELECT 1

SELECT json_array_length('"str"');
----
error 22023 cannot get array length of a scalar

SELECT json_each('"str"');
----
error 22023 cannot deconstruct a scalar

SELECT json_array_elements_text('"str"');
----
error 22023 cannot call json_array_elements_text on a scalar

SELECT jsonb_set('"str"', '{a,b,0}', '9');
----
error 22023 cannot set path in scalar

SELECT jsonb_set('"str"', '{z}', '9', false);
----
error 22023 cannot set path in scalar

SELECT jsonb_set('"str"', '{1,5}', '9');
----
error 22023 cannot set path in scalar

SELECT jsonb_set('"str"', '{-1}', '9');
----
error 22023 cannot set path in scalar

SELECT jsonb_insert('"str"', '{a,b,1}', '9');
----
error 22023 cannot set path in scalar

SELECT jsonb_insert('"str"', '{1}', '9', true);
----
error 22023 cannot set path in scalar

SELECT jsonb_insert('"str"', '{d}', '9');
----
error 22023 cannot set path in scalar

SELECT jsonb_set_lax('"str"', '{d}', NULL, true, 'delete_key');
----
error 22023 cannot delete path in scalar

SELECT jsonb_path_query_array('"str"', '$.**');
----
["str"]
SELECT 1

SELECT ('"str"'::jsonb)::int;
----
error 22023 cannot cast jsonb string to type integer

SELECT ('"str"'::jsonb)::text;
----
"str"
SELECT 1

SELECT ('"str"'::jsonb)::bool;
----
error 22023 cannot cast jsonb string to type boolean

SELECT ('"str"'::jsonb)['a']['b'][0];
----
NULL
SELECT 1

SELECT ('"str"'::jsonb)[0];
----
NULL
SELECT 1

SELECT 'null'::json::text, 'null'::jsonb::text, json_typeof('null'), jsonb_typeof('null'), jsonb_pretty('null');
----
null|null|null|null|null
SELECT 1

SELECT 'null'::jsonb -> 'a', 'null'::jsonb -> 0, 'null'::jsonb -> -1, 'null'::jsonb ->> 'd', 'null'::jsonb #> '{a,b,2}', 'null'::jsonb #>> '{1,0}', 'null'::jsonb #> '{}', 'null'::jsonb ? 'a', 'null'::jsonb ? 's', 'null'::jsonb ?| '{a,k}', 'null'::jsonb ?& '{d,e}';
----
NULL|null|null|NULL|NULL|NULL|null|f|f|f|f
SELECT 1

SELECT 'null'::json -> 'a', 'null'::json -> 0, 'null'::json ->> -1, 'null'::json #> '{a,b}', 'null'::json #>> '{a,b,2,c}';
----
NULL|NULL|NULL|NULL|NULL
SELECT 1

SELECT 'null'::jsonb - 'd';
----
error 22023 cannot delete from scalar

SELECT 'null'::jsonb - 0;
----
error 22023 cannot delete from scalar

SELECT 'null'::jsonb - -1;
----
error 22023 cannot delete from scalar

SELECT 'null'::jsonb - '{a,s}'::text[];
----
error 22023 cannot delete from scalar

SELECT 'null'::jsonb #- '{a,b,0}';
----
error 22023 cannot delete path in scalar

SELECT 'null'::jsonb #- '{1,-1}';
----
error 22023 cannot delete path in scalar

SELECT 'null'::jsonb || '{"z": 1}';
----
[null, {"z": 1}]
SELECT 1

SELECT 'null'::jsonb || '[9]';
----
[null, 9]
SELECT 1

SELECT 'null'::jsonb || '5';
----
[null, 5]
SELECT 1

SELECT 'null'::jsonb || 'null';
----
[null, null]
SELECT 1

SELECT jsonb_array_length('null');
----
error 22023 cannot get array length of a scalar

SELECT jsonb_object_keys('null');
----
error 22023 cannot call jsonb_object_keys on a scalar

SELECT jsonb_each('null');
----
error 22023 cannot call jsonb_each on a non-object

SELECT jsonb_each_text('null');
----
error 22023 cannot call jsonb_each_text on a non-object

SELECT jsonb_array_elements('null');
----
error 22023 cannot extract elements from a scalar

SELECT jsonb_array_elements_text('null');
----
error 22023 cannot extract elements from a scalar

SELECT jsonb_strip_nulls('null');
----
null
SELECT 1

SELECT json_strip_nulls('null');
----
null
SELECT 1

SELECT json_array_length('null');
----
error 22023 cannot get array length of a scalar

SELECT json_each('null');
----
error 22023 cannot deconstruct a scalar

SELECT json_array_elements_text('null');
----
error 22023 cannot call json_array_elements_text on a scalar

SELECT jsonb_set('null', '{a,b,0}', '9');
----
error 22023 cannot set path in scalar

SELECT jsonb_set('null', '{z}', '9', false);
----
error 22023 cannot set path in scalar

SELECT jsonb_set('null', '{1,5}', '9');
----
error 22023 cannot set path in scalar

SELECT jsonb_set('null', '{-1}', '9');
----
error 22023 cannot set path in scalar

SELECT jsonb_insert('null', '{a,b,1}', '9');
----
error 22023 cannot set path in scalar

SELECT jsonb_insert('null', '{1}', '9', true);
----
error 22023 cannot set path in scalar

SELECT jsonb_insert('null', '{d}', '9');
----
error 22023 cannot set path in scalar

SELECT jsonb_set_lax('null', '{d}', NULL, true, 'delete_key');
----
error 22023 cannot delete path in scalar

SELECT jsonb_path_query_array('null', '$.**');
----
[null]
SELECT 1

SELECT ('null'::jsonb)::int;
----
error 22023 cannot cast jsonb null to type integer

SELECT ('null'::jsonb)::text;
----
null
SELECT 1

SELECT ('null'::jsonb)::bool;
----
error 22023 cannot cast jsonb null to type boolean

SELECT ('null'::jsonb)['a']['b'][0];
----
NULL
SELECT 1

SELECT ('null'::jsonb)[0];
----
NULL
SELECT 1

SELECT '{}'::json::text, '{}'::jsonb::text, json_typeof('{}'), jsonb_typeof('{}'), jsonb_pretty('{}');
----
{}|{}|object|object|{\n}
SELECT 1

SELECT '{}'::jsonb -> 'a', '{}'::jsonb -> 0, '{}'::jsonb -> -1, '{}'::jsonb ->> 'd', '{}'::jsonb #> '{a,b,2}', '{}'::jsonb #>> '{1,0}', '{}'::jsonb #> '{}', '{}'::jsonb ? 'a', '{}'::jsonb ? 's', '{}'::jsonb ?| '{a,k}', '{}'::jsonb ?& '{d,e}';
----
NULL|NULL|NULL|NULL|NULL|NULL|{}|f|f|f|f
SELECT 1

SELECT '{}'::json -> 'a', '{}'::json -> 0, '{}'::json ->> -1, '{}'::json #> '{a,b}', '{}'::json #>> '{a,b,2,c}';
----
NULL|NULL|NULL|NULL|NULL
SELECT 1

SELECT '{}'::jsonb - 'd';
----
{}
SELECT 1

SELECT '{}'::jsonb - 0;
----
error 22023 cannot delete from object using integer index

SELECT '{}'::jsonb - -1;
----
error 22023 cannot delete from object using integer index

SELECT '{}'::jsonb - '{a,s}'::text[];
----
{}
SELECT 1

SELECT '{}'::jsonb #- '{a,b,0}';
----
{}
SELECT 1

SELECT '{}'::jsonb #- '{1,-1}';
----
{}
SELECT 1

SELECT '{}'::jsonb || '{"z": 1}';
----
{"z": 1}
SELECT 1

SELECT '{}'::jsonb || '[9]';
----
[{}, 9]
SELECT 1

SELECT '{}'::jsonb || '5';
----
[{}, 5]
SELECT 1

SELECT '{}'::jsonb || 'null';
----
[{}, null]
SELECT 1

SELECT jsonb_array_length('{}');
----
error 22023 cannot get array length of a non-array

SELECT jsonb_object_keys('{}');
----
SELECT 0

SELECT jsonb_each('{}');
----
SELECT 0

SELECT jsonb_each_text('{}');
----
SELECT 0

SELECT jsonb_array_elements('{}');
----
error 22023 cannot extract elements from an object

SELECT jsonb_array_elements_text('{}');
----
error 22023 cannot extract elements from an object

SELECT jsonb_strip_nulls('{}');
----
{}
SELECT 1

SELECT json_strip_nulls('{}');
----
{}
SELECT 1

SELECT json_array_length('{}');
----
error 22023 cannot get array length of a non-array

SELECT json_each('{}');
----
SELECT 0

SELECT json_array_elements_text('{}');
----
error 22023 cannot call json_array_elements_text on a non-array

SELECT jsonb_set('{}', '{a,b,0}', '9');
----
{}
SELECT 1

SELECT jsonb_set('{}', '{z}', '9', false);
----
{}
SELECT 1

SELECT jsonb_set('{}', '{1,5}', '9');
----
{}
SELECT 1

SELECT jsonb_set('{}', '{-1}', '9');
----
{"-1": 9}
SELECT 1

SELECT jsonb_insert('{}', '{a,b,1}', '9');
----
{}
SELECT 1

SELECT jsonb_insert('{}', '{1}', '9', true);
----
{"1": 9}
SELECT 1

SELECT jsonb_insert('{}', '{d}', '9');
----
{"d": 9}
SELECT 1

SELECT jsonb_set_lax('{}', '{d}', NULL, true, 'delete_key');
----
{}
SELECT 1

SELECT jsonb_path_query_array('{}', '$.**');
----
[{}]
SELECT 1

SELECT ('{}'::jsonb)::int;
----
error 22023 cannot cast jsonb object to type integer

SELECT ('{}'::jsonb)::text;
----
{}
SELECT 1

SELECT ('{}'::jsonb)::bool;
----
error 22023 cannot cast jsonb object to type boolean

SELECT ('{}'::jsonb)['a']['b'][0];
----
NULL
SELECT 1

SELECT ('{}'::jsonb)[0];
----
NULL
SELECT 1

SELECT '[]'::json::text, '[]'::jsonb::text, json_typeof('[]'), jsonb_typeof('[]'), jsonb_pretty('[]');
----
[]|[]|array|array|[\n]
SELECT 1

SELECT '[]'::jsonb -> 'a', '[]'::jsonb -> 0, '[]'::jsonb -> -1, '[]'::jsonb ->> 'd', '[]'::jsonb #> '{a,b,2}', '[]'::jsonb #>> '{1,0}', '[]'::jsonb #> '{}', '[]'::jsonb ? 'a', '[]'::jsonb ? 's', '[]'::jsonb ?| '{a,k}', '[]'::jsonb ?& '{d,e}';
----
NULL|NULL|NULL|NULL|NULL|NULL|[]|f|f|f|f
SELECT 1

SELECT '[]'::json -> 'a', '[]'::json -> 0, '[]'::json ->> -1, '[]'::json #> '{a,b}', '[]'::json #>> '{a,b,2,c}';
----
NULL|NULL|NULL|NULL|NULL
SELECT 1

SELECT '[]'::jsonb - 'd';
----
[]
SELECT 1

SELECT '[]'::jsonb - 0;
----
[]
SELECT 1

SELECT '[]'::jsonb - -1;
----
[]
SELECT 1

SELECT '[]'::jsonb - '{a,s}'::text[];
----
[]
SELECT 1

SELECT '[]'::jsonb #- '{a,b,0}';
----
[]
SELECT 1

SELECT '[]'::jsonb #- '{1,-1}';
----
[]
SELECT 1

SELECT '[]'::jsonb || '{"z": 1}';
----
[{"z": 1}]
SELECT 1

SELECT '[]'::jsonb || '[9]';
----
[9]
SELECT 1

SELECT '[]'::jsonb || '5';
----
[5]
SELECT 1

SELECT '[]'::jsonb || 'null';
----
[null]
SELECT 1

SELECT jsonb_array_length('[]');
----
0
SELECT 1

SELECT jsonb_object_keys('[]');
----
error 22023 cannot call jsonb_object_keys on an array

SELECT jsonb_each('[]');
----
error 22023 cannot call jsonb_each on a non-object

SELECT jsonb_each_text('[]');
----
error 22023 cannot call jsonb_each_text on a non-object

SELECT jsonb_array_elements('[]');
----
SELECT 0

SELECT jsonb_array_elements_text('[]');
----
SELECT 0

SELECT jsonb_strip_nulls('[]');
----
[]
SELECT 1

SELECT json_strip_nulls('[]');
----
[]
SELECT 1

SELECT json_array_length('[]');
----
0
SELECT 1

SELECT json_each('[]');
----
error 22023 cannot deconstruct an array as an object

SELECT json_array_elements_text('[]');
----
SELECT 0

SELECT jsonb_set('[]', '{a,b,0}', '9');
----
error 22P02 path element at position 1 is not an integer: "a"

SELECT jsonb_set('[]', '{z}', '9', false);
----
[]
SELECT 1

SELECT jsonb_set('[]', '{1,5}', '9');
----
[]
SELECT 1

SELECT jsonb_set('[]', '{-1}', '9');
----
[9]
SELECT 1

SELECT jsonb_insert('[]', '{a,b,1}', '9');
----
error 22P02 path element at position 1 is not an integer: "a"

SELECT jsonb_insert('[]', '{1}', '9', true);
----
[9]
SELECT 1

SELECT jsonb_insert('[]', '{d}', '9');
----
error 22P02 path element at position 1 is not an integer: "d"

SELECT jsonb_set_lax('[]', '{d}', NULL, true, 'delete_key');
----
[]
SELECT 1

SELECT jsonb_path_query_array('[]', '$.**');
----
[[]]
SELECT 1

SELECT ('[]'::jsonb)::int;
----
error 22023 cannot cast jsonb array to type integer

SELECT ('[]'::jsonb)::text;
----
[]
SELECT 1

SELECT ('[]'::jsonb)::bool;
----
error 22023 cannot cast jsonb array to type boolean

SELECT ('[]'::jsonb)['a']['b'][0];
----
NULL
SELECT 1

SELECT ('[]'::jsonb)[0];
----
NULL
SELECT 1

SELECT '12.0'::json::text, '12.0'::jsonb::text, json_typeof('12.0'), jsonb_typeof('12.0'), jsonb_pretty('12.0');
----
12.0|12.0|number|number|12.0
SELECT 1

SELECT '12.0'::jsonb -> 'a', '12.0'::jsonb -> 0, '12.0'::jsonb -> -1, '12.0'::jsonb ->> 'd', '12.0'::jsonb #> '{a,b,2}', '12.0'::jsonb #>> '{1,0}', '12.0'::jsonb #> '{}', '12.0'::jsonb ? 'a', '12.0'::jsonb ? 's', '12.0'::jsonb ?| '{a,k}', '12.0'::jsonb ?& '{d,e}';
----
NULL|12.0|12.0|NULL|NULL|NULL|12.0|f|f|f|f
SELECT 1

SELECT '12.0'::json -> 'a', '12.0'::json -> 0, '12.0'::json ->> -1, '12.0'::json #> '{a,b}', '12.0'::json #>> '{a,b,2,c}';
----
NULL|NULL|NULL|NULL|NULL
SELECT 1

SELECT '12.0'::jsonb - 'd';
----
error 22023 cannot delete from scalar

SELECT '12.0'::jsonb - 0;
----
error 22023 cannot delete from scalar

SELECT '12.0'::jsonb - -1;
----
error 22023 cannot delete from scalar

SELECT '12.0'::jsonb - '{a,s}'::text[];
----
error 22023 cannot delete from scalar

SELECT '12.0'::jsonb #- '{a,b,0}';
----
error 22023 cannot delete path in scalar

SELECT '12.0'::jsonb #- '{1,-1}';
----
error 22023 cannot delete path in scalar

SELECT '12.0'::jsonb || '{"z": 1}';
----
[12.0, {"z": 1}]
SELECT 1

SELECT '12.0'::jsonb || '[9]';
----
[12.0, 9]
SELECT 1

SELECT '12.0'::jsonb || '5';
----
[12.0, 5]
SELECT 1

SELECT '12.0'::jsonb || 'null';
----
[12.0, null]
SELECT 1

SELECT jsonb_array_length('12.0');
----
error 22023 cannot get array length of a scalar

SELECT jsonb_object_keys('12.0');
----
error 22023 cannot call jsonb_object_keys on a scalar

SELECT jsonb_each('12.0');
----
error 22023 cannot call jsonb_each on a non-object

SELECT jsonb_each_text('12.0');
----
error 22023 cannot call jsonb_each_text on a non-object

SELECT jsonb_array_elements('12.0');
----
error 22023 cannot extract elements from a scalar

SELECT jsonb_array_elements_text('12.0');
----
error 22023 cannot extract elements from a scalar

SELECT jsonb_strip_nulls('12.0');
----
12.0
SELECT 1

SELECT json_strip_nulls('12.0');
----
12.0
SELECT 1

SELECT json_array_length('12.0');
----
error 22023 cannot get array length of a scalar

SELECT json_each('12.0');
----
error 22023 cannot deconstruct a scalar

SELECT json_array_elements_text('12.0');
----
error 22023 cannot call json_array_elements_text on a scalar

SELECT jsonb_set('12.0', '{a,b,0}', '9');
----
error 22023 cannot set path in scalar

SELECT jsonb_set('12.0', '{z}', '9', false);
----
error 22023 cannot set path in scalar

SELECT jsonb_set('12.0', '{1,5}', '9');
----
error 22023 cannot set path in scalar

SELECT jsonb_set('12.0', '{-1}', '9');
----
error 22023 cannot set path in scalar

SELECT jsonb_insert('12.0', '{a,b,1}', '9');
----
error 22023 cannot set path in scalar

SELECT jsonb_insert('12.0', '{1}', '9', true);
----
error 22023 cannot set path in scalar

SELECT jsonb_insert('12.0', '{d}', '9');
----
error 22023 cannot set path in scalar

SELECT jsonb_set_lax('12.0', '{d}', NULL, true, 'delete_key');
----
error 22023 cannot delete path in scalar

SELECT jsonb_path_query_array('12.0', '$.**');
----
[12.0]
SELECT 1

SELECT ('12.0'::jsonb)::int;
----
12
SELECT 1

SELECT ('12.0'::jsonb)::text;
----
12.0
SELECT 1

SELECT ('12.0'::jsonb)::bool;
----
error 22023 cannot cast jsonb numeric to type boolean

SELECT ('12.0'::jsonb)['a']['b'][0];
----
NULL
SELECT 1

SELECT ('12.0'::jsonb)[0];
----
NULL
SELECT 1

SELECT '{"a":1'::json;
----
error 22P02 invalid input syntax for type json; The input string ended unexpectedly.

SELECT '{"a":1'::jsonb;
----
error 22P02 invalid input syntax for type json; The input string ended unexpectedly.

SELECT '{a:1}'::json;
----
error 22P02 invalid input syntax for type json; Token "a" is invalid.

SELECT '{a:1}'::jsonb;
----
error 22P02 invalid input syntax for type json; Token "a" is invalid.

SELECT '{"a" 1}'::json;
----
error 22P02 invalid input syntax for type json; Expected ":", but found "1".

SELECT '{"a" 1}'::jsonb;
----
error 22P02 invalid input syntax for type json; Expected ":", but found "1".

SELECT '{"a":}'::json;
----
error 22P02 invalid input syntax for type json; Expected JSON value, but found "}".

SELECT '{"a":}'::jsonb;
----
error 22P02 invalid input syntax for type json; Expected JSON value, but found "}".

SELECT '[1,]'::json;
----
error 22P02 invalid input syntax for type json; Expected JSON value, but found "]".

SELECT '[1,]'::jsonb;
----
error 22P02 invalid input syntax for type json; Expected JSON value, but found "]".

SELECT '[1 2]'::json;
----
error 22P02 invalid input syntax for type json; Expected "," or "]", but found "2".

SELECT '[1 2]'::jsonb;
----
error 22P02 invalid input syntax for type json; Expected "," or "]", but found "2".

SELECT '01'::json;
----
error 22P02 invalid input syntax for type json; Token "01" is invalid.

SELECT '01'::jsonb;
----
error 22P02 invalid input syntax for type json; Token "01" is invalid.

SELECT '1.'::json;
----
error 22P02 invalid input syntax for type json; Token "1." is invalid.

SELECT '1.'::jsonb;
----
error 22P02 invalid input syntax for type json; Token "1." is invalid.

SELECT '-'::json;
----
error 22P02 invalid input syntax for type json; Token "-" is invalid.

SELECT '-'::jsonb;
----
error 22P02 invalid input syntax for type json; Token "-" is invalid.

SELECT '+1'::json;
----
error 22P02 invalid input syntax for type json; Token "+" is invalid.

SELECT '+1'::jsonb;
----
error 22P02 invalid input syntax for type json; Token "+" is invalid.

SELECT '.5'::json;
----
error 22P02 invalid input syntax for type json; Token "." is invalid.

SELECT '.5'::jsonb;
----
error 22P02 invalid input syntax for type json; Token "." is invalid.

SELECT '1e5'::json;
----
1e5
SELECT 1

SELECT '1e5'::jsonb;
----
100000
SELECT 1

SELECT '1E+'::json;
----
error 22P02 invalid input syntax for type json; Token "1E+" is invalid.

SELECT '1E+'::jsonb;
----
error 22P02 invalid input syntax for type json; Token "1E+" is invalid.

SELECT 'nul'::json;
----
error 22P02 invalid input syntax for type json; Token "nul" is invalid.

SELECT 'nul'::jsonb;
----
error 22P02 invalid input syntax for type json; Token "nul" is invalid.

SELECT 'true false'::json;
----
error 22P02 invalid input syntax for type json; Expected end of input, but found "false".

SELECT 'true false'::jsonb;
----
error 22P02 invalid input syntax for type json; Expected end of input, but found "false".

SELECT '"a'::json;
----
error 22P02 invalid input syntax for type json; Token ""a" is invalid.

SELECT '"a'::jsonb;
----
error 22P02 invalid input syntax for type json; Token ""a" is invalid.

SELECT '"\x"'::json;
----
error 22P02 invalid input syntax for type json; Escape sequence "\x" is invalid.

SELECT '"\x"'::jsonb;
----
error 22P02 invalid input syntax for type json; Escape sequence "\x" is invalid.

SELECT '"\u00"'::json;
----
error 22P02 invalid input syntax for type json; "\u" must be followed by four hexadecimal digits.

SELECT '"\u00"'::jsonb;
----
error 22P02 invalid input syntax for type json; "\u" must be followed by four hexadecimal digits.

SELECT '"\ud800"'::json;
----
"\ud800"
SELECT 1

SELECT '"\ud800"'::jsonb;
----
error 22P02 invalid input syntax for type json; Unicode low surrogate must follow a high surrogate.

SELECT '"\u0000"'::json;
----
"\u0000"
SELECT 1

SELECT '"\u0000"'::jsonb;
----
error 22P05 unsupported Unicode escape sequence; \u0000 cannot be converted to text.

SELECT '"\u00e9"'::json;
----
"\u00e9"
SELECT 1

SELECT '"\u00e9"'::jsonb;
----
"é"
SELECT 1

SELECT '"a	b"'::json;
----
error 22P02 invalid input syntax for type json; Character with value 0x09 must be escaped.

SELECT '"a	b"'::jsonb;
----
error 22P02 invalid input syntax for type json; Character with value 0x09 must be escaped.

SELECT ''::json;
----
error 22P02 invalid input syntax for type json; The input string ended unexpectedly.

SELECT ''::jsonb;
----
error 22P02 invalid input syntax for type json; The input string ended unexpectedly.

SELECT '{"a":1,"a":2}'::json;
----
{"a":1,"a":2}
SELECT 1

SELECT '{"a":1,"a":2}'::jsonb;
----
{"a": 2}
SELECT 1

SELECT '{1:2}'::json;
----
error 22P02 invalid input syntax for type json; Expected string or "}", but found "1".

SELECT '{1:2}'::jsonb;
----
error 22P02 invalid input syntax for type json; Expected string or "}", but found "1".

SELECT '['::json;
----
error 22P02 invalid input syntax for type json; The input string ended unexpectedly.

SELECT '['::jsonb;
----
error 22P02 invalid input syntax for type json; The input string ended unexpectedly.

SELECT ']'::json;
----
error 22P02 invalid input syntax for type json; Expected JSON value, but found "]".

SELECT ']'::jsonb;
----
error 22P02 invalid input syntax for type json; Expected JSON value, but found "]".

SELECT '{,}'::json;
----
error 22P02 invalid input syntax for type json; Expected string or "}", but found ",".

SELECT '{,}'::jsonb;
----
error 22P02 invalid input syntax for type json; Expected string or "}", but found ",".

SELECT '''x'''::json;
----
error 22P02 invalid input syntax for type json; Token "'" is invalid.

SELECT '''x'''::jsonb;
----
error 22P02 invalid input syntax for type json; Token "'" is invalid.

SELECT 'NaN'::json;
----
error 22P02 invalid input syntax for type json; Token "NaN" is invalid.

SELECT 'NaN'::jsonb;
----
error 22P02 invalid input syntax for type json; Token "NaN" is invalid.

SELECT '1e1000'::json;
----
1e1000
SELECT 1

SELECT '1e1000'::jsonb;
----
10000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000
SELECT 1

SELECT '-0'::json;
----
-0
SELECT 1

SELECT '-0'::jsonb;
----
0
SELECT 1

SELECT '{"b":1,"a":2,"aa":3}'::json;
----
{"b":1,"a":2,"aa":3}
SELECT 1

SELECT '{"b":1,"a":2,"aa":3}'::jsonb;
----
{"a": 2, "b": 1, "aa": 3}
SELECT 1

SELECT '[1.10, 1e2, 100.00]'::json;
----
[1.10, 1e2, 100.00]
SELECT 1

SELECT '[1.10, 1e2, 100.00]'::jsonb;
----
[1.10, 100, 100.00]
SELECT 1

SELECT '\u0041'::json;
----
error 22P02 invalid input syntax for type json; Token "\" is invalid.

SELECT '\u0041'::jsonb;
----
error 22P02 invalid input syntax for type json; Token "\" is invalid.

SELECT '{"a":[{"b":{}}]}x'::json;
----
error 22P02 invalid input syntax for type json; Token "x" is invalid.

SELECT '{"a":[{"b":{}}]}x'::jsonb;
----
error 22P02 invalid input syntax for type json; Token "x" is invalid.

# Comparison and containment
SELECT '{"a":1,"b":2}'::jsonb = '{"b":2,"a":1}';
----
t
SELECT 1

SELECT '1'::jsonb = '1.0';
----
t
SELECT 1

SELECT '[1,2]'::jsonb < '[1,3]';
----
t
SELECT 1

SELECT '[]'::jsonb < '[1]';
----
t
SELECT 1

SELECT '{}'::jsonb > '[]';
----
t
SELECT 1

SELECT 'null'::jsonb < '"a"';
----
t
SELECT 1

SELECT '"a"'::jsonb < '1';
----
t
SELECT 1

SELECT '1'::jsonb < 'true';
----
t
SELECT 1

SELECT 'true'::jsonb < '[]';
----
f
SELECT 1

SELECT 'false'::jsonb < 'true';
----
t
SELECT 1

SELECT '{"a":1}'::jsonb < '{"b":0}';
----
t
SELECT 1

SELECT '{"a":1}'::jsonb < '{"a":1,"b":1}';
----
t
SELECT 1

SELECT '[1,[2,{"a":3}]]'::jsonb @> '[[2]]';
----
t
SELECT 1

SELECT '[1,2,2]'::jsonb @> '[2,1,1]';
----
t
SELECT 1

SELECT '[1]'::jsonb @> '1';
----
t
SELECT 1

SELECT '1'::jsonb @> '[1]';
----
f
SELECT 1

SELECT '{"a":{"b":1,"c":2}}'::jsonb @> '{"a":{"b":1}}';
----
t
SELECT 1

SELECT '{"a":[1,2]}'::jsonb @> '{"a":[]}';
----
t
SELECT 1

SELECT '{}'::jsonb <@ '{"a":1}';
----
t
SELECT 1

SELECT '"x"'::jsonb @> '"x"';
----
t
SELECT 1

SELECT '["a","b"]'::jsonb ? 'b';
----
t
SELECT 1

SELECT '"a"'::jsonb ? 'a';
----
t
SELECT 1

SELECT '{"a":null}'::jsonb ? 'a';
----
t
SELECT 1

SELECT '{"a":1}'::json = '{"a":1}'::json;
----
error 42883 operator does not exist: json = json; ; No operator matches the given name and argument types. You might need to add explicit type casts.

SELECT NULL::jsonb -> 'a', '{"a":null}'::jsonb -> 'a' IS NULL, '{"a":null}'::jsonb ->> 'a' IS NULL;
----
NULL|f|t
SELECT 1

# Building
SELECT json_build_array(1, 'a', NULL, true, 1.50, ARRAY[1,2], ROW(1,'x'), '{"q":1}'::json, '2024-01-01'::date);
----
[1, "a", null, true, 1.50, [1,2], {"f1":1,"f2":"x"}, {"q":1}, "2024-01-01"]
SELECT 1

SELECT jsonb_build_array();
----
[]
SELECT 1

SELECT json_build_object('a', 1, 'b', NULL);
----
{"a" : 1, "b" : null}
SELECT 1

SELECT json_build_object('a');
----
error 22023 argument list must have even number of elements; ; The arguments of json_build_object() must consist of alternating keys and values.

SELECT json_build_object(NULL, 1);
----
error 22023 argument 1 cannot be null; ; Object keys should be text.

SELECT jsonb_build_object('a', 1, 'a', 2);
----
{"a": 2}
SELECT 1

SELECT json_build_object(1, 2, true, false);
----
{"1" : 2, "true" : false}
SELECT 1

SELECT json_build_object(ARRAY[1], 2);
----
error 22023 key value must be scalar, not array, composite, or json

SELECT json_object('{a,1,b,NULL}');
----
{"a" : "1", "b" : null}
SELECT 1

SELECT json_object('{{a,1},{b,2}}');
----
{"a" : "1", "b" : "2"}
SELECT 1

SELECT json_object('{a,b}', '{1,2}');
----
{"a" : "1", "b" : "2"}
SELECT 1

SELECT json_object('{a}');
----
error 2202E array must have even number of elements

SELECT json_object('{a,b}', '{1}');
----
error 2202E mismatched array dimensions

SELECT json_object('{NULL,1}');
----
error 22004 null value not allowed for object key

SELECT jsonb_object('{{a,1,x}}');
----
error 2202E array must have two columns

SELECT json_object('{}');
----
{}
SELECT 1

SELECT to_json('a"b\c'::text), to_json(1.5), to_json(NULL::int), to_json('2024-01-01 12:00'::timestamp), to_json('NaN'::float8), to_json('x'::bytea), to_json('1 day'::interval);
----
"a\"b\\c"|1.5|NULL|"2024-01-01T12:00:00"|"NaN"|"\\x78"|"1 day"
SELECT 1

SELECT to_jsonb(ROW(1, 'a', NULL)), to_jsonb(ARRAY[[1,2],[3,4]]), to_jsonb('infinity'::date), to_jsonb('Infinity'::numeric);
----
{"f1": 1, "f2": "a", "f3": null}|[[1, 2], [3, 4]]|"infinity"|"Infinity"
SELECT 1

SELECT row_to_json(ROW(1, 'a')), row_to_json(ROW(1, ROW(2, 3)), true);
----
{"f1":1,"f2":"a"}|{"f1":1,\n "f2":{"f1":2,"f2":3}}
SELECT 1

SELECT array_to_json(ARRAY[ROW(1,2)]), array_to_json('{1,2}'::int[], true);
----
[{"f1":1,"f2":2}]|[1,\n 2]
SELECT 1

SELECT json_agg(x), jsonb_agg(x ORDER BY x DESC) FROM generate_series(1, 3) x;
----
[1, 2, 3]|[3, 2, 1]
SELECT 1

SELECT json_agg(x) FROM (SELECT 1 AS x WHERE false) s;
----
NULL
SELECT 1

SELECT json_object_agg(k, v) FROM (VALUES ('a', 1), ('b', NULL), ('a', 3)) t(k, v);
----
{ "a" : 1, "b" : null, "a" : 3 }
SELECT 1

SELECT jsonb_object_agg(k, v) FROM (VALUES ('a', 1), ('b', NULL), ('a', 3)) t(k, v);
----
{"a": 3, "b": null}
SELECT 1

SELECT json_object_agg(NULL, 1);
----
error 22023 field name must not be null

SELECT jsonb_object_agg(k, 1) FROM (VALUES (ARRAY[1])) t(k);
----
error 22023 key value must be scalar, not array, composite, or json

SELECT jsonb_agg(t) FROM (VALUES (1, 'x'), (2, NULL)) t(a, b);
----
[{"a": 1, "b": "x"}, {"a": 2, "b": null}]
SELECT 1

SELECT json_agg(DISTINCT x) FROM (VALUES (1), (1)) t(x);
----
[1]
SELECT 1

SELECT jsonb_agg(DISTINCT x ORDER BY x) FROM (VALUES ('2'::jsonb), ('1'), ('2')) t(x);
----
[1, 2]
SELECT 1

# Taking apart
CREATE TYPE jt AS (a int, b text, c numeric(4,1)[], d jsonb, e date);
----
CREATE TYPE

SELECT * FROM jsonb_populate_record(NULL::jt, '{"a": "12", "b": 5, "c": [1.25, null, 3], "d": {"x": [1]}, "e": "2024-02-29", "zz": 1}');
----
12|5|{1.3,NULL,3.0}|{"x": [1]}|2024-02-29
SELECT 1

SELECT * FROM jsonb_populate_record(ROW(1, 'old', NULL, NULL, NULL)::jt, '{"a": null}');
----
NULL|old|NULL|NULL|NULL
SELECT 1

SELECT * FROM json_populate_record(NULL::jt, '{"a": 1.5}');
----
error 22P02 invalid input syntax for type integer: "1.5"

SELECT * FROM json_populate_record(NULL::jt, '{"a": "x"}');
----
error 22P02 invalid input syntax for type integer: "x"

SELECT * FROM json_populate_record(NULL::jt, '{"c": 1}');
----
error 22P02 expected JSON array; ; See the value of key "c".

SELECT * FROM json_populate_record(NULL::jt, '{"c": "{1,2}"}');
----
NULL|NULL|{1.0,2.0}|NULL|NULL
SELECT 1

SELECT * FROM json_populate_record(NULL::jt, '{"c": [[1],[2,3]]}');
----
error 22P02 malformed JSON array; Multidimensional arrays must have sub-arrays with matching dimensions.

SELECT * FROM json_populate_record(NULL::jt, '{"c": {"x": 1}}');
----
error 22P02 expected JSON array; ; See the value of key "c".

SELECT * FROM json_populate_record(NULL::jt, '{"e": "2024-02-30"}');
----
error 22008 date/time field value out of range: "2024-02-30"

SELECT * FROM jsonb_populate_record(NULL::jt, '[1]');
----
error 22023 cannot call populate_composite on an array

SELECT * FROM jsonb_populate_record(NULL::jt, '5');
----
error 22023 cannot call populate_composite on a scalar

SELECT * FROM json_populate_record(NULL::jt, NULL);
----
NULL|NULL|NULL|NULL|NULL
SELECT 1

SELECT * FROM jsonb_populate_recordset(NULL::jt, '[{"a": 1}, {"b": "x"}]');
----
1|NULL|NULL|NULL|NULL
NULL|x|NULL|NULL|NULL
SELECT 2

SELECT * FROM jsonb_populate_recordset(NULL::jt, '{"a": 1}');
----
error 22023 cannot call jsonb_populate_recordset on a non-array

SELECT * FROM jsonb_populate_recordset(NULL::jt, '[1]');
----
error 22023 argument of jsonb_populate_recordset must be an array of objects

SELECT * FROM json_populate_recordset(ROW(7, 'd', NULL, NULL, NULL)::jt, '[{"a": null}, {}]');
----
7|d|NULL|NULL|NULL
NULL|d|NULL|NULL|NULL
SELECT 2

SELECT * FROM json_to_record('{"a": 1, "b": [1, 2], "c": {"d": 5}}') AS x(a int, b int[], c json, z text);
----
1|{1,2}|{"d": 5}|NULL
SELECT 1

SELECT * FROM jsonb_to_record('{"a": "x"}') AS x(a int);
----
error 22P02 invalid input syntax for type integer: "x"

SELECT * FROM json_to_recordset('[{"a": 1, "b": true}, {"a": 2}]') AS x(a int, b bool);
----
1|t
2|NULL
SELECT 2

SELECT * FROM jsonb_to_recordset('[{"a": {"b": 1}}]') AS x(a jt);
----
(,1,,,)
SELECT 1

SELECT * FROM jsonb_each('{"a": 1, "b": null}');
----
a|1
b|null
SELECT 2

SELECT * FROM jsonb_each_text('{"a": "q", "b": null, "c": {}}');
----
a|q
b|NULL
c|{}
SELECT 3

SELECT * FROM json_each('[1]');
----
error 22023 cannot deconstruct an array as an object

SELECT * FROM jsonb_array_elements('[1, null, "a"]') WITH ORDINALITY;
----
"a"|3
1|1
null|2
SELECT 3

SELECT * FROM jsonb_array_elements('{}');
----
error 22023 cannot extract elements from an object

SELECT * FROM jsonb_array_elements('1');
----
error 22023 cannot extract elements from a scalar

SELECT * FROM json_array_elements('{}');
----
error 22023 cannot call json_array_elements on a non-array

SELECT * FROM json_object_keys('[]');
----
error 22023 cannot call json_object_keys on an array

SELECT * FROM jsonb_object_keys('1');
----
error 22023 cannot call jsonb_object_keys on a scalar

SELECT * FROM json_array_length('{}');
----
error 22023 cannot get array length of a non-array

DROP TYPE jt;
----
DROP TYPE

# The path language
SELECT jsonb_path_query('{"a": [1, 2, 3, {"b": "x", "n": null}], "t": "2024-02-29T12:00:00+02", "s": "12.5", "o": {"k": [true, false]}, "neg": -7.5}', '$', '{"v": 1}');
----
{"a": [1, 2, 3, {"b": "x", "n": null}], "o": {"k": [true, false]}, "s": "12.5", "t": "2024-02-29T12:00:00+02", "neg": -7.5}
SELECT 1

SELECT jsonb_path_query('{"a": [1, 2, 3, {"b": "x", "n": null}], "t": "2024-02-29T12:00:00+02", "s": "12.5", "o": {"k": [true, false]}, "neg": -7.5}', '$.a', '{"v": 1}');
----
[1, 2, 3, {"b": "x", "n": null}]
SELECT 1

SELECT jsonb_path_query('{"a": [1, 2, 3, {"b": "x", "n": null}], "t": "2024-02-29T12:00:00+02", "s": "12.5", "o": {"k": [true, false]}, "neg": -7.5}', '$.a[*]', '{"v": 1}');
----
1
2
3
{"b": "x", "n": null}
SELECT 4

SELECT jsonb_path_exists('{"a": [1, 2, 3, {"b": "x", "n": null}], "t": "2024-02-29T12:00:00+02", "s": "12.5", "o": {"k": [true, false]}, "neg": -7.5}', '$.a[*]'), jsonb_path_query_array('{"a": [1, 2, 3, {"b": "x", "n": null}], "t": "2024-02-29T12:00:00+02", "s": "12.5", "o": {"k": [true, false]}, "neg": -7.5}', '$.a[*]', '{}', true), jsonb_path_query_first('{"a": [1, 2, 3, {"b": "x", "n": null}], "t": "2024-02-29T12:00:00+02", "s": "12.5", "o": {"k": [true, false]}, "neg": -7.5}', '$.a[*]', '{}', true), jsonb_path_match('{"a": [1, 2, 3, {"b": "x", "n": null}], "t": "2024-02-29T12:00:00+02", "s": "12.5", "o": {"k": [true, false]}, "neg": -7.5}', '$.a[*]', '{}', true), '{"a": [1, 2, 3, {"b": "x", "n": null}], "t": "2024-02-29T12:00:00+02", "s": "12.5", "o": {"k": [true, false]}, "neg": -7.5}'::jsonb @? '$.a[*]', '{"a": [1, 2, 3, {"b": "x", "n": null}], "t": "2024-02-29T12:00:00+02", "s": "12.5", "o": {"k": [true, false]}, "neg": -7.5}'::jsonb @@ '$.a[*]';
----
t|[1, 2, 3, {"b": "x", "n": null}]|1|NULL|t|NULL
SELECT 1

SELECT jsonb_path_match('{"a": [1, 2, 3, {"b": "x", "n": null}], "t": "2024-02-29T12:00:00+02", "s": "12.5", "o": {"k": [true, false]}, "neg": -7.5}', '$.a[*]');
----
error 22038 single boolean result is expected

SELECT jsonb_path_query('{"a": [1, 2, 3, {"b": "x", "n": null}], "t": "2024-02-29T12:00:00+02", "s": "12.5", "o": {"k": [true, false]}, "neg": -7.5}', '$.a[0]', '{"v": 1}');
----
1
SELECT 1

SELECT jsonb_path_query('{"a": [1, 2, 3, {"b": "x", "n": null}], "t": "2024-02-29T12:00:00+02", "s": "12.5", "o": {"k": [true, false]}, "neg": -7.5}', '$.a[0 to 1]', '{"v": 1}');
----
1
2
SELECT 2

SELECT jsonb_path_query('{"a": [1, 2, 3, {"b": "x", "n": null}], "t": "2024-02-29T12:00:00+02", "s": "12.5", "o": {"k": [true, false]}, "neg": -7.5}', '$.a[last]', '{"v": 1}');
----
{"b": "x", "n": null}
SELECT 1

SELECT jsonb_path_query('{"a": [1, 2, 3, {"b": "x", "n": null}], "t": "2024-02-29T12:00:00+02", "s": "12.5", "o": {"k": [true, false]}, "neg": -7.5}', '$.a[last - 1, 0]', '{"v": 1}');
----
1
3
SELECT 2

SELECT jsonb_path_query('{"a": [1, 2, 3, {"b": "x", "n": null}], "t": "2024-02-29T12:00:00+02", "s": "12.5", "o": {"k": [true, false]}, "neg": -7.5}', '$.a[9]', '{"v": 1}');
----
SELECT 0

SELECT jsonb_path_query('{"a": [1, 2, 3, {"b": "x", "n": null}], "t": "2024-02-29T12:00:00+02", "s": "12.5", "o": {"k": [true, false]}, "neg": -7.5}', 'strict $.a[9]', '{"v": 1}');
----
error 22033 jsonpath array subscript is out of bounds

SELECT jsonb_path_query('{"a": [1, 2, 3, {"b": "x", "n": null}], "t": "2024-02-29T12:00:00+02", "s": "12.5", "o": {"k": [true, false]}, "neg": -7.5}', '$.nosuch', '{"v": 1}');
----
SELECT 0

SELECT jsonb_path_exists('{"a": [1, 2, 3, {"b": "x", "n": null}], "t": "2024-02-29T12:00:00+02", "s": "12.5", "o": {"k": [true, false]}, "neg": -7.5}', '$.nosuch'), jsonb_path_query_array('{"a": [1, 2, 3, {"b": "x", "n": null}], "t": "2024-02-29T12:00:00+02", "s": "12.5", "o": {"k": [true, false]}, "neg": -7.5}', '$.nosuch', '{}', true), jsonb_path_query_first('{"a": [1, 2, 3, {"b": "x", "n": null}], "t": "2024-02-29T12:00:00+02", "s": "12.5", "o": {"k": [true, false]}, "neg": -7.5}', '$.nosuch', '{}', true), jsonb_path_match('{"a": [1, 2, 3, {"b": "x", "n": null}], "t": "2024-02-29T12:00:00+02", "s": "12.5", "o": {"k": [true, false]}, "neg": -7.5}', '$.nosuch', '{}', true), '{"a": [1, 2, 3, {"b": "x", "n": null}], "t": "2024-02-29T12:00:00+02", "s": "12.5", "o": {"k": [true, false]}, "neg": -7.5}'::jsonb @? '$.nosuch', '{"a": [1, 2, 3, {"b": "x", "n": null}], "t": "2024-02-29T12:00:00+02", "s": "12.5", "o": {"k": [true, false]}, "neg": -7.5}'::jsonb @@ '$.nosuch';
----
f|[]|NULL|NULL|f|NULL
SELECT 1

SELECT jsonb_path_match('{"a": [1, 2, 3, {"b": "x", "n": null}], "t": "2024-02-29T12:00:00+02", "s": "12.5", "o": {"k": [true, false]}, "neg": -7.5}', '$.nosuch');
----
error 22038 single boolean result is expected

SELECT jsonb_path_query('{"a": [1, 2, 3, {"b": "x", "n": null}], "t": "2024-02-29T12:00:00+02", "s": "12.5", "o": {"k": [true, false]}, "neg": -7.5}', 'strict $.nosuch', '{"v": 1}');
----
error 2203A JSON object does not contain key "nosuch"

SELECT jsonb_path_exists('{"a": [1, 2, 3, {"b": "x", "n": null}], "t": "2024-02-29T12:00:00+02", "s": "12.5", "o": {"k": [true, false]}, "neg": -7.5}', 'strict $.nosuch'), jsonb_path_query_array('{"a": [1, 2, 3, {"b": "x", "n": null}], "t": "2024-02-29T12:00:00+02", "s": "12.5", "o": {"k": [true, false]}, "neg": -7.5}', 'strict $.nosuch', '{}', true), jsonb_path_query_first('{"a": [1, 2, 3, {"b": "x", "n": null}], "t": "2024-02-29T12:00:00+02", "s": "12.5", "o": {"k": [true, false]}, "neg": -7.5}', 'strict $.nosuch', '{}', true), jsonb_path_match('{"a": [1, 2, 3, {"b": "x", "n": null}], "t": "2024-02-29T12:00:00+02", "s": "12.5", "o": {"k": [true, false]}, "neg": -7.5}', 'strict $.nosuch', '{}', true), '{"a": [1, 2, 3, {"b": "x", "n": null}], "t": "2024-02-29T12:00:00+02", "s": "12.5", "o": {"k": [true, false]}, "neg": -7.5}'::jsonb @? 'strict $.nosuch', '{"a": [1, 2, 3, {"b": "x", "n": null}], "t": "2024-02-29T12:00:00+02", "s": "12.5", "o": {"k": [true, false]}, "neg": -7.5}'::jsonb @@ 'strict $.nosuch';
----
error 2203A JSON object does not contain key "nosuch"

SELECT jsonb_path_match('{"a": [1, 2, 3, {"b": "x", "n": null}], "t": "2024-02-29T12:00:00+02", "s": "12.5", "o": {"k": [true, false]}, "neg": -7.5}', 'strict $.nosuch');
----
error 2203A JSON object does not contain key "nosuch"

SELECT jsonb_path_query('{"a": [1, 2, 3, {"b": "x", "n": null}], "t": "2024-02-29T12:00:00+02", "s": "12.5", "o": {"k": [true, false]}, "neg": -7.5}', '$.a.b', '{"v": 1}');
----
"x"
SELECT 1

SELECT jsonb_path_query('{"a": [1, 2, 3, {"b": "x", "n": null}], "t": "2024-02-29T12:00:00+02", "s": "12.5", "o": {"k": [true, false]}, "neg": -7.5}', 'strict $.a.b', '{"v": 1}');
----
error 2203A jsonpath member accessor can only be applied to an object

SELECT jsonb_path_query('{"a": [1, 2, 3, {"b": "x", "n": null}], "t": "2024-02-29T12:00:00+02", "s": "12.5", "o": {"k": [true, false]}, "neg": -7.5}', '$.*', '{"v": 1}');
----
"12.5"
"2024-02-29T12:00:00+02"
-7.5
[1, 2, 3, {"b": "x", "n": null}]
{"k": [true, false]}
SELECT 5

SELECT jsonb_path_query('{"a": [1, 2, 3, {"b": "x", "n": null}], "t": "2024-02-29T12:00:00+02", "s": "12.5", "o": {"k": [true, false]}, "neg": -7.5}', '$.o.*[*]', '{"v": 1}');
----
false
true
SELECT 2

SELECT jsonb_path_query('{"a": [1, 2, 3, {"b": "x", "n": null}], "t": "2024-02-29T12:00:00+02", "s": "12.5", "o": {"k": [true, false]}, "neg": -7.5}', '$.**{2}', '{"v": 1}');
----
1
2
3
[true, false]
{"b": "x", "n": null}
SELECT 5

SELECT jsonb_path_query('{"a": [1, 2, 3, {"b": "x", "n": null}], "t": "2024-02-29T12:00:00+02", "s": "12.5", "o": {"k": [true, false]}, "neg": -7.5}', '$.**{1 to 2}.k', '{"v": 1}');
----
[true, false]
SELECT 1

SELECT jsonb_path_query('{"a": [1, 2, 3, {"b": "x", "n": null}], "t": "2024-02-29T12:00:00+02", "s": "12.5", "o": {"k": [true, false]}, "neg": -7.5}', '$.a[*] ? (@ > 1)', '{"v": 1}');
----
2
3
SELECT 2

SELECT jsonb_path_exists('{"a": [1, 2, 3, {"b": "x", "n": null}], "t": "2024-02-29T12:00:00+02", "s": "12.5", "o": {"k": [true, false]}, "neg": -7.5}', '$.a[*] ? (@ > 1)'), jsonb_path_query_array('{"a": [1, 2, 3, {"b": "x", "n": null}], "t": "2024-02-29T12:00:00+02", "s": "12.5", "o": {"k": [true, false]}, "neg": -7.5}', '$.a[*] ? (@ > 1)', '{}', true), jsonb_path_query_first('{"a": [1, 2, 3, {"b": "x", "n": null}], "t": "2024-02-29T12:00:00+02", "s": "12.5", "o": {"k": [true, false]}, "neg": -7.5}', '$.a[*] ? (@ > 1)', '{}', true), jsonb_path_match('{"a": [1, 2, 3, {"b": "x", "n": null}], "t": "2024-02-29T12:00:00+02", "s": "12.5", "o": {"k": [true, false]}, "neg": -7.5}', '$.a[*] ? (@ > 1)', '{}', true), '{"a": [1, 2, 3, {"b": "x", "n": null}], "t": "2024-02-29T12:00:00+02", "s": "12.5", "o": {"k": [true, false]}, "neg": -7.5}'::jsonb @? '$.a[*] ? (@ > 1)', '{"a": [1, 2, 3, {"b": "x", "n": null}], "t": "2024-02-29T12:00:00+02", "s": "12.5", "o": {"k": [true, false]}, "neg": -7.5}'::jsonb @@ '$.a[*] ? (@ > 1)';
----
t|[2, 3]|2|NULL|t|NULL
SELECT 1

SELECT jsonb_path_match('{"a": [1, 2, 3, {"b": "x", "n": null}], "t": "2024-02-29T12:00:00+02", "s": "12.5", "o": {"k": [true, false]}, "neg": -7.5}', '$.a[*] ? (@ > 1)');
----
error 22038 single boolean result is expected

SELECT jsonb_path_query('{"a": [1, 2, 3, {"b": "x", "n": null}], "t": "2024-02-29T12:00:00+02", "s": "12.5", "o": {"k": [true, false]}, "neg": -7.5}', '$.a[*] ? (@ > 1 && @ < 3)', '{"v": 1}');
----
2
SELECT 1

SELECT jsonb_path_query('{"a": [1, 2, 3, {"b": "x", "n": null}], "t": "2024-02-29T12:00:00+02", "s": "12.5", "o": {"k": [true, false]}, "neg": -7.5}', '$.a[*] ? (!(@ > 1))', '{"v": 1}');
----
1
SELECT 1

SELECT jsonb_path_query('{"a": [1, 2, 3, {"b": "x", "n": null}], "t": "2024-02-29T12:00:00+02", "s": "12.5", "o": {"k": [true, false]}, "neg": -7.5}', '$.a[*] ? (@ == 2 || @.b == "x")', '{"v": 1}');
----
2
{"b": "x", "n": null}
SELECT 2

SELECT jsonb_path_query('{"a": [1, 2, 3, {"b": "x", "n": null}], "t": "2024-02-29T12:00:00+02", "s": "12.5", "o": {"k": [true, false]}, "neg": -7.5}', '$.a[*] ? (exists(@.b))', '{"v": 1}');
----
{"b": "x", "n": null}
SELECT 1

SELECT jsonb_path_query('{"a": [1, 2, 3, {"b": "x", "n": null}], "t": "2024-02-29T12:00:00+02", "s": "12.5", "o": {"k": [true, false]}, "neg": -7.5}', '$.a[*] ? (@.n == null)', '{"v": 1}');
----
{"b": "x", "n": null}
SELECT 1

SELECT jsonb_path_query('{"a": [1, 2, 3, {"b": "x", "n": null}], "t": "2024-02-29T12:00:00+02", "s": "12.5", "o": {"k": [true, false]}, "neg": -7.5}', '$.a[*] ? (@.b starts with "x")', '{"v": 1}');
----
{"b": "x", "n": null}
SELECT 1

SELECT jsonb_path_query('{"a": [1, 2, 3, {"b": "x", "n": null}], "t": "2024-02-29T12:00:00+02", "s": "12.5", "o": {"k": [true, false]}, "neg": -7.5}', '$.t ? (@ like_regex "^2024")', '{"v": 1}');
----
"2024-02-29T12:00:00+02"
SELECT 1

SELECT jsonb_path_exists('{"a": [1, 2, 3, {"b": "x", "n": null}], "t": "2024-02-29T12:00:00+02", "s": "12.5", "o": {"k": [true, false]}, "neg": -7.5}', '$.t ? (@ like_regex "^2024")'), jsonb_path_query_array('{"a": [1, 2, 3, {"b": "x", "n": null}], "t": "2024-02-29T12:00:00+02", "s": "12.5", "o": {"k": [true, false]}, "neg": -7.5}', '$.t ? (@ like_regex "^2024")', '{}', true), jsonb_path_query_first('{"a": [1, 2, 3, {"b": "x", "n": null}], "t": "2024-02-29T12:00:00+02", "s": "12.5", "o": {"k": [true, false]}, "neg": -7.5}', '$.t ? (@ like_regex "^2024")', '{}', true), jsonb_path_match('{"a": [1, 2, 3, {"b": "x", "n": null}], "t": "2024-02-29T12:00:00+02", "s": "12.5", "o": {"k": [true, false]}, "neg": -7.5}', '$.t ? (@ like_regex "^2024")', '{}', true), '{"a": [1, 2, 3, {"b": "x", "n": null}], "t": "2024-02-29T12:00:00+02", "s": "12.5", "o": {"k": [true, false]}, "neg": -7.5}'::jsonb @? '$.t ? (@ like_regex "^2024")', '{"a": [1, 2, 3, {"b": "x", "n": null}], "t": "2024-02-29T12:00:00+02", "s": "12.5", "o": {"k": [true, false]}, "neg": -7.5}'::jsonb @@ '$.t ? (@ like_regex "^2024")';
----
t|["2024-02-29T12:00:00+02"]|"2024-02-29T12:00:00+02"|NULL|t|NULL
SELECT 1

SELECT jsonb_path_match('{"a": [1, 2, 3, {"b": "x", "n": null}], "t": "2024-02-29T12:00:00+02", "s": "12.5", "o": {"k": [true, false]}, "neg": -7.5}', '$.t ? (@ like_regex "^2024")');
----
error 22038 single boolean result is expected

SELECT jsonb_path_query('{"a": [1, 2, 3, {"b": "x", "n": null}], "t": "2024-02-29T12:00:00+02", "s": "12.5", "o": {"k": [true, false]}, "neg": -7.5}', '$.t ? (@ like_regex "T" flag "i")', '{"v": 1}');
----
"2024-02-29T12:00:00+02"
SELECT 1

SELECT jsonb_path_query('{"a": [1, 2, 3, {"b": "x", "n": null}], "t": "2024-02-29T12:00:00+02", "s": "12.5", "o": {"k": [true, false]}, "neg": -7.5}', '$.t ? (@ like_regex "(")', '{"v": 1}');
----
error 2201B invalid regular expression: parentheses () not balanced

SELECT jsonb_path_query('{"a": [1, 2, 3, {"b": "x", "n": null}], "t": "2024-02-29T12:00:00+02", "s": "12.5", "o": {"k": [true, false]}, "neg": -7.5}', '$.a[*] ? ((@ > 1) is unknown)', '{"v": 1}');
----
{"b": "x", "n": null}
SELECT 1

SELECT jsonb_path_query('{"a": [1, 2, 3, {"b": "x", "n": null}], "t": "2024-02-29T12:00:00+02", "s": "12.5", "o": {"k": [true, false]}, "neg": -7.5}', '$.a.size()', '{"v": 1}');
----
4
SELECT 1

SELECT jsonb_path_query('{"a": [1, 2, 3, {"b": "x", "n": null}], "t": "2024-02-29T12:00:00+02", "s": "12.5", "o": {"k": [true, false]}, "neg": -7.5}', '$.s.size()', '{"v": 1}');
----
1
SELECT 1

SELECT jsonb_path_query('{"a": [1, 2, 3, {"b": "x", "n": null}], "t": "2024-02-29T12:00:00+02", "s": "12.5", "o": {"k": [true, false]}, "neg": -7.5}', '$.a[*].type()', '{"v": 1}');
----
"number"
"number"
"number"
"object"
SELECT 4

SELECT jsonb_path_query('{"a": [1, 2, 3, {"b": "x", "n": null}], "t": "2024-02-29T12:00:00+02", "s": "12.5", "o": {"k": [true, false]}, "neg": -7.5}', '$.s.double()', '{"v": 1}');
----
12.5
SELECT 1

SELECT jsonb_path_query('{"a": [1, 2, 3, {"b": "x", "n": null}], "t": "2024-02-29T12:00:00+02", "s": "12.5", "o": {"k": [true, false]}, "neg": -7.5}', '$.t.double()', '{"v": 1}');
----
error 22036 string argument of jsonpath item method .double() is not a valid representation of a double precision number

SELECT jsonb_path_query('{"a": [1, 2, 3, {"b": "x", "n": null}], "t": "2024-02-29T12:00:00+02", "s": "12.5", "o": {"k": [true, false]}, "neg": -7.5}', '$.neg.abs()', '{"v": 1}');
----
7.5
SELECT 1

SELECT jsonb_path_query('{"a": [1, 2, 3, {"b": "x", "n": null}], "t": "2024-02-29T12:00:00+02", "s": "12.5", "o": {"k": [true, false]}, "neg": -7.5}', '$.neg.ceiling()', '{"v": 1}');
----
-7
SELECT 1

SELECT jsonb_path_query('{"a": [1, 2, 3, {"b": "x", "n": null}], "t": "2024-02-29T12:00:00+02", "s": "12.5", "o": {"k": [true, false]}, "neg": -7.5}', '$.neg.floor()', '{"v": 1}');
----
-8
SELECT 1

SELECT jsonb_path_query('{"a": [1, 2, 3, {"b": "x", "n": null}], "t": "2024-02-29T12:00:00+02", "s": "12.5", "o": {"k": [true, false]}, "neg": -7.5}', '$.s.abs()', '{"v": 1}');
----
error 22036 jsonpath item method .abs() can only be applied to a numeric value

SELECT jsonb_path_query('{"a": [1, 2, 3, {"b": "x", "n": null}], "t": "2024-02-29T12:00:00+02", "s": "12.5", "o": {"k": [true, false]}, "neg": -7.5}', '$.o.keyvalue().key', '{"v": 1}');
----
"k"
SELECT 1

SELECT jsonb_path_query('{"a": [1, 2, 3, {"b": "x", "n": null}], "t": "2024-02-29T12:00:00+02", "s": "12.5", "o": {"k": [true, false]}, "neg": -7.5}', '$.a.keyvalue()', '{"v": 1}');
----
error 2203C jsonpath item method .keyvalue() can only be applied to an object

SELECT jsonb_path_query('{"a": [1, 2, 3, {"b": "x", "n": null}], "t": "2024-02-29T12:00:00+02", "s": "12.5", "o": {"k": [true, false]}, "neg": -7.5}', '$.t.datetime()', '{"v": 1}');
----
"2024-02-29T12:00:00+02:00"
SELECT 1

SELECT jsonb_path_exists('{"a": [1, 2, 3, {"b": "x", "n": null}], "t": "2024-02-29T12:00:00+02", "s": "12.5", "o": {"k": [true, false]}, "neg": -7.5}', '$.t.datetime()'), jsonb_path_query_array('{"a": [1, 2, 3, {"b": "x", "n": null}], "t": "2024-02-29T12:00:00+02", "s": "12.5", "o": {"k": [true, false]}, "neg": -7.5}', '$.t.datetime()', '{}', true), jsonb_path_query_first('{"a": [1, 2, 3, {"b": "x", "n": null}], "t": "2024-02-29T12:00:00+02", "s": "12.5", "o": {"k": [true, false]}, "neg": -7.5}', '$.t.datetime()', '{}', true), jsonb_path_match('{"a": [1, 2, 3, {"b": "x", "n": null}], "t": "2024-02-29T12:00:00+02", "s": "12.5", "o": {"k": [true, false]}, "neg": -7.5}', '$.t.datetime()', '{}', true), '{"a": [1, 2, 3, {"b": "x", "n": null}], "t": "2024-02-29T12:00:00+02", "s": "12.5", "o": {"k": [true, false]}, "neg": -7.5}'::jsonb @? '$.t.datetime()', '{"a": [1, 2, 3, {"b": "x", "n": null}], "t": "2024-02-29T12:00:00+02", "s": "12.5", "o": {"k": [true, false]}, "neg": -7.5}'::jsonb @@ '$.t.datetime()';
----
t|["2024-02-29T12:00:00+02:00"]|"2024-02-29T12:00:00+02:00"|NULL|t|NULL
SELECT 1

SELECT jsonb_path_match('{"a": [1, 2, 3, {"b": "x", "n": null}], "t": "2024-02-29T12:00:00+02", "s": "12.5", "o": {"k": [true, false]}, "neg": -7.5}', '$.t.datetime()');
----
error 22038 single boolean result is expected

SELECT jsonb_path_query('{"a": [1, 2, 3, {"b": "x", "n": null}], "t": "2024-02-29T12:00:00+02", "s": "12.5", "o": {"k": [true, false]}, "neg": -7.5}', '$.s.datetime()', '{"v": 1}');
----
error 22031 datetime format is not recognized: "12.5"; ; Use a datetime template argument to specify the input data format.

SELECT jsonb_path_query('{"a": [1, 2, 3, {"b": "x", "n": null}], "t": "2024-02-29T12:00:00+02", "s": "12.5", "o": {"k": [true, false]}, "neg": -7.5}', '$.t.datetime("YYYY-MM-DD")', '{"v": 1}');
----
error 22007 trailing characters remain in input string after datetime format

SELECT jsonb_path_query('{"a": [1, 2, 3, {"b": "x", "n": null}], "t": "2024-02-29T12:00:00+02", "s": "12.5", "o": {"k": [true, false]}, "neg": -7.5}', '$.a[0] + $.a[1]', '{"v": 1}');
----
3
SELECT 1

SELECT jsonb_path_query('{"a": [1, 2, 3, {"b": "x", "n": null}], "t": "2024-02-29T12:00:00+02", "s": "12.5", "o": {"k": [true, false]}, "neg": -7.5}', '$.a[0] / 0', '{"v": 1}');
----
error 22012 division by zero

SELECT jsonb_path_exists('{"a": [1, 2, 3, {"b": "x", "n": null}], "t": "2024-02-29T12:00:00+02", "s": "12.5", "o": {"k": [true, false]}, "neg": -7.5}', '$.a[0] / 0'), jsonb_path_query_array('{"a": [1, 2, 3, {"b": "x", "n": null}], "t": "2024-02-29T12:00:00+02", "s": "12.5", "o": {"k": [true, false]}, "neg": -7.5}', '$.a[0] / 0', '{}', true), jsonb_path_query_first('{"a": [1, 2, 3, {"b": "x", "n": null}], "t": "2024-02-29T12:00:00+02", "s": "12.5", "o": {"k": [true, false]}, "neg": -7.5}', '$.a[0] / 0', '{}', true), jsonb_path_match('{"a": [1, 2, 3, {"b": "x", "n": null}], "t": "2024-02-29T12:00:00+02", "s": "12.5", "o": {"k": [true, false]}, "neg": -7.5}', '$.a[0] / 0', '{}', true), '{"a": [1, 2, 3, {"b": "x", "n": null}], "t": "2024-02-29T12:00:00+02", "s": "12.5", "o": {"k": [true, false]}, "neg": -7.5}'::jsonb @? '$.a[0] / 0', '{"a": [1, 2, 3, {"b": "x", "n": null}], "t": "2024-02-29T12:00:00+02", "s": "12.5", "o": {"k": [true, false]}, "neg": -7.5}'::jsonb @@ '$.a[0] / 0';
----
error 22012 division by zero

SELECT jsonb_path_match('{"a": [1, 2, 3, {"b": "x", "n": null}], "t": "2024-02-29T12:00:00+02", "s": "12.5", "o": {"k": [true, false]}, "neg": -7.5}', '$.a[0] / 0');
----
error 22012 division by zero

SELECT jsonb_path_query('{"a": [1, 2, 3, {"b": "x", "n": null}], "t": "2024-02-29T12:00:00+02", "s": "12.5", "o": {"k": [true, false]}, "neg": -7.5}', '$.a[*] + 1', '{"v": 1}');
----
error 22038 left operand of jsonpath operator + is not a single numeric value

SELECT jsonb_path_query('{"a": [1, 2, 3, {"b": "x", "n": null}], "t": "2024-02-29T12:00:00+02", "s": "12.5", "o": {"k": [true, false]}, "neg": -7.5}', '-$.a[0]', '{"v": 1}');
----
-1
SELECT 1

SELECT jsonb_path_query('{"a": [1, 2, 3, {"b": "x", "n": null}], "t": "2024-02-29T12:00:00+02", "s": "12.5", "o": {"k": [true, false]}, "neg": -7.5}', '+$.a[1 to 2]', '{"v": 1}');
----
2
3
SELECT 2

SELECT jsonb_path_query('{"a": [1, 2, 3, {"b": "x", "n": null}], "t": "2024-02-29T12:00:00+02", "s": "12.5", "o": {"k": [true, false]}, "neg": -7.5}', '$.a[1] % 2', '{"v": 1}');
----
0
SELECT 1

SELECT jsonb_path_query('{"a": [1, 2, 3, {"b": "x", "n": null}], "t": "2024-02-29T12:00:00+02", "s": "12.5", "o": {"k": [true, false]}, "neg": -7.5}', '$.a[1] * 2.5 - 1', '{"v": 1}');
----
4.0
SELECT 1

SELECT jsonb_path_query('{"a": [1, 2, 3, {"b": "x", "n": null}], "t": "2024-02-29T12:00:00+02", "s": "12.5", "o": {"k": [true, false]}, "neg": -7.5}', '$.s + 1', '{"v": 1}');
----
error 22038 left operand of jsonpath operator + is not a single numeric value

SELECT jsonb_path_exists('{"a": [1, 2, 3, {"b": "x", "n": null}], "t": "2024-02-29T12:00:00+02", "s": "12.5", "o": {"k": [true, false]}, "neg": -7.5}', '$.s + 1'), jsonb_path_query_array('{"a": [1, 2, 3, {"b": "x", "n": null}], "t": "2024-02-29T12:00:00+02", "s": "12.5", "o": {"k": [true, false]}, "neg": -7.5}', '$.s + 1', '{}', true), jsonb_path_query_first('{"a": [1, 2, 3, {"b": "x", "n": null}], "t": "2024-02-29T12:00:00+02", "s": "12.5", "o": {"k": [true, false]}, "neg": -7.5}', '$.s + 1', '{}', true), jsonb_path_match('{"a": [1, 2, 3, {"b": "x", "n": null}], "t": "2024-02-29T12:00:00+02", "s": "12.5", "o": {"k": [true, false]}, "neg": -7.5}', '$.s + 1', '{}', true), '{"a": [1, 2, 3, {"b": "x", "n": null}], "t": "2024-02-29T12:00:00+02", "s": "12.5", "o": {"k": [true, false]}, "neg": -7.5}'::jsonb @? '$.s + 1', '{"a": [1, 2, 3, {"b": "x", "n": null}], "t": "2024-02-29T12:00:00+02", "s": "12.5", "o": {"k": [true, false]}, "neg": -7.5}'::jsonb @@ '$.s + 1';
----
error 22038 left operand of jsonpath operator + is not a single numeric value

SELECT jsonb_path_match('{"a": [1, 2, 3, {"b": "x", "n": null}], "t": "2024-02-29T12:00:00+02", "s": "12.5", "o": {"k": [true, false]}, "neg": -7.5}', '$.s + 1');
----
error 22038 left operand of jsonpath operator + is not a single numeric value

SELECT jsonb_path_query('{"a": [1, 2, 3, {"b": "x", "n": null}], "t": "2024-02-29T12:00:00+02", "s": "12.5", "o": {"k": [true, false]}, "neg": -7.5}', '$v', '{"v": 1}');
----
1
SELECT 1

SELECT jsonb_path_query('{"a": [1, 2, 3, {"b": "x", "n": null}], "t": "2024-02-29T12:00:00+02", "s": "12.5", "o": {"k": [true, false]}, "neg": -7.5}', '$.a[*] ? (@ > $v)', '{"v": 1}');
----
2
3
SELECT 2

SELECT jsonb_path_query('{"a": [1, 2, 3, {"b": "x", "n": null}], "t": "2024-02-29T12:00:00+02", "s": "12.5", "o": {"k": [true, false]}, "neg": -7.5}', '$.a[$v]', '{"v": 1}');
----
2
SELECT 1

SELECT jsonb_path_query('{"a": [1, 2, 3, {"b": "x", "n": null}], "t": "2024-02-29T12:00:00+02", "s": "12.5", "o": {"k": [true, false]}, "neg": -7.5}', '$.a["x"]', '{"v": 1}');
----
error 22033 jsonpath array subscript is not a single numeric value

SELECT jsonb_path_query('{"a": [1, 2, 3, {"b": "x", "n": null}], "t": "2024-02-29T12:00:00+02", "s": "12.5", "o": {"k": [true, false]}, "neg": -7.5}', '$.a[1.7]', '{"v": 1}');
----
2
SELECT 1

SELECT jsonb_path_query('{"a": [1, 2, 3, {"b": "x", "n": null}], "t": "2024-02-29T12:00:00+02", "s": "12.5", "o": {"k": [true, false]}, "neg": -7.5}', '$.a[-1]', '{"v": 1}');
----
SELECT 0

SELECT jsonb_path_query('{"a": [1, 2, 3, {"b": "x", "n": null}], "t": "2024-02-29T12:00:00+02", "s": "12.5", "o": {"k": [true, false]}, "neg": -7.5}', '$.a ? (@.size() > 3)', '{"v": 1}');
----
SELECT 0

SELECT jsonb_path_query('{"a": [1, 2, 3, {"b": "x", "n": null}], "t": "2024-02-29T12:00:00+02", "s": "12.5", "o": {"k": [true, false]}, "neg": -7.5}', '$."a"[0]', '{"v": 1}');
----
1
SELECT 1

SELECT jsonb_path_query('{"a": [1, 2, 3, {"b": "x", "n": null}], "t": "2024-02-29T12:00:00+02", "s": "12.5", "o": {"k": [true, false]}, "neg": -7.5}', '$ . a [ 0 ]', '{"v": 1}');
----
1
SELECT 1

SELECT jsonb_path_query('{"a": [1, 2, 3, {"b": "x", "n": null}], "t": "2024-02-29T12:00:00+02", "s": "12.5", "o": {"k": [true, false]}, "neg": -7.5}', '$.a[*] ? (@ <> 2)', '{"v": 1}');
----
1
3
SELECT 2

SELECT jsonb_path_query('{"a": [1, 2, 3, {"b": "x", "n": null}], "t": "2024-02-29T12:00:00+02", "s": "12.5", "o": {"k": [true, false]}, "neg": -7.5}', '$.a[*] ? (@ != 2)', '{"v": 1}');
----
1
3
SELECT 2

SELECT jsonb_path_query('{"a": [1, 2, 3, {"b": "x", "n": null}], "t": "2024-02-29T12:00:00+02", "s": "12.5", "o": {"k": [true, false]}, "neg": -7.5}', '(1 + 2) * 3', '{"v": 1}');
----
9
SELECT 1

SELECT jsonb_path_query('{"a": [1, 2, 3, {"b": "x", "n": null}], "t": "2024-02-29T12:00:00+02", "s": "12.5", "o": {"k": [true, false]}, "neg": -7.5}', '"lit"', '{"v": 1}');
----
"lit"
SELECT 1

SELECT jsonb_path_query('{"a": [1, 2, 3, {"b": "x", "n": null}], "t": "2024-02-29T12:00:00+02", "s": "12.5", "o": {"k": [true, false]}, "neg": -7.5}', 'true', '{"v": 1}');
----
true
SELECT 1

SELECT jsonb_path_query('{"a": [1, 2, 3, {"b": "x", "n": null}], "t": "2024-02-29T12:00:00+02", "s": "12.5", "o": {"k": [true, false]}, "neg": -7.5}', '$.a[0] == 1', '{"v": 1}');
----
true
SELECT 1

SELECT jsonb_path_exists('{"a": [1, 2, 3, {"b": "x", "n": null}], "t": "2024-02-29T12:00:00+02", "s": "12.5", "o": {"k": [true, false]}, "neg": -7.5}', '$.a[0] == 1'), jsonb_path_query_array('{"a": [1, 2, 3, {"b": "x", "n": null}], "t": "2024-02-29T12:00:00+02", "s": "12.5", "o": {"k": [true, false]}, "neg": -7.5}', '$.a[0] == 1', '{}', true), jsonb_path_query_first('{"a": [1, 2, 3, {"b": "x", "n": null}], "t": "2024-02-29T12:00:00+02", "s": "12.5", "o": {"k": [true, false]}, "neg": -7.5}', '$.a[0] == 1', '{}', true), jsonb_path_match('{"a": [1, 2, 3, {"b": "x", "n": null}], "t": "2024-02-29T12:00:00+02", "s": "12.5", "o": {"k": [true, false]}, "neg": -7.5}', '$.a[0] == 1', '{}', true), '{"a": [1, 2, 3, {"b": "x", "n": null}], "t": "2024-02-29T12:00:00+02", "s": "12.5", "o": {"k": [true, false]}, "neg": -7.5}'::jsonb @? '$.a[0] == 1', '{"a": [1, 2, 3, {"b": "x", "n": null}], "t": "2024-02-29T12:00:00+02", "s": "12.5", "o": {"k": [true, false]}, "neg": -7.5}'::jsonb @@ '$.a[0] == 1';
----
t|[true]|true|t|t|t
SELECT 1

SELECT jsonb_path_match('{"a": [1, 2, 3, {"b": "x", "n": null}], "t": "2024-02-29T12:00:00+02", "s": "12.5", "o": {"k": [true, false]}, "neg": -7.5}', '$.a[0] == 1');
----
t
SELECT 1

SELECT jsonb_path_query('{"a": [1, 2, 3, {"b": "x", "n": null}], "t": "2024-02-29T12:00:00+02", "s": "12.5", "o": {"k": [true, false]}, "neg": -7.5}', '$.a[*] > 2', '{"v": 1}');
----
true
SELECT 1

SELECT jsonb_path_query('{"a": [1, 2, 3, {"b": "x", "n": null}], "t": "2024-02-29T12:00:00+02", "s": "12.5", "o": {"k": [true, false]}, "neg": -7.5}', 'exists($.a)', '{"v": 1}');
----
true
SELECT 1

SELECT jsonb_path_query('{"a": [1, 2, 3, {"b": "x", "n": null}], "t": "2024-02-29T12:00:00+02", "s": "12.5", "o": {"k": [true, false]}, "neg": -7.5}', '$.a[*] < "x"', '{"v": 1}');
----
null
SELECT 1

SELECT jsonb_path_exists('{"a": [1, 2, 3, {"b": "x", "n": null}], "t": "2024-02-29T12:00:00+02", "s": "12.5", "o": {"k": [true, false]}, "neg": -7.5}', '$.a[*] < "x"'), jsonb_path_query_array('{"a": [1, 2, 3, {"b": "x", "n": null}], "t": "2024-02-29T12:00:00+02", "s": "12.5", "o": {"k": [true, false]}, "neg": -7.5}', '$.a[*] < "x"', '{}', true), jsonb_path_query_first('{"a": [1, 2, 3, {"b": "x", "n": null}], "t": "2024-02-29T12:00:00+02", "s": "12.5", "o": {"k": [true, false]}, "neg": -7.5}', '$.a[*] < "x"', '{}', true), jsonb_path_match('{"a": [1, 2, 3, {"b": "x", "n": null}], "t": "2024-02-29T12:00:00+02", "s": "12.5", "o": {"k": [true, false]}, "neg": -7.5}', '$.a[*] < "x"', '{}', true), '{"a": [1, 2, 3, {"b": "x", "n": null}], "t": "2024-02-29T12:00:00+02", "s": "12.5", "o": {"k": [true, false]}, "neg": -7.5}'::jsonb @? '$.a[*] < "x"', '{"a": [1, 2, 3, {"b": "x", "n": null}], "t": "2024-02-29T12:00:00+02", "s": "12.5", "o": {"k": [true, false]}, "neg": -7.5}'::jsonb @@ '$.a[*] < "x"';
----
t|[null]|null|NULL|t|NULL
SELECT 1

SELECT jsonb_path_match('{"a": [1, 2, 3, {"b": "x", "n": null}], "t": "2024-02-29T12:00:00+02", "s": "12.5", "o": {"k": [true, false]}, "neg": -7.5}', '$.a[*] < "x"');
----
NULL
SELECT 1

SELECT jsonb_path_query('{"a": [1, 2, 3, {"b": "x", "n": null}], "t": "2024-02-29T12:00:00+02", "s": "12.5", "o": {"k": [true, false]}, "neg": -7.5}', 'lax $.a.b', '{"v": 1}');
----
"x"
SELECT 1

SELECT jsonb_path_query('{"a": [1, 2, 3, {"b": "x", "n": null}], "t": "2024-02-29T12:00:00+02", "s": "12.5", "o": {"k": [true, false]}, "neg": -7.5}', '$.o.k ? (@ == true)', '{"v": 1}');
----
true
SELECT 1

SELECT jsonb_path_query('{"a": [1, 2, 3, {"b": "x", "n": null}], "t": "2024-02-29T12:00:00+02", "s": "12.5", "o": {"k": [true, false]}, "neg": -7.5}', '$.o.k[*] ? (@ == true)', '{"v": 1}');
----
true
SELECT 1

SELECT jsonb_path_query('{"a": [1, 2, 3, {"b": "x", "n": null}], "t": "2024-02-29T12:00:00+02", "s": "12.5", "o": {"k": [true, false]}, "neg": -7.5}', '$.a[*] ? (@.type() == "object")', '{"v": 1}');
----
{"b": "x", "n": null}
SELECT 1

SELECT jsonb_path_query('{"a": [1, 2, 3, {"b": "x", "n": null}], "t": "2024-02-29T12:00:00+02", "s": "12.5", "o": {"k": [true, false]}, "neg": -7.5}', '$.a[last] ? (last > 0)', '{"v": 1}');
----
error 42601 LAST is allowed only in array subscripts

SELECT jsonb_path_query('{"a": [1, 2, 3, {"b": "x", "n": null}], "t": "2024-02-29T12:00:00+02", "s": "12.5", "o": {"k": [true, false]}, "neg": -7.5}', 'last', '{"v": 1}');
----
error 42601 LAST is allowed only in array subscripts

SELECT jsonb_path_query('{"a": [1, 2, 3, {"b": "x", "n": null}], "t": "2024-02-29T12:00:00+02", "s": "12.5", "o": {"k": [true, false]}, "neg": -7.5}', '@', '{"v": 1}');
----
error 42601 @ is not allowed in root expressions

SELECT jsonb_path_query('{"a": [1, 2, 3, {"b": "x", "n": null}], "t": "2024-02-29T12:00:00+02", "s": "12.5", "o": {"k": [true, false]}, "neg": -7.5}', '$.a[*', '{"v": 1}');
----
error 42601 syntax error at end of jsonpath input

SELECT jsonb_path_query('{"a": [1, 2, 3, {"b": "x", "n": null}], "t": "2024-02-29T12:00:00+02", "s": "12.5", "o": {"k": [true, false]}, "neg": -7.5}', '$.a ? (', '{"v": 1}');
----
error 42601 syntax error at end of jsonpath input

SELECT jsonb_path_query('{"a": [1, 2, 3, {"b": "x", "n": null}], "t": "2024-02-29T12:00:00+02", "s": "12.5", "o": {"k": [true, false]}, "neg": -7.5}', '$.', '{"v": 1}');
----
error 42601 syntax error at end of jsonpath input

SELECT jsonb_path_query('{"a": [1, 2, 3, {"b": "x", "n": null}], "t": "2024-02-29T12:00:00+02", "s": "12.5", "o": {"k": [true, false]}, "neg": -7.5}', '$ ? (@ = 1)', '{"v": 1}');
----
error 42601 syntax error at or near "=" of jsonpath input

SELECT jsonb_path_query('{"a": [1, 2, 3, {"b": "x", "n": null}], "t": "2024-02-29T12:00:00+02", "s": "12.5", "o": {"k": [true, false]}, "neg": -7.5}', '', '{"v": 1}');
----
error 22P02 invalid input syntax for type jsonpath: ""

SELECT jsonb_path_query('{"a": [1, 2, 3, {"b": "x", "n": null}], "t": "2024-02-29T12:00:00+02", "s": "12.5", "o": {"k": [true, false]}, "neg": -7.5}', '$.a.nosuch()', '{"v": 1}');
----
error 42601 syntax error at or near "(" of jsonpath input

SELECT jsonb_path_query('{"a": [1, 2, 3, {"b": "x", "n": null}], "t": "2024-02-29T12:00:00+02", "s": "12.5", "o": {"k": [true, false]}, "neg": -7.5}', '$.a[*] ? (1)', '{"v": 1}');
----
error 42601 syntax error at or near ")" of jsonpath input

SELECT jsonb_path_query('{"a": [1, 2, 3, {"b": "x", "n": null}], "t": "2024-02-29T12:00:00+02", "s": "12.5", "o": {"k": [true, false]}, "neg": -7.5}', '$.**{last}', '{"v": 1}');
----
"12.5"
"2024-02-29T12:00:00+02"
"x"
-7.5
1
2
3
false
null
true
SELECT 10

SELECT jsonb_path_query('{"a": [1, 2, 3, {"b": "x", "n": null}], "t": "2024-02-29T12:00:00+02", "s": "12.5", "o": {"k": [true, false]}, "neg": -7.5}', '$a$', '{"v": 1}');
----
error 42601 syntax error at or near "$" of jsonpath input

SELECT jsonb_path_query('{"a": [1, 2, 3, {"b": "x", "n": null}], "t": "2024-02-29T12:00:00+02", "s": "12.5", "o": {"k": [true, false]}, "neg": -7.5}', '$.a[0] ? (@ == 1).type()', '{"v": 1}');
----
"number"
SELECT 1

SELECT jsonb_path_query('{"a": [1, 2, 3, {"b": "x", "n": null}], "t": "2024-02-29T12:00:00+02", "s": "12.5", "o": {"k": [true, false]}, "neg": -7.5}', '''x''', '{"v": 1}');
----
error 42601 syntax error at end of jsonpath input

SELECT jsonb_path_query('{"a": [1, 2, 3, {"b": "x", "n": null}], "t": "2024-02-29T12:00:00+02", "s": "12.5", "o": {"k": [true, false]}, "neg": -7.5}', '$."\u0061"', '{"v": 1}');
----
[1, 2, 3, {"b": "x", "n": null}]
SELECT 1

SELECT jsonb_path_query('{"a": [1, 2, 3, {"b": "x", "n": null}], "t": "2024-02-29T12:00:00+02", "s": "12.5", "o": {"k": [true, false]}, "neg": -7.5}', '$.a /* c */ [0]', '{"v": 1}');
----
1
SELECT 1

SELECT '$.a[*]'::jsonpath;
----
$."a"[*]
SELECT 1

SELECT 'strict $."x y"[0 to last] ? (@.b > 1.50 && !(@ like_regex "^a" flag "qi"))'::jsonpath;
----
strict $."x y"[0 to last]?(@."b" > 1.50 && !(@ like_regex "^a" flag "iq"))
SELECT 1

SELECT '$.**{2 to last}.size()'::jsonpath;
----
$.**{2 to last}.size()
SELECT 1

SELECT '-(1 + $x) * 2'::jsonpath;
----
(-(1 + $"x") * 2)
SELECT 1

SELECT jsonb_path_query('["2024-01-01", "12:00", "2024-01-01 12:00"]', '$[*].datetime().type()'), 1;
----
error 22031 datetime format is not recognized: "12:00"; ; Use a datetime template argument to specify the input data format.

SELECT jsonb_path_query('["2024-01-01", "2024-06-01"]', '$[*].datetime() ? (@ > "2024-03-01".datetime())');
----
"2024-06-01"
SELECT 1

SELECT jsonb_path_query('["2024-01-01"]', '$[*].datetime() ? (@ > "2023-12-31 12:00+00".datetime())');
----
SELECT 0

SELECT jsonb_path_query_tz('["2024-01-01"]', '$[*].datetime() ? (@ > "2023-12-31 12:00+00".datetime())');
----
SELECT 0

# Assignment through subscripts
CREATE TABLE js (id int, j jsonb); INSERT INTO js VALUES (1, '{"a": {"b": [1, 2]}}'), (2, NULL), (3, '5');
----
CREATE TABLE
INSERT 0 3

UPDATE js SET j['a']['b'][0] = '9' WHERE id = 1 RETURNING j;
----
{"a": {"b": [9, 2]}}
UPDATE 1

UPDATE js SET j['a']['b'][5] = '"x"' WHERE id = 1 RETURNING j;
----
{"a": {"b": [9, 2, null, null, null, "x"]}}
UPDATE 1

UPDATE js SET j['new']['deep'] = 'true' WHERE id = 1 RETURNING j;
----
{"a": {"b": [9, 2, null, null, null, "x"]}, "new": {"deep": true}}
UPDATE 1

UPDATE js SET j['a'] = NULL WHERE id = 1 RETURNING j;
----
{"a": null, "new": {"deep": true}}
UPDATE 1

UPDATE js SET j['k'] = '1' WHERE id = 2 RETURNING j;
----
{"k": 1}
UPDATE 1

UPDATE js SET j['k'] = '1' WHERE id = 3;
----
error 22023 cannot replace existing key; The path assumes key is a composite object, but it is a scalar value.

UPDATE js SET j[-9] = '1' WHERE id = 1;
----
UPDATE 1

UPDATE js SET j['a']['b'] = '[1]', j['z'] = '2' WHERE id = 1 RETURNING j;
----
error 22023 cannot replace existing key; The path assumes key is a composite object, but it is a scalar value.

UPDATE js SET j['a'] = 5 WHERE id = 1;
----
error 42804 subscripted assignment to "j" requires type jsonb but expression is of type integer; ; You will need to rewrite or cast the expression.

SELECT j['a']['b'][0], j['nosuch'], (j['a'])['b'] FROM js ORDER BY id;
----
NULL|NULL|NULL
NULL|NULL|NULL
NULL|NULL|NULL
SELECT 3

SELECT j[1:2] FROM js;
----
error 42804 jsonb subscript does not support slices

SELECT j[NULL] FROM js WHERE id = 1;
----
NULL
SELECT 1

INSERT INTO js (id, j['x'][1]) VALUES (4, '"v"') RETURNING j;
----
{"x": [null, "v"]}
INSERT 0 1

DROP TABLE js;
----
DROP TABLE

# Ranges
SELECT '[1,5)'::int4range;
----
[1,5)
SELECT 1

SELECT '(1,5]'::int4range;
----
[2,6)
SELECT 1

SELECT '[1,1]'::int4range;
----
[1,2)
SELECT 1

SELECT '[1,1)'::int4range;
----
empty
SELECT 1

SELECT '(1,2)'::int4range;
----
empty
SELECT 1

SELECT 'empty'::int4range;
----
empty
SELECT 1

SELECT '(,5)'::int4range;
----
(,5)
SELECT 1

SELECT '[5,)'::int4range;
----
[5,)
SELECT 1

SELECT '(,)'::int4range;
----
(,)
SELECT 1

SELECT '[5,1]'::int4range;
----
error 22000 range lower bound must be less than or equal to range upper bound

SELECT '[1,5'::int4range;
----
error 22P02 malformed range literal: "[1,5"; Unexpected end of input.

SELECT '1,5'::int4range;
----
error 22P02 malformed range literal: "1,5"; Missing left parenthesis or bracket.

SELECT '[a,5)'::int4range;
----
error 22P02 invalid input syntax for type integer: "a"

SELECT '[1,5)x'::int4range;
----
error 22P02 malformed range literal: "[1,5)x"; Junk after right parenthesis or bracket.

SELECT ' [ 1 , 5 ) '::int4range;
----
[1,5)
SELECT 1

SELECT '[1;5)'::int4range;
----
error 22P02 malformed range literal: "[1;5)"; Missing comma after lower bound.

SELECT '[,'::int4range;
----
error 22P02 malformed range literal: "[,"; Unexpected end of input.

SELECT ''::int4range;
----
error 22P02 malformed range literal: ""; Missing left parenthesis or bracket.

SELECT '[1,2,3)'::int4range;
----
error 22P02 malformed range literal: "[1,2,3)"; Too many commas.

SELECT '["1",5)'::int4range;
----
[1,5)
SELECT 1

SELECT '[2147483647,2147483647]'::int4range;
----
error 22003 integer out of range

SELECT '[NULL,5)'::int4range;
----
error 22P02 invalid input syntax for type integer: "NULL"

SELECT numrange(1.0, 2.00, '[]'), '[a,c)'::text;
----
[1.0,2.00]|[a,c)
SELECT 1

SELECT numrange(1.0, 2.00, '[]'), '["a,b",c]'::text;
----
[1.0,2.00]|["a,b",c]
SELECT 1

SELECT numrange(1.0, 2.00, '[]'), '(\\a,"b"""]'::text;
----
[1.0,2.00]|(\\a,"b"""]
SELECT 1

SELECT numrange(1.0, 2.00, '[]'), '[,""]'::text;
----
[1.0,2.00]|[,""]
SELECT 1

SELECT numrange(1.0, 2.00, '[]'), '[b,a]'::text;
----
[1.0,2.00]|[b,a]
SELECT 1

SELECT int4range(1,5) && int4range(3,8), int4range(1,5) @> int4range(3,8), int4range(1,5) <@ int4range(3,8), int4range(1,5) << int4range(3,8), int4range(1,5) >> int4range(3,8), int4range(1,5) &< int4range(3,8), int4range(1,5) &> int4range(3,8), int4range(1,5) -|- int4range(3,8), int4range(1,5) = int4range(3,8), int4range(1,5) < int4range(3,8), int4range(1,5) * int4range(3,8), range_merge(int4range(1,5), int4range(3,8));
----
t|f|f|f|f|t|f|f|f|t|[3,5)|[1,8)
SELECT 1

SELECT int4range(1,5) + int4range(3,8);
----
[1,8)
SELECT 1

SELECT int4range(1,5) - int4range(3,8);
----
[1,3)
SELECT 1

SELECT int4multirange(int4range(1,5)) + int4multirange(int4range(3,8)), int4multirange(int4range(1,5)) - int4multirange(int4range(3,8)), int4multirange(int4range(1,5)) * int4multirange(int4range(3,8)), int4multirange(int4range(1,5), int4range(3,8)), range_merge(int4multirange(int4range(1,5), int4range(3,8))), int4range(1,5) && int4multirange(int4range(3,8)), int4multirange(int4range(1,5)) @> int4range(3,8), int4multirange(int4range(1,5)) -|- int4range(3,8), int4multirange(int4range(1,5)) << int4range(3,8);
----
{[1,8)}|{[1,3)}|{[3,5)}|{[1,8)}|[1,8)|t|f|f|f
SELECT 1

SELECT int4range(1,3) && int4range(3,5), int4range(1,3) @> int4range(3,5), int4range(1,3) <@ int4range(3,5), int4range(1,3) << int4range(3,5), int4range(1,3) >> int4range(3,5), int4range(1,3) &< int4range(3,5), int4range(1,3) &> int4range(3,5), int4range(1,3) -|- int4range(3,5), int4range(1,3) = int4range(3,5), int4range(1,3) < int4range(3,5), int4range(1,3) * int4range(3,5), range_merge(int4range(1,3), int4range(3,5));
----
f|f|f|t|f|t|f|t|f|t|empty|[1,5)
SELECT 1

SELECT int4range(1,3) + int4range(3,5);
----
[1,5)
SELECT 1

SELECT int4range(1,3) - int4range(3,5);
----
[1,3)
SELECT 1

SELECT int4multirange(int4range(1,3)) + int4multirange(int4range(3,5)), int4multirange(int4range(1,3)) - int4multirange(int4range(3,5)), int4multirange(int4range(1,3)) * int4multirange(int4range(3,5)), int4multirange(int4range(1,3), int4range(3,5)), range_merge(int4multirange(int4range(1,3), int4range(3,5))), int4range(1,3) && int4multirange(int4range(3,5)), int4multirange(int4range(1,3)) @> int4range(3,5), int4multirange(int4range(1,3)) -|- int4range(3,5), int4multirange(int4range(1,3)) << int4range(3,5);
----
{[1,5)}|{[1,3)}|{}|{[1,5)}|[1,5)|f|f|t|t
SELECT 1

SELECT int4range(1,3) && int4range(5,8), int4range(1,3) @> int4range(5,8), int4range(1,3) <@ int4range(5,8), int4range(1,3) << int4range(5,8), int4range(1,3) >> int4range(5,8), int4range(1,3) &< int4range(5,8), int4range(1,3) &> int4range(5,8), int4range(1,3) -|- int4range(5,8), int4range(1,3) = int4range(5,8), int4range(1,3) < int4range(5,8), int4range(1,3) * int4range(5,8), range_merge(int4range(1,3), int4range(5,8));
----
f|f|f|t|f|t|f|f|f|t|empty|[1,8)
SELECT 1

SELECT int4range(1,3) + int4range(5,8);
----
error 22000 result of range union would not be contiguous

SELECT int4range(1,3) - int4range(5,8);
----
[1,3)
SELECT 1

SELECT int4multirange(int4range(1,3)) + int4multirange(int4range(5,8)), int4multirange(int4range(1,3)) - int4multirange(int4range(5,8)), int4multirange(int4range(1,3)) * int4multirange(int4range(5,8)), int4multirange(int4range(1,3), int4range(5,8)), range_merge(int4multirange(int4range(1,3), int4range(5,8))), int4range(1,3) && int4multirange(int4range(5,8)), int4multirange(int4range(1,3)) @> int4range(5,8), int4multirange(int4range(1,3)) -|- int4range(5,8), int4multirange(int4range(1,3)) << int4range(5,8);
----
{[1,3),[5,8)}|{[1,3)}|{}|{[1,3),[5,8)}|[1,8)|f|f|f|t
SELECT 1

SELECT int4range(1,9) && int4range(3,5), int4range(1,9) @> int4range(3,5), int4range(1,9) <@ int4range(3,5), int4range(1,9) << int4range(3,5), int4range(1,9) >> int4range(3,5), int4range(1,9) &< int4range(3,5), int4range(1,9) &> int4range(3,5), int4range(1,9) -|- int4range(3,5), int4range(1,9) = int4range(3,5), int4range(1,9) < int4range(3,5), int4range(1,9) * int4range(3,5), range_merge(int4range(1,9), int4range(3,5));
----
t|t|f|f|f|f|f|f|f|t|[3,5)|[1,9)
SELECT 1

SELECT int4range(1,9) + int4range(3,5);
----
[1,9)
SELECT 1

SELECT int4range(1,9) - int4range(3,5);
----
error 22000 result of range difference would not be contiguous

SELECT int4multirange(int4range(1,9)) + int4multirange(int4range(3,5)), int4multirange(int4range(1,9)) - int4multirange(int4range(3,5)), int4multirange(int4range(1,9)) * int4multirange(int4range(3,5)), int4multirange(int4range(1,9), int4range(3,5)), range_merge(int4multirange(int4range(1,9), int4range(3,5))), int4range(1,9) && int4multirange(int4range(3,5)), int4multirange(int4range(1,9)) @> int4range(3,5), int4multirange(int4range(1,9)) -|- int4range(3,5), int4multirange(int4range(1,9)) << int4range(3,5);
----
{[1,9)}|{[1,3),[5,9)}|{[3,5)}|{[1,9)}|[1,9)|t|t|f|f
SELECT 1

SELECT 'empty'::int4range && int4range(1,2), 'empty'::int4range @> int4range(1,2), 'empty'::int4range <@ int4range(1,2), 'empty'::int4range << int4range(1,2), 'empty'::int4range >> int4range(1,2), 'empty'::int4range &< int4range(1,2), 'empty'::int4range &> int4range(1,2), 'empty'::int4range -|- int4range(1,2), 'empty'::int4range = int4range(1,2), 'empty'::int4range < int4range(1,2), 'empty'::int4range * int4range(1,2), range_merge('empty'::int4range, int4range(1,2));
----
f|f|t|f|f|f|f|f|f|t|empty|[1,2)
SELECT 1

SELECT 'empty'::int4range + int4range(1,2);
----
[1,2)
SELECT 1

SELECT 'empty'::int4range - int4range(1,2);
----
empty
SELECT 1

SELECT int4multirange('empty'::int4range) + int4multirange(int4range(1,2)), int4multirange('empty'::int4range) - int4multirange(int4range(1,2)), int4multirange('empty'::int4range) * int4multirange(int4range(1,2)), int4multirange('empty'::int4range, int4range(1,2)), range_merge(int4multirange('empty'::int4range, int4range(1,2))), 'empty'::int4range && int4multirange(int4range(1,2)), int4multirange('empty'::int4range) @> int4range(1,2), int4multirange('empty'::int4range) -|- int4range(1,2), int4multirange('empty'::int4range) << int4range(1,2);
----
{[1,2)}|{}|{}|{[1,2)}|[1,2)|f|f|f|f
SELECT 1

SELECT int4range(NULL,5) && int4range(3,NULL), int4range(NULL,5) @> int4range(3,NULL), int4range(NULL,5) <@ int4range(3,NULL), int4range(NULL,5) << int4range(3,NULL), int4range(NULL,5) >> int4range(3,NULL), int4range(NULL,5) &< int4range(3,NULL), int4range(NULL,5) &> int4range(3,NULL), int4range(NULL,5) -|- int4range(3,NULL), int4range(NULL,5) = int4range(3,NULL), int4range(NULL,5) < int4range(3,NULL), int4range(NULL,5) * int4range(3,NULL), range_merge(int4range(NULL,5), int4range(3,NULL));
----
t|f|f|f|f|t|f|f|f|t|[3,5)|(,)
SELECT 1

SELECT int4range(NULL,5) + int4range(3,NULL);
----
(,)
SELECT 1

SELECT int4range(NULL,5) - int4range(3,NULL);
----
(,3)
SELECT 1

SELECT int4multirange(int4range(NULL,5)) + int4multirange(int4range(3,NULL)), int4multirange(int4range(NULL,5)) - int4multirange(int4range(3,NULL)), int4multirange(int4range(NULL,5)) * int4multirange(int4range(3,NULL)), int4multirange(int4range(NULL,5), int4range(3,NULL)), range_merge(int4multirange(int4range(NULL,5), int4range(3,NULL))), int4range(NULL,5) && int4multirange(int4range(3,NULL)), int4multirange(int4range(NULL,5)) @> int4range(3,NULL), int4multirange(int4range(NULL,5)) -|- int4range(3,NULL), int4multirange(int4range(NULL,5)) << int4range(3,NULL);
----
{(,)}|{(,3)}|{[3,5)}|{(,)}|(,)|t|f|f|f
SELECT 1

SELECT int4range(1,5) && int4range(1,5), int4range(1,5) @> int4range(1,5), int4range(1,5) <@ int4range(1,5), int4range(1,5) << int4range(1,5), int4range(1,5) >> int4range(1,5), int4range(1,5) &< int4range(1,5), int4range(1,5) &> int4range(1,5), int4range(1,5) -|- int4range(1,5), int4range(1,5) = int4range(1,5), int4range(1,5) < int4range(1,5), int4range(1,5) * int4range(1,5), range_merge(int4range(1,5), int4range(1,5));
----
t|t|t|f|f|t|t|f|t|f|[1,5)|[1,5)
SELECT 1

SELECT int4range(1,5) + int4range(1,5);
----
[1,5)
SELECT 1

SELECT int4range(1,5) - int4range(1,5);
----
empty
SELECT 1

SELECT int4multirange(int4range(1,5)) + int4multirange(int4range(1,5)), int4multirange(int4range(1,5)) - int4multirange(int4range(1,5)), int4multirange(int4range(1,5)) * int4multirange(int4range(1,5)), int4multirange(int4range(1,5), int4range(1,5)), range_merge(int4multirange(int4range(1,5), int4range(1,5))), int4range(1,5) && int4multirange(int4range(1,5)), int4multirange(int4range(1,5)) @> int4range(1,5), int4multirange(int4range(1,5)) -|- int4range(1,5), int4multirange(int4range(1,5)) << int4range(1,5);
----
{[1,5)}|{}|{[1,5)}|{[1,5)}|[1,5)|t|t|f|f
SELECT 1

SELECT int4range(5, 1);
----
error 22000 range lower bound must be less than or equal to range upper bound

SELECT int4range(1, 5, 'x');
----
error 42601 invalid range bound flags; ; Valid values are "[]", "[)", "(]", and "()".

SELECT int4range(1, 5, NULL);
----
error 22000 range constructor flags argument must not be null

SELECT int4range(1, 2147483647, '[]');
----
error 22003 integer out of range

SELECT lower(int4range(1,5)), upper(int4range(1,5)), lower_inc(int4range(1,5)), upper_inc(int4range(1,5)), lower_inf('(,5)'::int4range), upper_inf('[1,)'::int4range), isempty('empty'::int4range), lower('empty'::int4range), upper('[1,]'::numrange);
----
1|5|t|f|t|t|t|NULL|NULL
SELECT 1

SELECT lower_inf('[-infinity,infinity]'::daterange), upper_inf('[today,infinity)'::daterange), daterange('2024-01-01', '2024-01-31', '[]'), '[2024-01-01,2024-01-31]'::tsrange, tstzrange('2024-01-01', NULL);
----
f|f|[2024-01-01,2024-02-01)|["2024-01-01 00:00:00","2024-01-31 00:00:00"]|["2024-01-01 00:00:00+00",)
SELECT 1

SELECT range_agg(r), range_intersect_agg(r) FROM (VALUES (int4range(1, 3)), (int4range(2, 5)), (int4range(7, 9))) v(r);
----
{[1,5),[7,9)}|empty
SELECT 1

SELECT range_agg(r) FROM (VALUES ('{[1,3)}'::int4multirange), ('{[3,4)}')) v(r);
----
{[1,4)}
SELECT 1

SELECT range_agg(r) FROM (SELECT int4range(1, 2) AS r WHERE false) v;
----
NULL
SELECT 1

SELECT unnest('{[1,3),[5,7)}'::int4multirange);
----
[1,3)
[5,7)
SELECT 2

SELECT '{[1,3),[2,5),[7,7]}'::int4multirange, '{}'::int4multirange, '{empty}'::int4multirange, isempty('{}'::int4multirange), lower('{[1,3),[5,7)}'::int4multirange), upper('{[1,3),[5,)}'::int4multirange), upper_inf('{[5,)}'::int4multirange);
----
{[1,5),[7,8)}|{}|{}|t|1|NULL|t
SELECT 1

SELECT multirange(int4range(1, 3)), int4multirange(), int4multirange(int4range(1, 2), int4range(5, 6)), 3 <@ '{[1,5)}'::int4multirange;
----
{[1,3)}|{}|{[1,2),[5,6)}|t
SELECT 1

SELECT '{[1,3),'::int4multirange;
----
error 22P02 malformed multirange literal: "{[1,3),"; Unexpected end of input.

SELECT '{[1,3) [4,5)}'::int4multirange;
----
error 22P02 malformed multirange literal: "{[1,3) [4,5)}"; Expected comma or end of multirange.

SELECT 3 <@ int4range(1, 5), int4range(1, 5) @> 5, int4range(1, 5) @> NULL::int, '[1.5,2.5]'::numrange @> 2.5, daterange('2024-01-01', '2024-02-01') @> '2024-01-31'::date;
----
t|f|NULL|t|t
SELECT 1

SELECT numrange(1, 2) = numrange(1.0, 2.00), numrange(1, 2) < numrange(1, 3), 'empty'::numrange < numrange(1, 2), numrange(NULL, 2) < numrange(1, 2), numrange(1, NULL) > numrange(1, 2), numrange(1, 2, '[]') > numrange(1, 2);
----
t|t|t|t|t|t
SELECT 1

# Networks
SELECT '192.168.1.5/24'::inet, host('192.168.1.5/24'::inet), text('192.168.1.5/24'::inet), abbrev('192.168.1.5/24'::inet), masklen('192.168.1.5/24'::inet), netmask('192.168.1.5/24'::inet), hostmask('192.168.1.5/24'::inet), network('192.168.1.5/24'::inet), broadcast('192.168.1.5/24'::inet), family('192.168.1.5/24'::inet), ~('192.168.1.5/24'::inet), '192.168.1.5/24'::inet::cidr, set_masklen('192.168.1.5/24'::inet, 8);
----
192.168.1.5/24|192.168.1.5|192.168.1.5/24|192.168.1.5/24|24|255.255.255.0|0.0.0.255|192.168.1.0/24|192.168.1.255/24|4|63.87.254.250/24|192.168.1.0/24|192.168.1.5/8
SELECT 1

SELECT '192.168.1.5/24'::inet + 1, '192.168.1.5/24'::inet - 1, '192.168.1.5/24'::inet & '255.0.0.0', '192.168.1.5/24'::inet << '192.168.0.0/16', '192.168.1.5/24'::inet <<= '192.168.1.5/24', '192.168.1.5/24'::inet >> '10.0.0.1', '192.168.1.5/24'::inet && '192.168.1.0/25', '192.168.1.5/24'::inet < '10.0.0.1/8';
----
192.168.1.6/24|192.168.1.4/24|192.0.0.0|t|t|f|t|f
SELECT 1

SELECT '10.0.0.1'::inet, host('10.0.0.1'::inet), text('10.0.0.1'::inet), abbrev('10.0.0.1'::inet), masklen('10.0.0.1'::inet), netmask('10.0.0.1'::inet), hostmask('10.0.0.1'::inet), network('10.0.0.1'::inet), broadcast('10.0.0.1'::inet), family('10.0.0.1'::inet), ~('10.0.0.1'::inet), '10.0.0.1'::inet::cidr, set_masklen('10.0.0.1'::inet, 8);
----
10.0.0.1|10.0.0.1|10.0.0.1/32|10.0.0.1|32|255.255.255.255|0.0.0.0|10.0.0.1/32|10.0.0.1|4|245.255.255.254|10.0.0.1/32|10.0.0.1/8
SELECT 1

SELECT '10.0.0.1'::inet + 1, '10.0.0.1'::inet - 1, '10.0.0.1'::inet & '255.0.0.0', '10.0.0.1'::inet << '192.168.0.0/16', '10.0.0.1'::inet <<= '192.168.1.5/24', '10.0.0.1'::inet >> '10.0.0.1', '10.0.0.1'::inet && '192.168.1.0/25', '10.0.0.1'::inet < '10.0.0.1/8';
----
10.0.0.2|10.0.0.0|10.0.0.0|f|f|f|f|f
SELECT 1

SELECT '::1'::inet, host('::1'::inet), text('::1'::inet), abbrev('::1'::inet), masklen('::1'::inet), netmask('::1'::inet), hostmask('::1'::inet), network('::1'::inet), broadcast('::1'::inet), family('::1'::inet), ~('::1'::inet), '::1'::inet::cidr, set_masklen('::1'::inet, 8);
----
::1|::1|::1/128|::1|128|ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff|::|::1/128|::1|6|ffff:ffff:ffff:ffff:ffff:ffff:ffff:fffe|::1/128|::1/8
SELECT 1

SELECT '::1'::inet + 1, '::1'::inet - 1, '::1'::inet & '255.0.0.0', '::1'::inet << '192.168.0.0/16', '::1'::inet <<= '192.168.1.5/24', '::1'::inet >> '10.0.0.1', '::1'::inet && '192.168.1.0/25', '::1'::inet < '10.0.0.1/8';
----
error 22023 cannot AND inet values of different sizes

SELECT '2001:db8::ff00:42:8329/64'::inet, host('2001:db8::ff00:42:8329/64'::inet), text('2001:db8::ff00:42:8329/64'::inet), abbrev('2001:db8::ff00:42:8329/64'::inet), masklen('2001:db8::ff00:42:8329/64'::inet), netmask('2001:db8::ff00:42:8329/64'::inet), hostmask('2001:db8::ff00:42:8329/64'::inet), network('2001:db8::ff00:42:8329/64'::inet), broadcast('2001:db8::ff00:42:8329/64'::inet), family('2001:db8::ff00:42:8329/64'::inet), ~('2001:db8::ff00:42:8329/64'::inet), '2001:db8::ff00:42:8329/64'::inet::cidr, set_masklen('2001:db8::ff00:42:8329/64'::inet, 8);
----
2001:db8::ff00:42:8329/64|2001:db8::ff00:42:8329|2001:db8::ff00:42:8329/64|2001:db8::ff00:42:8329/64|64|ffff:ffff:ffff:ffff::|::ffff:ffff:ffff:ffff|2001:db8::/64|2001:db8::ffff:ffff:ffff:ffff/64|6|dffe:f247:ffff:ffff:ffff:ff:ffbd:7cd6/64|2001:db8::/64|2001:db8::ff00:42:8329/8
SELECT 1

SELECT '2001:db8::ff00:42:8329/64'::inet + 1, '2001:db8::ff00:42:8329/64'::inet - 1, '2001:db8::ff00:42:8329/64'::inet & '255.0.0.0', '2001:db8::ff00:42:8329/64'::inet << '192.168.0.0/16', '2001:db8::ff00:42:8329/64'::inet <<= '192.168.1.5/24', '2001:db8::ff00:42:8329/64'::inet >> '10.0.0.1', '2001:db8::ff00:42:8329/64'::inet && '192.168.1.0/25', '2001:db8::ff00:42:8329/64'::inet < '10.0.0.1/8';
----
error 22023 cannot AND inet values of different sizes

SELECT '::ffff:1.2.3.4'::inet, host('::ffff:1.2.3.4'::inet), text('::ffff:1.2.3.4'::inet), abbrev('::ffff:1.2.3.4'::inet), masklen('::ffff:1.2.3.4'::inet), netmask('::ffff:1.2.3.4'::inet), hostmask('::ffff:1.2.3.4'::inet), network('::ffff:1.2.3.4'::inet), broadcast('::ffff:1.2.3.4'::inet), family('::ffff:1.2.3.4'::inet), ~('::ffff:1.2.3.4'::inet), '::ffff:1.2.3.4'::inet::cidr, set_masklen('::ffff:1.2.3.4'::inet, 8);
----
::ffff:1.2.3.4|::ffff:1.2.3.4|::ffff:1.2.3.4/128|::ffff:1.2.3.4|128|ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff|::|::ffff:1.2.3.4/128|::ffff:1.2.3.4|6|ffff:ffff:ffff:ffff:ffff:0:fefd:fcfb|::ffff:1.2.3.4/128|::ffff:1.2.3.4/8
SELECT 1

SELECT '::ffff:1.2.3.4'::inet + 1, '::ffff:1.2.3.4'::inet - 1, '::ffff:1.2.3.4'::inet & '255.0.0.0', '::ffff:1.2.3.4'::inet << '192.168.0.0/16', '::ffff:1.2.3.4'::inet <<= '192.168.1.5/24', '::ffff:1.2.3.4'::inet >> '10.0.0.1', '::ffff:1.2.3.4'::inet && '192.168.1.0/25', '::ffff:1.2.3.4'::inet < '10.0.0.1/8';
----
error 22023 cannot AND inet values of different sizes

SELECT '0.0.0.0/0'::inet, host('0.0.0.0/0'::inet), text('0.0.0.0/0'::inet), abbrev('0.0.0.0/0'::inet), masklen('0.0.0.0/0'::inet), netmask('0.0.0.0/0'::inet), hostmask('0.0.0.0/0'::inet), network('0.0.0.0/0'::inet), broadcast('0.0.0.0/0'::inet), family('0.0.0.0/0'::inet), ~('0.0.0.0/0'::inet), '0.0.0.0/0'::inet::cidr, set_masklen('0.0.0.0/0'::inet, 8);
----
0.0.0.0/0|0.0.0.0|0.0.0.0/0|0.0.0.0/0|0|0.0.0.0|255.255.255.255|0.0.0.0/0|255.255.255.255/0|4|255.255.255.255/0|0.0.0.0/0|0.0.0.0/8
SELECT 1

SELECT '0.0.0.0/0'::inet + 1, '0.0.0.0/0'::inet - 1, '0.0.0.0/0'::inet & '255.0.0.0', '0.0.0.0/0'::inet << '192.168.0.0/16', '0.0.0.0/0'::inet <<= '192.168.1.5/24', '0.0.0.0/0'::inet >> '10.0.0.1', '0.0.0.0/0'::inet && '192.168.1.0/25', '0.0.0.0/0'::inet < '10.0.0.1/8';
----
error 22003 result is out of range

SELECT '255.255.255.255/32'::inet, host('255.255.255.255/32'::inet), text('255.255.255.255/32'::inet), abbrev('255.255.255.255/32'::inet), masklen('255.255.255.255/32'::inet), netmask('255.255.255.255/32'::inet), hostmask('255.255.255.255/32'::inet), network('255.255.255.255/32'::inet), broadcast('255.255.255.255/32'::inet), family('255.255.255.255/32'::inet), ~('255.255.255.255/32'::inet), '255.255.255.255/32'::inet::cidr, set_masklen('255.255.255.255/32'::inet, 8);
----
255.255.255.255|255.255.255.255|255.255.255.255/32|255.255.255.255|32|255.255.255.255|0.0.0.0|255.255.255.255/32|255.255.255.255|4|0.0.0.0|255.255.255.255/32|255.255.255.255/8
SELECT 1

SELECT '255.255.255.255/32'::inet + 1, '255.255.255.255/32'::inet - 1, '255.255.255.255/32'::inet & '255.0.0.0', '255.255.255.255/32'::inet << '192.168.0.0/16', '255.255.255.255/32'::inet <<= '192.168.1.5/24', '255.255.255.255/32'::inet >> '10.0.0.1', '255.255.255.255/32'::inet && '192.168.1.0/25', '255.255.255.255/32'::inet < '10.0.0.1/8';
----
error 22003 result is out of range

SELECT '192.168.1.5/24'::cidr;
----
error 22P02 invalid cidr value: "192.168.1.5/24"; Value has bits set to right of mask.

SELECT '192.168.1'::cidr, '10'::cidr, '10.1/16'::cidr, '2001:db8::/32'::cidr;
----
192.168.1.0/24|10.0.0.0/8|10.1.0.0/16|2001:db8::/32
SELECT 1

SELECT '10'::inet;
----
error 22P02 invalid input syntax for type inet: "10"

SELECT '1.2.3.4.5'::inet;
----
error 22P02 invalid input syntax for type inet: "1.2.3.4.5"

SELECT '256.0.0.1'::inet;
----
error 22P02 invalid input syntax for type inet: "256.0.0.1"

SELECT '1.2.3.4/33'::inet;
----
error 22P02 invalid input syntax for type inet: "1.2.3.4/33"

SELECT ':::1'::inet;
----
error 22P02 invalid input syntax for type inet: ":::1"

SELECT '1::2::3'::inet;
----
error 22P02 invalid input syntax for type inet: "1::2::3"

SELECT 'fe80::1%eth0'::inet;
----
error 22P02 invalid input syntax for type inet: "fe80::1%eth0"

SELECT '1.2.3.4/'::inet;
----
error 22P02 invalid input syntax for type inet: "1.2.3.4/"

SELECT '1.2.3.4/a'::inet;
----
error 22P02 invalid input syntax for type inet: "1.2.3.4/a"

SELECT ''::inet;
----
error 22P02 invalid input syntax for type inet: ""

SELECT set_masklen('10.0.0.1'::inet, 33);
----
error 22023 invalid mask length: 33

SELECT set_masklen('10.0.0.1'::inet, -1), set_masklen('10.1.2.3/24'::cidr, 16);
----
error 22P02 invalid cidr value: "10.1.2.3/24"; Value has bits set to right of mask.

SELECT '10.0.0.1'::inet - '10.0.0.9'::inet, '::2'::inet - '::1'::inet;
----
-8|1
SELECT 1

SELECT '10.0.0.1'::inet - '::1'::inet;
----
error 22023 cannot subtract inet values of different sizes

SELECT '255.255.255.255'::inet + 1;
----
error 22003 result is out of range

SELECT inet_merge('192.168.1.5/24', '192.168.2.5/24'), inet_same_family('10.0.0.1', '::1');
----
192.168.0.0/22|f
SELECT 1

SELECT inet_merge('10.0.0.1', '::1');
----
error 22023 cannot merge addresses from different families

SELECT '10.0.0.1'::inet = '10.0.0.1/32', '10.0.0.0/8'::inet < '10.0.0.0/16', '9.0.0.0'::inet < '10.0.0.0', '10.0.0.1'::inet < '::1';
----
t|t|t|t
SELECT 1

SELECT '08:00:2b:01:02:03'::macaddr, '08002b:010203'::macaddr, '0800.2b01.0203'::macaddr, '08-00-2B-01-02-03'::macaddr, trunc('08:00:2b:01:02:03'::macaddr), '08:00:2b:01:02:03'::macaddr::macaddr8, macaddr8_set7bit('08:00:2b:01:02:03'), ~'08:00:2b:01:02:03'::macaddr;
----
08:00:2b:01:02:03|08:00:2b:01:02:03|08:00:2b:01:02:03|08:00:2b:01:02:03|08:00:2b:00:00:00|08:00:2b:ff:fe:01:02:03|0a:00:2b:ff:fe:01:02:03|f7:ff:d4:fe:fd:fc
SELECT 1

SELECT '08:00:2b:01:02'::macaddr;
----
error 22P02 invalid input syntax for type macaddr: "08:00:2b:01:02"

SELECT '08:00:2b:01:02:03:04:05'::macaddr8::macaddr;
----
error 22003 macaddr8 data out of range to convert to macaddr; ; Only addresses that have FF and FE as values in the 4th and 5th bytes from the left, for example xx:xx:xx:ff:fe:xx:xx:xx, are eligible to be converted from macaddr8 to macaddr.

SELECT min(x), max(x) FROM (VALUES ('10.0.0.1'::inet), ('9.9.9.9'), ('::1')) v(x);
----
9.9.9.9|::1
SELECT 1

# Text search
SELECT to_tsvector('english', 'The quick brown foxes were jumping over 2 lazy dogs');
----
'2':8 'brown':3 'dog':10 'fox':4 'jump':6 'lazi':9 'quick':2
SELECT 1

SELECT to_tsvector('simple', 'The quick-brown fox''s e-mail: a.b@c.com http://x.org/p?q=1 3.14 -5');
----
'-5':15 '/p?q=1':13 '3.14':14 'a.b@c.com':10 'brown':4 'e':8 'e-mail':7 'fox':5 'mail':9 'quick':3 'quick-brown':2 's':6 'the':1 'x.org':12 'x.org/p?q=1':11
SELECT 1

SELECT to_tsvector('english', ''), to_tsvector('english', 'the a of');
----
''|''
SELECT 1

SELECT to_tsquery('english', 'fox & !dogs | (cat <-> jumped)');
----
'fox' & !'dog' | 'cat' <-> 'jump'
SELECT 1

SELECT to_tsquery('english', 'the & fox');
----
'fox'
SELECT 1

SELECT to_tsquery('fox & ');
----
error 42601 no operand in tsquery: "fox & "

SELECT to_tsquery('fox dog');
----
error 42601 syntax error in tsquery: "fox dog"

SELECT to_tsquery('english', 'fox:A & dog:*B');
----
'fox':A & 'dog':*B
SELECT 1

SELECT plainto_tsquery('english', 'The Fat Rats'), phraseto_tsquery('english', 'fat and rats'), websearch_to_tsquery('english', '"fat rat" or cat -dog');
----
'fat' & 'rat'|'fat' <2> 'rat'|'fat' <-> 'rat' | 'cat' & !'dog'
SELECT 1

SELECT websearch_to_tsquery('english', '"unclosed or - : &');
----
'unclos'
SELECT 1

SELECT to_tsvector('english', 'fat cats ate rats') @@ to_tsquery('english', 'cat & rat'), 'a:1 b:2'::tsvector @@ 'a <-> b', 'a:1 b:3'::tsvector @@ 'a <2> b', 'a b' @@ 'a', 'a:1A'::tsvector @@ 'a:B', 'abc:1'::tsvector @@ 'ab:*';
----
t|t|t|f|f|t
SELECT 1

SELECT 'a:1,3B b'::tsvector || 'a:2 c:1'::tsvector, 'b a a'::tsvector, 'a:1A,1B'::tsvector, E'\'it\'\'s\' \\\\x'::tsvector;
----
'a':1,3B,5 'b' 'c':4|'a' 'b'|'a':1A|'\\x' 'it''s'
SELECT 1

SELECT 'a:x'::tsvector;
----
error 42601 syntax error in tsvector: "a:x"

SELECT 'a:0'::tsvector;
----
error 42601 wrong position info in tsvector: "a:0"

SELECT setweight('a:1 b:2'::tsvector, 'A'), setweight('a:1 b:2'::tsvector, 'B', '{b}'), strip('a:1 b:2A'::tsvector), length('a b c'::tsvector), ts_delete('a:1 b:2'::tsvector, 'a'), ts_delete('a b c'::tsvector, '{a,c}'), ts_filter('a:1A b:2B'::tsvector, '{a}'), tsvector_to_array('b a'::tsvector), array_to_tsvector('{b,a,b}');
----
'a':1A 'b':2A|'a':1 'b':2B|'a' 'b'|3|'b':2|'a' 'b' 'c'|'a':1A|{a,b}|'a' 'b'
SELECT 1

SELECT ts_filter('a:1A'::tsvector, '{x}');
----
error 22023 unrecognized weight: "x"

SELECT array_to_tsvector('{a,NULL}');
----
error 22004 lexeme array may not contain nulls

SELECT array_to_tsvector('{a,""}');
----
error 2200F lexeme array may not contain empty strings

SELECT unnest('a:1A,2 b'::tsvector);
----
(a,"{1,2}","{A,D}")
(b,,)
SELECT 2

SELECT 'a & b'::tsquery && 'c', 'a'::tsquery || 'b', !!'a & b'::tsquery, 'a'::tsquery <-> 'b', tsquery_phrase('a', 'b', 3), numnode('a & !b'::tsquery), querytree('a & !b'::tsquery), querytree('!a'::tsquery), 'a & b'::tsquery @> 'a', 'a'::tsquery <@ 'a | b', 'a'::tsquery = 'a', 'a'::tsquery < 'b & c';
----
'a' & 'b' & 'c'|'a' | 'b'|!( 'a' & 'b' )|'a' <-> 'b'|'a' <3> 'b'|4|'a'|T|t|t|t|t
SELECT 1

SELECT tsquery_phrase('a', 'b', -1);
----
error 22023 distance in phrase operator must be an integer value between zero and 16384 inclusive

SELECT 'a <-1> b'::tsquery;
----
error 42601 syntax error in tsquery: "a <-1> b"

SELECT 'a <99999> b'::tsquery;
----
error 22023 distance in phrase operator must be an integer value between zero and 16384 inclusive

SELECT '(a'::tsquery;
----
error 42601 syntax error in tsquery: "(a"

SELECT 'a & b | !c <-> (d | e):*A'::tsquery;
----
error 42601 syntax error in tsquery: "a & b | !c <-> (d | e):*A"

SELECT ts_rewrite('a & b'::tsquery, 'a'::tsquery, 'x | y'::tsquery), ts_rewrite('a'::tsquery, 'a'::tsquery, ''::tsquery);
----
'b' & ( 'x' | 'y' )|''
SELECT 1

SELECT ts_rank('a:1 b:2'::tsvector, 'a & b'), ts_rank('{0.1,0.2,0.3,1}', 'a:1A'::tsvector, 'a'), ts_rank('a:1 b:2 c:3'::tsvector, 'a', 2), ts_rank_cd('a:1 b:5 a:9'::tsvector, 'a & b'), ts_rank_cd('a:1 b:2'::tsvector, 'a <-> b', 4);
----
0.09910322|0.6079271|0.020264236|0.05|0.1
SELECT 1

SELECT ts_headline('english', 'The fat cat sat on the mat and ate a fat rat', to_tsquery('english', 'cat & rat'));
----
The fat <b>cat</b> sat on the mat and ate a fat <b>rat</b>
SELECT 1

SELECT ts_headline('english', 'The fat cat sat on the mat and ate a fat rat', to_tsquery('english', 'cat'), 'StartSel=<, StopSel=>, MaxWords=5, MinWords=2');
----
<cat> sat on the mat
SELECT 1

SELECT ts_headline('english', 'one two three four five six', to_tsquery('six'), 'MaxFragments=1, MaxWords=3, MinWords=1');
----
five <b>six</b>
SELECT 1

SELECT ts_headline('english', 'x', to_tsquery('x'), 'MaxWords=1, MinWords=5');
----
error 22023 MinWords should be less than MaxWords

SELECT ts_headline('{"a": "fat cat"}'::jsonb, to_tsquery('cat'));
----
{"a": "fat <b>cat</b>"}
SELECT 1

SELECT to_tsvector('english', '{"a": "fat cats", "b": ["rats", 5]}'::jsonb), jsonb_to_tsvector('english', '{"a": "fat", "b": 5, "c": true}', '["numeric", "key"]');
----
'cat':2 'fat':1 'rat':4|'5':4 'b':2 'c':6
SELECT 1

SELECT jsonb_to_tsvector('english', '{}', '"nosuch"');
----
error 22023 wrong flag in flag array: "nosuch"; ; Possible values are: "string", "numeric", "boolean", "key", and "all".

SELECT ts_lexize('english_stem', 'stars'), ts_lexize('english_stem', 'the'), ts_lexize('simple', 'The');
----
{star}|{}|{the}
SELECT 1

SELECT ts_lexize('nosuch', 'x');
----
error 42704 text search dictionary "nosuch" does not exist

SELECT to_tsvector('nosuch', 'x');
----
error 42704 text search configuration "nosuch" does not exist

SELECT alias, token FROM ts_debug('english', 'fat-cat 2.5e3 a@b.com') ORDER BY token;
----
blank| 
blank| 
blank|-
sfloat|2.5e3
email|a@b.com
hword_asciipart|cat
hword_asciipart|fat
asciihword|fat-cat
SELECT 8

SELECT tokid, token FROM ts_parse('default', 'a b-c 12') ORDER BY 1, 2;
----
1|a
11|b
11|c
12| 
12| 
12|-
16|b-c
22|12
SELECT 8

SELECT count(*) FROM ts_token_type('default');
----
23
SELECT 1

SELECT get_current_ts_config();
----
english
SELECT 1

SELECT 'fat:1'::tsvector < 'rat:1', 'a'::tsvector = 'a:1', max(v) FROM (VALUES ('a'::tsvector)) t(v);
----
error 42883 function max(tsvector) does not exist; ; No function matches the given name and argument types. You might need to add explicit type casts.

# Money and shapes
SELECT '1234.567'::money, '-1'::money, '($5.5)'::money, '$ 1,000'::money, '1e3'::money;
----
error 22P02 invalid input syntax for type money: "1e3"

SELECT 'abc'::money;
----
error 22P02 invalid input syntax for type money: "abc"

SELECT '92233720368547758.08'::money;
----
error 22003 value "92233720368547758.08" is out of range for type money

SELECT 5::money, 5.678::money, '5'::money * 2, '5'::money * 1.5::float8, '5'::money / 3, '5'::money / '2'::money, '5'::money + '0.01', '5'::money - '10', '5'::money / 2.5::float4, 3 * '1.1'::money;
----
$5.00|$5.68|$10.00|$7.50|$1.66|2.5|$5.01|-$5.00|$2.00|$3.30
SELECT 1

SELECT '5'::money / 0;
----
error 22012 division by zero

SELECT '5'::money * '2'::money;
----
error 42883 operator does not exist: money * money; ; No operator matches the given name and argument types. You might need to add explicit type casts.

SELECT '5'::money::numeric, '5.55'::money::text, cash_words('123.45'::money), '1'::money < '2', sum(m) FROM (VALUES ('1'::money), ('2.5')) v(m) GROUP BY 1, 2, 3, 4;
----
5.00|$5.55|One hundred twenty three dollars and forty five cents|t|$3.50
SELECT 1

SELECT '5'::money::int;
----
error 42846 cannot cast type money to integer

SELECT '5'::money::float8;
----
error 42846 cannot cast type money to double precision

SELECT '92233720368547758.07'::money + '0.01';
----
error 22003 money out of range

SELECT point(1, 2) + point(3, 4), point(1, 2) * point(0, 1), point(4, 2) / point(2, 0), '(1,2)'::point <-> '(4,6)', '(1,2)'::point ~= '(1,2)', '(1,2)'::point <^ '(1,3)', '(1,2)'::point << '(2,0)', (point '(3,4)')[0], (point '(3,4)')[1];
----
(4,6)|(-2,1)|(2,1)|5|t|t|t|3|4
SELECT 1

SELECT (point '(3,4)')[2];
----
NULL
SELECT 1

SELECT box '((0,0),(2,2))' && box '((1,1),(3,3))', box '((0,0),(2,2))' # box '((1,1),(3,3))', area(box '((0,0),(2,3))'), center(box '((0,0),(2,2))'), box '((0,0),(2,2))' @> point '(1,1)', height(box '(2,3),(0,0)'), width(box '(2,3),(0,0)'), diagonal(box '(2,3),(0,0)'), box(point '(1,1)'), bound_box('(0,0),(1,1)', '(3,3),(4,4)'), box '(1,1),(0,0)' + point '(2,2)', (box '(3,4),(1,2)')[0];
----
t|(2,2),(1,1)|6|(1,1)|t|3|2|[(2,3),(0,0)]|(1,1),(1,1)|(4,4),(0,0)|(3,3),(2,2)|(3,4)
SELECT 1

SELECT circle '<(0,0),2>' @> point '(1,1)', area(circle '<(0,0),2>'), diameter(circle '<(0,0),2>'), radius(circle '<(0,0),2>'), circle '<(0,0),2>' && '<(3,0),2>', circle '<(0,0),1>' <-> '<(5,0),1>', circle(point '(0,0)', 5), circle(box '(2,2),(0,0)');
----
t|12.566370614359172|4|2|t|3|<(0,0),5>|<(1,1),1.4142135623730951>
SELECT 1

SELECT length(path '[(0,0),(3,4)]'), npoints(path '((0,0),(1,1))'), isopen(path '[(0,0),(1,1)]'), isclosed(path '((0,0),(1,1))'), pclose(path '[(0,0),(1,1)]'), popen(path '((0,0),(1,1))'), path '[(0,0),(1,1)]' + path '[(2,2),(3,3)]', path '[(0,0),(1,1)]' * point '(2,0)', path(polygon '((0,0),(1,1),(2,0))');
----
5|2|t|t|((0,0),(1,1))|[(0,0),(1,1)]|[(0,0),(1,1),(2,2),(3,3)]|[(0,0),(2,2)]|((0,0),(1,1),(2,0))
SELECT 1

SELECT polygon '((0,0),(2,0),(2,2),(0,2))' @> point '(1,1)', polygon '((0,0),(2,0),(2,2))' && '((1,1),(3,1),(3,3))', polygon(box '(2,2),(0,0)'), npoints(polygon '((0,0),(1,1),(2,0))'), center(circle(polygon '((0,0),(2,0),(2,2),(0,2))'));
----
t|t|((0,0),(0,2),(2,2),(2,0))|3|(1,1)
SELECT 1

SELECT lseg '[(0,0),(2,2)]' # lseg '[(0,2),(2,0)]', lseg '[(0,0),(2,2)]' ?# '[(0,2),(2,0)]', lseg '[(0,0),(1,0)]' ?|| '[(0,1),(1,1)]', lseg '[(0,0),(1,0)]' ?-| '[(0,0),(0,1)]', ?- lseg '[(0,0),(1,0)]', @-@ lseg '[(0,0),(3,4)]', @@ lseg '[(0,0),(2,4)]', lseg(box '(1,1),(0,0)'), point '(1,0)' ## lseg '[(0,0),(0,2)]';
----
(1,1)|t|t|t|t|5|(1,2)|[(1,1),(0,0)]|(0,0)
SELECT 1

SELECT line '{1,-1,0}', line(point '(0,0)', point '(1,2)'), line '[(0,0),(1,1)]' # line '[(0,1),(1,0)]', line '{1,0,0}' ?|| '{1,0,5}', line '{0,1,0}' <-> point '(3,4)', slope('(0,0)', '(1,2)');
----
{1,-1,0}|{2,-1,0}|(0.5,0.5)|t|4|2
SELECT 1

SELECT line '{0,0,1}';
----
error 22P02 invalid line specification: A and B cannot both be zero

SELECT line '[(1,1),(1,1)]';
----
error 22P02 invalid line specification: must be two distinct points

SELECT circle '<(0,0),-1>';
----
error 22P02 invalid input syntax for type circle: "<(0,0),-1>"

SELECT polygon '()';
----
error 22P02 invalid input syntax for type polygon: "()"
