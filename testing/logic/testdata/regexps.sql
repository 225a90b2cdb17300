select '2024-2024' ~ '^(\d{4})-\1$', '2024-2025' ~ '^(\d{4})-\1$', 'anna' ~ '^(.)(.)\2\1$', 'abba abca' ~ '(.)(.)\2\1 '
----
t|f|t|t
SELECT 1

select regexp_match('key=val;key=val', '((\w+)=(\w+));\1'), regexp_match('<li>one</li>', '<(\w+)>(.*)</\1>'), regexp_match('x', '(y)?\1')
----
{key=val,key,val}|{li,one}|NULL
SELECT 1

select regexp_replace('so so it it goes', '\y(\w+) \1\y', '\1', 'g'), regexp_split_to_array('one--two==three', '([-=])\1'), regexp_count('aabbcd', '(.)\1'), regexp_instr('abccd', '(.)\1'), regexp_substr('tattoo', '(.)\1')
----
so it goes|{one,two,three}|2|3|tt
SELECT 1

select 'aB' ~* '^(a)(b)$', 'aBAb' ~* '^(ab)\1$', 'aBAb' ~ '^(ab)\1$'
----
t|t|f
SELECT 1

select regexp_match('aaaa','(a)(\1*)'), regexp_match('aaaa','(a)(\1*?)a'), regexp_match('aaaaa','(a+)\1{2}'), regexp_match('bcbcd','(bc)\1?'), regexp_match('1212','(?:(\d)(\d))\1\2'), regexp_match('aabbcc', '(?:(.)\1)*')
----
{a,aaa}|{a,""}|{a}|{bc}|{1,2}|{c}
SELECT 1

select regexp_match('', '()*'), regexp_match('b','(a*)*\1'), regexp_match('aab','(a*)*\1b'), regexp_match('abab','(ab)*\1'), regexp_match('xyxy','(?:(x)|(y))*\1')
----
{""}|{""}|{a}|{ab}|NULL
SELECT 1

select 'ab' ~ '$()|^\1', 'ab' ~ '()*\1', 'zz' ~ '(.){0}(\1)', 'abab' ~ '^((.)\2|..)\2'
----
t|t|f|f
SELECT 1

select 'a' ~ '(a)\2'
----
error 2201B

select 'a' ~ '\1(a)'
----
error 2201B

select 'a' ~ '(a\1)'
----
error 2201B

select 'a' ~ '(?=(a)\1)'
----
error 2201B

select 'A' ~ '^\101$', 'ab' ~ 'a\142'
----
t|t
SELECT 1

select 'Passw0rd' ~ '^(?=.*[0-9])(?=.*[a-z])(?=.*[A-Z]).{8,}$', 'password' ~ '^(?=.*[0-9]).{8,}$', 'setup.exe' ~ '^(?!.*\.exe$)', 'setup.txt' ~ '^(?!.*\.exe$)'
----
t|f|f|t
SELECT 1

select regexp_replace('1234567', '(\d)(?=(\d{3})+$)', '\1,', 'g'), regexp_matches('$30, 40 and $50', '(?<=\$)\d+', 'g')
----
1,234,567|{30}
1,234,567|{50}
SELECT 2

select regexp_match('foobarbaz','(?<!foo)ba.'), regexp_match('abc','(?=(b))'), regexp_match('ab','(?=a(?=b))a.'), regexp_match('x','(?!)'), regexp_match('x','(?=)'), regexp_match('abb','(?<=a)b*')
----
{baz}|{""}|{ab}|NULL|{""}|{bb}
SELECT 1

select regexp_split_to_array('oneTwoThree','(?=[A-Z])'), regexp_replace('abc','(?<=b)','-','g'), regexp_instr('abcb','(?<=c)b'), regexp_count('aXbXc','(?<=[ab])X'), regexp_matches('aXbXc','(?<=(X))(.)','g')
----
{one,Two,Three}|ab-c|4|2|{b}
{one,Two,Three}|ab-c|4|2|{c}
SELECT 2

select 'ab' ~ '(?=(a))(a)(b)\2'
----
f
SELECT 1

select 'a' ~ '(?=a)*'
----
error 2201B

select 'a' ~ '^*'
----
error 2201B

select 'a' ~ '(?<x)'
----
error 2201B

select 'a' ~ '[[=a=]]', 'b' ~ '[[.a.]-c]', '-' ~ '[[.-.]]'
----
t|t|t
SELECT 1

select regexp_match(repeat('a', 40), '^(a+)+\1$')
----
{a}
SELECT 1
