# CREATE TABLE … AS and SELECT … INTO. Columns are told. Errors are told whole, with their positions.
SET default_transaction_isolation = 'serializable'
----
SET

CREATE TABLE src (id int PRIMARY KEY, name varchar(10) NOT NULL, n numeric(8,2), at timestamp(3), tags text[])
----
CREATE TABLE

INSERT INTO src VALUES (1, 'a', 1.25, '2001-02-03 04:05:06.789', '{x,y}'), (2, 'b', NULL, NULL, NULL), (3, 'c', -7, '1999-01-01', '{}')
----
INSERT 0 3

CREATE TABLE t1 AS SELECT * FROM src ORDER BY id
----
SELECT 3

SELECT * FROM t1 ORDER BY id
----
id:23|name:1043|n:1700|at:1114|tags:1009
1|a|1.25|2001-02-03 04:05:06.789|{x,y}
2|b|NULL|NULL|NULL
3|c|-7.00|1999-01-01 00:00:00|{}
SELECT 3

SELECT attname, format_type(atttypid, atttypmod), attnotnull, atthasdef FROM pg_attribute WHERE attrelid = 't1'::regclass AND attnum > 0 ORDER BY attnum
----
attname:19|format_type:25|attnotnull:16|atthasdef:16
id|integer|f|f
name|character varying(10)|f|f
n|numeric(8,2)|f|f
at|timestamp(3) without time zone|f|f
tags|text[]|f|f
SELECT 5

SELECT count(*) FROM pg_constraint WHERE conrelid = 't1'::regclass
----
count:20
0
SELECT 1

CREATE TABLE t1 AS SELECT 1 AS x
----
error 42P07 relation "t1" already exists

CREATE TABLE IF NOT EXISTS t1 AS SELECT 1 AS x
----
CREATE TABLE AS

SELECT count(*) FROM t1
----
count:20
3
SELECT 1

CREATE TABLE IF NOT EXISTS t2 (a, b) AS SELECT id, name || '!' FROM src WHERE id > 1 WITH DATA
----
SELECT 2

SELECT * FROM t2 ORDER BY a
----
a:23|b:25
2|b!
3|c!
SELECT 2

CREATE TABLE t3 (a) AS SELECT id, name, 'lit' AS l, NULL AS n, 1.5 AS d, now() IS NULL AS nothing FROM src WITH NO DATA
----
CREATE TABLE AS

SELECT attname, format_type(atttypid, atttypmod) FROM pg_attribute WHERE attrelid = 't3'::regclass AND attnum > 0 ORDER BY attnum
----
attname:19|format_type:25
a|integer
name|character varying(10)
l|text
n|text
d|numeric
nothing|boolean
SELECT 6

SELECT * FROM t3
----
SELECT 0

CREATE TABLE t4 (a, b, c) AS SELECT 1, 2
----
error 42601 too many column names were specified

CREATE TABLE t4 AS SELECT 1 AS a, 2 AS a
----
error 42701 column "a" specified more than once

CREATE TABLE t4 AS SELECT 1, 2
----
error 42701 column "?column?" specified more than once

CREATE TABLE t4 (a) AS SELECT 1, 2 AS a
----
error 42701 column "a" specified more than once

CREATE TABLE t4 AS SELECT ROW(1, 2) AS r
----
error 42P16 column "r" has pseudo-type record

CREATE TABLE t4 AS SELECT nosuch FROM src
----
error 42703 column "nosuch" does not exist
at 27

CREATE TABLE t4 AS SELECT 1/0 AS x
----
error 22012 division by zero

SELECT * FROM t4
----
error 42P01 relation "t4" does not exist
at 15

CREATE TABLE t4 AS SELECT 1 AS ctid
----
error 42701 column name "ctid" conflicts with a system column name

CREATE TABLE nosuch.t4 AS SELECT 1 AS a
----
error 3F000 schema "nosuch" does not exist

CREATE TABLE t4 AS VALUES (1, 'one'), (2, 'two')
----
SELECT 2

SELECT * FROM t4 ORDER BY 1
----
column1:23|column2:25
1|one
2|two
SELECT 2

CREATE TABLE t5 AS TABLE t4
----
SELECT 2

SELECT column2 FROM t5 ORDER BY column1
----
column2:25
one
two
SELECT 2

CREATE TABLE t6 AS WITH x AS (SELECT id * 10 AS big FROM src) SELECT big, count(*) OVER_ALL FROM x GROUP BY big
----
SELECT 3

SELECT * FROM t6 ORDER BY 1
----
big:23|over_all:20
10|1
20|1
30|1
SELECT 3

CREATE TABLE t7 AS SELECT id FROM src UNION ALL SELECT a FROM t2 ORDER BY 1 LIMIT 4
----
SELECT 4

SELECT * FROM t7 ORDER BY 1
----
id:23
1
2
2
3
SELECT 4

CREATE UNLOGGED TABLE t8 AS SELECT generate_series(1, 1000) AS i
----
SELECT 1000

SELECT count(*), sum(i) FROM t8
----
count:20|sum:20
1000|500500
SELECT 1

PREPARE p (int, text) AS SELECT id, name, $2 AS t FROM src WHERE id >= $1
----
PREPARE

CREATE TABLE t9 AS EXECUTE p (2, 'w')
----
SELECT 2

SELECT * FROM t9 ORDER BY id
----
id:23|name:1043|t:25
2|b|w
3|c|w
SELECT 2

CREATE TABLE t10 AS EXECUTE p (2)
----
error 42601 wrong number of parameters for prepared statement "p"; Expected 2 parameters but got 1.

CREATE TABLE t10 AS EXECUTE nosuch
----
error 26000 prepared statement "nosuch" does not exist

PREPARE w AS INSERT INTO t8 VALUES (1)
----
PREPARE

CREATE TABLE t10 AS EXECUTE w
----
error 42809 prepared statement is not a SELECT

SELECT id, name INTO t11 FROM src WHERE id < 3
----
SELECT 2

SELECT * FROM t11 ORDER BY id
----
id:23|name:1043
1|a
2|b
SELECT 2

SELECT 1 AS a INTO TABLE t12 UNION ALL SELECT 2
----
SELECT 2

SELECT * FROM t12 ORDER BY a
----
a:23
1
2
SELECT 2

SELECT 1 AS a INTO UNLOGGED t13
----
SELECT 1

SELECT 1 AS a INTO t13
----
error 42P07 relation "t13" already exists

SELECT * FROM (SELECT 1 AS a INTO t14) x
----
error 42601 SELECT ... INTO is not allowed here
at 35

WITH x AS (SELECT 1 AS a INTO t14) SELECT * FROM x
----
error 42601 SELECT ... INTO is not allowed here
at 31

INSERT INTO t12 SELECT 3 INTO t14
----
error 42601 SELECT ... INTO is not allowed here
at 31

BEGIN
----
BEGIN

CREATE TABLE t14 AS SELECT id FROM src
----
SELECT 3

INSERT INTO t14 VALUES (99)
----
INSERT 0 1

SELECT * INTO t15 FROM t14
----
SELECT 4

SELECT count(*) FROM t15
----
count:20
4
SELECT 1

SAVEPOINT s
----
SAVEPOINT

CREATE TABLE t16 AS SELECT id / (id - 3) AS x FROM src
----
error 22012 division by zero

ROLLBACK TO s
----
ROLLBACK

SELECT sum(id) FROM t15
----
sum:20
105
SELECT 1

ROLLBACK
----
ROLLBACK

SELECT * FROM t15
----
error 42P01 relation "t15" does not exist
at 15

BEGIN READ ONLY
----
BEGIN

CREATE TABLE t16 AS SELECT 1 AS a
----
error 25006 cannot execute CREATE TABLE AS in a read-only transaction

ROLLBACK
----
ROLLBACK

BEGIN READ ONLY
----
BEGIN

SELECT 1 AS a INTO t16
----
error 25006 cannot execute SELECT INTO in a read-only transaction

ROLLBACK
----
ROLLBACK

ALTER TABLE t1 ADD PRIMARY KEY (id)
----
ALTER TABLE

INSERT INTO t1 SELECT id + 10, name, n, at, tags FROM src
----
INSERT 0 3

INSERT INTO t1 (id) VALUES (1)
----
error 23505 duplicate key value violates unique constraint "t1_pkey"; Key (id)=(1) already exists.

SELECT count(*) FROM t1
----
count:20
6
SELECT 1

CREATE ROLE maker
----
CREATE ROLE

GRANT USAGE, CREATE ON SCHEMA public TO maker
----
GRANT

SET ROLE maker
----
SET

CREATE TABLE t17 AS SELECT * FROM src
----
error 42501 permission denied for table src

RESET ROLE
----
RESET

GRANT SELECT ON src TO maker
----
GRANT

SET ROLE maker
----
SET

CREATE TABLE t17 AS SELECT id FROM src
----
SELECT 3

SELECT count(*) FROM t17
----
count:20
3
SELECT 1

SELECT tableowner FROM pg_tables WHERE tablename = 't17'
----
tableowner:19
maker
SELECT 1

RESET ROLE
----
RESET

REVOKE CREATE ON SCHEMA public FROM maker
----
REVOKE

SET ROLE maker
----
SET

CREATE TABLE t18 AS SELECT id FROM src
----
error 42501 permission denied for schema public

SELECT id INTO t18 FROM src
----
error 42501 permission denied for schema public

RESET ROLE
----
RESET

DROP TABLE t17
----
DROP TABLE

REVOKE ALL ON src FROM maker
----
REVOKE

REVOKE ALL ON SCHEMA public FROM maker
----
REVOKE

DROP ROLE maker
----
DROP ROLE
