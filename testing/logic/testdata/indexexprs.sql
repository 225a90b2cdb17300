# Errors are told whole.
# Indexes of expressions and of some rows.
CREATE TABLE x (id int PRIMARY KEY, name text, a int, b int, active bool, ts timestamptz)
----
CREATE TABLE

INSERT INTO x SELECT i, 'Name' || i, i, i * 2, i % 3 = 0, NULL FROM generate_series(1, 20) i
----
INSERT 0 20

CREATE INDEX ON x (lower(name))
----
CREATE INDEX

CREATE INDEX ON x ((a + b), id DESC)
----
CREATE INDEX

CREATE INDEX ON x ((a))
----
CREATE INDEX

CREATE INDEX ON x ((name || 'x'), (a * 2), (a * 3))
----
CREATE INDEX

CREATE UNIQUE INDEX xu ON x (lower(name), a) INCLUDE (b) WHERE active
----
CREATE INDEX

CREATE INDEX xp ON x (b) WHERE a > 10 AND name IS NOT NULL
----
CREATE INDEX

CREATE INDEX ON x (coalesce(name, 'none'), (a::text))
----
CREATE INDEX

CREATE INDEX ON x (date_trunc('day', ts))
----
error 42P17 functions in index expression must be marked IMMUTABLE

CREATE INDEX ON x (id) WHERE ts < now()
----
error 42P17 functions in index predicate must be marked IMMUTABLE

CREATE INDEX ON x ((random() + a))
----
error 42P17 functions in index expression must be marked IMMUTABLE

CREATE INDEX ON x ((sum(a)))
----
error 42803 aggregate functions are not allowed in index expressions

CREATE INDEX ON x (id) WHERE sum(a) > 1
----
error 42803 aggregate functions are not allowed in index predicates

CREATE INDEX ON x ((SELECT 1))
----
error 42601 syntax error at or near "SELECT"

CREATE INDEX ON x (id) WHERE (SELECT true)
----
error 0A000 cannot use subquery in index predicate

CREATE INDEX ON x ((generate_series(1, a)))
----
error 0A000 set-returning functions are not allowed in index expressions

CREATE INDEX ON x (id) WHERE a
----
error 42804 argument of WHERE must be type boolean, not type integer

CREATE INDEX ON x ((row(a, b)))
----
error 42P16 column "row" has pseudo-type record

CREATE INDEX ON x ((y + 1))
----
error 42703 column "y" does not exist

CREATE INDEX ON x (id) INCLUDE ((a + 1))
----
error 0A000 expressions are not supported in included columns

SELECT indexdef FROM pg_indexes WHERE tablename = 'x' AND schemaname = current_schema() ORDER BY indexname
----
CREATE INDEX x_a_idx ON public.x USING btree (a)
CREATE INDEX x_coalesce_a_idx ON public.x USING btree (COALESCE(name, 'none'::text), ((a)::text))
CREATE INDEX x_expr_expr1_expr2_idx ON public.x USING btree (((name || 'x'::text)), ((a * 2)), ((a * 3)))
CREATE INDEX x_expr_id_idx ON public.x USING btree (((a + b)), id DESC)
CREATE INDEX x_lower_idx ON public.x USING btree (lower(name))
CREATE UNIQUE INDEX x_pkey ON public.x USING btree (id)
CREATE INDEX xp ON public.x USING btree (b) WHERE ((a > 10) AND (name IS NOT NULL))
CREATE UNIQUE INDEX xu ON public.x USING btree (lower(name), a) INCLUDE (b) WHERE active
SELECT 8

SELECT i.indexrelid::regclass::text AS name, indkey, indnatts, indnkeyatts, indisunique, pg_get_expr(indexprs, indrelid), pg_get_expr(indpred, indrelid), pg_get_expr(indpred, indrelid, true)
FROM pg_index i WHERE indrelid = 'x'::regclass ORDER BY name
----
x_a_idx|3|1|1|f|NULL|NULL|NULL
x_coalesce_a_idx|0 0|2|2|f|COALESCE(name, 'none'::text), (a)::text|NULL|NULL
x_expr_expr1_expr2_idx|0 0 0|3|3|f|(name || 'x'::text), (a * 2), (a * 3)|NULL|NULL
x_expr_id_idx|0 1|2|2|f|(a + b)|NULL|NULL
x_lower_idx|0|1|1|f|lower(name)|NULL|NULL
x_pkey|1|1|1|t|NULL|NULL|NULL
xp|4|1|1|f|NULL|((a > 10) AND (name IS NOT NULL))|a > 10 AND name IS NOT NULL
xu|0 3 4|3|2|t|lower(name)|active|active
SELECT 8

SELECT c.relname, attnum, attname, format_type(atttypid, atttypmod), pg_get_indexdef(attrelid, attnum, true), pg_get_indexdef(attrelid, attnum, false)
FROM pg_attribute JOIN pg_class c ON c.oid = attrelid WHERE attrelid IN (SELECT indexrelid FROM pg_index WHERE indrelid = 'x'::regclass) ORDER BY relname, attnum
----
x_a_idx|1|a|integer|a|a
x_coalesce_a_idx|1|coalesce|text|COALESCE(name, 'none'::text)|COALESCE(name, 'none'::text)
x_coalesce_a_idx|2|a|text|(a::text)|((a)::text)
x_expr_expr1_expr2_idx|1|expr|text|(name || 'x'::text)|((name || 'x'::text))
x_expr_expr1_expr2_idx|2|expr1|integer|(a * 2)|((a * 2))
x_expr_expr1_expr2_idx|3|expr2|integer|(a * 3)|((a * 3))
x_expr_id_idx|1|expr|integer|(a + b)|((a + b))
x_expr_id_idx|2|id|integer|id|id
x_lower_idx|1|lower|text|lower(name)|lower(name)
x_pkey|1|id|integer|id|id
xp|1|b|integer|b|b
xu|1|lower|text|lower(name)|lower(name)
xu|2|a|integer|a|a
xu|3|b|integer|b|b
SELECT 14

SELECT attname FROM pg_attribute WHERE attrelid = 'x'::regclass AND attnum > 0 ORDER BY attnum
----
id
name
a
b
active
ts
SELECT 6

SELECT * FROM x WHERE id = 1
----
1|Name1|1|2|f|NULL
SELECT 1

SELECT id FROM x WHERE lower(name) = 'name3'
----
3
SELECT 1

SELECT id FROM x WHERE lower(name) IN ('name3', 'name5') ORDER BY id
----
3
5
SELECT 2

SELECT id FROM x WHERE lower(name) LIKE 'name1%' ORDER BY lower(name) DESC LIMIT 3
----
19
18
17
SELECT 3

SELECT id FROM x WHERE a + b = 9
----
3
SELECT 1

SELECT id FROM x WHERE b + a = 9
----
3
SELECT 1

SELECT id, a + b FROM x WHERE a + b > 50 ORDER BY a + b DESC, id
----
20|60
19|57
18|54
17|51
SELECT 4

SELECT p.id, q.id FROM x p JOIN x q ON lower(q.name) = 'name' || p.b ORDER BY 1, 2 LIMIT 4
----
1|2
2|4
3|6
4|8
SELECT 4

SELECT min(b), max(b) FROM x WHERE a > 10 AND name IS NOT NULL
----
22|40
SELECT 1

SELECT count(*) FROM x WHERE active
----
6
SELECT 1

# A row comes into a partial index, moves in it, and leaves it.
INSERT INTO x VALUES (100, 'NAME3', 3, 1, true)
----
error 23505 duplicate key value violates unique constraint "xu"; Key (lower(name), a)=(name3, 3) already exists.

INSERT INTO x VALUES (100, 'NAME3', 3, 1, false)
----
INSERT 0 1

UPDATE x SET active = true WHERE id = 100
----
error 23505 duplicate key value violates unique constraint "xu"; Key (lower(name), a)=(name3, 3) already exists.

UPDATE x SET a = 4, active = true WHERE id = 100
----
UPDATE 1

UPDATE x SET a = 3 WHERE id = 100
----
error 23505 duplicate key value violates unique constraint "xu"; Key (lower(name), a)=(name3, 3) already exists.

UPDATE x SET active = NULL, a = 3 WHERE id = 100
----
UPDATE 1

UPDATE x SET active = true, name = NULL WHERE id = 100
----
UPDATE 1

SELECT id FROM x WHERE active AND lower(name) IS NULL
----
100
SELECT 1

INSERT INTO x VALUES (101, NULL, 3, 1, true)
----
INSERT 0 1

DELETE FROM x WHERE id IN (100, 101)
----
DELETE 2

UPDATE x SET active = NOT active WHERE id <= 6
----
UPDATE 6

SELECT id FROM x WHERE active ORDER BY id
----
1
2
4
5
9
12
15
18
SELECT 8

SELECT id FROM x WHERE active AND lower(name) = 'name3' AND a = 3
----
SELECT 0

SELECT id FROM x WHERE active AND lower(name) = 'name2' AND a = 2
----
2
SELECT 1

INSERT INTO x VALUES (102, 'NAME2', 2, 0, true)
----
error 23505 duplicate key value violates unique constraint "xu"; Key (lower(name), a)=(name2, 2) already exists.

# ON CONFLICT means an index by its expressions, and by its predicate.
INSERT INTO x VALUES (101, 'NAME2', 2, 7, true) ON CONFLICT (lower(name), a) WHERE active DO UPDATE SET b = excluded.b RETURNING id, name, b
----
2|Name2|7
INSERT 0 1

INSERT INTO x VALUES (101, 'NAME2', 2, 8, true) ON CONFLICT (a, lower(name)) WHERE active AND b > 5 DO UPDATE SET b = x.b + excluded.b RETURNING id, b
----
2|15
INSERT 0 1

INSERT INTO x VALUES (101, 'NAME2', 2, 8, true) ON CONFLICT (lower(name), a) DO NOTHING
----
error 42P10 there is no unique or exclusion constraint matching the ON CONFLICT specification

INSERT INTO x VALUES (101, 'NAME2', 2, 8, true) ON CONFLICT (lower(name)) WHERE active DO NOTHING
----
error 42P10 there is no unique or exclusion constraint matching the ON CONFLICT specification

INSERT INTO x VALUES (101, 'NAME2', 2, 8, true) ON CONFLICT (upper(name), a) WHERE active DO NOTHING
----
error 42P10 there is no unique or exclusion constraint matching the ON CONFLICT specification

INSERT INTO x VALUES (101, 'NAME2', 2, 8, true) ON CONFLICT (lower(name), a) WHERE id > 0 DO NOTHING
----
error 42P10 there is no unique or exclusion constraint matching the ON CONFLICT specification

INSERT INTO x VALUES (101, 'NAME2', 2, 8, true) ON CONFLICT DO NOTHING
----
INSERT 0 0

INSERT INTO x VALUES (101, 'NAME2', 2, 8, false) ON CONFLICT (lower(name), a) WHERE active DO NOTHING RETURNING id
----
101
INSERT 0 1

INSERT INTO x VALUES (103, 'n', 1, 1, true), (104, 'N', 1, 2, true) ON CONFLICT (lower(name), a) WHERE active DO UPDATE SET b = excluded.b
----
error 21000 ON CONFLICT DO UPDATE command cannot affect row a second time; ; Ensure that no rows proposed for insertion within the same command have duplicate constrained values.

INSERT INTO x VALUES (103, 'n', 1, 1, true), (104, 'N', 1, 2, true) ON CONFLICT (lower(name), a) WHERE active DO NOTHING RETURNING id
----
103
INSERT 0 1

INSERT INTO x VALUES (1, 'z', 1, 1, true) ON CONFLICT ((id)) DO UPDATE SET name = excluded.name RETURNING id, name
----
1|z
INSERT 0 1

SELECT id FROM x WHERE lower(name) = 'z'
----
1
SELECT 1

SELECT id FROM x WHERE lower(name) = 'name1'
----
SELECT 0

# An expression is computed of the rows that the predicate lets in alone.
CREATE TABLE d (id int PRIMARY KEY, v int)
----
CREATE TABLE

INSERT INTO d VALUES (1, 0), (2, 5), (3, NULL)
----
INSERT 0 3

CREATE INDEX ON d ((100 / v))
----
error 22012 division by zero

CREATE INDEX dv ON d ((100 / v)) WHERE v <> 0
----
CREATE INDEX

INSERT INTO d VALUES (4, 0), (5, 10)
----
INSERT 0 2

UPDATE d SET v = 0 WHERE id = 2
----
UPDATE 1

UPDATE d SET v = 20 WHERE id = 1
----
UPDATE 1

SELECT id FROM d WHERE 100 / v = 5 AND v <> 0
----
1
SELECT 1

SELECT id FROM d WHERE v <> 0 ORDER BY 100 / v
----
1
5
SELECT 2

DELETE FROM d WHERE v <> 0 AND 100 / v = 10
----
DELETE 1

CREATE INDEX ON d ((1000 / (v - 20))) WHERE v > 0
----
error 22012 division by zero

INSERT INTO d VALUES (9, 30)
----
INSERT 0 1

CREATE UNIQUE INDEX ON d ((v IS NULL))
----
error 23505 could not create unique index "d_expr_idx"; Key ((v IS NULL))=(f) is duplicated.

CREATE UNIQUE INDEX ON d ((v % 10)) WHERE v > 0
----
error 23505 could not create unique index "d_expr_idx"; Key ((v % 10))=(0) is duplicated.

CREATE UNIQUE INDEX dn ON d ((v IS NULL)) WHERE v IS NULL
----
CREATE INDEX

INSERT INTO d VALUES (10, NULL)
----
error 23505 duplicate key value violates unique constraint "dn"; Key ((v IS NULL))=(t) already exists.

INSERT INTO d VALUES (10, 0), (11, 0)
----
INSERT 0 2

# What reads a column goes with it, and names change.
ALTER TABLE x RENAME COLUMN name TO title
----
ALTER TABLE

SELECT indexdef FROM pg_indexes WHERE tablename = 'x' AND schemaname = current_schema() ORDER BY indexname
----
CREATE INDEX x_a_idx ON public.x USING btree (a)
CREATE INDEX x_coalesce_a_idx ON public.x USING btree (COALESCE(title, 'none'::text), ((a)::text))
CREATE INDEX x_expr_expr1_expr2_idx ON public.x USING btree (((title || 'x'::text)), ((a * 2)), ((a * 3)))
CREATE INDEX x_expr_id_idx ON public.x USING btree (((a + b)), id DESC)
CREATE INDEX x_lower_idx ON public.x USING btree (lower(title))
CREATE UNIQUE INDEX x_pkey ON public.x USING btree (id)
CREATE INDEX xp ON public.x USING btree (b) WHERE ((a > 10) AND (title IS NOT NULL))
CREATE UNIQUE INDEX xu ON public.x USING btree (lower(title), a) INCLUDE (b) WHERE active
SELECT 8

SELECT id FROM x WHERE lower(title) = 'name7'
----
7
SELECT 1

INSERT INTO x VALUES (200, 'Last', 300, 1, true)
----
INSERT 0 1

SELECT id FROM x WHERE lower(title) = 'last'
----
200
SELECT 1

ALTER TABLE x ADD COLUMN c int DEFAULT 7
----
ALTER TABLE

UPDATE x SET c = 8 WHERE lower(title) = 'last' RETURNING id, c
----
200|8
UPDATE 1

CREATE INDEX xc ON x ((c + 1)) WHERE c > 7
----
CREATE INDEX

SELECT id FROM x WHERE c + 1 = 9 AND c > 7
----
200
SELECT 1

ALTER TABLE x ALTER COLUMN a TYPE bigint
----
ALTER TABLE

SELECT id FROM x WHERE a + b = 301
----
200
SELECT 1

SELECT id FROM x WHERE a > 10 AND title IS NOT NULL AND b = 40
----
20
SELECT 1

SELECT format_type(atttypid, atttypmod) FROM pg_attribute WHERE attrelid = 'x_expr_id_idx'::regclass AND attnum = 1
----
bigint
SELECT 1

ALTER TABLE x ALTER COLUMN title TYPE varchar(20)
----
ALTER TABLE

SELECT id FROM x WHERE lower(title) = 'last'
----
200
SELECT 1

CREATE TABLE l (LIKE x INCLUDING INDEXES)
----
CREATE TABLE

SELECT indexdef FROM pg_indexes WHERE tablename = 'l' AND schemaname = current_schema() ORDER BY indexname
----
CREATE INDEX l_a_idx ON public.l USING btree (a)
CREATE INDEX l_b_idx ON public.l USING btree (b) WHERE ((a > 10) AND (title IS NOT NULL))
CREATE INDEX l_coalesce_a_idx ON public.l USING btree (COALESCE(title, ('none'::text)::character varying), ((a)::text))
CREATE INDEX l_expr_expr1_expr2_idx ON public.l USING btree ((((title)::text || 'x'::text)), ((a * 2)), ((a * 3)))
CREATE INDEX l_expr_id_idx ON public.l USING btree (((a + b)), id DESC)
CREATE INDEX l_expr_idx ON public.l USING btree (((c + 1))) WHERE (c > 7)
CREATE UNIQUE INDEX l_lower_a_b_idx ON public.l USING btree (lower((title)::text), a) INCLUDE (b) WHERE active
CREATE INDEX l_lower_idx ON public.l USING btree (lower((title)::text))
CREATE UNIQUE INDEX l_pkey ON public.l USING btree (id)
SELECT 9

INSERT INTO l SELECT * FROM x
----
INSERT 0 23

INSERT INTO l SELECT 1000 + id, title, a, b, active, ts, c FROM x WHERE active ORDER BY id LIMIT 1
----
error 23505 duplicate key value violates unique constraint "l_lower_a_b_idx"; Key (lower(title::text), a)=(z, 1) already exists.

SELECT id FROM l WHERE lower(title) = 'last'
----
200
SELECT 1

ALTER TABLE x DROP COLUMN a
----
ALTER TABLE

SELECT indexdef FROM pg_indexes WHERE tablename = 'x' AND schemaname = current_schema() ORDER BY indexname
----
CREATE INDEX x_lower_idx ON public.x USING btree (lower((title)::text))
CREATE UNIQUE INDEX x_pkey ON public.x USING btree (id)
CREATE INDEX xc ON public.x USING btree (((c + 1))) WHERE (c > 7)
SELECT 3

SELECT id FROM x WHERE lower(title) = 'last'
----
200
SELECT 1

TRUNCATE x
----
TRUNCATE TABLE

INSERT INTO x VALUES (1, 'A', 2, true, NULL, 9)
----
INSERT 0 1

SELECT id FROM x WHERE lower(title) = 'a'
----
1
SELECT 1

ALTER TABLE x DROP CONSTRAINT x_pkey
----
ALTER TABLE

INSERT INTO x VALUES (1, 'b', 2, true, NULL, 9)
----
INSERT 0 1

SELECT id, title FROM x WHERE lower(title) IN ('a', 'b') ORDER BY title
----
1|A
1|b
SELECT 2

DROP INDEX x_lower_idx
----
DROP INDEX

SELECT id FROM x WHERE lower(title) = 'a'
----
1
SELECT 1

# Only an index of columns, of all rows, says what a foreign key may refer to.
CREATE TABLE p (k int, n text)
----
CREATE TABLE

CREATE UNIQUE INDEX ON p (k) WHERE k > 0
----
CREATE INDEX

CREATE UNIQUE INDEX ON p (lower(n))
----
CREATE INDEX

CREATE TABLE c (k int REFERENCES p (k))
----
error 42830 there is no unique constraint matching given keys for referenced table "p"

CREATE UNIQUE INDEX ON p (k)
----
CREATE INDEX

CREATE TABLE c (id int PRIMARY KEY, k int REFERENCES p (k) ON UPDATE CASCADE ON DELETE CASCADE, f bool)
----
CREATE TABLE

CREATE INDEX ck ON c (k) WHERE f
----
CREATE INDEX

CREATE INDEX ce ON c ((k * 10))
----
CREATE INDEX

INSERT INTO p VALUES (1, 'one'), (2, 'two'), (3, 'ONE')
----
error 23505 duplicate key value violates unique constraint "p_lower_idx"; Key (lower(n))=(one) already exists.

INSERT INTO p VALUES (1, 'one'), (2, 'two'), (3, 'three')
----
INSERT 0 3

INSERT INTO c SELECT i, 1 + i % 3, i % 2 = 0 FROM generate_series(1, 12) i
----
INSERT 0 12

UPDATE p SET k = 20 WHERE lower(n) = 'two'
----
UPDATE 1

SELECT id FROM c WHERE k * 10 = 200 ORDER BY id
----
1
4
7
10
SELECT 4

SELECT count(*) FROM c WHERE k = 20 AND f
----
2
SELECT 1

DELETE FROM p WHERE k = 1
----
DELETE 1

SELECT id FROM c WHERE k * 10 = 10
----
SELECT 0

SELECT id, k FROM c WHERE k * 10 > 0 ORDER BY k * 10, id
----
2|3
5|3
8|3
11|3
1|20
4|20
7|20
10|20
SELECT 8

# In a transaction that is rolled back to a savepoint.
BEGIN
----
BEGIN

CREATE TABLE s (id int PRIMARY KEY, t text)
----
CREATE TABLE

INSERT INTO s VALUES (1, 'A'), (2, 'B')
----
INSERT 0 2

CREATE UNIQUE INDEX su ON s (lower(t)) WHERE id > 0
----
CREATE INDEX

SAVEPOINT one
----
SAVEPOINT

INSERT INTO s VALUES (3, 'a')
----
error 23505 duplicate key value violates unique constraint "su"; Key (lower(t))=(a) already exists.

ROLLBACK TO one
----
ROLLBACK

INSERT INTO s VALUES (-3, 'a')
----
INSERT 0 1

UPDATE s SET t = 'c' WHERE lower(t) = 'b' AND id > 0 RETURNING *
----
2|c
UPDATE 1

COMMIT
----
COMMIT

SELECT * FROM s ORDER BY id
----
-3|a
1|A
2|c
SELECT 3

DROP TABLE s
----
DROP TABLE

# Implication: every answer is that of the whole table.
CREATE TABLE i (id int PRIMARY KEY, a int, s text, b bool, n numeric)
----
CREATE TABLE

INSERT INTO i SELECT g, g % 20, CASE WHEN g % 5 > 0 THEN 's' || g % 7 END, CASE g % 3 WHEN 0 THEN true WHEN 1 THEN false END, g % 4 FROM generate_series(1, 200) g
----
INSERT 0 200

CREATE INDEX ON i (id) WHERE a > 5
----
CREATE INDEX

CREATE INDEX ON i (id) WHERE a IN (1, 2, 3)
----
CREATE INDEX

CREATE INDEX ON i (id) WHERE s IS NOT NULL
----
CREATE INDEX

CREATE INDEX ON i (id) WHERE b
----
CREATE INDEX

CREATE INDEX ON i (id) WHERE NOT b
----
CREATE INDEX

CREATE INDEX ON i (id) WHERE a < 3 OR a > 15
----
CREATE INDEX

CREATE INDEX ON i (id) WHERE s <> 's1' AND n >= 2
----
CREATE INDEX

SELECT count(*), sum(id) FROM i WHERE a > 5
----
140|14350
SELECT 1

SELECT count(*), sum(id) FROM i WHERE a >= 5
----
150|15300
SELECT 1

SELECT count(*), sum(id) FROM i WHERE a > 7 AND a < 9
----
10|980
SELECT 1

SELECT count(*), sum(id) FROM i WHERE a = 2
----
10|920
SELECT 1

SELECT count(*), sum(id) FROM i WHERE a IN (1, 3)
----
20|1840
SELECT 1

SELECT count(*), sum(id) FROM i WHERE a IN (1, 4)
----
20|1850
SELECT 1

SELECT count(*), sum(id) FROM i WHERE s = 's3'
----
23|2344
SELECT 1

SELECT count(*), sum(id) FROM i WHERE s LIKE 's%' AND id > 100
----
80|12000
SELECT 1

SELECT count(*), sum(id) FROM i WHERE b
----
66|6633
SELECT 1

SELECT count(*), sum(id) FROM i WHERE b IS TRUE
----
66|6633
SELECT 1

SELECT count(*), sum(id) FROM i WHERE b = true
----
66|6633
SELECT 1

SELECT count(*), sum(id) FROM i WHERE b IS NOT TRUE
----
134|13467
SELECT 1

SELECT count(*), sum(id) FROM i WHERE b = false
----
67|6700
SELECT 1

SELECT count(*), sum(id) FROM i WHERE NOT b
----
67|6700
SELECT 1

SELECT count(*), sum(id) FROM i WHERE a = 1 OR a = 17
----
20|1980
SELECT 1

SELECT count(*), sum(id) FROM i WHERE a < 2 OR a = 10
----
30|3010
SELECT 1

SELECT count(*), sum(id) FROM i WHERE s = 's2' AND n = 3
----
6|614
SELECT 1

SELECT count(*), sum(id) FROM i WHERE s > 's1' AND n > 2.0
----
30|3050
SELECT 1

SELECT count(*), sum(id) FROM i WHERE s IS NOT NULL AND n >= 2
----
80|8000
SELECT 1

# Errors name the expressions.
CREATE TABLE u (id int PRIMARY KEY, v int, "N m" varchar(10))
----
CREATE TABLE

INSERT INTO u VALUES (1, 5, 'A'), (2, 15, 'a')
----
INSERT 0 2

CREATE UNIQUE INDEX ON u ((v % 10))
----
error 23505 could not create unique index "u_expr_idx"; Key ((v % 10))=(5) is duplicated.

CREATE UNIQUE INDEX ON u (lower("N m"))
----
error 23505 could not create unique index "u_lower_idx"; Key (lower("N m"::text))=(a) is duplicated.

CREATE UNIQUE INDEX ON u ((v % 10), lower("N m")) WHERE id > 0
----
error 23505 could not create unique index "u_expr_lower_idx"; Key ((v % 10), lower("N m"::text))=(5, a) is duplicated.

CREATE UNIQUE INDEX ON u ((v % 10), upper("N m") DESC) WHERE id > 1
----
CREATE INDEX

INSERT INTO u VALUES (3, 25, 'A')
----
error 23505 duplicate key value violates unique constraint "u_expr_upper_idx"; Key ((v % 10), upper("N m"::text))=(5, A) already exists.

INSERT INTO u VALUES (0, 25, 'A')
----
INSERT 0 1

UPDATE u SET id = 4 WHERE id = 0
----
error 23505 duplicate key value violates unique constraint "u_expr_upper_idx"; Key ((v % 10), upper("N m"::text))=(5, A) already exists.

UPDATE u SET id = id + 10
----
error 23505 duplicate key value violates unique constraint "u_expr_upper_idx"; Key ((v % 10), upper("N m"::text))=(5, A) already exists.

SELECT id FROM u WHERE v % 10 = 5 AND upper("N m") = 'A' AND id > 1 ORDER BY id
----
2
SELECT 1

# Literals of dates and times are read when the index is made.
SET TIME ZONE 'UTC'
----
SET

CREATE TABLE litix (id int PRIMARY KEY, at timestamptz, d date, t timetz, ts timestamp); INSERT INTO litix SELECT i, '2015-01-01 00:00:00+00'::timestamptz + i * interval '1 hour', date '2015-01-01' + i, '12:00+02', timestamp '2015-01-01' + i * interval '1 hour' FROM generate_series(1, 20) i
----
CREATE TABLE
INSERT 0 20

CREATE UNIQUE INDEX litix_a ON litix (id) WHERE at > '2015-01-01T00:00:00-06:00'::timestamptz; CREATE INDEX litix_b ON litix (id) WHERE at > '2015-01-01 07:00' AND ts < '01/02/2015'; CREATE INDEX litix_c ON litix ((at > timestamptz '2015-01-01 10:00')) WHERE t = '12:00+02'; CREATE INDEX litix_d ON litix (id) WHERE d = ANY ('{2015-01-03,2015-01-04}'::date[])
----
CREATE INDEX
CREATE INDEX
CREATE INDEX
CREATE INDEX

SELECT indexdef FROM pg_indexes WHERE tablename = 'litix' ORDER BY 1
----
CREATE INDEX litix_b ON public.litix USING btree (id) WHERE ((at > '2015-01-01 07:00:00+00'::timestamp with time zone) AND (ts < '2015-01-02 00:00:00'::timestamp without time zone))
CREATE INDEX litix_c ON public.litix USING btree (((at > '2015-01-01 10:00:00+00'::timestamp with time zone))) WHERE (t = '12:00:00+02'::time with time zone)
CREATE INDEX litix_d ON public.litix USING btree (id) WHERE (d = ANY ('{2015-01-03,2015-01-04}'::date[]))
CREATE UNIQUE INDEX litix_a ON public.litix USING btree (id) WHERE (at > '2015-01-01 06:00:00+00'::timestamp with time zone)
CREATE UNIQUE INDEX litix_pkey ON public.litix USING btree (id)
SELECT 5

SET TIME ZONE 'America/New_York'
----
SET

SET datestyle = 'German'
----
SET

INSERT INTO litix VALUES (21, '2015-01-01 01:30', '2015-01-03', '12:00+02', '2015-01-01')
----
INSERT 0 1

SELECT count(*) FROM litix WHERE at > '2015-01-01T00:00:00-06:00'::timestamptz AND id > 0
----
15
SELECT 1

SELECT id FROM litix WHERE d = ANY ('{2015-01-03,2015-01-04}'::date[]) ORDER BY id
----
2
3
21
SELECT 3

SELECT count(*) FROM litix WHERE (at > timestamptz '2015-01-01 10:00+00') AND t = '12:00+02'
----
10
SELECT 1

CREATE INDEX ON litix (id) WHERE at > '2015-01-01'::text::timestamptz
----
error 42P17 functions in index predicate must be marked IMMUTABLE

CREATE INDEX ON litix (id) WHERE at > date '2015-01-01'
----
error 42P17 functions in index predicate must be marked IMMUTABLE

CREATE INDEX ON litix (id) WHERE ts > at
----
error 42P17 functions in index predicate must be marked IMMUTABLE

CREATE TABLE litgen (at timestamptz, late bool GENERATED ALWAYS AS (at > '2015-01-01 00:00+00') STORED); INSERT INTO litgen VALUES ('2014-12-31 23:30+00'), ('2015-01-01 00:30+00'); SELECT late FROM litgen ORDER BY at
----
CREATE TABLE
INSERT 0 2
f
t
SELECT 2

RESET datestyle
----
RESET

RESET TIME ZONE
----
RESET

DROP TABLE litix, litgen
----
DROP TABLE

# Operator classes of text that are named are kept.
CREATE TABLE opc (id int PRIMARY KEY, t text, v varchar(10), b char(5)); CREATE INDEX opc_1 ON opc (t text_pattern_ops, v varchar_pattern_ops DESC, b bpchar_pattern_ops); CREATE INDEX opc_2 ON opc (t text_ops, v varchar_ops, lower(t) varchar_pattern_ops NULLS FIRST); CREATE INDEX opc_3 ON opc (v text_pattern_ops, v, b bpchar_ops) INCLUDE (t) WHERE v > 'a'
----
CREATE TABLE
CREATE INDEX
CREATE INDEX
CREATE INDEX

SELECT indexdef FROM pg_indexes WHERE tablename = 'opc' ORDER BY 1
----
CREATE INDEX opc_1 ON public.opc USING btree (t text_pattern_ops, v varchar_pattern_ops DESC, b bpchar_pattern_ops)
CREATE INDEX opc_2 ON public.opc USING btree (t, v varchar_ops, lower(t) varchar_pattern_ops NULLS FIRST)
CREATE INDEX opc_3 ON public.opc USING btree (v text_pattern_ops, v, b) INCLUDE (t) WHERE ((v)::text > 'a'::text)
CREATE UNIQUE INDEX opc_pkey ON public.opc USING btree (id)
SELECT 4

SELECT i.indexrelid::regclass, array_agg(o.opcname ORDER BY k) FROM pg_index i, unnest(i.indclass) WITH ORDINALITY c (class, k) JOIN pg_opclass o ON o.oid = class WHERE i.indrelid = 'opc'::regclass GROUP BY i.indexrelid ORDER BY i.indexrelid::regclass::text
----
opc_1|{text_pattern_ops,varchar_pattern_ops,bpchar_pattern_ops}
opc_2|{text_ops,varchar_ops,varchar_pattern_ops}
opc_3|{text_pattern_ops,text_ops,bpchar_ops}
opc_pkey|{int4_ops}
SELECT 4

CREATE TABLE opc_like (LIKE opc INCLUDING INDEXES); SELECT indexdef FROM pg_indexes WHERE tablename = 'opc_like' ORDER BY 1
----
CREATE TABLE
CREATE INDEX opc_like_t_v_b_idx ON public.opc_like USING btree (t text_pattern_ops, v varchar_pattern_ops DESC, b bpchar_pattern_ops)
CREATE INDEX opc_like_t_v_lower_idx ON public.opc_like USING btree (t, v varchar_ops, lower(t) varchar_pattern_ops NULLS FIRST)
CREATE INDEX opc_like_v_v1_b_t_idx ON public.opc_like USING btree (v text_pattern_ops, v, b) INCLUDE (t) WHERE ((v)::text > 'a'::text)
CREATE UNIQUE INDEX opc_like_pkey ON public.opc_like USING btree (id)
SELECT 4

CREATE INDEX ON opc (id text_pattern_ops)
----
error 42804 operator class "text_pattern_ops" does not accept data type integer

CREATE INDEX ON opc (t nosuch_ops)
----
error 42704 operator class "nosuch_ops" does not exist for access method "btree"

INSERT INTO opc VALUES (1, 'abc', 'abd', 'x'), (2, 'b%', 'c', 'y'); SELECT id FROM opc WHERE t LIKE 'ab%' ORDER BY 1
----
INSERT 0 2
1
SELECT 1

ALTER TABLE opc ALTER v TYPE text; SELECT indexdef FROM pg_indexes WHERE indexname = 'opc_1'
----
ALTER TABLE
CREATE INDEX opc_1 ON public.opc USING btree (t text_pattern_ops, v varchar_pattern_ops DESC, b bpchar_pattern_ops)
SELECT 1

DROP TABLE opc, opc_like
----
DROP TABLE
