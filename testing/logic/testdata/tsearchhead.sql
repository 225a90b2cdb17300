SELECT ts_headline('english', 'Day after day, day after day, We stuck, nor breath nor motion, As idle as a painted Ship Upon a painted Ocean. Water, water, every where And all the boards did shrink; Water, water, every where, Nor any drop to drink.', to_tsquery('english', 'paint & water'))
----
<b>painted</b> Ocean. <b>Water</b>, <b>water</b>, every where And all the boards did shrink; <b>Water</b>, <b>water</b>, every
SELECT 1

SELECT ts_headline('english', 'Day after day, day after day, We stuck, nor breath nor motion, As idle as a painted Ship Upon a painted Ocean. Water, water, every where And all the boards did shrink; Water, water, every where, Nor any drop to drink.', to_tsquery('english', 'breath & motion & water'))
----
<b>breath</b> nor <b>motion</b>, As idle as a painted Ship Upon a painted Ocean. <b>Water</b>, <b>water</b>
SELECT 1

SELECT ts_headline('english', 'Day after day, day after day, We stuck, nor breath nor motion, As idle as a painted Ship Upon a painted Ocean. Water, water, every where And all the boards did shrink; Water, water, every where, Nor any drop to drink.', to_tsquery('english', 'ocean'))
----
<b>Ocean</b>. Water, water, every where And all the boards did shrink; Water, water, every where
SELECT 1

SELECT ts_headline('english', 'Day after day, day after day, We stuck, nor breath nor motion, As idle as a painted Ship Upon a painted Ocean. Water, water, every where And all the boards did shrink; Water, water, every where, Nor any drop to drink.', to_tsquery('english', 'day & drink'))
----
<b>Day</b> after <b>day</b>, <b>day</b> after <b>day</b>, We stuck, nor breath nor motion, As idle as a painted Ship Upon a painted Ocean. Water, water, every where And all the boards did shrink; Water, water, every
SELECT 1

SELECT ts_headline('english', 'Day after day, day after day, We stuck, nor breath nor motion, As idle as a painted Ship Upon a painted Ocean. Water, water, every where And all the boards did shrink; Water, water, every where, Nor any drop to drink.', to_tsquery('english', 'day | drink'))
----
<b>Day</b> after <b>day</b>, <b>day</b> after <b>day</b>, We stuck, nor breath nor motion, As idle as a painted
SELECT 1

SELECT ts_headline('english', 'Day after day, day after day, We stuck, nor breath nor motion, As idle as a painted Ship Upon a painted Ocean. Water, water, every where And all the boards did shrink; Water, water, every where, Nor any drop to drink.', phraseto_tsquery('english', 'painted Ocean'))
----
<b>painted</b> Ship Upon a <b>painted</b> <b>Ocean</b>. Water, water, every where And all the boards did shrink
SELECT 1

SELECT ts_headline('english', 'Day after day, day after day, We stuck, nor breath nor motion, As idle as a painted Ship Upon a painted Ocean. Water, water, every where And all the boards did shrink; Water, water, every where, Nor any drop to drink.', to_tsquery('english', 'none'))
----
Day after day, day after day, We stuck, nor breath nor motion, As idle as
SELECT 1

SELECT ts_headline('english', 'Lorem ipsum urna.  Nullam nullam ullamcorper urna.', to_tsquery('english', 'Lorem') && phraseto_tsquery('english', 'ullamcorper urna'), 'MaxWords=100, MinWords=1')
----
<b>Lorem</b> ipsum <b>urna</b>.  Nullam nullam <b>ullamcorper</b> <b>urna</b>
SELECT 1

SELECT ts_headline('english', 'Lorem ipsum urna.  Nullam nullam ullamcorper urna.', phraseto_tsquery('english', 'ullamcorper urna'), 'MaxWords=3, MinWords=1')
----
<b>ullamcorper</b> <b>urna</b>
SELECT 1

SELECT ts_headline('english', '<html><!-- some comment --><body>Sea view wow <u>foo bar</u> <i>qq</i><a href="http://www.google.com/foo.bar.html" target="_blank">YES &nbsp;</a>ff-bg<script>document.write(15);</script></body></html>', to_tsquery('english', 'sea & foo'), 'HighlightAll=true')
----
<html><!-- some comment --><body><b>Sea</b> view wow <u><b>foo</b> bar</u> <i>qq</i><a href="http://www.google.com/foo.bar.html" target="_blank">YES &nbsp;</a>ff-bg<script>document.write(15);</script></body></html>
SELECT 1

SELECT ts_headline('english', '<html><body>Sea view wow <u>foo bar</u> <i>qq</i></body></html>', to_tsquery('english', 'sea & foo'))
----
  <b>Sea</b> view wow  <b>foo</b> bar   qq   
SELECT 1

SELECT ts_headline('simple', '1 2 3 1 3'::text, '1 <-> 3', 'MaxWords=2, MinWords=1'), ts_headline('simple', '1 2 3 1 3'::text, '1 & 3', 'MaxWords=4, MinWords=1'), ts_headline('simple', '1 2 3 1 3'::text, '1 <-> 3', 'MaxWords=4, MinWords=1')
----
<b>1</b> <b>3</b>|<b>1</b> 2 <b>3</b>|<b>3</b> <b>1</b> <b>3</b>
SELECT 1

SELECT ts_headline('english', 'foo bar', to_tsquery('english', '')), ts_headline('english', '', to_tsquery('english', 'x')), ts_headline('foo-bar baz', to_tsquery('bar')), ts_headline('see http://a.com/b/c now', 'a.com')
----
foo bar|''|foo-<b>bar</b> baz|see http://<b>a.com</b>/b/c now
SELECT 1

SELECT ts_headline('english', 'Day after day, day after day, We stuck, nor breath nor motion, As idle as a painted Ship Upon a painted Ocean. Water, water, every where And all the boards did shrink; Water, water, every where, Nor any drop to drink.', to_tsquery('english', 'ocean & seahorse'), 'MaxFragments=2')
----
Day after day, day after day, We stuck, nor breath nor motion, As idle as
SELECT 1

SELECT ts_headline('english', 'Day after day, day after day, We stuck, nor breath nor motion, As idle as a painted Ship Upon a painted Ocean. Water, water, every where And all the boards did shrink; Water, water, every where, Nor any drop to drink.', to_tsquery('english', 'breath & Water'), 'MaxFragments=2, MaxWords=8, MinWords=3')
----
stuck, nor <b>breath</b> nor motion, As idle ... painted Ocean. <b>Water</b>, <b>water</b>, every where
SELECT 1

SELECT ts_headline('english', 'Day after day, day after day, We stuck, nor breath nor motion, As idle as a painted Ship Upon a painted Ocean. Water, water, every where And all the boards did shrink; Water, water, every where, Nor any drop to drink.', to_tsquery('english', 'day | water | ship'), 'MaxFragments=3, MaxWords=6, MinWords=2, FragmentDelimiter=***, StartSel=[, StopSel=]')
----
[Day] after [day], [day] after [day]***painted [Ship] Upon a painted Ocean***[Water], [water], every where
SELECT 1

SELECT ts_headline('english', 'Day after day, day after day, We stuck, nor breath nor motion, As idle as a painted Ship Upon a painted Ocean. Water, water, every where And all the boards did shrink; Water, water, every where, Nor any drop to drink.', to_tsquery('english', 'water:* & (day | idle)'), 'MaxFragments=4, MaxWords=5, MinWords=1, ShortWord=2')
----
<b>Day</b> after <b>day</b>, <b>day</b> after ... <b>day</b>, We stuck, nor breath ... motion, As <b>idle</b> ... painted Ocean. <b>Water</b>, <b>water</b>, every
SELECT 1

SELECT ts_headline('english', 'Day after day, day after day, We stuck, nor breath nor motion, As idle as a painted Ship Upon a painted Ocean.', to_tsquery('english', 'idle'), 'MaxWords=5, MinWords=2'), ts_headline('english', 'Day after day, day after day, We stuck, nor breath nor motion, As idle as a painted Ship Upon a painted Ocean.', to_tsquery('english', 'day & ocean'), 'MaxWords=5, MinWords=2'), ts_headline('english', 'Day after day, day after day, We stuck, nor breath nor motion, As idle as a painted Ship Upon a painted Ocean.', to_tsquery('english', 'motion & idle'), 'MaxWords=7, MinWords=6, ShortWord=0')
----
<b>idle</b> as a painted|<b>Day</b> after <b>day</b>, <b>day</b> after|<b>motion</b>, As <b>idle</b> as a painted
SELECT 1

SELECT ts_headline('english', 'a b c', 'b', 'StartSel="<< ", StopSel=" >>"'), ts_headline('english', 'a b c', 'b', 'startsel=''x y'',StopSel=z'), ts_headline('a b c', 'b'::tsquery), ts_headline('a b c', 'b'::tsquery, 'HighlightAll=on, StartSel=<, StopSel=>')
----
a << b >> c|a x ybz c|a <b>b</b> c|a <b> c
SELECT 1

SELECT ts_headline('a b c', 'b'::tsquery, 'MaxWords=1')
----
error 22023

SELECT ts_headline('a b c', 'b'::tsquery, 'MinWords=0, MaxWords=5')
----
error 22023

SELECT ts_headline('a b c', 'b'::tsquery, 'ShortWord=-1')
----
error 22023

SELECT ts_headline('a b c', 'b'::tsquery, 'MaxFragments=-1')
----
error 22023

SELECT ts_headline('a b c', 'b'::tsquery, 'Foo=1')
----
error 22023

SELECT ts_headline('a b c', 'b'::tsquery, 'MaxWords=x')
----
error 22P02

SELECT ts_headline('a b c', 'b'::tsquery, 'MaxWords')
----
error 42601

SELECT ts_headline('{"a": "aaa bbb", "b": {"c": "ccc ddd fff", "c1": "ccc1 ddd1"}, "d": ["ggg hhh", "iii jjj"]}'::jsonb, 'bbb & ddd & hhh'::tsquery), ts_headline('{"a": "aaa bbb", "b": {"c": "ccc ddd fff"}, "n": 1}'::json, tsquery('bbb | ccc'), 'StartSel = <, StopSel = >'), ts_headline('english', '[]'::jsonb, 'bbb')
----
{"a": "aaa <b>bbb</b>", "b": {"c": "ccc <b>ddd</b> fff", "c1": "ccc1 ddd1"}, "d": ["ggg <b>hhh</b>", "iii jjj"]}|{"a":"aaa <bbb>","b":{"c":"<ccc> ddd fff"},"n":1}|[]
SELECT 1

SELECT to_tsvector('english', '{"a": "aaa bbb ddd ccc", "b": ["eee fff ggg"], "c": {"d": "hhh iii"}}'::json), to_tsvector('{"a": "aaa in bbb ddd ccc", "b": ["the eee fff ggg"], "c": {"d": "hhh. iii"}}'::jsonb), to_tsvector('simple', '""'::jsonb), to_tsvector('{}'::json), to_tsvector('[]'::jsonb), to_tsvector('null'::jsonb)
----
'aaa':1 'bbb':2 'ccc':4 'ddd':3 'eee':6 'fff':7 'ggg':8 'hhh':10 'iii':11|'aaa':1 'bbb':3 'ccc':5 'ddd':4 'eee':8 'fff':9 'ggg':10 'hhh':12 'iii':13|''|''|''|''
SELECT 1

SELECT jsonb_to_tsvector('english', '{"a": "aaa in bbb", "b": 123, "c": 456, "d": true, "f": false, "g": null}'::jsonb, '"all"'), jsonb_to_tsvector('english', '{"a": "aaa in bbb", "b": 123, "c": 456, "d": true, "f": false, "g": null}'::jsonb, '"key"'), jsonb_to_tsvector('english', '{"a": "aaa in bbb", "b": 123, "c": 456}'::jsonb, '["string", "numeric"]'), jsonb_to_tsvector('english', '{"a": "aaa", "d": true}'::jsonb, '"boolean"')
----
'123':8 '456':12 'aaa':2 'b':6 'bbb':4 'c':10 'd':14 'f':18 'fals':20 'g':22 'true':16|'b':2 'c':4 'd':6 'f':8 'g':10|'123':5 '456':7 'aaa':1 'bbb':3|'true':1
SELECT 1

SELECT json_to_tsvector('english', '{"a": "aaa in bbb", "b": 123, "c": 456.70, "d": true, "f": false, "g": null}'::json, '"all"'), json_to_tsvector('{"a": "aaa in bbb", "b": 123}'::json, '["key", "string"]'), json_to_tsvector('english', '{"b": 1, "a": [1, "x"], "b": 2}', '["numeric","key"]')
----
'123':8 '456.70':12 'aaa':2 'b':6 'bbb':4 'c':10 'd':14 'f':18 'fals':20 'g':22 'true':16|'aaa':2 'b':6 'bbb':4|'1':3,6 '2':10 'b':1,8
SELECT 1

SELECT jsonb_to_tsvector('english', '{"a": "aaa"}', '""')
----
error 22023

SELECT jsonb_to_tsvector('english', '{"a": "aaa"}', '{}')
----
error 22023

SELECT jsonb_to_tsvector('english', '{"a": "aaa"}', '[]')
----
''
SELECT 1

SELECT jsonb_to_tsvector('english', '{"a": "aaa"}', 'null')
----
error 22023

SELECT jsonb_to_tsvector('english', '{"a": "aaa"}', '["all", null]')
----
error 22023

SELECT jsonb_to_tsvector('english', '{"a": "aaa"}', '5')
----
error 22023

SELECT to_tsvector('simple', '{"a": "x y", "b": "z"}'::jsonb) @@ 'y <-> z', to_tsvector('simple', '{"a": "x y", "b": "z"}'::jsonb) @@ 'y <2> z'
----
f|t
SELECT 1

SELECT * FROM ts_token_type('default')
----
10|hword_part|Hyphenated word part, all letters
11|hword_asciipart|Hyphenated word part, all ASCII
12|blank|Space symbols
13|tag|XML tag
14|protocol|Protocol head
15|numhword|Hyphenated word, letters and digits
16|asciihword|Hyphenated word, all ASCII
17|hword|Hyphenated word, all letters
18|url_path|URL path
19|file|File or path name
1|asciiword|Word, all ASCII
20|float|Decimal notation
21|int|Signed integer
22|uint|Unsigned integer
23|entity|XML entity
2|word|Word, all letters
3|numword|Word, letters and digits
4|email|Email address
5|url|URL
6|host|Host
7|sfloat|Scientific notation
8|version|Version number
9|hword_numpart|Hyphenated word part, letters and digits
SELECT 23

SELECT * FROM ts_token_type(3722) WHERE tokid < 4
----
1|asciiword|Word, all ASCII
2|word|Word, all letters
3|numword|Word, letters and digits
SELECT 3

SELECT * FROM ts_token_type('nope')
----
error 42704

SELECT * FROM ts_parse('default', '345 qwe@efd.r '' http://www.com/ http://aew.werc.ewr/?ad=qwe&dw 1aew.werc.ewr/?ad=qwe&dw 2aew.werc.ewr http://3aew.werc.ewr/?ad=qwe&dw http://4aew.werc.ewr http://5aew.werc.ewr:8100/?ad=qwe&dw')
----
12| 
12| 
12| 
12| 
12| 
12| 
12| ' 
12|/ 
12|@
14|http://
14|http://
14|http://
14|http://
14|http://
18|/?ad=qwe&dw
18|/?ad=qwe&dw
18|/?ad=qwe&dw
18|/?ad=qwe&dw
19|efd.r
1|qwe
22|345
5|1aew.werc.ewr/?ad=qwe&dw
5|3aew.werc.ewr/?ad=qwe&dw
5|5aew.werc.ewr:8100/?ad=qwe&dw
5|aew.werc.ewr/?ad=qwe&dw
6|1aew.werc.ewr
6|2aew.werc.ewr
6|3aew.werc.ewr
6|4aew.werc.ewr
6|5aew.werc.ewr:8100
6|aew.werc.ewr
6|www.com
SELECT 32

SELECT * FROM ts_parse('default', 'ad=qwe&dw 6aew.werc.ewr:8100/?ad=qwe&dw 7aew.werc.ewr:8100/?ad=qwe&dw=%20%32 +4.0e-10 qwe qwe qwqwe 234.435 455 5.005 teodor@stack.net teodor@123-stack.net 123_teodor@stack.net 123-teodor@stack.net qwe-wer asdf <fr>qwer jf sdjk<we hjwer <werrwe> ewr1> ewri2 <a href="qwe<qwe>">')
----
11|qwe
11|wer
12| 
12| 
12| 
12| 
12| 
12| 
12| 
12| 
12| 
12| 
12| 
12| 
12| 
12| 
12| 
12| 
12| 
12| 
12| 
12| 
12| 
12| 
12|&
12|-
12|<
12|=
12|> 
13|<a href="qwe<qwe>">
13|<fr>
13|<werrwe>
16|qwe-wer
18|/?ad=qwe&dw
18|/?ad=qwe&dw=%20%32
1|ad
1|asdf
1|dw
1|hjwer
1|jf
1|qwe
1|qwe
1|qwe
1|qwer
1|qwqwe
1|sdjk
1|we
20|234.435
20|5.005
22|455
3|ewr1
3|ewri2
4|123-teodor@stack.net
4|123_teodor@stack.net
4|teodor@123-stack.net
4|teodor@stack.net
5|6aew.werc.ewr:8100/?ad=qwe&dw
5|7aew.werc.ewr:8100/?ad=qwe&dw=%20%32
6|6aew.werc.ewr:8100
6|7aew.werc.ewr:8100
7|+4.0e-10
SELECT 61

SELECT * FROM ts_parse('default', '/usr/local/fff /awdf/dwqe/4325 rewt/ewr wefjn /wqe-324/ewr gist.h gist.h.c gist.c. readline 4.2 4.2. 4.2, readline-4.2 readline-4.2. 234')
----
12| 
12| 
12| 
12| 
12| 
12| 
12| 
12| 
12| 
12| 
12|, 
12|. 
12|. 
12|. 
19|/awdf/dwqe/4325
19|/usr/local/fff
19|/wqe-324/ewr
19|gist.c
19|gist.h
19|gist.h.c
19|rewt/ewr
1|readline
1|readline
1|readline
1|wefjn
20|-4.2
20|-4.2
20|4.2
20|4.2
20|4.2
22|234
SELECT 31

SELECT * FROM ts_parse(3722, 'i <b> wow < jqw <> qwerty &lt; &#123; &nosuch a-1b-c-2 über-cool naïve-x 12-é 1.2.3 ../x ~/a.b')
----
10|naïve
10|über
11|a
11|c
11|cool
11|x
12| 
12| 
12| 
12| 
12| 
12| 
12| 
12| 
12| 
12| 
12| 
12| 
12| ..
12| ~
12|&
12|-
12|-
12|-
12|-
12|-
12|-
12|< 
12|<> 
13|<b>
15|a-1b-c
17|naïve-x
17|über-cool
19|/a.b
19|/x
1|i
1|jqw
1|nosuch
1|qwerty
1|wow
22|12
22|2
23|&#123;
23|&lt;
2|é
8|1.2.3
9|1b
SELECT 47

SELECT * FROM ts_debug('english', 'a title <b>x</b> foo-bar http://a.b.com/c 3.14')
----
asciihword|Hyphenated word, all ASCII|foo-bar|{english_stem}|english_stem|{foo-bar}
asciiword|Word, all ASCII|a|{english_stem}|english_stem|{}
asciiword|Word, all ASCII|title|{english_stem}|english_stem|{titl}
asciiword|Word, all ASCII|x|{english_stem}|english_stem|{x}
blank|Space symbols| |{}|NULL|NULL
blank|Space symbols| |{}|NULL|NULL
blank|Space symbols| |{}|NULL|NULL
blank|Space symbols| |{}|NULL|NULL
blank|Space symbols| |{}|NULL|NULL
blank|Space symbols|-|{}|NULL|NULL
float|Decimal notation|3.14|{simple}|simple|{3.14}
host|Host|a.b.com|{simple}|simple|{a.b.com}
hword_asciipart|Hyphenated word part, all ASCII|bar|{english_stem}|english_stem|{bar}
hword_asciipart|Hyphenated word part, all ASCII|foo|{english_stem}|english_stem|{foo}
protocol|Protocol head|http://|{}|NULL|NULL
tag|XML tag|</b>|{}|NULL|NULL
tag|XML tag|<b>|{}|NULL|NULL
url_path|URL path|/c|{simple}|simple|{/c}
url|URL|a.b.com/c|{simple}|simple|{a.b.com/c}
SELECT 19

SELECT alias, dictionaries, dictionary, lexemes FROM ts_debug('The brightest supernovaes') WHERE alias <> 'blank'
----
asciiword|{english_stem}|english_stem|{brightest}
asciiword|{english_stem}|english_stem|{supernova}
asciiword|{english_stem}|english_stem|{}
SELECT 3

SELECT get_current_ts_config()
----
english
SELECT 1

SHOW default_text_search_config
----
pg_catalog.english
SHOW

SET default_text_search_config = 'german'
----
SET

SHOW default_text_search_config
----
pg_catalog.german
SHOW

SELECT get_current_ts_config(), to_tsvector('Die Häuser'), to_tsquery('Häuser'), 'Die Häuser' @@ 'Haus', 'Die Häuser' @@ plainto_tsquery('haus')
----
german|'haus':2|'haus'|t|t
SELECT 1

SET default_text_search_config = 'klingon'
----
error 22023

SET default_text_search_config = 'pg_catalog.simple'
----
SET

SELECT to_tsvector('The Rats'), current_setting('default_text_search_config')
----
'rats':2 'the':1|pg_catalog.simple
SELECT 1

RESET default_text_search_config
----
RESET

SELECT cfgname, cfgparser, cfgnamespace::regnamespace FROM pg_ts_config WHERE cfgname IN ('simple', 'english', 'russian')
----
english|3722|pg_catalog
russian|3722|pg_catalog
simple|3722|pg_catalog
SELECT 3

SELECT maptokentype, mapseqno, mapdict::regdictionary FROM pg_ts_config_map WHERE mapcfg = 'russian'::regconfig ORDER BY 1
----
1|1|english_stem
2|1|russian_stem
3|1|simple
4|1|simple
5|1|simple
6|1|simple
7|1|simple
8|1|simple
9|1|simple
10|1|russian_stem
11|1|english_stem
15|1|simple
16|1|english_stem
17|1|russian_stem
18|1|simple
19|1|simple
20|1|simple
21|1|simple
22|1|simple
SELECT 19

SELECT count(*) FROM pg_ts_config_map WHERE mapcfg IN ('simple'::regconfig, 'english', 'french')
----
error 22P02

SELECT dictname, dicttemplate, dictinitoption FROM pg_ts_dict WHERE dictname IN ('simple', 'english_stem', 'arabic_stem', 'russian_stem')
----
arabic_stem|13150|language = 'arabic'
english_stem|13150|language = 'english', stopwords = 'english'
russian_stem|13150|language = 'russian', stopwords = 'russian'
simple|3727|NULL
SELECT 4

SELECT oid, prsname, prsstart, prstoken, prsend, prsheadline, prslextype FROM pg_ts_parser
----
3722|default|prsd_start|prsd_nexttoken|prsd_end|prsd_headline|prsd_lextype
SELECT 1

SELECT tmplname, tmplinit, tmpllexize FROM pg_ts_template WHERE tmplname IN ('simple', 'snowball')
----
simple|dsimple_init|dsimple_lexize
snowball|dsnowball_init|dsnowball_lexize
SELECT 2

SELECT oprname, oprleft::regtype, oprright::regtype, oprresult::regtype, oprcode FROM pg_operator WHERE oprright IN ('tsvector'::regtype, 'tsquery'::regtype) AND oprname NOT IN ('@@@', '<->') ORDER BY 1, 2, 3
----
!!|-|tsquery|tsquery|tsquery_not
&&|tsquery|tsquery|tsquery|tsquery_and
<|tsvector|tsvector|boolean|tsvector_lt
<|tsquery|tsquery|boolean|tsquery_lt
<=|tsvector|tsvector|boolean|tsvector_le
<=|tsquery|tsquery|boolean|tsquery_le
<>|tsvector|tsvector|boolean|tsvector_ne
<>|tsquery|tsquery|boolean|tsquery_ne
<@|tsquery|tsquery|boolean|tsq_mcontained
=|tsvector|tsvector|boolean|tsvector_eq
=|tsquery|tsquery|boolean|tsquery_eq
>|tsvector|tsvector|boolean|tsvector_gt
>|tsquery|tsquery|boolean|tsquery_gt
>=|tsvector|tsvector|boolean|tsvector_ge
>=|tsquery|tsquery|boolean|tsquery_ge
@>|tsquery|tsquery|boolean|tsq_mcontains
@@|text|tsquery|boolean|ts_match_tq
@@|tsvector|tsquery|boolean|ts_match_vq
@@|tsquery|tsvector|boolean|ts_match_qv
|||tsvector|tsvector|tsvector|tsvector_concat
|||tsquery|tsquery|tsquery|tsquery_or
SELECT 21

SELECT proname, proargtypes::regtype[]::text, prorettype::regtype, provolatile FROM pg_proc WHERE proname IN ('to_tsvector', 'to_tsquery', 'ts_rank', 'ts_headline', 'websearch_to_tsquery', 'setweight') ORDER BY 1, 2
----
setweight|[0:1]={tsvector,"\"char\""}|tsvector|i
setweight|[0:2]={tsvector,"\"char\"",text[]}|tsvector|i
to_tsquery|[0:0]={text}|tsquery|s
to_tsquery|[0:1]={regconfig,text}|tsquery|i
to_tsvector|[0:0]={jsonb}|tsvector|s
to_tsvector|[0:0]={json}|tsvector|s
to_tsvector|[0:0]={text}|tsvector|s
to_tsvector|[0:1]={regconfig,jsonb}|tsvector|i
to_tsvector|[0:1]={regconfig,json}|tsvector|i
to_tsvector|[0:1]={regconfig,text}|tsvector|i
ts_headline|[0:1]={json,tsquery}|json|s
ts_headline|[0:1]={jsonb,tsquery}|jsonb|s
ts_headline|[0:1]={text,tsquery}|text|s
ts_headline|[0:2]={json,tsquery,text}|json|s
ts_headline|[0:2]={jsonb,tsquery,text}|jsonb|s
ts_headline|[0:2]={regconfig,json,tsquery}|json|i
ts_headline|[0:2]={regconfig,jsonb,tsquery}|jsonb|i
ts_headline|[0:2]={regconfig,text,tsquery}|text|i
ts_headline|[0:2]={text,tsquery,text}|text|s
ts_headline|[0:3]={regconfig,json,tsquery,text}|json|i
ts_headline|[0:3]={regconfig,jsonb,tsquery,text}|jsonb|i
ts_headline|[0:3]={regconfig,text,tsquery,text}|text|i
ts_rank|[0:1]={tsvector,tsquery}|real|i
ts_rank|[0:2]={real[],tsvector,tsquery}|real|i
ts_rank|[0:2]={tsvector,tsquery,integer}|real|i
ts_rank|[0:3]={real[],tsvector,tsquery,integer}|real|i
websearch_to_tsquery|[0:0]={text}|tsquery|s
websearch_to_tsquery|[0:1]={regconfig,text}|tsquery|i
SELECT 28

# A fragment may begin at the repetition of the word that ends the one before it.
select ts_headline('english','run runs running ran runner', to_tsquery('english','run <-> running:*'), 'MaxFragments=2, MaxWords=4, MinWords=1')
----
<b>run</b> <b>runs</b> <b>running</b>
SELECT 1

select ts_headline('english','run runs running ran runner run runs', to_tsquery('english','run & running:*'), 'MaxFragments=3, MaxWords=4, MinWords=1')
----
<b>run</b> ... <b>runs</b> <b>running</b> ... <b>runner</b> <b>run</b> <b>runs</b>
SELECT 1

select ts_headline('english','a run of runs and running rans over runner', to_tsquery('english','run & running:*'), 'MaxFragments=4, MaxWords=3, MinWords=1, ShortWord=0')
----
<b>run</b> ... of <b>runs</b> ... and <b>running</b> ... over <b>runner</b>
SELECT 1

select ts_headline('english','a run of runs and running rans over runner', to_tsquery('english','run | runner:*'), 'MaxFragments=4, MaxWords=3, MinWords=2, ShortWord=1')
----
<b>run</b> of <b>runs</b> ... and <b>running</b> rans ... over <b>runner</b>
SELECT 1

select ts_headline('english','run running dog runs run running', to_tsquery('english','run & ru:* & r:*'), 'MaxFragments=4, MaxWords=5, MinWords=1')
----
<b>run</b> ... <b>running</b> dog <b>runs</b> <b>run</b> ... <b>running</b>
SELECT 1
