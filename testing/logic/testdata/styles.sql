# DateStyle and IntervalStyle: forms of output, and what they change of input. Columns are told. Errors are told whole, with their positions.
SET default_transaction_isolation = 'serializable'
----
SET

SET TimeZone = 'UTC'
----
SET

SET DateStyle = 'ISO, MDY'
----
SET

SELECT DATE '2001-02-03'::text, DATE '0099-12-31 BC'::text, DATE 'infinity'::text, DATE '12345-06-07'::text
----
text:25|text:25|text:25|text:25
2001-02-03|0099-12-31 BC|infinity|12345-06-07
SELECT 1

SELECT TIMESTAMP '2001-02-03 04:05:06.789'::text, TIMESTAMP '0044-03-15 12:00:00 BC'::text, TIMESTAMP '-infinity'::text, TIMESTAMP '1999-12-31 23:59:59.000001'::text
----
text:25|text:25|text:25|text:25
2001-02-03 04:05:06.789|0044-03-15 12:00:00 BC|-infinity|1999-12-31 23:59:59.000001
SELECT 1

SELECT TIMESTAMPTZ '2001-02-03 04:05:06+00'::text, TIMESTAMPTZ '2001-07-03 04:05:06.5+00'::text, TIMESTAMPTZ '1850-01-01 00:00:00+00'::text, TIMESTAMPTZ '0044-03-15 12:00:00+00 BC'::text
----
text:25|text:25|text:25|text:25
2001-02-03 04:05:06+00|2001-07-03 04:05:06.5+00|1850-01-01 00:00:00+00|0044-03-15 12:00:00+00 BC
SELECT 1

SET DateStyle = 'ISO, DMY'
----
SET

SELECT DATE '2001-02-03'::text, DATE '0099-12-31 BC'::text, DATE 'infinity'::text, DATE '12345-06-07'::text
----
text:25|text:25|text:25|text:25
2001-02-03|0099-12-31 BC|infinity|12345-06-07
SELECT 1

SELECT TIMESTAMP '2001-02-03 04:05:06.789'::text, TIMESTAMP '0044-03-15 12:00:00 BC'::text, TIMESTAMP '-infinity'::text, TIMESTAMP '1999-12-31 23:59:59.000001'::text
----
text:25|text:25|text:25|text:25
2001-02-03 04:05:06.789|0044-03-15 12:00:00 BC|-infinity|1999-12-31 23:59:59.000001
SELECT 1

SELECT TIMESTAMPTZ '2001-02-03 04:05:06+00'::text, TIMESTAMPTZ '2001-07-03 04:05:06.5+00'::text, TIMESTAMPTZ '1850-01-01 00:00:00+00'::text, TIMESTAMPTZ '0044-03-15 12:00:00+00 BC'::text
----
text:25|text:25|text:25|text:25
2001-02-03 04:05:06+00|2001-07-03 04:05:06.5+00|1850-01-01 00:00:00+00|0044-03-15 12:00:00+00 BC
SELECT 1

SET DateStyle = 'ISO, YMD'
----
SET

SELECT DATE '2001-02-03'::text, DATE '0099-12-31 BC'::text, DATE 'infinity'::text, DATE '12345-06-07'::text
----
text:25|text:25|text:25|text:25
2001-02-03|0099-12-31 BC|infinity|12345-06-07
SELECT 1

SELECT TIMESTAMP '2001-02-03 04:05:06.789'::text, TIMESTAMP '0044-03-15 12:00:00 BC'::text, TIMESTAMP '-infinity'::text, TIMESTAMP '1999-12-31 23:59:59.000001'::text
----
text:25|text:25|text:25|text:25
2001-02-03 04:05:06.789|0044-03-15 12:00:00 BC|-infinity|1999-12-31 23:59:59.000001
SELECT 1

SELECT TIMESTAMPTZ '2001-02-03 04:05:06+00'::text, TIMESTAMPTZ '2001-07-03 04:05:06.5+00'::text, TIMESTAMPTZ '1850-01-01 00:00:00+00'::text, TIMESTAMPTZ '0044-03-15 12:00:00+00 BC'::text
----
text:25|text:25|text:25|text:25
2001-02-03 04:05:06+00|2001-07-03 04:05:06.5+00|1850-01-01 00:00:00+00|0044-03-15 12:00:00+00 BC
SELECT 1

SET DateStyle = 'SQL, MDY'
----
SET

SELECT DATE '2001-02-03'::text, DATE '0099-12-31 BC'::text, DATE 'infinity'::text, DATE '12345-06-07'::text
----
text:25|text:25|text:25|text:25
02/03/2001|12/31/0099 BC|infinity|06/07/12345
SELECT 1

SELECT TIMESTAMP '2001-02-03 04:05:06.789'::text, TIMESTAMP '0044-03-15 12:00:00 BC'::text, TIMESTAMP '-infinity'::text, TIMESTAMP '1999-12-31 23:59:59.000001'::text
----
text:25|text:25|text:25|text:25
02/03/2001 04:05:06.789|03/15/0044 12:00:00 BC|-infinity|12/31/1999 23:59:59.000001
SELECT 1

SELECT TIMESTAMPTZ '2001-02-03 04:05:06+00'::text, TIMESTAMPTZ '2001-07-03 04:05:06.5+00'::text, TIMESTAMPTZ '1850-01-01 00:00:00+00'::text, TIMESTAMPTZ '0044-03-15 12:00:00+00 BC'::text
----
text:25|text:25|text:25|text:25
02/03/2001 04:05:06 UTC|07/03/2001 04:05:06.5 UTC|01/01/1850 00:00:00 UTC|03/15/0044 12:00:00 UTC BC
SELECT 1

SET DateStyle = 'SQL, DMY'
----
SET

SELECT DATE '2001-02-03'::text, DATE '0099-12-31 BC'::text, DATE 'infinity'::text, DATE '12345-06-07'::text
----
text:25|text:25|text:25|text:25
03/02/2001|31/12/0099 BC|infinity|07/06/12345
SELECT 1

SELECT TIMESTAMP '2001-02-03 04:05:06.789'::text, TIMESTAMP '0044-03-15 12:00:00 BC'::text, TIMESTAMP '-infinity'::text, TIMESTAMP '1999-12-31 23:59:59.000001'::text
----
text:25|text:25|text:25|text:25
03/02/2001 04:05:06.789|15/03/0044 12:00:00 BC|-infinity|31/12/1999 23:59:59.000001
SELECT 1

SELECT TIMESTAMPTZ '2001-02-03 04:05:06+00'::text, TIMESTAMPTZ '2001-07-03 04:05:06.5+00'::text, TIMESTAMPTZ '1850-01-01 00:00:00+00'::text, TIMESTAMPTZ '0044-03-15 12:00:00+00 BC'::text
----
text:25|text:25|text:25|text:25
03/02/2001 04:05:06 UTC|03/07/2001 04:05:06.5 UTC|01/01/1850 00:00:00 UTC|15/03/0044 12:00:00 UTC BC
SELECT 1

SET DateStyle = 'SQL, YMD'
----
SET

SELECT DATE '2001-02-03'::text, DATE '0099-12-31 BC'::text, DATE 'infinity'::text, DATE '12345-06-07'::text
----
text:25|text:25|text:25|text:25
02/03/2001|12/31/0099 BC|infinity|06/07/12345
SELECT 1

SELECT TIMESTAMP '2001-02-03 04:05:06.789'::text, TIMESTAMP '0044-03-15 12:00:00 BC'::text, TIMESTAMP '-infinity'::text, TIMESTAMP '1999-12-31 23:59:59.000001'::text
----
text:25|text:25|text:25|text:25
02/03/2001 04:05:06.789|03/15/0044 12:00:00 BC|-infinity|12/31/1999 23:59:59.000001
SELECT 1

SELECT TIMESTAMPTZ '2001-02-03 04:05:06+00'::text, TIMESTAMPTZ '2001-07-03 04:05:06.5+00'::text, TIMESTAMPTZ '1850-01-01 00:00:00+00'::text, TIMESTAMPTZ '0044-03-15 12:00:00+00 BC'::text
----
text:25|text:25|text:25|text:25
02/03/2001 04:05:06 UTC|07/03/2001 04:05:06.5 UTC|01/01/1850 00:00:00 UTC|03/15/0044 12:00:00 UTC BC
SELECT 1

SET DateStyle = 'Postgres, MDY'
----
SET

SELECT DATE '2001-02-03'::text, DATE '0099-12-31 BC'::text, DATE 'infinity'::text, DATE '12345-06-07'::text
----
text:25|text:25|text:25|text:25
02-03-2001|12-31-0099 BC|infinity|06-07-12345
SELECT 1

SELECT TIMESTAMP '2001-02-03 04:05:06.789'::text, TIMESTAMP '0044-03-15 12:00:00 BC'::text, TIMESTAMP '-infinity'::text, TIMESTAMP '1999-12-31 23:59:59.000001'::text
----
text:25|text:25|text:25|text:25
Sat Feb 03 04:05:06.789 2001|Fri Mar 15 12:00:00 0044 BC|-infinity|Fri Dec 31 23:59:59.000001 1999
SELECT 1

SELECT TIMESTAMPTZ '2001-02-03 04:05:06+00'::text, TIMESTAMPTZ '2001-07-03 04:05:06.5+00'::text, TIMESTAMPTZ '1850-01-01 00:00:00+00'::text, TIMESTAMPTZ '0044-03-15 12:00:00+00 BC'::text
----
text:25|text:25|text:25|text:25
Sat Feb 03 04:05:06 2001 UTC|Tue Jul 03 04:05:06.5 2001 UTC|Tue Jan 01 00:00:00 1850 UTC|Fri Mar 15 12:00:00 0044 UTC BC
SELECT 1

SET DateStyle = 'Postgres, DMY'
----
SET

SELECT DATE '2001-02-03'::text, DATE '0099-12-31 BC'::text, DATE 'infinity'::text, DATE '12345-06-07'::text
----
text:25|text:25|text:25|text:25
03-02-2001|31-12-0099 BC|infinity|07-06-12345
SELECT 1

SELECT TIMESTAMP '2001-02-03 04:05:06.789'::text, TIMESTAMP '0044-03-15 12:00:00 BC'::text, TIMESTAMP '-infinity'::text, TIMESTAMP '1999-12-31 23:59:59.000001'::text
----
text:25|text:25|text:25|text:25
Sat 03 Feb 04:05:06.789 2001|Fri 15 Mar 12:00:00 0044 BC|-infinity|Fri 31 Dec 23:59:59.000001 1999
SELECT 1

SELECT TIMESTAMPTZ '2001-02-03 04:05:06+00'::text, TIMESTAMPTZ '2001-07-03 04:05:06.5+00'::text, TIMESTAMPTZ '1850-01-01 00:00:00+00'::text, TIMESTAMPTZ '0044-03-15 12:00:00+00 BC'::text
----
text:25|text:25|text:25|text:25
Sat 03 Feb 04:05:06 2001 UTC|Tue 03 Jul 04:05:06.5 2001 UTC|Tue 01 Jan 00:00:00 1850 UTC|Fri 15 Mar 12:00:00 0044 UTC BC
SELECT 1

SET DateStyle = 'Postgres, YMD'
----
SET

SELECT DATE '2001-02-03'::text, DATE '0099-12-31 BC'::text, DATE 'infinity'::text, DATE '12345-06-07'::text
----
text:25|text:25|text:25|text:25
02-03-2001|12-31-0099 BC|infinity|06-07-12345
SELECT 1

SELECT TIMESTAMP '2001-02-03 04:05:06.789'::text, TIMESTAMP '0044-03-15 12:00:00 BC'::text, TIMESTAMP '-infinity'::text, TIMESTAMP '1999-12-31 23:59:59.000001'::text
----
text:25|text:25|text:25|text:25
Sat Feb 03 04:05:06.789 2001|Fri Mar 15 12:00:00 0044 BC|-infinity|Fri Dec 31 23:59:59.000001 1999
SELECT 1

SELECT TIMESTAMPTZ '2001-02-03 04:05:06+00'::text, TIMESTAMPTZ '2001-07-03 04:05:06.5+00'::text, TIMESTAMPTZ '1850-01-01 00:00:00+00'::text, TIMESTAMPTZ '0044-03-15 12:00:00+00 BC'::text
----
text:25|text:25|text:25|text:25
Sat Feb 03 04:05:06 2001 UTC|Tue Jul 03 04:05:06.5 2001 UTC|Tue Jan 01 00:00:00 1850 UTC|Fri Mar 15 12:00:00 0044 UTC BC
SELECT 1

SET DateStyle = 'German, MDY'
----
SET

SELECT DATE '2001-02-03'::text, DATE '0099-12-31 BC'::text, DATE 'infinity'::text, DATE '12345-06-07'::text
----
text:25|text:25|text:25|text:25
03.02.2001|31.12.0099 BC|infinity|07.06.12345
SELECT 1

SELECT TIMESTAMP '2001-02-03 04:05:06.789'::text, TIMESTAMP '0044-03-15 12:00:00 BC'::text, TIMESTAMP '-infinity'::text, TIMESTAMP '1999-12-31 23:59:59.000001'::text
----
text:25|text:25|text:25|text:25
03.02.2001 04:05:06.789|15.03.0044 12:00:00 BC|-infinity|31.12.1999 23:59:59.000001
SELECT 1

SELECT TIMESTAMPTZ '2001-02-03 04:05:06+00'::text, TIMESTAMPTZ '2001-07-03 04:05:06.5+00'::text, TIMESTAMPTZ '1850-01-01 00:00:00+00'::text, TIMESTAMPTZ '0044-03-15 12:00:00+00 BC'::text
----
text:25|text:25|text:25|text:25
03.02.2001 04:05:06 UTC|03.07.2001 04:05:06.5 UTC|01.01.1850 00:00:00 UTC|15.03.0044 12:00:00 UTC BC
SELECT 1

SET DateStyle = 'German, DMY'
----
SET

SELECT DATE '2001-02-03'::text, DATE '0099-12-31 BC'::text, DATE 'infinity'::text, DATE '12345-06-07'::text
----
text:25|text:25|text:25|text:25
03.02.2001|31.12.0099 BC|infinity|07.06.12345
SELECT 1

SELECT TIMESTAMP '2001-02-03 04:05:06.789'::text, TIMESTAMP '0044-03-15 12:00:00 BC'::text, TIMESTAMP '-infinity'::text, TIMESTAMP '1999-12-31 23:59:59.000001'::text
----
text:25|text:25|text:25|text:25
03.02.2001 04:05:06.789|15.03.0044 12:00:00 BC|-infinity|31.12.1999 23:59:59.000001
SELECT 1

SELECT TIMESTAMPTZ '2001-02-03 04:05:06+00'::text, TIMESTAMPTZ '2001-07-03 04:05:06.5+00'::text, TIMESTAMPTZ '1850-01-01 00:00:00+00'::text, TIMESTAMPTZ '0044-03-15 12:00:00+00 BC'::text
----
text:25|text:25|text:25|text:25
03.02.2001 04:05:06 UTC|03.07.2001 04:05:06.5 UTC|01.01.1850 00:00:00 UTC|15.03.0044 12:00:00 UTC BC
SELECT 1

SET DateStyle = 'German, YMD'
----
SET

SELECT DATE '2001-02-03'::text, DATE '0099-12-31 BC'::text, DATE 'infinity'::text, DATE '12345-06-07'::text
----
text:25|text:25|text:25|text:25
03.02.2001|31.12.0099 BC|infinity|07.06.12345
SELECT 1

SELECT TIMESTAMP '2001-02-03 04:05:06.789'::text, TIMESTAMP '0044-03-15 12:00:00 BC'::text, TIMESTAMP '-infinity'::text, TIMESTAMP '1999-12-31 23:59:59.000001'::text
----
text:25|text:25|text:25|text:25
03.02.2001 04:05:06.789|15.03.0044 12:00:00 BC|-infinity|31.12.1999 23:59:59.000001
SELECT 1

SELECT TIMESTAMPTZ '2001-02-03 04:05:06+00'::text, TIMESTAMPTZ '2001-07-03 04:05:06.5+00'::text, TIMESTAMPTZ '1850-01-01 00:00:00+00'::text, TIMESTAMPTZ '0044-03-15 12:00:00+00 BC'::text
----
text:25|text:25|text:25|text:25
03.02.2001 04:05:06 UTC|03.07.2001 04:05:06.5 UTC|01.01.1850 00:00:00 UTC|15.03.0044 12:00:00 UTC BC
SELECT 1

SET TimeZone = 'America/New_York'
----
SET

SET DateStyle = 'ISO, MDY'
----
SET

SELECT TIMESTAMPTZ '2001-02-03 04:05:06+00'::text, TIMESTAMPTZ '2001-07-03 04:05:06.5+00'::text, TIMESTAMPTZ '1850-01-01 00:00:00+00'::text, TIMESTAMPTZ '0044-03-15 12:00:00+00 BC'::text
----
text:25|text:25|text:25|text:25
2001-02-02 23:05:06-05|2001-07-03 00:05:06.5-04|1849-12-31 19:03:58-04:56:02|0044-03-15 07:03:58-04:56:02 BC
SELECT 1

SET DateStyle = 'ISO, DMY'
----
SET

SELECT TIMESTAMPTZ '2001-02-03 04:05:06+00'::text, TIMESTAMPTZ '2001-07-03 04:05:06.5+00'::text, TIMESTAMPTZ '1850-01-01 00:00:00+00'::text, TIMESTAMPTZ '0044-03-15 12:00:00+00 BC'::text
----
text:25|text:25|text:25|text:25
2001-02-02 23:05:06-05|2001-07-03 00:05:06.5-04|1849-12-31 19:03:58-04:56:02|0044-03-15 07:03:58-04:56:02 BC
SELECT 1

SET DateStyle = 'SQL, MDY'
----
SET

SELECT TIMESTAMPTZ '2001-02-03 04:05:06+00'::text, TIMESTAMPTZ '2001-07-03 04:05:06.5+00'::text, TIMESTAMPTZ '1850-01-01 00:00:00+00'::text, TIMESTAMPTZ '0044-03-15 12:00:00+00 BC'::text
----
text:25|text:25|text:25|text:25
02/02/2001 23:05:06 EST|07/03/2001 00:05:06.5 EDT|12/31/1849 19:03:58 LMT|03/15/0044 07:03:58 LMT BC
SELECT 1

SET DateStyle = 'SQL, DMY'
----
SET

SELECT TIMESTAMPTZ '2001-02-03 04:05:06+00'::text, TIMESTAMPTZ '2001-07-03 04:05:06.5+00'::text, TIMESTAMPTZ '1850-01-01 00:00:00+00'::text, TIMESTAMPTZ '0044-03-15 12:00:00+00 BC'::text
----
text:25|text:25|text:25|text:25
02/02/2001 23:05:06 EST|03/07/2001 00:05:06.5 EDT|31/12/1849 19:03:58 LMT|15/03/0044 07:03:58 LMT BC
SELECT 1

SET DateStyle = 'Postgres, MDY'
----
SET

SELECT TIMESTAMPTZ '2001-02-03 04:05:06+00'::text, TIMESTAMPTZ '2001-07-03 04:05:06.5+00'::text, TIMESTAMPTZ '1850-01-01 00:00:00+00'::text, TIMESTAMPTZ '0044-03-15 12:00:00+00 BC'::text
----
text:25|text:25|text:25|text:25
Fri Feb 02 23:05:06 2001 EST|Tue Jul 03 00:05:06.5 2001 EDT|Mon Dec 31 19:03:58 1849 LMT|Fri Mar 15 07:03:58 0044 LMT BC
SELECT 1

SET DateStyle = 'Postgres, DMY'
----
SET

SELECT TIMESTAMPTZ '2001-02-03 04:05:06+00'::text, TIMESTAMPTZ '2001-07-03 04:05:06.5+00'::text, TIMESTAMPTZ '1850-01-01 00:00:00+00'::text, TIMESTAMPTZ '0044-03-15 12:00:00+00 BC'::text
----
text:25|text:25|text:25|text:25
Fri 02 Feb 23:05:06 2001 EST|Tue 03 Jul 00:05:06.5 2001 EDT|Mon 31 Dec 19:03:58 1849 LMT|Fri 15 Mar 07:03:58 0044 LMT BC
SELECT 1

SET DateStyle = 'German, MDY'
----
SET

SELECT TIMESTAMPTZ '2001-02-03 04:05:06+00'::text, TIMESTAMPTZ '2001-07-03 04:05:06.5+00'::text, TIMESTAMPTZ '1850-01-01 00:00:00+00'::text, TIMESTAMPTZ '0044-03-15 12:00:00+00 BC'::text
----
text:25|text:25|text:25|text:25
02.02.2001 23:05:06 EST|03.07.2001 00:05:06.5 EDT|31.12.1849 19:03:58 LMT|15.03.0044 07:03:58 LMT BC
SELECT 1

SET DateStyle = 'German, DMY'
----
SET

SELECT TIMESTAMPTZ '2001-02-03 04:05:06+00'::text, TIMESTAMPTZ '2001-07-03 04:05:06.5+00'::text, TIMESTAMPTZ '1850-01-01 00:00:00+00'::text, TIMESTAMPTZ '0044-03-15 12:00:00+00 BC'::text
----
text:25|text:25|text:25|text:25
02.02.2001 23:05:06 EST|03.07.2001 00:05:06.5 EDT|31.12.1849 19:03:58 LMT|15.03.0044 07:03:58 LMT BC
SELECT 1

SET TimeZone = 'Asia/Kolkata'
----
SET

SET DateStyle = 'ISO, MDY'
----
SET

SELECT TIMESTAMPTZ '2001-02-03 04:05:06+00'::text, TIMESTAMPTZ '2001-07-03 04:05:06.5+00'::text, TIMESTAMPTZ '1850-01-01 00:00:00+00'::text, TIMESTAMPTZ '0044-03-15 12:00:00+00 BC'::text
----
text:25|text:25|text:25|text:25
2001-02-03 09:35:06+05:30|2001-07-03 09:35:06.5+05:30|1850-01-01 05:53:28+05:53:28|0044-03-15 17:53:28+05:53:28 BC
SELECT 1

SET DateStyle = 'ISO, DMY'
----
SET

SELECT TIMESTAMPTZ '2001-02-03 04:05:06+00'::text, TIMESTAMPTZ '2001-07-03 04:05:06.5+00'::text, TIMESTAMPTZ '1850-01-01 00:00:00+00'::text, TIMESTAMPTZ '0044-03-15 12:00:00+00 BC'::text
----
text:25|text:25|text:25|text:25
2001-02-03 09:35:06+05:30|2001-07-03 09:35:06.5+05:30|1850-01-01 05:53:28+05:53:28|0044-03-15 17:53:28+05:53:28 BC
SELECT 1

SET DateStyle = 'SQL, MDY'
----
SET

SELECT TIMESTAMPTZ '2001-02-03 04:05:06+00'::text, TIMESTAMPTZ '2001-07-03 04:05:06.5+00'::text, TIMESTAMPTZ '1850-01-01 00:00:00+00'::text, TIMESTAMPTZ '0044-03-15 12:00:00+00 BC'::text
----
text:25|text:25|text:25|text:25
02/03/2001 09:35:06 IST|07/03/2001 09:35:06.5 IST|01/01/1850 05:53:28 LMT|03/15/0044 17:53:28 LMT BC
SELECT 1

SET DateStyle = 'SQL, DMY'
----
SET

SELECT TIMESTAMPTZ '2001-02-03 04:05:06+00'::text, TIMESTAMPTZ '2001-07-03 04:05:06.5+00'::text, TIMESTAMPTZ '1850-01-01 00:00:00+00'::text, TIMESTAMPTZ '0044-03-15 12:00:00+00 BC'::text
----
text:25|text:25|text:25|text:25
03/02/2001 09:35:06 IST|03/07/2001 09:35:06.5 IST|01/01/1850 05:53:28 LMT|15/03/0044 17:53:28 LMT BC
SELECT 1

SET DateStyle = 'Postgres, MDY'
----
SET

SELECT TIMESTAMPTZ '2001-02-03 04:05:06+00'::text, TIMESTAMPTZ '2001-07-03 04:05:06.5+00'::text, TIMESTAMPTZ '1850-01-01 00:00:00+00'::text, TIMESTAMPTZ '0044-03-15 12:00:00+00 BC'::text
----
text:25|text:25|text:25|text:25
Sat Feb 03 09:35:06 2001 IST|Tue Jul 03 09:35:06.5 2001 IST|Tue Jan 01 05:53:28 1850 LMT|Fri Mar 15 17:53:28 0044 LMT BC
SELECT 1

SET DateStyle = 'Postgres, DMY'
----
SET

SELECT TIMESTAMPTZ '2001-02-03 04:05:06+00'::text, TIMESTAMPTZ '2001-07-03 04:05:06.5+00'::text, TIMESTAMPTZ '1850-01-01 00:00:00+00'::text, TIMESTAMPTZ '0044-03-15 12:00:00+00 BC'::text
----
text:25|text:25|text:25|text:25
Sat 03 Feb 09:35:06 2001 IST|Tue 03 Jul 09:35:06.5 2001 IST|Tue 01 Jan 05:53:28 1850 LMT|Fri 15 Mar 17:53:28 0044 LMT BC
SELECT 1

SET DateStyle = 'German, MDY'
----
SET

SELECT TIMESTAMPTZ '2001-02-03 04:05:06+00'::text, TIMESTAMPTZ '2001-07-03 04:05:06.5+00'::text, TIMESTAMPTZ '1850-01-01 00:00:00+00'::text, TIMESTAMPTZ '0044-03-15 12:00:00+00 BC'::text
----
text:25|text:25|text:25|text:25
03.02.2001 09:35:06 IST|03.07.2001 09:35:06.5 IST|01.01.1850 05:53:28 LMT|15.03.0044 17:53:28 LMT BC
SELECT 1

SET DateStyle = 'German, DMY'
----
SET

SELECT TIMESTAMPTZ '2001-02-03 04:05:06+00'::text, TIMESTAMPTZ '2001-07-03 04:05:06.5+00'::text, TIMESTAMPTZ '1850-01-01 00:00:00+00'::text, TIMESTAMPTZ '0044-03-15 12:00:00+00 BC'::text
----
text:25|text:25|text:25|text:25
03.02.2001 09:35:06 IST|03.07.2001 09:35:06.5 IST|01.01.1850 05:53:28 LMT|15.03.0044 17:53:28 LMT BC
SELECT 1

SET TimeZone = 'UTC'
----
SET

SET TIME ZONE -5
----
SET

SET DateStyle = 'Postgres, MDY'
----
SET

SELECT TIMESTAMPTZ '2001-02-03 04:05:06+00'::text
----
text:25
Fri Feb 02 23:05:06 2001 -05
SELECT 1

SET TIME ZONE INTERVAL '+03:30' HOUR TO MINUTE
----
SET

SELECT TIMESTAMPTZ '2001-02-03 04:05:06+00'::text
----
text:25
Sat Feb 03 07:35:06 2001 +03:30
SELECT 1

SET TIME ZONE 'Europe/Berlin'
----
SET

SET DateStyle = 'German'
----
SET

SHOW DateStyle
----
DateStyle:25
German, DMY
SHOW

SELECT TIMESTAMPTZ '2001-07-03 04:05:06+00'::text, '31.12.1999'::date::text, '31.12.1999 10:00'::timestamp::text
----
text:25|text:25|text:25
03.07.2001 06:05:06 CEST|31.12.1999|31.12.1999 10:00:00
SELECT 1

SELECT ARRAY[DATE '2001-02-03', NULL], ARRAY[TIMESTAMP '2001-02-03 04:05:06'], ROW(DATE '2001-02-03', TIMESTAMPTZ '2001-07-03 04:05:06+00')
----
array:1182|array:1115|row:2249
{03.02.2001,NULL}|{"03.02.2001 04:05:06"}|(03.02.2001,"03.07.2001 06:05:06 CEST")
SELECT 1

SELECT to_json(DATE '2001-02-03'), to_json(TIMESTAMP '2001-02-03 04:05:06.7'), to_json(TIMESTAMPTZ '2001-07-03 04:05:06+00'), json_build_array(DATE '2001-02-03', ARRAY[TIMESTAMP '0044-03-15 12:00:00 BC'])
----
to_json:114|to_json:114|to_json:114|json_build_array:114
"2001-02-03"|"2001-02-03T04:05:06.7"|"2001-07-03T06:05:06+02:00"|["2001-02-03", ["0044-03-15T12:00:00 BC"]]
SELECT 1

SELECT json_build_object(DATE '2001-02-03', DATE '2001-02-03'), json_build_object(TIMESTAMP '2001-02-03 04:05:06', 1)
----
json_build_object:114|json_build_object:114
{"2001-02-03" : "2001-02-03"}|{"2001-02-03T04:05:06" : 1}
SELECT 1

SELECT concat(DATE '2001-02-03', ' ', TIMESTAMP '2001-02-03 04:05:06'), format('%s', DATE '2001-02-03'), DATE '2001-02-03' || '', string_agg(d::text, ',') FROM (VALUES (DATE '2001-02-03')) v(d)
----
concat:25|format:25|?column?:25|string_agg:25
03.02.2001 03.02.2001 04:05:06|03.02.2001|03.02.2001|03.02.2001
SELECT 1

SELECT TIME '04:05:06.5', TIMETZ '04:05:06+02', to_char(DATE '2001-02-03', 'YYYY/MM/DD')
----
time:1083|timetz:1266|to_char:25
04:05:06.5|04:05:06+02|2001/02/03
SELECT 1

SELECT quote_literal(DATE '2001-02-03'), array_to_string(ARRAY[DATE '2001-02-03'], ';'), length(DATE '2001-02-03'::text)
----
quote_literal:25|array_to_string:25|length:23
'03.02.2001'|03.02.2001|10
SELECT 1

CREATE TABLE styled (d date PRIMARY KEY DEFAULT DATE '2001-02-03', t timestamp DEFAULT '04.05.2001 06:07:08' CHECK (t > '01.02.2000'))
----
CREATE TABLE

INSERT INTO styled DEFAULT VALUES
----
INSERT 0 1

SET DateStyle = 'ISO, MDY'
----
SET

INSERT INTO styled (d) VALUES ('2001-02-04')
----
INSERT 0 1

SELECT d, t FROM styled ORDER BY d
----
d:1082|t:1114
2001-02-03|2001-05-04 06:07:08
2001-02-04|2001-05-04 06:07:08
SELECT 2

SET DateStyle = 'SQL, DMY'
----
SET

INSERT INTO styled (d, t) VALUES ('05/02/2001', '06/07/2001 01:02:03')
----
INSERT 0 1

SELECT * FROM styled WHERE d >= '04/02/2001' ORDER BY d
----
d:1082|t:1114
04/02/2001|04/05/2001 06:07:08
05/02/2001|06/07/2001 01:02:03
SELECT 2

INSERT INTO styled (d) VALUES ('05/02/2001')
----
error 23505 duplicate key value violates unique constraint "styled_pkey"; Key (d)=(05/02/2001) already exists.

INSERT INTO styled (d, t) VALUES ('06/02/2001', '06/07/1999')
----
error 23514 new row for relation "styled" violates check constraint "styled_t_check"; Failing row contains (06/02/2001, 06/07/1999 00:00:00).

DROP TABLE styled
----
DROP TABLE

SET DateStyle TO 'ISO'
----
SET

SHOW DateStyle
----
DateStyle:25
ISO, DMY
SHOW

SET DateStyle TO 'DMY'
----
SET

SHOW DateStyle
----
DateStyle:25
ISO, DMY
SHOW

SET DateStyle TO 'SQL'
----
SET

SHOW DateStyle
----
DateStyle:25
SQL, DMY
SHOW

SET DateStyle TO 'postgres'
----
SET

SHOW DateStyle
----
DateStyle:25
Postgres, DMY
SHOW

SET DateStyle TO 'european'
----
SET

SHOW DateStyle
----
DateStyle:25
Postgres, DMY
SHOW

SET DateStyle TO 'US'
----
SET

SHOW DateStyle
----
DateStyle:25
Postgres, MDY
SHOW

SET DateStyle TO 'German, MDY'
----
SET

SHOW DateStyle
----
DateStyle:25
German, MDY
SHOW

SET DateStyle TO 'German'
----
SET

SHOW DateStyle
----
DateStyle:25
German, DMY
SHOW

SET DateStyle TO 'MDY, ISO'
----
SET

SHOW DateStyle
----
DateStyle:25
ISO, MDY
SHOW

SET DateStyle TO 'ISO, SQL'
----
error 22023 invalid value for parameter "DateStyle": "ISO, SQL"; Conflicting "datestyle" specifications.

SHOW DateStyle
----
DateStyle:25
ISO, MDY
SHOW

SET DateStyle TO 'DMY, MDY'
----
error 22023 invalid value for parameter "DateStyle": "DMY, MDY"; Conflicting "datestyle" specifications.

SHOW DateStyle
----
DateStyle:25
ISO, MDY
SHOW

SET DateStyle TO 'nonsense'
----
error 22023 invalid value for parameter "DateStyle": "nonsense"; Unrecognized key word: "nonsense".

SHOW DateStyle
----
DateStyle:25
ISO, MDY
SHOW

SET DateStyle TO 'ISO, nonsense'
----
error 22023 invalid value for parameter "DateStyle": "ISO, nonsense"; Unrecognized key word: "nonsense".

SHOW DateStyle
----
DateStyle:25
ISO, MDY
SHOW

SET DateStyle TO DEFAULT
----
SET

SHOW DateStyle
----
DateStyle:25
ISO, MDY
SHOW

SET DateStyle TO 'DEFAULT, DMY'
----
SET

SHOW DateStyle
----
DateStyle:25
ISO, DMY
SHOW

SET DateStyle TO 'postgresXYZ, NonEuropean'
----
SET

SHOW DateStyle
----
DateStyle:25
Postgres, MDY
SHOW

SET DateStyle TO 'YMD, YMD'
----
SET

SHOW DateStyle
----
DateStyle:25
Postgres, YMD
SHOW

SET DateStyle TO ''
----
SET

SHOW DateStyle
----
DateStyle:25
Postgres, YMD
SHOW

SET DateStyle TO SQL, DMY
----
SET

SHOW DateStyle
----
DateStyle:25
SQL, DMY
SHOW

SET DateStyle TO ISO, YMD
----
SET

SHOW DateStyle
----
DateStyle:25
ISO, YMD
SHOW

RESET DateStyle
----
RESET

SHOW DateStyle
----
DateStyle:25
ISO, MDY
SHOW

SET TimeZone = 'UTC'
----
SET

SET DateStyle = 'ISO, MDY'
----
SET

SELECT '01/02/03'::date
----
date:1082
2003-01-02
SELECT 1

SELECT '99-01-08'::date
----
error 22008 date/time field value out of range: "99-01-08"; ; Perhaps you need a different "datestyle" setting.
at 8

SELECT '08-Jan-99'::date
----
date:1082
1999-01-08
SELECT 1

SELECT 'Sat Feb 03 04:05:06 2001 UTC'::timestamptz
----
timestamptz:1184
2001-02-03 04:05:06+00
SELECT 1

SELECT 'Sat 03 Feb 04:05:06.25 2001'::timestamp
----
timestamp:1114
2001-02-03 04:05:06.25
SELECT 1

SELECT '02-03-2001 04:05:06'::timestamp
----
timestamp:1114
2001-02-03 04:05:06
SELECT 1

SELECT '3.2.2001'::date
----
date:1082
2001-03-02
SELECT 1

SELECT '13/02/2001'::date
----
error 22008 date/time field value out of range: "13/02/2001"; ; Perhaps you need a different "datestyle" setting.
at 8

SELECT '02/13/2001'::date
----
date:1082
2001-02-13
SELECT 1

SELECT '2001.02.03'::date
----
date:1082
2001-02-03
SELECT 1

SET DateStyle = 'Postgres, DMY'
----
SET

SELECT '01/02/03'::date
----
date:1082
01-02-2003
SELECT 1

SELECT '99-01-08'::date
----
error 22008 date/time field value out of range: "99-01-08"; ; Perhaps you need a different "datestyle" setting.
at 8

SELECT '08-Jan-99'::date
----
date:1082
08-01-1999
SELECT 1

SELECT 'Sat Feb 03 04:05:06 2001 UTC'::timestamptz
----
timestamptz:1184
Sat 03 Feb 04:05:06 2001 UTC
SELECT 1

SELECT 'Sat 03 Feb 04:05:06.25 2001'::timestamp
----
timestamp:1114
Sat 03 Feb 04:05:06.25 2001
SELECT 1

SELECT '02-03-2001 04:05:06'::timestamp
----
timestamp:1114
Fri 02 Mar 04:05:06 2001
SELECT 1

SELECT '3.2.2001'::date
----
date:1082
03-02-2001
SELECT 1

SELECT '13/02/2001'::date
----
date:1082
13-02-2001
SELECT 1

SELECT '02/13/2001'::date
----
error 22008 date/time field value out of range: "02/13/2001"; ; Perhaps you need a different "datestyle" setting.
at 8

SELECT '2001.02.03'::date
----
date:1082
03-02-2001
SELECT 1

SET DateStyle = 'SQL, MDY'
----
SET

SELECT '01/02/03'::date
----
date:1082
01/02/2003
SELECT 1

SELECT '99-01-08'::date
----
error 22008 date/time field value out of range: "99-01-08"; ; Perhaps you need a different "datestyle" setting.
at 8

SELECT '08-Jan-99'::date
----
date:1082
01/08/1999
SELECT 1

SELECT 'Sat Feb 03 04:05:06 2001 UTC'::timestamptz
----
timestamptz:1184
02/03/2001 04:05:06 UTC
SELECT 1

SELECT 'Sat 03 Feb 04:05:06.25 2001'::timestamp
----
timestamp:1114
02/03/2001 04:05:06.25
SELECT 1

SELECT '02-03-2001 04:05:06'::timestamp
----
timestamp:1114
02/03/2001 04:05:06
SELECT 1

SELECT '3.2.2001'::date
----
date:1082
03/02/2001
SELECT 1

SELECT '13/02/2001'::date
----
error 22008 date/time field value out of range: "13/02/2001"; ; Perhaps you need a different "datestyle" setting.
at 8

SELECT '02/13/2001'::date
----
date:1082
02/13/2001
SELECT 1

SELECT '2001.02.03'::date
----
date:1082
02/03/2001
SELECT 1

SET DateStyle = 'German, DMY'
----
SET

SELECT '01/02/03'::date
----
date:1082
01.02.2003
SELECT 1

SELECT '99-01-08'::date
----
error 22008 date/time field value out of range: "99-01-08"; ; Perhaps you need a different "datestyle" setting.
at 8

SELECT '08-Jan-99'::date
----
date:1082
08.01.1999
SELECT 1

SELECT 'Sat Feb 03 04:05:06 2001 UTC'::timestamptz
----
timestamptz:1184
03.02.2001 04:05:06 UTC
SELECT 1

SELECT 'Sat 03 Feb 04:05:06.25 2001'::timestamp
----
timestamp:1114
03.02.2001 04:05:06.25
SELECT 1

SELECT '02-03-2001 04:05:06'::timestamp
----
timestamp:1114
02.03.2001 04:05:06
SELECT 1

SELECT '3.2.2001'::date
----
date:1082
03.02.2001
SELECT 1

SELECT '13/02/2001'::date
----
date:1082
13.02.2001
SELECT 1

SELECT '02/13/2001'::date
----
error 22008 date/time field value out of range: "02/13/2001"; ; Perhaps you need a different "datestyle" setting.
at 8

SELECT '2001.02.03'::date
----
date:1082
03.02.2001
SELECT 1

SET DateStyle = 'ISO, YMD'
----
SET

SELECT '01/02/03'::date
----
date:1082
2001-02-03
SELECT 1

SELECT '99-01-08'::date
----
date:1082
1999-01-08
SELECT 1

SELECT '08-Jan-99'::date
----
error 22008 date/time field value out of range: "08-Jan-99"; ; Perhaps you need a different "datestyle" setting.
at 8

SELECT 'Sat Feb 03 04:05:06 2001 UTC'::timestamptz
----
timestamptz:1184
2001-02-03 04:05:06+00
SELECT 1

SELECT 'Sat 03 Feb 04:05:06.25 2001'::timestamp
----
timestamp:1114
2001-02-03 04:05:06.25
SELECT 1

SELECT '02-03-2001 04:05:06'::timestamp
----
error 22008 date/time field value out of range: "02-03-2001 04:05:06"; ; Perhaps you need a different "datestyle" setting.
at 8

SELECT '3.2.2001'::date
----
error 22008 date/time field value out of range: "3.2.2001"; ; Perhaps you need a different "datestyle" setting.
at 8

SELECT '13/02/2001'::date
----
error 22008 date/time field value out of range: "13/02/2001"; ; Perhaps you need a different "datestyle" setting.
at 8

SELECT '02/13/2001'::date
----
error 22008 date/time field value out of range: "02/13/2001"; ; Perhaps you need a different "datestyle" setting.
at 8

SELECT '2001.02.03'::date
----
date:1082
2001-02-03
SELECT 1

SET DateStyle = 'ISO, MDY'
----
SET

SET IntervalStyle = postgres
----
SET

SELECT interval '0'::text, interval '1 year'::text, interval '1 year 2 mons'::text, interval '-1 year -2 mons'::text
----
text:25|text:25|text:25|text:25
00:00:00|1 year|1 year 2 mons|-1 years -2 mons
SELECT 1

SELECT interval '1 year -2 mons'::text, interval '3 days'::text, interval '3 days 04:05:06'::text, interval '-3 days -04:05:06'::text
----
text:25|text:25|text:25|text:25
10 mons|3 days|3 days 04:05:06|-3 days -04:05:06
SELECT 1

SELECT interval '3 days -04:05:06'::text, interval '-3 days 04:05:06'::text, interval '1 year 2 mons 3 days 04:05:06.789'::text, interval '-1 year -2 mons +3 days -04:05:06.789'::text
----
text:25|text:25|text:25|text:25
3 days -04:05:06|-3 days +04:05:06|1 year 2 mons 3 days 04:05:06.789|-1 years -2 mons +3 days -04:05:06.789
SELECT 1

SELECT interval '1 mon -1 day'::text, interval '04:05:06'::text, interval '-04:05:06.000001'::text, interval '0.5 sec'::text
----
text:25|text:25|text:25|text:25
1 mon -1 days|04:05:06|-04:05:06.000001|00:00:00.5
SELECT 1

SELECT interval '-0.5 sec'::text, interval '1 sec'::text, interval '-1 sec'::text, interval '1 day 1 sec'::text
----
text:25|text:25|text:25|text:25
-00:00:00.5|00:00:01|-00:00:01|1 day 00:00:01
SELECT 1

SELECT interval '1 day -1 sec'::text, interval '-1 day 1 sec'::text, interval '-1 day 0.25 sec'::text, interval '100 hours'::text
----
text:25|text:25|text:25|text:25
1 day -00:00:01|-1 days +00:00:01|-1 days +00:00:00.25|100:00:00
SELECT 1

SELECT interval '178000000 years'::text, interval '1 min'::text, interval '-1 mon 1 sec'::text, interval '2147483647 mons'::text
----
text:25|text:25|text:25|text:25
178000000 years|00:01:00|-1 mons +00:00:01|178956970 years 7 mons
SELECT 1

SELECT interval '1 year 1 min -1 sec'::text
----
text:25
1 year 00:00:59
SELECT 1

SELECT interval '-1 1:00:00'
----
interval:1186
-1 days +01:00:00
SELECT 1

SELECT interval '-1-2 3 4:05:06'
----
interval:1186
-1 years -2 mons +3 days 04:05:06
SELECT 1

SELECT interval '-1-2'
----
interval:1186
-1 years -2 mons
SELECT 1

SELECT interval '-3 4:05'
----
interval:1186
-3 days +04:05:00
SELECT 1

SELECT interval '-1 +1:00:00'
----
interval:1186
-1 days +01:00:00
SELECT 1

SELECT interval '-1 day 2 hours'
----
interval:1186
-1 days +02:00:00
SELECT 1

SELECT interval '-1 days +02:03:00'
----
interval:1186
-1 days +02:03:00
SELECT 1

SELECT interval '1 -1:00:00'
----
interval:1186
1 day -01:00:00
SELECT 1

SELECT interval '+1 1:00:00'
----
interval:1186
1 day 01:00:00
SELECT 1

SELECT interval '-1:30'
----
interval:1186
-01:30:00
SELECT 1

SELECT interval '-1 day 2 hours ago'
----
interval:1186
1 day -02:00:00
SELECT 1

SELECT interval '@ 1 day 2 hours ago'
----
interval:1186
-1 days -02:00:00
SELECT 1

SELECT interval 'P-1Y2M'
----
interval:1186
-10 mons
SELECT 1

SELECT interval '- 1 day'
----
interval:1186
-1 days
SELECT 1

SELECT interval '1-2 -3 +4:05:06'
----
interval:1186
1 year 2 mons -3 days +04:05:06
SELECT 1

SELECT interval '-2-3 4'
----
interval:1186
-2 years -3 mons +00:00:04
SELECT 1

SELECT interval '-5'
----
interval:1186
-00:00:05
SELECT 1

SELECT interval '-1.5 days 2:00'
----
interval:1186
-1 days -10:00:00
SELECT 1

SET IntervalStyle = postgres_verbose
----
SET

SELECT interval '0'::text, interval '1 year'::text, interval '1 year 2 mons'::text, interval '-1 year -2 mons'::text
----
text:25|text:25|text:25|text:25
@ 0|@ 1 year|@ 1 year 2 mons|@ 1 year 2 mons ago
SELECT 1

SELECT interval '1 year -2 mons'::text, interval '3 days'::text, interval '3 days 04:05:06'::text, interval '-3 days -04:05:06'::text
----
text:25|text:25|text:25|text:25
@ 10 mons|@ 3 days|@ 3 days 4 hours 5 mins 6 secs|@ 3 days 4 hours 5 mins 6 secs ago
SELECT 1

SELECT interval '3 days -04:05:06'::text, interval '-3 days 04:05:06'::text, interval '1 year 2 mons 3 days 04:05:06.789'::text, interval '-1 year -2 mons +3 days -04:05:06.789'::text
----
text:25|text:25|text:25|text:25
@ 3 days -4 hours -5 mins -6 secs|@ 3 days -4 hours -5 mins -6 secs ago|@ 1 year 2 mons 3 days 4 hours 5 mins 6.789 secs|@ 1 year 2 mons -3 days 4 hours 5 mins 6.789 secs ago
SELECT 1

SELECT interval '1 mon -1 day'::text, interval '04:05:06'::text, interval '-04:05:06.000001'::text, interval '0.5 sec'::text
----
text:25|text:25|text:25|text:25
@ 1 mon -1 days|@ 4 hours 5 mins 6 secs|@ 4 hours 5 mins 6.000001 secs ago|@ 0.5 secs
SELECT 1

SELECT interval '-0.5 sec'::text, interval '1 sec'::text, interval '-1 sec'::text, interval '1 day 1 sec'::text
----
text:25|text:25|text:25|text:25
@ 0.5 secs ago|@ 1 sec|@ 1 sec ago|@ 1 day 1 sec
SELECT 1

SELECT interval '1 day -1 sec'::text, interval '-1 day 1 sec'::text, interval '-1 day 0.25 sec'::text, interval '100 hours'::text
----
text:25|text:25|text:25|text:25
@ 1 day -1 sec|@ 1 day -1 sec ago|@ 1 day -0.25 secs ago|@ 100 hours
SELECT 1

SELECT interval '178000000 years'::text, interval '1 min'::text, interval '-1 mon 1 sec'::text, interval '2147483647 mons'::text
----
text:25|text:25|text:25|text:25
@ 178000000 years|@ 1 min|@ 1 mon -1 sec ago|@ 178956970 years 7 mons
SELECT 1

SELECT interval '1 year 1 min -1 sec'::text
----
text:25
@ 1 year 59 secs
SELECT 1

SELECT interval '-1 1:00:00'
----
interval:1186
@ 1 day -1 hours ago
SELECT 1

SELECT interval '-1-2 3 4:05:06'
----
interval:1186
@ 1 year 2 mons -3 days -4 hours -5 mins -6 secs ago
SELECT 1

SELECT interval '-1-2'
----
interval:1186
@ 1 year 2 mons ago
SELECT 1

SELECT interval '-3 4:05'
----
interval:1186
@ 3 days -4 hours -5 mins ago
SELECT 1

SELECT interval '-1 +1:00:00'
----
interval:1186
@ 1 day -1 hours ago
SELECT 1

SELECT interval '-1 day 2 hours'
----
interval:1186
@ 1 day -2 hours ago
SELECT 1

SELECT interval '-1 days +02:03:00'
----
interval:1186
@ 1 day -2 hours -3 mins ago
SELECT 1

SELECT interval '1 -1:00:00'
----
interval:1186
@ 1 day -1 hours
SELECT 1

SELECT interval '+1 1:00:00'
----
interval:1186
@ 1 day 1 hour
SELECT 1

SELECT interval '-1:30'
----
interval:1186
@ 1 hour 30 mins ago
SELECT 1

SELECT interval '-1 day 2 hours ago'
----
interval:1186
@ 1 day -2 hours
SELECT 1

SELECT interval '@ 1 day 2 hours ago'
----
interval:1186
@ 1 day 2 hours ago
SELECT 1

SELECT interval 'P-1Y2M'
----
interval:1186
@ 10 mons ago
SELECT 1

SELECT interval '- 1 day'
----
interval:1186
@ 1 day ago
SELECT 1

SELECT interval '1-2 -3 +4:05:06'
----
interval:1186
@ 1 year 2 mons -3 days 4 hours 5 mins 6 secs
SELECT 1

SELECT interval '-2-3 4'
----
interval:1186
@ 2 years 3 mons -4 secs ago
SELECT 1

SELECT interval '-5'
----
interval:1186
@ 5 secs ago
SELECT 1

SELECT interval '-1.5 days 2:00'
----
interval:1186
@ 1 day 10 hours ago
SELECT 1

SET IntervalStyle = sql_standard
----
SET

SELECT interval '0'::text, interval '1 year'::text, interval '1 year 2 mons'::text, interval '-1 year -2 mons'::text
----
text:25|text:25|text:25|text:25
0|1-0|1-2|-1-2
SELECT 1

SELECT interval '1 year -2 mons'::text, interval '3 days'::text, interval '3 days 04:05:06'::text, interval '-3 days -04:05:06'::text
----
text:25|text:25|text:25|text:25
0-10|3 0:00:00|3 4:05:06|-3 4:05:06
SELECT 1

SELECT interval '3 days -04:05:06'::text, interval '-3 days 04:05:06'::text, interval '1 year 2 mons 3 days 04:05:06.789'::text, interval '-1 year -2 mons +3 days -04:05:06.789'::text
----
text:25|text:25|text:25|text:25
+0-0 +3 -4:05:06|-3 4:05:06|+1-2 +3 +4:05:06.789|-1-2 +3 -4:05:06.789
SELECT 1

SELECT interval '1 mon -1 day'::text, interval '04:05:06'::text, interval '-04:05:06.000001'::text, interval '0.5 sec'::text
----
text:25|text:25|text:25|text:25
+0-1 -1 +0:00:00|4:05:06|-4:05:06.000001|0:00:00.5
SELECT 1

SELECT interval '-0.5 sec'::text, interval '1 sec'::text, interval '-1 sec'::text, interval '1 day 1 sec'::text
----
text:25|text:25|text:25|text:25
-0:00:00.5|0:00:01|-0:00:01|1 0:00:01
SELECT 1

SELECT interval '1 day -1 sec'::text, interval '-1 day 1 sec'::text, interval '-1 day 0.25 sec'::text, interval '100 hours'::text
----
text:25|text:25|text:25|text:25
+0-0 +1 -0:00:01|-1 0:00:01|-1 0:00:00.25|100:00:00
SELECT 1

SELECT interval '178000000 years'::text, interval '1 min'::text, interval '-1 mon 1 sec'::text, interval '2147483647 mons'::text
----
text:25|text:25|text:25|text:25
178000000-0|0:01:00|-0-1 +0 -0:00:01|178956970-7
SELECT 1

SELECT interval '1 year 1 min -1 sec'::text
----
text:25
+1-0 +0 +0:00:59
SELECT 1

SELECT interval '-1 1:00:00'
----
interval:1186
-1 1:00:00
SELECT 1

SELECT interval '-1-2 3 4:05:06'
----
interval:1186
-1-2 -3 -4:05:06
SELECT 1

SELECT interval '-1-2'
----
interval:1186
-1-2
SELECT 1

SELECT interval '-3 4:05'
----
interval:1186
-3 4:05:00
SELECT 1

SELECT interval '-1 +1:00:00'
----
interval:1186
+0-0 -1 +1:00:00
SELECT 1

SELECT interval '-1 day 2 hours'
----
interval:1186
-1 2:00:00
SELECT 1

SELECT interval '-1 days +02:03:00'
----
interval:1186
+0-0 -1 +2:03:00
SELECT 1

SELECT interval '1 -1:00:00'
----
interval:1186
+0-0 +1 -1:00:00
SELECT 1

SELECT interval '+1 1:00:00'
----
interval:1186
1 1:00:00
SELECT 1

SELECT interval '-1:30'
----
interval:1186
-1:30:00
SELECT 1

SELECT interval '-1 day 2 hours ago'
----
interval:1186
1 2:00:00
SELECT 1

SELECT interval '@ 1 day 2 hours ago'
----
interval:1186
-1 2:00:00
SELECT 1

SELECT interval 'P-1Y2M'
----
interval:1186
-0-10
SELECT 1

SELECT interval '- 1 day'
----
interval:1186
-1 0:00:00
SELECT 1

SELECT interval '1-2 -3 +4:05:06'
----
interval:1186
+1-2 -3 +4:05:06
SELECT 1

SELECT interval '-2-3 4'
----
interval:1186
-2-3 +0 -0:00:04
SELECT 1

SELECT interval '-5'
----
interval:1186
-0:00:05
SELECT 1

SELECT interval '-1.5 days 2:00'
----
interval:1186
-1 14:00:00
SELECT 1

SET IntervalStyle = iso_8601
----
SET

SELECT interval '0'::text, interval '1 year'::text, interval '1 year 2 mons'::text, interval '-1 year -2 mons'::text
----
text:25|text:25|text:25|text:25
PT0S|P1Y|P1Y2M|P-1Y-2M
SELECT 1

SELECT interval '1 year -2 mons'::text, interval '3 days'::text, interval '3 days 04:05:06'::text, interval '-3 days -04:05:06'::text
----
text:25|text:25|text:25|text:25
P10M|P3D|P3DT4H5M6S|P-3DT-4H-5M-6S
SELECT 1

SELECT interval '3 days -04:05:06'::text, interval '-3 days 04:05:06'::text, interval '1 year 2 mons 3 days 04:05:06.789'::text, interval '-1 year -2 mons +3 days -04:05:06.789'::text
----
text:25|text:25|text:25|text:25
P3DT-4H-5M-6S|P-3DT4H5M6S|P1Y2M3DT4H5M6.789S|P-1Y-2M3DT-4H-5M-6.789S
SELECT 1

SELECT interval '1 mon -1 day'::text, interval '04:05:06'::text, interval '-04:05:06.000001'::text, interval '0.5 sec'::text
----
text:25|text:25|text:25|text:25
P1M-1D|PT4H5M6S|PT-4H-5M-6.000001S|PT0.5S
SELECT 1

SELECT interval '-0.5 sec'::text, interval '1 sec'::text, interval '-1 sec'::text, interval '1 day 1 sec'::text
----
text:25|text:25|text:25|text:25
PT-0.5S|PT1S|PT-1S|P1DT1S
SELECT 1

SELECT interval '1 day -1 sec'::text, interval '-1 day 1 sec'::text, interval '-1 day 0.25 sec'::text, interval '100 hours'::text
----
text:25|text:25|text:25|text:25
P1DT-1S|P-1DT1S|P-1DT0.25S|PT100H
SELECT 1

SELECT interval '178000000 years'::text, interval '1 min'::text, interval '-1 mon 1 sec'::text, interval '2147483647 mons'::text
----
text:25|text:25|text:25|text:25
P178000000Y|PT1M|P-1MT1S|P178956970Y7M
SELECT 1

SELECT interval '1 year 1 min -1 sec'::text
----
text:25
P1YT59S
SELECT 1

SELECT interval '-1 1:00:00'
----
interval:1186
P-1DT1H
SELECT 1

SELECT interval '-1-2 3 4:05:06'
----
interval:1186
P-1Y-2M3DT4H5M6S
SELECT 1

SELECT interval '-1-2'
----
interval:1186
P-1Y-2M
SELECT 1

SELECT interval '-3 4:05'
----
interval:1186
P-3DT4H5M
SELECT 1

SELECT interval '-1 +1:00:00'
----
interval:1186
P-1DT1H
SELECT 1

SELECT interval '-1 day 2 hours'
----
interval:1186
P-1DT2H
SELECT 1

SELECT interval '-1 days +02:03:00'
----
interval:1186
P-1DT2H3M
SELECT 1

SELECT interval '1 -1:00:00'
----
interval:1186
P1DT-1H
SELECT 1

SELECT interval '+1 1:00:00'
----
interval:1186
P1DT1H
SELECT 1

SELECT interval '-1:30'
----
interval:1186
PT-1H-30M
SELECT 1

SELECT interval '-1 day 2 hours ago'
----
interval:1186
P1DT-2H
SELECT 1

SELECT interval '@ 1 day 2 hours ago'
----
interval:1186
P-1DT-2H
SELECT 1

SELECT interval 'P-1Y2M'
----
interval:1186
P-10M
SELECT 1

SELECT interval '- 1 day'
----
interval:1186
P-1D
SELECT 1

SELECT interval '1-2 -3 +4:05:06'
----
interval:1186
P1Y2M-3DT4H5M6S
SELECT 1

SELECT interval '-2-3 4'
----
interval:1186
P-2Y-3MT4S
SELECT 1

SELECT interval '-5'
----
interval:1186
PT-5S
SELECT 1

SELECT interval '-1.5 days 2:00'
----
interval:1186
P-1DT-10H
SELECT 1

SET IntervalStyle = 'Postgres'
----
SET

SET IntervalStyle = nonsense
----
error 22023 invalid value for parameter "intervalstyle": "nonsense"; ; Available values: postgres, postgres_verbose, sql_standard, iso_8601.

SHOW IntervalStyle
----
IntervalStyle:25
postgres
SHOW

RESET IntervalStyle
----
RESET

SELECT to_json(interval '1 day')
----
to_json:114
"1 day"
SELECT 1
