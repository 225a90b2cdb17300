# Time zones: gaps, overlaps, names and offsets. Columns are told. Errors are told whole, with their positions.
SET default_transaction_isolation = 'serializable'
----
SET

SET timezone='Europe/Dublin'
----
SET

SELECT timestamptz '2024-10-27 01:30', timestamptz '2024-03-31 01:30', timestamptz '2024-10-27 00:59', timestamptz '2024-10-27 02:00'
----
timestamptz:1184|timestamptz:1184|timestamptz:1184|timestamptz:1184
2024-10-27 01:30:00+00|2024-03-31 02:30:00+01|2024-10-27 00:59:00+01|2024-10-27 02:00:00+00
SELECT 1

SET timezone='Africa/Casablanca'
----
SET

SELECT timestamptz '2024-03-10 02:30', timestamptz '2024-04-14 02:30'
----
timestamptz:1184|timestamptz:1184
2024-03-10 02:30:00+00|2024-04-14 03:30:00+01
SELECT 1

SET timezone='America/New_York'
----
SET

SELECT timestamptz '2024-11-03 01:30', timestamptz '2024-03-10 02:30', timestamp '2024-11-03 01:30' AT TIME ZONE 'Europe/Berlin'
----
timestamptz:1184|timestamptz:1184|timezone:1184
2024-11-03 01:30:00-05|2024-03-10 03:30:00-04|2024-11-02 20:30:00-04
SELECT 1

SET timezone='Australia/Lord_Howe'
----
SET

SELECT timestamptz '2024-04-07 01:45', timestamptz '2024-10-06 02:15'
----
timestamptz:1184|timestamptz:1184
2024-04-07 01:45:00+10:30|2024-10-06 02:45:00+11
SELECT 1

SET timezone='Pacific/Apia'
----
SET

SELECT timestamptz '2011-12-30 12:00', timestamptz '2011-12-29 23:59:59', timestamptz '2011-12-31 00:00'
----
timestamptz:1184|timestamptz:1184|timestamptz:1184
2011-12-31 12:00:00+14|2011-12-29 23:59:59-10|2011-12-31 00:00:00+14
SELECT 1

SET timezone='Europe/Moscow'
----
SET

SELECT timestamptz '2014-10-26 01:30', timestamptz '2011-03-27 02:30'
----
timestamptz:1184|timestamptz:1184
2014-10-26 01:30:00+03|2011-03-27 03:30:00+04
SELECT 1

RESET timezone
----
RESET

CREATE ROLE sch_u
----
CREATE ROLE

SET ROLE sch_u
----
SET

SELECT schema_name FROM information_schema.schemata WHERE schema_name NOT LIKE 'isochron%' AND schema_name <> 'public' ORDER BY 1
----
schema_name:19
information_schema
pg_catalog
SELECT 2

RESET ROLE
----
RESET

DROP SCHEMA IF EXISTS sch_x CASCADE
----
DROP SCHEMA

CREATE SCHEMA sch_x
----
CREATE SCHEMA

SET ROLE sch_u
----
SET

SELECT schema_name FROM information_schema.schemata WHERE schema_name NOT LIKE 'isochron%' AND schema_name <> 'public' ORDER BY 1
----
schema_name:19
information_schema
pg_catalog
SELECT 2

RESET ROLE
----
RESET

GRANT USAGE ON SCHEMA sch_x TO sch_u
----
GRANT

SET ROLE sch_u
----
SET

SELECT schema_name FROM information_schema.schemata WHERE schema_name NOT LIKE 'isochron%' AND schema_name <> 'public' ORDER BY 1
----
schema_name:19
information_schema
pg_catalog
sch_x
SELECT 3

RESET ROLE
----
RESET
