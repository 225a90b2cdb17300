# Subqueries of DO UPDATE read what was there before the statement.
create table ur(k int primary key, a int, b int, d int4range, unique (a, b), exclude using gist (d with &&))
----
CREATE TABLE

insert into ur values (3, null, 3)
----
INSERT 0 1

insert into ur values (2, 1, 3), (3, null, null) on conflict (k) do update set (a, b) = (select max(a), count(*) from ur)
----
INSERT 0 2

select * from ur order by k
----
2|1|3|NULL
3|NULL|1|NULL
SELECT 2

create table uw(k int primary key, n bigint)
----
CREATE TABLE

create function seen() returns trigger language plpgsql as $$ begin perform count(*) from uw; return new; end $$
----
CREATE FUNCTION

create trigger seen before insert on uw for each row execute function seen()
----
CREATE TRIGGER

insert into uw values (3, 0)
----
INSERT 0 1

insert into uw values (1, 0), (2, 0), (3, 0) on conflict (k) do update set n = (select count(*) from uw) where (select count(*) from uw) = 1
----
INSERT 0 3

select * from uw order by k
----
1|0
2|0
3|1
SELECT 3
