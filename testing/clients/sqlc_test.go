package clients

import (
	"encoding/json"
	"errors"
	"os"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgtype"

	"github.com/isochrondb/isochron/testing/clients/sqlcflow"
)

// TestSQLC: code that sqlc made of testdata/sqlc, whose queries it had the
// server analyse: rows, slices, embedded tables, NULLs, COPY and batches.
func TestSQLC(t *testing.T) {
	run(t, "sqlc", func(x *flow) {
		schema, err := os.ReadFile("testdata/sqlc/schema.sql")
		x.must("schema", err)
		c := x.conn()
		_, err = c.Exec(x.ctx, string(schema))
		x.must("schema", err)
		tx, err := c.Begin(x.ctx)
		x.must("begin", err)
		x.sqlcWrites(sqlcflow.New(c).WithTx(tx))
		x.must("commit", tx.Commit(x.ctx))
		x.sqlcReads(sqlcflow.New(c))
	})
}

// sayJSON tells a value as JSON.
func (x *flow) sayJSON(what string, v any, err error) {
	x.Helper()
	x.must(what, err)
	b, err := json.Marshal(v)
	x.must(what, err)
	x.say("%s: %s", what, b)
}

func (x *flow) sqlcWrites(q *sqlcflow.Queries) {
	ann, err := q.CreateAuthor(x.ctx, sqlcflow.CreateAuthorParams{Name: "Ann", Bio: pgtype.Text{String: "wrote", Valid: true},
		Born: pgtype.Date{Time: time.Date(1950, 2, 3, 0, 0, 0, 0, time.UTC), Valid: true}, Tags: []string{"x", `a "b"`}})
	x.sayJSON("create", ann, err)
	n, err := q.CopyAuthors(x.ctx, []sqlcflow.CopyAuthorsParams{{Name: "Bob", Tags: []string{}}, {Name: "Cy", Tags: []string{"c"}}, {Name: "Di", Tags: []string{""}}})
	x.sayJSON("copied", n, err)
	price := func(text string) (p pgtype.Numeric) {
		x.must(text, p.Scan(text))
		return p
	}
	for _, b := range []sqlcflow.AddBookParams{
		{AuthorID: ann.ID, Title: "One", Genre: sqlcflow.GenreNovel, Price: price("12.50"), Data: []byte(`{"pages": 300}`)},
		{AuthorID: ann.ID, Title: "Two", Genre: sqlcflow.GenrePoem, Price: price("7"), Data: []byte(`{"pages": "many"}`)},
		{AuthorID: ann.ID + 1, Title: "Three", Genre: sqlcflow.GenreNovel},
	} {
		row, err := q.AddBook(x.ctx, b)
		x.sayJSON("book", row, err)
	}
	rows, err := q.SetBio(x.ctx, sqlcflow.SetBioParams{Tag: "new", ID: ann.ID})
	x.sayJSON("set", rows, err)
}

func (x *flow) sqlcReads(q *sqlcflow.Queries) {
	a, err := q.Author(x.ctx, 1)
	x.sayJSON("author", a, err)
	_, err = q.Author(x.ctx, 4711)
	x.say("missing: %v", errors.Is(err, pgx.ErrNoRows))
	named, err := q.AuthorsNamed(x.ctx, []string{"Bob", "Ann", "nobody"})
	x.sayJSON("named", named, err)
	books, err := q.BooksOf(x.ctx, sqlcflow.BooksOfParams{Column1: pgtype.Text{String: "a", Valid: true}, Limit: 5})
	x.sayJSON("books", books, err)
	shelf, err := q.Shelf(x.ctx, 0)
	x.sayJSON("shelf", shelf, err)
	titles, err := q.Titles(x.ctx, 1)
	x.sayJSON("titles", titles, err)
	genres, err := q.Genres(x.ctx)
	x.sayJSON("genres", genres, err)
	ranked, err := q.Ranked(x.ctx, pgtype.Int8{Int64: 1, Valid: true})
	x.sayJSON("ranked", ranked, err)
	_, err = q.AddBook(x.ctx, sqlcflow.AddBookParams{AuthorID: 4711, Title: "None", Genre: sqlcflow.GenreNovel})
	x.sayError("no author", err)
	_, err = q.AddBook(x.ctx, sqlcflow.AddBookParams{AuthorID: 1, Title: "None", Genre: "song"})
	x.sayError("no genre", err)
	b := q.DeleteAuthors(x.ctx, []string{"Ann", "nobody", "Di"})
	b.Exec(func(i int, err error) { x.sayJSON("deleted", i, err) })
	x.must("batch", b.Close())
	shelf, err = q.Shelf(x.ctx, 0)
	x.sayJSON("shelf", shelf, err)
}
