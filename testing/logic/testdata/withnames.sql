# Queries of WITH that nobody reads, and those that have the name of one around them. Errors are told whole.
grant usage on schema public to public
----
GRANT

create table secret (a int)
----
CREATE TABLE

create table part (a int, b int)
----
CREATE TABLE

insert into part values (1, 2)
----
INSERT 0 1

create role reader
----
CREATE ROLE

grant select (a) on part to reader
----
GRANT

set role reader
----
SET

with x as (select * from secret) select 1
----
1
SELECT 1

with x as materialized (select b from part) select a from part
----
1
SELECT 1

with x as (select b from part for update) select a from part
----
1
SELECT 1

with x as (insert into secret values (1)) select 1
----
error 42501 permission denied for table secret

with x as (update part set a = 1 returning a) select 1
----
error 42501 permission denied for table part

# Those that only such read are no more asked for, unless they are planned apart.
with x as (select * from secret), y as (select * from x) select 1
----
1
SELECT 1

with x as materialized (select * from secret), y as (select * from x) select 1
----
error 42501 permission denied for table secret

with x as (select * from secret), y as (select * from x, x xx) select 1
----
error 42501 permission denied for table secret

with x as not materialized (select * from secret), y as (select * from x, x xx) select 1
----
1
SELECT 1

with x as (select * from secret), y as materialized (select * from x) select 1
----
1
SELECT 1

with x as (select * from secret for update), y as (select * from x) select 1
----
error 42501 permission denied for table secret

with x as (select random(), * from secret), y as (select * from x) select 1
----
error 42501 permission denied for table secret

with y as materialized (with x as (select * from secret) select * from x) select 1
----
1
SELECT 1

with x as (select * from secret), y as (select * from x), z as (select * from y) select 1
----
1
SELECT 1

with x as (select * from secret), y as (select * from x), z as (select * from y, y yy) select 1
----
error 42501 permission denied for table secret

with x as (select a from part), y as (select * from x where exists (select from secret)) select a from part
----
1
SELECT 1

with recursive x as (select * from secret), y as (select 1 as n union all select n + 1 from x, y where n < 3) select 1
----
1
SELECT 1

with x as (select * from secret), y as (select * from x) select 1 from y where false
----
error 42501 permission denied for table secret

with x as (select * from secret), y as (insert into secret select * from x) select 1
----
error 42501 permission denied for table secret

reset role
----
RESET

# Without RECURSIVE a query does not know itself, and may read the one around of its name.
with recursive t as (select 1 as n union all (with t as (select n + 1 as m from t) select m from t where m < 5)) select * from t order by n
----
1
2
3
4
SELECT 4

with recursive part as (select 1 as n union all (with part as (select n + 1 as m from part) select m from part where m < 5)) select * from part order by n
----
1
2
3
4
SELECT 4

with recursive t as (select 1 as n union all (with u as (select n from t), t as (select n + 1 as m from u), v as (select m from t) select m from v where m < 5)) select * from t order by n
----
1
2
3
4
SELECT 4

with recursive t as (select 1 as n union all (with recursive t as (select 7 as m) select m from t where m < 5)) select * from t
----
1
SELECT 1

with recursive t as (select 1 as n union all (with u as (select n from t), t as (select n + 1 as m from t) select m from t where m < 5)) select * from t
----
error 42P19 recursive reference to query "t" must not appear more than once

with recursive t as (with t as (select n from t) select 1 n union all select n + 1 from t) select * from t
----
error 42P19 recursive reference to query "t" must not appear within a subquery

with recursive t as (select 1 as n union all select * from (with t as (select n + 1 as m from t) select m from t where m < 5) q) select * from t order by n
----
1
2
3
4
SELECT 4

with recursive t as (select 1 as n union all (select n + 1 from t where n < (with t as (select n from t) select n from t))) select * from t
----
error 42P19 recursive reference to query "t" must not appear within a subquery

with recursive t as (select 1 as n union all (with recursive t as (select n + 1 as m from t) select m from t where m < 5)) select * from t
----
error 42P19 recursive query "t" does not have the form non-recursive-term UNION [ALL] recursive-term

with recursive a as (select * from b), b as (with b as (select 1 as x) select x from b) select * from a
----
1
SELECT 1

with recursive a as (with b as (select 1 as x from b) select x from b), b as (select 1 as y) select * from a
----
1
SELECT 1

with recursive a as (with c as (select 2 as x), b as (select x from c) select x from b), b as (select 1 as y from a) select * from a, b
----
2|1
SELECT 1

with recursive a as (select 1 from b), b as (select 1 from c), c as (select 1 from b), d as (select 1) select * from d
----
error 0A000 mutual recursion between WITH items is not implemented

with recursive d as (with d as (select 1 as k) delete from part using d where a = d.k returning a) select * from d
----
1
SELECT 1

drop table secret
----
DROP TABLE

drop table part
----
DROP TABLE

drop role reader
----
DROP ROLE
