# Aggregates of users over windows whose first row moves, and those that windows can't have.
create function f_add(text, anyelement) returns text language sql immutable as $$ select coalesce($1, '') || '*' || coalesce($2::text, 'null') $$
----
CREATE FUNCTION

create function f_madd(text, anyelement) returns text language sql immutable as $$ select coalesce($1, '') || '+' || coalesce($2::text, 'null') $$
----
CREATE FUNCTION

create function f_sub(text, anyelement) returns text language sql immutable as $$ select $1 || '-' || coalesce($2::text, 'null') $$
----
CREATE FUNCTION

create function s_add(text, text) returns text language sql immutable strict as $$ select $1 || '*' || $2 $$
----
CREATE FUNCTION

create function s_madd(text, text) returns text language sql immutable strict as $$ select $1 || '+' || $2 $$
----
CREATE FUNCTION

create function s_sub(text, text) returns text language sql immutable strict as $$ select $1 || '-' || $2 $$
----
CREATE FUNCTION

create aggregate log1(anyelement) (stype = text, sfunc = f_add, mstype = text, msfunc = f_madd, minvfunc = f_sub)
----
CREATE AGGREGATE

create aggregate log2(anyelement) (stype = text, sfunc = f_add, mstype = text, msfunc = f_madd, minvfunc = f_sub, initcond = 'I', minitcond = 'MI')
----
CREATE AGGREGATE

create aggregate log3(text) (stype = text, sfunc = s_add, mstype = text, msfunc = s_madd, minvfunc = s_sub)
----
CREATE AGGREGATE

create aggregate log4(text) (stype = text, sfunc = s_add, mstype = text, msfunc = s_madd, minvfunc = s_sub, initcond = 'I', minitcond = 'MI')
----
CREATE AGGREGATE

create function fin(text) returns text language sql immutable as $$ select '<' || $1 || '>' $$
----
CREATE FUNCTION

create aggregate log5(text) (stype = text, sfunc = s_add, finalfunc = fin, finalfunc_modify = read_write, mstype = text, msfunc = s_madd, minvfunc = s_sub, mfinalfunc = fin)
----
CREATE AGGREGATE

create aggregate log6(text) (stype = text, sfunc = s_add, finalfunc = fin, finalfunc_modify = shareable)
----
CREATE AGGREGATE

create aggregate log7(text) (stype = text, sfunc = s_add, finalfunc = fin, mstype = text, msfunc = s_madd, minvfunc = s_sub, mfinalfunc = fin, mfinalfunc_modify = read_write)
----
CREATE AGGREGATE

create function n_add(text, text) returns text language sql immutable as $$ select case when $2 = 'c' then null else coalesce($1, '') || '+' || coalesce($2, 'n') end $$
----
CREATE FUNCTION

create function n_sub(text, text) returns text language sql immutable as $$ select case when $2 = 'b' then null else $1 || '-' || coalesce($2, 'n') end $$
----
CREATE FUNCTION

create aggregate log8(text) (stype = text, sfunc = n_add, mstype = text, msfunc = n_add, minvfunc = n_sub)
----
CREATE AGGREGATE

create aggregate log9(text) (stype = text, sfunc = f_add, mstype = text, msfunc = f_madd, minvfunc = n_sub)
----
CREATE AGGREGATE

create table v (p int, i int, t text); insert into v values (1,1,null),(1,2,'a'),(1,3,'b'),(1,4,null),(1,5,null),(1,6,'c'),(2,1,null),(2,2,'x'),(3,1,'z')
----
CREATE TABLE
INSERT 0 9

select p, i, log1(t) over w, log2(t) over w, log3(t) over w, log4(t) over w from v window w as (partition by p order by i rows between 1 preceding and current row) order by 1, 2
----
1|1|+null|MI+null|NULL|MI
1|2|+null+a|MI+null+a|a|MI+a
1|3|+null+a-null+b|MI+null+a-null+b|a+b|MI+a+b
1|4|+null+a-null+b-a+null|MI+null+a-null+b-a+null|a+b-a|MI+a+b-a
1|5|+null+a-null+b-a+null-b+null|MI+null+a-null+b-a+null-b+null|NULL|MI
1|6|+null+a-null+b-a+null-b+null-null+c|MI+null+a-null+b-a+null-b+null-null+c|c|MI+c
2|1|+null|MI+null|NULL|MI
2|2|+null+x|MI+null+x|x|MI+x
3|1|+z|MI+z|z|MI+z
SELECT 9

select p, i, log1(t) over w, log2(t) over w, log3(t) over w, log4(t) over w from v window w as (partition by p order by i rows between unbounded preceding and current row) order by 1, 2
----
1|1|*null|I*null|NULL|I
1|2|*null*a|I*null*a|a|I*a
1|3|*null*a*b|I*null*a*b|a*b|I*a*b
1|4|*null*a*b*null|I*null*a*b*null|a*b|I*a*b
1|5|*null*a*b*null*null|I*null*a*b*null*null|a*b|I*a*b
1|6|*null*a*b*null*null*c|I*null*a*b*null*null*c|a*b*c|I*a*b*c
2|1|*null|I*null|NULL|I
2|2|*null*x|I*null*x|x|I*x
3|1|*z|I*z|z|I*z
SELECT 9

select p, i, log1(t) over w, log3(t) over w from v window w as (partition by p order by i rows between current row and 2 following) order by 1, 2
----
1|1|+null+a+b|a+b
1|2|+null+a+b-null+null|a+b
1|3|+null+a+b-null+null-a+null|a+b-a
1|4|+null+a+b-null+null-a+null-b+c|c
1|5|+null+a+b-null+null-a+null-b+c-null|c
1|6|+null+a+b-null+null-a+null-b+c-null-null|c
2|1|+null+x|x
2|2|+null+x-null|x
3|1|+z|z
SELECT 9

select p, i, log1(t) over w, log3(t) over w from v window w as (partition by p order by i rows between 2 preceding and 1 following exclude current row) order by 1, 2
----
1|1|+a|a
1|2|+null+b|b
1|3|+null+a+null|a
1|4|+a+b+null|a+b
1|5|+b+null+c|b+c
1|6|+null+null|NULL
2|1|+x|x
2|2|+null|NULL
3|1|NULL|NULL
SELECT 9

select p, i, log1(t) filter (where i <> 2) over w, log3(t) filter (where i <> 2) over w from v window w as (partition by p order by i rows between 1 preceding and current row) order by 1, 2
----
1|1|+null|NULL
1|2|+null|NULL
1|3|+b|b
1|4|+b+null|b
1|5|+b+null-b+null|NULL
1|6|+b+null-b+null-null+c|c
2|1|+null|NULL
2|2|+null|NULL
3|1|+z|z
SELECT 9

select p, i, log1(t || case when random() < 0 then '?' else '' end) over w, log3(t) filter (where random() >= 0) over w from v window w as (partition by p order by i rows between 1 preceding and current row) order by 1, 2
----
1|1|*null|NULL
1|2|*null*a|a
1|3|*a*b|a*b
1|4|*b*null|b
1|5|*null*null|NULL
1|6|*null*c|c
2|1|*null|NULL
2|2|*null*x|x
3|1|*z|z
SELECT 9

select i, log5(t) over (order by i rows between unbounded preceding and current row), log5(t) over (order by i rows between 1 preceding and current row) from v where p = 1 order by 1
----
1|NULL|NULL
2|<a>|<a>
3|<a+b>|<a+b>
4|<a+b>|<a+b-a>
5|<a+b>|NULL
6|<a+b+c>|<c>
SELECT 6

select i, log6(t) over (order by i) from v where p = 1 order by 1
----
error 0A000

select log6(t) from v
----
<a*b*c*x*z>
SELECT 1

select i, log7(t) over (order by i rows between 1 preceding and current row) from v where p = 1 order by 1
----
error 0A000

select i, log7(t) over (order by i) from v where p = 1 order by 1
----
1|NULL
2|<a>
3|<a*b>
4|<a*b>
5|<a*b>
6|<a*b*c>
SELECT 6

select i, log8(t) over (order by i rows between 1 preceding and current row) from v where p = 1 order by 1
----
error 22004

select i, log8(t) over (order by i rows between 1 preceding and current row) from v where p = 1 and i < 6 order by 1
----
1|+n
2|+n+a
3|+n+a-n+b
4|+n+a-n+b-a+n
5|+n+n
SELECT 5

select i, log9(t) over (order by i rows between 1 preceding and current row) from v where p = 1 order by 1
----
1|+null
2|+null+a
3|+null+a-n+b
4|+null+a-n+b-a+null
5|+null+null
6|+null+null-n+c
SELECT 6

select i, log1(i) over (order by i groups between 1 preceding and 1 following) from v order by 1, 2
----
1|+1+1+1+2+2
1|+1+1+1+2+2
1|+1+1+1+2+2
2|+1+1+1+2+2+3
2|+1+1+1+2+2+3
3|+1+1+1+2+2+3-1-1-1+4
4|+1+1+1+2+2+3-1-1-1+4-2-2+5
5|+1+1+1+2+2+3-1-1-1+4-2-2+5-3+6
6|+1+1+1+2+2+3-1-1-1+4-2-2+5-3+6-4
SELECT 9

select i, log1(i) over (order by i range between 1 preceding and 0 following) from v order by 1, 2
----
1|+1+1+1
1|+1+1+1
1|+1+1+1
2|+1+1+1+2+2
2|+1+1+1+2+2
3|+1+1+1+2+2-1-1-1+3
4|+1+1+1+2+2-1-1-1+3-2-2+4
5|+1+1+1+2+2-1-1-1+3-2-2+4-3+5
6|+1+1+1+2+2-1-1-1+3-2-2+4-3+5-4+6
SELECT 9

select i, log2(distinct t) from v group by i order by 1
----
1|I*z*null
2|I*a*x
3|I*b
4|I*null
5|I*null
6|I*c
SELECT 6

select log1(t order by i) from v where p = 1
----
*null*a*b*null*null*c
SELECT 1

select i, sum(i) over w, log1(i) over w, count(*) over w from v window w as (order by p, i rows between 3 preceding and 2 preceding) order by p, i
----
1|NULL|NULL|0
2|NULL|NULL|0
3|1|+1|1
4|3|+1+2|2
5|5|+1+2-1+3|2
6|7|+1+2-1+3-2+4|2
1|9|+1+2-1+3-2+4-3+5|2
2|11|+1+2-1+3-2+4-3+5-4+6|2
1|7|+1+2-1+3-2+4-3+5-4+6-5+1|2
SELECT 9

create aggregate mysum(int) (stype = int8, sfunc = int8pl_x, mstype = int8, msfunc = int8pl_x, minvfunc = int8mi_x)
----
error 42883

create aggregate mysum2(int8) (stype = int8, sfunc = int8pl, mstype = int8, msfunc = int8pl, minvfunc = int8mi)
----
CREATE AGGREGATE

select i, mysum2(i) over (order by p, i rows between 2 preceding and current row) from v order by p, i
----
1|1
2|3
3|6
4|9
5|12
6|15
1|12
2|9
1|4
SELECT 9

create aggregate bad1(int8) (stype = int8, sfunc = int8pl, mstype = int8, msfunc = int8pl)
----
error 42P13

create aggregate bad2(text) (stype = text, sfunc = s_add, mstype = text, msfunc = s_madd, minvfunc = f_sub)
----
error 42P13

create aggregate lavg(int8) (stype = int8, sfunc = int8pl, mstype = numeric, msfunc = numeric_add8, minvfunc = int8mi)
----
error 42883
