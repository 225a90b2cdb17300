package wire

import (
	"context"
	"errors"
	"slices"
	"testing"

	"github.com/jackc/pgx/v5/pgconn"

	"github.com/isochrondb/isochron/testing/cluster"
)

// A driver that asks pg_type for users' types reads and writes them, in text and in binary.
func TestUserTypes(t *testing.T) {
	ctx := context.Background()
	srv := cluster.Start(t)
	c := srv.Conn(ctx)
	for _, sql := range []string{
		"CREATE TYPE mood AS ENUM ('sad', 'ok', 'happy')",
		"CREATE DOMAIN posint AS int CHECK (VALUE > 0)",
		"CREATE TABLE p (id posint PRIMARY KEY, m mood, ms mood[])",
	} {
		if _, err := c.Exec(ctx, sql); err != nil {
			t.Fatalf("%s: %v", sql, err)
		}
	}
	for _, name := range []string{"mood", "_mood", "posint"} {
		dt, err := c.LoadType(ctx, name)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		c.TypeMap().RegisterType(dt)
	}
	if _, err := c.Exec(ctx, "INSERT INTO p VALUES ($1, $2, $3)", 1, "ok", []string{"happy", "sad"}); err != nil {
		t.Fatal(err)
	}
	var id int
	var m string
	var ms []string
	read := func(sql string, args ...any) {
		t.Helper()
		if err := c.QueryRow(ctx, sql, args...).Scan(&id, &m, &ms); err != nil {
			t.Fatalf("%s: %v", sql, err)
		}
	}
	read("SELECT * FROM p WHERE m = $1", "ok")
	if id != 1 || m != "ok" || !slices.Equal(ms, []string{"happy", "sad"}) {
		t.Errorf("read %d, %s, %v", id, m, ms)
	}
	refused := func(code, sql string, args ...any) {
		t.Helper()
		var e *pgconn.PgError
		if _, err := c.Exec(ctx, sql, args...); !errors.As(err, &e) || e.Code != code {
			t.Errorf("%s: %v, want %s", sql, err, code)
		}
	}
	refused("22P02", "INSERT INTO p VALUES ($1, $2, $3)", 2, "angry", nil)
	refused("23514", "INSERT INTO p VALUES ($1, $2, $3)", -2, "ok", nil)

	// Statements that are prepared know the values that others add.
	if _, err := srv.Conn(ctx).Exec(ctx, "ALTER TYPE mood ADD VALUE 'meh' BEFORE 'ok'"); err != nil {
		t.Fatal(err)
	}
	if _, err := c.Exec(ctx, "INSERT INTO p VALUES ($1, $2, $3)", 2, "meh", []string{"meh"}); err != nil {
		t.Fatal(err)
	}
	read("SELECT * FROM p WHERE m = $1", "meh")
	if id != 2 || m != "meh" || !slices.Equal(ms, []string{"meh"}) {
		t.Errorf("read %d, %s, %v", id, m, ms)
	}
	read("SELECT * FROM p ORDER BY m LIMIT 1")
	if id != 2 {
		t.Errorf("%s comes first", m)
	}
}
