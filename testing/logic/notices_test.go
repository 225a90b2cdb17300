package logic

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"

	"github.com/isochrondb/isochron/testing/cluster"
)

// TestNotices: what clients are told besides rows, with all its fields: notices, and errors
// with context, inner query and position, as Postgres tells them.
func TestNotices(t *testing.T) {
	const file = "testdata/notices.txt"
	ctx := context.Background()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	blocks, err := Parse(file, string(data))
	if err != nil {
		t.Fatal(err)
	}
	var told []string
	note := func(_ *pgconn.PgConn, n *pgconn.Notice) { told = append(told, toldOf((*pgconn.PgError)(n))) }
	c := noticesConn(ctx, t, note)
	for i, b := range blocks {
		told = nil
		result := c.PgConn().Exec(ctx, b.Text)
		_, err := result.ReadAll()
		var e *pgconn.PgError
		switch {
		case errors.As(err, &e):
			told = append(told, toldOf(e))
		case err != nil:
			t.Fatal(err)
		default:
			told = append(told, "done")
		}
		if got := strings.Join(told, "\n"); *rewrite {
			blocks[i].want = got
		} else if got != b.want {
			t.Errorf("%s:%d:\n%s\ngot:\n%s\nwant:\n%s", file, b.line, b.Text, got, b.want)
		}
	}
	if *rewrite {
		if err := os.WriteFile(file, []byte(render(blocks)), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

func noticesConn(ctx context.Context, t *testing.T, note pgconn.NoticeHandler) *pgx.Conn {
	if !*rewrite {
		conf := cluster.Start(t).ConnConfig()
		conf.OnNotice = note
		c, err := pgx.ConnectConfig(ctx, conf)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = c.Close(ctx) })
		return c
	}
	conf, err := pgx.ParseConfig(*postgres)
	if err != nil {
		t.Fatal(err)
	}
	conf.OnNotice = note
	c, err := pgx.ConnectConfig(ctx, conf)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = c.Close(ctx) })
	if _, err := c.Exec(ctx, "SET client_min_messages = error; DROP SCHEMA IF EXISTS public CASCADE; CREATE SCHEMA public; SET lc_messages = 'C'; RESET client_min_messages"); err != nil {
		t.Fatal(err)
	}
	return c
}

// toldOf is a message with its fields on one line.
func toldOf(e *pgconn.PgError) string {
	out := e.Severity + " " + e.Code + " " + e.Message
	for _, f := range []struct{ name, value string }{{"detail", e.Detail}, {"hint", e.Hint}, {"query", e.InternalQuery}, {"where", e.Where}} {
		if f.value != "" {
			out += " | " + f.name + ": " + strings.ReplaceAll(f.value, "\n", `\n`)
		}
	}
	if e.Position != 0 {
		out += fmt.Sprintf(" | at %d", e.Position)
	}
	if e.InternalPosition != 0 {
		out += fmt.Sprintf(" | in query at %d", e.InternalPosition)
	}
	return out
}
