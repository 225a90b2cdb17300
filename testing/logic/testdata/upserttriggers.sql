# What a statement has written itself, beside triggers, partitions and WITH; what MERGE inserts and
# may not see; arguments that a function ignores.
CREATE SCHEMA upserttriggers
----
CREATE SCHEMA

SET search_path = upserttriggers
----
SET

CREATE TABLE seen (k int)
----
CREATE TABLE

CREATE TABLE p (k int PRIMARY KEY, v int) PARTITION BY RANGE (k)
----
CREATE TABLE

CREATE TABLE p_1 PARTITION OF p DEFAULT
----
CREATE TABLE

WITH m AS (INSERT INTO p VALUES (1, 1), (2, 2) RETURNING k) INSERT INTO seen SELECT k FROM m WHERE k > 1
----
INSERT 0 1

WITH m AS (INSERT INTO p VALUES (3, 1) RETURNING k) UPDATE p SET v = 9 WHERE k < 3
----
UPDATE 2

CREATE FUNCTION keeps() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN RETURN NEW; END$$
----
CREATE FUNCTION

CREATE TABLE t (k int PRIMARY KEY, u int UNIQUE, v int)
----
CREATE TABLE

CREATE TRIGGER t_keeps BEFORE INSERT OR UPDATE ON t FOR EACH ROW EXECUTE FUNCTION keeps()
----
CREATE TRIGGER

CREATE TRIGGER p_keeps BEFORE INSERT OR UPDATE ON p FOR EACH ROW EXECUTE FUNCTION keeps()
----
CREATE TRIGGER

INSERT INTO t VALUES (1, 1, 1), (1, 2, 2) ON CONFLICT (k) DO UPDATE SET v = 5
----
error 21000

INSERT INTO t VALUES (1, 1, 1), (2, 1, 2) ON CONFLICT (u) DO UPDATE SET v = 5
----
error 21000

INSERT INTO t VALUES (1, 1, 1), (1, 2, 2), (2, 1, 3) ON CONFLICT DO NOTHING
----
INSERT 0 1

INSERT INTO t VALUES (1, 1, 7), (2, 2, 7) ON CONFLICT (k) DO UPDATE SET v = excluded.v
----
INSERT 0 2

INSERT INTO t VALUES (1, 1, 8), (1, 2, 9) ON CONFLICT (k) DO UPDATE SET v = excluded.v
----
error 21000

INSERT INTO t VALUES (7, 1, 8), (8, 1, 9) ON CONFLICT (u) DO UPDATE SET v = excluded.v
----
error 21000

SELECT * FROM t ORDER BY k
----
1|1|7
2|2|7
SELECT 2

INSERT INTO p VALUES (5, 1), (5, 2) ON CONFLICT (k) DO UPDATE SET v = 5
----
error 21000

INSERT INTO p VALUES (5, 1), (6, 1), (5, 2) ON CONFLICT (k) DO NOTHING
----
INSERT 0 2

INSERT INTO p VALUES (5, 7), (7, 7) ON CONFLICT (k) DO UPDATE SET v = excluded.v
----
INSERT 0 2

SELECT * FROM p ORDER BY k
----
1|9
2|9
3|1
5|7
6|1
7|7
SELECT 6

CREATE FUNCTION ignores(int) RETURNS int LANGUAGE sql AS 'SELECT 1'
----
CREATE FUNCTION

SELECT (SELECT sum(ignores(t.v)) FROM seen WHERE t.k > 0) FROM t
----
error 42803

SELECT (SELECT sum(ignores(t.v)) FROM seen) FROM t
----
2
SELECT 1

SELECT ignores(v) FROM t GROUP BY k > 1
----
error 42803

CREATE ROLE upserttriggers_guest
----
CREATE ROLE

GRANT USAGE ON SCHEMA upserttriggers TO upserttriggers_guest
----
GRANT

CREATE TABLE r (k int PRIMARY KEY)
----
CREATE TABLE

GRANT ALL ON r TO upserttriggers_guest
----
GRANT

ALTER TABLE r ENABLE ROW LEVEL SECURITY
----
ALTER TABLE

CREATE POLICY r_all ON r FOR ALL TO PUBLIC USING (k < 10) WITH CHECK (k < 100)
----
CREATE POLICY

SET ROLE upserttriggers_guest
----
SET

MERGE INTO r USING (VALUES (1), (50)) AS o(k) ON r.k = o.k WHEN NOT MATCHED THEN INSERT VALUES (o.k)
----
MERGE 2

MERGE INTO r USING (VALUES (500)) AS o(k) ON r.k = o.k WHEN NOT MATCHED THEN INSERT VALUES (o.k)
----
error 42501

MERGE INTO r USING (VALUES (1)) AS o(k) ON r.k = o.k WHEN MATCHED THEN UPDATE SET k = 60
----
error 42501

SELECT * FROM r ORDER BY k
----
1
SELECT 1

RESET ROLE
----
RESET

SELECT * FROM r ORDER BY k
----
1
50
SELECT 2

DROP SCHEMA upserttriggers CASCADE
----
DROP SCHEMA

DROP ROLE upserttriggers_guest
----
DROP ROLE
