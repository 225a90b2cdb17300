# Errors are told whole.
# Texts of views over unnest, and what they are read back as.
create table doc(id int primary key, v tsvector, a text[], m int4multirange)
----
CREATE TABLE

create type duo as (n int, t text)
----
CREATE TYPE

create table duos (id int, list duo[], docs doc[])
----
CREATE TABLE

create view w01 as select u.* from unnest(array['a','b']) with ordinality u(x,o)
----
CREATE VIEW

create view w02 as select u.* from unnest(array['a','b']) u(x)
----
CREATE VIEW

create view w03 as select d.id, u.t, u.o from doc d, unnest(d.a) with ordinality as u(t,o)
----
CREATE VIEW

create view w04 as select * from unnest(array[1,2],array['x']) with ordinality z(p,q,r)
----
CREATE VIEW

create view w05 as select j.* from jsonb_array_elements('[1]') with ordinality j(e,n)
----
CREATE VIEW

create view w06 as select j.* from rows from (generate_series(1,2), unnest(array['p'])) with ordinality j(e,n,o)
----
CREATE VIEW

create view w07 as select * from unnest(array[1,2])
----
CREATE VIEW

create view w08 as select * from unnest(array[1,2]) u
----
CREATE VIEW

create view w09 as select * from unnest(array[1,2]) with ordinality
----
CREATE VIEW

create view w10 as select * from unnest(array[1,2]) with ordinality u
----
CREATE VIEW

create view w11 as select d.id, r.* from doc d cross join lateral unnest(d.m) r
----
CREATE VIEW

create view w12 as select d.id, r.* from doc d left join lateral unnest(d.m) with ordinality r(x, o) on true
----
CREATE VIEW

create view w13 as select d.id, r.* from doc d, unnest(d.v) r
----
CREATE VIEW

create view w14 as select d.id, r.* from doc d, unnest(d.v) with ordinality r
----
CREATE VIEW

create view w15 as select d.id, r.* from doc d, unnest(d.v) r(a, b)
----
CREATE VIEW

create view w16 as select d.id, r.* from doc d, unnest(d.v) with ordinality r(a, b, c, d)
----
CREATE VIEW

create view w17 as select r.* from duos d, unnest(d.list) r
----
CREATE VIEW

create view w18 as select r.* from duos d, unnest(d.list) with ordinality r(x)
----
CREATE VIEW

create view w19 as select r.* from duos d, unnest(d.list) with ordinality r(x, y, z)
----
CREATE VIEW

create view w20 as select r.id, r.a from duos d, unnest(d.docs) r
----
CREATE VIEW

create view w21 as select d.id, j.a, j.b from doc d, rows from (unnest(d.a), generate_series(1,2)) j(a, b)
----
CREATE VIEW

create view w22 as select d.id, j.* from doc d, rows from (unnest(d.a), unnest(d.v), unnest(d.m)) with ordinality j(a, b)
----
CREATE VIEW

create view w23 as select u from unnest(array[1,2]) u
----
CREATE VIEW

create view w24 as select (select count(*) from unnest(d.a) x(y) where y > 'a') from doc d
----
CREATE VIEW

create view w25 as select d.id from doc d where exists (select from unnest(d.a) with ordinality x where x.ordinality > 1 and x.x = 'b')
----
CREATE VIEW

create view w26 as select unnest(a) from doc
----
CREATE VIEW

create view w27 as select * from unnest('{[1,2),[4,5)}'::int4multirange) with ordinality
----
CREATE VIEW

create view w28 as select * from unnest(array[1,2], array['x']) j(a, b)
----
CREATE VIEW

create materialized view w29 as select u.x, u.o from unnest(array[1,2]) with ordinality u(x, o)
----
SELECT 2

create function w30() returns setof text stable begin atomic select u.x from doc d, unnest(d.a) with ordinality u(x, o) where u.o = 1; end
----
CREATE FUNCTION

insert into doc values (1, 'a:1 b:2B', '{a,b,c}', '{[1,2),[4,9)}'); insert into duos values (1, array[(1,'x')::duo, (2,'y')::duo], array(select d from doc d))
----
INSERT 0 1
INSERT 0 1

select pg_get_viewdef('w01')
----
 SELECT u.x,\n    u.o\n   FROM unnest(ARRAY['a'::text, 'b'::text]) WITH ORDINALITY u(x, o);
SELECT 1

select pg_get_viewdef('w02')
----
 SELECT u.x\n   FROM unnest(ARRAY['a'::text, 'b'::text]) u(x);
SELECT 1

select pg_get_viewdef('w03')
----
 SELECT d.id,\n    u.t,\n    u.o\n   FROM doc d,\n    LATERAL unnest(d.a) WITH ORDINALITY u(t, o);
SELECT 1

select pg_get_viewdef('w04')
----
 SELECT z.p,\n    z.q,\n    z.r\n   FROM UNNEST(ARRAY[1, 2], ARRAY['x'::text]) WITH ORDINALITY z(p, q, r);
SELECT 1

select pg_get_viewdef('w05')
----
 SELECT j.e,\n    j.n\n   FROM jsonb_array_elements('[1]'::jsonb) WITH ORDINALITY j(e, n);
SELECT 1

select pg_get_viewdef('w06')
----
 SELECT j.e,\n    j.n,\n    j.o\n   FROM ROWS FROM(generate_series(1, 2), unnest(ARRAY['p'::text])) WITH ORDINALITY j(e, n, o);
SELECT 1

select pg_get_viewdef('w07')
----
 SELECT unnest.unnest\n   FROM unnest(ARRAY[1, 2]) unnest(unnest);
SELECT 1

select pg_get_viewdef('w08')
----
 SELECT u.u\n   FROM unnest(ARRAY[1, 2]) u(u);
SELECT 1

select pg_get_viewdef('w09')
----
 SELECT unnest.unnest,\n    unnest.ordinality\n   FROM unnest(ARRAY[1, 2]) WITH ORDINALITY unnest(unnest, ordinality);
SELECT 1

select pg_get_viewdef('w10')
----
 SELECT u.u,\n    u.ordinality\n   FROM unnest(ARRAY[1, 2]) WITH ORDINALITY u(u, ordinality);
SELECT 1

select pg_get_viewdef('w11')
----
 SELECT d.id,\n    r.r\n   FROM (doc d\n     CROSS JOIN LATERAL unnest(d.m) r(r));
SELECT 1

select pg_get_viewdef('w12')
----
 SELECT d.id,\n    r.x,\n    r.o\n   FROM (doc d\n     LEFT JOIN LATERAL unnest(d.m) WITH ORDINALITY r(x, o) ON (true));
SELECT 1

select pg_get_viewdef('w13')
----
 SELECT d.id,\n    r.lexeme,\n    r.positions,\n    r.weights\n   FROM doc d,\n    LATERAL unnest(d.v) r(lexeme, positions, weights);
SELECT 1

select pg_get_viewdef('w14')
----
 SELECT d.id,\n    r.lexeme,\n    r.positions,\n    r.weights,\n    r.ordinality\n   FROM doc d,\n    LATERAL unnest(d.v) WITH ORDINALITY r(lexeme, positions, weights, ordinality);
SELECT 1

select pg_get_viewdef('w15')
----
 SELECT d.id,\n    r.a,\n    r.b,\n    r.weights\n   FROM doc d,\n    LATERAL unnest(d.v) r(a, b, weights);
SELECT 1

select pg_get_viewdef('w16')
----
 SELECT d.id,\n    r.a,\n    r.b,\n    r.c,\n    r.d\n   FROM doc d,\n    LATERAL unnest(d.v) WITH ORDINALITY r(a, b, c, d);
SELECT 1

select pg_get_viewdef('w17')
----
 SELECT r.n,\n    r.t\n   FROM duos d,\n    LATERAL unnest(d.list) r(n, t);
SELECT 1

select pg_get_viewdef('w18')
----
 SELECT r.x,\n    r.t,\n    r.ordinality\n   FROM duos d,\n    LATERAL unnest(d.list) WITH ORDINALITY r(x, t, ordinality);
SELECT 1

select pg_get_viewdef('w19')
----
 SELECT r.x,\n    r.y,\n    r.z\n   FROM duos d,\n    LATERAL unnest(d.list) WITH ORDINALITY r(x, y, z);
SELECT 1

select pg_get_viewdef('w20')
----
 SELECT r.id,\n    r.a\n   FROM duos d,\n    LATERAL unnest(d.docs) r(id, v, a, m);
SELECT 1

select pg_get_viewdef('w21')
----
 SELECT d.id,\n    j.a,\n    j.b\n   FROM doc d,\n    LATERAL ROWS FROM(unnest(d.a), generate_series(1, 2)) j(a, b);
SELECT 1

select pg_get_viewdef('w22')
----
 SELECT d.id,\n    j.a,\n    j.b,\n    j.positions,\n    j.weights,\n    j.unnest,\n    j.ordinality\n   FROM doc d,\n    LATERAL ROWS FROM(unnest(d.a), unnest(d.v), unnest(d.m)) WITH ORDINALITY j(a, b, positions, weights, unnest, ordinality);
SELECT 1

select pg_get_viewdef('w23')
----
 SELECT u.u\n   FROM unnest(ARRAY[1, 2]) u(u);
SELECT 1

select pg_get_viewdef('w24')
----
 SELECT ( SELECT count(*) AS count\n           FROM unnest(d.a) x(y)\n          WHERE (x.y > 'a'::text)) AS count\n   FROM doc d;
SELECT 1

select pg_get_viewdef('w25')
----
 SELECT d.id\n   FROM doc d\n  WHERE (EXISTS ( SELECT\n           FROM unnest(d.a) WITH ORDINALITY x(x, ordinality)\n          WHERE ((x.ordinality > 1) AND (x.x = 'b'::text))));
SELECT 1

select pg_get_viewdef('w26')
----
 SELECT unnest(doc.a) AS unnest\n   FROM doc;
SELECT 1

select pg_get_viewdef('w27')
----
 SELECT unnest.unnest,\n    unnest.ordinality\n   FROM unnest('{[1,2),[4,5)}'::int4multirange) WITH ORDINALITY unnest(unnest, ordinality);
SELECT 1

select pg_get_viewdef('w28')
----
 SELECT j.a,\n    j.b\n   FROM UNNEST(ARRAY[1, 2], ARRAY['x'::text]) j(a, b);
SELECT 1

select pg_get_viewdef('w29')
----
 SELECT u.x,\n    u.o\n   FROM unnest(ARRAY[1, 2]) WITH ORDINALITY u(x, o);
SELECT 1

select pg_get_functiondef('w30'::regproc)
----
CREATE OR REPLACE FUNCTION public.w30()\n RETURNS SETOF text\n LANGUAGE sql\n STABLE\nBEGIN ATOMIC\n SELECT u.x\n    FROM doc d,\n     LATERAL unnest(d.a) WITH ORDINALITY u(x, o)\n   WHERE (u.o = 1);\nEND\n
SELECT 1

do $$ declare v record; t text; begin
  for v in select relname, relkind from pg_class where relname ~ '^w\d' and relkind in ('v', 'm') loop
    t := pg_get_viewdef(v.relname::regclass);
    execute 'create view again_' || v.relname || ' as ' || t;
    if pg_get_viewdef(('again_' || v.relname)::regclass) <> t then
      raise exception '%: % and %', v.relname, t, pg_get_viewdef(('again_' || v.relname)::regclass);
    end if;
    execute format('create table rows_%1$s as select * from again_%1$s', v.relname);
  end loop;
end $$
----
DO

select * from rows_w03
----
1|a|1
1|b|2
1|c|3
SELECT 3

select * from rows_w12
----
1|[1,2)|1
1|[4,9)|2
SELECT 2

select * from rows_w14
----
1|a|{1}|{D}|1
1|b|{2}|{B}|2
SELECT 2

select * from rows_w16
----
1|a|{1}|{D}|1
1|b|{2}|{B}|2
SELECT 2

select * from rows_w18
----
1|x|1
2|y|2
SELECT 2

select * from rows_w19
----
1|x|1
2|y|2
SELECT 2

select * from rows_w22
----
1|a|a|{1}|{D}|[1,2)|1
1|b|b|{2}|{B}|[4,9)|2
1|c|NULL|NULL|NULL|NULL|3
SELECT 3

select * from rows_w25
----
1
SELECT 1

alter type duo rename attribute t to u
----
ALTER TYPE

select pg_get_viewdef('w17'), pg_get_viewdef('w19')
----
 SELECT r.n,\n    r.t\n   FROM duos d,\n    LATERAL unnest(d.list) r(n, t);| SELECT r.x,\n    r.y,\n    r.z\n   FROM duos d,\n    LATERAL unnest(d.list) WITH ORDINALITY r(x, y, z);
SELECT 1

alter table doc rename column a to words
----
ALTER TABLE

select pg_get_viewdef('w20'), pg_get_viewdef('w03')
----
 SELECT r.id,\n    r.a\n   FROM duos d,\n    LATERAL unnest(d.docs) r(id, v, a, m);| SELECT d.id,\n    u.t,\n    u.o\n   FROM doc d,\n    LATERAL unnest(d.words) WITH ORDINALITY u(t, o);
SELECT 1
