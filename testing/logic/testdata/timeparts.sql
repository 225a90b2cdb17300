# Errors are told whole. Parts of a date that stand beside a time of day.
set timezone = 'PST8PDT'
----
SET

select timetz '15:36:39 m2'
----
error 22007 invalid input syntax for type time with time zone: "15:36:39 m2"

select timetz '15:36:39 MSK m2'
----
error 22007 invalid input syntax for type time with time zone: "15:36:39 MSK m2"

select timetz '15:36:39 America/New_York m2'
----
error 22007 invalid input syntax for type time with time zone: "15:36:39 America/New_York m2"

select timetz '15:36:39 UTC m2'
----
15:36:39+00
SELECT 1

select timetz '15:36:39 +03 m2'
----
15:36:39+03
SELECT 1

select timetz '15:36:39 EST m2'
----
15:36:39-05
SELECT 1

select timetz '15:36:39 EST y2001 d3'
----
15:36:39-05
SELECT 1

select timetz '15:36:39 MSK d2'
----
error 22007 invalid input syntax for type time with time zone: "15:36:39 MSK d2"

select timetz 'h15m36s39 +02'
----
error 22008 date/time field value out of range: "h15m36s39 +02"; ; Perhaps you need a different "datestyle" setting.

select timetz 'h15mm36s39'
----
error 22007 invalid input syntax for type time with time zone: "h15mm36s39"

select timetz 'd02h15mm36s39 +01'
----
error 22007 invalid input syntax for type time with time zone: "d02h15mm36s39 +01"

select timetz 'm02h15mm36s39 +01'
----
error 22007 invalid input syntax for type time with time zone: "m02h15mm36s39 +01"

select timetz 'y2001m02d03h04mm05s06.7'
----
04:05:06.7-08
SELECT 1

select timetz 'y2001m02d03h04mm05s06.7 MSK'
----
04:05:06.7+03
SELECT 1

select timetz '15:36:39 Feb'
----
error 22007 invalid input syntax for type time with time zone: "15:36:39 Feb"

select timetz '15:36:39 MSK Feb'
----
error 22007 invalid input syntax for type time with time zone: "15:36:39 MSK Feb"

select timetz '15:36:39 EST Feb'
----
error 22007 invalid input syntax for type time with time zone: "15:36:39 EST Feb"

select time '15:36:39 m2'
----
error 22007 invalid input syntax for type time: "15:36:39 m2"

select time '15:36:39 d2'
----
error 22007 invalid input syntax for type time: "15:36:39 d2"

select time '15:36:39 Feb'
----
error 22007 invalid input syntax for type time: "15:36:39 Feb"

set timezone='UTC'
----
SET

select timetz '15:36:39 m2'
----
error 22007 invalid input syntax for type time with time zone: "15:36:39 m2"

select timetz '15:36:39 UTC m2'
----
15:36:39+00
SELECT 1
