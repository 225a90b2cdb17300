# EXISTS and IN where they are no joins, over enough rows to be hashed.
create table s (a int, b int, c text)
----
CREATE TABLE

create table t (a int, b bigint)
----
CREATE TABLE

insert into s select nullif(i % 50, 7), nullif(i % 30, 3), 'x' || i from generate_series(1, 300) i
----
INSERT 0 300

insert into t select nullif(i % 70, 9), nullif(i % 37, 5) from generate_series(1, 300) i
----
INSERT 0 300

select count(*) from t where b = 1 or exists (select 1 from s where s.a = t.a)
----
212
SELECT 1

select count(*) from t where b = 1 or not exists (select 1 from s where s.a = t.a and s.c <> 'x5')
----
97
SELECT 1

select count(*) from t where b = 1 or not exists (select 1 from s where t.b = s.b and s.a = t.a)
----
276
SELECT 1

select x, count(*) from (select exists (select from s where s.a = t.a and s.b = t.b) as x from t) q group by 1 order by 1
----
f|275
t|25
SELECT 2

select x, count(*) from (select (a, b) in (select a, b from s) as x from t) q group by 1 order by 1
----
f|222
t|25
NULL|53
SELECT 3

select x, count(*) from (select (a, b) not in (select a, b from s where a is not null and b is not null) as x from t) q group by 1 order by 1
----
f|25
t|267
NULL|8
SELECT 3

select x, count(*) from (select (a, b) in (select null::int, null::bigint union all select a, b from s) as x from t) q group by 1 order by 1
----
t|25
NULL|275
SELECT 2

select x, count(*) from (select (a, 1) in (select a, 2 from s) as x from t) q group by 1 order by 1
----
f|300
SELECT 1

select count(*) from t where a = 1 or exists (select 1 from s where s.a = t.a limit 0)
----
5
SELECT 1

select count(*) from t where a = 1 or exists (select 1 from s where s.a = t.a limit 1)
----
210
SELECT 1

select count(*) from t where a = 1 or exists (select count(*) from s where s.a = t.a)
----
300
SELECT 1

select count(*) from t where a = 1 or exists (select 1 from s where s.a = t.a group by b having count(*) > 1)
----
210
SELECT 1

select count(*) from t where a = 1 or exists (with q as (select * from s where b = 4) select 1 from q where q.a = t.a)
----
27
SELECT 1

select count(*) from t where a = 1 or exists (select 1 from s where s.a = t.a and exists (select 1 from s s2 where s2.b = s.b and s2.c = 'x9'))
----
22
SELECT 1

select count(*) from t where a = 1 or exists (select 1 from s where s.a = t.a or s.b = t.b)
----
288
SELECT 1

select count(*) from t where a = 1 or exists (select 1 from s, s s2 where s.a = t.a and s2.b = t.b and s.c = s2.c)
----
29
SELECT 1

select count(*) from t t1 where exists (select 1 from t t2 where t2.a = t1.b and (t2.b = 3 or exists (select 1 from s where s.a = t2.a and s.b = t1.a)))
----
63
SELECT 1

select case when exists (select 1 from s where s.a = t.a) then 'in' else 'out' end as x, count(*) from t group by 1 order by 1
----
in|210
out|90
SELECT 2

drop table s, t
----
DROP TABLE
