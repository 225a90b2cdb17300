# Errors are told whole. ON CONFLICT of expressions and conditions in BEGIN ATOMIC.
CREATE TABLE ba (y int UNIQUE, bb int, c int, d text)
----
CREATE TABLE

CREATE UNIQUE INDEX ba_next ON ba ((y + 1))
----
CREATE INDEX

CREATE UNIQUE INDEX ba_part ON ba (bb) WHERE c > 0
----
CREATE INDEX

CREATE UNIQUE INDEX ba_low ON ba (lower(d), bb)
----
CREATE INDEX

CREATE UNIQUE INDEX ba_text ON ba (d COLLATE "C" text_pattern_ops)
----
CREATE INDEX

CREATE FUNCTION ba1(i int) RETURNS void LANGUAGE sql BEGIN ATOMIC INSERT INTO ba (y, bb) VALUES (i, 1) ON CONFLICT ((y + 1)) DO UPDATE SET bb = excluded.bb + ba.bb; END
----
CREATE FUNCTION

CREATE FUNCTION ba2(i int) RETURNS void LANGUAGE sql BEGIN ATOMIC INSERT INTO ba (y, bb, c) VALUES (i, 1, 1) ON CONFLICT (bb) WHERE c > 0 DO NOTHING; END
----
CREATE FUNCTION

CREATE FUNCTION ba3(i int) RETURNS void LANGUAGE sql BEGIN ATOMIC INSERT INTO ba AS q (y, bb, d) VALUES (i, 1, 'X') ON CONFLICT (lower(d), bb) DO UPDATE SET c = q.c + 1, y = i + 100 WHERE q.bb = 1; END
----
CREATE FUNCTION

CREATE FUNCTION ba4(i int) RETURNS void LANGUAGE sql BEGIN ATOMIC INSERT INTO ba (y, d) VALUES (i, 'k') ON CONFLICT (d COLLATE "C" text_pattern_ops) DO NOTHING; END
----
CREATE FUNCTION

CREATE FUNCTION ba6(i int) RETURNS void LANGUAGE sql BEGIN ATOMIC INSERT INTO ba (y) VALUES (i) ON CONFLICT (nope) DO NOTHING; END
----
error 42703 column "nope" does not exist

CREATE FUNCTION ba7(i int) RETURNS void LANGUAGE sql BEGIN ATOMIC INSERT INTO ba (y) VALUES (i) ON CONFLICT (bb) WHERE nope > 0 DO NOTHING; END
----
error 42703 column "nope" does not exist

SELECT ba1(1)
----
NULL
SELECT 1

SELECT ba1(1)
----
NULL
SELECT 1

SELECT ba2(2)
----
NULL
SELECT 1

SELECT ba2(3)
----
NULL
SELECT 1

SELECT ba3(4)
----
NULL
SELECT 1

SELECT ba3(5)
----
NULL
SELECT 1

SELECT ba4(6)
----
NULL
SELECT 1

SELECT ba4(7)
----
NULL
SELECT 1

SELECT * FROM ba ORDER BY y
----
1|2|NULL|NULL
2|1|1|NULL
6|NULL|NULL|k
105|1|NULL|X
SELECT 4

SELECT pg_get_function_sqlbody(p) FROM unnest('{ba1,ba2,ba3,ba4}'::regproc[]) p
----
BEGIN ATOMIC\n INSERT INTO ba (y, bb)\n   VALUES (ba1.i, 1) ON CONFLICT(((y + 1))) DO UPDATE SET bb = (excluded.bb + ba.bb);\nEND
BEGIN ATOMIC\n INSERT INTO ba (y, bb, c)\n   VALUES (ba2.i, 1, 1) ON CONFLICT(bb)\n   WHERE (c > 0) DO NOTHING;\nEND
BEGIN ATOMIC\n INSERT INTO ba (y, d)\n   VALUES (ba4.i, 'k'::text) ON CONFLICT(d COLLATE "C" text_pattern_ops) DO NOTHING;\nEND
BEGIN ATOMIC\n INSERT INTO ba AS q (y, bb, d)\n   VALUES (ba3.i, 1, 'X'::text) ON CONFLICT(lower(d), bb) DO UPDATE SET c = (q.c + 1), y = (ba3.i + 100)\n   WHERE (q.bb = 1);\nEND
SELECT 4

ALTER TABLE ba RENAME y TO "Y y"
----
ALTER TABLE

ALTER TABLE ba RENAME c TO cc
----
ALTER TABLE

ALTER TABLE ba RENAME TO bo
----
ALTER TABLE

SELECT ba1(1)
----
NULL
SELECT 1

SELECT ba2(9)
----
NULL
SELECT 1

SELECT pg_get_function_sqlbody(p) FROM unnest('{ba1,ba2,ba3,ba4}'::regproc[]) p
----
BEGIN ATOMIC\n INSERT INTO bo ("Y y", bb)\n   VALUES (ba1.i, 1) ON CONFLICT((("Y y" + 1))) DO UPDATE SET bb = (excluded.bb + bo.bb);\nEND
BEGIN ATOMIC\n INSERT INTO bo ("Y y", bb, cc)\n   VALUES (ba2.i, 1, 1) ON CONFLICT(bb)\n   WHERE (cc > 0) DO NOTHING;\nEND
BEGIN ATOMIC\n INSERT INTO bo ("Y y", d)\n   VALUES (ba4.i, 'k'::text) ON CONFLICT(d COLLATE "C" text_pattern_ops) DO NOTHING;\nEND
BEGIN ATOMIC\n INSERT INTO bo AS q ("Y y", bb, d)\n   VALUES (ba3.i, 1, 'X'::text) ON CONFLICT(lower(d), bb) DO UPDATE SET cc = (q.cc + 1), "Y y" = (ba3.i + 100)\n   WHERE (q.bb = 1);\nEND
SELECT 4

DROP INDEX ba_next
----
DROP INDEX

SELECT ba1(1)
----
error 42P10 there is no unique or exclusion constraint matching the ON CONFLICT specification

DROP FUNCTION ba1, ba2, ba3, ba4; DROP TABLE bo
----
DROP FUNCTION
DROP TABLE
