# CALL within SQL procedures and EXECUTE, with their parameters; a single output that is a row.
CREATE TABLE rag (a int, b text);
CREATE PROCEDURE rag_one(x text) LANGUAGE sql AS $$ INSERT INTO rag VALUES (1, x); $$;
CREATE PROCEDURE rag_two(y text) LANGUAGE sql AS $$ CALL rag_one(y); CALL rag_one($1 || '2'); $$;
CALL rag_two('b');
DO $$ BEGIN EXECUTE 'CALL rag_one($1)' USING 'dyn'; END $$;
SELECT * FROM rag ORDER BY b;
CREATE PROCEDURE rag_row(INOUT comp rag) LANGUAGE sql AS $$ SELECT ROW(1, '2'::text); $$;
CALL rag_row(NULL);
DROP PROCEDURE rag_one, rag_two, rag_row;
DROP TABLE rag;
----
CREATE TABLE
CREATE PROCEDURE
CREATE PROCEDURE
CALL
DO
1|b
1|b2
1|dyn
SELECT 3
CREATE PROCEDURE
(1,2)
CALL
DROP PROCEDURE
DROP TABLE

# Places in the bodies of SQL functions.
CREATE FUNCTION ragf(int) RETURNS int LANGUAGE sql AS 'not even SQL';
CREATE FUNCTION ragf(int) RETURNS int LANGUAGE sql AS 'SELECT nosuch;';
CREATE FUNCTION ragf(int) RETURNS int LANGUAGE sql AS 'SELECT 1; SELECT ''a'', nosuch;';
CREATE FUNCTION ragf(int) RETURNS int LANGUAGE sql AS 'SELECT ''a'', ''b''';
----
error 42601

# A view of a temporary sequence is temporary; partition keys that can't be.
CREATE TEMP SEQUENCE rags;
CREATE VIEW ragv AS SELECT is_called FROM rags;
SELECT relpersistence FROM pg_class WHERE relname = 'ragv';
DROP VIEW ragv;
DROP SEQUENCE rags;
CREATE TABLE ragp (a int) PARTITION BY RANGE ((avg(a)));
CREATE TABLE ragp (a int, b int) PARTITION BY RANGE (((a, b)));
CREATE TABLE ragp (a int) PARTITION BY RANGE (a, ('unknown'));
CREATE TABLE ragp (a point) PARTITION BY RANGE (a);
CREATE TABLE ragp (a int) PARTITION BY LIST ((a LIKE (SELECT 1)));
CREATE TABLE ragg (a int, b int GENERATED ALWAYS AS (num_nulls(ragg)) STORED);
CREATE TABLE ragg (a int, b int GENERATED ALWAYS AS (num_nulls(ragg.*)) STORED);
CREATE TABLE ragg (a int, b int GENERATED ALWAYS AS (b * 2) STORED);
----
CREATE SEQUENCE
CREATE VIEW
t
SELECT 1
DROP VIEW
DROP SEQUENCE
error 42803

# Roles that policies are for; who may not VACUUM; a materialized view's owner without INSERT.
CREATE ROLE logic_rag_1;
CREATE ROLE logic_rag_2;
CREATE TABLE ragt (a int);
CREATE POLICY ragpol ON ragt FOR SELECT TO logic_rag_1, logic_rag_2 USING (true);
SELECT refobjid::regrole, deptype FROM pg_shdepend WHERE classid = 'pg_policy'::regclass ORDER BY 1::text;
DROP POLICY ragpol ON ragt;
CREATE SCHEMA rag_own AUTHORIZATION logic_rag_1;
SET ROLE logic_rag_1;
ALTER DEFAULT PRIVILEGES FOR ROLE logic_rag_1 REVOKE INSERT ON TABLES FROM logic_rag_1;
CREATE MATERIALIZED VIEW rag_own.m AS SELECT generate_series(1, 3) AS a;
REFRESH MATERIALIZED VIEW rag_own.m;
SELECT count(*) FROM rag_own.m;
RESET ROLE;
DROP SCHEMA rag_own CASCADE;
ALTER DEFAULT PRIVILEGES FOR ROLE logic_rag_1 GRANT INSERT ON TABLES TO logic_rag_1;
DROP TABLE ragt;
DROP ROLE logic_rag_1;
DROP ROLE logic_rag_2;
----
CREATE ROLE
CREATE ROLE
CREATE TABLE
CREATE POLICY
logic_rag_1|r
logic_rag_2|r
SELECT 2
DROP POLICY
CREATE SCHEMA
SET
ALTER DEFAULT PRIVILEGES
SELECT 3
REFRESH MATERIALIZED VIEW
3
SELECT 1
RESET
DROP SCHEMA
ALTER DEFAULT PRIVILEGES
DROP TABLE
DROP ROLE
DROP ROLE

# A domain within the values of a column takes no new check.
CREATE DOMAIN ragd AS int CHECK (VALUE >= 0);
CREATE TYPE ragc AS (f1 ragd);
CREATE TABLE ragt1 (f1 ragc);
ALTER DOMAIN ragd ADD CONSTRAINT c1 CHECK (VALUE > 0);
DROP TABLE ragt1;
CREATE TABLE ragt1 (f1 ragc[]);
ALTER DOMAIN ragd ADD CONSTRAINT c1 CHECK (VALUE > 0);
ALTER DOMAIN ragd ADD CONSTRAINT c2 CHECK (VALUE > 1) NOT VALID;
DROP TABLE ragt1;
ALTER DOMAIN ragd ADD CONSTRAINT c1 CHECK (VALUE > 0);
DROP TYPE ragc;
DROP DOMAIN ragd;
----
CREATE DOMAIN
CREATE TYPE
CREATE TABLE
error 0A000

# abbrev of networks of version 6; DROP INDEX CONCURRENTLY.
SELECT abbrev(x::cidr) FROM unnest('{::/0,::/8,1::/16,2001:db8::/32,2001:db8:0:0:1::/80,2001:db8::1/128,fe80::/10,::1/128,::ffff:1.2.3.4/128,::ffff:1.2.3.0/120,::1.2.3.4/128,0:0:1::/48,1:0:0:2:0:0:0:3/128,1:0:2:0:0:3:0:0/128,::2/127,1:2:3:4:5:6:7:8/128}'::text[]) x;
CREATE TABLE ragi (a int, b int);
CREATE INDEX ragi1 ON ragi (a);
CREATE INDEX ragi2 ON ragi (b);
DROP INDEX CONCURRENTLY ragi1, ragi2;
DROP INDEX CONCURRENTLY ragi1 CASCADE;
CREATE TABLE ragip (a int) PARTITION BY LIST (a);
CREATE INDEX ragip1 ON ragip (a);
DROP INDEX CONCURRENTLY ragip1;
DROP TABLE ragi, ragip;
----
1:0:0:2::3/128
1:0:2::3:0:0/128
1:2:3:4:5:6:7:8/128
1::/16
2001:db8/32
2001:db8::1/128
2001:db8::1/80
::/0
::/8
::1.2.3.4/128
::1/128
::1/48
::2/127
::ffff:1.2.3.4/128
::ffff:1.2.3/120
fe80::/10
SELECT 16
CREATE TABLE
CREATE INDEX
CREATE INDEX
error 25001

# What generated columns are computed of; parameters of sequences; sequences of a session in READ ONLY.
CREATE TABLE raggen (a int, b int GENERATED ALWAYS AS (a * 2) STORED, c int, d int GENERATED ALWAYS AS (a + c) STORED);
SELECT table_name, column_name, dependent_column FROM information_schema.column_column_usage WHERE table_name = 'raggen' ORDER BY 2, 3;
CREATE TABLE raggen2 (a int, b int GENERATED ALWAYS AS (a * 22) STORED, c int, d int GENERATED ALWAYS AS (a + c) STORED);
ALTER TABLE raggen2 INHERIT raggen;
CREATE TABLE raggen3 (a int, b int GENERATED ALWAYS AS (a * 2) STORED, c int, d int GENERATED ALWAYS AS (a + c) STORED);
ALTER TABLE raggen3 INHERIT raggen;
DROP TABLE raggen, raggen2, raggen3;
CREATE SEQUENCE ragq AS smallint START 5 INCREMENT -2 MINVALUE -7 MAXVALUE 9 CACHE 3 CYCLE;
SELECT * FROM pg_sequence_parameters('ragq'::regclass);
SELECT (pg_sequence_parameters('ragq'::regclass)).start_value;
DROP SEQUENCE ragq;
CREATE TEMP SEQUENCE ragtq;
BEGIN READ ONLY;
SELECT setval('ragtq', 7), nextval('ragtq');
COMMIT;
DROP SEQUENCE ragtq;
CREATE TABLE ragid (a int GENERATED ALWAYS AS IDENTITY GENERATED BY DEFAULT AS IDENTITY);
CREATE TABLE ragid (a int DEFAULT 1 DEFAULT 2);
----
CREATE TABLE
raggen|a|b
raggen|a|d
raggen|c|d
SELECT 3
CREATE TABLE
error 42804

CREATE TABLE ragar (b int[], p point);
INSERT INTO ragar (b[2]) VALUES (now());
INSERT INTO ragar (b[1:2]) SELECT now();
INSERT INTO ragar (b[1:2], p[0]) VALUES ('{3,4}', 5);
UPDATE ragar SET b[3] = now();
SELECT b FROM ragar;
DROP TABLE ragar;
----
CREATE TABLE
error 42804

# Modifiers of elements that PL/pgSQL assigns to, below domains and composite types.
CREATE DOMAIN ragnums AS numeric(4, 2)[1];
CREATE TYPE ragmnt AS (a numeric(4, 2)[], b numeric(3, 1), c ragnums);
CREATE FUNCTION ragel(numeric) RETURNS numeric LANGUAGE plpgsql AS $$ DECLARE x ragnums; BEGIN x[1] := $1; RETURN x[1]; END $$;
CREATE FUNCTION ragel2(numeric) RETURNS ragmnt[] LANGUAGE plpgsql AS $$ DECLARE x ragmnt[]; BEGIN x[1].a[2] := $1; x[2].b := $1; x[2].c[1] := $1; RETURN x; END $$;
CREATE FUNCTION ragel3(numeric) RETURNS ragmnt LANGUAGE plpgsql AS $$ DECLARE x ragmnt; BEGIN x.a[1:2] := ARRAY[$1, $1]; x.c[1] := $1; x.b := $1; RETURN x; END $$;
SELECT ragel(1.23456), ragel2(1.23456), ragel3(1.23456);
SELECT ragel(121.00);
SELECT ragel2(121.00);
SELECT ragel3(121.00);
DROP FUNCTION ragel(numeric), ragel2(numeric), ragel3(numeric);
DROP TYPE ragmnt;
DROP DOMAIN ragnums;
----
CREATE DOMAIN
CREATE TYPE
CREATE FUNCTION
CREATE FUNCTION
CREATE FUNCTION
1.23|{"([2:2]={1.23},,)","(,1.2,{1.23})"}|("{1.23,1.23}",1.2,{1.23})
SELECT 1
error 22003

# Whole rows within rows and VALUES of a view have their type, or their star would stand for columns.
CREATE TABLE ragwr (a int, b int);
INSERT INTO ragwr VALUES (1, 2);
CREATE TYPE ragnc AS (x ragwr);
CREATE VIEW ragwv AS SELECT ROW(i)::ragnc AS r, i IN (VALUES (i)) AS v, COALESCE(i, NULL) IS NULL AS c, (i.*) IS NULL AS d, i AS e, (ROW(i, 1) IS NULL) AS f FROM ragwr i;
SELECT pg_get_viewdef('ragwv', true);
SELECT pg_get_viewdef('ragwv');
SELECT * FROM ragwv;
DROP VIEW ragwv;
DROP TYPE ragnc;
DROP TABLE ragwr;
----
CREATE TABLE
INSERT 0 1
CREATE TYPE
CREATE VIEW
 SELECT ROW(i.*::ragwr)::ragnc AS r,\n    (i.* IN ( VALUES (i.*::ragwr))) AS v,\n    COALESCE(i.*, NULL::ragwr) IS NULL AS c,\n    i.* IS NULL AS d,\n    i.*::ragwr AS e,\n    ROW(i.*::ragwr, 1) IS NULL AS f\n   FROM ragwr i;
SELECT 1
 SELECT ROW(i.*::ragwr)::ragnc AS r,\n    (i.* IN ( VALUES (i.*::ragwr))) AS v,\n    (COALESCE(i.*, NULL::ragwr) IS NULL) AS c,\n    (i.* IS NULL) AS d,\n    i.*::ragwr AS e,\n    (ROW(i.*::ragwr, 1) IS NULL) AS f\n   FROM ragwr i;
SELECT 1
("(1,2)")|t|f|f|(1,2)|f
SELECT 1
DROP VIEW
DROP TYPE
DROP TABLE

# Names that are none, and objects that come and go.
SELECT 'ragno'::regtype;
SELECT regproc('ragno'), regprocedure('ragno(int)');
SELECT regoper('||//');
SELECT 'ragno'::regrole;
SELECT 'ragno'::regnamespace;
PREPARE ragp AS SELECT 'ragf2'::regproc;
CREATE FUNCTION ragf2() RETURNS int LANGUAGE sql AS 'SELECT 1';
PREPARE ragp AS SELECT 'ragf2'::regproc;
EXECUTE ragp;
BEGIN;
DROP FUNCTION ragf2();
CREATE TYPE ragty AS (a int);
SELECT 'ragty'::regtype, 'ragty[]'::regtype;
ROLLBACK;
DO $$ BEGIN CREATE TYPE ragty AS (a int); PERFORM 'ragty'::regtype; DROP TYPE ragty; END $$;
EXECUTE ragp;
DROP FUNCTION ragf2();
DEALLOCATE ragp;
----
error 42704
