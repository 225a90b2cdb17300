# Casts that are written as calls of a type.
create table t (a int, v varchar, d date, n numeric)
----
CREATE TABLE

create domain dd as int
----
CREATE DOMAIN

create view v1 as select text(a) as a, int8(a) as b, text(v) as c, "varchar"(a) as d, float8(n) as e, "timestamp"(d) as f, dd(a) as g, dd('5') as h, name(v) as i, bpchar(v) as k, text(n) as l, (text(a))::int as m from t order by text(a), int8(a), dd(a)
----
CREATE VIEW

select pg_get_viewdef('v1')
----
 SELECT (t.a)::text AS a,\n    int8(t.a) AS b,\n    (t.v)::text AS c,\n    (t.a)::character varying AS d,\n    float8(t.n) AS e,\n    "timestamp"(t.d) AS f,\n    (t.a)::dd AS g,\n    (5)::dd AS h,\n    name(t.v) AS i,\n    (t.v)::bpchar AS k,\n    (t.n)::text AS l,\n    ((t.a)::text)::integer AS m\n   FROM t\n  ORDER BY (t.a)::text, (int8(t.a)), (t.a)::dd;
SELECT 1

create table t2 (a int, check (text(a) <> '5'), check (dd(a) > 0), check (int8(a) > 3))
----
CREATE TABLE

select pg_get_constraintdef(oid) from pg_constraint where conrelid = 't2'::regclass order by oid
----
CHECK (((a)::text <> '5'::text))
CHECK ((((a)::dd)::integer > 0))
CHECK ((int8(a) > 3))
SELECT 3

create index on t2 (text(a))
----
CREATE INDEX

create index on t2 ((a::text))
----
CREATE INDEX

create index on t2 (int8(a), (dd(a)))
----
CREATE INDEX

select pg_get_indexdef(indexrelid) from pg_index where indrelid = 't2'::regclass order by indexrelid
----
CREATE INDEX t2_text_idx ON public.t2 USING btree (((a)::text))
CREATE INDEX t2_a_idx ON public.t2 USING btree (((a)::text))
CREATE INDEX t2_int8_dd_idx ON public.t2 USING btree (int8(a), ((a)::dd))
SELECT 3

select pg_get_viewdef('v1', true)
----
 SELECT t.a::text AS a,\n    int8(t.a) AS b,\n    t.v::text AS c,\n    t.a::character varying AS d,\n    float8(t.n) AS e,\n    "timestamp"(t.d) AS f,\n    t.a::dd AS g,\n    5::dd AS h,\n    name(t.v) AS i,\n    t.v::bpchar AS k,\n    t.n::text AS l,\n    t.a::text::integer AS m\n   FROM t\n  ORDER BY (t.a::text), (int8(t.a)), (t.a::dd);
SELECT 1

create view v2 as select text(a) as x, count(*) from t group by text(a) order by text(a), "varchar"(v)
----
error 42803

create view v3 as select text(a) || 'x' as x, text(a) like '5%' as y, (text(a)) is null as z, -int8(a) as w, int8(a) + 1 as u, text(a + 1) as v, text(-a) as q, text(upper(v)) as r from t
----
CREATE VIEW

select pg_get_viewdef('v3')
----
 SELECT ((t.a)::text || 'x'::text) AS x,\n    ((t.a)::text ~~ '5%'::text) AS y,\n    ((t.a)::text IS NULL) AS z,\n    (- int8(t.a)) AS w,\n    (int8(t.a) + 1) AS u,\n    ((t.a + 1))::text AS v,\n    ((- t.a))::text AS q,\n    upper((t.v)::text) AS r\n   FROM t;
SELECT 1

select pg_get_viewdef('v3', true)
----
 SELECT t.a::text || 'x'::text AS x,\n    t.a::text ~~ '5%'::text AS y,\n    t.a::text IS NULL AS z,\n    - int8(t.a) AS w,\n    int8(t.a) + 1 AS u,\n    (t.a + 1)::text AS v,\n    (- t.a)::text AS q,\n    upper(t.v::text) AS r\n   FROM t;
SELECT 1

select text(distinct 5)
----
error 42809

select text(5) over ()
----
error 42809

select text(5, 6)
----
error 42883

select text(variadic array[5])
----
{5}
SELECT 1

select pg_catalog.text(5), pg_catalog.int8('7'), public.dd(7)
----
5|7|7
SELECT 1

select text(null), text(5.50), text(true), text('x'::varchar), text(array[1,2]), name(5)
----
NULL|5.50|true|x|{1,2}|5
SELECT 1

select "bit"(5), "interval"('1 day'), "char"(65), varchar(5)
----
error 42601

create view v5 as select dd(a) as a, dd('5') as b, public.dd(a) as c, bpchar(v) as d from t
----
CREATE VIEW

insert into t values (1, 'x', '2020-01-01', 1.5)
----
INSERT 0 1

select * from v5
----
1|5|1|x
SELECT 1

select * from v1
----
1|1|x|1|1.5|2020-01-01 00:00:00|1|5|x|x|1.5|1
SELECT 1

alter domain dd rename to ddd
----
ALTER DOMAIN

select * from v5
----
1|5|1|x
SELECT 1

select pg_get_viewdef('v5')
----
 SELECT (t.a)::ddd AS a,\n    (5)::ddd AS b,\n    (t.a)::ddd AS c,\n    (t.v)::bpchar AS d\n   FROM t;
SELECT 1

select int4(5::oid), oid(5), int8(5::oid), float8(5), numeric(5.5::float8), date('2020-01-01'::text), "time"('10:00'::text), name('x'::varchar), bpchar('x'::varchar), "varchar"('x'::name), regclass(1259), bytea('x'::text), xml('<a/>'::text), jsonb('{"a":1}'::text), uuid('00000000-0000-0000-0000-000000000001'::text), inet('1.2.3.4'::text), cidr('1.2.3.0/24'::inet), macaddr('08:00:2b:01:02:03'::text), money(5), money(5.5), bool(1), "bit"(5, 4), point('(1,2)'::text)
----
error 42601
