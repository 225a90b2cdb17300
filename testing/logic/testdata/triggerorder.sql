# Triggers before rows see what their statement has written so far. Errors are told whole.
CREATE TABLE o (id int PRIMARY KEY, a int, seen bigint, t text);
CREATE TABLE log (n serial, what text)
----
CREATE TABLE
CREATE TABLE

CREATE FUNCTION counts() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF NEW.a % 3 = 0 THEN
		SELECT count(*) INTO NEW.seen FROM o;
	ELSE
		NEW.seen := -1;
	END IF;
	RETURN NEW;
END$$;
CREATE TRIGGER t BEFORE INSERT OR UPDATE ON o FOR EACH ROW EXECUTE FUNCTION counts()
----
CREATE FUNCTION
CREATE TRIGGER

INSERT INTO o SELECT g, g FROM generate_series(1, 10) g RETURNING id, seen
----
10|-1
1|-1
2|-1
3|2
4|-1
5|-1
6|5
7|-1
8|-1
9|8
INSERT 0 10

SELECT id, seen FROM o ORDER BY id
----
1|-1
2|-1
3|2
4|-1
5|-1
6|5
7|-1
8|-1
9|8
10|-1
SELECT 10

INSERT INTO o VALUES (11, 1), (12, 2), (11, 3), (13, 4)
----
error 23505 duplicate key value violates unique constraint "o_pkey"; Key (id)=(11) already exists.

INSERT INTO o VALUES (21, 1), (1, 2), (22, 3)
----
error 23505 duplicate key value violates unique constraint "o_pkey"; Key (id)=(1) already exists.

SELECT count(*) FROM o
----
10
SELECT 1

CREATE OR REPLACE FUNCTION counts() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF NEW.a = 5 THEN
		RAISE EXCEPTION 'no % here', NEW.a;
	END IF;
	IF NEW.a = 7 THEN
		NEW.seen := (SELECT sum(seen) FROM o);
	END IF;
	IF NEW.a > 100 THEN
		INSERT INTO log (what) VALUES (NEW.a || ' after ' || (SELECT max(id) FROM o));
	END IF;
	RETURN NEW;
END$$
----
CREATE FUNCTION

INSERT INTO o VALUES (31, 1), (1, 2), (32, 5)
----
error 23505 duplicate key value violates unique constraint "o_pkey"; Key (id)=(1) already exists.

INSERT INTO o VALUES (31, 1), (32, 5), (1, 2)
----
error P0001 no 5 here

INSERT INTO o VALUES (41, 1, 10), (42, 2, 20), (43, 7, 0), (44, 7, 0), (45, 101, 0), (46, 102, 0) RETURNING id, seen
----
41|10
42|20
43|38
44|76
45|0
46|0
INSERT 0 6

SELECT what FROM log ORDER BY n
----
101 after 44
102 after 45
SELECT 2

UPDATE o SET a = a + 100 WHERE id IN (2, 3, 44) RETURNING id, a
----
2|102
3|103
44|107
UPDATE 3

UPDATE o SET seen = 1, a = CASE id WHEN 9 THEN 7 WHEN 10 THEN 7 ELSE 1 END WHERE id BETWEEN 5 AND 10 RETURNING id, seen
----
10|300
5|1
6|1
7|1
8|1
9|154
UPDATE 6

SELECT what FROM log ORDER BY n
----
101 after 44
102 after 45
102 after 46
103 after 46
107 after 46
SELECT 5

# A block with handlers does not catch what the statement around has done.
CREATE OR REPLACE FUNCTION counts() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	BEGIN
		INSERT INTO log (what) VALUES ('row ' || NEW.id);
	EXCEPTION WHEN unique_violation THEN
		NEW.t := 'caught';
	END;
	RETURN NEW;
END$$
----
CREATE FUNCTION

INSERT INTO o VALUES (51, 1), (1, 2), (52, 3)
----
error 23505 duplicate key value violates unique constraint "o_pkey"; Key (id)=(1) already exists.

INSERT INTO o VALUES (51, 1), (52, 3)
----
INSERT 0 2

SELECT what FROM log WHERE what LIKE 'row%' ORDER BY n
----
row 51
row 52
SELECT 2

CREATE OR REPLACE FUNCTION counts() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	RAISE NOTICE 'at %', NEW.id;
	RETURN NEW;
END$$
----
CREATE FUNCTION

INSERT INTO o VALUES (61, 1), (1, 2), (62, 3)
----
error 23505 duplicate key value violates unique constraint "o_pkey"; Key (id)=(1) already exists.

# With a function of another role, or with settings.
CREATE FUNCTION many() RETURNS bigint LANGUAGE sql SECURITY DEFINER SET datestyle = 'German' AS 'SELECT count(*) FROM o';
CREATE OR REPLACE FUNCTION counts() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	NEW.t := date '2020-02-03';
	NEW.seen := many();
	RETURN NEW;
END$$
----
CREATE FUNCTION
CREATE FUNCTION

SELECT count(*) FROM o
----
18
SELECT 1

INSERT INTO o VALUES (71, 1), (72, 2), (73, 3) RETURNING id, seen, t, date '2020-02-04'
----
71|18|2020-02-03|2020-02-04
72|19|2020-02-03|2020-02-04
73|20|2020-02-03|2020-02-04
INSERT 0 3

CREATE OR REPLACE FUNCTION counts() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	NEW.seen := NEW.a / (NEW.a - 2);
	RETURN NEW;
END$$
----
CREATE FUNCTION

INSERT INTO o VALUES (81, 1), (1, 1), (82, 2)
----
error 23505 duplicate key value violates unique constraint "o_pkey"; Key (id)=(1) already exists.

INSERT INTO o VALUES (81, 1), (82, 2), (1, 1)
----
error 22012 division by zero

ALTER TABLE o ADD CHECK (a < 1000);
INSERT INTO o VALUES (81, 1), (82, 1000), (1, 1)
----
ALTER TABLE
error 23514 new row for relation "o" violates check constraint "o_a_check"; Failing row contains (82, 1000, 1, null).

INSERT INTO o VALUES (81, 1), (1, 3), (82, 1000)
----
error 23505 duplicate key value violates unique constraint "o_pkey"; Key (id)=(1) already exists.

# DELETE: the trigger sees the rows that are left.
CREATE FUNCTION goes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF OLD.id % 2 = 0 THEN
		INSERT INTO log (what) VALUES (OLD.id || ' of ' || (SELECT count(*) FROM o));
	END IF;
	IF OLD.id = 5 THEN
		RETURN NULL;
	END IF;
	RETURN OLD;
END$$;
CREATE TRIGGER d BEFORE DELETE ON o FOR EACH ROW EXECUTE FUNCTION goes();
TRUNCATE log;
DELETE FROM o WHERE id < 8
----
CREATE FUNCTION
CREATE TRIGGER
TRUNCATE TABLE
DELETE 6

SELECT what FROM log ORDER BY n
----
2 of 20
4 of 18
6 of 17
SELECT 3

SELECT id FROM o WHERE id < 9
----
5
8
SELECT 2

# AFTER triggers and transition tables beside them.
CREATE FUNCTION all_of() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	INSERT INTO log (what) SELECT 'all ' || count(*) || ' ' || min(seen) FROM n;
	RETURN NULL;
END$$;
CREATE TRIGGER al AFTER INSERT ON o REFERENCING NEW TABLE AS n FOR EACH STATEMENT EXECUTE FUNCTION all_of();
CREATE OR REPLACE FUNCTION counts() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF NEW.a % 2 = 0 THEN
		NEW.seen := (SELECT count(*) FROM o WHERE id > 200);
	END IF;
	RETURN NEW;
END$$;
TRUNCATE log;
INSERT INTO o SELECT 200 + g, g, 77 FROM generate_series(1, 2500) g WHERE g < 400 OR g % 500 = 0 ORDER BY g
----
CREATE FUNCTION
CREATE TRIGGER
CREATE FUNCTION
TRUNCATE TABLE
INSERT 0 404

INSERT INTO o SELECT 200 + g, g, 77 FROM generate_series(1, 700) g ORDER BY g
----
error 23505 duplicate key value violates unique constraint "o_pkey"; Key (id)=(201) already exists.

SELECT what FROM log ORDER BY n
----
all 404 1
SELECT 1

SELECT id, seen FROM o WHERE id IN (201, 202, 203, 204, 590, 591, 592)
----
201|77
202|1
203|77
204|3
590|389
591|77
592|391
SELECT 7

# A trigger that writes to a row of its own statement.
CREATE OR REPLACE FUNCTION counts() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF NEW.id = 204 THEN
		UPDATE o SET t = 'touched' WHERE id = 206;
	END IF;
	RETURN NEW;
END$$
----
CREATE FUNCTION

UPDATE o SET t = 'own' WHERE id IN (203, 205) RETURNING id, t
----
203|own
205|own
UPDATE 2

UPDATE o SET t = 'own' WHERE id = 204 OR id = 206
----
error 27000 tuple to be updated was already modified by an operation triggered by the current command; ; Consider using an AFTER trigger instead of a BEFORE trigger to propagate changes to other rows.

# Values that are large, and rows left out.
CREATE OR REPLACE FUNCTION counts() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF NEW.id = 303 THEN
		RETURN NULL;
	END IF;
	NEW.t := repeat('x', NEW.id * 100);
	RETURN NEW;
END$$
----
CREATE FUNCTION

UPDATE o SET a = 1 WHERE id BETWEEN 301 AND 305 RETURNING id, length(t)
----
301|30100
302|30200
304|30400
305|30500
UPDATE 4

SELECT id, length(t) FROM o WHERE id BETWEEN 300 AND 306
----
300|NULL
301|30100
302|30200
303|NULL
304|30400
305|30500
306|NULL
SELECT 7

# Two triggers, with a condition.
CREATE FUNCTION second() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	NEW.seen := NEW.seen * 2;
	RETURN NEW;
END$$;
CREATE TRIGGER u BEFORE UPDATE ON o FOR EACH ROW WHEN (NEW.id % 2 = 0) EXECUTE FUNCTION second();
UPDATE o SET seen = id WHERE id BETWEEN 311 AND 314 RETURNING id, seen, length(t)
----
CREATE FUNCTION
CREATE TRIGGER
311|311|31100
312|624|31200
313|313|31300
314|628|31400
UPDATE 4

# Constraints of a table are checked before triggers whose names come later fire: what these mend comes too late.
create table checked(k int primary key, a int unique deferrable, p int references checked)
----
CREATE TABLE

create function mends() returns trigger language plpgsql as $$ begin delete from checked where k < new.k; return null; end $$
----
CREATE FUNCTION

create trigger mends after insert or update on checked for each row execute function mends()
----
CREATE TRIGGER

insert into checked values (1, 1)
----
INSERT 0 1

insert into checked values (2, 1)
----
error 23505 duplicate key value violates unique constraint "checked_a_key"; Key (a)=(1) already exists.

update checked set p = 9
----
error 23503 insert or update on table "checked" violates foreign key constraint "checked_p_fkey"; Key (p)=(9) is not present in table "checked".

alter trigger mends on checked rename to "Mends"
----
ALTER TRIGGER

insert into checked values (2, 1)
----
INSERT 0 1

select * from checked
----
2|1|NULL
SELECT 1

create function parent() returns trigger language plpgsql as $$ begin insert into checked values (new.p, new.p, null) on conflict (k) do nothing; return null; end $$
----
CREATE FUNCTION

create trigger zparent after insert on checked for each row when (new.p is not null) execute function parent()
----
CREATE TRIGGER

alter table checked disable trigger "Mends"
----
ALTER TABLE

insert into checked values (5, 5, 7)
----
error 23503 insert or update on table "checked" violates foreign key constraint "checked_p_fkey"; Key (p)=(7) is not present in table "checked".

create constraint trigger parent after insert on checked for each row when (new.p is not null) execute function parent()
----
CREATE TRIGGER

insert into checked values (5, 5, 7)
----
error 23503 insert or update on table "checked" violates foreign key constraint "checked_p_fkey"; Key (p)=(7) is not present in table "checked".

alter table checked alter constraint checked_p_fkey deferrable initially deferred
----
ALTER TABLE

insert into checked values (5, 5, 7)
----
INSERT 0 1

select * from checked order by k
----
2|1|NULL
5|5|7
7|7|NULL
SELECT 3
