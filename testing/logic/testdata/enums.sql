# Errors are told whole. Enums. The results are Postgres's own.
create type mood as enum ('sad', 'ok', 'happy')
----
CREATE TYPE

create type mood as enum ('a')
----
error 42710 type "mood" already exists

create type empty as enum ()
----
CREATE TYPE

create table person (id int primary key, m mood, ms mood[])
----
CREATE TABLE

insert into person values (1, 'happy', '{sad,ok}'), (2, 'sad', null), (3, 'ok', '{}'), (4, null, '{happy,null}')
----
INSERT 0 4

select id, m from person order by m, id
----
2|sad
3|ok
1|happy
4|NULL
SELECT 4

select id, m from person order by m desc nulls last, id
----
1|happy
3|ok
2|sad
4|NULL
SELECT 4

select id from person where m > 'sad' order by id
----
1
3
SELECT 2

select id from person where m between 'sad' and 'ok' order by id
----
2
3
SELECT 2

select id from person where m in ('sad', 'happy') order by id
----
1
2
SELECT 2

select id from person where m = any ('{sad,happy}') order by id
----
1
2
SELECT 2

select id from person where m <> 'ok' order by id
----
1
2
SELECT 2

insert into person values (9, 'angry')
----
error 22P02 invalid input value for enum mood: "angry"

select 'angry'::mood
----
error 22P02 invalid input value for enum mood: "angry"

select 'Happy'::mood
----
error 22P02 invalid input value for enum mood: "Happy"

select null::mood is null
----
t
SELECT 1

select m, count(*) from person group by m order by m
----
sad|1
ok|1
happy|1
NULL|1
SELECT 4

select min(m), max(m) from person
----
sad|happy
SELECT 1

select distinct m from person order by 1
----
sad
ok
happy
NULL
SELECT 4

select count(distinct m) from person
----
3
SELECT 1

select array_agg(m order by m) from person
----
{sad,ok,happy,NULL}
SELECT 1

select string_agg(m::text, ',' order by m) from person
----
sad,ok,happy
SELECT 1

select enum_first(null::mood), enum_last(null::mood)
----
sad|happy
SELECT 1

select enum_range(null::mood), enum_range('ok'::mood, null), enum_range(null, 'ok'::mood), enum_range('ok', 'sad'::mood)
----
{sad,ok,happy}|{ok,happy}|{sad,ok}|{}
SELECT 1

select enum_first(null)
----
error 42883 function enum_first(unknown) does not exist; ; No function matches the given name and argument types. You might need to add explicit type casts.

select enum_first(1)
----
error 42883 function enum_first(integer) does not exist; ; No function matches the given name and argument types. You might need to add explicit type casts.

select enum_cmp('sad', 'happy'::mood)
----
-1
SELECT 1

select pg_typeof('ok'::mood), pg_typeof('{ok}'::mood[]), pg_typeof(enum_range(null::mood))
----
mood|mood[]|mood[]
SELECT 1

select 'ok'::mood::text || '!', 'ok'::mood::varchar(1), length('ok'::mood::text)
----
ok!|o|2
SELECT 1

select 'ok' || 'ok'::mood
----
okok
SELECT 1

select 'ok'::text::mood
----
ok
SELECT 1

select 'ok'::varchar = 'ok'::mood
----
error 42883 operator does not exist: character varying = mood; ; No operator matches the given name and argument types. You might need to add explicit type casts.

select 'ok'::mood = 'ok'::text
----
error 42883 operator does not exist: mood = text; ; No operator matches the given name and argument types. You might need to add explicit type casts.

select 1::mood
----
error 42846 cannot cast type integer to mood

select 'ok'::mood::int
----
error 42846 cannot cast type mood to integer

select 'ok'::mood < 'happy', 'ok'::mood > 'happy', 'ok'::mood = 'ok'
----
t|f|t
SELECT 1

select greatest('sad'::mood, 'happy', 'ok'), least('ok', 'sad'::mood), coalesce(null, 'ok'::mood), nullif('ok'::mood, 'ok')
----
happy|sad|ok|NULL
SELECT 1

select case when true then 'sad'::mood else 'ok' end
----
sad
SELECT 1

select case when true then 'sad'::mood else 1 end
----
error 42804 CASE types integer and mood cannot be matched

select m from person where id < 3 union select 'ok' order by 1
----
sad
ok
happy
SELECT 3

select array['sad', 'ok']::mood[], array['sad'::mood, 'ok'], '{ok,sad}'::mood[] @> array['sad'::mood], 'ok' = any (array['sad', 'ok']::mood[])
----
{sad,ok}|{sad,ok}|t|t
SELECT 1

select '{ok,bad}'::mood[]
----
error 22P02 invalid input value for enum mood: "bad"

select ms[1], ms || 'happy'::mood, array_length(ms, 1), array_position(ms, 'ok') from person where id = 1
----
sad|{sad,ok,happy}|2|2
SELECT 1

select unnest('{happy,sad}'::mood[]) order by 1
----
sad
happy
SELECT 2

select u from unnest(enum_range(null::mood)) u order by u desc
----
happy
ok
sad
SELECT 3

select row('ok'::mood, 1) = row('ok'::mood, 1), row('sad'::mood, 2) < row('ok'::mood, 1)
----
t|t
SELECT 1

select sum(m) from person
----
error 42883 function sum(mood) does not exist; ; No function matches the given name and argument types. You might need to add explicit type casts.

select m + 1 from person
----
error 42883 operator does not exist: mood + integer; ; No operator matches the given name and argument types. You might need to add explicit type casts.

select mood 'ok'
----
ok
SELECT 1

select cast('ok' as mood)
----
ok
SELECT 1

select to_json('ok'::mood), format('%s', 'ok'::mood), quote_literal('ok'::mood)
----
"ok"|ok|'ok'
SELECT 1

select rank() over (order by m), m from person order by 1, 2
----
1|sad
2|ok
3|happy
4|NULL
SELECT 4

select lag(m) over (order by id), m from person order by id
----
NULL|happy
happy|sad
sad|ok
ok|NULL
SELECT 4

update person set m = 'ok' where id = 4
----
UPDATE 1

update person set m = 'nope' where id = 4
----
error 22P02 invalid input value for enum mood: "nope"

update person set ms[2] = 'happy' where id = 1 returning ms
----
{sad,happy}
UPDATE 1

delete from person where m = 'ok' returning id
----
3
4
DELETE 2

create table k (m mood primary key, n int, unique (n, m))
----
CREATE TABLE

insert into k values ('happy', 1), ('sad', 2), ('ok', 3)
----
INSERT 0 3

insert into k values ('ok', 4)
----
error 23505 duplicate key value violates unique constraint "k_pkey"; Key (m)=(ok) already exists.

insert into k values ('ok', 4) on conflict (m) do update set n = excluded.n returning *
----
ok|4
INSERT 0 1

select * from k where m >= 'ok' order by m
----
ok|4
happy|1
SELECT 2

select * from k where m < 'happy' order by m desc
----
ok|4
sad|2
SELECT 2

create index on k (m desc, n)
----
CREATE INDEX

alter type mood add value 'meh' before 'ok'
----
ALTER TYPE

alter type mood add value 'first' before 'sad'
----
ALTER TYPE

alter type mood add value 'last'
----
ALTER TYPE

alter type mood add value 'mid' after 'meh'
----
ALTER TYPE

alter type mood add value 'mid'
----
error 42710 enum label "mid" already exists

alter type mood add value if not exists 'mid'
----
ALTER TYPE

alter type mood add value 'x' before 'nowhere'
----
error 22023 "nowhere" is not an existing enum label

alter type nosuch add value 'x'
----
error 42704 type "nosuch" does not exist

alter type mood add value 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'
----
error 42602 invalid enum label "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"; Labels must be 63 bytes or less.

select enum_range(null::mood)
----
{first,sad,meh,mid,ok,happy,last}
SELECT 1

insert into k values ('mid', 5), ('first', 6), ('last', 7), ('meh', 8)
----
INSERT 0 4

select * from k order by m
----
first|6
sad|2
meh|8
mid|5
ok|4
happy|1
last|7
SELECT 7

select m from k where m > 'meh' and m <= 'happy' order by m
----
mid
ok
happy
SELECT 3

select m from k where m = 'mid'
----
mid
SELECT 1

alter type mood rename value 'mid' to 'middle'
----
ALTER TYPE

alter type mood rename value 'mid' to 'x'
----
error 22023 "mid" is not an existing enum label

alter type mood rename value 'ok' to 'sad'
----
error 42710 enum label "sad" already exists

select m from k order by m
----
first
sad
meh
middle
ok
happy
last
SELECT 7

select 'mid'::mood
----
error 22P02 invalid input value for enum mood: "mid"

select enumlabel from pg_enum where enumtypid = 'mood'::regtype order by enumsortorder
----
first
sad
meh
middle
ok
happy
last
SELECT 7

begin; create type fresh as enum ('a'); alter type fresh add value 'b'; select 'b'::fresh
----
BEGIN
CREATE TYPE
ALTER TYPE
error 55P04 unsafe use of new value "b" of enum type fresh; ; New enum values must be committed before they can be used.

rollback
----
ROLLBACK

create type fresh as enum ('a', 'b')
----
CREATE TYPE

begin; alter type fresh add value 'c'; select 'c'::fresh
----
BEGIN
ALTER TYPE
error 55P04 unsafe use of new value "c" of enum type fresh; ; New enum values must be committed before they can be used.

rollback
----
ROLLBACK

begin; alter type fresh add value 'c'; select enum_last(null::fresh)
----
BEGIN
ALTER TYPE
error 55P04 unsafe use of new value "c" of enum type fresh; ; New enum values must be committed before they can be used.

rollback
----
ROLLBACK

begin; alter type fresh add value 'c'; select 'a'::fresh; commit
----
BEGIN
ALTER TYPE
a
SELECT 1
COMMIT

select 'c'::fresh
----
c
SELECT 1

begin; alter type fresh add value 'd'; rollback; select enum_range(null::fresh)
----
BEGIN
ALTER TYPE
ROLLBACK
{a,b,c}
SELECT 1

begin; savepoint s; alter type fresh add value 'e'; rollback to s; commit; select enum_range(null::fresh)
----
BEGIN
SAVEPOINT
ALTER TYPE
ROLLBACK
COMMIT
{a,b,c}
SELECT 1

create table dflt (id int, m mood default 'ok' check (m <> 'sad'), constraint later check (m::text <> 'first'))
----
CREATE TABLE

insert into dflt (id) values (1) returning m
----
ok
INSERT 0 1

insert into dflt values (2, 'sad')
----
error 23514 new row for relation "dflt" violates check constraint "dflt_m_check"; Failing row contains (2, sad).

alter type mood rename value 'ok' to 'fine'
----
ALTER TYPE

alter type mood rename value 'sad' to 'bad'
----
ALTER TYPE

insert into dflt (id) values (3) returning m
----
fine
INSERT 0 1

insert into dflt values (4, 'bad')
----
error 23514 new row for relation "dflt" violates check constraint "dflt_m_check"; Failing row contains (4, bad).

select pg_get_expr(adbin, adrelid) from pg_attrdef where adrelid = 'dflt'::regclass
----
'fine'::mood
SELECT 1

select conname, pg_get_constraintdef(oid) from pg_constraint where conrelid = 'dflt'::regclass order by 1
----
dflt_m_check|CHECK ((m <> 'bad'::mood))
later|CHECK (((m)::text <> 'first'::text))
SELECT 2

alter table dflt add column more mood default 'happy', add column many mood[] default '{fine,happy}'
----
ALTER TABLE

select * from dflt order by id
----
1|fine|happy|{fine,happy}
3|fine|happy|{fine,happy}
SELECT 2

alter type mood rename value 'happy' to 'glad'
----
ALTER TYPE

select * from dflt order by id
----
1|fine|glad|{fine,glad}
3|fine|glad|{fine,glad}
SELECT 2

insert into dflt (id) values (5) returning *
----
5|fine|glad|{fine,glad}
INSERT 0 1

create view mv as select id, m, 'fine'::mood as k from dflt where m = 'fine' and more > 'bad'
----
CREATE VIEW

select * from mv order by id
----
1|fine|fine
3|fine|fine
5|fine|fine
SELECT 3

select pg_get_viewdef('mv'::regclass)
----
 SELECT dflt.id,\n    dflt.m,\n    'fine'::mood AS k\n   FROM dflt\n  WHERE ((dflt.m = 'fine'::mood) AND (dflt.more > 'bad'::mood));
SELECT 1

alter type mood rename to feeling
----
ALTER TYPE

select pg_get_viewdef('mv'::regclass)
----
 SELECT dflt.id,\n    dflt.m,\n    'fine'::feeling AS k\n   FROM dflt\n  WHERE ((dflt.m = 'fine'::feeling) AND (dflt.more > 'bad'::feeling));
SELECT 1

select pg_typeof(m) from dflt limit 1
----
feeling
SELECT 1

select format_type(atttypid, atttypmod) from pg_attribute where attrelid = 'dflt'::regclass and attnum > 0 order by attnum
----
integer
feeling
feeling
feeling[]
SELECT 4

create type mood as enum ('other')
----
CREATE TYPE

select 'other'::mood, 'fine'::feeling
----
other|fine
SELECT 1

alter type mood rename to feeling
----
error 42710 type "feeling" already exists

create schema other
----
CREATE SCHEMA

alter type mood set schema other
----
ALTER TYPE

select 'other'::mood
----
error 42704 type "mood" does not exist

select 'other'::other.mood
----
other
SELECT 1

alter type other.mood set schema other
----
ALTER TYPE

drop type feeling
----
error 2BP01 cannot drop type feeling because other objects depend on it; column ms of table person depends on type feeling[]\ncolumn many of table dflt depends on type feeling[]\ncolumn m of table person depends on type feeling\ncolumn m of table k depends on type feeling\ncolumn more of table dflt depends on type feeling\ncolumn m of table dflt depends on type feeling\nview mv depends on type feeling; Use DROP ... CASCADE to drop the dependent objects too.

drop type feeling restrict
----
error 2BP01 cannot drop type feeling because other objects depend on it; column ms of table person depends on type feeling[]\ncolumn many of table dflt depends on type feeling[]\ncolumn m of table person depends on type feeling\ncolumn m of table k depends on type feeling\ncolumn more of table dflt depends on type feeling\ncolumn m of table dflt depends on type feeling\nview mv depends on type feeling; Use DROP ... CASCADE to drop the dependent objects too.

drop type nosuch
----
error 42704 type "nosuch" does not exist

drop type if exists nosuch
----
DROP TYPE

drop type if exists nosuch.nosuch
----
DROP TYPE

drop type int4
----
error 2BP01 cannot drop type integer because it is required by the database system

drop type _feeling
----
error 2BP01 cannot drop type feeling[] because type feeling requires it; ; You can drop type feeling instead.

drop domain feeling
----
error 42809 "feeling" is not a domain

alter type _feeling rename to x
----
error 42809 cannot alter array type feeling[]; ; You can alter type feeling, which will alter the array type as well.

drop type other.mood
----
DROP TYPE

create table feeling (a int)
----
error 42710 type "feeling" already exists; ; A relation has an associated type of the same name, so you must use a name that doesn't conflict with any existing type.

create table t2 (a nosuch)
----
error 42704 type "nosuch" does not exist

create table t2 (a nosuch.nosuch)
----
error 3F000 schema "nosuch" does not exist

create table t2 (a feeling(3))
----
error 42601 type modifier is not allowed for type "feeling"

alter table person alter column m type text
----
ALTER TABLE

alter table person alter column m type feeling using m::feeling
----
ALTER TABLE

alter table person alter column m type int
----
error 42804 column "m" cannot be cast automatically to type integer; ; You might need to specify "USING m::integer".

alter table person alter column m set default 'fine'
----
ALTER TABLE

alter table person alter column m set default 'nope'
----
error 22P02 invalid input value for enum feeling: "nope"

select id, m from person order by id
----
1|glad
2|bad
SELECT 2

drop view mv
----
DROP VIEW

drop type feeling cascade
----
DROP TYPE

select * from k order by n
----
1
2
4
5
6
7
8
SELECT 7

select * from dflt order by id
----
1
3
5
SELECT 3

select typname from pg_type where typname in ('feeling', '_feeling', 'mood')
----
SELECT 0

create type a as enum ('x'); create type _a as enum ('y'); create table ta (a a[], b _a); insert into ta values ('{x}', 'y'); select * from ta
----
CREATE TYPE
CREATE TYPE
CREATE TABLE
INSERT 0 1
{x}|y
SELECT 1

drop type a, _a cascade
----
DROP TYPE

create type long as enum ('a'); alter type long add value 'z'; alter type long add value 'b' before 'z'; alter type long add value 'c' before 'z'; alter type long add value 'd' before 'z'; alter type long add value 'e' after 'a'; alter type long add value 'f' after 'a'; alter type long add value 'g' after 'a'
----
CREATE TYPE
ALTER TYPE
ALTER TYPE
ALTER TYPE
ALTER TYPE
ALTER TYPE
ALTER TYPE
ALTER TYPE

select enum_range(null::long)
----
{a,g,f,e,b,c,d,z}
SELECT 1

create table parent (l long primary key); create table child (l long references parent on delete cascade on update cascade)
----
CREATE TABLE
CREATE TABLE

insert into parent values ('a'), ('z'), ('b'); insert into child values ('a'), ('b')
----
INSERT 0 3
INSERT 0 2

insert into child values ('z'), ('c')
----
error 23503 insert or update on table "child" violates foreign key constraint "child_l_fkey"; Key (l)=(c) is not present in table "parent".

update parent set l = 'd' where l = 'b'; select * from child order by l
----
UPDATE 1
a
d
SELECT 2

delete from parent where l = 'a'; select * from child order by l
----
DELETE 1
d
SELECT 1

prepare p (long) as select $1, $1 > 'b'; execute p ('a'); execute p ('z')
----
PREPARE
a|f
SELECT 1
z|t
SELECT 1

alter type long add value 'zz'; execute p ('zz')
----
ALTER TYPE
error 55P04 unsafe use of new value "zz" of enum type long; ; New enum values must be committed before they can be used.

execute p ('nope')
----
error 22P02 invalid input value for enum long: "nope"

deallocate p
----
DEALLOCATE

select typname, typtype, typcategory, typlen, typbyval, typalign, typstorage, typdelim, typinput, typoutput, typsend, typarray <> 0, typelem = 0, typnotnull, typbasetype, typcollation from pg_type where typname = 'long'
----
long|e|E|4|t|i|p|,|enum_in|enum_out|enum_send|t|t|f|0|0
SELECT 1

select typname, typtype, typcategory, typlen, typelem = 'long'::regtype, typinput, typdelim from pg_type where typname = '_long'
----
_long|b|A|-1|t|array_in|,
SELECT 1

select 'long'::regtype, 'long[]'::regtype, 'nosuch'::regtype
----
error 42704 type "nosuch" does not exist

select to_regtype('long'), to_regtype('nosuch')
----
long|NULL
SELECT 1

select format_type('long'::regtype, null), format_type('_long'::regtype, -1)
----
long|long[]
SELECT 1

comment on type long is 'a long type'; select obj_description('long'::regtype, 'pg_type')
----
COMMENT
a long type
SELECT 1

comment on type nosuch is 'x'
----
error 42704 type "nosuch" does not exist

select column_name, data_type, udt_name from information_schema.columns where table_name = 'child' order by 1
----
l|USER-DEFINED|long
SELECT 1

grant usage on type long to public; revoke all on type long from public; select typacl is not null from pg_type where typname = 'long'
----
GRANT
REVOKE
t
SELECT 1

select has_type_privilege('long', 'usage')
----
t
SELECT 1

create type qq."Weird Name" as enum ('a')
----
error 3F000 schema "qq" does not exist

create schema qq; create type qq."Weird Name" as enum ('It''s', 'a "b"', 'c,d', ''); create table w (v qq."Weird Name", vs qq."Weird Name"[]); insert into w values ('It''s', array['a "b"', 'c,d', '', 'It''s']::qq."Weird Name"[]); select * from w
----
CREATE SCHEMA
CREATE TYPE
CREATE TABLE
INSERT 0 1
It's|{"a \"b\"","c,d","",It's}
SELECT 1

select format_type(atttypid, -1) from pg_attribute where attrelid = 'w'::regclass and attnum > 0 order by attnum
----
qq."Weird Name"
qq."Weird Name"[]
SELECT 2

create table w2 as select v, vs from w; select format_type(atttypid, -1) from pg_attribute where attrelid = 'w2'::regclass and attnum > 0 order by attnum
----
SELECT 1
qq."Weird Name"
qq."Weird Name"[]
SELECT 2

drop schema qq cascade
----
DROP SCHEMA

select * from w
----
()
SELECT 1

drop schema other cascade
----
DROP SCHEMA

create role typist; create schema typed authorization typist; set role typist; create type typed.mine as enum ('a'); create domain typed.own as int check (value > 0); reset role; select count(*) from pg_type where typowner = 'typist'::regrole
----
CREATE ROLE
CREATE SCHEMA
SET
CREATE TYPE
CREATE DOMAIN
RESET
4
SELECT 1

revoke usage on type typed.mine from public; create role other; grant create, usage on schema public to other; grant usage on schema typed to other
----
REVOKE
CREATE ROLE
GRANT
GRANT

set role other; create table public.noright (a typed.mine)
----
SET
error 42501 permission denied for type typed.mine

set role typist; alter type typed.mine add value 'b'; alter domain typed.own set not null
----
SET
ALTER TYPE
ALTER DOMAIN

set role other; alter type typed.mine add value 'c'
----
SET
error 42501 must be owner of type typed.mine

reset role
----
RESET

drop owned by typist, other; drop role typist, other; select count(*) from pg_type where typname in ('mine', 'own')
----
DROP OWNED
DROP ROLE
0
SELECT 1
