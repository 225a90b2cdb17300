# Errors are told whole.
# What drivers read of EXPLAIN (FORMAT JSON), and values of pseudo types.
CREATE TABLE me (a int PRIMARY KEY)
----
CREATE TABLE

CREATE FUNCTION op(text) RETURNS text LANGUAGE plpgsql AS $$DECLARE p json; BEGIN EXECUTE 'EXPLAIN (FORMAT JSON) ' || $1 INTO p; RETURN concat_ws(' ', p #>> '{0,Plan,Node Type}', p #>> '{0,Plan,Operation}', p #>> '{0,Plan,Relation Name}'); END$$
----
CREATE FUNCTION

SELECT op('INSERT INTO me VALUES (1), (2)'), op('UPDATE me SET a = 3'), op('DELETE FROM me WHERE a = 1'), op('MERGE INTO me USING (VALUES (1)) v (x) ON a = x WHEN MATCHED THEN DELETE'), op('SELECT * FROM me WHERE true')
----
ModifyTable Insert me|ModifyTable Update me|ModifyTable Delete me|ModifyTable Merge me|Seq Scan me
SELECT 1

SELECT op('INSERT INTO me VALUES (1) ON CONFLICT DO NOTHING RETURNING a')
----
ModifyTable Insert me
SELECT 1

PREPARE v AS SELECT $1::void IS NULL, now($1) IS NULL
----
PREPARE

EXECUTE v ('')
----
f|f
SELECT 1

EXECUTE v (NULL)
----
t|f
SELECT 1

SELECT parameter_types FROM pg_prepared_statements WHERE name = 'v'
----
{void}
SELECT 1

PREPARE cs AS SELECT $1::cstring
----
PREPARE

EXECUTE cs ('abc')
----
abc
SELECT 1

SELECT 'x'::void IS NULL, 'a b'::cstring
----
f|a b
SELECT 1

DROP FUNCTION op(text)
----
DROP FUNCTION

DROP TABLE me
----
DROP TABLE
