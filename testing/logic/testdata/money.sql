# Money, pg_lsn, sizes, names and named arguments of the system's functions.
CREATE TABLE money_data (m money)
----
CREATE TABLE

INSERT INTO money_data VALUES ('123')
----
INSERT 0 1

SELECT * FROM money_data
----
$123.00
SELECT 1

SELECT m + '123' FROM money_data
----
$246.00
SELECT 1

SELECT m + '123.45' FROM money_data
----
$246.45
SELECT 1

SELECT m - '123.45' FROM money_data
----
-$0.45
SELECT 1

SELECT m / '2'::money FROM money_data
----
61.5
SELECT 1

SELECT m * 2 FROM money_data
----
$246.00
SELECT 1

SELECT 2 * m FROM money_data
----
$246.00
SELECT 1

SELECT m / 2 FROM money_data
----
$61.50
SELECT 1

SELECT m * 2::int2 FROM money_data
----
$246.00
SELECT 1

SELECT 2::int2 * m FROM money_data
----
$246.00
SELECT 1

SELECT m / 2::int2 FROM money_data
----
$61.50
SELECT 1

SELECT m * 2::int8 FROM money_data
----
$246.00
SELECT 1

SELECT m / 2::int8 FROM money_data
----
$61.50
SELECT 1

SELECT m * 2::float8 FROM money_data
----
$246.00
SELECT 1

SELECT 2::float8 * m FROM money_data
----
$246.00
SELECT 1

SELECT m / 2::float8 FROM money_data
----
$61.50
SELECT 1

SELECT m * 2::float4 FROM money_data
----
$246.00
SELECT 1

SELECT 2::float4 * m FROM money_data
----
$246.00
SELECT 1

SELECT m / 2::float4 FROM money_data
----
$61.50
SELECT 1

SELECT m = '$123.00', m != '$124.00', m <= '$123.00', m >= '$123.00', m < '$124.00', m > '$122.00' FROM money_data
----
t|t|t|t|t|t
SELECT 1

SELECT m = '$123.01', m > '$124.00' FROM money_data
----
f|f
SELECT 1

SELECT cashlarger(m, '$124.00'), cashsmaller(m, '$124.00'), cash_words(m), cash_words(m + '1.23') FROM money_data
----
$124.00|$123.00|One hundred twenty three dollars and zero cents|One hundred twenty four dollars and twenty three cents
SELECT 1

DELETE FROM money_data
----
DELETE 1

INSERT INTO money_data VALUES ('$123.45')
----
INSERT 0 1

SELECT * FROM money_data
----
$123.45
SELECT 1

DELETE FROM money_data
----
DELETE 1

INSERT INTO money_data VALUES ('$123.451'),('$123.454'),('$123.455'),('$123.456'),('$123.459')
----
INSERT 0 5

SELECT * FROM money_data
----
$123.45
$123.45
$123.46
$123.46
$123.46
SELECT 5

SELECT '1234567890'::money, '12345678901234567'::money
----
$1,234,567,890.00|$12,345,678,901,234,567.00
SELECT 1

SELECT '123456789012345678'::money
----
error 22003

SELECT '9223372036854775807'::money
----
error 22003

SELECT '-12345'::money, '-1234567890'::money, '-12345678901234567'::money
----
-$12,345.00|-$1,234,567,890.00|-$12,345,678,901,234,567.00
SELECT 1

SELECT '-123456789012345678'::money
----
error 22003

SELECT '-9223372036854775808'::money
----
error 22003

SELECT '(1)'::money, '($123,456.78)'::money, '-92233720368547758.08'::money, '92233720368547758.07'::money
----
-$1.00|-$123,456.78|-$92,233,720,368,547,758.08|$92,233,720,368,547,758.07
SELECT 1

SELECT '-92233720368547758.09'::money
----
error 22003

SELECT '92233720368547758.08'::money
----
error 22003

SELECT '-92233720368547758.085'::money
----
error 22003

SELECT '92233720368547758.075'::money
----
error 22003

SELECT '878.08'::money / 11::float8, '878.08'::money / 11::float4, '878.08'::money / 11::bigint, '878.08'::money / 11::int, '878.08'::money / 11::smallint
----
$79.83|$79.83|$79.82|$79.82|$79.82
SELECT 1

SELECT '90000000000000099.00'::money / 10::bigint
----
$9,000,000,000,000,009.90
SELECT 1

SELECT 1234567890::money, 12345678901234567::money, (-12345)::money, 1234567890::int4::money, 12345678901234567::int8::money, 12345678901234567::numeric::money, (-1234567890)::money, 1.005::money, 123.455::numeric::money
----
$1,234,567,890.00|$12,345,678,901,234,567.00|-$12,345.00|$1,234,567,890.00|$12,345,678,901,234,567.00|$12,345,678,901,234,567.00|-$1,234,567,890.00|$1.01|$123.46
SELECT 1

SELECT 12345678901234567890::money
----
error 22003

select 922337203685477581::int8::money
----
error 22003

SELECT '12345678901234567'::money::numeric, '-12345678901234567'::money::numeric, '92233720368547758.07'::money::numeric, '-92233720368547758.08'::money::numeric, '12.30'::money::numeric
----
12345678901234567.00|-12345678901234567.00|92233720368547758.07|-92233720368547758.08|12.30
SELECT 1

select '1'::money/0, 1
----
error 22012

select '1'::money/0::float8
----
error 22012

select '1'::money/'0'::money
----
error 22012

select '12x'::money
----
error 22P02

select ''::money
----
$0.00
SELECT 1

select '$'::money
----
$0.00
SELECT 1

select '1-'::money, '+1'::money, '-$1.5'::money, '$-1.5'::money, ' $ 1,2,3.4 '::money
----
-$1.00|$1.00|-$1.50|-$1.50|$123.40
SELECT 1

select sum(m), min(m), max(m), count(m) from money_data
----
$617.28|$123.45|$123.46|5
SELECT 1

select sum(m) from money_data where false
----
NULL
SELECT 1

select m, count(*) from money_data group by m order by m desc
----
$123.46|3
$123.45|2
SELECT 2

create index on money_data(m)
----
CREATE INDEX

select * from money_data where m > 123.45::money order by m
----
$123.46
$123.46
$123.46
SELECT 3

create type cashrange as range (subtype = money)
----
CREATE TYPE

select cashrange('1','2')
----
[$1.00,$2.00)
SELECT 1

select cash_words('0'), cash_words('0.01'), cash_words('1'), cash_words('21.20'), cash_words('100'), cash_words('119'), cash_words('120.20'), cash_words('345'), cash_words('-1234567890123.45'), cash_words('1000000')
----
Zero dollars and zero cents|Zero dollars and one cent|One dollar and zero cents|Twenty one dollars and twenty cents|One hundred dollars and zero cents|One hundred and nineteen dollars and zero cents|One hundred twenty dollars and twenty cents|Three hundred forty five dollars and zero cents|Minus one trillion two hundred thirty four billion five hundred sixty seven million eight hundred ninety thousand one hundred twenty three dollars and forty five cents|One million  dollars and zero cents
SELECT 1

CREATE TABLE PG_LSN_TBL (f1 pg_lsn)
----
CREATE TABLE

INSERT INTO PG_LSN_TBL VALUES ('0/0'),('FFFFFFFF/FFFFFFFF')
----
INSERT 0 2

INSERT INTO PG_LSN_TBL VALUES ('G/0')
----
error 22P02

INSERT INTO PG_LSN_TBL VALUES ('-1/0')
----
error 22P02

INSERT INTO PG_LSN_TBL VALUES (' 0/12345678')
----
error 22P02

INSERT INTO PG_LSN_TBL VALUES ('ABCD/')
----
error 22P02

INSERT INTO PG_LSN_TBL VALUES ('/ABCD')
----
error 22P02

SELECT MIN(f1), MAX(f1) FROM PG_LSN_TBL
----
0/0|FFFFFFFF/FFFFFFFF
SELECT 1

SELECT '0/16AE7F8' = '0/16AE7F8'::pg_lsn, '0/16AE7F8'::pg_lsn != '0/16AE7F7','0/16AE7F7' < '0/16AE7F8'::pg_lsn
----
t|t|t
SELECT 1

SELECT '0/16AE7F7'::pg_lsn - '0/16AE7F8'::pg_lsn, '0/16AE7F8'::pg_lsn - '0/16AE7F7'::pg_lsn, '0/16AE7F7'::pg_lsn + 16::numeric, 16::numeric + '0/16AE7F7'::pg_lsn, '0/16AE7F7'::pg_lsn - 16::numeric
----
-1|1|0/16AE807|0/16AE807|0/16AE7E7
SELECT 1

SELECT 'FFFFFFFF/FFFFFFFE'::pg_lsn + 1::numeric
----
FFFFFFFF/FFFFFFFF
SELECT 1

SELECT 'FFFFFFFF/FFFFFFFE'::pg_lsn + 2::numeric
----
error 22023

SELECT '0/1'::pg_lsn - 1::numeric
----
0/0
SELECT 1

SELECT '0/1'::pg_lsn - 2::numeric
----
error 22023

SELECT '0/0'::pg_lsn + ('FFFFFFFF/FFFFFFFF'::pg_lsn - '0/0'::pg_lsn)
----
FFFFFFFF/FFFFFFFF
SELECT 1

SELECT '0/16AE7F7'::pg_lsn + 'NaN'::numeric
----
error 0A000

SELECT '0/16AE7F7'::pg_lsn - 'NaN'::numeric
----
error 0A000

select pg_lsn(23783416::numeric), pg_lsn(0::numeric)
----
0/16AE7F8|0/0
SELECT 1

select pg_lsn(-1::numeric)
----
error 22023

select pg_lsn('NaN'::numeric)
----
error 0A000

SELECT size, pg_size_pretty(size), pg_size_pretty(-1 * size) FROM (VALUES (10::bigint), (1000::bigint), (1000000::bigint),(1000000000::bigint), (1000000000000::bigint),(1000000000000000::bigint)) x(size)
----
1000000000000000|909 TB|-909 TB
1000000000000|931 GB|-931 GB
1000000000|954 MB|-954 MB
1000000|977 kB|-977 kB
1000|1000 bytes|-1000 bytes
10|10 bytes|-10 bytes
SELECT 6

SELECT size, pg_size_pretty(size), pg_size_pretty(-1 * size) FROM (VALUES (10::numeric), (1000::numeric), (1000000::numeric), (1000000000::numeric), (1000000000000::numeric),(1000000000000000::numeric),(10.5::numeric), (1000.5::numeric), (1000000.5::numeric),(1000000000.5::numeric), (1000000000000.5::numeric),(1000000000000000.5::numeric)) x(size)
----
10.5|10.5 bytes|-10.5 bytes
1000.5|1000.5 bytes|-1000.5 bytes
1000000.5|977 kB|-977 kB
1000000000.5|954 MB|-954 MB
1000000000000.5|931 GB|-931 GB
1000000000000000.5|909 TB|-909 TB
1000000000000000|909 TB|-909 TB
1000000000000|931 GB|-931 GB
1000000000|954 MB|-954 MB
1000000|977 kB|-977 kB
1000|1000 bytes|-1000 bytes
10|10 bytes|-10 bytes
SELECT 12

SELECT size, pg_size_pretty(size), pg_size_pretty(-1 * size) FROM (VALUES (10239::numeric), (10240::numeric),(10485247::numeric), (10485248::numeric), (10736893951::numeric), (10736893952::numeric),(10994579406847::numeric), (10994579406848::numeric),(11258449312612351::numeric), (11258449312612352::numeric)) x(size)
----
10239|10239 bytes|-10239 bytes
10240|10 kB|-10 kB
10485247|10239 kB|-10239 kB
10485248|10 MB|-10 MB
10736893951|10239 MB|-10239 MB
10736893952|10 GB|-10 GB
10994579406847|10239 GB|-10239 GB
10994579406848|10 TB|-10 TB
11258449312612351|10239 TB|-10239 TB
11258449312612352|10 PB|-10 PB
SELECT 10

SELECT size, pg_size_bytes(size) FROM (VALUES ('1'), ('123bytes'), ('1kB'), ('1MB'), (' 1 GB'), ('1.5 GB '), ('1TB'), ('3000 TB'), ('1e6 MB'),('1'), ('-1 kB'),('-.5kb'),('1. kb'),('99 PB')) x(size)
----
 1 GB|1073741824
-.5kb|-512
-1 kB|-1024
1. kb|1024
1.5 GB |1610612736
123bytes|123
1MB|1048576
1TB|1099511627776
1e6 MB|1048576000000
1kB|1024
1|1
1|1
3000 TB|3298534883328000
99 PB|111464090777419776
SELECT 14

SELECT pg_size_bytes('1 AB')
----
error 22023

SELECT pg_size_bytes('1 AB A')
----
error 22023

SELECT pg_size_bytes('9223372036854775807.9')
----
error 22003

SELECT pg_size_bytes('1e100')
----
error 22003

SELECT pg_size_bytes('1e1000000000000000000')
----
error 22003

SELECT pg_size_bytes('1 byte')
----
error 22023

SELECT pg_size_bytes('')
----
error 22023

SELECT pg_size_bytes('kb')
----
error 22023

SELECT pg_size_bytes('..')
----
error 22023

SELECT pg_size_bytes('-.')
----
error 22023

SELECT pg_size_bytes('.+912')
----
error 22023

SELECT pg_size_bytes('+912+ kB')
----
error 22023

SELECT pg_size_bytes('++123 kB')
----
error 22023

SELECT parse_ident('Schemax.Tabley'), parse_ident('"SchemaX"."TableY"'), parse_ident('foo.boo[]', strict => false)
----
{schemax,tabley}|{SchemaX,TableY}|{foo,boo}
SELECT 1

SELECT parse_ident('foo.boo[]')
----
error 22023

SELECT parse_ident(' ')
----
error 22023

SELECT parse_ident(' .aaa')
----
error 22023

SELECT parse_ident(' aaa . ')
----
error 22023

SELECT parse_ident('aaa.a%b')
----
error 22023

SELECT parse_ident(E'X\rXXXXXXXXXX')
----
error 22023

SELECT length(a[1]), length(a[2]) from parse_ident('"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx".yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy') as a
----
73|68
SELECT 1

SELECT parse_ident(' first . "  second  " ."   third   ". "  ' || repeat('x',66) || '"')
----
{first,"  second  ","   third   ","  xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"}
SELECT 1

SELECT parse_ident(' first . "  second  " ."   third   ". "  ')::name[]
----
error 22023

SELECT parse_ident('"c".X XXXX')
----
error 22023

SELECT parse_ident('1020')
----
error 22023

SELECT parse_ident('10.20')
----
error 22023

SELECT parse_ident('.')
----
error 22023

SELECT parse_ident('xxx.1020')
----
error 22023

SELECT parse_ident('"abc.def')
----
error 22023

SELECT parse_ident('""')
----
error 22023

select make_interval(days => 10, hours => 2), make_interval(2, mins => 5), make_interval(secs => 1.5)
----
10 days 02:00:00|2 years 00:05:00|00:00:01.5
SELECT 1

select make_interval(foo => 1)
----
error 42883

select make_interval(days => 1, 2)
----
error 42601

select make_interval(days => 1, days => 2)
----
error 42601

select upper(a => 'x')
----
error 42883

select * from jsonb_path_query(target => '[1,2,3]', path => '$[*] ? (@ > $min)', vars => '{"min":1}')
----
2
3
SELECT 2

select jsonb_path_exists('{"a":1}', '$.b', silent => true), jsonb_set_lax('{"a":1}', '{a}', null, null_value_treatment => 'delete_key')
----
f|{}
SELECT 1

create view nv as select make_interval(days => 3) as d
----
CREATE VIEW

select * from nv
----
3 days
SELECT 1

select pg_get_viewdef('nv')
----
 SELECT make_interval(days => 3) AS d;
SELECT 1

select width_bucket(5, array[1,3,6]), width_bucket('b'::text, array['a','c']), width_bucket(5.0::numeric, array[1,2,3]::numeric[])
----
2|1|3
SELECT 1

select width_bucket(5, array[3,4,null])
----
error 22004

select width_bucket(5, array[array[1,2],array[3,4]])
----
error 2202E

select width_bucket('5'::text, ARRAY[3, 4]::integer[])
----
error 42883

select int4out(5), textin('a'), byteaout('\x01'), int4send(5), boolin('t'), numeric_out(1.50), btint4cmp(1,2), bttextcmp('b','a'), numeric_cmp(1,1.0), date_cmp('2020-01-01','2019-01-01'), interval_cmp('1 mon','30 days'), bpcharcmp('a','a '), btfloat48cmp(1,2), numeric_send(1.5), array_out(array[1,2])
----
5|a|\x01|\x00000005|t|1.50|-1|1|0|1|0|0|-1|\x000200000000000100011388|{1,2}
SELECT 1

select pg_get_function_arguments('make_interval'::regproc)
----
years integer DEFAULT 0, months integer DEFAULT 0, weeks integer DEFAULT 0, days integer DEFAULT 0, hours integer DEFAULT 0, mins integer DEFAULT 0, secs double precision DEFAULT 0.0
SELECT 1
