# Values that the fuzzer's topics met: pictures, patterns, headlines, texts that are read as numbers and addresses, extensions.
SELECT to_char(1, '9.SG'), to_char(-1, '9D"x"'), to_char(12, 'FM99."a"'), to_char(1, '$9.TH'), to_char(-1, '9.MI')
----
1|-1|12|$ 1|1
SELECT 1

SELECT to_char(12.5::float4, '9.99999999"x"'), to_char(485::float4, 'FM9099DPL'), to_char(99999::float8, '9.090"a"'), to_char(4, '9.S')
----
 #.####|485| #.###a|4
SELECT 1

SELECT to_char((-0.005)::float4, '99V09th'), to_char((-0.005)::float8, 'FM99V09MI'), to_char((-0.005)::float4, 'B0V09S'), to_char(1.5::float8, '9V9')
----
  -00|00-|-000| 15
SELECT 1

SELECT to_char(12.5::float8, 'FMRN'), to_char(13.5::float8, 'fmrn')
----
XII|xiv
SELECT 1

SELECT to_char(interval '3 days', 'IYYY IYY IY I'), to_char(interval '2 years 3 mons', 'IYYY IYY IY I FMIYYY'), to_char(interval '-3 mons', 'IYYY IYY')
----
-001 -01 -1 -1|0002 002 02 2 2|-001 -01
SELECT 1

SELECT to_date('0 BC', 'YYYY BC'), to_timestamp('1 BC', 'YYYY BC'), to_date('0', 'J')
----
0001-01-01 BC|0001-01-01 00:00:00+00 BC|0001-01-01 BC
SELECT 1

SELECT to_date('2024 A.D.', 'YYYY AD')
----
error 22007

SELECT to_date('44 b.c.', 'YYYY B.C.'), to_date('44 bc', 'YYYY BC')
----
0044-01-01 BC|0044-01-01 BC
SELECT 1

SELECT to_date('44 bc', 'YYYY B.C.')
----
error 22007

SELECT to_timestamp('2024 3 p.m.', 'YYYY HH12 AM')
----
error 22007

SELECT to_timestamp('-1', 'J')
----
error 22008

SELECT '日本' ~* '[^[:upper:]]', '日本' ~* '[[:lower:]]', '日' ~ '[[:upper:]]', 'a1' ~* '^[[:upper:]][^[:lower:]]$', regexp_replace('日a1', '[^[:upper:]]', 'x', 'gi')
----
f|t|f|t|日ax
SELECT 1

SELECT ts_headline('english', 'cats and dogs running', to_tsquery('english', '!(running:*C & running)')), ts_headline('english', 'cats and dogs running', 'cat <0> cat'::tsquery, 'MaxWords=5, MinWords=2')
----
cats and dogs <b>running</b>|<b>cats</b>
SELECT 1

SELECT ts_headline('english', 'a cat, catty cats and a dog', 'cat & ca:*'::tsquery, 'MaxWords=4, MinWords=1, ShortWord=0'), ts_headline('english', 'a cat, catty cats and a dog', 'cat & ca:*'::tsquery, 'MaxFragments=2, MaxWords=3, MinWords=1')
----
<b>catty</b> <b>cats</b>|<b>cat</b> ... <b>catty</b> <b>cats</b>
SELECT 1

SELECT '08002b01020'::macaddr, ' 8:0: 2b:1:2:3 '::macaddr, '0800.2b01.203'::macaddr, '08002b-01023'::macaddr, '0x8:0:2b:1:2:3'::macaddr
----
08:00:2b:01:02:00|08:00:2b:01:02:03|08:00:2b:01:20:03|08:00:2b:01:02:03|08:00:2b:01:02:03
SELECT 1

SELECT '08002b0102'::macaddr
----
error 22P02

SELECT '100:0:2b:1:2:3'::macaddr
----
error 22003

SELECT '8:0:2b:1:2:-3'::macaddr
----
error 22003

SELECT '8:0:2b:1:2:3:4'::macaddr
----
error 22P02

SELECT '123456789.5'::int2
----
error 22003

SELECT '12345678901234567890123x'::int8
----
error 22003

SELECT '12x'::int8
----
error 22P02

SELECT '1e-400x'::float8
----
error 22003

SELECT '1e50.5'::float4
----
error 22003

SELECT '1e5.5'::float4
----
error 22P02

SELECT '1e-16383'::numeric = 0, scale('0e-16383'::numeric)
----
f|16383
SELECT 1

SELECT '1e-16384'::numeric
----
error 22003

SELECT '0e-16384'::numeric(3, 2)
----
error 22003

CREATE EXTENSION fuzzystrmatch
----
CREATE EXTENSION

SELECT difference('', ''), difference('日本', '12'), difference('', 'a')
----
4|4|0
SELECT 1

CREATE EXTENSION unaccent
----
CREATE EXTENSION

SELECT unaccent('½ ℀ ⅐ ㎡ й ё ﬁn ά Ǆ × € “q” 1−2'), unaccent('Ångström'), unaccent('é'), unaccent('ÀB')
----
1/2 a/c 1/7 ㎡ й е fin α DZ * € "q" 1-2|Angstrom|e|AB
SELECT 1

CREATE EXTENSION pgcrypto
----
CREATE EXTENSION

SELECT encrypt('abc', repeat('k', 40)::bytea, 'aes') = encrypt('abc', repeat('k', 32)::bytea, 'aes'), encode(encrypt('abc', repeat('k', 30)::bytea, '3des'), 'hex')
----
t|abd64f9f08068892
SELECT 1

SELECT encrypt('abc', 'k', 'aes128')
----
error 22023

SELECT regexp_match('', '(x*?)*'), regexp_match('', '(x*?)?'), regexp_match('afoo', '(x*?)??foo'), regexp_match('', '(x*)*'), regexp_match('22', '([0-9]*?)*\1'), regexp_match('abc', 'A|(\d*?)*\1')
----
{NULL}|{NULL}|{NULL}|{""}|{2}|NULL
SELECT 1

SELECT 'a' ~ '(?x)a* ?', 'x'
----
error 2201B

SELECT regexp_match('aa', '(?x)a+ ?')
----
error 2201B

SELECT 'a' ~ 'a+(?#c)?'
----
error 2201B

SELECT regexp_like('b', '(?=1+?(?<![.])(?:\w{2} ?\S{1,2})*?|\d+?\M([^a]a?)*)\Z|,(\w*\W){,2}', 'x')
----
error 2201B

SELECT regexp_match('aaa', '(?x)^a {3} b?$'), 'aaa' ~ '^a(?#c){3}$'
----
{aaa}|t
SELECT 1

SELECT '2147483648x'::int4
----
error 22P02

SELECT '2147483649x'::int4
----
error 22003

SELECT '-2147483649x'::int4
----
error 22003

SELECT to_date('0000-01-01', 'YYYY DDD')
----
error 22007

SELECT to_date('2024--02', 'YYYY SSSS')
----
error 22008

SELECT to_date('2024 24', 'FXYYYY  MM'), to_date('2024x12', 'FXYYYY MM'), to_date('2024   5', 'FXYYYY MM'), to_timestamp('2024Feb', 'FXYYYYMon'), to_timestamp('0000-01-01', 'YY'), to_date('0024', 'YYY')
----
2024-04-01|2024-12-01|2024-05-01|2024-02-01 00:00:00+00|0001-01-01 00:00:00+00 BC|0024-01-01
SELECT 1

SELECT to_date('2024  Feb', 'FXYYYY Mon')
----
error 22007

SELECT to_date('2024-', 'FXYYYY-MM')
----
2024-01-01
SELECT 1

SELECT to_char(timestamp '2024-02-29', 'TMon FMTMMonth| TMMonth|FMxMonth|FMFXMonth|FXDay|FMDay|FM'), to_char(timestamp '2024-02-09', 'FM-DD FMFMDD')
----
on T02onth| February|xFebruary |February |Thursday |Thursday||-09 FM09
SELECT 1

SELECT '1/2/2024'::timetz
----
error 22007

SELECT '1/2/2024'::time
----
error 22007

SELECT to_date('2024', 'IYYY'), to_date('69', 'IYYY IW MM'), to_date('-44 2', 'IYYY IW'), to_date('2024--02', 'IYYY-IDDD'), to_date('2024--02', 'IYYY IW'), to_date('2024 9 4', 'IYYY IW ID'), to_date('2024 4', 'IYYY ID'), to_date('44 2 BC', 'IYYY IW BC'), to_date('2024 15 3', 'YYYY DD W'), to_date('2460370 12', 'J MM')
----
2024-01-01|0069-01-01|0044-01-07 BC|2023-12-29|2023-12-11|2024-02-29|2024-01-01|0044-01-07 BC|2024-01-15|2024-12-29
SELECT 1

SELECT to_date('2024--02', 'YYYY DDD')
----
error 22008

SELECT to_date('-44', 'CC'), to_date('2 BC', 'CC BC'), to_date('-2 05', 'CC YY'), to_date('21 24', 'CC YY'), to_date('2 00 BC', 'CC YY BC'), to_date('20 0', 'CC YYYY')
----
4400-01-01 BC|0200-01-01 BC|0105-01-01 BC|2024-01-01|0200-01-01 BC|1901-01-01
SELECT 1
