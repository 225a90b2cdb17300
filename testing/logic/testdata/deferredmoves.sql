# Rows that get another primary key under a deferred foreign key, which was not validated.
create table fp (a int, b int, primary key (a, b))
----
CREATE TABLE

create table fc (k int primary key, a int default 1, b int default 1)
----
CREATE TABLE

insert into fc values (5, 9, 1), (6, 9, 1), (7, 9, 1)
----
INSERT 0 3

alter table fc add constraint fk foreign key (a, b) references fp deferrable initially deferred not valid
----
ALTER TABLE

begin
----
BEGIN

update fc set k = k - 1 where k = 5
----
UPDATE 1

commit
----
COMMIT

begin
----
BEGIN

update fc set k = k where k = 6
----
UPDATE 1

commit
----
COMMIT

set constraints all immediate
----
SET CONSTRAINTS

update fc set k = 8 where k = 7
----
UPDATE 1

begin
----
BEGIN

set constraints all immediate
----
SET CONSTRAINTS

update fc set k = 9 where k = 8
----
UPDATE 1

commit
----
COMMIT

begin
----
BEGIN

update fc set k = k + 10
----
UPDATE 3

delete from fc
----
DELETE 3

commit
----
COMMIT

insert into fp values (9, 1)
----
INSERT 0 1

insert into fc values (1, 9, 1)
----
INSERT 0 1

begin
----
BEGIN

delete from fp
----
DELETE 1

commit
----
error 23503

begin
----
BEGIN

insert into fc values (2, 9, 2)
----
INSERT 0 1

update fc set k = 3 where k = 2
----
UPDATE 1

commit
----
error 23503

begin
----
BEGIN

insert into fc values (2, 9, 2)
----
INSERT 0 1

update fc set k = 3 where k = 2
----
UPDATE 1

insert into fp values (9, 2)
----
INSERT 0 1

commit
----
COMMIT

select * from fc order by 1
----
1|9|1
3|9|2
SELECT 2

begin
----
BEGIN

update fc set a = 7 where k = 3
----
UPDATE 1

update fc set k = 30 where k = 3
----
UPDATE 1

commit
----
error 23503

begin
----
BEGIN

update fc set a = 7 where k = 3
----
UPDATE 1

update fc set k = 30, a = 9 where k = 3
----
UPDATE 1

commit
----
COMMIT
