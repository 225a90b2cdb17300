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

# Another table's foreign key has the transaction use this one as one that it may write to; the
# index that is taken back has been built by another transaction, which made it another format.
create table bl_one (k int primary key)
----
CREATE TABLE

create table bl_many (k int primary key, a int, p int references bl_one)
----
CREATE TABLE

begin
----
BEGIN

savepoint s
----
SAVEPOINT

delete from bl_one where k = 0
----
DELETE 0

create index on bl_many (a)
----
CREATE INDEX

rollback to s
----
ROLLBACK

select * from bl_many order by k
----
SELECT 0

insert into bl_one values (1)
----
INSERT 0 1

insert into bl_many values (1, 1, 1)
----
INSERT 0 1

commit
----
COMMIT

drop table bl_many, bl_one
----
DROP TABLE

DROP SCHEMA buildlocked CASCADE
----
DROP SCHEMA
