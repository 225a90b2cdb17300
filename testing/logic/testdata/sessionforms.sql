# Sessions: transactions, savepoints, cursors, prepared statements, settings, sequences, privileges, row security, catalogs. Errors are told whole.
CREATE TABLE s (k int PRIMARY KEY, v text);
----
CREATE TABLE

INSERT INTO s SELECT g, 'v' || g FROM generate_series(1, 6) g;
----
INSERT 0 6

# Transactions and savepoints
BEGIN; INSERT INTO s VALUES (10, 'x'); ROLLBACK; SELECT count(*) FROM s;
----
BEGIN
INSERT 0 1
ROLLBACK
6
SELECT 1

BEGIN; SAVEPOINT a; INSERT INTO s VALUES (10, 'x'); SAVEPOINT b; DELETE FROM s WHERE k < 3; ROLLBACK TO a; SELECT count(*) FROM s; RELEASE a; COMMIT;
----
BEGIN
SAVEPOINT
INSERT 0 1
SAVEPOINT
DELETE 2
ROLLBACK
6
SELECT 1
RELEASE
COMMIT

BEGIN; SAVEPOINT a; INSERT INTO s VALUES (1, 'dup');
----
BEGIN
SAVEPOINT
error 23505 duplicate key value violates unique constraint "s_pkey"; Key (k)=(1) already exists.

SELECT 1;
----
error 25P02 current transaction is aborted, commands ignored until end of transaction block

ROLLBACK TO a; SELECT count(*) FROM s; COMMIT;
----
ROLLBACK
6
SELECT 1
COMMIT

BEGIN; SAVEPOINT a; RELEASE nosuch;
----
BEGIN
SAVEPOINT
error 3B001 savepoint "nosuch" does not exist

ROLLBACK TO SAVEPOINT nosuch;
----
error 3B001 savepoint "nosuch" does not exist

COMMIT;
----
ROLLBACK

SAVEPOINT a;
----
error 25P01 SAVEPOINT can only be used in transaction blocks

ROLLBACK TO a;
----
error 25P01 ROLLBACK TO SAVEPOINT can only be used in transaction blocks

RELEASE a;
----
error 25P01 RELEASE SAVEPOINT can only be used in transaction blocks

BEGIN; SAVEPOINT a; SAVEPOINT a; INSERT INTO s VALUES (10, 'x'); ROLLBACK TO a; RELEASE a; INSERT INTO s VALUES (11, 'y'); ROLLBACK TO a; COMMIT; SELECT count(*) FROM s;
----
BEGIN
SAVEPOINT
SAVEPOINT
INSERT 0 1
ROLLBACK
RELEASE
INSERT 0 1
ROLLBACK
COMMIT
6
SELECT 1

BEGIN READ ONLY; INSERT INTO s VALUES (20, 'x');
----
BEGIN
error 25006 cannot execute INSERT in a read-only transaction

ROLLBACK;
----
ROLLBACK

BEGIN READ ONLY; SELECT nextval('nosuch');
----
BEGIN
error 42P01 relation "nosuch" does not exist

ROLLBACK;
----
ROLLBACK

BEGIN ISOLATION LEVEL REPEATABLE READ; SHOW transaction_isolation; SET TRANSACTION READ ONLY; SHOW transaction_read_only; COMMIT;
----
BEGIN
repeatable read
SHOW
SET
on
SHOW
COMMIT

BEGIN; SELECT 1; SET TRANSACTION ISOLATION LEVEL SERIALIZABLE;
----
BEGIN
1
SELECT 1
error 25001 SET TRANSACTION ISOLATION LEVEL must be called before any query

ROLLBACK;
----
ROLLBACK

BEGIN; BEGIN; COMMIT; COMMIT;
----
BEGIN
BEGIN
COMMIT
COMMIT

START TRANSACTION READ WRITE, ISOLATION LEVEL READ COMMITTED; SHOW transaction_isolation; COMMIT AND CHAIN; SHOW transaction_isolation; ROLLBACK AND NO CHAIN;
----
START TRANSACTION
read committed
SHOW
COMMIT
read committed
SHOW
ROLLBACK

COMMIT AND CHAIN;
----
error 25P01 COMMIT AND CHAIN can only be used in transaction blocks

BEGIN; CREATE TABLE tx (a int); INSERT INTO tx VALUES (1); ALTER TABLE tx ADD b int DEFAULT 2; SELECT * FROM tx; ROLLBACK; SELECT * FROM tx;
----
BEGIN
CREATE TABLE
INSERT 0 1
ALTER TABLE
1|2
SELECT 1
ROLLBACK
error 42P01 relation "tx" does not exist

BEGIN; DROP TABLE s; SAVEPOINT q; SELECT 1 FROM s;
----
BEGIN
DROP TABLE
SAVEPOINT
error 42P01 relation "s" does not exist

ROLLBACK; SELECT count(*) FROM s;
----
ROLLBACK
6
SELECT 1

BEGIN; TRUNCATE s; SELECT count(*) FROM s; ROLLBACK; SELECT count(*) FROM s;
----
BEGIN
TRUNCATE TABLE
0
SELECT 1
ROLLBACK
6
SELECT 1

SELECT 1; SELECT 1 / 0; SELECT 2;
----
1
SELECT 1
error 22012 division by zero

INSERT INTO s VALUES (30, 'a'); SELECT 1 / 0;
----
INSERT 0 1
error 22012 division by zero

SELECT count(*) FROM s WHERE k = 30;
----
0
SELECT 1

BEGIN; INSERT INTO s VALUES (30, 'a'); COMMIT; SELECT 1 / 0;
----
BEGIN
INSERT 0 1
COMMIT
error 22012 division by zero

DELETE FROM s WHERE k = 30;
----
DELETE 1

# Cursors
BEGIN;
----
BEGIN

DECLARE c SCROLL CURSOR FOR SELECT k FROM s ORDER BY k;
----
DECLARE CURSOR

FETCH c;
----
1
FETCH 1

FETCH NEXT FROM c;
----
2
FETCH 1

FETCH 2 FROM c;
----
3
4
FETCH 2

FETCH PRIOR FROM c;
----
3
FETCH 1

FETCH FIRST FROM c;
----
1
FETCH 1

FETCH LAST FROM c;
----
6
FETCH 1

FETCH ABSOLUTE 3 FROM c;
----
3
FETCH 1

FETCH ABSOLUTE -2 FROM c;
----
5
FETCH 1

FETCH RELATIVE -1 FROM c;
----
4
FETCH 1

FETCH RELATIVE 0 FROM c;
----
4
FETCH 1

FETCH BACKWARD 2 FROM c;
----
2
3
FETCH 2

FETCH FORWARD ALL FROM c;
----
3
4
5
6
FETCH 4

FETCH c;
----
FETCH 0

FETCH BACKWARD ALL FROM c;
----
1
2
3
4
5
6
FETCH 6

FETCH 0 FROM c;
----
FETCH 0

MOVE 3 FROM c;
----
MOVE 3

MOVE BACKWARD ALL IN c;
----
MOVE 2

MOVE FORWARD ALL IN c;
----
MOVE 6

FETCH -1 FROM c;
----
6
FETCH 1

DECLARE c CURSOR FOR SELECT 1;
----
error 42P03 cursor "c" already exists

ROLLBACK;
----
ROLLBACK

BEGIN; DECLARE c NO SCROLL CURSOR FOR SELECT k FROM s ORDER BY k; FETCH 2 FROM c; FETCH BACKWARD 1 FROM c;
----
BEGIN
DECLARE CURSOR
1
2
FETCH 2
error 55000 cursor can only scan forward; ; Declare it with SCROLL option to enable backward scan.

ROLLBACK;
----
ROLLBACK

BEGIN; DECLARE c CURSOR FOR SELECT k FROM s FOR UPDATE; FETCH c; UPDATE s SET v = 'cur' WHERE CURRENT OF c RETURNING k; DELETE FROM s WHERE CURRENT OF c; FETCH c; ROLLBACK;
----
BEGIN
DECLARE CURSOR
1
FETCH 1
1
UPDATE 1
DELETE 1
2
FETCH 1
ROLLBACK

BEGIN; DECLARE c CURSOR FOR SELECT count(*) FROM s; FETCH c; UPDATE s SET v = 'x' WHERE CURRENT OF c;
----
BEGIN
DECLARE CURSOR
6
FETCH 1
error 24000 cursor "c" is not a simply updatable scan of table "s"

ROLLBACK;
----
ROLLBACK

BEGIN; DECLARE c CURSOR FOR SELECT k FROM s; UPDATE s SET v = 'x' WHERE CURRENT OF c;
----
BEGIN
DECLARE CURSOR
error 24000 cursor "c" is not positioned on a row

ROLLBACK;
----
ROLLBACK

UPDATE s SET v = 'x' WHERE CURRENT OF nosuch;
----
error 34000 cursor "nosuch" does not exist

DECLARE c CURSOR FOR SELECT 1;
----
error 25P01 DECLARE CURSOR can only be used in transaction blocks

DECLARE h CURSOR WITH HOLD FOR SELECT k FROM s ORDER BY k DESC; FETCH 2 FROM h;
----
DECLARE CURSOR
6
5
FETCH 2

SELECT name, statement, is_holdable, is_binary, is_scrollable FROM pg_cursors ORDER BY name;
----
h|DECLARE h CURSOR WITH HOLD FOR SELECT k FROM s ORDER BY k DESC; FETCH 2 FROM h;|t|f|t
SELECT 1

FETCH ALL FROM h; CLOSE h;
----
1
2
3
4
FETCH 4
CLOSE CURSOR

FETCH h;
----
error 34000 cursor "h" does not exist

CLOSE nosuch;
----
error 34000 cursor "nosuch" does not exist

CLOSE ALL;
----
CLOSE CURSOR ALL

BEGIN; DECLARE c CURSOR FOR INSERT INTO s VALUES (50, 'c') RETURNING k;
----
error 42601 syntax error at or near "INSERT"

ROLLBACK;
----
ROLLBACK

BEGIN; DECLARE c INSENSITIVE CURSOR FOR SELECT v FROM s WHERE k = 1; UPDATE s SET v = 'after' WHERE k = 1; FETCH c; ROLLBACK;
----
BEGIN
DECLARE CURSOR
UPDATE 1
v1
FETCH 1
ROLLBACK

# Prepared statements
PREPARE p (int, text) AS SELECT $1 + 1, $2 || '!';
----
PREPARE

EXECUTE p (1, 'a');
----
2|a!
SELECT 1

EXECUTE p ('5', 6);
----
6|6!
SELECT 1

EXECUTE p (1);
----
error 42601 wrong number of parameters for prepared statement "p"; Expected 2 parameters but got 1.

EXECUTE p (1, 2, 3);
----
error 42601 wrong number of parameters for prepared statement "p"; Expected 2 parameters but got 3.

EXECUTE p ('x', 'y');
----
error 22P02 invalid input syntax for type integer: "x"

EXECUTE nosuch;
----
error 26000 prepared statement "nosuch" does not exist

PREPARE p AS SELECT 1;
----
error 42P05 prepared statement "p" already exists

PREPARE q AS SELECT $1; EXECUTE q (5);
----
PREPARE
5
SELECT 1

PREPARE r AS INSERT INTO s VALUES ($1, $2) RETURNING *; EXECUTE r (60, 'p'); DELETE FROM s WHERE k = 60;
----
PREPARE
60|p
INSERT 0 1
DELETE 1

PREPARE bad AS SELECT $2;
----
error 42P18 could not determine data type of parameter $1

PREPARE bad AS SELECT nosuch;
----
error 42703 column "nosuch" does not exist

PREPARE bad (int) AS SELECT $1 || $1;
----
error 42883 operator does not exist: integer || integer; ; No operator matches the given name and argument types. You might need to add explicit type casts.

PREPARE bad AS CREATE TABLE x (a int);
----
error 42601 syntax error at or near "CREATE"

SELECT name, statement, parameter_types, from_sql FROM pg_prepared_statements ORDER BY name;
----
p|PREPARE p (int, text) AS SELECT $1 + 1, $2 || '!';|{integer,text}|t
q|PREPARE q AS SELECT $1; EXECUTE q (5);|{text}|t
r|PREPARE r AS INSERT INTO s VALUES ($1, $2) RETURNING *; EXECUTE r (60, 'p'); DELETE FROM s WHERE k = 60;|{integer,text}|t
SELECT 3

ALTER TABLE s ADD z int; PREPARE star AS SELECT * FROM s WHERE k = 1; EXECUTE star; ALTER TABLE s DROP z;
----
ALTER TABLE
PREPARE
1|v1|NULL
SELECT 1
ALTER TABLE

EXECUTE star;
----
error 0A000 cached plan must not change result type

DEALLOCATE p; EXECUTE p (1, 'a');
----
DEALLOCATE
error 26000 prepared statement "p" does not exist

DEALLOCATE nosuch;
----
error 26000 prepared statement "nosuch" does not exist

DEALLOCATE ALL; SELECT count(*) FROM pg_prepared_statements;
----
DEALLOCATE ALL
0
SELECT 1

CREATE TABLE made AS EXECUTE nosuch;
----
error 26000 prepared statement "nosuch" does not exist

PREPARE mk (int) AS SELECT $1 AS one; CREATE TABLE made AS EXECUTE mk (7); SELECT * FROM made; DROP TABLE made;
----
PREPARE
SELECT 1
7
SELECT 1
DROP TABLE

# Settings
SET work_mem = '8MB'; SHOW work_mem;
----
SET
8MB
SHOW

SET work_mem = '8 parsecs';
----
error 22023 invalid value for parameter "work_mem": "8 parsecs"; ; Valid units for this parameter are "B", "kB", "MB", "GB", and "TB".

SET work_mem = -5;
----
error 22023 -5 kB is outside the valid range for parameter "work_mem" (64 .. 2147483647)

SET work_mem TO DEFAULT; SELECT current_setting('work_mem') = (SELECT reset_val || unit FROM pg_settings WHERE name = 'work_mem') IS NOT NULL;
----
SET
t
SELECT 1

BEGIN; SET LOCAL statement_timeout = 5000; SHOW statement_timeout; ROLLBACK; SHOW statement_timeout;
----
BEGIN
SET
5s
SHOW
ROLLBACK
0
SHOW

BEGIN; SET statement_timeout = '1min'; SHOW statement_timeout; ROLLBACK; SHOW statement_timeout;
----
BEGIN
SET
1min
SHOW
ROLLBACK
0
SHOW

BEGIN; SET statement_timeout = '2min'; SAVEPOINT a; SET statement_timeout = '3min'; ROLLBACK TO a; SHOW statement_timeout; COMMIT; SHOW statement_timeout; RESET statement_timeout;
----
BEGIN
SET
SAVEPOINT
SET
ROLLBACK
2min
SHOW
COMMIT
2min
SHOW
RESET

SET statement_timeout = '1.5s'; SHOW statement_timeout; SET statement_timeout = 0;
----
SET
1500ms
SHOW
SET

SET statement_timeout = '-1';
----
error 22023 -1 ms is outside the valid range for parameter "statement_timeout" (0 .. 2147483647)

SET nosuch = 1;
----
error 42704 unrecognized configuration parameter "nosuch"

SHOW nosuch;
----
error 42704 unrecognized configuration parameter "nosuch"

RESET nosuch;
----
error 42704 unrecognized configuration parameter "nosuch"

SET my.own = 'v'; SHOW my.own; SELECT current_setting('my.own'), current_setting('my.nope', true);
----
SET
v
SHOW
v|NULL
SELECT 1

SELECT current_setting('my.nope');
----
error 42704 unrecognized configuration parameter "my.nope"

SELECT set_config('my.own', 'w', false), set_config('my.loc', 'x', true), current_setting('my.loc');
----
w|x|x
SELECT 1

SET "my.x-y" = 1;
----
error 42602 invalid configuration parameter name "my.x-y"; Custom parameter names must be two or more simple identifiers separated by dots.

SET my.9 = 1;
----
error 42601 syntax error at or near ".9"

SET my.list = a, b;
----
error 22023 SET my.list takes only one argument

SHOW my.own; RESET my.own; SHOW my.own;
----
w
SHOW
RESET
''
SHOW

SET search_path = nosuch, public; SHOW search_path; SELECT current_schemas(false), current_schema(), current_schema;
----
SET
nosuch, public
SHOW
{public}|public|public
SELECT 1

SET search_path = ''; SELECT count(*) FROM s;
----
SET
error 42P01 relation "s" does not exist

SELECT count(*) FROM public.s; RESET search_path;
----
6
SELECT 1
RESET

SET enable_seqscan = maybe;
----
error 22023 parameter "enable_seqscan" requires a Boolean value

SET enable_seqscan = of; SHOW enable_seqscan; SET enable_seqscan = ye; SHOW enable_seqscan;
----
SET
off
SHOW
SET
on
SHOW

SET extra_float_digits = 0; SELECT 0.1::float8 + 0.2, 1.0::float4 / 3; SET extra_float_digits = -5; SELECT 1::float8 / 3; RESET extra_float_digits;
----
SET
0.3|0.333333333333333
SELECT 1
SET
0.3333333333
SELECT 1
RESET

SET extra_float_digits = 9;
----
error 22023 9 is outside the valid range for parameter "extra_float_digits" (-15 .. 3)

SET bytea_output = escape; SELECT '\x00410a5c'::bytea; SET bytea_output = hex; SELECT '\x0041'::bytea;
----
SET
\000A\012\\
SELECT 1
SET
\x0041
SELECT 1

SET bytea_output = base64;
----
error 22023 invalid value for parameter "bytea_output": "base64"; ; Available values: escape, hex.

SET standard_conforming_strings = on; SHOW standard_conforming_strings;
----
SET
on
SHOW

SET client_min_messages = loud;
----
error 22023 invalid value for parameter "client_min_messages": "loud"; ; Available values: debug5, debug4, debug3, debug2, debug1, log, notice, warning, error.

SET default_transaction_isolation = 'nosuch';
----
error 22023 invalid value for parameter "default_transaction_isolation": "nosuch"; ; Available values: serializable, repeatable read, read committed, read uncommitted.

SET server_version = '16';
----
error 55P02 parameter "server_version" cannot be changed

SET max_connections = 5;
----
error 55P02 parameter "max_connections" cannot be changed without restarting the server

SELECT name, setting, unit, vartype, min_val, max_val FROM pg_settings WHERE name IN ('statement_timeout', 'extra_float_digits', 'datestyle', 'bytea_output') ORDER BY lower(name);
----
bytea_output|hex|NULL|enum|NULL|NULL
extra_float_digits|1|NULL|integer|-15|3
statement_timeout|0|ms|integer|0|2147483647
SELECT 3

SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY;
----
SET

INSERT INTO s VALUES (70, 'x');
----
error 25006 cannot execute INSERT in a read-only transaction

SET SESSION CHARACTERISTICS AS TRANSACTION READ WRITE; SHOW default_transaction_read_only;
----
SET
off
SHOW

SET xmloption = content;
----
SET

DISCARD TEMP;
----
DISCARD TEMP

DISCARD nosuch;
----
error 42601 syntax error at or near "nosuch"

BEGIN; DISCARD ALL;
----
BEGIN
error 25001 DISCARD ALL cannot run inside a transaction block

ROLLBACK;
----
ROLLBACK

# Sequences
CREATE SEQUENCE sq START 5 INCREMENT 2 MAXVALUE 9 CYCLE MINVALUE 1 CACHE 1;
----
CREATE SEQUENCE

SELECT nextval('sq'), nextval('sq'), nextval('sq'), nextval('sq'), currval('sq'), lastval();
----
5|7|9|1|1|1
SELECT 1

SELECT setval('sq', 3), nextval('sq'); SELECT setval('sq', 3, false), nextval('sq');
----
3|5
SELECT 1
3|3
SELECT 1

SELECT setval('sq', 99);
----
error 22003 setval: value 99 is out of bounds for sequence "sq" (1..9)

SELECT setval('sq', 0);
----
error 22003 setval: value 0 is out of bounds for sequence "sq" (1..9)

ALTER SEQUENCE sq NO CYCLE RESTART WITH 9; SELECT nextval('sq');
----
ALTER SEQUENCE
9
SELECT 1

SELECT nextval('sq');
----
error 2200H nextval: reached maximum value of sequence "sq" (9)

ALTER SEQUENCE sq INCREMENT -1 START 9 RESTART; SELECT nextval('sq'), nextval('sq');
----
ALTER SEQUENCE
9|8
SELECT 1

ALTER SEQUENCE sq INCREMENT 0;
----
error 22023 INCREMENT must not be zero

ALTER SEQUENCE sq MINVALUE 10;
----
error 22023 MINVALUE (10) must be less than MAXVALUE (9)

ALTER SEQUENCE sq START 50;
----
error 22023 START value (50) cannot be greater than MAXVALUE (9)

SELECT last_value, is_called FROM sq;
----
8|t
SELECT 1

SELECT data_type, start_value, min_value, max_value, increment_by, cycle, cache_size, last_value FROM pg_sequences WHERE sequencename = 'sq';
----
bigint|9|1|9|-1|f|1|8
SELECT 1

SELECT currval('nosuch');
----
error 42P01 relation "nosuch" does not exist

CREATE SEQUENCE sq2; SELECT currval('sq2');
----
CREATE SEQUENCE
error 55000 currval of sequence "sq2" is not yet defined in this session

CREATE SEQUENCE sq2;
----
CREATE SEQUENCE

CREATE SEQUENCE sq3 AS smallint MAXVALUE 40000;
----
error 22023 MAXVALUE (40000) is out of range for sequence data type smallint

CREATE SEQUENCE sq3 AS text;
----
error 22023 sequence type must be smallint, integer, or bigint

CREATE SEQUENCE sq3 MINVALUE 5 MAXVALUE 4;
----
error 22023 MINVALUE (5) must be less than MAXVALUE (4)

CREATE SEQUENCE sq3 START 0;
----
error 22023 START value (0) cannot be less than MINVALUE (1)

CREATE SEQUENCE sq3 AS int2 INCREMENT -1; SELECT min_value, max_value, start_value FROM pg_sequences WHERE sequencename = 'sq3'; SELECT nextval('sq3');
----
CREATE SEQUENCE
-32768|-1|-1
SELECT 1
-1
SELECT 1

CREATE TABLE own (a int DEFAULT nextval('sq2'), b serial, c bigserial); ALTER SEQUENCE sq2 OWNED BY own.a; SELECT pg_get_serial_sequence('own', 'a'), pg_get_serial_sequence('own', 'b');
----
CREATE TABLE
ALTER SEQUENCE
public.sq2|public.own_b_seq
SELECT 1

INSERT INTO own DEFAULT VALUES RETURNING *;
----
1|1|1
INSERT 0 1

DROP SEQUENCE own_b_seq;
----
error 2BP01 cannot drop sequence own_b_seq because other objects depend on it; default value for column b of table own depends on sequence own_b_seq; Use DROP ... CASCADE to drop the dependent objects too.

DROP SEQUENCE own_b_seq CASCADE; SELECT column_default FROM information_schema.columns WHERE table_name = 'own' ORDER BY ordinal_position;
----
DROP SEQUENCE
nextval('sq2'::regclass)
NULL
nextval('own_c_seq'::regclass)
SELECT 3

DROP TABLE own; SELECT nextval('sq2');
----
DROP TABLE
error 42P01 relation "sq2" does not exist

ALTER SEQUENCE sq RENAME TO sqr; SELECT nextval('sqr') IS NOT NULL;
----
ALTER SEQUENCE
t
SELECT 1

ALTER SEQUENCE sqr OWNED BY NONE; DROP SEQUENCE sqr, sq3;
----
ALTER SEQUENCE
DROP SEQUENCE

UPDATE s SET k = nextval('s');
----
error 42809 "s" is not a sequence

# Privileges and row security
GRANT USAGE ON SCHEMA public TO PUBLIC;
----
GRANT

CREATE ROLE lt_one; CREATE ROLE lt_two NOINHERIT; GRANT lt_two TO lt_one;
----
CREATE ROLE
CREATE ROLE
GRANT ROLE

GRANT SELECT, INSERT (k) ON s TO lt_one; GRANT UPDATE ON s TO lt_two WITH GRANT OPTION;
----
GRANT
GRANT

SELECT relacl IS NOT NULL, has_table_privilege('lt_one', 's', 'SELECT'), has_table_privilege('lt_one', 's', 'UPDATE'), has_column_privilege('lt_one', 's', 'k', 'INSERT'), has_any_column_privilege('lt_one', 's', 'INSERT'), has_table_privilege('lt_two', 's', 'UPDATE WITH GRANT OPTION') FROM pg_class WHERE relname = 's';
----
t|t|t|t|t|t
SELECT 1

SELECT has_table_privilege('lt_one', 's', 'FLY');
----
error 22023 unrecognized privilege type: "FLY"

SELECT has_table_privilege('nosuch', 's', 'SELECT');
----
error 42704 role "nosuch" does not exist

SET ROLE lt_one; SELECT count(*) FROM s; SELECT current_user, session_user <> current_user;
----
SET
6
SELECT 1
lt_one|t
SELECT 1

DELETE FROM s;
----
error 42501 permission denied for table s

INSERT INTO s VALUES (80, 'x');
----
error 42501 permission denied for table s

INSERT INTO s (k) VALUES (80) RETURNING k;
----
80
INSERT 0 1

UPDATE s SET v = 'y' WHERE k = 80 RETURNING v;
----
y
UPDATE 1

DROP TABLE s;
----
error 42501 must be owner of table s

ALTER TABLE s ADD q int;
----
error 42501 must be owner of table s

CREATE INDEX ON s (v);
----
error 42501 must be owner of table s

TRUNCATE s;
----
error 42501 permission denied for table s

GRANT SELECT ON s TO lt_two;
----
GRANT

CREATE ROLE lt_three;
----
error 42501 permission denied to create role

SET ROLE lt_two; SELECT 1 FROM s;
----
SET
error 42501 permission denied for table s

SET ROLE lt_two; SELECT 1;
----
SET
1
SELECT 1

RESET ROLE; DELETE FROM s WHERE k = 80;
----
RESET
DELETE 1

REVOKE ALL ON s FROM lt_one; SET ROLE lt_one; SELECT 1 FROM s LIMIT 1;
----
REVOKE
SET
error 42501 permission denied for table s

RESET ROLE;
----
RESET

ALTER TABLE s ENABLE ROW LEVEL SECURITY; GRANT ALL ON s TO lt_one; SET ROLE lt_one; SELECT count(*) FROM s; RESET ROLE;
----
ALTER TABLE
GRANT
SET
0
SELECT 1
RESET

CREATE POLICY p ON s TO lt_one USING (k % 2 = 0) WITH CHECK (k < 100); SET ROLE lt_one; SELECT k FROM s ORDER BY k; RESET ROLE;
----
CREATE POLICY
SET
2
4
6
SELECT 3
RESET

SET ROLE lt_one; INSERT INTO s VALUES (102, 'x');
----
SET
error 42501 new row violates row-level security policy for table "s"

INSERT INTO s VALUES (91, 'hidden');
----
INSERT 0 1

INSERT INTO s VALUES (92, 'seen') RETURNING *; UPDATE s SET v = 'p'; DELETE FROM s WHERE k = 1; UPDATE s SET k = 200 WHERE k = 2;
----
92|seen
INSERT 0 1
UPDATE 8
DELETE 1
UPDATE 1

INSERT INTO s VALUES (1, 'dup') ON CONFLICT (k) DO NOTHING;
----
INSERT 0 1

INSERT INTO s VALUES (1, 'dup') ON CONFLICT (k) DO UPDATE SET v = 'x';
----
INSERT 0 1

RESET ROLE; SELECT k, v FROM s ORDER BY k;
----
RESET
1|x
3|p
4|p
5|p
6|p
91|p
92|p
200|p
SELECT 8

CREATE POLICY r ON s AS RESTRICTIVE FOR SELECT TO PUBLIC USING (v <> 'v5'); ALTER POLICY p ON s USING (k > 3); SET ROLE lt_one; SELECT k FROM s ORDER BY k; RESET ROLE;
----
CREATE POLICY
ALTER POLICY
SET
4
5
6
91
92
200
SELECT 6
RESET

SELECT policyname, permissive, roles, cmd, qual, with_check FROM pg_policies WHERE tablename = 's' ORDER BY 1;
----
p|PERMISSIVE|{lt_one}|ALL|(k > 3)|(k < 100)
r|RESTRICTIVE|{public}|SELECT|(v <> 'v5'::text)|NULL
SELECT 2

CREATE POLICY p ON s USING (true);
----
error 42710 policy "p" for table "s" already exists

CREATE POLICY bad ON s FOR SELECT WITH CHECK (true);
----
error 42601 WITH CHECK cannot be applied to SELECT or DELETE

CREATE POLICY bad ON s FOR INSERT USING (true);
----
error 42601 only WITH CHECK expression allowed for INSERT

CREATE POLICY bad ON s USING (k);
----
error 42804 argument of POLICY must be type boolean, not type integer

DROP POLICY nosuch ON s;
----
error 42704 policy "nosuch" for table "s" does not exist

DROP POLICY p ON s; DROP POLICY r ON s; ALTER TABLE s DISABLE ROW LEVEL SECURITY;
----
DROP POLICY
DROP POLICY
ALTER TABLE

GRANT nosuch ON s TO lt_one;
----
error 42601 unrecognized privilege type "nosuch"

GRANT SELECT ON s TO nosuch;
----
error 42704 role "nosuch" does not exist

GRANT USAGE ON s TO lt_one;
----
error 0LP01 invalid privilege type USAGE for table

GRANT SELECT (nosuch) ON s TO lt_one;
----
error 42703 column "nosuch" of relation "s" does not exist

GRANT lt_one TO lt_two;
----
error 0LP01 role "lt_one" is a member of role "lt_two"

DROP ROLE lt_one;
----
error 2BP01 role "lt_one" cannot be dropped because some objects depend on it; privileges for table s\nprivileges for column k of table s

REASSIGN OWNED BY lt_one TO CURRENT_USER; DROP OWNED BY lt_one, lt_two; DROP ROLE lt_one, lt_two;
----
REASSIGN OWNED
DROP OWNED
DROP ROLE

DROP ROLE nosuch;
----
error 42704 role "nosuch" does not exist

CREATE ROLE pg_mine;
----
error 42939 role name "pg_mine" is reserved; Role names starting with "pg_" are reserved.

# Catalogs and information_schema
CREATE TABLE cat (id bigint GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY, name varchar(20) NOT NULL DEFAULT 'x', amt numeric(8, 2), tags text[], at timestamptz(3) DEFAULT now(), CHECK (amt > 0)); COMMENT ON TABLE cat IS 'it''s a table'; COMMENT ON COLUMN cat.name IS 'n';
----
CREATE TABLE
COMMENT
COMMENT

CREATE INDEX cat_i ON cat (lower(name), amt DESC NULLS LAST) WHERE amt > 5; CREATE UNIQUE INDEX cat_u ON cat (name) INCLUDE (amt);
----
CREATE INDEX
CREATE INDEX

SELECT column_name, ordinal_position, column_default, is_nullable, data_type, character_maximum_length, numeric_precision, numeric_scale, datetime_precision, udt_name, is_identity FROM information_schema.columns WHERE table_name = 'cat' ORDER BY 2;
----
id|1|NULL|NO|bigint|NULL|64|0|NULL|int8|YES
name|2|'x'::character varying|NO|character varying|20|NULL|NULL|NULL|varchar|NO
amt|3|NULL|YES|numeric|NULL|8|2|NULL|numeric|NO
tags|4|NULL|YES|ARRAY|NULL|NULL|NULL|NULL|_text|NO
at|5|now()|YES|timestamp with time zone|NULL|NULL|NULL|3|timestamptz|NO
SELECT 5

SELECT constraint_name, constraint_type, is_deferrable FROM information_schema.table_constraints WHERE table_name = 'cat' AND constraint_name NOT LIKE '%not_null' ORDER BY 1;
----
cat_amt_check|CHECK|NO
cat_pkey|PRIMARY KEY|NO
SELECT 2

SELECT constraint_name, column_name, ordinal_position FROM information_schema.key_column_usage WHERE table_name = 'cat' ORDER BY 1;
----
cat_pkey|id|1
SELECT 1

SELECT check_clause FROM information_schema.check_constraints WHERE constraint_name = 'cat_amt_check';
----
((amt > (0)::numeric))
SELECT 1

SELECT indexname, indexdef FROM pg_indexes WHERE tablename = 'cat' ORDER BY 1;
----
cat_i|CREATE INDEX cat_i ON public.cat USING btree (lower((name)::text), amt DESC NULLS LAST) WHERE (amt > (5)::numeric)
cat_pkey|CREATE UNIQUE INDEX cat_pkey ON public.cat USING btree (id)
cat_u|CREATE UNIQUE INDEX cat_u ON public.cat USING btree (name) INCLUDE (amt)
SELECT 3

SELECT attname, format_type(atttypid, atttypmod), attnotnull, atthasdef, pg_get_expr(adbin, adrelid) FROM pg_attribute a LEFT JOIN pg_attrdef d ON d.adrelid = attrelid AND adnum = attnum WHERE attrelid = 'cat'::regclass AND attnum > 0 ORDER BY attnum;
----
id|bigint|t|f|NULL
name|character varying(20)|t|t|'x'::character varying
amt|numeric(8,2)|f|f|NULL
tags|text[]|f|f|NULL
at|timestamp(3) with time zone|f|t|now()
SELECT 5

SELECT relname, relkind, relpersistence, relnatts, relchecks, relhasindex, relhastriggers, relispartition, relreplident FROM pg_class WHERE relname LIKE 'cat%' ORDER BY relname;
----
cat|r|p|5|1|t|f|f|d
cat_i|i|p|2|0|f|f|f|n
cat_id_seq|S|p|3|0|f|f|f|n
cat_pkey|i|p|1|0|f|f|f|n
cat_u|i|p|2|0|f|f|f|n
SELECT 5

SELECT indexrelid::regclass, indnatts, indnkeyatts, indisunique, indisprimary, indkey, indoption, pg_get_expr(indpred, indrelid), pg_get_expr(indexprs, indrelid) FROM pg_index WHERE indrelid = 'cat'::regclass ORDER BY 1;
----
cat_pkey|1|1|t|t|1|0|NULL|NULL
cat_i|2|2|f|f|0 3|0 1|(amt > (5)::numeric)|lower((name)::text)
cat_u|2|1|t|f|2 3|0|NULL|NULL
SELECT 3

SELECT conname, contype, conkey, pg_get_constraintdef(oid, true) FROM pg_constraint WHERE conrelid = 'cat'::regclass ORDER BY 1;
----
cat_amt_check|c|{3}|CHECK (amt > 0::numeric)
cat_pkey|p|{1}|PRIMARY KEY (id)
SELECT 2

SELECT obj_description('cat'::regclass, 'pg_class'), col_description('cat'::regclass, 2), col_description('cat'::regclass, 1);
----
it's a table|n|NULL
SELECT 1

SELECT pg_get_indexdef('cat_i'::regclass), pg_get_indexdef('cat_i'::regclass, 1, false), pg_get_indexdef('cat_i'::regclass, 2, true), pg_get_indexdef(0);
----
CREATE INDEX cat_i ON public.cat USING btree (lower((name)::text), amt DESC NULLS LAST) WHERE (amt > (5)::numeric)|lower((name)::text)|amt|NULL
SELECT 1

SELECT 'cat'::regclass, 'cat'::regclass::oid > 0, to_regclass('nosuch'), to_regclass('public.cat'), 'pg_catalog.int4'::regtype, 'lower(text)'::regprocedure, 'public'::regnamespace;
----
cat|t|NULL|cat|integer|lower(text)|public
SELECT 1

SELECT 'nosuch'::regclass;
----
error 42P01 relation "nosuch" does not exist

SELECT table_name, table_type FROM information_schema.tables WHERE table_schema = 'public' ORDER BY 1;
----
cat|BASE TABLE
own|BASE TABLE
s|BASE TABLE
SELECT 3

SELECT typname, typtype, typcategory, typlen, typbyval, typdelim FROM pg_type WHERE typname IN ('int4', '_int4', 'text', 'cat', '_cat', 'box', 'int4range', 'void', 'anyelement') ORDER BY 1;
----
_cat|b|A|-1|f|,
_int4|b|A|-1|f|,
anyelement|p|P|4|t|,
box|b|G|32|f|;
cat|c|C|-1|f|,
int4|b|N|4|t|,
int4range|r|R|-1|f|,
text|b|S|-1|f|,
void|p|P|4|t|,
SELECT 9

SELECT nspname FROM pg_namespace WHERE nspname !~ '^(pg_|isochron)' ORDER BY 1;
----
information_schema
public
SELECT 2

SELECT pg_table_is_visible('cat'::regclass), pg_type_is_visible('int4'::regtype), pg_function_is_visible('lower(text)'::regprocedure);
----
t|t|t
SELECT 1

SELECT to_regtype('int'), to_regtype('character varying(5)'), to_regtype('nosuch'), to_regproc('now'), to_regprocedure('now()'), to_regnamespace('public'), to_regrole('nosuch');
----
integer|character varying|NULL|now|now()|public|NULL
SELECT 1

ALTER TABLE cat RENAME name TO title; SELECT pg_get_indexdef('cat_u'::regclass), pg_get_constraintdef(oid) FROM pg_constraint WHERE conname = 'cat_pkey';
----
ALTER TABLE
CREATE UNIQUE INDEX cat_u ON public.cat USING btree (title) INCLUDE (amt)|PRIMARY KEY (id)
SELECT 1

COMMENT ON TABLE nosuch IS 'x';
----
error 42P01 relation "nosuch" does not exist

COMMENT ON COLUMN cat.nosuch IS 'x';
----
error 42703 column "nosuch" of relation "cat" does not exist

COMMENT ON TABLE cat IS NULL; SELECT obj_description('cat'::regclass);
----
COMMENT
NULL
SELECT 1

REINDEX TABLE nosuch;
----
error 42P01 relation "nosuch" does not exist

ANALYZE nosuch;
----
error 42P01 relation "nosuch" does not exist

VACUUM cat (nosuch);
----
error 0A000 ANALYZE option must be specified when a column list is provided

BEGIN; VACUUM cat;
----
BEGIN
error 25001 VACUUM cannot run inside a transaction block

ROLLBACK;
----
ROLLBACK

LOCK TABLE cat;
----
error 25P01 LOCK TABLE can only be used in transaction blocks

BEGIN; LOCK TABLE cat IN ACCESS SHARE MODE; LOCK cat IN NOSUCH MODE;
----
error 42601 syntax error at or near "NOSUCH"

ROLLBACK;
----
ROLLBACK

EXPLAIN (NOSUCH) SELECT 1;
----
error 42601 unrecognized EXPLAIN option "nosuch"

EXPLAIN (COSTS maybe) SELECT 1;
----
error 42601 costs requires a Boolean value

EXPLAIN (ANALYZE off, TIMING) SELECT 1;
----
error 22023 EXPLAIN option TIMING requires ANALYZE

COPY cat (nosuch) TO STDOUT;
----
error 42703 column "nosuch" of relation "cat" does not exist

COPY nosuch TO STDOUT;
----
error 42P01 relation "nosuch" does not exist

COPY cat TO STDOUT (FORMAT nosuch);
----
error 22023 COPY format "nosuch" not recognized

COPY cat TO STDOUT (DELIMITER 'ab');
----
error 0A000 COPY delimiter must be a single one-byte character

COPY cat TO STDOUT (FORMAT csv, QUOTE 'xx');
----
error 0A000 COPY quote must be a single one-byte character

COPY cat TO STDOUT (NULL E'\n');
----
error 22023 COPY null representation cannot use newline or carriage return

COPY cat TO STDOUT (HEADER match);
----
error 0A000 cannot use "match" with HEADER in COPY TO

COPY cat TO STDOUT (FORMAT binary, DELIMITER ',');
----
error 42601 cannot specify DELIMITER in BINARY mode

COPY (INSERT INTO cat DEFAULT VALUES) TO STDOUT;
----
error 0A000 COPY query must have a RETURNING clause

COPY cat FROM STDIN (FORCE_QUOTE *);
----
error 0A000 COPY force quote available only in CSV mode

DROP TABLE cat, s;
----
DROP TABLE

# Types of users
CREATE TYPE mood AS ENUM ('sad', 'ok', 'happy'); CREATE TYPE pair AS (x int, y text); CREATE DOMAIN posint AS int CHECK (VALUE > 0) DEFAULT 7; CREATE TYPE frange AS RANGE (SUBTYPE = float8, SUBTYPE_DIFF = float8mi);
----
CREATE TYPE
CREATE TYPE
CREATE DOMAIN
CREATE TYPE

SELECT 'ok'::mood > 'sad', max(m), array_agg(m ORDER BY m DESC), enum_range(NULL::mood), enum_first(NULL::mood), enum_last(NULL::mood), enum_range('ok', NULL::mood) FROM (VALUES ('sad'::mood), ('happy')) v(m);
----
t|happy|{happy,sad}|{sad,ok,happy}|sad|happy|{ok,happy}
SELECT 1

SELECT 'meh'::mood;
----
error 22P02 invalid input value for enum mood: "meh"

SELECT 'ok'::mood = 'nope';
----
error 22P02 invalid input value for enum mood: "nope"

SELECT 'ok'::mood = 'ok'::text;
----
error 42883 operator does not exist: mood = text; ; No operator matches the given name and argument types. You might need to add explicit type casts.

SELECT 'ok'::mood::text, 'ok'::text::mood, 'ok'::mood || '!', 'ok'::mood IN ('sad', 'ok'), 'ok'::mood BETWEEN 'sad' AND 'happy';
----
ok|ok|ok!|t|t
SELECT 1

ALTER TYPE mood ADD VALUE 'fine' BEFORE 'happy'; SELECT enum_range(NULL::mood);
----
ALTER TYPE
error 55P04 unsafe use of new value "fine" of enum type mood; ; New enum values must be committed before they can be used.

ALTER TYPE mood ADD VALUE 'fine';
----
ALTER TYPE

ALTER TYPE mood ADD VALUE IF NOT EXISTS 'fine';
----
ALTER TYPE

ALTER TYPE mood ADD VALUE 'x' AFTER 'nosuch';
----
error 22023 "nosuch" is not an existing enum label

ALTER TYPE mood RENAME VALUE 'ok' TO 'okay'; SELECT 'okay'::mood; SELECT 'ok'::mood;
----
ALTER TYPE
okay
SELECT 1
error 22P02 invalid input value for enum mood: "ok"

SELECT (ROW(1, 'a')::pair).x, ('(2,"b c")'::pair).y, '(,)'::pair, ROW(1, NULL)::pair IS NULL, '(1,a)'::pair = ROW(1, 'a')::pair, '(1,a)'::pair < '(1,b)'::pair;
----
1|b c|(,)|f|t|t
SELECT 1

SELECT '(1)'::pair;
----
error 22P02 malformed record literal: "(1)"; Too few columns.

SELECT '(1,2,3)'::pair;
----
error 22P02 malformed record literal: "(1,2,3)"; Too many columns.

SELECT '(x,2)'::pair;
----
error 22P02 invalid input syntax for type integer: "x"

SELECT '1,2'::pair;
----
error 22P02 malformed record literal: "1,2"; Missing left parenthesis.

SELECT '(1,2'::pair;
----
error 22P02 malformed record literal: "(1,2"; Unexpected end of input.

SELECT ROW(1, 2, 3)::pair;
----
error 42846 cannot cast type record to pair; Input has too many columns.

SELECT ROW('x', 2)::pair;
----
error 22P02 invalid input syntax for type integer: "x"

SELECT (ROW(1, 'a')::pair).nosuch;
----
error 42703 column "nosuch" not found in data type pair

SELECT (ROW(1, 'a')::pair).*;
----
1|a
SELECT 1

SELECT 5::posint, pg_typeof(5::posint), 5::posint + 1, pg_typeof(5::posint + 1), ARRAY[1, 2]::posint[], NULL::posint;
----
5|posint|6|integer|{1,2}|NULL
SELECT 1

SELECT 0::posint;
----
error 23514 value for domain posint violates check constraint "posint_check"

SELECT '{1,-1}'::posint[];
----
error 23514 value for domain posint violates check constraint "posint_check"

SELECT CAST('abc' AS posint);
----
error 22P02 invalid input syntax for type integer: "abc"

ALTER DOMAIN posint ADD CONSTRAINT small CHECK (VALUE < 100); SELECT 100::posint;
----
ALTER DOMAIN
error 23514 value for domain posint violates check constraint "small"

ALTER DOMAIN posint DROP CONSTRAINT nosuch;
----
error 42704 constraint "nosuch" of domain "posint" does not exist

ALTER DOMAIN posint DROP CONSTRAINT small; ALTER DOMAIN posint SET NOT NULL; SELECT NULL::posint;
----
error 42704 constraint "small" of domain "posint" does not exist

SELECT frange(1, 2.5), '[1.5,2.5]'::frange * '[2,9)', frange(3, 1);
----
error 22000 range lower bound must be less than or equal to range upper bound

SELECT '[1.5,2.5]'::frange @> 2::float8, lower('[1,2]'::frange), '{[1,2],[3,4]}'::fmultirange + '{[2,3]}', fmultirange(frange(1, 2));
----
t|1|{[1,4]}|{[1,2)}
SELECT 1

CREATE TABLE typed (m mood DEFAULT 'sad', p pair, d posint, r frange); INSERT INTO typed VALUES (DEFAULT, '(1,a)', DEFAULT, '[1,2)'), ('happy', ROW(2, 'b'), 9, NULL) RETURNING *;
----
CREATE TABLE
happy|(2,b)|9|NULL
sad|(1,a)|7|[1,2)
INSERT 0 2

SELECT (p).x, m FROM typed WHERE (p).y = 'b' AND m > 'okay';
----
error 22P02 invalid input value for enum mood: "okay"

UPDATE typed SET p.x = (p).x + 10, d = 0 WHERE m = 'sad';
----
error 23514 value for domain posint violates check constraint "posint_check"

UPDATE typed SET p.x = (p).x + 10 WHERE m = 'sad' RETURNING p;
----
(11,a)
UPDATE 1

INSERT INTO typed (p.x, p.y, d) VALUES (5, 'q', 1) RETURNING p;
----
(5,q)
INSERT 0 1

DROP TYPE mood;
----
error 2BP01 cannot drop type mood because other objects depend on it; column m of table typed depends on type mood; Use DROP ... CASCADE to drop the dependent objects too.

DROP TYPE mood CASCADE; SELECT * FROM typed ORDER BY d;
----
DROP TYPE
(5,q)|1|NULL
(11,a)|7|[1,2)
(2,b)|9|NULL
SELECT 3

CREATE TYPE pair AS (x int);
----
error 42710 type "pair" already exists

CREATE DOMAIN d2 AS nosuch;
----
error 42704 type "nosuch" does not exist

CREATE DOMAIN d2 AS int CHECK (x > 1);
----
error 42703 column "x" does not exist

CREATE DOMAIN d2 AS int DEFAULT 'x';
----
error 22P02 invalid input syntax for type integer: "x"

CREATE TYPE int4 AS ENUM ();
----
CREATE TYPE

DROP DOMAIN nosuch;
----
error 42704 type "nosuch" does not exist

DROP TYPE posint;
----
error 2BP01 cannot drop type posint because other objects depend on it; column d of table typed depends on type posint; Use DROP ... CASCADE to drop the dependent objects too.

DROP TABLE typed; DROP TYPE pair, frange; DROP DOMAIN posint;
----
DROP TABLE
DROP TYPE
DROP DOMAIN
