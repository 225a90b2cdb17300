# Definitions of views, as pg_get_viewdef prints them. The results are Postgres's own. Four definitions are
# left out that differ: docs/status.md has them.
create schema viewdefs;
----
CREATE SCHEMA

create table t (a int primary key, b text, c numeric(10,2) default 5, "D d" varchar(20), arr int[], ts timestamptz, d date, j json);
----
CREATE TABLE

create table u (a int, x timestamptz, v varchar(10), n bigint);
----
CREATE TABLE

create table viewdefs.t (a int, z text);
----
CREATE TABLE

create sequence sq;
----
CREATE SEQUENCE

create view w01 as select * from t;
----
CREATE VIEW

select pg_get_viewdef('w01'::regclass)
----
 SELECT t.a,\n    t.b,\n    t.c,\n    t."D d",\n    t.arr,\n    t.ts,\n    t.d,\n    t.j\n   FROM t;
SELECT 1

select pg_get_viewdef('w01'::regclass, true)
----
 SELECT t.a,\n    t.b,\n    t.c,\n    t."D d",\n    t.arr,\n    t.ts,\n    t.d,\n    t.j\n   FROM t;
SELECT 1

create view w02 as select a, b as bb from t where a > 1 and b = 'x' or not c is null;
----
CREATE VIEW

select pg_get_viewdef('w02'::regclass)
----
 SELECT t.a,\n    t.b AS bb\n   FROM t\n  WHERE (((t.a > 1) AND (t.b = 'x'::text)) OR (NOT (t.c IS NULL)));
SELECT 1

select pg_get_viewdef('w02'::regclass, true)
----
 SELECT t.a,\n    t.b AS bb\n   FROM t\n  WHERE t.a > 1 AND t.b = 'x'::text OR NOT t.c IS NULL;
SELECT 1

create view w03 as select t.a, u.v from t join u on t.a = u.a left join viewdefs.t st on st.a = u.a;
----
CREATE VIEW

select pg_get_viewdef('w03'::regclass)
----
 SELECT t.a,\n    u.v\n   FROM ((t\n     JOIN u ON ((t.a = u.a)))\n     LEFT JOIN viewdefs.t st ON ((st.a = u.a)));
SELECT 1

select pg_get_viewdef('w03'::regclass, true)
----
 SELECT t.a,\n    u.v\n   FROM t\n     JOIN u ON t.a = u.a\n     LEFT JOIN viewdefs.t st ON st.a = u.a;
SELECT 1

create view w04 as select t.*, u.x from t, u where t.a = u.a and u.v like 'x%';
----
CREATE VIEW

select pg_get_viewdef('w04'::regclass)
----
 SELECT t.a,\n    t.b,\n    t.c,\n    t."D d",\n    t.arr,\n    t.ts,\n    t.d,\n    t.j,\n    u.x\n   FROM t,\n    u\n  WHERE ((t.a = u.a) AND ((u.v)::text ~~ 'x%'::text));
SELECT 1

select pg_get_viewdef('w04'::regclass, true)
----
 SELECT t.a,\n    t.b,\n    t.c,\n    t."D d",\n    t.arr,\n    t.ts,\n    t.d,\n    t.j,\n    u.x\n   FROM t,\n    u\n  WHERE t.a = u.a AND u.v::text ~~ 'x%'::text;
SELECT 1

create view w05 as select * from t natural join u;
----
CREATE VIEW

select pg_get_viewdef('w05'::regclass)
----
 SELECT t.a,\n    t.b,\n    t.c,\n    t."D d",\n    t.arr,\n    t.ts,\n    t.d,\n    t.j,\n    u.x,\n    u.v,\n    u.n\n   FROM (t\n     JOIN u USING (a));
SELECT 1

select pg_get_viewdef('w05'::regclass, true)
----
 SELECT t.a,\n    t.b,\n    t.c,\n    t."D d",\n    t.arr,\n    t.ts,\n    t.d,\n    t.j,\n    u.x,\n    u.v,\n    u.n\n   FROM t\n     JOIN u USING (a);
SELECT 1

create view w06 as select * from t join u using (a);
----
CREATE VIEW

select pg_get_viewdef('w06'::regclass)
----
 SELECT t.a,\n    t.b,\n    t.c,\n    t."D d",\n    t.arr,\n    t.ts,\n    t.d,\n    t.j,\n    u.x,\n    u.v,\n    u.n\n   FROM (t\n     JOIN u USING (a));
SELECT 1

select pg_get_viewdef('w06'::regclass, true)
----
 SELECT t.a,\n    t.b,\n    t.c,\n    t."D d",\n    t.arr,\n    t.ts,\n    t.d,\n    t.j,\n    u.x,\n    u.v,\n    u.n\n   FROM t\n     JOIN u USING (a);
SELECT 1

create view w07 as select count(*), sum(c) as s, max(a + 1), min(b) from t group by b having count(*) > 1 order by b desc, 2;
----
CREATE VIEW

select pg_get_viewdef('w07'::regclass)
----
 SELECT count(*) AS count,\n    sum(t.c) AS s,\n    max((t.a + 1)) AS max,\n    min(t.b) AS min\n   FROM t\n  GROUP BY t.b\n HAVING (count(*) > 1)\n  ORDER BY t.b DESC, (sum(t.c));
SELECT 1

select pg_get_viewdef('w07'::regclass, true)
----
 SELECT count(*) AS count,\n    sum(t.c) AS s,\n    max(t.a + 1) AS max,\n    min(t.b) AS min\n   FROM t\n  GROUP BY t.b\n HAVING count(*) > 1\n  ORDER BY t.b DESC, (sum(t.c));
SELECT 1

create view w08 as select distinct a, b from t order by a;
----
CREATE VIEW

select pg_get_viewdef('w08'::regclass)
----
 SELECT DISTINCT t.a,\n    t.b\n   FROM t\n  ORDER BY t.a;
SELECT 1

select pg_get_viewdef('w08'::regclass, true)
----
 SELECT DISTINCT t.a,\n    t.b\n   FROM t\n  ORDER BY t.a;
SELECT 1

create view w09 as select distinct on (b) b, a from t order by b, a desc nulls last;
----
CREATE VIEW

select pg_get_viewdef('w09'::regclass)
----
 SELECT DISTINCT ON (t.b) t.b,\n    t.a\n   FROM t\n  ORDER BY t.b, t.a DESC NULLS LAST;
SELECT 1

select pg_get_viewdef('w09'::regclass, true)
----
 SELECT DISTINCT ON (t.b) t.b,\n    t.a\n   FROM t\n  ORDER BY t.b, t.a DESC NULLS LAST;
SELECT 1

create view w10 as select a from t union select a from u union all select a from viewdefs.t order by 1;
----
CREATE VIEW

select pg_get_viewdef('w10'::regclass)
----
(\n         SELECT t.a\n           FROM t\n        UNION\n         SELECT u.a\n           FROM u\n) UNION ALL\n SELECT t.a\n   FROM viewdefs.t\n  ORDER BY 1;
SELECT 1

select pg_get_viewdef('w10'::regclass, true)
----
(\n         SELECT t.a\n           FROM t\n        UNION\n         SELECT u.a\n           FROM u\n) UNION ALL\n SELECT t.a\n   FROM viewdefs.t\n  ORDER BY 1;
SELECT 1

create view w11 as (select a from t except select a from u) intersect select 3;
----
CREATE VIEW

select pg_get_viewdef('w11'::regclass)
----
(\n         SELECT t.a\n           FROM t\n        EXCEPT\n         SELECT u.a\n           FROM u\n) INTERSECT\n SELECT 3 AS a;
SELECT 1

select pg_get_viewdef('w11'::regclass, true)
----
(\n         SELECT t.a\n           FROM t\n        EXCEPT\n         SELECT u.a\n           FROM u\n) INTERSECT\n SELECT 3 AS a;
SELECT 1

create view w12 as values (1, 'x'), (2, 'y');
----
CREATE VIEW

select pg_get_viewdef('w12'::regclass)
----
 VALUES (1,'x'::text), (2,'y'::text);
SELECT 1

select pg_get_viewdef('w12'::regclass, true)
----
 VALUES (1,'x'::text), (2,'y'::text);
SELECT 1

create view w13 as with q as (select a from t), r(k) as (select 1) select q.a, r.k from q, r;
----
CREATE VIEW

select pg_get_viewdef('w13'::regclass)
----
 WITH q AS (\n         SELECT t.a\n           FROM t\n        ), r(k) AS (\n         SELECT 1 AS "?column?"\n        )\n SELECT q.a,\n    r.k\n   FROM q,\n    r;
SELECT 1

select pg_get_viewdef('w13'::regclass, true)
----
 WITH q AS (\n         SELECT t.a\n           FROM t\n        ), r(k) AS (\n         SELECT 1 AS "?column?"\n        )\n SELECT q.a,\n    r.k\n   FROM q,\n    r;
SELECT 1

create view w14 as with recursive q(n) as (select 1 union all select n + 1 from q where n < 10) select n from q;
----
CREATE VIEW

select pg_get_viewdef('w14'::regclass)
----
 WITH RECURSIVE q(n) AS (\n         SELECT 1 AS "?column?"\n        UNION ALL\n         SELECT (q_1.n + 1)\n           FROM q q_1\n          WHERE (q_1.n < 10)\n        )\n SELECT q.n\n   FROM q;
SELECT 1

select pg_get_viewdef('w14'::regclass, true)
----
 WITH RECURSIVE q(n) AS (\n         SELECT 1 AS "?column?"\n        UNION ALL\n         SELECT q_1.n + 1\n           FROM q q_1\n          WHERE q_1.n < 10\n        )\n SELECT q.n\n   FROM q;
SELECT 1

create view w15 as select a, (select max(x) from u where u.a = t.a) m from t;
----
CREATE VIEW

select pg_get_viewdef('w15'::regclass)
----
 SELECT t.a,\n    ( SELECT max(u.x) AS max\n           FROM u\n          WHERE (u.a = t.a)) AS m\n   FROM t;
SELECT 1

select pg_get_viewdef('w15'::regclass, true)
----
 SELECT t.a,\n    ( SELECT max(u.x) AS max\n           FROM u\n          WHERE u.a = t.a) AS m\n   FROM t;
SELECT 1

create view w16 as select a from t where exists (select 1 from u where u.a = t.a) and a in (select a from u) and a not in (1,2,3);
----
CREATE VIEW

select pg_get_viewdef('w16'::regclass)
----
 SELECT t.a\n   FROM t\n  WHERE ((EXISTS ( SELECT 1\n           FROM u\n          WHERE (u.a = t.a))) AND (t.a IN ( SELECT u.a\n           FROM u)) AND (t.a <> ALL (ARRAY[1, 2, 3])));
SELECT 1

select pg_get_viewdef('w16'::regclass, true)
----
 SELECT t.a\n   FROM t\n  WHERE (EXISTS ( SELECT 1\n           FROM u\n          WHERE u.a = t.a)) AND (t.a IN ( SELECT u.a\n           FROM u)) AND (t.a <> ALL (ARRAY[1, 2, 3]));
SELECT 1

create view w17 as select case when a > 1 then 'big' else 'small' end as size, case a when 1 then 'x' end as y from t;
----
CREATE VIEW

select pg_get_viewdef('w17'::regclass)
----
 SELECT\n        CASE\n            WHEN (t.a > 1) THEN 'big'::text\n            ELSE 'small'::text\n        END AS size,\n        CASE t.a\n            WHEN 1 THEN 'x'::text\n            ELSE NULL::text\n        END AS y\n   FROM t;
SELECT 1

select pg_get_viewdef('w17'::regclass, true)
----
 SELECT\n        CASE\n            WHEN t.a > 1 THEN 'big'::text\n            ELSE 'small'::text\n        END AS size,\n        CASE t.a\n            WHEN 1 THEN 'x'::text\n            ELSE NULL::text\n        END AS y\n   FROM t;
SELECT 1

create view w18 as select a::bigint p, b::varchar(5) q, '5'::int r, 1.5::float8 s, -3 t, - a u, 'x' v, null w, true x from t limit 3 offset 1;
----
CREATE VIEW

select pg_get_viewdef('w18'::regclass)
----
 SELECT (t.a)::bigint AS p,\n    (t.b)::character varying(5) AS q,\n    5 AS r,\n    (1.5)::double precision AS s,\n    '-3'::integer AS t,\n    (- t.a) AS u,\n    'x'::text AS v,\n    NULL::text AS w,\n    true AS x\n   FROM t\n OFFSET 1\n LIMIT 3;
SELECT 1

select pg_get_viewdef('w18'::regclass, true)
----
 SELECT t.a::bigint AS p,\n    t.b::character varying(5) AS q,\n    5 AS r,\n    1.5::double precision AS s,\n    '-3'::integer AS t,\n    - t.a AS u,\n    'x'::text AS v,\n    NULL::text AS w,\n    true AS x\n   FROM t\n OFFSET 1\n LIMIT 3;
SELECT 1

create view w19 as select array[1,2,a] as p, arr[1] as q, arr[1:2] as r, (a, b) = (1, 'x') as tt, (a, b) < (1, 'x') as uu from t;
----
CREATE VIEW

select pg_get_viewdef('w19'::regclass)
----
 SELECT ARRAY[1, 2, t.a] AS p,\n    t.arr[1] AS q,\n    t.arr[1:2] AS r,\n    ((t.a = 1) AND (t.b = 'x'::text)) AS tt,\n    (ROW(t.a, t.b) < ROW(1, 'x'::text)) AS uu\n   FROM t;
SELECT 1

select pg_get_viewdef('w19'::regclass, true)
----
 SELECT ARRAY[1, 2, t.a] AS p,\n    t.arr[1] AS q,\n    t.arr[1:2] AS r,\n    t.a = 1 AND t.b = 'x'::text AS tt,\n    (ROW(t.a, t.b) < ROW(1, 'x'::text)) AS uu\n   FROM t;
SELECT 1

create view w20 as select g, h from generate_series(1, 3) g, lateral (select g * 2 as h) q;
----
CREATE VIEW

select pg_get_viewdef('w20'::regclass)
----
 SELECT g.g,\n    q.h\n   FROM generate_series(1, 3) g(g),\n    LATERAL ( SELECT (g.g * 2) AS h) q;
SELECT 1

select pg_get_viewdef('w20'::regclass, true)
----
 SELECT g.g,\n    q.h\n   FROM generate_series(1, 3) g(g),\n    LATERAL ( SELECT g.g * 2 AS h) q;
SELECT 1

create view w21 as select * from generate_series(1, 3) with ordinality;
----
CREATE VIEW

select pg_get_viewdef('w21'::regclass)
----
 SELECT generate_series.generate_series,\n    generate_series.ordinality\n   FROM generate_series(1, 3) WITH ORDINALITY generate_series(generate_series, ordinality);
SELECT 1

select pg_get_viewdef('w21'::regclass, true)
----
 SELECT generate_series.generate_series,\n    generate_series.ordinality\n   FROM generate_series(1, 3) WITH ORDINALITY generate_series(generate_series, ordinality);
SELECT 1

create view w22 as select coalesce(b, 'z'), nullif(a, 1), greatest(a, 2), least(a, 3, 4) from t;
----
CREATE VIEW

select pg_get_viewdef('w22'::regclass)
----
 SELECT COALESCE(t.b, 'z'::text) AS "coalesce",\n    NULLIF(t.a, 1) AS "nullif",\n    GREATEST(t.a, 2) AS "greatest",\n    LEAST(t.a, 3, 4) AS "least"\n   FROM t;
SELECT 1

select pg_get_viewdef('w22'::regclass, true)
----
 SELECT COALESCE(t.b, 'z'::text) AS "coalesce",\n    NULLIF(t.a, 1) AS "nullif",\n    GREATEST(t.a, 2) AS "greatest",\n    LEAST(t.a, 3, 4) AS "least"\n   FROM t;
SELECT 1

create view w23 as select extract(year from ts), ts at time zone 'UTC', substring(b from 2 for 3), position('x' in b), trim(both 'x' from b), overlay(b placing 'y' from 1) from t;
----
CREATE VIEW

select pg_get_viewdef('w23'::regclass)
----
 SELECT EXTRACT(year FROM t.ts) AS "extract",\n    (t.ts AT TIME ZONE 'UTC'::text) AS timezone,\n    SUBSTRING(t.b FROM 2 FOR 3) AS "substring",\n    POSITION(('x'::text) IN (t.b)) AS "position",\n    TRIM(BOTH 'x'::text FROM t.b) AS btrim,\n    OVERLAY(t.b PLACING 'y'::text FROM 1) AS "overlay"\n   FROM t;
SELECT 1

select pg_get_viewdef('w23'::regclass, true)
----
 SELECT EXTRACT(year FROM t.ts) AS "extract",\n    (t.ts AT TIME ZONE 'UTC'::text) AS timezone,\n    SUBSTRING(t.b FROM 2 FOR 3) AS "substring",\n    POSITION(('x'::text) IN (t.b)) AS "position",\n    TRIM(BOTH 'x'::text FROM t.b) AS btrim,\n    OVERLAY(t.b PLACING 'y'::text FROM 1) AS "overlay"\n   FROM t;
SELECT 1

create view w24 as select current_date, current_timestamp, now(), current_user, localtime from t;
----
CREATE VIEW

select pg_get_viewdef('w24'::regclass)
----
 SELECT CURRENT_DATE AS "current_date",\n    CURRENT_TIMESTAMP AS "current_timestamp",\n    now() AS now,\n    CURRENT_USER AS "current_user",\n    LOCALTIME AS "localtime"\n   FROM t;
SELECT 1

select pg_get_viewdef('w24'::regclass, true)
----
 SELECT CURRENT_DATE AS "current_date",\n    CURRENT_TIMESTAMP AS "current_timestamp",\n    now() AS now,\n    CURRENT_USER AS "current_user",\n    LOCALTIME AS "localtime"\n   FROM t;
SELECT 1

create view w25 as select x.a as xa, y.a as ya from t x cross join t y;
----
CREATE VIEW

select pg_get_viewdef('w25'::regclass)
----
 SELECT x.a AS xa,\n    y.a AS ya\n   FROM (t x\n     CROSS JOIN t y);
SELECT 1

select pg_get_viewdef('w25'::regclass, true)
----
 SELECT x.a AS xa,\n    y.a AS ya\n   FROM t x\n     CROSS JOIN t y;
SELECT 1

create view w26 as select a between 1 and 5 as p, a not between 1 and 5 as q, b ilike 'x' as r, b not like 'y' as s, b similar to 'z' as u from t;
----
CREATE VIEW

select pg_get_viewdef('w26'::regclass)
----
 SELECT ((t.a >= 1) AND (t.a <= 5)) AS p,\n    ((t.a < 1) OR (t.a > 5)) AS q,\n    (t.b ~~* 'x'::text) AS r,\n    (t.b !~~ 'y'::text) AS s,\n    (t.b ~ similar_to_escape('z'::text)) AS u\n   FROM t;
SELECT 1

select pg_get_viewdef('w26'::regclass, true)
----
 SELECT t.a >= 1 AND t.a <= 5 AS p,\n    t.a < 1 OR t.a > 5 AS q,\n    t.b ~~* 'x'::text AS r,\n    t.b !~~ 'y'::text AS s,\n    t.b ~ similar_to_escape('z'::text) AS u\n   FROM t;
SELECT 1

create view w27 as select a is distinct from 1 as p, b is not null as q, (a > 1) is true as r, (a > 1) is not unknown as s from t;
----
CREATE VIEW

select pg_get_viewdef('w27'::regclass)
----
 SELECT (t.a IS DISTINCT FROM 1) AS p,\n    (t.b IS NOT NULL) AS q,\n    ((t.a > 1) IS TRUE) AS r,\n    ((t.a > 1) IS NOT UNKNOWN) AS s\n   FROM t;
SELECT 1

select pg_get_viewdef('w27'::regclass, true)
----
 SELECT t.a IS DISTINCT FROM 1 AS p,\n    t.b IS NOT NULL AS q,\n    (t.a > 1) IS TRUE AS r,\n    (t.a > 1) IS NOT UNKNOWN AS s\n   FROM t;
SELECT 1

create view w28 as select a = any (arr) as p, a = all (array[1,2]) as q, a = any (select a from u) as r from t;
----
CREATE VIEW

select pg_get_viewdef('w28'::regclass)
----
 SELECT (t.a = ANY (t.arr)) AS p,\n    (t.a = ALL (ARRAY[1, 2])) AS q,\n    (t.a IN ( SELECT u.a\n           FROM u)) AS r\n   FROM t;
SELECT 1

select pg_get_viewdef('w28'::regclass, true)
----
 SELECT t.a = ANY (t.arr) AS p,\n    t.a = ALL (ARRAY[1, 2]) AS q,\n    (t.a IN ( SELECT u.a\n           FROM u)) AS r\n   FROM t;
SELECT 1

create view w29 as select nextval('sq'), 't'::regclass, b || 'x' || a as cat from t;
----
CREATE VIEW

select pg_get_viewdef('w29'::regclass)
----
 SELECT nextval('sq'::regclass) AS nextval,\n    't'::regclass AS regclass,\n    ((t.b || 'x'::text) || t.a) AS cat\n   FROM t;
SELECT 1

select pg_get_viewdef('w29'::regclass, true)
----
 SELECT nextval('sq'::regclass) AS nextval,\n    't'::regclass AS regclass,\n    (t.b || 'x'::text) || t.a AS cat\n   FROM t;
SELECT 1

create view w30 as select sum(distinct a) filter (where a > 1), string_agg(b, ',' order by b desc), array_agg(a), count(distinct b) from t;
----
CREATE VIEW

select pg_get_viewdef('w30'::regclass)
----
 SELECT sum(DISTINCT t.a) FILTER (WHERE (t.a > 1)) AS sum,\n    string_agg(t.b, ','::text ORDER BY t.b DESC) AS string_agg,\n    array_agg(t.a) AS array_agg,\n    count(DISTINCT t.b) AS count\n   FROM t;
SELECT 1

select pg_get_viewdef('w30'::regclass, true)
----
 SELECT sum(DISTINCT t.a) FILTER (WHERE t.a > 1) AS sum,\n    string_agg(t.b, ','::text ORDER BY t.b DESC) AS string_agg,\n    array_agg(t.a) AS array_agg,\n    count(DISTINCT t.b) AS count\n   FROM t;
SELECT 1

create view w31 as select * from (select a, b from t) sub where sub.a > 2;
----
CREATE VIEW

select pg_get_viewdef('w31'::regclass)
----
 SELECT sub.a,\n    sub.b\n   FROM ( SELECT t.a,\n            t.b\n           FROM t) sub\n  WHERE (sub.a > 2);
SELECT 1

select pg_get_viewdef('w31'::regclass, true)
----
 SELECT sub.a,\n    sub.b\n   FROM ( SELECT t.a,\n            t.b\n           FROM t) sub\n  WHERE sub.a > 2;
SELECT 1

create view w32 as select * from (values (1, 'one'), (2, 'two')) as v(num, name);
----
CREATE VIEW

select pg_get_viewdef('w32'::regclass)
----
 SELECT v.num,\n    v.name\n   FROM ( VALUES (1,'one'::text), (2,'two'::text)) v(num, name);
SELECT 1

select pg_get_viewdef('w32'::regclass, true)
----
 SELECT v.num,\n    v.name\n   FROM ( VALUES (1,'one'::text), (2,'two'::text)) v(num, name);
SELECT 1

create view w33 as select * from t full join (select a from u) uu using (a);
----
CREATE VIEW

select pg_get_viewdef('w33'::regclass)
----
 SELECT a,\n    t.b,\n    t.c,\n    t."D d",\n    t.arr,\n    t.ts,\n    t.d,\n    t.j\n   FROM (t\n     FULL JOIN ( SELECT u.a\n           FROM u) uu USING (a));
SELECT 1

select pg_get_viewdef('w33'::regclass, true)
----
 SELECT a,\n    t.b,\n    t.c,\n    t."D d",\n    t.arr,\n    t.ts,\n    t.d,\n    t.j\n   FROM t\n     FULL JOIN ( SELECT u.a\n           FROM u) uu USING (a);
SELECT 1

create view w34 as select t.a from t right join (u join viewdefs.t st on u.a = st.a) on t.a = u.a;
----
CREATE VIEW

select pg_get_viewdef('w34'::regclass)
----
 SELECT t.a\n   FROM (t\n     RIGHT JOIN (u\n     JOIN viewdefs.t st ON ((u.a = st.a))) ON ((t.a = u.a)));
SELECT 1

select pg_get_viewdef('w34'::regclass, true)
----
 SELECT t.a\n   FROM t\n     RIGHT JOIN (u\n     JOIN viewdefs.t st ON u.a = st.a) ON t.a = u.a;
SELECT 1

create view w35 as select a + 1 * 2 - 3 as x, (a + 1) * 2 as y, a % 2 as z, a / 2 as q, -(a + 1) as n, not (a > 1) as o from t;
----
CREATE VIEW

select pg_get_viewdef('w35'::regclass)
----
 SELECT ((t.a + (1 * 2)) - 3) AS x,\n    ((t.a + 1) * 2) AS y,\n    (t.a % 2) AS z,\n    (t.a / 2) AS q,\n    (- (t.a + 1)) AS n,\n    (NOT (t.a > 1)) AS o\n   FROM t;
SELECT 1

select pg_get_viewdef('w35'::regclass, true)
----
 SELECT t.a + 1 * 2 - 3 AS x,\n    (t.a + 1) * 2 AS y,\n    t.a % 2 AS z,\n    t.a / 2 AS q,\n    - (t.a + 1) AS n,\n    NOT t.a > 1 AS o\n   FROM t;
SELECT 1

create view w36 as select interval '1 day' as i, date '2020-01-01' as d, timestamp '2020-01-01 10:00' as ts, '10:00'::time as ti, interval '3' hour as h;
----
CREATE VIEW

select pg_get_viewdef('w36'::regclass)
----
 SELECT '1 day'::interval AS i,\n    '2020-01-01'::date AS d,\n    '2020-01-01 10:00:00'::timestamp without time zone AS ts,\n    '10:00:00'::time without time zone AS ti,\n    '03:00:00'::interval hour AS h;
SELECT 1

select pg_get_viewdef('w36'::regclass, true)
----
 SELECT '1 day'::interval AS i,\n    '2020-01-01'::date AS d,\n    '2020-01-01 10:00:00'::timestamp without time zone AS ts,\n    '10:00:00'::time without time zone AS ti,\n    '03:00:00'::interval hour AS h;
SELECT 1

create view w37 as select "D d", t."D d" || 'x' as "Mixed Case", a as "select" from t;
----
CREATE VIEW

select pg_get_viewdef('w37'::regclass)
----
 SELECT t."D d",\n    ((t."D d")::text || 'x'::text) AS "Mixed Case",\n    t.a AS "select"\n   FROM t;
SELECT 1

select pg_get_viewdef('w37'::regclass, true)
----
 SELECT t."D d",\n    t."D d"::text || 'x'::text AS "Mixed Case",\n    t.a AS "select"\n   FROM t;
SELECT 1

create view w39 as select t1.a from t t1 where t1.a = (select min(t2.a) from t t2 where t2.b = t1.b and exists (select 1 from t t3 where t3.a = t2.a));
----
CREATE VIEW

select pg_get_viewdef('w39'::regclass)
----
 SELECT t1.a\n   FROM t t1\n  WHERE (t1.a = ( SELECT min(t2.a) AS min\n           FROM t t2\n          WHERE ((t2.b = t1.b) AND (EXISTS ( SELECT 1\n                   FROM t t3\n                  WHERE (t3.a = t2.a))))));
SELECT 1

select pg_get_viewdef('w39'::regclass, true)
----
 SELECT t1.a\n   FROM t t1\n  WHERE t1.a = (( SELECT min(t2.a) AS min\n           FROM t t2\n          WHERE t2.b = t1.b AND (EXISTS ( SELECT 1\n                   FROM t t3\n                  WHERE t3.a = t2.a))));
SELECT 1

create view w40 as select * from w01 join w02 using (a);
----
CREATE VIEW

select pg_get_viewdef('w40'::regclass)
----
 SELECT w01.a,\n    w01.b,\n    w01.c,\n    w01."D d",\n    w01.arr,\n    w01.ts,\n    w01.d,\n    w01.j,\n    w02.bb\n   FROM (w01\n     JOIN w02 USING (a));
SELECT 1

select pg_get_viewdef('w40'::regclass, true)
----
 SELECT w01.a,\n    w01.b,\n    w01.c,\n    w01."D d",\n    w01.arr,\n    w01.ts,\n    w01.d,\n    w01.j,\n    w02.bb\n   FROM w01\n     JOIN w02 USING (a);
SELECT 1

create view w41 as select a from t order by b, a + 1 desc nulls first, 1 for update;
----
CREATE VIEW

select pg_get_viewdef('w41'::regclass)
----
 SELECT t.a\n   FROM t\n  ORDER BY t.b, (t.a + 1) DESC, t.a\n FOR UPDATE OF t;
SELECT 1

select pg_get_viewdef('w41'::regclass, true)
----
 SELECT t.a\n   FROM t\n  ORDER BY t.b, (t.a + 1) DESC, t.a\n FOR UPDATE OF t;
SELECT 1

create view w42 as select a from t order by a fetch first 2 rows with ties;
----
CREATE VIEW

select pg_get_viewdef('w42'::regclass)
----
 SELECT t.a\n   FROM t\n  ORDER BY t.a\n FETCH FIRST (2) ROWS WITH TIES;
SELECT 1

select pg_get_viewdef('w42'::regclass, true)
----
 SELECT t.a\n   FROM t\n  ORDER BY t.a\n FETCH FIRST (2) ROWS WITH TIES;
SELECT 1

create view w43 as select upper(b), length(b), abs(a), round(c, 1), to_char(ts, 'YYYY'), lower('X') from t;
----
CREATE VIEW

select pg_get_viewdef('w43'::regclass)
----
 SELECT upper(t.b) AS upper,\n    length(t.b) AS length,\n    abs(t.a) AS abs,\n    round(t.c, 1) AS round,\n    to_char(t.ts, 'YYYY'::text) AS to_char,\n    lower('X'::text) AS lower\n   FROM t;
SELECT 1

select pg_get_viewdef('w43'::regclass, true)
----
 SELECT upper(t.b) AS upper,\n    length(t.b) AS length,\n    abs(t.a) AS abs,\n    round(t.c, 1) AS round,\n    to_char(t.ts, 'YYYY'::text) AS to_char,\n    lower('X'::text) AS lower\n   FROM t;
SELECT 1

create view w44 as select a from t where b = 'x' and (a = 1 or a = 2) and c > 1 and not (a = 5 and b = 'z');
----
CREATE VIEW

select pg_get_viewdef('w44'::regclass)
----
 SELECT t.a\n   FROM t\n  WHERE ((t.b = 'x'::text) AND ((t.a = 1) OR (t.a = 2)) AND (t.c > (1)::numeric) AND (NOT ((t.a = 5) AND (t.b = 'z'::text))));
SELECT 1

select pg_get_viewdef('w44'::regclass, true)
----
 SELECT t.a\n   FROM t\n  WHERE t.b = 'x'::text AND (t.a = 1 OR t.a = 2) AND t.c > 1::numeric AND NOT (t.a = 5 AND t.b = 'z'::text);
SELECT 1

create view w45 as select a, count(*) as n from t group by a order by count(*) desc, a;
----
CREATE VIEW

select pg_get_viewdef('w45'::regclass)
----
 SELECT t.a,\n    count(*) AS n\n   FROM t\n  GROUP BY t.a\n  ORDER BY (count(*)) DESC, t.a;
SELECT 1

select pg_get_viewdef('w45'::regclass, true)
----
 SELECT t.a,\n    count(*) AS n\n   FROM t\n  GROUP BY t.a\n  ORDER BY (count(*)) DESC, t.a;
SELECT 1

create view w46 as select a, b, c from t group by a;
----
CREATE VIEW

select pg_get_viewdef('w46'::regclass)
----
 SELECT t.a,\n    t.b,\n    t.c\n   FROM t\n  GROUP BY t.a;
SELECT 1

select pg_get_viewdef('w46'::regclass, true)
----
 SELECT t.a,\n    t.b,\n    t.c\n   FROM t\n  GROUP BY t.a;
SELECT 1

create view w47 as select v = 'x' as p, v || 'y' as q, n = 5 as r, n + 1 as s, a = n as t from u;
----
CREATE VIEW

select pg_get_viewdef('w47'::regclass)
----
 SELECT ((u.v)::text = 'x'::text) AS p,\n    ((u.v)::text || 'y'::text) AS q,\n    (u.n = 5) AS r,\n    (u.n + 1) AS s,\n    (u.a = u.n) AS t\n   FROM u;
SELECT 1

select pg_get_viewdef('w47'::regclass, true)
----
 SELECT u.v::text = 'x'::text AS p,\n    u.v::text || 'y'::text AS q,\n    u.n = 5 AS r,\n    u.n + 1 AS s,\n    u.a = u.n AS t\n   FROM u;
SELECT 1

create view w48 as select c > 1 as p, c = 1.5 as q, c * 2 as r, a * 1.5 as s from t;
----
CREATE VIEW

select pg_get_viewdef('w48'::regclass)
----
 SELECT (t.c > (1)::numeric) AS p,\n    (t.c = 1.5) AS q,\n    (t.c * (2)::numeric) AS r,\n    ((t.a)::numeric * 1.5) AS s\n   FROM t;
SELECT 1

select pg_get_viewdef('w48'::regclass, true)
----
 SELECT t.c > 1::numeric AS p,\n    t.c = 1.5 AS q,\n    t.c * 2::numeric AS r,\n    t.a::numeric * 1.5 AS s\n   FROM t;
SELECT 1

create view w49 as select 'a' as x union all select 'b' union all select null;
----
CREATE VIEW

select pg_get_viewdef('w49'::regclass)
----
 SELECT 'a'::text AS x\nUNION ALL\n SELECT 'b'::text AS x\nUNION ALL\n SELECT NULL::text AS x;
SELECT 1

select pg_get_viewdef('w49'::regclass, true)
----
 SELECT 'a'::text AS x\nUNION ALL\n SELECT 'b'::text AS x\nUNION ALL\n SELECT NULL::text AS x;
SELECT 1

create view w50 as select 1 as one, 10000000000 as big, 1.50 as num, 1e10 as e, '' as empty, 'it''s' as q, e'a\\b' as bs;
----
CREATE VIEW

select pg_get_viewdef('w50'::regclass)
----
 SELECT 1 AS one,\n    '10000000000'::bigint AS big,\n    1.50 AS num,\n    '10000000000'::numeric AS e,\n    ''::text AS empty,\n    'it''s'::text AS q,\n    'a\b'::text AS bs;
SELECT 1

select pg_get_viewdef('w50'::regclass, true)
----
 SELECT 1 AS one,\n    '10000000000'::bigint AS big,\n    1.50 AS num,\n    '10000000000'::numeric AS e,\n    ''::text AS empty,\n    'it''s'::text AS q,\n    'a\b'::text AS bs;
SELECT 1

create view w51 (p, q) as select a, b from t;
----
CREATE VIEW

select pg_get_viewdef('w51'::regclass)
----
 SELECT t.a AS p,\n    t.b AS q\n   FROM t;
SELECT 1

select pg_get_viewdef('w51'::regclass, true)
----
 SELECT t.a AS p,\n    t.b AS q\n   FROM t;
SELECT 1

create view w52 as select public.t.a, st.z from t, viewdefs.t st where public.t.a = st.a;
----
CREATE VIEW

select pg_get_viewdef('w52'::regclass)
----
 SELECT t.a,\n    st.z\n   FROM t,\n    viewdefs.t st\n  WHERE (t.a = st.a);
SELECT 1

select pg_get_viewdef('w52'::regclass, true)
----
 SELECT t.a,\n    st.z\n   FROM t,\n    viewdefs.t st\n  WHERE t.a = st.a;
SELECT 1

create view w53 as select * from unnest(array[1,2], array['a','b']) as x(i, s);
----
CREATE VIEW

select pg_get_viewdef('w53'::regclass)
----
 SELECT x.i,\n    x.s\n   FROM UNNEST(ARRAY[1, 2], ARRAY['a'::text, 'b'::text]) x(i, s);
SELECT 1

select pg_get_viewdef('w53'::regclass, true)
----
 SELECT x.i,\n    x.s\n   FROM UNNEST(ARRAY[1, 2], ARRAY['a'::text, 'b'::text]) x(i, s);
SELECT 1

create view w54 as select a, b from t where a = 1 union (select a, v from u order by a limit 1);
----
CREATE VIEW

select pg_get_viewdef('w54'::regclass)
----
 SELECT t.a,\n    t.b\n   FROM t\n  WHERE (t.a = 1)\nUNION\n( SELECT u.a,\n    u.v AS b\n   FROM u\n  ORDER BY u.a\n LIMIT 1);
SELECT 1

select pg_get_viewdef('w54'::regclass, true)
----
 SELECT t.a,\n    t.b\n   FROM t\n  WHERE t.a = 1\nUNION\n( SELECT u.a,\n    u.v AS b\n   FROM u\n  ORDER BY u.a\n LIMIT 1);
SELECT 1

create view w55 as select exists (select 1), array(select a from t order by a) as arr, (select 1) as sub;
----
CREATE VIEW

select pg_get_viewdef('w55'::regclass)
----
 SELECT (EXISTS ( SELECT 1)) AS "exists",\n    ARRAY( SELECT t.a\n           FROM t\n          ORDER BY t.a) AS arr,\n    ( SELECT 1) AS sub;
SELECT 1

select pg_get_viewdef('w55'::regclass, true)
----
 SELECT (EXISTS ( SELECT 1)) AS "exists",\n    ARRAY( SELECT t.a\n           FROM t\n          ORDER BY t.a) AS arr,\n    ( SELECT 1) AS sub;
SELECT 1

create view w56 as select b collate "C" as c from t order by b collate "C";
----
CREATE VIEW

select pg_get_viewdef('w56'::regclass)
----
 SELECT (t.b COLLATE "C") AS c\n   FROM t\n  ORDER BY (t.b COLLATE "C");
SELECT 1

select pg_get_viewdef('w56'::regclass, true)
----
 SELECT t.b COLLATE "C" AS c\n   FROM t\n  ORDER BY (t.b COLLATE "C");
SELECT 1

create view w57 as select ts::date p, ts::text q, a::text r, b::int s, arr::text[] t, '{1,2}'::int[] u, j::text v, c::int w, a::float8 x from t;
----
CREATE VIEW

select pg_get_viewdef('w57'::regclass)
----
 SELECT (t.ts)::date AS p,\n    (t.ts)::text AS q,\n    (t.a)::text AS r,\n    (t.b)::integer AS s,\n    (t.arr)::text[] AS t,\n    '{1,2}'::integer[] AS u,\n    (t.j)::text AS v,\n    (t.c)::integer AS w,\n    (t.a)::double precision AS x\n   FROM t;
SELECT 1

select pg_get_viewdef('w57'::regclass, true)
----
 SELECT t.ts::date AS p,\n    t.ts::text AS q,\n    t.a::text AS r,\n    t.b::integer AS s,\n    t.arr::text[] AS t,\n    '{1,2}'::integer[] AS u,\n    t.j::text AS v,\n    t.c::integer AS w,\n    t.a::double precision AS x\n   FROM t;
SELECT 1

create view w58 as select * from (t join u on t.a = u.a) as j(k1, k2);
----
CREATE VIEW

select pg_get_viewdef('w58'::regclass)
----
 SELECT j.k1,\n    j.k2,\n    j.c,\n    j."D d",\n    j.arr,\n    j.ts,\n    j.d,\n    j.j,\n    j.a,\n    j.x,\n    j.v,\n    j.n\n   FROM (t\n     JOIN u ON ((t.a = u.a))) j(k1, k2, c, "D d", arr, ts, d, j, a, x, v, n);
SELECT 1

select pg_get_viewdef('w58'::regclass, true)
----
 SELECT j.k1,\n    j.k2,\n    j.c,\n    j."D d",\n    j.arr,\n    j.ts,\n    j.d,\n    j.j,\n    j.a,\n    j.x,\n    j.v,\n    j.n\n   FROM (t\n     JOIN u ON t.a = u.a) j(k1, k2, c, "D d", arr, ts, d, j, a, x, v, n);
SELECT 1

create view w59 as select j.* from (t join u using (a)) j;
----
CREATE VIEW

select pg_get_viewdef('w59'::regclass)
----
 SELECT j.a,\n    j.b,\n    j.c,\n    j."D d",\n    j.arr,\n    j.ts,\n    j.d,\n    j.j,\n    j.x,\n    j.v,\n    j.n\n   FROM (t\n     JOIN u USING (a)) j;
SELECT 1

select pg_get_viewdef('w59'::regclass, true)
----
 SELECT j.a,\n    j.b,\n    j.c,\n    j."D d",\n    j.arr,\n    j.ts,\n    j.d,\n    j.j,\n    j.x,\n    j.v,\n    j.n\n   FROM (t\n     JOIN u USING (a)) j;
SELECT 1

create view w61 as select a from only t where (a, b) in (select a, v from u) and (a, b) in ((1, 'x'), (2, 'y'));
----
CREATE VIEW

select pg_get_viewdef('w61'::regclass)
----
 SELECT t.a\n   FROM ONLY t\n  WHERE (((t.a, t.b) IN ( SELECT u.a,\n            u.v\n           FROM u)) AND (((t.a = 1) AND (t.b = 'x'::text)) OR ((t.a = 2) AND (t.b = 'y'::text))));
SELECT 1

select pg_get_viewdef('w61'::regclass, true)
----
 SELECT t.a\n   FROM ONLY t\n  WHERE ((t.a, t.b) IN ( SELECT u.a,\n            u.v\n           FROM u)) AND (t.a = 1 AND t.b = 'x'::text OR t.a = 2 AND t.b = 'y'::text);
SELECT 1

create view w62 as select count(*) from t, u x, viewdefs.t y;
----
CREATE VIEW

select pg_get_viewdef('w62'::regclass)
----
 SELECT count(*) AS count\n   FROM t,\n    u x,\n    viewdefs.t y;
SELECT 1

select pg_get_viewdef('w62'::regclass, true)
----
 SELECT count(*) AS count\n   FROM t,\n    u x,\n    viewdefs.t y;
SELECT 1

create view w63 as with q as materialized (select 1 as a), r as not materialized (select 2 as b) select * from q, r;
----
CREATE VIEW

select pg_get_viewdef('w63'::regclass)
----
 WITH q AS MATERIALIZED (\n         SELECT 1 AS a\n        ), r AS NOT MATERIALIZED (\n         SELECT 2 AS b\n        )\n SELECT q.a,\n    r.b\n   FROM q,\n    r;
SELECT 1

select pg_get_viewdef('w63'::regclass, true)
----
 WITH q AS MATERIALIZED (\n         SELECT 1 AS a\n        ), r AS NOT MATERIALIZED (\n         SELECT 2 AS b\n        )\n SELECT q.a,\n    r.b\n   FROM q,\n    r;
SELECT 1

create view w64 as select 1 where true and false or 1 = 1;
----
CREATE VIEW

select pg_get_viewdef('w64'::regclass)
----
 SELECT 1 AS "?column?"\n  WHERE ((true AND false) OR (1 = 1));
SELECT 1

select pg_get_viewdef('w64'::regclass, true)
----
 SELECT 1 AS "?column?"\n  WHERE true AND false OR 1 = 1;
SELECT 1

create view w65 as select b ~ '^x' as m, b !~* 'y' as n, b ~~ 'z' as o, a <> 1 as p, a != 2 as q, @ a as r, a & 1 as s, a << 2 as t from t;
----
CREATE VIEW

select pg_get_viewdef('w65'::regclass)
----
 SELECT (t.b ~ '^x'::text) AS m,\n    (t.b !~* 'y'::text) AS n,\n    (t.b ~~ 'z'::text) AS o,\n    (t.a <> 1) AS p,\n    (t.a <> 2) AS q,\n    (@ t.a) AS r,\n    (t.a & 1) AS s,\n    (t.a << 2) AS t\n   FROM t;
SELECT 1

select pg_get_viewdef('w65'::regclass, true)
----
 SELECT t.b ~ '^x'::text AS m,\n    t.b !~* 'y'::text AS n,\n    t.b ~~ 'z'::text AS o,\n    t.a <> 1 AS p,\n    t.a <> 2 AS q,\n    @ t.a AS r,\n    t.a & 1 AS s,\n    t.a << 2 AS t\n   FROM t;
SELECT 1

create view w66 as select date_trunc('day', ts) p, ts - interval '1 day' q, ts > now() - interval '1 hour' r, d + 1 s, age(ts) t from t;
----
CREATE VIEW

select pg_get_viewdef('w66'::regclass)
----
 SELECT date_trunc('day'::text, t.ts) AS p,\n    (t.ts - '1 day'::interval) AS q,\n    (t.ts > (now() - '01:00:00'::interval)) AS r,\n    (t.d + 1) AS s,\n    age(t.ts) AS t\n   FROM t;
SELECT 1

select pg_get_viewdef('w66'::regclass, true)
----
 SELECT date_trunc('day'::text, t.ts) AS p,\n    t.ts - '1 day'::interval AS q,\n    t.ts > (now() - '01:00:00'::interval) AS r,\n    t.d + 1 AS s,\n    age(t.ts) AS t\n   FROM t;
SELECT 1

create view w67 as select * from t where b is null and a > all (select a from u) and d >= '2020-01-01' and ts < '2021-01-01 00:00+00';
----
CREATE VIEW

select pg_get_viewdef('w67'::regclass)
----
 SELECT t.a,\n    t.b,\n    t.c,\n    t."D d",\n    t.arr,\n    t.ts,\n    t.d,\n    t.j\n   FROM t\n  WHERE ((t.b IS NULL) AND (t.a > ALL ( SELECT u.a\n           FROM u)) AND (t.d >= '2020-01-01'::date) AND (t.ts < '2021-01-01 00:00:00+00'::timestamp with time zone));
SELECT 1

select pg_get_viewdef('w67'::regclass, true)
----
 SELECT t.a,\n    t.b,\n    t.c,\n    t."D d",\n    t.arr,\n    t.ts,\n    t.d,\n    t.j\n   FROM t\n  WHERE t.b IS NULL AND (t.a > ALL ( SELECT u.a\n           FROM u)) AND t.d >= '2020-01-01'::date AND t.ts < '2021-01-01 00:00:00+00'::timestamp with time zone;
SELECT 1

create view w68 as select x.* from t x left join lateral (select u.v from u where u.a = x.a limit 1) l on true where l.v is not null;
----
CREATE VIEW

select pg_get_viewdef('w68'::regclass)
----
 SELECT x.a,\n    x.b,\n    x.c,\n    x."D d",\n    x.arr,\n    x.ts,\n    x.d,\n    x.j\n   FROM (t x\n     LEFT JOIN LATERAL ( SELECT u.v\n           FROM u\n          WHERE (u.a = x.a)\n         LIMIT 1) l ON (true))\n  WHERE (l.v IS NOT NULL);
SELECT 1

select pg_get_viewdef('w68'::regclass, true)
----
 SELECT x.a,\n    x.b,\n    x.c,\n    x."D d",\n    x.arr,\n    x.ts,\n    x.d,\n    x.j\n   FROM t x\n     LEFT JOIN LATERAL ( SELECT u.v\n           FROM u\n          WHERE u.a = x.a\n         LIMIT 1) l ON true\n  WHERE l.v IS NOT NULL;
SELECT 1

create view w69 as select a, sum(a) from t group by 1 having sum(a) > 10 order by 2 desc limit 10;
----
CREATE VIEW

select pg_get_viewdef('w69'::regclass)
----
 SELECT t.a,\n    sum(t.a) AS sum\n   FROM t\n  GROUP BY t.a\n HAVING (sum(t.a) > 10)\n  ORDER BY (sum(t.a)) DESC\n LIMIT 10;
SELECT 1

select pg_get_viewdef('w69'::regclass, true)
----
 SELECT t.a,\n    sum(t.a) AS sum\n   FROM t\n  GROUP BY t.a\n HAVING sum(t.a) > 10\n  ORDER BY (sum(t.a)) DESC\n LIMIT 10;
SELECT 1

create view w70 as select a1, x.v from t t_alias(a1, b1), u x;
----
CREATE VIEW

select pg_get_viewdef('w70'::regclass)
----
 SELECT t_alias.a1,\n    x.v\n   FROM t t_alias(a1, b1, c, "D d", arr, ts, d, j),\n    u x;
SELECT 1

select pg_get_viewdef('w70'::regclass, true)
----
 SELECT t_alias.a1,\n    x.v\n   FROM t t_alias(a1, b1, c, "D d", arr, ts, d, j),\n    u x;
SELECT 1

create view w71 as select a1, b1 from t t_alias(a1, b1);
----
CREATE VIEW

select pg_get_viewdef('w71'::regclass)
----
 SELECT t_alias.a1,\n    t_alias.b1\n   FROM t t_alias(a1, b1, c, "D d", arr, ts, d, j);
SELECT 1

select pg_get_viewdef('w71'::regclass, true)
----
 SELECT t_alias.a1,\n    t_alias.b1\n   FROM t t_alias(a1, b1, c, "D d", arr, ts, d, j);
SELECT 1

create view w72 as select * from t t_alias(a1, b1);
----
CREATE VIEW

select pg_get_viewdef('w72'::regclass)
----
 SELECT t_alias.a1,\n    t_alias.b1,\n    t_alias.c,\n    t_alias."D d",\n    t_alias.arr,\n    t_alias.ts,\n    t_alias.d,\n    t_alias.j\n   FROM t t_alias(a1, b1, c, "D d", arr, ts, d, j);
SELECT 1

select pg_get_viewdef('w72'::regclass, true)
----
 SELECT t_alias.a1,\n    t_alias.b1,\n    t_alias.c,\n    t_alias."D d",\n    t_alias.arr,\n    t_alias.ts,\n    t_alias.d,\n    t_alias.j\n   FROM t t_alias(a1, b1, c, "D d", arr, ts, d, j);
SELECT 1

create view w73 as select now()::date as today, (now() at time zone 'utc')::timestamp(0) as ts0, cast(a as numeric(5,1)) as n51 from t;
----
CREATE VIEW

select pg_get_viewdef('w73'::regclass)
----
 SELECT (now())::date AS today,\n    ((now() AT TIME ZONE 'utc'::text))::timestamp(0) without time zone AS ts0,\n    (t.a)::numeric(5,1) AS n51\n   FROM t;
SELECT 1

select pg_get_viewdef('w73'::regclass, true)
----
 SELECT now()::date AS today,\n    (now() AT TIME ZONE 'utc'::text)::timestamp(0) without time zone AS ts0,\n    t.a::numeric(5,1) AS n51\n   FROM t;
SELECT 1

create view w74 as select bool_and(a > 1), every(b is null), avg(a), stddev(a), count(a) filter (where b > 'x') from t;
----
CREATE VIEW

select pg_get_viewdef('w74'::regclass)
----
 SELECT bool_and((t.a > 1)) AS bool_and,\n    every((t.b IS NULL)) AS every,\n    avg(t.a) AS avg,\n    stddev(t.a) AS stddev,\n    count(t.a) FILTER (WHERE (t.b > 'x'::text)) AS count\n   FROM t;
SELECT 1

select pg_get_viewdef('w74'::regclass, true)
----
 SELECT bool_and(t.a > 1) AS bool_and,\n    every(t.b IS NULL) AS every,\n    avg(t.a) AS avg,\n    stddev(t.a) AS stddev,\n    count(t.a) FILTER (WHERE t.b > 'x'::text) AS count\n   FROM t;
SELECT 1

create view w75 as select regexp_replace(b, 'x', 'y', 'g'), split_part(b, ',', 1), concat(a, b, c), format('%s', a) from t;
----
CREATE VIEW

select pg_get_viewdef('w75'::regclass)
----
 SELECT regexp_replace(t.b, 'x'::text, 'y'::text, 'g'::text) AS regexp_replace,\n    split_part(t.b, ','::text, 1) AS split_part,\n    concat(t.a, t.b, t.c) AS concat,\n    format('%s'::text, t.a) AS format\n   FROM t;
SELECT 1

select pg_get_viewdef('w75'::regclass, true)
----
 SELECT regexp_replace(t.b, 'x'::text, 'y'::text, 'g'::text) AS regexp_replace,\n    split_part(t.b, ','::text, 1) AS split_part,\n    concat(t.a, t.b, t.c) AS concat,\n    format('%s'::text, t.a) AS format\n   FROM t;
SELECT 1

create view x01 as select (a, b) = (1, 'b') p, (a, b) <> (1, 'b') q, (a, "D d") = (1, 'x') r, (a, b) < (1, 'x') s, (a::bigint, "D d") >= (1, b) u from t where (a, "D d") < (1, 'x');
----
CREATE VIEW

select pg_get_viewdef('x01'::regclass)
----
 SELECT ((t.a = 1) AND (t.b = 'b'::text)) AS p,\n    ((t.a <> 1) OR (t.b <> 'b'::text)) AS q,\n    ((t.a = 1) AND ((t."D d")::text = 'x'::text)) AS r,\n    (ROW(t.a, t.b) < ROW(1, 'x'::text)) AS s,\n    (ROW((t.a)::bigint, (t."D d")::text) >= ROW(1, t.b)) AS u\n   FROM t\n  WHERE (ROW(t.a, (t."D d")::text) < ROW(1, 'x'::text));
SELECT 1

select pg_get_viewdef('x01'::regclass, true)
----
 SELECT t.a = 1 AND t.b = 'b'::text AS p,\n    t.a <> 1 OR t.b <> 'b'::text AS q,\n    t.a = 1 AND t."D d"::text = 'x'::text AS r,\n    (ROW(t.a, t.b) < ROW(1, 'x'::text)) AS s,\n    (ROW(t.a::bigint, t."D d"::text) >= ROW(1, t.b)) AS u\n   FROM t\n  WHERE (ROW(t.a, t."D d"::text) < ROW(1, 'x'::text));
SELECT 1

create view x03 as select a in (select n from u) p, "D d" in (select b from t) q, b in (select v from u) r, a not in (select a from u) s, (a, "D d") in (select n, b from t, u) u, (a, b) = (select a, v from u limit 1) v, a > all (select n from u) w, a = any (select n from u) x from t;
----
CREATE VIEW

select pg_get_viewdef('x03'::regclass)
----
 SELECT (t.a IN ( SELECT u.n\n           FROM u)) AS p,\n    ((t."D d")::text IN ( SELECT t_1.b\n           FROM t t_1)) AS q,\n    (t.b IN ( SELECT u.v\n           FROM u)) AS r,\n    (NOT (t.a IN ( SELECT u.a\n           FROM u))) AS s,\n    ((t.a, (t."D d")::text) IN ( SELECT u.n,\n            t_1.b\n           FROM t t_1,\n            u)) AS u,\n    ((t.a, t.b) = ( SELECT u.a,\n            u.v\n           FROM u\n         LIMIT 1)) AS v,\n    (t.a > ALL ( SELECT u.n\n           FROM u)) AS w,\n    (t.a IN ( SELECT u.n\n           FROM u)) AS x\n   FROM t;
SELECT 1

select pg_get_viewdef('x03'::regclass, true)
----
 SELECT (t.a IN ( SELECT u.n\n           FROM u)) AS p,\n    (t."D d"::text IN ( SELECT t_1.b\n           FROM t t_1)) AS q,\n    (t.b IN ( SELECT u.v\n           FROM u)) AS r,\n    NOT (t.a IN ( SELECT u.a\n           FROM u)) AS s,\n    ((t.a, t."D d"::text) IN ( SELECT u.n,\n            t_1.b\n           FROM t t_1,\n            u)) AS u,\n    ((t.a, t.b) = ( SELECT u.a,\n            u.v\n           FROM u\n         LIMIT 1)) AS v,\n    (t.a > ALL ( SELECT u.n\n           FROM u)) AS w,\n    (t.a IN ( SELECT u.n\n           FROM u)) AS x\n   FROM t;
SELECT 1

create view x04 as select a between symmetric 1 and 5 p, a not between symmetric 1 and 5 q, (a between 1 and 5) = true r from t where a between 1 and 3 or a between 5 and 7 and b > 'x';
----
CREATE VIEW

select pg_get_viewdef('x04'::regclass)
----
 SELECT (((t.a >= 1) AND (t.a <= 5)) OR ((t.a >= 5) AND (t.a <= 1))) AS p,\n    (((t.a < 1) OR (t.a > 5)) AND ((t.a < 5) OR (t.a > 1))) AS q,\n    (((t.a >= 1) AND (t.a <= 5)) = true) AS r\n   FROM t\n  WHERE (((t.a >= 1) AND (t.a <= 3)) OR (((t.a >= 5) AND (t.a <= 7)) AND (t.b > 'x'::text)));
SELECT 1

select pg_get_viewdef('x04'::regclass, true)
----
 SELECT t.a >= 1 AND t.a <= 5 OR t.a >= 5 AND t.a <= 1 AS p,\n    (t.a < 1 OR t.a > 5) AND (t.a < 5 OR t.a > 1) AS q,\n    (t.a >= 1 AND t.a <= 5) = true AS r\n   FROM t\n  WHERE t.a >= 1 AND t.a <= 3 OR t.a >= 5 AND t.a <= 7 AND t.b > 'x'::text;
SELECT 1

create view x05 as select a::int p, b::text q, a::int as a2, ('x'::text)::varchar(5) r, interval '1' day s, interval(3) '1.23456' v, '1.5'::interval(2) w, 'infinity'::float8 x, '-Infinity'::float8 y, interval '1-2' year to month z, a::int from t;
----
CREATE VIEW

select pg_get_viewdef('x05'::regclass)
----
 SELECT t.a AS p,\n    t.b AS q,\n    t.a AS a2,\n    ('x'::text)::character varying(5) AS r,\n    '1 day'::interval day AS s,\n    '00:00:01.235'::interval(3) AS v,\n    '00:00:01.5'::interval(2) AS w,\n    'Infinity'::double precision AS x,\n    '-Infinity'::double precision AS y,\n    '1 year 2 mons'::interval year to month AS z,\n    t.a\n   FROM t;
SELECT 1

select pg_get_viewdef('x05'::regclass, true)
----
 SELECT t.a AS p,\n    t.b AS q,\n    t.a AS a2,\n    'x'::text::character varying(5) AS r,\n    '1 day'::interval day AS s,\n    '00:00:01.235'::interval(3) AS v,\n    '00:00:01.5'::interval(2) AS w,\n    'Infinity'::double precision AS x,\n    '-Infinity'::double precision AS y,\n    '1 year 2 mons'::interval year to month AS z,\n    t.a\n   FROM t;
SELECT 1

create view x06 as select a from t where (a = 1 and b = 'x') and (c = 1 and a = 2) or (a = 3 or b = 'y');
----
CREATE VIEW

select pg_get_viewdef('x06'::regclass)
----
 SELECT t.a\n   FROM t\n  WHERE (((t.a = 1) AND (t.b = 'x'::text) AND ((t.c = (1)::numeric) AND (t.a = 2))) OR ((t.a = 3) OR (t.b = 'y'::text)));
SELECT 1

select pg_get_viewdef('x06'::regclass, true)
----
 SELECT t.a\n   FROM t\n  WHERE t.a = 1 AND t.b = 'x'::text AND t.c = 1::numeric AND t.a = 2 OR t.a = 3 OR t.b = 'y'::text;
SELECT 1

create view x07 as select ts at time zone 'UTC' p, (ts at time zone 'UTC') is null q, (ts, ts) overlaps (ts, ts) r, b is normalized s, not b is normalized u, a::text is null v, (a + 1) is null w, -a is null x, (ts at time zone 'UTC') at time zone 'UTC' y from t group by 1, a, ts, b order by ts at time zone 'UTC';
----
CREATE VIEW

select pg_get_viewdef('x07'::regclass)
----
 SELECT (t.ts AT TIME ZONE 'UTC'::text) AS p,\n    ((t.ts AT TIME ZONE 'UTC'::text) IS NULL) AS q,\n    ((t.ts, t.ts) OVERLAPS (t.ts, t.ts)) AS r,\n    (t.b IS NORMALIZED) AS s,\n    (NOT (t.b IS NORMALIZED)) AS u,\n    ((t.a)::text IS NULL) AS v,\n    ((t.a + 1) IS NULL) AS w,\n    ((- t.a) IS NULL) AS x,\n    ((t.ts AT TIME ZONE 'UTC'::text) AT TIME ZONE 'UTC'::text) AS y\n   FROM t\n  GROUP BY ((t.ts AT TIME ZONE 'UTC'::text)), t.a, t.ts, t.b\n  ORDER BY ((t.ts AT TIME ZONE 'UTC'::text));
SELECT 1

select pg_get_viewdef('x07'::regclass, true)
----
 SELECT (t.ts AT TIME ZONE 'UTC'::text) AS p,\n    (t.ts AT TIME ZONE 'UTC'::text) IS NULL AS q,\n    ((t.ts, t.ts) OVERLAPS (t.ts, t.ts)) AS r,\n    (t.b IS NORMALIZED) AS s,\n    NOT (t.b IS NORMALIZED) AS u,\n    t.a::text IS NULL AS v,\n    (t.a + 1) IS NULL AS w,\n    (- t.a) IS NULL AS x,\n    ((t.ts AT TIME ZONE 'UTC'::text) AT TIME ZONE 'UTC'::text) AS y\n   FROM t\n  GROUP BY ((t.ts AT TIME ZONE 'UTC'::text)), t.a, t.ts, t.b\n  ORDER BY ((t.ts AT TIME ZONE 'UTC'::text));
SELECT 1

create view x08 as select not (a in (select a from u)) p, not exists (select 1) q, not (a = any (arr)) r, a = any (arr) and b in ('x', 'y') s, (a in (1,2)) = true u, (a = any (arr)) is null v from t where a not in (select a from u) and not exists (select 1 from u) and (select true);
----
CREATE VIEW

select pg_get_viewdef('x08'::regclass)
----
 SELECT (NOT (t.a IN ( SELECT u.a\n           FROM u))) AS p,\n    (NOT (EXISTS ( SELECT 1))) AS q,\n    (NOT (t.a = ANY (t.arr))) AS r,\n    ((t.a = ANY (t.arr)) AND (t.b = ANY (ARRAY['x'::text, 'y'::text]))) AS s,\n    ((t.a = ANY (ARRAY[1, 2])) = true) AS u,\n    ((t.a = ANY (t.arr)) IS NULL) AS v\n   FROM t\n  WHERE ((NOT (t.a IN ( SELECT u.a\n           FROM u))) AND (NOT (EXISTS ( SELECT 1\n           FROM u))) AND ( SELECT true));
SELECT 1

select pg_get_viewdef('x08'::regclass, true)
----
 SELECT NOT (t.a IN ( SELECT u.a\n           FROM u)) AS p,\n    NOT (EXISTS ( SELECT 1)) AS q,\n    NOT (t.a = ANY (t.arr)) AS r,\n    (t.a = ANY (t.arr)) AND (t.b = ANY (ARRAY['x'::text, 'y'::text])) AS s,\n    (t.a = ANY (ARRAY[1, 2])) = true AS u,\n    (t.a = ANY (t.arr)) IS NULL AS v\n   FROM t\n  WHERE NOT (t.a IN ( SELECT u.a\n           FROM u)) AND NOT (EXISTS ( SELECT 1\n           FROM u)) AND ( SELECT true);
SELECT 1

create view x09 as select case when a in (1, 2) then case when b = 'x' then 1 else 2 end else 3 end p, coalesce(a in (1,2), false) q, (a in (1,2))::text r, array[a in (1,2)] s from t;
----
CREATE VIEW

select pg_get_viewdef('x09'::regclass)
----
 SELECT\n        CASE\n            WHEN (t.a = ANY (ARRAY[1, 2])) THEN\n            CASE\n                WHEN (t.b = 'x'::text) THEN 1\n                ELSE 2\n            END\n            ELSE 3\n        END AS p,\n    COALESCE((t.a = ANY (ARRAY[1, 2])), false) AS q,\n    ((t.a = ANY (ARRAY[1, 2])))::text AS r,\n    ARRAY[(t.a = ANY (ARRAY[1, 2]))] AS s\n   FROM t;
SELECT 1

select pg_get_viewdef('x09'::regclass, true)
----
 SELECT\n        CASE\n            WHEN t.a = ANY (ARRAY[1, 2]) THEN\n            CASE\n                WHEN t.b = 'x'::text THEN 1\n                ELSE 2\n            END\n            ELSE 3\n        END AS p,\n    COALESCE(t.a = ANY (ARRAY[1, 2]), false) AS q,\n    (t.a = ANY (ARRAY[1, 2]))::text AS r,\n    ARRAY[t.a = ANY (ARRAY[1, 2])] AS s\n   FROM t;
SELECT 1

create view x10 as select a::int, b::text || 'x' as c from t group by a::int, b order by a::int, b::text;
----
CREATE VIEW

select pg_get_viewdef('x10'::regclass)
----
 SELECT t.a,\n    (t.b || 'x'::text) AS c\n   FROM t\n  GROUP BY t.a, t.b\n  ORDER BY t.a, t.b;
SELECT 1

select pg_get_viewdef('x10'::regclass, true)
----
 SELECT t.a,\n    t.b || 'x'::text AS c\n   FROM t\n  GROUP BY t.a, t.b\n  ORDER BY t.a, t.b;
SELECT 1

create view x11 as select n in (1, 2) p, n in (1, 10000000000) q, a in (1, 10000000000) r, a in (1.5, 2) s, v in ('x', null) t, a in (1, (select max(a) from t)) x, a not in (1, n) y from u;
----
CREATE VIEW

select pg_get_viewdef('x11'::regclass)
----
 SELECT (u.n = ANY (ARRAY[(1)::bigint, (2)::bigint])) AS p,\n    (u.n = ANY (ARRAY[(1)::bigint, '10000000000'::bigint])) AS q,\n    (u.a = ANY (ARRAY[(1)::bigint, '10000000000'::bigint])) AS r,\n    ((u.a)::numeric = ANY (ARRAY[1.5, (2)::numeric])) AS s,\n    ((u.v)::text = ANY ((ARRAY['x'::character varying, NULL::character varying])::text[])) AS t,\n    (u.a = ANY (ARRAY[1, ( SELECT max(t.a) AS max\n           FROM t)])) AS x,\n    ((u.a <> 1) AND (u.a <> u.n)) AS y\n   FROM u;
SELECT 1

select pg_get_viewdef('x11'::regclass, true)
----
 SELECT u.n = ANY (ARRAY[1::bigint, 2::bigint]) AS p,\n    u.n = ANY (ARRAY[1::bigint, '10000000000'::bigint]) AS q,\n    u.a = ANY (ARRAY[1::bigint, '10000000000'::bigint]) AS r,\n    u.a::numeric = ANY (ARRAY[1.5, 2::numeric]) AS s,\n    u.v::text = ANY (ARRAY['x'::character varying, NULL::character varying]::text[]) AS t,\n    u.a = ANY (ARRAY[1, ( SELECT max(t.a) AS max\n           FROM t)]) AS x,\n    u.a <> 1 AND u.a <> u.n AS y\n   FROM u;
SELECT 1

create view x12 as select row(1, 'x', a) = row(a, b, 1) p, row(a) = row(1) q, row(1, 2) is null r, a + (select 1) s from t;
----
CREATE VIEW

select pg_get_viewdef('x12'::regclass)
----
 SELECT ((1 = t.a) AND ('x'::text = t.b) AND (t.a = 1)) AS p,\n    (t.a = 1) AS q,\n    (ROW(1, 2) IS NULL) AS r,\n    (t.a + ( SELECT 1)) AS s\n   FROM t;
SELECT 1

select pg_get_viewdef('x12'::regclass, true)
----
 SELECT 1 = t.a AND 'x'::text = t.b AND t.a = 1 AS p,\n    t.a = 1 AS q,\n    ROW(1, 2) IS NULL AS r,\n    t.a + (( SELECT 1)) AS s\n   FROM t;
SELECT 1

drop schema viewdefs cascade
----
DROP SCHEMA
