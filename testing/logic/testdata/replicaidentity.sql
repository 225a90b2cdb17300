# REPLICA IDENTITY is kept and shown. The results are Postgres's own.
CREATE TABLE ri (id int PRIMARY KEY, a int NOT NULL, b int, c int NOT NULL UNIQUE DEFERRABLE);
CREATE UNIQUE INDEX ri_a ON ri (a);
CREATE UNIQUE INDEX ri_b ON ri (b);
CREATE UNIQUE INDEX ri_p ON ri (a) WHERE a > 0;
CREATE UNIQUE INDEX ri_e ON ri ((a + 1));
CREATE INDEX ri_n ON ri (a);
CREATE TABLE ri_other (id int PRIMARY KEY);
SELECT relname, relreplident FROM pg_class WHERE relname LIKE 'ri%' ORDER BY relname;
----
CREATE TABLE
CREATE INDEX
CREATE INDEX
CREATE INDEX
CREATE INDEX
CREATE INDEX
CREATE TABLE
ri|d
ri_a|n
ri_b|n
ri_c_key|n
ri_e|n
ri_n|n
ri_other|d
ri_other_pkey|n
ri_p|n
ri_pkey|n
SELECT 10

ALTER TABLE ri REPLICA IDENTITY FULL;
SELECT relreplident FROM pg_class WHERE relname = 'ri';
ALTER TABLE ri REPLICA IDENTITY NOTHING;
SELECT relreplident FROM pg_class WHERE relname = 'ri';
ALTER TABLE ri REPLICA IDENTITY USING INDEX ri_a;
SELECT relreplident FROM pg_class WHERE relname = 'ri';
SELECT indexrelid::regclass::text, indisreplident FROM pg_index WHERE indrelid = 'ri'::regclass ORDER BY 1;
----
ALTER TABLE
f
SELECT 1
ALTER TABLE
n
SELECT 1
ALTER TABLE
i
SELECT 1
ri_a|t
ri_b|f
ri_c_key|f
ri_e|f
ri_n|f
ri_p|f
ri_pkey|f
SELECT 7

ALTER TABLE ri ALTER a DROP NOT NULL;
----
error 42P16

ALTER TABLE ri REPLICA IDENTITY USING INDEX ri_pkey;
SELECT indexrelid::regclass::text, indisreplident FROM pg_index WHERE indrelid = 'ri'::regclass AND indisreplident;
ALTER TABLE ri ALTER a DROP NOT NULL;
ALTER TABLE ri ALTER a SET NOT NULL;
----
ALTER TABLE
ri_pkey|t
SELECT 1
ALTER TABLE
ALTER TABLE

ALTER TABLE ri REPLICA IDENTITY USING INDEX ri_b;
----
error 42809

ALTER TABLE ri REPLICA IDENTITY USING INDEX ri_n;
----
error 42809

ALTER TABLE ri REPLICA IDENTITY USING INDEX ri_p;
----
error 0A000

ALTER TABLE ri REPLICA IDENTITY USING INDEX ri_e;
----
error 0A000

ALTER TABLE ri REPLICA IDENTITY USING INDEX ri_c_key;
----
error 0A000

ALTER TABLE ri REPLICA IDENTITY USING INDEX nosuch;
----
error 42704

ALTER TABLE ri REPLICA IDENTITY USING INDEX ri_other_pkey;
----
error 42809

ALTER TABLE ri REPLICA IDENTITY USING INDEX ri_other;
----
error 42809

ALTER TABLE ri REPLICA IDENTITY ALL;
----
error 42601

ALTER TABLE ri REPLICA IDENTITY USING INDEX ri_a;
DROP INDEX ri_a;
SELECT relreplident FROM pg_class WHERE relname = 'ri';
ALTER TABLE ri REPLICA IDENTITY DEFAULT;
SELECT relreplident FROM pg_class WHERE relname = 'ri';
CREATE VIEW ri_v AS SELECT 1;
----
ALTER TABLE
DROP INDEX
i
SELECT 1
ALTER TABLE
d
SELECT 1
CREATE VIEW

ALTER TABLE ri_v REPLICA IDENTITY FULL;
----
error 42809

CREATE TABLE ri_parts (id int PRIMARY KEY) PARTITION BY LIST (id);
CREATE TABLE ri_part PARTITION OF ri_parts FOR VALUES IN (1);
ALTER TABLE ri_parts REPLICA IDENTITY FULL;
SELECT relname, relreplident FROM pg_class WHERE relname IN ('ri_parts', 'ri_part') ORDER BY relname;
CREATE TABLE ri_like (LIKE ri INCLUDING ALL);
ALTER TABLE ri REPLICA IDENTITY USING INDEX ri_pkey;
CREATE TABLE ri_like2 (LIKE ri INCLUDING ALL);
SELECT relname, relreplident FROM pg_class WHERE relname LIKE 'ri_like%' AND relkind = 'r' ORDER BY relname;
SELECT count(*) FROM pg_index WHERE indrelid = 'ri_like2'::regclass AND indisreplident;
DROP VIEW ri_v;
DROP TABLE ri, ri_other, ri_parts, ri_like, ri_like2;
----
CREATE TABLE
CREATE TABLE
ALTER TABLE
ri_part|d
ri_parts|f
SELECT 2
CREATE TABLE
ALTER TABLE
CREATE TABLE
ri_like|d
ri_like2|d
SELECT 2
0
SELECT 1
DROP VIEW
DROP TABLE
