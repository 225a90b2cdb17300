CREATE TABLE people (id bigint PRIMARY KEY, name text, city text NOT NULL, age int NOT NULL, deleted_at timestamptz, active bool, doc jsonb)

CREATE INDEX people_lower ON people (lower(name))

CREATE INDEX people_city_lower ON people (city, lower(name))

CREATE INDEX people_decade ON people ((age / 10), id)

CREATE UNIQUE INDEX people_kept ON people (name, city) WHERE deleted_at IS NULL

CREATE INDEX people_grown ON people (city) WHERE age >= 18

CREATE INDEX people_active ON people (id) WHERE active

CREATE INDEX people_states ON people (age) WHERE city IN ('a', 'b')

CREATE INDEX people_key ON people ((doc ->> 'key'))

CREATE INDEX people_doc ON people USING gin (doc jsonb_path_ops)

CREATE INDEX people_tags ON people USING gin ((doc -> 'tags'))

CREATE TABLE names (n text PRIMARY KEY)

-- statistics: people 1000000 id=1000000 name=900000/1000 city=500 age=90 deleted_at=100000/900000 active=2

-- statistics: names 100 n=100

SELECT id FROM people WHERE lower(name) = $1

SELECT * FROM people WHERE lower(name) IN ('a', 'b')

SELECT id FROM people WHERE lower(name) LIKE 'ab%'

SELECT id FROM people WHERE upper(name) = 'A'

SELECT * FROM people WHERE city = $1 AND lower(name) = $2

SELECT * FROM people ORDER BY lower(name) DESC LIMIT 10

SELECT id, lower(name) FROM people WHERE lower(name) > 'x' ORDER BY lower(name) LIMIT 10

SELECT * FROM people WHERE age / 10 = 3 ORDER BY id LIMIT 5

SELECT p.id FROM names JOIN people p ON lower(p.name) = names.n

SELECT id FROM people WHERE doc ->> 'key' = 'v'

SELECT id FROM people WHERE name = $1 AND city = $2 AND deleted_at IS NULL

SELECT id FROM people WHERE name = $1 AND city = $2

SELECT id FROM people WHERE city = 'x' AND age > 20

SELECT id FROM people WHERE city = 'x' AND age >= 18

SELECT id FROM people WHERE city = 'x' AND age >= 17

SELECT id FROM people WHERE city = $1 AND age > $2

SELECT count(*) FROM people WHERE active

SELECT id FROM people WHERE active AND id > 5 ORDER BY id LIMIT 3

SELECT id FROM people WHERE city = 'b' AND age = 30

SELECT id FROM people WHERE city = 'c' AND age = 30

SELECT p.id FROM names JOIN people p ON p.name = names.n AND p.city = 'x' WHERE p.deleted_at IS NULL

UPDATE people SET age = age + 1 WHERE lower(name) = $1

UPDATE people SET age = age + 1 WHERE id = $1

DELETE FROM people WHERE lower(name) = $1

INSERT INTO people (id, name, city, age) VALUES ($1, $2, $3, 1) ON CONFLICT (name, city) WHERE deleted_at IS NULL DO UPDATE SET age = excluded.age

SELECT id FROM people WHERE doc @> '{"a": 1}'

SELECT id FROM people WHERE doc @> $1 AND city = 'x'

SELECT id FROM people WHERE doc ? 'a'

SELECT id FROM people WHERE doc -> 'tags' ? $1 ORDER BY id LIMIT 5

SELECT count(*) FROM people WHERE doc @> '{"a": 1}' AND id = 5

DELETE FROM people WHERE doc @> '{"a": 1}'
