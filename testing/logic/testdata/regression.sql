# Errors are told whole.
# What Postgres's own regression files showed: functions of aggregates, partitions and their parents
# alone, persistence, columns of views that can't be written, signs in searches.
create function rg_least(int8, int8) returns int8 language sql immutable as 'select least($1, $2)'
----
CREATE FUNCTION

create aggregate rg_min(int4) (stype = int8, sfunc = rg_least)
----
error 42804 function rg_least(bigint, bigint) requires run-time type coercion

create aggregate rg_abs(int4) (stype = int4, sfunc = int4larger, finalfunc = int8abs)
----
error 42804 function int8abs(bigint) requires run-time type coercion

create aggregate rg_comb(int4) (stype = int4, sfunc = int4larger, combinefunc = int8larger)
----
error 42804 function int8larger(bigint, bigint) requires run-time type coercion

create aggregate rg_text(varchar) (stype = text, sfunc = textcat); select rg_text(x::varchar) from (values ('a'), ('b')) v(x)
----
CREATE AGGREGATE
ab
SELECT 1

create function rg_poly(anyarray, anyelement) returns anyarray language sql as 'select $1 || $2'
----
CREATE FUNCTION

create aggregate rg_mixed(basetype = anyelement, sfunc = rg_poly, stype = int[])
----
error 42883 function rg_poly(integer[], anyelement) does not exist

create function rg_any(anyelement, variadic anyarray) returns anyelement language sql as 'select least($1, min(x)) from unnest($2) x'
----
CREATE FUNCTION

create aggregate rg_vleast(variadic items anyarray) (stype = anyelement, sfunc = rg_any)
----
CREATE AGGREGATE

select rg_vleast(x, x + 1), rg_vleast(variadic array[x + 2, x + 1]) from generate_series(3, 5) x
----
3|4
SELECT 1

create aggregate rg_count("any") (sfunc = int8inc_any, stype = int8, initcond = '0')
----
CREATE AGGREGATE

select rg_count(x), rg_count(x::text), rg_count(nullif(x, 2)) from generate_series(1, 3) x
----
3|3|2
SELECT 1

create aggregate rg_old("Sfunc1" = int4pl, "Basetype" = int4)
----
error 42P13 aggregate stype must be specified

comment on aggregate rg_none(*) is 'x'
----
error 42883 aggregate rg_none(*) does not exist

drop aggregate rg_none(*)
----
error 42883 aggregate rg_none(*) does not exist

create table rg_pk (a int, b int) partition by range (a); create table rg_pk1 partition of rg_pk for values from (0) to (5)
----
CREATE TABLE
CREATE TABLE

alter table only rg_pk add primary key (a)
----
error 42P16 constraint must be added to child tables too; Column "a" of relation "rg_pk1" is not already NOT NULL.; Do not specify the ONLY keyword.

alter table only rg_pk alter b set not null
----
error 42P16 constraint must be added to child tables too; Column "b" of relation "rg_pk1" is not already NOT NULL.; Do not specify the ONLY keyword.

alter table rg_pk1 alter a set not null; alter table rg_pk1 alter b set not null; alter table only rg_pk add primary key (a); alter table only rg_pk alter b set not null
----
ALTER TABLE
ALTER TABLE
ALTER TABLE
ALTER TABLE

select attrelid::regclass::text, attname, attnotnull from pg_attribute where attrelid in ('rg_pk'::regclass, 'rg_pk1'::regclass) and attnum > 0 order by 1, attnum
----
rg_pk|a|t
rg_pk|b|t
rg_pk1|a|t
rg_pk1|b|t
SELECT 4

insert into rg_pk select g, g from generate_series(0, 4) g
----
INSERT 0 5

insert into rg_pk values (3, 5), (3, 6); update rg_pk1 set b = b + 1 where a = 3; delete from rg_pk1 where b = 6; select tableoid::regclass::text, a, b from rg_pk order by a, b
----
INSERT 0 2
UPDATE 3
DELETE 1
rg_pk1|0|0
rg_pk1|1|1
rg_pk1|2|2
rg_pk1|3|4
rg_pk1|3|7
rg_pk1|4|4
SELECT 6

create table rg_pk2 (a int not null, b int not null); insert into rg_pk2 values (5, 5), (6, 6); alter table rg_pk2 add primary key (a); alter table rg_pk attach partition rg_pk2 for values from (5) to (10)
----
CREATE TABLE
INSERT 0 2
ALTER TABLE
ALTER TABLE

delete from rg_pk1 where a = 3 and b = 7; alter table rg_pk1 add primary key (a); alter index rg_pk_pkey attach partition rg_pk1_pkey; update rg_pk set a = a - 5 where b > 5 and a = 6 returning tableoid::regclass::text
----
DELETE 1
ALTER TABLE
ALTER INDEX
error 23505 duplicate key value violates unique constraint "rg_pk1_pkey"; Key (a)=(1) already exists.

analyze rg_pk
----
ANALYZE

select relname, reltuples from pg_class where relname in ('rg_pk', 'rg_pk1') order by 1
----
rg_pk|8
rg_pk1|6
SELECT 2

create table rg_hash (a int) partition by hash (a); create table rg_hash1 partition of rg_hash for values with (modulus 10, remainder 0); create table rg_hash2 partition of rg_hash for values with (modulus 10, remainder 3); create table rg_hash3 partition of rg_hash for values with (modulus 50, remainder 1)
----
CREATE TABLE
CREATE TABLE
CREATE TABLE
CREATE TABLE

create table rg_hash4 partition of rg_hash for values with (modulus 25, remainder 2)
----
error 42P17 every hash partition modulus must be a factor of the next larger modulus; The new modulus 25 is not divisible by 10, the modulus of existing partition "rg_hash2".

create table rg_hash4 partition of rg_hash for values with (modulus 150, remainder 2)
----
CREATE TABLE

create table rg_hash5 partition of rg_hash for values with (modulus 4, remainder 2)
----
error 42P17 every hash partition modulus must be a factor of the next larger modulus; The new modulus 4 is not a factor of 10, the modulus of existing partition "rg_hash1".

create unlogged table rg_fast (a int primary key)
----
CREATE TABLE

create table rg_slow (a int references rg_fast)
----
error 42P16 constraints on permanent tables may reference only permanent tables

create unlogged table rg_fast2 (a int references rg_fast)
----
CREATE TABLE

alter table rg_fast2 set logged
----
error 42P16 could not change table "rg_fast2" to logged because it references unlogged table "rg_fast"

create table rg_kept (a int primary key, b int references rg_kept); create table rg_kept2 (a int references rg_kept)
----
CREATE TABLE
CREATE TABLE

alter table rg_kept set unlogged
----
error 42P16 could not change table "rg_kept" to unlogged because it references logged table "rg_kept2"

alter table rg_kept2 set unlogged; alter table rg_kept set unlogged; alter table rg_kept set logged; alter table rg_kept2 set logged
----
ALTER TABLE
ALTER TABLE
ALTER TABLE
ALTER TABLE

create table rg_named (a int); create sequence rg_seq; create view rg_view as select 1 as a; alter index rg_named rename to rg_named2; alter index rg_seq rename to rg_seq2; alter index rg_view rename to rg_view2
----
CREATE TABLE
CREATE SEQUENCE
CREATE VIEW
ALTER INDEX
ALTER INDEX
ALTER INDEX

select relname, relkind from pg_class where relname in ('rg_named2', 'rg_seq2', 'rg_view2') order by 1
----
rg_named2|r
rg_seq2|S
rg_view2|v
SELECT 3

create index on rg_named2 (ctid)
----
error 0A000 index creation on system columns is not supported

create index on rg_named2 (a, tableoid)
----
error 0A000 index creation on system columns is not supported

create table rg_fk (a int, foreign key (ctid) references rg_kept)
----
error 0A000 system columns cannot be used in foreign keys

create table rg_fk (a int references rg_kept (xmin))
----
error 0A000 system columns cannot be used in foreign keys

create table rg_ix (a text, b text collate "C"); create unique index rg_ix1 on rg_ix (a collate "POSIX"); create unique index rg_ix2 on rg_ix (b collate "C"); create unique index rg_ix3 on rg_ix (a text_pattern_ops)
----
CREATE TABLE
CREATE INDEX
CREATE INDEX
CREATE INDEX

alter table rg_ix add unique using index rg_ix1
----
error 42809 index "rg_ix1" column number 1 does not have default sorting behavior; Cannot create a primary key or unique constraint using such an index.

alter table rg_ix add unique using index rg_ix3
----
error 42809 index "rg_ix3" column number 1 does not have default sorting behavior; Cannot create a primary key or unique constraint using such an index.

alter table rg_ix add unique using index rg_ix2
----
ALTER TABLE

alter table rg_kept alter constraint rg_kept_b_fkey not valid
----
error 0A000 FOREIGN KEY constraints cannot be marked NOT VALID

create table rg_base (a int primary key, b text); create view rg_upper as select a, upper(b) as u, a as aa from rg_base; create view rg_outer as select a, lower(u) as l, u from rg_upper
----
CREATE TABLE
CREATE VIEW
CREATE VIEW

insert into rg_upper (a) values (1) on conflict (a) do update set u = 'x'
----
error 0A000 cannot insert into column "u" of view "rg_upper"; View columns that are not columns of their base relation are not updatable.

update rg_upper set a = 3, aa = 4
----
error 42601 multiple assignments to same column "a"

update rg_upper set aa = 3, aa = 4
----
error 42601 multiple assignments to same column "aa"

insert into rg_outer values (1, 'x', 'y')
----
error 0A000 cannot insert into column "l" of view "rg_outer"; View columns that are not columns of their base relation are not updatable.

insert into rg_outer (a, u) values (1, 'y')
----
error 0A000 cannot insert into column "u" of view "rg_upper"; View columns that are not columns of their base relation are not updatable.

create schema rg_s1; create schema rg_s2; create table rg_s1.a (x int primary key); create table rg_s2.b (x int references rg_s1.a); create view rg_s2.v as select * from rg_s1.a
----
CREATE SCHEMA
CREATE SCHEMA
CREATE TABLE
CREATE TABLE
CREATE VIEW

drop schema rg_s1, rg_s2 cascade
----
DROP SCHEMA

select nspname from pg_namespace where nspname like 'rg\_s%'
----
SELECT 0

select rank('a'::text collate "C") within group (order by x collate "POSIX") from (values ('b')) v(x)
----
error 42P21 collation mismatch between explicit collations "C" and "POSIX"

select rank('a'::text) within group (order by x collate "POSIX") from (values ('b')) v(x)
----
1
SELECT 1

with recursive x(n) as (with x1 as (select 1 from x) select 0 union select * from x1) select * from x
----
error 42P19 recursive reference to query "x" must not appear within a subquery

with recursive x(n) as (select 1 from x union select 2) select * from x
----
error 42P19 recursive reference to query "x" must not appear within its non-recursive term

with recursive x(n) as (select 1 union all select n + 1 from x where n < 3) cycle n set c to point '(1,1)' default point '(0,0)' using p select * from x
----
error 42883 could not identify an equality operator for type point

create function rg_rec() returns record language sql as 'select 1, row(2, 3)'; select * from rg_rec() as t(a int, b record)
----
CREATE FUNCTION
1|(2,3)
SELECT 1

set vacuum_cost_delay = 80.1; show vacuum_cost_delay
----
SET
80100us
SHOW

set vacuum_cost_delay = '900us'; show vacuum_cost_delay; reset vacuum_cost_delay
----
SET
900us
SHOW
RESET

select websearch_to_tsquery('simple', '(foo bar) or (ding dong)'), websearch_to_tsquery('simple', 'foo) or bar'), websearch_to_tsquery('simple', 'foo (or bar)'), websearch_to_tsquery('simple', 'foo (')
----
'foo' & 'bar' | 'ding' & 'dong'|'foo' | 'bar'|'foo' | 'bar'|'foo'
SELECT 1

select ts_headline('english', 'foo barbar', to_tsquery('english', 'foo'), 'StartSel=' || repeat('x', 32768))
----
error 22023 value for "StartSel" is too long

select length(ts_headline('english', 'foo barbar', to_tsquery('english', 'foo'), 'StopSel=' || repeat('x', 32767)))
----
32780
SELECT 1

select '"\u00"'::jsonpath
----
error 42601 invalid unicode sequence at or near "\u00" of jsonpath input

select '"\u000g"'::jsonpath
----
error 42601 invalid unicode sequence at or near "\u000" of jsonpath input

select '"\ud83d\ud83d"'::jsonpath
----
error 22P02 invalid input syntax for type jsonpath; Unicode high surrogate must not follow a high surrogate.

select '42'::money * 'inf'::float8
----
error 22003 money out of range
