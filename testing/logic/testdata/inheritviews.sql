# Views, columns and actions of tables that others inherit from, as in the regression tests.
create table base_tbl_parent (a int); create table base_tbl_child (check (a > 0)) inherits (base_tbl_parent)
----
CREATE TABLE
CREATE TABLE

insert into base_tbl_parent select * from generate_series(-8, -1); insert into base_tbl_child select * from generate_series(1, 8)
----
INSERT 0 8
INSERT 0 8

create view rw_view1 as select * from base_tbl_parent; create view rw_view2 as select * from only base_tbl_parent
----
CREATE VIEW
CREATE VIEW

select * from rw_view1 order by a; select * from only rw_view1 order by a; select * from rw_view2 order by a
----
-8
-7
-6
-5
-4
-3
-2
-1
1
2
3
4
5
6
7
8
SELECT 16
-8
-7
-6
-5
-4
-3
-2
-1
1
2
3
4
5
6
7
8
SELECT 16
-8
-7
-6
-5
-4
-3
-2
-1
SELECT 8

insert into rw_view1 values (-100), (100); insert into rw_view2 values (-200), (200)
----
INSERT 0 2
INSERT 0 2

update rw_view1 set a = a*10 where a in (-1, 1); update only rw_view1 set a = a*10 where a in (-2, 2); update rw_view2 set a = a*10 where a in (-3, 3); update only rw_view2 set a = a*10 where a in (-4, 4)
----
UPDATE 2
UPDATE 2
UPDATE 1
UPDATE 1

delete from rw_view1 where a in (-5, 5); delete from only rw_view1 where a in (-6, 6); delete from rw_view2 where a in (-7, 7); delete from only rw_view2 where a in (-8, 8)
----
DELETE 2
DELETE 2
DELETE 1
DELETE 1

select * from only base_tbl_parent order by a; select * from base_tbl_child order by a
----
-200
-100
-40
-30
-20
-10
100
200
SELECT 8
3
4
7
8
10
20
SELECT 6

create table other_tbl_parent (id int); create table other_tbl_child () inherits (other_tbl_parent); insert into other_tbl_parent values (7), (200); insert into other_tbl_child values (8), (100)
----
CREATE TABLE
CREATE TABLE
INSERT 0 2
INSERT 0 2

update rw_view1 set a = a + 1000 from other_tbl_parent where a = id; select * from only base_tbl_parent order by a; select * from base_tbl_child order by a
----
UPDATE 4
-200
-100
-40
-30
-20
-10
1100
1200
SELECT 8
3
4
10
20
1007
1008
SELECT 6

create table base_tbl (a int); create table bc () inherits (base_tbl); insert into bc values (5)
----
CREATE TABLE
CREATE TABLE
INSERT 0 1

create view v1 as select * from base_tbl where a < 10 with check option; update v1 set a = 20; update v1 set a = 6; select * from bc
----
CREATE VIEW
error 44000

create table t1 (id int not null primary key, a int, junk1 text, b text); alter table t1 drop column junk1
----
CREATE TABLE
ALTER TABLE

create table t2 (c float) inherits (t1); create table t3 (id int not null primary key, c text, b text, a int); alter table t3 inherit t1
----
CREATE TABLE
CREATE TABLE
ALTER TABLE

insert into t1 values (101, 1, 'aba'), (102, 2, 'bbb'), (104, 4, 'dad'); insert into t2 values (201, 1, 'abc', 1.1), (202, 2, 'bcd', 2.2), (204, 4, 'def', 4.4); insert into t3 values (301, 'xxx', 'x', 1), (302, 'yyy', 'y', 2), (303, 'zzz', 'z', 3)
----
INSERT 0 3
INSERT 0 3
INSERT 0 3

create policy p1 on t1 for all to public using (a % 2 = 0); create policy p2 on t2 for select to public using (a % 2 = 1); alter table t1 enable row level security; alter table t2 enable row level security
----
CREATE POLICY
CREATE POLICY
ALTER TABLE
ALTER TABLE

create table gtest1 (a int primary key, b int generated always as (a * 2) stored); create table gtest1_1 () inherits (gtest1); insert into gtest1_1 values (4); select * from gtest1; update gtest1 set a = 6 where a = 4; select * from gtest1_1
----
CREATE TABLE
CREATE TABLE
INSERT 0 1
4|8
SELECT 1
UPDATE 1
6|12
SELECT 1

create table gtest_normal (a int, b int); create table gtest_normal_child2 (a int, b int generated always as (a * 3) stored); insert into gtest_normal values (1, 2)
----
CREATE TABLE
CREATE TABLE
INSERT 0 1

create table gtesty (x int, b int default 55); create table gtest1_2 () inherits (gtest1, gtesty); create table gtesty2 (x int, b int); create table gtest1_3 () inherits (gtest1, gtesty2)
----
CREATE TABLE
error 42804

create table atacc1 (test int); create table atacc2 (test2 int); create table atacc3 (test3 int) inherits (atacc1, atacc2)
----
CREATE TABLE
CREATE TABLE
CREATE TABLE

alter table atacc2 add constraint foo check (test2 > 0); insert into atacc2 (test2) values (-3); insert into atacc3 (test2) values (-3); insert into atacc3 (test2) values (3)
----
ALTER TABLE
error 23514

alter table atacc2 add constraint foo2 check (test2 > 0) no inherit; insert into atacc3 (test2) values (4); alter table atacc1 add constraint foo check (test > 0)
----
ALTER TABLE
INSERT 0 1
ALTER TABLE

alter table atacc1 drop test; alter table only atacc1 drop test; select * from atacc3; alter table atacc3 drop test; drop table atacc3, atacc2, atacc1
----
ALTER TABLE
error 42703

create table dropColumn (a int, b int, e int); create table dropColumnChild (c int) inherits (dropColumn); create table dropColumnAnother (d int) inherits (dropColumnChild)
----
CREATE TABLE
CREATE TABLE
CREATE TABLE

alter table dropColumnchild drop column a; alter table only dropColumnChild drop column b; alter table only dropColumn drop column e; alter table dropColumnChild drop column c; alter table dropColumn drop column a; select * from dropColumnAnother
----
error 42P16

create table renameColumn (a int); create table renameColumnChild (b int) inherits (renameColumn); create table renameColumnAnother (c int) inherits (renameColumnChild)
----
CREATE TABLE
CREATE TABLE
CREATE TABLE

alter table renameColumnChild rename column a to d; alter table only renameColumnChild rename column a to d; alter table only renameColumn rename column a to d; alter table if exists doesnt_exist_tab rename column a to d
----
error 42P16

alter table renameColumn rename column a to d; alter table renameColumnChild rename column b to a; alter table renameColumn add column w int; alter table only renameColumn add column x int; select * from renameColumnAnother
----
ALTER TABLE
ALTER TABLE
ALTER TABLE
error 42P16

create table p1 (f1 int, f2 int); create table c1 (f1 int not null) inherits (p1); alter table p1 drop column f1; alter table c1 drop column f1; select * from c1
----
CREATE TABLE
CREATE TABLE
ALTER TABLE
ALTER TABLE
SELECT 0

create table p2 (id int, name text); create table p3 (id2 int, name char(10)); create table c3 (age int) inherits (p2, p3)
----
CREATE TABLE
CREATE TABLE
error 42804

create table pb (a int, f2 float8); create table cb (b float4) inherits (pb); insert into pb values (1, 1.5); insert into cb values (2, 2.5, 3.5); alter table pb alter f2 type text using f2 || 'x'; alter table pb alter a type numeric(8,2), alter f2 set default 'q'; insert into cb (a) values (3); select * from pb order by 1
----
CREATE TABLE
CREATE TABLE
INSERT 0 1
INSERT 0 1
ALTER TABLE
ALTER TABLE
INSERT 0 1
1.00|1.5x
2.00|2.5x
3.00|q
SELECT 3

alter table cb add constraint q unique (a), add foreign key (a) references cb (a); update pb set a = a + 1; select * from cb
----
ALTER TABLE
error 23505

create table tab1 (a int, b text); create table tab2 (x int, y tab1); create table tab1c () inherits (tab1); alter table tab1 alter column b type varchar; insert into tab2 values (1, row(1, 'x')); select * from tab2
----
CREATE TABLE
CREATE TABLE
CREATE TABLE
error 0A000
