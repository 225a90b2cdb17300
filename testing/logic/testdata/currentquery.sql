# current_query, which audit triggers call.
select current_query()
----
select current_query()
SELECT 1

select 1 as a, current_query() is not null
----
1|t
SELECT 1

create table au (q text)
----
CREATE TABLE

create table tt (a int)
----
CREATE TABLE

create function audit() returns trigger language plpgsql as $$ begin insert into au values (current_query()); return null; end $$
----
CREATE FUNCTION

create trigger tr after insert or update on tt for each statement execute function audit()
----
CREATE TRIGGER

insert into tt values (1), (2)
----
INSERT 0 2

update tt set a = 3
----
UPDATE 2

select * from au
----
insert into tt values (1), (2)
update tt set a = 3
SELECT 2

do $$ begin insert into tt values (9); end $$
----
DO

select * from au
----
do $$ begin insert into tt values (9); end $$
insert into tt values (1), (2)
update tt set a = 3
SELECT 3

prepare p(int) as insert into tt values ($1)
----
PREPARE

execute p(7)
----
INSERT 0 1

select q from au order by 1
----
do $$ begin insert into tt values (9); end $$
execute p(7)
insert into tt values (1), (2)
update tt set a = 3
SELECT 4

create function cq() returns text language sql as 'select current_query()'
----
CREATE FUNCTION

select cq(), 'x'
----
select cq(), 'x'|x
SELECT 1
