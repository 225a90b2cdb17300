CREATE SCHEMA ef
----
CREATE SCHEMA

CREATE TABLE ef.log (n serial, line text)
----
CREATE TABLE

CREATE FUNCTION ef.note() RETURNS event_trigger LANGUAGE plpgsql AS $$
DECLARE r record;
BEGIN
	IF tg_event = 'sql_drop' THEN
		FOR r IN SELECT * FROM pg_event_trigger_dropped_objects() LOOP
			CONTINUE WHEN r.object_type LIKE 'toast%' OR r.object_identity LIKE '%RI_Constraint%' OR r.object_identity LIKE 'pg_toast%';
			INSERT INTO ef.log (line) VALUES (concat_ws(' | ', tg_event, tg_tag, r.classid::regclass, r.objsubid, r.original, r.normal, r.is_temporary, r.object_type, r.schema_name, r.object_name, r.object_identity, r.address_names, r.address_args));
		END LOOP;
	ELSIF tg_event = 'ddl_command_end' THEN
		FOR r IN SELECT * FROM pg_event_trigger_ddl_commands() LOOP
			INSERT INTO ef.log (line) VALUES (concat_ws(' | ', tg_event, tg_tag, r.classid::regclass, r.objsubid, r.command_tag, r.object_type, coalesce(r.schema_name, '-'), r.object_identity, r.in_extension));
		END LOOP;
	ELSIF tg_event = 'table_rewrite' THEN
		INSERT INTO ef.log (line) VALUES (concat_ws(' | ', tg_event, tg_tag, pg_event_trigger_table_rewrite_oid()::regclass, pg_event_trigger_table_rewrite_reason()));
	ELSE
		INSERT INTO ef.log (line) VALUES (concat_ws(' | ', tg_event, tg_tag));
	END IF;
END $$
----
CREATE FUNCTION

CREATE EVENT TRIGGER ef1 ON ddl_command_start EXECUTE FUNCTION ef.note(); CREATE EVENT TRIGGER ef2 ON ddl_command_end EXECUTE FUNCTION ef.note(); CREATE EVENT TRIGGER ef3 ON sql_drop EXECUTE FUNCTION ef.note(); CREATE EVENT TRIGGER ef4 ON table_rewrite EXECUTE FUNCTION ef.note()
----
CREATE EVENT TRIGGER
CREATE EVENT TRIGGER
CREATE EVENT TRIGGER
CREATE EVENT TRIGGER

CREATE SCHEMA es; CREATE TABLE es.t (id serial PRIMARY KEY, x text DEFAULT 'a' UNIQUE, y int CHECK (y > 0), z int REFERENCES es.t); CREATE TABLE es.u (a int GENERATED ALWAYS AS IDENTITY, b int REFERENCES es.t (id)); CREATE INDEX ON es.t (y)
----
CREATE SCHEMA
CREATE TABLE
CREATE TABLE
CREATE INDEX

WITH gone AS (DELETE FROM ef.log RETURNING n, line) SELECT line FROM gone ORDER BY n
----
ddl_command_start | CREATE SCHEMA
ddl_command_end | CREATE SCHEMA | pg_namespace | 0 | CREATE SCHEMA | schema | - | es | f
ddl_command_start | CREATE TABLE
ddl_command_end | CREATE TABLE | pg_class | 0 | CREATE SEQUENCE | sequence | es | es.t_id_seq | f
ddl_command_end | CREATE TABLE | pg_class | 0 | CREATE TABLE | table | es | es.t | f
ddl_command_end | CREATE TABLE | pg_class | 0 | CREATE INDEX | index | es | es.t_pkey | f
ddl_command_end | CREATE TABLE | pg_class | 0 | CREATE INDEX | index | es | es.t_x_key | f
ddl_command_end | CREATE TABLE | pg_class | 0 | ALTER TABLE | table | es | es.t | f
ddl_command_end | CREATE TABLE | pg_class | 0 | ALTER SEQUENCE | sequence | es | es.t_id_seq | f
ddl_command_start | CREATE TABLE
ddl_command_end | CREATE TABLE | pg_class | 0 | CREATE SEQUENCE | sequence | es | es.u_a_seq | f
ddl_command_end | CREATE TABLE | pg_class | 0 | CREATE TABLE | table | es | es.u | f
ddl_command_end | CREATE TABLE | pg_class | 0 | ALTER TABLE | table | es | es.u | f
ddl_command_end | CREATE TABLE | pg_class | 0 | ALTER SEQUENCE | sequence | es | es.u_a_seq | f
ddl_command_start | CREATE INDEX
ddl_command_end | CREATE INDEX | pg_class | 0 | CREATE INDEX | index | es | es.t_y_idx | f
SELECT 16

ALTER TABLE es.t ADD COLUMN w int DEFAULT 5, ADD COLUMN v text; ALTER TABLE es.t ADD COLUMN rr float DEFAULT random(); ALTER TABLE es.t ALTER COLUMN y TYPE bigint; ALTER TABLE es.t ALTER COLUMN y SET NOT NULL; ALTER TABLE es.t RENAME COLUMN x TO xx; ALTER TABLE es.t RENAME TO tt; ALTER INDEX es.t_y_idx RENAME TO tyi; ALTER TABLE es.tt RENAME CONSTRAINT t_y_check TO tyc
----
ALTER TABLE
ALTER TABLE
ALTER TABLE
ALTER TABLE
ALTER TABLE
ALTER TABLE
ALTER INDEX
ALTER TABLE

WITH gone AS (DELETE FROM ef.log RETURNING n, line) SELECT line FROM gone ORDER BY n
----
ddl_command_start | ALTER TABLE
ddl_command_end | ALTER TABLE | pg_class | 0 | ALTER TABLE | table | es | es.t | f
ddl_command_start | ALTER TABLE
table_rewrite | ALTER TABLE | es.t | 2
ddl_command_end | ALTER TABLE | pg_class | 0 | ALTER TABLE | table | es | es.t | f
ddl_command_start | ALTER TABLE
table_rewrite | ALTER TABLE | es.t | 4
ddl_command_end | ALTER TABLE | pg_class | 0 | ALTER TABLE | table | es | es.t | f
ddl_command_start | ALTER TABLE
ddl_command_end | ALTER TABLE | pg_class | 0 | ALTER TABLE | table | es | es.t | f
ddl_command_start | ALTER TABLE
ddl_command_end | ALTER TABLE | pg_class | 2 | ALTER TABLE | table column | es | es.t.xx | f
ddl_command_start | ALTER TABLE
ddl_command_end | ALTER TABLE | pg_class | 0 | ALTER TABLE | table | es | es.tt | f
ddl_command_start | ALTER INDEX
ddl_command_end | ALTER INDEX | pg_class | 0 | ALTER INDEX | index | es | es.tyi | f
ddl_command_start | ALTER TABLE
ddl_command_end | ALTER TABLE | pg_constraint | 0 | ALTER TABLE | table constraint | es | tyc on es.tt | f
SELECT 18

CREATE VIEW es.v AS SELECT id, xx FROM es.tt; CREATE MATERIALIZED VIEW es.mv AS SELECT id FROM es.tt; REFRESH MATERIALIZED VIEW es.mv; CREATE FUNCTION es.f(int) RETURNS int LANGUAGE sql AS 'SELECT 1'; ALTER FUNCTION es.f(int) RENAME TO g; CREATE TYPE es.en AS ENUM ('a'); ALTER TYPE es.en ADD VALUE 'b'; CREATE TYPE es.co AS (a int); CREATE DOMAIN es.dom AS int CHECK (VALUE > 0); CREATE SEQUENCE es.sq; ALTER SEQUENCE es.sq INCREMENT 2
----
CREATE VIEW
SELECT 0
REFRESH MATERIALIZED VIEW
CREATE FUNCTION
ALTER FUNCTION
CREATE TYPE
ALTER TYPE
CREATE TYPE
CREATE DOMAIN
CREATE SEQUENCE
ALTER SEQUENCE

WITH gone AS (DELETE FROM ef.log RETURNING n, line) SELECT line FROM gone ORDER BY n
----
ddl_command_start | CREATE VIEW
ddl_command_end | CREATE VIEW | pg_class | 0 | CREATE VIEW | view | es | es.v | f
ddl_command_start | CREATE MATERIALIZED VIEW
ddl_command_end | CREATE MATERIALIZED VIEW | pg_class | 0 | CREATE MATERIALIZED VIEW | materialized view | es | es.mv | f
ddl_command_start | REFRESH MATERIALIZED VIEW
ddl_command_end | REFRESH MATERIALIZED VIEW | pg_class | 0 | REFRESH MATERIALIZED VIEW | materialized view | es | es.mv | f
ddl_command_start | CREATE FUNCTION
ddl_command_end | CREATE FUNCTION | pg_proc | 0 | CREATE FUNCTION | function | es | es.f(integer) | f
ddl_command_start | ALTER FUNCTION
ddl_command_end | ALTER FUNCTION | pg_proc | 0 | ALTER FUNCTION | function | es | es.g(integer) | f
ddl_command_start | CREATE TYPE
ddl_command_end | CREATE TYPE | pg_type | 0 | CREATE TYPE | type | es | es.en | f
ddl_command_start | ALTER TYPE
ddl_command_end | ALTER TYPE | pg_type | 0 | ALTER TYPE | type | es | es.en | f
ddl_command_start | CREATE TYPE
ddl_command_end | CREATE TYPE | pg_type | 0 | CREATE TYPE | type | es | es.co | f
ddl_command_start | CREATE DOMAIN
ddl_command_end | CREATE DOMAIN | pg_type | 0 | CREATE DOMAIN | type | es | es.dom | f
ddl_command_start | CREATE SEQUENCE
ddl_command_end | CREATE SEQUENCE | pg_class | 0 | CREATE SEQUENCE | sequence | es | es.sq | f
ddl_command_start | ALTER SEQUENCE
ddl_command_end | ALTER SEQUENCE | pg_class | 0 | ALTER SEQUENCE | sequence | es | es.sq | f
SELECT 22

COMMENT ON TABLE es.tt IS 'x'; COMMENT ON COLUMN es.tt.y IS 'x'; COMMENT ON CONSTRAINT tyc ON es.tt IS 'x'; COMMENT ON SCHEMA es IS 'x'; COMMENT ON FUNCTION es.g(int) IS 'x'; GRANT SELECT ON es.tt TO public; REVOKE SELECT ON es.tt FROM public; GRANT USAGE ON SCHEMA es TO public; ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO public; CREATE TRIGGER tg BEFORE UPDATE ON es.tt FOR EACH ROW EXECUTE FUNCTION suppress_redundant_updates_trigger(); CREATE POLICY pol ON es.tt USING (true); ALTER TABLE es.tt ENABLE ROW LEVEL SECURITY; CREATE TABLE es.ctas AS SELECT 1 AS a; SELECT 1 AS a INTO es.sel
----
COMMENT
COMMENT
COMMENT
COMMENT
COMMENT
GRANT
REVOKE
GRANT
ALTER DEFAULT PRIVILEGES
CREATE TRIGGER
CREATE POLICY
ALTER TABLE
SELECT 1
SELECT 1

WITH gone AS (DELETE FROM ef.log RETURNING n, line) SELECT line FROM gone ORDER BY n
----
ddl_command_start | COMMENT
ddl_command_end | COMMENT | pg_class | 0 | COMMENT | table | es | es.tt | f
ddl_command_start | COMMENT
ddl_command_end | COMMENT | pg_class | 3 | COMMENT | table column | es | es.tt.y | f
ddl_command_start | COMMENT
ddl_command_end | COMMENT | pg_constraint | 0 | COMMENT | table constraint | es | tyc on es.tt | f
ddl_command_start | COMMENT
ddl_command_end | COMMENT | pg_namespace | 0 | COMMENT | schema | - | es | f
ddl_command_start | COMMENT
ddl_command_end | COMMENT | pg_proc | 0 | COMMENT | function | es | es.g(integer) | f
ddl_command_start | GRANT
ddl_command_end | GRANT | GRANT | TABLE | - | f
ddl_command_start | REVOKE
ddl_command_end | REVOKE | REVOKE | TABLE | - | f
ddl_command_start | GRANT
ddl_command_end | GRANT | GRANT | SCHEMA | - | f
ddl_command_start | ALTER DEFAULT PRIVILEGES
ddl_command_end | ALTER DEFAULT PRIVILEGES | ALTER DEFAULT PRIVILEGES | TABLES | - | f
ddl_command_start | CREATE TRIGGER
ddl_command_end | CREATE TRIGGER | pg_trigger | 0 | CREATE TRIGGER | trigger | - | tg on es.tt | f
ddl_command_start | CREATE POLICY
ddl_command_end | CREATE POLICY | pg_policy | 0 | CREATE POLICY | policy | - | pol on es.tt | f
ddl_command_start | ALTER TABLE
ddl_command_end | ALTER TABLE | pg_class | 0 | ALTER TABLE | table | es | es.tt | f
ddl_command_start | CREATE TABLE AS
ddl_command_end | CREATE TABLE AS | pg_class | 0 | CREATE TABLE AS | table | es | es.ctas | f
ddl_command_start | SELECT INTO
ddl_command_end | SELECT INTO | pg_class | 0 | SELECT INTO | table | es | es.sel | f
SELECT 28

CREATE ROLE efrole; COMMENT ON ROLE efrole IS 'x'; DROP ROLE efrole; TRUNCATE es.ctas; ANALYZE es.ctas; CREATE EVENT TRIGGER ef9 ON sql_drop EXECUTE FUNCTION ef.note(); COMMENT ON EVENT TRIGGER ef9 IS 'x'; DROP EVENT TRIGGER ef9
----
CREATE ROLE
COMMENT
DROP ROLE
TRUNCATE TABLE
ANALYZE
CREATE EVENT TRIGGER
COMMENT
DROP EVENT TRIGGER

WITH gone AS (DELETE FROM ef.log RETURNING n, line) SELECT line FROM gone ORDER BY n
----
SELECT 0

ALTER SCHEMA es RENAME TO es2; ALTER TABLE es2.tt SET SCHEMA ef; CREATE TEMP TABLE tmp (a int); DROP TABLE tmp; DROP TRIGGER tg ON ef.tt; DROP POLICY pol ON ef.tt; DROP INDEX ef.tyi; ALTER TABLE ef.tt DROP COLUMN w; ALTER TABLE ef.tt DROP CONSTRAINT tyc; DROP VIEW es2.v; DROP FUNCTION es2.g(int)
----
ALTER SCHEMA
ALTER TABLE
CREATE TABLE
DROP TABLE
DROP TRIGGER
DROP POLICY
DROP INDEX
ALTER TABLE
ALTER TABLE
DROP VIEW
DROP FUNCTION

WITH gone AS (DELETE FROM ef.log RETURNING n, line) SELECT line FROM gone ORDER BY n
----
ddl_command_start | ALTER SCHEMA
ddl_command_end | ALTER SCHEMA | pg_namespace | 0 | ALTER SCHEMA | schema | - | es2 | f
ddl_command_start | ALTER TABLE
ddl_command_end | ALTER TABLE | pg_class | 0 | ALTER TABLE | table | ef | ef.tt | f
ddl_command_start | CREATE TABLE
ddl_command_end | CREATE TABLE | pg_class | 0 | CREATE TABLE | table | pg_temp | pg_temp.tmp | f
ddl_command_start | DROP TABLE
sql_drop | DROP TABLE | pg_class | 0 | t | f | t | table | pg_temp | tmp | pg_temp.tmp | {pg_temp,tmp} | {}
sql_drop | DROP TABLE | pg_type | 0 | f | f | t | type | pg_temp | tmp | pg_temp.tmp | {pg_temp.tmp} | {}
sql_drop | DROP TABLE | pg_type | 0 | f | f | t | type | pg_temp | _tmp | pg_temp.tmp[] | {pg_temp.tmp[]} | {}
ddl_command_start | DROP TRIGGER
sql_drop | DROP TRIGGER | pg_trigger | 0 | t | f | f | trigger | ef | tg on ef.tt | {ef,tt,tg} | {}
ddl_command_start | DROP POLICY
sql_drop | DROP POLICY | pg_policy | 0 | t | f | f | policy | ef | pol on ef.tt | {ef,tt,pol} | {}
ddl_command_start | DROP INDEX
sql_drop | DROP INDEX | pg_class | 0 | t | f | f | index | ef | tyi | ef.tyi | {ef,tyi} | {}
ddl_command_start | ALTER TABLE
sql_drop | ALTER TABLE | pg_class | 5 | t | f | f | table column | ef | ef.tt.w | {ef,tt,w} | {}
sql_drop | ALTER TABLE | pg_attrdef | 0 | f | f | f | default value | ef | for ef.tt.w | {ef,tt,w} | {}
ddl_command_end | ALTER TABLE | pg_class | 0 | ALTER TABLE | table | ef | ef.tt | f
ddl_command_start | ALTER TABLE
sql_drop | ALTER TABLE | pg_constraint | 0 | t | f | f | table constraint | ef | tyc on ef.tt | {ef,tt,tyc} | {}
ddl_command_end | ALTER TABLE | pg_class | 0 | ALTER TABLE | table | ef | ef.tt | f
ddl_command_start | DROP VIEW
sql_drop | DROP VIEW | pg_class | 0 | t | f | f | view | es2 | v | es2.v | {es2,v} | {}
sql_drop | DROP VIEW | pg_type | 0 | f | f | f | type | es2 | v | es2.v | {es2.v} | {}
sql_drop | DROP VIEW | pg_type | 0 | f | f | f | type | es2 | _v | es2.v[] | {es2.v[]} | {}
sql_drop | DROP VIEW | pg_rewrite | 0 | f | t | f | rule | "_RETURN" on es2.v | {es2,v,_RETURN} | {}
ddl_command_start | DROP FUNCTION
sql_drop | DROP FUNCTION | pg_proc | 0 | t | f | f | function | es2 | es2.g(integer) | {es2,g} | {integer}
SELECT 30

DROP MATERIALIZED VIEW es2.mv; DROP SEQUENCE es2.sq; DROP TYPE es2.en, es2.co; DROP DOMAIN es2.dom; DROP TABLE IF EXISTS nope; ALTER TABLE ef.tt DROP COLUMN rr
----
DROP MATERIALIZED VIEW
DROP SEQUENCE
DROP TYPE
DROP DOMAIN
DROP TABLE
ALTER TABLE

WITH gone AS (DELETE FROM ef.log RETURNING n, line) SELECT line FROM gone ORDER BY n
----
ddl_command_start | DROP MATERIALIZED VIEW
sql_drop | DROP MATERIALIZED VIEW | pg_class | 0 | t | f | f | materialized view | es2 | mv | es2.mv | {es2,mv} | {}
sql_drop | DROP MATERIALIZED VIEW | pg_type | 0 | f | f | f | type | es2 | mv | es2.mv | {es2.mv} | {}
sql_drop | DROP MATERIALIZED VIEW | pg_type | 0 | f | f | f | type | es2 | _mv | es2.mv[] | {es2.mv[]} | {}
sql_drop | DROP MATERIALIZED VIEW | pg_rewrite | 0 | f | t | f | rule | "_RETURN" on es2.mv | {es2,mv,_RETURN} | {}
ddl_command_start | DROP SEQUENCE
sql_drop | DROP SEQUENCE | pg_class | 0 | t | f | f | sequence | es2 | sq | es2.sq | {es2,sq} | {}
ddl_command_start | DROP TYPE
sql_drop | DROP TYPE | pg_type | 0 | t | f | f | type | es2 | co | es2.co | {es2.co} | {}
sql_drop | DROP TYPE | pg_class | 0 | f | f | f | composite type | es2 | co | es2.co | {es2,co} | {}
sql_drop | DROP TYPE | pg_type | 0 | f | f | f | type | es2 | _co | es2.co[] | {es2.co[]} | {}
sql_drop | DROP TYPE | pg_type | 0 | t | f | f | type | es2 | en | es2.en | {es2.en} | {}
sql_drop | DROP TYPE | pg_type | 0 | f | f | f | type | es2 | _en | es2.en[] | {es2.en[]} | {}
ddl_command_start | DROP DOMAIN
sql_drop | DROP DOMAIN | pg_type | 0 | t | f | f | type | es2 | dom | es2.dom | {es2.dom} | {}
sql_drop | DROP DOMAIN | pg_type | 0 | f | f | f | type | es2 | _dom | es2.dom[] | {es2.dom[]} | {}
sql_drop | DROP DOMAIN | pg_constraint | 0 | f | f | f | domain constraint | es2 | dom_check on es2.dom | {es2.dom} | {dom_check}
ddl_command_start | DROP TABLE
ddl_command_start | ALTER TABLE
sql_drop | ALTER TABLE | pg_class | 7 | t | f | f | table column | ef | ef.tt.rr | {ef,tt,rr} | {}
sql_drop | ALTER TABLE | pg_attrdef | 0 | f | f | f | default value | ef | for ef.tt.rr | {ef,tt,rr} | {}
ddl_command_end | ALTER TABLE | pg_class | 0 | ALTER TABLE | table | ef | ef.tt | f
SELECT 22

DROP TABLE ef.tt CASCADE
----
DROP TABLE

# sorted
WITH gone AS (DELETE FROM ef.log RETURNING n, line) SELECT line FROM gone
----
ddl_command_start | DROP TABLE
sql_drop | DROP TABLE | pg_attrdef | 0 | f | f | f | default value | ef | for ef.tt.xx | {ef,tt,xx} | {}
sql_drop | DROP TABLE | pg_attrdef | 0 | f | t | f | default value | ef | for ef.tt.id | {ef,tt,id} | {}
sql_drop | DROP TABLE | pg_class | 0 | f | f | f | index | ef | t_pkey | ef.t_pkey | {ef,t_pkey} | {}
sql_drop | DROP TABLE | pg_class | 0 | f | f | f | index | ef | t_x_key | ef.t_x_key | {ef,t_x_key} | {}
sql_drop | DROP TABLE | pg_class | 0 | f | f | f | sequence | ef | t_id_seq | ef.t_id_seq | {ef,t_id_seq} | {}
sql_drop | DROP TABLE | pg_class | 0 | t | f | f | table | ef | tt | ef.tt | {ef,tt} | {}
sql_drop | DROP TABLE | pg_constraint | 0 | f | f | f | table constraint | ef | t_pkey on ef.tt | {ef,tt,t_pkey} | {}
sql_drop | DROP TABLE | pg_constraint | 0 | f | f | f | table constraint | ef | t_x_key on ef.tt | {ef,tt,t_x_key} | {}
sql_drop | DROP TABLE | pg_constraint | 0 | f | t | f | table constraint | ef | t_z_fkey on ef.tt | {ef,tt,t_z_fkey} | {}
sql_drop | DROP TABLE | pg_constraint | 0 | f | t | f | table constraint | es2 | u_b_fkey on es2.u | {es2,u,u_b_fkey} | {}
sql_drop | DROP TABLE | pg_type | 0 | f | f | f | type | ef | _tt | ef.tt[] | {ef.tt[]} | {}
sql_drop | DROP TABLE | pg_type | 0 | f | f | f | type | ef | tt | ef.tt | {ef.tt} | {}
SELECT 13

DROP SCHEMA es2 CASCADE
----
DROP SCHEMA

WITH gone AS (DELETE FROM ef.log RETURNING n, line) SELECT line FROM gone ORDER BY n
----
ddl_command_start | DROP SCHEMA
sql_drop | DROP SCHEMA | pg_namespace | 0 | t | f | f | schema | es2 | es2 | {es2} | {}
sql_drop | DROP SCHEMA | pg_class | 0 | f | t | f | table | es2 | u | es2.u | {es2,u} | {}
sql_drop | DROP SCHEMA | pg_class | 0 | f | t | f | sequence | es2 | u_a_seq | es2.u_a_seq | {es2,u_a_seq} | {}
sql_drop | DROP SCHEMA | pg_type | 0 | f | f | f | type | es2 | u | es2.u | {es2.u} | {}
sql_drop | DROP SCHEMA | pg_type | 0 | f | f | f | type | es2 | _u | es2.u[] | {es2.u[]} | {}
sql_drop | DROP SCHEMA | pg_class | 0 | f | t | f | table | es2 | ctas | es2.ctas | {es2,ctas} | {}
sql_drop | DROP SCHEMA | pg_type | 0 | f | f | f | type | es2 | ctas | es2.ctas | {es2.ctas} | {}
sql_drop | DROP SCHEMA | pg_type | 0 | f | f | f | type | es2 | _ctas | es2.ctas[] | {es2.ctas[]} | {}
sql_drop | DROP SCHEMA | pg_class | 0 | f | t | f | table | es2 | sel | es2.sel | {es2,sel} | {}
sql_drop | DROP SCHEMA | pg_type | 0 | f | f | f | type | es2 | sel | es2.sel | {es2.sel} | {}
sql_drop | DROP SCHEMA | pg_type | 0 | f | f | f | type | es2 | _sel | es2.sel[] | {es2.sel[]} | {}
SELECT 12

CREATE SCHEMA es3 CREATE TABLE one (a int PRIMARY KEY, b text DEFAULT 'x') CREATE TABLE two (a int REFERENCES one, s serial) CREATE VIEW v AS SELECT a FROM one; CREATE TABLE es3.pt (a int PRIMARY KEY) PARTITION BY RANGE (a); CREATE TABLE es3.p1 PARTITION OF es3.pt FOR VALUES FROM (1) TO (10); ALTER TABLE es3.one ALTER b DROP DEFAULT; CREATE POLICY pol ON es3.one USING (true); CREATE TABLE es3.num (n numeric(10,2), m numeric(10,2)); ALTER TABLE es3.num ALTER n TYPE numeric(12,2); ALTER TABLE es3.num ALTER m TYPE numeric(12,3)
----
CREATE SCHEMA
CREATE TABLE
CREATE TABLE
ALTER TABLE
CREATE POLICY
CREATE TABLE
ALTER TABLE
ALTER TABLE

WITH gone AS (DELETE FROM ef.log RETURNING n, line) SELECT line FROM gone ORDER BY n
----
ddl_command_start | CREATE SCHEMA
ddl_command_end | CREATE SCHEMA | pg_namespace | 0 | CREATE SCHEMA | schema | - | es3 | f
ddl_command_end | CREATE SCHEMA | pg_class | 0 | CREATE TABLE | table | es3 | es3.one | f
ddl_command_end | CREATE SCHEMA | pg_class | 0 | CREATE INDEX | index | es3 | es3.one_pkey | f
ddl_command_end | CREATE SCHEMA | pg_class | 0 | CREATE SEQUENCE | sequence | es3 | es3.two_s_seq | f
ddl_command_end | CREATE SCHEMA | pg_class | 0 | CREATE TABLE | table | es3 | es3.two | f
ddl_command_end | CREATE SCHEMA | pg_class | 0 | ALTER TABLE | table | es3 | es3.two | f
ddl_command_end | CREATE SCHEMA | pg_class | 0 | ALTER SEQUENCE | sequence | es3 | es3.two_s_seq | f
ddl_command_end | CREATE SCHEMA | pg_class | 0 | CREATE VIEW | view | es3 | es3.v | f
ddl_command_start | CREATE TABLE
ddl_command_end | CREATE TABLE | pg_class | 0 | CREATE TABLE | table | es3 | es3.pt | f
ddl_command_end | CREATE TABLE | pg_class | 0 | CREATE INDEX | index | es3 | es3.pt_pkey | f
ddl_command_start | CREATE TABLE
ddl_command_end | CREATE TABLE | pg_class | 0 | CREATE TABLE | table | es3 | es3.p1 | f
ddl_command_start | ALTER TABLE
sql_drop | ALTER TABLE | pg_attrdef | 0 | t | f | f | default value | es3 | for es3.one.b | {es3,one,b} | {}
ddl_command_end | ALTER TABLE | pg_class | 0 | ALTER TABLE | table | es3 | es3.one | f
ddl_command_start | CREATE POLICY
ddl_command_end | CREATE POLICY | pg_policy | 0 | CREATE POLICY | policy | - | pol on es3.one | f
ddl_command_start | CREATE TABLE
ddl_command_end | CREATE TABLE | pg_class | 0 | CREATE TABLE | table | es3 | es3.num | f
ddl_command_start | ALTER TABLE
ddl_command_end | ALTER TABLE | pg_class | 0 | ALTER TABLE | table | es3 | es3.num | f
ddl_command_start | ALTER TABLE
table_rewrite | ALTER TABLE | es3.num | 4
ddl_command_end | ALTER TABLE | pg_class | 0 | ALTER TABLE | table | es3 | es3.num | f
SELECT 26

DROP TABLE es3.num, es3.pt; DROP SCHEMA es3 CASCADE
----
DROP TABLE
DROP SCHEMA

# sorted
WITH gone AS (DELETE FROM ef.log RETURNING n, line) SELECT line FROM gone
----
ddl_command_start | DROP SCHEMA
ddl_command_start | DROP TABLE
sql_drop | DROP SCHEMA | pg_attrdef | 0 | f | t | f | default value | es3 | for es3.two.s | {es3,two,s} | {}
sql_drop | DROP SCHEMA | pg_class | 0 | f | f | f | index | es3 | one_pkey | es3.one_pkey | {es3,one_pkey} | {}
sql_drop | DROP SCHEMA | pg_class | 0 | f | t | f | sequence | es3 | two_s_seq | es3.two_s_seq | {es3,two_s_seq} | {}
sql_drop | DROP SCHEMA | pg_class | 0 | f | t | f | table | es3 | one | es3.one | {es3,one} | {}
sql_drop | DROP SCHEMA | pg_class | 0 | f | t | f | table | es3 | two | es3.two | {es3,two} | {}
sql_drop | DROP SCHEMA | pg_class | 0 | f | t | f | view | es3 | v | es3.v | {es3,v} | {}
sql_drop | DROP SCHEMA | pg_constraint | 0 | f | f | f | table constraint | es3 | one_pkey on es3.one | {es3,one,one_pkey} | {}
sql_drop | DROP SCHEMA | pg_constraint | 0 | f | t | f | table constraint | es3 | two_a_fkey on es3.two | {es3,two,two_a_fkey} | {}
sql_drop | DROP SCHEMA | pg_namespace | 0 | t | f | f | schema | es3 | es3 | {es3} | {}
sql_drop | DROP SCHEMA | pg_policy | 0 | f | f | f | policy | es3 | pol on es3.one | {es3,one,pol} | {}
sql_drop | DROP SCHEMA | pg_rewrite | 0 | f | t | f | rule | "_RETURN" on es3.v | {es3,v,_RETURN} | {}
sql_drop | DROP SCHEMA | pg_type | 0 | f | f | f | type | es3 | _one | es3.one[] | {es3.one[]} | {}
sql_drop | DROP SCHEMA | pg_type | 0 | f | f | f | type | es3 | _two | es3.two[] | {es3.two[]} | {}
sql_drop | DROP SCHEMA | pg_type | 0 | f | f | f | type | es3 | _v | es3.v[] | {es3.v[]} | {}
sql_drop | DROP SCHEMA | pg_type | 0 | f | f | f | type | es3 | one | es3.one | {es3.one} | {}
sql_drop | DROP SCHEMA | pg_type | 0 | f | f | f | type | es3 | two | es3.two | {es3.two} | {}
sql_drop | DROP SCHEMA | pg_type | 0 | f | f | f | type | es3 | v | es3.v | {es3.v} | {}
sql_drop | DROP TABLE | pg_class | 0 | f | f | f | index | es3 | p1_pkey | es3.p1_pkey | {es3,p1_pkey} | {}
sql_drop | DROP TABLE | pg_class | 0 | f | f | f | index | es3 | pt_pkey | es3.pt_pkey | {es3,pt_pkey} | {}
sql_drop | DROP TABLE | pg_class | 0 | f | f | f | table | es3 | p1 | es3.p1 | {es3,p1} | {}
sql_drop | DROP TABLE | pg_class | 0 | t | f | f | table | es3 | num | es3.num | {es3,num} | {}
sql_drop | DROP TABLE | pg_class | 0 | t | f | f | table | es3 | pt | es3.pt | {es3,pt} | {}
sql_drop | DROP TABLE | pg_constraint | 0 | f | f | f | table constraint | es3 | p1_pkey on es3.p1 | {es3,p1,p1_pkey} | {}
sql_drop | DROP TABLE | pg_constraint | 0 | f | f | f | table constraint | es3 | pt_pkey on es3.pt | {es3,pt,pt_pkey} | {}
sql_drop | DROP TABLE | pg_type | 0 | f | f | f | type | es3 | _num | es3.num[] | {es3.num[]} | {}
sql_drop | DROP TABLE | pg_type | 0 | f | f | f | type | es3 | _p1 | es3.p1[] | {es3.p1[]} | {}
sql_drop | DROP TABLE | pg_type | 0 | f | f | f | type | es3 | _pt | es3.pt[] | {es3.pt[]} | {}
sql_drop | DROP TABLE | pg_type | 0 | f | f | f | type | es3 | num | es3.num | {es3.num} | {}
sql_drop | DROP TABLE | pg_type | 0 | f | f | f | type | es3 | p1 | es3.p1 | {es3.p1} | {}
sql_drop | DROP TABLE | pg_type | 0 | f | f | f | type | es3 | pt | es3.pt | {es3.pt} | {}
SELECT 32

DO $$ BEGIN CREATE TABLE ef.inner_t (a int); DROP TABLE ef.inner_t; END $$
----
DO

CREATE FUNCTION ef.ret() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN RETURN; END'; CREATE EVENT TRIGGER ef8 ON ddl_command_start EXECUTE FUNCTION ef.ret(); CREATE VIEW ef.rv AS SELECT 1 AS a; DROP EVENT TRIGGER ef8; DROP VIEW ef.rv; DROP FUNCTION ef.ret()
----
CREATE FUNCTION
CREATE EVENT TRIGGER
CREATE VIEW
DROP EVENT TRIGGER
DROP VIEW
DROP FUNCTION

CREATE FUNCTION ef.ret() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN RETURN 1; END'
----
error 42804

CREATE EVENT TRIGGER ef8 ON ddl_command_start EXECUTE FUNCTION pg_backend_pid()
----
error 42P17

CREATE PROCEDURE ef.p() LANGUAGE plpgsql AS $$ BEGIN EXECUTE 'CREATE TABLE ef.px (a int)'; DROP TABLE ef.px; END $$; CALL ef.p()
----
CREATE PROCEDURE
CALL

WITH gone AS (DELETE FROM ef.log RETURNING n, line) SELECT line FROM gone ORDER BY n
----
ddl_command_start | CREATE TABLE
ddl_command_end | CREATE TABLE | pg_class | 0 | CREATE TABLE | table | ef | ef.inner_t | f
ddl_command_start | DROP TABLE
sql_drop | DROP TABLE | pg_class | 0 | t | f | f | table | ef | inner_t | ef.inner_t | {ef,inner_t} | {}
sql_drop | DROP TABLE | pg_type | 0 | f | f | f | type | ef | inner_t | ef.inner_t | {ef.inner_t} | {}
sql_drop | DROP TABLE | pg_type | 0 | f | f | f | type | ef | _inner_t | ef.inner_t[] | {ef.inner_t[]} | {}
ddl_command_start | CREATE FUNCTION
ddl_command_end | CREATE FUNCTION | pg_proc | 0 | CREATE FUNCTION | function | ef | ef.ret() | f
ddl_command_start | CREATE VIEW
ddl_command_end | CREATE VIEW | pg_class | 0 | CREATE VIEW | view | ef | ef.rv | f
ddl_command_start | DROP VIEW
sql_drop | DROP VIEW | pg_class | 0 | t | f | f | view | ef | rv | ef.rv | {ef,rv} | {}
sql_drop | DROP VIEW | pg_type | 0 | f | f | f | type | ef | rv | ef.rv | {ef.rv} | {}
sql_drop | DROP VIEW | pg_type | 0 | f | f | f | type | ef | _rv | ef.rv[] | {ef.rv[]} | {}
sql_drop | DROP VIEW | pg_rewrite | 0 | f | t | f | rule | "_RETURN" on ef.rv | {ef,rv,_RETURN} | {}
ddl_command_start | DROP FUNCTION
sql_drop | DROP FUNCTION | pg_proc | 0 | t | f | f | function | ef | ef.ret() | {ef,ret} | {}
ddl_command_start | CREATE PROCEDURE
ddl_command_end | CREATE PROCEDURE | pg_proc | 0 | CREATE PROCEDURE | procedure | ef | ef.p() | f
ddl_command_start | CREATE TABLE
ddl_command_end | CREATE TABLE | pg_class | 0 | CREATE TABLE | table | ef | ef.px | f
ddl_command_start | DROP TABLE
sql_drop | DROP TABLE | pg_class | 0 | t | f | f | table | ef | px | ef.px | {ef,px} | {}
sql_drop | DROP TABLE | pg_type | 0 | f | f | f | type | ef | px | ef.px | {ef.px} | {}
sql_drop | DROP TABLE | pg_type | 0 | f | f | f | type | ef | _px | ef.px[] | {ef.px[]} | {}
SELECT 25

DO $$ DECLARE n int; BEGIN CREATE TABLE ef.ia AS SELECT 1 AS a; EXECUTE 'SELECT 2 AS a INTO ef.ib'; SELECT 1 INTO n; CREATE TEMP TABLE ic AS SELECT 1 AS a; DROP TABLE ef.ia, ef.ib; END $$; EXPLAIN (ANALYZE, COSTS OFF, TIMING OFF, SUMMARY OFF) CREATE TABLE ef.ie AS SELECT 1 AS a WHERE false; DROP TABLE ef.ie
----
error 0A000

# sorted
WITH gone AS (DELETE FROM ef.log RETURNING n, line) SELECT line FROM gone
----
SELECT 0

CREATE ROLE efowner; CREATE SCHEMA efo AUTHORIZATION efowner; CREATE TABLE efo.t (a int); ALTER TABLE efo.t OWNER TO efowner; CREATE TABLE ef.o (a int); ALTER TABLE ef.o OWNER TO efowner; CREATE TYPE ef.oe AS ENUM ('x'); ALTER TYPE ef.oe OWNER TO efowner; DELETE FROM ef.log; DROP OWNED BY efowner
----
CREATE ROLE
CREATE SCHEMA
CREATE TABLE
ALTER TABLE
CREATE TABLE
ALTER TABLE
CREATE TYPE
ALTER TYPE
DELETE 14
DROP OWNED

# sorted
WITH gone AS (DELETE FROM ef.log RETURNING n, line) SELECT line FROM gone
----
ddl_command_start | DROP OWNED
sql_drop | DROP OWNED | pg_class | 0 | t | f | f | table | ef | o | ef.o | {ef,o} | {}
sql_drop | DROP OWNED | pg_class | 0 | t | t | f | table | efo | t | efo.t | {efo,t} | {}
sql_drop | DROP OWNED | pg_namespace | 0 | t | f | f | schema | efo | efo | {efo} | {}
sql_drop | DROP OWNED | pg_type | 0 | f | f | f | type | ef | _o | ef.o[] | {ef.o[]} | {}
sql_drop | DROP OWNED | pg_type | 0 | f | f | f | type | ef | _oe | ef.oe[] | {ef.oe[]} | {}
sql_drop | DROP OWNED | pg_type | 0 | f | f | f | type | ef | o | ef.o | {ef.o} | {}
sql_drop | DROP OWNED | pg_type | 0 | f | f | f | type | efo | _t | efo.t[] | {efo.t[]} | {}
sql_drop | DROP OWNED | pg_type | 0 | f | f | f | type | efo | t | efo.t | {efo.t} | {}
sql_drop | DROP OWNED | pg_type | 0 | t | f | f | type | ef | oe | ef.oe | {ef.oe} | {}
SELECT 10

BEGIN; CREATE TYPE ef.k AS ENUM ('a'); CREATE TABLE ef.kt (k ef.k); CREATE TYPE ef.k2 AS ENUM ('b'); ALTER TYPE ef.k ADD VALUE 'c'; ALTER TABLE ef.kt ADD COLUMN m ef.k2; DROP TABLE ef.kt; DROP TYPE ef.k2, ef.k; COMMIT; DROP ROLE efowner
----
BEGIN
CREATE TYPE
CREATE TABLE
CREATE TYPE
ALTER TYPE
ALTER TABLE
DROP TABLE
DROP TYPE
COMMIT
DROP ROLE

# sorted
WITH gone AS (DELETE FROM ef.log RETURNING n, line) SELECT line FROM gone
----
ddl_command_end | ALTER TABLE | pg_class | 0 | ALTER TABLE | table | ef | ef.kt | f
ddl_command_end | ALTER TYPE | pg_type | 0 | ALTER TYPE | type | ef | ef.k | f
ddl_command_end | CREATE TABLE | pg_class | 0 | CREATE TABLE | table | ef | ef.kt | f
ddl_command_end | CREATE TYPE | pg_type | 0 | CREATE TYPE | type | ef | ef.k | f
ddl_command_end | CREATE TYPE | pg_type | 0 | CREATE TYPE | type | ef | ef.k2 | f
ddl_command_start | ALTER TABLE
ddl_command_start | ALTER TYPE
ddl_command_start | CREATE TABLE
ddl_command_start | CREATE TYPE
ddl_command_start | CREATE TYPE
ddl_command_start | DROP TABLE
ddl_command_start | DROP TYPE
sql_drop | DROP TABLE | pg_class | 0 | t | f | f | table | ef | kt | ef.kt | {ef,kt} | {}
sql_drop | DROP TABLE | pg_type | 0 | f | f | f | type | ef | _kt | ef.kt[] | {ef.kt[]} | {}
sql_drop | DROP TABLE | pg_type | 0 | f | f | f | type | ef | kt | ef.kt | {ef.kt} | {}
sql_drop | DROP TYPE | pg_type | 0 | f | f | f | type | ef | _k | ef.k[] | {ef.k[]} | {}
sql_drop | DROP TYPE | pg_type | 0 | f | f | f | type | ef | _k2 | ef.k2[] | {ef.k2[]} | {}
sql_drop | DROP TYPE | pg_type | 0 | t | f | f | type | ef | k | ef.k | {ef.k} | {}
sql_drop | DROP TYPE | pg_type | 0 | t | f | f | type | ef | k2 | ef.k2 | {ef.k2} | {}
SELECT 19

ALTER EVENT TRIGGER ef1 DISABLE; ALTER EVENT TRIGGER ef3 ENABLE REPLICA; ALTER EVENT TRIGGER ef4 ENABLE ALWAYS; CREATE TABLE ef.a (x int); DROP TABLE ef.a
----
ALTER EVENT TRIGGER
ALTER EVENT TRIGGER
ALTER EVENT TRIGGER
CREATE TABLE
DROP TABLE

WITH gone AS (DELETE FROM ef.log RETURNING n, line) SELECT line FROM gone ORDER BY n
----
ddl_command_end | CREATE TABLE | pg_class | 0 | CREATE TABLE | table | ef | ef.a | f
SELECT 1

SET session_replication_role = replica; CREATE TABLE ef.a (x int); ALTER TABLE ef.a ALTER x TYPE text; DROP TABLE ef.a; RESET session_replication_role
----
SET
CREATE TABLE
ALTER TABLE
DROP TABLE
RESET

WITH gone AS (DELETE FROM ef.log RETURNING n, line) SELECT line FROM gone ORDER BY n
----
table_rewrite | ALTER TABLE | ef.a | 4
sql_drop | DROP TABLE | pg_class | 0 | t | f | f | table | ef | a | ef.a | {ef,a} | {}
sql_drop | DROP TABLE | pg_type | 0 | f | f | f | type | ef | a | ef.a | {ef.a} | {}
sql_drop | DROP TABLE | pg_type | 0 | f | f | f | type | ef | _a | ef.a[] | {ef.a[]} | {}
SELECT 4

DROP EVENT TRIGGER ef1, ef2, ef3, ef4
----
DROP EVENT TRIGGER

CREATE FUNCTION ef.refuse() RETURNS event_trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'no % here', tg_tag; END $$
----
CREATE FUNCTION

CREATE EVENT TRIGGER ef_refuse ON ddl_command_start WHEN tag IN ('CREATE TABLE', 'create index') EXECUTE FUNCTION ef.refuse()
----
CREATE EVENT TRIGGER

CREATE TABLE ef.b (x int)
----
error P0001

CREATE INDEX ON ef.log (line)
----
error P0001

CREATE VIEW ef.w AS SELECT 1 AS a
----
CREATE VIEW

DROP EVENT TRIGGER ef_refuse
----
DROP EVENT TRIGGER

CREATE EVENT TRIGGER ef_refuse ON ddl_command_end WHEN tag IN ('CREATE TABLE') EXECUTE FUNCTION ef.refuse()
----
CREATE EVENT TRIGGER

CREATE TABLE ef.b (x int)
----
error P0001

SELECT to_regclass('ef.b')
----
NULL
SELECT 1

BEGIN; SAVEPOINT a; CREATE TABLE ef.b (x int)
----
BEGIN
SAVEPOINT
error P0001

ROLLBACK TO a; CREATE VIEW ef.w2 AS SELECT 2 AS a; COMMIT
----
ROLLBACK
CREATE VIEW
COMMIT

SELECT to_regclass('ef.b'), to_regclass('ef.w2')
----
NULL|ef.w2
SELECT 1

DO $$ BEGIN CREATE TABLE ef.b (x int); EXCEPTION WHEN raise_exception THEN RAISE NOTICE 'caught %', SQLERRM; END $$
----
DO

SELECT to_regclass('ef.b')
----
NULL
SELECT 1

DROP EVENT TRIGGER ef_refuse
----
DROP EVENT TRIGGER

CREATE EVENT TRIGGER ef_refuse ON sql_drop EXECUTE FUNCTION ef.refuse()
----
CREATE EVENT TRIGGER

DROP VIEW ef.w
----
error P0001

ALTER TABLE ef.log DROP COLUMN n
----
error P0001

DROP VIEW IF EXISTS ef.nope
----
DROP VIEW

DROP EVENT TRIGGER ef_refuse
----
DROP EVENT TRIGGER

CREATE EVENT TRIGGER ef_refuse ON table_rewrite EXECUTE FUNCTION ef.refuse()
----
CREATE EVENT TRIGGER

CREATE TABLE ef.b (x int)
----
CREATE TABLE

ALTER TABLE ef.b ALTER x TYPE bigint
----
error P0001

ALTER TABLE ef.b ALTER x SET DEFAULT 1
----
ALTER TABLE

SELECT atttypid::regtype FROM pg_attribute WHERE attrelid = 'ef.b'::regclass AND attname = 'x'
----
integer
SELECT 1

DROP EVENT TRIGGER ef_refuse
----
DROP EVENT TRIGGER

CREATE FUNCTION ef.more() RETURNS event_trigger LANGUAGE plpgsql AS $$
DECLARE r record;
BEGIN
	FOR r IN SELECT * FROM pg_event_trigger_ddl_commands() WHERE object_type = 'table' LOOP
		EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', r.object_identity);
	END LOOP;
END $$
----
CREATE FUNCTION

CREATE EVENT TRIGGER ef_more ON ddl_command_end WHEN tag IN ('CREATE TABLE', 'CREATE TABLE AS', 'SELECT INTO') EXECUTE FUNCTION ef.more()
----
CREATE EVENT TRIGGER

CREATE TABLE ef.c1 (x int); CREATE TABLE ef.c2 AS SELECT 1 AS x; SELECT 1 AS x INTO ef.c3
----
CREATE TABLE
SELECT 1
SELECT 1

SELECT relname, relrowsecurity FROM pg_class WHERE relnamespace = 'ef'::regnamespace AND relname LIKE 'c_' ORDER BY 1
----
c1|t
c2|t
c3|t
SELECT 3

CREATE FUNCTION ef.wrong() RETURNS event_trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM * FROM pg_event_trigger_dropped_objects(); END $$
----
CREATE FUNCTION

CREATE EVENT TRIGGER ef_wrong ON ddl_command_start EXECUTE FUNCTION ef.wrong()
----
CREATE EVENT TRIGGER

CREATE TABLE ef.c4 (x int)
----
error 39P03

DROP EVENT TRIGGER ef_wrong, ef_more
----
DROP EVENT TRIGGER

CREATE TABLE ef.big (id int PRIMARY KEY, x int); INSERT INTO ef.big SELECT i, i FROM generate_series(1, 500) i
----
CREATE TABLE
INSERT 0 500

CREATE EVENT TRIGGER ef_refuse ON ddl_command_end WHEN tag IN ('CREATE INDEX', 'ALTER TABLE') EXECUTE FUNCTION ef.refuse()
----
CREATE EVENT TRIGGER

CREATE INDEX big_x ON ef.big (x)
----
error P0001

ALTER TABLE ef.big ALTER x TYPE text
----
error P0001

ALTER TABLE ef.big ADD UNIQUE (x)
----
error P0001

SELECT to_regclass('ef.big_x'), (SELECT count(*) FROM pg_index WHERE indrelid = 'ef.big'::regclass), (SELECT sum(x) FROM ef.big)
----
NULL|1|125250
SELECT 1

DROP EVENT TRIGGER ef_refuse
----
DROP EVENT TRIGGER

CREATE INDEX big_x ON ef.big (x); INSERT INTO ef.big VALUES (501, 501); SELECT id FROM ef.big WHERE x = 501
----
CREATE INDEX
INSERT 0 1
501
SELECT 1

ALTER DEFAULT PRIVILEGES REVOKE SELECT ON TABLES FROM public
----
ALTER DEFAULT PRIVILEGES

DROP SCHEMA ef CASCADE
----
DROP SCHEMA
