select array[1,2]::oidvector = '1 2'::oidvector, array['text'::regtype]::oidvector = '25', (array[3,4]::oidvector)[1], array[3,4]::int2vector, array_lower(array[3,4]::int2vector,1)
----
t|t|3|3 4|1
SELECT 1

select count(*) from pg_proc where proname = 'lower' and proargtypes = array['text'::regtype]::oidvector
----
1
SELECT 1

select exists (select from pg_proc join pg_cast on array[casttarget]::oidvector = proargtypes where proname = 'lower' and castsource = 'varchar'::regtype)
----
t
SELECT 1

select array[null]::oidvector = '1'::oidvector
----
error 42804

select array['a']::oidvector
----
error 22P02

select array[1,2]::oid[]::oidvector
----
error 42846

select '3 1'::oidvector < '3 2', '2'::oidvector < '1 2', oidvectorlt('5', '1 2'), '1 2'::oidvector <> array[1,2]::oidvector
----
t|t|t|f
SELECT 1

select v::oidvector from (values ('2'),('1 2'),('1'),('4294967295')) x(v) order by v::oidvector
----
1
2
4294967295
1 2
SELECT 4

create table vectors (a oidvector, b int2vector)
----
CREATE TABLE

insert into vectors values (array[1,2]::oidvector, array[5]::int2vector), ('1 2', '5')
----
INSERT 0 2

select distinct a from vectors
----
1 2
SELECT 1

select a = '1 2', b = '5' from vectors
----
t|f
t|t
SELECT 2

drop table vectors
----
DROP TABLE
