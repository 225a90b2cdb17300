# Bodies of routines that are no text: WITH beside what writes, writing WITH queries, and MERGE. Errors are told whole.
CREATE TABLE wt (a int PRIMARY KEY, b text, n int DEFAULT 7);
CREATE TABLE wl (id serial, what text, a int);
INSERT INTO wt VALUES (1, 'one', 1), (2, 'two', 2), (3, 'three', 3);
----
CREATE TABLE
CREATE TABLE
INSERT 0 3

CREATE FUNCTION wt_move(k int) RETURNS TABLE (x int, y text) BEGIN ATOMIC
WITH gone AS (DELETE FROM wt WHERE a = k RETURNING *), noted AS (INSERT INTO wl (what, a) SELECT 'gone ' || b, a FROM gone RETURNING id, wl.a)
SELECT g.a, g.b || noted.id FROM gone g JOIN noted ON noted.a = g.a;
END;
SELECT * FROM wt_move(2);
SELECT what, a FROM wl;
SELECT a FROM wt ORDER BY 1;
SELECT pg_get_function_sqlbody('wt_move'::regproc);
----
CREATE FUNCTION
2|two1
SELECT 1
gone two|2
SELECT 1
1
3
SELECT 2
BEGIN ATOMIC\n WITH gone AS (\n          DELETE FROM wt\n           WHERE (wt.a = wt_move.k)\n           RETURNING wt.a,\n             wt.b,\n             wt.n\n         ), noted AS (\n          INSERT INTO wl (what, a)  SELECT ('gone '::text || gone.b),\n                     gone.a\n                    FROM gone\n           RETURNING wl.id,\n             wl.a\n         )\n  SELECT g.a,\n     (g.b || noted.id)\n    FROM (gone g\n      JOIN noted ON ((noted.a = g.a)));\nEND
SELECT 1

CREATE FUNCTION wt_put(k int, t text) RETURNS int BEGIN ATOMIC
WITH src (p, q) AS (SELECT k, t), more AS MATERIALIZED (SELECT src.p, upper(src.q) AS u FROM src)
INSERT INTO wt SELECT p, u, p * 10 FROM more ON CONFLICT (a) DO UPDATE SET b = excluded.b || wt.b RETURNING n;
END;
SELECT wt_put(2, 'zwei'), wt_put(1, 'eins');
SELECT * FROM wt ORDER BY 1;
SELECT pg_get_function_sqlbody('wt_put'::regproc);
----
CREATE FUNCTION
20|1
SELECT 1
1|EINSone|1
2|ZWEI|20
3|three|3
SELECT 3
BEGIN ATOMIC\n WITH src(p, q) AS (\n          SELECT wt_put.k AS k,\n             wt_put.t AS t\n         ), more AS MATERIALIZED (\n          SELECT src.p,\n             upper(src.q) AS u\n            FROM src\n         )\n  INSERT INTO wt (a, b, n)  SELECT more.p,\n             more.u,\n             (more.p * 10)\n            FROM more ON CONFLICT(a) DO UPDATE SET b = (excluded.b || wt.b)\n   RETURNING wt.n;\nEND
SELECT 1

CREATE PROCEDURE wt_bump(by int) BEGIN ATOMIC
WITH RECURSIVE r AS (SELECT 1 AS i UNION ALL SELECT i + 1 FROM r WHERE i < 2), l AS (INSERT INTO wl (what) VALUES ('bump'), ('bumps ' || by))
UPDATE wt SET n = n + by, b = r.i::text FROM r WHERE wt.a = r.i;
WITH old AS (SELECT min(a) AS m FROM wt) DELETE FROM wt USING old WHERE a = old.m AND n > 100 RETURNING wt.a AS gone;
END;
CALL wt_bump(5);
SELECT * FROM wt ORDER BY 1;
SELECT what FROM wl ORDER BY id;
SELECT pg_get_function_sqlbody('wt_bump'::regproc);
CALL wt_bump(100);
SELECT a FROM wt ORDER BY 1;
----
CREATE PROCEDURE
CALL
1|1|6
2|2|25
3|three|3
SELECT 3
gone two
bump
bumps 5
SELECT 3
BEGIN ATOMIC\n WITH RECURSIVE r AS (\n          SELECT 1 AS i\n         UNION ALL\n          SELECT (r_1.i + 1)\n            FROM r r_1\n           WHERE (r_1.i < 2)\n         ), l AS (\n          INSERT INTO wl (what) VALUES ('bump'::text), (('bumps '::text || wt_bump.by))\n         )\n  UPDATE wt SET n = (wt.n + wt_bump.by), b = (r.i)::text\n    FROM r\n   WHERE (wt.a = r.i);\n WITH old AS (\n          SELECT min(wt_1.a) AS m\n            FROM wt wt_1\n         )\n  DELETE FROM wt\n    USING old\n   WHERE ((wt.a = old.m) AND (wt.n > 100))\n   RETURNING wt.a AS gone;\nEND
SELECT 1
CALL
2
3
SELECT 2

CREATE FUNCTION wt_twice(k int) RETURNS SETOF int BEGIN ATOMIC
WITH up AS (UPDATE wt AS w SET (b, n) = (w.b || '!', k) WHERE w.a >= k RETURNING w.a AS changed, n), none AS (DELETE FROM wl)
TABLE up;
END;
----
error 42P13 return type mismatch in function declared to return integer; Final statement must return exactly one column.

CREATE FUNCTION wt_twice(k int) RETURNS SETOF int BEGIN ATOMIC
WITH up (c) AS (UPDATE wt AS w SET (b, n) = (w.b || '!', k) WHERE w.a >= k RETURNING w.a AS changed), none AS (DELETE FROM wl)
TABLE up ORDER BY 1;
END;
SELECT wt_twice(2);
SELECT * FROM wt ORDER BY 1;
SELECT count(*) FROM wl;
SELECT pg_get_function_sqlbody('wt_twice'::regproc);
----
CREATE FUNCTION
2
3
SELECT 2
2|2!|2
3|three!|2
SELECT 2
0
SELECT 1
BEGIN ATOMIC\n WITH up(c) AS (\n          UPDATE wt w SET b = (w.b || '!'::text), n = wt_twice.k\n           WHERE (w.a >= wt_twice.k)\n           RETURNING w.a AS changed\n         ), "none" AS (\n          DELETE FROM wl\n         )\n  SELECT up.c\n    FROM up\n   ORDER BY up.c;\nEND
SELECT 1

CREATE FUNCTION wt_merge(k int, t text) RETURNS void BEGIN ATOMIC
WITH s AS (SELECT k + i AS key, t || i AS v FROM generate_series(0, 3) i)
MERGE INTO wt AS target USING s ON target.a = s.key
WHEN MATCHED AND target.n > 5 THEN DELETE
WHEN MATCHED AND s.key = k THEN UPDATE SET b = s.v, (n, b) = ROW (DEFAULT, t)
WHEN MATCHED THEN DO NOTHING
WHEN NOT MATCHED AND s.key > 4 THEN INSERT VALUES (s.key, DEFAULT)
WHEN NOT MATCHED THEN INSERT (b, a) VALUES (s.v, s.key);
END;
----
error 42601 multiple assignments to same column "b"

CREATE FUNCTION wt_merge(k int, t text) RETURNS void BEGIN ATOMIC
WITH s AS (SELECT k + i AS key, t || i AS v FROM generate_series(0, 3) i)
MERGE INTO wt AS target USING s ON target.a = s.key
WHEN MATCHED AND target.n > 5 THEN DELETE
WHEN MATCHED AND s.key = k THEN UPDATE SET b = s.v, n = DEFAULT
WHEN MATCHED THEN DO NOTHING
WHEN NOT MATCHED AND s.key > 4 THEN INSERT VALUES (s.key, DEFAULT)
WHEN NOT MATCHED THEN INSERT (b, a) VALUES (s.v, s.key);
END;
SELECT wt_merge(2, 'm');
SELECT * FROM wt ORDER BY 1;
SELECT wt_merge(2, 'n');
SELECT * FROM wt ORDER BY 1;
SELECT pg_get_function_sqlbody('wt_merge'::regproc);
----
CREATE FUNCTION
NULL
SELECT 1
2|m0|7
3|three!|2
4|m2|7
5|NULL|7
SELECT 4
NULL
SELECT 1
3|three!|2
SELECT 1
BEGIN ATOMIC\n WITH s AS (\n          SELECT (wt_merge.k + i.i) AS key,\n             (wt_merge.t || i.i) AS v\n            FROM generate_series(0, 3) i(i)\n         )\n  MERGE INTO wt target\n    USING s\n    ON (target.a = s.key)\n    WHEN MATCHED\n     AND (target.n > 5)\n     THEN DELETE\n    WHEN MATCHED\n     AND (s.key = wt_merge.k)\n     THEN UPDATE SET b = s.v, n = DEFAULT\n    WHEN MATCHED\n     THEN DO NOTHING\n    WHEN NOT MATCHED\n     AND (s.key > 4)\n     THEN INSERT (a, b)\n      VALUES (s.key, DEFAULT)\n    WHEN NOT MATCHED\n     THEN INSERT (b, a)\n      VALUES (s.v, s.key);\nEND
SELECT 1

ALTER TABLE wt DROP COLUMN n;
----
error 2BP01 cannot drop column n of table wt because other objects depend on it; function wt_move(integer) depends on column n of table wt\nfunction wt_put(integer,text) depends on column n of table wt\nfunction wt_bump(integer) depends on column n of table wt\nfunction wt_twice(integer) depends on column n of table wt\nfunction wt_merge(integer,text) depends on column n of table wt; Use DROP ... CASCADE to drop the dependent objects too.

ALTER TABLE wl DROP COLUMN what;
----
error 2BP01 cannot drop column what of table wl because other objects depend on it; function wt_move(integer) depends on column what of table wl\nfunction wt_bump(integer) depends on column what of table wl; Use DROP ... CASCADE to drop the dependent objects too.

CREATE PROCEDURE wt_plain() BEGIN ATOMIC
MERGE INTO ONLY wt USING (SELECT 50 AS a) wt_1 ON wt.a = wt_1.a WHEN NOT MATCHED THEN INSERT DEFAULT VALUES WHEN MATCHED THEN UPDATE SET n = 5;
MERGE INTO wl USING wt ON wl.a = wt.a WHEN NOT MATCHED THEN INSERT (what, a) OVERRIDING USER VALUE VALUES ('x', wt.a);
END;
SELECT pg_get_function_sqlbody('wt_plain'::regproc);
----
CREATE PROCEDURE
BEGIN ATOMIC\n MERGE INTO ONLY wt\n    USING ( SELECT 50 AS a) wt_1\n    ON (wt.a = wt_1.a)\n    WHEN NOT MATCHED\n     THEN INSERT DEFAULT VALUES\n    WHEN MATCHED\n     THEN UPDATE SET n = 5;\n MERGE INTO wl\n    USING wt\n    ON (wl.a = wt.a)\n    WHEN NOT MATCHED\n     THEN INSERT (what, a) OVERRIDING USER VALUE\n      VALUES ('x'::text, wt.a);\nEND
SELECT 1

DROP TABLE wl;
----
error 2BP01 cannot drop table wl because other objects depend on it; function wt_move(integer) depends on table wl\nfunction wt_bump(integer) depends on table wl\nfunction wt_twice(integer) depends on table wl\nfunction wt_plain() depends on table wl; Use DROP ... CASCADE to drop the dependent objects too.

ALTER TABLE wt RENAME TO wt2;
ALTER TABLE wt2 RENAME COLUMN n TO number;
ALTER TABLE wl RENAME COLUMN what TO "What";
SELECT pg_get_function_sqlbody(oid) FROM pg_proc WHERE proname IN ('wt_move', 'wt_merge', 'wt_twice') ORDER BY proname;
SELECT wt_twice(3);
SELECT * FROM wt_move(3);
----
ALTER TABLE
ALTER TABLE
ALTER TABLE
BEGIN ATOMIC\n WITH s AS (\n          SELECT (wt_merge.k + i.i) AS key,\n             (wt_merge.t || i.i) AS v\n            FROM generate_series(0, 3) i(i)\n         )\n  MERGE INTO wt2 target\n    USING s\n    ON (target.a = s.key)\n    WHEN MATCHED\n     AND (target.number > 5)\n     THEN DELETE\n    WHEN MATCHED\n     AND (s.key = wt_merge.k)\n     THEN UPDATE SET b = s.v, number = DEFAULT\n    WHEN MATCHED\n     THEN DO NOTHING\n    WHEN NOT MATCHED\n     AND (s.key > 4)\n     THEN INSERT (a, b)\n      VALUES (s.key, DEFAULT)\n    WHEN NOT MATCHED\n     THEN INSERT (b, a)\n      VALUES (s.v, s.key);\nEND
BEGIN ATOMIC\n WITH gone AS (\n          DELETE FROM wt2\n           WHERE (wt2.a = wt_move.k)\n           RETURNING wt2.a,\n             wt2.b,\n             wt2.number AS n\n         ), noted AS (\n          INSERT INTO wl ("What", a)  SELECT ('gone '::text || gone.b),\n                     gone.a\n                    FROM gone\n           RETURNING wl.id,\n             wl.a\n         )\n  SELECT g.a,\n     (g.b || noted.id)\n    FROM (gone g\n      JOIN noted ON ((noted.a = g.a)));\nEND
BEGIN ATOMIC\n WITH up(c) AS (\n          UPDATE wt2 w SET b = (w.b || '!'::text), number = wt_twice.k\n           WHERE (w.a >= wt_twice.k)\n           RETURNING w.a AS changed\n         ), "none" AS (\n          DELETE FROM wl\n         )\n  SELECT up.c\n    FROM up\n   ORDER BY up.c;\nEND
SELECT 3
3
SELECT 1
3|three!!6
SELECT 1

CREATE FUNCTION wt_view() RETURNS void BEGIN ATOMIC
WITH x AS (MERGE INTO wt2 USING wl ON wl.a = wt2.a WHEN MATCHED THEN DELETE) SELECT;
END;
----
error 0A000 MERGE not supported in WITH query

CREATE FUNCTION wt_deep() RETURNS bigint BEGIN ATOMIC
SELECT count(*) FROM (WITH x AS (DELETE FROM wl RETURNING *) SELECT * FROM x) s;
END;
----
error 0A000 WITH clause containing a data-modifying statement must be at the top level
