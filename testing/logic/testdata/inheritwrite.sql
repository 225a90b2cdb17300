# Statements about a table that others inherit from.
create table p (id int primary key, v int, t text)
----
CREATE TABLE

create table c1 (x int default 1, primary key (id)) inherits (p)
----
CREATE TABLE

create table c2 (k text primary key, y int) inherits (p)
----
CREATE TABLE

create table g (z int unique) inherits (c1, c2)
----
CREATE TABLE

insert into p select i, i % 5, 't' || i from generate_series(1, 20) i
----
INSERT 0 20

insert into c1 select i, i % 5, 't' || i, i from generate_series(21, 40) i
----
INSERT 0 20

insert into c2 select i, i % 5, 't' || i, 'k' || i, i from generate_series(41, 60) i
----
INSERT 0 20

insert into g select i, i % 5, 't' || i, i, 'g' || i, i, i from generate_series(61, 80) i
----
INSERT 0 20

create index on c2 (id)
----
CREATE INDEX

select count(*), sum(v), min(id), max(id) from p
----
80|160|1|80
SELECT 1

select v, count(*) from p group by v order by v
----
0|16
1|16
2|16
3|16
4|16
SELECT 5

select * from p order by id desc limit 3
----
80|0|t80
79|4|t79
78|3|t78
SELECT 3

select * from p where id in (5, 25, 45, 65) order by id
----
5|0|t5
25|0|t25
45|0|t45
65|0|t65
SELECT 4

select p.id, q.tableoid::regclass from p join p q on q.id = p.id + 20 where p.id < 50 and p.v = 0 order by 1
----
5|c1
10|c1
15|c1
20|c1
25|c2
30|c2
35|c2
40|c2
45|g
SELECT 9

update p set v = q.v + 100 from (select id, v from p where id % 20 = 1) q where p.id = q.id returning p.tableoid::regclass, p.*
----
c1|21|101|t21
c2|41|101|t41
g|61|101|t61
p|1|101|t1
UPDATE 4

select * from c1 where v > 99; select * from c2 where v > 99; select * from g where v > 99
----
21|101|t21|21
61|101|t61|61
SELECT 2
41|101|t41|k41|41
61|101|t61|g61|61
SELECT 2
61|101|t61|61|g61|61|61
SELECT 1

delete from p using (values (2), (22), (42), (62)) d(i) where p.id = d.i returning p.tableoid::regclass, id
----
c1|22
c2|42
g|62
p|2
DELETE 4

update p set t = (select max(t) from p x where x.id <= p.id) where id in (3, 63) returning id, t
----
3|t3
63|t9
UPDATE 2

with u as (update p set v = -1 where id % 20 = 4 returning *, tableoid) select id, v, tableoid::regclass from u order by id
----
4|-1|p
24|-1|c1
44|-1|c2
64|-1|g
SELECT 4

insert into p values (1, 7, 'c') on conflict (id) do update set v = excluded.v returning *
----
1|7|t1
INSERT 0 1

insert into p values (21, 8, 'dup') on conflict (id) do nothing returning *
----
21|8|dup
INSERT 0 1

select tableoid::regclass, * from p where id = 21 order by 1
----
p|21|8|dup
c1|21|101|t21
SELECT 2

update p set id = id + 1000 where id = 21 returning tableoid::regclass, *
----
c1|1021|101|t21
p|1021|8|dup
UPDATE 2

update p set id = 1 where id = 3
----
error 23505

create view pv as select id, v, tableoid::regclass as tab from p where v >= 0
----
CREATE VIEW

create view po as select * from only p
----
CREATE VIEW

select count(*) from pv; select count(*) from po
----
73
SELECT 1
20
SELECT 1

update pv set v = 55 where id = 65; delete from pv where id = 66; select * from g where id in (65, 66)
----
UPDATE 1
DELETE 1
65|55|t65|65|g65|65|65
SELECT 1

insert into pv values (500, 5); select tableoid::regclass, * from p where id = 500
----
INSERT 0 1
p|500|5|NULL
SELECT 1

select pg_get_viewdef('po')
----
 SELECT p.id,\n    p.v,\n    p.t\n   FROM ONLY p;
SELECT 1

create function tg() returns trigger language plpgsql as $$ begin raise notice '% % % %', tg_table_name, tg_when, tg_op, tg_level; if tg_op = 'DELETE' then return old; end if; return new; end $$
----
CREATE FUNCTION

merge into p using (values (12), (32), (52), (72), (92)) s(i) on i = id when matched then update set v = 99 when not matched then insert values (i, 0, 'm')
----
MERGE 5

select tableoid::regclass, * from p where id in (12, 32, 52, 72, 92) order by id
----
p|12|99|t12
c1|32|99|t32
c2|52|99|t52
g|72|99|t72
p|92|0|m
SELECT 5

create function tt() returns trigger language plpgsql as $$ declare r record; begin for r in select * from nt order by id loop raise notice 'new %', r; end loop; return null; end $$
----
CREATE FUNCTION

create trigger tr after update on c1 referencing new table as nt for each row execute function tt()
----
error 0A000

begin; declare c cursor for select * from p where id in (14, 34, 54, 74) order by id for update; fetch 2 from c; update p set t = 'cur' where current of c; close c; select tableoid::regclass, * from p where t = 'cur'; commit
----
BEGIN
DECLARE CURSOR
14|4|t14
34|4|t34
FETCH 2
UPDATE 1
CLOSE CURSOR
c1|34|4|cur
SELECT 1
COMMIT

begin; declare c cursor for select * from p where id in (74); fetch 1 from c; delete from p where current of c; select count(*) from p where id = 74; commit
----
BEGIN
DECLARE CURSOR
74|4|t74
FETCH 1
DELETE 1
0
SELECT 1
COMMIT

create table f (r int references p)
----
CREATE TABLE

insert into f values (5); insert into f values (45)
----
INSERT 0 1
error 23503

delete from p where id = 5
----
DELETE 1

drop table f
----
DROP TABLE

create table fp (r int references p on delete cascade, n int); create table fc () inherits (fp)
----
CREATE TABLE
CREATE TABLE

insert into fp values (6, 1); insert into fc values (6, 2)
----
INSERT 0 1
INSERT 0 1

delete from p where id = 6
----
DELETE 1

select tableoid::regclass, * from fp
----
fc|6|2
SELECT 1

select p from p where id in (7, 77) order by id
----
(7,2,t7)
(77,2,t77)
SELECT 2

select (p).t, c1 from p left join c1 on c1.id = p.id where p.id in (27, 77) order by 1
----
t27|(27,2,t27,27)
t77|(77,2,t77,77)
SELECT 2

truncate p; select count(*) from p
----
error 0A000

insert into g (id, k, z) values (1, 'a', 1); truncate only c1; select count(*) from g
----
INSERT 0 1
TRUNCATE TABLE
18
SELECT 1

prepare s(int) as select tableoid::regclass, * from p where id = $1; execute s(1)
----
PREPARE
g|1|NULL|NULL
p|1|7|t1
SELECT 2

create table late () inherits (p); insert into late values (1, 2, 'late'); execute s(1)
----
CREATE TABLE
INSERT 0 1
g|1|NULL|NULL
late|1|2|late
p|1|7|t1
SELECT 3

select attname, inherited from pg_stats where tablename = 'nothing'
----
SELECT 0
