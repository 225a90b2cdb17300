# Errors are told whole.
# Rows out of hstore: populate_record and #=, of rows and of NULL.
create extension if not exists hstore
----
CREATE EXTENSION

create domain pos as int not null check (value > 0)
----
CREATE DOMAIN

create table prod (id int primary key, nm varchar(4), p pos default 1)
----
CREATE TABLE

select populate_record(null::prod, 'id=>7,nm=>zz,p=>3')
----
(7,zz,3)
SELECT 1

select * from populate_record(null::prod, 'id=>7,nm=>zz,p=>3'::hstore)
----
7|zz|3
SELECT 1

select populate_record(null::prod, 'id=>7')
----
error 23502 domain pos does not allow null values

select null::prod #= 'id=>7,p=>2'::hstore
----
(7,,2)
SELECT 1

select null::prod #= 'p=>-2'::hstore
----
error 23514 value for domain pos violates check constraint "pos_check"

select row(1,'a',2)::prod #= 'id=>7'::hstore
----
(7,a,2)
SELECT 1

select row(1,'a',2)::prod #= 'p=>null'::hstore
----
error 23502 domain pos does not allow null values

select row(1,'a',2)::prod #= 'nm=>abcdefg'::hstore
----
error 22001 value too long for type character varying(4)

select row(1,'a',2)::prod #= ''::hstore
----
(1,a,2)
SELECT 1

select null::prod #= ''::hstore
----
error 23502 domain pos does not allow null values

select populate_record(row(1,'a',2)::prod, null)
----
(1,a,2)
SELECT 1

select populate_record(null::prod, null) is null
----
t
SELECT 1

select 1 #= 'a=>1'::hstore
----
error 42804 first argument must be a rowtype

select null::int #= 'a=>1'::hstore
----
error 42804 first argument must be a rowtype

select row(1,'a') #= 'f1=>5'::hstore
----
(5,a)
SELECT 1

create table prod2 (a int, b text)
----
CREATE TABLE

insert into prod2 values (1, 'x'), (2, 'y')
----
INSERT 0 2

select t #= hstore('b', a::text || '!') from prod2 t order by a
----
(1,1!)
(2,2!)
SELECT 2

select (t #= hstore('b', a::text || '!')).* from prod2 t order by a
----
1|1!
2|2!
SELECT 2

alter table prod2 drop column a, add column c date
----
ALTER TABLE

select populate_record(null::prod2, 'c=>2020-01-01,a=>3')
----
(,2020-01-01)
SELECT 1

select populate_record(t, 'c=>2020-01-01') from prod2 t order by b
----
(x,2020-01-01)
(y,2020-01-01)
SELECT 2

create function filled() returns text language plpgsql as $$
declare p prod2; t text;
begin
  p := p #= hstore('b', '5'); t := p;
  p := populate_record(null::prod2, hstore(array['b', '6', 'c', '2021-01-01']));
  return t || p::text;
end $$
----
CREATE FUNCTION

select filled()
----
(5,)(6,2021-01-01)
SELECT 1
