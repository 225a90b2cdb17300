# Errors are told whole.
# Subscripts of hstore.
create extension if not exists hstore
----
CREATE EXTENSION

select ('a=>1'::hstore)['a']
----
1
SELECT 1

select ('a=>1,0=>7'::hstore)[0]
----
7
SELECT 1

select ('a=>1,0=>7'::hstore)[0:1]
----
error 0A000 hstore allows only one subscript

create table hh (k int primary key, h hstore)
----
CREATE TABLE

insert into hh values (1, 'a=>1')
----
INSERT 0 1

select h['a'], h['b'] from hh
----
1|NULL
SELECT 1

update hh set h['b'] = 2
----
UPDATE 1

update hh set h['a'] = null, h[0] = 'x'
----
UPDATE 1

update hh set h['a']['b'] = 'x'
----
error 0A000 hstore allows only one subscript

insert into hh (k, h['q']) values (2, 'z')
----
INSERT 0 1

table hh
----
1|"0"=>"x", "a"=>NULL, "b"=>"2"
2|"q"=>"z"
SELECT 2

drop table hh
----
DROP TABLE

select case null::int4 when null::int4 then true when ('a=>1'::hstore)[0] then null::bool end
----
error 42883 operator does not exist: integer = text; ; No operator matches the given name and argument types. You might need to add explicit type casts.
