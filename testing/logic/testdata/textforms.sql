# Texts: functions at their edges, patterns, regular expressions, bytes, formats. Errors are told whole.
SELECT substring('hello' FROM 2 FOR 3);
----
ell
SELECT 1

SELECT substring('hello' FROM -1 FOR 3);
----
h
SELECT 1

SELECT substring('hello' FROM 2);
----
ello
SELECT 1

SELECT substring('hello' FOR 2);
----
he
SELECT 1

SELECT substring('hello' FROM 2 FOR -1);
----
error 22011 negative substring length not allowed

SELECT substring('héllo' FROM 2 FOR 1);
----
é
SELECT 1

SELECT substring('hello' FROM 'l+');
----
ll
SELECT 1

SELECT substring('hello' FROM '(h)(e)');
----
h
SELECT 1

SELECT substring('hello' FROM 'x');
----
NULL
SELECT 1

SELECT substring('abcdefg' SIMILAR 'a#"(b_d)#"%' ESCAPE '#');
----
bcd
SELECT 1

SELECT substring('abc' SIMILAR '#"b#"' ESCAPE '#');
----
NULL
SELECT 1

SELECT substring('abc' FROM 2147483647);
----
''
SELECT 1

SELECT substring('abc' FROM -2147483648 FOR 2147483647);
----
''
SELECT 1

SELECT substr('hello', 0, 3);
----
he
SELECT 1

SELECT substr('hello', -2);
----
hello
SELECT 1

SELECT substr('hello', 2, -1);
----
error 22011 negative substring length not allowed

SELECT left('hello', -2), right('hello', -2), left('hello', 99), right('', 1);
----
hel|llo|hello|''
SELECT 1

SELECT left('héllo', 2), right('héllo', 4);
----
hé|éllo
SELECT 1

SELECT lpad('hi', 5, 'xy'), lpad('hello', 3), lpad('hi', 5, ''), lpad('hi', -1), rpad('hé', 4, 'é');
----
xyxhi|hel|hi|''|hééé
SELECT 1

SELECT repeat('ab', 3), repeat('ab', 0), repeat('ab', -1);
----
ababab|''|''
SELECT 1

SELECT repeat('x', 2000000000);
----
error 54000 requested length too large

SELECT trim('  x  '), trim(LEADING 'x' FROM 'xxyx'), trim(TRAILING FROM 'y  '), trim(BOTH 'xy' FROM 'xyayx'), trim('x' FROM 'xax');
----
x|yx|y|a|a
SELECT 1

SELECT trim('', 'abc'), btrim('xyx', ''), ltrim(E'\t x'), rtrim('x', 'xx');
----
''|xyx|	 x|''
SELECT 1

SELECT position('l' IN 'hello'), position('' IN 'hello'), position('z' IN 'hello'), position('é' IN 'aé');
----
3|1|0|2
SELECT 1

SELECT strpos('hello', 'lo'), strpos('', 'x'), strpos('x', '');
----
4|0|1
SELECT 1

SELECT overlay('hello' PLACING 'XX' FROM 2), overlay('hello' PLACING 'XX' FROM 2 FOR 0), overlay('hello' PLACING '' FROM 2 FOR 3), overlay('hello' PLACING 'X' FROM 10);
----
hXXlo|hXXello|ho|helloX
SELECT 1

SELECT overlay('hello' PLACING 'X' FROM 0);
----
error 22011 negative substring length not allowed

SELECT overlay('hello' PLACING 'X' FROM -1 FOR 2);
----
error 22011 negative substring length not allowed

SELECT replace('hello', 'l', ''), replace('hello', '', 'x'), replace('aaa', 'aa', 'b');
----
heo|hello|ba
SELECT 1

SELECT translate('hello', 'el', 'ip'), translate('hello', 'el', 'i'), translate('hello', '', 'x'), translate('aaa', 'aa', 'bc');
----
hippo|hio|hello|bbb
SELECT 1

SELECT split_part('a,b,c', ',', 2), split_part('a,b,c', ',', -1), split_part('a,b,c', ',', 9), split_part('abc', '', 1), split_part('abc', '', -1), split_part('', ',', 1);
----
b|c|''|abc|abc|''
SELECT 1

SELECT split_part('a,b', ',', 0);
----
error 22023 field position must not be zero

SELECT string_to_array('a,b,,c', ','), string_to_array('a,b,,c', ',', ''), string_to_array('abc', NULL), string_to_array('', ','), string_to_array('abc', ''), string_to_array(NULL, ',');
----
{a,b,"",c}|{a,b,NULL,c}|{a,b,c}|{}|{abc}|NULL
SELECT 1

SELECT array_to_string(ARRAY[1, NULL, 3], ','), array_to_string(ARRAY[1, NULL, 3], ',', '*'), array_to_string('{}'::int[], ','), array_to_string(ARRAY[[1,2],[3,4]], '-');
----
1,3|1,*,3|''|1-2-3-4
SELECT 1

SELECT concat('a', NULL, 1, true), concat(), concat_ws(',', 'a', NULL, 'b'), concat_ws(NULL, 'a'), concat_ws(',');
----
error 42883 function concat() does not exist; ; No function matches the given name and argument types. You might need to add explicit type casts.

SELECT 'a' ;
----
a
SELECT 1

SELECT ;
----
()
SELECT 1

SELECT  NULL, 'a' ;
----
NULL|a
SELECT 1

SELECT ;
----
()
SELECT 1

SELECT  1, 1 ;
----
1|1
SELECT 1

SELECT ;
----
()
SELECT 1

SELECT  'a', 'a' ;
----
a|a
SELECT 1

SELECT ;
----
()
SELECT 1

SELECT  true, 'a' ;
----
t|a
SELECT 1

SELECT ;
----
()
SELECT 1

SELECT  ARRAY['b'], ARRAY[1] ;
----
{b}|{1}
SELECT 1

SELECT ;
----
()
SELECT 1

SELECT  2;
----
2
SELECT 1

SELECT 1 ;
----
1
SELECT 1

SELECT ;
----
()
SELECT 1

SELECT  2;
----
2
SELECT 1

SELECT upper('straße'), lower('ÀÉ'), initcap('hello wORLD-x y2z o''neil'), upper('ı'), lower('İ');
----
STRAßE|àé|Hello World-X Y2z O'Neil|I|i
SELECT 1

SELECT reverse('héllo'), reverse('');
----
olléh|''
SELECT 1

SELECT ascii('x'), ascii('é'), ascii(''), chr(65), chr(233), chr(128512);
----
120|233|0|A|é|😀
SELECT 1

SELECT chr(0);
----
error 54000 null character not permitted

SELECT chr(-1);
----
error 22023 character number must be positive

SELECT chr(1114112);
----
error 54000 requested character too large for encoding: 1114112

SELECT chr(55296);
----
error 54000 requested character not valid for encoding: 55296

SELECT length('héllo'), char_length('héllo'::char(8)), octet_length('héllo'), bit_length('é'), length('ab  '::char(5)), octet_length('ab'::char(5));
----
5|5|6|16|2|5
SELECT 1

SELECT md5('hello'), md5(''), md5('\x00'::bytea);
----
5d41402abc4b2a76b9719d911017c592|d41d8cd98f00b204e9800998ecf8427e|93b885adfe0da089cdf634904fd59f71
SELECT 1

SELECT encode('\x0102fe'::bytea, 'hex'), encode('hello', 'base64'), encode('a\000\134b'::bytea, 'escape');
----
0102fe|aGVsbG8=|a\000\\b
SELECT 1

SELECT encode('x', 'nosuch');
----
error 22023 unrecognized encoding: "nosuch"

SELECT decode('0102FE', 'hex'), decode('aGVs bG8=', 'base64'), decode('a\000\134b', 'escape');
----
\x0102fe|\x68656c6c6f|\x61005c62
SELECT 1

SELECT decode('0', 'hex');
----
error 22023 invalid hexadecimal data: odd number of digits

SELECT decode('0g', 'hex');
----
error 22023 invalid hexadecimal digit: "g"

SELECT decode('aGVsbG8', 'base64');
----
error 22023 invalid base64 end sequence; ; Input data is missing padding, is truncated, or is otherwise corrupted.

SELECT decode('aGV%', 'base64');
----
error 22023 invalid symbol "%" found while decoding base64 sequence

SELECT decode('\9', 'escape');
----
error 22P02 invalid input syntax for type bytea

SELECT encode(repeat('x', 60)::bytea, 'base64');
----
eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4\neHh4
SELECT 1

SELECT quote_ident('abc'), quote_ident('Abc'), quote_ident('a"b'), quote_ident('select'), quote_ident(''), quote_ident('1a'), quote_ident('é');
----
abc|"Abc"|"a""b"|"select"|""|"1a"|"é"
SELECT 1

SELECT quote_literal('it''s'), quote_literal('a\b'), quote_literal(42), quote_literal(NULL), quote_nullable(NULL), quote_nullable('x');
----
'it''s'|E'a\\b'|'42'|NULL|NULL|'x'
SELECT 1

SELECT format('%s %I %L %%', 'a', 'B c', 'it''s'), format('%1$s %1$s %2$s', 'x', 'y'), format('%5s;
----
error 42601 unterminated quoted string at or near "'%5s;"

SELECT %-5s;
----
error 42601 trailing junk after numeric literal at or near "5s"

SELECT ', 'ab', 'cd'), format('%*s', 5, 'x'), format('%-*s;
----
error 42601 syntax error at or near "', '"

SELECT ', 4, 'x'), format('%s', NULL), format('%L', NULL);
----
error 42601 syntax error at or near "x'), format('"

SELECT format('%I', NULL);
----
error 22004 null values cannot be formatted as an SQL identifier

SELECT format('%s');
----
error 22023 too few arguments for format()

SELECT format('%x', 1);
----
error 22023 unrecognized format() type specifier "x"; ; For a single "%" use "%%".

SELECT format('%');
----
error 22023 unterminated format() type specifier; ; For a single "%" use "%%".

SELECT format('%0$s', 1);
----
error 22023 format specifies argument 0, but arguments are numbered from 1

SELECT format('%2$s', 1);
----
error 22023 too few arguments for format()

SELECT format('%1$');
----
error 22023 unterminated format() type specifier; ; For a single "%" use "%%".

SELECT format('%*s', NULL, 'x');
----
x
SELECT 1

SELECT format('%*2$s', 'x', 4);
----
error 22023 too few arguments for format()

SELECT format('%s %s', VARIADIC ARRAY['a', 'b']);
----
a b
SELECT 1

SELECT format(NULL);
----
NULL
SELECT 1

SELECT to_hex(255), to_hex(-1::bigint);
----
ff|ffffffffffffffff
SELECT 1

SELECT parse_ident('a.b."C d"'), parse_ident('A.b');
----
{a,b,"C d"}|{a,b}
SELECT 1

SELECT parse_ident('a b');
----
error 22023 string is not a valid identifier: "a b"

SELECT parse_ident('a b', false);
----
{a}
SELECT 1

SELECT parse_ident('a..b');
----
error 22023 string is not a valid identifier: "a..b"; No valid identifier before ".".

SELECT parse_ident('"a');
----
error 22023 string is not a valid identifier: ""a"; String has unclosed double quotes.

SELECT parse_ident('1a');
----
error 22023 string is not a valid identifier: "1a"

SELECT starts_with('hello', 'he'), 'hello' ^@ 'lo', starts_with('x', '');
----
t|f|t
SELECT 1

SELECT unistr('\0041\+00e9\u00e9\\');
----
error 42601 invalid Unicode escape; ; Unicode escapes must be \XXXX, \+XXXXXX, \uXXXX, or \UXXXXXXXX.

SELECT unistr('\d800');
----
error 42601 invalid Unicode surrogate pair

SELECT unistr('\xyz');
----
error 42601 invalid Unicode escape; ; Unicode escapes must be \XXXX, \+XXXXXX, \uXXXX, or \UXXXXXXXX.

SELECT normalize('é'), length(normalize('é', NFD)), normalize('ﬁ', NFKC), 'é' IS NORMALIZED, 'é' IS NFD NORMALIZED;
----
é|2|fi|t|f
SELECT 1

SELECT normalize('x', nosuch);
----
error 42601 syntax error at or near "nosuch"

SELECT U&'d\0061t\+000061', U&'d!0061' UESCAPE '!';
----
data|da
SELECT 1

SELECT U&'\zzzz';
----
error 42601 invalid Unicode escape; ; Unicode escapes must be \XXXX or \+XXXXXX.

SELECT E'a\tb\x41\101\u0041\\\'';
----
a	bAAA\'
SELECT 1

SELECT E'\u00';
----
error 22025 invalid Unicode escape; ; Unicode escapes must be \uXXXX or \UXXXXXXXX.

SELECT E'\xZ';
----
xZ
SELECT 1

SELECT 'a' 'b';
----
error 42601 syntax error at or near "'b'"

SELECT $$a'b$$, $x$a$$b$x$;
----
a'b|a$$b
SELECT 1

SELECT '\a', E'\a';
----
\a|a
SELECT 1

SELECT b'101', x'1F', B'', X'aG';
----
error 22P02 "G" is not a valid hexadecimal digit

SELECT N'abc';
----
abc
SELECT 1

SELECT 'abc'::char, 'abc'::char(2), 'abc'::varchar(2), 'a'::char(3) ;
----
a|ab|ab|a  
SELECT 1

SELECT ;
----
()
SELECT 1

SELECT  'b', 'a  '::char(3) = 'a', 'a  '::text = 'a';
----
b|t|f
SELECT 1

SELECT 'a '::char(2) = 'a'::text, 'a '::char(2) = 'a '::varchar, 'a'::char(3) LIKE 'a', 'a'::char(3) LIKE 'a  ';
----
t|t|f|t
SELECT 1

SELECT 'abc'::name, 'abc'::name ;
----
abc|abc
SELECT 1

SELECT ;
----
()
SELECT 1

SELECT  'd', 'abc'::name = 'abc'::text, length('abc'::name);
----
d|t|3
SELECT 1

SELECT 'a' < 'B', 'a' < 'b', 'Z' < 'a', 'é' > 'z', '' < ' ', 'a' < 'aa', 'a b' < 'ab';
----
f|t|t|t|t|t|t
SELECT 1

SELECT 'abc' LIKE 'a%', 'abc' LIKE '_b_', 'abc' LIKE 'a', 'abc' LIKE '%', '' LIKE '%', '' LIKE '', 'a%c' LIKE 'a\%c', 'a\c' LIKE 'a\\c', 'abc' LIKE NULL;
----
t|t|f|t|t|t|t|t|NULL
SELECT 1

SELECT 'abc' LIKE 'a!%c' ESCAPE '!', 'a%c' LIKE 'a!%c' ESCAPE '!', 'a\c' LIKE 'a\c' ESCAPE '';
----
f|t|t
SELECT 1

SELECT 'a' LIKE 'a\';
----
f
SELECT 1

SELECT 'a' LIKE 'ab' ESCAPE 'xx';
----
error 22025 invalid escape string; ; Escape string must be empty or one character.

SELECT 'ABC' ILIKE 'a%', 'É' ILIKE 'é', 'abc' NOT ILIKE 'B%', 'abc' ~~* 'ABC', 'abc' !~~ 'a%', 'héé' LIKE 'h__', 'a%b' LIKE '%\%%';
----
t|t|t|t|f|t|t
SELECT 1

SELECT 'abc' SIMILAR TO 'abc', 'abc' SIMILAR TO 'a', 'abc' SIMILAR TO '%(b;
----
error 42601 unterminated quoted string at or near "'%(b;"

SELECT d)%', 'abc' SIMILAR TO '(b;
----
error 42601 syntax error at or near ")"

SELECT c)%', 'aaa' SIMILAR TO 'a{3}', 'ab' SIMILAR TO 'a_', 'a.c' SIMILAR TO 'a.c', 'abc' SIMILAR TO 'a.c', 'a+' SIMILAR TO 'a\+', 'xyz' NOT SIMILAR TO 'x%', 'a^' SIMILAR TO 'a^';
----
error 42601 syntax error at or near ")"

SELECT 'abc' SIMILAR TO 'a[bc]+' , 'a]' SIMILAR TO 'a[]]', 'x' SIMILAR TO 'x;
----
error 42601 unterminated quoted string at or near "'x;"

SELECT y', 'xy' SIMILAR TO '(x;
----
error 42601 syntax error at or near "' SIMILAR TO '"

SELECT y)*';
----
error 42601 syntax error at or near ")"

SELECT 'abc' SIMILAR TO 'a#%' ESCAPE '#', 'a%' SIMILAR TO 'a#%' ESCAPE '#';
----
f|t
SELECT 1

SELECT 'abc' SIMILAR TO 'a' ESCAPE 'xx';
----
error 22025 invalid escape string; ; Escape string must be empty or one character.

SELECT 'abc' LIKE ANY (ARRAY['x%', '%c']), 'abc' LIKE ALL (ARRAY['a%', '%x']), 'abc' NOT LIKE ALL (ARRAY['x', 'y']), 'abc' ILIKE ANY ('{A%}');
----
t|f|t|t
SELECT 1

SELECT bit_count(B'1101'), get_bit(B'1101', 2), set_bit(B'1101', 1, 0), get_byte('\x0a0b'::bytea, 1), set_byte('\x0a0b'::bytea, 0, 255), get_bit('\x0a'::bytea, 1), set_bit('\x00'::bytea, 9, 1);
----
error 2202E index 9 out of valid range, 0..7

SELECT get_bit(B'1', 5);
----
error 2202E bit index 5 out of valid range (0..0)

SELECT set_byte('\x00'::bytea, 3, 1);
----
error 2202E index 3 out of valid range, 0..0

SELECT set_bit(B'101', 0, 2);
----
error 22023 new bit must be 0 or 1

SELECT B'101' & B'110', B'101' | B'010', B'101' # B'111', ~B'101', B'101' << 1, B'101' >> 1, B'10' || B'01', B'101' < B'11', B'10' = B'100';
----
100|111|010|010|010|010|1001|t|f
SELECT 1

SELECT B'101' & B'11';
----
error 22026 cannot AND bit strings of different sizes

SELECT B'1010'::bit(2), B'10'::bit(4), B'1010'::varbit(2), 5::bit(4), (-1)::bit(3), B'101'::int, x'ff'::int::bit(10), substring(B'11001' FROM 2 FOR 3), overlay(B'1111' PLACING B'00' FROM 2), position(B'01' IN B'1101'), length(B'101'), octet_length(B'101010101');
----
10|1000|10|0101|111|5|0011111111|100|1001|3|3|2
SELECT 1

SELECT '102'::bit(3);
----
error 22P02 "2" is not a valid binary digit

SELECT '\x01'::bytea || '\x02', substring('\x010203'::bytea FROM 2), overlay('\x010203'::bytea PLACING '\xff' FROM 2), position('\x02' IN '\x0102'::bytea), trim('\x00' FROM '\x000100'::bytea), length('\x0102'::bytea), '\x01'::bytea < '\x0101', ltrim('\x0001'::bytea, '\x00'), rtrim('\x0100'::bytea, '\x00'), sha256('abc'), reverse('abc'), '\x0102'::bytea LIKE '\x01%'::bytea;
----
error 22023 invalid hexadecimal digit: "%"

SELECT convert_from('\xc3a9', 'UTF8'), convert_to('é', 'LATIN1'), convert('\xe9', 'LATIN1', 'UTF8'), length('\xc3a9'::bytea, 'UTF8');
----
é|\xe9|\xc3a9|1
SELECT 1

SELECT convert_from('\xff', 'UTF8');
----
error 22021 invalid byte sequence for encoding "UTF8": 0xff

SELECT convert_to('€', 'LATIN1');
----
error 22P05 character with byte sequence 0xe2 0x82 0xac in encoding "UTF8" has no equivalent in encoding "LATIN1"

SELECT convert_from('\x00', 'UTF8');
----
error 22021 invalid byte sequence for encoding "UTF8": 0x00

SELECT convert_from('x', 'nosuch');
----
error 22023 invalid source encoding name "nosuch"

SELECT 'a\000b'::bytea, '\\'::bytea, E'\\001'::bytea;
----
\x610062|\x5c|\x01
SELECT 1

SELECT '\x0'::bytea;
----
error 22023 invalid hexadecimal data: odd number of digits

SELECT '\xzz'::bytea;
----
error 22023 invalid hexadecimal digit: "z"

SELECT '\8'::bytea;
----
error 22P02 invalid input syntax for type bytea

SELECT sha224('a') <> sha384('a'), length(sha512('a')), encode(sha256(''), 'hex');
----
t|64|e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855
SELECT 1

SELECT hashtext('a'), hashtext('');
----
1075015857|-1477818771
SELECT 1

SELECT string_to_table('a,b', ',');
----
a
b
SELECT 2

SELECT regexp_split_to_table('a1b2', '\d');
----
''
a
b
SELECT 3

SELECT pg_size_pretty(1024::bigint), pg_size_pretty(10240::bigint), pg_size_pretty(-1e15::numeric), pg_size_pretty(123456789012), pg_size_bytes('1 kB'), pg_size_bytes('1.5MB'), pg_size_bytes('-3 GB'), pg_size_bytes('7');
----
1024 bytes|10 kB|-909 TB|115 GB|1024|1572864|-3221225472|7
SELECT 1

SELECT pg_size_bytes('1 XB');
----
error 22023 invalid size: "1 XB"; Invalid size unit: "XB".; Valid units are "bytes", "kB", "MB", "GB", "TB", and "PB".

SELECT pg_size_bytes('abc');
----
error 22023 invalid size: "abc"

SELECT pg_typeof('a'), pg_typeof('a'::name), pg_typeof(NULL), pg_typeof('a' || 'b'), pg_typeof(ARRAY['a']), pg_typeof(ROW(1)), pg_typeof('a'::char(3));
----
unknown|name|unknown|text|text[]|record|character
SELECT 1

SELECT 'abc' SIMILAR TO '%(b|d)%', 'abc' SIMILAR TO '(b|c)%';
----
t|f
SELECT 1

SELECT 'x' SIMILAR TO 'x|y', 'xy' SIMILAR TO '(x|y)*', 'a' SIMILAR TO 'a|b|c';
----
t|t|t
SELECT 1

SELECT format('%5s|%-5s|', 'ab', 'cd'), format('%-*s|', 4, 'x');
----
   ab|cd   ||x   |
SELECT 1

SELECT 'a' || NULL, 'a' || 1, 1 || 'a', 'a' || true, 'a' || ARRAY['b'], ARRAY[1] || 2;
----
error 22P02 malformed array literal: "a"; Array value must start with "{" or dimension information.

SELECT 1 || 2;
----
error 42883 operator does not exist: integer || integer; ; No operator matches the given name and argument types. You might need to add explicit type casts.

# Regular expressions
SELECT E'abcabc' ~ E'b', E'abcabc' ~* E'b', regexp_match(E'abcabc', E'b'), regexp_replace(E'abcabc', E'b', '<\&>', 'g'), regexp_count(E'abcabc', E'b'), regexp_instr(E'abcabc', E'b'), regexp_substr(E'abcabc', E'b'), regexp_split_to_array(E'abcabc', E'b');
----
t|t|{b}|a<b>ca<b>c|2|2|b|{a,ca,c}
SELECT 1

SELECT E'abcabc' ~ E'(b)(c)', E'abcabc' ~* E'(b)(c)', regexp_match(E'abcabc', E'(b)(c)'), regexp_replace(E'abcabc', E'(b)(c)', '<\&>', 'g'), regexp_count(E'abcabc', E'(b)(c)'), regexp_instr(E'abcabc', E'(b)(c)'), regexp_substr(E'abcabc', E'(b)(c)'), regexp_split_to_array(E'abcabc', E'(b)(c)');
----
t|t|{b,c}|a<bc>a<bc>|2|2|bc|{a,a,""}
SELECT 1

SELECT E'aaa' ~ E'a+?', E'aaa' ~* E'a+?', regexp_match(E'aaa', E'a+?'), regexp_replace(E'aaa', E'a+?', '<\&>', 'g'), regexp_count(E'aaa', E'a+?'), regexp_instr(E'aaa', E'a+?'), regexp_substr(E'aaa', E'a+?'), regexp_split_to_array(E'aaa', E'a+?');
----
t|t|{a}|<a><a><a>|3|1|a|{"","","",""}
SELECT 1

SELECT E'aaa' ~ E'a{2}', E'aaa' ~* E'a{2}', regexp_match(E'aaa', E'a{2}'), regexp_replace(E'aaa', E'a{2}', '<\&>', 'g'), regexp_count(E'aaa', E'a{2}'), regexp_instr(E'aaa', E'a{2}'), regexp_substr(E'aaa', E'a{2}'), regexp_split_to_array(E'aaa', E'a{2}');
----
t|t|{aa}|<aa>a|1|1|aa|{"",a}
SELECT 1

SELECT E'aaa' ~ E'a{2,}', E'aaa' ~* E'a{2,}', regexp_match(E'aaa', E'a{2,}'), regexp_replace(E'aaa', E'a{2,}', '<\&>', 'g'), regexp_count(E'aaa', E'a{2,}'), regexp_instr(E'aaa', E'a{2,}'), regexp_substr(E'aaa', E'a{2,}'), regexp_split_to_array(E'aaa', E'a{2,}');
----
t|t|{aaa}|<aaa>|1|1|aaa|{"",""}
SELECT 1

SELECT E'aaa' ~ E'a{4}', E'aaa' ~* E'a{4}', regexp_match(E'aaa', E'a{4}'), regexp_replace(E'aaa', E'a{4}', '<\&>', 'g'), regexp_count(E'aaa', E'a{4}'), regexp_instr(E'aaa', E'a{4}'), regexp_substr(E'aaa', E'a{4}'), regexp_split_to_array(E'aaa', E'a{4}');
----
f|f|NULL|aaa|0|0|NULL|{aaa}
SELECT 1

SELECT E'foobar' ~ E'^foo', E'foobar' ~* E'^foo', regexp_match(E'foobar', E'^foo'), regexp_replace(E'foobar', E'^foo', '<\&>', 'g'), regexp_count(E'foobar', E'^foo'), regexp_instr(E'foobar', E'^foo'), regexp_substr(E'foobar', E'^foo'), regexp_split_to_array(E'foobar', E'^foo');
----
t|t|{foo}|<foo>bar|1|1|foo|{"",bar}
SELECT 1

SELECT E'foobar' ~ E'bar$', E'foobar' ~* E'bar$', regexp_match(E'foobar', E'bar$'), regexp_replace(E'foobar', E'bar$', '<\&>', 'g'), regexp_count(E'foobar', E'bar$'), regexp_instr(E'foobar', E'bar$'), regexp_substr(E'foobar', E'bar$'), regexp_split_to_array(E'foobar', E'bar$');
----
t|t|{bar}|foo<bar>|1|4|bar|{foo,""}
SELECT 1

SELECT E'foo\nbar' ~ E'^bar', E'foo\nbar' ~* E'^bar', regexp_match(E'foo\nbar', E'^bar'), regexp_replace(E'foo\nbar', E'^bar', '<\&>', 'g'), regexp_count(E'foo\nbar', E'^bar'), regexp_instr(E'foo\nbar', E'^bar'), regexp_substr(E'foo\nbar', E'^bar'), regexp_split_to_array(E'foo\nbar', E'^bar');
----
f|f|NULL|foo\nbar|0|0|NULL|{"foo\nbar"}
SELECT 1

SELECT E'foo.bar' ~ E'\.', E'foo.bar' ~* E'\.', regexp_match(E'foo.bar', E'\.'), regexp_replace(E'foo.bar', E'\.', '<\&>', 'g'), regexp_count(E'foo.bar', E'\.'), regexp_instr(E'foo.bar', E'\.'), regexp_substr(E'foo.bar', E'\.'), regexp_split_to_array(E'foo.bar', E'\.');
----
t|t|{f}|<f><o><o><.><b><a><r>|7|1|f|{"","","","","","","",""}
SELECT 1

SELECT E'a1b22' ~ E'\d+', E'a1b22' ~* E'\d+', regexp_match(E'a1b22', E'\d+'), regexp_replace(E'a1b22', E'\d+', '<\&>', 'g'), regexp_count(E'a1b22', E'\d+'), regexp_instr(E'a1b22', E'\d+'), regexp_substr(E'a1b22', E'\d+'), regexp_split_to_array(E'a1b22', E'\d+');
----
f|f|NULL|a1b22|0|0|NULL|{a1b22}
SELECT 1

SELECT E'a_b c' ~ E'\w+', E'a_b c' ~* E'\w+', regexp_match(E'a_b c', E'\w+'), regexp_replace(E'a_b c', E'\w+', '<\&>', 'g'), regexp_count(E'a_b c', E'\w+'), regexp_instr(E'a_b c', E'\w+'), regexp_substr(E'a_b c', E'\w+'), regexp_split_to_array(E'a_b c', E'\w+');
----
f|f|NULL|a_b c|0|0|NULL|{"a_b c"}
SELECT 1

SELECT E'a b' ~ E'\s', E'a b' ~* E'\s', regexp_match(E'a b', E'\s'), regexp_replace(E'a b', E'\s', '<\&>', 'g'), regexp_count(E'a b', E'\s'), regexp_instr(E'a b', E'\s'), regexp_substr(E'a b', E'\s'), regexp_split_to_array(E'a b', E'\s');
----
f|f|NULL|a b|0|0|NULL|{"a b"}
SELECT 1

SELECT E'word word' ~ E'\mw', E'word word' ~* E'\mw', regexp_match(E'word word', E'\mw'), regexp_replace(E'word word', E'\mw', '<\&>', 'g'), regexp_count(E'word word', E'\mw'), regexp_instr(E'word word', E'\mw'), regexp_substr(E'word word', E'\mw'), regexp_split_to_array(E'word word', E'\mw');
----
f|f|NULL|word word|0|0|NULL|{"word word"}
SELECT 1

SELECT E'word' ~ E'd\M', E'word' ~* E'd\M', regexp_match(E'word', E'd\M'), regexp_replace(E'word', E'd\M', '<\&>', 'g'), regexp_count(E'word', E'd\M'), regexp_instr(E'word', E'd\M'), regexp_substr(E'word', E'd\M'), regexp_split_to_array(E'word', E'd\M');
----
f|f|NULL|word|0|0|NULL|{word}
SELECT 1

SELECT E'word' ~ E'\yword\y', E'word' ~* E'\yword\y', regexp_match(E'word', E'\yword\y'), regexp_replace(E'word', E'\yword\y', '<\&>', 'g'), regexp_count(E'word', E'\yword\y'), regexp_instr(E'word', E'\yword\y'), regexp_substr(E'word', E'\yword\y'), regexp_split_to_array(E'word', E'\yword\y');
----
f|f|NULL|word|0|0|NULL|{word}
SELECT 1

SELECT E'awordb' ~ E'\Yword\Y', E'awordb' ~* E'\Yword\Y', regexp_match(E'awordb', E'\Yword\Y'), regexp_replace(E'awordb', E'\Yword\Y', '<\&>', 'g'), regexp_count(E'awordb', E'\Yword\Y'), regexp_instr(E'awordb', E'\Yword\Y'), regexp_substr(E'awordb', E'\Yword\Y'), regexp_split_to_array(E'awordb', E'\Yword\Y');
----
f|f|NULL|awordb|0|0|NULL|{awordb}
SELECT 1

SELECT E'abc' ~ E'[a-b]+', E'abc' ~* E'[a-b]+', regexp_match(E'abc', E'[a-b]+'), regexp_replace(E'abc', E'[a-b]+', '<\&>', 'g'), regexp_count(E'abc', E'[a-b]+'), regexp_instr(E'abc', E'[a-b]+'), regexp_substr(E'abc', E'[a-b]+'), regexp_split_to_array(E'abc', E'[a-b]+');
----
t|t|{ab}|<ab>c|1|1|ab|{"",c}
SELECT 1

SELECT E'abc' ~ E'[^a]+', E'abc' ~* E'[^a]+', regexp_match(E'abc', E'[^a]+'), regexp_replace(E'abc', E'[^a]+', '<\&>', 'g'), regexp_count(E'abc', E'[^a]+'), regexp_instr(E'abc', E'[^a]+'), regexp_substr(E'abc', E'[^a]+'), regexp_split_to_array(E'abc', E'[^a]+');
----
t|t|{bc}|a<bc>|1|2|bc|{a,""}
SELECT 1

SELECT E'a-b' ~ E'[a-]+', E'a-b' ~* E'[a-]+', regexp_match(E'a-b', E'[a-]+'), regexp_replace(E'a-b', E'[a-]+', '<\&>', 'g'), regexp_count(E'a-b', E'[a-]+'), regexp_instr(E'a-b', E'[a-]+'), regexp_substr(E'a-b', E'[a-]+'), regexp_split_to_array(E'a-b', E'[a-]+');
----
t|t|{a-}|<a->b|1|1|a-|{"",b}
SELECT 1

SELECT E'a]b' ~ E'[]a]+', E'a]b' ~* E'[]a]+', regexp_match(E'a]b', E'[]a]+'), regexp_replace(E'a]b', E'[]a]+', '<\&>', 'g'), regexp_count(E'a]b', E'[]a]+'), regexp_instr(E'a]b', E'[]a]+'), regexp_substr(E'a]b', E'[]a]+'), regexp_split_to_array(E'a]b', E'[]a]+');
----
t|t|{a]}|<a]>b|1|1|a]|{"",b}
SELECT 1

SELECT E'héé' ~ E'[é]+', E'héé' ~* E'[é]+', regexp_match(E'héé', E'[é]+'), regexp_replace(E'héé', E'[é]+', '<\&>', 'g'), regexp_count(E'héé', E'[é]+'), regexp_instr(E'héé', E'[é]+'), regexp_substr(E'héé', E'[é]+'), regexp_split_to_array(E'héé', E'[é]+');
----
t|t|{éé}|h<éé>|1|2|éé|{h,""}
SELECT 1

SELECT E'ABC' ~ E'(?i)b', E'ABC' ~* E'(?i)b', regexp_match(E'ABC', E'(?i)b'), regexp_replace(E'ABC', E'(?i)b', '<\&>', 'g'), regexp_count(E'ABC', E'(?i)b'), regexp_instr(E'ABC', E'(?i)b'), regexp_substr(E'ABC', E'(?i)b'), regexp_split_to_array(E'ABC', E'(?i)b');
----
t|t|{B}|A<B>C|1|2|B|{A,C}
SELECT 1

SELECT E'abc' ~ E'(?=b).', E'abc' ~* E'(?=b).', regexp_match(E'abc', E'(?=b).'), regexp_replace(E'abc', E'(?=b).', '<\&>', 'g'), regexp_count(E'abc', E'(?=b).'), regexp_instr(E'abc', E'(?=b).'), regexp_substr(E'abc', E'(?=b).'), regexp_split_to_array(E'abc', E'(?=b).');
----
t|t|{b}|a<b>c|1|2|b|{a,c}
SELECT 1

SELECT E'abc' ~ E'b(?!d)', E'abc' ~* E'b(?!d)', regexp_match(E'abc', E'b(?!d)'), regexp_replace(E'abc', E'b(?!d)', '<\&>', 'g'), regexp_count(E'abc', E'b(?!d)'), regexp_instr(E'abc', E'b(?!d)'), regexp_substr(E'abc', E'b(?!d)'), regexp_split_to_array(E'abc', E'b(?!d)');
----
t|t|{b}|a<b>c|1|2|b|{a,c}
SELECT 1

SELECT E'abc' ~ E'(?<=a)b', E'abc' ~* E'(?<=a)b', regexp_match(E'abc', E'(?<=a)b'), regexp_replace(E'abc', E'(?<=a)b', '<\&>', 'g'), regexp_count(E'abc', E'(?<=a)b'), regexp_instr(E'abc', E'(?<=a)b'), regexp_substr(E'abc', E'(?<=a)b'), regexp_split_to_array(E'abc', E'(?<=a)b');
----
t|t|{b}|a<b>c|1|2|b|{a,c}
SELECT 1

SELECT E'abc' ~ E'(?<!a)b', E'abc' ~* E'(?<!a)b', regexp_match(E'abc', E'(?<!a)b'), regexp_replace(E'abc', E'(?<!a)b', '<\&>', 'g'), regexp_count(E'abc', E'(?<!a)b'), regexp_instr(E'abc', E'(?<!a)b'), regexp_substr(E'abc', E'(?<!a)b'), regexp_split_to_array(E'abc', E'(?<!a)b');
----
f|f|NULL|abc|0|0|NULL|{abc}
SELECT 1

SELECT E'abab' ~ E'(ab)\1', E'abab' ~* E'(ab)\1', regexp_match(E'abab', E'(ab)\1'), regexp_replace(E'abab', E'(ab)\1', '<\&>', 'g'), regexp_count(E'abab', E'(ab)\1'), regexp_instr(E'abab', E'(ab)\1'), regexp_substr(E'abab', E'(ab)\1'), regexp_split_to_array(E'abab', E'(ab)\1');
----
f|f|NULL|abab|0|0|NULL|{abab}
SELECT 1

SELECT E'aXbX' ~ E'(X).*\1', E'aXbX' ~* E'(X).*\1', regexp_match(E'aXbX', E'(X).*\1'), regexp_replace(E'aXbX', E'(X).*\1', '<\&>', 'g'), regexp_count(E'aXbX', E'(X).*\1'), regexp_instr(E'aXbX', E'(X).*\1'), regexp_substr(E'aXbX', E'(X).*\1'), regexp_split_to_array(E'aXbX', E'(X).*\1');
----
f|f|NULL|aXbX|0|0|NULL|{aXbX}
SELECT 1

SELECT E'abc' ~ E'(?:a|b)(c)?', E'abc' ~* E'(?:a|b)(c)?', regexp_match(E'abc', E'(?:a|b)(c)?'), regexp_replace(E'abc', E'(?:a|b)(c)?', '<\&>', 'g'), regexp_count(E'abc', E'(?:a|b)(c)?'), regexp_instr(E'abc', E'(?:a|b)(c)?'), regexp_substr(E'abc', E'(?:a|b)(c)?'), regexp_split_to_array(E'abc', E'(?:a|b)(c)?');
----
t|t|{NULL}|<a><bc>|2|1|a|{"","",""}
SELECT 1

SELECT E'' ~ E'x*', E'' ~* E'x*', regexp_match(E'', E'x*'), regexp_replace(E'', E'x*', '<\&>', 'g'), regexp_count(E'', E'x*'), regexp_instr(E'', E'x*'), regexp_substr(E'', E'x*'), regexp_split_to_array(E'', E'x*');
----
t|t|{""}|<>|1|1|''|{""}
SELECT 1

SELECT E'abc' ~ E'', E'abc' ~* E'', regexp_match(E'abc', E''), regexp_replace(E'abc', E'', '<\&>', 'g'), regexp_count(E'abc', E''), regexp_instr(E'abc', E''), regexp_substr(E'abc', E''), regexp_split_to_array(E'abc', E'');
----
t|t|{""}|<>a<>b<>c<>|4|1|''|{a,b,c}
SELECT 1

SELECT E'a' ~ E'a|', E'a' ~* E'a|', regexp_match(E'a', E'a|'), regexp_replace(E'a', E'a|', '<\&>', 'g'), regexp_count(E'a', E'a|'), regexp_instr(E'a', E'a|'), regexp_substr(E'a', E'a|'), regexp_split_to_array(E'a', E'a|');
----
t|t|{a}|<a><>|2|1|a|{"",""}
SELECT 1

SELECT E'ab' ~ E'(a|ab)(b?)', E'ab' ~* E'(a|ab)(b?)', regexp_match(E'ab', E'(a|ab)(b?)'), regexp_replace(E'ab', E'(a|ab)(b?)', '<\&>', 'g'), regexp_count(E'ab', E'(a|ab)(b?)'), regexp_instr(E'ab', E'(a|ab)(b?)'), regexp_substr(E'ab', E'(a|ab)(b?)'), regexp_split_to_array(E'ab', E'(a|ab)(b?)');
----
t|t|{ab,""}|<ab>|1|1|ab|{"",""}
SELECT 1

SELECT E'xabcx' ~ E'a.*?c', E'xabcx' ~* E'a.*?c', regexp_match(E'xabcx', E'a.*?c'), regexp_replace(E'xabcx', E'a.*?c', '<\&>', 'g'), regexp_count(E'xabcx', E'a.*?c'), regexp_instr(E'xabcx', E'a.*?c'), regexp_substr(E'xabcx', E'a.*?c'), regexp_split_to_array(E'xabcx', E'a.*?c');
----
t|t|{abc}|x<abc>x|1|2|abc|{x,x}
SELECT 1

SELECT E'foo  bar' ~ E'[[:space:]]+', E'foo  bar' ~* E'[[:space:]]+', regexp_match(E'foo  bar', E'[[:space:]]+'), regexp_replace(E'foo  bar', E'[[:space:]]+', '<\&>', 'g'), regexp_count(E'foo  bar', E'[[:space:]]+'), regexp_instr(E'foo  bar', E'[[:space:]]+'), regexp_substr(E'foo  bar', E'[[:space:]]+'), regexp_split_to_array(E'foo  bar', E'[[:space:]]+');
----
t|t|{"  "}|foo<  >bar|1|4|  |{foo,bar}
SELECT 1

SELECT E'foo1' ~ E'[[:alpha:]]+', E'foo1' ~* E'[[:alpha:]]+', regexp_match(E'foo1', E'[[:alpha:]]+'), regexp_replace(E'foo1', E'[[:alpha:]]+', '<\&>', 'g'), regexp_count(E'foo1', E'[[:alpha:]]+'), regexp_instr(E'foo1', E'[[:alpha:]]+'), regexp_substr(E'foo1', E'[[:alpha:]]+'), regexp_split_to_array(E'foo1', E'[[:alpha:]]+');
----
t|t|{foo}|<foo>1|1|1|foo|{"",1}
SELECT 1

SELECT E'foo1' ~ E'[[:digit:]]', E'foo1' ~* E'[[:digit:]]', regexp_match(E'foo1', E'[[:digit:]]'), regexp_replace(E'foo1', E'[[:digit:]]', '<\&>', 'g'), regexp_count(E'foo1', E'[[:digit:]]'), regexp_instr(E'foo1', E'[[:digit:]]'), regexp_substr(E'foo1', E'[[:digit:]]'), regexp_split_to_array(E'foo1', E'[[:digit:]]');
----
t|t|{1}|foo<1>|1|4|1|{foo,""}
SELECT 1

SELECT E'tab\there' ~ E'\t', E'tab\there' ~* E'\t', regexp_match(E'tab\there', E'\t'), regexp_replace(E'tab\there', E'\t', '<\&>', 'g'), regexp_count(E'tab\there', E'\t'), regexp_instr(E'tab\there', E'\t'), regexp_substr(E'tab\there', E'\t'), regexp_split_to_array(E'tab\there', E'\t');
----
t|t|{"	"}|tab<	>here|1|4|	|{tab,here}
SELECT 1

SELECT E'x' ~ E'\x78', E'x' ~* E'\x78', regexp_match(E'x', E'\x78'), regexp_replace(E'x', E'\x78', '<\&>', 'g'), regexp_count(E'x', E'\x78'), regexp_instr(E'x', E'\x78'), regexp_substr(E'x', E'\x78'), regexp_split_to_array(E'x', E'\x78');
----
t|t|{x}|<x>|1|1|x|{"",""}
SELECT 1

SELECT E'x' ~ E'\u0078', E'x' ~* E'\u0078', regexp_match(E'x', E'\u0078'), regexp_replace(E'x', E'\u0078', '<\&>', 'g'), regexp_count(E'x', E'\u0078'), regexp_instr(E'x', E'\u0078'), regexp_substr(E'x', E'\u0078'), regexp_split_to_array(E'x', E'\u0078');
----
t|t|{x}|<x>|1|1|x|{"",""}
SELECT 1

SELECT E'a\\b' ~ E'\\\\', E'a\\b' ~* E'\\\\', regexp_match(E'a\\b', E'\\\\'), regexp_replace(E'a\\b', E'\\\\', '<\&>', 'g'), regexp_count(E'a\\b', E'\\\\'), regexp_instr(E'a\\b', E'\\\\'), regexp_substr(E'a\\b', E'\\\\'), regexp_split_to_array(E'a\\b', E'\\\\');
----
t|t|{"\\"}|a<\>b|1|2|\|{a,b}
SELECT 1

SELECT E'aaa' ~ E'(a)(a)(a)', E'aaa' ~* E'(a)(a)(a)', regexp_match(E'aaa', E'(a)(a)(a)'), regexp_replace(E'aaa', E'(a)(a)(a)', '<\&>', 'g'), regexp_count(E'aaa', E'(a)(a)(a)'), regexp_instr(E'aaa', E'(a)(a)(a)'), regexp_substr(E'aaa', E'(a)(a)(a)'), regexp_split_to_array(E'aaa', E'(a)(a)(a)');
----
t|t|{a,a,a}|<aaa>|1|1|aaa|{"",""}
SELECT 1

SELECT E'2024-02-03' ~ E'(\d+)-(\d+)-(\d+)', E'2024-02-03' ~* E'(\d+)-(\d+)-(\d+)', regexp_match(E'2024-02-03', E'(\d+)-(\d+)-(\d+)'), regexp_replace(E'2024-02-03', E'(\d+)-(\d+)-(\d+)', '<\&>', 'g'), regexp_count(E'2024-02-03', E'(\d+)-(\d+)-(\d+)'), regexp_instr(E'2024-02-03', E'(\d+)-(\d+)-(\d+)'), regexp_substr(E'2024-02-03', E'(\d+)-(\d+)-(\d+)'), regexp_split_to_array(E'2024-02-03', E'(\d+)-(\d+)-(\d+)');
----
f|f|NULL|2024-02-03|0|0|NULL|{2024-02-03}
SELECT 1

SELECT E'key=val; k2=v2' ~ E'(\w+)=(\w+)', E'key=val; k2=v2' ~* E'(\w+)=(\w+)', regexp_match(E'key=val; k2=v2', E'(\w+)=(\w+)'), regexp_replace(E'key=val; k2=v2', E'(\w+)=(\w+)', '<\&>', 'g'), regexp_count(E'key=val; k2=v2', E'(\w+)=(\w+)'), regexp_instr(E'key=val; k2=v2', E'(\w+)=(\w+)'), regexp_substr(E'key=val; k2=v2', E'(\w+)=(\w+)'), regexp_split_to_array(E'key=val; k2=v2', E'(\w+)=(\w+)');
----
f|f|NULL|key=val; k2=v2|0|0|NULL|{"key=val; k2=v2"}
SELECT 1

SELECT E'abc' ~ E'***=b', E'abc' ~* E'***=b', regexp_match(E'abc', E'***=b'), regexp_replace(E'abc', E'***=b', '<\&>', 'g'), regexp_count(E'abc', E'***=b'), regexp_instr(E'abc', E'***=b'), regexp_substr(E'abc', E'***=b'), regexp_split_to_array(E'abc', E'***=b');
----
t|t|{b}|a<b>c|1|2|b|{a,c}
SELECT 1

SELECT E'a.c' ~ E'***=a.c', E'a.c' ~* E'***=a.c', regexp_match(E'a.c', E'***=a.c'), regexp_replace(E'a.c', E'***=a.c', '<\&>', 'g'), regexp_count(E'a.c', E'***=a.c'), regexp_instr(E'a.c', E'***=a.c'), regexp_substr(E'a.c', E'***=a.c'), regexp_split_to_array(E'a.c', E'***=a.c');
----
t|t|{a.c}|<a.c>|1|1|a.c|{"",""}
SELECT 1

SELECT E'abc' ~ E'***:b', E'abc' ~* E'***:b', regexp_match(E'abc', E'***:b'), regexp_replace(E'abc', E'***:b', '<\&>', 'g'), regexp_count(E'abc', E'***:b'), regexp_instr(E'abc', E'***:b'), regexp_substr(E'abc', E'***:b'), regexp_split_to_array(E'abc', E'***:b');
----
t|t|{b}|a<b>c|1|2|b|{a,c}
SELECT 1

SELECT E'ABC' ~ E'(?c)b', E'ABC' ~* E'(?c)b', regexp_match(E'ABC', E'(?c)b'), regexp_replace(E'ABC', E'(?c)b', '<\&>', 'g'), regexp_count(E'ABC', E'(?c)b'), regexp_instr(E'ABC', E'(?c)b'), regexp_substr(E'ABC', E'(?c)b'), regexp_split_to_array(E'ABC', E'(?c)b');
----
f|f|NULL|ABC|0|0|NULL|{ABC}
SELECT 1

SELECT E'a b' ~ E'(?x)a \s b', E'a b' ~* E'(?x)a \s b', regexp_match(E'a b', E'(?x)a \s b'), regexp_replace(E'a b', E'(?x)a \s b', '<\&>', 'g'), regexp_count(E'a b', E'(?x)a \s b'), regexp_instr(E'a b', E'(?x)a \s b'), regexp_substr(E'a b', E'(?x)a \s b'), regexp_split_to_array(E'a b', E'(?x)a \s b');
----
f|f|NULL|a b|0|0|NULL|{"a b"}
SELECT 1

SELECT E'a\nb' ~ E'(?n)a.b', E'a\nb' ~* E'(?n)a.b', regexp_match(E'a\nb', E'(?n)a.b'), regexp_replace(E'a\nb', E'(?n)a.b', '<\&>', 'g'), regexp_count(E'a\nb', E'(?n)a.b'), regexp_instr(E'a\nb', E'(?n)a.b'), regexp_substr(E'a\nb', E'(?n)a.b'), regexp_split_to_array(E'a\nb', E'(?n)a.b');
----
f|f|NULL|a\nb|0|0|NULL|{"a\nb"}
SELECT 1

SELECT E'a\nb' ~ E'(?s)a.b', E'a\nb' ~* E'(?s)a.b', regexp_match(E'a\nb', E'(?s)a.b'), regexp_replace(E'a\nb', E'(?s)a.b', '<\&>', 'g'), regexp_count(E'a\nb', E'(?s)a.b'), regexp_instr(E'a\nb', E'(?s)a.b'), regexp_substr(E'a\nb', E'(?s)a.b'), regexp_split_to_array(E'a\nb', E'(?s)a.b');
----
t|t|{"a\nb"}|<a\nb>|1|1|a\nb|{"",""}
SELECT 1

SELECT E'a\nb' ~ E'(?m)^b', E'a\nb' ~* E'(?m)^b', regexp_match(E'a\nb', E'(?m)^b'), regexp_replace(E'a\nb', E'(?m)^b', '<\&>', 'g'), regexp_count(E'a\nb', E'(?m)^b'), regexp_instr(E'a\nb', E'(?m)^b'), regexp_substr(E'a\nb', E'(?m)^b'), regexp_split_to_array(E'a\nb', E'(?m)^b');
----
t|t|{b}|a\n<b>|1|3|b|{"a\n",""}
SELECT 1

SELECT E'a\nb' ~ E'(?w)^b', E'a\nb' ~* E'(?w)^b', regexp_match(E'a\nb', E'(?w)^b'), regexp_replace(E'a\nb', E'(?w)^b', '<\&>', 'g'), regexp_count(E'a\nb', E'(?w)^b'), regexp_instr(E'a\nb', E'(?w)^b'), regexp_substr(E'a\nb', E'(?w)^b'), regexp_split_to_array(E'a\nb', E'(?w)^b');
----
t|t|{b}|a\n<b>|1|3|b|{"a\n",""}
SELECT 1

SELECT 'ab' ~ E'(';
----
error 2201B invalid regular expression: parentheses () not balanced

SELECT 'ab' ~ E'[';
----
error 2201B invalid regular expression: brackets [] not balanced

SELECT 'ab' ~ E'a{';
----
f
SELECT 1

SELECT 'ab' ~ E'*';
----
error 2201B invalid regular expression: quantifier operand invalid

SELECT 'ab' ~ E'a**';
----
error 2201B invalid regular expression: quantifier operand invalid

SELECT 'ab' ~ E'a{2,1}';
----
error 2201B invalid regular expression: invalid repetition count(s)

SELECT 'ab' ~ E'a{256}';
----
error 2201B invalid regular expression: invalid repetition count(s)

SELECT 'ab' ~ E'[b-a]';
----
error 2201B invalid regular expression: invalid character range

SELECT 'ab' ~ E'[[:nosuch:]]';
----
error 2201B invalid regular expression: invalid character class

SELECT 'ab' ~ E'\\';
----
error 2201B invalid regular expression: invalid escape \ sequence

SELECT 'ab' ~ E'(?z)a';
----
error 2201B invalid regular expression: invalid embedded option

SELECT 'ab' ~ E'(?<x>a)';
----
error 2201B invalid regular expression: quantifier operand invalid

SELECT 'ab' ~ E'a)';
----
error 2201B invalid regular expression: parentheses () not balanced

SELECT 'ab' ~ E'[[.a.]]';
----
t
SELECT 1

SELECT 'ab' ~ E'(a';
----
error 2201B invalid regular expression: parentheses () not balanced

SELECT 'ab' ~ E'\\8';
----
error 2201B invalid regular expression: invalid backreference number

SELECT 'ab' ~ E'[[=a=]]';
----
t
SELECT 1

SELECT 'ab' ~ E'x{1';
----
error 2201B invalid regular expression: braces {} not balanced

SELECT 'ab' ~ E'+';
----
error 2201B invalid regular expression: quantifier operand invalid

SELECT 'ab' ~ E'(*a)';
----
error 2201B invalid regular expression: quantifier operand invalid

SELECT 'ab' ~ E'\\e';
----
f
SELECT 1

SELECT 'ab' ~ E'\\cA';
----
f
SELECT 1

SELECT 'ab' ~ E'a{1,2}{3}';
----
error 2201B invalid regular expression: quantifier operand invalid

SELECT 'ab' ~ E'(?:';
----
error 2201B invalid regular expression: parentheses () not balanced

SELECT 'ab' ~ E'[a';
----
error 2201B invalid regular expression: brackets [] not balanced

SELECT 'ab' ~ E'a|*';
----
error 2201B invalid regular expression: quantifier operand invalid

SELECT 'ab' ~ E'\\U1';
----
error 2201B invalid regular expression: invalid escape \ sequence

SELECT 'ab' ~ E'|';
----
t
SELECT 1

SELECT 'ab' ~ E'()';
----
t
SELECT 1

SELECT 'ab' ~ E'^*';
----
error 2201B invalid regular expression: quantifier operand invalid

SELECT 'ab' ~ E'$a';
----
f
SELECT 1

SELECT regexp_replace('hello', 'l', 'L');
----
heLlo
SELECT 1

SELECT regexp_replace('hello', 'l', 'L', 'g');
----
heLLo
SELECT 1

SELECT regexp_replace('hello', '(.)l', '\1\1\\', 'g');
----
hee\lo
SELECT 1

SELECT regexp_replace('hello', 'L', 'x', 'gi');
----
hexxo
SELECT 1

SELECT regexp_replace('hello', 'l', 'L', 4);
----
helLo
SELECT 1

SELECT regexp_replace('hello', 'l', 'L', 1, 2);
----
helLo
SELECT 1

SELECT regexp_replace('hello', 'l', 'L', 1, 0);
----
heLLo
SELECT 1

SELECT regexp_replace('hello', 'L', 'x', 1, 2, 'i');
----
helxo
SELECT 1

SELECT regexp_replace('hello', 'l', 'L', 0);
----
error 22023 invalid value for parameter "start": 0

SELECT regexp_replace('hello', 'l', 'L', 1, -1);
----
error 22023 invalid value for parameter "n": -1

SELECT regexp_replace('abc', '(x)?b', '[\1]');
----
a[]c
SELECT 1

SELECT regexp_replace('abc', 'b', '\9');
----
ac
SELECT 1

SELECT regexp_replace('abc', '', '-', 'g');
----
-a-b-c-
SELECT 1

SELECT regexp_replace('a b  c', '\s+', ' ', 'g');
----
a b c
SELECT 1

SELECT regexp_replace('abc', 'b', 'x', 'z');
----
error 22023 invalid regular expression option: "z"

SELECT regexp_replace('abc', 'b', NULL);
----
NULL
SELECT 1

SELECT regexp_matches('foobarbeque', 'ba.');
----
{bar}
SELECT 1

SELECT regexp_matches('foobarbequebaz', '(ba)(.)', 'g');
----
{ba,r}
{ba,z}
SELECT 2

SELECT regexp_matches('foo', 'x');
----
SELECT 0

SELECT regexp_matches('foo', 'o*', 'g');
----
{""}
{""}
{oo}
SELECT 3

SELECT regexp_match('foo', 'o', 'g');
----
error 22023 regexp_match() does not support the "global" option; ; Use the regexp_matches function instead.

SELECT regexp_match('FOO', 'o+', 'i');
----
{OO}
SELECT 1

SELECT regexp_match('abc', '(x)?c');
----
{NULL}
SELECT 1

SELECT regexp_split_to_array('a,b;c', '[,;]');
----
{a,b,c}
SELECT 1

SELECT regexp_split_to_array('abc', '');
----
{a,b,c}
SELECT 1

SELECT regexp_split_to_array('aXbxc', 'x', 'i');
----
{a,b,c}
SELECT 1

SELECT regexp_split_to_array('abc', 'x', 'g');
----
error 22023 regexp_split_to_array() does not support the "global" option

SELECT regexp_split_to_array('', ',');
----
{""}
SELECT 1

SELECT regexp_split_to_array(',a,', ',');
----
{"",a,""}
SELECT 1

SELECT regexp_count('hello', 'l', 4);
----
1
SELECT 1

SELECT regexp_count('hello', 'L', 1, 'i');
----
2
SELECT 1

SELECT regexp_count('hello', 'l', 0);
----
error 22023 invalid value for parameter "start": 0

SELECT regexp_count('', 'x*');
----
1
SELECT 1

SELECT regexp_count('aaa', 'aa');
----
1
SELECT 1

SELECT regexp_like('Hello', 'hello', 'i');
----
t
SELECT 1

SELECT regexp_like('a', 'a', 'g');
----
error 22023 regexp_like() does not support the "global" option

SELECT regexp_instr('hello', 'l', 1, 2);
----
4
SELECT 1

SELECT regexp_instr('hello', 'l', 1, 1, 1);
----
4
SELECT 1

SELECT regexp_instr('hello', '(l)(o)', 1, 1, 0, '', 2);
----
5
SELECT 1

SELECT regexp_instr('hello', 'l', 1, 1, 2);
----
error 22023 invalid value for parameter "endoption": 2

SELECT regexp_instr('hello', 'l', 1, 0);
----
error 22023 invalid value for parameter "n": 0

SELECT regexp_instr('hello', '(l)', 1, 1, 0, 'i', 3);
----
0
SELECT 1

SELECT regexp_instr('hello', 'l', 1, 1, 0, 'i', -1);
----
error 22023 invalid value for parameter "subexpr": -1

SELECT regexp_substr('hello', 'l+');
----
ll
SELECT 1

SELECT regexp_substr('hello world', 'o.', 1, 2);
----
or
SELECT 1

SELECT regexp_substr('hello', '(h)(e)', 1, 1, '', 2);
----
e
SELECT 1

SELECT regexp_substr('hello', 'x');
----
NULL
SELECT 1

SELECT regexp_substr('hello', 'l', 0);
----
error 22023 invalid value for parameter "start": 0

SELECT 'foo' !~ 'o$', 'FOO' !~* 'o$', 'a' ~ NULL;
----
f|f|NULL
SELECT 1

SELECT 'abc' ~ ANY (ARRAY['x', 'b']), 'abc' ~ ALL (ARRAY['a', 'z']);
----
t|f
SELECT 1

SELECT 'a' ~ 'a{1,';
----
error 2201B invalid regular expression: braces {} not balanced

SELECT 'a' ~ 'a{1';
----
error 2201B invalid regular expression: braces {} not balanced

SELECT 'a' ~ 'a{';
----
f
SELECT 1

SELECT 'a' ~ 'a{x';
----
f
SELECT 1

SELECT 'a' ~ 'a{1x}';
----
error 2201B invalid regular expression: invalid repetition count(s)

SELECT 'a' ~ 'a{1a';
----
error 2201B invalid regular expression: invalid repetition count(s)

SELECT 'a' ~ 'a{1,2';
----
error 2201B invalid regular expression: braces {} not balanced

SELECT 'a' ~ 'a{1,x}';
----
error 2201B invalid regular expression: invalid repetition count(s)

SELECT 'a' ~ 'a{,2}';
----
f
SELECT 1

SELECT E'\x01' ~ '\cA', E'\x1a' ~ '\cz', E'\x1b' ~ '\e', E'\x07' ~ '\a', E'\\' ~ '\B', E'\x01' ~ '\01', 'A' ~ '\101', E'\x02' ~ '[\cB]', E'\x0b' ~ '\v', E'\x08' ~ '\b', 'é' ~ '\c)';
----
t|t|t|t|t|t|t|t|t|t|f
SELECT 1

SELECT 'a' ~ '\c';
----
error 2201B invalid regular expression: invalid escape \ sequence

SELECT 'a' ~ '\z';
----
error 2201B invalid regular expression: invalid escape \ sequence

SELECT 'a' ~ '\x';
----
error 2201B invalid regular expression: invalid escape \ sequence

SELECT 'a' ~ '\u00';
----
error 2201B invalid regular expression: invalid escape \ sequence

SELECT 'a' ~ '[a';
----
error 2201B invalid regular expression: brackets [] not balanced

SELECT 'a' ~ '[[:alpha:]';
----
error 2201B invalid regular expression: brackets [] not balanced

SELECT 'a' ~ 'a{1}{2}';
----
error 2201B invalid regular expression: quantifier operand invalid

SELECT 'a' ~ '\y\m\M\A\Z';
----
f
SELECT 1

SELECT 'ab' ~ 'a\Zb', 'ab' ~ '\Aab\Z';
----
f|t
SELECT 1

SELECT 'a' ~ '(?q)a';
----
t
SELECT 1

SELECT 'a.b' ~ '(?q)a.b', 'axb' ~ '(?q)a.b', 'a.b' ~ '(?b)a.b', 'A' ~ '(?e)a', 'A' ~ '(?i)a', 'a b' ~ '(?t)a b', 'ab' ~ '(?x)a b # c';
----
t|f|t|f|t|t|t
SELECT 1

SELECT regexp_match('abc', '(a(b)?)(d)?'), regexp_match('aXb', '[[:upper:]]'), regexp_match('x=1', '(?:x)=(\d)'), regexp_match('foo', '(o)*'), regexp_match('aaab', 'a*?b'), regexp_match('abab', '(?:ab){2}?');
----
{ab,b,NULL}|{X}|{1}|{NULL}|{aaab}|{abab}
SELECT 1
