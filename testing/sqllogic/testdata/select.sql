create table dept (id int primary key, name text not null, budget numeric(10, 2))

create table emp (id int primary key, name text, dept_id int, salary int, hired date, boss int)

insert into dept values (1, 'eng', 1000.50), (2, 'ops', 500), (3, 'hr', null), (4, 'empty', 10)

insert into emp values (1, 'ann', 1, 100, '2020-01-01', null), (2, 'bob', 1, 90, '2020-02-01', 1), (3, 'cat', 2, 80, '2019-05-05', 1), (4, 'dan', 2, 70, null, 3), (5, 'eve', null, 60, '2021-12-31', 1), (6, 'fay', 3, 90, '2020-02-01', 1)

select e.name, d.name from emp e join dept d on e.dept_id = d.id order by e.id

select e.name, d.name from emp e left join dept d on e.dept_id = d.id order by e.id

select e.name, d.name from emp e right join dept d on e.dept_id = d.id order by d.id, e.id

select e.name, d.name from emp e full join dept d on e.dept_id = d.id order by d.id, e.id

select count(*) from emp cross join dept

select count(*) from emp, dept where emp.dept_id = dept.id

select e.name, b.name as boss from emp e left join emp b on e.boss = b.id order by 1

select d.name, count(e.id) as n, sum(e.salary), avg(e.salary), min(e.hired), max(e.name) from dept d left join emp e on e.dept_id = d.id group by d.id order by d.id

select dept_id, count(*) from emp group by dept_id order by dept_id nulls first

select dept_id, count(*) from emp group by 1 having count(*) > 1 order by 2 desc, 1

select salary, array_agg(name order by name desc) from emp group by salary order by salary

select string_agg(name, ',' order by id) from emp

select count(distinct salary), sum(distinct salary), count(*) filter (where salary > 80) from emp

select distinct salary from emp order by salary

select distinct dept_id, salary from emp order by dept_id, salary desc

select distinct on (dept_id) dept_id, name, salary from emp order by dept_id, salary desc

select name from emp where salary = (select max(salary) from emp)

select name from emp where dept_id in (select id from dept where budget > 100) order by name

select name from emp where dept_id not in (select id from dept where name = 'eng') order by name

select name from dept d where exists (select 1 from emp e where e.dept_id = d.id) order by name

select name from dept d where not exists (select 1 from emp e where e.dept_id = d.id) order by name

select name, (select count(*) from emp e where e.dept_id = d.id) as n from dept d order by name

select name from emp e where salary > (select avg(salary) from emp x where x.dept_id = e.dept_id) order by name

select name from emp e where salary >= all (select salary from emp x where x.dept_id = e.dept_id) order by name

select * from (select dept_id, count(*) as n from emp group by dept_id) as s where n > 1 order by dept_id

with rich as (select * from emp where salary > 80) select name from rich order by name

with a as (select 1 as x), b as (select x + 1 as y from a) select * from a, b

with recursive t(n) as (select 1 union all select n + 1 from t where n < 5) select * from t

with recursive t(n) as (select 1 union all select n + 1 from t) select n from t limit 3

with recursive chain as (select id, name, boss, 0 as depth from emp where boss is null union all select e.id, e.name, e.boss, depth + 1 from emp e join chain c on e.boss = c.id) select name, depth from chain order by depth, name

select salary from emp where dept_id = 1 union select salary from emp where dept_id = 3 order by 1

select salary from emp where dept_id = 1 union all select salary from emp where dept_id = 3 order by 1

select salary from emp where dept_id = 1 intersect select salary from emp where dept_id = 3

select salary from emp where dept_id = 1 except select salary from emp where dept_id = 3

select salary from emp except all select 90 order by 1

select 1 union select 'a'

select 1, 2 union select 1

select null union select 1 order by 1

select name from emp order by salary desc, name limit 2

select name from emp order by salary desc, name limit 2 offset 1

select name from emp order by id offset 4

select name, salary from emp order by salary desc fetch first 2 rows with ties

select name from emp limit 0

select name from emp order by id limit -1

select name from emp order by hired desc nulls last, name

select name from emp order by hired, name

select name as n from emp order by n limit 1

select name from emp order by length(name), name desc limit 2

select name from emp where hired is null

select name from emp where hired >= '2020-01-01' and hired < '2021-01-01' order by name

select name from emp where name like 'a%' or name like '%e' order by name

select name from emp where (dept_id, salary) in ((1, 90), (2, 80)) order by name

select id from emp where id in (1, 3, 5, 5, 99) order by id desc

select id from emp where id between 2 and 4 and id <> 3 order by id

select id from emp where id > 2 and id <= 4 order by id

select id from emp where id = 1 or id = 4 or id > 5 order by id

select id from emp where id = null

select * from emp e join dept d using (id) order by id

select * from emp natural join (select id, 'x' as tag from dept) s order by id

select id, e.id, d.id from emp e left join dept d using (id) order by id

select e.* from emp e where e.id = 1

select d.*, e.name from dept d, emp e where e.dept_id = d.id and e.id = 3

select pg_typeof(emp), emp::text from emp where id = 1

select (emp).name from emp where id = 1

select x.n from (select name as n from emp where id = 2) x

select * from dept d, lateral (select name as ename from emp e where e.dept_id = d.id order by salary desc limit 1) l order by d.id

select d.name, l.m from dept d left join lateral (select max(salary) as m from emp e where e.dept_id = d.id) l on true order by d.id

select d.id, g from dept d, generate_series(1, d.id) g order by 1, 2

select sum(salary) from emp where false

select count(*) from emp where false

select count(*), dept_id from emp where false group by dept_id

select max(salary) - min(salary) as spread from emp having count(*) > 3

select dept_id, name from emp group by dept_id

select name, count(*) from emp

select count(*) from emp where count(*) > 1

select sum(count(*)) from emp

select emp.nosuch from emp

select e.name from emp

select id from emp, dept

select nosuchfunc(id) from emp

select * from emp e, dept e

select name from emp order by nosuch

select name from emp order by 5

select distinct name from emp order by salary

select name from emp where salary

select name from emp where salary > 'abc'

select naem from emp

select * from emp join dept on emp.id

select * from emp join dept using (nosuch)

select (select id from emp)

select id, (select name from dept where dept.id = emp.dept_id) as dname from emp order by id

select bool_and(salary > 50), bool_or(salary > 95), every(salary > 70) from emp

select stddev(salary) is not null, variance(salary) is not null from emp

select date_trunc('year', hired) as y, count(*) from emp where hired is not null group by y order by y

select extract(year from hired) as y, count(*) from emp group by extract(year from hired) order by 1 nulls last

select salary / 10 * 10 as bucket, count(*) from emp group by salary / 10 * 10 order by bucket

select case when salary > 80 then 'high' else 'low' end as c, count(*) from emp group by c order by c

create index emp_dept on emp (dept_id, salary desc)

select id from emp where dept_id = 1 order by salary desc

select id, salary from emp where dept_id = 2 and salary > 75

select id from emp where dept_id is null

select id from emp where dept_id in (1, 2) order by dept_id, salary desc

select dept_id, max(salary) from emp group by dept_id order by dept_id

create unique index emp_name on emp (name)

select id, salary from emp where name = 'cat'

select e1.id, e2.id from emp e1 join emp e2 on e1.name = e2.name where e1.id < 3 order by 1

select count(*) from emp e1 join emp e2 on e1.salary = e2.salary

select e1.name, e2.name from emp e1 join emp e2 on e1.salary < e2.salary and e1.dept_id = e2.dept_id order by 1, 2

select e1.name, e2.name from emp e1 left join emp e2 on e1.boss = e2.id and e2.salary > 90 order by 1

table dept

select 1 where exists (select 1 from emp where dept_id = 77)

select count(*) from (select 1 from emp limit 3) s

select * from (values (1, 'x'), (2, 'y')) v(a, b) join dept on dept.id = v.a order by a
