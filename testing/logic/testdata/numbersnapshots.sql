# Snapshots of transactions' numbers as values. The results are Postgres's own.
SELECT '12:13:'::pg_snapshot, '12:18:14,16'::pg_snapshot, '12:16:14,14'::pg_snapshot, ' 12:13:'::pg_snapshot, '12:20:14,14,15,'::pg_snapshot;
SELECT '31:12:'::pg_snapshot;
SELECT '0:1:'::pg_snapshot;
SELECT '12:13:0'::pg_snapshot;
SELECT '1:9223372036854775808:3'::pg_snapshot;
SELECT '12:16:14,13'::pg_snapshot;
SELECT '12:16:16'::pg_snapshot;
SELECT '12:16'::pg_snapshot;
SELECT ''::pg_snapshot;
SELECT '12:16:x'::txid_snapshot;
SELECT '12:16:14'::txid_snapshot, pg_typeof('1:1:'::txid_snapshot), pg_typeof('1:1:'::pg_snapshot), '{"1:5:2,3",1:1:}'::pg_snapshot[];
SELECT '1:18446744073709551615:9223372036854775808'::pg_snapshot, '1:99999999999999999999:3'::pg_snapshot;
----
12:13:|12:18:14,16|12:16:14|12:13:|12:20:14,15
SELECT 1
error 22P02

CREATE TABLE nsn (n int, s pg_snapshot, t txid_snapshot);
INSERT INTO nsn VALUES (1, '12:13:', '12:13:'), (2, '12:20:13,15,18', '12:20:13,15,18'), (3, '100:150:101,102,103,104,105,106,107,108,109,110', '100:150:101,102'), (4, NULL, NULL);
SELECT pg_snapshot_xmin(s), pg_snapshot_xmax(s), txid_snapshot_xmin(t), txid_snapshot_xmax(t), pg_typeof(pg_snapshot_xmin(s)), pg_typeof(txid_snapshot_xmin(t)) FROM nsn ORDER BY n;
SELECT n, x, pg_typeof(x) FROM nsn, pg_snapshot_xip(s) x WHERE n = 2 ORDER BY x;
SELECT n, txid_snapshot_xip(t) FROM nsn ORDER BY 1, 2;
SELECT id, pg_visible_in_snapshot(id::text::xid8, s), txid_visible_in_snapshot(id, t) FROM nsn, generate_series(11, 21) id WHERE n = 2 ORDER BY id;
SELECT count(*) FROM nsn, generate_series(1, 200) id WHERE pg_visible_in_snapshot(id::text::xid8, s);
SELECT n, s::text, t::text::pg_snapshot FROM nsn ORDER BY n;
SELECT s FROM nsn ORDER BY s;
SELECT s = s FROM nsn;
SELECT DISTINCT s FROM nsn;
CREATE INDEX ON nsn (s);
ALTER TABLE nsn ALTER s TYPE text, ALTER t TYPE text;
SELECT * FROM nsn ORDER BY n;
DROP TABLE nsn;
----
CREATE TABLE
INSERT 0 4
12|13|12|13|xid8|bigint
12|20|12|20|xid8|bigint
100|150|100|150|xid8|bigint
NULL|NULL|NULL|NULL|xid8|bigint
SELECT 4
2|13|xid8
2|15|xid8
2|18|xid8
SELECT 3
2|13
2|15
2|18
3|101
3|102
SELECT 5
11|t|t
12|t|t
13|f|f
14|t|t
15|f|f
16|t|t
17|t|t
18|f|f
19|t|t
20|f|f
21|f|f
SELECT 11
167
SELECT 1
1|12:13:|12:13:
2|12:20:13,15,18|12:20:13,15,18
3|100:150:101,102,103,104,105,106,107,108,109,110|100:150:101,102
4|NULL|NULL
SELECT 4
error 42883
