# LIMIT ALL keeps a subquery apart: its rows can't be locked where they may be padded.
create table z (a int, b int)
----
CREATE TABLE

SELECT  FROM (VALUES (NULL, 3)) AS r65(x, y) LEFT JOIN LATERAL (SELECT NULL::int4 FROM unnest(ARRAY[1,NULL]) WITH ORDINALITY AS r67(x, y) LIMIT ALL) AS l66(x) ON false FOR SHARE
----
error 0A000

SELECT 1 FROM (VALUES (1)) r(x) LEFT JOIN (SELECT 1 FROM unnest(ARRAY[1,NULL]) LIMIT ALL) l(x) ON false FOR SHARE
----
error 0A000

SELECT 1 FROM (VALUES (1)) r(x) LEFT JOIN (SELECT 1 FROM unnest(ARRAY[1,NULL]) LIMIT ALL) l(x) ON true FOR SHARE
----
error 0A000

SELECT 1 FROM (VALUES (1)) r(x) LEFT JOIN (SELECT 1 FROM unnest(ARRAY[1,NULL]) LIMIT ALL) l(x) ON r.x = l.x FOR SHARE
----
error 0A000

SELECT 1 FROM (VALUES (1)) r(x) LEFT JOIN (SELECT 1 FROM unnest(ARRAY[1,NULL]) LIMIT 1) l(x) ON false FOR SHARE
----
error 0A000

SELECT 1 FROM (VALUES (1)) r(x) LEFT JOIN (SELECT 1 FROM unnest(ARRAY[1,NULL]) OFFSET 0) l(x) ON false FOR SHARE
----
error 0A000

SELECT 1 FROM (VALUES (1)) r(x) LEFT JOIN (SELECT 1 FROM unnest(ARRAY[1,NULL])) l(x) ON false FOR SHARE
----
1
SELECT 1

SELECT 1 FROM (VALUES (1)) r(x) LEFT JOIN (SELECT a FROM z) l(x) ON false FOR SHARE
----
error 0A000

SELECT 1 FROM (VALUES (1)) r(x) LEFT JOIN (SELECT a FROM z limit all) l(x) ON false FOR SHARE
----
error 0A000

SELECT 1 FROM (VALUES (1)) r(x) LEFT JOIN (SELECT a FROM z limit null) l(x) ON false FOR SHARE
----
error 0A000

SELECT 1 FROM (VALUES (1)) r(x) LEFT JOIN (SELECT 1) l(x) ON false FOR SHARE
----
1
SELECT 1

SELECT 1 FROM (VALUES (1)) r(x) LEFT JOIN (SELECT 1 limit all) l(x) ON false FOR SHARE
----
error 0A000

SELECT 1 FROM (VALUES (1)) r(x) LEFT JOIN LATERAL (SELECT 1 limit all) l(x) ON false FOR SHARE
----
error 0A000

SELECT 1 FROM (VALUES (1)) r(x) LEFT JOIN LATERAL (SELECT r.x limit all) l(x) ON false FOR SHARE
----
error 0A000

SELECT 1 FROM (VALUES (1)) r(x) LEFT JOIN (VALUES (1)) l(x) ON false FOR SHARE
----
1
SELECT 1

SELECT 1 FROM (VALUES (1)) r(x) LEFT JOIN (VALUES (1) limit all) l(x) ON false FOR SHARE
----
error 0A000

SELECT 1 FROM (VALUES (1)) r(x) LEFT JOIN (select 1 where false limit all) l(x) ON false FOR SHARE
----
error 0A000

select a from (select a from z limit all) x where a = 1
----
SELECT 0

select count(*) from z where exists (select 1 from z limit all)
----
0
SELECT 1
