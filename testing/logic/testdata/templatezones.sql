# Errors are told whole.
# Time zones in templates have limits.
select to_timestamp('2024-01-01 +15:59', 'YYYY-MM-DD TZH:TZM')
----
2023-12-31 08:01:00+00
SELECT 1

select to_timestamp('2024-01-01 -15:59', 'YYYY-MM-DD TZH:TZM')
----
2024-01-01 15:59:00+00
SELECT 1

select to_timestamp('2024-01-01 +15:60', 'YYYY-MM-DD TZH:TZM')
----
error 22009 time zone displacement out of range: "2024-01-01 +15:60"

select to_timestamp('2024-01-01 +16:00', 'YYYY-MM-DD TZH:TZM')
----
error 22009 time zone displacement out of range: "2024-01-01 +16:00"

select to_timestamp('2024-01-01 +16', 'YYYY-MM-DD TZH')
----
error 22009 time zone displacement out of range: "2024-01-01 +16"

select to_timestamp('2024-01-01 -15', 'YYYY-MM-DD TZH')
----
2024-01-01 15:00:00+00
SELECT 1

select to_timestamp('2024-01-01 61', 'YYYY-MM-DD TZM')
----
error 22009 time zone displacement out of range: "2024-01-01 61"

select to_timestamp('2024-01-01 -61', 'YYYY-MM-DD TZM')
----
error 22009 time zone displacement out of range: "2024-01-01 -61"

select to_timestamp('2024-01-01 30', 'YYYY-MM-DD TZM')
----
2023-12-31 23:30:00+00
SELECT 1

select to_timestamp('2024-01-01 -03 -30', 'YYYY-MM-DD TZH TZM')
----
2024-01-01 03:30:00+00
SELECT 1

select to_timestamp('2024-01-01 3 30', 'YYYY-MM-DD TZH TZM')
----
2023-12-31 20:30:00+00
SELECT 1

select to_timestamp('2024-01-01 99', 'YYYY-MM-DD TZH')
----
error 22009 time zone displacement out of range: "2024-01-01 99"

select to_timestamp('2024-01-01 3 4', 'YYYY-MM-DD TZH TZH')
----
error 22007 conflicting values for "TZH" field in formatting string; This value contradicts a previous setting for the same field type.

select to_timestamp('2024-01-01 3 3', 'YYYY-MM-DD TZH TZH')
----
2023-12-31 21:00:00+00
SELECT 1

select to_timestamp('2024-13-01 99', 'YYYY-MM-DD TZH')
----
error 22008 date/time field value out of range: "2024-13-01 99"

select to_timestamp('2024-12-01 25 99', 'YYYY-MM-DD HH24 TZH')
----
error 22008 date/time field value out of range: "2024-12-01 25 99"

select to_timestamp('2024-02-29 13:14:15.678', 'YYYY-MM-DD HH24:MI TZH:TZM')
----
error 22009 time zone displacement out of range: "2024-02-29 13:14:15.678"

select to_date('2024-01-01 99', 'YYYY-MM-DD TZH')
----
error 22009 time zone displacement out of range: "2024-01-01 99"

select to_date('2024-01-01 +10:77', 'YYYY-MM-DD TZH:TZM')
----
error 22009 time zone displacement out of range: "2024-01-01 +10:77"

select '"2024-01-01 10:00:00 +10:77"'::jsonb @? '$.datetime("YYYY-MM-DD HH24:MI:SS TZH:TZM")'
----
NULL
SELECT 1

select jsonb_path_query('"2024-01-01 10:00:00 +10:77"', '$.datetime("YYYY-MM-DD HH24:MI:SS TZH:TZM")')
----
error 22009 time zone displacement out of range: "2024-01-01 10:00:00 +10:77"

select jsonb_path_query('"2024-01-01 10:00:00 -10:47"', '$.datetime("YYYY-MM-DD HH24:MI:SS TZH:TZM")')
----
"2024-01-01T10:00:00-10:47"
SELECT 1

select jsonb_path_query('"2024-01-01 10:00:00 +17:47"', '$.datetime()')
----
error 22031 datetime format is not recognized: "2024-01-01 10:00:00 +17:47"; ; Use a datetime template argument to specify the input data format.
