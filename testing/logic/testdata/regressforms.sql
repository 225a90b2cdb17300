# Errors are told whole. Forms of Postgres's own regression files that were answered otherwise.
select '(0,0)(0,100)'::box, '0,0 1,1'::box, '(0,0),(1,1),'::box, '((0,0)(1,1))'::box
----
(0,100),(0,0)|(1,1),(0,0)|(1,1),(0,0)|(1,1),(0,0)
SELECT 1

select '(0,0)(0,100)'::lseg, '[(0,0)(1,1)]'::lseg, '(0,0 1,1)'::lseg, '(0,0)(1,1)'::line
----
[(0,0),(0,100)]|[(0,0),(1,1)]|[(0,0),(1,1)]|{1,-1,0}
SELECT 1

select '(1,2)3'::circle, '((1,2)3)'::circle, '<(1,2)3>'::circle, '1,2 3'::circle, '(0,0)(1,1),'::polygon
----
<(1,2),3>|<(1,2),3>|<(1,2),3>|<(1,2),3>|((0,0),(1,1))
SELECT 1

select '(0,0)(1,1)'::path
----
error 22P02 invalid input syntax for type path: "(0,0)(1,1)"

select '(0,0)(1,1)(2,2)'::path
----
error 22P02 invalid input syntax for type path: "(0,0)(1,1)(2,2)"

select '(0,0),(1,1),(2,2)'::box
----
error 22P02 invalid input syntax for type box: "(0,0),(1,1),(2,2)"

select '1,2,'::point
----
error 22P02 invalid input syntax for type point: "1,2,"

select round(5.5e131071, -131072)
----
error 22003 value overflows numeric format

select round(1e131071, -131073)
----
0
SELECT 1

select count(*) from generate_series(6 * (10::numeric ^ 131071), 9 * (10::numeric ^ 131071), 10::numeric ^ 131071)
----
4
SELECT 1

select jsonb_path_query('["12:34:56.789", "12:34:56.789+3", "12:34:56.789+3:10", "2017-03-10 12:34:56.789", "2017-03-10T12:34:56.789+3:10"]', '$[*].datetime()')
----
"12:34:56.789"
"12:34:56.789+03:00"
"12:34:56.789+03:10"
"2017-03-10T12:34:56.789"
"2017-03-10T12:34:56.789+03:10"
SELECT 5

select jsonb_path_query('"1000000-01-01"', '$.datetime() > "2020-01-01 12:00:00".datetime()'), jsonb_path_query_tz('"2020-01-01 12:00:00+1"', '$.datetime() < "1000000-01-01".datetime()'), jsonb_path_query('"1000000-01-01"', '$.datetime()')
----
true|true|"1000000-01-01"
SELECT 1

select jsonb_path_query('"10000000-01-01"', '$.datetime()')
----
error 22031 datetime format is not recognized: "10000000-01-01"; ; Use a datetime template argument to specify the input data format.

select '4714-11-24 BC'::date::timestamptz at time zone 'UTC'
----
4714-11-24 00:00:00 BC
SELECT 1

set timezone = 'Asia/Tokyo'; select '4714-11-24 BC'::date::timestamptz
----
SET
error 22008 date out of range for timestamp

reset timezone
----
RESET

select * from pg_get_keywords() as t(f1 int8, f2 int8)
----
error 42601 a column definition list is redundant for a function with OUT parameters

select * from nosuch(1) as t(f1 int8, f2 int8)
----
error 42883 function nosuch(integer) does not exist; ; No function matches the given name and argument types. You might need to add explicit type casts.

select * from now() as t(f1 int8, f2 int8)
----
error 42601 a column definition list is only allowed for functions returning "record"

call version()
----
error 42809 version() is not a procedure; ; To call a function, use SELECT.

create table "a""b" (); select 'a"b'::regclass, '"a""b"'::regclass, to_regclass('a"b'), to_regclass('a"c')
----
CREATE TABLE
"a""b"|"a""b"|"a""b"|NULL
SELECT 1

select 'A"b"c'::regclass
----
error 42P01 relation "a"b"c" does not exist

create table ct1 (a int constraint c1 check (a > 0), b text unique); create domain cd1 as int constraint d1 check (value > 0); create role regressforms; grant usage on schema public to regressforms
----
CREATE TABLE
CREATE DOMAIN
CREATE ROLE
GRANT

set role regressforms
----
SET

comment on constraint nosuch on ct1 is 'x'
----
error 42704 constraint "nosuch" for table "ct1" does not exist

comment on constraint c1 on ct1 is 'x'
----
error 42501 must be owner of relation ct1

comment on constraint nosuch on domain cd1 is 'x'
----
error 42704 constraint "nosuch" for domain cd1 does not exist

comment on constraint d1 on domain cd1 is 'x'
----
error 42501 must be owner of type cd1

comment on column ct1.nosuch is 'x'
----
error 42703 column "nosuch" of relation "ct1" does not exist

comment on column ct1.a is 'x'
----
error 42501 must be owner of relation ct1

reset role
----
RESET

insert into ct1 values (1, 'x') on conflict (a) do update set b = 1
----
error 42P10 there is no unique or exclusion constraint matching the ON CONFLICT specification

insert into ct1 values (1, 'x') on conflict (a) do update set nosuch = 1
----
error 42703 column "nosuch" of relation "ct1" does not exist

insert into ct1 values (1, 'x') on conflict (a) do nothing returning nosuch
----
error 42703 column "nosuch" does not exist

insert into ct1 values (1, 'x') on conflict (a) do update set b = 'y' where 1
----
error 42804 argument of WHERE must be type boolean, not type integer

insert into ct1 values (1, 'x') on conflict (a) do update set b = 'y'
----
error 42P10 there is no unique or exclusion constraint matching the ON CONFLICT specification

insert into ct1 values (1, 'x') on conflict (a) do nothing
----
error 42P10 there is no unique or exclusion constraint matching the ON CONFLICT specification

insert into ct1 values (1, 'x') on conflict do update set b = 'y'
----
error 42601 ON CONFLICT DO UPDATE requires inference specification or constraint name; ; For example, ON CONFLICT (column_name).

with x as (insert into ct1 values (1, 'x') on conflict (a) do nothing returning a) select * from x
----
error 42P10 there is no unique or exclusion constraint matching the ON CONFLICT specification

create table st1 (a text); create table st2 (a text); alter table st1 alter a set storage main
----
CREATE TABLE
CREATE TABLE
ALTER TABLE

create table st3 () inherits (st1, st2)
----
error 42804 inherited column "a" has a storage parameter conflict; MAIN versus EXTENDED

create table st4 (a text) inherits (st1)
----
CREATE TABLE

create table st5 (like st2 including storage) inherits (st1)
----
error 42804 column "a" has a storage parameter conflict; MAIN versus EXTENDED

create table st6 (like st2) inherits (st1)
----
CREATE TABLE

create temp table pt (a int) partition by list (a); create temp table pt1 partition of pt for values in (1); create index pti on pt (a)
----
CREATE TABLE
CREATE TABLE
CREATE INDEX

drop index concurrently pti
----
DROP INDEX

create domain pg_temp.nonempty as text check (value <> '')
----
CREATE DOMAIN

select nonempty('')
----
error 42883 function nonempty(unknown) does not exist; ; No function matches the given name and argument types. You might need to add explicit type casts.

select pg_temp.nonempty('')
----
error 23514 value for domain nonempty violates check constraint "nonempty_check"

select pg_temp.nonempty('a')
----
a
SELECT 1

create schema s1; create domain s1.positive as int check (value > 0)
----
CREATE SCHEMA
CREATE DOMAIN

select s1.positive(5), s1.positive('6')
----
5|6
SELECT 1

select s1.nosuch(0)
----
error 42883 function s1.nosuch(integer) does not exist; ; No function matches the given name and argument types. You might need to add explicit type casts.

begin; create temp table tt3 (a int primary key) on commit delete rows; create temp table tt4 (a int references tt3)
----
BEGIN
CREATE TABLE
CREATE TABLE

commit
----
error 0A000 unsupported ON COMMIT and foreign key combination; Table "tt4" references "tt3", but they do not have the same ON COMMIT setting.

begin; create temp table tt3 (a int primary key) on commit delete rows; create temp table tt4 (a int references tt3) on commit delete rows; commit
----
BEGIN
CREATE TABLE
CREATE TABLE
COMMIT

create sequence fs1; create view fv1 as select nextval('fs1'); create function ff1(a int default nextval('fs1')) returns int language sql as 'select 1'
----
CREATE SEQUENCE
CREATE VIEW
CREATE FUNCTION

drop sequence fs1
----
error 2BP01 cannot drop sequence fs1 because other objects depend on it; view fv1 depends on sequence fs1\nfunction ff1(integer) depends on sequence fs1; Use DROP ... CASCADE to drop the dependent objects too.

drop sequence fs1 cascade
----
DROP SEQUENCE

select ff1(1)
----
error 42883 function ff1(integer) does not exist; ; No function matches the given name and argument types. You might need to add explicit type casts.

create table ck1 (f1 int, check (ck1 is not null)); create table ck2 (f1 int, f2 int, check (f1 > 0 and ck2 is not null)); create table ck3 (f1 int, check (ck3.f1 > 0))
----
CREATE TABLE
CREATE TABLE
CREATE TABLE

select conname from pg_constraint where conname like 'ck%' order by 1
----
ck1_check
ck2_check
ck3_f1_check
SELECT 3

create table ii1 (a int primary key) partition by list (a); create table ii11 partition of ii1 for values in (1)
----
CREATE TABLE
CREATE TABLE

drop index ii11_pkey
----
error 2BP01 cannot drop index ii11_pkey because index ii1_pkey requires it; ; You can drop index ii1_pkey instead.

create table cl (a int) partition by list (a); create table cl1 partition of cl for values in (1); create index cli on only cl (a)
----
CREATE TABLE
CREATE TABLE
CREATE INDEX

cluster cl using cli
----
error 0A000 cannot cluster on invalid index "cli"

create function plusone(a int) returns int immutable language sql as 'select a + 1'
----
CREATE FUNCTION

create table keyed (a int, b text) partition by range (plusone(a)); create table keyed1 partition of keyed for values from (1) to (10); create table keyed3 (a int) partition by list ((a + 1))
----
CREATE TABLE
CREATE TABLE
CREATE TABLE

drop function plusone(int)
----
error 2BP01 cannot drop function plusone(integer) because other objects depend on it; table keyed depends on function plusone(integer); Use DROP ... CASCADE to drop the dependent objects too.

drop function plusone(int) cascade
----
DROP FUNCTION

select relname from pg_class where relname like 'keyed_' order by 1
----
keyed3
SELECT 1

create table fp6 (a int primary key); create table ff6 (a int references fp6) partition by list (a)
----
CREATE TABLE
CREATE TABLE

alter table ff6 attach partition fp6 for values in (1)
----
error 0A000 cannot attach table "fp6" as a partition because it is referenced by foreign key "ff6_a_fkey"

create table pk (a int primary key, b text) partition by list (a); create table pk1 partition of pk for values in (1, 2) partition by list (a); create table pk11 partition of pk1 for values in (1); create table pk12 partition of pk1 for values in (2); create table pk2 partition of pk for values in (3, 4); create table fk (a int references pk1 on update cascade); insert into pk values (1, 'x'), (3, 'y'); insert into fk values (1)
----
CREATE TABLE
CREATE TABLE
CREATE TABLE
CREATE TABLE
CREATE TABLE
CREATE TABLE
INSERT 0 2
INSERT 0 1

update pk set a = a + 1 where a = 1
----
error 0A000 cannot move tuple across partitions when a non-root ancestor of the source partition is directly referenced in a foreign key; A foreign key points to ancestor "pk1" but not the root ancestor "pk".; Consider defining the foreign key on table "pk".

update pk set b = 'z' where a = 1
----
UPDATE 1

update pk set a = a + 1 where a = 3
----
UPDATE 1

update pk1 set a = a + 1 where a = 1
----
UPDATE 1

select * from fk
----
2
SELECT 1

# A row that leaves the one partition that a foreign key refers to is gone for it.
create table lf (a int, b int, c text) partition by list (a); create table lf1 partition of lf (unique (b)) for values in (1); create table lf2 partition of lf for values in (2); create table rc (b int references lf1 (b) on delete cascade on update cascade); create table rn (b int references lf1 (b)); insert into lf values (1, 10, 'x'), (1, 20, 'y'), (2, 30, 'z'); insert into rc values (10), (20); insert into rn values (20)
----
CREATE TABLE
CREATE TABLE
CREATE TABLE
CREATE TABLE
CREATE TABLE
INSERT 0 3
INSERT 0 2
INSERT 0 1

update lf set a = 2 where b = 20
----
error 23503 update or delete on table "lf1" violates foreign key constraint "rn_b_fkey" on table "rn"; Key (b)=(20) is still referenced from table "rn".

update lf set a = 2, b = 11 where b = 10
----
UPDATE 1

update lf set a = 1 where b = 30
----
UPDATE 1

update lf1 set b = 12 where b = 20
----
error 23503 update or delete on table "lf1" violates foreign key constraint "rn_b_fkey" on table "rn"; Key (b)=(20) is still referenced from table "rn".

update lf1 set b = 31 where b = 30
----
UPDATE 1

delete from rn; update lf set a = 2, b = b + 1 where b = 20
----
DELETE 1
UPDATE 1

select tableoid::regclass, * from lf order by b
----
lf2|2|11|x
lf2|2|21|y
lf1|1|31|z
SELECT 3

select * from rc
----
SELECT 0

select * from unnest(array[row(1, 'x'::text), row(2, 'y'), null]) as q(a int, b text)
----
error 42804 rows returned by function are not all of the same row type

select * from unnest(array[row(1, 2), row(2, 3, 4)]) as q(a int, b int)
----
error 42804 rows returned by function are not all of the same row type

select * from unnest(null::record[]) as q(a int, b int)
----
SELECT 0

select * from unnest(array[row(1, 2)], array[5, 6]) as q(a int, b int)
----
error 42601 UNNEST() with multiple arguments cannot have a column definition list; ; Use separate UNNEST() calls inside ROWS FROM(), and attach a column definition list to each one.

select q.* from (values (row(1, 2)), (row(3, 4)), (null)) v(x), coalesce(v.x) as q(a int, b int)
----
1|2
3|4
NULL|NULL
SELECT 3

select * from coalesce(row(1)) as (a int, b int)
----
error 42804 function return row and query-specified return row do not match; Returned row contains 1 attribute, but query expects 2.

select * from coalesce(row(1, 2, 3)) as (a int, b int)
----
error 42804 function return row and query-specified return row do not match; Returned row contains 3 attributes, but query expects 2.

select * from coalesce(row(1, 2)) as (a int, b text)
----
error 42804 function return row and query-specified return row do not match; Returned type integer at ordinal position 2, but query expects text.

select * from rows from (unnest(array[row(1, 2), row(3, 4)]) as (a int, b int), generate_series(1, 3)) as t(x, y, z)
----
1|2|1
3|4|2
NULL|NULL|3
SELECT 3

create view rv as select a, b from unnest(array[row(1, 2), row(3, 4)]) as q(a int, b int); select * from rv where b > 2
----
CREATE VIEW
3|4
SELECT 1

select * from upper('a') as q(a text)
----
error 42601 a column definition list is only allowed for functions returning "record"

select * from unnest(array[1]) as q(a int)
----
error 42601 a column definition list is only allowed for functions returning "record"

select * from ct1, unnest(array(select ct1 from ct1)) as q(a int, b text)
----
error 42601 a column definition list is redundant for a function returning a named composite type

select q.a from unnest(array[row(1, now())]) with ordinality as q(a int, b timestamptz)
----
error 42601 WITH ORDINALITY cannot be used with a column definition list; ; Put the column definition list inside ROWS FROM().

select * from unnest(array[row(1, 'x'::text), row(2, 'y'::text), null]) as q(a int, b text)
----
1|x
2|y
NULL|NULL
SELECT 3

select * from rows from (unnest(array[row(1, 2)]), generate_series(1, 2)) as q(a int, b int)
----
error 42601 ROWS FROM() with multiple functions cannot have a column definition list; ; Put a separate column definition list for each function inside ROWS FROM().

select * from rows from (unnest(array[row(1, 2)]) as (a int, b int)) with ordinality as q(x, y, n)
----
1|2|1
SELECT 1

# Triggers of partitions that have the name of the partitioned table's.
create table pt (a int) partition by list (a); create table pt1 partition of pt for values in (1) partition by list(a); create table pt11 partition of pt1 for values in (1); create table seen (w text)
----
CREATE TABLE
error 42809 cannot create a permanent relation as partition of temporary relation "pt"

create function fa() returns trigger language plpgsql as $$ begin insert into seen values ('a ' || tg_table_name); return null; end $$; create function fb() returns trigger language plpgsql as $$ begin insert into seen values ('b ' || tg_table_name); return null; end $$
----
CREATE FUNCTION
CREATE FUNCTION

create trigger g after insert on pt11 for each row execute function fa(); create trigger g after insert on pt for each row execute function fb()
----
error 42P01 relation "pt11" does not exist

create or replace trigger g after insert on pt for each row execute function fb()
----
CREATE TRIGGER

insert into pt values (1); select * from seen
----
error 42P01 relation "seen" does not exist

create trigger h after insert on pt for each row execute function fa(); create trigger k after insert on pt1 for each row execute function fa()
----
CREATE TRIGGER
CREATE TRIGGER

alter trigger h on pt rename to k
----
error 42710 trigger "k" for relation "pt1" already exists

create trigger s after insert on pt for each statement execute function fa(); create trigger s after insert on pt1 for each statement execute function fa()
----
CREATE TRIGGER
CREATE TRIGGER

alter trigger s on pt rename to s2
----
ALTER TRIGGER

create constraint trigger ct after insert on pt11 for each row execute function fa()
----
error 42P01 relation "pt11" does not exist

create or replace trigger ct after insert on pt for each row execute function fa()
----
CREATE TRIGGER

select tgrelid::regclass, tgname, tgparentid <> 0 from pg_trigger where tgrelid::regclass::text ~ '^p[tn]' order by 1, 2
----
pt|ct|f
pt|g|f
pt|h|f
pt|s2|f
pt1|ct|t
pt1|g|t
pt1|h|t
pt1|k|f
pt1|s|f
SELECT 9

create type optype as enum ('a'); create function opfn(int8, int8) returns optype language sql immutable as 'select null::optype'; revoke usage on type optype from public; create schema ops authorization regressforms
----
CREATE TYPE
CREATE FUNCTION
REVOKE
CREATE SCHEMA

set role regressforms; create operator ops.#*# (leftarg = int8, rightarg = int8, procedure = opfn)
----
SET
error 42501 permission denied for type optype

reset role
----
RESET

select array(select percentile_disc(a) within group (order by x) from (values (0.3),(0.7)) v(a) group by a) from generate_series(1,5) g(x)
----
error 42803 outer-level aggregate cannot contain a lower-level variable in its direct arguments

select array(select percentile_disc(0.5) within group (order by x) from (values (0.3),(0.7)) v(a)) from generate_series(1,5) g(x)
----
{3,3}
SELECT 1

select array(select rank(a) within group (order by x) from (values (3)) v(a)) from generate_series(1,5) g(x)
----
error 42803 outer-level aggregate cannot contain a lower-level variable in its direct arguments

select array(select percentile_disc(x/10.0) within group (order by a) from (values (0.3),(0.7)) v(a)) from generate_series(1,5) g(x)
----
{0.3}
{0.3}
{0.3}
{0.3}
{0.3}
SELECT 5

select array(select percentile_disc((select max(a) from (values (0.3)) v2(a))) within group (order by x) from (values (0.3),(0.7)) v(a)) from generate_series(1,5) g(x)
----
{2,2}
SELECT 1
