# dates behind times, and zones that are displacements
set timezone = '-05:30'
----
SET

show timezone
----
-05:30
SHOW

select '2024-01-01 00:00'::timestamptz, to_char('2024-01-01 00:00'::timestamptz, 'OF')
----
2024-01-01 00:00:00+05:30|+05:30
SELECT 1

set timezone = '+05:30:15'
----
error 22023

reset timezone
----
RESET

select '12:30 2020-01-02'::timestamp
----
error 22007

select '04:05 01/02/2003'::timestamptz
----
error 22007

select '04:05 Feb 3 2001'::timestamp, '04:05 20010203'::timestamp
----
2001-02-03 04:05:00|2001-02-03 04:05:00
SELECT 1
