# Errors are told whole.
# Bounds of regular expressions, sequences that are gone or none, settings that remain, and others.
select 'a' ~ 'a{255}', 'a' ~ 'a{0,255}'
----
f|t
SELECT 1

select 'a' ~ 'a{256}'
----
error 2201B invalid regular expression: invalid repetition count(s)

select 'a' ~ 'a{1,256}'
----
error 2201B invalid regular expression: invalid repetition count(s)

select 'a' ~ 'a{300,}'
----
error 2201B invalid regular expression: invalid repetition count(s)

select 'a' ~ 'a{2,1}'
----
error 2201B invalid regular expression: invalid repetition count(s)

select 'a{256}' ~ '\Aa\{256}', 'a{256}' ~ '***=a{256}', regexp_replace('{256}', '[{]256}', 'x')
----
t|t|x
SELECT 1

select 'aa' ~ '(a)\1{256}'
----
error 2201B invalid regular expression: invalid repetition count(s)

select 'ab' ~ 'a{256}(?=b)'
----
error 2201B invalid regular expression: invalid repetition count(s)

select regexp_match('aaa', 'a{1,2}?')
----
{a}
SELECT 1

create sequence s
----
CREATE SEQUENCE

select nextval('s')
----
1
SELECT 1

drop sequence s
----
DROP SEQUENCE

select lastval()
----
error 55000 lastval is not yet defined in this session

create sequence s2
----
CREATE SEQUENCE

select nextval('s2')
----
1
SELECT 1

select lastval()
----
1
SELECT 1

create table t(a int)
----
CREATE TABLE

select nextval('t'::regclass)
----
error 42809 "t" is not a sequence

select nextval('t')
----
error 42809 "t" is not a sequence

select currval('t')
----
error 42809 "t" is not a sequence

select setval('t', 3)
----
error 42809 "t" is not a sequence

create view vw as select 1
----
CREATE VIEW

select nextval('vw')
----
error 42809 "vw" is not a sequence

select E'\v' = 'v', E'\b\f\n\r\t\v\a\0x'
----
error 22021 invalid byte sequence for encoding "UTF8": 0x00

select E'a\vb\ab'
----
avbab
SELECT 1

begin
----
BEGIN

select set_config('app.y','1',false)
----
1
SELECT 1

rollback
----
ROLLBACK

select current_setting('app.y',true) is null, current_setting('app.y', true)
----
f|''
SELECT 1

select current_setting('app.y')
----
''
SELECT 1

reset app.y
----
RESET

select current_setting('app.y')
----
''
SELECT 1

begin
----
BEGIN

set local app.z = 'x'
----
SET

commit
----
COMMIT

select current_setting('app.z',true)
----
''
SELECT 1

begin
----
BEGIN

savepoint a
----
SAVEPOINT

set app.w = 'x'
----
SET

rollback to a
----
ROLLBACK

select current_setting('app.w',true)
----
''
SELECT 1

commit
----
COMMIT

select current_setting('app.w',true)
----
''
SELECT 1

set app.v = 'x'
----
SET

reset app.v
----
RESET

select current_setting('app.v',true)
----
''
SELECT 1

select current_setting('app.never',true)
----
NULL
SELECT 1

select current_setting('app.never')
----
error 42704 unrecognized configuration parameter "app.never"

create trigger tg before insert on t for each row execute function now()
----
error 42P17 function now must return type trigger

create trigger tg before insert on t for each row execute function pg_catalog.now()
----
error 42P17 function pg_catalog.now must return type trigger

create trigger tg before insert on t for each row execute function abs()
----
error 42883 function abs() does not exist

create trigger tg before insert on t for each row execute function nosuch()
----
error 42883 function nosuch() does not exist

create procedure pio(a int, inout b int default 5) language plpgsql as $$ begin b := a + b; end $$
----
CREATE PROCEDURE

do $$ begin call pio(1); end $$
----
error 42601 procedure parameter "b" is an output parameter but corresponding argument is not writable

do $$ declare x int := 1; begin call pio(1, x); if x <> 2 then raise 'no'; end if; call pio(b => x, a => 1); end $$
----
DO

do $$ declare x int := 1; begin call pio(a => 1); end $$
----
error 42601 procedure parameter "b" is an output parameter but corresponding argument is not writable

call pio(1)
----
6
CALL

create table pst (a int, b text)
----
CREATE TABLE

prepare st (int) as select * from pst where a = $1
----
PREPARE

prepare st2 as select * from pst where a = $1 and b = $2
----
PREPARE

execute st2(1, 'x')
----
SELECT 0

drop table pst
----
DROP TABLE

select name, parameter_types from pg_prepared_statements order by 1
----
st|{integer}
st2|{integer,text}
SELECT 2

create table pst (a text, b int)
----
CREATE TABLE

select name, parameter_types from pg_prepared_statements order by 1
----
st|{integer}
st2|{integer,text}
SELECT 2

execute st2(1, 'x')
----
error 42883 operator does not exist: text = integer; ; No operator matches the given name and argument types. You might need to add explicit type casts.
