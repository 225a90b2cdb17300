# Simple queries and writes, and their first mistakes. Columns are told. Errors are told whole, with their positions.
SET default_transaction_isolation = 'serializable'
----
SET

create table t (a int primary key, b int, c text)
----
CREATE TABLE

insert into t values (1, 10, 'one'), (2, 20, 'two'), (3, 30, 'three')
----
INSERT 0 3

select * from t where a = 2
----
a:23|b:23|c:25
2|20|two
SELECT 1

select a, b + 1 as b1, c || '!' from t order by a desc
----
a:23|b1:23|?column?:25
3|31|three!
2|21|two!
1|11|one!
SELECT 3

select * from t where b > 10 order by b
----
a:23|b:23|c:25
2|20|two
3|30|three
SELECT 2

select count(*), sum(b), min(c), max(c), avg(b) from t
----
count:20|sum:20|min:25|max:25|avg:1700
3|60|one|two|20.0000000000000000
SELECT 1

update t set b = b + 5 where a = 1
----
UPDATE 1

select * from t order by a
----
a:23|b:23|c:25
1|15|one
2|20|two
3|30|three
SELECT 3

delete from t where a = 2
----
DELETE 1

select * from t order by a
----
a:23|b:23|c:25
1|15|one
3|30|three
SELECT 2

insert into t values (1, 1, 'dup')
----
error 23505 duplicate key value violates unique constraint "t_pkey"; Key (a)=(1) already exists.

select 1
----
?column?:23
1
SELECT 1

select 1 + 1.5, 'x' || 'y', true and false, null
----
?column?:1700|?column?:25|?column?:16|?column?:25
2.5|xy|f|NULL
SELECT 1

select * from t where a = 1 or a = 3 order by 1
----
a:23|b:23|c:25
1|15|one
3|30|three
SELECT 2

select * from nosuch
----
error 42P01 relation "nosuch" does not exist
at 15

select nosuch from t
----
error 42703 column "nosuch" does not exist
at 8

select t2.a from t
----
error 42P01 missing FROM-clause entry for table "t2"
at 8

insert into t (a, d) values (1, 2)
----
error 42703 column "d" of relation "t" does not exist
at 19

select a from t group by a having count(*) > 0 order by a
----
a:23
1
3
SELECT 2

select c from t group by a
----
c:25
one
three
SELECT 2

select b, c from t group by b
----
error 42803 column "t.c" must appear in the GROUP BY clause or be used in an aggregate function
at 11

update t set c = null where a = 3 returning *
----
a:23|b:23|c:25
3|30|NULL
UPDATE 1

# ordered
delete from t returning a, c
----
a:23|c:25
1|one
3|NULL
DELETE 2
