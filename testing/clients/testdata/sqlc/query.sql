-- name: CreateAuthor :one
INSERT INTO authors (name, bio, born, tags) VALUES ($1, $2, $3, $4) RETURNING *;

-- name: Author :one
SELECT * FROM authors WHERE id = $1;

-- name: AuthorsNamed :many
SELECT id, name FROM authors WHERE name = ANY (sqlc.arg(names)::text[]) ORDER BY name;

-- name: SetBio :execrows
UPDATE authors SET bio = coalesce(sqlc.narg(bio), bio), tags = array_append(tags, sqlc.arg(tag)::text) WHERE id = sqlc.arg(id);

-- name: AddBook :one
INSERT INTO books (author_id, title, genre, price, data) VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (id) DO NOTHING RETURNING title, genre, price, data, sold IS NULL AS unsold;

-- name: BooksOf :many
SELECT sqlc.embed(authors), books.title, books.data ->> 'pages' AS pages
FROM books JOIN authors ON authors.id = books.author_id WHERE authors.name ILIKE $1 || '%' ORDER BY books.title LIMIT $2;

-- name: Shelf :many
SELECT * FROM shelf WHERE books >= $1 ORDER BY name;

-- name: Titles :many
SELECT titles FROM titles($1);

-- name: Genres :many
SELECT genre, count(*) AS n, sum(price) AS total, percentile_disc(0.5) WITHIN GROUP (ORDER BY title) AS middle FROM books GROUP BY genre ORDER BY genre;

-- name: Ranked :many
WITH ranked AS (SELECT title, price, row_number() OVER (PARTITION BY author_id ORDER BY price DESC NULLS LAST, title) AS place FROM books)
SELECT title, price, place FROM ranked WHERE place <= $1 ORDER BY place, title;

-- name: CopyAuthors :copyfrom
INSERT INTO authors (name, tags) VALUES ($1, $2);

-- name: DeleteAuthors :batchexec
DELETE FROM authors WHERE name = $1;
