# Deferrable unique constraints. Errors are told whole.
CREATE TABLE u (id int PRIMARY KEY, a int CONSTRAINT u_a UNIQUE DEFERRABLE, b int CONSTRAINT u_b UNIQUE DEFERRABLE INITIALLY DEFERRED, v text)
----
CREATE TABLE

INSERT INTO u VALUES (1, 1, 1, 'x'), (2, 2, 2, 'y'), (3, 3, 3, 'z'), (4, NULL, NULL, 'n'), (5, NULL, NULL, 'm')
----
INSERT 0 5

INSERT INTO u VALUES (6, 1, 6, 'dup')
----
error 23505 duplicate key value violates unique constraint "u_a"; Key (a)=(1) already exists.

INSERT INTO u VALUES (6, 6, 1, 'dup')
----
error 23505 duplicate key value violates unique constraint "u_b"; Key (b)=(1) already exists.

INSERT INTO u VALUES (7, 7, 7, 'a'), (8, 7, 8, 'b')
----
error 23505 duplicate key value violates unique constraint "u_a"; Key (a)=(7) already exists.

UPDATE u SET a = a + 1
----
UPDATE 5

SELECT id, a FROM u ORDER BY id
----
1|2
2|3
3|4
4|NULL
5|NULL
SELECT 5

UPDATE u SET a = 5 - a WHERE a IS NOT NULL
----
UPDATE 3

SELECT id, a FROM u ORDER BY id
----
1|3
2|2
3|1
4|NULL
5|NULL
SELECT 5

UPDATE u SET a = 2 WHERE id IN (1, 4)
----
error 23505 duplicate key value violates unique constraint "u_a"; Key (a)=(2) already exists.

UPDATE u SET a = 4
----
error 23505 duplicate key value violates unique constraint "u_a"; Key (a)=(4) already exists.

SELECT count(*) FROM u WHERE a = 2
----
1
SELECT 1

SELECT id FROM u WHERE b = 2
----
2
SELECT 1

BEGIN
----
BEGIN

UPDATE u SET b = 2 WHERE id = 1
----
UPDATE 1

SELECT id, b FROM u WHERE b = 2 ORDER BY id
----
1|2
2|2
SELECT 2

UPDATE u SET b = 1 WHERE id = 2
----
UPDATE 1

COMMIT
----
COMMIT

SELECT id, b FROM u ORDER BY id
----
1|2
2|1
3|3
4|NULL
5|NULL
SELECT 5

BEGIN
----
BEGIN

UPDATE u SET b = 3 WHERE id = 1
----
UPDATE 1

COMMIT
----
error 23505 duplicate key value violates unique constraint "u_b"; Key (b)=(3) already exists.

SELECT id, b FROM u ORDER BY id
----
1|2
2|1
3|3
4|NULL
5|NULL
SELECT 5

BEGIN
----
BEGIN

UPDATE u SET b = 3 WHERE id = 1
----
UPDATE 1

SET CONSTRAINTS u_b IMMEDIATE
----
error 23505 duplicate key value violates unique constraint "u_b"; Key (b)=(3) already exists.

ROLLBACK
----
ROLLBACK

BEGIN
----
BEGIN

SET CONSTRAINTS u_a DEFERRED
----
SET CONSTRAINTS

UPDATE u SET a = 77
----
UPDATE 5

UPDATE u SET a = id
----
UPDATE 5

COMMIT
----
COMMIT

BEGIN
----
BEGIN

INSERT INTO u VALUES (10, 10, 1, 'gone')
----
INSERT 0 1

DELETE FROM u WHERE id = 10
----
DELETE 1

COMMIT
----
COMMIT

BEGIN
----
BEGIN

SAVEPOINT s
----
SAVEPOINT

INSERT INTO u VALUES (10, 10, 1, 'gone')
----
INSERT 0 1

ROLLBACK TO s
----
ROLLBACK

COMMIT
----
COMMIT

SELECT count(*) FROM u
----
5
SELECT 1

DELETE FROM u WHERE a = 3
----
DELETE 1

SELECT id, a, b FROM u ORDER BY a
----
1|1|2
2|2|1
4|4|NULL
5|5|NULL
SELECT 4

INSERT INTO u VALUES (1, 50, 50, 'c') ON CONFLICT (id) DO UPDATE SET a = 2
----
error 23505 duplicate key value violates unique constraint "u_a"; Key (a)=(2) already exists.

INSERT INTO u VALUES (1, 50, 50, 'c') ON CONFLICT (id) DO UPDATE SET a = 51
----
INSERT 0 1

INSERT INTO u VALUES (1, 50, 50, 'c') ON CONFLICT (a) DO NOTHING
----
error 55000 ON CONFLICT does not support deferrable unique constraints/exclusion constraints as arbiters

INSERT INTO u VALUES (1, 50, 50, 'c') ON CONFLICT DO NOTHING
----
INSERT 0 0

INSERT INTO u VALUES (60, 60, 60, 'c') ON CONFLICT DO NOTHING
----
error 55000 ON CONFLICT does not support deferrable unique constraints/exclusion constraints as arbiters

INSERT INTO u VALUES (1, 50, 50, 'c') ON CONFLICT ON CONSTRAINT u_b DO NOTHING
----
error 55000 ON CONFLICT does not support deferrable unique constraints/exclusion constraints as arbiters

CREATE TABLE w (a int REFERENCES u (a))
----
error 55000 cannot use a deferrable unique constraint for referenced table "u"

CREATE TABLE w (x int, y int, CONSTRAINT w_xy UNIQUE (x, y) DEFERRABLE)
----
CREATE TABLE

INSERT INTO w VALUES (1, NULL), (1, NULL), (1, 1), (1, 2)
----
INSERT 0 4

UPDATE w SET y = 3 - y
----
UPDATE 4

UPDATE w SET y = 1 WHERE y = 2
----
error 23505 duplicate key value violates unique constraint "w_xy"; Key (x, y)=(1, 1) already exists.

UPDATE w SET y = 1 WHERE y IS NULL
----
error 23505 duplicate key value violates unique constraint "w_xy"; Key (x, y)=(1, 1) already exists.

CREATE TABLE n (x int, CONSTRAINT n_x UNIQUE NULLS NOT DISTINCT (x) DEFERRABLE)
----
CREATE TABLE

INSERT INTO n VALUES (NULL)
----
INSERT 0 1

INSERT INTO n VALUES (NULL)
----
error 23505 duplicate key value violates unique constraint "n_x"; Key (x)=(null) already exists.

INSERT INTO n VALUES (1)
----
INSERT 0 1

UPDATE n SET x = NULL
----
error 23505 duplicate key value violates unique constraint "n_x"; Key (x)=(null) already exists.

CREATE TABLE o (x int)
----
CREATE TABLE

INSERT INTO o VALUES (1), (2), (2)
----
INSERT 0 3

ALTER TABLE o ADD CONSTRAINT o_x UNIQUE (x) DEFERRABLE INITIALLY DEFERRED
----
error 23505 could not create unique index "o_x"; Key (x)=(2) is duplicated.

DELETE FROM o WHERE x = 2
----
DELETE 2

ALTER TABLE o ADD CONSTRAINT o_x UNIQUE (x) DEFERRABLE INITIALLY DEFERRED
----
ALTER TABLE

INSERT INTO o VALUES (1)
----
error 23505 duplicate key value violates unique constraint "o_x"; Key (x)=(1) already exists.

INSERT INTO o SELECT generate_series(2, 3000)
----
INSERT 0 2999

UPDATE o SET x = x + 1
----
UPDATE 3000

SELECT count(*), min(x), max(x) FROM o
----
3000|2|3001
SELECT 1

BEGIN
----
BEGIN

INSERT INTO o VALUES (5)
----
INSERT 0 1

ALTER TABLE o ADD COLUMN y int
----
error 55006 cannot ALTER TABLE "o" because it has pending trigger events

ROLLBACK
----
ROLLBACK

ALTER TABLE o ALTER CONSTRAINT o_x NOT DEFERRABLE
----
error 42809 constraint "o_x" of relation "o" is not a foreign key constraint

SELECT conname, pg_get_constraintdef(oid), condeferrable, condeferred FROM pg_constraint WHERE contype = 'u' AND connamespace = 'public'::regnamespace ORDER BY conname
----
n_x|UNIQUE NULLS NOT DISTINCT (x) DEFERRABLE|t|f
o_x|UNIQUE (x) DEFERRABLE INITIALLY DEFERRED|t|t
u_a|UNIQUE (a) DEFERRABLE|t|f
u_b|UNIQUE (b) DEFERRABLE INITIALLY DEFERRED|t|t
w_xy|UNIQUE (x, y) DEFERRABLE|t|f
SELECT 5

SELECT indexrelid::regclass, indisunique, indimmediate, pg_get_indexdef(indexrelid) FROM pg_index WHERE indrelid IN ('u'::regclass, 'o'::regclass) ORDER BY indexrelid::regclass::text
----
o_x|t|f|CREATE UNIQUE INDEX o_x ON public.o USING btree (x)
u_a|t|f|CREATE UNIQUE INDEX u_a ON public.u USING btree (a)
u_b|t|f|CREATE UNIQUE INDEX u_b ON public.u USING btree (b)
u_pkey|t|t|CREATE UNIQUE INDEX u_pkey ON public.u USING btree (id)
SELECT 4

SELECT constraint_name, is_deferrable, initially_deferred FROM information_schema.table_constraints WHERE constraint_type = 'UNIQUE' AND table_schema = 'public' ORDER BY 1
----
n_x|YES|NO
o_x|YES|YES
u_a|YES|NO
u_b|YES|YES
w_xy|YES|NO
SELECT 5

CREATE TABLE l (LIKE u INCLUDING INDEXES)
----
CREATE TABLE

SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conrelid = 'l'::regclass ORDER BY 1
----
PRIMARY KEY (id)
UNIQUE (a) DEFERRABLE
UNIQUE (b) DEFERRABLE INITIALLY DEFERRED
SELECT 3

ALTER TABLE u DROP CONSTRAINT u_a
----
ALTER TABLE

INSERT INTO u VALUES (100, 1, 100, 'free')
----
INSERT 0 1
