# Triggers. Errors are told whole.
CREATE TABLE t (id int PRIMARY KEY, v text, n int DEFAULT 0, updated_at timestamptz); CREATE TABLE log (seq serial PRIMARY KEY, what text)
----
CREATE TABLE
CREATE TABLE

CREATE FUNCTION stamp() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN NEW.updated_at := '2020-01-01 00:00:00+00'; NEW.n := NEW.n + 1; RETURN NEW; END$$
----
CREATE FUNCTION

CREATE FUNCTION note() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN
  IF TG_LEVEL = 'STATEMENT' THEN
    INSERT INTO log (what) VALUES (TG_NAME || ' ' || TG_WHEN || ' ' || TG_OP || ' ' || TG_LEVEL);
    RETURN NULL;
  END IF;
  IF TG_OP = 'INSERT' THEN
    INSERT INTO log (what) VALUES (TG_NAME || ' ' || TG_WHEN || ' ' || TG_OP || ' ' || NEW.id);
  ELSIF TG_OP = 'UPDATE' THEN
    INSERT INTO log (what) VALUES (TG_NAME || ' ' || TG_WHEN || ' ' || TG_OP || ' ' || OLD.id || '>' || NEW.id || ' ' || coalesce(OLD.v, '-') || '>' || coalesce(NEW.v, '-'));
  ELSE
    INSERT INTO log (what) VALUES (TG_NAME || ' ' || TG_WHEN || ' ' || TG_OP || ' ' || OLD.id);
    RETURN OLD;
  END IF;
  RETURN NEW;
END$$
----
CREATE FUNCTION

CREATE TRIGGER stamp BEFORE INSERT OR UPDATE ON t FOR EACH ROW EXECUTE FUNCTION stamp()
----
CREATE TRIGGER

INSERT INTO t (id, v) VALUES (1, 'a'), (2, 'b') RETURNING id, n, updated_at = '2020-01-01 00:00:00+00'
----
1|1|t
2|1|t
INSERT 0 2

UPDATE t SET v = 'c' WHERE id = 1 RETURNING id, v, n
----
1|c|2
UPDATE 1

SELECT id, v, n FROM t ORDER BY id
----
1|c|2
2|b|1
SELECT 2

INSERT INTO t (id, v) VALUES (1, 'x'), (3, 'y') ON CONFLICT (id) DO UPDATE SET v = excluded.v RETURNING id, v, n
----
1|x|3
3|y|1
INSERT 0 2

INSERT INTO t (id, v) VALUES (1, 'x') ON CONFLICT DO NOTHING
----
INSERT 0 0

CREATE TRIGGER c_after AFTER INSERT OR UPDATE OR DELETE ON t FOR EACH ROW EXECUTE FUNCTION note()
----
CREATE TRIGGER

CREATE TRIGGER a_after AFTER INSERT OR UPDATE OR DELETE ON t FOR EACH ROW EXECUTE FUNCTION note()
----
CREATE TRIGGER

CREATE TRIGGER b_before BEFORE INSERT OR UPDATE OR DELETE ON t FOR EACH ROW EXECUTE FUNCTION note()
----
CREATE TRIGGER

CREATE TRIGGER s_before BEFORE INSERT OR UPDATE OR DELETE ON t EXECUTE FUNCTION note()
----
CREATE TRIGGER

CREATE TRIGGER s_after AFTER INSERT OR UPDATE OR DELETE ON t FOR EACH STATEMENT EXECUTE PROCEDURE note()
----
CREATE TRIGGER

INSERT INTO t (id) VALUES (10), (11)
----
INSERT 0 2

SELECT what FROM log ORDER BY seq
----
s_before BEFORE INSERT STATEMENT
b_before BEFORE INSERT 10
b_before BEFORE INSERT 11
a_after AFTER INSERT 10
c_after AFTER INSERT 10
a_after AFTER INSERT 11
c_after AFTER INSERT 11
s_after AFTER INSERT STATEMENT
SELECT 8

DELETE FROM log; UPDATE t SET v = 'z', id = id + 10 WHERE id >= 10
----
DELETE 8
UPDATE 2

SELECT what FROM log ORDER BY seq
----
s_before BEFORE UPDATE STATEMENT
b_before BEFORE UPDATE 10>20 ->z
b_before BEFORE UPDATE 11>21 ->z
a_after AFTER UPDATE 10>20 ->z
c_after AFTER UPDATE 10>20 ->z
a_after AFTER UPDATE 11>21 ->z
c_after AFTER UPDATE 11>21 ->z
s_after AFTER UPDATE STATEMENT
SELECT 8

DELETE FROM log; DELETE FROM t WHERE id >= 20
----
DELETE 8
DELETE 2

SELECT what FROM log ORDER BY seq
----
s_before BEFORE DELETE STATEMENT
b_before BEFORE DELETE 20
b_before BEFORE DELETE 21
a_after AFTER DELETE 20
c_after AFTER DELETE 20
a_after AFTER DELETE 21
c_after AFTER DELETE 21
s_after AFTER DELETE STATEMENT
SELECT 8

DELETE FROM log; UPDATE t SET v = 'none' WHERE false
----
DELETE 8
UPDATE 0

SELECT what FROM log ORDER BY seq
----
s_before BEFORE UPDATE STATEMENT
s_after AFTER UPDATE STATEMENT
SELECT 2

DELETE FROM log; INSERT INTO t (id, v) VALUES (1, 'up'), (30, 'new') ON CONFLICT (id) DO UPDATE SET v = excluded.v
----
DELETE 2
INSERT 0 2

SELECT what FROM log ORDER BY seq
----
s_before BEFORE INSERT STATEMENT
s_before BEFORE UPDATE STATEMENT
b_before BEFORE INSERT 1
b_before BEFORE UPDATE 1>1 x>up
b_before BEFORE INSERT 30
a_after AFTER UPDATE 1>1 x>up
c_after AFTER UPDATE 1>1 x>up
a_after AFTER INSERT 30
c_after AFTER INSERT 30
s_after AFTER UPDATE STATEMENT
s_after AFTER INSERT STATEMENT
SELECT 11

DELETE FROM log; WITH d AS (DELETE FROM t WHERE id = 30 RETURNING id) SELECT * FROM d
----
DELETE 11
30
SELECT 1

SELECT what FROM log ORDER BY seq
----
s_before BEFORE DELETE STATEMENT
b_before BEFORE DELETE 30
a_after AFTER DELETE 30
c_after AFTER DELETE 30
s_after AFTER DELETE STATEMENT
SELECT 5

DROP TRIGGER a_after ON t; DROP TRIGGER b_before ON t; DROP TRIGGER s_before ON t; DROP TRIGGER s_after ON t; DELETE FROM log
----
DROP TRIGGER
DROP TRIGGER
DROP TRIGGER
DROP TRIGGER
DELETE 5

ALTER TABLE t DISABLE TRIGGER c_after; UPDATE t SET v = 'q' WHERE id = 1; SELECT count(*) FROM log
----
ALTER TABLE
UPDATE 1
0
SELECT 1

ALTER TABLE t ENABLE TRIGGER c_after; UPDATE t SET v = 'r' WHERE id = 1; SELECT what FROM log
----
ALTER TABLE
UPDATE 1
c_after AFTER UPDATE 1>1 q>r
SELECT 1

ALTER TABLE t DISABLE TRIGGER USER; UPDATE t SET v = 's' WHERE id = 1; SELECT count(*) FROM log
----
ALTER TABLE
UPDATE 1
1
SELECT 1

ALTER TABLE t ENABLE TRIGGER USER; ALTER TABLE t DISABLE TRIGGER nosuch
----
ALTER TABLE
error 42704 trigger "nosuch" for table "t" does not exist

ALTER TRIGGER c_after ON t RENAME TO d_after; UPDATE t SET v = 't' WHERE id = 1; SELECT what FROM log ORDER BY seq
----
ALTER TRIGGER
UPDATE 1
c_after AFTER UPDATE 1>1 q>r
SELECT 1

DROP TRIGGER nosuch ON t
----
error 42704 trigger "nosuch" for table "t" does not exist

DROP TRIGGER IF EXISTS nosuch ON t
----
DROP TRIGGER

DROP TRIGGER IF EXISTS nosuch ON nosuch
----
DROP TRIGGER

DELETE FROM log; DROP TRIGGER d_after ON t; CREATE TRIGGER w AFTER UPDATE ON t FOR EACH ROW WHEN (OLD.v IS DISTINCT FROM NEW.v) EXECUTE FUNCTION note()
----
DELETE 1
DROP TRIGGER
CREATE TRIGGER

UPDATE t SET n = 5; UPDATE t SET v = v || '!' WHERE id < 3; SELECT what FROM log ORDER BY seq
----
UPDATE 3
UPDATE 2
w AFTER UPDATE 1>1 t>t!
w AFTER UPDATE 2>2 b>b!
SELECT 2

SELECT pg_get_triggerdef(oid) FROM pg_trigger WHERE tgname = 'w' AND NOT tgisinternal
----
CREATE TRIGGER w AFTER UPDATE ON public.t FOR EACH ROW WHEN ((old.v IS DISTINCT FROM new.v)) EXECUTE FUNCTION note()
SELECT 1

CREATE TRIGGER o AFTER UPDATE OF n, id ON t FOR EACH ROW EXECUTE FUNCTION note('a', 1)
----
CREATE TRIGGER

SELECT pg_get_triggerdef(oid, true) FROM pg_trigger WHERE tgname = 'o'
----
CREATE TRIGGER o AFTER UPDATE OF n, id ON t FOR EACH ROW EXECUTE FUNCTION note('a', '1')
SELECT 1

DELETE FROM log; UPDATE t SET updated_at = NULL; UPDATE t SET n = 7 WHERE id = 1; SELECT what FROM log ORDER BY seq
----
DELETE 2
UPDATE 3
UPDATE 1
o AFTER UPDATE 1>1 t!>t!
SELECT 1

ALTER TABLE t RENAME COLUMN v TO w; SELECT pg_get_triggerdef(oid) FROM pg_trigger WHERE tgname = 'w'
----
ALTER TABLE
CREATE TRIGGER w AFTER UPDATE ON public.t FOR EACH ROW WHEN ((old.w IS DISTINCT FROM new.w)) EXECUTE FUNCTION note()
SELECT 1

ALTER TABLE t DROP COLUMN w
----
error 2BP01 cannot drop column w of table t because other objects depend on it; trigger w on table t depends on column w of table t; Use DROP ... CASCADE to drop the dependent objects too.

ALTER TABLE t RENAME COLUMN w TO v
----
ALTER TABLE

CREATE TRIGGER w AFTER UPDATE ON t FOR EACH ROW EXECUTE FUNCTION note()
----
error 42710 trigger "w" for relation "t" already exists

CREATE OR REPLACE TRIGGER w AFTER UPDATE ON t FOR EACH ROW WHEN (NEW.n > 100) EXECUTE FUNCTION note()
----
CREATE TRIGGER

CREATE TRIGGER bad BEFORE INSERT ON t FOR EACH ROW WHEN (OLD.n > 1) EXECUTE FUNCTION note()
----
error 42P17 INSERT trigger's WHEN condition cannot reference OLD values

CREATE TRIGGER bad BEFORE DELETE ON t FOR EACH ROW WHEN (NEW.n > 1) EXECUTE FUNCTION note()
----
error 42P17 DELETE trigger's WHEN condition cannot reference NEW values

CREATE TRIGGER bad BEFORE DELETE ON t WHEN (OLD.n > 1) EXECUTE FUNCTION note()
----
error 42P17 statement trigger's WHEN condition cannot reference column values

CREATE TRIGGER bad BEFORE UPDATE ON t FOR EACH ROW WHEN (NEW.nosuch > 1) EXECUTE FUNCTION note()
----
error 42703 column new.nosuch does not exist

CREATE TRIGGER bad BEFORE UPDATE OF nosuch ON t FOR EACH ROW EXECUTE FUNCTION note()
----
error 42703 column "nosuch" of relation "t" does not exist

CREATE TRIGGER bad BEFORE UPDATE ON t FOR EACH ROW EXECUTE FUNCTION nosuch()
----
error 42883 function nosuch() does not exist

CREATE FUNCTION notrigger() RETURNS int LANGUAGE sql AS 'SELECT 1'
----
CREATE FUNCTION

CREATE TRIGGER bad BEFORE UPDATE ON t FOR EACH ROW EXECUTE FUNCTION notrigger()
----
error 42P17 function notrigger must return type trigger

CREATE TRIGGER bad BEFORE UPDATE ON nosuch FOR EACH ROW EXECUTE FUNCTION note()
----
error 42P01 relation "nosuch" does not exist

CREATE TRIGGER bad INSTEAD OF UPDATE ON t FOR EACH ROW EXECUTE FUNCTION note()
----
error 42809 "t" is a table; Tables cannot have INSTEAD OF triggers.

SELECT stamp()
----
error 0A000 trigger functions can only be called as triggers

CREATE TABLE g (id int PRIMARY KEY, v text NOT NULL CHECK (v <> 'bad'), d int GENERATED ALWAYS AS (id * 2) STORED)
----
CREATE TABLE

CREATE FUNCTION filter() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN
  IF TG_OP = 'DELETE' THEN IF OLD.v = 'keep' THEN RETURN NULL; END IF; RETURN OLD; END IF;
  IF NEW.v = 'skip' THEN RETURN NULL; END IF;
  NEW.v := lower(NEW.v);
  IF NEW.id < 0 THEN NEW.id := -NEW.id; END IF;
  RETURN NEW;
END$$
----
CREATE FUNCTION

CREATE TRIGGER f BEFORE INSERT OR UPDATE OR DELETE ON g FOR EACH ROW EXECUTE FUNCTION filter()
----
CREATE TRIGGER

INSERT INTO g VALUES (1, 'A'), (2, 'skip'), (-3, 'B'), (4, 'keep') RETURNING *
----
1|a|2
3|b|6
4|keep|8
INSERT 0 3

INSERT INTO g VALUES (5, 'BAD')
----
error 23514 new row for relation "g" violates check constraint "g_v_check"; Failing row contains (5, bad, 10).

INSERT INTO g VALUES (-1, 'dup')
----
error 23505 duplicate key value violates unique constraint "g_pkey"; Key (id)=(1) already exists.

INSERT INTO g VALUES (6, NULL)
----
error 23502 null value in column "v" of relation "g" violates not-null constraint; Failing row contains (6, null, 12).

UPDATE g SET v = 'skip'
----
UPDATE 0

UPDATE g SET v = 'C', id = -10 WHERE id = 3 RETURNING *
----
10|c|20
UPDATE 1

DELETE FROM g
----
DELETE 2

SELECT * FROM g ORDER BY id
----
4|keep|8
SELECT 1

CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN RAISE EXCEPTION 'no % here', NEW.v USING ERRCODE = 'check_violation', HINT = 'Try another.'; END$$
----
CREATE FUNCTION

CREATE TRIGGER r AFTER INSERT ON g FOR EACH ROW WHEN (NEW.v = 'refused') EXECUTE FUNCTION refuse()
----
CREATE TRIGGER

INSERT INTO g VALUES (100, 'fine'), (101, 'refused')
----
error 23514 no refused here; ; Try another.

SELECT count(*) FROM g WHERE id >= 100
----
0
SELECT 1

BEGIN; INSERT INTO g VALUES (100, 'fine'); SAVEPOINT s; INSERT INTO g VALUES (101, 'refused'); ROLLBACK TO s; COMMIT
----
BEGIN
INSERT 0 1
SAVEPOINT
error 23514 no refused here; ; Try another.

SELECT count(*) FROM g WHERE id >= 100
----
error 25P02 current transaction is aborted, commands ignored until end of transaction block

CREATE TABLE total (n int); INSERT INTO total VALUES (0)
----
error 25P02 current transaction is aborted, commands ignored until end of transaction block

CREATE FUNCTION counts() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN
  IF TG_OP = 'INSERT' THEN UPDATE total SET n = n + 1; ELSE UPDATE total SET n = n - 1; END IF; RETURN NULL; END$$
----
error 25P02 current transaction is aborted, commands ignored until end of transaction block

CREATE TRIGGER n AFTER INSERT OR DELETE ON g FOR EACH ROW EXECUTE FUNCTION counts()
----
error 25P02 current transaction is aborted, commands ignored until end of transaction block

INSERT INTO g SELECT i, 'x' FROM generate_series(200, 299) i; DELETE FROM g WHERE id >= 250; SELECT n FROM total
----
error 25P02 current transaction is aborted, commands ignored until end of transaction block

CREATE TABLE p (id int PRIMARY KEY); CREATE TABLE c (id int PRIMARY KEY, p int REFERENCES p ON DELETE CASCADE ON UPDATE CASCADE, v text)
----
error 25P02 current transaction is aborted, commands ignored until end of transaction block

CREATE TRIGGER cb BEFORE UPDATE OR DELETE ON c FOR EACH ROW EXECUTE FUNCTION note()
----
error 25P02 current transaction is aborted, commands ignored until end of transaction block

CREATE TRIGGER ca AFTER UPDATE OR DELETE ON c FOR EACH ROW EXECUTE FUNCTION note()
----
error 25P02 current transaction is aborted, commands ignored until end of transaction block

DELETE FROM log; INSERT INTO p VALUES (1), (2); INSERT INTO c VALUES (1, 1), (2, 1), (3, 2); UPDATE p SET id = 11 WHERE id = 1; DELETE FROM p WHERE id = 11
----
error 25P02 current transaction is aborted, commands ignored until end of transaction block

SELECT what FROM log ORDER BY seq
----
error 25P02 current transaction is aborted, commands ignored until end of transaction block

SELECT * FROM c
----
error 25P02 current transaction is aborted, commands ignored until end of transaction block

CREATE TABLE loop (n int)
----
error 25P02 current transaction is aborted, commands ignored until end of transaction block

CREATE FUNCTION again() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN IF NEW.n < 5 THEN INSERT INTO loop VALUES (NEW.n + 1); END IF; RETURN NULL; END$$
----
error 25P02 current transaction is aborted, commands ignored until end of transaction block

CREATE TRIGGER l AFTER INSERT ON loop FOR EACH ROW EXECUTE FUNCTION again()
----
error 25P02 current transaction is aborted, commands ignored until end of transaction block

INSERT INTO loop VALUES (1); SELECT count(*), max(n) FROM loop
----
error 25P02 current transaction is aborted, commands ignored until end of transaction block

DROP FUNCTION again()
----
error 25P02 current transaction is aborted, commands ignored until end of transaction block

DROP FUNCTION again() CASCADE
----
error 25P02 current transaction is aborted, commands ignored until end of transaction block

INSERT INTO loop VALUES (1); SELECT count(*) FROM loop
----
error 25P02 current transaction is aborted, commands ignored until end of transaction block

DROP TABLE g, loop
----
error 25P02 current transaction is aborted, commands ignored until end of transaction block

SELECT tgname, tgtype, tgenabled, tgnargs, tgattr, tgargs FROM pg_trigger WHERE NOT tgisinternal ORDER BY tgname
----
error 25P02 current transaction is aborted, commands ignored until end of transaction block
