# Texts of definitions, and what else drawing objects of the schema found. The results are Postgres's own.
create domain posint as int4 check (value >= 0)
----
CREATE DOMAIN

create domain tx as text
----
CREATE DOMAIN

create domain nn as numeric(6,2)
----
CREATE DOMAIN

create domain ia as int4[] check (value[1] > 0)
----
CREATE DOMAIN

create type pair as (a int4, b text)
----
CREATE TYPE

create type mood as enum ('a', 'b')
----
CREATE TYPE

create domain dm as mood
----
CREATE DOMAIN

create table t (k int4, s int2, a text, ts timestamptz, iv interval, n numeric, d posint)
----
CREATE TABLE

create view v1 as select null::posint as c0, '5'::posint as c1, 5::posint as c2, k::posint as c3, s::posint as c4, 'a'::tx as c5, a::tx as c6, null::tx as c7, 5::nn as c8, 'x'::varchar::tx as c9, '{1,2}'::ia as c10, null::ia as c11, 'a'::dm as c12, 5.5::numeric(6,2) as c13, '5.5'::numeric(6,2) as c14, '5.5'::nn as c15, 5.5::nn as c16, b'101'::bit(2) as c17, b'101'::bit(3) as c18, 'abc'::char(2) as c19, '1'::posint + 1 as c20, coalesce(null::posint, 3) as c21, array[1,2]::ia as c22, (null::posint)::int8 as c23 from t
----
CREATE VIEW

create view v2 as select row(s, a)::pair as c0, row(k, null)::pair as c1, interval '3 4:05' day to minute::interval as c2, interval '1' year as c3, interval '1' year::interval as c4, n is not distinct from 5 as c5, k is not distinct from null as c6, not (k is distinct from s) as c7, case when k > 1 then 2 end as c8, concat(a, k) as c9, format('%s', a, k) as c10, int4multirange(int4range(1,2), int4range(3,4)) as c11, jsonb_extract_path('{}', 'a', a) as c12, num_nulls(k, a) as c13, greatest(k, s) as c14, row(s,a) = row(k,a) as c15, (k, a) is not distinct from (s, a) as c16, 1.5::numeric(3,1)::numeric as c17 from t
----
CREATE VIEW

select pg_get_viewdef('v1')
----
 SELECT (NULL::integer)::posint AS c0,\n    (5)::posint AS c1,\n    (5)::posint AS c2,\n    (t.k)::posint AS c3,\n    (t.s)::posint AS c4,\n    ('a'::text)::tx AS c5,\n    (t.a)::tx AS c6,\n    (NULL::text)::tx AS c7,\n    (5)::nn AS c8,\n    ('x'::character varying)::tx AS c9,\n    ('{1,2}'::integer[])::ia AS c10,\n    (NULL::integer[])::ia AS c11,\n    ('a'::mood)::dm AS c12,\n    5.5::numeric(6,2) AS c13,\n    5.5::numeric(6,2) AS c14,\n    (5.5)::nn AS c15,\n    (5.5)::nn AS c16,\n    '101'::bit(2) AS c17,\n    '101'::bit(3) AS c18,\n    'abc'::character(2) AS c19,\n    (((1)::posint)::integer + 1) AS c20,\n    COALESCE(((NULL::integer)::posint)::integer, 3) AS c21,\n    (ARRAY[1, 2])::ia AS c22,\n    ((NULL::integer)::posint)::bigint AS c23\n   FROM t;
SELECT 1

select pg_get_viewdef('v2')
----
 SELECT ROW((t.s)::integer, t.a)::pair AS c0,\n    ROW(t.k, NULL::text)::pair AS c1,\n    '3 days 04:05:00'::interval AS c2,\n    '1 year'::interval year AS c3,\n    '1 year'::interval AS c4,\n    (NOT (t.n IS DISTINCT FROM (5)::numeric)) AS c5,\n    (t.k IS NULL) AS c6,\n    (NOT (t.k IS DISTINCT FROM t.s)) AS c7,\n        CASE\n            WHEN (t.k > 1) THEN 2\n            ELSE NULL::integer\n        END AS c8,\n    concat(t.a, t.k) AS c9,\n    format('%s'::text, t.a, t.k) AS c10,\n    int4multirange(VARIADIC ARRAY[int4range(1, 2), int4range(3, 4)]) AS c11,\n    jsonb_extract_path('{}'::jsonb, VARIADIC ARRAY['a'::text, t.a]) AS c12,\n    num_nulls(t.k, t.a) AS c13,\n    GREATEST(t.k, (t.s)::integer) AS c14,\n    ((t.s = t.k) AND (t.a = t.a)) AS c15,\n    (NOT ((t.k IS DISTINCT FROM t.s) OR (t.a IS DISTINCT FROM t.a))) AS c16,\n    (1.5::numeric(3,1))::numeric AS c17\n   FROM t;
SELECT 1

select pg_get_viewdef('v2', true)
----
 SELECT ROW(t.s::integer, t.a)::pair AS c0,\n    ROW(t.k, NULL::text)::pair AS c1,\n    '3 days 04:05:00'::interval AS c2,\n    '1 year'::interval year AS c3,\n    '1 year'::interval AS c4,\n    NOT t.n IS DISTINCT FROM 5::numeric AS c5,\n    t.k IS NULL AS c6,\n    NOT t.k IS DISTINCT FROM t.s AS c7,\n        CASE\n            WHEN t.k > 1 THEN 2\n            ELSE NULL::integer\n        END AS c8,\n    concat(t.a, t.k) AS c9,\n    format('%s'::text, t.a, t.k) AS c10,\n    int4multirange(VARIADIC ARRAY[int4range(1, 2), int4range(3, 4)]) AS c11,\n    jsonb_extract_path('{}'::jsonb, VARIADIC ARRAY['a'::text, t.a]) AS c12,\n    num_nulls(t.k, t.a) AS c13,\n    GREATEST(t.k, t.s::integer) AS c14,\n    t.s = t.k AND t.a = t.a AS c15,\n    NOT (t.k IS DISTINCT FROM t.s OR t.a IS DISTINCT FROM t.a) AS c16,\n    1.5::numeric(3,1)::numeric AS c17\n   FROM t;
SELECT 1

create view v3 as select (abs(k) % 50)::posint <= k as x, a like (a || 'x') as y, (k > 1) is distinct from (s > 2) as z, (k + 1) in (s) as w, n > any (array[k]::numeric[]) as q from t where (select max(k) from t) is not distinct from k
----
CREATE VIEW

select pg_get_viewdef('v3', true)
----
 SELECT (((abs(t.k) % 50)::posint)::integer) <= t.k AS x,\n    t.a ~~ (t.a || 'x'::text) AS y,\n    (t.k > 1) IS DISTINCT FROM (t.s > 2) AS z,\n    (t.k + 1) = t.s AS w,\n    t.n > ANY (ARRAY[t.k::numeric]) AS q\n   FROM t\n  WHERE NOT (( SELECT max(t_1.k) AS max\n           FROM t t_1)) IS DISTINCT FROM t.k;
SELECT 1

create index i1 on t ((k + 1)) where iv between interval '-3 days 04:00' and interval '1 day'
----
CREATE INDEX

create index i3 on t ((d + 0::posint)) where k <> 0::posint
----
CREATE INDEX

create index i4 on t ((case when 0::posint <> null::int4 then 1.0 end))
----
CREATE INDEX

create index i5 on t (k) where true
----
CREATE INDEX

select pg_get_indexdef(indexrelid) from pg_index where indrelid = 't'::regclass order by 1
----
CREATE INDEX i1 ON public.t USING btree (((k + 1))) WHERE ((iv >= '-3 days +04:00:00'::interval) AND (iv <= '1 day'::interval))
CREATE INDEX i3 ON public.t USING btree ((((d)::integer + ((0)::posint)::integer))) WHERE (k <> ((0)::posint)::integer)
CREATE INDEX i4 ON public.t USING btree ((\nCASE\n    WHEN (((0)::posint)::integer <> NULL::integer) THEN 1.0\n    ELSE NULL::numeric\nEND))
CREATE INDEX i5 ON public.t USING btree (k)
SELECT 4

create table c (k int4 check (case when k > 1 then true end), l int4 default case when true then 3 end)
----
CREATE TABLE

select pg_get_constraintdef(oid), pg_get_constraintdef(oid, true) from pg_constraint where conrelid = 'c'::regclass
----
CHECK (\nCASE\n    WHEN (k > 1) THEN true\n    ELSE NULL::boolean\nEND)|CHECK (\nCASE\n    WHEN k > 1 THEN true\n    ELSE NULL::boolean\nEND)
SELECT 1

select pg_get_expr(adbin, adrelid) from pg_attrdef where adrelid = 'c'::regclass
----
\nCASE\n    WHEN true THEN 3\n    ELSE NULL::integer\nEND
SELECT 1

select pg_get_constraintdef(oid), pg_get_constraintdef(oid, true) from pg_constraint where contypid = 'ia'::regtype
----
CHECK (((VALUE)[1] > 0))|CHECK ((VALUE)[1] > 0)
SELECT 1

create table dd (a int4 default null::int4, b int8 default null::int4, c text default null::varchar, d varchar(3) default null::varchar, e posint default null::posint, f int4[] default null::int4[], g varchar(4) default null)
----
CREATE TABLE

select adnum, pg_get_expr(adbin, adrelid) from pg_attrdef where adrelid = 'dd'::regclass order by 1
----
2|NULL::integer
3|NULL::character varying
4|NULL::character varying
5|(NULL::integer)::posint
7|NULL::character varying
SELECT 5

select attname, atthasdef from pg_attribute where attrelid = 'dd'::regclass and attnum > 0 order by attnum
----
a|f
b|t
c|t
d|t
e|t
f|f
g|t
SELECT 7

create function f() returns trigger language plpgsql as 'begin return new; end'
----
CREATE FUNCTION

create trigger tr before update on t for each row when (case when old.k > new.k then true end) execute function f()
----
CREATE TRIGGER

create trigger tr2 before update on t for each row when (old.a is not distinct from new.a and case new.k when 1 then case when old.k = 2 then true else false end else false end) execute function f()
----
CREATE TRIGGER

select pg_get_triggerdef(oid), pg_get_triggerdef(oid, true) from pg_trigger where tgrelid = 't'::regclass order by tgname
----
CREATE TRIGGER tr BEFORE UPDATE ON public.t FOR EACH ROW WHEN (\n        CASE\n            WHEN (old.k > new.k) THEN true\n            ELSE NULL::boolean\n        END) EXECUTE FUNCTION f()|CREATE TRIGGER tr BEFORE UPDATE ON t FOR EACH ROW WHEN (\n        CASE\n            WHEN old.k > new.k THEN true\n            ELSE NULL::boolean\n        END) EXECUTE FUNCTION f()
CREATE TRIGGER tr2 BEFORE UPDATE ON public.t FOR EACH ROW WHEN (((NOT (old.a IS DISTINCT FROM new.a)) AND\n        CASE new.k\n            WHEN 1 THEN\n            CASE\n                WHEN (old.k = 2) THEN true\n                ELSE false\n            END\n            ELSE false\n        END)) EXECUTE FUNCTION f()|CREATE TRIGGER tr2 BEFORE UPDATE ON t FOR EACH ROW WHEN (NOT old.a IS DISTINCT FROM new.a AND\n        CASE new.k\n            WHEN 1 THEN\n            CASE\n                WHEN old.k = 2 THEN true\n                ELSE false\n            END\n            ELSE false\n        END) EXECUTE FUNCTION f()
SELECT 2

create policy p on t using (current_user = 'x' and (t.k > 1 or a = 'b')) with check (case when k > 1 then true end)
----
CREATE POLICY

select pg_get_expr(polqual, polrelid), pg_get_expr(polwithcheck, polrelid), pg_get_expr(polqual, polrelid, true), pg_get_expr(polwithcheck, polrelid, true) from pg_policy where polrelid = 't'::regclass
----
((CURRENT_USER = 'x'::name) AND ((k > 1) OR (a = 'b'::text)))|\nCASE\n    WHEN (k > 1) THEN true\n    ELSE NULL::boolean\nEND|CURRENT_USER = 'x'::name AND (k > 1 OR a = 'b'::text)|\nCASE\n    WHEN k > 1 THEN true\n    ELSE NULL::boolean\nEND
SELECT 1

create table st (k int4, a int4, j jsonb)
----
CREATE TABLE

create statistics s1 on (case when k > 1 then 1 end), a, (k::int4) from st
----
CREATE STATISTICS

create statistics s2 (ndistinct) on (a::int4) from st
----
error 42P17

alter statistics s1 set statistics 5
----
ALTER STATISTICS

create table st2 (like st including statistics)
----
CREATE TABLE

select stxname, stxkeys::text, stxkind::text, stxstattarget, pg_get_statisticsobjdef_columns(oid), pg_get_statisticsobjdef_expressions(oid) from pg_statistic_ext order by 1
----
s1|1 2|{d,f,m,e}|5|k, a, (CASE WHEN k > 1 THEN 1 ELSE NULL::integer END)|{"\nCASE\n    WHEN (k > 1) THEN 1\n    ELSE NULL::integer\nEND"}
st2_k_a_expr_stat|1 2|{d,f,m,e}|-1|k, a, (CASE WHEN k > 1 THEN 1 ELSE NULL::integer END)|{"\nCASE\n    WHEN (k > 1) THEN 1\n    ELSE NULL::integer\nEND"}
SELECT 2

create function of(int4, int4) returns int4 immutable language sql as 'select $1 + $2'
----
CREATE FUNCTION

create operator <+> (function = of, leftarg = int4, rightarg = int4)
----
CREATE OPERATOR

select '<+>'::regoper, '<+>(int4,int4)'::regoperator, to_regoper('-') is null
----
<+>|<+>(integer,integer)|t
SELECT 1

select '-'::regoper
----
error 42725

create operator ~~~~ (function = int4eq, leftarg = int4, rightarg = int4, negator = ~~~~)
----
error 42P13

create aggregate ag (int4) (sfunc = int4larger, stype = int4)
----
CREATE AGGREGATE

alter function ag rename to ag2
----
ALTER FUNCTION

alter function ag2 strict
----
error 42809

drop function ag2
----
error 42809

drop aggregate array_append(anycompatiblearray, anycompatible)
----
error 42809

create function vf(variadic x int4[]) returns int8 immutable language sql as 'select cardinality(x)::int8'
----
CREATE FUNCTION

create view v4 as select vf(k, 2, s) as x from t
----
CREATE VIEW

select pg_get_viewdef('v4')
----
 SELECT vf(VARIADIC ARRAY[t.k, 2, (t.s)::integer]) AS x\n   FROM t;
SELECT 1

create table tk (n int4, v pair)
----
CREATE TABLE

select tk('z'::text)
----
error 42883

create table idn (k int2 generated always as identity (start 5), a int4)
----
CREATE TABLE

alter table idn alter k set start 9
----
ALTER TABLE

insert into idn (a) values (1) returning *
----
5|1
INSERT 0 1

alter sequence idn_k_seq owner to current_user
----
ALTER SEQUENCE

alter sequence idn_k_seq set schema public
----
error 0A000

create table lk (like idn including identity)
----
CREATE TABLE

select sequencename, data_type::text, start_value from pg_sequences order by 1
----
idn_k_seq|smallint|9
lk_k_seq|bigint|9
SELECT 2

create table tt (x ia[])
----
CREATE TABLE

alter domain ia validate constraint ia_check
----
error 0A000

create type ct as (p int4)
----
CREATE TYPE

create table typed of ct
----
CREATE TABLE

alter type ct alter attribute nope type int8
----
error 42703

create index j1 on t ((k::int4) desc)
----
CREATE INDEX

create index j2 on t ((nullif(k, 3)::int4))
----
CREATE INDEX

create index j3 on t ((k + 2)) where row(k, a)::pair is distinct from null
----
CREATE INDEX

select pg_get_indexdef(indexrelid) from pg_index where indrelid = 't'::regclass and indexrelid::regclass::text like 'j%' order by 1
----
CREATE INDEX j1 ON public.t USING btree (k DESC)
CREATE INDEX j2 ON public.t USING btree (NULLIF(k, 3))
CREATE INDEX j3 ON public.t USING btree (((k + 2))) WHERE (ROW(k, a)::pair IS DISTINCT FROM NULL)
SELECT 3

create view v5 as select * from (values (1::posint, 2), (null, 3)) as v(x, y)
----
CREATE VIEW

select pg_get_viewdef('v5')
----
 SELECT v.x,\n    v.y\n   FROM ( VALUES ((1)::posint,2), (NULL::integer,3)) v(x, y);
SELECT 1

create function bi(p int4) returns bool begin atomic select 1 in (2, p); end
----
CREATE FUNCTION

select pg_get_function_sqlbody('bi'::regproc)
----
BEGIN ATOMIC\n SELECT (1 = ANY (ARRAY[2, p]));\nEND
SELECT 1

create table el (what text)
----
CREATE TABLE

create function ed() returns event_trigger language plpgsql as $$ begin insert into el select concat_ws('|', object_type, object_identity, original, normal) from pg_event_trigger_dropped_objects() where object_type = 'table constraint'; end $$
----
CREATE FUNCTION

create event trigger ed on sql_drop execute function ed()
----
CREATE EVENT TRIGGER

create table et (k int4 primary key check (k > 0), check (true))
----
CREATE TABLE

drop table et
----
DROP TABLE

drop event trigger ed
----
DROP EVENT TRIGGER

select * from el order by 1
----
table constraint|et_check on public.et|f|f
table constraint|et_k_check on public.et|f|t
table constraint|et_pkey on public.et|f|f
SELECT 3
