-- DateStyle and IntervalStyle: forms of output, and what they change of input.

SET TimeZone = 'UTC'

SET DateStyle = 'ISO, MDY'

SELECT DATE '2001-02-03'::text, DATE '0099-12-31 BC'::text, DATE 'infinity'::text, DATE '12345-06-07'::text

SELECT TIMESTAMP '2001-02-03 04:05:06.789'::text, TIMESTAMP '0044-03-15 12:00:00 BC'::text, TIMESTAMP '-infinity'::text, TIMESTAMP '1999-12-31 23:59:59.000001'::text

SELECT TIMESTAMPTZ '2001-02-03 04:05:06+00'::text, TIMESTAMPTZ '2001-07-03 04:05:06.5+00'::text, TIMESTAMPTZ '1850-01-01 00:00:00+00'::text, TIMESTAMPTZ '0044-03-15 12:00:00+00 BC'::text

SET DateStyle = 'ISO, DMY'

SELECT DATE '2001-02-03'::text, DATE '0099-12-31 BC'::text, DATE 'infinity'::text, DATE '12345-06-07'::text

SELECT TIMESTAMP '2001-02-03 04:05:06.789'::text, TIMESTAMP '0044-03-15 12:00:00 BC'::text, TIMESTAMP '-infinity'::text, TIMESTAMP '1999-12-31 23:59:59.000001'::text

SELECT TIMESTAMPTZ '2001-02-03 04:05:06+00'::text, TIMESTAMPTZ '2001-07-03 04:05:06.5+00'::text, TIMESTAMPTZ '1850-01-01 00:00:00+00'::text, TIMESTAMPTZ '0044-03-15 12:00:00+00 BC'::text

SET DateStyle = 'ISO, YMD'

SELECT DATE '2001-02-03'::text, DATE '0099-12-31 BC'::text, DATE 'infinity'::text, DATE '12345-06-07'::text

SELECT TIMESTAMP '2001-02-03 04:05:06.789'::text, TIMESTAMP '0044-03-15 12:00:00 BC'::text, TIMESTAMP '-infinity'::text, TIMESTAMP '1999-12-31 23:59:59.000001'::text

SELECT TIMESTAMPTZ '2001-02-03 04:05:06+00'::text, TIMESTAMPTZ '2001-07-03 04:05:06.5+00'::text, TIMESTAMPTZ '1850-01-01 00:00:00+00'::text, TIMESTAMPTZ '0044-03-15 12:00:00+00 BC'::text

SET DateStyle = 'SQL, MDY'

SELECT DATE '2001-02-03'::text, DATE '0099-12-31 BC'::text, DATE 'infinity'::text, DATE '12345-06-07'::text

SELECT TIMESTAMP '2001-02-03 04:05:06.789'::text, TIMESTAMP '0044-03-15 12:00:00 BC'::text, TIMESTAMP '-infinity'::text, TIMESTAMP '1999-12-31 23:59:59.000001'::text

SELECT TIMESTAMPTZ '2001-02-03 04:05:06+00'::text, TIMESTAMPTZ '2001-07-03 04:05:06.5+00'::text, TIMESTAMPTZ '1850-01-01 00:00:00+00'::text, TIMESTAMPTZ '0044-03-15 12:00:00+00 BC'::text

SET DateStyle = 'SQL, DMY'

SELECT DATE '2001-02-03'::text, DATE '0099-12-31 BC'::text, DATE 'infinity'::text, DATE '12345-06-07'::text

SELECT TIMESTAMP '2001-02-03 04:05:06.789'::text, TIMESTAMP '0044-03-15 12:00:00 BC'::text, TIMESTAMP '-infinity'::text, TIMESTAMP '1999-12-31 23:59:59.000001'::text

SELECT TIMESTAMPTZ '2001-02-03 04:05:06+00'::text, TIMESTAMPTZ '2001-07-03 04:05:06.5+00'::text, TIMESTAMPTZ '1850-01-01 00:00:00+00'::text, TIMESTAMPTZ '0044-03-15 12:00:00+00 BC'::text

SET DateStyle = 'SQL, YMD'

SELECT DATE '2001-02-03'::text, DATE '0099-12-31 BC'::text, DATE 'infinity'::text, DATE '12345-06-07'::text

SELECT TIMESTAMP '2001-02-03 04:05:06.789'::text, TIMESTAMP '0044-03-15 12:00:00 BC'::text, TIMESTAMP '-infinity'::text, TIMESTAMP '1999-12-31 23:59:59.000001'::text

SELECT TIMESTAMPTZ '2001-02-03 04:05:06+00'::text, TIMESTAMPTZ '2001-07-03 04:05:06.5+00'::text, TIMESTAMPTZ '1850-01-01 00:00:00+00'::text, TIMESTAMPTZ '0044-03-15 12:00:00+00 BC'::text

SET DateStyle = 'Postgres, MDY'

SELECT DATE '2001-02-03'::text, DATE '0099-12-31 BC'::text, DATE 'infinity'::text, DATE '12345-06-07'::text

SELECT TIMESTAMP '2001-02-03 04:05:06.789'::text, TIMESTAMP '0044-03-15 12:00:00 BC'::text, TIMESTAMP '-infinity'::text, TIMESTAMP '1999-12-31 23:59:59.000001'::text

SELECT TIMESTAMPTZ '2001-02-03 04:05:06+00'::text, TIMESTAMPTZ '2001-07-03 04:05:06.5+00'::text, TIMESTAMPTZ '1850-01-01 00:00:00+00'::text, TIMESTAMPTZ '0044-03-15 12:00:00+00 BC'::text

SET DateStyle = 'Postgres, DMY'

SELECT DATE '2001-02-03'::text, DATE '0099-12-31 BC'::text, DATE 'infinity'::text, DATE '12345-06-07'::text

SELECT TIMESTAMP '2001-02-03 04:05:06.789'::text, TIMESTAMP '0044-03-15 12:00:00 BC'::text, TIMESTAMP '-infinity'::text, TIMESTAMP '1999-12-31 23:59:59.000001'::text

SELECT TIMESTAMPTZ '2001-02-03 04:05:06+00'::text, TIMESTAMPTZ '2001-07-03 04:05:06.5+00'::text, TIMESTAMPTZ '1850-01-01 00:00:00+00'::text, TIMESTAMPTZ '0044-03-15 12:00:00+00 BC'::text

SET DateStyle = 'Postgres, YMD'

SELECT DATE '2001-02-03'::text, DATE '0099-12-31 BC'::text, DATE 'infinity'::text, DATE '12345-06-07'::text

SELECT TIMESTAMP '2001-02-03 04:05:06.789'::text, TIMESTAMP '0044-03-15 12:00:00 BC'::text, TIMESTAMP '-infinity'::text, TIMESTAMP '1999-12-31 23:59:59.000001'::text

SELECT TIMESTAMPTZ '2001-02-03 04:05:06+00'::text, TIMESTAMPTZ '2001-07-03 04:05:06.5+00'::text, TIMESTAMPTZ '1850-01-01 00:00:00+00'::text, TIMESTAMPTZ '0044-03-15 12:00:00+00 BC'::text

SET DateStyle = 'German, MDY'

SELECT DATE '2001-02-03'::text, DATE '0099-12-31 BC'::text, DATE 'infinity'::text, DATE '12345-06-07'::text

SELECT TIMESTAMP '2001-02-03 04:05:06.789'::text, TIMESTAMP '0044-03-15 12:00:00 BC'::text, TIMESTAMP '-infinity'::text, TIMESTAMP '1999-12-31 23:59:59.000001'::text

SELECT TIMESTAMPTZ '2001-02-03 04:05:06+00'::text, TIMESTAMPTZ '2001-07-03 04:05:06.5+00'::text, TIMESTAMPTZ '1850-01-01 00:00:00+00'::text, TIMESTAMPTZ '0044-03-15 12:00:00+00 BC'::text

SET DateStyle = 'German, DMY'

SELECT DATE '2001-02-03'::text, DATE '0099-12-31 BC'::text, DATE 'infinity'::text, DATE '12345-06-07'::text

SELECT TIMESTAMP '2001-02-03 04:05:06.789'::text, TIMESTAMP '0044-03-15 12:00:00 BC'::text, TIMESTAMP '-infinity'::text, TIMESTAMP '1999-12-31 23:59:59.000001'::text

SELECT TIMESTAMPTZ '2001-02-03 04:05:06+00'::text, TIMESTAMPTZ '2001-07-03 04:05:06.5+00'::text, TIMESTAMPTZ '1850-01-01 00:00:00+00'::text, TIMESTAMPTZ '0044-03-15 12:00:00+00 BC'::text

SET DateStyle = 'German, YMD'

SELECT DATE '2001-02-03'::text, DATE '0099-12-31 BC'::text, DATE 'infinity'::text, DATE '12345-06-07'::text

SELECT TIMESTAMP '2001-02-03 04:05:06.789'::text, TIMESTAMP '0044-03-15 12:00:00 BC'::text, TIMESTAMP '-infinity'::text, TIMESTAMP '1999-12-31 23:59:59.000001'::text

SELECT TIMESTAMPTZ '2001-02-03 04:05:06+00'::text, TIMESTAMPTZ '2001-07-03 04:05:06.5+00'::text, TIMESTAMPTZ '1850-01-01 00:00:00+00'::text, TIMESTAMPTZ '0044-03-15 12:00:00+00 BC'::text

SET TimeZone = 'America/New_York'

SET DateStyle = 'ISO, MDY'

SELECT TIMESTAMPTZ '2001-02-03 04:05:06+00'::text, TIMESTAMPTZ '2001-07-03 04:05:06.5+00'::text, TIMESTAMPTZ '1850-01-01 00:00:00+00'::text, TIMESTAMPTZ '0044-03-15 12:00:00+00 BC'::text

SET DateStyle = 'ISO, DMY'

SELECT TIMESTAMPTZ '2001-02-03 04:05:06+00'::text, TIMESTAMPTZ '2001-07-03 04:05:06.5+00'::text, TIMESTAMPTZ '1850-01-01 00:00:00+00'::text, TIMESTAMPTZ '0044-03-15 12:00:00+00 BC'::text

SET DateStyle = 'SQL, MDY'

SELECT TIMESTAMPTZ '2001-02-03 04:05:06+00'::text, TIMESTAMPTZ '2001-07-03 04:05:06.5+00'::text, TIMESTAMPTZ '1850-01-01 00:00:00+00'::text, TIMESTAMPTZ '0044-03-15 12:00:00+00 BC'::text

SET DateStyle = 'SQL, DMY'

SELECT TIMESTAMPTZ '2001-02-03 04:05:06+00'::text, TIMESTAMPTZ '2001-07-03 04:05:06.5+00'::text, TIMESTAMPTZ '1850-01-01 00:00:00+00'::text, TIMESTAMPTZ '0044-03-15 12:00:00+00 BC'::text

SET DateStyle = 'Postgres, MDY'

SELECT TIMESTAMPTZ '2001-02-03 04:05:06+00'::text, TIMESTAMPTZ '2001-07-03 04:05:06.5+00'::text, TIMESTAMPTZ '1850-01-01 00:00:00+00'::text, TIMESTAMPTZ '0044-03-15 12:00:00+00 BC'::text

SET DateStyle = 'Postgres, DMY'

SELECT TIMESTAMPTZ '2001-02-03 04:05:06+00'::text, TIMESTAMPTZ '2001-07-03 04:05:06.5+00'::text, TIMESTAMPTZ '1850-01-01 00:00:00+00'::text, TIMESTAMPTZ '0044-03-15 12:00:00+00 BC'::text

SET DateStyle = 'German, MDY'

SELECT TIMESTAMPTZ '2001-02-03 04:05:06+00'::text, TIMESTAMPTZ '2001-07-03 04:05:06.5+00'::text, TIMESTAMPTZ '1850-01-01 00:00:00+00'::text, TIMESTAMPTZ '0044-03-15 12:00:00+00 BC'::text

SET DateStyle = 'German, DMY'

SELECT TIMESTAMPTZ '2001-02-03 04:05:06+00'::text, TIMESTAMPTZ '2001-07-03 04:05:06.5+00'::text, TIMESTAMPTZ '1850-01-01 00:00:00+00'::text, TIMESTAMPTZ '0044-03-15 12:00:00+00 BC'::text

SET TimeZone = 'Asia/Kolkata'

SET DateStyle = 'ISO, MDY'

SELECT TIMESTAMPTZ '2001-02-03 04:05:06+00'::text, TIMESTAMPTZ '2001-07-03 04:05:06.5+00'::text, TIMESTAMPTZ '1850-01-01 00:00:00+00'::text, TIMESTAMPTZ '0044-03-15 12:00:00+00 BC'::text

SET DateStyle = 'ISO, DMY'

SELECT TIMESTAMPTZ '2001-02-03 04:05:06+00'::text, TIMESTAMPTZ '2001-07-03 04:05:06.5+00'::text, TIMESTAMPTZ '1850-01-01 00:00:00+00'::text, TIMESTAMPTZ '0044-03-15 12:00:00+00 BC'::text

SET DateStyle = 'SQL, MDY'

SELECT TIMESTAMPTZ '2001-02-03 04:05:06+00'::text, TIMESTAMPTZ '2001-07-03 04:05:06.5+00'::text, TIMESTAMPTZ '1850-01-01 00:00:00+00'::text, TIMESTAMPTZ '0044-03-15 12:00:00+00 BC'::text

SET DateStyle = 'SQL, DMY'

SELECT TIMESTAMPTZ '2001-02-03 04:05:06+00'::text, TIMESTAMPTZ '2001-07-03 04:05:06.5+00'::text, TIMESTAMPTZ '1850-01-01 00:00:00+00'::text, TIMESTAMPTZ '0044-03-15 12:00:00+00 BC'::text

SET DateStyle = 'Postgres, MDY'

SELECT TIMESTAMPTZ '2001-02-03 04:05:06+00'::text, TIMESTAMPTZ '2001-07-03 04:05:06.5+00'::text, TIMESTAMPTZ '1850-01-01 00:00:00+00'::text, TIMESTAMPTZ '0044-03-15 12:00:00+00 BC'::text

SET DateStyle = 'Postgres, DMY'

SELECT TIMESTAMPTZ '2001-02-03 04:05:06+00'::text, TIMESTAMPTZ '2001-07-03 04:05:06.5+00'::text, TIMESTAMPTZ '1850-01-01 00:00:00+00'::text, TIMESTAMPTZ '0044-03-15 12:00:00+00 BC'::text

SET DateStyle = 'German, MDY'

SELECT TIMESTAMPTZ '2001-02-03 04:05:06+00'::text, TIMESTAMPTZ '2001-07-03 04:05:06.5+00'::text, TIMESTAMPTZ '1850-01-01 00:00:00+00'::text, TIMESTAMPTZ '0044-03-15 12:00:00+00 BC'::text

SET DateStyle = 'German, DMY'

SELECT TIMESTAMPTZ '2001-02-03 04:05:06+00'::text, TIMESTAMPTZ '2001-07-03 04:05:06.5+00'::text, TIMESTAMPTZ '1850-01-01 00:00:00+00'::text, TIMESTAMPTZ '0044-03-15 12:00:00+00 BC'::text

SET TimeZone = 'UTC'

SET TIME ZONE -5

SET DateStyle = 'Postgres, MDY'

SELECT TIMESTAMPTZ '2001-02-03 04:05:06+00'::text

SET TIME ZONE INTERVAL '+03:30' HOUR TO MINUTE

SELECT TIMESTAMPTZ '2001-02-03 04:05:06+00'::text

SET TIME ZONE 'Europe/Berlin'

SET DateStyle = 'German'

SHOW DateStyle

SELECT TIMESTAMPTZ '2001-07-03 04:05:06+00'::text, '31.12.1999'::date::text, '31.12.1999 10:00'::timestamp::text

SELECT ARRAY[DATE '2001-02-03', NULL], ARRAY[TIMESTAMP '2001-02-03 04:05:06'], ROW(DATE '2001-02-03', TIMESTAMPTZ '2001-07-03 04:05:06+00')

SELECT to_json(DATE '2001-02-03'), to_json(TIMESTAMP '2001-02-03 04:05:06.7'), to_json(TIMESTAMPTZ '2001-07-03 04:05:06+00'), json_build_array(DATE '2001-02-03', ARRAY[TIMESTAMP '0044-03-15 12:00:00 BC'])

SELECT json_build_object(DATE '2001-02-03', DATE '2001-02-03'), json_build_object(TIMESTAMP '2001-02-03 04:05:06', 1)

SELECT concat(DATE '2001-02-03', ' ', TIMESTAMP '2001-02-03 04:05:06'), format('%s', DATE '2001-02-03'), DATE '2001-02-03' || '', string_agg(d::text, ',') FROM (VALUES (DATE '2001-02-03')) v(d)

SELECT TIME '04:05:06.5', TIMETZ '04:05:06+02', to_char(DATE '2001-02-03', 'YYYY/MM/DD')

SELECT quote_literal(DATE '2001-02-03'), array_to_string(ARRAY[DATE '2001-02-03'], ';'), length(DATE '2001-02-03'::text)

CREATE TABLE styled (d date PRIMARY KEY DEFAULT DATE '2001-02-03', t timestamp DEFAULT '04.05.2001 06:07:08' CHECK (t > '01.02.2000'))

INSERT INTO styled DEFAULT VALUES

SET DateStyle = 'ISO, MDY'

INSERT INTO styled (d) VALUES ('2001-02-04')

SELECT d, t FROM styled ORDER BY d

SET DateStyle = 'SQL, DMY'

INSERT INTO styled (d, t) VALUES ('05/02/2001', '06/07/2001 01:02:03')

SELECT * FROM styled WHERE d >= '04/02/2001' ORDER BY d

INSERT INTO styled (d) VALUES ('05/02/2001')

INSERT INTO styled (d, t) VALUES ('06/02/2001', '06/07/1999')

DROP TABLE styled

SET DateStyle TO 'ISO'

SHOW DateStyle

SET DateStyle TO 'DMY'

SHOW DateStyle

SET DateStyle TO 'SQL'

SHOW DateStyle

SET DateStyle TO 'postgres'

SHOW DateStyle

SET DateStyle TO 'european'

SHOW DateStyle

SET DateStyle TO 'US'

SHOW DateStyle

SET DateStyle TO 'German, MDY'

SHOW DateStyle

SET DateStyle TO 'German'

SHOW DateStyle

SET DateStyle TO 'MDY, ISO'

SHOW DateStyle

SET DateStyle TO 'ISO, SQL'

SHOW DateStyle

SET DateStyle TO 'DMY, MDY'

SHOW DateStyle

SET DateStyle TO 'nonsense'

SHOW DateStyle

SET DateStyle TO 'ISO, nonsense'

SHOW DateStyle

SET DateStyle TO DEFAULT

SHOW DateStyle

SET DateStyle TO 'DEFAULT, DMY'

SHOW DateStyle

SET DateStyle TO 'postgresXYZ, NonEuropean'

SHOW DateStyle

SET DateStyle TO 'YMD, YMD'

SHOW DateStyle

SET DateStyle TO ''

SHOW DateStyle

SET DateStyle TO SQL, DMY

SHOW DateStyle

SET DateStyle TO ISO, YMD

SHOW DateStyle

RESET DateStyle

SHOW DateStyle

SET TimeZone = 'UTC'

SET DateStyle = 'ISO, MDY'

SELECT '01/02/03'::date

SELECT '99-01-08'::date

SELECT '08-Jan-99'::date

SELECT 'Sat Feb 03 04:05:06 2001 UTC'::timestamptz

SELECT 'Sat 03 Feb 04:05:06.25 2001'::timestamp

SELECT '02-03-2001 04:05:06'::timestamp

SELECT '3.2.2001'::date

SELECT '13/02/2001'::date

SELECT '02/13/2001'::date

SELECT '2001.02.03'::date

SET DateStyle = 'Postgres, DMY'

SELECT '01/02/03'::date

SELECT '99-01-08'::date

SELECT '08-Jan-99'::date

SELECT 'Sat Feb 03 04:05:06 2001 UTC'::timestamptz

SELECT 'Sat 03 Feb 04:05:06.25 2001'::timestamp

SELECT '02-03-2001 04:05:06'::timestamp

SELECT '3.2.2001'::date

SELECT '13/02/2001'::date

SELECT '02/13/2001'::date

SELECT '2001.02.03'::date

SET DateStyle = 'SQL, MDY'

SELECT '01/02/03'::date

SELECT '99-01-08'::date

SELECT '08-Jan-99'::date

SELECT 'Sat Feb 03 04:05:06 2001 UTC'::timestamptz

SELECT 'Sat 03 Feb 04:05:06.25 2001'::timestamp

SELECT '02-03-2001 04:05:06'::timestamp

SELECT '3.2.2001'::date

SELECT '13/02/2001'::date

SELECT '02/13/2001'::date

SELECT '2001.02.03'::date

SET DateStyle = 'German, DMY'

SELECT '01/02/03'::date

SELECT '99-01-08'::date

SELECT '08-Jan-99'::date

SELECT 'Sat Feb 03 04:05:06 2001 UTC'::timestamptz

SELECT 'Sat 03 Feb 04:05:06.25 2001'::timestamp

SELECT '02-03-2001 04:05:06'::timestamp

SELECT '3.2.2001'::date

SELECT '13/02/2001'::date

SELECT '02/13/2001'::date

SELECT '2001.02.03'::date

SET DateStyle = 'ISO, YMD'

SELECT '01/02/03'::date

SELECT '99-01-08'::date

SELECT '08-Jan-99'::date

SELECT 'Sat Feb 03 04:05:06 2001 UTC'::timestamptz

SELECT 'Sat 03 Feb 04:05:06.25 2001'::timestamp

SELECT '02-03-2001 04:05:06'::timestamp

SELECT '3.2.2001'::date

SELECT '13/02/2001'::date

SELECT '02/13/2001'::date

SELECT '2001.02.03'::date

SET DateStyle = 'ISO, MDY'

SET IntervalStyle = postgres

SELECT interval '0'::text, interval '1 year'::text, interval '1 year 2 mons'::text, interval '-1 year -2 mons'::text

SELECT interval '1 year -2 mons'::text, interval '3 days'::text, interval '3 days 04:05:06'::text, interval '-3 days -04:05:06'::text

SELECT interval '3 days -04:05:06'::text, interval '-3 days 04:05:06'::text, interval '1 year 2 mons 3 days 04:05:06.789'::text, interval '-1 year -2 mons +3 days -04:05:06.789'::text

SELECT interval '1 mon -1 day'::text, interval '04:05:06'::text, interval '-04:05:06.000001'::text, interval '0.5 sec'::text

SELECT interval '-0.5 sec'::text, interval '1 sec'::text, interval '-1 sec'::text, interval '1 day 1 sec'::text

SELECT interval '1 day -1 sec'::text, interval '-1 day 1 sec'::text, interval '-1 day 0.25 sec'::text, interval '100 hours'::text

SELECT interval '178000000 years'::text, interval '1 min'::text, interval '-1 mon 1 sec'::text, interval '2147483647 mons'::text

SELECT interval '1 year 1 min -1 sec'::text

SELECT interval '-1 1:00:00'

SELECT interval '-1-2 3 4:05:06'

SELECT interval '-1-2'

SELECT interval '-3 4:05'

SELECT interval '-1 +1:00:00'

SELECT interval '-1 day 2 hours'

SELECT interval '-1 days +02:03:00'

SELECT interval '1 -1:00:00'

SELECT interval '+1 1:00:00'

SELECT interval '-1:30'

SELECT interval '-1 day 2 hours ago'

SELECT interval '@ 1 day 2 hours ago'

SELECT interval 'P-1Y2M'

SELECT interval '- 1 day'

SELECT interval '1-2 -3 +4:05:06'

SELECT interval '-2-3 4'

SELECT interval '-5'

SELECT interval '-1.5 days 2:00'

SET IntervalStyle = postgres_verbose

SELECT interval '0'::text, interval '1 year'::text, interval '1 year 2 mons'::text, interval '-1 year -2 mons'::text

SELECT interval '1 year -2 mons'::text, interval '3 days'::text, interval '3 days 04:05:06'::text, interval '-3 days -04:05:06'::text

SELECT interval '3 days -04:05:06'::text, interval '-3 days 04:05:06'::text, interval '1 year 2 mons 3 days 04:05:06.789'::text, interval '-1 year -2 mons +3 days -04:05:06.789'::text

SELECT interval '1 mon -1 day'::text, interval '04:05:06'::text, interval '-04:05:06.000001'::text, interval '0.5 sec'::text

SELECT interval '-0.5 sec'::text, interval '1 sec'::text, interval '-1 sec'::text, interval '1 day 1 sec'::text

SELECT interval '1 day -1 sec'::text, interval '-1 day 1 sec'::text, interval '-1 day 0.25 sec'::text, interval '100 hours'::text

SELECT interval '178000000 years'::text, interval '1 min'::text, interval '-1 mon 1 sec'::text, interval '2147483647 mons'::text

SELECT interval '1 year 1 min -1 sec'::text

SELECT interval '-1 1:00:00'

SELECT interval '-1-2 3 4:05:06'

SELECT interval '-1-2'

SELECT interval '-3 4:05'

SELECT interval '-1 +1:00:00'

SELECT interval '-1 day 2 hours'

SELECT interval '-1 days +02:03:00'

SELECT interval '1 -1:00:00'

SELECT interval '+1 1:00:00'

SELECT interval '-1:30'

SELECT interval '-1 day 2 hours ago'

SELECT interval '@ 1 day 2 hours ago'

SELECT interval 'P-1Y2M'

SELECT interval '- 1 day'

SELECT interval '1-2 -3 +4:05:06'

SELECT interval '-2-3 4'

SELECT interval '-5'

SELECT interval '-1.5 days 2:00'

SET IntervalStyle = sql_standard

SELECT interval '0'::text, interval '1 year'::text, interval '1 year 2 mons'::text, interval '-1 year -2 mons'::text

SELECT interval '1 year -2 mons'::text, interval '3 days'::text, interval '3 days 04:05:06'::text, interval '-3 days -04:05:06'::text

SELECT interval '3 days -04:05:06'::text, interval '-3 days 04:05:06'::text, interval '1 year 2 mons 3 days 04:05:06.789'::text, interval '-1 year -2 mons +3 days -04:05:06.789'::text

SELECT interval '1 mon -1 day'::text, interval '04:05:06'::text, interval '-04:05:06.000001'::text, interval '0.5 sec'::text

SELECT interval '-0.5 sec'::text, interval '1 sec'::text, interval '-1 sec'::text, interval '1 day 1 sec'::text

SELECT interval '1 day -1 sec'::text, interval '-1 day 1 sec'::text, interval '-1 day 0.25 sec'::text, interval '100 hours'::text

SELECT interval '178000000 years'::text, interval '1 min'::text, interval '-1 mon 1 sec'::text, interval '2147483647 mons'::text

SELECT interval '1 year 1 min -1 sec'::text

SELECT interval '-1 1:00:00'

SELECT interval '-1-2 3 4:05:06'

SELECT interval '-1-2'

SELECT interval '-3 4:05'

SELECT interval '-1 +1:00:00'

SELECT interval '-1 day 2 hours'

SELECT interval '-1 days +02:03:00'

SELECT interval '1 -1:00:00'

SELECT interval '+1 1:00:00'

SELECT interval '-1:30'

SELECT interval '-1 day 2 hours ago'

SELECT interval '@ 1 day 2 hours ago'

SELECT interval 'P-1Y2M'

SELECT interval '- 1 day'

SELECT interval '1-2 -3 +4:05:06'

SELECT interval '-2-3 4'

SELECT interval '-5'

SELECT interval '-1.5 days 2:00'

SET IntervalStyle = iso_8601

SELECT interval '0'::text, interval '1 year'::text, interval '1 year 2 mons'::text, interval '-1 year -2 mons'::text

SELECT interval '1 year -2 mons'::text, interval '3 days'::text, interval '3 days 04:05:06'::text, interval '-3 days -04:05:06'::text

SELECT interval '3 days -04:05:06'::text, interval '-3 days 04:05:06'::text, interval '1 year 2 mons 3 days 04:05:06.789'::text, interval '-1 year -2 mons +3 days -04:05:06.789'::text

SELECT interval '1 mon -1 day'::text, interval '04:05:06'::text, interval '-04:05:06.000001'::text, interval '0.5 sec'::text

SELECT interval '-0.5 sec'::text, interval '1 sec'::text, interval '-1 sec'::text, interval '1 day 1 sec'::text

SELECT interval '1 day -1 sec'::text, interval '-1 day 1 sec'::text, interval '-1 day 0.25 sec'::text, interval '100 hours'::text

SELECT interval '178000000 years'::text, interval '1 min'::text, interval '-1 mon 1 sec'::text, interval '2147483647 mons'::text

SELECT interval '1 year 1 min -1 sec'::text

SELECT interval '-1 1:00:00'

SELECT interval '-1-2 3 4:05:06'

SELECT interval '-1-2'

SELECT interval '-3 4:05'

SELECT interval '-1 +1:00:00'

SELECT interval '-1 day 2 hours'

SELECT interval '-1 days +02:03:00'

SELECT interval '1 -1:00:00'

SELECT interval '+1 1:00:00'

SELECT interval '-1:30'

SELECT interval '-1 day 2 hours ago'

SELECT interval '@ 1 day 2 hours ago'

SELECT interval 'P-1Y2M'

SELECT interval '- 1 day'

SELECT interval '1-2 -3 +4:05:06'

SELECT interval '-2-3 4'

SELECT interval '-5'

SELECT interval '-1.5 days 2:00'

SET IntervalStyle = 'Postgres'

SET IntervalStyle = nonsense

SHOW IntervalStyle

RESET IntervalStyle

SELECT to_json(interval '1 day')
