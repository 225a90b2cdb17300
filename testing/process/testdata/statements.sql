CREATE TABLE t (a int PRIMARY KEY, b text);
INSERT INTO t VALUES (1, 'one'), (2, NULL), (3, 'a "quoted" \ value');
SELECT * FROM t ORDER BY a;
SELECT a, nosuch FROM t;
SELECT a
FROM t
WHERE b = 1;
SELEC 1;
SELECT 'héllo' || nosuch();
INSERT INTO t VALUES (1, 'again');
\errverbose
SELECT 1/0;
\set VERBOSITY verbose
SELECT 1/0;
\set VERBOSITY default
BEGIN;
SELECT 1/0;
SELECT 1;
ROLLBACK;
\echo :ERROR :SQLSTATE :ROW_COUNT
\copy t TO STDOUT
\copy (SELECT a, b FROM t ORDER BY a) TO STDOUT (FORMAT csv, HEADER)
\copy t FROM STDIN
10	ten
11	\N
\.
COPY t FROM STDIN (FORMAT csv);
12,"twelve, with a comma"
x,bad
\.
SELECT count(*) FROM t;
SELECT a FROM t ORDER BY a \gx
\gdesc
SELECT 1 AS x, 'y'::varchar(3) AS y \gdesc
SELECT 'SELECT ' || i FROM generate_series(1, 2) i ORDER BY i \gexec
SELECT i, j, i * j FROM generate_series(1, 2) i, generate_series(1, 2) j ORDER BY 1, 2 \crosstabview
\set who '''psql'''
SELECT :who AS client;
\pset null '(null)'
SELECT NULL AS n;
\set FETCH_COUNT 2
SELECT a FROM t ORDER BY a;
\unset FETCH_COUNT
\set ON_ERROR_ROLLBACK on
BEGIN;
INSERT INTO t VALUES (20, 'kept');
INSERT INTO t VALUES (1, 'refused');
COMMIT;
SELECT a FROM t WHERE a = 20;
PREPARE p AS SELECT b FROM t WHERE a = $1;
EXECUTE p(1);
EXPLAIN (COSTS OFF) SELECT * FROM t WHERE a = 1;
\encoding
SET client_encoding = 'EUC_TW';
DO $$ BEGIN END $$;
LISTEN x;
