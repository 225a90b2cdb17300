# Exclusion constraints. Errors are told whole.
CREATE EXTENSION IF NOT EXISTS btree_gist
----
CREATE EXTENSION

CREATE TABLE r (id int PRIMARY KEY, room int, during int4range, cancelled bool DEFAULT false, note text, CONSTRAINT r_excl EXCLUDE USING gist (room WITH =, during WITH &&) WHERE (NOT cancelled))
----
CREATE TABLE

INSERT INTO r VALUES (1, 1, '[10,20)'), (2, 1, '[20,30)'), (3, 2, '[10,20)')
----
INSERT 0 3

INSERT INTO r VALUES (4, 1, '[15,16)')
----
error 23P01 conflicting key value violates exclusion constraint "r_excl"; Key (room, during)=(1, [15,16)) conflicts with existing key (room, during)=(1, [10,20)).

INSERT INTO r VALUES (4, 1, '[5,11)')
----
error 23P01 conflicting key value violates exclusion constraint "r_excl"; Key (room, during)=(1, [5,11)) conflicts with existing key (room, during)=(1, [10,20)).

INSERT INTO r VALUES (4, 1, '[5,100)')
----
error 23P01 conflicting key value violates exclusion constraint "r_excl"; Key (room, during)=(1, [5,100)) conflicts with existing key (room, during)=(1, [10,20)).

INSERT INTO r VALUES (4, 1, '[29,)')
----
error 23P01 conflicting key value violates exclusion constraint "r_excl"; Key (room, during)=(1, [29,)) conflicts with existing key (room, during)=(1, [20,30)).

INSERT INTO r VALUES (4, 1, '(,11)')
----
error 23P01 conflicting key value violates exclusion constraint "r_excl"; Key (room, during)=(1, (,11)) conflicts with existing key (room, during)=(1, [10,20)).

INSERT INTO r VALUES (4, 1, '(,)')
----
error 23P01 conflicting key value violates exclusion constraint "r_excl"; Key (room, during)=(1, (,)) conflicts with existing key (room, during)=(1, [10,20)).

INSERT INTO r VALUES (4, 1, '[15,16)', true), (5, NULL, '[15,16)'), (6, 1, NULL), (7, 1, 'empty'), (8, 1, 'empty'), (9, 3, '(,)')
----
error 42601 VALUES lists must all be the same length

INSERT INTO r VALUES (10, 3, '[1,2)')
----
INSERT 0 1

INSERT INTO r VALUES (10, 4, '[1,5)'), (11, 4, '[4,6)')
----
error 23505 duplicate key value violates unique constraint "r_pkey"; Key (id)=(10) already exists.

INSERT INTO r VALUES (10, 4, '[4,6)'), (11, 4, '[1,5)')
----
error 23505 duplicate key value violates unique constraint "r_pkey"; Key (id)=(10) already exists.

INSERT INTO r VALUES (10, 4, '[1,100)'), (11, 4, '[200,300)'), (12, 4, '[100,101)'), (13, 4, '[50,51)')
----
error 23505 duplicate key value violates unique constraint "r_pkey"; Key (id)=(10) already exists.

UPDATE r SET cancelled = false WHERE id = 4
----
UPDATE 0

UPDATE r SET during = '[30,31)' WHERE id = 4
----
UPDATE 0

UPDATE r SET cancelled = false WHERE id = 4
----
UPDATE 0

UPDATE r SET during = '[19,20)' WHERE id = 2
----
error 23P01 conflicting key value violates exclusion constraint "r_excl"; Key (room, during)=(1, [19,20)) conflicts with existing key (room, during)=(1, [10,20)).

UPDATE r SET room = 2 WHERE id = 1
----
error 23P01 conflicting key value violates exclusion constraint "r_excl"; Key (room, during)=(2, [10,20)) conflicts with existing key (room, during)=(2, [10,20)).

UPDATE r SET note = 'x', during = during WHERE id = 1
----
UPDATE 1

UPDATE r SET id = 100 WHERE id = 1
----
UPDATE 1

UPDATE r SET cancelled = true WHERE id = 100
----
UPDATE 1

INSERT INTO r VALUES (1, 1, '[12,13)')
----
INSERT 0 1

UPDATE r SET cancelled = false WHERE id = 100
----
error 23P01 conflicting key value violates exclusion constraint "r_excl"; Key (room, during)=(1, [10,20)) conflicts with existing key (room, during)=(1, [12,13)).

DELETE FROM r WHERE id = 1
----
DELETE 1

UPDATE r SET cancelled = false WHERE id = 100
----
UPDATE 1

SELECT id, room, during, cancelled FROM r ORDER BY id
----
2|1|[20,30)|f
3|2|[10,20)|f
10|3|[1,2)|f
100|1|[10,20)|f
SELECT 4

INSERT INTO r VALUES (50, 1, '[12,13)') ON CONFLICT DO NOTHING
----
INSERT 0 0

INSERT INTO r VALUES (50, 9, '[12,13)'), (51, 9, '[12,13)'), (52, 9, '[13,14)') ON CONFLICT DO NOTHING RETURNING id
----
50
52
INSERT 0 2

INSERT INTO r VALUES (53, 9, '[1,15)') ON CONFLICT ON CONSTRAINT r_excl DO NOTHING
----
INSERT 0 0

INSERT INTO r VALUES (50, 10, '[1,15)') ON CONFLICT ON CONSTRAINT r_excl DO NOTHING
----
error 23505 duplicate key value violates unique constraint "r_pkey"; Key (id)=(50) already exists.

INSERT INTO r VALUES (53, 9, '[1,15)') ON CONFLICT (id) DO NOTHING
----
error 23P01 conflicting key value violates exclusion constraint "r_excl"; Key (room, during)=(9, [1,15)) conflicts with existing key (room, during)=(9, [12,13)).

INSERT INTO r VALUES (53, 9, '[1,15)') ON CONFLICT ON CONSTRAINT r_excl DO UPDATE SET room = 2
----
error 42809 ON CONFLICT DO UPDATE not supported with exclusion constraints

INSERT INTO r VALUES (53, 9, '[1,15)') ON CONFLICT (room, during) DO NOTHING
----
error 42P10 there is no unique or exclusion constraint matching the ON CONFLICT specification

INSERT INTO r VALUES (50, 9, '[1,15)') ON CONFLICT (id) DO UPDATE SET during = '[13,20)'
----
error 23P01 conflicting key value violates exclusion constraint "r_excl"; Key (room, during)=(9, [13,20)) conflicts with existing key (room, during)=(9, [13,14)).

INSERT INTO r VALUES (50, 9, '[1,15)') ON CONFLICT (id) DO UPDATE SET during = '[14,20)'
----
INSERT 0 1

SELECT conname, contype, condeferrable, condeferred, convalidated, conkey, conexclop::regoperator[], pg_get_constraintdef(oid), pg_get_constraintdef(oid, true) FROM pg_constraint WHERE conrelid = 'r'::regclass ORDER BY conname
----
r_excl|x|f|f|t|{2,3}|{"=(integer,integer)","&&(anyrange,anyrange)"}|EXCLUDE USING gist (room WITH =, during WITH &&) WHERE ((NOT cancelled))|EXCLUDE USING gist (room WITH =, during WITH &&) WHERE (NOT cancelled)
r_pkey|p|f|f|t|{1}|NULL|PRIMARY KEY (id)|PRIMARY KEY (id)
SELECT 2

SELECT indisunique, indisprimary, indisexclusion, indimmediate, indkey, indoption, pg_get_indexdef(indexrelid), pg_get_indexdef(indexrelid, 1, true), amname FROM pg_index, pg_class c, pg_am a WHERE indrelid = 'r'::regclass AND c.oid = indexrelid AND a.oid = relam ORDER BY indexrelid
----
t|t|f|t|1|0|CREATE UNIQUE INDEX r_pkey ON public.r USING btree (id)|id|btree
f|f|t|t|2 3|0 0|CREATE INDEX r_excl ON public.r USING gist (room, during) WHERE (NOT cancelled)|room|gist
SELECT 2

SELECT constraint_name, constraint_type FROM information_schema.table_constraints WHERE table_name = 'r' AND constraint_type <> 'CHECK' ORDER BY 1
----
r_pkey|PRIMARY KEY
SELECT 1

SELECT * FROM information_schema.constraint_column_usage WHERE table_name = 'r' AND constraint_name = 'r_excl'
----
SELECT 0

DROP INDEX r_excl
----
error 2BP01 cannot drop index r_excl because constraint r_excl on table r requires it; ; You can drop constraint r_excl on table r instead.

COMMENT ON CONSTRAINT r_excl ON r IS 'no two at a time'
----
COMMENT

SELECT obj_description(oid, 'pg_constraint') FROM pg_constraint WHERE conname = 'r_excl'
----
no two at a time
SELECT 1

ALTER TABLE r RENAME CONSTRAINT r_excl TO r_free
----
ALTER TABLE

INSERT INTO r VALUES (53, 9, '[1,15)')
----
error 23P01 conflicting key value violates exclusion constraint "r_free"; Key (room, during)=(9, [1,15)) conflicts with existing key (room, during)=(9, [13,14)).

ALTER TABLE r RENAME COLUMN during TO "When"
----
ALTER TABLE

INSERT INTO r VALUES (53, 9, '[1,15)')
----
error 23P01 conflicting key value violates exclusion constraint "r_free"; Key (room, "When")=(9, [1,15)) conflicts with existing key (room, "When")=(9, [13,14)).

SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conname = 'r_free'
----
EXCLUDE USING gist (room WITH =, "When" WITH &&) WHERE ((NOT cancelled))
SELECT 1

ALTER TABLE r DROP CONSTRAINT r_free
----
ALTER TABLE

INSERT INTO r VALUES (53, 9, '[13,15)')
----
INSERT 0 1

ALTER TABLE r ADD CONSTRAINT r_again EXCLUDE USING gist (room WITH =, "When" WITH &&) WHERE (NOT cancelled)
----
error 23P01 could not create exclusion constraint "r_again"; Key (room, "When")=(9, [13,14)) conflicts with key (room, "When")=(9, [13,15)).

DELETE FROM r WHERE id = 53
----
DELETE 1

ALTER TABLE r ADD EXCLUDE USING gist (room WITH =, "When" WITH &&) WHERE (NOT cancelled)
----
ALTER TABLE

SELECT conname FROM pg_constraint WHERE conrelid = 'r'::regclass AND contype = 'x'
----
r_room_When_excl
SELECT 1

ALTER TABLE r DROP COLUMN room
----
ALTER TABLE

SELECT conname FROM pg_constraint WHERE conrelid = 'r'::regclass AND contype = 'x'
----
SELECT 0

CREATE TABLE d (id int PRIMARY KEY, during daterange, CONSTRAINT d_now EXCLUDE USING gist (during WITH &&) DEFERRABLE)
----
CREATE TABLE

INSERT INTO d VALUES (1, '[2020-01-01,2020-01-10)'), (2, '[2020-01-10,2020-01-20)'), (3, '[2020-01-20,2020-01-30)')
----
INSERT 0 3

UPDATE d SET during = daterange(lower(during) + 5, upper(during) + 5)
----
UPDATE 3

INSERT INTO d VALUES (4, '[2020-01-25,2020-01-26)')
----
error 23P01 conflicting key value violates exclusion constraint "d_now"; Key (during)=([2020-01-25,2020-01-26)) conflicts with existing key (during)=([2020-01-25,2020-02-04)).

BEGIN
----
BEGIN

SET CONSTRAINTS d_now DEFERRED
----
SET CONSTRAINTS

INSERT INTO d VALUES (4, '[2020-01-25,2020-01-26)')
----
INSERT 0 1

UPDATE d SET during = '[2020-01-11,2020-01-12)' WHERE id = 4
----
UPDATE 1

SET CONSTRAINTS d_now IMMEDIATE
----
error 23P01 conflicting key value violates exclusion constraint "d_now"; Key (during)=([2020-01-11,2020-01-12)) conflicts with existing key (during)=([2020-01-06,2020-01-15)).

ROLLBACK
----
ROLLBACK

BEGIN
----
BEGIN

SET CONSTRAINTS ALL DEFERRED
----
SET CONSTRAINTS

INSERT INTO d VALUES (4, '[2020-01-25,2020-01-26)')
----
INSERT 0 1

UPDATE d SET id = 5 WHERE id = 4
----
UPDATE 1

COMMIT
----
error 23P01 conflicting key value violates exclusion constraint "d_now"; Key (during)=([2020-01-25,2020-01-26)) conflicts with existing key (during)=([2020-01-25,2020-02-04)).

BEGIN
----
BEGIN

SET CONSTRAINTS ALL DEFERRED
----
SET CONSTRAINTS

INSERT INTO d VALUES (4, '[2020-01-25,2020-01-26)'), (5, '[2020-01-25,2020-01-26)')
----
INSERT 0 2

DELETE FROM d WHERE id >= 4
----
DELETE 2

COMMIT
----
COMMIT

BEGIN
----
BEGIN

SET CONSTRAINTS ALL DEFERRED
----
SET CONSTRAINTS

INSERT INTO d VALUES (4, '[2020-01-25,2020-01-26)')
----
INSERT 0 1

UPDATE d SET during = '[2021-01-25,2021-01-26)' WHERE id = 4
----
UPDATE 1

COMMIT
----
COMMIT

INSERT INTO d VALUES (6, '[2020-01-25,2020-01-26)') ON CONFLICT DO NOTHING
----
error 55000 ON CONFLICT does not support deferrable unique constraints/exclusion constraints as arbiters

INSERT INTO d VALUES (6, '[2020-01-25,2020-01-26)') ON CONFLICT ON CONSTRAINT d_now DO NOTHING
----
error 55000 ON CONFLICT does not support deferrable unique constraints/exclusion constraints as arbiters

INSERT INTO d VALUES (6, '[2020-01-25,2020-01-26)') ON CONFLICT ON CONSTRAINT d_now DO UPDATE SET id = 7
----
error 42809 ON CONFLICT DO UPDATE not supported with exclusion constraints

SELECT * FROM d ORDER BY id
----
1|[2020-01-06,2020-01-15)
2|[2020-01-15,2020-01-25)
3|[2020-01-25,2020-02-04)
4|[2021-01-25,2021-01-26)
SELECT 4

SELECT pg_get_constraintdef(oid), condeferrable, condeferred FROM pg_constraint WHERE conname = 'd_now'
----
EXCLUDE USING gist (during WITH &&) DEFERRABLE|t|f
SELECT 1

CREATE TABLE e (a int, b text, c numrange, d tstzrange, i inet, x box, o circle, EXCLUDE (a WITH =), EXCLUDE USING hash (b WITH =), EXCLUDE USING gist (c WITH -|-), EXCLUDE USING gist (i inet_ops WITH &&), EXCLUDE USING gist (x WITH &&, a WITH <>), EXCLUDE USING gist (o WITH &&) INCLUDE (a) WITH (fillfactor = 70) DEFERRABLE INITIALLY DEFERRED, EXCLUDE USING btree (a DESC NULLS LAST WITH =, lower(b) WITH OPERATOR(pg_catalog.=)) WHERE (a > 5))
----
CREATE TABLE

SELECT conname, pg_get_constraintdef(oid), conkey, conexclop::regoperator[] FROM pg_constraint WHERE conrelid = 'e'::regclass ORDER BY conname
----
e_a_excl|EXCLUDE USING btree (a WITH =)|{1}|{"=(integer,integer)"}
e_a_lower_excl|EXCLUDE USING btree (a DESC NULLS LAST WITH =, lower(b) WITH =) WHERE ((a > 5))|{1,0}|{"=(integer,integer)","=(text,text)"}
e_b_excl|EXCLUDE USING hash (b WITH =)|{2}|{"=(text,text)"}
e_c_excl|EXCLUDE USING gist (c WITH -|-)|{3}|{"-|-(anyrange,anyrange)"}
e_i_excl|EXCLUDE USING gist (i inet_ops WITH &&)|{5}|{"&&(inet,inet)"}
e_o_a_excl|EXCLUDE USING gist (o WITH &&) INCLUDE (a) WITH (fillfactor='70') DEFERRABLE INITIALLY DEFERRED|{7}|{"&&(circle,circle)"}
e_x_a_excl|EXCLUDE USING gist (x WITH &&, a WITH <>)|{6,1}|{"&&(box,box)","<>(integer,integer)"}
SELECT 7

SELECT pg_get_indexdef(indexrelid) FROM pg_index WHERE indrelid = 'e'::regclass ORDER BY 1
----
CREATE INDEX e_a_excl ON public.e USING btree (a)
CREATE INDEX e_a_lower_excl ON public.e USING btree (a DESC NULLS LAST, lower(b)) WHERE (a > 5)
CREATE INDEX e_b_excl ON public.e USING hash (b)
CREATE INDEX e_c_excl ON public.e USING gist (c)
CREATE INDEX e_i_excl ON public.e USING gist (i inet_ops)
CREATE INDEX e_o_a_excl ON public.e USING gist (o) INCLUDE (a) WITH (fillfactor='70')
CREATE INDEX e_x_a_excl ON public.e USING gist (x, a)
SELECT 7

INSERT INTO e (a, b) VALUES (1, 'one'), (NULL, NULL), (NULL, NULL)
----
INSERT 0 3

INSERT INTO e (a) VALUES (1)
----
error 23P01 conflicting key value violates exclusion constraint "e_a_excl"; Key (a)=(1) conflicts with existing key (a)=(1).

INSERT INTO e (b) VALUES ('one')
----
error 23P01 conflicting key value violates exclusion constraint "e_b_excl"; Key (b)=(one) conflicts with existing key (b)=(one).

INSERT INTO e (a, b) VALUES (6, 'six')
----
INSERT 0 1

INSERT INTO e (c) VALUES ('[1.0,2.0)'), ('[3,4)')
----
INSERT 0 2

INSERT INTO e (c) VALUES ('[2.00,2.5]')
----
error 23P01 conflicting key value violates exclusion constraint "e_c_excl"; Key (c)=([2.00,2.5]) conflicts with existing key (c)=([1.0,2.0)).

INSERT INTO e (c) VALUES ('[1.5,1.7]')
----
INSERT 0 1

INSERT INTO e (i) VALUES ('10.0.0.0/8'), ('192.168.1.0/24')
----
INSERT 0 2

INSERT INTO e (i) VALUES ('10.1.2.3')
----
error 23P01 conflicting key value violates exclusion constraint "e_i_excl"; Key (i)=(10.1.2.3) conflicts with existing key (i)=(10.0.0.0/8).

INSERT INTO e (i) VALUES ('192.168.0.0/16')
----
error 23P01 conflicting key value violates exclusion constraint "e_i_excl"; Key (i)=(192.168.0.0/16) conflicts with existing key (i)=(192.168.1.0/24).

INSERT INTO e (i) VALUES ('192.169.0.0/16')
----
INSERT 0 1

INSERT INTO e (a, x) VALUES (20, '((0,0),(2,2))')
----
INSERT 0 1

INSERT INTO e (a, x) VALUES (21, '((1,1),(3,3))')
----
error 23P01 conflicting key value violates exclusion constraint "e_x_a_excl"; Key (x, a)=((3,3),(1,1), 21) conflicts with existing key (x, a)=((2,2),(0,0), 20).

INSERT INTO e (a, x) VALUES (21, '((2.5,2.5),(3,3))'), (NULL, '((0,0),(2,2))')
----
INSERT 0 2

INSERT INTO e (o) VALUES ('<(0,0),1>')
----
INSERT 0 1

INSERT INTO e (o) VALUES ('<(1,0),1>')
----
error 23P01 conflicting key value violates exclusion constraint "e_o_a_excl"; Key (o)=(<(1,0),1>) conflicts with existing key (o)=(<(0,0),1>).

INSERT INTO e (o) VALUES ('<(3,0),1>')
----
INSERT 0 1

CREATE TABLE l (LIKE e INCLUDING ALL)
----
CREATE TABLE

SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint WHERE conrelid = 'l'::regclass ORDER BY conname
----
l_a_excl|EXCLUDE USING btree (a WITH =)
l_a_lower_excl|EXCLUDE USING btree (a DESC NULLS LAST WITH =, lower(b) WITH =) WHERE ((a > 5))
l_b_excl|EXCLUDE USING hash (b WITH =)
l_c_excl|EXCLUDE USING gist (c WITH -|-)
l_i_excl|EXCLUDE USING gist (i inet_ops WITH &&)
l_o_a_excl|EXCLUDE USING gist (o WITH &&) INCLUDE (a) WITH (fillfactor='70') DEFERRABLE INITIALLY DEFERRED
l_x_a_excl|EXCLUDE USING gist (x WITH &&, a WITH <>)
SELECT 7

INSERT INTO l (x, a) VALUES ('((0,0),(2,2))', 20), ('((0,0),(2,2))', 21)
----
error 23P01 conflicting key value violates exclusion constraint "l_x_a_excl"; Key (x, a)=((2,2),(0,0), 21) conflicts with existing key (x, a)=((2,2),(0,0), 20).

CREATE TABLE n (a int, b int4range, EXCLUDE USING gist (a WITH =, b WITH &&), EXCLUDE USING gist (a WITH =, b WITH -|-), CONSTRAINT n_a_b_excl2 EXCLUDE USING gist (b WITH &&))
----
CREATE TABLE

SELECT conname FROM pg_constraint WHERE conrelid = 'n'::regclass ORDER BY conname
----
n_a_b_excl
n_a_b_excl1
n_a_b_excl2
SELECT 3

CREATE TABLE f (a int, EXCLUDE USING gist (a WITH <))
----
error 42809 operator <(integer,integer) is not commutative; Only commutative operators can be used in exclusion constraints.

CREATE TABLE f (a int, EXCLUDE USING gist (a WITH &&))
----
error 42883 operator does not exist: integer && integer; ; No operator matches the given name and argument types. You might need to add explicit type casts.

CREATE TABLE f (a int4range, EXCLUDE USING gist (a WITH <>))
----
error 42809 operator <>(anyrange,anyrange) is not a member of operator family "range_ops"; The exclusion operator must be related to the index operator class for the constraint.

CREATE TABLE f (a int, EXCLUDE (a WITH <>))
----
error 42809 operator <>(integer,integer) is not a member of operator family "integer_ops"; The exclusion operator must be related to the index operator class for the constraint.

CREATE TABLE f (a int, EXCLUDE (a WITH +))
----
error 42809 operator +(integer,integer) is not a member of operator family "integer_ops"; The exclusion operator must be related to the index operator class for the constraint.

CREATE TABLE f (a json, EXCLUDE USING gist (a WITH =))
----
error 42704 data type json has no default operator class for access method "gist"; ; You must specify an operator class for the index or define a default operator class for the data type.

CREATE TABLE f (a json, EXCLUDE (a WITH =))
----
error 42704 data type json has no default operator class for access method "btree"; ; You must specify an operator class for the index or define a default operator class for the data type.

CREATE TABLE f (a int[], EXCLUDE USING gist (a WITH &&))
----
error 42704 data type integer[] has no default operator class for access method "gist"; ; You must specify an operator class for the index or define a default operator class for the data type.

CREATE TABLE f (a int[], EXCLUDE USING gin (a WITH &&))
----
error 0A000 access method "gin" does not support exclusion constraints

CREATE TABLE f (a int, EXCLUDE USING brin (a WITH =))
----
error 0A000 access method "brin" does not support exclusion constraints

CREATE TABLE f (a int, EXCLUDE USING nothing (a WITH =))
----
error 42704 access method "nothing" does not exist

CREATE TABLE f (a int, b int, EXCLUDE USING hash (a WITH =, b WITH =))
----
error 0A000 access method "hash" does not support multicolumn indexes

CREATE TABLE f (a int, b int, EXCLUDE USING hash (a WITH =) INCLUDE (b))
----
error 0A000 access method "hash" does not support included columns

CREATE TABLE f (a int4range, EXCLUDE USING gist (a DESC WITH &&))
----
error 0A000 access method "gist" does not support ASC/DESC options

CREATE TABLE f (a int4range, EXCLUDE USING gist (a NULLS FIRST WITH &&))
----
error 0A000 access method "gist" does not support NULLS FIRST/LAST options

CREATE TABLE f (a int4range, EXCLUDE USING gist (b WITH &&))
----
error 42703 column "b" named in key does not exist

CREATE TABLE f (a int4range, EXCLUDE USING gist (a WITH &&) INCLUDE (b))
----
error 42703 column "b" named in key does not exist

CREATE TABLE f (a int4range, EXCLUDE USING gist (a nothing_ops WITH &&))
----
error 42704 operator class "nothing_ops" does not exist for access method "gist"

CREATE TABLE f (a int4range, EXCLUDE USING gist (a inet_ops WITH &&))
----
error 42804 operator class "inet_ops" does not accept data type int4range

CREATE TABLE f (a inet, EXCLUDE USING gist (a WITH &&))
----
error 42809 operator &&(inet,inet) is not a member of operator family "gist_inet_ops"; The exclusion operator must be related to the index operator class for the constraint.

CREATE TABLE f (a int4range, EXCLUDE USING gist (a WITH nowhere.&&))
----
error 3F000 schema "nowhere" does not exist

CREATE TABLE f (a int4range, EXCLUDE USING gist (a WITH public.&&))
----
error 42883 operator does not exist: int4range public.&& int4range; ; No operator matches the given name and argument types. You might need to add explicit type casts.

CREATE TABLE f (a int4range, EXCLUDE USING gist (a WITH &&) WHERE (random() > 0))
----
error 42P17 functions in index predicate must be marked IMMUTABLE

CREATE TABLE f (a int4range, EXCLUDE USING gist (a WITH &&) NOT VALID)
----
error 0A000 EXCLUDE constraints cannot be marked NOT VALID

CREATE TABLE f (a int4range, EXCLUDE USING gist (a WITH &&) WITH (nothing = 1))
----
error 22023 unrecognized parameter "nothing"

CREATE TABLE f (a int4range, EXCLUDE USING gist (a WITH &&)) PARTITION BY LIST (a)
----
error 0A000 exclusion constraints are not supported on partitioned tables

CREATE TABLE f (a int4range, b int) PARTITION BY LIST (b)
----
CREATE TABLE

ALTER TABLE f ADD EXCLUDE USING gist (a WITH &&)
----
error 0A000 exclusion constraints are not supported on partitioned tables

CREATE TABLE f1 PARTITION OF f FOR VALUES IN (1)
----
CREATE TABLE

ALTER TABLE f1 ADD EXCLUDE USING gist (a WITH &&)
----
ALTER TABLE

INSERT INTO f VALUES ('[1,3)', 1), ('[2,4)', 1)
----
error 23P01 conflicting key value violates exclusion constraint "f1_a_excl"; Key (a)=([2,4)) conflicts with existing key (a)=([1,3)).

INSERT INTO f VALUES ('[1,3)', 1), ('[2,4)', 1), ('[3,4)', 1) ON CONFLICT DO NOTHING RETURNING a
----
[1,3)
[3,4)
INSERT 0 2

CREATE TABLE t (id int, at tsrange, EXCLUDE USING gist (id WITH =, at WITH &&))
----
CREATE TABLE

INSERT INTO t VALUES (1, '[2020-01-01 10:00,2020-01-01 11:00)'), (2, '[2020-01-01 10:00,2020-01-01 11:00)')
----
INSERT 0 2

UPDATE t SET id = 1
----
error 23P01 conflicting key value violates exclusion constraint "t_id_at_excl"; Key (id, at)=(1, ["2020-01-01 10:00:00","2020-01-01 11:00:00")) conflicts with existing key (id, at)=(1, ["2020-01-01 10:00:00","2020-01-01 11:00:00")).

ALTER TABLE t ALTER id TYPE bigint
----
ALTER TABLE

INSERT INTO t VALUES (1, '[2020-01-01 10:30,2020-01-01 10:40)')
----
error 23P01 conflicting key value violates exclusion constraint "t_id_at_excl"; Key (id, at)=(1, ["2020-01-01 10:30:00","2020-01-01 10:40:00")) conflicts with existing key (id, at)=(1, ["2020-01-01 10:00:00","2020-01-01 11:00:00")).

ALTER TABLE t ALTER id TYPE int USING 7
----
error 23P01 could not create exclusion constraint "t_id_at_excl"; Key (id, at)=(7, ["2020-01-01 10:00:00","2020-01-01 11:00:00")) conflicts with key (id, at)=(7, ["2020-01-01 10:00:00","2020-01-01 11:00:00")).

ALTER TABLE t ALTER id TYPE json USING to_json(id)
----
error 42704 data type json has no default operator class for access method "gist"; ; You must specify an operator class for the index or define a default operator class for the data type.

ALTER TABLE t ALTER at TYPE text
----
error 42883 operator does not exist: text && text; ; No operator matches the given name and argument types. You might need to add explicit type casts.

TRUNCATE t
----
TRUNCATE TABLE

INSERT INTO t SELECT 1, tsrange(timestamp '2020-01-01' + g * interval '1 hour', timestamp '2020-01-01' + (g + 1) * interval '1 hour') FROM generate_series(1, 300) g
----
INSERT 0 300

INSERT INTO t SELECT 1, tsrange(timestamp '2020-01-01' + g * interval '1 hour', timestamp '2020-01-01' + (g + 1) * interval '1 hour') FROM generate_series(300, 310) g
----
error 23P01 conflicting key value violates exclusion constraint "t_id_at_excl"; Key (id, at)=(1, ["2020-01-13 12:00:00","2020-01-13 13:00:00")) conflicts with existing key (id, at)=(1, ["2020-01-13 12:00:00","2020-01-13 13:00:00")).

INSERT INTO t VALUES (1, '[2020-01-05 10:30,2020-01-05 10:40)')
----
error 23P01 conflicting key value violates exclusion constraint "t_id_at_excl"; Key (id, at)=(1, ["2020-01-05 10:30:00","2020-01-05 10:40:00")) conflicts with existing key (id, at)=(1, ["2020-01-05 10:00:00","2020-01-05 11:00:00")).

WITH x AS (DELETE FROM t RETURNING at) INSERT INTO t SELECT 2, at FROM x
----
INSERT 0 300

SELECT count(*), min(id) FROM t
----
300|2
SELECT 1

REINDEX TABLE t
----
REINDEX

CREATE FUNCTION try(int, tsrange) RETURNS text LANGUAGE plpgsql AS $$ BEGIN INSERT INTO t VALUES ($1, $2); RETURN 'made'; EXCEPTION WHEN exclusion_violation THEN RETURN SQLERRM; END $$
----
CREATE FUNCTION

SELECT try(2, '[2020-01-05 10:30,2020-01-05 10:40)')
----
conflicting key value violates exclusion constraint "t_id_at_excl"
SELECT 1

SELECT try(3, '[2020-01-05 10:30,2020-01-05 10:40)')
----
made
SELECT 1

CREATE TYPE mood AS ENUM ('sad', 'happy')
----
CREATE TYPE

CREATE DOMAIN spell AS daterange CHECK (NOT isempty(VALUE))
----
CREATE DOMAIN

CREATE TABLE m (a mood, b uuid, c varchar(10), d spell, e bool, f numeric, g float8, EXCLUDE USING gist (a WITH =, b WITH =, c WITH =, d WITH &&, e WITH =, f WITH =, g WITH =))
----
CREATE TABLE

INSERT INTO m VALUES ('sad', '00000000-0000-0000-0000-000000000001', 'x', '[2020-01-01,2020-02-01)', true, 1.0, 0)
----
INSERT 0 1

INSERT INTO m VALUES ('sad', '00000000-0000-0000-0000-000000000001', 'x', '[2020-01-31,2020-02-03)', true, 1.00, '-0')
----
error 23P01 conflicting key value violates exclusion constraint "m_a_b_c_d_e_f_g_excl"; Key (a, b, c, d, e, f, g)=(sad, 00000000-0000-0000-0000-000000000001, x, [2020-01-31,2020-02-03), t, 1.00, -0) conflicts with existing key (a, b, c, d, e, f, g)=(sad, 00000000-0000-0000-0000-000000000001, x, [2020-01-01,2020-02-01), t, 1.0, 0).

INSERT INTO m VALUES ('happy', '00000000-0000-0000-0000-000000000001', 'x', '[2020-01-31,2020-02-03)', true, 1.00, '-0')
----
INSERT 0 1

CREATE TABLE mm (a int4multirange, EXCLUDE USING gist (a WITH &&))
----
CREATE TABLE

INSERT INTO mm VALUES ('{[1,3),[10,20)}'), ('{[5,6)}')
----
INSERT 0 2

INSERT INTO mm VALUES ('{[3,4),[12,13)}')
----
error 23P01 conflicting key value violates exclusion constraint "mm_a_excl"; Key (a)=({[3,4),[12,13)}) conflicts with existing key (a)=({[1,3),[10,20)}).

INSERT INTO mm VALUES ('{[3,5),[20,21)}')
----
INSERT 0 1

CREATE TABLE ex (a date, b date, EXCLUDE USING gist (daterange(a, b) WITH &&), CHECK (a < b))
----
CREATE TABLE

INSERT INTO ex VALUES ('2020-01-01', '2020-02-01')
----
INSERT 0 1

INSERT INTO ex VALUES ('2020-01-31', '2020-03-01')
----
error 23P01 conflicting key value violates exclusion constraint "ex_daterange_excl"; Key (daterange(a, b))=([2020-01-31,2020-03-01)) conflicts with existing key (daterange(a, b))=([2020-01-01,2020-02-01)).

INSERT INTO ex VALUES ('2020-02-01', '2020-03-01')
----
INSERT 0 1

UPDATE ex SET b = '2020-02-02' WHERE a = '2020-01-01'
----
error 23P01 conflicting key value violates exclusion constraint "ex_daterange_excl"; Key (daterange(a, b))=([2020-01-01,2020-02-02)) conflicts with existing key (daterange(a, b))=([2020-02-01,2020-03-01)).

SELECT pg_get_constraintdef(oid), conkey FROM pg_constraint WHERE conrelid = 'ex'::regclass AND contype = 'x'
----
EXCLUDE USING gist (daterange(a, b) WITH &&)|{0}
SELECT 1

DROP TABLE m
----
DROP TABLE

DROP EXTENSION btree_gist
----
error 2BP01 cannot drop extension btree_gist because other objects depend on it; constraint e_x_a_excl on table e depends on operator class gist_int4_ops for access method gist\nconstraint l_x_a_excl on table l depends on operator class gist_int4_ops for access method gist\nconstraint n_a_b_excl on table n depends on operator class gist_int4_ops for access method gist\nconstraint n_a_b_excl1 on table n depends on operator class gist_int4_ops for access method gist\nconstraint t_id_at_excl on table t depends on operator class gist_int8_ops for access method gist; Use DROP ... CASCADE to drop the dependent objects too.

DROP EXTENSION btree_gist CASCADE
----
DROP EXTENSION

SELECT conname FROM pg_constraint WHERE contype = 'x' AND connamespace = current_schema::regnamespace ORDER BY 1
----
d_now
e_a_excl
e_a_lower_excl
e_b_excl
e_c_excl
e_i_excl
e_o_a_excl
ex_daterange_excl
f1_a_excl
l_a_excl
l_a_lower_excl
l_b_excl
l_c_excl
l_i_excl
l_o_a_excl
mm_a_excl
n_a_b_excl2
SELECT 17

CREATE TABLE h (a int, EXCLUDE USING gist (a WITH =))
----
error 42704 data type integer has no default operator class for access method "gist"; ; You must specify an operator class for the index or define a default operator class for the data type.

DROP TABLE d, e, l, n, f, t, mm, ex, r
----
DROP TABLE

CREATE TABLE refd (k int PRIMARY KEY)
----
CREATE TABLE

CREATE TABLE refx (k int, r int REFERENCES refd, d int4range, EXCLUDE USING gist (d WITH &&))
----
CREATE TABLE

INSERT INTO refx VALUES (1, 7, '[1,5)'), (2, NULL, '[4,6)')
----
error 23P01 conflicting key value violates exclusion constraint "refx_d_excl"; Key (d)=([4,6)) conflicts with existing key (d)=([1,5)).

INSERT INTO refx VALUES (1, 7, '[1,5)')
----
error 23503 insert or update on table "refx" violates foreign key constraint "refx_r_fkey"; Key (r)=(7) is not present in table "refd".

CREATE TABLE refl (k int, r int REFERENCES refd, d int4range, EXCLUDE USING gist (d WITH &&) DEFERRABLE)
----
CREATE TABLE

INSERT INTO refl VALUES (1, 7, '[1,5)'), (2, NULL, '[4,6)')
----
error 23503 insert or update on table "refl" violates foreign key constraint "refl_r_fkey"; Key (r)=(7) is not present in table "refd".

WITH a AS (INSERT INTO refl VALUES (1, 7, '[1,5)')) INSERT INTO refx VALUES (2, NULL, '[4,6)'), (3, NULL, '[5,8)')
----
error 23P01 conflicting key value violates exclusion constraint "refx_d_excl"; Key (d)=([5,8)) conflicts with existing key (d)=([4,6)).

DROP TABLE refx, refl, refd
----
DROP TABLE
