# Indexes and generated columns whose expressions call routines of the schema. The results are Postgres's own. Errors are told whole.
create type st as enum ('a','b','c');
create function in_mask(m bit(8), s st) returns boolean language sql immutable as $$ select case s when 'a' then get_bit(m, 7) when 'b' then get_bit(m, 6) else 0 end = 1 $$;
create function dbl(i int) returns int language plpgsql immutable as $$ begin return i * 2; end $$;
create function sq(i int) returns int language sql immutable strict as 'select i * i';
create function lo(t text) returns text language sql immutable as 'select lower(t)';
create function vol(i int) returns int language sql as 'select i';
create table j (id int primary key, k bytea, m bit(8), s st default 'a', t text);
create unique index ji on j (k) where k is not null and m is not null and in_mask(m, s);
create index jd on j (dbl(id));
create index jsq on j (sq(id));
create index jlo on j (lo(t));
----
CREATE TYPE
CREATE FUNCTION
CREATE FUNCTION
CREATE FUNCTION
CREATE FUNCTION
CREATE FUNCTION
CREATE TABLE
CREATE INDEX
CREATE INDEX
CREATE INDEX
CREATE INDEX

create index jv on j (vol(id));
----
CREATE INDEX

insert into j select i, ('\x' || lpad(to_hex(i), 2, '0'))::bytea, '00000001', 'a', 'T' || i from generate_series(1, 20) i;
----
INSERT 0 20

insert into j values (21, '\x01', '00000001', 'a', 'X');
----
error 23505 duplicate key value violates unique constraint "ji"; Key (k)=(\x01) already exists.

insert into j values (21, '\x01', '00000001', 'b', 'X');
----
INSERT 0 1

insert into j values (22, '\x02', '00000001', 'a', 'X') on conflict (k) where k is not null and m is not null and in_mask(m, s) do update set t = 'conflict' returning *;
----
2|\x02|00000001|a|conflict
INSERT 0 1

set enable_seqscan = off;
----
SET

select id from j where dbl(id) = 10;
----
5
SELECT 1

select id from j where sq(id) = 25;
----
5
SELECT 1

select id from j where lo(t) = 't5';
----
5
SELECT 1

update j set s = 'c' where id = 1;
update j set t = 'ABC' where id = 3;
select id from j where lo(t) = 'abc';
----
UPDATE 1
UPDATE 1
3
SELECT 1

delete from j where id = 5;
select id from j where dbl(id) = 10;
----
DELETE 1
SELECT 0

select indexname, indexdef from pg_indexes where tablename = 'j' and schemaname = current_schema() and indexname <> 'j_pkey' order by 1;
----
jd|CREATE INDEX jd ON public.j USING btree (dbl(id))
ji|CREATE UNIQUE INDEX ji ON public.j USING btree (k) WHERE ((k IS NOT NULL) AND (m IS NOT NULL) AND in_mask(m, s))
jlo|CREATE INDEX jlo ON public.j USING btree (lo(t))
jsq|CREATE INDEX jsq ON public.j USING btree (sq(id))
jv|CREATE INDEX jv ON public.j USING btree (vol(id))
SELECT 5

drop function dbl(int);
----
error 2BP01 cannot drop function dbl(integer) because other objects depend on it; index jd depends on function dbl(integer); Use DROP ... CASCADE to drop the dependent objects too.

drop function in_mask;
----
error 2BP01 cannot drop function in_mask(bit,st) because other objects depend on it; index ji depends on function in_mask(bit,st); Use DROP ... CASCADE to drop the dependent objects too.

drop function dbl(int) cascade;
----
DROP FUNCTION

select indexname from pg_indexes where tablename = 'j' and schemaname = current_schema() order by 1;
----
j_pkey
ji
jlo
jsq
jv
SELECT 5

create function twice(i int) returns int language plpgsql immutable as $$ begin return i * 2; end $$;
create table g (a int, b int generated always as (twice(a)) stored);
insert into g values (1),(2);
update g set a = 5 where a = 1;
select * from g order by 1;
----
CREATE FUNCTION
CREATE TABLE
INSERT 0 2
UPDATE 1
2|4
5|10
SELECT 2

create table g2 (a int, b int generated always as (vol(a)) stored);
----
CREATE TABLE

drop function twice;
----
error 2BP01 cannot drop function twice(integer) because other objects depend on it; column b of table g depends on function twice(integer); Use DROP ... CASCADE to drop the dependent objects too.

drop function twice cascade;
----
DROP FUNCTION

select * from g order by 1;
----
2
5
SELECT 2
