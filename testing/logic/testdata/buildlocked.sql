# Indexes of tables that the transaction has locked, or had locked before a savepoint.
CREATE SCHEMA buildlocked
----
CREATE SCHEMA

SET statement_timeout = '20s'
----
SET

SET search_path = buildlocked
----
SET

CREATE TABLE t (id int PRIMARY KEY, a int, b int)
----
CREATE TABLE

INSERT INTO t SELECT g, g % 3, g FROM generate_series(1, 20) g
----
INSERT 0 20

BEGIN
----
BEGIN

LOCK TABLE t IN SHARE MODE
----
LOCK TABLE

CREATE INDEX t_share ON t (b)
----
CREATE INDEX

COMMIT
----
COMMIT

BEGIN
----
BEGIN

LOCK TABLE t
----
LOCK TABLE

CREATE INDEX t_exclusive ON t (b)
----
CREATE INDEX

CREATE UNIQUE INDEX t_unique ON t (b, a)
----
CREATE INDEX

COMMIT
----
COMMIT

BEGIN
----
BEGIN

LOCK TABLE t
----
LOCK TABLE

CREATE UNIQUE INDEX t_twice ON t (a)
----
error 23505

ROLLBACK
----
ROLLBACK

BEGIN
----
BEGIN

SAVEPOINT s
----
SAVEPOINT

ALTER TABLE t ADD COLUMN c int
----
ALTER TABLE

ROLLBACK TO s
----
ROLLBACK

CREATE INDEX t_after ON t (b)
----
CREATE INDEX

COMMIT
----
COMMIT

BEGIN
----
BEGIN

SAVEPOINT s
----
SAVEPOINT

LOCK TABLE t
----
LOCK TABLE

ROLLBACK TO s
----
ROLLBACK

CREATE INDEX t_let_go ON t (b)
----
CREATE INDEX

COMMIT
----
COMMIT

BEGIN
----
BEGIN

ALTER TABLE t ADD COLUMN IF NOT EXISTS a int
----
ALTER TABLE

CREATE INDEX IF NOT EXISTS t_nothing ON t (b)
----
CREATE INDEX

COMMIT
----
COMMIT

SELECT indexrelid::regclass, indisvalid, indisready FROM pg_index WHERE indrelid = 't'::regclass ORDER BY 1::text
----
t_pkey|t|t
t_share|t|t
t_exclusive|t|t
t_unique|t|t
t_after|t|t
t_let_go|t|t
t_nothing|t|t
SELECT 7

SELECT id FROM t WHERE b = 7
----
7
SELECT 1

DROP SCHEMA buildlocked CASCADE
----
DROP SCHEMA
