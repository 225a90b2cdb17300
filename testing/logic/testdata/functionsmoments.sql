# Functions by their first argument's type, of values and of NULL. Errors are told whole.
# timestamp
SELECT age(current_date::timestamp), age((current_date - 3)::timestamp), age(NULL::timestamp), pg_typeof(age(current_date::timestamp));
----
00:00:00|3 days|NULL|interval
SELECT 1

SELECT age('2024-02-29 12:34:56.789012'::timestamp, '2024-02-29 12:34:56.789012'::timestamp), age('1999-12-31 23:59:59'::timestamp, '1999-12-31 23:59:59'::timestamp), age('-infinity'::timestamp, '2024-02-29 12:34:56.789012'::timestamp);
----
error 22008 timestamp out of range

SELECT age(NULL::timestamp, '2024-02-29 12:34:56.789012'::timestamp), age('2024-02-29 12:34:56.789012'::timestamp, NULL::timestamp), pg_typeof(age(NULL::timestamp, '2024-02-29 12:34:56.789012'::timestamp));
----
NULL|NULL|interval
SELECT 1

SELECT date('2024-02-29 12:34:56.789012'::timestamp), date('1999-12-31 23:59:59'::timestamp), date('-infinity'::timestamp), date(NULL::timestamp), pg_typeof(date('2024-02-29 12:34:56.789012'::timestamp));
----
2024-02-29|1999-12-31|-infinity|NULL|date
SELECT 1

SELECT * FROM generate_series('2024-02-29 12:34:56.789012'::timestamp, '2024-02-29 12:34:56.789012'::timestamp, '1 mon 2 days 03:04:05.5'::interval);
----
2024-02-29 12:34:56.789012
SELECT 1

SELECT * FROM generate_series('1999-12-31 23:59:59'::timestamp, '1999-12-31 23:59:59'::timestamp, '-1 year -00:00:01'::interval);
----
1999-12-31 23:59:59
SELECT 1

SELECT isfinite('2024-02-29 12:34:56.789012'::timestamp), isfinite('1999-12-31 23:59:59'::timestamp), isfinite('-infinity'::timestamp), isfinite(NULL::timestamp), pg_typeof(isfinite('2024-02-29 12:34:56.789012'::timestamp));
----
t|t|f|NULL|boolean
SELECT 1

SELECT pg_catalog."overlaps"('2024-02-29 12:34:56.789012'::timestamp, '1 mon 2 days 03:04:05.5'::interval, '2024-02-29 12:34:56.789012'::timestamp, '1 mon 2 days 03:04:05.5'::interval), pg_catalog."overlaps"('1999-12-31 23:59:59'::timestamp, '-1 year -00:00:01'::interval, '1999-12-31 23:59:59'::timestamp, '-1 year -00:00:01'::interval), pg_catalog."overlaps"('-infinity'::timestamp, '-1 year -00:00:01'::interval, '1999-12-31 23:59:59'::timestamp, '-1 year -00:00:01'::interval);
----
t|t|f
SELECT 1

SELECT pg_catalog."overlaps"(NULL::timestamp, '1 mon 2 days 03:04:05.5'::interval, '2024-02-29 12:34:56.789012'::timestamp, '1 mon 2 days 03:04:05.5'::interval), pg_catalog."overlaps"('2024-02-29 12:34:56.789012'::timestamp, NULL::interval, '2024-02-29 12:34:56.789012'::timestamp, '1 mon 2 days 03:04:05.5'::interval), pg_catalog."overlaps"('2024-02-29 12:34:56.789012'::timestamp, '1 mon 2 days 03:04:05.5'::interval, NULL::timestamp, '1 mon 2 days 03:04:05.5'::interval), pg_catalog."overlaps"('2024-02-29 12:34:56.789012'::timestamp, '1 mon 2 days 03:04:05.5'::interval, '2024-02-29 12:34:56.789012'::timestamp, NULL::interval), pg_typeof(pg_catalog."overlaps"(NULL::timestamp, '1 mon 2 days 03:04:05.5'::interval, '2024-02-29 12:34:56.789012'::timestamp, '1 mon 2 days 03:04:05.5'::interval));
----
NULL|NULL|NULL|NULL|boolean
SELECT 1

SELECT pg_catalog."overlaps"('2024-02-29 12:34:56.789012'::timestamp, '1 mon 2 days 03:04:05.5'::interval, '2024-02-29 12:34:56.789012'::timestamp, '2024-02-29 12:34:56.789012'::timestamp), pg_catalog."overlaps"('1999-12-31 23:59:59'::timestamp, '-1 year -00:00:01'::interval, '1999-12-31 23:59:59'::timestamp, '1999-12-31 23:59:59'::timestamp), pg_catalog."overlaps"('-infinity'::timestamp, '-1 year -00:00:01'::interval, '1999-12-31 23:59:59'::timestamp, '-infinity'::timestamp);
----
t|f|t
SELECT 1

SELECT pg_catalog."overlaps"(NULL::timestamp, '1 mon 2 days 03:04:05.5'::interval, '2024-02-29 12:34:56.789012'::timestamp, '2024-02-29 12:34:56.789012'::timestamp), pg_catalog."overlaps"('2024-02-29 12:34:56.789012'::timestamp, NULL::interval, '2024-02-29 12:34:56.789012'::timestamp, '2024-02-29 12:34:56.789012'::timestamp), pg_catalog."overlaps"('2024-02-29 12:34:56.789012'::timestamp, '1 mon 2 days 03:04:05.5'::interval, NULL::timestamp, '2024-02-29 12:34:56.789012'::timestamp), pg_catalog."overlaps"('2024-02-29 12:34:56.789012'::timestamp, '1 mon 2 days 03:04:05.5'::interval, '2024-02-29 12:34:56.789012'::timestamp, NULL::timestamp), pg_typeof(pg_catalog."overlaps"(NULL::timestamp, '1 mon 2 days 03:04:05.5'::interval, '2024-02-29 12:34:56.789012'::timestamp, '2024-02-29 12:34:56.789012'::timestamp));
----
NULL|NULL|NULL|NULL|boolean
SELECT 1

SELECT pg_catalog."overlaps"('2024-02-29 12:34:56.789012'::timestamp, '2024-02-29 12:34:56.789012'::timestamp, '2024-02-29 12:34:56.789012'::timestamp, '1 mon 2 days 03:04:05.5'::interval), pg_catalog."overlaps"('1999-12-31 23:59:59'::timestamp, '1999-12-31 23:59:59'::timestamp, '1999-12-31 23:59:59'::timestamp, '-1 year -00:00:01'::interval), pg_catalog."overlaps"('-infinity'::timestamp, '2024-02-29 12:34:56.789012'::timestamp, '1999-12-31 23:59:59'::timestamp, '-1 year -00:00:01'::interval);
----
t|f|t
SELECT 1

SELECT pg_catalog."overlaps"(NULL::timestamp, '2024-02-29 12:34:56.789012'::timestamp, '2024-02-29 12:34:56.789012'::timestamp, '1 mon 2 days 03:04:05.5'::interval), pg_catalog."overlaps"('2024-02-29 12:34:56.789012'::timestamp, NULL::timestamp, '2024-02-29 12:34:56.789012'::timestamp, '1 mon 2 days 03:04:05.5'::interval), pg_catalog."overlaps"('2024-02-29 12:34:56.789012'::timestamp, '2024-02-29 12:34:56.789012'::timestamp, NULL::timestamp, '1 mon 2 days 03:04:05.5'::interval), pg_catalog."overlaps"('2024-02-29 12:34:56.789012'::timestamp, '2024-02-29 12:34:56.789012'::timestamp, '2024-02-29 12:34:56.789012'::timestamp, NULL::interval), pg_typeof(pg_catalog."overlaps"(NULL::timestamp, '2024-02-29 12:34:56.789012'::timestamp, '2024-02-29 12:34:56.789012'::timestamp, '1 mon 2 days 03:04:05.5'::interval));
----
NULL|NULL|NULL|NULL|boolean
SELECT 1

SELECT pg_catalog."overlaps"('2024-02-29 12:34:56.789012'::timestamp, '2024-02-29 12:34:56.789012'::timestamp, '2024-02-29 12:34:56.789012'::timestamp, '2024-02-29 12:34:56.789012'::timestamp), pg_catalog."overlaps"('1999-12-31 23:59:59'::timestamp, '1999-12-31 23:59:59'::timestamp, '1999-12-31 23:59:59'::timestamp, '1999-12-31 23:59:59'::timestamp), pg_catalog."overlaps"('-infinity'::timestamp, '2024-02-29 12:34:56.789012'::timestamp, '1999-12-31 23:59:59'::timestamp, '-infinity'::timestamp);
----
t|t|t
SELECT 1

SELECT pg_catalog."overlaps"(NULL::timestamp, '2024-02-29 12:34:56.789012'::timestamp, '2024-02-29 12:34:56.789012'::timestamp, '2024-02-29 12:34:56.789012'::timestamp), pg_catalog."overlaps"('2024-02-29 12:34:56.789012'::timestamp, NULL::timestamp, '2024-02-29 12:34:56.789012'::timestamp, '2024-02-29 12:34:56.789012'::timestamp), pg_catalog."overlaps"('2024-02-29 12:34:56.789012'::timestamp, '2024-02-29 12:34:56.789012'::timestamp, NULL::timestamp, '2024-02-29 12:34:56.789012'::timestamp), pg_catalog."overlaps"('2024-02-29 12:34:56.789012'::timestamp, '2024-02-29 12:34:56.789012'::timestamp, '2024-02-29 12:34:56.789012'::timestamp, NULL::timestamp), pg_typeof(pg_catalog."overlaps"(NULL::timestamp, '2024-02-29 12:34:56.789012'::timestamp, '2024-02-29 12:34:56.789012'::timestamp, '2024-02-29 12:34:56.789012'::timestamp));
----
NULL|NULL|NULL|NULL|boolean
SELECT 1

SELECT pg_catalog."time"('2024-02-29 12:34:56.789012'::timestamp), pg_catalog."time"('1999-12-31 23:59:59'::timestamp), pg_catalog."time"('-infinity'::timestamp), pg_catalog."time"(NULL::timestamp), pg_typeof(pg_catalog."time"('2024-02-29 12:34:56.789012'::timestamp));
----
12:34:56.789012|23:59:59|NULL|NULL|time without time zone
SELECT 1

SELECT pg_catalog."timestamp"(NULL::timestamp, 5), pg_catalog."timestamp"('2024-02-29 12:34:56.789012'::timestamp, NULL::int4), pg_typeof(pg_catalog."timestamp"(NULL::timestamp, 5));
----
NULL|NULL|timestamp without time zone
SELECT 1

SELECT timestamptz('2024-02-29 12:34:56.789012'::timestamp), timestamptz('1999-12-31 23:59:59'::timestamp), timestamptz('-infinity'::timestamp), timestamptz(NULL::timestamp), pg_typeof(timestamptz('2024-02-29 12:34:56.789012'::timestamp));
----
2024-02-29 12:34:56.789012+00|1999-12-31 23:59:59+00|-infinity|NULL|timestamp with time zone
SELECT 1

SELECT to_char('2024-02-29 12:34:56.789012'::timestamp, 'hello'::text), to_char('1999-12-31 23:59:59'::timestamp, 'Äpfel'::text), to_char('-infinity'::timestamp, 'hello'::text);
----
hello|Äpfel|NULL
SELECT 1

SELECT to_char(NULL::timestamp, 'hello'::text), to_char('2024-02-29 12:34:56.789012'::timestamp, NULL::text), pg_typeof(to_char(NULL::timestamp, 'hello'::text));
----
NULL|NULL|text
SELECT 1

SELECT tsrange('2024-02-29 12:34:56.789012'::timestamp, '2024-02-29 12:34:56.789012'::timestamp), tsrange('1999-12-31 23:59:59'::timestamp, '1999-12-31 23:59:59'::timestamp), tsrange('-infinity'::timestamp, '2024-02-29 12:34:56.789012'::timestamp);
----
empty|empty|[-infinity,"2024-02-29 12:34:56.789012")
SELECT 1

SELECT tsrange(NULL::timestamp, '2024-02-29 12:34:56.789012'::timestamp), tsrange('2024-02-29 12:34:56.789012'::timestamp, NULL::timestamp), pg_typeof(tsrange(NULL::timestamp, '2024-02-29 12:34:56.789012'::timestamp));
----
(,"2024-02-29 12:34:56.789012")|["2024-02-29 12:34:56.789012",)|tsrange
SELECT 1

SELECT tsrange('2024-02-29 12:34:56.789012'::timestamp, '2024-02-29 12:34:56.789012'::timestamp, 'hello'::text), tsrange('1999-12-31 23:59:59'::timestamp, '1999-12-31 23:59:59'::timestamp, 'Äpfel'::text), tsrange('-infinity'::timestamp, '2024-02-29 12:34:56.789012'::timestamp, 'Äpfel'::text);
----
error 42601 invalid range bound flags; ; Valid values are "[]", "[)", "(]", and "()".

SELECT tsrange(NULL::timestamp, '2024-02-29 12:34:56.789012'::timestamp, 'hello'::text), tsrange('2024-02-29 12:34:56.789012'::timestamp, NULL::timestamp, 'hello'::text), tsrange('2024-02-29 12:34:56.789012'::timestamp, '2024-02-29 12:34:56.789012'::timestamp, NULL::text), pg_typeof(tsrange(NULL::timestamp, '2024-02-29 12:34:56.789012'::timestamp, 'hello'::text));
----
error 42601 invalid range bound flags; ; Valid values are "[]", "[)", "(]", and "()".

# timestamptz
SELECT age(current_date::timestamptz), age((current_date - 3)::timestamptz), age(NULL::timestamptz), pg_typeof(age(current_date::timestamptz));
----
00:00:00|3 days|NULL|interval
SELECT 1

SELECT age('2024-02-29 12:34:56.789012+01'::timestamptz, '2024-02-29 12:34:56.789012+01'::timestamptz), age('1999-12-31 23:59:59-05'::timestamptz, '1999-12-31 23:59:59-05'::timestamptz), age('infinity'::timestamptz, '2024-02-29 12:34:56.789012+01'::timestamptz);
----
00:00:00|00:00:00|292252 years 10 mons 8 days 16:25:57.986795
SELECT 1

SELECT age(NULL::timestamptz, '2024-02-29 12:34:56.789012+01'::timestamptz), age('2024-02-29 12:34:56.789012+01'::timestamptz, NULL::timestamptz), pg_typeof(age(NULL::timestamptz, '2024-02-29 12:34:56.789012+01'::timestamptz));
----
NULL|NULL|interval
SELECT 1

SELECT date('2024-02-29 12:34:56.789012+01'::timestamptz), date('1999-12-31 23:59:59-05'::timestamptz), date('infinity'::timestamptz), date(NULL::timestamptz), pg_typeof(date('2024-02-29 12:34:56.789012+01'::timestamptz));
----
2024-02-29|2000-01-01|infinity|NULL|date
SELECT 1

SELECT * FROM generate_series('2024-02-29 12:34:56.789012+01'::timestamptz, '2024-02-29 12:34:56.789012+01'::timestamptz, '1 mon 2 days 03:04:05.5'::interval);
----
2024-02-29 11:34:56.789012+00
SELECT 1

SELECT * FROM generate_series('1999-12-31 23:59:59-05'::timestamptz, '1999-12-31 23:59:59-05'::timestamptz, '-1 year -00:00:01'::interval);
----
2000-01-01 04:59:59+00
SELECT 1

SELECT isfinite('2024-02-29 12:34:56.789012+01'::timestamptz), isfinite('1999-12-31 23:59:59-05'::timestamptz), isfinite('infinity'::timestamptz), isfinite(NULL::timestamptz), pg_typeof(isfinite('2024-02-29 12:34:56.789012+01'::timestamptz));
----
t|t|f|NULL|boolean
SELECT 1

SELECT pg_catalog."overlaps"('2024-02-29 12:34:56.789012+01'::timestamptz, '1 mon 2 days 03:04:05.5'::interval, '2024-02-29 12:34:56.789012+01'::timestamptz, '1 mon 2 days 03:04:05.5'::interval), pg_catalog."overlaps"('1999-12-31 23:59:59-05'::timestamptz, '-1 year -00:00:01'::interval, '1999-12-31 23:59:59-05'::timestamptz, '-1 year -00:00:01'::interval), pg_catalog."overlaps"('infinity'::timestamptz, '-1 year -00:00:01'::interval, '1999-12-31 23:59:59-05'::timestamptz, '-1 year -00:00:01'::interval);
----
t|t|f
SELECT 1

SELECT pg_catalog."overlaps"(NULL::timestamptz, '1 mon 2 days 03:04:05.5'::interval, '2024-02-29 12:34:56.789012+01'::timestamptz, '1 mon 2 days 03:04:05.5'::interval), pg_catalog."overlaps"('2024-02-29 12:34:56.789012+01'::timestamptz, NULL::interval, '2024-02-29 12:34:56.789012+01'::timestamptz, '1 mon 2 days 03:04:05.5'::interval), pg_catalog."overlaps"('2024-02-29 12:34:56.789012+01'::timestamptz, '1 mon 2 days 03:04:05.5'::interval, NULL::timestamptz, '1 mon 2 days 03:04:05.5'::interval), pg_catalog."overlaps"('2024-02-29 12:34:56.789012+01'::timestamptz, '1 mon 2 days 03:04:05.5'::interval, '2024-02-29 12:34:56.789012+01'::timestamptz, NULL::interval), pg_typeof(pg_catalog."overlaps"(NULL::timestamptz, '1 mon 2 days 03:04:05.5'::interval, '2024-02-29 12:34:56.789012+01'::timestamptz, '1 mon 2 days 03:04:05.5'::interval));
----
NULL|NULL|NULL|NULL|boolean
SELECT 1

SELECT pg_catalog."overlaps"('2024-02-29 12:34:56.789012+01'::timestamptz, '1 mon 2 days 03:04:05.5'::interval, '2024-02-29 12:34:56.789012+01'::timestamptz, '2024-02-29 12:34:56.789012+01'::timestamptz), pg_catalog."overlaps"('1999-12-31 23:59:59-05'::timestamptz, '-1 year -00:00:01'::interval, '1999-12-31 23:59:59-05'::timestamptz, '1999-12-31 23:59:59-05'::timestamptz), pg_catalog."overlaps"('infinity'::timestamptz, '-1 year -00:00:01'::interval, '1999-12-31 23:59:59-05'::timestamptz, 'infinity'::timestamptz);
----
t|f|f
SELECT 1

SELECT pg_catalog."overlaps"(NULL::timestamptz, '1 mon 2 days 03:04:05.5'::interval, '2024-02-29 12:34:56.789012+01'::timestamptz, '2024-02-29 12:34:56.789012+01'::timestamptz), pg_catalog."overlaps"('2024-02-29 12:34:56.789012+01'::timestamptz, NULL::interval, '2024-02-29 12:34:56.789012+01'::timestamptz, '2024-02-29 12:34:56.789012+01'::timestamptz), pg_catalog."overlaps"('2024-02-29 12:34:56.789012+01'::timestamptz, '1 mon 2 days 03:04:05.5'::interval, NULL::timestamptz, '2024-02-29 12:34:56.789012+01'::timestamptz), pg_catalog."overlaps"('2024-02-29 12:34:56.789012+01'::timestamptz, '1 mon 2 days 03:04:05.5'::interval, '2024-02-29 12:34:56.789012+01'::timestamptz, NULL::timestamptz), pg_typeof(pg_catalog."overlaps"(NULL::timestamptz, '1 mon 2 days 03:04:05.5'::interval, '2024-02-29 12:34:56.789012+01'::timestamptz, '2024-02-29 12:34:56.789012+01'::timestamptz));
----
NULL|NULL|NULL|NULL|boolean
SELECT 1

SELECT pg_catalog."overlaps"('2024-02-29 12:34:56.789012+01'::timestamptz, '2024-02-29 12:34:56.789012+01'::timestamptz, '2024-02-29 12:34:56.789012+01'::timestamptz, '1 mon 2 days 03:04:05.5'::interval), pg_catalog."overlaps"('1999-12-31 23:59:59-05'::timestamptz, '1999-12-31 23:59:59-05'::timestamptz, '1999-12-31 23:59:59-05'::timestamptz, '-1 year -00:00:01'::interval), pg_catalog."overlaps"('infinity'::timestamptz, '2024-02-29 12:34:56.789012+01'::timestamptz, '1999-12-31 23:59:59-05'::timestamptz, '-1 year -00:00:01'::interval);
----
t|f|f
SELECT 1

SELECT pg_catalog."overlaps"(NULL::timestamptz, '2024-02-29 12:34:56.789012+01'::timestamptz, '2024-02-29 12:34:56.789012+01'::timestamptz, '1 mon 2 days 03:04:05.5'::interval), pg_catalog."overlaps"('2024-02-29 12:34:56.789012+01'::timestamptz, NULL::timestamptz, '2024-02-29 12:34:56.789012+01'::timestamptz, '1 mon 2 days 03:04:05.5'::interval), pg_catalog."overlaps"('2024-02-29 12:34:56.789012+01'::timestamptz, '2024-02-29 12:34:56.789012+01'::timestamptz, NULL::timestamptz, '1 mon 2 days 03:04:05.5'::interval), pg_catalog."overlaps"('2024-02-29 12:34:56.789012+01'::timestamptz, '2024-02-29 12:34:56.789012+01'::timestamptz, '2024-02-29 12:34:56.789012+01'::timestamptz, NULL::interval), pg_typeof(pg_catalog."overlaps"(NULL::timestamptz, '2024-02-29 12:34:56.789012+01'::timestamptz, '2024-02-29 12:34:56.789012+01'::timestamptz, '1 mon 2 days 03:04:05.5'::interval));
----
NULL|NULL|NULL|NULL|boolean
SELECT 1

SELECT pg_catalog."overlaps"('2024-02-29 12:34:56.789012+01'::timestamptz, '2024-02-29 12:34:56.789012+01'::timestamptz, '2024-02-29 12:34:56.789012+01'::timestamptz, '2024-02-29 12:34:56.789012+01'::timestamptz), pg_catalog."overlaps"('1999-12-31 23:59:59-05'::timestamptz, '1999-12-31 23:59:59-05'::timestamptz, '1999-12-31 23:59:59-05'::timestamptz, '1999-12-31 23:59:59-05'::timestamptz), pg_catalog."overlaps"('infinity'::timestamptz, '2024-02-29 12:34:56.789012+01'::timestamptz, '1999-12-31 23:59:59-05'::timestamptz, 'infinity'::timestamptz);
----
t|t|t
SELECT 1

SELECT pg_catalog."overlaps"(NULL::timestamptz, '2024-02-29 12:34:56.789012+01'::timestamptz, '2024-02-29 12:34:56.789012+01'::timestamptz, '2024-02-29 12:34:56.789012+01'::timestamptz), pg_catalog."overlaps"('2024-02-29 12:34:56.789012+01'::timestamptz, NULL::timestamptz, '2024-02-29 12:34:56.789012+01'::timestamptz, '2024-02-29 12:34:56.789012+01'::timestamptz), pg_catalog."overlaps"('2024-02-29 12:34:56.789012+01'::timestamptz, '2024-02-29 12:34:56.789012+01'::timestamptz, NULL::timestamptz, '2024-02-29 12:34:56.789012+01'::timestamptz), pg_catalog."overlaps"('2024-02-29 12:34:56.789012+01'::timestamptz, '2024-02-29 12:34:56.789012+01'::timestamptz, '2024-02-29 12:34:56.789012+01'::timestamptz, NULL::timestamptz), pg_typeof(pg_catalog."overlaps"(NULL::timestamptz, '2024-02-29 12:34:56.789012+01'::timestamptz, '2024-02-29 12:34:56.789012+01'::timestamptz, '2024-02-29 12:34:56.789012+01'::timestamptz));
----
NULL|NULL|NULL|NULL|boolean
SELECT 1

SELECT pg_catalog."time"('2024-02-29 12:34:56.789012+01'::timestamptz), pg_catalog."time"('1999-12-31 23:59:59-05'::timestamptz), pg_catalog."time"('infinity'::timestamptz), pg_catalog."time"(NULL::timestamptz), pg_typeof(pg_catalog."time"('2024-02-29 12:34:56.789012+01'::timestamptz));
----
11:34:56.789012|04:59:59|NULL|NULL|time without time zone
SELECT 1

SELECT pg_catalog."timestamp"('2024-02-29 12:34:56.789012+01'::timestamptz), pg_catalog."timestamp"('1999-12-31 23:59:59-05'::timestamptz), pg_catalog."timestamp"('infinity'::timestamptz), pg_catalog."timestamp"(NULL::timestamptz), pg_typeof(pg_catalog."timestamp"('2024-02-29 12:34:56.789012+01'::timestamptz));
----
2024-02-29 11:34:56.789012|2000-01-01 04:59:59|infinity|NULL|timestamp without time zone
SELECT 1

SELECT timestamptz(NULL::timestamptz, 5), timestamptz('2024-02-29 12:34:56.789012+01'::timestamptz, NULL::int4), pg_typeof(timestamptz(NULL::timestamptz, 5));
----
NULL|NULL|timestamp with time zone
SELECT 1

SELECT timetz('2024-02-29 12:34:56.789012+01'::timestamptz), timetz('1999-12-31 23:59:59-05'::timestamptz), timetz('infinity'::timestamptz), timetz(NULL::timestamptz), pg_typeof(timetz('2024-02-29 12:34:56.789012+01'::timestamptz));
----
11:34:56.789012+00|04:59:59+00|NULL|NULL|time with time zone
SELECT 1

SELECT to_char('2024-02-29 12:34:56.789012+01'::timestamptz, 'hello'::text), to_char('1999-12-31 23:59:59-05'::timestamptz, 'Äpfel'::text), to_char('infinity'::timestamptz, 'hello'::text);
----
hello|Äpfel|NULL
SELECT 1

SELECT to_char(NULL::timestamptz, 'hello'::text), to_char('2024-02-29 12:34:56.789012+01'::timestamptz, NULL::text), pg_typeof(to_char(NULL::timestamptz, 'hello'::text));
----
NULL|NULL|text
SELECT 1

SELECT tstzrange('2024-02-29 12:34:56.789012+01'::timestamptz, '2024-02-29 12:34:56.789012+01'::timestamptz), tstzrange('1999-12-31 23:59:59-05'::timestamptz, '1999-12-31 23:59:59-05'::timestamptz), tstzrange('infinity'::timestamptz, '2024-02-29 12:34:56.789012+01'::timestamptz);
----
error 22000 range lower bound must be less than or equal to range upper bound

SELECT tstzrange(NULL::timestamptz, '2024-02-29 12:34:56.789012+01'::timestamptz), tstzrange('2024-02-29 12:34:56.789012+01'::timestamptz, NULL::timestamptz), pg_typeof(tstzrange(NULL::timestamptz, '2024-02-29 12:34:56.789012+01'::timestamptz));
----
(,"2024-02-29 11:34:56.789012+00")|["2024-02-29 11:34:56.789012+00",)|tstzrange
SELECT 1

SELECT tstzrange('2024-02-29 12:34:56.789012+01'::timestamptz, '2024-02-29 12:34:56.789012+01'::timestamptz, 'hello'::text), tstzrange('1999-12-31 23:59:59-05'::timestamptz, '1999-12-31 23:59:59-05'::timestamptz, 'Äpfel'::text), tstzrange('infinity'::timestamptz, '2024-02-29 12:34:56.789012+01'::timestamptz, 'Äpfel'::text);
----
error 42601 invalid range bound flags; ; Valid values are "[]", "[)", "(]", and "()".

SELECT tstzrange(NULL::timestamptz, '2024-02-29 12:34:56.789012+01'::timestamptz, 'hello'::text), tstzrange('2024-02-29 12:34:56.789012+01'::timestamptz, NULL::timestamptz, 'hello'::text), tstzrange('2024-02-29 12:34:56.789012+01'::timestamptz, '2024-02-29 12:34:56.789012+01'::timestamptz, NULL::text), pg_typeof(tstzrange(NULL::timestamptz, '2024-02-29 12:34:56.789012+01'::timestamptz, 'hello'::text));
----
error 42601 invalid range bound flags; ; Valid values are "[]", "[)", "(]", and "()".

# date
SELECT daterange('2024-02-29'::date, '2024-02-29'::date), daterange('0044-03-15 BC'::date, '0044-03-15 BC'::date), daterange('infinity'::date, '2024-02-29'::date);
----
error 22000 range lower bound must be less than or equal to range upper bound

SELECT daterange(NULL::date, '2024-02-29'::date), daterange('2024-02-29'::date, NULL::date), pg_typeof(daterange(NULL::date, '2024-02-29'::date));
----
(,2024-02-29)|[2024-02-29,)|daterange
SELECT 1

SELECT daterange('2024-02-29'::date, '2024-02-29'::date, 'hello'::text), daterange('0044-03-15 BC'::date, '0044-03-15 BC'::date, 'Äpfel'::text), daterange('infinity'::date, '2024-02-29'::date, 'Äpfel'::text);
----
error 42601 invalid range bound flags; ; Valid values are "[]", "[)", "(]", and "()".

SELECT daterange(NULL::date, '2024-02-29'::date, 'hello'::text), daterange('2024-02-29'::date, NULL::date, 'hello'::text), daterange('2024-02-29'::date, '2024-02-29'::date, NULL::text), pg_typeof(daterange(NULL::date, '2024-02-29'::date, 'hello'::text));
----
error 42601 invalid range bound flags; ; Valid values are "[]", "[)", "(]", and "()".

SELECT isfinite('2024-02-29'::date), isfinite('0044-03-15 BC'::date), isfinite('infinity'::date), isfinite(NULL::date), pg_typeof(isfinite('2024-02-29'::date));
----
t|t|f|NULL|boolean
SELECT 1

SELECT pg_catalog."timestamp"('2024-02-29'::date), pg_catalog."timestamp"('0044-03-15 BC'::date), pg_catalog."timestamp"('infinity'::date), pg_catalog."timestamp"(NULL::date), pg_typeof(pg_catalog."timestamp"('2024-02-29'::date));
----
2024-02-29 00:00:00|0044-03-15 00:00:00 BC|infinity|NULL|timestamp without time zone
SELECT 1

SELECT pg_catalog."timestamp"('2024-02-29'::date, '13:45:06.789'::time), pg_catalog."timestamp"('0044-03-15 BC'::date, '24:00'::time), pg_catalog."timestamp"('infinity'::date, '24:00'::time);
----
2024-02-29 13:45:06.789|0044-03-16 00:00:00 BC|infinity
SELECT 1

SELECT pg_catalog."timestamp"(NULL::date, '13:45:06.789'::time), pg_catalog."timestamp"('2024-02-29'::date, NULL::time), pg_typeof(pg_catalog."timestamp"(NULL::date, '13:45:06.789'::time));
----
NULL|NULL|timestamp without time zone
SELECT 1

SELECT timestamptz('2024-02-29'::date), timestamptz('0044-03-15 BC'::date), timestamptz('infinity'::date), timestamptz(NULL::date), pg_typeof(timestamptz('2024-02-29'::date));
----
2024-02-29 00:00:00+00|0044-03-15 00:00:00+00 BC|infinity|NULL|timestamp with time zone
SELECT 1

SELECT timestamptz('2024-02-29'::date, '13:45:06.789'::time), timestamptz('0044-03-15 BC'::date, '24:00'::time), timestamptz('infinity'::date, '24:00'::time);
----
2024-02-29 13:45:06.789+00|0044-03-16 00:00:00+00 BC|infinity
SELECT 1

SELECT timestamptz(NULL::date, '13:45:06.789'::time), timestamptz('2024-02-29'::date, NULL::time), pg_typeof(timestamptz(NULL::date, '13:45:06.789'::time));
----
NULL|NULL|timestamp with time zone
SELECT 1

SELECT timestamptz('2024-02-29'::date, '13:45:06.789+02'::timetz), timestamptz('0044-03-15 BC'::date, '00:00-08:30'::timetz), timestamptz('infinity'::date, '00:00-08:30'::timetz);
----
2024-02-29 11:45:06.789+00|0044-03-15 08:30:00+00 BC|infinity
SELECT 1

SELECT timestamptz(NULL::date, '13:45:06.789+02'::timetz), timestamptz('2024-02-29'::date, NULL::timetz), pg_typeof(timestamptz(NULL::date, '13:45:06.789+02'::timetz));
----
NULL|NULL|timestamp with time zone
SELECT 1

SELECT pg_catalog."interval"(NULL::interval, 5), pg_catalog."interval"('1 mon 2 days 03:04:05.5'::interval, NULL::int4), pg_typeof(pg_catalog."interval"(NULL::interval, 5));
----
NULL|NULL|interval
SELECT 1

SELECT isfinite('1 mon 2 days 03:04:05.5'::interval), isfinite('-1 year -00:00:01'::interval), isfinite(NULL::interval), pg_typeof(isfinite('1 mon 2 days 03:04:05.5'::interval));
----
t|t|NULL|boolean
SELECT 1

SELECT justify_days('1 mon 2 days 03:04:05.5'::interval), justify_days('-1 year -00:00:01'::interval), justify_days(NULL::interval), pg_typeof(justify_days('1 mon 2 days 03:04:05.5'::interval));
----
1 mon 2 days 03:04:05.5|-1 years -00:00:01|NULL|interval
SELECT 1

SELECT justify_hours('1 mon 2 days 03:04:05.5'::interval), justify_hours('-1 year -00:00:01'::interval), justify_hours(NULL::interval), pg_typeof(justify_hours('1 mon 2 days 03:04:05.5'::interval));
----
1 mon 2 days 03:04:05.5|-1 years -00:00:01|NULL|interval
SELECT 1

SELECT justify_interval('1 mon 2 days 03:04:05.5'::interval), justify_interval('-1 year -00:00:01'::interval), justify_interval(NULL::interval), pg_typeof(justify_interval('1 mon 2 days 03:04:05.5'::interval));
----
1 mon 2 days 03:04:05.5|-1 years -00:00:01|NULL|interval
SELECT 1

SELECT pg_catalog."time"('1 mon 2 days 03:04:05.5'::interval), pg_catalog."time"('-1 year -00:00:01'::interval), pg_catalog."time"(NULL::interval), pg_typeof(pg_catalog."time"('1 mon 2 days 03:04:05.5'::interval));
----
03:04:05.5|23:59:59|NULL|time without time zone
SELECT 1

SELECT timezone('1 mon 2 days 03:04:05.5'::interval, '2024-02-29 12:34:56.789012'::timestamp), timezone('-1 year -00:00:01'::interval, '1999-12-31 23:59:59'::timestamp);
----
error 22023 interval time zone "1 mon 2 days 03:04:05.5" must not include months or days

SELECT timezone(NULL::interval, '2024-02-29 12:34:56.789012'::timestamp), timezone('1 mon 2 days 03:04:05.5'::interval, NULL::timestamp), pg_typeof(timezone(NULL::interval, '2024-02-29 12:34:56.789012'::timestamp));
----
NULL|NULL|timestamp with time zone
SELECT 1

SELECT timezone('1 mon 2 days 03:04:05.5'::interval, '2024-02-29 12:34:56.789012+01'::timestamptz), timezone('-1 year -00:00:01'::interval, '1999-12-31 23:59:59-05'::timestamptz);
----
error 22023 interval time zone "1 mon 2 days 03:04:05.5" must not include months or days

SELECT timezone(NULL::interval, '2024-02-29 12:34:56.789012+01'::timestamptz), timezone('1 mon 2 days 03:04:05.5'::interval, NULL::timestamptz), pg_typeof(timezone(NULL::interval, '2024-02-29 12:34:56.789012+01'::timestamptz));
----
NULL|NULL|timestamp without time zone
SELECT 1

SELECT timezone('1 mon 2 days 03:04:05.5'::interval, '13:45:06.789+02'::timetz), timezone('-1 year -00:00:01'::interval, '00:00-08:30'::timetz), timezone('1 mon 2 days 03:04:05.5'::interval, '00:00-08:30'::timetz);
----
error 22023 interval time zone "1 mon 2 days 03:04:05.5" must not include months or days

SELECT timezone(NULL::interval, '13:45:06.789+02'::timetz), timezone('1 mon 2 days 03:04:05.5'::interval, NULL::timetz), pg_typeof(timezone(NULL::interval, '13:45:06.789+02'::timetz));
----
NULL|NULL|time with time zone
SELECT 1

SELECT to_char('1 mon 2 days 03:04:05.5'::interval, 'hello'::text), to_char('-1 year -00:00:01'::interval, 'Äpfel'::text);
----
hello|Äpfel
SELECT 1

SELECT to_char(NULL::interval, 'hello'::text), to_char('1 mon 2 days 03:04:05.5'::interval, NULL::text), pg_typeof(to_char(NULL::interval, 'hello'::text));
----
NULL|NULL|text
SELECT 1

# time
SELECT pg_catalog."interval"('13:45:06.789'::time), pg_catalog."interval"('24:00'::time), pg_catalog."interval"(NULL::time), pg_typeof(pg_catalog."interval"('13:45:06.789'::time));
----
13:45:06.789|24:00:00|NULL|interval
SELECT 1

SELECT pg_catalog."overlaps"('13:45:06.789'::time, '1 mon 2 days 03:04:05.5'::interval, '13:45:06.789'::time, '1 mon 2 days 03:04:05.5'::interval), pg_catalog."overlaps"('24:00'::time, '-1 year -00:00:01'::interval, '24:00'::time, '-1 year -00:00:01'::interval), pg_catalog."overlaps"('13:45:06.789'::time, '-1 year -00:00:01'::interval, '13:45:06.789'::time, '-1 year -00:00:01'::interval);
----
t|t|t
SELECT 1

SELECT pg_catalog."overlaps"(NULL::time, '1 mon 2 days 03:04:05.5'::interval, '13:45:06.789'::time, '1 mon 2 days 03:04:05.5'::interval), pg_catalog."overlaps"('13:45:06.789'::time, NULL::interval, '13:45:06.789'::time, '1 mon 2 days 03:04:05.5'::interval), pg_catalog."overlaps"('13:45:06.789'::time, '1 mon 2 days 03:04:05.5'::interval, NULL::time, '1 mon 2 days 03:04:05.5'::interval), pg_catalog."overlaps"('13:45:06.789'::time, '1 mon 2 days 03:04:05.5'::interval, '13:45:06.789'::time, NULL::interval), pg_typeof(pg_catalog."overlaps"(NULL::time, '1 mon 2 days 03:04:05.5'::interval, '13:45:06.789'::time, '1 mon 2 days 03:04:05.5'::interval));
----
NULL|NULL|NULL|NULL|boolean
SELECT 1

SELECT pg_catalog."overlaps"('13:45:06.789'::time, '1 mon 2 days 03:04:05.5'::interval, '13:45:06.789'::time, '13:45:06.789'::time), pg_catalog."overlaps"('24:00'::time, '-1 year -00:00:01'::interval, '24:00'::time, '24:00'::time), pg_catalog."overlaps"('13:45:06.789'::time, '-1 year -00:00:01'::interval, '13:45:06.789'::time, '24:00'::time);
----
t|f|f
SELECT 1

SELECT pg_catalog."overlaps"(NULL::time, '1 mon 2 days 03:04:05.5'::interval, '13:45:06.789'::time, '13:45:06.789'::time), pg_catalog."overlaps"('13:45:06.789'::time, NULL::interval, '13:45:06.789'::time, '13:45:06.789'::time), pg_catalog."overlaps"('13:45:06.789'::time, '1 mon 2 days 03:04:05.5'::interval, NULL::time, '13:45:06.789'::time), pg_catalog."overlaps"('13:45:06.789'::time, '1 mon 2 days 03:04:05.5'::interval, '13:45:06.789'::time, NULL::time), pg_typeof(pg_catalog."overlaps"(NULL::time, '1 mon 2 days 03:04:05.5'::interval, '13:45:06.789'::time, '13:45:06.789'::time));
----
NULL|NULL|NULL|NULL|boolean
SELECT 1

SELECT pg_catalog."overlaps"('13:45:06.789'::time, '13:45:06.789'::time, '13:45:06.789'::time, '1 mon 2 days 03:04:05.5'::interval), pg_catalog."overlaps"('24:00'::time, '24:00'::time, '24:00'::time, '-1 year -00:00:01'::interval), pg_catalog."overlaps"('13:45:06.789'::time, '24:00'::time, '13:45:06.789'::time, '-1 year -00:00:01'::interval);
----
t|f|f
SELECT 1

SELECT pg_catalog."overlaps"(NULL::time, '13:45:06.789'::time, '13:45:06.789'::time, '1 mon 2 days 03:04:05.5'::interval), pg_catalog."overlaps"('13:45:06.789'::time, NULL::time, '13:45:06.789'::time, '1 mon 2 days 03:04:05.5'::interval), pg_catalog."overlaps"('13:45:06.789'::time, '13:45:06.789'::time, NULL::time, '1 mon 2 days 03:04:05.5'::interval), pg_catalog."overlaps"('13:45:06.789'::time, '13:45:06.789'::time, '13:45:06.789'::time, NULL::interval), pg_typeof(pg_catalog."overlaps"(NULL::time, '13:45:06.789'::time, '13:45:06.789'::time, '1 mon 2 days 03:04:05.5'::interval));
----
NULL|NULL|NULL|NULL|boolean
SELECT 1

SELECT pg_catalog."overlaps"('13:45:06.789'::time, '13:45:06.789'::time, '13:45:06.789'::time, '13:45:06.789'::time), pg_catalog."overlaps"('24:00'::time, '24:00'::time, '24:00'::time, '24:00'::time), pg_catalog."overlaps"('13:45:06.789'::time, '24:00'::time, '13:45:06.789'::time, '24:00'::time);
----
t|t|t
SELECT 1

SELECT pg_catalog."overlaps"(NULL::time, '13:45:06.789'::time, '13:45:06.789'::time, '13:45:06.789'::time), pg_catalog."overlaps"('13:45:06.789'::time, NULL::time, '13:45:06.789'::time, '13:45:06.789'::time), pg_catalog."overlaps"('13:45:06.789'::time, '13:45:06.789'::time, NULL::time, '13:45:06.789'::time), pg_catalog."overlaps"('13:45:06.789'::time, '13:45:06.789'::time, '13:45:06.789'::time, NULL::time), pg_typeof(pg_catalog."overlaps"(NULL::time, '13:45:06.789'::time, '13:45:06.789'::time, '13:45:06.789'::time));
----
NULL|NULL|NULL|NULL|boolean
SELECT 1

SELECT pg_catalog."time"('13:45:06.789'::time, 5), pg_catalog."time"('24:00'::time, -17);
----
13:45:06.789|24:00:00
SELECT 1

SELECT pg_catalog."time"(NULL::time, 5), pg_catalog."time"('13:45:06.789'::time, NULL::int4), pg_typeof(pg_catalog."time"(NULL::time, 5));
----
NULL|NULL|time without time zone
SELECT 1

SELECT timetz('13:45:06.789'::time), timetz('24:00'::time), timetz(NULL::time), pg_typeof(timetz('13:45:06.789'::time));
----
13:45:06.789+00|24:00:00+00|NULL|time with time zone
SELECT 1

# timetz
SELECT pg_catalog."overlaps"('13:45:06.789+02'::timetz, '13:45:06.789+02'::timetz, '13:45:06.789+02'::timetz, '13:45:06.789+02'::timetz), pg_catalog."overlaps"('00:00-08:30'::timetz, '00:00-08:30'::timetz, '00:00-08:30'::timetz, '00:00-08:30'::timetz), pg_catalog."overlaps"('13:45:06.789+02'::timetz, '00:00-08:30'::timetz, '13:45:06.789+02'::timetz, '00:00-08:30'::timetz);
----
t|t|t
SELECT 1

SELECT pg_catalog."overlaps"(NULL::timetz, '13:45:06.789+02'::timetz, '13:45:06.789+02'::timetz, '13:45:06.789+02'::timetz), pg_catalog."overlaps"('13:45:06.789+02'::timetz, NULL::timetz, '13:45:06.789+02'::timetz, '13:45:06.789+02'::timetz), pg_catalog."overlaps"('13:45:06.789+02'::timetz, '13:45:06.789+02'::timetz, NULL::timetz, '13:45:06.789+02'::timetz), pg_catalog."overlaps"('13:45:06.789+02'::timetz, '13:45:06.789+02'::timetz, '13:45:06.789+02'::timetz, NULL::timetz), pg_typeof(pg_catalog."overlaps"(NULL::timetz, '13:45:06.789+02'::timetz, '13:45:06.789+02'::timetz, '13:45:06.789+02'::timetz));
----
NULL|NULL|NULL|NULL|boolean
SELECT 1

SELECT pg_catalog."time"('13:45:06.789+02'::timetz), pg_catalog."time"('00:00-08:30'::timetz), pg_catalog."time"(NULL::timetz), pg_typeof(pg_catalog."time"('13:45:06.789+02'::timetz));
----
13:45:06.789|00:00:00|NULL|time without time zone
SELECT 1

SELECT timetz('13:45:06.789+02'::timetz, 5), timetz('00:00-08:30'::timetz, -17);
----
13:45:06.789+02|00:00:00-08:30
SELECT 1

SELECT timetz(NULL::timetz, 5), timetz('13:45:06.789+02'::timetz, NULL::int4), pg_typeof(timetz(NULL::timetz, 5));
----
NULL|NULL|time with time zone
SELECT 1
