CREATE TEXT SEARCH CONFIGURATION tc (COPY = english)
----
CREATE TEXT SEARCH CONFIGURATION

CREATE TABLE tct (id int PRIMARY KEY, lang regconfig NOT NULL DEFAULT 'tc', a text, v tsvector GENERATED ALWAYS AS (to_tsvector('tc', a)) STORED)
----
CREATE TABLE

INSERT INTO tct (id, a) VALUES (1, 'The foxes jump'), (2, 'A dog sleeps'), (3, NULL)
----
INSERT 0 3

INSERT INTO tct (id, a, lang) VALUES (4, 'Les chevaux dorment', 'french')
----
INSERT 0 1

CREATE INDEX tct_expr ON tct USING gin (to_tsvector('tc', a))
----
CREATE INDEX

CREATE INDEX tct_lang ON tct USING gin (to_tsvector(lang, a))
----
CREATE INDEX

ALTER TABLE tct ADD CONSTRAINT tct_check CHECK (to_tsvector('tc', a) IS NOT NULL OR a IS NULL)
----
ALTER TABLE

CREATE VIEW tcv AS SELECT id, to_tsvector('tc', a) AS v, 'tc'::regconfig AS c FROM tct
----
CREATE VIEW

CREATE FUNCTION tcf(text) RETURNS tsvector LANGUAGE sql IMMUTABLE RETURN to_tsvector('tc', $1)
----
CREATE FUNCTION

CREATE FUNCTION tcd(c regconfig DEFAULT 'tc') RETURNS regconfig LANGUAGE sql AS 'SELECT c'
----
CREATE FUNCTION

SELECT id, lang, v FROM tct ORDER BY id
----
1|tc|'fox':2 'jump':3
2|tc|'dog':2 'sleep':3
3|tc|NULL
4|french|'chevaux':2 'dorment':3 'les':1
SELECT 4

SELECT id, v, c FROM tcv ORDER BY id
----
1|'fox':2 'jump':3|tc
2|'dog':2 'sleep':3|tc
3|NULL|tc
4|'chevaux':2 'dorment':3 'les':1|tc
SELECT 4

SELECT id FROM tct WHERE to_tsvector('tc', a) @@ to_tsquery('tc', 'fox') ORDER BY id
----
1
SELECT 1

SELECT id FROM tct WHERE to_tsvector(lang, a) @@ to_tsquery('tc', 'sleep') ORDER BY id
----
2
SELECT 1

SELECT id FROM tct WHERE v @@ plainto_tsquery('tc', 'the foxes') ORDER BY id
----
1
SELECT 1

SELECT tcf('jumping foxes'), tcd(), (SELECT count(*) FROM tct WHERE to_tsvector(lang, a) @@ to_tsquery(lang, 'cheval')) AS n
----
'fox':2 'jump':1|tc|1
SELECT 1

SELECT pg_get_indexdef('tct_expr'::regclass), pg_get_viewdef('tcv'::regclass), pg_get_functiondef('tcf'::regproc)
----
CREATE INDEX tct_expr ON public.tct USING gin (to_tsvector('tc'::regconfig, a))| SELECT tct.id,\n    to_tsvector('tc'::regconfig, tct.a) AS v,\n    'tc'::regconfig AS c\n   FROM tct;|CREATE OR REPLACE FUNCTION public.tcf(text)\n RETURNS tsvector\n LANGUAGE sql\n IMMUTABLE\nRETURN to_tsvector('tc'::regconfig, $1)\n
SELECT 1

SELECT pg_get_function_arguments('tcd'::regproc), pg_get_constraintdef(oid) FROM pg_constraint WHERE conname = 'tct_check'
----
c regconfig DEFAULT 'tc'::regconfig|CHECK (((to_tsvector('tc'::regconfig, a) IS NOT NULL) OR (a IS NULL)))
SELECT 1

SELECT pg_get_expr(adbin, adrelid) FROM pg_attrdef WHERE adrelid = 'tct'::regclass ORDER BY adnum
----
'tc'::regconfig
to_tsvector('tc'::regconfig, a)
SELECT 2

# sorted
SELECT pg_describe_object(classid, objid, objsubid), deptype FROM pg_depend WHERE refclassid = 'pg_ts_config'::regclass AND refobjid = 'tc'::regconfig
----
constraint tct_check on table tct|n
default value for column lang of table tct|n
default value for column v of table tct|n
function tcd(regconfig)|n
function tcf(text)|n
index tct_expr|n
rule _RETURN on view tcv|n
SELECT 7

ALTER TEXT SEARCH CONFIGURATION tc RENAME TO tc2
----
ALTER TEXT SEARCH CONFIGURATION

SELECT pg_get_indexdef('tct_expr'::regclass), pg_get_viewdef('tcv'::regclass), pg_get_function_arguments('tcd'::regproc), tcd()
----
CREATE INDEX tct_expr ON public.tct USING gin (to_tsvector('tc2'::regconfig, a))| SELECT tct.id,\n    to_tsvector('tc2'::regconfig, tct.a) AS v,\n    'tc2'::regconfig AS c\n   FROM tct;|c regconfig DEFAULT 'tc2'::regconfig|tc2
SELECT 1

INSERT INTO tct (id, a) VALUES (5, 'More foxes')
----
INSERT 0 1

SELECT id, lang, v FROM tct WHERE v @@ to_tsquery('tc2', 'fox') ORDER BY id
----
1|tc2|'fox':2 'jump':3
5|tc2|'fox':2
SELECT 2

ALTER TEXT SEARCH CONFIGURATION tc2 ALTER MAPPING FOR asciiword WITH simple
----
ALTER TEXT SEARCH CONFIGURATION

INSERT INTO tct (id, a) VALUES (6, 'The foxes')
----
INSERT 0 1

SELECT id, v FROM tct WHERE id > 4 ORDER BY id
----
5|'fox':2
6|'foxes':2 'the':1
SELECT 2

SELECT id, v FROM tcv WHERE id > 4 ORDER BY id
----
5|'foxes':2 'more':1
6|'foxes':2 'the':1
SELECT 2

DROP TEXT SEARCH CONFIGURATION tc2
----
error 2BP01

SET default_text_search_config = tc2
----
SET

SELECT to_tsvector('The foxes'), to_tsquery('foxes'), get_current_ts_config(), 'the'::text @@ 'the'::text
----
'foxes':2 'the':1|'foxes'|tc2|t
SELECT 1

BEGIN; DROP TEXT SEARCH CONFIGURATION tc2 CASCADE
----
BEGIN
DROP TEXT SEARCH CONFIGURATION

SELECT to_tsvector('The foxes')
----
error 42704

ROLLBACK
----
ROLLBACK

SELECT to_tsvector('The foxes')
----
'foxes':2 'the':1
SELECT 1

ALTER TEXT SEARCH CONFIGURATION tc2 ALTER MAPPING FOR asciiword WITH english_stem
----
ALTER TEXT SEARCH CONFIGURATION

SELECT to_tsvector('The foxes')
----
'fox':2
SELECT 1

SET default_text_search_config = nope
----
error 22023

RESET default_text_search_config
----
RESET

SELECT to_tsvector('The foxes')
----
'fox':2
SELECT 1

BEGIN; CREATE TEXT SEARCH CONFIGURATION tc3 (COPY = tc2); CREATE TABLE tct3 (a text, v tsvector GENERATED ALWAYS AS (to_tsvector('tc3', a)) STORED); INSERT INTO tct3 VALUES ('The foxes'); ALTER TEXT SEARCH CONFIGURATION tc3 ALTER MAPPING FOR asciiword WITH simple; INSERT INTO tct3 VALUES ('The foxes'); SELECT v FROM tct3 ORDER BY v
----
BEGIN
CREATE TEXT SEARCH CONFIGURATION
CREATE TABLE
INSERT 0 1
ALTER TEXT SEARCH CONFIGURATION
INSERT 0 1
'fox':2
'foxes':2 'the':1
SELECT 2

COMMIT
----
COMMIT

PREPARE tcp AS SELECT to_tsvector('tc3', 'The foxes')
----
PREPARE

EXECUTE tcp
----
'foxes':2 'the':1
SELECT 1

ALTER TEXT SEARCH CONFIGURATION tc3 ALTER MAPPING FOR asciiword WITH english_stem
----
ALTER TEXT SEARCH CONFIGURATION

# ours: in Postgres the plan keeps the value of the configuration as it was
EXECUTE tcp
----
'fox':2
SELECT 1

CREATE TABLE tctrig (a text, v tsvector); CREATE TRIGGER tctrig BEFORE INSERT ON tctrig FOR EACH ROW EXECUTE FUNCTION tsvector_update_trigger(v, 'pg_catalog.english', a)
----
CREATE TABLE
CREATE TRIGGER

INSERT INTO tctrig VALUES ('The foxes') RETURNING v
----
'fox':2
INSERT 0 1

DROP TABLE tct3
----
DROP TABLE

DROP TEXT SEARCH CONFIGURATION tc3
----
DROP TEXT SEARCH CONFIGURATION

DROP TEXT SEARCH CONFIGURATION tc2 CASCADE
----
DROP TEXT SEARCH CONFIGURATION

SELECT id, a FROM tct WHERE id = 1
----
1|The foxes jump
SELECT 1

INSERT INTO tct (id, a, lang) VALUES (7, 'x', 'english')
----
INSERT 0 1

SELECT tcf('x')
----
error 42883
