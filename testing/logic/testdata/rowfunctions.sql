# Errors are told whole.
# Views over functions that give rows of a type that changes.
create table ft (a int, b text, c int); insert into ft values (1, 'x', 2)
----
CREATE TABLE
INSERT 0 1

create function fts() returns setof ft language sql as $$ select * from ft $$
----
CREATE FUNCTION

create view v1 as select * from rows from (fts(), generate_series(1, 2)) as r(a, b, c, n)
----
CREATE VIEW

create view v2 as select * from fts()
----
CREATE VIEW

create view v3 as select a, c from fts() f
----
CREATE VIEW

create view v4 as select n, m from rows from (generate_series(1, 2), fts(), generate_series(3, 4)) with ordinality as r(n, a, b, c, m, o)
----
CREATE VIEW

create view v5 as select f from fts() f
----
CREATE VIEW

create view v6 as select x, b from fts() f(x) join (values ('x')) as w(b) using (b)
----
CREATE VIEW

select * from v1 order by n
----
1|x|2|1
NULL|NULL|NULL|2
SELECT 2

alter table ft add column d int default 7
----
ALTER TABLE

select * from v1 order by n
----
1|x|2|1
NULL|NULL|NULL|2
SELECT 2

select v2.*, v3.* from v2, v3
----
1|x|2|1|2
SELECT 1

select * from v4 order by n
----
1|3
2|4
SELECT 2

select v5.*, v6.* from v5, v6
----
(1,x,2,7)|1|x
SELECT 1

alter table ft drop column b
----
error 2BP01 cannot drop column b of table ft because other objects depend on it; view v1 depends on column b of table ft\nview v2 depends on column b of table ft\nview v6 depends on column b of table ft; Use DROP ... CASCADE to drop the dependent objects too.

alter table ft drop column a
----
error 2BP01 cannot drop column a of table ft because other objects depend on it; view v1 depends on column a of table ft\nview v2 depends on column a of table ft\nview v3 depends on column a of table ft\nview v6 depends on column a of table ft; Use DROP ... CASCADE to drop the dependent objects too.

alter table ft alter column c type text
----
error 0A000 cannot alter type of a column used by a view or rule; rule _RETURN on view v1 depends on column "c"

alter table ft rename column a to aa
----
ALTER TABLE

select v2.*, v3.* from v2, v3
----
1|x|2|1|2
SELECT 1

select pg_get_viewdef('v2'), pg_get_viewdef('v1'), pg_get_viewdef('v4')
----
 SELECT fts.a,\n    fts.b,\n    fts.c\n   FROM fts() fts(a, b, c);| SELECT r.a,\n    r.b,\n    r.c,\n    r.n\n   FROM ROWS FROM(fts(), generate_series(1, 2)) r(a, b, c, n);| SELECT r.n,\n    r.m\n   FROM ROWS FROM(generate_series(1, 2), fts(), generate_series(3, 4)) WITH ORDINALITY r(n, a, b, c, m, o);
SELECT 1

alter table ft drop column d
----
ALTER TABLE

drop view v1, v2, v3, v6
----
DROP VIEW

alter table ft drop column b
----
ALTER TABLE

select * from v4 order by n
----
1|3
2|4
SELECT 2

select * from v5
----
(1,2)
SELECT 1

select pg_get_viewdef('v4')
----
 SELECT r.n,\n    r.m\n   FROM ROWS FROM(generate_series(1, 2), fts(), generate_series(3, 4)) WITH ORDINALITY r(n, a, c, m, o);
SELECT 1

create type ct as (x int, y text, z int)
----
CREATE TYPE

create function fcs() returns setof ct language sql as $$ select 1, 'y', 3 $$
----
CREATE FUNCTION

create view w1 as select * from rows from (fcs(), generate_series(1, 2)) as r(a, b, c, n)
----
CREATE VIEW

create view w2 as select x from fcs()
----
CREATE VIEW

alter type ct drop attribute y
----
error 2BP01 cannot drop column y of composite type ct because other objects depend on it; view w1 depends on column y of composite type ct; Use DROP ... CASCADE to drop the dependent objects too.

alter type ct drop attribute x
----
error 2BP01 cannot drop column x of composite type ct because other objects depend on it; view w1 depends on column x of composite type ct\nview w2 depends on column x of composite type ct; Use DROP ... CASCADE to drop the dependent objects too.

alter type ct alter attribute x type text
----
error 0A000 cannot alter type of a column used by a view or rule; rule _RETURN on view w1 depends on column "x"

alter type ct rename attribute x to xx
----
ALTER TYPE

alter type ct add attribute q int
----
ALTER TYPE

drop function fcs() cascade
----
DROP FUNCTION

create function fcs() returns setof ct language sql as $$ select 1, 'y', 3, 4 $$
----
CREATE FUNCTION

create view w3 as select q, xx from fcs()
----
CREATE VIEW

alter type ct add attribute r text
----
ALTER TYPE

create or replace function fcs() returns setof ct language sql as $$ select 1, 'y', 3, 4, 'r' $$
----
CREATE FUNCTION

select * from w3
----
4|1
SELECT 1

create view reads as select k.aa from ft, lateral fts() k; begin; lock table reads; rollback
----
CREATE VIEW
BEGIN
LOCK TABLE
ROLLBACK

select objid::regclass is not null, refobjsubid from pg_depend where refobjid = 'ft'::regclass and classid = 'pg_rewrite'::regclass and refobjsubid > 0 and false
----
SELECT 0
