CREATE TABLE u (id int PRIMARY KEY, email text, org int)

CREATE INDEX ON u (org)

CREATE TABLE p (id int PRIMARY KEY, uid int, at timestamptz)

CREATE INDEX ON p (uid)

CREATE INDEX ON p (at)

CREATE INDEX ON p (uid, at)

CREATE TABLE d (id int PRIMARY KEY, name text)

CREATE TABLE bare (id int, uid int, at timestamptz)

-- statistics: u 100000 id=100000 email=100000 org=200

-- statistics: p 100000 id=100000 uid=100000 at=100000

-- statistics: d 200 id=200 name=200

-- statistics: bare 100000 id=100000 uid=100000 at=100000

SELECT p.id, u.email FROM p JOIN u ON u.id = p.uid ORDER BY p.at DESC LIMIT 10

SELECT p.id, u.email FROM p LEFT JOIN u ON u.id = p.uid ORDER BY p.at DESC LIMIT 10 OFFSET 100

SELECT p.id, u.email FROM p JOIN u ON u.id = p.uid ORDER BY p.at DESC, p.id DESC LIMIT $1

SELECT p.id, u.email, d.name FROM p JOIN u ON u.id = p.uid JOIN d ON d.id = u.org ORDER BY p.id LIMIT 10

SELECT p.id, u.email FROM p JOIN u ON u.id = p.uid WHERE u.org = 7 ORDER BY p.at DESC LIMIT 10

SELECT p.id, u.email FROM p JOIN u ON u.id = p.uid WHERE u.email = 'x' ORDER BY p.at DESC LIMIT 10

SELECT p.id, u.email FROM p JOIN u ON u.id = p.uid ORDER BY u.email LIMIT 10

SELECT p.id, u.email FROM p JOIN u ON u.id = p.uid ORDER BY p.at DESC LIMIT 60000

SELECT p.id, u.email FROM p JOIN u ON u.id = p.uid LIMIT 10

SELECT b.id, u.email FROM bare b JOIN u ON u.id = b.uid ORDER BY b.at LIMIT 10

SELECT p.id, b.id FROM p JOIN bare b ON b.uid = p.uid ORDER BY p.at LIMIT 10

SELECT u.id FROM u WHERE EXISTS (SELECT FROM p WHERE p.uid = u.id) ORDER BY u.id LIMIT 10

SELECT u.id FROM u WHERE NOT EXISTS (SELECT FROM p WHERE p.uid = u.id) ORDER BY u.id LIMIT 10

SELECT u.id, count(p.id) FROM u LEFT JOIN p ON p.uid = u.id GROUP BY u.id ORDER BY u.id LIMIT 3

SELECT org, count(*) FROM u GROUP BY org ORDER BY org LIMIT 3

SELECT org, count(*) FROM u GROUP BY org ORDER BY org LIMIT 150

SELECT p.id, u.email FROM p LEFT JOIN u ON u.id = p.uid WHERE u.org IS NULL OR u.org > 5 ORDER BY p.at LIMIT 10

SELECT p.id, u.email FROM p JOIN u ON u.id = p.uid ORDER BY p.at LIMIT 10 FOR UPDATE OF p
