# pg_trgm: its functions, operators and GIN indexes.
CREATE EXTENSION pg_trgm
----
CREATE EXTENSION

SELECT show_trgm('Héllo wörld_x 12'), show_trgm(''), show_trgm('!?'), show_trgm('a'), show_trgm('ab cd'), show_trgm('日本語 ß'), show_trgm('foo-bar foo')
----
{0x81c9a7,0x8fa667,0xb67cb8,0xc04ec8,0xdc85af,"  1","  h","  w","  x"," 12"," x ","12 ",0x4f6625,"ld ",llo,"lo ",rld}|{}|{}|{"  a"," a "}|{"  a","  c"," ab"," cd","ab ","cd "}|{0x8194c0,0x836e53,0xc96a06,0x1dc363,0x1e22e9,0x7f0eee}|{"  b","  f"," ba"," fo","ar ",bar,foo,"oo "}
SELECT 1

SELECT a, b, similarity(a, b), word_similarity(a, b), strict_word_similarity(a, b), similarity_dist(a, b), word_similarity(b, a), strict_word_similarity(b, a) FROM (VALUES ('word', 'two words'), ('word', 'words'), ('', 'x'), ('', ''), ('abc', 'ABC'), ('kaufen', 'verkaufte Waren kaufen'), ('Baykal', 'Boykal lake Baykal'), ('aaaa', 'aaaaaaaa aa a'), ('the quick brown', 'quick the brownish fox'), ('日本', '日本語'), ('a-b', 'a b'), ('x1', 'x1y x1 y1x')) v(a, b)
----
''|''|0|0|0|1|0|0
''|x|0|0|0|1|0|0
Baykal|Boykal lake Baykal|0.46666667|1|1|0.5333333|0.46666667|0.46666667
a-b|a b|1|1|1|0|1|1
aaaa|aaaaaaaa aa a|0.8|1|1|0.19999999|0.8|0.8
abc|ABC|1|1|1|0|1|1
kaufen|verkaufte Waren kaufen|0.35|1|1|0.65|0.35|0.35
the quick brown|quick the brownish fox|0.625|0.9375|0.75|0.375|0.65217394|0.625
word|two words|0.36363637|0.8|0.5714286|0.6363636|0.4|0.36363637
word|words|0.5714286|0.8|0.5714286|0.4285714|0.6666667|0.5714286
x1|x1y x1 y1x|0.33333334|1|1|0.6666666|0.33333334|0.33333334
日本|日本語|0.4|0.6666667|0.4|0.6|0.5|0.4
SELECT 12

SELECT round(sum(similarity(a, b))::numeric, 3), round(sum(word_similarity(a, b))::numeric, 3), round(sum(strict_word_similarity(a, b))::numeric, 3) FROM (SELECT substr(md5(i::text), 1, 3 + i % 9) || ' ' || substr(md5((i + 7)::text), 2, 4) AS a, translate(substr(md5((i * 3)::text), 1, 20), '48', '  ') AS b FROM generate_series(1, 2000) i) s
----
24.436|58.431|41.291
SELECT 1

SELECT 'word' % 'words', 'word' % 'sword', 'word' <% 'two words', 'two words' %> 'word', 'word' <<% 'two words', 'two words' %>> 'word', 'abc' <-> 'abd', 'word' <<-> 'two words', 'two words' <->> 'word', 'word' <<<-> 'two words', 'two words' <->>> 'word'
----
t|t|t|t|t|t|0.6666666|0.19999999|0.19999999|0.4285714|0.4285714
SELECT 1

SELECT NULL % 'a', 'a' <-> NULL, similarity(NULL, 'a'), show_trgm(NULL)
----
NULL|NULL|NULL|NULL
SELECT 1

SHOW pg_trgm.similarity_threshold
----
0.3
SHOW

SELECT set_limit(0.9)
----
0.9
SELECT 1

SELECT show_limit(), 'word' % 'words'
----
0.9|f
SELECT 1

SET pg_trgm.similarity_threshold = 0.2
----
SET

SELECT 'word' % 'sword', show_limit()
----
t|0.2
SELECT 1

SET pg_trgm.similarity_threshold = 1.5
----
error 22023

SELECT set_limit(2)
----
error 22023

RESET pg_trgm.similarity_threshold
----
RESET

SET pg_trgm.word_similarity_threshold = 0.9
----
SET

SELECT 'word' <% 'two words', 'word' <% 'two word'
----
f|t
SELECT 1

RESET pg_trgm.word_similarity_threshold
----
RESET

CREATE TABLE trg (k int PRIMARY KEY, t text, v varchar(40), n int)
----
CREATE TABLE

INSERT INTO trg SELECT i, CASE i % 5 WHEN 0 THEN 'Item ' || i WHEN 1 THEN 'straße ' || md5(i::text) WHEN 2 THEN 'foo_bar' || i || '%' WHEN 3 THEN NULL ELSE 'a\\b ' || i END, 'v' || i, i FROM generate_series(1, 600) i
----
INSERT 0 600

INSERT INTO trg VALUES (1001, 'Thank you for the music', 'x', 1), (1002, 'thank', 'y', 2), (1003, '!!', 'z', 3), (1004, '', '', 4)
----
INSERT 0 4

CREATE INDEX trg_t ON trg USING gin (t gin_trgm_ops)
----
CREATE INDEX

CREATE INDEX ON trg USING gin (v gin_trgm_ops)
----
CREATE INDEX

CREATE INDEX ON trg USING gin (lower(t) gin_trgm_ops)
----
CREATE INDEX

CREATE INDEX ON trg USING gin (n gin_trgm_ops)
----
error 42804

CREATE INDEX ON trg USING gin (t)
----
error 42704

SELECT pg_get_indexdef(indexrelid) FROM pg_index WHERE indrelid = 'trg'::regclass ORDER BY 1
----
CREATE INDEX trg_lower_idx ON public.trg USING gin (lower(t) gin_trgm_ops)
CREATE INDEX trg_t ON public.trg USING gin (t gin_trgm_ops)
CREATE INDEX trg_v_idx ON public.trg USING gin (v gin_trgm_ops)
CREATE UNIQUE INDEX trg_pkey ON public.trg USING btree (k)
SELECT 4

SELECT count(*), min(k), max(k) FROM trg WHERE t LIKE '%tem 1%'
----
22|10|195
SELECT 1

SELECT count(*), min(k), max(k) FROM trg WHERE t ILIKE '%TEM 1%'
----
22|10|195
SELECT 1

SELECT count(*), min(k), max(k) FROM trg WHERE t LIKE 'foo\_bar%'
----
120|2|597
SELECT 1

SELECT count(*), min(k), max(k) FROM trg WHERE t LIKE 'foo\_bar__\%'
----
18|12|97
SELECT 1

SELECT count(*), min(k), max(k) FROM trg WHERE t LIKE '%STRASSE%'
----
0|NULL|NULL
SELECT 1

SELECT count(*), min(k), max(k) FROM trg WHERE t ILIKE '%STRAßE%'
----
120|1|596
SELECT 1

SELECT count(*), min(k), max(k) FROM trg WHERE t LIKE '%\\\\b 1%'
----
22|14|199
SELECT 1

SELECT count(*), min(k), max(k) FROM trg WHERE t LIKE '%x%' ESCAPE 'x'
----
120|2|597
SELECT 1

SELECT count(*), min(k), max(k) FROM trg WHERE t LIKE '%!!%'
----
1|1003|1003
SELECT 1

SELECT count(*), min(k), max(k) FROM trg WHERE t LIKE '%'
----
484|1|1004
SELECT 1

SELECT count(*), min(k), max(k) FROM trg WHERE t LIKE ''
----
1|1004|1004
SELECT 1

SELECT count(*), min(k), max(k) FROM trg WHERE t LIKE 'Th_nk%'
----
1|1001|1001
SELECT 1

SELECT count(*), min(k), max(k) FROM trg WHERE t NOT LIKE '%tem 1%'
----
462|1|1004
SELECT 1

SELECT count(*), min(k), max(k) FROM trg WHERE t = 'thank'
----
1|1002|1002
SELECT 1

SELECT count(*), min(k), max(k) FROM trg WHERE v LIKE '%99'
----
6|99|599
SELECT 1

SELECT count(*), min(k), max(k) FROM trg WHERE v ILIKE '%V1_0%' AND n > 150
----
4|160|190
SELECT 1

SELECT count(*), min(k), max(k) FROM trg WHERE lower(t) LIKE '%item 2%'
----
22|20|295
SELECT 1

SELECT k, t FROM trg WHERE t % 'thank you' ORDER BY t <-> 'thank you', k
----
1002|thank
1001|Thank you for the music
SELECT 2

SELECT k, t FROM trg WHERE 'music' <% t ORDER BY k
----
1001|Thank you for the music
SELECT 1

SELECT k, t FROM trg WHERE t %> 'musik' ORDER BY k
----
1001|Thank you for the music
SELECT 1

SELECT k, t FROM trg WHERE 'thank' <<% t ORDER BY k
----
1001|Thank you for the music
1002|thank
SELECT 2

SELECT k, t FROM trg WHERE t % '' ORDER BY k
----
SELECT 0

SET pg_trgm.similarity_threshold = 0.55
----
SET

SELECT k, t FROM trg WHERE t % 'Item 10' ORDER BY k
----
10|Item 10
15|Item 15
100|Item 100
105|Item 105
110|Item 110
SELECT 5

SET pg_trgm.similarity_threshold = 0.05
----
SET

SELECT count(*) FROM trg WHERE 'straße 12' % t
----
170
SELECT 1

RESET pg_trgm.similarity_threshold
----
RESET

SET pg_trgm.word_similarity_threshold = 0.3
----
SET

SELECT count(*), min(k), max(k) FROM trg WHERE 'them Item' <% t
----
121|5|1001
SELECT 1

SELECT count(*), min(k), max(k) FROM trg WHERE t <% 'them Item 20'
----
121|5|1002
SELECT 1

RESET pg_trgm.word_similarity_threshold
----
RESET

SET pg_trgm.strict_word_similarity_threshold = 0.3
----
SET

SELECT count(*), min(k), max(k) FROM trg WHERE t %>> 'Items 2'
----
120|5|600
SELECT 1

RESET pg_trgm.strict_word_similarity_threshold
----
RESET

UPDATE trg SET t = 'Item 1x' WHERE k IN (1001, 3)
----
UPDATE 2

DELETE FROM trg WHERE k BETWEEN 90 AND 110
----
DELETE 21

SELECT k, t FROM trg WHERE t LIKE '%tem 1%' AND k > 100 OR k = 3 ORDER BY k LIMIT 8
----
3|Item 1x
115|Item 115
120|Item 120
125|Item 125
130|Item 130
135|Item 135
140|Item 140
145|Item 145
SELECT 8

SELECT k FROM trg WHERE t LIKE '%tem 1x%' ORDER BY k
----
3
1001
SELECT 2

SELECT opcname, (SELECT amname FROM pg_am a WHERE a.oid = opcmethod), opcintype::regtype, opcdefault, opckeytype::regtype FROM pg_opclass WHERE opcname LIKE 'gin_trgm%'
----
gin_trgm_ops|gin|text|f|integer
SELECT 1

DROP EXTENSION pg_trgm
----
error 2BP01

DROP EXTENSION pg_trgm CASCADE
----
DROP EXTENSION

SELECT indexrelid::regclass FROM pg_index WHERE indrelid = 'trg'::regclass ORDER BY 1
----
trg_pkey
SELECT 1

CREATE INDEX ON trg USING gin (t gin_trgm_ops)
----
error 42704

SELECT count(*) FROM trg WHERE t LIKE '%tem 2%'
----
22
SELECT 1

DROP TABLE trg
----
DROP TABLE
