# VARIADIC polymorphic arguments, column definition lists, REFRESH's options
create function each_of(variadic a anyarray) returns int4 language sql as 'select cardinality(a)'
----
CREATE FUNCTION

select each_of(1, 2), each_of(variadic array['a'])
----
2|1
SELECT 1

select each_of(array['p', 'q'])
----
error 42704

select each_of(variadic array['p', 'q'])
----
2
SELECT 1

select provariadic::regtype from pg_proc where proname = 'each_of'
----
anyelement
SELECT 1

create function each_alike(variadic a anycompatiblearray) returns int4 language sql as 'select cardinality(a)'
----
CREATE FUNCTION

select provariadic::regtype, each_alike(1, 2.5) from pg_proc where proname = 'each_alike'
----
anycompatible|2
SELECT 1

select each_alike(array[1], array[2])
----
error 42704

select * from jsonb_to_record('{"a": 1}') as q(a int4, a text)
----
error 42701

create table ms (k int4 primary key)
----
CREATE TABLE

create materialized view mv as select k from ms with no data
----
CREATE MATERIALIZED VIEW

refresh materialized view concurrently mv
----
error 0A000

refresh materialized view concurrently mv with no data
----
error 0A000

refresh materialized view mv
----
REFRESH MATERIALIZED VIEW

refresh materialized view concurrently mv with no data
----
error 42601

create unique index on mv (k)
----
CREATE INDEX

refresh materialized view concurrently mv with no data
----
error 42601

refresh materialized view concurrently mv
----
REFRESH MATERIALIZED VIEW
