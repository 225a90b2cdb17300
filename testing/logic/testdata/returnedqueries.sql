# Queries in RETURNING see what the statement saw when it began, whatever its triggers have written.
create table rt1 (c0 int, c1 int8)
----
CREATE TABLE

create table rt2 ()
----
CREATE TABLE

create view ri as select c0, c1, count(*) over () n from rt1
----
CREATE VIEW

create function rto() returns trigger language plpgsql as $$ begin insert into rt1 values (new.c0, new.c1); return new; end $$
----
CREATE FUNCTION

create trigger rto instead of insert on ri for each row execute function rto()
----
CREATE TRIGGER

insert into ri values (1, 1, null), (2, 2, null) returning (select count(*) from rt1)
----
0
0
INSERT 0 2

insert into ri values (1, 1, null), (2, 2, null) returning (select count(*) from rt1 where c0 <> ri.c0 + 10)
----
2
2
INSERT 0 2

insert into ri values (1, 1, null), (2, 2, null) returning (select string_agg('a', ',') from rt1 left join lateral (select null from rt2 where null in (ri.c1)) l on null limit 1)
----
a,a,a,a
a,a,a,a
INSERT 0 2

insert into ri values (1, 1, null), (2, 2, null) returning (select string_agg('a', ',' order by 'a') from rt1 left join lateral (select null from rt2 where (null in (ri.c1))) l on null)
----
a,a,a,a,a,a
a,a,a,a,a,a
INSERT 0 2

insert into ri values (1, 1, null), (2, 2, null) returning (select count(*) from rt1 left join lateral (select ri.c1) l on true)
----
8
8
INSERT 0 2

create table lg (a int)
----
CREATE TABLE

create table bt (a int)
----
CREATE TABLE

create function bf() returns trigger language plpgsql as $$ begin insert into lg values (new.a); return new; end $$
----
CREATE FUNCTION

create trigger bf before insert on bt for each row execute function bf()
----
CREATE TRIGGER

insert into bt values (1), (2), (3) returning (select count(*) from lg)
----
0
0
0
INSERT 0 3

insert into bt values (1), (2), (3) returning (select count(*) from lg where a < bt.a + 100)
----
3
3
3
INSERT 0 3

create function vf(int) returns int language plpgsql volatile as $$ begin insert into lg values ($1); return $1; end $$
----
CREATE FUNCTION

select vf(x), (select count(*) from lg where a < x + 100) from generate_series(1, 3) x
----
1|6
2|6
3|6
SELECT 3

select (select count(*) from lg where a < x + 100), vf(x), (select count(*) from lg where a < x + 100) from generate_series(1, 3) x
----
9|1|9
9|2|9
9|3|9
SELECT 3

update bt set a = vf(a) returning (select count(*) from lg where lg.a < bt.a + 100)
----
12
12
12
12
12
12
UPDATE 6

create trigger bu before update on bt for each row execute function bf()
----
CREATE TRIGGER

update bt set a = a + 1 returning (select count(*) from lg where lg.a < bt.a + 100)
----
18
18
18
18
18
18
UPDATE 6

create view bv as select a, count(*) over () from bt
----
CREATE VIEW

create trigger bi instead of insert on bv for each row execute function bf()
----
CREATE TRIGGER

insert into bv values (1), (2) returning (select count(*) from lg where lg.a < bv.a + 100)
----
24
24
INSERT 0 2

create trigger biu instead of update on bv for each row execute function bf()
----
CREATE TRIGGER

create function bd() returns trigger language plpgsql as $$ begin insert into lg values (old.a); return old; end $$
----
CREATE FUNCTION

create trigger bid instead of delete on bv for each row execute function bd()
----
CREATE TRIGGER

update bv set a = a + 1 returning (select count(*) from lg where lg.a < bv.a + 100)
----
26
26
26
26
26
26
UPDATE 6

delete from bv returning (select count(*) from lg where lg.a < bv.a + 100)
----
32
32
32
32
32
32
DELETE 6

create trigger bdd before delete on bt for each row execute function bd()
----
CREATE TRIGGER

delete from bt returning (select count(*) from lg where lg.a < bt.a + 100)
----
38
38
38
38
38
38
DELETE 6
