# What the system compares with by itself, and what was stored before, is none of the operators that users make.
create table pk(v varchar primary key)
----
CREATE TABLE

create table fk(v varchar references pk on delete cascade)
----
CREATE TABLE

insert into pk values('a'),('b'),('c')
----
INSERT 0 3

insert into fk values('a'),('b'),('c')
----
INSERT 0 3

create domain d1 as varchar check (value in ('a','b'))
----
CREATE DOMAIN

create table trg(v varchar,w varchar)
----
CREATE TABLE

create function tf() returns trigger language plpgsql as $$begin raise notice 'fired'; return new; end$$
----
CREATE FUNCTION

create trigger t1 before insert on trg for each row when (new.v in (new.w,'zz'::varchar)) execute function tf()
----
CREATE TRIGGER

create table w1(v varchar)
----
CREATE TABLE

insert into w1 values('q')
----
INSERT 0 1

alter table w1 add constraint w1c check (v in ('a','b')) not valid
----
ALTER TABLE

create table q1 (v varchar check (v in ('a','b','c')), g bool generated always as (v in ('a', 'b')) stored)
----
CREATE TABLE

create function ueq(varchar,varchar) returns bool language plpgsql immutable as $$begin raise notice 'ueq % %',$1,$2; return true; end$$
----
CREATE FUNCTION

create operator = (leftarg=varchar,rightarg=varchar,function=ueq)
----
CREATE OPERATOR

delete from pk where v::text='a'
----
DELETE 1

select * from fk
----
b
c
SELECT 2

select 'q'::varchar::d1
----
error 23514

insert into trg values('1','2')
----
INSERT 0 1

alter table w1 validate constraint w1c
----
error 23514

create table q2 (like q1 including all)
----
CREATE TABLE

insert into q2 values ('z')
----
error 23514

insert into q2 values ('a')
----
INSERT 0 1

select * from q2
----
a|t
SELECT 1

alter table q1 alter v type varchar(20)
----
error 0A000

insert into q1 values ('z')
----
error 23514

create domain nn as int not null
----
CREATE DOMAIN

create function f1(v nn) returns text language plpgsql as $$begin case v when 1 then return 'one'; else return 'x'; end case; end$$
----
CREATE FUNCTION

select f1(1), f1(2)
----
one|x
SELECT 1

create schema u
----
CREATE SCHEMA

create function u.ci(text, text) returns bool language sql immutable as 'select lower($1) operator(pg_catalog.=) lower($2)'
----
CREATE FUNCTION

create function u.nz(numeric, numeric) returns numeric language sql immutable as 'select 0::numeric'
----
CREATE FUNCTION

create function u.ne(text, text) returns bool language sql immutable as 'select true'
----
CREATE FUNCTION

create operator u.= (leftarg = text, rightarg = text, function = u.ci)
----
CREATE OPERATOR

create operator u.<> (leftarg = text, rightarg = text, function = u.ne)
----
CREATE OPERATOR

create table tu (k text primary key, n int)
----
CREATE TABLE

insert into tu values ('a', 1), ('A', 2), ('b', 3)
----
INSERT 0 3

set search_path = u, pg_catalog, public
----
SET

select row('a'::text)=row('A'::text), row('a'::text) in (row('A'::text)), row('a'::text, 1) = row('A'::text, 1)
----
error 0A000

select row('a'::text)=row('A'::text), row('a'::text) in (row('A'::text))
----
t|t
SELECT 1

begin
----
BEGIN

declare c cursor for select * from tu where n = 1
----
DECLARE CURSOR

fetch c
----
a|1
FETCH 1

update tu set n = 10 where current of c
----
UPDATE 1

commit
----
COMMIT

select k from tu order by n limit 1 offset 1
----
b
SELECT 1

with recursive r(a, i) as (select 'x'::text, 1 union all select a, i+1 from r where i < 5) cycle a set m to 'Y' default 'N' using path select a, i, m from r
----
x|1|N
x|2|Y
SELECT 2

reset search_path
----
RESET

create table gt (a int, b int)
----
CREATE TABLE

create view gv1 as select count(*) from gt group by (), a
----
CREATE VIEW

create view gv2 as select count(*) from gt group by cube((a,b),(b,b)), rollup((a,a), b)
----
CREATE VIEW

create view gv3 as select count(*) from gt group by ()
----
CREATE VIEW

create view gv4 as select count(*) from gt group by grouping sets ((), a, (a, a), (b, a))
----
CREATE VIEW

create view gv5 as select count(*) from gt group by a, (), (b)
----
CREATE VIEW

select pg_get_viewdef('gv1'), pg_get_viewdef('gv2'), pg_get_viewdef('gv3'), pg_get_viewdef('gv4'), pg_get_viewdef('gv5')
----
 SELECT count(*) AS count\n   FROM gt\n  GROUP BY gt.a;| SELECT count(*) AS count\n   FROM gt\n  GROUP BY CUBE((gt.a, gt.b), gt.b), ROLLUP(gt.a, gt.b);| SELECT count(*) AS count\n   FROM gt\n  GROUP BY ();| SELECT count(*) AS count\n   FROM gt\n  GROUP BY GROUPING SETS ((), (gt.a), (gt.a), (gt.b, gt.a));| SELECT count(*) AS count\n   FROM gt\n  GROUP BY gt.a, gt.b;
SELECT 1

create view hv1 as select count(*) from gt group by (), a
----
CREATE VIEW

select pg_get_viewdef('hv1')
----
 SELECT count(*) AS count\n   FROM gt\n  GROUP BY gt.a;
SELECT 1

create view hv5 as select count(*) from gt group by a, (), (b)
----
CREATE VIEW

select pg_get_viewdef('hv5')
----
 SELECT count(*) AS count\n   FROM gt\n  GROUP BY gt.a, gt.b;
SELECT 1

create view hv6 as select count(*) from gt group by a, ()
----
CREATE VIEW

select pg_get_viewdef('hv6')
----
 SELECT count(*) AS count\n   FROM gt\n  GROUP BY gt.a;
SELECT 1

create view hv7 as select count(*) from gt group by (), ()
----
CREATE VIEW

select pg_get_viewdef('hv7')
----
 SELECT count(*) AS count\n   FROM gt\n  GROUP BY ();
SELECT 1

create view hv8 as select count(*) from gt group by (), a, rollup(b)
----
CREATE VIEW

select pg_get_viewdef('hv8')
----
 SELECT count(*) AS count\n   FROM gt\n  GROUP BY gt.a, ROLLUP(gt.b);
SELECT 1

create view hv9 as select count(*) from gt group by distinct (), a
----
CREATE VIEW

select pg_get_viewdef('hv9')
----
 SELECT count(*) AS count\n   FROM gt\n  GROUP BY DISTINCT gt.a;
SELECT 1
