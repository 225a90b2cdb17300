# Functions by their first argument's type, of values and of NULL. Errors are told whole.
# float4
SELECT abs(1.5::float4), abs('-2.25e10'::float4), abs('NaN'::float4), abs(NULL::float4), pg_typeof(abs(1.5::float4));
----
1.5|2.25e+10|NaN|NULL|real
SELECT 1

SELECT float8(1.5::float4), float8('-2.25e10'::float4), float8('NaN'::float4), float8(NULL::float4), pg_typeof(float8(1.5::float4));
----
1.5|-22499999744|NaN|NULL|double precision
SELECT 1

SELECT int2(1.5::float4), int2('-2.25e10'::float4), int2('NaN'::float4), int2(NULL::float4), pg_typeof(int2(1.5::float4));
----
error 22003 smallint out of range

SELECT int4(1.5::float4), int4('-2.25e10'::float4), int4('NaN'::float4), int4(NULL::float4), pg_typeof(int4(1.5::float4));
----
error 22003 integer out of range

SELECT int8(1.5::float4), int8('-2.25e10'::float4), int8('NaN'::float4), int8(NULL::float4), pg_typeof(int8(1.5::float4));
----
error 22003 bigint out of range

SELECT pg_catalog."numeric"(1.5::float4), pg_catalog."numeric"('-2.25e10'::float4), pg_catalog."numeric"('NaN'::float4), pg_catalog."numeric"(NULL::float4), pg_typeof(pg_catalog."numeric"(1.5::float4));
----
1.5|-22500000000|NaN|NULL|numeric
SELECT 1

SELECT to_char(1.5::float4, 'hello'::text), to_char('-2.25e10'::float4, 'Äpfel'::text), to_char('NaN'::float4, 'hello'::text);
----
he  o|Äpfe |he  o
SELECT 1

SELECT to_char(NULL::float4, 'hello'::text), to_char(1.5::float4, NULL::text), pg_typeof(to_char(NULL::float4, 'hello'::text));
----
NULL|NULL|text
SELECT 1

# float8
SELECT abs(2.5::float8), abs('-1e300'::float8), abs('Infinity'::float8), abs(NULL::float8), pg_typeof(abs(2.5::float8));
----
2.5|1e+300|Infinity|NULL|double precision
SELECT 1

SELECT acos(2.5::float8), acos('-1e300'::float8), acos('Infinity'::float8), acos(NULL::float8), pg_typeof(acos(2.5::float8));
----
error 22003 input is out of range

SELECT acosd(2.5::float8), acosd('-1e300'::float8), acosd('Infinity'::float8), acosd(NULL::float8), pg_typeof(acosd(2.5::float8));
----
error 22003 input is out of range

SELECT acosh(2.5::float8), acosh('-1e300'::float8), acosh('Infinity'::float8), acosh(NULL::float8), pg_typeof(acosh(2.5::float8));
----
error 22003 input is out of range

SELECT asin(2.5::float8), asin('-1e300'::float8), asin('Infinity'::float8), asin(NULL::float8), pg_typeof(asin(2.5::float8));
----
error 22003 input is out of range

SELECT asind(2.5::float8), asind('-1e300'::float8), asind('Infinity'::float8), asind(NULL::float8), pg_typeof(asind(2.5::float8));
----
error 22003 input is out of range

SELECT asinh(2.5::float8), asinh('-1e300'::float8), asinh('Infinity'::float8), asinh(NULL::float8), pg_typeof(asinh(2.5::float8));
----
1.6472311463710958|-691.4686750787736|Infinity|NULL|double precision
SELECT 1

SELECT atan(2.5::float8), atan('-1e300'::float8), atan('Infinity'::float8), atan(NULL::float8), pg_typeof(atan(2.5::float8));
----
1.1902899496825317|-1.5707963267948966|1.5707963267948966|NULL|double precision
SELECT 1

SELECT atan2(2.5::float8, 2.5::float8), atan2('-1e300'::float8, '-1e300'::float8), atan2('Infinity'::float8, 2.5::float8);
----
0.7853981633974483|-2.356194490192345|1.5707963267948966
SELECT 1

SELECT atan2(NULL::float8, 2.5::float8), atan2(2.5::float8, NULL::float8), pg_typeof(atan2(NULL::float8, 2.5::float8));
----
NULL|NULL|double precision
SELECT 1

SELECT atan2d(2.5::float8, 2.5::float8), atan2d('-1e300'::float8, '-1e300'::float8), atan2d('Infinity'::float8, 2.5::float8);
----
45|-135|90
SELECT 1

SELECT atan2d(NULL::float8, 2.5::float8), atan2d(2.5::float8, NULL::float8), pg_typeof(atan2d(NULL::float8, 2.5::float8));
----
NULL|NULL|double precision
SELECT 1

SELECT atand(2.5::float8), atand('-1e300'::float8), atand('Infinity'::float8), atand(NULL::float8), pg_typeof(atand(2.5::float8));
----
68.19859051364818|-90|90|NULL|double precision
SELECT 1

SELECT atanh(2.5::float8), atanh('-1e300'::float8), atanh('Infinity'::float8), atanh(NULL::float8), pg_typeof(atanh(2.5::float8));
----
error 22003 input is out of range

SELECT ceil(2.5::float8), ceil('-1e300'::float8), ceil('Infinity'::float8), ceil(NULL::float8), pg_typeof(ceil(2.5::float8));
----
3|-1e+300|Infinity|NULL|double precision
SELECT 1

SELECT ceiling(2.5::float8), ceiling('-1e300'::float8), ceiling('Infinity'::float8), ceiling(NULL::float8), pg_typeof(ceiling(2.5::float8));
----
3|-1e+300|Infinity|NULL|double precision
SELECT 1

SELECT cos(2.5::float8), cos('-1e300'::float8), cos('Infinity'::float8), cos(NULL::float8), pg_typeof(cos(2.5::float8));
----
error 22003 input is out of range

SELECT cosd(2.5::float8), cosd('-1e300'::float8), cosd('Infinity'::float8), cosd(NULL::float8), pg_typeof(cosd(2.5::float8));
----
error 22003 input is out of range

SELECT cosh(2.5::float8), cosh('-1e300'::float8), cosh('Infinity'::float8), cosh(NULL::float8), pg_typeof(cosh(2.5::float8));
----
6.132289479663686|Infinity|Infinity|NULL|double precision
SELECT 1

SELECT cot(2.5::float8), cot('-1e300'::float8), cot('Infinity'::float8), cot(NULL::float8), pg_typeof(cot(2.5::float8));
----
error 22003 input is out of range

SELECT cotd(2.5::float8), cotd('-1e300'::float8), cotd('Infinity'::float8), cotd(NULL::float8), pg_typeof(cotd(2.5::float8));
----
error 22003 input is out of range

SELECT degrees(2.5::float8), degrees('-1e300'::float8), degrees('Infinity'::float8), degrees(NULL::float8), pg_typeof(degrees(2.5::float8));
----
143.2394487827058|-5.729577951308232e+301|Infinity|NULL|double precision
SELECT 1

SELECT dexp(2.5::float8), dexp('-1e300'::float8), dexp('Infinity'::float8), dexp(NULL::float8), pg_typeof(dexp(2.5::float8));
----
error 22003 value out of range: underflow

SELECT dlog1(2.5::float8), dlog1('-1e300'::float8), dlog1('Infinity'::float8), dlog1(NULL::float8), pg_typeof(dlog1(2.5::float8));
----
error 2201E cannot take logarithm of a negative number

SELECT dlog10(2.5::float8), dlog10('-1e300'::float8), dlog10('Infinity'::float8), dlog10(NULL::float8), pg_typeof(dlog10(2.5::float8));
----
error 2201E cannot take logarithm of a negative number

SELECT dround(2.5::float8), dround('-1e300'::float8), dround('Infinity'::float8), dround(NULL::float8), pg_typeof(dround(2.5::float8));
----
2|-1e+300|Infinity|NULL|double precision
SELECT 1

SELECT dtrunc(2.5::float8), dtrunc('-1e300'::float8), dtrunc('Infinity'::float8), dtrunc(NULL::float8), pg_typeof(dtrunc(2.5::float8));
----
2|-1e+300|Infinity|NULL|double precision
SELECT 1

SELECT exp(2.5::float8), exp('-1e300'::float8), exp('Infinity'::float8), exp(NULL::float8), pg_typeof(exp(2.5::float8));
----
error 22003 value out of range: underflow

SELECT float4(2.5::float8), float4('-1e300'::float8), float4('Infinity'::float8), float4(NULL::float8), pg_typeof(float4(2.5::float8));
----
error 22003 value out of range: overflow

SELECT floor(2.5::float8), floor('-1e300'::float8), floor('Infinity'::float8), floor(NULL::float8), pg_typeof(floor(2.5::float8));
----
2|-1e+300|Infinity|NULL|double precision
SELECT 1

SELECT int2(2.5::float8), int2('-1e300'::float8), int2('Infinity'::float8), int2(NULL::float8), pg_typeof(int2(2.5::float8));
----
error 22003 smallint out of range

SELECT int4(2.5::float8), int4('-1e300'::float8), int4('Infinity'::float8), int4(NULL::float8), pg_typeof(int4(2.5::float8));
----
error 22003 integer out of range

SELECT int8(2.5::float8), int8('-1e300'::float8), int8('Infinity'::float8), int8(NULL::float8), pg_typeof(int8(2.5::float8));
----
error 22003 bigint out of range

SELECT ln(2.5::float8), ln('-1e300'::float8), ln('Infinity'::float8), ln(NULL::float8), pg_typeof(ln(2.5::float8));
----
error 2201E cannot take logarithm of a negative number

SELECT log(2.5::float8), log('-1e300'::float8), log('Infinity'::float8), log(NULL::float8), pg_typeof(log(2.5::float8));
----
error 2201E cannot take logarithm of a negative number

SELECT log10(2.5::float8), log10('-1e300'::float8), log10('Infinity'::float8), log10(NULL::float8), pg_typeof(log10(2.5::float8));
----
error 2201E cannot take logarithm of a negative number

SELECT pg_catalog."numeric"(2.5::float8), pg_catalog."numeric"('-1e300'::float8), pg_catalog."numeric"('Infinity'::float8), pg_catalog."numeric"(NULL::float8), pg_typeof(pg_catalog."numeric"(2.5::float8));
----
2.5|-1000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000|Infinity|NULL|numeric
SELECT 1

SELECT point(2.5::float8, 2.5::float8), point('-1e300'::float8, '-1e300'::float8), point('Infinity'::float8, 2.5::float8);
----
(2.5,2.5)|(-1e+300,-1e+300)|(Infinity,2.5)
SELECT 1

SELECT point(NULL::float8, 2.5::float8), point(2.5::float8, NULL::float8), pg_typeof(point(NULL::float8, 2.5::float8));
----
NULL|NULL|point
SELECT 1

SELECT pow(2.5::float8, 2.5::float8), pow('-1e300'::float8, '-1e300'::float8), pow('Infinity'::float8, 2.5::float8);
----
error 22003 value out of range: underflow

SELECT pow(NULL::float8, 2.5::float8), pow(2.5::float8, NULL::float8), pg_typeof(pow(NULL::float8, 2.5::float8));
----
NULL|NULL|double precision
SELECT 1

SELECT power(2.5::float8, 2.5::float8), power('-1e300'::float8, '-1e300'::float8), power('Infinity'::float8, 2.5::float8);
----
error 22003 value out of range: underflow

SELECT power(NULL::float8, 2.5::float8), power(2.5::float8, NULL::float8), pg_typeof(power(NULL::float8, 2.5::float8));
----
NULL|NULL|double precision
SELECT 1

SELECT radians(2.5::float8), radians('-1e300'::float8), radians('Infinity'::float8), radians(NULL::float8), pg_typeof(radians(2.5::float8));
----
0.04363323129985824|-1.7453292519943297e+298|Infinity|NULL|double precision
SELECT 1

SELECT round(2.5::float8), round('-1e300'::float8), round('Infinity'::float8), round(NULL::float8), pg_typeof(round(2.5::float8));
----
2|-1e+300|Infinity|NULL|double precision
SELECT 1

SELECT sign(2.5::float8), sign('-1e300'::float8), sign('Infinity'::float8), sign(NULL::float8), pg_typeof(sign(2.5::float8));
----
1|-1|1|NULL|double precision
SELECT 1

SELECT sin(2.5::float8), sin('-1e300'::float8), sin('Infinity'::float8), sin(NULL::float8), pg_typeof(sin(2.5::float8));
----
error 22003 input is out of range

SELECT sind(2.5::float8), sind('-1e300'::float8), sind('Infinity'::float8), sind(NULL::float8), pg_typeof(sind(2.5::float8));
----
error 22003 input is out of range

SELECT sinh(2.5::float8), sinh('-1e300'::float8), sinh('Infinity'::float8), sinh(NULL::float8), pg_typeof(sinh(2.5::float8));
----
6.0502044810397875|-Infinity|Infinity|NULL|double precision
SELECT 1

SELECT sqrt(2.5::float8), sqrt('-1e300'::float8), sqrt('Infinity'::float8), sqrt(NULL::float8), pg_typeof(sqrt(2.5::float8));
----
error 2201F cannot take square root of a negative number

SELECT tan(2.5::float8), tan('-1e300'::float8), tan('Infinity'::float8), tan(NULL::float8), pg_typeof(tan(2.5::float8));
----
error 22003 input is out of range

SELECT tand(2.5::float8), tand('-1e300'::float8), tand('Infinity'::float8), tand(NULL::float8), pg_typeof(tand(2.5::float8));
----
error 22003 input is out of range

SELECT tanh(2.5::float8), tanh('-1e300'::float8), tanh('Infinity'::float8), tanh(NULL::float8), pg_typeof(tanh(2.5::float8));
----
0.9866142981514303|-1|1|NULL|double precision
SELECT 1

SELECT to_char(2.5::float8, 'hello'::text), to_char('-1e300'::float8, 'Äpfel'::text), to_char('Infinity'::float8, 'hello'::text);
----
he  o|Äpfe |he  o
SELECT 1

SELECT to_char(NULL::float8, 'hello'::text), to_char(2.5::float8, NULL::text), pg_typeof(to_char(NULL::float8, 'hello'::text));
----
NULL|NULL|text
SELECT 1

SELECT to_timestamp(2.5::float8), to_timestamp('-1e300'::float8), to_timestamp('Infinity'::float8), to_timestamp(NULL::float8), pg_typeof(to_timestamp(2.5::float8));
----
error 22008 timestamp out of range: "-1e+300"

SELECT trunc(2.5::float8), trunc('-1e300'::float8), trunc('Infinity'::float8), trunc(NULL::float8), pg_typeof(trunc(2.5::float8));
----
2|-1e+300|Infinity|NULL|double precision
SELECT 1

SELECT width_bucket(2.5::float8, 2.5::float8, 2.5::float8, 5), width_bucket('-1e300'::float8, '-1e300'::float8, '-1e300'::float8, -17), width_bucket('Infinity'::float8, 2.5::float8, '-1e300'::float8, 2147483647);
----
error 2201G lower bound cannot equal upper bound

SELECT width_bucket(NULL::float8, 2.5::float8, 2.5::float8, 5), width_bucket(2.5::float8, NULL::float8, 2.5::float8, 5), width_bucket(2.5::float8, 2.5::float8, NULL::float8, 5), width_bucket(2.5::float8, 2.5::float8, 2.5::float8, NULL::int4), pg_typeof(width_bucket(NULL::float8, 2.5::float8, 2.5::float8, 5));
----
NULL|NULL|NULL|NULL|integer
SELECT 1

# int2
SELECT abs(7::int2), abs('-32768'::int2), abs(300::int2), abs(NULL::int2), pg_typeof(abs(7::int2));
----
error 22003 smallint out of range

SELECT float4(7::int2), float4('-32768'::int2), float4(300::int2), float4(NULL::int2), pg_typeof(float4(7::int2));
----
7|-32768|300|NULL|real
SELECT 1

SELECT float8(7::int2), float8('-32768'::int2), float8(300::int2), float8(NULL::int2), pg_typeof(float8(7::int2));
----
7|-32768|300|NULL|double precision
SELECT 1

SELECT int4(7::int2), int4('-32768'::int2), int4(300::int2), int4(NULL::int2), pg_typeof(int4(7::int2));
----
7|-32768|300|NULL|integer
SELECT 1

SELECT int8(7::int2), int8('-32768'::int2), int8(300::int2), int8(NULL::int2), pg_typeof(int8(7::int2));
----
7|-32768|300|NULL|bigint
SELECT 1

SELECT mod(7::int2, 7::int2), mod('-32768'::int2, '-32768'::int2), mod(300::int2, 7::int2);
----
0|0|6
SELECT 1

SELECT mod(NULL::int2, 7::int2), mod(7::int2, NULL::int2), pg_typeof(mod(NULL::int2, 7::int2));
----
NULL|NULL|smallint
SELECT 1

SELECT pg_catalog."numeric"(7::int2), pg_catalog."numeric"('-32768'::int2), pg_catalog."numeric"(300::int2), pg_catalog."numeric"(NULL::int2), pg_typeof(pg_catalog."numeric"(7::int2));
----
7|-32768|300|NULL|numeric
SELECT 1

# int4
SELECT abs(5), abs(-17), abs(2147483647), abs(NULL::int4), pg_typeof(abs(5));
----
5|17|2147483647|NULL|integer
SELECT 1

SELECT pg_catalog."bit"(5, 5), pg_catalog."bit"(-17, -17), pg_catalog."bit"(2147483647, 5);
----
00101|1|11111
SELECT 1

SELECT pg_catalog."bit"(NULL::int4, 5), pg_catalog."bit"(5, NULL::int4), pg_typeof(pg_catalog."bit"(NULL::int4, 5));
----
NULL|NULL|bit
SELECT 1

SELECT bool(5), bool(-17), bool(2147483647), bool(NULL::int4), pg_typeof(bool(5));
----
t|t|t|NULL|boolean
SELECT 1

SELECT pg_catalog."char"(5), pg_catalog."char"(-17), pg_catalog."char"(2147483647), pg_catalog."char"(NULL::int4), pg_typeof(pg_catalog."char"(5));
----
error 22003 "char" out of range

SELECT chr(5), chr(-17), chr(2147483647), chr(NULL::int4), pg_typeof(chr(5));
----
error 22023 character number must be positive

SELECT float4(5), float4(-17), float4(2147483647), float4(NULL::int4), pg_typeof(float4(5));
----
5|-17|2.1474836e+09|NULL|real
SELECT 1

SELECT float8(5), float8(-17), float8(2147483647), float8(NULL::int4), pg_typeof(float8(5));
----
5|-17|2147483647|NULL|double precision
SELECT 1

SELECT gcd(5, 5), gcd(-17, -17), gcd(2147483647, 5);
----
5|17|1
SELECT 1

SELECT gcd(NULL::int4, 5), gcd(5, NULL::int4), pg_typeof(gcd(NULL::int4, 5));
----
NULL|NULL|integer
SELECT 1

SELECT * FROM generate_series(5, 5);
----
5
SELECT 1

SELECT * FROM generate_series(-17, -17);
----
-17
SELECT 1

SELECT * FROM generate_series(5, 5, 5);
----
5
SELECT 1

SELECT * FROM generate_series(-17, -17, -17);
----
-17
SELECT 1

SELECT int2(5), int2(-17), int2(2147483647), int2(NULL::int4), pg_typeof(int2(5));
----
error 22003 smallint out of range

SELECT int4inc(5), int4inc(-17), int4inc(2147483647), int4inc(NULL::int4), pg_typeof(int4inc(5));
----
error 22003 integer out of range

SELECT int4range(5, 5), int4range(-17, -17), int4range(2147483647, 5);
----
error 22000 range lower bound must be less than or equal to range upper bound

SELECT int4range(NULL::int4, 5), int4range(5, NULL::int4), pg_typeof(int4range(NULL::int4, 5));
----
(,5)|[5,)|int4range
SELECT 1

SELECT int4range(5, 5, 'hello'::text), int4range(-17, -17, 'Äpfel'::text), int4range(2147483647, 5, 'Äpfel'::text);
----
error 42601 invalid range bound flags; ; Valid values are "[]", "[)", "(]", and "()".

SELECT int4range(NULL::int4, 5, 'hello'::text), int4range(5, NULL::int4, 'hello'::text), int4range(5, 5, NULL::text), pg_typeof(int4range(NULL::int4, 5, 'hello'::text));
----
error 42601 invalid range bound flags; ; Valid values are "[]", "[)", "(]", and "()".

SELECT int8(5), int8(-17), int8(2147483647), int8(NULL::int4), pg_typeof(int8(5));
----
5|-17|2147483647|NULL|bigint
SELECT 1

SELECT lcm(5, 5), lcm(-17, -17), lcm(2147483647, 5);
----
error 22003 integer out of range

SELECT lcm(NULL::int4, 5), lcm(5, NULL::int4), pg_typeof(lcm(NULL::int4, 5));
----
NULL|NULL|integer
SELECT 1

SELECT loread(5, 5), loread(-17, -17), loread(2147483647, 5);
----
error 42704 invalid large-object descriptor: 5

SELECT loread(NULL::int4, 5), loread(5, NULL::int4), pg_typeof(loread(NULL::int4, 5));
----
NULL|NULL|bytea
SELECT 1

SELECT lowrite(5, '\x0102ff'::bytea), lowrite(-17, 'abc'::bytea), lowrite(2147483647, '\x0102ff'::bytea);
----
error 42704 invalid large-object descriptor: 5

SELECT lowrite(NULL::int4, '\x0102ff'::bytea), lowrite(5, NULL::bytea), pg_typeof(lowrite(NULL::int4, '\x0102ff'::bytea));
----
NULL|NULL|integer
SELECT 1

SELECT make_date(5, 5, 5), make_date(-17, -17, -17), make_date(2147483647, 5, -17);
----
error 22008 date field value out of range: -16--17--17

SELECT make_date(NULL::int4, 5, 5), make_date(5, NULL::int4, 5), make_date(5, 5, NULL::int4), pg_typeof(make_date(NULL::int4, 5, 5));
----
NULL|NULL|NULL|date
SELECT 1

SELECT make_time(5, 5, 2.5::float8), make_time(-17, -17, '-1e300'::float8), make_time(2147483647, 5, '-1e300'::float8);
----
error 22008 time field value out of range: -17:-17:-1e+300

SELECT make_time(NULL::int4, 5, 2.5::float8), make_time(5, NULL::int4, 2.5::float8), make_time(5, 5, NULL::float8), pg_typeof(make_time(NULL::int4, 5, 2.5::float8));
----
NULL|NULL|NULL|time without time zone
SELECT 1

SELECT make_timestamp(NULL::int4, 5, 5, 5, 5, 2.5::float8), make_timestamp(5, NULL::int4, 5, 5, 5, 2.5::float8), make_timestamp(5, 5, NULL::int4, 5, 5, 2.5::float8), make_timestamp(5, 5, 5, NULL::int4, 5, 2.5::float8), make_timestamp(5, 5, 5, 5, NULL::int4, 2.5::float8), make_timestamp(5, 5, 5, 5, 5, NULL::float8), pg_typeof(make_timestamp(NULL::int4, 5, 5, 5, 5, 2.5::float8));
----
NULL|NULL|NULL|NULL|NULL|NULL|timestamp without time zone
SELECT 1

SELECT make_timestamptz(NULL::int4, 5, 5, 5, 5, 2.5::float8), make_timestamptz(5, NULL::int4, 5, 5, 5, 2.5::float8), make_timestamptz(5, 5, NULL::int4, 5, 5, 2.5::float8), make_timestamptz(5, 5, 5, NULL::int4, 5, 2.5::float8), make_timestamptz(5, 5, 5, 5, NULL::int4, 2.5::float8), make_timestamptz(5, 5, 5, 5, 5, NULL::float8), pg_typeof(make_timestamptz(NULL::int4, 5, 5, 5, 5, 2.5::float8));
----
NULL|NULL|NULL|NULL|NULL|NULL|timestamp with time zone
SELECT 1

SELECT make_timestamptz(5, 5, 5, 5, 5, 2.5::float8, 'hello'::text), make_timestamptz(-17, -17, -17, -17, -17, '-1e300'::float8, 'Äpfel'::text), make_timestamptz(2147483647, 5, -17, 2147483647, 5, '-1e300'::float8, ''::text);
----
error 22023 time zone "hello" not recognized

SELECT make_timestamptz(NULL::int4, 5, 5, 5, 5, 2.5::float8, 'hello'::text), make_timestamptz(5, NULL::int4, 5, 5, 5, 2.5::float8, 'hello'::text), make_timestamptz(5, 5, NULL::int4, 5, 5, 2.5::float8, 'hello'::text), make_timestamptz(5, 5, 5, NULL::int4, 5, 2.5::float8, 'hello'::text), make_timestamptz(5, 5, 5, 5, NULL::int4, 2.5::float8, 'hello'::text), make_timestamptz(5, 5, 5, 5, 5, NULL::float8, 'hello'::text), make_timestamptz(5, 5, 5, 5, 5, 2.5::float8, NULL::text), pg_typeof(make_timestamptz(NULL::int4, 5, 5, 5, 5, 2.5::float8, 'hello'::text));
----
NULL|NULL|NULL|NULL|NULL|NULL|NULL|timestamp with time zone
SELECT 1

SELECT mod(5, 5), mod(-17, -17), mod(2147483647, 5);
----
0|0|2
SELECT 1

SELECT mod(NULL::int4, 5), mod(5, NULL::int4), pg_typeof(mod(NULL::int4, 5));
----
NULL|NULL|integer
SELECT 1

SELECT money(5), money(-17), money(2147483647), money(NULL::int4), pg_typeof(money(5));
----
$5.00|-$17.00|$2,147,483,647.00|NULL|money
SELECT 1

SELECT pg_catalog."numeric"(5), pg_catalog."numeric"(-17), pg_catalog."numeric"(2147483647), pg_catalog."numeric"(NULL::int4), pg_typeof(pg_catalog."numeric"(5));
----
5|-17|2147483647|NULL|numeric
SELECT 1

SELECT polygon(5, '<(0,0),5>'::circle), polygon(-17, '<(3,1),2>'::circle), polygon(2147483647, '<(3,1),2>'::circle);
----
error 22023 must request at least 2 points

SELECT polygon(NULL::int4, '<(0,0),5>'::circle), polygon(5, NULL::circle), pg_typeof(polygon(NULL::int4, '<(0,0),5>'::circle));
----
NULL|NULL|polygon
SELECT 1

SELECT to_char(5, 'hello'::text), to_char(-17, 'Äpfel'::text), to_char(2147483647, 'hello'::text);
----
he  o|Äpfe |he  o
SELECT 1

SELECT to_char(NULL::int4, 'hello'::text), to_char(5, NULL::text), pg_typeof(to_char(NULL::int4, 'hello'::text));
----
NULL|NULL|text
SELECT 1

SELECT to_hex(5), to_hex(-17), to_hex(2147483647), to_hex(NULL::int4), pg_typeof(to_hex(5));
----
5|ffffffef|7fffffff|NULL|text
SELECT 1

# int8
SELECT abs(9::int8), abs('-4000000000'::int8), abs(9223372036854775807), abs(NULL::int8), pg_typeof(abs(9::int8));
----
9|4000000000|9223372036854775807|NULL|bigint
SELECT 1

SELECT pg_catalog."bit"(9::int8, 5), pg_catalog."bit"('-4000000000'::int8, -17), pg_catalog."bit"(9223372036854775807, 5);
----
01001|0|11111
SELECT 1

SELECT pg_catalog."bit"(NULL::int8, 5), pg_catalog."bit"(9::int8, NULL::int4), pg_typeof(pg_catalog."bit"(NULL::int8, 5));
----
NULL|NULL|bit
SELECT 1

SELECT factorial(9::int8), factorial('-4000000000'::int8), factorial(9223372036854775807), factorial(NULL::int8), pg_typeof(factorial(9::int8));
----
error 22003 factorial of a negative number is undefined

SELECT float4(9::int8), float4('-4000000000'::int8), float4(9223372036854775807), float4(NULL::int8), pg_typeof(float4(9::int8));
----
9|-4e+09|9.223372e+18|NULL|real
SELECT 1

SELECT float8(9::int8), float8('-4000000000'::int8), float8(9223372036854775807), float8(NULL::int8), pg_typeof(float8(9::int8));
----
9|-4000000000|9.223372036854776e+18|NULL|double precision
SELECT 1

SELECT gcd(9::int8, 9::int8), gcd('-4000000000'::int8, '-4000000000'::int8), gcd(9223372036854775807, 9::int8);
----
9|4000000000|1
SELECT 1

SELECT gcd(NULL::int8, 9::int8), gcd(9::int8, NULL::int8), pg_typeof(gcd(NULL::int8, 9::int8));
----
NULL|NULL|bigint
SELECT 1

SELECT * FROM generate_series(9::int8, 9::int8);
----
9
SELECT 1

SELECT * FROM generate_series('-4000000000'::int8, '-4000000000'::int8);
----
-4000000000
SELECT 1

SELECT * FROM generate_series(9::int8, 9::int8, 9::int8);
----
9
SELECT 1

SELECT * FROM generate_series('-4000000000'::int8, '-4000000000'::int8, '-4000000000'::int8);
----
-4000000000
SELECT 1

SELECT int2(9::int8), int2('-4000000000'::int8), int2(9223372036854775807), int2(NULL::int8), pg_typeof(int2(9::int8));
----
error 22003 smallint out of range

SELECT int4(9::int8), int4('-4000000000'::int8), int4(9223372036854775807), int4(NULL::int8), pg_typeof(int4(9::int8));
----
error 22003 integer out of range

SELECT int8dec(9::int8), int8dec('-4000000000'::int8), int8dec(9223372036854775807), int8dec(NULL::int8), pg_typeof(int8dec(9::int8));
----
8|-4000000001|9223372036854775806|NULL|bigint
SELECT 1

SELECT int8inc(9::int8), int8inc('-4000000000'::int8), int8inc(9223372036854775807), int8inc(NULL::int8), pg_typeof(int8inc(9::int8));
----
error 22003 bigint out of range

SELECT int8inc_any(9::int8, 1), int8inc_any('-4000000000'::int8, 'b'::text), int8inc_any(9223372036854775807, 'b'::text);
----
error 22003 bigint out of range

SELECT int8inc_any(NULL::int8, 1), int8inc_any(9::int8, NULL::text), pg_typeof(int8inc_any(NULL::int8, 1));
----
NULL|NULL|bigint
SELECT 1

SELECT int8range(9::int8, 9::int8), int8range('-4000000000'::int8, '-4000000000'::int8), int8range(9223372036854775807, 9::int8);
----
error 22000 range lower bound must be less than or equal to range upper bound

SELECT int8range(NULL::int8, 9::int8), int8range(9::int8, NULL::int8), pg_typeof(int8range(NULL::int8, 9::int8));
----
(,9)|[9,)|int8range
SELECT 1

SELECT int8range(9::int8, 9::int8, 'hello'::text), int8range('-4000000000'::int8, '-4000000000'::int8, 'Äpfel'::text), int8range(9223372036854775807, 9::int8, 'Äpfel'::text);
----
error 42601 invalid range bound flags; ; Valid values are "[]", "[)", "(]", and "()".

SELECT int8range(NULL::int8, 9::int8, 'hello'::text), int8range(9::int8, NULL::int8, 'hello'::text), int8range(9::int8, 9::int8, NULL::text), pg_typeof(int8range(NULL::int8, 9::int8, 'hello'::text));
----
error 42601 invalid range bound flags; ; Valid values are "[]", "[)", "(]", and "()".

SELECT lcm(9::int8, 9::int8), lcm('-4000000000'::int8, '-4000000000'::int8), lcm(9223372036854775807, 9::int8);
----
error 22003 bigint out of range

SELECT lcm(NULL::int8, 9::int8), lcm(9::int8, NULL::int8), pg_typeof(lcm(NULL::int8, 9::int8));
----
NULL|NULL|bigint
SELECT 1

SELECT mod(9::int8, 9::int8), mod('-4000000000'::int8, '-4000000000'::int8), mod(9223372036854775807, 9::int8);
----
0|0|7
SELECT 1

SELECT mod(NULL::int8, 9::int8), mod(9::int8, NULL::int8), pg_typeof(mod(NULL::int8, 9::int8));
----
NULL|NULL|bigint
SELECT 1

SELECT money(9::int8), money('-4000000000'::int8), money(9223372036854775807), money(NULL::int8), pg_typeof(money(9::int8));
----
error 22003 bigint out of range

SELECT pg_catalog."numeric"(9::int8), pg_catalog."numeric"('-4000000000'::int8), pg_catalog."numeric"(9223372036854775807), pg_catalog."numeric"(NULL::int8), pg_typeof(pg_catalog."numeric"(9::int8));
----
9|-4000000000|9223372036854775807|NULL|numeric
SELECT 1

SELECT oid(9::int8), oid('-4000000000'::int8), oid(9223372036854775807), oid(NULL::int8), pg_typeof(oid(9::int8));
----
error 22003 OID out of range

SELECT to_char(9::int8, 'hello'::text), to_char('-4000000000'::int8, 'Äpfel'::text), to_char(9223372036854775807, 'hello'::text);
----
he  o|Äpfe |he  o
SELECT 1

SELECT to_char(NULL::int8, 'hello'::text), to_char(9::int8, NULL::text), pg_typeof(to_char(NULL::int8, 'hello'::text));
----
NULL|NULL|text
SELECT 1

SELECT to_hex(9::int8), to_hex('-4000000000'::int8), to_hex(9223372036854775807), to_hex(NULL::int8), pg_typeof(to_hex(9::int8));
----
9|ffffffff1194d800|7fffffffffffffff|NULL|text
SELECT 1

# numeric
SELECT abs(12.345), abs(-0.0001), abs('NaN'::numeric), abs(NULL::numeric), pg_typeof(abs(12.345));
----
12.345|0.0001|NaN|NULL|numeric
SELECT 1

SELECT ceil(12.345), ceil(-0.0001), ceil('NaN'::numeric), ceil(NULL::numeric), pg_typeof(ceil(12.345));
----
13|0|NaN|NULL|numeric
SELECT 1

SELECT ceiling(12.345), ceiling(-0.0001), ceiling('NaN'::numeric), ceiling(NULL::numeric), pg_typeof(ceiling(12.345));
----
13|0|NaN|NULL|numeric
SELECT 1

SELECT div(12.345, 12.345), div(-0.0001, -0.0001), div('NaN'::numeric, 12.345);
----
1|1|NaN
SELECT 1

SELECT div(NULL::numeric, 12.345), div(12.345, NULL::numeric), pg_typeof(div(NULL::numeric, 12.345));
----
NULL|NULL|numeric
SELECT 1

SELECT exp(12.345), exp(-0.0001), exp('NaN'::numeric), exp(NULL::numeric), pg_typeof(exp(12.345));
----
229808.12486124595|0.9999000049998333|NaN|NULL|numeric
SELECT 1

SELECT float4(12.345), float4(-0.0001), float4('NaN'::numeric), float4(NULL::numeric), pg_typeof(float4(12.345));
----
12.345|-0.0001|NaN|NULL|real
SELECT 1

SELECT float8(12.345), float8(-0.0001), float8('NaN'::numeric), float8(NULL::numeric), pg_typeof(float8(12.345));
----
12.345|-0.0001|NaN|NULL|double precision
SELECT 1

SELECT floor(12.345), floor(-0.0001), floor('NaN'::numeric), floor(NULL::numeric), pg_typeof(floor(12.345));
----
12|-1|NaN|NULL|numeric
SELECT 1

SELECT gcd(12.345, 12.345), gcd(-0.0001, -0.0001), gcd('NaN'::numeric, 12.345);
----
12.345|0.0001|NaN
SELECT 1

SELECT gcd(NULL::numeric, 12.345), gcd(12.345, NULL::numeric), pg_typeof(gcd(NULL::numeric, 12.345));
----
NULL|NULL|numeric
SELECT 1

SELECT * FROM generate_series(12.345, 12.345);
----
12.345
SELECT 1

SELECT * FROM generate_series(-0.0001, -0.0001);
----
-0.0001
SELECT 1

SELECT * FROM generate_series(12.345, 12.345, 12.345);
----
12.345
SELECT 1

SELECT * FROM generate_series(-0.0001, -0.0001, -0.0001);
----
-0.0001
SELECT 1

SELECT int2(12.345), int2(-0.0001), int2('NaN'::numeric), int2(NULL::numeric), pg_typeof(int2(12.345));
----
error 0A000 cannot convert NaN to smallint

SELECT int4(12.345), int4(-0.0001), int4('NaN'::numeric), int4(NULL::numeric), pg_typeof(int4(12.345));
----
error 0A000 cannot convert NaN to integer

SELECT int8(12.345), int8(-0.0001), int8('NaN'::numeric), int8(NULL::numeric), pg_typeof(int8(12.345));
----
error 0A000 cannot convert NaN to bigint

SELECT lcm(12.345, 12.345), lcm(-0.0001, -0.0001), lcm('NaN'::numeric, 12.345);
----
12.345|0.0001|NaN
SELECT 1

SELECT lcm(NULL::numeric, 12.345), lcm(12.345, NULL::numeric), pg_typeof(lcm(NULL::numeric, 12.345));
----
NULL|NULL|numeric
SELECT 1

SELECT ln(12.345), ln(-0.0001), ln('NaN'::numeric), ln(NULL::numeric), pg_typeof(ln(12.345));
----
error 2201E cannot take logarithm of a negative number

SELECT log(12.345), log(-0.0001), log('NaN'::numeric), log(NULL::numeric), pg_typeof(log(12.345));
----
error 2201E cannot take logarithm of a negative number

SELECT log(12.345, 12.345), log(-0.0001, -0.0001), log('NaN'::numeric, 12.345);
----
error 2201E cannot take logarithm of a negative number

SELECT log(NULL::numeric, 12.345), log(12.345, NULL::numeric), pg_typeof(log(NULL::numeric, 12.345));
----
NULL|NULL|numeric
SELECT 1

SELECT log10(12.345), log10(-0.0001), log10('NaN'::numeric), log10(NULL::numeric), pg_typeof(log10(12.345));
----
error 2201E cannot take logarithm of a negative number

SELECT min_scale(12.345), min_scale(-0.0001), min_scale('NaN'::numeric), min_scale(NULL::numeric), pg_typeof(min_scale(12.345));
----
3|4|NULL|NULL|integer
SELECT 1

SELECT mod(12.345, 12.345), mod(-0.0001, -0.0001), mod('NaN'::numeric, 12.345);
----
0.000|0.0000|NaN
SELECT 1

SELECT mod(NULL::numeric, 12.345), mod(12.345, NULL::numeric), pg_typeof(mod(NULL::numeric, 12.345));
----
NULL|NULL|numeric
SELECT 1

SELECT money(12.345), money(-0.0001), money('NaN'::numeric), money(NULL::numeric), pg_typeof(money(12.345));
----
error 0A000 cannot convert NaN to bigint

SELECT pg_catalog."numeric"(12.345, 5), pg_catalog."numeric"(-0.0001, -17), pg_catalog."numeric"('NaN'::numeric, 5);
----
error 22003 numeric field overflow; A field with precision 0, scale 1 must round to an absolute value less than 10^-1.

SELECT pg_catalog."numeric"(NULL::numeric, 5), pg_catalog."numeric"(12.345, NULL::int4), pg_typeof(pg_catalog."numeric"(NULL::numeric, 5));
----
NULL|NULL|numeric
SELECT 1

SELECT numeric_inc(12.345), numeric_inc(-0.0001), numeric_inc('NaN'::numeric), numeric_inc(NULL::numeric), pg_typeof(numeric_inc(12.345));
----
13.345|0.9999|NaN|NULL|numeric
SELECT 1

SELECT numrange(12.345, 12.345), numrange(-0.0001, -0.0001), numrange('NaN'::numeric, 12.345);
----
error 22000 range lower bound must be less than or equal to range upper bound

SELECT numrange(NULL::numeric, 12.345), numrange(12.345, NULL::numeric), pg_typeof(numrange(NULL::numeric, 12.345));
----
(,12.345)|[12.345,)|numrange
SELECT 1

SELECT numrange(12.345, 12.345, 'hello'::text), numrange(-0.0001, -0.0001, 'Äpfel'::text), numrange('NaN'::numeric, 12.345, 'Äpfel'::text);
----
error 42601 invalid range bound flags; ; Valid values are "[]", "[)", "(]", and "()".

SELECT numrange(NULL::numeric, 12.345, 'hello'::text), numrange(12.345, NULL::numeric, 'hello'::text), numrange(12.345, 12.345, NULL::text), pg_typeof(numrange(NULL::numeric, 12.345, 'hello'::text));
----
error 42601 invalid range bound flags; ; Valid values are "[]", "[)", "(]", and "()".

SELECT pow(12.345, 12.345), pow(-0.0001, -0.0001), pow('NaN'::numeric, 12.345);
----
error 2201F a negative number raised to a non-integer power yields a complex result

SELECT pow(NULL::numeric, 12.345), pow(12.345, NULL::numeric), pg_typeof(pow(NULL::numeric, 12.345));
----
NULL|NULL|numeric
SELECT 1

SELECT power(12.345, 12.345), power(-0.0001, -0.0001), power('NaN'::numeric, 12.345);
----
error 2201F a negative number raised to a non-integer power yields a complex result

SELECT power(NULL::numeric, 12.345), power(12.345, NULL::numeric), pg_typeof(power(NULL::numeric, 12.345));
----
NULL|NULL|numeric
SELECT 1

SELECT round(12.345), round(-0.0001), round('NaN'::numeric), round(NULL::numeric), pg_typeof(round(12.345));
----
12|0|NaN|NULL|numeric
SELECT 1

SELECT round(12.345, 5), round(-0.0001, -17), round('NaN'::numeric, 5);
----
12.34500|0|NaN
SELECT 1

SELECT round(NULL::numeric, 5), round(12.345, NULL::int4), pg_typeof(round(NULL::numeric, 5));
----
NULL|NULL|numeric
SELECT 1

SELECT scale(12.345), scale(-0.0001), scale('NaN'::numeric), scale(NULL::numeric), pg_typeof(scale(12.345));
----
3|4|NULL|NULL|integer
SELECT 1

SELECT sign(12.345), sign(-0.0001), sign('NaN'::numeric), sign(NULL::numeric), pg_typeof(sign(12.345));
----
1|-1|NaN|NULL|numeric
SELECT 1

SELECT sqrt(12.345), sqrt(-0.0001), sqrt('NaN'::numeric), sqrt(NULL::numeric), pg_typeof(sqrt(12.345));
----
error 2201F cannot take square root of a negative number

SELECT to_char(12.345, 'hello'::text), to_char(-0.0001, 'Äpfel'::text), to_char('NaN'::numeric, 'hello'::text);
----
he  o|Äpfe |he  o
SELECT 1

SELECT to_char(NULL::numeric, 'hello'::text), to_char(12.345, NULL::text), pg_typeof(to_char(NULL::numeric, 'hello'::text));
----
NULL|NULL|text
SELECT 1

SELECT trim_scale(12.345), trim_scale(-0.0001), trim_scale('NaN'::numeric), trim_scale(NULL::numeric), pg_typeof(trim_scale(12.345));
----
12.345|-0.0001|NaN|NULL|numeric
SELECT 1

SELECT trunc(12.345), trunc(-0.0001), trunc('NaN'::numeric), trunc(NULL::numeric), pg_typeof(trunc(12.345));
----
12|0|NaN|NULL|numeric
SELECT 1

SELECT trunc(12.345, 5), trunc(-0.0001, -17), trunc('NaN'::numeric, 5);
----
12.34500|0|NaN
SELECT 1

SELECT trunc(NULL::numeric, 5), trunc(12.345, NULL::int4), pg_typeof(trunc(NULL::numeric, 5));
----
NULL|NULL|numeric
SELECT 1

SELECT width_bucket(12.345, 12.345, 12.345, 5), width_bucket(-0.0001, -0.0001, -0.0001, -17), width_bucket('NaN'::numeric, 12.345, -0.0001, 2147483647);
----
error 2201G lower bound cannot equal upper bound

SELECT width_bucket(NULL::numeric, 12.345, 12.345, 5), width_bucket(12.345, NULL::numeric, 12.345, 5), width_bucket(12.345, 12.345, NULL::numeric, 5), width_bucket(12.345, 12.345, 12.345, NULL::int4), pg_typeof(width_bucket(NULL::numeric, 12.345, 12.345, 5));
----
NULL|NULL|NULL|NULL|integer
SELECT 1

SELECT format_type(NULL::oid, 5), format_type(26::oid, NULL::int4), pg_typeof(format_type(NULL::oid, 5));
----
NULL|oid|text
SELECT 1

SELECT int8(26::oid), int8('4294967295'::oid), int8(NULL::oid), pg_typeof(int8(26::oid));
----
26|4294967295|NULL|bigint
SELECT 1

# bool
SELECT int4(true), int4(false), int4(NULL::bool), pg_typeof(int4(true));
----
1|0|NULL|integer
SELECT 1

SELECT text(true), text(false), text(NULL::bool), pg_typeof(text(true));
----
true|false|NULL|text
SELECT 1

# money
SELECT pg_catalog."numeric"('12.34'::money), pg_catalog."numeric"('-$1,234.56'::money), pg_catalog."numeric"(NULL::money), pg_typeof(pg_catalog."numeric"('12.34'::money));
----
12.34|-1234.56|NULL|numeric
SELECT 1

# xid8
SELECT xid('1234567890123'::xid8), xid('3'::xid8), xid(NULL::xid8), pg_typeof(xid('1234567890123'::xid8));
----
1912276171|3|NULL|xid
SELECT 1
