# Errors are told whole.
# Procedures with OUT arguments among defaults, names and VARIADIC.
create procedure p1(a int, out b int, c int default 5) language plpgsql as $$ begin b := a + c; end $$
----
CREATE PROCEDURE

call p1(1, null)
----
6
CALL

call p1(1, null, 3)
----
4
CALL

call p1(a => 1, b => null)
----
6
CALL

call p1(c => 1, b => null, a => 7)
----
8
CALL

call p1(1, c => 7, b => null)
----
8
CALL

call p1(1)
----
error 42883 procedure p1(integer) does not exist; ; No procedure matches the given name and argument types. You might need to add explicit type casts.

call p1(a => 1, c => 2)
----
error 42883 procedure p1(a => integer, c => integer) does not exist; ; No procedure matches the given name and argument types. You might need to add explicit type casts.

create procedure p2(out b int, variadic a int[]) language plpgsql as $$ begin b := array_length(a, 1); end $$
----
CREATE PROCEDURE

call p2(null, 1, 2, 3)
----
3
CALL

call p2(null, variadic array[1, 2])
----
2
CALL

call p2(b => null, variadic a => array[1, 2])
----
2
CALL

call p2(1)
----
error 42883 procedure p2(integer) does not exist; ; No procedure matches the given name and argument types. You might need to add explicit type casts.

create procedure p3(out b int, a int, out d text, variadic r text[]) language plpgsql as $$ begin b := array_length(r, 1); d := a::text || r::text; end $$
----
CREATE PROCEDURE

call p3(null, 1, null, 'x', 'y')
----
2|1{x,y}
CALL

call p3(null, 1, null, variadic '{q,r}')
----
2|1{q,r}
CALL

create procedure p4(out b int, inout a int, out d text, c int default 8) language plpgsql as $$ begin b := c; d := a::text; end $$
----
CREATE PROCEDURE

call p4(null, 1, null)
----
8|1|1
CALL

call p4(null, d => null, a => 3)
----
8|3|3
CALL

call p4(null, d => null, a => 3, c => 1)
----
1|3|3
CALL

create procedure p5(out c int, a int default 1, b int default 2) language sql as $$ select a * 10 + b $$
----
CREATE PROCEDURE

call p5(null)
----
12
CALL

call p5(null, 5)
----
52
CALL

call p5(null, b => 7)
----
17
CALL

call p5(b => 4, c => null)
----
14
CALL

create procedure p6(out b anyelement, a anyelement, c anyelement) language plpgsql as $$ begin b := a; end $$
----
CREATE PROCEDURE

call p6(null, 3, null)
----
3
CALL

call p6(null, c => null, a => 'x'::text)
----
x
CALL

create table kept(at serial, x int, y text, z int)
----
CREATE TABLE

do $$ declare x int; y text; z int := 3; begin call p5(x); insert into kept(x) values (x); call p5(x, b => 9); insert into kept(x) values (x); call p5(b => 3, c => x); insert into kept(x) values (x); call p2(x, 1, 2, 3); insert into kept(x) values (x); call p2(x, variadic array[4]); insert into kept(x) values (x); call p3(x, 1, y, 'a', 'b'); insert into kept(x, y) values (x, y); call p4(x, z, y); insert into kept(x, y, z) values (x, y, z); call p4(x, d => y, a => z, c => 70); insert into kept(x, y, z) values (x, y, z); end $$
----
DO

select * from kept order by at
----
1|12|NULL|NULL
2|19|NULL|NULL
3|13|NULL|NULL
4|3|NULL|NULL
5|1|NULL|NULL
6|2|1{a,b}|NULL
7|8|3|3
8|70|3|3
SELECT 8

do $$ begin call p5(b => 3, c => 1); end $$
----
error 42601 procedure parameter "c" is an output parameter but corresponding argument is not writable

create procedure q1(variadic a int[], out b int) language plpgsql as $$ begin b := 1; end $$
----
error 42P13 VARIADIC parameter must be the last parameter

create procedure q1(a int default 1, b int default 2, out c int) language sql as $$ select a + b $$
----
error 42P13 procedure OUT parameters cannot appear after one with a default value

create procedure q1(out b int, inout a int default 4, out d text, c int default 8) language plpgsql as $$ begin b := c; end $$
----
error 42P13 procedure OUT parameters cannot appear after one with a default value

create procedure q1(variadic a int[], b int) language plpgsql as $$ begin end $$
----
error 42P13 VARIADIC parameter must be the last input parameter

create procedure q1(variadic a int) language plpgsql as $$ begin end $$
----
error 42P13 VARIADIC parameter must be an array

create procedure q1(a int, a int) language plpgsql as $$ begin end $$
----
error 42P13 parameter name "a" used more than once

create procedure q1(a setof int) language plpgsql as $$ begin end $$
----
error 42P13 procedures cannot accept set arguments

select p1(1, 2)
----
error 42809 p1(integer, integer) is a procedure; ; To call a procedure, use CALL.

call nosuch(a => 1)
----
error 42883 procedure nosuch(a => integer) does not exist; ; No procedure matches the given name and argument types. You might need to add explicit type casts.

call nosuch.p1(1, b => 'x')
----
error 3F000 schema "nosuch" does not exist

call public.p2(1, c => 2)
----
error 42883 procedure public.p2(integer, c => integer) does not exist; ; No procedure matches the given name and argument types. You might need to add explicit type casts.

call sin(1)
----
error 42809 sin(integer) is not a procedure; ; To call a function, use SELECT.

call sin(a => 1)
----
error 42883 procedure sin(a => integer) does not exist; ; No procedure matches the given name and argument types. You might need to add explicit type casts.

select nosuch.f(1)
----
error 3F000 schema "nosuch" does not exist

call p1(a => 1, b => null, a => 2)
----
error 42601 argument name "a" used more than once

select p1(a => 1, a => 2)
----
error 42601 argument name "a" used more than once
