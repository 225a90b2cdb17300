CREATE EXTENSION pg_trgm

CREATE TABLE posts (id bigint PRIMARY KEY, doc jsonb, tags text[], title text, words tsvector)

CREATE INDEX posts_gin ON posts USING gin (doc, tags, lower(title) gin_trgm_ops, words)

CREATE INDEX posts_part ON posts USING gin (tags, (doc -> 'in')) WHERE id > 1000

-- statistics: posts 100000 id=100000 tags=1000 title=100000

SELECT * FROM posts WHERE doc @> '{"a": 1}'

SELECT * FROM posts WHERE tags && '{a,b}'

SELECT * FROM posts WHERE lower(title) LIKE '%abc%'

SELECT * FROM posts WHERE words @@ 'a & b'

SELECT * FROM posts WHERE tags @> $1 AND doc ? 'k' AND id > 5

SELECT * FROM posts WHERE tags @> '{a}' OR doc @> '{"a": 1}' OR id = 7

SELECT * FROM posts WHERE tags @> '{a}' AND doc -> 'in' ? 'b' AND id > 2000

SELECT * FROM posts WHERE title LIKE '%abc%'

UPDATE posts SET title = 'x' WHERE words @@ 'a' AND tags @> '{b}'
