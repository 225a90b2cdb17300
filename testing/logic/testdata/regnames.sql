# Errors are told whole.
# Functions and operators by name: which names regproc, regprocedure, regoper and regoperator take, and when they say the schema.
create schema pub
----
CREATE SCHEMA

set search_path = pub
----
SET

select '"pg_catalog"."now"'::regproc
----
now
SELECT 1

select 'pg_catalog."left"'::regproc
----
"left"
SELECT 1

select 'pg_catalog."left"(text,int)'::regprocedure
----
"left"(text,integer)
SELECT 1

select '"left"(text,int)'::regprocedure
----
"left"(text,integer)
SELECT 1

select 'pg_catalog."numeric"(int)'::regprocedure
----
"numeric"(integer)
SELECT 1

select 'pg_catalog."numeric"(numeric,int)'::regprocedure, '"numeric"(bool)'::regprocedure
----
error 42883 function ""numeric"(bool)" does not exist

select has_function_privilege('pg_catalog."left"(text,int)','execute')
----
t
SELECT 1

select has_function_privilege('PG_CATALOG."left" ( text , int )','execute')
----
t
SELECT 1

select has_function_privilege('nope(int)','execute')
----
error 42883 function "nope(int)" does not exist

select has_function_privilege('abs','execute')
----
error 22P02 expected a left parenthesis

select has_function_privilege('abs(nope)','execute')
----
error 42704 type "nope" does not exist

select 'PG_CATALOG.NOW'::regproc, 'Now'::regproc
----
now|now
SELECT 1

select 'pg_catalog . now'::regproc, ' now '::regproc
----
now|now
SELECT 1

select 'pg_catalog . now ( )'::regprocedure
----
now()
SELECT 1

select '"Now"'::regproc
----
error 42883 function ""Now"" does not exist

select 'float4'::regproc
----
error 42725 more than one function named "float4"

select 'lower'::regproc
----
error 42725 more than one function named "lower"

select 'pg_catalog.sum'::regproc
----
error 42725 more than one function named "pg_catalog.sum"

select to_regproc('lower'), to_regproc('nope'), to_regproc('now'), to_regproc('nope.now')
----
NULL|NULL|now|NULL
SELECT 1

select to_regprocedure('lower(text)'), to_regprocedure('nope.lower(text)'), to_regprocedure('lower(int)')
----
lower(text)|NULL|NULL
SELECT 1

select 'nope.now'::regproc
----
error 3F000 schema "nope" does not exist

select 'nope.now()'::regprocedure
----
error 3F000 schema "nope" does not exist

select 'pub.now'::regproc
----
error 42883 function "pub.now" does not exist

select 'a.b.c.d'::regproc
----
error 42601 improper qualified name (too many dotted names): a.b.c.d

select '"now'::regproc
----
error 42602 invalid name syntax

select ''::regproc
----
error 42602 invalid name syntax

select 'now.'::regproc
----
error 42602 invalid name syntax

select p.oid::regproc from pg_proc p where proname in ('float4','sum','now','left','lower','overlaps','numeric') and pronamespace='pg_catalog'::regnamespace order by p.oid
----
pg_catalog.float4
pg_catalog.float4
pg_catalog.float4
pg_catalog.float4
pg_catalog.lower
pg_catalog."overlaps"
now
pg_catalog."overlaps"
pg_catalog."overlaps"
pg_catalog."overlaps"
pg_catalog."overlaps"
pg_catalog."overlaps"
pg_catalog."overlaps"
pg_catalog."overlaps"
pg_catalog."overlaps"
pg_catalog."numeric"
pg_catalog."numeric"
pg_catalog."numeric"
pg_catalog."numeric"
pg_catalog.float4
pg_catalog."numeric"
pg_catalog."numeric"
pg_catalog."overlaps"
pg_catalog."overlaps"
pg_catalog."overlaps"
pg_catalog."overlaps"
pg_catalog.sum
pg_catalog.sum
pg_catalog.sum
pg_catalog.sum
pg_catalog.sum
pg_catalog.sum
pg_catalog.sum
pg_catalog.sum
"left"
pg_catalog."numeric"
pg_catalog.float4
pg_catalog."numeric"
pg_catalog.lower
pg_catalog.lower
SELECT 40

select p.oid::regprocedure from pg_proc p where proname in ('float4','sum','now','left','lower','overlaps','numeric','bit','char','varchar') and pronamespace='pg_catalog'::regnamespace order by p.oid
----
"char"(integer)
float4(smallint)
float4(double precision)
float4(integer)
float4(bigint)
"varchar"(character varying,integer,boolean)
lower(text)
"char"(text)
"overlaps"(time with time zone,time with time zone,time with time zone,time with time zone)
now()
"overlaps"(timestamp with time zone,timestamp with time zone,timestamp with time zone,timestamp with time zone)
"overlaps"(timestamp with time zone,interval,timestamp with time zone,interval)
"overlaps"(timestamp with time zone,timestamp with time zone,timestamp with time zone,interval)
"overlaps"(timestamp with time zone,interval,timestamp with time zone,timestamp with time zone)
"overlaps"(time without time zone,time without time zone,time without time zone,time without time zone)
"overlaps"(time without time zone,interval,time without time zone,interval)
"overlaps"(time without time zone,time without time zone,time without time zone,interval)
"overlaps"(time without time zone,interval,time without time zone,time without time zone)
"varchar"(name)
"bit"(integer,integer)
"bit"(bit,integer,boolean)
"numeric"(numeric,integer)
"numeric"(integer)
"numeric"(real)
"numeric"(double precision)
float4(numeric)
"numeric"(bigint)
"numeric"(smallint)
"overlaps"(timestamp without time zone,timestamp without time zone,timestamp without time zone,timestamp without time zone)
"overlaps"(timestamp without time zone,interval,timestamp without time zone,interval)
"overlaps"(timestamp without time zone,timestamp without time zone,timestamp without time zone,interval)
"overlaps"(timestamp without time zone,interval,timestamp without time zone,timestamp without time zone)
"bit"(bigint,integer)
sum(bigint)
sum(integer)
sum(smallint)
sum(real)
sum(double precision)
sum(money)
sum(interval)
sum(numeric)
"left"(text,integer)
"numeric"(jsonb)
float4(jsonb)
"numeric"(money)
lower(anyrange)
lower(anymultirange)
SELECT 47

select typinput, typoutput, typreceive from pg_type where typname in ('float4','numeric','text','bpchar','interval','bit') order by 1
----
textin|textout|textrecv
float4in|float4out|float4recv
bpcharin|bpcharout|bpcharrecv
interval_in|interval_out|interval_recv
bit_in|bit_out|bit_recv
numeric_in|numeric_out|numeric_recv
SELECT 6

create schema zz
----
CREATE SCHEMA

create function zz.now() returns int language sql as 'select 1'
----
CREATE FUNCTION

create function zz.left(text,int) returns text language sql as 'select $1'
----
CREATE FUNCTION

create function pub.lower(int) returns int language sql as 'select $1'
----
CREATE FUNCTION

create function pub.solo(int) returns int language sql as 'select $1'
----
CREATE FUNCTION

create function pub.both_of(int) returns int language sql as 'select $1'
----
CREATE FUNCTION

create function pub.both_of(text) returns text language sql as 'select $1'
----
CREATE FUNCTION

create function pub."f(x"(int) returns int language sql as 'select $1'
----
CREATE FUNCTION

create function pub."Big"(int,"char",varchar,bpchar,bit) returns int language sql as 'select $1'
----
CREATE FUNCTION

select '"f(x"(int)'::regprocedure, '"f(x"'::regproc
----
"f(x"(integer)|"f(x"
SELECT 1

select 'solo'::regproc, 'pub.solo'::regproc, 'SOLO'::regproc
----
solo|solo|solo
SELECT 1

select 'both_of'::regproc
----
error 42725 more than one function named "both_of"

select to_regproc('both_of'), to_regproc('pub.both_of')
----
NULL|NULL
SELECT 1

select 'pub.both_of'::regproc
----
error 42725 more than one function named "pub.both_of"

select 'pub.lower'::regproc
----
pub.lower
SELECT 1

select 'lower'::regproc
----
error 42725 more than one function named "lower"

select 'lower(int)'::regprocedure
----
lower(integer)
SELECT 1

select 'zz.left'::regproc, 'zz.now'::regproc, 'zz.now()'::regprocedure
----
zz."left"|zz.now|zz.now()
SELECT 1

select proname, oid::regproc, oid::regprocedure from pg_proc where pronamespace in ('zz'::regnamespace,'pub'::regnamespace) and proname in ('now','left','lower','solo','both_of','f(x','Big') order by 2
----
now|zz.now|zz.now()
left|zz."left"|zz."left"(text,integer)
lower|pub.lower|lower(integer)
solo|solo|solo(integer)
both_of|pub.both_of|both_of(integer)
both_of|pub.both_of|both_of(text)
f(x|"f(x"|"f(x"(integer)
Big|"Big"|"Big"(integer,"char",character varying,character,bit)
SELECT 8

set search_path = zz, pg_catalog
----
SET

select 'pg_catalog.now'::regproc, 'now'::regproc, 'pg_catalog.now()'::regprocedure, 'now()'::regprocedure
----
pg_catalog.now|now|pg_catalog.now()|now()
SELECT 1

select 'left'::regproc
----
"left"
SELECT 1

select 'left(text,int)'::regprocedure, 'pg_catalog."left"'::regproc, 'pg_catalog."left"(text,int)'::regprocedure
----
"left"(text,integer)|pg_catalog."left"|pg_catalog."left"(text,integer)
SELECT 1

select 'zz.left'::regproc
----
"left"
SELECT 1

set search_path = zz
----
SET

select 'pg_catalog.now'::regproc, 'now'::regproc, 'pg_catalog.now()'::regprocedure, 'now()'::regprocedure
----
now|now|now()|now()
SELECT 1

select 'zz.now'::regproc, 'zz.now()'::regprocedure, 'pub.solo'::regproc,'pub.solo(int)'::regprocedure
----
zz.now|zz.now()|pub.solo|pub.solo(integer)
SELECT 1

select 'solo'::regproc
----
error 42883 function "solo" does not exist

set search_path = pub
----
SET

set search_path = public, information_schema
----
SET

set search_path = pub
----
SET

select '+'::regoper
----
error 42725 more than one operator named +

select '||/'::regoper, 'pg_catalog.||/'::regoper, 'PG_CATALOG . ||/'::regoper, '"pg_catalog"."||/"'::regoper
----
||/|||/|||/|||/
SELECT 1

select '+(int,int)'::regoperator, 'pg_catalog.-(none,int)'::regoperator, '"pg_catalog"."+"(int,int)'::regoperator
----
+(integer,integer)|-(NONE,integer)|+(integer,integer)
SELECT 1

select oid::regoper, oid::regoperator from pg_operator where oprname in ('+','||/','@','!!','~~') and oprnamespace='pg_catalog'::regnamespace order by pg_operator.oid
----
pg_catalog.@|@(NONE,bigint)
pg_catalog.+|+(smallint,smallint)
pg_catalog.+|+(integer,integer)
pg_catalog.+|+(smallint,integer)
pg_catalog.+|+(integer,smallint)
pg_catalog.+|+(real,real)
pg_catalog.@|@(NONE,real)
pg_catalog.+|+(double precision,double precision)
pg_catalog.@|@(NONE,double precision)
||/|||/(NONE,double precision)
pg_catalog.@|@(NONE,smallint)
pg_catalog.+|+(bigint,bigint)
pg_catalog.+|+(bigint,integer)
pg_catalog.+|+(integer,bigint)
pg_catalog.+|+(point,point)
pg_catalog.+|+(path,path)
pg_catalog.+|+(path,point)
pg_catalog.@|@(NONE,integer)
pg_catalog.+|+(box,point)
pg_catalog.+|+(bigint,smallint)
pg_catalog.+|+(smallint,bigint)
pg_catalog.+|+(money,money)
pg_catalog.+|+(aclitem[],aclitem)
pg_catalog.+|+(date,interval)
pg_catalog.+|+(date,integer)
pg_catalog.+|+(real,double precision)
pg_catalog.+|+(double precision,real)
pg_catalog.~~|~~(name,text)
pg_catalog.~~|~~(text,text)
pg_catalog.~~|~~(character,text)
pg_catalog.+|+(timestamp with time zone,interval)
pg_catalog.+|+(interval,interval)
pg_catalog.+|+(date,time without time zone)
pg_catalog.+|+(date,time with time zone)
pg_catalog.+|+(time without time zone,date)
pg_catalog.+|+(time with time zone,date)
pg_catalog.+|+(circle,point)
pg_catalog.+|+(numeric,numeric)
pg_catalog.@|@(NONE,numeric)
pg_catalog.+|+(time without time zone,interval)
pg_catalog.+|+(time with time zone,interval)
pg_catalog.+|+(interval,time without time zone)
pg_catalog.+|+(NONE,bigint)
pg_catalog.+|+(NONE,smallint)
pg_catalog.+|+(NONE,integer)
pg_catalog.+|+(NONE,real)
pg_catalog.+|+(NONE,double precision)
pg_catalog.+|+(NONE,numeric)
pg_catalog.~~|~~(bytea,bytea)
pg_catalog.+|+(timestamp without time zone,interval)
pg_catalog.+|+(interval,date)
pg_catalog.+|+(interval,time with time zone)
pg_catalog.+|+(interval,timestamp without time zone)
pg_catalog.+|+(interval,timestamp with time zone)
pg_catalog.+|+(integer,date)
pg_catalog.+|+(inet,bigint)
pg_catalog.+|+(bigint,inet)
!!|!!(NONE,tsquery)
pg_catalog.+|+(anyrange,anyrange)
pg_catalog.+|+(anymultirange,anymultirange)
pg_catalog.+|+(pg_lsn,numeric)
pg_catalog.+|+(numeric,pg_lsn)
SELECT 62

create operator zz.||/ (rightarg=float8, procedure=dsqrt)
----
CREATE OPERATOR

create operator zz.+ (leftarg=int, rightarg=int, procedure=int4pl)
----
CREATE OPERATOR

create operator pub.@#@ (leftarg=int, rightarg=int, procedure=int4pl)
----
CREATE OPERATOR

create operator pub.@#@ (leftarg=text, rightarg=text, procedure=textcat)
----
CREATE OPERATOR

select oid::regoper, oid::regoperator from pg_operator where oprnamespace in ('pub'::regnamespace,'zz'::regnamespace) order by oprname, oprleft
----
zz.+|zz.+(integer,integer)
pub.@#@|@#@(integer,integer)
pub.@#@|@#@(text,text)
zz.||/|zz.||/(NONE,double precision)
SELECT 4

select '@#@'::regoper
----
error 42725 more than one operator named @#@

select 'zz.+'::regoper, 'zz.||/'::regoper
----
zz.+|zz.||/
SELECT 1

select '||/'::regoper
----
||/
SELECT 1

set search_path = zz, pg_catalog
----
SET

select '||/'::regoper, 'pg_catalog.||/'::regoper, '||/(none,float8)'::regoperator, 'pg_catalog.||/(none,float8)'::regoperator, 'zz.+'::regoper, 'pg_catalog.+(int,int)'::regoperator, 'zz.+(int,int)'::regoperator
----
||/|pg_catalog.||/|||/(NONE,double precision)|pg_catalog.||/(NONE,double precision)|zz.+|pg_catalog.+(integer,integer)|+(integer,integer)
SELECT 1

set search_path = pub
----
SET

select 'nope.+'::regoper
----
error 3F000 schema "nope" does not exist

select 'nope.+(int,int)'::regoperator
----
error 42883 operator does not exist: nope.+(int,int)

select '5'::regproc, '1299'::regproc, '0'::regproc, '-'::regproc, '99999'::regprocedure
----
5|now|-|-|99999
SELECT 1

select 'lower( pg_catalog."text" )'::regprocedure, 'lower("text")'::regprocedure, 'abs(double precision)'::regprocedure, 'bit(bit,integer,boolean)'::regprocedure, 'bpchar(character,integer,boolean)'::regprocedure, 'timestamptz(timestamp with time zone,integer)'::regprocedure, 'array_append(anycompatiblearray,anycompatible)'::regprocedure, 'unnest(anyarray)'::regprocedure,'sum(int8[])'::regprocedure
----
error 42883 function "sum(int8[])" does not exist

select 'array_ndims(anyarray)'::regprocedure,'sum(int[])'::regprocedure
----
error 42883 function "sum(int[])" does not exist

select to_regclass('1259'), to_regrole('10'), to_regnamespace('11'), to_regoper('96'), to_regproc('1299'), to_regcollation('100')
----
NULL|NULL|NULL|NULL|NULL|NULL
SELECT 1

select to_regoperator('96')
----
error 22P02 expected a left parenthesis

select to_regprocedure('1299')
----
error 22P02 expected a left parenthesis

select to_regclass('1259')
----
NULL
SELECT 1

select to_regclass('-')
----
NULL
SELECT 1

select to_regoper('+'), to_regoper('nope.+')
----
NULL|NULL
SELECT 1

select to_regoper('||/'), to_regoperator('nope.+(int,int)')
----
||/|NULL
SELECT 1

select to_regproc('a.b.c.d')
----
error 42601 improper qualified name (too many dotted names): a.b.c.d

select to_regproc('')
----
error 42602 invalid name syntax

# code only
select to_regproc('a.b.c')
----
error 0A000

select '-'::regprocedure, '0'::regoper
----
-|0
SELECT 1

select has_function_privilege('nope.f(int)','execute')
----
error 3F000 schema "nope" does not exist

select has_function_privilege('pg_catalog.now()','execute'), has_function_privilege('pg_catalog . "now" ()','execute')
----
t|t
SELECT 1

select count(*) from pg_proc where to_regprocedure(oid::regprocedure::text) is distinct from oid
----
0
SELECT 1

select count(*) from pg_operator where to_regoperator(oid::regoperator::text) is distinct from oid
----
0
SELECT 1

drop operator @#@(int,int), @#@(text,text)
----
DROP OPERATOR

drop schema zz cascade
----
DROP SCHEMA

drop schema pub cascade
----
DROP SCHEMA
