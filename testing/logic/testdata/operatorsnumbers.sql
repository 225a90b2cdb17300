# Every operator with a left side (or only side) of these types, of values, and of NULL. Errors are told whole.
# cid
SELECT '7'::cid = '8'::cid, '8'::cid = '7'::cid, '7'::cid = '7'::cid;
----
f|f|t
SELECT 1

SELECT NULL::cid = '7'::cid, '7'::cid = NULL::cid, pg_typeof('7'::cid = NULL::cid);
----
NULL|NULL|boolean
SELECT 1

# float4
SELECT 1.5::float4 * '-2.25e10'::float4, '-2.25e10'::float4 * 1.5::float4, 1.5::float4 * 1.5::float4, 'NaN'::float4 * 'NaN'::float4;
----
-3.375e+10|-3.375e+10|2.25|NaN
SELECT 1

SELECT NULL::float4 * 1.5::float4, 1.5::float4 * NULL::float4, pg_typeof(1.5::float4 * NULL::float4);
----
NULL|NULL|real
SELECT 1

SELECT 1.5::float4 + '-2.25e10'::float4, '-2.25e10'::float4 + 1.5::float4, 1.5::float4 + 1.5::float4, 'NaN'::float4 + 'NaN'::float4;
----
-2.25e+10|-2.25e+10|3|NaN
SELECT 1

SELECT NULL::float4 + 1.5::float4, 1.5::float4 + NULL::float4, pg_typeof(1.5::float4 + NULL::float4);
----
NULL|NULL|real
SELECT 1

SELECT + 1.5::float4, + '-2.25e10'::float4, + 'NaN'::float4;
----
1.5|-2.25e+10|NaN
SELECT 1

SELECT + NULL::float4, pg_typeof(+ NULL::float4);
----
NULL|real
SELECT 1

SELECT 1.5::float4 - '-2.25e10'::float4, '-2.25e10'::float4 - 1.5::float4, 1.5::float4 - 1.5::float4, 'NaN'::float4 - 'NaN'::float4;
----
2.25e+10|-2.25e+10|0|NaN
SELECT 1

SELECT NULL::float4 - 1.5::float4, 1.5::float4 - NULL::float4, pg_typeof(1.5::float4 - NULL::float4);
----
NULL|NULL|real
SELECT 1

SELECT - 1.5::float4, - '-2.25e10'::float4, - 'NaN'::float4;
----
-1.5|2.25e+10|NaN
SELECT 1

SELECT - NULL::float4, pg_typeof(- NULL::float4);
----
NULL|real
SELECT 1

SELECT 1.5::float4 / '-2.25e10'::float4, '-2.25e10'::float4 / 1.5::float4, 1.5::float4 / 1.5::float4, 'NaN'::float4 / 'NaN'::float4;
----
-6.6666665e-11|-1.4999999e+10|1|NaN
SELECT 1

SELECT NULL::float4 / 1.5::float4, 1.5::float4 / NULL::float4, pg_typeof(1.5::float4 / NULL::float4);
----
NULL|NULL|real
SELECT 1

SELECT 1.5::float4 < '-2.25e10'::float4, '-2.25e10'::float4 < 1.5::float4, 1.5::float4 < 1.5::float4, 'NaN'::float4 < 'NaN'::float4;
----
f|t|f|f
SELECT 1

SELECT NULL::float4 < 1.5::float4, 1.5::float4 < NULL::float4, pg_typeof(1.5::float4 < NULL::float4);
----
NULL|NULL|boolean
SELECT 1

SELECT 1.5::float4 <= '-2.25e10'::float4, '-2.25e10'::float4 <= 1.5::float4, 1.5::float4 <= 1.5::float4, 'NaN'::float4 <= 'NaN'::float4;
----
f|t|t|t
SELECT 1

SELECT NULL::float4 <= 1.5::float4, 1.5::float4 <= NULL::float4, pg_typeof(1.5::float4 <= NULL::float4);
----
NULL|NULL|boolean
SELECT 1

SELECT 1.5::float4 <> '-2.25e10'::float4, '-2.25e10'::float4 <> 1.5::float4, 1.5::float4 <> 1.5::float4, 'NaN'::float4 <> 'NaN'::float4;
----
t|t|f|f
SELECT 1

SELECT NULL::float4 <> 1.5::float4, 1.5::float4 <> NULL::float4, pg_typeof(1.5::float4 <> NULL::float4);
----
NULL|NULL|boolean
SELECT 1

SELECT 1.5::float4 = '-2.25e10'::float4, '-2.25e10'::float4 = 1.5::float4, 1.5::float4 = 1.5::float4, 'NaN'::float4 = 'NaN'::float4;
----
f|f|t|t
SELECT 1

SELECT NULL::float4 = 1.5::float4, 1.5::float4 = NULL::float4, pg_typeof(1.5::float4 = NULL::float4);
----
NULL|NULL|boolean
SELECT 1

SELECT 1.5::float4 > '-2.25e10'::float4, '-2.25e10'::float4 > 1.5::float4, 1.5::float4 > 1.5::float4, 'NaN'::float4 > 'NaN'::float4;
----
t|f|f|f
SELECT 1

SELECT NULL::float4 > 1.5::float4, 1.5::float4 > NULL::float4, pg_typeof(1.5::float4 > NULL::float4);
----
NULL|NULL|boolean
SELECT 1

SELECT 1.5::float4 >= '-2.25e10'::float4, '-2.25e10'::float4 >= 1.5::float4, 1.5::float4 >= 1.5::float4, 'NaN'::float4 >= 'NaN'::float4;
----
t|f|t|t
SELECT 1

SELECT NULL::float4 >= 1.5::float4, 1.5::float4 >= NULL::float4, pg_typeof(1.5::float4 >= NULL::float4);
----
NULL|NULL|boolean
SELECT 1

SELECT @ 1.5::float4, @ '-2.25e10'::float4, @ 'NaN'::float4;
----
1.5|2.25e+10|NaN
SELECT 1

SELECT @ NULL::float4, pg_typeof(@ NULL::float4);
----
NULL|real
SELECT 1

SELECT 1.5::float4 * '-1e300'::float8, '-2.25e10'::float4 * 2.5::float8, 1.5::float4 * 2.5::float8, 'NaN'::float4 * 'Infinity'::float8;
----
-1.5e+300|-56249999360|3.75|NaN
SELECT 1

SELECT NULL::float4 * 2.5::float8, 1.5::float4 * NULL::float8, pg_typeof(1.5::float4 * NULL::float8);
----
NULL|NULL|double precision
SELECT 1

SELECT 1.5::float4 + '-1e300'::float8, '-2.25e10'::float4 + 2.5::float8, 1.5::float4 + 2.5::float8, 'NaN'::float4 + 'Infinity'::float8;
----
-1e+300|-22499999741.5|4|NaN
SELECT 1

SELECT NULL::float4 + 2.5::float8, 1.5::float4 + NULL::float8, pg_typeof(1.5::float4 + NULL::float8);
----
NULL|NULL|double precision
SELECT 1

SELECT 1.5::float4 - '-1e300'::float8, '-2.25e10'::float4 - 2.5::float8, 1.5::float4 - 2.5::float8, 'NaN'::float4 - 'Infinity'::float8;
----
1e+300|-22499999746.5|-1|NaN
SELECT 1

SELECT NULL::float4 - 2.5::float8, 1.5::float4 - NULL::float8, pg_typeof(1.5::float4 - NULL::float8);
----
NULL|NULL|double precision
SELECT 1

SELECT 1.5::float4 / '-1e300'::float8, '-2.25e10'::float4 / 2.5::float8, 1.5::float4 / 2.5::float8, 'NaN'::float4 / 'Infinity'::float8;
----
-1.4999999999999998e-300|-8999999897.6|0.6|NaN
SELECT 1

SELECT NULL::float4 / 2.5::float8, 1.5::float4 / NULL::float8, pg_typeof(1.5::float4 / NULL::float8);
----
NULL|NULL|double precision
SELECT 1

SELECT 1.5::float4 < '-1e300'::float8, '-2.25e10'::float4 < 2.5::float8, 1.5::float4 < 2.5::float8, 'NaN'::float4 < 'Infinity'::float8;
----
f|t|t|f
SELECT 1

SELECT NULL::float4 < 2.5::float8, 1.5::float4 < NULL::float8, pg_typeof(1.5::float4 < NULL::float8);
----
NULL|NULL|boolean
SELECT 1

SELECT 1.5::float4 <= '-1e300'::float8, '-2.25e10'::float4 <= 2.5::float8, 1.5::float4 <= 2.5::float8, 'NaN'::float4 <= 'Infinity'::float8;
----
f|t|t|f
SELECT 1

SELECT NULL::float4 <= 2.5::float8, 1.5::float4 <= NULL::float8, pg_typeof(1.5::float4 <= NULL::float8);
----
NULL|NULL|boolean
SELECT 1

SELECT 1.5::float4 <> '-1e300'::float8, '-2.25e10'::float4 <> 2.5::float8, 1.5::float4 <> 2.5::float8, 'NaN'::float4 <> 'Infinity'::float8;
----
t|t|t|t
SELECT 1

SELECT NULL::float4 <> 2.5::float8, 1.5::float4 <> NULL::float8, pg_typeof(1.5::float4 <> NULL::float8);
----
NULL|NULL|boolean
SELECT 1

SELECT 1.5::float4 = '-1e300'::float8, '-2.25e10'::float4 = 2.5::float8, 1.5::float4 = 2.5::float8, 'NaN'::float4 = 'Infinity'::float8;
----
f|f|f|f
SELECT 1

SELECT NULL::float4 = 2.5::float8, 1.5::float4 = NULL::float8, pg_typeof(1.5::float4 = NULL::float8);
----
NULL|NULL|boolean
SELECT 1

SELECT 1.5::float4 > '-1e300'::float8, '-2.25e10'::float4 > 2.5::float8, 1.5::float4 > 2.5::float8, 'NaN'::float4 > 'Infinity'::float8;
----
t|f|f|t
SELECT 1

SELECT NULL::float4 > 2.5::float8, 1.5::float4 > NULL::float8, pg_typeof(1.5::float4 > NULL::float8);
----
NULL|NULL|boolean
SELECT 1

SELECT 1.5::float4 >= '-1e300'::float8, '-2.25e10'::float4 >= 2.5::float8, 1.5::float4 >= 2.5::float8, 'NaN'::float4 >= 'Infinity'::float8;
----
t|f|f|t
SELECT 1

SELECT NULL::float4 >= 2.5::float8, 1.5::float4 >= NULL::float8, pg_typeof(1.5::float4 >= NULL::float8);
----
NULL|NULL|boolean
SELECT 1

SELECT 1.5::float4 * '-$1,234.56'::money, '-2.25e10'::float4 * '12.34'::money, 1.5::float4 * '12.34'::money, 'NaN'::float4 * '-$1,234.56'::money;
----
error 22003 money out of range

SELECT NULL::float4 * '12.34'::money, 1.5::float4 * NULL::money, pg_typeof(1.5::float4 * NULL::money);
----
NULL|NULL|money
SELECT 1

# float8
SELECT 2.5::float8 * '-2.25e10'::float4, '-1e300'::float8 * 1.5::float4, 2.5::float8 * 1.5::float4, 'Infinity'::float8 * 'NaN'::float4;
----
-56249999360|-1.5e+300|3.75|NaN
SELECT 1

SELECT NULL::float8 * 1.5::float4, 2.5::float8 * NULL::float4, pg_typeof(2.5::float8 * NULL::float4);
----
NULL|NULL|double precision
SELECT 1

SELECT 2.5::float8 + '-2.25e10'::float4, '-1e300'::float8 + 1.5::float4, 2.5::float8 + 1.5::float4, 'Infinity'::float8 + 'NaN'::float4;
----
-22499999741.5|-1e+300|4|NaN
SELECT 1

SELECT NULL::float8 + 1.5::float4, 2.5::float8 + NULL::float4, pg_typeof(2.5::float8 + NULL::float4);
----
NULL|NULL|double precision
SELECT 1

SELECT 2.5::float8 - '-2.25e10'::float4, '-1e300'::float8 - 1.5::float4, 2.5::float8 - 1.5::float4, 'Infinity'::float8 - 'NaN'::float4;
----
22499999746.5|-1e+300|1|NaN
SELECT 1

SELECT NULL::float8 - 1.5::float4, 2.5::float8 - NULL::float4, pg_typeof(2.5::float8 - NULL::float4);
----
NULL|NULL|double precision
SELECT 1

SELECT 2.5::float8 / '-2.25e10'::float4, '-1e300'::float8 / 1.5::float4, 2.5::float8 / 1.5::float4, 'Infinity'::float8 / 'NaN'::float4;
----
-1.1111111237530866e-10|-6.666666666666667e+299|1.6666666666666667|NaN
SELECT 1

SELECT NULL::float8 / 1.5::float4, 2.5::float8 / NULL::float4, pg_typeof(2.5::float8 / NULL::float4);
----
NULL|NULL|double precision
SELECT 1

SELECT 2.5::float8 < '-2.25e10'::float4, '-1e300'::float8 < 1.5::float4, 2.5::float8 < 1.5::float4, 'Infinity'::float8 < 'NaN'::float4;
----
f|t|f|t
SELECT 1

SELECT NULL::float8 < 1.5::float4, 2.5::float8 < NULL::float4, pg_typeof(2.5::float8 < NULL::float4);
----
NULL|NULL|boolean
SELECT 1

SELECT 2.5::float8 <= '-2.25e10'::float4, '-1e300'::float8 <= 1.5::float4, 2.5::float8 <= 1.5::float4, 'Infinity'::float8 <= 'NaN'::float4;
----
f|t|f|t
SELECT 1

SELECT NULL::float8 <= 1.5::float4, 2.5::float8 <= NULL::float4, pg_typeof(2.5::float8 <= NULL::float4);
----
NULL|NULL|boolean
SELECT 1

SELECT 2.5::float8 <> '-2.25e10'::float4, '-1e300'::float8 <> 1.5::float4, 2.5::float8 <> 1.5::float4, 'Infinity'::float8 <> 'NaN'::float4;
----
t|t|t|t
SELECT 1

SELECT NULL::float8 <> 1.5::float4, 2.5::float8 <> NULL::float4, pg_typeof(2.5::float8 <> NULL::float4);
----
NULL|NULL|boolean
SELECT 1

SELECT 2.5::float8 = '-2.25e10'::float4, '-1e300'::float8 = 1.5::float4, 2.5::float8 = 1.5::float4, 'Infinity'::float8 = 'NaN'::float4;
----
f|f|f|f
SELECT 1

SELECT NULL::float8 = 1.5::float4, 2.5::float8 = NULL::float4, pg_typeof(2.5::float8 = NULL::float4);
----
NULL|NULL|boolean
SELECT 1

SELECT 2.5::float8 > '-2.25e10'::float4, '-1e300'::float8 > 1.5::float4, 2.5::float8 > 1.5::float4, 'Infinity'::float8 > 'NaN'::float4;
----
t|f|t|f
SELECT 1

SELECT NULL::float8 > 1.5::float4, 2.5::float8 > NULL::float4, pg_typeof(2.5::float8 > NULL::float4);
----
NULL|NULL|boolean
SELECT 1

SELECT 2.5::float8 >= '-2.25e10'::float4, '-1e300'::float8 >= 1.5::float4, 2.5::float8 >= 1.5::float4, 'Infinity'::float8 >= 'NaN'::float4;
----
t|f|t|f
SELECT 1

SELECT NULL::float8 >= 1.5::float4, 2.5::float8 >= NULL::float4, pg_typeof(2.5::float8 >= NULL::float4);
----
NULL|NULL|boolean
SELECT 1

SELECT 2.5::float8 * '-1e300'::float8, '-1e300'::float8 * 2.5::float8, 2.5::float8 * 2.5::float8, 'Infinity'::float8 * 'Infinity'::float8;
----
-2.5e+300|-2.5e+300|6.25|Infinity
SELECT 1

SELECT NULL::float8 * 2.5::float8, 2.5::float8 * NULL::float8, pg_typeof(2.5::float8 * NULL::float8);
----
NULL|NULL|double precision
SELECT 1

SELECT + 2.5::float8, + '-1e300'::float8, + 'Infinity'::float8;
----
2.5|-1e+300|Infinity
SELECT 1

SELECT + NULL::float8, pg_typeof(+ NULL::float8);
----
NULL|double precision
SELECT 1

SELECT 2.5::float8 + '-1e300'::float8, '-1e300'::float8 + 2.5::float8, 2.5::float8 + 2.5::float8, 'Infinity'::float8 + 'Infinity'::float8;
----
-1e+300|-1e+300|5|Infinity
SELECT 1

SELECT NULL::float8 + 2.5::float8, 2.5::float8 + NULL::float8, pg_typeof(2.5::float8 + NULL::float8);
----
NULL|NULL|double precision
SELECT 1

SELECT - 2.5::float8, - '-1e300'::float8, - 'Infinity'::float8;
----
-2.5|1e+300|-Infinity
SELECT 1

SELECT - NULL::float8, pg_typeof(- NULL::float8);
----
NULL|double precision
SELECT 1

SELECT 2.5::float8 - '-1e300'::float8, '-1e300'::float8 - 2.5::float8, 2.5::float8 - 2.5::float8, 'Infinity'::float8 - 'Infinity'::float8;
----
1e+300|-1e+300|0|NaN
SELECT 1

SELECT NULL::float8 - 2.5::float8, 2.5::float8 - NULL::float8, pg_typeof(2.5::float8 - NULL::float8);
----
NULL|NULL|double precision
SELECT 1

SELECT 2.5::float8 / '-1e300'::float8, '-1e300'::float8 / 2.5::float8, 2.5::float8 / 2.5::float8, 'Infinity'::float8 / 'Infinity'::float8;
----
-2.5e-300|-4e+299|1|NaN
SELECT 1

SELECT NULL::float8 / 2.5::float8, 2.5::float8 / NULL::float8, pg_typeof(2.5::float8 / NULL::float8);
----
NULL|NULL|double precision
SELECT 1

SELECT 2.5::float8 < '-1e300'::float8, '-1e300'::float8 < 2.5::float8, 2.5::float8 < 2.5::float8, 'Infinity'::float8 < 'Infinity'::float8;
----
f|t|f|f
SELECT 1

SELECT NULL::float8 < 2.5::float8, 2.5::float8 < NULL::float8, pg_typeof(2.5::float8 < NULL::float8);
----
NULL|NULL|boolean
SELECT 1

SELECT 2.5::float8 <= '-1e300'::float8, '-1e300'::float8 <= 2.5::float8, 2.5::float8 <= 2.5::float8, 'Infinity'::float8 <= 'Infinity'::float8;
----
f|t|t|t
SELECT 1

SELECT NULL::float8 <= 2.5::float8, 2.5::float8 <= NULL::float8, pg_typeof(2.5::float8 <= NULL::float8);
----
NULL|NULL|boolean
SELECT 1

SELECT 2.5::float8 <> '-1e300'::float8, '-1e300'::float8 <> 2.5::float8, 2.5::float8 <> 2.5::float8, 'Infinity'::float8 <> 'Infinity'::float8;
----
t|t|f|f
SELECT 1

SELECT NULL::float8 <> 2.5::float8, 2.5::float8 <> NULL::float8, pg_typeof(2.5::float8 <> NULL::float8);
----
NULL|NULL|boolean
SELECT 1

SELECT 2.5::float8 = '-1e300'::float8, '-1e300'::float8 = 2.5::float8, 2.5::float8 = 2.5::float8, 'Infinity'::float8 = 'Infinity'::float8;
----
f|f|t|t
SELECT 1

SELECT NULL::float8 = 2.5::float8, 2.5::float8 = NULL::float8, pg_typeof(2.5::float8 = NULL::float8);
----
NULL|NULL|boolean
SELECT 1

SELECT 2.5::float8 > '-1e300'::float8, '-1e300'::float8 > 2.5::float8, 2.5::float8 > 2.5::float8, 'Infinity'::float8 > 'Infinity'::float8;
----
t|f|f|f
SELECT 1

SELECT NULL::float8 > 2.5::float8, 2.5::float8 > NULL::float8, pg_typeof(2.5::float8 > NULL::float8);
----
NULL|NULL|boolean
SELECT 1

SELECT 2.5::float8 >= '-1e300'::float8, '-1e300'::float8 >= 2.5::float8, 2.5::float8 >= 2.5::float8, 'Infinity'::float8 >= 'Infinity'::float8;
----
t|f|t|t
SELECT 1

SELECT NULL::float8 >= 2.5::float8, 2.5::float8 >= NULL::float8, pg_typeof(2.5::float8 >= NULL::float8);
----
NULL|NULL|boolean
SELECT 1

SELECT @ 2.5::float8, @ '-1e300'::float8, @ 'Infinity'::float8;
----
2.5|1e+300|Infinity
SELECT 1

SELECT @ NULL::float8, pg_typeof(@ NULL::float8);
----
NULL|double precision
SELECT 1

SELECT 2.5::float8 ^ '-1e300'::float8, '-1e300'::float8 ^ 2.5::float8, 2.5::float8 ^ 2.5::float8, 'Infinity'::float8 ^ 'Infinity'::float8;
----
error 22003 value out of range: underflow

SELECT NULL::float8 ^ 2.5::float8, 2.5::float8 ^ NULL::float8, pg_typeof(2.5::float8 ^ NULL::float8);
----
NULL|NULL|double precision
SELECT 1

SELECT |/ 2.5::float8, |/ '-1e300'::float8, |/ 'Infinity'::float8;
----
error 2201F cannot take square root of a negative number

SELECT |/ NULL::float8, pg_typeof(|/ NULL::float8);
----
NULL|double precision
SELECT 1

SELECT ||/ NULL::float8, pg_typeof(||/ NULL::float8);
----
NULL|double precision
SELECT 1

SELECT 2.5::float8 * '-1 year -00:00:01'::interval, '-1e300'::float8 * '1 mon 2 days 03:04:05.5'::interval, 2.5::float8 * '1 mon 2 days 03:04:05.5'::interval, 'Infinity'::float8 * '-1 year -00:00:01'::interval;
----
error 22008 interval out of range

SELECT NULL::float8 * '1 mon 2 days 03:04:05.5'::interval, 2.5::float8 * NULL::interval, pg_typeof(2.5::float8 * NULL::interval);
----
NULL|NULL|interval
SELECT 1

SELECT 2.5::float8 * '-$1,234.56'::money, '-1e300'::float8 * '12.34'::money, 2.5::float8 * '12.34'::money, 'Infinity'::float8 * '-$1,234.56'::money;
----
error 22003 money out of range

SELECT NULL::float8 * '12.34'::money, 2.5::float8 * NULL::money, pg_typeof(2.5::float8 * NULL::money);
----
NULL|NULL|money
SELECT 1

# int2
SELECT 7::int2 # '-32768'::int2, '-32768'::int2 # 7::int2, 7::int2 # 7::int2, 300::int2 # 300::int2;
----
-32761|-32761|0|0
SELECT 1

SELECT NULL::int2 # 7::int2, 7::int2 # NULL::int2, pg_typeof(7::int2 # NULL::int2);
----
NULL|NULL|smallint
SELECT 1

SELECT 7::int2 % '-32768'::int2, '-32768'::int2 % 7::int2, 7::int2 % 7::int2, 300::int2 % 300::int2;
----
7|-1|0|0
SELECT 1

SELECT NULL::int2 % 7::int2, 7::int2 % NULL::int2, pg_typeof(7::int2 % NULL::int2);
----
NULL|NULL|smallint
SELECT 1

SELECT 7::int2 & '-32768'::int2, '-32768'::int2 & 7::int2, 7::int2 & 7::int2, 300::int2 & 300::int2;
----
0|0|7|300
SELECT 1

SELECT NULL::int2 & 7::int2, 7::int2 & NULL::int2, pg_typeof(7::int2 & NULL::int2);
----
NULL|NULL|smallint
SELECT 1

SELECT 7::int2 * '-32768'::int2, '-32768'::int2 * 7::int2, 7::int2 * 7::int2, 300::int2 * 300::int2;
----
error 22003 smallint out of range

SELECT NULL::int2 * 7::int2, 7::int2 * NULL::int2, pg_typeof(7::int2 * NULL::int2);
----
NULL|NULL|smallint
SELECT 1

SELECT + 7::int2, + '-32768'::int2, + 300::int2;
----
7|-32768|300
SELECT 1

SELECT + NULL::int2, pg_typeof(+ NULL::int2);
----
NULL|smallint
SELECT 1

SELECT 7::int2 + '-32768'::int2, '-32768'::int2 + 7::int2, 7::int2 + 7::int2, 300::int2 + 300::int2;
----
-32761|-32761|14|600
SELECT 1

SELECT NULL::int2 + 7::int2, 7::int2 + NULL::int2, pg_typeof(7::int2 + NULL::int2);
----
NULL|NULL|smallint
SELECT 1

SELECT - 7::int2, - '-32768'::int2, - 300::int2;
----
error 22003 smallint out of range

SELECT - NULL::int2, pg_typeof(- NULL::int2);
----
NULL|smallint
SELECT 1

SELECT 7::int2 - '-32768'::int2, '-32768'::int2 - 7::int2, 7::int2 - 7::int2, 300::int2 - 300::int2;
----
error 22003 smallint out of range

SELECT NULL::int2 - 7::int2, 7::int2 - NULL::int2, pg_typeof(7::int2 - NULL::int2);
----
NULL|NULL|smallint
SELECT 1

SELECT 7::int2 / '-32768'::int2, '-32768'::int2 / 7::int2, 7::int2 / 7::int2, 300::int2 / 300::int2;
----
0|-4681|1|1
SELECT 1

SELECT NULL::int2 / 7::int2, 7::int2 / NULL::int2, pg_typeof(7::int2 / NULL::int2);
----
NULL|NULL|smallint
SELECT 1

SELECT 7::int2 < '-32768'::int2, '-32768'::int2 < 7::int2, 7::int2 < 7::int2, 300::int2 < 300::int2;
----
f|t|f|f
SELECT 1

SELECT NULL::int2 < 7::int2, 7::int2 < NULL::int2, pg_typeof(7::int2 < NULL::int2);
----
NULL|NULL|boolean
SELECT 1

SELECT 7::int2 <= '-32768'::int2, '-32768'::int2 <= 7::int2, 7::int2 <= 7::int2, 300::int2 <= 300::int2;
----
f|t|t|t
SELECT 1

SELECT NULL::int2 <= 7::int2, 7::int2 <= NULL::int2, pg_typeof(7::int2 <= NULL::int2);
----
NULL|NULL|boolean
SELECT 1

SELECT 7::int2 <> '-32768'::int2, '-32768'::int2 <> 7::int2, 7::int2 <> 7::int2, 300::int2 <> 300::int2;
----
t|t|f|f
SELECT 1

SELECT NULL::int2 <> 7::int2, 7::int2 <> NULL::int2, pg_typeof(7::int2 <> NULL::int2);
----
NULL|NULL|boolean
SELECT 1

SELECT 7::int2 = '-32768'::int2, '-32768'::int2 = 7::int2, 7::int2 = 7::int2, 300::int2 = 300::int2;
----
f|f|t|t
SELECT 1

SELECT NULL::int2 = 7::int2, 7::int2 = NULL::int2, pg_typeof(7::int2 = NULL::int2);
----
NULL|NULL|boolean
SELECT 1

SELECT 7::int2 > '-32768'::int2, '-32768'::int2 > 7::int2, 7::int2 > 7::int2, 300::int2 > 300::int2;
----
t|f|f|f
SELECT 1

SELECT NULL::int2 > 7::int2, 7::int2 > NULL::int2, pg_typeof(7::int2 > NULL::int2);
----
NULL|NULL|boolean
SELECT 1

SELECT 7::int2 >= '-32768'::int2, '-32768'::int2 >= 7::int2, 7::int2 >= 7::int2, 300::int2 >= 300::int2;
----
t|f|t|t
SELECT 1

SELECT NULL::int2 >= 7::int2, 7::int2 >= NULL::int2, pg_typeof(7::int2 >= NULL::int2);
----
NULL|NULL|boolean
SELECT 1

SELECT @ 7::int2, @ '-32768'::int2, @ 300::int2;
----
error 22003 smallint out of range

SELECT @ NULL::int2, pg_typeof(@ NULL::int2);
----
NULL|smallint
SELECT 1

SELECT 7::int2 | '-32768'::int2, '-32768'::int2 | 7::int2, 7::int2 | 7::int2, 300::int2 | 300::int2;
----
-32761|-32761|7|300
SELECT 1

SELECT NULL::int2 | 7::int2, 7::int2 | NULL::int2, pg_typeof(7::int2 | NULL::int2);
----
NULL|NULL|smallint
SELECT 1

SELECT ~ 7::int2, ~ '-32768'::int2, ~ 300::int2;
----
-8|32767|-301
SELECT 1

SELECT ~ NULL::int2, pg_typeof(~ NULL::int2);
----
NULL|smallint
SELECT 1

SELECT 7::int2 * (-17), '-32768'::int2 * 5, 7::int2 * 5, 300::int2 * 2147483647;
----
error 22003 integer out of range

SELECT NULL::int2 * 5, 7::int2 * NULL::int4, pg_typeof(7::int2 * NULL::int4);
----
NULL|NULL|integer
SELECT 1

SELECT 7::int2 + (-17), '-32768'::int2 + 5, 7::int2 + 5, 300::int2 + 2147483647;
----
error 22003 integer out of range

SELECT NULL::int2 + 5, 7::int2 + NULL::int4, pg_typeof(7::int2 + NULL::int4);
----
NULL|NULL|integer
SELECT 1

SELECT 7::int2 - (-17), '-32768'::int2 - 5, 7::int2 - 5, 300::int2 - 2147483647;
----
24|-32773|2|-2147483347
SELECT 1

SELECT NULL::int2 - 5, 7::int2 - NULL::int4, pg_typeof(7::int2 - NULL::int4);
----
NULL|NULL|integer
SELECT 1

SELECT 7::int2 / (-17), '-32768'::int2 / 5, 7::int2 / 5, 300::int2 / 2147483647;
----
0|-6553|1|0
SELECT 1

SELECT NULL::int2 / 5, 7::int2 / NULL::int4, pg_typeof(7::int2 / NULL::int4);
----
NULL|NULL|integer
SELECT 1

SELECT 7::int2 < (-17), '-32768'::int2 < 5, 7::int2 < 5, 300::int2 < 2147483647;
----
f|t|f|t
SELECT 1

SELECT NULL::int2 < 5, 7::int2 < NULL::int4, pg_typeof(7::int2 < NULL::int4);
----
NULL|NULL|boolean
SELECT 1

SELECT 7::int2 << (-17), '-32768'::int2 << 5, 7::int2 << 5, 300::int2 << 2147483647;
----
-32768|0|224|0
SELECT 1

SELECT NULL::int2 << 5, 7::int2 << NULL::int4, pg_typeof(7::int2 << NULL::int4);
----
NULL|NULL|smallint
SELECT 1

SELECT 7::int2 <= (-17), '-32768'::int2 <= 5, 7::int2 <= 5, 300::int2 <= 2147483647;
----
f|t|f|t
SELECT 1

SELECT NULL::int2 <= 5, 7::int2 <= NULL::int4, pg_typeof(7::int2 <= NULL::int4);
----
NULL|NULL|boolean
SELECT 1

SELECT 7::int2 <> (-17), '-32768'::int2 <> 5, 7::int2 <> 5, 300::int2 <> 2147483647;
----
t|t|t|t
SELECT 1

SELECT NULL::int2 <> 5, 7::int2 <> NULL::int4, pg_typeof(7::int2 <> NULL::int4);
----
NULL|NULL|boolean
SELECT 1

SELECT 7::int2 = (-17), '-32768'::int2 = 5, 7::int2 = 5, 300::int2 = 2147483647;
----
f|f|f|f
SELECT 1

SELECT NULL::int2 = 5, 7::int2 = NULL::int4, pg_typeof(7::int2 = NULL::int4);
----
NULL|NULL|boolean
SELECT 1

SELECT 7::int2 > (-17), '-32768'::int2 > 5, 7::int2 > 5, 300::int2 > 2147483647;
----
t|f|t|f
SELECT 1

SELECT NULL::int2 > 5, 7::int2 > NULL::int4, pg_typeof(7::int2 > NULL::int4);
----
NULL|NULL|boolean
SELECT 1

SELECT 7::int2 >= (-17), '-32768'::int2 >= 5, 7::int2 >= 5, 300::int2 >= 2147483647;
----
t|f|t|f
SELECT 1

SELECT NULL::int2 >= 5, 7::int2 >= NULL::int4, pg_typeof(7::int2 >= NULL::int4);
----
NULL|NULL|boolean
SELECT 1

SELECT 7::int2 >> (-17), '-32768'::int2 >> 5, 7::int2 >> 5, 300::int2 >> 2147483647;
----
0|-1024|0|0
SELECT 1

SELECT NULL::int2 >> 5, 7::int2 >> NULL::int4, pg_typeof(7::int2 >> NULL::int4);
----
NULL|NULL|smallint
SELECT 1

SELECT 7::int2 * '-4000000000'::int8, '-32768'::int2 * 9::int8, 7::int2 * 9::int8, 300::int2 * 9223372036854775807;
----
error 22003 bigint out of range

SELECT NULL::int2 * 9::int8, 7::int2 * NULL::int8, pg_typeof(7::int2 * NULL::int8);
----
NULL|NULL|bigint
SELECT 1

SELECT 7::int2 + '-4000000000'::int8, '-32768'::int2 + 9::int8, 7::int2 + 9::int8, 300::int2 + 9223372036854775807;
----
error 22003 bigint out of range

SELECT NULL::int2 + 9::int8, 7::int2 + NULL::int8, pg_typeof(7::int2 + NULL::int8);
----
NULL|NULL|bigint
SELECT 1

SELECT 7::int2 - '-4000000000'::int8, '-32768'::int2 - 9::int8, 7::int2 - 9::int8, 300::int2 - 9223372036854775807;
----
4000000007|-32777|-2|-9223372036854775507
SELECT 1

SELECT NULL::int2 - 9::int8, 7::int2 - NULL::int8, pg_typeof(7::int2 - NULL::int8);
----
NULL|NULL|bigint
SELECT 1

SELECT 7::int2 / '-4000000000'::int8, '-32768'::int2 / 9::int8, 7::int2 / 9::int8, 300::int2 / 9223372036854775807;
----
0|-3640|0|0
SELECT 1

SELECT NULL::int2 / 9::int8, 7::int2 / NULL::int8, pg_typeof(7::int2 / NULL::int8);
----
NULL|NULL|bigint
SELECT 1

SELECT 7::int2 < '-4000000000'::int8, '-32768'::int2 < 9::int8, 7::int2 < 9::int8, 300::int2 < 9223372036854775807;
----
f|t|t|t
SELECT 1

SELECT NULL::int2 < 9::int8, 7::int2 < NULL::int8, pg_typeof(7::int2 < NULL::int8);
----
NULL|NULL|boolean
SELECT 1

SELECT 7::int2 <= '-4000000000'::int8, '-32768'::int2 <= 9::int8, 7::int2 <= 9::int8, 300::int2 <= 9223372036854775807;
----
f|t|t|t
SELECT 1

SELECT NULL::int2 <= 9::int8, 7::int2 <= NULL::int8, pg_typeof(7::int2 <= NULL::int8);
----
NULL|NULL|boolean
SELECT 1

SELECT 7::int2 <> '-4000000000'::int8, '-32768'::int2 <> 9::int8, 7::int2 <> 9::int8, 300::int2 <> 9223372036854775807;
----
t|t|t|t
SELECT 1

SELECT NULL::int2 <> 9::int8, 7::int2 <> NULL::int8, pg_typeof(7::int2 <> NULL::int8);
----
NULL|NULL|boolean
SELECT 1

SELECT 7::int2 = '-4000000000'::int8, '-32768'::int2 = 9::int8, 7::int2 = 9::int8, 300::int2 = 9223372036854775807;
----
f|f|f|f
SELECT 1

SELECT NULL::int2 = 9::int8, 7::int2 = NULL::int8, pg_typeof(7::int2 = NULL::int8);
----
NULL|NULL|boolean
SELECT 1

SELECT 7::int2 > '-4000000000'::int8, '-32768'::int2 > 9::int8, 7::int2 > 9::int8, 300::int2 > 9223372036854775807;
----
t|f|f|f
SELECT 1

SELECT NULL::int2 > 9::int8, 7::int2 > NULL::int8, pg_typeof(7::int2 > NULL::int8);
----
NULL|NULL|boolean
SELECT 1

SELECT 7::int2 >= '-4000000000'::int8, '-32768'::int2 >= 9::int8, 7::int2 >= 9::int8, 300::int2 >= 9223372036854775807;
----
t|f|f|f
SELECT 1

SELECT NULL::int2 >= 9::int8, 7::int2 >= NULL::int8, pg_typeof(7::int2 >= NULL::int8);
----
NULL|NULL|boolean
SELECT 1

SELECT 7::int2 * '-$1,234.56'::money, '-32768'::int2 * '12.34'::money, 7::int2 * '12.34'::money, 300::int2 * '-$1,234.56'::money;
----
-$8,641.92|-$404,357.12|$86.38|-$370,368.00
SELECT 1

SELECT NULL::int2 * '12.34'::money, 7::int2 * NULL::money, pg_typeof(7::int2 * NULL::money);
----
NULL|NULL|money
SELECT 1

# int4
SELECT 5 + '0044-03-15 BC'::date, (-17) + '2024-02-29'::date, 5 + '2024-02-29'::date, 2147483647 + 'infinity'::date;
----
0044-03-20 BC|2024-02-12|2024-03-05|infinity
SELECT 1

SELECT NULL::int4 + '2024-02-29'::date, 5 + NULL::date, pg_typeof(5 + NULL::date);
----
NULL|NULL|date
SELECT 1

SELECT 5 * '-32768'::int2, (-17) * 7::int2, 5 * 7::int2, 2147483647 * 300::int2;
----
error 22003 integer out of range

SELECT NULL::int4 * 7::int2, 5 * NULL::int2, pg_typeof(5 * NULL::int2);
----
NULL|NULL|integer
SELECT 1

SELECT 5 + '-32768'::int2, (-17) + 7::int2, 5 + 7::int2, 2147483647 + 300::int2;
----
error 22003 integer out of range

SELECT NULL::int4 + 7::int2, 5 + NULL::int2, pg_typeof(5 + NULL::int2);
----
NULL|NULL|integer
SELECT 1

SELECT 5 - '-32768'::int2, (-17) - 7::int2, 5 - 7::int2, 2147483647 - 300::int2;
----
32773|-24|-2|2147483347
SELECT 1

SELECT NULL::int4 - 7::int2, 5 - NULL::int2, pg_typeof(5 - NULL::int2);
----
NULL|NULL|integer
SELECT 1

SELECT 5 / '-32768'::int2, (-17) / 7::int2, 5 / 7::int2, 2147483647 / 300::int2;
----
0|-2|0|7158278
SELECT 1

SELECT NULL::int4 / 7::int2, 5 / NULL::int2, pg_typeof(5 / NULL::int2);
----
NULL|NULL|integer
SELECT 1

SELECT 5 < '-32768'::int2, (-17) < 7::int2, 5 < 7::int2, 2147483647 < 300::int2;
----
f|t|t|f
SELECT 1

SELECT NULL::int4 < 7::int2, 5 < NULL::int2, pg_typeof(5 < NULL::int2);
----
NULL|NULL|boolean
SELECT 1

SELECT 5 <= '-32768'::int2, (-17) <= 7::int2, 5 <= 7::int2, 2147483647 <= 300::int2;
----
f|t|t|f
SELECT 1

SELECT NULL::int4 <= 7::int2, 5 <= NULL::int2, pg_typeof(5 <= NULL::int2);
----
NULL|NULL|boolean
SELECT 1

SELECT 5 <> '-32768'::int2, (-17) <> 7::int2, 5 <> 7::int2, 2147483647 <> 300::int2;
----
t|t|t|t
SELECT 1

SELECT NULL::int4 <> 7::int2, 5 <> NULL::int2, pg_typeof(5 <> NULL::int2);
----
NULL|NULL|boolean
SELECT 1

SELECT 5 = '-32768'::int2, (-17) = 7::int2, 5 = 7::int2, 2147483647 = 300::int2;
----
f|f|f|f
SELECT 1

SELECT NULL::int4 = 7::int2, 5 = NULL::int2, pg_typeof(5 = NULL::int2);
----
NULL|NULL|boolean
SELECT 1

SELECT 5 > '-32768'::int2, (-17) > 7::int2, 5 > 7::int2, 2147483647 > 300::int2;
----
t|f|f|t
SELECT 1

SELECT NULL::int4 > 7::int2, 5 > NULL::int2, pg_typeof(5 > NULL::int2);
----
NULL|NULL|boolean
SELECT 1

SELECT 5 >= '-32768'::int2, (-17) >= 7::int2, 5 >= 7::int2, 2147483647 >= 300::int2;
----
t|f|f|t
SELECT 1

SELECT NULL::int4 >= 7::int2, 5 >= NULL::int2, pg_typeof(5 >= NULL::int2);
----
NULL|NULL|boolean
SELECT 1

SELECT 5 # (-17), (-17) # 5, 5 # 5, 2147483647 # 2147483647;
----
-22|-22|0|0
SELECT 1

SELECT NULL::int4 # 5, 5 # NULL::int4, pg_typeof(5 # NULL::int4);
----
NULL|NULL|integer
SELECT 1

SELECT 5 % (-17), (-17) % 5, 5 % 5, 2147483647 % 2147483647;
----
5|-2|0|0
SELECT 1

SELECT NULL::int4 % 5, 5 % NULL::int4, pg_typeof(5 % NULL::int4);
----
NULL|NULL|integer
SELECT 1

SELECT 5 & (-17), (-17) & 5, 5 & 5, 2147483647 & 2147483647;
----
5|5|5|2147483647
SELECT 1

SELECT NULL::int4 & 5, 5 & NULL::int4, pg_typeof(5 & NULL::int4);
----
NULL|NULL|integer
SELECT 1

SELECT 5 * (-17), (-17) * 5, 5 * 5, 2147483647 * 2147483647;
----
error 22003 integer out of range

SELECT NULL::int4 * 5, 5 * NULL::int4, pg_typeof(5 * NULL::int4);
----
NULL|NULL|integer
SELECT 1

SELECT 5 + (-17), (-17) + 5, 5 + 5, 2147483647 + 2147483647;
----
error 22003 integer out of range

SELECT NULL::int4 + 5, 5 + NULL::int4, pg_typeof(5 + NULL::int4);
----
NULL|NULL|integer
SELECT 1

SELECT + 5, + (-17), + 2147483647;
----
5|-17|2147483647
SELECT 1

SELECT + NULL::int4, pg_typeof(+ NULL::int4);
----
NULL|integer
SELECT 1

SELECT - 5, - (-17), - 2147483647;
----
-5|17|-2147483647
SELECT 1

SELECT - NULL::int4, pg_typeof(- NULL::int4);
----
NULL|integer
SELECT 1

SELECT 5 - (-17), (-17) - 5, 5 - 5, 2147483647 - 2147483647;
----
22|-22|0|0
SELECT 1

SELECT NULL::int4 - 5, 5 - NULL::int4, pg_typeof(5 - NULL::int4);
----
NULL|NULL|integer
SELECT 1

SELECT 5 / (-17), (-17) / 5, 5 / 5, 2147483647 / 2147483647;
----
0|-3|1|1
SELECT 1

SELECT NULL::int4 / 5, 5 / NULL::int4, pg_typeof(5 / NULL::int4);
----
NULL|NULL|integer
SELECT 1

SELECT 5 < (-17), (-17) < 5, 5 < 5, 2147483647 < 2147483647;
----
f|t|f|f
SELECT 1

SELECT NULL::int4 < 5, 5 < NULL::int4, pg_typeof(5 < NULL::int4);
----
NULL|NULL|boolean
SELECT 1

SELECT 5 << (-17), (-17) << 5, 5 << 5, 2147483647 << 2147483647;
----
163840|-544|160|-2147483648
SELECT 1

SELECT NULL::int4 << 5, 5 << NULL::int4, pg_typeof(5 << NULL::int4);
----
NULL|NULL|integer
SELECT 1

SELECT 5 <= (-17), (-17) <= 5, 5 <= 5, 2147483647 <= 2147483647;
----
f|t|t|t
SELECT 1

SELECT NULL::int4 <= 5, 5 <= NULL::int4, pg_typeof(5 <= NULL::int4);
----
NULL|NULL|boolean
SELECT 1

SELECT 5 <> (-17), (-17) <> 5, 5 <> 5, 2147483647 <> 2147483647;
----
t|t|f|f
SELECT 1

SELECT NULL::int4 <> 5, 5 <> NULL::int4, pg_typeof(5 <> NULL::int4);
----
NULL|NULL|boolean
SELECT 1

SELECT 5 = (-17), (-17) = 5, 5 = 5, 2147483647 = 2147483647;
----
f|f|t|t
SELECT 1

SELECT NULL::int4 = 5, 5 = NULL::int4, pg_typeof(5 = NULL::int4);
----
NULL|NULL|boolean
SELECT 1

SELECT 5 > (-17), (-17) > 5, 5 > 5, 2147483647 > 2147483647;
----
t|f|f|f
SELECT 1

SELECT NULL::int4 > 5, 5 > NULL::int4, pg_typeof(5 > NULL::int4);
----
NULL|NULL|boolean
SELECT 1

SELECT 5 >= (-17), (-17) >= 5, 5 >= 5, 2147483647 >= 2147483647;
----
t|f|t|t
SELECT 1

SELECT NULL::int4 >= 5, 5 >= NULL::int4, pg_typeof(5 >= NULL::int4);
----
NULL|NULL|boolean
SELECT 1

SELECT 5 >> (-17), (-17) >> 5, 5 >> 5, 2147483647 >> 2147483647;
----
0|-1|0|0
SELECT 1

SELECT NULL::int4 >> 5, 5 >> NULL::int4, pg_typeof(5 >> NULL::int4);
----
NULL|NULL|integer
SELECT 1

SELECT @ 5, @ (-17), @ 2147483647;
----
5|17|2147483647
SELECT 1

SELECT @ NULL::int4, pg_typeof(@ NULL::int4);
----
NULL|integer
SELECT 1

SELECT 5 | (-17), (-17) | 5, 5 | 5, 2147483647 | 2147483647;
----
-17|-17|5|2147483647
SELECT 1

SELECT NULL::int4 | 5, 5 | NULL::int4, pg_typeof(5 | NULL::int4);
----
NULL|NULL|integer
SELECT 1

SELECT ~ 5, ~ (-17), ~ 2147483647;
----
-6|16|-2147483648
SELECT 1

SELECT ~ NULL::int4, pg_typeof(~ NULL::int4);
----
NULL|integer
SELECT 1

SELECT 5 * '-4000000000'::int8, (-17) * 9::int8, 5 * 9::int8, 2147483647 * 9223372036854775807;
----
error 22003 bigint out of range

SELECT NULL::int4 * 9::int8, 5 * NULL::int8, pg_typeof(5 * NULL::int8);
----
NULL|NULL|bigint
SELECT 1

SELECT 5 + '-4000000000'::int8, (-17) + 9::int8, 5 + 9::int8, 2147483647 + 9223372036854775807;
----
error 22003 bigint out of range

SELECT NULL::int4 + 9::int8, 5 + NULL::int8, pg_typeof(5 + NULL::int8);
----
NULL|NULL|bigint
SELECT 1

SELECT 5 - '-4000000000'::int8, (-17) - 9::int8, 5 - 9::int8, 2147483647 - 9223372036854775807;
----
4000000005|-26|-4|-9223372034707292160
SELECT 1

SELECT NULL::int4 - 9::int8, 5 - NULL::int8, pg_typeof(5 - NULL::int8);
----
NULL|NULL|bigint
SELECT 1

SELECT 5 / '-4000000000'::int8, (-17) / 9::int8, 5 / 9::int8, 2147483647 / 9223372036854775807;
----
0|-1|0|0
SELECT 1

SELECT NULL::int4 / 9::int8, 5 / NULL::int8, pg_typeof(5 / NULL::int8);
----
NULL|NULL|bigint
SELECT 1

SELECT 5 < '-4000000000'::int8, (-17) < 9::int8, 5 < 9::int8, 2147483647 < 9223372036854775807;
----
f|t|t|t
SELECT 1

SELECT NULL::int4 < 9::int8, 5 < NULL::int8, pg_typeof(5 < NULL::int8);
----
NULL|NULL|boolean
SELECT 1

SELECT 5 <= '-4000000000'::int8, (-17) <= 9::int8, 5 <= 9::int8, 2147483647 <= 9223372036854775807;
----
f|t|t|t
SELECT 1

SELECT NULL::int4 <= 9::int8, 5 <= NULL::int8, pg_typeof(5 <= NULL::int8);
----
NULL|NULL|boolean
SELECT 1

SELECT 5 <> '-4000000000'::int8, (-17) <> 9::int8, 5 <> 9::int8, 2147483647 <> 9223372036854775807;
----
t|t|t|t
SELECT 1

SELECT NULL::int4 <> 9::int8, 5 <> NULL::int8, pg_typeof(5 <> NULL::int8);
----
NULL|NULL|boolean
SELECT 1

SELECT 5 = '-4000000000'::int8, (-17) = 9::int8, 5 = 9::int8, 2147483647 = 9223372036854775807;
----
f|f|f|f
SELECT 1

SELECT NULL::int4 = 9::int8, 5 = NULL::int8, pg_typeof(5 = NULL::int8);
----
NULL|NULL|boolean
SELECT 1

SELECT 5 > '-4000000000'::int8, (-17) > 9::int8, 5 > 9::int8, 2147483647 > 9223372036854775807;
----
t|f|f|f
SELECT 1

SELECT NULL::int4 > 9::int8, 5 > NULL::int8, pg_typeof(5 > NULL::int8);
----
NULL|NULL|boolean
SELECT 1

SELECT 5 >= '-4000000000'::int8, (-17) >= 9::int8, 5 >= 9::int8, 2147483647 >= 9223372036854775807;
----
t|f|f|f
SELECT 1

SELECT NULL::int4 >= 9::int8, 5 >= NULL::int8, pg_typeof(5 >= NULL::int8);
----
NULL|NULL|boolean
SELECT 1

SELECT 5 * '-$1,234.56'::money, (-17) * '12.34'::money, 5 * '12.34'::money, 2147483647 * '-$1,234.56'::money;
----
-$6,172.80|-$209.78|$61.70|-$2,651,197,411,240.32
SELECT 1

SELECT NULL::int4 * '12.34'::money, 5 * NULL::money, pg_typeof(5 * NULL::money);
----
NULL|NULL|money
SELECT 1

# int8
SELECT 9::int8 + '::1'::inet, '-4000000000'::int8 + '192.168.1.5/24'::inet, 9::int8 + '192.168.1.5/24'::inet, 9223372036854775807 + '10.0.0.1'::inet;
----
error 22003 result is out of range

SELECT NULL::int8 + '192.168.1.5/24'::inet, 9::int8 + NULL::inet, pg_typeof(9::int8 + NULL::inet);
----
NULL|NULL|inet
SELECT 1

SELECT 9::int8 * '-32768'::int2, '-4000000000'::int8 * 7::int2, 9::int8 * 7::int2, 9223372036854775807 * 300::int2;
----
error 22003 bigint out of range

SELECT NULL::int8 * 7::int2, 9::int8 * NULL::int2, pg_typeof(9::int8 * NULL::int2);
----
NULL|NULL|bigint
SELECT 1

SELECT 9::int8 + '-32768'::int2, '-4000000000'::int8 + 7::int2, 9::int8 + 7::int2, 9223372036854775807 + 300::int2;
----
error 22003 bigint out of range

SELECT NULL::int8 + 7::int2, 9::int8 + NULL::int2, pg_typeof(9::int8 + NULL::int2);
----
NULL|NULL|bigint
SELECT 1

SELECT 9::int8 - '-32768'::int2, '-4000000000'::int8 - 7::int2, 9::int8 - 7::int2, 9223372036854775807 - 300::int2;
----
32777|-4000000007|2|9223372036854775507
SELECT 1

SELECT NULL::int8 - 7::int2, 9::int8 - NULL::int2, pg_typeof(9::int8 - NULL::int2);
----
NULL|NULL|bigint
SELECT 1

SELECT 9::int8 / '-32768'::int2, '-4000000000'::int8 / 7::int2, 9::int8 / 7::int2, 9223372036854775807 / 300::int2;
----
0|-571428571|1|30744573456182586
SELECT 1

SELECT NULL::int8 / 7::int2, 9::int8 / NULL::int2, pg_typeof(9::int8 / NULL::int2);
----
NULL|NULL|bigint
SELECT 1

SELECT 9::int8 < '-32768'::int2, '-4000000000'::int8 < 7::int2, 9::int8 < 7::int2, 9223372036854775807 < 300::int2;
----
f|t|f|f
SELECT 1

SELECT NULL::int8 < 7::int2, 9::int8 < NULL::int2, pg_typeof(9::int8 < NULL::int2);
----
NULL|NULL|boolean
SELECT 1

SELECT 9::int8 <= '-32768'::int2, '-4000000000'::int8 <= 7::int2, 9::int8 <= 7::int2, 9223372036854775807 <= 300::int2;
----
f|t|f|f
SELECT 1

SELECT NULL::int8 <= 7::int2, 9::int8 <= NULL::int2, pg_typeof(9::int8 <= NULL::int2);
----
NULL|NULL|boolean
SELECT 1

SELECT 9::int8 <> '-32768'::int2, '-4000000000'::int8 <> 7::int2, 9::int8 <> 7::int2, 9223372036854775807 <> 300::int2;
----
t|t|t|t
SELECT 1

SELECT NULL::int8 <> 7::int2, 9::int8 <> NULL::int2, pg_typeof(9::int8 <> NULL::int2);
----
NULL|NULL|boolean
SELECT 1

SELECT 9::int8 = '-32768'::int2, '-4000000000'::int8 = 7::int2, 9::int8 = 7::int2, 9223372036854775807 = 300::int2;
----
f|f|f|f
SELECT 1

SELECT NULL::int8 = 7::int2, 9::int8 = NULL::int2, pg_typeof(9::int8 = NULL::int2);
----
NULL|NULL|boolean
SELECT 1

SELECT 9::int8 > '-32768'::int2, '-4000000000'::int8 > 7::int2, 9::int8 > 7::int2, 9223372036854775807 > 300::int2;
----
t|f|t|t
SELECT 1

SELECT NULL::int8 > 7::int2, 9::int8 > NULL::int2, pg_typeof(9::int8 > NULL::int2);
----
NULL|NULL|boolean
SELECT 1

SELECT 9::int8 >= '-32768'::int2, '-4000000000'::int8 >= 7::int2, 9::int8 >= 7::int2, 9223372036854775807 >= 300::int2;
----
t|f|t|t
SELECT 1

SELECT NULL::int8 >= 7::int2, 9::int8 >= NULL::int2, pg_typeof(9::int8 >= NULL::int2);
----
NULL|NULL|boolean
SELECT 1

SELECT 9::int8 * (-17), '-4000000000'::int8 * 5, 9::int8 * 5, 9223372036854775807 * 2147483647;
----
error 22003 bigint out of range

SELECT NULL::int8 * 5, 9::int8 * NULL::int4, pg_typeof(9::int8 * NULL::int4);
----
NULL|NULL|bigint
SELECT 1

SELECT 9::int8 + (-17), '-4000000000'::int8 + 5, 9::int8 + 5, 9223372036854775807 + 2147483647;
----
error 22003 bigint out of range

SELECT NULL::int8 + 5, 9::int8 + NULL::int4, pg_typeof(9::int8 + NULL::int4);
----
NULL|NULL|bigint
SELECT 1

SELECT 9::int8 - (-17), '-4000000000'::int8 - 5, 9::int8 - 5, 9223372036854775807 - 2147483647;
----
26|-4000000005|4|9223372034707292160
SELECT 1

SELECT NULL::int8 - 5, 9::int8 - NULL::int4, pg_typeof(9::int8 - NULL::int4);
----
NULL|NULL|bigint
SELECT 1

SELECT 9::int8 / (-17), '-4000000000'::int8 / 5, 9::int8 / 5, 9223372036854775807 / 2147483647;
----
0|-800000000|1|4294967298
SELECT 1

SELECT NULL::int8 / 5, 9::int8 / NULL::int4, pg_typeof(9::int8 / NULL::int4);
----
NULL|NULL|bigint
SELECT 1

SELECT 9::int8 < (-17), '-4000000000'::int8 < 5, 9::int8 < 5, 9223372036854775807 < 2147483647;
----
f|t|f|f
SELECT 1

SELECT NULL::int8 < 5, 9::int8 < NULL::int4, pg_typeof(9::int8 < NULL::int4);
----
NULL|NULL|boolean
SELECT 1

SELECT 9::int8 << (-17), '-4000000000'::int8 << 5, 9::int8 << 5, 9223372036854775807 << 2147483647;
----
1266637395197952|-128000000000|288|-9223372036854775808
SELECT 1

SELECT NULL::int8 << 5, 9::int8 << NULL::int4, pg_typeof(9::int8 << NULL::int4);
----
NULL|NULL|bigint
SELECT 1

SELECT 9::int8 <= (-17), '-4000000000'::int8 <= 5, 9::int8 <= 5, 9223372036854775807 <= 2147483647;
----
f|t|f|f
SELECT 1

SELECT NULL::int8 <= 5, 9::int8 <= NULL::int4, pg_typeof(9::int8 <= NULL::int4);
----
NULL|NULL|boolean
SELECT 1

SELECT 9::int8 <> (-17), '-4000000000'::int8 <> 5, 9::int8 <> 5, 9223372036854775807 <> 2147483647;
----
t|t|t|t
SELECT 1

SELECT NULL::int8 <> 5, 9::int8 <> NULL::int4, pg_typeof(9::int8 <> NULL::int4);
----
NULL|NULL|boolean
SELECT 1

SELECT 9::int8 = (-17), '-4000000000'::int8 = 5, 9::int8 = 5, 9223372036854775807 = 2147483647;
----
f|f|f|f
SELECT 1

SELECT NULL::int8 = 5, 9::int8 = NULL::int4, pg_typeof(9::int8 = NULL::int4);
----
NULL|NULL|boolean
SELECT 1

SELECT 9::int8 > (-17), '-4000000000'::int8 > 5, 9::int8 > 5, 9223372036854775807 > 2147483647;
----
t|f|t|t
SELECT 1

SELECT NULL::int8 > 5, 9::int8 > NULL::int4, pg_typeof(9::int8 > NULL::int4);
----
NULL|NULL|boolean
SELECT 1

SELECT 9::int8 >= (-17), '-4000000000'::int8 >= 5, 9::int8 >= 5, 9223372036854775807 >= 2147483647;
----
t|f|t|t
SELECT 1

SELECT NULL::int8 >= 5, 9::int8 >= NULL::int4, pg_typeof(9::int8 >= NULL::int4);
----
NULL|NULL|boolean
SELECT 1

SELECT 9::int8 >> (-17), '-4000000000'::int8 >> 5, 9::int8 >> 5, 9223372036854775807 >> 2147483647;
----
0|-125000000|0|0
SELECT 1

SELECT NULL::int8 >> 5, 9::int8 >> NULL::int4, pg_typeof(9::int8 >> NULL::int4);
----
NULL|NULL|bigint
SELECT 1

SELECT 9::int8 # '-4000000000'::int8, '-4000000000'::int8 # 9::int8, 9::int8 # 9::int8, 9223372036854775807 # 9223372036854775807;
----
-3999999991|-3999999991|0|0
SELECT 1

SELECT NULL::int8 # 9::int8, 9::int8 # NULL::int8, pg_typeof(9::int8 # NULL::int8);
----
NULL|NULL|bigint
SELECT 1

SELECT 9::int8 % '-4000000000'::int8, '-4000000000'::int8 % 9::int8, 9::int8 % 9::int8, 9223372036854775807 % 9223372036854775807;
----
9|-4|0|0
SELECT 1

SELECT NULL::int8 % 9::int8, 9::int8 % NULL::int8, pg_typeof(9::int8 % NULL::int8);
----
NULL|NULL|bigint
SELECT 1

SELECT 9::int8 & '-4000000000'::int8, '-4000000000'::int8 & 9::int8, 9::int8 & 9::int8, 9223372036854775807 & 9223372036854775807;
----
0|0|9|9223372036854775807
SELECT 1

SELECT NULL::int8 & 9::int8, 9::int8 & NULL::int8, pg_typeof(9::int8 & NULL::int8);
----
NULL|NULL|bigint
SELECT 1

SELECT 9::int8 * '-4000000000'::int8, '-4000000000'::int8 * 9::int8, 9::int8 * 9::int8, 9223372036854775807 * 9223372036854775807;
----
error 22003 bigint out of range

SELECT NULL::int8 * 9::int8, 9::int8 * NULL::int8, pg_typeof(9::int8 * NULL::int8);
----
NULL|NULL|bigint
SELECT 1

SELECT + 9::int8, + '-4000000000'::int8, + 9223372036854775807;
----
9|-4000000000|9223372036854775807
SELECT 1

SELECT + NULL::int8, pg_typeof(+ NULL::int8);
----
NULL|bigint
SELECT 1

SELECT 9::int8 + '-4000000000'::int8, '-4000000000'::int8 + 9::int8, 9::int8 + 9::int8, 9223372036854775807 + 9223372036854775807;
----
error 22003 bigint out of range

SELECT NULL::int8 + 9::int8, 9::int8 + NULL::int8, pg_typeof(9::int8 + NULL::int8);
----
NULL|NULL|bigint
SELECT 1

SELECT 9::int8 - '-4000000000'::int8, '-4000000000'::int8 - 9::int8, 9::int8 - 9::int8, 9223372036854775807 - 9223372036854775807;
----
4000000009|-4000000009|0|0
SELECT 1

SELECT NULL::int8 - 9::int8, 9::int8 - NULL::int8, pg_typeof(9::int8 - NULL::int8);
----
NULL|NULL|bigint
SELECT 1

SELECT - 9::int8, - '-4000000000'::int8, - 9223372036854775807;
----
-9|4000000000|-9223372036854775807
SELECT 1

SELECT - NULL::int8, pg_typeof(- NULL::int8);
----
NULL|bigint
SELECT 1

SELECT 9::int8 / '-4000000000'::int8, '-4000000000'::int8 / 9::int8, 9::int8 / 9::int8, 9223372036854775807 / 9223372036854775807;
----
0|-444444444|1|1
SELECT 1

SELECT NULL::int8 / 9::int8, 9::int8 / NULL::int8, pg_typeof(9::int8 / NULL::int8);
----
NULL|NULL|bigint
SELECT 1

SELECT 9::int8 < '-4000000000'::int8, '-4000000000'::int8 < 9::int8, 9::int8 < 9::int8, 9223372036854775807 < 9223372036854775807;
----
f|t|f|f
SELECT 1

SELECT NULL::int8 < 9::int8, 9::int8 < NULL::int8, pg_typeof(9::int8 < NULL::int8);
----
NULL|NULL|boolean
SELECT 1

SELECT 9::int8 <= '-4000000000'::int8, '-4000000000'::int8 <= 9::int8, 9::int8 <= 9::int8, 9223372036854775807 <= 9223372036854775807;
----
f|t|t|t
SELECT 1

SELECT NULL::int8 <= 9::int8, 9::int8 <= NULL::int8, pg_typeof(9::int8 <= NULL::int8);
----
NULL|NULL|boolean
SELECT 1

SELECT 9::int8 <> '-4000000000'::int8, '-4000000000'::int8 <> 9::int8, 9::int8 <> 9::int8, 9223372036854775807 <> 9223372036854775807;
----
t|t|f|f
SELECT 1

SELECT NULL::int8 <> 9::int8, 9::int8 <> NULL::int8, pg_typeof(9::int8 <> NULL::int8);
----
NULL|NULL|boolean
SELECT 1

SELECT 9::int8 = '-4000000000'::int8, '-4000000000'::int8 = 9::int8, 9::int8 = 9::int8, 9223372036854775807 = 9223372036854775807;
----
f|f|t|t
SELECT 1

SELECT NULL::int8 = 9::int8, 9::int8 = NULL::int8, pg_typeof(9::int8 = NULL::int8);
----
NULL|NULL|boolean
SELECT 1

SELECT 9::int8 > '-4000000000'::int8, '-4000000000'::int8 > 9::int8, 9::int8 > 9::int8, 9223372036854775807 > 9223372036854775807;
----
t|f|f|f
SELECT 1

SELECT NULL::int8 > 9::int8, 9::int8 > NULL::int8, pg_typeof(9::int8 > NULL::int8);
----
NULL|NULL|boolean
SELECT 1

SELECT 9::int8 >= '-4000000000'::int8, '-4000000000'::int8 >= 9::int8, 9::int8 >= 9::int8, 9223372036854775807 >= 9223372036854775807;
----
t|f|t|t
SELECT 1

SELECT NULL::int8 >= 9::int8, 9::int8 >= NULL::int8, pg_typeof(9::int8 >= NULL::int8);
----
NULL|NULL|boolean
SELECT 1

SELECT @ 9::int8, @ '-4000000000'::int8, @ 9223372036854775807;
----
9|4000000000|9223372036854775807
SELECT 1

SELECT @ NULL::int8, pg_typeof(@ NULL::int8);
----
NULL|bigint
SELECT 1

SELECT 9::int8 | '-4000000000'::int8, '-4000000000'::int8 | 9::int8, 9::int8 | 9::int8, 9223372036854775807 | 9223372036854775807;
----
-3999999991|-3999999991|9|9223372036854775807
SELECT 1

SELECT NULL::int8 | 9::int8, 9::int8 | NULL::int8, pg_typeof(9::int8 | NULL::int8);
----
NULL|NULL|bigint
SELECT 1

SELECT ~ 9::int8, ~ '-4000000000'::int8, ~ 9223372036854775807;
----
-10|3999999999|-9223372036854775808
SELECT 1

SELECT ~ NULL::int8, pg_typeof(~ NULL::int8);
----
NULL|bigint
SELECT 1

SELECT 9::int8 * '-$1,234.56'::money, '-4000000000'::int8 * '12.34'::money, 9::int8 * '12.34'::money, 9223372036854775807 * '-$1,234.56'::money;
----
error 22003 money out of range

SELECT NULL::int8 * '12.34'::money, 9::int8 * NULL::money, pg_typeof(9::int8 * NULL::money);
----
NULL|NULL|money
SELECT 1

# money
SELECT '12.34'::money * '-2.25e10'::float4, '-$1,234.56'::money * 1.5::float4, '12.34'::money * 1.5::float4, '-$1,234.56'::money * 'NaN'::float4;
----
error 22003 money out of range

SELECT NULL::money * 1.5::float4, '12.34'::money * NULL::float4, pg_typeof('12.34'::money * NULL::float4);
----
NULL|NULL|money
SELECT 1

SELECT '12.34'::money / '-2.25e10'::float4, '-$1,234.56'::money / 1.5::float4, '12.34'::money / 1.5::float4, '-$1,234.56'::money / 'NaN'::float4;
----
error 22003 money out of range

SELECT NULL::money / 1.5::float4, '12.34'::money / NULL::float4, pg_typeof('12.34'::money / NULL::float4);
----
NULL|NULL|money
SELECT 1

SELECT '12.34'::money * '-1e300'::float8, '-$1,234.56'::money * 2.5::float8, '12.34'::money * 2.5::float8, '-$1,234.56'::money * 'Infinity'::float8;
----
error 22003 money out of range

SELECT NULL::money * 2.5::float8, '12.34'::money * NULL::float8, pg_typeof('12.34'::money * NULL::float8);
----
NULL|NULL|money
SELECT 1

SELECT '12.34'::money / '-1e300'::float8, '-$1,234.56'::money / 2.5::float8, '12.34'::money / 2.5::float8, '-$1,234.56'::money / 'Infinity'::float8;
----
$0.00|-$493.82|$4.94|$0.00
SELECT 1

SELECT NULL::money / 2.5::float8, '12.34'::money / NULL::float8, pg_typeof('12.34'::money / NULL::float8);
----
NULL|NULL|money
SELECT 1

SELECT '12.34'::money * '-32768'::int2, '-$1,234.56'::money * 7::int2, '12.34'::money * 7::int2, '-$1,234.56'::money * 300::int2;
----
-$404,357.12|-$8,641.92|$86.38|-$370,368.00
SELECT 1

SELECT NULL::money * 7::int2, '12.34'::money * NULL::int2, pg_typeof('12.34'::money * NULL::int2);
----
NULL|NULL|money
SELECT 1

SELECT '12.34'::money / '-32768'::int2, '-$1,234.56'::money / 7::int2, '12.34'::money / 7::int2, '-$1,234.56'::money / 300::int2;
----
$0.00|-$176.36|$1.76|-$4.11
SELECT 1

SELECT NULL::money / 7::int2, '12.34'::money / NULL::int2, pg_typeof('12.34'::money / NULL::int2);
----
NULL|NULL|money
SELECT 1

SELECT '12.34'::money * (-17), '-$1,234.56'::money * 5, '12.34'::money * 5, '-$1,234.56'::money * 2147483647;
----
-$209.78|-$6,172.80|$61.70|-$2,651,197,411,240.32
SELECT 1

SELECT NULL::money * 5, '12.34'::money * NULL::int4, pg_typeof('12.34'::money * NULL::int4);
----
NULL|NULL|money
SELECT 1

SELECT '12.34'::money / (-17), '-$1,234.56'::money / 5, '12.34'::money / 5, '-$1,234.56'::money / 2147483647;
----
-$0.72|-$246.91|$2.46|$0.00
SELECT 1

SELECT NULL::money / 5, '12.34'::money / NULL::int4, pg_typeof('12.34'::money / NULL::int4);
----
NULL|NULL|money
SELECT 1

SELECT '12.34'::money * '-4000000000'::int8, '-$1,234.56'::money * 9::int8, '12.34'::money * 9::int8, '-$1,234.56'::money * 9223372036854775807;
----
error 22003 money out of range

SELECT NULL::money * 9::int8, '12.34'::money * NULL::int8, pg_typeof('12.34'::money * NULL::int8);
----
NULL|NULL|money
SELECT 1

SELECT '12.34'::money / '-4000000000'::int8, '-$1,234.56'::money / 9::int8, '12.34'::money / 9::int8, '-$1,234.56'::money / 9223372036854775807;
----
$0.00|-$137.17|$1.37|$0.00
SELECT 1

SELECT NULL::money / 9::int8, '12.34'::money / NULL::int8, pg_typeof('12.34'::money / NULL::int8);
----
NULL|NULL|money
SELECT 1

SELECT '12.34'::money + '-$1,234.56'::money, '-$1,234.56'::money + '12.34'::money, '12.34'::money + '12.34'::money;
----
-$1,222.22|-$1,222.22|$24.68
SELECT 1

SELECT NULL::money + '12.34'::money, '12.34'::money + NULL::money, pg_typeof('12.34'::money + NULL::money);
----
NULL|NULL|money
SELECT 1

SELECT '12.34'::money - '-$1,234.56'::money, '-$1,234.56'::money - '12.34'::money, '12.34'::money - '12.34'::money;
----
$1,246.90|-$1,246.90|$0.00
SELECT 1

SELECT NULL::money - '12.34'::money, '12.34'::money - NULL::money, pg_typeof('12.34'::money - NULL::money);
----
NULL|NULL|money
SELECT 1

SELECT '12.34'::money / '-$1,234.56'::money, '-$1,234.56'::money / '12.34'::money, '12.34'::money / '12.34'::money;
----
-0.009995463970969414|-100.0453808752026|1
SELECT 1

SELECT NULL::money / '12.34'::money, '12.34'::money / NULL::money, pg_typeof('12.34'::money / NULL::money);
----
NULL|NULL|double precision
SELECT 1

SELECT '12.34'::money < '-$1,234.56'::money, '-$1,234.56'::money < '12.34'::money, '12.34'::money < '12.34'::money;
----
f|t|f
SELECT 1

SELECT NULL::money < '12.34'::money, '12.34'::money < NULL::money, pg_typeof('12.34'::money < NULL::money);
----
NULL|NULL|boolean
SELECT 1

SELECT '12.34'::money <= '-$1,234.56'::money, '-$1,234.56'::money <= '12.34'::money, '12.34'::money <= '12.34'::money;
----
f|t|t
SELECT 1

SELECT NULL::money <= '12.34'::money, '12.34'::money <= NULL::money, pg_typeof('12.34'::money <= NULL::money);
----
NULL|NULL|boolean
SELECT 1

SELECT '12.34'::money <> '-$1,234.56'::money, '-$1,234.56'::money <> '12.34'::money, '12.34'::money <> '12.34'::money;
----
t|t|f
SELECT 1

SELECT NULL::money <> '12.34'::money, '12.34'::money <> NULL::money, pg_typeof('12.34'::money <> NULL::money);
----
NULL|NULL|boolean
SELECT 1

SELECT '12.34'::money = '-$1,234.56'::money, '-$1,234.56'::money = '12.34'::money, '12.34'::money = '12.34'::money;
----
f|f|t
SELECT 1

SELECT NULL::money = '12.34'::money, '12.34'::money = NULL::money, pg_typeof('12.34'::money = NULL::money);
----
NULL|NULL|boolean
SELECT 1

SELECT '12.34'::money > '-$1,234.56'::money, '-$1,234.56'::money > '12.34'::money, '12.34'::money > '12.34'::money;
----
t|f|f
SELECT 1

SELECT NULL::money > '12.34'::money, '12.34'::money > NULL::money, pg_typeof('12.34'::money > NULL::money);
----
NULL|NULL|boolean
SELECT 1

SELECT '12.34'::money >= '-$1,234.56'::money, '-$1,234.56'::money >= '12.34'::money, '12.34'::money >= '12.34'::money;
----
t|f|t
SELECT 1

SELECT NULL::money >= '12.34'::money, '12.34'::money >= NULL::money, pg_typeof('12.34'::money >= NULL::money);
----
NULL|NULL|boolean
SELECT 1

# numeric
SELECT 12.345 % (-0.0001), (-0.0001) % 12.345, 12.345 % 12.345, 'NaN'::numeric % 'NaN'::numeric;
----
0.0000|-0.0001|0.000|NaN
SELECT 1

SELECT NULL::numeric % 12.345, 12.345 % NULL::numeric, pg_typeof(12.345 % NULL::numeric);
----
NULL|NULL|numeric
SELECT 1

SELECT 12.345 * (-0.0001), (-0.0001) * 12.345, 12.345 * 12.345, 'NaN'::numeric * 'NaN'::numeric;
----
-0.0012345|-0.0012345|152.399025|NaN
SELECT 1

SELECT NULL::numeric * 12.345, 12.345 * NULL::numeric, pg_typeof(12.345 * NULL::numeric);
----
NULL|NULL|numeric
SELECT 1

SELECT + 12.345, + (-0.0001), + 'NaN'::numeric;
----
12.345|-0.0001|NaN
SELECT 1

SELECT + NULL::numeric, pg_typeof(+ NULL::numeric);
----
NULL|numeric
SELECT 1

SELECT 12.345 + (-0.0001), (-0.0001) + 12.345, 12.345 + 12.345, 'NaN'::numeric + 'NaN'::numeric;
----
12.3449|12.3449|24.690|NaN
SELECT 1

SELECT NULL::numeric + 12.345, 12.345 + NULL::numeric, pg_typeof(12.345 + NULL::numeric);
----
NULL|NULL|numeric
SELECT 1

SELECT 12.345 - (-0.0001), (-0.0001) - 12.345, 12.345 - 12.345, 'NaN'::numeric - 'NaN'::numeric;
----
12.3451|-12.3451|0.000|NaN
SELECT 1

SELECT NULL::numeric - 12.345, 12.345 - NULL::numeric, pg_typeof(12.345 - NULL::numeric);
----
NULL|NULL|numeric
SELECT 1

SELECT - 12.345, - (-0.0001), - 'NaN'::numeric;
----
-12.345|0.0001|NaN
SELECT 1

SELECT - NULL::numeric, pg_typeof(- NULL::numeric);
----
NULL|numeric
SELECT 1

SELECT 12.345 / (-0.0001), (-0.0001) / 12.345, 12.345 / 12.345, 'NaN'::numeric / 'NaN'::numeric;
----
-123450.000000000000|-0.000008100445524503847712|1.00000000000000000000|NaN
SELECT 1

SELECT NULL::numeric / 12.345, 12.345 / NULL::numeric, pg_typeof(12.345 / NULL::numeric);
----
NULL|NULL|numeric
SELECT 1

SELECT 12.345 < (-0.0001), (-0.0001) < 12.345, 12.345 < 12.345, 'NaN'::numeric < 'NaN'::numeric;
----
f|t|f|f
SELECT 1

SELECT NULL::numeric < 12.345, 12.345 < NULL::numeric, pg_typeof(12.345 < NULL::numeric);
----
NULL|NULL|boolean
SELECT 1

SELECT 12.345 <= (-0.0001), (-0.0001) <= 12.345, 12.345 <= 12.345, 'NaN'::numeric <= 'NaN'::numeric;
----
f|t|t|t
SELECT 1

SELECT NULL::numeric <= 12.345, 12.345 <= NULL::numeric, pg_typeof(12.345 <= NULL::numeric);
----
NULL|NULL|boolean
SELECT 1

SELECT 12.345 <> (-0.0001), (-0.0001) <> 12.345, 12.345 <> 12.345, 'NaN'::numeric <> 'NaN'::numeric;
----
t|t|f|f
SELECT 1

SELECT NULL::numeric <> 12.345, 12.345 <> NULL::numeric, pg_typeof(12.345 <> NULL::numeric);
----
NULL|NULL|boolean
SELECT 1

SELECT 12.345 = (-0.0001), (-0.0001) = 12.345, 12.345 = 12.345, 'NaN'::numeric = 'NaN'::numeric;
----
f|f|t|t
SELECT 1

SELECT NULL::numeric = 12.345, 12.345 = NULL::numeric, pg_typeof(12.345 = NULL::numeric);
----
NULL|NULL|boolean
SELECT 1

SELECT 12.345 > (-0.0001), (-0.0001) > 12.345, 12.345 > 12.345, 'NaN'::numeric > 'NaN'::numeric;
----
t|f|f|f
SELECT 1

SELECT NULL::numeric > 12.345, 12.345 > NULL::numeric, pg_typeof(12.345 > NULL::numeric);
----
NULL|NULL|boolean
SELECT 1

SELECT 12.345 >= (-0.0001), (-0.0001) >= 12.345, 12.345 >= 12.345, 'NaN'::numeric >= 'NaN'::numeric;
----
t|f|t|t
SELECT 1

SELECT NULL::numeric >= 12.345, 12.345 >= NULL::numeric, pg_typeof(12.345 >= NULL::numeric);
----
NULL|NULL|boolean
SELECT 1

SELECT @ 12.345, @ (-0.0001), @ 'NaN'::numeric;
----
12.345|0.0001|NaN
SELECT 1

SELECT @ NULL::numeric, pg_typeof(@ NULL::numeric);
----
NULL|numeric
SELECT 1

SELECT 12.345 ^ (-0.0001), (-0.0001) ^ 12.345, 12.345 ^ 12.345, 'NaN'::numeric ^ 'NaN'::numeric;
----
error 2201F a negative number raised to a non-integer power yields a complex result

SELECT NULL::numeric ^ 12.345, 12.345 ^ NULL::numeric, pg_typeof(12.345 ^ NULL::numeric);
----
NULL|NULL|numeric
SELECT 1

SELECT 12.345 + '0/0'::pg_lsn, (-0.0001) + '16/B374D848'::pg_lsn, 12.345 + '16/B374D848'::pg_lsn, 'NaN'::numeric + '0/0'::pg_lsn;
----
error 0A000 cannot add NaN to pg_lsn

SELECT NULL::numeric + '16/B374D848'::pg_lsn, 12.345 + NULL::pg_lsn, pg_typeof(12.345 + NULL::pg_lsn);
----
NULL|NULL|pg_lsn
SELECT 1

# oid
SELECT 26::oid < '4294967295'::oid, '4294967295'::oid < 26::oid, 26::oid < 26::oid;
----
t|f|f
SELECT 1

SELECT NULL::oid < 26::oid, 26::oid < NULL::oid, pg_typeof(26::oid < NULL::oid);
----
NULL|NULL|boolean
SELECT 1

SELECT 26::oid <= '4294967295'::oid, '4294967295'::oid <= 26::oid, 26::oid <= 26::oid;
----
t|f|t
SELECT 1

SELECT NULL::oid <= 26::oid, 26::oid <= NULL::oid, pg_typeof(26::oid <= NULL::oid);
----
NULL|NULL|boolean
SELECT 1

SELECT 26::oid <> '4294967295'::oid, '4294967295'::oid <> 26::oid, 26::oid <> 26::oid;
----
t|t|f
SELECT 1

SELECT NULL::oid <> 26::oid, 26::oid <> NULL::oid, pg_typeof(26::oid <> NULL::oid);
----
NULL|NULL|boolean
SELECT 1

SELECT 26::oid = '4294967295'::oid, '4294967295'::oid = 26::oid, 26::oid = 26::oid;
----
f|f|t
SELECT 1

SELECT NULL::oid = 26::oid, 26::oid = NULL::oid, pg_typeof(26::oid = NULL::oid);
----
NULL|NULL|boolean
SELECT 1

SELECT 26::oid > '4294967295'::oid, '4294967295'::oid > 26::oid, 26::oid > 26::oid;
----
f|t|f
SELECT 1

SELECT NULL::oid > 26::oid, 26::oid > NULL::oid, pg_typeof(26::oid > NULL::oid);
----
NULL|NULL|boolean
SELECT 1

SELECT 26::oid >= '4294967295'::oid, '4294967295'::oid >= 26::oid, 26::oid >= 26::oid;
----
f|t|t
SELECT 1

SELECT NULL::oid >= 26::oid, 26::oid >= NULL::oid, pg_typeof(26::oid >= NULL::oid);
----
NULL|NULL|boolean
SELECT 1

# pg_lsn
SELECT '16/B374D848'::pg_lsn + (-0.0001), '0/0'::pg_lsn + 12.345, '16/B374D848'::pg_lsn + 12.345, '0/0'::pg_lsn + 'NaN'::numeric;
----
error 0A000 cannot add NaN to pg_lsn

SELECT NULL::pg_lsn + 12.345, '16/B374D848'::pg_lsn + NULL::numeric, pg_typeof('16/B374D848'::pg_lsn + NULL::numeric);
----
NULL|NULL|pg_lsn
SELECT 1

SELECT '16/B374D848'::pg_lsn - (-0.0001), '0/0'::pg_lsn - 12.345, '16/B374D848'::pg_lsn - 12.345, '0/0'::pg_lsn - 'NaN'::numeric;
----
error 22023 pg_lsn out of range

SELECT NULL::pg_lsn - 12.345, '16/B374D848'::pg_lsn - NULL::numeric, pg_typeof('16/B374D848'::pg_lsn - NULL::numeric);
----
NULL|NULL|pg_lsn
SELECT 1

SELECT '16/B374D848'::pg_lsn - '0/0'::pg_lsn, '0/0'::pg_lsn - '16/B374D848'::pg_lsn, '16/B374D848'::pg_lsn - '16/B374D848'::pg_lsn;
----
97500059720|-97500059720|0
SELECT 1

SELECT NULL::pg_lsn - '16/B374D848'::pg_lsn, '16/B374D848'::pg_lsn - NULL::pg_lsn, pg_typeof('16/B374D848'::pg_lsn - NULL::pg_lsn);
----
NULL|NULL|numeric
SELECT 1

SELECT '16/B374D848'::pg_lsn < '0/0'::pg_lsn, '0/0'::pg_lsn < '16/B374D848'::pg_lsn, '16/B374D848'::pg_lsn < '16/B374D848'::pg_lsn;
----
f|t|f
SELECT 1

SELECT NULL::pg_lsn < '16/B374D848'::pg_lsn, '16/B374D848'::pg_lsn < NULL::pg_lsn, pg_typeof('16/B374D848'::pg_lsn < NULL::pg_lsn);
----
NULL|NULL|boolean
SELECT 1

SELECT '16/B374D848'::pg_lsn <= '0/0'::pg_lsn, '0/0'::pg_lsn <= '16/B374D848'::pg_lsn, '16/B374D848'::pg_lsn <= '16/B374D848'::pg_lsn;
----
f|t|t
SELECT 1

SELECT NULL::pg_lsn <= '16/B374D848'::pg_lsn, '16/B374D848'::pg_lsn <= NULL::pg_lsn, pg_typeof('16/B374D848'::pg_lsn <= NULL::pg_lsn);
----
NULL|NULL|boolean
SELECT 1

SELECT '16/B374D848'::pg_lsn <> '0/0'::pg_lsn, '0/0'::pg_lsn <> '16/B374D848'::pg_lsn, '16/B374D848'::pg_lsn <> '16/B374D848'::pg_lsn;
----
t|t|f
SELECT 1

SELECT NULL::pg_lsn <> '16/B374D848'::pg_lsn, '16/B374D848'::pg_lsn <> NULL::pg_lsn, pg_typeof('16/B374D848'::pg_lsn <> NULL::pg_lsn);
----
NULL|NULL|boolean
SELECT 1

SELECT '16/B374D848'::pg_lsn = '0/0'::pg_lsn, '0/0'::pg_lsn = '16/B374D848'::pg_lsn, '16/B374D848'::pg_lsn = '16/B374D848'::pg_lsn;
----
f|f|t
SELECT 1

SELECT NULL::pg_lsn = '16/B374D848'::pg_lsn, '16/B374D848'::pg_lsn = NULL::pg_lsn, pg_typeof('16/B374D848'::pg_lsn = NULL::pg_lsn);
----
NULL|NULL|boolean
SELECT 1

SELECT '16/B374D848'::pg_lsn > '0/0'::pg_lsn, '0/0'::pg_lsn > '16/B374D848'::pg_lsn, '16/B374D848'::pg_lsn > '16/B374D848'::pg_lsn;
----
t|f|f
SELECT 1

SELECT NULL::pg_lsn > '16/B374D848'::pg_lsn, '16/B374D848'::pg_lsn > NULL::pg_lsn, pg_typeof('16/B374D848'::pg_lsn > NULL::pg_lsn);
----
NULL|NULL|boolean
SELECT 1

SELECT '16/B374D848'::pg_lsn >= '0/0'::pg_lsn, '0/0'::pg_lsn >= '16/B374D848'::pg_lsn, '16/B374D848'::pg_lsn >= '16/B374D848'::pg_lsn;
----
t|f|t
SELECT 1

SELECT NULL::pg_lsn >= '16/B374D848'::pg_lsn, '16/B374D848'::pg_lsn >= NULL::pg_lsn, pg_typeof('16/B374D848'::pg_lsn >= NULL::pg_lsn);
----
NULL|NULL|boolean
SELECT 1

# tid
SELECT '(0,1)'::tid < '(4,7)'::tid, '(4,7)'::tid < '(0,1)'::tid, '(0,1)'::tid < '(0,1)'::tid;
----
t|f|f
SELECT 1

SELECT NULL::tid < '(0,1)'::tid, '(0,1)'::tid < NULL::tid, pg_typeof('(0,1)'::tid < NULL::tid);
----
NULL|NULL|boolean
SELECT 1

SELECT '(0,1)'::tid <= '(4,7)'::tid, '(4,7)'::tid <= '(0,1)'::tid, '(0,1)'::tid <= '(0,1)'::tid;
----
t|f|t
SELECT 1

SELECT NULL::tid <= '(0,1)'::tid, '(0,1)'::tid <= NULL::tid, pg_typeof('(0,1)'::tid <= NULL::tid);
----
NULL|NULL|boolean
SELECT 1

SELECT '(0,1)'::tid <> '(4,7)'::tid, '(4,7)'::tid <> '(0,1)'::tid, '(0,1)'::tid <> '(0,1)'::tid;
----
t|t|f
SELECT 1

SELECT NULL::tid <> '(0,1)'::tid, '(0,1)'::tid <> NULL::tid, pg_typeof('(0,1)'::tid <> NULL::tid);
----
NULL|NULL|boolean
SELECT 1

SELECT '(0,1)'::tid = '(4,7)'::tid, '(4,7)'::tid = '(0,1)'::tid, '(0,1)'::tid = '(0,1)'::tid;
----
f|f|t
SELECT 1

SELECT NULL::tid = '(0,1)'::tid, '(0,1)'::tid = NULL::tid, pg_typeof('(0,1)'::tid = NULL::tid);
----
NULL|NULL|boolean
SELECT 1

SELECT '(0,1)'::tid > '(4,7)'::tid, '(4,7)'::tid > '(0,1)'::tid, '(0,1)'::tid > '(0,1)'::tid;
----
f|t|f
SELECT 1

SELECT NULL::tid > '(0,1)'::tid, '(0,1)'::tid > NULL::tid, pg_typeof('(0,1)'::tid > NULL::tid);
----
NULL|NULL|boolean
SELECT 1

SELECT '(0,1)'::tid >= '(4,7)'::tid, '(4,7)'::tid >= '(0,1)'::tid, '(0,1)'::tid >= '(0,1)'::tid;
----
f|t|t
SELECT 1

SELECT NULL::tid >= '(0,1)'::tid, '(0,1)'::tid >= NULL::tid, pg_typeof('(0,1)'::tid >= NULL::tid);
----
NULL|NULL|boolean
SELECT 1

# xid
SELECT '100'::xid <> (-17), '3'::xid <> 5, '100'::xid <> 5, '3'::xid <> 2147483647;
----
t|t|t|t
SELECT 1

SELECT NULL::xid <> 5, '100'::xid <> NULL::int4, pg_typeof('100'::xid <> NULL::int4);
----
NULL|NULL|boolean
SELECT 1

SELECT '100'::xid = (-17), '3'::xid = 5, '100'::xid = 5, '3'::xid = 2147483647;
----
f|f|f|f
SELECT 1

SELECT NULL::xid = 5, '100'::xid = NULL::int4, pg_typeof('100'::xid = NULL::int4);
----
NULL|NULL|boolean
SELECT 1

SELECT '100'::xid <> '3'::xid, '3'::xid <> '100'::xid, '100'::xid <> '100'::xid;
----
t|t|f
SELECT 1

SELECT NULL::xid <> '100'::xid, '100'::xid <> NULL::xid, pg_typeof('100'::xid <> NULL::xid);
----
NULL|NULL|boolean
SELECT 1

SELECT '100'::xid = '3'::xid, '3'::xid = '100'::xid, '100'::xid = '100'::xid;
----
f|f|t
SELECT 1

SELECT NULL::xid = '100'::xid, '100'::xid = NULL::xid, pg_typeof('100'::xid = NULL::xid);
----
NULL|NULL|boolean
SELECT 1

# xid8
SELECT '1234567890123'::xid8 < '3'::xid8, '3'::xid8 < '1234567890123'::xid8, '1234567890123'::xid8 < '1234567890123'::xid8;
----
f|t|f
SELECT 1

SELECT NULL::xid8 < '1234567890123'::xid8, '1234567890123'::xid8 < NULL::xid8, pg_typeof('1234567890123'::xid8 < NULL::xid8);
----
NULL|NULL|boolean
SELECT 1

SELECT '1234567890123'::xid8 <= '3'::xid8, '3'::xid8 <= '1234567890123'::xid8, '1234567890123'::xid8 <= '1234567890123'::xid8;
----
f|t|t
SELECT 1

SELECT NULL::xid8 <= '1234567890123'::xid8, '1234567890123'::xid8 <= NULL::xid8, pg_typeof('1234567890123'::xid8 <= NULL::xid8);
----
NULL|NULL|boolean
SELECT 1

SELECT '1234567890123'::xid8 <> '3'::xid8, '3'::xid8 <> '1234567890123'::xid8, '1234567890123'::xid8 <> '1234567890123'::xid8;
----
t|t|f
SELECT 1

SELECT NULL::xid8 <> '1234567890123'::xid8, '1234567890123'::xid8 <> NULL::xid8, pg_typeof('1234567890123'::xid8 <> NULL::xid8);
----
NULL|NULL|boolean
SELECT 1

SELECT '1234567890123'::xid8 = '3'::xid8, '3'::xid8 = '1234567890123'::xid8, '1234567890123'::xid8 = '1234567890123'::xid8;
----
f|f|t
SELECT 1

SELECT NULL::xid8 = '1234567890123'::xid8, '1234567890123'::xid8 = NULL::xid8, pg_typeof('1234567890123'::xid8 = NULL::xid8);
----
NULL|NULL|boolean
SELECT 1

SELECT '1234567890123'::xid8 > '3'::xid8, '3'::xid8 > '1234567890123'::xid8, '1234567890123'::xid8 > '1234567890123'::xid8;
----
t|f|f
SELECT 1

SELECT NULL::xid8 > '1234567890123'::xid8, '1234567890123'::xid8 > NULL::xid8, pg_typeof('1234567890123'::xid8 > NULL::xid8);
----
NULL|NULL|boolean
SELECT 1

SELECT '1234567890123'::xid8 >= '3'::xid8, '3'::xid8 >= '1234567890123'::xid8, '1234567890123'::xid8 >= '1234567890123'::xid8;
----
t|f|t
SELECT 1

SELECT NULL::xid8 >= '1234567890123'::xid8, '1234567890123'::xid8 >= NULL::xid8, pg_typeof('1234567890123'::xid8 >= NULL::xid8);
----
NULL|NULL|boolean
SELECT 1
