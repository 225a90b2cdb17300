# Every operator with a left side (or only side) of these types, of values, and of NULL. Errors are told whole.
# aclitem
SELECT '=r/postgres'::aclitem = '=r/postgres'::aclitem;
----
t
SELECT 1

SELECT NULL::aclitem = '=r/postgres'::aclitem, '=r/postgres'::aclitem = NULL::aclitem, pg_typeof('=r/postgres'::aclitem = NULL::aclitem);
----
NULL|NULL|boolean
SELECT 1

# bit
SELECT B'10110'::bit(5) # B'01001'::bit(5), B'01001'::bit(5) # B'10110'::bit(5), B'10110'::bit(5) # B'10110'::bit(5);
----
11111|11111|00000
SELECT 1

SELECT NULL::bit # B'10110'::bit(5), B'10110'::bit(5) # NULL::bit, pg_typeof(B'10110'::bit(5) # NULL::bit);
----
NULL|NULL|bit
SELECT 1

SELECT B'10110'::bit(5) & B'01001'::bit(5), B'01001'::bit(5) & B'10110'::bit(5), B'10110'::bit(5) & B'10110'::bit(5);
----
00000|00000|10110
SELECT 1

SELECT NULL::bit & B'10110'::bit(5), B'10110'::bit(5) & NULL::bit, pg_typeof(B'10110'::bit(5) & NULL::bit);
----
NULL|NULL|bit
SELECT 1

SELECT B'10110'::bit(5) < B'01001'::bit(5), B'01001'::bit(5) < B'10110'::bit(5), B'10110'::bit(5) < B'10110'::bit(5);
----
f|t|f
SELECT 1

SELECT NULL::bit < B'10110'::bit(5), B'10110'::bit(5) < NULL::bit, pg_typeof(B'10110'::bit(5) < NULL::bit);
----
NULL|NULL|boolean
SELECT 1

SELECT B'10110'::bit(5) <= B'01001'::bit(5), B'01001'::bit(5) <= B'10110'::bit(5), B'10110'::bit(5) <= B'10110'::bit(5);
----
f|t|t
SELECT 1

SELECT NULL::bit <= B'10110'::bit(5), B'10110'::bit(5) <= NULL::bit, pg_typeof(B'10110'::bit(5) <= NULL::bit);
----
NULL|NULL|boolean
SELECT 1

SELECT B'10110'::bit(5) <> B'01001'::bit(5), B'01001'::bit(5) <> B'10110'::bit(5), B'10110'::bit(5) <> B'10110'::bit(5);
----
t|t|f
SELECT 1

SELECT NULL::bit <> B'10110'::bit(5), B'10110'::bit(5) <> NULL::bit, pg_typeof(B'10110'::bit(5) <> NULL::bit);
----
NULL|NULL|boolean
SELECT 1

SELECT B'10110'::bit(5) = B'01001'::bit(5), B'01001'::bit(5) = B'10110'::bit(5), B'10110'::bit(5) = B'10110'::bit(5);
----
f|f|t
SELECT 1

SELECT NULL::bit = B'10110'::bit(5), B'10110'::bit(5) = NULL::bit, pg_typeof(B'10110'::bit(5) = NULL::bit);
----
NULL|NULL|boolean
SELECT 1

SELECT B'10110'::bit(5) > B'01001'::bit(5), B'01001'::bit(5) > B'10110'::bit(5), B'10110'::bit(5) > B'10110'::bit(5);
----
t|f|f
SELECT 1

SELECT NULL::bit > B'10110'::bit(5), B'10110'::bit(5) > NULL::bit, pg_typeof(B'10110'::bit(5) > NULL::bit);
----
NULL|NULL|boolean
SELECT 1

SELECT B'10110'::bit(5) >= B'01001'::bit(5), B'01001'::bit(5) >= B'10110'::bit(5), B'10110'::bit(5) >= B'10110'::bit(5);
----
t|f|t
SELECT 1

SELECT NULL::bit >= B'10110'::bit(5), B'10110'::bit(5) >= NULL::bit, pg_typeof(B'10110'::bit(5) >= NULL::bit);
----
NULL|NULL|boolean
SELECT 1

SELECT B'10110'::bit(5) | B'01001'::bit(5), B'01001'::bit(5) | B'10110'::bit(5), B'10110'::bit(5) | B'10110'::bit(5);
----
11111|11111|10110
SELECT 1

SELECT NULL::bit | B'10110'::bit(5), B'10110'::bit(5) | NULL::bit, pg_typeof(B'10110'::bit(5) | NULL::bit);
----
NULL|NULL|bit
SELECT 1

SELECT ~ B'10110'::bit(5), ~ B'01001'::bit(5);
----
01001|10110
SELECT 1

SELECT ~ NULL::bit, pg_typeof(~ NULL::bit);
----
NULL|bit
SELECT 1

SELECT B'10110'::bit(5) << (-17), B'01001'::bit(5) << 5, B'10110'::bit(5) << 5, B'01001'::bit(5) << 2147483647;
----
00000|00000|00000|00000
SELECT 1

SELECT NULL::bit << 5, B'10110'::bit(5) << NULL::int4, pg_typeof(B'10110'::bit(5) << NULL::int4);
----
NULL|NULL|bit
SELECT 1

SELECT B'10110'::bit(5) >> (-17), B'01001'::bit(5) >> 5, B'10110'::bit(5) >> 5, B'01001'::bit(5) >> 2147483647;
----
00000|00000|00000|00000
SELECT 1

SELECT NULL::bit >> 5, B'10110'::bit(5) >> NULL::int4, pg_typeof(B'10110'::bit(5) >> NULL::int4);
----
NULL|NULL|bit
SELECT 1

# bool
SELECT true < false, false < true, true < true;
----
f|t|f
SELECT 1

SELECT NULL::bool < true, true < NULL::bool, pg_typeof(true < NULL::bool);
----
NULL|NULL|boolean
SELECT 1

SELECT true <= false, false <= true, true <= true;
----
f|t|t
SELECT 1

SELECT NULL::bool <= true, true <= NULL::bool, pg_typeof(true <= NULL::bool);
----
NULL|NULL|boolean
SELECT 1

SELECT true <> false, false <> true, true <> true;
----
t|t|f
SELECT 1

SELECT NULL::bool <> true, true <> NULL::bool, pg_typeof(true <> NULL::bool);
----
NULL|NULL|boolean
SELECT 1

SELECT true = false, false = true, true = true;
----
f|f|t
SELECT 1

SELECT NULL::bool = true, true = NULL::bool, pg_typeof(true = NULL::bool);
----
NULL|NULL|boolean
SELECT 1

SELECT true > false, false > true, true > true;
----
t|f|f
SELECT 1

SELECT NULL::bool > true, true > NULL::bool, pg_typeof(true > NULL::bool);
----
NULL|NULL|boolean
SELECT 1

SELECT true >= false, false >= true, true >= true;
----
t|f|t
SELECT 1

SELECT NULL::bool >= true, true >= NULL::bool, pg_typeof(true >= NULL::bool);
----
NULL|NULL|boolean
SELECT 1

# bpchar
SELECT 'abc'::char(6) < 'xy  '::bpchar, 'xy  '::bpchar < 'abc'::char(6), 'abc'::char(6) < 'abc'::char(6);
----
t|f|f
SELECT 1

SELECT NULL::bpchar < 'abc'::char(6), 'abc'::char(6) < NULL::bpchar, pg_typeof('abc'::char(6) < NULL::bpchar);
----
NULL|NULL|boolean
SELECT 1

SELECT 'abc'::char(6) <= 'xy  '::bpchar, 'xy  '::bpchar <= 'abc'::char(6), 'abc'::char(6) <= 'abc'::char(6);
----
t|f|t
SELECT 1

SELECT NULL::bpchar <= 'abc'::char(6), 'abc'::char(6) <= NULL::bpchar, pg_typeof('abc'::char(6) <= NULL::bpchar);
----
NULL|NULL|boolean
SELECT 1

SELECT 'abc'::char(6) <> 'xy  '::bpchar, 'xy  '::bpchar <> 'abc'::char(6), 'abc'::char(6) <> 'abc'::char(6);
----
t|t|f
SELECT 1

SELECT NULL::bpchar <> 'abc'::char(6), 'abc'::char(6) <> NULL::bpchar, pg_typeof('abc'::char(6) <> NULL::bpchar);
----
NULL|NULL|boolean
SELECT 1

SELECT 'abc'::char(6) = 'xy  '::bpchar, 'xy  '::bpchar = 'abc'::char(6), 'abc'::char(6) = 'abc'::char(6);
----
f|f|t
SELECT 1

SELECT NULL::bpchar = 'abc'::char(6), 'abc'::char(6) = NULL::bpchar, pg_typeof('abc'::char(6) = NULL::bpchar);
----
NULL|NULL|boolean
SELECT 1

SELECT 'abc'::char(6) > 'xy  '::bpchar, 'xy  '::bpchar > 'abc'::char(6), 'abc'::char(6) > 'abc'::char(6);
----
f|t|f
SELECT 1

SELECT NULL::bpchar > 'abc'::char(6), 'abc'::char(6) > NULL::bpchar, pg_typeof('abc'::char(6) > NULL::bpchar);
----
NULL|NULL|boolean
SELECT 1

SELECT 'abc'::char(6) >= 'xy  '::bpchar, 'xy  '::bpchar >= 'abc'::char(6), 'abc'::char(6) >= 'abc'::char(6);
----
f|t|t
SELECT 1

SELECT NULL::bpchar >= 'abc'::char(6), 'abc'::char(6) >= NULL::bpchar, pg_typeof('abc'::char(6) >= NULL::bpchar);
----
NULL|NULL|boolean
SELECT 1

SELECT 'abc'::char(6) ~<=~ 'xy  '::bpchar, 'xy  '::bpchar ~<=~ 'abc'::char(6), 'abc'::char(6) ~<=~ 'abc'::char(6);
----
t|f|t
SELECT 1

SELECT NULL::bpchar ~<=~ 'abc'::char(6), 'abc'::char(6) ~<=~ NULL::bpchar, pg_typeof('abc'::char(6) ~<=~ NULL::bpchar);
----
NULL|NULL|boolean
SELECT 1

SELECT 'abc'::char(6) ~<~ 'xy  '::bpchar, 'xy  '::bpchar ~<~ 'abc'::char(6), 'abc'::char(6) ~<~ 'abc'::char(6);
----
t|f|f
SELECT 1

SELECT NULL::bpchar ~<~ 'abc'::char(6), 'abc'::char(6) ~<~ NULL::bpchar, pg_typeof('abc'::char(6) ~<~ NULL::bpchar);
----
NULL|NULL|boolean
SELECT 1

SELECT 'abc'::char(6) ~>=~ 'xy  '::bpchar, 'xy  '::bpchar ~>=~ 'abc'::char(6), 'abc'::char(6) ~>=~ 'abc'::char(6);
----
f|t|t
SELECT 1

SELECT NULL::bpchar ~>=~ 'abc'::char(6), 'abc'::char(6) ~>=~ NULL::bpchar, pg_typeof('abc'::char(6) ~>=~ NULL::bpchar);
----
NULL|NULL|boolean
SELECT 1

SELECT 'abc'::char(6) ~>~ 'xy  '::bpchar, 'xy  '::bpchar ~>~ 'abc'::char(6), 'abc'::char(6) ~>~ 'abc'::char(6);
----
f|t|f
SELECT 1

SELECT NULL::bpchar ~>~ 'abc'::char(6), 'abc'::char(6) ~>~ NULL::bpchar, pg_typeof('abc'::char(6) ~>~ NULL::bpchar);
----
NULL|NULL|boolean
SELECT 1

SELECT 'abc'::char(6) !~ 'Äpfel'::text, 'xy  '::bpchar !~ 'hello'::text, 'abc'::char(6) !~ 'hello'::text, 'xy  '::bpchar !~ ''::text;
----
t|t|t|f
SELECT 1

SELECT NULL::bpchar !~ 'hello'::text, 'abc'::char(6) !~ NULL::text, pg_typeof('abc'::char(6) !~ NULL::text);
----
NULL|NULL|boolean
SELECT 1

SELECT 'abc'::char(6) !~* 'Äpfel'::text, 'xy  '::bpchar !~* 'hello'::text, 'abc'::char(6) !~* 'hello'::text, 'xy  '::bpchar !~* ''::text;
----
t|t|t|f
SELECT 1

SELECT NULL::bpchar !~* 'hello'::text, 'abc'::char(6) !~* NULL::text, pg_typeof('abc'::char(6) !~* NULL::text);
----
NULL|NULL|boolean
SELECT 1

SELECT 'abc'::char(6) !~~ 'Äpfel'::text, 'xy  '::bpchar !~~ 'hello'::text, 'abc'::char(6) !~~ 'hello'::text, 'xy  '::bpchar !~~ ''::text;
----
t|t|t|t
SELECT 1

SELECT NULL::bpchar !~~ 'hello'::text, 'abc'::char(6) !~~ NULL::text, pg_typeof('abc'::char(6) !~~ NULL::text);
----
NULL|NULL|boolean
SELECT 1

SELECT 'abc'::char(6) !~~* 'Äpfel'::text, 'xy  '::bpchar !~~* 'hello'::text, 'abc'::char(6) !~~* 'hello'::text, 'xy  '::bpchar !~~* ''::text;
----
t|t|t|t
SELECT 1

SELECT NULL::bpchar !~~* 'hello'::text, 'abc'::char(6) !~~* NULL::text, pg_typeof('abc'::char(6) !~~* NULL::text);
----
NULL|NULL|boolean
SELECT 1

SELECT 'abc'::char(6) ~ 'Äpfel'::text, 'xy  '::bpchar ~ 'hello'::text, 'abc'::char(6) ~ 'hello'::text, 'xy  '::bpchar ~ ''::text;
----
f|f|f|t
SELECT 1

SELECT NULL::bpchar ~ 'hello'::text, 'abc'::char(6) ~ NULL::text, pg_typeof('abc'::char(6) ~ NULL::text);
----
NULL|NULL|boolean
SELECT 1

SELECT 'abc'::char(6) ~* 'Äpfel'::text, 'xy  '::bpchar ~* 'hello'::text, 'abc'::char(6) ~* 'hello'::text, 'xy  '::bpchar ~* ''::text;
----
f|f|f|t
SELECT 1

SELECT NULL::bpchar ~* 'hello'::text, 'abc'::char(6) ~* NULL::text, pg_typeof('abc'::char(6) ~* NULL::text);
----
NULL|NULL|boolean
SELECT 1

SELECT 'abc'::char(6) ~~ 'Äpfel'::text, 'xy  '::bpchar ~~ 'hello'::text, 'abc'::char(6) ~~ 'hello'::text, 'xy  '::bpchar ~~ ''::text;
----
f|f|f|f
SELECT 1

SELECT NULL::bpchar ~~ 'hello'::text, 'abc'::char(6) ~~ NULL::text, pg_typeof('abc'::char(6) ~~ NULL::text);
----
NULL|NULL|boolean
SELECT 1

SELECT 'abc'::char(6) ~~* 'Äpfel'::text, 'xy  '::bpchar ~~* 'hello'::text, 'abc'::char(6) ~~* 'hello'::text, 'xy  '::bpchar ~~* ''::text;
----
f|f|f|f
SELECT 1

SELECT NULL::bpchar ~~* 'hello'::text, 'abc'::char(6) ~~* NULL::text, pg_typeof('abc'::char(6) ~~* NULL::text);
----
NULL|NULL|boolean
SELECT 1

# bytea
SELECT '\x0102ff'::bytea !~~ 'abc'::bytea, 'abc'::bytea !~~ '\x0102ff'::bytea, '\x0102ff'::bytea !~~ '\x0102ff'::bytea, '\x'::bytea !~~ '\x'::bytea;
----
t|t|f|f
SELECT 1

SELECT NULL::bytea !~~ '\x0102ff'::bytea, '\x0102ff'::bytea !~~ NULL::bytea, pg_typeof('\x0102ff'::bytea !~~ NULL::bytea);
----
NULL|NULL|boolean
SELECT 1

SELECT '\x0102ff'::bytea < 'abc'::bytea, 'abc'::bytea < '\x0102ff'::bytea, '\x0102ff'::bytea < '\x0102ff'::bytea, '\x'::bytea < '\x'::bytea;
----
t|f|f|f
SELECT 1

SELECT NULL::bytea < '\x0102ff'::bytea, '\x0102ff'::bytea < NULL::bytea, pg_typeof('\x0102ff'::bytea < NULL::bytea);
----
NULL|NULL|boolean
SELECT 1

SELECT '\x0102ff'::bytea <= 'abc'::bytea, 'abc'::bytea <= '\x0102ff'::bytea, '\x0102ff'::bytea <= '\x0102ff'::bytea, '\x'::bytea <= '\x'::bytea;
----
t|f|t|t
SELECT 1

SELECT NULL::bytea <= '\x0102ff'::bytea, '\x0102ff'::bytea <= NULL::bytea, pg_typeof('\x0102ff'::bytea <= NULL::bytea);
----
NULL|NULL|boolean
SELECT 1

SELECT '\x0102ff'::bytea <> 'abc'::bytea, 'abc'::bytea <> '\x0102ff'::bytea, '\x0102ff'::bytea <> '\x0102ff'::bytea, '\x'::bytea <> '\x'::bytea;
----
t|t|f|f
SELECT 1

SELECT NULL::bytea <> '\x0102ff'::bytea, '\x0102ff'::bytea <> NULL::bytea, pg_typeof('\x0102ff'::bytea <> NULL::bytea);
----
NULL|NULL|boolean
SELECT 1

SELECT '\x0102ff'::bytea = 'abc'::bytea, 'abc'::bytea = '\x0102ff'::bytea, '\x0102ff'::bytea = '\x0102ff'::bytea, '\x'::bytea = '\x'::bytea;
----
f|f|t|t
SELECT 1

SELECT NULL::bytea = '\x0102ff'::bytea, '\x0102ff'::bytea = NULL::bytea, pg_typeof('\x0102ff'::bytea = NULL::bytea);
----
NULL|NULL|boolean
SELECT 1

SELECT '\x0102ff'::bytea > 'abc'::bytea, 'abc'::bytea > '\x0102ff'::bytea, '\x0102ff'::bytea > '\x0102ff'::bytea, '\x'::bytea > '\x'::bytea;
----
f|t|f|f
SELECT 1

SELECT NULL::bytea > '\x0102ff'::bytea, '\x0102ff'::bytea > NULL::bytea, pg_typeof('\x0102ff'::bytea > NULL::bytea);
----
NULL|NULL|boolean
SELECT 1

SELECT '\x0102ff'::bytea >= 'abc'::bytea, 'abc'::bytea >= '\x0102ff'::bytea, '\x0102ff'::bytea >= '\x0102ff'::bytea, '\x'::bytea >= '\x'::bytea;
----
f|t|t|t
SELECT 1

SELECT NULL::bytea >= '\x0102ff'::bytea, '\x0102ff'::bytea >= NULL::bytea, pg_typeof('\x0102ff'::bytea >= NULL::bytea);
----
NULL|NULL|boolean
SELECT 1

SELECT '\x0102ff'::bytea || 'abc'::bytea, 'abc'::bytea || '\x0102ff'::bytea, '\x0102ff'::bytea || '\x0102ff'::bytea, '\x'::bytea || '\x'::bytea;
----
\x0102ff616263|\x6162630102ff|\x0102ff0102ff|\x
SELECT 1

SELECT NULL::bytea || '\x0102ff'::bytea, '\x0102ff'::bytea || NULL::bytea, pg_typeof('\x0102ff'::bytea || NULL::bytea);
----
NULL|NULL|bytea
SELECT 1

SELECT '\x0102ff'::bytea ~~ 'abc'::bytea, 'abc'::bytea ~~ '\x0102ff'::bytea, '\x0102ff'::bytea ~~ '\x0102ff'::bytea, '\x'::bytea ~~ '\x'::bytea;
----
f|f|t|t
SELECT 1

SELECT NULL::bytea ~~ '\x0102ff'::bytea, '\x0102ff'::bytea ~~ NULL::bytea, pg_typeof('\x0102ff'::bytea ~~ NULL::bytea);
----
NULL|NULL|boolean
SELECT 1

# char
SELECT 'q'::"char" < 'A'::"char", 'A'::"char" < 'q'::"char", 'q'::"char" < 'q'::"char";
----
f|t|f
SELECT 1

SELECT NULL::"char" < 'q'::"char", 'q'::"char" < NULL::"char", pg_typeof('q'::"char" < NULL::"char");
----
NULL|NULL|boolean
SELECT 1

SELECT 'q'::"char" <= 'A'::"char", 'A'::"char" <= 'q'::"char", 'q'::"char" <= 'q'::"char";
----
f|t|t
SELECT 1

SELECT NULL::"char" <= 'q'::"char", 'q'::"char" <= NULL::"char", pg_typeof('q'::"char" <= NULL::"char");
----
NULL|NULL|boolean
SELECT 1

SELECT 'q'::"char" <> 'A'::"char", 'A'::"char" <> 'q'::"char", 'q'::"char" <> 'q'::"char";
----
t|t|f
SELECT 1

SELECT NULL::"char" <> 'q'::"char", 'q'::"char" <> NULL::"char", pg_typeof('q'::"char" <> NULL::"char");
----
NULL|NULL|boolean
SELECT 1

SELECT 'q'::"char" = 'A'::"char", 'A'::"char" = 'q'::"char", 'q'::"char" = 'q'::"char";
----
f|f|t
SELECT 1

SELECT NULL::"char" = 'q'::"char", 'q'::"char" = NULL::"char", pg_typeof('q'::"char" = NULL::"char");
----
NULL|NULL|boolean
SELECT 1

SELECT 'q'::"char" > 'A'::"char", 'A'::"char" > 'q'::"char", 'q'::"char" > 'q'::"char";
----
t|f|f
SELECT 1

SELECT NULL::"char" > 'q'::"char", 'q'::"char" > NULL::"char", pg_typeof('q'::"char" > NULL::"char");
----
NULL|NULL|boolean
SELECT 1

SELECT 'q'::"char" >= 'A'::"char", 'A'::"char" >= 'q'::"char", 'q'::"char" >= 'q'::"char";
----
t|f|t
SELECT 1

SELECT NULL::"char" >= 'q'::"char", 'q'::"char" >= NULL::"char", pg_typeof('q'::"char" >= NULL::"char");
----
NULL|NULL|boolean
SELECT 1

# name
SELECT 'some_name'::name < 'Zed'::name, 'Zed'::name < 'some_name'::name, 'some_name'::name < 'some_name'::name;
----
f|t|f
SELECT 1

SELECT NULL::name < 'some_name'::name, 'some_name'::name < NULL::name, pg_typeof('some_name'::name < NULL::name);
----
NULL|NULL|boolean
SELECT 1

SELECT 'some_name'::name <= 'Zed'::name, 'Zed'::name <= 'some_name'::name, 'some_name'::name <= 'some_name'::name;
----
f|t|t
SELECT 1

SELECT NULL::name <= 'some_name'::name, 'some_name'::name <= NULL::name, pg_typeof('some_name'::name <= NULL::name);
----
NULL|NULL|boolean
SELECT 1

SELECT 'some_name'::name <> 'Zed'::name, 'Zed'::name <> 'some_name'::name, 'some_name'::name <> 'some_name'::name;
----
t|t|f
SELECT 1

SELECT NULL::name <> 'some_name'::name, 'some_name'::name <> NULL::name, pg_typeof('some_name'::name <> NULL::name);
----
NULL|NULL|boolean
SELECT 1

SELECT 'some_name'::name = 'Zed'::name, 'Zed'::name = 'some_name'::name, 'some_name'::name = 'some_name'::name;
----
f|f|t
SELECT 1

SELECT NULL::name = 'some_name'::name, 'some_name'::name = NULL::name, pg_typeof('some_name'::name = NULL::name);
----
NULL|NULL|boolean
SELECT 1

SELECT 'some_name'::name > 'Zed'::name, 'Zed'::name > 'some_name'::name, 'some_name'::name > 'some_name'::name;
----
t|f|f
SELECT 1

SELECT NULL::name > 'some_name'::name, 'some_name'::name > NULL::name, pg_typeof('some_name'::name > NULL::name);
----
NULL|NULL|boolean
SELECT 1

SELECT 'some_name'::name >= 'Zed'::name, 'Zed'::name >= 'some_name'::name, 'some_name'::name >= 'some_name'::name;
----
t|f|t
SELECT 1

SELECT NULL::name >= 'some_name'::name, 'some_name'::name >= NULL::name, pg_typeof('some_name'::name >= NULL::name);
----
NULL|NULL|boolean
SELECT 1

SELECT 'some_name'::name !~ 'Äpfel'::text, 'Zed'::name !~ 'hello'::text, 'some_name'::name !~ 'hello'::text, 'Zed'::name !~ ''::text;
----
t|t|t|f
SELECT 1

SELECT NULL::name !~ 'hello'::text, 'some_name'::name !~ NULL::text, pg_typeof('some_name'::name !~ NULL::text);
----
NULL|NULL|boolean
SELECT 1

SELECT 'some_name'::name !~* 'Äpfel'::text, 'Zed'::name !~* 'hello'::text, 'some_name'::name !~* 'hello'::text, 'Zed'::name !~* ''::text;
----
t|t|t|f
SELECT 1

SELECT NULL::name !~* 'hello'::text, 'some_name'::name !~* NULL::text, pg_typeof('some_name'::name !~* NULL::text);
----
NULL|NULL|boolean
SELECT 1

SELECT 'some_name'::name !~~ 'Äpfel'::text, 'Zed'::name !~~ 'hello'::text, 'some_name'::name !~~ 'hello'::text, 'Zed'::name !~~ ''::text;
----
t|t|t|t
SELECT 1

SELECT NULL::name !~~ 'hello'::text, 'some_name'::name !~~ NULL::text, pg_typeof('some_name'::name !~~ NULL::text);
----
NULL|NULL|boolean
SELECT 1

SELECT 'some_name'::name !~~* 'Äpfel'::text, 'Zed'::name !~~* 'hello'::text, 'some_name'::name !~~* 'hello'::text, 'Zed'::name !~~* ''::text;
----
t|t|t|t
SELECT 1

SELECT NULL::name !~~* 'hello'::text, 'some_name'::name !~~* NULL::text, pg_typeof('some_name'::name !~~* NULL::text);
----
NULL|NULL|boolean
SELECT 1

SELECT 'some_name'::name < 'Äpfel'::text, 'Zed'::name < 'hello'::text, 'some_name'::name < 'hello'::text, 'Zed'::name < ''::text;
----
t|t|f|f
SELECT 1

SELECT NULL::name < 'hello'::text, 'some_name'::name < NULL::text, pg_typeof('some_name'::name < NULL::text);
----
NULL|NULL|boolean
SELECT 1

SELECT 'some_name'::name <= 'Äpfel'::text, 'Zed'::name <= 'hello'::text, 'some_name'::name <= 'hello'::text, 'Zed'::name <= ''::text;
----
t|t|f|f
SELECT 1

SELECT NULL::name <= 'hello'::text, 'some_name'::name <= NULL::text, pg_typeof('some_name'::name <= NULL::text);
----
NULL|NULL|boolean
SELECT 1

SELECT 'some_name'::name <> 'Äpfel'::text, 'Zed'::name <> 'hello'::text, 'some_name'::name <> 'hello'::text, 'Zed'::name <> ''::text;
----
t|t|t|t
SELECT 1

SELECT NULL::name <> 'hello'::text, 'some_name'::name <> NULL::text, pg_typeof('some_name'::name <> NULL::text);
----
NULL|NULL|boolean
SELECT 1

SELECT 'some_name'::name = 'Äpfel'::text, 'Zed'::name = 'hello'::text, 'some_name'::name = 'hello'::text, 'Zed'::name = ''::text;
----
f|f|f|f
SELECT 1

SELECT NULL::name = 'hello'::text, 'some_name'::name = NULL::text, pg_typeof('some_name'::name = NULL::text);
----
NULL|NULL|boolean
SELECT 1

SELECT 'some_name'::name > 'Äpfel'::text, 'Zed'::name > 'hello'::text, 'some_name'::name > 'hello'::text, 'Zed'::name > ''::text;
----
f|f|t|t
SELECT 1

SELECT NULL::name > 'hello'::text, 'some_name'::name > NULL::text, pg_typeof('some_name'::name > NULL::text);
----
NULL|NULL|boolean
SELECT 1

SELECT 'some_name'::name >= 'Äpfel'::text, 'Zed'::name >= 'hello'::text, 'some_name'::name >= 'hello'::text, 'Zed'::name >= ''::text;
----
f|f|t|t
SELECT 1

SELECT NULL::name >= 'hello'::text, 'some_name'::name >= NULL::text, pg_typeof('some_name'::name >= NULL::text);
----
NULL|NULL|boolean
SELECT 1

SELECT 'some_name'::name ~ 'Äpfel'::text, 'Zed'::name ~ 'hello'::text, 'some_name'::name ~ 'hello'::text, 'Zed'::name ~ ''::text;
----
f|f|f|t
SELECT 1

SELECT NULL::name ~ 'hello'::text, 'some_name'::name ~ NULL::text, pg_typeof('some_name'::name ~ NULL::text);
----
NULL|NULL|boolean
SELECT 1

SELECT 'some_name'::name ~* 'Äpfel'::text, 'Zed'::name ~* 'hello'::text, 'some_name'::name ~* 'hello'::text, 'Zed'::name ~* ''::text;
----
f|f|f|t
SELECT 1

SELECT NULL::name ~* 'hello'::text, 'some_name'::name ~* NULL::text, pg_typeof('some_name'::name ~* NULL::text);
----
NULL|NULL|boolean
SELECT 1

SELECT 'some_name'::name ~~ 'Äpfel'::text, 'Zed'::name ~~ 'hello'::text, 'some_name'::name ~~ 'hello'::text, 'Zed'::name ~~ ''::text;
----
f|f|f|f
SELECT 1

SELECT NULL::name ~~ 'hello'::text, 'some_name'::name ~~ NULL::text, pg_typeof('some_name'::name ~~ NULL::text);
----
NULL|NULL|boolean
SELECT 1

SELECT 'some_name'::name ~~* 'Äpfel'::text, 'Zed'::name ~~* 'hello'::text, 'some_name'::name ~~* 'hello'::text, 'Zed'::name ~~* ''::text;
----
f|f|f|f
SELECT 1

SELECT NULL::name ~~* 'hello'::text, 'some_name'::name ~~* NULL::text, pg_typeof('some_name'::name ~~* NULL::text);
----
NULL|NULL|boolean
SELECT 1

# oidvector
SELECT '23 25'::oidvector < '16'::oidvector, '16'::oidvector < '23 25'::oidvector, '23 25'::oidvector < '23 25'::oidvector;
----
f|t|f
SELECT 1

SELECT NULL::oidvector < '23 25'::oidvector, '23 25'::oidvector < NULL::oidvector, pg_typeof('23 25'::oidvector < NULL::oidvector);
----
NULL|NULL|boolean
SELECT 1

SELECT '23 25'::oidvector <= '16'::oidvector, '16'::oidvector <= '23 25'::oidvector, '23 25'::oidvector <= '23 25'::oidvector;
----
f|t|t
SELECT 1

SELECT NULL::oidvector <= '23 25'::oidvector, '23 25'::oidvector <= NULL::oidvector, pg_typeof('23 25'::oidvector <= NULL::oidvector);
----
NULL|NULL|boolean
SELECT 1

SELECT '23 25'::oidvector <> '16'::oidvector, '16'::oidvector <> '23 25'::oidvector, '23 25'::oidvector <> '23 25'::oidvector;
----
t|t|f
SELECT 1

SELECT NULL::oidvector <> '23 25'::oidvector, '23 25'::oidvector <> NULL::oidvector, pg_typeof('23 25'::oidvector <> NULL::oidvector);
----
NULL|NULL|boolean
SELECT 1

SELECT '23 25'::oidvector = '16'::oidvector, '16'::oidvector = '23 25'::oidvector, '23 25'::oidvector = '23 25'::oidvector;
----
f|f|t
SELECT 1

SELECT NULL::oidvector = '23 25'::oidvector, '23 25'::oidvector = NULL::oidvector, pg_typeof('23 25'::oidvector = NULL::oidvector);
----
NULL|NULL|boolean
SELECT 1

SELECT '23 25'::oidvector > '16'::oidvector, '16'::oidvector > '23 25'::oidvector, '23 25'::oidvector > '23 25'::oidvector;
----
t|f|f
SELECT 1

SELECT NULL::oidvector > '23 25'::oidvector, '23 25'::oidvector > NULL::oidvector, pg_typeof('23 25'::oidvector > NULL::oidvector);
----
NULL|NULL|boolean
SELECT 1

SELECT '23 25'::oidvector >= '16'::oidvector, '16'::oidvector >= '23 25'::oidvector, '23 25'::oidvector >= '23 25'::oidvector;
----
t|f|t
SELECT 1

SELECT NULL::oidvector >= '23 25'::oidvector, '23 25'::oidvector >= NULL::oidvector, pg_typeof('23 25'::oidvector >= NULL::oidvector);
----
NULL|NULL|boolean
SELECT 1

# text
SELECT 'hello'::text || 5, 'Äpfel'::text || 4, 'hello'::text || 4, ''::text || 5;
----
hello5|Äpfel4|hello4|5
SELECT 1

SELECT NULL::text || 4, 'hello'::text || NULL::int4, pg_typeof('hello'::text || NULL::int4);
----
NULL|NULL|text
SELECT 1

SELECT 'hello'::text < 'Zed'::name, 'Äpfel'::text < 'some_name'::name, 'hello'::text < 'some_name'::name, ''::text < 'Zed'::name;
----
f|f|t|t
SELECT 1

SELECT NULL::text < 'some_name'::name, 'hello'::text < NULL::name, pg_typeof('hello'::text < NULL::name);
----
NULL|NULL|boolean
SELECT 1

SELECT 'hello'::text <= 'Zed'::name, 'Äpfel'::text <= 'some_name'::name, 'hello'::text <= 'some_name'::name, ''::text <= 'Zed'::name;
----
f|f|t|t
SELECT 1

SELECT NULL::text <= 'some_name'::name, 'hello'::text <= NULL::name, pg_typeof('hello'::text <= NULL::name);
----
NULL|NULL|boolean
SELECT 1

SELECT 'hello'::text <> 'Zed'::name, 'Äpfel'::text <> 'some_name'::name, 'hello'::text <> 'some_name'::name, ''::text <> 'Zed'::name;
----
t|t|t|t
SELECT 1

SELECT NULL::text <> 'some_name'::name, 'hello'::text <> NULL::name, pg_typeof('hello'::text <> NULL::name);
----
NULL|NULL|boolean
SELECT 1

SELECT 'hello'::text = 'Zed'::name, 'Äpfel'::text = 'some_name'::name, 'hello'::text = 'some_name'::name, ''::text = 'Zed'::name;
----
f|f|f|f
SELECT 1

SELECT NULL::text = 'some_name'::name, 'hello'::text = NULL::name, pg_typeof('hello'::text = NULL::name);
----
NULL|NULL|boolean
SELECT 1

SELECT 'hello'::text > 'Zed'::name, 'Äpfel'::text > 'some_name'::name, 'hello'::text > 'some_name'::name, ''::text > 'Zed'::name;
----
t|t|f|f
SELECT 1

SELECT NULL::text > 'some_name'::name, 'hello'::text > NULL::name, pg_typeof('hello'::text > NULL::name);
----
NULL|NULL|boolean
SELECT 1

SELECT 'hello'::text >= 'Zed'::name, 'Äpfel'::text >= 'some_name'::name, 'hello'::text >= 'some_name'::name, ''::text >= 'Zed'::name;
----
t|t|f|f
SELECT 1

SELECT NULL::text >= 'some_name'::name, 'hello'::text >= NULL::name, pg_typeof('hello'::text >= NULL::name);
----
NULL|NULL|boolean
SELECT 1

SELECT 'hello'::text !~ 'Äpfel'::text, 'Äpfel'::text !~ 'hello'::text, 'hello'::text !~ 'hello'::text, ''::text !~ ''::text;
----
t|t|f|f
SELECT 1

SELECT NULL::text !~ 'hello'::text, 'hello'::text !~ NULL::text, pg_typeof('hello'::text !~ NULL::text);
----
NULL|NULL|boolean
SELECT 1

SELECT 'hello'::text !~* 'Äpfel'::text, 'Äpfel'::text !~* 'hello'::text, 'hello'::text !~* 'hello'::text, ''::text !~* ''::text;
----
t|t|f|f
SELECT 1

SELECT NULL::text !~* 'hello'::text, 'hello'::text !~* NULL::text, pg_typeof('hello'::text !~* NULL::text);
----
NULL|NULL|boolean
SELECT 1

SELECT 'hello'::text !~~ 'Äpfel'::text, 'Äpfel'::text !~~ 'hello'::text, 'hello'::text !~~ 'hello'::text, ''::text !~~ ''::text;
----
t|t|f|f
SELECT 1

SELECT NULL::text !~~ 'hello'::text, 'hello'::text !~~ NULL::text, pg_typeof('hello'::text !~~ NULL::text);
----
NULL|NULL|boolean
SELECT 1

SELECT 'hello'::text !~~* 'Äpfel'::text, 'Äpfel'::text !~~* 'hello'::text, 'hello'::text !~~* 'hello'::text, ''::text !~~* ''::text;
----
t|t|f|f
SELECT 1

SELECT NULL::text !~~* 'hello'::text, 'hello'::text !~~* NULL::text, pg_typeof('hello'::text !~~* NULL::text);
----
NULL|NULL|boolean
SELECT 1

SELECT 'hello'::text < 'Äpfel'::text, 'Äpfel'::text < 'hello'::text, 'hello'::text < 'hello'::text, ''::text < ''::text;
----
t|f|f|f
SELECT 1

SELECT NULL::text < 'hello'::text, 'hello'::text < NULL::text, pg_typeof('hello'::text < NULL::text);
----
NULL|NULL|boolean
SELECT 1

SELECT 'hello'::text <= 'Äpfel'::text, 'Äpfel'::text <= 'hello'::text, 'hello'::text <= 'hello'::text, ''::text <= ''::text;
----
t|f|t|t
SELECT 1

SELECT NULL::text <= 'hello'::text, 'hello'::text <= NULL::text, pg_typeof('hello'::text <= NULL::text);
----
NULL|NULL|boolean
SELECT 1

SELECT 'hello'::text <> 'Äpfel'::text, 'Äpfel'::text <> 'hello'::text, 'hello'::text <> 'hello'::text, ''::text <> ''::text;
----
t|t|f|f
SELECT 1

SELECT NULL::text <> 'hello'::text, 'hello'::text <> NULL::text, pg_typeof('hello'::text <> NULL::text);
----
NULL|NULL|boolean
SELECT 1

SELECT 'hello'::text = 'Äpfel'::text, 'Äpfel'::text = 'hello'::text, 'hello'::text = 'hello'::text, ''::text = ''::text;
----
f|f|t|t
SELECT 1

SELECT NULL::text = 'hello'::text, 'hello'::text = NULL::text, pg_typeof('hello'::text = NULL::text);
----
NULL|NULL|boolean
SELECT 1

SELECT 'hello'::text > 'Äpfel'::text, 'Äpfel'::text > 'hello'::text, 'hello'::text > 'hello'::text, ''::text > ''::text;
----
f|t|f|f
SELECT 1

SELECT NULL::text > 'hello'::text, 'hello'::text > NULL::text, pg_typeof('hello'::text > NULL::text);
----
NULL|NULL|boolean
SELECT 1

SELECT 'hello'::text >= 'Äpfel'::text, 'Äpfel'::text >= 'hello'::text, 'hello'::text >= 'hello'::text, ''::text >= ''::text;
----
f|t|t|t
SELECT 1

SELECT NULL::text >= 'hello'::text, 'hello'::text >= NULL::text, pg_typeof('hello'::text >= NULL::text);
----
NULL|NULL|boolean
SELECT 1

SELECT 'hello'::text @@ 'Äpfel'::text, 'Äpfel'::text @@ 'hello'::text, 'hello'::text @@ 'hello'::text, ''::text @@ ''::text;
----
f|f|t|f
SELECT 1

SELECT NULL::text @@ 'hello'::text, 'hello'::text @@ NULL::text, pg_typeof('hello'::text @@ NULL::text);
----
NULL|NULL|boolean
SELECT 1

SELECT 'hello'::text ^@ 'Äpfel'::text, 'Äpfel'::text ^@ 'hello'::text, 'hello'::text ^@ 'hello'::text, ''::text ^@ ''::text;
----
f|f|t|t
SELECT 1

SELECT NULL::text ^@ 'hello'::text, 'hello'::text ^@ NULL::text, pg_typeof('hello'::text ^@ NULL::text);
----
NULL|NULL|boolean
SELECT 1

SELECT 'hello'::text || 'Äpfel'::text, 'Äpfel'::text || 'hello'::text, 'hello'::text || 'hello'::text, ''::text || ''::text;
----
helloÄpfel|Äpfelhello|hellohello|''
SELECT 1

SELECT NULL::text || 'hello'::text, 'hello'::text || NULL::text, pg_typeof('hello'::text || NULL::text);
----
NULL|NULL|text
SELECT 1

SELECT 'hello'::text ~ 'Äpfel'::text, 'Äpfel'::text ~ 'hello'::text, 'hello'::text ~ 'hello'::text, ''::text ~ ''::text;
----
f|f|t|t
SELECT 1

SELECT NULL::text ~ 'hello'::text, 'hello'::text ~ NULL::text, pg_typeof('hello'::text ~ NULL::text);
----
NULL|NULL|boolean
SELECT 1

SELECT 'hello'::text ~* 'Äpfel'::text, 'Äpfel'::text ~* 'hello'::text, 'hello'::text ~* 'hello'::text, ''::text ~* ''::text;
----
f|f|t|t
SELECT 1

SELECT NULL::text ~* 'hello'::text, 'hello'::text ~* NULL::text, pg_typeof('hello'::text ~* NULL::text);
----
NULL|NULL|boolean
SELECT 1

SELECT 'hello'::text ~<=~ 'Äpfel'::text, 'Äpfel'::text ~<=~ 'hello'::text, 'hello'::text ~<=~ 'hello'::text, ''::text ~<=~ ''::text;
----
t|f|t|t
SELECT 1

SELECT NULL::text ~<=~ 'hello'::text, 'hello'::text ~<=~ NULL::text, pg_typeof('hello'::text ~<=~ NULL::text);
----
NULL|NULL|boolean
SELECT 1

SELECT 'hello'::text ~<~ 'Äpfel'::text, 'Äpfel'::text ~<~ 'hello'::text, 'hello'::text ~<~ 'hello'::text, ''::text ~<~ ''::text;
----
t|f|f|f
SELECT 1

SELECT NULL::text ~<~ 'hello'::text, 'hello'::text ~<~ NULL::text, pg_typeof('hello'::text ~<~ NULL::text);
----
NULL|NULL|boolean
SELECT 1

SELECT 'hello'::text ~>=~ 'Äpfel'::text, 'Äpfel'::text ~>=~ 'hello'::text, 'hello'::text ~>=~ 'hello'::text, ''::text ~>=~ ''::text;
----
f|t|t|t
SELECT 1

SELECT NULL::text ~>=~ 'hello'::text, 'hello'::text ~>=~ NULL::text, pg_typeof('hello'::text ~>=~ NULL::text);
----
NULL|NULL|boolean
SELECT 1

SELECT 'hello'::text ~>~ 'Äpfel'::text, 'Äpfel'::text ~>~ 'hello'::text, 'hello'::text ~>~ 'hello'::text, ''::text ~>~ ''::text;
----
f|t|f|f
SELECT 1

SELECT NULL::text ~>~ 'hello'::text, 'hello'::text ~>~ NULL::text, pg_typeof('hello'::text ~>~ NULL::text);
----
NULL|NULL|boolean
SELECT 1

SELECT 'hello'::text ~~ 'Äpfel'::text, 'Äpfel'::text ~~ 'hello'::text, 'hello'::text ~~ 'hello'::text, ''::text ~~ ''::text;
----
f|f|t|t
SELECT 1

SELECT NULL::text ~~ 'hello'::text, 'hello'::text ~~ NULL::text, pg_typeof('hello'::text ~~ NULL::text);
----
NULL|NULL|boolean
SELECT 1

SELECT 'hello'::text ~~* 'Äpfel'::text, 'Äpfel'::text ~~* 'hello'::text, 'hello'::text ~~* 'hello'::text, ''::text ~~* ''::text;
----
f|f|t|t
SELECT 1

SELECT NULL::text ~~* 'hello'::text, 'hello'::text ~~* NULL::text, pg_typeof('hello'::text ~~* NULL::text);
----
NULL|NULL|boolean
SELECT 1

SELECT 'hello'::text @@ 'a <-> b:*'::tsquery, 'Äpfel'::text @@ 'fat & (rat | !cat)'::tsquery, 'hello'::text @@ 'fat & (rat | !cat)'::tsquery, ''::text @@ 'a <-> b:*'::tsquery;
----
f|f|f|f
SELECT 1

SELECT NULL::text @@ 'fat & (rat | !cat)'::tsquery, 'hello'::text @@ NULL::tsquery, pg_typeof('hello'::text @@ NULL::tsquery);
----
NULL|NULL|boolean
SELECT 1

# uuid
SELECT 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'::uuid < '00000000-0000-0000-0000-000000000000'::uuid, '00000000-0000-0000-0000-000000000000'::uuid < 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'::uuid, 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'::uuid < 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'::uuid;
----
f|t|f
SELECT 1

SELECT NULL::uuid < 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'::uuid, 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'::uuid < NULL::uuid, pg_typeof('a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'::uuid < NULL::uuid);
----
NULL|NULL|boolean
SELECT 1

SELECT 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'::uuid <= '00000000-0000-0000-0000-000000000000'::uuid, '00000000-0000-0000-0000-000000000000'::uuid <= 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'::uuid, 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'::uuid <= 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'::uuid;
----
f|t|t
SELECT 1

SELECT NULL::uuid <= 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'::uuid, 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'::uuid <= NULL::uuid, pg_typeof('a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'::uuid <= NULL::uuid);
----
NULL|NULL|boolean
SELECT 1

SELECT 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'::uuid <> '00000000-0000-0000-0000-000000000000'::uuid, '00000000-0000-0000-0000-000000000000'::uuid <> 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'::uuid, 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'::uuid <> 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'::uuid;
----
t|t|f
SELECT 1

SELECT NULL::uuid <> 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'::uuid, 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'::uuid <> NULL::uuid, pg_typeof('a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'::uuid <> NULL::uuid);
----
NULL|NULL|boolean
SELECT 1

SELECT 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'::uuid = '00000000-0000-0000-0000-000000000000'::uuid, '00000000-0000-0000-0000-000000000000'::uuid = 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'::uuid, 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'::uuid = 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'::uuid;
----
f|f|t
SELECT 1

SELECT NULL::uuid = 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'::uuid, 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'::uuid = NULL::uuid, pg_typeof('a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'::uuid = NULL::uuid);
----
NULL|NULL|boolean
SELECT 1

SELECT 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'::uuid > '00000000-0000-0000-0000-000000000000'::uuid, '00000000-0000-0000-0000-000000000000'::uuid > 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'::uuid, 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'::uuid > 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'::uuid;
----
t|f|f
SELECT 1

SELECT NULL::uuid > 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'::uuid, 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'::uuid > NULL::uuid, pg_typeof('a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'::uuid > NULL::uuid);
----
NULL|NULL|boolean
SELECT 1

SELECT 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'::uuid >= '00000000-0000-0000-0000-000000000000'::uuid, '00000000-0000-0000-0000-000000000000'::uuid >= 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'::uuid, 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'::uuid >= 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'::uuid;
----
t|f|t
SELECT 1

SELECT NULL::uuid >= 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'::uuid, 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'::uuid >= NULL::uuid, pg_typeof('a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'::uuid >= NULL::uuid);
----
NULL|NULL|boolean
SELECT 1

# varbit
SELECT B'1011'::varbit < B'0'::varbit(8), B'0'::varbit(8) < B'1011'::varbit, B'1011'::varbit < B'1011'::varbit;
----
f|t|f
SELECT 1

SELECT NULL::varbit < B'1011'::varbit, B'1011'::varbit < NULL::varbit, pg_typeof(B'1011'::varbit < NULL::varbit);
----
NULL|NULL|boolean
SELECT 1

SELECT B'1011'::varbit <= B'0'::varbit(8), B'0'::varbit(8) <= B'1011'::varbit, B'1011'::varbit <= B'1011'::varbit;
----
f|t|t
SELECT 1

SELECT NULL::varbit <= B'1011'::varbit, B'1011'::varbit <= NULL::varbit, pg_typeof(B'1011'::varbit <= NULL::varbit);
----
NULL|NULL|boolean
SELECT 1

SELECT B'1011'::varbit <> B'0'::varbit(8), B'0'::varbit(8) <> B'1011'::varbit, B'1011'::varbit <> B'1011'::varbit;
----
t|t|f
SELECT 1

SELECT NULL::varbit <> B'1011'::varbit, B'1011'::varbit <> NULL::varbit, pg_typeof(B'1011'::varbit <> NULL::varbit);
----
NULL|NULL|boolean
SELECT 1

SELECT B'1011'::varbit = B'0'::varbit(8), B'0'::varbit(8) = B'1011'::varbit, B'1011'::varbit = B'1011'::varbit;
----
f|f|t
SELECT 1

SELECT NULL::varbit = B'1011'::varbit, B'1011'::varbit = NULL::varbit, pg_typeof(B'1011'::varbit = NULL::varbit);
----
NULL|NULL|boolean
SELECT 1

SELECT B'1011'::varbit > B'0'::varbit(8), B'0'::varbit(8) > B'1011'::varbit, B'1011'::varbit > B'1011'::varbit;
----
t|f|f
SELECT 1

SELECT NULL::varbit > B'1011'::varbit, B'1011'::varbit > NULL::varbit, pg_typeof(B'1011'::varbit > NULL::varbit);
----
NULL|NULL|boolean
SELECT 1

SELECT B'1011'::varbit >= B'0'::varbit(8), B'0'::varbit(8) >= B'1011'::varbit, B'1011'::varbit >= B'1011'::varbit;
----
t|f|t
SELECT 1

SELECT NULL::varbit >= B'1011'::varbit, B'1011'::varbit >= NULL::varbit, pg_typeof(B'1011'::varbit >= NULL::varbit);
----
NULL|NULL|boolean
SELECT 1

SELECT B'1011'::varbit || B'0'::varbit(8), B'0'::varbit(8) || B'1011'::varbit, B'1011'::varbit || B'1011'::varbit;
----
10110|01011|10111011
SELECT 1

SELECT NULL::varbit || B'1011'::varbit, B'1011'::varbit || NULL::varbit, pg_typeof(B'1011'::varbit || NULL::varbit);
----
NULL|NULL|bit varying
SELECT 1
