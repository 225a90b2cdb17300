select array[1,2]::oidvector = '1 2'::oidvector, array['text'::regtype]::oidvector = '25', (array[3,4]::oidvector)[1], array[3,4]::int2vector, array_lower(array[3,4]::int2vector,1)
----
t|t|3|3 4|1
SELECT 1

select count(*) from pg_proc where proname = 'lower' and proargtypes = array['text'::regtype]::oidvector
----
1
SELECT 1

select exists (select from pg_proc join pg_cast on array[casttarget]::oidvector = proargtypes where proname = 'lower' and castsource = 'varchar'::regtype)
----
t
SELECT 1

select array[null]::oidvector = '1'::oidvector
----
error 42804

select array['a']::oidvector
----
error 22P02

select array[1,2]::oid[]::oidvector
----
error 42846

select '3 1'::oidvector < '3 2', '2'::oidvector < '1 2', oidvectorlt('5', '1 2'), '1 2'::oidvector <> array[1,2]::oidvector
----
t|t|t|f
SELECT 1

select v::oidvector from (values ('2'),('1 2'),('1'),('4294967295')) x(v) order by v::oidvector
----
1
2
4294967295
1 2
SELECT 4

create table vectors (a oidvector, b int2vector)
----
CREATE TABLE

insert into vectors values (array[1,2]::oidvector, array[5]::int2vector), ('1 2', '5')
----
INSERT 0 2

select distinct a from vectors
----
1 2
SELECT 1

select a = '1 2', b = '5' from vectors
----
t|f
t|t
SELECT 2

drop table vectors
----
DROP TABLE

# Planner constants and switches are taken.
SET cpu_tuple_cost = 0.02; SET force_parallel_mode = regress; SET min_parallel_table_scan_size = '8MB'; SET join_collapse_limit TO 1; SET jit_above_cost = -1
----
SET
SET
SET
SET
SET

SHOW min_parallel_table_scan_size
----
8MB
SHOW

SELECT current_setting('cpu_tuple_cost'), current_setting('join_collapse_limit'), current_setting('force_parallel_mode')
----
0.02|1|regress
SELECT 1

SET geqo_threshold = 1
----
error 22023

SET force_parallel_mode = maybe
----
error 22023

SET enable_memoize = 3
----
error 22023

SELECT name, setting, unit, context, vartype, min_val, max_val, boot_val FROM pg_settings WHERE name IN ('cpu_tuple_cost', 'vacuum_cost_limit', 'track_functions', 'enable_memoize', 'min_parallel_index_scan_size', 'log_min_messages', 'commit_delay') ORDER BY 1
----
commit_delay|0|NULL|superuser|integer|0|100000|0
cpu_tuple_cost|0.02|NULL|user|real|0|1.79769e+308|0.01
enable_memoize|on|NULL|user|bool|NULL|NULL|on
log_min_messages|warning|NULL|superuser|enum|NULL|NULL|warning
min_parallel_index_scan_size|64|8kB|user|integer|0|715827882|64
track_functions|none|NULL|superuser|enum|NULL|NULL|none
vacuum_cost_limit|200|NULL|user|integer|1|10000|200
SELECT 7

RESET ALL
----
RESET
