select concat_ws(',', variadic 10)
----
error 42804

select format('Hello', variadic null::int[])
----
Hello
SELECT 1

select format('%*0$s', 'Hello')
----
error 22023

select (-1.0) ^ 2147483648, (-1.0) ^ 2147483649
----
1.0000000000000000|-1.0000000000000000
SELECT 1

select (-1.5) ^ 2147483649.0
----
error 22003

select power(float8 '-inf', float8 '3.5')
----
error 2201F

select round(4.4e131071, -131071) = 4e131071, round(4.5e131071, -131071) = 5e131071, round(4.5e131071, -131072)
----
t|t|0
SELECT 1

select trunc(4.5e3000, -2999) = 4e3000
----
f
SELECT 1

select '\377'::"char"::text, '\377'::text::"char", '\101'::text::"char"
----
\377|\377|A
SELECT 1

select substring('abcdefg' similar 'a*#"%#"g*' escape '#')
----
abcdefg
SELECT 1

select substring('abcdefg' similar 'a#"%#"x|g' escape '#')
----
bcdef
SELECT 1

select substring('abcdefg' similar 'a#"%#"g' escape '#'), substring('abcdefg' similar '%#"d_#"%' escape '#')
----
bcdef|de
SELECT 1

select substring('abcdefg' similar 'a*#"%#"g*#"x' escape '#')
----
error 2200C

select similar_to_escape('_[_[:alpha:]_]_'), similar_to_escape('%[%]%'), similar_to_escape('[]%][^]%][^%]%'), similar_to_escape('.[.[:alnum:].].'), similar_to_escape('()[([:alnum:](]()'), similar_to_escape('^[^[:alnum:]^[^^][[^^]][\^][[\^]]\^]^')
----
^(?:.[_[:alpha:]_].)$|^(?:.*[%].*)$|^(?:[]%][^]%][^%].*)$|^(?:\.[.[:alnum:].]\.)$|^(?:(?:)[([:alnum:](](?:))$|^(?:\^[^[:alnum:]^[^^][[^^]][\^][[\^]]\^]\^)$
SELECT 1

select 'a]' similar to '[]a]+', 'x_' similar to '[_%]+', '_%' similar to '[_%]+'
----
t|f|t
SELECT 1

select unistr('\d83d\de00'), unistr('\0441\+01F600\U0001F600')
----
😀|с😀😀
SELECT 1

select unistr('wrong: \db99')
----
error 42601

select unistr('wrong: \db99\0061')
----
error 42601

select unistr('wrong: \+2FFFFF')
----
error 22023

select timestamptz '2000-03-15 08:14:01 GMT+8' at time zone 'UTC', timestamptz '2000-03-15 02:14:05 MST+7:00' at time zone 'UTC', timestamptz '2000-03-15 02:14:05 FOO-02:30:15' at time zone 'UTC'
----
2000-03-15 16:14:01|2000-03-15 09:14:05|2000-03-14 23:43:50
SELECT 1

select timestamptz '2000-07-15 02:14:05 FOO8BAR' at time zone 'UTC', timestamptz '2000-01-15 02:14:05 FOO8BAR' at time zone 'UTC'
----
2000-07-15 09:14:05|2000-01-15 10:14:05
SELECT 1

select timestamp '2020-07-01 00:00' at time zone 'CET-1CEST,M3.5.0,M10.5.0/3' at time zone 'UTC', timestamp '2020-01-01 00:00' at time zone 'CET-1CEST,M3.5.0,M10.5.0/3' at time zone 'UTC'
----
2020-06-30 22:00:00|2019-12-31 23:00:00
SELECT 1

select timestamptz '2000-03-15 08:14:01 FOO+200'
----
error 22023

select date_bin('15 minutes'::interval, timestamp '294276-12-30', timestamp '4000-12-20 BC')
----
error 22008

select date_bin('200000000 days'::interval, '2024-02-01'::timestamp, '2024-01-01'::timestamp)
----
error 22008

select date_bin('365000 days'::interval, '4400-01-01 BC'::timestamp, '4000-01-01 BC'::timestamp)
----
error 22008

with recursive x(n) as (select 1 union all select n+1 from x where n in (select * from x)) select * from x
----
error 42P19

with recursive x(n) as (select 1 union all select n+1 from x where n < (select 5 from x limit 1)) select * from x
----
error 42P19

with recursive x(n) as (select n from x) select * from x
----
error 42P19

with recursive x(n) as (select 1 intersect select n+1 from x) select * from x
----
error 42P19

with recursive x(n) as (select n from x union all select 1) select * from x
----
error 42P19

with recursive x(n) as (select 1 union all (select n+1 from x except select n from x)) select * from x
----
error 42P19

with recursive x(n) as (select 1 union all (select n+1 from x intersect all select 2)) select * from x
----
error 42P19

with recursive x(n) as (select 1 union all select a.n+1 from x a, x b where a.n < 5) select * from x
----
error 42P19

with recursive x(n) as (select 1 union all select x.n+1 from (values (1)) y(a) left join x on x.n = y.a where n < 10) select * from x
----
error 42P19

with recursive x(n) as (select 1 union all select x.n+1 from x left join (values (1)) y(a) on x.n = y.a where n < 5) select * from x order by n
----
1
2
3
4
5
SELECT 5

with recursive x(n) as (select 1 union all select n+1 from x where n < 5 order by 1) select * from x
----
error 0A000

with recursive x(n) as (select 1 union all select n+1 from x where n < 5 limit 3) select * from x
----
error 0A000

with recursive x(n) as (select 2 union select 1 order by 1 limit 1) select * from x
----
1
SELECT 1

with recursive x(n) as (select 1 union all select n+1 from (select * from x) s where n < 4) select * from x order by n
----
1
2
3
4
SELECT 4

select 1 union select 2 for update
----
error 0A000

select x from (values (1), (2)) a(x) where exists (select 1 from (values (2)) b(y) group by y having max(a.x + b.y) > 3)
----
2
SELECT 1

select x, (select count(x in (select y from (values (2)) c(z))) from (values (2), (3)) b(y)) from (values (1), (2)) a(x) order by x
----
1|2
2|2
SELECT 2

select count(1 in (select y from (values (2)) c(y))) from (values (1), (2)) a(x)
----
2
SELECT 1

select make_timestamptz(1973, 7, 15, 8, 15, 55.33, '+2') at time zone 'UTC', make_timestamptz(1973, 7, 15, 8, 15, 55.33, '-10:30') at time zone 'UTC', make_timestamptz(1973, 7, 15, 8, 15, 55.33, 'GMT') at time zone 'UTC'
----
1973-07-15 06:15:55.33|1973-07-15 18:45:55.33|1973-07-15 08:15:55.33
SELECT 1

select make_timestamptz(1973, 7, 15, 8, 15, 55.33, '+16')
----
error 22023

select make_timestamptz(1973, 7, 15, 8, 15, 55.33, '2')
----
error 22023

select i, to_char(i * interval '1mon', 'rm'), to_char(i * interval '1mon', 'FMRM') from generate_series(-25, 25) i order by i
----
-25|xii |XII
-24|i   |I
-23|ii  |II
-22|iii |III
-21|iv  |IV
-20|v   |V
-19|vi  |VI
-18|vii |VII
-17|viii|VIII
-16|ix  |IX
-15|x   |X
-14|xi  |XI
-13|xii |XII
-12|i   |I
-11|ii  |II
-10|iii |III
-9|iv  |IV
-8|v   |V
-7|vi  |VI
-6|vii |VII
-5|viii|VIII
-4|ix  |IX
-3|x   |X
-2|xi  |XI
-1|xii |XII
0|''|''
1|i   |I
2|ii  |II
3|iii |III
4|iv  |IV
5|v   |V
6|vi  |VI
7|vii |VII
8|viii|VIII
9|ix  |IX
10|x   |X
11|xi  |XI
12|xii |XII
13|i   |I
14|ii  |II
15|iii |III
16|iv  |IV
17|v   |V
18|vi  |VI
19|vii |VII
20|viii|VIII
21|ix  |IX
22|x   |X
23|xi  |XI
24|xii |XII
25|i   |I
SELECT 51
