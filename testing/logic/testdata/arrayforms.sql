# Arrays: literals, subscripts, slices, functions, comparison, assignment. Errors are told whole.
SELECT '{1,2,3}'::int[];
----
{1,2,3}
SELECT 1

SELECT '{}'::int[];
----
{}
SELECT 1

SELECT '{1,NULL,3}'::int[];
----
{1,NULL,3}
SELECT 1

SELECT '{{1,2},{3,4}}'::int[];
----
{{1,2},{3,4}}
SELECT 1

SELECT '{{1,2},{3}}'::int[];
----
error 22P02 malformed array literal: "{{1,2},{3}}"; Multidimensional arrays must have sub-arrays with matching dimensions.

SELECT '{{1},2}'::int[];
----
error 22P02 malformed array literal: "{{1},2}"; Unexpected array element.

SELECT '{1,{2}}'::int[];
----
error 22P02 malformed array literal: "{1,{2}}"; Unexpected "{" character.

SELECT '[0:1]={1,2}'::int[];
----
[0:1]={1,2}
SELECT 1

SELECT '[2]={1,2}'::int[];
----
{1,2}
SELECT 1

SELECT '[1:3]={1,2}'::int[];
----
error 22P02 malformed array literal: "[1:3]={1,2}"; Specified array dimensions do not match array contents.

SELECT '[1:2][0:0]={{1},{2}}'::int[];
----
[1:2][0:0]={{1},{2}}
SELECT 1

SELECT '[-1:0]={1,2}'::int[];
----
[-1:0]={1,2}
SELECT 1

SELECT '[1:0]={}'::int[];
----
error 2202E upper bound cannot be less than lower bound

SELECT '{1,2'::int[];
----
error 22P02 malformed array literal: "{1,2"; Unexpected end of input.

SELECT '1,2'::int[];
----
error 22P02 malformed array literal: "1,2"; Array value must start with "{" or dimension information.

SELECT '{1,,2}'::int[];
----
error 22P02 malformed array literal: "{1,,2}"; Unexpected "," character.

SELECT '{1,}'::int[];
----
error 22P02 malformed array literal: "{1,}"; Unexpected "}" character.

SELECT '{a}'::int[];
----
error 22P02 invalid input syntax for type integer: "a"

SELECT '{ 1 , 2 }'::int[];
----
{1,2}
SELECT 1

SELECT '{"1",2}'::int[];
----
{1,2}
SELECT 1

SELECT '{1 2}'::int[];
----
error 22P02 invalid input syntax for type integer: "1 2"

SELECT '{{}}'::int[];
----
error 22P02 malformed array literal: "{{}}"; Unexpected "}" character.

SELECT '{{},{}}'::int[];
----
error 22P02 malformed array literal: "{{},{}}"; Unexpected "}" character.

SELECT '{{{1}}}'::int[];
----
{{{1}}}
SELECT 1

SELECT '{1}x'::int[];
----
error 22P02 malformed array literal: "{1}x"; Junk after closing right brace.

SELECT ' {1} '::int[];
----
{1}
SELECT 1

SELECT '[a:b]={1}'::int[];
----
error 22P02 malformed array literal: "[a:b]={1}"; "[" must introduce explicitly-specified array dimensions.

SELECT '[1:2]{1,2}'::int[];
----
error 22P02 malformed array literal: "[1:2]{1,2}"; Missing "=" after array dimensions.

SELECT '{null,NuLL}'::int[];
----
{NULL,NULL}
SELECT 1

SELECT '{"null"}'::int[];
----
error 22P02 invalid input syntax for type integer: "null"

SELECT '{{1,2},NULL}'::int[];
----
error 22P02 malformed array literal: "{{1,2},NULL}"; Unexpected array element.

SELECT '[2147483647:2147483647]={1}'::int[];
----
error 54000 array lower bound is too large: 2147483647

SELECT '{a,"b c","d\"e","\\f"}'::text[];
----
{a,"b c","d\"e","\\f"}
SELECT 1

SELECT '{"",NULL,"NULL",null}'::text[];
----
{"",NULL,"NULL",NULL}
SELECT 1

SELECT '{a b, c }'::text[];
----
{"a b",c}
SELECT 1

SELECT '{"a"b}'::text[];
----
error 22P02 malformed array literal: "{"a"b}"; Unexpected array element.

SELECT '{a"b"}'::text[];
----
error 22P02 malformed array literal: "{a"b"}"; Unexpected array element.

SELECT '{\a}'::text[];
----
{a}
SELECT 1

SELECT '{"a,b","{c}"}'::text[];
----
{"a,b","{c}"}
SELECT 1

SELECT '{é}'::text[];
----
{é}
SELECT 1

SELECT ARRAY[1, 2.5, NULL];
----
{1,2.5,NULL}
SELECT 1

SELECT ARRAY[];
----
error 42P18 cannot determine type of empty array; ; Explicitly cast to the desired type, for example ARRAY[]::integer[].

SELECT ARRAY[]::int[];
----
{}
SELECT 1

SELECT ARRAY[1, 'a'];
----
error 22P02 invalid input syntax for type integer: "a"

SELECT ARRAY['a', 'b'], ARRAY[NULL], ARRAY['1', 2];
----
{a,b}|{NULL}|{1,2}
SELECT 1

SELECT ARRAY[[1, 2], [3, 4]], ARRAY[ARRAY[1], ARRAY[2]];
----
{{1,2},{3,4}}|{{1},{2}}
SELECT 1

SELECT ARRAY[[1], [2, 3]];
----
error 2202E multidimensional arrays must have array expressions with matching dimensions

SELECT ARRAY[[1], 2];
----
error 42601 syntax error at or near "2"

SELECT ARRAY[ARRAY[]::int[], ARRAY[]::int[]];
----
{}
SELECT 1

SELECT ARRAY[ARRAY[1], NULL];
----
error 2202E multidimensional arrays must have array expressions with matching dimensions

SELECT (ARRAY[1, 2, 3])[1], (ARRAY[1, 2, 3])[0], (ARRAY[1, 2, 3])[4], (ARRAY[1, 2, 3])[NULL], (ARRAY[1,2])[1.6];
----
1|NULL|NULL|NULL|2
SELECT 1

SELECT (ARRAY[[1, 2], [3, 4]])[2][1], (ARRAY[[1, 2], [3, 4]])[2], (ARRAY[1, 2])[1][1];
----
3|NULL|NULL
SELECT 1

SELECT (ARRAY[1, 2, 3, 4])[2:3], (ARRAY[1, 2, 3])[2:], (ARRAY[1, 2, 3])[:2], (ARRAY[1, 2, 3])[:], (ARRAY[1, 2, 3])[3:2], (ARRAY[1, 2, 3])[0:9];
----
{2,3}|{2,3}|{1,2}|{1,2,3}|{}|{1,2,3}
SELECT 1

SELECT (ARRAY[[1, 2, 3], [4, 5, 6]])[1:2][2:3], (ARRAY[[1, 2], [3, 4]])[2:2], (ARRAY[[1, 2], [3, 4]])[1:2][1], (ARRAY[[1, 2], [3, 4]])[:][2:];
----
{{2,3},{5,6}}|{{3,4}}|{{1},{3}}|{{2},{4}}
SELECT 1

SELECT (ARRAY[1, 2, 3])[NULL:2], ('[0:2]={1,2,3}'::int[])[0:1], ('[5:6]={1,2}'::int[])[6];
----
NULL|{1,2}|2
SELECT 1

SELECT (ARRAY['a', 'b'])['x'];
----
error 22P02 invalid input syntax for type integer: "x"

SELECT ('{1,2}'::text)[1];
----
error 42804 cannot subscript type text because it does not support subscripting

SELECT (1)[1];
----
error 42804 cannot subscript type integer because it does not support subscripting

SELECT ARRAY[1, 2] || 3, 0 || ARRAY[1, 2], ARRAY[1] || ARRAY[2, 3], ARRAY[1] || NULL, NULL || ARRAY[1], ARRAY[1] || '{}'::int[];
----
{1,2,3}|{0,1,2}|{1,2,3}|{1}|{1}|{1}
SELECT 1

SELECT ARRAY[1, 2] || ARRAY[[3, 4]], ARRAY[[1, 2]] || ARRAY[3, 4], ARRAY[[1, 2]] || ARRAY[[3, 4]];
----
{{1,2},{3,4}}|{{1,2},{3,4}}|{{1,2},{3,4}}
SELECT 1

SELECT ARRAY[[1, 2]] || ARRAY[3];
----
error 2202E cannot concatenate incompatible arrays; Arrays with differing dimensions are not compatible for concatenation.

SELECT ARRAY[1] || ARRAY[[2, 3]];
----
error 2202E cannot concatenate incompatible arrays; Arrays with differing dimensions are not compatible for concatenation.

SELECT ARRAY[1] || 'x';
----
error 22P02 malformed array literal: "x"; Array value must start with "{" or dimension information.

SELECT ARRAY[1] || '{2}';
----
{1,2}
SELECT 1

SELECT ARRAY[1] || 2.5, ARRAY[1.5] || 2;
----
{1,2.5}|{1.5,2}
SELECT 1

SELECT ARRAY['a'] || 'b', ARRAY['a'] || 'b'::text, 'a' || ARRAY['b'];
----
error 22P02 malformed array literal: "b"; Array value must start with "{" or dimension information.

SELECT ARRAY[1, 2] = ARRAY[1, 2], ARRAY[1, 2] < ARRAY[1, 3], ARRAY[1, 2] < ARRAY[1, 2, 0], ARRAY[1, NULL] = ARRAY[1, NULL], ARRAY[1, NULL] > ARRAY[1, 9], ARRAY[[1, 2]] = ARRAY[1, 2], ARRAY[1] = '[0:0]={1}'::int[], '{}'::int[] < ARRAY[NULL]::int[];
----
t|t|t|t|t|f|f|t
SELECT 1

SELECT ARRAY[1] = ARRAY[1.0];
----
error 42883 operator does not exist: integer[] = numeric[]; ; No operator matches the given name and argument types. You might need to add explicit type casts.

SELECT ARRAY[1, 2, 3] @> ARRAY[3, 1], ARRAY[1] <@ ARRAY[1, 2], ARRAY[1, 2] && ARRAY[2, 9], ARRAY[1, NULL] @> ARRAY[NULL]::int[], '{}'::int[] <@ ARRAY[1], ARRAY[[1, 2], [3, 4]] @> ARRAY[4];
----
t|t|t|f|t|t
SELECT 1

SELECT ARRAY[1] && ARRAY['a'];
----
error 42883 operator does not exist: integer[] && text[]; ; No operator matches the given name and argument types. You might need to add explicit type casts.

SELECT 1 = ANY (ARRAY[1, 2]), 3 = ANY (ARRAY[1, NULL]), 3 <> ALL (ARRAY[1, NULL]), 1 = ALL ('{}'::int[]), 1 = ANY ('{}'::int[]), 1 = ANY (NULL::int[]), NULL = ANY (ARRAY[1]), 3 > ALL (ARRAY[1, 2]), 4 = ANY (ARRAY[[1, 2], [3, 4]]);
----
t|NULL|NULL|t|f|NULL|NULL|t|t
SELECT 1

SELECT 1 = ANY ('{1,2}'), 'a' = ANY ('{a}'), 1 = ANY (ARRAY['1']);
----
error 42883 operator does not exist: integer = text; ; No operator matches the given name and argument types. You might need to add explicit type casts.

SELECT 1 = ANY (1);
----
error 42809 op ANY/ALL (array) requires array on right side

SELECT 1 + ANY (ARRAY[1]);
----
error 42809 op ANY/ALL (array) requires operator to yield boolean

SELECT array_append(ARRAY[1], 2), array_append(NULL, 1), array_append(ARRAY[1], NULL), array_prepend(0, ARRAY[1]), array_cat(ARRAY[1], ARRAY[2]);
----
{1,2}|{1}|{1,NULL}|{0,1}|{1,2}
SELECT 1

SELECT array_append(ARRAY[[1]], 2);
----
error 22000 argument must be empty or one-dimensional array

SELECT array_dims(ARRAY[[1, 2], [3, 4]]), array_ndims(ARRAY[[1]]), array_ndims('{}'::int[]), array_dims('{}'::int[]), array_dims('[2:3]={1,2}'::int[]);
----
[1:2][1:2]|2|NULL|NULL|[2:3]
SELECT 1

SELECT array_length(ARRAY[1, 2], 1), array_length(ARRAY[1], 2), array_length('{}'::int[], 1), array_length(ARRAY[1], 0), array_length(ARRAY[[1, 2, 3]], 2), cardinality(ARRAY[[1, 2], [3, 4]]), cardinality('{}'::int[]);
----
2|NULL|NULL|NULL|3|4|0
SELECT 1

SELECT array_lower('[5:6]={1,2}'::int[], 1), array_upper('[5:6]={1,2}'::int[], 1), array_upper('{}'::int[], 1);
----
5|6|NULL
SELECT 1

SELECT array_position(ARRAY[1, 2, 3, 2], 2), array_position(ARRAY[1, 2, 3, 2], 2, 3), array_position(ARRAY[1, NULL], NULL), array_position(ARRAY[1], 9), array_position('[0:1]={5,6}'::int[], 6), array_position(ARRAY['a', 'b'], 'b');
----
2|4|2|NULL|1|2
SELECT 1

SELECT array_position(ARRAY[[1, 2]], 1);
----
error 0A000 searching for elements in multidimensional arrays is not supported

SELECT array_position(ARRAY[1], 1, NULL);
----
error 22004 initial position must not be null

SELECT array_positions(ARRAY[1, 2, 1], 1), array_positions(ARRAY[1, NULL, NULL], NULL), array_positions(ARRAY[1], 2), array_positions(NULL::int[], 1);
----
{1,3}|{2,3}|{}|NULL
SELECT 1

SELECT array_positions(ARRAY[[1]], 1);
----
error 0A000 searching for elements in multidimensional arrays is not supported

SELECT array_remove(ARRAY[1, 2, 1, NULL], 1), array_remove(ARRAY[1, NULL], NULL), array_remove('{}'::int[], 1), array_remove('[3:5]={1,2,1}'::int[], 1);
----
{2,NULL}|{1}|{}|[3:3]={2}
SELECT 1

SELECT array_remove(ARRAY[[1]], 1);
----
error 0A000 removing elements from multidimensional arrays is not supported

SELECT array_replace(ARRAY[1, 2, 1], 1, 9), array_replace(ARRAY[1, NULL], NULL, 0), array_replace(ARRAY[[1, 2]], 2, NULL);
----
{9,2,9}|{1,0}|{{1,NULL}}
SELECT 1

SELECT array_fill(7, ARRAY[2, 2]), array_fill(NULL::text, ARRAY[2]), array_fill(1, ARRAY[2], ARRAY[0]), array_fill(1, '{}'), array_fill(1, ARRAY[0]);
----
{{7,7},{7,7}}|{NULL,NULL}|[0:1]={1,1}|{}|{}
SELECT 1

SELECT array_fill(1, NULL);
----
error 22004 dimension array or low bound array cannot be null

SELECT array_fill(1, ARRAY[-1]);
----
error 54000 array size exceeds the maximum allowed (134217727)

SELECT array_fill(1, ARRAY[2], ARRAY[1, 1]);
----
error 2202E wrong number of array subscripts; Low bound array has different size than dimensions array.

SELECT array_fill(1, ARRAY[NULL]);
----
error 42883 function array_fill(integer, text[]) does not exist; ; No function matches the given name and argument types. You might need to add explicit type casts.

SELECT array_fill(1, ARRAY[100000, 100000]);
----
error 54000 array size exceeds the maximum allowed (134217727)

SELECT array_fill(1, ARRAY[[1]]);
----
error 2202E wrong number of array subscripts; Dimension array must be one dimensional.

SELECT trim_array(ARRAY[1, 2, 3], 2), trim_array(ARRAY[[1, 2], [3, 4]], 1), trim_array('{}'::int[], 0);
----
{1}|{{1,2}}|{}
SELECT 1

SELECT trim_array(ARRAY[1], 2);
----
error 2202E number of elements to trim must be between 0 and 1

SELECT trim_array(ARRAY[1], -1);
----
error 2202E number of elements to trim must be between 0 and 1

SELECT unnest(ARRAY[[1, 2], [3, NULL]]);
----
1
2
3
NULL
SELECT 4

SELECT generate_subscripts(ARRAY[5, 6], 1), generate_subscripts(ARRAY[5, 6], 1, true), generate_subscripts(ARRAY[1], 2);
----
1|2|NULL
2|1|NULL
SELECT 2

SELECT array_to_json(ARRAY[[1, 2], [3, 4]]), array_to_json(ARRAY['a', NULL]), to_json(ARRAY[1.5]), array_to_json('{}'::int[]);
----
[[1,2],[3,4]]|["a",null]|[1.5]|[]
SELECT 1

SELECT array_agg(x) FROM (VALUES (ARRAY[1, 2]), (ARRAY[3, 4])) v(x);
----
{{1,2},{3,4}}
SELECT 1

SELECT array_agg(x) FROM (VALUES (ARRAY[1, 2]), (ARRAY[3])) v(x);
----
error 2202E cannot accumulate arrays of different dimensionality

SELECT array_agg(x) FROM (VALUES (NULL::int[])) v(x);
----
error 22004 cannot accumulate null arrays

SELECT array_agg(x) FROM (VALUES ('{}'::int[])) v(x);
----
error 2202E cannot accumulate empty arrays

SELECT array_agg(x), array_agg(x ORDER BY x DESC NULLS LAST) FROM (VALUES (1), (NULL), (2)) v(x);
----
{1,NULL,2}|{2,1,NULL}
SELECT 1

SELECT array_agg(x) FROM (SELECT 1 AS x WHERE false) v;
----
NULL
SELECT 1

SELECT ARRAY[1, 2]::text[], ARRAY['1', '2']::int[], ARRAY[1.6]::int[], ARRAY['a']::varchar(1)[], '{1,2}'::int[]::text, ARRAY[1, 2]::text;
----
{1,2}|{1,2}|{2}|{a}|{1,2}|{1,2}
SELECT 1

SELECT ARRAY['x']::int[];
----
error 22P02 invalid input syntax for type integer: "x"

SELECT ARRAY['abc']::char(2)[], ARRAY[1.25]::numeric(3, 1)[];
----
{ab}|{1.3}
SELECT 1

SELECT ARRAY[ROW(1, 'a')], ARRAY[ROW(1, 2), ROW(3, 4)]::text;
----
{"(1,a)"}|{"(1,2)","(3,4)"}
SELECT 1

SELECT ARRAY[point '(1,2)', '(3,4)'], ARRAY[box '(1,2),(3,4)', '(5,6),(7,8)'], '{(1,2),(0,0);(3,4),(5,6)}'::box[];
----
{"(1,2)","(3,4)"}|{(3,4),(1,2);(7,8),(5,6)}|{(1,2),(0,0);(5,6),(3,4)}
SELECT 1

SELECT ARRAY[true, false], ARRAY['2024-01-01'::date], ARRAY['1 day'::interval], ARRAY['{"a":1}'::jsonb], ARRAY[int4range(1, 3)], ARRAY['\x01'::bytea], ARRAY['$1'::money], ARRAY['10.0.0.1'::inet], ARRAY[1.5::float4];
----
{t,f}|{2024-01-01}|{"1 day"}|{"{\"a\": 1}"}|{"[1,3)"}|{"\\x01"}|{$1.00}|{10.0.0.1}|{1.5}
SELECT 1

SELECT ARRAY[1, 2] IS NULL, ARRAY[NULL] IS NULL, ARRAY[1] IS DISTINCT FROM ARRAY[1], coalesce(NULL::int[], ARRAY[1]), greatest(ARRAY[1], ARRAY[2]), nullif(ARRAY[1], ARRAY[1]);
----
f|f|f|{1}|{2}|NULL
SELECT 1

SELECT '{1,2}'::int2vector, '1 2'::int2vector, ('1 2'::int2vector)[0], '1 2'::oidvector = '1 2';
----
error 22P02 invalid input syntax for type smallint: "{1,2}"

SELECT array_larger(ARRAY[1], ARRAY[2]), array_smaller(ARRAY[1], ARRAY[2]);
----
{2}|{1}
SELECT 1

SELECT x[1], x[2:] FROM (VALUES (ARRAY[1, 2, 3])) v(x);
----
1|{2,3}
SELECT 1

SELECT (SELECT ARRAY[1, 2, 3])[2];
----
2
SELECT 1

SELECT count(*) FROM unnest(ARRAY[1, NULL, 3]) u WHERE u IS NOT NULL;
----
2
SELECT 1

SELECT array_shuffle(ARRAY[1]);
----
error 42883 function array_shuffle(integer[]) does not exist; ; No function matches the given name and argument types. You might need to add explicit type casts.

SELECT string_to_array('1,2,3', ',')::int[], array_to_string(string_to_array('a b', ' '), '+');
----
{1,2,3}|a+b
SELECT 1

SELECT array_ndims(1);
----
error 42883 function array_ndims(integer) does not exist; ; No function matches the given name and argument types. You might need to add explicit type casts.

SELECT array_length('x', 1);
----
error 42804 could not determine polymorphic type because input has type unknown

SELECT array_cat(ARRAY[1], ARRAY['a']);
----
error 42883 function array_cat(integer[], text[]) does not exist; ; No function matches the given name and argument types. You might need to add explicit type casts.

SELECT array_append(ARRAY[1], 'a');
----
error 22P02 invalid input syntax for type integer: "a"

SELECT array_append(ARRAY[1], 1.5);
----
{1,1.5}
SELECT 1

CREATE TABLE arr (id int PRIMARY KEY, a int[], t text[][], b int[3]);
----
CREATE TABLE

INSERT INTO arr VALUES (1, '{1,2,3}', '{{a,b},{c,d}}', '{1,2,3,4}') RETURNING *;
----
1|{1,2,3}|{{a,b},{c,d}}|{1,2,3,4}
INSERT 0 1

INSERT INTO arr (id, a[1], a[3]) VALUES (2, 10, 30) RETURNING a;
----
{10,NULL,30}
INSERT 0 1

INSERT INTO arr (id, a[1:2]) VALUES (3, '{7,8}') RETURNING a;
----
{7,8}
INSERT 0 1

INSERT INTO arr (id, a[1], a) VALUES (4, 1, '{1}');
----
error 42701 column "a" specified more than once

UPDATE arr SET a[2] = 22 WHERE id = 1 RETURNING a;
----
{1,22,3}
UPDATE 1

UPDATE arr SET a[5] = 5 WHERE id = 1 RETURNING a;
----
{1,22,3,NULL,5}
UPDATE 1

UPDATE arr SET a[-1] = -1 WHERE id = 1 RETURNING a;
----
[-1:5]={-1,NULL,1,22,3,NULL,5}
UPDATE 1

UPDATE arr SET a[0:1] = '{100,101}' WHERE id = 1 RETURNING a;
----
[-1:5]={-1,100,101,22,3,NULL,5}
UPDATE 1

UPDATE arr SET a[1:2] = '{9}' WHERE id = 1;
----
error 2202E source array too small

UPDATE arr SET a[:0] = '{1,2}' WHERE id = 1 RETURNING a;
----
[-1:5]={1,2,101,22,3,NULL,5}
UPDATE 1

UPDATE arr SET t[1][2] = 'B' WHERE id = 1 RETURNING t;
----
{{a,B},{c,d}}
UPDATE 1

UPDATE arr SET t[3][1] = 'x' WHERE id = 1;
----
error 2202E array subscript out of range

UPDATE arr SET t[1:1][1:2] = '{{p,q}}' WHERE id = 1 RETURNING t;
----
{{p,q},{c,d}}
UPDATE 1

UPDATE arr SET t[1] = 'x' WHERE id = 1;
----
error 2202E wrong number of array subscripts

UPDATE arr SET a[NULL] = 1 WHERE id = 1;
----
error 22004 array subscript in assignment must not be null

UPDATE arr SET a[1] = NULL WHERE id = 3 RETURNING a;
----
{NULL,8}
UPDATE 1

UPDATE arr SET a[2] = 'x' WHERE id = 3;
----
error 22P02 invalid input syntax for type integer: "x"

UPDATE arr SET a['x'] = 1 WHERE id = 3;
----
error 22P02 invalid input syntax for type integer: "x"

UPDATE arr SET a[1] = a[2], a[2] = a[1] WHERE id = 2 RETURNING a;
----
{NULL,10,30}
UPDATE 1

UPDATE arr SET a = a || 4, b[1] = 0 WHERE id = 1 RETURNING a, b;
----
[-1:6]={1,2,101,22,3,NULL,5,4}|{0,2,3,4}
UPDATE 1

UPDATE arr SET a[1:2] = NULL WHERE id = 1 RETURNING a;
----
[-1:6]={1,2,101,22,3,NULL,5,4}
UPDATE 1

UPDATE arr SET a = NULL WHERE id = 2; UPDATE arr SET a[3] = 1 WHERE id = 2 RETURNING a;
----
UPDATE 1
[3:3]={1}
UPDATE 1

UPDATE arr SET id[1] = 1;
----
error 42804 cannot subscript type integer because it does not support subscripting

SELECT id, a[1], t[1][1], array_upper(a, 1) FROM arr ORDER BY id;
----
1|101|p|6
2|NULL|NULL|3
3|NULL|NULL|2
SELECT 3

UPDATE arr SET a[1000000000] = 1 WHERE id = 1;
----
error 54000 array size exceeds the maximum allowed (134217727)

DROP TABLE arr;
----
DROP TABLE
