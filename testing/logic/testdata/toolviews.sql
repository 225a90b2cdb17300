# What pgAdmin, postgres_exporter, Datadog, Zabbix and their like ask of functions that views are of, and of numbers of transactions. The results are Postgres's own. Errors are told whole.
select set_config('bytea_output', 'hex', false) from pg_show_all_settings() where name = 'bytea_output';
----
hex
SELECT 1

select a.name, a.setting from pg_catalog.pg_show_all_settings() a where a.name in ('bytea_output', 'max_index_keys') order by 1;
----
bytea_output|hex
max_index_keys|32
SELECT 2

select s.n, s.v from pg_show_all_settings() s(n, v) where s.n = 'bytea_output';
----
bytea_output|hex
SELECT 1

select pg_show_all_settings.name from pg_show_all_settings() where name = 'block_size';
----
block_size
SELECT 1

select t.name, (select count(*) from pg_lock_status() l where l.pid = 0) from pg_timezone_names() t join pg_timezone_abbrevs() a on a.abbrev = 'UTC' where t.name = 'Europe/Rome';
----
Europe/Rome|0
SELECT 1

select count(*) from pg_cursor(), pg_prepared_statement();
----
0
SELECT 1

select count(*) > 0 from pg_stat_get_archiver(), pg_stat_get_wal(), pg_stat_get_slru();
----
t
SELECT 1

select * from pg_show_all_settings(1);
----
error 42883 function pg_show_all_settings(integer) does not exist; ; No function matches the given name and argument types. You might need to add explicit type casts.

create function pg_show_all_settings(int) returns int language sql as 'select $1'; select * from pg_show_all_settings(7) x; drop function pg_show_all_settings(int);
----
CREATE FUNCTION
7
SELECT 1
DROP FUNCTION

select count(*) from pg_stat_get_wal_senders() w join pg_prepared_xact() p on p.gid = w.state join pg_get_replication_slots() s on s.slot_name = w.state;
----
0
SELECT 1

select pid, state, sent_lsn, write_lag, sync_priority, reply_time from pg_stat_get_wal_senders();
----
SELECT 0

select count(size), max(modification) from pg_ls_tmpdir() where name = 'x';
----
0|NULL
SELECT 1

select pg_control_version, catalog_version_no, system_identifier > 0, system_identifier = (select system_identifier from pg_control_system()) from pg_control_system();
----
1300|202209061|t|t
SELECT 1

select max_data_alignment, database_block_size, blocks_per_segment, wal_block_size, bytes_per_wal_segment, max_identifier_length, max_index_columns, float8_pass_by_value from pg_control_init();
----
8|8192|131072|8192|16777216|64|32|t
SELECT 1

select c.timeline_id, r.end_of_backup_record_required from pg_control_checkpoint() c, pg_control_recovery() r;
----
1|f
SELECT 1

select pg_current_logfile(), pg_current_logfile('csvlog');
----
NULL|NULL
SELECT 1

select age('0'::xid), age('1'::xid), age('2'::xid), age(null::xid), mxid_age('0'::xid);
----
2147483647|2147483647|2147483647|NULL|2147483647
SELECT 1

select datname, age(datfrozenxid) < 200000000, 2^31 - age(datfrozenxid) > 1000000, mxid_age(datminmxid) < 200000000 from pg_database where datname in ('template0', 'template1') order by 1;
----
template0|t|t|t
template1|t|t|t
SELECT 2

create table tv_t (a int primary key); create view tv_v as select * from tv_t; create materialized view tv_m as select * from tv_t; create table tv_p (a int) partition by list (a);
----
CREATE TABLE
CREATE VIEW
SELECT 0
CREATE TABLE

select relname, relfrozenxid::text <> '0', relminmxid::text <> '0', age(relfrozenxid) < 200000000 from pg_class where relname ~ '^tv_' order by 1;
----
tv_m|t|t|t
tv_p|f|f|f
tv_t|t|t|t
tv_t_pkey|f|f|f
tv_v|f|f|f
SELECT 5

select count(*) from tv_t where age(xmin) > 5;
----
0
SELECT 1

select min(age(c.xmin)) >= 0, age(timestamp '2001-02-03', timestamp '2001-01-01') from pg_class c;
----
t|1 mon 2 days
SELECT 1

select stats_reset is null, stats_reset <= now() from pg_stat_bgwriter;
----
f|t
SELECT 1

select a.stats_reset is null, w.stats_reset is null, p.stats_reset is null from pg_stat_archiver a, pg_stat_wal w, pg_stat_recovery_prefetch p;
----
f|f|f
SELECT 1

select name, stats_reset is null from pg_stat_slru order by 1;
----
CommitTs|f
MultiXactMember|f
MultiXactOffset|f
Notify|f
Serial|f
Subtrans|f
Xact|f
other|f
SELECT 8

create domain tv_pos as int check (value > 0); create domain tv_few as tv_pos[]; create domain tv_ints as int[];
----
CREATE DOMAIN
CREATE DOMAIN
CREATE DOMAIN

create table tv_d (p tv_pos primary key, t varchar(3), unique (t, p)); create index on tv_d (p desc);
----
CREATE TABLE
CREATE INDEX

select c.relname, u.n, o.opcname, o.opcintype::regtype from pg_index i join pg_class c on c.oid = i.indexrelid, unnest(i.indclass) with ordinality u(class, n) left join pg_opclass o on o.oid = u.class where i.indrelid = 'tv_d'::regclass order by 1, 2;
----
tv_d_p_idx|1|int4_ops|integer
tv_d_pkey|1|int4_ops|integer
tv_d_t_p_key|1|text_ops|text
tv_d_t_p_key|2|int4_ops|integer
SELECT 4

select pg_get_indexdef(indexrelid) from pg_index where indrelid = 'tv_d'::regclass order by 1;
----
CREATE INDEX tv_d_p_idx ON public.tv_d USING btree (p DESC)
CREATE UNIQUE INDEX tv_d_pkey ON public.tv_d USING btree (p)
CREATE UNIQUE INDEX tv_d_t_p_key ON public.tv_d USING btree (t, p)
SELECT 3

select domain_name, data_type, udt_schema = 'pg_catalog', udt_name from information_schema.domains where domain_name ~ '^tv_' order by 1;
----
tv_few|USER-DEFINED|f|_tv_pos
tv_ints|integer[]|t|_int4
tv_pos|integer|t|int4
SELECT 3

create table tv_a (n int constraint tv_check check (n > 0)) partition by range (n); create table tv_a1 partition of tv_a for values from (1) to (5); create table tv_a2 partition of tv_a for values from (5) to (9);
----
CREATE TABLE
CREATE TABLE
CREATE TABLE

create table tv_b (n int constraint tv_other check (n > 1)); create table tv_c (m int, constraint tv_other check (n > 1)) inherits (tv_b);
----
CREATE TABLE
CREATE TABLE

create table tv_e (n int, constraint tv_other check (n > 2));
----
CREATE TABLE

select constraint_name, check_clause from information_schema.check_constraints where constraint_name in ('tv_check', 'tv_other', 'tv_pos_check') order by 1, 2;
----
tv_check|((n > 0))
tv_other|((n > 1))
tv_other|((n > 2))
tv_pos_check|((VALUE > 0))
SELECT 4

drop table tv_t, tv_p, tv_d, tv_a, tv_b, tv_c, tv_e cascade;
----
DROP TABLE

drop domain tv_pos, tv_ints cascade;
----
DROP DOMAIN
