# Views. The results are Postgres's own.
# Creation, replacement, dependents.
create table t (a int primary key, b text, c numeric(10,2) default 5, "D d" varchar(20));
----
CREATE TABLE

create table u (a int, x timestamptz, v varchar(10));
----
CREATE TABLE

insert into t values (1,'one',1.5,'x'),(2,'two',2.5,'y'),(3,null,3,'z');
----
INSERT 0 3

insert into u values (1,'2020-01-01','p'),(2,'2021-01-01','q');
----
INSERT 0 2

create view v1 as select * from t;
----
CREATE VIEW

create view v3(k, l) as select a, b || '!' from v1 where a > 1 order by l desc;
----
error 42703

create view v4 as with w as (select a, b from t) select w.*, (select max(x) from u where u.a = w.a) m, exists (select 1 from u) e from w natural left join u;
----
CREATE VIEW

select * from v1; select * from v3;
----
1|one|1.50|x
2|two|2.50|y
3|NULL|3.00|z
SELECT 3
error 42P01

select * from v4;
----
1|one|2020-01-01 00:00:00+00|t
2|two|2021-01-01 00:00:00+00|t
3|NULL|NULL|t
SELECT 3

alter table t rename a to aa; alter table t rename to tt; alter table u rename column a to u_a;
----
ALTER TABLE
ALTER TABLE
ALTER TABLE

select * from v1; select * from v3; select * from v4;
----
1|one|1.50|x
2|two|2.50|y
3|NULL|3.00|z
SELECT 3
error 42P01

drop table tt;
----
error 2BP01

alter table tt drop column b;
----
error 2BP01

alter table tt alter column c type int;
----
error 0A000

drop view v3;
----
error 42P01

drop table tt cascade;
----
DROP TABLE

select * from v1;
----
error 42P01

create view v5 as select 1 as a, 'x' as b, null as c, current_date::text ~ '2' as d, '2020-01-01'::date as e;
----
CREATE VIEW

select * from v5;
----
1|x|NULL|t|2020-01-01
SELECT 1

create or replace view v5 as select 1 as a;
----
error 42P16

create or replace view v5 as select 1 as aa, 'x'::text as b, null::text as c, true as d, '2020-01-01'::date as e;
----
error 42P16

create or replace view v5 as select 1 as a, 'x'::text as b, null::text as c, true as d, '2020-01-01'::date as e, 7 as f;
----
CREATE VIEW

select * from v5;
----
1|x|NULL|t|2020-01-01|7
SELECT 1

create recursive view r(n) as values (1) union all select n+1 from r where n < 5;
----
CREATE VIEW

select * from r;
----
1
2
3
4
5
SELECT 5

drop view r, v5;
----
DROP VIEW

drop table nosuch; drop view u; drop view nosuch; drop view if exists nosuch;
----
error 42P01

drop view if exists v1, v4, v5, r cascade
----
DROP VIEW

drop table if exists tt, u cascade
----
DROP TABLE

# Definitions, as pg_get_viewdef prints them.
create schema s;
----
CREATE SCHEMA

create table t (a int primary key, b text, c numeric(10,2) default 5, "D d" varchar(20), arr int[], ts timestamptz, d date, j json);
----
CREATE TABLE

create table u (a int, x timestamptz, v varchar(10), n bigint);
----
CREATE TABLE

create table s.t (a int, z text);
----
CREATE TABLE

create sequence sq;
----
CREATE SEQUENCE

create view w01 as select * from t;
----
CREATE VIEW

select pg_get_viewdef('w01'::regclass), pg_get_viewdef('w01'::regclass, true), pg_get_viewdef('w01', false), pg_get_viewdef('w01'::regclass, 60)
----
 SELECT t.a,\n    t.b,\n    t.c,\n    t."D d",\n    t.arr,\n    t.ts,\n    t.d,\n    t.j\n   FROM t;| SELECT t.a,\n    t.b,\n    t.c,\n    t."D d",\n    t.arr,\n    t.ts,\n    t.d,\n    t.j\n   FROM t;| SELECT t.a,\n    t.b,\n    t.c,\n    t."D d",\n    t.arr,\n    t.ts,\n    t.d,\n    t.j\n   FROM t;| SELECT t.a, t.b, t.c, t."D d", t.arr, t.ts, t.d, t.j\n   FROM t;
SELECT 1

create view w02 as select a, b as bb from t where a > 1 and b = 'x' or not c is null;
----
CREATE VIEW

select pg_get_viewdef('w02'::regclass), pg_get_viewdef('w02'::regclass, true), pg_get_viewdef('w02', false), pg_get_viewdef('w02'::regclass, 60)
----
 SELECT t.a,\n    t.b AS bb\n   FROM t\n  WHERE (((t.a > 1) AND (t.b = 'x'::text)) OR (NOT (t.c IS NULL)));| SELECT t.a,\n    t.b AS bb\n   FROM t\n  WHERE t.a > 1 AND t.b = 'x'::text OR NOT t.c IS NULL;| SELECT t.a,\n    t.b AS bb\n   FROM t\n  WHERE (((t.a > 1) AND (t.b = 'x'::text)) OR (NOT (t.c IS NULL)));| SELECT t.a, t.b AS bb\n   FROM t\n  WHERE t.a > 1 AND t.b = 'x'::text OR NOT t.c IS NULL;
SELECT 1

create view w03 as select t.a, u.v from t join u on t.a = u.a left join s.t st on st.a = u.a;
----
CREATE VIEW

select pg_get_viewdef('w03'::regclass), pg_get_viewdef('w03'::regclass, true), pg_get_viewdef('w03', false), pg_get_viewdef('w03'::regclass, 60)
----
 SELECT t.a,\n    u.v\n   FROM ((t\n     JOIN u ON ((t.a = u.a)))\n     LEFT JOIN s.t st ON ((st.a = u.a)));| SELECT t.a,\n    u.v\n   FROM t\n     JOIN u ON t.a = u.a\n     LEFT JOIN s.t st ON st.a = u.a;| SELECT t.a,\n    u.v\n   FROM ((t\n     JOIN u ON ((t.a = u.a)))\n     LEFT JOIN s.t st ON ((st.a = u.a)));| SELECT t.a, u.v\n   FROM t\n     JOIN u ON t.a = u.a\n     LEFT JOIN s.t st ON st.a = u.a;
SELECT 1

create view w04 as select t.*, u.x from t, u where t.a = u.a and u.v like 'x%';
----
CREATE VIEW

select pg_get_viewdef('w04'::regclass), pg_get_viewdef('w04'::regclass, true), pg_get_viewdef('w04', false), pg_get_viewdef('w04'::regclass, 60)
----
 SELECT t.a,\n    t.b,\n    t.c,\n    t."D d",\n    t.arr,\n    t.ts,\n    t.d,\n    t.j,\n    u.x\n   FROM t,\n    u\n  WHERE ((t.a = u.a) AND ((u.v)::text ~~ 'x%'::text));| SELECT t.a,\n    t.b,\n    t.c,\n    t."D d",\n    t.arr,\n    t.ts,\n    t.d,\n    t.j,\n    u.x\n   FROM t,\n    u\n  WHERE t.a = u.a AND u.v::text ~~ 'x%'::text;| SELECT t.a,\n    t.b,\n    t.c,\n    t."D d",\n    t.arr,\n    t.ts,\n    t.d,\n    t.j,\n    u.x\n   FROM t,\n    u\n  WHERE ((t.a = u.a) AND ((u.v)::text ~~ 'x%'::text));| SELECT t.a, t.b, t.c, t."D d", t.arr, t.ts, t.d, t.j, u.x\n   FROM t, u\n  WHERE t.a = u.a AND u.v::text ~~ 'x%'::text;
SELECT 1

create view w05 as select * from t natural join u;
----
CREATE VIEW

select pg_get_viewdef('w05'::regclass), pg_get_viewdef('w05'::regclass, true), pg_get_viewdef('w05', false), pg_get_viewdef('w05'::regclass, 60)
----
 SELECT t.a,\n    t.b,\n    t.c,\n    t."D d",\n    t.arr,\n    t.ts,\n    t.d,\n    t.j,\n    u.x,\n    u.v,\n    u.n\n   FROM (t\n     JOIN u USING (a));| SELECT t.a,\n    t.b,\n    t.c,\n    t."D d",\n    t.arr,\n    t.ts,\n    t.d,\n    t.j,\n    u.x,\n    u.v,\n    u.n\n   FROM t\n     JOIN u USING (a);| SELECT t.a,\n    t.b,\n    t.c,\n    t."D d",\n    t.arr,\n    t.ts,\n    t.d,\n    t.j,\n    u.x,\n    u.v,\n    u.n\n   FROM (t\n     JOIN u USING (a));| SELECT t.a, t.b, t.c, t."D d", t.arr, t.ts, t.d, t.j, u.x,\n    u.v, u.n\n   FROM t\n     JOIN u USING (a);
SELECT 1

create view w06 as select * from t join u using (a);
----
CREATE VIEW

select pg_get_viewdef('w06'::regclass), pg_get_viewdef('w06'::regclass, true), pg_get_viewdef('w06', false), pg_get_viewdef('w06'::regclass, 60)
----
 SELECT t.a,\n    t.b,\n    t.c,\n    t."D d",\n    t.arr,\n    t.ts,\n    t.d,\n    t.j,\n    u.x,\n    u.v,\n    u.n\n   FROM (t\n     JOIN u USING (a));| SELECT t.a,\n    t.b,\n    t.c,\n    t."D d",\n    t.arr,\n    t.ts,\n    t.d,\n    t.j,\n    u.x,\n    u.v,\n    u.n\n   FROM t\n     JOIN u USING (a);| SELECT t.a,\n    t.b,\n    t.c,\n    t."D d",\n    t.arr,\n    t.ts,\n    t.d,\n    t.j,\n    u.x,\n    u.v,\n    u.n\n   FROM (t\n     JOIN u USING (a));| SELECT t.a, t.b, t.c, t."D d", t.arr, t.ts, t.d, t.j, u.x,\n    u.v, u.n\n   FROM t\n     JOIN u USING (a);
SELECT 1

create view w07 as select count(*), sum(c) as s, max(a + 1), min(b) from t group by b having count(*) > 1 order by b desc, 2;
----
CREATE VIEW

select pg_get_viewdef('w07'::regclass), pg_get_viewdef('w07'::regclass, true), pg_get_viewdef('w07', false), pg_get_viewdef('w07'::regclass, 60)
----
 SELECT count(*) AS count,\n    sum(t.c) AS s,\n    max((t.a + 1)) AS max,\n    min(t.b) AS min\n   FROM t\n  GROUP BY t.b\n HAVING (count(*) > 1)\n  ORDER BY t.b DESC, (sum(t.c));| SELECT count(*) AS count,\n    sum(t.c) AS s,\n    max(t.a + 1) AS max,\n    min(t.b) AS min\n   FROM t\n  GROUP BY t.b\n HAVING count(*) > 1\n  ORDER BY t.b DESC, (sum(t.c));| SELECT count(*) AS count,\n    sum(t.c) AS s,\n    max((t.a + 1)) AS max,\n    min(t.b) AS min\n   FROM t\n  GROUP BY t.b\n HAVING (count(*) > 1)\n  ORDER BY t.b DESC, (sum(t.c));| SELECT count(*) AS count, sum(t.c) AS s,\n    max(t.a + 1) AS max, min(t.b) AS min\n   FROM t\n  GROUP BY t.b\n HAVING count(*) > 1\n  ORDER BY t.b DESC, (sum(t.c));
SELECT 1

create view w08 as select distinct a, b from t order by a;
----
CREATE VIEW

select pg_get_viewdef('w08'::regclass), pg_get_viewdef('w08'::regclass, true), pg_get_viewdef('w08', false), pg_get_viewdef('w08'::regclass, 60)
----
 SELECT DISTINCT t.a,\n    t.b\n   FROM t\n  ORDER BY t.a;| SELECT DISTINCT t.a,\n    t.b\n   FROM t\n  ORDER BY t.a;| SELECT DISTINCT t.a,\n    t.b\n   FROM t\n  ORDER BY t.a;| SELECT DISTINCT t.a, t.b\n   FROM t\n  ORDER BY t.a;
SELECT 1

create view w09 as select distinct on (b) b, a from t order by b, a desc nulls last;
----
CREATE VIEW

select pg_get_viewdef('w09'::regclass), pg_get_viewdef('w09'::regclass, true), pg_get_viewdef('w09', false), pg_get_viewdef('w09'::regclass, 60)
----
 SELECT DISTINCT ON (t.b) t.b,\n    t.a\n   FROM t\n  ORDER BY t.b, t.a DESC NULLS LAST;| SELECT DISTINCT ON (t.b) t.b,\n    t.a\n   FROM t\n  ORDER BY t.b, t.a DESC NULLS LAST;| SELECT DISTINCT ON (t.b) t.b,\n    t.a\n   FROM t\n  ORDER BY t.b, t.a DESC NULLS LAST;| SELECT DISTINCT ON (t.b) t.b, t.a\n   FROM t\n  ORDER BY t.b, t.a DESC NULLS LAST;
SELECT 1

create view w10 as select a from t union select a from u union all select a from s.t order by 1;
----
CREATE VIEW

select pg_get_viewdef('w10'::regclass), pg_get_viewdef('w10'::regclass, true), pg_get_viewdef('w10', false), pg_get_viewdef('w10'::regclass, 60)
----
(\n         SELECT t.a\n           FROM t\n        UNION\n         SELECT u.a\n           FROM u\n) UNION ALL\n SELECT t.a\n   FROM s.t\n  ORDER BY 1;|(\n         SELECT t.a\n           FROM t\n        UNION\n         SELECT u.a\n           FROM u\n) UNION ALL\n SELECT t.a\n   FROM s.t\n  ORDER BY 1;|(\n         SELECT t.a\n           FROM t\n        UNION\n         SELECT u.a\n           FROM u\n) UNION ALL\n SELECT t.a\n   FROM s.t\n  ORDER BY 1;|(\n         SELECT t.a\n           FROM t\n        UNION\n         SELECT u.a\n           FROM u\n) UNION ALL\n SELECT t.a\n   FROM s.t\n  ORDER BY 1;
SELECT 1

create view w11 as (select a from t except select a from u) intersect select 3;
----
CREATE VIEW

select pg_get_viewdef('w11'::regclass), pg_get_viewdef('w11'::regclass, true), pg_get_viewdef('w11', false), pg_get_viewdef('w11'::regclass, 60)
----
(\n         SELECT t.a\n           FROM t\n        EXCEPT\n         SELECT u.a\n           FROM u\n) INTERSECT\n SELECT 3 AS a;|(\n         SELECT t.a\n           FROM t\n        EXCEPT\n         SELECT u.a\n           FROM u\n) INTERSECT\n SELECT 3 AS a;|(\n         SELECT t.a\n           FROM t\n        EXCEPT\n         SELECT u.a\n           FROM u\n) INTERSECT\n SELECT 3 AS a;|(\n         SELECT t.a\n           FROM t\n        EXCEPT\n         SELECT u.a\n           FROM u\n) INTERSECT\n SELECT 3 AS a;
SELECT 1

create view w12 as values (1, 'x'), (2, 'y');
----
CREATE VIEW

select pg_get_viewdef('w12'::regclass), pg_get_viewdef('w12'::regclass, true), pg_get_viewdef('w12', false), pg_get_viewdef('w12'::regclass, 60)
----
 VALUES (1,'x'::text), (2,'y'::text);| VALUES (1,'x'::text), (2,'y'::text);| VALUES (1,'x'::text), (2,'y'::text);| VALUES (1,'x'::text), (2,'y'::text);
SELECT 1

create view w13 as with q as (select a from t), r(k) as (select 1) select q.a, r.k from q, r;
----
CREATE VIEW

select pg_get_viewdef('w13'::regclass), pg_get_viewdef('w13'::regclass, true), pg_get_viewdef('w13', false), pg_get_viewdef('w13'::regclass, 60)
----
 WITH q AS (\n         SELECT t.a\n           FROM t\n        ), r(k) AS (\n         SELECT 1 AS "?column?"\n        )\n SELECT q.a,\n    r.k\n   FROM q,\n    r;| WITH q AS (\n         SELECT t.a\n           FROM t\n        ), r(k) AS (\n         SELECT 1 AS "?column?"\n        )\n SELECT q.a,\n    r.k\n   FROM q,\n    r;| WITH q AS (\n         SELECT t.a\n           FROM t\n        ), r(k) AS (\n         SELECT 1 AS "?column?"\n        )\n SELECT q.a,\n    r.k\n   FROM q,\n    r;| WITH q AS (\n         SELECT t.a\n           FROM t\n        ), r(k) AS (\n         SELECT 1 AS "?column?"\n        )\n SELECT q.a, r.k\n   FROM q, r;
SELECT 1

create view w14 as with recursive q(n) as (select 1 union all select n + 1 from q where n < 10) select n from q;
----
CREATE VIEW

select pg_get_viewdef('w14'::regclass), pg_get_viewdef('w14'::regclass, true), pg_get_viewdef('w14', false), pg_get_viewdef('w14'::regclass, 60)
----
 WITH RECURSIVE q(n) AS (\n         SELECT 1 AS "?column?"\n        UNION ALL\n         SELECT (q_1.n + 1)\n           FROM q q_1\n          WHERE (q_1.n < 10)\n        )\n SELECT q.n\n   FROM q;| WITH RECURSIVE q(n) AS (\n         SELECT 1 AS "?column?"\n        UNION ALL\n         SELECT q_1.n + 1\n           FROM q q_1\n          WHERE q_1.n < 10\n        )\n SELECT q.n\n   FROM q;| WITH RECURSIVE q(n) AS (\n         SELECT 1 AS "?column?"\n        UNION ALL\n         SELECT (q_1.n + 1)\n           FROM q q_1\n          WHERE (q_1.n < 10)\n        )\n SELECT q.n\n   FROM q;| WITH RECURSIVE q(n) AS (\n         SELECT 1 AS "?column?"\n        UNION ALL\n         SELECT q_1.n + 1\n           FROM q q_1\n          WHERE q_1.n < 10\n        )\n SELECT q.n\n   FROM q;
SELECT 1

create view w15 as select a, (select max(x) from u where u.a = t.a) m from t;
----
CREATE VIEW

select pg_get_viewdef('w15'::regclass), pg_get_viewdef('w15'::regclass, true), pg_get_viewdef('w15', false), pg_get_viewdef('w15'::regclass, 60)
----
 SELECT t.a,\n    ( SELECT max(u.x) AS max\n           FROM u\n          WHERE (u.a = t.a)) AS m\n   FROM t;| SELECT t.a,\n    ( SELECT max(u.x) AS max\n           FROM u\n          WHERE u.a = t.a) AS m\n   FROM t;| SELECT t.a,\n    ( SELECT max(u.x) AS max\n           FROM u\n          WHERE (u.a = t.a)) AS m\n   FROM t;| SELECT t.a,\n    ( SELECT max(u.x) AS max\n           FROM u\n          WHERE u.a = t.a) AS m\n   FROM t;
SELECT 1

create view w16 as select a from t where exists (select 1 from u where u.a = t.a) and a in (select a from u) and a not in (1,2,3);
----
CREATE VIEW

select pg_get_viewdef('w16'::regclass), pg_get_viewdef('w16'::regclass, true), pg_get_viewdef('w16', false), pg_get_viewdef('w16'::regclass, 60)
----
 SELECT t.a\n   FROM t\n  WHERE ((EXISTS ( SELECT 1\n           FROM u\n          WHERE (u.a = t.a))) AND (t.a IN ( SELECT u.a\n           FROM u)) AND (t.a <> ALL (ARRAY[1, 2, 3])));| SELECT t.a\n   FROM t\n  WHERE (EXISTS ( SELECT 1\n           FROM u\n          WHERE u.a = t.a)) AND (t.a IN ( SELECT u.a\n           FROM u)) AND (t.a <> ALL (ARRAY[1, 2, 3]));| SELECT t.a\n   FROM t\n  WHERE ((EXISTS ( SELECT 1\n           FROM u\n          WHERE (u.a = t.a))) AND (t.a IN ( SELECT u.a\n           FROM u)) AND (t.a <> ALL (ARRAY[1, 2, 3])));| SELECT t.a\n   FROM t\n  WHERE (EXISTS ( SELECT 1\n           FROM u\n          WHERE u.a = t.a)) AND (t.a IN ( SELECT u.a\n           FROM u)) AND (t.a <> ALL (ARRAY[1, 2, 3]));
SELECT 1

create view w17 as select case when a > 1 then 'big' else 'small' end as size, case a when 1 then 'x' end as y from t;
----
CREATE VIEW

select pg_get_viewdef('w17'::regclass), pg_get_viewdef('w17'::regclass, true), pg_get_viewdef('w17', false), pg_get_viewdef('w17'::regclass, 60)
----
 SELECT\n        CASE\n            WHEN (t.a > 1) THEN 'big'::text\n            ELSE 'small'::text\n        END AS size,\n        CASE t.a\n            WHEN 1 THEN 'x'::text\n            ELSE NULL::text\n        END AS y\n   FROM t;| SELECT\n        CASE\n            WHEN t.a > 1 THEN 'big'::text\n            ELSE 'small'::text\n        END AS size,\n        CASE t.a\n            WHEN 1 THEN 'x'::text\n            ELSE NULL::text\n        END AS y\n   FROM t;| SELECT\n        CASE\n            WHEN (t.a > 1) THEN 'big'::text\n            ELSE 'small'::text\n        END AS size,\n        CASE t.a\n            WHEN 1 THEN 'x'::text\n            ELSE NULL::text\n        END AS y\n   FROM t;| SELECT\n        CASE\n            WHEN t.a > 1 THEN 'big'::text\n            ELSE 'small'::text\n        END AS size,\n        CASE t.a\n            WHEN 1 THEN 'x'::text\n            ELSE NULL::text\n        END AS y\n   FROM t;
SELECT 1

create view w18 as select a::bigint p, b::varchar(5) q, '5'::int r, 1.5::float8 s, -3 t, - a u, 'x' v, null w, true x from t limit 3 offset 1;
----
CREATE VIEW

select pg_get_viewdef('w18'::regclass), pg_get_viewdef('w18'::regclass, true), pg_get_viewdef('w18', false), pg_get_viewdef('w18'::regclass, 60)
----
 SELECT (t.a)::bigint AS p,\n    (t.b)::character varying(5) AS q,\n    5 AS r,\n    (1.5)::double precision AS s,\n    '-3'::integer AS t,\n    (- t.a) AS u,\n    'x'::text AS v,\n    NULL::text AS w,\n    true AS x\n   FROM t\n OFFSET 1\n LIMIT 3;| SELECT t.a::bigint AS p,\n    t.b::character varying(5) AS q,\n    5 AS r,\n    1.5::double precision AS s,\n    '-3'::integer AS t,\n    - t.a AS u,\n    'x'::text AS v,\n    NULL::text AS w,\n    true AS x\n   FROM t\n OFFSET 1\n LIMIT 3;| SELECT (t.a)::bigint AS p,\n    (t.b)::character varying(5) AS q,\n    5 AS r,\n    (1.5)::double precision AS s,\n    '-3'::integer AS t,\n    (- t.a) AS u,\n    'x'::text AS v,\n    NULL::text AS w,\n    true AS x\n   FROM t\n OFFSET 1\n LIMIT 3;| SELECT t.a::bigint AS p, t.b::character varying(5) AS q,\n    5 AS r, 1.5::double precision AS s, '-3'::integer AS t,\n    - t.a AS u, 'x'::text AS v, NULL::text AS w, true AS x\n   FROM t\n OFFSET 1\n LIMIT 3;
SELECT 1

create view w19 as select array[1,2,a] as p, arr[1] as q, arr[1:2] as r, row(a, b) as ss, (a, b) = (1, 'x') as tt, (a, b) < (1, 'x') as uu from t;
----
error 42P16

select pg_get_viewdef('w19'::regclass), pg_get_viewdef('w19'::regclass, true), pg_get_viewdef('w19', false), pg_get_viewdef('w19'::regclass, 60)
----
error 42P01

create view w20 as select g, h from generate_series(1, 3) g, lateral (select g * 2 as h) q;
----
CREATE VIEW

select pg_get_viewdef('w20'::regclass), pg_get_viewdef('w20'::regclass, true), pg_get_viewdef('w20', false), pg_get_viewdef('w20'::regclass, 60)
----
 SELECT g.g,\n    q.h\n   FROM generate_series(1, 3) g(g),\n    LATERAL ( SELECT (g.g * 2) AS h) q;| SELECT g.g,\n    q.h\n   FROM generate_series(1, 3) g(g),\n    LATERAL ( SELECT g.g * 2 AS h) q;| SELECT g.g,\n    q.h\n   FROM generate_series(1, 3) g(g),\n    LATERAL ( SELECT (g.g * 2) AS h) q;| SELECT g.g, q.h\n   FROM generate_series(1, 3) g(g),\n    LATERAL ( SELECT g.g * 2 AS h) q;
SELECT 1

create view w21 as select * from generate_series(1, 3) with ordinality;
----
CREATE VIEW

select pg_get_viewdef('w21'::regclass), pg_get_viewdef('w21'::regclass, true), pg_get_viewdef('w21', false), pg_get_viewdef('w21'::regclass, 60)
----
 SELECT generate_series.generate_series,\n    generate_series.ordinality\n   FROM generate_series(1, 3) WITH ORDINALITY generate_series(generate_series, ordinality);| SELECT generate_series.generate_series,\n    generate_series.ordinality\n   FROM generate_series(1, 3) WITH ORDINALITY generate_series(generate_series, ordinality);| SELECT generate_series.generate_series,\n    generate_series.ordinality\n   FROM generate_series(1, 3) WITH ORDINALITY generate_series(generate_series, ordinality);| SELECT generate_series.generate_series,\n    generate_series.ordinality\n   FROM generate_series(1, 3) WITH ORDINALITY generate_series(generate_series, ordinality);
SELECT 1

create view w22 as select coalesce(b, 'z'), nullif(a, 1), greatest(a, 2), least(a, 3, 4) from t;
----
CREATE VIEW

select pg_get_viewdef('w22'::regclass), pg_get_viewdef('w22'::regclass, true), pg_get_viewdef('w22', false), pg_get_viewdef('w22'::regclass, 60)
----
 SELECT COALESCE(t.b, 'z'::text) AS "coalesce",\n    NULLIF(t.a, 1) AS "nullif",\n    GREATEST(t.a, 2) AS "greatest",\n    LEAST(t.a, 3, 4) AS "least"\n   FROM t;| SELECT COALESCE(t.b, 'z'::text) AS "coalesce",\n    NULLIF(t.a, 1) AS "nullif",\n    GREATEST(t.a, 2) AS "greatest",\n    LEAST(t.a, 3, 4) AS "least"\n   FROM t;| SELECT COALESCE(t.b, 'z'::text) AS "coalesce",\n    NULLIF(t.a, 1) AS "nullif",\n    GREATEST(t.a, 2) AS "greatest",\n    LEAST(t.a, 3, 4) AS "least"\n   FROM t;| SELECT COALESCE(t.b, 'z'::text) AS "coalesce",\n    NULLIF(t.a, 1) AS "nullif",\n    GREATEST(t.a, 2) AS "greatest",\n    LEAST(t.a, 3, 4) AS "least"\n   FROM t;
SELECT 1

create view w23 as select extract(year from ts), ts at time zone 'UTC', substring(b from 2 for 3), position('x' in b), trim(both 'x' from b), overlay(b placing 'y' from 1) from t;
----
CREATE VIEW

select pg_get_viewdef('w23'::regclass), pg_get_viewdef('w23'::regclass, true), pg_get_viewdef('w23', false), pg_get_viewdef('w23'::regclass, 60)
----
 SELECT EXTRACT(year FROM t.ts) AS "extract",\n    (t.ts AT TIME ZONE 'UTC'::text) AS timezone,\n    SUBSTRING(t.b FROM 2 FOR 3) AS "substring",\n    POSITION(('x'::text) IN (t.b)) AS "position",\n    TRIM(BOTH 'x'::text FROM t.b) AS btrim,\n    OVERLAY(t.b PLACING 'y'::text FROM 1) AS "overlay"\n   FROM t;| SELECT EXTRACT(year FROM t.ts) AS "extract",\n    (t.ts AT TIME ZONE 'UTC'::text) AS timezone,\n    SUBSTRING(t.b FROM 2 FOR 3) AS "substring",\n    POSITION(('x'::text) IN (t.b)) AS "position",\n    TRIM(BOTH 'x'::text FROM t.b) AS btrim,\n    OVERLAY(t.b PLACING 'y'::text FROM 1) AS "overlay"\n   FROM t;| SELECT EXTRACT(year FROM t.ts) AS "extract",\n    (t.ts AT TIME ZONE 'UTC'::text) AS timezone,\n    SUBSTRING(t.b FROM 2 FOR 3) AS "substring",\n    POSITION(('x'::text) IN (t.b)) AS "position",\n    TRIM(BOTH 'x'::text FROM t.b) AS btrim,\n    OVERLAY(t.b PLACING 'y'::text FROM 1) AS "overlay"\n   FROM t;| SELECT EXTRACT(year FROM t.ts) AS "extract",\n    (t.ts AT TIME ZONE 'UTC'::text) AS timezone,\n    SUBSTRING(t.b FROM 2 FOR 3) AS "substring",\n    POSITION(('x'::text) IN (t.b)) AS "position",\n    TRIM(BOTH 'x'::text FROM t.b) AS btrim,\n    OVERLAY(t.b PLACING 'y'::text FROM 1) AS "overlay"\n   FROM t;
SELECT 1

create view w24 as select current_date, current_timestamp, now(), current_user, localtime from t;
----
CREATE VIEW

select pg_get_viewdef('w24'::regclass), pg_get_viewdef('w24'::regclass, true), pg_get_viewdef('w24', false), pg_get_viewdef('w24'::regclass, 60)
----
 SELECT CURRENT_DATE AS "current_date",\n    CURRENT_TIMESTAMP AS "current_timestamp",\n    now() AS now,\n    CURRENT_USER AS "current_user",\n    LOCALTIME AS "localtime"\n   FROM t;| SELECT CURRENT_DATE AS "current_date",\n    CURRENT_TIMESTAMP AS "current_timestamp",\n    now() AS now,\n    CURRENT_USER AS "current_user",\n    LOCALTIME AS "localtime"\n   FROM t;| SELECT CURRENT_DATE AS "current_date",\n    CURRENT_TIMESTAMP AS "current_timestamp",\n    now() AS now,\n    CURRENT_USER AS "current_user",\n    LOCALTIME AS "localtime"\n   FROM t;| SELECT CURRENT_DATE AS "current_date",\n    CURRENT_TIMESTAMP AS "current_timestamp", now() AS now,\n    CURRENT_USER AS "current_user", LOCALTIME AS "localtime"\n   FROM t;
SELECT 1

create view w25 as select x.a as xa, y.a as ya from t x cross join t y;
----
CREATE VIEW

select pg_get_viewdef('w25'::regclass), pg_get_viewdef('w25'::regclass, true), pg_get_viewdef('w25', false), pg_get_viewdef('w25'::regclass, 60)
----
 SELECT x.a AS xa,\n    y.a AS ya\n   FROM (t x\n     CROSS JOIN t y);| SELECT x.a AS xa,\n    y.a AS ya\n   FROM t x\n     CROSS JOIN t y;| SELECT x.a AS xa,\n    y.a AS ya\n   FROM (t x\n     CROSS JOIN t y);| SELECT x.a AS xa, y.a AS ya\n   FROM t x\n     CROSS JOIN t y;
SELECT 1

create view w26 as select a between 1 and 5 as p, a not between 1 and 5 as q, b ilike 'x' as r, b not like 'y' as s, b similar to 'z' as u from t;
----
CREATE VIEW

select pg_get_viewdef('w26'::regclass), pg_get_viewdef('w26'::regclass, true), pg_get_viewdef('w26', false), pg_get_viewdef('w26'::regclass, 60)
----
 SELECT ((t.a >= 1) AND (t.a <= 5)) AS p,\n    ((t.a < 1) OR (t.a > 5)) AS q,\n    (t.b ~~* 'x'::text) AS r,\n    (t.b !~~ 'y'::text) AS s,\n    (t.b ~ similar_to_escape('z'::text)) AS u\n   FROM t;| SELECT t.a >= 1 AND t.a <= 5 AS p,\n    t.a < 1 OR t.a > 5 AS q,\n    t.b ~~* 'x'::text AS r,\n    t.b !~~ 'y'::text AS s,\n    t.b ~ similar_to_escape('z'::text) AS u\n   FROM t;| SELECT ((t.a >= 1) AND (t.a <= 5)) AS p,\n    ((t.a < 1) OR (t.a > 5)) AS q,\n    (t.b ~~* 'x'::text) AS r,\n    (t.b !~~ 'y'::text) AS s,\n    (t.b ~ similar_to_escape('z'::text)) AS u\n   FROM t;| SELECT t.a >= 1 AND t.a <= 5 AS p, t.a < 1 OR t.a > 5 AS q,\n    t.b ~~* 'x'::text AS r, t.b !~~ 'y'::text AS s,\n    t.b ~ similar_to_escape('z'::text) AS u\n   FROM t;
SELECT 1

create view w27 as select a is distinct from 1 as p, b is not null as q, (a > 1) is true as r, (a > 1) is not unknown as s from t;
----
CREATE VIEW

select pg_get_viewdef('w27'::regclass), pg_get_viewdef('w27'::regclass, true), pg_get_viewdef('w27', false), pg_get_viewdef('w27'::regclass, 60)
----
 SELECT (t.a IS DISTINCT FROM 1) AS p,\n    (t.b IS NOT NULL) AS q,\n    ((t.a > 1) IS TRUE) AS r,\n    ((t.a > 1) IS NOT UNKNOWN) AS s\n   FROM t;| SELECT t.a IS DISTINCT FROM 1 AS p,\n    t.b IS NOT NULL AS q,\n    (t.a > 1) IS TRUE AS r,\n    (t.a > 1) IS NOT UNKNOWN AS s\n   FROM t;| SELECT (t.a IS DISTINCT FROM 1) AS p,\n    (t.b IS NOT NULL) AS q,\n    ((t.a > 1) IS TRUE) AS r,\n    ((t.a > 1) IS NOT UNKNOWN) AS s\n   FROM t;| SELECT t.a IS DISTINCT FROM 1 AS p, t.b IS NOT NULL AS q,\n    (t.a > 1) IS TRUE AS r, (t.a > 1) IS NOT UNKNOWN AS s\n   FROM t;
SELECT 1

create view w28 as select a = any (arr) as p, a = all (array[1,2]) as q, a = any (select a from u) as r from t;
----
CREATE VIEW

select pg_get_viewdef('w28'::regclass), pg_get_viewdef('w28'::regclass, true), pg_get_viewdef('w28', false), pg_get_viewdef('w28'::regclass, 60)
----
 SELECT (t.a = ANY (t.arr)) AS p,\n    (t.a = ALL (ARRAY[1, 2])) AS q,\n    (t.a IN ( SELECT u.a\n           FROM u)) AS r\n   FROM t;| SELECT t.a = ANY (t.arr) AS p,\n    t.a = ALL (ARRAY[1, 2]) AS q,\n    (t.a IN ( SELECT u.a\n           FROM u)) AS r\n   FROM t;| SELECT (t.a = ANY (t.arr)) AS p,\n    (t.a = ALL (ARRAY[1, 2])) AS q,\n    (t.a IN ( SELECT u.a\n           FROM u)) AS r\n   FROM t;| SELECT t.a = ANY (t.arr) AS p, t.a = ALL (ARRAY[1, 2]) AS q,\n    (t.a IN ( SELECT u.a\n           FROM u)) AS r\n   FROM t;
SELECT 1

create view w29 as select nextval('sq'), 't'::regclass, b || 'x' || a as cat from t;
----
CREATE VIEW

select pg_get_viewdef('w29'::regclass), pg_get_viewdef('w29'::regclass, true), pg_get_viewdef('w29', false), pg_get_viewdef('w29'::regclass, 60)
----
 SELECT nextval('sq'::regclass) AS nextval,\n    't'::regclass AS regclass,\n    ((t.b || 'x'::text) || t.a) AS cat\n   FROM t;| SELECT nextval('sq'::regclass) AS nextval,\n    't'::regclass AS regclass,\n    (t.b || 'x'::text) || t.a AS cat\n   FROM t;| SELECT nextval('sq'::regclass) AS nextval,\n    't'::regclass AS regclass,\n    ((t.b || 'x'::text) || t.a) AS cat\n   FROM t;| SELECT nextval('sq'::regclass) AS nextval,\n    't'::regclass AS regclass,\n    (t.b || 'x'::text) || t.a AS cat\n   FROM t;
SELECT 1

create view w30 as select sum(distinct a) filter (where a > 1), string_agg(b, ',' order by b desc), array_agg(a), count(distinct b) from t;
----
CREATE VIEW

select pg_get_viewdef('w30'::regclass), pg_get_viewdef('w30'::regclass, true), pg_get_viewdef('w30', false), pg_get_viewdef('w30'::regclass, 60)
----
 SELECT sum(DISTINCT t.a) FILTER (WHERE (t.a > 1)) AS sum,\n    string_agg(t.b, ','::text ORDER BY t.b DESC) AS string_agg,\n    array_agg(t.a) AS array_agg,\n    count(DISTINCT t.b) AS count\n   FROM t;| SELECT sum(DISTINCT t.a) FILTER (WHERE t.a > 1) AS sum,\n    string_agg(t.b, ','::text ORDER BY t.b DESC) AS string_agg,\n    array_agg(t.a) AS array_agg,\n    count(DISTINCT t.b) AS count\n   FROM t;| SELECT sum(DISTINCT t.a) FILTER (WHERE (t.a > 1)) AS sum,\n    string_agg(t.b, ','::text ORDER BY t.b DESC) AS string_agg,\n    array_agg(t.a) AS array_agg,\n    count(DISTINCT t.b) AS count\n   FROM t;| SELECT sum(DISTINCT t.a) FILTER (WHERE t.a > 1) AS sum,\n    string_agg(t.b, ','::text ORDER BY t.b DESC) AS string_agg,\n    array_agg(t.a) AS array_agg,\n    count(DISTINCT t.b) AS count\n   FROM t;
SELECT 1

create view w31 as select * from (select a, b from t) sub where sub.a > 2;
----
CREATE VIEW

select pg_get_viewdef('w31'::regclass), pg_get_viewdef('w31'::regclass, true), pg_get_viewdef('w31', false), pg_get_viewdef('w31'::regclass, 60)
----
 SELECT sub.a,\n    sub.b\n   FROM ( SELECT t.a,\n            t.b\n           FROM t) sub\n  WHERE (sub.a > 2);| SELECT sub.a,\n    sub.b\n   FROM ( SELECT t.a,\n            t.b\n           FROM t) sub\n  WHERE sub.a > 2;| SELECT sub.a,\n    sub.b\n   FROM ( SELECT t.a,\n            t.b\n           FROM t) sub\n  WHERE (sub.a > 2);| SELECT sub.a, sub.b\n   FROM ( SELECT t.a, t.b\n           FROM t) sub\n  WHERE sub.a > 2;
SELECT 1

create view w32 as select * from (values (1, 'one'), (2, 'two')) as v(num, name);
----
CREATE VIEW

select pg_get_viewdef('w32'::regclass), pg_get_viewdef('w32'::regclass, true), pg_get_viewdef('w32', false), pg_get_viewdef('w32'::regclass, 60)
----
 SELECT v.num,\n    v.name\n   FROM ( VALUES (1,'one'::text), (2,'two'::text)) v(num, name);| SELECT v.num,\n    v.name\n   FROM ( VALUES (1,'one'::text), (2,'two'::text)) v(num, name);| SELECT v.num,\n    v.name\n   FROM ( VALUES (1,'one'::text), (2,'two'::text)) v(num, name);| SELECT v.num, v.name\n   FROM ( VALUES (1,'one'::text), (2,'two'::text)) v(num, name);
SELECT 1

create view w33 as select * from t full join (select a from u) uu using (a);
----
CREATE VIEW

select pg_get_viewdef('w33'::regclass), pg_get_viewdef('w33'::regclass, true), pg_get_viewdef('w33', false), pg_get_viewdef('w33'::regclass, 60)
----
 SELECT a,\n    t.b,\n    t.c,\n    t."D d",\n    t.arr,\n    t.ts,\n    t.d,\n    t.j\n   FROM (t\n     FULL JOIN ( SELECT u.a\n           FROM u) uu USING (a));| SELECT a,\n    t.b,\n    t.c,\n    t."D d",\n    t.arr,\n    t.ts,\n    t.d,\n    t.j\n   FROM t\n     FULL JOIN ( SELECT u.a\n           FROM u) uu USING (a);| SELECT a,\n    t.b,\n    t.c,\n    t."D d",\n    t.arr,\n    t.ts,\n    t.d,\n    t.j\n   FROM (t\n     FULL JOIN ( SELECT u.a\n           FROM u) uu USING (a));| SELECT a, t.b, t.c, t."D d", t.arr, t.ts, t.d, t.j\n   FROM t\n     FULL JOIN ( SELECT u.a\n           FROM u) uu USING (a);
SELECT 1

create view w34 as select t.a from t right join (u join s.t st on u.a = st.a) on t.a = u.a;
----
CREATE VIEW

select pg_get_viewdef('w34'::regclass), pg_get_viewdef('w34'::regclass, true), pg_get_viewdef('w34', false), pg_get_viewdef('w34'::regclass, 60)
----
 SELECT t.a\n   FROM (t\n     RIGHT JOIN (u\n     JOIN s.t st ON ((u.a = st.a))) ON ((t.a = u.a)));| SELECT t.a\n   FROM t\n     RIGHT JOIN (u\n     JOIN s.t st ON u.a = st.a) ON t.a = u.a;| SELECT t.a\n   FROM (t\n     RIGHT JOIN (u\n     JOIN s.t st ON ((u.a = st.a))) ON ((t.a = u.a)));| SELECT t.a\n   FROM t\n     RIGHT JOIN (u\n     JOIN s.t st ON u.a = st.a) ON t.a = u.a;
SELECT 1

create view w35 as select a + 1 * 2 - 3 as x, (a + 1) * 2 as y, a % 2 as z, a / 2 as q, -(a + 1) as n, not (a > 1) as o from t;
----
CREATE VIEW

select pg_get_viewdef('w35'::regclass), pg_get_viewdef('w35'::regclass, true), pg_get_viewdef('w35', false), pg_get_viewdef('w35'::regclass, 60)
----
 SELECT ((t.a + (1 * 2)) - 3) AS x,\n    ((t.a + 1) * 2) AS y,\n    (t.a % 2) AS z,\n    (t.a / 2) AS q,\n    (- (t.a + 1)) AS n,\n    (NOT (t.a > 1)) AS o\n   FROM t;| SELECT t.a + 1 * 2 - 3 AS x,\n    (t.a + 1) * 2 AS y,\n    t.a % 2 AS z,\n    t.a / 2 AS q,\n    - (t.a + 1) AS n,\n    NOT t.a > 1 AS o\n   FROM t;| SELECT ((t.a + (1 * 2)) - 3) AS x,\n    ((t.a + 1) * 2) AS y,\n    (t.a % 2) AS z,\n    (t.a / 2) AS q,\n    (- (t.a + 1)) AS n,\n    (NOT (t.a > 1)) AS o\n   FROM t;| SELECT t.a + 1 * 2 - 3 AS x, (t.a + 1) * 2 AS y,\n    t.a % 2 AS z, t.a / 2 AS q, - (t.a + 1) AS n,\n    NOT t.a > 1 AS o\n   FROM t;
SELECT 1

create view w36 as select interval '1 day' as i, date '2020-01-01' as d, timestamp '2020-01-01 10:00' as ts, '10:00'::time as ti, interval '3' hour as h;
----
CREATE VIEW

select pg_get_viewdef('w36'::regclass), pg_get_viewdef('w36'::regclass, true), pg_get_viewdef('w36', false), pg_get_viewdef('w36'::regclass, 60)
----
 SELECT '1 day'::interval AS i,\n    '2020-01-01'::date AS d,\n    '2020-01-01 10:00:00'::timestamp without time zone AS ts,\n    '10:00:00'::time without time zone AS ti,\n    '03:00:00'::interval hour AS h;| SELECT '1 day'::interval AS i,\n    '2020-01-01'::date AS d,\n    '2020-01-01 10:00:00'::timestamp without time zone AS ts,\n    '10:00:00'::time without time zone AS ti,\n    '03:00:00'::interval hour AS h;| SELECT '1 day'::interval AS i,\n    '2020-01-01'::date AS d,\n    '2020-01-01 10:00:00'::timestamp without time zone AS ts,\n    '10:00:00'::time without time zone AS ti,\n    '03:00:00'::interval hour AS h;| SELECT '1 day'::interval AS i, '2020-01-01'::date AS d,\n    '2020-01-01 10:00:00'::timestamp without time zone AS ts,\n    '10:00:00'::time without time zone AS ti,\n    '03:00:00'::interval hour AS h;
SELECT 1

create view w37 as select "D d", t."D d" || 'x' as "Mixed Case", a as "select" from t;
----
CREATE VIEW

select pg_get_viewdef('w37'::regclass), pg_get_viewdef('w37'::regclass, true), pg_get_viewdef('w37', false), pg_get_viewdef('w37'::regclass, 60)
----
 SELECT t."D d",\n    ((t."D d")::text || 'x'::text) AS "Mixed Case",\n    t.a AS "select"\n   FROM t;| SELECT t."D d",\n    t."D d"::text || 'x'::text AS "Mixed Case",\n    t.a AS "select"\n   FROM t;| SELECT t."D d",\n    ((t."D d")::text || 'x'::text) AS "Mixed Case",\n    t.a AS "select"\n   FROM t;| SELECT t."D d", t."D d"::text || 'x'::text AS "Mixed Case",\n    t.a AS "select"\n   FROM t;
SELECT 1

create view w39 as select t1.a from t t1 where t1.a = (select min(t2.a) from t t2 where t2.b = t1.b and exists (select 1 from t t3 where t3.a = t2.a));
----
CREATE VIEW

select pg_get_viewdef('w39'::regclass), pg_get_viewdef('w39'::regclass, true), pg_get_viewdef('w39', false), pg_get_viewdef('w39'::regclass, 60)
----
 SELECT t1.a\n   FROM t t1\n  WHERE (t1.a = ( SELECT min(t2.a) AS min\n           FROM t t2\n          WHERE ((t2.b = t1.b) AND (EXISTS ( SELECT 1\n                   FROM t t3\n                  WHERE (t3.a = t2.a))))));| SELECT t1.a\n   FROM t t1\n  WHERE t1.a = (( SELECT min(t2.a) AS min\n           FROM t t2\n          WHERE t2.b = t1.b AND (EXISTS ( SELECT 1\n                   FROM t t3\n                  WHERE t3.a = t2.a))));| SELECT t1.a\n   FROM t t1\n  WHERE (t1.a = ( SELECT min(t2.a) AS min\n           FROM t t2\n          WHERE ((t2.b = t1.b) AND (EXISTS ( SELECT 1\n                   FROM t t3\n                  WHERE (t3.a = t2.a))))));| SELECT t1.a\n   FROM t t1\n  WHERE t1.a = (( SELECT min(t2.a) AS min\n           FROM t t2\n          WHERE t2.b = t1.b AND (EXISTS ( SELECT 1\n                   FROM t t3\n                  WHERE t3.a = t2.a))));
SELECT 1

create view w40 as select * from w01 join w02 using (a);
----
CREATE VIEW

select pg_get_viewdef('w40'::regclass), pg_get_viewdef('w40'::regclass, true), pg_get_viewdef('w40', false), pg_get_viewdef('w40'::regclass, 60)
----
 SELECT w01.a,\n    w01.b,\n    w01.c,\n    w01."D d",\n    w01.arr,\n    w01.ts,\n    w01.d,\n    w01.j,\n    w02.bb\n   FROM (w01\n     JOIN w02 USING (a));| SELECT w01.a,\n    w01.b,\n    w01.c,\n    w01."D d",\n    w01.arr,\n    w01.ts,\n    w01.d,\n    w01.j,\n    w02.bb\n   FROM w01\n     JOIN w02 USING (a);| SELECT w01.a,\n    w01.b,\n    w01.c,\n    w01."D d",\n    w01.arr,\n    w01.ts,\n    w01.d,\n    w01.j,\n    w02.bb\n   FROM (w01\n     JOIN w02 USING (a));| SELECT w01.a, w01.b, w01.c, w01."D d", w01.arr, w01.ts,\n    w01.d, w01.j, w02.bb\n   FROM w01\n     JOIN w02 USING (a);
SELECT 1

create view w41 as select a from t order by b, a + 1 desc nulls first, 1 for update;
----
CREATE VIEW

select pg_get_viewdef('w41'::regclass), pg_get_viewdef('w41'::regclass, true), pg_get_viewdef('w41', false), pg_get_viewdef('w41'::regclass, 60)
----
 SELECT t.a\n   FROM t\n  ORDER BY t.b, (t.a + 1) DESC, t.a\n FOR UPDATE OF t;| SELECT t.a\n   FROM t\n  ORDER BY t.b, (t.a + 1) DESC, t.a\n FOR UPDATE OF t;| SELECT t.a\n   FROM t\n  ORDER BY t.b, (t.a + 1) DESC, t.a\n FOR UPDATE OF t;| SELECT t.a\n   FROM t\n  ORDER BY t.b, (t.a + 1) DESC, t.a\n FOR UPDATE OF t;
SELECT 1

create view w42 as select a from t order by a fetch first 2 rows with ties;
----
CREATE VIEW

select pg_get_viewdef('w42'::regclass), pg_get_viewdef('w42'::regclass, true), pg_get_viewdef('w42', false), pg_get_viewdef('w42'::regclass, 60)
----
 SELECT t.a\n   FROM t\n  ORDER BY t.a\n FETCH FIRST (2) ROWS WITH TIES;| SELECT t.a\n   FROM t\n  ORDER BY t.a\n FETCH FIRST (2) ROWS WITH TIES;| SELECT t.a\n   FROM t\n  ORDER BY t.a\n FETCH FIRST (2) ROWS WITH TIES;| SELECT t.a\n   FROM t\n  ORDER BY t.a\n FETCH FIRST (2) ROWS WITH TIES;
SELECT 1

create view w43 as select upper(b), length(b), abs(a), round(c, 1), to_char(ts, 'YYYY'), lower('X') from t;
----
CREATE VIEW

select pg_get_viewdef('w43'::regclass), pg_get_viewdef('w43'::regclass, true), pg_get_viewdef('w43', false), pg_get_viewdef('w43'::regclass, 60)
----
 SELECT upper(t.b) AS upper,\n    length(t.b) AS length,\n    abs(t.a) AS abs,\n    round(t.c, 1) AS round,\n    to_char(t.ts, 'YYYY'::text) AS to_char,\n    lower('X'::text) AS lower\n   FROM t;| SELECT upper(t.b) AS upper,\n    length(t.b) AS length,\n    abs(t.a) AS abs,\n    round(t.c, 1) AS round,\n    to_char(t.ts, 'YYYY'::text) AS to_char,\n    lower('X'::text) AS lower\n   FROM t;| SELECT upper(t.b) AS upper,\n    length(t.b) AS length,\n    abs(t.a) AS abs,\n    round(t.c, 1) AS round,\n    to_char(t.ts, 'YYYY'::text) AS to_char,\n    lower('X'::text) AS lower\n   FROM t;| SELECT upper(t.b) AS upper, length(t.b) AS length,\n    abs(t.a) AS abs, round(t.c, 1) AS round,\n    to_char(t.ts, 'YYYY'::text) AS to_char,\n    lower('X'::text) AS lower\n   FROM t;
SELECT 1

create view w44 as select a from t where b = 'x' and (a = 1 or a = 2) and c > 1 and not (a = 5 and b = 'z');
----
CREATE VIEW

select pg_get_viewdef('w44'::regclass), pg_get_viewdef('w44'::regclass, true), pg_get_viewdef('w44', false), pg_get_viewdef('w44'::regclass, 60)
----
 SELECT t.a\n   FROM t\n  WHERE ((t.b = 'x'::text) AND ((t.a = 1) OR (t.a = 2)) AND (t.c > (1)::numeric) AND (NOT ((t.a = 5) AND (t.b = 'z'::text))));| SELECT t.a\n   FROM t\n  WHERE t.b = 'x'::text AND (t.a = 1 OR t.a = 2) AND t.c > 1::numeric AND NOT (t.a = 5 AND t.b = 'z'::text);| SELECT t.a\n   FROM t\n  WHERE ((t.b = 'x'::text) AND ((t.a = 1) OR (t.a = 2)) AND (t.c > (1)::numeric) AND (NOT ((t.a = 5) AND (t.b = 'z'::text))));| SELECT t.a\n   FROM t\n  WHERE t.b = 'x'::text AND (t.a = 1 OR t.a = 2) AND t.c > 1::numeric AND NOT (t.a = 5 AND t.b = 'z'::text);
SELECT 1

create view w45 as select a, count(*) as n from t group by a order by count(*) desc, a;
----
CREATE VIEW

select pg_get_viewdef('w45'::regclass), pg_get_viewdef('w45'::regclass, true), pg_get_viewdef('w45', false), pg_get_viewdef('w45'::regclass, 60)
----
 SELECT t.a,\n    count(*) AS n\n   FROM t\n  GROUP BY t.a\n  ORDER BY (count(*)) DESC, t.a;| SELECT t.a,\n    count(*) AS n\n   FROM t\n  GROUP BY t.a\n  ORDER BY (count(*)) DESC, t.a;| SELECT t.a,\n    count(*) AS n\n   FROM t\n  GROUP BY t.a\n  ORDER BY (count(*)) DESC, t.a;| SELECT t.a, count(*) AS n\n   FROM t\n  GROUP BY t.a\n  ORDER BY (count(*)) DESC, t.a;
SELECT 1

create view w46 as select a, b, c from t group by a;
----
CREATE VIEW

select pg_get_viewdef('w46'::regclass), pg_get_viewdef('w46'::regclass, true), pg_get_viewdef('w46', false), pg_get_viewdef('w46'::regclass, 60)
----
 SELECT t.a,\n    t.b,\n    t.c\n   FROM t\n  GROUP BY t.a;| SELECT t.a,\n    t.b,\n    t.c\n   FROM t\n  GROUP BY t.a;| SELECT t.a,\n    t.b,\n    t.c\n   FROM t\n  GROUP BY t.a;| SELECT t.a, t.b, t.c\n   FROM t\n  GROUP BY t.a;
SELECT 1

create view w47 as select v = 'x' as p, v || 'y' as q, n = 5 as r, n + 1 as s, a = n as t from u;
----
CREATE VIEW

select pg_get_viewdef('w47'::regclass), pg_get_viewdef('w47'::regclass, true), pg_get_viewdef('w47', false), pg_get_viewdef('w47'::regclass, 60)
----
 SELECT ((u.v)::text = 'x'::text) AS p,\n    ((u.v)::text || 'y'::text) AS q,\n    (u.n = 5) AS r,\n    (u.n + 1) AS s,\n    (u.a = u.n) AS t\n   FROM u;| SELECT u.v::text = 'x'::text AS p,\n    u.v::text || 'y'::text AS q,\n    u.n = 5 AS r,\n    u.n + 1 AS s,\n    u.a = u.n AS t\n   FROM u;| SELECT ((u.v)::text = 'x'::text) AS p,\n    ((u.v)::text || 'y'::text) AS q,\n    (u.n = 5) AS r,\n    (u.n + 1) AS s,\n    (u.a = u.n) AS t\n   FROM u;| SELECT u.v::text = 'x'::text AS p,\n    u.v::text || 'y'::text AS q, u.n = 5 AS r, u.n + 1 AS s,\n    u.a = u.n AS t\n   FROM u;
SELECT 1

create view w48 as select c > 1 as p, c = 1.5 as q, c * 2 as r, a * 1.5 as s from t;
----
CREATE VIEW

select pg_get_viewdef('w48'::regclass), pg_get_viewdef('w48'::regclass, true), pg_get_viewdef('w48', false), pg_get_viewdef('w48'::regclass, 60)
----
 SELECT (t.c > (1)::numeric) AS p,\n    (t.c = 1.5) AS q,\n    (t.c * (2)::numeric) AS r,\n    ((t.a)::numeric * 1.5) AS s\n   FROM t;| SELECT t.c > 1::numeric AS p,\n    t.c = 1.5 AS q,\n    t.c * 2::numeric AS r,\n    t.a::numeric * 1.5 AS s\n   FROM t;| SELECT (t.c > (1)::numeric) AS p,\n    (t.c = 1.5) AS q,\n    (t.c * (2)::numeric) AS r,\n    ((t.a)::numeric * 1.5) AS s\n   FROM t;| SELECT t.c > 1::numeric AS p, t.c = 1.5 AS q,\n    t.c * 2::numeric AS r, t.a::numeric * 1.5 AS s\n   FROM t;
SELECT 1

create view w49 as select 'a' as x union all select 'b' union all select null;
----
CREATE VIEW

select pg_get_viewdef('w49'::regclass), pg_get_viewdef('w49'::regclass, true), pg_get_viewdef('w49', false), pg_get_viewdef('w49'::regclass, 60)
----
 SELECT 'a'::text AS x\nUNION ALL\n SELECT 'b'::text AS x\nUNION ALL\n SELECT NULL::text AS x;| SELECT 'a'::text AS x\nUNION ALL\n SELECT 'b'::text AS x\nUNION ALL\n SELECT NULL::text AS x;| SELECT 'a'::text AS x\nUNION ALL\n SELECT 'b'::text AS x\nUNION ALL\n SELECT NULL::text AS x;| SELECT 'a'::text AS x\nUNION ALL\n SELECT 'b'::text AS x\nUNION ALL\n SELECT NULL::text AS x;
SELECT 1

create view w50 as select 1 as one, 10000000000 as big, 1.50 as num, 1e10 as e, '' as empty, 'it''s' as q, e'a\\b' as bs;
----
CREATE VIEW

select pg_get_viewdef('w50'::regclass), pg_get_viewdef('w50'::regclass, true), pg_get_viewdef('w50', false), pg_get_viewdef('w50'::regclass, 60)
----
 SELECT 1 AS one,\n    '10000000000'::bigint AS big,\n    1.50 AS num,\n    '10000000000'::numeric AS e,\n    ''::text AS empty,\n    'it''s'::text AS q,\n    'a\b'::text AS bs;| SELECT 1 AS one,\n    '10000000000'::bigint AS big,\n    1.50 AS num,\n    '10000000000'::numeric AS e,\n    ''::text AS empty,\n    'it''s'::text AS q,\n    'a\b'::text AS bs;| SELECT 1 AS one,\n    '10000000000'::bigint AS big,\n    1.50 AS num,\n    '10000000000'::numeric AS e,\n    ''::text AS empty,\n    'it''s'::text AS q,\n    'a\b'::text AS bs;| SELECT 1 AS one, '10000000000'::bigint AS big, 1.50 AS num,\n    '10000000000'::numeric AS e, ''::text AS empty,\n    'it''s'::text AS q, 'a\b'::text AS bs;
SELECT 1

create view w51 (p, q) as select a, b from t;
----
CREATE VIEW

select pg_get_viewdef('w51'::regclass), pg_get_viewdef('w51'::regclass, true), pg_get_viewdef('w51', false), pg_get_viewdef('w51'::regclass, 60)
----
 SELECT t.a AS p,\n    t.b AS q\n   FROM t;| SELECT t.a AS p,\n    t.b AS q\n   FROM t;| SELECT t.a AS p,\n    t.b AS q\n   FROM t;| SELECT t.a AS p, t.b AS q\n   FROM t;
SELECT 1

create view w52 as select public.t.a, st.z from t, s.t st where public.t.a = st.a;
----
CREATE VIEW

select pg_get_viewdef('w52'::regclass), pg_get_viewdef('w52'::regclass, true), pg_get_viewdef('w52', false), pg_get_viewdef('w52'::regclass, 60)
----
 SELECT t.a,\n    st.z\n   FROM t,\n    s.t st\n  WHERE (t.a = st.a);| SELECT t.a,\n    st.z\n   FROM t,\n    s.t st\n  WHERE t.a = st.a;| SELECT t.a,\n    st.z\n   FROM t,\n    s.t st\n  WHERE (t.a = st.a);| SELECT t.a, st.z\n   FROM t, s.t st\n  WHERE t.a = st.a;
SELECT 1

create view w53 as select * from unnest(array[1,2], array['a','b']) as x(i, s);
----
CREATE VIEW

select pg_get_viewdef('w53'::regclass), pg_get_viewdef('w53'::regclass, true), pg_get_viewdef('w53', false), pg_get_viewdef('w53'::regclass, 60)
----
 SELECT x.i,\n    x.s\n   FROM UNNEST(ARRAY[1, 2], ARRAY['a'::text, 'b'::text]) x(i, s);| SELECT x.i,\n    x.s\n   FROM UNNEST(ARRAY[1, 2], ARRAY['a'::text, 'b'::text]) x(i, s);| SELECT x.i,\n    x.s\n   FROM UNNEST(ARRAY[1, 2], ARRAY['a'::text, 'b'::text]) x(i, s);| SELECT x.i, x.s\n   FROM UNNEST(ARRAY[1, 2], ARRAY['a'::text, 'b'::text]) x(i, s);
SELECT 1

create view w54 as select a, b from t where a = 1 union (select a, v from u order by a limit 1);
----
CREATE VIEW

select pg_get_viewdef('w54'::regclass), pg_get_viewdef('w54'::regclass, true), pg_get_viewdef('w54', false), pg_get_viewdef('w54'::regclass, 60)
----
 SELECT t.a,\n    t.b\n   FROM t\n  WHERE (t.a = 1)\nUNION\n( SELECT u.a,\n    u.v AS b\n   FROM u\n  ORDER BY u.a\n LIMIT 1);| SELECT t.a,\n    t.b\n   FROM t\n  WHERE t.a = 1\nUNION\n( SELECT u.a,\n    u.v AS b\n   FROM u\n  ORDER BY u.a\n LIMIT 1);| SELECT t.a,\n    t.b\n   FROM t\n  WHERE (t.a = 1)\nUNION\n( SELECT u.a,\n    u.v AS b\n   FROM u\n  ORDER BY u.a\n LIMIT 1);| SELECT t.a, t.b\n   FROM t\n  WHERE t.a = 1\nUNION\n( SELECT u.a, u.v AS b\n   FROM u\n  ORDER BY u.a\n LIMIT 1);
SELECT 1

create view w55 as select exists (select 1), array(select a from t order by a) as arr, (select 1) as sub;
----
CREATE VIEW

select pg_get_viewdef('w55'::regclass), pg_get_viewdef('w55'::regclass, true), pg_get_viewdef('w55', false), pg_get_viewdef('w55'::regclass, 60)
----
 SELECT (EXISTS ( SELECT 1)) AS "exists",\n    ARRAY( SELECT t.a\n           FROM t\n          ORDER BY t.a) AS arr,\n    ( SELECT 1) AS sub;| SELECT (EXISTS ( SELECT 1)) AS "exists",\n    ARRAY( SELECT t.a\n           FROM t\n          ORDER BY t.a) AS arr,\n    ( SELECT 1) AS sub;| SELECT (EXISTS ( SELECT 1)) AS "exists",\n    ARRAY( SELECT t.a\n           FROM t\n          ORDER BY t.a) AS arr,\n    ( SELECT 1) AS sub;| SELECT (EXISTS ( SELECT 1)) AS "exists",\n    ARRAY( SELECT t.a\n           FROM t\n          ORDER BY t.a) AS arr,\n    ( SELECT 1) AS sub;
SELECT 1

create view w56 as select b collate "C" as c from t order by b collate "C";
----
CREATE VIEW

select pg_get_viewdef('w56'::regclass), pg_get_viewdef('w56'::regclass, true), pg_get_viewdef('w56', false), pg_get_viewdef('w56'::regclass, 60)
----
 SELECT (t.b COLLATE "C") AS c\n   FROM t\n  ORDER BY (t.b COLLATE "C");| SELECT t.b COLLATE "C" AS c\n   FROM t\n  ORDER BY (t.b COLLATE "C");| SELECT (t.b COLLATE "C") AS c\n   FROM t\n  ORDER BY (t.b COLLATE "C");| SELECT t.b COLLATE "C" AS c\n   FROM t\n  ORDER BY (t.b COLLATE "C");
SELECT 1

create view w57 as select ts::date p, ts::text q, a::text r, b::int s, arr::text[] t, '{1,2}'::int[] u, j::text v, c::int w, a::float8 x from t;
----
CREATE VIEW

select pg_get_viewdef('w57'::regclass), pg_get_viewdef('w57'::regclass, true), pg_get_viewdef('w57', false), pg_get_viewdef('w57'::regclass, 60)
----
 SELECT (t.ts)::date AS p,\n    (t.ts)::text AS q,\n    (t.a)::text AS r,\n    (t.b)::integer AS s,\n    (t.arr)::text[] AS t,\n    '{1,2}'::integer[] AS u,\n    (t.j)::text AS v,\n    (t.c)::integer AS w,\n    (t.a)::double precision AS x\n   FROM t;| SELECT t.ts::date AS p,\n    t.ts::text AS q,\n    t.a::text AS r,\n    t.b::integer AS s,\n    t.arr::text[] AS t,\n    '{1,2}'::integer[] AS u,\n    t.j::text AS v,\n    t.c::integer AS w,\n    t.a::double precision AS x\n   FROM t;| SELECT (t.ts)::date AS p,\n    (t.ts)::text AS q,\n    (t.a)::text AS r,\n    (t.b)::integer AS s,\n    (t.arr)::text[] AS t,\n    '{1,2}'::integer[] AS u,\n    (t.j)::text AS v,\n    (t.c)::integer AS w,\n    (t.a)::double precision AS x\n   FROM t;| SELECT t.ts::date AS p, t.ts::text AS q, t.a::text AS r,\n    t.b::integer AS s, t.arr::text[] AS t,\n    '{1,2}'::integer[] AS u, t.j::text AS v,\n    t.c::integer AS w, t.a::double precision AS x\n   FROM t;
SELECT 1

create view w58 as select * from (t join u on t.a = u.a) as j(k1, k2);
----
CREATE VIEW

select pg_get_viewdef('w58'::regclass), pg_get_viewdef('w58'::regclass, true), pg_get_viewdef('w58', false), pg_get_viewdef('w58'::regclass, 60)
----
 SELECT j.k1,\n    j.k2,\n    j.c,\n    j."D d",\n    j.arr,\n    j.ts,\n    j.d,\n    j.j,\n    j.a,\n    j.x,\n    j.v,\n    j.n\n   FROM (t\n     JOIN u ON ((t.a = u.a))) j(k1, k2, c, "D d", arr, ts, d, j, a, x, v, n);| SELECT j.k1,\n    j.k2,\n    j.c,\n    j."D d",\n    j.arr,\n    j.ts,\n    j.d,\n    j.j,\n    j.a,\n    j.x,\n    j.v,\n    j.n\n   FROM (t\n     JOIN u ON t.a = u.a) j(k1, k2, c, "D d", arr, ts, d, j, a, x, v, n);| SELECT j.k1,\n    j.k2,\n    j.c,\n    j."D d",\n    j.arr,\n    j.ts,\n    j.d,\n    j.j,\n    j.a,\n    j.x,\n    j.v,\n    j.n\n   FROM (t\n     JOIN u ON ((t.a = u.a))) j(k1, k2, c, "D d", arr, ts, d, j, a, x, v, n);| SELECT j.k1, j.k2, j.c, j."D d", j.arr, j.ts, j.d, j.j, j.a,\n    j.x, j.v, j.n\n   FROM (t\n     JOIN u ON t.a = u.a) j(k1, k2, c, "D d", arr, ts, d, j, a, x, v, n);
SELECT 1

create view w59 as select j.* from (t join u using (a)) j;
----
CREATE VIEW

select pg_get_viewdef('w59'::regclass), pg_get_viewdef('w59'::regclass, true), pg_get_viewdef('w59', false), pg_get_viewdef('w59'::regclass, 60)
----
 SELECT j.a,\n    j.b,\n    j.c,\n    j."D d",\n    j.arr,\n    j.ts,\n    j.d,\n    j.j,\n    j.x,\n    j.v,\n    j.n\n   FROM (t\n     JOIN u USING (a)) j;| SELECT j.a,\n    j.b,\n    j.c,\n    j."D d",\n    j.arr,\n    j.ts,\n    j.d,\n    j.j,\n    j.x,\n    j.v,\n    j.n\n   FROM (t\n     JOIN u USING (a)) j;| SELECT j.a,\n    j.b,\n    j.c,\n    j."D d",\n    j.arr,\n    j.ts,\n    j.d,\n    j.j,\n    j.x,\n    j.v,\n    j.n\n   FROM (t\n     JOIN u USING (a)) j;| SELECT j.a, j.b, j.c, j."D d", j.arr, j.ts, j.d, j.j, j.x,\n    j.v, j.n\n   FROM (t\n     JOIN u USING (a)) j;
SELECT 1

create view w61 as select a from only t where (a, b) in (select a, v from u) and (a, b) in ((1, 'x'), (2, 'y'));
----
CREATE VIEW

select pg_get_viewdef('w61'::regclass), pg_get_viewdef('w61'::regclass, true), pg_get_viewdef('w61', false), pg_get_viewdef('w61'::regclass, 60)
----
 SELECT t.a\n   FROM ONLY t\n  WHERE (((t.a, t.b) IN ( SELECT u.a,\n            u.v\n           FROM u)) AND (((t.a = 1) AND (t.b = 'x'::text)) OR ((t.a = 2) AND (t.b = 'y'::text))));| SELECT t.a\n   FROM ONLY t\n  WHERE ((t.a, t.b) IN ( SELECT u.a,\n            u.v\n           FROM u)) AND (t.a = 1 AND t.b = 'x'::text OR t.a = 2 AND t.b = 'y'::text);| SELECT t.a\n   FROM ONLY t\n  WHERE (((t.a, t.b) IN ( SELECT u.a,\n            u.v\n           FROM u)) AND (((t.a = 1) AND (t.b = 'x'::text)) OR ((t.a = 2) AND (t.b = 'y'::text))));| SELECT t.a\n   FROM ONLY t\n  WHERE ((t.a, t.b) IN ( SELECT u.a, u.v\n           FROM u)) AND (t.a = 1 AND t.b = 'x'::text OR t.a = 2 AND t.b = 'y'::text);
SELECT 1

create view w62 as select count(*) from t, u x, s.t y;
----
CREATE VIEW

select pg_get_viewdef('w62'::regclass), pg_get_viewdef('w62'::regclass, true), pg_get_viewdef('w62', false), pg_get_viewdef('w62'::regclass, 60)
----
 SELECT count(*) AS count\n   FROM t,\n    u x,\n    s.t y;| SELECT count(*) AS count\n   FROM t,\n    u x,\n    s.t y;| SELECT count(*) AS count\n   FROM t,\n    u x,\n    s.t y;| SELECT count(*) AS count\n   FROM t, u x, s.t y;
SELECT 1

create view w63 as with q as materialized (select 1 as a), r as not materialized (select 2 as b) select * from q, r;
----
CREATE VIEW

select pg_get_viewdef('w63'::regclass), pg_get_viewdef('w63'::regclass, true), pg_get_viewdef('w63', false), pg_get_viewdef('w63'::regclass, 60)
----
 WITH q AS MATERIALIZED (\n         SELECT 1 AS a\n        ), r AS NOT MATERIALIZED (\n         SELECT 2 AS b\n        )\n SELECT q.a,\n    r.b\n   FROM q,\n    r;| WITH q AS MATERIALIZED (\n         SELECT 1 AS a\n        ), r AS NOT MATERIALIZED (\n         SELECT 2 AS b\n        )\n SELECT q.a,\n    r.b\n   FROM q,\n    r;| WITH q AS MATERIALIZED (\n         SELECT 1 AS a\n        ), r AS NOT MATERIALIZED (\n         SELECT 2 AS b\n        )\n SELECT q.a,\n    r.b\n   FROM q,\n    r;| WITH q AS MATERIALIZED (\n         SELECT 1 AS a\n        ), r AS NOT MATERIALIZED (\n         SELECT 2 AS b\n        )\n SELECT q.a, r.b\n   FROM q, r;
SELECT 1

create view w64 as select 1 where true and false or 1 = 1;
----
CREATE VIEW

select pg_get_viewdef('w64'::regclass), pg_get_viewdef('w64'::regclass, true), pg_get_viewdef('w64', false), pg_get_viewdef('w64'::regclass, 60)
----
 SELECT 1 AS "?column?"\n  WHERE ((true AND false) OR (1 = 1));| SELECT 1 AS "?column?"\n  WHERE true AND false OR 1 = 1;| SELECT 1 AS "?column?"\n  WHERE ((true AND false) OR (1 = 1));| SELECT 1 AS "?column?"\n  WHERE true AND false OR 1 = 1;
SELECT 1

create view w65 as select b ~ '^x' as m, b !~* 'y' as n, b ~~ 'z' as o, a <> 1 as p, a != 2 as q, @ a as r, a & 1 as s, a << 2 as t from t;
----
CREATE VIEW

select pg_get_viewdef('w65'::regclass), pg_get_viewdef('w65'::regclass, true), pg_get_viewdef('w65', false), pg_get_viewdef('w65'::regclass, 60)
----
 SELECT (t.b ~ '^x'::text) AS m,\n    (t.b !~* 'y'::text) AS n,\n    (t.b ~~ 'z'::text) AS o,\n    (t.a <> 1) AS p,\n    (t.a <> 2) AS q,\n    (@ t.a) AS r,\n    (t.a & 1) AS s,\n    (t.a << 2) AS t\n   FROM t;| SELECT t.b ~ '^x'::text AS m,\n    t.b !~* 'y'::text AS n,\n    t.b ~~ 'z'::text AS o,\n    t.a <> 1 AS p,\n    t.a <> 2 AS q,\n    @ t.a AS r,\n    t.a & 1 AS s,\n    t.a << 2 AS t\n   FROM t;| SELECT (t.b ~ '^x'::text) AS m,\n    (t.b !~* 'y'::text) AS n,\n    (t.b ~~ 'z'::text) AS o,\n    (t.a <> 1) AS p,\n    (t.a <> 2) AS q,\n    (@ t.a) AS r,\n    (t.a & 1) AS s,\n    (t.a << 2) AS t\n   FROM t;| SELECT t.b ~ '^x'::text AS m, t.b !~* 'y'::text AS n,\n    t.b ~~ 'z'::text AS o, t.a <> 1 AS p, t.a <> 2 AS q,\n    @ t.a AS r, t.a & 1 AS s, t.a << 2 AS t\n   FROM t;
SELECT 1

create view w66 as select date_trunc('day', ts) p, ts - interval '1 day' q, ts > now() - interval '1 hour' r, d + 1 s, age(ts) t from t;
----
CREATE VIEW

select pg_get_viewdef('w66'::regclass), pg_get_viewdef('w66'::regclass, true), pg_get_viewdef('w66', false), pg_get_viewdef('w66'::regclass, 60)
----
 SELECT date_trunc('day'::text, t.ts) AS p,\n    (t.ts - '1 day'::interval) AS q,\n    (t.ts > (now() - '01:00:00'::interval)) AS r,\n    (t.d + 1) AS s,\n    age(t.ts) AS t\n   FROM t;| SELECT date_trunc('day'::text, t.ts) AS p,\n    t.ts - '1 day'::interval AS q,\n    t.ts > (now() - '01:00:00'::interval) AS r,\n    t.d + 1 AS s,\n    age(t.ts) AS t\n   FROM t;| SELECT date_trunc('day'::text, t.ts) AS p,\n    (t.ts - '1 day'::interval) AS q,\n    (t.ts > (now() - '01:00:00'::interval)) AS r,\n    (t.d + 1) AS s,\n    age(t.ts) AS t\n   FROM t;| SELECT date_trunc('day'::text, t.ts) AS p,\n    t.ts - '1 day'::interval AS q,\n    t.ts > (now() - '01:00:00'::interval) AS r, t.d + 1 AS s,\n    age(t.ts) AS t\n   FROM t;
SELECT 1

create view w67 as select * from t where b is null and a > all (select a from u) and d >= '2020-01-01' and ts < '2021-01-01 00:00+00';
----
CREATE VIEW

select pg_get_viewdef('w67'::regclass), pg_get_viewdef('w67'::regclass, true), pg_get_viewdef('w67', false), pg_get_viewdef('w67'::regclass, 60)
----
 SELECT t.a,\n    t.b,\n    t.c,\n    t."D d",\n    t.arr,\n    t.ts,\n    t.d,\n    t.j\n   FROM t\n  WHERE ((t.b IS NULL) AND (t.a > ALL ( SELECT u.a\n           FROM u)) AND (t.d >= '2020-01-01'::date) AND (t.ts < '2021-01-01 00:00:00+00'::timestamp with time zone));| SELECT t.a,\n    t.b,\n    t.c,\n    t."D d",\n    t.arr,\n    t.ts,\n    t.d,\n    t.j\n   FROM t\n  WHERE t.b IS NULL AND (t.a > ALL ( SELECT u.a\n           FROM u)) AND t.d >= '2020-01-01'::date AND t.ts < '2021-01-01 00:00:00+00'::timestamp with time zone;| SELECT t.a,\n    t.b,\n    t.c,\n    t."D d",\n    t.arr,\n    t.ts,\n    t.d,\n    t.j\n   FROM t\n  WHERE ((t.b IS NULL) AND (t.a > ALL ( SELECT u.a\n           FROM u)) AND (t.d >= '2020-01-01'::date) AND (t.ts < '2021-01-01 00:00:00+00'::timestamp with time zone));| SELECT t.a, t.b, t.c, t."D d", t.arr, t.ts, t.d, t.j\n   FROM t\n  WHERE t.b IS NULL AND (t.a > ALL ( SELECT u.a\n           FROM u)) AND t.d >= '2020-01-01'::date AND t.ts < '2021-01-01 00:00:00+00'::timestamp with time zone;
SELECT 1

create view w68 as select x.* from t x left join lateral (select u.v from u where u.a = x.a limit 1) l on true where l.v is not null;
----
CREATE VIEW

select pg_get_viewdef('w68'::regclass), pg_get_viewdef('w68'::regclass, true), pg_get_viewdef('w68', false), pg_get_viewdef('w68'::regclass, 60)
----
 SELECT x.a,\n    x.b,\n    x.c,\n    x."D d",\n    x.arr,\n    x.ts,\n    x.d,\n    x.j\n   FROM (t x\n     LEFT JOIN LATERAL ( SELECT u.v\n           FROM u\n          WHERE (u.a = x.a)\n         LIMIT 1) l ON (true))\n  WHERE (l.v IS NOT NULL);| SELECT x.a,\n    x.b,\n    x.c,\n    x."D d",\n    x.arr,\n    x.ts,\n    x.d,\n    x.j\n   FROM t x\n     LEFT JOIN LATERAL ( SELECT u.v\n           FROM u\n          WHERE u.a = x.a\n         LIMIT 1) l ON true\n  WHERE l.v IS NOT NULL;| SELECT x.a,\n    x.b,\n    x.c,\n    x."D d",\n    x.arr,\n    x.ts,\n    x.d,\n    x.j\n   FROM (t x\n     LEFT JOIN LATERAL ( SELECT u.v\n           FROM u\n          WHERE (u.a = x.a)\n         LIMIT 1) l ON (true))\n  WHERE (l.v IS NOT NULL);| SELECT x.a, x.b, x.c, x."D d", x.arr, x.ts, x.d, x.j\n   FROM t x\n     LEFT JOIN LATERAL ( SELECT u.v\n           FROM u\n          WHERE u.a = x.a\n         LIMIT 1) l ON true\n  WHERE l.v IS NOT NULL;
SELECT 1

create view w69 as select a, sum(a) from t group by 1 having sum(a) > 10 order by 2 desc limit 10;
----
CREATE VIEW

select pg_get_viewdef('w69'::regclass), pg_get_viewdef('w69'::regclass, true), pg_get_viewdef('w69', false), pg_get_viewdef('w69'::regclass, 60)
----
 SELECT t.a,\n    sum(t.a) AS sum\n   FROM t\n  GROUP BY t.a\n HAVING (sum(t.a) > 10)\n  ORDER BY (sum(t.a)) DESC\n LIMIT 10;| SELECT t.a,\n    sum(t.a) AS sum\n   FROM t\n  GROUP BY t.a\n HAVING sum(t.a) > 10\n  ORDER BY (sum(t.a)) DESC\n LIMIT 10;| SELECT t.a,\n    sum(t.a) AS sum\n   FROM t\n  GROUP BY t.a\n HAVING (sum(t.a) > 10)\n  ORDER BY (sum(t.a)) DESC\n LIMIT 10;| SELECT t.a, sum(t.a) AS sum\n   FROM t\n  GROUP BY t.a\n HAVING sum(t.a) > 10\n  ORDER BY (sum(t.a)) DESC\n LIMIT 10;
SELECT 1

create view w70 as select a1, x.v from t t_alias(a1, b1), u x;
----
CREATE VIEW

select pg_get_viewdef('w70'::regclass), pg_get_viewdef('w70'::regclass, true), pg_get_viewdef('w70', false), pg_get_viewdef('w70'::regclass, 60)
----
 SELECT t_alias.a1,\n    x.v\n   FROM t t_alias(a1, b1, c, "D d", arr, ts, d, j),\n    u x;| SELECT t_alias.a1,\n    x.v\n   FROM t t_alias(a1, b1, c, "D d", arr, ts, d, j),\n    u x;| SELECT t_alias.a1,\n    x.v\n   FROM t t_alias(a1, b1, c, "D d", arr, ts, d, j),\n    u x;| SELECT t_alias.a1, x.v\n   FROM t t_alias(a1, b1, c, "D d", arr, ts, d, j), u x;
SELECT 1

create view w71 as select a1, b1 from t t_alias(a1, b1);
----
CREATE VIEW

select pg_get_viewdef('w71'::regclass), pg_get_viewdef('w71'::regclass, true), pg_get_viewdef('w71', false), pg_get_viewdef('w71'::regclass, 60)
----
 SELECT t_alias.a1,\n    t_alias.b1\n   FROM t t_alias(a1, b1, c, "D d", arr, ts, d, j);| SELECT t_alias.a1,\n    t_alias.b1\n   FROM t t_alias(a1, b1, c, "D d", arr, ts, d, j);| SELECT t_alias.a1,\n    t_alias.b1\n   FROM t t_alias(a1, b1, c, "D d", arr, ts, d, j);| SELECT t_alias.a1, t_alias.b1\n   FROM t t_alias(a1, b1, c, "D d", arr, ts, d, j);
SELECT 1

create view w72 as select * from t t_alias(a1, b1);
----
CREATE VIEW

select pg_get_viewdef('w72'::regclass), pg_get_viewdef('w72'::regclass, true), pg_get_viewdef('w72', false), pg_get_viewdef('w72'::regclass, 60)
----
 SELECT t_alias.a1,\n    t_alias.b1,\n    t_alias.c,\n    t_alias."D d",\n    t_alias.arr,\n    t_alias.ts,\n    t_alias.d,\n    t_alias.j\n   FROM t t_alias(a1, b1, c, "D d", arr, ts, d, j);| SELECT t_alias.a1,\n    t_alias.b1,\n    t_alias.c,\n    t_alias."D d",\n    t_alias.arr,\n    t_alias.ts,\n    t_alias.d,\n    t_alias.j\n   FROM t t_alias(a1, b1, c, "D d", arr, ts, d, j);| SELECT t_alias.a1,\n    t_alias.b1,\n    t_alias.c,\n    t_alias."D d",\n    t_alias.arr,\n    t_alias.ts,\n    t_alias.d,\n    t_alias.j\n   FROM t t_alias(a1, b1, c, "D d", arr, ts, d, j);| SELECT t_alias.a1, t_alias.b1, t_alias.c, t_alias."D d",\n    t_alias.arr, t_alias.ts, t_alias.d, t_alias.j\n   FROM t t_alias(a1, b1, c, "D d", arr, ts, d, j);
SELECT 1

create view w73 as select now()::date as today, (now() at time zone 'utc')::timestamp(0) as ts0, cast(a as numeric(5,1)) as n51 from t;
----
CREATE VIEW

select pg_get_viewdef('w73'::regclass), pg_get_viewdef('w73'::regclass, true), pg_get_viewdef('w73', false), pg_get_viewdef('w73'::regclass, 60)
----
 SELECT (now())::date AS today,\n    ((now() AT TIME ZONE 'utc'::text))::timestamp(0) without time zone AS ts0,\n    (t.a)::numeric(5,1) AS n51\n   FROM t;| SELECT now()::date AS today,\n    (now() AT TIME ZONE 'utc'::text)::timestamp(0) without time zone AS ts0,\n    t.a::numeric(5,1) AS n51\n   FROM t;| SELECT (now())::date AS today,\n    ((now() AT TIME ZONE 'utc'::text))::timestamp(0) without time zone AS ts0,\n    (t.a)::numeric(5,1) AS n51\n   FROM t;| SELECT now()::date AS today,\n    (now() AT TIME ZONE 'utc'::text)::timestamp(0) without time zone AS ts0,\n    t.a::numeric(5,1) AS n51\n   FROM t;
SELECT 1

create view w74 as select bool_and(a > 1), every(b is null), avg(a), stddev(a), count(a) filter (where b > 'x') from t;
----
CREATE VIEW

select pg_get_viewdef('w74'::regclass), pg_get_viewdef('w74'::regclass, true), pg_get_viewdef('w74', false), pg_get_viewdef('w74'::regclass, 60)
----
 SELECT bool_and((t.a > 1)) AS bool_and,\n    every((t.b IS NULL)) AS every,\n    avg(t.a) AS avg,\n    stddev(t.a) AS stddev,\n    count(t.a) FILTER (WHERE (t.b > 'x'::text)) AS count\n   FROM t;| SELECT bool_and(t.a > 1) AS bool_and,\n    every(t.b IS NULL) AS every,\n    avg(t.a) AS avg,\n    stddev(t.a) AS stddev,\n    count(t.a) FILTER (WHERE t.b > 'x'::text) AS count\n   FROM t;| SELECT bool_and((t.a > 1)) AS bool_and,\n    every((t.b IS NULL)) AS every,\n    avg(t.a) AS avg,\n    stddev(t.a) AS stddev,\n    count(t.a) FILTER (WHERE (t.b > 'x'::text)) AS count\n   FROM t;| SELECT bool_and(t.a > 1) AS bool_and,\n    every(t.b IS NULL) AS every, avg(t.a) AS avg,\n    stddev(t.a) AS stddev,\n    count(t.a) FILTER (WHERE t.b > 'x'::text) AS count\n   FROM t;
SELECT 1

create view w75 as select regexp_replace(b, 'x', 'y', 'g'), split_part(b, ',', 1), concat(a, b, c), format('%s', a) from t;
----
CREATE VIEW

select pg_get_viewdef('w75'::regclass), pg_get_viewdef('w75'::regclass, true), pg_get_viewdef('w75', false), pg_get_viewdef('w75'::regclass, 60)
----
 SELECT regexp_replace(t.b, 'x'::text, 'y'::text, 'g'::text) AS regexp_replace,\n    split_part(t.b, ','::text, 1) AS split_part,\n    concat(t.a, t.b, t.c) AS concat,\n    format('%s'::text, t.a) AS format\n   FROM t;| SELECT regexp_replace(t.b, 'x'::text, 'y'::text, 'g'::text) AS regexp_replace,\n    split_part(t.b, ','::text, 1) AS split_part,\n    concat(t.a, t.b, t.c) AS concat,\n    format('%s'::text, t.a) AS format\n   FROM t;| SELECT regexp_replace(t.b, 'x'::text, 'y'::text, 'g'::text) AS regexp_replace,\n    split_part(t.b, ','::text, 1) AS split_part,\n    concat(t.a, t.b, t.c) AS concat,\n    format('%s'::text, t.a) AS format\n   FROM t;| SELECT regexp_replace(t.b, 'x'::text, 'y'::text, 'g'::text) AS regexp_replace,\n    split_part(t.b, ','::text, 1) AS split_part,\n    concat(t.a, t.b, t.c) AS concat,\n    format('%s'::text, t.a) AS format\n   FROM t;
SELECT 1

drop schema s cascade
----
DROP SCHEMA

drop table t, u cascade
----
DROP TABLE

drop sequence sq cascade
----
DROP SEQUENCE

select relname from pg_class where relkind = 'v' and relnamespace = 'public'::regnamespace order by 1
----
w12
w14
w20
w21
w32
w36
w49
w50
w53
w63
w64
SELECT 11

drop view w12, w14, w20, w21, w32, w36, w49, w50, w53, w63, w64 cascade
----
DROP VIEW

# Views that are written to.
create table t (a int primary key, b text default 'tb', c numeric(10,2) default 5, d int);
----
CREATE TABLE

create table u (a int, x text);
----
CREATE TABLE

insert into t values (1,'one',1.5,10),(2,'two',2.5,20),(3,null,3,30);
----
INSERT 0 3

insert into u values (1,'p'),(2,'q');
----
INSERT 0 2

create view v1 as select a as id, b as name, c + 1 as c1, d from t where a < 100;
----
CREATE VIEW

create view v2 with (security_barrier) as select name, id, d as dd from v1 where id > 1 with local check option;
----
CREATE VIEW

create view v3 as select * from v2 where dd < 1000 with cascaded check option;
----
CREATE VIEW

insert into v1 values (4, 'four');
----
INSERT 0 1

insert into v1 (id, name) values (5, 'five'), (6, default) returning *;
----
5|five|6.00|NULL
6|tb|6.00|NULL
INSERT 0 2

insert into v1 values (7, 'x', 3);
----
error 0A000

insert into v1 (id, c1) values (7, 3);
----
error 0A000

insert into v1 (id, nope) values (7, 3);
----
error 42703

insert into v2 (id, name) values (0, 'zero');
----
error 44000

insert into v2 (id, name) values (200, 'big');
----
INSERT 0 1

insert into v3 (id, name, dd) values (0, 'zero', 5);
----
error 44000

insert into v3 (id, name, dd) values (300, 'zero', 5);
----
error 44000

insert into v3 (id, name, dd) values (30, 'zero', 5000);
----
error 44000

insert into v3 (id, name, dd) values (30, 'zero', null);
----
error 44000

insert into v3 (id, name, dd) values (30, 'thirty', 50) returning id, name, v3.dd;
----
30|thirty|50
INSERT 0 1

alter view v1 alter column name set default 'vd';
----
ALTER VIEW

insert into v1 (id) values (8) returning *;
----
8|vd|6.00|NULL
INSERT 0 1

insert into v2 (id) values (9) returning *;
----
vd|9|NULL
INSERT 0 1

update v1 set name = 'upd' where id = 1 returning *;
----
1|upd|2.50|10
UPDATE 1

update v1 set c1 = 5;
----
error 0A000

with q as (update v1 x set d = d + 1, name = x.name || '!' where x.id in (2, 3) returning x.*) select * from q order by 1
----
2|two!|3.50|21
3|NULL|4.00|31
SELECT 2

update v2 set id = 0 where id = 2;
----
error 44000

update v2 set id = 102 where id = 2 returning *;
----
two!|102|21
UPDATE 1

select * from t order by a;
----
1|upd|1.50|10
3|NULL|3.00|31
4|four|5.00|NULL
5|five|5.00|NULL
6|tb|5.00|NULL
8|vd|5.00|NULL
9|vd|5.00|NULL
30|thirty|5.00|50
102|two!|2.50|21
200|big|5.00|NULL
SELECT 10

delete from v1 where id = 102;
----
DELETE 0

delete from t where a = 102;
----
DELETE 1

delete from v2 where id = 1;
----
DELETE 0

delete from v3 where id = 30 returning *;
----
thirty|30|50
DELETE 1

delete from v1 using u where u.a = v1.id returning v1.id, u.x;
----
1|p
DELETE 1

update v1 set d = u.a from u where u.a + 1 = v1.id returning id, d, x;
----
3|2|q
UPDATE 1

insert into v1 (id, name) values (3, 'conf') on conflict (id) do update set name = excluded.name || coalesce(v1.name, '-') where v1.id = 3 returning *;
----
3|conf-|4.00|2
INSERT 0 1

insert into v1 (id, name) values (3, 'conf') on conflict do nothing;
----
INSERT 0 0

insert into v2 (id, name) values (3, 'conf') on conflict (id) do update set id = -5;
----
error 44000

insert into v1 (id, name) select a + 50, x from u;
----
INSERT 0 2

insert into v1 default values;
----
error 23502

create view w1 as select distinct a from t;
----
CREATE VIEW

create view w2 as select a, count(*) from t group by a;
----
CREATE VIEW

create view w3 as select t.a from t, u;
----
CREATE VIEW

create view w4 as select a from t limit 1;
----
CREATE VIEW

create view w5 as select a from t union select a from u;
----
CREATE VIEW

create view w6 as with q as (select 1) select a from t;
----
CREATE VIEW

create view w7 as select 1 as one;
----
CREATE VIEW

create view w8 as select a + 1 as x from t;
----
CREATE VIEW

create view w9 as select count(*) from t;
----
CREATE VIEW

create view w10 as select generate_series(1, a) from t;
----
CREATE VIEW

create view w11 as select a from t having true;
----
error 42803

insert into w1 values (1); update w2 set a = 1; delete from w3; insert into w4 values (1); delete from w5; update w6 set a = 1; insert into w7 values (1);
----
error 55000

insert into w8 values (1); update w8 set x = 2; delete from w8 where x = 1000; insert into w9 values (1); delete from w10; delete from w11;
----
error 55000

create view w12 as select distinct a from t with check option;
----
error 0A000

create view w13 as select a + 1 as x from t with check option;
----
error 0A000

alter view w1 set (check_option = local);
----
error 0A000

create view w15 with (bogus = 1) as select 1;
----
error 22023

create view w16 with (security_invoker = maybe) as select 1;
----
error 22023

alter view v3 reset (check_option);
----
ALTER VIEW

insert into v3 (id, name, dd) values (31, 'zero', 5000);
----
INSERT 0 1

select * from v1 order by 1;
----
3|conf-|4.00|2
4|four|6.00|NULL
5|five|6.00|NULL
6|tb|6.00|NULL
8|vd|6.00|NULL
9|vd|6.00|NULL
31|zero|6.00|5000
51|p|6.00|NULL
52|q|6.00|NULL
SELECT 9

truncate v1; create index on v1 (id);
----
error 42809

create table fk (a int references v1);
----
error 42809

alter table v1 add column x int; alter table v1 drop column id; alter view v1 alter column id type text; alter view v1 rename column id to ident; alter view v1 rename to vv1; alter table vv1 rename to v1;
----
error 42809

alter view t rename to tt; alter view t set (security_barrier); drop view t; drop table v1;
----
error 42809

comment on view v1 is 'hello'; comment on column v1.ident is 'col'; comment on view t is 'x'; comment on table v1 is 'x';
----
COMMENT
error 42703

select obj_description('v1'::regclass), col_description('v1'::regclass, 1);
----
NULL|NULL
SELECT 1

select table_name, check_option, is_updatable, is_insertable_into from information_schema.views where table_schema='public' order by 1;
----
v1|NONE|YES|YES
v2|LOCAL|YES|YES
v3|NONE|YES|YES
w1|NONE|NO|NO
w10|NONE|NO|NO
w2|NONE|NO|NO
w3|NONE|NO|NO
w4|NONE|NO|NO
w5|NONE|NO|NO
w6|NONE|NO|NO
w7|NONE|NO|NO
w8|NONE|NO|NO
w9|NONE|NO|NO
SELECT 13

select view_name, table_name, column_name from information_schema.view_column_usage where view_schema = 'public' order by 1,2,3;
----
v1|t|a
v1|t|b
v1|t|c
v1|t|d
v2|v1|d
v2|v1|id
v2|v1|name
v3|v2|dd
v3|v2|id
v3|v2|name
w1|t|a
w10|t|a
w2|t|a
w3|t|a
w4|t|a
w5|t|a
w5|u|a
w6|t|a
w8|t|a
SELECT 19

select view_name, table_name from information_schema.view_table_usage where view_schema = 'public' order by 1,2;
----
v1|t
v2|v1
v3|v2
w1|t
w10|t
w2|t
w3|t
w3|u
w4|t
w5|t
w5|u
w6|t
w8|t
w9|t
SELECT 14

select * from v1 where ident = 3 for update;
----
error 42703

select * from w1 for update; select * from w2 for update;
----
error 0A000

drop table t, u cascade;
----
DROP TABLE

# Names that change under views, and what depends on what.
create table t (a int primary key, b text, c int);
----
CREATE TABLE

create view g as select a, b from t group by a;
----
CREATE VIEW

create view gg as select * from g;
----
CREATE VIEW

create view vv as select a, b from t;
----
CREATE VIEW

select a, b from vv group by a;
----
error 42803

alter table t drop constraint t_pkey;
----
error 2BP01

alter table t drop constraint t_pkey cascade;
----
ALTER TABLE

alter table t add primary key (a);
----
ALTER TABLE

create view deep0 as select a from t;
----
CREATE VIEW

create or replace view vv as select a, 'new'::text as b from t;
----
CREATE VIEW

insert into t values (1, 'x');
----
INSERT 0 1

create view tx as select * from vv; select * from tx; drop view tx
----
CREATE VIEW
1|new
SELECT 1
DROP VIEW

create schema sc; create view sc.v as select * from vv; create table sc.t2 (q int); create view pubv as select * from sc.t2;
----
CREATE SCHEMA
CREATE VIEW
CREATE TABLE
CREATE VIEW

drop schema sc; drop schema sc cascade;
----
error 2BP01

alter table t rename column a to aa; alter table t rename to ttt; create schema moved; alter table ttt set schema moved; alter view vv set schema moved; alter schema moved rename to moved2;
----
ALTER TABLE
ALTER TABLE
CREATE SCHEMA
ALTER TABLE
ALTER VIEW
ALTER SCHEMA

select pg_get_viewdef('moved2.vv'::regclass); select * from moved2.vv;
----
 SELECT ttt.aa AS a,\n    'new'::text AS b\n   FROM moved2.ttt;
SELECT 1
1|new
SELECT 1

select pg_get_viewdef('deep0'::regclass);
----
 SELECT ttt.aa AS a\n   FROM moved2.ttt;
SELECT 1

create table j1 (k int, v1 int); create table j2 (k int, v2 int);
----
CREATE TABLE
CREATE TABLE

create view ju as select k, v1, v2 from j1 join j2 using (k); create view jf as select * from j1 full join j2 using (k); create view jn as select x.* from (j1 left join j2 using (k)) x;
----
CREATE VIEW
CREATE VIEW
CREATE VIEW

alter table j2 rename k to kk; alter table j1 rename v1 to vone;
----
ALTER TABLE
ALTER TABLE

select pg_get_viewdef('ju'::regclass), pg_get_viewdef('jf'::regclass), pg_get_viewdef('jn'::regclass);
----
 SELECT j1.k,\n    j1.vone AS v1,\n    j2.v2\n   FROM (j1\n     JOIN j2 j2(k, v2) USING (k));| SELECT k,\n    j1.vone AS v1,\n    j2.v2\n   FROM (j1\n     FULL JOIN j2 j2(k, v2) USING (k));| SELECT x.k,\n    x.vone AS v1,\n    x.v2\n   FROM (j1\n     LEFT JOIN j2 j2(k, v2) USING (k)) x;
SELECT 1

select * from ju; select * from jf; select * from jn;
----
SELECT 0
SELECT 0
SELECT 0

create table ren (a int); create view r1 as select ren.a, r2.a as b from ren, j1 r2(a, b) where exists (select 1 from ren where ren.a = r2.a);
----
CREATE TABLE
CREATE VIEW

alter table ren rename to r2; select pg_get_viewdef('r1'::regclass); select * from r1;
----
ALTER TABLE
 SELECT r2.a,\n    r2_1.a AS b\n   FROM r2,\n    j1 r2_1(a, b)\n  WHERE (EXISTS ( SELECT 1\n           FROM r2 r2_2\n          WHERE (r2_2.a = r2_1.a)));
SELECT 1
SELECT 0

create table gst(a int, b text, c int)
----
CREATE TABLE

create view gs1 as select a as x, b, sum(c) as s, grouping(a,b) g from gst group by rollup(x, b), cube(c)
----
CREATE VIEW

select pg_get_viewdef('gs1'::regclass)
----
 SELECT gst.a AS x,\n    gst.b,\n    sum(gst.c) AS s,\n    GROUPING(gst.a, gst.b) AS g\n   FROM gst\n  GROUP BY ROLLUP(gst.a, gst.b), CUBE(gst.c);
SELECT 1

create view gs2 as select a as x, b, sum(c) as s from gst group by grouping sets ((x, b), (2), (), rollup((a,b),c)), a+1
----
CREATE VIEW

select pg_get_viewdef('gs2'::regclass)
----
 SELECT gst.a AS x,\n    gst.b,\n    sum(gst.c) AS s\n   FROM gst\n  GROUP BY GROUPING SETS ((gst.a, gst.b), (gst.b), (), ROLLUP((gst.a, gst.b), gst.c)), (gst.a + 1);
SELECT 1

create view gs3 as select a, b from gst group by (a,b)
----
CREATE VIEW

select pg_get_viewdef('gs3'::regclass)
----
 SELECT gst.a,\n    gst.b\n   FROM gst\n  GROUP BY gst.a, gst.b;
SELECT 1

create view gs4 as select a, rank() over (partition by b order by c) r, sum(c) over win as q, sum(a) over (order by c range 2 preceding) from gst window win as (partition by a order by b rows between 1 preceding and current row exclude ties)
----
CREATE VIEW

select pg_get_viewdef('gs4'::regclass)
----
 SELECT gst.a,\n    rank() OVER (PARTITION BY gst.b ORDER BY gst.c) AS r,\n    sum(gst.c) OVER win AS q,\n    sum(gst.a) OVER (ORDER BY gst.c RANGE 2 PRECEDING) AS sum\n   FROM gst\n  WINDOW win AS (PARTITION BY gst.a ORDER BY gst.b ROWS BETWEEN 1 PRECEDING AND CURRENT ROW EXCLUDE TIES);
SELECT 1

create view gs5 as select percentile_cont(0.5) within group (order by c) p from gst
----
CREATE VIEW

select pg_get_viewdef('gs5'::regclass)
----
 SELECT percentile_cont((0.5)::double precision) WITHIN GROUP (ORDER BY ((gst.c)::double precision)) AS p\n   FROM gst;
SELECT 1

# A view's check option is asked of rows that were written, after conflicts.
CREATE TABLE once (k int PRIMARY KEY, v int); INSERT INTO once VALUES (1, 1); CREATE VIEW onces AS SELECT * FROM once WHERE v < 5 WITH CHECK OPTION
----
CREATE TABLE
INSERT 0 1
CREATE VIEW

INSERT INTO onces VALUES (1, 9) ON CONFLICT DO NOTHING
----
INSERT 0 0

INSERT INTO onces VALUES (1, 9) ON CONFLICT (k) DO UPDATE SET v = 2 RETURNING *
----
1|2
INSERT 0 1

INSERT INTO onces VALUES (1, 9)
----
error 23505

INSERT INTO onces VALUES (2, 9) ON CONFLICT DO NOTHING
----
error 44000

CREATE TABLE oncep (k int PRIMARY KEY, v int) PARTITION BY RANGE (k); CREATE TABLE oncep1 (v int, k int PRIMARY KEY); ALTER TABLE oncep ATTACH PARTITION oncep1 FOR VALUES FROM (0) TO (10); INSERT INTO oncep VALUES (1, 1); CREATE VIEW onceps AS SELECT * FROM oncep WHERE v < 5 WITH CHECK OPTION
----
CREATE TABLE
CREATE TABLE
ALTER TABLE
INSERT 0 1
CREATE VIEW

INSERT INTO onceps VALUES (1, 9) ON CONFLICT DO NOTHING
----
INSERT 0 0

INSERT INTO onceps VALUES (1, 9)
----
error 23505

INSERT INTO onceps VALUES (2, 9)
----
error 44000

INSERT INTO onceps VALUES (3, 2)
----
INSERT 0 1

UPDATE onceps SET v = 7
----
error 44000

SELECT * FROM onceps ORDER BY k
----
1|1
3|2
SELECT 2
