# Numbers: reading, rounding, limits, powers, and integers by other bases. Errors are told whole.
SELECT '  12  '::int2;
----
12
SELECT 1

SELECT '+5'::int2;
----
5
SELECT 1

SELECT '--5'::int2;
----
error 22P02 invalid input syntax for type smallint: "--5"

SELECT '1_000'::int2;
----
error 22P02 invalid input syntax for type smallint: "1_000"

SELECT '0x1F'::int2;
----
error 22P02 invalid input syntax for type smallint: "0x1F"

SELECT '1.0'::int2;
----
error 22P02 invalid input syntax for type smallint: "1.0"

SELECT '1e2'::int2;
----
error 22P02 invalid input syntax for type smallint: "1e2"

SELECT ''::int2;
----
error 22P02 invalid input syntax for type smallint: ""

SELECT ' '::int2;
----
error 22P02 invalid input syntax for type smallint: " "

SELECT '12a'::int2;
----
error 22P02 invalid input syntax for type smallint: "12a"

SELECT '32768'::int2;
----
error 22003 value "32768" is out of range for type smallint

SELECT '-2147483649'::int2;
----
error 22003 value "-2147483649" is out of range for type smallint

SELECT '9223372036854775808'::int2;
----
error 22003 value "9223372036854775808" is out of range for type smallint

SELECT '-9223372036854775808'::int2;
----
error 22003 value "-9223372036854775808" is out of range for type smallint

SELECT '  12  '::int4;
----
12
SELECT 1

SELECT '+5'::int4;
----
5
SELECT 1

SELECT '--5'::int4;
----
error 22P02 invalid input syntax for type integer: "--5"

SELECT '1_000'::int4;
----
error 22P02 invalid input syntax for type integer: "1_000"

SELECT '0x1F'::int4;
----
error 22P02 invalid input syntax for type integer: "0x1F"

SELECT '1.0'::int4;
----
error 22P02 invalid input syntax for type integer: "1.0"

SELECT '1e2'::int4;
----
error 22P02 invalid input syntax for type integer: "1e2"

SELECT ''::int4;
----
error 22P02 invalid input syntax for type integer: ""

SELECT ' '::int4;
----
error 22P02 invalid input syntax for type integer: " "

SELECT '12a'::int4;
----
error 22P02 invalid input syntax for type integer: "12a"

SELECT '32768'::int4;
----
32768
SELECT 1

SELECT '-2147483649'::int4;
----
error 22003 value "-2147483649" is out of range for type integer

SELECT '9223372036854775808'::int4;
----
error 22003 value "9223372036854775808" is out of range for type integer

SELECT '-9223372036854775808'::int4;
----
error 22003 value "-9223372036854775808" is out of range for type integer

SELECT '  12  '::int8;
----
12
SELECT 1

SELECT '+5'::int8;
----
5
SELECT 1

SELECT '--5'::int8;
----
error 22P02 invalid input syntax for type bigint: "--5"

SELECT '1_000'::int8;
----
error 22P02 invalid input syntax for type bigint: "1_000"

SELECT '0x1F'::int8;
----
error 22P02 invalid input syntax for type bigint: "0x1F"

SELECT '1.0'::int8;
----
error 22P02 invalid input syntax for type bigint: "1.0"

SELECT '1e2'::int8;
----
error 22P02 invalid input syntax for type bigint: "1e2"

SELECT ''::int8;
----
error 22P02 invalid input syntax for type bigint: ""

SELECT ' '::int8;
----
error 22P02 invalid input syntax for type bigint: " "

SELECT '12a'::int8;
----
error 22P02 invalid input syntax for type bigint: "12a"

SELECT '32768'::int8;
----
32768
SELECT 1

SELECT '-2147483649'::int8;
----
-2147483649
SELECT 1

SELECT '9223372036854775808'::int8;
----
error 22003 value "9223372036854775808" is out of range for type bigint

SELECT '-9223372036854775808'::int8;
----
-9223372036854775808
SELECT 1

SELECT '  12.50  '::numeric;
----
12.50
SELECT 1

SELECT '.5'::numeric;
----
0.5
SELECT 1

SELECT '5.'::numeric;
----
5
SELECT 1

SELECT '.'::numeric;
----
error 22P02 invalid input syntax for type numeric: "."

SELECT '1e3'::numeric;
----
1000
SELECT 1

SELECT '1e'::numeric;
----
error 22P02 invalid input syntax for type numeric: "1e"

SELECT '1E+3'::numeric;
----
1000
SELECT 1

SELECT '-1.5e-3'::numeric;
----
-0.0015
SELECT 1

SELECT '0x10'::numeric;
----
error 22P02 invalid input syntax for type numeric: "0x10"

SELECT 'NaN'::numeric;
----
NaN
SELECT 1

SELECT 'nan'::numeric;
----
NaN
SELECT 1

SELECT '-NaN'::numeric;
----
error 22P02 invalid input syntax for type numeric: "-NaN"

SELECT 'Infinity'::numeric;
----
Infinity
SELECT 1

SELECT '-inf'::numeric;
----
-Infinity
SELECT 1

SELECT 'infinit'::numeric;
----
error 22P02 invalid input syntax for type numeric: "infinit"

SELECT '+inf'::numeric;
----
Infinity
SELECT 1

SELECT ''::numeric;
----
error 22P02 invalid input syntax for type numeric: ""

SELECT '1,000'::numeric;
----
error 22P02 invalid input syntax for type numeric: "1,000"

SELECT '1e400'::numeric;
----
10000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000
SELECT 1

SELECT '1e-400'::numeric;
----
0.0000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000001
SELECT 1

SELECT '1e131072'::numeric;
----
error 22003 value overflows numeric format

SELECT '1 2'::numeric;
----
error 22P02 invalid input syntax for type numeric: "1 2"

SELECT '  12.50  '::float8;
----
12.5
SELECT 1

SELECT '.5'::float8;
----
0.5
SELECT 1

SELECT '5.'::float8;
----
5
SELECT 1

SELECT '.'::float8;
----
error 22P02 invalid input syntax for type double precision: "."

SELECT '1e3'::float8;
----
1000
SELECT 1

SELECT '1e'::float8;
----
error 22P02 invalid input syntax for type double precision: "1e"

SELECT '1E+3'::float8;
----
1000
SELECT 1

SELECT '-1.5e-3'::float8;
----
-0.0015
SELECT 1

SELECT '0x10'::float8;
----
16
SELECT 1

SELECT 'NaN'::float8;
----
NaN
SELECT 1

SELECT 'nan'::float8;
----
NaN
SELECT 1

SELECT '-NaN'::float8;
----
NaN
SELECT 1

SELECT 'Infinity'::float8;
----
Infinity
SELECT 1

SELECT '-inf'::float8;
----
-Infinity
SELECT 1

SELECT 'infinit'::float8;
----
error 22P02 invalid input syntax for type double precision: "infinit"

SELECT '+inf'::float8;
----
Infinity
SELECT 1

SELECT ''::float8;
----
error 22P02 invalid input syntax for type double precision: ""

SELECT '1,000'::float8;
----
error 22P02 invalid input syntax for type double precision: "1,000"

SELECT '1e400'::float8;
----
error 22003 "1e400" is out of range for type double precision

SELECT '1e-400'::float8;
----
error 22003 "1e-400" is out of range for type double precision

SELECT '1e131072'::float8;
----
error 22003 "1e131072" is out of range for type double precision

SELECT '1 2'::float8;
----
error 22P02 invalid input syntax for type double precision: "1 2"

SELECT '  12.50  '::float4;
----
12.5
SELECT 1

SELECT '.5'::float4;
----
0.5
SELECT 1

SELECT '5.'::float4;
----
5
SELECT 1

SELECT '.'::float4;
----
error 22P02 invalid input syntax for type real: "."

SELECT '1e3'::float4;
----
1000
SELECT 1

SELECT '1e'::float4;
----
error 22P02 invalid input syntax for type real: "1e"

SELECT '1E+3'::float4;
----
1000
SELECT 1

SELECT '-1.5e-3'::float4;
----
-0.0015
SELECT 1

SELECT '0x10'::float4;
----
16
SELECT 1

SELECT 'NaN'::float4;
----
NaN
SELECT 1

SELECT 'nan'::float4;
----
NaN
SELECT 1

SELECT '-NaN'::float4;
----
NaN
SELECT 1

SELECT 'Infinity'::float4;
----
Infinity
SELECT 1

SELECT '-inf'::float4;
----
-Infinity
SELECT 1

SELECT 'infinit'::float4;
----
error 22P02 invalid input syntax for type real: "infinit"

SELECT '+inf'::float4;
----
Infinity
SELECT 1

SELECT ''::float4;
----
error 22P02 invalid input syntax for type real: ""

SELECT '1,000'::float4;
----
error 22P02 invalid input syntax for type real: "1,000"

SELECT '1e400'::float4;
----
error 22003 "1e400" is out of range for type real

SELECT '1e-400'::float4;
----
error 22003 "1e-400" is out of range for type real

SELECT '1e131072'::float4;
----
error 22003 "1e131072" is out of range for type real

SELECT '1 2'::float4;
----
error 22P02 invalid input syntax for type real: "1 2"

SELECT 123.456::numeric(5,2), '-0.00456'::numeric(5,2);
----
123.46|0.00
SELECT 1

SELECT 99999.995::numeric(5,2);
----
error 22003 numeric field overflow; A field with precision 5, scale 2 must round to an absolute value less than 10^3.

SELECT 'NaN'::numeric(5,2), 'Infinity'::numeric(5,2);
----
error 22003 numeric field overflow; A field with precision 5, scale 2 cannot hold an infinite value.

SELECT 123.456::numeric(5), '-0.00456'::numeric(5);
----
123|0
SELECT 1

SELECT 99999.995::numeric(5);
----
error 22003 numeric field overflow; A field with precision 5, scale 0 must round to an absolute value less than 10^5.

SELECT 'NaN'::numeric(5), 'Infinity'::numeric(5);
----
error 22003 numeric field overflow; A field with precision 5, scale 0 cannot hold an infinite value.

SELECT 123.456::numeric(3,5), '-0.00456'::numeric(3,5);
----
error 22003 numeric field overflow; A field with precision 3, scale 5 must round to an absolute value less than 10^-2.

SELECT 99999.995::numeric(3,5);
----
error 22003 numeric field overflow; A field with precision 3, scale 5 must round to an absolute value less than 10^-2.

SELECT 'NaN'::numeric(3,5), 'Infinity'::numeric(3,5);
----
error 22003 numeric field overflow; A field with precision 3, scale 5 cannot hold an infinite value.

SELECT 123.456::numeric(2,-3), '-0.00456'::numeric(2,-3);
----
0|0
SELECT 1

SELECT 99999.995::numeric(2,-3);
----
error 22003 numeric field overflow; A field with precision 2, scale -3 must round to an absolute value less than 10^5.

SELECT 'NaN'::numeric(2,-3), 'Infinity'::numeric(2,-3);
----
error 22003 numeric field overflow; A field with precision 2, scale -3 cannot hold an infinite value.

SELECT 123.456::numeric(1000,1000), '-0.00456'::numeric(1000,1000);
----
error 22003 numeric field overflow; A field with precision 1000, scale 1000 must round to an absolute value less than 1.

SELECT 99999.995::numeric(1000,1000);
----
error 22003 numeric field overflow; A field with precision 1000, scale 1000 must round to an absolute value less than 1.

SELECT 'NaN'::numeric(1000,1000), 'Infinity'::numeric(1000,1000);
----
error 22003 numeric field overflow; A field with precision 1000, scale 1000 cannot hold an infinite value.

SELECT 123.456::numeric(0), '-0.00456'::numeric(0);
----
error 22023 NUMERIC precision 0 must be between 1 and 1000

SELECT 99999.995::numeric(0);
----
error 22023 NUMERIC precision 0 must be between 1 and 1000

SELECT 'NaN'::numeric(0), 'Infinity'::numeric(0);
----
error 22023 NUMERIC precision 0 must be between 1 and 1000

SELECT 123.456::numeric(1001), '-0.00456'::numeric(1001);
----
error 22023 NUMERIC precision 1001 must be between 1 and 1000

SELECT 99999.995::numeric(1001);
----
error 22023 NUMERIC precision 1001 must be between 1 and 1000

SELECT 'NaN'::numeric(1001), 'Infinity'::numeric(1001);
----
error 22023 NUMERIC precision 1001 must be between 1 and 1000

SELECT 123.456::numeric(5,1001), '-0.00456'::numeric(5,1001);
----
error 22023 NUMERIC scale 1001 must be between -1000 and 1000

SELECT 99999.995::numeric(5,1001);
----
error 22023 NUMERIC scale 1001 must be between -1000 and 1000

SELECT 'NaN'::numeric(5,1001), 'Infinity'::numeric(5,1001);
----
error 22023 NUMERIC scale 1001 must be between -1000 and 1000

SELECT 123.456::numeric(5,-1001), '-0.00456'::numeric(5,-1001);
----
error 22023 NUMERIC scale -1001 must be between -1000 and 1000

SELECT 99999.995::numeric(5,-1001);
----
error 22023 NUMERIC scale -1001 must be between -1000 and 1000

SELECT 'NaN'::numeric(5,-1001), 'Infinity'::numeric(5,-1001);
----
error 22023 NUMERIC scale -1001 must be between -1000 and 1000

SELECT round(0), round(1.5), round(-1.5), round(2.5), round(-2.5), round(0.05), round(-0.05), round(12345.6789), round(-99999.5);
----
0|2|-2|3|-3|0|0|12346|-100000
SELECT 1

SELECT round(1e20::numeric);
----
100000000000000000000
SELECT 1

SELECT round('NaN'::numeric);
----
NaN
SELECT 1

SELECT round('Infinity'::numeric);
----
Infinity
SELECT 1

SELECT round('-Infinity'::numeric);
----
-Infinity
SELECT 1

SELECT round(0.000000000000000000001);
----
0
SELECT 1

SELECT round(0, 1), round(1.5, 1), round(-1.5, 1), round(2.5, 1), round(-2.5, 1), round(0.05, 1), round(-0.05, 1), round(12345.6789, 1), round(-99999.5, 1);
----
0.0|1.5|-1.5|2.5|-2.5|0.1|-0.1|12345.7|-99999.5
SELECT 1

SELECT round(1e20::numeric, 1);
----
100000000000000000000.0
SELECT 1

SELECT round('NaN'::numeric, 1);
----
NaN
SELECT 1

SELECT round('Infinity'::numeric, 1);
----
Infinity
SELECT 1

SELECT round('-Infinity'::numeric, 1);
----
-Infinity
SELECT 1

SELECT round(0.000000000000000000001, 1);
----
0.0
SELECT 1

SELECT round(0, -2), round(1.5, -2), round(-1.5, -2), round(2.5, -2), round(-2.5, -2), round(0.05, -2), round(-0.05, -2), round(12345.6789, -2), round(-99999.5, -2);
----
0|0|0|0|0|0|0|12300|-100000
SELECT 1

SELECT round(1e20::numeric, -2);
----
100000000000000000000
SELECT 1

SELECT round('NaN'::numeric, -2);
----
NaN
SELECT 1

SELECT round('Infinity'::numeric, -2);
----
Infinity
SELECT 1

SELECT round('-Infinity'::numeric, -2);
----
-Infinity
SELECT 1

SELECT round(0.000000000000000000001, -2);
----
0
SELECT 1

SELECT trunc(0), trunc(1.5), trunc(-1.5), trunc(2.5), trunc(-2.5), trunc(0.05), trunc(-0.05), trunc(12345.6789), trunc(-99999.5);
----
0|1|-1|2|-2|0|0|12345|-99999
SELECT 1

SELECT trunc(1e20::numeric);
----
100000000000000000000
SELECT 1

SELECT trunc('NaN'::numeric);
----
NaN
SELECT 1

SELECT trunc('Infinity'::numeric);
----
Infinity
SELECT 1

SELECT trunc('-Infinity'::numeric);
----
-Infinity
SELECT 1

SELECT trunc(0.000000000000000000001);
----
0
SELECT 1

SELECT trunc(0, 2), trunc(1.5, 2), trunc(-1.5, 2), trunc(2.5, 2), trunc(-2.5, 2), trunc(0.05, 2), trunc(-0.05, 2), trunc(12345.6789, 2), trunc(-99999.5, 2);
----
0.00|1.50|-1.50|2.50|-2.50|0.05|-0.05|12345.67|-99999.50
SELECT 1

SELECT trunc(1e20::numeric, 2);
----
100000000000000000000.00
SELECT 1

SELECT trunc('NaN'::numeric, 2);
----
NaN
SELECT 1

SELECT trunc('Infinity'::numeric, 2);
----
Infinity
SELECT 1

SELECT trunc('-Infinity'::numeric, 2);
----
-Infinity
SELECT 1

SELECT trunc(0.000000000000000000001, 2);
----
0.00
SELECT 1

SELECT trunc(0, -1), trunc(1.5, -1), trunc(-1.5, -1), trunc(2.5, -1), trunc(-2.5, -1), trunc(0.05, -1), trunc(-0.05, -1), trunc(12345.6789, -1), trunc(-99999.5, -1);
----
0|0|0|0|0|0|0|12340|-99990
SELECT 1

SELECT trunc(1e20::numeric, -1);
----
100000000000000000000
SELECT 1

SELECT trunc('NaN'::numeric, -1);
----
NaN
SELECT 1

SELECT trunc('Infinity'::numeric, -1);
----
Infinity
SELECT 1

SELECT trunc('-Infinity'::numeric, -1);
----
-Infinity
SELECT 1

SELECT trunc(0.000000000000000000001, -1);
----
0
SELECT 1

SELECT ceil(0), ceil(1.5), ceil(-1.5), ceil(2.5), ceil(-2.5), ceil(0.05), ceil(-0.05), ceil(12345.6789), ceil(-99999.5);
----
0|2|-1|3|-2|1|0|12346|-99999
SELECT 1

SELECT ceil(1e20::numeric);
----
100000000000000000000
SELECT 1

SELECT ceil('NaN'::numeric);
----
NaN
SELECT 1

SELECT ceil('Infinity'::numeric);
----
Infinity
SELECT 1

SELECT ceil('-Infinity'::numeric);
----
-Infinity
SELECT 1

SELECT ceil(0.000000000000000000001);
----
1
SELECT 1

SELECT floor(0), floor(1.5), floor(-1.5), floor(2.5), floor(-2.5), floor(0.05), floor(-0.05), floor(12345.6789), floor(-99999.5);
----
0|1|-2|2|-3|0|-1|12345|-100000
SELECT 1

SELECT floor(1e20::numeric);
----
100000000000000000000
SELECT 1

SELECT floor('NaN'::numeric);
----
NaN
SELECT 1

SELECT floor('Infinity'::numeric);
----
Infinity
SELECT 1

SELECT floor('-Infinity'::numeric);
----
-Infinity
SELECT 1

SELECT floor(0.000000000000000000001);
----
0
SELECT 1

SELECT sign(0), sign(1.5), sign(-1.5), sign(2.5), sign(-2.5), sign(0.05), sign(-0.05), sign(12345.6789), sign(-99999.5);
----
0|1|-1|1|-1|1|-1|1|-1
SELECT 1

SELECT sign(1e20::numeric);
----
1
SELECT 1

SELECT sign('NaN'::numeric);
----
NaN
SELECT 1

SELECT sign('Infinity'::numeric);
----
1
SELECT 1

SELECT sign('-Infinity'::numeric);
----
-1
SELECT 1

SELECT sign(0.000000000000000000001);
----
1
SELECT 1

SELECT abs(0), abs(1.5), abs(-1.5), abs(2.5), abs(-2.5), abs(0.05), abs(-0.05), abs(12345.6789), abs(-99999.5);
----
0|1.5|1.5|2.5|2.5|0.05|0.05|12345.6789|99999.5
SELECT 1

SELECT abs(1e20::numeric);
----
100000000000000000000
SELECT 1

SELECT abs('NaN'::numeric);
----
NaN
SELECT 1

SELECT abs('Infinity'::numeric);
----
Infinity
SELECT 1

SELECT abs('-Infinity'::numeric);
----
Infinity
SELECT 1

SELECT abs(0.000000000000000000001);
----
0.000000000000000000001
SELECT 1

SELECT -(0), -(1.5), -(-1.5), -(2.5), -(-2.5), -(0.05), -(-0.05), -(12345.6789), -(-99999.5);
----
0|-1.5|1.5|-2.5|2.5|-0.05|0.05|-12345.6789|99999.5
SELECT 1

SELECT -(1e20::numeric);
----
-100000000000000000000
SELECT 1

SELECT -('NaN'::numeric);
----
NaN
SELECT 1

SELECT -('Infinity'::numeric);
----
-Infinity
SELECT 1

SELECT -('-Infinity'::numeric);
----
Infinity
SELECT 1

SELECT -(0.000000000000000000001);
----
-0.000000000000000000001
SELECT 1

SELECT 0 % 7, 1.5 % 7, -1.5 % 7, 2.5 % 7, -2.5 % 7, 0.05 % 7, -0.05 % 7, 12345.6789 % 7, -99999.5 % 7;
----
0|1.5|-1.5|2.5|-2.5|0.05|-0.05|4.6789|-4.5
SELECT 1

SELECT 1e20::numeric % 7;
----
2
SELECT 1

SELECT 'NaN'::numeric % 7;
----
NaN
SELECT 1

SELECT 'Infinity'::numeric % 7;
----
NaN
SELECT 1

SELECT '-Infinity'::numeric % 7;
----
NaN
SELECT 1

SELECT 0.000000000000000000001 % 7;
----
0.000000000000000000001
SELECT 1

SELECT div(0, 3), div(1.5, 3), div(-1.5, 3), div(2.5, 3), div(-2.5, 3), div(0.05, 3), div(-0.05, 3), div(12345.6789, 3), div(-99999.5, 3);
----
0|0|0|0|0|0|0|4115|-33333
SELECT 1

SELECT div(1e20::numeric, 3);
----
33333333333333333333
SELECT 1

SELECT div('NaN'::numeric, 3);
----
NaN
SELECT 1

SELECT div('Infinity'::numeric, 3);
----
Infinity
SELECT 1

SELECT div('-Infinity'::numeric, 3);
----
-Infinity
SELECT 1

SELECT div(0.000000000000000000001, 3);
----
0
SELECT 1

SELECT mod(0, -3), mod(1.5, -3), mod(-1.5, -3), mod(2.5, -3), mod(-2.5, -3), mod(0.05, -3), mod(-0.05, -3), mod(12345.6789, -3), mod(-99999.5, -3);
----
0|1.5|-1.5|2.5|-2.5|0.05|-0.05|0.6789|-0.5
SELECT 1

SELECT mod(1e20::numeric, -3);
----
1
SELECT 1

SELECT mod('NaN'::numeric, -3);
----
NaN
SELECT 1

SELECT mod('Infinity'::numeric, -3);
----
NaN
SELECT 1

SELECT mod('-Infinity'::numeric, -3);
----
NaN
SELECT 1

SELECT mod(0.000000000000000000001, -3);
----
0.000000000000000000001
SELECT 1

SELECT 0 / 3, 1.5 / 3, -1.5 / 3, 2.5 / 3, -2.5 / 3, 0.05 / 3, -0.05 / 3, 12345.6789 / 3, -99999.5 / 3;
----
0|0.50000000000000000000|-0.50000000000000000000|0.83333333333333333333|-0.83333333333333333333|0.01666666666666666667|-0.01666666666666666667|4115.2263000000000000|-33333.166666666667
SELECT 1

SELECT 1e20::numeric / 3;
----
33333333333333333333
SELECT 1

SELECT 'NaN'::numeric / 3;
----
NaN
SELECT 1

SELECT 'Infinity'::numeric / 3;
----
Infinity
SELECT 1

SELECT '-Infinity'::numeric / 3;
----
-Infinity
SELECT 1

SELECT 0.000000000000000000001 / 3;
----
0.0000000000000000000003333333333333333333
SELECT 1

SELECT 0 * 0, 1.5 * 1.5, -1.5 * -1.5, 2.5 * 2.5, -2.5 * -2.5, 0.05 * 0.05, -0.05 * -0.05, 12345.6789 * 12345.6789, -99999.5 * -99999.5;
----
0|2.25|2.25|6.25|6.25|0.0025|0.0025|152415787.50190521|9999900000.25
SELECT 1

SELECT 1e20::numeric * 1e20::numeric;
----
10000000000000000000000000000000000000000
SELECT 1

SELECT 'NaN'::numeric * 'NaN'::numeric;
----
NaN
SELECT 1

SELECT 'Infinity'::numeric * 'Infinity'::numeric;
----
Infinity
SELECT 1

SELECT '-Infinity'::numeric * '-Infinity'::numeric;
----
Infinity
SELECT 1

SELECT 0.000000000000000000001 * 0.000000000000000000001;
----
0.000000000000000000000000000000000000000001
SELECT 1

SELECT scale(0), scale(1.5), scale(-1.5), scale(2.5), scale(-2.5), scale(0.05), scale(-0.05), scale(12345.6789), scale(-99999.5);
----
0|1|1|1|1|2|2|4|1
SELECT 1

SELECT scale(1e20::numeric);
----
0
SELECT 1

SELECT scale('NaN'::numeric);
----
NULL
SELECT 1

SELECT scale('Infinity'::numeric);
----
NULL
SELECT 1

SELECT scale('-Infinity'::numeric);
----
NULL
SELECT 1

SELECT scale(0.000000000000000000001);
----
21
SELECT 1

SELECT min_scale(0), min_scale(1.5), min_scale(-1.5), min_scale(2.5), min_scale(-2.5), min_scale(0.05), min_scale(-0.05), min_scale(12345.6789), min_scale(-99999.5);
----
0|1|1|1|1|2|2|4|1
SELECT 1

SELECT min_scale(1e20::numeric);
----
0
SELECT 1

SELECT min_scale('NaN'::numeric);
----
NULL
SELECT 1

SELECT min_scale('Infinity'::numeric);
----
NULL
SELECT 1

SELECT min_scale('-Infinity'::numeric);
----
NULL
SELECT 1

SELECT min_scale(0.000000000000000000001);
----
21
SELECT 1

SELECT trim_scale(0), trim_scale(1.5), trim_scale(-1.5), trim_scale(2.5), trim_scale(-2.5), trim_scale(0.05), trim_scale(-0.05), trim_scale(12345.6789), trim_scale(-99999.5);
----
0|1.5|-1.5|2.5|-2.5|0.05|-0.05|12345.6789|-99999.5
SELECT 1

SELECT trim_scale(1e20::numeric);
----
100000000000000000000
SELECT 1

SELECT trim_scale('NaN'::numeric);
----
NaN
SELECT 1

SELECT trim_scale('Infinity'::numeric);
----
Infinity
SELECT 1

SELECT trim_scale('-Infinity'::numeric);
----
-Infinity
SELECT 1

SELECT trim_scale(0.000000000000000000001);
----
0.000000000000000000001
SELECT 1

SELECT width_bucket(0, -10, 10, 5), width_bucket(1.5, -10, 10, 5), width_bucket(-1.5, -10, 10, 5), width_bucket(2.5, -10, 10, 5), width_bucket(-2.5, -10, 10, 5), width_bucket(0.05, -10, 10, 5), width_bucket(-0.05, -10, 10, 5), width_bucket(12345.6789, -10, 10, 5), width_bucket(-99999.5, -10, 10, 5);
----
3|3|3|4|2|3|3|6|0
SELECT 1

SELECT width_bucket(1e20::numeric, -10, 10, 5);
----
6
SELECT 1

SELECT width_bucket('NaN'::numeric, -10, 10, 5);
----
error 2201G operand, lower bound, and upper bound cannot be NaN

SELECT width_bucket('Infinity'::numeric, -10, 10, 5);
----
6
SELECT 1

SELECT width_bucket('-Infinity'::numeric, -10, 10, 5);
----
0
SELECT 1

SELECT width_bucket(0.000000000000000000001, -10, 10, 5);
----
3
SELECT 1

SELECT (0)::int8, (1.5)::int8, (-1.5)::int8, (2.5)::int8, (-2.5)::int8, (0.05)::int8, (-0.05)::int8, (12345.6789)::int8, (-99999.5)::int8;
----
0|2|-2|3|-3|0|0|12346|-100000
SELECT 1

SELECT (1e20::numeric)::int8;
----
error 22003 bigint out of range

SELECT ('NaN'::numeric)::int8;
----
error 0A000 cannot convert NaN to bigint

SELECT ('Infinity'::numeric)::int8;
----
error 0A000 cannot convert infinity to bigint

SELECT ('-Infinity'::numeric)::int8;
----
error 0A000 cannot convert infinity to bigint

SELECT (0.000000000000000000001)::int8;
----
0
SELECT 1

SELECT (0)::int4, (1.5)::int4, (-1.5)::int4, (2.5)::int4, (-2.5)::int4, (0.05)::int4, (-0.05)::int4, (12345.6789)::int4, (-99999.5)::int4;
----
0|2|-2|3|-3|0|0|12346|-100000
SELECT 1

SELECT (1e20::numeric)::int4;
----
error 22003 integer out of range

SELECT ('NaN'::numeric)::int4;
----
error 0A000 cannot convert NaN to integer

SELECT ('Infinity'::numeric)::int4;
----
error 0A000 cannot convert infinity to integer

SELECT ('-Infinity'::numeric)::int4;
----
error 0A000 cannot convert infinity to integer

SELECT (0.000000000000000000001)::int4;
----
0
SELECT 1

SELECT (0)::float8, (1.5)::float8, (-1.5)::float8, (2.5)::float8, (-2.5)::float8, (0.05)::float8, (-0.05)::float8, (12345.6789)::float8, (-99999.5)::float8;
----
0|1.5|-1.5|2.5|-2.5|0.05|-0.05|12345.6789|-99999.5
SELECT 1

SELECT (1e20::numeric)::float8;
----
1e+20
SELECT 1

SELECT ('NaN'::numeric)::float8;
----
NaN
SELECT 1

SELECT ('Infinity'::numeric)::float8;
----
Infinity
SELECT 1

SELECT ('-Infinity'::numeric)::float8;
----
-Infinity
SELECT 1

SELECT (0.000000000000000000001)::float8;
----
1e-21
SELECT 1

SELECT (0)::text, (1.5)::text, (-1.5)::text, (2.5)::text, (-2.5)::text, (0.05)::text, (-0.05)::text, (12345.6789)::text, (-99999.5)::text;
----
0|1.5|-1.5|2.5|-2.5|0.05|-0.05|12345.6789|-99999.5
SELECT 1

SELECT (1e20::numeric)::text;
----
100000000000000000000
SELECT 1

SELECT ('NaN'::numeric)::text;
----
NaN
SELECT 1

SELECT ('Infinity'::numeric)::text;
----
Infinity
SELECT 1

SELECT ('-Infinity'::numeric)::text;
----
-Infinity
SELECT 1

SELECT (0.000000000000000000001)::text;
----
0.000000000000000000001
SELECT 1

SELECT sqrt(0);
----
0
SELECT 1

SELECT sqrt(1.5);
----
1.224744871391589
SELECT 1

SELECT sqrt(-1.5);
----
error 2201F cannot take square root of a negative number

SELECT sqrt(2.5);
----
1.581138830084190
SELECT 1

SELECT sqrt(-2.5);
----
error 2201F cannot take square root of a negative number

SELECT sqrt(0.05);
----
0.22360679774997897
SELECT 1

SELECT sqrt(-0.05);
----
error 2201F cannot take square root of a negative number

SELECT sqrt(12345.6789);
----
111.1111106055556
SELECT 1

SELECT sqrt(-99999.5);
----
error 2201F cannot take square root of a negative number

SELECT sqrt(1e20::numeric);
----
10000000000.00000
SELECT 1

SELECT sqrt('NaN'::numeric);
----
NaN
SELECT 1

SELECT sqrt('Infinity'::numeric);
----
Infinity
SELECT 1

SELECT sqrt('-Infinity'::numeric);
----
error 2201F cannot take square root of a negative number

SELECT sqrt(0.000000000000000000001);
----
0.000000000031622776601683793
SELECT 1

SELECT ln(0);
----
error 2201E cannot take logarithm of zero

SELECT ln(1.5);
----
0.4054651081081644
SELECT 1

SELECT ln(-1.5);
----
error 2201E cannot take logarithm of a negative number

SELECT ln(2.5);
----
0.9162907318741551
SELECT 1

SELECT ln(-2.5);
----
error 2201E cannot take logarithm of a negative number

SELECT ln(0.05);
----
-2.9957322735539910
SELECT 1

SELECT ln(-0.05);
----
error 2201E cannot take logarithm of a negative number

SELECT ln(12345.6789);
----
9.4210613941918353
SELECT 1

SELECT ln(-99999.5);
----
error 2201E cannot take logarithm of a negative number

SELECT ln(1e20::numeric);
----
46.051701859880914
SELECT 1

SELECT ln('NaN'::numeric);
----
NaN
SELECT 1

SELECT ln('Infinity'::numeric);
----
Infinity
SELECT 1

SELECT ln('-Infinity'::numeric);
----
error 2201E cannot take logarithm of a negative number

SELECT ln(0.000000000000000000001);
----
-48.354286952874959364378
SELECT 1

SELECT log(0);
----
error 2201E cannot take logarithm of zero

SELECT log(1.5);
----
0.1760912590556812
SELECT 1

SELECT log(-1.5);
----
error 2201E cannot take logarithm of a negative number

SELECT log(2.5);
----
0.3979400086720376
SELECT 1

SELECT log(-2.5);
----
error 2201E cannot take logarithm of a negative number

SELECT log(0.05);
----
-1.3010299956639812
SELECT 1

SELECT log(-0.05);
----
error 2201E cannot take logarithm of a negative number

SELECT log(12345.6789);
----
4.0915149771692704
SELECT 1

SELECT log(-99999.5);
----
error 2201E cannot take logarithm of a negative number

SELECT log(1e20::numeric);
----
20.000000000000000
SELECT 1

SELECT log('NaN'::numeric);
----
NaN
SELECT 1

SELECT log('Infinity'::numeric);
----
Infinity
SELECT 1

SELECT log('-Infinity'::numeric);
----
error 2201E cannot take logarithm of a negative number

SELECT log(0.000000000000000000001);
----
-21.000000000000000000000
SELECT 1

SELECT exp(0);
----
1
SELECT 1

SELECT exp(1.5);
----
4.4816890703380648
SELECT 1

SELECT exp(-1.5);
----
0.2231301601484298
SELECT 1

SELECT exp(2.5);
----
12.182493960703473
SELECT 1

SELECT exp(-2.5);
----
0.08208499862389880
SELECT 1

SELECT exp(0.05);
----
1.0512710963760240
SELECT 1

SELECT exp(-0.05);
----
0.9512294245007140
SELECT 1

SELECT exp(12345.6789);
----
error 22003 value overflows numeric format

SELECT exp(-99999.5);
----
0.0000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000
SELECT 1

SELECT exp(1e20::numeric);
----
error 22003 value overflows numeric format

SELECT exp('NaN'::numeric);
----
NaN
SELECT 1

SELECT exp('Infinity'::numeric);
----
Infinity
SELECT 1

SELECT exp('-Infinity'::numeric);
----
0
SELECT 1

SELECT exp(0.000000000000000000001);
----
1.000000000000000000001
SELECT 1

SELECT log(2, 0);
----
error 2201E cannot take logarithm of zero

SELECT log(2, 1.5);
----
0.5849625007211562
SELECT 1

SELECT log(2, -1.5);
----
error 2201E cannot take logarithm of a negative number

SELECT log(2, 2.5);
----
1.3219280948873623
SELECT 1

SELECT log(2, -2.5);
----
error 2201E cannot take logarithm of a negative number

SELECT log(2, 0.05);
----
-4.3219280948873623
SELECT 1

SELECT log(2, -0.05);
----
error 2201E cannot take logarithm of a negative number

SELECT log(2, 12345.6789);
----
13.5917185533110244
SELECT 1

SELECT log(2, -99999.5);
----
error 2201E cannot take logarithm of a negative number

SELECT log(2, 1e20::numeric);
----
66.438561897747247
SELECT 1

SELECT log(2, 'NaN'::numeric);
----
NaN
SELECT 1

SELECT log(2, 'Infinity'::numeric);
----
Infinity
SELECT 1

SELECT log(2, '-Infinity'::numeric);
----
error 2201E cannot take logarithm of a negative number

SELECT log(2, 0.000000000000000000001);
----
-69.760489992634609305277
SELECT 1

SELECT power(0, 2);
----
0
SELECT 1

SELECT power(1.5, 2);
----
2.2500000000000000
SELECT 1

SELECT power(-1.5, 2);
----
2.2500000000000000
SELECT 1

SELECT power(2.5, 2);
----
6.2500000000000000
SELECT 1

SELECT power(-2.5, 2);
----
6.2500000000000000
SELECT 1

SELECT power(0.05, 2);
----
0.0025000000000000
SELECT 1

SELECT power(-0.05, 2);
----
0.0025000000000000
SELECT 1

SELECT power(12345.6789, 2);
----
152415787.5019052100000000
SELECT 1

SELECT power(-99999.5, 2);
----
9999900000.2500000000000000
SELECT 1

SELECT power(1e20::numeric, 2);
----
10000000000000000000000000000000000000000.0000000000000000
SELECT 1

SELECT power('NaN'::numeric, 2);
----
NaN
SELECT 1

SELECT power('Infinity'::numeric, 2);
----
Infinity
SELECT 1

SELECT power('-Infinity'::numeric, 2);
----
Infinity
SELECT 1

SELECT power(0.000000000000000000001, 2);
----
0.000000000000000000000
SELECT 1

SELECT power(0, 0.5);
----
0.0000000000000000
SELECT 1

SELECT power(1.5, 0.5);
----
1.2247448713915890
SELECT 1

SELECT power(-1.5, 0.5);
----
error 2201F a negative number raised to a non-integer power yields a complex result

SELECT power(2.5, 0.5);
----
1.5811388300841897
SELECT 1

SELECT power(-2.5, 0.5);
----
error 2201F a negative number raised to a non-integer power yields a complex result

SELECT power(0.05, 0.5);
----
0.2236067977499790
SELECT 1

SELECT power(-0.05, 0.5);
----
error 2201F a negative number raised to a non-integer power yields a complex result

SELECT power(12345.6789, 0.5);
----
111.11111060555555
SELECT 1

SELECT power(-99999.5, 0.5);
----
error 2201F a negative number raised to a non-integer power yields a complex result

SELECT power(1e20::numeric, 0.5);
----
10000000000.000000
SELECT 1

SELECT power('NaN'::numeric, 0.5);
----
NaN
SELECT 1

SELECT power('Infinity'::numeric, 0.5);
----
Infinity
SELECT 1

SELECT power('-Infinity'::numeric, 0.5);
----
error 2201F a negative number raised to a non-integer power yields a complex result

SELECT power(0.000000000000000000001, 0.5);
----
0.00000000003162277660168379
SELECT 1

SELECT power(0, -1);
----
error 2201F zero raised to a negative power is undefined

SELECT power(1.5, -1);
----
0.6666666666666667
SELECT 1

SELECT power(-1.5, -1);
----
-0.6666666666666667
SELECT 1

SELECT power(2.5, -1);
----
0.4000000000000000
SELECT 1

SELECT power(-2.5, -1);
----
-0.4000000000000000
SELECT 1

SELECT power(0.05, -1);
----
20.0000000000000000
SELECT 1

SELECT power(-0.05, -1);
----
-20.0000000000000000
SELECT 1

SELECT power(12345.6789, -1);
----
0.0000810000007371
SELECT 1

SELECT power(-99999.5, -1);
----
-0.0000100000500003
SELECT 1

SELECT power(1e20::numeric, -1);
----
0.0000000000000000
SELECT 1

SELECT power('NaN'::numeric, -1);
----
NaN
SELECT 1

SELECT power('Infinity'::numeric, -1);
----
0
SELECT 1

SELECT power('-Infinity'::numeric, -1);
----
0
SELECT 1

SELECT power(0.000000000000000000001, -1);
----
1000000000000000000000.000000000000000000000
SELECT 1

SELECT power(2, 0);
----
1
SELECT 1

SELECT power(2, 1.5);
----
2.8284271247461901
SELECT 1

SELECT power(2, -1.5);
----
0.3535533905932738
SELECT 1

SELECT power(2, 2.5);
----
5.6568542494923802
SELECT 1

SELECT power(2, -2.5);
----
0.1767766952966369
SELECT 1

SELECT power(2, 0.05);
----
1.0352649238413775
SELECT 1

SELECT power(2, -0.05);
----
0.9659363289248456
SELECT 1

SELECT power(2, 12345.6789);
----
error 22003 value overflows numeric format

SELECT power(2, -99999.5);
----
0.0000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000
SELECT 1

SELECT power(2, 1e20::numeric);
----
error 22003 value overflows numeric format

SELECT power(2, 'NaN'::numeric);
----
NaN
SELECT 1

SELECT power(2, 'Infinity'::numeric);
----
Infinity
SELECT 1

SELECT power(2, '-Infinity'::numeric);
----
0
SELECT 1

SELECT power(2, 0.000000000000000000001);
----
1.000000000000000000001
SELECT 1

SELECT factorial((0)::int8);
----
1
SELECT 1

SELECT factorial((1.5)::int8);
----
2
SELECT 1

SELECT factorial((-1.5)::int8);
----
error 22003 factorial of a negative number is undefined

SELECT factorial((2.5)::int8);
----
6
SELECT 1

SELECT factorial((-2.5)::int8);
----
error 22003 factorial of a negative number is undefined

SELECT factorial((0.05)::int8);
----
1
SELECT 1

SELECT factorial((-0.05)::int8);
----
1
SELECT 1

SELECT factorial((12345.6789)::int8);
----
42515209924580015406888933386763487771790363406535129829705162938324656468646323963161314413700782383722933213778491222131696878660905938167874676529330054843077290559380847990966935091387894874716226689814000979440102642759336229484077888776045432705161483535750172921495486989675201585823926308238488243297908263518855728655476067719310358289159455515094642849478056092987256074313821520565896813587942600046381909981625239992220119017092937327870805368266548891588815124025210623995981452550460681862642408874915933482900321283872574667150838209016337062944169924140346220186966531574258693902252305798532988749711343497122321276282175364699231274940113828721633435448288610318619989110166941817607748451520006704045203403345730584133078511756178486993304380797006809818289954374053538597777278776664338625265459507567508047906374441057276087534643107399534078428292863621222408121577616152219834214192282737437831497986847112920407975920463432765700053384332886012531884469716033847890302430119240883599023945960788364279320151424257957190491002317330985965150594105031991764965246892913922314181492391238744558576970526473714575136636979248973737938793717151020755679954356648148630355517759340713516383637137521956042751533972595023456607589434970494159399608457024755642101047123155254795931909991256063961871602422476065373334382441649249537296785574695543942805462593150684123871123815463884563331743056237430192299544843095037237359714733612129786082739877266910447156155339983664612515848661690798239100977742142093277824172075629561985259697530820072001102529900633995296820537857064206715895007443917312915382742428604286381831952651096773162652513524645706803533666048605828748778971739846416298601758409518085393099313975822154673735675131690661033124551828661271975840125916587033348728746660480488940697447418386617480104824575983938042496306884894975928083356119318458696449352205965720779225152137046084211971272965088417428894036544050340255059395194232574526316336210016646481337546233538320146937073671990665822430740103693231529015888340397517773628001283295506297953588458905612102836181789685112222725495763161554328836962217383532796235551044753959822588453892240220802009829197934865429087141748725132842038675561029145145627601832442464079727760973794809376672071175027067307087731451163733949339558918981237475278262069010163755720190475890834540676173130780343380737736731236536770121158205578680270788903200694219136849150433854669138819570027061642572412087788533612574815027518339014061104404473409204359592849887590998859730168395925578238330489592030107526915680438699948263637582546501046608421050628353217717477816276477855530259198912740970345193816074532306310720522775276992552397474752602939372734879117573474884380898592094212191724621293976113099748927008147812611539613257604356310559901153204149526146488949047714458479276494286766058854055178120429596453617523325633411349533514561100409175374145912162264831573626011814714871333715376303687945532140582707312030569152466985583067981210679194874538054873567689048549986361263703152832152027322596380248402911651226314209351538394218968768794896468226617639435361388795227478103910708034215024459931468088253550727168084324641459268159158752182925993090171056327532230876747913263158095404878928582116203801318630115514955581942942599814390746793643583574214015992902046583817720905238808769160332986381557466684396450614109143431149715741547155963686678786041001647791517609885664689564909199645954330660165537217044634843089272208861753121448783922689273802712718836752691944968253841398263148185946458832600187561977768180468141847908704397450608878821350312747656755280840008583313918011820818955196764157938202342419608310325985536232808564924883583365617741083187180576825878747972690333643316321427311571891454843129553635450380555517959337509158918519076634344891545181430889416577824989379353153767870286759217119549495643843358741843164251916097645078100109192612910880563802791491949839865242782441227669309664973137056169947785172464109622147921748609182467069476938779083785973687532742570651577007235594626162270657995023282342884819485773363570438580339883752303970235171965073186993334709181094610025875800145953887861476221583790781821459148425362807822420880637425321523466991184788012435822063019224590488636953467083468264773793344018821953000056302960007699899445708636158003860136554812073342236737067472629357105110658947971596859333200174876143168278727088298729042379669082205418318972303455743494497920295880448515681925865915174353943196901543535162190922824026602519568052524190929856047066955778226296081171846622094936184904938274389918254982527847571428000854474164375684301638408716718625826597845181811804260451448036285262073203683126803317803391149423205159263523030408105917757940528684417278239100746477874564165814649979487059427310983637306666536907435065429848340214419574089750578034254113923726715273323604425186435530666540170723299811044078240149034097673693978680248027873004670473562254659511851761029623300552706606076398745674688851652599881866075174107324648427905505942688176540794896363625502477001854340481530865958849069515208714476536993887417333897033623263693541397683192071488778862469191979393398565128983760212708087109751908656560209119327189311559028913328379228611998964475569815603167277371447316195561897049342779933229251687747255927123056835786505747920253236241266693928400294410628706942945976723869958169936897639403370996968839668777148419899877717484784411339721079568119537120725658422902233033761809801489985636626963451071447022588544415080025773793226778337534176067625100643939459311368598560078024258893271161910550379590945001173358578551476058755100952100360541330878678160775150105394677560184055016921359451704337301999933701388492781495757815188988088966541820343423732763732636163157151754886305712899569285114514965057671332118418683619338509903510717748733584258890627164742365798404859388890508709849478972949453512580006821969101654975144132973810450954763427650422306032443319761276842649387079615881322027223211886598852223990869823284102407946906080796646888161138204932668498709619119965672224958911407416485735994488552994882949048649587450227777680874786460765142489690784517582364506160732764265206131176047269167065376286777319270394032519228425209350193731441947451758433267443731168244580582701071064255442213850806350816730209168033943773189147817903723238083185840549583688459932434054176762273017274559200919299114910808485576513514188872621583586244656088707056881752853625041073944237310979986312367851164713892018219722907933417546958787374939142140378377438643220042103684628139145418721681089241309418749971813634703565103100539789365151381116224174015499298669746736218564086915948893426307504784485368989113543692239510020378486213380356406097188724119379832585162880498659064507020400551245335047763701881460483076793809885615160002342059493510532825123981834367727345580609954360251889705741659922247680948345374367548065122528438573533033309993047486983185088916560689817120385106009767514004059828534181968482670849011861674848045418174946348728277880247529091324417093587545456064467513062407370526919763770113803417212130146129986826823074262108045459264609106036928209282538371423531862355113354773184161206131553312961693936381598802055671538932665739973597380086978284372876568663563068602400459876517915310605679299863768822758713707109955936964062903418258022494960179156043421118899666481328866600315452426632322403285706246816550550956566899407767235757920545387640384487434570877203163545542252794311788824816259076214851979920758488181780065664848112690539066540503605148041523015120992588344001366261057685038492051007533733169783839015218054097631935174092190784654061658249689247139052252664325884234944513746624019809283814524085369419062502977776954312729670114863502285879126100916041611649531568327416797899398563371265012781795469714085624491959156516064907962297218994463250173935129750336003392971367219648785610101678236308764964943553035210126336733366714678345223084966696473648912669512633168692539425477849463627323297125364014546309771320098639082511252475913250198106251159301382781058945138476770076084283421727421551414826741056918131309268516662144820549441205375350119448207484181519768483882442526561868181082694424753055594049070670698989219193100665240371593669633116496041908663612598520974610628472478361622430313212837094480533229530385489689170821689990242387781096333643657639875557209535452375598984546629032205983622918535039163185972464183268298113088555287685675275362573743496128964562821885650800905055755144318964900191156019270596362584693545455572454118534613068028112001935161228306898268081068647608124146233634064329251914128837907987041915085717295072554794957482841434129659184528255289889057744744047681600867190260415781287025642365002075287395614291375079163008905325659382150169194419943365429883570976559157349710729143548337506800030083611081647988735107633818061861838753237743389841805863172700255076213475199622268636430061833204380940571148277202978195315906803028820374193958350933524694409169702034278300788046151413690137003420221027025205333194167487872197935331170257637595388222000683245774787455104047567814235374800628243463412200960139662108507803519458781239727705405018099716361826476097516013733402449482259086899802903888964345703225115050251714279656245723513862701238578371749892999205683068986695015865334725048827360727767853704250732958396539193349513447566876170175951582249587816889910134197135382511954769074552317349127503062531745761779421892964779220013143474729515794024007407131755252880065291273465569659796347411882158397440180881356242664155201693340453439229898500753479365546480815398622830967056167220002134708767164439245724961254387667076495996824544286353349453730306271210925903231907719027758499151811595179289267178053476771953263767662478215160244394238232354475596365658609230765010540806356607660074884093464193577500186315827383716714788726425562336933309856142311482357659290626571868323089078847329091559030606952895020817570781138549811852742234304912043489433759433836627893492677984046892988884332448306815624656369387539075081407713754042270484248710130101654349454041290845160801541489119120054559009048898282848934460827757155656823499637206533474391329866284961401698523555048521730833878393784650735230952544459235581590273090421536222443194470222828531922781923031165518247016747526538846419527612312980855551497430511761622971314605032758913827040225366783738056563869846028584801922523092690237887156551318568243814228166505869179508057707704636607774596788747240695651624453621461907945451241491950610058114832865805906199293584318841194325500002077525235856027900841810661973978669218658219559136790510671022384184255520583437564113868055910872510695862172543254242427926328604829240112903378853600215010351344491632596311552972583927656018770961755713651589382185038956451048609114478759305166052280804639511982465404502534983229614756155177042290200878144592518164844159922074438450123015447327961040506070930936499588621809197838622613367864959856424568446681390890309510598538640810122458744921563824527537947847317990660349926415580806358624976600429378318509729625158806878415270626752008510272367277274359005623989124722624816212617695953071920155919872449063330330594582816600604283987495881205798290803420497977592858105239721854908729229985857958461173683907349765085594745953924304101570602413136201933277472438908305306367048176054296792339387956216499281916544090315943527103246077422933973653942321396156724863918042609232899839912127848167062864899150069392167745696283413188473706641617619097960733539588331299951770964459922571843439930845971896069982349086428057047708466390723552409319975826302777311764600529653948771332727748545101668373426974809001681562272416586265439571125189299293959645391790032672018956542978662167569694559849039739415101938078068208067926652658170918353976623446222152130730061835652459892709701643271442329641364387025909138639670258499917755893439575412193619191607163193321254874001429561841610641987337710891198076483063266274729896800342546153292507336963282780399699078572782289451765369810259504389898043287769126848376466836326680085362874744644277694615532499607017855464007091736320510134744715661627254107773185007277990492707098012131535806071264604131389512749695629690830591038976980170306623397646237277161782854957844864306470833263672727053881989263836661322593083949425144085940866873707751435848513375617196289022854755683655785713624655112429273389991670127918063799813077639355125465469974534900885433828432397911877284152201847492928730918910558454810619010028248127952848652398210571934532170241201240870835875784025988415591547686212463834430778440523495731105632562617842177298980283149394910736187090275424146589754341566218476961933803286034735464501985554479821801438417943956367785036694118417389538158461928072917802510006748045444161384726261962096207254351278341413745371788404496292140932985769985721463232392748464348793640740512728123944554378369183282784780249722819357322929368570382475743867870280368559861204350559287088852357052723457889577691749074803346878432045465070892046870488106927112397372435613655515966978997422389340929978352393030447982009003922158987134736932349576130961800397306066984090699769617942107177017608538235623993231531099623282396737072648508108017012459008688052138263780482665741180667565775315695034122144774761385590862830054492019110871078436971989848086691277819486922530404469349007483708048077729068409824796965928633405194909173622448944957185014907296343437648860341509361687356030983137491817778661317706022526093000372668921861622050651887349906980944192461461559608829157704543639912933964794048616758867802078189568596765344673987393797850587704174838101544944275258698682444523010285965768932692316365229485068970759762217339883386232227864957594637850519563591933057021646575358678353274597562807258874456039489663736804056771518625035485897693523436417597948316717441152157976710780561386211075172201253378106851412400455798661178682611768073698107890924867165393878439298794646642104067100324911998147925030644130278280012692232839129846518208428382837142872589773131922651200969640641364893696662602659998540902126988850071984992882718378051010829219475590444900153018447780085464983581077883796294333398679830447929625211940942037734212346878656446839073132824134938027744503743326304241547366155774597930201888625257894227507205398960262545506708604243433429218765669348657527329798444587115741999078875806892935965315681236591286754246782934501583040270907577644743007568778557905877943014048305014232505324611772318858500064697897216159771395805265896973964125010546214003666617919525450363491994962669735127809058525754849641200216270780254420908666870564876190572399007572288322681422906666406401136916134839659712787618209886370932896285101571348097668223707666480272176080841105611228227398940759820187458691827306554118111589763877890124963182706395813755838656109185991770537516288418749682052842484080073492522774436961491479433437317576312320493256240092505503682782012444586703887246553611333947680564815794873258094469936845050452555551728093980285555890233641270998515700089424863429803285844981694617393664540233112953844745995687139301377320976401977713448966675538720004757406407029455803324670664175941066739931960827670975699520420150765692257808919410029250012875287549969597213082488293893506516110491252505378151911773421711657476387659588450650359137284925202378690682209478400623962496161297453094674987428790308618649244577094764740661347739859951451540906895753939726186245573144657078765698565951000401427851240556481164319726905692921338903802347478411018060758774238110400041851013667013122779601110170595330826461354239537855311831210820908880097751793682459513016998605511815669307234275637419952374951461791611273172395771050676165891739035080657090374851809553295271257876737271131955727562854736138680453419189620888400289175489254242432993979937837028158538288291282098583863729185959754525629154699056380253165818979835850130584318432251423513131912869832388656336730119516647151373232134814604502332384904485683877035816887141363119890976671637594639333460292390387873909107908201814565372717012489788455483396516702850379054925446380231908331057256244078904776677582188913018977649901628457118585220050729899784771551488104117883872276149933211616931445926205924569045111587798736923803273838201073781538691697860105908099436594795840989395289298282848737328419768949814007601711244005072598682322994829167967369261542357199714720767781061930877729792861223968357649029100869748896253201854635180807944095224615218547644525312521777800183569238359187118490847053344810627714314202957377749716702054847801653332963942036822633160875380953955233291286000557453803684906121525825668176650350415513849762483376325430063606972087429013717483960527332349321448210212987608606244487809510737117755273262173034434232186479790717431860244838117027476732103056363959494868183585935974384397105107948314761857282642959848057629244870872325128376892482515781701168699090751906587219939811147398624945367421417743230582508207203979828093626190973216167321493313168849349954869310071005457151694446829025389982880339354152141363505276384780192209540102667961681825181372728675468657615860273149193802370085694684761576482511026240644712201382852393687092353488088540982336211919398458430959725275152799975122495704367227116150923738342295768685607829563748421080001571231617267320336845313822973505671382646176148431936316993022688652133085770064423560126032329424394939510578756747815306098632850807382886489403254449778007412017879380102456359232248246201107171688455447072423362317084566544072858524708269433003990157058075113385417170398460390548559022605984193031176616365660627871776560548923163541604463109583230550377127290777560907692184824505780821376710668711159134638542245611581934316473833903380745745828614988977352202786179843422311026686839196291748410203982231930418488698924738416664042247389034734343120308914938031193843316503191152748272210470421362352478179368409608091209638722533839922461744156651046310712402346365904009029564545198374064804308222986583348930783576616285984317274310776485967025636664720102291251580976785851121557372180691328084730935171638229195908740620542681465228278292040564889964367777940709638204207435413201278138655979744377283195660858094317928579684712756673412069255623240515250471604973426099853305490681937948757258823008209219159601308198159550706274687367801347663899117219687327340499224573626541932404819840797039403916330552851600602075787934604627778962968922089352355981225459262668100264017318392180396452827954797783453441644159614818140841683724602230916641405902639157133946380321844115873907770973694150712917685181963061641976278159575692109042282088905105869395547489695330447104634176898352927734146008209440587749363340047109440772265567747173660437572076090808006641473467871555450845669179699360187239553788440006962154668272432418309153275170552706464976667685797535908209859897052189675432712737708321911523578741495705510242403309955622263580663058505811264734887461171482009867195320844780821955592545047187566807473306929539467407739880154200597932880856216389508292969648021010693893413498574790944418387388405354158449843291002652712310662057256682251348067850807738941952410369085019587610595930338182478621906366365743585542211416602943218252092488090157419235767214958221203831707176595331320064308280117754647784172397060383767152035627379109199078423231858822945378449801200953469969663170345660563945593347344518461274664614219598569136882002281165457632326021499143890468497788096735767754154158245751222876495689916750550425137996736314675889020773940062504355603544596366070329819993050835009555010244265337549349681703044822666655825893892330937955056427557888634980264855611595331540469129141036947099635880287252043372851937869474425585523822921531566215761215096565724994189700873576572133255396495924796980183417731554782895783772244399817768920099808180706476921296855341503252572761650314019480290275679087497881662297622465415041321475635819683362329746389573943041594210938760064726723350070107329456392610133619261339421418232643082986340172781729992850415141767559134713001337800996569553248728750532325947068862668442577327976530899064880764820403883256575012586501081709835966026567779420987935459175794154308418611691458470636898569564410234201519785405894115091475265310316125717125778838563424040832965967954647318521696970559638075242127214872778026503332756789013006534391396193688071770211549050314850969845855010727867079401820796814773731606821510355145471763219860289944815631300323924071583069292198496402025042653355273311809014959801493111295229881864005492736994668090985982373424045998992832597830832852778200802754305749716603670669730644598609005153353401172261012760680862282617934611569626425781954338459497195299083496927841843976392800593100903106111176646894606113975015862519234509784095076610411323189513113665391741915313474899480036000593348793601766634140192633628294946347126595030622389334847361279094915943124940734504367183605031359237947036336106613750832288070083508874226593707250097250807554292266384465754624145623570732548772289441538131346628133639089446491500823369090099270691274188276029074113727922262068482316842629861815800853612760457974738271038709445361036147038848257551058038703226031020695381089117023028147160335542257285276256926861690776630159419081371471771276350099507003861380615740059413571180907354763959650570078613690226358147229686569471932669719542336339212672161502897366174837502486196086588754270218818307272357677972915911912610393738861014155008611126993952000988624102170528622111238323406277869619941240973187276245186526468529206984428479991086851433113998504934500519383456209181057432277318753764442467788557781891437871605229701076204118961893389887968131658393681929718494563019250883354193395762643605763011700681461438231099333080961698732709521497460725350906512965781676797013137235346064644600770543946201837716276530982529555966062833430285293147457609685477644742370593159267247280683186878595561840970711581811002796964447180577264106732756576413498224198917335317093219215505450750232874645124090381430103836529533660515686220286332894363836661349622969163427388549029378501128048262652061334609572754061382425646062900699836595885598456819977429840262267173026025608495360606659134114583328360458798426572466304343068717599254145360867635091610109766540220704880374800961547031948930910037946018446439721024692699034758777701253077754603308643873709078656426209481379066857101771726194198165709109016835259651701318549076629752105133891536525213520933770023347594510800280491572305402188941228565944407674644990338494710997974031542090928008682655711361552103365680557636489934740753643767703456867179071100379865935938796284169978780019010534450490682526951896793239286543341375052364415071857346948894599284139599248354788566679554836548714642245033101490822618112933890336316915882116270234500183964020247374452572926343168865904637946593873119819360587886776293873304162726054460291258704807394322839469900868876933880564036729625364707665606937245903743553713064440593271124015332206634924828322136115824382625763999726531270504318529697324906428963318500174979907095579277350926163500513011587775393203454683142450948467582408614911715956017767509514449247298764572079632129395780496605664297493553441979616212709635483200263917260456778227678562685302018834448509627749872747037647333063595117436525294190699552711726175936127794214197005440495715957433605458520981511992461918087550146026428522786988642321967474035062038809141755132170790166910719693163095658038673160129139569884143174257171447577348235212315067132152163165587975448117569114165550975925600508674648014169618142911363917187545200065869546512874685560590009983856050354878180637399694080705665162675438279522729773384441817848616517956068701486497258214842345545214155246648245884199391047041135507637313343844010974052101369282713582800461748789863268242378295871980301684461216943316008562594880970012073882268726264683357885717657503581640054239077688724167157521163879726345749811790536999095678322018920682396555445597208122750539473576531704580347576044848649586956100298362239957994916921215655643425681404025868738335822751574378902051852475864622628296422480691192727818372266515183262533302537347395079337155945892314920867943600555291994001111262326443960999681466993780230687921787038834602133726586569307016525611069334225913571052151545098856210140132288477674560965492545467419233497550087677664436021139484837709674531334100064255730294675403225377850820922120818198677476629548844759107852685318337170096278544373907859144764997988495888858907552393543925192378525900069977953507822320920926014971699843606906129205156760018596867135442893734414668622192298757392685245588318856967892894645374998591687854016221235465993749798485353717406065894176371106497183555528208396055559340320748669530701546765109210602064479917327700376511239248692168295468755108067572844467119097786917584212770020678455624599296273923205273730647963570756183261104918960444935988630387088270752781121548651878314988391363100535669078416910586461112681282304841647255875073307179981426959271394026989480475961053330585863724249836267771608185258907896144445389922717854202148661521955207755045477838302786425763835805282129055527487427382484896319234701775749213326732565421148506345939821734388737875448135325513849891071965567623174655905209726271536986618211090333885239589274828151862194990831866814082821010376486005396946530544551264411081741749108811615256901450693016496141082471463879192934162949085013420736579431231270341954150931347518792851822267135846087173192538499314998624716876193477939416223023223087910993429508723517899750877736890394989306723818722116939037441453311925593186584308968926850599529601216180049388766023745680108575674780928586758966857620850341523815227819501230338051917400393451269429472984417819617642315301351427047323595723188049595216865947140883332578464361329121469560329563785621523223979185023699529936856787769658094737227422784092807986172581481800057648100146083606435835311019039525274681072900816146182315447336585037547412937001463120153730592886977190215118899101068144842631526733544043892270485899055054676648495370573500738134285823091994350755239543587766487352690808471350333263590333026736296101058949970446159196781911788562446971381794479215110934245587181634154373389433059078474110613249917916129947639434480837270998022476185302947185997606097986447697843689196626328978306375667670057266320813093018021130596789709559425481763560574893368562266574484270680473793929598511798961273644128277707989342525173860776449819506170099355620221482445090260751223578164651471098890896275138635432931052445783903651630723389584707953101686427365687595873834104769247630426039307171116996650332328054370945885243708468010205613198502824451968541757679508198015838752033667804768184729286104154917910992367890849048400547447991567225656112235593981176082215275242188256254116736230003312890827901077101996368003166069465363269660213061278838873950301351222696495502044972580538350876099261101124517760901009020917795755922744548329539435081042103827258957401971480909170712939784128933341749381061952300095735972232737591877127696071494897444302147022036202148066388905145063644101629846208071180422727601443789380476751798436662228811129687298069687677263912456965499979849853491195236156246327709834871988784936310929958307060517691477989553317137093291235574772515596793707275318287021523895873950019636124908854787958522444466677938644127899632291088193402766404297948084272381142133362971565102999031570785016432684456318228722021787713728816284468143184644290920143544389526331567653438482033838840650030812255362013394570640013587815861769962624111201507781780235408635460185003151420579076784194503644503534630885876414144382379092038563161419077577889592241488144807832493136202915748226999095331115064800771595165409822362995213110749733001280354257595645037675600380077804193657007074932456386338557138552206699106125900062887486796987121702909491327166990675501721788190368095694610009278413808403271582250275207083598398826404226869547328614867006218099669016732543272788835707135695497172755549346432994694444491466846408897809427544190919450408347869159368525812172490728571253764885859173848140984831246608006605592521730962104832512858252667888055441741598443553563392922969538168541984774339741722164983313711008973429831087469912834548514759561228568618747911202682978207649880996531285679165157053100649146494909384878120329636060094601409165082865815845896398061232680603295880029407458570851652045049511667283973746914644527508738589560389838046849627137249735640743164345657639072467112061156832307751390481029566383735913769404707729262891496678343888349192966124559009921259503500952254036733225892013203163287101184701395335566407724919949850823173216675956041930488244825479001718769465302851315283405067830219444392971875564894183744973622420427808843625319274262708653587914740128209832438154129850436378677717499061752697750840180754599065405263065192920452941624460127282735316003596662104149596442861580597524907919885341560883460672925174427069123773358399788758737947910908105068314762376619542920587340818885321716241202356656834817807106118046159654518345883875748873627411368399826353636890837675675879543220648757668778847947204783654864673500403500295525578978133849938731639949053448090694228367256683629987087158104836267675981550410397136953040155479879249458688838776794670451177489095969042924096583243952977293204303192427799421107625051510983601869327475511191673511176813427406351975589729030376609012478884300946986489860039573224374709357452447343124350512189667667779666112922286093191580401840345947868695741210516604293668151778771374335770929163874818526363575614183538615056293303922707802093123370241357808209160313149676585210819911815161318012765880692552216334707760911128226194266800514388899841454379839780146094243405795430061346188061164966862208259588329975282671920807696108243935595543848297649597435385485921619836432009612990602676657396519036043759249247135471914363147750524931507156335945963952219913205649884416360936799698846860169660998272956702174910915197516644530732911115070026477196942542473610433323883945763809598696822572633728434152978410353094677810071920990343767694654065014829700290716456649703350873364158440102532660481532718813638869835908510526222041837837540373572161959275132396198047542399189334676587125687707979233880818713585433520939121833479104335763195459226541696456834675541006461837047632557654003489075865919213132268211791386090755729125946730624503833393539696861253857457128087627824909351106182518634394011315336690116838266492177517610447790692996463880144734073718345535872646122480927323603497514057066401925870668798455881429834236853970579477827698465586945771452742488051354868796820636136731712256638569563397144428064566894624388997201805753724956913780926110086774332844627334909057886429049021722633800031233221293304750744566712601982947695871072027090501990954536119061918127105016392040249350139393116305656064377234156400299840370780838435105240918409986792821624686950240087277986258035245962628544776853142057947192849638728317139210377155482045969774387197635363501366454049485842937200034685450960773949078563826541562092385799924594544683927468247764615378173376112074517138055256926613650548789887824813398708240353271056178467727913509555201573361284774711323525898583239744323784267619681356861324355409257976688764763371362607090891104989004740475503906855623132113192519667827840624656675662869744145264270369585769475301493600443822267758777245346751824354844020537703066455544638944306807995641694317208201217283921548299549854274953268676736429818394469342311588610282490458877739557236349266599878917554755827522225454285514373414079108571122193459536351983844862692733679169243996777233871175724749541662974857107648475525258032921466223004720682111147953318049486603168542309515773528138165195507000595633503599480702424862239763924325190128042356244347156494438380606170378634518837328327775273977222972705166799420858627015964355174726140223936787475290783723914818662310781809063265741819242178410821094225221611514504924037577103105869034476173331732141227182448345578288253712138177832619546520919500836782575579797041499494786276293931233473875183086782040654613342704793799473110590050408010525607068824764922903022598716675070879077827789305319612444500817276283049459984833431541707161940798136906490089019174546456739103685835590821991003238207334063418285313245165651780865955170918196902692862601349582507887220507059936219284039805550658355530312362265037018944693454556461624393874234654692473786362295436132571423576759138660614623194869411100013873300446069235749855759158124534255321723016998606888376204504767810365401654585742471642157368142364583710700277306375015716327337259495154113059026577565210088113089416781079885957139986568177929383982940850391297246860285567594015295731053367022135423151333484172101912972022359892430107922626479657381038096384050468527544127359885968941955020978981150980269073194760895769738028306757355925535907412829475771232011202161427769076066736965437013650899094876207942256372449952201897884638142373496861148755786775394687139429012132793615751227816900659561258319398997115284610325527082741495477266519997522002443564194400034193424559277408789387589392445233167951249454914821933233792430227183373351063305638377658002190124821044292677603619503277067210434904064861155822795561085087617043837482295352350227048501966713062608840286615576291611982329923227507166471675024309844729993061520216576392812320082532274281595907609474689794312133923319442547805471378501253905039705823963379557334776877423133347865014069094832403523027784256668604331647960111395405327705350919562733356289301313803081887283918609005971816938226862357008894553073366858866013203768824097785731152886081457228631815268116739250485537792318545610482743710808361068209761287590417282278749663485157280930243433928726923411694120897765680089518754754754793768049213053600158245886209470093010793229198203457673317702990923171541753682656447580112020842045133866443434494655620218544307495934974538528815079310453249103539380213170335604114601981891348818558407166774294687533913914394581234678806458245237328593273081564178575528635264631537028728723687434309655473206462688626908965077185044234196668328134559984777831168071548620318135084555219735132217606614144088072369892285177966384512832165338862296731172519892351070786826579528084392151535561659734379051273091148814710843853068632423882287500036333346033865362717745864368161413293439868935088255898918444249474438267277901976510595470183237291483839153752216906552630215753333486980682801171173685828072611304864819511753996140334176338883844156310554194641534921669047994034003056268533845016010452414013314467858424440134035996631867792080365258242572870563948183536312022113528079744564065110357477600843273139123743901672803194227076126638745765561244965758987141558705630842738517039361404535151756041808351870067024089779533568903928807655620029082184924245938272799479420689959125795071086344021069020159644593645717109633459065743863325071238720812181965037867733282269230945091589649939790402746304559620913478231314340111211060225442099242512813230571088520982930550722458867527539062796234965330703050633410213662334062702568159162622789551525689863157228240306610177789032793953944482439894768953376342949831400652420129329462229961396534538711041222689475086216162384904469060745966825367619664555529833243825207218673601278613724684308813427677962888073896441611280324010795327902544085533739418890670171869619487739876111780905391397145795499457790375445118275259652327888513973427238012553813856206541981798934155554822673653954186366911515608399521759858875140305402035196076104208608168814382500300954144585255916688063207986157846813020634102808685019450277942828640644652906321801520598975815640083528618344271127373421066717931572708159837892166276857099407460777750313922590001835198454735173147604103346697334430928444761085023605029354018928519531916988884388312772648501244086764204575426007391742224301508307603433777979304375902073727301045039121553567858292711700294067951715807897443865838034282476060573116758228040593370539300512112097120679310537859492188641405775812776850009080757764111196022824180952574747016775148632412046661662035324075341098163766309888307944189119517027956968828626983760906944260258443770458445806719044530562220602730101468264189880110165076830861754492633432613997830049382217266915920220236802501658226555236907231130947933954983453995808260363180580730595045945981919259741474720522065203863309655289455981403362584835717793513376159465268601488239102074253751526435960754184493549574716110664791863423782452937413606040158679920880627902036225903189811476690254483920870939519658862829157199358078778473647394725386496333597951958045561181492079002256011782068333408040522879863926521527751590440651814838832440142285044210122457025299032296467660708520384348831273158043802487375704132814655814286684802458648468725599290145142729876685956287200780180014312824203871680050110050485876854668152592164112204093919648349012919313780041751693090628211457654162886171731364853664231190069713568813251166009894685800431594394433409092171082136805637835158911745246641940912517525279898781226738856424809554187752690493039898226237160991996475198488934240484711006318047596580948004463604675997796739116117149564630583875863758060732061268968773842332787949070367186603805095300318676420289151842996620713013821126445604851149711727801838394024001044555388424864309715091951333658521857489930028227131281734070782735211865699763945054442649779133654525028339633578490959638082371875533360578432835870287373424872675559624588640128425717013705396399520962942502742523763880028192493482201288542424260047084770105498950993971489557140213603198645626383862769687777328216902864409119680848551568111735885941449548853384853601883037147558340711269006159913395294629492926739857015450450041568862372006812659780211219366608918083736499445727394039216483713424595945570770640345529265050450898544187955498883155623874224719875251123307847407133216099279386885685193846034704847179659522363833524886615567599743586834810956894584337736619793550043737262820953140613599330494973655989965153396374620990555493198530095727163223562104655627931344553228827799173629087646225924454906918766118179594994290331929729376553137239264289084229590164728847296789882601974637526451283103201080586981771431216473227779065375033803867789768755740300838549396832714929119725037137095366222551129606729789549365215973993407386629571915219343747470417809275628627988141832875177739083619917406415953546255409121661076109107594818308664051970795240295955452221576925776870430163323458872552699625555034497229670636032165663831321981250164482479391175465507202150376002644755454864379058157209178938333474668317376170420919005273176692875855429495478072490157266851990986906420185338602153857597858612774006153904449147587185847219616066844304727078047296984520267105743440454994689117312302605963832585879871012665129135835356205859599900764076578679969101557188894657793208547352067798116277613536666177037051266266215180008028249212848076794904609806538234679203346946951841161541562208557633378556806545446086708285233968073947813895030550227398065309205982073383464651121082934293995964835154732940272335433991007393425840359135350100441733430480577062811817987123760082258274717069563377435815645452833656034152498986960958564527487287364182942609679603618359456131349457593653314890817678432308565236287326926291229528036711752793326768311222296353851866468278504156173133846515751657253746302839818866610201316766616186233889623927559162199117049707234653788330884426083008576023706258118700475017217903114415850669703927192913479274598335824449944427276988474001290025176334443552767457423061073989545416901923643583867090613917481086714090352653382878686427975719740178654400460252721026802550381493133360784635019346944179679192414821471008233675578457976897965992859725787672332757492642668127167568071175086222771453065136836511207980553241652537828669075396318575488187882679486684849452293134329720045032187810933274802475751330660302120277005877053251019375375943023151065542727981186879374277764798993412352512321760235920599804983133292336803965063550306827133551146042081512023360505458689951317912918434320834154763166505213151454430541305940937688185093285320479153194192604286269616917018906186361869817206599075723962294382912401530592362094150361199633251647297366678017260342713006047050112145807016253931768181017284251212507718109742897937076746071942259997797204118442427527868324939899432610561122072302208510463071350643076895646878655957201026873605594620198990372821385150686644436391348479388209060919158076774369234307458960205046249066967960309292259582568882578260870111051538330356880534295031802270530170025283256131856882908059547371128809544027496555683226105721138958368694014735773829845502062427251902816539068289488155048942390163634885893007455604913508986337664743006743515771631912107982847830185605964500580510778066235136017803950134185161914991427091425754158273968625841453819058423546676916713097168811021452719480577689492761883398526302369523074439223878942452676755303873321242007804498859547621895557358892227839250175513631129785772385541978231056300761253400268383531274980156705995206848730984308999034175779153526023073558532106071115464073966023595786240000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000
SELECT 1

SELECT factorial((-99999.5)::int8);
----
error 22003 factorial of a negative number is undefined

SELECT factorial((1e20::numeric)::int8);
----
error 22003 bigint out of range

SELECT factorial(('NaN'::numeric)::int8);
----
error 0A000 cannot convert NaN to bigint

SELECT factorial(('Infinity'::numeric)::int8);
----
error 0A000 cannot convert infinity to bigint

SELECT factorial(('-Infinity'::numeric)::int8);
----
error 0A000 cannot convert infinity to bigint

SELECT factorial((0.000000000000000000001)::int8);
----
1
SELECT 1

SELECT gcd(0, 12);
----
12
SELECT 1

SELECT gcd(1.5, 12);
----
1.5
SELECT 1

SELECT gcd(-1.5, 12);
----
1.5
SELECT 1

SELECT gcd(2.5, 12);
----
0.5
SELECT 1

SELECT gcd(-2.5, 12);
----
0.5
SELECT 1

SELECT gcd(0.05, 12);
----
0.05
SELECT 1

SELECT gcd(-0.05, 12);
----
0.05
SELECT 1

SELECT gcd(12345.6789, 12);
----
0.0003
SELECT 1

SELECT gcd(-99999.5, 12);
----
0.5
SELECT 1

SELECT gcd(1e20::numeric, 12);
----
4
SELECT 1

SELECT gcd('NaN'::numeric, 12);
----
NaN
SELECT 1

SELECT gcd('Infinity'::numeric, 12);
----
NaN
SELECT 1

SELECT gcd('-Infinity'::numeric, 12);
----
NaN
SELECT 1

SELECT gcd(0.000000000000000000001, 12);
----
0.000000000000000000001
SELECT 1

SELECT lcm(0, 12);
----
0
SELECT 1

SELECT lcm(1.5, 12);
----
12.0
SELECT 1

SELECT lcm(-1.5, 12);
----
12.0
SELECT 1

SELECT lcm(2.5, 12);
----
60.0
SELECT 1

SELECT lcm(-2.5, 12);
----
60.0
SELECT 1

SELECT lcm(0.05, 12);
----
12.00
SELECT 1

SELECT lcm(-0.05, 12);
----
12.00
SELECT 1

SELECT lcm(12345.6789, 12);
----
493827156.0000
SELECT 1

SELECT lcm(-99999.5, 12);
----
2399988.0
SELECT 1

SELECT lcm(1e20::numeric, 12);
----
300000000000000000000
SELECT 1

SELECT lcm('NaN'::numeric, 12);
----
NaN
SELECT 1

SELECT lcm('Infinity'::numeric, 12);
----
NaN
SELECT 1

SELECT lcm('-Infinity'::numeric, 12);
----
NaN
SELECT 1

SELECT lcm(0.000000000000000000001, 12);
----
12.000000000000000000000
SELECT 1

# Division and powers at their edges
SELECT 1/0;
----
error 22012 division by zero

SELECT 1.0/0;
----
error 22012 division by zero

SELECT 1::float8/0;
----
error 22012 division by zero

SELECT 0::float8/0;
----
error 22012 division by zero

SELECT 'NaN'::float8/0;
----
NaN
SELECT 1

SELECT 'Infinity'::numeric/0;
----
error 22012 division by zero

SELECT 'Infinity'::numeric - 'Infinity';
----
NaN
SELECT 1

SELECT 'Infinity'::numeric * 0;
----
NaN
SELECT 1

SELECT 0 / 'Infinity'::numeric;
----
0
SELECT 1

SELECT 5 % 0;
----
error 22012 division by zero

SELECT 5.5 % 0;
----
error 22012 division by zero

SELECT 5 % 'Infinity'::numeric;
----
5
SELECT 1

SELECT 'Infinity'::numeric % 5;
----
NaN
SELECT 1

SELECT (-2147483648)::int4 / -1;
----
error 22003 integer out of range

SELECT (-2147483648)::int4 % -1;
----
0
SELECT 1

SELECT (-9223372036854775808)::int8 / -1;
----
error 22003 bigint out of range

SELECT (-9223372036854775808)::int8 % -1;
----
0
SELECT 1

SELECT (-32768)::int2 / (-1)::int2;
----
error 22003 smallint out of range

SELECT 2147483647 + 1;
----
error 22003 integer out of range

SELECT -2147483648 - 1;
----
error 22003 integer out of range

SELECT 2147483647 * 2;
----
error 22003 integer out of range

SELECT 32767::int2 + 1::int2;
----
error 22003 smallint out of range

SELECT 9223372036854775807 + 1;
----
error 22003 bigint out of range

SELECT 9223372036854775807 * 2;
----
error 22003 bigint out of range

SELECT -(-2147483648);
----
2147483648
SELECT 1

SELECT abs(-2147483648);
----
error 22003 integer out of range

SELECT abs((-32768)::int2);
----
error 22003 smallint out of range

SELECT -(-9223372036854775808);
----
9223372036854775808
SELECT 1

SELECT 7 / 2;
----
3
SELECT 1

SELECT -7 / 2;
----
-3
SELECT 1

SELECT 7 % -2;
----
1
SELECT 1

SELECT -7 % 2;
----
-1
SELECT 1

SELECT -7.5 % 2;
----
-1.5
SELECT 1

SELECT 7 / 2.0;
----
3.5000000000000000
SELECT 1

SELECT 1 / 3.0;
----
0.33333333333333333333
SELECT 1

SELECT 1.0 / 3;
----
0.33333333333333333333
SELECT 1

SELECT 10.0 / 3.00;
----
3.3333333333333333
SELECT 1

SELECT 1e-10 / 3;
----
0.0000000000333333333333333333
SELECT 1

SELECT 2 ^ 10;
----
1024
SELECT 1

SELECT 2 ^ -1;
----
0.5
SELECT 1

SELECT 2.0 ^ 0.5;
----
1.4142135623730950
SELECT 1

SELECT 0 ^ 0;
----
1
SELECT 1

SELECT 0.0 ^ 0;
----
1.0000000000000000
SELECT 1

SELECT 0 ^ -1;
----
error 2201F zero raised to a negative power is undefined

SELECT (-8) ^ (1.0/3);
----
error 2201F a negative number raised to a non-integer power yields a complex result

SELECT (-2) ^ 3;
----
-8
SELECT 1

SELECT (-2.5) ^ 2;
----
6.2500000000000000
SELECT 1

SELECT 'Infinity'::float8 ^ 0;
----
1
SELECT 1

SELECT 1 ^ 'NaN'::float8;
----
1
SELECT 1

SELECT 'NaN'::numeric ^ 0;
----
1
SELECT 1

SELECT power(10, 400.5);
----
31622776601683793319988935444327185337195551393252168268575048527925944386392382213442481083793002951873472841528400551485488560304538800146905195967001539033449216571792599406591501534741133394841240853169295770904715764610443692578790620378086099418283717115484063285529991185968245642033269616046913143361289497918902665295436126761787813500613881862785804636831349524780311437693346719738195131856.8
SELECT 1

SELECT power(10::float8, 400);
----
error 22003 value out of range: overflow

SELECT exp(1000::float8);
----
error 22003 value out of range: overflow

SELECT exp(-1000::float8);
----
error 22003 value out of range: underflow

SELECT exp(6000.0);
----
error 22003 value overflows numeric format

SELECT exp(-5000.0);
----
0.0000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000
SELECT 1

SELECT sqrt(-1);
----
error 2201F cannot take square root of a negative number

SELECT sqrt(-1.0);
----
error 2201F cannot take square root of a negative number

SELECT ln(0);
----
error 2201E cannot take logarithm of zero

SELECT ln(-1.5);
----
error 2201E cannot take logarithm of a negative number

SELECT log(0.0);
----
error 2201E cannot take logarithm of zero

SELECT log(1, 5);
----
error 22012 division by zero

SELECT log(10.0, 1000);
----
3.0000000000000000
SELECT 1

SELECT log(0.5, 8);
----
-3.0000000000000000
SELECT 1

SELECT sqrt(2.0);
----
1.414213562373095
SELECT 1

SELECT sqrt(1e50::numeric);
----
10000000000000000000000000
SELECT 1

SELECT cbrt(-64);
----
-4
SELECT 1

SELECT |/ 25;
----
5
SELECT 1

SELECT ||/ 0;
----
0
SELECT 1

SELECT @ -5.5;
----
5.5
SELECT 1

SELECT 5 !~~ 3;
----
error 42883 operator does not exist: integer !~~ integer; ; No operator matches the given name and argument types. You might need to add explicit type casts.

SELECT factorial(0);
----
1
SELECT 1

SELECT factorial(20);
----
2432902008176640000
SELECT 1

SELECT factorial(-1);
----
error 22003 factorial of a negative number is undefined

SELECT factorial(40);
----
815915283247897734345611269596115894272000000000
SELECT 1

SELECT gcd(0, 0);
----
0
SELECT 1

SELECT gcd(-12, 18);
----
6
SELECT 1

SELECT gcd((-2147483648)::int4, 0);
----
error 22003 integer out of range

SELECT lcm(4, 6);
----
12
SELECT 1

SELECT lcm(2147483647, 2);
----
error 22003 integer out of range

SELECT gcd(1.5, 0.5);
----
0.5
SELECT 1

SELECT lcm(1.5, 0.4);
----
6.0
SELECT 1

SELECT 5 & 3;
----
1
SELECT 1

SELECT 5 | 3;
----
7
SELECT 1

SELECT 5 # 3;
----
6
SELECT 1

SELECT ~5;
----
-6
SELECT 1

SELECT 1 << 31;
----
-2147483648
SELECT 1

SELECT 1 << 32;
----
1
SELECT 1

SELECT 1::int8 << 63;
----
-9223372036854775808
SELECT 1

SELECT 1::int2 << 15;
----
-32768
SELECT 1

SELECT -8 >> 1;
----
-4
SELECT 1

SELECT 1 << -1;
----
-2147483648
SELECT 1

SELECT 5 # 3.0;
----
error 42883 operator does not exist: integer # numeric; ; No operator matches the given name and argument types. You might need to add explicit type casts.

SELECT bit_count('\x0f'::bytea);
----
4
SELECT 1

SELECT bit_count(B'1011');
----
3
SELECT 1

SELECT to_hex(255);
----
ff
SELECT 1

SELECT to_hex(-1);
----
ffffffff
SELECT 1

SELECT to_hex((-1)::int8);
----
ffffffffffffffff
SELECT 1

SELECT random() BETWEEN 0 AND 1;
----
t
SELECT 1

SELECT setseed(2);
----
error 22023 setseed parameter 2 is out of allowed range [-1,1]

SELECT pi();
----
3.141592653589793
SELECT 1

SELECT degrees(pi());
----
180
SELECT 1

SELECT radians(180);
----
3.141592653589793
SELECT 1

SELECT width_bucket(5.35, 0.024, 10.06, 5);
----
3
SELECT 1

SELECT width_bucket(5, 10, 0, 4);
----
3
SELECT 1

SELECT width_bucket(5, 5, 5, 4);
----
error 2201G lower bound cannot equal upper bound

SELECT width_bucket(5, 0, 10, 0);
----
error 2201G count must be greater than zero

SELECT width_bucket('NaN'::numeric, 0, 10, 5);
----
error 2201G operand, lower bound, and upper bound cannot be NaN

SELECT width_bucket(5::float8, 'NaN', 10, 5);
----
error 2201G operand, lower bound, and upper bound cannot be NaN

SELECT width_bucket(now(), ARRAY['yesterday','today','tomorrow']::timestamptz[]);
----
2
SELECT 1

SELECT width_bucket(5, ARRAY[1,3,4,9]);
----
3
SELECT 1

SELECT width_bucket(5, ARRAY[9,3]::int[]);
----
2
SELECT 1

SELECT width_bucket(5, ARRAY[1,NULL]::int[]);
----
error 22004 thresholds array must not contain NULLs

SELECT width_bucket(5, '{}'::int[]);
----
0
SELECT 1

SELECT width_bucket('c'::text, ARRAY['a','b','d']);
----
2
SELECT 1

SELECT sind(30), cosd(60), tand(45), cotd(45), asind(0.5), acosd(0.5), atand(1), atan2d(1, 1);
----
0.5|0.5|1|1|30|60|45|45
SELECT 1

SELECT sind(390), cosd(-60), tand(90), cotd(0);
----
0.5|0.5|Infinity|Infinity
SELECT 1

SELECT sind('Infinity');
----
error 22003 input is out of range

SELECT asin(2);
----
error 22003 input is out of range

SELECT acos(-1.1);
----
error 22003 input is out of range

SELECT atanh(1);
----
Infinity
SELECT 1

SELECT atanh(2);
----
error 22003 input is out of range

SELECT acosh(0.5);
----
error 22003 input is out of range

SELECT sin('NaN'::float8);
----
NaN
SELECT 1

SELECT tan('Infinity'::float8);
----
error 22003 input is out of range

SELECT 0.1::float8 + 0.2;
----
0.30000000000000004
SELECT 1

SELECT 0.1::float4 + 0.2::float4;
----
0.3
SELECT 1

SELECT 0.1::float4::float8;
----
0.10000000149011612
SELECT 1

SELECT 0.1::float4 = 0.1;
----
f
SELECT 1

SELECT 0.1::float8 = 0.1;
----
t
SELECT 1

SELECT 16777217::float4;
----
1.6777216e+07
SELECT 1

SELECT 123456789::float4;
----
1.2345679e+08
SELECT 1

SELECT 1e15::float8;
----
1e+15
SELECT 1

SELECT 1e16::float8;
----
1e+16
SELECT 1

SELECT 123456789012345678::float8;
----
1.2345678901234568e+17
SELECT 1

SELECT 0.0001::float8;
----
0.0001
SELECT 1

SELECT 0.00001::float8;
----
1e-05
SELECT 1

SELECT 1.0::float8;
----
1
SELECT 1

SELECT 100000000000000000000::float8;
----
1e+20
SELECT 1

SELECT 3.4e38::float4 * 10;
----
3.399999952144364e+39
SELECT 1

SELECT 1e308::float8 * 10;
----
error 22003 value out of range: overflow

SELECT 1e-45::float4;
----
1e-45
SELECT 1

SELECT 1e-324::float8;
----
error 22003 "0.000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000001" is out of range for type double precision

SELECT 2.5::float8::int4;
----
2
SELECT 1

SELECT 3.5::float8::int4;
----
4
SELECT 1

SELECT -2.5::float8::int4;
----
-2
SELECT 1

SELECT 2147483647.5::float8::int4;
----
error 22003 integer out of range

SELECT 'NaN'::float8::int4;
----
error 22003 integer out of range

SELECT 'Infinity'::float8::numeric;
----
Infinity
SELECT 1

SELECT 'NaN'::float8::numeric;
----
NaN
SELECT 1

SELECT 1e20::float8::int8;
----
error 22003 bigint out of range

SELECT 9223372036854775807::float8::int8;
----
error 22003 bigint out of range

SELECT 2.5::numeric::int4;
----
3
SELECT 1

SELECT -2.5::numeric::int4;
----
-3
SELECT 1

SELECT 'NaN'::float8 = 'NaN';
----
t
SELECT 1

SELECT 'NaN'::float8 > 'Infinity';
----
t
SELECT 1

SELECT 'NaN'::numeric > 'Infinity';
----
t
SELECT 1

SELECT '-0'::float8;
----
-0
SELECT 1

SELECT '-0'::float8 = 0;
----
t
SELECT 1

SELECT -0.0;
----
0.0
SELECT 1

SELECT 0.0 * -1;
----
0.0
SELECT 1

SELECT 1.10 + 2.2;
----
3.30
SELECT 1

SELECT 1.10 * 2.20;
----
2.4200
SELECT 1

SELECT 1.10 - 1.1;
----
0.00
SELECT 1

SELECT 1e3;
----
1000
SELECT 1

SELECT 1e-3;
----
0.001
SELECT 1

SELECT 123e5;
----
12300000
SELECT 1

SELECT 1.5e2::int4;
----
150
SELECT 1

SELECT 5 / 2 * 2.0;
----
4.0
SELECT 1

SELECT -5 ^ 2;
----
25
SELECT 1

SELECT 2 ^ 3 ^ 2;
----
64
SELECT 1

SELECT - 2 ^ 2;
----
4
SELECT 1

SELECT 5 - -5;
----
10
SELECT 1

SELECT +-5;
----
-5
SELECT 1

SELECT 2 * -3;
----
-6
SELECT 1

SELECT 1 + 2 || '3';
----
33
SELECT 1

SELECT '5' + 3;
----
8
SELECT 1

SELECT '5' + '3';
----
error 42725 operator is not unique: unknown + unknown; ; Could not choose a best candidate operator. You might need to add explicit type casts.

SELECT '5.5' + 3;
----
error 22P02 invalid input syntax for type integer: "5.5"

SELECT 5 = '5';
----
t
SELECT 1

SELECT 5 > 'x';
----
error 22P02 invalid input syntax for type integer: "x"

SELECT 5::int2 + 5::int8;
----
10
SELECT 1

SELECT 5::int2 / 2.0::float4;
----
2.5
SELECT 1

SELECT 5::int8 + 2.5::float8;
----
7.5
SELECT 1

SELECT 5::numeric + 2.5::float8;
----
7.5
SELECT 1

SELECT pg_typeof(5::int2 + 5::int4), pg_typeof(5::int4 * 2.0), pg_typeof(1.0::float4 + 1::numeric), pg_typeof(5::float4 + 5::int8), pg_typeof(2 ^ 2), pg_typeof(2.0 ^ 2), pg_typeof(sum(1::int8)), pg_typeof(avg(1)), pg_typeof(round(2.5::float8));
----
integer|numeric|double precision|double precision|double precision|numeric|numeric|numeric|double precision
SELECT 1

SELECT 2147483648;
----
2147483648
SELECT 1

SELECT 9223372036854775808;
----
9223372036854775808
SELECT 1

SELECT pg_typeof(2147483648), pg_typeof(9223372036854775808), pg_typeof(-2147483648), pg_typeof(1e5);
----
bigint|numeric|integer|numeric
SELECT 1

SELECT 1 BETWEEN 0 AND 2.5;
----
t
SELECT 1

SELECT 1 BETWEEN SYMMETRIC 2 AND 0;
----
t
SELECT 1

SELECT NULL + 1;
----
NULL
SELECT 1

SELECT NULL::int4 / 0;
----
NULL
SELECT 1

SELECT num_nulls(1, NULL, 2), num_nonnulls(1, NULL, 2);
----
1|2
SELECT 1

SELECT num_nulls(VARIADIC ARRAY[1, NULL]);
----
1
SELECT 1

SELECT greatest(1, 2.5, NULL), least(3, NULL, 1);
----
2.5|1
SELECT 1

SELECT greatest('a', 1);
----
error 22P02 invalid input syntax for type integer: "a"

SELECT nullif(1, 1.0), nullif(2, 1);
----
NULL|2
SELECT 1

SELECT coalesce(NULL, 1, 2.5);
----
1
SELECT 1

# Aggregates of numbers
SELECT sum(x), avg(x), min(x), max(x), count(x), count(*) FROM (VALUES (1), (2), (NULL), (4)) v(x);
----
7|2.3333333333333333|1|4|3|4
SELECT 1

SELECT sum(x), avg(x), min(x), max(x), count(x), count(*) FROM (VALUES (1.5), (2.25), (-4)) v(x);
----
-0.25|-0.08333333333333333333|-4|2.25|3|3
SELECT 1

SELECT sum(x), avg(x), min(x), max(x), count(x), count(*) FROM (VALUES (1::int8), (9223372036854775807)) v(x);
----
9223372036854775808|4611686018427387904|1|9223372036854775807|2|2
SELECT 1

SELECT sum(x), avg(x), min(x), max(x), count(x), count(*) FROM (VALUES (1::int2)) v(x);
----
1|1.00000000000000000000|1|1|1|1
SELECT 1

SELECT sum(x), avg(x), min(x), max(x), count(x), count(*) FROM (VALUES (1.5::float8), ('NaN'), (2)) v(x);
----
NaN|NaN|1.5|NaN|3|3
SELECT 1

SELECT sum(x), avg(x), min(x), max(x), count(x), count(*) FROM (VALUES ('Infinity'::numeric), (1)) v(x);
----
Infinity|Infinity|1|Infinity|2|2
SELECT 1

SELECT sum(x), avg(x), min(x), max(x), count(x), count(*) FROM (VALUES ('Infinity'::numeric), ('-Infinity')) v(x);
----
NaN|NaN|-Infinity|Infinity|2|2
SELECT 1

SELECT sum(x), avg(x), min(x), max(x), count(x), count(*) FROM (VALUES ('Infinity'::float8), (1)) v(x);
----
Infinity|Infinity|1|Infinity|2|2
SELECT 1

SELECT sum(x), avg(x), min(x), max(x), count(x), count(*) FROM (SELECT 1 AS x WHERE false) v;
----
NULL|NULL|NULL|NULL|0|0
SELECT 1

SELECT sum(x), avg(x), min(x), max(x), count(x), count(*) FROM (VALUES (NULL::float4)) v(x);
----
NULL|NULL|NULL|NULL|0|1
SELECT 1

SELECT sum(x), avg(x), min(x), max(x), count(x), count(*) FROM (VALUES (1e308::float8), (1e308)) v(x);
----
error 22003 value out of range: overflow

SELECT sum(x), avg(x), min(x), max(x), count(x), count(*) FROM (VALUES (0.1::float4), (0.2)) v(x);
----
0.3|0.15000000223517418|0.1|0.2|2|2
SELECT 1

SELECT stddev(x), stddev_pop(x), variance(x), var_pop(x), var_samp(x) FROM (VALUES (1), (2), (NULL), (4)) v(x);
----
1.5275252316519467|1.2472191289246471|2.3333333333333333|1.5555555555555556|2.3333333333333333
SELECT 1

SELECT stddev(x), stddev_pop(x), variance(x), var_pop(x), var_samp(x) FROM (VALUES (1.5), (2.25), (-4)) v(x);
----
3.4125992049072117|2.7863755828834147|11.6458333333333333|7.7638888888888889|11.6458333333333333
SELECT 1

SELECT stddev(x), stddev_pop(x), variance(x), var_pop(x), var_samp(x) FROM (VALUES (1::int8), (9223372036854775807)) v(x);
----
6521908912666391105|4611686018427387903|42535295865117307914475081855261474818|21267647932558653957237540927630737409|42535295865117307914475081855261474818
SELECT 1

SELECT stddev(x), stddev_pop(x), variance(x), var_pop(x), var_samp(x) FROM (VALUES (1::int2)) v(x);
----
NULL|0|NULL|0|NULL
SELECT 1

SELECT stddev(x), stddev_pop(x), variance(x), var_pop(x), var_samp(x) FROM (VALUES (1.5::float8), ('NaN'), (2)) v(x);
----
NaN|NaN|NaN|NaN|NaN
SELECT 1

SELECT stddev(x), stddev_pop(x), variance(x), var_pop(x), var_samp(x) FROM (VALUES ('Infinity'::numeric), (1)) v(x);
----
NaN|NaN|NaN|NaN|NaN
SELECT 1

SELECT stddev(x), stddev_pop(x), variance(x), var_pop(x), var_samp(x) FROM (VALUES ('Infinity'::numeric), ('-Infinity')) v(x);
----
NaN|NaN|NaN|NaN|NaN
SELECT 1

SELECT stddev(x), stddev_pop(x), variance(x), var_pop(x), var_samp(x) FROM (VALUES ('Infinity'::float8), (1)) v(x);
----
NaN|NaN|NaN|NaN|NaN
SELECT 1

SELECT stddev(x), stddev_pop(x), variance(x), var_pop(x), var_samp(x) FROM (SELECT 1 AS x WHERE false) v;
----
NULL|NULL|NULL|NULL|NULL
SELECT 1

SELECT stddev(x), stddev_pop(x), variance(x), var_pop(x), var_samp(x) FROM (VALUES (NULL::float4)) v(x);
----
NULL|NULL|NULL|NULL|NULL
SELECT 1

SELECT stddev(x), stddev_pop(x), variance(x), var_pop(x), var_samp(x) FROM (VALUES (1e308::float8), (1e308)) v(x);
----
error 22003 value out of range: overflow

SELECT stddev(x), stddev_pop(x), variance(x), var_pop(x), var_samp(x) FROM (VALUES (0.1::float4), (0.2)) v(x);
----
0.07071067917232597|0.05000000074505806|0.005000000149011613|0.0025000000745058065|0.005000000149011613
SELECT 1

SELECT corr(y, x) FROM (VALUES (1, 2), (2, 3.5), (3, 5), (NULL, 1), (4, NULL)) v(x, y);
----
1
SELECT 1

SELECT corr(y, x) FROM (VALUES (1, 2), (1, 3)) v(x, y);
----
NULL
SELECT 1

SELECT corr(y, x) FROM (VALUES (1, 2)) v(x, y);
----
NULL
SELECT 1

SELECT covar_pop(y, x) FROM (VALUES (1, 2), (2, 3.5), (3, 5), (NULL, 1), (4, NULL)) v(x, y);
----
1
SELECT 1

SELECT covar_pop(y, x) FROM (VALUES (1, 2), (1, 3)) v(x, y);
----
0
SELECT 1

SELECT covar_pop(y, x) FROM (VALUES (1, 2)) v(x, y);
----
0
SELECT 1

SELECT covar_samp(y, x) FROM (VALUES (1, 2), (2, 3.5), (3, 5), (NULL, 1), (4, NULL)) v(x, y);
----
1.5
SELECT 1

SELECT covar_samp(y, x) FROM (VALUES (1, 2), (1, 3)) v(x, y);
----
0
SELECT 1

SELECT covar_samp(y, x) FROM (VALUES (1, 2)) v(x, y);
----
NULL
SELECT 1

SELECT regr_avgx(y, x) FROM (VALUES (1, 2), (2, 3.5), (3, 5), (NULL, 1), (4, NULL)) v(x, y);
----
2
SELECT 1

SELECT regr_avgx(y, x) FROM (VALUES (1, 2), (1, 3)) v(x, y);
----
1
SELECT 1

SELECT regr_avgx(y, x) FROM (VALUES (1, 2)) v(x, y);
----
1
SELECT 1

SELECT regr_avgy(y, x) FROM (VALUES (1, 2), (2, 3.5), (3, 5), (NULL, 1), (4, NULL)) v(x, y);
----
3.5
SELECT 1

SELECT regr_avgy(y, x) FROM (VALUES (1, 2), (1, 3)) v(x, y);
----
2.5
SELECT 1

SELECT regr_avgy(y, x) FROM (VALUES (1, 2)) v(x, y);
----
2
SELECT 1

SELECT regr_count(y, x) FROM (VALUES (1, 2), (2, 3.5), (3, 5), (NULL, 1), (4, NULL)) v(x, y);
----
3
SELECT 1

SELECT regr_count(y, x) FROM (VALUES (1, 2), (1, 3)) v(x, y);
----
2
SELECT 1

SELECT regr_count(y, x) FROM (VALUES (1, 2)) v(x, y);
----
1
SELECT 1

SELECT regr_intercept(y, x) FROM (VALUES (1, 2), (2, 3.5), (3, 5), (NULL, 1), (4, NULL)) v(x, y);
----
0.5
SELECT 1

SELECT regr_intercept(y, x) FROM (VALUES (1, 2), (1, 3)) v(x, y);
----
NULL
SELECT 1

SELECT regr_intercept(y, x) FROM (VALUES (1, 2)) v(x, y);
----
NULL
SELECT 1

SELECT regr_r2(y, x) FROM (VALUES (1, 2), (2, 3.5), (3, 5), (NULL, 1), (4, NULL)) v(x, y);
----
1
SELECT 1

SELECT regr_r2(y, x) FROM (VALUES (1, 2), (1, 3)) v(x, y);
----
NULL
SELECT 1

SELECT regr_r2(y, x) FROM (VALUES (1, 2)) v(x, y);
----
NULL
SELECT 1

SELECT regr_slope(y, x) FROM (VALUES (1, 2), (2, 3.5), (3, 5), (NULL, 1), (4, NULL)) v(x, y);
----
1.5
SELECT 1

SELECT regr_slope(y, x) FROM (VALUES (1, 2), (1, 3)) v(x, y);
----
NULL
SELECT 1

SELECT regr_slope(y, x) FROM (VALUES (1, 2)) v(x, y);
----
NULL
SELECT 1

SELECT regr_sxx(y, x) FROM (VALUES (1, 2), (2, 3.5), (3, 5), (NULL, 1), (4, NULL)) v(x, y);
----
2
SELECT 1

SELECT regr_sxx(y, x) FROM (VALUES (1, 2), (1, 3)) v(x, y);
----
0
SELECT 1

SELECT regr_sxx(y, x) FROM (VALUES (1, 2)) v(x, y);
----
0
SELECT 1

SELECT regr_sxy(y, x) FROM (VALUES (1, 2), (2, 3.5), (3, 5), (NULL, 1), (4, NULL)) v(x, y);
----
3
SELECT 1

SELECT regr_sxy(y, x) FROM (VALUES (1, 2), (1, 3)) v(x, y);
----
0
SELECT 1

SELECT regr_sxy(y, x) FROM (VALUES (1, 2)) v(x, y);
----
0
SELECT 1

SELECT regr_syy(y, x) FROM (VALUES (1, 2), (2, 3.5), (3, 5), (NULL, 1), (4, NULL)) v(x, y);
----
4.5
SELECT 1

SELECT regr_syy(y, x) FROM (VALUES (1, 2), (1, 3)) v(x, y);
----
0.5
SELECT 1

SELECT regr_syy(y, x) FROM (VALUES (1, 2)) v(x, y);
----
0
SELECT 1

SELECT bit_and(x) FROM (VALUES (12), (10), (NULL)) v(x);
----
8
SELECT 1

SELECT bit_and(x) FROM (VALUES (12::int2), (10)) v(x);
----
8
SELECT 1

SELECT bit_and(x) FROM (VALUES (B'1100'), (B'1010')) v(x);
----
1000
SELECT 1

SELECT bit_and(x) FROM (SELECT 1 AS x WHERE false) v;
----
NULL
SELECT 1

SELECT bit_or(x) FROM (VALUES (12), (10), (NULL)) v(x);
----
14
SELECT 1

SELECT bit_or(x) FROM (VALUES (12::int2), (10)) v(x);
----
14
SELECT 1

SELECT bit_or(x) FROM (VALUES (B'1100'), (B'1010')) v(x);
----
1110
SELECT 1

SELECT bit_or(x) FROM (SELECT 1 AS x WHERE false) v;
----
NULL
SELECT 1

SELECT bit_xor(x) FROM (VALUES (12), (10), (NULL)) v(x);
----
6
SELECT 1

SELECT bit_xor(x) FROM (VALUES (12::int2), (10)) v(x);
----
6
SELECT 1

SELECT bit_xor(x) FROM (VALUES (B'1100'), (B'1010')) v(x);
----
0110
SELECT 1

SELECT bit_xor(x) FROM (SELECT 1 AS x WHERE false) v;
----
NULL
SELECT 1

SELECT bool_and(x), bool_or(x), every(x) FROM (VALUES (true), (NULL), (false)) v(x);
----
f|t|f
SELECT 1

SELECT bool_and(x), bool_or(x), every(x) FROM (VALUES (true), (NULL)) v(x);
----
t|t|t
SELECT 1

SELECT bool_and(x), bool_or(x), every(x) FROM (VALUES (NULL::bool)) v(x);
----
NULL|NULL|NULL
SELECT 1

SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY x) FROM (VALUES (1), (2), (2), (4), (NULL)) v(x);
----
2
SELECT 1

SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY x) FROM (SELECT 1 AS x WHERE false) v;
----
NULL
SELECT 1

SELECT percentile_cont(ARRAY[0, 0.25, NULL, 1]) WITHIN GROUP (ORDER BY x) FROM (VALUES (1), (2), (2), (4), (NULL)) v(x);
----
{1,1.75,NULL,4}
SELECT 1

SELECT percentile_cont(ARRAY[0, 0.25, NULL, 1]) WITHIN GROUP (ORDER BY x) FROM (SELECT 1 AS x WHERE false) v;
----
NULL
SELECT 1

SELECT percentile_disc(0.5) WITHIN GROUP (ORDER BY x) FROM (VALUES (1), (2), (2), (4), (NULL)) v(x);
----
2
SELECT 1

SELECT percentile_disc(0.5) WITHIN GROUP (ORDER BY x) FROM (SELECT 1 AS x WHERE false) v;
----
NULL
SELECT 1

SELECT percentile_disc(ARRAY[0.1, 0.9]) WITHIN GROUP (ORDER BY x DESC) FROM (VALUES (1), (2), (2), (4), (NULL)) v(x);
----
{4,1}
SELECT 1

SELECT percentile_disc(ARRAY[0.1, 0.9]) WITHIN GROUP (ORDER BY x DESC) FROM (SELECT 1 AS x WHERE false) v;
----
NULL
SELECT 1

SELECT mode() WITHIN GROUP (ORDER BY x) FROM (VALUES (1), (2), (2), (4), (NULL)) v(x);
----
2
SELECT 1

SELECT mode() WITHIN GROUP (ORDER BY x) FROM (SELECT 1 AS x WHERE false) v;
----
NULL
SELECT 1

SELECT percentile_cont(1.5) WITHIN GROUP (ORDER BY x) FROM (VALUES (1), (2), (2), (4), (NULL)) v(x);
----
error 22003 percentile value 1.5 is not between 0 and 1

SELECT percentile_cont(NULL) WITHIN GROUP (ORDER BY x) FROM (VALUES (1), (2), (2), (4), (NULL)) v(x);
----
NULL
SELECT 1

SELECT percentile_cont(NULL) WITHIN GROUP (ORDER BY x) FROM (SELECT 1 AS x WHERE false) v;
----
NULL
SELECT 1

SELECT rank(2) WITHIN GROUP (ORDER BY x) FROM (VALUES (1), (2), (2), (4), (NULL)) v(x);
----
2
SELECT 1

SELECT rank(2) WITHIN GROUP (ORDER BY x) FROM (SELECT 1 AS x WHERE false) v;
----
1
SELECT 1

SELECT dense_rank(3) WITHIN GROUP (ORDER BY x) FROM (VALUES (1), (2), (2), (4), (NULL)) v(x);
----
3
SELECT 1

SELECT dense_rank(3) WITHIN GROUP (ORDER BY x) FROM (SELECT 1 AS x WHERE false) v;
----
1
SELECT 1

SELECT percent_rank(2.5) WITHIN GROUP (ORDER BY x) FROM (VALUES (1), (2), (2), (4), (NULL)) v(x);
----
0.6
SELECT 1

SELECT percent_rank(2.5) WITHIN GROUP (ORDER BY x) FROM (SELECT 1 AS x WHERE false) v;
----
0
SELECT 1

SELECT cume_dist(2) WITHIN GROUP (ORDER BY x DESC) FROM (VALUES (1), (2), (2), (4), (NULL)) v(x);
----
0.8333333333333334
SELECT 1

SELECT cume_dist(2) WITHIN GROUP (ORDER BY x DESC) FROM (SELECT 1 AS x WHERE false) v;
----
1
SELECT 1

SELECT rank(NULL) WITHIN GROUP (ORDER BY x NULLS FIRST) FROM (VALUES (1), (2), (2), (4), (NULL)) v(x);
----
1
SELECT 1

SELECT rank(NULL) WITHIN GROUP (ORDER BY x NULLS FIRST) FROM (SELECT 1 AS x WHERE false) v;
----
1
SELECT 1

SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY i) FROM (VALUES (interval '1 day'), (interval '3 days')) v(i);
----
2 days
SELECT 1

SELECT percentile_disc(0.5) WITHIN GROUP (ORDER BY t) FROM (VALUES ('a'), ('b'), ('c')) v(t);
----
b
SELECT 1

SELECT mode() WITHIN GROUP (ORDER BY t) FROM (VALUES ('a'), ('b'), ('b')) v(t);
----
b
SELECT 1

SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY t) FROM (VALUES ('a')) v(t);
----
error 42883 function percentile_cont(numeric, text) does not exist; ; No function matches the given name and argument types. You might need to add explicit type casts.

SELECT rank(1, 'b') WITHIN GROUP (ORDER BY x, y) FROM (VALUES (1, 'a'), (1, 'c')) v(x, y);
----
2
SELECT 1

SELECT rank(1) WITHIN GROUP (ORDER BY x, y) FROM (VALUES (1, 'a')) v(x, y);
----
error 42883 function rank(integer, integer, text) does not exist; ; To use the hypothetical-set aggregate rank, the number of hypothetical direct arguments (here 1) must match the number of ordering columns (here 2).

SELECT percentile_cont(x) WITHIN GROUP (ORDER BY x) FROM (VALUES (0.5)) v(x);
----
error 42803 column "v.x" must appear in the GROUP BY clause or be used in an aggregate function; Direct arguments of an ordered-set aggregate must use only grouped columns.

SELECT count(*) FILTER (WHERE x > 1), sum(x) FILTER (WHERE x > 9) FROM (VALUES (1), (2)) v(x);
----
1|NULL
SELECT 1

SELECT sum(DISTINCT x), count(DISTINCT x), avg(DISTINCT x) FROM (VALUES (1), (1), (2)) v(x);
----
3|2|1.5000000000000000
SELECT 1

SELECT string_agg(x::text, ',' ORDER BY x DESC) FROM (VALUES (1), (3), (2)) v(x);
----
3,2,1
SELECT 1

SELECT array_agg(DISTINCT x ORDER BY x) FROM (VALUES (3), (1), (3), (NULL)) v(x);
----
{1,3,NULL}
SELECT 1

SELECT array_agg(DISTINCT x ORDER BY y) FROM (VALUES (1, 2)) v(x, y);
----
error 42P10 in an aggregate with DISTINCT, ORDER BY expressions must appear in argument list

SELECT sum(sum(x)) FROM (VALUES (1)) v(x);
----
error 42803 aggregate function calls cannot be nested

SELECT sum(x) FROM (VALUES ('a')) v(x);
----
error 42883 function sum(text) does not exist; ; No function matches the given name and argument types. You might need to add explicit type casts.

SELECT avg(x) FROM (VALUES (interval '1 day'), (interval '2 hours')) v(x);
----
13:00:00
SELECT 1

SELECT sum(x), avg(x) FROM (VALUES ('$1.50'::money), ('2')) v(x);
----
error 42883 function avg(money) does not exist; ; No function matches the given name and argument types. You might need to add explicit type casts.

SELECT max(x), min(x) FROM (VALUES ('b'), ('a'), (NULL)) v(x);
----
b|a
SELECT 1

SELECT max(x), min(x) FROM (VALUES (ARRAY[1,2]), (ARRAY[1,3])) v(x);
----
{1,3}|{1,2}
SELECT 1

SELECT max(x) FROM (VALUES (true)) v(x);
----
error 42883 function max(boolean) does not exist; ; No function matches the given name and argument types. You might need to add explicit type casts.

SELECT max(x), min(x) FROM (VALUES ('10.0.0.1'::inet), ('9.0.0.1')) v(x);
----
10.0.0.1|9.0.0.1
SELECT 1

SELECT any_value(1);
----
error 42883 function any_value(integer) does not exist; ; No function matches the given name and argument types. You might need to add explicit type casts.

SELECT min(x), max(x) FROM (VALUES ('a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'::uuid)) v(x);
----
error 42883 function min(uuid) does not exist; ; No function matches the given name and argument types. You might need to add explicit type casts.
