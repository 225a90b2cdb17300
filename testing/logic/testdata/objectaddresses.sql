# Errors are told whole. Objects by their addresses, and the collation of an expression. The results are Postgres's own.
create schema oaddr; create role oaddr_role;
----
CREATE SCHEMA
CREATE ROLE

create type oaddr.enm as enum('a'); create type oaddr.comp as (x int, "Y y" text); create domain oaddr.dom as int constraint domchk check (value>0);
create table oaddr.t (a int primary key, b text default 'x', "C c" oaddr.enm, constraint chk check (a>0)); create view oaddr.v as select * from oaddr.t; create materialized view oaddr.mv as select 1 z; create sequence oaddr.s; create index ix on oaddr.t(b);
create function oaddr.f(int, text, oaddr.enm[]) returns int language sql as 'select 1';
create function oaddr.tf() returns trigger language plpgsql as 'begin return new; end';
create procedure oaddr.p(int) language sql as ''; create aggregate oaddr.agg(int) (sfunc=int4pl, stype=int);
create trigger trg after insert on oaddr.t execute function oaddr.tf(); create policy pol on oaddr.t;
create table oaddr.pt (a int, foreign key (a) references oaddr.t) partition by list(a);
create operator oaddr.@@@ (function=int4pl, leftarg=int, rightarg=int);
create operator oaddr.!!! (function=int4um, rightarg=int);
alter default privileges for role oaddr_role in schema oaddr grant select on tables to public; alter default privileges for role oaddr_role revoke execute on functions from public;
----
CREATE TYPE
CREATE TYPE
CREATE DOMAIN
CREATE TABLE
CREATE VIEW
SELECT 1
CREATE SEQUENCE
CREATE INDEX
CREATE FUNCTION
CREATE FUNCTION
CREATE PROCEDURE
CREATE AGGREGATE
CREATE TRIGGER
CREATE POLICY
CREATE TABLE
CREATE OPERATOR
CREATE OPERATOR
ALTER DEFAULT PRIVILEGES
ALTER DEFAULT PRIVILEGES

create view oaddr.o(c,i,s) as select 'pg_class'::regclass::oid, oid, 0 from pg_class where relnamespace='oaddr'::regnamespace and relname not in ('o')
union all select 1259,'oaddr.t'::regclass,3 union all select 1259,oid,2 from pg_class where relname='comp' and relnamespace='oaddr'::regnamespace union all select 1259,'oaddr.v'::regclass,1 union all select 1259,'oaddr.ix'::regclass,1
union all select 1259,'oaddr.t'::regclass,9
union all select 'pg_proc'::regclass,oid,0 from pg_proc where pronamespace='oaddr'::regnamespace
union all select 'pg_type'::regclass,oid,0 from pg_type where typnamespace='oaddr'::regnamespace and typname not in ('o', '_o')
union all select 'pg_constraint'::regclass,oid,0 from pg_constraint where connamespace='oaddr'::regnamespace
union all select 'pg_attrdef'::regclass,oid,0 from pg_attrdef where adrelid='oaddr.t'::regclass
union all select 'pg_rewrite'::regclass,oid,0 from pg_rewrite where ev_class in('oaddr.v'::regclass,'oaddr.mv'::regclass)
union all select 'pg_trigger'::regclass,oid,0 from pg_trigger where tgrelid='oaddr.t'::regclass and tgname='trg'
union all select 'pg_policy'::regclass,oid,0 from pg_policy where polrelid='oaddr.t'::regclass
union all select 'pg_operator'::regclass,oid,0 from pg_operator where oprnamespace='oaddr'::regnamespace
union all select 'pg_default_acl'::regclass,oid,0 from pg_default_acl where defaclrole=(select oid from pg_roles where rolname='oaddr_role')
union all select 'pg_namespace'::regclass,'oaddr'::regnamespace,0 union all select 'pg_namespace'::regclass,11,0
union all select 'pg_authid'::regclass,(select oid from pg_roles where rolname='oaddr_role'),0 union all select 'pg_database'::regclass,1,0 union all select 'pg_tablespace'::regclass,1663,0
union all select 'pg_collation'::regclass,100,0 union all select 'pg_collation'::regclass,950,0 union all select 'pg_extension'::regclass,oid,0 from pg_extension where extname='plpgsql'
union all select 'pg_language'::regclass,14,0 union all select 'pg_language'::regclass,oid,0 from pg_language where lanname='plpgsql'
union all select 'pg_am'::regclass,403,0 union all select 'pg_opclass'::regclass,1978,0 union all select 'pg_opfamily'::regclass,1976,0
union all select 'pg_cast'::regclass,oid,0 from pg_cast where castsource=23 and casttarget=20
union all select 'pg_ts_config'::regclass,3748,0 union all select 'pg_ts_dict'::regclass,3765,0 union all select 'pg_ts_parser'::regclass,3722,0 union all select 'pg_ts_template'::regclass,3727,0
union all select 'pg_type'::regclass,x,0 from unnest('{23,25,1009,1043,1042,1560,1562,2249,1186,1114,114,18,22,19,3904}'::oid[]) x
union all select 'pg_proc'::regclass,x,0 from unnest('{2108,3102,1299}'::oid[]) x
union all select 'pg_operator'::regclass,x,0 from unnest('{551,558}'::oid[]) x
----
CREATE VIEW

select c::regclass, pg_describe_object(c,i,s), a.type, a.schema, a.name, a.identity, b.* from oaddr.o, pg_identify_object(c,o.i,s) a, pg_identify_object_as_address(c,o.i,s) b
----
pg_am|access method btree|access method|NULL|btree|btree|access method|{btree}|{}
pg_attrdef|default value for column b of table oaddr.t|default value|NULL|NULL|for oaddr.t.b|default value|{oaddr,t,b}|{}
pg_authid|role oaddr_role|role|NULL|oaddr_role|oaddr_role|role|{oaddr_role}|{}
pg_cast|cast from integer to bigint|cast|NULL|NULL|(integer AS bigint)|cast|{integer}|{bigint}
pg_class|NULL|table column|NULL|NULL|NULL|table column|NULL|NULL
pg_class|column C c of table oaddr.t|table column|oaddr|t|oaddr.t."C c"|table column|{oaddr,t,"C c"}|{}
pg_class|column Y y of composite type oaddr.comp|composite type column|oaddr|comp|oaddr.comp."Y y"|composite type column|{oaddr,comp,"Y y"}|{}
pg_class|column a of view oaddr.v|view column|oaddr|v|oaddr.v.a|view column|{oaddr,v,a}|{}
pg_class|column b of index oaddr.ix|index column|oaddr|ix|oaddr.ix.b|index column|{oaddr,ix,b}|{}
pg_class|composite type oaddr.comp|composite type|oaddr|comp|oaddr.comp|composite type|{oaddr,comp}|{}
pg_class|index oaddr.ix|index|oaddr|ix|oaddr.ix|index|{oaddr,ix}|{}
pg_class|index oaddr.t_pkey|index|oaddr|t_pkey|oaddr.t_pkey|index|{oaddr,t_pkey}|{}
pg_class|materialized view oaddr.mv|materialized view|oaddr|mv|oaddr.mv|materialized view|{oaddr,mv}|{}
pg_class|sequence oaddr.s|sequence|oaddr|s|oaddr.s|sequence|{oaddr,s}|{}
pg_class|table oaddr.pt|table|oaddr|pt|oaddr.pt|table|{oaddr,pt}|{}
pg_class|table oaddr.t|table|oaddr|t|oaddr.t|table|{oaddr,t}|{}
pg_class|view oaddr.v|view|oaddr|v|oaddr.v|view|{oaddr,v}|{}
pg_collation|collation "C"|collation|pg_catalog|"C"|pg_catalog."C"|collation|{pg_catalog,C}|{}
pg_collation|collation "default"|collation|pg_catalog|"default"|pg_catalog."default"|collation|{pg_catalog,default}|{}
pg_constraint|constraint chk on table oaddr.t|table constraint|oaddr|NULL|chk on oaddr.t|table constraint|{oaddr,t,chk}|{}
pg_constraint|constraint domchk|domain constraint|oaddr|NULL|domchk on oaddr.dom|domain constraint|{oaddr.dom}|{domchk}
pg_constraint|constraint pt_a_fkey on table oaddr.pt|table constraint|oaddr|NULL|pt_a_fkey on oaddr.pt|table constraint|{oaddr,pt,pt_a_fkey}|{}
pg_constraint|constraint t_pkey on table oaddr.t|table constraint|oaddr|NULL|t_pkey on oaddr.t|table constraint|{oaddr,t,t_pkey}|{}
pg_database|database template1|database|NULL|template1|template1|database|{template1}|{}
pg_default_acl|default privileges on new functions belonging to role oaddr_role|default acl|NULL|NULL|for role oaddr_role on functions|default acl|{oaddr_role}|{f}
pg_default_acl|default privileges on new relations belonging to role oaddr_role in schema oaddr|default acl|NULL|NULL|for role oaddr_role in schema oaddr on tables|default acl|{oaddr_role,oaddr}|{r}
pg_extension|extension plpgsql|extension|NULL|plpgsql|plpgsql|extension|{plpgsql}|{}
pg_language|language plpgsql|language|NULL|plpgsql|plpgsql|language|{plpgsql}|{}
pg_language|language sql|language|NULL|sql|sql|language|{sql}|{}
pg_namespace|schema oaddr|schema|NULL|oaddr|oaddr|schema|{oaddr}|{}
pg_namespace|schema pg_catalog|schema|NULL|pg_catalog|pg_catalog|schema|{pg_catalog}|{}
pg_opclass|operator class int4_ops for access method btree|operator class|pg_catalog|int4_ops|pg_catalog.int4_ops USING btree|operator class|{btree,pg_catalog,int4_ops}|{}
pg_operator|operator +(integer,integer)|operator|pg_catalog|NULL|pg_catalog.+(integer,integer)|operator|{pg_catalog,+}|{integer,integer}
pg_operator|operator -(NONE,integer)|operator|pg_catalog|NULL|pg_catalog.-(NONE,integer)|operator|{pg_catalog,-}|{integer}
pg_operator|operator oaddr.!!!(NONE,integer)|operator|oaddr|NULL|oaddr.!!!(NONE,integer)|operator|{oaddr,!!!}|{integer}
pg_operator|operator oaddr.@@@(integer,integer)|operator|oaddr|NULL|oaddr.@@@(integer,integer)|operator|{oaddr,@@@}|{integer,integer}
pg_opfamily|operator family integer_ops for access method btree|operator family|pg_catalog|integer_ops|pg_catalog.integer_ops USING btree|operator family|{btree,pg_catalog,integer_ops}|{}
pg_policy|policy pol on table oaddr.t|policy|NULL|NULL|pol on oaddr.t|policy|{oaddr,t,pol}|{}
pg_proc|function dense_rank()|function|pg_catalog|NULL|pg_catalog.dense_rank()|function|{pg_catalog,dense_rank}|{}
pg_proc|function now()|function|pg_catalog|NULL|pg_catalog.now()|function|{pg_catalog,now}|{}
pg_proc|function oaddr.agg(integer)|aggregate|oaddr|NULL|oaddr.agg(integer)|aggregate|{oaddr,agg}|{integer}
pg_proc|function oaddr.f(integer,text,oaddr.enm[])|function|oaddr|NULL|oaddr.f(integer,pg_catalog.text,oaddr.enm[])|function|{oaddr,f}|{integer,pg_catalog.text,oaddr.enm[]}
pg_proc|function oaddr.p(integer)|procedure|oaddr|NULL|oaddr.p(integer)|procedure|{oaddr,p}|{integer}
pg_proc|function oaddr.tf()|function|oaddr|NULL|oaddr.tf()|function|{oaddr,tf}|{}
pg_proc|function sum(integer)|aggregate|pg_catalog|NULL|pg_catalog.sum(integer)|aggregate|{pg_catalog,sum}|{integer}
pg_rewrite|rule _RETURN on materialized view oaddr.mv|rule|NULL|NULL|"_RETURN" on oaddr.mv|rule|{oaddr,mv,_RETURN}|{}
pg_rewrite|rule _RETURN on view oaddr.v|rule|NULL|NULL|"_RETURN" on oaddr.v|rule|{oaddr,v,_RETURN}|{}
pg_tablespace|tablespace pg_default|tablespace|NULL|pg_default|pg_default|tablespace|{pg_default}|{}
pg_trigger|trigger trg on table oaddr.t|trigger|NULL|NULL|trg on oaddr.t|trigger|{oaddr,t,trg}|{}
pg_ts_config|text search configuration simple|text search configuration|pg_catalog|simple|pg_catalog.simple|text search configuration|{pg_catalog,simple}|{}
pg_ts_dict|text search dictionary simple|text search dictionary|pg_catalog|simple|pg_catalog.simple|text search dictionary|{pg_catalog,simple}|{}
pg_ts_parser|text search parser "default"|text search parser|pg_catalog|"default"|pg_catalog."default"|text search parser|{pg_catalog,default}|{}
pg_ts_template|text search template simple|text search template|pg_catalog|simple|pg_catalog.simple|text search template|{pg_catalog,simple}|{}
pg_type|type "char"|type|pg_catalog|"char"|pg_catalog."char"|type|{"pg_catalog.\"char\""}|{}
pg_type|type bit varying|type|pg_catalog|varbit|bit varying|type|{"bit varying"}|{}
pg_type|type bit|type|pg_catalog|"bit"|bit|type|{bit}|{}
pg_type|type character varying|type|pg_catalog|"varchar"|character varying|type|{"character varying"}|{}
pg_type|type character|type|pg_catalog|bpchar|character|type|{character}|{}
pg_type|type int2vector|type|pg_catalog|int2vector|pg_catalog.int2vector|type|{pg_catalog.int2vector}|{}
pg_type|type int4range|type|pg_catalog|int4range|pg_catalog.int4range|type|{pg_catalog.int4range}|{}
pg_type|type integer|type|pg_catalog|int4|integer|type|{integer}|{}
pg_type|type interval|type|pg_catalog|"interval"|interval|type|{interval}|{}
pg_type|type json|type|pg_catalog|json|pg_catalog.json|type|{pg_catalog.json}|{}
pg_type|type name|type|pg_catalog|name|pg_catalog.name|type|{pg_catalog.name}|{}
pg_type|type oaddr.comp[]|type|oaddr|_comp|oaddr.comp[]|type|{oaddr.comp[]}|{}
pg_type|type oaddr.comp|type|oaddr|comp|oaddr.comp|type|{oaddr.comp}|{}
pg_type|type oaddr.dom[]|type|oaddr|_dom|oaddr.dom[]|type|{oaddr.dom[]}|{}
pg_type|type oaddr.dom|type|oaddr|dom|oaddr.dom|type|{oaddr.dom}|{}
pg_type|type oaddr.enm[]|type|oaddr|_enm|oaddr.enm[]|type|{oaddr.enm[]}|{}
pg_type|type oaddr.enm|type|oaddr|enm|oaddr.enm|type|{oaddr.enm}|{}
pg_type|type oaddr.mv[]|type|oaddr|_mv|oaddr.mv[]|type|{oaddr.mv[]}|{}
pg_type|type oaddr.mv|type|oaddr|mv|oaddr.mv|type|{oaddr.mv}|{}
pg_type|type oaddr.pt[]|type|oaddr|_pt|oaddr.pt[]|type|{oaddr.pt[]}|{}
pg_type|type oaddr.pt|type|oaddr|pt|oaddr.pt|type|{oaddr.pt}|{}
pg_type|type oaddr.t[]|type|oaddr|_t|oaddr.t[]|type|{oaddr.t[]}|{}
pg_type|type oaddr.t|type|oaddr|t|oaddr.t|type|{oaddr.t}|{}
pg_type|type oaddr.v[]|type|oaddr|_v|oaddr.v[]|type|{oaddr.v[]}|{}
pg_type|type oaddr.v|type|oaddr|v|oaddr.v|type|{oaddr.v}|{}
pg_type|type record|type|pg_catalog|record|pg_catalog.record|type|{pg_catalog.record}|{}
pg_type|type text[]|type|pg_catalog|_text|pg_catalog.text[]|type|{pg_catalog.text[]}|{}
pg_type|type text|type|pg_catalog|text|pg_catalog.text|type|{pg_catalog.text}|{}
pg_type|type timestamp without time zone|type|pg_catalog|"timestamp"|timestamp without time zone|type|{"timestamp without time zone"}|{}
SELECT 82

-- The way there and back.
select c::regclass, pg_describe_object(c,i,s) from oaddr.o, pg_identify_object_as_address(c,o.i,s) b, pg_get_object_address(b.type, object_names, object_args) g
where b.type not in ('composite type', 'composite type column', 'index column', 'table column', 'view column', 'materialized view column') and object_names is not null and c <> 2617 and (c, i, s) is distinct from (classid, objid, objsubid)
----
SELECT 0

select g.classid = 1259, g.objid = 'oaddr.t'::regclass, objsubid from pg_get_object_address('table column', '{oaddr,t,"C c"}', '{}') g
----
t|t|3
SELECT 1

set search_path = oaddr; select pg_describe_object(c,i,s) from o where c not in (826, 2618) and pg_describe_object(c,i,s) not like '%\_o'
----
SET
access method btree
cast from integer to bigint
collation "C"
collation "default"
column C c of table t
column Y y of composite type comp
column a of view v
column b of index ix
composite type comp
constraint chk on table t
constraint domchk
constraint pt_a_fkey on table pt
constraint t_pkey on table t
database template1
default value for column b of table t
extension plpgsql
function agg(integer)
function dense_rank()
function f(integer,text,enm[])
function now()
function p(integer)
function sum(integer)
function tf()
index ix
index t_pkey
language plpgsql
language sql
materialized view mv
operator !!!(NONE,integer)
operator +(integer,integer)
operator -(NONE,integer)
operator @@@(integer,integer)
operator class int4_ops for access method btree
operator family integer_ops for access method btree
policy pol on table t
role oaddr_role
schema oaddr
schema pg_catalog
sequence s
table pt
table t
tablespace pg_default
text search configuration simple
text search dictionary simple
text search parser "default"
text search template simple
trigger trg on table t
type "char"
type bit
type bit varying
type character
type character varying
type comp
type comp[]
type dom
type dom[]
type enm
type enm[]
type int2vector
type int4range
type integer
type interval
type json
type mv
type mv[]
type name
type pt
type pt[]
type record
type t
type t[]
type text
type text[]
type timestamp without time zone
type v
type v[]
view v
SELECT 77

reset search_path
----
RESET

select c::regclass, t.* from unnest('{1259,1255,1247,2605,3456,2606,2607,2604,2612,2613,2617,2616,2753,2601,2602,2603,2618,2620,2615,3381,3601,3600,3764,3602,1260,1262,1213,2328,1417,1418,826,3079,3466,6243,3256,6104,6106,6237,6100,3576}'::oid[]) c, pg_identify_object(c, 99999, 0) t where pg_describe_object(c, 99999, 0) is null
----
pg_amop|operator of access method|NULL|NULL|NULL
pg_amproc|function of access method|NULL|NULL|NULL
pg_am|access method|NULL|NULL|NULL
pg_attrdef|default value|NULL|NULL|NULL
pg_authid|role|NULL|NULL|NULL
pg_cast|cast|NULL|NULL|NULL
pg_class|relation|NULL|NULL|NULL
pg_collation|collation|NULL|NULL|NULL
pg_constraint|constraint|NULL|NULL|NULL
pg_conversion|conversion|NULL|NULL|NULL
pg_database|database|NULL|NULL|NULL
pg_default_acl|default acl|NULL|NULL|NULL
pg_event_trigger|event trigger|NULL|NULL|NULL
pg_extension|extension|NULL|NULL|NULL
pg_foreign_data_wrapper|foreign-data wrapper|NULL|NULL|NULL
pg_foreign_server|server|NULL|NULL|NULL
pg_language|language|NULL|NULL|NULL
pg_largeobject|large object|NULL|NULL|NULL
pg_namespace|schema|NULL|NULL|NULL
pg_opclass|operator class|NULL|NULL|NULL
pg_operator|operator|NULL|NULL|NULL
pg_opfamily|operator family|NULL|NULL|NULL
pg_parameter_acl|parameter ACL|NULL|NULL|NULL
pg_policy|policy|NULL|NULL|NULL
pg_proc|routine|NULL|NULL|NULL
pg_publication_namespace|publication namespace|NULL|NULL|NULL
pg_publication_rel|publication relation|NULL|NULL|NULL
pg_publication|publication|NULL|NULL|NULL
pg_rewrite|rule|NULL|NULL|NULL
pg_statistic_ext|statistics object|NULL|NULL|NULL
pg_subscription|subscription|NULL|NULL|NULL
pg_tablespace|tablespace|NULL|NULL|NULL
pg_transform|transform|NULL|NULL|NULL
pg_trigger|trigger|NULL|NULL|NULL
pg_ts_config|text search configuration|NULL|NULL|NULL
pg_ts_dict|text search dictionary|NULL|NULL|NULL
pg_ts_parser|text search parser|NULL|NULL|NULL
pg_ts_template|text search template|NULL|NULL|NULL
pg_type|type|NULL|NULL|NULL
pg_user_mapping|user mapping|NULL|NULL|NULL
SELECT 40

select pg_describe_object(0,0,0)
----
NULL
SELECT 1

select pg_describe_object(0,1,0)
----
error XX000 unrecognized object class: 0

select pg_describe_object(1249,1,0)
----
error XX000 unrecognized object class: 1249

select pg_identify_object(0,0,0)
----
error XX000 unrecognized object class: 0

select pg_identify_object_as_address(1249,1,0)
----
error XX000 unrecognized object class: 1249

select pg_identify_object(null,0,0)
----
NULL
SELECT 1

select * from pg_identify_object(null,0,0)
----
NULL|NULL|NULL|NULL
SELECT 1

select (pg_identify_object(1259,1259,0)).*
----
table|pg_catalog|pg_class|pg_catalog.pg_class
SELECT 1

select (pg_identify_object(1259,1259,0)).name
----
pg_class
SELECT 1

select pg_identify_object(1259,1259,0)
----
(table,pg_catalog,pg_class,pg_catalog.pg_class)
SELECT 1

select (x).identity, (x).type from (select pg_identify_object(1247, oid, 0) x from pg_type where typname in ('int4', 'name')) s
----
integer|type
pg_catalog.name|type
SELECT 2

select t.typname, i.identity from pg_type t left join lateral pg_identify_object(1247, t.oid, 0) as i on true where typname in ('int4', 'name', 'timetz')
----
int4|integer
name|pg_catalog.name
timetz|time with time zone
SELECT 3

select a, b, c, d from pg_identify_object(1259, 1259, 0) as x(a, b, c, d)
----
table|pg_catalog|pg_class|pg_catalog.pg_class
SELECT 1

select pg_typeof(pg_identify_object(1259, 1259, 0)), pg_typeof((pg_get_object_address('type', '{int4}', '{}')).objsubid)
----
record|integer
SELECT 1

select lo_create(7654321); select pg_describe_object(2613, 7654321, 0), pg_identify_object(2613, 7654321, 0), pg_identify_object_as_address(2613, 7654321, 0), pg_get_object_address('large object', '{7654321}', '{}'); select lo_unlink(7654321)
----
7654321
SELECT 1
large object 7654321|("large object",,,7654321)|("large object",{7654321},{})|(2613,7654321,0)
SELECT 1
1
SELECT 1

select pg_get_object_address('stone','{}','{}')
----
error 22023 unrecognized object type "stone"

select pg_get_object_address('table','{}','{}')
----
error 22023 name list length must be at least 1

select pg_get_object_address('table',NULL,'{}')
----
NULL
SELECT 1

select pg_get_object_address('table','{NULL}','{}')
----
error 22023 name or argument lists may not contain nulls

select pg_get_object_address('table','{one}','{}')
----
error 42P01 relation "one" does not exist

select pg_get_object_address('table','{a,b,c}','{}')
----
error 0A000 cross-database references are not implemented: "a.b.c"

select pg_get_object_address('table','{a,b,c,d}','{}')
----
error 42601 improper relation name (too many dotted names): a.b.c.d

select pg_get_object_address('table','{nosuch,t}','{}')
----
error 3F000 schema "nosuch" does not exist

select pg_get_object_address('table','{nodb,oaddr,t}','{}')::text like '(1259,%,0)'
----
error 0A000 cross-database references are not implemented: "nodb.oaddr.t"

select pg_get_object_address('index','{oaddr,t}','{}')
----
error 42809 "t" is not an index

select pg_get_object_address('table','{oaddr,v}','{}')
----
error 42809 "v" is not a table

select pg_get_object_address('view','{oaddr,t}','{}')
----
error 42809 "t" is not a view

select pg_get_object_address('sequence','{oaddr,t}','{}')
----
error 42809 "t" is not a sequence

select pg_get_object_address('materialized view','{oaddr,t}','{}')
----
error 42809 "t" is not a materialized view

select pg_get_object_address('foreign table','{oaddr,t}','{}')
----
error 42809 "t" is not a foreign table

select pg_get_object_address('table column','{oaddr}','{}')
----
error 42601 column name must be qualified

select pg_get_object_address('table column','{oaddr,t,x}','{}')
----
error 42703 column "x" of relation "oaddr.t" does not exist

select pg_get_object_address('index column','{oaddr,t,x}','{}')
----
error 22023 unsupported object type "index column"

select pg_get_object_address('toast table','{oaddr,t,x}','{}')
----
error 22023 unsupported object type "toast table"

select pg_get_object_address('toast table column','{oaddr,t,x}','{}')
----
error 22023 unsupported object type "toast table column"

select pg_get_object_address('sequence column','{oaddr,t,x}','{}')
----
error 22023 unsupported object type "sequence column"

select pg_get_object_address('composite type','{oaddr,t,x}','{}')
----
error 22023 unsupported object type "composite type"

select pg_get_object_address('composite type column','{oaddr,comp,x}','{}')::text like '(1259,%,1)'
----
error 22023 unsupported object type "composite type column"

select pg_get_object_address('composite type column','{oaddr,comp,q}','{}')
----
error 22023 unsupported object type "composite type column"

select pg_get_object_address('composite type column','{oaddr,nocomp,q}','{}')
----
error 22023 unsupported object type "composite type column"

select pg_get_object_address('function','{oaddr,f}','{}')
----
error 42883 function oaddr.f() does not exist

select pg_get_object_address('function','{oaddr,f}','{int,text,oaddr.enm[]}')::text like '(1255,%,0)'
----
t
SELECT 1

select pg_get_object_address('function','{oaddr,p}','{int}')
----
error 42809 oaddr.p(integer) is not a function

select pg_get_object_address('function','{oaddr,agg}','{int}')::text like '(1255,%,0)'
----
t
SELECT 1

select pg_get_object_address('procedure','{oaddr,f}','{int,text,oaddr.enm[]}')
----
error 42809 oaddr.f(integer, text, oaddr.enm[]) is not a procedure

select pg_get_object_address('procedure','{oaddr,f}','{int}')
----
error 42883 procedure oaddr.f(integer) does not exist

select pg_get_object_address('aggregate','{oaddr,f}','{int,text,oaddr.enm[]}')
----
error 42809 function oaddr.f(integer, text, oaddr.enm[]) is not an aggregate

select pg_get_object_address('aggregate','{oaddr,f}','{}')
----
error 42883 aggregate oaddr.f(*) does not exist

select pg_get_object_address('routine','{oaddr,f}','{}')
----
error 22023 unrecognized object type "routine"

select pg_get_object_address('function','{oaddr,f}','{nosuchtype}')
----
error 42704 type "nosuchtype" does not exist

select pg_get_object_address('function','{oaddr,f}','{NULL}')
----
error 22023 name or argument lists may not contain nulls

select pg_get_object_address('function','{now}','{}')
----
(1255,1299,0)
SELECT 1

select pg_get_object_address('type','{a,b}','{}')
----
error 22023 name list length must be exactly 1

select pg_get_object_address('type','{int4}','{}')
----
(1247,23,0)
SELECT 1

select pg_get_object_address('type','{"int4[]"}','{}')
----
(1247,1007,0)
SELECT 1

select pg_get_object_address('type','{nosuch}','{}')
----
error 42704 type "nosuch" does not exist

select pg_get_object_address('type','{oaddr.enm}','{}')::text like '(1247,%,0)'
----
t
SELECT 1

select (pg_get_object_address('cast','{int4}','{int8}')).classid
----
2605
SELECT 1

select pg_get_object_address('cast','{int4}','{oaddr.enm}')
----
error 42704 cast from type integer to type oaddr.enm does not exist

select pg_get_object_address('cast','{int4}','{}')
----
error 22023 argument list length must be exactly 1

select pg_get_object_address('collation','{C}','{}')
----
(3456,950,0)
SELECT 1

select pg_get_object_address('collation','{nope}','{}')
----
error 42704 collation "nope" for encoding "UTF8" does not exist

select pg_get_object_address('table constraint','{oaddr,t,chk}','{}')::text like '(2606,%,0)'
----
t
SELECT 1

select pg_get_object_address('table constraint','{oaddr,t,nope}','{}')
----
error 42704 constraint "nope" for table "t" does not exist

select pg_get_object_address('table constraint','{nope}','{}')
----
error 42601 must specify relation and object name

select pg_get_object_address('domain constraint','{oaddr.dom}','{domchk}')::text like '(2606,%,0)'
----
t
SELECT 1

select pg_get_object_address('domain constraint','{oaddr.dom}','{nope}')
----
error 42704 constraint "nope" for domain oaddr.dom does not exist

select pg_get_object_address('domain constraint','{oaddr.enm}','{nope}')
----
error 42809 "oaddr.enm" is not a domain

select pg_get_object_address('domain constraint','{oaddr.dom}','{}')
----
error 22023 argument list length must be exactly 1

select pg_get_object_address('conversion','{x}','{}')
----
error 42704 conversion "x" does not exist

select pg_get_object_address('default value','{oaddr,t,b}','{}')::text like '(2604,%,0)'
----
t
SELECT 1

select pg_get_object_address('default value','{oaddr,t,a}','{}')
----
error 42703 default value for column "a" of relation "oaddr.t" does not exist

select pg_get_object_address('default value','{oaddr,t,zz}','{}')
----
error 42703 default value for column "zz" of relation "oaddr.t" does not exist

select pg_get_object_address('default value','{zz}','{}')
----
error 42601 column name must be qualified

select pg_get_object_address('language','{sql}','{}')
----
(2612,14,0)
SELECT 1

select pg_get_object_address('language','{one}','{}')
----
error 42704 language "one" does not exist

select pg_get_object_address('language','{one,two}','{}')
----
error 22023 name list length must be exactly 1

select pg_get_object_address('large object','{123}','{}')
----
error 42704 large object 123 does not exist

select pg_get_object_address('large object','{123,456}','{}')
----
error 22023 name list length must be exactly 1

select pg_get_object_address('large object','{blargh}','{}')
----
error 22P02 invalid input syntax for type oid: "blargh"

select pg_get_object_address('operator','{+}','{int4,int4}')
----
(2617,551,0)
SELECT 1

select pg_get_object_address('operator','{pg_catalog,+}','{int4,bool}')
----
error 42883 operator does not exist: integer pg_catalog.+ boolean

select pg_get_object_address('operator','{+}','{int4}')
----
error 22023 argument list length must be exactly 2

select pg_get_object_address('operator','{oaddr,@@@}','{int4,int4}')::text like '(2617,%,0)'
----
t
SELECT 1

select pg_get_object_address('operator class','{int4_ops}','{}')
----
error 22023 name list length must be at least 2

select pg_get_object_address('operator class','{btree,int4_ops}','{}')
----
(2616,1978,0)
SELECT 1

select pg_get_object_address('operator class','{btree,pg_catalog,int4_ops}','{}')
----
(2616,1978,0)
SELECT 1

select pg_get_object_address('operator class','{btree,nope}','{}')
----
error 42704 operator class "nope" does not exist for access method "btree"

select pg_get_object_address('operator class','{one,nope}','{}')
----
error 42704 access method "one" does not exist

select pg_get_object_address('operator family','{btree,integer_ops}','{}')
----
(2753,1976,0)
SELECT 1

select pg_get_object_address('operator family','{btree,nope}','{}')
----
error 42704 operator family "nope" does not exist for access method "btree"

select pg_get_object_address('access method','{btree}','{}')
----
(2601,403,0)
SELECT 1

select pg_get_object_address('access method','{nope}','{}')
----
error 42704 access method "nope" does not exist

select pg_get_object_address('rule','{oaddr,v,_RETURN}','{}')::text like '(2618,%,0)'
----
t
SELECT 1

select pg_get_object_address('rule','{oaddr,v,nope}','{}')
----
error 42704 rule "nope" for relation "v" does not exist

select pg_get_object_address('trigger','{oaddr,t,trg}','{}')::text like '(2620,%,0)'
----
t
SELECT 1

select pg_get_object_address('trigger','{oaddr,t,nope}','{}')
----
error 42704 trigger "nope" for table "t" does not exist

select pg_get_object_address('trigger','{nope}','{}')
----
error 42601 must specify relation and object name

select pg_get_object_address('policy','{oaddr,t,pol}','{}')::text like '(3256,%,0)'
----
t
SELECT 1

select pg_get_object_address('policy','{oaddr,t,nope}','{}')
----
error 42704 policy "nope" for table "t" does not exist

select pg_get_object_address('schema','{pg_catalog}','{}')
----
(2615,11,0)
SELECT 1

select pg_get_object_address('schema','{nope}','{}')
----
error 3F000 schema "nope" does not exist

select pg_get_object_address('text search parser','{default}','{}')
----
(3601,3722,0)
SELECT 1

select pg_get_object_address('text search parser','{nope}','{}')
----
error 42704 text search parser "nope" does not exist

select pg_get_object_address('text search dictionary','{simple}','{}')
----
(3600,3765,0)
SELECT 1

select pg_get_object_address('text search dictionary','{nope}','{}')
----
error 42704 text search dictionary "nope" does not exist

select pg_get_object_address('text search template','{simple}','{}')
----
(3764,3727,0)
SELECT 1

select pg_get_object_address('text search template','{nope}','{}')
----
error 42704 text search template "nope" does not exist

select pg_get_object_address('text search configuration','{simple}','{}')
----
(3602,3748,0)
SELECT 1

select pg_get_object_address('text search configuration','{oaddr,nope}','{}')
----
error 42704 text search configuration "oaddr.nope" does not exist

select pg_get_object_address('role','{nope}','{}')
----
error 42704 role "nope" does not exist

select pg_get_object_address('role','{pg_monitor}','{}')
----
(1260,3373,0)
SELECT 1

select pg_get_object_address('database','{nope}','{}')
----
error 3D000 database "nope" does not exist

select pg_get_object_address('database','{template1}','{}')
----
(1262,1,0)
SELECT 1

select pg_get_object_address('tablespace','{nope}','{}')
----
error 42704 tablespace "nope" does not exist

select pg_get_object_address('tablespace','{pg_default}','{}')
----
(1213,1663,0)
SELECT 1

select pg_get_object_address('foreign-data wrapper','{nope}','{}')
----
error 42704 foreign-data wrapper "nope" does not exist

select pg_get_object_address('server','{nope}','{}')
----
error 42704 server "nope" does not exist

select pg_get_object_address('user mapping','{nope}','{nope}')
----
error 42704 user mapping for user "nope" on server "nope" does not exist

select pg_get_object_address('default acl','{nope}','{r}')
----
error 42704 default ACL for user "nope" on tables does not exist

select pg_get_object_address('default acl','{pg_monitor}','{r}')
----
error 42704 default ACL for user "pg_monitor" on tables does not exist

select pg_get_object_address('default acl','{oaddr_role,oaddr}','{r}')::text like '(826,%,0)'
----
t
SELECT 1

select pg_get_object_address('default acl','{oaddr_role,oaddr}','{f}')
----
error 42704 default ACL for user "oaddr_role" in schema "oaddr" on functions does not exist

select pg_get_object_address('default acl','{oaddr_role,nope}','{f}')
----
error 42704 default ACL for user "oaddr_role" in schema "nope" on functions does not exist

select pg_get_object_address('default acl','{oaddr_role,nope}','{x}')
----
error 22023 unrecognized default ACL object type "x"; ; Valid object types are "r", "S", "f", "T", "n".

select pg_get_object_address('default acl','{oaddr_role}','{}')
----
error 22023 argument list length must be exactly 1

select pg_get_object_address('extension','{plpgsql}','{}')::text like '(3079,%,0)'
----
t
SELECT 1

select pg_get_object_address('extension','{nope}','{}')
----
error 42704 extension "nope" does not exist

select pg_get_object_address('event trigger','{nope}','{}')
----
error 42704 event trigger "nope" does not exist

select pg_get_object_address('publication','{nope}','{}')
----
error 42704 publication "nope" does not exist

select pg_get_object_address('subscription','{nope}','{}')
----
error 42704 subscription "nope" does not exist

select pg_get_object_address('statistics object','{nope}','{}')
----
error 42704 statistics object "nope" does not exist

select pg_get_object_address('transform','{int}','{sql}')
----
error 42704 transform for type integer language "sql" does not exist

select pg_get_object_address('parameter ACL','{nope}','{}')
----
error 42704 parameter ACL "nope" does not exist

select collation for ('foo')
----
NULL
SELECT 1

select collation for ('foo'::text)
----
"default"
SELECT 1

select collation for (null)
----
NULL
SELECT 1

select collation for ('foo' collate "C")
----
"C"
SELECT 1

select collation for (('foo' collate "POSIX") || 'bar')
----
"POSIX"
SELECT 1

select collation for (b), collation for (b || 'x'), collation for ("C c"::text), collation for (b::varchar(3)) from (select 'x'::text b, 'a'::oaddr.enm "C c") t
----
"default"|"default"|"default"|"default"
SELECT 1

select collation for (relname), collation for (relname || 'x'), collation for (relname::text), collation for (array[relname]), collation for (lower(relname) ) from pg_class where relname = 'pg_class'
----
"C"|"C"|"C"|"C"|"C"
SELECT 1

select collation for (1)
----
error 42804 collations are not supported by type integer

select collation for (now())
----
error 42804 collations are not supported by type timestamp with time zone

select collation for ((select 'a' collate "C"))
----
"C"
SELECT 1

select collation for (upper('foo' collate "C"))
----
"C"
SELECT 1

select collation for (case when true then 'a' collate "C" else 'b' end), collation for (coalesce('a' collate "POSIX", 'b')), collation for (greatest('a', 'b' collate "C")), collation for (nullif('a' collate "C", 'b'))
----
"C"|"POSIX"|"C"|"C"
SELECT 1

select collation for ('a' collate "C" || 'b' collate "POSIX")
----
error 42P21 collation mismatch between explicit collations "C" and "POSIX"

select collation for (length('a' collate "C")::text), collation for (('a' collate "C")::varchar), collation for (('1' collate "C")::int::text)
----
"default"|"C"|"default"
SELECT 1

select pg_collation_for('a'::text), pg_collation_for(array['a'::text])
----
"default"|"default"
SELECT 1

select pg_collation_for()
----
error 42883 function pg_collation_for() does not exist; ; No function matches the given name and argument types. You might need to add explicit type casts.

select pg_collation_for('a'::text, 'b')
----
error 42883 function pg_collation_for(text, unknown) does not exist; ; No function matches the given name and argument types. You might need to add explicit type casts.

create view oaddr.cv as select collation for (b) c, collation for (b collate "C") d from oaddr.t; insert into oaddr.t values (1, 'x', 'a'); select * from oaddr.cv; select pg_get_viewdef('oaddr.cv'::regclass)
----
CREATE VIEW
INSERT 0 1
"default"|"C"
SELECT 1
 SELECT COLLATION FOR (t.b) AS c,\n    COLLATION FOR ((t.b COLLATE "C")) AS d\n   FROM oaddr.t;
SELECT 1

select collation for (1) where false
----
SELECT 0

select 1042::regtype, 1560::regtype, 1014::regtype, 1561::regtype, 1043::regtype
----
character|bit|character[]|bit[]|character varying
SELECT 1

drop owned by oaddr_role; drop schema oaddr cascade; drop role oaddr_role
----
DROP OWNED
DROP SCHEMA
DROP ROLE
