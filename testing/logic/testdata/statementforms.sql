# Statements on tables: upserts, MERGE, RETURNING, generated and identity columns, keys, defaults, updatable views, partitions. Errors are told whole.
# ON CONFLICT
CREATE TABLE up (id int PRIMARY KEY, code text UNIQUE, n int DEFAULT 1, low text GENERATED ALWAYS AS (lower(code)) STORED, CHECK (n < 100));
----
CREATE TABLE

CREATE UNIQUE INDEX up_part ON up (n) WHERE n > 50;
----
CREATE INDEX

CREATE UNIQUE INDEX up_expr ON up ((upper(code) || '!'));
----
CREATE INDEX

INSERT INTO up VALUES (1, 'A'), (2, 'B', 60) RETURNING *;
----
error 42601 VALUES lists must all be the same length

INSERT INTO up VALUES (1, 'C') ON CONFLICT DO NOTHING RETURNING id;
----
1
INSERT 0 1

INSERT INTO up VALUES (3, 'A') ON CONFLICT DO NOTHING;
----
INSERT 0 1

INSERT INTO up VALUES (3, 'A') ON CONFLICT (id) DO NOTHING;
----
INSERT 0 0

INSERT INTO up VALUES (1, 'C') ON CONFLICT (id) DO UPDATE SET n = up.n + 1 RETURNING *;
----
1|C|2|c
INSERT 0 1

INSERT INTO up VALUES (1, 'C') ON CONFLICT (id) DO UPDATE SET code = EXCLUDED.code, n = EXCLUDED.n * 10 RETURNING id, code, n, low;
----
1|C|10|c
INSERT 0 1

INSERT INTO up AS u VALUES (1, 'C', 5) ON CONFLICT (code) DO UPDATE SET n = u.n + EXCLUDED.n WHERE u.n > 100 RETURNING *;
----
INSERT 0 0

INSERT INTO up AS u VALUES (1, 'C', 5) ON CONFLICT (code) DO UPDATE SET n = u.n + EXCLUDED.n WHERE u.n < 100 RETURNING *;
----
1|C|15|c
INSERT 0 1

INSERT INTO up AS u VALUES (1, 'C', 5) ON CONFLICT (code) DO UPDATE SET n = up.n;
----
error 42P01 invalid reference to FROM-clause entry for table "up"; ; Perhaps you meant to reference the table alias "u".

INSERT INTO up VALUES (9, 'Z', 60) ON CONFLICT (n) WHERE n > 50 DO UPDATE SET code = 'BB' RETURNING *;
----
9|Z|60|z
INSERT 0 1

INSERT INTO up VALUES (9, 'Z', 60) ON CONFLICT (n) DO NOTHING;
----
error 42P10 there is no unique or exclusion constraint matching the ON CONFLICT specification

INSERT INTO up VALUES (9, 'Z', 60) ON CONFLICT (n) WHERE n > 55 DO NOTHING;
----
INSERT 0 0

INSERT INTO up VALUES (9, 'c') ON CONFLICT ((upper(code) || '!')) DO UPDATE SET n = 7 RETURNING id, code, n;
----
1|C|7
INSERT 0 1

INSERT INTO up VALUES (9, 'x') ON CONFLICT (upper(code)) DO NOTHING;
----
error 42P10 there is no unique or exclusion constraint matching the ON CONFLICT specification

INSERT INTO up VALUES (1, 'q') ON CONFLICT ON CONSTRAINT up_pkey DO UPDATE SET n = 8 RETURNING *;
----
1|C|8|c
INSERT 0 1

INSERT INTO up VALUES (1, 'q') ON CONFLICT ON CONSTRAINT nosuch DO NOTHING;
----
error 42704 constraint "nosuch" for table "up" does not exist

INSERT INTO up VALUES (1, 'q') ON CONFLICT ON CONSTRAINT up_expr DO NOTHING;
----
error 42704 constraint "up_expr" for table "up" does not exist

INSERT INTO up VALUES (1, 'q') ON CONFLICT DO UPDATE SET n = 8;
----
error 42601 ON CONFLICT DO UPDATE requires inference specification or constraint name; ; For example, ON CONFLICT (column_name).

INSERT INTO up VALUES (1, 'q') ON CONFLICT (low) DO NOTHING;
----
error 42P10 there is no unique or exclusion constraint matching the ON CONFLICT specification

INSERT INTO up VALUES (1, 'q') ON CONFLICT (nosuch) DO NOTHING;
----
error 42703 column "nosuch" does not exist

INSERT INTO up VALUES (5, 'E'), (5, 'F') ON CONFLICT (id) DO UPDATE SET n = 2;
----
error 21000 ON CONFLICT DO UPDATE command cannot affect row a second time; ; Ensure that no rows proposed for insertion within the same command have duplicate constrained values.

INSERT INTO up VALUES (5, 'E'), (5, 'F') ON CONFLICT (id) DO NOTHING RETURNING id, code;
----
5|E
INSERT 0 1

INSERT INTO up VALUES (5, 'E', 100) ON CONFLICT (id) DO UPDATE SET n = 3 RETURNING n;
----
error 23514 new row for relation "up" violates check constraint "up_n_check"; Failing row contains (5, E, 100, e).

INSERT INTO up VALUES (5, 'E', 10) ON CONFLICT (id) DO UPDATE SET n = 100;
----
error 23514 new row for relation "up" violates check constraint "up_n_check"; Failing row contains (5, E, 100, e).

INSERT INTO up VALUES (5, 'E') ON CONFLICT (id) DO UPDATE SET low = 'x';
----
error 428C9 column "low" can only be updated to DEFAULT; Column "low" is a generated column.

INSERT INTO up VALUES (5, 'E') ON CONFLICT (id) DO UPDATE SET n = DEFAULT RETURNING n;
----
1
INSERT 0 1

INSERT INTO up VALUES (5, 'E') ON CONFLICT (id) DO UPDATE SET (n, code) = (SELECT 33, 'EE') RETURNING n, code;
----
33|EE
INSERT 0 1

INSERT INTO up VALUES (5, 'E') ON CONFLICT (id) DO UPDATE SET (n, code) = ROW(34, DEFAULT) RETURNING n, code;
----
34|NULL
INSERT 0 1

INSERT INTO up VALUES (5, 'E') ON CONFLICT (id) DO UPDATE SET n = excluded.nosuch;
----
error 42703 column excluded.nosuch does not exist

INSERT INTO up VALUES (5, 'E') ON CONFLICT (id) DO UPDATE SET excluded.n = 1;
----
error 42703 column "excluded" of relation "up" does not exist

INSERT INTO up VALUES (5, 'E') ON CONFLICT (id, code) DO NOTHING;
----
error 42P10 there is no unique or exclusion constraint matching the ON CONFLICT specification

INSERT INTO up SELECT g, 'g' || g FROM generate_series(4, 7) g ON CONFLICT (id) DO UPDATE SET n = EXCLUDED.id RETURNING id, n, (xmax = 0) AS inserted;
----
4|1|t
5|5|f
6|1|t
7|1|t
INSERT 0 4

WITH i AS (INSERT INTO up VALUES (7, 'x'), (8, 'h') ON CONFLICT (id) DO UPDATE SET n = 0 RETURNING id, n) SELECT count(*), sum(n) FROM i;
----
2|1
SELECT 1

SELECT id, code, n, low FROM up ORDER BY id;
----
1|C|8|c
3|A|1|a
4|g4|1|g4
5|NULL|5|NULL
6|g6|1|g6
7|g7|0|g7
8|h|1|h
9|Z|60|z
SELECT 8

UPDATE up SET id = id + 1;
----
error 23505 duplicate key value violates unique constraint "up_pkey"; Key (id)=(4) already exists.

UPDATE up SET id = -id RETURNING id;
----
-1
-3
-4
-5
-6
-7
-8
-9
UPDATE 8

UPDATE up SET low = DEFAULT WHERE id = -1 RETURNING low;
----
c
UPDATE 1

UPDATE up SET low = 'x';
----
error 428C9 column "low" can only be updated to DEFAULT; Column "low" is a generated column.

UPDATE up SET n = n, n = 2;
----
error 42601 multiple assignments to same column "n"

UPDATE up SET nosuch = 1;
----
error 42703 column "nosuch" of relation "up" does not exist

UPDATE up SET (n, code) = (1) WHERE id = -1;
----
error 0A000 source for a multiple-column UPDATE item must be a sub-SELECT or ROW() expression

UPDATE up SET (n, code) = (SELECT 1) WHERE id = -1;
----
error 42601 number of columns does not match number of values

UPDATE up SET (n, code) = (SELECT 1, 'a' UNION SELECT 2, 'b') WHERE id = -1;
----
error 21000 more than one row returned by a subquery used as an expression

UPDATE up SET (n, code) = (SELECT 1, 'a' WHERE false) WHERE id = -1 RETURNING *;
----
-1|NULL|NULL|NULL
UPDATE 1

UPDATE up u SET n = s.v FROM (VALUES (-2, 11), (-2, 11), (-4, 12)) s(k, v) WHERE u.id = s.k RETURNING u.id, u.n, s.v;
----
-4|12|12
UPDATE 1

UPDATE up SET n = u.n FROM up u WHERE u.id = up.id - 1 AND up.id = -1 RETURNING up.id, up.n;
----
UPDATE 0

UPDATE up SET n = 1 FROM up;
----
error 42712 table name "up" specified more than once

DELETE FROM up USING (VALUES (-7), (-8)) d(k) WHERE id = d.k RETURNING id, d.k;
----
-7|-7
-8|-8
DELETE 2

DELETE FROM up u WHERE up.id = 1;
----
error 42P01 invalid reference to FROM-clause entry for table "up"; ; Perhaps you meant to reference the table alias "u".

DELETE FROM up WHERE id = (SELECT max(id) FROM up) RETURNING *, id * 2 AS twice;
----
-1|NULL|NULL|NULL|-2
DELETE 1

INSERT INTO up (code, id) VALUES ('n', 20, 3);
----
error 42601 INSERT has more expressions than target columns

INSERT INTO up (code, id) VALUES ('n');
----
error 42601 INSERT has more target columns than expressions

INSERT INTO up (code, code) VALUES ('n', 'm');
----
error 42701 column "code" specified more than once

INSERT INTO up (nosuch) VALUES (1);
----
error 42703 column "nosuch" of relation "up" does not exist

INSERT INTO up VALUES (20, 'n', 1, 'x');
----
error 428C9 cannot insert a non-DEFAULT value into column "low"; Column "low" is a generated column.

INSERT INTO up VALUES (20, 'n', 1, DEFAULT) RETURNING *;
----
20|n|1|n
INSERT 0 1

INSERT INTO up DEFAULT VALUES;
----
error 23502 null value in column "id" of relation "up" violates not-null constraint; Failing row contains (null, null, 1, null).

INSERT INTO up (id, n) VALUES (21, DEFAULT), (22, 5) RETURNING n;
----
1
5
INSERT 0 2

INSERT INTO up SELECT 'x';
----
error 22P02 invalid input syntax for type integer: "x"

INSERT INTO up VALUES ('x');
----
error 22P02 invalid input syntax for type integer: "x"

INSERT INTO up (id) VALUES (21) RETURNING nosuch;
----
error 42703 column "nosuch" does not exist

INSERT INTO up (id) VALUES (NULL);
----
error 23502 null value in column "id" of relation "up" violates not-null constraint; Failing row contains (null, null, 1, null).

INSERT INTO up (id, n) VALUES (23, 100);
----
error 23514 new row for relation "up" violates check constraint "up_n_check"; Failing row contains (23, null, 100, null).

INSERT INTO up (id, code) VALUES (23, 'n');
----
error 23505 duplicate key value violates unique constraint "up_code_key"; Key (code)=(n) already exists.

INSERT INTO nosuch VALUES (1);
----
error 42P01 relation "nosuch" does not exist

DROP TABLE up;
----
DROP TABLE

# Identity and generated columns
CREATE TABLE ident (a int GENERATED ALWAYS AS IDENTITY, b int GENERATED BY DEFAULT AS IDENTITY (START 10 INCREMENT 5), c int);
----
CREATE TABLE

INSERT INTO ident (c) VALUES (1), (2) RETURNING *;
----
1|10|1
2|15|2
INSERT 0 2

INSERT INTO ident VALUES (7, 7, 7);
----
error 428C9 cannot insert a non-DEFAULT value into column "a"; Column "a" is an identity column defined as GENERATED ALWAYS.; Use OVERRIDING SYSTEM VALUE to override.

INSERT INTO ident OVERRIDING SYSTEM VALUE VALUES (7, 7, 7) RETURNING *;
----
7|7|7
INSERT 0 1

INSERT INTO ident OVERRIDING USER VALUE VALUES (8, 8, 8) RETURNING *;
----
3|20|8
INSERT 0 1

INSERT INTO ident VALUES (DEFAULT, 9, 9) RETURNING *;
----
4|9|9
INSERT 0 1

INSERT INTO ident VALUES (DEFAULT, NULL, 9);
----
error 23502 null value in column "b" of relation "ident" violates not-null constraint; Failing row contains (5, null, 9).

UPDATE ident SET a = 3;
----
error 428C9 column "a" can only be updated to DEFAULT; Column "a" is an identity column defined as GENERATED ALWAYS.

UPDATE ident SET a = DEFAULT WHERE c = 9 RETURNING a;
----
6
UPDATE 1

ALTER TABLE ident ALTER a SET GENERATED BY DEFAULT;
----
ALTER TABLE

INSERT INTO ident VALUES (50, 51, 52) RETURNING a;
----
50
INSERT 0 1

ALTER TABLE ident ALTER a RESTART WITH 100;
----
ALTER TABLE

INSERT INTO ident (c) VALUES (0) RETURNING a;
----
100
INSERT 0 1

ALTER TABLE ident ALTER a SET INCREMENT 7 SET MAXVALUE 110;
----
ALTER TABLE

INSERT INTO ident (c) VALUES (0) RETURNING a;
----
107
INSERT 0 1

INSERT INTO ident (c) VALUES (0) RETURNING a;
----
error 2200H nextval: reached maximum value of sequence "ident_a_seq" (110)

ALTER TABLE ident ALTER c ADD GENERATED ALWAYS AS IDENTITY;
----
error 55000 column "c" of relation "ident" must be declared NOT NULL before identity can be added

ALTER TABLE ident ALTER c SET NOT NULL;
----
ALTER TABLE

ALTER TABLE ident ALTER c ADD GENERATED ALWAYS AS IDENTITY;
----
ALTER TABLE

ALTER TABLE ident ALTER c ADD GENERATED ALWAYS AS IDENTITY;
----
error 55000 column "c" of relation "ident" is already an identity column

ALTER TABLE ident ALTER a DROP IDENTITY;
----
ALTER TABLE

ALTER TABLE ident ALTER a DROP IDENTITY;
----
error 55000 column "a" of relation "ident" is not an identity column

ALTER TABLE ident ALTER a DROP IDENTITY IF EXISTS;
----
ALTER TABLE

ALTER TABLE ident ALTER b DROP NOT NULL;
----
error 42601 column "b" of relation "ident" is an identity column

ALTER TABLE ident ALTER b SET DEFAULT 1;
----
error 42601 column "b" of relation "ident" is an identity column

SELECT attname, attidentity, attnotnull FROM pg_attribute WHERE attrelid = 'ident'::regclass AND attnum > 0 ORDER BY attnum;
----
a|''|t
b|d|t
c|a|t
SELECT 3

CREATE TABLE bad (a text GENERATED ALWAYS AS IDENTITY);
----
error 22023 identity column type must be smallint, integer, or bigint

CREATE TABLE bad (a int DEFAULT 1 GENERATED ALWAYS AS IDENTITY);
----
error 42601 both default and identity specified for column "a" of table "bad"

CREATE TABLE gen (w int, h int, area int GENERATED ALWAYS AS (w * h) STORED, CHECK (area < 1000));
----
CREATE TABLE

INSERT INTO gen VALUES (2, 3), (NULL, 4) RETURNING area;
----
6
NULL
INSERT 0 2

INSERT INTO gen VALUES (100, 100);
----
error 23514 new row for relation "gen" violates check constraint "gen_area_check"; Failing row contains (100, 100, 10000).

INSERT INTO gen VALUES (2147483647, 2);
----
error 22003 integer out of range

UPDATE gen SET w = w + 1 RETURNING w, area;
----
3|9
NULL|NULL
UPDATE 2

ALTER TABLE gen DROP COLUMN w;
----
error 2BP01 cannot drop column w of table gen because other objects depend on it; column area of table gen depends on column w of table gen; Use DROP ... CASCADE to drop the dependent objects too.

ALTER TABLE gen ALTER area DROP EXPRESSION;
----
ALTER TABLE

UPDATE gen SET area = 5 WHERE h = 4 RETURNING *;
----
NULL|4|5
UPDATE 1

ALTER TABLE gen ALTER area DROP EXPRESSION;
----
error 55000 column "area" of relation "gen" is not a stored generated column

ALTER TABLE gen ADD twice int GENERATED ALWAYS AS (area * 2) STORED;
----
ALTER TABLE

SELECT area, twice FROM gen ORDER BY 1;
----
5|10
9|18
SELECT 2

CREATE TABLE bad (a int GENERATED ALWAYS AS (b) STORED, b int GENERATED ALWAYS AS (1) STORED);
----
error 42P17 cannot use generated column "b" in column generation expression; A generated column cannot reference another generated column.

CREATE TABLE bad (a int GENERATED ALWAYS AS (a + 1) STORED);
----
error 42P17 cannot use generated column "a" in column generation expression; A generated column cannot reference another generated column.

CREATE TABLE bad (a int, b timestamptz GENERATED ALWAYS AS (now()) STORED);
----
error 42P17 generation expression is not immutable

CREATE TABLE bad (a int, b int GENERATED ALWAYS AS (sum(a)) STORED);
----
error 42803 aggregate functions are not allowed in column generation expressions

CREATE TABLE bad (a int, b int GENERATED ALWAYS AS (a) STORED DEFAULT 3);
----
error 42601 both default and generation expression specified for column "b" of table "bad"

DROP TABLE ident, gen;
----
DROP TABLE

# MERGE
CREATE TABLE stock (item text PRIMARY KEY, n int NOT NULL, note text);
----
CREATE TABLE

CREATE TABLE delta (item text, d int);
----
CREATE TABLE

INSERT INTO stock VALUES ('a', 10), ('b', 5), ('c', 1);
----
INSERT 0 3

INSERT INTO delta VALUES ('a', 3), ('b', -5), ('d', 4), ('e', NULL);
----
INSERT 0 4

MERGE INTO stock s USING delta d ON s.item = d.item WHEN MATCHED AND s.n + d.d <= 0 THEN DELETE WHEN MATCHED THEN UPDATE SET n = s.n + d.d, note = 'm' WHEN NOT MATCHED AND d.d IS NOT NULL THEN INSERT VALUES (d.item, d.d);
----
MERGE 3

SELECT * FROM stock ORDER BY item;
----
a|13|m
c|1|NULL
d|4|NULL
SELECT 3

MERGE INTO stock s USING delta d ON s.item = d.item WHEN NOT MATCHED THEN INSERT (item, n) VALUES (d.item, d.d);
----
error 23502 null value in column "n" of relation "stock" violates not-null constraint; Failing row contains (e, null, null).

MERGE INTO stock USING (VALUES ('a'), ('a')) v(k) ON item = k WHEN MATCHED THEN UPDATE SET n = 0;
----
error 21000 MERGE command cannot affect row a second time; ; Ensure that not more than one source row matches any one target row.

MERGE INTO stock USING (VALUES ('x'), ('x')) v(k) ON item = k WHEN NOT MATCHED THEN INSERT VALUES (k, 0);
----
error 23505 duplicate key value violates unique constraint "stock_pkey"; Key (item)=(x) already exists.

MERGE INTO stock s USING delta d ON s.item = d.item WHEN MATCHED THEN DO NOTHING;
----
MERGE 0

MERGE INTO stock s USING delta d ON true WHEN MATCHED AND s.item = d.item THEN UPDATE SET note = 'same';
----
MERGE 2

MERGE INTO stock s USING delta d ON s.item = d.item WHEN NOT MATCHED AND s.n > 1 THEN DO NOTHING;
----
error 42P01 invalid reference to FROM-clause entry for table "s"; ; There is an entry for table "s", but it cannot be referenced from this part of the query.

MERGE INTO stock s USING delta d ON s.item = d.item WHEN NOT MATCHED THEN UPDATE SET n = 1;
----
error 42601 syntax error at or near "UPDATE"

MERGE INTO stock s USING delta d ON s.item = d.item WHEN MATCHED THEN INSERT VALUES ('q', 1);
----
error 42601 syntax error at or near "INSERT"

MERGE INTO stock s USING stock s ON true WHEN MATCHED THEN DELETE;
----
error 42712 name "s" specified more than once; The name is used both as MERGE target table and data source.

MERGE INTO stock s USING delta d ON s.item = d.item WHEN MATCHED THEN UPDATE SET n = 1 WHEN MATCHED THEN DELETE;
----
error 42601 unreachable WHEN clause specified after unconditional WHEN clause

MERGE INTO stock s USING delta d ON s.item = d.item WHEN MATCHED THEN UPDATE SET nosuch = 1;
----
error 42703 column "nosuch" of relation "stock" does not exist

MERGE INTO stock s USING delta d ON s.item = d.item WHEN MATCHED THEN DELETE RETURNING 1;
----
error 42601 syntax error at or near "RETURNING"

MERGE INTO ONLY stock s USING (SELECT 'z' AS k) d ON s.item = d.k WHEN NOT MATCHED THEN INSERT DEFAULT VALUES;
----
error 23502 null value in column "item" of relation "stock" violates not-null constraint; Failing row contains (null, null, null).

MERGE INTO stock s USING (SELECT 'z' AS k) d ON s.item = d.k WHEN NOT MATCHED THEN INSERT (item, n, note) VALUES (k, 1, DEFAULT);
----
MERGE 1

WITH w AS (SELECT 'z' AS k) MERGE INTO stock s USING w ON s.item = w.k WHEN MATCHED THEN UPDATE SET (n, note) = (2, 'w');
----
MERGE 1

SELECT * FROM stock ORDER BY item;
----
a|13|same
c|1|NULL
d|4|same
z|2|w
SELECT 4

DROP TABLE stock, delta;
----
DROP TABLE

# Constraints and foreign keys
CREATE TABLE par (a int, b int, c text, PRIMARY KEY (a, b), UNIQUE (c));
----
CREATE TABLE

CREATE TABLE chi (id int PRIMARY KEY, a int, b int DEFAULT 9, c text DEFAULT 'zz' REFERENCES par (c) ON DELETE SET DEFAULT ON UPDATE CASCADE, FOREIGN KEY (a, b) REFERENCES par ON DELETE SET NULL (a) ON UPDATE CASCADE);
----
CREATE TABLE

INSERT INTO par VALUES (1, 1, 'x'), (1, 2, 'y'), (2, 9, 'zz');
----
INSERT 0 3

INSERT INTO chi VALUES (1, 1, 1, 'x'), (2, NULL, 1, NULL), (3, 1, 2, 'y');
----
INSERT 0 3

INSERT INTO chi VALUES (4, 1, 3, NULL);
----
error 23503 insert or update on table "chi" violates foreign key constraint "chi_a_b_fkey"; Key (a, b)=(1, 3) is not present in table "par".

INSERT INTO chi VALUES (4, NULL, 3, 'nope');
----
error 23503 insert or update on table "chi" violates foreign key constraint "chi_c_fkey"; Key (c)=(nope) is not present in table "par".

UPDATE par SET a = 5 WHERE b = 1; SELECT id, a, b FROM chi ORDER BY id;
----
UPDATE 1
1|5|1
2|NULL|1
3|1|2
SELECT 3

UPDATE par SET c = 'xx' WHERE c = 'x'; SELECT id, c FROM chi ORDER BY id;
----
UPDATE 1
1|xx
2|NULL
3|y
SELECT 3

DELETE FROM par WHERE c = 'y'; SELECT * FROM chi ORDER BY id;
----
DELETE 1
1|5|1|xx
2|NULL|1|NULL
3|NULL|2|zz
SELECT 3

DELETE FROM par WHERE c = 'zz';
----
error 23503 update or delete on table "par" violates foreign key constraint "chi_c_fkey" on table "chi"; Key (c)=(zz) is still referenced from table "chi".

TRUNCATE par;
----
error 0A000 cannot truncate a table referenced in a foreign key constraint; Table "chi" references "par".; Truncate table "chi" at the same time, or use TRUNCATE ... CASCADE.

TRUNCATE par CASCADE;
----
TRUNCATE TABLE

SELECT count(*) FROM chi;
----
0
SELECT 1

DROP TABLE par;
----
error 2BP01 cannot drop table par because other objects depend on it; constraint chi_c_fkey on table chi depends on table par\nconstraint chi_a_b_fkey on table chi depends on table par; Use DROP ... CASCADE to drop the dependent objects too.

ALTER TABLE chi ADD FOREIGN KEY (c) REFERENCES par (a);
----
error 42830 there is no unique constraint matching given keys for referenced table "par"

ALTER TABLE chi ADD FOREIGN KEY (id) REFERENCES par (c);
----
error 42804 foreign key constraint "chi_id_fkey" cannot be implemented; Key columns "id" and "c" are of incompatible types: integer and text.

ALTER TABLE chi ADD FOREIGN KEY (id, a) REFERENCES par (c);
----
error 42830 number of referencing and referenced columns for foreign key disagree

ALTER TABLE chi ADD FOREIGN KEY (nosuch) REFERENCES par (c);
----
error 42703 column "nosuch" referenced in foreign key constraint does not exist

ALTER TABLE chi ADD FOREIGN KEY (c) REFERENCES nosuch (c);
----
error 42P01 relation "nosuch" does not exist

ALTER TABLE chi ADD CONSTRAINT chi_c_fkey CHECK (true);
----
error 42710 constraint "chi_c_fkey" for relation "chi" already exists

ALTER TABLE chi DROP CONSTRAINT nosuch;
----
error 42704 constraint "nosuch" of relation "chi" does not exist

ALTER TABLE chi DROP CONSTRAINT IF EXISTS nosuch;
----
ALTER TABLE

ALTER TABLE chi RENAME CONSTRAINT chi_c_fkey TO cfk;
----
ALTER TABLE

SELECT conname, contype, confupdtype, confdeltype, confmatchtype, pg_get_constraintdef(oid) FROM pg_constraint WHERE conrelid = 'chi'::regclass ORDER BY conname;
----
cfk|f|c|d|s|FOREIGN KEY (c) REFERENCES par(c) ON UPDATE CASCADE ON DELETE SET DEFAULT
chi_a_b_fkey|f|c|n|s|FOREIGN KEY (a, b) REFERENCES par(a, b) ON UPDATE CASCADE ON DELETE SET NULL (a)
chi_pkey|p| | | |PRIMARY KEY (id)
SELECT 3

DROP TABLE par CASCADE; SELECT conname FROM pg_constraint WHERE conrelid = 'chi'::regclass ORDER BY 1;
----
DROP TABLE
chi_pkey
SELECT 1

DROP TABLE chi;
----
DROP TABLE

CREATE TABLE selfref (id int PRIMARY KEY, up int REFERENCES selfref ON DELETE CASCADE);
----
CREATE TABLE

INSERT INTO selfref VALUES (1, 1), (2, 1), (3, 2), (4, NULL);
----
INSERT 0 4

DELETE FROM selfref WHERE id = 1; SELECT * FROM selfref;
----
DELETE 1
4|NULL
SELECT 1

INSERT INTO selfref VALUES (5, 6), (6, 5);
----
INSERT 0 2

BEGIN; ALTER TABLE selfref DROP CONSTRAINT selfref_up_fkey; ALTER TABLE selfref ADD CONSTRAINT fk FOREIGN KEY (up) REFERENCES selfref DEFERRABLE INITIALLY DEFERRED; COMMIT;
----
BEGIN
ALTER TABLE
ALTER TABLE
COMMIT

BEGIN; INSERT INTO selfref VALUES (7, 8); INSERT INTO selfref VALUES (8, 7); COMMIT;
----
BEGIN
INSERT 0 1
INSERT 0 1
COMMIT

BEGIN; INSERT INTO selfref VALUES (9, 99); COMMIT;
----
BEGIN
INSERT 0 1
error 23503 insert or update on table "selfref" violates foreign key constraint "fk"; Key (up)=(99) is not present in table "selfref".

BEGIN; SET CONSTRAINTS fk IMMEDIATE; INSERT INTO selfref VALUES (9, 99); COMMIT;
----
BEGIN
SET CONSTRAINTS
error 23503 insert or update on table "selfref" violates foreign key constraint "fk"; Key (up)=(99) is not present in table "selfref".

ROLLBACK;
----
ROLLBACK

BEGIN; INSERT INTO selfref VALUES (9, 99); SET CONSTRAINTS ALL IMMEDIATE;
----
BEGIN
INSERT 0 1
error 23503 insert or update on table "selfref" violates foreign key constraint "fk"; Key (up)=(99) is not present in table "selfref".

ROLLBACK;
----
ROLLBACK

BEGIN; SET CONSTRAINTS nosuch DEFERRED;
----
BEGIN
error 42704 constraint "nosuch" does not exist

ROLLBACK;
----
ROLLBACK

DROP TABLE selfref;
----
DROP TABLE

CREATE TABLE con (a int NOT NULL, b int, CONSTRAINT pos CHECK (a > 0 AND b > 0), CONSTRAINT uq UNIQUE NULLS NOT DISTINCT (b), EXCLUDE USING btree (a WITH =));
----
CREATE TABLE

INSERT INTO con VALUES (1, NULL);
----
INSERT 0 1

INSERT INTO con VALUES (2, NULL);
----
error 23505 duplicate key value violates unique constraint "uq"; Key (b)=(null) already exists.

INSERT INTO con VALUES (1, 5);
----
error 23P01 conflicting key value violates exclusion constraint "con_a_excl"; Key (a)=(1) conflicts with existing key (a)=(1).

INSERT INTO con VALUES (-1, 5);
----
error 23514 new row for relation "con" violates check constraint "pos"; Failing row contains (-1, 5).

INSERT INTO con VALUES (NULL, 5);
----
error 23502 null value in column "a" of relation "con" violates not-null constraint; Failing row contains (null, 5).

INSERT INTO con VALUES (0, NULL);
----
error 23514 new row for relation "con" violates check constraint "pos"; Failing row contains (0, null).

ALTER TABLE con ADD CONSTRAINT big CHECK (a > 10) NOT VALID;
----
ALTER TABLE

INSERT INTO con VALUES (3, 3);
----
error 23514 new row for relation "con" violates check constraint "big"; Failing row contains (3, 3).

ALTER TABLE con VALIDATE CONSTRAINT big;
----
error 23514 check constraint "big" of relation "con" is violated by some row

UPDATE con SET b = 4;
----
error 23514 new row for relation "con" violates check constraint "big"; Failing row contains (1, 4).

ALTER TABLE con ADD CHECK (nosuch > 1);
----
error 42703 column "nosuch" does not exist

ALTER TABLE con ADD CHECK (a);
----
error 42804 argument of CHECK must be type boolean, not type integer

ALTER TABLE con ADD CHECK (a > (SELECT 1));
----
error 0A000 cannot use subquery in check constraint

ALTER TABLE con ADD CHECK (sum(a) > 1);
----
error 42803 aggregate functions are not allowed in check constraints

ALTER TABLE con ALTER b SET NOT NULL;
----
error 23502 column "b" of relation "con" contains null values

ALTER TABLE con ALTER a TYPE text;
----
error 42883 operator does not exist: text > integer; ; No operator matches the given name and argument types. You might need to add explicit type casts.

ALTER TABLE con DROP CONSTRAINT pos, DROP CONSTRAINT big; ALTER TABLE con ALTER a TYPE text USING a || 'x'; SELECT * FROM con;
----
ALTER TABLE
ALTER TABLE
1x|NULL
SELECT 1

ALTER TABLE con ALTER a TYPE int;
----
error 42804 column "a" cannot be cast automatically to type integer; ; You might need to specify "USING a::integer".

ALTER TABLE con ALTER a TYPE int USING length(a), ALTER b SET DEFAULT 3; INSERT INTO con (a) VALUES (9) RETURNING *;
----
ALTER TABLE
9|3
INSERT 0 1

ALTER TABLE con ALTER a SET DEFAULT 'x';
----
error 22P02 invalid input syntax for type integer: "x"

ALTER TABLE con ALTER nosuch SET DEFAULT 1;
----
error 42703 column "nosuch" of relation "con" does not exist

ALTER TABLE con ADD COLUMN a int;
----
error 42701 column "a" of relation "con" already exists

ALTER TABLE con ADD COLUMN IF NOT EXISTS a int;
----
ALTER TABLE

ALTER TABLE con ADD COLUMN c int NOT NULL;
----
error 23502 column "c" of relation "con" contains null values

ALTER TABLE con ADD COLUMN c int NOT NULL DEFAULT 7; SELECT * FROM con ORDER BY a;
----
ALTER TABLE
2|NULL|7
9|3|7
SELECT 2

ALTER TABLE con ADD COLUMN d int UNIQUE DEFAULT 7;
----
error 23505 could not create unique index "con_d_key"; Key (d)=(7) is duplicated.

ALTER TABLE con DROP COLUMN c, ADD COLUMN c text DEFAULT 'n'; SELECT c FROM con LIMIT 1;
----
ALTER TABLE
n
SELECT 1

ALTER TABLE con RENAME c TO a;
----
error 42701 column "a" of relation "con" already exists

ALTER TABLE con RENAME nosuch TO x;
----
error 42703 column "nosuch" does not exist

ALTER TABLE con RENAME TO con2; ALTER TABLE con2 SET SCHEMA nosuch;
----
ALTER TABLE
error 3F000 schema "nosuch" does not exist

ALTER TABLE IF EXISTS nosuch ADD x int;
----
ALTER TABLE

ALTER TABLE con2 ADD PRIMARY KEY (a, c); ALTER TABLE con2 ADD PRIMARY KEY (b);
----
error 42P01 relation "con2" does not exist

ALTER TABLE con2 ALTER a DROP NOT NULL;
----
error 42P01 relation "con2" does not exist

ALTER TABLE con2 ALTER xmin SET DEFAULT 1;
----
error 42P01 relation "con2" does not exist

DROP TABLE con2, nosuch;
----
error 42P01 table "con2" does not exist

DROP TABLE con2;
----
error 42P01 table "con2" does not exist

CREATE TABLE t (a int, a int);
----
error 42701 column "a" specified more than once

CREATE TABLE t (a nosuch);
----
error 42704 type "nosuch" does not exist

CREATE TABLE t (a int PRIMARY KEY, b int PRIMARY KEY);
----
error 42P16 multiple primary keys for table "t" are not allowed

CREATE TABLE t (a int REFERENCES nosuch);
----
error 42P01 relation "nosuch" does not exist

CREATE TABLE t (xmin int);
----
error 42701 column name "xmin" conflicts with a system column name

CREATE TABLE t (a int CHECK (b > 1));
----
error 42703 column "b" does not exist

CREATE TABLE t (a int DEFAULT b);
----
error 0A000 cannot use column reference in DEFAULT expression

CREATE TABLE t (a int DEFAULT 'x');
----
error 22P02 invalid input syntax for type integer: "x"

CREATE TABLE t (a int NULL NOT NULL);
----
error 42601 conflicting NULL/NOT NULL declarations for column "a" of table "t"

CREATE TABLE t (a int, CONSTRAINT c CHECK (true), CONSTRAINT c CHECK (false));
----
error 42710 check constraint "c" already exists

CREATE TABLE t (a varchar(0));
----
error 22023 length for type varchar must be at least 1

CREATE TABLE t (a numeric(1, 2, 3));
----
error 22023 invalid NUMERIC type modifier

CREATE TABLE t (a int(3));
----
error 42601 syntax error at or near "("

CREATE TABLE t AS SELECT 1 AS a, 'x' AS b, NULL AS c; SELECT attname, atttypid::regtype FROM pg_attribute WHERE attrelid = 't'::regclass AND attnum > 0;
----
SELECT 1
a|integer
b|text
c|text
SELECT 3

CREATE TABLE t AS SELECT 2;
----
error 42P07 relation "t" already exists

CREATE TABLE IF NOT EXISTS t AS SELECT 2;
----
CREATE TABLE AS

CREATE TABLE t2 AS SELECT 1, 1;
----
error 42701 column "?column?" specified more than once

CREATE TABLE t2 (x, y) AS VALUES (1, 'a'), (2, 'b'); SELECT * FROM t2;
----
SELECT 2
1|a
2|b
SELECT 2

CREATE TABLE t3 (x, y, z) AS VALUES (1, 'a');
----
error 42601 too many column names were specified

CREATE TABLE t3 AS TABLE t2 WITH NO DATA; SELECT count(*) FROM t3;
----
CREATE TABLE AS
0
SELECT 1

SELECT x INTO t4 FROM t2 WHERE x > 1; SELECT * FROM t4;
----
SELECT 1
2
SELECT 1

CREATE TABLE t5 (LIKE t2 INCLUDING ALL, z int); INSERT INTO t5 VALUES (1, 'q', 2) RETURNING *;
----
CREATE TABLE
1|q|2
INSERT 0 1

DROP TABLE t, t2, t3, t4, t5;
----
DROP TABLE

# Views that are written to
CREATE TABLE base (id int PRIMARY KEY, v int, w text DEFAULT 'w');
----
CREATE TABLE

CREATE VIEW vw AS SELECT id, v, v * 2 AS dbl FROM base WHERE v < 100;
----
CREATE VIEW

INSERT INTO vw (id, v) VALUES (1, 5) RETURNING *;
----
1|5|10
INSERT 0 1

INSERT INTO vw (id, v) VALUES (2, 500);
----
INSERT 0 1

INSERT INTO vw (id, v, dbl) VALUES (3, 1, 2);
----
error 0A000 cannot insert into column "dbl" of view "vw"; View columns that are not columns of their base relation are not updatable.

UPDATE vw SET v = v + 1 RETURNING *;
----
1|6|12
UPDATE 1

UPDATE vw SET v = 1000; SELECT count(*) FROM vw;
----
UPDATE 1
0
SELECT 1

SELECT * FROM base ORDER BY id;
----
1|1000|w
2|500|w
SELECT 2

DELETE FROM vw;
----
DELETE 0

DELETE FROM base;
----
DELETE 2

CREATE VIEW vc AS SELECT * FROM vw WHERE id > 10 WITH LOCAL CHECK OPTION;
----
CREATE VIEW

INSERT INTO vc (id, v) VALUES (1, 1);
----
error 44000 new row violates check option for view "vc"; Failing row contains (1, 1, w).

INSERT INTO vc (id, v) VALUES (11, 1000); SELECT * FROM base;
----
INSERT 0 1
11|1000|w
SELECT 1

CREATE VIEW vcc AS SELECT id, v FROM vw WHERE id > 10 WITH CASCADED CHECK OPTION;
----
CREATE VIEW

INSERT INTO vcc VALUES (12, 1000);
----
error 44000 new row violates check option for view "vw"; Failing row contains (12, 1000, w).

INSERT INTO vcc VALUES (12, 10) ON CONFLICT (id) DO UPDATE SET v = 3;
----
INSERT 0 1

UPDATE vcc SET id = 1 WHERE id = 12;
----
error 44000 new row violates check option for view "vcc"; Failing row contains (1, 10, w).

INSERT INTO vcc VALUES (12, 10) ON CONFLICT (id) DO UPDATE SET v = 3 RETURNING *;
----
12|3
INSERT 0 1

CREATE VIEW va AS SELECT count(*) AS n FROM base; INSERT INTO va VALUES (1);
----
CREATE VIEW
error 55000 cannot insert into view "va"; Views that return aggregate functions are not automatically updatable.; To enable inserting into the view, provide an INSTEAD OF INSERT trigger or an unconditional ON INSERT DO INSTEAD rule.

UPDATE va SET n = 1;
----
error 42P01 relation "va" does not exist

DELETE FROM va;
----
error 42P01 relation "va" does not exist

CREATE VIEW vd AS SELECT DISTINCT v FROM base; DELETE FROM vd;
----
CREATE VIEW
error 55000 cannot delete from view "vd"; Views containing DISTINCT are not automatically updatable.; To enable deleting from the view, provide an INSTEAD OF DELETE trigger or an unconditional ON DELETE DO INSTEAD rule.

CREATE VIEW vj AS SELECT b.id FROM base b, base c; UPDATE vj SET id = 1;
----
CREATE VIEW
error 55000 cannot update view "vj"; Views that do not select from a single table or view are not automatically updatable.; To enable updating the view, provide an INSTEAD OF UPDATE trigger or an unconditional ON UPDATE DO INSTEAD rule.

CREATE VIEW vl AS SELECT id FROM base LIMIT 1; UPDATE vl SET id = 1;
----
CREATE VIEW
error 55000 cannot update view "vl"; Views containing LIMIT or OFFSET are not automatically updatable.; To enable updating the view, provide an INSTEAD OF UPDATE trigger or an unconditional ON UPDATE DO INSTEAD rule.

CREATE OR REPLACE VIEW vw AS SELECT id, v FROM base;
----
error 42P16 cannot drop columns from view

CREATE OR REPLACE VIEW vw AS SELECT v, id, v * 2 AS dbl FROM base;
----
error 42P16 cannot change name of view column "id" to "v"; ; Use ALTER VIEW ... RENAME COLUMN ... to change name of view column instead.

CREATE OR REPLACE VIEW vw AS SELECT id, v::bigint, v * 2 AS dbl FROM base;
----
error 42P16 cannot change data type of view column "v" from integer to bigint

CREATE OR REPLACE VIEW vw AS SELECT id, v, v * 2 AS dbl, w FROM base WHERE v < 50; SELECT pg_get_viewdef('vw');
----
CREATE VIEW
 SELECT base.id,\n    base.v,\n    (base.v * 2) AS dbl,\n    base.w\n   FROM base\n  WHERE (base.v < 50);
SELECT 1

DROP VIEW vw;
----
error 2BP01 cannot drop view vw because other objects depend on it; view vc depends on view vw\nview vcc depends on view vw; Use DROP ... CASCADE to drop the dependent objects too.

ALTER TABLE base DROP v;
----
error 2BP01 cannot drop column v of table base because other objects depend on it; view vw depends on column v of table base\nview vc depends on view vw\nview vcc depends on view vw; Use DROP ... CASCADE to drop the dependent objects too.

DROP TABLE base;
----
error 2BP01 cannot drop table base because other objects depend on it; view vw depends on table base\nview vc depends on view vw\nview vcc depends on view vw; Use DROP ... CASCADE to drop the dependent objects too.

ALTER VIEW vw ALTER v SET DEFAULT 42; INSERT INTO vw (id) VALUES (30) RETURNING v, w;
----
ALTER VIEW
42|w
INSERT 0 1

ALTER VIEW vw RENAME dbl TO double; SELECT double FROM vw WHERE id = 30;
----
ALTER VIEW
84
SELECT 1

SELECT table_name, is_updatable, is_insertable_into FROM information_schema.views WHERE table_schema = 'public' ORDER BY 1;
----
vc|YES|YES
vcc|YES|YES
vw|YES|YES
SELECT 3

SELECT column_name, is_updatable FROM information_schema.columns WHERE table_name = 'vw' ORDER BY ordinal_position;
----
id|YES
v|YES
double|NO
w|YES
SELECT 4

CREATE VIEW base AS SELECT 1;
----
error 42P07 relation "base" already exists

CREATE VIEW v2 AS SELECT 1 AS a, 2 AS a;
----
error 42701 column "a" specified more than once

CREATE VIEW v2 (x) AS SELECT 1, 2; SELECT * FROM v2;
----
CREATE VIEW
1|2
SELECT 1

CREATE VIEW v3 (x, y) AS SELECT 1;
----
error 42601 CREATE VIEW specifies more column names than columns

DROP VIEW IF EXISTS nosuch; DROP TABLE vw;
----
DROP VIEW
error 42809 "vw" is not a table; ; Use DROP VIEW to remove a view.

DROP VIEW base;
----
error 42809 "base" is not a view; ; Use DROP TABLE to remove a table.

DROP TABLE base CASCADE;
----
DROP TABLE

DROP VIEW v2;
----
DROP VIEW

# Partitions
CREATE TABLE pt (k int, d date, v text, PRIMARY KEY (k, d)) PARTITION BY RANGE (d);
----
CREATE TABLE

CREATE TABLE pt1 PARTITION OF pt FOR VALUES FROM ('2024-01-01') TO ('2024-02-01');
----
CREATE TABLE

CREATE TABLE pt2 PARTITION OF pt FOR VALUES FROM ('2024-02-01') TO ('2024-03-01') PARTITION BY LIST (k);
----
CREATE TABLE

CREATE TABLE pt2a PARTITION OF pt2 FOR VALUES IN (1, 2);
----
CREATE TABLE

CREATE TABLE pt2d PARTITION OF pt2 DEFAULT;
----
CREATE TABLE

INSERT INTO pt VALUES (1, '2024-01-15', 'a'), (1, '2024-02-15', 'b'), (9, '2024-02-20', 'c') RETURNING tableoid::regclass, *;
----
pt1|1|2024-01-15|a
pt2a|1|2024-02-15|b
pt2d|9|2024-02-20|c
INSERT 0 3

INSERT INTO pt VALUES (1, '2025-01-01', 'x');
----
error 23514 no partition of relation "pt" found for row; Partition key of the failing row contains (d) = (2025-01-01).

INSERT INTO pt1 VALUES (1, '2024-02-01', 'x');
----
error 23514 new row for relation "pt1" violates partition constraint; Failing row contains (1, 2024-02-01, x).

INSERT INTO pt VALUES (1, NULL, 'x');
----
error 23514 no partition of relation "pt" found for row; Partition key of the failing row contains (d) = (null).

INSERT INTO pt VALUES (1, '2024-01-15', 'dup') ON CONFLICT (k, d) DO UPDATE SET v = 'up' RETURNING v, tableoid::regclass;
----
up|pt1
INSERT 0 1

UPDATE pt SET d = d + 31 WHERE k = 1 AND d < '2024-02-01' RETURNING tableoid::regclass, *;
----
error 23505 duplicate key value violates unique constraint "pt2a_pkey"; Key (k, d)=(1, 2024-02-15) already exists.

UPDATE pt SET d = '2030-01-01' WHERE k = 9;
----
error 23514 no partition of relation "pt" found for row; Partition key of the failing row contains (d) = (2030-01-01).

UPDATE pt2a SET k = 5;
----
error 23514 new row for relation "pt2a" violates partition constraint; Failing row contains (5, 2024-02-15, b).

UPDATE pt2 SET k = 7 WHERE k = 1 RETURNING tableoid::regclass, k;
----
pt2d|7
UPDATE 1

CREATE TABLE pt3 PARTITION OF pt FOR VALUES FROM ('2024-01-20') TO ('2024-04-01');
----
error 42P17 partition "pt3" would overlap partition "pt1"

CREATE TABLE pt3 PARTITION OF pt FOR VALUES FROM ('2024-05-01') TO ('2024-04-01');
----
error 42P17 empty range bound specified for partition "pt3"; Specified lower bound ('2024-05-01') is greater than or equal to upper bound ('2024-04-01').

CREATE TABLE pt3 PARTITION OF pt FOR VALUES IN (1);
----
error 42P16 invalid bound specification for a range partition

CREATE TABLE pt3 PARTITION OF pt FOR VALUES FROM (1) TO (2);
----
error 42804 specified value cannot be cast to type date for column "d"

CREATE TABLE pt3 PARTITION OF pt2 FOR VALUES IN (2, 3);
----
error 42P17 partition "pt3" would overlap partition "pt2a"

CREATE TABLE pt3 PARTITION OF pt2 FOR VALUES IN (9);
----
error 23514 updated partition constraint for default partition "pt2d" would be violated by some row

CREATE TABLE ptx (k int NOT NULL, d date NOT NULL, v text, w int);
----
CREATE TABLE

ALTER TABLE pt ATTACH PARTITION ptx FOR VALUES FROM ('2024-03-01') TO ('2024-04-01');
----
error 42804 table "ptx" contains column "w" not found in parent "pt"; The new partition may contain only the columns present in parent.

ALTER TABLE ptx DROP w; INSERT INTO ptx VALUES (1, '2024-05-01', 'z');
----
ALTER TABLE
INSERT 0 1

ALTER TABLE pt ATTACH PARTITION ptx FOR VALUES FROM ('2024-03-01') TO ('2024-04-01');
----
error 23514 partition constraint of relation "ptx" is violated by some row

UPDATE ptx SET d = '2024-03-05'; ALTER TABLE pt ATTACH PARTITION ptx FOR VALUES FROM ('2024-03-01') TO ('2024-04-01');
----
UPDATE 1
ALTER TABLE

SELECT tableoid::regclass, k, d, v FROM pt ORDER BY k, d;
----
pt1|1|2024-01-15|up
ptx|1|2024-03-05|z
pt2d|7|2024-02-15|b
pt2d|9|2024-02-20|c
SELECT 4

SELECT relid, level, isleaf FROM pg_partition_tree('pt') ORDER BY level, relid::text;
----
pt|0|f
pt1|1|t
pt2|1|f
ptx|1|t
pt2a|2|t
pt2d|2|t
SELECT 6

SELECT relname, pg_get_expr(relpartbound, oid) FROM pg_class WHERE relispartition AND relkind IN ('r', 'p') ORDER BY relname;
----
pt1|FOR VALUES FROM ('2024-01-01') TO ('2024-02-01')
pt2|FOR VALUES FROM ('2024-02-01') TO ('2024-03-01')
pt2a|FOR VALUES IN (1, 2)
pt2d|DEFAULT
ptx|FOR VALUES FROM ('2024-03-01') TO ('2024-04-01')
SELECT 5

SELECT pg_get_partkeydef('pt'::regclass), pg_get_partition_constraintdef('pt2a'::regclass);
----
RANGE (d)|((d IS NOT NULL) AND (d >= '2024-02-01'::date) AND (d < '2024-03-01'::date) AND (k IS NOT NULL) AND (k = ANY (ARRAY[1, 2])))
SELECT 1

ALTER TABLE pt DETACH PARTITION ptx; SELECT count(*) FROM pt;
----
ALTER TABLE
3
SELECT 1

ALTER TABLE pt DETACH PARTITION ptx;
----
error 42P01 relation "ptx" is not a partition of relation "pt"

ALTER TABLE pt1 ADD z int;
----
error 42809 cannot add column to a partition

ALTER TABLE pt1 DROP v;
----
error 42P16 cannot drop inherited column "v"

ALTER TABLE ONLY pt ADD z int;
----
error 42P16 column must be added to child tables too

ALTER TABLE pt ADD z int DEFAULT 4; SELECT z FROM pt2a UNION SELECT z FROM pt2d;
----
ALTER TABLE
4
SELECT 1

ALTER TABLE pt ADD UNIQUE (v);
----
error 0A000 unique constraint on partitioned table must include all partitioning columns; UNIQUE constraint on table "pt" lacks column "d" which is part of the partition key.

ALTER TABLE pt ADD UNIQUE (v, d);
----
error 0A000 unique constraint on partitioned table must include all partitioning columns; UNIQUE constraint on table "pt2" lacks column "k" which is part of the partition key.

ALTER TABLE pt ALTER d TYPE timestamp;
----
error 42P16 cannot alter column "d" because it is part of the partition key of relation "pt"

ALTER TABLE pt DROP d;
----
error 42P16 cannot drop column "d" because it is part of the partition key of relation "pt"

CREATE TABLE bad (a int) PARTITION BY RANGE (nosuch);
----
error 42703 column "nosuch" named in partition key does not exist

CREATE TABLE bad (a int PRIMARY KEY, b int) PARTITION BY RANGE (b);
----
error 0A000 unique constraint on partitioned table must include all partitioning columns; PRIMARY KEY constraint on table "bad" lacks column "b" which is part of the partition key.

CREATE TABLE bad (a int) PARTITION BY LIST (a, a);
----
error 42P17 cannot use "list" partition strategy with more than one column

CREATE TABLE hp (a int) PARTITION BY HASH (a); CREATE TABLE hp0 PARTITION OF hp FOR VALUES WITH (MODULUS 2, REMAINDER 0); CREATE TABLE hp1 PARTITION OF hp FOR VALUES WITH (MODULUS 4, REMAINDER 1);
----
CREATE TABLE
CREATE TABLE
CREATE TABLE

INSERT INTO hp SELECT 0 FROM generate_series(1, 1);
----
INSERT 0 1

CREATE TABLE hp2 PARTITION OF hp FOR VALUES WITH (MODULUS 3, REMAINDER 1);
----
error 42P17 every hash partition modulus must be a factor of the next larger modulus; The new modulus 3 is not divisible by 2, the modulus of existing partition "hp0".

CREATE TABLE hp2 PARTITION OF hp FOR VALUES WITH (MODULUS 4, REMAINDER 5);
----
error 42P16 remainder for hash partition must be less than modulus

CREATE TABLE hp2 PARTITION OF hp DEFAULT;
----
error 42P16 a hash-partitioned table may not have a default partition

CREATE TABLE hp3 PARTITION OF hp FOR VALUES WITH (MODULUS 4, REMAINDER 3); INSERT INTO hp SELECT generate_series(1, 20); SELECT tableoid::regclass, count(*), min(a) FROM hp GROUP BY 1 ORDER BY 1;
----
CREATE TABLE
INSERT 0 20
hp0|9|0
hp1|7|3
hp3|5|4
SELECT 3

CREATE TABLE rp (a int, b text) PARTITION BY RANGE (a, b); CREATE TABLE rp1 PARTITION OF rp FOR VALUES FROM (MINVALUE, MINVALUE) TO (1, 'm'); CREATE TABLE rp2 PARTITION OF rp FOR VALUES FROM (1, 'm') TO (MAXVALUE, MAXVALUE);
----
CREATE TABLE
CREATE TABLE
CREATE TABLE

INSERT INTO rp VALUES (0, 'z'), (1, 'a'), (1, 'm'), (2, 'a') RETURNING tableoid::regclass, a, b;
----
rp1|0|z
rp1|1|a
rp2|1|m
rp2|2|a
INSERT 0 4

CREATE TABLE rp3 PARTITION OF rp FOR VALUES FROM (5) TO (6);
----
error 42P16 FROM must specify exactly one value per partitioning column

DROP TABLE pt, ptx, hp, rp;
----
DROP TABLE
