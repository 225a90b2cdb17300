SET timezone='America/New_York'

CREATE TABLE d (a int, ts timestamptz DEFAULT '2020-01-01 00:00', CHECK (ts > '2019-01-01 00:00'))

SET timezone='UTC'

-- sorted
INSERT INTO d VALUES (1)

-- sorted
SELECT ts FROM d

-- sorted
INSERT INTO d VALUES (2, '2019-01-01 03:00'), (3, '2019-01-01 05:00:01')

-- sorted
INSERT INTO d VALUES (2, '2019-01-01 05:00')

-- sorted
INSERT INTO d VALUES (2, '2019-01-01 05:00:01')

SET datestyle='ISO, DMY'

CREATE TABLE d2 (a int, d date DEFAULT '01/02/2020', e date DEFAULT '01/02/2020'::date CHECK (e <> '03/02/2020'), f date default cast('05/06/2020' as date), g date[] DEFAULT '{01/02/2020}', h date DEFAULT date '07/08/2020', i text DEFAULT 'it''s', j timestamp DEFAULT timestamp '01/02/2020 00:00' + interval '1 day', k timetz DEFAULT '04:05-03', l date DEFAULT to_date('01/02/2020', 'DD/MM/YYYY'), m varchar(5) DEFAULT 'abc', n numeric DEFAULT '1.50', o bytea DEFAULT '\x0102', p interval DEFAULT '1 day', q time DEFAULT '1:02', r bool DEFAULT 'yes', s timestamptz(0) DEFAULT '2020-01-01 00:00:00.7+00', t char(3) DEFAULT 'a', u name DEFAULT 'n', v uuid DEFAULT '00000000-0000-0000-0000-000000000001', w int[] DEFAULT '{1,2}', x date DEFAULT coalesce('01/02/2020', '02/02/2020'::date), y text DEFAULT '01/02/2020'::date, z date DEFAULT '01/02/2020'::text::date)

SET datestyle='ISO, MDY'

-- sorted
INSERT INTO d2(a) VALUES (1)

-- sorted
SELECT * FROM d2

-- sorted
SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conrelid = 'd'::regclass

-- sorted
SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conrelid = 'd2'::regclass

SELECT adnum, pg_get_expr(adbin, adrelid) FROM pg_attrdef WHERE adrelid = 'd2'::regclass AND adnum NOT IN (8,9,10,12,15,16,20,23,24) ORDER BY adnum

CREATE TABLE ck (b text CHECK (b <> ''), c int CHECK (c > '5'), d varchar(9) CHECK (d LIKE 'x%'), e text CHECK (e IN ('p','q')), f date CHECK (f BETWEEN '2020-01-01' AND '2021-01-01'), g text CHECK (length(g) > 2 AND g ~ '^a'), h text CHECK (h = ANY (ARRAY['a','b'])), i text CHECK (i || 'x' <> 'yx'), j text CHECK (CASE j WHEN 'a' THEN true ELSE j > 'b' END))

-- sorted
SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conname IN ('ck_b_check')

-- sorted
INSERT INTO ck(b) VALUES ('')

-- sorted
INSERT INTO ck(c) VALUES (5)

-- sorted
INSERT INTO ck(d) VALUES ('y')

-- sorted
INSERT INTO ck(e) VALUES ('z')

-- sorted
INSERT INTO ck(f) VALUES ('2019-12-31')

-- sorted
INSERT INTO ck(g) VALUES ('abc'), ('bbc')

-- sorted
INSERT INTO ck(h) VALUES ('c')

-- sorted
INSERT INTO ck(i) VALUES ('y')

-- sorted
INSERT INTO ck(j) VALUES ('a'), ('c'), ('b')

ALTER TABLE ck ADD COLUMN z date DEFAULT '01/02/2020'

-- loose
ALTER TABLE ck ALTER z SET DEFAULT '13/02/2020'

SET datestyle='ISO, DMY'

ALTER TABLE ck ALTER z SET DEFAULT '13/02/2020'

SET datestyle='ISO, MDY'

-- sorted
INSERT INTO ck(b) VALUES ('q') RETURNING z

CREATE SEQUENCE sq

CREATE TABLE st (a int DEFAULT nextval('sq'), b bigint DEFAULT nextval('sq'::regclass), c text DEFAULT 'x' || nextval('sq'))

ALTER SEQUENCE sq RENAME TO sq2

-- sorted
INSERT INTO st DEFAULT VALUES RETURNING a, b, c
