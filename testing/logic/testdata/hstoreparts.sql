# Errors are told whole.
# Subscripts of hstore, and the order of mistakes in CASE and in DO UPDATE.
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

CREATE TABLE t0 (c0 int unique, c2 int4, g int4 GENERATED ALWAYS AS (c2 * 2 + 1) STORED)
----
CREATE TABLE

INSERT INTO t0 VALUES (1, 2) ON CONFLICT (c0) DO UPDATE SET g = CASE WHEN coalesce(NULL::time, true) THEN NULL::int4 ELSE unnest(ARRAY[7, NULL::int4]) END
----
error 42804 COALESCE types time without time zone and boolean cannot be matched

INSERT INTO t0 VALUES (1, 2) ON CONFLICT (c0) DO UPDATE SET c2 = CASE WHEN coalesce(NULL::time, true) THEN NULL::int4 ELSE unnest(ARRAY[7, NULL::int4]) END
----
error 42804 COALESCE types time without time zone and boolean cannot be matched

INSERT INTO t0 VALUES (1, 2) ON CONFLICT (c0) DO UPDATE SET c2 = CASE WHEN true THEN NULL::int4 ELSE unnest(ARRAY[7, NULL::int4]) END
----
error 0A000 set-returning functions are not allowed in UPDATE

update t0 SET c2 = CASE WHEN coalesce(NULL::time, true) THEN NULL::int4 ELSE unnest(ARRAY[7, NULL::int4]) END
----
error 42804 COALESCE types time without time zone and boolean cannot be matched

drop table t0
----
DROP TABLE

select case when coalesce(null::time,true) then null::int4 else unnest(array[7]) end
----
error 42804 COALESCE types time without time zone and boolean cannot be matched

create table t0(c2 int)
----
CREATE TABLE

update t0 set c2 = coalesce(coalesce(null::time,true), unnest(array[7]))
----
error 42804 COALESCE types time without time zone and boolean cannot be matched

update t0 set c2 = case when true then unnest(array[7]) when coalesce(null::time,true) then 1 end
----
error 0A000 set-returning functions are not allowed in UPDATE

update t0 set c2 = case when coalesce(null::time,true) then 1 end
----
error 42804 COALESCE types time without time zone and boolean cannot be matched

drop table t0
----
DROP TABLE
