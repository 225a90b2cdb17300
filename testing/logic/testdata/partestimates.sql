# Estimates of what arrays, documents, text searches and patterns contain: by what ANALYZE has counted.
CREATE FUNCTION estimated(query text) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE plan json;
BEGIN
  EXECUTE 'EXPLAIN (FORMAT JSON) ' || query INTO plan;
  RETURN (plan -> 0 -> 'Plan' ->> 'Plan Rows')::numeric;
END $$
----
CREATE FUNCTION

CREATE FUNCTION near(cond text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE n bigint; e bigint;
BEGIN
  EXECUTE 'SELECT count(*) FROM parts WHERE ' || cond INTO n;
  e := estimated('SELECT * FROM parts WHERE ' || cond);
  RETURN CASE WHEN e BETWEEN n * 0.7 - 3 AND n * 1.4 + 3 THEN 'near' ELSE 'far' END;
END $$
----
CREATE FUNCTION

CREATE TABLE parts (id int PRIMARY KEY, doc jsonb, tags text[], nums int[], words tsvector, title text)
----
CREATE TABLE

INSERT INTO parts SELECT i, jsonb_build_object('k', 'v' || i % 3, 'n', i % 100, 'f' || i % 5, true, 'in', jsonb_build_object('s', i % 4)),
  ARRAY['a' || i % 3, 'b' || i % 50, NULL], CASE WHEN i % 4 > 0 THEN ARRAY[i % 10, i % 7] END, to_tsvector('simple', 'x' || i % 3 || ' y' || i % 40 || ' w' || i),
  md5(i::text) || CASE WHEN i % 3 = 0 THEN ' needle' ELSE ' straw' END FROM generate_series(1, 2000) i
----
INSERT 0 2000

ANALYZE parts
----
ANALYZE

SELECT near('tags @> ''{a1}'''), near('tags @> ''{b7}'''), near('tags @> ''{a1,b7}'''), near('tags && ''{b1,b7}'''), near('''{a1}'' <@ tags'), near('nums && ''{3}''')
----
near|near|near|near|near|near
SELECT 1

SELECT near('words @@ ''x1'''), near('words @@ ''x1 & y7'''), near('words @@ ''y1 | y7'''), near('words @@ ''!x1'''), near('''x1'' @@ words'), near('words @@ ''none''')
----
near|near|near|near|near|near
SELECT 1

SELECT near('doc @> ''{"k": "v1"}'''), near('doc @> ''{"in": {"s": 1}}'''), near('doc ? ''f1'''), near('doc ? ''k'''), near('doc ?& ''{k,f1}'''), near('doc ?| ''{f2,f1}'''), near('doc @> ''{"k": "none"}''')
----
near|near|near|near|near|near|near
SELECT 1

SELECT near('title LIKE ''%needle%'''), near('title ~ ''straw$'''), near('NOT title LIKE ''%needle%''')
----
near|near|near
SELECT 1

# With indexes.
CREATE INDEX parts_doc ON parts USING gin (doc)
----
CREATE INDEX

CREATE INDEX parts_path ON parts USING gin (doc jsonb_path_ops)
----
CREATE INDEX

CREATE INDEX parts_tags ON parts USING gin (tags)
----
CREATE INDEX

CREATE INDEX parts_words ON parts USING gin (words)
----
CREATE INDEX

SELECT near('tags @> ''{a1}'''), near('tags @> ''{b7}'''), near('doc @> ''{"k": "v1"}'''), near('words @@ ''x1'''), near('words @@ ''y7'''), near('tags @> ''{a1}'' AND id <= 1000')
----
near|near|near|near|near|near
SELECT 1

SELECT attname, most_common_elems, (most_common_elem_freqs::numeric(10,3)[])[1:3] AS first, (most_common_elem_freqs::numeric(10,3)[])[cardinality(most_common_elem_freqs) - 2:] AS last FROM pg_stats WHERE tablename = 'parts' AND attname IN ('tags', 'nums') ORDER BY 1
----
nums|{0,1,2,3,4,5,6,7,8,9}|{0.200,0.257,0.200}|{0.067,0.257,0.000}
tags|{a0,a1,a2,b0,b1,b10,b11,b12,b13,b14,b15,b16,b17,b18,b19,b2,b20,b21,b22,b23,b24,b25,b26,b27,b28,b29,b3,b30,b31,b32,b33,b34,b35,b36,b37,b38,b39,b4,b40,b41,b42,b43,b44,b45,b46,b47,b48,b49,b5,b6,b7,b8,b9}|{0.333,0.334,0.334}|{0.020,0.334,1.000}
SELECT 2

SELECT attname, most_common_elems IS NULL FROM pg_stats WHERE tablename = 'parts' ORDER BY 1
----
doc|t
id|t
nums|f
tags|f
title|t
words|f
SELECT 6

# Of what has only NULL.
CREATE TABLE unmeasured (id int PRIMARY KEY, doc jsonb, tags text[], words tsvector)
----
CREATE TABLE

INSERT INTO unmeasured SELECT i FROM generate_series(1, 2000) i
----
INSERT 0 2000

ANALYZE unmeasured
----
ANALYZE

SELECT estimated('SELECT FROM unmeasured WHERE doc @> ''{"a": 1}'''), estimated('SELECT FROM unmeasured WHERE tags @> ''{a}'''), estimated('SELECT FROM unmeasured WHERE words @@ ''a''')
----
1|1|1
SELECT 1

# A plan for all values, and plans by values.
PREPARE tagged(text[]) AS SELECT count(*) FROM parts WHERE tags @> $1
----
PREPARE

EXECUTE tagged('{a1}')
----
667
SELECT 1

EXECUTE tagged('{b7}')
----
40
SELECT 1

EXECUTE tagged(NULL)
----
0
SELECT 1

DROP TABLE parts, unmeasured
----
DROP TABLE

DROP FUNCTION near(text), estimated(text)
----
DROP FUNCTION
