package pgcatalog_test

import (
	"context"
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"

	"github.com/isochrondb/isochron/testing/cluster"
)

var postgres = flag.String("postgres", "", "URL of a PostgreSQL 15 server, in an empty database: takes the expected results from it")

// TestGolden runs the statements of testdata/catalog.sql and compares what they
// give with what PostgreSQL 15 gave: what describes tables, columns, indexes,
// constraints, sequences, types and functions.
//
//	go test ./sql/pgcatalog -run Golden -postgres URL     takes the results anew
func TestGolden(t *testing.T) {
	ctx := context.Background()
	url := *postgres
	if url == "" {
		url = cluster.Start(t).URL()
	}
	c, err := pgx.Connect(ctx, url)
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close(ctx)
	text, err := os.ReadFile("testdata/catalog.sql")
	if err != nil {
		t.Fatal(err)
	}
	statements := strings.Split(strings.TrimSpace(string(text)), ";\n")
	if *postgres != "" {
		var b strings.Builder
		for _, s := range statements {
			fmt.Fprintf(&b, "%s\n----\n%s\n", strings.TrimSuffix(strings.TrimSpace(s), ";"), result(ctx, c.PgConn(), s))
		}
		if err := os.WriteFile("testdata/catalog.golden", []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	golden, err := os.ReadFile("testdata/catalog.golden")
	if err != nil {
		t.Fatal(err)
	}
	rest := string(golden)
	for _, s := range statements {
		s = strings.TrimSuffix(strings.TrimSpace(s), ";")
		head := s + "\n----\n"
		if !strings.HasPrefix(rest, head) {
			t.Fatalf("the golden file does not go on with %q: take it anew", s)
		}
		want, after, ok := strings.Cut(rest[len(head):], "\n\n")
		if !ok {
			t.Fatal("the golden file ends early")
		}
		rest = after
		if got := strings.TrimSuffix(result(ctx, c.PgConn(), s), "\n"); got != want {
			t.Errorf("%s\ngot\n%s\nwant\n%s", s, got, want)
		}
	}
}

// result is what a statement gives, row by row. Names that differ between
// servers by nature are made equal.
func result(ctx context.Context, c *pgconn.PgConn, sql string) string {
	var b strings.Builder
	list, err := c.Exec(ctx, sql).ReadAll()
	for _, r := range list {
		for _, row := range r.Rows {
			parts := make([]string, len(row))
			for i, v := range row {
				parts[i] = string(v)
				if v == nil {
					parts[i] = "NULL"
				}
			}
			b.WriteString(strings.Join(parts, "|") + "\n")
		}
		if tag := r.CommandTag.String(); len(r.FieldDescriptions) == 0 && tag != "" {
			b.WriteString(tag + "\n")
		}
	}
	if err != nil {
		if e, ok := err.(*pgconn.PgError); ok {
			fmt.Fprintf(&b, "ERROR %s: %s\n", e.Code, e.Message)
		} else {
			b.WriteString(err.Error() + "\n")
		}
	}
	return strings.NewReplacer("postgres", "isochron").Replace(b.String())
}
