# The COLLATE of columns and indexes is kept and shown. Errors are told whole.
CREATE TABLE c (a text, b text COLLATE "C", c int, d varchar(5) COLLATE "POSIX", e text[] COLLATE "C", n name, u text COLLATE ucs_basic)
----
CREATE TABLE

CREATE INDEX c1 ON c (a COLLATE "C", b, d COLLATE "POSIX", d COLLATE "default" DESC, u COLLATE "C" text_pattern_ops)
----
CREATE INDEX

CREATE INDEX c2 ON c (lower(a) COLLATE "C", (a || 'x'), (a || a) COLLATE "POSIX" DESC NULLS LAST) INCLUDE (b) WHERE b > 'x'
----
CREATE INDEX

CREATE INDEX c3 ON c (c COLLATE "C")
----
error 42804 collations are not supported by type integer

CREATE UNIQUE INDEX c4 ON c (a COLLATE "C")
----
CREATE INDEX

CREATE UNIQUE INDEX c5 ON c (b)
----
CREATE INDEX

CREATE INDEX c6 ON c (e COLLATE "default", n, n COLLATE "default")
----
CREATE INDEX

SELECT attname, attcollation, attcollation::regcollation FROM pg_attribute WHERE attrelid = 'c'::regclass AND attnum > 0 AND attname <> 'u' ORDER BY attnum
----
a|100|"default"
b|950|"C"
c|0|-
d|951|"POSIX"
e|950|"C"
n|950|"C"
SELECT 6

SELECT indexrelid::regclass, array(SELECT (x::oid)::regcollation::text FROM unnest(indcollation) x), replace(pg_get_indexdef(indexrelid), current_schema || '.', '') FROM pg_index WHERE indrelid = 'c'::regclass ORDER BY 1::text
----
c1|{"\"C\"","\"C\"","\"POSIX\"","\"default\"","\"C\""}|CREATE INDEX c1 ON c USING btree (a COLLATE "C", b, d, d COLLATE "default" DESC, u COLLATE "C" text_pattern_ops)
c2|{"\"C\"","\"default\"","\"POSIX\""}|CREATE INDEX c2 ON c USING btree (lower(a) COLLATE "C", ((a || 'x'::text)), ((a || a)) COLLATE "POSIX" DESC NULLS LAST) INCLUDE (b) WHERE (b > 'x'::text)
c4|{"\"C\""}|CREATE UNIQUE INDEX c4 ON c USING btree (a COLLATE "C")
c5|{"\"C\""}|CREATE UNIQUE INDEX c5 ON c USING btree (b)
c6|{"\"default\"","\"C\"","\"default\""}|CREATE INDEX c6 ON c USING btree (e COLLATE "default", n, n COLLATE "default")
SELECT 5

SELECT pg_get_indexdef('c1'::regclass, 1, true), pg_get_indexdef('c2'::regclass, 3, false)
----
a|((a || a))
SELECT 1

SELECT attrelid::regclass, attname, attcollation::regcollation FROM pg_attribute WHERE attrelid IN ('c1'::regclass, 'c2'::regclass) ORDER BY attrelid::regclass::text, attnum
----
c1|a|"C"
c1|b|"C"
c1|d|"POSIX"
c1|d1|"default"
c1|u|"C"
c2|lower|"C"
c2|expr|"default"
c2|expr1|"POSIX"
c2|b|-
SELECT 9

SELECT column_name, collation_schema, collation_name FROM information_schema.columns WHERE table_name = 'c' ORDER BY ordinal_position
----
a|NULL|NULL
b|pg_catalog|C
c|NULL|NULL
d|pg_catalog|POSIX
e|pg_catalog|C
n|pg_catalog|C
u|pg_catalog|ucs_basic
SELECT 7

INSERT INTO c (a) VALUES ('x') ON CONFLICT (a) DO NOTHING
----
INSERT 0 1

INSERT INTO c (a) VALUES ('x') ON CONFLICT (a COLLATE "C") DO NOTHING
----
INSERT 0 0

INSERT INTO c (a) VALUES ('x') ON CONFLICT (a COLLATE "POSIX") DO NOTHING
----
error 42P10 there is no unique or exclusion constraint matching the ON CONFLICT specification

INSERT INTO c (b) VALUES ('x') ON CONFLICT (b) DO NOTHING
----
INSERT 0 1

INSERT INTO c (b) VALUES ('x') ON CONFLICT (b COLLATE "C") DO NOTHING
----
INSERT 0 0

INSERT INTO c (b) VALUES ('x') ON CONFLICT (b COLLATE "default") DO NOTHING
----
error 42P10 there is no unique or exclusion constraint matching the ON CONFLICT specification

INSERT INTO c (b) VALUES ('x') ON CONFLICT (b COLLATE nope) DO NOTHING
----
error 42704 collation "nope" for encoding "UTF8" does not exist

SELECT a, b FROM c WHERE a = 'x' OR b = 'x' ORDER BY a, b
----
x|NULL
NULL|x
SELECT 2

CREATE TABLE l (LIKE c INCLUDING INDEXES)
----
CREATE TABLE

SELECT replace(pg_get_indexdef(indexrelid), current_schema || '.', '') FROM pg_index WHERE indrelid = 'l'::regclass ORDER BY 1
----
CREATE INDEX l_a_b_d_d1_u_idx ON l USING btree (a COLLATE "C", b, d, d DESC, u COLLATE "C" text_pattern_ops)
CREATE INDEX l_e_n_n1_idx ON l USING btree (e, n, n COLLATE "default")
CREATE INDEX l_lower_expr_expr1_b_idx ON l USING btree (lower(a) COLLATE "C", ((a || 'x'::text)), ((a || a)) COLLATE "POSIX" DESC NULLS LAST) INCLUDE (b) WHERE (b > 'x'::text)
CREATE UNIQUE INDEX l_a_idx ON l USING btree (a COLLATE "C")
CREATE UNIQUE INDEX l_b_idx ON l USING btree (b)
SELECT 5

SELECT attname, attcollation::regcollation FROM pg_attribute WHERE attrelid = 'l'::regclass AND attnum > 0 ORDER BY attnum
----
a|"default"
b|"C"
c|-
d|"POSIX"
e|"C"
n|"C"
u|ucs_basic
SELECT 7

ALTER TABLE c ALTER b TYPE text, ALTER a TYPE varchar(9) COLLATE "POSIX"
----
ALTER TABLE

ALTER TABLE c ADD z text COLLATE "C"
----
ALTER TABLE

SELECT attname, attcollation::regcollation FROM pg_attribute WHERE attrelid = 'c'::regclass AND attname IN ('a', 'b', 'z') ORDER BY attnum
----
a|"POSIX"
b|"default"
z|"C"
SELECT 3

SELECT replace(pg_get_indexdef(indexrelid), current_schema || '.', '') FROM pg_index WHERE indexrelid IN ('c4'::regclass, 'c5'::regclass) ORDER BY 1
----
CREATE UNIQUE INDEX c4 ON c USING btree (a COLLATE "C")
CREATE UNIQUE INDEX c5 ON c USING btree (b)
SELECT 2

CREATE TABLE par (a text COLLATE "C", b text)
----
CREATE TABLE

CREATE TABLE kid () INHERITS (par)
----
CREATE TABLE

CREATE TABLE kid2 (a text) INHERITS (par)
----
error 42P21 column "a" has a collation conflict; "C" versus "default"

CREATE TABLE kid2 (a text COLLATE "C", b text COLLATE "POSIX") INHERITS (par)
----
error 42P21 column "b" has a collation conflict; "default" versus "POSIX"

CREATE TABLE kid2 (a text COLLATE "C") INHERITS (par)
----
CREATE TABLE

CREATE TABLE par2 (a text)
----
CREATE TABLE

CREATE TABLE kid3 () INHERITS (par, par2)
----
error 42P21 inherited column "a" has a collation conflict; "C" versus "default"

CREATE TABLE loose (a text, b text)
----
CREATE TABLE

ALTER TABLE loose INHERIT par
----
error 42P21 child table "loose" has different collation for column "a"

ALTER TABLE kid ADD y text
----
ALTER TABLE

ALTER TABLE par ADD y text COLLATE "C"
----
error 42P21 child table "kid" has different collation for column "y"; "C" versus "default"

SELECT attrelid::regclass, attname, attcollation::regcollation FROM pg_attribute WHERE attrelid IN ('kid'::regclass, 'kid2'::regclass) AND attnum > 0 ORDER BY attrelid::regclass::text, attnum
----
kid|a|"C"
kid|b|"default"
kid|y|"default"
kid2|a|"C"
kid2|b|"default"
SELECT 5

CREATE TABLE p (a text COLLATE "C", b text) PARTITION BY LIST (a)
----
CREATE TABLE

CREATE TABLE p1 PARTITION OF p FOR VALUES IN ('x')
----
CREATE TABLE

CREATE TABLE p2 (a text, b text)
----
CREATE TABLE

ALTER TABLE p ATTACH PARTITION p2 FOR VALUES IN ('y')
----
error 42P21 child table "p2" has different collation for column "a"

CREATE INDEX p_b ON p (b COLLATE "C")
----
CREATE INDEX

SELECT replace(pg_get_indexdef(indexrelid), current_schema || '.', '') FROM pg_index WHERE indrelid = 'p1'::regclass
----
CREATE INDEX p1_b_idx ON p1 USING btree (b COLLATE "C")
SELECT 1

CREATE TABLE p3 (a text COLLATE "C", b text)
----
CREATE TABLE

CREATE INDEX p3_b ON p3 (b)
----
CREATE INDEX

CREATE INDEX p3_c ON p3 (b COLLATE "C")
----
CREATE INDEX

ALTER TABLE p ATTACH PARTITION p3 FOR VALUES IN ('z')
----
ALTER TABLE

SELECT inhrelid::regclass FROM pg_inherits WHERE inhparent = 'p_b'::regclass ORDER BY 1::text
----
p1_b_idx
p3_c
SELECT 2
