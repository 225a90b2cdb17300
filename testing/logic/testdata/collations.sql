# Collations of expressions: which one they have, and what is done where there is none. Errors are told whole.
CREATE TABLE ca (id int PRIMARY KEY, c text COLLATE "C", p text COLLATE "POSIX", d text, v varchar(10) COLLATE "C", n int, u text COLLATE ucs_basic);
----
CREATE TABLE

INSERT INTO ca VALUES (1,'abc','ABC','äÄ','x',1,'q'),(2,'ÄÖ','äö','B','Y',2,'Q');
----
INSERT 0 2

SELECT lower(c), lower(d), lower(p) FROM ca ORDER BY id;
----
abc|ää|abc
ÄÖ|b|äö
SELECT 2

SELECT upper(c), upper(d), initcap(c), initcap(d) FROM ca ORDER BY id;
----
ABC|ÄÄ|Abc|Ää
ÄÖ|B|ÄÖ|B
SELECT 2

SELECT lower('ÄB' COLLATE "C"), upper('äb' COLLATE "POSIX"), initcap('äb éc' COLLATE "C"), lower('ÄB' COLLATE "default"), lower('ÄB');
----
Äb|äB|äB éC|äb|äb
SELECT 1

SELECT 'Ä' ILIKE 'ä', 'Ä' COLLATE "C" ILIKE 'ä', 'A' ILIKE 'a' COLLATE "C", 'ÄA' COLLATE "POSIX" NOT ILIKE 'Äa';
----
t|f|t|f
SELECT 1

SELECT 'Ä' ~* 'ä', 'Ä' COLLATE "C" ~* 'ä', 'A' COLLATE "C" ~* 'a', 'Ä' COLLATE "C" !~* 'ä';
----
t|f|t|t
SELECT 1

SELECT 'Ä' ~ '\w', 'Ä' COLLATE "C" ~ '\w', 'ä' COLLATE "C" ~ '[[:alpha:]]', 'ä' ~ '[[:alpha:]]', 'a' COLLATE "C" ~ '[[:alpha:]]', '٣' ~ '\d', '٣' COLLATE "C" ~ '\d';
----
t|f|f|t|t|f|f
SELECT 1

SELECT 'Ä' COLLATE "C" ~ '[[:upper:]]', 'Ä' COLLATE "C" ~ '\W', 'Ä' COLLATE "C" ~ '^\W$', chr(160) COLLATE "C" ~ '\s', ' ' COLLATE "C" ~ '\s', 'a Ä' COLLATE "C" ~ '\mÄ';
----
f|t|t|f|t|f
SELECT 1

SELECT 'Ä' COLLATE "C" SIMILAR TO '[[:alpha:]]', 'Ä' SIMILAR TO '[[:alpha:]]';
----
f|t
SELECT 1

SELECT regexp_replace('aÄb' COLLATE "C", '\w', '.', 'g'), regexp_replace('aÄb', '\w', '.', 'g'), regexp_match('xÄ' COLLATE "C", '\w+'), regexp_count('aÄ' COLLATE "C", '\w');
----
.Ä.|...|{x}|1
SELECT 1

SELECT regexp_split_to_array('aÄb' COLLATE "C", '\W'), substring('aÄb' COLLATE "C" from '\W'), regexp_like('Ä' COLLATE "C", 'ä', 'i'), regexp_instr('aÄ' COLLATE "C", '\W'), regexp_substr('aÄ' COLLATE "C", '\W');
----
{a,b}|Ä|f|2|Ä
SELECT 1

SELECT * FROM regexp_matches('aÄb' COLLATE "C", '\W', 'g');
----
{Ä}
SELECT 1

SELECT * FROM regexp_split_to_table('aÄb' COLLATE "C", '\W');
----
a
b
SELECT 2

SELECT c < p FROM ca;
----
error 42P22 could not determine which collation to use for string comparison; ; Use the COLLATE clause to set the collation explicitly.

SELECT c = p FROM ca;
----
error 42P22 could not determine which collation to use for string comparison; ; Use the COLLATE clause to set the collation explicitly.

SELECT c = d FROM ca ORDER BY id;
----
f
f
SELECT 2

SELECT c < p COLLATE "C" FROM ca ORDER BY id;
----
f
t
SELECT 2

SELECT c COLLATE "C" < p COLLATE "POSIX" FROM ca;
----
error 42P21 collation mismatch between explicit collations "C" and "POSIX"

SELECT c COLLATE "C" || p COLLATE "POSIX" FROM ca;
----
error 42P21 collation mismatch between explicit collations "C" and "POSIX"

SELECT c || p FROM ca ORDER BY id;
----
abcABC
ÄÖäö
SELECT 2

SELECT lower(c || p) FROM ca;
----
error 42P22 could not determine which collation to use for lower() function; ; Use the COLLATE clause to set the collation explicitly.

SELECT upper(c || p) FROM ca;
----
error 42P22 could not determine which collation to use for upper() function; ; Use the COLLATE clause to set the collation explicitly.

SELECT initcap(c || p) FROM ca;
----
error 42P22 could not determine which collation to use for initcap() function; ; Use the COLLATE clause to set the collation explicitly.

SELECT c || p FROM ca ORDER BY 1;
----
error 42P21 collation mismatch between implicit collations "C" and "POSIX"; ; You can choose the collation by applying the COLLATE clause to one or both expressions.

SELECT c || p AS x FROM ca ORDER BY x;
----
error 42P21 collation mismatch between implicit collations "C" and "POSIX"; ; You can choose the collation by applying the COLLATE clause to one or both expressions.

SELECT id FROM ca ORDER BY c || p;
----
error 42P21 collation mismatch between implicit collations "C" and "POSIX"; ; You can choose the collation by applying the COLLATE clause to one or both expressions.

SELECT id FROM ca ORDER BY c || d;
----
1
2
SELECT 2

SELECT DISTINCT c || p FROM ca;
----
error 42P21 collation mismatch between implicit collations "C" and "POSIX"; ; You can choose the collation by applying the COLLATE clause to one or both expressions.

SELECT c || p, count(*) FROM ca GROUP BY 1;
----
error 42P21 collation mismatch between implicit collations "C" and "POSIX"; ; You can choose the collation by applying the COLLATE clause to one or both expressions.

SELECT count(*) FROM ca GROUP BY c || p;
----
error 42P21 collation mismatch between implicit collations "C" and "POSIX"; ; You can choose the collation by applying the COLLATE clause to one or both expressions.

SELECT c || p ILIKE 'a%' FROM ca;
----
error 42P22 could not determine which collation to use for ILIKE; ; Use the COLLATE clause to set the collation explicitly.

SELECT c || p LIKE 'a%' FROM ca ORDER BY id;
----
t
f
SELECT 2

SELECT (c || p) ~ 'a' FROM ca;
----
error 42P22 could not determine which collation to use for regular expression; ; Use the COLLATE clause to set the collation explicitly.

SELECT (c || p) ~* 'a' FROM ca;
----
error 42P22 could not determine which collation to use for regular expression; ; Use the COLLATE clause to set the collation explicitly.

SELECT position('a' in c || p) FROM ca;
----
error 42P22 could not determine which collation to use for string comparison; ; Use the COLLATE clause to set the collation explicitly.

SELECT replace(c || p, 'a', 'b') FROM ca;
----
error 42P22 could not determine which collation to use for string comparison; ; Use the COLLATE clause to set the collation explicitly.

SELECT split_part(c || p, 'b', 1) FROM ca;
----
error 42P22 could not determine which collation to use for string comparison; ; Use the COLLATE clause to set the collation explicitly.

SELECT starts_with(c || p, 'a') FROM ca;
----
error 42P22 could not determine which collation to use for string comparison; ; Use the COLLATE clause to set the collation explicitly.

SELECT length(c || p), substr(c || p, 1, 2), md5(c || p) IS NULL FROM ca ORDER BY id;
----
6|ab|f
4|ÄÖ|f
SELECT 2

SELECT c IN (p, 'x') FROM ca;
----
error 42P22 could not determine which collation to use for string comparison; ; Use the COLLATE clause to set the collation explicitly.

SELECT c IN ('x', 'abc') FROM ca ORDER BY id;
----
t
f
SELECT 2

SELECT c BETWEEN p AND d FROM ca;
----
error 42P22 could not determine which collation to use for string comparison; ; Use the COLLATE clause to set the collation explicitly.

SELECT c IS DISTINCT FROM p FROM ca;
----
error 42P22 could not determine which collation to use for string comparison; ; Use the COLLATE clause to set the collation explicitly.

SELECT nullif(c, p) FROM ca;
----
error 42P22 could not determine which collation to use for string comparison; ; Use the COLLATE clause to set the collation explicitly.

SELECT greatest(c, p) FROM ca;
----
error 42P22 could not determine which collation to use for string comparison; ; Use the COLLATE clause to set the collation explicitly.

SELECT least(c, d) FROM ca ORDER BY id;
----
abc
B
SELECT 2

SELECT coalesce(c, p) FROM ca ORDER BY id;
----
abc
ÄÖ
SELECT 2

SELECT coalesce(c, p) FROM ca ORDER BY 1;
----
error 42P21 collation mismatch between implicit collations "C" and "POSIX"; ; You can choose the collation by applying the COLLATE clause to one or both expressions.

SELECT CASE WHEN n = 1 THEN c ELSE p END FROM ca ORDER BY 1;
----
error 42P21 collation mismatch between implicit collations "C" and "POSIX"; ; You can choose the collation by applying the COLLATE clause to one or both expressions.

SELECT CASE c WHEN p THEN 1 END FROM ca;
----
error 42P22 could not determine which collation to use for string comparison; ; Use the COLLATE clause to set the collation explicitly.

SELECT CASE WHEN c < p THEN d ELSE d END FROM ca;
----
error 42P22 could not determine which collation to use for string comparison; ; Use the COLLATE clause to set the collation explicitly.

SELECT ARRAY[c, p] FROM ca ORDER BY id;
----
{abc,ABC}
{ÄÖ,äö}
SELECT 2

SELECT ARRAY[c, p] FROM ca ORDER BY 1;
----
error 42P21 collation mismatch between implicit collations "C" and "POSIX"; ; You can choose the collation by applying the COLLATE clause to one or both expressions.

SELECT ARRAY[c COLLATE "C", p COLLATE "POSIX"] FROM ca;
----
error 42P21 collation mismatch between explicit collations "C" and "POSIX"

SELECT ARRAY[c] < ARRAY[p] FROM ca;
----
error 42P22 could not determine which collation to use for string comparison; ; Use the COLLATE clause to set the collation explicitly.

SELECT c = ANY (ARRAY[p]) FROM ca;
----
error 42P22 could not determine which collation to use for string comparison; ; Use the COLLATE clause to set the collation explicitly.

SELECT ROW(c, 1) < ROW(p, 2) FROM ca;
----
error 42P22 could not determine which collation to use for string comparison; ; Use the COLLATE clause to set the collation explicitly.

SELECT ROW(c, 1) = ROW(p, 1) FROM ca;
----
error 42P22 could not determine which collation to use for string comparison; ; Use the COLLATE clause to set the collation explicitly.

SELECT max(c || p) FROM ca;
----
error 42P22 could not determine which collation to use for string comparison; ; Use the COLLATE clause to set the collation explicitly.

SELECT min(c), max(p) FROM ca;
----
abc|äö
SELECT 1

SELECT string_agg(c || p, ',' ORDER BY id) FROM ca;
----
abcABC,ÄÖäö
SELECT 1

SELECT string_agg(c, ',' ORDER BY c || p) FROM ca;
----
error 42P21 collation mismatch between implicit collations "C" and "POSIX"; ; You can choose the collation by applying the COLLATE clause to one or both expressions.

SELECT string_agg(c, p ORDER BY id) FROM ca;
----
abcäöÄÖ
SELECT 1

SELECT array_agg(c ORDER BY p) FROM ca;
----
{abc,ÄÖ}
SELECT 1

SELECT count(DISTINCT c || p) FROM ca;
----
error 42P21 collation mismatch between implicit collations "C" and "POSIX"; ; You can choose the collation by applying the COLLATE clause to one or both expressions.

SELECT rank() OVER (ORDER BY c || p) FROM ca;
----
error 42P21 collation mismatch between implicit collations "C" and "POSIX"; ; You can choose the collation by applying the COLLATE clause to one or both expressions.

SELECT rank() OVER (PARTITION BY c || p) FROM ca;
----
error 42P21 collation mismatch between implicit collations "C" and "POSIX"; ; You can choose the collation by applying the COLLATE clause to one or both expressions.

SELECT c FROM ca UNION SELECT p FROM ca;
----
error 42P21 collation mismatch between implicit collations "C" and "POSIX"; ; You can choose the collation by applying the COLLATE clause to one or both expressions.

SELECT c FROM ca UNION ALL SELECT p FROM ca ORDER BY 1;
----
error 42P22 could not determine which collation to use for string comparison; ; Use the COLLATE clause to set the collation explicitly.

SELECT count(*) FROM (SELECT c FROM ca UNION ALL SELECT p FROM ca) s;
----
4
SELECT 1

SELECT c FROM ca EXCEPT SELECT p FROM ca;
----
error 42P21 collation mismatch between implicit collations "C" and "POSIX"; ; You can choose the collation by applying the COLLATE clause to one or both expressions.

SELECT c FROM ca INTERSECT SELECT d FROM ca;
----
SELECT 0

SELECT c COLLATE "C" FROM ca UNION SELECT p FROM ca ORDER BY 1;
----
ABC
abc
ÄÖ
äö
SELECT 4

SELECT c COLLATE "C" FROM ca UNION SELECT p COLLATE "POSIX" FROM ca;
----
error 42P21 collation mismatch between explicit collations "C" and "POSIX"

SELECT x < 'a' FROM (SELECT c || p AS x FROM ca) s;
----
f
f
SELECT 2

SELECT x < 'a' FROM (SELECT c AS x FROM ca UNION ALL SELECT p FROM ca) s;
----
f
f
f
t
SELECT 4

SELECT lower(x) FROM (SELECT c AS x FROM ca) s ORDER BY 1;
----
abc
ÄÖ
SELECT 2

SELECT lower(x) FROM (SELECT d COLLATE "C" AS x FROM ca) s ORDER BY 1;
----
b
äÄ
SELECT 2

WITH w AS (SELECT d COLLATE "C" AS x FROM ca) SELECT lower(x) FROM w ORDER BY 1;
----
b
äÄ
SELECT 2

SELECT lower((SELECT d COLLATE "C" FROM ca WHERE id = 1)), lower((SELECT d FROM ca WHERE id = 1));
----
äÄ|ää
SELECT 1

SELECT (SELECT c FROM ca LIMIT 1) < (SELECT p FROM ca LIMIT 1);
----
error 42P22 could not determine which collation to use for string comparison; ; Use the COLLATE clause to set the collation explicitly.

SELECT lower(x) FROM (VALUES ('Ä' COLLATE "C"), ('Ö')) v(x);
----
Ä
Ö
SELECT 2

SELECT x < 'a' FROM (VALUES ((SELECT c FROM ca LIMIT 1)), ((SELECT p FROM ca LIMIT 1))) v(x);
----
f
t
SELECT 2

SELECT n COLLATE "C" FROM ca;
----
error 42804 collations are not supported by type integer

SELECT 1 COLLATE "C";
----
error 42804 collations are not supported by type integer

SELECT now() COLLATE "C";
----
error 42804 collations are not supported by type timestamp with time zone

SELECT 'a' COLLATE pg_catalog."C", 'b' COLLATE pg_catalog.default;
----
a|b
SELECT 1

SELECT 'a' COLLATE nosch."C";
----
error 3F000 schema "nosch" does not exist

SELECT 'a' COLLATE public."C";
----
error 42704 collation "public.C" for encoding "UTF8" does not exist

SELECT NULL COLLATE "C", ARRAY['a','b'] COLLATE "C";
----
NULL|{a,b}
SELECT 1

SELECT c COLLATE "C" COLLATE "POSIX" FROM ca ORDER BY 1;
----
abc
ÄÖ
SELECT 2

SELECT lower(c COLLATE "default") FROM ca ORDER BY id;
----
abc
äö
SELECT 2

SELECT c::varchar COLLATE "C" < p FROM ca ORDER BY id;
----
f
t
SELECT 2

SELECT (c COLLATE "C")::varchar < p FROM ca ORDER BY id;
----
f
t
SELECT 2

SELECT (n::text) < c FROM ca ORDER BY id;
----
t
t
SELECT 2

SELECT collation for (c), collation for (p), collation for (d), collation for (v), collation for (u), collation for (c || d), collation for (c || p), collation for ('x' COLLATE "POSIX") FROM ca LIMIT 1;
----
"C"|"POSIX"|"default"|"C"|ucs_basic|"C"|NULL|"POSIX"
SELECT 1

SELECT collation for (lower(c)), collation for (coalesce(d, c)), collation for ((SELECT c FROM ca LIMIT 1)), collation for (ARRAY[c]), collation for (x), collation for (c::name), collation for (NULL) FROM (SELECT c, d, d COLLATE "POSIX" AS x FROM ca) s LIMIT 1;
----
"C"|"C"|"C"|"C"|"POSIX"|"C"|NULL
SELECT 1

SELECT collation for (n) FROM ca;
----
error 42804 collations are not supported by type integer

SELECT pg_collation_for(c), pg_collation_for('a'::name), pg_collation_for(substr(p, 1)), pg_collation_for(CASE WHEN true THEN c ELSE d END), pg_collation_for(max(p)) FROM ca GROUP BY c, p LIMIT 1;
----
error 42803 column "ca.d" must appear in the GROUP BY clause or be used in an aggregate function

CREATE DOMAIN dc AS text COLLATE "C";
----
CREATE DOMAIN

CREATE DOMAIN dp AS text COLLATE "POSIX" CHECK (VALUE < 'zzz');
----
CREATE DOMAIN

CREATE DOMAIN dd AS text;
----
CREATE DOMAIN

CREATE DOMAIN di AS int COLLATE "C";
----
error 42804 collations are not supported by type integer

CREATE DOMAIN ddc AS dc;
----
CREATE DOMAIN

SELECT typname, typcollation FROM pg_type WHERE typname IN ('dc','dp','dd','ddc') ORDER BY 1;
----
dc|950
dd|100
ddc|950
dp|951
SELECT 4

SELECT lower('Ä'::dc), lower('Ä'::dd), collation for ('a'::dc), collation for ('a'::ddc), collation for ('a'::dp);
----
Ä|ä|"C"|"C"|"POSIX"
SELECT 1

SELECT 'a'::dc < 'b'::dp;
----
error 42P22 could not determine which collation to use for string comparison; ; Use the COLLATE clause to set the collation explicitly.

SELECT lower(c::dp) FROM ca ORDER BY id;
----
error 23514 value for domain dp violates check constraint "dp_check"

CREATE TABLE td (a dc, b dd, c dp, e ddc, f dc COLLATE "POSIX");
----
CREATE TABLE

SELECT attname, attcollation FROM pg_attribute WHERE attrelid = 'td'::regclass AND attnum > 0 ORDER BY attnum;
----
a|950
b|100
c|951
e|950
f|951
SELECT 5

INSERT INTO td VALUES ('Ä','Ä','Ä','Ä','Ä');
----
error 23514 value for domain dp violates check constraint "dp_check"

SELECT lower(a), lower(b), lower(c), lower(e), lower(f) FROM td;
----
SELECT 0

SELECT a < c FROM td;
----
SELECT 0

CREATE TYPE ct AS (a text COLLATE "C", b text COLLATE "POSIX", c text, n int);
----
CREATE TYPE

SELECT attname, attcollation FROM pg_attribute WHERE attrelid = 'ct'::regclass AND attnum > 0 ORDER BY attnum;
----
a|950
b|951
c|100
n|0
SELECT 4

CREATE TYPE ctx AS (a int COLLATE "C");
----
error 42804 collations are not supported by type integer

SELECT lower((ROW('Ä','Ä','Ä',1)::ct).a), lower((ROW('Ä','Ä','Ä',1)::ct).c), collation for ((ROW('Ä','Ä','Ä',1)::ct).b);
----
Ä|ä|"POSIX"
SELECT 1

SELECT (x).a < (x).b FROM (SELECT ROW('Ä','Ä','Ä',1)::ct AS x) s;
----
error 42P22 could not determine which collation to use for string comparison; ; Use the COLLATE clause to set the collation explicitly.

ALTER TYPE ct ADD ATTRIBUTE z text COLLATE "C";
----
ALTER TYPE

ALTER TYPE ct ALTER ATTRIBUTE c TYPE varchar COLLATE "POSIX";
----
ALTER TYPE

SELECT attname, attcollation FROM pg_attribute WHERE attrelid = 'ct'::regclass AND attnum > 0 ORDER BY attnum;
----
a|950
b|951
c|951
n|0
z|950
SELECT 5

CREATE TABLE tof OF ct;
----
CREATE TABLE

SELECT attname, attcollation FROM pg_attribute WHERE attrelid = 'tof'::regclass AND attnum > 0 ORDER BY attnum;
----
a|950
b|951
c|951
n|0
z|950
SELECT 5

CREATE VIEW vc AS SELECT id, c, p, d, d COLLATE "C" AS dc, lower(d COLLATE "POSIX") AS l, c || d AS cd, n FROM ca;
----
CREATE VIEW

SELECT attname, attcollation FROM pg_attribute WHERE attrelid = 'vc'::regclass AND attnum > 0 ORDER BY attnum;
----
id|0
c|950
p|951
d|100
dc|950
l|951
cd|950
n|0
SELECT 8

SELECT pg_get_viewdef('vc'::regclass);
----
 SELECT ca.id,\n    ca.c,\n    ca.p,\n    ca.d,\n    (ca.d COLLATE "C") AS dc,\n    lower((ca.d COLLATE "POSIX")) AS l,\n    (ca.c || ca.d) AS cd,\n    ca.n\n   FROM ca;
SELECT 1

SELECT lower(c), lower(d), lower(dc), l FROM vc ORDER BY id;
----
abc|ää|äÄ|äÄ
ÄÖ|b|b|b
SELECT 2

SELECT c < p FROM vc;
----
error 42P22 could not determine which collation to use for string comparison; ; Use the COLLATE clause to set the collation explicitly.

CREATE VIEW vbad AS SELECT c || p AS x FROM ca;
----
error 42P22 could not determine which collation to use for view column "x"; ; Use the COLLATE clause to set the collation explicitly.

CREATE VIEW vbad AS SELECT coalesce(c, p) FROM ca;
----
error 42P22 could not determine which collation to use for view column "coalesce"; ; Use the COLLATE clause to set the collation explicitly.

CREATE VIEW vbad AS SELECT c AS x FROM ca UNION ALL SELECT p FROM ca;
----
error 42P22 could not determine which collation to use for view column "x"; ; Use the COLLATE clause to set the collation explicitly.

CREATE VIEW vun AS SELECT c AS x FROM ca UNION SELECT d FROM ca;
----
CREATE VIEW

SELECT attname, attcollation FROM pg_attribute WHERE attrelid = 'vun'::regclass AND attnum > 0 ORDER BY attnum;
----
x|950
SELECT 1

CREATE MATERIALIZED VIEW mv AS SELECT id, c, d COLLATE "POSIX" AS dp FROM ca;
----
SELECT 2

SELECT attname, attcollation FROM pg_attribute WHERE attrelid = 'mv'::regclass AND attnum > 0 ORDER BY attnum;
----
id|0
c|950
dp|951
SELECT 3

CREATE TABLE cas AS SELECT c, p, d, d COLLATE "C" AS dc, c || d AS cd, n FROM ca;
----
SELECT 2

SELECT attname, attcollation FROM pg_attribute WHERE attrelid = 'cas'::regclass AND attnum > 0 ORDER BY attnum;
----
c|950
p|951
d|100
dc|950
cd|950
n|0
SELECT 6

CREATE TABLE cbad AS SELECT c || p AS x FROM ca;
----
error 42P22 no collation was derived for column "x" with collatable type text; ; Use the COLLATE clause to set the collation explicitly.

CREATE TABLE cbad AS SELECT c AS x FROM ca UNION ALL SELECT p FROM ca;
----
error 42P22 no collation was derived for column "x" with collatable type text; ; Use the COLLATE clause to set the collation explicitly.

SELECT c || p AS x INTO cbad FROM ca;
----
error 42P22 no collation was derived for column "x" with collatable type text; ; Use the COLLATE clause to set the collation explicitly.

CREATE INDEX i1 ON ca ((c || p));
----
error 42P22 could not determine which collation to use for index expression; ; Use the COLLATE clause to set the collation explicitly.

CREATE INDEX i2 ON ca ((c || p) COLLATE "C");
----
CREATE INDEX

CREATE INDEX i3 ON ca (lower(d COLLATE "C"));
----
CREATE INDEX

CREATE INDEX i4 ON ca ((d COLLATE "POSIX"), c COLLATE "POSIX", n) WHERE d COLLATE "C" > 'a';
----
CREATE INDEX

CREATE INDEX i5 ON ca (n COLLATE "C");
----
error 42804 collations are not supported by type integer

CREATE INDEX i6 ON ca (lower(c || p));
----
error 42P22 could not determine which collation to use for index expression; ; Use the COLLATE clause to set the collation explicitly.

CREATE INDEX i7 ON ca ((c || d));
----
CREATE INDEX

CREATE TABLE ck (a text CHECK (a COLLATE "C" < 'b' COLLATE "C"), b text DEFAULT 'x' COLLATE "C", g text GENERATED ALWAYS AS (lower(a COLLATE "C")) STORED);
----
CREATE TABLE

SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conrelid = 'ck'::regclass;
----
CHECK (((a COLLATE "C") < ('b'::text COLLATE "C")))
SELECT 1

SELECT pg_get_expr(adbin, adrelid) FROM pg_attrdef WHERE adrelid = 'ck'::regclass ORDER BY adnum;
----
'x'::text
lower((a COLLATE "C"))
SELECT 2

INSERT INTO ck VALUES ('aÄ');
----
INSERT 0 1

SELECT * FROM ck;
----
aÄ|x|aÄ
SELECT 1

CREATE TABLE pk (a text, b text COLLATE "POSIX", c int) PARTITION BY RANGE (a COLLATE "C", b, (a || 'x'), c);
----
CREATE TABLE

SELECT partcollation, pg_get_partkeydef('pk'::regclass) FROM pg_partitioned_table WHERE partrelid = 'pk'::regclass;
----
950 951 100 0|RANGE (a COLLATE "C", b, ((a || 'x'::text)), c)
SELECT 1

CREATE TABLE pk2 (a text, b text) PARTITION BY LIST ((lower(a)) COLLATE "POSIX");
----
CREATE TABLE

SELECT partcollation, pg_get_partkeydef('pk2'::regclass) FROM pg_partitioned_table WHERE partrelid = 'pk2'::regclass;
----
951|LIST (lower(a) COLLATE "POSIX")
SELECT 1

CREATE TABLE pk3 (a text COLLATE "C", b text COLLATE "POSIX") PARTITION BY LIST ((a || b));
----
error 42P16 no collation was derived for partition key column 1 with collatable type text; ; Use the COLLATE clause to set the collation explicitly.

CREATE TABLE pk4 (a int) PARTITION BY LIST (a COLLATE "C");
----
error 42804 collations are not supported by type integer

CREATE TABLE pk21 PARTITION OF pk2 FOR VALUES IN ('a', 'b');
----
CREATE TABLE

INSERT INTO pk2 VALUES ('A', 'x'), ('b', 'y');
----
INSERT 0 2

SELECT tableoid::regclass, * FROM pk2 ORDER BY a;
----
pk21|A|x
pk21|b|y
SELECT 2

SELECT * FROM pk2 WHERE lower(a) = 'a';
----
A|x
SELECT 1

CREATE FUNCTION fl(text) RETURNS text LANGUAGE sql IMMUTABLE AS 'SELECT lower($1)';
----
CREATE FUNCTION

SELECT fl(c), fl(d), fl(d COLLATE "C") FROM ca ORDER BY id;
----
abc|ää|äÄ
ÄÖ|b|b
SELECT 2

SELECT fl(c || p) FROM ca ORDER BY id;
----
abcabc
äöäö
SELECT 2

CREATE FUNCTION fp(a text) RETURNS text LANGUAGE plpgsql AS 'begin return lower(a); end';
----
CREATE FUNCTION

CREATE FUNCTION flt(a text, b text) RETURNS boolean LANGUAGE sql AS 'SELECT a < b';
----
CREATE FUNCTION

SELECT flt(c, p) FROM ca;
----
f
t
SELECT 2

SELECT flt(c, d) FROM ca ORDER BY id;
----
t
f
SELECT 2

SELECT t1.id FROM ca t1 JOIN ca t2 ON t1.c = t2.p;
----
error 42P22 could not determine which collation to use for string comparison; ; Use the COLLATE clause to set the collation explicitly.

SELECT id FROM ca t1 JOIN (SELECT id AS id2, p AS c FROM ca) t2 USING (c);
----
error 42P22 could not determine which collation to use for string comparison; ; Use the COLLATE clause to set the collation explicitly.

SELECT c FROM ca WHERE c = 'abc' COLLATE "POSIX";
----
abc
SELECT 1

SELECT relname COLLATE "POSIX" < 'a' FROM pg_class WHERE relname = 'ca';
----
f
SELECT 1

SELECT relname < 'x'::text FROM pg_class WHERE relname = 'ca';
----
t
SELECT 1

SELECT generate_series(1, 2), c || p FROM ca ORDER BY 2;
----
error 42P21 collation mismatch between implicit collations "C" and "POSIX"; ; You can choose the collation by applying the COLLATE clause to one or both expressions.

UPDATE ca SET c = p WHERE id = 1;
----
UPDATE 1

UPDATE ca SET d = c || p WHERE c < p;
----
error 42P22 could not determine which collation to use for string comparison; ; Use the COLLATE clause to set the collation explicitly.

DELETE FROM ca WHERE c > p;
----
error 42P22 could not determine which collation to use for string comparison; ; Use the COLLATE clause to set the collation explicitly.

INSERT INTO ca (id, c) SELECT 7, c || p FROM ca WHERE id = 2;
----
INSERT 0 1

SELECT DISTINCT ON (c || p) id FROM ca;
----
error 42P21 collation mismatch between implicit collations "C" and "POSIX"; ; You can choose the collation by applying the COLLATE clause to one or both expressions.

SELECT id FROM ca ORDER BY c COLLATE "POSIX", p COLLATE "C";
----
1
2
7
SELECT 3

SELECT id FROM ca ORDER BY n COLLATE "C";
----
error 42804 collations are not supported by type integer

SELECT to_char(1, '9' COLLATE "C"), trim(c COLLATE "C") < p FROM ca ORDER BY id;
----
 1|f
 1|t
 1|NULL
SELECT 3

SELECT unnest(ARRAY[c]) < p FROM ca;
----
error 42P22 could not determine which collation to use for string comparison; ; Use the COLLATE clause to set the collation explicitly.

SELECT * FROM unnest(ARRAY['Ä' COLLATE "C"]) AS x WHERE lower(x) = 'Ä';
----
Ä
SELECT 1

SELECT collname FROM pg_collation WHERE oid IN (100, 950, 951) ORDER BY 1;
----
C
POSIX
default
SELECT 3

SELECT column_name, collation_name FROM information_schema.columns WHERE table_name = 'vc' ORDER BY ordinal_position;
----
id|NULL
c|C
p|POSIX
d|NULL
dc|C
l|POSIX
cd|C
n|NULL
SELECT 8

SELECT attribute_name, collation_name FROM information_schema.attributes WHERE udt_name = 'ct' ORDER BY ordinal_position;
----
a|C
b|POSIX
c|POSIX
n|NULL
z|C
SELECT 5

WITH RECURSIVE r(x) AS (SELECT 'a' COLLATE "C" UNION ALL SELECT x || 'b' COLLATE "POSIX" FROM r WHERE length(x) < 3) SELECT * FROM r;
----
error 42P21 collation mismatch between explicit collations "C" and "POSIX"

WITH RECURSIVE r(x) AS (SELECT d FROM ca UNION ALL SELECT x || c FROM ca, r WHERE false) SELECT * FROM r;
----
error 42P21 recursive query "r" column 1 has collation "default" in non-recursive term but collation "C" overall; ; Use the COLLATE clause to set the collation of the non-recursive term.

CREATE TABLE inh (x text COLLATE "C");
----
CREATE TABLE

CREATE TABLE inh2 (x text COLLATE "POSIX") INHERITS (inh);
----
error 42P21 column "x" has a collation conflict; "C" versus "POSIX"

CREATE TABLE lk (LIKE ca INCLUDING ALL);
----
CREATE TABLE

SELECT attname, attcollation FROM pg_attribute WHERE attrelid = 'lk'::regclass AND attnum > 0 ORDER BY attnum;
----
id|0
c|950
p|951
d|100
v|950
n|0
u|12340
SELECT 7

ALTER TABLE inh ALTER COLUMN x TYPE text COLLATE "POSIX";
----
ALTER TABLE

ALTER TABLE inh ADD COLUMN y int COLLATE "C";
----
error 42804 collations are not supported by type integer

ALTER TABLE inh ADD COLUMN z varchar COLLATE "C" CHECK (z ~ '[a-z]' COLLATE "C");
----
ALTER TABLE

CREATE TABLE a (id int PRIMARY KEY, c text COLLATE "C", p text COLLATE "POSIX", d text);
----
CREATE TABLE

INSERT INTO a VALUES (1,'abÄ','Äb','äÄ'),(2,'ÄÖ','äö','B'),(3,NULL,NULL,NULL);
----
INSERT 0 3

CREATE INDEX al ON a (lower(d COLLATE "C"));
----
CREATE INDEX

CREATE INDEX al2 ON a (lower(c));
----
CREATE INDEX

SELECT id FROM a WHERE lower(d COLLATE "C") = 'b';
----
2
SELECT 1

SELECT id FROM a WHERE lower(d) = 'b';
----
2
SELECT 1

SELECT id FROM a WHERE lower(c) = 'abÄ';
----
1
SELECT 1

SELECT id FROM a WHERE lower(c) = 'abä';
----
SELECT 0

SELECT d, d COLLATE "C" AS dc FROM a ORDER BY d COLLATE "C", id;
----
B|B
äÄ|äÄ
NULL|NULL
SELECT 3

SELECT DISTINCT d, d COLLATE "C" AS dc FROM a ORDER BY 1;
----
B|B
äÄ|äÄ
NULL|NULL
SELECT 3

SELECT lower(x), lower(y) FROM (SELECT d AS x, d COLLATE "C" AS y FROM a) s ORDER BY 1;
----
b|b
ää|äÄ
NULL|NULL
SELECT 3

SELECT lower(x.y) FROM (SELECT d COLLATE "POSIX" FROM a) x(y) ORDER BY 1;
----
b
äÄ
NULL
SELECT 3

SELECT s.* FROM (SELECT a.*, d COLLATE "C" AS e FROM a) s WHERE lower(e) = 'b';
----
2|ÄÖ|äö|B|B
SELECT 1

SELECT lower(c), count(*) FROM a GROUP BY lower(c) ORDER BY 1;
----
abÄ|1
ÄÖ|1
NULL|1
SELECT 3

SELECT lower(c), count(*) FROM a GROUP BY c ORDER BY 1;
----
abÄ|1
ÄÖ|1
NULL|1
SELECT 3

SELECT lower(max(c)), lower(max(d)), max(lower(d COLLATE "C")) FROM a;
----
ÄÖ|ää|äÄ
SELECT 1

SELECT lower(string_agg(c, '' ORDER BY id)), lower(string_agg(d, '' ORDER BY id)) FROM a;
----
abÄÄÖ|ääb
SELECT 1

SELECT id FROM a WHERE EXISTS (SELECT 1 FROM a b WHERE lower(a.c) = 'abÄ');
----
1
SELECT 1

SELECT id, (SELECT lower(a.c || '')) FROM a ORDER BY id;
----
1|abÄ
2|ÄÖ
3|NULL
SELECT 3

SELECT id FROM a x WHERE c IN (SELECT d FROM a) ORDER BY id;
----
SELECT 0

SELECT id FROM a WHERE c > ANY (SELECT p FROM a) ORDER BY id;
----
error 42P22 could not determine which collation to use for string comparison; ; Use the COLLATE clause to set the collation explicitly.

SELECT c > p FROM a WHERE id = 3;
----
NULL
SELECT 1

SELECT greatest(c, p) FROM a WHERE id = 3;
----
NULL
SELECT 1

SELECT c IS DISTINCT FROM p, nullif(c, p), c = p FROM a WHERE id = 3;
----
f|NULL|NULL
SELECT 1

SELECT lower(c || p) FROM a WHERE false;
----
SELECT 0

SELECT CASE WHEN false THEN lower(c || p) ELSE 'x' END FROM a ORDER BY 1;
----
error 42P21 collation mismatch between implicit collations "C" and "POSIX"; ; You can choose the collation by applying the COLLATE clause to one or both expressions.

SELECT a.id FROM a LEFT JOIN a b ON lower(a.c) = lower(b.c) ORDER BY 1;
----
1
2
3
SELECT 3

SELECT lower(c) FROM a NATURAL JOIN (SELECT 1 AS id) t;
----
abÄ
SELECT 1

SELECT lower(c) FROM a JOIN (SELECT c FROM a) t USING (c) ORDER BY 1;
----
abÄ
ÄÖ
SELECT 2

WITH w AS (INSERT INTO a VALUES (9, 'É', 'É', 'É') RETURNING c, d) SELECT lower(c), lower(d) FROM w;
----
É|é
SELECT 1

UPDATE a SET d = lower(c) WHERE id = 9 RETURNING d, lower(c), lower(d);
----
É|É|é
UPDATE 1

INSERT INTO a VALUES (9, 'Z') ON CONFLICT (id) DO UPDATE SET d = lower(excluded.c || a.c) RETURNING d;
----
zÉ
INSERT 0 1

DELETE FROM a WHERE id = 9 RETURNING upper(c), upper('é'::text);
----
É|É
DELETE 1

PREPARE q AS SELECT lower($1), lower($1 COLLATE "C"), $1 COLLATE "C" ILIKE 'é';
----
PREPARE

EXECUTE q('É');
----
é|É|f
SELECT 1

PREPARE r AS SELECT id FROM a WHERE c ILIKE $1;
----
PREPARE

EXECUTE r('ABä%');
----
SELECT 0

EXECUTE r('ABÄ%');
----
1
SELECT 1

SELECT 'É' COLLATE "C" ~* ANY (ARRAY['é']), 'É' ~* ANY (ARRAY['é']);
----
f|t
SELECT 1

SELECT 'aBa' COLLATE "C" ~* '^(a)b\1$', 'äBÄ' COLLATE "C" ~* '^(.)b\1$', 'äBÄ' ~* '^(.)b\1$', 'x.y' COLLATE "C" ~* '***=X.Y', 'AÄ' COLLATE "C" ~* '***=aä', 'AÄ' COLLATE "C" ~* '***=aÄ';
----
t|f|t|t|f|t
SELECT 1

SELECT regexp_replace('Äa bÄ' COLLATE "C", '\m[a-z]', '<\&>', 'gi'), regexp_replace('Äa bÄ', '\m[a-z]', '<\&>', 'gi');
----
Ä<a> <b>Ä|Äa <b>Ä
SELECT 1

SELECT 'a-Z' COLLATE "C" ~* '^[A\-z]+$', 'b' COLLATE "C" ~* '[a-c]', 'B' COLLATE "C" ~* '[a-c]', ']' COLLATE "C" ~* '[]A]', 'q' COLLATE "C" ~* '[^A-Q]', 'ab' COLLATE "C" ~* '(?i)AB', 'ab' COLLATE "C" ~* '(?c)AB';
----
t|t|t|t|f|t|f
SELECT 1

SELECT initcap('hELLO wORLD-foo_bar 3x éa aé' COLLATE "C"), initcap('hELLO wORLD-foo_bar 3x éa aé');
----
Hello World-Foo_Bar 3x éA Aé|Hello World-Foo_Bar 3x Éa Aé
SELECT 1

SELECT lower('ABC' COLLATE "C"), upper(NULL::text COLLATE "C"), lower('' COLLATE "C");
----
abc|NULL|''
SELECT 1

SELECT substring('aÄb' COLLATE "C" similar 'a#"\W+#"b' escape '#');
----
NULL
SELECT 1

SELECT 'É'::name ILIKE 'é', lower('É'::name), 'É'::name ~* 'é', 'É'::bpchar COLLATE "C" ILIKE 'é';
----
f|É|f|f
SELECT 1

SELECT relname FROM pg_class WHERE relname ILIKE 'A' ORDER BY 1;
----
a
SELECT 1

SELECT relname FROM pg_class WHERE relname ~* '^A$' ORDER BY 1;
----
a
SELECT 1

SELECT lower(x) FROM unnest(ARRAY['É' COLLATE "C", 'Ü']) x;
----
É
Ü
SELECT 2

SELECT lower(x), lower(y) FROM ROWS FROM (unnest(ARRAY['É' COLLATE "C"]), unnest(ARRAY['Ü'])) AS t(x, y);
----
É|ü
SELECT 1

SELECT lower(unnest(ARRAY['É' COLLATE "C"])), lower((ARRAY['É' COLLATE "C"])[1]), lower((ARRAY['É'])[1]);
----
É|É|é
SELECT 1

SELECT lower(r.x) FROM (SELECT ROW('É' COLLATE "C")::record) t(q), LATERAL (SELECT 'É' COLLATE "C" AS x) r;
----
É
SELECT 1

SELECT lower(concat('É' COLLATE "C", 'Ü')), lower(format('%s', 'É' COLLATE "C")), lower(left('É' COLLATE "C", 1));
----
ÉÜ|É|É
SELECT 1

SELECT lower(to_char(1, 'É' COLLATE "C")), lower(1::text), lower('É' || 1 COLLATE "C");
----
error 42804 collations are not supported by type integer

SELECT id FROM a ORDER BY lower(c) COLLATE "POSIX", c COLLATE "C" DESC;
----
1
2
3
SELECT 3

SELECT c COLLATE "C" = d COLLATE "default" FROM a;
----
error 42P21 collation mismatch between explicit collations "C" and "default"

SELECT lower(c COLLATE "default") = lower(c) FROM a ORDER BY id;
----
f
f
NULL
SELECT 3

CREATE VIEW v AS SELECT c, d COLLATE "POSIX" AS e FROM a;
----
CREATE VIEW

CREATE OR REPLACE VIEW v AS SELECT c, d COLLATE "C" AS e FROM a;
----
error 42P16 cannot change collation of view column "e" from "POSIX" to "C"

CREATE OR REPLACE VIEW v AS SELECT c, d COLLATE "POSIX" AS e, p FROM a;
----
CREATE VIEW

SELECT lower(e) FROM v ORDER BY 1;
----
b
äÄ
NULL
SELECT 3

SELECT e < c FROM v;
----
error 42P22 could not determine which collation to use for string comparison; ; Use the COLLATE clause to set the collation explicitly.

CREATE TABLE like_v (LIKE v);
----
CREATE TABLE

SELECT attname, attcollation FROM pg_attribute WHERE attrelid = 'like_v'::regclass AND attnum > 0 ORDER BY attnum;
----
c|950
e|951
p|951
SELECT 3

CREATE TABLE ctas (x, y) AS SELECT d COLLATE "C", c FROM a;
----
SELECT 3

SELECT attname, attcollation FROM pg_attribute WHERE attrelid = 'ctas'::regclass AND attnum > 0 ORDER BY attnum;
----
x|950
y|950
SELECT 2

CREATE TABLE ch (x text COLLATE "C" CHECK (x = lower(x)), y text CHECK (y = lower(y)));
----
CREATE TABLE

INSERT INTO ch VALUES ('É', 'é');
----
INSERT 0 1

INSERT INTO ch VALUES ('E', 'é');
----
error 23514 new row for relation "ch" violates check constraint "ch_x_check"; Failing row contains (E, é).

INSERT INTO ch VALUES ('é', 'É');
----
error 23514 new row for relation "ch" violates check constraint "ch_y_check"; Failing row contains (é, É).

CREATE TABLE gn (x text COLLATE "C", g text GENERATED ALWAYS AS (lower(x)) STORED, h text COLLATE "POSIX" GENERATED ALWAYS AS (x COLLATE "C") STORED);
----
CREATE TABLE

INSERT INTO gn VALUES ('ÉA');
----
INSERT 0 1

SELECT *, collation for (g), collation for (h) FROM gn;
----
ÉA|Éa|ÉA|"default"|"POSIX"
SELECT 1

CREATE TABLE dfl (x text COLLATE "C" DEFAULT lower('É'), y text DEFAULT lower('É' COLLATE "C"));
----
CREATE TABLE

INSERT INTO dfl DEFAULT VALUES;
----
INSERT 0 1

SELECT * FROM dfl;
----
é|É
SELECT 1

CREATE DOMAIN dl AS text COLLATE "C" CHECK (VALUE = lower(VALUE));
----
CREATE DOMAIN

SELECT 'É'::dl;
----
error 23514 value for domain dl violates check constraint "dl_check"

SELECT 'E'::dl;
----
error 23514 value for domain dl violates check constraint "dl_check"

CREATE TABLE da (x dl[], y dl);
----
CREATE TABLE

SELECT attname, attcollation FROM pg_attribute WHERE attrelid = 'da'::regclass AND attnum > 0 ORDER BY attnum;
----
x|950
y|950
SELECT 2

SELECT typname, typcollation FROM pg_type WHERE typname IN ('dl', '_dl', '_text', '_name', 'name', 'citext') ORDER BY 1;
----
_dl|950
_name|950
_text|100
dl|950
name|950
SELECT 5

CREATE TABLE badc (x text COLLATE nosch."C");
----
error 3F000 schema "nosch" does not exist

CREATE TABLE badc (x text COLLATE public."C");
----
error 42704 collation "public.C" for encoding "UTF8" does not exist

CREATE TABLE badc (x int COLLATE "C");
----
error 42804 collations are not supported by type integer

CREATE TABLE badc (x text COLLATE "C" COLLATE "C");
----
error 42601 multiple COLLATE clauses not allowed

CREATE TABLE okc (x text COLLATE pg_catalog."C", y text COLLATE pg_catalog."default");
----
CREATE TABLE

SELECT attname, attcollation FROM pg_attribute WHERE attrelid = 'okc'::regclass AND attnum > 0 ORDER BY attnum;
----
x|950
y|100
SELECT 2

CREATE UNIQUE INDEX okx ON okc ((x COLLATE "POSIX"));
----
CREATE INDEX

INSERT INTO okc VALUES ('a', 'b') ON CONFLICT (x COLLATE "POSIX") DO NOTHING;
----
INSERT 0 1

INSERT INTO okc VALUES ('a', 'b') ON CONFLICT (x COLLATE "C") DO NOTHING;
----
error 42P10 there is no unique or exclusion constraint matching the ON CONFLICT specification

SELECT pg_get_indexdef('okx'::regclass);
----
CREATE UNIQUE INDEX okx ON public.okc USING btree (x COLLATE "POSIX")
SELECT 1

SELECT count(*) FROM a GROUP BY ROLLUP (c || p);
----
error 42P21 collation mismatch between implicit collations "C" and "POSIX"; ; You can choose the collation by applying the COLLATE clause to one or both expressions.

SELECT row_number() OVER (PARTITION BY c ORDER BY d COLLATE "C") FROM a ORDER BY 1;
----
1
1
1
SELECT 3

SELECT lower(first_value(c) OVER (ORDER BY id)) FROM a WHERE id < 3;
----
abÄ
abÄ
SELECT 2

SELECT percentile_disc(0.5) WITHIN GROUP (ORDER BY c || p) FROM a;
----
error 42P21 collation mismatch between implicit collations "C" and "POSIX"; ; You can choose the collation by applying the COLLATE clause to one or both expressions.

SELECT percentile_disc(0.5) WITHIN GROUP (ORDER BY c) FROM a;
----
abÄ
SELECT 1

SELECT array_agg(DISTINCT c ORDER BY c) FROM a;
----
{abÄ,ÄÖ,NULL}
SELECT 1

SELECT x FROM (SELECT c AS x FROM a UNION ALL SELECT p FROM a) s GROUP BY x;
----
error 42P22 could not determine which collation to use for string hashing; ; Use the COLLATE clause to set the collation explicitly.

SELECT DISTINCT x FROM (SELECT c AS x FROM a UNION ALL SELECT p FROM a) s;
----
error 42P22 could not determine which collation to use for string hashing; ; Use the COLLATE clause to set the collation explicitly.

SELECT (SELECT c || p FROM a WHERE id = 1) < 'x';
----
error 42P22 could not determine which collation to use for string comparison; ; Use the COLLATE clause to set the collation explicitly.

SELECT c FROM a UNION SELECT p COLLATE "C" FROM a ORDER BY c;
----
abÄ
Äb
ÄÖ
äö
NULL
SELECT 5

VALUES ('a' COLLATE "C"), ('b' COLLATE "POSIX");
----
error 42P21 collation mismatch between explicit collations "C" and "POSIX"

SELECT lower(a) FROM (SELECT d AS a FROM a INTERSECT SELECT c FROM a) s;
----
NULL
SELECT 1

SELECT '[a,b]'::text COLLATE "C" < 'b', ('a' COLLATE "C", 1) < ('b', 2), ('a' COLLATE "C", 1) < ('b' COLLATE "POSIX", 2);
----
error 42P21 collation mismatch between explicit collations "C" and "POSIX"

SELECT ('a' COLLATE "C", 1) = ('b' COLLATE "POSIX", 2);
----
error 42P21 collation mismatch between explicit collations "C" and "POSIX"

SELECT 'a' COLLATE "C" BETWEEN 'a' AND 'b' COLLATE "POSIX";
----
error 42P21 collation mismatch between explicit collations "C" and "POSIX"

SELECT 'a' COLLATE "C" IN ('a', 'b' COLLATE "POSIX");
----
error 42P21 collation mismatch between explicit collations "C" and "POSIX"

SELECT CASE 'a' COLLATE "C" WHEN 'a' COLLATE "POSIX" THEN 1 END;
----
1
SELECT 1

SELECT coalesce('a' COLLATE "C", 'b' COLLATE "POSIX");
----
error 42P21 collation mismatch between explicit collations "C" and "POSIX"

SELECT max('a' COLLATE "C" || 'b' COLLATE "POSIX");
----
error 42P21 collation mismatch between explicit collations "C" and "POSIX"

SELECT concat('a' COLLATE "C", 'b' COLLATE "POSIX");
----
error 42P21 collation mismatch between explicit collations "C" and "POSIX"

SELECT length('a' COLLATE "C") + length('b' COLLATE "POSIX");
----
2
SELECT 1

SELECT 'a' COLLATE "C" || length('b' COLLATE "POSIX");
----
a1
SELECT 1

SELECT * FROM a WHERE c LIKE 'ab%' COLLATE "POSIX";
----
1|abÄ|Äb|äÄ
SELECT 1

CREATE FUNCTION cl(text) RETURNS text LANGUAGE sql AS 'SELECT lower($1) || upper($1)';
----
CREATE FUNCTION

SELECT cl('É' COLLATE "C"), cl('É'), collation for (cl('É' COLLATE "C"));
----
ÉÉ|éÉ|"C"
SELECT 1

SELECT collation for (ARRAY['a']), collation for ('a'::name || 'b'), collation for (c || p), collation for (now()::text) FROM a LIMIT 1;
----
"default"|"C"|NULL|"default"
SELECT 1

SELECT collation for (now());
----
error 42804 collations are not supported by type timestamp with time zone
