# Errors are told whole. standard_conforming_strings, backslash_quote. The results are Postgres's own.
show standard_conforming_strings
----
on
SHOW

set standard_conforming_strings = off
----
SET

show standard_conforming_strings
----
off
SHOW

select 'a\nb', 'c''d', 'x\\y', 'q\'r'
----
a\nb|c'd|x\y|q'r
SELECT 1

select 'tab\there' as t, E'plain\n', 'no escape'
----
tab	here|plain\n|no escape
SELECT 1

set escape_string_warning = off
----
SET

select 'a\nb', 'x\\y', 'q\'r', '\101\x41\u0041'
----
a\nb|x\y|q'r|AAA
SELECT 1

select 'a\nb' = E'a\nb', length('\\'), length('\t')
----
t|1|1
SELECT 1

select U&'d\0061t'
----
error 0A000 unsafe use of string constant with Unicode escapes; String constants with Unicode escapes cannot be used when standard_conforming_strings is off.

select U&"d\0061t" from (select 1 as dat) s
----
1
SELECT 1

select 'abc' like 'a\_c', 'a_c' like 'a\\_c'
----
t|t
SELECT 1

create table scs (a text default 'x\ty', check (a <> 'z\n'))
----
CREATE TABLE

insert into scs default values
----
INSERT 0 1

insert into scs values ('a\\b')
----
INSERT 0 1

insert into scs values ('z\n')
----
error 23514 new row for relation "scs" violates check constraint "scs_a_check"; Failing row contains (z\n).

prepare sp as select 'p\tq', $1::text
----
PREPARE

execute sp('r\ts')
----
p	q|r	s
SELECT 1

create view scv as select 'v\tw' as c
----
CREATE VIEW

create function scf() returns text language sql as 'select ''f\\tg''::text'
----
CREATE FUNCTION

create function scf2() returns text language sql as $$ select 'f\tg'::text $$
----
CREATE FUNCTION

create function scp() returns text language plpgsql as $$ begin return 'h\ti' || E'\n'; end $$
----
CREATE FUNCTION

create function scp2() returns text language plpgsql as $$ declare r text; begin execute 'select ''h\\ti''' into r; return r; end $$
----
CREATE FUNCTION

select scf(), scf2(), scp(), scp2()
----
f	g|f	g|h	i\n|h	i
SELECT 1

set backslash_quote = off
----
SET

select 'q\'r'
----
error 22P06 unsafe use of \' in a string literal; ; Use '' to write quotes in strings. \' is insecure in client-only encodings.

select E'q\'r'
----
error 22P06 unsafe use of \' in a string literal; ; Use '' to write quotes in strings. \' is insecure in client-only encodings.

select 'q''r'
----
q'r
SELECT 1

set backslash_quote = on
----
SET

select E'q\'r'
----
q'r
SELECT 1

set standard_conforming_strings = on
----
SET

set backslash_quote = off
----
SET

select E'q\'r'
----
error 22P06 unsafe use of \' in a string literal; ; Use '' to write quotes in strings. \' is insecure in client-only encodings.

select E'a''b\n'
----
a'b\n
SELECT 1

set backslash_quote = safe_encoding
----
SET

select E'q\'r'
----
q'r
SELECT 1

set client_encoding = 'SJIS'
----
SET

select E'q\'r'
----
error 22P06 unsafe use of \' in a string literal; ; Use '' to write quotes in strings. \' is insecure in client-only encodings.

set client_encoding = 'UTF8'
----
SET

select 'a\nb', 'x\\y'
----
a\nb|x\\y
SELECT 1

select a, a = E'x\ty' from scs order by 1
----
a\b|f
x	y|t
SELECT 2

insert into scs default values
----
INSERT 0 1

insert into scs values (E'z\n')
----
error 23514 new row for relation "scs" violates check constraint "scs_a_check"; Failing row contains (z\n).

select c = E'v\tw' from scv
----
t
SELECT 1

select pg_get_viewdef('scv')
----
 SELECT 'v	w'::text AS c;
SELECT 1

select scf2() = 'f\tg'
----
t
SELECT 1

execute sp('r\ts')
----
p	q|r\ts
SELECT 1

set backslash_quote = nope
----
error 22023 invalid value for parameter "backslash_quote": "nope"; ; Available values: safe_encoding, on, off.

set standard_conforming_strings = 2
----
error 22023 parameter "standard_conforming_strings" requires a Boolean value

set standard_conforming_strings = false
----
SET

select 'a\nb'
----
a\nb
SELECT 1

set escape_string_warning = on
----
SET

select 'a\nb' as one, 'b\\' as two
----
a\nb|b\
SELECT 1

select E'a\nb', 'plain'
----
a\nb|plain
SELECT 1

do 'begin raise notice ''x\\ty''; end'
----
DO

do $$ begin raise notice 'x\ty'; end $$
----
DO

reset standard_conforming_strings
----
RESET

begin; set local standard_conforming_strings = off; select '\x41'; rollback
----
BEGIN
SET
\x41
SELECT 1
ROLLBACK

select '\x41'
----
\x41
SELECT 1

select 'a\nb' 'c'
----
error 42601 syntax error at or near "'c'"

select name, setting, vartype from pg_settings where name in ('standard_conforming_strings', 'backslash_quote', 'escape_string_warning') order by 1
----
backslash_quote|safe_encoding|enum
escape_string_warning|on|bool
standard_conforming_strings|on|bool
SELECT 3

set standard_conforming_strings = off
----
SET

set escape_string_warning = off
----
SET

create or replace function scx(a text default 'd\te') returns text language sql as 'select $1'; comment on table scs is 'c\td'; select scx(), obj_description('scs'::regclass)
----
CREATE FUNCTION
COMMENT
d	e|c	d
SELECT 1

create or replace function scg() returns trigger language plpgsql as $$ begin new.a := new.a || '\t.'; return new; end $$; create trigger g before insert on scs for each row execute function scg('x\ty'); create policy sp on scs using (a <> 'a\tb'); insert into scs values ('k')
----
CREATE FUNCTION
CREATE TRIGGER
CREATE POLICY
INSERT 0 1

create domain scd as text check (value <> 'q\tr'); create type sce as enum ('a\tb'); select enum_range(null::sce)
----
CREATE DOMAIN
CREATE TYPE
{"a	b"}
SELECT 1

select 'q\tr'::scd
----
error 23514 value for domain scd violates check constraint "scd_check"

reset standard_conforming_strings
----
RESET

insert into scs values ('l')
----
INSERT 0 1

select scx() = E'd\te', E'q\tr'::scd
----
error 23514 value for domain scd violates check constraint "scd_check"

select a from scs where a = E'l\t.'
----
l	.
SELECT 1

select pg_get_triggerdef(oid) from pg_trigger where tgname = 'g'; select qual from pg_policies where policyname = 'sp'; select pg_get_function_arguments('scx'::regproc)
----
CREATE TRIGGER g BEFORE INSERT ON public.scs FOR EACH ROW EXECUTE FUNCTION scg('x	y')
SELECT 1
(a <> 'a	b'::text)
SELECT 1
a text DEFAULT 'd	e'::text
SELECT 1

reset escape_string_warning
----
RESET

deallocate all
----
DEALLOCATE ALL
