set timezone = 'America/New_York'
----
SET

select jsonb_path_query('["2017-03-10", "12:34:56", "12:34:56+3", "12:34:56 +3", "12:34:56+05:30", "2017-03-10 12:34:56", "2017-03-10T12:34:56", "2017-03-10 12:34:56+3", "2017-03-10T12:34:56-04:30"]', '$[*].datetime()')
----
"12:34:56"
"12:34:56+03:00"
"12:34:56+03:00"
"12:34:56+05:30"
"2017-03-10"
"2017-03-10T12:34:56"
"2017-03-10T12:34:56"
"2017-03-10T12:34:56+03:00"
"2017-03-10T12:34:56-04:30"
SELECT 9

select jsonb_path_query('["2017-03-10", "12:34:56", "12:34:56+3", "2017-03-10 12:34:56", "2017-03-10 12:34:56+3"]', '$[*].datetime().type()')
----
"date"
"time with time zone"
"time without time zone"
"timestamp with time zone"
"timestamp without time zone"
SELECT 5

select jsonb_path_query('"12:34:56 +3"', '$.datetime()')
----
"12:34:56+03:00"
SELECT 1

select jsonb_path_query('1', '$.datetime()')
----
error 22031

select jsonb_path_query('"bogus"', '$.datetime()')
----
error 22031

select jsonb_path_query('null', '$.datetime()', '{}', true), jsonb '"bogus"' @? '$.datetime()'
----
SELECT 0

select jsonb_path_query('"10-03-2017 12:34"', '$.datetime("dd-mm-yyyy HH24:MI")'), jsonb_path_query('"10-03-2017 12:34 +05"', '$.datetime("dd-mm-yyyy HH24:MI TZH")'), jsonb_path_query('"10-03-2017 12:34 -05:20"', '$.datetime("dd-mm-yyyy HH24:MI TZH:TZM")'), jsonb_path_query('"12:34 +05:20"', '$.datetime("HH24:MI TZH:TZM")'), jsonb_path_query('"12:34:56.789"', '$.datetime("HH24:MI:SS.MS")'), jsonb_path_query('"10 March 2017"', '$.datetime("dd Month yyyy")')
----
"2017-03-10T12:34:00"|"2017-03-10T12:34:00+05:00"|"2017-03-10T12:34:00-05:20"|"12:34:00+05:20"|"12:34:56.789"|"2017-03-10"
SELECT 1

select jsonb_path_query('"10-03-2017t12:34:56"', '$.datetime("dd-mm-yyyy\"T\"HH24:MI:SS")')
----
error 22007

select jsonb_path_query('"10-03-2017T12:34:56"', '$.datetime("dd-mm-yyyy\"T\"HH24:MI:SS")')
----
"2017-03-10T12:34:56"
SELECT 1

select jsonb_path_query('"10-03-2017 12:34"', '$.datetime("dd-mm-yyyy")')
----
error 22007

select jsonb_path_query('"10-03-2017"', '$.datetime("dd-mm-yyyy HH24:MI")')
----
error 22007

select jsonb_path_query('"10/03/2017"', '$.datetime("dd-mm-yyyy")')
----
error 22007

select jsonb_path_query('"x"', '$.datetime("aaa")')
----
error 22007

select jsonb_path_query('"aaaa"', '$.datetime("HH24")')
----
error 22007

select jsonb_path_query('"10-03-2017 +3"', '$.datetime("dd-mm-yyyy TZH")')
----
error 22007

select jsonb_path_query('["2017-03-10", "2017-03-11", "2017-03-09", "12:34:56", "2017-03-10 00:00:00", "2017-03-10 12:34:56"]', '$[*].datetime() ? (@ == "10.03.2017".datetime("dd.mm.yyyy"))')
----
"2017-03-10"
"2017-03-10T00:00:00"
SELECT 2

select jsonb_path_query('["2017-03-10", "2017-03-11", "2017-03-09", "12:34:56", "2017-03-10 00:00:00", "2017-03-10 12:34:56"]', '$[*].datetime() ? (@ < "10.03.2017 12:00".datetime("dd.mm.yyyy HH24:MI"))')
----
"2017-03-09"
"2017-03-10"
"2017-03-10T00:00:00"
SELECT 3

select jsonb_path_query('["2017-03-10 12:34:00+01"]', '$[*].datetime() ? (@ > "10.03.2017".datetime("dd.mm.yyyy"))')
----
error 0A000

select jsonb_path_query_tz('["2017-03-10 12:34:00+01", "2017-03-11", "2017-03-10 03:00:00", "2017-03-10 05:59:59+01:00", "12:00:00", null, 5, "2017-03-12"]', '$[*] ? (@.type() == "string").datetime() ? (@ > "10.03.2017".datetime("dd.mm.yyyy"))')
----
"2017-03-10T03:00:00"
"2017-03-10T12:34:00+01:00"
"2017-03-11"
"2017-03-12"
SELECT 4

select jsonb_path_query_tz('["12:34:00", "12:35:00", "12:36:00", "12:35:00 +00", "12:35:00+1", "13:35:00+1", "2017-03-10"]', '$[*] ? (@ like_regex "^..:..:..[+]?[0-9]*$").datetime() ? (@ >= "12:35 +1".datetime("HH24:MI TZH"))')
----
"12:34:00"
"12:35:00"
"12:35:00+01:00"
"12:36:00"
"13:35:00+01:00"
SELECT 5

select jsonb_path_exists_tz('"2017-03-10"', '$.datetime() == "2017-03-10 00:00:00-05".datetime()'), jsonb_path_match_tz('"12:00:00-05"', '$.datetime() > "11:00:00".datetime()'), jsonb_path_match('"2017-03-10"', '$.datetime() == "2017-03-10"'), jsonb_path_match('"2017-03-10"', '$.datetime() == null')
----
t|t|NULL|f
SELECT 1

select jsonb_path_query_array('["2017-03-10", "2017-03-11"]', '$[*].datetime()'), jsonb_path_query_first('["2017-03-10"]', '$.datetime()')
----
["2017-03-10", "2017-03-11"]|"2017-03-10"
SELECT 1
