# Moments at the ends of what their types hold: nothing leaves them. Errors are told whole.
CREATE TABLE t (id int PRIMARY KEY, z timestamptz, l timestamp);
SET timezone = 'UTC';
INSERT INTO t VALUES (1, '294276-12-31 23:59:59.999999+00', '294276-12-31 23:59:59.999999'), (2, '4714-11-24 00:00:00+00 BC', '4714-11-24 00:00:00 BC')
----
CREATE TABLE
SET
INSERT 0 2

SELECT z AT TIME ZONE 'Asia/Tokyo' FROM t WHERE id = 1
----
error 22008 timestamp out of range

SELECT l AT TIME ZONE 'Asia/Tokyo' FROM t WHERE id = 1
----
294276-12-31 14:59:59.999999+00
SELECT 1

SELECT z AT TIME ZONE 'Asia/Tokyo' FROM t WHERE id = 2
----
4714-11-24 09:18:59 BC
SELECT 1

SELECT l AT TIME ZONE 'Asia/Tokyo' FROM t WHERE id = 2
----
error 22008 timestamp out of range

SELECT z AT TIME ZONE 'America/New_York' FROM t WHERE id = 1
----
294276-12-31 18:59:59.999999
SELECT 1

SELECT l AT TIME ZONE 'America/New_York' FROM t WHERE id = 1
----
error 22008 timestamp out of range

SELECT z AT TIME ZONE 'America/New_York' FROM t WHERE id = 2
----
error 22008 timestamp out of range

SELECT l AT TIME ZONE 'America/New_York' FROM t WHERE id = 2
----
4714-11-24 04:56:02+00 BC
SELECT 1

SELECT z AT TIME ZONE '+05' FROM t WHERE id = 1
----
294276-12-31 18:59:59.999999
SELECT 1

SELECT l AT TIME ZONE '+05' FROM t WHERE id = 1
----
error 22008 timestamp out of range

SELECT z AT TIME ZONE '+05' FROM t WHERE id = 2
----
error 22008 timestamp out of range

SELECT l AT TIME ZONE '+05' FROM t WHERE id = 2
----
4714-11-24 05:00:00+00 BC
SELECT 1

SELECT z AT TIME ZONE 'EST' FROM t WHERE id = 1
----
294276-12-31 18:59:59.999999
SELECT 1

SELECT l AT TIME ZONE 'EST' FROM t WHERE id = 1
----
error 22008 timestamp out of range

SELECT z AT TIME ZONE 'EST' FROM t WHERE id = 2
----
error 22008 timestamp out of range

SELECT l AT TIME ZONE 'EST' FROM t WHERE id = 2
----
4714-11-24 05:00:00+00 BC
SELECT 1

SELECT timezone(interval '9 hours', z) FROM t WHERE id = 1
----
error 22008 timestamp out of range

SELECT timezone(interval '9 hours', l) FROM t WHERE id = 1
----
294276-12-31 14:59:59.999999+00
SELECT 1

SELECT timezone(interval '-9 hours', z) FROM t WHERE id = 1
----
294276-12-31 14:59:59.999999
SELECT 1

SELECT timezone(interval '-9 hours', l) FROM t WHERE id = 1
----
error 22008 timestamp out of range

SELECT timezone(interval '9 hours', z) FROM t WHERE id = 2
----
4714-11-24 09:00:00 BC
SELECT 1

SELECT timezone(interval '9 hours', l) FROM t WHERE id = 2
----
error 22008 timestamp out of range

SELECT timezone(interval '-9 hours', z) FROM t WHERE id = 2
----
error 22008 timestamp out of range

SELECT timezone(interval '-9 hours', l) FROM t WHERE id = 2
----
4714-11-24 09:00:00+00 BC
SELECT 1

SET timezone = 'Asia/Tokyo'
----
SET

SELECT z::timestamp FROM t WHERE id = 1
----
error 22008 timestamp out of range

SELECT l::timestamptz FROM t WHERE id = 1
----
294276-12-31 23:59:59.999999+09
SELECT 1

SELECT z::date FROM t WHERE id = 1
----
294277-01-01
SELECT 1

SELECT z::time FROM t WHERE id = 1
----
08:59:59.999999
SELECT 1

SELECT z::timetz FROM t WHERE id = 1
----
08:59:59.999999+09
SELECT 1

SELECT z::text FROM t WHERE id = 1
----
294277-01-01 08:59:59.999999+09
SELECT 1

SELECT l::date::timestamptz FROM t WHERE id = 1
----
294276-12-31 00:00:00+09
SELECT 1

SELECT l::date::timestamp FROM t WHERE id = 1
----
294276-12-31 00:00:00
SELECT 1

SELECT z + interval '1 day' FROM t WHERE id = 1
----
error 22008 timestamp out of range

SELECT z - interval '1 day' FROM t WHERE id = 1
----
294276-12-31 08:59:59.999999+09
SELECT 1

SELECT z + interval '1 month' FROM t WHERE id = 1
----
error 22008 timestamp out of range

SELECT z - interval '1 month' FROM t WHERE id = 1
----
294276-12-01 08:59:59.999999+09
SELECT 1

SELECT z + interval '1 microsecond' FROM t WHERE id = 1
----
error 22008 timestamp out of range

SELECT z - interval '1 microsecond' FROM t WHERE id = 1
----
294277-01-01 08:59:59.999998+09
SELECT 1

SELECT date_trunc('hour', z) FROM t WHERE id = 1
----
294277-01-01 08:00:00+09
SELECT 1

SELECT date_trunc('day', z) FROM t WHERE id = 1
----
294277-01-01 00:00:00+09
SELECT 1

SELECT date_trunc('week', z) FROM t WHERE id = 1
----
294277-01-01 00:00:00+09
SELECT 1

SELECT date_trunc('year', z) FROM t WHERE id = 1
----
294277-01-01 00:00:00+09
SELECT 1

SELECT date_trunc('century', z) FROM t WHERE id = 1
----
294201-01-01 00:00:00+09
SELECT 1

SELECT date_trunc('millennium', z) FROM t WHERE id = 1
----
294001-01-01 00:00:00+09
SELECT 1

SELECT date_trunc('day', z, 'Asia/Tokyo') FROM t WHERE id = 1
----
294277-01-01 00:00:00+09
SELECT 1

SELECT date_trunc('day', z, 'America/New_York') FROM t WHERE id = 1
----
294276-12-31 14:00:00+09
SELECT 1

SELECT extract(hour FROM z) FROM t WHERE id = 1
----
8
SELECT 1

SELECT to_char(z, 'YYYY-MM-DD HH24 BC') FROM t WHERE id = 1
----
294277-01-01 08 AD
SELECT 1

SELECT z = l FROM t WHERE id = 1
----
f
SELECT 1

SELECT z < l::date FROM t WHERE id = 1
----
f
SELECT 1

SELECT z > l::date FROM t WHERE id = 1
----
t
SELECT 1

SELECT age(z, z) FROM t WHERE id = 1
----
00:00:00
SELECT 1

SELECT json_build_array(z) FROM t WHERE id = 1
----
["294277-01-01T08:59:59.999999+09:00"]
SELECT 1

SELECT z::timestamptz(0) FROM t WHERE id = 1
----
294277-01-01 09:00:00+09
SELECT 1

SELECT timezone('UTC', z)::date FROM t WHERE id = 1
----
294276-12-31
SELECT 1

SELECT z::timestamp FROM t WHERE id = 2
----
4714-11-24 09:18:59 BC
SELECT 1

SELECT l::timestamptz FROM t WHERE id = 2
----
error 22008 timestamp out of range

SELECT z::date FROM t WHERE id = 2
----
4714-11-24 BC
SELECT 1

SELECT z::time FROM t WHERE id = 2
----
09:18:59
SELECT 1

SELECT z::timetz FROM t WHERE id = 2
----
09:18:59+09:18:59
SELECT 1

SELECT z::text FROM t WHERE id = 2
----
4714-11-24 09:18:59+09:18:59 BC
SELECT 1

SELECT l::date::timestamptz FROM t WHERE id = 2
----
error 22008 date out of range for timestamp

SELECT l::date::timestamp FROM t WHERE id = 2
----
4714-11-24 00:00:00 BC
SELECT 1

SELECT z + interval '1 day' FROM t WHERE id = 2
----
4714-11-25 09:18:59+09:18:59 BC
SELECT 1

SELECT z - interval '1 day' FROM t WHERE id = 2
----
error 22008 timestamp out of range

SELECT z + interval '1 month' FROM t WHERE id = 2
----
4714-12-24 09:18:59+09:18:59 BC
SELECT 1

SELECT z - interval '1 month' FROM t WHERE id = 2
----
error 22008 timestamp out of range

SELECT z + interval '1 microsecond' FROM t WHERE id = 2
----
4714-11-24 09:18:59.000001+09:18:59 BC
SELECT 1

SELECT z - interval '1 microsecond' FROM t WHERE id = 2
----
error 22008 timestamp out of range

SELECT date_trunc('hour', z) FROM t WHERE id = 2
----
error 22008 timestamp out of range

SELECT date_trunc('day', z) FROM t WHERE id = 2
----
error 22008 timestamp out of range

SELECT date_trunc('week', z) FROM t WHERE id = 2
----
error 22008 timestamp out of range

SELECT date_trunc('year', z) FROM t WHERE id = 2
----
error 22008 timestamp out of range

SELECT date_trunc('century', z) FROM t WHERE id = 2
----
error 22008 timestamp out of range

SELECT date_trunc('millennium', z) FROM t WHERE id = 2
----
error 22008 timestamp out of range

SELECT date_trunc('day', z, 'Asia/Tokyo') FROM t WHERE id = 2
----
error 22008 timestamp out of range

SELECT date_trunc('day', z, 'America/New_York') FROM t WHERE id = 2
----
error 22008 timestamp out of range

SELECT extract(hour FROM z) FROM t WHERE id = 2
----
9
SELECT 1

SELECT to_char(z, 'YYYY-MM-DD HH24 BC') FROM t WHERE id = 2
----
4714-11-24 09 BC
SELECT 1

SELECT z = l FROM t WHERE id = 2
----
f
SELECT 1

SELECT z < l::date FROM t WHERE id = 2
----
f
SELECT 1

SELECT z > l::date FROM t WHERE id = 2
----
t
SELECT 1

SELECT age(z, z) FROM t WHERE id = 2
----
00:00:00
SELECT 1

SELECT json_build_array(z) FROM t WHERE id = 2
----
["4714-11-24T09:18:59+09:18:59 BC"]
SELECT 1

SELECT z::timestamptz(0) FROM t WHERE id = 2
----
4714-11-24 09:18:59+09:18:59 BC
SELECT 1

SELECT timezone('UTC', z)::date FROM t WHERE id = 2
----
4714-11-24 BC
SELECT 1

SELECT make_timestamptz(294276, 12, 31, 23, 59, 59)
----
294276-12-31 23:59:59+09
SELECT 1

SELECT make_timestamptz(-4714, 11, 24, 0, 0, 0)
----
error 22008 timestamp out of range

SET timezone = 'America/New_York'
----
SET

SELECT z::timestamp FROM t WHERE id = 1
----
294276-12-31 18:59:59.999999
SELECT 1

SELECT l::timestamptz FROM t WHERE id = 1
----
error 22008 timestamp out of range

SELECT z::date FROM t WHERE id = 1
----
294276-12-31
SELECT 1

SELECT z::time FROM t WHERE id = 1
----
18:59:59.999999
SELECT 1

SELECT z::timetz FROM t WHERE id = 1
----
18:59:59.999999-05
SELECT 1

SELECT z::text FROM t WHERE id = 1
----
294276-12-31 18:59:59.999999-05
SELECT 1

SELECT l::date::timestamptz FROM t WHERE id = 1
----
294276-12-31 00:00:00-05
SELECT 1

SELECT l::date::timestamp FROM t WHERE id = 1
----
294276-12-31 00:00:00
SELECT 1

SELECT z + interval '1 day' FROM t WHERE id = 1
----
error 22008 timestamp out of range

SELECT z - interval '1 day' FROM t WHERE id = 1
----
294276-12-30 18:59:59.999999-05
SELECT 1

SELECT z + interval '1 month' FROM t WHERE id = 1
----
error 22008 timestamp out of range

SELECT z - interval '1 month' FROM t WHERE id = 1
----
294276-11-30 18:59:59.999999-05
SELECT 1

SELECT z + interval '1 microsecond' FROM t WHERE id = 1
----
error 22008 timestamp out of range

SELECT z - interval '1 microsecond' FROM t WHERE id = 1
----
294276-12-31 18:59:59.999998-05
SELECT 1

SELECT date_trunc('hour', z) FROM t WHERE id = 1
----
294276-12-31 18:00:00-05
SELECT 1

SELECT date_trunc('day', z) FROM t WHERE id = 1
----
294276-12-31 00:00:00-05
SELECT 1

SELECT date_trunc('week', z) FROM t WHERE id = 1
----
294276-12-25 00:00:00-05
SELECT 1

SELECT date_trunc('year', z) FROM t WHERE id = 1
----
294276-01-01 00:00:00-05
SELECT 1

SELECT date_trunc('century', z) FROM t WHERE id = 1
----
294201-01-01 00:00:00-05
SELECT 1

SELECT date_trunc('millennium', z) FROM t WHERE id = 1
----
294001-01-01 00:00:00-05
SELECT 1

SELECT date_trunc('day', z, 'Asia/Tokyo') FROM t WHERE id = 1
----
294276-12-31 10:00:00-05
SELECT 1

SELECT date_trunc('day', z, 'America/New_York') FROM t WHERE id = 1
----
294276-12-31 00:00:00-05
SELECT 1

SELECT extract(hour FROM z) FROM t WHERE id = 1
----
18
SELECT 1

SELECT to_char(z, 'YYYY-MM-DD HH24 BC') FROM t WHERE id = 1
----
294276-12-31 18 AD
SELECT 1

SELECT z = l FROM t WHERE id = 1
----
f
SELECT 1

SELECT z < l::date FROM t WHERE id = 1
----
f
SELECT 1

SELECT z > l::date FROM t WHERE id = 1
----
t
SELECT 1

SELECT age(z, z) FROM t WHERE id = 1
----
00:00:00
SELECT 1

SELECT json_build_array(z) FROM t WHERE id = 1
----
["294276-12-31T18:59:59.999999-05:00"]
SELECT 1

SELECT z::timestamptz(0) FROM t WHERE id = 1
----
294276-12-31 19:00:00-05
SELECT 1

SELECT timezone('UTC', z)::date FROM t WHERE id = 1
----
294276-12-31
SELECT 1

SELECT z::timestamp FROM t WHERE id = 2
----
error 22008 timestamp out of range

SELECT l::timestamptz FROM t WHERE id = 2
----
4714-11-24 00:00:00-04:56:02 BC
SELECT 1

SELECT z::date FROM t WHERE id = 2
----
4714-11-23 BC
SELECT 1

SELECT z::time FROM t WHERE id = 2
----
19:03:58
SELECT 1

SELECT z::timetz FROM t WHERE id = 2
----
19:03:58-04:56:02
SELECT 1

SELECT z::text FROM t WHERE id = 2
----
4714-11-23 19:03:58-04:56:02 BC
SELECT 1

SELECT l::date::timestamptz FROM t WHERE id = 2
----
4714-11-24 00:00:00-04:56:02 BC
SELECT 1

SELECT l::date::timestamp FROM t WHERE id = 2
----
4714-11-24 00:00:00 BC
SELECT 1

SELECT z + interval '1 day' FROM t WHERE id = 2
----
4714-11-24 19:03:58-04:56:02 BC
SELECT 1

SELECT z - interval '1 day' FROM t WHERE id = 2
----
error 22008 timestamp out of range

SELECT z + interval '1 month' FROM t WHERE id = 2
----
4714-12-23 19:03:58-04:56:02 BC
SELECT 1

SELECT z - interval '1 month' FROM t WHERE id = 2
----
error 22008 timestamp out of range

SELECT z + interval '1 microsecond' FROM t WHERE id = 2
----
4714-11-23 19:03:58.000001-04:56:02 BC
SELECT 1

SELECT z - interval '1 microsecond' FROM t WHERE id = 2
----
error 22008 timestamp out of range

SELECT date_trunc('hour', z) FROM t WHERE id = 2
----
error 22008 timestamp out of range

SELECT date_trunc('day', z) FROM t WHERE id = 2
----
error 22008 timestamp out of range

SELECT date_trunc('week', z) FROM t WHERE id = 2
----
error 22008 timestamp out of range

SELECT date_trunc('year', z) FROM t WHERE id = 2
----
error 22008 timestamp out of range

SELECT date_trunc('century', z) FROM t WHERE id = 2
----
error 22008 timestamp out of range

SELECT date_trunc('millennium', z) FROM t WHERE id = 2
----
error 22008 timestamp out of range

SELECT date_trunc('day', z, 'Asia/Tokyo') FROM t WHERE id = 2
----
error 22008 timestamp out of range

SELECT date_trunc('day', z, 'America/New_York') FROM t WHERE id = 2
----
error 22008 timestamp out of range

SELECT extract(hour FROM z) FROM t WHERE id = 2
----
19
SELECT 1

SELECT to_char(z, 'YYYY-MM-DD HH24 BC') FROM t WHERE id = 2
----
4714-11-23 19 BC
SELECT 1

SELECT z = l FROM t WHERE id = 2
----
f
SELECT 1

SELECT z < l::date FROM t WHERE id = 2
----
t
SELECT 1

SELECT z > l::date FROM t WHERE id = 2
----
f
SELECT 1

SELECT age(z, z) FROM t WHERE id = 2
----
00:00:00
SELECT 1

SELECT json_build_array(z) FROM t WHERE id = 2
----
["4714-11-23T19:03:58-04:56:02 BC"]
SELECT 1

SELECT z::timestamptz(0) FROM t WHERE id = 2
----
4714-11-23 19:03:58-04:56:02 BC
SELECT 1

SELECT timezone('UTC', z)::date FROM t WHERE id = 2
----
4714-11-24 BC
SELECT 1

SELECT make_timestamptz(294276, 12, 31, 23, 59, 59)
----
error 22008 timestamp out of range

SELECT make_timestamptz(-4714, 11, 24, 0, 0, 0)
----
4714-11-24 00:00:00-04:56:02 BC
SELECT 1

SET timezone = 'UTC'
----
SET

SELECT date_trunc('week', l) FROM t WHERE id = 1
----
294276-12-25 00:00:00
SELECT 1

SELECT date_trunc('week', l) FROM t WHERE id = 2
----
4714-11-24 00:00:00 BC
SELECT 1

SELECT date_trunc('year', l) FROM t WHERE id = 1
----
294276-01-01 00:00:00
SELECT 1

SELECT date_trunc('year', l) FROM t WHERE id = 2
----
error 22008 timestamp out of range

SELECT date_trunc('decade', l) FROM t WHERE id = 1
----
294270-01-01 00:00:00
SELECT 1

SELECT date_trunc('decade', l) FROM t WHERE id = 2
----
error 22008 timestamp out of range

SELECT date_trunc('century', l) FROM t WHERE id = 1
----
294201-01-01 00:00:00
SELECT 1

SELECT date_trunc('century', l) FROM t WHERE id = 2
----
error 22008 timestamp out of range

SELECT date_trunc('millennium', l) FROM t WHERE id = 1
----
294001-01-01 00:00:00
SELECT 1

SELECT date_trunc('millennium', l) FROM t WHERE id = 2
----
error 22008 timestamp out of range

SELECT l::timestamp(0) FROM t WHERE id = 1
----
294277-01-01 00:00:00
SELECT 1

SELECT l::timestamp(0) FROM t WHERE id = 2
----
4714-11-24 00:00:00 BC
SELECT 1

SELECT l + interval '1 day' FROM t WHERE id = 1
----
error 22008 timestamp out of range

SELECT l + interval '1 day' FROM t WHERE id = 2
----
4714-11-25 00:00:00 BC
SELECT 1

SELECT l - interval '1 day' FROM t WHERE id = 1
----
294276-12-30 23:59:59.999999
SELECT 1

SELECT l - interval '1 day' FROM t WHERE id = 2
----
error 22008 timestamp out of range

SELECT l::date + 1 FROM t WHERE id = 1
----
294277-01-01
SELECT 1

SELECT l::date + 1 FROM t WHERE id = 2
----
4714-11-25 BC
SELECT 1

SELECT l::date - 1 FROM t WHERE id = 1
----
294276-12-30
SELECT 1

SELECT l::date - 1 FROM t WHERE id = 2
----
error 22008 date out of range

SELECT l::date + interval '1 day' FROM t WHERE id = 1
----
error 22008 timestamp out of range

SELECT l::date + interval '1 day' FROM t WHERE id = 2
----
4714-11-25 00:00:00 BC
SELECT 1

SELECT l::date - interval '1 day' FROM t WHERE id = 1
----
294276-12-30 00:00:00
SELECT 1

SELECT l::date - interval '1 day' FROM t WHERE id = 2
----
error 22008 timestamp out of range

SELECT l::date + time '23:59' FROM t WHERE id = 1
----
294276-12-31 23:59:00
SELECT 1

SELECT l::date + time '23:59' FROM t WHERE id = 2
----
4714-11-24 23:59:00 BC
SELECT 1

SELECT l::date + timetz '23:59-10' FROM t WHERE id = 1
----
error 22008 date out of range for timestamp

SELECT l::date + timetz '23:59-10' FROM t WHERE id = 2
----
4714-11-25 09:59:00+00 BC
SELECT 1

SELECT date_bin('1 day', l, '2000-01-01') FROM t WHERE id = 1
----
294276-12-31 00:00:00
SELECT 1

SELECT date_bin('1 day', l, '2000-01-01') FROM t WHERE id = 2
----
4714-11-24 00:00:00 BC
SELECT 1

SELECT age(l, '2000-01-01') FROM t WHERE id = 1
----
292276 years 11 mons 30 days 23:59:59.999999
SELECT 1

SELECT age(l, '2000-01-01') FROM t WHERE id = 2
----
-6712 years -1 mons -7 days
SELECT 1

SELECT date_bin('7 days', l, '2000-01-01') FROM t WHERE id = 1
----
294276-12-30 00:00:00
SELECT 1

SELECT date_bin('7 days', l, '2000-01-01') FROM t WHERE id = 2
----
error 22008 timestamp out of range

SELECT make_timestamptz(294276, 12, 31, 23, 59, 59, 'America/New_York')
----
error 22008 timestamp out of range

SELECT make_timestamptz(-4714, 11, 24, 0, 0, 0, 'Asia/Tokyo')
----
error 22008 timestamp out of range

SELECT make_timestamptz(-4714, 11, 24, 0, 0, 0, 'America/New_York')
----
4714-11-24 04:56:02+00 BC
SELECT 1

SELECT make_timestamp(294277, 1, 1, 0, 0, 0)
----
error 22008 timestamp out of range: 294277-01-01 0:00:00

SELECT make_timestamp(-4714, 11, 23, 0, 0, 0)
----
error 22008 timestamp out of range: -4714-11-23 0:00:00

SELECT make_timestamp(294276, 12, 31, 24, 0, 0)
----
error 22008 timestamp out of range: 294276-12-31 24:00:00

SELECT make_date(5874897, 12, 31)::timestamp
----
error 22008 date out of range for timestamp

SELECT make_date(294277, 1, 1)::timestamptz
----
error 22008 date out of range for timestamp

SELECT make_date(5874897, 12, 31) + 1
----
error 22008 date out of range

SELECT '4714-11-24 BC'::date - 1
----
error 22008 date out of range

SELECT to_timestamp(9224318015999)
----
294276-12-31 23:59:58.999552+00
SELECT 1

SELECT to_timestamp(9224318016000)
----
error 22008 timestamp out of range: "9.22432e+12"

SELECT to_timestamp(-210866803200)
----
4714-11-24 00:00:00+00 BC
SELECT 1

SELECT to_timestamp(-210866803201)
----
error 22008 timestamp out of range: "-2.10867e+11"

SELECT to_timestamp('294276 23:59:59-10', 'YYYY HH24:MI:SSTZH')
----
294276-01-02 09:59:59+00
SELECT 1

SELECT to_timestamp('294276-12-31 23:59:59 -10', 'YYYY-MM-DD HH24:MI:SS TZH')
----
error 22008 timestamp out of range

SELECT to_timestamp('294277-01-01', 'YYYY-MM-DD')
----
error 22008 timestamp out of range

SELECT '294277-01-01'::timestamp
----
error 22008 timestamp out of range: "294277-01-01"

SELECT '294276-12-31 23:59:59-10'::timestamptz
----
error 22008 timestamp out of range: "294276-12-31 23:59:59-10"

SELECT '4714-11-24 00:00:00+10 BC'::timestamptz
----
error 22008 timestamp out of range: "4714-11-24 00:00:00+10 BC"

SELECT '4714-11-23 BC'::timestamp
----
error 22008 timestamp out of range: "4714-11-23 BC"

SELECT '294276-12-31 23:59:59.9999999'::timestamp
----
error 22008 timestamp out of range: "294276-12-31 23:59:59.9999999"

SELECT '294276-12-31 23:59:59.6'::timestamp(0)
----
294277-01-01 00:00:00
SELECT 1

SELECT '294276-12-31 23:59:59.6+00'::timestamptz(0)
----
294277-01-01 00:00:00+00
SELECT 1

SELECT count(*) FROM generate_series('294276-12-30'::timestamp, 'infinity', interval '1 day')
----
error 22008 timestamp out of range

SELECT count(*) FROM generate_series('294276-12-30'::timestamp, '294276-12-31'::timestamp, interval '1 day')
----
error 22008 timestamp out of range

SELECT count(*) FROM generate_series('294276-12-30'::timestamptz, 'infinity', interval '1 day')
----
error 22008 timestamp out of range

SELECT count(*) FROM generate_series('4714-11-26 BC'::timestamptz, '-infinity', interval '-1 day')
----
error 22008 timestamp out of range

SELECT count(*) FROM generate_series('4714-11-25 BC'::timestamp, '4714-11-24 BC'::timestamp, interval '-1 day')
----
error 22008 timestamp out of range

SELECT '5874897-12-31'::date::timestamp
----
error 22008 date out of range for timestamp

SELECT '5874897-12-31'::date::timestamptz
----
error 22008 date out of range for timestamp

SELECT '5874897-12-31'::date > '294276-12-31'::timestamp
----
t
SELECT 1

SELECT '5874897-12-31'::date > '294276-12-31'::timestamptz
----
t
SELECT 1

SELECT '294276-12-31'::date + time '24:00'
----
error 22008 timestamp out of range

SELECT '294276-12-31'::date + timetz '23:00-10'
----
error 22008 date out of range for timestamp

SELECT '[294276-12-31,294276-12-31 23:59:59.999999]'::tsrange
----
["294276-12-31 00:00:00","294276-12-31 23:59:59.999999"]
SELECT 1

SELECT '[5874897-12-31,5874897-12-31]'::daterange
----
error 22008 date out of range

SELECT daterange('5874897-12-30', '5874897-12-31', '[]')
----
error 22008 date out of range

SELECT jsonb_path_query_tz('"294276-12-31 23:59:59"', '$.datetime()')
----
"294276-12-31T23:59:59"
SELECT 1

SET timezone = 'America/New_York'
----
SET

SELECT '2021-02-14 02:30'::timestamptz + interval '1 month 1 day'
----
2021-03-15 03:30:00-04
SELECT 1

SELECT '2021-02-14 02:30'::timestamptz + interval '1 month -1 day', '2021-10-07 01:30'::timestamptz + interval '1 month'
----
2021-03-13 03:30:00-05|2021-11-07 01:30:00-05
SELECT 1

SET timezone = 'Asia/Tokyo'
----
SET

SELECT '294276-12-30 18:00:00+00'::timestamptz + interval '1 day'
----
294277-01-01 03:00:00+09
SELECT 1

SELECT '294276-11-30 18:00:00+00'::timestamptz + interval '1 month'
----
294277-01-01 03:00:00+09
SELECT 1

SELECT '294276-12-31 18:00:00+00'::timestamptz - interval '6 hours'
----
294276-12-31 21:00:00+09
SELECT 1

SELECT '294276-12-30 18:00:00+00'::timestamptz + interval '1 day 6 hours'
----
error 22008 timestamp out of range

SELECT count(*), max(x) FROM generate_series('294276-12-30 18:00+00'::timestamptz, '294276-12-31 18:00+00', interval '1 day') x
----
error 22008 timestamp out of range

SELECT '294276-12-31'::date + timetz '24:00+10', '294276-12-31'::date + timetz '24:00+00:01', '4714-11-24 BC'::date + timetz '00:00-10'
----
294276-12-31 23:00:00+09|294277-01-01 08:59:00+09|4714-11-24 19:18:59+09:18:59 BC
SELECT 1

SELECT '4714-11-24 BC'::date + timetz '00:00+10'
----
error 22008 date out of range for timestamp

SELECT to_timestamp(1700000000.123456), to_timestamp(-1.5), to_timestamp(0.0000005), to_timestamp(946684799.9999995), to_timestamp(253402300799.999)
----
2023-11-15 07:13:20.123456+09|1970-01-01 08:59:58.5+09|1970-01-01 09:00:00+09|2000-01-01 09:00:00+09|10000-01-01 08:59:59.999008+09
SELECT 1

SELECT (SELECT z FROM t WHERE id = 1) AT TIME ZONE 'UTC' AT TIME ZONE 'America/New_York'
----
error 22008 timestamp out of range

SELECT tstzrange(z, z, '[]') FROM t ORDER BY id
----
["294277-01-01 08:59:59.999999+09","294277-01-01 08:59:59.999999+09"]
["4714-11-24 09:18:59+09:18:59 BC","4714-11-24 09:18:59+09:18:59 BC"]
SELECT 2

SELECT to_char(z, 'YYYY-MM-DD HH24:MI BC TZH') FROM t ORDER BY id
----
294277-01-01 08:59 AD +09
4714-11-24 09:18 BC +09
SELECT 2

SELECT to_json(z), to_jsonb(l) FROM t ORDER BY id
----
"294277-01-01T08:59:59.999999+09:00"|"294276-12-31T23:59:59.999999"
"4714-11-24T09:18:59+09:18:59 BC"|"4714-11-24T00:00:00 BC"
SELECT 2

SELECT overlaps(z, interval '1 day', z, z) FROM t ORDER BY id
----
error 22008 timestamp out of range

SET timezone = 'America/New_York'
----
SET

SELECT extract(dow FROM z), extract(isodow FROM z), extract(doy FROM z), extract(julian FROM z) FROM t ORDER BY id
----
0|7|366|109203527.79166666665509259259
0|7|327|-0.20557870370370370370
SELECT 2

SELECT extract(week FROM z), extract(isoyear FROM z), extract(year FROM z), extract(century FROM z), extract(millennium FROM z) FROM t ORDER BY id
----
52|294276|294276|2943|295
47|-4714|-4714|-48|-5
SELECT 2

SELECT to_char(z, 'D ID DAY J WW IW DDD Q CC') FROM t ORDER BY id
----
1 7 SUNDAY    109203527 53 52 366 4 2943
1 7 SUNDAY    -1 47 47 327 4 -48
SELECT 2

SET timezone = '-100'
----
SET

SET datestyle = 'Postgres'
----
SET

SELECT z, date_trunc('milliseconds', z), extract(dow FROM z), extract(isodow FROM z), extract(week FROM z), extract(doy FROM z) FROM t WHERE id = 2
----
Wed Nov 19 20:00:00 4714 -100 BC|Wed Nov 19 20:00:00 4714 -100 BC|3|3|47|323
SELECT 1

SELECT z::timestamp FROM t WHERE id = 2
----
error 22008 timestamp out of range

SELECT z::date FROM t WHERE id = 2
----
11-19-4714 BC
SELECT 1

SELECT to_char(z, 'J WW IW DDD IDDD IYYY') FROM t WHERE id = 2
----
-5 47 47 323 325 4714
SELECT 1
