# Functions by their first argument's type, of values and of NULL. Errors are told whole.
SELECT set_masklen('192.168.0.0/16'::cidr, 5), set_masklen('2001:db8::/32'::cidr, -17);
----
error 22023 invalid mask length: -17

SELECT set_masklen(NULL::cidr, 5), set_masklen('192.168.0.0/16'::cidr, NULL::int4), pg_typeof(set_masklen(NULL::cidr, 5));
----
NULL|NULL|cidr
SELECT 1

# inet
SELECT abbrev('192.168.1.5/24'::inet), abbrev('::1'::inet), abbrev('10.0.0.1'::inet), abbrev(NULL::inet), pg_typeof(abbrev('192.168.1.5/24'::inet));
----
192.168.1.5/24|::1|10.0.0.1|NULL|text
SELECT 1

SELECT broadcast('192.168.1.5/24'::inet), broadcast('::1'::inet), broadcast('10.0.0.1'::inet), broadcast(NULL::inet), pg_typeof(broadcast('192.168.1.5/24'::inet));
----
192.168.1.255/24|::1|10.0.0.1|NULL|inet
SELECT 1

SELECT cidr('192.168.1.5/24'::inet), cidr('::1'::inet), cidr('10.0.0.1'::inet), cidr(NULL::inet), pg_typeof(cidr('192.168.1.5/24'::inet));
----
192.168.1.0/24|::1/128|10.0.0.1/32|NULL|cidr
SELECT 1

SELECT family('192.168.1.5/24'::inet), family('::1'::inet), family('10.0.0.1'::inet), family(NULL::inet), pg_typeof(family('192.168.1.5/24'::inet));
----
4|6|4|NULL|integer
SELECT 1

SELECT host('192.168.1.5/24'::inet), host('::1'::inet), host('10.0.0.1'::inet), host(NULL::inet), pg_typeof(host('192.168.1.5/24'::inet));
----
192.168.1.5|::1|10.0.0.1|NULL|text
SELECT 1

SELECT hostmask('192.168.1.5/24'::inet), hostmask('::1'::inet), hostmask('10.0.0.1'::inet), hostmask(NULL::inet), pg_typeof(hostmask('192.168.1.5/24'::inet));
----
0.0.0.255|::|0.0.0.0|NULL|inet
SELECT 1

SELECT inet_merge('192.168.1.5/24'::inet, '192.168.1.5/24'::inet), inet_merge('::1'::inet, '::1'::inet), inet_merge('10.0.0.1'::inet, '192.168.1.5/24'::inet);
----
192.168.1.0/24|::1/128|0.0.0.0/0
SELECT 1

SELECT inet_merge(NULL::inet, '192.168.1.5/24'::inet), inet_merge('192.168.1.5/24'::inet, NULL::inet), pg_typeof(inet_merge(NULL::inet, '192.168.1.5/24'::inet));
----
NULL|NULL|cidr
SELECT 1

SELECT inet_same_family('192.168.1.5/24'::inet, '192.168.1.5/24'::inet), inet_same_family('::1'::inet, '::1'::inet), inet_same_family('10.0.0.1'::inet, '192.168.1.5/24'::inet);
----
t|t|t
SELECT 1

SELECT inet_same_family(NULL::inet, '192.168.1.5/24'::inet), inet_same_family('192.168.1.5/24'::inet, NULL::inet), pg_typeof(inet_same_family(NULL::inet, '192.168.1.5/24'::inet));
----
NULL|NULL|boolean
SELECT 1

SELECT masklen('192.168.1.5/24'::inet), masklen('::1'::inet), masklen('10.0.0.1'::inet), masklen(NULL::inet), pg_typeof(masklen('192.168.1.5/24'::inet));
----
24|128|32|NULL|integer
SELECT 1

SELECT netmask('192.168.1.5/24'::inet), netmask('::1'::inet), netmask('10.0.0.1'::inet), netmask(NULL::inet), pg_typeof(netmask('192.168.1.5/24'::inet));
----
255.255.255.0|ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff|255.255.255.255|NULL|inet
SELECT 1

SELECT network('192.168.1.5/24'::inet), network('::1'::inet), network('10.0.0.1'::inet), network(NULL::inet), pg_typeof(network('192.168.1.5/24'::inet));
----
192.168.1.0/24|::1/128|10.0.0.1/32|NULL|cidr
SELECT 1

SELECT set_masklen('192.168.1.5/24'::inet, 5), set_masklen('::1'::inet, -17), set_masklen('10.0.0.1'::inet, 5);
----
error 22023 invalid mask length: -17

SELECT set_masklen(NULL::inet, 5), set_masklen('192.168.1.5/24'::inet, NULL::int4), pg_typeof(set_masklen(NULL::inet, 5));
----
NULL|NULL|inet
SELECT 1

SELECT text('192.168.1.5/24'::inet), text('::1'::inet), text('10.0.0.1'::inet), text(NULL::inet), pg_typeof(text('192.168.1.5/24'::inet));
----
192.168.1.5/24|::1/128|10.0.0.1/32|NULL|text
SELECT 1

# jsonb
SELECT bool('{"a": [1, {"b": null}], "c": "x"}'::jsonb), bool('[1, "c", true, null]'::jsonb), bool('3.50'::jsonb), bool(NULL::jsonb), pg_typeof(bool('{"a": [1, {"b": null}], "c": "x"}'::jsonb));
----
error 22023 cannot cast jsonb object to type boolean

SELECT float4('{"a": [1, {"b": null}], "c": "x"}'::jsonb), float4('[1, "c", true, null]'::jsonb), float4('3.50'::jsonb), float4(NULL::jsonb), pg_typeof(float4('{"a": [1, {"b": null}], "c": "x"}'::jsonb));
----
error 22023 cannot cast jsonb object to type real

SELECT float8('{"a": [1, {"b": null}], "c": "x"}'::jsonb), float8('[1, "c", true, null]'::jsonb), float8('3.50'::jsonb), float8(NULL::jsonb), pg_typeof(float8('{"a": [1, {"b": null}], "c": "x"}'::jsonb));
----
error 22023 cannot cast jsonb object to type double precision

SELECT int2('{"a": [1, {"b": null}], "c": "x"}'::jsonb), int2('[1, "c", true, null]'::jsonb), int2('3.50'::jsonb), int2(NULL::jsonb), pg_typeof(int2('{"a": [1, {"b": null}], "c": "x"}'::jsonb));
----
error 22023 cannot cast jsonb object to type smallint

SELECT int4('{"a": [1, {"b": null}], "c": "x"}'::jsonb), int4('[1, "c", true, null]'::jsonb), int4('3.50'::jsonb), int4(NULL::jsonb), pg_typeof(int4('{"a": [1, {"b": null}], "c": "x"}'::jsonb));
----
error 22023 cannot cast jsonb object to type integer

SELECT int8('{"a": [1, {"b": null}], "c": "x"}'::jsonb), int8('[1, "c", true, null]'::jsonb), int8('3.50'::jsonb), int8(NULL::jsonb), pg_typeof(int8('{"a": [1, {"b": null}], "c": "x"}'::jsonb));
----
error 22023 cannot cast jsonb object to type bigint

SELECT * FROM jsonb_array_elements('{"a": [1, {"b": null}], "c": "x"}'::jsonb);
----
error 22023 cannot extract elements from an object

SELECT * FROM jsonb_array_elements('[1, "c", true, null]'::jsonb);
----
"c"
1
null
true
SELECT 4

SELECT * FROM jsonb_array_elements_text('{"a": [1, {"b": null}], "c": "x"}'::jsonb);
----
error 22023 cannot extract elements from an object

SELECT * FROM jsonb_array_elements_text('[1, "c", true, null]'::jsonb);
----
1
NULL
c
true
SELECT 4

SELECT jsonb_array_length('{"a": [1, {"b": null}], "c": "x"}'::jsonb), jsonb_array_length('[1, "c", true, null]'::jsonb), jsonb_array_length('3.50'::jsonb), jsonb_array_length(NULL::jsonb), pg_typeof(jsonb_array_length('{"a": [1, {"b": null}], "c": "x"}'::jsonb));
----
error 22023 cannot get array length of a non-array

SELECT * FROM jsonb_each('{"a": [1, {"b": null}], "c": "x"}'::jsonb);
----
a|[1, {"b": null}]
c|"x"
SELECT 2

SELECT * FROM jsonb_each('[1, "c", true, null]'::jsonb);
----
error 22023 cannot call jsonb_each on a non-object

SELECT * FROM jsonb_each_text('{"a": [1, {"b": null}], "c": "x"}'::jsonb);
----
a|[1, {"b": null}]
c|x
SELECT 2

SELECT * FROM jsonb_each_text('[1, "c", true, null]'::jsonb);
----
error 22023 cannot call jsonb_each_text on a non-object

SELECT jsonb_extract_path('{"a": [1, {"b": null}], "c": "x"}'::jsonb, VARIADIC '{a,b,NULL,c}'::text[]), jsonb_extract_path('[1, "c", true, null]'::jsonb, VARIADIC '{{x,y},{z,w}}'::text[]), jsonb_extract_path('3.50'::jsonb, VARIADIC '{a,b,NULL,c}'::text[]);
----
NULL|NULL|NULL
SELECT 1

SELECT jsonb_extract_path(NULL::jsonb, VARIADIC '{a,b,NULL,c}'::text[]), jsonb_extract_path('{"a": [1, {"b": null}], "c": "x"}'::jsonb, VARIADIC NULL::text[]), pg_typeof(jsonb_extract_path(NULL::jsonb, VARIADIC '{a,b,NULL,c}'::text[]));
----
NULL|NULL|jsonb
SELECT 1

SELECT jsonb_extract_path_text('{"a": [1, {"b": null}], "c": "x"}'::jsonb, VARIADIC '{a,b,NULL,c}'::text[]), jsonb_extract_path_text('[1, "c", true, null]'::jsonb, VARIADIC '{{x,y},{z,w}}'::text[]), jsonb_extract_path_text('3.50'::jsonb, VARIADIC '{a,b,NULL,c}'::text[]);
----
NULL|NULL|NULL
SELECT 1

SELECT jsonb_extract_path_text(NULL::jsonb, VARIADIC '{a,b,NULL,c}'::text[]), jsonb_extract_path_text('{"a": [1, {"b": null}], "c": "x"}'::jsonb, VARIADIC NULL::text[]), pg_typeof(jsonb_extract_path_text(NULL::jsonb, VARIADIC '{a,b,NULL,c}'::text[]));
----
NULL|NULL|text
SELECT 1

SELECT jsonb_insert('{"a": [1, {"b": null}], "c": "x"}'::jsonb, '{a,b,NULL,c}'::text[], '{"a": [1, {"b": null}], "c": "x"}'::jsonb, true), jsonb_insert('[1, "c", true, null]'::jsonb, '{{x,y},{z,w}}'::text[], '[1, "c", true, null]'::jsonb, false), jsonb_insert('3.50'::jsonb, '{a,b,NULL,c}'::text[], '[1, "c", true, null]'::jsonb, false);
----
error 22P02 path element at position 2 is not an integer: "b"

SELECT jsonb_insert(NULL::jsonb, '{a,b,NULL,c}'::text[], '{"a": [1, {"b": null}], "c": "x"}'::jsonb, true), jsonb_insert('{"a": [1, {"b": null}], "c": "x"}'::jsonb, NULL::text[], '{"a": [1, {"b": null}], "c": "x"}'::jsonb, true), jsonb_insert('{"a": [1, {"b": null}], "c": "x"}'::jsonb, '{a,b,NULL,c}'::text[], NULL::jsonb, true), jsonb_insert('{"a": [1, {"b": null}], "c": "x"}'::jsonb, '{a,b,NULL,c}'::text[], '{"a": [1, {"b": null}], "c": "x"}'::jsonb, NULL::bool), pg_typeof(jsonb_insert(NULL::jsonb, '{a,b,NULL,c}'::text[], '{"a": [1, {"b": null}], "c": "x"}'::jsonb, true));
----
NULL|NULL|NULL|NULL|jsonb
SELECT 1

SELECT * FROM jsonb_object_keys('{"a": [1, {"b": null}], "c": "x"}'::jsonb);
----
a
c
SELECT 2

SELECT * FROM jsonb_object_keys('[1, "c", true, null]'::jsonb);
----
error 22023 cannot call jsonb_object_keys on an array

SELECT jsonb_path_exists('{"a": [1, {"b": null}], "c": "x"}'::jsonb, '$.a[*]'::jsonpath, '{"a": [1, {"b": null}], "c": "x"}'::jsonb, true), jsonb_path_exists('[1, "c", true, null]'::jsonb, 'strict $[1] ? (@ == "c")'::jsonpath, '[1, "c", true, null]'::jsonb, false), jsonb_path_exists('3.50'::jsonb, 'strict $[1] ? (@ == "c")'::jsonpath, '[1, "c", true, null]'::jsonb, false);
----
error 22023 "vars" argument is not an object; Jsonpath parameters should be encoded as key-value pairs of "vars" object.

SELECT jsonb_path_exists(NULL::jsonb, '$.a[*]'::jsonpath, '{"a": [1, {"b": null}], "c": "x"}'::jsonb, true), jsonb_path_exists('{"a": [1, {"b": null}], "c": "x"}'::jsonb, NULL::jsonpath, '{"a": [1, {"b": null}], "c": "x"}'::jsonb, true), jsonb_path_exists('{"a": [1, {"b": null}], "c": "x"}'::jsonb, '$.a[*]'::jsonpath, NULL::jsonb, true), jsonb_path_exists('{"a": [1, {"b": null}], "c": "x"}'::jsonb, '$.a[*]'::jsonpath, '{"a": [1, {"b": null}], "c": "x"}'::jsonb, NULL::bool), pg_typeof(jsonb_path_exists(NULL::jsonb, '$.a[*]'::jsonpath, '{"a": [1, {"b": null}], "c": "x"}'::jsonb, true));
----
NULL|NULL|NULL|NULL|boolean
SELECT 1

SELECT jsonb_path_exists_tz('{"a": [1, {"b": null}], "c": "x"}'::jsonb, '$.a[*]'::jsonpath, '{"a": [1, {"b": null}], "c": "x"}'::jsonb, true), jsonb_path_exists_tz('[1, "c", true, null]'::jsonb, 'strict $[1] ? (@ == "c")'::jsonpath, '[1, "c", true, null]'::jsonb, false), jsonb_path_exists_tz('3.50'::jsonb, 'strict $[1] ? (@ == "c")'::jsonpath, '[1, "c", true, null]'::jsonb, false);
----
error 22023 "vars" argument is not an object; Jsonpath parameters should be encoded as key-value pairs of "vars" object.

SELECT jsonb_path_exists_tz(NULL::jsonb, '$.a[*]'::jsonpath, '{"a": [1, {"b": null}], "c": "x"}'::jsonb, true), jsonb_path_exists_tz('{"a": [1, {"b": null}], "c": "x"}'::jsonb, NULL::jsonpath, '{"a": [1, {"b": null}], "c": "x"}'::jsonb, true), jsonb_path_exists_tz('{"a": [1, {"b": null}], "c": "x"}'::jsonb, '$.a[*]'::jsonpath, NULL::jsonb, true), jsonb_path_exists_tz('{"a": [1, {"b": null}], "c": "x"}'::jsonb, '$.a[*]'::jsonpath, '{"a": [1, {"b": null}], "c": "x"}'::jsonb, NULL::bool), pg_typeof(jsonb_path_exists_tz(NULL::jsonb, '$.a[*]'::jsonpath, '{"a": [1, {"b": null}], "c": "x"}'::jsonb, true));
----
NULL|NULL|NULL|NULL|boolean
SELECT 1

SELECT jsonb_path_match('{"a": [1, {"b": null}], "c": "x"}'::jsonb, '$.a[*]'::jsonpath, '{"a": [1, {"b": null}], "c": "x"}'::jsonb, true), jsonb_path_match('[1, "c", true, null]'::jsonb, 'strict $[1] ? (@ == "c")'::jsonpath, '[1, "c", true, null]'::jsonb, false), jsonb_path_match('3.50'::jsonb, 'strict $[1] ? (@ == "c")'::jsonpath, '[1, "c", true, null]'::jsonb, false);
----
error 22023 "vars" argument is not an object; Jsonpath parameters should be encoded as key-value pairs of "vars" object.

SELECT jsonb_path_match(NULL::jsonb, '$.a[*]'::jsonpath, '{"a": [1, {"b": null}], "c": "x"}'::jsonb, true), jsonb_path_match('{"a": [1, {"b": null}], "c": "x"}'::jsonb, NULL::jsonpath, '{"a": [1, {"b": null}], "c": "x"}'::jsonb, true), jsonb_path_match('{"a": [1, {"b": null}], "c": "x"}'::jsonb, '$.a[*]'::jsonpath, NULL::jsonb, true), jsonb_path_match('{"a": [1, {"b": null}], "c": "x"}'::jsonb, '$.a[*]'::jsonpath, '{"a": [1, {"b": null}], "c": "x"}'::jsonb, NULL::bool), pg_typeof(jsonb_path_match(NULL::jsonb, '$.a[*]'::jsonpath, '{"a": [1, {"b": null}], "c": "x"}'::jsonb, true));
----
NULL|NULL|NULL|NULL|boolean
SELECT 1

SELECT jsonb_path_match_tz('{"a": [1, {"b": null}], "c": "x"}'::jsonb, '$.a[*]'::jsonpath, '{"a": [1, {"b": null}], "c": "x"}'::jsonb, true), jsonb_path_match_tz('[1, "c", true, null]'::jsonb, 'strict $[1] ? (@ == "c")'::jsonpath, '[1, "c", true, null]'::jsonb, false), jsonb_path_match_tz('3.50'::jsonb, 'strict $[1] ? (@ == "c")'::jsonpath, '[1, "c", true, null]'::jsonb, false);
----
error 22023 "vars" argument is not an object; Jsonpath parameters should be encoded as key-value pairs of "vars" object.

SELECT jsonb_path_match_tz(NULL::jsonb, '$.a[*]'::jsonpath, '{"a": [1, {"b": null}], "c": "x"}'::jsonb, true), jsonb_path_match_tz('{"a": [1, {"b": null}], "c": "x"}'::jsonb, NULL::jsonpath, '{"a": [1, {"b": null}], "c": "x"}'::jsonb, true), jsonb_path_match_tz('{"a": [1, {"b": null}], "c": "x"}'::jsonb, '$.a[*]'::jsonpath, NULL::jsonb, true), jsonb_path_match_tz('{"a": [1, {"b": null}], "c": "x"}'::jsonb, '$.a[*]'::jsonpath, '{"a": [1, {"b": null}], "c": "x"}'::jsonb, NULL::bool), pg_typeof(jsonb_path_match_tz(NULL::jsonb, '$.a[*]'::jsonpath, '{"a": [1, {"b": null}], "c": "x"}'::jsonb, true));
----
NULL|NULL|NULL|NULL|boolean
SELECT 1

SELECT * FROM jsonb_path_query('{"a": [1, {"b": null}], "c": "x"}'::jsonb, '$.a[*]'::jsonpath, '{"a": [1, {"b": null}], "c": "x"}'::jsonb, true);
----
1
{"b": null}
SELECT 2

SELECT * FROM jsonb_path_query('[1, "c", true, null]'::jsonb, 'strict $[1] ? (@ == "c")'::jsonpath, '[1, "c", true, null]'::jsonb, false);
----
error 22023 "vars" argument is not an object; Jsonpath parameters should be encoded as key-value pairs of "vars" object.

SELECT jsonb_path_query_array('{"a": [1, {"b": null}], "c": "x"}'::jsonb, '$.a[*]'::jsonpath, '{"a": [1, {"b": null}], "c": "x"}'::jsonb, true), jsonb_path_query_array('[1, "c", true, null]'::jsonb, 'strict $[1] ? (@ == "c")'::jsonpath, '[1, "c", true, null]'::jsonb, false), jsonb_path_query_array('3.50'::jsonb, 'strict $[1] ? (@ == "c")'::jsonpath, '[1, "c", true, null]'::jsonb, false);
----
error 22023 "vars" argument is not an object; Jsonpath parameters should be encoded as key-value pairs of "vars" object.

SELECT jsonb_path_query_array(NULL::jsonb, '$.a[*]'::jsonpath, '{"a": [1, {"b": null}], "c": "x"}'::jsonb, true), jsonb_path_query_array('{"a": [1, {"b": null}], "c": "x"}'::jsonb, NULL::jsonpath, '{"a": [1, {"b": null}], "c": "x"}'::jsonb, true), jsonb_path_query_array('{"a": [1, {"b": null}], "c": "x"}'::jsonb, '$.a[*]'::jsonpath, NULL::jsonb, true), jsonb_path_query_array('{"a": [1, {"b": null}], "c": "x"}'::jsonb, '$.a[*]'::jsonpath, '{"a": [1, {"b": null}], "c": "x"}'::jsonb, NULL::bool), pg_typeof(jsonb_path_query_array(NULL::jsonb, '$.a[*]'::jsonpath, '{"a": [1, {"b": null}], "c": "x"}'::jsonb, true));
----
NULL|NULL|NULL|NULL|jsonb
SELECT 1

SELECT jsonb_path_query_array_tz('{"a": [1, {"b": null}], "c": "x"}'::jsonb, '$.a[*]'::jsonpath, '{"a": [1, {"b": null}], "c": "x"}'::jsonb, true), jsonb_path_query_array_tz('[1, "c", true, null]'::jsonb, 'strict $[1] ? (@ == "c")'::jsonpath, '[1, "c", true, null]'::jsonb, false), jsonb_path_query_array_tz('3.50'::jsonb, 'strict $[1] ? (@ == "c")'::jsonpath, '[1, "c", true, null]'::jsonb, false);
----
error 22023 "vars" argument is not an object; Jsonpath parameters should be encoded as key-value pairs of "vars" object.

SELECT jsonb_path_query_array_tz(NULL::jsonb, '$.a[*]'::jsonpath, '{"a": [1, {"b": null}], "c": "x"}'::jsonb, true), jsonb_path_query_array_tz('{"a": [1, {"b": null}], "c": "x"}'::jsonb, NULL::jsonpath, '{"a": [1, {"b": null}], "c": "x"}'::jsonb, true), jsonb_path_query_array_tz('{"a": [1, {"b": null}], "c": "x"}'::jsonb, '$.a[*]'::jsonpath, NULL::jsonb, true), jsonb_path_query_array_tz('{"a": [1, {"b": null}], "c": "x"}'::jsonb, '$.a[*]'::jsonpath, '{"a": [1, {"b": null}], "c": "x"}'::jsonb, NULL::bool), pg_typeof(jsonb_path_query_array_tz(NULL::jsonb, '$.a[*]'::jsonpath, '{"a": [1, {"b": null}], "c": "x"}'::jsonb, true));
----
NULL|NULL|NULL|NULL|jsonb
SELECT 1

SELECT jsonb_path_query_first('{"a": [1, {"b": null}], "c": "x"}'::jsonb, '$.a[*]'::jsonpath, '{"a": [1, {"b": null}], "c": "x"}'::jsonb, true), jsonb_path_query_first('[1, "c", true, null]'::jsonb, 'strict $[1] ? (@ == "c")'::jsonpath, '[1, "c", true, null]'::jsonb, false), jsonb_path_query_first('3.50'::jsonb, 'strict $[1] ? (@ == "c")'::jsonpath, '[1, "c", true, null]'::jsonb, false);
----
error 22023 "vars" argument is not an object; Jsonpath parameters should be encoded as key-value pairs of "vars" object.

SELECT jsonb_path_query_first(NULL::jsonb, '$.a[*]'::jsonpath, '{"a": [1, {"b": null}], "c": "x"}'::jsonb, true), jsonb_path_query_first('{"a": [1, {"b": null}], "c": "x"}'::jsonb, NULL::jsonpath, '{"a": [1, {"b": null}], "c": "x"}'::jsonb, true), jsonb_path_query_first('{"a": [1, {"b": null}], "c": "x"}'::jsonb, '$.a[*]'::jsonpath, NULL::jsonb, true), jsonb_path_query_first('{"a": [1, {"b": null}], "c": "x"}'::jsonb, '$.a[*]'::jsonpath, '{"a": [1, {"b": null}], "c": "x"}'::jsonb, NULL::bool), pg_typeof(jsonb_path_query_first(NULL::jsonb, '$.a[*]'::jsonpath, '{"a": [1, {"b": null}], "c": "x"}'::jsonb, true));
----
NULL|NULL|NULL|NULL|jsonb
SELECT 1

SELECT jsonb_path_query_first_tz('{"a": [1, {"b": null}], "c": "x"}'::jsonb, '$.a[*]'::jsonpath, '{"a": [1, {"b": null}], "c": "x"}'::jsonb, true), jsonb_path_query_first_tz('[1, "c", true, null]'::jsonb, 'strict $[1] ? (@ == "c")'::jsonpath, '[1, "c", true, null]'::jsonb, false), jsonb_path_query_first_tz('3.50'::jsonb, 'strict $[1] ? (@ == "c")'::jsonpath, '[1, "c", true, null]'::jsonb, false);
----
error 22023 "vars" argument is not an object; Jsonpath parameters should be encoded as key-value pairs of "vars" object.

SELECT jsonb_path_query_first_tz(NULL::jsonb, '$.a[*]'::jsonpath, '{"a": [1, {"b": null}], "c": "x"}'::jsonb, true), jsonb_path_query_first_tz('{"a": [1, {"b": null}], "c": "x"}'::jsonb, NULL::jsonpath, '{"a": [1, {"b": null}], "c": "x"}'::jsonb, true), jsonb_path_query_first_tz('{"a": [1, {"b": null}], "c": "x"}'::jsonb, '$.a[*]'::jsonpath, NULL::jsonb, true), jsonb_path_query_first_tz('{"a": [1, {"b": null}], "c": "x"}'::jsonb, '$.a[*]'::jsonpath, '{"a": [1, {"b": null}], "c": "x"}'::jsonb, NULL::bool), pg_typeof(jsonb_path_query_first_tz(NULL::jsonb, '$.a[*]'::jsonpath, '{"a": [1, {"b": null}], "c": "x"}'::jsonb, true));
----
NULL|NULL|NULL|NULL|jsonb
SELECT 1

SELECT * FROM jsonb_path_query_tz('{"a": [1, {"b": null}], "c": "x"}'::jsonb, '$.a[*]'::jsonpath, '{"a": [1, {"b": null}], "c": "x"}'::jsonb, true);
----
1
{"b": null}
SELECT 2

SELECT * FROM jsonb_path_query_tz('[1, "c", true, null]'::jsonb, 'strict $[1] ? (@ == "c")'::jsonpath, '[1, "c", true, null]'::jsonb, false);
----
error 22023 "vars" argument is not an object; Jsonpath parameters should be encoded as key-value pairs of "vars" object.

SELECT jsonb_pretty('{"a": [1, {"b": null}], "c": "x"}'::jsonb), jsonb_pretty('[1, "c", true, null]'::jsonb), jsonb_pretty('3.50'::jsonb), jsonb_pretty(NULL::jsonb), pg_typeof(jsonb_pretty('{"a": [1, {"b": null}], "c": "x"}'::jsonb));
----
{\n    "a": [\n        1,\n        {\n            "b": null\n        }\n    ],\n    "c": "x"\n}|[\n    1,\n    "c",\n    true,\n    null\n]|3.50|NULL|text
SELECT 1

SELECT jsonb_set('{"a": [1, {"b": null}], "c": "x"}'::jsonb, '{a,b,NULL,c}'::text[], '{"a": [1, {"b": null}], "c": "x"}'::jsonb, true), jsonb_set('[1, "c", true, null]'::jsonb, '{{x,y},{z,w}}'::text[], '[1, "c", true, null]'::jsonb, false), jsonb_set('3.50'::jsonb, '{a,b,NULL,c}'::text[], '[1, "c", true, null]'::jsonb, false);
----
error 22P02 path element at position 2 is not an integer: "b"

SELECT jsonb_set(NULL::jsonb, '{a,b,NULL,c}'::text[], '{"a": [1, {"b": null}], "c": "x"}'::jsonb, true), jsonb_set('{"a": [1, {"b": null}], "c": "x"}'::jsonb, NULL::text[], '{"a": [1, {"b": null}], "c": "x"}'::jsonb, true), jsonb_set('{"a": [1, {"b": null}], "c": "x"}'::jsonb, '{a,b,NULL,c}'::text[], NULL::jsonb, true), jsonb_set('{"a": [1, {"b": null}], "c": "x"}'::jsonb, '{a,b,NULL,c}'::text[], '{"a": [1, {"b": null}], "c": "x"}'::jsonb, NULL::bool), pg_typeof(jsonb_set(NULL::jsonb, '{a,b,NULL,c}'::text[], '{"a": [1, {"b": null}], "c": "x"}'::jsonb, true));
----
NULL|NULL|NULL|NULL|jsonb
SELECT 1

SELECT jsonb_set_lax('{"a": [1, {"b": null}], "c": "x"}'::jsonb, '{a,b,NULL,c}'::text[], '{"a": [1, {"b": null}], "c": "x"}'::jsonb, true, 'hello'::text), jsonb_set_lax('[1, "c", true, null]'::jsonb, '{{x,y},{z,w}}'::text[], '[1, "c", true, null]'::jsonb, false, 'Äpfel'::text), jsonb_set_lax('3.50'::jsonb, '{a,b,NULL,c}'::text[], '[1, "c", true, null]'::jsonb, false, 'hello'::text);
----
error 22P02 path element at position 2 is not an integer: "b"

SELECT jsonb_set_lax(NULL::jsonb, '{a,b,NULL,c}'::text[], '{"a": [1, {"b": null}], "c": "x"}'::jsonb, true, 'hello'::text), jsonb_set_lax('{"a": [1, {"b": null}], "c": "x"}'::jsonb, NULL::text[], '{"a": [1, {"b": null}], "c": "x"}'::jsonb, true, 'hello'::text), jsonb_set_lax('{"a": [1, {"b": null}], "c": "x"}'::jsonb, '{a,b,NULL,c}'::text[], NULL::jsonb, true, 'hello'::text), jsonb_set_lax('{"a": [1, {"b": null}], "c": "x"}'::jsonb, '{a,b,NULL,c}'::text[], '{"a": [1, {"b": null}], "c": "x"}'::jsonb, NULL::bool, 'hello'::text), jsonb_set_lax('{"a": [1, {"b": null}], "c": "x"}'::jsonb, '{a,b,NULL,c}'::text[], '{"a": [1, {"b": null}], "c": "x"}'::jsonb, true, NULL::text), pg_typeof(jsonb_set_lax(NULL::jsonb, '{a,b,NULL,c}'::text[], '{"a": [1, {"b": null}], "c": "x"}'::jsonb, true, 'hello'::text));
----
error 22023 null_value_treatment must be "delete_key", "return_target", "use_json_null", or "raise_exception"

SELECT jsonb_strip_nulls('{"a": [1, {"b": null}], "c": "x"}'::jsonb), jsonb_strip_nulls('[1, "c", true, null]'::jsonb), jsonb_strip_nulls('3.50'::jsonb), jsonb_strip_nulls(NULL::jsonb), pg_typeof(jsonb_strip_nulls('{"a": [1, {"b": null}], "c": "x"}'::jsonb));
----
{"a": [1, {}], "c": "x"}|[1, "c", true, null]|3.50|NULL|jsonb
SELECT 1

SELECT * FROM jsonb_to_recordset('{"a": [1, {"b": null}], "c": "x"}'::jsonb);
----
error 42601 a column definition list is required for functions returning "record"

SELECT * FROM jsonb_to_recordset('[1, "c", true, null]'::jsonb);
----
error 42601 a column definition list is required for functions returning "record"

SELECT jsonb_to_tsvector('{"a": [1, {"b": null}], "c": "x"}'::jsonb, '{"a": [1, {"b": null}], "c": "x"}'::jsonb), jsonb_to_tsvector('[1, "c", true, null]'::jsonb, '[1, "c", true, null]'::jsonb), jsonb_to_tsvector('3.50'::jsonb, '{"a": [1, {"b": null}], "c": "x"}'::jsonb);
----
error 22023 wrong flag type, only arrays and scalars are allowed

SELECT jsonb_to_tsvector(NULL::jsonb, '{"a": [1, {"b": null}], "c": "x"}'::jsonb), jsonb_to_tsvector('{"a": [1, {"b": null}], "c": "x"}'::jsonb, NULL::jsonb), pg_typeof(jsonb_to_tsvector(NULL::jsonb, '{"a": [1, {"b": null}], "c": "x"}'::jsonb));
----
NULL|NULL|tsvector
SELECT 1

SELECT jsonb_typeof('{"a": [1, {"b": null}], "c": "x"}'::jsonb), jsonb_typeof('[1, "c", true, null]'::jsonb), jsonb_typeof('3.50'::jsonb), jsonb_typeof(NULL::jsonb), pg_typeof(jsonb_typeof('{"a": [1, {"b": null}], "c": "x"}'::jsonb));
----
object|array|number|NULL|text
SELECT 1

SELECT pg_catalog."numeric"('{"a": [1, {"b": null}], "c": "x"}'::jsonb), pg_catalog."numeric"('[1, "c", true, null]'::jsonb), pg_catalog."numeric"('3.50'::jsonb), pg_catalog."numeric"(NULL::jsonb), pg_typeof(pg_catalog."numeric"('{"a": [1, {"b": null}], "c": "x"}'::jsonb));
----
error 22023 cannot cast jsonb object to type numeric

SELECT to_tsvector('{"a": [1, {"b": null}], "c": "x"}'::jsonb), to_tsvector('[1, "c", true, null]'::jsonb), to_tsvector('3.50'::jsonb), to_tsvector(NULL::jsonb), pg_typeof(to_tsvector('{"a": [1, {"b": null}], "c": "x"}'::jsonb));
----
'x':1|'c':1|''|NULL|tsvector
SELECT 1

SELECT ts_headline('{"a": [1, {"b": null}], "c": "x"}'::jsonb, 'fat & (rat | !cat)'::tsquery), ts_headline('[1, "c", true, null]'::jsonb, 'a <-> b:*'::tsquery), ts_headline('3.50'::jsonb, 'a <-> b:*'::tsquery);
----
{"a": [1, {"b": null}], "c": "x"}|[1, "c", true, null]|3.50
SELECT 1

SELECT ts_headline(NULL::jsonb, 'fat & (rat | !cat)'::tsquery), ts_headline('{"a": [1, {"b": null}], "c": "x"}'::jsonb, NULL::tsquery), pg_typeof(ts_headline(NULL::jsonb, 'fat & (rat | !cat)'::tsquery));
----
NULL|NULL|jsonb
SELECT 1

SELECT ts_headline('{"a": [1, {"b": null}], "c": "x"}'::jsonb, 'fat & (rat | !cat)'::tsquery, 'hello'::text), ts_headline('[1, "c", true, null]'::jsonb, 'a <-> b:*'::tsquery, 'Äpfel'::text), ts_headline('3.50'::jsonb, 'a <-> b:*'::tsquery, 'Äpfel'::text);
----
error 42601 invalid parameter list format: "hello"

SELECT ts_headline(NULL::jsonb, 'fat & (rat | !cat)'::tsquery, 'hello'::text), ts_headline('{"a": [1, {"b": null}], "c": "x"}'::jsonb, NULL::tsquery, 'hello'::text), ts_headline('{"a": [1, {"b": null}], "c": "x"}'::jsonb, 'fat & (rat | !cat)'::tsquery, NULL::text), pg_typeof(ts_headline(NULL::jsonb, 'fat & (rat | !cat)'::tsquery, 'hello'::text));
----
NULL|NULL|NULL|jsonb
SELECT 1

# json
SELECT * FROM json_array_elements('{"a": [1, {"b": null}]}'::json);
----
error 22023 cannot call json_array_elements on a non-array

SELECT * FROM json_array_elements('[1, "x", true]'::json);
----
"x"
1
true
SELECT 3

SELECT * FROM json_array_elements_text('{"a": [1, {"b": null}]}'::json);
----
error 22023 cannot call json_array_elements_text on a non-array

SELECT * FROM json_array_elements_text('[1, "x", true]'::json);
----
1
true
x
SELECT 3

SELECT json_array_length('{"a": [1, {"b": null}]}'::json), json_array_length('[1, "x", true]'::json), json_array_length(NULL::json), pg_typeof(json_array_length('{"a": [1, {"b": null}]}'::json));
----
error 22023 cannot get array length of a non-array

SELECT * FROM json_each('{"a": [1, {"b": null}]}'::json);
----
a|[1, {"b": null}]
SELECT 1

SELECT * FROM json_each('[1, "x", true]'::json);
----
error 22023 cannot deconstruct an array as an object

SELECT * FROM json_each_text('{"a": [1, {"b": null}]}'::json);
----
a|[1, {"b": null}]
SELECT 1

SELECT * FROM json_each_text('[1, "x", true]'::json);
----
error 22023 cannot deconstruct an array as an object

SELECT json_extract_path('{"a": [1, {"b": null}]}'::json, VARIADIC '{a,b,NULL,c}'::text[]), json_extract_path('[1, "x", true]'::json, VARIADIC '{{x,y},{z,w}}'::text[]);
----
NULL|NULL
SELECT 1

SELECT json_extract_path(NULL::json, VARIADIC '{a,b,NULL,c}'::text[]), json_extract_path('{"a": [1, {"b": null}]}'::json, VARIADIC NULL::text[]), pg_typeof(json_extract_path(NULL::json, VARIADIC '{a,b,NULL,c}'::text[]));
----
NULL|NULL|json
SELECT 1

SELECT json_extract_path_text('{"a": [1, {"b": null}]}'::json, VARIADIC '{a,b,NULL,c}'::text[]), json_extract_path_text('[1, "x", true]'::json, VARIADIC '{{x,y},{z,w}}'::text[]);
----
NULL|NULL
SELECT 1

SELECT json_extract_path_text(NULL::json, VARIADIC '{a,b,NULL,c}'::text[]), json_extract_path_text('{"a": [1, {"b": null}]}'::json, VARIADIC NULL::text[]), pg_typeof(json_extract_path_text(NULL::json, VARIADIC '{a,b,NULL,c}'::text[]));
----
NULL|NULL|text
SELECT 1

SELECT * FROM json_object_keys('{"a": [1, {"b": null}]}'::json);
----
a
SELECT 1

SELECT * FROM json_object_keys('[1, "x", true]'::json);
----
error 22023 cannot call json_object_keys on an array

SELECT json_strip_nulls('{"a": [1, {"b": null}]}'::json), json_strip_nulls('[1, "x", true]'::json), json_strip_nulls(NULL::json), pg_typeof(json_strip_nulls('{"a": [1, {"b": null}]}'::json));
----
{"a":[1,{}]}|[1,"x",true]|NULL|json
SELECT 1

SELECT * FROM json_to_recordset('{"a": [1, {"b": null}]}'::json);
----
error 42601 a column definition list is required for functions returning "record"

SELECT * FROM json_to_recordset('[1, "x", true]'::json);
----
error 42601 a column definition list is required for functions returning "record"

SELECT json_to_tsvector('{"a": [1, {"b": null}]}'::json, '{"a": [1, {"b": null}], "c": "x"}'::jsonb), json_to_tsvector('[1, "x", true]'::json, '[1, "c", true, null]'::jsonb);
----
error 22023 wrong flag type, only arrays and scalars are allowed

SELECT json_to_tsvector(NULL::json, '{"a": [1, {"b": null}], "c": "x"}'::jsonb), json_to_tsvector('{"a": [1, {"b": null}]}'::json, NULL::jsonb), pg_typeof(json_to_tsvector(NULL::json, '{"a": [1, {"b": null}], "c": "x"}'::jsonb));
----
NULL|NULL|tsvector
SELECT 1

SELECT json_typeof('{"a": [1, {"b": null}]}'::json), json_typeof('[1, "x", true]'::json), json_typeof(NULL::json), pg_typeof(json_typeof('{"a": [1, {"b": null}]}'::json));
----
object|array|NULL|text
SELECT 1

SELECT to_tsvector('{"a": [1, {"b": null}]}'::json), to_tsvector('[1, "x", true]'::json), to_tsvector(NULL::json), pg_typeof(to_tsvector('{"a": [1, {"b": null}]}'::json));
----
''|'x':1|NULL|tsvector
SELECT 1

SELECT ts_headline('{"a": [1, {"b": null}]}'::json, 'fat & (rat | !cat)'::tsquery), ts_headline('[1, "x", true]'::json, 'a <-> b:*'::tsquery), ts_headline('{"a": [1, {"b": null}]}'::json, 'a <-> b:*'::tsquery);
----
{"a":[1,{"b":null}]}|[1,"x",true]|{"a":[1,{"b":null}]}
SELECT 1

SELECT ts_headline(NULL::json, 'fat & (rat | !cat)'::tsquery), ts_headline('{"a": [1, {"b": null}]}'::json, NULL::tsquery), pg_typeof(ts_headline(NULL::json, 'fat & (rat | !cat)'::tsquery));
----
NULL|NULL|json
SELECT 1

SELECT ts_headline('{"a": [1, {"b": null}]}'::json, 'fat & (rat | !cat)'::tsquery, 'hello'::text), ts_headline('[1, "x", true]'::json, 'a <-> b:*'::tsquery, 'Äpfel'::text), ts_headline('{"a": [1, {"b": null}]}'::json, 'a <-> b:*'::tsquery, 'Äpfel'::text);
----
error 42601 invalid parameter list format: "hello"

SELECT ts_headline(NULL::json, 'fat & (rat | !cat)'::tsquery, 'hello'::text), ts_headline('{"a": [1, {"b": null}]}'::json, NULL::tsquery, 'hello'::text), ts_headline('{"a": [1, {"b": null}]}'::json, 'fat & (rat | !cat)'::tsquery, NULL::text), pg_typeof(ts_headline(NULL::json, 'fat & (rat | !cat)'::tsquery, 'hello'::text));
----
NULL|NULL|NULL|json
SELECT 1

# regconfig
SELECT json_to_tsvector('english'::regconfig, '{"a": [1, {"b": null}]}'::json, '{"a": [1, {"b": null}], "c": "x"}'::jsonb), json_to_tsvector('english'::regconfig, '[1, "x", true]'::json, '[1, "c", true, null]'::jsonb);
----
error 22023 wrong flag type, only arrays and scalars are allowed

SELECT json_to_tsvector(NULL::regconfig, '{"a": [1, {"b": null}]}'::json, '{"a": [1, {"b": null}], "c": "x"}'::jsonb), json_to_tsvector('english'::regconfig, NULL::json, '{"a": [1, {"b": null}], "c": "x"}'::jsonb), json_to_tsvector('english'::regconfig, '{"a": [1, {"b": null}]}'::json, NULL::jsonb), pg_typeof(json_to_tsvector(NULL::regconfig, '{"a": [1, {"b": null}]}'::json, '{"a": [1, {"b": null}], "c": "x"}'::jsonb));
----
NULL|NULL|NULL|tsvector
SELECT 1

SELECT jsonb_to_tsvector('english'::regconfig, '{"a": [1, {"b": null}], "c": "x"}'::jsonb, '{"a": [1, {"b": null}], "c": "x"}'::jsonb), jsonb_to_tsvector('english'::regconfig, '[1, "c", true, null]'::jsonb, '[1, "c", true, null]'::jsonb), jsonb_to_tsvector('english'::regconfig, '{"a": [1, {"b": null}], "c": "x"}'::jsonb, '[1, "c", true, null]'::jsonb);
----
error 22023 wrong flag type, only arrays and scalars are allowed

SELECT jsonb_to_tsvector(NULL::regconfig, '{"a": [1, {"b": null}], "c": "x"}'::jsonb, '{"a": [1, {"b": null}], "c": "x"}'::jsonb), jsonb_to_tsvector('english'::regconfig, NULL::jsonb, '{"a": [1, {"b": null}], "c": "x"}'::jsonb), jsonb_to_tsvector('english'::regconfig, '{"a": [1, {"b": null}], "c": "x"}'::jsonb, NULL::jsonb), pg_typeof(jsonb_to_tsvector(NULL::regconfig, '{"a": [1, {"b": null}], "c": "x"}'::jsonb, '{"a": [1, {"b": null}], "c": "x"}'::jsonb));
----
NULL|NULL|NULL|tsvector
SELECT 1

SELECT phraseto_tsquery('english'::regconfig, 'hello'::text), phraseto_tsquery('english'::regconfig, 'Äpfel'::text);
----
'hello'|'äpfel'
SELECT 1

SELECT phraseto_tsquery(NULL::regconfig, 'hello'::text), phraseto_tsquery('english'::regconfig, NULL::text), pg_typeof(phraseto_tsquery(NULL::regconfig, 'hello'::text));
----
NULL|NULL|tsquery
SELECT 1

SELECT plainto_tsquery('english'::regconfig, 'hello'::text), plainto_tsquery('english'::regconfig, 'Äpfel'::text);
----
'hello'|'äpfel'
SELECT 1

SELECT plainto_tsquery(NULL::regconfig, 'hello'::text), plainto_tsquery('english'::regconfig, NULL::text), pg_typeof(plainto_tsquery(NULL::regconfig, 'hello'::text));
----
NULL|NULL|tsquery
SELECT 1

SELECT to_tsquery('english'::regconfig, 'hello'::text), to_tsquery('english'::regconfig, 'Äpfel'::text);
----
'hello'|'äpfel'
SELECT 1

SELECT to_tsquery(NULL::regconfig, 'hello'::text), to_tsquery('english'::regconfig, NULL::text), pg_typeof(to_tsquery(NULL::regconfig, 'hello'::text));
----
NULL|NULL|tsquery
SELECT 1

SELECT to_tsvector('english'::regconfig, '{"a": [1, {"b": null}]}'::json), to_tsvector('english'::regconfig, '[1, "x", true]'::json);
----
''|'x':1
SELECT 1

SELECT to_tsvector(NULL::regconfig, '{"a": [1, {"b": null}]}'::json), to_tsvector('english'::regconfig, NULL::json), pg_typeof(to_tsvector(NULL::regconfig, '{"a": [1, {"b": null}]}'::json));
----
NULL|NULL|tsvector
SELECT 1

SELECT to_tsvector('english'::regconfig, '{"a": [1, {"b": null}], "c": "x"}'::jsonb), to_tsvector('english'::regconfig, '[1, "c", true, null]'::jsonb);
----
'x':1|'c':1
SELECT 1

SELECT to_tsvector(NULL::regconfig, '{"a": [1, {"b": null}], "c": "x"}'::jsonb), to_tsvector('english'::regconfig, NULL::jsonb), pg_typeof(to_tsvector(NULL::regconfig, '{"a": [1, {"b": null}], "c": "x"}'::jsonb));
----
NULL|NULL|tsvector
SELECT 1

SELECT to_tsvector('english'::regconfig, 'hello'::text), to_tsvector('english'::regconfig, 'Äpfel'::text);
----
'hello':1|'äpfel':1
SELECT 1

SELECT to_tsvector(NULL::regconfig, 'hello'::text), to_tsvector('english'::regconfig, NULL::text), pg_typeof(to_tsvector(NULL::regconfig, 'hello'::text));
----
NULL|NULL|tsvector
SELECT 1

SELECT * FROM ts_debug('english'::regconfig, 'hello'::text);
----
asciiword|Word, all ASCII|hello|{english_stem}|english_stem|{hello}
SELECT 1

SELECT * FROM ts_debug('english'::regconfig, 'Äpfel'::text);
----
word|Word, all letters|Äpfel|{english_stem}|english_stem|{äpfel}
SELECT 1

SELECT ts_headline('english'::regconfig, '{"a": [1, {"b": null}]}'::json, 'fat & (rat | !cat)'::tsquery), ts_headline('english'::regconfig, '[1, "x", true]'::json, 'a <-> b:*'::tsquery), ts_headline('english'::regconfig, '[1, "x", true]'::json, 'fat & (rat | !cat)'::tsquery);
----
{"a":[1,{"b":null}]}|[1,"x",true]|[1,"x",true]
SELECT 1

SELECT ts_headline(NULL::regconfig, '{"a": [1, {"b": null}]}'::json, 'fat & (rat | !cat)'::tsquery), ts_headline('english'::regconfig, NULL::json, 'fat & (rat | !cat)'::tsquery), ts_headline('english'::regconfig, '{"a": [1, {"b": null}]}'::json, NULL::tsquery), pg_typeof(ts_headline(NULL::regconfig, '{"a": [1, {"b": null}]}'::json, 'fat & (rat | !cat)'::tsquery));
----
NULL|NULL|NULL|json
SELECT 1

SELECT ts_headline('english'::regconfig, '{"a": [1, {"b": null}]}'::json, 'fat & (rat | !cat)'::tsquery, 'hello'::text), ts_headline('english'::regconfig, '[1, "x", true]'::json, 'a <-> b:*'::tsquery, 'Äpfel'::text), ts_headline('english'::regconfig, '[1, "x", true]'::json, 'fat & (rat | !cat)'::tsquery, ''::text);
----
error 42601 invalid parameter list format: "hello"

SELECT ts_headline(NULL::regconfig, '{"a": [1, {"b": null}]}'::json, 'fat & (rat | !cat)'::tsquery, 'hello'::text), ts_headline('english'::regconfig, NULL::json, 'fat & (rat | !cat)'::tsquery, 'hello'::text), ts_headline('english'::regconfig, '{"a": [1, {"b": null}]}'::json, NULL::tsquery, 'hello'::text), ts_headline('english'::regconfig, '{"a": [1, {"b": null}]}'::json, 'fat & (rat | !cat)'::tsquery, NULL::text), pg_typeof(ts_headline(NULL::regconfig, '{"a": [1, {"b": null}]}'::json, 'fat & (rat | !cat)'::tsquery, 'hello'::text));
----
NULL|NULL|NULL|NULL|json
SELECT 1

SELECT ts_headline('english'::regconfig, '{"a": [1, {"b": null}], "c": "x"}'::jsonb, 'fat & (rat | !cat)'::tsquery), ts_headline('english'::regconfig, '[1, "c", true, null]'::jsonb, 'a <-> b:*'::tsquery);
----
{"a": [1, {"b": null}], "c": "x"}|[1, "c", true, null]
SELECT 1

SELECT ts_headline(NULL::regconfig, '{"a": [1, {"b": null}], "c": "x"}'::jsonb, 'fat & (rat | !cat)'::tsquery), ts_headline('english'::regconfig, NULL::jsonb, 'fat & (rat | !cat)'::tsquery), ts_headline('english'::regconfig, '{"a": [1, {"b": null}], "c": "x"}'::jsonb, NULL::tsquery), pg_typeof(ts_headline(NULL::regconfig, '{"a": [1, {"b": null}], "c": "x"}'::jsonb, 'fat & (rat | !cat)'::tsquery));
----
NULL|NULL|NULL|jsonb
SELECT 1

SELECT ts_headline('english'::regconfig, '{"a": [1, {"b": null}], "c": "x"}'::jsonb, 'fat & (rat | !cat)'::tsquery, 'hello'::text), ts_headline('english'::regconfig, '[1, "c", true, null]'::jsonb, 'a <-> b:*'::tsquery, 'Äpfel'::text), ts_headline('english'::regconfig, '{"a": [1, {"b": null}], "c": "x"}'::jsonb, 'fat & (rat | !cat)'::tsquery, ''::text);
----
error 42601 invalid parameter list format: "hello"

SELECT ts_headline(NULL::regconfig, '{"a": [1, {"b": null}], "c": "x"}'::jsonb, 'fat & (rat | !cat)'::tsquery, 'hello'::text), ts_headline('english'::regconfig, NULL::jsonb, 'fat & (rat | !cat)'::tsquery, 'hello'::text), ts_headline('english'::regconfig, '{"a": [1, {"b": null}], "c": "x"}'::jsonb, NULL::tsquery, 'hello'::text), ts_headline('english'::regconfig, '{"a": [1, {"b": null}], "c": "x"}'::jsonb, 'fat & (rat | !cat)'::tsquery, NULL::text), pg_typeof(ts_headline(NULL::regconfig, '{"a": [1, {"b": null}], "c": "x"}'::jsonb, 'fat & (rat | !cat)'::tsquery, 'hello'::text));
----
NULL|NULL|NULL|NULL|jsonb
SELECT 1

SELECT ts_headline('english'::regconfig, 'hello'::text, 'fat & (rat | !cat)'::tsquery), ts_headline('english'::regconfig, 'Äpfel'::text, 'a <-> b:*'::tsquery);
----
hello|Äpfel
SELECT 1

SELECT ts_headline(NULL::regconfig, 'hello'::text, 'fat & (rat | !cat)'::tsquery), ts_headline('english'::regconfig, NULL::text, 'fat & (rat | !cat)'::tsquery), ts_headline('english'::regconfig, 'hello'::text, NULL::tsquery), pg_typeof(ts_headline(NULL::regconfig, 'hello'::text, 'fat & (rat | !cat)'::tsquery));
----
NULL|NULL|NULL|text
SELECT 1

SELECT ts_headline('english'::regconfig, 'hello'::text, 'fat & (rat | !cat)'::tsquery, 'hello'::text), ts_headline('english'::regconfig, 'Äpfel'::text, 'a <-> b:*'::tsquery, 'Äpfel'::text), ts_headline('english'::regconfig, 'hello'::text, 'fat & (rat | !cat)'::tsquery, ''::text);
----
error 42601 invalid parameter list format: "hello"

SELECT ts_headline(NULL::regconfig, 'hello'::text, 'fat & (rat | !cat)'::tsquery, 'hello'::text), ts_headline('english'::regconfig, NULL::text, 'fat & (rat | !cat)'::tsquery, 'hello'::text), ts_headline('english'::regconfig, 'hello'::text, NULL::tsquery, 'hello'::text), ts_headline('english'::regconfig, 'hello'::text, 'fat & (rat | !cat)'::tsquery, NULL::text), pg_typeof(ts_headline(NULL::regconfig, 'hello'::text, 'fat & (rat | !cat)'::tsquery, 'hello'::text));
----
NULL|NULL|NULL|NULL|text
SELECT 1

SELECT websearch_to_tsquery('english'::regconfig, 'hello'::text), websearch_to_tsquery('english'::regconfig, 'Äpfel'::text);
----
'hello'|'äpfel'
SELECT 1

SELECT websearch_to_tsquery(NULL::regconfig, 'hello'::text), websearch_to_tsquery('english'::regconfig, NULL::text), pg_typeof(websearch_to_tsquery(NULL::regconfig, 'hello'::text));
----
NULL|NULL|tsquery
SELECT 1

# tsvector
SELECT length('fat:2A cat:3B,5 rat'::tsvector), length('a b:1'::tsvector), length(NULL::tsvector), pg_typeof(length('fat:2A cat:3B,5 rat'::tsvector));
----
3|2|NULL|integer
SELECT 1

SELECT setweight(NULL::tsvector, 'q'::"char"), setweight('fat:2A cat:3B,5 rat'::tsvector, NULL::"char"), pg_typeof(setweight(NULL::tsvector, 'q'::"char"));
----
NULL|NULL|tsvector
SELECT 1

SELECT setweight(NULL::tsvector, 'q'::"char", '{a,b,NULL,c}'::text[]), setweight('fat:2A cat:3B,5 rat'::tsvector, NULL::"char", '{a,b,NULL,c}'::text[]), setweight('fat:2A cat:3B,5 rat'::tsvector, 'q'::"char", NULL::text[]), pg_typeof(setweight(NULL::tsvector, 'q'::"char", '{a,b,NULL,c}'::text[]));
----
NULL|NULL|NULL|tsvector
SELECT 1

SELECT strip('fat:2A cat:3B,5 rat'::tsvector), strip('a b:1'::tsvector), strip(NULL::tsvector), pg_typeof(strip('fat:2A cat:3B,5 rat'::tsvector));
----
'cat' 'fat' 'rat'|'a' 'b'|NULL|tsvector
SELECT 1

SELECT ts_delete('fat:2A cat:3B,5 rat'::tsvector, '{a,b,NULL,c}'::text[]), ts_delete('a b:1'::tsvector, '{{x,y},{z,w}}'::text[]);
----
'cat':3B,5 'fat':2A 'rat'|'a' 'b':1
SELECT 1

SELECT ts_delete(NULL::tsvector, '{a,b,NULL,c}'::text[]), ts_delete('fat:2A cat:3B,5 rat'::tsvector, NULL::text[]), pg_typeof(ts_delete(NULL::tsvector, '{a,b,NULL,c}'::text[]));
----
NULL|NULL|tsvector
SELECT 1

SELECT ts_delete('fat:2A cat:3B,5 rat'::tsvector, 'hello'::text), ts_delete('a b:1'::tsvector, 'Äpfel'::text);
----
'cat':3B,5 'fat':2A 'rat'|'a' 'b':1
SELECT 1

SELECT ts_delete(NULL::tsvector, 'hello'::text), ts_delete('fat:2A cat:3B,5 rat'::tsvector, NULL::text), pg_typeof(ts_delete(NULL::tsvector, 'hello'::text));
----
NULL|NULL|tsvector
SELECT 1

SELECT ts_filter('fat:2A cat:3B,5 rat'::tsvector, '{a,b,c}'::"char"[]), ts_filter('a b:1'::tsvector, '{a,b,c}'::"char"[]);
----
'cat':3B 'fat':2A|''
SELECT 1

SELECT ts_filter(NULL::tsvector, '{a,b,c}'::"char"[]), ts_filter('fat:2A cat:3B,5 rat'::tsvector, NULL::"char"[]), pg_typeof(ts_filter(NULL::tsvector, '{a,b,c}'::"char"[]));
----
NULL|NULL|tsvector
SELECT 1

SELECT ts_rank('fat:2A cat:3B,5 rat'::tsvector, 'fat & (rat | !cat)'::tsquery), ts_rank('a b:1'::tsvector, 'a <-> b:*'::tsquery), ts_rank('fat:2A cat:3B,5 rat'::tsvector, 'a <-> b:*'::tsquery);
----
0.74168754|1e-16|1e-20
SELECT 1

SELECT ts_rank(NULL::tsvector, 'fat & (rat | !cat)'::tsquery), ts_rank('fat:2A cat:3B,5 rat'::tsvector, NULL::tsquery), pg_typeof(ts_rank(NULL::tsvector, 'fat & (rat | !cat)'::tsquery));
----
NULL|NULL|real
SELECT 1

SELECT ts_rank('fat:2A cat:3B,5 rat'::tsvector, 'fat & (rat | !cat)'::tsquery, 5), ts_rank('a b:1'::tsvector, 'a <-> b:*'::tsquery, -17), ts_rank('fat:2A cat:3B,5 rat'::tsvector, 'a <-> b:*'::tsquery, -17);
----
0.31942743|1.5773244e-17|3.5889713e-22
SELECT 1

SELECT ts_rank(NULL::tsvector, 'fat & (rat | !cat)'::tsquery, 5), ts_rank('fat:2A cat:3B,5 rat'::tsvector, NULL::tsquery, 5), ts_rank('fat:2A cat:3B,5 rat'::tsvector, 'fat & (rat | !cat)'::tsquery, NULL::int4), pg_typeof(ts_rank(NULL::tsvector, 'fat & (rat | !cat)'::tsquery, 5));
----
NULL|NULL|NULL|real
SELECT 1

SELECT ts_rank_cd('fat:2A cat:3B,5 rat'::tsvector, 'fat & (rat | !cat)'::tsquery), ts_rank_cd('a b:1'::tsvector, 'a <-> b:*'::tsquery), ts_rank_cd('fat:2A cat:3B,5 rat'::tsvector, 'a <-> b:*'::tsquery);
----
1|0|0
SELECT 1

SELECT ts_rank_cd(NULL::tsvector, 'fat & (rat | !cat)'::tsquery), ts_rank_cd('fat:2A cat:3B,5 rat'::tsvector, NULL::tsquery), pg_typeof(ts_rank_cd(NULL::tsvector, 'fat & (rat | !cat)'::tsquery));
----
NULL|NULL|real
SELECT 1

SELECT ts_rank_cd('fat:2A cat:3B,5 rat'::tsvector, 'fat & (rat | !cat)'::tsquery, 5), ts_rank_cd('a b:1'::tsvector, 'a <-> b:*'::tsquery, -17), ts_rank_cd('fat:2A cat:3B,5 rat'::tsvector, 'a <-> b:*'::tsquery, -17);
----
0.6213349|0|0
SELECT 1

SELECT ts_rank_cd(NULL::tsvector, 'fat & (rat | !cat)'::tsquery, 5), ts_rank_cd('fat:2A cat:3B,5 rat'::tsvector, NULL::tsquery, 5), ts_rank_cd('fat:2A cat:3B,5 rat'::tsvector, 'fat & (rat | !cat)'::tsquery, NULL::int4), pg_typeof(ts_rank_cd(NULL::tsvector, 'fat & (rat | !cat)'::tsquery, 5));
----
NULL|NULL|NULL|real
SELECT 1

SELECT tsvector_to_array('fat:2A cat:3B,5 rat'::tsvector), tsvector_to_array('a b:1'::tsvector), tsvector_to_array(NULL::tsvector), pg_typeof(tsvector_to_array('fat:2A cat:3B,5 rat'::tsvector));
----
{cat,fat,rat}|{a,b}|NULL|text[]
SELECT 1

SELECT * FROM unnest('fat:2A cat:3B,5 rat'::tsvector);
----
cat|{3,5}|{B,D}
fat|{2}|{A}
rat|NULL|NULL
SELECT 3

SELECT * FROM unnest('a b:1'::tsvector);
----
a|NULL|NULL
b|{1}|{D}
SELECT 2

# macaddr8
SELECT macaddr('08:00:2b:ff:fe:01:02:03'::macaddr8), macaddr('02:03:04:05:06:07:08:09'::macaddr8), macaddr(NULL::macaddr8), pg_typeof(macaddr('08:00:2b:ff:fe:01:02:03'::macaddr8));
----
error 22003 macaddr8 data out of range to convert to macaddr; ; Only addresses that have FF and FE as values in the 4th and 5th bytes from the left, for example xx:xx:xx:ff:fe:xx:xx:xx, are eligible to be converted from macaddr8 to macaddr.

SELECT macaddr8_set7bit('08:00:2b:ff:fe:01:02:03'::macaddr8), macaddr8_set7bit('02:03:04:05:06:07:08:09'::macaddr8), macaddr8_set7bit(NULL::macaddr8), pg_typeof(macaddr8_set7bit('08:00:2b:ff:fe:01:02:03'::macaddr8));
----
0a:00:2b:ff:fe:01:02:03|02:03:04:05:06:07:08:09|NULL|macaddr8
SELECT 1

SELECT trunc('08:00:2b:ff:fe:01:02:03'::macaddr8), trunc('02:03:04:05:06:07:08:09'::macaddr8), trunc(NULL::macaddr8), pg_typeof(trunc('08:00:2b:ff:fe:01:02:03'::macaddr8));
----
08:00:2b:00:00:00:00:00|02:03:04:00:00:00:00:00|NULL|macaddr8
SELECT 1

# macaddr
SELECT macaddr8('08:00:2b:01:02:03'::macaddr), macaddr8('ff:ff:ff:00:00:01'::macaddr), macaddr8(NULL::macaddr), pg_typeof(macaddr8('08:00:2b:01:02:03'::macaddr));
----
08:00:2b:ff:fe:01:02:03|ff:ff:ff:ff:fe:00:00:01|NULL|macaddr8
SELECT 1

SELECT trunc('08:00:2b:01:02:03'::macaddr), trunc('ff:ff:ff:00:00:01'::macaddr), trunc(NULL::macaddr), pg_typeof(trunc('08:00:2b:01:02:03'::macaddr));
----
08:00:2b:00:00:00|ff:ff:ff:00:00:00|NULL|macaddr
SELECT 1

# tsquery
SELECT numnode('fat & (rat | !cat)'::tsquery), numnode('a <-> b:*'::tsquery), numnode(NULL::tsquery), pg_typeof(numnode('fat & (rat | !cat)'::tsquery));
----
6|3|NULL|integer
SELECT 1

SELECT querytree('fat & (rat | !cat)'::tsquery), querytree('a <-> b:*'::tsquery), querytree(NULL::tsquery), pg_typeof(querytree('fat & (rat | !cat)'::tsquery));
----
'fat'|'a' <-> 'b':*|NULL|text
SELECT 1

SELECT ts_rewrite('fat & (rat | !cat)'::tsquery, 'fat & (rat | !cat)'::tsquery, 'fat & (rat | !cat)'::tsquery), ts_rewrite('a <-> b:*'::tsquery, 'a <-> b:*'::tsquery, 'a <-> b:*'::tsquery), ts_rewrite('fat & (rat | !cat)'::tsquery, 'a <-> b:*'::tsquery, 'fat & (rat | !cat)'::tsquery);
----
'fat' & ( 'rat' | !'cat' )|'a' <-> 'b':*|'fat' & ( 'rat' | !'cat' )
SELECT 1

SELECT ts_rewrite(NULL::tsquery, 'fat & (rat | !cat)'::tsquery, 'fat & (rat | !cat)'::tsquery), ts_rewrite('fat & (rat | !cat)'::tsquery, NULL::tsquery, 'fat & (rat | !cat)'::tsquery), ts_rewrite('fat & (rat | !cat)'::tsquery, 'fat & (rat | !cat)'::tsquery, NULL::tsquery), pg_typeof(ts_rewrite(NULL::tsquery, 'fat & (rat | !cat)'::tsquery, 'fat & (rat | !cat)'::tsquery));
----
NULL|NULL|NULL|tsquery
SELECT 1

SELECT tsquery_phrase('fat & (rat | !cat)'::tsquery, 'fat & (rat | !cat)'::tsquery, 5), tsquery_phrase('a <-> b:*'::tsquery, 'a <-> b:*'::tsquery, -17), tsquery_phrase('fat & (rat | !cat)'::tsquery, 'a <-> b:*'::tsquery, -17);
----
error 22023 distance in phrase operator must be an integer value between zero and 16384 inclusive

SELECT tsquery_phrase(NULL::tsquery, 'fat & (rat | !cat)'::tsquery, 5), tsquery_phrase('fat & (rat | !cat)'::tsquery, NULL::tsquery, 5), tsquery_phrase('fat & (rat | !cat)'::tsquery, 'fat & (rat | !cat)'::tsquery, NULL::int4), pg_typeof(tsquery_phrase(NULL::tsquery, 'fat & (rat | !cat)'::tsquery, 5));
----
NULL|NULL|NULL|tsquery
SELECT 1

# regdictionary
SELECT ts_lexize('simple'::regdictionary, 'hello'::text), ts_lexize('simple'::regdictionary, 'Äpfel'::text);
----
{hello}|{äpfel}
SELECT 1

SELECT ts_lexize(NULL::regdictionary, 'hello'::text), ts_lexize('simple'::regdictionary, NULL::text), pg_typeof(ts_lexize(NULL::regdictionary, 'hello'::text));
----
NULL|NULL|text[]
SELECT 1
