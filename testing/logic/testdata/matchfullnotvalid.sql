# MATCH FULL that is not validated, and a row of before with some NULLs
create table p (a int, b int, primary key (a, b))
----
CREATE TABLE

create table c (k int primary key, a int, b int, t text)
----
CREATE TABLE

insert into c values (5, 1, null, 'c'), (6, null, null, 'n'), (7, 9, 9, 'x')
----
INSERT 0 3

alter table c add constraint f foreign key (a, b) references p match full not valid
----
ALTER TABLE

update c set t = 'y' where k = 5
----
error 23503

update c set t = 'y' where k = 6
----
UPDATE 1

update c set t = 'y' where k = 7
----
UPDATE 1

update c set a = 1, b = null where k = 5
----
error 23503

update c set k = 15 where k = 5
----
error 23503

insert into c values (5, 1, null) on conflict (k) do update set t = 'z'
----
error 23503

alter table c validate constraint f
----
error 23503
