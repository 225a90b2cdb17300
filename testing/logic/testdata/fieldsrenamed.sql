# Errors are told whole.
# Fields of composite types and of rows that are renamed under what names them.
create type zp as (a int, "b c" text, tags text[])
----
CREATE TYPE

create table zt (id int primary key, z zp, zz zp[], check ((z).a > 0), g int generated always as ((z).a + 1) stored, dflt int default (row(1,'x',null)::zp).a)
----
CREATE TABLE

create index zti on zt (((z).a))
----
CREATE INDEX

insert into zt (id, z, zz) values (1, row(5,'x','{q}'), array[row(7,'y',null)::zp])
----
INSERT 0 1

create view zv as select id, (z).a, (z)."b c", (z).tags[1] t1, (zz[1]).a as aa from (select id, z, zz from zt) s
----
CREATE VIEW

create view zv2 as select (z).a + 1 as x, ((z).tags)[1] from zt where (z).a > 3 order by (z).a
----
CREATE VIEW

create materialized view zm as select (z).a from zt
----
SELECT 1

create function zf(zp) returns int language sql immutable begin atomic select ($1).a + 1
----
error 42601 syntax error at end of input

end
----
COMMIT

create policy zpol on zt using ((z).a > 0)
----
CREATE POLICY

create function trg() returns trigger language plpgsql as 'begin return new; end'
----
CREATE FUNCTION

create trigger zg before update on zt for each row when ((new.z).a > 0) execute function trg()
----
CREATE TRIGGER

alter type zp rename attribute a to rn_a cascade
----
ALTER TYPE

alter type zp rename attribute "b c" to rn_b cascade
----
ALTER TYPE

alter type zp rename attribute tags to rn_tags
----
ALTER TYPE

select * from zv
----
1|5|x|q|7
SELECT 1

select * from zv2
----
6|q
SELECT 1

refresh materialized view zm
----
REFRESH MATERIALIZED VIEW

select * from zm
----
5
SELECT 1

select zf(row(1,'x',null))
----
error 42883 function zf(record) does not exist; ; No function matches the given name and argument types. You might need to add explicit type casts.

select pg_get_viewdef('zv'), pg_get_viewdef('zv2'), pg_get_viewdef('zm')
----
 SELECT s.id,\n    (s.z).rn_a AS a,\n    (s.z).rn_b AS "b c",\n    (s.z).rn_tags[1] AS t1,\n    s.zz[1].rn_a AS aa\n   FROM ( SELECT zt.id,\n            zt.z,\n            zt.zz\n           FROM zt) s;| SELECT ((zt.z).rn_a + 1) AS x,\n    (zt.z).rn_tags[1] AS tags\n   FROM zt\n  WHERE ((zt.z).rn_a > 3)\n  ORDER BY (zt.z).rn_a;| SELECT (zt.z).rn_a AS a\n   FROM zt;
SELECT 1

select pg_get_constraintdef(oid) from pg_constraint where conrelid='zt'::regclass order by 1
----
CHECK (((z).rn_a > 0))
PRIMARY KEY (id)
SELECT 2

select pg_get_indexdef('zti'::regclass), pg_get_function_sqlbody('zf'::regproc)
----
error 42883 function "zf" does not exist

select pg_get_expr(polqual, polrelid) from pg_policy where polrelid='zt'::regclass
----
((z).rn_a > 0)
SELECT 1

select pg_get_triggerdef(oid) from pg_trigger where tgrelid='zt'::regclass and not tgisinternal
----
CREATE TRIGGER zg BEFORE UPDATE ON public.zt FOR EACH ROW WHEN (((new.z).rn_a > 0)) EXECUTE FUNCTION trg()
SELECT 1

select pg_get_expr(adbin, adrelid) from pg_attrdef where adrelid='zt'::regclass order by adnum
----
((z).rn_a + 1)
(ROW(1, 'x'::text, NULL::text[])::zp).rn_a
SELECT 2

insert into zt (id, z) values (2, row(8,'x','{q}'))
----
INSERT 0 1

update zt set id = id + 10
----
UPDATE 2

table zt
----
11|(5,x,{q})|{"(7,y,)"}|6|1
12|(8,x,{q})|NULL|9|1
SELECT 2

drop view zv, zv2
----
DROP VIEW

drop materialized view zm
----
DROP MATERIALIZED VIEW

drop function zf
----
error 42883 could not find a function named "zf"

drop table zt
----
DROP TABLE

drop function trg
----
DROP FUNCTION

drop type zp
----
DROP TYPE

create table rt (a int, b text)
----
CREATE TABLE

create view rtv as select (s.w).a as x, (s.w).b as y from (select rt as w from rt) s
----
CREATE VIEW

create view rtv2 as select (array_agg(rt order by a))[1].a as first from rt
----
CREATE VIEW

create table holds (r rt, check ((r).a > 0), z int default (row(4,'x')::rt).a)
----
CREATE TABLE

create function rtf(p rt) returns int language sql begin atomic select p.a + 1
----
error 42601 syntax error at end of input

end
----
COMMIT

create function rtg(p rt default row(3,'x')::rt) returns int language sql return (p).a + (p).a
----
CREATE FUNCTION

insert into rt values (1, 'x')
----
INSERT 0 1

insert into holds values (row(5,'q'))
----
INSERT 0 1

alter table rt rename a to rn_a
----
ALTER TABLE

table rtv
----
1|x
SELECT 1

table rtv2
----
1
SELECT 1

select rtf(rt), rtg(rt), rtg() from rt
----
error 42883 function rtf(rt) does not exist; ; No function matches the given name and argument types. You might need to add explicit type casts.

insert into holds values (row(6,'q'))
----
INSERT 0 1

insert into holds values (row(-6,'q'))
----
error 23514 new row for relation "holds" violates check constraint "holds_r_check"; Failing row contains ((-6,q), 4).

select pg_get_viewdef('rtv'), pg_get_viewdef('rtv2')
----
 SELECT (s.w).rn_a AS x,\n    (s.w).b AS y\n   FROM ( SELECT rt.*::rt AS w\n           FROM rt) s;| SELECT (array_agg(rt.* ORDER BY rt.rn_a))[1].rn_a AS first\n   FROM rt;
SELECT 1

select pg_get_function_sqlbody('rtf'::regproc), pg_get_function_sqlbody('rtg'::regproc)
----
error 42883 function "rtf" does not exist

select pg_get_constraintdef(oid) from pg_constraint where conrelid='holds'::regclass order by 1
----
CHECK (((r).rn_a > 0))
SELECT 1

update holds set r.rn_a = 9
----
UPDATE 2

table holds
----
(9,q)|4
(9,q)|4
SELECT 2

drop function rtf, rtg
----
error 42883 could not find a function named "rtf"

drop table holds
----
DROP TABLE

drop table rt cascade
----
DROP TABLE
