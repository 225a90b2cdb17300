# json_populate_record and its like, of composite types.
create type jpop as (a text, b int, c timestamp)
----
CREATE TYPE

create type jdeep as (p jpop, l int[], d date)
----
CREATE TYPE

select * from json_populate_record(null::jpop, '{"a":"blurfl","x":43.2}') q
----
blurfl|NULL|NULL
SELECT 1

select * from json_populate_record(row('x',3,'2012-12-31 15:30:56')::jpop, '{"a":"blurfl","x":43.2}') q
----
blurfl|3|2012-12-31 15:30:56
SELECT 1

select * from jsonb_populate_record(row('x',3,'2012-12-31 15:30:56')::jpop, '{"a":null,"b":"7"}') q
----
NULL|7|2012-12-31 15:30:56
SELECT 1

select * from json_populate_record(null::jpop, '{"c":[100,200,false],"x":43.2}') q
----
error 22007

select * from jsonb_populate_record(null::jpop, '[1]') q
----
error 22023

select * from jsonb_populate_record(null::jpop, '1') q
----
error 22023

select json_populate_record(null::jpop, '{"a":1,"b":2}'), (jsonb_populate_record(null::jpop, '{"a":1,"b":2}')).b
----
(1,2,)|2
SELECT 1

select * from json_populate_recordset(null::jpop, '[{"a":"blurfl","x":43.2},{"b":3,"c":"2012-01-20 10:42:53"}]') q
----
NULL|3|2012-01-20 10:42:53
blurfl|NULL|NULL
SELECT 2

select * from jsonb_populate_recordset(row('def',99,null)::jpop, '[{"a":"blurfl","x":43.2},{"a":null,"b":3}]') q
----
NULL|3|NULL
blurfl|99|NULL
SELECT 2

select * from jsonb_populate_recordset(null::jpop, '{"a":1}') q
----
error 22023

select * from jsonb_populate_recordset(null::jpop, '[1]') q
----
error 22023

select q.a, q.b from json_populate_recordset(null::jpop, null) q
----
SELECT 0

select * from jsonb_populate_record(null::jpop, null) q
----
NULL|NULL|NULL
SELECT 1

select * from json_populate_record(base => null::jpop, from_json => '{"b":5}') q
----
NULL|5|NULL
SELECT 1

create table jt (id int, j jsonb)
----
CREATE TABLE

insert into jt values (1, '{"a":"x","b":1}'), (2, '{"a":"y"}'), (3, null)
----
INSERT 0 3

select id, r.* from jt, jsonb_populate_record(null::jpop, j) r order by id
----
1|x|1|NULL
2|y|NULL|NULL
3|NULL|NULL|NULL
SELECT 3

select * from jsonb_populate_record(null::jdeep, '{"p":{"a":"x","b":2},"l":[1,2],"d":"2020-01-02"}') q
----
(x,2,)|{1,2}|2020-01-02
SELECT 1

select * from json_populate_record(null::jdeep, '{"p":"(x,2,)","l":"{1,2}"}') q
----
(x,2,)|{1,2}|NULL
SELECT 1
