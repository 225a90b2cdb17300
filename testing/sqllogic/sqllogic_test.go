package sqllogic

import (
	"context"
	"flag"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5/pgconn"

	"github.com/isochrondb/isochron/server/node"
	"github.com/isochrondb/isochron/testing/cluster"
)

var (
	rewrite  = flag.Bool("rewrite", false, "write the answers anew, from Postgres and where they differ on purpose from Isochron")
	postgres = flag.String("postgres", "", "URL of a Postgres 15 for -rewrite; its schema public is emptied")
)

func TestLogic(t *testing.T) {
	logic(t, func(got, want string, _ Statement) bool { return got == want })
}

// TestLogicSpilled runs all statements with operators that put on disk what they can. Where
// no order is asked for, another one is as good.
func TestLogicSpilled(t *testing.T) {
	if *rewrite {
		return
	}
	lines := func(s string) []string {
		l := strings.Split(s, "\n")
		slices.Sort(l)
		return l
	}
	same := func(got, want string, s Statement) bool {
		return got == want || !strings.Contains(strings.ToUpper(s.SQL), "ORDER BY") && slices.Equal(lines(got), lines(want))
	}
	logic(t, same, cluster.WithOptions(func(o *node.Options) { o.SpillAlways = true }))
}

func logic(t *testing.T, same func(got, want string, s Statement) bool, options ...cluster.Option) {
	files, err := filepath.Glob("testdata/*.sql")
	if err != nil || len(files) == 0 {
		t.Fatalf("no test files: %v", err)
	}
	for _, f := range files {
		t.Run(strings.TrimSuffix(filepath.Base(f), ".sql"), func(t *testing.T) { runFile(t, f, same, options...) })
	}
}

func runFile(t *testing.T, file string, same func(got, want string, s Statement) bool, options ...cluster.Option) {
	ctx := context.Background()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	list := Parse(string(text))
	c := cluster.Start(t, options...)
	conf, err := pgconn.ParseConfig("postgresql://isochron@in-process/isochron?sslmode=disable")
	if err != nil {
		t.Fatal(err)
	}
	conf.DialFunc = c.Dial
	conf.LookupFunc = func(context.Context, string) ([]string, error) { return []string{"in-process"}, nil }
	conn, err := pgconn.ConnectConfig(ctx, conf)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close(ctx)
	got := make([]string, len(list))
	for i, s := range list {
		got[i] = Run(ctx, conn, s)
	}
	outFile := strings.TrimSuffix(file, ".sql") + ".out"
	if *rewrite {
		want := fromPostgres(t, list)
		for i, s := range list {
			if s.Differs {
				want[i] = got[i]
			}
		}
		if err := os.WriteFile(outFile, []byte(Answers(list, want)), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	answers, err := os.ReadFile(outFile)
	if err != nil {
		t.Fatal(err)
	}
	want, err := ParseAnswers(string(answers), list)
	if err != nil {
		t.Fatal(err)
	}
	for i, s := range list {
		if !same(got[i], want[i], s) {
			t.Errorf("%s\n--- got\n%s--- want\n%s", s.SQL, got[i], want[i])
		}
	}
}

// fromPostgres runs the statements on a Postgres with an empty schema.
func fromPostgres(t *testing.T, list []Statement) []string {
	ctx := context.Background()
	conn, err := pgconn.Connect(ctx, *postgres)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close(ctx)
	for _, sql := range []string{
		"DROP SCHEMA public CASCADE", "CREATE SCHEMA public", "SET search_path TO \"$user\", public", "SET timezone TO 'UTC'",
		"SET client_min_messages TO warning",
	} {
		if _, err := conn.Exec(ctx, sql).ReadAll(); err != nil {
			t.Fatalf("%s: %v", sql, err)
		}
	}
	out := make([]string, len(list))
	for i, s := range list {
		out[i] = Run(ctx, conn, s)
	}
	return out
}
