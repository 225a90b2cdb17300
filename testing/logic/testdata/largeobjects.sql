# Large objects. The results are Postgres's own.
SELECT lo_create(900001), lo_create(900002);
SELECT lo_create(900001);
----
900001|900002
SELECT 1
error 23505

SELECT lo_from_bytea(900003, 'hello');
SELECT lo_get(900003), lo_get(900003, 1, 3), lo_get(900003, 3, 100), lo_get(900003, 9, 2), lo_get(900003, 0, 0);
----
900003
SELECT 1
\x68656c6c6f|\x656c6c|\x6c6f|\x|\x
SELECT 1

SELECT lo_get(900003, 0, -1);
----
error 22023

SELECT lo_get(900003, -1, 1);
----
error 22023

SELECT lo_get(900099);
----
error 42704

SELECT lo_get(NULL), lo_create(NULL), lo_from_bytea(900050, NULL) IS NULL;
----
NULL|NULL|t
SELECT 1

SELECT lo_put(900003, 5, ' world');
SELECT convert_from(lo_get(900003), 'UTF8');
----
''
SELECT 1
hello world
SELECT 1

SELECT lo_put(900003, -1, 'x');
----
error 22023

SELECT lo_put(900099, 0, 'x');
----
error 42704

SELECT lo_put(900003, 5000, 'far');
SELECT length(lo_get(900003)), lo_get(900003, 9, 4), lo_get(900003, 4998, 9);
SELECT loid, pageno, length(data) FROM pg_largeobject WHERE loid = 900003 ORDER BY pageno;
----
''
SELECT 1
5003|\x6c640000|\x0000666172
SELECT 1
900003|0|11
900003|2|907
SELECT 2

SELECT lo_from_bytea(900004, convert_to(repeat('abcdefgh', 700), 'UTF8'));
SELECT pageno, length(data), md5(data) FROM pg_largeobject WHERE loid = 900004 ORDER BY pageno;
SELECT md5(lo_get(900004)), lo_get(900004, 2044, 8);
SELECT lo_put(900004, 2040, 'XXXXXXXXXXXXXXXX');
SELECT pageno, length(data), md5(data) FROM pg_largeobject WHERE loid = 900004 ORDER BY pageno;
----
900004
SELECT 1
0|2048|f456480594fcc39e872937c822b4d793
1|2048|f456480594fcc39e872937c822b4d793
2|1504|a957afcd6c7763150b98f435bc3d72f7
SELECT 3
4b7355af8fee6a8594ee406337c6b2dc|\x6566676861626364
SELECT 1
''
SELECT 1
0|2048|0346509460c77bc8a236b2828130d1e7
1|2048|ffd646c23e16089abf197fcaa6cf29ba
2|1504|a957afcd6c7763150b98f435bc3d72f7
SELECT 3

# What a statement writes its reads do not see, unless they write, too.
SELECT lo_put(900001, 0, 'one'), lo_get(900001);
SELECT lo_get(900001);
----
error 42704

# Descriptors: each ends with its transaction.
SELECT lo_open(900003, 131072 + 262144);
SELECT lo_close(0);
----
0
SELECT 1
0
SELECT 1

BEGIN;
SELECT lo_open(900001, 131072), lo_open(900002, 262144);
SELECT lowrite(0, 'abcdef'), lo_tell(0), lo_lseek(0, 2, 0), loread(0, 2), lo_tell(0), lo_lseek(0, -1, 2), loread(0, 10), loread(0, 10);
SELECT lo_lseek(0, -2, 1), lo_tell64(0), lo_lseek64(0, 10000000000, 0), lo_tell64(0);
----
BEGIN
error 42704

SELECT lo_tell(0);
ROLLBACK;
----
error 25P02

BEGIN;
SELECT lo_open(900001, 131072);
SELECT lo_lseek64(0, 10000000000, 0);
SELECT lo_lseek(0, 0, 1);
ROLLBACK;
----
error 25P02

BEGIN;
SELECT lo_open(900002, 262144);
SELECT lowrite(0, 'x');
ROLLBACK;
----
error 25P02

BEGIN;
SELECT lo_open(900002, 262144);
SELECT lo_truncate(0, 1);
ROLLBACK;
----
error 25P02

SELECT lo_open(900002, 0);
----
error 25P02

SELECT lo_open(900098, 262144);
----
error 25P02

SELECT loread(0, 10);
----
error 25P02

SELECT lo_close(-1);
----
error 25P02

SELECT lo_tell(5);
----
error 25P02

BEGIN;
SELECT lo_open(900002, 131072);
SELECT lo_lseek(0, 0, 7);
ROLLBACK;
----
error 25P02

BEGIN;
SELECT lo_open(900002, 131072);
SELECT lo_lseek(0, -1, 0);
ROLLBACK;
----
error 25P02

BEGIN;
SELECT lo_open(900002, 131072);
SELECT lo_lseek64(0, 4398046509056, 0);
SELECT lowrite(0, 'x');
ROLLBACK;
----
error 25P02

BEGIN;
SELECT lo_open(900002, 131072);
SELECT lo_lseek64(0, 4398046509057, 0);
ROLLBACK;
----
error 25P02

# Free places are used again; several may be open on an object.
BEGIN;
SELECT lo_open(900001, 131072), lo_open(900001, 262144), lo_open(900002, 262144);
SELECT lo_close(1);
SELECT lo_open(900003, 262144), lo_open(900003, 262144);
SELECT loread(1, 5), loread(3, 3), loread(1, 3);
SELECT lo_close(0), lo_close(3);
SELECT lo_open(900003, 262144);
COMMIT;
----
error 25P02

# What was opened to be read sees what was there then; what was opened to be written sees all.
BEGIN;
SELECT lo_open(900001, 262144), lo_open(900001, 131072);
SELECT lowrite(1, 'ABC');
SELECT lo_lseek(1, 0, 0), loread(0, 10), loread(1, 10);
SELECT lo_open(900001, 262144);
SELECT loread(2, 10);
ROLLBACK;
SELECT lo_get(900001);
----
error 25P02

# Truncation, and growing by it.
BEGIN;
SELECT lo_open(900004, 131072);
SELECT lo_truncate(0, 3000);
SELECT pageno, length(data) FROM pg_largeobject WHERE loid = 900004 ORDER BY pageno;
SELECT lo_truncate64(0, 9000);
SELECT pageno, length(data) FROM pg_largeobject WHERE loid = 900004 ORDER BY pageno;
SELECT lo_truncate(0, 4096);
SELECT pageno, length(data) FROM pg_largeobject WHERE loid = 900004 ORDER BY pageno;
SELECT lo_lseek(0, 0, 2);
SELECT lo_truncate(0, 0);
SELECT pageno, length(data) FROM pg_largeobject WHERE loid = 900004 ORDER BY pageno;
SELECT length(lo_get(900004));
COMMIT;
----
error 25P02

BEGIN;
SELECT lo_open(900004, 131072);
SELECT lo_truncate(0, -1);
ROLLBACK;
----
error 25P02

BEGIN;
SELECT lo_open(900004, 131072);
SELECT lo_truncate64(0, 4398046509057);
ROLLBACK;
----
error 25P02

# Savepoints: what was written since is undone, what was opened since is closed.
BEGIN;
SELECT lo_open(900002, 131072);
SELECT lowrite(0, 'kept');
SAVEPOINT a;
SELECT lo_open(900003, 262144);
SELECT lowrite(0, 'lost');
SELECT lo_unlink(900004);
ROLLBACK TO a;
SELECT lo_tell(0), lo_get(900002), length(lo_get(900004));
SELECT loread(1, 1);
ROLLBACK TO a;
SELECT lo_close(0);
RELEASE a;
SAVEPOINT b;
SELECT lo_open(900003, 262144);
RELEASE b;
SELECT loread(0, 5);
COMMIT;
SELECT lo_get(900002);
----
error 25P02

BEGIN;
SELECT lo_from_bytea(900010, 'gone');
ROLLBACK;
SELECT lo_get(900010);
----
error 25P02

# Exceptions of PL/pgSQL.
DO $$
DECLARE fd int; n int;
BEGIN
  fd := lo_open(900002, 131072);
  PERFORM lowrite(fd, 'plpg');
  BEGIN
    PERFORM lowrite(fd, 'undone');
    PERFORM lo_open(900099, 131072);
  EXCEPTION WHEN undefined_object THEN
    RAISE NOTICE 'caught';
  END;
  PERFORM lo_close(fd);
END $$;
SELECT lo_get(900002);
----
error 25P02

# Removing closes; the number is free again.
BEGIN;
SELECT lo_open(900004, 131072);
SELECT lo_unlink(900004);
SELECT lo_tell(0);
ROLLBACK;
----
error 25P02

SELECT lo_unlink(900004);
SELECT lo_unlink(900004);
----
error 25P02

SELECT lo_create(900004);
SELECT length(lo_get(900004));
----
error 25P02

SELECT lo_creat(-1) > 0, lo_create(0) > 0, lo_from_bytea(0, 'n') > 0;
SELECT count(*) FROM pg_largeobject_metadata m WHERE lo_unlink(m.oid) = 1 AND m.oid < 900000;
----
error 25P02

# Owners, rights, comments.
CREATE ROLE lo_ann;
CREATE ROLE lo_bob;
COMMENT ON LARGE OBJECT 900001 IS 'first';
SELECT obj_description(900001, 'pg_largeobject');
SELECT objsubid, classoid::regclass, description FROM pg_description WHERE objoid = 900001;
COMMENT ON LARGE OBJECT 900001 IS NULL;
SELECT count(*) FROM pg_description WHERE objoid = 900001;
----
error 25P02

COMMENT ON LARGE OBJECT 900099 IS 'x';
----
error 25P02

ALTER LARGE OBJECT 900099 OWNER TO lo_ann;
----
error 25P02

ALTER LARGE OBJECT 900001 OWNER TO lo_nobody;
----
error 25P02

ALTER LARGE OBJECT 1.5 OWNER TO lo_ann;
----
error 25P02

ALTER LARGE OBJECT 99999999999 OWNER TO lo_ann;
----
error 25P02

ALTER LARGE OBJECT 900001 OWNER TO lo_ann;
GRANT SELECT ON LARGE OBJECT 900001, 900002 TO lo_bob;
GRANT UPDATE ON LARGE OBJECT 900002 TO lo_bob WITH GRANT OPTION;
SELECT oid, lomowner::regrole, lomacl IS NULL, cardinality(lomacl) FROM pg_largeobject_metadata WHERE oid >= 900000 ORDER BY oid;
----
error 25P02

GRANT INSERT ON LARGE OBJECT 900001 TO lo_bob;
----
error 25P02

GRANT SELECT (a) ON LARGE OBJECT 900001 TO lo_bob;
----
error 25P02

GRANT SELECT ON LARGE OBJECT 900099 TO lo_bob;
----
error 25P02

DROP ROLE lo_ann;
----
error 25P02

SET ROLE lo_bob;
SELECT lo_get(900001), lo_get(900002);
SELECT lo_put(900002, 0, 'bob');
SELECT lo_get(900002);
----
error 25P02

SELECT lo_put(900001, 0, 'x');
----
error 25P02

SELECT lo_open(900001, 131072);
----
error 25P02

SELECT lo_get(900003);
----
error 25P02

SELECT lo_open(900003, 262144);
----
error 25P02

SELECT lo_unlink(900002);
----
error 25P02

COMMENT ON LARGE OBJECT 900002 IS 'x';
----
error 25P02

ALTER LARGE OBJECT 900002 OWNER TO lo_bob;
----
error 25P02

GRANT SELECT ON LARGE OBJECT 900003 TO lo_ann;
----
error 25P02

SELECT * FROM pg_largeobject;
----
error 25P02

SELECT count(*) FROM pg_largeobject_metadata WHERE oid >= 900000;
----
error 25P02

SELECT lo_import('/etc/passwd');
----
error 25P02

SELECT lo_export(900001, '/tmp/x');
----
error 25P02

SELECT lo_create(900020);
SELECT lo_unlink(900020);
RESET ROLE;
SET lo_compat_privileges = on;
SET ROLE lo_ann;
SELECT lo_put(900003, 0, 'compat');
RESET ROLE;
RESET lo_compat_privileges;
----
error 25P02

REVOKE ALL ON LARGE OBJECT 900001, 900002 FROM lo_bob CASCADE;
REASSIGN OWNED BY lo_ann TO lo_bob;
SELECT lomowner::regrole FROM pg_largeobject_metadata WHERE oid = 900001;
DROP OWNED BY lo_bob;
SELECT count(*) FROM pg_largeobject_metadata WHERE oid = 900001;
SELECT count(*) FROM pg_largeobject WHERE loid = 900001;
DROP ROLE lo_ann;
DROP ROLE lo_bob;
----
error 25P02

# In other places than a list of results.
CREATE TABLE lo_t (id int PRIMARY KEY, doc oid);
INSERT INTO lo_t VALUES (1, lo_from_bytea(900030, 'row')), (2, lo_from_bytea(900031, 'other'));
SELECT id, lo_get(doc) FROM lo_t ORDER BY id;
UPDATE lo_t SET doc = lo_from_bytea(900032, 'new') WHERE id = 1;
SELECT id, lo_get(doc) FROM lo_t WHERE id = 1;
DELETE FROM lo_t WHERE id = 2 RETURNING lo_unlink(doc);
SELECT lo_get(900031);
----
error 25P02

CREATE FUNCTION lo_gone() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM lo_unlink(OLD.doc); RETURN OLD; END $$;
CREATE TRIGGER lo_gone BEFORE DELETE ON lo_t FOR EACH ROW EXECUTE FUNCTION lo_gone();
DELETE FROM lo_t;
SELECT lo_get(900032);
----
error 25P02

DROP TABLE lo_t;
DROP FUNCTION lo_gone;
SELECT count(lo_unlink(oid)) > 0 FROM pg_largeobject_metadata WHERE oid >= 900000;
SELECT count(*) FROM pg_largeobject WHERE loid >= 900000;
SELECT proname, proargtypes, prorettype::regtype, provolatile, proisstrict FROM pg_proc WHERE proname LIKE 'lo\_%' OR proname IN ('loread', 'lowrite') ORDER BY proname, proargtypes::text;
----
error 25P02
