# Foreign keys: what they do to referencing rows, and when they are checked. Errors are told whole.
CREATE TABLE p (id int PRIMARY KEY, code text UNIQUE, n int)
----
CREATE TABLE

CREATE TABLE c (id int PRIMARY KEY, pid int REFERENCES p ON DELETE CASCADE ON UPDATE CASCADE, code text REFERENCES p (code) ON DELETE SET NULL ON UPDATE SET DEFAULT)
----
CREATE TABLE

INSERT INTO p VALUES (1, 'a', 1), (2, 'b', 2), (3, 'c', 3)
----
INSERT 0 3

INSERT INTO c VALUES (10, 1, 'a'), (11, 1, 'b'), (12, 2, 'c'), (13, NULL, 'a'), (14, 3, NULL)
----
INSERT 0 5

INSERT INTO c VALUES (15, 9, NULL)
----
error 23503 insert or update on table "c" violates foreign key constraint "c_pid_fkey"; Key (pid)=(9) is not present in table "p".

INSERT INTO c VALUES (15, 1, 'zz')
----
error 23503 insert or update on table "c" violates foreign key constraint "c_code_fkey"; Key (code)=(zz) is not present in table "p".

UPDATE c SET pid = 9 WHERE id = 10
----
error 23503 insert or update on table "c" violates foreign key constraint "c_pid_fkey"; Key (pid)=(9) is not present in table "p".

UPDATE p SET id = id + 100 WHERE id = 1
----
UPDATE 1

SELECT * FROM c ORDER BY id
----
10|101|a
11|101|b
12|2|c
13|NULL|a
14|3|NULL
SELECT 5

UPDATE p SET code = 'bb' WHERE code = 'b'
----
UPDATE 1

SELECT * FROM c ORDER BY id
----
10|101|a
11|101|NULL
12|2|c
13|NULL|a
14|3|NULL
SELECT 5

DELETE FROM p WHERE id = 101 RETURNING id
----
101
DELETE 1

SELECT * FROM c ORDER BY id
----
12|2|c
13|NULL|NULL
14|3|NULL
SELECT 3

DELETE FROM p
----
DELETE 2

SELECT * FROM c ORDER BY id
----
13|NULL|NULL
SELECT 1

# A chain, and an index in the middle.
CREATE TABLE t1 (id int PRIMARY KEY)
----
CREATE TABLE

CREATE TABLE t2 (id int PRIMARY KEY, up int REFERENCES t1 ON DELETE CASCADE ON UPDATE CASCADE)
----
CREATE TABLE

CREATE TABLE t3 (id int PRIMARY KEY, up int REFERENCES t2 ON DELETE CASCADE)
----
CREATE TABLE

CREATE INDEX ON t3 (up)
----
CREATE INDEX

CREATE TABLE t4 (id int PRIMARY KEY, up int REFERENCES t3 ON DELETE SET NULL, v text)
----
CREATE TABLE

INSERT INTO t1 SELECT generate_series(1, 20)
----
INSERT 0 20

INSERT INTO t2 SELECT g, g % 20 + 1 FROM generate_series(1, 100) g
----
INSERT 0 100

INSERT INTO t3 SELECT g, g % 100 + 1 FROM generate_series(1, 400) g
----
INSERT 0 400

INSERT INTO t4 SELECT g, g % 400 + 1, 'v' || g FROM generate_series(1, 800) g
----
INSERT 0 800

DELETE FROM t1 WHERE id % 4 = 0
----
DELETE 5

SELECT (SELECT count(*) FROM t1), (SELECT count(*) FROM t2), (SELECT count(*) FROM t3), count(up), count(*) FROM t4
----
15|75|300|600|800
SELECT 1

UPDATE t1 SET id = id + 1000 WHERE id < 10
----
UPDATE 7

SELECT up, count(*) FROM t2 GROUP BY up ORDER BY up
----
10|5
11|5
13|5
14|5
15|5
17|5
18|5
19|5
1001|5
1002|5
1003|5
1005|5
1006|5
1007|5
1009|5
SELECT 15

DELETE FROM t2 WHERE up > 1000
----
DELETE 35

SELECT (SELECT count(*) FROM t3), count(up), sum(up) FROM t4
----
160|320|64840
SELECT 1

TRUNCATE t1
----
error 0A000 cannot truncate a table referenced in a foreign key constraint; Table "t2" references "t1".; Truncate table "t2" at the same time, or use TRUNCATE ... CASCADE.

TRUNCATE t1 CASCADE
----
TRUNCATE TABLE

SELECT (SELECT count(*) FROM t2), (SELECT count(*) FROM t3), count(*) FROM t4
----
0|0|0
SELECT 1

# A table that refers to itself.
CREATE TABLE tree (id int PRIMARY KEY, up int REFERENCES tree ON DELETE CASCADE ON UPDATE CASCADE, name text)
----
CREATE TABLE

INSERT INTO tree VALUES (3, 2, 'c'), (2, 1, 'b'), (1, NULL, 'a'), (4, 4, 'own')
----
INSERT 0 4

INSERT INTO tree SELECT g, g - 1, 'n' FROM generate_series(5, 300) g
----
INSERT 0 296

INSERT INTO tree VALUES (1000, 2000, 'x')
----
error 23503 insert or update on table "tree" violates foreign key constraint "tree_up_fkey"; Key (up)=(2000) is not present in table "tree".

UPDATE tree SET id = 40 WHERE id = 4
----
error 23505 duplicate key value violates unique constraint "tree_pkey"; Key (id)=(40) already exists.

SELECT * FROM tree WHERE id IN (5, 40) ORDER BY id
----
5|4|n
40|39|n
SELECT 2

UPDATE tree SET id = id + 1000 WHERE id < 4
----
UPDATE 3

SELECT * FROM tree WHERE id > 1000 ORDER BY id
----
1001|NULL|a
1002|1001|b
1003|1002|c
SELECT 3

DELETE FROM tree WHERE id = 1002
----
DELETE 1

SELECT count(*), min(id) FROM tree
----
298|4
SELECT 1

DELETE FROM tree WHERE name = 'own'
----
DELETE 1

SELECT * FROM tree
----
1001|NULL|a
SELECT 1

# A circle.
CREATE TABLE va (id int PRIMARY KEY, other int)
----
CREATE TABLE

CREATE TABLE vb (id int PRIMARY KEY, other int REFERENCES va ON DELETE CASCADE ON UPDATE CASCADE)
----
CREATE TABLE

ALTER TABLE va ADD FOREIGN KEY (other) REFERENCES vb ON DELETE CASCADE ON UPDATE CASCADE
----
ALTER TABLE

INSERT INTO va VALUES (1, NULL), (2, NULL), (3, NULL)
----
INSERT 0 3

INSERT INTO vb VALUES (1, 1), (2, 2), (3, 3)
----
INSERT 0 3

UPDATE va SET other = id % 3 + 1
----
UPDATE 3

SELECT * FROM va ORDER BY id
----
1|2
2|3
3|1
SELECT 3

DELETE FROM va WHERE id = 2
----
DELETE 1

SELECT (SELECT count(*) FROM va), (SELECT count(*) FROM vb)
----
0|0
SELECT 1

# Several ways to one row.
CREATE TABLE d0 (id int PRIMARY KEY)
----
CREATE TABLE

CREATE TABLE d1 (id int PRIMARY KEY, up int REFERENCES d0 ON DELETE CASCADE)
----
CREATE TABLE

CREATE TABLE d2 (id int PRIMARY KEY, up int REFERENCES d0 ON DELETE CASCADE)
----
CREATE TABLE

CREATE TABLE d3 (id int PRIMARY KEY, a int REFERENCES d1 ON DELETE CASCADE, b int REFERENCES d2 ON DELETE SET NULL)
----
CREATE TABLE

INSERT INTO d0 VALUES (1), (2)
----
INSERT 0 2

INSERT INTO d1 VALUES (1, 1), (2, 2)
----
INSERT 0 2

INSERT INTO d2 VALUES (1, 1), (2, 2)
----
INSERT 0 2

INSERT INTO d3 VALUES (1, 1, 1), (2, 2, 1), (3, 1, 2), (4, NULL, 1)
----
INSERT 0 4

DELETE FROM d0 WHERE id = 1
----
DELETE 1

SELECT * FROM d3 ORDER BY id
----
2|2|NULL
4|NULL|NULL
SELECT 2

# RESTRICT and NO ACTION at the end of a way.
CREATE TABLE e0 (id int PRIMARY KEY)
----
CREATE TABLE

CREATE TABLE e1 (id int PRIMARY KEY, up int REFERENCES e0 ON DELETE CASCADE)
----
CREATE TABLE

CREATE TABLE e2 (id int PRIMARY KEY, up int CONSTRAINT e2_up REFERENCES e1 ON DELETE RESTRICT)
----
CREATE TABLE

CREATE TABLE e3 (id int PRIMARY KEY, up int CONSTRAINT e3_up REFERENCES e1)
----
CREATE TABLE

INSERT INTO e0 VALUES (1), (2), (3)
----
INSERT 0 3

INSERT INTO e1 VALUES (1, 1), (2, 2), (3, 3)
----
INSERT 0 3

INSERT INTO e2 VALUES (1, 1)
----
INSERT 0 1

INSERT INTO e3 VALUES (2, 2)
----
INSERT 0 1

DELETE FROM e0 WHERE id = 1
----
error 23503 update or delete on table "e1" violates foreign key constraint "e2_up" on table "e2"; Key (id)=(1) is still referenced from table "e2".

DELETE FROM e0 WHERE id = 2
----
error 23503 update or delete on table "e1" violates foreign key constraint "e3_up" on table "e3"; Key (id)=(2) is still referenced from table "e3".

DELETE FROM e0 WHERE id = 3
----
DELETE 1

SELECT (SELECT count(*) FROM e0), (SELECT count(*) FROM e1)
----
2|2
SELECT 1

# SET NULL and SET DEFAULT of a key of several columns.
CREATE TABLE q (a int, b int, c text, PRIMARY KEY (a, b))
----
CREATE TABLE

INSERT INTO q VALUES (0, 0, 'none'), (1, 1, 'x'), (1, 2, 'y'), (2, 1, 'z')
----
INSERT 0 4

CREATE TABLE q1 (id int PRIMARY KEY, x int, y int, FOREIGN KEY (x, y) REFERENCES q ON DELETE SET NULL ON UPDATE CASCADE)
----
CREATE TABLE

CREATE TABLE q2 (id int PRIMARY KEY, x int, y int DEFAULT 7, FOREIGN KEY (x, y) REFERENCES q ON DELETE SET NULL (y))
----
CREATE TABLE

CREATE TABLE q3 (id int PRIMARY KEY, x int DEFAULT 0, y int DEFAULT 0, FOREIGN KEY (x, y) REFERENCES q ON DELETE SET DEFAULT ON UPDATE SET DEFAULT)
----
CREATE TABLE

CREATE TABLE q4 (id int PRIMARY KEY, x int DEFAULT 0, y int DEFAULT 1, CONSTRAINT q4_fk FOREIGN KEY (y, x) REFERENCES q (b, a) ON DELETE SET DEFAULT (x))
----
CREATE TABLE

INSERT INTO q1 VALUES (1, 1, 1), (2, 1, 2), (3, NULL, 2)
----
INSERT 0 3

INSERT INTO q2 VALUES (1, 1, 1), (2, 1, 2), (3, 9, NULL)
----
INSERT 0 3

INSERT INTO q3 VALUES (1, 1, 1), (2, 1, 2)
----
INSERT 0 2

DELETE FROM q WHERE (a, b) = (1, 1)
----
DELETE 1

SELECT * FROM q1 ORDER BY id
----
1|NULL|NULL
2|1|2
3|NULL|2
SELECT 3

SELECT * FROM q2 ORDER BY id
----
1|1|NULL
2|1|2
3|9|NULL
SELECT 3

SELECT * FROM q3 ORDER BY id
----
1|0|0
2|1|2
SELECT 2

UPDATE q SET b = 20 WHERE b = 2
----
error 23503 update or delete on table "q" violates foreign key constraint "q2_x_y_fkey" on table "q2"; Key (a, b)=(1, 2) is still referenced from table "q2".

UPDATE q1 SET x = NULL WHERE y = 2
----
UPDATE 2

DELETE FROM q2
----
DELETE 3

UPDATE q SET b = 20 WHERE b = 2
----
UPDATE 1

SELECT * FROM q1 ORDER BY id
----
1|NULL|NULL
2|NULL|2
3|NULL|2
SELECT 3

SELECT * FROM q3 ORDER BY id
----
1|0|0
2|0|0
SELECT 2

DELETE FROM q WHERE a = 0
----
error 23503 update or delete on table "q" violates foreign key constraint "q3_x_y_fkey" on table "q3"; Key (a, b)=(0, 0) is still referenced from table "q3".

INSERT INTO q4 VALUES (1, 2, 1)
----
INSERT 0 1

DELETE FROM q WHERE a = 2
----
error 23503 insert or update on table "q4" violates foreign key constraint "q4_fk"; Key (y, x)=(1, 0) is not present in table "q".

# NOT NULL and CHECK of the referencing table.
CREATE TABLE n0 (id int PRIMARY KEY)
----
CREATE TABLE

CREATE TABLE n1 (id int NOT NULL REFERENCES n0 ON DELETE SET NULL ON UPDATE CASCADE CHECK (id < 100), u int UNIQUE)
----
CREATE TABLE

INSERT INTO n0 VALUES (1), (2)
----
INSERT 0 2

INSERT INTO n1 VALUES (1, 1), (2, 2)
----
INSERT 0 2

DELETE FROM n0 WHERE id = 1
----
error 23502 null value in column "id" of relation "n1" violates not-null constraint; Failing row contains (null, 1).

UPDATE n0 SET id = 100 WHERE id = 1
----
error 23514 new row for relation "n1" violates check constraint "n1_id_check"; Failing row contains (100, 1).

UPDATE n0 SET id = 99 WHERE id = 1
----
UPDATE 1

SELECT * FROM n1 ORDER BY u
----
99|1
2|2
SELECT 2

CREATE TABLE n2 (id int UNIQUE REFERENCES n0 ON DELETE SET DEFAULT DEFAULT 2, CHECK (id > 1))
----
CREATE TABLE

INSERT INTO n2 VALUES (2), (99)
----
INSERT 0 2

DELETE FROM n1
----
DELETE 2

DELETE FROM n0 WHERE id = 99
----
error 23505 duplicate key value violates unique constraint "n2_id_key"; Key (id)=(2) already exists.

# MATCH FULL.
CREATE TABLE m0 (a int, b int, PRIMARY KEY (a, b))
----
CREATE TABLE

CREATE TABLE m1 (a int, b int, FOREIGN KEY (a, b) REFERENCES m0 MATCH FULL ON DELETE SET NULL ON UPDATE CASCADE)
----
CREATE TABLE

INSERT INTO m0 VALUES (1, 1), (2, 2)
----
INSERT 0 2

INSERT INTO m1 VALUES (1, 1), (2, 2), (NULL, NULL)
----
INSERT 0 3

INSERT INTO m1 VALUES (1, NULL)
----
error 23503 insert or update on table "m1" violates foreign key constraint "m1_a_b_fkey"; MATCH FULL does not allow mixing of null and nonnull key values.

UPDATE m1 SET b = NULL WHERE a = 2
----
error 23503 insert or update on table "m1" violates foreign key constraint "m1_a_b_fkey"; MATCH FULL does not allow mixing of null and nonnull key values.

DELETE FROM m0 WHERE a = 1
----
DELETE 1

UPDATE m0 SET b = 3
----
UPDATE 1

SELECT * FROM m1 ORDER BY a, b
----
2|3
NULL|NULL
NULL|NULL
SELECT 3

CREATE TABLE m2 (a int, b int, FOREIGN KEY (a, b) REFERENCES m0 MATCH FULL ON DELETE SET NULL (b))
----
CREATE TABLE

INSERT INTO m2 VALUES (2, 3)
----
INSERT 0 1

DELETE FROM m0
----
error 23503 insert or update on table "m2" violates foreign key constraint "m2_a_b_fkey"; MATCH FULL does not allow mixing of null and nonnull key values.

# Keys of other types.
CREATE TABLE y0 (i bigint PRIMARY KEY, t varchar UNIQUE, n numeric UNIQUE, d timestamp UNIQUE)
----
CREATE TABLE

CREATE TABLE y1 (i smallint REFERENCES y0 ON DELETE CASCADE ON UPDATE CASCADE, t text REFERENCES y0 (t) ON UPDATE CASCADE, n int REFERENCES y0 (n) ON UPDATE SET NULL, d date REFERENCES y0 (d) ON UPDATE CASCADE)
----
CREATE TABLE

INSERT INTO y0 VALUES (1, 'a', 1.00, '2020-01-01'), (40000, 'b', 2.5, '2020-01-01 10:00')
----
INSERT 0 2

INSERT INTO y1 VALUES (1, 'a', 1, '2020-01-01')
----
INSERT 0 1

UPDATE y0 SET i = 2, t = 'aa', d = '2020-01-02' WHERE i = 1
----
UPDATE 1

SELECT * FROM y1
----
2|aa|1|2020-01-02
SELECT 1

UPDATE y0 SET i = 60000 WHERE i = 2
----
error 22003 smallint out of range

UPDATE y0 SET n = 7 WHERE i = 2
----
UPDATE 1

SELECT * FROM y1
----
2|aa|NULL|2020-01-02
SELECT 1

DELETE FROM y0
----
DELETE 2

SELECT * FROM y1
----
SELECT 0

# What changes keys besides.
CREATE TABLE k0 (id int PRIMARY KEY, k int UNIQUE)
----
CREATE TABLE

CREATE TABLE k1 (id int PRIMARY KEY, k int REFERENCES k0 (k) ON UPDATE CASCADE ON DELETE CASCADE)
----
CREATE TABLE

INSERT INTO k0 VALUES (1, 10), (2, 20), (3, 30)
----
INSERT 0 3

INSERT INTO k1 VALUES (1, 10), (2, 20), (3, 30), (4, 30)
----
INSERT 0 4

INSERT INTO k0 VALUES (1, 0), (4, 40) ON CONFLICT (id) DO UPDATE SET k = k0.k + 1
----
INSERT 0 2

SELECT * FROM k1 ORDER BY id
----
1|11
2|20
3|30
4|30
SELECT 4

WITH x AS (DELETE FROM k0 WHERE id = 2 RETURNING *) SELECT * FROM x
----
2|20
SELECT 1

WITH x AS (UPDATE k0 SET k = 31 WHERE id = 3 RETURNING *) INSERT INTO k1 SELECT 9, k FROM x
----
INSERT 0 1

SELECT * FROM k1 ORDER BY id
----
1|11
3|31
4|31
9|31
SELECT 4

UPDATE k0 SET k = k WHERE id = 3
----
UPDATE 1

DELETE FROM k0 USING k1 WHERE k1.k = k0.k AND k1.id > 2
----
DELETE 1

SELECT * FROM k1 ORDER BY id
----
1|11
SELECT 1

# A shift of keys: what refers moves once.
CREATE TABLE s0 (id int PRIMARY KEY)
----
CREATE TABLE

CREATE TABLE s1 (id int PRIMARY KEY, s int REFERENCES s0)
----
CREATE TABLE

INSERT INTO s0 VALUES (3), (2), (1)
----
INSERT 0 3

INSERT INTO s1 VALUES (1, 2)
----
INSERT 0 1

UPDATE s0 SET id = id + 10 WHERE id = 1
----
UPDATE 1

UPDATE s0 SET id = id + 10 WHERE id = 2
----
error 23503 update or delete on table "s0" violates foreign key constraint "s1_s_fkey" on table "s1"; Key (id)=(2) is still referenced from table "s1".

# Deferred checks.
CREATE TABLE z0 (id int PRIMARY KEY)
----
CREATE TABLE

CREATE TABLE z1 (id int PRIMARY KEY, z int CONSTRAINT z1_fk REFERENCES z0 DEFERRABLE INITIALLY DEFERRED)
----
CREATE TABLE

CREATE TABLE z2 (id int PRIMARY KEY, z int CONSTRAINT z2_fk REFERENCES z0 DEFERRABLE)
----
CREATE TABLE

CREATE TABLE z3 (id int PRIMARY KEY, z int CONSTRAINT z3_fk REFERENCES z0)
----
CREATE TABLE

INSERT INTO z1 VALUES (1, 1)
----
error 23503 insert or update on table "z1" violates foreign key constraint "z1_fk"; Key (z)=(1) is not present in table "z0".

BEGIN
----
BEGIN

INSERT INTO z1 VALUES (1, 1)
----
INSERT 0 1

INSERT INTO z0 VALUES (1)
----
INSERT 0 1

COMMIT
----
COMMIT

BEGIN
----
BEGIN

INSERT INTO z1 VALUES (2, 2)
----
INSERT 0 1

COMMIT
----
error 23503 insert or update on table "z1" violates foreign key constraint "z1_fk"; Key (z)=(2) is not present in table "z0".

SELECT * FROM z1
----
1|1
SELECT 1

BEGIN
----
BEGIN

INSERT INTO z1 VALUES (2, 2)
----
INSERT 0 1

SET CONSTRAINTS z1_fk IMMEDIATE
----
error 23503 insert or update on table "z1" violates foreign key constraint "z1_fk"; Key (z)=(2) is not present in table "z0".

COMMIT
----
ROLLBACK

BEGIN
----
BEGIN

INSERT INTO z1 VALUES (2, 2)
----
INSERT 0 1

UPDATE z1 SET z = 1 WHERE id = 2
----
UPDATE 1

INSERT INTO z1 VALUES (3, 3)
----
INSERT 0 1

DELETE FROM z1 WHERE id = 3
----
DELETE 1

COMMIT
----
COMMIT

BEGIN
----
BEGIN

DELETE FROM z0 WHERE id = 1
----
DELETE 1

INSERT INTO z0 VALUES (1)
----
INSERT 0 1

COMMIT
----
COMMIT

BEGIN
----
BEGIN

DELETE FROM z0
----
DELETE 1

COMMIT
----
error 23503 update or delete on table "z0" violates foreign key constraint "z1_fk" on table "z1"; Key (id)=(1) is still referenced from table "z1".

SELECT * FROM z0
----
1
SELECT 1

INSERT INTO z2 VALUES (1, 9)
----
error 23503 insert or update on table "z2" violates foreign key constraint "z2_fk"; Key (z)=(9) is not present in table "z0".

BEGIN
----
BEGIN

SET CONSTRAINTS z2_fk DEFERRED
----
SET CONSTRAINTS

INSERT INTO z2 VALUES (1, 9)
----
INSERT 0 1

INSERT INTO z0 VALUES (9)
----
INSERT 0 1

COMMIT
----
COMMIT

BEGIN
----
BEGIN

SET CONSTRAINTS ALL DEFERRED
----
SET CONSTRAINTS

DELETE FROM z0 WHERE id = 9
----
DELETE 1

SET CONSTRAINTS ALL IMMEDIATE
----
error 23503 update or delete on table "z0" violates foreign key constraint "z2_fk" on table "z2"; Key (id)=(9) is still referenced from table "z2".

ROLLBACK
----
ROLLBACK

BEGIN
----
BEGIN

SET CONSTRAINTS ALL DEFERRED
----
SET CONSTRAINTS

INSERT INTO z3 VALUES (1, 77)
----
error 23503 insert or update on table "z3" violates foreign key constraint "z3_fk"; Key (z)=(77) is not present in table "z0".

ROLLBACK
----
ROLLBACK

SET CONSTRAINTS z3_fk DEFERRED
----
error 42809 constraint "z3_fk" is not deferrable

SET CONSTRAINTS nosuch DEFERRED
----
error 42704 constraint "nosuch" does not exist

BEGIN
----
BEGIN

SET CONSTRAINTS z3_fk IMMEDIATE
----
SET CONSTRAINTS

ROLLBACK
----
ROLLBACK

BEGIN
----
BEGIN

SAVEPOINT a
----
SAVEPOINT

INSERT INTO z1 VALUES (7, 7)
----
INSERT 0 1

ROLLBACK TO a
----
ROLLBACK

INSERT INTO z1 VALUES (8, 1)
----
INSERT 0 1

COMMIT
----
COMMIT

SELECT * FROM z1 ORDER BY id
----
1|1
2|1
8|1
SELECT 3

BEGIN
----
BEGIN

INSERT INTO z1 VALUES (9, 100)
----
INSERT 0 1

SAVEPOINT a
----
SAVEPOINT

INSERT INTO z0 VALUES (100)
----
INSERT 0 1

SET CONSTRAINTS ALL IMMEDIATE
----
SET CONSTRAINTS

ROLLBACK TO a
----
ROLLBACK

COMMIT
----
error 23503 insert or update on table "z1" violates foreign key constraint "z1_fk"; Key (z)=(100) is not present in table "z0".

BEGIN
----
BEGIN

SET CONSTRAINTS ALL DEFERRED
----
SET CONSTRAINTS

SAVEPOINT a
----
SAVEPOINT

SET CONSTRAINTS ALL IMMEDIATE
----
SET CONSTRAINTS

ROLLBACK TO a
----
ROLLBACK

INSERT INTO z2 VALUES (5, 55)
----
INSERT 0 1

INSERT INTO z0 VALUES (55)
----
INSERT 0 1

COMMIT
----
COMMIT

BEGIN
----
BEGIN

INSERT INTO z1 VALUES (20, 20)
----
INSERT 0 1

ALTER TABLE z1 ADD COLUMN more int
----
error 55006 cannot ALTER TABLE "z1" because it has pending trigger events

ROLLBACK
----
ROLLBACK

ALTER TABLE z2 ALTER CONSTRAINT z2_fk DEFERRABLE INITIALLY DEFERRED
----
ALTER TABLE

ALTER TABLE z2 ALTER CONSTRAINT nosuch DEFERRABLE
----
error 42704 constraint "nosuch" of relation "z2" does not exist

ALTER TABLE z2 ALTER CONSTRAINT z2_pkey NOT DEFERRABLE
----
error 42809 constraint "z2_pkey" of relation "z2" is not a foreign key constraint

INSERT INTO z2 VALUES (6, 66)
----
error 23503 insert or update on table "z2" violates foreign key constraint "z2_fk"; Key (z)=(66) is not present in table "z0".

BEGIN; INSERT INTO z2 VALUES (6, 66); INSERT INTO z0 VALUES (66); COMMIT
----
BEGIN
INSERT 0 1
INSERT 0 1
COMMIT

ALTER TABLE z1 ALTER CONSTRAINT z1_fk NOT DEFERRABLE
----
ALTER TABLE

BEGIN
----
BEGIN

INSERT INTO z1 VALUES (21, 21)
----
error 23503 insert or update on table "z1" violates foreign key constraint "z1_fk"; Key (z)=(21) is not present in table "z0".

ROLLBACK
----
ROLLBACK

INSERT INTO z2 VALUES (70, 70); INSERT INTO z0 VALUES (70)
----
INSERT 0 1
INSERT 0 1

# Changing a table whose rows are to be checked yet.
BEGIN
----
BEGIN

INSERT INTO z2 VALUES (80, 80)
----
INSERT 0 1

SAVEPOINT a
----
SAVEPOINT

DROP TABLE z2
----
error 55006 cannot DROP TABLE "z2" because it has pending trigger events

ROLLBACK TO a
----
ROLLBACK

TRUNCATE z2
----
error 55006 cannot TRUNCATE "z2" because it has pending trigger events

ROLLBACK TO a
----
ROLLBACK

CREATE INDEX ON z2 (z)
----
error 55006 cannot CREATE INDEX "z2" because it has pending trigger events

ROLLBACK TO a
----
ROLLBACK

ALTER TABLE z0 ADD COLUMN more int
----
ALTER TABLE

SET CONSTRAINTS ALL IMMEDIATE
----
error 23503 insert or update on table "z2" violates foreign key constraint "z2_fk"; Key (z)=(80) is not present in table "z0".

ROLLBACK
----
ROLLBACK

BEGIN
----
BEGIN

INSERT INTO z2 VALUES (80, 80)
----
INSERT 0 1

INSERT INTO z0 VALUES (80)
----
INSERT 0 1

SET CONSTRAINTS ALL IMMEDIATE
----
SET CONSTRAINTS

ALTER TABLE z2 ADD COLUMN more int
----
ALTER TABLE

COMMIT
----
COMMIT

# A row moves away from its event.
CREATE TABLE mv (id int PRIMARY KEY, z int CONSTRAINT mv_fk REFERENCES z0 DEFERRABLE INITIALLY DEFERRED)
----
CREATE TABLE

BEGIN
----
BEGIN

INSERT INTO mv VALUES (1, 12345)
----
INSERT 0 1

UPDATE mv SET id = 2
----
UPDATE 1

COMMIT
----
error 23503 insert or update on table "mv" violates foreign key constraint "mv_fk"; Key (z)=(12345) is not present in table "z0".

SELECT * FROM mv
----
SELECT 0

BEGIN
----
BEGIN

INSERT INTO mv VALUES (1, 12345)
----
INSERT 0 1

UPDATE mv SET id = 2
----
UPDATE 1

UPDATE mv SET z = NULL, id = 3
----
UPDATE 1

COMMIT
----
COMMIT

SELECT * FROM mv
----
3|NULL
SELECT 1

BEGIN
----
BEGIN

SET CONSTRAINTS ALL IMMEDIATE
----
SET CONSTRAINTS

INSERT INTO mv VALUES (9, 12345)
----
error 23503 insert or update on table "mv" violates foreign key constraint "mv_fk"; Key (z)=(12345) is not present in table "z0".

ROLLBACK
----
ROLLBACK

# The constraint goes with the referenced table.
CREATE TABLE gp (id int PRIMARY KEY)
----
CREATE TABLE

CREATE TABLE gc (id int PRIMARY KEY, g int REFERENCES gp DEFERRABLE INITIALLY DEFERRED)
----
CREATE TABLE

BEGIN
----
BEGIN

INSERT INTO gc VALUES (1, 1)
----
INSERT 0 1

DROP TABLE gp CASCADE
----
DROP TABLE

COMMIT
----
COMMIT

SELECT * FROM gc
----
1|1
SELECT 1

# Rows that refer to each other.
CREATE TABLE w0 (id int PRIMARY KEY, w int NOT NULL)
----
CREATE TABLE

CREATE TABLE w1 (id int PRIMARY KEY, w int NOT NULL REFERENCES w0 ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED)
----
CREATE TABLE

ALTER TABLE w0 ADD CONSTRAINT w0_fk FOREIGN KEY (w) REFERENCES w1 ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED
----
ALTER TABLE

BEGIN
----
BEGIN

INSERT INTO w0 VALUES (1, 1)
----
INSERT 0 1

INSERT INTO w1 VALUES (1, 1)
----
INSERT 0 1

COMMIT
----
COMMIT

DELETE FROM w0
----
DELETE 1

SELECT count(*) FROM w1
----
0
SELECT 1

BEGIN
----
BEGIN

INSERT INTO w0 VALUES (1, 2)
----
INSERT 0 1

INSERT INTO w1 VALUES (1, 1)
----
INSERT 0 1

COMMIT
----
error 23503 insert or update on table "w0" violates foreign key constraint "w0_fk"; Key (w)=(2) is not present in table "w1".

SELECT count(*) FROM w1
----
0
SELECT 1

WITH a AS (INSERT INTO w0 VALUES (5, 6)) INSERT INTO w1 VALUES (6, 5)
----
INSERT 0 1

SELECT * FROM w0
----
5|6
SELECT 1

# NOT VALID.
CREATE TABLE v0 (id int PRIMARY KEY)
----
CREATE TABLE

CREATE TABLE v1 (id int PRIMARY KEY, v int)
----
CREATE TABLE

INSERT INTO v1 VALUES (1, 1)
----
INSERT 0 1

ALTER TABLE v1 ADD CONSTRAINT v1_fk FOREIGN KEY (v) REFERENCES v0 ON DELETE CASCADE
----
error 23503 insert or update on table "v1" violates foreign key constraint "v1_fk"; Key (v)=(1) is not present in table "v0".

ALTER TABLE v1 ADD CONSTRAINT v1_fk FOREIGN KEY (v) REFERENCES v0 ON DELETE CASCADE NOT VALID
----
ALTER TABLE

UPDATE v1 SET v = v
----
UPDATE 1

INSERT INTO v1 VALUES (2, 2)
----
error 23503 insert or update on table "v1" violates foreign key constraint "v1_fk"; Key (v)=(2) is not present in table "v0".

ALTER TABLE v1 VALIDATE CONSTRAINT v1_fk
----
error 23503 insert or update on table "v1" violates foreign key constraint "v1_fk"; Key (v)=(1) is not present in table "v0".

INSERT INTO v0 VALUES (1)
----
INSERT 0 1

ALTER TABLE v1 VALIDATE CONSTRAINT v1_fk
----
ALTER TABLE

DELETE FROM v0
----
DELETE 1

SELECT * FROM v1
----
SELECT 0

# What is refused.
CREATE TABLE bad (x int, y int, FOREIGN KEY (x) REFERENCES p ON DELETE SET NULL (y))
----
error 42P10 column "y" referenced in ON DELETE SET action must be part of foreign key

CREATE TABLE bad (x int, y int, FOREIGN KEY (x) REFERENCES p ON DELETE SET NULL (z))
----
error 42703 column "z" referenced in foreign key constraint does not exist

CREATE TABLE bad (x int REFERENCES p ON UPDATE SET NULL (x))
----
error 0A000 a column list with SET NULL is only supported for ON DELETE actions

CREATE TABLE bad (x int CHECK (x > 0) DEFERRABLE)
----
error 42601 misplaced DEFERRABLE clause

CREATE TABLE bad (x int REFERENCES p NOT DEFERRABLE INITIALLY DEFERRED)
----
error 42601 constraint declared INITIALLY DEFERRED must be DEFERRABLE

# The catalogs.
SELECT conname, pg_get_constraintdef(oid), condeferrable, condeferred, convalidated, confupdtype, confdeltype, confmatchtype, confdelsetcols FROM pg_constraint WHERE contype = 'f' ORDER BY conname
----
c_code_fkey|FOREIGN KEY (code) REFERENCES p(code) ON UPDATE SET DEFAULT ON DELETE SET NULL|f|f|t|d|n|s|NULL
c_pid_fkey|FOREIGN KEY (pid) REFERENCES p(id) ON UPDATE CASCADE ON DELETE CASCADE|f|f|t|c|c|s|NULL
d1_up_fkey|FOREIGN KEY (up) REFERENCES d0(id) ON DELETE CASCADE|f|f|t|a|c|s|NULL
d2_up_fkey|FOREIGN KEY (up) REFERENCES d0(id) ON DELETE CASCADE|f|f|t|a|c|s|NULL
d3_a_fkey|FOREIGN KEY (a) REFERENCES d1(id) ON DELETE CASCADE|f|f|t|a|c|s|NULL
d3_b_fkey|FOREIGN KEY (b) REFERENCES d2(id) ON DELETE SET NULL|f|f|t|a|n|s|NULL
e1_up_fkey|FOREIGN KEY (up) REFERENCES e0(id) ON DELETE CASCADE|f|f|t|a|c|s|NULL
e2_up|FOREIGN KEY (up) REFERENCES e1(id) ON DELETE RESTRICT|f|f|t|a|r|s|NULL
e3_up|FOREIGN KEY (up) REFERENCES e1(id)|f|f|t|a|a|s|NULL
k1_k_fkey|FOREIGN KEY (k) REFERENCES k0(k) ON UPDATE CASCADE ON DELETE CASCADE|f|f|t|c|c|s|NULL
m1_a_b_fkey|FOREIGN KEY (a, b) REFERENCES m0(a, b) MATCH FULL ON UPDATE CASCADE ON DELETE SET NULL|f|f|t|c|n|f|NULL
m2_a_b_fkey|FOREIGN KEY (a, b) REFERENCES m0(a, b) MATCH FULL ON DELETE SET NULL (b)|f|f|t|a|n|f|{2}
mv_fk|FOREIGN KEY (z) REFERENCES z0(id) DEFERRABLE INITIALLY DEFERRED|t|t|t|a|a|s|NULL
n1_id_fkey|FOREIGN KEY (id) REFERENCES n0(id) ON UPDATE CASCADE ON DELETE SET NULL|f|f|t|c|n|s|NULL
n2_id_fkey|FOREIGN KEY (id) REFERENCES n0(id) ON DELETE SET DEFAULT|f|f|t|a|d|s|NULL
q1_x_y_fkey|FOREIGN KEY (x, y) REFERENCES q(a, b) ON UPDATE CASCADE ON DELETE SET NULL|f|f|t|c|n|s|NULL
q2_x_y_fkey|FOREIGN KEY (x, y) REFERENCES q(a, b) ON DELETE SET NULL (y)|f|f|t|a|n|s|{3}
q3_x_y_fkey|FOREIGN KEY (x, y) REFERENCES q(a, b) ON UPDATE SET DEFAULT ON DELETE SET DEFAULT|f|f|t|d|d|s|NULL
q4_fk|FOREIGN KEY (y, x) REFERENCES q(b, a) ON DELETE SET DEFAULT (x)|f|f|t|a|d|s|{2}
s1_s_fkey|FOREIGN KEY (s) REFERENCES s0(id)|f|f|t|a|a|s|NULL
t2_up_fkey|FOREIGN KEY (up) REFERENCES t1(id) ON UPDATE CASCADE ON DELETE CASCADE|f|f|t|c|c|s|NULL
t3_up_fkey|FOREIGN KEY (up) REFERENCES t2(id) ON DELETE CASCADE|f|f|t|a|c|s|NULL
t4_up_fkey|FOREIGN KEY (up) REFERENCES t3(id) ON DELETE SET NULL|f|f|t|a|n|s|NULL
tree_up_fkey|FOREIGN KEY (up) REFERENCES tree(id) ON UPDATE CASCADE ON DELETE CASCADE|f|f|t|c|c|s|NULL
v1_fk|FOREIGN KEY (v) REFERENCES v0(id) ON DELETE CASCADE|f|f|t|a|c|s|NULL
va_other_fkey|FOREIGN KEY (other) REFERENCES vb(id) ON UPDATE CASCADE ON DELETE CASCADE|f|f|t|c|c|s|NULL
vb_other_fkey|FOREIGN KEY (other) REFERENCES va(id) ON UPDATE CASCADE ON DELETE CASCADE|f|f|t|c|c|s|NULL
w0_fk|FOREIGN KEY (w) REFERENCES w1(id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED|t|t|t|a|c|s|NULL
w1_w_fkey|FOREIGN KEY (w) REFERENCES w0(id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED|t|t|t|a|c|s|NULL
y1_d_fkey|FOREIGN KEY (d) REFERENCES y0(d) ON UPDATE CASCADE|f|f|t|c|a|s|NULL
y1_i_fkey|FOREIGN KEY (i) REFERENCES y0(i) ON UPDATE CASCADE ON DELETE CASCADE|f|f|t|c|c|s|NULL
y1_n_fkey|FOREIGN KEY (n) REFERENCES y0(n) ON UPDATE SET NULL|f|f|t|n|a|s|NULL
y1_t_fkey|FOREIGN KEY (t) REFERENCES y0(t) ON UPDATE CASCADE|f|f|t|c|a|s|NULL
z1_fk|FOREIGN KEY (z) REFERENCES z0(id)|f|f|t|a|a|s|NULL
z2_fk|FOREIGN KEY (z) REFERENCES z0(id) DEFERRABLE INITIALLY DEFERRED|t|t|t|a|a|s|NULL
z3_fk|FOREIGN KEY (z) REFERENCES z0(id)|f|f|t|a|a|s|NULL
SELECT 36

SELECT constraint_name, match_option, update_rule, delete_rule FROM information_schema.referential_constraints ORDER BY 1
----
c_code_fkey|NONE|SET DEFAULT|SET NULL
c_pid_fkey|NONE|CASCADE|CASCADE
d1_up_fkey|NONE|NO ACTION|CASCADE
d2_up_fkey|NONE|NO ACTION|CASCADE
d3_a_fkey|NONE|NO ACTION|CASCADE
d3_b_fkey|NONE|NO ACTION|SET NULL
e1_up_fkey|NONE|NO ACTION|CASCADE
e2_up|NONE|NO ACTION|RESTRICT
e3_up|NONE|NO ACTION|NO ACTION
k1_k_fkey|NONE|CASCADE|CASCADE
m1_a_b_fkey|FULL|CASCADE|SET NULL
m2_a_b_fkey|FULL|NO ACTION|SET NULL
mv_fk|NONE|NO ACTION|NO ACTION
n1_id_fkey|NONE|CASCADE|SET NULL
n2_id_fkey|NONE|NO ACTION|SET DEFAULT
q1_x_y_fkey|NONE|CASCADE|SET NULL
q2_x_y_fkey|NONE|NO ACTION|SET NULL
q3_x_y_fkey|NONE|SET DEFAULT|SET DEFAULT
q4_fk|NONE|NO ACTION|SET DEFAULT
s1_s_fkey|NONE|NO ACTION|NO ACTION
t2_up_fkey|NONE|CASCADE|CASCADE
t3_up_fkey|NONE|NO ACTION|CASCADE
t4_up_fkey|NONE|NO ACTION|SET NULL
tree_up_fkey|NONE|CASCADE|CASCADE
v1_fk|NONE|NO ACTION|CASCADE
va_other_fkey|NONE|CASCADE|CASCADE
vb_other_fkey|NONE|CASCADE|CASCADE
w0_fk|NONE|NO ACTION|CASCADE
w1_w_fkey|NONE|NO ACTION|CASCADE
y1_d_fkey|NONE|CASCADE|NO ACTION
y1_i_fkey|NONE|CASCADE|CASCADE
y1_n_fkey|NONE|SET NULL|NO ACTION
y1_t_fkey|NONE|CASCADE|NO ACTION
z1_fk|NONE|NO ACTION|NO ACTION
z2_fk|NONE|NO ACTION|NO ACTION
z3_fk|NONE|NO ACTION|NO ACTION
SELECT 36

SELECT constraint_name, is_deferrable, initially_deferred FROM information_schema.table_constraints WHERE constraint_type = 'FOREIGN KEY' ORDER BY 1
----
c_code_fkey|NO|NO
c_pid_fkey|NO|NO
d1_up_fkey|NO|NO
d2_up_fkey|NO|NO
d3_a_fkey|NO|NO
d3_b_fkey|NO|NO
e1_up_fkey|NO|NO
e2_up|NO|NO
e3_up|NO|NO
k1_k_fkey|NO|NO
m1_a_b_fkey|NO|NO
m2_a_b_fkey|NO|NO
mv_fk|YES|YES
n1_id_fkey|NO|NO
n2_id_fkey|NO|NO
q1_x_y_fkey|NO|NO
q2_x_y_fkey|NO|NO
q3_x_y_fkey|NO|NO
q4_fk|NO|NO
s1_s_fkey|NO|NO
t2_up_fkey|NO|NO
t3_up_fkey|NO|NO
t4_up_fkey|NO|NO
tree_up_fkey|NO|NO
v1_fk|NO|NO
va_other_fkey|NO|NO
vb_other_fkey|NO|NO
w0_fk|YES|YES
w1_w_fkey|YES|YES
y1_d_fkey|NO|NO
y1_i_fkey|NO|NO
y1_n_fkey|NO|NO
y1_t_fkey|NO|NO
z1_fk|NO|NO
z2_fk|YES|YES
z3_fk|NO|NO
SELECT 36
