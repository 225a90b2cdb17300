# Operators, functions and subqueries in expressions. Columns are told. Errors are told whole, with their positions.
SET default_transaction_isolation = 'serializable'
----
SET

select 1 + 2 * 3 as x, (1 + 2) * 3 as y, 7 / 2 as z, 7 % 3 as m, -7 / 2 as n
----
x:23|y:23|z:23|m:23|n:23
7|9|3|1|-3
SELECT 1

select 7.0 / 2 as x, 2 ^ 10 as p, |/ 16.0 as s, @ -5 as a
----
x:1700|p:701|s:701|a:23
3.5000000000000000|1024|4|5
SELECT 1

select 'abc' || 'def' as x, upper('abc') as u, length('hello') as l, substring('hello' from 2 for 3) as s
----
x:25|u:25|l:23|s:25
abcdef|ABC|5|ell
SELECT 1

select 1 = 1 as a, 1 <> 1 as b, null = null as c, null is null as d, 1 is distinct from null as e, 1 is not distinct from 1 as f
----
a:16|b:16|c:16|d:16|e:16|f:16
t|f|NULL|t|t|t
SELECT 1

select true and null as a, false and null as b, true or null as c, false or null as d, not null as e
----
a:16|b:16|c:16|d:16|e:16
NULL|f|t|NULL|NULL
SELECT 1

select 1 between 0 and 2 as a, 1 not between 0 and 2 as b, 3 between symmetric 5 and 1 as c
----
a:16|b:16|c:16
t|f|t
SELECT 1

select 1 in (1, 2, 3) as a, 4 in (1, 2, 3) as b, 4 in (1, null) as c, 1 not in (2, null) as d, 5 not in (1, 2) as e
----
a:16|b:16|c:16|d:16|e:16
t|f|NULL|NULL|t
SELECT 1

select case when 1 > 2 then 'a' when 2 > 1 then 'b' else 'c' end as x, case 3 when 1 then 'one' when 3 then 'three' end as y, case when false then 1 end as z
----
x:25|y:25|z:23
b|three|NULL
SELECT 1

select coalesce(null, 1, 2) as a, nullif(1, 1) as b, nullif(1, 2) as c, greatest(1, 3, 2) as d, least(1, null, 2) as e
----
a:23|b:23|c:23|d:23|e:23
1|NULL|1|3|1
SELECT 1

select 'abc' like 'a%' as a, 'abc' like '_b_' as b, 'abc' ilike 'A%' as c, 'abc' not like 'b%' as d, 'a%c' like 'a\%c' as e, 'a%c' like 'a#%c' escape '#' as f
----
a:16|b:16|c:16|d:16|e:16|f:16
t|t|t|t|t|t
SELECT 1

select 'abc' ~ '^a' as a, 'abc' ~* 'B' as b, 'abc' !~ 'z' as c, 'abc' similar to '(a|x)bc' as d
----
a:16|b:16|c:16|d:16
t|t|t|t
SELECT 1

select '2020-01-31'::date + 1 as a, date '2020-03-01' - date '2020-02-01' as b, '2020-01-31'::date + interval '1 month' as c
----
a:1082|b:23|c:1114
2020-02-01|29|2020-02-29 00:00:00
SELECT 1

select extract(year from timestamp '2020-05-06 07:08:09') as y, extract(dow from date '2020-05-06') as d, date_trunc('hour', timestamp '2020-05-06 07:08:09') as t
----
y:1700|d:1700|t:1114
2020|3|2020-05-06 07:00:00
SELECT 1

select 1::text as a, '1'::int as b, 1.5::int as c, 2.5::int as d, 'true'::bool as e, 1::bool as f, 'f'::boolean::text as g
----
a:25|b:23|c:23|d:23|e:16|f:16|g:25
1|1|2|3|t|t|false
SELECT 1

select '{1,2,3}'::int[] as a, array[1, 2] || 3 as b, (array[1, 2, 3])[2] as c, array_length(array[1, 2, 3], 1) as d, 2 = any(array[1, 2]) as e, 5 > all(array[1, 2]) as f
----
a:1007|b:1007|c:23|d:23|e:16|f:16
{1,2,3}|{1,2,3}|2|3|t|t
SELECT 1

select array[[1, 2], [3, 4]] as a, (array[[1, 2], [3, 4]])[2][1] as b, (array[1, 2, 3, 4])[2:3] as c
----
a:1007|b:23|c:1007
{{1,2},{3,4}}|3|{2,3}
SELECT 1

select (1, 2) = (1, 2) as a, (1, 2) < (1, 3) as b, (1, null) = (1, 2) as c, (1, 2) in ((1, 2), (3, 4)) as d, row(1, 'x') = row(1, 'y') as e
----
a:16|b:16|c:16|d:16|e:16
t|t|NULL|t|f
SELECT 1

select 1 / 0
----
error 22012 division by zero

select 'abc'::int
----
error 22P02 invalid input syntax for type integer: "abc"
at 8

select '99999999999'::int4
----
error 22003 value "99999999999" is out of range for type integer
at 8

select 2147483647 + 1
----
error 22003 integer out of range

select 9223372036854775807 + 1
----
error 22003 bigint out of range

select 1 + 'a'
----
error 22P02 invalid input syntax for type integer: "a"
at 12

select 1 || 2
----
error 42883 operator does not exist: integer || integer; ; No operator matches the given name and argument types. You might need to add explicit type casts.
at 10

select nosuch(1)
----
error 42883 function nosuch(integer) does not exist; ; No function matches the given name and argument types. You might need to add explicit type casts.
at 8

select 1::nosuch
----
error 42704 type "nosuch" does not exist
at 11

select upper(1)
----
error 42883 function upper(integer) does not exist; ; No function matches the given name and argument types. You might need to add explicit type casts.
at 8

select 'a' + 'b'
----
error 42725 operator is not unique: unknown + unknown; ; Could not choose a best candidate operator. You might need to add explicit type casts.
at 12

select 1 = 'a'
----
error 22P02 invalid input syntax for type integer: "a"
at 12

select sum(1) from nosuch
----
error 42P01 relation "nosuch" does not exist
at 20

select case when 1 then 2 end
----
error 42804 argument of CASE/WHEN must be type boolean, not type integer
at 18

select case when true then 1 else 'x' end
----
error 22P02 invalid input syntax for type integer: "x"
at 35

select coalesce(1, 'a')
----
error 22P02 invalid input syntax for type integer: "a"
at 20

select array[1, 'a']
----
error 22P02 invalid input syntax for type integer: "a"
at 17

select 1 in ('a', 'b')
----
error 22P02 invalid input syntax for type integer: "a"
at 14

select true + 1
----
error 42883 operator does not exist: boolean + integer; ; No operator matches the given name and argument types. You might need to add explicit type casts.
at 13

select not 1
----
error 42804 argument of NOT must be type boolean, not type integer
at 12

# ordered
select * from generate_series(1, 5)
----
generate_series:23
1
2
3
4
5
SELECT 5

# ordered
select * from generate_series(1, 10, 3) as g
----
g:23
1
4
7
10
SELECT 4

# ordered
select g, g * 2 from generate_series(1, 3) as g
----
g:23|?column?:23
1|2
2|4
3|6
SELECT 3

# ordered
select * from generate_series(5, 1, -2) with ordinality as t(v, n)
----
v:23|n:20
5|1
3|2
1|3
SELECT 3

# ordered
select generate_series(1, 3), generate_series(1, 2)
----
generate_series:23|generate_series:23
1|1
2|2
3|NULL
SELECT 3

select generate_series(1, 3) as g order by g desc
----
g:23
3
2
1
SELECT 3

select x, y from (values (1, 'a'), (2, 'b')) as v(x, y) order by x desc
----
x:23|y:25
2|b
1|a
SELECT 2

# ordered
values (1, 'a'), (2, null), (3, 'c')
----
column1:23|column2:25
1|a
2|NULL
3|c
SELECT 3

values (1, 2), (3)
----
error 42601 VALUES lists must all be the same length
at 17

select 1 as a, 2 as a order by a
----
error 42702 ORDER BY "a" is ambiguous
at 32

select 1.10 as a, 1e3 as b, .5 as c, 1.0 as d, 100000000000 as e, 1.5e-3 as f
----
a:1700|b:1700|c:1700|d:1700|e:20|f:1700
1.10|1000|0.5|1.0|100000000000|0.0015
SELECT 1

select null as n, 'x' as s, true as t, -1 as neg, - 1 as neg2, +1 as pos
----
n:25|s:25|t:16|neg:23|neg2:23|pos:23
NULL|x|t|-1|-1|1
SELECT 1

select 'a' as "Quoted Name", 1 as select_, 'it''s' as q
----
Quoted Name:25|select_:23|q:25
a|1|it's
SELECT 1

select E'a\nb' as a, U&'\0041' as b
----
a:25|b:25
a\nb|A
SELECT 1

select now() = now() as a, current_timestamp = now() as b, pg_typeof(now()) as c, pg_typeof(1) as d, pg_typeof('x') as e, pg_typeof(null) as f, pg_typeof(1.5) as g
----
a:16|b:16|c:2206|d:2206|e:2206|f:2206|g:2206
t|t|timestamp with time zone|integer|unknown|unknown|numeric
SELECT 1

select current_user = session_user as a, current_database() is not null as b, current_schema() as c
----
a:16|b:16|c:19
t|t|public
SELECT 1

select abs(-3) as a, round(2.567, 2) as b, ceil(1.2) as c, floor(-1.2) as d, mod(7, 3) as e, power(2, 3) as f, sqrt(4) as g, sign(-3) as h, trunc(2.9) as i
----
a:23|b:1700|c:1700|d:1700|e:23|f:701|g:701|h:701|i:1700
3|2.57|2|-2|1|8|2|-1|2
SELECT 1

select lower('ABC') as a, initcap('hello world') as b, replace('abcabc', 'b', 'x') as c, trim('  x  ') as d, ltrim('xxa', 'x') as e, lpad('5', 3, '0') as f, repeat('ab', 2) as g, reverse('abc') as h, left('hello', 2) as i, right('hello', 2) as j, position('l' in 'hello') as k, strpos('hello', 'lo') as l, split_part('a,b,c', ',', 2) as m, concat('a', 1, null, 'b') as n, concat_ws('-', 'a', null, 'b') as o, md5('a') as p, chr(65) as q, ascii('A') as r
----
a:25|b:25|c:25|d:25|e:25|f:25|g:25|h:25|i:25|j:25|k:23|l:23|m:25|n:25|o:25|p:25|q:25|r:23
abc|Hello World|axcaxc|x|a|005|abab|cba|he|lo|3|4|b|a1b|a-b|0cc175b9c0f1b6a831c399e269772661|A|65
SELECT 1

select to_char(1234.5, '9999.99') as a, to_char(date '2020-05-06', 'YYYY-MM-DD') as b, format('%s is %I %L', 'x', 'Y z', 'q') as c
----
a:25|b:25|c:25
 1234.50|2020-05-06|x is "Y z" 'q'
SELECT 1

select '1 day'::interval * 2 as a, interval '1 hour' + interval '30 minutes' as b, '01:30'::interval as c, age(timestamp '2020-03-01', timestamp '2020-01-15') as d
----
a:1186|b:1186|c:1186|d:1186
2 days|01:30:00|01:30:00|1 mon 17 days
SELECT 1

select '\x4142'::bytea as a, encode('abc'::bytea, 'hex') as b, length('\x0102'::bytea) as c
----
a:17|b:25|c:23
\x4142|616263|2
SELECT 1

select 'a1b2c3d4-0000-0000-0000-000000000001'::uuid as u
----
u:2950
a1b2c3d4-0000-0000-0000-000000000001
SELECT 1

select 1::smallint + 1::smallint as a, pg_typeof(1::smallint + 1) as b, pg_typeof(1 + 1::bigint) as c, pg_typeof(1 + 1.0) as d, pg_typeof(1::real + 1::float8) as e
----
a:21|b:2206|c:2206|d:2206|e:2206
2|integer|bigint|numeric|double precision
SELECT 1

select 'x'::varchar(3) || 'y' as a, 'abcdef'::varchar(3) as b, 'ab'::char(4) || '|' as c, length('ab '::char(4)) as d, 'ab'::char(4) = 'ab' as e
----
a:25|b:1043|c:25|d:23|e:16
xy|abc|ab||2|t
SELECT 1

select 'abcdef'::char(3) as a, 1234.567::numeric(6, 2) as b, '12:34:56.789'::time(1) as c
----
a:1042|b:1700|c:1083
abc|1234.57|12:34:56.8
SELECT 1

select 12345.67::numeric(5, 2)
----
error 22003 numeric field overflow; A field with precision 5, scale 2 must round to an absolute value less than 10^3.

select exists (select 1) as a, exists (select 1 where false) as b, (select 5) as c, array(select generate_series(1, 3)) as d
----
a:16|b:16|c:23|d:1007
t|f|5|{1,2,3}
SELECT 1

select (select 1, 2)
----
error 42601 subquery must return only one column
at 8

select (select generate_series(1, 2))
----
error 21000 more than one row returned by a subquery used as an expression

select 3 = any (select generate_series(1, 3)) as a, 3 > all (select generate_series(1, 2)) as b, 1 in (select 2) as c, null in (select 1) as d, 1 not in (select null::int) as e
----
a:16|b:16|c:16|d:16|e:16
t|t|f|NULL|NULL
SELECT 1
