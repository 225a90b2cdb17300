# Styles of dates and intervals, zones, arithmetic of time. Errors are told whole.
# What each style writes and reads
SET datestyle = 'ISO, MDY';
----
SET

SHOW datestyle;
----
ISO, MDY
SHOW

SET timezone = 'UTC';
----
SET

SELECT '2024-02-29'::date, '0044-03-15 BC'::date, 'infinity'::date, '2024-02-29 13:05:09.5'::timestamp, '2024-07-01 12:00+00'::timestamptz, '10000-12-31 23:59:59-08'::timestamptz, '13:05:09.5+05:30'::timetz;
----
2024-02-29|0044-03-15 BC|infinity|2024-02-29 13:05:09.5|2024-07-01 12:00:00+00|10001-01-01 07:59:59+00|13:05:09.5+05:30
SELECT 1

SET timezone = 'America/New_York';
----
SET

SELECT '2024-02-29'::date, '0044-03-15 BC'::date, 'infinity'::date, '2024-02-29 13:05:09.5'::timestamp, '2024-07-01 12:00+00'::timestamptz, '10000-12-31 23:59:59-08'::timestamptz, '13:05:09.5+05:30'::timetz;
----
2024-02-29|0044-03-15 BC|infinity|2024-02-29 13:05:09.5|2024-07-01 08:00:00-04|10001-01-01 02:59:59-05|13:05:09.5+05:30
SELECT 1

SELECT '01/02/2003'::date;
----
2003-01-02
SELECT 1

SELECT '01-02-03'::date;
----
2003-01-02
SELECT 1

SELECT '2003.02.01'::date;
----
2003-02-01
SELECT 1

SELECT '13/12/2003'::date;
----
error 22008 date/time field value out of range: "13/12/2003"; ; Perhaps you need a different "datestyle" setting.

SELECT '12-13-2003'::date;
----
2003-12-13
SELECT 1

SELECT '1 Feb 2003'::date;
----
2003-02-01
SELECT 1

SELECT 'Feb-1-2003'::date;
----
2003-02-01
SELECT 1

SELECT '99-01-08'::date;
----
error 22008 date/time field value out of range: "99-01-08"; ; Perhaps you need a different "datestyle" setting.

SELECT '08-Jan-99'::date;
----
1999-01-08
SELECT 1

SELECT '1999.008'::date;
----
1999-01-08
SELECT 1

SELECT '030201'::date;
----
2003-02-01
SELECT 1

SET datestyle = 'ISO, DMY';
----
SET

SHOW datestyle;
----
ISO, DMY
SHOW

SET timezone = 'UTC';
----
SET

SELECT '2024-02-29'::date, '0044-03-15 BC'::date, 'infinity'::date, '2024-02-29 13:05:09.5'::timestamp, '2024-07-01 12:00+00'::timestamptz, '10000-12-31 23:59:59-08'::timestamptz, '13:05:09.5+05:30'::timetz;
----
2024-02-29|0044-03-15 BC|infinity|2024-02-29 13:05:09.5|2024-07-01 12:00:00+00|10001-01-01 07:59:59+00|13:05:09.5+05:30
SELECT 1

SET timezone = 'America/New_York';
----
SET

SELECT '2024-02-29'::date, '0044-03-15 BC'::date, 'infinity'::date, '2024-02-29 13:05:09.5'::timestamp, '2024-07-01 12:00+00'::timestamptz, '10000-12-31 23:59:59-08'::timestamptz, '13:05:09.5+05:30'::timetz;
----
2024-02-29|0044-03-15 BC|infinity|2024-02-29 13:05:09.5|2024-07-01 08:00:00-04|10001-01-01 02:59:59-05|13:05:09.5+05:30
SELECT 1

SELECT '01/02/2003'::date;
----
2003-02-01
SELECT 1

SELECT '01-02-03'::date;
----
2003-02-01
SELECT 1

SELECT '2003.02.01'::date;
----
2003-02-01
SELECT 1

SELECT '13/12/2003'::date;
----
2003-12-13
SELECT 1

SELECT '12-13-2003'::date;
----
error 22008 date/time field value out of range: "12-13-2003"; ; Perhaps you need a different "datestyle" setting.

SELECT '1 Feb 2003'::date;
----
2003-02-01
SELECT 1

SELECT 'Feb-1-2003'::date;
----
2003-02-01
SELECT 1

SELECT '99-01-08'::date;
----
error 22008 date/time field value out of range: "99-01-08"; ; Perhaps you need a different "datestyle" setting.

SELECT '08-Jan-99'::date;
----
1999-01-08
SELECT 1

SELECT '1999.008'::date;
----
1999-01-08
SELECT 1

SELECT '030201'::date;
----
2003-02-01
SELECT 1

SET datestyle = 'ISO, YMD';
----
SET

SHOW datestyle;
----
ISO, YMD
SHOW

SET timezone = 'UTC';
----
SET

SELECT '2024-02-29'::date, '0044-03-15 BC'::date, 'infinity'::date, '2024-02-29 13:05:09.5'::timestamp, '2024-07-01 12:00+00'::timestamptz, '10000-12-31 23:59:59-08'::timestamptz, '13:05:09.5+05:30'::timetz;
----
2024-02-29|0044-03-15 BC|infinity|2024-02-29 13:05:09.5|2024-07-01 12:00:00+00|10001-01-01 07:59:59+00|13:05:09.5+05:30
SELECT 1

SET timezone = 'America/New_York';
----
SET

SELECT '2024-02-29'::date, '0044-03-15 BC'::date, 'infinity'::date, '2024-02-29 13:05:09.5'::timestamp, '2024-07-01 12:00+00'::timestamptz, '10000-12-31 23:59:59-08'::timestamptz, '13:05:09.5+05:30'::timetz;
----
2024-02-29|0044-03-15 BC|infinity|2024-02-29 13:05:09.5|2024-07-01 08:00:00-04|10001-01-01 02:59:59-05|13:05:09.5+05:30
SELECT 1

SELECT '01/02/2003'::date;
----
error 22008 date/time field value out of range: "01/02/2003"; ; Perhaps you need a different "datestyle" setting.

SELECT '01-02-03'::date;
----
2001-02-03
SELECT 1

SELECT '2003.02.01'::date;
----
2003-02-01
SELECT 1

SELECT '13/12/2003'::date;
----
error 22008 date/time field value out of range: "13/12/2003"; ; Perhaps you need a different "datestyle" setting.

SELECT '12-13-2003'::date;
----
error 22008 date/time field value out of range: "12-13-2003"; ; Perhaps you need a different "datestyle" setting.

SELECT '1 Feb 2003'::date;
----
2003-02-01
SELECT 1

SELECT 'Feb-1-2003'::date;
----
2003-02-01
SELECT 1

SELECT '99-01-08'::date;
----
1999-01-08
SELECT 1

SELECT '08-Jan-99'::date;
----
error 22008 date/time field value out of range: "08-Jan-99"; ; Perhaps you need a different "datestyle" setting.

SELECT '1999.008'::date;
----
1999-01-08
SELECT 1

SELECT '030201'::date;
----
2003-02-01
SELECT 1

SET datestyle = 'SQL, MDY';
----
SET

SHOW datestyle;
----
SQL, MDY
SHOW

SET timezone = 'UTC';
----
SET

SELECT '2024-02-29'::date, '0044-03-15 BC'::date, 'infinity'::date, '2024-02-29 13:05:09.5'::timestamp, '2024-07-01 12:00+00'::timestamptz, '10000-12-31 23:59:59-08'::timestamptz, '13:05:09.5+05:30'::timetz;
----
02/29/2024|03/15/0044 BC|infinity|02/29/2024 13:05:09.5|07/01/2024 12:00:00 UTC|01/01/10001 07:59:59 UTC|13:05:09.5+05:30
SELECT 1

SET timezone = 'America/New_York';
----
SET

SELECT '2024-02-29'::date, '0044-03-15 BC'::date, 'infinity'::date, '2024-02-29 13:05:09.5'::timestamp, '2024-07-01 12:00+00'::timestamptz, '10000-12-31 23:59:59-08'::timestamptz, '13:05:09.5+05:30'::timetz;
----
02/29/2024|03/15/0044 BC|infinity|02/29/2024 13:05:09.5|07/01/2024 08:00:00 EDT|01/01/10001 02:59:59 EST|13:05:09.5+05:30
SELECT 1

SELECT '01/02/2003'::date;
----
01/02/2003
SELECT 1

SELECT '01-02-03'::date;
----
01/02/2003
SELECT 1

SELECT '2003.02.01'::date;
----
02/01/2003
SELECT 1

SELECT '13/12/2003'::date;
----
error 22008 date/time field value out of range: "13/12/2003"; ; Perhaps you need a different "datestyle" setting.

SELECT '12-13-2003'::date;
----
12/13/2003
SELECT 1

SELECT '1 Feb 2003'::date;
----
02/01/2003
SELECT 1

SELECT 'Feb-1-2003'::date;
----
02/01/2003
SELECT 1

SELECT '99-01-08'::date;
----
error 22008 date/time field value out of range: "99-01-08"; ; Perhaps you need a different "datestyle" setting.

SELECT '08-Jan-99'::date;
----
01/08/1999
SELECT 1

SELECT '1999.008'::date;
----
01/08/1999
SELECT 1

SELECT '030201'::date;
----
02/01/2003
SELECT 1

SET datestyle = 'SQL, DMY';
----
SET

SHOW datestyle;
----
SQL, DMY
SHOW

SET timezone = 'UTC';
----
SET

SELECT '2024-02-29'::date, '0044-03-15 BC'::date, 'infinity'::date, '2024-02-29 13:05:09.5'::timestamp, '2024-07-01 12:00+00'::timestamptz, '10000-12-31 23:59:59-08'::timestamptz, '13:05:09.5+05:30'::timetz;
----
29/02/2024|15/03/0044 BC|infinity|29/02/2024 13:05:09.5|01/07/2024 12:00:00 UTC|01/01/10001 07:59:59 UTC|13:05:09.5+05:30
SELECT 1

SET timezone = 'America/New_York';
----
SET

SELECT '2024-02-29'::date, '0044-03-15 BC'::date, 'infinity'::date, '2024-02-29 13:05:09.5'::timestamp, '2024-07-01 12:00+00'::timestamptz, '10000-12-31 23:59:59-08'::timestamptz, '13:05:09.5+05:30'::timetz;
----
29/02/2024|15/03/0044 BC|infinity|29/02/2024 13:05:09.5|01/07/2024 08:00:00 EDT|01/01/10001 02:59:59 EST|13:05:09.5+05:30
SELECT 1

SELECT '01/02/2003'::date;
----
01/02/2003
SELECT 1

SELECT '01-02-03'::date;
----
01/02/2003
SELECT 1

SELECT '2003.02.01'::date;
----
01/02/2003
SELECT 1

SELECT '13/12/2003'::date;
----
13/12/2003
SELECT 1

SELECT '12-13-2003'::date;
----
error 22008 date/time field value out of range: "12-13-2003"; ; Perhaps you need a different "datestyle" setting.

SELECT '1 Feb 2003'::date;
----
01/02/2003
SELECT 1

SELECT 'Feb-1-2003'::date;
----
01/02/2003
SELECT 1

SELECT '99-01-08'::date;
----
error 22008 date/time field value out of range: "99-01-08"; ; Perhaps you need a different "datestyle" setting.

SELECT '08-Jan-99'::date;
----
08/01/1999
SELECT 1

SELECT '1999.008'::date;
----
08/01/1999
SELECT 1

SELECT '030201'::date;
----
01/02/2003
SELECT 1

SET datestyle = 'Postgres, MDY';
----
SET

SHOW datestyle;
----
Postgres, MDY
SHOW

SET timezone = 'UTC';
----
SET

SELECT '2024-02-29'::date, '0044-03-15 BC'::date, 'infinity'::date, '2024-02-29 13:05:09.5'::timestamp, '2024-07-01 12:00+00'::timestamptz, '10000-12-31 23:59:59-08'::timestamptz, '13:05:09.5+05:30'::timetz;
----
02-29-2024|03-15-0044 BC|infinity|Thu Feb 29 13:05:09.5 2024|Mon Jul 01 12:00:00 2024 UTC|Mon Jan 01 07:59:59 10001 UTC|13:05:09.5+05:30
SELECT 1

SET timezone = 'America/New_York';
----
SET

SELECT '2024-02-29'::date, '0044-03-15 BC'::date, 'infinity'::date, '2024-02-29 13:05:09.5'::timestamp, '2024-07-01 12:00+00'::timestamptz, '10000-12-31 23:59:59-08'::timestamptz, '13:05:09.5+05:30'::timetz;
----
02-29-2024|03-15-0044 BC|infinity|Thu Feb 29 13:05:09.5 2024|Mon Jul 01 08:00:00 2024 EDT|Mon Jan 01 02:59:59 10001 EST|13:05:09.5+05:30
SELECT 1

SELECT '01/02/2003'::date;
----
01-02-2003
SELECT 1

SELECT '01-02-03'::date;
----
01-02-2003
SELECT 1

SELECT '2003.02.01'::date;
----
02-01-2003
SELECT 1

SELECT '13/12/2003'::date;
----
error 22008 date/time field value out of range: "13/12/2003"; ; Perhaps you need a different "datestyle" setting.

SELECT '12-13-2003'::date;
----
12-13-2003
SELECT 1

SELECT '1 Feb 2003'::date;
----
02-01-2003
SELECT 1

SELECT 'Feb-1-2003'::date;
----
02-01-2003
SELECT 1

SELECT '99-01-08'::date;
----
error 22008 date/time field value out of range: "99-01-08"; ; Perhaps you need a different "datestyle" setting.

SELECT '08-Jan-99'::date;
----
01-08-1999
SELECT 1

SELECT '1999.008'::date;
----
01-08-1999
SELECT 1

SELECT '030201'::date;
----
02-01-2003
SELECT 1

SET datestyle = 'Postgres, DMY';
----
SET

SHOW datestyle;
----
Postgres, DMY
SHOW

SET timezone = 'UTC';
----
SET

SELECT '2024-02-29'::date, '0044-03-15 BC'::date, 'infinity'::date, '2024-02-29 13:05:09.5'::timestamp, '2024-07-01 12:00+00'::timestamptz, '10000-12-31 23:59:59-08'::timestamptz, '13:05:09.5+05:30'::timetz;
----
29-02-2024|15-03-0044 BC|infinity|Thu 29 Feb 13:05:09.5 2024|Mon 01 Jul 12:00:00 2024 UTC|Mon 01 Jan 07:59:59 10001 UTC|13:05:09.5+05:30
SELECT 1

SET timezone = 'America/New_York';
----
SET

SELECT '2024-02-29'::date, '0044-03-15 BC'::date, 'infinity'::date, '2024-02-29 13:05:09.5'::timestamp, '2024-07-01 12:00+00'::timestamptz, '10000-12-31 23:59:59-08'::timestamptz, '13:05:09.5+05:30'::timetz;
----
29-02-2024|15-03-0044 BC|infinity|Thu 29 Feb 13:05:09.5 2024|Mon 01 Jul 08:00:00 2024 EDT|Mon 01 Jan 02:59:59 10001 EST|13:05:09.5+05:30
SELECT 1

SELECT '01/02/2003'::date;
----
01-02-2003
SELECT 1

SELECT '01-02-03'::date;
----
01-02-2003
SELECT 1

SELECT '2003.02.01'::date;
----
01-02-2003
SELECT 1

SELECT '13/12/2003'::date;
----
13-12-2003
SELECT 1

SELECT '12-13-2003'::date;
----
error 22008 date/time field value out of range: "12-13-2003"; ; Perhaps you need a different "datestyle" setting.

SELECT '1 Feb 2003'::date;
----
01-02-2003
SELECT 1

SELECT 'Feb-1-2003'::date;
----
01-02-2003
SELECT 1

SELECT '99-01-08'::date;
----
error 22008 date/time field value out of range: "99-01-08"; ; Perhaps you need a different "datestyle" setting.

SELECT '08-Jan-99'::date;
----
08-01-1999
SELECT 1

SELECT '1999.008'::date;
----
08-01-1999
SELECT 1

SELECT '030201'::date;
----
01-02-2003
SELECT 1

SET datestyle = 'German';
----
SET

SHOW datestyle;
----
German, DMY
SHOW

SET timezone = 'UTC';
----
SET

SELECT '2024-02-29'::date, '0044-03-15 BC'::date, 'infinity'::date, '2024-02-29 13:05:09.5'::timestamp, '2024-07-01 12:00+00'::timestamptz, '10000-12-31 23:59:59-08'::timestamptz, '13:05:09.5+05:30'::timetz;
----
29.02.2024|15.03.0044 BC|infinity|29.02.2024 13:05:09.5|01.07.2024 12:00:00 UTC|01.01.10001 07:59:59 UTC|13:05:09.5+05:30
SELECT 1

SET timezone = 'America/New_York';
----
SET

SELECT '2024-02-29'::date, '0044-03-15 BC'::date, 'infinity'::date, '2024-02-29 13:05:09.5'::timestamp, '2024-07-01 12:00+00'::timestamptz, '10000-12-31 23:59:59-08'::timestamptz, '13:05:09.5+05:30'::timetz;
----
29.02.2024|15.03.0044 BC|infinity|29.02.2024 13:05:09.5|01.07.2024 08:00:00 EDT|01.01.10001 02:59:59 EST|13:05:09.5+05:30
SELECT 1

SELECT '01/02/2003'::date;
----
01.02.2003
SELECT 1

SELECT '01-02-03'::date;
----
01.02.2003
SELECT 1

SELECT '2003.02.01'::date;
----
01.02.2003
SELECT 1

SELECT '13/12/2003'::date;
----
13.12.2003
SELECT 1

SELECT '12-13-2003'::date;
----
error 22008 date/time field value out of range: "12-13-2003"; ; Perhaps you need a different "datestyle" setting.

SELECT '1 Feb 2003'::date;
----
01.02.2003
SELECT 1

SELECT 'Feb-1-2003'::date;
----
01.02.2003
SELECT 1

SELECT '99-01-08'::date;
----
error 22008 date/time field value out of range: "99-01-08"; ; Perhaps you need a different "datestyle" setting.

SELECT '08-Jan-99'::date;
----
08.01.1999
SELECT 1

SELECT '1999.008'::date;
----
08.01.1999
SELECT 1

SELECT '030201'::date;
----
01.02.2003
SELECT 1

SET datestyle = 'German, MDY';
----
SET

SHOW datestyle;
----
German, MDY
SHOW

SET timezone = 'UTC';
----
SET

SELECT '2024-02-29'::date, '0044-03-15 BC'::date, 'infinity'::date, '2024-02-29 13:05:09.5'::timestamp, '2024-07-01 12:00+00'::timestamptz, '10000-12-31 23:59:59-08'::timestamptz, '13:05:09.5+05:30'::timetz;
----
29.02.2024|15.03.0044 BC|infinity|29.02.2024 13:05:09.5|01.07.2024 12:00:00 UTC|01.01.10001 07:59:59 UTC|13:05:09.5+05:30
SELECT 1

SET timezone = 'America/New_York';
----
SET

SELECT '2024-02-29'::date, '0044-03-15 BC'::date, 'infinity'::date, '2024-02-29 13:05:09.5'::timestamp, '2024-07-01 12:00+00'::timestamptz, '10000-12-31 23:59:59-08'::timestamptz, '13:05:09.5+05:30'::timetz;
----
29.02.2024|15.03.0044 BC|infinity|29.02.2024 13:05:09.5|01.07.2024 08:00:00 EDT|01.01.10001 02:59:59 EST|13:05:09.5+05:30
SELECT 1

SELECT '01/02/2003'::date;
----
02.01.2003
SELECT 1

SELECT '01-02-03'::date;
----
02.01.2003
SELECT 1

SELECT '2003.02.01'::date;
----
01.02.2003
SELECT 1

SELECT '13/12/2003'::date;
----
error 22008 date/time field value out of range: "13/12/2003"; ; Perhaps you need a different "datestyle" setting.

SELECT '12-13-2003'::date;
----
13.12.2003
SELECT 1

SELECT '1 Feb 2003'::date;
----
01.02.2003
SELECT 1

SELECT 'Feb-1-2003'::date;
----
01.02.2003
SELECT 1

SELECT '99-01-08'::date;
----
error 22008 date/time field value out of range: "99-01-08"; ; Perhaps you need a different "datestyle" setting.

SELECT '08-Jan-99'::date;
----
08.01.1999
SELECT 1

SELECT '1999.008'::date;
----
08.01.1999
SELECT 1

SELECT '030201'::date;
----
01.02.2003
SELECT 1

RESET datestyle;
----
RESET

SET timezone = 'UTC';
----
SET

SET intervalstyle = 'postgres';
----
SET

SELECT '1 year 2 mons 3 days 04:05:06.7'::interval, '-1 year -2 mons -3 days -04:05:06.7'::interval, '1 year -2 days +03:00'::interval, '-1 mon 4 days -00:00:01'::interval, '0'::interval, '36 hours'::interval, '1.5 months'::interval, '-0.000001 sec'::interval, '1000 years 11 mons'::interval;
----
1 year 2 mons 3 days 04:05:06.7|-1 years -2 mons -3 days -04:05:06.7|1 year -2 days +03:00:00|-1 mons +4 days -00:00:01|00:00:00|36:00:00|1 mon 15 days|-00:00:00.000001|1000 years 11 mons
SELECT 1

SELECT '1-2'::interval;
----
1 year 2 mons
SELECT 1

SELECT '1-2 3 4:05:06'::interval;
----
1 year 2 mons 3 days 04:05:06
SELECT 1

SELECT '-1-2 +3 -4:05'::interval;
----
-1 years -2 mons +3 days -04:05:00
SELECT 1

SELECT '3 4:05'::interval;
----
3 days 04:05:00
SELECT 1

SELECT 'P1Y2M3DT4H5M6.5S'::interval;
----
1 year 2 mons 3 days 04:05:06.5
SELECT 1

SELECT 'P-1Y-2M3DT-4H'::interval;
----
-1 years -2 mons +3 days -04:00:00
SELECT 1

SELECT 'P0001-02-03T04:05:06'::interval;
----
1 year 2 mons 3 days 04:05:06
SELECT 1

SELECT '-1 days 2:03'::interval;
----
-1 days +02:03:00
SELECT 1

SELECT '@ 1 year 2 mons ago'::interval;
----
-1 years -2 mons
SELECT 1

SELECT '1:02:03'::interval;
----
01:02:03
SELECT 1

SELECT '1:02'::interval;
----
01:02:00
SELECT 1

SELECT '90'::interval;
----
00:01:30
SELECT 1

SELECT '-90'::interval;
----
-00:01:30
SELECT 1

SELECT '1 2'::interval;
----
error 22007 invalid input syntax for type interval: "1 2"

SELECT 'PT36H'::interval;
----
36:00:00
SELECT 1

SELECT 'P1W'::interval;
----
7 days
SELECT 1

SET intervalstyle = 'postgres_verbose';
----
SET

SELECT '1 year 2 mons 3 days 04:05:06.7'::interval, '-1 year -2 mons -3 days -04:05:06.7'::interval, '1 year -2 days +03:00'::interval, '-1 mon 4 days -00:00:01'::interval, '0'::interval, '36 hours'::interval, '1.5 months'::interval, '-0.000001 sec'::interval, '1000 years 11 mons'::interval;
----
@ 1 year 2 mons 3 days 4 hours 5 mins 6.7 secs|@ 1 year 2 mons 3 days 4 hours 5 mins 6.7 secs ago|@ 1 year -2 days 3 hours|@ 1 mon -4 days 1 sec ago|@ 0|@ 36 hours|@ 1 mon 15 days|@ 0.000001 secs ago|@ 1000 years 11 mons
SELECT 1

SELECT '1-2'::interval;
----
@ 1 year 2 mons
SELECT 1

SELECT '1-2 3 4:05:06'::interval;
----
@ 1 year 2 mons 3 days 4 hours 5 mins 6 secs
SELECT 1

SELECT '-1-2 +3 -4:05'::interval;
----
@ 1 year 2 mons -3 days 4 hours 5 mins ago
SELECT 1

SELECT '3 4:05'::interval;
----
@ 3 days 4 hours 5 mins
SELECT 1

SELECT 'P1Y2M3DT4H5M6.5S'::interval;
----
@ 1 year 2 mons 3 days 4 hours 5 mins 6.5 secs
SELECT 1

SELECT 'P-1Y-2M3DT-4H'::interval;
----
@ 1 year 2 mons -3 days 4 hours ago
SELECT 1

SELECT 'P0001-02-03T04:05:06'::interval;
----
@ 1 year 2 mons 3 days 4 hours 5 mins 6 secs
SELECT 1

SELECT '-1 days 2:03'::interval;
----
@ 1 day -2 hours -3 mins ago
SELECT 1

SELECT '@ 1 year 2 mons ago'::interval;
----
@ 1 year 2 mons ago
SELECT 1

SELECT '1:02:03'::interval;
----
@ 1 hour 2 mins 3 secs
SELECT 1

SELECT '1:02'::interval;
----
@ 1 hour 2 mins
SELECT 1

SELECT '90'::interval;
----
@ 1 min 30 secs
SELECT 1

SELECT '-90'::interval;
----
@ 1 min 30 secs ago
SELECT 1

SELECT '1 2'::interval;
----
error 22007 invalid input syntax for type interval: "1 2"

SELECT 'PT36H'::interval;
----
@ 36 hours
SELECT 1

SELECT 'P1W'::interval;
----
@ 7 days
SELECT 1

SET intervalstyle = 'sql_standard';
----
SET

SELECT '1 year 2 mons 3 days 04:05:06.7'::interval, '-1 year -2 mons -3 days -04:05:06.7'::interval, '1 year -2 days +03:00'::interval, '-1 mon 4 days -00:00:01'::interval, '0'::interval, '36 hours'::interval, '1.5 months'::interval, '-0.000001 sec'::interval, '1000 years 11 mons'::interval;
----
+1-2 +3 +4:05:06.7|-1-2 -3 -4:05:06.7|+1-0 -2 +3:00:00|-0-1 +4 -0:00:01|0|36:00:00|+0-1 +15 +0:00:00|-0:00:00.000001|1000-11
SELECT 1

SELECT '1-2'::interval;
----
1-2
SELECT 1

SELECT '1-2 3 4:05:06'::interval;
----
+1-2 +3 +4:05:06
SELECT 1

SELECT '-1-2 +3 -4:05'::interval;
----
-1-2 +3 -4:05:00
SELECT 1

SELECT '3 4:05'::interval;
----
3 4:05:00
SELECT 1

SELECT 'P1Y2M3DT4H5M6.5S'::interval;
----
+1-2 +3 +4:05:06.5
SELECT 1

SELECT 'P-1Y-2M3DT-4H'::interval;
----
-1-2 +3 -4:00:00
SELECT 1

SELECT 'P0001-02-03T04:05:06'::interval;
----
+1-2 +3 +4:05:06
SELECT 1

SELECT '-1 days 2:03'::interval;
----
-1 2:03:00
SELECT 1

SELECT '@ 1 year 2 mons ago'::interval;
----
-1-2
SELECT 1

SELECT '1:02:03'::interval;
----
1:02:03
SELECT 1

SELECT '1:02'::interval;
----
1:02:00
SELECT 1

SELECT '90'::interval;
----
0:01:30
SELECT 1

SELECT '-90'::interval;
----
-0:01:30
SELECT 1

SELECT '1 2'::interval;
----
error 22007 invalid input syntax for type interval: "1 2"

SELECT 'PT36H'::interval;
----
36:00:00
SELECT 1

SELECT 'P1W'::interval;
----
7 0:00:00
SELECT 1

SET intervalstyle = 'iso_8601';
----
SET

SELECT '1 year 2 mons 3 days 04:05:06.7'::interval, '-1 year -2 mons -3 days -04:05:06.7'::interval, '1 year -2 days +03:00'::interval, '-1 mon 4 days -00:00:01'::interval, '0'::interval, '36 hours'::interval, '1.5 months'::interval, '-0.000001 sec'::interval, '1000 years 11 mons'::interval;
----
P1Y2M3DT4H5M6.7S|P-1Y-2M-3DT-4H-5M-6.7S|P1Y-2DT3H|P-1M4DT-1S|PT0S|PT36H|P1M15D|PT-0.000001S|P1000Y11M
SELECT 1

SELECT '1-2'::interval;
----
P1Y2M
SELECT 1

SELECT '1-2 3 4:05:06'::interval;
----
P1Y2M3DT4H5M6S
SELECT 1

SELECT '-1-2 +3 -4:05'::interval;
----
P-1Y-2M3DT-4H-5M
SELECT 1

SELECT '3 4:05'::interval;
----
P3DT4H5M
SELECT 1

SELECT 'P1Y2M3DT4H5M6.5S'::interval;
----
P1Y2M3DT4H5M6.5S
SELECT 1

SELECT 'P-1Y-2M3DT-4H'::interval;
----
P-1Y-2M3DT-4H
SELECT 1

SELECT 'P0001-02-03T04:05:06'::interval;
----
P1Y2M3DT4H5M6S
SELECT 1

SELECT '-1 days 2:03'::interval;
----
P-1DT2H3M
SELECT 1

SELECT '@ 1 year 2 mons ago'::interval;
----
P-1Y-2M
SELECT 1

SELECT '1:02:03'::interval;
----
PT1H2M3S
SELECT 1

SELECT '1:02'::interval;
----
PT1H2M
SELECT 1

SELECT '90'::interval;
----
PT1M30S
SELECT 1

SELECT '-90'::interval;
----
PT-1M-30S
SELECT 1

SELECT '1 2'::interval;
----
error 22007 invalid input syntax for type interval: "1 2"

SELECT 'PT36H'::interval;
----
PT36H
SELECT 1

SELECT 'P1W'::interval;
----
P7D
SELECT 1

RESET intervalstyle;
----
RESET

# Words of interval input
SELECT '1 millennium 2 centuries 3 decades'::interval;
----
1230 years
SELECT 1

SELECT '4 weeks 3 d'::interval;
----
31 days
SELECT 1

SELECT '5 h 6 m 7 s'::interval;
----
05:06:07
SELECT 1

SELECT '8 ms 9 us'::interval;
----
00:00:00.008009
SELECT 1

SELECT '1 mon'::interval;
----
1 mon
SELECT 1

SELECT '1 month'::interval;
----
1 mon
SELECT 1

SELECT '1 M'::interval;
----
00:01:00
SELECT 1

SELECT '1.5 years'::interval;
----
1 year 6 mons
SELECT 1

SELECT '0.1 mons'::interval;
----
3 days
SELECT 1

SELECT '2.5 days'::interval;
----
2 days 12:00:00
SELECT 1

SELECT '1.25 hours'::interval;
----
01:15:00
SELECT 1

SELECT '1e3 sec'::interval;
----
error 22007 invalid input syntax for type interval: "1e3 sec"

SELECT '1 fortnight'::interval;
----
error 22007 invalid input syntax for type interval: "1 fortnight"

SELECT '1 day ago'::interval;
----
-1 days
SELECT 1

SELECT '1 day -1 hour ago'::interval;
----
-1 days +01:00:00
SELECT 1

SELECT 'ago'::interval;
----
error 22007 invalid input syntax for type interval: "ago"

SELECT ''::interval;
----
error 22007 invalid input syntax for type interval: ""

SELECT '  3   days  '::interval;
----
3 days
SELECT 1

SELECT '3days'::interval;
----
3 days
SELECT 1

SELECT '1 day 1 day'::interval;
----
error 22007 invalid input syntax for type interval: "1 day 1 day"

SELECT '1 year 1 month 1 year'::interval;
----
error 22007 invalid input syntax for type interval: "1 year 1 month 1 year"

SELECT '-1 year 12 months'::interval;
----
00:00:00
SELECT 1

SELECT 'infinity'::interval;
----
error 22007 invalid input syntax for type interval: "infinity"

SELECT '1 quarter'::interval;
----
error 22007 invalid input syntax for type interval: "1 quarter"

SELECT '1:60:00'::interval;
----
error 22015 interval field value out of range: "1:60:00"

SELECT '1:00:60'::interval;
----
01:01:00
SELECT 1

SELECT '25:00:00'::interval;
----
25:00:00
SELECT 1

SELECT '-0:30'::interval;
----
-00:30:00
SELECT 1

SELECT '+1 day'::interval;
----
1 day
SELECT 1

SELECT '2147483647 days'::interval;
----
2147483647 days
SELECT 1

SELECT '2147483648 days'::interval;
----
error 22015 interval field value out of range: "2147483648 days"

SELECT '178956970 years'::interval;
----
178956970 years
SELECT 1

SELECT '178956971 years'::interval;
----
error 22008 interval out of range

SELECT '9223372036854775807 us'::interval;
----
2562047788:00:54.775807
SELECT 1

SELECT '1 day 24:00:00.9999999'::interval;
----
1 day 24:00:01
SELECT 1

SELECT '0.5 weeks'::interval;
----
3 days 12:00:00
SELECT 1

SELECT '1 dec'::interval;
----
10 years
SELECT 1

SELECT '1 c'::interval;
----
100 years
SELECT 1

SELECT '1 mil'::interval;
----
1000 years
SELECT 1

SELECT '2 hrs 3 mins 4 secs'::interval;
----
02:03:04
SELECT 1

SELECT '1 d 2'::interval;
----
1 day 00:00:02
SELECT 1

SELECT 'P'::interval;
----
error 22007 invalid input syntax for type interval: "P"

SELECT 'PT'::interval;
----
00:00:00
SELECT 1

SELECT 'P1'::interval;
----
1 year
SELECT 1

SELECT 'P1S'::interval;
----
error 22007 invalid input syntax for type interval: "P1S"

SELECT 'PT1Y'::interval;
----
error 22007 invalid input syntax for type interval: "PT1Y"

SELECT 'P1Y1H'::interval;
----
error 22007 invalid input syntax for type interval: "P1Y1H"

SELECT 'P1.5D'::interval;
----
1 day 12:00:00
SELECT 1

SELECT 'P-1.5W'::interval;
----
-10 days -12:00:00
SELECT 1

SELECT 'PT0.1S'::interval;
----
00:00:00.1
SELECT 1

# Fields and precision of intervals
SELECT interval '1' year, interval '1 2:03:04.567' year, interval '1-2' year, '2 years 3 mons 4 days 05:06:07.891'::interval year;
----
1 year|00:00:00|1 year|2 years
SELECT 1

SELECT interval '1' month, interval '1 2:03:04.567' month, interval '1-2' month, '2 years 3 mons 4 days 05:06:07.891'::interval month;
----
1 mon|00:00:00|1 year 2 mons|2 years 3 mons
SELECT 1

SELECT interval '1' day, interval '1 2:03:04.567' day, interval '1-2' day, '2 years 3 mons 4 days 05:06:07.891'::interval day;
----
1 day|1 day|1 year 2 mons|2 years 3 mons 4 days
SELECT 1

SELECT interval '1' hour, interval '1 2:03:04.567' hour, interval '1-2' hour, '2 years 3 mons 4 days 05:06:07.891'::interval hour;
----
01:00:00|1 day 02:00:00|1 year 2 mons|2 years 3 mons 4 days 05:00:00
SELECT 1

SELECT interval '1' minute, interval '1 2:03:04.567' minute, interval '1-2' minute, '2 years 3 mons 4 days 05:06:07.891'::interval minute;
----
00:01:00|1 day 02:03:00|1 year 2 mons|2 years 3 mons 4 days 05:06:00
SELECT 1

SELECT interval '1' second, interval '1 2:03:04.567' second, interval '1-2' second, '2 years 3 mons 4 days 05:06:07.891'::interval second;
----
00:00:01|1 day 02:03:04.567|1 year 2 mons|2 years 3 mons 4 days 05:06:07.891
SELECT 1

SELECT interval '1' year to month, interval '1 2:03:04.567' year to month, interval '1-2' year to month, '2 years 3 mons 4 days 05:06:07.891'::interval year to month;
----
1 mon|00:00:00|1 year 2 mons|2 years 3 mons
SELECT 1

SELECT interval '1' day to hour, interval '1 2:03:04.567' day to hour, interval '1-2' day to hour, '2 years 3 mons 4 days 05:06:07.891'::interval day to hour;
----
01:00:00|1 day 02:00:00|1 year 2 mons|2 years 3 mons 4 days 05:00:00
SELECT 1

SELECT interval '1' day to minute, interval '1 2:03:04.567' day to minute, interval '1-2' day to minute, '2 years 3 mons 4 days 05:06:07.891'::interval day to minute;
----
00:01:00|1 day 02:03:00|1 year 2 mons|2 years 3 mons 4 days 05:06:00
SELECT 1

SELECT interval '1' day to second, interval '1 2:03:04.567' day to second, interval '1-2' day to second, '2 years 3 mons 4 days 05:06:07.891'::interval day to second;
----
00:00:01|1 day 02:03:04.567|1 year 2 mons|2 years 3 mons 4 days 05:06:07.891
SELECT 1

SELECT interval '1' hour to minute, interval '1 2:03:04.567' hour to minute, interval '1-2' hour to minute, '2 years 3 mons 4 days 05:06:07.891'::interval hour to minute;
----
00:01:00|1 day 02:03:00|1 year 2 mons|2 years 3 mons 4 days 05:06:00
SELECT 1

SELECT interval '1' hour to second, interval '1 2:03:04.567' hour to second, interval '1-2' hour to second, '2 years 3 mons 4 days 05:06:07.891'::interval hour to second;
----
00:00:01|1 day 02:03:04.567|1 year 2 mons|2 years 3 mons 4 days 05:06:07.891
SELECT 1

SELECT interval '1' minute to second, interval '1 2:03:04.567' minute to second, interval '1-2' minute to second, '2 years 3 mons 4 days 05:06:07.891'::interval minute to second;
----
00:00:01|1 day 02:03:04.567|1 year 2 mons|2 years 3 mons 4 days 05:06:07.891
SELECT 1

SELECT interval '1' second(2), interval '1 2:03:04.567' second(2), interval '1-2' second(2), '2 years 3 mons 4 days 05:06:07.891'::interval second(2);
----
00:00:01|1 day 02:03:04.57|1 year 2 mons|2 years 3 mons 4 days 05:06:07.89
SELECT 1

SELECT interval '1' day to second(0), interval '1 2:03:04.567' day to second(0), interval '1-2' day to second(0), '2 years 3 mons 4 days 05:06:07.891'::interval day to second(0);
----
00:00:01|1 day 02:03:05|1 year 2 mons|2 years 3 mons 4 days 05:06:08
SELECT 1

# extract: each field of each type
SELECT extract(century FROM date '2024-12-30'), date_part('century', date '2024-12-30');
----
21|21
SELECT 1

SELECT extract(century FROM time '13:05:09.0123'), date_part('century', time '13:05:09.0123');
----
error 0A000 unit "century" not supported for type time without time zone

SELECT extract(century FROM timetz '13:05:09.0123-03:30'), date_part('century', timetz '13:05:09.0123-03:30');
----
error 0A000 unit "century" not supported for type time with time zone

SELECT extract(century FROM timestamp '2024-12-30 13:05:09.0123'), date_part('century', timestamp '2024-12-30 13:05:09.0123');
----
21|21
SELECT 1

SELECT extract(century FROM timestamptz '2024-12-30 13:05:09.0123+02'), date_part('century', timestamptz '2024-12-30 13:05:09.0123+02');
----
21|21
SELECT 1

SELECT extract(century FROM interval '-3 years 14 mons -40 days 30:05:09.0123'), date_part('century', interval '-3 years 14 mons -40 days 30:05:09.0123');
----
0|0
SELECT 1

SELECT extract(day FROM date '2024-12-30'), date_part('day', date '2024-12-30');
----
30|30
SELECT 1

SELECT extract(day FROM time '13:05:09.0123'), date_part('day', time '13:05:09.0123');
----
error 0A000 unit "day" not supported for type time without time zone

SELECT extract(day FROM timetz '13:05:09.0123-03:30'), date_part('day', timetz '13:05:09.0123-03:30');
----
error 0A000 unit "day" not supported for type time with time zone

SELECT extract(day FROM timestamp '2024-12-30 13:05:09.0123'), date_part('day', timestamp '2024-12-30 13:05:09.0123');
----
30|30
SELECT 1

SELECT extract(day FROM timestamptz '2024-12-30 13:05:09.0123+02'), date_part('day', timestamptz '2024-12-30 13:05:09.0123+02');
----
30|30
SELECT 1

SELECT extract(day FROM interval '-3 years 14 mons -40 days 30:05:09.0123'), date_part('day', interval '-3 years 14 mons -40 days 30:05:09.0123');
----
-40|-40
SELECT 1

SELECT extract(decade FROM date '2024-12-30'), date_part('decade', date '2024-12-30');
----
202|202
SELECT 1

SELECT extract(decade FROM time '13:05:09.0123'), date_part('decade', time '13:05:09.0123');
----
error 0A000 unit "decade" not supported for type time without time zone

SELECT extract(decade FROM timetz '13:05:09.0123-03:30'), date_part('decade', timetz '13:05:09.0123-03:30');
----
error 0A000 unit "decade" not supported for type time with time zone

SELECT extract(decade FROM timestamp '2024-12-30 13:05:09.0123'), date_part('decade', timestamp '2024-12-30 13:05:09.0123');
----
202|202
SELECT 1

SELECT extract(decade FROM timestamptz '2024-12-30 13:05:09.0123+02'), date_part('decade', timestamptz '2024-12-30 13:05:09.0123+02');
----
202|202
SELECT 1

SELECT extract(decade FROM interval '-3 years 14 mons -40 days 30:05:09.0123'), date_part('decade', interval '-3 years 14 mons -40 days 30:05:09.0123');
----
0|0
SELECT 1

SELECT extract(dow FROM date '2024-12-30'), date_part('dow', date '2024-12-30');
----
1|1
SELECT 1

SELECT extract(dow FROM time '13:05:09.0123'), date_part('dow', time '13:05:09.0123');
----
error 0A000 unit "dow" not supported for type time without time zone

SELECT extract(dow FROM timetz '13:05:09.0123-03:30'), date_part('dow', timetz '13:05:09.0123-03:30');
----
error 0A000 unit "dow" not supported for type time with time zone

SELECT extract(dow FROM timestamp '2024-12-30 13:05:09.0123'), date_part('dow', timestamp '2024-12-30 13:05:09.0123');
----
1|1
SELECT 1

SELECT extract(dow FROM timestamptz '2024-12-30 13:05:09.0123+02'), date_part('dow', timestamptz '2024-12-30 13:05:09.0123+02');
----
1|1
SELECT 1

SELECT extract(dow FROM interval '-3 years 14 mons -40 days 30:05:09.0123'), date_part('dow', interval '-3 years 14 mons -40 days 30:05:09.0123');
----
error 0A000 unit "dow" not supported for type interval

SELECT extract(doy FROM date '2024-12-30'), date_part('doy', date '2024-12-30');
----
365|365
SELECT 1

SELECT extract(doy FROM time '13:05:09.0123'), date_part('doy', time '13:05:09.0123');
----
error 0A000 unit "doy" not supported for type time without time zone

SELECT extract(doy FROM timetz '13:05:09.0123-03:30'), date_part('doy', timetz '13:05:09.0123-03:30');
----
error 0A000 unit "doy" not supported for type time with time zone

SELECT extract(doy FROM timestamp '2024-12-30 13:05:09.0123'), date_part('doy', timestamp '2024-12-30 13:05:09.0123');
----
365|365
SELECT 1

SELECT extract(doy FROM timestamptz '2024-12-30 13:05:09.0123+02'), date_part('doy', timestamptz '2024-12-30 13:05:09.0123+02');
----
365|365
SELECT 1

SELECT extract(doy FROM interval '-3 years 14 mons -40 days 30:05:09.0123'), date_part('doy', interval '-3 years 14 mons -40 days 30:05:09.0123');
----
error 0A000 unit "doy" not supported for type interval

SELECT extract(epoch FROM date '2024-12-30'), date_part('epoch', date '2024-12-30');
----
1735516800|1735516800
SELECT 1

SELECT extract(epoch FROM time '13:05:09.0123'), date_part('epoch', time '13:05:09.0123');
----
47109.012300|47109.0123
SELECT 1

SELECT extract(epoch FROM timetz '13:05:09.0123-03:30'), date_part('epoch', timetz '13:05:09.0123-03:30');
----
59709.012300|59709.0123
SELECT 1

SELECT extract(epoch FROM timestamp '2024-12-30 13:05:09.0123'), date_part('epoch', timestamp '2024-12-30 13:05:09.0123');
----
1735563909.012300|1735563909.0123
SELECT 1

SELECT extract(epoch FROM timestamptz '2024-12-30 13:05:09.0123+02'), date_part('epoch', timestamptz '2024-12-30 13:05:09.0123+02');
----
1735556709.012300|1735556709.0123
SELECT 1

SELECT extract(epoch FROM interval '-3 years 14 mons -40 days 30:05:09.0123'), date_part('epoch', interval '-3 years 14 mons -40 days 30:05:09.0123');
----
-60825290.987700|-60825290.9877
SELECT 1

SELECT extract(hour FROM date '2024-12-30'), date_part('hour', date '2024-12-30');
----
error 0A000 unit "hour" not supported for type date

SELECT extract(hour FROM time '13:05:09.0123'), date_part('hour', time '13:05:09.0123');
----
13|13
SELECT 1

SELECT extract(hour FROM timetz '13:05:09.0123-03:30'), date_part('hour', timetz '13:05:09.0123-03:30');
----
13|13
SELECT 1

SELECT extract(hour FROM timestamp '2024-12-30 13:05:09.0123'), date_part('hour', timestamp '2024-12-30 13:05:09.0123');
----
13|13
SELECT 1

SELECT extract(hour FROM timestamptz '2024-12-30 13:05:09.0123+02'), date_part('hour', timestamptz '2024-12-30 13:05:09.0123+02');
----
11|11
SELECT 1

SELECT extract(hour FROM interval '-3 years 14 mons -40 days 30:05:09.0123'), date_part('hour', interval '-3 years 14 mons -40 days 30:05:09.0123');
----
30|30
SELECT 1

SELECT extract(isodow FROM date '2024-12-30'), date_part('isodow', date '2024-12-30');
----
1|1
SELECT 1

SELECT extract(isodow FROM time '13:05:09.0123'), date_part('isodow', time '13:05:09.0123');
----
error 0A000 unit "isodow" not supported for type time without time zone

SELECT extract(isodow FROM timetz '13:05:09.0123-03:30'), date_part('isodow', timetz '13:05:09.0123-03:30');
----
error 0A000 unit "isodow" not supported for type time with time zone

SELECT extract(isodow FROM timestamp '2024-12-30 13:05:09.0123'), date_part('isodow', timestamp '2024-12-30 13:05:09.0123');
----
1|1
SELECT 1

SELECT extract(isodow FROM timestamptz '2024-12-30 13:05:09.0123+02'), date_part('isodow', timestamptz '2024-12-30 13:05:09.0123+02');
----
1|1
SELECT 1

SELECT extract(isodow FROM interval '-3 years 14 mons -40 days 30:05:09.0123'), date_part('isodow', interval '-3 years 14 mons -40 days 30:05:09.0123');
----
error 0A000 unit "isodow" not supported for type interval

SELECT extract(isoyear FROM date '2024-12-30'), date_part('isoyear', date '2024-12-30');
----
2025|2025
SELECT 1

SELECT extract(isoyear FROM time '13:05:09.0123'), date_part('isoyear', time '13:05:09.0123');
----
error 0A000 unit "isoyear" not supported for type time without time zone

SELECT extract(isoyear FROM timetz '13:05:09.0123-03:30'), date_part('isoyear', timetz '13:05:09.0123-03:30');
----
error 0A000 unit "isoyear" not supported for type time with time zone

SELECT extract(isoyear FROM timestamp '2024-12-30 13:05:09.0123'), date_part('isoyear', timestamp '2024-12-30 13:05:09.0123');
----
2025|2025
SELECT 1

SELECT extract(isoyear FROM timestamptz '2024-12-30 13:05:09.0123+02'), date_part('isoyear', timestamptz '2024-12-30 13:05:09.0123+02');
----
2025|2025
SELECT 1

SELECT extract(isoyear FROM interval '-3 years 14 mons -40 days 30:05:09.0123'), date_part('isoyear', interval '-3 years 14 mons -40 days 30:05:09.0123');
----
error 0A000 unit "isoyear" not supported for type interval

SELECT extract(julian FROM date '2024-12-30'), date_part('julian', date '2024-12-30');
----
2460675|2460675
SELECT 1

SELECT extract(julian FROM time '13:05:09.0123'), date_part('julian', time '13:05:09.0123');
----
error 0A000 unit "julian" not supported for type time without time zone

SELECT extract(julian FROM timetz '13:05:09.0123-03:30'), date_part('julian', timetz '13:05:09.0123-03:30');
----
error 0A000 unit "julian" not supported for type time with time zone

SELECT extract(julian FROM timestamp '2024-12-30 13:05:09.0123'), date_part('julian', timestamp '2024-12-30 13:05:09.0123');
----
2460675.54524319791666666667|2460675.545243198
SELECT 1

SELECT extract(julian FROM timestamptz '2024-12-30 13:05:09.0123+02'), date_part('julian', timestamptz '2024-12-30 13:05:09.0123+02');
----
2460675.46190986458333333333|2460675.4619098646
SELECT 1

SELECT extract(julian FROM interval '-3 years 14 mons -40 days 30:05:09.0123'), date_part('julian', interval '-3 years 14 mons -40 days 30:05:09.0123');
----
error 0A000 unit "julian" not supported for type interval

SELECT extract(microseconds FROM date '2024-12-30'), date_part('microseconds', date '2024-12-30');
----
error 0A000 unit "microseconds" not supported for type date

SELECT extract(microseconds FROM time '13:05:09.0123'), date_part('microseconds', time '13:05:09.0123');
----
9012300|9012300
SELECT 1

SELECT extract(microseconds FROM timetz '13:05:09.0123-03:30'), date_part('microseconds', timetz '13:05:09.0123-03:30');
----
9012300|9012300
SELECT 1

SELECT extract(microseconds FROM timestamp '2024-12-30 13:05:09.0123'), date_part('microseconds', timestamp '2024-12-30 13:05:09.0123');
----
9012300|9012300
SELECT 1

SELECT extract(microseconds FROM timestamptz '2024-12-30 13:05:09.0123+02'), date_part('microseconds', timestamptz '2024-12-30 13:05:09.0123+02');
----
9012300|9012300
SELECT 1

SELECT extract(microseconds FROM interval '-3 years 14 mons -40 days 30:05:09.0123'), date_part('microseconds', interval '-3 years 14 mons -40 days 30:05:09.0123');
----
9012300|9012300
SELECT 1

SELECT extract(millennium FROM date '2024-12-30'), date_part('millennium', date '2024-12-30');
----
3|3
SELECT 1

SELECT extract(millennium FROM time '13:05:09.0123'), date_part('millennium', time '13:05:09.0123');
----
error 0A000 unit "millennium" not supported for type time without time zone

SELECT extract(millennium FROM timetz '13:05:09.0123-03:30'), date_part('millennium', timetz '13:05:09.0123-03:30');
----
error 0A000 unit "millennium" not supported for type time with time zone

SELECT extract(millennium FROM timestamp '2024-12-30 13:05:09.0123'), date_part('millennium', timestamp '2024-12-30 13:05:09.0123');
----
3|3
SELECT 1

SELECT extract(millennium FROM timestamptz '2024-12-30 13:05:09.0123+02'), date_part('millennium', timestamptz '2024-12-30 13:05:09.0123+02');
----
3|3
SELECT 1

SELECT extract(millennium FROM interval '-3 years 14 mons -40 days 30:05:09.0123'), date_part('millennium', interval '-3 years 14 mons -40 days 30:05:09.0123');
----
0|0
SELECT 1

SELECT extract(milliseconds FROM date '2024-12-30'), date_part('milliseconds', date '2024-12-30');
----
error 0A000 unit "milliseconds" not supported for type date

SELECT extract(milliseconds FROM time '13:05:09.0123'), date_part('milliseconds', time '13:05:09.0123');
----
9012.300|9012.3
SELECT 1

SELECT extract(milliseconds FROM timetz '13:05:09.0123-03:30'), date_part('milliseconds', timetz '13:05:09.0123-03:30');
----
9012.300|9012.3
SELECT 1

SELECT extract(milliseconds FROM timestamp '2024-12-30 13:05:09.0123'), date_part('milliseconds', timestamp '2024-12-30 13:05:09.0123');
----
9012.300|9012.3
SELECT 1

SELECT extract(milliseconds FROM timestamptz '2024-12-30 13:05:09.0123+02'), date_part('milliseconds', timestamptz '2024-12-30 13:05:09.0123+02');
----
9012.300|9012.3
SELECT 1

SELECT extract(milliseconds FROM interval '-3 years 14 mons -40 days 30:05:09.0123'), date_part('milliseconds', interval '-3 years 14 mons -40 days 30:05:09.0123');
----
9012.300|9012.3
SELECT 1

SELECT extract(minute FROM date '2024-12-30'), date_part('minute', date '2024-12-30');
----
error 0A000 unit "minute" not supported for type date

SELECT extract(minute FROM time '13:05:09.0123'), date_part('minute', time '13:05:09.0123');
----
5|5
SELECT 1

SELECT extract(minute FROM timetz '13:05:09.0123-03:30'), date_part('minute', timetz '13:05:09.0123-03:30');
----
5|5
SELECT 1

SELECT extract(minute FROM timestamp '2024-12-30 13:05:09.0123'), date_part('minute', timestamp '2024-12-30 13:05:09.0123');
----
5|5
SELECT 1

SELECT extract(minute FROM timestamptz '2024-12-30 13:05:09.0123+02'), date_part('minute', timestamptz '2024-12-30 13:05:09.0123+02');
----
5|5
SELECT 1

SELECT extract(minute FROM interval '-3 years 14 mons -40 days 30:05:09.0123'), date_part('minute', interval '-3 years 14 mons -40 days 30:05:09.0123');
----
5|5
SELECT 1

SELECT extract(month FROM date '2024-12-30'), date_part('month', date '2024-12-30');
----
12|12
SELECT 1

SELECT extract(month FROM time '13:05:09.0123'), date_part('month', time '13:05:09.0123');
----
error 0A000 unit "month" not supported for type time without time zone

SELECT extract(month FROM timetz '13:05:09.0123-03:30'), date_part('month', timetz '13:05:09.0123-03:30');
----
error 0A000 unit "month" not supported for type time with time zone

SELECT extract(month FROM timestamp '2024-12-30 13:05:09.0123'), date_part('month', timestamp '2024-12-30 13:05:09.0123');
----
12|12
SELECT 1

SELECT extract(month FROM timestamptz '2024-12-30 13:05:09.0123+02'), date_part('month', timestamptz '2024-12-30 13:05:09.0123+02');
----
12|12
SELECT 1

SELECT extract(month FROM interval '-3 years 14 mons -40 days 30:05:09.0123'), date_part('month', interval '-3 years 14 mons -40 days 30:05:09.0123');
----
-10|-10
SELECT 1

SELECT extract(quarter FROM date '2024-12-30'), date_part('quarter', date '2024-12-30');
----
4|4
SELECT 1

SELECT extract(quarter FROM time '13:05:09.0123'), date_part('quarter', time '13:05:09.0123');
----
error 0A000 unit "quarter" not supported for type time without time zone

SELECT extract(quarter FROM timetz '13:05:09.0123-03:30'), date_part('quarter', timetz '13:05:09.0123-03:30');
----
error 0A000 unit "quarter" not supported for type time with time zone

SELECT extract(quarter FROM timestamp '2024-12-30 13:05:09.0123'), date_part('quarter', timestamp '2024-12-30 13:05:09.0123');
----
4|4
SELECT 1

SELECT extract(quarter FROM timestamptz '2024-12-30 13:05:09.0123+02'), date_part('quarter', timestamptz '2024-12-30 13:05:09.0123+02');
----
4|4
SELECT 1

SELECT extract(quarter FROM interval '-3 years 14 mons -40 days 30:05:09.0123'), date_part('quarter', interval '-3 years 14 mons -40 days 30:05:09.0123');
----
-2|-2
SELECT 1

SELECT extract(second FROM date '2024-12-30'), date_part('second', date '2024-12-30');
----
error 0A000 unit "second" not supported for type date

SELECT extract(second FROM time '13:05:09.0123'), date_part('second', time '13:05:09.0123');
----
9.012300|9.0123
SELECT 1

SELECT extract(second FROM timetz '13:05:09.0123-03:30'), date_part('second', timetz '13:05:09.0123-03:30');
----
9.012300|9.0123
SELECT 1

SELECT extract(second FROM timestamp '2024-12-30 13:05:09.0123'), date_part('second', timestamp '2024-12-30 13:05:09.0123');
----
9.012300|9.0123
SELECT 1

SELECT extract(second FROM timestamptz '2024-12-30 13:05:09.0123+02'), date_part('second', timestamptz '2024-12-30 13:05:09.0123+02');
----
9.012300|9.0123
SELECT 1

SELECT extract(second FROM interval '-3 years 14 mons -40 days 30:05:09.0123'), date_part('second', interval '-3 years 14 mons -40 days 30:05:09.0123');
----
9.012300|9.0123
SELECT 1

SELECT extract(timezone FROM date '2024-12-30'), date_part('timezone', date '2024-12-30');
----
error 0A000 unit "timezone" not supported for type date

SELECT extract(timezone FROM time '13:05:09.0123'), date_part('timezone', time '13:05:09.0123');
----
error 0A000 unit "timezone" not supported for type time without time zone

SELECT extract(timezone FROM timetz '13:05:09.0123-03:30'), date_part('timezone', timetz '13:05:09.0123-03:30');
----
-12600|-12600
SELECT 1

SELECT extract(timezone FROM timestamp '2024-12-30 13:05:09.0123'), date_part('timezone', timestamp '2024-12-30 13:05:09.0123');
----
error 0A000 unit "timezone" not supported for type timestamp without time zone

SELECT extract(timezone FROM timestamptz '2024-12-30 13:05:09.0123+02'), date_part('timezone', timestamptz '2024-12-30 13:05:09.0123+02');
----
0|0
SELECT 1

SELECT extract(timezone FROM interval '-3 years 14 mons -40 days 30:05:09.0123'), date_part('timezone', interval '-3 years 14 mons -40 days 30:05:09.0123');
----
error 0A000 unit "timezone" not supported for type interval

SELECT extract(timezone_hour FROM date '2024-12-30'), date_part('timezone_hour', date '2024-12-30');
----
error 0A000 unit "timezone_hour" not supported for type date

SELECT extract(timezone_hour FROM time '13:05:09.0123'), date_part('timezone_hour', time '13:05:09.0123');
----
error 0A000 unit "timezone_hour" not supported for type time without time zone

SELECT extract(timezone_hour FROM timetz '13:05:09.0123-03:30'), date_part('timezone_hour', timetz '13:05:09.0123-03:30');
----
-3|-3
SELECT 1

SELECT extract(timezone_hour FROM timestamp '2024-12-30 13:05:09.0123'), date_part('timezone_hour', timestamp '2024-12-30 13:05:09.0123');
----
error 0A000 unit "timezone_hour" not supported for type timestamp without time zone

SELECT extract(timezone_hour FROM timestamptz '2024-12-30 13:05:09.0123+02'), date_part('timezone_hour', timestamptz '2024-12-30 13:05:09.0123+02');
----
0|0
SELECT 1

SELECT extract(timezone_hour FROM interval '-3 years 14 mons -40 days 30:05:09.0123'), date_part('timezone_hour', interval '-3 years 14 mons -40 days 30:05:09.0123');
----
error 0A000 unit "timezone_hour" not supported for type interval

SELECT extract(timezone_minute FROM date '2024-12-30'), date_part('timezone_minute', date '2024-12-30');
----
error 0A000 unit "timezone_minute" not supported for type date

SELECT extract(timezone_minute FROM time '13:05:09.0123'), date_part('timezone_minute', time '13:05:09.0123');
----
error 0A000 unit "timezone_minute" not supported for type time without time zone

SELECT extract(timezone_minute FROM timetz '13:05:09.0123-03:30'), date_part('timezone_minute', timetz '13:05:09.0123-03:30');
----
-30|-30
SELECT 1

SELECT extract(timezone_minute FROM timestamp '2024-12-30 13:05:09.0123'), date_part('timezone_minute', timestamp '2024-12-30 13:05:09.0123');
----
error 0A000 unit "timezone_minute" not supported for type timestamp without time zone

SELECT extract(timezone_minute FROM timestamptz '2024-12-30 13:05:09.0123+02'), date_part('timezone_minute', timestamptz '2024-12-30 13:05:09.0123+02');
----
0|0
SELECT 1

SELECT extract(timezone_minute FROM interval '-3 years 14 mons -40 days 30:05:09.0123'), date_part('timezone_minute', interval '-3 years 14 mons -40 days 30:05:09.0123');
----
error 0A000 unit "timezone_minute" not supported for type interval

SELECT extract(week FROM date '2024-12-30'), date_part('week', date '2024-12-30');
----
1|1
SELECT 1

SELECT extract(week FROM time '13:05:09.0123'), date_part('week', time '13:05:09.0123');
----
error 0A000 unit "week" not supported for type time without time zone

SELECT extract(week FROM timetz '13:05:09.0123-03:30'), date_part('week', timetz '13:05:09.0123-03:30');
----
error 0A000 unit "week" not supported for type time with time zone

SELECT extract(week FROM timestamp '2024-12-30 13:05:09.0123'), date_part('week', timestamp '2024-12-30 13:05:09.0123');
----
1|1
SELECT 1

SELECT extract(week FROM timestamptz '2024-12-30 13:05:09.0123+02'), date_part('week', timestamptz '2024-12-30 13:05:09.0123+02');
----
1|1
SELECT 1

SELECT extract(week FROM interval '-3 years 14 mons -40 days 30:05:09.0123'), date_part('week', interval '-3 years 14 mons -40 days 30:05:09.0123');
----
error 0A000 unit "week" not supported for type interval

SELECT extract(year FROM date '2024-12-30'), date_part('year', date '2024-12-30');
----
2024|2024
SELECT 1

SELECT extract(year FROM time '13:05:09.0123'), date_part('year', time '13:05:09.0123');
----
error 0A000 unit "year" not supported for type time without time zone

SELECT extract(year FROM timetz '13:05:09.0123-03:30'), date_part('year', timetz '13:05:09.0123-03:30');
----
error 0A000 unit "year" not supported for type time with time zone

SELECT extract(year FROM timestamp '2024-12-30 13:05:09.0123'), date_part('year', timestamp '2024-12-30 13:05:09.0123');
----
2024|2024
SELECT 1

SELECT extract(year FROM timestamptz '2024-12-30 13:05:09.0123+02'), date_part('year', timestamptz '2024-12-30 13:05:09.0123+02');
----
2024|2024
SELECT 1

SELECT extract(year FROM interval '-3 years 14 mons -40 days 30:05:09.0123'), date_part('year', interval '-3 years 14 mons -40 days 30:05:09.0123');
----
-1|-1
SELECT 1

SELECT extract(nosuch FROM date '2024-12-30'), date_part('nosuch', date '2024-12-30');
----
error 22023 unit "nosuch" not recognized for type date

SELECT extract(nosuch FROM time '13:05:09.0123'), date_part('nosuch', time '13:05:09.0123');
----
error 22023 unit "nosuch" not recognized for type time without time zone

SELECT extract(nosuch FROM timetz '13:05:09.0123-03:30'), date_part('nosuch', timetz '13:05:09.0123-03:30');
----
error 22023 unit "nosuch" not recognized for type time with time zone

SELECT extract(nosuch FROM timestamp '2024-12-30 13:05:09.0123'), date_part('nosuch', timestamp '2024-12-30 13:05:09.0123');
----
error 22023 unit "nosuch" not recognized for type timestamp without time zone

SELECT extract(nosuch FROM timestamptz '2024-12-30 13:05:09.0123+02'), date_part('nosuch', timestamptz '2024-12-30 13:05:09.0123+02');
----
error 22023 unit "nosuch" not recognized for type timestamp with time zone

SELECT extract(nosuch FROM interval '-3 years 14 mons -40 days 30:05:09.0123'), date_part('nosuch', interval '-3 years 14 mons -40 days 30:05:09.0123');
----
error 22023 unit "nosuch" not recognized for type interval

SELECT extract(year FROM timestamp 'infinity'), extract(year FROM timestamptz '-infinity'), date_part('year', timestamp '-infinity');
----
Infinity|-Infinity|-Infinity
SELECT 1

SELECT extract(year FROM date 'infinity');
----
Infinity
SELECT 1

SELECT extract(epoch FROM timestamp 'infinity'), extract(epoch FROM timestamptz '-infinity'), date_part('epoch', timestamp '-infinity');
----
Infinity|-Infinity|-Infinity
SELECT 1

SELECT extract(epoch FROM date 'infinity');
----
Infinity
SELECT 1

SELECT extract(julian FROM timestamp 'infinity'), extract(julian FROM timestamptz '-infinity'), date_part('julian', timestamp '-infinity');
----
Infinity|-Infinity|-Infinity
SELECT 1

SELECT extract(julian FROM date 'infinity');
----
Infinity
SELECT 1

SELECT extract(century FROM timestamp 'infinity'), extract(century FROM timestamptz '-infinity'), date_part('century', timestamp '-infinity');
----
Infinity|-Infinity|-Infinity
SELECT 1

SELECT extract(century FROM date 'infinity');
----
Infinity
SELECT 1

SELECT extract(dow FROM timestamp 'infinity'), extract(dow FROM timestamptz '-infinity'), date_part('dow', timestamp '-infinity');
----
NULL|NULL|NULL
SELECT 1

SELECT extract(dow FROM date 'infinity');
----
NULL
SELECT 1

SELECT extract(month FROM timestamp 'infinity'), extract(month FROM timestamptz '-infinity'), date_part('month', timestamp '-infinity');
----
NULL|NULL|NULL
SELECT 1

SELECT extract(month FROM date 'infinity');
----
NULL
SELECT 1

SELECT extract(hour FROM timestamp 'infinity'), extract(hour FROM timestamptz '-infinity'), date_part('hour', timestamp '-infinity');
----
NULL|NULL|NULL
SELECT 1

SELECT extract(hour FROM date 'infinity');
----
error 0A000 unit "hour" not supported for type date

# date_trunc and date_bin
SELECT date_trunc('microseconds', timestamp '2024-08-29 13:35:49.987654'), date_trunc('microseconds', timestamp '0044-03-15 10:11:12 BC'), date_trunc('microseconds', timestamptz '2001-01-01 00:30+00', 'America/New_York');
----
2024-08-29 13:35:49.987654|0044-03-15 10:11:12 BC|2001-01-01 00:30:00+00
SELECT 1

SELECT date_trunc('microseconds', interval '1237 years 14 mons 40 days 30:05:09.012345');
----
1238 years 2 mons 40 days 30:05:09.012345
SELECT 1

SELECT date_trunc('milliseconds', timestamp '2024-08-29 13:35:49.987654'), date_trunc('milliseconds', timestamp '0044-03-15 10:11:12 BC'), date_trunc('milliseconds', timestamptz '2001-01-01 00:30+00', 'America/New_York');
----
2024-08-29 13:35:49.987|0044-03-15 10:11:12 BC|2001-01-01 00:30:00+00
SELECT 1

SELECT date_trunc('milliseconds', interval '1237 years 14 mons 40 days 30:05:09.012345');
----
1238 years 2 mons 40 days 30:05:09.012
SELECT 1

SELECT date_trunc('second', timestamp '2024-08-29 13:35:49.987654'), date_trunc('second', timestamp '0044-03-15 10:11:12 BC'), date_trunc('second', timestamptz '2001-01-01 00:30+00', 'America/New_York');
----
2024-08-29 13:35:49|0044-03-15 10:11:12 BC|2001-01-01 00:30:00+00
SELECT 1

SELECT date_trunc('second', interval '1237 years 14 mons 40 days 30:05:09.012345');
----
1238 years 2 mons 40 days 30:05:09
SELECT 1

SELECT date_trunc('minute', timestamp '2024-08-29 13:35:49.987654'), date_trunc('minute', timestamp '0044-03-15 10:11:12 BC'), date_trunc('minute', timestamptz '2001-01-01 00:30+00', 'America/New_York');
----
2024-08-29 13:35:00|0044-03-15 10:11:00 BC|2001-01-01 00:30:00+00
SELECT 1

SELECT date_trunc('minute', interval '1237 years 14 mons 40 days 30:05:09.012345');
----
1238 years 2 mons 40 days 30:05:00
SELECT 1

SELECT date_trunc('hour', timestamp '2024-08-29 13:35:49.987654'), date_trunc('hour', timestamp '0044-03-15 10:11:12 BC'), date_trunc('hour', timestamptz '2001-01-01 00:30+00', 'America/New_York');
----
2024-08-29 13:00:00|0044-03-15 10:00:00 BC|2001-01-01 00:00:00+00
SELECT 1

SELECT date_trunc('hour', interval '1237 years 14 mons 40 days 30:05:09.012345');
----
1238 years 2 mons 40 days 30:00:00
SELECT 1

SELECT date_trunc('day', timestamp '2024-08-29 13:35:49.987654'), date_trunc('day', timestamp '0044-03-15 10:11:12 BC'), date_trunc('day', timestamptz '2001-01-01 00:30+00', 'America/New_York');
----
2024-08-29 00:00:00|0044-03-15 00:00:00 BC|2000-12-31 05:00:00+00
SELECT 1

SELECT date_trunc('day', interval '1237 years 14 mons 40 days 30:05:09.012345');
----
1238 years 2 mons 40 days
SELECT 1

SELECT date_trunc('week', timestamp '2024-08-29 13:35:49.987654'), date_trunc('week', timestamp '0044-03-15 10:11:12 BC'), date_trunc('week', timestamptz '2001-01-01 00:30+00', 'America/New_York');
----
2024-08-26 00:00:00|0044-03-11 00:00:00 BC|2000-12-25 05:00:00+00
SELECT 1

SELECT date_trunc('week', interval '1237 years 14 mons 40 days 30:05:09.012345');
----
error 0A000 unit "week" not supported for type interval; Months usually have fractional weeks.

SELECT date_trunc('month', timestamp '2024-08-29 13:35:49.987654'), date_trunc('month', timestamp '0044-03-15 10:11:12 BC'), date_trunc('month', timestamptz '2001-01-01 00:30+00', 'America/New_York');
----
2024-08-01 00:00:00|0044-03-01 00:00:00 BC|2000-12-01 05:00:00+00
SELECT 1

SELECT date_trunc('month', interval '1237 years 14 mons 40 days 30:05:09.012345');
----
1238 years 2 mons
SELECT 1

SELECT date_trunc('quarter', timestamp '2024-08-29 13:35:49.987654'), date_trunc('quarter', timestamp '0044-03-15 10:11:12 BC'), date_trunc('quarter', timestamptz '2001-01-01 00:30+00', 'America/New_York');
----
2024-07-01 00:00:00|0044-01-01 00:00:00 BC|2000-10-01 04:00:00+00
SELECT 1

SELECT date_trunc('quarter', interval '1237 years 14 mons 40 days 30:05:09.012345');
----
1238 years
SELECT 1

SELECT date_trunc('year', timestamp '2024-08-29 13:35:49.987654'), date_trunc('year', timestamp '0044-03-15 10:11:12 BC'), date_trunc('year', timestamptz '2001-01-01 00:30+00', 'America/New_York');
----
2024-01-01 00:00:00|0044-01-01 00:00:00 BC|2000-01-01 05:00:00+00
SELECT 1

SELECT date_trunc('year', interval '1237 years 14 mons 40 days 30:05:09.012345');
----
1238 years
SELECT 1

SELECT date_trunc('decade', timestamp '2024-08-29 13:35:49.987654'), date_trunc('decade', timestamp '0044-03-15 10:11:12 BC'), date_trunc('decade', timestamptz '2001-01-01 00:30+00', 'America/New_York');
----
2020-01-01 00:00:00|0051-01-01 00:00:00 BC|2000-01-01 05:00:00+00
SELECT 1

SELECT date_trunc('decade', interval '1237 years 14 mons 40 days 30:05:09.012345');
----
1230 years
SELECT 1

SELECT date_trunc('century', timestamp '2024-08-29 13:35:49.987654'), date_trunc('century', timestamp '0044-03-15 10:11:12 BC'), date_trunc('century', timestamptz '2001-01-01 00:30+00', 'America/New_York');
----
2001-01-01 00:00:00|0100-01-01 00:00:00 BC|1901-01-01 05:00:00+00
SELECT 1

SELECT date_trunc('century', interval '1237 years 14 mons 40 days 30:05:09.012345');
----
1200 years
SELECT 1

SELECT date_trunc('millennium', timestamp '2024-08-29 13:35:49.987654'), date_trunc('millennium', timestamp '0044-03-15 10:11:12 BC'), date_trunc('millennium', timestamptz '2001-01-01 00:30+00', 'America/New_York');
----
2001-01-01 00:00:00|1000-01-01 00:00:00 BC|1001-01-01 04:56:02+00
SELECT 1

SELECT date_trunc('millennium', interval '1237 years 14 mons 40 days 30:05:09.012345');
----
1000 years
SELECT 1

SELECT date_trunc('dow', timestamp '2024-08-29 13:35:49.987654'), date_trunc('dow', timestamp '0044-03-15 10:11:12 BC'), date_trunc('dow', timestamptz '2001-01-01 00:30+00', 'America/New_York');
----
error 22023 unit "dow" not recognized for type timestamp without time zone

SELECT date_trunc('dow', interval '1237 years 14 mons 40 days 30:05:09.012345');
----
error 22023 unit "dow" not recognized for type interval

SELECT date_trunc('nosuch', timestamp '2024-08-29 13:35:49.987654'), date_trunc('nosuch', timestamp '0044-03-15 10:11:12 BC'), date_trunc('nosuch', timestamptz '2001-01-01 00:30+00', 'America/New_York');
----
error 22023 unit "nosuch" not recognized for type timestamp without time zone

SELECT date_trunc('nosuch', interval '1237 years 14 mons 40 days 30:05:09.012345');
----
error 22023 unit "nosuch" not recognized for type interval

SELECT date_bin('15 minutes', timestamp '2024-02-29 13:35:49', timestamp '2001-01-01'), date_bin('15 minutes', timestamp '1999-02-28 13:35:49', timestamp '2001-01-01 00:02:30');
----
2024-02-29 13:30:00|1999-02-28 13:32:30
SELECT 1

SELECT date_bin('1 day', timestamp '2024-02-29 13:35:49', timestamp '2001-01-01'), date_bin('1 day', timestamp '1999-02-28 13:35:49', timestamp '2001-01-01 00:02:30');
----
2024-02-29 00:00:00|1999-02-28 00:02:30
SELECT 1

SELECT date_bin('7 days', timestamp '2024-02-29 13:35:49', timestamp '2001-01-01'), date_bin('7 days', timestamp '1999-02-28 13:35:49', timestamp '2001-01-01 00:02:30');
----
2024-02-26 00:00:00|1999-02-22 00:02:30
SELECT 1

SELECT date_bin('2.5 hours', timestamp '2024-02-29 13:35:49', timestamp '2001-01-01'), date_bin('2.5 hours', timestamp '1999-02-28 13:35:49', timestamp '2001-01-01 00:02:30');
----
2024-02-29 11:30:00|1999-02-28 12:02:30
SELECT 1

SELECT date_bin('1 second', timestamp '2024-02-29 13:35:49', timestamp '2001-01-01'), date_bin('1 second', timestamp '1999-02-28 13:35:49', timestamp '2001-01-01 00:02:30');
----
2024-02-29 13:35:49|1999-02-28 13:35:49
SELECT 1

SELECT date_bin('1 month', timestamp '2024-02-29 13:35:49', timestamp '2001-01-01'), date_bin('1 month', timestamp '1999-02-28 13:35:49', timestamp '2001-01-01 00:02:30');
----
error 0A000 timestamps cannot be binned into intervals containing months or years

SELECT date_bin('-1 day', timestamp '2024-02-29 13:35:49', timestamp '2001-01-01'), date_bin('-1 day', timestamp '1999-02-28 13:35:49', timestamp '2001-01-01 00:02:30');
----
error 22008 stride must be greater than zero

SELECT date_bin('0', timestamp '2024-02-29 13:35:49', timestamp '2001-01-01'), date_bin('0', timestamp '1999-02-28 13:35:49', timestamp '2001-01-01 00:02:30');
----
error 22008 stride must be greater than zero

SELECT date_bin('1 day 1 sec', timestamp '2024-02-29 13:35:49', timestamp '2001-01-01'), date_bin('1 day 1 sec', timestamp '1999-02-28 13:35:49', timestamp '2001-01-01 00:02:30');
----
2024-02-29 02:20:59|1999-02-27 23:51:17
SELECT 1

SELECT date_bin('1 hour', timestamptz '2024-03-10 07:30+00', timestamptz '2024-01-01 00:30-05');
----
2024-03-10 07:30:00+00
SELECT 1

# Sums and differences
SELECT '2024-01-31'::date + interval '1 month', '2024-01-31'::date - interval '1 month', interval '1 month' + '2024-01-31'::date;
----
2024-02-29 00:00:00|2023-12-31 00:00:00|2024-02-29 00:00:00
SELECT 1

SELECT '2024-01-31'::date + interval '-1 month', '2024-01-31'::date - interval '-1 month', interval '-1 month' + '2024-01-31'::date;
----
2023-12-31 00:00:00|2024-02-29 00:00:00|2023-12-31 00:00:00
SELECT 1

SELECT '2024-01-31'::date + interval '1 year', '2024-01-31'::date - interval '1 year', interval '1 year' + '2024-01-31'::date;
----
2025-01-31 00:00:00|2023-01-31 00:00:00|2025-01-31 00:00:00
SELECT 1

SELECT '2024-01-31'::date + interval '30 days', '2024-01-31'::date - interval '30 days', interval '30 days' + '2024-01-31'::date;
----
2024-03-01 00:00:00|2024-01-01 00:00:00|2024-03-01 00:00:00
SELECT 1

SELECT '2024-01-31'::date + interval '24:00', '2024-01-31'::date - interval '24:00', interval '24:00' + '2024-01-31'::date;
----
2024-02-01 00:00:00|2024-01-30 00:00:00|2024-02-01 00:00:00
SELECT 1

SELECT '2024-01-31'::date + interval '1 mon -1 day 01:00', '2024-01-31'::date - interval '1 mon -1 day 01:00', interval '1 mon -1 day 01:00' + '2024-01-31'::date;
----
2024-02-28 01:00:00|2023-12-31 23:00:00|2024-02-28 01:00:00
SELECT 1

SELECT '2024-01-31'::date + interval '0.5 month', '2024-01-31'::date - interval '0.5 month', interval '0.5 month' + '2024-01-31'::date;
----
2024-02-15 00:00:00|2024-01-16 00:00:00|2024-02-15 00:00:00
SELECT 1

SELECT '2024-03-31 12:00'::timestamp + interval '1 month', '2024-03-31 12:00'::timestamp - interval '1 month', interval '1 month' + '2024-03-31 12:00'::timestamp;
----
2024-04-30 12:00:00|2024-02-29 12:00:00|2024-04-30 12:00:00
SELECT 1

SELECT '2024-03-31 12:00'::timestamp + interval '-1 month', '2024-03-31 12:00'::timestamp - interval '-1 month', interval '-1 month' + '2024-03-31 12:00'::timestamp;
----
2024-02-29 12:00:00|2024-04-30 12:00:00|2024-02-29 12:00:00
SELECT 1

SELECT '2024-03-31 12:00'::timestamp + interval '1 year', '2024-03-31 12:00'::timestamp - interval '1 year', interval '1 year' + '2024-03-31 12:00'::timestamp;
----
2025-03-31 12:00:00|2023-03-31 12:00:00|2025-03-31 12:00:00
SELECT 1

SELECT '2024-03-31 12:00'::timestamp + interval '30 days', '2024-03-31 12:00'::timestamp - interval '30 days', interval '30 days' + '2024-03-31 12:00'::timestamp;
----
2024-04-30 12:00:00|2024-03-01 12:00:00|2024-04-30 12:00:00
SELECT 1

SELECT '2024-03-31 12:00'::timestamp + interval '24:00', '2024-03-31 12:00'::timestamp - interval '24:00', interval '24:00' + '2024-03-31 12:00'::timestamp;
----
2024-04-01 12:00:00|2024-03-30 12:00:00|2024-04-01 12:00:00
SELECT 1

SELECT '2024-03-31 12:00'::timestamp + interval '1 mon -1 day 01:00', '2024-03-31 12:00'::timestamp - interval '1 mon -1 day 01:00', interval '1 mon -1 day 01:00' + '2024-03-31 12:00'::timestamp;
----
2024-04-29 13:00:00|2024-03-01 11:00:00|2024-04-29 13:00:00
SELECT 1

SELECT '2024-03-31 12:00'::timestamp + interval '0.5 month', '2024-03-31 12:00'::timestamp - interval '0.5 month', interval '0.5 month' + '2024-03-31 12:00'::timestamp;
----
2024-04-15 12:00:00|2024-03-16 12:00:00|2024-04-15 12:00:00
SELECT 1

SELECT '2024-03-31 12:00+02'::timestamptz + interval '1 month', '2024-03-31 12:00+02'::timestamptz - interval '1 month', interval '1 month' + '2024-03-31 12:00+02'::timestamptz;
----
2024-04-30 10:00:00+00|2024-02-29 10:00:00+00|2024-04-30 10:00:00+00
SELECT 1

SELECT '2024-03-31 12:00+02'::timestamptz + interval '-1 month', '2024-03-31 12:00+02'::timestamptz - interval '-1 month', interval '-1 month' + '2024-03-31 12:00+02'::timestamptz;
----
2024-02-29 10:00:00+00|2024-04-30 10:00:00+00|2024-02-29 10:00:00+00
SELECT 1

SELECT '2024-03-31 12:00+02'::timestamptz + interval '1 year', '2024-03-31 12:00+02'::timestamptz - interval '1 year', interval '1 year' + '2024-03-31 12:00+02'::timestamptz;
----
2025-03-31 10:00:00+00|2023-03-31 10:00:00+00|2025-03-31 10:00:00+00
SELECT 1

SELECT '2024-03-31 12:00+02'::timestamptz + interval '30 days', '2024-03-31 12:00+02'::timestamptz - interval '30 days', interval '30 days' + '2024-03-31 12:00+02'::timestamptz;
----
2024-04-30 10:00:00+00|2024-03-01 10:00:00+00|2024-04-30 10:00:00+00
SELECT 1

SELECT '2024-03-31 12:00+02'::timestamptz + interval '24:00', '2024-03-31 12:00+02'::timestamptz - interval '24:00', interval '24:00' + '2024-03-31 12:00+02'::timestamptz;
----
2024-04-01 10:00:00+00|2024-03-30 10:00:00+00|2024-04-01 10:00:00+00
SELECT 1

SELECT '2024-03-31 12:00+02'::timestamptz + interval '1 mon -1 day 01:00', '2024-03-31 12:00+02'::timestamptz - interval '1 mon -1 day 01:00', interval '1 mon -1 day 01:00' + '2024-03-31 12:00+02'::timestamptz;
----
2024-04-29 11:00:00+00|2024-03-01 09:00:00+00|2024-04-29 11:00:00+00
SELECT 1

SELECT '2024-03-31 12:00+02'::timestamptz + interval '0.5 month', '2024-03-31 12:00+02'::timestamptz - interval '0.5 month', interval '0.5 month' + '2024-03-31 12:00+02'::timestamptz;
----
2024-04-15 10:00:00+00|2024-03-16 10:00:00+00|2024-04-15 10:00:00+00
SELECT 1

SELECT date '2024-03-01' - date '2024-02-01';
----
29
SELECT 1

SELECT date '2024-03-01' - 1;
----
2024-02-29
SELECT 1

SELECT 1 + date '2024-02-28';
----
2024-02-29
SELECT 1

SELECT timestamp '2024-03-01' - timestamp '2024-02-01 12:00';
----
28 days 12:00:00
SELECT 1

SELECT timestamptz '2024-03-11 00:00-04' - timestamptz '2024-03-10 00:00-05';
----
23:00:00
SELECT 1

SELECT date '2024-01-01' + time '12:34';
----
2024-01-01 12:34:00
SELECT 1

SELECT time '12:34' + date '2024-01-01';
----
2024-01-01 12:34:00
SELECT 1

SELECT date '2024-01-01' + timetz '12:34+02';
----
2024-01-01 10:34:00+00
SELECT 1

SELECT time '23:00' + interval '2 hours';
----
01:00:00
SELECT 1

SELECT time '01:00' - interval '2 hours';
----
23:00:00
SELECT 1

SELECT time '01:00' - time '23:00';
----
-22:00:00
SELECT 1

SELECT timetz '23:00+02' + interval '3 hours';
----
02:00:00+02
SELECT 1

SELECT time '10:00' + interval '1 day 1 hour';
----
11:00:00
SELECT 1

SELECT interval '1 day' * 1.5;
----
1 day 12:00:00
SELECT 1

SELECT 1.5 * interval '1 month';
----
1 mon 15 days
SELECT 1

SELECT interval '1 month' / 3;
----
10 days
SELECT 1

SELECT interval '1 year 1 day' / 7;
----
1 mon 21 days 13:42:51.391543
SELECT 1

SELECT interval '1 day' / 0;
----
error 22012 division by zero

SELECT interval '1 month' * 'NaN'::float8;
----
error 22008 interval out of range

SELECT -interval '1 mon -2 days';
----
-1 mons +2 days
SELECT 1

SELECT interval '1 day' - interval '25:00';
----
1 day -25:00:00
SELECT 1

SELECT justify_hours(interval '49:30');
----
2 days 01:30:00
SELECT 1

SELECT justify_days(interval '65 days -25:00');
----
2 mons 5 days -25:00:00
SELECT 1

SELECT justify_interval(interval '1 mon -1 hour');
----
29 days 23:00:00
SELECT 1

SELECT justify_interval(interval '-1 mon 31 days');
----
1 day
SELECT 1

SELECT age(timestamp '2024-03-01', timestamp '2023-12-31');
----
2 mons 1 day
SELECT 1

SELECT age(timestamp '2023-12-31', timestamp '2024-03-01');
----
-2 mons -1 days
SELECT 1

SELECT age(timestamp '2024-02-29', timestamp '2023-02-28 23:59:59');
----
1 year 00:00:01
SELECT 1

SELECT age(date '2001-04-10', date '1957-06-13');
----
43 years 9 mons 27 days
SELECT 1

SELECT age(timestamptz '2024-11-04 00:00-05', timestamptz '2024-11-03 00:00-04');
----
1 day 01:00:00
SELECT 1

SELECT date 'infinity' - date '2024-01-01';
----
error 22008 cannot subtract infinite dates

SELECT timestamp 'infinity' - timestamp '2024-01-01';
----
error 22008 cannot subtract infinite timestamps

SELECT timestamp 'infinity' + interval '1 day';
----
infinity
SELECT 1

SELECT date 'infinity' + 1;
----
infinity
SELECT 1

SELECT timestamp '294276-12-31 23:59:59' + interval '1 day';
----
error 22008 timestamp out of range

SELECT date '5874897-12-31' + 1;
----
error 22008 date out of range

SELECT date '4714-11-24 BC' - 1;
----
error 22008 date out of range

SELECT timestamp '4714-11-24 00:00 BC' - interval '1 us';
----
error 22008 timestamp out of range

SELECT interval '178956970 years' + interval '10 months';
----
error 22008 interval out of range

SELECT interval '1 day' = interval '24:00';
----
t
SELECT 1

SELECT interval '1 month' = interval '30 days';
----
t
SELECT 1

SELECT interval '1 mon' < interval '31 days';
----
t
SELECT 1

SELECT date '2024-01-01' = timestamp '2024-01-01 00:00';
----
t
SELECT 1

SELECT timestamp '2024-01-01' < timestamptz '2024-01-01 00:00+01';
----
f
SELECT 1

SELECT date '2024-01-01' < timestamptz '2023-12-31 23:30-01';
----
t
SELECT 1

SELECT timetz '12:00+02' < timetz '11:00+01';
----
t
SELECT 1

SELECT timetz '12:00+02' = timetz '10:00+00';
----
f
SELECT 1

SELECT time '24:00' > time '23:59:59.999999';
----
t
SELECT 1

SELECT make_date(2024, 2, 30);
----
error 22008 date field value out of range: 2024-02-30

SELECT make_date(-44, 3, 15);
----
0044-03-15 BC
SELECT 1

SELECT make_time(24, 0, 0);
----
24:00:00
SELECT 1

SELECT make_time(23, 59, 59.9999999);
----
24:00:00
SELECT 1

SELECT make_timestamp(2024, 2, 29, 13, 5, 9.5);
----
2024-02-29 13:05:09.5
SELECT 1

SELECT make_timestamptz(2024, 7, 1, 12, 0, 0, 'America/New_York');
----
2024-07-01 16:00:00+00
SELECT 1

SELECT make_timestamptz(2024, 3, 10, 2, 30, 0, 'America/New_York');
----
2024-03-10 07:30:00+00
SELECT 1

SELECT make_timestamptz(2024, 7, 1, 12, 0, 0, 'Nowhere/Land');
----
error 22023 time zone "Nowhere/Land" not recognized

SELECT make_interval(1, 2, 3, 4, 5, 6, 7.5);
----
1 year 2 mons 25 days 05:06:07.5
SELECT 1

SELECT make_interval(days => 10, secs => -0.5);
----
10 days -00:00:00.5
SELECT 1

SELECT make_interval(secs => 'Infinity');
----
error 22008 interval out of range

SELECT isfinite(date 'infinity');
----
f
SELECT 1

SELECT isfinite(timestamp '2024-01-01');
----
t
SELECT 1

SELECT isfinite(interval '1 day');
----
t
SELECT 1

# OVERLAPS
SELECT (date '2024-01-01', date '2024-02-01') OVERLAPS (date '2024-01-31', date '2024-03-01');
----
t
SELECT 1

SELECT (date '2024-01-01', date '2024-02-01') OVERLAPS (date '2024-02-01', date '2024-03-01');
----
f
SELECT 1

SELECT (date '2024-02-01', date '2024-01-01') OVERLAPS (date '2024-01-15', interval '1 day');
----
t
SELECT 1

SELECT (date '2024-01-01', interval '100 days') OVERLAPS (date '2024-04-01', date '2024-04-01');
----
t
SELECT 1

SELECT (timestamp '2024-01-01', NULL) OVERLAPS (timestamp '2024-01-01', timestamp '2024-01-02');
----
NULL
SELECT 1

SELECT (time '10:00', time '12:00') OVERLAPS (time '11:59', interval '1 hour');
----
t
SELECT 1

SELECT (time '23:00', interval '2 hours') OVERLAPS (time '00:30', time '00:45');
----
f
SELECT 1

SELECT (NULL, NULL) OVERLAPS (date '2024-01-01', date '2024-01-02');
----
NULL
SELECT 1

SELECT (timestamptz '2024-01-01 00:00+00', interval '1 hour') OVERLAPS (timestamptz '2024-01-01 02:00+01', interval '1 hour');
----
f
SELECT 1

SELECT (date '2024-01-01', date '2024-01-01') OVERLAPS (date '2024-01-01', date '2024-01-01');
----
t
SELECT 1

# AT TIME ZONE, zones' names and rules
SELECT timestamp '2024-07-01 12:00' AT TIME ZONE 'UTC', timestamptz '2024-01-01 12:00+00' AT TIME ZONE 'UTC', timetz '12:00+01' AT TIME ZONE 'UTC' IS NOT NULL;
----
2024-07-01 12:00:00+00|2024-01-01 12:00:00|t
SELECT 1

SELECT timestamp '2024-07-01 12:00' AT TIME ZONE 'America/New_York', timestamptz '2024-01-01 12:00+00' AT TIME ZONE 'America/New_York', timetz '12:00+01' AT TIME ZONE 'America/New_York' IS NOT NULL;
----
2024-07-01 16:00:00+00|2024-01-01 07:00:00|t
SELECT 1

SELECT timestamp '2024-07-01 12:00' AT TIME ZONE 'EST', timestamptz '2024-01-01 12:00+00' AT TIME ZONE 'EST', timetz '12:00+01' AT TIME ZONE 'EST' IS NOT NULL;
----
2024-07-01 17:00:00+00|2024-01-01 07:00:00|t
SELECT 1

SELECT timestamp '2024-07-01 12:00' AT TIME ZONE 'EDT', timestamptz '2024-01-01 12:00+00' AT TIME ZONE 'EDT', timetz '12:00+01' AT TIME ZONE 'EDT' IS NOT NULL;
----
2024-07-01 16:00:00+00|2024-01-01 08:00:00|t
SELECT 1

SELECT timestamp '2024-07-01 12:00' AT TIME ZONE 'PST8PDT', timestamptz '2024-01-01 12:00+00' AT TIME ZONE 'PST8PDT', timetz '12:00+01' AT TIME ZONE 'PST8PDT' IS NOT NULL;
----
2024-07-01 19:00:00+00|2024-01-01 04:00:00|t
SELECT 1

SELECT timestamp '2024-07-01 12:00' AT TIME ZONE 'Europe/London', timestamptz '2024-01-01 12:00+00' AT TIME ZONE 'Europe/London', timetz '12:00+01' AT TIME ZONE 'Europe/London' IS NOT NULL;
----
2024-07-01 11:00:00+00|2024-01-01 12:00:00|t
SELECT 1

SELECT timestamp '2024-07-01 12:00' AT TIME ZONE 'Asia/Kathmandu', timestamptz '2024-01-01 12:00+00' AT TIME ZONE 'Asia/Kathmandu', timetz '12:00+01' AT TIME ZONE 'Asia/Kathmandu' IS NOT NULL;
----
2024-07-01 06:15:00+00|2024-01-01 17:45:00|t
SELECT 1

SELECT timestamp '2024-07-01 12:00' AT TIME ZONE '+3', timestamptz '2024-01-01 12:00+00' AT TIME ZONE '+3', timetz '12:00+01' AT TIME ZONE '+3' IS NOT NULL;
----
2024-07-01 15:00:00+00|2024-01-01 09:00:00|t
SELECT 1

SELECT timestamp '2024-07-01 12:00' AT TIME ZONE '-03:30', timestamptz '2024-01-01 12:00+00' AT TIME ZONE '-03:30', timetz '12:00+01' AT TIME ZONE '-03:30' IS NOT NULL;
----
2024-07-01 08:30:00+00|2024-01-01 15:30:00|t
SELECT 1

SELECT timestamp '2024-07-01 12:00' AT TIME ZONE 'UTC+3', timestamptz '2024-01-01 12:00+00' AT TIME ZONE 'UTC+3', timetz '12:00+01' AT TIME ZONE 'UTC+3' IS NOT NULL;
----
2024-07-01 15:00:00+00|2024-01-01 09:00:00|t
SELECT 1

SELECT timestamp '2024-07-01 12:00' AT TIME ZONE '<+05>-5', timestamptz '2024-01-01 12:00+00' AT TIME ZONE '<+05>-5', timetz '12:00+01' AT TIME ZONE '<+05>-5' IS NOT NULL;
----
2024-07-01 07:00:00+00|2024-01-01 17:00:00|t
SELECT 1

SELECT timestamp '2024-07-01 12:00' AT TIME ZONE 'CET-1CEST', timestamptz '2024-01-01 12:00+00' AT TIME ZONE 'CET-1CEST', timetz '12:00+01' AT TIME ZONE 'CET-1CEST' IS NOT NULL;
----
2024-07-01 10:00:00+00|2024-01-01 13:00:00|t
SELECT 1

SELECT timestamp '2024-07-01 12:00' AT TIME ZONE 'Foo/Bar', timestamptz '2024-01-01 12:00+00' AT TIME ZONE 'Foo/Bar', timetz '12:00+01' AT TIME ZONE 'Foo/Bar' IS NOT NULL;
----
error 22023 time zone "Foo/Bar" not recognized

SELECT timestamp '2024-07-01 12:00' AT TIME ZONE 'utc', timestamptz '2024-01-01 12:00+00' AT TIME ZONE 'utc', timetz '12:00+01' AT TIME ZONE 'utc' IS NOT NULL;
----
2024-07-01 12:00:00+00|2024-01-01 12:00:00|t
SELECT 1

SELECT timestamp '2024-07-01 12:00' AT TIME ZONE 'america/new_york', timestamptz '2024-01-01 12:00+00' AT TIME ZONE 'america/new_york', timetz '12:00+01' AT TIME ZONE 'america/new_york' IS NOT NULL;
----
2024-07-01 16:00:00+00|2024-01-01 07:00:00|t
SELECT 1

SELECT timestamp '2024-07-01 12:00' AT TIME ZONE 'MET', timestamptz '2024-01-01 12:00+00' AT TIME ZONE 'MET', timetz '12:00+01' AT TIME ZONE 'MET' IS NOT NULL;
----
2024-07-01 11:00:00+00|2024-01-01 13:00:00|t
SELECT 1

SELECT timestamp '2024-07-01 12:00' AT TIME ZONE 'GMT+0', timestamptz '2024-01-01 12:00+00' AT TIME ZONE 'GMT+0', timetz '12:00+01' AT TIME ZONE 'GMT+0' IS NOT NULL;
----
2024-07-01 12:00:00+00|2024-01-01 12:00:00|t
SELECT 1

SELECT timestamp '2024-07-01 12:00' AT TIME ZONE 'Z', timestamptz '2024-01-01 12:00+00' AT TIME ZONE 'Z', timetz '12:00+01' AT TIME ZONE 'Z' IS NOT NULL;
----
2024-07-01 12:00:00+00|2024-01-01 12:00:00|t
SELECT 1

SELECT timestamp '2024-07-01 12:00' AT TIME ZONE 'posix/UTC', timestamptz '2024-01-01 12:00+00' AT TIME ZONE 'posix/UTC', timetz '12:00+01' AT TIME ZONE 'posix/UTC' IS NOT NULL;
----
2024-07-01 12:00:00+00|2024-01-01 12:00:00|t
SELECT 1

SELECT timestamp '2024-07-01 12:00' AT TIME ZONE 'Pacific/Apia', timestamptz '2024-01-01 12:00+00' AT TIME ZONE 'Pacific/Apia', timetz '12:00+01' AT TIME ZONE 'Pacific/Apia' IS NOT NULL;
----
2024-06-30 23:00:00+00|2024-01-02 01:00:00|t
SELECT 1

SELECT timestamp '2024-07-01 12:00' AT TIME ZONE '10:15:20', timestamptz '2024-01-01 12:00+00' AT TIME ZONE '10:15:20', timetz '12:00+01' AT TIME ZONE '10:15:20' IS NOT NULL;
----
2024-07-01 22:15:20+00|2024-01-01 01:44:40|t
SELECT 1

SELECT timestamp '2024-03-10 02:30' AT TIME ZONE 'America/New_York';
----
2024-03-10 07:30:00+00
SELECT 1

SELECT timestamp '2024-11-03 01:30' AT TIME ZONE 'America/New_York';
----
2024-11-03 06:30:00+00
SELECT 1

SELECT timestamp '2024-11-03 01:30' AT TIME ZONE 'EDT';
----
2024-11-03 05:30:00+00
SELECT 1

SELECT timestamptz '2024-11-03 05:30+00' AT TIME ZONE 'America/New_York';
----
2024-11-03 01:30:00
SELECT 1

SELECT timestamptz '2024-11-03 06:30+00' AT TIME ZONE 'America/New_York';
----
2024-11-03 01:30:00
SELECT 1

SELECT timestamp '2011-12-30 12:00' AT TIME ZONE 'Pacific/Apia';
----
2011-12-30 22:00:00+00
SELECT 1

SELECT timestamptz '1883-11-18 12:00 America/New_York';
----
1883-11-18 17:00:00+00
SELECT 1

SELECT timestamp '2024-01-01' AT TIME ZONE interval '-05:00';
----
2024-01-01 05:00:00+00
SELECT 1

SELECT timestamp '2024-01-01' AT TIME ZONE interval '1 day';
----
error 22023 interval time zone "1 day" must not include months or days

SELECT timestamptz '2050-07-01 12:00 Europe/Berlin';
----
2050-07-01 10:00:00+00
SELECT 1

SELECT timestamp 'infinity' AT TIME ZONE 'America/New_York';
----
infinity
SELECT 1

SELECT timestamptz '2024-01-01 12:00 PST';
----
2024-01-01 20:00:00+00
SELECT 1

SELECT timestamptz '2024-01-01 12:00 PDT';
----
2024-01-01 19:00:00+00
SELECT 1

SELECT timestamptz '2024-07-01T12:00:00Z';
----
2024-07-01 12:00:00+00
SELECT 1

SELECT timestamptz '2024-07-01T12:00:00.123456789+0530';
----
2024-07-01 06:30:00.123457+00
SELECT 1

SELECT timestamptz '2024-07-01 12:00:00 +05:30:15';
----
2024-07-01 06:29:45+00
SELECT 1

SELECT timestamptz 'Jul 1 2024 12:00 PM MSK';
----
2024-07-01 09:00:00+00
SELECT 1

SELECT timestamptz '2024-07-01 24:00:00+00';
----
2024-07-02 00:00:00+00
SELECT 1

SELECT timestamptz '2024-07-01 12:00+16';
----
error 22009 time zone displacement out of range: "2024-07-01 12:00+16"

SELECT timestamptz 'Mon Jul  1 12:00:00 2024 UTC';
----
2024-07-01 12:00:00+00
SELECT 1

SELECT timestamptz '2024-07-01 12:00 nozone';
----
error 22007 invalid input syntax for type timestamp with time zone: "2024-07-01 12:00 nozone"

SELECT timestamp '2024-07-01 12:00+02';
----
2024-07-01 12:00:00
SELECT 1

SELECT date '2024-07-01 12:00+02';
----
2024-07-01
SELECT 1

SELECT time '2024-07-01 12:00';
----
12:00:00
SELECT 1

SELECT time '12:00:00.123456789';
----
12:00:00.123457
SELECT 1

SELECT time(2) '12:00:00.995';
----
12:00:01
SELECT 1

SELECT timestamp(0) '2024-12-31 23:59:59.5';
----
2025-01-01 00:00:00
SELECT 1

SELECT timetz '2024-07-01 12:00 America/New_York';
----
12:00:00-04
SELECT 1

SELECT timetz '12:00 America/New_York';
----
error 22007 invalid input syntax for type time with time zone: "12:00 America/New_York"

SELECT time 'allballs';
----
00:00:00
SELECT 1

SELECT timestamp 'epoch';
----
1970-01-01 00:00:00
SELECT 1

SELECT date 'epoch';
----
1970-01-01
SELECT 1

SELECT timestamp 'J2460000';
----
2023-02-24 00:00:00
SELECT 1

SELECT date 'J0';
----
4714-11-24 BC
SELECT 1

SELECT date '2024-1-1';
----
2024-01-01
SELECT 1

SELECT date '24-1-1';
----
error 22008 date/time field value out of range: "24-1-1"; ; Perhaps you need a different "datestyle" setting.

SELECT date 'January 8, 1999';
----
1999-01-08
SELECT 1

SELECT date '1999-Jan-08';
----
1999-01-08
SELECT 1

SELECT date '08-Jan-1999';
----
1999-01-08
SELECT 1

SELECT date 'J2451187';
----
1999-01-08
SELECT 1

SELECT date '20240101';
----
2024-01-01
SELECT 1

SELECT date '240101';
----
2024-01-01
SELECT 1

SELECT date '2024.001';
----
2024-01-01
SELECT 1

SELECT date '1/8/1999 BC';
----
1999-01-08 BC
SELECT 1

SELECT date '0000-01-01';
----
error 22008 date/time field value out of range: "0000-01-01"

SELECT date '2024-02-29 BC';
----
error 22008 date/time field value out of range: "2024-02-29 BC"

SELECT date '2023-02-29';
----
error 22008 date/time field value out of range: "2023-02-29"

SELECT date '2024-00-10';
----
error 22008 date/time field value out of range: "2024-00-10"; ; Perhaps you need a different "datestyle" setting.

SELECT date '';
----
error 22007 invalid input syntax for type date: ""

SELECT date 'foo';
----
error 22007 invalid input syntax for type date: "foo"

SELECT date '2024-01-01 foo';
----
error 22007 invalid input syntax for type date: "2024-01-01 foo"

SELECT time '13:00 PM';
----
error 22008 date/time field value out of range: "13:00 PM"

SELECT time '12:00 AM';
----
00:00:00
SELECT 1

SELECT time '00:00 PM';
----
12:00:00
SELECT 1

SELECT time '1 PM';
----
error 22007 invalid input syntax for type time: "1 PM"

SELECT time '040506';
----
04:05:06
SELECT 1

SELECT time '04:05:06.7 PM';
----
16:05:06.7
SELECT 1

SELECT time '24:00:01';
----
error 22008 date/time field value out of range: "24:00:01"

SELECT time '-1:00';
----
error 22007 invalid input syntax for type time: "-1:00"

SELECT timestamp '2024-01-01 25:00';
----
error 22008 date/time field value out of range: "2024-01-01 25:00"

SELECT timestamp '2024-01-01 12:60';
----
error 22008 date/time field value out of range: "2024-01-01 12:60"

SELECT timestamp '2024-01-01 12:59:60';
----
2024-01-01 13:00:00
SELECT 1

SELECT timestamp '2024-01-01T12';
----
error 22007 invalid input syntax for type timestamp: "2024-01-01T12"

SELECT timestamp '20240101T121314';
----
2024-01-01 12:13:14
SELECT 1

SELECT timestamp '2024-01-01 12.5';
----
error 22007 invalid input syntax for type timestamp: "2024-01-01 12.5"

SELECT timestamp '99999-01-01';
----
99999-01-01 00:00:00
SELECT 1

SELECT timestamp '999999-01-01';
----
error 22008 timestamp out of range: "999999-01-01"

SET timezone = 'America/New_York';
----
SET

SELECT timestamptz '2024-03-10 02:30';
----
2024-03-10 03:30:00-04
SELECT 1

SELECT timestamptz '2024-11-03 01:30';
----
2024-11-03 01:30:00-05
SELECT 1

SELECT timestamptz '2024-03-09 12:00' + interval '1 day';
----
2024-03-10 12:00:00-04
SELECT 1

SELECT timestamptz '2024-03-09 12:00' + interval '24 hours';
----
2024-03-10 13:00:00-04
SELECT 1

SELECT timestamptz '2024-11-02 12:00' + interval '1 day';
----
2024-11-03 12:00:00-05
SELECT 1

SELECT timestamptz '2024-11-03 00:30' + interval '1 hour';
----
2024-11-03 01:30:00-04
SELECT 1

SELECT timestamptz '2024-11-03 01:30-04' + interval '1 hour';
----
2024-11-03 01:30:00-05
SELECT 1

SELECT timestamptz '2024-11-04' - timestamptz '2024-11-03';
----
1 day 01:00:00
SELECT 1

SELECT date '2024-03-10'::timestamptz;
----
2024-03-10 00:00:00-05
SELECT 1

SELECT timestamp '2024-03-10 02:00'::timestamptz;
----
2024-03-10 03:00:00-04
SELECT 1

SELECT timestamptz '2024-07-01 02:00+00'::date;
----
2024-06-30
SELECT 1

SELECT timestamptz '2024-07-01 02:00+00'::time;
----
22:00:00
SELECT 1

SELECT timestamptz '2024-07-01 02:00+00'::timetz;
----
22:00:00-04
SELECT 1

SELECT time '12:00'::timetz IS NULL;
----
f
SELECT 1

SELECT extract(epoch FROM timestamp '2024-07-01');
----
1719792000.000000
SELECT 1

SELECT extract(epoch FROM timestamptz '2024-07-01');
----
1719806400.000000
SELECT 1

SELECT date_trunc('day', timestamptz '2024-07-01 02:00+00');
----
2024-06-30 00:00:00-04
SELECT 1

SELECT date_trunc('hour', timestamptz '2024-11-03 06:30+00');
----
2024-11-03 01:00:00-05
SELECT 1

SELECT extract(timezone_hour FROM timestamptz '2024-01-01');
----
-5
SELECT 1

SELECT date '2024-07-01' + time '12:00' < timestamptz '2024-07-01 12:00';
----
f
SELECT 1

SELECT g FROM generate_series(timestamptz '2024-03-09', timestamptz '2024-03-12', interval '1 day') g ORDER BY 1;
----
2024-03-09 00:00:00-05
2024-03-10 00:00:00-05
2024-03-11 00:00:00-04
2024-03-12 00:00:00-04
SELECT 4

SELECT g FROM generate_series(timestamptz '2024-11-03 00:00', timestamptz '2024-11-03 03:00', interval '1 hour') g ORDER BY 1;
----
2024-11-03 00:00:00-04
2024-11-03 01:00:00-04
2024-11-03 01:00:00-05
2024-11-03 02:00:00-05
2024-11-03 03:00:00-05
SELECT 5

SET timezone = 'UTC';
----
SET

SELECT g FROM generate_series(timestamp '2024-01-31', timestamp '2024-05-31', interval '1 month') g ORDER BY 1;
----
2024-01-31 00:00:00
2024-02-29 00:00:00
2024-03-29 00:00:00
2024-04-29 00:00:00
2024-05-29 00:00:00
SELECT 5

SELECT g FROM generate_series(timestamp '2024-01-03', timestamp '2024-01-01', interval '-12 hours') g ORDER BY 1;
----
2024-01-01 00:00:00
2024-01-01 12:00:00
2024-01-02 00:00:00
2024-01-02 12:00:00
2024-01-03 00:00:00
SELECT 5

SELECT g FROM generate_series(timestamp '2024-01-03', timestamp '2024-01-01', interval '0') g ORDER BY 1;
----
error 22023 step size cannot equal zero

SELECT g FROM generate_series(date '2024-01-01', date '2024-01-03', interval '1 day') g ORDER BY 1;
----
2024-01-01 00:00:00+00
2024-01-02 00:00:00+00
2024-01-03 00:00:00+00
SELECT 3

SET TIME ZONE 'Foo/Bar';
----
error 22023 invalid value for parameter "TimeZone": "Foo/Bar"

SELECT current_setting('TimeZone'), timestamptz '2024-01-01 00:00+00';
----
UTC|2024-01-01 00:00:00+00
SELECT 1

SET TIME ZONE '+25';
----
SET

SELECT current_setting('TimeZone'), timestamptz '2024-01-01 00:00+00';
----
<+25>-25|2024-01-02 01:00:00+25
SELECT 1

SET TIME ZONE 'interval';
----
error 22023 invalid value for parameter "TimeZone": "interval"

SELECT current_setting('TimeZone'), timestamptz '2024-01-01 00:00+00';
----
<+25>-25|2024-01-02 01:00:00+25
SELECT 1

SET TIME ZONE 99;
----
SET

SELECT current_setting('TimeZone'), timestamptz '2024-01-01 00:00+00';
----
<+99>-99|2024-01-05 03:00:00+99
SELECT 1

SET TIME ZONE DEFAULT;
----
SET

SET TIME ZONE LOCAL;
----
SET

SET TIME ZONE -8;
----
SET

SELECT current_setting('TimeZone'), timestamptz '2024-01-01 00:00+00';
----
<-08>+08|2023-12-31 16:00:00-08
SELECT 1

SET TIME ZONE 2.5;
----
SET

SELECT current_setting('TimeZone'), timestamptz '2024-01-01 00:00+00';
----
<+02:30>-02:30|2024-01-01 02:30:00+02:30
SELECT 1

SET TIME ZONE 'UTC';
----
SET

SELECT current_setting('TimeZone'), timestamptz '2024-01-01 00:00+00';
----
UTC|2024-01-01 00:00:00+00
SELECT 1

SET TIME ZONE 'PST8PDT';
----
SET

SELECT current_setting('TimeZone'), timestamptz '2024-01-01 00:00+00';
----
PST8PDT|2023-12-31 16:00:00-08
SELECT 1

SET TIME ZONE INTERVAL '-08:30' HOUR TO MINUTE;
----
SET

SELECT current_setting('TimeZone'), timestamptz '2024-01-01 00:00+00';
----
<-08:30>+08:30|2023-12-31 15:30:00-08:30
SELECT 1

SET TIME ZONE INTERVAL '1 day';
----
error 22023 invalid value for parameter "TimeZone": "INTERVAL '1 day'"; Cannot specify days in time zone interval.

SELECT current_setting('TimeZone'), timestamptz '2024-01-01 00:00+00';
----
<-08:30>+08:30|2023-12-31 15:30:00-08:30
SELECT 1

SET TIME ZONE 'UTC';
----
SET

SET datestyle = 'nosuch';
----
error 22023 invalid value for parameter "DateStyle": "nosuch"; Unrecognized key word: "nosuch".

SET intervalstyle = 'nosuch';
----
error 22023 invalid value for parameter "intervalstyle": "nosuch"; ; Available values: postgres, postgres_verbose, sql_standard, iso_8601.

SET datestyle = 'ISO, SQL';
----
error 22023 invalid value for parameter "DateStyle": "ISO, SQL"; Conflicting "datestyle" specifications.

SET datestyle = 'iso'; SHOW datestyle;
----
SET
ISO, MDY
SHOW

SET datestyle TO DMY; SHOW datestyle;
----
SET
ISO, DMY
SHOW

RESET datestyle; SHOW datestyle;
----
RESET
ISO, MDY
SHOW
