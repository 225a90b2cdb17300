CREATE TABLE t (a int PRIMARY KEY, b int)
----
CREATE TABLE

BEGIN
----
BEGIN

INSERT INTO t VALUES (1, 1)
----
INSERT 0 1

SELECT * FROM t
----
1|1
SELECT 1

ROLLBACK
----
ROLLBACK

SELECT * FROM t
----
SELECT 0

BEGIN; INSERT INTO t VALUES (1, 1); COMMIT
----
BEGIN
INSERT 0 1
COMMIT

SELECT * FROM t
----
1|1
SELECT 1

BEGIN
----
BEGIN

INSERT INTO t VALUES (1, 1)
----
error 23505

SELECT 1
----
error 25P02

COMMIT
----
ROLLBACK

INSERT INTO t VALUES (2, 2); INSERT INTO t VALUES (1, 1)
----
INSERT 0 1
error 23505

SELECT count(*) FROM t
----
1
SELECT 1

BEGIN
----
BEGIN

INSERT INTO t VALUES (2, 2)
----
INSERT 0 1

SAVEPOINT s1
----
SAVEPOINT

INSERT INTO t VALUES (3, 3)
----
INSERT 0 1

SAVEPOINT s2
----
SAVEPOINT

INSERT INTO t VALUES (1, 9)
----
error 23505

SELECT 1
----
error 25P02

ROLLBACK TO s2
----
ROLLBACK

SELECT count(*) FROM t
----
3
SELECT 1

ROLLBACK TO SAVEPOINT s1
----
ROLLBACK

SELECT a FROM t ORDER BY a
----
1
2
SELECT 2

RELEASE s1
----
RELEASE

ROLLBACK TO s1
----
error 3B001

ROLLBACK
----
ROLLBACK

SELECT count(*) FROM t
----
1
SELECT 1

BEGIN; SAVEPOINT a; INSERT INTO t VALUES (7, 7); RELEASE a; COMMIT
----
BEGIN
SAVEPOINT
INSERT 0 1
RELEASE
COMMIT

SELECT a FROM t ORDER BY a
----
1
7
SELECT 2

SAVEPOINT x
----
error 25P01

ROLLBACK
----
ROLLBACK

COMMIT
----
COMMIT

BEGIN
----
BEGIN

BEGIN
----
BEGIN

CREATE TABLE inner_table (x int PRIMARY KEY)
----
CREATE TABLE

INSERT INTO inner_table VALUES (1)
----
INSERT 0 1

ALTER TABLE inner_table ADD COLUMN y int DEFAULT 5
----
ALTER TABLE

SELECT * FROM inner_table
----
1|5
SELECT 1

CREATE INDEX inner_idx ON inner_table (y)
----
CREATE INDEX

SELECT x FROM inner_table WHERE y = 5
----
1
SELECT 1

ROLLBACK
----
ROLLBACK

SELECT * FROM inner_table
----
error 42P01

BEGIN; CREATE TABLE kept (x int); INSERT INTO kept VALUES (1), (2); COMMIT
----
BEGIN
CREATE TABLE
INSERT 0 2
COMMIT

SELECT sum(x) FROM kept
----
3
SELECT 1

BEGIN; DROP TABLE kept; ROLLBACK
----
BEGIN
DROP TABLE
ROLLBACK

SELECT sum(x) FROM kept
----
3
SELECT 1

BEGIN; TRUNCATE kept; SELECT count(*) FROM kept; INSERT INTO kept VALUES (9)
----
BEGIN
TRUNCATE TABLE
0
SELECT 1
INSERT 0 1

SELECT * FROM kept
----
9
SELECT 1

ROLLBACK
----
ROLLBACK

SELECT sum(x) FROM kept
----
3
SELECT 1

BEGIN ISOLATION LEVEL SERIALIZABLE READ ONLY
----
BEGIN

INSERT INTO t VALUES (100, 1)
----
error 25006

ROLLBACK
----
ROLLBACK

BEGIN; SET TRANSACTION ISOLATION LEVEL REPEATABLE READ; SHOW transaction_isolation
----
BEGIN
SET
repeatable read
SHOW

SELECT 1
----
1
SELECT 1

SET TRANSACTION ISOLATION LEVEL SERIALIZABLE
----
error 25001

ROLLBACK
----
ROLLBACK

START TRANSACTION READ WRITE; COMMIT AND CHAIN
----
START TRANSACTION
COMMIT

SHOW transaction_read_only
----
off
SHOW

ROLLBACK AND NO CHAIN
----
ROLLBACK

SET LOCAL statement_timeout = 100
----
SET

BEGIN; SET LOCAL extra_float_digits = 0; SHOW extra_float_digits
----
BEGIN
SET
0
SHOW

COMMIT
----
COMMIT

SHOW extra_float_digits
----
1
SHOW

BEGIN; SET extra_float_digits = 2; ROLLBACK
----
BEGIN
SET
ROLLBACK

SHOW extra_float_digits
----
1
SHOW

SET nosuchsetting = 1
----
error 42704

SET statement_timeout = 'abc'
----
error 22023

SET statement_timeout = '5s'
----
SET

SHOW statement_timeout
----
5s
SHOW

RESET statement_timeout
----
RESET

SHOW statement_timeout
----
0
SHOW

SHOW nosuch
----
error 42704

SET my.custom = 'x'
----
SET

SHOW my.custom
----
x
SHOW

SELECT current_setting('my.custom'), set_config('my.custom', 'y', false)
----
x|y
SELECT 1

PREPARE p AS SELECT $1::int + 1
----
PREPARE

EXECUTE p(41)
----
42
SELECT 1

EXECUTE p('x')
----
error 22P02

EXECUTE p
----
error 42601

EXECUTE nosuch(1)
----
error 26000

PREPARE p AS SELECT 1
----
error 42P05

DEALLOCATE p
----
DEALLOCATE

DEALLOCATE p
----
error 26000

PREPARE ins (int, int) AS INSERT INTO t VALUES ($1, $2) RETURNING a
----
PREPARE

EXECUTE ins(60, 1 + 1)
----
60
INSERT 0 1

DEALLOCATE ALL
----
DEALLOCATE ALL

BEGIN; DECLARE c CURSOR FOR SELECT a FROM t ORDER BY a
----
BEGIN
DECLARE CURSOR

FETCH 1 FROM c
----
1
FETCH 1

FETCH ALL FROM c
----
60
7
FETCH 2

FETCH 1 FROM c
----
FETCH 0

CLOSE c
----
CLOSE CURSOR

FETCH 1 FROM c
----
error 34000

ROLLBACK
----
ROLLBACK

DECLARE c CURSOR FOR SELECT 1
----
error 25P01

CREATE TABLE parent (id int PRIMARY KEY, name text UNIQUE)
----
CREATE TABLE

CREATE TABLE child (id int PRIMARY KEY, pid int REFERENCES parent, pname text REFERENCES parent (name))
----
CREATE TABLE

INSERT INTO child VALUES (1, 1, NULL)
----
error 23503

INSERT INTO parent VALUES (1, 'a'), (2, 'b')
----
INSERT 0 2

INSERT INTO child VALUES (1, 1, 'a'), (2, NULL, NULL)
----
INSERT 0 2

INSERT INTO child VALUES (3, 1, 'zzz')
----
error 23503

DELETE FROM parent WHERE id = 1
----
error 23503

DELETE FROM parent WHERE id = 2
----
DELETE 1

UPDATE parent SET id = 5 WHERE id = 1
----
error 23503

UPDATE parent SET name = 'c' WHERE id = 1
----
error 23503

UPDATE child SET pid = 99 WHERE id = 1
----
error 23503

UPDATE child SET pid = NULL, pname = NULL WHERE id = 1
----
UPDATE 1

DELETE FROM parent WHERE id = 1
----
DELETE 1

BEGIN; INSERT INTO parent VALUES (10, 'x'); INSERT INTO child VALUES (10, 10, 'x'); DELETE FROM child WHERE id = 10; DELETE FROM parent WHERE id = 10; COMMIT
----
BEGIN
INSERT 0 1
INSERT 0 1
DELETE 1
DELETE 1
COMMIT

SELECT count(*) FROM child
----
2
SELECT 1

DROP TABLE parent
----
error 2BP01

DROP TABLE parent CASCADE
----
DROP TABLE

INSERT INTO child VALUES (50, 12345, 'free')
----
INSERT 0 1

CREATE TABLE self (id int PRIMARY KEY, up int REFERENCES self (id))
----
CREATE TABLE

INSERT INTO self VALUES (1, 1), (2, 1)
----
INSERT 0 2

INSERT INTO self VALUES (3, 4), (4, 3)
----
INSERT 0 2

DELETE FROM self WHERE id = 1
----
error 23503

CREATE TABLE badfk (x int REFERENCES nosuch)
----
error 42P01

CREATE TABLE badfk (x int REFERENCES t (b))
----
error 42830

CREATE TABLE badfk (x text REFERENCES t (a))
----
error 42804
