SELECT 'a fat cat sat on a mat and ate a fat rat'::tsvector
----
'a' 'and' 'ate' 'cat' 'fat' 'mat' 'on' 'rat' 'sat'
SELECT 1

SELECT $$the lexeme '    ' contains spaces$$::tsvector
----
'    ' 'contains' 'lexeme' 'spaces' 'the'
SELECT 1

SELECT $$the lexeme 'Joe''s' contains a quote$$::tsvector
----
'Joe''s' 'a' 'contains' 'lexeme' 'quote' 'the'
SELECT 1

SELECT 'a:1 fat:2 cat:3 sat:4 on:5 a:6 mat:7 and:8 ate:9 a:10 fat:11 rat:12'::tsvector
----
'a':1,6,10 'and':8 'ate':9 'cat':3 'fat':2,11 'mat':7 'on':5 'rat':12 'sat':4
SELECT 1

SELECT 'a:1A fat:2B,4C cat:5D'::tsvector
----
'a':1A 'cat':5 'fat':2B,4C
SELECT 1

SELECT 'a:3,1,2A,2B,2 b:20000,16383A'::tsvector
----
'a':1,2A,3 'b':16383A
SELECT 1

SELECT ''::tsvector, ' '::tsvector, length(''::tsvector)
----
''|''|0
SELECT 1

SELECT '1 2'::tsvector, E'\'1\' \'2\''::tsvector, E'\'1 \\\'2\''::tsvector, E'\'1\\2\' a\\ b'::tsvector
----
'1' '2'|'1' '2'|'1 ''2'|'12' 'a b'
SELECT 1

SELECT '''w'':4A,3B,2C,1D,5 a:8'::tsvector
----
'a':8 'w':1,2C,3B,4A,5
SELECT 1

SELECT 'w:4*,3a'::tsvector, 'a:1x'::tsvector
----
error 42601

SELECT 'w:4*'::tsvector
----
'w':4A
SELECT 1

SELECT 'a:'::tsvector
----
error 42601

SELECT 'a:0'::tsvector
----
error 42601

SELECT 'a:b'::tsvector
----
error 42601

SELECT $$'a$$::tsvector
----
error 42601

SELECT $$''$$::tsvector
----
error 42601

SELECT E'a\\'::tsvector
----
error 42601

SELECT 'a:1AB'::tsvector
----
error 42601

SELECT 'a:1,'::tsvector
----
error 42601

SELECT ':a b'::tsvector
----
':a' 'b'
SELECT 1

SELECT 'Ä:1 ä:2 z a'::tsvector
----
'a' 'z' 'Ä':1 'ä':2
SELECT 1

SELECT repeat('x', 2046)::tsvector = repeat('x', 2046)::tsvector
----
t
SELECT 1

SELECT repeat('x', 2047)::tsvector
----
error 54000

SELECT '1'::tsquery, '1 '::tsquery, ' 1'::tsquery, '''1 2'''::tsquery, E'\'1 \\\'2\''::tsquery, E'\'1 \'\'2\''::tsquery
----
'1'|'1'|'1'|'1 2'|'1 ''2'|'1 ''2'
SELECT 1

SELECT '!1'::tsquery, '1|2'::tsquery, '!1|2'::tsquery, '1|!2'::tsquery, '!1|!2'::tsquery, '!(!1|!2)'::tsquery, '!(!1|2)'::tsquery
----
!'1'|'1' | '2'|!'1' | '2'|'1' | !'2'|!'1' | !'2'|!( !'1' | !'2' )|!( !'1' | '2' )
SELECT 1

SELECT '1&2'::tsquery, '!1&2'::tsquery, '1&!2'::tsquery, '(1&2)'::tsquery, '1&(2)'::tsquery, '!(1)&2'::tsquery, '!(1&2)'::tsquery
----
'1' & '2'|!'1' & '2'|'1' & !'2'|'1' & '2'|'1' & '2'|!'1' & '2'|!( '1' & '2' )
SELECT 1

SELECT '1|2&3'::tsquery, '1|(2&3)'::tsquery, '(1|2)&3'::tsquery, '1|2&!3'::tsquery, '1|!2&3'::tsquery, '!1|2&3'::tsquery, '!1|(2&3)'::tsquery, '!(1|2)&3'::tsquery, '(!1|2)&3'::tsquery
----
'1' | '2' & '3'|'1' | '2' & '3'|( '1' | '2' ) & '3'|'1' | '2' & !'3'|'1' | !'2' & '3'|!'1' | '2' & '3'|!'1' | '2' & '3'|!( '1' | '2' ) & '3'|( !'1' | '2' ) & '3'
SELECT 1

SELECT '1|(2|(4|(5|6)))'::tsquery, '1|2|4|5|6'::tsquery, '1&(2&(4&(5&6)))'::tsquery, '1&2&4&5&6'::tsquery, '1&(2&(4&(5|6)))'::tsquery, '1&(2&(4&(5|!6)))'::tsquery
----
'1' | '2' | '4' | '5' | '6'|'1' | '2' | '4' | '5' | '6'|'1' & '2' & '4' & '5' & '6'|'1' & '2' & '4' & '5' & '6'|'1' & '2' & '4' & ( '5' | '6' )|'1' & '2' & '4' & ( '5' | !'6' )
SELECT 1

SELECT E'1&(\'2\'&(\' 4\'&(\\|5 | \'6 \\\' !|&\')))'::tsquery
----
'1' & '2' & ' 4' & ( '|5' | '6 '' !|&' )
SELECT 1

SELECT '''the wether'':dc & '' sKies '':BC & a:d b:a'
----
'the wether':dc & ' sKies ':BC & a:d b:a
SELECT 1

SELECT 'a:* & nbb:*ac | doo:a* | goo'::tsquery
----
'a':* & 'nbb':*AC | 'doo':*A | 'goo'
SELECT 1

SELECT '!!b'::tsquery, '!!!b'::tsquery, '!(!b)'::tsquery, 'a & !!b'::tsquery, '!!a & b'::tsquery, '!!a & !!b'::tsquery
----
!!'b'|!!!'b'|!!'b'|'a' & !!'b'|!!'a' & 'b'|!!'a' & !!'b'
SELECT 1

SELECT 'a <-> b'::tsquery, 'a <2> b <0> c'::tsquery, 'a <-> (b <-> c)'::tsquery, '(a <-> b) <-> c'::tsquery, 'a <-> (b & c)'::tsquery, '(a|b) <-> !c'::tsquery, '!(a <-> b)'::tsquery, '!a <-> b & c'::tsquery
----
'a' <-> 'b'|'a' <2> 'b' <0> 'c'|'a' <-> ( 'b' <-> 'c' )|'a' <-> 'b' <-> 'c'|'a' <-> ( 'b' & 'c' )|( 'a' | 'b' ) <-> !'c'|!( 'a' <-> 'b' )|!'a' <-> 'b' & 'c'
SELECT 1

SELECT 'a <16384> b'::tsquery
----
'a' <16384> 'b'
SELECT 1

SELECT 'a <16385> b'::tsquery
----
error 22023

SELECT 'a <-1> b'::tsquery
----
error 42601

SELECT 'a < > b'::tsquery
----
error 42601

SELECT ''::tsquery, '  '::tsquery, numnode(''), numnode('a & !b | c <-> d')
----
''|''|0|8
SELECT 1

SELECT 'a b'::tsquery
----
error 42601

SELECT 'a &'::tsquery
----
error 42601

SELECT '& a'::tsquery
----
error 42601

SELECT '(a'::tsquery
----
error 42601

SELECT 'a)'::tsquery
----
error 42601

SELECT '()'::tsquery
----
error 42601

SELECT '!'::tsquery
----
error 42601

SELECT ':a'::tsquery
----
error 42601

SELECT 'a:x'::tsquery
----
error 42601

SELECT $$'a & b$$::tsquery
----
error 42601

SELECT $$a & ''$$::tsquery
----
error 42601

SELECT repeat('x', 2047)::tsquery
----
error 54000

SELECT 'a' < 'b & c'::tsquery, 'a' > 'b & c'::tsquery, 'a | f' < 'b & c'::tsquery, 'a | ff' < 'b & c'::tsquery, 'a | f | g' < 'b & c'::tsquery, 'a:a' = 'a'::tsquery, 'a:*' = 'a'::tsquery, 'a' <> 'b'::tsquery
----
t|f|t|f|f|t|t|t
SELECT 1

SELECT q FROM (VALUES ('a'::tsquery), ('b'), ('a & b'), ('a | b'), ('!a'), ('a <-> b'), ('a <2> b'), ('b & a'), ('abc'), ('zebra'), ('a & b & c'), (''), ('foo & bar'), ('bar & foo')) t(q) ORDER BY q
----
''
'a'
'b'
'abc'
'zebra'
!'a'
'a' <2> 'b'
'a' <-> 'b'
'a' | 'b'
'b' & 'a'
'a' & 'b'
'bar' & 'foo'
'foo' & 'bar'
'a' & 'b' & 'c'
SELECT 14

SELECT v FROM (VALUES ('a'::tsvector), ('b'), ('a b'), ('a:1'), ('a:2'), ('a:1,2'), ('a:1A'), ('a:1B'), ('ab'), (''), ('a:1 b:2'), ('b c'), ('zz:3')) t(v) ORDER BY v
----
''
'a'
'b'
'ab'
'a':2
'a':1A
'a':1B
'a':1
'zz':3
'a' 'b'
'b' 'c'
'a':1,2
'a':1 'b':2
SELECT 13

SELECT 'a:1'::tsvector = 'a'::tsvector, 'a b' = 'b a'::tsvector, 'a' < 'b'::tsvector, 'a:1' < 'a'::tsvector, 'abc' >= 'abd'::tsvector, 'a' <> 'a'::tsvector
----
f|t|t|f|f|f
SELECT 1

SELECT tsvector_cmp('a','b'), tsvector_cmp('b','a'), tsquery_cmp('a','a'), tsquery_cmp('a','b & c')
----
-1|1|0|-1
SELECT 1

SELECT v, count(*) FROM (VALUES ('a:1 b'::tsvector), ('b a:1'), ('a b')) t(v) GROUP BY v ORDER BY v
----
'a' 'b'|1
'a':1 'b'|2
SELECT 2

SELECT DISTINCT q FROM (VALUES ('a:A'::tsquery), ('a:A'), ('b')) t(q) ORDER BY q
----
'a':A
'b'
SELECT 2

SELECT ARRAY['a b'::tsvector, 'c:1'], ARRAY['a & b'::tsquery], '{"a b","c:1A"}'::tsvector[], '{"a & b"}'::tsquery[]
----
{"'a' 'b'",'c':1}|{"'a' & 'b'"}|{"'a' 'b'",'c':1A}|{"'a' & 'b'"}
SELECT 1

SELECT 'a:1 b:2A'::tsvector::text, ('a & b:*'::tsquery)::text, 'x y'::text::tsvector, 'x & y'::varchar::tsquery
----
'a':1 'b':2A|'a' & 'b':*|'x' 'y'|'x' & 'y'
SELECT 1

SELECT tsvectorsend('a:1A,2 b'), tsquerysend('a:AB & !b:* | c <3> d'), tsvectorsend(''), tsquerysend('')
----
\x0000000261000002c001000262000000|\x0000000802030204000301000064000100006300020202010100016200010c006100|\x00000000|\x00000000
SELECT 1

SELECT pg_typeof('a'::tsvector), pg_typeof('a'::tsquery), 'tsvector'::regtype::oid, 'tsquery[]'::regtype::oid
----
tsvector|tsquery|3614|3645
SELECT 1

SELECT typname, typlen, typtype, typcategory, typinput, typoutput, typsend, typarray, typalign, typstorage FROM pg_type WHERE typname IN ('tsvector', 'tsquery', '_tsvector', '_tsquery') ORDER BY oid
----
tsvector|-1|b|U|tsvectorin|tsvectorout|tsvectorsend|3643|i|x
tsquery|-1|b|U|tsqueryin|tsqueryout|tsquerysend|3645|i|p
_tsvector|-1|b|A|array_in|array_out|array_send|0|i|x
_tsquery|-1|b|A|array_in|array_out|array_send|0|i|x
SELECT 4

SELECT 'english'::regconfig, 'pg_catalog.simple'::regconfig, 'simple'::regdictionary, 'english_stem'::regdictionary, '"english"'::regconfig, 'ENGLISH'::regconfig, '-'::regconfig, 3748::regconfig
----
english|simple|simple|english_stem|english|english|-|simple
SELECT 1

SELECT 'klingon'::regconfig
----
error 42704

SELECT 'klingon'::regdictionary
----
error 42704

SELECT 'public.english'::regconfig
----
error 42704

SELECT to_tsvector('klingon', 'a')
----
error 42704

SELECT 'simple'::regconfig::oid, 'simple'::regdictionary::oid, ARRAY['simple'::regconfig, 'english']
----
3748|3765|{simple,english}
SELECT 1
