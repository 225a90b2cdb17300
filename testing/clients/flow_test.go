package clients

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"flag"
	"fmt"
	"net/url"
	"os"
	osexec "os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
	_ "github.com/jackc/pgx/v5/stdlib"

	"github.com/isochrondb/isochron/testing/cluster"
)

var (
	postgresURL = flag.String("postgres", "", "the URL of a Postgres 15, where flows run instead of on a node, each in a database of its own")
	rewrite     = flag.Bool("rewrite", false, "write what flows tell to their golden files; with -postgres, what it answers there")
)

// flow is a run of a client's migrations and queries against one database.
// What it tells, and the schema that it leaves behind, is the same as on
// Postgres: testdata/NAME.out.
type flow struct {
	*testing.T
	ctx context.Context
	url string // of the database
	out bytes.Buffer
}

// run runs a flow on a new database and compares what it told.
func run(t *testing.T, name string, f func(*flow)) {
	t.Helper()
	x := &flow{T: t, ctx: t.Context(), url: database(t, name)}
	f(x)
	x.tellSchema()
	golden := filepath.Join("testdata", name+".out")
	if *rewrite {
		if err := os.WriteFile(golden, x.out.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	diff(t, golden, string(want), x.out.String())
}

// database is the URL of a new, empty database.
func database(t *testing.T, name string) string {
	t.Helper()
	if *postgresURL == "" {
		return cluster.Start(t).URL()
	}
	db := "clients_" + name
	do := func(ctx context.Context, text string) {
		t.Helper()
		c, err := pgx.Connect(ctx, *postgresURL)
		if err != nil {
			t.Fatal(err)
		}
		defer func() { _ = c.Close(ctx) }()
		if _, err := c.Exec(ctx, text); err != nil {
			t.Fatalf("%s: %v", text, err)
		}
	}
	drop := "DROP DATABASE IF EXISTS " + db + " WITH (FORCE)"
	do(t.Context(), drop)
	do(t.Context(), "CREATE DATABASE "+db)
	t.Cleanup(func() { do(context.WithoutCancel(t.Context()), drop) })
	u, err := url.Parse(*postgresURL)
	if err != nil {
		t.Fatal(err)
	}
	u.Path = "/" + db
	return u.String()
}

// diff tells the first lines that differ.
func diff(t *testing.T, golden, want, got string) {
	t.Helper()
	w, g := strings.Split(want, "\n"), strings.Split(got, "\n")
	told := 0
	for i := 0; i < max(len(w), len(g)) && told < 12; i++ {
		at := func(lines []string) string {
			if i < len(lines) {
				return lines[i]
			}
			return "(nothing)"
		}
		if at(w) != at(g) {
			t.Errorf("%s:%d\n got %s\nwant %s", golden, i+1, at(g), at(w))
			told++
		}
	}
}

// say adds a line to what the flow tells.
func (x *flow) say(format string, args ...any) { fmt.Fprintf(&x.out, format+"\n", args...) }

// must fails the flow at an error.
func (x *flow) must(what string, err error) {
	x.Helper()
	if err != nil {
		x.Fatalf("%s: %v", what, err)
	}
}

// sayError tells the SQLSTATE of an error and what the server said.
func (x *flow) sayError(what string, err error) {
	x.Helper()
	if state := sqlstate(err); state != "" {
		x.say("%s: %s", what, state)
		return
	}
	x.say("%s: %v", what, err)
}

// sqlstate is the SQLSTATE that a driver's error carries, "" without one.
func sqlstate(err error) string {
	var e interface{ SQLState() string }
	if errors.As(err, &e) {
		return e.SQLState()
	}
	return ""
}

// db opens the database with pgx's driver for database/sql.
func (x *flow) db() *sql.DB {
	x.Helper()
	db, err := sql.Open("pgx", x.url)
	x.must("open", err)
	x.Cleanup(func() { _ = db.Close() })
	return db
}

// conn opens a connection of pgx's own.
func (x *flow) conn() *pgx.Conn {
	x.Helper()
	c, err := pgx.Connect(x.ctx, x.url)
	x.must("connect", err)
	x.Cleanup(func() { _ = c.Close(context.WithoutCancel(x.ctx)) })
	return c
}

// script runs a program that finds the database in DATABASE_URL and in libpq's
// variables; what it prints is told.
func (x *flow) script(program string, args ...string) {
	x.Helper()
	path, err := osexec.LookPath(program)
	if err != nil {
		x.Fatalf("%v (.ci/run installs what these tests need)", err)
	}
	ctx, cancel := context.WithTimeout(x.ctx, 5*time.Minute)
	defer cancel()
	c := osexec.CommandContext(ctx, path, args...)
	u, err := url.Parse(x.url)
	x.must("url", err)
	c.Env = append(os.Environ(), "DATABASE_URL="+x.url, "PGHOST="+u.Hostname(), "PGPORT="+u.Port(),
		"PGUSER="+u.User.Username(), "PGDATABASE="+strings.TrimPrefix(u.Path, "/"), "PGSSLMODE=disable", "TZ=UTC")
	var stderr bytes.Buffer
	c.Stdout, c.Stderr = &x.out, &stderr
	if err := c.Run(); err != nil {
		x.Fatalf("%s %s: %v\n%s", program, strings.Join(args, " "), err, stderr.String())
	}
}

// schemaQueries show what a flow has left in the catalog.
var schemaQueries = []string{
	`SELECT format('%s.%s %s %s%s', c.relname, a.attname, format_type(a.atttypid, a.atttypmod), CASE WHEN a.attnotnull THEN 'NOT NULL ' ELSE '' END,
	  CASE a.attidentity WHEN 'a' THEN 'ALWAYS' WHEN 'd' THEN 'BY DEFAULT' ELSE pg_get_expr(d.adbin, d.adrelid) END)
	FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
	WHERE c.relkind IN ('r', 'p', 'v', 'm') AND c.relnamespace = 'public'::regnamespace AND a.attnum > 0 AND NOT a.attisdropped ORDER BY c.relname, a.attnum`,
	`SELECT pg_get_indexdef(i.indexrelid) FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid WHERE c.relnamespace = 'public'::regnamespace ORDER BY c.relname`,
	`SELECT format('%s %s %s', conrelid::regclass, conname, pg_get_constraintdef(oid)) FROM pg_constraint WHERE connamespace = 'public'::regnamespace ORDER BY conrelid::regclass::text, conname`,
	`SELECT format('enum %s %s', t.typname, string_agg(e.enumlabel, ',' ORDER BY e.enumsortorder)) FROM pg_type t JOIN pg_enum e ON e.enumtypid = t.oid GROUP BY t.typname ORDER BY 1`,
	`SELECT format('sequence %s %s %s', sequencename, data_type, last_value IS NOT NULL) FROM pg_sequences WHERE schemaname = 'public' ORDER BY 1`,
	`SELECT pg_get_functiondef(oid) FROM pg_proc p WHERE pronamespace = 'public'::regnamespace AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e') ORDER BY 1`,
	`SELECT pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal ORDER BY 1`,
	`SELECT viewname || ':' || definition FROM pg_views WHERE schemaname = 'public' ORDER BY 1`,
	`SELECT format('%s.%s: %s', objoid::regclass, objsubid, description) FROM pg_description WHERE classoid = 'pg_class'::regclass AND objoid >= 16384 ORDER BY 1`,
}

// tellSchema tells the tables, indexes, constraints and so on that are there.
func (x *flow) tellSchema() {
	x.Helper()
	c := x.conn()
	x.say("-- schema")
	for _, q := range schemaQueries {
		rows, err := c.Query(x.ctx, q)
		x.must(q, err)
		lines, err := pgx.CollectRows(rows, pgx.RowTo[string])
		x.must(q, err)
		for _, l := range lines {
			x.say("%s", strings.TrimRight(l, " \n"))
		}
	}
}
