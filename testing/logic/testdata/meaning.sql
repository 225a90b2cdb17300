# NULL, types of literals, and whether an expression is computed once. Columns are told. Errors are told whole, with their positions.
SET default_transaction_isolation = 'serializable'
----
SET

CREATE TABLE t (id int PRIMARY KEY, a int, b text)
----
CREATE TABLE

INSERT INTO t VALUES (1,10,'x'),(2,NULL,'y'),(3,30,NULL)
----
INSERT 0 3

SELECT to_json(1) IS DISTINCT FROM NULL, to_json(1) IS NOT DISTINCT FROM NULL, NULL IS DISTINCT FROM to_json(1), NULL IS DISTINCT FROM NULL, NULL IS NOT DISTINCT FROM NULL
----
?column?:16|?column?:16|?column?:16|?column?:16|?column?:16
t|f|t|f|t
SELECT 1

SELECT to_json(1) IS DISTINCT FROM to_json(2)
----
error 42883 operator does not exist: json = json; ; No operator matches the given name and argument types. You might need to add explicit type casts.
at 19

SELECT to_json(1) IS DISTINCT FROM 'x'
----
error 42883 operator does not exist: json = unknown; ; No operator matches the given name and argument types. You might need to add explicit type casts.
at 19

SELECT (1,2) IS DISTINCT FROM (1,2), (1,NULL) IS DISTINCT FROM (1,NULL), (1,NULL) IS NOT DISTINCT FROM (1,2), (1,2) IS DISTINCT FROM NULL
----
?column?:16|?column?:16|?column?:16|?column?:16
f|f|f|t
SELECT 1

SELECT ROW(1,2) IS DISTINCT FROM ROW(1), 1
----
error 42601 unequal number of entries in row expressions
at 17

SELECT ROW() IS DISTINCT FROM ROW()
----
?column?:16
f
SELECT 1

SELECT id FROM t WHERE (a,b) IS DISTINCT FROM (10,'x') ORDER BY 1
----
id:23
2
3
SELECT 2

SELECT t IS DISTINCT FROM t FROM t
----
?column?:16
f
f
f
SELECT 3

SELECT x.id, y.id FROM t x, t y WHERE x IS NOT DISTINCT FROM y ORDER BY 1
----
id:23|id:23
1|1
2|2
3|3
SELECT 3

SELECT x.id, y.id FROM t x, t y WHERE (x.a,x.b) IS NOT DISTINCT FROM (y.a,y.b) ORDER BY 1
----
id:23|id:23
1|1
2|2
3|3
SELECT 3

SELECT ROW(1,to_json(1)) IS DISTINCT FROM ROW(1,to_json(1))
----
error 42883 operator does not exist: json = json; ; No operator matches the given name and argument types. You might need to add explicit type casts.
at 26

SELECT ROW(1,'a') IS DISTINCT FROM ROW('1','a')
----
?column?:16
f
SELECT 1

SELECT y.b FROM (SELECT * FROM t) x, (SELECT * FROM t) y GROUP BY x.id
----
error 42803 column "y.b" must appear in the GROUP BY clause or be used in an aggregate function
at 8

SELECT y.b FROM t x, t y GROUP BY x.id
----
error 42803 column "y.b" must appear in the GROUP BY clause or be used in an aggregate function
at 8

SELECT x.b FROM t x, t y GROUP BY x.id ORDER BY 1
----
b:25
x
y
NULL
SELECT 3

SELECT x.b FROM (SELECT * FROM t) x GROUP BY x.id ORDER BY 1
----
error 42803 column "x.b" must appear in the GROUP BY clause or be used in an aggregate function
at 8

SELECT t.b FROM t LEFT JOIN t u USING (id) GROUP BY t.id ORDER BY 1
----
b:25
x
y
NULL
SELECT 3

SELECT t.b FROM t LEFT JOIN t u USING (id) GROUP BY id ORDER BY 1
----
b:25
x
y
NULL
SELECT 3

SELECT u.b FROM t LEFT JOIN t u USING (id) GROUP BY u.id ORDER BY 1
----
b:25
x
y
NULL
SELECT 3

SELECT id, b, count(*) FROM t GROUP BY id HAVING b <> 'q' ORDER BY 1
----
id:23|b:25|count:20
1|x|1
2|y|1
SELECT 2

WITH w AS (SELECT * FROM t) SELECT b FROM w GROUP BY id
----
error 42803 column "w.b" must appear in the GROUP BY clause or be used in an aggregate function
at 36

SELECT (SELECT x.b) FROM t x GROUP BY x.id ORDER BY 1
----
b:25
x
y
NULL
SELECT 3

SELECT (SELECT x.b) FROM t x GROUP BY x.a ORDER BY 1
----
error 42803 subquery uses ungrouped column "x.b" from outer query
at 16

CREATE TABLE iu (i int, d date)
----
CREATE TABLE

INSERT INTO iu SELECT '1' UNION ALL SELECT '2'
----
error 42804 column "i" is of type integer but expression is of type text; ; You will need to rewrite or cast the expression.
at 23

INSERT INTO iu SELECT '1'
----
INSERT 0 1

INSERT INTO iu VALUES ('1'),('2')
----
INSERT 0 2

INSERT INTO iu(d) SELECT '2020-01-01' UNION SELECT NULL
----
error 42804 column "d" is of type date but expression is of type text; ; You will need to rewrite or cast the expression.
at 26

INSERT INTO iu (SELECT '1' ORDER BY 1)
----
error 42804 column "i" is of type integer but expression is of type text; ; You will need to rewrite or cast the expression.
at 24

INSERT INTO iu(d) SELECT DISTINCT '2020-01-01'
----
error 42804 column "d" is of type date but expression is of type text; ; You will need to rewrite or cast the expression.
at 35

INSERT INTO iu SELECT NULL UNION ALL SELECT '2'
----
error 42804 column "i" is of type integer but expression is of type text; ; You will need to rewrite or cast the expression.
at 23

INSERT INTO iu SELECT NULL UNION ALL SELECT NULL
----
error 42804 column "i" is of type integer but expression is of type text; ; You will need to rewrite or cast the expression.
at 23

INSERT INTO iu SELECT 1 UNION ALL SELECT '2'
----
INSERT 0 2

INSERT INTO iu (VALUES ('1'),('2') ORDER BY 1)
----
error 42804 column "i" is of type integer but expression is of type text; ; You will need to rewrite or cast the expression.

INSERT INTO iu (VALUES ('1'),('2') LIMIT 1)
----
error 42804 column "i" is of type integer but expression is of type text; ; You will need to rewrite or cast the expression.

INSERT INTO iu WITH w AS (SELECT 1) SELECT '5' FROM w
----
INSERT 0 1

INSERT INTO iu WITH w AS (SELECT 1) VALUES ('5')
----
error 42804 column "i" is of type integer but expression is of type text; ; You will need to rewrite or cast the expression.

INSERT INTO iu SELECT * FROM (VALUES ('1')) v
----
error 42804 column "i" is of type integer but expression is of type text; ; You will need to rewrite or cast the expression.
at 23

INSERT INTO iu VALUES ('1') UNION ALL VALUES ('2')
----
error 42804 column "i" is of type integer but expression is of type text; ; You will need to rewrite or cast the expression.

SELECT * FROM iu ORDER BY 1,2
----
i:23|d:1082
1|NULL
1|NULL
1|NULL
2|NULL
2|NULL
5|NULL
SELECT 6

SELECT (SELECT sum(t.a)) FROM t
----
sum:20
40
SELECT 1

SELECT (SELECT sum(t.a) + max(x)) FROM t, (VALUES (1)) v(x)
----
?column?:20
41
SELECT 1

SELECT (SELECT sum(t.a + u.a) FROM t u) FROM t ORDER BY 1
----
sum:20
60
100
NULL
SELECT 3

SELECT (SELECT sum(t.a) FROM t u LIMIT 1) FROM t
----
sum:20
40
SELECT 1

SELECT b FROM t GROUP BY b HAVING EXISTS (SELECT 1 WHERE sum(t.a) > 5)
----
b:25
NULL
x
SELECT 2

SELECT id FROM t WHERE EXISTS (SELECT 1 HAVING sum(t.a) > 5)
----
error 42803 aggregate functions are not allowed in WHERE
at 48

SELECT (SELECT count(t.id)), (SELECT count(*)) FROM t
----
count:20|count:20
3|1
SELECT 1

SELECT (SELECT count(u.id) FROM t u WHERE u.id = max(t.id)) FROM t
----
count:20
1
SELECT 1

SELECT b, (SELECT string_agg(t.b, ',' ORDER BY t.id)) FROM t GROUP BY b ORDER BY b
----
b:25|string_agg:25
x|x
y|y
NULL|NULL
SELECT 3

SELECT (SELECT (SELECT max(t.id))) FROM t
----
max:23
3
SELECT 1

SELECT (SELECT (SELECT max(u.id)) FROM t u) FROM t
----
max:23
3
3
3
SELECT 3

SELECT t.a, (SELECT sum(t.id)) FROM t GROUP BY t.a ORDER BY 1
----
a:23|sum:20
10|1
30|3
NULL|2
SELECT 3

SELECT t.b, (SELECT sum(t.id)) FROM t
----
error 42803 column "t.b" must appear in the GROUP BY clause or be used in an aggregate function
at 8

SELECT sum((SELECT sum(t.a))) FROM t
----
error 42803 aggregate function calls cannot be nested
at 20

SELECT (SELECT sum(t.a) FILTER (WHERE u.id > 1) FROM t u) FROM t ORDER BY 1
----
sum:20
20
60
NULL
SELECT 3

SELECT (SELECT sum(t.a) FILTER (WHERE t.id > 1) FROM (SELECT 1) u) FROM t ORDER BY 1
----
sum:20
30
SELECT 1

SELECT (SELECT count(*) FILTER (WHERE t.a > 10)) FROM t
----
count:20
1
SELECT 1

SELECT (SELECT sum(t.a + x) FROM (VALUES (1),(2)) v(x)) FROM t ORDER BY 1
----
sum:20
23
63
NULL
SELECT 3

SELECT u.id, (SELECT (SELECT sum(u.a) FROM t w WHERE w.id = u.id)) FROM t u GROUP BY u.id ORDER BY 1
----
id:23|sum:20
1|10
2|NULL
3|30
SELECT 3

SELECT max(t.id) FROM t HAVING (SELECT max(t.a)) > 5
----
max:23
3
SELECT 1

SELECT id FROM t ORDER BY (SELECT max(t.a))
----
error 42803 column "t.id" must appear in the GROUP BY clause or be used in an aggregate function
at 8

# sorted
SELECT t.id FROM t GROUP BY t.id ORDER BY (SELECT -max(t.a)) NULLS LAST
----
id:23
1
2
3
SELECT 3

SELECT * FROM t, LATERAL (SELECT sum(t.a)) x
----
error 42803 aggregate functions are not allowed in FROM clause of their own query level
at 34

SELECT (SELECT array_agg(t.id ORDER BY t.id DESC)) FROM t
----
array_agg:1007
{3,2,1}
SELECT 1

SELECT (SELECT sum(t.id) FROM t GROUP BY x.id) FROM t x ORDER BY 1
----
sum:20
6
6
6
SELECT 3

SELECT (SELECT t.a FROM t u LIMIT 1) FROM t GROUP BY t.id ORDER BY 1
----
a:23
10
30
NULL
SELECT 3

SELECT (SELECT t.a + sum(t.a)) FROM t
----
error 42803 subquery uses ungrouped column "t.a" from outer query
at 16

SELECT EXISTS (SELECT 1 WHERE max(t.id) = 3) FROM t
----
exists:16
t
SELECT 1

SELECT 3 IN (SELECT max(t.id)) FROM t
----
?column?:16
t
SELECT 1

UPDATE t SET a = (SELECT max(t.id))
----
error 42803 aggregate functions are not allowed in UPDATE
at 26

SELECT id, (SELECT count(*) FROM t u WHERE u.id <= max(t.id)) FROM t GROUP BY id ORDER BY id
----
id:23|count:20
1|1
2|2
3|3
SELECT 3

SELECT (SELECT sum(DISTINCT t.a)) FROM t
----
sum:20
40
SELECT 1

CREATE TABLE pp (id int PRIMARY KEY)
----
CREATE TABLE

CREATE TABLE cc (pid int REFERENCES pp)
----
CREATE TABLE

BEGIN
----
BEGIN

SET CONSTRAINTS nosuch DEFERRED
----
error 42704 constraint "nosuch" does not exist

ROLLBACK
----
ROLLBACK

SET CONSTRAINTS nosuch DEFERRED
----
error 42704 constraint "nosuch" does not exist

SET CONSTRAINTS ALL DEFERRED
----
SET CONSTRAINTS

BEGIN
----
BEGIN

SET CONSTRAINTS cc_pid_fkey DEFERRED
----
error 42809 constraint "cc_pid_fkey" is not deferrable

ROLLBACK
----
ROLLBACK

BEGIN
----
BEGIN

SET CONSTRAINTS cc_pid_fkey IMMEDIATE
----
SET CONSTRAINTS

ROLLBACK
----
ROLLBACK

BEGIN
----
BEGIN

SET CONSTRAINTS nosuch.cc_pid_fkey IMMEDIATE
----
error 3F000 schema "nosuch" does not exist

ROLLBACK
----
ROLLBACK

BEGIN
----
BEGIN

SET CONSTRAINTS t_pkey IMMEDIATE
----
SET CONSTRAINTS

ROLLBACK
----
ROLLBACK

BEGIN
----
BEGIN

SET CONSTRAINTS ALL IMMEDIATE
----
SET CONSTRAINTS

ROLLBACK
----
ROLLBACK

BEGIN
----
BEGIN

SELECT pg_sleep(0.05)
----
pg_sleep:2278
''
SELECT 1

SELECT statement_timestamp() - now() > interval '0.04 s', transaction_timestamp() = now()
----
?column?:16|?column?:16
t|t
SELECT 1

COMMIT AND CHAIN
----
COMMIT

SELECT pg_sleep(0.05)
----
pg_sleep:2278
''
SELECT 1

SELECT statement_timestamp() - now() > interval '0.04 s'
----
?column?:16
t
SELECT 1

COMMIT
----
COMMIT

SELECT statement_timestamp() = now()
----
?column?:16
t
SELECT 1
