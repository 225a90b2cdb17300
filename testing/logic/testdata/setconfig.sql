# set_config with NULL resets; settings that take one value; names are ASCII.
SET statement_timeout = '5s'
----
SET

SELECT set_config('statement_timeout', NULL, false), set_config('made.up', NULL, false), set_config('made.up', 'x', NULL), current_setting('made.up')
----
0|''|x|x
SELECT 1

SHOW statement_timeout
----
0
SHOW

SELECT set_config('made.up', NULL, true), current_setting('made.up', true) IS NULL
----
''|f
SELECT 1

SELECT set_config(NULL, 'x', true)
----
error 22004

SET work_mem TO '1MB', '2MB'
----
error 22023

SET made.up TO a, b
----
error 22023

SET datestyle TO iso, mdy
----
SET

SET application_name = 'é x'
----
SET

SHOW application_name
----
?? x
SHOW

# It is a name: what is longer is cut, with a notice.
SET application_name = 'abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz0123456789éx'
----
SET

SHOW application_name
----
abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz0123456789
SHOW

SELECT length(set_config('application_name', repeat('x', 1000000), false))
----
63
SELECT 1

RESET application_name
----
RESET
