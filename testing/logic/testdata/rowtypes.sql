create schema rowt
----
CREATE SCHEMA

set search_path = rowt
----
SET

create table users (id int primary key, first text, last text, born date)
----
CREATE TABLE

insert into users values (1,'Ada','L','1815-12-10'),(2,'Bob','M',null)
----
INSERT 0 2

create function full_name(u users) returns text language sql immutable as $$ select u.first || ' ' || u.last $$
----
CREATE FUNCTION

create function greet(users) returns text language sql as $$ select 'hi ' || $1.first $$
----
CREATE FUNCTION

select full_name(u), u.full_name, greet(u.*), (u).full_name from users u order by id
----
Ada L|Ada L|hi Ada|Ada L
Bob M|Bob M|hi Bob|Bob M
SELECT 2

select users.full_name from users order by 1
----
Ada L
Bob M
SELECT 2

select u from users u order by id
----
(1,Ada,L,1815-12-10)
(2,Bob,M,)
SELECT 2

select pg_typeof(u) from users u limit 1
----
users
SELECT 1

select * from users where users.full_name = 'Ada L'
----
1|Ada|L|1815-12-10
SELECT 1

create table audit (n int primary key, old users, all_ users[], note text)
----
CREATE TABLE

insert into audit select id, u, array[u,u], 'x' from users u
----
INSERT 0 2

insert into audit values (3, row(7,'Zed','Q','2000-01-01'), null, 'y'), (4, '(8,"a b",c,)', '{"(9,a,b,)"}', null)
----
INSERT 0 2

select * from audit order by n
----
1|(1,Ada,L,1815-12-10)|{"(1,Ada,L,1815-12-10)","(1,Ada,L,1815-12-10)"}|x
2|(2,Bob,M,)|{"(2,Bob,M,)","(2,Bob,M,)"}|x
3|(7,Zed,Q,2000-01-01)|NULL|y
4|(8,"a b",c,)|{"(9,a,b,)"}|NULL
SELECT 4

select (old).first, (all_[1]).last, full_name(old) from audit order by n
----
Ada|L|Ada L
Bob|M|Bob M
Zed|NULL|Zed Q
a b|b|a b c
SELECT 4

select n from audit where old = row(7,'Zed','Q','2000-01-01')::users
----
3
SELECT 1

alter table users add column email text
----
ALTER TABLE

select * from audit order by n
----
1|(1,Ada,L,1815-12-10,)|{"(1,Ada,L,1815-12-10,)","(1,Ada,L,1815-12-10,)"}|x
2|(2,Bob,M,,)|{"(2,Bob,M,,)","(2,Bob,M,,)"}|x
3|(7,Zed,Q,2000-01-01,)|NULL|y
4|(8,"a b",c,,)|{"(9,a,b,,)"}|NULL
SELECT 4

select (old).email from audit order by n
----
NULL
NULL
NULL
NULL
SELECT 4

update audit set old = (select u from users u where id=2) where n = 1
----
UPDATE 1

select full_name(old), old from audit order by n
----
Bob M|(2,Bob,M,,)
Bob M|(2,Bob,M,,)
Zed Q|(7,Zed,Q,2000-01-01,)
a b c|(8,"a b",c,,)
SELECT 4

alter table users add column d int default 4
----
error 0A000

alter table users alter column id type bigint
----
error 0A000

alter table users drop column last cascade
----
ALTER TABLE

drop function full_name(users)
----
DROP FUNCTION

alter table users drop column last
----
error 42703

select * from audit order by n
----
1|(2,Bob,,)|{"(1,Ada,1815-12-10,)","(1,Ada,1815-12-10,)"}|x
2|(2,Bob,,)|{"(2,Bob,,)","(2,Bob,,)"}|x
3|(7,Zed,2000-01-01,)|NULL|y
4|(8,"a b",,)|{"(9,a,,)"}|NULL
SELECT 4

alter table users rename column first to fname
----
ALTER TABLE

select (old).fname from audit order by n
----
Bob
Bob
Zed
a b
SELECT 4

drop table users
----
error 2BP01

drop type users
----
error 2BP01

alter type users rename to u2
----
error 42809

create function getu(i int) returns users language sql as $$ select * from users where id = i $$
----
CREATE FUNCTION

create function getus() returns setof users language sql as $$ select * from users order by id $$
----
CREATE FUNCTION

create function getp(i int) returns users language plpgsql as $$ declare u users; begin select * into u from users where id = i; return u; end $$
----
CREATE FUNCTION

create function getps() returns setof users language plpgsql as $$ declare u users; begin for u in select * from users order by id loop return next u; end loop; return query select * from users where id = 1; end $$
----
CREATE FUNCTION

create function nm(u users) returns text language plpgsql as $$ begin return u.fname || coalesce(u.email, '-'); end $$
----
CREATE FUNCTION

select getu(1), getp(2), getu(9), nm(getu(1))
----
(1,Ada,1815-12-10,)|(2,Bob,,)|NULL|Ada-
SELECT 1

select * from getu(1)
----
1|Ada|1815-12-10|NULL
SELECT 1

select * from getus()
----
1|Ada|1815-12-10|NULL
2|Bob|NULL|NULL
SELECT 2

select * from getps()
----
1|Ada|1815-12-10|NULL
1|Ada|1815-12-10|NULL
2|Bob|NULL|NULL
SELECT 3

select (getu(1)).fname, nm(x) from getus() x
----
Ada|Ada-
Ada|Bob-
SELECT 2

select nm(u), fname(u) from users u order by 1
----
Ada-|Ada
Bob-|Bob
SELECT 2

select x from getps() x
----
(1,Ada,1815-12-10,)
(1,Ada,1815-12-10,)
(2,Bob,,)
SELECT 3

select null::users, row(1,'a',null,null)::users, '(1,a,,)'::users
----
NULL|(1,a,,)|(1,a,,)
SELECT 1

select json_populate_record(null::users, '{"id":5,"fname":"J"}'), row_to_json(u) from users u order by u.id
----
(5,J,,)|{"id":1,"fname":"Ada","born":"1815-12-10","email":null}
(5,J,,)|{"id":2,"fname":"Bob","born":null,"email":null}
SELECT 2

select * from json_populate_recordset(null::users, '[{"id":5,"fname":"J"},{"id":6}]')
----
5|J|NULL|NULL
6|NULL|NULL|NULL
SELECT 2

select array_agg(u order by id) from users u
----
{"(1,Ada,1815-12-10,)","(2,Bob,,)"}
SELECT 1

select u is null, u is not null, u.* is null from users u order by id
----
f|f|f
f|f|f
SELECT 2

select u = u, u < row(2,'a',null,null)::users from users u order by id
----
t|t
t|t
SELECT 2

create view vu as select u, u.id from users u
----
CREATE VIEW

select * from vu order by id
----
(1,Ada,1815-12-10,)|1
(2,Bob,,)|2
SELECT 2

select (u).fname from vu order by 1
----
Ada
Bob
SELECT 2

create function vn(v vu) returns int language sql as $$ select v.id $$
----
CREATE FUNCTION

select vn(vu) from vu order by 1
----
1
2
SELECT 2

select format_type('users'::regtype, null), 'users[]'::regtype, to_regtype('users')
----
users|users[]|users
SELECT 1

select attname, atttypid::regtype from pg_attribute where attrelid='audit'::regclass and attnum>0 order by attnum
----
n|integer
old|users
all_|users[]
note|text
SELECT 4

create domain du as users check ((value).id > 0)
----
CREATE DOMAIN

create type ct as (u users, k int)
----
CREATE TYPE

select row(row(1,'a',null,null),2)::ct
----
("(1,a,,)",2)
SELECT 1

alter table users add column self users
----
error 42P16

alter table users add column selfs ct
----
error 42P16

drop view vu
----
error 2BP01

drop view vu cascade
----
DROP VIEW

drop table users cascade
----
DROP TABLE

create schema rt1
----
CREATE SCHEMA

create type mood as enum ('a','b')
----
CREATE TYPE

create table rt1.u (id int primary key, m mood, tags text[])
----
CREATE TABLE

insert into rt1.u values (1,'a','{x,y}'),(2,'b',null)
----
INSERT 0 2

create table h (id int primary key, u rt1.u, us rt1.u[] default array[row(3,'a',null)::rt1.u])
----
CREATE TABLE

insert into h(id, u) select id, u from rt1.u u
----
INSERT 0 2

select * from h order by id
----
1|(1,a,"{x,y}")|{"(3,a,)"}
2|(2,b,)|{"(3,a,)"}
SELECT 2

alter type mood add value 'c'
----
ALTER TYPE

insert into rt1.u values (3,'c','{}')
----
INSERT 0 1

insert into h(id,u) select id, u from rt1.u u where id = 3
----
INSERT 0 1

select (u).m, u from h order by (u).m desc
----
c|(3,c,{})
b|(2,b,)
a|(1,a,"{x,y}")
SELECT 3

alter schema rt1 rename to rt2
----
ALTER SCHEMA

select pg_typeof(u), pg_typeof(us) from h limit 1
----
rt2.u|rt2.u[]
SELECT 1

insert into h(id, u) values (4, row(9,'a',null))
----
INSERT 0 1

select * from h order by id
----
1|(1,a,"{x,y}")|{"(3,a,)"}
2|(2,b,)|{"(3,a,)"}
3|(3,c,{})|{"(3,a,)"}
4|(9,a,)|{"(3,a,)"}
SELECT 4

create function trg() returns trigger language plpgsql as $$ begin insert into h(id,u) values (100+new.id, new); raise notice '% %', note(new), note(new.*); return new; end $$
----
CREATE FUNCTION

create function note(x rt2.u) returns text language sql as $$ select x.id || ':' || coalesce(x.m::text,'-') $$
----
CREATE FUNCTION

create trigger t after insert on rt2.u for each row execute function trg()
----
CREATE TRIGGER

insert into rt2.u values (4,'b','{q}')
----
INSERT 0 1

select * from h order by id
----
1|(1,a,"{x,y}")|{"(3,a,)"}
2|(2,b,)|{"(3,a,)"}
3|(3,c,{})|{"(3,a,)"}
4|(9,a,)|{"(3,a,)"}
104|(4,b,{q})|{"(3,a,)"}
SELECT 5

create table like_u (like h)
----
CREATE TABLE

create table as_u as select u, id from rt2.u u
----
SELECT 4

select * from as_u order by id
----
(1,a,"{x,y}")|1
(2,b,)|2
(3,c,{})|3
(4,b,{q})|4
SELECT 4

select distinct u from rt2.u u order by u
----
(1,a,"{x,y}")
(2,b,)
(3,c,{})
(4,b,{q})
SELECT 4

select u, row_number() over (order by u desc) from rt2.u u order by id
----
(1,a,"{x,y}")|4
(2,b,)|3
(3,c,{})|2
(4,b,{q})|1
SELECT 4

select * from rt2.u u where u in (select v from rt2.u v where id < 3) order by id
----
1|a|{x,y}
2|b|NULL
SELECT 2

select u.id, (select x from rt2.u x where x.id = u.id) from rt2.u u order by 1
----
1|(1,a,"{x,y}")
2|(2,b,)
3|(3,c,{})
4|(4,b,{q})
SELECT 4

create view vv as select note(u) as n, u as r, u.id from rt2.u u where note(u) <> ''
----
CREATE VIEW

select pg_get_viewdef('vv')
----
 SELECT note(u.*) AS n,\n    u.*::rt2.u AS r,\n    u.id\n   FROM rt2.u u\n  WHERE (note(u.*) <> ''::text);
SELECT 1

select * from vv order by id
----
1:a|(1,a,"{x,y}")|1
2:b|(2,b,)|2
3:c|(3,c,{})|3
4:b|(4,b,{q})|4
SELECT 4

update h set u.m = 'b' where id = 1
----
UPDATE 1

update h set u = null where id = 2
----
UPDATE 1

select * from h order by id
----
1|(1,b,"{x,y}")|{"(3,a,)"}
2|NULL|{"(3,a,)"}
3|(3,c,{})|{"(3,a,)"}
4|(9,a,)|{"(3,a,)"}
104|(4,b,{q})|{"(3,a,)"}
SELECT 5

select id from h where (u).tags @> '{x}' order by id
----
1
SELECT 1

create function vf(variadic us rt2.u[]) returns bigint language sql as $$ select count(*) from unnest(us) x where x.id > 1 $$
----
CREATE FUNCTION

select vf(row(1,'a',null), row(2,'a',null), row(3,'b',null))
----
2
SELECT 1

select x.id, x.m from h, unnest(us) x order by h.id
----
3|a
3|a
3|a
3|a
3|a
SELECT 5

select (unnest(us)).m from h order by 1
----
a
a
a
a
a
SELECT 5

alter function note(rt2.u) immutable
----
ALTER FUNCTION

create table gen (id int, f rt2.u, n text generated always as (note(f)) stored)
----
CREATE TABLE

insert into gen values (1, row(1,'a',null))
----
INSERT 0 1

select * from gen
----
1|(1,a,)|1:a
SELECT 1

create index on gen (note(f))
----
CREATE INDEX

create function tot(x rt2.u, y int default 3) returns int language plpgsql as $$ begin return x.id + y; end $$
----
CREATE FUNCTION

select tot(u), tot(u, 5), u.tot from rt2.u u where id = 1
----
4|6|4
SELECT 1

select u.nope from rt2.u u
----
error 42703

select (u).nope from rt2.u u
----
error 42703

drop table rt2.u
----
error 2BP01

select attname from pg_attribute where attrelid = 'h'::regclass and attnum > 0 order by attnum
----
id
u
us
SELECT 3
