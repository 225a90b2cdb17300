# Literals beside operators that hstore and others have: which type they are is not known until one is alone.
CREATE VIEW before AS SELECT '{}' - ARRAY['a'] AS x, '{}' ? 'a' AS y
----
CREATE VIEW

CREATE TABLE told (a jsonb DEFAULT ('{"a": 1}' - ARRAY['a']), b int)
----
CREATE TABLE

CREATE EXTENSION IF NOT EXISTS hstore
----
CREATE EXTENSION

# what is stored keeps its types
SELECT * FROM before
----
{}|f
SELECT 1

INSERT INTO told (b) VALUES (1)
----
INSERT 0 1

SELECT * FROM told
----
{}|1
SELECT 1

SELECT '' - ARRAY['a']
----
error 42725

SELECT NULL - ARRAY['a']::text[]
----
error 42725

SELECT '{}' - 'a'::text
----
error 42725

SELECT '{}' -> 'a'
----
error 42725

SELECT '{}' ? 'a'
----
error 42725

SELECT '{"a": 1}'::jsonb - 'a', '{"a": 1}'::jsonb ? 'a', 'a' || 'b', 'a' = 'a'
----
{}|t|ab|t
SELECT 1

SELECT %% 'a=>1', %# 'a=>1'
----
{a,1}|{{a,1}}
SELECT 1

SELECT 'a=>1' ?& ARRAY['a']
----
error 42725

SELECT 'a=>1' - 'a=>1'::hstore
----
''
SELECT 1

SELECT 'a' - 1
----
error 22P02

# a schema that is not on the path is not asked
CREATE SCHEMA elsewhere
----
CREATE SCHEMA

SET search_path = elsewhere
----
SET

SELECT '{}' - ARRAY['a'], '{}' ? 'a'
----
{}|f
SELECT 1

RESET search_path
----
RESET

CREATE EXTENSION IF NOT EXISTS citext
----
CREATE EXTENSION

SELECT 'a' = 'A', 'a' ~ 'A', 'a' || 'B', 'a' ~~ 'A', 'a'::text ~~ 'A', 'a' ~~ 'A'::text
----
f|f|aB|f|f|f
SELECT 1
