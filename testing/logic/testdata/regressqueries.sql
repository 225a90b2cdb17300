# What Postgres's own regression files showed: queries, functions, PL/pgSQL.
create table sorted (a int primary key, b int, k int);
insert into sorted select i, (i * 7919) % 1000, i % 3 from generate_series(0, 29) i;
select array_agg(b) from (select b from sorted where a < 10 order by b) s;
select array_agg(b) from (select b from sorted where a < 10 order by b desc) s;
select string_agg(b::text, ',') from (select b from sorted where a < 10 order by b desc) s;
select k, string_agg(b::text, ',') from (select b, k from sorted order by b) s group by k order by k;
select json_agg(b), jsonb_agg(b) from (select b from sorted where a < 5 order by b) s;
select count(*), sum(b), max(b) from (select b from sorted order by b) s;
create aggregate joined (text) (sfunc = textcat, stype = text, initcond = '');
select joined(b || ' ') from (select b from sorted where a < 5 order by b) s;
----
CREATE TABLE
INSERT 0 30
{0,271,352,433,514,595,676,757,838,919}
SELECT 1
{919,838,757,676,595,514,433,352,271,0}
SELECT 1
919,838,757,676,595,514,433,352,271,0
SELECT 1
0|0,28,56,271,299,514,542,757,785,813
1|190,218,433,461,676,704,732,919,947,975
2|109,137,352,380,595,623,651,838,866,894
SELECT 3
[0, 676, 757, 838, 919]|[0, 676, 757, 838, 919]
SELECT 1
30|15765|975
SELECT 1
CREATE AGGREGATE
0 676 757 838 919 
SELECT 1

create function unnamed() returns setof record language plpgsql as $$ declare r record; begin select into r 5, 10, 15; return next r; return next r; end $$;
select * from unnamed() as (a int, b int, c int);
create function twice(out text) language plpgsql as $$ declare r record; begin for r in select 1 as x, 2 as x, 3 as y loop $1 := r::text || r.x || r.y; end loop; end $$;
select twice();
----
CREATE FUNCTION
5|10|15
5|10|15
SELECT 2
CREATE FUNCTION
(1,2,3)13
SELECT 1

create table users (login text, id serial);
create function sp_id_user(a_login text) returns int language plpgsql stable as $$ declare x int; begin select into x id from users where login = a_login; return coalesce(x, 0); end $$;
create function sp_add_user(a_login text) returns int language plpgsql as $$
declare n int;
begin
  if sp_id_user(a_login) > 0 then return -1; end if;
  insert into users (login) values (a_login);
  n := sp_id_user(a_login);
  if n = 0 then return -2; end if;
  return n;
end $$;
select sp_add_user('user1');
select sp_add_user('user1');
select sp_add_user('user2');
----
CREATE TABLE
CREATE FUNCTION
CREATE FUNCTION
1
SELECT 1
-1
SELECT 1
2
SELECT 1

create function array_to_set(anyarray) returns setof record language sql strict immutable as $$ select i as "index", $1[i] as "value" from generate_subscripts($1, 1) i $$;
select array_to_set(array['one', 'two']);
select * from array_to_set(array['one', 'two']) as t(f1 int, f2 text);
select * from array_to_set(array['one', 'two']) as t(f1 numeric(4,2), f2 text);
create type rounded as (f1 numeric(35,6), f2 numeric(35,2));
create function one_rounded() returns rounded language sql as $$ select 7.136178319899999964, 7.136178319899999964 $$;
select one_rounded();
select * from one_rounded();
create function some_rounded() returns setof rounded language sql as $$ values (1, 2), (7.136178319899999964, 7.136178319899999964) $$;
select some_rounded();
select * from some_rounded();
----
CREATE FUNCTION
(1,one)
(2,two)
SELECT 2
1|one
2|two
SELECT 2
1.00|one
2.00|two
SELECT 2
CREATE TYPE
CREATE FUNCTION
(7.136178,7.14)
SELECT 1
7.136178|7.14
SELECT 1
CREATE FUNCTION
(1.000000,2.00)
(7.136178,7.14)
SELECT 2
1.000000|2.00
7.136178|7.14
SELECT 2

create function bad(f1 int, out f2 anyelement, out f3 anyarray) language sql as 'select $1, array[$1, $1]';
----
error 42P13

create function bad(x anyelement) returns anyrange language sql as 'select int4range(1, 10)';
----
error 42P13

create function bad(anycompatible) returns anycompatiblerange language sql as 'select int4range(1, 10)';
----
error 42P13

create function bad(anyarray, out anycompatible) language sql as 'select 1';
----
error 42P13

create aggregate bad(*) (sfunc = array_append, stype = anyarray, initcond = '{}');
----
error 42P13

create function shown() returns setof text language plpgsql as $$
declare ln text;
begin
  for ln in
    explain (costs off)
    select 1
  loop
    return next ln;
  end loop;
end $$;
select shown();
----
CREATE FUNCTION
Result
SELECT 1

select 'a_c'::bytea like 'a$__'::bytea escape '$'::bytea, 'a_c'::bytea not like 'a$__'::bytea escape '$'::bytea, 'a%'::bytea like 'a\%'::bytea escape ''::bytea, '\x5c'::bytea like '\x5c'::bytea escape '$'::bytea;
----
error 22P02

select 'a'::bytea like 'a'::bytea escape 'ab'::bytea;
----
error 22025

select 'wd'::tsvector @@ 'wd:A', 'wd'::tsvector @@ '!wd:A', 'wd:1D'::tsvector @@ '!wd:A', 'wd:1D'::tsvector @@ '!wd:D', 'wd'::tsvector @@ '!(wd:A & wd:B)', 'wd'::tsvector @@ '!!wd:A', 'wd x'::tsvector @@ '!(wd:A <-> x)';
select 'wr'::tsvector @@ any ('{wr,qh}'), 'x'::tsvector @@ any ('{wr,qh}'), 1 = any ('{1,2}'), '[1,3]'::int4range @> any ('{4,5}'), 'a' = any ('{a,b}');
----
t|f|t|f|f|t|t
SELECT 1
error 22P02

select '92233720368547758.07'::money + '0.01'::money;
----
error 22003

select '-92233720368547758.08'::money - '0.01'::money;
----
error 22003

select '92233720368547758.07'::money * 2::float8;
----
error 22003

select '92233720368547758.07'::money * 2::int4;
----
error 22003

select '42'::money * 'nan'::float4;
----
error 22003

select sum(m) from (values ('92233720368547758.07'::money), ('1'::money)) v(m);
----
error 22003

select '3'::money / -1, '3'::money * 2.5::float8, 3 * '1.10'::money, sum(m) from (values ('2.07'::money), ('1'::money)) v(m);
----
-$3.00|$7.50|$3.30|$3.07
SELECT 1

set timezone to 'UTC';
select timestamptz '20011227 040506-08', timestamptz '20011227T040506-08', timestamptz '20011227 040506+08', timestamptz '20011227 040506.789-08';
select timestamptz '2001-12-27 040506-0800', timestamptz '20011227T0405-08';
select time '040506', timetz '040506-08', timetz '040506.5+0130', timetz 'T040506-08', time '040506-08';
select timetz '2001-12-27 04:05:06-08';
select timestamptz 'J2452271-08', timestamptz 'J2452271T040506-08', timestamptz 'J2452271 T040506.5-08', date 'J2452271';
----
SET
2001-12-27 12:05:06+00|2001-12-27 12:05:06+00|2001-12-26 20:05:06+00|2001-12-27 12:05:06.789+00
SELECT 1
2001-12-27 12:05:06+00|2001-12-27 12:05:00+00
SELECT 1
04:05:06|04:05:06-08|04:05:06.5+01:30|04:05:06-08|04:05:06
SELECT 1
04:05:06-08
SELECT 1
2001-12-27 08:00:00+00|2001-12-27 12:05:06+00|2001-12-27 12:05:06.5+00|2001-12-27
SELECT 1

select timestamptz '2001-12-27 04:05:06 040506-08';
----
error 22007

select timetz '04:05:06 040506-08';
----
error 22007

set timezone to 'UTC';
select i, to_timestamp('2018-11-02 12:34:56.99945', 'YYYY-MM-DD HH24:MI:SS.FF' || i), to_timestamp('2018-11-02 12:34:59.99995', 'YYYY-MM-DD HH24:MI:SS.FF' || i) FROM generate_series(1, 6) i;
select to_timestamp('20181102123456123456', 'YYYYMMDDHH24MISSFF3'), to_timestamp('20181102123456123', 'YYYYMMDDHH24MISSMS');
----
SET
1|2018-11-02 12:34:57+00|2018-11-02 12:35:00+00
2|2018-11-02 12:34:57+00|2018-11-02 12:35:00+00
3|2018-11-02 12:34:56.999+00|2018-11-02 12:35:00+00
4|2018-11-02 12:34:56.9995+00|2018-11-02 12:35:00+00
5|2018-11-02 12:34:56.99945+00|2018-11-02 12:34:59.99995+00
6|2018-11-02 12:34:56.99945+00|2018-11-02 12:34:59.99995+00
SELECT 6
2018-11-02 12:34:56.123+00|2018-11-02 12:34:56.123+00
SELECT 1

select int4_avg_accum('{1,2}'::int8[],3), int2_avg_accum_inv('{1,2}'::int8[],3::int2), int8_avg('{2,6}'::int8[]), int8_avg('{0,0}'::int8[]), int8_avg('{3,10}'::int8[]), int2int4_sum('{1,2}'::int8[]), int2int4_sum('{0,2}'::int8[]);
select int4_sum(1,2), int4_sum(null,2), int4_sum(1,null), int2_sum(1,2::int2), int8_sum(1,2), int8_sum(null,2), int8_sum(1,null), int8inc_any(1,2), int8inc_float8_float8(1,2,3);
select float8_accum('{4,140,2900}'::float8[], 100), float4_accum('{1,2,3}'::float8[], 2::float4), float8_combine('{3,60,200}'::float8[], '{0,0,0}'::float8[]), float8_combine('{0,0,0}'::float8[], '{2,180,200}'::float8[]), float8_combine('{3,60,200}'::float8[], '{2,180,200}'::float8[]);
select float8_avg('{1,2,3}'), float8_var_pop('{3,2,3}'), float8_var_samp('{3,2,3}'), float8_stddev_pop('{3,2,3}'), float8_stddev_samp('{1,2,3}'), float8_avg('{0,0,0}');
select float8_regr_accum('{4,140,2900,1290,83075,15050}'::float8[], 200, 100), float8_regr_combine('{3,60,200,750,20000,2000}'::float8[], '{0,0,0,0,0,0}'::float8[]), float8_regr_combine('{0,0,0,0,0,0}'::float8[], '{2,180,200,740,57800,-3400}'::float8[]), float8_regr_combine('{3,60,200,750,20000,2000}'::float8[], '{2,180,200,740,57800,-3400}'::float8[]);
select float8_regr_r2('{3,2,3,4,5,6}'), float8_corr('{3,2,3,4,5,6}'), float8_regr_slope('{3,2,3,4,5,6}'), float8_covar_samp('{3,2,3,4,5,6}'), float8_regr_avgy('{3,2,3,4,5,6}');
create aggregate averaged (sfunc = int4_avg_accum, basetype = int4, stype = _int8, finalfunc = int8_avg, initcond = '{0,0}');
create aggregate spread (float8) (sfunc = float8_accum, stype = float8[], finalfunc = float8_stddev_samp, combinefunc = float8_combine, initcond = '{0,0,0}');
select averaged(i), spread(i) from generate_series(1, 10) i;
----
{2,5}|{0,-1}|3.0000000000000000|NULL|3.3333333333333333|2|NULL
SELECT 1
3|2|1|3|3|2|1|2|2
SELECT 1
{5,240,6280}|{2,4,3}|{3,60,200}|{2,180,200}|{5,240,6280}
SELECT 1
2|1|1.5|1|NULL|NULL
SELECT 1
{5,240,6280,1490,95080,8680}|{3,60,200,750,20000,2000}|{2,180,200,740,57800,-3400}|{5,240,6280,1490,95080,8680}
SELECT 1
2.4|1.5491933384829668|2|3|1.3333333333333333
SELECT 1
CREATE AGGREGATE
CREATE AGGREGATE
5.5000000000000000|3.0276503540974917
SELECT 1

select int8inc_any(9223372036854775807, 1);
----
error 22003

create function dfunc(a int default 1.0, int default '-1') returns int language sql as 'select $1';
select dfunc(), dfunc(7);
create function dfunc(a text default 'Hello', b text default 'World') returns text language sql as $$ select $1 || ', ' || $2 $$;
select dfunc('Hi'), dfunc('Hi', 'City'), dfunc(0), dfunc(10, 20);
select dfunc();
----
CREATE FUNCTION
1|7
SELECT 1
CREATE FUNCTION
Hi, World|Hi, City|0|10
SELECT 1
error 42725

create function dfunc(int = 1, int = 2) returns int language sql as 'select 2';
create function dfunc(int = 1, int = 2, int = 3, int = 4) returns int language sql as 'select 4';
select dfunc(1, 2, 3), dfunc(1, 2, 3, 4);
select dfunc(1, 2);
----
CREATE FUNCTION
CREATE FUNCTION
4|4
SELECT 1
error 42725

create function gf(int) returns int language sql as 'select 1';
create function gf(int, int = 2) returns int language sql as 'select 2';
select gf(1, 3);
select gf(1);
----
CREATE FUNCTION
CREATE FUNCTION
2
SELECT 1
error 42725

create function vf(variadic int[]) returns int language sql as 'select 1';
create function vf(int, int = 2) returns int language sql as 'select 2';
select vf(1);
select vf(1, 2, 3);
create function nf(a int, b int = 1) returns int language sql as 'select 1';
create function nf(a int, c text = 'x') returns int language sql as 'select 2';
select nf(1, b => 2), nf(1, c => 'y'), nf(1, 'z');
select nf(1);
----
CREATE FUNCTION
CREATE FUNCTION
2
SELECT 1
1
SELECT 1
CREATE FUNCTION
CREATE FUNCTION
1|2|2
SELECT 1
error 42725
