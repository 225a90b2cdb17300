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

const grammarFile = "testdata/grammar.txt"

// walked is one statement of the walk over Postgres's grammar.
type walked struct {
	heading []string // lines above it: comments, productions
	text    string
	alone   bool // run outside of a block
	want    string
	refused bool   // what Isochron does not have
	ours    string // Isochron's answer where it is meant to be another, with the reason
	line    int
}

// grammarWalk reads the walk. The statements of its setup come first, apart.
func grammarWalk(data string) (setup []string, walk []walked) {
	var heading []string
	var inSetup bool
	for i, line := range strings.Split(data, "\n") {
		switch {
		case strings.HasPrefix(line, "\trefused"):
			walk[len(walk)-1].refused = true
		case strings.HasPrefix(line, "\tours "):
			walk[len(walk)-1].ours = strings.TrimPrefix(line, "\tours ")
		case strings.HasPrefix(line, "\t"):
			walk[len(walk)-1].want = line[1:]
		case line == "" || strings.HasPrefix(line, "#"):
			heading = append(heading, line)
			inSetup = line == "## setup" || inSetup && !strings.HasPrefix(line, "## ")
		case inSetup:
			heading = append(heading, line)
			setup = append(setup, line)
		default:
			text, alone := strings.CutPrefix(line, "@")
			walk = append(walk, walked{heading: heading, text: text, alone: alone, line: i + 1})
			heading = nil
		}
	}
	return setup, walk
}

// renderWalk is grammarWalk's inverse.
func renderWalk(walk []walked) string {
	var out strings.Builder
	for _, w := range walk {
		for _, h := range w.heading {
			out.WriteString(h + "\n")
		}
		if w.alone {
			out.WriteByte('@')
		}
		out.WriteString(w.text + "\n\t" + w.want + "\n")
		if w.refused {
			out.WriteString("\trefused\n")
		}
		if w.ours != "" {
			out.WriteString("\tours " + w.ours + "\n")
		}
	}
	return out.String()
}

// walker runs the statements of the walk on one connection.
type walker struct {
	c    *pgx.Conn
	here string
}

func newWalker(ctx context.Context, t *testing.T, c *pgx.Conn, setup []string) *walker {
	t.Helper()
	w := &walker{c: c}
	if err := c.QueryRow(ctx, "SELECT current_database()").Scan(&w.here); err != nil {
		t.Fatal(err)
	}
	for _, s := range setup {
		if _, err := c.PgConn().Exec(ctx, s).ReadAll(); err != nil {
			t.Fatalf("%s: %v", s, err)
		}
	}
	return w
}

// run gives the tags of a statement's results, or the SQLSTATE, and its error. What it did is undone.
func (w *walker) run(ctx context.Context, t *testing.T, s walked) (string, *pgconn.PgError) {
	t.Helper()
	if !s.alone {
		w.must(ctx, t, "BEGIN")
	}
	tags, err := w.tags(ctx, strings.ReplaceAll(s.text, ":here", w.here))
	if w.c.PgConn().TxStatus() != 'I' {
		w.must(ctx, t, "ROLLBACK")
	}
	w.must(ctx, t, "RESET SESSION AUTHORIZATION; RESET ROLE; RESET ALL; CLOSE ALL; DEALLOCATE ALL; UNLISTEN *")
	if err == nil {
		return tags, nil
	}
	var e *pgconn.PgError
	if !errors.As(err, &e) {
		t.Fatalf("line %d: %s: %v", s.line, s.text, err)
	}
	return "error " + e.Code, e
}

func (w *walker) must(ctx context.Context, t *testing.T, text string) {
	t.Helper()
	if _, err := w.c.PgConn().Exec(ctx, text).ReadAll(); err != nil {
		t.Fatalf("%s: %v", text, err)
	}
}

// tags sends a text as one simple query, or as COPY.
func (w *walker) tags(ctx context.Context, text string) (string, error) {
	if strings.HasPrefix(text, "COPY") {
		switch {
		case strings.Contains(text, "STDOUT"):
			tag, err := w.c.PgConn().CopyTo(ctx, new(strings.Builder), text)
			return tag.String(), err
		case strings.Contains(text, "STDIN"):
			tag, err := w.c.PgConn().CopyFrom(ctx, strings.NewReader(""), text)
			return tag.String(), err
		}
	}
	results, err := w.c.PgConn().Exec(ctx, text).ReadAll()
	var tags []string
	for _, r := range results {
		tags = append(tags, r.CommandTag.String())
	}
	return strings.Join(tags, "; "), err
}

// TestGrammar walks over all statements of Postgres's grammar: each gives the tag or the SQLSTATE that
// Postgres gives, or is refused with a hint. None is an internal error.
func TestGrammar(t *testing.T) {
	data, err := os.ReadFile(grammarFile)
	if err != nil {
		t.Fatal(err)
	}
	ctx := context.Background()
	setup, walk := grammarWalk(string(data))
	if len(walk) < 900 {
		t.Fatalf("only %d statements", len(walk))
	}
	if *rewrite {
		rewriteWalk(ctx, t, setup, walk)
		return
	}
	w := newWalker(ctx, t, cluster.Start(t).Conn(ctx), setup)
	for _, s := range walk {
		got, e := w.run(ctx, t, s)
		if problem := s.judge(got, e); problem != "" {
			t.Errorf("%s:%d: %s\n%s", grammarFile, s.line, s.text, problem)
		}
	}
}

// judge says what is wrong with an answer of Isochron's, "" for nothing.
func (s walked) judge(got string, e *pgconn.PgError) string {
	if s.ours != "" {
		s.want, _, _ = strings.Cut(s.ours, ": ")
	}
	switch {
	case !s.refused && got == s.want:
		return ""
	case e == nil || !s.refused:
		message := ""
		if e != nil {
			message = fmt.Sprintf(" (%s; %s)", e.Message, e.Hint)
		}
		if s.refused {
			return fmt.Sprintf("got %s%s; it is marked as refused", got, message)
		}
		return fmt.Sprintf("got %s%s, Postgres gives %s", got, message, s.want)
	case e.Code != "0A000" && e.Code != "42601" || e.Hint == "":
		return fmt.Sprintf("got %s (%s; hint %q), want a refusal with a hint", got, e.Message, e.Hint)
	}
	return ""
}

// rewriteWalk takes the answers from Postgres. It makes a database for it and drops it.
func rewriteWalk(ctx context.Context, t *testing.T, setup []string, walk []walked) {
	c, err := pgx.Connect(ctx, *postgres)
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close(ctx)
	own := "DROP DATABASE IF EXISTS grammar_walk WITH (FORCE)"
	for _, s := range []string{own, "DROP ROLE IF EXISTS gw_a, gw_b, gw_c, gw_u", "CREATE DATABASE grammar_walk"} {
		if _, err := c.Exec(ctx, s); err != nil {
			t.Fatal(err)
		}
	}
	conf := c.Config().Copy()
	conf.Database = "grammar_walk"
	in, err := pgx.ConnectConfig(ctx, conf)
	if err != nil {
		t.Fatal(err)
	}
	w := newWalker(ctx, t, in, setup)
	for i := range walk {
		walk[i].want, _ = w.run(ctx, t, walk[i])
	}
	if err := os.WriteFile(grammarFile, []byte(renderWalk(walk)), 0o644); err != nil {
		t.Fatal(err)
	}
	in.Close(ctx)
	for _, s := range []string{own, "DROP ROLE gw_a, gw_b, gw_c, gw_u"} {
		if _, err := c.Exec(ctx, s); err != nil {
			t.Error(err)
		}
	}
}
