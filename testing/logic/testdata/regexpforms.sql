# Regular expressions. Columns are told. Errors are told whole, with their positions.
SET default_transaction_isolation = 'serializable'
----
SET

SELECT regexp_replace('foo bar', '\m', '<', 'g')
----
regexp_replace:25
<foo <bar
SELECT 1

SELECT regexp_replace('foo bar', '\M', '>', 'g')
----
regexp_replace:25
foo> bar>
SELECT 1

SELECT regexp_replace('foo bar', '[[:<:]]', '<', 'g'), regexp_replace('foo bar', '[[:>:]]', '>', 'g')
----
regexp_replace:25|regexp_replace:25
<foo <bar|foo> bar>
SELECT 1

SELECT 'été' ~ '\yété\y', 'foo' ~ '\Yoo\M', 'x été' ~ '\mé'
----
?column?:16|?column?:16|?column?:16
t|t|t
SELECT 1

SELECT substring('XY1234Z' FROM 'Y*?([0-9]{1,3})'), substring('XY1234Z' FROM 'Y*([0-9]{1,3})')
----
substring:25|substring:25
1|123
SELECT 1

SELECT regexp_match('abc01234xyz', '(.*?)(\d+)(.*)'), regexp_match('abc01234xyz', '(?:(.*?)(\d+)(.*)){1,1}')
----
regexp_match:1009|regexp_match:1009
{abc,0,""}|{abc,01234,xyz}
SELECT 1

SELECT regexp_match('abcd', '(a|ab)(c|bcd)(d*)')
----
regexp_match:1009
{ab,c,d}
SELECT 1

SELECT regexp_match('ab', 'a?(?:ab)?(.*)')
----
regexp_match:1009
{""}
SELECT 1

SELECT regexp_match('aaa', '(a*)(a*)'), regexp_match('aaa', '(a*?)(a*)'), regexp_match('aaa', '(a*)(a*?)')
----
regexp_match:1009|regexp_match:1009|regexp_match:1009
{aaa,""}|{"",""}|{aaa,""}
SELECT 1

SELECT regexp_matches('foobarbequebaz', '(b[^b]+)(b[^b]+)', 'g')
----
regexp_matches:1009
{bar,beque}
SELECT 1

SELECT regexp_match('xabcy', '(?:x)(a)?(b)*(c|d)+')
----
regexp_match:1009
{a,b,c}
SELECT 1

SELECT regexp_match('abab', '(ab)*'), regexp_match('ababc', '((ab)*)(c)'), regexp_match('', '(a)*'), regexp_match('aabb', '(a|b)*')
----
regexp_match:1009|regexp_match:1009|regexp_match:1009|regexp_match:1009
{ab}|{abab,ab,c}|{NULL}|{b}
SELECT 1

SELECT regexp_match('foo=1;bar=2', '(\w+?)=(\d+?)'), regexp_match('<b>x</b><b>y</b>', '<b>(.*?)</b>'), regexp_match('a"b"c"d"', '"(.*?)"')
----
regexp_match:1009|regexp_match:1009|regexp_match:1009
{foo,1}|{x}|{b}
SELECT 1

SELECT regexp_replace('a1b22c', '(\w)(\d+)', '\2\1', 'g'), regexp_replace('aaa', 'a*?', 'x'), regexp_replace('aaa', 'a*?', 'x', 'g'), regexp_replace('aaa', 'a+?', 'x', 'g')
----
regexp_replace:25|regexp_replace:25|regexp_replace:25|regexp_replace:25
1a22bc|xaaa|xaxaxax|xxx
SELECT 1

SELECT regexp_split_to_array('the quick fox', '\s*?'), regexp_split_to_array('the quick fox', '\m')
----
regexp_split_to_array:1009|regexp_split_to_array:1009
{t,h,e," ",q,u,i,c,k," ",f,o,x}|{"the ","quick ",fox}
SELECT 1

SELECT regexp_match('abc', '((a)(b))'), regexp_match('abc', '((ab))c'), regexp_match('abc', '(((a)))')
----
regexp_match:1009|regexp_match:1009|regexp_match:1009
{ab,a,b}|{ab,ab}|{a,a,a}
SELECT 1

SELECT substring('abcdefg' SIMILAR 'a#"%#"g' ESCAPE '#'), substring('abcdefg' SIMILAR '#"a%#"_g' ESCAPE '#'), substring('foobar' from '%#"o_b#"%' for '#')
----
substring:25|substring:25|substring:25
bcdef|abcde|oob
SELECT 1

SELECT regexp_match('AbC', '(a)(B?)', 'i'), regexp_match(E'a\nb', '^(b)$', 'n'), regexp_match(E'a\nb', '(.+?)$', 'n')
----
regexp_match:1009|regexp_match:1009|regexp_match:1009
{A,b}|{b}|{a}
SELECT 1

SELECT regexp_match('aab', '(a{1,2}?)(a?)b'), regexp_match('aab', '(a{2})?b'), regexp_match('aaaa', '(a{1,2}){2}'), regexp_match('aaaaa', '(aa?){2,3}')
----
regexp_match:1009|regexp_match:1009|regexp_match:1009|regexp_match:1009
{a,a}|{aa}|{aa}|{a}
SELECT 1

SELECT regexp_match('xyz', '(x)|(y)'), regexp_match('yxz', '(x)|(y)'), regexp_match('ab', '(a)(x)?(b)')
----
regexp_match:1009|regexp_match:1009|regexp_match:1009
{x,NULL}|{NULL,y}|{a,NULL,b}
SELECT 1

SELECT regexp_substr('foobar', 'o(.)b', 1, 1, '', 1), regexp_instr('foobar', '(o)(o?)', 1, 1, 0, '', 2), regexp_count('foo bar', '\m.')
----
regexp_substr:25|regexp_instr:23|regexp_count:23
o|3|2
SELECT 1

SELECT regexp_match('foo', '(o', ''), 1
----
error 2201B invalid regular expression: parentheses () not balanced

SELECT regexp_match('foo', 'o)')
----
error 2201B invalid regular expression: parentheses () not balanced

SELECT regexp_match('foo', '*o')
----
error 2201B invalid regular expression: quantifier operand invalid

SELECT regexp_match('foo', 'a**')
----
error 2201B invalid regular expression: quantifier operand invalid

SELECT regexp_match('foo', '(o){2}{1}')
----
error 2201B invalid regular expression: quantifier operand invalid

SELECT regexp_match(repeat('a', 2000) || 'b', '(a*)*b') IS NOT NULL
----
?column?:16
t
SELECT 1

SELECT length((regexp_match(repeat('a', 3000), '(a|aa)*'))[1]), regexp_match(repeat('a', 300) || 'c', '(a*)*b')
----
length:23|regexp_match:1009
2|NULL
SELECT 1

SELECT array(select regexp_matches('1a b2','c(?:ab)+(?:([ab]{1,}?)+c{1,2}(\d))+','g')::text)
----
array:1009
{}
SELECT 1

SELECT regexp_replace('','(?:ab)?(\w?(?:b.+)??)','<\&|\1>','g')
----
regexp_replace:25
<|>
SELECT 1

SELECT substring('aaabbb' from 'b+?\y')
----
substring:25
bbb
SELECT 1

SELECT regexp_replace('abcab1','[ab]{1,}?\Y','<\&|\1>','g')
----
regexp_replace:25
<a|><b|>c<a|><b|>1
SELECT 1

SELECT array(select regexp_matches('été ab1','((.{0,2}){1,}?.c)ab\w??','g')::text)
----
array:1009
{}
SELECT 1

SELECT array(select regexp_matches('été ab1','(?:1.\m(c(?:ab)+|.+))*?|c{1,2}?[ab]{2}?','g')::text)
----
array:1009
{"{NULL}","{NULL}","{NULL}","{NULL}","{NULL}","{NULL}","{NULL}","{NULL}"}
SELECT 1

SELECT regexp_split_to_array('1a b2','1{1,}c{2}\Yc')
----
regexp_split_to_array:1009
{"1a b2"}
SELECT 1

SELECT substring('1a b2' from '([ab]?.){2}(?:(bbb){1,2}?)*b')
----
substring:25
a 
SELECT 1

SELECT regexp_match('','b*?')
----
regexp_match:1009
{""}
SELECT 1

SELECT regexp_split_to_array('aaabbb','(?:c)[^a]{1,2}')
----
regexp_split_to_array:1009
{aaabbb}
SELECT 1

SELECT regexp_match('ab','(b{1,2}?c)+?\d??.|1c+?')
----
regexp_match:1009
NULL
SELECT 1

SELECT regexp_replace('ab','a[^a]{0,2}\w{1,}|a\M','<\&|\1>','g')
----
regexp_replace:25
<ab|>
SELECT 1

SELECT regexp_split_to_array('aab bb1a','1{1,2}.')
----
regexp_split_to_array:1009
{"aab bb",""}
SELECT 1

SELECT '' ~ 'a'
----
?column?:16
f
SELECT 1

SELECT regexp_match('ab','a{1,}\w??(?:(?:(?:ab)*\M|\d{1,}?))')
----
regexp_match:1009
{ab}
SELECT 1

SELECT array(select regexp_matches('été ab1','^(?:\d(cc??b{2}\y)c)+((a{1,2}\d){0,2}\y[ab]{0,2}\d{2})+?|(\d){1,2}?(?:1{2}?a)$','g')::text)
----
array:1009
{}
SELECT 1

SELECT regexp_match('1a b2','[^a]b((\dbb{2}){2}?ab((?:ab){2}\Y\w|\d??\y)*\m|(\wb)){1,2}?')
----
regexp_match:1009
NULL
SELECT 1

SELECT regexp_replace('aaabbb','(?:1?[ab]{1,})*\w{2}?.{2}?\M|((?:ab)+(?:c{1,}|\w*\m.{1,2}?\d*)+)a+$','<\&|\1>','g')
----
regexp_replace:25
<aaabbb|>
SELECT 1

SELECT regexp_split_to_array('1a b2','1\Y(b){2}')
----
regexp_split_to_array:1009
{"1a b2"}
SELECT 1

SELECT regexp_replace('1a b2','\w?(\d{1,}a{1,}c*)\d??\m$','<\&|\1>','g')
----
regexp_replace:25
1a b2
SELECT 1

SELECT regexp_match('','\d\w(?:ab)*')
----
regexp_match:1009
NULL
SELECT 1

SELECT array(select regexp_matches('aaabbb','((b+?){2}?[ab]?[^a]+)\ma','g')::text)
----
array:1009
{}
SELECT 1

SELECT regexp_match('été ab1','(?:ab){0,2}')
----
regexp_match:1009
{""}
SELECT 1

SELECT substring('bca1bca' from '\d')
----
substring:25
1
SELECT 1

SELECT regexp_match('1a b2','a{2}?(?:(a{1,}b{1,}\M){0,2}?)\w')
----
regexp_match:1009
NULL
SELECT 1

SELECT substring('ab' from '(.([^a][^a]\d{2})+(?:.+1{2}\d{2})){0,2}?|a{1,2}?c{1,2}?')
----
substring:25
NULL
SELECT 1

SELECT 'abcab1' ~ '((?:1+?(?:ab)*[ab])(c|ab(?:ab)+)c?){0,2}?\Y\d{1,}?'
----
?column?:16
t
SELECT 1

SELECT regexp_replace('','a?$','<\&|\1>','g')
----
regexp_replace:25
<|>
SELECT 1

SELECT array(select regexp_matches('abcab1','((1{0,2}?)+[ab]{1,}?){0,2}?\ya+?a*$','g')::text)
----
array:1009
{}
SELECT 1

SELECT array(select regexp_matches('aab bb1a','(1[^a]b{2}|(\d*?c+?\d|[ab][ab]))a{1,}[ab]{1,}?|(\w{0,2}(\d*|[^a]{0,2}a){1,}|([ab]c{1,}(?:ab)+?|[^a]{1,}?)\Y)(a?(?:\w+.a*?)+((?:ab){2}?[ab]\y\w|.+?(?:ab)?){2}?)[ab]','g')::text)
----
array:1009
{"{NULL,NULL,aa,\"\",NULL,\"b bb1\",1}"}
SELECT 1

SELECT array(select regexp_matches('été ab1','[ab]{2}','g')::text)
----
array:1009
{"{ab}"}
SELECT 1

SELECT substring('aab bb1a' from '1(\d??[ab]{1,}?)*?')
----
substring:25
NULL
SELECT 1

SELECT regexp_split_to_array('ab','.{0,2}b{1,}1{0,2}|(\w)*[^a]{1,}?')
----
regexp_split_to_array:1009
{"",""}
SELECT 1

SELECT substring('été ab1' from '(?:c*?){1,}?.1+')
----
substring:25
b1
SELECT 1

SELECT substring('aaabbb' from '(?:b|(\w??(?:ab){2}){2}?(b{1,2}[^a]*)+?\w+?){1,2}')
----
substring:25
NULL
SELECT 1

SELECT array(select regexp_matches('abcab1','\d((1|a*)){1,}?\w','g')::text)
----
array:1009
{}
SELECT 1

SELECT regexp_match('ab','\dc\y$')
----
regexp_match:1009
NULL
SELECT 1

SELECT regexp_replace('','^[^a]{1,}?ab','<\&|\1>','g')
----
regexp_replace:25
''
SELECT 1

SELECT regexp_replace('abcab1','c','<\&|\1>','g')
----
regexp_replace:25
ab<c|>ab1
SELECT 1

SELECT regexp_replace('été ab1','[^a]b\m','<\&|\1>','g')
----
regexp_replace:25
été ab1
SELECT 1

SELECT regexp_match('bca1bca','(([^a]|[ab]?)*){0,2}[^a]')
----
regexp_match:1009
{bca1b,b}
SELECT 1

SELECT array(select regexp_matches('ab','((c{1,}?\Y){0,2}(c{0,2}(?:ab){0,2}?|(?:ab){2}[^a]){2})+|[ab]{1,2}\y','g')::text)
----
array:1009
{"{\"\",NULL,\"\"}","{\"\",NULL,\"\"}"}
SELECT 1

SELECT 'aaabbb' ~ '[ab]{0,2}?|\w(?:\d{1,2}?b\M(?:.{2}?|c{0,2}?)|\wcb){1,}\Y'
----
?column?:16
t
SELECT 1

SELECT regexp_replace('1a b2','(?:(?:c{1,2}b{1,}?\y)){1,}','<\&|\1>','g')
----
regexp_replace:25
1a b2
SELECT 1

SELECT substring('ab' from '(?:(?:ca)*(?:.|c)|(\w??ca{1,2}\m)){2}?')
----
substring:25
NULL
SELECT 1

SELECT regexp_replace('ab','b(?:c|\d(?:[^a]b){0,2}?)a','<\&|\1>','g')
----
regexp_replace:25
ab
SELECT 1

SELECT regexp_match('bca1bca','^1c{2}|[ab]?.*?')
----
regexp_match:1009
{bca1bca}
SELECT 1

SELECT regexp_split_to_array('aaabbb','(?:\d1\m[ab])(\dab|c1+){2}?1*?')
----
regexp_split_to_array:1009
{aaabbb}
SELECT 1

SELECT substring('ab' from '\w{2}')
----
substring:25
ab
SELECT 1

SELECT array(select regexp_matches('ab','[^a]|b{0,2}\m','g')::text)
----
array:1009
{"{\"\"}","{b}"}
SELECT 1

SELECT substring('abcab1' from '\w{0,2}?')
----
substring:25
''
SELECT 1

SELECT regexp_replace('été ab1','(\w\w{1,2}([ab]*?\w{1,}?\d){1,}?){0,2}?','<\&|\1>','g')
----
regexp_replace:25
<|>é<|>t<|>é<|> <|>a<|>b<|>1<|>
SELECT 1

SELECT regexp_replace('aab bb1a','^b{0,2}?(ac\Y[ab]).?|(?:ab){1,}ba','<\&|\1>','g')
----
regexp_replace:25
aab bb1a
SELECT 1

SELECT regexp_match('','(?:a*?(\w){1,2}(1[^a]{1,2}){0,2}){1,}?[ab]\d{1,}?')
----
regexp_match:1009
NULL
SELECT 1

SELECT substring('abcab1' from '.\m(.\Y\d{0,2}?(\w+?)){1,}c')
----
substring:25
NULL
SELECT 1

SELECT array(select regexp_matches('','[^a]b+|(c1(b.[^a]??\M)|[^a]){2}','g')::text)
----
array:1009
{}
SELECT 1

SELECT substring('' from '.')
----
substring:25
NULL
SELECT 1

SELECT regexp_match('1a b2','^ac{0,2}|(\d+){1,}?')
----
regexp_match:1009
{1}
SELECT 1

SELECT '' ~ '\d*?([ab]*?(?:ab)+.\m)[ab]+?\m$'
----
?column?:16
f
SELECT 1

SELECT array(select regexp_matches('1a b2','.{0,2}','g')::text)
----
array:1009
{"{1a}","{\" b\"}","{2}","{\"\"}"}
SELECT 1

SELECT regexp_replace('bca1bca','c{1,}ab$','<\&|\1>','g')
----
regexp_replace:25
bca1bca
SELECT 1

SELECT substring('1a b2' from '((\da{1,2}?\w??)c{0,2}?|(?:ba1{1,}?\y)(a*)+)b|c')
----
substring:25
NULL
SELECT 1

SELECT array(select regexp_matches('aaabbb','(c{0,2}[ab]\m)+\Y1+.*','g')::text)
----
array:1009
{}
SELECT 1

SELECT regexp_match('ab','(?:[ab]{0,2})?ab')
----
regexp_match:1009
{ab}
SELECT 1

SELECT '' ~ '\d{1,2}\d$'
----
?column?:16
f
SELECT 1

SELECT 'abcab1' ~ '[^a]{1,2}(?:\d{0,2}?\w+?\M)c$'
----
?column?:16
f
SELECT 1

SELECT array(select regexp_matches('ab','1{1,2}?|c*?','g')::text)
----
array:1009
{"{\"\"}","{\"\"}","{\"\"}"}
SELECT 1

SELECT regexp_split_to_array('bca1bca','a\M')
----
regexp_split_to_array:1009
{bca1bc,""}
SELECT 1

SELECT regexp_replace('aaabbb','(ab|[^a](.b)*)*|(?:(?:ab)?)b.{2}?','<\&|\1>','g')
----
regexp_replace:25
<|>a<|>a<abbb|b><|>
SELECT 1

SELECT regexp_replace('aaabbb','((1{0,2}b[^a]){0,2}?[ab]([ab]{0,2}\y[^a]|a[ab]+)|[^a])+.{0,2}?(1{2}?){1,}','<\&|\1>','g')
----
regexp_replace:25
aaabbb
SELECT 1

SELECT array(select regexp_matches('été ab1','abb.','g')::text)
----
array:1009
{}
SELECT 1

SELECT '' ~ '1|[^a](?:aba|(c[ab]??b))'
----
?column?:16
f
SELECT 1

SELECT regexp_replace('ab','c[ab]{0,2}.','<\&|\1>','g')
----
regexp_replace:25
ab
SELECT 1

SELECT regexp_split_to_array('bca1bca','\w\y(?:(?:\d\M\da?)([^a]+?1[^a])+)((?:.{1,}?\d{2}b)+?)*|\w+\Y(b?(?:c*[^a]{0,2}|c{0,2}?b{1,2}){0,2}\m(?:c\Y)\Y|(?:1??\d+?[^a]\M)+)(\d)')
----
regexp_split_to_array:1009
{bca1bca}
SELECT 1

SELECT '' ~ '\w[ab]|(\w\Y[^a]*)?'
----
?column?:16
t
SELECT 1

SELECT regexp_match('','((?:b*ac{1,}){2}[^a]*\d*?)')
----
regexp_match:1009
NULL
SELECT 1

SELECT regexp_split_to_array('ab','[ab]{0,2}a{2}[^a]*?|c')
----
regexp_split_to_array:1009
{ab}
SELECT 1

SELECT regexp_replace('','(?:a??\w{1,2})*','<\&|\1>','g')
----
regexp_replace:25
<|>
SELECT 1

SELECT substring('' from '(?:abab(?:[^a]?[^a]|[ab][ab])*){2}?')
----
substring:25
NULL
SELECT 1

SELECT regexp_match('1a b2','1?(?:1*\d{1,}?(c?1{1,}(?:ab)?\m){1,2})\w|\w')
----
regexp_match:1009
{NULL}
SELECT 1

SELECT regexp_replace('bca1bca','1','<\&|\1>','g')
----
regexp_replace:25
bca<1|>bca
SELECT 1

SELECT substring('aab bb1a' from '((?:ab){2}?\m[ab].+)(?:([^a][ab]\M|\d{1,}1a?)|\w{1,})c+')
----
substring:25
NULL
SELECT 1

SELECT 'aab bb1a' ~ 'b{0,2}?'
----
?column?:16
t
SELECT 1

SELECT array(select regexp_matches('aaabbb','\w{0,2}?','g')::text)
----
array:1009
{"{\"\"}","{\"\"}","{\"\"}","{\"\"}","{\"\"}","{\"\"}","{\"\"}"}
SELECT 1

SELECT regexp_replace('','^\w+?','<\&|\1>','g')
----
regexp_replace:25
''
SELECT 1

SELECT regexp_match('bca1bca','(a{0,2}?|\d)?b*\m(\d(?:[ab])*)')
----
regexp_match:1009
NULL
SELECT 1

SELECT regexp_match('bca1bca','(?:\w){2}(?:1{1,2}(1\w*?a){0,2}a{1,2})|\w\Yab(\d(c){1,})$')
----
regexp_match:1009
NULL
SELECT 1

SELECT substring('été ab1' from '\w+?((?:a{0,2})\d*?a?)[ab]{1,2}')
----
substring:25
''
SELECT 1

SELECT regexp_split_to_array('été ab1','.*?')
----
regexp_split_to_array:1009
{é,t,é," ",a,b,1}
SELECT 1

SELECT regexp_split_to_array('ab','(a|\dc\Y(\d+?)?)+?(c{1,2}(1+?\w\w|ab(?:ab){2})b{1,})|\d{0,2}[^a]+?\mc')
----
regexp_split_to_array:1009
{ab}
SELECT 1

SELECT array(select regexp_matches('été ab1','c(?:ab){1,}[ab]','g')::text)
----
array:1009
{}
SELECT 1

SELECT array(select regexp_matches('','^b*.|(1\M(?:.{0,2}b{1,}|.+?[^a]{1,})1{0,2}|\d{1,2})*(a([^a]\w)\m|.{2}\m)\m','g')::text)
----
array:1009
{}
SELECT 1

SELECT substring('aaabbb' from 'a(?:1*?c([^a]\Maba)?\y)+?')
----
substring:25
NULL
SELECT 1

SELECT array(select regexp_matches('été ab1','[^a]+','g')::text)
----
array:1009
{"{\"été \"}","{b1}"}
SELECT 1

SELECT substring('bca1bca' from '(?:b{2}?1)\m(\dc{1,2}1+|[^a]{1,2}?)')
----
substring:25
NULL
SELECT 1

SELECT substring('ab' from '\wc[^a]+?$')
----
substring:25
NULL
SELECT 1

SELECT 'abcab1' ~ '[^a]*ab[^a]'
----
?column?:16
t
SELECT 1

SELECT 'bca1bca' ~ 'c{1,}?[^a]*[ab]{1,2}?|\w*'
----
?column?:16
t
SELECT 1

SELECT '1a b2' ~ 'b*?\d.'
----
?column?:16
t
SELECT 1

SELECT regexp_replace('bca1bca','\d((?:a){2}c|[^a]{1,2}){2}?|[^a]*?b{1,2}?\M((a{0,2}?\d?(?:ab){1,}|c{0,2}\w{0,2}[ab])\w?|(?:a[^a])){1,2}','<\&|\1>','g')
----
regexp_replace:25
bca<1bc|c>a
SELECT 1

SELECT regexp_replace('abcab1','(?:1{0,2}?1{1,2}?|[^a]*?\d?(?:a{1,}\Y\w|..{2}?){2})\d|1{1,}a*?1+\y','<\&|\1>','g')
----
regexp_replace:25
<abcab1|>
SELECT 1

SELECT regexp_replace('ab','\w+(([^a])+([ab]\m.+?.|[ab]{2}ab(?:ab)*)|\d\Y[^a]){0,2}','<\&|\1>','g')
----
regexp_replace:25
<ab|>
SELECT 1

SELECT array(select regexp_matches('aaabbb','c\d?','g')::text)
----
array:1009
{}
SELECT 1

SELECT regexp_match('bca1bca','\w{0,2}\d+?1*$')
----
regexp_match:1009
NULL
SELECT 1

SELECT substring('aab bb1a' from '((?:ab){1,}?1{1,2}?(c{1,}..)?|b{0,2}){1,2}?\w[^a]\Y$')
----
substring:25
NULL
SELECT 1

SELECT array(select regexp_matches('abcab1','[ab]{0,2}','g')::text)
----
array:1009
{"{ab}","{\"\"}","{ab}","{\"\"}","{\"\"}"}
SELECT 1

SELECT 'aab bb1a' ~ '1|b{1,}(?:b){1,}?\w'
----
?column?:16
t
SELECT 1

SELECT regexp_split_to_array('aaabbb','.{0,2}|(?:\w*\d+\w{1,}|[ab]11)*')
----
regexp_split_to_array:1009
{"","","",""}
SELECT 1

SELECT 'aaabbb' ~ '\d+'
----
?column?:16
f
SELECT 1

SELECT array(select regexp_matches('été ab1','b+?','g')::text)
----
array:1009
{"{b}"}
SELECT 1

SELECT regexp_split_to_array('été ab1','(\w??)\m[ab]{1,2}?(?:b)\y')
----
regexp_split_to_array:1009
{"été ab1"}
SELECT 1

SELECT regexp_replace('bca1bca','c+a{1,}\mb??','<\&|\1>','g')
----
regexp_replace:25
bca1bca
SELECT 1

SELECT 'aab bb1a' ~ '(\d{1,}1([^a]{0,2}.{0,2}?)*){2}[^a]+\w{1,2}?$'
----
?column?:16
f
SELECT 1

SELECT regexp_split_to_array('aaabbb','1{1,2}?\d+(?:a{1,}(\w)\y.*?)')
----
regexp_split_to_array:1009
{aaabbb}
SELECT 1

SELECT array(select regexp_matches('abcab1','a{1,2}?','g')::text)
----
array:1009
{"{a}","{a}"}
SELECT 1

SELECT regexp_match('bca1bca','.{1,}[ab]{0,2}\d')
----
regexp_match:1009
{bca1}
SELECT 1

SELECT '1a b2' ~ '\d*?(?:(?:ab){1,2}?.+(?:abab){1,2}?)c?'
----
?column?:16
f
SELECT 1

SELECT regexp_replace('ab','(?:.){0,2}?1[ab]|\w{1,2}?[ab](?:ab){1,2}','<\&|\1>','g')
----
regexp_replace:25
ab
SELECT 1

SELECT array(select regexp_matches('bca1bca','\w(([ab]|\w)(?:ab)*?(?:\d{2}|.+)){1,}?','g')::text)
----
array:1009
{"{ca,c}","{bc,b}"}
SELECT 1

SELECT regexp_split_to_array('aaabbb','\w*?.{1,}')
----
regexp_split_to_array:1009
{"","","","","","",""}
SELECT 1

SELECT regexp_replace('1a b2','b1{2}|b+?\y(?:(?:(?:ab){1,2}c?)*c*\w){2}\Yb{0,2}?','<\&|\1>','g')
----
regexp_replace:25
1a b2
SELECT 1

SELECT substring('aaabbb' from '(?:\w??|([^a]))\m\d??')
----
substring:25
NULL
SELECT 1

SELECT array(select regexp_matches('','b\d?(?:(?:b{2}?[ab]1).{0,2}\y|c.??){2}?','g')::text)
----
array:1009
{}
SELECT 1

SELECT '' ~ '\dc{2}?[^a]'
----
?column?:16
f
SELECT 1

SELECT array(select regexp_matches('ab','^\d{1,2}','g')::text)
----
array:1009
{}
SELECT 1

SELECT regexp_split_to_array('bca1bca','.[^a]c')
----
regexp_split_to_array:1009
{bca,a}
SELECT 1

SELECT regexp_replace('ab','\db{0,2}([ab]a(?:ab){1,2}){0,2}','<\&|\1>','g')
----
regexp_replace:25
ab
SELECT 1

SELECT regexp_replace('aaabbb','(?:(?:\d.*?(?:ab){1,}?\Y)*?|([^a]{1,}){1,2}?a{1,}?[^a]+){1,}?[ab][ab]{0,2}$','<\&|\1>','g')
----
regexp_replace:25
aaa<bbb|>
SELECT 1

SELECT regexp_match('aab bb1a','1{2}\d')
----
regexp_match:1009
NULL
SELECT 1

SELECT regexp_match('bca1bca','a\m.')
----
regexp_match:1009
NULL
SELECT 1

SELECT regexp_replace('bca1bca','c{2}?|1(b??[^a]ab)+?[ab]','<\&|\1>','g')
----
regexp_replace:25
bca1bca
SELECT 1

SELECT regexp_replace('abcab1','.??\y[ab]{1,}?','<\&|\1>','g')
----
regexp_replace:25
<a|>bcab1
SELECT 1

SELECT substring('bca1bca' from '\w{2}|ab')
----
substring:25
bc
SELECT 1

SELECT '1a b2' ~ '[ab]|[ab]{0,2}(?:ab){0,2}c'
----
?column?:16
t
SELECT 1

SELECT regexp_replace('1a b2','(?:(?:b{1,}\d{0,2}?c){1,2}?){0,2}?(a+(.(?:ab){1,}?)((?:ab)?[^a]\M)){1,}c','<\&|\1>','g')
----
regexp_replace:25
1a b2
SELECT 1

SELECT regexp_match('aaabbb','^(\d+([^a]{1,2}?c)(1a??){2}){1,2}?\y1(?:[^a](\wa)+?.|(1{1,2}?.{0,2}?b)(\w)(c{0,2}[^a]1|1{1,}?\M[^a])*)')
----
regexp_match:1009
NULL
SELECT 1

SELECT regexp_match('1a b2','[^a]')
----
regexp_match:1009
{1}
SELECT 1

SELECT regexp_match('','.')
----
regexp_match:1009
NULL
SELECT 1

SELECT regexp_split_to_array('','c(a*?|1){0,2}?[^a]{0,2}')
----
regexp_split_to_array:1009
{""}
SELECT 1

SELECT 'aaabbb' ~ '1+c[ab]+?'
----
?column?:16
f
SELECT 1

SELECT regexp_split_to_array('bca1bca','aab')
----
regexp_split_to_array:1009
{bca1bca}
SELECT 1

SELECT 'abcab1' ~ '(\w1(?:\w[^a]{2}?))+[ab]??'
----
?column?:16
f
SELECT 1

SELECT regexp_replace('été ab1','(?:[^a]{0,2}|1+([ab]|1*?[ab]\d{2}?)+?\w{1,})(c|b\d{2}\d+){2}\w','<\&|\1>','g')
----
regexp_replace:25
été ab1
SELECT 1

SELECT substring('1a b2' from '(ab){0,2}?')
----
substring:25
NULL
SELECT 1

SELECT regexp_split_to_array('aab bb1a','.a(ab(?:ab){1,}?\y\w){2}?')
----
regexp_split_to_array:1009
{"aab bb1a"}
SELECT 1

SELECT regexp_replace('bca1bca','([^a])\Ma*a{2}?\m|[^a](?:\w{0,2}?\M)1{1,}?','<\&|\1>','g')
----
regexp_replace:25
bca1bca
SELECT 1

SELECT substring('abcab1' from 'a(?:ab){1,2}?|[ab]?\w(abb\y\w|\w*?[ab](?:[ab]{1,2}1{1,}))')
----
substring:25
cab1
SELECT 1

SELECT array(select regexp_matches('','((?:ab){1,2}(ba)|1[^a]{2}(?:1\w.+|1)+){1,2}?','g')::text)
----
array:1009
{}
SELECT 1

SELECT regexp_replace('ab','c{2}?(c(c{0,2}?|[ab]))*\Y','<\&|\1>','g')
----
regexp_replace:25
ab
SELECT 1

SELECT regexp_split_to_array('','[^a](.{1,2}\w\d+){1,2}?')
----
regexp_split_to_array:1009
{""}
SELECT 1

SELECT 'bca1bca' ~ '((ab(?:ab)+?|[^a]{1,}?){1,2}|([^a].|c1c{2}){1,}(b??[^a]1{0,2}|.[ab]){2}){0,2}c(((?:ab){0,2}(?:ab){1,2}(?:ab)??)*?(c+?))|(?:aa){1,}?b'
----
?column?:16
f
SELECT 1

SELECT '' ~ 'a(?:ab)*?'
----
?column?:16
f
SELECT 1

SELECT array(select regexp_matches('été ab1','a\w{2}?','g')::text)
----
array:1009
{"{ab1}"}
SELECT 1

SELECT regexp_match('1a b2','\dc+?')
----
regexp_match:1009
NULL
SELECT 1

SELECT array(select regexp_matches('1a b2','(c+([ab]??\w+c{1,})+([ab]ab\w{0,2}?)){0,2}|\d{1,}','g')::text)
----
array:1009
{"{NULL,NULL,NULL}","{NULL,NULL,NULL}","{NULL,NULL,NULL}","{NULL,NULL,NULL}","{NULL,NULL,NULL}","{NULL,NULL,NULL}"}
SELECT 1

SELECT regexp_match('1a b2','ab|\w*(((?:ab){0,2}?(?:ab)??|.[^a]{1,}?)\w{1,}?\d)1??$')
----
regexp_match:1009
{"a b2","a "}
SELECT 1

SELECT regexp_split_to_array('ab','([ab][ab]{2}(?:ab){2}?)c(b{2}?.{2}?)*')
----
regexp_split_to_array:1009
{ab}
SELECT 1

SELECT substring('ab' from 'c*?|1?')
----
substring:25
''
SELECT 1

SELECT regexp_match('bca1bca','a{1,2}(?:[^a]+\d+?(?:ab)+?)')
----
regexp_match:1009
NULL
SELECT 1

SELECT array(select regexp_matches('1a b2','a{1,}(\w{0,2}?([^a][ab]{2}\w)(1+?[ab]\yc){1,2}){2}?\Y$','g')::text)
----
array:1009
{}
SELECT 1

SELECT substring('ab' from '(b|a{1,}?)\d|((ab(?:ab)+)??(?:bb){2}(1{2}?c{0,2}|\w{2})?|([ab]??1\y|ab)+)?(([^a]{1,}|\w{2}[ab]{1,}?)(?:ab)?|c)')
----
substring:25
NULL
SELECT 1
