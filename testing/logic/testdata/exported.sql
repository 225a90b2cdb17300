# pg_export_snapshot and SET TRANSACTION SNAPSHOT, as far as one session sees them. Columns are told. Errors are told whole, with their positions.
SET default_transaction_isolation = 'serializable'
----
SET

BEGIN ISOLATION LEVEL REPEATABLE READ
----
BEGIN

SELECT pg_export_snapshot() ~ '^[0-9A-F]{8}-[0-9A-F]{8}-[0-9A-F]+$'
----
?column?:16
t
SELECT 1

SAVEPOINT s
----
SAVEPOINT

SELECT pg_export_snapshot()
----
error 25001 cannot export a snapshot from a subtransaction

ROLLBACK
----
ROLLBACK

BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY
----
BEGIN

SET TRANSACTION SNAPSHOT 'nonsense'
----
error 22023 invalid snapshot identifier: "nonsense"

ROLLBACK
----
ROLLBACK

BEGIN ISOLATION LEVEL READ COMMITTED READ ONLY
----
BEGIN

SET TRANSACTION SNAPSHOT '00000003-0000001B-1'
----
error 0A000 a snapshot-importing transaction must have isolation level SERIALIZABLE or REPEATABLE READ

ROLLBACK
----
ROLLBACK

BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY
----
BEGIN

SELECT 1
----
?column?:23
1
SELECT 1

SET TRANSACTION SNAPSHOT '00000003-0000001B-1'
----
error 25001 SET TRANSACTION SNAPSHOT must be called before any query

ROLLBACK
----
ROLLBACK
