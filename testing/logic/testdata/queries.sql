CREATE TABLE dept (id int PRIMARY KEY, name text); CREATE TABLE emp (id int PRIMARY KEY, name text, dept int, salary int, boss int)
----
CREATE TABLE
CREATE TABLE

INSERT INTO dept VALUES (1, 'eng'), (2, 'ops'), (3, 'hr'); INSERT INTO emp VALUES (1, 'ann', 1, 100, NULL), (2, 'bob', 1, 80, 1), (3, 'cy', 2, 70, 1), (4, 'di', NULL, 60, 2), (5, 'ed', 2, 70, 3)
----
INSERT 0 3
INSERT 0 5

SELECT e.name, d.name FROM emp e JOIN dept d ON e.dept = d.id ORDER BY e.id
----
ann|eng
bob|eng
cy|ops
ed|ops
SELECT 4

SELECT e.name, d.name FROM emp e LEFT JOIN dept d ON e.dept = d.id ORDER BY e.id
----
ann|eng
bob|eng
cy|ops
di|NULL
ed|ops
SELECT 5

SELECT d.name, e.name FROM dept d LEFT JOIN emp e ON e.dept = d.id AND e.salary > 75 ORDER BY d.id, e.id
----
eng|ann
eng|bob
ops|NULL
hr|NULL
SELECT 4

SELECT d.name, count(e.id) FROM dept d LEFT JOIN emp e ON e.dept = d.id GROUP BY d.name ORDER BY d.name
----
eng|2
hr|0
ops|2
SELECT 3

SELECT e.name, b.name FROM emp e JOIN emp b ON e.boss = b.id ORDER BY e.name
----
bob|ann
cy|ann
di|bob
ed|cy
SELECT 4

SELECT e.name, b.name, c.name FROM emp e LEFT JOIN emp b ON e.boss = b.id LEFT JOIN emp c ON b.boss = c.id ORDER BY 1
----
ann|NULL|NULL
bob|ann|NULL
cy|ann|NULL
di|bob|ann
ed|cy|ann
SELECT 5

SELECT count(*) FROM emp, dept
----
15
SELECT 1

SELECT count(*) FROM emp CROSS JOIN dept WHERE emp.dept = dept.id
----
4
SELECT 1

SELECT e.name, d.name FROM emp e RIGHT JOIN dept d ON e.dept = d.id ORDER BY d.id, e.id
----
ann|eng
bob|eng
cy|ops
ed|ops
NULL|hr
SELECT 5

SELECT e.name, d.name FROM emp e FULL JOIN dept d ON e.dept = d.id ORDER BY d.id, e.id
----
ann|eng
bob|eng
cy|ops
ed|ops
NULL|hr
di|NULL
SELECT 6

SELECT * FROM dept JOIN (SELECT dept AS id, max(salary) AS top FROM emp GROUP BY dept) m USING (id) ORDER BY id
----
1|eng|100
2|ops|70
SELECT 2

SELECT * FROM dept NATURAL JOIN (VALUES (1, 'x'), (3, 'y')) v(id, tag) ORDER BY id
----
1|eng|x
3|hr|y
SELECT 2

SELECT dept, count(*), sum(salary), avg(salary), min(name), max(name) FROM emp GROUP BY dept ORDER BY dept
----
1|2|180|90.0000000000000000|ann|bob
2|2|140|70.0000000000000000|cy|ed
NULL|1|60|60.0000000000000000|di|di
SELECT 3

SELECT dept, sum(salary) FROM emp GROUP BY dept HAVING sum(salary) > 100 ORDER BY dept
----
1|180
2|140
SELECT 2

SELECT count(*), count(dept), count(DISTINCT dept), sum(salary) FILTER (WHERE dept = 1) FROM emp
----
5|4|2|180
SELECT 1

SELECT sum(salary), avg(salary), count(*) FROM emp WHERE id > 100
----
NULL|NULL|0
SELECT 1

SELECT string_agg(name, ',' ORDER BY name DESC), array_agg(id ORDER BY id), bool_and(salary > 50), bool_or(salary > 90), every(id > 0) FROM emp
----
ed,di,cy,bob,ann|{1,2,3,4,5}|t|t|t
SELECT 1

SELECT dept, name FROM emp GROUP BY dept
----
error 42803

SELECT sum(name) FROM emp
----
error 42883

SELECT sum(sum(salary)) FROM emp
----
error 42803

SELECT name FROM emp WHERE sum(salary) > 1
----
error 42803

SELECT salary / 10 AS band, count(*) FROM emp GROUP BY salary / 10 ORDER BY band
----
6|1
7|2
8|1
10|1
SELECT 4

SELECT salary / 10 AS band, count(*) FROM emp GROUP BY 1 ORDER BY 1
----
6|1
7|2
8|1
10|1
SELECT 4

SELECT salary / 10 AS band, count(*) FROM emp GROUP BY band ORDER BY count(*) DESC, band
----
7|2
6|1
8|1
10|1
SELECT 4

SELECT DISTINCT salary FROM emp ORDER BY salary
----
60
70
80
100
SELECT 4

SELECT DISTINCT ON (dept) dept, name, salary FROM emp ORDER BY dept, salary DESC, name
----
1|ann|100
2|cy|70
NULL|di|60
SELECT 3

SELECT name FROM emp WHERE salary > (SELECT avg(salary) FROM emp) ORDER BY name
----
ann
bob
SELECT 2

SELECT name FROM emp WHERE dept IN (SELECT id FROM dept WHERE name <> 'hr') ORDER BY name
----
ann
bob
cy
ed
SELECT 4

SELECT name FROM dept d WHERE EXISTS (SELECT 1 FROM emp WHERE dept = d.id) ORDER BY name
----
eng
ops
SELECT 2

SELECT name FROM dept d WHERE NOT EXISTS (SELECT 1 FROM emp WHERE dept = d.id)
----
hr
SELECT 1

SELECT name FROM dept WHERE id NOT IN (SELECT dept FROM emp)
----
SELECT 0

SELECT name FROM dept WHERE id NOT IN (SELECT dept FROM emp WHERE dept IS NOT NULL)
----
hr
SELECT 1

SELECT name, (SELECT d.name FROM dept d WHERE d.id = e.dept) FROM emp e ORDER BY id
----
ann|eng
bob|eng
cy|ops
di|NULL
ed|ops
SELECT 5

SELECT (SELECT salary FROM emp)
----
error 21000

SELECT (SELECT id, name FROM emp)
----
error 42601

SELECT name FROM emp WHERE salary = ANY (SELECT max(salary) FROM emp GROUP BY dept) ORDER BY name
----
ann
cy
di
ed
SELECT 4

SELECT name FROM emp WHERE salary >= ALL (SELECT salary FROM emp)
----
ann
SELECT 1

SELECT name FROM emp e WHERE salary = (SELECT max(salary) FROM emp WHERE dept = e.dept) ORDER BY name
----
ann
cy
ed
SELECT 3

SELECT id FROM emp UNION SELECT id FROM dept ORDER BY id
----
1
2
3
4
5
SELECT 5

SELECT dept FROM emp UNION ALL SELECT id FROM dept ORDER BY 1
----
1
1
1
2
2
2
3
NULL
SELECT 8

SELECT id FROM emp INTERSECT SELECT id FROM dept ORDER BY id
----
1
2
3
SELECT 3

SELECT id FROM emp EXCEPT SELECT id FROM dept ORDER BY id
----
4
5
SELECT 2

SELECT id FROM emp UNION SELECT name FROM dept
----
error 42804

SELECT id, name FROM emp UNION SELECT id FROM dept
----
error 42601

SELECT 1 UNION SELECT 2.5 ORDER BY 1
----
1
2.5
SELECT 2

WITH top AS (SELECT * FROM emp WHERE salary > 65) SELECT name FROM top ORDER BY salary DESC, name
----
ann
bob
cy
ed
SELECT 4

WITH a AS (SELECT 1 AS x), b AS (SELECT x + 1 AS y FROM a) SELECT * FROM a, b
----
1|2
SELECT 1

SELECT * FROM emp ORDER BY dept NULLS FIRST, salary DESC, id
----
4|di|NULL|60|2
1|ann|1|100|NULL
2|bob|1|80|1
3|cy|2|70|1
5|ed|2|70|3
SELECT 5

SELECT name FROM emp ORDER BY dept DESC, name
----
di
cy
ed
ann
bob
SELECT 5

SELECT name, salary * 2 AS dbl FROM emp ORDER BY dbl, name
----
di|120
cy|140
ed|140
bob|160
ann|200
SELECT 5

SELECT name FROM emp ORDER BY 2
----
error 42P10

SELECT name AS n FROM emp WHERE n = 'ann'
----
error 42703

SELECT id FROM emp, dept
----
error 42702

SELECT emp.nosuch FROM emp
----
error 42703

SELECT nosuch.id FROM emp
----
error 42P01

SELECT e.id FROM emp e JOIN dept d ON e.dept = d.nosuch
----
error 42703

SELECT * FROM emp e JOIN emp e ON true
----
error 42712

SELECT count(*) FROM emp WHERE name ~ '^[a-c]' AND length(name) > 1
----
3
SELECT 1

SELECT name FROM emp ORDER BY salary, name LIMIT 2 OFFSET 1
----
cy
ed
SELECT 2

SELECT name FROM emp ORDER BY id LIMIT NULL OFFSET 3
----
di
ed
SELECT 2

SELECT name FROM emp ORDER BY id LIMIT (SELECT 2)
----
ann
bob
SELECT 2

SELECT x.name FROM (SELECT name, salary FROM emp WHERE salary > 65) x WHERE x.salary < 90 ORDER BY 1
----
bob
cy
ed
SELECT 3

SELECT a.x, b.x FROM generate_series(1, 2) a(x), generate_series(a.x, 2) b(x) ORDER BY 1, 2
----
1|1
1|2
2|2
SELECT 3

SELECT d.name, t.name FROM dept d, LATERAL (SELECT name FROM emp WHERE dept = d.id ORDER BY salary DESC, id LIMIT 1) t ORDER BY 1
----
eng|ann
ops|cy
SELECT 2

UPDATE emp SET salary = salary + 5 FROM dept d WHERE d.id = emp.dept AND d.name = 'ops' RETURNING emp.name, emp.salary, d.name
----
cy|75|ops
ed|75|ops
UPDATE 2

DELETE FROM emp USING dept d WHERE emp.dept = d.id AND d.name = 'ops' AND emp.name = 'ed' RETURNING emp.id
----
5
DELETE 1

UPDATE emp e SET name = upper(name) WHERE id IN (SELECT boss FROM emp) RETURNING name
----
ANN
BOB
UPDATE 2

UPDATE emp SET salary = (SELECT max(salary) FROM emp) WHERE id = 4 RETURNING salary
----
100
UPDATE 1

SELECT name, CASE WHEN salary > 90 THEN 'high' WHEN salary > 75 THEN 'mid' ELSE 'low' END FROM emp ORDER BY id
----
ANN|high
BOB|mid
cy|low
di|high
SELECT 4

SELECT id FROM emp WHERE name = 'ANN' FOR UPDATE
----
1
SELECT 1

SELECT id FROM emp ORDER BY id FOR NO KEY UPDATE SKIP LOCKED
----
1
2
3
4
SELECT 4

SELECT id FROM emp ORDER BY id LIMIT 1 FOR SHARE NOWAIT
----
1
SELECT 1

SELECT count(*) FROM emp FOR UPDATE
----
error 0A000

SELECT DISTINCT id FROM emp FOR UPDATE
----
error 0A000

CREATE TABLE nums (n int PRIMARY KEY, sq int, m int)
----
CREATE TABLE

INSERT INTO nums SELECT x, x * x, x % 7 FROM generate_series(1, 1000) x
----
INSERT 0 1000

CREATE INDEX ON nums (m, sq DESC)
----
CREATE INDEX

SELECT count(*), sum(sq) FROM nums WHERE n BETWEEN 10 AND 20
----
11|2585
SELECT 1

SELECT n FROM nums WHERE m = 3 ORDER BY sq DESC LIMIT 3
----
997
990
983
SELECT 3

SELECT n FROM nums WHERE m = 3 AND sq < 100 ORDER BY n
----
3
SELECT 1

SELECT m, count(*), max(n) FROM nums GROUP BY m ORDER BY m
----
0|142|994
1|143|995
2|143|996
3|143|997
4|143|998
5|143|999
6|143|1000
SELECT 7

SELECT count(*) FROM nums a JOIN nums b ON a.n = b.sq
----
31
SELECT 1

SELECT count(*) FROM nums a JOIN nums b ON a.m = b.m WHERE a.n < 10 AND b.n > 990
----
12
SELECT 1

SELECT n FROM nums WHERE n IN (5, 500, 5000) ORDER BY n
----
5
500
SELECT 2

SELECT n FROM nums WHERE n = 1 OR n = 999 OR sq = 49 ORDER BY n
----
1
7
999
SELECT 3

SELECT min(n), max(n), min(sq) FROM nums WHERE m = 6
----
6|1000|36
SELECT 1

SELECT n FROM nums ORDER BY n DESC LIMIT 3
----
1000
999
998
SELECT 3

SELECT n FROM nums WHERE n > 995 ORDER BY n
----
996
997
998
999
1000
SELECT 5

SELECT sum(n) FROM nums WHERE sq::text LIKE '1%'
----
56662
SELECT 1

SELECT count(*) FROM nums WHERE NOT (m = 1) AND n % 2 = 0
----
429
SELECT 1

SELECT stddev(n), variance(n), var_pop(m), bit_and(n), bit_or(m) FROM nums
----
288.819436095749|83416.666666666667|3.9949910000000000|0|7
SELECT 1

SELECT n / 100 AS h, sum(sq) AS s FROM nums GROUP BY h HAVING count(*) = 100 ORDER BY s DESC LIMIT 2
----
9|90238350
8|72248350
SELECT 2

DELETE FROM nums WHERE m = 0
----
DELETE 142

SELECT count(*) FROM nums
----
858
SELECT 1

UPDATE nums SET m = m + 10 WHERE n <= 100
----
UPDATE 86

SELECT m, count(*) FROM nums WHERE m > 10 GROUP BY m ORDER BY m
----
11|15
12|15
13|14
14|14
15|14
16|14
SELECT 6

# A subquery that is grouped by is the same where it is written again.
CREATE TABLE sqg (id int PRIMARY KEY, a int, b int); CREATE TABLE sqo (id int PRIMARY KEY, g int, n int); INSERT INTO sqg VALUES (1, 1, 10), (2, 1, 20), (3, 2, 30), (4, NULL, 40); INSERT INTO sqo VALUES (1, 1, 5), (2, 2, 6), (3, 1, 7)
----
CREATE TABLE
CREATE TABLE
INSERT 0 4
INSERT 0 3

SELECT (SELECT max(n) FROM sqo WHERE g = sqg.a), count(*), sum(b) FROM sqg GROUP BY (SELECT max(n) FROM sqo WHERE g = sqg.a) ORDER BY 1
----
6|1|30
7|2|30
NULL|1|40
SELECT 3

SELECT sqg.id, (SELECT o.n FROM sqo o WHERE o.g = sqo.g AND o.id = sqg.a LIMIT 1) AS x, count(*) FROM sqg LEFT JOIN sqo ON sqo.id = sqg.a WHERE (SELECT o.n FROM sqo o WHERE o.g = sqo.g AND o.id = sqg.a LIMIT 1) IS NOT NULL GROUP BY sqg.id, (SELECT o.n FROM sqo o WHERE o.g = sqo.g AND o.id = sqg.a LIMIT 1) HAVING (SELECT o.n FROM sqo o WHERE o.g = sqo.g AND o.id = sqg.a LIMIT 1) > 0 ORDER BY 1
----
1|5|1
2|5|1
3|6|1
SELECT 3

SELECT EXISTS (SELECT 1 FROM sqo WHERE g = sqg.a AND n > 6) AS e, count(*) FROM sqg GROUP BY EXISTS (SELECT 1 FROM sqo WHERE g = sqg.a AND n > 6) ORDER BY EXISTS (SELECT 1 FROM sqo WHERE g = sqg.a AND n > 6)
----
f|2
t|2
SELECT 2

SELECT ARRAY(SELECT n FROM sqo WHERE g = sqg.a ORDER BY 1), count(*) FROM sqg GROUP BY ARRAY(SELECT n FROM sqo WHERE g = sqg.a ORDER BY 1) ORDER BY 1
----
{}|1
{5,7}|2
{6}|1
SELECT 3

SELECT (SELECT max(n) FROM sqo WHERE g = sqg.a) FROM sqg GROUP BY (SELECT min(n) FROM sqo WHERE g = sqg.a)
----
error 42803

SELECT (SELECT max(n) FROM sqo WHERE g = x.a) FROM sqg x JOIN sqg y ON true GROUP BY (SELECT max(n) FROM sqo WHERE g = y.a)
----
error 42803

SELECT DISTINCT ON ((SELECT max(n) FROM sqo WHERE g = sqg.a)) id FROM sqg ORDER BY (SELECT max(n) FROM sqo WHERE g = sqg.a), id
----
3
1
4
SELECT 3

SELECT a, (SELECT count(*) FROM sqo WHERE g = sqg.a) + (SELECT count(*) FROM sqo WHERE g = sqg.a) AS twice FROM sqg GROUP BY a, (SELECT count(*) FROM sqo WHERE g = sqg.a) ORDER BY a
----
1|4
2|2
NULL|0
SELECT 3

DROP TABLE sqg, sqo
----
DROP TABLE

# DISTINCT ON gives its rows in the order of its expressions, where no other is asked for.
CREATE TABLE don (id int PRIMARY KEY, a int, b text, j jsonb); CREATE INDEX ON don (b); INSERT INTO don VALUES (1, 3, 'x', '{"k": 1}'), (2, NULL, 'y', NULL), (3, 1, 'x', '{}'), (4, 3, 'z', '{"k": 1}'), (5, 2, 'a', NULL)
----
CREATE TABLE
CREATE INDEX
INSERT 0 5

SELECT DISTINCT ON (a) id, a FROM don
----
1|3
2|NULL
3|1
5|2
SELECT 4

SELECT DISTINCT ON (a, b) id FROM don
----
1
2
3
4
5
SELECT 5

SELECT DISTINCT ON (b, a) id FROM don ORDER BY b DESC
----
4
2
3
1
5
SELECT 5

SELECT DISTINCT ON (j -> 'k') j -> 'k' FROM don
----
1
NULL
SELECT 2

SELECT DISTINCT ON (a) a FROM don LIMIT 2
----
1
2
SELECT 2

SELECT DISTINCT ON (a) id, a, count(*) OVER () FROM don
----
1|3|5
2|NULL|5
3|1|5
5|2|5
SELECT 4

DROP TABLE don
----
DROP TABLE

# In a view, too, and no more than the same.
CREATE TABLE vsq (id int PRIMARY KEY, k text, n int); INSERT INTO vsq VALUES (1, 'a', 10), (2, 'a', 20), (3, 'b', 30); CREATE TABLE vso (c int, n int, k text); INSERT INTO vso VALUES (2, 30, 'a'), (1, 33, 'b')
----
CREATE TABLE
INSERT 0 3
CREATE TABLE
INSERT 0 2

CREATE MATERIALIZED VIEW vsm AS SELECT k, count(*) AS c, (SELECT sum(c) FROM vso) AS all_c, (SELECT sum(n) FROM vso) AS all_n FROM vsq GROUP BY k; CREATE VIEW vsv AS SELECT (SELECT max(n) FROM vso o WHERE o.k = t.k) AS m, count(*) AS c, (SELECT max(c) FROM vso o WHERE o.k = min(t.k)) AS x FROM vsq t GROUP BY (SELECT max(n) FROM vso o WHERE o.k = t.k)
----
SELECT 2
CREATE VIEW

SELECT * FROM vsm ORDER BY 1
----
a|2|3|63
b|1|3|63
SELECT 2

SELECT * FROM vsv ORDER BY 1
----
30|2|2
33|1|1
SELECT 2

ALTER TABLE vso RENAME n TO other; ALTER TABLE vso RENAME c TO n
----
ALTER TABLE
ALTER TABLE

REFRESH MATERIALIZED VIEW vsm; SELECT * FROM vsm ORDER BY 1
----
REFRESH MATERIALIZED VIEW
a|2|3|63
b|1|3|63
SELECT 2

SELECT * FROM vsv ORDER BY 1
----
30|2|2
33|1|1
SELECT 2

DROP TABLE vsq, vso CASCADE
----
DROP TABLE
