SET timezone='Europe/Dublin'

-- sorted
SELECT timestamptz '2024-10-27 01:30', timestamptz '2024-03-31 01:30', timestamptz '2024-10-27 00:59', timestamptz '2024-10-27 02:00'

SET timezone='Africa/Casablanca'

-- sorted
SELECT timestamptz '2024-03-10 02:30', timestamptz '2024-04-14 02:30'

SET timezone='America/New_York'

-- sorted
SELECT timestamptz '2024-11-03 01:30', timestamptz '2024-03-10 02:30', timestamp '2024-11-03 01:30' AT TIME ZONE 'Europe/Berlin'

SET timezone='Australia/Lord_Howe'

-- sorted
SELECT timestamptz '2024-04-07 01:45', timestamptz '2024-10-06 02:15'

SET timezone='Pacific/Apia'

-- sorted
SELECT timestamptz '2011-12-30 12:00', timestamptz '2011-12-29 23:59:59', timestamptz '2011-12-31 00:00'

SET timezone='Europe/Moscow'

-- sorted
SELECT timestamptz '2014-10-26 01:30', timestamptz '2011-03-27 02:30'

RESET timezone

CREATE ROLE sch_u

SET ROLE sch_u

SELECT schema_name FROM information_schema.schemata WHERE schema_name NOT LIKE 'isochron%' AND schema_name <> 'public' ORDER BY 1

RESET ROLE

DROP SCHEMA IF EXISTS sch_x CASCADE

CREATE SCHEMA sch_x

SET ROLE sch_u

SELECT schema_name FROM information_schema.schemata WHERE schema_name NOT LIKE 'isochron%' AND schema_name <> 'public' ORDER BY 1

RESET ROLE

GRANT USAGE ON SCHEMA sch_x TO sch_u

SET ROLE sch_u

SELECT schema_name FROM information_schema.schemata WHERE schema_name NOT LIKE 'isochron%' AND schema_name <> 'public' ORDER BY 1

RESET ROLE
