# Window functions: errors with their places, the types of columns, plans. Columns are told. Errors are told whole, with their positions.
SET default_transaction_isolation = 'serializable'
----
SET

CREATE TABLE emp (id int PRIMARY KEY, dep text, sal int, hired date, bonus numeric, rate float8, ok bool)
----
CREATE TABLE

INSERT INTO emp VALUES (1,'dev',5200,'2007-08-01',1.5,0.5,true),(2,'dev',4200,'2008-01-01',2.25,1.5,false),(3,'dev',4500,'2008-01-01',NULL,2,true),(4,'dev',6000,'2006-10-01',0.125,NULL,NULL),(5,'ops',3500,'2007-12-10',10,1,true),(6,'ops',3900,'2006-12-23',7.50,'NaN',false),(7,'sales',4800,'2007-08-01',3,0.25,true),(8,'sales',5000,'2006-10-01',NULL,4,NULL),(9,'sales',4800,'2007-08-08',1e3,8,false),(10,NULL,5200,'2007-08-15',0,16,true),(11,NULL,NULL,NULL,-2,'Infinity',NULL)
----
INSERT 0 11

PREPARE w (int) AS SELECT ntile($1) OVER (ORDER BY id) FROM emp
----
PREPARE

# ordered
EXECUTE w(2)
----
ntile:23
1
1
1
1
1
1
2
2
2
2
2
SELECT 11

SELECT row_number() OVER w, rank() OVER w, percent_rank() OVER w, cume_dist() OVER w, ntile(2) OVER w, lag(dep) OVER w, lead(bonus, 1, 0) OVER w, first_value(hired) OVER w, nth_value(ok, 1) OVER w, sum(sal) OVER w, avg(rate) OVER w, count(*) OVER w, array_agg(dep) OVER w AS a FROM emp WINDOW w AS (ORDER BY id) ORDER BY id LIMIT 2
----
row_number:20|rank:20|percent_rank:701|cume_dist:701|ntile:23|lag:25|lead:1700|first_value:1082|nth_value:16|sum:20|avg:701|count:20|a:1009
1|1|0|0.09090909090909091|1|NULL|2.25|2007-08-01|t|5200|0.5|1|{dev}
2|2|0.1|0.18181818181818182|1|dev|NULL|2007-08-01|t|9400|1|2|{dev,dev}
SELECT 2

SELECT row_number() FROM emp
----
error 42809 window function row_number requires an OVER clause
at 8

SELECT rank() OVER w FROM emp
----
error 42704 window "w" does not exist
at 20

SELECT rank() OVER (w) FROM emp
----
error 42704 window "w" does not exist
at 20

SELECT sum(rank() OVER ()) OVER () FROM emp
----
error 42P20 window function calls cannot be nested
at 12

SELECT rank() OVER (ORDER BY rank() OVER ()) FROM emp
----
error 42P20 window functions are not allowed in window definitions
at 30

SELECT rank() OVER (PARTITION BY rank() OVER ()) FROM emp
----
error 42P20 window functions are not allowed in window definitions
at 34

SELECT sum(rank() OVER ()) FROM emp
----
error 42803 aggregate function calls cannot contain window function calls
at 12

SELECT count(*) FILTER (WHERE rank() OVER () > 1) FROM emp
----
error 42P20 window functions are not allowed in FILTER
at 31

SELECT count(*) FILTER (WHERE rank() OVER () > 1) OVER () FROM emp
----
error 42P20 window functions are not allowed in FILTER
at 31

SELECT count(*) FILTER (WHERE count(*) > 1) OVER () FROM emp
----
error 42803 aggregate functions are not allowed in FILTER
at 31

SELECT count(DISTINCT sal) OVER () FROM emp
----
error 0A000 DISTINCT is not implemented for window functions
at 8

SELECT array_agg(sal ORDER BY id) OVER () FROM emp
----
error 0A000 aggregate ORDER BY is not implemented for window functions
at 8

SELECT rank() FILTER (WHERE ok) OVER () FROM emp
----
error 0A000 FILTER is not implemented for non-aggregate window functions
at 8

SELECT count() OVER () FROM emp
----
error 42809 count(*) must be used to call a parameterless aggregate function
at 8

SELECT upper(dep) OVER () FROM emp
----
error 42809 OVER specified, but upper is not a window function nor an aggregate function
at 8

SELECT now() OVER () FROM emp
----
error 42809 OVER specified, but now is not a window function nor an aggregate function
at 8

SELECT pg_backend_pid() OVER () FROM emp
----
error 42809 OVER specified, but pg_backend_pid is not a window function nor an aggregate function
at 8

SELECT lower(DISTINCT dep) OVER () FROM emp
----
error 42809 DISTINCT specified, but lower is not an aggregate function
at 8

SELECT lag() OVER () FROM emp
----
error 42883 function lag() does not exist; ; No function matches the given name and argument types. You might need to add explicit type casts.
at 8

SELECT lag(sal, 'x') OVER () FROM emp
----
error 22P02 invalid input syntax for type integer: "x"
at 17

# code only
SELECT lag('x') OVER () FROM emp
----
error 42804

SELECT ntile('a') OVER () FROM emp
----
error 22P02 invalid input syntax for type integer: "a"
at 14

SELECT nosuch(sal) OVER () FROM emp
----
error 42883 function nosuch(integer) does not exist; ; No function matches the given name and argument types. You might need to add explicit type casts.
at 8

SELECT row_number(1) OVER () FROM emp
----
error 42883 function row_number(integer) does not exist; ; No function matches the given name and argument types. You might need to add explicit type casts.
at 8

SELECT rank() OVER (ORDER BY nosuch) FROM emp
----
error 42703 column "nosuch" does not exist
at 30

SELECT rank() OVER (PARTITION BY nosuch) FROM emp
----
error 42703 column "nosuch" does not exist
at 34

# code only
SELECT rank() OVER (ORDER BY '{}'::json) FROM emp
----
error 42883

SELECT rank() OVER (PARTITION BY '{}'::json) FROM emp
----
error 42883 could not identify an equality operator for type json
at 34

SELECT rank() OVER (ORDER BY id ROWS BETWEEN UNBOUNDED FOLLOWING AND CURRENT ROW) FROM emp
----
error 42P20 frame start cannot be UNBOUNDED FOLLOWING
at 46

SELECT rank() OVER (ORDER BY id ROWS BETWEEN CURRENT ROW AND UNBOUNDED PRECEDING) FROM emp
----
error 42P20 frame end cannot be UNBOUNDED PRECEDING
at 62

SELECT rank() OVER (ORDER BY id ROWS UNBOUNDED FOLLOWING) FROM emp
----
error 42P20 frame start cannot be UNBOUNDED FOLLOWING
at 38

SELECT rank() OVER (ORDER BY id ROWS 1 FOLLOWING) FROM emp
----
error 42P20 frame starting from following row cannot end with current row
at 38

SELECT rank() OVER (ORDER BY id ROWS BETWEEN CURRENT ROW AND 1 PRECEDING) FROM emp
----
error 42P20 frame starting from current row cannot have preceding rows
at 62

SELECT rank() OVER (ORDER BY id ROWS BETWEEN 1 FOLLOWING AND CURRENT ROW) FROM emp
----
error 42P20 frame starting from following row cannot have preceding rows
at 62

SELECT rank() OVER (ORDER BY id ROWS BETWEEN 1 FOLLOWING AND 1 PRECEDING) FROM emp
----
error 42P20 frame starting from following row cannot have preceding rows
at 62

SELECT rank() OVER (GROUPS 1 PRECEDING) FROM emp
----
error 42P20 GROUPS mode requires an ORDER BY clause
at 20

SELECT rank() OVER (RANGE 1 PRECEDING) FROM emp
----
error 42P20 RANGE with offset PRECEDING/FOLLOWING requires exactly one ORDER BY column
at 20

SELECT rank() OVER (ORDER BY id, sal RANGE 1 PRECEDING) FROM emp
----
error 42P20 RANGE with offset PRECEDING/FOLLOWING requires exactly one ORDER BY column
at 20

SELECT rank() OVER (ORDER BY dep RANGE 1 PRECEDING) FROM emp
----
error 0A000 RANGE with offset PRECEDING/FOLLOWING is not supported for column type text
at 40

SELECT rank() OVER (ORDER BY sal RANGE '1 day'::interval PRECEDING) FROM emp
----
error 0A000 RANGE with offset PRECEDING/FOLLOWING is not supported for column type integer and offset type interval; ; Cast the offset value to an appropriate type.
at 40

SELECT rank() OVER (ORDER BY sal RANGE 1.5 PRECEDING) FROM emp
----
error 0A000 RANGE with offset PRECEDING/FOLLOWING is not supported for column type integer and offset type numeric; ; Cast the offset value to an appropriate type.
at 40

SELECT rank() OVER (ORDER BY hired RANGE 1 PRECEDING) FROM emp
----
error 0A000 RANGE with offset PRECEDING/FOLLOWING is not supported for column type date and offset type integer; ; Cast the offset value to an appropriate type.
at 42

SELECT rank() OVER (ORDER BY hired RANGE 'x' PRECEDING) FROM emp
----
error 22007 invalid input syntax for type interval: "x"
at 42

SELECT rank() OVER (ORDER BY sal RANGE 'x' PRECEDING) FROM emp
----
error 22P02 invalid input syntax for type integer: "x"
at 40

SELECT rank() OVER (ORDER BY id, id RANGE 1 PRECEDING) FROM emp
----
rank:20
1
2
3
4
5
6
7
8
9
10
11
SELECT 11

SELECT rank() OVER (ORDER BY id ROWS sal PRECEDING) FROM emp
----
error 42P10 argument of ROWS must not contain variables
at 38

SELECT rank() OVER (ORDER BY id RANGE sal PRECEDING) FROM emp
----
error 42P10 argument of RANGE must not contain variables
at 39

SELECT rank() OVER (ORDER BY id GROUPS sal PRECEDING) FROM emp
----
error 42P10 argument of GROUPS must not contain variables
at 40

SELECT rank() OVER (ORDER BY id ROWS count(*) PRECEDING) FROM emp
----
error 42803 aggregate functions are not allowed in window ROWS
at 38

SELECT rank() OVER (ORDER BY id RANGE count(*) PRECEDING) FROM emp
----
error 42803 aggregate functions are not allowed in window RANGE
at 39

SELECT rank() OVER (ORDER BY id ROWS rank() OVER () PRECEDING) FROM emp
----
error 42P20 window functions are not allowed in window definitions
at 38

SELECT rank() OVER (ORDER BY id ROWS generate_series(1,2) PRECEDING) FROM emp
----
error 0A000 set-returning functions are not allowed in window definitions
at 38

SELECT rank() OVER (ORDER BY id EXCLUDE TIES) FROM emp
----
error 42601 syntax error at or near "EXCLUDE"
at 33

SELECT sum(generate_series(1,2)) OVER () FROM emp
----
error 0A000 window function calls cannot contain set-returning function calls; ; You might be able to move the set-returning function into a LATERAL FROM item.
at 12

SELECT rank() OVER (ORDER BY id), sum(sal) FROM emp
----
error 42803 column "emp.id" must appear in the GROUP BY clause or be used in an aggregate function
at 30

SELECT sum(sal) OVER (), sum(sal) FROM emp
----
error 42803 column "emp.sal" must appear in the GROUP BY clause or be used in an aggregate function
at 12

SELECT rank() OVER (ORDER BY sum(sal)), id FROM emp
----
error 42803 column "emp.id" must appear in the GROUP BY clause or be used in an aggregate function
at 41

SELECT rank() OVER (PARTITION BY id), count(*) FROM emp
----
error 42803 column "emp.id" must appear in the GROUP BY clause or be used in an aggregate function
at 34

SELECT sum(count(sal)) OVER (), count(*) FROM emp
----
sum:1700|count:20
10|11
SELECT 1

# code only
SELECT rank() WITHIN GROUP (ORDER BY sal) OVER () FROM emp
----
error 0A000

SELECT nth_value(sal) OVER () FROM emp
----
error 42883 function nth_value(integer) does not exist; ; No function matches the given name and argument types. You might need to add explicit type casts.
at 8

SELECT generate_series(1,2) OVER () FROM emp
----
error 42809 OVER specified, but generate_series is not a window function nor an aggregate function
at 8

# ordered
SELECT pg_catalog.row_number() OVER () FROM emp
----
row_number:20
1
2
3
4
5
6
7
8
9
10
11
SELECT 11

# ordered
SELECT row_number(*) OVER () FROM emp
----
row_number:20
1
2
3
4
5
6
7
8
9
10
11
SELECT 11

SELECT lag(sal) FILTER (WHERE ok) OVER () FROM emp
----
error 0A000 FILTER is not implemented for non-aggregate window functions
at 8

SELECT rank(DISTINCT) OVER () FROM emp
----
error 42601 syntax error at or near ")"
at 21

SELECT text(id) OVER () FROM emp
----
error 42809 OVER specified, but text is not a window function nor an aggregate function
at 8

# code only
SELECT count(*) OVER (ORDER BY id USING <>) FROM emp
----
error 42809

SELECT coalesce(sal) OVER () FROM emp
----
error 42601 syntax error at or near "OVER"
at 22

SELECT id FROM emp WHERE rank() OVER () > 1
----
error 42P20 window functions are not allowed in WHERE
at 26

SELECT id FROM emp WHERE id = 1 AND count(*) OVER () > 1
----
error 42P20 window functions are not allowed in WHERE
at 37

SELECT dep FROM emp GROUP BY dep HAVING rank() OVER () > 1
----
error 42P20 window functions are not allowed in HAVING
at 41

SELECT 1 FROM emp GROUP BY rank() OVER ()
----
error 42P20 window functions are not allowed in GROUP BY
at 28

SELECT rank() OVER () FROM emp GROUP BY 1
----
error 42P20 window functions are not allowed in GROUP BY
at 8

SELECT rank() OVER () r FROM emp GROUP BY r
----
error 42P20 window functions are not allowed in GROUP BY
at 8

SELECT 1 FROM emp a JOIN emp b ON rank() OVER () = 1
----
error 42P20 window functions are not allowed in JOIN conditions
at 35

SELECT 1 FROM emp LIMIT rank() OVER ()
----
error 42P20 window functions are not allowed in LIMIT
at 25

SELECT 1 FROM emp OFFSET count(*) OVER ()
----
error 42P20 window functions are not allowed in OFFSET
at 26

VALUES (rank() OVER ())
----
error 42P20 window functions are not allowed in VALUES
at 9

INSERT INTO emp (id) VALUES (row_number() OVER ())
----
error 42P20 window functions are not allowed in VALUES
at 30

UPDATE emp SET sal = rank() OVER ()
----
error 42P20 window functions are not allowed in UPDATE
at 22

UPDATE emp SET sal = 1 WHERE rank() OVER () = 1
----
error 42P20 window functions are not allowed in WHERE
at 30

DELETE FROM emp WHERE rank() OVER () = 1
----
error 42P20 window functions are not allowed in WHERE
at 23

DELETE FROM emp RETURNING rank() OVER ()
----
error 42P20 window functions are not allowed in RETURNING
at 27

INSERT INTO emp (id) VALUES (99) RETURNING row_number() OVER ()
----
error 42P20 window functions are not allowed in RETURNING
at 44

CREATE TABLE bad (a int DEFAULT row_number() OVER ())
----
error 42P20 window functions are not allowed in DEFAULT expressions
at 33

CREATE TABLE bad (a int CHECK (rank() OVER () > 1))
----
error 42P20 window functions are not allowed in check constraints
at 32

ALTER TABLE emp ALTER sal TYPE int USING rank() OVER ()
----
error 42P20 window functions are not allowed in transform expressions
at 42

SELECT * FROM generate_series(1, rank() OVER ())
----
error 42P20 window functions are not allowed in functions in FROM
at 34

SELECT * FROM row_number() OVER ()
----
error 42601 syntax error at or near ")"
at 34

SELECT id FROM emp WINDOW w AS (ORDER BY nosuch)
----
error 42703 column "nosuch" does not exist
at 42

SELECT id FROM emp WINDOW w AS (), w AS ()
----
error 42P20 window "w" is already defined
at 41

SELECT id FROM emp WINDOW w AS (x)
----
error 42704 window "x" does not exist
at 32

SELECT id FROM emp WINDOW w AS (PARTITION BY dep), x AS (w PARTITION BY id)
----
error 42P20 cannot override PARTITION BY clause of window "w"
at 57

SELECT id FROM emp WINDOW w AS (ORDER BY dep), x AS (w ORDER BY id)
----
error 42P20 cannot override ORDER BY clause of window "w"
at 53

SELECT id FROM emp WINDOW w AS (ROWS UNBOUNDED PRECEDING), x AS (w)
----
error 42P20 cannot copy window "w" because it has a frame clause
at 65

SELECT sum(sal) OVER (w) FROM emp WINDOW w AS (ROWS UNBOUNDED PRECEDING)
----
error 42P20 cannot copy window "w" because it has a frame clause; ; Omit the parentheses in this OVER clause.
at 22

SELECT sum(sal) OVER (w ORDER BY id) FROM emp WINDOW w AS (ROWS UNBOUNDED PRECEDING)
----
error 42P20 cannot copy window "w" because it has a frame clause
at 22

# ordered
SELECT sum(sal) OVER w FROM emp WHERE id < 3 WINDOW w AS (ROWS UNBOUNDED PRECEDING)
----
sum:20
5200
9400
SELECT 2

SELECT sum(sal) OVER (w ROWS 1 PRECEDING) FROM emp WINDOW w AS (RANGE UNBOUNDED PRECEDING)
----
error 42P20 cannot copy window "w" because it has a frame clause
at 22

SELECT id FROM emp WINDOW x AS (w), w AS ()
----
error 42704 window "w" does not exist
at 32

SELECT rank() OVER () FROM emp FOR UPDATE
----
error 0A000 FOR UPDATE is not allowed with window functions

SELECT * FROM (SELECT rank() OVER () FROM emp) s FOR UPDATE
----
error 0A000 FOR UPDATE is not allowed with window functions

SELECT rank() OVER () FROM (SELECT * FROM emp) s FOR SHARE
----
error 0A000 FOR SHARE is not allowed with window functions

SELECT id, count(*) FROM emp WINDOW w AS (ORDER BY sum(sal))
----
error 42803 column "emp.id" must appear in the GROUP BY clause or be used in an aggregate function
at 8

SELECT id FROM emp WINDOW w AS (PARTITION BY count(*))
----
error 42803 column "emp.id" must appear in the GROUP BY clause or be used in an aggregate function
at 8

EXECUTE nosuch(rank() OVER ())
----
error 26000 prepared statement "nosuch" does not exist

SELECT sum(sal) OVER (PARTITION BY dep) FROM emp GROUP BY dep
----
error 42803 column "emp.sal" must appear in the GROUP BY clause or be used in an aggregate function
at 12

SELECT dep, sum(id) OVER (ORDER BY max(sal)) FROM emp GROUP BY dep
----
error 42803 column "emp.id" must appear in the GROUP BY clause or be used in an aggregate function
at 17

SELECT sum(x.n) OVER () FROM (SELECT 1 n) x, (SELECT sum(e.sal) FROM emp e) y
----
sum:20
1
SELECT 1

# ordered
SELECT (SELECT sum(e.sal) OVER ()) FROM emp e WHERE id < 3
----
sum:20
5200
4200
SELECT 2

SELECT (SELECT sum(sum(e.sal)) OVER ()) FROM emp e
----
sum:1700
47100
SELECT 1

SELECT id FROM emp e ORDER BY (SELECT rank() OVER (ORDER BY e.id)), id LIMIT 1
----
id:23
1
SELECT 1

# ours: the plans are Isochron's own
EXPLAIN (COSTS OFF) SELECT id, row_number() OVER (ORDER BY id) FROM emp WHERE id < 3
----
QUERY PLAN:25
WindowAgg
  ->  Index Scan using emp_pkey on emp
        Index Cond: (id < 3)
EXPLAIN

# ours: the plans are Isochron's own
EXPLAIN (COSTS OFF) SELECT * FROM (SELECT dep, row_number() OVER (PARTITION BY dep ORDER BY id) rn, sum(sal) OVER (ORDER BY sal) FROM emp) s WHERE rn <= 2 ORDER BY rn
----
QUERY PLAN:25
Sort
  Sort Key: (row_number() OVER (?))
  ->  Filter
        Filter: ((row_number() OVER (?)) <= 2)
        ->  WindowAgg
              ->  Sort
                    Sort Key: emp.sal
                    ->  WindowAgg
                          ->  Sort
                                Sort Key: emp.dep, emp.id
                                ->  Seq Scan on emp
EXPLAIN

# ours: the plans are Isochron's own
EXPLAIN (COSTS OFF) SELECT rank() OVER (PARTITION BY dep ORDER BY sal), count(*) OVER (PARTITION BY dep) FROM emp
----
QUERY PLAN:25
WindowAgg
  ->  WindowAgg
        ->  Sort
              Sort Key: emp.dep, emp.sal
              ->  Seq Scan on emp
EXPLAIN

# ordered
# ours: the plans are Isochron's own
EXPLAIN (COSTS OFF) SELECT * FROM (SELECT id, count(*) OVER (PARTITION BY id) c FROM emp) s WHERE id = 3
----
QUERY PLAN:25
WindowAgg
  ->  Index Scan using emp_pkey on emp
        Index Cond: (id = 3)
EXPLAIN

# ordered
# ours: the plans are Isochron's own
EXPLAIN (COSTS OFF) SELECT * FROM (SELECT id, dep, count(*) OVER (PARTITION BY dep) c, count(*) OVER () a FROM emp) s WHERE dep = 'dev'
----
QUERY PLAN:25
Filter
  Filter: (emp.dep = 'dev'::text)
  ->  WindowAgg
        ->  WindowAgg
              ->  Sort
                    Sort Key: emp.dep
                    ->  Seq Scan on emp
EXPLAIN

# ours: the plans are Isochron's own
EXPLAIN (COSTS OFF) SELECT sum(sal) FILTER (WHERE ok) OVER (ORDER BY id), rank() OVER (ORDER BY id DESC) FROM emp ORDER BY 1, 2
----
QUERY PLAN:25
Sort
  Sort Key: (sum(emp.sal) FILTER (WHERE emp.ok) OVER (?)), (rank() OVER (?))
  ->  WindowAgg
        ->  Sort
              Sort Key: emp.id DESC
              ->  WindowAgg
                    ->  Seq Scan on emp
EXPLAIN

# ours: the plans are Isochron's own
EXPLAIN (COSTS OFF) SELECT id FROM (SELECT id, row_number() OVER (ORDER BY sal) FROM emp) s
----
QUERY PLAN:25
Seq Scan on emp
EXPLAIN

# ours: the plans are Isochron's own
EXPLAIN (COSTS OFF) SELECT dep, sum(count(*)) OVER (ORDER BY dep) FROM emp GROUP BY dep
----
QUERY PLAN:25
WindowAgg
  ->  Sort
        Sort Key: emp.dep
        ->  HashAggregate
              Group Key: emp.dep
              Partial Aggregate: at the ranges
              ->  Seq Scan on emp
EXPLAIN
