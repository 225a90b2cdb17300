create table t (a int primary key, b int, c text)

insert into t values (1, 10, 'one'), (2, 20, 'two'), (3, 30, 'three')

select * from t where a = 2

select a, b + 1 as b1, c || '!' from t order by a desc

select * from t where b > 10 order by b

select count(*), sum(b), min(c), max(c), avg(b) from t

update t set b = b + 5 where a = 1

select * from t order by a

delete from t where a = 2

select * from t order by a

insert into t values (1, 1, 'dup')

select 1

select 1 + 1.5, 'x' || 'y', true and false, null

select * from t where a = 1 or a = 3 order by 1

select * from nosuch

select nosuch from t

select t2.a from t

insert into t (a, d) values (1, 2)

select a from t group by a having count(*) > 0 order by a

-- sorted
select c from t group by a

select b, c from t group by b

update t set c = null where a = 3 returning *

delete from t returning a, c
