# Errors are told whole.
# A strict function of NULL does not compute its other arguments; ON CONFLICT DO UPDATE and exclusion constraints.
create table st(b text)
----
CREATE TABLE

insert into st values ('B')
----
INSERT 0 1

select substr(null::text, b::int4) from st
----
NULL
SELECT 1

select null::int4 + b::int4 from st
----
NULL
SELECT 1

create function sf(a int, b int) returns int strict language plpgsql as 'begin return 1; end'
----
CREATE FUNCTION

select sf(null, b::int4) from st
----
NULL
SELECT 1

create function ss(a int, b int) returns int strict language sql as 'select 1'
----
CREATE FUNCTION

select ss(null, b::int4) from st
----
NULL
SELECT 1

create function sset(a int, b int) returns setof int strict language sql as 'select 1'
----
CREATE FUNCTION

create function nf(a int, b int) returns int language plpgsql as 'begin return 1; end'
----
CREATE FUNCTION

select nf(null, b::int4) from st
----
error 22P02 invalid input syntax for type integer: "B"

select * from st where sf(null, b::int4) = 1
----
SELECT 0

select count(*) from st group by sf(null, b::int4)
----
1
SELECT 1

drop table st
----
DROP TABLE

create table uu (k int primary key, u int unique, d int4range, exclude using gist (d with &&))
----
CREATE TABLE

insert into uu values (0,5,'[1,5)'), (2,2,'[10,20)')
----
INSERT 0 2

insert into uu values (1,7,'[1,5)'),(0,6,null) on conflict (k) do update set d = 'empty'
----
error 23P01 conflicting key value violates exclusion constraint "uu_d_excl"; Key (d)=([1,5)) conflicts with existing key (d)=([1,5)).

insert into uu values (0,6,'[10,20)'),(2,2,'empty') on conflict (k) do update set d = excluded.d
----
error 23P01 conflicting key value violates exclusion constraint "uu_d_excl"; Key (d)=([10,20)) conflicts with existing key (d)=([10,20)).

insert into uu values (2,2,'empty'),(0,6,'[10,20)') on conflict (k) do update set d = excluded.d
----
INSERT 0 2

insert into uu values (0,6,'[10,21)'),(3,9,'[20,22)') on conflict (k) do update set d = excluded.d
----
error 23P01 conflicting key value violates exclusion constraint "uu_d_excl"; Key (d)=([20,22)) conflicts with existing key (d)=([10,21)).

insert into uu values (0,6,'[10,21)'),(3,9,'[21,22)'), (2,2,'[22,22)') on conflict (k) do update set d = excluded.d
----
INSERT 0 3

select * from uu order by 1
----
0|5|[10,21)
2|2|empty
3|9|[21,22)
SELECT 3

drop table uu
----
DROP TABLE

create table uu (k int primary key, u int unique, d int4range, exclude using gist (d with &&) deferrable)
----
CREATE TABLE

insert into uu values (0,5,'[1,5)'), (2,2,'[10,20)')
----
INSERT 0 2

insert into uu values (1,7,'[1,5)'),(0,6,null) on conflict (k) do update set d = 'empty'
----
INSERT 0 2

select * from uu order by 1
----
0|5|empty
1|7|[1,5)
2|2|[10,20)
SELECT 3

drop table uu
----
DROP TABLE

drop function sf, ss, sset, nf
----
DROP FUNCTION
