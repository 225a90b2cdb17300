SELECT to_tsvector('english', 'The Fat Rats sat on a mat and ate the fatter rats')
----
'ate':9 'fat':2 'fatter':11 'mat':7 'rat':3,12 'sat':4
SELECT 1

SELECT to_tsvector('The quick brown foxes are jumping over lazy dogs'), to_tsvector('simple', 'The Fat Rats'), to_tsvector('')
----
'brown':3 'dog':9 'fox':4 'jump':6 'lazi':8 'quick':2|'fat':2 'rats':3 'the':1|''
SELECT 1

SELECT to_tsvector('english', 'foo-bar http://www.example.com/a/b?c=d me@example.com 1.5 -3 1e10 /usr/local/x.txt <b>bold</b> &amp; v1.2.3 x_y')
----
'-3':9 '/a/b?c=d':6 '/usr/local/x.txt':11 '1.5':8 '1e10':10 'bar':3 'bold':12 'foo':2 'foo-bar':1 'me@example.com':7 'v1.2.3':13 'www.example.com':5 'www.example.com/a/b?c=d':4 'x':14 'y':15
SELECT 1

SELECT to_tsvector('english', 'it''s the dog''s o''clock don''t')
----
'clock':7 'dog':4 'o':6
SELECT 1

SELECT to_tsvector('simple', 'Größe ÄÖÜ naïve Ελλάδα МОСКВА 東京 I''m')
----
'größe':1 'i':7 'm':8 'naïve':3 'äöü':2 'ελλάδα':4 'москва':5 '東京':6
SELECT 1

SELECT to_tsvector('german', 'Die Häuser standen in den größten Städten der Länder und waren schön')
----
'grosst':6 'haus':2 'land':9 'schon':12 'stadt':7 'stand':3
SELECT 1

SELECT to_tsvector('french', 'Les chevaux mangeaient des pommes délicieuses dans les grandes prairies')
----
'cheval':2 'délici':6 'grand':9 'le':1,8 'mang':3 'pomm':5 'prair':10
SELECT 1

SELECT to_tsvector('spanish', 'Los niños corrían rápidamente hacia las casas grandes y hermosas')
----
'cas':7 'corr':3 'grand':8 'haci':5 'herm':10 'niñ':2 'rapid':4
SELECT 1

SELECT to_tsvector('italian', 'I ragazzi correvano velocemente verso le case grandi')
----
'cas':7 'corr':3 'grand':8 'ragazz':2 'veloc':4 'vers':5
SELECT 1

SELECT to_tsvector('portuguese', 'Os meninos corriam rapidamente para as casas grandes')
----
'cas':7 'corr':3 'grand':8 'menin':2 'rapid':4
SELECT 1

SELECT to_tsvector('dutch', 'De kinderen liepen snel naar de grote huizen')
----
'grot':7 'huiz':8 'kinder':2 'liep':3 'snel':4
SELECT 1

SELECT to_tsvector('swedish', 'Barnen sprang snabbt till de stora husen')
----
'barn':1 'hus':7 'snabbt':3 'sprang':2 'stor':6
SELECT 1

SELECT to_tsvector('norwegian', 'Barna løp raskt til de store husene')
----
'barn':1 'hus':7 'løp':2 'raskt':3 'stor':6
SELECT 1

SELECT to_tsvector('danish', 'Børnene løb hurtigt til de store huse')
----
'børn':1 'hurt':3 'hus':7 'løb':2 'stor':6
SELECT 1

SELECT to_tsvector('finnish', 'Lapset juoksivat nopeasti suuriin taloihin')
----
'juoksiv':2 'laps':1 'nopeast':3 'suur':4 'talo':5
SELECT 1

SELECT to_tsvector('russian', 'Дети быстро бежали к большим домам and the running foxes')
----
'fox':10 'run':9 'бежа':3 'больш':5 'быстр':2 'дет':1 'дом':6
SELECT 1

SELECT to_tsvector('hungarian', 'A gyerekek gyorsan futottak a nagy házak felé')
----
'futott':4 'gyerek':2 'gyors':3 'ház':7
SELECT 1

SELECT to_tsvector('romanian', 'Copiii alergau repede spre casele mari')
----
'alerg':2 'cas':5 'copii':1 'mar':6 'reped':3 'spre':4
SELECT 1

SELECT to_tsvector('turkish', 'Çocuklar büyük evlere doğru hızla koştular')
----
'büyük':2 'doğru':4 'ev':3 'hız':5 'koş':6 'çocuk':1
SELECT 1

SELECT ts_lexize('english_stem', 'stars'), ts_lexize('english_stem', 'a'), ts_lexize('simple', 'The'), ts_lexize('english_stem', 'Skies'), ts_lexize('russian_stem', 'дома')
----
{star}|{}|{the}|{sky}|{дом}
SELECT 1

SELECT to_tsquery('english', 'The & Fat & Rats'), to_tsquery('Foxes | dogs:*'), to_tsquery('simple', 'The:ab'), to_tsquery('english', '''supernovae stars'':AB & !crab')
----
'fat' & 'rat'|'fox' | 'dog':*|'the':AB|'supernova':AB <-> 'star':AB & !'crab'
SELECT 1

SELECT to_tsquery('english', 'the <-> fat <-> rats'), to_tsquery('english', 'fat <-> the <-> rats'), to_tsquery('english', 'fat <2> a <3> rats'), to_tsquery('english', 'a <-> b <-> fat')
----
'fat' <-> 'rat'|'fat' <2> 'rat'|'fat' <5> 'rat'|'b' <-> 'fat'
SELECT 1

SELECT to_tsquery('english', '(the & fat) <-> rats'), to_tsquery('english', '(the | fat) <-> rats'), to_tsquery('english', 'rats <-> (the <-> a)'), to_tsquery('english', 'rats <-> (a <-> cat)'), to_tsquery('english', '!the <-> cat'), to_tsquery('english', '!(a <-> cats)')
----
'fat' <-> 'rat'|'fat' <-> 'rat'|'rat'|'rat' <2> 'cat'|'cat'|!'cat'
SELECT 1

SELECT to_tsquery('english', '(1 <-> a) <-> 2'), to_tsquery('english', '1 <-> (a <-> 2)'), to_tsquery('english', 'a | (b & (c | the))'), to_tsquery('english', '!(a & !b) & c'), to_tsquery('english', '1 <-> ((a <-> b) | 2)')
----
'1' <2> '2'|'1' <2> '2'|'b' & 'c'|!!'b' & 'c'|'1' <-> ( 'b' | '2' )
SELECT 1

SELECT to_tsquery('english', 'foo-bar'), to_tsquery('english', 'foo-bar & x'), to_tsquery('english', '''foo-bar of the world''')
----
'foo-bar' <-> 'foo' <-> 'bar'|'foo-bar' <-> 'foo' <-> 'bar' & 'x'|'foo-bar' <-> 'foo' <-> 'bar' <3> 'world'
SELECT 1

SELECT to_tsquery('english', 'the'), to_tsquery('english', ''), to_tsquery('english', 'the & a'), numnode(to_tsquery('english', 'of'))
----
''|''|''|0
SELECT 1

SELECT to_tsquery('english', 'fat rats')
----
error 42601

SELECT to_tsquery('english', 'fat &')
----
error 42601

SELECT to_tsquery('english', '!(')
----
error 42601

SELECT to_tsquery('http://example.com/a & me@foo.com')
----
error 42601

SELECT plainto_tsquery('english', 'The Fat Rats'), plainto_tsquery('the'), plainto_tsquery('The Fat & Rats:C'), plainto_tsquery('simple', 'The foo-bar'), plainto_tsquery('')
----
'fat' & 'rat'|''|'fat' & 'rat' & 'c'|'the' & 'foo-bar' & 'foo' & 'bar'|''
SELECT 1

SELECT phraseto_tsquery('english', 'The Fat Rats'), phraseto_tsquery('english', 'fat the of rats'), phraseto_tsquery('english', 'The Cat and Rats'), phraseto_tsquery('english', 'foo-bar x')
----
'fat' <-> 'rat'|'fat' <3> 'rat'|'cat' <2> 'rat'|'foo-bar' <-> 'foo' <-> 'bar' <-> 'x'
SELECT 1

SELECT websearch_to_tsquery('english', 'The fat rats'), websearch_to_tsquery('english', '"supernovae stars" -crab'), websearch_to_tsquery('english', '"sad cat" or "fat rat"'), websearch_to_tsquery('english', 'signal -"segmentation fault"'), websearch_to_tsquery('english', '""" )( dummy \\ query <->')
----
'fat' & 'rat'|'supernova' <-> 'star' & !'crab'|'sad' <-> 'cat' | 'fat' <-> 'rat'|'signal' & !( 'segment' <-> 'fault' )|'dummi' <-> 'queri'
SELECT 1

SELECT websearch_to_tsquery('english', 'cat or rat'), websearch_to_tsquery('english', 'cat OR the'), websearch_to_tsquery('english', 'or'), websearch_to_tsquery('english', 'cat or'), websearch_to_tsquery('english', 'or cat'), websearch_to_tsquery('english', 'orange or-ange'), websearch_to_tsquery('simple', 'cat OR rat'), websearch_to_tsquery('simple', 'cat or-rat or_x')
----
'cat' | 'rat'|'cat'|''|'cat'|'cat'|'orang' & 'or-ang' <2> 'ang'|'cat' | 'rat'|'cat' & 'or-rat' <-> 'or' <-> 'rat' & 'or' <-> 'x'
SELECT 1

SELECT websearch_to_tsquery('simple', 'fat:A : cat:B'), websearch_to_tsquery('simple', 'fat:*rat'), websearch_to_tsquery('simple', 'abc orange'), websearch_to_tsquery('simple', 'abc OR1234'), websearch_to_tsquery('simple', 'abc or-abc'), websearch_to_tsquery('simple', 'abc OR_abc'), websearch_to_tsquery('simple', 'abc or !abc')
----
'fat' & 'a' & 'cat' & 'b'|'fat' & 'rat'|'abc' & 'orange'|'abc' & 'or1234'|'abc' & 'or-abc' <-> 'or' <-> 'abc'|'abc' & 'or' <-> 'abc'|'abc' | 'abc'
SELECT 1

SELECT websearch_to_tsquery('english', '"the" cat'), websearch_to_tsquery('english', '"fat cat"and'), websearch_to_tsquery('english', '- -cat'), websearch_to_tsquery('english', '-"the fat" dog'), websearch_to_tsquery('english', 'cat -'), websearch_to_tsquery('english', ''), websearch_to_tsquery('english', '"'), websearch_to_tsquery('english', '"a b'), websearch_to_tsquery('simple', 'x''y \z')
----
'cat'|'fat' <-> 'cat'|!!'cat'|!'fat' & 'dog'|'cat'|''|''|'b'|'x' <-> 'y' & 'z'
SELECT 1

SELECT websearch_to_tsquery('english', 'My brand new smartphone'), websearch_to_tsquery('english', 'My brand "new smartphone"'), websearch_to_tsquery('english', 'My brand "new -smartphone"'), websearch_to_tsquery('simple', '"cat or rat"'), websearch_to_tsquery('english', 'cat-dog or (a | b) & c')
----
'brand' & 'new' & 'smartphon'|'brand' & 'new' <-> 'smartphon'|'brand' & 'new' <-> 'smartphon'|'cat' <-> 'or' <-> 'rat'|'cat-dog' <-> 'cat' <-> 'dog' | 'b' & 'c'
SELECT 1

SELECT 'a fat cat sat on a mat and ate a fat rat'::tsvector @@ 'cat & rat'::tsquery, 'fat & cow'::tsquery @@ 'a fat cat sat on a mat and ate a fat rat'::tsvector, 'fat cats ate fat rats' @@ to_tsquery('fat & rat'), 'fat cats ate fat rats' @@ 'fat rats', 'the' @@ 'the'::text
----
t|f|t|t|f
SELECT 1

SELECT to_tsvector('fatal error') @@ to_tsquery('fatal <-> error'), to_tsvector('error is not fatal') @@ to_tsquery('fatal <-> error'), 'a:1 b:3'::tsvector @@ 'a <2> b', 'a:1 b:3' @@ 'a <1> b'::tsquery, 'a:1 b:1'::tsvector @@ 'a <0> b'
----
t|f|t|f|t
SELECT 1

SELECT 'a b:89 ca:23A,64b cb:80c d:34c'::tsvector @@ 'd:AC & ca', 'a b:89 ca:23A,64b d:34c'::tsvector @@ 'd:AC & ca:CB', 'a b:89 ca:23A,64b d:34c'::tsvector @@ 'd:AC & c:*C', 'a b:89 ca:23A,64b d:34c'::tsvector @@ 'd:AC & c:*CB', 'wa:1D wb:2A'::tsvector @@ 'w:*D & w:*A', 'wa:1D wb:2A' @@ 'w:*D <-> w:*A'::tsquery, 'wa:1A wb:2D' @@ 'w:*D <-> w:*A'::tsquery
----
t|t|f|t|t|f|f
SELECT 1

SELECT 'wa:1A'::tsvector @@ 'w:*A'::tsquery, 'wa:1A'::tsvector @@ 'w:*D'::tsquery, 'wa:1A'::tsvector @@ '!w:*A'::tsquery, 'wa:1A'::tsvector @@ '!w:*D'::tsquery, strip('wa:1A'::tsvector) @@ 'w:*A'::tsquery, strip('wa:1A'::tsvector) @@ 'w:*D'::tsquery, strip('wa:1A'::tsvector) @@ '!w:*A'::tsquery, strip('wa:1A'::tsvector) @@ '!w:*D'::tsquery
----
t|f|f|t|t|t|f|f
SELECT 1

SELECT 'supernova'::tsvector @@ 'super'::tsquery, 'supernova'::tsvector @@ 'super:*'::tsquery, 'supeanova supernova'::tsvector @@ 'super:*'::tsquery, 'supernova:A' @@ 'super:*B'::tsquery, ''::tsvector @@ '!a'::tsquery, ''::tsvector @@ ''::tsquery, 'a'::tsvector @@ ''::tsquery
----
f|t|t|f|t|f|f
SELECT 1

SELECT to_tsvector('simple', '1 2 3 1') @@ '1 <-> 2', to_tsvector('simple', '1 2 3 1') @@ '3 <-> 1', to_tsvector('simple', '1 2 11 3') @@ '1 <-> 3', to_tsvector('simple', '1 2 11 3') @@ '1:* <-> 3', to_tsvector('simple', '1 2 3 4') @@ '1 <-> 2 <-> 3', to_tsvector('simple', '1 2 3 4') @@ '(1 <-> 2) <-> 3', to_tsvector('simple', '1 2 3 4') @@ '1 <-> (2 <-> 3)', to_tsvector('simple', '1 2 3 4') @@ '1 <2> (2 <-> 3)', to_tsvector('simple', '1 2 1 2 3 4') @@ '(1 <-> 2) <-> 3'
----
t|t|f|t|t|t|t|f|t
SELECT 1

SELECT to_tsvector('simple', 'q x q y') @@ 'q <-> (x & y)', to_tsvector('simple', 'q x') @@ 'q <-> (x | y <-> z)', to_tsvector('simple', 'q y') @@ 'q <-> (x | y <-> z)', to_tsvector('simple', 'q y z') @@ 'q <-> (x | y <-> z)', to_tsvector('simple', 'q y x') @@ 'q <-> (x | y <-> z)', to_tsvector('simple', 'q y x') @@ '(x | y <-> z) <-> q', to_tsvector('simple', 'x q') @@ '(x | y <-> z) <-> q', to_tsvector('simple', 'y z q') @@ '(x | y <-> z) <-> q'
----
f|t|f|t|f|f|t|t
SELECT 1

SELECT to_tsvector('simple', 'x y q y') @@ 'x | y <-> !q <-> y', to_tsvector('simple', 'x y y y') @@ 'y <-> !q <-> y', to_tsvector('simple', 'x y q y') @@ '!x <-> y', to_tsvector('simple', 'x y q y') @@ '!!x <-> y', to_tsvector('simple', 'x y q y') @@ '!(x <-> y) <-> y', to_tsvector('simple', 'x y q y') @@ '!(x <2> y) <-> y', to_tsvector('simple', 'x y q') @@ '!(x <-> y)', to_tsvector('simple', 'x y q') @@ '!x & q'
----
t|t|t|t|t|t|f|f
SELECT 1

SELECT to_tsvector('simple', 'x y q y') @@ '(!x | !y) <-> q', to_tsvector('simple', 'x y q y') @@ '(!x & !y) <-> q', to_tsvector('simple', 'x y q y') @@ '(!x | y) <-> q', to_tsvector('simple', 'x y q y') @@ '!(x | q) <-> y', to_tsvector('simple', 'y') @@ '!x <-> y', to_tsvector('simple', 'a b c d') @@ 'a <-> (!z) <-> c', to_tsvector('simple', 'a b c d') @@ '(a & !z) <-> b', to_tsvector('simple', 'a b') @@ '!foo <-> bar', 'y x' @@ '!z <-> x'::tsquery
----
t|f|t|f|t|t|t|f|t
SELECT 1

SELECT strip(to_tsvector('simple', 'a b')) @@ 'a <-> b', strip(to_tsvector('simple', 'a b')) @@ '!(a <-> b)', strip(to_tsvector('simple', 'a b')) @@ 'a & b', 'a b:1'::tsvector @@ 'a <-> b | a'
----
f|t|t|t
SELECT 1

SELECT 'foo & bar'::tsquery && 'asd', 'foo & bar'::tsquery || 'asd & fg', 'foo & bar'::tsquery || !!'asd & fg'::tsquery, 'foo' && ''::tsquery, ''::tsquery || 'x', !!''::tsquery, 'a' <-> 'b & d'::tsquery, 'a & g' <-> 'b | d'::tsquery, 'a <2> d' <-> 'b'::tsquery, ''::tsquery <-> 'b'
----
'foo' & 'bar' & 'asd'|'foo' & 'bar' | 'asd' & 'fg'|'foo' & 'bar' | !( 'asd' & 'fg' )|'foo'|'x'|''|'a' <-> ( 'b' & 'd' )|( 'a' & 'g' ) <-> ( 'b' | 'd' )|'a' <2> 'd' <-> 'b'|'b'
SELECT 1

SELECT tsquery_phrase('a <3> g', 'b & d', 10), tsquery_phrase('a', 'b'), tsquery_phrase('a', 'b', 0), tsquery_phrase('', 'b', 3)
----
'a' <3> 'g' <10> ( 'b' & 'd' )|'a' <-> 'b'|'a' <0> 'b'|'b'
SELECT 1

SELECT tsquery_phrase('a', 'b', 16385)
----
error 22023

SELECT tsquery_phrase('a', 'b', -1)
----
error 22023

SELECT 'new <-> york'::tsquery @> 'york', 'cat'::tsquery @> 'cat & rat', 'cat'::tsquery <@ 'cat & rat', 'a & b' @> 'b | a & !b'::tsquery, ''::tsquery <@ 'a', 'a' <@ ''::tsquery
----
t|f|t|t|t|f
SELECT 1

SELECT 'a:1 b:2'::tsvector || 'c:1 d:2 b:3', 'a:3A b:2a'::tsvector || 'ba:1234 a:1B', ''::tsvector || 'a:1', 'a b'::tsvector || 'b c:1', 'a:16383'::tsvector || 'a:1 b:5', 'a:1'::tsvector || ''
----
'a':1 'b':2,5 'c':3 'd':4|'a':3A,4B 'b':2A 'ba':1237|'a':1|'a' 'b' 'c':1|'a':16383 'b':16383|'a':1
SELECT 1

SELECT setweight('a:1,3A asd:1C w:5,6,12B,13A zxc:81,222A,567'::tsvector, 'c'), setweight('a:1 b c:2A'::tsvector, 'A'), setweight('a:1A'::tsvector, 'd'), setweight('', 'b')
----
'a':1C,3C 'asd':1C 'w':5C,6C,12C,13C 'zxc':81C,222C,567C|'a':1A 'b' 'c':2A|'a':1|''
SELECT 1

SELECT setweight('a:1,3A asd:1C w:5,6,12B,13A zxc:81,222A,567'::tsvector, 'c', '{a,zxc,none}'), setweight('a asd w:5,6,12B,13A zxc'::tsvector, 'c', ARRAY['a', 'zxc']), setweight('a:1'::tsvector, 'b', '{}')
----
'a':1C,3C 'asd':1C 'w':5,6,12B,13A 'zxc':81C,222C,567C|'a' 'asd' 'w':5,6,12B,13A 'zxc'|'a':1
SELECT 1

SELECT setweight('a:1'::tsvector, 'b', ARRAY['a', NULL])
----
'a':1B
SELECT 1

SELECT strip('w:12B w:13* w:12,5,6 a:1,3* a:3 w asd:1dc asd'::tsvector), strip(''), length('a b c:1,2'::tsvector), length(strip(to_tsvector('the fat rat')))
----
'a' 'asd' 'w'|''|3|2
SELECT 1

SELECT querytree('foo & ! bar'::tsquery), querytree('! bar'), querytree(''), querytree('a | !b'), querytree('(a | !b) & c'), querytree('a <-> !b'), querytree('!a & !b'), querytree('a <2> b & !c')
----
'foo'|T|''|T|'c'|'a'|T|'a' <2> 'b'
SELECT 1

SELECT ts_delete('base:7 hidden:6 rebel:1 spaceship:2,33A,34B,35C,36D strike:3', 'base'), ts_delete('base:7 hidden:6', 'bas'), ts_delete('base:7 hidden:6 rebel:1'::tsvector, ARRAY['spaceship', 'rebel', '']), ts_delete('a b', '{}'::text[])
----
'hidden':6 'rebel':1 'spaceship':2,33A,34B,35C,36 'strike':3|'base':7 'hidden':6|'base':7 'hidden':6|'a' 'b'
SELECT 1

SELECT ts_delete('a b', ARRAY['a', NULL])
----
'b'
SELECT 1

SELECT ts_filter('base:7A empir:17 evil:15 first:11 galact:16 hidden:6A rebel:1A spaceship:2A strike:3A victori:12 won:9', '{a}'), ts_filter('base hidden rebel:1B,2A,3C,4'::tsvector, '{a,b,c}'), ts_filter('a b'::tsvector, '{d}'), ts_filter('a:1'::tsvector, '{d,a}')
----
'base':7A 'hidden':6A 'rebel':1A 'spaceship':2A 'strike':3A|'rebel':1B,2A,3C|''|'a':1
SELECT 1

SELECT ts_filter('a:1', '{x}')
----
error 22023

SELECT ts_filter('a:1', '{a,NULL}')
----
error 22004

SELECT tsvector_to_array('base:7 hidden:6 rebel:1'), tsvector_to_array(''), array_to_tsvector(ARRAY['base', 'hidden', 'rebel', 'base']), array_to_tsvector('{}')
----
{base,hidden,rebel}|{}|'base' 'hidden' 'rebel'|''
SELECT 1

SELECT array_to_tsvector(ARRAY['base', NULL])
----
error 22004

SELECT array_to_tsvector(ARRAY['base', ''])
----
error 2200F

SELECT * FROM unnest('base:7 hidden:6,9A rebel:1B,2C spaceship'::tsvector)
----
base|{7}|{D}
hidden|{6,9}|{D,A}
rebel|{1,2}|{B,C}
spaceship|NULL|NULL
SELECT 4

SELECT lexeme, positions[1] FROM unnest(to_tsvector('english', 'fat cats and fat rats')) ORDER BY lexeme
----
cat|2
fat|1
rat|5
SELECT 3

SELECT unnest('a:1 b'::tsvector)
----
(a,{1},{D})
(b,,)
SELECT 2

SELECT ts_rank('a:1 s:2C d g'::tsvector, 'a | s'), ts_rank('a:1 sa:2C d g', 'a | s'), ts_rank('a:1 sa:2C d g', 'a | s:*'), ts_rank('a:1 sa:2C d g', 'a | sa:*'), ts_rank('a:1 s:2B d g', 'a | s'), ts_rank('a:1 s:2 d g', 'a | s'), ts_rank('a:1 s:2C d g', 'a & s'), ts_rank('a:1 s:2B d g', 'a & s'), ts_rank('a:1 s:2 d g', 'a & s')
----
0.091189064|0.030396355|0.091189064|0.091189064|0.15198177|0.06079271|0.14015312|0.19820644|0.09910322
SELECT 1

SELECT ts_rank('a b c', 'a & b'), ts_rank('a:1,2,3,9 b:200', 'a & b'), ts_rank('a:1 b:1', 'a & b'), ts_rank('a:1,5A,9', 'a'), ts_rank('', 'a'), ts_rank('a', ''), ts_rank('a', '!a'), ts_rank('x:1', 'a & b'), ts_rank('a:1 b:3', 'a <-> b'), ts_rank('a:1 b:3', 'a & a')
----
1e-16|4.440892e-16|1e-20|0.6754746|0|0|0.06079271|1e-20|0.098500855|0.06079271
SELECT 1

SELECT n, ts_rank('a:1,7B s:2C d:9A g', 'a | s | d', n), ts_rank('a:1,7B s:2C d:9A g', 'a & s', n), ts_rank_cd('a:1,7B s:2C d:9A g', 'a & (s | d)', n) FROM (VALUES (0), (1), (2), (4), (8), (16), (32), (63), (5), (40)) t(n)
----
0|0.344492|0.3626581|0.47238097
16|0.14836462|0.15618835|0.20344341
1|0.13326769|0.14029531|0.26364082
2|0.068898395|0.072531626|0.09447619
32|0.25622466|0.2661402|0.32082793
40|0.07929397|0.08312779|0.10562181
4|0.344492|0.3626581|0.09747544
5|0.13326769|0.14029531|0.054402076
63|0.0028615515|0.0030119955|0.0011701141
8|0.086123|0.09066453|0.11809524
SELECT 10

SELECT ts_rank('{0.1, 0.3, 0.5, 0.9}', 'a:1 s:2C d:3A g:4B', 'a & s & d'), ts_rank('{-1, 0.3, 0.5, 0.9}', 'a:1 s:2C', 'a | s', 2), ts_rank_cd('{0.1, 0.3, 0.5, 0.9}', 'a:1 s:2C d:3A g:4B', 'a & s & d')
----
error 42725

SELECT ts_rank('{0.1, 0.3}', 'a', 'a')
----
error 42725

SELECT ts_rank('{0.1, 0.3, 0.5, 1.1}', 'a', 'a')
----
error 42725

SELECT ts_rank('{0.1, 0.3, 0.5, NULL}', 'a', 'a')
----
error 42725

SELECT ts_rank('{{0.1, 0.3, 0.5, 1}}', 'a', 'a')
----
error 42725

SELECT ts_rank_cd('a:1 s:2C d g'::tsvector, 'a | s'), ts_rank_cd('a:1 sa:2C d g', 'a | s:*'), ts_rank_cd('a:1 sa:3C sab:2c d g', 'a | sa:*'), ts_rank_cd('a:1 s:2B d g', 'a | s'), ts_rank_cd('a:1 s:2 d g', 'a & s'), ts_rank_cd('a:1 s:2A d g', 'a <-> s'), ts_rank_cd('a:1 s:2C d:2A g', 'a <-> s'), ts_rank_cd('a:1 s:2 d:2A g', 'a <-> d:A'), ts_rank_cd('a:1 s:2,3A d:2A g', 'a <2> s:A'), ts_rank_cd('a:1 s:2,3B d:2A g', 'a <2> s:A')
----
0.3|0.3|0.5|0.5|0.1|0.18181819|0.13333334|0.18181819|0.09090909|0
SELECT 1

SELECT ts_rank_cd('a:1 b:2', 'a <-> s & a'), ts_rank_cd('a:1 s:2A d:2A g', 'a <-> (s | d)'), ts_rank_cd('a:1,10,20 b:3,12,40 c:5', 'a & b'), ts_rank_cd('a b c', 'a & b'), ts_rank_cd('a:1 b:2', 'a & !c'), ts_rank_cd('a:1 b:2', '!c'), ts_rank_cd('a:1,3,5,7 b:2,4,6', 'a & b & a', 4)
----
0|0.18181819|0.13178572|0|0.1|0|0.5
SELECT 1

SELECT id, ts_rank(v, q)::numeric(10,6), ts_rank_cd(v, q)::numeric(10,6) FROM (VALUES (1, to_tsvector('english', 'Day after day, day after day, we stuck, nor breath nor motion')), (2, to_tsvector('english', 'Water, water, every where, and all the boards did shrink; water, water, every where, nor any drop to drink'))) t(id, v), (VALUES (to_tsquery('english', 'water | day & breath')), (to_tsquery('english', 'drink & water')), (plainto_tsquery('english', 'stuck motion'))) x(q) ORDER BY 1, 2, 3
----
1|0.000000|0.000000
1|0.049113|0.025000
1|0.095243|0.025000
2|0.000000|0.000000
2|0.028848|0.400000
2|0.141924|0.014286
SELECT 6

SELECT ts_rewrite('a & b'::tsquery, 'a'::tsquery, 'c'::tsquery), ts_rewrite('moscow', 'moscow', 'moskva'), ts_rewrite('moscow & hotel', 'moscow', 'moskva & x'), ts_rewrite('bar & new & qq & foo & york', 'new & york', 'new & york | big & apple | nyc'), ts_rewrite('a & b', 'a & b', ''), ts_rewrite('a | b & c', 'b & c', 'd'), ts_rewrite('a <-> b & c', 'a <-> b', 'x'), ts_rewrite('!a', 'a', ''), ts_rewrite('a', '', 'b'), ts_rewrite('', 'a', 'b')
----
'b' & 'c'|'moskva'|'moskva' & 'x' & 'hotel'|'foo' & 'bar' & 'qq' & ( 'nyc' | 'big' & 'apple' | 'new' & 'york' )|''|'a' | 'd'|'c' & 'x'|''|'a'|''
SELECT 1

SELECT ts_rewrite('foo & bar & qq & new & york', 'new & york'::tsquery, 'big & apple | nyc | new & york & city'), ts_rewrite('5 & (1 | (6 & 7 | !8))', '1', 'zz'), ts_rewrite('1 & (2 <2> 3)', '2 & 3', '4'), ts_rewrite('1 & (2 <2> 3)', '2 <2> 3', '4 <-> 5'), ts_rewrite('5 <-> (1 & (2 <-> 3))', '2 <-> 3', '6'), ts_rewrite('a & b & c & d', 'b & d', 'x | y'), ts_rewrite('a | b | c', 'c | a', 'a'), ts_rewrite('a & a & b', 'a', 'x')
----
'foo' & 'bar' & 'qq' & ( 'city' & 'new' & 'york' | 'nyc' | 'big' & 'apple' )|'5' & ( 'zz' | !'8' | '7' & '6' )|'1' & '2' <2> '3'|'1' & '4' <-> '5'|'5' <-> ( '1' & '6' )|'c' & 'a' & ( 'y' | 'x' )|'b' | 'a'|'b' & 'x' & 'x'
SELECT 1

SELECT strip('w:1A') @@ '!w:*A'::tsquery, strip('w:1A') @@ 'w:*A & !x'::tsquery, 'w:1' @@ '!w:*A'::tsquery
----
f|t|t
SELECT 1

SELECT setweight(NULL::tsvector, 'a'), to_tsvector(NULL::text), to_tsquery(NULL), 'a' @@ NULL::tsquery
----
NULL|NULL|NULL|NULL
SELECT 1

select 'wd'::tsvector @@ '!wd:A', 'wd'::tsvector @@ '!wd:*A', 'wd'::tsvector @@ 'wd:A', 'wd'::tsvector @@ '!(wd:A & wd:B)', 'wd'::tsvector @@ '!wd:D', 'wd'::tsvector @@ '!(wd:A|x)', 'wd'::tsvector @@ '!!wd:A'
----
f|f|t|f|f|f|t
SELECT 1

select 'wd a b'::tsvector @@ '!wd:A & a', 'wd:1 wdx'::tsvector @@ '!wd:*A', 'wd:1A wdx'::tsvector @@ '!wd:*A', 'wd x'::tsvector @@ '!(wd <-> x)', 'wd x'::tsvector @@ 'wd <-> x', 'wd:1 x'::tsvector @@ '!(wd:A <-> x)'
----
f|f|f|t|f|t
SELECT 1

select c, 'wd'::tsvector @@ c::tsquery from unnest(array['!wd:A','wd:A','!wd:B', '!wd:C','!wd:D','!wd:ABCD', '!wd:AB & !x', '!(wd:A & x)']) c
----
!(wd:A & x)|t
!wd:AB & !x|f
!wd:ABCD|f
!wd:A|f
!wd:B|f
!wd:C|f
!wd:D|f
wd:A|t
SELECT 8
