# Every operator with a left side (or only side) of these types, of values, and of NULL. Errors are told whole.
# date
SELECT '2024-02-29'::date - '0044-03-15 BC'::date, '0044-03-15 BC'::date - '2024-02-29'::date, '2024-02-29'::date - '2024-02-29'::date, 'infinity'::date - 'infinity'::date;
----
error 22008 cannot subtract infinite dates

SELECT NULL::date - '2024-02-29'::date, '2024-02-29'::date - NULL::date, pg_typeof('2024-02-29'::date - NULL::date);
----
NULL|NULL|integer
SELECT 1

SELECT '2024-02-29'::date < '0044-03-15 BC'::date, '0044-03-15 BC'::date < '2024-02-29'::date, '2024-02-29'::date < '2024-02-29'::date, 'infinity'::date < 'infinity'::date;
----
f|t|f|f
SELECT 1

SELECT NULL::date < '2024-02-29'::date, '2024-02-29'::date < NULL::date, pg_typeof('2024-02-29'::date < NULL::date);
----
NULL|NULL|boolean
SELECT 1

SELECT '2024-02-29'::date <= '0044-03-15 BC'::date, '0044-03-15 BC'::date <= '2024-02-29'::date, '2024-02-29'::date <= '2024-02-29'::date, 'infinity'::date <= 'infinity'::date;
----
f|t|t|t
SELECT 1

SELECT NULL::date <= '2024-02-29'::date, '2024-02-29'::date <= NULL::date, pg_typeof('2024-02-29'::date <= NULL::date);
----
NULL|NULL|boolean
SELECT 1

SELECT '2024-02-29'::date <> '0044-03-15 BC'::date, '0044-03-15 BC'::date <> '2024-02-29'::date, '2024-02-29'::date <> '2024-02-29'::date, 'infinity'::date <> 'infinity'::date;
----
t|t|f|f
SELECT 1

SELECT NULL::date <> '2024-02-29'::date, '2024-02-29'::date <> NULL::date, pg_typeof('2024-02-29'::date <> NULL::date);
----
NULL|NULL|boolean
SELECT 1

SELECT '2024-02-29'::date = '0044-03-15 BC'::date, '0044-03-15 BC'::date = '2024-02-29'::date, '2024-02-29'::date = '2024-02-29'::date, 'infinity'::date = 'infinity'::date;
----
f|f|t|t
SELECT 1

SELECT NULL::date = '2024-02-29'::date, '2024-02-29'::date = NULL::date, pg_typeof('2024-02-29'::date = NULL::date);
----
NULL|NULL|boolean
SELECT 1

SELECT '2024-02-29'::date > '0044-03-15 BC'::date, '0044-03-15 BC'::date > '2024-02-29'::date, '2024-02-29'::date > '2024-02-29'::date, 'infinity'::date > 'infinity'::date;
----
t|f|f|f
SELECT 1

SELECT NULL::date > '2024-02-29'::date, '2024-02-29'::date > NULL::date, pg_typeof('2024-02-29'::date > NULL::date);
----
NULL|NULL|boolean
SELECT 1

SELECT '2024-02-29'::date >= '0044-03-15 BC'::date, '0044-03-15 BC'::date >= '2024-02-29'::date, '2024-02-29'::date >= '2024-02-29'::date, 'infinity'::date >= 'infinity'::date;
----
t|f|t|t
SELECT 1

SELECT NULL::date >= '2024-02-29'::date, '2024-02-29'::date >= NULL::date, pg_typeof('2024-02-29'::date >= NULL::date);
----
NULL|NULL|boolean
SELECT 1

SELECT '2024-02-29'::date + (-17), '0044-03-15 BC'::date + 5, '2024-02-29'::date + 5, 'infinity'::date + 2147483647;
----
2024-02-12|0044-03-20 BC|2024-03-05|infinity
SELECT 1

SELECT NULL::date + 5, '2024-02-29'::date + NULL::int4, pg_typeof('2024-02-29'::date + NULL::int4);
----
NULL|NULL|date
SELECT 1

SELECT '2024-02-29'::date - (-17), '0044-03-15 BC'::date - 5, '2024-02-29'::date - 5, 'infinity'::date - 2147483647;
----
2024-03-17|0044-03-10 BC|2024-02-24|infinity
SELECT 1

SELECT NULL::date - 5, '2024-02-29'::date - NULL::int4, pg_typeof('2024-02-29'::date - NULL::int4);
----
NULL|NULL|date
SELECT 1

SELECT '2024-02-29'::date + '-1 year -00:00:01'::interval, '0044-03-15 BC'::date + '1 mon 2 days 03:04:05.5'::interval, '2024-02-29'::date + '1 mon 2 days 03:04:05.5'::interval, 'infinity'::date + '-1 year -00:00:01'::interval;
----
2023-02-27 23:59:59|0044-04-17 03:04:05.5 BC|2024-03-31 03:04:05.5|infinity
SELECT 1

SELECT NULL::date + '1 mon 2 days 03:04:05.5'::interval, '2024-02-29'::date + NULL::interval, pg_typeof('2024-02-29'::date + NULL::interval);
----
NULL|NULL|timestamp without time zone
SELECT 1

SELECT '2024-02-29'::date - '-1 year -00:00:01'::interval, '0044-03-15 BC'::date - '1 mon 2 days 03:04:05.5'::interval, '2024-02-29'::date - '1 mon 2 days 03:04:05.5'::interval, 'infinity'::date - '-1 year -00:00:01'::interval;
----
2025-02-28 00:00:01|0044-02-12 20:55:54.5 BC|2024-01-26 20:55:54.5|infinity
SELECT 1

SELECT NULL::date - '1 mon 2 days 03:04:05.5'::interval, '2024-02-29'::date - NULL::interval, pg_typeof('2024-02-29'::date - NULL::interval);
----
NULL|NULL|timestamp without time zone
SELECT 1

SELECT '2024-02-29'::date + '24:00'::time, '0044-03-15 BC'::date + '13:45:06.789'::time, '2024-02-29'::date + '13:45:06.789'::time, 'infinity'::date + '24:00'::time;
----
2024-03-01 00:00:00|0044-03-15 13:45:06.789 BC|2024-02-29 13:45:06.789|infinity
SELECT 1

SELECT NULL::date + '13:45:06.789'::time, '2024-02-29'::date + NULL::time, pg_typeof('2024-02-29'::date + NULL::time);
----
NULL|NULL|timestamp without time zone
SELECT 1

SELECT '2024-02-29'::date < '1999-12-31 23:59:59'::timestamp, '0044-03-15 BC'::date < '2024-02-29 12:34:56.789012'::timestamp, '2024-02-29'::date < '2024-02-29 12:34:56.789012'::timestamp, 'infinity'::date < '-infinity'::timestamp;
----
f|t|t|f
SELECT 1

SELECT NULL::date < '2024-02-29 12:34:56.789012'::timestamp, '2024-02-29'::date < NULL::timestamp, pg_typeof('2024-02-29'::date < NULL::timestamp);
----
NULL|NULL|boolean
SELECT 1

SELECT '2024-02-29'::date <= '1999-12-31 23:59:59'::timestamp, '0044-03-15 BC'::date <= '2024-02-29 12:34:56.789012'::timestamp, '2024-02-29'::date <= '2024-02-29 12:34:56.789012'::timestamp, 'infinity'::date <= '-infinity'::timestamp;
----
f|t|t|f
SELECT 1

SELECT NULL::date <= '2024-02-29 12:34:56.789012'::timestamp, '2024-02-29'::date <= NULL::timestamp, pg_typeof('2024-02-29'::date <= NULL::timestamp);
----
NULL|NULL|boolean
SELECT 1

SELECT '2024-02-29'::date <> '1999-12-31 23:59:59'::timestamp, '0044-03-15 BC'::date <> '2024-02-29 12:34:56.789012'::timestamp, '2024-02-29'::date <> '2024-02-29 12:34:56.789012'::timestamp, 'infinity'::date <> '-infinity'::timestamp;
----
t|t|t|t
SELECT 1

SELECT NULL::date <> '2024-02-29 12:34:56.789012'::timestamp, '2024-02-29'::date <> NULL::timestamp, pg_typeof('2024-02-29'::date <> NULL::timestamp);
----
NULL|NULL|boolean
SELECT 1

SELECT '2024-02-29'::date = '1999-12-31 23:59:59'::timestamp, '0044-03-15 BC'::date = '2024-02-29 12:34:56.789012'::timestamp, '2024-02-29'::date = '2024-02-29 12:34:56.789012'::timestamp, 'infinity'::date = '-infinity'::timestamp;
----
f|f|f|f
SELECT 1

SELECT NULL::date = '2024-02-29 12:34:56.789012'::timestamp, '2024-02-29'::date = NULL::timestamp, pg_typeof('2024-02-29'::date = NULL::timestamp);
----
NULL|NULL|boolean
SELECT 1

SELECT '2024-02-29'::date > '1999-12-31 23:59:59'::timestamp, '0044-03-15 BC'::date > '2024-02-29 12:34:56.789012'::timestamp, '2024-02-29'::date > '2024-02-29 12:34:56.789012'::timestamp, 'infinity'::date > '-infinity'::timestamp;
----
t|f|f|t
SELECT 1

SELECT NULL::date > '2024-02-29 12:34:56.789012'::timestamp, '2024-02-29'::date > NULL::timestamp, pg_typeof('2024-02-29'::date > NULL::timestamp);
----
NULL|NULL|boolean
SELECT 1

SELECT '2024-02-29'::date >= '1999-12-31 23:59:59'::timestamp, '0044-03-15 BC'::date >= '2024-02-29 12:34:56.789012'::timestamp, '2024-02-29'::date >= '2024-02-29 12:34:56.789012'::timestamp, 'infinity'::date >= '-infinity'::timestamp;
----
t|f|f|t
SELECT 1

SELECT NULL::date >= '2024-02-29 12:34:56.789012'::timestamp, '2024-02-29'::date >= NULL::timestamp, pg_typeof('2024-02-29'::date >= NULL::timestamp);
----
NULL|NULL|boolean
SELECT 1

SELECT '2024-02-29'::date < '1999-12-31 23:59:59-05'::timestamptz, '0044-03-15 BC'::date < '2024-02-29 12:34:56.789012+01'::timestamptz, '2024-02-29'::date < '2024-02-29 12:34:56.789012+01'::timestamptz, 'infinity'::date < 'infinity'::timestamptz;
----
f|t|t|f
SELECT 1

SELECT NULL::date < '2024-02-29 12:34:56.789012+01'::timestamptz, '2024-02-29'::date < NULL::timestamptz, pg_typeof('2024-02-29'::date < NULL::timestamptz);
----
NULL|NULL|boolean
SELECT 1

SELECT '2024-02-29'::date <= '1999-12-31 23:59:59-05'::timestamptz, '0044-03-15 BC'::date <= '2024-02-29 12:34:56.789012+01'::timestamptz, '2024-02-29'::date <= '2024-02-29 12:34:56.789012+01'::timestamptz, 'infinity'::date <= 'infinity'::timestamptz;
----
f|t|t|t
SELECT 1

SELECT NULL::date <= '2024-02-29 12:34:56.789012+01'::timestamptz, '2024-02-29'::date <= NULL::timestamptz, pg_typeof('2024-02-29'::date <= NULL::timestamptz);
----
NULL|NULL|boolean
SELECT 1

SELECT '2024-02-29'::date <> '1999-12-31 23:59:59-05'::timestamptz, '0044-03-15 BC'::date <> '2024-02-29 12:34:56.789012+01'::timestamptz, '2024-02-29'::date <> '2024-02-29 12:34:56.789012+01'::timestamptz, 'infinity'::date <> 'infinity'::timestamptz;
----
t|t|t|f
SELECT 1

SELECT NULL::date <> '2024-02-29 12:34:56.789012+01'::timestamptz, '2024-02-29'::date <> NULL::timestamptz, pg_typeof('2024-02-29'::date <> NULL::timestamptz);
----
NULL|NULL|boolean
SELECT 1

SELECT '2024-02-29'::date = '1999-12-31 23:59:59-05'::timestamptz, '0044-03-15 BC'::date = '2024-02-29 12:34:56.789012+01'::timestamptz, '2024-02-29'::date = '2024-02-29 12:34:56.789012+01'::timestamptz, 'infinity'::date = 'infinity'::timestamptz;
----
f|f|f|t
SELECT 1

SELECT NULL::date = '2024-02-29 12:34:56.789012+01'::timestamptz, '2024-02-29'::date = NULL::timestamptz, pg_typeof('2024-02-29'::date = NULL::timestamptz);
----
NULL|NULL|boolean
SELECT 1

SELECT '2024-02-29'::date > '1999-12-31 23:59:59-05'::timestamptz, '0044-03-15 BC'::date > '2024-02-29 12:34:56.789012+01'::timestamptz, '2024-02-29'::date > '2024-02-29 12:34:56.789012+01'::timestamptz, 'infinity'::date > 'infinity'::timestamptz;
----
t|f|f|f
SELECT 1

SELECT NULL::date > '2024-02-29 12:34:56.789012+01'::timestamptz, '2024-02-29'::date > NULL::timestamptz, pg_typeof('2024-02-29'::date > NULL::timestamptz);
----
NULL|NULL|boolean
SELECT 1

SELECT '2024-02-29'::date >= '1999-12-31 23:59:59-05'::timestamptz, '0044-03-15 BC'::date >= '2024-02-29 12:34:56.789012+01'::timestamptz, '2024-02-29'::date >= '2024-02-29 12:34:56.789012+01'::timestamptz, 'infinity'::date >= 'infinity'::timestamptz;
----
t|f|f|t
SELECT 1

SELECT NULL::date >= '2024-02-29 12:34:56.789012+01'::timestamptz, '2024-02-29'::date >= NULL::timestamptz, pg_typeof('2024-02-29'::date >= NULL::timestamptz);
----
NULL|NULL|boolean
SELECT 1

SELECT '2024-02-29'::date + '00:00-08:30'::timetz, '0044-03-15 BC'::date + '13:45:06.789+02'::timetz, '2024-02-29'::date + '13:45:06.789+02'::timetz, 'infinity'::date + '00:00-08:30'::timetz;
----
2024-02-29 08:30:00+00|0044-03-15 11:45:06.789+00 BC|2024-02-29 11:45:06.789+00|infinity
SELECT 1

SELECT NULL::date + '13:45:06.789+02'::timetz, '2024-02-29'::date + NULL::timetz, pg_typeof('2024-02-29'::date + NULL::timetz);
----
NULL|NULL|timestamp with time zone
SELECT 1

# interval
SELECT '1 mon 2 days 03:04:05.5'::interval + '0044-03-15 BC'::date, '-1 year -00:00:01'::interval + '2024-02-29'::date, '1 mon 2 days 03:04:05.5'::interval + '2024-02-29'::date, '-1 year -00:00:01'::interval + 'infinity'::date;
----
0044-04-17 03:04:05.5 BC|2023-02-27 23:59:59|2024-03-31 03:04:05.5|infinity
SELECT 1

SELECT NULL::interval + '2024-02-29'::date, '1 mon 2 days 03:04:05.5'::interval + NULL::date, pg_typeof('1 mon 2 days 03:04:05.5'::interval + NULL::date);
----
NULL|NULL|timestamp without time zone
SELECT 1

SELECT '1 mon 2 days 03:04:05.5'::interval * '-1e300'::float8, '-1 year -00:00:01'::interval * 2.5::float8, '1 mon 2 days 03:04:05.5'::interval * 2.5::float8, '-1 year -00:00:01'::interval * 'Infinity'::float8;
----
error 22008 interval out of range

SELECT NULL::interval * 2.5::float8, '1 mon 2 days 03:04:05.5'::interval * NULL::float8, pg_typeof('1 mon 2 days 03:04:05.5'::interval * NULL::float8);
----
NULL|NULL|interval
SELECT 1

SELECT '1 mon 2 days 03:04:05.5'::interval / '-1e300'::float8, '-1 year -00:00:01'::interval / 2.5::float8, '1 mon 2 days 03:04:05.5'::interval / 2.5::float8, '-1 year -00:00:01'::interval / 'Infinity'::float8;
----
00:00:00|-4 mons -24 days -00:00:00.4|12 days 20:25:38.2|00:00:00
SELECT 1

SELECT NULL::interval / 2.5::float8, '1 mon 2 days 03:04:05.5'::interval / NULL::float8, pg_typeof('1 mon 2 days 03:04:05.5'::interval / NULL::float8);
----
NULL|NULL|interval
SELECT 1

SELECT '1 mon 2 days 03:04:05.5'::interval + '-1 year -00:00:01'::interval, '-1 year -00:00:01'::interval + '1 mon 2 days 03:04:05.5'::interval, '1 mon 2 days 03:04:05.5'::interval + '1 mon 2 days 03:04:05.5'::interval;
----
-11 mons +2 days 03:04:04.5|-11 mons +2 days 03:04:04.5|2 mons 4 days 06:08:11
SELECT 1

SELECT NULL::interval + '1 mon 2 days 03:04:05.5'::interval, '1 mon 2 days 03:04:05.5'::interval + NULL::interval, pg_typeof('1 mon 2 days 03:04:05.5'::interval + NULL::interval);
----
NULL|NULL|interval
SELECT 1

SELECT '1 mon 2 days 03:04:05.5'::interval - '-1 year -00:00:01'::interval, '-1 year -00:00:01'::interval - '1 mon 2 days 03:04:05.5'::interval, '1 mon 2 days 03:04:05.5'::interval - '1 mon 2 days 03:04:05.5'::interval;
----
1 year 1 mon 2 days 03:04:06.5|-1 years -1 mons -2 days -03:04:06.5|00:00:00
SELECT 1

SELECT NULL::interval - '1 mon 2 days 03:04:05.5'::interval, '1 mon 2 days 03:04:05.5'::interval - NULL::interval, pg_typeof('1 mon 2 days 03:04:05.5'::interval - NULL::interval);
----
NULL|NULL|interval
SELECT 1

SELECT - '1 mon 2 days 03:04:05.5'::interval, - '-1 year -00:00:01'::interval;
----
-1 mons -2 days -03:04:05.5|1 year 00:00:01
SELECT 1

SELECT - NULL::interval, pg_typeof(- NULL::interval);
----
NULL|interval
SELECT 1

SELECT '1 mon 2 days 03:04:05.5'::interval < '-1 year -00:00:01'::interval, '-1 year -00:00:01'::interval < '1 mon 2 days 03:04:05.5'::interval, '1 mon 2 days 03:04:05.5'::interval < '1 mon 2 days 03:04:05.5'::interval;
----
f|t|f
SELECT 1

SELECT NULL::interval < '1 mon 2 days 03:04:05.5'::interval, '1 mon 2 days 03:04:05.5'::interval < NULL::interval, pg_typeof('1 mon 2 days 03:04:05.5'::interval < NULL::interval);
----
NULL|NULL|boolean
SELECT 1

SELECT '1 mon 2 days 03:04:05.5'::interval <= '-1 year -00:00:01'::interval, '-1 year -00:00:01'::interval <= '1 mon 2 days 03:04:05.5'::interval, '1 mon 2 days 03:04:05.5'::interval <= '1 mon 2 days 03:04:05.5'::interval;
----
f|t|t
SELECT 1

SELECT NULL::interval <= '1 mon 2 days 03:04:05.5'::interval, '1 mon 2 days 03:04:05.5'::interval <= NULL::interval, pg_typeof('1 mon 2 days 03:04:05.5'::interval <= NULL::interval);
----
NULL|NULL|boolean
SELECT 1

SELECT '1 mon 2 days 03:04:05.5'::interval <> '-1 year -00:00:01'::interval, '-1 year -00:00:01'::interval <> '1 mon 2 days 03:04:05.5'::interval, '1 mon 2 days 03:04:05.5'::interval <> '1 mon 2 days 03:04:05.5'::interval;
----
t|t|f
SELECT 1

SELECT NULL::interval <> '1 mon 2 days 03:04:05.5'::interval, '1 mon 2 days 03:04:05.5'::interval <> NULL::interval, pg_typeof('1 mon 2 days 03:04:05.5'::interval <> NULL::interval);
----
NULL|NULL|boolean
SELECT 1

SELECT '1 mon 2 days 03:04:05.5'::interval = '-1 year -00:00:01'::interval, '-1 year -00:00:01'::interval = '1 mon 2 days 03:04:05.5'::interval, '1 mon 2 days 03:04:05.5'::interval = '1 mon 2 days 03:04:05.5'::interval;
----
f|f|t
SELECT 1

SELECT NULL::interval = '1 mon 2 days 03:04:05.5'::interval, '1 mon 2 days 03:04:05.5'::interval = NULL::interval, pg_typeof('1 mon 2 days 03:04:05.5'::interval = NULL::interval);
----
NULL|NULL|boolean
SELECT 1

SELECT '1 mon 2 days 03:04:05.5'::interval > '-1 year -00:00:01'::interval, '-1 year -00:00:01'::interval > '1 mon 2 days 03:04:05.5'::interval, '1 mon 2 days 03:04:05.5'::interval > '1 mon 2 days 03:04:05.5'::interval;
----
t|f|f
SELECT 1

SELECT NULL::interval > '1 mon 2 days 03:04:05.5'::interval, '1 mon 2 days 03:04:05.5'::interval > NULL::interval, pg_typeof('1 mon 2 days 03:04:05.5'::interval > NULL::interval);
----
NULL|NULL|boolean
SELECT 1

SELECT '1 mon 2 days 03:04:05.5'::interval >= '-1 year -00:00:01'::interval, '-1 year -00:00:01'::interval >= '1 mon 2 days 03:04:05.5'::interval, '1 mon 2 days 03:04:05.5'::interval >= '1 mon 2 days 03:04:05.5'::interval;
----
t|f|t
SELECT 1

SELECT NULL::interval >= '1 mon 2 days 03:04:05.5'::interval, '1 mon 2 days 03:04:05.5'::interval >= NULL::interval, pg_typeof('1 mon 2 days 03:04:05.5'::interval >= NULL::interval);
----
NULL|NULL|boolean
SELECT 1

SELECT '1 mon 2 days 03:04:05.5'::interval + '24:00'::time, '-1 year -00:00:01'::interval + '13:45:06.789'::time, '1 mon 2 days 03:04:05.5'::interval + '13:45:06.789'::time;
----
03:04:05.5|13:45:05.789|16:49:12.289
SELECT 1

SELECT NULL::interval + '13:45:06.789'::time, '1 mon 2 days 03:04:05.5'::interval + NULL::time, pg_typeof('1 mon 2 days 03:04:05.5'::interval + NULL::time);
----
NULL|NULL|time without time zone
SELECT 1

SELECT '1 mon 2 days 03:04:05.5'::interval + '1999-12-31 23:59:59'::timestamp, '-1 year -00:00:01'::interval + '2024-02-29 12:34:56.789012'::timestamp, '1 mon 2 days 03:04:05.5'::interval + '2024-02-29 12:34:56.789012'::timestamp, '-1 year -00:00:01'::interval + '-infinity'::timestamp;
----
2000-02-03 03:04:04.5|2023-02-28 12:34:55.789012|2024-03-31 15:39:02.289012|-infinity
SELECT 1

SELECT NULL::interval + '2024-02-29 12:34:56.789012'::timestamp, '1 mon 2 days 03:04:05.5'::interval + NULL::timestamp, pg_typeof('1 mon 2 days 03:04:05.5'::interval + NULL::timestamp);
----
NULL|NULL|timestamp without time zone
SELECT 1

SELECT '1 mon 2 days 03:04:05.5'::interval + '1999-12-31 23:59:59-05'::timestamptz, '-1 year -00:00:01'::interval + '2024-02-29 12:34:56.789012+01'::timestamptz, '1 mon 2 days 03:04:05.5'::interval + '2024-02-29 12:34:56.789012+01'::timestamptz, '-1 year -00:00:01'::interval + 'infinity'::timestamptz;
----
2000-02-03 08:04:04.5+00|2023-02-28 11:34:55.789012+00|2024-03-31 14:39:02.289012+00|infinity
SELECT 1

SELECT NULL::interval + '2024-02-29 12:34:56.789012+01'::timestamptz, '1 mon 2 days 03:04:05.5'::interval + NULL::timestamptz, pg_typeof('1 mon 2 days 03:04:05.5'::interval + NULL::timestamptz);
----
NULL|NULL|timestamp with time zone
SELECT 1

SELECT '1 mon 2 days 03:04:05.5'::interval + '00:00-08:30'::timetz, '-1 year -00:00:01'::interval + '13:45:06.789+02'::timetz, '1 mon 2 days 03:04:05.5'::interval + '13:45:06.789+02'::timetz;
----
03:04:05.5-08:30|13:45:05.789+02|16:49:12.289+02
SELECT 1

SELECT NULL::interval + '13:45:06.789+02'::timetz, '1 mon 2 days 03:04:05.5'::interval + NULL::timetz, pg_typeof('1 mon 2 days 03:04:05.5'::interval + NULL::timetz);
----
NULL|NULL|time with time zone
SELECT 1

# time
SELECT '13:45:06.789'::time + '0044-03-15 BC'::date, '24:00'::time + '2024-02-29'::date, '13:45:06.789'::time + '2024-02-29'::date, '24:00'::time + 'infinity'::date;
----
0044-03-15 13:45:06.789 BC|2024-03-01 00:00:00|2024-02-29 13:45:06.789|infinity
SELECT 1

SELECT NULL::time + '2024-02-29'::date, '13:45:06.789'::time + NULL::date, pg_typeof('13:45:06.789'::time + NULL::date);
----
NULL|NULL|timestamp without time zone
SELECT 1

SELECT '13:45:06.789'::time + '-1 year -00:00:01'::interval, '24:00'::time + '1 mon 2 days 03:04:05.5'::interval, '13:45:06.789'::time + '1 mon 2 days 03:04:05.5'::interval;
----
13:45:05.789|03:04:05.5|16:49:12.289
SELECT 1

SELECT NULL::time + '1 mon 2 days 03:04:05.5'::interval, '13:45:06.789'::time + NULL::interval, pg_typeof('13:45:06.789'::time + NULL::interval);
----
NULL|NULL|time without time zone
SELECT 1

SELECT '13:45:06.789'::time - '-1 year -00:00:01'::interval, '24:00'::time - '1 mon 2 days 03:04:05.5'::interval, '13:45:06.789'::time - '1 mon 2 days 03:04:05.5'::interval;
----
13:45:07.789|20:55:54.5|10:41:01.289
SELECT 1

SELECT NULL::time - '1 mon 2 days 03:04:05.5'::interval, '13:45:06.789'::time - NULL::interval, pg_typeof('13:45:06.789'::time - NULL::interval);
----
NULL|NULL|time without time zone
SELECT 1

SELECT '13:45:06.789'::time - '24:00'::time, '24:00'::time - '13:45:06.789'::time, '13:45:06.789'::time - '13:45:06.789'::time;
----
-10:14:53.211|10:14:53.211|00:00:00
SELECT 1

SELECT NULL::time - '13:45:06.789'::time, '13:45:06.789'::time - NULL::time, pg_typeof('13:45:06.789'::time - NULL::time);
----
NULL|NULL|interval
SELECT 1

SELECT '13:45:06.789'::time < '24:00'::time, '24:00'::time < '13:45:06.789'::time, '13:45:06.789'::time < '13:45:06.789'::time;
----
t|f|f
SELECT 1

SELECT NULL::time < '13:45:06.789'::time, '13:45:06.789'::time < NULL::time, pg_typeof('13:45:06.789'::time < NULL::time);
----
NULL|NULL|boolean
SELECT 1

SELECT '13:45:06.789'::time <= '24:00'::time, '24:00'::time <= '13:45:06.789'::time, '13:45:06.789'::time <= '13:45:06.789'::time;
----
t|f|t
SELECT 1

SELECT NULL::time <= '13:45:06.789'::time, '13:45:06.789'::time <= NULL::time, pg_typeof('13:45:06.789'::time <= NULL::time);
----
NULL|NULL|boolean
SELECT 1

SELECT '13:45:06.789'::time <> '24:00'::time, '24:00'::time <> '13:45:06.789'::time, '13:45:06.789'::time <> '13:45:06.789'::time;
----
t|t|f
SELECT 1

SELECT NULL::time <> '13:45:06.789'::time, '13:45:06.789'::time <> NULL::time, pg_typeof('13:45:06.789'::time <> NULL::time);
----
NULL|NULL|boolean
SELECT 1

SELECT '13:45:06.789'::time = '24:00'::time, '24:00'::time = '13:45:06.789'::time, '13:45:06.789'::time = '13:45:06.789'::time;
----
f|f|t
SELECT 1

SELECT NULL::time = '13:45:06.789'::time, '13:45:06.789'::time = NULL::time, pg_typeof('13:45:06.789'::time = NULL::time);
----
NULL|NULL|boolean
SELECT 1

SELECT '13:45:06.789'::time > '24:00'::time, '24:00'::time > '13:45:06.789'::time, '13:45:06.789'::time > '13:45:06.789'::time;
----
f|t|f
SELECT 1

SELECT NULL::time > '13:45:06.789'::time, '13:45:06.789'::time > NULL::time, pg_typeof('13:45:06.789'::time > NULL::time);
----
NULL|NULL|boolean
SELECT 1

SELECT '13:45:06.789'::time >= '24:00'::time, '24:00'::time >= '13:45:06.789'::time, '13:45:06.789'::time >= '13:45:06.789'::time;
----
f|t|t
SELECT 1

SELECT NULL::time >= '13:45:06.789'::time, '13:45:06.789'::time >= NULL::time, pg_typeof('13:45:06.789'::time >= NULL::time);
----
NULL|NULL|boolean
SELECT 1

# timestamp
SELECT '2024-02-29 12:34:56.789012'::timestamp < '0044-03-15 BC'::date, '1999-12-31 23:59:59'::timestamp < '2024-02-29'::date, '2024-02-29 12:34:56.789012'::timestamp < '2024-02-29'::date, '-infinity'::timestamp < 'infinity'::date;
----
f|t|f|t
SELECT 1

SELECT NULL::timestamp < '2024-02-29'::date, '2024-02-29 12:34:56.789012'::timestamp < NULL::date, pg_typeof('2024-02-29 12:34:56.789012'::timestamp < NULL::date);
----
NULL|NULL|boolean
SELECT 1

SELECT '2024-02-29 12:34:56.789012'::timestamp <= '0044-03-15 BC'::date, '1999-12-31 23:59:59'::timestamp <= '2024-02-29'::date, '2024-02-29 12:34:56.789012'::timestamp <= '2024-02-29'::date, '-infinity'::timestamp <= 'infinity'::date;
----
f|t|f|t
SELECT 1

SELECT NULL::timestamp <= '2024-02-29'::date, '2024-02-29 12:34:56.789012'::timestamp <= NULL::date, pg_typeof('2024-02-29 12:34:56.789012'::timestamp <= NULL::date);
----
NULL|NULL|boolean
SELECT 1

SELECT '2024-02-29 12:34:56.789012'::timestamp <> '0044-03-15 BC'::date, '1999-12-31 23:59:59'::timestamp <> '2024-02-29'::date, '2024-02-29 12:34:56.789012'::timestamp <> '2024-02-29'::date, '-infinity'::timestamp <> 'infinity'::date;
----
t|t|t|t
SELECT 1

SELECT NULL::timestamp <> '2024-02-29'::date, '2024-02-29 12:34:56.789012'::timestamp <> NULL::date, pg_typeof('2024-02-29 12:34:56.789012'::timestamp <> NULL::date);
----
NULL|NULL|boolean
SELECT 1

SELECT '2024-02-29 12:34:56.789012'::timestamp = '0044-03-15 BC'::date, '1999-12-31 23:59:59'::timestamp = '2024-02-29'::date, '2024-02-29 12:34:56.789012'::timestamp = '2024-02-29'::date, '-infinity'::timestamp = 'infinity'::date;
----
f|f|f|f
SELECT 1

SELECT NULL::timestamp = '2024-02-29'::date, '2024-02-29 12:34:56.789012'::timestamp = NULL::date, pg_typeof('2024-02-29 12:34:56.789012'::timestamp = NULL::date);
----
NULL|NULL|boolean
SELECT 1

SELECT '2024-02-29 12:34:56.789012'::timestamp > '0044-03-15 BC'::date, '1999-12-31 23:59:59'::timestamp > '2024-02-29'::date, '2024-02-29 12:34:56.789012'::timestamp > '2024-02-29'::date, '-infinity'::timestamp > 'infinity'::date;
----
t|f|t|f
SELECT 1

SELECT NULL::timestamp > '2024-02-29'::date, '2024-02-29 12:34:56.789012'::timestamp > NULL::date, pg_typeof('2024-02-29 12:34:56.789012'::timestamp > NULL::date);
----
NULL|NULL|boolean
SELECT 1

SELECT '2024-02-29 12:34:56.789012'::timestamp >= '0044-03-15 BC'::date, '1999-12-31 23:59:59'::timestamp >= '2024-02-29'::date, '2024-02-29 12:34:56.789012'::timestamp >= '2024-02-29'::date, '-infinity'::timestamp >= 'infinity'::date;
----
t|f|t|f
SELECT 1

SELECT NULL::timestamp >= '2024-02-29'::date, '2024-02-29 12:34:56.789012'::timestamp >= NULL::date, pg_typeof('2024-02-29 12:34:56.789012'::timestamp >= NULL::date);
----
NULL|NULL|boolean
SELECT 1

SELECT '2024-02-29 12:34:56.789012'::timestamp + '-1 year -00:00:01'::interval, '1999-12-31 23:59:59'::timestamp + '1 mon 2 days 03:04:05.5'::interval, '2024-02-29 12:34:56.789012'::timestamp + '1 mon 2 days 03:04:05.5'::interval, '-infinity'::timestamp + '-1 year -00:00:01'::interval;
----
2023-02-28 12:34:55.789012|2000-02-03 03:04:04.5|2024-03-31 15:39:02.289012|-infinity
SELECT 1

SELECT NULL::timestamp + '1 mon 2 days 03:04:05.5'::interval, '2024-02-29 12:34:56.789012'::timestamp + NULL::interval, pg_typeof('2024-02-29 12:34:56.789012'::timestamp + NULL::interval);
----
NULL|NULL|timestamp without time zone
SELECT 1

SELECT '2024-02-29 12:34:56.789012'::timestamp - '-1 year -00:00:01'::interval, '1999-12-31 23:59:59'::timestamp - '1 mon 2 days 03:04:05.5'::interval, '2024-02-29 12:34:56.789012'::timestamp - '1 mon 2 days 03:04:05.5'::interval, '-infinity'::timestamp - '-1 year -00:00:01'::interval;
----
2025-02-28 12:34:57.789012|1999-11-28 20:55:53.5|2024-01-27 09:30:51.289012|-infinity
SELECT 1

SELECT NULL::timestamp - '1 mon 2 days 03:04:05.5'::interval, '2024-02-29 12:34:56.789012'::timestamp - NULL::interval, pg_typeof('2024-02-29 12:34:56.789012'::timestamp - NULL::interval);
----
NULL|NULL|timestamp without time zone
SELECT 1

SELECT '2024-02-29 12:34:56.789012'::timestamp - '1999-12-31 23:59:59'::timestamp, '1999-12-31 23:59:59'::timestamp - '2024-02-29 12:34:56.789012'::timestamp, '2024-02-29 12:34:56.789012'::timestamp - '2024-02-29 12:34:56.789012'::timestamp, '-infinity'::timestamp - '-infinity'::timestamp;
----
error 22008 cannot subtract infinite timestamps

SELECT NULL::timestamp - '2024-02-29 12:34:56.789012'::timestamp, '2024-02-29 12:34:56.789012'::timestamp - NULL::timestamp, pg_typeof('2024-02-29 12:34:56.789012'::timestamp - NULL::timestamp);
----
NULL|NULL|interval
SELECT 1

SELECT '2024-02-29 12:34:56.789012'::timestamp < '1999-12-31 23:59:59'::timestamp, '1999-12-31 23:59:59'::timestamp < '2024-02-29 12:34:56.789012'::timestamp, '2024-02-29 12:34:56.789012'::timestamp < '2024-02-29 12:34:56.789012'::timestamp, '-infinity'::timestamp < '-infinity'::timestamp;
----
f|t|f|f
SELECT 1

SELECT NULL::timestamp < '2024-02-29 12:34:56.789012'::timestamp, '2024-02-29 12:34:56.789012'::timestamp < NULL::timestamp, pg_typeof('2024-02-29 12:34:56.789012'::timestamp < NULL::timestamp);
----
NULL|NULL|boolean
SELECT 1

SELECT '2024-02-29 12:34:56.789012'::timestamp <= '1999-12-31 23:59:59'::timestamp, '1999-12-31 23:59:59'::timestamp <= '2024-02-29 12:34:56.789012'::timestamp, '2024-02-29 12:34:56.789012'::timestamp <= '2024-02-29 12:34:56.789012'::timestamp, '-infinity'::timestamp <= '-infinity'::timestamp;
----
f|t|t|t
SELECT 1

SELECT NULL::timestamp <= '2024-02-29 12:34:56.789012'::timestamp, '2024-02-29 12:34:56.789012'::timestamp <= NULL::timestamp, pg_typeof('2024-02-29 12:34:56.789012'::timestamp <= NULL::timestamp);
----
NULL|NULL|boolean
SELECT 1

SELECT '2024-02-29 12:34:56.789012'::timestamp <> '1999-12-31 23:59:59'::timestamp, '1999-12-31 23:59:59'::timestamp <> '2024-02-29 12:34:56.789012'::timestamp, '2024-02-29 12:34:56.789012'::timestamp <> '2024-02-29 12:34:56.789012'::timestamp, '-infinity'::timestamp <> '-infinity'::timestamp;
----
t|t|f|f
SELECT 1

SELECT NULL::timestamp <> '2024-02-29 12:34:56.789012'::timestamp, '2024-02-29 12:34:56.789012'::timestamp <> NULL::timestamp, pg_typeof('2024-02-29 12:34:56.789012'::timestamp <> NULL::timestamp);
----
NULL|NULL|boolean
SELECT 1

SELECT '2024-02-29 12:34:56.789012'::timestamp = '1999-12-31 23:59:59'::timestamp, '1999-12-31 23:59:59'::timestamp = '2024-02-29 12:34:56.789012'::timestamp, '2024-02-29 12:34:56.789012'::timestamp = '2024-02-29 12:34:56.789012'::timestamp, '-infinity'::timestamp = '-infinity'::timestamp;
----
f|f|t|t
SELECT 1

SELECT NULL::timestamp = '2024-02-29 12:34:56.789012'::timestamp, '2024-02-29 12:34:56.789012'::timestamp = NULL::timestamp, pg_typeof('2024-02-29 12:34:56.789012'::timestamp = NULL::timestamp);
----
NULL|NULL|boolean
SELECT 1

SELECT '2024-02-29 12:34:56.789012'::timestamp > '1999-12-31 23:59:59'::timestamp, '1999-12-31 23:59:59'::timestamp > '2024-02-29 12:34:56.789012'::timestamp, '2024-02-29 12:34:56.789012'::timestamp > '2024-02-29 12:34:56.789012'::timestamp, '-infinity'::timestamp > '-infinity'::timestamp;
----
t|f|f|f
SELECT 1

SELECT NULL::timestamp > '2024-02-29 12:34:56.789012'::timestamp, '2024-02-29 12:34:56.789012'::timestamp > NULL::timestamp, pg_typeof('2024-02-29 12:34:56.789012'::timestamp > NULL::timestamp);
----
NULL|NULL|boolean
SELECT 1

SELECT '2024-02-29 12:34:56.789012'::timestamp >= '1999-12-31 23:59:59'::timestamp, '1999-12-31 23:59:59'::timestamp >= '2024-02-29 12:34:56.789012'::timestamp, '2024-02-29 12:34:56.789012'::timestamp >= '2024-02-29 12:34:56.789012'::timestamp, '-infinity'::timestamp >= '-infinity'::timestamp;
----
t|f|t|t
SELECT 1

SELECT NULL::timestamp >= '2024-02-29 12:34:56.789012'::timestamp, '2024-02-29 12:34:56.789012'::timestamp >= NULL::timestamp, pg_typeof('2024-02-29 12:34:56.789012'::timestamp >= NULL::timestamp);
----
NULL|NULL|boolean
SELECT 1

SELECT '2024-02-29 12:34:56.789012'::timestamp < '1999-12-31 23:59:59-05'::timestamptz, '1999-12-31 23:59:59'::timestamp < '2024-02-29 12:34:56.789012+01'::timestamptz, '2024-02-29 12:34:56.789012'::timestamp < '2024-02-29 12:34:56.789012+01'::timestamptz, '-infinity'::timestamp < 'infinity'::timestamptz;
----
f|t|f|t
SELECT 1

SELECT NULL::timestamp < '2024-02-29 12:34:56.789012+01'::timestamptz, '2024-02-29 12:34:56.789012'::timestamp < NULL::timestamptz, pg_typeof('2024-02-29 12:34:56.789012'::timestamp < NULL::timestamptz);
----
NULL|NULL|boolean
SELECT 1

SELECT '2024-02-29 12:34:56.789012'::timestamp <= '1999-12-31 23:59:59-05'::timestamptz, '1999-12-31 23:59:59'::timestamp <= '2024-02-29 12:34:56.789012+01'::timestamptz, '2024-02-29 12:34:56.789012'::timestamp <= '2024-02-29 12:34:56.789012+01'::timestamptz, '-infinity'::timestamp <= 'infinity'::timestamptz;
----
f|t|f|t
SELECT 1

SELECT NULL::timestamp <= '2024-02-29 12:34:56.789012+01'::timestamptz, '2024-02-29 12:34:56.789012'::timestamp <= NULL::timestamptz, pg_typeof('2024-02-29 12:34:56.789012'::timestamp <= NULL::timestamptz);
----
NULL|NULL|boolean
SELECT 1

SELECT '2024-02-29 12:34:56.789012'::timestamp <> '1999-12-31 23:59:59-05'::timestamptz, '1999-12-31 23:59:59'::timestamp <> '2024-02-29 12:34:56.789012+01'::timestamptz, '2024-02-29 12:34:56.789012'::timestamp <> '2024-02-29 12:34:56.789012+01'::timestamptz, '-infinity'::timestamp <> 'infinity'::timestamptz;
----
t|t|t|t
SELECT 1

SELECT NULL::timestamp <> '2024-02-29 12:34:56.789012+01'::timestamptz, '2024-02-29 12:34:56.789012'::timestamp <> NULL::timestamptz, pg_typeof('2024-02-29 12:34:56.789012'::timestamp <> NULL::timestamptz);
----
NULL|NULL|boolean
SELECT 1

SELECT '2024-02-29 12:34:56.789012'::timestamp = '1999-12-31 23:59:59-05'::timestamptz, '1999-12-31 23:59:59'::timestamp = '2024-02-29 12:34:56.789012+01'::timestamptz, '2024-02-29 12:34:56.789012'::timestamp = '2024-02-29 12:34:56.789012+01'::timestamptz, '-infinity'::timestamp = 'infinity'::timestamptz;
----
f|f|f|f
SELECT 1

SELECT NULL::timestamp = '2024-02-29 12:34:56.789012+01'::timestamptz, '2024-02-29 12:34:56.789012'::timestamp = NULL::timestamptz, pg_typeof('2024-02-29 12:34:56.789012'::timestamp = NULL::timestamptz);
----
NULL|NULL|boolean
SELECT 1

SELECT '2024-02-29 12:34:56.789012'::timestamp > '1999-12-31 23:59:59-05'::timestamptz, '1999-12-31 23:59:59'::timestamp > '2024-02-29 12:34:56.789012+01'::timestamptz, '2024-02-29 12:34:56.789012'::timestamp > '2024-02-29 12:34:56.789012+01'::timestamptz, '-infinity'::timestamp > 'infinity'::timestamptz;
----
t|f|t|f
SELECT 1

SELECT NULL::timestamp > '2024-02-29 12:34:56.789012+01'::timestamptz, '2024-02-29 12:34:56.789012'::timestamp > NULL::timestamptz, pg_typeof('2024-02-29 12:34:56.789012'::timestamp > NULL::timestamptz);
----
NULL|NULL|boolean
SELECT 1

SELECT '2024-02-29 12:34:56.789012'::timestamp >= '1999-12-31 23:59:59-05'::timestamptz, '1999-12-31 23:59:59'::timestamp >= '2024-02-29 12:34:56.789012+01'::timestamptz, '2024-02-29 12:34:56.789012'::timestamp >= '2024-02-29 12:34:56.789012+01'::timestamptz, '-infinity'::timestamp >= 'infinity'::timestamptz;
----
t|f|t|f
SELECT 1

SELECT NULL::timestamp >= '2024-02-29 12:34:56.789012+01'::timestamptz, '2024-02-29 12:34:56.789012'::timestamp >= NULL::timestamptz, pg_typeof('2024-02-29 12:34:56.789012'::timestamp >= NULL::timestamptz);
----
NULL|NULL|boolean
SELECT 1

# timestamptz
SELECT '2024-02-29 12:34:56.789012+01'::timestamptz < '0044-03-15 BC'::date, '1999-12-31 23:59:59-05'::timestamptz < '2024-02-29'::date, '2024-02-29 12:34:56.789012+01'::timestamptz < '2024-02-29'::date, 'infinity'::timestamptz < 'infinity'::date;
----
f|t|f|f
SELECT 1

SELECT NULL::timestamptz < '2024-02-29'::date, '2024-02-29 12:34:56.789012+01'::timestamptz < NULL::date, pg_typeof('2024-02-29 12:34:56.789012+01'::timestamptz < NULL::date);
----
NULL|NULL|boolean
SELECT 1

SELECT '2024-02-29 12:34:56.789012+01'::timestamptz <= '0044-03-15 BC'::date, '1999-12-31 23:59:59-05'::timestamptz <= '2024-02-29'::date, '2024-02-29 12:34:56.789012+01'::timestamptz <= '2024-02-29'::date, 'infinity'::timestamptz <= 'infinity'::date;
----
f|t|f|t
SELECT 1

SELECT NULL::timestamptz <= '2024-02-29'::date, '2024-02-29 12:34:56.789012+01'::timestamptz <= NULL::date, pg_typeof('2024-02-29 12:34:56.789012+01'::timestamptz <= NULL::date);
----
NULL|NULL|boolean
SELECT 1

SELECT '2024-02-29 12:34:56.789012+01'::timestamptz <> '0044-03-15 BC'::date, '1999-12-31 23:59:59-05'::timestamptz <> '2024-02-29'::date, '2024-02-29 12:34:56.789012+01'::timestamptz <> '2024-02-29'::date, 'infinity'::timestamptz <> 'infinity'::date;
----
t|t|t|f
SELECT 1

SELECT NULL::timestamptz <> '2024-02-29'::date, '2024-02-29 12:34:56.789012+01'::timestamptz <> NULL::date, pg_typeof('2024-02-29 12:34:56.789012+01'::timestamptz <> NULL::date);
----
NULL|NULL|boolean
SELECT 1

SELECT '2024-02-29 12:34:56.789012+01'::timestamptz = '0044-03-15 BC'::date, '1999-12-31 23:59:59-05'::timestamptz = '2024-02-29'::date, '2024-02-29 12:34:56.789012+01'::timestamptz = '2024-02-29'::date, 'infinity'::timestamptz = 'infinity'::date;
----
f|f|f|t
SELECT 1

SELECT NULL::timestamptz = '2024-02-29'::date, '2024-02-29 12:34:56.789012+01'::timestamptz = NULL::date, pg_typeof('2024-02-29 12:34:56.789012+01'::timestamptz = NULL::date);
----
NULL|NULL|boolean
SELECT 1

SELECT '2024-02-29 12:34:56.789012+01'::timestamptz > '0044-03-15 BC'::date, '1999-12-31 23:59:59-05'::timestamptz > '2024-02-29'::date, '2024-02-29 12:34:56.789012+01'::timestamptz > '2024-02-29'::date, 'infinity'::timestamptz > 'infinity'::date;
----
t|f|t|f
SELECT 1

SELECT NULL::timestamptz > '2024-02-29'::date, '2024-02-29 12:34:56.789012+01'::timestamptz > NULL::date, pg_typeof('2024-02-29 12:34:56.789012+01'::timestamptz > NULL::date);
----
NULL|NULL|boolean
SELECT 1

SELECT '2024-02-29 12:34:56.789012+01'::timestamptz >= '0044-03-15 BC'::date, '1999-12-31 23:59:59-05'::timestamptz >= '2024-02-29'::date, '2024-02-29 12:34:56.789012+01'::timestamptz >= '2024-02-29'::date, 'infinity'::timestamptz >= 'infinity'::date;
----
t|f|t|t
SELECT 1

SELECT NULL::timestamptz >= '2024-02-29'::date, '2024-02-29 12:34:56.789012+01'::timestamptz >= NULL::date, pg_typeof('2024-02-29 12:34:56.789012+01'::timestamptz >= NULL::date);
----
NULL|NULL|boolean
SELECT 1

SELECT '2024-02-29 12:34:56.789012+01'::timestamptz + '-1 year -00:00:01'::interval, '1999-12-31 23:59:59-05'::timestamptz + '1 mon 2 days 03:04:05.5'::interval, '2024-02-29 12:34:56.789012+01'::timestamptz + '1 mon 2 days 03:04:05.5'::interval, 'infinity'::timestamptz + '-1 year -00:00:01'::interval;
----
2023-02-28 11:34:55.789012+00|2000-02-03 08:04:04.5+00|2024-03-31 14:39:02.289012+00|infinity
SELECT 1

SELECT NULL::timestamptz + '1 mon 2 days 03:04:05.5'::interval, '2024-02-29 12:34:56.789012+01'::timestamptz + NULL::interval, pg_typeof('2024-02-29 12:34:56.789012+01'::timestamptz + NULL::interval);
----
NULL|NULL|timestamp with time zone
SELECT 1

SELECT '2024-02-29 12:34:56.789012+01'::timestamptz - '-1 year -00:00:01'::interval, '1999-12-31 23:59:59-05'::timestamptz - '1 mon 2 days 03:04:05.5'::interval, '2024-02-29 12:34:56.789012+01'::timestamptz - '1 mon 2 days 03:04:05.5'::interval, 'infinity'::timestamptz - '-1 year -00:00:01'::interval;
----
2025-02-28 11:34:57.789012+00|1999-11-29 01:55:53.5+00|2024-01-27 08:30:51.289012+00|infinity
SELECT 1

SELECT NULL::timestamptz - '1 mon 2 days 03:04:05.5'::interval, '2024-02-29 12:34:56.789012+01'::timestamptz - NULL::interval, pg_typeof('2024-02-29 12:34:56.789012+01'::timestamptz - NULL::interval);
----
NULL|NULL|timestamp with time zone
SELECT 1

SELECT '2024-02-29 12:34:56.789012+01'::timestamptz < '1999-12-31 23:59:59'::timestamp, '1999-12-31 23:59:59-05'::timestamptz < '2024-02-29 12:34:56.789012'::timestamp, '2024-02-29 12:34:56.789012+01'::timestamptz < '2024-02-29 12:34:56.789012'::timestamp, 'infinity'::timestamptz < '-infinity'::timestamp;
----
f|t|t|f
SELECT 1

SELECT NULL::timestamptz < '2024-02-29 12:34:56.789012'::timestamp, '2024-02-29 12:34:56.789012+01'::timestamptz < NULL::timestamp, pg_typeof('2024-02-29 12:34:56.789012+01'::timestamptz < NULL::timestamp);
----
NULL|NULL|boolean
SELECT 1

SELECT '2024-02-29 12:34:56.789012+01'::timestamptz <= '1999-12-31 23:59:59'::timestamp, '1999-12-31 23:59:59-05'::timestamptz <= '2024-02-29 12:34:56.789012'::timestamp, '2024-02-29 12:34:56.789012+01'::timestamptz <= '2024-02-29 12:34:56.789012'::timestamp, 'infinity'::timestamptz <= '-infinity'::timestamp;
----
f|t|t|f
SELECT 1

SELECT NULL::timestamptz <= '2024-02-29 12:34:56.789012'::timestamp, '2024-02-29 12:34:56.789012+01'::timestamptz <= NULL::timestamp, pg_typeof('2024-02-29 12:34:56.789012+01'::timestamptz <= NULL::timestamp);
----
NULL|NULL|boolean
SELECT 1

SELECT '2024-02-29 12:34:56.789012+01'::timestamptz <> '1999-12-31 23:59:59'::timestamp, '1999-12-31 23:59:59-05'::timestamptz <> '2024-02-29 12:34:56.789012'::timestamp, '2024-02-29 12:34:56.789012+01'::timestamptz <> '2024-02-29 12:34:56.789012'::timestamp, 'infinity'::timestamptz <> '-infinity'::timestamp;
----
t|t|t|t
SELECT 1

SELECT NULL::timestamptz <> '2024-02-29 12:34:56.789012'::timestamp, '2024-02-29 12:34:56.789012+01'::timestamptz <> NULL::timestamp, pg_typeof('2024-02-29 12:34:56.789012+01'::timestamptz <> NULL::timestamp);
----
NULL|NULL|boolean
SELECT 1

SELECT '2024-02-29 12:34:56.789012+01'::timestamptz = '1999-12-31 23:59:59'::timestamp, '1999-12-31 23:59:59-05'::timestamptz = '2024-02-29 12:34:56.789012'::timestamp, '2024-02-29 12:34:56.789012+01'::timestamptz = '2024-02-29 12:34:56.789012'::timestamp, 'infinity'::timestamptz = '-infinity'::timestamp;
----
f|f|f|f
SELECT 1

SELECT NULL::timestamptz = '2024-02-29 12:34:56.789012'::timestamp, '2024-02-29 12:34:56.789012+01'::timestamptz = NULL::timestamp, pg_typeof('2024-02-29 12:34:56.789012+01'::timestamptz = NULL::timestamp);
----
NULL|NULL|boolean
SELECT 1

SELECT '2024-02-29 12:34:56.789012+01'::timestamptz > '1999-12-31 23:59:59'::timestamp, '1999-12-31 23:59:59-05'::timestamptz > '2024-02-29 12:34:56.789012'::timestamp, '2024-02-29 12:34:56.789012+01'::timestamptz > '2024-02-29 12:34:56.789012'::timestamp, 'infinity'::timestamptz > '-infinity'::timestamp;
----
t|f|f|t
SELECT 1

SELECT NULL::timestamptz > '2024-02-29 12:34:56.789012'::timestamp, '2024-02-29 12:34:56.789012+01'::timestamptz > NULL::timestamp, pg_typeof('2024-02-29 12:34:56.789012+01'::timestamptz > NULL::timestamp);
----
NULL|NULL|boolean
SELECT 1

SELECT '2024-02-29 12:34:56.789012+01'::timestamptz >= '1999-12-31 23:59:59'::timestamp, '1999-12-31 23:59:59-05'::timestamptz >= '2024-02-29 12:34:56.789012'::timestamp, '2024-02-29 12:34:56.789012+01'::timestamptz >= '2024-02-29 12:34:56.789012'::timestamp, 'infinity'::timestamptz >= '-infinity'::timestamp;
----
t|f|f|t
SELECT 1

SELECT NULL::timestamptz >= '2024-02-29 12:34:56.789012'::timestamp, '2024-02-29 12:34:56.789012+01'::timestamptz >= NULL::timestamp, pg_typeof('2024-02-29 12:34:56.789012+01'::timestamptz >= NULL::timestamp);
----
NULL|NULL|boolean
SELECT 1

SELECT '2024-02-29 12:34:56.789012+01'::timestamptz - '1999-12-31 23:59:59-05'::timestamptz, '1999-12-31 23:59:59-05'::timestamptz - '2024-02-29 12:34:56.789012+01'::timestamptz, '2024-02-29 12:34:56.789012+01'::timestamptz - '2024-02-29 12:34:56.789012+01'::timestamptz, 'infinity'::timestamptz - 'infinity'::timestamptz;
----
error 22008 cannot subtract infinite timestamps

SELECT NULL::timestamptz - '2024-02-29 12:34:56.789012+01'::timestamptz, '2024-02-29 12:34:56.789012+01'::timestamptz - NULL::timestamptz, pg_typeof('2024-02-29 12:34:56.789012+01'::timestamptz - NULL::timestamptz);
----
NULL|NULL|interval
SELECT 1

SELECT '2024-02-29 12:34:56.789012+01'::timestamptz < '1999-12-31 23:59:59-05'::timestamptz, '1999-12-31 23:59:59-05'::timestamptz < '2024-02-29 12:34:56.789012+01'::timestamptz, '2024-02-29 12:34:56.789012+01'::timestamptz < '2024-02-29 12:34:56.789012+01'::timestamptz, 'infinity'::timestamptz < 'infinity'::timestamptz;
----
f|t|f|f
SELECT 1

SELECT NULL::timestamptz < '2024-02-29 12:34:56.789012+01'::timestamptz, '2024-02-29 12:34:56.789012+01'::timestamptz < NULL::timestamptz, pg_typeof('2024-02-29 12:34:56.789012+01'::timestamptz < NULL::timestamptz);
----
NULL|NULL|boolean
SELECT 1

SELECT '2024-02-29 12:34:56.789012+01'::timestamptz <= '1999-12-31 23:59:59-05'::timestamptz, '1999-12-31 23:59:59-05'::timestamptz <= '2024-02-29 12:34:56.789012+01'::timestamptz, '2024-02-29 12:34:56.789012+01'::timestamptz <= '2024-02-29 12:34:56.789012+01'::timestamptz, 'infinity'::timestamptz <= 'infinity'::timestamptz;
----
f|t|t|t
SELECT 1

SELECT NULL::timestamptz <= '2024-02-29 12:34:56.789012+01'::timestamptz, '2024-02-29 12:34:56.789012+01'::timestamptz <= NULL::timestamptz, pg_typeof('2024-02-29 12:34:56.789012+01'::timestamptz <= NULL::timestamptz);
----
NULL|NULL|boolean
SELECT 1

SELECT '2024-02-29 12:34:56.789012+01'::timestamptz <> '1999-12-31 23:59:59-05'::timestamptz, '1999-12-31 23:59:59-05'::timestamptz <> '2024-02-29 12:34:56.789012+01'::timestamptz, '2024-02-29 12:34:56.789012+01'::timestamptz <> '2024-02-29 12:34:56.789012+01'::timestamptz, 'infinity'::timestamptz <> 'infinity'::timestamptz;
----
t|t|f|f
SELECT 1

SELECT NULL::timestamptz <> '2024-02-29 12:34:56.789012+01'::timestamptz, '2024-02-29 12:34:56.789012+01'::timestamptz <> NULL::timestamptz, pg_typeof('2024-02-29 12:34:56.789012+01'::timestamptz <> NULL::timestamptz);
----
NULL|NULL|boolean
SELECT 1

SELECT '2024-02-29 12:34:56.789012+01'::timestamptz = '1999-12-31 23:59:59-05'::timestamptz, '1999-12-31 23:59:59-05'::timestamptz = '2024-02-29 12:34:56.789012+01'::timestamptz, '2024-02-29 12:34:56.789012+01'::timestamptz = '2024-02-29 12:34:56.789012+01'::timestamptz, 'infinity'::timestamptz = 'infinity'::timestamptz;
----
f|f|t|t
SELECT 1

SELECT NULL::timestamptz = '2024-02-29 12:34:56.789012+01'::timestamptz, '2024-02-29 12:34:56.789012+01'::timestamptz = NULL::timestamptz, pg_typeof('2024-02-29 12:34:56.789012+01'::timestamptz = NULL::timestamptz);
----
NULL|NULL|boolean
SELECT 1

SELECT '2024-02-29 12:34:56.789012+01'::timestamptz > '1999-12-31 23:59:59-05'::timestamptz, '1999-12-31 23:59:59-05'::timestamptz > '2024-02-29 12:34:56.789012+01'::timestamptz, '2024-02-29 12:34:56.789012+01'::timestamptz > '2024-02-29 12:34:56.789012+01'::timestamptz, 'infinity'::timestamptz > 'infinity'::timestamptz;
----
t|f|f|f
SELECT 1

SELECT NULL::timestamptz > '2024-02-29 12:34:56.789012+01'::timestamptz, '2024-02-29 12:34:56.789012+01'::timestamptz > NULL::timestamptz, pg_typeof('2024-02-29 12:34:56.789012+01'::timestamptz > NULL::timestamptz);
----
NULL|NULL|boolean
SELECT 1

SELECT '2024-02-29 12:34:56.789012+01'::timestamptz >= '1999-12-31 23:59:59-05'::timestamptz, '1999-12-31 23:59:59-05'::timestamptz >= '2024-02-29 12:34:56.789012+01'::timestamptz, '2024-02-29 12:34:56.789012+01'::timestamptz >= '2024-02-29 12:34:56.789012+01'::timestamptz, 'infinity'::timestamptz >= 'infinity'::timestamptz;
----
t|f|t|t
SELECT 1

SELECT NULL::timestamptz >= '2024-02-29 12:34:56.789012+01'::timestamptz, '2024-02-29 12:34:56.789012+01'::timestamptz >= NULL::timestamptz, pg_typeof('2024-02-29 12:34:56.789012+01'::timestamptz >= NULL::timestamptz);
----
NULL|NULL|boolean
SELECT 1

# timetz
SELECT '13:45:06.789+02'::timetz + '0044-03-15 BC'::date, '00:00-08:30'::timetz + '2024-02-29'::date, '13:45:06.789+02'::timetz + '2024-02-29'::date, '00:00-08:30'::timetz + 'infinity'::date;
----
0044-03-15 11:45:06.789+00 BC|2024-02-29 08:30:00+00|2024-02-29 11:45:06.789+00|infinity
SELECT 1

SELECT NULL::timetz + '2024-02-29'::date, '13:45:06.789+02'::timetz + NULL::date, pg_typeof('13:45:06.789+02'::timetz + NULL::date);
----
NULL|NULL|timestamp with time zone
SELECT 1

SELECT '13:45:06.789+02'::timetz + '-1 year -00:00:01'::interval, '00:00-08:30'::timetz + '1 mon 2 days 03:04:05.5'::interval, '13:45:06.789+02'::timetz + '1 mon 2 days 03:04:05.5'::interval;
----
13:45:05.789+02|03:04:05.5-08:30|16:49:12.289+02
SELECT 1

SELECT NULL::timetz + '1 mon 2 days 03:04:05.5'::interval, '13:45:06.789+02'::timetz + NULL::interval, pg_typeof('13:45:06.789+02'::timetz + NULL::interval);
----
NULL|NULL|time with time zone
SELECT 1

SELECT '13:45:06.789+02'::timetz - '-1 year -00:00:01'::interval, '00:00-08:30'::timetz - '1 mon 2 days 03:04:05.5'::interval, '13:45:06.789+02'::timetz - '1 mon 2 days 03:04:05.5'::interval;
----
13:45:07.789+02|20:55:54.5-08:30|10:41:01.289+02
SELECT 1

SELECT NULL::timetz - '1 mon 2 days 03:04:05.5'::interval, '13:45:06.789+02'::timetz - NULL::interval, pg_typeof('13:45:06.789+02'::timetz - NULL::interval);
----
NULL|NULL|time with time zone
SELECT 1

SELECT '13:45:06.789+02'::timetz < '00:00-08:30'::timetz, '00:00-08:30'::timetz < '13:45:06.789+02'::timetz, '13:45:06.789+02'::timetz < '13:45:06.789+02'::timetz;
----
f|t|f
SELECT 1

SELECT NULL::timetz < '13:45:06.789+02'::timetz, '13:45:06.789+02'::timetz < NULL::timetz, pg_typeof('13:45:06.789+02'::timetz < NULL::timetz);
----
NULL|NULL|boolean
SELECT 1

SELECT '13:45:06.789+02'::timetz <= '00:00-08:30'::timetz, '00:00-08:30'::timetz <= '13:45:06.789+02'::timetz, '13:45:06.789+02'::timetz <= '13:45:06.789+02'::timetz;
----
f|t|t
SELECT 1

SELECT NULL::timetz <= '13:45:06.789+02'::timetz, '13:45:06.789+02'::timetz <= NULL::timetz, pg_typeof('13:45:06.789+02'::timetz <= NULL::timetz);
----
NULL|NULL|boolean
SELECT 1

SELECT '13:45:06.789+02'::timetz <> '00:00-08:30'::timetz, '00:00-08:30'::timetz <> '13:45:06.789+02'::timetz, '13:45:06.789+02'::timetz <> '13:45:06.789+02'::timetz;
----
t|t|f
SELECT 1

SELECT NULL::timetz <> '13:45:06.789+02'::timetz, '13:45:06.789+02'::timetz <> NULL::timetz, pg_typeof('13:45:06.789+02'::timetz <> NULL::timetz);
----
NULL|NULL|boolean
SELECT 1

SELECT '13:45:06.789+02'::timetz = '00:00-08:30'::timetz, '00:00-08:30'::timetz = '13:45:06.789+02'::timetz, '13:45:06.789+02'::timetz = '13:45:06.789+02'::timetz;
----
f|f|t
SELECT 1

SELECT NULL::timetz = '13:45:06.789+02'::timetz, '13:45:06.789+02'::timetz = NULL::timetz, pg_typeof('13:45:06.789+02'::timetz = NULL::timetz);
----
NULL|NULL|boolean
SELECT 1

SELECT '13:45:06.789+02'::timetz > '00:00-08:30'::timetz, '00:00-08:30'::timetz > '13:45:06.789+02'::timetz, '13:45:06.789+02'::timetz > '13:45:06.789+02'::timetz;
----
t|f|f
SELECT 1

SELECT NULL::timetz > '13:45:06.789+02'::timetz, '13:45:06.789+02'::timetz > NULL::timetz, pg_typeof('13:45:06.789+02'::timetz > NULL::timetz);
----
NULL|NULL|boolean
SELECT 1

SELECT '13:45:06.789+02'::timetz >= '00:00-08:30'::timetz, '00:00-08:30'::timetz >= '13:45:06.789+02'::timetz, '13:45:06.789+02'::timetz >= '13:45:06.789+02'::timetz;
----
t|f|t
SELECT 1

SELECT NULL::timetz >= '13:45:06.789+02'::timetz, '13:45:06.789+02'::timetz >= NULL::timetz, pg_typeof('13:45:06.789+02'::timetz >= NULL::timetz);
----
NULL|NULL|boolean
SELECT 1
