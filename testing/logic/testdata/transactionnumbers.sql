# Numbers of transactions. The results are Postgres's own.
SELECT txid_current() IS NOT NULL, pg_typeof(txid_current()), pg_typeof(pg_current_xact_id());
SELECT txid_current_if_assigned() = txid_current(), pg_current_xact_id_if_assigned() = pg_current_xact_id();
----
t|bigint|xid8
SELECT 1
t|t
SELECT 1

CREATE TABLE txn (n int8, x xid8);
BEGIN;
SELECT txid_current_if_assigned() IS NULL;
INSERT INTO txn VALUES (txid_current(), pg_current_xact_id());
SAVEPOINT a;
INSERT INTO txn VALUES (txid_current(), pg_current_xact_id());
SELECT txid_current_if_assigned() = txid_current(), count(DISTINCT n), count(*), bool_and(n::text = x::text) FROM txn;
ROLLBACK TO a;
SELECT n = txid_current() FROM txn;
COMMIT;
----
CREATE TABLE
BEGIN
f
SELECT 1
INSERT 0 1
SAVEPOINT
INSERT 0 1
t|1|2|t
SELECT 1
ROLLBACK
t
SELECT 1
COMMIT

SELECT n < txid_current(), n = txid_current() FROM txn;
BEGIN;
INSERT INTO txn VALUES (0);
SELECT txid_current_if_assigned() IS NOT NULL;
ROLLBACK;
INSERT INTO txn SELECT txid_current() FROM generate_series(1, 3);
SELECT count(DISTINCT n) FROM txn;
DROP TABLE txn;
----
t|f
SELECT 1
BEGIN
INSERT 0 1
t
SELECT 1
ROLLBACK
INSERT 0 3
2
SELECT 1
DROP TABLE

CREATE TABLE txa (id int, by_txn int8 DEFAULT txid_current());
BEGIN;
INSERT INTO txa (id) VALUES (1), (2);
INSERT INTO txa (id) VALUES (3);
COMMIT;
INSERT INTO txa (id) VALUES (4);
SELECT count(DISTINCT by_txn) FROM txa;
DROP TABLE txa;
----
CREATE TABLE
BEGIN
INSERT 0 2
INSERT 0 1
COMMIT
INSERT 0 1
2
SELECT 1
DROP TABLE
