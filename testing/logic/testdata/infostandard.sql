# Errors are told whole. Tables of information_schema that tell of the standard, and its views of what has types.
select count(*), count(distinct feature_id), count(*) filter (where is_supported = 'YES'), min(feature_id), max(feature_id) from information_schema.sql_features
----
714|528|416|B011|X410
SELECT 1

select * from information_schema.sql_features where feature_id in ('B012', 'E021', 'T211', 'X400') order by feature_id, sub_feature_id
----
B012|Embedded C|''|''|YES|NULL|''
E021|Character data types|''|''|YES|NULL|''
E021|Character string types|01|CHARACTER data type|YES|NULL|''
E021|Character string types|02|CHARACTER VARYING data type|YES|NULL|''
E021|Character string types|03|Character literals|YES|NULL|''
E021|Character string types|04|CHARACTER_LENGTH function|YES|NULL|trims trailing spaces from CHARACTER values before counting
E021|Character string types|05|OCTET_LENGTH function|YES|NULL|''
E021|Character string types|06|SUBSTRING function|YES|NULL|''
E021|Character string types|07|Character concatenation|YES|NULL|''
E021|Character string types|08|UPPER and LOWER functions|YES|NULL|''
E021|Character string types|09|TRIM function|YES|NULL|''
E021|Character string types|10|Implicit casting among the character string types|YES|NULL|''
E021|Character string types|11|POSITION function|YES|NULL|''
E021|Character string types|12|Character comparison|YES|NULL|''
T211|Basic trigger capability|''|''|NO|NULL|''
T211|Basic trigger capability|01|Triggers activated on UPDATE, INSERT, or DELETE of one base table|YES|NULL|''
T211|Basic trigger capability|02|BEFORE triggers|YES|NULL|''
T211|Basic trigger capability|03|AFTER triggers|YES|NULL|''
T211|Basic trigger capability|04|FOR EACH ROW triggers|YES|NULL|''
T211|Basic trigger capability|05|Ability to specify a search condition that must be true before the trigger is invoked|YES|NULL|''
T211|Basic trigger capability|06|Support for run-time rules for the interaction of triggers and constraints|NO|NULL|''
T211|Basic trigger capability|07|TRIGGER privilege|YES|NULL|''
T211|Basic trigger capability|08|Multiple triggers for the same event are executed in the order in which they were created in the catalog|NO|NULL|intentionally omitted
X400|Name and identifier mapping|''|''|YES|NULL|''
SELECT 24

select * from information_schema.sql_implementation_info where implementation_info_id <> '18' order by 1
----
10003|CATALOG NAME|NULL|Y|NULL
10004|COLLATING SEQUENCE|NULL|NULL|NULL
13|SERVER NAME|NULL|''|NULL
17|DBMS NAME|NULL|PostgreSQL|NULL
2|DATA SOURCE NAME|NULL|''|NULL
23|CURSOR COMMIT BEHAVIOR|1|NULL|close cursors and retain prepared statements
26|DEFAULT TRANSACTION ISOLATION|2|NULL|READ COMMITTED; user-settable
28|IDENTIFIER CASE|3|NULL|stored in mixed case - case sensitive
46|TRANSACTION CAPABLE|2|NULL|both DML and DDL
85|NULL COLLATION|0|NULL|nulls higher than non-nulls
94|SPECIAL CHARACTERS|NULL|''|all non-ASCII characters allowed
SELECT 11

select * from information_schema.sql_parts order by 1::text, 2
----
3|Call-Level Interface (SQL/CLI)|NO|NULL|''
2|Foundation (SQL/Foundation)|NO|NULL|''
1|Framework (SQL/Framework)|NO|NULL|''
11|Information and Definition Schema (SQL/Schemata)|NO|NULL|''
9|Management of External Data (SQL/MED)|NO|NULL|''
15|Multi-Dimensional Arrays (SQL/MDA)|NO|NULL|''
10|Object Language Bindings (SQL/OLB)|NO|NULL|''
4|Persistent Stored Modules (SQL/PSM)|NO|NULL|''
13|Routines and Types Using the Java Programming Language (SQL/JRT)|NO|NULL|''
14|XML-Related Specifications (SQL/XML)|NO|NULL|''
SELECT 10

select * from information_schema.sql_sizing order by sizing_id
----
0|MAXIMUM DRIVER CONNECTIONS|NULL|NULL
1|MAXIMUM CONCURRENT ACTIVITIES|0|NULL
30|MAXIMUM COLUMN NAME LENGTH|63|Might be less, depending on character set.
31|MAXIMUM CURSOR NAME LENGTH|63|Might be less, depending on character set.
32|MAXIMUM SCHEMA NAME LENGTH|63|Might be less, depending on character set.
34|MAXIMUM CATALOG NAME LENGTH|63|Might be less, depending on character set.
35|MAXIMUM TABLE NAME LENGTH|63|Might be less, depending on character set.
97|MAXIMUM COLUMNS IN GROUP BY|0|NULL
99|MAXIMUM COLUMNS IN ORDER BY|0|NULL
100|MAXIMUM COLUMNS IN SELECT|1664|NULL
101|MAXIMUM COLUMNS IN TABLE|1600|NULL
106|MAXIMUM TABLES IN SELECT|0|NULL
107|MAXIMUM USER NAME LENGTH|63|Might be less, depending on character set.
10005|MAXIMUM IDENTIFIER LENGTH|63|Might be less, depending on character set.
20000|MAXIMUM STATEMENT OCTETS|0|NULL
20001|MAXIMUM STATEMENT OCTETS DATA|0|NULL
20002|MAXIMUM STATEMENT OCTETS SCHEMA|0|NULL
25000|MAXIMUM CURRENT DEFAULT TRANSFORM GROUP LENGTH|NULL|NULL
25001|MAXIMUM CURRENT TRANSFORM GROUP LENGTH|NULL|NULL
25002|MAXIMUM CURRENT PATH LENGTH|0|NULL
25003|MAXIMUM CURRENT ROLE LENGTH|NULL|NULL
25004|MAXIMUM SESSION USER LENGTH|63|Might be less, depending on character set.
25005|MAXIMUM SYSTEM USER LENGTH|63|Might be less, depending on character set.
SELECT 23

create schema dtp; create domain dtp.d as int; create type dtp.c as (a int, b dtp.d[]); create table dtp.t (x dtp.c, y int[], z text); alter table dtp.t drop y; create view dtp.v as select z from dtp.t; create function dtp.f(a int, out b text, out c dtp.d) language sql as 'select null::text, 1'; create procedure dtp.p(inout a int) language sql as 'select 1'
----
CREATE SCHEMA
CREATE DOMAIN
CREATE TYPE
CREATE TABLE
ALTER TABLE
CREATE VIEW
CREATE FUNCTION
CREATE PROCEDURE

select object_name ~ '^[fp]_', regexp_replace(object_name, '_\d+$', ''), object_type, dtd_identifier from information_schema.data_type_privileges where object_schema = 'dtp' order by 3, 2, 4
----
f|d|DOMAIN|1
t|f|ROUTINE|0
t|f|ROUTINE|1
t|f|ROUTINE|2
t|f|ROUTINE|3
t|p|ROUTINE|1
t|p|ROUTINE|NULL
f|t|TABLE|1
f|t|TABLE|3
f|v|TABLE|1
f|c|USER-DEFINED TYPE|1
f|c|USER-DEFINED TYPE|2
SELECT 12

select count(*) > 1000 from information_schema.data_type_privileges where object_catalog = current_database()
----
t
SELECT 1

select count(*) from information_schema.data_type_privileges d join information_schema.element_types e using (object_catalog, object_schema, object_name, object_type) where d.object_schema = 'dtp' and d.dtd_identifier = e.collection_type_identifier
----
1
SELECT 1

select count(*) from information_schema._pg_foreign_data_wrappers
----
0
SELECT 1

select * from information_schema._pg_foreign_servers
----
SELECT 0

select * from information_schema._pg_foreign_table_columns
----
SELECT 0

select * from information_schema._pg_foreign_tables
----
SELECT 0

select * from information_schema._pg_user_mappings
----
SELECT 0

select table_name, table_type from information_schema.tables where table_schema = 'information_schema' and table_name in ('sql_features', 'data_type_privileges', '_pg_user_mappings') order by 1
----
_pg_user_mappings|VIEW
data_type_privileges|VIEW
sql_features|BASE TABLE
SELECT 3

select table_name, column_name, ordinal_position, data_type, is_nullable from information_schema.columns where table_schema = 'information_schema' and table_name in ('sql_sizing', 'data_type_privileges', '_pg_user_mappings', '_pg_foreign_table_columns') order by 1, 3
----
_pg_foreign_table_columns|nspname|1|name|YES
_pg_foreign_table_columns|relname|2|name|YES
_pg_foreign_table_columns|attname|3|name|YES
_pg_foreign_table_columns|attfdwoptions|4|ARRAY|YES
_pg_user_mappings|oid|1|oid|YES
_pg_user_mappings|umoptions|2|ARRAY|YES
_pg_user_mappings|umuser|3|oid|YES
_pg_user_mappings|authorization_identifier|4|name|YES
_pg_user_mappings|foreign_server_catalog|5|name|YES
_pg_user_mappings|foreign_server_name|6|name|YES
_pg_user_mappings|srvowner|7|name|YES
data_type_privileges|object_catalog|1|name|YES
data_type_privileges|object_schema|2|name|YES
data_type_privileges|object_name|3|name|YES
data_type_privileges|object_type|4|character varying|YES
data_type_privileges|dtd_identifier|5|name|YES
sql_sizing|sizing_id|1|integer|YES
sql_sizing|sizing_name|2|character varying|YES
sql_sizing|supported_value|3|integer|YES
sql_sizing|comments|4|character varying|YES
SELECT 20

select relname, oid, reltype, relkind from pg_class where relname in ('sql_features', 'sql_parts', 'data_type_privileges', '_pg_foreign_tables') order by 1
----
_pg_foreign_tables|13532|13534|v
data_type_privileges|13488|13490|v
sql_features|13391|13393|r
sql_parts|13401|13403|r
SELECT 4

create role dtp_r; grant usage on schema dtp to dtp_r; set role dtp_r
----
CREATE ROLE
GRANT
SET

select count(*) from information_schema.sql_features where feature_id = 'B011'
----
1
SELECT 1

select count(*) from information_schema.sql_parts
----
error 42501 permission denied for table sql_parts

select count(*) from information_schema._pg_foreign_tables
----
error 42501 permission denied for view _pg_foreign_tables

select regexp_replace(object_name, '_\d+$', ''), object_type, dtd_identifier from information_schema.data_type_privileges where object_schema = 'dtp' order by 2, 1, 3
----
d|DOMAIN|1
f|ROUTINE|0
f|ROUTINE|1
f|ROUTINE|2
f|ROUTINE|3
p|ROUTINE|1
p|ROUTINE|NULL
c|USER-DEFINED TYPE|1
c|USER-DEFINED TYPE|2
SELECT 9

reset role; drop schema dtp cascade; drop role dtp_r
----
RESET
DROP SCHEMA
DROP ROLE
