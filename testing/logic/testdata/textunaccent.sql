CREATE EXTENSION unaccent
----
CREATE EXTENSION

SELECT tmplname, tmplinit, tmpllexize FROM pg_ts_template WHERE tmplname = 'unaccent'
----
unaccent|unaccent_init|unaccent_lexize
SELECT 1

SELECT dictname, dictinitoption FROM pg_ts_dict WHERE dictname = 'unaccent'
----
unaccent|rules = 'unaccent'
SELECT 1

CREATE TEXT SEARCH CONFIGURATION fr (COPY = french)
----
CREATE TEXT SEARCH CONFIGURATION

ALTER TEXT SEARCH CONFIGURATION fr ALTER MAPPING FOR hword, hword_part, word WITH unaccent, french_stem
----
ALTER TEXT SEARCH CONFIGURATION

SELECT to_tsvector('fr', 'Les élèves de l''Hôtel sont été là'), to_tsquery('fr','hôtel & Élève'), ts_headline('fr','Hôtel de la mer', to_tsquery('fr','hotel'))
----
'elev':2 'ete':7 'hotel':5 'le':1|'hotel' & 'elev'|<b>Hôtel</b> de la mer
SELECT 1

SELECT * FROM ts_debug('fr', 'Hôtel d''été')
----
asciiword|Word, all ASCII|d|{french_stem}|french_stem|{}
blank|Space symbols| |{}|NULL|NULL
blank|Space symbols|'|{}|NULL|NULL
word|Word, all letters|Hôtel|{unaccent,french_stem}|unaccent|{Hotel}
word|Word, all letters|été|{unaccent,french_stem}|unaccent|{ete}
SELECT 5

SELECT ts_lexize('unaccent', 'Hôtel'), ts_lexize('unaccent', 'hotel'), unaccent('unaccent', 'Hôtel'), unaccent('unaccent'::regdictionary, 'é'), unaccent('Hôtel'), unaccent('simple', 'HÔTEL')
----
{Hotel}|NULL|Hotel|e|Hotel|hôtel
SELECT 1

CREATE TEXT SEARCH DICTIONARY ua2 (TEMPLATE = unaccent)
----
error 22023

CREATE TEXT SEARCH DICTIONARY ua2 (TEMPLATE = unaccent, RULES = unaccent, RULES = unaccent)
----
error 22023

CREATE TEXT SEARCH DICTIONARY ua2 (TEMPLATE = unaccent, foo = unaccent)
----
error 22023

CREATE TEXT SEARCH DICTIONARY ua2 (TEMPLATE = unaccent, RULES = 'unaccent')
----
CREATE TEXT SEARCH DICTIONARY

CREATE FUNCTION f_unaccent(text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT AS $$ SELECT unaccent('unaccent', $1) $$
----
CREATE FUNCTION

CREATE TABLE uat (id int PRIMARY KEY, a text); CREATE INDEX ON uat (f_unaccent(lower(a))); CREATE INDEX ON uat USING gin (to_tsvector('fr', a)); INSERT INTO uat VALUES (1, 'Élève'), (2, 'Hôtel'), (3, 'mer')
----
CREATE TABLE
CREATE INDEX
CREATE INDEX
INSERT 0 3

SELECT id FROM uat WHERE f_unaccent(lower(a)) = f_unaccent('élève')
----
1
SELECT 1

SELECT id FROM uat WHERE to_tsvector('fr', a) @@ to_tsquery('fr', 'hotel')
----
2
SELECT 1

SELECT to_tsvector('fr', a) FROM uat ORDER BY id
----
'elev':1
'hotel':1
'mer':1
SELECT 3

DROP TEXT SEARCH DICTIONARY unaccent
----
error 2BP01

DROP EXTENSION unaccent
----
error 2BP01

# sorted
# ours: the template's functions in C are named alone
SELECT pg_describe_object(classid, objid, objsubid), deptype FROM pg_depend WHERE refclassid = 'pg_extension'::regclass AND refobjid = (SELECT oid FROM pg_extension WHERE extname = 'unaccent')
----
function unaccent(regdictionary,text)|e
function unaccent(text)|e
text search dictionary unaccent|e
text search template unaccent|e
SELECT 4

DROP EXTENSION unaccent CASCADE
----
DROP EXTENSION

SELECT to_tsvector('fr', 'x')
----
error 42704
