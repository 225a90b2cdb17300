# What tools that migrate and read schemas ask. Errors are told whole.
create table tr_null (a varchar(5) default null, b int default null, c char(3) default null, d numeric(4,2) default null, e varchar default null, f timestamp(3) default null, g varchar(3)[] default null, h bit(3) default null)
----
CREATE TABLE

insert into tr_null (a) values ('x'); alter table tr_null add i varchar(5) default null, add j numeric(3,1) default null, add k varchar(5); alter table tr_null alter k set default null
----
INSERT 0 1
ALTER TABLE
ALTER TABLE

select column_name, column_default from information_schema.columns where table_name = 'tr_null' order by ordinal_position
----
a|NULL::character varying
b|NULL
c|NULL::bpchar
d|NULL::numeric
e|NULL
f|NULL::timestamp without time zone
g|NULL::character varying[]
h|NULL::"bit"
i|NULL::character varying
j|NULL::numeric
k|NULL::character varying
SELECT 11

alter table tr_null alter a type text, alter d type int, alter c type char(5); insert into tr_null default values; select * from tr_null order by a; alter table tr_null alter a drop default, alter d set default null
----
ALTER TABLE
INSERT 0 1
x|NULL|NULL|NULL|NULL|NULL|NULL|NULL|NULL|NULL|NULL
NULL|NULL|NULL|NULL|NULL|NULL|NULL|NULL|NULL|NULL|NULL
SELECT 2
ALTER TABLE

select attname, pg_get_expr(adbin, adrelid) from pg_attribute left join pg_attrdef on adrelid = attrelid and adnum = attnum where attrelid = 'tr_null'::regclass and attnum > 0 order by attnum
----
a|NULL
b|NULL
c|NULL::bpchar
d|NULL
e|NULL
f|NULL::timestamp without time zone
g|NULL::character varying[]
h|NULL::"bit"
i|NULL::character varying
j|NULL::numeric
k|NULL::character varying
SELECT 11

# The tables of the system have primary keys.
create table tr_key (a int primary key, b int unique, exclude (b with =))
----
CREATE TABLE

# ordered
select i.indexrelid::regclass::text, i.indisunique, i.indisexclusion, array_agg(a.attname) from pg_index i join pg_attribute a on a.attrelid = i.indexrelid where i.indrelid = 'tr_key'::regclass group by i.indexrelid order by 1
----
tr_key_b_excl|f|t|{b}
tr_key_b_key|t|f|{b}
tr_key_pkey|t|f|{a}
SELECT 3

select c.relname, c.relkind, count(*) from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 where c.oid = 'tr_key'::regclass group by c.oid
----
tr_key|r|2
SELECT 1

select a.attname, count(*) from pg_attribute a where a.attrelid = 'tr_key'::regclass group by a.attrelid, a.attnum having a.attnum > 0 order by a.attname
----
a|1
b|1
SELECT 2

select a.attname, count(*) from pg_attribute a where a.attrelid = 'tr_key'::regclass group by a.attrelid
----
error 42803 column "a.attname" must appear in the GROUP BY clause or be used in an aggregate function

select d.description from pg_description d group by d.objoid, d.classoid
----
error 42803 column "d.description" must appear in the GROUP BY clause or be used in an aggregate function

select t.tablename, count(*) from pg_tables t group by t.schemaname
----
error 42803 column "t.tablename" must appear in the GROUP BY clause or be used in an aggregate function

create view tr_view as select c.relname, count(*) from pg_class c where c.oid = 'tr_key'::regclass group by c.oid; table tr_view
----
CREATE VIEW
tr_key|1
SELECT 1

# Domains of information_schema, by which its own views are made.
select 'a'::information_schema.sql_identifier, 1::information_schema.cardinal_number + 1, null::character varying::information_schema.character_data, 'YES'::information_schema.yes_or_no, '2020-01-01 00:00:00.1234+00'::information_schema.time_stamp = '2020-01-01 00:00:00.12+00', '{a,b}'::information_schema.sql_identifier[]
----
a|2|NULL|YES|t|{a,b}
SELECT 1

select 'a'::information_schema.sql_identifier(3)
----
error 42601 type modifier is not allowed for type "information_schema.sql_identifier"

select 'a'::information_schema.no_such
----
error 42704 type "information_schema.no_such" does not exist

create type public.tr_mood as enum ('a')
----
CREATE TYPE

select 'a'::public.tr_mood(3)
----
error 42601 type modifier is not allowed for type "public.tr_mood"

create domain tr_domain as int
----
CREATE DOMAIN

select 1::tr_domain(3)
----
error 42601 type modifier is not allowed for type "tr_domain"

select 'a'::sql_identifier
----
error 42704 type "sql_identifier" does not exist

drop view tr_view; drop table tr_null, tr_key; drop domain tr_domain; drop type public.tr_mood
----
DROP VIEW
DROP TABLE
DROP DOMAIN
DROP TYPE

# How a bytea or a number is shown depends on settings; what a text of one means does not.
create table tr_read (t text, v varchar(200)); insert into tr_read values ('one', '1.5'), ('\\x616263', '-0'), ('a\\142', 'NaN'); create unique index on tr_read (encode(sha256(t::bytea), 'hex')); create index on tr_read ((v::float8))
----
CREATE TABLE
INSERT 0 3
CREATE INDEX
CREATE INDEX

set bytea_output = escape; set extra_float_digits = -10; insert into tr_read values ('one', '2.5')
----
SET
SET
error 23505 duplicate key value violates unique constraint "tr_read_encode_idx"; Key (encode(sha256(t::bytea), 'hex'::text))=(7692c3ad3540bb803c020b3aee66cd8887123234ea0c6e7143c0add73ff431ed) already exists.

insert into tr_read values ('two', '1e300'); select t, v from tr_read where encode(sha256(t::bytea), 'hex') = encode(sha256('two'), 'hex') or v::float8 = 1.5 order by t; delete from tr_read where v::float8 > 1; select t from tr_read order by v::float8
----
INSERT 0 1
one|1.5
two|1e300
SELECT 2
DELETE 3
\\x616263
SELECT 1

create index on tr_read ((v::timestamptz))
----
error 42P17 functions in index expression must be marked IMMUTABLE

create index on tr_read ((v::date[]))
----
error 42P17 functions in index expression must be marked IMMUTABLE

create index on tr_read ((t::regclass::text))
----
error 42P17 functions in index expression must be marked IMMUTABLE

drop table tr_read; reset bytea_output; reset extra_float_digits
----
DROP TABLE
RESET
RESET
