# MERGE into partitioned tables. Errors are told whole.
CREATE TABLE target (tid int, balance int, kind text DEFAULT 'k') PARTITION BY LIST (tid)
----
CREATE TABLE

CREATE TABLE part1 PARTITION OF target FOR VALUES IN (1, 4)
----
CREATE TABLE

CREATE TABLE part2 (kind text, junk int, balance int, tid int)
----
CREATE TABLE

ALTER TABLE part2 DROP COLUMN junk
----
ALTER TABLE

ALTER TABLE target ATTACH PARTITION part2 FOR VALUES IN (2, 5, 6)
----
ALTER TABLE

CREATE TABLE part3 PARTITION OF target DEFAULT PARTITION BY RANGE (tid)
----
CREATE TABLE

CREATE TABLE part3_a PARTITION OF part3 FOR VALUES FROM (7) TO (100)
----
CREATE TABLE

CREATE TABLE source (sid int, delta int)
----
CREATE TABLE

INSERT INTO target SELECT id, id * 100 FROM generate_series(1, 14) AS id WHERE id IN (1, 2, 5, 7, 9)
----
INSERT 0 5

INSERT INTO source SELECT id, id * 10 FROM generate_series(1, 11) AS id WHERE id <> 3
----
INSERT 0 10

MERGE INTO target t USING source s ON t.tid = s.sid WHEN MATCHED THEN UPDATE SET balance = balance + delta, kind = kind || ' updated' WHEN NOT MATCHED THEN INSERT VALUES (sid, delta, 'inserted')
----
MERGE 10

SELECT *, tableoid::regclass FROM target ORDER BY tid
----
1|110|k updated|part1
2|220|k updated|part2
4|40|inserted|part1
5|550|k updated|part2
6|60|inserted|part2
7|770|k updated|part3_a
8|80|inserted|part3_a
9|990|k updated|part3_a
10|100|inserted|part3_a
11|110|inserted|part3_a
SELECT 10

MERGE INTO target t USING source s ON t.tid = s.sid AND t.tid = 1 WHEN MATCHED THEN UPDATE SET tid = tid + 3 WHEN NOT MATCHED AND sid = 3 THEN INSERT VALUES (3, 3)
----
MERGE 1

MERGE INTO target t USING (VALUES (1), (2)) s(sid) ON t.tid = s.sid WHEN MATCHED AND tid = 1 THEN UPDATE SET tid = 5 WHEN MATCHED THEN DELETE
----
MERGE 1

SELECT *, tableoid::regclass FROM target ORDER BY tid, balance
----
4|40|inserted|part1
4|110|k updated|part1
5|550|k updated|part2
6|60|inserted|part2
7|770|k updated|part3_a
8|80|inserted|part3_a
9|990|k updated|part3_a
10|100|inserted|part3_a
11|110|inserted|part3_a
SELECT 9

MERGE INTO target t USING (VALUES (7), (7)) s(sid) ON t.tid = s.sid WHEN MATCHED THEN UPDATE SET balance = 0
----
error 21000 MERGE command cannot affect row a second time; ; Ensure that not more than one source row matches any one target row.

MERGE INTO target t USING (VALUES (7), (7)) s(sid) ON t.tid = s.sid WHEN MATCHED THEN DELETE
----
error 21000 MERGE command cannot affect row a second time; ; Ensure that not more than one source row matches any one target row.

MERGE INTO target t USING (VALUES (200)) s(sid) ON t.tid = s.sid WHEN NOT MATCHED THEN INSERT VALUES (sid, 1)
----
error 23514 no partition of relation "part3" found for row; Partition key of the failing row contains (tid) = (200).

MERGE INTO target t USING (VALUES (9)) s(sid) ON t.tid = s.sid WHEN MATCHED THEN UPDATE SET tid = 200
----
error 23514 no partition of relation "part3" found for row; Partition key of the failing row contains (tid) = (200).

MERGE INTO part3 t USING (VALUES (9), (50)) s(sid) ON t.tid = s.sid WHEN MATCHED THEN UPDATE SET balance = -1 WHEN NOT MATCHED THEN INSERT VALUES (sid, 50)
----
MERGE 2

MERGE INTO part3 t USING (VALUES (1)) s(sid) ON t.tid = s.sid WHEN NOT MATCHED THEN INSERT VALUES (sid, 50)
----
error 23514 new row for relation "part3" violates partition constraint; Failing row contains (1, 50, k).

MERGE INTO target t USING source s ON t.tid = s.sid WHEN MATCHED AND tableoid = 'part2'::regclass THEN DELETE WHEN MATCHED THEN DO NOTHING
----
error 42702 column reference "tableoid" is ambiguous

SELECT *, tableoid::regclass FROM target ORDER BY tid, balance
----
4|40|inserted|part1
4|110|k updated|part1
5|550|k updated|part2
6|60|inserted|part2
7|770|k updated|part3_a
8|80|inserted|part3_a
9|-1|k updated|part3_a
10|100|inserted|part3_a
11|110|inserted|part3_a
50|50|k|part3_a
SELECT 10

CREATE FUNCTION told() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN INSERT INTO notes VALUES (format('%s %s %s %s', TG_WHEN, TG_OP, TG_LEVEL, TG_TABLE_NAME)); IF TG_LEVEL = 'ROW' AND TG_WHEN = 'BEFORE' AND TG_OP <> 'DELETE' THEN NEW.kind := 'trig'; RETURN NEW; END IF; RETURN OLD; END $$
----
CREATE FUNCTION

CREATE TABLE notes (t text)
----
CREATE TABLE

CREATE TRIGGER s1 BEFORE INSERT OR UPDATE OR DELETE ON target FOR EACH STATEMENT EXECUTE FUNCTION told()
----
CREATE TRIGGER

CREATE TRIGGER s2 AFTER INSERT OR UPDATE OR DELETE ON target FOR EACH STATEMENT EXECUTE FUNCTION told()
----
CREATE TRIGGER

CREATE TRIGGER r1 BEFORE INSERT OR UPDATE OR DELETE ON target FOR EACH ROW EXECUTE FUNCTION told()
----
CREATE TRIGGER

CREATE TRIGGER r2 AFTER INSERT OR UPDATE OR DELETE ON target FOR EACH ROW EXECUTE FUNCTION told()
----
CREATE TRIGGER

MERGE INTO target t USING (VALUES (1), (7), (9), (60)) s(sid) ON t.tid = s.sid WHEN MATCHED AND tid = 7 THEN DELETE WHEN MATCHED THEN UPDATE SET balance = 7 WHEN NOT MATCHED THEN INSERT VALUES (sid, 8)
----
MERGE 4

SELECT t, count(*) FROM notes GROUP BY t ORDER BY t
----
AFTER DELETE ROW part3_a|1
AFTER DELETE STATEMENT target|1
AFTER INSERT ROW part1|1
AFTER INSERT ROW part3_a|1
AFTER INSERT STATEMENT target|1
AFTER UPDATE ROW part3_a|1
AFTER UPDATE STATEMENT target|1
BEFORE DELETE ROW part3_a|1
BEFORE DELETE STATEMENT target|1
BEFORE INSERT ROW part1|1
BEFORE INSERT ROW part3_a|1
BEFORE INSERT STATEMENT target|1
BEFORE UPDATE ROW part3_a|1
BEFORE UPDATE STATEMENT target|1
SELECT 14

SELECT *, tableoid::regclass FROM target ORDER BY tid, balance
----
1|8|trig|part1
4|40|inserted|part1
4|110|k updated|part1
5|550|k updated|part2
6|60|inserted|part2
8|80|inserted|part3_a
9|7|trig|part3_a
10|100|inserted|part3_a
11|110|inserted|part3_a
50|50|k|part3_a
60|8|trig|part3_a
SELECT 11

ALTER TABLE target ADD CHECK (balance < 1000)
----
ALTER TABLE

MERGE INTO target t USING (VALUES (9)) s(sid) ON t.tid = s.sid WHEN MATCHED THEN UPDATE SET balance = 1000
----
error 23514 new row for relation "part3_a" violates check constraint "target_balance_check"; Failing row contains (9, 1000, trig).

CREATE ROLE mpr
----
CREATE ROLE

GRANT SELECT, INSERT, UPDATE, DELETE ON target TO mpr
----
GRANT

GRANT ALL ON SCHEMA public TO mpr
----
GRANT

ALTER TABLE target ENABLE ROW LEVEL SECURITY
----
ALTER TABLE

CREATE POLICY p1 ON target USING (balance < 100) WITH CHECK (balance < 50)
----
CREATE POLICY

GRANT INSERT ON notes TO mpr
----
GRANT

SET ROLE mpr
----
SET

MERGE INTO target t USING (VALUES (9)) s(sid) ON t.tid = s.sid WHEN MATCHED THEN UPDATE SET balance = 60
----
error 42501 new row violates row-level security policy for table "target"

MERGE INTO target t USING (VALUES (1, 12), (9, 13)) s(sid, n) ON t.tid = s.sid WHEN MATCHED THEN UPDATE SET balance = n WHEN NOT MATCHED THEN INSERT VALUES (sid, 60)
----
MERGE 2

MERGE INTO target t USING (VALUES (1, 12), (9, 13)) s(sid, n) ON t.tid = s.sid WHEN MATCHED THEN UPDATE SET balance = n WHEN NOT MATCHED THEN INSERT VALUES (sid, n)
----
MERGE 2

RESET ROLE
----
RESET

SELECT *, tableoid::regclass FROM target ORDER BY tid, balance
----
1|12|trig|part1
4|40|inserted|part1
4|110|k updated|part1
5|550|k updated|part2
6|60|inserted|part2
8|80|inserted|part3_a
9|13|trig|part3_a
10|100|inserted|part3_a
11|110|inserted|part3_a
50|50|k|part3_a
60|8|trig|part3_a
SELECT 11
