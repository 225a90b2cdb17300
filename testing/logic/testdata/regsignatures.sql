# Errors are told whole.
# Functions and operators by the types of their arguments.
select 'f(nope)'::regprocedure
----
error 42704 type "nope" does not exist

select 'abs(nope)'::regprocedure
----
error 42704 type "nope" does not exist

select 'abs(int4, s.nope)'::regprocedure
----
error 3F000 schema "s" does not exist

select '+(nope,int)'::regoperator
----
error 42704 type "nope" does not exist

select '+(int,nope)'::regoperator
----
error 42704 type "nope" does not exist

select '+(none,none)'::regoperator
----
error 42883 operator does not exist: +(none,none)

select '+(int)'::regoperator
----
error 42P02 missing argument; ; Use NONE to denote the missing argument of a unary operator.

select '+(int,int,int)'::regoperator
----
error 54023 too many arguments; ; Provide two argument types for operator.

select '+(int,int'::regoperator
----
error 22P02 expected a right parenthesis

select 'abs(int'::regprocedure
----
error 22P02 expected a right parenthesis

select 'abs'::regprocedure
----
error 22P02 expected a left parenthesis

select '+(int,text)'::regoperator
----
error 42883 operator does not exist: +(int,text)

select '+(none,text)'::regoperator
----
error 42883 operator does not exist: +(none,text)

select to_regoperator('+(nope,int)'), to_regprocedure('abs(nope)')
----
error 42704 type "nope" does not exist

select to_regoperator('+(int)')
----
error 42P02 missing argument; ; Use NONE to denote the missing argument of a unary operator.

select 'abs()'::regprocedure
----
error 42883 function "abs()" does not exist

select 'abs(int,)'::regprocedure
----
error 22P02 expected a type name

select 's.abs(int)'::regprocedure
----
error 3F000 schema "s" does not exist

select '+(int[],nope[])'::regoperator
----
error 42704 type "nope[]" does not exist

select '=(timestamp with time zone, timestamptz)'::regoperator, '- ( NONE , int4 )'::regoperator
----
=(timestamp with time zone,timestamp with time zone)|-(NONE,integer)
SELECT 1

select '@@@@(int,int)'::regoperator
----
error 42883 operator does not exist: @@@@(int,int)

select '@@@@(nope,int)'::regoperator
----
error 42704 type "nope" does not exist

select to_regproc('nope'), to_regoper('@@@'), to_regoperator('@@@(int,int)'), to_regprocedure('nope(int)')
----
NULL|NULL|NULL|NULL
SELECT 1

select to_regprocedure('nope')
----
error 22P02 expected a left parenthesis
