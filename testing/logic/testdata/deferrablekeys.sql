# Deferrable primary keys. Errors are told whole.
CREATE TABLE k (id int PRIMARY KEY DEFERRABLE, a int UNIQUE, v text)
----
CREATE TABLE

CREATE TABLE d (x int, y int, v text, CONSTRAINT d_key PRIMARY KEY (x, y) INCLUDE (v) DEFERRABLE INITIALLY DEFERRED)
----
CREATE TABLE

INSERT INTO k VALUES (1, 10, 'a'), (2, 20, 'b'), (3, 30, 'c')
----
INSERT 0 3

INSERT INTO k VALUES (3, 40, 'd')
----
error 23505 duplicate key value violates unique constraint "k_pkey"; Key (id)=(3) already exists.

INSERT INTO k VALUES (NULL, 40, 'd')
----
error 23502 null value in column "id" of relation "k" violates not-null constraint; Failing row contains (null, 40, d).

INSERT INTO k VALUES (4, 40, 'd'), (4, 50, 'e')
----
error 23505 duplicate key value violates unique constraint "k_pkey"; Key (id)=(4) already exists.

UPDATE k SET id = id + 1
----
UPDATE 3

SELECT id, a, v FROM k ORDER BY id
----
2|10|a
3|20|b
4|30|c
SELECT 3

UPDATE k SET id = 2 WHERE id = 3
----
error 23505 duplicate key value violates unique constraint "k_pkey"; Key (id)=(2) already exists.

UPDATE k SET id = 9 - id RETURNING id, a
----
5|30
6|20
7|10
UPDATE 3

SELECT v FROM k WHERE id = 7
----
a
SELECT 1

SELECT v FROM k WHERE id IN (5, 6) ORDER BY v
----
b
c
SELECT 2

INSERT INTO k VALUES (5, 99, 'x') ON CONFLICT (id) DO NOTHING
----
error 55000 ON CONFLICT does not support deferrable unique constraints/exclusion constraints as arbiters

INSERT INTO k VALUES (5, 99, 'x') ON CONFLICT ON CONSTRAINT k_pkey DO UPDATE SET v = 'q'
----
error 55000 ON CONFLICT does not support deferrable unique constraints/exclusion constraints as arbiters

INSERT INTO k VALUES (50, 10, 'x') ON CONFLICT DO NOTHING
----
error 55000 ON CONFLICT does not support deferrable unique constraints/exclusion constraints as arbiters

INSERT INTO k VALUES (50, 10, 'x') ON CONFLICT (a) DO UPDATE SET v = excluded.v RETURNING id, v
----
7|x
INSERT 0 1

SELECT id, a, v FROM k GROUP BY id
----
error 42803 column "k.a" must appear in the GROUP BY clause or be used in an aggregate function

CREATE TABLE r (k int REFERENCES k)
----
error 55000 cannot use a deferrable primary key for referenced table "k"

CREATE TABLE r (k int REFERENCES k (id))
----
error 55000 cannot use a deferrable unique constraint for referenced table "k"

ALTER TABLE k ADD PRIMARY KEY (a)
----
error 42P16 multiple primary keys for table "k" are not allowed

ALTER TABLE k ALTER id DROP NOT NULL
----
error 42P16 column "id" is in a primary key

CREATE TABLE two (a int PRIMARY KEY DEFERRABLE, b int PRIMARY KEY)
----
error 42P16 multiple primary keys for table "two" are not allowed

CREATE TABLE two (a int PRIMARY KEY, PRIMARY KEY (a) DEFERRABLE)
----
error 42P16 multiple primary keys for table "two" are not allowed

ALTER TABLE k ALTER CONSTRAINT k_pkey NOT DEFERRABLE
----
error 42809 constraint "k_pkey" of relation "k" is not a foreign key constraint

BEGIN
----
BEGIN

INSERT INTO d VALUES (1, 1, 'a'), (1, 1, 'b')
----
INSERT 0 2

SELECT count(*) FROM d
----
2
SELECT 1

SET CONSTRAINTS d_key IMMEDIATE
----
error 23505 duplicate key value violates unique constraint "d_key"; Key (x, y)=(1, 1) already exists.

ROLLBACK
----
ROLLBACK

BEGIN
----
BEGIN

INSERT INTO d VALUES (1, 1, 'a'), (1, 1, 'b')
----
INSERT 0 2

UPDATE d SET y = 2 WHERE v = 'b'
----
UPDATE 1

COMMIT
----
COMMIT

BEGIN
----
BEGIN

INSERT INTO d VALUES (1, 1, 'c')
----
INSERT 0 1

COMMIT
----
error 23505 duplicate key value violates unique constraint "d_key"; Key (x, y)=(1, 1) already exists.

BEGIN
----
BEGIN

SET CONSTRAINTS ALL DEFERRED
----
SET CONSTRAINTS

INSERT INTO k VALUES (5, 500, 'late')
----
INSERT 0 1

SAVEPOINT s
----
SAVEPOINT

DELETE FROM k WHERE v = 'late'
----
DELETE 1

SET CONSTRAINTS k_pkey IMMEDIATE
----
SET CONSTRAINTS

ROLLBACK TO s
----
ROLLBACK

COMMIT
----
error 23505 duplicate key value violates unique constraint "k_pkey"; Key (id)=(5) already exists.

SELECT x, y, v FROM d ORDER BY x, y
----
1|1|a
1|2|b
SELECT 2

SELECT conname, contype, condeferrable, condeferred, conkey, pg_get_constraintdef(oid) FROM pg_constraint WHERE conrelid IN ('k'::regclass, 'd'::regclass) ORDER BY conname
----
d_key|p|t|t|{1,2}|PRIMARY KEY (x, y) INCLUDE (v) DEFERRABLE INITIALLY DEFERRED
k_a_key|u|f|f|{2}|UNIQUE (a)
k_pkey|p|t|f|{1}|PRIMARY KEY (id) DEFERRABLE
SELECT 3

SELECT indexrelid::regclass, indisunique, indisprimary, indimmediate, indisvalid, indkey, pg_get_indexdef(indexrelid) FROM pg_index WHERE indrelid IN ('k'::regclass, 'd'::regclass) ORDER BY 1::text
----
k_pkey|t|t|f|t|1|CREATE UNIQUE INDEX k_pkey ON public.k USING btree (id)
k_a_key|t|f|t|t|2|CREATE UNIQUE INDEX k_a_key ON public.k USING btree (a)
d_key|t|t|f|t|1 2 3|CREATE UNIQUE INDEX d_key ON public.d USING btree (x, y) INCLUDE (v)
SELECT 3

SELECT attname, attnotnull FROM pg_attribute WHERE attrelid = 'd'::regclass AND attnum > 0 ORDER BY attnum
----
x|t
y|t
v|f
SELECT 3

SELECT constraint_name, constraint_type, is_deferrable, initially_deferred FROM information_schema.table_constraints WHERE table_name = 'd' AND constraint_type <> 'CHECK'
----
d_key|PRIMARY KEY|YES|YES
SELECT 1

SELECT column_name, ordinal_position FROM information_schema.key_column_usage WHERE table_name = 'd' ORDER BY 2
----
x|1
y|2
SELECT 2

COMMENT ON CONSTRAINT k_pkey ON k IS 'the key'
----
COMMENT

ALTER TABLE k RENAME CONSTRAINT k_pkey TO k_key
----
ALTER TABLE

SELECT obj_description(oid, 'pg_constraint'), conindid::regclass FROM pg_constraint WHERE conname = 'k_key'
----
the key|k_key
SELECT 1

CREATE TABLE l (LIKE d INCLUDING ALL)
----
CREATE TABLE

SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint WHERE conrelid = 'l'::regclass
----
l_pkey|PRIMARY KEY (x, y) INCLUDE (v) DEFERRABLE INITIALLY DEFERRED
SELECT 1

DROP INDEX k_key
----
error 2BP01 cannot drop index k_key because constraint k_key on table k requires it; ; You can drop constraint k_key on table k instead.

ALTER TABLE k DROP CONSTRAINT k_key
----
ALTER TABLE

INSERT INTO k VALUES (5, 600, 'twice')
----
INSERT 0 1

INSERT INTO k VALUES (NULL, 700, 'null')
----
error 23502 null value in column "id" of relation "k" violates not-null constraint; Failing row contains (null, 700, null).

ALTER TABLE k ADD PRIMARY KEY (id) DEFERRABLE INITIALLY DEFERRED
----
error 23505 could not create unique index "k_pkey"; Key (id)=(5) is duplicated.

DELETE FROM k WHERE v = 'twice'
----
DELETE 1

ALTER TABLE k ADD PRIMARY KEY (id) DEFERRABLE INITIALLY DEFERRED
----
ALTER TABLE

INSERT INTO k VALUES (5, 600, 'twice')
----
error 23505 duplicate key value violates unique constraint "k_pkey"; Key (id)=(5) already exists.

ALTER TABLE k ALTER id TYPE bigint, ADD b int
----
ALTER TABLE

SELECT pg_typeof(id), id FROM k ORDER BY id
----
bigint|5
bigint|6
bigint|7
SELECT 3

ALTER TABLE k DROP COLUMN id
----
ALTER TABLE

SELECT count(*) FROM pg_index WHERE indrelid = 'k'::regclass AND indisprimary
----
0
SELECT 1

ALTER TABLE k ADD CONSTRAINT again PRIMARY KEY (a)
----
ALTER TABLE

CREATE TABLE n (id int NOT NULL)
----
CREATE TABLE

CREATE UNIQUE INDEX n_id ON n (id)
----
CREATE INDEX

ALTER TABLE n ADD PRIMARY KEY (id) NOT DEFERRABLE INITIALLY DEFERRED
----
error 42601 constraint declared INITIALLY DEFERRED must be DEFERRABLE

CREATE TABLE p (a int, b int, PRIMARY KEY (a) DEFERRABLE) PARTITION BY RANGE (a)
----
CREATE TABLE

CREATE TABLE p1 PARTITION OF p FOR VALUES FROM (0) TO (100)
----
CREATE TABLE

CREATE TABLE p2 (a int NOT NULL, b int)
----
CREATE TABLE

ALTER TABLE p ATTACH PARTITION p2 FOR VALUES FROM (100) TO (200)
----
ALTER TABLE

CREATE TABLE p3 PARTITION OF p (PRIMARY KEY (b)) FOR VALUES FROM (200) TO (300)
----
error 42P16 multiple primary keys for table "p3" are not allowed

INSERT INTO p SELECT g, g FROM generate_series(97, 103) g
----
INSERT 0 7

UPDATE p SET a = a + 1
----
UPDATE 7

SELECT tableoid::regclass, a FROM p ORDER BY a
----
p1|98
p1|99
p2|100
p2|101
p2|102
p2|103
p2|104
SELECT 7

INSERT INTO p VALUES (104, 0)
----
error 23505 duplicate key value violates unique constraint "p2_pkey"; Key (a)=(104) already exists.

SELECT conrelid::regclass, conname, condeferrable, conislocal, coninhcount FROM pg_constraint WHERE contype = 'p' AND conrelid::regclass::text IN ('p', 'p1', 'p2', 'p3') ORDER BY 1
----
p|p_pkey|t|t|0
p1|p1_pkey|t|f|1
p2|p2_pkey|t|f|1
SELECT 3

ALTER TABLE p DETACH PARTITION p2
----
ALTER TABLE

INSERT INTO p2 VALUES (104, 0)
----
error 23505 duplicate key value violates unique constraint "p2_pkey"; Key (a)=(104) already exists.

ALTER TABLE p DROP CONSTRAINT p_pkey
----
ALTER TABLE

SELECT count(*) FROM pg_constraint WHERE contype = 'p' AND conrelid = 'p1'::regclass
----
0
SELECT 1

CREATE TABLE q (a int, b int) PARTITION BY LIST (a)
----
CREATE TABLE

CREATE TABLE q1 PARTITION OF q FOR VALUES IN (1)
----
CREATE TABLE

ALTER TABLE q ADD PRIMARY KEY (b) DEFERRABLE
----
error 0A000 unique constraint on partitioned table must include all partitioning columns; PRIMARY KEY constraint on table "q" lacks column "a" which is part of the partition key.

ALTER TABLE q ADD PRIMARY KEY (a, b) DEFERRABLE INITIALLY DEFERRED
----
ALTER TABLE

INSERT INTO q VALUES (1, 1), (1, 1)
----
error 23505 duplicate key value violates unique constraint "q1_pkey"; Key (a, b)=(1, 1) already exists.

CREATE TABLE par (id int PRIMARY KEY DEFERRABLE)
----
CREATE TABLE

CREATE TABLE kid () INHERITS (par)
----
CREATE TABLE

INSERT INTO par VALUES (1)
----
INSERT 0 1

INSERT INTO kid VALUES (1), (1)
----
INSERT 0 2

MERGE INTO par USING (VALUES (1), (2)) s (id) ON par.id = s.id WHEN MATCHED THEN UPDATE SET id = 2 WHEN NOT MATCHED THEN INSERT VALUES (s.id + 1)
----
MERGE 4

SELECT id FROM par ORDER BY id
----
2
2
2
3
SELECT 4

TRUNCATE par
----
TRUNCATE TABLE

CREATE TABLE s (id serial PRIMARY KEY DEFERRABLE, t text) WITH (fillfactor = 70)
----
CREATE TABLE

INSERT INTO s (t) VALUES ('a'), ('b') RETURNING id
----
1
2
INSERT 0 2

SELECT s.id, s.t FROM s WHERE id = 2
----
2|b
SELECT 1
