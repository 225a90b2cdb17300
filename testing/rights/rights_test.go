package rights

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5/pgconn"

	"github.com/isochrondb/isochron/testing/cluster"
)

var postgres = flag.String("postgres", "", "connection string of a Postgres 15 whose answers are written to testdata")

// five are the roles that "all" stands for: a superuser, the owner of the
// objects, a member of it that inherits, one that does not, and neither.
var five = []string{"isochron", "owner", "heir", "guest", "stranger"}

// statementsMin is how many statements the scripts run at least, together.
const statementsMin = 1500

// TestRights: a node answers as Postgres does.
func TestRights(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatalf("no scripts: %v", err)
	}
	ran := 0
	for _, f := range files {
		t.Run(strings.TrimSuffix(filepath.Base(f), ".txt"), func(t *testing.T) { ran += playFile(t, f) })
	}
	if ran < statementsMin && !t.Failed() && flag.Lookup("test.run").Value.String() == "" {
		t.Errorf("the scripts run %d statements, want %d", ran, statementsMin)
	}
}

func playFile(t *testing.T, file string) int {
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	p := &play{t: t, conns: map[string]*pgconn.PgConn{}}
	defer p.close()
	if *postgres != "" {
		conf, err := pgconn.ParseConfig(*postgres)
		if err != nil {
			t.Fatal(err)
		}
		p.config = conf
		got := p.run(string(data), true)
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return p.ran
	}
	p.config = &cluster.Start(t).ConnConfig().Config
	p.compare(string(data))
	return p.ran
}

type play struct {
	t      *testing.T
	config *pgconn.Config
	conns  map[string]*pgconn.PgConn
	ran    int
}

func (p *play) close() {
	for _, c := range p.conns {
		c.Close(context.Background())
	}
}

// step is a line of a script and its answer.
type step struct {
	line       string
	number     int
	want, ours []string
}

func (s *step) statement() (role, sql string, ok bool) {
	if strings.HasPrefix(s.line, "#") {
		return "", "", false
	}
	return strings.Cut(s.line, "> ")
}

func read(text string) []*step {
	var out []*step
	for i, line := range strings.Split(strings.TrimSuffix(text, "\n"), "\n") {
		answer, indented := strings.CutPrefix(line, "  ")
		if !indented || len(out) == 0 {
			out = append(out, &step{line: line, number: i + 1})
			continue
		}
		last := out[len(out)-1]
		if own, ok := strings.CutPrefix(answer, "ours: "); ok {
			last.ours = append(last.ours, own)
		} else {
			last.want = append(last.want, answer)
		}
	}
	return out
}

// run plays a script and returns it with the answers that it got.
func (p *play) run(text string, keepOurs bool) string {
	var b strings.Builder
	for _, s := range read(text) {
		fmt.Fprintln(&b, s.line)
		if role, sql, ok := s.statement(); ok {
			for _, l := range p.answers(role, sql) {
				fmt.Fprintln(&b, "  "+l)
			}
			for _, l := range s.ours {
				fmt.Fprintln(&b, "  ours: "+l)
			}
		}
	}
	return b.String()
}

func (p *play) compare(text string) {
	for _, s := range read(text) {
		role, sql, ok := s.statement()
		if !ok {
			continue
		}
		want := s.want
		if s.ours != nil {
			want = s.ours
		}
		if got := p.answers(role, sql); !equal(got, want) {
			p.t.Errorf("line %d: %s\n got: %s\nwant: %s", s.number, s.line, strings.Join(got, "\n      "), strings.Join(want, "\n      "))
		}
	}
}

func equal(a, b []string) bool { return strings.Join(a, "\n") == strings.Join(b, "\n") }

func (p *play) answers(role, sql string) []string {
	if role != "all" {
		p.ran++
		return p.answer(role, sql)
	}
	var out []string
	for _, r := range five {
		p.ran++
		p.must(r, "BEGIN")
		list := p.answer(r, sql)
		p.must(r, "ROLLBACK")
		for _, l := range list {
			out = append(out, r+": "+l)
		}
	}
	return out
}

func (p *play) must(role, sql string) {
	if got := p.answer(role, sql); len(got) != 1 || got[0] != sql {
		p.t.Fatalf("%s as %s: %q", sql, role, got)
	}
}

// conn is the session that a name stands for: a role, in the script's database
// or in one that is named, and which of its sessions: "role", "role@db", "role/2".
func (p *play) conn(name string) (*pgconn.PgConn, error) {
	if c := p.conns[name]; c != nil && !c.IsClosed() {
		return c, nil
	}
	conf := p.config.Copy()
	who, _, _ := strings.Cut(name, "/")
	who, db, elsewhere := strings.Cut(who, "@")
	if conf.User = who; elsewhere {
		conf.Database = db
	}
	conf.OnNotice = func(c *pgconn.PgConn, n *pgconn.Notice) {
		list, _ := c.CustomData()["notices"].([]string)
		c.CustomData()["notices"] = append(list, fmt.Sprintf("%s %s: %s", n.Severity, n.Code, n.Message))
	}
	c, err := pgconn.ConnectConfig(context.Background(), conf)
	if err != nil {
		return nil, err
	}
	p.conns[name] = c
	return c, nil
}

func (p *play) answer(name, sql string) (out []string) {
	ctx := context.Background()
	c, err := p.conn(name)
	if err != nil {
		return []string{failure(err)}
	}
	c.CustomData()["notices"] = []string(nil)
	if strings.HasPrefix(sql, "COPY ") && strings.Contains(sql, "STD") {
		out, err = copyAnswer(ctx, c, sql)
	} else {
		out, err = queryAnswer(ctx, c, sql)
	}
	notices, _ := c.CustomData()["notices"].([]string)
	out = append(notices, out...)
	if err != nil {
		out = append(out, failure(err))
	}
	return out
}

func copyAnswer(ctx context.Context, c *pgconn.PgConn, sql string) ([]string, error) {
	var b strings.Builder
	var tag pgconn.CommandTag
	var err error
	if strings.Contains(sql, "STDIN") {
		tag, err = c.CopyFrom(ctx, strings.NewReader(""), sql)
	} else {
		tag, err = c.CopyTo(ctx, &b, sql)
	}
	if err != nil {
		return nil, err
	}
	return append(strings.Split(strings.TrimSuffix(b.String(), "\n"), "\n"), tag.String()), nil
}

func queryAnswer(ctx context.Context, c *pgconn.PgConn, sql string) (out []string, err error) {
	results, err := c.Exec(ctx, sql).ReadAll()
	for _, r := range results {
		if r.Err != nil {
			continue
		}
		for _, row := range r.Rows {
			cells := make([]string, len(row))
			for i, v := range row {
				if cells[i] = string(v); v == nil {
					cells[i] = "NULL"
				}
			}
			out = append(out, strings.ReplaceAll(strings.Join(cells, " | "), "\n", "\\n"))
		}
		out = append(out, r.CommandTag.String())
	}
	return out, err
}

func failure(err error) string {
	var e *pgconn.PgError
	if !errors.As(err, &e) {
		return "no answer: " + err.Error()
	}
	out := e.Code + ": " + e.Message
	if e.Detail != "" && strings.Contains(e.Detail, "depend") || strings.HasPrefix(e.Code, "2BP") || strings.HasPrefix(e.Code, "23") {
		out += " / " + strings.ReplaceAll(e.Detail, "\n", "; ")
	}
	return out
}
