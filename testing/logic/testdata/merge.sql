# MERGE. Errors are told whole.
CREATE USER mgl_privs; CREATE USER mgl_no_privs
----
CREATE ROLE
CREATE ROLE

CREATE TABLE target (tid integer, balance integer)
----
CREATE TABLE

CREATE TABLE source (sid integer, delta integer)
----
CREATE TABLE

INSERT INTO target VALUES (1, 10),(2, 20),(3, 30)
----
INSERT 0 3

ALTER TABLE target OWNER TO mgl_privs; ALTER TABLE source OWNER TO mgl_privs
----
ALTER TABLE
ALTER TABLE

CREATE TABLE target2 (tid integer, balance integer)
----
CREATE TABLE

CREATE TABLE source2 (sid integer, delta integer)
----
CREATE TABLE

ALTER TABLE target2 OWNER TO mgl_no_privs; ALTER TABLE source2 OWNER TO mgl_no_privs
----
ALTER TABLE
ALTER TABLE

GRANT ALL ON SCHEMA public TO PUBLIC
----
GRANT

GRANT INSERT ON target TO mgl_no_privs
----
GRANT

SET SESSION AUTHORIZATION mgl_privs
----
SET

MERGE INTO target USING source2 ON target.tid = source2.sid WHEN MATCHED THEN UPDATE SET balance = 0
----
error 42501 permission denied for table source2

GRANT INSERT ON target TO mgl_no_privs
----
GRANT

SET SESSION AUTHORIZATION mgl_no_privs
----
SET

MERGE INTO target USING source2 ON target.tid = source2.sid WHEN MATCHED THEN UPDATE SET balance = 0
----
error 42501 permission denied for table target

GRANT UPDATE ON target2 TO mgl_privs
----
GRANT

SET SESSION AUTHORIZATION mgl_privs
----
SET

MERGE INTO target2 USING source ON target2.tid = source.sid WHEN MATCHED THEN DELETE
----
error 42501 permission denied for table target2

MERGE INTO target2 USING source ON target2.tid = source.sid WHEN NOT MATCHED THEN INSERT DEFAULT VALUES
----
error 42501 permission denied for table target2

BEGIN; MERGE INTO target t USING source AS s ON t.tid = s.sid WHEN MATCHED THEN UPDATE SET balance = 0; ROLLBACK
----
BEGIN
MERGE 0
ROLLBACK

INSERT INTO source VALUES (4, 40); SELECT * FROM source ORDER BY sid; SELECT * FROM target ORDER BY tid
----
INSERT 0 1
4|40
SELECT 1
1|10
2|20
3|30
SELECT 3

MERGE INTO target t USING source AS s ON t.tid = s.sid WHEN NOT MATCHED THEN DO NOTHING
----
MERGE 0

BEGIN; MERGE INTO target t USING source AS s ON t.tid = s.sid WHEN NOT MATCHED THEN INSERT DEFAULT VALUES; SELECT * FROM target ORDER BY tid; ROLLBACK
----
BEGIN
MERGE 1
1|10
2|20
3|30
NULL|NULL
SELECT 4
ROLLBACK

RESET SESSION AUTHORIZATION
----
RESET

INSERT INTO target SELECT generate_series(1000,2500), 0
----
INSERT 0 1501

ALTER TABLE target ADD PRIMARY KEY (tid); ANALYZE target
----
ALTER TABLE
ANALYZE

DELETE FROM target WHERE tid > 100
----
DELETE 1501

INSERT INTO source VALUES (2, 5),(3, 20)
----
INSERT 0 2

BEGIN; MERGE INTO target t USING source AS s ON t.tid = s.sid WHEN MATCHED THEN UPDATE SET balance = 0; SELECT * FROM target ORDER BY tid; ROLLBACK
----
BEGIN
MERGE 2
1|10
2|0
3|0
SELECT 3
ROLLBACK

BEGIN; MERGE INTO target t USING source AS s ON t.tid = s.sid WHEN MATCHED THEN DELETE; SELECT * FROM target ORDER BY tid; ROLLBACK
----
BEGIN
MERGE 2
1|10
SELECT 1
ROLLBACK

BEGIN; MERGE INTO target t USING source AS s ON t.tid = s.sid WHEN NOT MATCHED THEN INSERT VALUES (4, NULL); SELECT * FROM target ORDER BY tid; ROLLBACK
----
BEGIN
MERGE 1
1|10
2|20
3|30
4|NULL
SELECT 4
ROLLBACK

INSERT INTO source VALUES (2, 5)
----
INSERT 0 1

BEGIN; MERGE INTO target t USING source AS s ON t.tid = s.sid WHEN MATCHED THEN UPDATE SET balance = 0; ROLLBACK
----
BEGIN
error 21000 MERGE command cannot affect row a second time; ; Ensure that not more than one source row matches any one target row.

BEGIN; MERGE INTO target t USING source AS s ON t.tid = s.sid WHEN MATCHED THEN DELETE; ROLLBACK
----
error 25P02 current transaction is aborted, commands ignored until end of transaction block

DELETE FROM source WHERE sid = 2; INSERT INTO source VALUES (2, 5)
----
error 25P02 current transaction is aborted, commands ignored until end of transaction block

INSERT INTO source VALUES (4,40)
----
error 25P02 current transaction is aborted, commands ignored until end of transaction block

BEGIN; MERGE INTO target t USING source AS s ON t.tid = s.sid WHEN NOT MATCHED THEN INSERT VALUES (4, NULL); SELECT * FROM target ORDER BY tid; ROLLBACK
----
error 25P02 current transaction is aborted, commands ignored until end of transaction block

DELETE FROM source WHERE sid = 4; INSERT INTO source VALUES (4, 40)
----
error 25P02 current transaction is aborted, commands ignored until end of transaction block

alter table target drop CONSTRAINT target_pkey; alter table target alter column tid drop not null
----
error 25P02 current transaction is aborted, commands ignored until end of transaction block

BEGIN; MERGE INTO target t USING source AS s ON t.tid = s.sid WHEN NOT MATCHED THEN INSERT VALUES (4, 4) WHEN MATCHED THEN UPDATE SET balance = 0; SELECT * FROM target ORDER BY tid; ROLLBACK
----
error 25P02 current transaction is aborted, commands ignored until end of transaction block

BEGIN; MERGE INTO target t USING source AS s ON t.tid = s.sid WHEN NOT MATCHED THEN INSERT (tid) VALUES (s.sid); SELECT * FROM target ORDER BY tid; ROLLBACK
----
error 25P02 current transaction is aborted, commands ignored until end of transaction block

BEGIN; MERGE INTO target t USING source AS s ON t.tid = s.sid WHEN NOT MATCHED THEN INSERT (tid, balance) VALUES (t.tid, s.delta); ROLLBACK
----
error 25P02 current transaction is aborted, commands ignored until end of transaction block

BEGIN; MERGE INTO target t USING source AS s ON t.tid = s.sid WHEN NOT MATCHED THEN INSERT (balance, tid) VALUES (balance + delta, sid) WHEN MATCHED THEN UPDATE SET balance = (select 1); ROLLBACK
----
error 25P02 current transaction is aborted, commands ignored until end of transaction block

BEGIN; MERGE INTO target t USING (SELECT * FROM source WHERE sid=4) s ON t.tid=s.sid WHEN NOT MATCHED AND s.delta > 100 THEN INSERT VALUES (0,0) WHEN NOT MATCHED THEN INSERT VALUES (s.sid, s.delta); SELECT * FROM target ORDER BY tid; ROLLBACK
----
error 25P02 current transaction is aborted, commands ignored until end of transaction block

BEGIN; MERGE INTO target t USING source s ON t.tid=s.sid WHEN MATCHED AND t.balance = (SELECT max(balance) FROM target) THEN DELETE WHEN MATCHED THEN UPDATE SET balance = t.balance + s.delta; SELECT * FROM target ORDER BY tid; ROLLBACK
----
error 25P02 current transaction is aborted, commands ignored until end of transaction block

BEGIN; MERGE INTO target t USING source s ON t.tid=s.sid WHEN MATCHED AND t.tableoid >= 0 THEN UPDATE SET balance = t.balance + s.delta; SELECT * FROM target ORDER BY tid; ROLLBACK
----
error 25P02 current transaction is aborted, commands ignored until end of transaction block

BEGIN; MERGE INTO target USING (SELECT * FROM source UNION ALL SELECT 10,10) s ON target.tid = s.sid WHEN MATCHED THEN UPDATE SET (balance, tid) = (SELECT 1, target.tid) WHEN NOT MATCHED THEN INSERT VALUES (s.sid, DEFAULT); SELECT * FROM target ORDER BY tid; ROLLBACK
----
error 25P02 current transaction is aborted, commands ignored until end of transaction block

create or replace function merge_trigfunc () returns trigger language plpgsql as $$
DECLARE line text;
BEGIN
 SELECT INTO line format('%s %s %s trigger%s', TG_WHEN, TG_OP, TG_LEVEL, CASE WHEN TG_OP = 'INSERT' AND TG_LEVEL = 'ROW' THEN format(' row: %s', NEW) WHEN TG_OP = 'UPDATE' AND TG_LEVEL = 'ROW' THEN format(' row: %s -> %s', OLD, NEW) WHEN TG_OP = 'DELETE' AND TG_LEVEL = 'ROW' THEN format(' row: %s', OLD) END);
 RAISE NOTICE '%', line;
 IF (TG_WHEN = 'BEFORE' AND TG_LEVEL = 'ROW') THEN IF (TG_OP = 'DELETE') THEN RETURN OLD; ELSE RETURN NEW; END IF; ELSE RETURN NULL; END IF;
END; $$
----
error 25P02 current transaction is aborted, commands ignored until end of transaction block

CREATE TRIGGER merge_bsi BEFORE INSERT ON target FOR EACH STATEMENT EXECUTE PROCEDURE merge_trigfunc ()
----
error 25P02 current transaction is aborted, commands ignored until end of transaction block

CREATE TRIGGER merge_bsu BEFORE UPDATE ON target FOR EACH STATEMENT EXECUTE PROCEDURE merge_trigfunc ()
----
error 25P02 current transaction is aborted, commands ignored until end of transaction block

CREATE TRIGGER merge_bsd BEFORE DELETE ON target FOR EACH STATEMENT EXECUTE PROCEDURE merge_trigfunc ()
----
error 25P02 current transaction is aborted, commands ignored until end of transaction block

CREATE TRIGGER merge_asi AFTER INSERT ON target FOR EACH STATEMENT EXECUTE PROCEDURE merge_trigfunc ()
----
error 25P02 current transaction is aborted, commands ignored until end of transaction block

CREATE TRIGGER merge_asu AFTER UPDATE ON target FOR EACH STATEMENT EXECUTE PROCEDURE merge_trigfunc ()
----
error 25P02 current transaction is aborted, commands ignored until end of transaction block

CREATE TRIGGER merge_asd AFTER DELETE ON target FOR EACH STATEMENT EXECUTE PROCEDURE merge_trigfunc ()
----
error 25P02 current transaction is aborted, commands ignored until end of transaction block

CREATE TRIGGER merge_bri BEFORE INSERT ON target FOR EACH ROW EXECUTE PROCEDURE merge_trigfunc ()
----
error 25P02 current transaction is aborted, commands ignored until end of transaction block

CREATE TRIGGER merge_bru BEFORE UPDATE ON target FOR EACH ROW EXECUTE PROCEDURE merge_trigfunc ()
----
error 25P02 current transaction is aborted, commands ignored until end of transaction block

CREATE TRIGGER merge_brd BEFORE DELETE ON target FOR EACH ROW EXECUTE PROCEDURE merge_trigfunc ()
----
error 25P02 current transaction is aborted, commands ignored until end of transaction block

CREATE TRIGGER merge_ari AFTER INSERT ON target FOR EACH ROW EXECUTE PROCEDURE merge_trigfunc ()
----
error 25P02 current transaction is aborted, commands ignored until end of transaction block

CREATE TRIGGER merge_aru AFTER UPDATE ON target FOR EACH ROW EXECUTE PROCEDURE merge_trigfunc ()
----
error 25P02 current transaction is aborted, commands ignored until end of transaction block

CREATE TRIGGER merge_ard AFTER DELETE ON target FOR EACH ROW EXECUTE PROCEDURE merge_trigfunc ()
----
error 25P02 current transaction is aborted, commands ignored until end of transaction block

BEGIN; UPDATE target SET balance = 0 WHERE tid = 3
----
error 25P02 current transaction is aborted, commands ignored until end of transaction block

MERGE INTO target t USING (SELECT * FROM source ORDER BY sid) AS s ON t.tid = s.sid WHEN MATCHED AND t.balance > s.delta THEN UPDATE SET balance = t.balance - s.delta WHEN MATCHED THEN DELETE WHEN NOT MATCHED THEN INSERT VALUES (s.sid, s.delta)
----
error 25P02 current transaction is aborted, commands ignored until end of transaction block

SELECT * FROM target ORDER BY tid; ROLLBACK
----
error 25P02 current transaction is aborted, commands ignored until end of transaction block

CREATE OR REPLACE FUNCTION skip_merge_op() RETURNS trigger language plpgsql as $$ BEGIN RETURN NULL; END; $$
----
error 25P02 current transaction is aborted, commands ignored until end of transaction block

CREATE TRIGGER merge_skip BEFORE INSERT OR UPDATE OR DELETE ON target FOR EACH ROW EXECUTE FUNCTION skip_merge_op()
----
error 25P02 current transaction is aborted, commands ignored until end of transaction block

DO $$ DECLARE result integer; BEGIN
MERGE INTO target t USING source AS s ON t.tid = s.sid WHEN MATCHED AND s.sid = 3 THEN UPDATE SET balance = t.balance + s.delta WHEN MATCHED THEN DELETE WHEN NOT MATCHED THEN INSERT VALUES (sid, delta);
IF FOUND THEN RAISE NOTICE 'Found'; ELSE RAISE NOTICE 'Not found'; END IF;
GET DIAGNOSTICS result := ROW_COUNT; RAISE NOTICE 'ROW_COUNT = %', result; END; $$
----
error 25P02 current transaction is aborted, commands ignored until end of transaction block

SELECT * FROM target FULL OUTER JOIN source ON (sid = tid) ORDER BY 1; DROP TRIGGER merge_skip ON target
----
error 25P02 current transaction is aborted, commands ignored until end of transaction block

BEGIN; DO LANGUAGE plpgsql $$ BEGIN MERGE INTO target t USING source AS s ON t.tid = s.sid WHEN MATCHED AND t.balance > s.delta THEN UPDATE SET balance = t.balance - s.delta; END; $$; ROLLBACK
----
error 25P02 current transaction is aborted, commands ignored until end of transaction block

BEGIN; CREATE FUNCTION merge_func (p_id integer, p_bal integer) RETURNS INTEGER LANGUAGE plpgsql AS $$ DECLARE result integer; BEGIN MERGE INTO target t USING (SELECT p_id AS sid) AS s ON t.tid = s.sid WHEN MATCHED THEN UPDATE SET balance = t.balance - p_bal; IF FOUND THEN GET DIAGNOSTICS result := ROW_COUNT; END IF; RETURN result; END; $$
----
error 25P02 current transaction is aborted, commands ignored until end of transaction block

SELECT merge_func(3, 4); SELECT * FROM target ORDER BY tid; ROLLBACK
----
error 25P02 current transaction is aborted, commands ignored until end of transaction block

BEGIN; prepare foom as merge into target t using (select 1 as sid) s on (t.tid = s.sid) when matched then update set balance = 1; execute foom; SELECT * FROM target ORDER BY tid; ROLLBACK
----
error 25P02 current transaction is aborted, commands ignored until end of transaction block

BEGIN; PREPARE foom2 (integer, integer) AS MERGE INTO target t USING (SELECT 1) s ON t.tid = $1 WHEN MATCHED THEN UPDATE SET balance = $2; execute foom2 (1, 1); SELECT * FROM target ORDER BY tid; ROLLBACK
----
error 25P02 current transaction is aborted, commands ignored until end of transaction block

CREATE TABLE sq_target (tid integer NOT NULL, balance integer); CREATE TABLE sq_source (delta integer, sid integer, balance integer DEFAULT 0)
----
error 25P02 current transaction is aborted, commands ignored until end of transaction block

INSERT INTO sq_target(tid, balance) VALUES (1,100),(2,200),(3,300); INSERT INTO sq_source(sid, delta) VALUES (1,10),(2,20),(4,40)
----
error 25P02 current transaction is aborted, commands ignored until end of transaction block

BEGIN; MERGE INTO sq_target t USING (SELECT * FROM sq_source) s ON tid = sid WHEN MATCHED AND t.balance > delta THEN UPDATE SET balance = t.balance + delta; SELECT * FROM sq_target ORDER BY 1; ROLLBACK
----
error 25P02 current transaction is aborted, commands ignored until end of transaction block

CREATE VIEW v AS SELECT * FROM sq_source WHERE sid < 2
----
error 25P02 current transaction is aborted, commands ignored until end of transaction block

BEGIN; MERGE INTO sq_target USING v ON tid = sid WHEN MATCHED THEN UPDATE SET balance = v.balance + delta; SELECT * FROM sq_target ORDER BY 1; ROLLBACK
----
error 25P02 current transaction is aborted, commands ignored until end of transaction block

BEGIN; MERGE INTO sq_target t USING v ON tid = sid WHEN MATCHED AND tid >= 2 THEN UPDATE SET balance = balance + delta; ROLLBACK
----
error 25P02 current transaction is aborted, commands ignored until end of transaction block

BEGIN; INSERT INTO sq_source (sid, balance, delta) VALUES (-1, -1, -10); MERGE INTO sq_target t USING v ON tid = sid WHEN MATCHED AND tid >= 2 THEN UPDATE SET balance = t.balance + delta WHEN NOT MATCHED THEN INSERT (balance, tid) VALUES (balance + delta, sid) WHEN MATCHED AND tid < 2 THEN DELETE; SELECT * FROM sq_target ORDER BY 1; ROLLBACK
----
error 25P02 current transaction is aborted, commands ignored until end of transaction block

BEGIN; WITH targq AS (SELECT * FROM v) MERGE INTO sq_target t USING targq ON tid = sid WHEN NOT MATCHED THEN INSERT (balance, tid) VALUES (balance + delta, sid) WHEN MATCHED AND tid < 2 THEN DELETE; SELECT * FROM sq_target ORDER BY 1; ROLLBACK
----
error 25P02 current transaction is aborted, commands ignored until end of transaction block

BEGIN; MERGE INTO sq_target t USING v ON tid = sid WHEN MATCHED THEN DELETE RETURNING *; ROLLBACK
----
error 42601 syntax error at or near "RETURNING"

CREATE TABLE ids (id int GENERATED ALWAYS AS IDENTITY, g int GENERATED ALWAYS AS (v*2) STORED, v int UNIQUE, CHECK (v < 100))
----
error 25P02 current transaction is aborted, commands ignored until end of transaction block

MERGE INTO ids USING (VALUES (1),(2)) s(x) ON v=x WHEN NOT MATCHED THEN INSERT (v) VALUES (x)
----
error 25P02 current transaction is aborted, commands ignored until end of transaction block

MERGE INTO ids USING (VALUES (1),(2)) s(x) ON v=x+1 WHEN NOT MATCHED THEN INSERT (id,v) VALUES (7,x)
----
error 25P02 current transaction is aborted, commands ignored until end of transaction block

MERGE INTO ids USING (VALUES (1),(2)) s(x) ON v=x+1 WHEN NOT MATCHED THEN INSERT (id,v) OVERRIDING SYSTEM VALUE VALUES (7,x+50)
----
error 25P02 current transaction is aborted, commands ignored until end of transaction block

MERGE INTO ids USING (VALUES (1),(2)) s(x) ON v=x+7 WHEN NOT MATCHED THEN INSERT (id,v) OVERRIDING USER VALUE VALUES (7,x+60)
----
error 25P02 current transaction is aborted, commands ignored until end of transaction block

MERGE INTO ids USING (VALUES (1),(2)) s(x) ON v=x WHEN MATCHED THEN UPDATE SET v = v + 10
----
error 25P02 current transaction is aborted, commands ignored until end of transaction block

MERGE INTO ids USING (VALUES (11),(2)) s(x) ON v=x WHEN MATCHED THEN UPDATE SET v = 200
----
error 25P02 current transaction is aborted, commands ignored until end of transaction block

MERGE INTO ids USING (VALUES (11),(2)) s(x) ON v=x WHEN MATCHED THEN UPDATE SET v = 12
----
error 25P02 current transaction is aborted, commands ignored until end of transaction block

MERGE INTO ids USING (VALUES (11),(2)) s(x) ON v=x WHEN MATCHED THEN UPDATE SET id = 12
----
error 25P02 current transaction is aborted, commands ignored until end of transaction block

MERGE INTO ids USING (VALUES (11),(2)) s(x) ON v=x WHEN MATCHED THEN UPDATE SET g = 12
----
error 25P02 current transaction is aborted, commands ignored until end of transaction block

SELECT * FROM ids ORDER BY 1
----
error 25P02 current transaction is aborted, commands ignored until end of transaction block

CREATE TABLE par (a int primary key); CREATE TABLE chi (a int references par on delete cascade on update cascade, b int references par)
----
error 25P02 current transaction is aborted, commands ignored until end of transaction block

insert into par values (1),(2),(3); insert into chi values (1,null),(2,3)
----
error 25P02 current transaction is aborted, commands ignored until end of transaction block

MERGE INTO par USING (VALUES (1),(2),(3),(4)) s(x) ON a=x WHEN MATCHED AND x=1 THEN DELETE WHEN MATCHED AND x=2 THEN UPDATE SET a=20 WHEN NOT MATCHED THEN INSERT VALUES (x)
----
error 25P02 current transaction is aborted, commands ignored until end of transaction block

select * from par order by 1; select * from chi order by 1
----
error 25P02 current transaction is aborted, commands ignored until end of transaction block

MERGE INTO par USING (VALUES (3)) s(x) ON a=x WHEN MATCHED THEN DELETE
----
error 25P02 current transaction is aborted, commands ignored until end of transaction block

MERGE INTO chi USING (VALUES (3)) s(x) ON a=x WHEN NOT MATCHED THEN INSERT VALUES (77,77)
----
error 25P02 current transaction is aborted, commands ignored until end of transaction block

SET SESSION AUTHORIZATION mgl_privs
----
error 25P02 current transaction is aborted, commands ignored until end of transaction block

CREATE TABLE rl (id int, o text, v int); INSERT INTO rl VALUES (1,'a',1),(2,'b',2),(3,'c',3)
----
error 25P02 current transaction is aborted, commands ignored until end of transaction block

ALTER TABLE rl ENABLE ROW LEVEL SECURITY
----
error 25P02 current transaction is aborted, commands ignored until end of transaction block

CREATE POLICY p1 ON rl FOR SELECT USING (true)
----
error 25P02 current transaction is aborted, commands ignored until end of transaction block

CREATE POLICY p2 ON rl FOR INSERT WITH CHECK (v < 10)
----
error 25P02 current transaction is aborted, commands ignored until end of transaction block

CREATE POLICY p3 ON rl FOR UPDATE USING (id <> 1) WITH CHECK (v < 20)
----
error 25P02 current transaction is aborted, commands ignored until end of transaction block

CREATE POLICY p4 ON rl FOR DELETE USING (id <> 2)
----
error 25P02 current transaction is aborted, commands ignored until end of transaction block

GRANT ALL ON rl TO mgl_no_privs
----
error 25P02 current transaction is aborted, commands ignored until end of transaction block

SET SESSION AUTHORIZATION mgl_no_privs
----
error 25P02 current transaction is aborted, commands ignored until end of transaction block

MERGE INTO rl USING (VALUES (1)) s(x) ON id=x WHEN MATCHED THEN UPDATE SET v=5
----
error 25P02 current transaction is aborted, commands ignored until end of transaction block

MERGE INTO rl USING (VALUES (2)) s(x) ON id=x WHEN MATCHED THEN UPDATE SET v=50
----
error 25P02 current transaction is aborted, commands ignored until end of transaction block

MERGE INTO rl USING (VALUES (2)) s(x) ON id=x WHEN MATCHED THEN UPDATE SET v=15
----
error 25P02 current transaction is aborted, commands ignored until end of transaction block

MERGE INTO rl USING (VALUES (2)) s(x) ON id=x WHEN MATCHED THEN DELETE
----
error 25P02 current transaction is aborted, commands ignored until end of transaction block

MERGE INTO rl USING (VALUES (1)) s(x) ON id=x WHEN MATCHED THEN DELETE
----
error 25P02 current transaction is aborted, commands ignored until end of transaction block

MERGE INTO rl USING (VALUES (4)) s(x) ON id=x WHEN NOT MATCHED THEN INSERT VALUES (x,'d',11)
----
error 25P02 current transaction is aborted, commands ignored until end of transaction block

MERGE INTO rl USING (VALUES (4)) s(x) ON id=x WHEN NOT MATCHED THEN INSERT VALUES (x,'d',9)
----
error 25P02 current transaction is aborted, commands ignored until end of transaction block

MERGE INTO rl USING (VALUES (1)) s(x) ON id=x WHEN MATCHED AND id = 1 THEN DO NOTHING WHEN MATCHED THEN UPDATE SET v=5
----
error 25P02 current transaction is aborted, commands ignored until end of transaction block

SELECT * FROM rl ORDER BY 1
----
error 25P02 current transaction is aborted, commands ignored until end of transaction block

RESET SESSION AUTHORIZATION
----
error 25P02 current transaction is aborted, commands ignored until end of transaction block

CREATE FUNCTION sqlm(a int, b int) RETURNS void LANGUAGE sql AS $$ MERGE INTO sq_target USING (SELECT a AS x) s ON tid = x WHEN MATCHED THEN UPDATE SET balance = b $$; SELECT sqlm(1, 555); SELECT * FROM sq_target ORDER BY 1
----
error 25P02 current transaction is aborted, commands ignored until end of transaction block

DROP TABLE target, target2, source, source2, rl; DROP USER mgl_privs; DROP USER mgl_no_privs
----
error 25P02 current transaction is aborted, commands ignored until end of transaction block

create schema mrg; set search_path = mrg; create table t(a int primary key, b text); create table s(a int, b text); create view v as select * from t; insert into t values(1,'x'); insert into s values (1,'p'),(1,'q'),(2,'z')
----
error 25P02 current transaction is aborted, commands ignored until end of transaction block

merge into v using s on v.a=s.a when matched then delete
----
error 25P02 current transaction is aborted, commands ignored until end of transaction block

merge into t using s on t.a=s.a when matched then delete
----
error 25P02 current transaction is aborted, commands ignored until end of transaction block

merge into t using s on t.a=s.a when matched then delete when matched then do nothing
----
error 25P02 current transaction is aborted, commands ignored until end of transaction block

merge into t using s as t on t.a=s.a when matched then delete
----
error 25P02 current transaction is aborted, commands ignored until end of transaction block

merge into t using t on t.a=t.a when matched then delete
----
error 25P02 current transaction is aborted, commands ignored until end of transaction block

with recursive x as (select 1) merge into t using s on t.a=s.a when matched then delete
----
error 25P02 current transaction is aborted, commands ignored until end of transaction block

merge into t using s on t.a=s.a when not matched and t.a=1 then do nothing
----
error 25P02 current transaction is aborted, commands ignored until end of transaction block

merge into t using s on t.a=s.a when not matched and a=1 then do nothing
----
error 25P02 current transaction is aborted, commands ignored until end of transaction block

merge into t using s on t.a=s.a when not matched then insert values (t.a)
----
error 25P02 current transaction is aborted, commands ignored until end of transaction block

merge into t using s on t.a=s.a when not matched then insert (a,a) values (1,2)
----
error 25P02 current transaction is aborted, commands ignored until end of transaction block

merge into t using s on t.a=s.a when not matched then insert (a) values (1,2)
----
error 25P02 current transaction is aborted, commands ignored until end of transaction block

merge into t using s on t.a=s.a when not matched then insert (a) values (1),(2)
----
error 42601 syntax error at or near ","

merge into t using s on t.a=s.a when not matched then insert (a) select 1
----
error 42601 syntax error at or near "select"

merge into t using s on t.a=s.a when not matched then update set a=1
----
error 42601 syntax error at or near "update"

merge into t using s on t.a=s.a when matched then insert values (1)
----
error 42601 syntax error at or near "insert"

merge into t using s on t.a=s.a when not matched then insert into t values (1)
----
error 42601 syntax error at or near "into"

merge into t using s on t.a=s.a when matched then update set t.b = 'x'
----
error 25P02 current transaction is aborted, commands ignored until end of transaction block

merge into t using s on t.a=s.a when matched then update t set b = 'x'
----
error 42601 syntax error at or near "t"

merge into t using s on t.a=s.a when matched and count(*)>1 then update set b = 'x'
----
error 25P02 current transaction is aborted, commands ignored until end of transaction block

merge into t using s on count(*)=1 when matched then update set b = 'x'
----
error 25P02 current transaction is aborted, commands ignored until end of transaction block

merge into t using s on t.a=s.a when matched then delete returning *
----
error 42601 syntax error at or near "returning"

with x as (merge into t using s on t.a=s.a when matched then delete) select 1
----
error 25P02 current transaction is aborted, commands ignored until end of transaction block

merge into t using s on t.a=s.a where true when matched then delete
----
error 42601 syntax error at or near "where"

merge into only t using s on t.a=s.a when matched then delete
----
error 25P02 current transaction is aborted, commands ignored until end of transaction block

merge into t using (values (1,2),(3,4)) s(a,b) on t.a=s.a when matched then delete when not matched then insert values(s.a,s.b)
----
error 25P02 current transaction is aborted, commands ignored until end of transaction block

merge into nope using s on false when matched then delete
----
error 25P02 current transaction is aborted, commands ignored until end of transaction block

merge into t using s on t.a=s.a
----
error 42601 syntax error at end of input

merge into t using s on t.a=s.a when not matched by source then delete
----
error 42601 syntax error at or near "by"

prepare p as merge into t using s on t.a=s.a and s.a=$1 when matched then update set b=$2
----
error 25P02 current transaction is aborted, commands ignored until end of transaction block

execute p(1,'u')
----
error 25P02 current transaction is aborted, commands ignored until end of transaction block

drop schema mrg cascade; reset search_path; deallocate p
----
error 25P02 current transaction is aborted, commands ignored until end of transaction block
