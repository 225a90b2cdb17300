# Errors are told whole.
# Scans are counted, of tables and of indexes.
create table scn (a int primary key, b int, c int, d int[])
----
CREATE TABLE

create index scn_b on scn (b)
----
CREATE INDEX

create index scn_c on scn (c)
----
CREATE INDEX

create index scn_d on scn using gin (d)
----
CREATE INDEX

create table scn_bare (x int)
----
CREATE TABLE

insert into scn select g, g, g, array[g] from generate_series(1, 5000) g
----
INSERT 0 5000

analyze scn
----
ANALYZE

select pg_stat_force_next_flush()
----
''
SELECT 1

select pg_stat_reset()
----
''
SELECT 1

select indexrelname, idx_scan from pg_stat_user_indexes where relname = 'scn' order by 1
----
scn_b|0
scn_c|0
scn_d|0
scn_pkey|0
SELECT 4

select b from scn where a = 5
----
5
SELECT 1

select pg_stat_force_next_flush()
----
''
SELECT 1

select indexrelname, idx_scan > 0 from pg_stat_user_indexes where relname = 'scn' order by 1
----
scn_b|f
scn_c|f
scn_d|f
scn_pkey|t
SELECT 4

select a from scn where b = 5
----
5
SELECT 1

update scn set d = d where a = 5
----
UPDATE 1

select pg_stat_force_next_flush()
----
''
SELECT 1

select indexrelname, idx_scan > 0 from pg_stat_user_indexes where relname = 'scn' order by 1
----
scn_b|t
scn_c|f
scn_d|f
scn_pkey|t
SELECT 4

select relname, seq_scan > 0, idx_scan > 0 from pg_stat_user_tables where relname like 'scn%' order by 1
----
scn|f|t
scn_bare|f|NULL
SELECT 2

select count(*) from scn where b + c > 5
----
4998
SELECT 1

select count(*) from scn where d @> array[7]
----
1
SELECT 1

select pg_stat_force_next_flush()
----
''
SELECT 1

select indexrelname, idx_scan > 0 from pg_stat_user_indexes where relname = 'scn' order by 1
----
scn_b|t
scn_c|f
scn_d|t
scn_pkey|t
SELECT 4

select relname, seq_scan > 0, idx_scan > 0 from pg_stat_user_tables where relname like 'scn%' order by 1
----
scn|t|t
scn_bare|f|NULL
SELECT 2

select count(*) from (values (1), (2)) v(x) join scn on scn.c = v.x
----
2
SELECT 1

select pg_stat_force_next_flush()
----
''
SELECT 1

select indexrelname, idx_scan > 0, pg_stat_get_numscans(indexrelid) > 0 from pg_stat_user_indexes where relname = 'scn' order by 1
----
scn_b|t|t
scn_c|t|t
scn_d|t|t
scn_pkey|t|t
SELECT 4

select pg_stat_get_numscans('scn'::regclass) > 0, pg_stat_get_numscans('scn_bare'::regclass), pg_stat_get_numscans(0)
----
t|0|0
SELECT 1

select pg_stat_reset_single_table_counters('scn'::regclass)
----
''
SELECT 1

select seq_scan, n_tup_upd from pg_stat_user_tables where relname = 'scn'
----
0|0
SELECT 1
