# INSERT, UPDATE and DELETE in BEGIN ATOMIC. Errors are told whole.
CREATE TABLE rw (a int PRIMARY KEY, b text, c bigint DEFAULT 7)
----
CREATE TABLE

CREATE TABLE rw_more (k int PRIMARY KEY, l text NOT NULL DEFAULT 'none', m numeric(6,2), n int GENERATED ALWAYS AS IDENTITY, CHECK (k < 100))
----
CREATE TABLE

CREATE PROCEDURE rw_p1(x int, y text DEFAULT 'q') BEGIN ATOMIC INSERT INTO rw VALUES (x, y); INSERT INTO rw (b, a) SELECT y, x + 1; INSERT INTO rw (a) VALUES (x + 2), (x + 3); END
----
CREATE PROCEDURE

CALL rw_p1(1)
----
CALL

CALL rw_p1(11, 'w')
----
CALL

SELECT * FROM rw ORDER BY a
----
1|q|7
2|q|7
3|NULL|7
4|NULL|7
11|w|7
12|w|7
13|NULL|7
14|NULL|7
SELECT 8

SELECT pg_get_function_sqlbody('rw_p1'::regproc)
----
BEGIN ATOMIC\n INSERT INTO rw (a, b)\n   VALUES (rw_p1.x, rw_p1.y);\n INSERT INTO rw (b, a)  SELECT rw_p1.y AS y,\n             (rw_p1.x + 1);\n INSERT INTO rw (a) VALUES ((rw_p1.x + 2)), ((rw_p1.x + 3));\nEND
SELECT 1

CREATE FUNCTION rw_up(x int, y text) RETURNS SETOF rw BEGIN ATOMIC UPDATE rw SET b = y || b, c = a + 1 WHERE a > x RETURNING *; END
----
CREATE FUNCTION

SELECT * FROM rw_up(10, 'z') ORDER BY a
----
11|zw|12
12|zw|13
13|NULL|14
14|NULL|15
SELECT 4

SELECT pg_get_function_sqlbody('rw_up'::regproc)
----
BEGIN ATOMIC\n UPDATE rw SET b = (rw_up.y || rw.b), c = (rw.a + 1)\n   WHERE (rw.a > rw_up.x)\n   RETURNING rw.a,\n     rw.b,\n     rw.c;\nEND
SELECT 1

CREATE FUNCTION rw_from(x int) RETURNS bigint BEGIN ATOMIC UPDATE rw q SET (b, c) = (SELECT 's', z.a) FROM rw z WHERE z.a = q.a AND z.a = x; UPDATE rw SET (b, c) = ROW('t', 5), a = DEFAULT WHERE false; SELECT c FROM rw WHERE a = x; END
----
CREATE FUNCTION

SELECT rw_from(2)
----
2
SELECT 1

SELECT pg_get_function_sqlbody('rw_from'::regproc)
----
BEGIN ATOMIC\n UPDATE rw q SET (b, c) = ( SELECT 's'::text,\n             z.a)\n    FROM rw z\n   WHERE ((z.a = q.a) AND (z.a = rw_from.x));\n UPDATE rw SET b = 't'::text, c = 5, a = DEFAULT\n   WHERE false;\n SELECT rw.c\n    FROM rw\n   WHERE (rw.a = rw_from.x);\nEND
SELECT 1

CREATE FUNCTION rw_del(x int) RETURNS TABLE (a int, b text, other text) BEGIN ATOMIC DELETE FROM rw USING rw y WHERE rw.a = x AND y.a = rw.a RETURNING rw.a, rw.b, y.b AS yb; END
----
CREATE FUNCTION

SELECT * FROM rw_del(2)
----
2|s|s
SELECT 1

SELECT * FROM rw_del(2)
----
SELECT 0

SELECT pg_get_function_sqlbody('rw_del'::regproc)
----
BEGIN ATOMIC\n DELETE FROM rw\n    USING rw y\n   WHERE ((rw.a = rw_del.x) AND (y.a = rw.a))\n   RETURNING rw.a,\n     rw.b,\n     y.b AS yb;\nEND
SELECT 1

CREATE PROCEDURE rw_upsert(x int, y text) BEGIN ATOMIC INSERT INTO rw AS t (a, b) VALUES (x, y) ON CONFLICT (a) DO UPDATE SET b = excluded.b || t.b, c = DEFAULT WHERE t.a > 0; INSERT INTO rw VALUES (x, 'no', 1) ON CONFLICT DO NOTHING; END
----
CREATE PROCEDURE

CALL rw_upsert(1, 'u')
----
CALL

CALL rw_upsert(50, 'n')
----
CALL

SELECT * FROM rw WHERE a IN (1, 50) ORDER BY a
----
1|uq|7
50|n|7
SELECT 2

SELECT pg_get_function_sqlbody('rw_upsert'::regproc)
----
BEGIN ATOMIC\n INSERT INTO rw AS t (a, b)\n   VALUES (rw_upsert.x, rw_upsert.y) ON CONFLICT(a) DO UPDATE SET b = (excluded.b || t.b), c = DEFAULT\n   WHERE (t.a > 0);\n INSERT INTO rw (a, b, c)\n   VALUES (rw_upsert.x, 'no'::text, 1) ON CONFLICT DO NOTHING;\nEND
SELECT 1

CREATE FUNCTION rw_defaults(x int) RETURNS rw_more BEGIN ATOMIC INSERT INTO rw_more (k, m, l) VALUES (x, '1.5', DEFAULT) RETURNING *; END
----
CREATE FUNCTION

SELECT rw_defaults(3)
----
(3,none,1.50,1)
SELECT 1

SELECT rw_defaults(300)
----
error 23514 new row for relation "rw_more" violates check constraint "rw_more_k_check"; Failing row contains (300, none, 1.50, 2).

SELECT pg_get_function_sqlbody('rw_defaults'::regproc)
----
BEGIN ATOMIC\n INSERT INTO rw_more (k, m, l)\n   VALUES (rw_defaults.x, 1.5, DEFAULT)\n   RETURNING rw_more.k,\n     rw_more.l,\n     rw_more.m,\n     rw_more.n;\nEND
SELECT 1

CREATE FUNCTION rw_over(x int) RETURNS int BEGIN ATOMIC INSERT INTO rw_more OVERRIDING SYSTEM VALUE VALUES (x, 'o', 2, 90) RETURNING n; END
----
CREATE FUNCTION

SELECT rw_over(4), pg_get_function_sqlbody('rw_over'::regproc)
----
90|BEGIN ATOMIC\n INSERT INTO rw_more (k, l, m, n) OVERRIDING SYSTEM VALUE\n   VALUES (rw_over.x, 'o'::text, 2, 90)\n   RETURNING rw_more.n;\nEND
SELECT 1

CREATE FUNCTION rw_select(x int) RETURNS bigint BEGIN ATOMIC INSERT INTO rw SELECT a + 1000, b FROM rw WHERE a > x ORDER BY a LIMIT 1; SELECT count(*) FROM rw; END
----
CREATE FUNCTION

SELECT rw_select(10), pg_get_function_sqlbody('rw_select'::regproc)
----
9|BEGIN ATOMIC\n INSERT INTO rw (a, b)  SELECT (rw_1.a + 1000),\n             rw_1.b\n            FROM rw rw_1\n           WHERE (rw_1.a > rw_select.x)\n           ORDER BY rw_1.a\n          LIMIT 1;\n SELECT count(*) AS count\n    FROM rw;\nEND
SELECT 1

CREATE FUNCTION rw_stable() RETURNS int STABLE BEGIN ATOMIC UPDATE rw SET c = 1 RETURNING a; END
----
CREATE FUNCTION

SELECT rw_stable()
----
error 0A000 UPDATE is not allowed in a non-volatile function

# Names change, what they mean does not.
ALTER TABLE rw RENAME TO rx
----
ALTER TABLE

ALTER TABLE rx RENAME COLUMN b TO bb
----
ALTER TABLE

ALTER TABLE rx ADD COLUMN d int DEFAULT 4
----
ALTER TABLE

CALL rw_upsert(1, 'v')
----
CALL

CALL rw_p1(2001, 'x')
----
CALL

SELECT a, bb, c, d FROM rw_up(2002, 'y') r(a, bb, c, d) ORDER BY a
----
error 42P13 return type mismatch in function declared to return rx; Final statement returns too few columns.

SELECT * FROM rx WHERE a IN (1, 2001) ORDER BY a
----
1|vuq|7|4
2001|x|7|4
SELECT 2

SELECT pg_get_function_sqlbody('rw_upsert'::regproc), pg_get_function_sqlbody('rw_p1'::regproc)
----
BEGIN ATOMIC\n INSERT INTO rx AS t (a, bb)\n   VALUES (rw_upsert.x, rw_upsert.y) ON CONFLICT(a) DO UPDATE SET bb = (excluded.bb || t.bb), c = DEFAULT\n   WHERE (t.a > 0);\n INSERT INTO rx (a, bb, c)\n   VALUES (rw_upsert.x, 'no'::text, 1) ON CONFLICT DO NOTHING;\nEND|BEGIN ATOMIC\n INSERT INTO rx (a, bb)\n   VALUES (rw_p1.x, rw_p1.y);\n INSERT INTO rx (bb, a)  SELECT rw_p1.y AS y,\n             (rw_p1.x + 1);\n INSERT INTO rx (a) VALUES ((rw_p1.x + 2)), ((rw_p1.x + 3));\nEND
SELECT 1

ALTER TABLE rx DROP COLUMN bb
----
error 2BP01 cannot drop column bb of table rx because other objects depend on it; function rw_p1(integer,text) depends on column bb of table rx\nfunction rw_up(integer,text) depends on column bb of table rx\nfunction rw_from(integer) depends on column bb of table rx\nfunction rw_del(integer) depends on column bb of table rx\nfunction rw_upsert(integer,text) depends on column bb of table rx\nfunction rw_select(integer) depends on column bb of table rx; Use DROP ... CASCADE to drop the dependent objects too.

ALTER TABLE rx ALTER COLUMN c TYPE int
----
error 0A000 cannot alter type of a column used by a function or procedure; function rw_up(integer,text) depends on column "c"

ALTER TABLE rw_more DROP COLUMN m
----
error 2BP01 cannot drop column m of table rw_more because other objects depend on it; function rw_defaults(integer) depends on column m of table rw_more\nfunction rw_over(integer) depends on column m of table rw_more; Use DROP ... CASCADE to drop the dependent objects too.

DROP TABLE rw_more
----
error 2BP01 cannot drop table rw_more because other objects depend on it; function rw_defaults(integer) depends on table rw_more\nfunction rw_over(integer) depends on table rw_more; Use DROP ... CASCADE to drop the dependent objects too.

DROP TABLE rw_more CASCADE
----
DROP TABLE

SELECT proname FROM pg_proc WHERE proname ~ '^rw_' ORDER BY 1
----
rw_del
rw_from
rw_p1
rw_select
rw_stable
rw_up
rw_upsert
SELECT 7

SELECT DISTINCT p.proname, d.refobjsubid FROM pg_depend d JOIN pg_proc p ON p.oid = d.objid WHERE d.classid = 'pg_proc'::regclass AND p.proname IN ('rw_upsert', 'rw_p1', 'rw_del') AND d.refclassid = 'pg_class'::regclass ORDER BY 1, 2
----
rw_del|1
rw_del|2
rw_p1|1
rw_p1|2
rw_upsert|1
rw_upsert|2
rw_upsert|3
SELECT 7

# Errors.
CREATE FUNCTION rw_bad() RETURNS int BEGIN ATOMIC INSERT INTO rx (a, nosuch) VALUES (1, 2); SELECT 1; END
----
error 42703 column "nosuch" of relation "rx" does not exist

CREATE FUNCTION rw_bad() RETURNS int BEGIN ATOMIC UPDATE rx SET nosuch = 2; SELECT 1; END
----
error 42703 column "nosuch" of relation "rx" does not exist

CREATE FUNCTION rw_bad() RETURNS int BEGIN ATOMIC INSERT INTO rx VALUES (1, 2, 3, 4, 5); SELECT 1; END
----
error 42601 INSERT has more expressions than target columns

CREATE FUNCTION rw_bad() RETURNS int BEGIN ATOMIC INSERT INTO rx (a) VALUES (1); END
----
error 42P13 return type mismatch in function declared to return integer; Function's final statement must be SELECT or INSERT/UPDATE/DELETE RETURNING.

CREATE FUNCTION rw_bad() RETURNS int BEGIN ATOMIC DELETE FROM rx RETURNING bb; END
----
error 42P13 return type mismatch in function declared to return integer; Actual return type is text.

DROP TABLE rx CASCADE
----
DROP TABLE

SELECT proname FROM pg_proc WHERE proname ~ '^rw_' ORDER BY 1
----
SELECT 0
