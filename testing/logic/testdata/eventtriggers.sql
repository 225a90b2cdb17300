CREATE FUNCTION etf() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN NULL; END'
----
CREATE FUNCTION

CREATE FUNCTION ett() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'
----
CREATE FUNCTION

CREATE FUNCTION etn() RETURNS int LANGUAGE sql AS 'SELECT 1'
----
CREATE FUNCTION

CREATE FUNCTION eta(int) RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN NULL; END'
----
error 42P13

CREATE FUNCTION ets() RETURNS event_trigger LANGUAGE sql AS 'SELECT 1'
----
error 42P13

SELECT etf()
----
error 0A000

CREATE EVENT TRIGGER et ON elephant_bootstrap EXECUTE FUNCTION etf()
----
error 42601

CREATE EVENT TRIGGER et ON ddl_command_start WHEN food IN ('sandwich') EXECUTE FUNCTION etf()
----
error 42601

CREATE EVENT TRIGGER et ON ddl_command_start WHEN tag IN ('sandwich') EXECUTE FUNCTION etf()
----
error 42601

CREATE EVENT TRIGGER et ON ddl_command_start WHEN tag IN ('create table', 'create skunkcabbage') EXECUTE FUNCTION etf()
----
error 42601

CREATE EVENT TRIGGER et ON ddl_command_start WHEN tag IN ('DROP EVENT TRIGGER') EXECUTE FUNCTION etf()
----
error 0A000

CREATE EVENT TRIGGER et ON ddl_command_start WHEN tag IN ('CREATE ROLE') EXECUTE FUNCTION etf()
----
error 0A000

CREATE EVENT TRIGGER et ON ddl_command_start WHEN tag IN ('CREATE DATABASE') EXECUTE FUNCTION etf()
----
error 0A000

CREATE EVENT TRIGGER et ON table_rewrite WHEN tag IN ('CREATE TABLE') EXECUTE FUNCTION etf()
----
error 0A000

CREATE EVENT TRIGGER et ON ddl_command_start WHEN tag IN ('CREATE TABLE') AND tag IN ('CREATE FUNCTION') EXECUTE FUNCTION etf()
----
error 42601

CREATE EVENT TRIGGER et ON ddl_command_start EXECUTE FUNCTION etf('x')
----
error 42601

CREATE EVENT TRIGGER et ON ddl_command_start EXECUTE FUNCTION nope()
----
error 42883

CREATE EVENT TRIGGER et ON ddl_command_start EXECUTE FUNCTION ett()
----
error 42P17

CREATE EVENT TRIGGER et ON ddl_command_start EXECUTE FUNCTION etn()
----
error 42P17

CREATE EVENT TRIGGER et ON ddl_command_start WHEN tag IN ('create table', 'CREATE FUNCTION') EXECUTE PROCEDURE etf()
----
CREATE EVENT TRIGGER

CREATE EVENT TRIGGER et ON ddl_command_start EXECUTE FUNCTION etf()
----
error 42710

CREATE EVENT TRIGGER "Et 2" ON sql_drop EXECUTE FUNCTION etf()
----
CREATE EVENT TRIGGER

CREATE EVENT TRIGGER et3 ON table_rewrite WHEN tag IN ('ALTER TABLE') EXECUTE FUNCTION etf()
----
CREATE EVENT TRIGGER

SELECT evtname, evtevent, evtfoid::regproc, evtenabled, evttags FROM pg_event_trigger ORDER BY evtname
----
Et 2|sql_drop|etf|O|NULL
et|ddl_command_start|etf|O|{"CREATE TABLE","CREATE FUNCTION"}
et3|table_rewrite|etf|O|{"ALTER TABLE"}
SELECT 3

ALTER EVENT TRIGGER et DISABLE
----
ALTER EVENT TRIGGER

ALTER EVENT TRIGGER "Et 2" ENABLE REPLICA
----
ALTER EVENT TRIGGER

ALTER EVENT TRIGGER et3 ENABLE ALWAYS
----
ALTER EVENT TRIGGER

SELECT evtname, evtenabled FROM pg_event_trigger ORDER BY evtname
----
Et 2|R
et|D
et3|A
SELECT 3

ALTER EVENT TRIGGER et3 ENABLE
----
ALTER EVENT TRIGGER

ALTER EVENT TRIGGER nope ENABLE
----
error 42704

ALTER EVENT TRIGGER et RENAME TO et3
----
error 42710

ALTER EVENT TRIGGER et RENAME TO et1
----
ALTER EVENT TRIGGER

ALTER EVENT TRIGGER nope RENAME TO et4
----
error 42704

COMMENT ON EVENT TRIGGER et1 IS 'the first'
----
COMMENT

COMMENT ON EVENT TRIGGER nope IS 'x'
----
error 42704

SELECT obj_description(oid, 'pg_event_trigger'), pg_describe_object('pg_event_trigger'::regclass, oid, 0) FROM pg_event_trigger WHERE evtname = 'et1'
----
the first|event trigger et1
SELECT 1

SELECT type, schema, name, identity FROM pg_event_trigger, pg_identify_object('pg_event_trigger'::regclass, oid, 0) ORDER BY evtname
----
event trigger|NULL|"Et 2"|"Et 2"
event trigger|NULL|et1|et1
event trigger|NULL|et3|et3
SELECT 3

CREATE ROLE etrole
----
CREATE ROLE

ALTER EVENT TRIGGER et1 OWNER TO etrole
----
error 42501

ALTER EVENT TRIGGER et1 OWNER TO nope
----
error 42704

ALTER ROLE etrole SUPERUSER
----
ALTER ROLE

ALTER EVENT TRIGGER et1 OWNER TO etrole
----
ALTER EVENT TRIGGER

DROP ROLE etrole
----
error 2BP01

ALTER EVENT TRIGGER et1 OWNER TO CURRENT_USER
----
ALTER EVENT TRIGGER

DROP ROLE etrole
----
DROP ROLE

DROP FUNCTION etf()
----
error 2BP01

SELECT pg_event_trigger_ddl_commands()
----
error 39P03

SELECT * FROM pg_event_trigger_dropped_objects()
----
error 39P03

SELECT pg_event_trigger_table_rewrite_oid(), pg_event_trigger_table_rewrite_reason()
----
error 39P03

DROP EVENT TRIGGER nope
----
error 42704

DROP EVENT TRIGGER IF EXISTS nope, et3
----
DROP EVENT TRIGGER

DROP FUNCTION etf() CASCADE
----
DROP FUNCTION

SELECT count(*) FROM pg_event_trigger
----
0
SELECT 1
