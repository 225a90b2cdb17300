# Conditions and values that depend on the session's settings mean the same where a statement computes
# them for a table's rows as where it computes them of constants.
SET timezone = 'America/New_York';
CREATE TYPE moment AS (at timestamptz);
CREATE DOMAIN stamp AS timestamptz;
CREATE TABLE z (id int PRIMARY KEY, a timestamptz, ts timestamp, d date, r tstzrange, m tstzmultirange, c moment, s stamp);
INSERT INTO z VALUES
  (1, '2020-01-01 00:00-05', '2020-01-01', '2020-01-01', '[2020-01-01 00:00-05,2020-01-02 00:00-05)', '{[2020-01-01 00:00-05,2020-01-02 00:00-05)}', ROW('2020-01-01 00:00-05'), '2020-01-01 00:00-05'),
  (2, '2020-01-01 00:00+00', '2020-01-01', '2020-01-01', 'empty', '{}', NULL, NULL),
  (3, NULL, '2020-01-01', NULL, NULL, NULL, NULL, NULL)
----
SET
CREATE TYPE
CREATE DOMAIN
CREATE TABLE
INSERT 0 3

SELECT id FROM z WHERE a IS NOT DISTINCT FROM ts
----
1
SELECT 1

SELECT id FROM z WHERE a IS DISTINCT FROM d ORDER BY id
----
2
SELECT 1

SELECT id FROM z WHERE (a, id) >= (ts, id) ORDER BY id
----
1
SELECT 1

SELECT id FROM z WHERE (a, id) < (ts, id) ORDER BY id
----
2
SELECT 1

SELECT id FROM z WHERE (a, id) <> (ts, id) ORDER BY id
----
2
SELECT 1

SELECT id FROM z WHERE a = ANY (ARRAY[ts, d]) ORDER BY id
----
1
SELECT 1

SELECT id FROM z WHERE a <> ALL (ARRAY[ts, d]) ORDER BY id
----
2
SELECT 1

SELECT id FROM z WHERE NULLIF(a, ts) IS NULL ORDER BY id
----
1
3
SELECT 2

SELECT id FROM z WHERE a IN (ts, d) ORDER BY id
----
1
SELECT 1

SELECT count(*) FILTER (WHERE a IS NOT DISTINCT FROM ts), sum(((a, id) >= (ts, id))::int), sum((a = ANY (ARRAY[ts]))::int) FROM z
----
1|1|1
SELECT 1

SELECT a IS NOT DISTINCT FROM ts AS same, count(*) FROM z GROUP BY 1 ORDER BY 1
----
f|2
t|1
SELECT 2

DELETE FROM z WHERE a IS NOT DISTINCT FROM ts RETURNING id
----
1
DELETE 1

INSERT INTO z (id, a, ts) VALUES (4, '2020-01-01 00:00-05', '2020-01-01') ON CONFLICT (id) DO NOTHING
----
INSERT 0 1

UPDATE z SET d = '2021-01-01' WHERE (a, id) = ANY (ARRAY[(ts::timestamptz, id)]) RETURNING id
----
4
UPDATE 1

SELECT id FROM z WHERE r::text LIKE '%-05"%' ORDER BY id
----
SELECT 0

SELECT id FROM z WHERE m::text LIKE '%-05"%' ORDER BY id
----
SELECT 0

SELECT id FROM z WHERE c::text LIKE '%-05%' ORDER BY id
----
SELECT 0

SELECT id FROM z WHERE s::text LIKE '%-05' ORDER BY id
----
SELECT 0

SELECT id FROM z WHERE z::text LIKE '%-05%' ORDER BY id
----
2
4
SELECT 2

SELECT id FROM z WHERE r || '' LIKE '%-05"%' ORDER BY id
----
SELECT 0

SELECT max(r::text), min(m::text) FROM z
----
empty|{}
SELECT 1

SELECT r = '[2020-01-01,2020-01-02)', r::text FROM z WHERE r = '[2020-01-01,2020-01-02)'
----
SELECT 0

# What NO begins in ALTER SEQUENCE, and the operator that a comparison of rows was written with.
CREATE SEQUENCE q MAXVALUE 2 CYCLE
----
CREATE SEQUENCE

ALTER SEQUENCE q NO CYCLE
----
ALTER SEQUENCE

SELECT nextval('q'), nextval('q')
----
1|2
SELECT 1

SELECT nextval('q')
----
error 2200H

ALTER SEQUENCE q NO MAXVALUE NO MINVALUE INCREMENT 2 NO CYCLE
----
ALTER SEQUENCE

SELECT nextval('q')
----
4
SELECT 1

ALTER TABLE z NO FORCE ROW LEVEL SECURITY
----
ALTER TABLE

SELECT (1::money, 2) < (1, 2)
----
error 42883

SELECT (1, 'a') <> (1, 2::money)
----
error 22P02

# Texts of floats that lie exactly between two others.
SELECT 1e23::float8, '-1e23'::float8, '9.5e23'::float8, 2::float8 ^ 60, '1e22'::float8, '1e40'::float8, '4.5e16'::float8, '3.602879701896397e16'::float8, '1.2e24'::float8
----
9.999999999999999e+22|-9.999999999999999e+22|9.5e+23|1.152921504606847e+18|1e+22|1e+40|4.5e+16|3.602879701896397e+16|1.2e+24
SELECT 1
