# Literals that depend on settings, and defaults and checks that keep them. Columns are told. Errors are told whole, with their positions.
SET default_transaction_isolation = 'serializable'
----
SET

SET timezone='America/New_York'
----
SET

CREATE TABLE d (a int, ts timestamptz DEFAULT '2020-01-01 00:00', CHECK (ts > '2019-01-01 00:00'))
----
CREATE TABLE

SET timezone='UTC'
----
SET

INSERT INTO d VALUES (1)
----
INSERT 0 1

SELECT ts FROM d
----
ts:1184
2020-01-01 05:00:00+00
SELECT 1

INSERT INTO d VALUES (2, '2019-01-01 03:00'), (3, '2019-01-01 05:00:01')
----
error 23514 new row for relation "d" violates check constraint "d_ts_check"; Failing row contains (2, 2019-01-01 03:00:00+00).

INSERT INTO d VALUES (2, '2019-01-01 05:00')
----
error 23514 new row for relation "d" violates check constraint "d_ts_check"; Failing row contains (2, 2019-01-01 05:00:00+00).

INSERT INTO d VALUES (2, '2019-01-01 05:00:01')
----
INSERT 0 1

SET datestyle='ISO, DMY'
----
SET

CREATE TABLE d2 (a int, d date DEFAULT '01/02/2020', e date DEFAULT '01/02/2020'::date CHECK (e <> '03/02/2020'), f date default cast('05/06/2020' as date), g date[] DEFAULT '{01/02/2020}', h date DEFAULT date '07/08/2020', i text DEFAULT 'it''s', j timestamp DEFAULT timestamp '01/02/2020 00:00' + interval '1 day', k timetz DEFAULT '04:05-03', l date DEFAULT to_date('01/02/2020', 'DD/MM/YYYY'), m varchar(5) DEFAULT 'abc', n numeric DEFAULT '1.50', o bytea DEFAULT '\x0102', p interval DEFAULT '1 day', q time DEFAULT '1:02', r bool DEFAULT 'yes', s timestamptz(0) DEFAULT '2020-01-01 00:00:00.7+00', t char(3) DEFAULT 'a', u name DEFAULT 'n', v uuid DEFAULT '00000000-0000-0000-0000-000000000001', w int[] DEFAULT '{1,2}', x date DEFAULT coalesce('01/02/2020', '02/02/2020'::date), y text DEFAULT '01/02/2020'::date, z date DEFAULT '01/02/2020'::text::date)
----
CREATE TABLE

SET datestyle='ISO, MDY'
----
SET

INSERT INTO d2(a) VALUES (1)
----
INSERT 0 1

SELECT * FROM d2
----
a:23|d:1082|e:1082|f:1082|g:1182|h:1082|i:25|j:1114|k:1266|l:1082|m:1043|n:1700|o:17|p:1186|q:1083|r:16|s:1184|t:1042|u:19|v:2950|w:1007|x:1082|y:25|z:1082
1|2020-02-01|2020-02-01|2020-06-05|{2020-02-01}|2020-08-07|it's|2020-02-02 00:00:00|04:05:00-03|2020-02-01|abc|1.50|\x0102|1 day|01:02:00|t|2020-01-01 00:00:01+00|a  |n|00000000-0000-0000-0000-000000000001|{1,2}|2020-02-01|2020-02-01|2020-01-02
SELECT 1

SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conrelid = 'd'::regclass
----
pg_get_constraintdef:25
CHECK ((ts > '2019-01-01 05:00:00+00'::timestamp with time zone))
SELECT 1

SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conrelid = 'd2'::regclass
----
pg_get_constraintdef:25
CHECK ((e <> '2020-02-03'::date))
SELECT 1

SELECT adnum, pg_get_expr(adbin, adrelid) FROM pg_attrdef WHERE adrelid = 'd2'::regclass AND adnum NOT IN (8,9,10,12,15,16,20,23,24) ORDER BY adnum
----
adnum:21|pg_get_expr:25
2|'2020-02-01'::date
3|'2020-02-01'::date
4|'2020-06-05'::date
5|'{2020-02-01}'::date[]
6|'2020-08-07'::date
7|'it''s'::text
11|'abc'::character varying
13|'\x0102'::bytea
14|'1 day'::interval
17|'2020-01-01 00:00:00.7+00'::timestamp with time zone
18|'a'::bpchar
19|'n'::name
21|'{1,2}'::integer[]
22|COALESCE('2020-02-01'::date, '2020-02-02'::date)
SELECT 14

CREATE TABLE ck (b text CHECK (b <> ''), c int CHECK (c > '5'), d varchar(9) CHECK (d LIKE 'x%'), e text CHECK (e IN ('p','q')), f date CHECK (f BETWEEN '2020-01-01' AND '2021-01-01'), g text CHECK (length(g) > 2 AND g ~ '^a'), h text CHECK (h = ANY (ARRAY['a','b'])), i text CHECK (i || 'x' <> 'yx'), j text CHECK (CASE j WHEN 'a' THEN true ELSE j > 'b' END))
----
CREATE TABLE

SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conname IN ('ck_b_check')
----
pg_get_constraintdef:25
CHECK ((b <> ''::text))
SELECT 1

INSERT INTO ck(b) VALUES ('')
----
error 23514 new row for relation "ck" violates check constraint "ck_b_check"; Failing row contains (, null, null, null, null, null, null, null, null).

INSERT INTO ck(c) VALUES (5)
----
error 23514 new row for relation "ck" violates check constraint "ck_c_check"; Failing row contains (null, 5, null, null, null, null, null, null, null).

INSERT INTO ck(d) VALUES ('y')
----
error 23514 new row for relation "ck" violates check constraint "ck_d_check"; Failing row contains (null, null, y, null, null, null, null, null, null).

INSERT INTO ck(e) VALUES ('z')
----
error 23514 new row for relation "ck" violates check constraint "ck_e_check"; Failing row contains (null, null, null, z, null, null, null, null, null).

INSERT INTO ck(f) VALUES ('2019-12-31')
----
error 23514 new row for relation "ck" violates check constraint "ck_f_check"; Failing row contains (null, null, null, null, 2019-12-31, null, null, null, null).

INSERT INTO ck(g) VALUES ('abc'), ('bbc')
----
error 23514 new row for relation "ck" violates check constraint "ck_g_check"; Failing row contains (null, null, null, null, null, bbc, null, null, null).

INSERT INTO ck(h) VALUES ('c')
----
error 23514 new row for relation "ck" violates check constraint "ck_h_check"; Failing row contains (null, null, null, null, null, null, c, null, null).

INSERT INTO ck(i) VALUES ('y')
----
error 23514 new row for relation "ck" violates check constraint "ck_i_check"; Failing row contains (null, null, null, null, null, null, null, y, null).

INSERT INTO ck(j) VALUES ('a'), ('c'), ('b')
----
error 23514 new row for relation "ck" violates check constraint "ck_j_check"; Failing row contains (null, null, null, null, null, null, null, null, b).

ALTER TABLE ck ADD COLUMN z date DEFAULT '01/02/2020'
----
ALTER TABLE

# code only
ALTER TABLE ck ALTER z SET DEFAULT '13/02/2020'
----
error 22008

SET datestyle='ISO, DMY'
----
SET

ALTER TABLE ck ALTER z SET DEFAULT '13/02/2020'
----
ALTER TABLE

SET datestyle='ISO, MDY'
----
SET

INSERT INTO ck(b) VALUES ('q') RETURNING z
----
z:1082
2020-02-13
INSERT 0 1

CREATE SEQUENCE sq
----
CREATE SEQUENCE

CREATE TABLE st (a int DEFAULT nextval('sq'), b bigint DEFAULT nextval('sq'::regclass), c text DEFAULT 'x' || nextval('sq'))
----
CREATE TABLE

ALTER SEQUENCE sq RENAME TO sq2
----
ALTER SEQUENCE

INSERT INTO st DEFAULT VALUES RETURNING a, b, c
----
a:23|b:20|c:25
1|2|x3
INSERT 0 1
