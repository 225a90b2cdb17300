# Columns of a table that a view shows twice: rights and defaults are those of the one that is named. Errors are told whole.
grant usage on schema public to public
----
GRANT

create table shown (a int default 7, c int, k int unique)
----
CREATE TABLE

create view twice as select a, a as b, c, k from shown
----
CREATE VIEW

create view again as select b as d, a as e, c, k from twice
----
CREATE VIEW

create role named
----
CREATE ROLE

insert into twice (b) values (2)
----
INSERT 0 1

insert into twice (a, b) values (1, 2)
----
error 42601 multiple assignments to same column "a"

insert into again (d, e) values (1, 2)
----
error 42601 multiple assignments to same column "a"

insert into twice values (1, 2, 3, 4)
----
error 42601 multiple assignments to same column "a"

insert into twice (c) values (1)
----
INSERT 0 1

update twice set a = 1, b = 2
----
error 42601 multiple assignments to same column "a"

update again set e = 1, d = 2
----
error 42601 multiple assignments to same column "a"

update twice set b = default where c = 1
----
UPDATE 1

select * from twice order by c
----
NULL|NULL|1|NULL
2|2|NULL|NULL
SELECT 2

alter view twice alter b set default 22
----
ALTER VIEW

insert into twice (c) values (2)
----
INSERT 0 1

insert into twice (a, c) values (3, 3)
----
error 42601 multiple assignments to same column "a"

insert into twice (a, c) values (default, 33)
----
INSERT 0 1

insert into twice (b, c) values (default, 34)
----
INSERT 0 1

insert into twice (a, c) values (default, 35), (1, 36)
----
error 42601 multiple assignments to same column "a"

insert into twice (b, c) values (default, 37), (1, 38)
----
INSERT 0 2

update twice set a = default where c = 2
----
UPDATE 1

update twice set b = default where c = 33
----
UPDATE 1

select * from twice order by c
----
NULL|NULL|1|NULL
NULL|NULL|2|NULL
22|22|33|NULL
22|22|34|NULL
22|22|37|NULL
1|1|38|NULL
2|2|NULL|NULL
SELECT 7

insert into again (c) values (50)
----
INSERT 0 1

insert into again (d, c) values (51, 51)
----
INSERT 0 1

insert into again (e, c) values (52, 52)
----
error 42601 multiple assignments to same column "a"

insert into again (d, c) values (default, 53)
----
INSERT 0 1

insert into again (e, c) values (default, 54)
----
INSERT 0 1

update again set d = default where c = 50
----
UPDATE 1

select * from twice order by c
----
NULL|NULL|1|NULL
NULL|NULL|2|NULL
22|22|33|NULL
22|22|34|NULL
22|22|37|NULL
1|1|38|NULL
NULL|NULL|50|NULL
51|51|51|NULL
22|22|53|NULL
22|22|54|NULL
2|2|NULL|NULL
SELECT 11

alter view twice alter a set default 11
----
ALTER VIEW

insert into twice (c) values (4)
----
error 42601 multiple assignments to same column "a"

insert into twice (a, c) values (5, 5)
----
error 42601 multiple assignments to same column "a"

insert into twice (b, c) values (default, 8)
----
error 42601 multiple assignments to same column "a"

update twice set a = default where c = 37
----
UPDATE 1

update twice set b = default where c = 38
----
UPDATE 1

select * from twice order by c
----
NULL|NULL|1|NULL
NULL|NULL|2|NULL
22|22|33|NULL
22|22|34|NULL
11|11|37|NULL
22|22|38|NULL
NULL|NULL|50|NULL
51|51|51|NULL
22|22|53|NULL
22|22|54|NULL
2|2|NULL|NULL
SELECT 11

alter view twice alter a drop default
----
ALTER VIEW

alter view twice alter b drop default
----
ALTER VIEW

grant update (b), insert (b, k), select (c, k) on twice to named
----
GRANT

grant update (d), insert (d), select (e) on again to named
----
GRANT

set role named
----
SET

update twice set b = 5
----
UPDATE 11

update twice set a = 5
----
error 42501 permission denied for view twice

insert into twice (b) values (60)
----
INSERT 0 1

insert into twice (a) values (60)
----
error 42501 permission denied for view twice

insert into twice (b, k) values (61, 1) on conflict (k) do update set b = 7
----
INSERT 0 1

insert into twice (b, k) values (61, 1) on conflict (k) do update set b = 7
----
INSERT 0 1

insert into twice (b, k) values (61, 1) on conflict (k) do update set a = 7
----
error 42501 permission denied for view twice

update again set d = 5
----
UPDATE 13

update again set e = 5
----
error 42501 permission denied for view again

insert into again (d) values (60)
----
INSERT 0 1

insert into again (e) values (60)
----
error 42501 permission denied for view again

update again set d = e
----
UPDATE 14

update again set d = d
----
error 42501 permission denied for view again

reset role
----
RESET

# The column below that the view's owner needs is the one that the view shows.
create role below
----
CREATE ROLE

grant update (b), select on twice to below
----
GRANT

alter view again owner to below
----
ALTER VIEW

set role named
----
SET

update again set d = 6 where e = 5
----
UPDATE 13

reset role
----
RESET

revoke update (b) on twice from below
----
REVOKE

grant update (a) on twice to below
----
GRANT

set role named
----
SET

update again set d = 6 where e = 5
----
error 42501 permission denied for view twice

reset role
----
RESET

drop view again
----
DROP VIEW

drop view twice
----
DROP VIEW

drop table shown
----
DROP TABLE

drop role below
----
DROP ROLE

drop role named
----
DROP ROLE
