# Statements on which Postgres's own regression files once showed a difference. Columns are told. Errors are told whole, with their positions.
SET default_transaction_isolation = 'serializable'
----
SET

create table ta (id int primary key, val int)
----
CREATE TABLE

create table tb (id int primary key, aval int)
----
CREATE TABLE

create table tc (id int primary key, aid int)
----
CREATE TABLE

insert into ta values (1, 1), (2, 2)
----
INSERT 0 2

insert into tb values (1, 1), (2, 1), (3, 2), (4, 2)
----
INSERT 0 4

insert into tc values (1, 1), (2, 2)
----
INSERT 0 2

# A query two levels down reads the outermost row.
select tc.id, (select min(tb.id) from tb where tb.aval = (select ta.val from ta where ta.id = tc.aid)) from tc order by 1
----
id:23|min:23
1|1
2|3
SELECT 2

select val.x from generate_series(1, 4) as s(i), lateral (values ((select s.i + 1)), (s.i + 101)) as val(x) where (select val.x) < 104 order by 1
----
x:23
2
3
4
5
102
103
SELECT 6

select tc.id, (select count(*) from tb where exists (select 1 from ta where ta.id = tc.aid and ta.val = tb.aval)) from tc order by 1
----
id:23|count:20
1|2
2|2
SELECT 2

select tc.id, (select sum((with w as (select ta.val + tc.aid as v from ta where ta.id = tb.aval) select v from w)) from tb) from tc order by 1
----
id:23|sum:20
1|10
2|14
SELECT 2

select tc.id, (select array_agg(tb.id in (select ta.id + tc.aid from ta) order by tb.id) from tb) from tc order by 1
----
id:23|array_agg:1000
1|{f,t,t,f}
2|{f,f,t,t}
SELECT 2

select tc.id, x.n from tc, lateral (select count(*) n from tb where tb.aval in (select val from ta where id = tc.aid)) x order by 1
----
id:23|n:20
1|2
2|2
SELECT 2

# x IN (SELECT ...) within an expression, with many rows and with NULLs.
create table nums (a int primary key, b bigint)
----
CREATE TABLE

insert into nums select g, nullif(g % 7, 3) from generate_series(1, 40) g
----
INSERT 0 40

select x, x in (select b from nums), x not in (select b from nums where b is not null), x in (select b from nums where a < 0), case when x in (select a from nums) then 'in' else 'out' end from (values (1), (3), (41), (null)) v(x) order by 1
----
x:23|?column?:16|?column?:16|?column?:16|case:25
1|t|f|f|in
3|NULL|t|f|in
41|NULL|t|f|out
NULL|NULL|NULL|f|out
SELECT 4

select x, x in (select b + 1 from nums), x = any (select a from nums), x <> all (select a from nums) from (values (1::bigint), (8), (41)) v(x) order by 1
----
x:20|?column?:16|?column?:16|?column?:16
1|t|t|f
8|NULL|t|f
41|NULL|f|t
SELECT 3

# LATERAL becomes a plain join where it can.
select count(*) from nums n, nums m join lateral (values (n.a)) ss(x) on m.a = ss.x
----
count:20
40
SELECT 1

select count(*) from nums n, nums m join lateral (values (n.a), (-1)) ss(x) on m.a = ss.x
----
count:20
40
SELECT 1

select * from ta, lateral (select tb.id + ta.id as s, ta.val as q from tb where tb.aval >= ta.val and tb.id < 4) x order by 1, 2, 3
----
id:23|val:23|s:23|q:23
1|1|2|1
1|1|3|1
1|1|4|1
2|2|5|2
SELECT 4

select * from ta, lateral (select * from tb where tb.aval >= ta.id order by id desc limit 1) x order by 1
----
id:23|val:23|id:23|aval:23
1|1|4|2
2|2|4|2
SELECT 2

select * from ta cross join lateral (select ta.val * 2 as h) x cross join lateral (select h + ta.id as k) y where k > 3 order by 1
----
id:23|val:23|h:23|k:23
2|2|4|6
SELECT 1

select * from ta, lateral (select ta.val) x where exists (select 1 from tb where tb.aval = x.val and tb.id > 2) order by 1
----
id:23|val:23|val:23
2|2|2
SELECT 1

select ta.id, ss.* from ta left join lateral (select tb.id, ta.val + 1 as v from tb where tb.aval = ta.val and tb.id < 3) ss on true order by 1, 2
----
id:23|id:23|v:23
1|1|2
1|2|2
2|NULL|NULL
SELECT 3

# What is volatile in the select list is computed after sorting, for the rows of the result.
create sequence after_sort
----
CREATE SEQUENCE

select a, nextval('after_sort') from nums order by b desc nulls last, a desc limit 3
----
a:23|nextval:20
34|1
27|2
20|3
SELECT 3

select currval('after_sort')
----
currval:20
3
SELECT 1

select a + nextval('after_sort') from nums order by a desc limit 2
----
?column?:20
44
44
SELECT 2

select nextval('after_sort') as n, a from nums where a < 4 order by n desc
----
n:20|a:23
8|3
7|2
6|1
SELECT 3

# A sequence is read like a table.
create sequence sq start 5
----
CREATE SEQUENCE

select * from sq
----
last_value:20|log_cnt:20|is_called:16
5|0|f
SELECT 1

select nextval('sq')
----
nextval:20
5
SELECT 1

select last_value, is_called from sq
----
last_value:20|is_called:16
5|t
SELECT 1

select s.last_value + 1 from sq s, (values (1)) v(x)
----
?column?:20
6
SELECT 1

select setval('sq', 42, false)
----
setval:20
42
SELECT 1

table sq
----
last_value:20|log_cnt:20|is_called:16
42|0|f
SELECT 1

select count(ctid) from ta
----
count:20
2
SELECT 1

select count(t.xmin) from ta t
----
count:20
2
SELECT 1

# A cursor that failed stays so.
begin
----
BEGIN

declare d cursor for select 1 / (id - 2) from ta order by id
----
DECLARE CURSOR

savepoint s
----
SAVEPOINT

fetch 10 from d
----
error 22012 division by zero

rollback to s
----
ROLLBACK

fetch 10 from d
----
error 55000 portal "d" cannot be run

rollback
----
ROLLBACK

# A small work_mem does not make a statement fail.
set work_mem = '64kB'
----
SET

select count(*) from (select array_agg(a || repeat('x', 200)) from nums n, generate_series(1, 20) g) x
----
count:20
1
SELECT 1

reset work_mem
----
RESET

# Elements of arrays are assigned; a row gives several columns their values.
create table ar (k int primary key, a int[], b int[][], t text[], v int)
----
CREATE TABLE

insert into ar values (1, '{1,2,3}', '{{1,2},{3,4}}', '{x}', 1), (2, null, null, null, 2)
----
INSERT 0 2

update ar set a[2] = 20, t[3] = 'z' where k = 1 returning *
----
k:23|a:1007|b:1007|t:1009|v:23
1|{1,20,3}|{{1,2},{3,4}}|{x,NULL,z}|1
UPDATE 1

update ar set a[5] = 50, a[1] = a[2] + 1 returning k, a
----
k:23|a:1007
1|{21,20,3,NULL,50}
2|{NULL,NULL,NULL,NULL,50}
UPDATE 2

update ar set a[-1] = 7 where k = 2 returning a
----
a:1007
[-1:5]={7,NULL,NULL,NULL,NULL,NULL,50}
UPDATE 1

update ar set b[2][1] = 30 where k = 1 returning b
----
b:1007
{{1,2},{30,4}}
UPDATE 1

update ar set b[3][1] = 30 where k = 1 returning b
----
error 2202E array subscript out of range

update ar set b[1] = 30 where k = 1 returning b
----
error 2202E wrong number of array subscripts

update ar set a[1:2] = '{8,9}' where k = 1 returning a
----
a:1007
{8,9,3,NULL,50}
UPDATE 1

update ar set a[1:9] = '{8,9}' where k = 1 returning a
----
error 2202E source array too small

update ar set a[:2] = '{4,5}' where k = 1 returning a
----
a:1007
{4,5,3,NULL,50}
UPDATE 1

update ar set b[1:2][2:2] = '{{7},{8}}' where k = 1 returning b
----
b:1007
{{1,7},{30,8}}
UPDATE 1

update ar set a[null] = 1
----
error 22004 array subscript in assignment must not be null

update ar set a[2:1] = '{1}' where k = 1
----
error 2202E upper bound cannot be less than lower bound

# code only
update ar set v[1] = 1
----
error 42804

update ar set a[1] = default
----
error 0A000 cannot set an array element to DEFAULT
at 15

update ar set a = '{1}', a[1] = 2
----
error 42601 multiple assignments to same column "a"

# code only
update ar set a[1] = 'q'
----
error 22P02

update ar set a[1] = null, t[2:3] = null where k = 1 returning a, t
----
a:1007|t:1009
{NULL,5,3,NULL,50}|{x,NULL,z}
UPDATE 1

update ar set (a[1], v) = (select 77, 78) where k = 1 returning a, v
----
a:1007|v:23
{77,5,3,NULL,50}|78
UPDATE 1

update ar set (a[1], v) = row(5, 6) where k = 1 returning a, v
----
a:1007|v:23
{5,5,3,NULL,50}|6
UPDATE 1

update ar set (v, k) = row(x.*) from (values (9, 1)) x(p, q) where k = 1 returning v, k
----
v:23|k:23
9|1
UPDATE 1

# ordered
insert into ar (k, a[1], a[3]) values (3, 5, 6), (4, 7, 8) returning *
----
k:23|a:1007|b:1007|t:1009|v:23
3|{5,NULL,6}|NULL|NULL|NULL
4|{7,NULL,8}|NULL|NULL|NULL
INSERT 0 2

insert into ar (k, b[1:2][1:2], t[2]) values (5, '{{1,2},{3,4}}', 'n') returning *
----
k:23|a:1007|b:1007|t:1009|v:23
5|NULL|{{1,2},{3,4}}|[2:2]={n}|NULL
INSERT 0 1

insert into ar (k, a[2]) select 6, 12 returning *
----
k:23|a:1007|b:1007|t:1009|v:23
6|[2:2]={12}|NULL|NULL|NULL
INSERT 0 1

# code only
insert into ar (k, a, a[2]) values (7, '{1}', 3)
----
error 42701

# code only
insert into ar (k, a[2]) values (7, default)
----
error 0A000

insert into ar (k, v) values (1, 5) on conflict (k) do update set a[4] = excluded.v, v = 0 returning a, v
----
a:1007|v:23
{5,5,3,5,50}|0
INSERT 0 1

# code only
update ar set a[1].f = 3
----
error 42804

select (ar).k, (ar).v from ar order by 1
----
k:23|v:23
1|0
2|2
3|NULL
4|NULL
5|NULL
6|NULL
SELECT 6

# Infinite inputs; time zones less than an hour off; too many subscripts.
select covar_pop(1::float8, 'inf'::float8), covar_samp(3::float8, 'inf'::float8), covar_pop(1::float8, 'nan'::float8)
----
covar_pop:701|covar_samp:701|covar_pop:701
NaN|NULL|NaN
SELECT 1

select corr(x, y), covar_pop(x, y) from (values (1e300::float8, 1e300::float8), (-1e300, -1e300)) v(x, y)
----
error 22003 value out of range: overflow

select covar_pop(x, y), covar_samp(y, x), corr(x, y) from (values (1::float8, 2::float8), ('inf', 3), (4, 5)) v(x, y)
----
covar_pop:701|covar_samp:701|corr:701
NaN|NaN|NaN
SELECT 1

set timezone = '00:30'
----
SET

select to_char(timestamptz '2020-01-01 00:00:00+00', 'TZH:TZM'), to_char(timestamptz '2020-01-01 00:00:00+00', 'OF')
----
to_char:25|to_char:25
-00:30|-00:30
SELECT 1

reset timezone
----
RESET

select ('{}'::int[])[1][2][3][4][5][6][7]
----
error 54000 number of array dimensions (7) exceeds the maximum allowed (6)

# A savepoint's READ ONLY ends with it.
begin
----
BEGIN

savepoint x
----
SAVEPOINT

set transaction read only
----
SET

set transaction read write
----
error 25001 cannot set transaction read-write mode inside a read-only transaction

rollback to x
----
ROLLBACK

show transaction_read_only
----
transaction_read_only:25
off
SHOW

savepoint y
----
SAVEPOINT

set transaction read only
----
SET

show transaction_read_only
----
transaction_read_only:25
on
SHOW

release y
----
RELEASE

show transaction_read_only
----
transaction_read_only:25
off
SHOW

insert into ta values (77, 1)
----
INSERT 0 1

rollback
----
ROLLBACK

select * from ta as f(a, b, c)
----
error 42P10 table "f" has 2 columns available but 3 columns specified

select * from (ta cross join tb) ss(a, b, c, d, e)
----
error 42P10 join expression "ss" has 4 columns available but 5 columns specified

# Equal values of other types than integers are found by their hash.
create table h (n numeric, f float8, c char(5), v varchar(9), t text, d date)
----
CREATE TABLE

insert into h select g * 1.00, case g when 3 then 'NaN' when 4 then '-0' else g end, 'c' || g, 'v' || g, 't' || g, date '2020-01-01' + g from generate_series(1, 20) g
----
error 22P02 invalid input syntax for type integer: "NaN"
at 51

select 3.0 in (select n from h), 99.0 in (select n from h), 'NaN'::float8 in (select f from h), 0::float8 in (select f from h), 'c3   '::char(8) in (select c from h), 'c3 '::text in (select c from h), 'v3'::text in (select v from h), 't3'::varchar in (select t from h), date '2020-01-05' in (select d from h), 1::int2 in (select n from h)
----
?column?:16|?column?:16|?column?:16|?column?:16|?column?:16|?column?:16|?column?:16|?column?:16|?column?:16|?column?:16
f|f|f|f|f|f|f|f|f|f
SELECT 1

CREATE TABLE identity_steps (f1 int)
----
CREATE TABLE

ALTER TABLE identity_steps ADD COLUMN f2 int NOT NULL, ALTER COLUMN f2 ADD GENERATED ALWAYS AS IDENTITY, ALTER COLUMN f2 SET GENERATED BY DEFAULT SET INCREMENT 10
----
ALTER TABLE

INSERT INTO identity_steps (f1) VALUES (1), (2)
----
INSERT 0 2

SELECT * FROM identity_steps ORDER BY f1
----
f1:23|f2:23
1|1
2|11
SELECT 2

SELECT relname FROM pg_class WHERE relname LIKE 'identity\_steps\_%'
----
relname:19
identity_steps_f2_seq
SELECT 1

SELECT normalize(''), normalize(U&'\0061\0308'), is_normalized('x'), 'x' IS NORMALIZED, U&'\0061\0308' IS NORMALIZED, U&'\0061\0308' IS NFD NORMALIZED
----
normalize:25|normalize:25|is_normalized:16|is_normalized:16|is_normalized:16|is_normalized:16
''|ä|t|t|f|t
SELECT 1

# Expressions begin at their leftmost part.
select distinct val from ta order by val + 1
----
error 42P10 for SELECT DISTINCT, ORDER BY expressions must appear in select list
at 38

select val from ta union select aval from tb order by val + 1
----
error 0A000 invalid UNION/INTERSECT/EXCEPT ORDER BY clause; Only result column names can be used, not expressions or functions.; Add the expression/function to every SELECT, or move the UNION into a FROM clause.
at 55

insert into ta select 1, 2, val + 1 from ta
----
error 42601 INSERT has more expressions than target columns
at 29

insert into ta select 1, 2, * from ta
----
error 42601 INSERT has more expressions than target columns
at 29

insert into ta select 1, ta.*, 3 + 4 from ta
----
error 42601 INSERT has more expressions than target columns
at 26

insert into ta select *, 1 from ta
----
error 42601 INSERT has more expressions than target columns
at 26

insert into ta values (1, 2, 3 + 4)
----
error 42601 INSERT has more expressions than target columns
at 30

insert into ta select 1, 2, 3 union select 4, 5, 6
----
error 42601 INSERT has more expressions than target columns
at 29
