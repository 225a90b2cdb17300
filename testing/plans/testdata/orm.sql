CREATE TABLE accounts (id bigint PRIMARY KEY, email varchar(254) NOT NULL UNIQUE, name text, created_at timestamptz NOT NULL, is_active bool NOT NULL)

CREATE TABLE posts (id bigint PRIMARY KEY, account_id bigint NOT NULL, title varchar(200) NOT NULL, slug varchar(200) NOT NULL, body text, published_at timestamptz, views int NOT NULL)

CREATE INDEX posts_account ON posts (account_id)

CREATE INDEX posts_published ON posts (published_at DESC, id DESC)

CREATE INDEX posts_slug ON posts (slug)

CREATE TABLE comments (id bigint PRIMARY KEY, post_id bigint NOT NULL, account_id bigint, body text NOT NULL, created_at timestamptz NOT NULL)

CREATE INDEX comments_post ON comments (post_id, created_at)

CREATE TABLE tags (id int PRIMARY KEY, name varchar(50) NOT NULL UNIQUE)

CREATE TABLE post_tags (post_id bigint, tag_id int, PRIMARY KEY (post_id, tag_id))

CREATE INDEX post_tags_tag ON post_tags (tag_id)

CREATE TABLE jobs (id bigint PRIMARY KEY, queue text NOT NULL, state text NOT NULL, run_at timestamptz NOT NULL, attempts int NOT NULL)

CREATE INDEX jobs_next ON jobs (queue, state, run_at)

-- statistics: accounts 100000 id=100000 email=100000 name=90000 created_at=99000 is_active=2

-- statistics: posts 1000000 id=1000000 account_id=50000 title=990000 slug=999000 published_at=900000/100000 views=5000

-- statistics: comments 10000000 id=10000000 post_id=600000 account_id=90000/500000 created_at=9900000

-- statistics: tags 500 id=500 name=500

-- statistics: post_tags 3000000 post_id=900000 tag_id=500

-- statistics: jobs 200000 id=200000 queue=10 state=4 run_at=190000 attempts=5

SELECT "accounts"."id", "accounts"."email" FROM "accounts" WHERE "accounts"."email" = $1 LIMIT 21

SELECT "posts".* FROM "posts" WHERE "posts"."account_id" IN ($1, $2, $3, $4, $5)

SELECT "posts".* FROM "posts" WHERE "posts"."id" = ANY ($1)

SELECT "comments".* FROM "comments" WHERE "comments"."post_id" = $1 ORDER BY "comments"."created_at" DESC LIMIT $2 OFFSET $3

SELECT count(*) AS "__count" FROM "posts" WHERE ("posts"."account_id" = $1 AND "posts"."published_at" IS NOT NULL)

SELECT 1 AS one FROM "accounts" WHERE "accounts"."email" = $1 AND "accounts"."id" != $2 LIMIT 1

SELECT posts.id, posts.title FROM posts WHERE posts.published_at IS NOT NULL ORDER BY posts.published_at DESC, posts.id DESC LIMIT 20

SELECT posts.id, posts.title FROM posts WHERE (posts.published_at, posts.id) < ($1, $2) ORDER BY posts.published_at DESC, posts.id DESC LIMIT 20

SELECT id, title FROM posts WHERE slug LIKE 'hello-%'

SELECT id, title FROM posts WHERE slug LIKE $1

SELECT id, slug FROM posts WHERE slug >= $1 AND slug < $2 ORDER BY slug LIMIT 10

SELECT DISTINCT posts.* FROM posts INNER JOIN post_tags ON post_tags.post_id = posts.id INNER JOIN tags ON tags.id = post_tags.tag_id WHERE tags.name = $1

SELECT "posts"."id" FROM "posts" INNER JOIN "post_tags" ON ("posts"."id" = "post_tags"."post_id") WHERE ("post_tags"."tag_id" = $1 AND "posts"."account_id" = $2)

SELECT "posts"."id", "posts"."title", "accounts"."id", "accounts"."name" FROM "posts" INNER JOIN "accounts" ON ("posts"."account_id" = "accounts"."id") WHERE "posts"."id" = $1

SELECT p.id, a.name, count(c.id) FROM posts p LEFT OUTER JOIN accounts a ON a.id = p.account_id LEFT OUTER JOIN comments c ON c.post_id = p.id WHERE p.account_id = $1 GROUP BY p.id, a.name

SELECT accounts.* FROM accounts WHERE EXISTS (SELECT 1 FROM posts WHERE posts.account_id = accounts.id AND posts.published_at > $1) AND accounts.id = $2

SELECT accounts.id FROM accounts WHERE accounts.id IN (SELECT posts.account_id FROM posts WHERE posts.id IN ($1, $2, $3))

SELECT accounts.id FROM accounts WHERE NOT EXISTS (SELECT 1 FROM posts WHERE posts.account_id = accounts.id) AND accounts.email = $1

SELECT * FROM posts p WHERE p.id = (SELECT max(c.post_id) FROM comments c WHERE c.post_id < $1)

SELECT max(id) FROM comments

SELECT min(created_at), max(created_at) FROM comments WHERE post_id = $1

UPDATE "posts" SET "views" = ("posts"."views" + 1) WHERE "posts"."id" = $1

UPDATE posts SET views = 0 WHERE id IN (SELECT post_id FROM post_tags WHERE tag_id = $1)

UPDATE jobs SET state = 'running', attempts = attempts + 1 WHERE id = (SELECT id FROM jobs WHERE queue = $1 AND state = 'ready' AND run_at <= $2 ORDER BY run_at LIMIT 1 FOR UPDATE SKIP LOCKED) RETURNING id

DELETE FROM comments WHERE id IN (SELECT id FROM comments WHERE post_id = $1 ORDER BY created_at LIMIT 1000)

DELETE FROM "post_tags" WHERE ("post_tags"."post_id", "post_tags"."tag_id") IN (($1, $2), ($3, $4))

DELETE FROM post_tags WHERE (post_id = $1 AND tag_id = $2) OR (post_id = $3 AND tag_id = $4)

INSERT INTO tags (id, name) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET name = excluded.name RETURNING id

SELECT * FROM accounts WHERE id = $1 FOR UPDATE

SELECT * FROM posts WHERE account_id = $1 AND (title LIKE $2 OR body LIKE $2) ORDER BY id LIMIT 10
