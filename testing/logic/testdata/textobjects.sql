# code only
CREATE TEXT SEARCH DICTIONARY d1 (TEMPLATE = simple, STOPWORDS = nope)
----
error F0000

CREATE TEXT SEARCH DICTIONARY d1 (TEMPLATE = simple, STOPWORDS = 'No/pe')
----
error 22023

CREATE TEXT SEARCH DICTIONARY d1 (TEMPLATE = simple, foo = bar)
----
error 22023

CREATE TEXT SEARCH DICTIONARY d1 (TEMPLATE = simple, ACCEPT = maybe)
----
error 42601

CREATE TEXT SEARCH DICTIONARY d1 (TEMPLATE = simple, ACCEPT = 0, ACCEPT = 1)
----
error 22023

CREATE TEXT SEARCH DICTIONARY d1 (TEMPLATE = simple, "stopWords" = english)
----
error 22023

CREATE TEXT SEARCH DICTIONARY d1 (TEMPLATE = snowball)
----
error 22023

CREATE TEXT SEARCH DICTIONARY d1 (TEMPLATE = snowball, LANGUAGE = klingon)
----
error 42704

CREATE TEXT SEARCH DICTIONARY d1 (TEMPLATE = snowball, LANGUAGE = english, LANGUAGE = french)
----
error 22023

CREATE TEXT SEARCH DICTIONARY d1 (TEMPLATE = synonym)
----
error 22023

# code only
CREATE TEXT SEARCH DICTIONARY d1 (TEMPLATE = synonym, SYNONYMS = foo)
----
error F0000

CREATE TEXT SEARCH DICTIONARY d1 (TEMPLATE = synonym, SYNONYMS = foo, bar = 1)
----
error 22023

CREATE TEXT SEARCH DICTIONARY d1 (TEMPLATE = ispell)
----
error 22023

# code only
CREATE TEXT SEARCH DICTIONARY d1 (TEMPLATE = ispell, DICTFILE = x, AFFFILE = y)
----
error F0000

# code only
CREATE TEXT SEARCH DICTIONARY d1 (TEMPLATE = ispell, AFFFILE = y)
----
error F0000

CREATE TEXT SEARCH DICTIONARY d1 (TEMPLATE = thesaurus)
----
error 22023

# code only
CREATE TEXT SEARCH DICTIONARY d1 (TEMPLATE = thesaurus, DICTFILE = xx)
----
error F0000

CREATE TEXT SEARCH DICTIONARY d1 (TEMPLATE = nope)
----
error 42704

CREATE TEXT SEARCH DICTIONARY d1 (STOPWORDS = english)
----
error 42P17

CREATE TEXT SEARCH DICTIONARY d1 (TEMPLATE = simple, STOPWORDS)
----
error 42601

CREATE TEXT SEARCH DICTIONARY d1 (TEMPLATE = simple, STOPWORDS = english)
----
CREATE TEXT SEARCH DICTIONARY

# code only
CREATE TEXT SEARCH DICTIONARY d1 (TEMPLATE = simple)
----
error 23505

CREATE TEXT SEARCH DICTIONARY d2 (TEMPLATE = pg_catalog.simple, ACCEPT = false, STOPWORDS = 'english')
----
CREATE TEXT SEARCH DICTIONARY

CREATE TEXT SEARCH DICTIONARY "D 3" (TEMPLATE = snowball, LANGUAGE = german)
----
CREATE TEXT SEARCH DICTIONARY

SELECT ts_lexize('simple', ''), ts_lexize('d1', 'The'), ts_lexize('d1', 'Foxes'), ts_lexize('d2', 'the'), ts_lexize('d2', 'foxes'), ts_lexize('"D 3"', 'Häuser'), ts_lexize('pg_catalog.english_stem', 'foxes')
----
{}|{}|{foxes}|{}|NULL|{haus}|{fox}
SELECT 1

ALTER TEXT SEARCH DICTIONARY d1 (ACCEPT = 0)
----
ALTER TEXT SEARCH DICTIONARY

SELECT dictname, tmplname, dictinitoption FROM pg_ts_dict d JOIN pg_ts_template t ON dicttemplate = t.oid WHERE dictname IN ('d1', 'd2', 'D 3') ORDER BY 1
----
D 3|snowball|language = 'german'
d1|simple|stopwords = 'english', accept = 0
d2|simple|accept = 'false', stopwords = 'english'
SELECT 3

SELECT ts_lexize('d1', 'Foxes')
----
NULL
SELECT 1

ALTER TEXT SEARCH DICTIONARY d1 (ACCEPT, nope)
----
ALTER TEXT SEARCH DICTIONARY

SELECT dictinitoption FROM pg_ts_dict WHERE dictname = 'd1'
----
stopwords = 'english'
SELECT 1

ALTER TEXT SEARCH DICTIONARY d1 (nope = 1)
----
error 22023

ALTER TEXT SEARCH DICTIONARY nope (ACCEPT = 1)
----
error 42704

ALTER TEXT SEARCH DICTIONARY "D 3" (LANGUAGE)
----
error 22023

ALTER TEXT SEARCH DICTIONARY d1 RENAME TO d2
----
error 42710

ALTER TEXT SEARCH DICTIONARY "D 3" RENAME TO d3
----
ALTER TEXT SEARCH DICTIONARY

ALTER TEXT SEARCH DICTIONARY nope RENAME TO d4
----
error 42704

CREATE TEXT SEARCH CONFIGURATION c1
----
error 42601

CREATE TEXT SEARCH CONFIGURATION c1 ()
----
error 42601

CREATE TEXT SEARCH CONFIGURATION c1 (PARSER = "default", COPY = english)
----
error 42601

CREATE TEXT SEARCH CONFIGURATION c1 (PARSER = foo)
----
error 42704

CREATE TEXT SEARCH CONFIGURATION c1 (COPY = foo)
----
error 42704

CREATE TEXT SEARCH CONFIGURATION c1 (bar = foo)
----
error 42601

CREATE TEXT SEARCH CONFIGURATION c1 (PARSER = default)
----
CREATE TEXT SEARCH CONFIGURATION

# code only
CREATE TEXT SEARCH CONFIGURATION c1 (PARSER = default)
----
error 23505

CREATE TEXT SEARCH CONFIGURATION c2 (COPY = pg_catalog.english)
----
CREATE TEXT SEARCH CONFIGURATION

SELECT to_tsvector('c1', 'A fox'), to_tsvector('c2', 'A fox jumps')
----
''|'fox':2 'jump':3
SELECT 1

ALTER TEXT SEARCH CONFIGURATION c1 ADD MAPPING FOR asciiword WITH d2, english_stem
----
ALTER TEXT SEARCH CONFIGURATION

SELECT to_tsvector('c1', 'The foxes of größte'), to_tsquery('c1', 'foxes & größte'), plainto_tsquery('c1', 'the foxes jump'), websearch_to_tsquery('c1', '"foxes jump" or not lazy')
----
'fox':2|'fox'|'fox' & 'jump'|'fox' <-> 'jump' | 'lazi'
SELECT 1

# code only
ALTER TEXT SEARCH CONFIGURATION c1 ADD MAPPING FOR asciiword WITH d2
----
error 23505

ALTER TEXT SEARCH CONFIGURATION c1 ADD MAPPING FOR foo WITH d2
----
error 22023

ALTER TEXT SEARCH CONFIGURATION c1 ADD MAPPING FOR word WITH nope
----
error 42704

ALTER TEXT SEARCH CONFIGURATION c1 ALTER MAPPING FOR hword WITH simple
----
ALTER TEXT SEARCH CONFIGURATION

ALTER TEXT SEARCH CONFIGURATION c1 ADD MAPPING FOR word, word WITH d1, d3
----
ALTER TEXT SEARCH CONFIGURATION

SELECT to_tsvector('c1', 'die größten Häuser')
----
'die':1 'größten':2 'häuser':3
SELECT 1

ALTER TEXT SEARCH CONFIGURATION c1 ALTER MAPPING FOR word REPLACE d3 WITH simple
----
ALTER TEXT SEARCH CONFIGURATION

SELECT to_tsvector('c1', 'die größten Häuser')
----
'die':1 'größten':2 'häuser':3
SELECT 1

ALTER TEXT SEARCH CONFIGURATION c1 ALTER MAPPING REPLACE d1 WITH d3
----
ALTER TEXT SEARCH CONFIGURATION

SELECT alias, mapseqno, mapdict::regdictionary FROM pg_ts_config_map m JOIN ts_token_type('default') t ON t.tokid = maptokentype WHERE mapcfg = 'c1'::regconfig ORDER BY 1, 2
----
asciiword|1|d2
asciiword|2|english_stem
hword|1|simple
word|1|d3
word|2|simple
SELECT 5

ALTER TEXT SEARCH CONFIGURATION c1 DROP MAPPING FOR url
----
error 42704

ALTER TEXT SEARCH CONFIGURATION c1 DROP MAPPING IF EXISTS FOR url, foo
----
error 22023

ALTER TEXT SEARCH CONFIGURATION c1 DROP MAPPING IF EXISTS FOR url, hword
----
ALTER TEXT SEARCH CONFIGURATION

ALTER TEXT SEARCH CONFIGURATION nope DROP MAPPING IF EXISTS FOR url
----
error 42704

SELECT * FROM ts_debug('c1', 'The foxes, größten 12 jumps')
----
asciiword|Word, all ASCII|The|{d2,english_stem}|d2|{}
asciiword|Word, all ASCII|foxes|{d2,english_stem}|english_stem|{fox}
asciiword|Word, all ASCII|jumps|{d2,english_stem}|english_stem|{jump}
blank|Space symbols| |{}|NULL|NULL
blank|Space symbols| |{}|NULL|NULL
blank|Space symbols| |{}|NULL|NULL
blank|Space symbols|, |{}|NULL|NULL
uint|Unsigned integer|12|{}|NULL|NULL
word|Word, all letters|größten|{d3,simple}|d3|{grosst}
SELECT 9

SELECT ts_headline('c1', 'The größten foxes jump', to_tsquery('c1', 'fox | größten'))
----
The <b>größten</b> <b>foxes</b> jump
SELECT 1

COMMENT ON TEXT SEARCH CONFIGURATION c1 IS 'one'
----
COMMENT

COMMENT ON TEXT SEARCH DICTIONARY d1 IS 'first'
----
COMMENT

COMMENT ON TEXT SEARCH CONFIGURATION nope IS 'x'
----
error 42704

SELECT obj_description('c1'::regconfig, 'pg_ts_config'), obj_description('d1'::regdictionary, 'pg_ts_dict'), obj_description('english'::regconfig, 'pg_ts_config')
----
one|first|configuration for english language
SELECT 1

DROP TEXT SEARCH DICTIONARY d2
----
error 2BP01

DROP TEXT SEARCH DICTIONARY d1
----
DROP TEXT SEARCH DICTIONARY

SELECT to_tsvector('c1', 'foxes größten'), 'd1'::regdictionary
----
error 42704

DROP TEXT SEARCH DICTIONARY IF EXISTS d1, d2 CASCADE
----
DROP TEXT SEARCH DICTIONARY

SELECT 'c1'::regconfig
----
error 42704

SELECT 'nope.c1'::regconfig
----
error 3F000

SELECT 'd2'::regdictionary
----
error 42704

DROP TEXT SEARCH CONFIGURATION c1
----
error 42704

DROP TEXT SEARCH CONFIGURATION IF EXISTS c1, nope.x
----
DROP TEXT SEARCH CONFIGURATION

DROP TEXT SEARCH CONFIGURATION nope.x
----
error 3F000

DROP TEXT SEARCH DICTIONARY simple
----
error 2BP01

DROP TEXT SEARCH PARSER nope
----
error 42704

DROP TEXT SEARCH TEMPLATE nope
----
error 42704

ALTER TEXT SEARCH PARSER nope RENAME TO x
----
error 42704

ALTER TEXT SEARCH TEMPLATE nope SET SCHEMA x
----
error 42704

ALTER TEXT SEARCH CONFIGURATION c2 SET SCHEMA nope
----
error 3F000

CREATE SCHEMA textobjects_s
----
CREATE SCHEMA

ALTER TEXT SEARCH CONFIGURATION c2 SET SCHEMA textobjects_s
----
ALTER TEXT SEARCH CONFIGURATION

SELECT 'textobjects_s.c2'::regconfig, pg_ts_config_is_visible('textobjects_s.c2'::regconfig), to_tsvector('textobjects_s.c2', 'foxes')
----
textobjects_s.c2|f|'fox':1
SELECT 1

ALTER TEXT SEARCH CONFIGURATION textobjects_s.c2 OWNER TO nope
----
error 42704

SELECT identity, type FROM pg_identify_object('pg_ts_config'::regclass, 'textobjects_s.c2'::regconfig, 0)
----
textobjects_s.c2|text search configuration
SELECT 1

SELECT pg_describe_object('pg_ts_dict'::regclass, 'd3'::regdictionary, 0)
----
text search dictionary d3
SELECT 1

DROP SCHEMA textobjects_s
----
error 2BP01

DROP SCHEMA textobjects_s CASCADE
----
DROP SCHEMA

DROP TEXT SEARCH DICTIONARY d3
----
DROP TEXT SEARCH DICTIONARY
