# What is told of OIDs that no object has. Errors are told whole.
CREATE TABLE t (a int PRIMARY KEY);
CREATE SEQUENCE s;
CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1';
CREATE SCHEMA apart_of;
CREATE FUNCTION apart_of.f() RETURNS int LANGUAGE sql AS 'SELECT 1'
----
CREATE TABLE
CREATE SEQUENCE
CREATE FUNCTION
CREATE SCHEMA
CREATE FUNCTION

SELECT pg_table_is_visible(0), pg_type_is_visible(0), pg_function_is_visible(0), pg_operator_is_visible(0), pg_opclass_is_visible(0), pg_opfamily_is_visible(0)
----
NULL|NULL|NULL|NULL|NULL|NULL
SELECT 1

SELECT pg_collation_is_visible(0), pg_conversion_is_visible(0), pg_ts_config_is_visible(0), pg_ts_dict_is_visible(0), pg_ts_parser_is_visible(0), pg_ts_template_is_visible(0), pg_statistics_obj_is_visible(0)
----
NULL|NULL|NULL|NULL|NULL|NULL|NULL
SELECT 1

SELECT pg_function_is_visible(4294967295), pg_operator_is_visible(4294967295), pg_opclass_is_visible(4294967295), pg_opfamily_is_visible(4294967295), pg_collation_is_visible(4294967295), pg_conversion_is_visible(4294967295)
----
NULL|NULL|NULL|NULL|NULL|NULL
SELECT 1

SELECT pg_function_is_visible(o), pg_operator_is_visible(o), pg_opclass_is_visible(o), pg_opfamily_is_visible(o), pg_collation_is_visible(o), pg_conversion_is_visible(o), pg_ts_config_is_visible(o), pg_ts_dict_is_visible(o) FROM (SELECT 't'::regclass::oid AS o) x
----
NULL|NULL|NULL|NULL|NULL|NULL|NULL|NULL
SELECT 1

SELECT pg_function_is_visible('f()'::regprocedure), pg_function_is_visible('apart_of.f()'::regprocedure), pg_function_is_visible('now()'::regprocedure), pg_function_is_visible(NULL)
----
t|f|t|NULL
SELECT 1

SELECT bool_and(pg_operator_is_visible(oid)) FROM pg_operator WHERE oprnamespace = 'pg_catalog'::regnamespace
----
t
SELECT 1

SELECT bool_and(pg_opclass_is_visible(oid)) FROM pg_opclass WHERE opcnamespace = 'pg_catalog'::regnamespace
----
t
SELECT 1

SELECT bool_and(pg_opfamily_is_visible(oid)) FROM pg_opfamily WHERE opfnamespace = 'pg_catalog'::regnamespace
----
t
SELECT 1

SELECT bool_and(pg_conversion_is_visible(oid)) FROM pg_conversion WHERE connamespace = 'pg_catalog'::regnamespace
----
t
SELECT 1

SELECT pg_collation_is_visible(oid) FROM pg_collation WHERE collname = 'C'
----
t
SELECT 1

SELECT (SELECT bool_and(pg_ts_config_is_visible(oid)) FROM pg_ts_config), (SELECT bool_and(pg_ts_dict_is_visible(oid)) FROM pg_ts_dict WHERE dictnamespace = 'pg_catalog'::regnamespace), (SELECT bool_and(pg_ts_parser_is_visible(oid)) FROM pg_ts_parser), (SELECT bool_and(pg_ts_template_is_visible(oid)) FROM pg_ts_template)
----
t|t|t|t
SELECT 1

SELECT pg_sequence_parameters(0)
----
error 42P01 relation with OID 0 does not exist

SELECT * FROM pg_sequence_parameters(4294967295)
----
error 42P01 relation with OID 4294967295 does not exist

SELECT pg_sequence_parameters('s'::regclass), pg_sequence_parameters(NULL)
----
(1,1,9223372036854775807,1,f,1,20)|NULL
SELECT 1

SELECT pg_sequence_parameters('pg_class'::regclass)
----
error XX000 cache lookup failed for sequence 1259

# code only
SELECT pg_sequence_parameters('t'::regclass)
----
error XX000

# code only
SELECT pg_sequence_parameters('t_pkey'::regclass)
----
error XX000
