# Statistics of expressions and of combinations of values, and what is estimated by them. The results are Postgres's own. Errors are told whole.
create function est(q text) returns setof text language plpgsql as $$ declare l text; begin for l in execute 'explain ' || q loop return next substring(l from 'rows=(\d+)'); return; end loop; end $$;
----
CREATE FUNCTION

create table ft (a int, b text, c int, d text);
----
CREATE TABLE

insert into ft select mod(i,5), mod(i,10)::text, mod(i,25), mod(i,100)::text from generate_series(1,5000) s(i);
----
INSERT 0 5000

create index on ft (lower(b));
----
CREATE INDEX

create statistics s1 (mcv) on a, b, c from ft;
----
CREATE STATISTICS

create statistics s2 on (a*2), (c%7), d from ft;
----
CREATE STATISTICS

analyze ft;
----
ANALYZE

select est('select * from ft where a=1 and b=''1''');
----
500
SELECT 1

select est('select * from ft where a=1 and b=''1'' and c=1');
----
100
SELECT 1

select est('select * from ft where a=1 or b=''1''');
----
1000
SELECT 1

select est('select * from ft where a=1 and b=''7''');
----
1
SELECT 1

select est('select * from ft where a in (1,2) and b in (''1'', ''2'')');
----
1000
SELECT 1

select est('select * from ft where a < 3 and b < ''3''');
----
1500
SELECT 1

select est('select * from ft where lower(b)=''1''');
----
500
SELECT 1

select est('select * from ft where lower(b) > ''5''');
----
2000
SELECT 1

select est('select * from ft where a*2=2');
----
1000
SELECT 1

select est('select * from ft where a*2=2 and c%7=1');
----
200
SELECT 1

select est('select * from ft where a*2=2 and c%7=1 and d=''1''');
----
50
SELECT 1

select est('select a*2, c%7, count(*) from ft group by 1, 2');
----
25
SELECT 1

select est('select lower(b), count(*) from ft group by 1');
----
10
SELECT 1

select est('select * from ft x join ft y on lower(x.b) = lower(y.b)');
----
2500000
SELECT 1

select est('select * from ft where a is null and b is null');
----
1
SELECT 1

select est('select * from ft where not (a = 1 and b = ''1'')');
----
4500
SELECT 1

select tablename, attname, null_frac, n_distinct, most_common_vals, most_common_freqs, histogram_bounds from pg_stats where schemaname='public' order by 1,2;
----
ft|a|0|5|{0,1,2,3,4}|{0.2,0.2,0.2,0.2,0.2}|NULL
ft|b|0|10|{0,1,2,3,4,5,6,7,8,9}|{0.1,0.1,0.1,0.1,0.1,0.1,0.1,0.1,0.1,0.1}|NULL
ft|c|0|25|{0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23,24}|{0.04,0.04,0.04,0.04,0.04,0.04,0.04,0.04,0.04,0.04,0.04,0.04,0.04,0.04,0.04,0.04,0.04,0.04,0.04,0.04,0.04,0.04,0.04,0.04,0.04}|NULL
ft|d|0|100|{0,1,10,11,12,13,14,15,16,17,18,19,2,20,21,22,23,24,25,26,27,28,29,3,30,31,32,33,34,35,36,37,38,39,4,40,41,42,43,44,45,46,47,48,49,5,50,51,52,53,54,55,56,57,58,59,6,60,61,62,63,64,65,66,67,68,69,7,70,71,72,73,74,75,76,77,78,79,8,80,81,82,83,84,85,86,87,88,89,9,90,91,92,93,94,95,96,97,98,99}|{0.01,0.01,0.01,0.01,0.01,0.01,0.01,0.01,0.01,0.01,0.01,0.01,0.01,0.01,0.01,0.01,0.01,0.01,0.01,0.01,0.01,0.01,0.01,0.01,0.01,0.01,0.01,0.01,0.01,0.01,0.01,0.01,0.01,0.01,0.01,0.01,0.01,0.01,0.01,0.01,0.01,0.01,0.01,0.01,0.01,0.01,0.01,0.01,0.01,0.01,0.01,0.01,0.01,0.01,0.01,0.01,0.01,0.01,0.01,0.01,0.01,0.01,0.01,0.01,0.01,0.01,0.01,0.01,0.01,0.01,0.01,0.01,0.01,0.01,0.01,0.01,0.01,0.01,0.01,0.01,0.01,0.01,0.01,0.01,0.01,0.01,0.01,0.01,0.01,0.01,0.01,0.01,0.01,0.01,0.01,0.01,0.01,0.01,0.01,0.01}|NULL
ft_lower_idx|lower|0|10|{0,1,2,3,4,5,6,7,8,9}|{0.1,0.1,0.1,0.1,0.1,0.1,0.1,0.1,0.1,0.1}|NULL
SELECT 5

select statistics_name, attnames, exprs, kinds, n_distinct, dependencies, array_length(most_common_vals,1), most_common_vals[1:2], most_common_val_nulls[1:2], most_common_freqs[1:2], most_common_base_freqs[1:2] from pg_stats_ext order by 1;
----
s1|{a,b,c}|NULL|{m}|NULL|NULL|50|{{0,0,0},{0,0,5}}|{{f,f,f},{f,f,f}}|{0.02,0.02}|{0.0008000000000000001,0.0008000000000000001}
s2|{d}|{"(a * 2)","(c % 7)"}|{d,f,m,e}|{"4, -1": 100, "4, -2": 100, "-1, -2": 25, "4, -1, -2": 100}|{"4 => -1": 1.000000, "4 => -2": 1.000000, "4, -1 => -2": 1.000000, "4, -2 => -1": 1.000000}|100|{{0,0,0},{1,2,1}}|{{f,f,f},{f,f,f}}|{0.01,0.01}|{0.00032,0.00032}
SELECT 2

analyze ft (a);
----
ANALYZE

select est('select * from ft where a*2=2 and c%7=1');
----
200
SELECT 1

select statistics_name, expr, null_frac, n_distinct, most_common_vals, most_common_freqs, histogram_bounds, correlation from pg_stats_ext_exprs order by 1,2;
----
s2|(a * 2)|0|5|{0,2,4,6,8}|{0.2,0.2,0.2,0.2,0.2}|NULL|0.19999981
s2|(c % 7)|0|7|{0,1,2,3,4,5,6}|{0.16,0.16,0.16,0.16,0.12,0.12,0.12}|NULL|0.14496809
SELECT 2

alter statistics s2 rename to s3;
----
ALTER STATISTICS

alter table ft rename column c to cc;
----
ALTER TABLE

select est('select * from ft where a*2=2 and cc%7=1 and d=''1''');
----
50
SELECT 1

drop statistics s3;
----
DROP STATISTICS

select est('select * from ft where a*2=2');
----
25
SELECT 1

select count(*) from pg_stats_ext_exprs;
----
0
SELECT 1

truncate ft;
----
TRUNCATE TABLE

insert into ft select mod(i,5), null, mod(i,25), mod(i,100)::text from generate_series(1,5000) s(i);
----
INSERT 0 5000

create statistics s4 (dependencies) on (a % 3), (b || 'x') from ft;
----
CREATE STATISTICS

analyze ft;
----
ANALYZE

select est('select * from ft where b is null and a = 1');
----
1000
SELECT 1

select est('select * from ft where b is null and a is not null');
----
5000
SELECT 1

select statistics_name, most_common_vals[1:2], most_common_val_nulls[1:2] from pg_stats_ext where statistics_name = 's1';
----
s1|{{0,NULL,0},{0,NULL,5}}|{{f,t,f},{f,t,f}}
SELECT 1

select tablename, attname, null_frac from pg_stats where tablename = 'ft_lower_idx';
----
ft_lower_idx|lower|1
SELECT 1

create table parts (a int, b int) partition by list (a);
----
CREATE TABLE

create table parts1 partition of parts for values in (1);
----
CREATE TABLE

create table parts2 partition of parts for values in (2, 3);
----
CREATE TABLE

insert into parts select 1 + i % 3, i % 3 from generate_series(1, 3000) i;
----
INSERT 0 3000

create statistics sp (mcv) on a, b from parts2;
----
CREATE STATISTICS

analyze parts2;
----
ANALYZE

select est('select * from parts2 where a = 2 and b = 1');
----
1000
SELECT 1

select est('select * from parts2 where a = 2 and b = 2');
----
1
SELECT 1

create table fails (a int, b int);
----
CREATE TABLE

insert into fails select i, i % 10 from generate_series(0, 99) i;
----
INSERT 0 100

create statistics sf on (100 / a) from fails;
----
CREATE STATISTICS

analyze fails;
----
error 22012 division by zero

prepare p(int, text) as select count(*) from ft where a = $1 and d = $2;
----
PREPARE

execute p(1, '1');
----
50
SELECT 1

execute p(1, '2');
----
0
SELECT 1

create role reader;
----
CREATE ROLE

grant usage on schema public to reader;
----
GRANT

grant select on ft to reader;
----
GRANT

set role reader;
----
SET

select count(*) from pg_stats where tablename = 'ft';
----
4
SELECT 1

select count(*) from pg_stats where tablename = 'ft_lower_idx';
----
0
SELECT 1

reset role;
----
RESET

revoke all on ft from reader;
----
REVOKE

revoke all on schema public from reader;
----
REVOKE

drop role reader;
----
DROP ROLE
