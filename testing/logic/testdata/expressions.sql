SELECT 1
----
1
SELECT 1

SELECT 1 + 2 * 3, (1 + 2) * 3, -5 % 3, 7 / 2, -7 / 2
----
7|9|-2|3|-3
SELECT 1

SELECT 7.0 / 2, 1.5 * 1.5, 10::numeric / 3, 2 ^ 10, round(2.5), round(-2.5), round(2.345, 2)
----
3.5000000000000000|2.25|3.3333333333333333|1024|3|-3|2.35
SELECT 1

SELECT 1/0
----
error 22012

SELECT 2147483647 + 1
----
error 22003

SELECT 9223372036854775807 + 1
----
error 22003

SELECT 32767::smallint + 1::smallint
----
error 22003

SELECT 'a' || 'b', 'a' || NULL, 'n=' || 42
----
ab|NULL|n=42
SELECT 1

SELECT NULL = NULL, NULL IS NULL, 1 IS DISTINCT FROM NULL, NULL IS NOT DISTINCT FROM NULL
----
NULL|t|t|t
SELECT 1

SELECT true AND NULL, false AND NULL, true OR NULL, NOT NULL::bool
----
NULL|f|t|NULL
SELECT 1

SELECT 1 < 2, 'a' < 'b', 'B' < 'a', 1.0 = 1, '10'::int > 9
----
t|t|t|t|t
SELECT 1

SELECT 5 BETWEEN 1 AND 10, 5 NOT BETWEEN SYMMETRIC 10 AND 1, 5 IN (1, 2, NULL), 5 NOT IN (1, 2), 5 IN (5, NULL)
----
t|f|NULL|t|t
SELECT 1

SELECT CASE WHEN 1 = 1 THEN 'x' ELSE 'y' END, CASE 3 WHEN 1 THEN 'a' WHEN 3 THEN 'c' END, CASE WHEN false THEN 1 END
----
x|c|NULL
SELECT 1

SELECT coalesce(NULL, NULL, 3), nullif(1, 1), nullif(1, 2), greatest(1, NULL, 3), least(4, 2, NULL)
----
3|NULL|1|3|2
SELECT 1

SELECT 'abc' LIKE 'a%', 'abc' LIKE '_b_', 'abc' NOT LIKE 'b%', 'ABC' ILIKE 'abc', 'a%c' LIKE 'a\%c', 'abc' SIMILAR TO '(a|b)%'
----
t|t|t|t|t|t
SELECT 1

SELECT 'abc' ~ 'b', 'abc' ~* 'B', 'abc' !~ 'x', 'abc' ~ '^b'
----
t|t|t|f
SELECT 1

SELECT length('héllo'), octet_length('héllo'), upper('héllo'), lower('ÀB'), initcap('hello world')
----
5|6|HÉLLO|àb|Hello World
SELECT 1

SELECT substring('hello' from 2 for 3), substring('hello', 2), substr('hello', -1, 3), position('l' in 'hello'), strpos('hello', 'lo')
----
ell|ello|h|3|4
SELECT 1

SELECT trim('  x '), ltrim('xxa', 'x'), rtrim('axx', 'x'), btrim('xax', 'x'), trim(both 'x' from 'xax')
----
x|a|a|a|a
SELECT 1

SELECT lpad('7', 3, '0'), rpad('7', 3, '0'), repeat('ab', 3), reverse('abc'), replace('aXbX', 'X', '-'), translate('abc', 'ab', 'xy')
----
007|700|ababab|cba|a-b-|xyc
SELECT 1

SELECT left('hello', 2), right('hello', 2), left('hello', -2), split_part('a,b,c', ',', 2), concat('a', NULL, 1), concat_ws('-', 'a', NULL, 'b')
----
he|lo|hel|b|a1|a-b
SELECT 1

SELECT ascii('a'), chr(97), to_hex(255), md5('a'), encode('abc'::bytea, 'hex'), decode('616263', 'hex')
----
97|a|ff|0cc175b9c0f1b6a831c399e269772661|616263|\x616263
SELECT 1

SELECT format('%s is %I and %L', 'x', 'a b', 'it''s'), quote_ident('a b'), quote_literal('it''s'), quote_nullable(NULL)
----
x is "a b" and 'it''s'|"a b"|'it''s'|NULL
SELECT 1

SELECT overlay('abcdef' placing 'XX' from 2 for 3), starts_with('abc', 'ab'), regexp_replace('abc', 'b', 'X'), regexp_replace('aaa', 'a', 'b', 'g')
----
aXXef|t|aXc|bbb
SELECT 1

SELECT abs(-5), sign(-3), ceil(1.2), floor(-1.2), trunc(1.9), trunc(1.29, 1), mod(10, 3), power(2, 3), sqrt(16)
----
5|-1|2|-2|1|1.2|1|8|4
SELECT 1

SELECT exp(0), ln(1), log(100), pi()::numeric(10,5), cbrt(8), degrees(pi()), div(7, 2), gcd(12, 18), lcm(4, 6)
----
1|0|2|3.14159|2|180|3|6|12
SELECT 1

SELECT 1e10, 1.5e-5, 123456789012345678901234567890, 0.1 + 0.2, 0.1::float8 + 0.2::float8
----
10000000000|0.000015|123456789012345678901234567890|0.3|0.30000000000000004
SELECT 1

SELECT 'NaN'::float8, 'Infinity'::float8, '-Infinity'::float8, 'NaN'::numeric, 'NaN'::float8 = 'NaN'::float8
----
NaN|Infinity|-Infinity|NaN|t
SELECT 1

SELECT 1::float4, 1.1::float4, 1e20::float8, 1e-10::float8, 123456.789::float4
----
1|1.1|1e+20|1e-10|123456.79
SELECT 1

SELECT 12.345::numeric(5,2), 12::numeric(5,2), 1234::numeric(5,2)
----
error 22003

SELECT 'x'::int
----
error 22P02

SELECT ''::int
----
error 22P02

SELECT '1.5'::int
----
error 22P02

SELECT 1.5::int, 2.5::int, -1.5::int, 1e3::int
----
2|3|-2|1000
SELECT 1

SELECT 99999999999::int
----
error 22003

SELECT 'yes'::bool, 'off'::bool, '1'::bool, 1::bool, 0::bool
----
t|f|t|t|f
SELECT 1

SELECT 'maybe'::bool
----
error 22P02

SELECT true::int, true::text, 42::text, 'abc'::char(5), 'abc'::varchar(2), 'ab'::char(5) = 'ab'
----
1|true|42|abc  |ab|t
SELECT 1

SELECT 'abc'::name, 'a'::"char", '\x41'::bytea, E'\\x41'::bytea, 'a\b'::text, E'a\tb'
----
abc|a|\x41|\x41|a\b|a	b
SELECT 1

SELECT 5 & 3, 5 | 3, 5 # 3, ~5, 1 << 4, 16 >> 2
----
1|7|6|-6|16|4
SELECT 1

SELECT '2024-01-31'::date, '2024-01-31'::date + 1, '2024-03-01'::date - '2024-02-01'::date, date '2024-02-29' + interval '1 year'
----
2024-01-31|2024-02-01|29|2025-02-28 00:00:00
SELECT 1

SELECT '2024-02-30'::date
----
error 22008

SELECT 'foo'::date
----
error 22007

SELECT timestamp '2024-01-31 10:20:30.5', timestamptz '2024-01-31 10:20:30+02', timestamp '2024-01-31' + interval '1 month', timestamp '2024-01-01' - timestamp '2023-12-25 12:00'
----
2024-01-31 10:20:30.5|2024-01-31 08:20:30+00|2024-02-29 00:00:00|6 days 12:00:00
SELECT 1

SELECT extract(year from date '2024-05-06'), extract(epoch from timestamp '1970-01-02'), date_part('dow', date '2024-05-06'), extract(quarter from date '2024-05-06')
----
2024|86400.000000|1|2
SELECT 1

SELECT date_trunc('month', timestamp '2024-05-06 07:08:09'), date_trunc('hour', timestamp '2024-05-06 07:08:09'), age(timestamp '2024-05-06', timestamp '2023-04-05')
----
2024-05-01 00:00:00|2024-05-06 07:00:00|1 year 1 mon 1 day
SELECT 1

SELECT interval '1 day 2 hours', interval '90 minutes', interval '1 year 2 months', interval '-1 day', interval '1 day' * 2.5, interval '1 hour' + interval '30 min'
----
1 day 02:00:00|01:30:00|1 year 2 mons|-1 days|2 days 12:00:00|01:30:00
SELECT 1

SELECT to_char(timestamp '2024-05-06 07:08:09', 'YYYY-MM-DD HH24:MI:SS'), to_char(1234.5, 'FM9999.00'), to_char(5, '000')
----
2024-05-06 07:08:09|1234.50| 005
SELECT 1

SELECT timestamptz '2024-07-01 12:00:00+00' AT TIME ZONE 'America/New_York', timestamp '2024-07-01 12:00' AT TIME ZONE 'Europe/Berlin'
----
2024-07-01 08:00:00|2024-07-01 10:00:00+00
SELECT 1

SELECT time '10:20:30', time '10:20:30.123456', '24:00'::time, time '10:00' + interval '1 hour'
----
10:20:30|10:20:30.123456|24:00:00|11:00:00
SELECT 1

SELECT ARRAY[1,2,3], ARRAY['a','b c',NULL,'d"e'], '{1,2,3}'::int[], ARRAY[[1,2],[3,4]], '{}'::int[]
----
{1,2,3}|{a,"b c",NULL,"d\"e"}|{1,2,3}|{{1,2},{3,4}}|{}
SELECT 1

SELECT (ARRAY[1,2,3])[2], (ARRAY[1,2,3])[5], (ARRAY[1,2,3])[1:2], array_length(ARRAY[1,2,3], 1), cardinality(ARRAY[1,2]), ARRAY[1,2] || 3, ARRAY[1] || ARRAY[2,3]
----
2|NULL|{1,2}|3|2|{1,2,3}|{1,2,3}
SELECT 1

SELECT 2 = ANY(ARRAY[1,2,3]), 5 = ANY('{1,2}'::int[]), 5 <> ALL(ARRAY[1,2]), ARRAY[1,2] @> ARRAY[1], ARRAY[1,2] && ARRAY[2,3], ARRAY[1,2] = ARRAY[1,2]
----
t|f|t|t|t|t
SELECT 1

SELECT string_to_array('a,b,c', ','), array_to_string(ARRAY[1,2,NULL], ','), array_append(ARRAY[1], 2), array_position(ARRAY['a','b'], 'b'), array_remove(ARRAY[1,2,1], 1), unnest(ARRAY[1,2])
----
{a,b,c}|1,2|{1,2}|2|{2}|1
{a,b,c}|1,2|{1,2}|2|{2}|2
SELECT 2

SELECT '{1,2'::int[]
----
error 22P02

SELECT 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'::uuid, '{A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11}'::uuid
----
a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11|a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11
SELECT 1

SELECT 'not-a-uuid'::uuid
----
error 22P02

SELECT pg_typeof(1), pg_typeof(1.5), pg_typeof('x'), pg_typeof(1::bigint), pg_typeof(now()), pg_typeof(ARRAY[1])
----
integer|numeric|unknown|bigint|timestamp with time zone|integer[]
SELECT 1

SELECT ROW(1, 'a') = ROW(1, 'a'), ROW(1, 2) < ROW(1, 3), (1, 2) IN ((1, 2), (3, 4))
----
t|t|t
SELECT 1

SELECT 1 AS a, 2 AS "B", 3 c
----
1|2|3
SELECT 1

SELECT -(-5), +5, - 5 + 3, 2 * -3, 10 - 2 - 3, 2 ^ 3 ^ 2, -2 ^ 2
----
5|5|-2|-6|5|64|4
SELECT 1

SELECT nosuch(1)
----
error 42883

SELECT 1 + 'a'
----
error 22P02

SELECT 'a' + 1
----
error 22P02

SELECT length(1)
----
error 42883

SELECT true + 1
----
error 42883

SELECT nocolumn
----
error 42703

SELECT 1 FROM nosuch
----
error 42P01

SELEC 1
----
error 42601

SELECT 1 +
----
error 42601

SELECT (1
----
error 42601

SELECT 'abc
----
error 42601

SELECT $1
----
error 42P02

SELECT 1 WHERE 'x'
----
error 22P02

SELECT * FROM generate_series(1, 3)
----
1
2
3
SELECT 3

SELECT * FROM generate_series(10, 1, -3) AS g(x)
----
1
10
4
7
SELECT 4

SELECT x, x * x FROM generate_series(1, 5) x WHERE x % 2 = 1
----
1|1
3|9
5|25
SELECT 3

SELECT count(*), sum(x), avg(x), min(x), max(x) FROM generate_series(1, 100) x
----
100|5050|50.5000000000000000|1|100
SELECT 1

VALUES (1, 'a'), (2, 'b'), (3, NULL)
----
1|a
2|b
3|NULL
SELECT 3

SELECT * FROM (VALUES (1, 'a'), (2, 'b')) AS t(n, s) WHERE n > 1
----
2|b
SELECT 1

VALUES (1), (2, 3)
----
error 42601

SELECT current_schema(), current_database() IS NOT NULL, current_user IS NOT NULL
----
public|t|t
SELECT 1

SELECT count(*) FROM (SELECT now() = transaction_timestamp() AS same) x WHERE same
----
1
SELECT 1

SELECT random() < 1, gen_random_uuid() <> gen_random_uuid()
----
t|t
SELECT 1

SELECT width_bucket(5.35, 0.024, 10.06, 5), bit_length('abc'), char_length('abc'), to_number('12,454.8-', '99G999D9S')
----
3|24|3|-12454.8
SELECT 1

SELECT to_date('05 Dec 2000', 'DD Mon YYYY'), to_timestamp('05 Dec 2000', 'DD Mon YYYY'), to_timestamp(0), make_date(2024, 2, 29)
----
2000-12-05|2000-12-05 00:00:00+00|1970-01-01 00:00:00+00|2024-02-29
SELECT 1

SELECT sha256('abc'), regexp_match('foobarbequebaz', '(bar)(beque)'), regexp_split_to_array('a b  c', '\s+')
----
\xba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad|{bar,beque}|{a,b,c}
SELECT 1

SELECT interval '1' year, interval '2' month, date '1994-01-01' + interval '90' day, interval '1.5' hour, interval '3' minute, interval '4' second
----
1 year|2 mons|1994-04-01 00:00:00|01:00:00|00:03:00|00:00:04
SELECT 1

SELECT '2'::interval month, cast('3' as interval hour), interval '1:30' hour to minute, interval '1-2' month, interval '10' day to hour, interval '7' year to month
----
2 mons|03:00:00|01:30:00|1 year 2 mons|10:00:00|7 mons
SELECT 1

CREATE TABLE of_years (y interval year, d interval day to minute); INSERT INTO of_years VALUES ('2', '5'), ('30 mon', '1 2:03:04'); SELECT * FROM of_years ORDER BY y
----
CREATE TABLE
INSERT 0 2
2 years|00:05:00
2 years|1 day 02:03:00
SELECT 2
