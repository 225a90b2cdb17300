CREATE TABLE docs (id int PRIMARY KEY, title text, body text, tsv tsvector GENERATED ALWAYS AS (setweight(to_tsvector('english', coalesce(title, '')), 'A') || setweight(to_tsvector('english', coalesce(body, '')), 'B')) STORED)
----
CREATE TABLE

INSERT INTO docs VALUES (1, 'Fat cats', 'The fat cat sat on the mat'), (2, 'Rats', 'A rat ate the cheese'), (3, 'Dogs and cats', NULL), (4, NULL, 'Nothing to see here'), (5, 'Quick foxes', 'The quick brown fox jumps over the lazy dog')
----
INSERT 0 5

SELECT id, tsv FROM docs ORDER BY id
----
1|'cat':2A,5B 'fat':1A,4B 'mat':9B 'sat':6B
2|'ate':4B 'chees':6B 'rat':1A,3B
3|'cat':3A 'dog':1A
4|'noth':1B 'see':3B
5|'brown':5B 'dog':11B 'fox':2A,6B 'jump':7B 'lazi':10B 'quick':1A,4B
SELECT 5

CREATE INDEX docs_tsv ON docs USING gin (tsv)
----
CREATE INDEX

SELECT id FROM docs WHERE tsv @@ to_tsquery('english', 'cat') ORDER BY id
----
1
3
SELECT 2

SELECT id FROM docs WHERE tsv @@ to_tsquery('english', 'cat & !dog') ORDER BY id
----
1
SELECT 1

SELECT id FROM docs WHERE tsv @@ to_tsquery('english', '!cat') ORDER BY id
----
2
4
5
SELECT 3

SELECT id FROM docs WHERE tsv @@ to_tsquery('english', 'cat | fox') ORDER BY id
----
1
3
5
SELECT 3

SELECT id FROM docs WHERE tsv @@ to_tsquery('english', 'ca:*') ORDER BY id
----
1
3
SELECT 2

SELECT id FROM docs WHERE tsv @@ to_tsquery('english', 'cat:B') ORDER BY id
----
1
SELECT 1

SELECT id FROM docs WHERE tsv @@ to_tsquery('english', 'fat <-> cat') ORDER BY id
----
1
SELECT 1

SELECT id FROM docs WHERE tsv @@ websearch_to_tsquery('english', '"lazy dog" or rat') ORDER BY id
----
2
5
SELECT 2

SELECT id FROM docs WHERE to_tsquery('english', 'rat & cheese') @@ tsv ORDER BY id
----
2
SELECT 1

SELECT id FROM docs WHERE tsv @@ ''::tsquery ORDER BY id
----
SELECT 0

SELECT id FROM docs WHERE tsv @@ NULL ORDER BY id
----
SELECT 0

SELECT id FROM docs WHERE tsv @@ 'cat' AND tsv @@ 'fat' ORDER BY id
----
1
SELECT 1

SELECT id FROM docs WHERE tsv @@ 'zebra:*' ORDER BY id
----
SELECT 0

SELECT id FROM docs WHERE tsv @@ '!a & !b' ORDER BY id
----
1
2
3
4
5
SELECT 5

SELECT id FROM docs WHERE tsv @@ '(cat | !fox) & dog' ORDER BY id
----
3
SELECT 1

SELECT id FROM docs WHERE tsv @@ '!fat <-> cat' ORDER BY id
----
3
SELECT 1

SELECT id, ts_rank(tsv, q)::numeric(8,5) FROM docs, to_tsquery('english', 'cat | dog') q WHERE tsv @@ q ORDER BY 2 DESC, 1
----
3|0.60793
1|0.33436
5|0.12159
SELECT 3

SELECT d.id, q.id FROM docs d JOIN (VALUES (1, 'cat'::tsquery), (2, 'dog')) q(id, q) ON d.tsv @@ q.q ORDER BY 1, 2
----
1|1
3|1
3|2
5|2
SELECT 4

UPDATE docs SET title = 'Zebras', body = 'striped' WHERE id = 1
----
UPDATE 1

SELECT id FROM docs WHERE tsv @@ 'zebra' ORDER BY id
----
1
SELECT 1

SELECT id FROM docs WHERE tsv @@ 'cat' ORDER BY id
----
3
SELECT 1

DELETE FROM docs WHERE id = 3
----
DELETE 1

SELECT id FROM docs WHERE tsv @@ 'cat' ORDER BY id
----
SELECT 0

INSERT INTO docs (id, title) VALUES (1, 'again') ON CONFLICT (id) DO UPDATE SET body = 'upserted cats'
----
INSERT 0 1

SELECT id, tsv FROM docs WHERE tsv @@ 'cat' ORDER BY id
----
1|'cat':3B 'upsert':2B 'zebra':1A
SELECT 1

CREATE INDEX docs_body ON docs USING gin (to_tsvector('english', body))
----
CREATE INDEX

SELECT id FROM docs WHERE to_tsvector('english', body) @@ to_tsquery('english', 'cheese | jumping') ORDER BY id
----
2
5
SELECT 2

SELECT id FROM docs WHERE to_tsvector('english', body) @@ to_tsquery('english', 'nothing & see') ORDER BY id
----
4
SELECT 1

CREATE INDEX docs_unconfigured ON docs USING gin (to_tsvector(body))
----
error 42P17

CREATE INDEX docs_ops ON docs USING gin (tsv tsvector_ops)
----
CREATE INDEX

CREATE INDEX docs_bad ON docs USING gin (title tsvector_ops)
----
error 42804

CREATE INDEX docs_bad ON docs USING gin (title)
----
error 42704

SELECT indexname, indexdef FROM pg_indexes WHERE tablename = 'docs' AND schemaname = current_schema AND indexname <> 'docs_pkey' ORDER BY 1
----
docs_body|CREATE INDEX docs_body ON public.docs USING gin (to_tsvector('english'::regconfig, body))
docs_ops|CREATE INDEX docs_ops ON public.docs USING gin (tsv)
docs_tsv|CREATE INDEX docs_tsv ON public.docs USING gin (tsv)
SELECT 3

SELECT c.relname, o.opcname, a.atttypid::regtype FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_opclass o ON o.oid = i.indclass[0] JOIN pg_attribute a ON a.attrelid = c.oid WHERE i.indrelid = 'docs'::regclass AND c.relname <> 'docs_pkey' ORDER BY 1
----
docs_body|tsvector_ops|text
docs_ops|tsvector_ops|text
docs_tsv|tsvector_ops|text
SELECT 3

SELECT pg_get_expr(adbin, adrelid) FROM pg_attrdef WHERE adrelid = 'docs'::regclass
----
(setweight(to_tsvector('english'::regconfig, COALESCE(title, ''::text)), 'A'::"char") || setweight(to_tsvector('english'::regconfig, COALESCE(body, ''::text)), 'B'::"char"))
SELECT 1

SELECT column_name, data_type, udt_name, is_generated, generation_expression FROM information_schema.columns WHERE table_name = 'docs' AND table_schema = current_schema ORDER BY ordinal_position
----
id|integer|int4|NEVER|NULL
title|text|text|NEVER|NULL
body|text|text|NEVER|NULL
tsv|tsvector|tsvector|ALWAYS|(setweight(to_tsvector('english'::regconfig, COALESCE(title, ''::text)), 'A'::"char") || setweight(to_tsvector('english'::regconfig, COALESCE(body, ''::text)), 'B'::"char"))
SELECT 4

CREATE TABLE q (id int, q tsquery, c regconfig DEFAULT 'english', d regdictionary)
----
CREATE TABLE

INSERT INTO q VALUES (1, 'a & b', DEFAULT, 'simple'), (2, to_tsquery('fat | cats:*'), 'simple', 'english_stem'), (3, NULL, NULL, NULL)
----
INSERT 0 3

SELECT id, q, c, d, to_tsvector(c, 'The Cats'), ts_lexize(d, 'Cats') FROM q ORDER BY id
----
1|'a' & 'b'|english|simple|'cat':2|{cats}
2|'fat' | 'cat':*|simple|english_stem|'cats':2 'the':1|{cat}
3|NULL|NULL|NULL|NULL|NULL
SELECT 3

SELECT DISTINCT q FROM q ORDER BY q
----
'a' & 'b'
'fat' | 'cat':*
NULL
SELECT 3

SELECT id FROM q WHERE q @> 'cat' ORDER BY id
----
2
SELECT 1

CREATE INDEX ON q (q)
----
CREATE INDEX

SELECT id FROM q WHERE q = 'a & b' ORDER BY id
----
1
SELECT 1

CREATE TABLE uv (v tsvector PRIMARY KEY)
----
CREATE TABLE

INSERT INTO uv VALUES ('b a'), ('a:1 b'), ('c'), ('')
----
INSERT 0 4

INSERT INTO uv VALUES ('a b')
----
error 23505

SELECT v FROM uv ORDER BY v
----
''
'c'
'a' 'b'
'a':1 'b'
SELECT 4

SELECT v FROM uv WHERE v = 'b a:1'
----
'a':1 'b'
SELECT 1

SELECT v FROM uv WHERE v >= 'c' ORDER BY v DESC
----
'a':1 'b'
'a' 'b'
'c'
SELECT 3

CREATE VIEW dv AS SELECT id, to_tsvector('english', body) @@ to_tsquery('english', 'cat') AS m, to_tsvector(body) AS v FROM docs WHERE tsv @@ 'a | b'::tsquery
----
CREATE VIEW

SELECT pg_get_viewdef('dv'::regclass)
----
 SELECT docs.id,\n    (to_tsvector('english'::regconfig, docs.body) @@ to_tsquery('english'::regconfig, 'cat'::text)) AS m,\n    to_tsvector(docs.body) AS v\n   FROM docs\n  WHERE (docs.tsv @@ '''a'' | ''b'''::tsquery);
SELECT 1

SELECT max(id), count(tsv), array_agg(strip(tsv) ORDER BY id) FROM docs
----
5|4|{"'cat' 'upsert' 'zebra'","'ate' 'chees' 'rat'","'noth' 'see'","'brown' 'dog' 'fox' 'jump' 'lazi' 'quick'"}
SELECT 1

SELECT v FROM (SELECT tsv v FROM docs WHERE id IN (2, 5)) x UNION SELECT 'zz'::tsvector ORDER BY 1
----
'zz'
'ate':4B 'chees':6B 'rat':1A,3B
'brown':5B 'dog':11B 'fox':2A,6B 'jump':7B 'lazi':10B 'quick':1A,4B
SELECT 3

SELECT to_tsvector('english', body) FROM docs WHERE body ILIKE '%fox%'
----
'brown':3 'dog':9 'fox':4 'jump':5 'lazi':8 'quick':2
SELECT 1

CREATE TABLE arr (id int, v tsvector[])
----
CREATE TABLE

INSERT INTO arr VALUES (1, ARRAY['a b'::tsvector, 'c:1A']), (2, '{}')
----
INSERT 0 2

SELECT id, v, v[1] @@ 'a', v[2] FROM arr ORDER BY id
----
1|{"'a' 'b'",'c':1A}|t|'c':1A
2|{}|NULL|NULL
SELECT 2

CREATE TABLE cmp (v tsvector CHECK (length(v) < 3))
----
CREATE TABLE

INSERT INTO cmp VALUES ('a b c')
----
error 23514
