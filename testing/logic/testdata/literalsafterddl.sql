# literals of texts that were planned before the schema changed
create table n (k int4 primary key, a int4)
----
CREATE TABLE

update n set a = 1 where a = 3
----
UPDATE 0

update n set a = '1' where a = '3'
----
UPDATE 0

insert into n values ('1', '2')
----
INSERT 0 1

alter table n alter a type int8
----
ALTER TABLE

update n set a = '3000000000' where k = 1
----
UPDATE 1

insert into n values ('2', '3000000001')
----
INSERT 0 1

select * from n where a = '3000000001'
----
2|3000000001
SELECT 1

select * from n where a = '3000000000'
----
1|3000000000
SELECT 1

create function of(a int4) returns text language sql as $$ select 'int4' $$
----
CREATE FUNCTION

select of('7')
----
int4
SELECT 1

select of('8')
----
int4
SELECT 1

create function of(a text) returns text language sql as $$ select 'text' $$
----
CREATE FUNCTION

select of('9')
----
text
SELECT 1

select of('9')
----
text
SELECT 1

drop function of(text)
----
DROP FUNCTION

select of('9')
----
int4
SELECT 1

alter table n alter a type text
----
ALTER TABLE

select a = '03000000000' from n where a = '3000000000'
----
f
SELECT 1

insert into n values ('3', '007')
----
INSERT 0 1

update n set a = '08' where k = '1'
----
UPDATE 1

select * from n order by k
----
1|08
2|3000000001
3|007
SELECT 3
