# Errors are told whole. More of what the regression files of Postgres 15 showed.
CREATE DOMAIN rrpos AS int CHECK (value > 0)
----
CREATE DOMAIN

CREATE DOMAIN rrpos2 AS rrpos
----
CREATE DOMAIN

CREATE DOMAIN rrday AS date
----
CREATE DOMAIN

CREATE DOMAIN rrtext AS text
----
CREATE DOMAIN

CREATE TABLE rrw (a rrpos, d rrday, n rrpos2)
----
CREATE TABLE

INSERT INTO rrw SELECT i, date '2020-01-01' + i, i FROM generate_series(1, 5) i
----
INSERT 0 5

SELECT a, sum(a) OVER (ORDER BY a RANGE BETWEEN 1 PRECEDING AND 1 FOLLOWING) FROM rrw ORDER BY 1
----
1|3
2|6
3|9
4|12
5|9
SELECT 5

SELECT d, count(*) OVER (ORDER BY d RANGE BETWEEN interval '1 day' PRECEDING AND CURRENT ROW) FROM rrw ORDER BY 1
----
2020-01-02|1
2020-01-03|2
2020-01-04|2
2020-01-05|2
2020-01-06|2
SELECT 5

SELECT n, count(*) OVER (ORDER BY n DESC RANGE BETWEEN 2 PRECEDING AND CURRENT ROW) FROM rrw ORDER BY 1
----
1|3
2|3
3|3
4|2
5|1
SELECT 5

SELECT count(*) OVER (ORDER BY x RANGE BETWEEN 1 PRECEDING AND CURRENT ROW) FROM (VALUES ('a'::rrtext)) v (x)
----
error 0A000 RANGE with offset PRECEDING/FOLLOWING is not supported for column type text

EXPLAIN (WAL) SELECT 1
----
error 22023 EXPLAIN option WAL requires ANALYZE

EXPLAIN (WAL, TIMING) SELECT 1
----
error 22023 EXPLAIN option WAL requires ANALYZE

EXPLAIN (WAL, ANALYZE false) SELECT 1
----
error 22023 EXPLAIN option WAL requires ANALYZE

EXPLAIN (WAL false, COSTS false) SELECT 1
----
Result
EXPLAIN

CREATE TABLE rrc (a int, b int, CHECK (rrc IS NOT NULL), CONSTRAINT two CHECK (rrc.* IS NOT NULL OR a > 0))
----
CREATE TABLE

SELECT conname, pg_get_constraintdef(oid), pg_get_constraintdef(oid, true) FROM pg_constraint WHERE conrelid = 'rrc'::regclass ORDER BY 1
----
rrc_check|CHECK ((rrc.* IS NOT NULL))|CHECK (rrc.* IS NOT NULL)
two|CHECK (((rrc.* IS NOT NULL) OR (a > 0)))|CHECK (rrc.* IS NOT NULL OR a > 0)
SELECT 2

CREATE FUNCTION rrf() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN new; END'
----
CREATE FUNCTION

CREATE TRIGGER rrt BEFORE UPDATE ON rrc FOR EACH ROW WHEN (old IS DISTINCT FROM new) EXECUTE FUNCTION rrf()
----
CREATE TRIGGER

SELECT pg_get_triggerdef(oid) FROM pg_trigger WHERE tgname = 'rrt'
----
CREATE TRIGGER rrt BEFORE UPDATE ON public.rrc FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION rrf()
SELECT 1

CREATE TABLE rrp (a int, b text) PARTITION BY RANGE (a)
----
CREATE TABLE

CREATE TABLE rrp1 PARTITION OF rrp FOR VALUES FROM (0) TO (10)
----
CREATE TABLE

CREATE TABLE rrp2 (a int, b text)
----
CREATE TABLE

CREATE CONSTRAINT TRIGGER rrct AFTER UPDATE ON rrp DEFERRABLE FOR EACH ROW EXECUTE FUNCTION rrf()
----
CREATE TRIGGER

ALTER TABLE rrp ATTACH PARTITION rrp2 FOR VALUES FROM (10) TO (20)
----
ALTER TABLE

SELECT tgrelid::regclass, conrelid::regclass, contype FROM pg_trigger t JOIN pg_constraint c ON c.oid = tgconstraint WHERE tgname = 'rrct' ORDER BY 1, 2
----
rrp|rrp|t
rrp1|rrp1|t
rrp2|rrp2|t
SELECT 3

SELECT count(*), count(DISTINCT oid) FROM pg_constraint WHERE conname = 'rrct'
----
3|3
SELECT 1

ALTER TRIGGER rrct ON rrp RENAME TO rrct2
----
ALTER TRIGGER

SELECT tgrelid::regclass, conrelid::regclass, contype FROM pg_trigger t JOIN pg_constraint c ON c.oid = tgconstraint WHERE tgname = 'rrct2' ORDER BY 1, 2
----
rrp|rrp|t
rrp1|rrp1|t
rrp2|rrp2|t
SELECT 3

CREATE TABLE rro (i int) WITH (fillfactor = -30.1)
----
error 22023 value -30.1 out of bounds for option "fillfactor"; Valid values are between "10" and "100".

CREATE TABLE rro (i int) WITH (fillfactor = 50.6)
----
CREATE TABLE

CREATE TABLE rro2 (i int) WITH (fillfactor = 1e1)
----
CREATE TABLE

CREATE TABLE rro3 (i int) WITH (fillfactor = '0x20')
----
CREATE TABLE

CREATE TABLE rro4 (i int) WITH (fillfactor = 'x')
----
error 22023 invalid value for integer option "fillfactor": x

CREATE TABLE rro4 (i int) WITH (fillfactor = 'inf')
----
error 22023 invalid value for integer option "fillfactor": inf

CREATE TABLE rro4 (i int) WITH (fillfactor = '1_0')
----
error 22023 invalid value for integer option "fillfactor": 1_0

CREATE TABLE rro4 (i int) WITH (fillfactor = 100.6)
----
error 22023 value 100.6 out of bounds for option "fillfactor"; Valid values are between "10" and "100".

SELECT relname, reloptions FROM pg_class WHERE relname LIKE 'rro%' ORDER BY 1
----
rro|{fillfactor=50.6}
rro2|{fillfactor=1e1}
rro3|{fillfactor=0x20}
SELECT 3

SELECT to_char('-inf'::float4, 'MI99.99'), to_char('inf'::float4, '999.99'), to_char('nan'::float4, '999.9999'), to_char('inf'::float8, '99.9'), to_char('inf'::float4, 'MI99.9')
----
-##.| ###.| NaN| ##.#| ##.
SELECT 1

CREATE ROLE rrr PASSWORD 'SCRAM-SHA-256$4096:hpFyHTUsSWcR7O9P$LgZFIt6Oqdo27ZFKbZ2nV+vtnYM995pDh9ca6WSi120=:qVV5NeluNfUPkwm7Vqat25RjSPLkGeoZBQs6wVv+um4='
----
CREATE ROLE

SELECT rolpassword FROM pg_authid WHERE rolname = 'rrr'
----
NULL
SELECT 1

DROP ROLE rrr
----
DROP ROLE

DROP TABLE rrw, rrc, rrp, rro, rro2, rro3
----
DROP TABLE

DROP FUNCTION rrf
----
DROP FUNCTION

DROP DOMAIN rrpos2, rrpos, rrday, rrtext
----
DROP DOMAIN

CREATE SCHEMA rrs
----
CREATE SCHEMA

CREATE TABLE rrs.u (a int)
----
CREATE TABLE

CREATE FUNCTION rrs.f(int) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT 1'
----
CREATE FUNCTION

CREATE INDEX ON rrs.u (rrs.f(a))
----
CREATE INDEX

ALTER TABLE rrs.u ALTER a TYPE text
----
error 42883 function rrs.f(text) does not exist; ; No function matches the given name and argument types. You might need to add explicit type casts.

DROP INDEX rrs.nope
----
error 42704 index "nope" does not exist

DROP INDEX nope
----
error 42704 index "nope" does not exist

DROP OPERATOR rrs.+ (int, int)
----
error 42883 operator does not exist: integer rrs.+ integer

DROP OPERATOR + (int, int)
----
error 2BP01 cannot drop operator +(integer,integer) because it is required by the database system

COMMENT ON COLUMN rrs.u.nope IS 'x'
----
error 42703 column "nope" of relation "rrs.u" does not exist

CREATE ROLE rrd
----
CREATE ROLE

CREATE ROLE rrd2
----
CREATE ROLE

ALTER DEFAULT PRIVILEGES FOR ROLE rrd GRANT SELECT ON TABLES TO rrd2
----
ALTER DEFAULT PRIVILEGES

GRANT CREATE ON SCHEMA rrs TO rrd
----
GRANT

GRANT USAGE ON SCHEMA rrs TO rrd
----
GRANT

SET ROLE rrd
----
SET

CREATE OPERATOR rrs.<+> (FUNCTION = int4pl, LEFTARG = int, RIGHTARG = int)
----
CREATE OPERATOR

RESET ROLE
----
RESET

SELECT classid::regclass, refobjid::regrole, deptype FROM pg_shdepend WHERE refobjid IN ('rrd'::regrole, 'rrd2'::regrole) ORDER BY classid::regclass::text, refobjid::regrole::text, deptype
----
pg_default_acl|rrd|o
pg_default_acl|rrd2|a
pg_namespace|rrd|a
pg_operator|rrd|o
SELECT 4

DROP OPERATOR rrs.<+> (int, int)
----
DROP OPERATOR

SELECT role_name, is_grantable FROM information_schema.applicable_roles WHERE role_name = 'pg_database_owner' AND grantee = current_user
----
pg_database_owner|NO
SELECT 1

DROP OWNED BY rrd2
----
DROP OWNED

DROP OWNED BY rrd
----
DROP OWNED

DROP ROLE rrd, rrd2
----
DROP ROLE

DROP SCHEMA rrs CASCADE
----
DROP SCHEMA
