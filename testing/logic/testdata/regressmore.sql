# What Postgres's own regression files showed: groups, views, rows among values, partitions.
CREATE TABLE g (a int PRIMARY KEY, b int, c int, d int); INSERT INTO g VALUES (1,1,1,1),(2,2,2,2),(3,1,2,2);
SELECT (SELECT GROUPING(b)) FROM g GROUP BY ROLLUP (b) ORDER BY 1;
SELECT (SELECT (SELECT GROUPING(b, c) FROM (VALUES (1)) v (x))) FROM g GROUP BY CUBE (b, c) ORDER BY 1;
SELECT (SELECT GROUPING(v.x) FROM (VALUES (1), (2)) v (x) GROUP BY v.x LIMIT 1) FROM g ORDER BY 1;
SELECT GROUPING(b), b, rank(b) WITHIN GROUP (ORDER BY c NULLS FIRST), rank(b) WITHIN GROUP (ORDER BY c NULLS LAST) FROM g GROUP BY ROLLUP (b) ORDER BY b;
SELECT b + 1, percentile_disc(CASE WHEN b + 1 IS NULL THEN 1 ELSE 0 END) WITHIN GROUP (ORDER BY a) FROM g GROUP BY GROUPING SETS ((b + 1), ()) ORDER BY 1;
SELECT a, d, GROUPING(a, b, c) FROM g GROUP BY GROUPING SETS ((a, b), (a, c)) ORDER BY 3, 1;
SELECT a, d || 'x', (SELECT d) FROM g GROUP BY GROUPING SETS ((a), (a, c)) ORDER BY 1, 2
----
CREATE TABLE
INSERT 0 3
0
0
1
SELECT 3
0
0
0
1
1
2
2
3
SELECT 8
0
0
0
SELECT 3
0|1|1|1
0|2|1|1
1|NULL|1|4
SELECT 3
2|1
3|2
NULL|3
SELECT 3
1|1|1
2|2|1
3|2|1
1|1|2
2|2|2
3|2|2
SELECT 6
1|1x|1
1|1x|1
2|2x|2
2|2x|2
3|2x|2
3|2x|2
SELECT 6

SELECT a, d, count(*) FROM g GROUP BY GROUPING SETS ((a, b), (c))
----
error 42803

SELECT (SELECT GROUPING(c)) FROM g GROUP BY ROLLUP (b)
----
error 42803

SELECT b FROM g WHERE (SELECT GROUPING(b)) = 0 GROUP BY b
----
error 42803

SELECT (SELECT max(b) FILTER (WHERE sum(c) > 0) FROM (VALUES (1)) v (x)) FROM g
----
error 42803

SELECT (SELECT max(b) FILTER (WHERE bool_or(c > 0)) FROM (VALUES (1)) v (x)) FROM g
----
error 42803

CREATE TABLE vt (v varchar, n int); INSERT INTO vt VALUES ('b', 1), ('a', 2), ('b', 3), (NULL, 4);
SELECT string_agg(DISTINCT v, ',' ORDER BY v), string_agg(DISTINCT v, ',' ORDER BY v DESC) FROM vt;
SELECT array_agg(DISTINCT v ORDER BY v DESC NULLS LAST), sum(DISTINCT n ORDER BY n) FROM vt
----
CREATE TABLE
INSERT 0 4
a,b|b,a
SELECT 1
{b,a,NULL}|10
SELECT 1

SELECT string_agg(DISTINCT v, ',' ORDER BY v::text) FROM vt
----
error 42P10

SELECT string_agg(DISTINCT v, ',' ORDER BY n) FROM vt
----
error 42P10

CREATE TABLE vb (a int PRIMARY KEY, b text DEFAULT 'Unspecified');
CREATE VIEW v15 AS SELECT a, upper(b) FROM vb;
INSERT INTO v15 (a) VALUES (1);
ALTER VIEW v15 ALTER COLUMN upper SET DEFAULT 'NOT SET'
----
CREATE TABLE
CREATE VIEW
INSERT 0 1
ALTER VIEW

INSERT INTO v15 (a) VALUES (4)
----
error 0A000

INSERT INTO v15 (a) VALUES (1) ON CONFLICT (a) DO UPDATE SET a = 3
----
error 0A000

CREATE VIEW v16 AS SELECT a FROM v15
----
CREATE VIEW

INSERT INTO v16 VALUES (5)
----
error 0A000

UPDATE v15 SET a = 2;
SELECT * FROM v16;
CREATE TABLE gb (a int PRIMARY KEY, b int GENERATED ALWAYS AS (a * 2) STORED);
CREATE VIEW gv AS SELECT * FROM gb;
INSERT INTO gv VALUES (1, DEFAULT);
ALTER VIEW gv ALTER COLUMN b SET DEFAULT 100
----
UPDATE 1
2
SELECT 1
CREATE TABLE
CREATE VIEW
INSERT 0 1
ALTER VIEW

INSERT INTO gv VALUES (8, DEFAULT)
----
error 428C9

INSERT INTO gv VALUES (8, DEFAULT), (9, DEFAULT)
----
error 428C9

INSERT INTO gv (a) VALUES (8)
----
error 428C9

UPDATE gv SET a = 7;
SELECT * FROM gv;
SELECT table_name, column_name, is_updatable FROM information_schema.columns WHERE table_schema = current_schema AND table_name IN ('v15', 'v16', 'gv', 'vb') ORDER BY 1, ordinal_position;
SELECT table_name, is_updatable, is_insertable_into FROM information_schema.views WHERE table_schema = current_schema AND table_name IN ('v15', 'v16', 'gv') ORDER BY 1
----
UPDATE 1
7|14
SELECT 1
gv|a|YES
gv|b|YES
v15|a|YES
v15|upper|NO
v16|a|YES
vb|a|YES
vb|b|YES
SELECT 7
gv|YES|YES
v15|YES|YES
v16|YES|YES
SELECT 3

CREATE VIEW vl AS SELECT a, b FROM vb LIMIT 10;
CREATE VIEW vl2 AS SELECT a, b, 1 AS one FROM vl;
SELECT pg_relation_is_updatable('vl', false), pg_relation_is_updatable('vl', true), pg_relation_is_updatable('vl2', true), pg_column_is_updatable('vl2', 1::smallint, true);
CREATE FUNCTION vlf() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF TG_OP = 'DELETE' THEN RETURN OLD; END IF; INSERT INTO vb VALUES (NEW.*) ON CONFLICT (a) DO UPDATE SET b = excluded.b; RETURN NEW; END $$;
CREATE TRIGGER vlt INSTEAD OF INSERT OR UPDATE OR DELETE ON vl FOR EACH ROW EXECUTE FUNCTION vlf();
SELECT pg_relation_is_updatable('vl', false), pg_relation_is_updatable('vl', true), pg_relation_is_updatable('vl2', true), pg_relation_is_updatable('vl2', false);
SELECT pg_column_is_updatable('vl2', 1::smallint, true), pg_column_is_updatable('vl2', 3::smallint, true), pg_column_is_updatable('vb', 1::smallint, false);
CREATE VIEW vc AS SELECT a, b FROM vl WHERE a > 0 WITH LOCAL CHECK OPTION
----
CREATE VIEW
CREATE VIEW
0|0|0|f
SELECT 1
CREATE FUNCTION
CREATE TRIGGER
0|28|28|0
SELECT 1
t|f|t
SELECT 1
CREATE VIEW

INSERT INTO vc VALUES (-5, 'no')
----
error 44000

INSERT INTO vc VALUES (50, 'yes') RETURNING *
----
50|yes
INSERT 0 1

UPDATE vc SET a = a - 100 WHERE a = 50
----
error 44000

SELECT * FROM vb ORDER BY a
----
2|Unspecified
50|yes
SELECT 2

CREATE TYPE cp AS (f1 int, f2 text);
CREATE TABLE cpt (f1 int, f2 text);
CREATE FUNCTION cpf1(v cp) RETURNS void LANGUAGE sql AS $$ INSERT INTO cpt VALUES (v.*) $$;
CREATE FUNCTION cpf2(v cp) RETURNS void LANGUAGE sql AS $$ INSERT INTO cpt VALUES ((v).*), (v.f1 + 1, 'x') $$;
CREATE FUNCTION cpf3(v cp) RETURNS void LANGUAGE sql AS $$ INSERT INTO cpt SELECT v.* $$;
SELECT cpf1(ROW(1, 'one')), cpf2(ROW(2, 'two')), cpf3(ROW(4, 'four'));
SELECT * FROM cpt ORDER BY f1;
CREATE TABLE aud (op text, f1 int, f2 text, seen bool);
CREATE FUNCTION audit() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF TG_OP = 'INSERT' THEN INSERT INTO aud VALUES (TG_OP, NEW.*, true); ELSE INSERT INTO aud VALUES (TG_OP, OLD.*, false), (TG_OP, NEW.*, true); END IF; RETURN NULL; END $$;
CREATE TRIGGER cptt AFTER INSERT OR UPDATE ON cpt FOR EACH ROW EXECUTE FUNCTION audit();
INSERT INTO cpt VALUES (9, 'nine'); UPDATE cpt SET f2 = 'NINE' WHERE f1 = 9;
SELECT * FROM aud ORDER BY op, seen;
SELECT * FROM cpt c, LATERAL (VALUES (c.*), (c.f1 + 1, 'y')) v ORDER BY 1, 3;
INSERT INTO cpt VALUES ((ROW(7, 'seven')::cp).*)
----
CREATE TYPE
CREATE TABLE
CREATE FUNCTION
CREATE FUNCTION
CREATE FUNCTION
NULL|NULL|NULL
SELECT 1
1|one
2|two
3|x
4|four
SELECT 4
CREATE TABLE
CREATE FUNCTION
CREATE TRIGGER
INSERT 0 1
UPDATE 1
INSERT|9|nine|t
UPDATE|9|nine|f
UPDATE|9|NINE|t
SELECT 3
1|one|1|one
1|one|2|y
2|two|2|two
2|two|3|y
3|x|3|x
3|x|4|y
4|four|4|four
4|four|5|y
9|NINE|9|NINE
9|NINE|10|y
SELECT 10
INSERT 0 1

INSERT INTO cpt VALUES ((ROW(7, 'seven')::cp).*, 1)
----
error 42601

VALUES ((ROW(7, 'seven')::cp).*), (8, 'eight');
SELECT (ROW(1, 2.0)).*;
SELECT (r).* FROM (SELECT ROW(1, 2.0) AS r) s;
SELECT (r).f2, (r).* FROM (SELECT ROW(f1, f2) AS r FROM cpt) s ORDER BY 2
----
7|seven
8|eight
SELECT 2
1|2.0
SELECT 1
1|2.0
SELECT 1
one|1|one
two|2|two
x|3|x
four|4|four
seven|7|seven
NINE|9|NINE
SELECT 6

VALUES ((ROW(7, 'seven')::cp).*), (8)
----
error 42601

SELECT (ROW(1, 2.0)).nosuch
----
error 42703

CREATE TABLE quad (f1 int, q cp)
----
CREATE TABLE

UPDATE quad SET q.f1 = now()
----
error 42804

SELECT 'nope'::regclass
----
error 42P01

SELECT count(*) FROM pg_class WHERE oid = 'no.such'::regclass
----
error 3F000

CREATE TABLE lp (a int, b int, c int) PARTITION BY LIST (a);
CREATE TABLE lp1 PARTITION OF lp FOR VALUES IN (1) PARTITION BY LIST (b);
CREATE TABLE lp11 PARTITION OF lp1 FOR VALUES IN (1);
CREATE TABLE lp12 PARTITION OF lp1 FOR VALUES IN (2);
CREATE TABLE lp2 PARTITION OF lp FOR VALUES IN (2, 3);
INSERT INTO lp VALUES (1, 1, 10), (1, 2, 20), (2, 5, 30);
CREATE FUNCTION lpf() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.b := 2; RETURN NEW; END $$;
CREATE TRIGGER lpt BEFORE UPDATE ON lp11 FOR EACH ROW EXECUTE FUNCTION lpf();
UPDATE lp SET c = 70 WHERE b = 1;
SELECT tableoid::regclass, * FROM lp ORDER BY 2, 3, 4
----
CREATE TABLE
CREATE TABLE
CREATE TABLE
CREATE TABLE
CREATE TABLE
INSERT 0 3
CREATE FUNCTION
CREATE TRIGGER
UPDATE 1
lp12|1|2|20
lp12|1|2|70
lp2|2|5|30
SELECT 3

CREATE TABLE pk (a int PRIMARY KEY); INSERT INTO pk VALUES (1), (2);
CREATE TABLE fk (a int CONSTRAINT fkc REFERENCES pk) PARTITION BY LIST (a);
CREATE TABLE fk1 PARTITION OF fk FOR VALUES IN (1);
CREATE TABLE fk2 PARTITION OF fk FOR VALUES IN (2) PARTITION BY LIST (a);
CREATE TABLE fk21 PARTITION OF fk2 FOR VALUES IN (2);
INSERT INTO fk VALUES (1), (2);
ALTER TABLE fk ALTER CONSTRAINT fkc DEFERRABLE INITIALLY DEFERRED;
SELECT conrelid::regclass::text, condeferrable, condeferred FROM pg_constraint WHERE conname = 'fkc' AND conrelid IN ('fk'::regclass, 'fk1'::regclass, 'fk2'::regclass, 'fk21'::regclass) ORDER BY 1;
BEGIN; DELETE FROM pk; DELETE FROM fk; ROLLBACK
----
CREATE TABLE
INSERT 0 2
CREATE TABLE
CREATE TABLE
CREATE TABLE
CREATE TABLE
INSERT 0 2
ALTER TABLE
fk|t|t
fk1|t|t
fk2|t|t
fk21|t|t
SELECT 4
BEGIN
DELETE 2
DELETE 2
ROLLBACK

ALTER TABLE fk21 ALTER CONSTRAINT fkc NOT DEFERRABLE
----
error 42P01

ALTER TABLE fk ALTER CONSTRAINT fkc NOT DEFERRABLE;
DELETE FROM pk
----
error 42P01

ALTER TABLE ONLY fk ADD FOREIGN KEY (a) REFERENCES pk
----
error 42P01

CREATE TABLE ct (i int PRIMARY KEY, j int); INSERT INTO ct SELECT n, n FROM generate_series(1, 4) n;
CREATE FUNCTION cur1() RETURNS void LANGUAGE plpgsql AS $$ DECLARE c refcursor := 'fooled_ya'; r record; BEGIN OPEN c FOR SELECT * FROM ct; LOOP FETCH c INTO r; EXIT WHEN NOT FOUND; UPDATE ct SET j = r.j * 10 WHERE CURRENT OF c; END LOOP; END $$;
SELECT cur1();
CREATE FUNCTION cur2(n int) RETURNS int LANGUAGE plpgsql AS $$ DECLARE c refcursor; r record; BEGIN OPEN c FOR SELECT * FROM ct WHERE i > n; FETCH c INTO r; DELETE FROM ct WHERE CURRENT OF c; RETURN r.i; END $$;
SELECT cur2(1); SELECT cur2(2);
CREATE FUNCTION cur3() RETURNS int LANGUAGE plpgsql AS $$ DECLARE c CURSOR FOR SELECT * FROM ct ORDER BY i; BEGIN FOR r IN c LOOP UPDATE ct SET j = j + 1 WHERE CURRENT OF c; END LOOP; RETURN 1; END $$;
SELECT cur3();
SELECT * FROM ct ORDER BY i
----
CREATE TABLE
INSERT 0 4
CREATE FUNCTION
''
SELECT 1
CREATE FUNCTION
2
SELECT 1
3
SELECT 1
CREATE FUNCTION
1
SELECT 1
1|11
4|41
SELECT 2

CREATE FUNCTION cur4() RETURNS void LANGUAGE plpgsql AS $$ DECLARE c refcursor; BEGIN DELETE FROM ct WHERE CURRENT OF c; END $$
----
CREATE FUNCTION

SELECT cur4()
----
error 42704

CREATE FUNCTION into1() RETURNS text LANGUAGE plpgsql AS $$ DECLARE x record; n int; BEGIN EXECUTE 'INSERT INTO ct VALUES (7, 8), (9, 10) RETURNING *' INTO x; GET DIAGNOSTICS n = ROW_COUNT; RETURN x || ' ' || n; END $$;
SELECT into1()
----
CREATE FUNCTION
(7,8) 2
SELECT 1

CREATE FUNCTION into2() RETURNS text LANGUAGE plpgsql AS $$ DECLARE x record; BEGIN EXECUTE 'UPDATE ct SET j = 0 RETURNING *' INTO STRICT x; RETURN x; END $$
----
CREATE FUNCTION

SELECT into2()
----
error P0003

CREATE FUNCTION into3() RETURNS text LANGUAGE plpgsql AS $$ DECLARE x record; BEGIN UPDATE ct SET j = 0 RETURNING * INTO x; RETURN x; END $$
----
CREATE FUNCTION

SELECT into3()
----
error P0003

CREATE FUNCTION explains() RETURNS trigger LANGUAGE plpgsql AS $$ DECLARE l text; n int := 0; BEGIN FOR l IN EXPLAIN SELECT * FROM fresh f JOIN stale s USING (i) LOOP n := n + 1; END LOOP; FOR l IN EXPLAIN ANALYZE SELECT * FROM fresh f JOIN stale s USING (i) LOOP n := n + 1000; END LOOP; IF n < 2000 THEN RAISE 'no plan'; END IF; RETURN NULL; END $$;
CREATE TRIGGER ctt AFTER UPDATE ON ct REFERENCING NEW TABLE AS fresh OLD TABLE AS stale FOR EACH STATEMENT EXECUTE FUNCTION explains();
UPDATE ct SET j = 5;
SELECT DISTINCT j FROM ct
----
CREATE FUNCTION
CREATE TRIGGER
UPDATE 4
5
SELECT 1
