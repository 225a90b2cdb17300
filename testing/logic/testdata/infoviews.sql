# Views of information_schema about types, usage and the system's routines.
CREATE ROLE iv_a; CREATE ROLE iv_b; GRANT iv_a TO iv_b WITH ADMIN OPTION; CREATE SCHEMA iv
----
CREATE ROLE
CREATE ROLE
GRANT ROLE
CREATE SCHEMA

CREATE DOMAIN iv.positive AS int NOT NULL CHECK (VALUE > 0); CREATE DOMAIN iv.short AS varchar(5)
----
CREATE DOMAIN
CREATE DOMAIN

CREATE TYPE iv.mood AS ENUM ('a'); CREATE TYPE iv.pair AS (a int, b varchar(7), c numeric(5,2)[], d iv.positive, e iv.mood, f timestamp(3), g interval day to second(2), h bit(4), i name, j text COLLATE "C", k iv.short)
----
CREATE TYPE
CREATE TYPE

CREATE TYPE iv.nest AS (p iv.pair, q iv.pair[])
----
CREATE TYPE

CREATE TABLE iv.t (id serial, p iv.pair, d iv.positive, m iv.mood[]); CREATE VIEW iv.v AS SELECT id, d FROM iv.t; CREATE SEQUENCE iv.s; CREATE SEQUENCE iv.s2; CREATE MATERIALIZED VIEW iv.mv AS SELECT d FROM iv.t
----
CREATE TABLE
CREATE VIEW
CREATE SEQUENCE
CREATE SEQUENCE
SELECT 0

SELECT udt_schema, udt_name, attribute_name, ordinal_position, attribute_default, is_nullable, data_type, character_maximum_length, character_octet_length, collation_schema, numeric_precision, numeric_precision_radix, numeric_scale, datetime_precision, interval_type, attribute_udt_schema, attribute_udt_name, dtd_identifier, is_derived_reference_attribute FROM information_schema.attributes WHERE attribute_name <> 'j' ORDER BY 2, 4
----
iv|nest|p|1|NULL|YES|USER-DEFINED|NULL|NULL|NULL|NULL|NULL|NULL|NULL|NULL|iv|pair|1|NO
iv|nest|q|2|NULL|YES|ARRAY|NULL|NULL|NULL|NULL|NULL|NULL|NULL|NULL|iv|_pair|2|NO
iv|pair|a|1|NULL|YES|integer|NULL|NULL|NULL|32|2|0|NULL|NULL|pg_catalog|int4|1|NO
iv|pair|b|2|NULL|YES|character varying|7|28|NULL|NULL|NULL|NULL|NULL|NULL|pg_catalog|varchar|2|NO
iv|pair|c|3|NULL|YES|ARRAY|NULL|NULL|NULL|NULL|NULL|NULL|NULL|NULL|pg_catalog|_numeric|3|NO
iv|pair|d|4|NULL|NO|USER-DEFINED|NULL|NULL|NULL|32|2|0|NULL|NULL|iv|positive|4|NO
iv|pair|e|5|NULL|YES|USER-DEFINED|NULL|NULL|NULL|NULL|NULL|NULL|NULL|NULL|iv|mood|5|NO
iv|pair|f|6|NULL|YES|timestamp without time zone|NULL|NULL|NULL|NULL|NULL|NULL|3|NULL|pg_catalog|timestamp|6|NO
iv|pair|g|7|NULL|YES|interval|NULL|NULL|NULL|NULL|NULL|NULL|2|DAY TO SECOND(2)|pg_catalog|interval|7|NO
iv|pair|h|8|NULL|YES|bit|4|NULL|NULL|NULL|NULL|NULL|NULL|NULL|pg_catalog|bit|8|NO
iv|pair|i|9|NULL|YES|name|NULL|NULL|pg_catalog|NULL|NULL|NULL|NULL|NULL|pg_catalog|name|9|NO
iv|pair|k|11|NULL|YES|USER-DEFINED|5|20|NULL|NULL|NULL|NULL|NULL|NULL|iv|short|11|NO
SELECT 12

SELECT user_defined_type_schema, user_defined_type_name, user_defined_type_category, is_instantiable, is_final, data_type FROM information_schema.user_defined_types ORDER BY 2
----
iv|nest|STRUCTURED|YES|NULL|NULL
iv|pair|STRUCTURED|YES|NULL|NULL
SELECT 2

GRANT USAGE ON TYPE iv.pair TO iv_a WITH GRANT OPTION; REVOKE USAGE ON TYPE iv.nest FROM PUBLIC; GRANT USAGE ON DOMAIN iv.positive TO iv_b; GRANT USAGE ON SEQUENCE iv.s TO iv_a; GRANT SELECT ON SEQUENCE iv.s2 TO iv_a
----
GRANT
REVOKE
GRANT
GRANT
GRANT

SELECT replace(grantor, session_user, 'me'), replace(grantee, session_user, 'me'), udt_name, privilege_type, is_grantable FROM information_schema.udt_privileges WHERE udt_schema = 'iv' ORDER BY 3, 2
----
me|PUBLIC|mv|TYPE USAGE|NO
me|me|mv|TYPE USAGE|YES
me|me|nest|TYPE USAGE|YES
me|PUBLIC|pair|TYPE USAGE|NO
me|iv_a|pair|TYPE USAGE|YES
me|me|pair|TYPE USAGE|YES
me|PUBLIC|t|TYPE USAGE|NO
me|me|t|TYPE USAGE|YES
me|PUBLIC|v|TYPE USAGE|NO
me|me|v|TYPE USAGE|YES
SELECT 10

SELECT count(*) FROM information_schema.udt_privileges WHERE udt_schema = 'pg_catalog' AND udt_name = 'pg_class'
----
2
SELECT 1

SELECT replace(grantee, session_user, 'me'), udt_name, is_grantable FROM information_schema.role_udt_grants WHERE udt_schema = 'iv' ORDER BY 2, 1
----
PUBLIC|mv|NO
me|mv|YES
me|nest|YES
PUBLIC|pair|NO
iv_a|pair|YES
me|pair|YES
PUBLIC|t|NO
me|t|YES
PUBLIC|v|NO
me|v|YES
SELECT 10

SELECT replace(grantor, session_user, 'me'), replace(grantee, session_user, 'me'), object_name, object_type, privilege_type, is_grantable FROM information_schema.usage_privileges WHERE object_schema = 'iv' ORDER BY 3, 2
----
me|PUBLIC|positive|DOMAIN|USAGE|NO
me|iv_b|positive|DOMAIN|USAGE|NO
me|me|positive|DOMAIN|USAGE|YES
me|iv_a|s|SEQUENCE|USAGE|NO
me|me|s|SEQUENCE|USAGE|YES
me|me|s2|SEQUENCE|USAGE|YES
me|PUBLIC|short|DOMAIN|USAGE|NO
me|me|short|DOMAIN|USAGE|YES
SELECT 8

SELECT grantee, object_schema, object_name, object_type, is_grantable FROM information_schema.usage_privileges WHERE object_name IN ('default', 'C', 'POSIX') ORDER BY 3
----
PUBLIC|pg_catalog|C|COLLATION|NO
PUBLIC|pg_catalog|POSIX|COLLATION|NO
PUBLIC|pg_catalog|default|COLLATION|NO
SELECT 3

SELECT replace(grantee, session_user, 'me'), object_name, is_grantable FROM information_schema.role_usage_grants WHERE object_schema = 'iv' ORDER BY 2, 1
----
PUBLIC|positive|NO
iv_b|positive|NO
me|positive|YES
iv_a|s|NO
me|s|YES
me|s2|YES
PUBLIC|short|NO
me|short|YES
SELECT 8

SELECT udt_schema, udt_name, table_name, column_name FROM information_schema.column_udt_usage WHERE table_schema = 'iv' ORDER BY 3, 4
----
pg_catalog|int4|t|d
pg_catalog|int4|t|id
iv|_mood|t|m
iv|pair|t|p
pg_catalog|int4|v|d
pg_catalog|int4|v|id
SELECT 6

SELECT udt_schema, udt_name, domain_name FROM information_schema.domain_udt_usage WHERE domain_schema = 'iv' ORDER BY 3
----
pg_catalog|int4|positive
pg_catalog|varchar|short
SELECT 2

SELECT collation_name, character_set_name FROM information_schema.collation_character_set_applicability WHERE collation_name IN ('C', 'POSIX') ORDER BY 1
----
C|UTF8
POSIX|UTF8
SELECT 2

CREATE FUNCTION iv.f(a int, b iv.mood DEFAULT 'a', OUT c text) LANGUAGE sql AS 'SELECT ''x'''; CREATE PROCEDURE iv.p() LANGUAGE sql AS ''; CREATE AGGREGATE iv.agg (int) (SFUNC = int4pl, STYPE = int)
----
CREATE FUNCTION
CREATE PROCEDURE
CREATE AGGREGATE

SELECT routine_name, routine_type, data_type, type_udt_schema, type_udt_name, dtd_identifier, routine_body, external_language, is_deterministic, is_null_call, security_type FROM information_schema.routines WHERE routine_schema = 'iv' ORDER BY 1
----
agg|NULL|integer|pg_catalog|int4|0|EXTERNAL|INTERNAL|YES|NO|INVOKER
f|FUNCTION|text|pg_catalog|text|0|SQL|SQL|NO|NO|INVOKER
p|PROCEDURE|NULL|NULL|NULL|NULL|SQL|SQL|NO|NULL|INVOKER
SELECT 3

SELECT specific_name, routine_type, data_type, type_udt_name, routine_body, routine_definition, external_language, is_deterministic, is_null_call FROM information_schema.routines WHERE routine_schema = 'pg_catalog' AND routine_name IN ('lower', 'sum', 'rank', 'int4pl', 'jsonb_each', 'current_database') ORDER BY specific_name COLLATE "C"
----
current_database_861|FUNCTION|name|name|EXTERNAL|current_database|INTERNAL|NO|YES
int4pl_177|FUNCTION|integer|int4|EXTERNAL|int4pl|INTERNAL|YES|YES
jsonb_each_3208|FUNCTION|record|record|EXTERNAL|jsonb_each|INTERNAL|YES|YES
lower_3848|FUNCTION|anyelement|anyelement|EXTERNAL|range_lower|INTERNAL|YES|YES
lower_4235|FUNCTION|anyelement|anyelement|EXTERNAL|multirange_lower|INTERNAL|YES|YES
lower_870|FUNCTION|text|text|EXTERNAL|lower|INTERNAL|YES|YES
rank_3101|NULL|bigint|int8|EXTERNAL|window_rank|INTERNAL|YES|NO
rank_3986|NULL|bigint|int8|EXTERNAL|aggregate_dummy|INTERNAL|YES|NO
sum_2107|NULL|numeric|numeric|EXTERNAL|aggregate_dummy|INTERNAL|YES|NO
sum_2108|NULL|bigint|int8|EXTERNAL|aggregate_dummy|INTERNAL|YES|NO
sum_2109|NULL|bigint|int8|EXTERNAL|aggregate_dummy|INTERNAL|YES|NO
sum_2110|NULL|real|float4|EXTERNAL|aggregate_dummy|INTERNAL|YES|NO
sum_2111|NULL|double precision|float8|EXTERNAL|aggregate_dummy|INTERNAL|YES|NO
sum_2112|NULL|money|money|EXTERNAL|aggregate_dummy|INTERNAL|YES|NO
sum_2113|NULL|interval|interval|EXTERNAL|aggregate_dummy|INTERNAL|YES|NO
sum_2114|NULL|numeric|numeric|EXTERNAL|aggregate_dummy|INTERNAL|YES|NO
SELECT 16

SELECT specific_name, ordinal_position, parameter_mode, parameter_name, data_type, udt_name, parameter_default FROM information_schema.parameters WHERE specific_schema = 'pg_catalog' AND split_part(specific_name, '_', 1) IN ('lower', 'int4pl') OR specific_name LIKE 'jsonb_each_3%' OR specific_name LIKE 'make_interval_%' ORDER BY specific_name COLLATE "C", 2
----
int4pl_177|1|IN|NULL|integer|int4|NULL
int4pl_177|2|IN|NULL|integer|int4|NULL
jsonb_each_3208|1|IN|from_json|jsonb|jsonb|NULL
jsonb_each_3208|2|OUT|key|text|text|NULL
jsonb_each_3208|3|OUT|value|jsonb|jsonb|NULL
lower_3848|1|IN|NULL|anyrange|anyrange|NULL
lower_4235|1|IN|NULL|anymultirange|anymultirange|NULL
lower_870|1|IN|NULL|text|text|NULL
lower_inc_3851|1|IN|NULL|anyrange|anyrange|NULL
lower_inc_4238|1|IN|NULL|anymultirange|anymultirange|NULL
lower_inf_3853|1|IN|NULL|anyrange|anyrange|NULL
lower_inf_4240|1|IN|NULL|anymultirange|anymultirange|NULL
make_interval_3464|1|IN|years|integer|int4|0
make_interval_3464|2|IN|months|integer|int4|0
make_interval_3464|3|IN|weeks|integer|int4|0
make_interval_3464|4|IN|days|integer|int4|0
make_interval_3464|5|IN|hours|integer|int4|0
make_interval_3464|6|IN|mins|integer|int4|0
make_interval_3464|7|IN|secs|double precision|float8|0.0
SELECT 19

SELECT replace(grantor, session_user, 'me'), replace(grantee, session_user, 'me'), routine_name, is_grantable FROM information_schema.routine_privileges WHERE routine_name IN ('int4pl', 'f', 'p') AND routine_schema IN ('iv', 'pg_catalog') ORDER BY 3, 2
----
me|PUBLIC|f|NO
me|me|f|YES
me|PUBLIC|int4pl|NO
me|me|int4pl|YES
me|PUBLIC|p|NO
me|me|p|YES
SELECT 6

REVOKE EXECUTE ON FUNCTION pg_catalog.int4smaller(int, int) FROM PUBLIC
----
REVOKE

SET ROLE iv_b
----
SET

SELECT grantee, role_name, is_grantable FROM information_schema.administrable_role_authorizations
----
iv_b|iv_a|YES
SELECT 1

SELECT count(*) FROM information_schema.routines WHERE routine_name = 'int4smaller'
----
0
SELECT 1

SELECT routine_definition FROM information_schema.routines WHERE routine_name = 'int4mi'
----
NULL
SELECT 1

SELECT parameter_default FROM information_schema.parameters WHERE specific_name LIKE 'make_interval_%' AND ordinal_position = 1
----
NULL
SELECT 1

SELECT DISTINCT udt_name FROM information_schema.attributes ORDER BY 1
----
pair
SELECT 1

SELECT grantee, udt_name, is_grantable FROM information_schema.role_udt_grants WHERE udt_schema = 'iv' ORDER BY 2, 1
----
iv_a|pair|YES
SELECT 1

SELECT grantee, object_name, is_grantable FROM information_schema.usage_privileges WHERE object_schema = 'iv' ORDER BY 2, 1
----
PUBLIC|positive|NO
iv_b|positive|NO
iv_a|s|NO
PUBLIC|short|NO
SELECT 4

SELECT count(*) FROM information_schema.column_udt_usage WHERE table_schema = 'iv'
----
0
SELECT 1

RESET ROLE
----
RESET

GRANT EXECUTE ON FUNCTION pg_catalog.int4smaller(int, int) TO PUBLIC
----
GRANT

DROP SCHEMA iv CASCADE; DROP ROLE iv_a, iv_b
----
DROP SCHEMA
DROP ROLE
