# What is estimated of groups by expressions, of lists, of booleans, and of disjunctions. The results are Postgres's own. Errors are told whole.
create function est(q text) returns setof text language plpgsql as $$ declare l text; begin for l in execute 'explain ' || q loop return next substring(l from 'rows=(\d+)'); return; end loop; end $$;
----
CREATE FUNCTION

create table g (a int, b int, c text, f boolean, n boolean);
----
CREATE TABLE

insert into g select i % 10, i % 20, (i % 50)::text, i % 4 = 0, case when i % 5 > 0 then i % 5 = 1 end from generate_series(1, 10000) i;
----
INSERT 0 10000

analyze g;
----
ANALYZE

select est('select count(*) from g group by a, b');
----
200
SELECT 1

select est('select count(*) from g group by a, b, c');
----
1000
SELECT 1

select est('select count(*) from g group by a, a + 1');
----
10
SELECT 1

select est('select count(*) from g group by a + 1, a * 2');
----
10
SELECT 1

select est('select count(*) from g group by a + b');
----
200
SELECT 1

select est('select count(*) from g group by a, b + 1, lower(c)');
----
1000
SELECT 1

select est('select distinct a, b from g');
----
200
SELECT 1

select est('select * from g where f');
----
2500
SELECT 1

select est('select * from g where not f');
----
7500
SELECT 1

select est('select * from g where n');
----
2000
SELECT 1

select est('select * from g where n is true');
----
2000
SELECT 1

select est('select * from g where n is not true');
----
8000
SELECT 1

select est('select * from g where n is false');
----
6000
SELECT 1

select est('select * from g where n is unknown');
----
2000
SELECT 1

select est('select * from g where f and a = 1');
----
250
SELECT 1

select est('select * from g where a < any (array[2, 5])');
----
6000
SELECT 1

select est('select * from g where a < all (array[2, 5])');
----
1000
SELECT 1

select est('select * from g where a >= any (array[8, null])');
----
2000
SELECT 1

select est('select * from g where a = all (array[1, 2])');
----
100
SELECT 1

select est('select * from g where a is distinct from 1');
----
9000
SELECT 1

select est('select * from g where a is not distinct from 1');
----
1000
SELECT 1

create statistics gs (mcv) on a, b, c from g;
----
CREATE STATISTICS

analyze g;
----
ANALYZE

select est('select * from g where a = 1 or b = 1');
----
1000
SELECT 1

select est('select * from g where a = 1 or b = 1 or c = ''1''');
----
1000
SELECT 1

select est('select * from g where a = 1 or b = 1 or f');
----
3250
SELECT 1

select est('select * from g where a = 1 and (b = 1 or c = ''1'')');
----
600
SELECT 1

select est('select * from g where (a = 1 and b = 1) or (a = 2 and b = 2)');
----
1000
SELECT 1

select est('select * from g where a in (1, 2) and b < 5');
----
1000
SELECT 1

drop statistics gs;
----
DROP STATISTICS

create statistics gd (ndistinct) on a, b from g;
----
CREATE STATISTICS

analyze g;
----
ANALYZE

select est('select count(*) from g group by a, b');
----
20
SELECT 1

select est('select count(*) from g group by a + 1, b + 1');
----
20
SELECT 1

select est('select count(*) from g group by a, b, f');
----
40
SELECT 1
