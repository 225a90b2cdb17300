# Errors are told whole. Domains. The results are Postgres's own.
create domain posint as int check (value > 0)
----
CREATE DOMAIN

create domain posint as int
----
error 42710 type "posint" already exists

create domain email as text constraint has_at check (value like '%@%') constraint short check (length(value) < 20) not null
----
CREATE DOMAIN

create domain small as posint default 3 constraint lt100 check (value < 100)
----
CREATE DOMAIN

create domain bad as nosuch
----
error 42704 type "nosuch" does not exist

create domain bad as int check (a > 0)
----
error 42703 column "a" does not exist

create domain bad as int check (value)
----
error 42804 argument of CHECK must be type boolean, not type integer

create domain bad as int default 'x'
----
error 22P02 invalid input syntax for type integer: "x"

create domain bad as int null not null
----
error 42601 conflicting NULL/NOT NULL constraints

create domain bad as int primary key
----
error 42601 primary key constraints not possible for domains

create domain bad as int unique
----
error 42601 unique constraints not possible for domains

create domain bad as int references x
----
error 42601 foreign key constraints not possible for domains

create domain bad as int default 1 default 2
----
error 42601 multiple default expressions

create domain bad as int constraint c check (value > 0) constraint c check (value < 9)
----
error 42710 constraint "c" for domain "bad" already exists

create domain bad as anyelement
----
error 42804 "anyelement" is not a valid base type for a domain

select 5::posint, pg_typeof(5::posint), pg_typeof(5::posint + 1), pg_typeof(-(5::posint))
----
5|posint|integer|integer
SELECT 1

select (-5)::posint
----
error 23514 value for domain posint violates check constraint "posint_check"

select 0::small
----
error 23514 value for domain small violates check constraint "posint_check"

select 200::small
----
error 23514 value for domain small violates check constraint "lt100"

select '7'::posint, '7'::small
----
7|7
SELECT 1

select 'x'::posint
----
error 22P02 invalid input syntax for type integer: "x"

select null::email
----
error 23502 domain email does not allow null values

select null::posint
----
NULL
SELECT 1

select 'abc'::email
----
error 23514 value for domain email violates check constraint "has_at"

select 'a@b'::email
----
a@b
SELECT 1

select 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa@b'::email
----
error 23514 value for domain email violates check constraint "short"

select cast('a@b' as email) || '!', upper('a@b'::email), length('a@b'::email)
----
a@b!|A@B|3
SELECT 1

create table d (id int primary key, p posint, e email, s small, ps posint[])
----
CREATE TABLE

insert into d values (1, 1, 'a@b', 4, '{1,2}')
----
INSERT 0 1

insert into d (id, e) values (2, 'x@y') returning *
----
2|NULL|x@y|3|NULL
INSERT 0 1

insert into d (id) values (3)
----
error 23502 domain email does not allow null values

insert into d values (4, -1, 'a@b')
----
error 23514 value for domain posint violates check constraint "posint_check"

insert into d values (4, 1, 'ab')
----
error 23514 value for domain email violates check constraint "has_at"

insert into d values (4, 1, 'a@b', null)
----
INSERT 0 1

insert into d values (4, 1, 'a@b', 5, array[1, -2])
----
error 23514 value for domain posint violates check constraint "posint_check"

insert into d values (5, 1, 'a@b', default, default) returning *
----
5|1|a@b|3|NULL
INSERT 0 1

insert into d select 6, 0, 'a@b'
----
error 23514 value for domain posint violates check constraint "posint_check"

insert into d select 6, 2, 'a@b' returning *
----
6|2|a@b|3|NULL
INSERT 0 1

update d set p = p - 5 where id = 1
----
error 23514 value for domain posint violates check constraint "posint_check"

update d set e = null where id = 1
----
error 23502 domain email does not allow null values

update d set p = 7, s = default where id = 1 returning *
----
1|7|a@b|3|{1,2}
UPDATE 1

update d set ps[1] = -1 where id = 1
----
error 23514 value for domain posint violates check constraint "posint_check"

update d set ps[1] = 9 where id = 1 returning ps
----
{9,2}
UPDATE 1

select id, p from d where p = 7
----
1|7
SELECT 1

select id from d where p in (1, 7) order by id
----
1
4
5
SELECT 3

select p, count(*) from d group by p order by p
----
1|2
2|1
7|1
NULL|1
SELECT 4

select max(p), min(s), sum(p), pg_typeof(max(p)) from d
----
7|3|11|integer
SELECT 1

select p from d union select 3 order by 1
----
1
2
3
7
NULL
SELECT 5

select coalesce(p, 0), pg_typeof(coalesce(p, 0)), pg_typeof(coalesce(p, p)) from d order by id limit 1
----
7|integer|posint
SELECT 1

select case when p > 1 then p else s end from d order by id
----
7
3
NULL
3
2
SELECT 5

create index on d (p); create unique index on d (e, s)
----
CREATE INDEX
error 23505 could not create unique index "d_e_s_idx"; Key (e, s)=(a@b, 3) is duplicated.

select id from d where p > 1 order by p, id
----
6
1
SELECT 2

prepare q (posint) as select $1 + 1; execute q (5)
----
PREPARE
6
SELECT 1

execute q (-5)
----
error 23514 value for domain posint violates check constraint "posint_check"

deallocate q
----
DEALLOCATE

alter domain posint add constraint big check (value > 1)
----
error 0A000 cannot alter type "posint" because column "d.ps" uses it

alter domain posint add check (value < 1000)
----
error 0A000 cannot alter type "posint" because column "d.ps" uses it

alter domain email add constraint big check (length(value) > 3)
----
error 23514 column "e" of table "d" contains values that violate the new constraint

alter domain email add constraint big check (length(value) > 3) not valid
----
ALTER DOMAIN

insert into d (id, e) values (7, 'x@y')
----
error 23514 value for domain email violates check constraint "big"

insert into d (id, e) values (7, 'xx@yy')
----
INSERT 0 1

alter domain email validate constraint big
----
error 23514 column "e" of table "d" contains values that violate the new constraint

alter domain email validate constraint nosuch
----
error 42704 constraint "nosuch" of domain "email" does not exist

alter domain email drop constraint big
----
ALTER DOMAIN

alter domain email drop constraint big
----
error 42704 constraint "big" of domain "email" does not exist

alter domain email drop constraint if exists big
----
ALTER DOMAIN

alter domain email rename constraint has_at to at
----
ALTER DOMAIN

alter domain email rename constraint has_at to at
----
error 42704 constraint "has_at" for domain email does not exist

insert into d (id, e) values (8, 'ab')
----
error 23514 value for domain email violates check constraint "at"

alter domain email set default 'd@e'
----
ALTER DOMAIN

insert into d (id) values (8) returning e
----
d@e
INSERT 0 1

alter domain email drop default
----
ALTER DOMAIN

insert into d (id) values (9)
----
error 23502 domain email does not allow null values

alter domain email drop not null
----
ALTER DOMAIN

insert into d (id) values (9)
----
INSERT 0 1

alter domain email set not null
----
error 23502 column "e" of table "d" contains null values

delete from d where e is null
----
DELETE 1

alter domain email set not null
----
ALTER DOMAIN

insert into d (id) values (10)
----
error 23502 domain email does not allow null values

alter domain nosuch drop default
----
error 42704 type "nosuch" does not exist

alter domain int4 drop default
----
error 42809 integer is not a domain

create type mood as enum ('sad', 'ok', 'happy')
----
CREATE TYPE

alter domain mood drop default
----
error 42809 mood is not a domain

create domain goodmood as mood check (value > 'sad')
----
CREATE DOMAIN

select 'ok'::goodmood, 'happy'::goodmood::mood > 'ok'::mood
----
ok|t
SELECT 1

select 'sad'::goodmood
----
error 23514 value for domain goodmood violates check constraint "goodmood_check"

select 'nope'::goodmood
----
error 22P02 invalid input value for enum mood: "nope"

create domain pair as text[] check (array_length(value, 1) = 2)
----
CREATE DOMAIN

select '{a,b}'::pair, ('{a,b}'::pair)[1], array['x', 'y']::pair
----
{a,b}|a|{x,y}
SELECT 1

select '{a}'::pair
----
error 23514 value for domain pair violates check constraint "pair_check"

create domain vc as varchar(5)
----
CREATE DOMAIN

select 'abcdefgh'::vc
----
abcde
SELECT 1

create table v (a vc, n numeric(5, 2))
----
CREATE TABLE

insert into v values ('abcdefgh')
----
error 22001 value too long for type character varying(5)

insert into v values ('abc', 1); select a || 'x', a = 'abc', a like 'a%' from v
----
INSERT 0 1
abcx|t|t
SELECT 1

create domain money2 as numeric(6, 2) default 1.5
----
CREATE DOMAIN

create table m (a money2, b int); insert into m (b) values (1); insert into m values (1.239, 2); select * from m order by b
----
CREATE TABLE
INSERT 0 1
INSERT 0 1
1.50|1
1.24|2
SELECT 2

insert into m values (123456, 3)
----
error 22003 numeric field overflow; A field with precision 6, scale 2 must round to an absolute value less than 10^4.

create domain ts as timestamptz; create domain iv as interval; select '1 day'::iv, pg_typeof('1 day'::iv)
----
CREATE DOMAIN
CREATE DOMAIN
1 day|iv
SELECT 1

select '5'::posint = 5, 5 = '5'::posint, '5'::posint::text, '5'::posint::numeric / 2, 7.6::posint
----
t|t|5|2.5000000000000000|8
SELECT 1

select true::posint
----
1
SELECT 1

select array[1, 2]::posint[], '{1,-1}'::posint[]
----
error 23514 value for domain posint violates check constraint "posint_check"

select array[1, -2]::posint[]
----
error 23514 value for domain posint violates check constraint "posint_check"

select pg_typeof(array[1::posint]), pg_typeof(array_agg(p)) from d group by 2 order by 2 limit 1
----
error 42803 aggregate functions are not allowed in GROUP BY

alter table d add column extra posint; select count(extra) from d
----
ALTER TABLE
0
SELECT 1

alter table d add column extra2 small; select count(extra2) from d
----
ALTER TABLE
7
SELECT 1

create domain nn as int not null
----
CREATE DOMAIN

alter table d add column extra3 nn
----
error 23502 domain nn does not allow null values

create table none (a int); alter table none add column b nn
----
CREATE TABLE
ALTER TABLE

insert into none values (1)
----
error 23502 domain nn does not allow null values

insert into none values (1, 2); select * from none
----
INSERT 0 1
1|2
SELECT 1

alter table d alter column id type posint
----
ALTER TABLE

alter table d alter column s type text
----
ALTER TABLE

alter table d alter column p type small using p + 200
----
error 23514 value for domain small violates check constraint "lt100"

alter domain posint rename to positive
----
ALTER DOMAIN

alter domain positive rename constraint posint_check to pos
----
ALTER DOMAIN

select (-1)::positive
----
error 23514 value for domain positive violates check constraint "pos"

create schema other; alter domain positive set schema other; select 1::other.positive
----
CREATE SCHEMA
ALTER DOMAIN
1
SELECT 1

select 1::positive
----
error 42704 type "positive" does not exist

select typname, typtype, typcategory, typnotnull, typbasetype::regtype, typtypmod, typdefault, typinput, typoutput from pg_type where typname in ('email', 'small', 'vc', 'money2', 'nn', 'goodmood', 'pair') order by 1
----
email|d|S|t|text|-1|NULL|domain_in|textout
goodmood|d|E|f|mood|-1|NULL|domain_in|enum_out
money2|d|N|f|numeric|393222|1.5|domain_in|numeric_out
nn|d|N|t|integer|-1|NULL|domain_in|int4out
pair|d|A|f|text[]|-1|NULL|domain_in|array_out
small|d|N|f|other.positive|-1|3|domain_in|int4out
vc|d|S|f|character varying|9|NULL|domain_in|varcharout
SELECT 7

select conname, contypid::regtype, pg_get_constraintdef(oid), convalidated from pg_constraint where contypid in ('email'::regtype, 'small'::regtype, 'goodmood'::regtype, 'pair'::regtype) order by 1
----
at|email|CHECK ((VALUE ~~ '%@%'::text))|t
goodmood_check|goodmood|CHECK ((VALUE > 'sad'::mood))|t
lt100|small|CHECK (((VALUE)::integer < 100))|t
pair_check|pair|CHECK ((array_length(VALUE, 1) = 2))|t
short|email|CHECK ((length(VALUE) < 20))|t
SELECT 5

select domain_name, data_type, character_maximum_length, numeric_precision, numeric_scale, domain_default, udt_name from information_schema.domains where domain_schema = current_schema order by 1
----
email|text|NULL|NULL|NULL|NULL|text
goodmood|USER-DEFINED|NULL|NULL|NULL|NULL|mood
iv|interval|NULL|NULL|NULL|NULL|interval
money2|numeric|NULL|6|2|1.5|numeric
nn|integer|NULL|32|0|NULL|int4
pair|text[]|NULL|NULL|NULL|NULL|_text
small|USER-DEFINED|NULL|NULL|NULL|3|positive
ts|timestamp with time zone|NULL|NULL|NULL|NULL|timestamptz
vc|character varying|5|NULL|NULL|NULL|varchar
SELECT 9

select constraint_name, domain_name from information_schema.domain_constraints where domain_schema = current_schema order by 1
----
at|email
goodmood_check|goodmood
lt100|small
pair_check|pair
short|email
SELECT 5

select column_name, data_type, udt_name, domain_name from information_schema.columns where table_name = 'm' order by 1
----
a|numeric|numeric|money2
b|integer|int4|NULL
SELECT 2

select format_type(atttypid, atttypmod) from pg_attribute where attrelid = 'd'::regclass and attnum > 0 and not attisdropped order by attnum
----
other.positive
other.positive
email
text
other.positive[]
other.positive
small
SELECT 7

create view dv as select p, e from d where p > 0; select count(*) from dv
----
CREATE VIEW
4
SELECT 1

select pg_get_viewdef('dv'::regclass)
----
 SELECT d.p,\n    d.e\n   FROM d\n  WHERE ((d.p)::integer > 0);
SELECT 1

drop domain email
----
error 2BP01 cannot drop type email because other objects depend on it; column e of table d depends on type email\nview dv depends on column e of table d; Use DROP ... CASCADE to drop the dependent objects too.

drop domain other.positive
----
error 2BP01 cannot drop type other.positive because other objects depend on it; column ps of table d depends on type other.positive[]\ntype small depends on type other.positive\ncolumn extra2 of table d depends on type small\ncolumn extra of table d depends on type other.positive\ncolumn p of table d depends on type other.positive\nview dv depends on column p of table d\ncolumn id of table d depends on type other.positive; Use DROP ... CASCADE to drop the dependent objects too.

drop type mood
----
error 2BP01 cannot drop type mood because other objects depend on it; type goodmood depends on type mood; Use DROP ... CASCADE to drop the dependent objects too.

drop domain small cascade
----
DROP DOMAIN

drop domain email cascade
----
DROP DOMAIN

select count(*) from d
----
7
SELECT 1

drop type mood cascade
----
DROP TYPE

select 'ok'::goodmood
----
error 42704 type "goodmood" does not exist

create domain c1 as int check (value > 0); create domain c2 as int check (value::c1 < 5); select 3::c2
----
CREATE DOMAIN
CREATE DOMAIN
3
SELECT 1

select (-3)::c2
----
error 23514 value for domain c1 violates check constraint "c1_check"

drop domain c1
----
error 2BP01 cannot drop type c1 because other objects depend on it; constraint c2_check depends on type c1; Use DROP ... CASCADE to drop the dependent objects too.

comment on domain c1 is 'one'; comment on constraint c1_check on domain c1 is 'two'; select obj_description('c1'::regtype, 'pg_type')
----
COMMENT
COMMENT
one
SELECT 1

drop domain c1, c2
----
DROP DOMAIN

drop schema other cascade
----
DROP SCHEMA

-- Values of domains in JSON are those of what they are of.
create domain jd as date; create domain jn as numeric(5,1) check (value > 0); create domain jb as bool; create domain jj as jsonb; create domain ja as int[];
----
CREATE DOMAIN
CREATE DOMAIN
CREATE DOMAIN
CREATE DOMAIN
CREATE DOMAIN

select to_json(1.5::jn), to_jsonb(1.5::jn), to_jsonb('2024-01-02'::jd), to_json('2024-01-02'::jd), to_jsonb(true::jb), to_jsonb('{"a": 1}'::jj), to_json('{1,2}'::ja), to_jsonb('{1,2}'::ja)
----
1.5|1.5|"2024-01-02"|"2024-01-02"|true|{"a": 1}|[1,2]|[1, 2]
SELECT 1

select jsonb_build_object('a', 1.5::jn, 'b', null::jn, 'c', '[]'::jj), json_build_array(1.5::jn, true::jb, '2024-01-02'::jd), json_object_agg(x::jn, x::jn) from (values (1), (2)) v(x)
----
{"a": 1.5, "b": null, "c": []}|[1.5, true, "2024-01-02"]|{ "1.0" : 1.0, "2.0" : 2.0 }
SELECT 1

select row_to_json(r) from (select 1.5::jn as x, true::jb as y) r
----
{"x":1.5,"y":true}
SELECT 1

CREATE DOMAIN whole AS int4 CHECK (VALUE >= 0)
----
CREATE DOMAIN

SELECT 0::whole <@ '[0,5)'::int4range
----
error 42883 operator does not exist: whole <@ int4range; ; No operator matches the given name and argument types. You might need to add explicit type casts.

SELECT '{[0,5)}'::int4multirange @> 0::whole
----
error 42883 operator does not exist: int4multirange @> whole; ; No operator matches the given name and argument types. You might need to add explicit type casts.

SELECT 0::whole::int4 <@ '[0,5)'::int4range
----
t
SELECT 1

SELECT array_append(ARRAY[1, 2], 3::whole), 1::whole = ANY (ARRAY[1, 2])
----
{1,2,3}|t
SELECT 1

DROP DOMAIN whole
----
DROP DOMAIN
