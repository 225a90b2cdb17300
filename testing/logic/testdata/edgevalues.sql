# Errors are told whole.
# Functions and operators of values at the edges: the shapes of arrays, patterns without groups
# and of the older syntax, times of the far future, units of time, templates, geometry.
select regexp_instr('abcab', 'ca', 1, 1, 0, '', 1), regexp_substr('abcab', 'ca', 1, 1, '', 1), regexp_instr('abcab', 'ca', 1, 1, 0, '', 2), regexp_substr('abcab', '(c)a', 1, 1, '', 1)
----
3|ca|0|c
SELECT 1

select regexp_match('aa a+', 'a+', 'b'), regexp_match('aa a+', 'a+', 'e'), regexp_match('aab', '\(a\)\1b', 'b'), regexp_match('aab', 'a\{2\}', 'b'), regexp_match('x*a', '*a', 'b'), regexp_match('a^b', 'a^b', 'b')
----
{a+}|{a+}|{a}|{aa}|{*a}|{a^b}
SELECT 1

select regexp_match('(a)|b', '(a)|b', 'b'), regexp_match('x\y', '[\]y', 'b'), regexp_match('foo bar', '\<b[[:alpha:]]*', 'b'), regexp_match('aa a+', '(?b)a+'), regexp_match('(?i)', '(?i)', 'b'), regexp_match('aa', '***:a+', 'b')
----
{(a)|b}|{"\\y"}|{bar}|{a+}|{(?i)}|{aa}
SELECT 1

select regexp_match('aa', '(a)\1', 'b')
----
error 2201B invalid regular expression: invalid backreference number

select regexp_replace('a.b.c', 'b\.\(.\)', '[\1]', 'be'), regexp_count('a$ a', 'a$', 1, 'b'), regexp_match('a$b', 'a$b', 'b'), regexp_match('a+', 'a+', 'bq'), regexp_match('a+', 'a+', 'qb')
----
a.[c]|1|{a$b}|{a+}|{a+}
SELECT 1

set timezone = 'America/New_York'
----
SET

select '294276-12-31 12:00:00+00'::timestamptz, '294276-07-01 12:00:00+00'::timestamptz, '294276-07-01 12:00'::timestamptz at time zone 'UTC', to_char('294276-07-01 12:00:00+00'::timestamptz, 'TZ')
----
294276-12-31 07:00:00-05|294276-07-01 08:00:00-04|294276-07-01 16:00:00|EDT
SELECT 1

select '12000-07-01 12:00:00+00'::timestamptz, '11999-12-01 12:00:00+00'::timestamptz, '100000-03-12 12:00+00'::timestamptz at time zone 'Europe/Berlin'
----
12000-07-01 08:00:00-04|11999-12-01 07:00:00-05|100000-03-12 13:00:00
SELECT 1

reset timezone
----
RESET

select array[[1,2]] || '[1:1][2:3]={{3,4}}'::int[]
----
error 2202E cannot concatenate incompatible arrays; Arrays with differing element dimensions are not compatible for concatenation.

select '{1,2}'::int[] || '[1:1][2:3]={{3,4}}'::int[]
----
error 2202E cannot concatenate incompatible arrays; Arrays with differing dimensions are not compatible for concatenation.

select '[2:3]={1,2}'::int[] || '[1:1][2:3]={{3,4}}'::int[], '[2:4]={1,2,3}'::int[] || '{5}'::int[]
----
[1:2][2:3]={{1,2},{3,4}}|[2:5]={1,2,3,5}
SELECT 1

select array_agg(a order by o) from (values (1, '[2:3]={1,2}'::int[]), (2, '{3,4}')) t(o, a)
----
error 2202E cannot accumulate arrays of different dimensionality

select array_agg(a order by o) from (values (1, '{1,2}'::int[]), (2, '{}')) t(o, a)
----
error 2202E cannot accumulate arrays of different dimensionality

select array_agg(a order by o) from (values (1, '{1,2}'::int[]), (2, '{1}'), (3, null)) t(o, a)
----
error 2202E cannot accumulate arrays of different dimensionality

select array(select a from (values (1, '{1,2}'::int[]), (2, '{1}'), (3, null)) t(o, a) order by o)
----
error 2202E cannot accumulate arrays of different dimensionality

select array[array[1], '[2:2]={1}'::int[]]
----
error 2202E multidimensional arrays must have array expressions with matching dimensions

select array_agg(a order by o) from (values (1, '[2:3]={1,2}'::int[]), (2, '[2:3]={3,4}')) t(o, a)
----
[1:2][2:3]={{1,2},{3,4}}
SELECT 1

select array_fill(1, '{2}', '{null}')
----
error 22004 dimension values cannot be null

select array_fill(1, '{}', '{1}')
----
error 2202E wrong number of array subscripts; Low bound array has different size than dimensions array.

select array_fill(1, '{null}', '{1,2}')
----
error 22004 dimension values cannot be null

select array_fill(1, '{1}', '{{1}}')
----
error 2202E wrong number of array subscripts; Dimension array must be one dimensional.

select date_trunc('nope', timestamptz 'infinity', 'Nowhere'), date_trunc('day', timestamptz '-infinity', 'Nowhere')
----
infinity|-infinity
SELECT 1

select date_part(' day', timestamp '2000-01-01')
----
error 22023 unit " day" not recognized for type timestamp without time zone

select date_trunc('DÄY', timestamp '2000-01-01')
----
error 22023 unit "dÄy" not recognized for type timestamp without time zone

select to_char(timestamp '2023-03-02 03:04', 'TMHH TMMI TMDD|TMMonth|TMDay|FMHH'), to_char(interval '-2000 years', 'YYYY YYY YY Y'), to_char(timestamp '2100-01-01 BC', 'YYYY YYY YY Y')
----
03 04 02|March|Thursday|3|-2000 0000 000 0|2100 100 00 0
SELECT 1

select to_char('NaN'::numeric, '999th')
----
error 22P02 "NaN" is not a number

select to_char('NaN'::numeric, 'EEEE'), to_char('NaN'::float8, '9.99EEEE'), to_number('1', '99V999'), to_number('12345', '99V9')
----
 .####| #.######|0.0010000000000000|12.3000000000000000
SELECT 1

select to_date('2024-02-29', 'IYYY-"W"IW-ID'), to_date('2024-W09-7', 'IYYY-"W"IW-ID'), to_date('2024-02-29', 'YYYYTHMM'), to_date('2024 3 60', 'YYYY MM DDD'), to_date('2024 60 5', 'YYYY DDD DD'), to_date('2024 9', 'YYYY WW')
----
2024-01-14|2024-03-03|2024-02-01|2024-03-29|2024-02-05|2024-02-26
SELECT 1

select to_date('60', 'DDD')
----
error 22007 cannot calculate day of year without year information

select to_date('2024 60', 'YYYY WW')
----
error 22008 date/time field value out of range: "2024 60"

select to_timestamp('20240229', 'YYYY-MM-DD')
----
error 22008 timestamp out of range

select path '[(0,0)]' <-> point '(3,4)', path '((0,0))' <-> point '(3,4)', point '(3,4)' <-> path '[(0,0),(0,1)]', point_send('(NaN,1)')
----
0|5|4.242640687119286|\x7ff80000000000003ff0000000000000
SELECT 1

select jsonb '"x"' @? '$ ? (@ == $v)', jsonb 'null' @? '$ ? (@ == $v)', jsonb '1' @@ '$v', jsonb '{}' @? '$.**.double()'
----
f|t|NULL|f
SELECT 1

select jsonb_path_exists('"x"', '$ ? (@ == $v)')
----
error 42704 could not find jsonpath variable "v"

select jsonb_path_query_array('[1, 2, null, {"a": "b"}]', '$.**.double()', '{}', true)
----
[1, 2, 1, 2]
SELECT 1

select '4294967295'::xid = -1, '4294967295'::xid <> -1, '5'::xid = 5, '5'::xid <> 6, '5'::xid = '5'::xid
----
t|f|t|t|t
SELECT 1

select width_bucket(1e-50::float8, 10, 0, 5), width_bucket(-1e-50::numeric, -10, 0, 5), width_bucket(-1e-5::numeric, -10, 0, 5), width_bucket(3, 0, 10, 5)
----
6|6|5|2
SELECT 1

select width_bucket('NaN'::numeric, 0, 10, 0)
----
error 2201G count must be greater than zero

select power(0.1e-900, 1) = 0.1e-900, power(1e-500, 2) = 0, power(10.0, -3), power(1e-400, 0.5) = 1e-200
----
t|t|0.0010000000000000|t
SELECT 1

select '1.23'::money * 1e308::float8
----
error 22003 value out of range: overflow

select make_time(1, 2, 'infinity')
----
error 22008 time field value out of range: 1:02:Infinity
