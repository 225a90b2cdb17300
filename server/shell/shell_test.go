package shell

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5/pgconn"

	"github.com/isochrondb/isochron/server/node"
)

// connect starts a node and returns a connection to it, and how to make others.
func connect(t *testing.T, out io.Writer) (*pgconn.PgConn, func(context.Context, string) (*pgconn.PgConn, error)) {
	t.Helper()
	n, err := node.Start(t.Context(), node.Options{InMemory: true, Trust: true})
	if err != nil {
		t.Fatal(err)
	}
	open := func(ctx context.Context, database string) (*pgconn.PgConn, error) {
		conf, err := pgconn.ParseConfig("postgresql://isochron@in-process/isochron?sslmode=disable")
		if err != nil {
			return nil, err
		}
		conf.Database = database
		conf.DialFunc = func(ctx context.Context, _, _ string) (net.Conn, error) { return n.Dial(ctx) }
		conf.LookupFunc = func(context.Context, string) ([]string, error) { return []string{"in-process"}, nil }
		Configure(conf, out)
		return pgconn.ConnectConfig(ctx, conf)
	}
	c, err := open(t.Context(), "isochron")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := n.Close(); err != nil {
			t.Error(err)
		}
	})
	return c, open
}

const script = `\echo begin
create table fruits (id int primary key, name text not null default 'none', price numeric(6,2) check (price > 0));
create index by_name on fruits (name);
create table crates (id bigint generated always as identity primary key, fruit int references fruits on delete cascade);
create view cheap as select id, name from fruits where price < 1;
insert into fruits values (1, 'apple', 0.5), (20, 'two
lines', 12);
select * from fruits order by id;
\x on
select id, name from fruits order by id;
select 1 where false;
\x
-- a comment
select 'a;
b' as c;
\d
\dt *es
\d fruits
\d crates
\d cheap
\d nothing
\dx
\du iso*
\dn pub*
\df nothing
\l isochron
\c other
create database other;
\c other
select current_database();
\nonsense
\timing maybe
select 1/0;
\d isochron_internal.nodes
select 1`

// TestScript: what the shell prints, as a whole.
func TestScript(t *testing.T) {
	var out bytes.Buffer
	c, open := connect(t, &out)
	s := New(c, Options{In: strings.NewReader(script), Out: &out, Err: &out, Connect: open})
	if err := s.Loop(t.Context()); err != nil {
		t.Fatal(err)
	}
	defer s.Close(context.Background())
	const golden = "testdata/script.out"
	if os.Getenv("REWRITE") != "" {
		if err := os.WriteFile(golden, out.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(out.Bytes(), want) {
		t.Errorf("got\n%s\nwant\n%s", out.Bytes(), want)
	}
}

// TestFiles: \i runs a file, and a file that reads itself ends.
func TestFiles(t *testing.T) {
	var out bytes.Buffer
	c, _ := connect(t, &out)
	dir := t.TempDir()
	file := filepath.Join(dir, "a.sql")
	if err := os.WriteFile(file, []byte("select 6*7 as answer;\n\\i "+file+"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	s := New(c, Options{Out: &out, Err: &out})
	defer s.Close(context.Background())
	if err := s.Execute(t.Context(), `\i `+file); err != nil {
		t.Error(err)
	}
	if n := strings.Count(out.String(), "answer"); n != filesMax || !strings.Contains(out.String(), "16 deep") {
		t.Errorf("%d times: %s", n, out.String())
	}
	if err := s.Execute(t.Context(), `\i /does/not/exist`); err == nil {
		t.Error("a file that is not there is no error")
	}
	stop := New(c, Options{In: strings.NewReader("select 1/0;\nselect 2;"), Out: &out, Err: &out, StopOnError: true})
	var e *pgconn.PgError
	if err := stop.Loop(t.Context()); !errors.As(err, &e) || e.Code != "22012" {
		t.Errorf("it goes on: %v", err)
	}
}

// TestCancelled: a statement that is cancelled leaves the connection as it was.
func TestCancelled(t *testing.T) {
	var out bytes.Buffer
	c, _ := connect(t, &out)
	s := New(c, Options{Out: &out, Err: &out})
	defer s.Close(context.Background())
	ctx, cancel := context.WithTimeout(t.Context(), 100*time.Millisecond)
	defer cancel()
	var e *pgconn.PgError
	if err := s.Run(ctx, "select pg_sleep(600)"); !errors.As(err, &e) || e.Code != "57014" {
		t.Fatalf("got %v", err)
	}
	if err := s.Run(t.Context(), "select 1"); err != nil {
		t.Error(err)
	}
}

// screen is a keyboard and what a terminal shows.
type screen struct {
	bytes.Buffer
}

// TestTerminal: lines are completed, recalled and given up.
func TestTerminal(t *testing.T) {
	var out bytes.Buffer
	c, _ := connect(t, &out)
	file := filepath.Join(t.TempDir(), "history")
	s := New(c, Options{Out: &out, Err: &out})
	defer s.Close(context.Background())
	if err := s.Execute(t.Context(), "create table completely_unlike (some_column int); create table \"Odd one\" ();"); err != nil {
		t.Fatal(err)
	}
	tests := []struct{ name, keys, want string }{
		{"a word", "sele\t1;\r", "select 1;"},
		{"in capitals", "SELE\t1;\r", "SELECT 1;"},
		{"a table", "table completely\t;\r", "table completely_unlike ;"},
		{"a column of a table", "select completely_unlike.s\tfrom\r", "select completely_unlike.some_column from"},
		{"a schema", "table isochron_i\tno\tx\r", "table isochron_internal.nodes x"},
		{"a name that wants quotes", "table O\t\r", "table O"},
		{"a command", `\tim` + "\ton\r", `\timing on`},
		{"nothing fits", "zzzz\t1\r", "zzzz1"},
		{"up twice", "\x1b[A\x1b[A\r", "select 1,    2;"},
		{"a line that is given up", "drop table\x03next;\r", ""},
		{"edited", "ac\x1b[Db\r", "abc"},
	}
	for _, tt := range tests {
		var shown screen
		h := openHistory(file)
		if tt.name == "up twice" {
			h.keep("select 1,\n   2;\n")
			h.keep("select 2;")
			h.keep("alter role x password 'y';")
			h.keep("select 2;")
		}
		term := makeTerminal(strings.NewReader(tt.keys), &shown, h, s.complete)
		line, err := term.read("=> ")
		if tt.want == "" {
			if !errors.Is(err, errInterrupted) {
				t.Errorf("%s: %q, %v", tt.name, line, err)
			}
			line, err = term.read("=> ")
			tt.want = "next;"
		}
		switch {
		case err != nil || line != tt.want:
			t.Errorf("%s: got %q, %v, want %q", tt.name, line, err, tt.want)
		}
	}
	if got, _ := os.ReadFile(file); string(got) != "select 1,    2;\nselect 2;\n" {
		t.Errorf("the history is %q", got)
	}
	if info, err := os.Stat(file); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("its mode: %v, %v", info, err)
	}
}

// TestHistory: it has an end, and a file that grew over it is cut.
func TestHistory(t *testing.T) {
	file := filepath.Join(t.TempDir(), "history")
	if err := os.WriteFile(file, []byte(strings.Repeat("a\nb\n", historyMax+1)), 0o600); err != nil {
		t.Fatal(err)
	}
	h := openHistory(file)
	if h.Len() != historyMax || h.At(0) != "b" || h.At(1) != "a" {
		t.Errorf("%d entries, %q last", h.Len(), h.At(0))
	}
	if info, err := os.Stat(file); err != nil || info.Size() != 2*historyMax {
		t.Errorf("%v, %v", info.Size(), err)
	}
	h.keep("select 1 -- one\n, 2;")
	if h.At(0) != ", 2;" || h.At(1) != "select 1 -- one" {
		t.Errorf("a comment swallows what follows: %q, %q", h.At(1), h.At(0))
	}
}

func TestPatterns(t *testing.T) {
	for arg, want := range map[string][2]string{
		"": {"", "%"}, "a*": {"", "a%"}, "Ab": {"", "ab"}, `"Ab"`: {"", "Ab"}, "s.t?": {"s", "t_"}, `"a.b".c_d`: {"a.b", `c\_d`}, "*.*": {"%", "%"},
	} {
		if s, n := patterns(arg); s != want[0] || n != want[1] {
			t.Errorf("%q: %q, %q", arg, s, n)
		}
	}
}

// TestCopy: rows of COPY go to the output, and come from the lines that follow or, of a text that is
// executed, from the input.
func TestCopy(t *testing.T) {
	var out, wrong bytes.Buffer
	c, _ := connect(t, &wrong)
	const lines = "create table t (a int, b text);\ncopy t from stdin;\n1\tone\n2\t\\N\n\\.\ncopy t (b) from stdin (format csv);\n\"a;\nb\"\n\\.\n" +
		"copy (select * from t order by a) to stdout;\nselect 1; copy t to stdout;\ncopy nowhere from stdin;\n1\n2\n\\.\nselect count(*) from t;\n"
	s := New(c, Options{In: strings.NewReader(lines), Out: &out, Err: &wrong})
	if err := s.Loop(t.Context()); err != nil {
		t.Fatal(err)
	}
	const want = "CREATE TABLE\nCOPY 2\nCOPY 1\n1\tone\n2\t\\N\n\\N\ta;\\nb\n count\n-------\n     3\n(1 row)\n"
	if out.String() != want {
		t.Errorf("got\n%s\nwant\n%s", out.String(), want)
	}
	for _, w := range []string{"by themselves", `"nowhere" does not exist`} {
		if strings.Count(wrong.String(), w) != 1 {
			t.Errorf("errors without %q, or with two: %s", w, wrong.String())
		}
	}
	out.Reset()
	e := New(c, Options{In: strings.NewReader("7\tseven\n"), Out: &out, Err: &wrong})
	for _, text := range []string{"copy t from stdin", "copy t to stdout (header)"} {
		if err := e.Execute(t.Context(), text); err != nil {
			t.Error(err)
		}
	}
	if !strings.HasPrefix(out.String(), "COPY 1\na\tb\n") || !strings.Contains(out.String(), "7\tseven\n") {
		t.Errorf("got %s", out.String())
	}
	if err := e.Execute(t.Context(), "select 1/0"); !errors.Is(err, ErrTold) {
		t.Errorf("%v is not known to be printed", err)
	}
}
