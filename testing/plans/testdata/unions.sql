CREATE TABLE people (id bigint PRIMARY KEY, email text, phone text, city int NOT NULL, age int, deleted bool NOT NULL, tags text[])

CREATE UNIQUE INDEX people_email ON people (email)

CREATE INDEX people_phone ON people (phone)

CREATE INDEX people_city_age ON people (city, age)

CREATE INDEX people_deleted ON people (age) WHERE deleted

CREATE INDEX people_tags ON people USING gin (tags)

CREATE TABLE small (id int PRIMARY KEY, a int, b int)

CREATE INDEX small_a ON small (a)

CREATE INDEX small_b ON small (b)

CREATE TABLE logs (at int NOT NULL, who bigint, what text, id bigint, PRIMARY KEY (id, at)) PARTITION BY RANGE (at)

CREATE TABLE logs1 PARTITION OF logs FOR VALUES FROM (0) TO (100)

CREATE TABLE logs2 PARTITION OF logs FOR VALUES FROM (100) TO (200)

CREATE INDEX logs_who ON logs (who)

CREATE INDEX logs_what ON logs (what)

-- statistics: people 1000000 id=1000000 email=1000000 phone=900000/50000 city=5000 age=100 deleted=2 tags=10000

-- statistics: small 5 id=5 a=5 b=5

-- statistics: logs1 100000 at=100 who=10000 what=20000 id=100000

-- statistics: logs2 100000 at=100 who=10000 what=20000 id=100000

SELECT * FROM people WHERE email = 'a' OR phone = 'b'

SELECT * FROM people WHERE email = $1 OR phone = $2

SELECT * FROM people WHERE (email = $1 OR phone = $1) AND NOT deleted ORDER BY id

SELECT * FROM people WHERE (email = $1 OR phone = $1) ORDER BY age LIMIT 10

SELECT id FROM people WHERE id = $1 OR email = $2

SELECT count(*) FROM people WHERE id < 100 OR phone BETWEEN 'a' AND 'aa'

SELECT * FROM people WHERE email IN ('a', 'b', 'c') OR phone IS NULL AND city = 1 AND age = 3

SELECT * FROM people WHERE (email = 'a' OR city = 7) AND age = 3

SELECT * FROM people WHERE email = 'a' OR deleted AND age = 3

SELECT * FROM people WHERE email = 'a' OR tags @> '{x,y}'

SELECT * FROM people WHERE city = 1 AND (age = 3 OR age = 4)

SELECT * FROM people WHERE city = 1 OR city = 2 AND age = 4

SELECT * FROM people WHERE email = 'a' OR (city = 3 AND (age = 5 OR phone = 'b'))

SELECT * FROM people WHERE email = 'a' OR deleted

SELECT * FROM people WHERE email = 'a' OR length(phone) = 3

SELECT * FROM people WHERE email LIKE 'abc%' OR phone LIKE 'abc%'

SELECT * FROM people WHERE email LIKE $1 OR phone = $2

SELECT * FROM small WHERE a = 1 OR b = 2

SELECT * FROM people WHERE email = 'a' OR phone = (SELECT max(phone) FROM people)

UPDATE people SET age = 1 WHERE email = $1 OR phone = $2

DELETE FROM people WHERE (email = $1 OR phone = $2) AND age > 3

SELECT * FROM people WHERE email = $1 OR phone = $2 FOR UPDATE

SELECT * FROM small s JOIN people p ON p.id = s.a WHERE p.email = 'a' OR p.phone = 'b'

SELECT * FROM small s JOIN people p ON p.city = s.a WHERE p.email = 'a' OR p.phone = 'b'

SELECT * FROM small s, LATERAL (SELECT count(*) FROM people p WHERE p.email = s.a::text OR p.phone = s.b::text) x

SELECT * FROM logs WHERE who = 3 OR what = 'x'

SELECT * FROM logs WHERE at < 50 AND (who = 3 OR what = 'x')
