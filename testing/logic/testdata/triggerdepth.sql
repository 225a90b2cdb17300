# pg_trigger_depth.
CREATE TABLE depth_a (id int PRIMARY KEY)
----
CREATE TABLE

CREATE TABLE depth_b (id int PRIMARY KEY)
----
CREATE TABLE

CREATE TABLE depth_notes (t text)
----
CREATE TABLE

CREATE FUNCTION depth_af() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN INSERT INTO depth_notes VALUES (TG_NAME || ' ' || pg_trigger_depth()); INSERT INTO depth_b VALUES (NEW.id); INSERT INTO depth_notes VALUES (TG_NAME || ' after ' || pg_trigger_depth()); RETURN NEW; END $$
----
CREATE FUNCTION

CREATE FUNCTION depth_bf() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN INSERT INTO depth_notes VALUES (TG_NAME || ' ' || pg_trigger_depth()); IF NEW.id = 3 THEN RAISE EXCEPTION 'no'; END IF; RETURN NEW; END $$
----
CREATE FUNCTION

CREATE TRIGGER a_t BEFORE INSERT ON depth_a FOR EACH ROW EXECUTE FUNCTION depth_af()
----
CREATE TRIGGER

CREATE TRIGGER b_t BEFORE INSERT ON depth_b FOR EACH ROW EXECUTE FUNCTION depth_bf()
----
CREATE TRIGGER

CREATE TRIGGER b_top BEFORE INSERT ON depth_b FOR EACH ROW WHEN (pg_trigger_depth() = 0) EXECUTE FUNCTION depth_bf()
----
CREATE TRIGGER

SELECT pg_trigger_depth()
----
0
SELECT 1

INSERT INTO depth_a VALUES (1)
----
INSERT 0 1

INSERT INTO depth_b VALUES (2)
----
INSERT 0 1

SELECT * FROM depth_notes ORDER BY t
----
a_t 1
a_t after 1
b_t 1
b_t 2
b_top 1
SELECT 5

INSERT INTO depth_a VALUES (3)
----
error P0001

SELECT pg_trigger_depth()
----
0
SELECT 1
