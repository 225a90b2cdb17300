# CLUSTER, VACUUM, LOCK TABLE, and what partitions have of their tables. Errors are told whole.
CREATE TABLE m (a int PRIMARY KEY, b int, c text)
----
CREATE TABLE

CREATE INDEX m_b ON m (b)
----
CREATE INDEX

CREATE INDEX m_part ON m (b) WHERE b > 0
----
CREATE INDEX

CLUSTER m USING m_b
----
CLUSTER

SELECT indexrelid::regclass, indisclustered FROM pg_index WHERE indrelid = 'm'::regclass ORDER BY indexrelid::regclass::text
----
m_b|t
m_part|f
m_pkey|f
SELECT 3

CLUSTER m
----
CLUSTER

ALTER TABLE m CLUSTER ON m_pkey
----
ALTER TABLE

SELECT indexrelid::regclass FROM pg_index WHERE indrelid = 'm'::regclass AND indisclustered
----
m_pkey
SELECT 1

ALTER TABLE m SET WITHOUT CLUSTER
----
ALTER TABLE

CLUSTER m
----
error 42704 there is no previously clustered index for table "m"

CLUSTER m USING nosuch
----
error 42704 index "nosuch" for table "m" does not exist

ALTER TABLE m CLUSTER ON nosuch
----
error 42704 index "nosuch" for table "m" does not exist

ALTER TABLE m CLUSTER ON m_part
----
error 0A000 cannot cluster on partial index "m_part"

CLUSTER m_pkey ON m
----
CLUSTER

CLUSTER (VERBOSE FALSE) m USING m_b
----
CLUSTER

CLUSTER (nosuch) m
----
error 42601 unrecognized CLUSTER option "nosuch"

CLUSTER nosuch
----
error 42P01 relation "nosuch" does not exist

BEGIN
----
BEGIN

CLUSTER
----
error 25001 CLUSTER cannot run inside a transaction block

ROLLBACK
----
ROLLBACK

CREATE TABLE mp (a int) PARTITION BY RANGE (a)
----
CREATE TABLE

CREATE INDEX mp_a ON mp (a)
----
CREATE INDEX

CLUSTER mp USING mp_a
----
CLUSTER

ALTER TABLE mp CLUSTER ON mp_a
----
error 0A000 cannot mark index clustered in partitioned table

VACUUM (FULL, FREEZE, VERBOSE FALSE) m
----
VACUUM

VACUUM (PARALLEL 2, INDEX_CLEANUP AUTO, TRUNCATE FALSE, SKIP_LOCKED, PROCESS_TOAST FALSE) m
----
VACUUM

VACUUM (PARALLEL -1) m
----
error 42601 parallel workers for vacuum must be between 0 and 1024

VACUUM (PARALLEL) m
----
error 42601 parallel option requires a value between 0 and 1024

VACUUM (PARALLEL 2, FULL) m
----
error 0A000 VACUUM FULL cannot be performed in parallel

VACUUM (PARALLEL 0, FULL) m
----
VACUUM

VACUUM (DISABLE_PAGE_SKIPPING, FULL) m
----
error 0A000 VACUUM option DISABLE_PAGE_SKIPPING cannot be used with FULL

VACUUM (PROCESS_TOAST FALSE, FULL) m
----
error 0A000 PROCESS_TOAST required with VACUUM FULL

VACUUM (INDEX_CLEANUP garbage) m
----
error 42601 index_cleanup requires a Boolean value

VACUUM (nosuch) m
----
error 42601 unrecognized VACUUM option "nosuch"

VACUUM m (a)
----
error 0A000 ANALYZE option must be specified when a column list is provided

VACUUM (ANALYZE FALSE) m (a)
----
error 0A000 ANALYZE option must be specified when a column list is provided

VACUUM ANALYZE m (a, a)
----
error 42701 column "a" of relation "m" appears more than once

VACUUM (ANALYZE) m (a)
----
VACUUM

ANALYZE m (b, b)
----
error 42701 column "b" of relation "m" appears more than once

ANALYZE (VERBOSE FALSE, SKIP_LOCKED) m
----
ANALYZE

ANALYZE (FULL) m
----
error 42601 unrecognized ANALYZE option "full"

BEGIN
----
BEGIN

LOCK TABLE m IN SHARE UPDATE EXCLUSIVE MODE
----
LOCK TABLE

LOCK TABLE m IN SHARE MODE
----
LOCK TABLE

LOCK m IN SHARE ROW EXCLUSIVE MODE NOWAIT
----
LOCK TABLE

LOCK TABLE m, mp IN EXCLUSIVE MODE
----
LOCK TABLE

LOCK m
----
LOCK TABLE

INSERT INTO m VALUES (1)
----
INSERT 0 1

SELECT count(*) FROM m
----
1
SELECT 1

COMMIT
----
COMMIT

LOCK TABLE m IN EXCLUSIVE MODE
----
error 25P01 LOCK TABLE can only be used in transaction blocks

CREATE VIEW mv AS SELECT * FROM m
----
CREATE VIEW

CREATE SEQUENCE ms
----
CREATE SEQUENCE

BEGIN
----
BEGIN

LOCK TABLE mv IN SHARE MODE
----
LOCK TABLE

ROLLBACK
----
ROLLBACK

BEGIN
----
BEGIN

LOCK TABLE ONLY mp IN SHARE MODE
----
LOCK TABLE

ROLLBACK
----
ROLLBACK

BEGIN
----
BEGIN

LOCK TABLE ms
----
error 42809 cannot lock relation "ms"; This operation is not supported for sequences.

ROLLBACK
----
ROLLBACK

BEGIN
----
BEGIN

LOCK TABLE m_b
----
error 42809 cannot lock relation "m_b"; This operation is not supported for indexes.

ROLLBACK
----
ROLLBACK

BEGIN
----
BEGIN

LOCK TABLE nosuch IN SHARE MODE
----
error 42P01 relation "nosuch" does not exist

ROLLBACK
----
ROLLBACK

CREATE ROLE mlocker
----
CREATE ROLE

CREATE TABLE mlocked (a int)
----
CREATE TABLE

CREATE VIEW mlv AS SELECT * FROM mlocked
----
CREATE VIEW

GRANT SELECT ON mlocked TO mlocker
----
GRANT

GRANT UPDATE ON mlv TO mlocker
----
GRANT

GRANT ALL ON SCHEMA public TO mlocker
----
GRANT

SET ROLE mlocker
----
SET

BEGIN
----
BEGIN

LOCK TABLE mlocked IN SHARE MODE
----
error 42501 permission denied for table mlocked

ROLLBACK
----
ROLLBACK

BEGIN
----
BEGIN

LOCK TABLE mlocked IN ACCESS SHARE MODE
----
LOCK TABLE

ROLLBACK
----
ROLLBACK

BEGIN
----
BEGIN

LOCK TABLE mlv IN EXCLUSIVE MODE
----
LOCK TABLE

ROLLBACK
----
ROLLBACK

RESET ROLE
----
RESET

CREATE TABLE pnn (a int DEFAULT 1, b int NOT NULL DEFAULT 0) PARTITION BY LIST (a)
----
CREATE TABLE

CREATE TABLE pnn1 PARTITION OF pnn (a NOT NULL, b DEFAULT 1) FOR VALUES IN (1)
----
CREATE TABLE

INSERT INTO pnn (b) VALUES (NULL)
----
error 23502 null value in column "b" of relation "pnn1" violates not-null constraint; Failing row contains (1, null).

CREATE TABLE pnn2 PARTITION OF pnn (b GENERATED ALWAYS AS IDENTITY) FOR VALUES IN (2)
----
error 0A000 identity columns are not supported on partitions

CREATE DOMAIN keyed AS int
----
CREATE DOMAIN

CREATE TABLE pkd (a keyed, b text) PARTITION BY RANGE (a)
----
CREATE TABLE

CREATE TABLE pkd1 PARTITION OF pkd FOR VALUES FROM (1) TO (5)
----
CREATE TABLE

DROP DOMAIN keyed
----
error 2BP01 cannot drop type keyed because other objects depend on it; table pkd depends on type keyed; Use DROP ... CASCADE to drop the dependent objects too.

DROP DOMAIN keyed CASCADE
----
DROP DOMAIN

SELECT to_regclass('pkd'), to_regclass('pkd1')
----
NULL|NULL
SELECT 1

CREATE TABLE uinc (a int, b int, UNIQUE (a) INCLUDE (b))
----
CREATE TABLE

SELECT conname FROM pg_constraint WHERE conrelid = 'uinc'::regclass
----
uinc_a_b_key
SELECT 1

CREATE TABLE pexpr (a int, b text) PARTITION BY RANGE ((a + 1), substr(b, 1, 5))
----
CREATE TABLE

CREATE TABLE pexpr1 PARTITION OF pexpr FOR VALUES FROM (1, 'a') TO (100, 'c')
----
CREATE TABLE

SELECT pg_get_partkeydef('pexpr'::regclass), pg_get_partition_constraintdef('pexpr1'::regclass)
----
RANGE (((a + 1)), substr(b, 1, 5))|(((a + 1) IS NOT NULL) AND (substr(b, 1, 5) IS NOT NULL) AND (((a + 1) > 1) OR (((a + 1) = 1) AND (substr(b, 1, 5) >= 'a'::text))) AND (((a + 1) < 100) OR (((a + 1) = 100) AND (substr(b, 1, 5) < 'c'::text))))
SELECT 1

CREATE TABLE midn (a int GENERATED ALWAYS AS IDENTITY)
----
CREATE TABLE

ALTER SEQUENCE midn_a_seq OWNED BY NONE
----
error 0A000 cannot change ownership of identity sequence; Sequence "midn_a_seq" is linked to table "midn".

CREATE TABLE mtold (a int, b text)
----
CREATE TABLE

CREATE FUNCTION mnull() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN INSERT INTO mtold VALUES (NEW.b, format('%s %s', TG_OP, OLD IS NULL)); RETURN OLD; END $$
----
CREATE FUNCTION

CREATE TRIGGER mt BEFORE INSERT ON m FOR EACH STATEMENT EXECUTE FUNCTION mnull()
----
CREATE TRIGGER

INSERT INTO m VALUES (5, 5)
----
INSERT 0 1

SELECT * FROM mtold
----
NULL|INSERT t
SELECT 1

CREATE TABLE pser (a int) PARTITION BY LIST (a)
----
CREATE TABLE

CREATE TABLE pser1 PARTITION OF pser FOR VALUES IN (1)
----
CREATE TABLE

CREATE TABLE pser2 PARTITION OF pser FOR VALUES IN (2) PARTITION BY RANGE (a)
----
CREATE TABLE

CREATE TABLE pser21 PARTITION OF pser2 DEFAULT
----
CREATE TABLE

INSERT INTO pser VALUES (1), (1), (2)
----
INSERT 0 3

ALTER TABLE pser ADD COLUMN id serial
----
ALTER TABLE

INSERT INTO pser VALUES (1), (2)
----
INSERT 0 2

INSERT INTO pser21 VALUES (2)
----
INSERT 0 1

SELECT count(*), count(DISTINCT id), max(id) FROM pser
----
6|6|6
SELECT 1

SELECT table_name, column_default, is_nullable FROM information_schema.columns WHERE table_name LIKE 'pser%' AND column_name = 'id' ORDER BY 1
----
pser|nextval('pser_id_seq'::regclass)|NO
pser1|nextval('pser_id_seq'::regclass)|NO
pser2|nextval('pser_id_seq'::regclass)|NO
pser21|nextval('pser_id_seq'::regclass)|NO
SELECT 4

ALTER TABLE pser ADD COLUMN id2 int GENERATED ALWAYS AS IDENTITY
----
error 42P16 cannot recursively add identity column to table that has child tables

DROP SEQUENCE pser_id_seq
----
error 2BP01 cannot drop sequence pser_id_seq because other objects depend on it; default value for column id of table pser depends on sequence pser_id_seq\ndefault value for column id of table pser1 depends on sequence pser_id_seq\ndefault value for column id of table pser2 depends on sequence pser_id_seq\ndefault value for column id of table pser21 depends on sequence pser_id_seq; Use DROP ... CASCADE to drop the dependent objects too.

DROP TABLE pser
----
DROP TABLE

SELECT to_regclass('pser_id_seq')
----
NULL
SELECT 1

CREATE ROLE "acl one"
----
CREATE ROLE

CREATE ROLE acl2
----
CREATE ROLE

CREATE TABLE acl (a int)
----
CREATE TABLE

GRANT SELECT, INSERT ON acl TO "acl one" WITH GRANT OPTION
----
GRANT

GRANT UPDATE ON acl TO acl2, PUBLIC
----
GRANT

SELECT CASE grantee WHEN 0 THEN 'public' WHEN (SELECT relowner FROM pg_class WHERE relname = 'acl') THEN 'owner' ELSE grantee::regrole::text END AS who, privilege_type, is_grantable FROM pg_class, aclexplode(relacl) WHERE relname = 'acl' ORDER BY 1, 2
----
"acl one"|INSERT|t
"acl one"|SELECT|t
acl2|UPDATE|f
owner|DELETE|f
owner|INSERT|f
owner|REFERENCES|f
owner|SELECT|f
owner|TRIGGER|f
owner|TRUNCATE|f
owner|UPDATE|f
public|UPDATE|f
SELECT 11

SELECT count(*) FROM aclexplode(NULL)
----
0
SELECT 1

DROP TABLE acl; DROP ROLE "acl one"; DROP ROLE acl2
----
DROP TABLE
DROP ROLE
DROP ROLE

CREATE TABLE ptrig (a int) PARTITION BY LIST (a)
----
CREATE TABLE

CREATE TABLE ptrig1 PARTITION OF ptrig FOR VALUES IN (1)
----
CREATE TABLE

CREATE FUNCTION pnothing() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NULL; END $$
----
CREATE FUNCTION

CREATE TRIGGER failed AFTER UPDATE ON ptrig REFERENCING OLD TABLE AS old_table FOR EACH ROW EXECUTE FUNCTION pnothing()
----
error 0A000 "ptrig" is a partitioned table; ROW triggers with transition tables are not supported on partitioned tables.

CREATE TRIGGER failed AFTER UPDATE ON ptrig1 REFERENCING OLD TABLE AS old_table FOR EACH ROW EXECUTE FUNCTION pnothing()
----
error 0A000 ROW triggers with transition tables are not supported on partitions

CREATE TRIGGER stmt AFTER UPDATE ON ptrig REFERENCING OLD TABLE AS old_table FOR EACH STATEMENT EXECUTE FUNCTION pnothing()
----
CREATE TRIGGER

CREATE TRIGGER trg1 AFTER INSERT ON ptrig FOR EACH ROW EXECUTE FUNCTION pnothing()
----
CREATE TRIGGER

ALTER TRIGGER trg1 ON ptrig RENAME TO trg2
----
ALTER TRIGGER

ALTER TABLE ptrig1 DISABLE TRIGGER trg2
----
ALTER TABLE

SELECT tgrelid::regclass, tgname, tgenabled FROM pg_trigger WHERE tgrelid::regclass::text LIKE 'ptrig%' ORDER BY tgrelid::regclass::text, tgname
----
ptrig|stmt|O
ptrig|trg2|O
ptrig1|trg2|D
SELECT 3
