# INSTEAD OF triggers stand for each row once, also where a volatile function has each row see those before.
CREATE TABLE insteadt (k int2 PRIMARY KEY, c int)
----
CREATE TABLE

create table insteadseen (n serial, what text)
----
CREATE TABLE

CREATE VIEW insteadv AS SELECT k, c FROM insteadt
----
CREATE VIEW

CREATE FUNCTION insteadone(a0 bool) RETURNS int VOLATILE LANGUAGE sql AS $$ SELECT 1 $$
----
CREATE FUNCTION

CREATE FUNCTION insteadf() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN INSERT INTO insteadseen (what) values (tg_op || OLD.k); if tg_op = 'UPDATE' then update insteadt set c = new.c where k = old.k; return new; end if; DELETE FROM insteadt WHERE k = OLD.k; RETURN OLD; END $$
----
CREATE FUNCTION

CREATE TRIGGER insteadf INSTEAD OF DELETE or UPDATE ON insteadv FOR EACH ROW EXECUTE FUNCTION insteadf('x')
----
CREATE TRIGGER

insert into insteadt values (1),(2),(3)
----
INSERT 0 3

update insteadv set c = insteadone(true) + k where 'B' not ilike 'a'::text RETURNING k, insteadone(NULL::bool), (select sum(c) from insteadt)
----
1|1|NULL
2|1|NULL
3|1|NULL
UPDATE 3

update insteadv set c = k + random()::int * 0 RETURNING k, (select count(*) from insteadseen)
----
1|3
2|3
3|3
UPDATE 3

DELETE FROM insteadv where 'B' not ilike 'a'::text RETURNING k, insteadone(NULL::bool), (select count(*) from insteadt)
----
1|1|3
2|1|3
3|1|3
DELETE 3

select what from insteadseen order by n
----
UPDATE1
UPDATE2
UPDATE3
UPDATE1
UPDATE2
UPDATE3
DELETE1
DELETE2
DELETE3
SELECT 9
