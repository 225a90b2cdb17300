# Foreign keys from and to partitioned tables.
create table p (a int, b int, c text, primary key (a, b)) partition by range (a)
----
CREATE TABLE

create table p1 partition of p for values from (0) to (10)
----
CREATE TABLE

create table p2 partition of p for values from (10) to (20) partition by hash (b)
----
CREATE TABLE

create table p20 partition of p2 for values with (modulus 2, remainder 0)
----
CREATE TABLE

create table p21 (c text, b int not null, a int not null)
----
CREATE TABLE

alter table p2 attach partition p21 for values with (modulus 2, remainder 1)
----
ALTER TABLE

create table f (id int primary key, x int, y int, foreign key (x, y) references p)
----
CREATE TABLE

insert into p values (1, 1), (2, 2), (11, 1), (12, 2), (13, 3), (14, 4)
----
INSERT 0 6

insert into f values (1, 1, 1), (2, 11, 1), (3, null, 5)
----
INSERT 0 3

insert into f values (4, 1, 2)
----
error 23503

insert into f values (4, 50, 2)
----
error 23503

insert into f values (4, 12, 9)
----
error 23503

update f set x = 12, y = 2 where id = 1
----
UPDATE 1

delete from p where a = 1
----
DELETE 1

delete from p where a = 12
----
error 23503

update p set a = 15 where a = 12
----
error 23503

update p set c = 'x' where a = 12
----
UPDATE 1

delete from p20
----
error 23503

truncate p1
----
error 0A000

truncate p
----
error 0A000

drop table f
----
DROP TABLE

create table f (id int primary key, x int, y int) partition by list (id)
----
CREATE TABLE

create table f1 partition of f for values in (1, 2)
----
CREATE TABLE

create table f2 partition of f default
----
CREATE TABLE

insert into f values (1, 11, 1), (2, 12, 2), (3, 13, 3), (4, 99, 1)
----
INSERT 0 4

alter table f add constraint fk foreign key (x, y) references p on update cascade on delete cascade
----
error 23503

delete from f where id = 4
----
DELETE 1

alter table f add constraint fk foreign key (x, y) references p on update cascade on delete cascade
----
ALTER TABLE

insert into f values (5, 14, 4), (6, 14, 4)
----
INSERT 0 2

insert into f values (7, 14, 5)
----
error 23503

select conrelid::regclass, conname, conparentid <> 0, confrelid::regclass from pg_constraint where contype = 'f' and conrelid in ('f'::regclass, 'f1'::regclass, 'f2'::regclass) and confrelid = 'p'::regclass order by 1, 2
----
f|fk|f|p
f1|fk|t|p
f2|fk|t|p
SELECT 3

update p set a = 5 where a = 11 returning tableoid::regclass, *
----
p1|5|1|NULL
UPDATE 1

select tableoid::regclass, * from f order by id
----
f1|1|5|1
f1|2|12|2
f2|3|13|3
f2|5|14|4
f2|6|14|4
SELECT 5

update p set b = b + 10 where a in (12, 13)
----
UPDATE 2

select tableoid::regclass, * from f order by id
----
f1|1|5|1
f1|2|12|12
f2|3|13|13
f2|5|14|4
f2|6|14|4
SELECT 5

delete from p where a = 14
----
DELETE 1

select tableoid::regclass, * from f order by id
----
f1|1|5|1
f1|2|12|12
f2|3|13|13
SELECT 3

alter table f drop constraint fk
----
ALTER TABLE

alter table f add foreign key (x, y) references p on delete set null
----
ALTER TABLE

delete from p where a = 5
----
DELETE 1

select tableoid::regclass, * from f order by id
----
f1|1|NULL|NULL
f1|2|12|12
f2|3|13|13
SELECT 3

alter table f drop constraint f_x_y_fkey
----
ALTER TABLE

alter table f add foreign key (x, y) references p
----
ALTER TABLE

delete from p where a = 12
----
error 23503

update p set a = 16 where a = 13
----
error 23503

update p set a = 17 where a = 2
----
UPDATE 1

insert into f values (8, 17, 2)
----
INSERT 0 1

begin
----
BEGIN

delete from p where a = 17
----
error 23503

rollback
----
ROLLBACK

create table tree (id int primary key, up int references tree) partition by range (id)
----
CREATE TABLE

create table tree1 partition of tree for values from (0) to (10)
----
CREATE TABLE

create table tree2 partition of tree for values from (10) to (20)
----
CREATE TABLE

insert into tree values (1, null), (11, 1), (2, 11), (12, 12)
----
INSERT 0 4

insert into tree values (3, 33)
----
error 23503

delete from tree where id = 1
----
error 23503

delete from tree where id in (1, 2, 11)
----
DELETE 3

select * from tree order by id
----
12|12
SELECT 1

delete from tree
----
DELETE 1

drop table p
----
error 2BP01

drop table tree
----
DROP TABLE

drop table f
----
DROP TABLE

drop table p
----
DROP TABLE

create table q (a int primary key) partition by range (a)
----
CREATE TABLE

create table q1 partition of q for values from (0) to (10)
----
CREATE TABLE

create table r (a int references q) partition by range (a)
----
CREATE TABLE

create table r1 partition of r for values from (0) to (5)
----
CREATE TABLE

drop table q
----
error 2BP01

drop table q cascade
----
DROP TABLE

select conrelid::regclass from pg_constraint where contype = 'f' and conrelid in ('r'::regclass, 'r1'::regclass)
----
SELECT 0

insert into r values (3)
----
INSERT 0 1

drop table r
----
DROP TABLE
