# Errors are told whole.
# Typed tables: CREATE TABLE … OF.
CREATE TYPE pt AS (id int, name text, n numeric(5,2), tags text[])
----
CREATE TYPE

CREATE TYPE en AS ENUM ('a')
----
CREATE TYPE

CREATE TABLE t OF pt
----
CREATE TABLE

CREATE TABLE t2 OF pt (id PRIMARY KEY, name WITH OPTIONS DEFAULT 'q' NOT NULL, UNIQUE (name), CHECK (id > 0))
----
CREATE TABLE

CREATE TABLE t3 OF pt (nope PRIMARY KEY)
----
error 42703 column "nope" does not exist

CREATE TABLE t3 OF nope
----
error 42704 type "nope" does not exist

CREATE TABLE t3 OF int
----
error 42704 type "int" does not exist

CREATE TABLE t3 OF en
----
error 42809 type en is not a composite type

CREATE TABLE t3 OF t
----
error 42809 type t is not a composite type

CREATE TABLE t3 OF pt (id PRIMARY KEY, id NOT NULL)
----
error 42701 column "id" specified more than once

CREATE TABLE t3 OF pt (id GENERATED ALWAYS AS IDENTITY)
----
error 0A000 identity columns are not supported on typed tables

CREATE TABLE t3 OF pt (n GENERATED ALWAYS AS (id + 1) STORED)
----
error 0A000 generated columns are not supported on typed tables

CREATE TABLE IF NOT EXISTS t OF pt
----
CREATE TABLE

CREATE TABLE t3 OF pt (id int)
----
error 42601 syntax error at or near "int"

CREATE TABLE t3 OF pt (LIKE t)
----
error 42601 syntax error at or near "LIKE"

CREATE TABLE t3 OF pt ()
----
error 42601 syntax error at or near ")"

CREATE TABLE tp OF pt (id NOT NULL) PARTITION BY RANGE (id)
----
CREATE TABLE

CREATE TABLE tp1 PARTITION OF tp FOR VALUES FROM (1) TO (10)
----
CREATE TABLE

CREATE TEMP TABLE tt OF pt
----
CREATE TABLE

SELECT relname, reloftype::regtype FROM pg_class WHERE reloftype <> 0 ORDER BY 1
----
t|pt
t2|pt
tp|pt
tt|pt
SELECT 4

SELECT table_name, is_typed, user_defined_type_schema, user_defined_type_name FROM information_schema.tables WHERE table_name IN ('t', 't2', 'tp', 'tp1') ORDER BY 1
----
t|YES|public|pt
t2|YES|public|pt
tp|YES|public|pt
tp1|NO|NULL|NULL
SELECT 4

SELECT attname, atttypid::regtype, atttypmod, attnotnull FROM pg_attribute WHERE attrelid = 't2'::regclass AND attnum > 0 ORDER BY attnum
----
id|integer|-1|t
name|text|-1|t
n|numeric|327686|f
tags|text[]|-1|f
SELECT 4

SELECT DISTINCT objid::regclass, deptype FROM pg_depend WHERE refclassid = 'pg_type'::regclass AND refobjid = 'pt'::regtype AND classid = 'pg_class'::regclass ORDER BY 1
----
pt|i
t|n
t2|n
tp|n
tt|n
SELECT 5

INSERT INTO t VALUES (1, 'a', 1.5, '{x}'), (2, NULL, NULL, NULL)
----
INSERT 0 2

INSERT INTO t2 (id) VALUES (1)
----
INSERT 0 1

INSERT INTO t2 SELECT (ROW(5, 'five', 5.555, '{}')::pt).*
----
INSERT 0 1

SELECT * FROM t2 ORDER BY id
----
1|q|NULL|NULL
5|five|5.56|{}
SELECT 2

SELECT t, ROW(3, 'x', 1, NULL)::pt FROM t ORDER BY id
----
(1,a,1.50,{x})|(3,x,1.00,)
(2,,,)|(3,x,1.00,)
SELECT 2

INSERT INTO tp VALUES (3, 'in', 1, NULL) RETURNING tableoid::regclass, *
----
tp1|3|in|1.00|NULL
INSERT 0 1

ALTER TABLE t ADD COLUMN x int
----
error 42809 cannot add column to typed table

ALTER TABLE t DROP COLUMN id
----
error 42809 cannot drop column from typed table

ALTER TABLE t RENAME COLUMN id TO x
----
error 42809 cannot rename column of typed table

ALTER TABLE t ALTER COLUMN id TYPE bigint
----
error 42809 cannot alter column type of typed table

ALTER TABLE t ALTER COLUMN id SET DEFAULT 5
----
ALTER TABLE

ALTER TABLE t ALTER COLUMN name SET NOT NULL
----
error 23502 column "name" of relation "t" contains null values

ALTER TABLE t ADD CHECK (id < 100)
----
ALTER TABLE

CREATE TABLE parent (id int)
----
CREATE TABLE

ALTER TABLE t INHERIT parent
----
error 42809 cannot change inheritance of typed table

CREATE TABLE child () INHERITS (t)
----
CREATE TABLE

ALTER TABLE t OF pt
----
ALTER TABLE

ALTER TYPE pt ADD ATTRIBUTE z int
----
error 2BP01 cannot alter type "pt" because it is the type of a typed table; ; Use ALTER ... CASCADE to alter the typed tables too.

ALTER TYPE pt ADD ATTRIBUTE z int CASCADE
----
ALTER TYPE

ALTER TYPE pt DROP ATTRIBUTE z
----
error 2BP01 cannot alter type "pt" because it is the type of a typed table; ; Use ALTER ... CASCADE to alter the typed tables too.

ALTER TYPE pt ALTER ATTRIBUTE name TYPE varchar(10)
----
error 2BP01 cannot alter type "pt" because it is the type of a typed table; ; Use ALTER ... CASCADE to alter the typed tables too.

ALTER TYPE pt RENAME ATTRIBUTE id TO idd
----
error 2BP01 cannot alter type "pt" because it is the type of a typed table; ; Use ALTER ... CASCADE to alter the typed tables too.

ALTER TYPE pt RENAME ATTRIBUTE id TO idd CASCADE
----
ALTER TYPE

ALTER TYPE pt ALTER ATTRIBUTE idd TYPE bigint CASCADE
----
error 42P16 cannot alter column "idd" because it is part of the partition key of relation "tp"

DROP TABLE child
----
DROP TABLE

ALTER TYPE pt RENAME ATTRIBUTE id TO idd CASCADE
----
error 42703 column "id" does not exist

ALTER TYPE pt ALTER ATTRIBUTE idd TYPE bigint CASCADE
----
error 42P16 cannot alter column "idd" because it is part of the partition key of relation "tp"

ALTER TYPE pt ALTER ATTRIBUTE name TYPE varchar(10) CASCADE
----
ALTER TYPE

ALTER TYPE pt ADD ATTRIBUTE y date CASCADE, DROP ATTRIBUTE z CASCADE
----
ALTER TYPE

ALTER TYPE pt RENAME TO pt9
----
ALTER TYPE

SELECT a.attrelid::regclass, attname, format_type(atttypid, atttypmod) FROM pg_attribute a WHERE attrelid IN ('t2'::regclass, 'tp1'::regclass) AND attnum > 0 AND NOT attisdropped ORDER BY 1, attnum
----
t2|idd|integer
t2|name|character varying(10)
t2|n|numeric(5,2)
t2|tags|text[]
t2|y|date
tp1|idd|integer
tp1|name|character varying(10)
tp1|n|numeric(5,2)
tp1|tags|text[]
tp1|y|date
SELECT 10

SELECT * FROM t2 ORDER BY idd
----
1|q|NULL|NULL|NULL
5|five|5.56|{}|NULL
SELECT 2

SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conrelid = 't2'::regclass ORDER BY 1
----
CHECK ((idd > 0))
PRIMARY KEY (idd)
UNIQUE (name)
SELECT 3

ALTER TABLE t NOT OF
----
ALTER TABLE

ALTER TABLE t NOT OF
----
error 42809 "t" is not a typed table

ALTER TABLE t ADD COLUMN more int
----
ALTER TABLE

ALTER TABLE t OF pt9
----
error 42804 table has extra column "more"

ALTER TABLE t DROP COLUMN more
----
ALTER TABLE

ALTER TABLE t OF pt9
----
ALTER TABLE

SELECT reloftype::regtype FROM pg_class WHERE relname = 't'
----
pt9
SELECT 1

CREATE TABLE o1 (idd int, name varchar(10), n numeric(5,2), tags text[])
----
CREATE TABLE

ALTER TABLE o1 OF pt9
----
error 42804 table is missing column "y"

CREATE TABLE o2 (idd int, namex text)
----
CREATE TABLE

ALTER TABLE o2 OF pt9
----
error 42804 table has column "namex" where type requires "name"

CREATE TABLE o3 (idd int, name text)
----
CREATE TABLE

ALTER TABLE o3 OF pt9
----
error 42804 table "o3" has different type for column "name"

CREATE TABLE o4 (idd int, name varchar(10), n numeric(6,2), tags text[], y date)
----
CREATE TABLE

ALTER TABLE o4 OF pt9
----
error 42804 table "o4" has different type for column "n"

ALTER TABLE o4 OF int
----
error 42704 type "int" does not exist

ALTER TABLE o4 OF nope
----
error 42704 type "nope" does not exist

ALTER TABLE o4 OF en
----
error 42809 type en is not a composite type

CREATE TABLE o5 (id int) INHERITS (parent)
----
CREATE TABLE

ALTER TABLE o5 OF pt9
----
error 42809 typed tables cannot inherit

CREATE VIEW vw AS SELECT 1
----
CREATE VIEW

ALTER TABLE vw OF pt9
----
error 42809 ALTER action OF cannot be performed on relation "vw"; This operation is not supported for views.

CREATE ROLE typist
----
CREATE ROLE

GRANT USAGE, CREATE ON SCHEMA public TO typist
----
GRANT

REVOKE USAGE ON TYPE pt9 FROM PUBLIC
----
REVOKE

SET ROLE typist
----
SET

CREATE TABLE mine OF pt9
----
error 42501 permission denied for type pt9

RESET ROLE
----
RESET

GRANT USAGE ON TYPE pt9 TO typist
----
GRANT

SET ROLE typist
----
SET

CREATE TABLE mine OF pt9
----
CREATE TABLE

RESET ROLE
----
RESET

DROP OWNED BY typist
----
DROP OWNED

DROP ROLE typist
----
DROP ROLE

CREATE TABLE copied (LIKE t2 INCLUDING ALL)
----
CREATE TABLE

SELECT reloftype FROM pg_class WHERE relname = 'copied'
----
0
SELECT 1

CREATE TYPE holder AS (m en, k int)
----
CREATE TYPE

CREATE TABLE held OF holder
----
CREATE TABLE

INSERT INTO held VALUES ('a', 1)
----
INSERT 0 1

DROP TYPE en
----
error 2BP01 cannot drop type en because other objects depend on it; column m of composite type holder depends on type en\ncolumn m of table held depends on type en; Use DROP ... CASCADE to drop the dependent objects too.

DROP TYPE en CASCADE
----
DROP TYPE

SELECT * FROM held
----
1
SELECT 1

DROP TYPE pt9
----
error 2BP01 cannot drop type pt9 because other objects depend on it; table t depends on type pt9\ntable t2 depends on type pt9\ntable tp depends on type pt9\ntable tt depends on type pt9; Use DROP ... CASCADE to drop the dependent objects too.

DROP TYPE pt9 CASCADE
----
DROP TYPE

SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') ORDER BY 1
----
copied
held
o1
o2
o3
o4
o5
parent
SELECT 8
