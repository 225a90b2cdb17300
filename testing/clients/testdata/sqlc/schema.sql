CREATE TYPE genre AS ENUM ('novel', 'poem');
CREATE TABLE authors (
  id   bigserial PRIMARY KEY,
  name text NOT NULL,
  bio  text,
  born date,
  tags text[] NOT NULL DEFAULT '{}',
  UNIQUE (name)
);
CREATE TABLE books (
  id        uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  author_id bigint NOT NULL REFERENCES authors (id) ON DELETE CASCADE,
  title     varchar(80) NOT NULL,
  genre     genre NOT NULL DEFAULT 'novel',
  price     numeric(8, 2),
  data      jsonb,
  sold      int4range,
  added     timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX ON books (author_id, title);
CREATE VIEW shelf AS SELECT a.name, count(b.id) AS books, max(b.price) AS dearest FROM authors a LEFT JOIN books b ON b.author_id = a.id GROUP BY a.id;
CREATE FUNCTION titles(of bigint) RETURNS SETOF text LANGUAGE sql STABLE AS $$ SELECT title FROM books WHERE author_id = of ORDER BY title $$;
