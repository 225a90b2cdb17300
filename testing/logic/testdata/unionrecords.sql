# Errors are told whole.
# Records from both sides of a set operation: their fields have the names of the left side. The
# results are Postgres's own.
create table ur_t (id int primary key, n text, q numeric); insert into ur_t values (1, 'a', 1.5), (2, 'b', 2.5); create table ur_log (seq serial, line text)
----
CREATE TABLE
INSERT 0 2
CREATE TABLE

select (d).id, (d).n, c from (select 1 as c, r as d from (select id, n from ur_t) r union all select -1, r from (select id, n from ur_t) r) s order by c, 1
----
1|a|-1
2|b|-1
1|a|1
2|b|1
SELECT 4

select (d).* from (select r as d from (select id, n from ur_t) r union all select r from (select id + 10 as x, n as y from ur_t) r) s order by 1
----
1|a
2|b
11|a
12|b
SELECT 4

select (d).x from (select r as d from (select id, n from ur_t) r union all select r from (select id + 10 as x, n as y from ur_t) r) s
----
error 42703 could not identify column "x" in record data type

select (d).f1, (d).f2 from (select row(1, 'x'::text) as d union select row(1, 'x'::text) union select row(2, 'y'::text)) s order by 1
----
1|x
2|y
SELECT 2

select (d).n, pg_typeof((d).q), (d).q + 1 from (select t as d from ur_t t union all select t from ur_t t where id = 1) s order by 1, 3
----
a|numeric|2.5
a|numeric|2.5
b|numeric|3.5
SELECT 3

select (d).id from (select r as d from (select id, n from ur_t) r intersect select r from (select id, n from ur_t where id = 2) r) s
----
2
SELECT 1

select (d).id from (select r as d from (select id, n from ur_t) r except select r from (select id, n from ur_t where id = 2) r) s
----
1
SELECT 1

select sum((d).id), (d).n from (select r as d from (select id, n from ur_t) r union all (select r from (select id, n from ur_t) r union all select r from (select 5 as id, 'z'::text as n) r)) s where (d).id > 1 group by (d).n order by 2
----
4|b
5|z
SELECT 2

create view ur_v as select (d).id as i, (d).n as m from (select r as d from (select id, n from ur_t) r union all select r from (select id, n from ur_t) r) s
----
CREATE VIEW

select * from ur_v order by 1, 2
----
1|a
1|a
2|b
2|b
SELECT 4

create function ur_sum() returns trigger language plpgsql as $$ begin
  insert into ur_log (line) select (d).id || ' ' || sum(diff) || ' ' || sum((d).q * diff) from (select -1 as diff, old_rows as d from old_rows union all select 1, new_rows from new_rows) s group by (d).id order by 1;
  return null;
end $$;
create trigger ur_sum after update on ur_t referencing old table as old_rows new table as new_rows for each statement execute function ur_sum();
update ur_t set q = q * 10;
select line from ur_log order by seq
----
CREATE FUNCTION
CREATE TRIGGER
UPDATE 2
1 0 13.5
2 0 22.5
SELECT 2

# code only
select (d).nope from (select r as d from (select 1 as a) r union all select r from (select 2 as a) r) s
----
error 42703

drop view ur_v; drop table ur_t, ur_log; drop function ur_sum
----
DROP VIEW
DROP TABLE
DROP FUNCTION
