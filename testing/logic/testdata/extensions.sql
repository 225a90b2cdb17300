CREATE EXTENSION nothing
----
error 0A000

CREATE EXTENSION pgcrypto
----
CREATE EXTENSION

CREATE EXTENSION pgcrypto
----
error 42710

CREATE EXTENSION IF NOT EXISTS pgcrypto
----
CREATE EXTENSION

CREATE EXTENSION plpgsql
----
error 42710

CREATE EXTENSION pgcrypto VERSION '0.1'
----
error 42710

CREATE EXTENSION hstore VERSION '0.1'
----
error 22023

SELECT extname, extversion, extrelocatable, nspname FROM pg_extension e JOIN pg_namespace n ON n.oid = extnamespace WHERE extname <> 'isochron_internal' ORDER BY 1
----
pgcrypto|1.3|t|public
plpgsql|1.0|f|pg_catalog
SELECT 2

SELECT name, default_version, installed_version, comment FROM pg_available_extensions WHERE name IN ('hstore', 'pgcrypto', 'citext') ORDER BY 1
----
citext|1.6|NULL|data type for case-insensitive character strings
hstore|1.8|NULL|data type for storing sets of (key, value) pairs
pgcrypto|1.3|1.3|cryptographic functions
SELECT 3

SELECT name, version, installed, superuser, trusted, relocatable, schema, requires FROM pg_available_extension_versions WHERE (name, version) IN (('hstore', '1.8'), ('plpgsql', '1.0')) ORDER BY 1
----
hstore|1.8|f|t|t|t|NULL|NULL
plpgsql|1.0|t|t|t|f|pg_catalog|NULL
SELECT 2

SELECT obj_description(oid, 'pg_extension') FROM pg_extension WHERE extname = 'pgcrypto'
----
cryptographic functions
SELECT 1

COMMENT ON EXTENSION pgcrypto IS 'ours'
----
COMMENT

SELECT obj_description(oid, 'pg_extension') FROM pg_extension WHERE extname = 'pgcrypto'
----
ours
SELECT 1

SELECT digest('abc', 'md5'), digest('abc'::bytea, 'sha1'), digest('', 'sha256')
----
\x900150983cd24fb0d6963f7d28e17f72|\xa9993e364706816aba3e25717850c26c9cd0d89d|\xe3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855
SELECT 1

SELECT digest('abc', 'nothing')
----
error 22023

SELECT hmac('data', 'key', 'sha256'), hmac('\x01'::bytea, '\x02', 'md5')
----
\x5031fe3d989c6d1537a013fa6e739da23463fdaec3b70137d828e36ace221bd0|\x9b40ebc931376a8c0f1eb493ff51721e
SELECT 1

SELECT crypt('foox', '$1$aSdfghjk'), crypt('', '$1$x$y'), crypt('foox', '$2a$06$RQiOJ.3ELirrXwxIZY8q0O'), crypt('', '$2a$05$RQiOJ.3ELirrXwxIZY8q0O')
----
$1$aSdfghjk$t7UHA67J/AGLhV5gzKcKB1|$1$x$fwjfZtMwarkdetsjiQreU1|$2a$06$RQiOJ.3ELirrXwxIZY8q0OR3CVJrAfda1z26CCHPnB6mmVZD8p0/C|$2a$05$RQiOJ.3ELirrXwxIZY8q0O5YRonL27Qwa0zUqXWvM46UNldhve8Eq
SELECT 1

SELECT crypt('a long password of more than sixteen letters', '$1$12345678$'), length(crypt('x', gen_salt('bf', 4))), length(gen_salt('md5'))
----
$1$12345678$iz6ZVUfkgJH3xMaI12rme/|60|11
SELECT 1

SELECT crypt('x', '$2a$99$RQiOJ.3ELirrXwxIZY8q0O')
----
error 22023

SELECT gen_salt('nothing')
----
error 22023

SELECT length(gen_random_bytes(16)), length(gen_random_uuid()::text)
----
16|36
SELECT 1

SELECT gen_random_bytes(0)
----
error 39000

SELECT encrypt('hello', 'key', 'aes'), encrypt('0123456789abcdef', '0123456789abcdef01234567', 'aes-ecb/pad:none'), encrypt_iv('hello', 'key', '0123', 'aes-cbc')
----
\x5e27050b59c889fee9f953137259bf6b|\xda6c0e29c6927225e61f590db4ea78f7|\xe2e493eeafd7633756a73a5c236017fd
SELECT 1

SELECT convert_from(decrypt(encrypt('hello', 'key', 'aes'), 'key', 'aes'), 'UTF8'), decrypt_iv(encrypt_iv('x', 'k', 'iv', 'aes'), 'k', 'iv', 'aes')
----
hello|\x78
SELECT 1

SELECT encrypt('x', 'k', 'nothing')
----
error 22023

SELECT decrypt('\x00', 'k', 'aes')
----
error 39000

CREATE SCHEMA ext
----
CREATE SCHEMA

ALTER EXTENSION pgcrypto SET SCHEMA ext
----
ALTER EXTENSION

SELECT digest('abc', 'md5')
----
error 42883

SELECT ext.digest('abc', 'md5')
----
\x900150983cd24fb0d6963f7d28e17f72
SELECT 1

CREATE TABLE passwords (id int PRIMARY KEY, h bytea DEFAULT ext.digest('x', 'md5'), g bytea GENERATED ALWAYS AS (ext.digest(id::text, 'md5')) STORED)
----
CREATE TABLE

INSERT INTO passwords (id) VALUES (1)
----
INSERT 0 1

SELECT * FROM passwords WHERE g = ext.digest('1', 'md5')
----
1|\x9dd4e461268c8034f5c8564e155c67a6|\xc4ca4238a0b923820dcc509a6f75849b
SELECT 1

CREATE VIEW hashed AS SELECT ext.digest(id::text, 'sha1') AS d FROM passwords
----
CREATE VIEW

SELECT d, pg_get_viewdef('hashed') FROM hashed
----
\x356a192b7913b04c54574d18c28d46e6395428ab| SELECT ext.digest((passwords.id)::text, 'sha1'::text) AS d\n   FROM passwords;
SELECT 1

DROP EXTENSION pgcrypto
----
error 2BP01

DROP FUNCTION ext.digest(text, text)
----
error 2BP01

DROP SCHEMA ext
----
error 2BP01

DROP EXTENSION pgcrypto CASCADE
----
DROP EXTENSION

SELECT * FROM passwords
----
1|\x9dd4e461268c8034f5c8564e155c67a6
SELECT 1

SELECT * FROM hashed
----
error 42P01

DROP EXTENSION pgcrypto
----
error 42704

DROP EXTENSION IF EXISTS pgcrypto
----
DROP EXTENSION

CREATE EXTENSION "uuid-ossp" SCHEMA ext
----
CREATE EXTENSION

SELECT ext.uuid_nil(), ext.uuid_ns_dns(), ext.uuid_ns_url(), ext.uuid_ns_oid(), ext.uuid_ns_x500(), ext.uuid_generate_v3(ext.uuid_ns_url(), 'x'), ext.uuid_generate_v5(ext.uuid_ns_dns(), 'www.widgets.com')
----
00000000-0000-0000-0000-000000000000|6ba7b810-9dad-11d1-80b4-00c04fd430c8|6ba7b811-9dad-11d1-80b4-00c04fd430c8|6ba7b812-9dad-11d1-80b4-00c04fd430c8|6ba7b814-9dad-11d1-80b4-00c04fd430c8|60a7f89c-e446-309c-8b4f-460bfdfd0dee|21f7f8de-8051-5b89-8680-0195ef798b6a
SELECT 1

SELECT substr(ext.uuid_generate_v1()::text, 15, 1), substr(ext.uuid_generate_v4()::text, 15, 1), ext.uuid_generate_v4() <> ext.uuid_generate_v4()
----
1|4|t
SELECT 1

DROP SCHEMA ext CASCADE
----
DROP SCHEMA

SELECT count(*) FROM pg_extension WHERE extname = 'uuid-ossp'
----
0
SELECT 1

CREATE EXTENSION fuzzystrmatch
----
CREATE EXTENSION

SELECT levenshtein('GUMBO', 'GAMBOL'), levenshtein('GUMBO', 'GAMBOL', 2, 1, 1), levenshtein_less_equal('extensive', 'exhaustive', 2) > 2, levenshtein_less_equal('extensive', 'exhaustive', 4)
----
2|3|t|4
SELECT 1

SELECT soundex('hello world!'), soundex('Tymczak'), soundex('Pfister'), soundex(''), difference('Anne', 'Andrew'), difference('Anne', 'Margaret')
----
H464|T522|P236|''|2|0
SELECT 1

CREATE EXTENSION unaccent
----
CREATE EXTENSION

SELECT unaccent('Hôtel'), unaccent('Œuvre à Ålesund, ßtraße'), unaccent(NULL)
----
Hotel|OEuvre a Alesund, sstrasse|NULL
SELECT 1

CREATE EXTENSION citext
----
CREATE EXTENSION

CREATE TABLE people (name citext PRIMARY KEY, nick citext, n int)
----
CREATE TABLE

INSERT INTO people VALUES ('Ann', 'A', 1), ('bob', 'B', 2), ('Eve', NULL, 3)
----
INSERT 0 3

INSERT INTO people VALUES ('ANN')
----
error 23505

INSERT INTO people VALUES ('BOB', 'bobby', 4) ON CONFLICT (name) DO UPDATE SET nick = excluded.nick
----
INSERT 0 1

SELECT * FROM people WHERE name = 'aNN'
----
Ann|A|1
SELECT 1

SELECT * FROM people WHERE name > 'ANN' ORDER BY name DESC
----
Eve|NULL|3
bob|bobby|2
SELECT 2

SELECT * FROM people WHERE name IN ('EVE', 'BOB') ORDER BY name
----
bob|bobby|2
Eve|NULL|3
SELECT 2

SELECT * FROM people WHERE name = ANY (ARRAY['EVE', 'x']::citext[])
----
Eve|NULL|3
SELECT 1

SELECT * FROM people WHERE name = 'ANN'::text
----
SELECT 0

SELECT name FROM people WHERE name LIKE 'B%' OR name ~ '^E' ORDER BY name
----
bob
Eve
SELECT 2

SELECT 'A'::citext = 'a', 'A'::citext < 'b', 'a'::citext <> 'A', 'Ab'::citext LIKE 'aB', 'Ab'::citext NOT LIKE 'aB', 'Ab'::citext ~ 'B$', 'Ab'::citext !~~* 'x', 'a'::citext = 'A'::text, pg_typeof('a'::citext || 'b')
----
t|t|f|t|f|t|t|f|text
SELECT 1

SELECT 'a'::citext::text, 'a'::varchar::citext, true::citext, 'a '::char(3)::citext || '|', '1'::citext::int, 12::citext
----
a|a|true|a||1|12
SELECT 1

SELECT count(*), min(lower(name)) FROM (VALUES ('a'::citext), ('A'), ('b')) v(name) GROUP BY name ORDER BY 1
----
1|b
2|a
SELECT 2

SELECT DISTINCT lower(x::text) FROM (VALUES ('a'::citext), ('A'), ('b')) v(x) ORDER BY 1
----
a
b
SELECT 2

SELECT a.n, b.n FROM people a JOIN people b ON a.name = upper(b.name::text)::citext ORDER BY 1
----
1|1
2|2
3|3
SELECT 3

SELECT regexp_match('foobarbequebaz'::citext, '(BAR)(BEQUE)'), regexp_replace('Thomas'::citext, '.[MN]A.', 'M'), regexp_split_to_array('helloTworldTt'::citext, 't'), strpos('high'::citext, 'IG'), replace('abcdefabcdef'::citext, 'CD', 'XX'), split_part('abcTdefTghi'::citext, 't', 2), translate('abcdefabcdef'::citext, 'CD', 'XX')
----
{bar,beque}|ThM|{hello,world,"",""}|2|abXXefabXXef|def|abXXefabXXef
SELECT 1

SELECT array_agg(x ORDER BY x) FROM unnest(ARRAY['b', 'A', 'c']::citext[]) x
----
{A,b,c}
SELECT 1

SELECT citext_cmp('a', 'B'), citext_eq('a', 'A'), citext_larger('a', 'B')
----
-1|t|B
SELECT 1

SELECT typname, typtype, typcategory, typispreferred, typlen, typcollation FROM pg_type WHERE typname IN ('citext', '_citext') ORDER BY 1
----
_citext|b|A|f|-1|100
citext|b|S|f|-1|100
SELECT 2

SELECT attname, format_type(atttypid, atttypmod) FROM pg_attribute WHERE attrelid = 'people'::regclass AND attnum > 0 ORDER BY attnum
----
name|citext
nick|citext
n|integer
SELECT 3

SELECT max(name), min(nick), pg_typeof(max(name)), max('b'::citext) = 'B' FROM people
----
Eve|A|citext|t
SELECT 1

DROP EXTENSION citext
----
error 2BP01

DROP TYPE citext
----
error 2BP01

CREATE DOMAIN email AS citext CHECK (VALUE ~ '@')
----
CREATE DOMAIN

SELECT 'A@b'::email = 'a@B', 'a@B'::email
----
t|a@B
SELECT 1

SELECT 'x'::email
----
error 23514

CREATE EXTENSION hstore
----
CREATE EXTENSION

SELECT 'a=>1'::hstore, 'a=>NULL, "b"=>"NULL"'::hstore, ''::hstore, '"a b"=>"c\"d\\"'::hstore, 'bb=>1, a=>2, a=>3'::hstore, 'a => 1 ,b=> x y'
----
"a"=>"1"|"a"=>NULL, "b"=>"NULL"|''|"a b"=>"c\"d\\"|"a"=>"2", "bb"=>"1"|a => 1 ,b=> x y
SELECT 1

CREATE TABLE things (id int PRIMARY KEY, h hstore DEFAULT 'z=>26')
----
CREATE TABLE

INSERT INTO things VALUES (1, 'a=>1, b=>2'), (2, 'a=>NULL, c=>3'), (3, NULL), (4, DEFAULT)
----
INSERT 0 4

SELECT id, h -> 'a', h -> ARRAY['a', 'c', 'x'], h ? 'a', h ?| ARRAY['a', 'z'], h ?& ARRAY['a', 'b'] FROM things ORDER BY id
----
1|1|{1,NULL,NULL}|t|t|t
2|NULL|{NULL,3,NULL}|t|t|f
3|NULL|NULL|NULL|NULL|NULL
4|NULL|{NULL,NULL,NULL}|f|t|f
SELECT 4

SELECT id, h || 'a=>9', h - 'a'::text, h - ARRAY['a', 'b'], h - 'b=>2'::hstore, h @> 'a=>1', 'b=>2' <@ h FROM things ORDER BY id
----
1|"a"=>"9", "b"=>"2"|"b"=>"2"|''|"a"=>"1"|t|t
2|"a"=>"9", "c"=>"3"|"c"=>"3"|"c"=>"3"|"a"=>NULL, "c"=>"3"|f|f
3|NULL|NULL|NULL|NULL|NULL|NULL
4|"a"=>"9", "z"=>"26"|"z"=>"26"|"z"=>"26"|"z"=>"26"|f|f
SELECT 4

SELECT id FROM things WHERE h = 'b=>2, a=>1'
----
1
SELECT 1

SELECT h, count(*) FROM things GROUP BY h ORDER BY count(*), h::text
----
"a"=>"1", "b"=>"2"|1
"a"=>NULL, "c"=>"3"|1
"z"=>"26"|1
NULL|1
SELECT 4

SELECT akeys(h), avals(h), hstore_to_array(h), hstore_to_matrix(h), %% h, %# h FROM things ORDER BY id
----
{a,b}|{1,2}|{a,1,b,2}|{{a,1},{b,2}}|{a,1,b,2}|{{a,1},{b,2}}
{a,c}|{NULL,3}|{a,NULL,c,3}|{{a,NULL},{c,3}}|{a,NULL,c,3}|{{a,NULL},{c,3}}
NULL|NULL|NULL|NULL|NULL|NULL
{z}|{26}|{z,26}|{{z,26}}|{z,26}|{{z,26}}
SELECT 4

SELECT id, key, value FROM things, each(h) ORDER BY id, key
----
1|a|1
1|b|2
2|a|NULL
2|c|3
4|z|26
SELECT 5

SELECT id, skeys(h) FROM things ORDER BY 1, 2
----
1|a
1|b
2|a
2|c
4|z
SELECT 5

SELECT (each(h)).key FROM things WHERE id = 1 ORDER BY 1
----
a
b
SELECT 2

SELECT hstore('a', 'b'), hstore('a', NULL), hstore(ARRAY['a', 'b', 'c', 'd']), hstore(ARRAY[['a', 'b'], ['c', NULL]]), hstore(ARRAY['a', 'b'], ARRAY['x', NULL]), hstore(NULL, 'x')
----
"a"=>"b"|"a"=>NULL|"a"=>"b", "c"=>"d"|"a"=>"b", "c"=>NULL|"a"=>"x", "b"=>NULL|NULL
SELECT 1

SELECT hstore(ARRAY['a'])
----
error 2202E

SELECT hstore(t) FROM (SELECT 1 AS x, 'y' AS z, NULL AS w) t
----
"w"=>NULL, "x"=>"1", "z"=>"y"
SELECT 1

SELECT hstore(things) FROM things WHERE id = 1
----
"h"=>"\"a\"=>\"1\", \"b\"=>\"2\"", "id"=>"1"
SELECT 1

SELECT exist(h, 'a'), defined(h, 'a'), delete(h, 'a'), slice(h, ARRAY['a', 'x']), slice_array(h, ARRAY['a', 'x']), fetchval(h, 'a') FROM things ORDER BY id
----
t|t|"b"=>"2"|"a"=>"1"|{1,NULL}|1
t|f|"c"=>"3"|"a"=>NULL|{NULL,NULL}|NULL
NULL|NULL|NULL|NULL|NULL|NULL
f|f|"z"=>"26"|''|{NULL,NULL}|NULL
SELECT 4

SELECT hstore_to_json('a=>1, b=>t, c=>NULL, d=>x'), hstore_to_json_loose('a=>1, b=>t, c=>NULL, d=>-1.5e3, e=>01'), 'a=>1'::hstore::json, 'a=>"1"'::hstore::jsonb -> 'a', ARRAY['a', '1']::hstore
----
{"a": "1", "b": "t", "c": null, "d": "x"}|{"a": 1, "b": true, "c": null, "d": -1.5e3, "e": "01"}|{"a": "1"}|"1"|"a"=>"1"
SELECT 1

CREATE TYPE point3 AS (x int, y text, z numeric)
----
CREATE TYPE

SELECT populate_record(ROW(1, 'b', 2.5)::point3, 'x=>7, z=>NULL'), (ROW(1, 'b', 2.5)::point3 #= 'y=>q'::hstore).y
----
(7,b,)|q
SELECT 1

UPDATE things SET h = h || hstore('n', id::text) WHERE h IS NOT NULL RETURNING id, h
----
1|"a"=>"1", "b"=>"2", "n"=>"1"
2|"a"=>NULL, "c"=>"3", "n"=>"2"
4|"n"=>"4", "z"=>"26"
UPDATE 3

CREATE FUNCTION tagged(hstore, text) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT $1 ? $2'
----
CREATE FUNCTION

SELECT id FROM things WHERE tagged(h, 'n') ORDER BY id
----
1
2
4
SELECT 3

CREATE VIEW tags AS SELECT id, h -> 'a' AS a, h ? 'b' AS b FROM things WHERE h @> 'a=>1'
----
CREATE VIEW

SELECT *, pg_get_viewdef('tags') FROM tags
----
1|1|t| SELECT things.id,\n    (things.h -> 'a'::text) AS a,\n    (things.h ? 'b'::text) AS b\n   FROM things\n  WHERE (things.h @> '"a"=>"1"'::hstore);
SELECT 1

DROP EXTENSION hstore
----
error 2BP01

DROP EXTENSION hstore CASCADE
----
DROP EXTENSION

SELECT * FROM things ORDER BY id
----
1
2
3
4
SELECT 4

CREATE EXTENSION hstore
----
CREATE EXTENSION

BEGIN
----
BEGIN

DROP EXTENSION hstore
----
DROP EXTENSION

SELECT 'a=>1'::hstore
----
error 42704

ROLLBACK
----
ROLLBACK

SELECT 'a=>1'::hstore
----
"a"=>"1"
SELECT 1

CREATE ROLE plain
----
CREATE ROLE

SET ROLE plain
----
SET

DROP EXTENSION hstore
----
error 42501

ALTER EXTENSION hstore UPDATE
----
error 42501

RESET ROLE
----
RESET

ALTER EXTENSION hstore UPDATE
----
ALTER EXTENSION

ALTER EXTENSION hstore UPDATE TO '1.8'
----
ALTER EXTENSION

ALTER EXTENSION hstore UPDATE TO '77'
----
error 22023
