# Functions whose only output is a record without a type.
create function jt(out x record) returns setof record language plpgsql as $$ begin x := row('abc'::text,2); return next; end $$
----
CREATE FUNCTION

create function js(out x record) language plpgsql as $$ begin x := row('abc'::text,2); end $$
----
CREATE FUNCTION

create function jq(out x record) language sql as $$ select row('abc'::text,2) $$
----
CREATE FUNCTION

create function ju() returns table(x record) language plpgsql as $$ begin x := row('abc'::text,2); return next; return query select 'q'::text, 3; end $$
----
CREATE FUNCTION

create procedure jp(inout x record) language plpgsql as $$ begin x := row(1,2); end $$
----
CREATE PROCEDURE

select jt()
----
error 0A000

select js()
----
(abc,2)
SELECT 1

select jq()
----
(abc,2)
SELECT 1

select ju()
----
error 0A000

select x = row('abc'::text,2) from jt() x
----
error 42601

select * from jt()
----
error 42601

select * from js()
----
error 42601

select * from ju()
----
error 42601

select * from jt() as (a text, b int)
----
abc|2
SELECT 1

select * from js() as (a text, b int)
----
abc|2
SELECT 1

select * from jq() as (a text, b int)
----
abc|2
SELECT 1

select * from ju() as (a text, b int)
----
abc|2
q|3
SELECT 2

select * from jt() as (a int, b int)
----
error 42804

select * from jt() as (a text)
----
error 42804

call jp(null)
----
(1,2)
CALL

call jp(row(3,4))
----
(1,2)
CALL
