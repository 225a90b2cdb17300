# Functions by their first argument's type, of values and of NULL. Errors are told whole.
# char
SELECT acldefault('q'::"char", 26::oid), acldefault('A'::"char", '4294967295'::oid), acldefault('q'::"char", '4294967295'::oid);
----
error XX000 unrecognized objtype abbreviation: q

SELECT acldefault(NULL::"char", 26::oid), acldefault('q'::"char", NULL::oid), pg_typeof(acldefault(NULL::"char", 26::oid));
----
NULL|NULL|aclitem[]
SELECT 1

SELECT pg_catalog."bpchar"('q'::"char"), pg_catalog."bpchar"('A'::"char"), pg_catalog."bpchar"(NULL::"char"), pg_typeof(pg_catalog."bpchar"('q'::"char"));
----
q|A|NULL|character
SELECT 1

SELECT int4('q'::"char"), int4('A'::"char"), int4(NULL::"char"), pg_typeof(int4('q'::"char"));
----
113|65|NULL|integer
SELECT 1

SELECT text('q'::"char"), text('A'::"char"), text(NULL::"char"), pg_typeof(text('q'::"char"));
----
q|A|NULL|text
SELECT 1

# text
SELECT ascii('hello'::text), ascii('Äpfel'::text), ascii(''::text), ascii(NULL::text), pg_typeof(ascii('hello'::text));
----
104|196|0|NULL|integer
SELECT 1

SELECT bit_length('hello'::text), bit_length('Äpfel'::text), bit_length(''::text), bit_length(NULL::text), pg_typeof(bit_length('hello'::text));
----
40|48|0|NULL|integer
SELECT 1

SELECT btrim('hello'::text), btrim('Äpfel'::text), btrim(''::text), btrim(NULL::text), pg_typeof(btrim('hello'::text));
----
hello|Äpfel|''|NULL|text
SELECT 1

SELECT btrim('hello'::text, 'hello'::text), btrim('Äpfel'::text, 'Äpfel'::text), btrim(''::text, 'hello'::text);
----
''|''|''
SELECT 1

SELECT btrim(NULL::text, 'hello'::text), btrim('hello'::text, NULL::text), pg_typeof(btrim(NULL::text, 'hello'::text));
----
NULL|NULL|text
SELECT 1

SELECT pg_catalog."char"('hello'::text), pg_catalog."char"('Äpfel'::text), pg_catalog."char"(''::text), pg_catalog."char"(NULL::text), pg_typeof(pg_catalog."char"('hello'::text));
----
h|\303|''|NULL|"char"
SELECT 1

SELECT char_length('hello'::text), char_length('Äpfel'::text), char_length(''::text), char_length(NULL::text), pg_typeof(char_length('hello'::text));
----
5|5|0|NULL|integer
SELECT 1

SELECT character_length('hello'::text), character_length('Äpfel'::text), character_length(''::text), character_length(NULL::text), pg_typeof(character_length('hello'::text));
----
5|5|0|NULL|integer
SELECT 1

SELECT concat_ws('hello'::text, 1), concat_ws('Äpfel'::text, 'b'::text), concat_ws(''::text, 'b'::text);
----
1|b|b
SELECT 1

SELECT concat_ws(NULL::text, 1), concat_ws('hello'::text, NULL::text), pg_typeof(concat_ws(NULL::text, 1));
----
NULL|''|text
SELECT 1

SELECT convert_to('hello'::text, 'some_name'::name), convert_to('Äpfel'::text, 'Zed'::name), convert_to(''::text, 'Zed'::name);
----
error 22023 invalid destination encoding name "some_name"

SELECT convert_to(NULL::text, 'some_name'::name), convert_to('hello'::text, NULL::name), pg_typeof(convert_to(NULL::text, 'some_name'::name));
----
NULL|NULL|bytea
SELECT 1

SELECT date_part('hello'::text, '2024-02-29'::date), date_part('Äpfel'::text, '0044-03-15 BC'::date), date_part(''::text, '2024-02-29'::date);
----
error 22023 unit "hello" not recognized for type timestamp without time zone

SELECT date_part(NULL::text, '2024-02-29'::date), date_part('hello'::text, NULL::date), pg_typeof(date_part(NULL::text, '2024-02-29'::date));
----
NULL|NULL|double precision
SELECT 1

SELECT date_part('hello'::text, '1 mon 2 days 03:04:05.5'::interval), date_part('Äpfel'::text, '-1 year -00:00:01'::interval), date_part(''::text, '-1 year -00:00:01'::interval);
----
error 22023 unit "hello" not recognized for type interval

SELECT date_part(NULL::text, '1 mon 2 days 03:04:05.5'::interval), date_part('hello'::text, NULL::interval), pg_typeof(date_part(NULL::text, '1 mon 2 days 03:04:05.5'::interval));
----
NULL|NULL|double precision
SELECT 1

SELECT date_part('hello'::text, '13:45:06.789'::time), date_part('Äpfel'::text, '24:00'::time), date_part(''::text, '24:00'::time);
----
error 22023 unit "hello" not recognized for type time without time zone

SELECT date_part(NULL::text, '13:45:06.789'::time), date_part('hello'::text, NULL::time), pg_typeof(date_part(NULL::text, '13:45:06.789'::time));
----
NULL|NULL|double precision
SELECT 1

SELECT date_part('hello'::text, '2024-02-29 12:34:56.789012'::timestamp), date_part('Äpfel'::text, '1999-12-31 23:59:59'::timestamp), date_part(''::text, '2024-02-29 12:34:56.789012'::timestamp);
----
error 22023 unit "hello" not recognized for type timestamp without time zone

SELECT date_part(NULL::text, '2024-02-29 12:34:56.789012'::timestamp), date_part('hello'::text, NULL::timestamp), pg_typeof(date_part(NULL::text, '2024-02-29 12:34:56.789012'::timestamp));
----
NULL|NULL|double precision
SELECT 1

SELECT date_part('hello'::text, '2024-02-29 12:34:56.789012+01'::timestamptz), date_part('Äpfel'::text, '1999-12-31 23:59:59-05'::timestamptz), date_part(''::text, '2024-02-29 12:34:56.789012+01'::timestamptz);
----
error 22023 unit "hello" not recognized for type timestamp with time zone

SELECT date_part(NULL::text, '2024-02-29 12:34:56.789012+01'::timestamptz), date_part('hello'::text, NULL::timestamptz), pg_typeof(date_part(NULL::text, '2024-02-29 12:34:56.789012+01'::timestamptz));
----
NULL|NULL|double precision
SELECT 1

SELECT date_part('hello'::text, '13:45:06.789+02'::timetz), date_part('Äpfel'::text, '00:00-08:30'::timetz), date_part(''::text, '00:00-08:30'::timetz);
----
error 22023 unit "hello" not recognized for type time with time zone

SELECT date_part(NULL::text, '13:45:06.789+02'::timetz), date_part('hello'::text, NULL::timetz), pg_typeof(date_part(NULL::text, '13:45:06.789+02'::timetz));
----
NULL|NULL|double precision
SELECT 1

SELECT date_trunc('hello'::text, '1 mon 2 days 03:04:05.5'::interval), date_trunc('Äpfel'::text, '-1 year -00:00:01'::interval), date_trunc(''::text, '-1 year -00:00:01'::interval);
----
error 22023 unit "hello" not recognized for type interval

SELECT date_trunc(NULL::text, '1 mon 2 days 03:04:05.5'::interval), date_trunc('hello'::text, NULL::interval), pg_typeof(date_trunc(NULL::text, '1 mon 2 days 03:04:05.5'::interval));
----
NULL|NULL|interval
SELECT 1

SELECT date_trunc('hello'::text, '2024-02-29 12:34:56.789012'::timestamp), date_trunc('Äpfel'::text, '1999-12-31 23:59:59'::timestamp), date_trunc(''::text, '2024-02-29 12:34:56.789012'::timestamp);
----
error 22023 unit "hello" not recognized for type timestamp without time zone

SELECT date_trunc(NULL::text, '2024-02-29 12:34:56.789012'::timestamp), date_trunc('hello'::text, NULL::timestamp), pg_typeof(date_trunc(NULL::text, '2024-02-29 12:34:56.789012'::timestamp));
----
NULL|NULL|timestamp without time zone
SELECT 1

SELECT date_trunc('hello'::text, '2024-02-29 12:34:56.789012+01'::timestamptz), date_trunc('Äpfel'::text, '1999-12-31 23:59:59-05'::timestamptz), date_trunc(''::text, '2024-02-29 12:34:56.789012+01'::timestamptz);
----
error 22023 unit "hello" not recognized for type timestamp with time zone

SELECT date_trunc(NULL::text, '2024-02-29 12:34:56.789012+01'::timestamptz), date_trunc('hello'::text, NULL::timestamptz), pg_typeof(date_trunc(NULL::text, '2024-02-29 12:34:56.789012+01'::timestamptz));
----
NULL|NULL|timestamp with time zone
SELECT 1

SELECT date_trunc('hello'::text, '2024-02-29 12:34:56.789012+01'::timestamptz, 'hello'::text), date_trunc('Äpfel'::text, '1999-12-31 23:59:59-05'::timestamptz, 'Äpfel'::text), date_trunc(''::text, '2024-02-29 12:34:56.789012+01'::timestamptz, 'Äpfel'::text);
----
error 22023 time zone "hello" not recognized

SELECT date_trunc(NULL::text, '2024-02-29 12:34:56.789012+01'::timestamptz, 'hello'::text), date_trunc('hello'::text, NULL::timestamptz, 'hello'::text), date_trunc('hello'::text, '2024-02-29 12:34:56.789012+01'::timestamptz, NULL::text), pg_typeof(date_trunc(NULL::text, '2024-02-29 12:34:56.789012+01'::timestamptz, 'hello'::text));
----
NULL|NULL|NULL|timestamp with time zone
SELECT 1

SELECT decode('hello'::text, 'hello'::text), decode('Äpfel'::text, 'Äpfel'::text), decode(''::text, 'hello'::text);
----
error 22023 unrecognized encoding: "hello"

SELECT decode(NULL::text, 'hello'::text), decode('hello'::text, NULL::text), pg_typeof(decode(NULL::text, 'hello'::text));
----
NULL|NULL|bytea
SELECT 1

SELECT extract('hello'::text, '2024-02-29'::date), extract('Äpfel'::text, '0044-03-15 BC'::date), extract(''::text, '2024-02-29'::date);
----
error 42601 syntax error at or near "::"

SELECT extract(NULL::text, '2024-02-29'::date), extract('hello'::text, NULL::date), pg_typeof(extract(NULL::text, '2024-02-29'::date));
----
error 42601 syntax error at or near "NULL"

SELECT extract('hello'::text, '1 mon 2 days 03:04:05.5'::interval), extract('Äpfel'::text, '-1 year -00:00:01'::interval), extract(''::text, '-1 year -00:00:01'::interval);
----
error 42601 syntax error at or near "::"

SELECT extract(NULL::text, '1 mon 2 days 03:04:05.5'::interval), extract('hello'::text, NULL::interval), pg_typeof(extract(NULL::text, '1 mon 2 days 03:04:05.5'::interval));
----
error 42601 syntax error at or near "NULL"

SELECT extract('hello'::text, '13:45:06.789'::time), extract('Äpfel'::text, '24:00'::time), extract(''::text, '24:00'::time);
----
error 42601 syntax error at or near "::"

SELECT extract(NULL::text, '13:45:06.789'::time), extract('hello'::text, NULL::time), pg_typeof(extract(NULL::text, '13:45:06.789'::time));
----
error 42601 syntax error at or near "NULL"

SELECT extract('hello'::text, '2024-02-29 12:34:56.789012'::timestamp), extract('Äpfel'::text, '1999-12-31 23:59:59'::timestamp), extract(''::text, '2024-02-29 12:34:56.789012'::timestamp);
----
error 42601 syntax error at or near "::"

SELECT extract(NULL::text, '2024-02-29 12:34:56.789012'::timestamp), extract('hello'::text, NULL::timestamp), pg_typeof(extract(NULL::text, '2024-02-29 12:34:56.789012'::timestamp));
----
error 42601 syntax error at or near "NULL"

SELECT extract('hello'::text, '2024-02-29 12:34:56.789012+01'::timestamptz), extract('Äpfel'::text, '1999-12-31 23:59:59-05'::timestamptz), extract(''::text, '2024-02-29 12:34:56.789012+01'::timestamptz);
----
error 42601 syntax error at or near "::"

SELECT extract(NULL::text, '2024-02-29 12:34:56.789012+01'::timestamptz), extract('hello'::text, NULL::timestamptz), pg_typeof(extract(NULL::text, '2024-02-29 12:34:56.789012+01'::timestamptz));
----
error 42601 syntax error at or near "NULL"

SELECT extract('hello'::text, '13:45:06.789+02'::timetz), extract('Äpfel'::text, '00:00-08:30'::timetz), extract(''::text, '00:00-08:30'::timetz);
----
error 42601 syntax error at or near "::"

SELECT extract(NULL::text, '13:45:06.789+02'::timetz), extract('hello'::text, NULL::timetz), pg_typeof(extract(NULL::text, '13:45:06.789+02'::timetz));
----
error 42601 syntax error at or near "NULL"

SELECT format('hello'::text), format('Äpfel'::text), format(''::text);
----
hello|Äpfel|''
SELECT 1

SELECT format(NULL::text), pg_typeof(format(NULL::text));
----
NULL|text
SELECT 1

SELECT format('hello'::text, 1), format('Äpfel'::text, 'b'::text), format(''::text, 'b'::text);
----
hello|Äpfel|''
SELECT 1

SELECT format(NULL::text, 1), format('hello'::text, NULL::text), pg_typeof(format(NULL::text, 1));
----
NULL|hello|text
SELECT 1

SELECT initcap('hello'::text), initcap('Äpfel'::text), initcap(''::text), initcap(NULL::text), pg_typeof(initcap('hello'::text));
----
Hello|Äpfel|''|NULL|text
SELECT 1

SELECT pg_catalog."is_normalized"('hello'::text, 'hello'::text), pg_catalog."is_normalized"('Äpfel'::text, 'Äpfel'::text), pg_catalog."is_normalized"(''::text, 'hello'::text);
----
error 22023 invalid normalization form: hello

SELECT pg_catalog."is_normalized"(NULL::text, 'hello'::text), pg_catalog."is_normalized"('hello'::text, NULL::text), pg_typeof(pg_catalog."is_normalized"(NULL::text, 'hello'::text));
----
NULL|NULL|boolean
SELECT 1

SELECT left('hello'::text, 5), left('Äpfel'::text, -17), left(''::text, 5);
----
hello|''|''
SELECT 1

SELECT left(NULL::text, 5), left('hello'::text, NULL::int4), pg_typeof(left(NULL::text, 5));
----
NULL|NULL|text
SELECT 1

SELECT length('hello'::text), length('Äpfel'::text), length(''::text), length(NULL::text), pg_typeof(length('hello'::text));
----
5|5|0|NULL|integer
SELECT 1

SELECT like('hello'::text, 'hello'::text), like('Äpfel'::text, 'Äpfel'::text), like(''::text, 'hello'::text);
----
t|t|f
SELECT 1

SELECT like(NULL::text, 'hello'::text), like('hello'::text, NULL::text), pg_typeof(like(NULL::text, 'hello'::text));
----
NULL|NULL|boolean
SELECT 1

SELECT like_escape('hello'::text, 'hello'::text), like_escape('Äpfel'::text, 'Äpfel'::text), like_escape(''::text, 'hello'::text);
----
error 22025 invalid escape string; ; Escape string must be empty or one character.

SELECT like_escape(NULL::text, 'hello'::text), like_escape('hello'::text, NULL::text), pg_typeof(like_escape(NULL::text, 'hello'::text));
----
NULL|NULL|text
SELECT 1

SELECT lower('hello'::text), lower('Äpfel'::text), lower(''::text), lower(NULL::text), pg_typeof(lower('hello'::text));
----
hello|äpfel|''|NULL|text
SELECT 1

SELECT lpad('hello'::text, 5), lpad('Äpfel'::text, -17), lpad(''::text, 5);
----
hello|''|     
SELECT 1

SELECT lpad(NULL::text, 5), lpad('hello'::text, NULL::int4), pg_typeof(lpad(NULL::text, 5));
----
NULL|NULL|text
SELECT 1

SELECT lpad('hello'::text, 5, 'hello'::text), lpad('Äpfel'::text, -17, 'Äpfel'::text), lpad(''::text, 5, 'Äpfel'::text);
----
hello|''|Äpfel
SELECT 1

SELECT lpad(NULL::text, 5, 'hello'::text), lpad('hello'::text, NULL::int4, 'hello'::text), lpad('hello'::text, 5, NULL::text), pg_typeof(lpad(NULL::text, 5, 'hello'::text));
----
NULL|NULL|NULL|text
SELECT 1

SELECT ltrim('hello'::text), ltrim('Äpfel'::text), ltrim(''::text), ltrim(NULL::text), pg_typeof(ltrim('hello'::text));
----
hello|Äpfel|''|NULL|text
SELECT 1

SELECT ltrim('hello'::text, 'hello'::text), ltrim('Äpfel'::text, 'Äpfel'::text), ltrim(''::text, 'hello'::text);
----
''|''|''
SELECT 1

SELECT ltrim(NULL::text, 'hello'::text), ltrim('hello'::text, NULL::text), pg_typeof(ltrim(NULL::text, 'hello'::text));
----
NULL|NULL|text
SELECT 1

SELECT md5('hello'::text), md5('Äpfel'::text), md5(''::text), md5(NULL::text), pg_typeof(md5('hello'::text));
----
5d41402abc4b2a76b9719d911017c592|16114a0b3232bc9a8f978311387e74f2|d41d8cd98f00b204e9800998ecf8427e|NULL|text
SELECT 1

SELECT name('hello'::text), name('Äpfel'::text), name(''::text), name(NULL::text), pg_typeof(name('hello'::text));
----
hello|Äpfel|''|NULL|name
SELECT 1

SELECT pg_catalog."normalize"('hello'::text, 'hello'::text), pg_catalog."normalize"('Äpfel'::text, 'Äpfel'::text), pg_catalog."normalize"(''::text, 'hello'::text);
----
error 22023 invalid normalization form: hello

SELECT pg_catalog."normalize"(NULL::text, 'hello'::text), pg_catalog."normalize"('hello'::text, NULL::text), pg_typeof(pg_catalog."normalize"(NULL::text, 'hello'::text));
----
NULL|NULL|text
SELECT 1

SELECT notlike('hello'::text, 'hello'::text), notlike('Äpfel'::text, 'Äpfel'::text), notlike(''::text, 'hello'::text);
----
f|f|t
SELECT 1

SELECT notlike(NULL::text, 'hello'::text), notlike('hello'::text, NULL::text), pg_typeof(notlike(NULL::text, 'hello'::text));
----
NULL|NULL|boolean
SELECT 1

SELECT octet_length('hello'::text), octet_length('Äpfel'::text), octet_length(''::text), octet_length(NULL::text), pg_typeof(octet_length('hello'::text));
----
5|6|0|NULL|integer
SELECT 1

SELECT overlay('hello'::text, 'hello'::text, 5), overlay('Äpfel'::text, 'Äpfel'::text, -17), overlay(''::text, 'hello'::text, -17);
----
error 22011 negative substring length not allowed

SELECT overlay(NULL::text, 'hello'::text, 5), overlay('hello'::text, NULL::text, 5), overlay('hello'::text, 'hello'::text, NULL::int4), pg_typeof(overlay(NULL::text, 'hello'::text, 5));
----
NULL|NULL|NULL|text
SELECT 1

SELECT overlay('hello'::text, 'hello'::text, 5, 5), overlay('Äpfel'::text, 'Äpfel'::text, -17, -17), overlay(''::text, 'hello'::text, -17, 2147483647);
----
error 22011 negative substring length not allowed

SELECT overlay(NULL::text, 'hello'::text, 5, 5), overlay('hello'::text, NULL::text, 5, 5), overlay('hello'::text, 'hello'::text, NULL::int4, 5), overlay('hello'::text, 'hello'::text, 5, NULL::int4), pg_typeof(overlay(NULL::text, 'hello'::text, 5, 5));
----
NULL|NULL|NULL|NULL|text
SELECT 1

SELECT parse_ident('hello'::text, true), parse_ident('Äpfel'::text, false), parse_ident(''::text, false);
----
error 22023 string is not a valid identifier: ""

SELECT parse_ident(NULL::text, true), parse_ident('hello'::text, NULL::bool), pg_typeof(parse_ident(NULL::text, true));
----
NULL|NULL|text[]
SELECT 1

SELECT phraseto_tsquery('hello'::text), phraseto_tsquery('Äpfel'::text), phraseto_tsquery(''::text), phraseto_tsquery(NULL::text), pg_typeof(phraseto_tsquery('hello'::text));
----
'hello'|'äpfel'|''|NULL|tsquery
SELECT 1

SELECT plainto_tsquery('hello'::text), plainto_tsquery('Äpfel'::text), plainto_tsquery(''::text), plainto_tsquery(NULL::text), pg_typeof(plainto_tsquery('hello'::text));
----
'hello'|'äpfel'|''|NULL|tsquery
SELECT 1

SELECT pg_catalog."position"('hello'::text, 'hello'::text), pg_catalog."position"('Äpfel'::text, 'Äpfel'::text), pg_catalog."position"(''::text, 'hello'::text);
----
1|1|0
SELECT 1

SELECT pg_catalog."position"(NULL::text, 'hello'::text), pg_catalog."position"('hello'::text, NULL::text), pg_typeof(pg_catalog."position"(NULL::text, 'hello'::text));
----
NULL|NULL|integer
SELECT 1

SELECT quote_ident('hello'::text), quote_ident('Äpfel'::text), quote_ident(''::text), quote_ident(NULL::text), pg_typeof(quote_ident('hello'::text));
----
hello|"Äpfel"|""|NULL|text
SELECT 1

SELECT quote_literal('hello'::text), quote_literal('Äpfel'::text), quote_literal(''::text), quote_literal(NULL::text), pg_typeof(quote_literal('hello'::text));
----
'hello'|'Äpfel'|''|NULL|text
SELECT 1

SELECT quote_nullable('hello'::text), quote_nullable('Äpfel'::text), quote_nullable(''::text);
----
'hello'|'Äpfel'|''
SELECT 1

SELECT quote_nullable(NULL::text), pg_typeof(quote_nullable(NULL::text));
----
NULL|text
SELECT 1

SELECT regclass('hello'::text), regclass('Äpfel'::text), regclass(''::text), regclass(NULL::text), pg_typeof(regclass('hello'::text));
----
error 42P01 relation "hello" does not exist

SELECT regexp_count('hello'::text, 'hello'::text), regexp_count('Äpfel'::text, 'Äpfel'::text), regexp_count(''::text, 'hello'::text);
----
1|1|0
SELECT 1

SELECT regexp_count(NULL::text, 'hello'::text), regexp_count('hello'::text, NULL::text), pg_typeof(regexp_count(NULL::text, 'hello'::text));
----
NULL|NULL|integer
SELECT 1

SELECT regexp_count('hello'::text, 'hello'::text, 5), regexp_count('Äpfel'::text, 'Äpfel'::text, -17), regexp_count(''::text, 'hello'::text, -17);
----
error 22023 invalid value for parameter "start": -17

SELECT regexp_count(NULL::text, 'hello'::text, 5), regexp_count('hello'::text, NULL::text, 5), regexp_count('hello'::text, 'hello'::text, NULL::int4), pg_typeof(regexp_count(NULL::text, 'hello'::text, 5));
----
NULL|NULL|NULL|integer
SELECT 1

SELECT regexp_count('hello'::text, 'hello'::text, 5, 'hello'::text), regexp_count('Äpfel'::text, 'Äpfel'::text, -17, 'Äpfel'::text), regexp_count(''::text, 'hello'::text, -17, ''::text);
----
error 22023 invalid regular expression option: "h"

SELECT regexp_count(NULL::text, 'hello'::text, 5, 'hello'::text), regexp_count('hello'::text, NULL::text, 5, 'hello'::text), regexp_count('hello'::text, 'hello'::text, NULL::int4, 'hello'::text), regexp_count('hello'::text, 'hello'::text, 5, NULL::text), pg_typeof(regexp_count(NULL::text, 'hello'::text, 5, 'hello'::text));
----
NULL|NULL|NULL|NULL|integer
SELECT 1

SELECT regexp_instr('hello'::text, 'hello'::text), regexp_instr('Äpfel'::text, 'Äpfel'::text), regexp_instr(''::text, 'hello'::text);
----
1|1|0
SELECT 1

SELECT regexp_instr(NULL::text, 'hello'::text), regexp_instr('hello'::text, NULL::text), pg_typeof(regexp_instr(NULL::text, 'hello'::text));
----
NULL|NULL|integer
SELECT 1

SELECT regexp_instr('hello'::text, 'hello'::text, 5), regexp_instr('Äpfel'::text, 'Äpfel'::text, -17), regexp_instr(''::text, 'hello'::text, -17);
----
error 22023 invalid value for parameter "start": -17

SELECT regexp_instr(NULL::text, 'hello'::text, 5), regexp_instr('hello'::text, NULL::text, 5), regexp_instr('hello'::text, 'hello'::text, NULL::int4), pg_typeof(regexp_instr(NULL::text, 'hello'::text, 5));
----
NULL|NULL|NULL|integer
SELECT 1

SELECT regexp_instr('hello'::text, 'hello'::text, 5, 5), regexp_instr('Äpfel'::text, 'Äpfel'::text, -17, -17), regexp_instr(''::text, 'hello'::text, -17, 2147483647);
----
error 22023 invalid value for parameter "start": -17

SELECT regexp_instr(NULL::text, 'hello'::text, 5, 5), regexp_instr('hello'::text, NULL::text, 5, 5), regexp_instr('hello'::text, 'hello'::text, NULL::int4, 5), regexp_instr('hello'::text, 'hello'::text, 5, NULL::int4), pg_typeof(regexp_instr(NULL::text, 'hello'::text, 5, 5));
----
NULL|NULL|NULL|NULL|integer
SELECT 1

SELECT regexp_instr('hello'::text, 'hello'::text, 5, 5, 5), regexp_instr('Äpfel'::text, 'Äpfel'::text, -17, -17, -17), regexp_instr(''::text, 'hello'::text, -17, 2147483647, 5);
----
error 22023 invalid value for parameter "endoption": 5

SELECT regexp_instr(NULL::text, 'hello'::text, 5, 5, 5), regexp_instr('hello'::text, NULL::text, 5, 5, 5), regexp_instr('hello'::text, 'hello'::text, NULL::int4, 5, 5), regexp_instr('hello'::text, 'hello'::text, 5, NULL::int4, 5), regexp_instr('hello'::text, 'hello'::text, 5, 5, NULL::int4), pg_typeof(regexp_instr(NULL::text, 'hello'::text, 5, 5, 5));
----
NULL|NULL|NULL|NULL|NULL|integer
SELECT 1

SELECT regexp_instr('hello'::text, 'hello'::text, 5, 5, 5, 'hello'::text), regexp_instr('Äpfel'::text, 'Äpfel'::text, -17, -17, -17, 'Äpfel'::text), regexp_instr(''::text, 'hello'::text, -17, 2147483647, 5, 'Äpfel'::text);
----
error 22023 invalid value for parameter "endoption": 5

SELECT regexp_instr(NULL::text, 'hello'::text, 5, 5, 5, 'hello'::text), regexp_instr('hello'::text, NULL::text, 5, 5, 5, 'hello'::text), regexp_instr('hello'::text, 'hello'::text, NULL::int4, 5, 5, 'hello'::text), regexp_instr('hello'::text, 'hello'::text, 5, NULL::int4, 5, 'hello'::text), regexp_instr('hello'::text, 'hello'::text, 5, 5, NULL::int4, 'hello'::text), regexp_instr('hello'::text, 'hello'::text, 5, 5, 5, NULL::text), pg_typeof(regexp_instr(NULL::text, 'hello'::text, 5, 5, 5, 'hello'::text));
----
NULL|NULL|NULL|NULL|NULL|NULL|integer
SELECT 1

SELECT regexp_instr('hello'::text, 'hello'::text, 5, 5, 5, 'hello'::text, 5), regexp_instr('Äpfel'::text, 'Äpfel'::text, -17, -17, -17, 'Äpfel'::text, -17), regexp_instr(''::text, 'hello'::text, -17, 2147483647, 5, 'Äpfel'::text, 2147483647);
----
error 22023 invalid value for parameter "endoption": 5

SELECT regexp_instr(NULL::text, 'hello'::text, 5, 5, 5, 'hello'::text, 5), regexp_instr('hello'::text, NULL::text, 5, 5, 5, 'hello'::text, 5), regexp_instr('hello'::text, 'hello'::text, NULL::int4, 5, 5, 'hello'::text, 5), regexp_instr('hello'::text, 'hello'::text, 5, NULL::int4, 5, 'hello'::text, 5), regexp_instr('hello'::text, 'hello'::text, 5, 5, NULL::int4, 'hello'::text, 5), regexp_instr('hello'::text, 'hello'::text, 5, 5, 5, NULL::text, 5), regexp_instr('hello'::text, 'hello'::text, 5, 5, 5, 'hello'::text, NULL::int4), pg_typeof(regexp_instr(NULL::text, 'hello'::text, 5, 5, 5, 'hello'::text, 5));
----
NULL|NULL|NULL|NULL|NULL|NULL|NULL|integer
SELECT 1

SELECT regexp_like('hello'::text, 'hello'::text), regexp_like('Äpfel'::text, 'Äpfel'::text), regexp_like(''::text, 'hello'::text);
----
t|t|f
SELECT 1

SELECT regexp_like(NULL::text, 'hello'::text), regexp_like('hello'::text, NULL::text), pg_typeof(regexp_like(NULL::text, 'hello'::text));
----
NULL|NULL|boolean
SELECT 1

SELECT regexp_like('hello'::text, 'hello'::text, 'hello'::text), regexp_like('Äpfel'::text, 'Äpfel'::text, 'Äpfel'::text), regexp_like(''::text, 'hello'::text, 'Äpfel'::text);
----
error 22023 invalid regular expression option: "h"

SELECT regexp_like(NULL::text, 'hello'::text, 'hello'::text), regexp_like('hello'::text, NULL::text, 'hello'::text), regexp_like('hello'::text, 'hello'::text, NULL::text), pg_typeof(regexp_like(NULL::text, 'hello'::text, 'hello'::text));
----
NULL|NULL|NULL|boolean
SELECT 1

SELECT regexp_match('hello'::text, 'hello'::text), regexp_match('Äpfel'::text, 'Äpfel'::text), regexp_match(''::text, 'hello'::text);
----
{hello}|{Äpfel}|NULL
SELECT 1

SELECT regexp_match(NULL::text, 'hello'::text), regexp_match('hello'::text, NULL::text), pg_typeof(regexp_match(NULL::text, 'hello'::text));
----
NULL|NULL|text[]
SELECT 1

SELECT regexp_match('hello'::text, 'hello'::text, 'hello'::text), regexp_match('Äpfel'::text, 'Äpfel'::text, 'Äpfel'::text), regexp_match(''::text, 'hello'::text, 'Äpfel'::text);
----
error 22023 invalid regular expression option: "h"

SELECT regexp_match(NULL::text, 'hello'::text, 'hello'::text), regexp_match('hello'::text, NULL::text, 'hello'::text), regexp_match('hello'::text, 'hello'::text, NULL::text), pg_typeof(regexp_match(NULL::text, 'hello'::text, 'hello'::text));
----
NULL|NULL|NULL|text[]
SELECT 1

SELECT * FROM regexp_matches('hello'::text, 'hello'::text);
----
{hello}
SELECT 1

SELECT * FROM regexp_matches('Äpfel'::text, 'Äpfel'::text);
----
{Äpfel}
SELECT 1

SELECT * FROM regexp_matches('hello'::text, 'hello'::text, 'hello'::text);
----
error 22023 invalid regular expression option: "h"

SELECT * FROM regexp_matches('Äpfel'::text, 'Äpfel'::text, 'Äpfel'::text);
----
error 22023 invalid regular expression option: "Ä"

SELECT regexp_replace('hello'::text, 'hello'::text, 'hello'::text), regexp_replace('Äpfel'::text, 'Äpfel'::text, 'Äpfel'::text), regexp_replace(''::text, 'hello'::text, 'Äpfel'::text);
----
hello|Äpfel|''
SELECT 1

SELECT regexp_replace(NULL::text, 'hello'::text, 'hello'::text), regexp_replace('hello'::text, NULL::text, 'hello'::text), regexp_replace('hello'::text, 'hello'::text, NULL::text), pg_typeof(regexp_replace(NULL::text, 'hello'::text, 'hello'::text));
----
NULL|NULL|NULL|text
SELECT 1

SELECT regexp_replace('hello'::text, 'hello'::text, 'hello'::text, 5), regexp_replace('Äpfel'::text, 'Äpfel'::text, 'Äpfel'::text, -17), regexp_replace(''::text, 'hello'::text, 'Äpfel'::text, 2147483647);
----
error 22023 invalid value for parameter "start": -17

SELECT regexp_replace(NULL::text, 'hello'::text, 'hello'::text, 5), regexp_replace('hello'::text, NULL::text, 'hello'::text, 5), regexp_replace('hello'::text, 'hello'::text, NULL::text, 5), regexp_replace('hello'::text, 'hello'::text, 'hello'::text, NULL::int4), pg_typeof(regexp_replace(NULL::text, 'hello'::text, 'hello'::text, 5));
----
NULL|NULL|NULL|NULL|text
SELECT 1

SELECT regexp_replace('hello'::text, 'hello'::text, 'hello'::text, 5, 5), regexp_replace('Äpfel'::text, 'Äpfel'::text, 'Äpfel'::text, -17, -17), regexp_replace(''::text, 'hello'::text, 'Äpfel'::text, 2147483647, 5);
----
error 22023 invalid value for parameter "start": -17

SELECT regexp_replace(NULL::text, 'hello'::text, 'hello'::text, 5, 5), regexp_replace('hello'::text, NULL::text, 'hello'::text, 5, 5), regexp_replace('hello'::text, 'hello'::text, NULL::text, 5, 5), regexp_replace('hello'::text, 'hello'::text, 'hello'::text, NULL::int4, 5), regexp_replace('hello'::text, 'hello'::text, 'hello'::text, 5, NULL::int4), pg_typeof(regexp_replace(NULL::text, 'hello'::text, 'hello'::text, 5, 5));
----
NULL|NULL|NULL|NULL|NULL|text
SELECT 1

SELECT regexp_replace('hello'::text, 'hello'::text, 'hello'::text, 5, 5, 'hello'::text), regexp_replace('Äpfel'::text, 'Äpfel'::text, 'Äpfel'::text, -17, -17, 'Äpfel'::text), regexp_replace(''::text, 'hello'::text, 'Äpfel'::text, 2147483647, 5, 'Äpfel'::text);
----
error 22023 invalid regular expression option: "h"

SELECT regexp_replace(NULL::text, 'hello'::text, 'hello'::text, 5, 5, 'hello'::text), regexp_replace('hello'::text, NULL::text, 'hello'::text, 5, 5, 'hello'::text), regexp_replace('hello'::text, 'hello'::text, NULL::text, 5, 5, 'hello'::text), regexp_replace('hello'::text, 'hello'::text, 'hello'::text, NULL::int4, 5, 'hello'::text), regexp_replace('hello'::text, 'hello'::text, 'hello'::text, 5, NULL::int4, 'hello'::text), regexp_replace('hello'::text, 'hello'::text, 'hello'::text, 5, 5, NULL::text), pg_typeof(regexp_replace(NULL::text, 'hello'::text, 'hello'::text, 5, 5, 'hello'::text));
----
NULL|NULL|NULL|NULL|NULL|NULL|text
SELECT 1

SELECT regexp_replace('hello'::text, 'hello'::text, 'hello'::text, 'hello'::text), regexp_replace('Äpfel'::text, 'Äpfel'::text, 'Äpfel'::text, 'Äpfel'::text), regexp_replace(''::text, 'hello'::text, 'Äpfel'::text, ''::text);
----
error 22023 invalid regular expression option: "h"

SELECT regexp_replace(NULL::text, 'hello'::text, 'hello'::text, 'hello'::text), regexp_replace('hello'::text, NULL::text, 'hello'::text, 'hello'::text), regexp_replace('hello'::text, 'hello'::text, NULL::text, 'hello'::text), regexp_replace('hello'::text, 'hello'::text, 'hello'::text, NULL::text), pg_typeof(regexp_replace(NULL::text, 'hello'::text, 'hello'::text, 'hello'::text));
----
NULL|NULL|NULL|NULL|text
SELECT 1

SELECT regexp_split_to_array('hello'::text, 'hello'::text), regexp_split_to_array('Äpfel'::text, 'Äpfel'::text), regexp_split_to_array(''::text, 'hello'::text);
----
{"",""}|{"",""}|{""}
SELECT 1

SELECT regexp_split_to_array(NULL::text, 'hello'::text), regexp_split_to_array('hello'::text, NULL::text), pg_typeof(regexp_split_to_array(NULL::text, 'hello'::text));
----
NULL|NULL|text[]
SELECT 1

SELECT regexp_split_to_array('hello'::text, 'hello'::text, 'hello'::text), regexp_split_to_array('Äpfel'::text, 'Äpfel'::text, 'Äpfel'::text), regexp_split_to_array(''::text, 'hello'::text, 'Äpfel'::text);
----
error 22023 invalid regular expression option: "h"

SELECT regexp_split_to_array(NULL::text, 'hello'::text, 'hello'::text), regexp_split_to_array('hello'::text, NULL::text, 'hello'::text), regexp_split_to_array('hello'::text, 'hello'::text, NULL::text), pg_typeof(regexp_split_to_array(NULL::text, 'hello'::text, 'hello'::text));
----
NULL|NULL|NULL|text[]
SELECT 1

SELECT * FROM regexp_split_to_table('hello'::text, 'hello'::text);
----
''
''
SELECT 2

SELECT * FROM regexp_split_to_table('Äpfel'::text, 'Äpfel'::text);
----
''
''
SELECT 2

SELECT * FROM regexp_split_to_table('hello'::text, 'hello'::text, 'hello'::text);
----
error 22023 invalid regular expression option: "h"

SELECT * FROM regexp_split_to_table('Äpfel'::text, 'Äpfel'::text, 'Äpfel'::text);
----
error 22023 invalid regular expression option: "Ä"

SELECT regexp_substr('hello'::text, 'hello'::text), regexp_substr('Äpfel'::text, 'Äpfel'::text), regexp_substr(''::text, 'hello'::text);
----
hello|Äpfel|NULL
SELECT 1

SELECT regexp_substr(NULL::text, 'hello'::text), regexp_substr('hello'::text, NULL::text), pg_typeof(regexp_substr(NULL::text, 'hello'::text));
----
NULL|NULL|text
SELECT 1

SELECT regexp_substr('hello'::text, 'hello'::text, 5), regexp_substr('Äpfel'::text, 'Äpfel'::text, -17), regexp_substr(''::text, 'hello'::text, -17);
----
error 22023 invalid value for parameter "start": -17

SELECT regexp_substr(NULL::text, 'hello'::text, 5), regexp_substr('hello'::text, NULL::text, 5), regexp_substr('hello'::text, 'hello'::text, NULL::int4), pg_typeof(regexp_substr(NULL::text, 'hello'::text, 5));
----
NULL|NULL|NULL|text
SELECT 1

SELECT regexp_substr('hello'::text, 'hello'::text, 5, 5), regexp_substr('Äpfel'::text, 'Äpfel'::text, -17, -17), regexp_substr(''::text, 'hello'::text, -17, 2147483647);
----
error 22023 invalid value for parameter "start": -17

SELECT regexp_substr(NULL::text, 'hello'::text, 5, 5), regexp_substr('hello'::text, NULL::text, 5, 5), regexp_substr('hello'::text, 'hello'::text, NULL::int4, 5), regexp_substr('hello'::text, 'hello'::text, 5, NULL::int4), pg_typeof(regexp_substr(NULL::text, 'hello'::text, 5, 5));
----
NULL|NULL|NULL|NULL|text
SELECT 1

SELECT regexp_substr('hello'::text, 'hello'::text, 5, 5, 'hello'::text), regexp_substr('Äpfel'::text, 'Äpfel'::text, -17, -17, 'Äpfel'::text), regexp_substr(''::text, 'hello'::text, -17, 2147483647, 'hello'::text);
----
error 22023 invalid regular expression option: "h"

SELECT regexp_substr(NULL::text, 'hello'::text, 5, 5, 'hello'::text), regexp_substr('hello'::text, NULL::text, 5, 5, 'hello'::text), regexp_substr('hello'::text, 'hello'::text, NULL::int4, 5, 'hello'::text), regexp_substr('hello'::text, 'hello'::text, 5, NULL::int4, 'hello'::text), regexp_substr('hello'::text, 'hello'::text, 5, 5, NULL::text), pg_typeof(regexp_substr(NULL::text, 'hello'::text, 5, 5, 'hello'::text));
----
NULL|NULL|NULL|NULL|NULL|text
SELECT 1

SELECT regexp_substr('hello'::text, 'hello'::text, 5, 5, 'hello'::text, 5), regexp_substr('Äpfel'::text, 'Äpfel'::text, -17, -17, 'Äpfel'::text, -17), regexp_substr(''::text, 'hello'::text, -17, 2147483647, 'hello'::text, -17);
----
error 22023 invalid regular expression option: "h"

SELECT regexp_substr(NULL::text, 'hello'::text, 5, 5, 'hello'::text, 5), regexp_substr('hello'::text, NULL::text, 5, 5, 'hello'::text, 5), regexp_substr('hello'::text, 'hello'::text, NULL::int4, 5, 'hello'::text, 5), regexp_substr('hello'::text, 'hello'::text, 5, NULL::int4, 'hello'::text, 5), regexp_substr('hello'::text, 'hello'::text, 5, 5, NULL::text, 5), regexp_substr('hello'::text, 'hello'::text, 5, 5, 'hello'::text, NULL::int4), pg_typeof(regexp_substr(NULL::text, 'hello'::text, 5, 5, 'hello'::text, 5));
----
NULL|NULL|NULL|NULL|NULL|NULL|text
SELECT 1

SELECT repeat('hello'::text, 5), repeat('Äpfel'::text, -17), repeat(''::text, 5);
----
hellohellohellohellohello|''|''
SELECT 1

SELECT repeat(NULL::text, 5), repeat('hello'::text, NULL::int4), pg_typeof(repeat(NULL::text, 5));
----
NULL|NULL|text
SELECT 1

SELECT replace('hello'::text, 'hello'::text, 'hello'::text), replace('Äpfel'::text, 'Äpfel'::text, 'Äpfel'::text), replace(''::text, 'hello'::text, 'Äpfel'::text);
----
hello|Äpfel|''
SELECT 1

SELECT replace(NULL::text, 'hello'::text, 'hello'::text), replace('hello'::text, NULL::text, 'hello'::text), replace('hello'::text, 'hello'::text, NULL::text), pg_typeof(replace(NULL::text, 'hello'::text, 'hello'::text));
----
NULL|NULL|NULL|text
SELECT 1

SELECT reverse('hello'::text), reverse('Äpfel'::text), reverse(''::text), reverse(NULL::text), pg_typeof(reverse('hello'::text));
----
olleh|lefpÄ|''|NULL|text
SELECT 1

SELECT right('hello'::text, 5), right('Äpfel'::text, -17), right(''::text, 5);
----
hello|''|''
SELECT 1

SELECT right(NULL::text, 5), right('hello'::text, NULL::int4), pg_typeof(right(NULL::text, 5));
----
NULL|NULL|text
SELECT 1

SELECT rpad('hello'::text, 5), rpad('Äpfel'::text, -17), rpad(''::text, 5);
----
hello|''|     
SELECT 1

SELECT rpad(NULL::text, 5), rpad('hello'::text, NULL::int4), pg_typeof(rpad(NULL::text, 5));
----
NULL|NULL|text
SELECT 1

SELECT rpad('hello'::text, 5, 'hello'::text), rpad('Äpfel'::text, -17, 'Äpfel'::text), rpad(''::text, 5, 'Äpfel'::text);
----
hello|''|Äpfel
SELECT 1

SELECT rpad(NULL::text, 5, 'hello'::text), rpad('hello'::text, NULL::int4, 'hello'::text), rpad('hello'::text, 5, NULL::text), pg_typeof(rpad(NULL::text, 5, 'hello'::text));
----
NULL|NULL|NULL|text
SELECT 1

SELECT rtrim('hello'::text), rtrim('Äpfel'::text), rtrim(''::text), rtrim(NULL::text), pg_typeof(rtrim('hello'::text));
----
hello|Äpfel|''|NULL|text
SELECT 1

SELECT rtrim('hello'::text, 'hello'::text), rtrim('Äpfel'::text, 'Äpfel'::text), rtrim(''::text, 'hello'::text);
----
''|''|''
SELECT 1

SELECT rtrim(NULL::text, 'hello'::text), rtrim('hello'::text, NULL::text), pg_typeof(rtrim(NULL::text, 'hello'::text));
----
NULL|NULL|text
SELECT 1

SELECT set_config('hello'::text, 'hello'::text, true), set_config('Äpfel'::text, 'Äpfel'::text, false), set_config(''::text, 'hello'::text, true);
----
error 42704 unrecognized configuration parameter "hello"

SELECT set_config(NULL::text, 'hello'::text, true), set_config('hello'::text, NULL::text, true), set_config('hello'::text, 'hello'::text, NULL::bool), pg_typeof(set_config(NULL::text, 'hello'::text, true));
----
error 22004 SET requires parameter name

SELECT similar_escape('hello'::text, 'hello'::text), similar_escape('Äpfel'::text, 'Äpfel'::text), similar_escape(''::text, 'hello'::text);
----
error 22025 invalid escape string; ; Escape string must be empty or one character.

SELECT similar_escape(NULL::text, 'hello'::text), similar_escape('hello'::text, NULL::text), pg_typeof(similar_escape(NULL::text, 'hello'::text));
----
NULL|^(?:hello)$|text
SELECT 1

SELECT similar_to_escape('hello'::text), similar_to_escape('Äpfel'::text), similar_to_escape(''::text), similar_to_escape(NULL::text), pg_typeof(similar_to_escape('hello'::text));
----
^(?:hello)$|^(?:Äpfel)$|^(?:)$|NULL|text
SELECT 1

SELECT similar_to_escape('hello'::text, 'hello'::text), similar_to_escape('Äpfel'::text, 'Äpfel'::text), similar_to_escape(''::text, 'hello'::text);
----
error 22025 invalid escape string; ; Escape string must be empty or one character.

SELECT similar_to_escape(NULL::text, 'hello'::text), similar_to_escape('hello'::text, NULL::text), pg_typeof(similar_to_escape(NULL::text, 'hello'::text));
----
NULL|NULL|text
SELECT 1

SELECT split_part('hello'::text, 'hello'::text, 5), split_part('Äpfel'::text, 'Äpfel'::text, -17), split_part(''::text, 'hello'::text, -17);
----
''|''|''
SELECT 1

SELECT split_part(NULL::text, 'hello'::text, 5), split_part('hello'::text, NULL::text, 5), split_part('hello'::text, 'hello'::text, NULL::int4), pg_typeof(split_part(NULL::text, 'hello'::text, 5));
----
NULL|NULL|NULL|text
SELECT 1

SELECT string_to_array('hello'::text, 'hello'::text), string_to_array('Äpfel'::text, 'Äpfel'::text), string_to_array(''::text, 'hello'::text);
----
{"",""}|{"",""}|{}
SELECT 1

SELECT string_to_array(NULL::text, 'hello'::text), string_to_array('hello'::text, NULL::text), pg_typeof(string_to_array(NULL::text, 'hello'::text));
----
NULL|{h,e,l,l,o}|text[]
SELECT 1

SELECT string_to_array('hello'::text, 'hello'::text, 'hello'::text), string_to_array('Äpfel'::text, 'Äpfel'::text, 'Äpfel'::text), string_to_array(''::text, 'hello'::text, 'Äpfel'::text);
----
{"",""}|{"",""}|{}
SELECT 1

SELECT string_to_array(NULL::text, 'hello'::text, 'hello'::text), string_to_array('hello'::text, NULL::text, 'hello'::text), string_to_array('hello'::text, 'hello'::text, NULL::text), pg_typeof(string_to_array(NULL::text, 'hello'::text, 'hello'::text));
----
NULL|{h,e,l,l,o}|{"",""}|text[]
SELECT 1

SELECT * FROM string_to_table('hello'::text, 'hello'::text);
----
''
''
SELECT 2

SELECT * FROM string_to_table('Äpfel'::text, 'Äpfel'::text);
----
''
''
SELECT 2

SELECT * FROM string_to_table('hello'::text, 'hello'::text, 'hello'::text);
----
''
''
SELECT 2

SELECT * FROM string_to_table('Äpfel'::text, 'Äpfel'::text, 'Äpfel'::text);
----
''
''
SELECT 2

SELECT strpos('hello'::text, 'hello'::text), strpos('Äpfel'::text, 'Äpfel'::text), strpos(''::text, 'hello'::text);
----
1|1|0
SELECT 1

SELECT strpos(NULL::text, 'hello'::text), strpos('hello'::text, NULL::text), pg_typeof(strpos(NULL::text, 'hello'::text));
----
NULL|NULL|integer
SELECT 1

SELECT substr('hello'::text, 5), substr('Äpfel'::text, -17), substr(''::text, 5);
----
o|Äpfel|''
SELECT 1

SELECT substr(NULL::text, 5), substr('hello'::text, NULL::int4), pg_typeof(substr(NULL::text, 5));
----
NULL|NULL|text
SELECT 1

SELECT substr('hello'::text, 5, 5), substr('Äpfel'::text, -17, -17), substr(''::text, 5, -17);
----
error 22011 negative substring length not allowed

SELECT substr(NULL::text, 5, 5), substr('hello'::text, NULL::int4, 5), substr('hello'::text, 5, NULL::int4), pg_typeof(substr(NULL::text, 5, 5));
----
NULL|NULL|NULL|text
SELECT 1

SELECT substring('hello'::text, 5), substring('Äpfel'::text, -17), substring(''::text, 5);
----
o|Äpfel|''
SELECT 1

SELECT substring(NULL::text, 5), substring('hello'::text, NULL::int4), pg_typeof(substring(NULL::text, 5));
----
NULL|NULL|text
SELECT 1

SELECT substring('hello'::text, 5, 5), substring('Äpfel'::text, -17, -17), substring(''::text, 5, -17);
----
error 22011 negative substring length not allowed

SELECT substring(NULL::text, 5, 5), substring('hello'::text, NULL::int4, 5), substring('hello'::text, 5, NULL::int4), pg_typeof(substring(NULL::text, 5, 5));
----
NULL|NULL|NULL|text
SELECT 1

SELECT substring('hello'::text, 'hello'::text), substring('Äpfel'::text, 'Äpfel'::text), substring(''::text, 'hello'::text);
----
hello|Äpfel|NULL
SELECT 1

SELECT substring(NULL::text, 'hello'::text), substring('hello'::text, NULL::text), pg_typeof(substring(NULL::text, 'hello'::text));
----
NULL|NULL|text
SELECT 1

SELECT substring('hello'::text, 'hello'::text, 'hello'::text), substring('Äpfel'::text, 'Äpfel'::text, 'Äpfel'::text), substring(''::text, 'hello'::text, 'Äpfel'::text);
----
error 22025 invalid escape string; ; Escape string must be empty or one character.

SELECT substring(NULL::text, 'hello'::text, 'hello'::text), substring('hello'::text, NULL::text, 'hello'::text), substring('hello'::text, 'hello'::text, NULL::text), pg_typeof(substring(NULL::text, 'hello'::text, 'hello'::text));
----
NULL|NULL|NULL|text
SELECT 1

SELECT textlen('hello'::text), textlen('Äpfel'::text), textlen(''::text), textlen(NULL::text), pg_typeof(textlen('hello'::text));
----
5|5|0|NULL|integer
SELECT 1

SELECT timezone('hello'::text, '2024-02-29 12:34:56.789012'::timestamp), timezone('Äpfel'::text, '1999-12-31 23:59:59'::timestamp), timezone(''::text, '2024-02-29 12:34:56.789012'::timestamp);
----
error 22023 time zone "hello" not recognized

SELECT timezone(NULL::text, '2024-02-29 12:34:56.789012'::timestamp), timezone('hello'::text, NULL::timestamp), pg_typeof(timezone(NULL::text, '2024-02-29 12:34:56.789012'::timestamp));
----
NULL|NULL|timestamp with time zone
SELECT 1

SELECT timezone('hello'::text, '2024-02-29 12:34:56.789012+01'::timestamptz), timezone('Äpfel'::text, '1999-12-31 23:59:59-05'::timestamptz), timezone(''::text, '2024-02-29 12:34:56.789012+01'::timestamptz);
----
error 22023 time zone "hello" not recognized

SELECT timezone(NULL::text, '2024-02-29 12:34:56.789012+01'::timestamptz), timezone('hello'::text, NULL::timestamptz), pg_typeof(timezone(NULL::text, '2024-02-29 12:34:56.789012+01'::timestamptz));
----
NULL|NULL|timestamp without time zone
SELECT 1

SELECT timezone('hello'::text, '13:45:06.789+02'::timetz), timezone('Äpfel'::text, '00:00-08:30'::timetz), timezone(''::text, '00:00-08:30'::timetz);
----
error 22023 time zone "hello" not recognized

SELECT timezone(NULL::text, '13:45:06.789+02'::timetz), timezone('hello'::text, NULL::timetz), pg_typeof(timezone(NULL::text, '13:45:06.789+02'::timetz));
----
NULL|NULL|time with time zone
SELECT 1

SELECT to_date('hello'::text, 'hello'::text), to_date('Äpfel'::text, 'Äpfel'::text), to_date(''::text, 'hello'::text);
----
0001-01-01 BC|0001-01-01 BC|0001-01-01 BC
SELECT 1

SELECT to_date(NULL::text, 'hello'::text), to_date('hello'::text, NULL::text), pg_typeof(to_date(NULL::text, 'hello'::text));
----
NULL|NULL|date
SELECT 1

SELECT to_number('hello'::text, 'hello'::text), to_number('Äpfel'::text, 'Äpfel'::text), to_number(''::text, 'hello'::text);
----
error 22P02 invalid input syntax for type numeric: " "

SELECT to_number(NULL::text, 'hello'::text), to_number('hello'::text, NULL::text), pg_typeof(to_number(NULL::text, 'hello'::text));
----
NULL|NULL|numeric
SELECT 1

SELECT to_regclass('hello'::text), to_regclass('Äpfel'::text), to_regclass(''::text), to_regclass(NULL::text), pg_typeof(to_regclass('hello'::text));
----
error 42602 invalid name syntax

SELECT to_regcollation('hello'::text), to_regcollation('Äpfel'::text), to_regcollation(''::text), to_regcollation(NULL::text), pg_typeof(to_regcollation('hello'::text));
----
error 42602 invalid name syntax

SELECT to_regnamespace('hello'::text), to_regnamespace('Äpfel'::text), to_regnamespace(''::text), to_regnamespace(NULL::text), pg_typeof(to_regnamespace('hello'::text));
----
error 42602 invalid name syntax

SELECT to_regproc('hello'::text), to_regproc('Äpfel'::text), to_regproc(''::text), to_regproc(NULL::text), pg_typeof(to_regproc('hello'::text));
----
error 42602 invalid name syntax

SELECT to_regrole('hello'::text), to_regrole('Äpfel'::text), to_regrole(''::text), to_regrole(NULL::text), pg_typeof(to_regrole('hello'::text));
----
error 42602 invalid name syntax

SELECT to_timestamp('hello'::text, 'hello'::text), to_timestamp('Äpfel'::text, 'Äpfel'::text), to_timestamp(''::text, 'hello'::text);
----
0001-01-01 00:00:00+00 BC|0001-01-01 00:00:00+00 BC|0001-01-01 00:00:00+00 BC
SELECT 1

SELECT to_timestamp(NULL::text, 'hello'::text), to_timestamp('hello'::text, NULL::text), pg_typeof(to_timestamp(NULL::text, 'hello'::text));
----
NULL|NULL|timestamp with time zone
SELECT 1

SELECT to_tsquery('hello'::text), to_tsquery('Äpfel'::text), to_tsquery(''::text), to_tsquery(NULL::text), pg_typeof(to_tsquery('hello'::text));
----
'hello'|'äpfel'|''|NULL|tsquery
SELECT 1

SELECT to_tsvector('hello'::text), to_tsvector('Äpfel'::text), to_tsvector(''::text), to_tsvector(NULL::text), pg_typeof(to_tsvector('hello'::text));
----
'hello':1|'äpfel':1|''|NULL|tsvector
SELECT 1

SELECT translate('hello'::text, 'hello'::text, 'hello'::text), translate('Äpfel'::text, 'Äpfel'::text, 'Äpfel'::text), translate(''::text, 'hello'::text, 'Äpfel'::text);
----
hello|Äpfel|''
SELECT 1

SELECT translate(NULL::text, 'hello'::text, 'hello'::text), translate('hello'::text, NULL::text, 'hello'::text), translate('hello'::text, 'hello'::text, NULL::text), pg_typeof(translate(NULL::text, 'hello'::text, 'hello'::text));
----
NULL|NULL|NULL|text
SELECT 1

SELECT * FROM ts_debug('hello'::text);
----
asciiword|Word, all ASCII|hello|{english_stem}|english_stem|{hello}
SELECT 1

SELECT * FROM ts_debug('Äpfel'::text);
----
word|Word, all letters|Äpfel|{english_stem}|english_stem|{äpfel}
SELECT 1

SELECT ts_headline('hello'::text, 'fat & (rat | !cat)'::tsquery), ts_headline('Äpfel'::text, 'a <-> b:*'::tsquery), ts_headline(''::text, 'a <-> b:*'::tsquery);
----
hello|Äpfel|''
SELECT 1

SELECT ts_headline(NULL::text, 'fat & (rat | !cat)'::tsquery), ts_headline('hello'::text, NULL::tsquery), pg_typeof(ts_headline(NULL::text, 'fat & (rat | !cat)'::tsquery));
----
NULL|NULL|text
SELECT 1

SELECT ts_headline('hello'::text, 'fat & (rat | !cat)'::tsquery, 'hello'::text), ts_headline('Äpfel'::text, 'a <-> b:*'::tsquery, 'Äpfel'::text), ts_headline(''::text, 'a <-> b:*'::tsquery, 'Äpfel'::text);
----
error 42601 invalid parameter list format: "hello"

SELECT ts_headline(NULL::text, 'fat & (rat | !cat)'::tsquery, 'hello'::text), ts_headline('hello'::text, NULL::tsquery, 'hello'::text), ts_headline('hello'::text, 'fat & (rat | !cat)'::tsquery, NULL::text), pg_typeof(ts_headline(NULL::text, 'fat & (rat | !cat)'::tsquery, 'hello'::text));
----
NULL|NULL|NULL|text
SELECT 1

SELECT * FROM ts_parse('hello'::text, 'hello'::text);
----
error 42704 text search parser "hello" does not exist

SELECT * FROM ts_parse('Äpfel'::text, 'Äpfel'::text);
----
error 42704 text search parser "Äpfel" does not exist

SELECT * FROM ts_token_type('hello'::text);
----
error 42704 text search parser "hello" does not exist

SELECT * FROM ts_token_type('Äpfel'::text);
----
error 42704 text search parser "Äpfel" does not exist

SELECT unistr('hello'::text), unistr('Äpfel'::text), unistr(''::text), unistr(NULL::text), pg_typeof(unistr('hello'::text));
----
hello|Äpfel|''|NULL|text
SELECT 1

SELECT upper('hello'::text), upper('Äpfel'::text), upper(''::text), upper(NULL::text), pg_typeof(upper('hello'::text));
----
HELLO|ÄPFEL|''|NULL|text
SELECT 1

SELECT websearch_to_tsquery('hello'::text), websearch_to_tsquery('Äpfel'::text), websearch_to_tsquery(''::text), websearch_to_tsquery(NULL::text), pg_typeof(websearch_to_tsquery('hello'::text));
----
'hello'|'äpfel'|''|NULL|tsquery
SELECT 1

# bit
SELECT pg_catalog."bit"(B'10110'::bit(5), 5, true), pg_catalog."bit"(B'01001'::bit(5), -17, false);
----
10110|01001
SELECT 1

SELECT pg_catalog."bit"(NULL::bit, 5, true), pg_catalog."bit"(B'10110'::bit(5), NULL::int4, true), pg_catalog."bit"(B'10110'::bit(5), 5, NULL::bool), pg_typeof(pg_catalog."bit"(NULL::bit, 5, true));
----
NULL|NULL|NULL|bit
SELECT 1

SELECT bit_count(B'10110'::bit(5)), bit_count(B'01001'::bit(5)), bit_count(NULL::bit), pg_typeof(bit_count(B'10110'::bit(5)));
----
3|2|NULL|bigint
SELECT 1

SELECT bit_length(B'10110'::bit(5)), bit_length(B'01001'::bit(5)), bit_length(NULL::bit), pg_typeof(bit_length(B'10110'::bit(5)));
----
5|5|NULL|integer
SELECT 1

SELECT get_bit(B'10110'::bit(5), 5), get_bit(B'01001'::bit(5), -17);
----
error 2202E bit index 5 out of valid range (0..4)

SELECT get_bit(NULL::bit, 5), get_bit(B'10110'::bit(5), NULL::int4), pg_typeof(get_bit(NULL::bit, 5));
----
NULL|NULL|integer
SELECT 1

SELECT int4(B'10110'::bit(5)), int4(B'01001'::bit(5)), int4(NULL::bit), pg_typeof(int4(B'10110'::bit(5)));
----
22|9|NULL|integer
SELECT 1

SELECT int8(B'10110'::bit(5)), int8(B'01001'::bit(5)), int8(NULL::bit), pg_typeof(int8(B'10110'::bit(5)));
----
22|9|NULL|bigint
SELECT 1

SELECT length(B'10110'::bit(5)), length(B'01001'::bit(5)), length(NULL::bit), pg_typeof(length(B'10110'::bit(5)));
----
5|5|NULL|integer
SELECT 1

SELECT octet_length(B'10110'::bit(5)), octet_length(B'01001'::bit(5)), octet_length(NULL::bit), pg_typeof(octet_length(B'10110'::bit(5)));
----
1|1|NULL|integer
SELECT 1

SELECT overlay(B'10110'::bit(5), B'10110'::bit(5), 5), overlay(B'01001'::bit(5), B'01001'::bit(5), -17), overlay(B'10110'::bit(5), B'01001'::bit(5), -17);
----
error 22011 negative substring length not allowed

SELECT overlay(NULL::bit, B'10110'::bit(5), 5), overlay(B'10110'::bit(5), NULL::bit, 5), overlay(B'10110'::bit(5), B'10110'::bit(5), NULL::int4), pg_typeof(overlay(NULL::bit, B'10110'::bit(5), 5));
----
NULL|NULL|NULL|bit
SELECT 1

SELECT overlay(B'10110'::bit(5), B'10110'::bit(5), 5, 5), overlay(B'01001'::bit(5), B'01001'::bit(5), -17, -17), overlay(B'10110'::bit(5), B'01001'::bit(5), -17, 2147483647);
----
error 22011 negative substring length not allowed

SELECT overlay(NULL::bit, B'10110'::bit(5), 5, 5), overlay(B'10110'::bit(5), NULL::bit, 5, 5), overlay(B'10110'::bit(5), B'10110'::bit(5), NULL::int4, 5), overlay(B'10110'::bit(5), B'10110'::bit(5), 5, NULL::int4), pg_typeof(overlay(NULL::bit, B'10110'::bit(5), 5, 5));
----
NULL|NULL|NULL|NULL|bit
SELECT 1

SELECT pg_catalog."position"(B'10110'::bit(5), B'10110'::bit(5)), pg_catalog."position"(B'01001'::bit(5), B'01001'::bit(5)), pg_catalog."position"(B'10110'::bit(5), B'01001'::bit(5));
----
1|1|0
SELECT 1

SELECT pg_catalog."position"(NULL::bit, B'10110'::bit(5)), pg_catalog."position"(B'10110'::bit(5), NULL::bit), pg_typeof(pg_catalog."position"(NULL::bit, B'10110'::bit(5)));
----
NULL|NULL|integer
SELECT 1

SELECT set_bit(B'10110'::bit(5), 5, 5), set_bit(B'01001'::bit(5), -17, -17), set_bit(B'10110'::bit(5), 5, -17);
----
error 2202E bit index 5 out of valid range (0..4)

SELECT set_bit(NULL::bit, 5, 5), set_bit(B'10110'::bit(5), NULL::int4, 5), set_bit(B'10110'::bit(5), 5, NULL::int4), pg_typeof(set_bit(NULL::bit, 5, 5));
----
NULL|NULL|NULL|bit
SELECT 1

SELECT substring(B'10110'::bit(5), 5), substring(B'01001'::bit(5), -17);
----
0|01001
SELECT 1

SELECT substring(NULL::bit, 5), substring(B'10110'::bit(5), NULL::int4), pg_typeof(substring(NULL::bit, 5));
----
NULL|NULL|bit
SELECT 1

SELECT substring(B'10110'::bit(5), 5, 5), substring(B'01001'::bit(5), -17, -17), substring(B'10110'::bit(5), 5, -17);
----
error 22011 negative substring length not allowed

SELECT substring(NULL::bit, 5, 5), substring(B'10110'::bit(5), NULL::int4, 5), substring(B'10110'::bit(5), 5, NULL::int4), pg_typeof(substring(NULL::bit, 5, 5));
----
NULL|NULL|NULL|bit
SELECT 1

# bytea
SELECT bit_count('\x0102ff'::bytea), bit_count('abc'::bytea), bit_count('\x'::bytea), bit_count(NULL::bytea), pg_typeof(bit_count('\x0102ff'::bytea));
----
10|10|0|NULL|bigint
SELECT 1

SELECT bit_length('\x0102ff'::bytea), bit_length('abc'::bytea), bit_length('\x'::bytea), bit_length(NULL::bytea), pg_typeof(bit_length('\x0102ff'::bytea));
----
24|24|0|NULL|integer
SELECT 1

SELECT btrim('\x0102ff'::bytea, '\x0102ff'::bytea), btrim('abc'::bytea, 'abc'::bytea), btrim('\x'::bytea, '\x0102ff'::bytea);
----
\x|\x|\x
SELECT 1

SELECT btrim(NULL::bytea, '\x0102ff'::bytea), btrim('\x0102ff'::bytea, NULL::bytea), pg_typeof(btrim(NULL::bytea, '\x0102ff'::bytea));
----
NULL|NULL|bytea
SELECT 1

SELECT convert('\x0102ff'::bytea, 'some_name'::name, 'some_name'::name), convert('abc'::bytea, 'Zed'::name, 'Zed'::name), convert('\x'::bytea, 'Zed'::name, 'some_name'::name);
----
error 22023 invalid source encoding name "some_name"

SELECT convert(NULL::bytea, 'some_name'::name, 'some_name'::name), convert('\x0102ff'::bytea, NULL::name, 'some_name'::name), convert('\x0102ff'::bytea, 'some_name'::name, NULL::name), pg_typeof(convert(NULL::bytea, 'some_name'::name, 'some_name'::name));
----
NULL|NULL|NULL|bytea
SELECT 1

SELECT convert_from('\x0102ff'::bytea, 'some_name'::name), convert_from('abc'::bytea, 'Zed'::name), convert_from('\x'::bytea, 'Zed'::name);
----
error 22023 invalid source encoding name "some_name"

SELECT convert_from(NULL::bytea, 'some_name'::name), convert_from('\x0102ff'::bytea, NULL::name), pg_typeof(convert_from(NULL::bytea, 'some_name'::name));
----
NULL|NULL|text
SELECT 1

SELECT encode('\x0102ff'::bytea, 'hello'::text), encode('abc'::bytea, 'Äpfel'::text), encode('\x'::bytea, 'hello'::text);
----
error 22023 unrecognized encoding: "hello"

SELECT encode(NULL::bytea, 'hello'::text), encode('\x0102ff'::bytea, NULL::text), pg_typeof(encode(NULL::bytea, 'hello'::text));
----
NULL|NULL|text
SELECT 1

SELECT get_bit('\x0102ff'::bytea, 9::int8), get_bit('abc'::bytea, '-4000000000'::int8), get_bit('\x'::bytea, 9::int8);
----
error 2202E index -4000000000 out of valid range, 0..23

SELECT get_bit(NULL::bytea, 9::int8), get_bit('\x0102ff'::bytea, NULL::int8), pg_typeof(get_bit(NULL::bytea, 9::int8));
----
NULL|NULL|integer
SELECT 1

SELECT get_byte('\x0102ff'::bytea, 5), get_byte('abc'::bytea, -17), get_byte('\x'::bytea, 5);
----
error 2202E index 5 out of valid range, 0..2

SELECT get_byte(NULL::bytea, 5), get_byte('\x0102ff'::bytea, NULL::int4), pg_typeof(get_byte(NULL::bytea, 5));
----
NULL|NULL|integer
SELECT 1

SELECT length('\x0102ff'::bytea), length('abc'::bytea), length('\x'::bytea), length(NULL::bytea), pg_typeof(length('\x0102ff'::bytea));
----
3|3|0|NULL|integer
SELECT 1

SELECT length('\x0102ff'::bytea, 'some_name'::name), length('abc'::bytea, 'Zed'::name), length('\x'::bytea, 'Zed'::name);
----
error 22023 invalid encoding name "some_name"

SELECT length(NULL::bytea, 'some_name'::name), length('\x0102ff'::bytea, NULL::name), pg_typeof(length(NULL::bytea, 'some_name'::name));
----
NULL|NULL|integer
SELECT 1

SELECT like('\x0102ff'::bytea, '\x0102ff'::bytea), like('abc'::bytea, 'abc'::bytea), like('\x'::bytea, '\x0102ff'::bytea);
----
t|t|f
SELECT 1

SELECT like(NULL::bytea, '\x0102ff'::bytea), like('\x0102ff'::bytea, NULL::bytea), pg_typeof(like(NULL::bytea, '\x0102ff'::bytea));
----
NULL|NULL|boolean
SELECT 1

SELECT like_escape('\x0102ff'::bytea, '\x0102ff'::bytea), like_escape('abc'::bytea, 'abc'::bytea), like_escape('\x'::bytea, '\x0102ff'::bytea);
----
error 22025 invalid escape string; ; Escape string must be empty or one character.

SELECT like_escape(NULL::bytea, '\x0102ff'::bytea), like_escape('\x0102ff'::bytea, NULL::bytea), pg_typeof(like_escape(NULL::bytea, '\x0102ff'::bytea));
----
NULL|NULL|bytea
SELECT 1

SELECT ltrim('\x0102ff'::bytea, '\x0102ff'::bytea), ltrim('abc'::bytea, 'abc'::bytea), ltrim('\x'::bytea, '\x0102ff'::bytea);
----
\x|\x|\x
SELECT 1

SELECT ltrim(NULL::bytea, '\x0102ff'::bytea), ltrim('\x0102ff'::bytea, NULL::bytea), pg_typeof(ltrim(NULL::bytea, '\x0102ff'::bytea));
----
NULL|NULL|bytea
SELECT 1

SELECT md5('\x0102ff'::bytea), md5('abc'::bytea), md5('\x'::bytea), md5(NULL::bytea), pg_typeof(md5('\x0102ff'::bytea));
----
4f989b1ac8e4fab115696571104cfb67|900150983cd24fb0d6963f7d28e17f72|d41d8cd98f00b204e9800998ecf8427e|NULL|text
SELECT 1

SELECT notlike('\x0102ff'::bytea, '\x0102ff'::bytea), notlike('abc'::bytea, 'abc'::bytea), notlike('\x'::bytea, '\x0102ff'::bytea);
----
f|f|t
SELECT 1

SELECT notlike(NULL::bytea, '\x0102ff'::bytea), notlike('\x0102ff'::bytea, NULL::bytea), pg_typeof(notlike(NULL::bytea, '\x0102ff'::bytea));
----
NULL|NULL|boolean
SELECT 1

SELECT octet_length('\x0102ff'::bytea), octet_length('abc'::bytea), octet_length('\x'::bytea), octet_length(NULL::bytea), pg_typeof(octet_length('\x0102ff'::bytea));
----
3|3|0|NULL|integer
SELECT 1

SELECT overlay('\x0102ff'::bytea, '\x0102ff'::bytea, 5), overlay('abc'::bytea, 'abc'::bytea, -17), overlay('\x'::bytea, '\x0102ff'::bytea, -17);
----
error 22011 negative substring length not allowed

SELECT overlay(NULL::bytea, '\x0102ff'::bytea, 5), overlay('\x0102ff'::bytea, NULL::bytea, 5), overlay('\x0102ff'::bytea, '\x0102ff'::bytea, NULL::int4), pg_typeof(overlay(NULL::bytea, '\x0102ff'::bytea, 5));
----
NULL|NULL|NULL|bytea
SELECT 1

SELECT overlay('\x0102ff'::bytea, '\x0102ff'::bytea, 5, 5), overlay('abc'::bytea, 'abc'::bytea, -17, -17), overlay('\x'::bytea, '\x0102ff'::bytea, -17, 2147483647);
----
error 22011 negative substring length not allowed

SELECT overlay(NULL::bytea, '\x0102ff'::bytea, 5, 5), overlay('\x0102ff'::bytea, NULL::bytea, 5, 5), overlay('\x0102ff'::bytea, '\x0102ff'::bytea, NULL::int4, 5), overlay('\x0102ff'::bytea, '\x0102ff'::bytea, 5, NULL::int4), pg_typeof(overlay(NULL::bytea, '\x0102ff'::bytea, 5, 5));
----
NULL|NULL|NULL|NULL|bytea
SELECT 1

SELECT pg_catalog."position"('\x0102ff'::bytea, '\x0102ff'::bytea), pg_catalog."position"('abc'::bytea, 'abc'::bytea), pg_catalog."position"('\x'::bytea, '\x0102ff'::bytea);
----
1|1|0
SELECT 1

SELECT pg_catalog."position"(NULL::bytea, '\x0102ff'::bytea), pg_catalog."position"('\x0102ff'::bytea, NULL::bytea), pg_typeof(pg_catalog."position"(NULL::bytea, '\x0102ff'::bytea));
----
NULL|NULL|integer
SELECT 1

SELECT rtrim('\x0102ff'::bytea, '\x0102ff'::bytea), rtrim('abc'::bytea, 'abc'::bytea), rtrim('\x'::bytea, '\x0102ff'::bytea);
----
\x|\x|\x
SELECT 1

SELECT rtrim(NULL::bytea, '\x0102ff'::bytea), rtrim('\x0102ff'::bytea, NULL::bytea), pg_typeof(rtrim(NULL::bytea, '\x0102ff'::bytea));
----
NULL|NULL|bytea
SELECT 1

SELECT set_bit('\x0102ff'::bytea, 9::int8, 5), set_bit('abc'::bytea, '-4000000000'::int8, -17), set_bit('\x'::bytea, 9::int8, -17);
----
error 22023 new bit must be 0 or 1

SELECT set_bit(NULL::bytea, 9::int8, 5), set_bit('\x0102ff'::bytea, NULL::int8, 5), set_bit('\x0102ff'::bytea, 9::int8, NULL::int4), pg_typeof(set_bit(NULL::bytea, 9::int8, 5));
----
NULL|NULL|NULL|bytea
SELECT 1

SELECT set_byte('\x0102ff'::bytea, 5, 5), set_byte('abc'::bytea, -17, -17), set_byte('\x'::bytea, 5, -17);
----
error 2202E index 5 out of valid range, 0..2

SELECT set_byte(NULL::bytea, 5, 5), set_byte('\x0102ff'::bytea, NULL::int4, 5), set_byte('\x0102ff'::bytea, 5, NULL::int4), pg_typeof(set_byte(NULL::bytea, 5, 5));
----
NULL|NULL|NULL|bytea
SELECT 1

SELECT sha224('\x0102ff'::bytea), sha224('abc'::bytea), sha224('\x'::bytea), sha224(NULL::bytea), pg_typeof(sha224('\x0102ff'::bytea));
----
\x6c4d6a8590d1ed22aa22a8525b5c98083f46a14a4d451a7e82a8fcc1|\x23097d223405d8228642a477bda255b32aadbce4bda0b3f7e36c9da7|\xd14a028c2a3a2bc9476102bb288234c415a2b01f828ea62ac5b3e42f|NULL|bytea
SELECT 1

SELECT sha256('\x0102ff'::bytea), sha256('abc'::bytea), sha256('\x'::bytea), sha256(NULL::bytea), pg_typeof(sha256('\x0102ff'::bytea));
----
\x0526d0e18ea19dfaad9d79166bec1e18d6221ef6b1830385fe9bf67022ed5f96|\xba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad|\xe3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855|NULL|bytea
SELECT 1

SELECT sha384('\x0102ff'::bytea), sha384('abc'::bytea), sha384('\x'::bytea), sha384(NULL::bytea), pg_typeof(sha384('\x0102ff'::bytea));
----
\xa3a6c777ac77defae5d9559493f1f48084e700d8d45f2a7146badf92997b0d1ae21022308019d11b84329341b78ca18b|\xcb00753f45a35e8bb5a03d699ac65007272c32ab0eded1631a8b605a43ff5bed8086072ba1e7cc2358baeca134c825a7|\x38b060a751ac96384cd9327eb1b1e36a21fdb71114be07434c0cc7bf63f6e1da274edebfe76f65fbd51ad2f14898b95b|NULL|bytea
SELECT 1

SELECT sha512('\x0102ff'::bytea), sha512('abc'::bytea), sha512('\x'::bytea), sha512(NULL::bytea), pg_typeof(sha512('\x0102ff'::bytea));
----
\xfe8687483673f2181e1e23e2b0b8c96e89f91cb9fbe1c911b119da524299db359f14824bfd5b051622df2070107dea2734655667778f9b1312896a3a2de5de58|\xddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f|\xcf83e1357eefb8bdf1542850d66d8007d620e4050b5715dc83f4a921d36ce9ce47d0d13c5d85f2b0ff8318d2877eec2f63b931bd47417a81a538327af927da3e|NULL|bytea
SELECT 1

SELECT substr('\x0102ff'::bytea, 5), substr('abc'::bytea, -17), substr('\x'::bytea, 5);
----
\x|\x616263|\x
SELECT 1

SELECT substr(NULL::bytea, 5), substr('\x0102ff'::bytea, NULL::int4), pg_typeof(substr(NULL::bytea, 5));
----
NULL|NULL|bytea
SELECT 1

SELECT substr('\x0102ff'::bytea, 5, 5), substr('abc'::bytea, -17, -17), substr('\x'::bytea, 5, -17);
----
error 22011 negative substring length not allowed

SELECT substr(NULL::bytea, 5, 5), substr('\x0102ff'::bytea, NULL::int4, 5), substr('\x0102ff'::bytea, 5, NULL::int4), pg_typeof(substr(NULL::bytea, 5, 5));
----
NULL|NULL|NULL|bytea
SELECT 1

SELECT substring('\x0102ff'::bytea, 5), substring('abc'::bytea, -17), substring('\x'::bytea, 5);
----
\x|\x616263|\x
SELECT 1

SELECT substring(NULL::bytea, 5), substring('\x0102ff'::bytea, NULL::int4), pg_typeof(substring(NULL::bytea, 5));
----
NULL|NULL|bytea
SELECT 1

SELECT substring('\x0102ff'::bytea, 5, 5), substring('abc'::bytea, -17, -17), substring('\x'::bytea, 5, -17);
----
error 22011 negative substring length not allowed

SELECT substring(NULL::bytea, 5, 5), substring('\x0102ff'::bytea, NULL::int4, 5), substring('\x0102ff'::bytea, 5, NULL::int4), pg_typeof(substring(NULL::bytea, 5, 5));
----
NULL|NULL|NULL|bytea
SELECT 1

# bpchar
SELECT pg_catalog."bpchar"('abc'::char(6), 5, true), pg_catalog."bpchar"('xy  '::bpchar, -17, false);
----
a|xy  
SELECT 1

SELECT pg_catalog."bpchar"(NULL::bpchar, 5, true), pg_catalog."bpchar"('abc'::char(6), NULL::int4, true), pg_catalog."bpchar"('abc'::char(6), 5, NULL::bool), pg_typeof(pg_catalog."bpchar"(NULL::bpchar, 5, true));
----
NULL|NULL|NULL|character
SELECT 1

SELECT char_length('abc'::char(6)), char_length('xy  '::bpchar), char_length(NULL::bpchar), pg_typeof(char_length('abc'::char(6)));
----
3|2|NULL|integer
SELECT 1

SELECT character_length('abc'::char(6)), character_length('xy  '::bpchar), character_length(NULL::bpchar), pg_typeof(character_length('abc'::char(6)));
----
3|2|NULL|integer
SELECT 1

SELECT length('abc'::char(6)), length('xy  '::bpchar), length(NULL::bpchar), pg_typeof(length('abc'::char(6)));
----
3|2|NULL|integer
SELECT 1

SELECT name('abc'::char(6)), name('xy  '::bpchar), name(NULL::bpchar), pg_typeof(name('abc'::char(6)));
----
abc|xy|NULL|name
SELECT 1

SELECT octet_length('abc'::char(6)), octet_length('xy  '::bpchar), octet_length(NULL::bpchar), pg_typeof(octet_length('abc'::char(6)));
----
6|4|NULL|integer
SELECT 1

SELECT text('abc'::char(6)), text('xy  '::bpchar), text(NULL::bpchar), pg_typeof(text('abc'::char(6)));
----
abc|xy|NULL|text
SELECT 1

# name
SELECT pg_catalog."bpchar"('some_name'::name), pg_catalog."bpchar"('Zed'::name), pg_catalog."bpchar"(NULL::name), pg_typeof(pg_catalog."bpchar"('some_name'::name));
----
some_name|Zed|NULL|character
SELECT 1

SELECT like('some_name'::name, 'hello'::text), like('Zed'::name, 'Äpfel'::text);
----
f|f
SELECT 1

SELECT like(NULL::name, 'hello'::text), like('some_name'::name, NULL::text), pg_typeof(like(NULL::name, 'hello'::text));
----
NULL|NULL|boolean
SELECT 1

SELECT nameconcatoid('some_name'::name, 26::oid), nameconcatoid('Zed'::name, '4294967295'::oid), nameconcatoid('some_name'::name, '4294967295'::oid);
----
some_name_26|Zed_4294967295|some_name_4294967295
SELECT 1

SELECT nameconcatoid(NULL::name, 26::oid), nameconcatoid('some_name'::name, NULL::oid), pg_typeof(nameconcatoid(NULL::name, 26::oid));
----
NULL|NULL|name
SELECT 1

SELECT notlike('some_name'::name, 'hello'::text), notlike('Zed'::name, 'Äpfel'::text);
----
t|t
SELECT 1

SELECT notlike(NULL::name, 'hello'::text), notlike('some_name'::name, NULL::text), pg_typeof(notlike(NULL::name, 'hello'::text));
----
NULL|NULL|boolean
SELECT 1

SELECT text('some_name'::name), text('Zed'::name), text(NULL::name), pg_typeof(text('some_name'::name));
----
some_name|Zed|NULL|text
SELECT 1

SELECT pg_catalog."varchar"('some_name'::name), pg_catalog."varchar"('Zed'::name), pg_catalog."varchar"(NULL::name), pg_typeof(pg_catalog."varchar"('some_name'::name));
----
some_name|Zed|NULL|character varying
SELECT 1

# varchar
SELECT name('héllo'::varchar(10)), name('b'::varchar), name(NULL::varchar), pg_typeof(name('héllo'::varchar(10)));
----
héllo|b|NULL|name
SELECT 1

SELECT pg_catalog."varchar"('héllo'::varchar(10), 5, true), pg_catalog."varchar"('b'::varchar, -17, false);
----
h|b
SELECT 1

SELECT pg_catalog."varchar"(NULL::varchar, 5, true), pg_catalog."varchar"('héllo'::varchar(10), NULL::int4, true), pg_catalog."varchar"('héllo'::varchar(10), 5, NULL::bool), pg_typeof(pg_catalog."varchar"(NULL::varchar, 5, true));
----
NULL|NULL|NULL|character varying
SELECT 1

# varbit
SELECT varbit(B'1011'::varbit, 5, true), varbit(B'0'::varbit(8), -17, false);
----
1011|0
SELECT 1

SELECT varbit(NULL::varbit, 5, true), varbit(B'1011'::varbit, NULL::int4, true), varbit(B'1011'::varbit, 5, NULL::bool), pg_typeof(varbit(NULL::varbit, 5, true));
----
NULL|NULL|NULL|bit varying
SELECT 1
