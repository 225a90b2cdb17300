# Temporary tables. Errors are told whole. The results are Postgres's own.
create temp table t (id serial primary key, a int unique, b text default 'x');
----
CREATE TABLE

insert into t (a) values (1),(2),(3); select * from t order by 1;
----
INSERT 0 3
1|1|x
2|2|x
3|3|x
SELECT 3

select relname, relpersistence, relkind from pg_class where relname like 't\_%' or relname = 't' order by 1;
----
t|t|r
t_a_key|t|i
t_id_seq|t|S
t_pkey|t|i
SELECT 4

select relnamespace = pg_my_temp_schema(), pg_is_other_temp_schema(relnamespace) from pg_class where oid = 't'::regclass;
----
t|f
SELECT 1

select pg_is_other_temp_schema('public'::regnamespace), pg_is_other_temp_schema(0);
----
f|f
SELECT 1

select 't'::regclass, 't_id_seq'::regclass, 'pg_temp.t'::regclass, to_regclass('public.t');
----
t|t_id_seq|t|NULL
SELECT 1

select count(*) from pg_temp.t;
----
3
SELECT 1

select currval('t_id_seq'), nextval('pg_temp.t_id_seq');
----
3|4
SELECT 1

select table_name, table_type, commit_action, table_schema like 'pg\_temp\_%' from information_schema.tables where table_name in ('t');
----
t|LOCAL TEMPORARY|NULL|t
SELECT 1

create table t (z int); insert into public.t values (7); select * from t order by 1;
----
CREATE TABLE
INSERT 0 1
1|1|x
2|2|x
3|3|x
SELECT 3

select * from public.t;
----
7
SELECT 1

select current_schemas(false), (current_schemas(true))[1] like 'pg\_temp\_%', array_length(current_schemas(true), 1), current_schema();
----
{public}|t|3|public
SELECT 1

set search_path = public, pg_temp; select * from t;
----
SET
7
SELECT 1

select current_schema(), (current_schemas(false))[2] like 'pg\_temp\_%'; set search_path = pg_temp, public; select (current_schemas(false))[1] like 'pg\_temp\_%';
----
public|t
SELECT 1
SET
t
SELECT 1

create table viapath (a int); select relpersistence from pg_class where relname = 'viapath';
----
CREATE TABLE
t
SELECT 1

create temp table tschema.x (a int);
----
error 3F000 schema "tschema" does not exist

reset search_path;
----
RESET

create temp table public.x (a int);
----
error 42P16 cannot create temporary relation in non-temporary schema

create temp table pg_temp.x (a int); create table pg_temp.y (a int); select relname, relpersistence from pg_class where relname in ('x', 'y') order by 1;
----
CREATE TABLE
CREATE TABLE
x|t
y|t
SELECT 2

create unlogged table pg_temp.z (a int);
----
error 42P16 only temporary relations may be created in temporary schemas

create table perm (a int) on commit drop;
----
error 42P16 ON COMMIT can only be used on temporary tables

create temp table t (a int);
----
error 42P07 relation "t" already exists

create temp table if not exists t (a int);
----
CREATE TABLE

drop table t; select * from t;
----
DROP TABLE
7
SELECT 1

drop table t; drop table x, y;
----
DROP TABLE
DROP TABLE

begin; create temp table d (a int) on commit drop; insert into d values (1); select * from d; commit; select * from d;
----
BEGIN
CREATE TABLE
INSERT 0 1
1
SELECT 1
COMMIT
error 42P01 relation "d" does not exist

create temp table d (a int) on commit drop; select * from d;
----
CREATE TABLE
SELECT 0

create temp table dr (a int primary key, b text) on commit delete rows; insert into dr values (1, 'x'); select * from dr;
----
CREATE TABLE
INSERT 0 1
1|x
SELECT 1

begin; insert into dr values (1, 'x'), (2, 'y'); update dr set b = b || '!'; select * from dr order by 1; savepoint s; delete from dr where a = 1; rollback to s; select count(*) from dr; commit; select * from dr;
----
BEGIN
INSERT 0 2
UPDATE 2
1|x!
2|y!
SELECT 2
SAVEPOINT
DELETE 1
ROLLBACK
2
SELECT 1
COMMIT
SELECT 0

begin; insert into dr values (1, 'x'); rollback; select * from dr;
----
BEGIN
INSERT 0 1
ROLLBACK
SELECT 0

begin; savepoint s; drop table dr; rollback to s; insert into dr values (3, 'z'); select * from dr; commit; select * from dr;
----
BEGIN
SAVEPOINT
DROP TABLE
ROLLBACK
INSERT 0 1
3|z
SELECT 1
COMMIT
SELECT 0

create temp table pr (a int) on commit preserve rows; insert into pr values (1); begin; insert into pr values (2); commit; select * from pr order by 1;
----
CREATE TABLE
INSERT 0 1
BEGIN
INSERT 0 1
COMMIT
1
2
SELECT 2

begin; create temp table gone (a int); rollback; select * from gone;
----
BEGIN
CREATE TABLE
ROLLBACK
error 42P01 relation "gone" does not exist

begin; savepoint s; create temp table gone (a int); insert into gone values (1); rollback to s; create temp table gone (b text); insert into gone values ('b'); commit; select * from gone;
----
BEGIN
SAVEPOINT
CREATE TABLE
INSERT 0 1
ROLLBACK
CREATE TABLE
INSERT 0 1
COMMIT
b
SELECT 1

drop table gone;
----
DROP TABLE

create temp table c as select g as a, g::text as b from generate_series(1, 3) g; select * from c order by a;
----
SELECT 3
1|1
2|2
3|3
SELECT 3

create temp table c2 (x, y) on commit drop as select 1, 2; select * from c2;
----
SELECT 1
1|2
SELECT 1

create temp table c3 (x) as select 1 as a, 2 as b with no data; select * from c3;
----
CREATE TABLE AS
SELECT 0

create temp table c4 on commit delete rows as select 1 as a; select * from c4;
----
SELECT 1
1
SELECT 1

begin; create temp table c5 on commit drop as select 1 as a; select * from c5; commit; select * from c5;
----
BEGIN
SELECT 1
1
SELECT 1
COMMIT
error 42P01 relation "c5" does not exist

create temp table if not exists c as select 1; create table if not exists perm2 as select 1 as one; create table if not exists perm2 as select 1 as one; drop table perm2;
----
CREATE TABLE AS
SELECT 1
CREATE TABLE AS
DROP TABLE

select a into temp si from c where a > 1; select * from si order by 1; select a into temporary table si2 from c; drop table si, si2;
----
SELECT 2
2
3
SELECT 2
SELECT 3
DROP TABLE

create table perm (a int primary key); create temp table child (a int references perm);
----
CREATE TABLE
error 42P16 constraints on temporary tables may reference only temporary tables

create temp table parent (a int primary key); create temp table child (a int references parent); insert into child values (1);
----
CREATE TABLE
CREATE TABLE
error 23503 insert or update on table "child" violates foreign key constraint "child_a_fkey"; Key (a)=(1) is not present in table "parent".

insert into parent values (1); insert into child values (1); drop table parent;
----
error 42P01 relation "parent" does not exist

create table pchild (a int references parent);
----
error 42P01 relation "parent" does not exist

alter table pchild add foreign key (a) references parent; create table pchild (a int); alter table pchild add foreign key (a) references parent; drop table pchild;
----
error 42P01 relation "pchild" does not exist

drop table parent cascade; insert into child values (5); select * from child order by 1;
----
error 42P01 table "parent" does not exist

create temp sequence sq; select nextval('sq'), nextval('sq'); create temporary sequence if not exists sq; select relpersistence from pg_class where relname = 'sq';
----
CREATE SEQUENCE
1|2
SELECT 1
CREATE SEQUENCE
t
SELECT 1

begin read only; insert into pr values (9); select nextval('sq'); select * from pr order by 1; rollback;
----
BEGIN
INSERT 0 1
3
SELECT 1
1
2
9
SELECT 3
ROLLBACK

begin read only; create temp table ro (a int);
----
BEGIN
error 25006 cannot execute CREATE TABLE in a read-only transaction

rollback; begin read only; insert into perm values (1);
----
ROLLBACK
BEGIN
error 42P01 relation "perm" does not exist

rollback; create view vt as select * from pr; select * from vt order by 1;
----
ROLLBACK
CREATE VIEW
1
2
SELECT 2

select relname, relpersistence, relkind from pg_class where relname = 'vt'; create or replace view vt as select a, a + 1 as b from pr; select * from vt order by 1;
----
vt|t|v
SELECT 1
CREATE VIEW
1|2
2|3
SELECT 2

create temp view tv as select 1 as one; select * from tv; create view public.notpossible as select * from pr;
----
CREATE VIEW
1
SELECT 1
error 42P16 cannot create temporary relation in non-temporary schema

create index pi on pr (a);
----
CREATE INDEX

create unique index piu on pr (a); select relname, relpersistence from pg_class where relname in ('pi', 'piu') order by 1; select * from pr where a = 2;
----
CREATE INDEX
pi|t
piu|t
SELECT 2
2
SELECT 1

insert into pr values (1);
----
error 23505 duplicate key value violates unique constraint "piu"; Key (a)=(1) already exists.

drop index pi; alter table pr add column n int default 5; alter table pr rename column n to m; alter table pr rename to pr2; select * from pr2 order by 1;
----
DROP INDEX
ALTER TABLE
ALTER TABLE
ALTER TABLE
1|5
2|5
SELECT 2

alter table pr2 set logged;
----
error 42P16 cannot change logged status of table "pr2" because it is temporary

alter table pr2 set schema public;
----
error 0A000 cannot move objects into or out of temporary schemas

alter table perm set schema pg_temp;
----
error 42P01 relation "perm" does not exist

truncate pr2; select count(*) from pr2; analyze pr2;
----
TRUNCATE TABLE
0
SELECT 1
ANALYZE

create temp table lk (like perm including all); insert into lk values (1); insert into lk values (1);
----
error 42P01 relation "perm" does not exist

discard temp; select * from pr2;
----
DISCARD TEMP
error 42P01 relation "pr2" does not exist

select count(*) from pg_class where relpersistence = 't' and relkind in ('r', 'v', 'S'); select nextval('sq');
----
8
SELECT 1
4
SELECT 1

create temp table again (a int); begin; discard temp; select * from again;
----
CREATE TABLE
BEGIN
DISCARD TEMP
error 42P01 relation "again" does not exist

rollback; select * from again; discard all; select * from again;
----
ROLLBACK
error 42P01 relation "again" does not exist

create temp table pg_temp.once (a int); prepare p as select count(*) from once; execute p; insert into once values (1); execute p; drop table once; execute p;
----
CREATE TABLE
PREPARE
0
SELECT 1
INSERT 0 1
1
SELECT 1
DROP TABLE
error 42P01 relation "once" does not exist

create table once (a int); execute p; insert into once values (1), (2); execute p; deallocate p; drop table once;
----
CREATE TABLE
0
SELECT 1
INSERT 0 2
2
SELECT 1
DEALLOCATE
DROP TABLE

local temp table x;
----
error 42601 syntax error at or near "local"

create local temp table loc (a int); create global temporary table glo (a int); select relname, relpersistence from pg_class where relname in ('loc', 'glo') order by 1;
----
CREATE TABLE
CREATE TABLE
glo|t
loc|t
SELECT 2

select count(*) from pg_temp_99999.foo;
----
error 42P01 relation "pg_temp_99999.foo" does not exist

create table pg_temp_99999.foo (a int);
----
error 3F000 schema "pg_temp_99999" does not exist

select pg_temp.abs(-1);
----
error 42883 function pg_temp.abs(integer) does not exist; ; No function matches the given name and argument types. You might need to add explicit type casts.

select count(*) from information_schema.columns where table_name = 'loc'; select count(*) from pg_tables where tablename = 'loc' and schemaname like 'pg\_temp%';
----
1
SELECT 1
1
SELECT 1

select pg_table_is_visible('loc'::regclass); drop table loc, glo;
----
t
SELECT 1
DROP TABLE

begin; create temp table a1 (a int) on commit drop; create temp table a2 (a int) on commit delete rows; insert into a1 values (1); insert into a2 values (1);
----
BEGIN
CREATE TABLE
CREATE TABLE
INSERT 0 1
INSERT 0 1

rollback; create temp table if not exists t9 (id int primary key, data text); insert into t9 values (1, 'a') on conflict (id) do update set data = excluded.data || '!'; insert into t9 values (1, 'a') on conflict (id) do update set data = excluded.data || '!'; select * from t9; 
----
ROLLBACK
CREATE TABLE
INSERT 0 1
INSERT 0 1
1|a!
SELECT 1

create temp table t10 as select * from t9; create temp table t11 as table t10; update t11 set data = t10.data || t9.data from t9 join t10 on t9.id = t10.id where t11.id = t9.id returning t11.*;
----
SELECT 1
SELECT 1
1|a!a!
UPDATE 1

with moved as (delete from t11 returning *) insert into t10 select id + 1, data from moved returning *;
----
2|a!a!
INSERT 0 1

select has_table_privilege('t10', 'select'), has_schema_privilege(pg_my_temp_schema(), 'create');
----
t|t
SELECT 1

begin; create temp table ff (id int primary key) on commit delete rows; create temp table fg (id int references ff); insert into ff values (1); commit;
----
BEGIN
CREATE TABLE
CREATE TABLE
INSERT 0 1
error 0A000 unsupported ON COMMIT and foreign key combination; Table "fg" references "ff", but they do not have the same ON COMMIT setting.

begin; create temp table ff (id int primary key) on commit delete rows; create temp table fg (id int references ff) on commit delete rows; insert into ff values (1); insert into fg values (1); commit;
----
BEGIN
CREATE TABLE
CREATE TABLE
INSERT 0 1
INSERT 0 1
COMMIT

select * from fg; select * from ff;
----
SELECT 0
SELECT 0

create function pg_temp.add1(a int) returns int language sql as 'select a + 1'
----
CREATE FUNCTION

select pg_temp.add1(4)
----
5
SELECT 1

select add1(4)
----
error 42883 function add1(integer) does not exist; ; No function matches the given name and argument types. You might need to add explicit type casts.

create function pg_temp.tr() returns trigger language plpgsql as $$ begin new.b := 'x'; return new; end $$; create temp table ttr (a int, b text); create trigger t1 before insert on ttr for each row execute function pg_temp.tr(); insert into ttr values (1, 'q') returning *
----
CREATE FUNCTION
CREATE TABLE
CREATE TRIGGER
1|x
INSERT 0 1

create type pg_temp.tmood as enum ('a', 'b'); create type pg_temp.tpt as (x int, y pg_temp.tmood); create domain pg_temp.tdm as int check (value > 0); create type pg_temp.trng as range (subtype = float8)
----
CREATE TYPE
CREATE TYPE
CREATE DOMAIN
CREATE TYPE

select 'a'::tmood, row(1, 'b')::tpt, (row(1, 'b')::pg_temp.tpt).y, '[1,2)'::trng
----
a|(1,b)|b|[1,2)
SELECT 1

select 0::tdm
----
error 23514 value for domain tdm violates check constraint "tdm_check"

create table perm (m pg_temp.tmood, a tmood[], b int)
----
CREATE TABLE

insert into perm values ('a', '{a,b}', 1) returning *
----
a|{a,b}|1
INSERT 0 1

alter table perm alter b set default pg_temp.add1(3)
----
ALTER TABLE

discard temp
----
DISCARD TEMP

select pg_temp.add1(4)
----
error 42883 function pg_temp.add1(integer) does not exist; ; No function matches the given name and argument types. You might need to add explicit type casts.

insert into perm default values returning *
----
NULL
INSERT 0 1

select * from perm order by b
----
1
NULL
SELECT 2
