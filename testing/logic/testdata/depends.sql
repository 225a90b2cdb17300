# What depends on what: pg_depend of constraints and indexes. The results are Postgres's own.
create table dp_p (a int, b int, c int unique, d text default 'x' check (d <> ''), primary key (a, b), check (a + b < 100), check (1 < 2))
----
CREATE TABLE

create unique index dp_u on dp_p (d desc, c) include (b)
----
CREATE INDEX

create table dp_c (x int references dp_p (c), y int, z int, foreign key (y, z) references dp_p, g int generated always as (x + y) stored, id serial, i int generated always as identity)
----
CREATE TABLE

create view dp_v as select a, d from dp_p
----
CREATE VIEW

select coalesce(k.conname, c.relname, 'default of ' || a.adrelid::regclass || '.' || a.adnum), d.objsubid, coalesce(rk.conname, rc.relname), d.refobjsubid, d.deptype, count(*) from pg_depend d
left join pg_constraint k on d.classid = 'pg_constraint'::regclass and k.oid = d.objid
left join pg_class c on d.classid = 'pg_class'::regclass and c.oid = d.objid
left join pg_attrdef a on d.classid = 'pg_attrdef'::regclass and a.oid = d.objid
left join pg_constraint rk on d.refclassid = 'pg_constraint'::regclass and rk.oid = d.refobjid
left join pg_class rc on d.refclassid = 'pg_class'::regclass and rc.oid = d.refobjid
where d.classid in ('pg_constraint'::regclass, 'pg_class'::regclass, 'pg_attrdef'::regclass) and d.refclassid in ('pg_constraint'::regclass, 'pg_class'::regclass)
and coalesce(k.conname, c.relname, a.adrelid::regclass::text) like 'dp\_%' group by 1, 2, 3, 4, 5 order by 1, 2, 3, 4, 5
----
default of dp_c.4|0|dp_c|1|n|1
default of dp_c.4|0|dp_c|2|n|1
default of dp_c.4|0|dp_c|4|i|1
default of dp_c.5|0|dp_c|5|a|1
default of dp_c.5|0|dp_c_id_seq|0|n|1
default of dp_p.4|0|dp_p|4|a|1
dp_c_i_seq|0|dp_c|6|i|1
dp_c_id_seq|0|dp_c|5|a|1
dp_c_x_fkey|0|dp_c|1|a|1
dp_c_x_fkey|0|dp_p|3|n|1
dp_c_x_fkey|0|dp_p_c_key|0|n|1
dp_c_y_z_fkey|0|dp_c|2|a|1
dp_c_y_z_fkey|0|dp_c|3|a|1
dp_c_y_z_fkey|0|dp_p|1|n|1
dp_c_y_z_fkey|0|dp_p|2|n|1
dp_c_y_z_fkey|0|dp_p_pkey|0|n|1
dp_p_c_key|0|dp_p|3|a|1
dp_p_c_key|0|dp_p_c_key|0|i|1
dp_p_check|0|dp_p|1|a|1
dp_p_check|0|dp_p|1|n|1
dp_p_check|0|dp_p|2|a|1
dp_p_check|0|dp_p|2|n|1
dp_p_check1|0|dp_p|0|a|1
dp_p_d_check|0|dp_p|4|a|1
dp_p_d_check|0|dp_p|4|n|1
dp_p_pkey|0|dp_p|1|a|1
dp_p_pkey|0|dp_p|2|a|1
dp_p_pkey|0|dp_p_pkey|0|i|1
dp_u|0|dp_p|2|a|1
dp_u|0|dp_p|3|a|1
dp_u|0|dp_p|4|a|1
SELECT 31

drop table dp_p, dp_c cascade
----
DROP TABLE

create type dpt_mood as enum ('ok')
----
CREATE TYPE

create domain dpt_z as int check (value > 0) check (value < 10)
----
CREATE DOMAIN

create domain dpt_a as dpt_z[]
----
CREATE DOMAIN

create domain dpt_b as dpt_mood
----
CREATE DOMAIN

create table dpt (a dpt_a, m dpt_mood[], n dpt_z, o int)
----
CREATE TABLE

select coalesce(k.conname, c.relname, t.typname), d.objsubid, rt.typname, d.refobjsubid, d.deptype, count(*) from pg_depend d
left join pg_constraint k on d.classid = 'pg_constraint'::regclass and k.oid = d.objid
left join pg_class c on d.classid = 'pg_class'::regclass and c.oid = d.objid
left join pg_type t on d.classid = 'pg_type'::regclass and t.oid = d.objid
join pg_type rt on d.refclassid = 'pg_type'::regclass and rt.oid = d.refobjid
where coalesce(k.conname, c.relname, t.typname) ~ '^_?dpt' and coalesce(k.conname, c.relname, t.typname) not in ('dpt', '_dpt') or c.relname = 'dpt' group by 1, 2, 3, 4, 5 order by 1, 2, 3, 4, 5
----
_dpt_a|0|dpt_a|0|i|1
_dpt_b|0|dpt_b|0|i|1
_dpt_mood|0|dpt_mood|0|i|1
_dpt_z|0|dpt_z|0|i|1
dpt|1|dpt_a|0|n|1
dpt|2|_dpt_mood|0|n|1
dpt|3|dpt_z|0|n|1
dpt_a|0|_dpt_z|0|n|1
dpt_b|0|dpt_mood|0|n|1
dpt_z_check|0|dpt_z|0|a|1
dpt_z_check1|0|dpt_z|0|a|1
SELECT 11

drop table dpt
----
DROP TABLE

drop type dpt_mood, dpt_z cascade
----
DROP TYPE
