-- sorted
SELECT regexp_replace('foo bar', '\m', '<', 'g')

-- sorted
SELECT regexp_replace('foo bar', '\M', '>', 'g')

-- sorted
SELECT regexp_replace('foo bar', '[[:<:]]', '<', 'g'), regexp_replace('foo bar', '[[:>:]]', '>', 'g')

-- sorted
SELECT 'été' ~ '\yété\y', 'foo' ~ '\Yoo\M', 'x été' ~ '\mé'

-- sorted
SELECT substring('XY1234Z' FROM 'Y*?([0-9]{1,3})'), substring('XY1234Z' FROM 'Y*([0-9]{1,3})')

-- sorted
SELECT regexp_match('abc01234xyz', '(.*?)(\d+)(.*)'), regexp_match('abc01234xyz', '(?:(.*?)(\d+)(.*)){1,1}')

-- sorted
SELECT regexp_match('abcd', '(a|ab)(c|bcd)(d*)')

-- sorted
SELECT regexp_match('ab', 'a?(?:ab)?(.*)')

-- sorted
SELECT regexp_match('aaa', '(a*)(a*)'), regexp_match('aaa', '(a*?)(a*)'), regexp_match('aaa', '(a*)(a*?)')

-- sorted
SELECT regexp_matches('foobarbequebaz', '(b[^b]+)(b[^b]+)', 'g')

-- sorted
SELECT regexp_match('xabcy', '(?:x)(a)?(b)*(c|d)+')

-- sorted
SELECT regexp_match('abab', '(ab)*'), regexp_match('ababc', '((ab)*)(c)'), regexp_match('', '(a)*'), regexp_match('aabb', '(a|b)*')

-- sorted
SELECT regexp_match('foo=1;bar=2', '(\w+?)=(\d+?)'), regexp_match('<b>x</b><b>y</b>', '<b>(.*?)</b>'), regexp_match('a"b"c"d"', '"(.*?)"')

-- sorted
SELECT regexp_replace('a1b22c', '(\w)(\d+)', '\2\1', 'g'), regexp_replace('aaa', 'a*?', 'x'), regexp_replace('aaa', 'a*?', 'x', 'g'), regexp_replace('aaa', 'a+?', 'x', 'g')

-- sorted
SELECT regexp_split_to_array('the quick fox', '\s*?'), regexp_split_to_array('the quick fox', '\m')

-- sorted
SELECT regexp_match('abc', '((a)(b))'), regexp_match('abc', '((ab))c'), regexp_match('abc', '(((a)))')

-- sorted
SELECT substring('abcdefg' SIMILAR 'a#"%#"g' ESCAPE '#'), substring('abcdefg' SIMILAR '#"a%#"_g' ESCAPE '#'), substring('foobar' from '%#"o_b#"%' for '#')

-- sorted
SELECT regexp_match('AbC', '(a)(B?)', 'i'), regexp_match(E'a\nb', '^(b)$', 'n'), regexp_match(E'a\nb', '(.+?)$', 'n')

-- sorted
SELECT regexp_match('aab', '(a{1,2}?)(a?)b'), regexp_match('aab', '(a{2})?b'), regexp_match('aaaa', '(a{1,2}){2}'), regexp_match('aaaaa', '(aa?){2,3}')

-- sorted
SELECT regexp_match('xyz', '(x)|(y)'), regexp_match('yxz', '(x)|(y)'), regexp_match('ab', '(a)(x)?(b)')

-- sorted
SELECT regexp_substr('foobar', 'o(.)b', 1, 1, '', 1), regexp_instr('foobar', '(o)(o?)', 1, 1, 0, '', 2), regexp_count('foo bar', '\m.')

-- sorted
SELECT regexp_match('foo', '(o', ''), 1

-- sorted
SELECT regexp_match('foo', 'o)')

-- sorted
SELECT regexp_match('foo', '*o')

-- sorted
SELECT regexp_match('foo', 'a**')

-- sorted
SELECT regexp_match('foo', '(o){2}{1}')

-- sorted
SELECT regexp_match(repeat('a', 2000) || 'b', '(a*)*b') IS NOT NULL

-- sorted
SELECT length((regexp_match(repeat('a', 3000), '(a|aa)*'))[1]), regexp_match(repeat('a', 300) || 'c', '(a*)*b')

-- sorted
SELECT array(select regexp_matches('1a b2','c(?:ab)+(?:([ab]{1,}?)+c{1,2}(\d))+','g')::text)

-- sorted
SELECT regexp_replace('','(?:ab)?(\w?(?:b.+)??)','<\&|\1>','g')

-- sorted
SELECT substring('aaabbb' from 'b+?\y')

-- sorted
SELECT regexp_replace('abcab1','[ab]{1,}?\Y','<\&|\1>','g')

-- sorted
SELECT array(select regexp_matches('été ab1','((.{0,2}){1,}?.c)ab\w??','g')::text)

-- sorted
SELECT array(select regexp_matches('été ab1','(?:1.\m(c(?:ab)+|.+))*?|c{1,2}?[ab]{2}?','g')::text)

-- sorted
SELECT regexp_split_to_array('1a b2','1{1,}c{2}\Yc')

-- sorted
SELECT substring('1a b2' from '([ab]?.){2}(?:(bbb){1,2}?)*b')

-- sorted
SELECT regexp_match('','b*?')

-- sorted
SELECT regexp_split_to_array('aaabbb','(?:c)[^a]{1,2}')

-- sorted
SELECT regexp_match('ab','(b{1,2}?c)+?\d??.|1c+?')

-- sorted
SELECT regexp_replace('ab','a[^a]{0,2}\w{1,}|a\M','<\&|\1>','g')

-- sorted
SELECT regexp_split_to_array('aab bb1a','1{1,2}.')

-- sorted
SELECT '' ~ 'a'

-- sorted
SELECT regexp_match('ab','a{1,}\w??(?:(?:(?:ab)*\M|\d{1,}?))')

-- sorted
SELECT array(select regexp_matches('été ab1','^(?:\d(cc??b{2}\y)c)+((a{1,2}\d){0,2}\y[ab]{0,2}\d{2})+?|(\d){1,2}?(?:1{2}?a)$','g')::text)

-- sorted
SELECT regexp_match('1a b2','[^a]b((\dbb{2}){2}?ab((?:ab){2}\Y\w|\d??\y)*\m|(\wb)){1,2}?')

-- sorted
SELECT regexp_replace('aaabbb','(?:1?[ab]{1,})*\w{2}?.{2}?\M|((?:ab)+(?:c{1,}|\w*\m.{1,2}?\d*)+)a+$','<\&|\1>','g')

-- sorted
SELECT regexp_split_to_array('1a b2','1\Y(b){2}')

-- sorted
SELECT regexp_replace('1a b2','\w?(\d{1,}a{1,}c*)\d??\m$','<\&|\1>','g')

-- sorted
SELECT regexp_match('','\d\w(?:ab)*')

-- sorted
SELECT array(select regexp_matches('aaabbb','((b+?){2}?[ab]?[^a]+)\ma','g')::text)

-- sorted
SELECT regexp_match('été ab1','(?:ab){0,2}')

-- sorted
SELECT substring('bca1bca' from '\d')

-- sorted
SELECT regexp_match('1a b2','a{2}?(?:(a{1,}b{1,}\M){0,2}?)\w')

-- sorted
SELECT substring('ab' from '(.([^a][^a]\d{2})+(?:.+1{2}\d{2})){0,2}?|a{1,2}?c{1,2}?')

-- sorted
SELECT 'abcab1' ~ '((?:1+?(?:ab)*[ab])(c|ab(?:ab)+)c?){0,2}?\Y\d{1,}?'

-- sorted
SELECT regexp_replace('','a?$','<\&|\1>','g')

-- sorted
SELECT array(select regexp_matches('abcab1','((1{0,2}?)+[ab]{1,}?){0,2}?\ya+?a*$','g')::text)

-- sorted
SELECT array(select regexp_matches('aab bb1a','(1[^a]b{2}|(\d*?c+?\d|[ab][ab]))a{1,}[ab]{1,}?|(\w{0,2}(\d*|[^a]{0,2}a){1,}|([ab]c{1,}(?:ab)+?|[^a]{1,}?)\Y)(a?(?:\w+.a*?)+((?:ab){2}?[ab]\y\w|.+?(?:ab)?){2}?)[ab]','g')::text)

-- sorted
SELECT array(select regexp_matches('été ab1','[ab]{2}','g')::text)

-- sorted
SELECT substring('aab bb1a' from '1(\d??[ab]{1,}?)*?')

-- sorted
SELECT regexp_split_to_array('ab','.{0,2}b{1,}1{0,2}|(\w)*[^a]{1,}?')

-- sorted
SELECT substring('été ab1' from '(?:c*?){1,}?.1+')

-- sorted
SELECT substring('aaabbb' from '(?:b|(\w??(?:ab){2}){2}?(b{1,2}[^a]*)+?\w+?){1,2}')

-- sorted
SELECT array(select regexp_matches('abcab1','\d((1|a*)){1,}?\w','g')::text)

-- sorted
SELECT regexp_match('ab','\dc\y$')

-- sorted
SELECT regexp_replace('','^[^a]{1,}?ab','<\&|\1>','g')

-- sorted
SELECT regexp_replace('abcab1','c','<\&|\1>','g')

-- sorted
SELECT regexp_replace('été ab1','[^a]b\m','<\&|\1>','g')

-- sorted
SELECT regexp_match('bca1bca','(([^a]|[ab]?)*){0,2}[^a]')

-- sorted
SELECT array(select regexp_matches('ab','((c{1,}?\Y){0,2}(c{0,2}(?:ab){0,2}?|(?:ab){2}[^a]){2})+|[ab]{1,2}\y','g')::text)

-- sorted
SELECT 'aaabbb' ~ '[ab]{0,2}?|\w(?:\d{1,2}?b\M(?:.{2}?|c{0,2}?)|\wcb){1,}\Y'

-- sorted
SELECT regexp_replace('1a b2','(?:(?:c{1,2}b{1,}?\y)){1,}','<\&|\1>','g')

-- sorted
SELECT substring('ab' from '(?:(?:ca)*(?:.|c)|(\w??ca{1,2}\m)){2}?')

-- sorted
SELECT regexp_replace('ab','b(?:c|\d(?:[^a]b){0,2}?)a','<\&|\1>','g')

-- sorted
SELECT regexp_match('bca1bca','^1c{2}|[ab]?.*?')

-- sorted
SELECT regexp_split_to_array('aaabbb','(?:\d1\m[ab])(\dab|c1+){2}?1*?')

-- sorted
SELECT substring('ab' from '\w{2}')

-- sorted
SELECT array(select regexp_matches('ab','[^a]|b{0,2}\m','g')::text)

-- sorted
SELECT substring('abcab1' from '\w{0,2}?')

-- sorted
SELECT regexp_replace('été ab1','(\w\w{1,2}([ab]*?\w{1,}?\d){1,}?){0,2}?','<\&|\1>','g')

-- sorted
SELECT regexp_replace('aab bb1a','^b{0,2}?(ac\Y[ab]).?|(?:ab){1,}ba','<\&|\1>','g')

-- sorted
SELECT regexp_match('','(?:a*?(\w){1,2}(1[^a]{1,2}){0,2}){1,}?[ab]\d{1,}?')

-- sorted
SELECT substring('abcab1' from '.\m(.\Y\d{0,2}?(\w+?)){1,}c')

-- sorted
SELECT array(select regexp_matches('','[^a]b+|(c1(b.[^a]??\M)|[^a]){2}','g')::text)

-- sorted
SELECT substring('' from '.')

-- sorted
SELECT regexp_match('1a b2','^ac{0,2}|(\d+){1,}?')

-- sorted
SELECT '' ~ '\d*?([ab]*?(?:ab)+.\m)[ab]+?\m$'

-- sorted
SELECT array(select regexp_matches('1a b2','.{0,2}','g')::text)

-- sorted
SELECT regexp_replace('bca1bca','c{1,}ab$','<\&|\1>','g')

-- sorted
SELECT substring('1a b2' from '((\da{1,2}?\w??)c{0,2}?|(?:ba1{1,}?\y)(a*)+)b|c')

-- sorted
SELECT array(select regexp_matches('aaabbb','(c{0,2}[ab]\m)+\Y1+.*','g')::text)

-- sorted
SELECT regexp_match('ab','(?:[ab]{0,2})?ab')

-- sorted
SELECT '' ~ '\d{1,2}\d$'

-- sorted
SELECT 'abcab1' ~ '[^a]{1,2}(?:\d{0,2}?\w+?\M)c$'

-- sorted
SELECT array(select regexp_matches('ab','1{1,2}?|c*?','g')::text)

-- sorted
SELECT regexp_split_to_array('bca1bca','a\M')

-- sorted
SELECT regexp_replace('aaabbb','(ab|[^a](.b)*)*|(?:(?:ab)?)b.{2}?','<\&|\1>','g')

-- sorted
SELECT regexp_replace('aaabbb','((1{0,2}b[^a]){0,2}?[ab]([ab]{0,2}\y[^a]|a[ab]+)|[^a])+.{0,2}?(1{2}?){1,}','<\&|\1>','g')

-- sorted
SELECT array(select regexp_matches('été ab1','abb.','g')::text)

-- sorted
SELECT '' ~ '1|[^a](?:aba|(c[ab]??b))'

-- sorted
SELECT regexp_replace('ab','c[ab]{0,2}.','<\&|\1>','g')

-- sorted
SELECT regexp_split_to_array('bca1bca','\w\y(?:(?:\d\M\da?)([^a]+?1[^a])+)((?:.{1,}?\d{2}b)+?)*|\w+\Y(b?(?:c*[^a]{0,2}|c{0,2}?b{1,2}){0,2}\m(?:c\Y)\Y|(?:1??\d+?[^a]\M)+)(\d)')

-- sorted
SELECT '' ~ '\w[ab]|(\w\Y[^a]*)?'

-- sorted
SELECT regexp_match('','((?:b*ac{1,}){2}[^a]*\d*?)')

-- sorted
SELECT regexp_split_to_array('ab','[ab]{0,2}a{2}[^a]*?|c')

-- sorted
SELECT regexp_replace('','(?:a??\w{1,2})*','<\&|\1>','g')

-- sorted
SELECT substring('' from '(?:abab(?:[^a]?[^a]|[ab][ab])*){2}?')

-- sorted
SELECT regexp_match('1a b2','1?(?:1*\d{1,}?(c?1{1,}(?:ab)?\m){1,2})\w|\w')

-- sorted
SELECT regexp_replace('bca1bca','1','<\&|\1>','g')

-- sorted
SELECT substring('aab bb1a' from '((?:ab){2}?\m[ab].+)(?:([^a][ab]\M|\d{1,}1a?)|\w{1,})c+')

-- sorted
SELECT 'aab bb1a' ~ 'b{0,2}?'

-- sorted
SELECT array(select regexp_matches('aaabbb','\w{0,2}?','g')::text)

-- sorted
SELECT regexp_replace('','^\w+?','<\&|\1>','g')

-- sorted
SELECT regexp_match('bca1bca','(a{0,2}?|\d)?b*\m(\d(?:[ab])*)')

-- sorted
SELECT regexp_match('bca1bca','(?:\w){2}(?:1{1,2}(1\w*?a){0,2}a{1,2})|\w\Yab(\d(c){1,})$')

-- sorted
SELECT substring('été ab1' from '\w+?((?:a{0,2})\d*?a?)[ab]{1,2}')

-- sorted
SELECT regexp_split_to_array('été ab1','.*?')

-- sorted
SELECT regexp_split_to_array('ab','(a|\dc\Y(\d+?)?)+?(c{1,2}(1+?\w\w|ab(?:ab){2})b{1,})|\d{0,2}[^a]+?\mc')

-- sorted
SELECT array(select regexp_matches('été ab1','c(?:ab){1,}[ab]','g')::text)

-- sorted
SELECT array(select regexp_matches('','^b*.|(1\M(?:.{0,2}b{1,}|.+?[^a]{1,})1{0,2}|\d{1,2})*(a([^a]\w)\m|.{2}\m)\m','g')::text)

-- sorted
SELECT substring('aaabbb' from 'a(?:1*?c([^a]\Maba)?\y)+?')

-- sorted
SELECT array(select regexp_matches('été ab1','[^a]+','g')::text)

-- sorted
SELECT substring('bca1bca' from '(?:b{2}?1)\m(\dc{1,2}1+|[^a]{1,2}?)')

-- sorted
SELECT substring('ab' from '\wc[^a]+?$')

-- sorted
SELECT 'abcab1' ~ '[^a]*ab[^a]'

-- sorted
SELECT 'bca1bca' ~ 'c{1,}?[^a]*[ab]{1,2}?|\w*'

-- sorted
SELECT '1a b2' ~ 'b*?\d.'

-- sorted
SELECT regexp_replace('bca1bca','\d((?:a){2}c|[^a]{1,2}){2}?|[^a]*?b{1,2}?\M((a{0,2}?\d?(?:ab){1,}|c{0,2}\w{0,2}[ab])\w?|(?:a[^a])){1,2}','<\&|\1>','g')

-- sorted
SELECT regexp_replace('abcab1','(?:1{0,2}?1{1,2}?|[^a]*?\d?(?:a{1,}\Y\w|..{2}?){2})\d|1{1,}a*?1+\y','<\&|\1>','g')

-- sorted
SELECT regexp_replace('ab','\w+(([^a])+([ab]\m.+?.|[ab]{2}ab(?:ab)*)|\d\Y[^a]){0,2}','<\&|\1>','g')

-- sorted
SELECT array(select regexp_matches('aaabbb','c\d?','g')::text)

-- sorted
SELECT regexp_match('bca1bca','\w{0,2}\d+?1*$')

-- sorted
SELECT substring('aab bb1a' from '((?:ab){1,}?1{1,2}?(c{1,}..)?|b{0,2}){1,2}?\w[^a]\Y$')

-- sorted
SELECT array(select regexp_matches('abcab1','[ab]{0,2}','g')::text)

-- sorted
SELECT 'aab bb1a' ~ '1|b{1,}(?:b){1,}?\w'

-- sorted
SELECT regexp_split_to_array('aaabbb','.{0,2}|(?:\w*\d+\w{1,}|[ab]11)*')

-- sorted
SELECT 'aaabbb' ~ '\d+'

-- sorted
SELECT array(select regexp_matches('été ab1','b+?','g')::text)

-- sorted
SELECT regexp_split_to_array('été ab1','(\w??)\m[ab]{1,2}?(?:b)\y')

-- sorted
SELECT regexp_replace('bca1bca','c+a{1,}\mb??','<\&|\1>','g')

-- sorted
SELECT 'aab bb1a' ~ '(\d{1,}1([^a]{0,2}.{0,2}?)*){2}[^a]+\w{1,2}?$'

-- sorted
SELECT regexp_split_to_array('aaabbb','1{1,2}?\d+(?:a{1,}(\w)\y.*?)')

-- sorted
SELECT array(select regexp_matches('abcab1','a{1,2}?','g')::text)

-- sorted
SELECT regexp_match('bca1bca','.{1,}[ab]{0,2}\d')

-- sorted
SELECT '1a b2' ~ '\d*?(?:(?:ab){1,2}?.+(?:abab){1,2}?)c?'

-- sorted
SELECT regexp_replace('ab','(?:.){0,2}?1[ab]|\w{1,2}?[ab](?:ab){1,2}','<\&|\1>','g')

-- sorted
SELECT array(select regexp_matches('bca1bca','\w(([ab]|\w)(?:ab)*?(?:\d{2}|.+)){1,}?','g')::text)

-- sorted
SELECT regexp_split_to_array('aaabbb','\w*?.{1,}')

-- sorted
SELECT regexp_replace('1a b2','b1{2}|b+?\y(?:(?:(?:ab){1,2}c?)*c*\w){2}\Yb{0,2}?','<\&|\1>','g')

-- sorted
SELECT substring('aaabbb' from '(?:\w??|([^a]))\m\d??')

-- sorted
SELECT array(select regexp_matches('','b\d?(?:(?:b{2}?[ab]1).{0,2}\y|c.??){2}?','g')::text)

-- sorted
SELECT '' ~ '\dc{2}?[^a]'

-- sorted
SELECT array(select regexp_matches('ab','^\d{1,2}','g')::text)

-- sorted
SELECT regexp_split_to_array('bca1bca','.[^a]c')

-- sorted
SELECT regexp_replace('ab','\db{0,2}([ab]a(?:ab){1,2}){0,2}','<\&|\1>','g')

-- sorted
SELECT regexp_replace('aaabbb','(?:(?:\d.*?(?:ab){1,}?\Y)*?|([^a]{1,}){1,2}?a{1,}?[^a]+){1,}?[ab][ab]{0,2}$','<\&|\1>','g')

-- sorted
SELECT regexp_match('aab bb1a','1{2}\d')

-- sorted
SELECT regexp_match('bca1bca','a\m.')

-- sorted
SELECT regexp_replace('bca1bca','c{2}?|1(b??[^a]ab)+?[ab]','<\&|\1>','g')

-- sorted
SELECT regexp_replace('abcab1','.??\y[ab]{1,}?','<\&|\1>','g')

-- sorted
SELECT substring('bca1bca' from '\w{2}|ab')

-- sorted
SELECT '1a b2' ~ '[ab]|[ab]{0,2}(?:ab){0,2}c'

-- sorted
SELECT regexp_replace('1a b2','(?:(?:b{1,}\d{0,2}?c){1,2}?){0,2}?(a+(.(?:ab){1,}?)((?:ab)?[^a]\M)){1,}c','<\&|\1>','g')

-- sorted
SELECT regexp_match('aaabbb','^(\d+([^a]{1,2}?c)(1a??){2}){1,2}?\y1(?:[^a](\wa)+?.|(1{1,2}?.{0,2}?b)(\w)(c{0,2}[^a]1|1{1,}?\M[^a])*)')

-- sorted
SELECT regexp_match('1a b2','[^a]')

-- sorted
SELECT regexp_match('','.')

-- sorted
SELECT regexp_split_to_array('','c(a*?|1){0,2}?[^a]{0,2}')

-- sorted
SELECT 'aaabbb' ~ '1+c[ab]+?'

-- sorted
SELECT regexp_split_to_array('bca1bca','aab')

-- sorted
SELECT 'abcab1' ~ '(\w1(?:\w[^a]{2}?))+[ab]??'

-- sorted
SELECT regexp_replace('été ab1','(?:[^a]{0,2}|1+([ab]|1*?[ab]\d{2}?)+?\w{1,})(c|b\d{2}\d+){2}\w','<\&|\1>','g')

-- sorted
SELECT substring('1a b2' from '(ab){0,2}?')

-- sorted
SELECT regexp_split_to_array('aab bb1a','.a(ab(?:ab){1,}?\y\w){2}?')

-- sorted
SELECT regexp_replace('bca1bca','([^a])\Ma*a{2}?\m|[^a](?:\w{0,2}?\M)1{1,}?','<\&|\1>','g')

-- sorted
SELECT substring('abcab1' from 'a(?:ab){1,2}?|[ab]?\w(abb\y\w|\w*?[ab](?:[ab]{1,2}1{1,}))')

-- sorted
SELECT array(select regexp_matches('','((?:ab){1,2}(ba)|1[^a]{2}(?:1\w.+|1)+){1,2}?','g')::text)

-- sorted
SELECT regexp_replace('ab','c{2}?(c(c{0,2}?|[ab]))*\Y','<\&|\1>','g')

-- sorted
SELECT regexp_split_to_array('','[^a](.{1,2}\w\d+){1,2}?')

-- sorted
SELECT 'bca1bca' ~ '((ab(?:ab)+?|[^a]{1,}?){1,2}|([^a].|c1c{2}){1,}(b??[^a]1{0,2}|.[ab]){2}){0,2}c(((?:ab){0,2}(?:ab){1,2}(?:ab)??)*?(c+?))|(?:aa){1,}?b'

-- sorted
SELECT '' ~ 'a(?:ab)*?'

-- sorted
SELECT array(select regexp_matches('été ab1','a\w{2}?','g')::text)

-- sorted
SELECT regexp_match('1a b2','\dc+?')

-- sorted
SELECT array(select regexp_matches('1a b2','(c+([ab]??\w+c{1,})+([ab]ab\w{0,2}?)){0,2}|\d{1,}','g')::text)

-- sorted
SELECT regexp_match('1a b2','ab|\w*(((?:ab){0,2}?(?:ab)??|.[^a]{1,}?)\w{1,}?\d)1??$')

-- sorted
SELECT regexp_split_to_array('ab','([ab][ab]{2}(?:ab){2}?)c(b{2}?.{2}?)*')

-- sorted
SELECT substring('ab' from 'c*?|1?')

-- sorted
SELECT regexp_match('bca1bca','a{1,2}(?:[^a]+\d+?(?:ab)+?)')

-- sorted
SELECT array(select regexp_matches('1a b2','a{1,}(\w{0,2}?([^a][ab]{2}\w)(1+?[ab]\yc){1,2}){2}?\Y$','g')::text)

-- sorted
SELECT substring('ab' from '(b|a{1,}?)\d|((ab(?:ab)+)??(?:bb){2}(1{2}?c{0,2}|\w{2})?|([ab]??1\y|ab)+)?(([^a]{1,}|\w{2}[ab]{1,}?)(?:ab)?|c)')
