# Queries: set operations, grouping, windows, CTEs, subqueries with NULL, LATERAL, DISTINCT ON, ties. Errors are told whole.
CREATE TABLE emp (id int PRIMARY KEY, name text, dept text, boss int, pay numeric, hired date);
----
CREATE TABLE

INSERT INTO emp VALUES (1, 'Ada', 'eng', NULL, 300, '2019-01-01'), (2, 'Bob', 'eng', 1, 200, '2020-02-01'), (3, 'Cyd', 'eng', 1, 200, '2021-03-01'), (4, 'Dot', 'ops', 1, 150, '2019-06-01'), (5, 'Eve', 'ops', 4, 150, NULL), (6, 'Flo', NULL, 4, NULL, '2022-01-01'), (7, 'Gus', 'hr', NULL, 90, '2023-01-01');
----
INSERT 0 7

CREATE TABLE pay (emp int, month date, amount numeric);
----
CREATE TABLE

INSERT INTO pay SELECT e.id, d, e.pay / 10 + extract(month FROM d) FROM emp e, generate_series(date '2024-01-01', date '2024-03-01', interval '1 month') d WHERE e.id < 6;
----
INSERT 0 15

# Comparisons with subqueries that have NULLs
SELECT id FROM emp WHERE dept IN (SELECT dept FROM emp WHERE id IN (1, 6)) ORDER BY id;
----
1
2
3
SELECT 3

SELECT id FROM emp WHERE dept NOT IN (SELECT dept FROM emp WHERE id IN (1, 6)) ORDER BY id;
----
SELECT 0

SELECT id FROM emp WHERE dept NOT IN (SELECT dept FROM emp WHERE id = 99) ORDER BY id;
----
1
2
3
4
5
6
7
SELECT 7

SELECT id FROM emp WHERE pay > ALL (SELECT pay FROM emp WHERE dept = 'ops') ORDER BY id;
----
1
2
3
SELECT 3

SELECT id FROM emp WHERE pay >= ALL (SELECT pay FROM emp) ORDER BY id;
----
SELECT 0

SELECT id FROM emp WHERE pay >= ALL (SELECT pay FROM emp WHERE pay IS NOT NULL) ORDER BY id;
----
1
SELECT 1

SELECT id FROM emp WHERE pay > ANY (SELECT pay FROM emp WHERE dept = 'ops') ORDER BY id;
----
1
2
3
SELECT 3

SELECT id, pay = ANY (SELECT 200 UNION SELECT NULL) FROM emp ORDER BY id;
----
1|NULL
2|t
3|t
4|NULL
5|NULL
6|NULL
7|NULL
SELECT 7

SELECT id, pay <> ALL (SELECT 200 UNION SELECT NULL) FROM emp ORDER BY id;
----
1|NULL
2|f
3|f
4|NULL
5|NULL
6|NULL
7|NULL
SELECT 7

SELECT id FROM emp WHERE (dept, pay) IN (SELECT dept, pay FROM emp WHERE id > 1) ORDER BY id;
----
2
3
4
5
7
SELECT 5

SELECT id FROM emp WHERE (dept, pay) NOT IN (SELECT dept, pay FROM emp WHERE id = 6) ORDER BY id;
----
SELECT 0

SELECT id FROM emp e WHERE EXISTS (SELECT FROM emp x WHERE x.boss = e.id) ORDER BY id;
----
1
4
SELECT 2

SELECT id FROM emp e WHERE NOT EXISTS (SELECT 1 FROM emp x WHERE x.boss = e.id AND x.pay > 160) ORDER BY id;
----
2
3
4
5
6
7
SELECT 6

SELECT id, (SELECT count(*) FROM emp x WHERE x.boss = e.id) FROM emp e ORDER BY id;
----
1|3
2|0
3|0
4|2
5|0
6|0
7|0
SELECT 7

SELECT id, (SELECT max(name) FROM emp x WHERE x.dept = e.dept AND x.id < e.id) FROM emp e ORDER BY id;
----
1|NULL
2|Ada
3|Bob
4|NULL
5|Dot
6|NULL
7|NULL
SELECT 7

SELECT (SELECT id FROM emp);
----
error 21000 more than one row returned by a subquery used as an expression

SELECT (SELECT id, name FROM emp WHERE id = 1);
----
error 42601 subquery must return only one column

SELECT (SELECT id FROM emp WHERE false);
----
NULL
SELECT 1

SELECT ARRAY(SELECT id FROM emp ORDER BY id DESC);
----
{7,6,5,4,3,2,1}
SELECT 1

SELECT ARRAY(SELECT id FROM emp WHERE false);
----
{}
SELECT 1

SELECT ARRAY(SELECT ARRAY[id, boss] FROM emp WHERE id IN (2, 3) ORDER BY id);
----
{{2,1},{3,1}}
SELECT 1

SELECT 1 IN (SELECT NULL::int), 1 NOT IN (SELECT NULL::int), NULL IN (SELECT 1 WHERE false), NULL NOT IN (SELECT 1 WHERE false);
----
NULL|NULL|f|t
SELECT 1

SELECT (1, 2) = (SELECT 1, 2), (1, NULL) = (SELECT 1, 2), (1, 2) < (SELECT 1, 3);
----
t|NULL|t
SELECT 1

SELECT ROW(1, 2) = ANY (SELECT 1, 2 UNION SELECT NULL, 2);
----
t
SELECT 1

SELECT (1, 2) = (SELECT 1);
----
error 42601 subquery has too few columns

SELECT 1 = (SELECT 1, 2);
----
error 42601 subquery must return only one column

SELECT 1 IN (SELECT 'a');
----
error 42883 operator does not exist: integer = text; ; No operator matches the given name and argument types. You might need to add explicit type casts.

SELECT 1 IN ('a');
----
error 22P02 invalid input syntax for type integer: "a"

SELECT 1 IN (1, NULL), 2 IN (1, NULL), 2 NOT IN (1, NULL), NULL IN (1), 1 IN (1.0, 2);
----
t|NULL|NULL|NULL|t
SELECT 1

SELECT EXISTS (SELECT NULL WHERE false), EXISTS (SELECT NULL), EXISTS (SELECT);
----
f|t|t
SELECT 1

# Joins
SELECT e.name, b.name FROM emp e LEFT JOIN emp b ON b.id = e.boss ORDER BY e.id;
----
Ada|NULL
Bob|Ada
Cyd|Ada
Dot|Ada
Eve|Dot
Flo|Dot
Gus|NULL
SELECT 7

SELECT e.name, b.name FROM emp e RIGHT JOIN emp b ON b.id = e.boss AND e.pay > 180 ORDER BY b.id, e.id;
----
Bob|Ada
Cyd|Ada
NULL|Bob
NULL|Cyd
NULL|Dot
NULL|Eve
NULL|Flo
NULL|Gus
SELECT 8

SELECT e.id, b.id FROM emp e FULL JOIN emp b ON b.id = e.boss + 3 ORDER BY e.id, b.id;
----
1|NULL
2|4
3|4
4|4
5|7
6|7
7|NULL
NULL|1
NULL|2
NULL|3
NULL|5
NULL|6
SELECT 12

SELECT count(*) FROM emp e CROSS JOIN pay p;
----
105
SELECT 1

SELECT count(*) FROM emp NATURAL JOIN (SELECT emp AS id, amount FROM pay) p;
----
15
SELECT 1

SELECT * FROM (VALUES (1, 'a'), (2, 'b')) a(x, y) FULL JOIN (VALUES (2, 'c'), (3, 'd')) b(x, z) USING (x) ORDER BY x;
----
1|a|NULL
2|b|c
3|NULL|d
SELECT 3

SELECT j.*, j.x FROM ((VALUES (1, 2)) a(x, y) JOIN (VALUES (1, 3)) b(x, z) USING (x)) AS j;
----
1|2|3|1
SELECT 1

SELECT u.x, a.x, b.x FROM (VALUES (1), (2)) a(x) LEFT JOIN (VALUES (2)) b(x) USING (x) AS u ORDER BY 1;
----
1|1|NULL
2|2|2
SELECT 2

SELECT * FROM emp JOIN pay USING (nosuch);
----
error 42703 column "nosuch" specified in USING clause does not exist in left table

SELECT id FROM emp JOIN emp e2 ON true;
----
error 42702 column reference "id" is ambiguous

SELECT * FROM emp e JOIN pay e ON true;
----
error 42712 table name "e" specified more than once

SELECT x.id FROM emp e;
----
error 42P01 missing FROM-clause entry for table "x"

SELECT emp.id FROM emp e;
----
error 42P01 invalid reference to FROM-clause entry for table "emp"; ; Perhaps you meant to reference the table alias "e".

SELECT * FROM (SELECT 1) ;
----
error 42601 subquery in FROM must have an alias; ; For example, FROM (SELECT ...) [AS] foo.

SELECT * FROM (VALUES (1, 2), (3)) v;
----
error 42601 VALUES lists must all be the same length

SELECT * FROM emp e, (SELECT e.id) s;
----
error 42P01 invalid reference to FROM-clause entry for table "e"; ; There is an entry for table "e", but it cannot be referenced from this part of the query.

SELECT e.id, l.n FROM emp e, LATERAL (SELECT count(*) AS n FROM pay p WHERE p.emp = e.id) l ORDER BY 1;
----
1|3
2|3
3|3
4|3
5|3
6|0
7|0
SELECT 7

SELECT e.id, l.amount FROM emp e LEFT JOIN LATERAL (SELECT amount FROM pay p WHERE p.emp = e.id ORDER BY month DESC LIMIT 1) l ON true ORDER BY 1;
----
1|33.0000000000000000
2|23.0000000000000000
3|23.0000000000000000
4|18.0000000000000000
5|18.0000000000000000
6|NULL
7|NULL
SELECT 7

SELECT e.id, g FROM emp e CROSS JOIN LATERAL generate_series(1, e.id % 3) g ORDER BY 1, 2;
----
1|1
2|1
2|2
4|1
5|1
5|2
7|1
SELECT 7

SELECT e.id FROM emp e RIGHT JOIN LATERAL (SELECT e.pay) l ON true;
----
error 42P10 invalid reference to FROM-clause entry for table "e"; The combining JOIN type must be INNER or LEFT for a LATERAL reference.

SELECT a, b, ordinality FROM unnest(ARRAY[1, 2], ARRAY['x', 'y', 'z']) WITH ORDINALITY AS u(a, b, ordinality) ORDER BY 3;
----
1|x|1
2|y|2
NULL|z|3
SELECT 3

SELECT * FROM ROWS FROM (generate_series(1, 2), generate_series(10, 12)) AS r(a, b) ORDER BY b;
----
1|10
2|11
NULL|12
SELECT 3

SELECT generate_series(1, 3), generate_series(1, 2);
----
1|1
2|2
3|NULL
SELECT 3

SELECT id, unnest(ARRAY[id, NULL]) FROM emp WHERE id < 3 ORDER BY 1, 2 NULLS FIRST;
----
1|NULL
1|1
2|NULL
2|2
SELECT 4

SELECT generate_series(1, 2) + generate_series(1, 3) AS s ORDER BY s;
----
2
4
NULL
SELECT 3

SELECT CASE WHEN true THEN generate_series(1, 2) END;
----
error 0A000 set-returning functions are not allowed in CASE; ; You might be able to move the set-returning function into a LATERAL FROM item.

SELECT coalesce(generate_series(1, 2), 3);
----
error 0A000 set-returning functions are not allowed in COALESCE; ; You might be able to move the set-returning function into a LATERAL FROM item.

SELECT id FROM emp WHERE generate_series(1, 2) = 1;
----
error 0A000 set-returning functions are not allowed in WHERE

SELECT sum(generate_series(1, 2));
----
error 0A000 aggregate function calls cannot contain set-returning function calls; ; You might be able to move the set-returning function into a LATERAL FROM item.

# DISTINCT, DISTINCT ON, LIMIT, ties
SELECT DISTINCT dept FROM emp ORDER BY dept NULLS FIRST;
----
NULL
eng
hr
ops
SELECT 4

SELECT DISTINCT ON (dept) dept, id FROM emp ORDER BY dept, pay DESC NULLS LAST, id;
----
eng|1
hr|7
ops|4
NULL|6
SELECT 4

SELECT DISTINCT ON (dept) dept, id FROM emp ORDER BY pay;
----
error 42P10 SELECT DISTINCT ON expressions must match initial ORDER BY expressions

SELECT DISTINCT ON (dept, boss) dept, boss, id FROM emp ORDER BY boss, dept, id DESC;
----
eng|1|3
ops|1|4
ops|4|5
NULL|4|6
eng|NULL|1
hr|NULL|7
SELECT 6

SELECT DISTINCT dept FROM emp ORDER BY pay;
----
error 42P10 for SELECT DISTINCT, ORDER BY expressions must appear in select list

SELECT DISTINCT dept, pay IS NULL FROM emp ORDER BY 2, 1;
----
eng|f
hr|f
ops|f
NULL|t
SELECT 4

SELECT id, pay FROM emp ORDER BY pay DESC NULLS LAST FETCH FIRST 2 ROWS WITH TIES;
----
1|300
2|200
3|200
SELECT 3

SELECT id, pay FROM emp ORDER BY pay DESC NULLS LAST OFFSET 3 FETCH NEXT 1 ROW WITH TIES;
----
4|150
5|150
SELECT 2

SELECT id FROM emp FETCH FIRST 2 ROWS WITH TIES;
----
error 42601 WITH TIES cannot be specified without ORDER BY clause

SELECT id FROM emp ORDER BY id FETCH FIRST ROW ONLY;
----
1
SELECT 1

SELECT id FROM emp ORDER BY id LIMIT NULL OFFSET NULL;
----
1
2
3
4
5
6
7
SELECT 7

SELECT id FROM emp ORDER BY id LIMIT ALL OFFSET 5;
----
6
7
SELECT 2

SELECT id FROM emp ORDER BY id LIMIT 0;
----
SELECT 0

SELECT id FROM emp ORDER BY id LIMIT -1;
----
error 2201W LIMIT must not be negative

SELECT id FROM emp ORDER BY id OFFSET -1;
----
error 2201X OFFSET must not be negative

SELECT id FROM emp ORDER BY id LIMIT 1.5;
----
1
2
SELECT 2

SELECT id FROM emp ORDER BY id LIMIT 'x';
----
error 22P02 invalid input syntax for type bigint: "x"

SELECT id FROM emp ORDER BY id LIMIT id;
----
error 42P10 argument of LIMIT must not contain variables

SELECT id FROM emp ORDER BY id LIMIT (SELECT 2) OFFSET (SELECT 1);
----
2
3
SELECT 2

SELECT id FROM emp ORDER BY 2;
----
error 42P10 ORDER BY position 2 is not in select list

SELECT id FROM emp ORDER BY 'id';
----
error 42601 non-integer constant in ORDER BY

SELECT id FROM emp ORDER BY -id LIMIT 2;
----
7
6
SELECT 2

SELECT id AS pay, pay AS x FROM emp ORDER BY pay LIMIT 2;
----
1|300
2|200
SELECT 2

SELECT id AS pay, pay AS x FROM emp ORDER BY pay + 0 LIMIT 2;
----
7|90
4|150
SELECT 2

SELECT pay AS id, id AS id FROM emp ORDER BY id;
----
error 42702 ORDER BY "id" is ambiguous

SELECT name FROM emp ORDER BY name COLLATE "C" DESC LIMIT 2;
----
Gus
Flo
SELECT 2

SELECT name FROM emp ORDER BY name USING > LIMIT 1;
----
Gus
SELECT 1

SELECT name FROM emp ORDER BY name USING ~~ LIMIT 1;
----
error 42809 operator ~~ is not a valid ordering operator; ; Ordering operators must be "<" or ">" members of btree operator families.

SELECT id FROM emp ORDER BY pay NULLS FIRST, id DESC;
----
6
7
5
4
3
2
1
SELECT 7

SELECT id FROM emp ORDER BY (dept, pay) LIMIT 3;
----
2
3
1
SELECT 3

# Groups
SELECT dept, count(*), count(pay), sum(pay), avg(pay)::numeric(9, 2) FROM emp GROUP BY dept ORDER BY dept;
----
eng|3|3|700|233.33
hr|1|1|90|90.00
ops|2|2|300|150.00
NULL|1|0|NULL|NULL
SELECT 4

SELECT dept, boss, count(*) FROM emp GROUP BY GROUPING SETS ((dept, boss), (dept), (boss), ()) ORDER BY dept NULLS FIRST, boss NULLS FIRST, 3;
----
NULL|NULL|1
NULL|NULL|2
NULL|NULL|7
NULL|1|3
NULL|4|1
NULL|4|2
eng|NULL|1
eng|NULL|3
eng|1|2
hr|NULL|1
hr|NULL|1
ops|NULL|2
ops|1|1
ops|4|1
SELECT 14

SELECT dept, grouping(dept), count(*) FROM emp GROUP BY ROLLUP (dept) ORDER BY 2, 1;
----
eng|0|3
hr|0|1
ops|0|2
NULL|0|1
NULL|1|7
SELECT 5

SELECT dept, boss, grouping(dept, boss), grouping(boss), sum(pay) FROM emp GROUP BY CUBE (dept, boss) ORDER BY 3, 1, 2;
----
eng|1|0|0|400
eng|NULL|0|0|300
hr|NULL|0|0|90
ops|1|0|0|150
ops|4|0|0|150
NULL|4|0|0|NULL
eng|NULL|1|1|700
hr|NULL|1|1|90
ops|NULL|1|1|300
NULL|NULL|1|1|NULL
NULL|1|2|0|550
NULL|4|2|0|150
NULL|NULL|2|0|390
NULL|NULL|3|1|1090
SELECT 14

SELECT dept, boss, count(*) FROM emp GROUP BY dept, ROLLUP (boss) ORDER BY 1, 2, 3;
----
eng|1|2
eng|NULL|1
eng|NULL|3
hr|NULL|1
hr|NULL|1
ops|1|1
ops|4|1
ops|NULL|2
NULL|4|1
NULL|NULL|1
SELECT 10

SELECT count(*) FROM emp GROUP BY GROUPING SETS ((), ());
----
7
7
SELECT 2

SELECT dept FROM emp GROUP BY GROUPING SETS (dept, dept) ORDER BY 1;
----
eng
eng
hr
hr
ops
ops
NULL
NULL
SELECT 8

SELECT dept, count(*) FROM emp GROUP BY DISTINCT ROLLUP (dept, boss), ROLLUP (dept) ORDER BY 1, 2;
----
eng|1
eng|2
eng|3
hr|1
hr|1
ops|1
ops|1
ops|2
NULL|1
NULL|1
NULL|7
SELECT 11

SELECT grouping(pay) FROM emp GROUP BY dept;
----
error 42803 arguments to GROUPING must be grouping expressions of the associated query level

SELECT dept, pay FROM emp GROUP BY dept;
----
error 42803 column "emp.pay" must appear in the GROUP BY clause or be used in an aggregate function

SELECT id, name, count(*) FROM emp GROUP BY id ORDER BY id LIMIT 2;
----
1|Ada|1
2|Bob|1
SELECT 2

SELECT dept || '!' AS d, count(*) FROM emp GROUP BY dept || '!' ORDER BY 1;
----
eng!|3
hr!|1
ops!|2
NULL|1
SELECT 4

SELECT dept AS d, count(*) FROM emp GROUP BY d ORDER BY d;
----
eng|3
hr|1
ops|2
NULL|1
SELECT 4

SELECT pay > 150 AS rich, count(*) FROM emp GROUP BY 1 ORDER BY 1;
----
f|3
t|3
NULL|1
SELECT 3

SELECT pay AS dept, count(*) FROM emp GROUP BY dept ORDER BY 2;
----
error 42803 column "emp.pay" must appear in the GROUP BY clause or be used in an aggregate function

SELECT count(*) FROM emp GROUP BY 3;
----
error 42P10 GROUP BY position 3 is not in select list

SELECT count(*) FROM emp GROUP BY count(*);
----
error 42803 aggregate functions are not allowed in GROUP BY

SELECT dept FROM emp WHERE count(*) > 1 GROUP BY dept;
----
error 42803 aggregate functions are not allowed in WHERE

SELECT dept FROM emp GROUP BY dept HAVING count(*) > 1 AND max(pay) < 250 ORDER BY 1;
----
ops
SELECT 1

SELECT 1 FROM emp HAVING count(*) > 100;
----
SELECT 0

SELECT count(*) FROM emp HAVING true;
----
7
SELECT 1

SELECT 'x' FROM emp HAVING max(id) = 7;
----
x
SELECT 1

SELECT max(id) FROM emp HAVING dept = 'eng';
----
error 42803 column "emp.dept" must appear in the GROUP BY clause or be used in an aggregate function

SELECT count(*), (SELECT count(e.id)) FROM emp e;
----
7|7
SELECT 1

SELECT (SELECT count(e.id) FROM pay p LIMIT 1) FROM emp e;
----
7
SELECT 1

SELECT sum(pay) OVER () FROM emp GROUP BY pay ORDER BY pay;
----
740
740
740
740
740
SELECT 5

SELECT dept, sum(sum(pay)) OVER (ORDER BY dept) FROM emp GROUP BY dept ORDER BY dept;
----
eng|700
hr|790
ops|1090
NULL|1090
SELECT 4

SELECT array_agg(name ORDER BY pay DESC NULLS LAST, name), string_agg(name, '-' ORDER BY id) FILTER (WHERE id < 4) FROM emp;
----
{Ada,Bob,Cyd,Dot,Eve,Gus,Flo}|Ada-Bob-Cyd
SELECT 1

SELECT string_agg(DISTINCT dept, ',' ORDER BY dept DESC), count(DISTINCT (dept, boss)) FROM emp;
----
ops,hr,eng|6
SELECT 1

SELECT json_agg(name ORDER BY id), jsonb_object_agg(id, dept) FROM emp WHERE id < 4;
----
["Ada", "Bob", "Cyd"]|{"1": "eng", "2": "eng", "3": "eng"}
SELECT 1

SELECT json_object_agg(dept, id ORDER BY id) FROM emp WHERE dept IS NOT NULL;
----
{ "eng" : 1, "eng" : 2, "eng" : 3, "ops" : 4, "ops" : 5, "hr" : 7 }
SELECT 1

SELECT jsonb_object_agg(dept, id) FROM emp;
----
error 22023 field name must not be null

# Set operations
SELECT 1 UNION SELECT 2.5 ORDER BY 1;
----
1
2.5
SELECT 2

SELECT 1 UNION SELECT 'a';
----
error 22P02 invalid input syntax for type integer: "a"

SELECT 'a' UNION SELECT 'b' ORDER BY 1;
----
a
b
SELECT 2

SELECT NULL UNION SELECT 1;
----
1
NULL
SELECT 2

SELECT NULL UNION SELECT NULL UNION SELECT 1;
----
error 42804 UNION types text and integer cannot be matched

SELECT 1, 2 UNION SELECT 1;
----
error 42601 each UNION query must have the same number of columns

SELECT dept FROM emp INTERSECT SELECT dept FROM emp WHERE id > 3 ORDER BY 1;
----
hr
ops
NULL
SELECT 3

SELECT dept FROM emp INTERSECT ALL SELECT dept FROM emp WHERE id > 2 ORDER BY 1;
----
eng
hr
ops
ops
NULL
SELECT 5

SELECT dept FROM emp EXCEPT SELECT 'eng' ORDER BY 1;
----
hr
ops
NULL
SELECT 3

SELECT dept FROM emp EXCEPT ALL SELECT 'eng' ORDER BY 1;
----
eng
eng
hr
ops
ops
NULL
SELECT 6

SELECT 1 UNION ALL SELECT 1 UNION SELECT 1;
----
1
SELECT 1

SELECT 1 UNION SELECT 1 UNION ALL SELECT 1;
----
1
1
SELECT 2

SELECT 1 UNION SELECT 2 INTERSECT SELECT 2 ORDER BY 1;
----
1
2
SELECT 2

(SELECT 1 UNION SELECT 2) INTERSECT SELECT 2;
----
2
SELECT 1

SELECT 1 EXCEPT SELECT 1 EXCEPT SELECT 1;
----
SELECT 0

SELECT 1 EXCEPT (SELECT 1 EXCEPT SELECT 1);
----
1
SELECT 1

(SELECT id FROM emp ORDER BY id LIMIT 2) UNION ALL (SELECT id FROM emp ORDER BY id DESC LIMIT 2) ORDER BY 1 DESC;
----
7
6
2
1
SELECT 4

SELECT id FROM emp UNION SELECT boss FROM emp ORDER BY name;
----
error 42703 column "name" does not exist

SELECT id AS x FROM emp WHERE id = 1 UNION SELECT 9 ORDER BY x + 1;
----
error 0A000 invalid UNION/INTERSECT/EXCEPT ORDER BY clause; Only result column names can be used, not expressions or functions.; Add the expression/function to every SELECT, or move the UNION into a FROM clause.

SELECT id FROM emp WHERE id = 1 UNION SELECT 9 FOR UPDATE;
----
error 0A000 FOR UPDATE is not allowed with UNION/INTERSECT/EXCEPT

VALUES (1, 'a'), (2, NULL) UNION ALL VALUES (3, 'c') ORDER BY 1;
----
1|a
2|NULL
3|c
SELECT 3

VALUES (1), ('2'), (3.5) ORDER BY 1;
----
1
2
3.5
SELECT 3

VALUES (1), ('x');
----
error 22P02 invalid input syntax for type integer: "x"

VALUES (ARRAY[1]), (ARRAY[2.5]);
----
{1}
{2.5}
SELECT 2

TABLE pay UNION ALL TABLE pay LIMIT 1 OFFSET 100;
----
SELECT 0

SELECT pg_typeof(x) FROM (SELECT '2024-01-01' UNION ALL SELECT date '2024-01-01') u(x);
----
date
date
SELECT 2

SELECT '{}'::json UNION SELECT '{}'::json;
----
error 42883 could not identify an equality operator for type json

SELECT '(1,2)'::point UNION ALL SELECT '(1,2)'::point;
----
(1,2)
(1,2)
SELECT 2

SELECT '(1,2)'::point UNION SELECT '(1,2)'::point;
----
error 42883 could not identify an equality operator for type point

# CTEs
WITH a AS (SELECT 1 AS x), b AS (SELECT x + 1 AS y FROM a) SELECT * FROM a, b;
----
1|2
SELECT 1

WITH a(p, q) AS (SELECT 1, 2) SELECT q, p FROM a;
----
2|1
SELECT 1

WITH a(p, q, r) AS (SELECT 1, 2) SELECT 1;
----
error 42P10 WITH query "a" has 2 columns available but 3 columns specified

WITH a AS (SELECT 1), a AS (SELECT 2) SELECT 1;
----
error 42712 WITH query name "a" specified more than once

WITH emp AS (SELECT 1 AS only) SELECT * FROM emp;
----
1
SELECT 1

WITH a AS MATERIALIZED (SELECT id FROM emp) SELECT count(*) FROM a WHERE id > 3;
----
4
SELECT 1

WITH a AS NOT MATERIALIZED (SELECT id FROM emp) SELECT a.id FROM a JOIN a b ON a.id = b.id + 5 ORDER BY 1;
----
6
7
SELECT 2

WITH RECURSIVE t(n) AS (VALUES (1) UNION ALL SELECT n + 1 FROM t WHERE n < 5) SELECT sum(n), count(*) FROM t;
----
15|5
SELECT 1

WITH RECURSIVE t(n) AS (VALUES (1) UNION SELECT (n * 2) % 7 FROM t) SELECT n FROM t ORDER BY n;
----
1
2
4
SELECT 3

WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t) SELECT n FROM t LIMIT 3;
----
1
2
3
SELECT 3

WITH RECURSIVE up(id, boss, path) AS (SELECT id, boss, ARRAY[id] FROM emp WHERE id = 5 UNION ALL SELECT e.id, e.boss, path || e.id FROM emp e JOIN up ON e.id = up.boss) SELECT * FROM up ORDER BY array_length(path, 1);
----
5|4|{5}
4|1|{5,4}
1|NULL|{5,4,1}
SELECT 3

WITH RECURSIVE d AS (SELECT id, 0 AS depth FROM emp WHERE boss IS NULL UNION ALL SELECT e.id, depth + 1 FROM d JOIN emp e ON e.boss = d.id) SEARCH DEPTH FIRST BY id SET ord SELECT id, depth, ord FROM d ORDER BY ord;
----
1|0|{(1)}
2|1|{(1),(2)}
3|1|{(1),(3)}
4|1|{(1),(4)}
5|2|{(1),(4),(5)}
6|2|{(1),(4),(6)}
7|0|{(7)}
SELECT 7

WITH RECURSIVE d AS (SELECT id, 0 AS depth FROM emp WHERE boss IS NULL UNION ALL SELECT e.id, depth + 1 FROM d JOIN emp e ON e.boss = d.id) SEARCH BREADTH FIRST BY id SET ord SELECT id, ord FROM d ORDER BY ord;
----
1|(0,1)
7|(0,7)
2|(1,2)
3|(1,3)
4|(1,4)
5|(2,5)
6|(2,6)
SELECT 7

WITH RECURSIVE g(a, b) AS (VALUES (1, 2) UNION ALL SELECT b, (b % 3) + 1 FROM g) CYCLE a SET looped USING way SELECT a, b, looped, way FROM g ORDER BY way;
----
1|2|f|{(1)}
2|3|f|{(1),(2)}
3|1|f|{(1),(2),(3)}
1|2|t|{(1),(2),(3),(1)}
SELECT 4

WITH RECURSIVE g(a) AS (VALUES (1) UNION ALL SELECT a % 3 + 1 FROM g) CYCLE a SET c TO 'y' DEFAULT 'n' USING p SELECT a, c FROM g ORDER BY p;
----
1|n
2|n
3|n
1|y
SELECT 4

WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 0.5 FROM t WHERE n < 2) SELECT * FROM t;
----
error 42804 recursive query "t" column 1 has type integer in non-recursive term but type numeric overall; ; Cast the output of the non-recursive term to the correct type.

WITH RECURSIVE t(n) AS (SELECT n FROM t UNION ALL SELECT 1) SELECT * FROM t;
----
error 42P19 recursive reference to query "t" must not appear within its non-recursive term

WITH RECURSIVE t(n) AS (SELECT 1 EXCEPT SELECT n FROM t) SELECT * FROM t;
----
error 42P19 recursive query "t" does not have the form non-recursive-term UNION [ALL] recursive-term

WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT a.n + b.n FROM t a, t b WHERE a.n < 9) SELECT * FROM t;
----
error 42P19 recursive reference to query "t" must not appear more than once

WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT max(n) + 1 FROM t WHERE n < 3) SELECT * FROM t;
----
error 42P19 aggregate functions are not allowed in a recursive query's recursive term

WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT x.n FROM (VALUES (1)) v LEFT JOIN t x ON true WHERE x.n < 3) SELECT * FROM t;
----
error 42P19 recursive reference to query "t" must not appear within an outer join

WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t WHERE n < 3 ORDER BY 1) SELECT * FROM t;
----
error 0A000 ORDER BY in a recursive query is not implemented

WITH RECURSIVE a AS (SELECT 1 AS x UNION ALL SELECT x FROM b), b AS (SELECT x FROM a) SELECT * FROM a;
----
error 0A000 mutual recursion between WITH items is not implemented

WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t WHERE n < (SELECT 4)) SELECT count(*) FROM t;
----
4
SELECT 1

WITH RECURSIVE a(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM a WHERE n < 3), b(m) AS (SELECT n FROM a UNION ALL SELECT m + 10 FROM b WHERE m < 10) SELECT m FROM b ORDER BY m;
----
1
2
3
11
12
13
SELECT 6

SELECT (WITH x AS (SELECT e.pay * 2 AS d) SELECT d FROM x) FROM emp e ORDER BY id;
----
600
400
400
300
300
NULL
180
SELECT 7

WITH w AS (INSERT INTO emp VALUES (8, 'Hal', 'hr', 7, 80, NULL) RETURNING id, pay) SELECT w.id, (SELECT count(*) FROM emp) FROM w;
----
8|7
SELECT 1

WITH u AS (UPDATE emp SET pay = pay + 1 WHERE dept = 'hr' RETURNING id, pay), d AS (DELETE FROM emp WHERE id = 8 RETURNING id) SELECT u.id, u.pay FROM u ORDER BY 1;
----
7|91
8|81
SELECT 2

SELECT id, pay FROM emp WHERE dept = 'hr' ORDER BY id;
----
7|91
8|81
SELECT 2

WITH d AS (DELETE FROM emp WHERE id = 8 RETURNING *) INSERT INTO pay SELECT id, hired, pay FROM d RETURNING emp, amount;
----
8|81
INSERT 0 1

WITH m AS (SELECT 1) DELETE FROM pay WHERE emp = 8;
----
DELETE 1

# Windows
SELECT id, row_number() OVER (ORDER BY pay DESC NULLS LAST, id), rank() OVER (ORDER BY pay DESC NULLS LAST), dense_rank() OVER (ORDER BY pay DESC NULLS LAST), percent_rank() OVER (ORDER BY pay), cume_dist() OVER (ORDER BY pay) FROM emp ORDER BY id;
----
1|1|1|1|0.8333333333333334|0.8571428571428571
2|2|2|2|0.5|0.7142857142857143
3|3|2|2|0.5|0.7142857142857143
4|4|4|3|0.16666666666666666|0.42857142857142855
5|5|4|3|0.16666666666666666|0.42857142857142855
6|7|7|5|1|1
7|6|6|4|0|0.14285714285714285
SELECT 7

SELECT id, ntile(3) OVER (ORDER BY id), ntile(10) OVER (ORDER BY id) FROM emp ORDER BY id;
----
1|1|1
2|1|2
3|1|3
4|2|4
5|2|5
6|3|6
7|3|7
SELECT 7

SELECT id, ntile(0) OVER (ORDER BY id) FROM emp;
----
error 22014 argument of ntile must be greater than zero

SELECT id, ntile(NULL) OVER (ORDER BY id) FROM emp ORDER BY id LIMIT 1;
----
1|NULL
SELECT 1

SELECT id, lag(id) OVER w, lead(id, 2) OVER w, lag(id, 1, -1) OVER w, lead(id, -1) OVER w, lag(id, NULL) OVER w FROM emp WINDOW w AS (ORDER BY id) ORDER BY id;
----
1|NULL|3|-1|NULL|NULL
2|1|4|1|1|NULL
3|2|5|2|2|NULL
4|3|6|3|3|NULL
5|4|7|4|4|NULL
6|5|NULL|5|5|NULL
7|6|NULL|6|6|NULL
SELECT 7

SELECT id, first_value(id) OVER w, last_value(id) OVER w, nth_value(id, 2) OVER w FROM emp WINDOW w AS (PARTITION BY dept ORDER BY id) ORDER BY id;
----
1|1|1|NULL
2|1|2|2
3|1|3|2
4|4|4|NULL
5|4|5|5
6|6|6|NULL
7|7|7|NULL
SELECT 7

SELECT nth_value(id, 0) OVER () FROM emp;
----
error 22016 argument of nth_value must be greater than zero

SELECT id, sum(pay) OVER (PARTITION BY dept ORDER BY id ROWS BETWEEN 1 PRECEDING AND CURRENT ROW) FROM emp ORDER BY id;
----
1|300
2|500
3|400
4|150
5|300
6|NULL
7|91
SELECT 7

SELECT id, count(*) OVER (ORDER BY pay RANGE BETWEEN 50 PRECEDING AND 50 FOLLOWING) FROM emp ORDER BY id;
----
1|1
2|4
3|4
4|4
5|4
6|1
7|1
SELECT 7

SELECT id, count(*) OVER (ORDER BY hired RANGE BETWEEN interval '1 year' PRECEDING AND CURRENT ROW) FROM emp ORDER BY id;
----
1|1
2|2
3|1
4|2
5|1
6|2
7|2
SELECT 7

SELECT id, array_agg(id) OVER (ORDER BY pay GROUPS BETWEEN 1 PRECEDING AND 1 FOLLOWING EXCLUDE CURRENT ROW) FROM emp WHERE pay <> 300 ORDER BY id;
----
2|{4,5,3}
3|{4,5,2}
4|{7,5,2,3}
5|{7,4,2,3}
7|{4,5}
SELECT 5

SELECT id, array_agg(id) OVER (ORDER BY id ROWS BETWEEN 1 FOLLOWING AND 2 FOLLOWING) FROM emp ORDER BY id;
----
1|{2,3}
2|{3,4}
3|{4,5}
4|{5,6}
5|{6,7}
6|{7}
7|NULL
SELECT 7

SELECT id, array_agg(id) OVER (ORDER BY id ROWS BETWEEN UNBOUNDED PRECEDING AND 2 PRECEDING) FROM emp ORDER BY id;
----
1|NULL
2|NULL
3|{1}
4|{1,2}
5|{1,2,3}
6|{1,2,3,4}
7|{1,2,3,4,5}
SELECT 7

SELECT id, sum(id) OVER (ORDER BY id ROWS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING EXCLUDE GROUP) FROM emp ORDER BY id;
----
1|27
2|25
3|22
4|18
5|13
6|7
7|NULL
SELECT 7

SELECT pay, sum(id) OVER (ORDER BY pay RANGE CURRENT ROW EXCLUDE TIES) FROM emp ORDER BY id;
----
300|1
200|2
200|3
150|4
150|5
NULL|6
91|7
SELECT 7

SELECT id, avg(pay) OVER (PARTITION BY dept) FROM emp ORDER BY id;
----
1|233.3333333333333333
2|233.3333333333333333
3|233.3333333333333333
4|150.0000000000000000
5|150.0000000000000000
6|NULL
7|91.0000000000000000
SELECT 7

SELECT id, max(pay) OVER (ORDER BY id ROWS 2 PRECEDING), min(name) OVER (ORDER BY id ROWS 2 PRECEDING) FROM emp ORDER BY id;
----
1|300|Ada
2|300|Ada
3|300|Ada
4|200|Bob
5|200|Cyd
6|150|Dot
7|150|Eve
SELECT 7

SELECT id, count(*) FILTER (WHERE pay > 150) OVER (ORDER BY id) FROM emp ORDER BY id;
----
1|1
2|2
3|3
4|3
5|3
6|3
7|3
SELECT 7

SELECT id, sum(id) OVER (ORDER BY id ROWS BETWEEN 2 FOLLOWING AND 1 FOLLOWING) FROM emp ORDER BY id LIMIT 1;
----
1|NULL
SELECT 1

SELECT sum(id) OVER (ORDER BY id ROWS BETWEEN CURRENT ROW AND 1 PRECEDING) FROM emp;
----
error 42P20 frame starting from current row cannot have preceding rows

SELECT sum(id) OVER (ORDER BY id ROWS UNBOUNDED FOLLOWING) FROM emp;
----
error 42P20 frame start cannot be UNBOUNDED FOLLOWING

SELECT sum(id) OVER (ORDER BY id ROWS -1 PRECEDING) FROM emp;
----
error 22013 frame starting offset must not be negative

SELECT sum(id) OVER (ROWS NULL PRECEDING) FROM emp;
----
error 22004 frame starting offset must not be null

SELECT sum(id) OVER (ORDER BY id, pay RANGE 1 PRECEDING) FROM emp;
----
error 42P20 RANGE with offset PRECEDING/FOLLOWING requires exactly one ORDER BY column

SELECT sum(id) OVER (RANGE 1 PRECEDING) FROM emp;
----
error 42P20 RANGE with offset PRECEDING/FOLLOWING requires exactly one ORDER BY column

SELECT sum(id) OVER (GROUPS 1 PRECEDING) FROM emp;
----
error 42P20 GROUPS mode requires an ORDER BY clause

SELECT sum(id) OVER (ORDER BY name RANGE 1 PRECEDING) FROM emp;
----
error 0A000 RANGE with offset PRECEDING/FOLLOWING is not supported for column type text

SELECT sum(id) OVER (ORDER BY pay RANGE -1 PRECEDING) FROM emp;
----
error 22013 invalid preceding or following size in window function

SELECT sum(id) OVER w FROM emp WINDOW w AS (ORDER BY id), w AS (ORDER BY pay);
----
error 42P20 window "w" is already defined

SELECT sum(id) OVER nosuch FROM emp;
----
error 42704 window "nosuch" does not exist

SELECT id, sum(id) OVER (w ORDER BY id) FROM emp WINDOW w AS (PARTITION BY dept) ORDER BY id;
----
1|1
2|3
3|6
4|4
5|9
6|6
7|7
SELECT 7

SELECT sum(id) OVER (w PARTITION BY dept) FROM emp WINDOW w AS (ORDER BY id);
----
error 42P20 cannot override PARTITION BY clause of window "w"

SELECT sum(id) OVER (w ORDER BY id) FROM emp WINDOW w AS (ORDER BY pay);
----
error 42P20 cannot override ORDER BY clause of window "w"

SELECT sum(id) OVER (w) FROM emp WINDOW w AS (ROWS 1 PRECEDING);
----
error 42P20 cannot copy window "w" because it has a frame clause; ; Omit the parentheses in this OVER clause.

SELECT id FROM emp WHERE row_number() OVER () = 1;
----
error 42P20 window functions are not allowed in WHERE

SELECT row_number() FROM emp;
----
error 42809 window function row_number requires an OVER clause

SELECT lower(name) OVER () FROM emp;
----
error 42809 OVER specified, but lower is not a window function nor an aggregate function

SELECT sum(DISTINCT id) OVER () FROM emp;
----
error 0A000 DISTINCT is not implemented for window functions

SELECT array_agg(id ORDER BY id) OVER () FROM emp;
----
error 0A000 aggregate ORDER BY is not implemented for window functions

SELECT row_number() FILTER (WHERE true) OVER () FROM emp;
----
error 0A000 FILTER is not implemented for non-aggregate window functions

SELECT sum(row_number() OVER ()) FROM emp;
----
error 42803 aggregate function calls cannot contain window function calls

SELECT sum(sum(id) OVER ()) OVER () FROM emp;
----
error 42P20 window function calls cannot be nested

SELECT id FROM emp ORDER BY row_number() OVER (ORDER BY pay DESC NULLS LAST, id DESC) LIMIT 3;
----
1
3
2
SELECT 3

SELECT DISTINCT count(*) OVER (PARTITION BY dept) FROM emp ORDER BY 1;
----
1
2
3
SELECT 3

SELECT x, sum(x) OVER (ORDER BY x ROWS BETWEEN 1 PRECEDING AND 1 FOLLOWING), avg(x) OVER (ORDER BY x ROWS BETWEEN 1 PRECEDING AND 1 FOLLOWING) FROM (VALUES (1.5::float8), ('NaN'), (3), (NULL)) v(x) ORDER BY x;
----
1.5|4.5|2.25
3|NaN|NaN
NaN|NaN|NaN
NULL|NaN|NaN
SELECT 4

SELECT x, bool_and(x > 1) OVER (ORDER BY x DESC), string_agg(x::text, '') OVER (ORDER BY x ROWS 1 PRECEDING), jsonb_agg(x) OVER (ORDER BY x ROWS BETWEEN 1 FOLLOWING AND 1 FOLLOWING) FROM generate_series(1, 4) x ORDER BY x;
----
1|f|1|[2]
2|t|12|[3]
3|t|23|[4]
4|t|34|NULL
SELECT 4

SELECT d, count(*) OVER (ORDER BY d RANGE BETWEEN '1 mon' PRECEDING AND '1 day' FOLLOWING) FROM (VALUES (date '2024-01-31'), ('2024-02-29'), ('2024-03-01'), (NULL), ('infinity')) v(d) ORDER BY d;
----
2024-01-31|1
2024-02-29|3
2024-03-01|2
infinity|1
NULL|1
SELECT 5

SELECT t, count(*) OVER (ORDER BY t DESC RANGE BETWEEN '1 hour' PRECEDING AND '30 min' FOLLOWING) FROM (VALUES (time '10:00'), ('10:45'), ('11:00'), ('23:59')) v(t) ORDER BY t;
----
10:00:00|3
10:45:00|2
11:00:00|2
23:59:00|1
SELECT 4

# Rows
SELECT ROW(1, 2) = ROW(1, 2), ROW(1, NULL) = ROW(1, 2), ROW(1, NULL) = ROW(2, NULL), ROW(1, 2) < ROW(1, 3), ROW(NULL, 1) < ROW(1, 1), ROW(1, NULL) < ROW(2, 0);
----
t|NULL|f|t|NULL|t
SELECT 1

SELECT ROW(1, NULL) IS NULL, ROW(1, NULL) IS NOT NULL, ROW(NULL, NULL) IS NULL, ROW() IS NULL, ROW() IS NOT NULL;
----
f|f|t|t|t
SELECT 1

SELECT ROW(1, NULL) IS DISTINCT FROM ROW(1, NULL), ROW(1, 2) IS NOT DISTINCT FROM ROW(1, 3), NULL IS DISTINCT FROM 1, NULL IS NOT DISTINCT FROM NULL;
----
f|f|t|t
SELECT 1

SELECT (1, 2) = (1, 2, 3);
----
error 42601 unequal number of entries in row expressions

SELECT (1, 'a') < (1, 2);
----
error 22P02 invalid input syntax for type integer: "a"

SELECT (1, 2) IS DISTINCT FROM (1);
----
error 42883 operator does not exist: record = integer; ; No operator matches the given name and argument types. You might need to add explicit type casts.

SELECT (1, 2) BETWEEN (0, 0) AND (1, 5), (1, 2) IN ((1, 2), (NULL, 3)), (3, 4) IN ((1, 2), (NULL, 4));
----
t|t|NULL
SELECT 1

SELECT ROW(1, 'x', NULL)::text, ROW('a,b', '"', '\', '(', '')::text, ROW(ROW(1, 2), ARRAY[1, NULL])::text;
----
(1,x,)|("a,b","""","\\","(","")|("(1,2)","{1,NULL}")
SELECT 1

SELECT e FROM emp e WHERE id = 1;
----
(1,Ada,eng,,300,2019-01-01)
SELECT 1

SELECT (e).name, (e).* FROM emp e WHERE id = 2;
----
Bob|2|Bob|eng|1|200|2020-02-01
SELECT 1

SELECT e.nosuch FROM emp e;
----
error 42703 column e.nosuch does not exist

SELECT e = e, e IS NULL, e IS NOT NULL FROM emp e WHERE id IN (1, 6) ORDER BY id;
----
t|f|f
t|f|f
SELECT 2

SELECT count(e), count(DISTINCT e) FROM emp e;
----
7|7
SELECT 1

SELECT row_to_json(e) FROM emp e WHERE id = 6;
----
{"id":6,"name":"Flo","dept":null,"boss":4,"pay":null,"hired":"2022-01-01"}
SELECT 1

SELECT max(id) FROM emp WHERE emp IS NOT NULL;
----
4
SELECT 1
