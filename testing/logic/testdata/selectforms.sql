# Queries: joins, groups, sets, WITH, subqueries. Columns are told. Errors are told whole, with their positions.
SET default_transaction_isolation = 'serializable'
----
SET

create table dept (id int primary key, name text not null, budget numeric(10, 2))
----
CREATE TABLE

create table emp (id int primary key, name text, dept_id int, salary int, hired date, boss int)
----
CREATE TABLE

insert into dept values (1, 'eng', 1000.50), (2, 'ops', 500), (3, 'hr', null), (4, 'empty', 10)
----
INSERT 0 4

insert into emp values (1, 'ann', 1, 100, '2020-01-01', null), (2, 'bob', 1, 90, '2020-02-01', 1), (3, 'cat', 2, 80, '2019-05-05', 1), (4, 'dan', 2, 70, null, 3), (5, 'eve', null, 60, '2021-12-31', 1), (6, 'fay', 3, 90, '2020-02-01', 1)
----
INSERT 0 6

select e.name, d.name from emp e join dept d on e.dept_id = d.id order by e.id
----
name:25|name:25
ann|eng
bob|eng
cat|ops
dan|ops
fay|hr
SELECT 5

select e.name, d.name from emp e left join dept d on e.dept_id = d.id order by e.id
----
name:25|name:25
ann|eng
bob|eng
cat|ops
dan|ops
eve|NULL
fay|hr
SELECT 6

select e.name, d.name from emp e right join dept d on e.dept_id = d.id order by d.id, e.id
----
name:25|name:25
ann|eng
bob|eng
cat|ops
dan|ops
fay|hr
NULL|empty
SELECT 6

select e.name, d.name from emp e full join dept d on e.dept_id = d.id order by d.id, e.id
----
name:25|name:25
ann|eng
bob|eng
cat|ops
dan|ops
fay|hr
NULL|empty
eve|NULL
SELECT 7

select count(*) from emp cross join dept
----
count:20
24
SELECT 1

select count(*) from emp, dept where emp.dept_id = dept.id
----
count:20
5
SELECT 1

select e.name, b.name as boss from emp e left join emp b on e.boss = b.id order by 1
----
name:25|boss:25
ann|NULL
bob|ann
cat|ann
dan|cat
eve|ann
fay|ann
SELECT 6

select d.name, count(e.id) as n, sum(e.salary), avg(e.salary), min(e.hired), max(e.name) from dept d left join emp e on e.dept_id = d.id group by d.id order by d.id
----
name:25|n:20|sum:20|avg:1700|min:1082|max:25
eng|2|190|95.0000000000000000|2020-01-01|bob
ops|2|150|75.0000000000000000|2019-05-05|dan
hr|1|90|90.0000000000000000|2020-02-01|fay
empty|0|NULL|NULL|NULL|NULL
SELECT 4

select dept_id, count(*) from emp group by dept_id order by dept_id nulls first
----
dept_id:23|count:20
NULL|1
1|2
2|2
3|1
SELECT 4

select dept_id, count(*) from emp group by 1 having count(*) > 1 order by 2 desc, 1
----
dept_id:23|count:20
1|2
2|2
SELECT 2

select salary, array_agg(name order by name desc) from emp group by salary order by salary
----
salary:23|array_agg:1009
60|{eve}
70|{dan}
80|{cat}
90|{fay,bob}
100|{ann}
SELECT 5

select string_agg(name, ',' order by id) from emp
----
string_agg:25
ann,bob,cat,dan,eve,fay
SELECT 1

select count(distinct salary), sum(distinct salary), count(*) filter (where salary > 80) from emp
----
count:20|sum:20|count:20
5|400|3
SELECT 1

select distinct salary from emp order by salary
----
salary:23
60
70
80
90
100
SELECT 5

select distinct dept_id, salary from emp order by dept_id, salary desc
----
dept_id:23|salary:23
1|100
1|90
2|80
2|70
3|90
NULL|60
SELECT 6

select distinct on (dept_id) dept_id, name, salary from emp order by dept_id, salary desc
----
dept_id:23|name:25|salary:23
1|ann|100
2|cat|80
3|fay|90
NULL|eve|60
SELECT 4

select name from emp where salary = (select max(salary) from emp)
----
name:25
ann
SELECT 1

select name from emp where dept_id in (select id from dept where budget > 100) order by name
----
name:25
ann
bob
cat
dan
SELECT 4

select name from emp where dept_id not in (select id from dept where name = 'eng') order by name
----
name:25
cat
dan
fay
SELECT 3

select name from dept d where exists (select 1 from emp e where e.dept_id = d.id) order by name
----
name:25
eng
hr
ops
SELECT 3

select name from dept d where not exists (select 1 from emp e where e.dept_id = d.id) order by name
----
name:25
empty
SELECT 1

select name, (select count(*) from emp e where e.dept_id = d.id) as n from dept d order by name
----
name:25|n:20
empty|0
eng|2
hr|1
ops|2
SELECT 4

select name from emp e where salary > (select avg(salary) from emp x where x.dept_id = e.dept_id) order by name
----
name:25
ann
cat
SELECT 2

select name from emp e where salary >= all (select salary from emp x where x.dept_id = e.dept_id) order by name
----
name:25
ann
cat
eve
fay
SELECT 4

select * from (select dept_id, count(*) as n from emp group by dept_id) as s where n > 1 order by dept_id
----
dept_id:23|n:20
1|2
2|2
SELECT 2

with rich as (select * from emp where salary > 80) select name from rich order by name
----
name:25
ann
bob
fay
SELECT 3

with a as (select 1 as x), b as (select x + 1 as y from a) select * from a, b
----
x:23|y:23
1|2
SELECT 1

# ordered
with recursive t(n) as (select 1 union all select n + 1 from t where n < 5) select * from t
----
n:23
1
2
3
4
5
SELECT 5

# ordered
with recursive t(n) as (select 1 union all select n + 1 from t) select n from t limit 3
----
n:23
1
2
3
SELECT 3

with recursive chain as (select id, name, boss, 0 as depth from emp where boss is null union all select e.id, e.name, e.boss, depth + 1 from emp e join chain c on e.boss = c.id) select name, depth from chain order by depth, name
----
name:25|depth:23
ann|0
bob|1
cat|1
eve|1
fay|1
dan|2
SELECT 6

select salary from emp where dept_id = 1 union select salary from emp where dept_id = 3 order by 1
----
salary:23
90
100
SELECT 2

select salary from emp where dept_id = 1 union all select salary from emp where dept_id = 3 order by 1
----
salary:23
90
90
100
SELECT 3

select salary from emp where dept_id = 1 intersect select salary from emp where dept_id = 3
----
salary:23
90
SELECT 1

select salary from emp where dept_id = 1 except select salary from emp where dept_id = 3
----
salary:23
100
SELECT 1

select salary from emp except all select 90 order by 1
----
salary:23
60
70
80
90
100
SELECT 5

select 1 union select 'a'
----
error 22P02 invalid input syntax for type integer: "a"
at 23

select 1, 2 union select 1
----
error 42601 each UNION query must have the same number of columns
at 26

select null union select 1 order by 1
----
?column?:23
1
NULL
SELECT 2

select name from emp order by salary desc, name limit 2
----
name:25
ann
bob
SELECT 2

select name from emp order by salary desc, name limit 2 offset 1
----
name:25
bob
fay
SELECT 2

select name from emp order by id offset 4
----
name:25
eve
fay
SELECT 2

select name, salary from emp order by salary desc fetch first 2 rows with ties
----
name:25|salary:23
ann|100
bob|90
fay|90
SELECT 3

select name from emp limit 0
----
SELECT 0

select name from emp order by id limit -1
----
error 2201W LIMIT must not be negative

select name from emp order by hired desc nulls last, name
----
name:25
eve
bob
fay
ann
cat
dan
SELECT 6

select name from emp order by hired, name
----
name:25
cat
ann
bob
fay
eve
dan
SELECT 6

select name as n from emp order by n limit 1
----
n:25
ann
SELECT 1

select name from emp order by length(name), name desc limit 2
----
name:25
fay
eve
SELECT 2

select name from emp where hired is null
----
name:25
dan
SELECT 1

select name from emp where hired >= '2020-01-01' and hired < '2021-01-01' order by name
----
name:25
ann
bob
fay
SELECT 3

select name from emp where name like 'a%' or name like '%e' order by name
----
name:25
ann
eve
SELECT 2

select name from emp where (dept_id, salary) in ((1, 90), (2, 80)) order by name
----
name:25
bob
cat
SELECT 2

select id from emp where id in (1, 3, 5, 5, 99) order by id desc
----
id:23
5
3
1
SELECT 3

select id from emp where id between 2 and 4 and id <> 3 order by id
----
id:23
2
4
SELECT 2

select id from emp where id > 2 and id <= 4 order by id
----
id:23
3
4
SELECT 2

select id from emp where id = 1 or id = 4 or id > 5 order by id
----
id:23
1
4
6
SELECT 3

select id from emp where id = null
----
SELECT 0

select * from emp e join dept d using (id) order by id
----
id:23|name:25|dept_id:23|salary:23|hired:1082|boss:23|name:25|budget:1700
1|ann|1|100|2020-01-01|NULL|eng|1000.50
2|bob|1|90|2020-02-01|1|ops|500.00
3|cat|2|80|2019-05-05|1|hr|NULL
4|dan|2|70|NULL|3|empty|10.00
SELECT 4

select * from emp natural join (select id, 'x' as tag from dept) s order by id
----
id:23|name:25|dept_id:23|salary:23|hired:1082|boss:23|tag:25
1|ann|1|100|2020-01-01|NULL|x
2|bob|1|90|2020-02-01|1|x
3|cat|2|80|2019-05-05|1|x
4|dan|2|70|NULL|3|x
SELECT 4

select id, e.id, d.id from emp e left join dept d using (id) order by id
----
error 42702 ORDER BY "id" is ambiguous
at 71

select e.* from emp e where e.id = 1
----
id:23|name:25|dept_id:23|salary:23|hired:1082|boss:23
1|ann|1|100|2020-01-01|NULL
SELECT 1

select d.*, e.name from dept d, emp e where e.dept_id = d.id and e.id = 3
----
id:23|name:25|budget:1700|name:25
2|ops|500.00|cat
SELECT 1

select pg_typeof(emp), emp::text from emp where id = 1
----
pg_typeof:2206|emp:25
emp|(1,ann,1,100,2020-01-01,)
SELECT 1

select (emp).name from emp where id = 1
----
name:25
ann
SELECT 1

select x.n from (select name as n from emp where id = 2) x
----
n:25
bob
SELECT 1

select * from dept d, lateral (select name as ename from emp e where e.dept_id = d.id order by salary desc limit 1) l order by d.id
----
id:23|name:25|budget:1700|ename:25
1|eng|1000.50|ann
2|ops|500.00|cat
3|hr|NULL|fay
SELECT 3

select d.name, l.m from dept d left join lateral (select max(salary) as m from emp e where e.dept_id = d.id) l on true order by d.id
----
name:25|m:23
eng|100
ops|80
hr|90
empty|NULL
SELECT 4

select d.id, g from dept d, generate_series(1, d.id) g order by 1, 2
----
id:23|g:23
1|1
2|1
2|2
3|1
3|2
3|3
4|1
4|2
4|3
4|4
SELECT 10

select sum(salary) from emp where false
----
sum:20
NULL
SELECT 1

select count(*) from emp where false
----
count:20
0
SELECT 1

select count(*), dept_id from emp where false group by dept_id
----
SELECT 0

select max(salary) - min(salary) as spread from emp having count(*) > 3
----
spread:23
40
SELECT 1

select dept_id, name from emp group by dept_id
----
error 42803 column "emp.name" must appear in the GROUP BY clause or be used in an aggregate function
at 17

select name, count(*) from emp
----
error 42803 column "emp.name" must appear in the GROUP BY clause or be used in an aggregate function
at 8

select count(*) from emp where count(*) > 1
----
error 42803 aggregate functions are not allowed in WHERE
at 32

select sum(count(*)) from emp
----
error 42803 aggregate function calls cannot be nested
at 12

select emp.nosuch from emp
----
error 42703 column emp.nosuch does not exist
at 8

select e.name from emp
----
error 42P01 missing FROM-clause entry for table "e"
at 8

select id from emp, dept
----
error 42702 column reference "id" is ambiguous
at 8

select nosuchfunc(id) from emp
----
error 42883 function nosuchfunc(integer) does not exist; ; No function matches the given name and argument types. You might need to add explicit type casts.
at 8

select * from emp e, dept e
----
error 42712 table name "e" specified more than once

select name from emp order by nosuch
----
error 42703 column "nosuch" does not exist
at 31

select name from emp order by 5
----
error 42P10 ORDER BY position 5 is not in select list
at 31

select distinct name from emp order by salary
----
error 42P10 for SELECT DISTINCT, ORDER BY expressions must appear in select list
at 40

select name from emp where salary
----
error 42804 argument of WHERE must be type boolean, not type integer
at 28

select name from emp where salary > 'abc'
----
error 22P02 invalid input syntax for type integer: "abc"
at 37

select naem from emp
----
error 42703 column "naem" does not exist; ; Perhaps you meant to reference the column "emp.name".
at 8

select * from emp join dept on emp.id
----
error 42804 argument of JOIN/ON must be type boolean, not type integer
at 32

select * from emp join dept using (nosuch)
----
error 42703 column "nosuch" specified in USING clause does not exist in left table

select (select id from emp)
----
error 21000 more than one row returned by a subquery used as an expression

select id, (select name from dept where dept.id = emp.dept_id) as dname from emp order by id
----
id:23|dname:25
1|eng
2|eng
3|ops
4|ops
5|NULL
6|hr
SELECT 6

select bool_and(salary > 50), bool_or(salary > 95), every(salary > 70) from emp
----
bool_and:16|bool_or:16|every:16
t|t|f
SELECT 1

select stddev(salary) is not null, variance(salary) is not null from emp
----
?column?:16|?column?:16
t|t
SELECT 1

select date_trunc('year', hired) as y, count(*) from emp where hired is not null group by y order by y
----
y:1184|count:20
2019-01-01 00:00:00+00|1
2020-01-01 00:00:00+00|3
2021-01-01 00:00:00+00|1
SELECT 3

select extract(year from hired) as y, count(*) from emp group by extract(year from hired) order by 1 nulls last
----
y:1700|count:20
2019|1
2020|3
2021|1
NULL|1
SELECT 4

select salary / 10 * 10 as bucket, count(*) from emp group by salary / 10 * 10 order by bucket
----
bucket:23|count:20
60|1
70|1
80|1
90|2
100|1
SELECT 5

select case when salary > 80 then 'high' else 'low' end as c, count(*) from emp group by c order by c
----
c:25|count:20
high|3
low|3
SELECT 2

create index emp_dept on emp (dept_id, salary desc)
----
CREATE INDEX

select id from emp where dept_id = 1 order by salary desc
----
id:23
1
2
SELECT 2

select id, salary from emp where dept_id = 2 and salary > 75
----
id:23|salary:23
3|80
SELECT 1

select id from emp where dept_id is null
----
id:23
5
SELECT 1

select id from emp where dept_id in (1, 2) order by dept_id, salary desc
----
id:23
1
2
3
4
SELECT 4

select dept_id, max(salary) from emp group by dept_id order by dept_id
----
dept_id:23|max:23
1|100
2|80
3|90
NULL|60
SELECT 4

create unique index emp_name on emp (name)
----
CREATE INDEX

select id, salary from emp where name = 'cat'
----
id:23|salary:23
3|80
SELECT 1

select e1.id, e2.id from emp e1 join emp e2 on e1.name = e2.name where e1.id < 3 order by 1
----
id:23|id:23
1|1
2|2
SELECT 2

select count(*) from emp e1 join emp e2 on e1.salary = e2.salary
----
count:20
8
SELECT 1

select e1.name, e2.name from emp e1 join emp e2 on e1.salary < e2.salary and e1.dept_id = e2.dept_id order by 1, 2
----
name:25|name:25
bob|ann
dan|cat
SELECT 2

select e1.name, e2.name from emp e1 left join emp e2 on e1.boss = e2.id and e2.salary > 90 order by 1
----
name:25|name:25
ann|NULL
bob|ann
cat|ann
dan|NULL
eve|ann
fay|ann
SELECT 6

# ordered
table dept
----
id:23|name:25|budget:1700
1|eng|1000.50
2|ops|500.00
3|hr|NULL
4|empty|10.00
SELECT 4

select 1 where exists (select 1 from emp where dept_id = 77)
----
SELECT 0

select count(*) from (select 1 from emp limit 3) s
----
count:20
3
SELECT 1

select * from (values (1, 'x'), (2, 'y')) v(a, b) join dept on dept.id = v.a order by a
----
a:23|b:25|id:23|name:25|budget:1700
1|x|1|eng|1000.50
2|y|2|ops|500.00
SELECT 2
