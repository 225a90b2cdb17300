# Rights, policies, schemas and queries over a table that others inherit from.
create table p (id int primary key, v int, owner text)
----
CREATE TABLE

create table c (x int) inherits (p)
----
CREATE TABLE

create table d (y int, primary key (id)) inherits (p)
----
CREATE TABLE

create index on c (v)
----
CREATE INDEX

insert into p values (1, 1, 'a'); insert into c values (2, 2, 'b', 22); insert into d values (3, 3, 'a', 33)
----
INSERT 0 1
INSERT 0 1
INSERT 0 1

alter table p enable row level security; alter table p force row level security
----
ALTER TABLE
ALTER TABLE

create policy a on p using (owner = 'a')
----
CREATE POLICY

select * from p order by 1
----
1|1|a
2|2|b
3|3|a
SELECT 3

select * from c
----
2|2|b|22
SELECT 1

update p set v = v + 10 returning id, v
----
1|11
2|12
3|13
UPDATE 3

update c set v = 3
----
UPDATE 1

delete from p where id in (2, 3) returning id
----
2
3
DELETE 2

update p set owner = 'x'
----
UPDATE 1

truncate p
----
TRUNCATE TABLE

reset role
----
RESET

select tableoid::regclass, * from p order by id
----
SELECT 0

alter table p disable row level security
----
ALTER TABLE

select tableoid::regclass, * from p order by id
----
SELECT 0

create table bad () inherits (p)
----
CREATE TABLE

create table oc (id int, v int, owner text)
----
CREATE TABLE

alter table oc inherit p
----
error 42804

alter table p add column z int
----
ALTER TABLE

alter table p drop column v
----
ALTER TABLE

reset role
----
RESET

create table a1 (i int); create table a2 () inherits (a1); create table a3 () inherits (a2)
----
CREATE TABLE
CREATE TABLE
CREATE TABLE

create table t_like (like a1) inherits (a1)
----
CREATE TABLE

create table dd (i int) inherits (a1)
----
CREATE TABLE

drop table a1, a2, a3
----
error 2BP01

create temp table tp (i int); create temp table tc () inherits (tp); insert into tc values (1); select * from tp; drop table tp cascade
----
CREATE TABLE
CREATE TABLE
INSERT 0 1
1
SELECT 1
DROP TABLE

begin; create table tx (i int); create table txc () inherits (tx); insert into txc values (5); select * from tx; rollback
----
BEGIN
CREATE TABLE
CREATE TABLE
INSERT 0 1
5
SELECT 1
ROLLBACK

begin; alter table a1 add column j int default 5; insert into a3 values (1, 2); select tableoid::regclass, * from a1; rollback; select * from a1
----
BEGIN
ALTER TABLE
INSERT 0 1
a3|1|2
SELECT 1
ROLLBACK
SELECT 0

create table w (a int); insert into w values (1)
----
CREATE TABLE
INSERT 0 1

create table wc (b text) inherits (w); insert into wc values (2, 'two')
----
CREATE TABLE
INSERT 0 1

select * from w where exists (select 1 from w x where x.a = w.a + 1)
----
1
SELECT 1

select w.*, lag(a) over (order by a) from w
----
1|NULL
2|1
SELECT 2

select a from w union all select a from only w order by 1
----
1
1
2
SELECT 3

with recursive r as (select a from w where a = 1 union all select w.a from w join r on w.a = r.a + 1) select * from r
----
1
2
SELECT 2

insert into wc select a + 10, 'n' from w; select * from w order by 1
----
INSERT 0 2
1
2
11
12
SELECT 4

insert into w select a + 100 from w; select tableoid::regclass, * from w order by 2
----
INSERT 0 4
w|1
wc|2
wc|11
wc|12
w|101
w|102
w|111
w|112
SELECT 8

create materialized view wm as select * from w; select count(*) from wm
----
SELECT 8
8
SELECT 1

delete from w where a > 100
----
DELETE 4

select distinct on (a) a from w order by a limit 2
----
1
2
SELECT 2

create table many (a int primary key, b int)
----
CREATE TABLE

create table many1 (primary key (a)) inherits (many); create table many2 (primary key (a)) inherits (many)
----
CREATE TABLE
CREATE TABLE

insert into many select i, i from generate_series(1, 5) i; insert into many1 select i, i from generate_series(3, 8) i; insert into many2 select i, i from generate_series(100, 400) i
----
INSERT 0 5
INSERT 0 6
INSERT 0 301

select a, count(*), sum(b) from many group by a having count(*) > 1 order by a
----
3|2|6
4|2|8
5|2|10
SELECT 3

update many set b = 0 where a between 3 and 5 and b > 0
----
UPDATE 6

select sum(b), count(*) from many
----
75274|312
SELECT 1

select a, b, count(*) from many where a < 4 group by a order by a
----
1|1|1
2|2|1
3|0|2
SELECT 3
