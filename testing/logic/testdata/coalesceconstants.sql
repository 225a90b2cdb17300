# COALESCE leaves out what constants decide.
create function ff(a int) returns bool stable security definer language sql as 'select null::bool'
----
CREATE FUNCTION

create table fx (k int, v text)
----
CREATE TABLE

insert into fx values (1, 'a'), (null, null)
----
INSERT 0 2

create sequence sq
----
CREATE SEQUENCE

create index on fx (k) where coalesce(true, ff(1))
----
CREATE INDEX

create index on fx (k) where coalesce(true, ff(k))
----
CREATE INDEX

create index on fx (k) where coalesce(k > 1, true, now() > '2020-01-01')
----
CREATE INDEX

create index on fx ((coalesce(1, k + random()::int)))
----
CREATE INDEX

create index on fx ((coalesce(k, 1, 1/0)))
----
CREATE INDEX

create index on fx ((coalesce(k, 1/0)))
----
error 22012

select coalesce(1, nextval('sq')), coalesce(null, k, 5, nextval('sq')), coalesce(null::int, null) from fx order by 2
----
1|1|NULL
1|5|NULL
SELECT 2

select coalesce(k, nextval('sq')) from fx order by 1
----
1
1
SELECT 2

select nextval('sq')
----
2
SELECT 1

select coalesce(null, v) from fx order by 1
----
a
NULL
SELECT 2

select coalesce('x', v), coalesce(v::varchar(1), 'xyz'), pg_typeof(coalesce(null, 'x'::varchar(3))), coalesce(1, 2.5), coalesce(null, 1, 2.5) from fx
----
x|a|character varying|1|1
x|xyz|character varying|1|1
SELECT 2

select coalesce(generate_series(1,2), 5)
----
error 0A000

select coalesce(1, generate_series(1,2))
----
error 0A000

select coalesce(5, (select 1/0))
----
5
SELECT 1

select coalesce(k, 7, (select 1/0)) from fx
----
1
7
SELECT 2

create view vc as select coalesce(null, k, 5, 6) as x from fx
----
CREATE VIEW

select pg_get_viewdef('vc'::regclass)
----
 SELECT COALESCE(NULL::integer, fx.k, 5, 6) AS x\n   FROM fx;
SELECT 1
