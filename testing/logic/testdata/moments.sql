# Errors are told whole.
# Dates, timestamps and timestamps with time zone that bound indexes of one another.
# Postgres's own index misses local times that the clock skips, which it orders by the moments that they
# count as: these results are those of a server with enable_indexscan, enable_indexonlyscan and enable_bitmapscan off,
# and enable_mergejoin, which fails of them.
SET TimeZone = 'UTC'
----
SET

CREATE TABLE m (id int PRIMARY KEY, d date, ts timestamp, tz timestamptz)
----
CREATE TABLE

INSERT INTO m SELECT row_number() OVER (ORDER BY at), at, at, at AT TIME ZONE 'UTC' FROM (
  SELECT timestamp '2020-03-05' + i * interval '30 minutes' AS at FROM generate_series(0, 300) i
  UNION ALL SELECT timestamp '2020-10-30' + i * interval '30 minutes' FROM generate_series(0, 300) i
  UNION ALL SELECT timestamp '2011-12-28' + i * interval '1 hour' FROM generate_series(0, 150) i
  UNION ALL SELECT '2020-06-01 12:00:00.000001') x
----
INSERT 0 754

INSERT INTO m VALUES (2000, '-infinity', '-infinity', '-infinity'), (2001, 'infinity', 'infinity', 'infinity'), (2002, NULL, NULL, NULL),
  (2003, '5874897-12-31', '294276-12-31 23:59:59.999999', '294276-12-31 23:59:59.999999'), (2004, '4713-01-01 BC', '4713-01-01 BC', '4713-01-02 BC')
----
INSERT 0 5

CREATE TABLE h AS SELECT * FROM m
----
SELECT 759

CREATE INDEX ON m (d)
----
CREATE INDEX

CREATE INDEX ON m (ts DESC)
----
CREATE INDEX

CREATE INDEX ON m (tz)
----
CREATE INDEX

# What a condition finds in a table with indexes, and in one without.
CREATE FUNCTION found(cond text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE x int[]; y int[];
BEGIN
  EXECUTE 'SELECT array_agg(id ORDER BY id) FROM m WHERE ' || cond INTO x;
  EXECUTE 'SELECT array_agg(id ORDER BY id) FROM h WHERE ' || cond INTO y;
  RETURN CASE WHEN x IS DISTINCT FROM y THEN 'differ: ' || coalesce(x::text, 'none') || ' and ' || coalesce(y::text, 'none') ELSE coalesce(cardinality(x), 0)::text END;
END $$
----
CREATE FUNCTION

CREATE VIEW conds AS
  SELECT c, t, o, string_agg(found(format('%s %s %s %L', c, o, t, v)), ' ' ORDER BY i) AS rows
  FROM unnest(ARRAY['d', 'ts', 'tz']) c, unnest(ARRAY['date', 'timestamp', 'timestamptz']) t, unnest(ARRAY['<', '<=', '=', '>=', '>']) o,
    unnest(ARRAY['-infinity', '2011-12-29 18:00', '2011-12-30', '2011-12-30 10:00', '2011-12-31', '2020-03-08', '2020-03-08 02:30', '2020-03-08 03:00', '2020-03-08 03:30',
      '2020-06-01 12:00:00.000001', '2020-11-01', '2020-11-01 01:30', '294276-12-31', 'infinity'])
      WITH ORDINALITY v(v, i)
  WHERE replace(c, 'ts', 'timestamp') <> t AND replace(c, 'tz', 'timestamptz') <> t AND replace(c, 'd', 'date') <> t
  GROUP BY c, t, o
----
CREATE VIEW

SET TimeZone = 'America/New_York'
----
SET

SELECT * FROM conds ORDER BY c, t, o
----
d|timestamp|<|0 50 50 74 74 297 345 345 345 455 551 599 756 757
d|timestamp|<=|1 50 74 74 98 345 345 345 345 455 599 599 756 758
d|timestamp|=|1 0 24 0 24 48 0 0 0 0 48 0 0 1
d|timestamp|>|757 708 684 684 660 413 413 413 413 303 159 159 2 0
d|timestamp|>=|758 708 708 684 684 461 413 413 413 303 207 159 2 1
d|timestamptz|<|0 50 50 74 74 297 345 345 345 455 551 599 756 757
d|timestamptz|<=|1 50 74 74 98 345 345 345 345 455 599 599 756 758
d|timestamptz|=|1 0 24 0 24 48 0 0 0 0 48 0 0 1
d|timestamptz|>|757 708 684 684 660 413 413 413 413 303 159 159 2 0
d|timestamptz|>=|758 708 708 684 684 461 413 413 413 303 207 159 2 1
ts|date|<|0 26 50 50 74 297 297 297 297 454 551 551 756 757
ts|date|<=|1 27 51 51 75 298 298 298 298 454 552 552 756 758
ts|date|=|1 1 1 1 1 1 1 1 1 0 1 1 0 1
ts|date|>|757 731 707 707 683 460 460 460 460 304 206 206 2 0
ts|date|>=|758 732 708 708 684 461 461 461 461 304 207 207 2 1
ts|timestamptz|<|0 44 50 60 74 297 303 301 303 454 551 554 756 757
ts|timestamptz|<=|1 45 51 61 75 298 305 303 305 455 552 555 756 758
ts|timestamptz|=|1 1 1 1 1 1 2 2 2 1 1 1 0 1
ts|timestamptz|>|757 713 707 697 683 460 453 455 453 303 206 203 2 0
ts|timestamptz|>=|758 714 708 698 684 461 455 457 455 304 207 204 2 1
tz|date|<|0 31 55 55 79 307 307 307 307 454 559 559 756 757
tz|date|<=|1 32 56 56 80 308 308 308 308 454 560 560 756 758
tz|date|=|1 1 1 1 1 1 1 1 1 0 1 1 0 1
tz|date|>|757 726 702 702 678 450 450 450 450 304 198 198 2 0
tz|date|>=|758 727 703 703 679 451 451 451 451 304 199 199 2 1
tz|timestamp|<|0 49 55 65 79 307 312 311 312 455 559 564 756 757
tz|timestamp|<=|1 50 56 66 80 308 313 312 313 455 560 565 756 758
tz|timestamp|=|1 1 1 1 1 1 1 1 1 0 1 1 0 1
tz|timestamp|>|757 708 702 692 678 450 445 446 445 303 198 193 2 0
tz|timestamp|>=|758 709 703 693 679 451 446 447 446 303 199 194 2 1
SELECT 30

SET TimeZone = 'Pacific/Apia'
----
SET

SELECT * FROM conds ORDER BY c, t, o
----
d|timestamp|<|0 50 50 74 74 297 345 345 345 455 551 599 756 757
d|timestamp|<=|1 50 74 74 98 345 345 345 345 455 599 599 756 758
d|timestamp|=|1 0 24 0 24 48 0 0 0 0 48 0 0 1
d|timestamp|>|757 708 684 684 660 413 413 413 413 303 159 159 2 0
d|timestamp|>=|758 708 708 684 684 461 413 413 413 303 207 159 2 1
d|timestamptz|<|0 50 50 98 50 297 345 345 345 455 551 599 756 757
d|timestamptz|<=|1 50 98 98 98 345 345 345 345 455 599 599 756 758
d|timestamptz|=|1 0 48 0 48 48 0 0 0 0 48 0 0 1
d|timestamptz|>|757 708 660 660 660 413 413 413 413 303 159 159 2 0
d|timestamptz|>=|758 708 708 660 708 461 413 413 413 303 207 159 2 1
ts|date|<|0 26 50 50 74 297 297 297 297 454 551 551 756 757
ts|date|<=|1 27 51 51 75 298 298 298 298 454 552 552 756 758
ts|date|=|1 1 1 1 1 1 1 1 1 0 1 1 0 1
ts|date|>|757 731 707 707 683 460 460 460 460 304 206 206 2 0
ts|date|>=|758 732 708 708 684 461 461 461 461 304 207 207 2 1
ts|timestamptz|<|0 44 50 70 50 297 302 303 304 454 551 554 756 757
ts|timestamptz|<=|1 45 52 72 52 298 303 304 305 455 552 555 756 758
ts|timestamptz|=|1 1 2 2 2 1 1 1 1 1 1 1 0 1
ts|timestamptz|>|757 713 706 686 706 460 455 454 453 303 206 203 2 0
ts|timestamptz|>=|758 714 708 688 708 461 456 455 454 304 207 204 2 1
tz|date|<|0 36 60 60 60 269 269 269 269 454 523 523 756 757
tz|date|<=|1 37 61 61 61 270 270 270 270 454 524 524 756 758
tz|date|=|1 1 1 1 1 1 1 1 1 0 1 1 0 1
tz|date|>|757 721 697 697 697 488 488 488 488 304 234 234 2 0
tz|date|>=|758 722 698 698 698 489 489 489 489 304 235 235 2 1
tz|timestamp|<|0 54 60 70 60 269 274 275 276 454 523 526 756 757
tz|timestamp|<=|1 55 61 71 61 270 275 276 277 454 524 527 756 758
tz|timestamp|=|1 1 1 1 1 1 1 1 1 0 1 1 0 1
tz|timestamp|>|757 703 697 687 697 488 483 482 481 304 234 231 2 0
tz|timestamp|>=|758 704 698 688 698 489 484 483 482 304 235 232 2 1
SELECT 30

SET TimeZone = 'America/New_York'
----
SET

SELECT c, found(c) FROM unnest(ARRAY[
  'ts BETWEEN date ''2020-03-06'' AND date ''2020-03-08''', 'tz BETWEEN date ''2020-03-06'' AND date ''2020-03-08''',
  'ts BETWEEN timestamptz ''2020-03-08 01:30'' AND timestamptz ''2020-03-08 03:30''', 'd BETWEEN timestamp ''2020-03-06'' AND timestamp ''2020-03-07 23:00''',
  'd BETWEEN timestamptz ''2020-03-06 00:00'' AND timestamptz ''2020-03-07 23:00''', 'tz BETWEEN SYMMETRIC timestamp ''2020-11-01 02:00'' AND timestamp ''2020-11-01 01:00''',
  'ts > date ''2020-03-06'' AND ts < timestamptz ''2020-03-07 10:00'' AND ts <= timestamp ''2020-03-07 03:00''',
  'date ''2020-03-08'' <= tz AND timestamp ''2020-03-09'' > tz', 'timestamptz ''2020-03-08 03:30'' = ts', 'timestamp ''2020-03-06 12:00'' < d AND timestamptz ''2020-03-08 00:01'' >= d',
  'ts <> timestamptz ''2020-03-08 03:30''', 'tz <> date ''2020-03-08''', 'd <> timestamp ''2020-03-08''',
  'ts = NULL::timestamptz', 'tz >= NULL::date', 'd < NULL::timestamp',
  'tz IN (date ''2020-03-06'', date ''2020-03-08'', NULL)', 'ts IN (timestamptz ''2020-03-08 03:00'', timestamptz ''2020-03-07 02:00'')', 'd IN (timestamp ''2020-03-06'', timestamp ''2020-03-07 01:00'')',
  'tz = ANY (ARRAY[date ''2020-03-06'', date ''2020-03-08''])', 'd = ANY (ARRAY[timestamp ''2020-03-06'', timestamp ''2020-03-07 01:00''])', 'tz <> ALL (ARRAY[date ''2020-03-06'', date ''2020-03-08''])',
  'ts = date ''2020-03-06'' OR ts = timestamptz ''2020-03-08 03:30'' OR ts >= timestamptz ''infinity''', 'd = timestamp ''2020-03-06'' OR tz = date ''2020-03-07'' OR ts < timestamptz ''2011-12-28 00:00''',
  '(ts, id) > (timestamptz ''2020-03-08 03:30'', 300) AND ts < date ''2020-03-09''', '(tz, id) <= (date ''2020-03-06'', 200)',
  'NOT ts <> timestamptz ''2020-03-08 03:30''', 'NOT (d < timestamp ''2020-03-06'' OR d > timestamp ''2020-03-07 12:00'')', 'NOT (tz >= date ''2020-03-06'' AND ts <= date ''2020-11-01'')',
  'ts::date = timestamp ''2020-03-06''', 'ts = (SELECT timestamptz ''2020-03-08 03:30'')', 'tz >= (SELECT max(d) FROM h WHERE d < ''2021-01-01'')', 'tz > now()', 'ts >= now() - interval ''1 day''', 'd < current_date', 'd >= localtimestamp', 'tz < current_date - 7'
]) WITH ORDINALITY c(c, i) ORDER BY i
----
ts BETWEEN date '2020-03-06' AND date '2020-03-08'|97
tz BETWEEN date '2020-03-06' AND date '2020-03-08'|97
ts BETWEEN timestamptz '2020-03-08 01:30' AND timestamptz '2020-03-08 03:30'|5
d BETWEEN timestamp '2020-03-06' AND timestamp '2020-03-07 23:00'|96
d BETWEEN timestamptz '2020-03-06 00:00' AND timestamptz '2020-03-07 23:00'|96
tz BETWEEN SYMMETRIC timestamp '2020-11-01 02:00' AND timestamp '2020-11-01 01:00'|3
ts > date '2020-03-06' AND ts < timestamptz '2020-03-07 10:00' AND ts <= timestamp '2020-03-07 03:00'|54
date '2020-03-08' <= tz AND timestamp '2020-03-09' > tz|46
timestamptz '2020-03-08 03:30' = ts|2
timestamp '2020-03-06 12:00' < d AND timestamptz '2020-03-08 00:01' >= d|96
ts <> timestamptz '2020-03-08 03:30'|756
tz <> date '2020-03-08'|757
d <> timestamp '2020-03-08'|710
ts = NULL::timestamptz|0
tz >= NULL::date|0
d < NULL::timestamp|0
tz IN (date '2020-03-06', date '2020-03-08', NULL)|2
ts IN (timestamptz '2020-03-08 03:00', timestamptz '2020-03-07 02:00')|3
d IN (timestamp '2020-03-06', timestamp '2020-03-07 01:00')|48
tz = ANY (ARRAY[date '2020-03-06', date '2020-03-08'])|2
d = ANY (ARRAY[timestamp '2020-03-06', timestamp '2020-03-07 01:00'])|48
tz <> ALL (ARRAY[date '2020-03-06', date '2020-03-08'])|756
ts = date '2020-03-06' OR ts = timestamptz '2020-03-08 03:30' OR ts >= timestamptz 'infinity'|4
d = timestamp '2020-03-06' OR tz = date '2020-03-07' OR ts < timestamptz '2011-12-28 00:00'|51
(ts, id) > (timestamptz '2020-03-08 03:30', 300) AND ts < date '2020-03-09'|42
(tz, id) <= (date '2020-03-06', 200)|211
NOT ts <> timestamptz '2020-03-08 03:30'|2
NOT (d < timestamp '2020-03-06' OR d > timestamp '2020-03-07 12:00')|96
NOT (tz >= date '2020-03-06' AND ts <= date '2020-11-01')|417
ts::date = timestamp '2020-03-06'|48
ts = (SELECT timestamptz '2020-03-08 03:30')|2
tz >= (SELECT max(d) FROM h WHERE d < '2021-01-01')|5
tz > now()|2
ts >= now() - interval '1 day'|2
d < current_date|756
d >= localtimestamp|2
tz < current_date - 7|756
SELECT 37

# The zone is that of the execution.
PREPARE s AS SELECT count(*), min(id), max(id) FROM m WHERE tz >= date '2020-03-08' AND tz < timestamp '2020-03-09'
----
PREPARE

PREPARE l(timestamptz) AS SELECT count(*), min(id), max(id) FROM m WHERE ts >= $1 AND ts < '2021-01-01'
----
PREPARE

PREPARE p(date, timestamp) AS SELECT count(*), min(id), max(id) FROM m WHERE tz BETWEEN $1 AND $2
----
PREPARE

EXECUTE s
----
46|306|351
SELECT 1

EXECUTE l('2020-11-01 05:30Z')
----
203|552|754
SELECT 1

EXECUTE p('2020-10-31', '2020-11-01 01:30')
----
54|510|563
SELECT 1

SET TimeZone = 'UTC'
----
SET

EXECUTE s
----
48|296|343
SELECT 1

EXECUTE l('2020-11-01 05:30Z')
----
194|561|754
SELECT 1

EXECUTE p('2020-10-31', '2020-11-01 01:30')
----
52|502|553
SELECT 1

SET TimeZone = 'Asia/Tokyo'
----
SET

EXECUTE s
----
48|278|325
SELECT 1

EXECUTE l('2020-11-01 05:30Z')
----
176|579|754
SELECT 1

EXECUTE p('2020-10-31', '2020-11-01 01:30')
----
52|484|535
SELECT 1

EXECUTE p(NULL, '2020-11-01 01:30')
----
0|NULL|NULL
SELECT 1

BEGIN
----
BEGIN

SET LOCAL TimeZone = 'America/New_York'
----
SET

EXECUTE s
----
46|306|351
SELECT 1

EXECUTE l('2020-11-01 05:30Z')
----
203|552|754
SELECT 1

ROLLBACK
----
ROLLBACK

EXECUTE s
----
48|278|325
SELECT 1

CREATE FUNCTION since(x date) RETURNS bigint LANGUAGE sql STABLE AS 'SELECT count(*) FROM m WHERE tz >= x'
----
CREATE FUNCTION

SELECT since('2020-11-01')
----
225
SELECT 1

SET TimeZone = 'America/New_York'
----
SET

SELECT since('2020-11-01')
----
199
SELECT 1

# Joins look rows up.
SELECT h.id, m.id FROM h JOIN m ON m.tz = h.d WHERE h.id BETWEEN 150 AND 260 ORDER BY 1, 2
----
150|150
151|150
152|162
153|162
154|162
155|162
156|162
157|162
158|162
159|162
160|162
161|162
162|162
163|162
164|162
165|162
166|162
167|162
168|162
169|162
170|162
171|162
172|162
173|162
174|162
175|162
176|162
177|162
178|162
179|162
180|162
181|162
182|162
183|162
184|162
185|162
186|162
187|162
188|162
189|162
190|162
191|162
192|162
193|162
194|162
195|162
196|162
197|162
198|162
199|162
200|210
201|210
202|210
203|210
204|210
205|210
206|210
207|210
208|210
209|210
210|210
211|210
212|210
213|210
214|210
215|210
216|210
217|210
218|210
219|210
220|210
221|210
222|210
223|210
224|210
225|210
226|210
227|210
228|210
229|210
230|210
231|210
232|210
233|210
234|210
235|210
236|210
237|210
238|210
239|210
240|210
241|210
242|210
243|210
244|210
245|210
246|210
247|210
248|258
249|258
250|258
251|258
252|258
253|258
254|258
255|258
256|258
257|258
258|258
259|258
260|258
SELECT 111

SELECT h.id, m.id FROM h LEFT JOIN m ON m.d = h.ts AND m.id % 7 = 0 WHERE h.id BETWEEN 240 AND 260 ORDER BY 1, 2
----
240|NULL
241|NULL
242|NULL
243|NULL
244|NULL
245|NULL
246|NULL
247|NULL
248|252
248|259
248|266
248|273
248|280
248|287
248|294
249|NULL
250|NULL
251|NULL
252|NULL
253|NULL
254|NULL
255|NULL
256|NULL
257|NULL
258|NULL
259|NULL
260|NULL
SELECT 27

SELECT h.id, m.id FROM h JOIN m ON m.ts = h.tz WHERE h.id BETWEEN 295 AND 345 ORDER BY 1, 2
----
295|285
296|286
297|287
298|288
299|289
300|290
301|291
302|292
303|293
304|294
305|295
306|296
307|297
308|298
309|299
310|300
310|302
311|301
311|303
312|304
313|305
314|306
315|307
316|308
317|309
318|310
319|311
320|312
321|313
322|314
323|315
324|316
325|317
326|318
327|319
328|320
329|321
330|322
331|323
332|324
333|325
334|326
335|327
336|328
337|329
338|330
339|331
340|332
341|333
342|334
343|335
344|336
345|337
SELECT 53

# Keys of one row.
CREATE TABLE k (at timestamptz PRIMARY KEY, n int)
----
CREATE TABLE

INSERT INTO k SELECT timestamptz '2020-03-06' + i * interval '6 hours', i FROM generate_series(0, 20) i
----
INSERT 0 21

SELECT n FROM k WHERE at = date '2020-03-08'
----
8
SELECT 1

UPDATE k SET n = n + 100 WHERE at = date '2020-03-08'
----
UPDATE 1

UPDATE k SET n = n + 1000 WHERE at = timestamp '2020-03-08 02:00' RETURNING n
----
UPDATE 0

DELETE FROM k WHERE at >= date '2020-03-09'
----
DELETE 9

SELECT n FROM k WHERE at < timestamp '2020-03-08 07:00' ORDER BY at DESC LIMIT 2
----
108
7
SELECT 2

SELECT * FROM k WHERE at = date '2020-03-08' FOR UPDATE
----
2020-03-08 00:00:00-05|108
SELECT 1

CREATE TABLE kd (d date PRIMARY KEY, n int)
----
CREATE TABLE

INSERT INTO kd SELECT date '2020-03-06' + i, i FROM generate_series(0, 4) i
----
INSERT 0 5

SELECT n FROM kd WHERE d = timestamp '2020-03-08'
----
2
SELECT 1

SELECT n FROM kd WHERE d = timestamp '2020-03-08 00:00:01'
----
SELECT 0

DELETE FROM kd WHERE d = timestamptz '2020-03-08' RETURNING n
----
2
DELETE 1

# Partitions.
CREATE TABLE ev (at timestamptz, n int) PARTITION BY RANGE (at)
----
CREATE TABLE

CREATE TABLE ev1 PARTITION OF ev FOR VALUES FROM (MINVALUE) TO ('2020-03-08 00:00-05')
----
CREATE TABLE

CREATE TABLE ev2 PARTITION OF ev FOR VALUES FROM ('2020-03-08 00:00-05') TO ('2020-03-09 00:00-04')
----
CREATE TABLE

CREATE TABLE ev3 PARTITION OF ev FOR VALUES FROM ('2020-03-09 00:00-04') TO (MAXVALUE)
----
CREATE TABLE

INSERT INTO ev SELECT tz, id FROM h WHERE tz IS NOT NULL
----
INSERT 0 758

PREPARE e(date) AS SELECT count(*), min(n), max(n) FROM ev WHERE at >= $1 AND at < $1 + 1
----
PREPARE

EXECUTE e('2020-03-08')
----
46|306|351
SELECT 1

SELECT count(*), min(n), max(n) FROM ev WHERE at >= date '2020-03-08' AND at < date '2020-03-09'
----
46|306|351
SELECT 1

SELECT count(*), min(n), max(n) FROM ev WHERE at < timestamp '2020-03-08' OR at = date '2020-03-09'
----
308|1|2004
SELECT 1

SET TimeZone = 'UTC'
----
SET

EXECUTE e('2020-03-08')
----
48|296|343
SELECT 1

SELECT count(*), min(n), max(n) FROM ev WHERE at >= date '2020-03-08' AND at < date '2020-03-09'
----
48|296|343
SELECT 1

SELECT count(*) FROM ev WHERE at >= current_date
----
2
SELECT 1

CREATE TABLE dv (d date, n int) PARTITION BY RANGE (d)
----
CREATE TABLE

CREATE TABLE dv1 PARTITION OF dv FOR VALUES FROM ('-infinity') TO ('2020-03-08')
----
CREATE TABLE

CREATE TABLE dv2 PARTITION OF dv FOR VALUES FROM ('2020-03-08') TO ('infinity')
----
CREATE TABLE

INSERT INTO dv SELECT d, id FROM h WHERE d < 'infinity'
----
INSERT 0 757

SELECT count(*), min(n), max(n) FROM dv WHERE d > timestamp '2020-03-07 12:00'
----
460|296|2003
SELECT 1

SELECT count(*), min(n), max(n) FROM dv WHERE d <= timestamptz '2020-03-08 12:00'
----
345|1|2004
SELECT 1

SELECT count(*), min(n), max(n) FROM dv WHERE d = timestamptz '2020-03-08 12:00'
----
0|NULL|NULL
SELECT 1

SET TimeZone = 'Asia/Tokyo'
----
SET

SELECT count(*), min(n), max(n) FROM dv WHERE d = timestamptz '2020-03-07 15:00Z'
----
48|296|343
SELECT 1

# NOT of a comparison is another one, also where it is NULL.
CREATE TABLE neg (id int PRIMARY KEY, a int, b text)
----
CREATE TABLE

INSERT INTO neg SELECT i, nullif(i % 5, 4), 'x' || i FROM generate_series(1, 20) i
----
INSERT 0 20

CREATE INDEX ON neg (a)
----
CREATE INDEX

SELECT array_agg(id ORDER BY id) FROM neg WHERE NOT (a <> 3)
----
{3,8,13,18}
SELECT 1

SELECT array_agg(id ORDER BY id) FROM neg WHERE NOT (a < 3)
----
{3,8,13,18}
SELECT 1

SELECT array_agg(id ORDER BY id) FROM neg WHERE NOT (a = 1 OR a > 2)
----
{2,5,7,10,12,15,17,20}
SELECT 1

SELECT array_agg(id ORDER BY id) FROM neg WHERE NOT (a = 1 AND b <> 'x1')
----
{1,2,3,5,7,8,10,12,13,15,17,18,20}
SELECT 1

SELECT array_agg(id ORDER BY id) FROM neg WHERE NOT (a = 1 OR (b >= 'x2' AND NOT a IS NULL))
----
{10,12,13,15,17,18}
SELECT 1

SELECT id, NOT (a <> 3), NOT (a <= 2 AND NULL), NOT (NOT a = 1) FROM neg WHERE id < 6 ORDER BY id
----
1|f|NULL|t
2|f|NULL|f
3|t|t|f
4|NULL|NULL|NULL
5|f|NULL|f
SELECT 5

SELECT array_agg(id ORDER BY id) FROM neg WHERE NOT (a = ALL (ARRAY[1, 1]) OR a IN (2, 3))
----
{5,10,15,20}
SELECT 1
