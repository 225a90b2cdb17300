# What rows are sorted by stands in parentheses where a function computes it, the length of a value among them, and not the elements of an array.
create table zc (a int2, b int2[], v varchar(5), vv varchar[], n numeric, nn numeric[])
----
CREATE TABLE

create view zc1 as select a::int4 x from zc order by 1
----
CREATE VIEW

create view zc2 as select b::int4[] x from zc order by 1
----
CREATE VIEW

create view zc3 as select v::text x from zc order by 1
----
CREATE VIEW

create view zc4 as select vv::text[] x from zc order by 1
----
CREATE VIEW

create view zc5 as select n::numeric(5,2) x from zc order by 1
----
CREATE VIEW

create view zc6 as select nn::numeric(5,2)[] x from zc order by 1
----
CREATE VIEW

create view zc7 as select vv::varchar(3)[] x from zc order by 1
----
CREATE VIEW

create view zc8 as select b::int4[] x , count(*) from zc group by 1
----
CREATE VIEW

create view zc9 as select a::text x , count(*) from zc group by 1
----
CREATE VIEW

create view zc10 as select b::text x , count(*) from zc group by 1
----
CREATE VIEW

create view zc11 as select b::text[] x , count(*) from zc group by 1
----
CREATE VIEW

create view zc12 as select row_number() over (partition by b::int4[] order by nn::int4[], a::int4), array_agg(a order by b::int8[]) from zc group by a,b,nn
----
CREATE VIEW

create domain zd as numeric(5,2)
----
CREATE DOMAIN

create domain ze as int4
----
CREATE DOMAIN

create domain zf as int4[]
----
CREATE DOMAIN

create view zd1 as select n::zd x from zc order by 1
----
CREATE VIEW

create view zd2 as select a::ze x from zc order by 1
----
CREATE VIEW

create view zd3 as select b::zf x from zc order by 1
----
CREATE VIEW

create view zd4 as select a::numeric(5,2) x from zc order by 1
----
CREATE VIEW

create view zd5 as select v::varchar(3) x from zc order by 1
----
CREATE VIEW

create view zd6 as select a::varchar(3) x from zc order by 1
----
CREATE VIEW

create view zd7 as select n::zd::int8 x, v::varchar(3)::text, v::char(2)::varchar, (n::numeric(4,1))::numeric(3,1), b::int4[]::text, (b::int4[])[1], (nn::numeric(3,1)[])::int4[] from zc order by 1, 2, 3, 4, 5, 6, 7
----
error 42701

create view zd8 as select a, b from zc order by 'abc'::varchar(2)||v, '1'::numeric(3,1), interval '1 day', interval(3) '1 s', '12'::bit(3), '2020-01-01'::timestamp(2), n::numeric(3,1) + 1, (n::numeric(3,1))::int8
----
error 22P02

create view zd9 as select a from zc group by a, n::numeric(3,1), v::varchar(2), b::int4[] order by n::numeric(3,1), b::int4[]
----
CREATE VIEW

create view zd10 as select n::ze from zc order by 1
----
CREATE VIEW

create view zd11 as select count(*) from zc group by n::ze, n::zd, a::zd, 1.5::numeric(3,1), n::zd::numeric(3,1)
----
CREATE VIEW

select viewname, definition from pg_views where viewname ~ '^z[cd][0-9]' order by 1
----
zc1| SELECT (zc.a)::integer AS x\n   FROM zc\n  ORDER BY ((zc.a)::integer);
zc10| SELECT (zc.b)::text AS x,\n    count(*) AS count\n   FROM zc\n  GROUP BY (zc.b)::text;
zc11| SELECT (zc.b)::text[] AS x,\n    count(*) AS count\n   FROM zc\n  GROUP BY (zc.b)::text[];
zc12| SELECT row_number() OVER (PARTITION BY (zc.b)::integer[] ORDER BY (zc.nn)::integer[], ((zc.a)::integer)) AS row_number,\n    array_agg(zc.a ORDER BY (zc.b)::bigint[]) AS array_agg\n   FROM zc\n  GROUP BY zc.a, zc.b, zc.nn;
zc2| SELECT (zc.b)::integer[] AS x\n   FROM zc\n  ORDER BY (zc.b)::integer[];
zc3| SELECT (zc.v)::text AS x\n   FROM zc\n  ORDER BY (zc.v)::text;
zc4| SELECT (zc.vv)::text[] AS x\n   FROM zc\n  ORDER BY (zc.vv)::text[];
zc5| SELECT (zc.n)::numeric(5,2) AS x\n   FROM zc\n  ORDER BY ((zc.n)::numeric(5,2));
zc6| SELECT (zc.nn)::numeric(5,2)[] AS x\n   FROM zc\n  ORDER BY (zc.nn)::numeric(5,2)[];
zc7| SELECT (zc.vv)::character varying(3)[] AS x\n   FROM zc\n  ORDER BY (zc.vv)::character varying(3)[];
zc8| SELECT (zc.b)::integer[] AS x,\n    count(*) AS count\n   FROM zc\n  GROUP BY (zc.b)::integer[];
zc9| SELECT (zc.a)::text AS x,\n    count(*) AS count\n   FROM zc\n  GROUP BY (zc.a)::text;
zd1| SELECT (zc.n)::zd AS x\n   FROM zc\n  ORDER BY (zc.n)::zd;
zd10| SELECT (zc.n)::ze AS n\n   FROM zc\n  ORDER BY (zc.n)::ze;
zd11| SELECT count(*) AS count\n   FROM zc\n  GROUP BY (zc.n)::ze, (zc.n)::zd, (zc.a)::zd, (1.5::numeric(3,1)), (((zc.n)::zd)::numeric(3,1));
zd2| SELECT (zc.a)::ze AS x\n   FROM zc\n  ORDER BY (zc.a)::ze;
zd3| SELECT (zc.b)::zf AS x\n   FROM zc\n  ORDER BY (zc.b)::zf;
zd4| SELECT (zc.a)::numeric(5,2) AS x\n   FROM zc\n  ORDER BY ((zc.a)::numeric(5,2));
zd5| SELECT (zc.v)::character varying(3) AS x\n   FROM zc\n  ORDER BY ((zc.v)::character varying(3));
zd6| SELECT (zc.a)::character varying(3) AS x\n   FROM zc\n  ORDER BY ((zc.a)::character varying(3));
zd9| SELECT zc.a\n   FROM zc\n  GROUP BY zc.a, ((zc.n)::numeric(3,1)), ((zc.v)::character varying(2)), (zc.b)::integer[]\n  ORDER BY ((zc.n)::numeric(3,1)), (zc.b)::integer[];
SELECT 21

select pg_get_viewdef('zc2', true), pg_get_viewdef('zc8', true), pg_get_viewdef('zd7',true), pg_get_viewdef('zd8',true), pg_get_viewdef('zd9',true)
----
error 42P01

create index zi on zc ((b::int4[]))
----
CREATE INDEX

create index zi2 on zc ((nn::numeric(5,2)[]))
----
CREATE INDEX

create index zi3 on zc ((n::numeric(5,2)))
----
CREATE INDEX

create index zi4 on zc ((v::varchar(2)),(a::ze))
----
CREATE INDEX

select pg_get_indexdef('zi'::regclass), pg_get_indexdef('zi2'::regclass), pg_get_indexdef('zi3'::regclass), pg_get_indexdef('zi4'::regclass)
----
CREATE INDEX zi ON public.zc USING btree (((b)::integer[]))|CREATE INDEX zi2 ON public.zc USING btree (((nn)::numeric(5,2)[]))|CREATE INDEX zi3 ON public.zc USING btree (((n)::numeric(5,2)))|CREATE INDEX zi4 ON public.zc USING btree (((v)::character varying(2)), ((a)::ze))
SELECT 1

create statistics zs on (b::int4[]), (n::numeric(3,1)) from zc
----
CREATE STATISTICS

select pg_get_statisticsobjdef('zs'::regclass)
----
error 42P01

select pg_get_statisticsobjdef(oid) from pg_statistic_ext where stxname='zs'
----
CREATE STATISTICS public.zs ON (b::integer[]), (n::numeric(3,1)) FROM zc
SELECT 1

create table zp (n numeric, b int2[]) partition by range ((n::numeric(3,1)), (b::int4[]))
----
CREATE TABLE

select pg_get_partkeydef('zp'::regclass)
----
RANGE (((n)::numeric(3,1)), ((b)::integer[]))
SELECT 1

drop table zc, zp cascade
----
DROP TABLE

drop domain zd, ze, zf
----
DROP DOMAIN
