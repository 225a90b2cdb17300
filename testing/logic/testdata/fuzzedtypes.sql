create type pair as (a int, b text)
----
CREATE TYPE

select row(1,'a')::pair in (select row(1,'a')::pair)
----
error 42601

select row(1,'a')::pair in (select 1, 'a'::text), row(1,null)::pair in (select 1, 'a'::text), row(1,'a')::pair > all (select 1, 'b'::text)
----
t|NULL|f
SELECT 1

select x::pair in (select row(1,'a')::pair) from (values (row(1,'a')::pair)) v(x)
----
t
SELECT 1

select pg_typeof(nullif(row(1,'a')::pair, row(null,'b')::pair)), greatest(row(2,'')::pair, nullif(row(1,'a')::pair, row(null,'b')::pair))
----
pair|(2,"")
SELECT 1

create extension hstore
----
CREATE EXTENSION

select to_jsonb('a=>1,b=>null'::hstore), to_json('a=>1'::hstore), row_to_json(row('a=>1'::hstore)), json_object_agg('x','a=>1'::hstore), jsonb_build_array('b=>2'::hstore)
----
{"a": "1", "b": null}|{"a": "1"}|{"f1":{"a": "1"}}|{ "x" : {"a": "1"} }|[{"b": "2"}]
SELECT 1

select json_build_object('a=>1'::hstore, 1)
----
error 22023

select hstore(null::pair), hstore(row(1,null)::pair), hstore(null::record)
----
error 42809

begin
----
BEGIN

declare c cursor for select 1 limit -1
----
DECLARE CURSOR

fetch c
----
error 2201W

rollback
----
ROLLBACK

begin
----
BEGIN

declare c cursor for select 1 offset -1
----
DECLARE CURSOR

move c
----
error 2201X

rollback
----
ROLLBACK

create table a(k date)
----
CREATE TABLE

create table b(k int8)
----
CREATE TABLE

select * from a join b using (k)
----
error 42804

select * from a natural join b
----
error 42804
