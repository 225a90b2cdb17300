# Functions by their first argument's type, of values and of NULL. Errors are told whole.
# anycompatiblearray
SELECT array_append('{1,2,3}'::int4[], 2.5), array_append('{3.5,4}'::numeric[], 3), array_append('{1,2,3}'::int4[], 3);
----
{1,2,3,2.5}|{3.5,4,3}|{1,2,3,3}
SELECT 1

SELECT array_append(NULL::int4[], 2.5), array_append('{1,2,3}'::int4[], NULL::int4), pg_typeof(array_append(NULL::int4[], 2.5));
----
{2.5}|{1,2,3,NULL}|numeric[]
SELECT 1

SELECT array_position('{1,2,3}'::int4[], 2.5), array_position('{3.5,4}'::numeric[], 3), array_position('{1,2,3}'::int4[], 3);
----
NULL|NULL|3
SELECT 1

SELECT array_position(NULL::int4[], 2.5), array_position('{1,2,3}'::int4[], NULL::int4), pg_typeof(array_position(NULL::int4[], 2.5));
----
NULL|NULL|integer
SELECT 1

SELECT array_position('{1,2,3}'::int4[], 2.5, 5), array_position('{3.5,4}'::numeric[], 3, -17), array_position('{1,2,3}'::int4[], 3, -17);
----
NULL|NULL|3
SELECT 1

SELECT array_position(NULL::int4[], 2.5, 5), array_position('{1,2,3}'::int4[], NULL::int4, 5), array_position('{1,2,3}'::int4[], 2.5, NULL::int4), pg_typeof(array_position(NULL::int4[], 2.5, 5));
----
error 22004 initial position must not be null

SELECT array_positions('{1,2,3}'::int4[], 2.5), array_positions('{3.5,4}'::numeric[], 3), array_positions('{1,2,3}'::int4[], 3);
----
{}|{}|{3}
SELECT 1

SELECT array_positions(NULL::int4[], 2.5), array_positions('{1,2,3}'::int4[], NULL::int4), pg_typeof(array_positions(NULL::int4[], 2.5));
----
NULL|{}|integer[]
SELECT 1

SELECT array_remove('{1,2,3}'::int4[], 2.5), array_remove('{3.5,4}'::numeric[], 3), array_remove('{1,2,3}'::int4[], 3);
----
{1,2,3}|{3.5,4}|{1,2}
SELECT 1

SELECT array_remove(NULL::int4[], 2.5), array_remove('{1,2,3}'::int4[], NULL::int4), pg_typeof(array_remove(NULL::int4[], 2.5));
----
NULL|{1,2,3}|numeric[]
SELECT 1

SELECT array_replace('{1,2,3}'::int4[], 2.5, 2.5), array_replace('{3.5,4}'::numeric[], 3, 3), array_replace('{1,2,3}'::int4[], 3, 2.5);
----
{1,2,3}|{3.5,4}|{1,2,2.5}
SELECT 1

SELECT array_replace(NULL::int4[], 2.5, 2.5), array_replace('{1,2,3}'::int4[], NULL::int4, 2.5), array_replace('{1,2,3}'::int4[], 2.5, NULL::int4), pg_typeof(array_replace(NULL::int4[], 2.5, 2.5));
----
NULL|{1,2,3}|{1,2,3}|numeric[]
SELECT 1

# anyarray
SELECT array_dims('{1,2,3}'::int4[]), array_dims('{3,4}'::int4[]), array_dims(NULL::int4[]), pg_typeof(array_dims('{1,2,3}'::int4[]));
----
[1:3]|[1:2]|NULL|text
SELECT 1

SELECT array_length('{1,2,3}'::int4[], 5), array_length('{3,4}'::int4[], -17);
----
NULL|NULL
SELECT 1

SELECT array_length(NULL::int4[], 5), array_length('{1,2,3}'::int4[], NULL::int4), pg_typeof(array_length(NULL::int4[], 5));
----
NULL|NULL|integer
SELECT 1

SELECT array_lower('{1,2,3}'::int4[], 5), array_lower('{3,4}'::int4[], -17);
----
NULL|NULL
SELECT 1

SELECT array_lower(NULL::int4[], 5), array_lower('{1,2,3}'::int4[], NULL::int4), pg_typeof(array_lower(NULL::int4[], 5));
----
NULL|NULL|integer
SELECT 1

SELECT array_ndims('{1,2,3}'::int4[]), array_ndims('{3,4}'::int4[]), array_ndims(NULL::int4[]), pg_typeof(array_ndims('{1,2,3}'::int4[]));
----
1|1|NULL|integer
SELECT 1

SELECT array_to_json('{1,2,3}'::int4[]), array_to_json('{3,4}'::int4[]), array_to_json(NULL::int4[]), pg_typeof(array_to_json('{1,2,3}'::int4[]));
----
[1,2,3]|[3,4]|NULL|json
SELECT 1

SELECT array_to_json('{1,2,3}'::int4[], true), array_to_json('{3,4}'::int4[], false), array_to_json('{1,2,3}'::int4[], false);
----
[1,\n 2,\n 3]|[3,4]|[1,2,3]
SELECT 1

SELECT array_to_json(NULL::int4[], true), array_to_json('{1,2,3}'::int4[], NULL::bool), pg_typeof(array_to_json(NULL::int4[], true));
----
NULL|NULL|json
SELECT 1

SELECT array_to_string('{1,2,3}'::int4[], 'hello'::text), array_to_string('{3,4}'::int4[], 'Äpfel'::text);
----
1hello2hello3|3Äpfel4
SELECT 1

SELECT array_to_string(NULL::int4[], 'hello'::text), array_to_string('{1,2,3}'::int4[], NULL::text), pg_typeof(array_to_string(NULL::int4[], 'hello'::text));
----
NULL|NULL|text
SELECT 1

SELECT array_to_string('{1,2,3}'::int4[], 'hello'::text, 'hello'::text), array_to_string('{3,4}'::int4[], 'Äpfel'::text, 'Äpfel'::text), array_to_string('{1,2,3}'::int4[], 'hello'::text, 'Äpfel'::text);
----
1hello2hello3|3Äpfel4|1hello2hello3
SELECT 1

SELECT array_to_string(NULL::int4[], 'hello'::text, 'hello'::text), array_to_string('{1,2,3}'::int4[], NULL::text, 'hello'::text), array_to_string('{1,2,3}'::int4[], 'hello'::text, NULL::text), pg_typeof(array_to_string(NULL::int4[], 'hello'::text, 'hello'::text));
----
NULL|NULL|1hello2hello3|text
SELECT 1

SELECT array_upper('{1,2,3}'::int4[], 5), array_upper('{3,4}'::int4[], -17);
----
NULL|NULL
SELECT 1

SELECT array_upper(NULL::int4[], 5), array_upper('{1,2,3}'::int4[], NULL::int4), pg_typeof(array_upper(NULL::int4[], 5));
----
NULL|NULL|integer
SELECT 1

SELECT cardinality('{1,2,3}'::int4[]), cardinality('{3,4}'::int4[]), cardinality(NULL::int4[]), pg_typeof(cardinality('{1,2,3}'::int4[]));
----
3|2|NULL|integer
SELECT 1

SELECT * FROM generate_subscripts('{1,2,3}'::int4[], 5);
----
SELECT 0

SELECT * FROM generate_subscripts('{3,4}'::int4[], -17);
----
SELECT 0

SELECT * FROM generate_subscripts('{1,2,3}'::int4[], 5, true);
----
SELECT 0

SELECT * FROM generate_subscripts('{3,4}'::int4[], -17, false);
----
SELECT 0

SELECT trim_array('{1,2,3}'::int4[], 5), trim_array('{3,4}'::int4[], -17);
----
error 2202E number of elements to trim must be between 0 and 3

SELECT trim_array(NULL::int4[], 5), trim_array('{1,2,3}'::int4[], NULL::int4), pg_typeof(trim_array(NULL::int4[], 5));
----
NULL|NULL|integer[]
SELECT 1

SELECT * FROM unnest('{1,2,3}'::int4[]);
----
1
2
3
SELECT 3

SELECT * FROM unnest('{3,4}'::int4[]);
----
3
4
SELECT 2

# anyelement
SELECT array_fill(2, '{1,2,3}'::int4[]), array_fill(3, '[0:2]={3,NULL,1}'::int4[]), array_fill(2, '[0:2]={3,NULL,1}'::int4[]);
----
error 22004 dimension values cannot be null

SELECT array_fill(NULL::int4, '{1,2,3}'::int4[]), array_fill(2, NULL::int4[]), pg_typeof(array_fill(NULL::int4, '{1,2,3}'::int4[]));
----
error 22004 dimension array or low bound array cannot be null

SELECT array_fill(2, '{1,2,3}'::int4[], '{1,2,3}'::int4[]), array_fill(3, '[0:2]={3,NULL,1}'::int4[], '[0:2]={3,NULL,1}'::int4[]), array_fill(2, '[0:2]={3,NULL,1}'::int4[], '{1,2,3}'::int4[]);
----
error 22004 dimension values cannot be null

SELECT array_fill(NULL::int4, '{1,2,3}'::int4[], '{1,2,3}'::int4[]), array_fill(2, NULL::int4[], '{1,2,3}'::int4[]), array_fill(2, '{1,2,3}'::int4[], NULL::int4[]), pg_typeof(array_fill(NULL::int4, '{1,2,3}'::int4[], '{1,2,3}'::int4[]));
----
error 22004 dimension array or low bound array cannot be null

SELECT json_populate_record(2, '{"a": [1, {"b": null}]}'::json, true), json_populate_record(3, '[1, "x", true]'::json, false), json_populate_record(2, '[1, "x", true]'::json, true);
----
error 42804 first argument of json_populate_record must be a row type

SELECT json_populate_record(NULL::int4, '{"a": [1, {"b": null}]}'::json, true), json_populate_record(2, NULL::json, true), json_populate_record(2, '{"a": [1, {"b": null}]}'::json, NULL::bool), pg_typeof(json_populate_record(NULL::int4, '{"a": [1, {"b": null}]}'::json, true));
----
error 42804 first argument of json_populate_record must be a row type

SELECT * FROM json_populate_recordset(2, '{"a": [1, {"b": null}]}'::json, true);
----
error 42804 first argument of json_populate_recordset must be a row type

SELECT * FROM json_populate_recordset(3, '[1, "x", true]'::json, false);
----
error 42804 first argument of json_populate_recordset must be a row type

SELECT jsonb_populate_record(2, '{"a": [1, {"b": null}], "c": "x"}'::jsonb), jsonb_populate_record(3, '[1, "c", true, null]'::jsonb);
----
error 42804 first argument of jsonb_populate_record must be a row type

SELECT jsonb_populate_record(NULL::int4, '{"a": [1, {"b": null}], "c": "x"}'::jsonb), jsonb_populate_record(2, NULL::jsonb), pg_typeof(jsonb_populate_record(NULL::int4, '{"a": [1, {"b": null}], "c": "x"}'::jsonb));
----
error 42804 first argument of jsonb_populate_record must be a row type

SELECT * FROM jsonb_populate_recordset(2, '{"a": [1, {"b": null}], "c": "x"}'::jsonb);
----
error 42804 first argument of jsonb_populate_recordset must be a row type

SELECT * FROM jsonb_populate_recordset(3, '[1, "c", true, null]'::jsonb);
----
error 42804 first argument of jsonb_populate_recordset must be a row type

SELECT quote_literal(2), quote_literal(3), quote_literal(NULL::int4), pg_typeof(quote_literal(2));
----
'2'|'3'|NULL|text
SELECT 1

SELECT quote_nullable(2), quote_nullable(3);
----
'2'|'3'
SELECT 1

SELECT quote_nullable(NULL::int4), pg_typeof(quote_nullable(NULL::int4));
----
NULL|text
SELECT 1

SELECT to_json(2), to_json(3), to_json(NULL::int4), pg_typeof(to_json(2));
----
2|3|NULL|json
SELECT 1

SELECT to_jsonb(2), to_jsonb(3), to_jsonb(NULL::int4), pg_typeof(to_jsonb(2));
----
2|3|NULL|jsonb
SELECT 1

# anycompatible
SELECT array_prepend(2.5, '{1,2,3}'::int4[]), array_prepend(3, '{3.5,4}'::numeric[]), array_prepend(2.5, '{3.5,4}'::numeric[]);
----
{2.5,1,2,3}|{3,3.5,4}|{2.5,3.5,4}
SELECT 1

SELECT array_prepend(NULL::int4, '{1,2,3}'::int4[]), array_prepend(2.5, NULL::int4[]), pg_typeof(array_prepend(NULL::int4, '{1,2,3}'::int4[]));
----
{NULL,1,2,3}|{2.5}|integer[]
SELECT 1

SELECT width_bucket(2.5, '{1,2,3}'::int4[]), width_bucket(3, '{3.5,4}'::numeric[]), width_bucket(2.5, '{3.5,4}'::numeric[]);
----
2|0|0
SELECT 1

SELECT width_bucket(NULL::int4, '{1,2,3}'::int4[]), width_bucket(2.5, NULL::int4[]), pg_typeof(width_bucket(NULL::int4, '{1,2,3}'::int4[]));
----
NULL|NULL|integer
SELECT 1

# _text
SELECT array_to_tsvector('{a,b,NULL,c}'::text[]), array_to_tsvector('{{x,y},{z,w}}'::text[]), array_to_tsvector('{}'::text[]), array_to_tsvector(NULL::text[]), pg_typeof(array_to_tsvector('{a,b,NULL,c}'::text[]));
----
error 22004 lexeme array may not contain nulls

SELECT json_object('{a,b,NULL,c}'::text[]), json_object('{{x,y},{z,w}}'::text[]), json_object('{}'::text[]), json_object(NULL::text[]), pg_typeof(json_object('{a,b,NULL,c}'::text[]));
----
error 22004 null value not allowed for object key

SELECT json_object('{a,b,NULL,c}'::text[], '{a,b,NULL,c}'::text[]), json_object('{{x,y},{z,w}}'::text[], '{{x,y},{z,w}}'::text[]), json_object('{}'::text[], '{a,b,NULL,c}'::text[]);
----
error 22004 null value not allowed for object key

SELECT json_object(NULL::text[], '{a,b,NULL,c}'::text[]), json_object('{a,b,NULL,c}'::text[], NULL::text[]), pg_typeof(json_object(NULL::text[], '{a,b,NULL,c}'::text[]));
----
NULL|NULL|json
SELECT 1

SELECT jsonb_object('{a,b,NULL,c}'::text[]), jsonb_object('{{x,y},{z,w}}'::text[]), jsonb_object('{}'::text[]), jsonb_object(NULL::text[]), pg_typeof(jsonb_object('{a,b,NULL,c}'::text[]));
----
error 22004 null value not allowed for object key

SELECT jsonb_object('{a,b,NULL,c}'::text[], '{a,b,NULL,c}'::text[]), jsonb_object('{{x,y},{z,w}}'::text[], '{{x,y},{z,w}}'::text[]), jsonb_object('{}'::text[], '{a,b,NULL,c}'::text[]);
----
error 22004 null value not allowed for object key

SELECT jsonb_object(NULL::text[], '{a,b,NULL,c}'::text[]), jsonb_object('{a,b,NULL,c}'::text[], NULL::text[]), pg_typeof(jsonb_object(NULL::text[], '{a,b,NULL,c}'::text[]));
----
NULL|NULL|jsonb
SELECT 1

# any
SELECT concat(1), concat('b'::text);
----
1|b
SELECT 1

SELECT concat(NULL::text), pg_typeof(concat(NULL::text));
----
''|text
SELECT 1

SELECT json_build_array(1), json_build_array('b'::text);
----
[1]|["b"]
SELECT 1

SELECT json_build_array(NULL::text), pg_typeof(json_build_array(NULL::text));
----
[null]|json
SELECT 1

SELECT json_build_object(1), json_build_object('b'::text);
----
error 22023 argument list must have even number of elements; ; The arguments of json_build_object() must consist of alternating keys and values.

SELECT json_build_object(NULL::text), pg_typeof(json_build_object(NULL::text));
----
error 22023 argument list must have even number of elements; ; The arguments of json_build_object() must consist of alternating keys and values.

SELECT jsonb_build_array(1), jsonb_build_array('b'::text);
----
[1]|["b"]
SELECT 1

SELECT jsonb_build_array(NULL::text), pg_typeof(jsonb_build_array(NULL::text));
----
[null]|jsonb
SELECT 1

SELECT jsonb_build_object(1), jsonb_build_object('b'::text);
----
error 22023 argument list must have even number of elements; ; The arguments of jsonb_build_object() must consist of alternating keys and values.

SELECT jsonb_build_object(NULL::text), pg_typeof(jsonb_build_object(NULL::text));
----
error 22023 argument list must have even number of elements; ; The arguments of jsonb_build_object() must consist of alternating keys and values.

SELECT num_nonnulls(1), num_nonnulls('b'::text);
----
1|1
SELECT 1

SELECT num_nonnulls(NULL::text), pg_typeof(num_nonnulls(NULL::text));
----
0|integer
SELECT 1

SELECT num_nulls(1), num_nulls('b'::text);
----
0|0
SELECT 1

SELECT num_nulls(NULL::text), pg_typeof(num_nulls(NULL::text));
----
1|integer
SELECT 1

# _daterange
SELECT datemultirange(VARIADIC array['[2024-01-01,2024-02-01)'::daterange]), datemultirange(VARIADIC NULL::daterange[]), pg_typeof(datemultirange(VARIADIC array['[2024-01-01,2024-02-01)'::daterange]));
----
{[2024-01-01,2024-02-01)}|NULL|datemultirange
SELECT 1

# daterange
SELECT datemultirange('[2024-01-01,2024-02-01)'::daterange), datemultirange('[2024-01-15,2024-03-01]'::daterange), datemultirange(NULL::daterange), pg_typeof(datemultirange('[2024-01-01,2024-02-01)'::daterange));
----
{[2024-01-01,2024-02-01)}|{[2024-01-15,2024-03-02)}|NULL|datemultirange
SELECT 1

# _int4range
SELECT int4multirange(VARIADIC array['[1,3)'::int4range, '[5,9)']), int4multirange(VARIADIC NULL::int4range[]), pg_typeof(int4multirange(VARIADIC array['[1,3)'::int4range, '[5,9)']));
----
{[1,3),[5,9)}|NULL|int4multirange
SELECT 1

# int4range
SELECT int4multirange('[1,10)'::int4range), int4multirange('[5,15]'::int4range), int4multirange('empty'::int4range), int4multirange(NULL::int4range), pg_typeof(int4multirange('[1,10)'::int4range));
----
{[1,10)}|{[5,16)}|{}|NULL|int4multirange
SELECT 1

# int8range
SELECT int8multirange('[1,10)'::int8range), int8multirange('(,5]'::int8range), int8multirange(NULL::int8range), pg_typeof(int8multirange('[1,10)'::int8range));
----
{[1,10)}|{(,6)}|NULL|int8multirange
SELECT 1

# anymultirange
SELECT isempty('{[1,3),[5,9)}'::int4multirange), isempty('{[2,6)}'::int4multirange), isempty('{}'::int4multirange), isempty(NULL::int4multirange), pg_typeof(isempty('{[1,3),[5,9)}'::int4multirange));
----
f|f|t|NULL|boolean
SELECT 1

SELECT lower('{[1,3),[5,9)}'::int4multirange), lower('{[2,6)}'::int4multirange), lower('{}'::int4multirange), lower(NULL::int4multirange), pg_typeof(lower('{[1,3),[5,9)}'::int4multirange));
----
1|2|NULL|NULL|integer
SELECT 1

SELECT lower_inc('{[1,3),[5,9)}'::int4multirange), lower_inc('{[2,6)}'::int4multirange), lower_inc('{}'::int4multirange), lower_inc(NULL::int4multirange), pg_typeof(lower_inc('{[1,3),[5,9)}'::int4multirange));
----
t|t|f|NULL|boolean
SELECT 1

SELECT lower_inf('{[1,3),[5,9)}'::int4multirange), lower_inf('{[2,6)}'::int4multirange), lower_inf('{}'::int4multirange), lower_inf(NULL::int4multirange), pg_typeof(lower_inf('{[1,3),[5,9)}'::int4multirange));
----
f|f|f|NULL|boolean
SELECT 1

SELECT * FROM unnest('{[1,3),[5,9)}'::int4multirange);
----
[1,3)
[5,9)
SELECT 2

SELECT * FROM unnest('{[2,6)}'::int4multirange);
----
[2,6)
SELECT 1

SELECT upper('{[1,3),[5,9)}'::int4multirange), upper('{[2,6)}'::int4multirange), upper('{}'::int4multirange), upper(NULL::int4multirange), pg_typeof(upper('{[1,3),[5,9)}'::int4multirange));
----
9|6|NULL|NULL|integer
SELECT 1

SELECT upper_inc('{[1,3),[5,9)}'::int4multirange), upper_inc('{[2,6)}'::int4multirange), upper_inc('{}'::int4multirange), upper_inc(NULL::int4multirange), pg_typeof(upper_inc('{[1,3),[5,9)}'::int4multirange));
----
f|f|f|NULL|boolean
SELECT 1

SELECT upper_inf('{[1,3),[5,9)}'::int4multirange), upper_inf('{[2,6)}'::int4multirange), upper_inf('{}'::int4multirange), upper_inf(NULL::int4multirange), pg_typeof(upper_inf('{[1,3),[5,9)}'::int4multirange));
----
f|f|f|NULL|boolean
SELECT 1

# anyrange
SELECT isempty('[1,10)'::int4range), isempty('[5,15]'::int4range), isempty('empty'::int4range), isempty(NULL::int4range), pg_typeof(isempty('[1,10)'::int4range));
----
f|f|t|NULL|boolean
SELECT 1

SELECT lower('[1,10)'::int4range), lower('[5,15]'::int4range), lower('empty'::int4range), lower(NULL::int4range), pg_typeof(lower('[1,10)'::int4range));
----
1|5|NULL|NULL|integer
SELECT 1

SELECT lower_inc('[1,10)'::int4range), lower_inc('[5,15]'::int4range), lower_inc('empty'::int4range), lower_inc(NULL::int4range), pg_typeof(lower_inc('[1,10)'::int4range));
----
t|t|f|NULL|boolean
SELECT 1

SELECT lower_inf('[1,10)'::int4range), lower_inf('[5,15]'::int4range), lower_inf('empty'::int4range), lower_inf(NULL::int4range), pg_typeof(lower_inf('[1,10)'::int4range));
----
f|f|f|NULL|boolean
SELECT 1

SELECT multirange('[1,10)'::int4range), multirange('[5,15]'::int4range), multirange('empty'::int4range), multirange(NULL::int4range), pg_typeof(multirange('[1,10)'::int4range));
----
{[1,10)}|{[5,16)}|{}|NULL|int4multirange
SELECT 1

SELECT upper('[1,10)'::int4range), upper('[5,15]'::int4range), upper('empty'::int4range), upper(NULL::int4range), pg_typeof(upper('[1,10)'::int4range));
----
10|16|NULL|NULL|integer
SELECT 1

SELECT upper_inc('[1,10)'::int4range), upper_inc('[5,15]'::int4range), upper_inc('empty'::int4range), upper_inc(NULL::int4range), pg_typeof(upper_inc('[1,10)'::int4range));
----
f|f|f|NULL|boolean
SELECT 1

SELECT upper_inf('[1,10)'::int4range), upper_inf('[5,15]'::int4range), upper_inf('empty'::int4range), upper_inf(NULL::int4range), pg_typeof(upper_inf('[1,10)'::int4range));
----
f|f|f|NULL|boolean
SELECT 1

# _numrange
SELECT nummultirange(VARIADIC array['[1,3)'::numrange]), nummultirange(VARIADIC NULL::numrange[]), pg_typeof(nummultirange(VARIADIC array['[1,3)'::numrange]));
----
{[1,3)}|NULL|nummultirange
SELECT 1

# numrange
SELECT nummultirange('[1.5,2.5]'::numrange), nummultirange('(2.5,)'::numrange), nummultirange(NULL::numrange), pg_typeof(nummultirange('[1.5,2.5]'::numrange));
----
{[1.5,2.5]}|{(2.5,)}|NULL|nummultirange
SELECT 1

# oidvector
SELECT oidvectortypes('23 25'::oidvector), oidvectortypes('16'::oidvector), oidvectortypes(NULL::oidvector), pg_typeof(oidvectortypes('23 25'::oidvector));
----
integer, text|boolean|NULL|text
SELECT 1

# record
SELECT row_to_json(ROW(1, 'a'::text)), row_to_json(ROW(2, NULL::text)), NULL, pg_typeof(row_to_json(ROW(1, 'a'::text)));
----
{"f1":1,"f2":"a"}|{"f1":2,"f2":null}|NULL|json
SELECT 1

SELECT row_to_json(ROW(1, 'a'::text), true), row_to_json(ROW(2, NULL::text), false), row_to_json(ROW(1, 'a'::text), false);
----
{"f1":1,\n "f2":"a"}|{"f1":2,"f2":null}|{"f1":1,"f2":"a"}
SELECT 1

SELECT row_to_json(ROW(1, 'a'::text), NULL::bool), pg_typeof(row_to_json(ROW(1, 'a'::text), NULL::bool));
----
NULL|json
SELECT 1

# _float4
SELECT ts_rank('{1.5,2}'::float4[], 'fat:2A cat:3B,5 rat'::tsvector, 'fat & (rat | !cat)'::tsquery), ts_rank('{1.5,2}'::float4[], 'a b:1'::tsvector, 'a <-> b:*'::tsquery), ts_rank('{1.5,2}'::float4[], 'a b:1'::tsvector, 'fat & (rat | !cat)'::tsquery);
----
error 2202E array of weight is too short

SELECT ts_rank(NULL::float4[], 'fat:2A cat:3B,5 rat'::tsvector, 'fat & (rat | !cat)'::tsquery), ts_rank('{1.5,2}'::float4[], NULL::tsvector, 'fat & (rat | !cat)'::tsquery), ts_rank('{1.5,2}'::float4[], 'fat:2A cat:3B,5 rat'::tsvector, NULL::tsquery), pg_typeof(ts_rank(NULL::float4[], 'fat:2A cat:3B,5 rat'::tsvector, 'fat & (rat | !cat)'::tsquery));
----
NULL|NULL|NULL|real
SELECT 1

SELECT ts_rank('{1.5,2}'::float4[], 'fat:2A cat:3B,5 rat'::tsvector, 'fat & (rat | !cat)'::tsquery, 5), ts_rank('{1.5,2}'::float4[], 'a b:1'::tsvector, 'a <-> b:*'::tsquery, -17), ts_rank('{1.5,2}'::float4[], 'a b:1'::tsvector, 'fat & (rat | !cat)'::tsquery, 2147483647);
----
error 2202E array of weight is too short

SELECT ts_rank(NULL::float4[], 'fat:2A cat:3B,5 rat'::tsvector, 'fat & (rat | !cat)'::tsquery, 5), ts_rank('{1.5,2}'::float4[], NULL::tsvector, 'fat & (rat | !cat)'::tsquery, 5), ts_rank('{1.5,2}'::float4[], 'fat:2A cat:3B,5 rat'::tsvector, NULL::tsquery, 5), ts_rank('{1.5,2}'::float4[], 'fat:2A cat:3B,5 rat'::tsvector, 'fat & (rat | !cat)'::tsquery, NULL::int4), pg_typeof(ts_rank(NULL::float4[], 'fat:2A cat:3B,5 rat'::tsvector, 'fat & (rat | !cat)'::tsquery, 5));
----
NULL|NULL|NULL|NULL|real
SELECT 1

SELECT ts_rank_cd('{1.5,2}'::float4[], 'fat:2A cat:3B,5 rat'::tsvector, 'fat & (rat | !cat)'::tsquery), ts_rank_cd('{1.5,2}'::float4[], 'a b:1'::tsvector, 'a <-> b:*'::tsquery), ts_rank_cd('{1.5,2}'::float4[], 'a b:1'::tsvector, 'fat & (rat | !cat)'::tsquery);
----
error 2202E array of weight is too short

SELECT ts_rank_cd(NULL::float4[], 'fat:2A cat:3B,5 rat'::tsvector, 'fat & (rat | !cat)'::tsquery), ts_rank_cd('{1.5,2}'::float4[], NULL::tsvector, 'fat & (rat | !cat)'::tsquery), ts_rank_cd('{1.5,2}'::float4[], 'fat:2A cat:3B,5 rat'::tsvector, NULL::tsquery), pg_typeof(ts_rank_cd(NULL::float4[], 'fat:2A cat:3B,5 rat'::tsvector, 'fat & (rat | !cat)'::tsquery));
----
NULL|NULL|NULL|real
SELECT 1

SELECT ts_rank_cd('{1.5,2}'::float4[], 'fat:2A cat:3B,5 rat'::tsvector, 'fat & (rat | !cat)'::tsquery, 5), ts_rank_cd('{1.5,2}'::float4[], 'a b:1'::tsvector, 'a <-> b:*'::tsquery, -17), ts_rank_cd('{1.5,2}'::float4[], 'a b:1'::tsvector, 'fat & (rat | !cat)'::tsquery, 2147483647);
----
error 2202E array of weight is too short

SELECT ts_rank_cd(NULL::float4[], 'fat:2A cat:3B,5 rat'::tsvector, 'fat & (rat | !cat)'::tsquery, 5), ts_rank_cd('{1.5,2}'::float4[], NULL::tsvector, 'fat & (rat | !cat)'::tsquery, 5), ts_rank_cd('{1.5,2}'::float4[], 'fat:2A cat:3B,5 rat'::tsvector, NULL::tsquery, 5), ts_rank_cd('{1.5,2}'::float4[], 'fat:2A cat:3B,5 rat'::tsvector, 'fat & (rat | !cat)'::tsquery, NULL::int4), pg_typeof(ts_rank_cd(NULL::float4[], 'fat:2A cat:3B,5 rat'::tsvector, 'fat & (rat | !cat)'::tsquery, 5));
----
NULL|NULL|NULL|NULL|real
SELECT 1

# tsrange
SELECT tsmultirange('[2024-01-01 10:00,2024-01-01 12:00)'::tsrange), tsmultirange('(,2024-01-01 11:00]'::tsrange), tsmultirange(NULL::tsrange), pg_typeof(tsmultirange('[2024-01-01 10:00,2024-01-01 12:00)'::tsrange));
----
{["2024-01-01 10:00:00","2024-01-01 12:00:00")}|{(,"2024-01-01 11:00:00"]}|NULL|tsmultirange
SELECT 1

# _tstzrange
SELECT tstzmultirange(VARIADIC array['[2024-01-01 10:00+00,2024-01-01 12:00+00)'::tstzrange]), tstzmultirange(VARIADIC NULL::tstzrange[]), pg_typeof(tstzmultirange(VARIADIC array['[2024-01-01 10:00+00,2024-01-01 12:00+00)'::tstzrange]));
----
{["2024-01-01 10:00:00+00","2024-01-01 12:00:00+00")}|NULL|tstzmultirange
SELECT 1

# tstzrange
SELECT tstzmultirange('[2024-01-01 10:00+00,2024-01-01 12:00+00)'::tstzrange), tstzmultirange('[2024-01-01 12:00+00,infinity)'::tstzrange), tstzmultirange(NULL::tstzrange), pg_typeof(tstzmultirange('[2024-01-01 10:00+00,2024-01-01 12:00+00)'::tstzrange));
----
{["2024-01-01 10:00:00+00","2024-01-01 12:00:00+00")}|{["2024-01-01 12:00:00+00",infinity)}|NULL|tstzmultirange
SELECT 1
