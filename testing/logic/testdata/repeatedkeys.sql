# What rows are sorted or grouped by twice is kept once.
create table t4 (a int, c text)
----
CREATE TABLE

create view v4 as select c, count(*) from t4 group by 1, c
----
CREATE VIEW

select pg_get_viewdef('v4')
----
 SELECT t4.c,\n    count(*) AS count\n   FROM t4\n  GROUP BY t4.c;
SELECT 1

create view v5 as select c, a, count(*) from t4 group by 1, c, a, 2, grouping sets ((c), (1), (c, 1))
----
CREATE VIEW

select pg_get_viewdef('v5')
----
 SELECT t4.c,\n    t4.a,\n    count(*) AS count\n   FROM t4\n  GROUP BY t4.c, t4.a, GROUPING SETS ((t4.c), (t4.c), (t4.c));
SELECT 1

create view v6 as select c, a from t4 group by 1, c, a, c, a
----
CREATE VIEW

select pg_get_viewdef('v6')
----
 SELECT t4.c,\n    t4.a\n   FROM t4\n  GROUP BY t4.c, t4.a;
SELECT 1

create view v7 as select c, a from t4 group by c, a, c, a
----
CREATE VIEW

select pg_get_viewdef('v7')
----
 SELECT t4.c,\n    t4.a\n   FROM t4\n  GROUP BY t4.c, t4.a;
SELECT 1

create view v8 as select distinct on (1, c, a) c, a from t4 order by 1, c, a, c, 2
----
CREATE VIEW

select pg_get_viewdef('v8')
----
 SELECT DISTINCT ON (t4.c, t4.a) t4.c,\n    t4.a\n   FROM t4\n  ORDER BY t4.c, t4.a;
SELECT 1

create view v9 as select c, a from t4 group by rollup(c, 1, a), c
----
CREATE VIEW

select pg_get_viewdef('v9')
----
 SELECT t4.c,\n    t4.a\n   FROM t4\n  GROUP BY ROLLUP(t4.c, t4.c, t4.a), t4.c;
SELECT 1

create view w1 as select sum(a) over (partition by c, a, c order by a, a, c desc, c) from t4
----
CREATE VIEW

select pg_get_viewdef('w1')
----
 SELECT sum(t4.a) OVER (PARTITION BY t4.c, t4.a ORDER BY t4.a, t4.c DESC) AS sum\n   FROM t4;
SELECT 1

create view w2 as select array_agg(a order by c, a, c) as x, string_agg(distinct c, c order by c, c) as y, rank(1, 2) within group (order by a, a) as z from t4
----
CREATE VIEW

select pg_get_viewdef('w2')
----
 SELECT array_agg(t4.a ORDER BY t4.c, t4.a) AS x,\n    string_agg(DISTINCT t4.c, t4.c ORDER BY t4.c) AS y,\n    rank(1, 2) WITHIN GROUP (ORDER BY t4.a, t4.a) AS z\n   FROM t4;
SELECT 1

create view w3 as select a from t4 group by (a, c), c, (a), rollup((a,c,a), c), grouping sets (rollup(a,a),())
----
CREATE VIEW

select pg_get_viewdef('w3')
----
 SELECT t4.a\n   FROM t4\n  GROUP BY t4.a, t4.c, ROLLUP((t4.a, t4.c), t4.c), GROUPING SETS (ROLLUP(t4.a, t4.a), ());
SELECT 1

create view w4 as select a from t4 window w as (partition by a, a order by c, c) order by a desc, a, c nulls first, c using >
----
CREATE VIEW

select pg_get_viewdef('w4')
----
 SELECT t4.a\n   FROM t4\n  WINDOW w AS (PARTITION BY t4.a ORDER BY t4.c)\n  ORDER BY t4.a DESC, t4.c NULLS FIRST;
SELECT 1

create view w5 as select a, c from t4 union select 1, 'x' order by 1, a, 2, c
----
CREATE VIEW

select pg_get_viewdef('w5')
----
 SELECT t4.a,\n    t4.c\n   FROM t4\nUNION\n SELECT 1 AS a,\n    'x'::text AS c\n  ORDER BY 1, 2;
SELECT 1

create view w6 as select a from t4 group by a, t4.a, (a), row(a), row(a)
----
CREATE VIEW

select pg_get_viewdef('w6')
----
 SELECT t4.a\n   FROM t4\n  GROUP BY t4.a, ROW(t4.a);
SELECT 1

create view w7 as select a+1 as b from t4 group by a+1, (a + 1), 1
----
CREATE VIEW

select pg_get_viewdef('w7')
----
 SELECT (t4.a + 1) AS b\n   FROM t4\n  GROUP BY (t4.a + 1);
SELECT 1
