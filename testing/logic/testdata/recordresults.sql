# SQL functions whose last statement gives a row as one value
create type ty as (a int, b text)
----
CREATE TYPE

create table tt (a int, b text)
----
CREATE TABLE

insert into tt values (1, 'x'), (2, 'y')
----
INSERT 0 2

create function same(a anyelement) returns anyelement language sql as 'select a'
----
CREATE FUNCTION

create function both(a anyelement, b anyelement) returns anyarray language sql as 'select array[a, b]'
----
error 42601

create function rec() returns record language sql as 'select row(1, 2)'
----
CREATE FUNCTION

create function rec2() returns record language sql as 'select row(1, ''q'')::ty'
----
CREATE FUNCTION

create function rec3() returns setof record language sql as 'select t from tt t'
----
CREATE FUNCTION

create function rec4() returns setof record language sql as 'select row(a, b) from tt t'
----
CREATE FUNCTION

create function rec5() returns record language sql as 'select 1'
----
CREATE FUNCTION

create function rec6(out a int, out b text) language sql as 'select row(1, ''q'')::ty'
----
CREATE FUNCTION

create function rec7(out a int, out b text) language sql as 'select row(1, ''q''::text)'
----
CREATE FUNCTION

create function rec8() returns ty language sql as 'select row(1, ''q''::text)'
----
CREATE FUNCTION

create function rec9() returns ty language sql as 'select t from tt t'
----
error 42P13

select same(row(1, 2)), same(row(1, 'a')::ty), same(t) from tt t
----
(1,2)|(1,a)|(1,x)
(1,2)|(1,a)|(2,y)
SELECT 2

select both(row(1, 2), null)
----
error 42601

select both(row(1, 'a')::ty, null)
----
error 42601

select rec(), rec2(), rec5()
----
(1,2)|(1,q)|(1)
SELECT 1

select * from rec() as (a int, b int)
----
1|2
SELECT 1

select * from rec2() as (a int, b text)
----
1|q
SELECT 1

select * from rec3() as (a int, b text)
----
1|x
2|y
SELECT 2

select rec3()
----
(1,x)
(2,y)
SELECT 2

select rec4()
----
(1,x)
(2,y)
SELECT 2

select * from rec4() as (a int, b text)
----
1|x
2|y
SELECT 2

select rec6(), rec7()
----
(1,q)|(1,q)
SELECT 1

select * from rec6()
----
1|q
SELECT 1

select * from rec7()
----
1|q
SELECT 1

select rec8()
----
(1,q)
SELECT 1

select rec9()
----
error 42883

select * from rec8()
----
1|q
SELECT 1

select (same(row(1, 'a')::ty)).b
----
a
SELECT 1

select * from rec2() as (a int8, b text)
----
error 42804

select * from rec2() as (a int)
----
error 42804

select * from rec2() as (a int, b text, c int)
----
error 42804

select * from rec3() as (b text, a int)
----
error 42804

create function rec10() returns table (a int, b text) language sql as 'select t from tt t'
----
CREATE FUNCTION

select * from rec10()
----
1|x
2|y
SELECT 2

create function rec11() returns table (a int, b text, c int) language sql as 'select t from tt t'
----
CREATE FUNCTION

select * from rec11()
----
error 42804

create function rec12() returns ty language sql as 'select 1, ''x'', 2'
----
error 42P13

create function rec13() returns ty language sql as 'select true, ''x'', 2'
----
error 42P13

create function rec14() returns ty language sql as 'select true'
----
error 42P13

create function rec15(out a ty, out b int) language sql as 'select t, 1 from tt t'
----
error 42P13

create function rec16(out a ty) language sql as 'select t from tt t'
----
error 42P13
