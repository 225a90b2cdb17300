# Encodings: conversions, names, and what a client asks for.
SELECT convert_to(chr(233) || chr(8364), 'LATIN9'), convert_from('\xe9a4', 'LATIN9'), convert('\xe9', 'LATIN1', 'UTF8'), convert('\xc3a9', 'UTF8', 'LATIN1')
----
\xe9a4|é€|\xc3a9|\xe9
SELECT 1

SELECT convert_to(chr(8364), 'LATIN1')
----
error 22P05

SELECT convert_from('\x81', 'WIN1252')
----
error 22P05

SELECT convert_from('\x8180', 'SJIS'), convert_from('\xb1', 'SJIS')
----
÷|ｱ
SELECT 1

SELECT convert_from('\x81', 'SJIS')
----
error 22021

SELECT convert_from('\x8120', 'SJIS')
----
error 22021

SELECT convert_from('\xff', 'UTF8')
----
error 22021

SELECT convert_from('\x4100', 'LATIN1')
----
error 22021

SELECT convert_from('\xff', 'SQL_ASCII')
----
error 22021

SELECT convert('\xe9', 'LATIN1', 'KOI8R')
----
error 42883

SELECT convert('\xc1', 'KOI8R', 'WIN1251'), convert('\xb1', 'LATIN2', 'WIN1250'), convert('\xa4a2', 'EUC_JP', 'SJIS')
----
\xe0|\xb9|\x82a0
SELECT 1

SELECT convert('\xc1', 'nope', 'WIN1251')
----
error 22023

SELECT convert('\xc1', 'KOI8R', 'nope')
----
error 22023

SELECT convert('\xe9', 'LATIN1', 'SQL_ASCII'), convert('\x41', 'SQL_ASCII', 'LATIN1'), convert('\xe9', 'LATIN1', 'LATIN1')
----
\xe9|\x41|\xe9
SELECT 1

SELECT convert_to('a', 'nope')
----
error 22023

SELECT convert_to(repeat('a', 10) || chr(19968), 'gb18030'), convert_to(chr(128512), 'GB18030'), convert_from('\x9439fc36', 'GB18030')
----
\x61616161616161616161d2bb|\x9439fc36|😀
SELECT 1

SELECT convert_to(chr(19968), 'big-5'), convert_to(chr(22269), 'GBK'), convert_to(chr(44032), 'UHC'), convert_to(chr(44032), 'EUC_KR'), convert_to(chr(22269), 'euc cn'), convert_to(chr(12354), 'EUC_JP')
----
\xa440|\xb9fa|\xb0a1|\xb0a1|\xb9fa|\xa4a2
SELECT 1

SELECT convert_to(chr(22269), 'BIG5')
----
error 22P05

SELECT length('\xe9e9'::bytea, 'LATIN1'), length('\xc3a9'::bytea, 'UTF8'), length('\x82a0'::bytea, 'SJIS')
----
2|1|1
SELECT 1

SELECT length('\xe9'::bytea, 'nope')
----
error 22023

SELECT length('\xe9'::bytea, 'UTF8')
----
error 22021

SELECT pg_encoding_max_length(6), pg_encoding_max_length(8), pg_encoding_max_length(99), pg_encoding_to_char(8), pg_encoding_to_char(99), pg_char_to_encoding('latin-1'), pg_char_to_encoding('zzz'), pg_char_to_encoding('unicode')
----
4|1|NULL|LATIN1|''|8|-1|6
SELECT 1

SELECT string_agg(i || ':' || pg_encoding_to_char(i) || ':' || pg_encoding_max_length(i), ' ' ORDER BY i) FROM generate_series(0, 41) i
----
0:SQL_ASCII:1 1:EUC_JP:3 2:EUC_CN:3 3:EUC_KR:3 4:EUC_TW:4 5:EUC_JIS_2004:3 6:UTF8:4 7:MULE_INTERNAL:4 8:LATIN1:1 9:LATIN2:1 10:LATIN3:1 11:LATIN4:1 12:LATIN5:1 13:LATIN6:1 14:LATIN7:1 15:LATIN8:1 16:LATIN9:1 17:LATIN10:1 18:WIN1256:1 19:WIN1258:1 20:WIN866:1 21:WIN874:1 22:KOI8R:1 23:WIN1251:1 24:WIN1252:1 25:ISO_8859_5:1 26:ISO_8859_6:1 27:ISO_8859_7:1 28:ISO_8859_8:1 29:WIN1250:1 30:WIN1253:1 31:WIN1254:1 32:WIN1255:1 33:WIN1257:1 34:KOI8U:1 35:SJIS:2 36:BIG5:2 37:GBK:2 38:UHC:2 39:GB18030:4 40:JOHAB:3 41:SHIFT_JIS_2004:2
SELECT 1

SELECT string_agg(n || ':' || pg_char_to_encoding(n), ' ' ORDER BY o) FROM unnest(ARRAY['abc', 'alt', 'iso88591', 'iso-8859-15', 'iso885916', 'koi8', 'mskanji', 'shiftjis', 'tcvn5712', 'vscii', 'win', 'win932', 'windows949', 'windows1252', 'euccn', 'muleinternal', 'latin10', 'sqlascii', 'uhc', 'johab']) WITH ORDINALITY AS x(n, o)
----
abc:19 alt:20 iso88591:8 iso-8859-15:16 iso885916:17 koi8:22 mskanji:35 shiftjis:35 tcvn5712:19 vscii:19 win:23 win932:35 windows949:38 windows1252:24 euccn:2 muleinternal:7 latin10:17 sqlascii:0 uhc:38 johab:40
SELECT 1

SET client_encoding = 'iso-8859-1'
----
SET

SHOW client_encoding
----
LATIN1
SHOW

SELECT pg_client_encoding()
----
LATIN1
SELECT 1

SET client_encoding = 'nope'
----
error 22023

BEGIN
----
BEGIN

SET LOCAL client_encoding = 'win1252'
----
SET

SELECT pg_client_encoding()
----
WIN1252
SELECT 1

ROLLBACK
----
ROLLBACK

SELECT pg_client_encoding()
----
LATIN1
SELECT 1

SET NAMES 'utf8'
----
SET

SELECT pg_client_encoding()
----
UTF8
SELECT 1

RESET client_encoding
----
RESET

CREATE TABLE enc (t text)
----
CREATE TABLE

COPY enc TO STDOUT WITH (ENCODING 'nope')
----
error 22023

SELECT convert('\xe9', 'SQL_ASCII', 'LATIN1'), convert('\xff', 'SQL_ASCII', 'SQL_ASCII'), convert('\x81', 'WIN1250', 'WIN1250'), convert('\x81', 'WIN1250', 'SQL_ASCII')
----
\xe9|\xff|\x81|\x81
SELECT 1

SELECT length('\xc0'::bytea, 'ISO_8859_8'), length('\xdc95'::bytea, 'BIG5'), length('\x93'::bytea, 'SQL_ASCII')
----
1|1|1
SELECT 1

SELECT convert('\xff', 'SQL_ASCII', 'UTF8')
----
error 22021

SELECT convert_from('\xa1ff', 'EUC_JP')
----
error 22021

SELECT convert_from('\x8ee0', 'EUC_JP')
----
error 22021

SELECT convert_from('\x8040', 'GB18030')
----
error 22021

SET client_encoding = 'LATIN1'
----
SET

INSERT INTO enc VALUES (chr(8364)) RETURNING t
----
error 22P05

SELECT count(*) FROM enc
----
0
SELECT 1

RESET client_encoding
----
RESET
