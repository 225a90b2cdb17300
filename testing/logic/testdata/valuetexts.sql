# Texts of intervals, templates of to_timestamp, order of enums, dimensions of arrays.
select '4 millenniums 5 centuries 4 decades 1 year'::interval, '1 microsecond'::interval, '2 milliseconds 3 microseconds 4 seconds'::interval
----
4541 years|00:00:00.000001|00:00:04.002003
SELECT 1

select interval '5.5 seconds 3 milliseconds'
----
error 22007

select interval '5 seconds 3 milliseconds'
----
00:00:05.003
SELECT 1

select interval '1:20:05 5 microseconds'
----
error 22007

select interval '1:20:05 5 minutes'
----
error 22007

select interval '1 day 1 day'
----
error 22007

select interval '1 week 1 day', interval '1 century 2 decades'
----
8 days|120 years
SELECT 1

select interval 'P00021015T103020', interval 'P0002-10-15T10:30:20', interval 'P1Y2M3W4DT5H6M7.8S', interval 'PT103020.5', interval 'P0002'
----
2 years 10 mons 15 days 10:30:20|2 years 10 mons 15 days 10:30:20|1 year 2 mons 25 days 05:06:07.8|10:30:20|2 years
SELECT 1

select to_timestamp('2005527', 'YYYYIWID')
----
error 22007

select to_timestamp('2005527', 'IYYYIWID')
----
2006-01-01 00:00:00+00
SELECT 1

select to_timestamp('19971', 'YYYYMMDD')
----
error 22007

select to_timestamp('19971)24', 'YYYYMMDD')
----
error 22007

select to_timestamp('1997-11-Jan-16', 'YYYY-MM-Mon-DD')
----
error 22007

select to_timestamp('1997-01-Jan-16', 'YYYY-MM-Mon-DD')
----
1997-01-16 00:00:00+00
SELECT 1

select to_date('-44-02-01 BC', 'YYYY-MM-DD BC'), to_date('44-02-01 BC', 'YYYY-MM-DD BC'), to_date('2016 366', 'YYYY DDD')
----
0044-02-01|0044-02-01 BC|2016-12-31
SELECT 1

select to_date('2015 366', 'YYYY DDD')
----
error 22008

create type planets as enum ('venus', 'earth', 'mars')
----
CREATE TYPE

alter type planets add value 'uranus'
----
ALTER TYPE

alter type planets add value 'mercury' before 'venus'
----
ALTER TYPE

alter type planets add value 'saturn' before 'uranus'
----
ALTER TYPE

alter type planets add value 'jupiter' after 'mars'
----
ALTER TYPE

alter type planets add value 'neptune' after 'uranus'
----
ALTER TYPE

select enumlabel, enumsortorder from pg_enum where enumtypid = 'planets'::regtype order by 2
----
mercury|0
venus|1
earth|2
mars|3
jupiter|3.25
saturn|3.5
uranus|4
neptune|5
SELECT 8

select array_fill(1, array[[1, 2], [3, 4]])
----
error 2202E

select array_fill(1, array[2], array[[1], [2]])
----
error 2202E

select '[2147483646:2147483647]={1,2}'::int[]
----
error 54000

select '[2147483645:2147483646]={1,2}'::int[]
----
[2147483645:2147483646]={1,2}
SELECT 1

select '1e1000000000000000000'::numeric
----
error 22003
