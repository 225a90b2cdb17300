# Errors are told whole. What tools ask catalogs and settings. The results are Postgres's own.
create schema itr; create extension citext schema itr; create extension hstore schema itr;
create type itr.mood as enum ('sad', 'ok'); create domain itr.pos as int default 1 not null constraint pos check (value > 0); create domain itr.email as itr.citext constraint email_check check (value ~ '@');
create type itr.addr as (street text, zip int); create type itr.fr as range (subtype = float8); create sequence itr.s start 20;
create table itr.t (id int primary key, lvl itr.pos, b bit(5), vb varbit(7), iv interval day to second(3), iv0 interval, iv2 interval(2), ts time(2), tags text[], moods itr.mood[], score numeric constraint score_ok check (score >= 0), uid uuid, data jsonb);
create index t_hash on itr.t using hash (uid); create index t_gin on itr.t using gin (data); create index t_two on itr.t (score desc nulls last, lvl) include (uid);
alter table itr.t add constraint nv check (id < 100) not valid;
create table itr.m (id int, ts date, primary key (id, ts)) partition by range (ts); create table itr.m1 partition of itr.m default;
create function itr.add(a int, b int default 2, c text default 'x' || 'y') returns int language sql as 'select a + b'; create function itr.tags(a text[]) returns itr.mood[] language sql as 'select null::itr.mood[]';
create function itr.trg() returns trigger language plpgsql as 'begin return new; end'; create constraint trigger ct after insert on itr.t for each row execute function itr.trg();
comment on schema itr is 'a schema'; comment on type itr.mood is 'moods'; comment on constraint score_ok on itr.t is 'a check'; comment on function itr.trg() is 'a function'
----
CREATE SCHEMA
CREATE EXTENSION
CREATE EXTENSION
CREATE TYPE
CREATE DOMAIN
CREATE DOMAIN
CREATE TYPE
CREATE TYPE
CREATE SEQUENCE
CREATE TABLE
CREATE INDEX
CREATE INDEX
CREATE INDEX
ALTER TABLE
CREATE TABLE
CREATE TABLE
CREATE FUNCTION
CREATE FUNCTION
CREATE FUNCTION
CREATE TRIGGER
COMMENT
COMMENT
COMMENT
COMMENT

select coalesce(array_agg(row(1, 'a')), '{}') from generate_series(1, 1)
----
{"(1,a)"}
SELECT 1

select coalesce(array_agg(row(1, 'a')), '{}') from generate_series(1, 0)
----
{}
SELECT 1

select typname, typinput, typoutput, typreceive, typsend from pg_type where typname in ('int4', '_int4', 'text', 'citext', 'hstore', 'mood', '_mood', 'pos', 'email', 'addr', 'fr', '_fr', 't') and (typnamespace = 'itr'::regnamespace or typnamespace = 11) order by 1
----
_fr|array_in|array_out|array_recv|array_send
_int4|array_in|array_out|array_recv|array_send
_mood|array_in|array_out|array_recv|array_send
addr|record_in|record_out|record_recv|record_send
citext|itr.citextin|itr.citextout|itr.citextrecv|itr.citextsend
email|domain_in|itr.citextout|domain_recv|itr.citextsend
fr|range_in|range_out|range_recv|range_send
hstore|itr.hstore_in|itr.hstore_out|itr.hstore_recv|itr.hstore_send
int4|int4in|int4out|int4recv|int4send
mood|enum_in|enum_out|enum_recv|enum_send
pos|domain_in|int4out|domain_recv|int4send
t|record_in|record_out|record_recv|record_send
text|textin|textout|textrecv|textsend
SELECT 13

select count(*) from pg_type t where typinput = 0 or typoutput = 0 or not exists (select from pg_proc p where p.oid = t.typinput) or not exists (select from pg_proc p where p.oid = t.typoutput)
----
0
SELECT 1

select itr.citextsend('Abc'), itr.citextout('Abc'), itr.citextin('Abc'), itr.hstore_out('a=>1')
----
\x416263|Abc|Abc|"a"=>"1"
SELECT 1

select oid::regprocedure from pg_proc where proname in ('array_recv', 'citextrecv', 'range_recv', 'enum_recv') order by oid::regprocedure::text collate "C"
----
array_recv(internal,oid,integer)
enum_recv(internal,oid)
itr.citextrecv(internal)
range_recv(internal,oid,integer)
SELECT 4

select has_parameter_privilege('work_mem', 'SET'), has_parameter_privilege('pg_monitor', 'work_mem', 'SET, ALTER SYSTEM'), has_parameter_privilege('work_mem', 'ALTER SYSTEM WITH GRANT OPTION')
----
t|f|t
SELECT 1

select has_parameter_privilege('work_mem', 'SELECT')
----
error 22023 unrecognized privilege type: "SELECT"

select pg_stat_get_live_tuples('itr.m'::regclass), pg_stat_get_dead_tuples('itr.m'::regclass), pg_stat_get_last_vacuum_time('itr.m'::regclass), pg_stat_get_last_analyze_time('itr.m'::regclass), pg_stat_get_analyze_count('itr.m'::regclass)
----
0|0|NULL|NULL|0
SELECT 1

select name, default_version, comment from pg_available_extensions() where name = 'citext'
----
citext|1.6|data type for case-insensitive character strings
SELECT 1

select name, version, superuser, trusted, relocatable, schema, requires from pg_available_extension_versions() where name = 'plpgsql'
----
plpgsql|1.0|t|t|f|pg_catalog|NULL
SELECT 1

select * from pg_extension_update_paths('plpgsql')
----
SELECT 0

select indpred, indexprs, count(*) from pg_index where indrelid = 'itr.t'::regclass group by indpred, indexprs
----
NULL|NULL|4
SELECT 1

select distinct indpred from pg_index where indrelid = 'itr.t'::regclass order by 1
----
NULL
SELECT 1

select pg_sequence_last_value('itr.s'::regclass)
----
NULL
SELECT 1

select nextval('itr.s'); select pg_sequence_last_value('itr.s'::regclass)
----
20
SELECT 1
20
SELECT 1

select pg_sequence_last_value('itr.t'::regclass)
----
error 42809 "t" is not a sequence

show block_size
----
8192
SHOW

select current_setting('autovacuum_max_workers'), current_setting('max_prepared_transactions'), current_setting('wal_segment_size'), current_setting('shared_buffers'), current_setting('max_wal_size'), current_setting('checkpoint_timeout'), current_setting('track_activity_query_size')
----
3|0|16MB|128MB|1GB|5min|1kB
SELECT 1

select name, setting, unit, context, vartype, min_val, max_val, enumvals from pg_settings where name in ('autovacuum', 'huge_pages', 'autovacuum_vacuum_scale_factor', 'segment_size', 'wal_level', 'wal_segment_size') and name <> 'wal_level' order by 1
----
autovacuum|on|NULL|sighup|bool|NULL|NULL|NULL
autovacuum_vacuum_scale_factor|0.2|NULL|sighup|real|0|100|NULL
huge_pages|try|NULL|postmaster|enum|NULL|NULL|{off,on,try}
segment_size|131072|8kB|internal|integer|131072|131072|NULL
wal_segment_size|16777216|B|internal|integer|1048576|1073741824|NULL
SELECT 5

set block_size = 4096
----
error 55P02 parameter "block_size" cannot be changed

set max_prepared_transactions = 5
----
error 55P02 parameter "max_prepared_transactions" cannot be changed without restarting the server

set autovacuum = off
----
error 55P02 parameter "autovacuum" cannot be changed now

set wal_skip_threshold = '2MB'; show wal_skip_threshold
----
SET
2MB
SHOW

set log_parameter_max_length = '2kB'; show log_parameter_max_length; reset log_parameter_max_length
----
SET
2kB
SHOW
RESET

create role itr_reader; set role itr_reader
----
CREATE ROLE
SET

show data_directory
----
error 42501 must be superuser or have privileges of pg_read_all_settings to examine "data_directory"

select current_setting('data_directory', true)
----
error 42501 must be superuser or have privileges of pg_read_all_settings to examine "data_directory"

select name from pg_settings where name in ('data_directory', 'fsync') order by 1
----
fsync
SELECT 1

reset role; drop role itr_reader
----
RESET
DROP ROLE

select count(*) from pg_stat_bgwriter, pg_stat_archiver, pg_stat_wal
----
1
SELECT 1

select count(*) from pg_stat_slru
----
8
SELECT 1

select (select count(*) from pg_stat_progress_vacuum), (select count(*) from pg_stat_wal_receiver), (select count(*) from pg_stat_user_functions), (select count(*) from pg_stat_subscription)
----
0|0|0|0
SELECT 1

select conflicts.confl_lock from pg_stat_database_conflicts conflicts join pg_database d on d.oid = datid where d.datname = current_database()
----
0
SELECT 1

select relname from pg_statio_user_tables where schemaname = 'itr' order by 1
----
m1
t
SELECT 2

select relname, indexrelname from pg_stat_user_indexes where schemaname = 'itr' and relname like 'm%' order by 1
----
m1|m1_pkey
SELECT 1

select indexrelname, idx_blks_read from pg_statio_user_indexes where relname = 'm1'
----
m1_pkey|0
SELECT 1

select pg_wal_lsn_diff('0/10', '0/1'), pg_last_wal_replay_lsn(), pg_last_xact_replay_timestamp()
----
15|NULL|NULL
SELECT 1

select case when pg_is_in_recovery() then pg_is_wal_replay_paused() else false end
----
f
SELECT 1

select pg_is_wal_replay_paused()
----
error 55000 recovery is not in progress; ; Recovery control functions can only be executed during recovery.

create role itr_owner; create table itr.owned (a int); alter table itr.owned owner to itr_owner; grant select on itr.m to itr_owner
----
CREATE ROLE
CREATE TABLE
ALTER TABLE
GRANT

select classid::regclass, objid::regclass, objsubid, refclassid::regclass, refobjid::regrole, deptype from pg_shdepend where refobjid = 'itr_owner'::regrole and classid = 'pg_class'::regclass order by deptype
----
pg_class|itr.m|0|pg_authid|itr_owner|a
pg_class|itr.owned|0|pg_authid|itr_owner|o
SELECT 2

select is_nullable, data_type, domain_name from information_schema.columns where table_schema = 'itr' and column_name = 'lvl'
----
NO|integer|pos
SELECT 1

select column_name, character_maximum_length, character_octet_length, datetime_precision, interval_type from information_schema.columns where table_schema = 'itr' and table_name = 't' and column_name in ('b', 'vb', 'iv', 'iv0', 'iv2', 'ts') order by 1
----
b|5|NULL|NULL|NULL
iv|NULL|NULL|3|DAY TO SECOND(3)
iv0|NULL|NULL|6|NULL
iv2|NULL|NULL|2|NULL
ts|NULL|NULL|2|NULL
vb|7|NULL|NULL|NULL
SELECT 6

select pg_get_expr(proargdefaults, 0), pg_get_function_arg_default(oid, 1), pg_get_function_arg_default(oid, 2), pg_get_function_arg_default(oid, 3), pg_get_function_arg_default(oid, 4) from pg_proc where oid = 'itr.add'::regproc
----
2, ('x'::text || 'y'::text)|NULL|2|('x'::text || 'y'::text)|NULL
SELECT 1

select pg_get_expr(conbin, 0), conkey, connoinherit from pg_constraint where conname in ('pos', 'ct') order by conname
----
NULL|NULL|t
(VALUE > 0)|NULL|f
SELECT 2

select obj_description('itr'::regnamespace), obj_description('itr.mood'::regtype), obj_description((select oid from pg_constraint where conname = 'score_ok')), obj_description('itr.trg'::regproc), obj_description('itr.t'::regclass)
----
a schema|moods|a check|a function|NULL
SELECT 1

select format_type(1560, null), format_type(1561, null), format_type(1042, null), format_type(1014, null), format_type(1560, -1), format_type(1560, 4)
----
bit|bit[]|character|character[]|"bit"|bit(4)
SELECT 1

create function itr.is(a int) returns int language sql as 'select a'; create function itr."left"(a int) returns int language sql as 'select a'; create function join(a int) returns int language sql as 'select a'; create function is(a int) returns int language sql as 'select -a'
----
CREATE FUNCTION
CREATE FUNCTION
CREATE FUNCTION
CREATE FUNCTION

select is(1), itr.is(2), join(3), "left"('abc', 1), left('abc', 2)
----
-1|2|3|a|ab
SELECT 1

alter function is(int) stable; comment on function join(int) is 'j'; drop function is(int), join(int)
----
ALTER FUNCTION
COMMENT
DROP FUNCTION

create function between(a int) returns int language sql as 'select a'
----
error 42601 syntax error at or near "("

select i, pg_index_column_has_property('itr.t_hash'::regclass, 1, p), pg_index_column_has_property('itr.t_gin'::regclass, 1, p), pg_index_column_has_property('itr.t_two'::regclass, 1, p), pg_index_column_has_property('itr.t_two'::regclass, 3, p), pg_index_column_has_property('itr.t_two'::regclass, 4, p)
from unnest(array['asc', 'desc', 'nulls_first', 'nulls_last', 'orderable', 'distance_orderable', 'returnable', 'search_array', 'search_nulls', 'other']) with ordinality u(p, i) order by i
----
1|f|f|f|NULL|NULL
2|f|f|t|NULL|NULL
3|f|f|f|NULL|NULL
4|f|f|t|NULL|NULL
5|f|f|t|f|NULL
6|f|f|f|f|NULL
7|f|f|t|t|NULL
8|f|f|t|NULL|NULL
9|f|f|t|NULL|NULL
10|NULL|NULL|NULL|NULL|NULL
SELECT 10

select p, pg_index_has_property('itr.t_hash'::regclass, p), pg_index_has_property('itr.t_gin'::regclass, p), pg_index_has_property('itr.t_pkey'::regclass, p) from unnest(array['clusterable', 'index_scan', 'bitmap_scan', 'backward_scan']) p
----
backward_scan|t|f|t
bitmap_scan|t|t|t
clusterable|f|f|t
index_scan|t|f|t
SELECT 4

select amname, pg_indexam_has_property(oid, 'can_order'), pg_indexam_has_property(oid, 'can_unique'), pg_indexam_has_property(oid, 'can_multi_col'), pg_indexam_has_property(oid, 'can_exclude'), pg_indexam_has_property(oid, 'can_include') from pg_am where amname in ('btree', 'hash', 'gist', 'gin', 'heap') order by 1
----
btree|t|t|t|t|t
gin|f|f|t|f|f
gist|f|f|t|t|t
hash|f|f|f|t|f
heap|NULL|NULL|NULL|NULL|NULL
SELECT 5

select lanname, lanplcallfoid::regproc, laninline::regproc, lanvalidator::regproc from pg_language order by 1
----
c|-|-|fmgr_c_validator
internal|-|-|fmgr_internal_validator
plpgsql|plpgsql_call_handler|plpgsql_inline_handler|plpgsql_validator
sql|-|-|fmgr_sql_validator
SELECT 4

select count(*), count(distinct contoencoding) from pg_conversion
----
128|41
SELECT 1

select conname, conforencoding, contoencoding, condefault from pg_conversion where conname in ('utf8_to_iso_8859_1', 'koi8_r_to_mic') order by 1
----
koi8_r_to_mic|22|7|t
utf8_to_iso_8859_1|6|8|t
SELECT 2

select pg_get_replica_identity_index('itr.t'::regclass), pg_get_replica_identity_index('itr.owned'::regclass); alter table itr.t replica identity full; select pg_get_replica_identity_index('itr.t'::regclass)
----
itr.t_pkey|NULL
SELECT 1
ALTER TABLE
NULL
SELECT 1

select constraint_name, check_clause from information_schema.check_constraints where constraint_schema = 'itr' and constraint_name in ('nv', 'pos', 'score_ok') order by 1
----
nv|((id < 100)) NOT VALID
pos|((VALUE > 0))
score_ok|((score >= (0)::numeric))
SELECT 3

select conname, connoinherit from pg_constraint where conname in ('m_pkey', 'm1_pkey', 't_pkey') and connamespace = 'itr'::regnamespace order by 1
----
m1_pkey|f
m_pkey|t
t_pkey|t
SELECT 3

select object_name, object_type, collection_type_identifier, e.data_type, e.udt_schema, e.udt_name, e.dtd_identifier from information_schema.element_types e where object_schema = 'itr' and object_type <> 'ROUTINE' order by 1, 3
----
t|TABLE|10|USER-DEFINED|itr|mood|a10
t|TABLE|9|text|pg_catalog|text|a9
SELECT 2

select object_type, collection_type_identifier, data_type, udt_name from information_schema.element_types where object_schema = 'itr' and object_name like 'tags%' order by 2
----
ROUTINE|0|USER-DEFINED|mood
ROUTINE|1|text|text
SELECT 2

drop schema itr cascade; drop role itr_owner
----
DROP SCHEMA
DROP ROLE
