package rights

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"net/url"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"

	"github.com/isochrondb/isochron/testing/cluster"
)

// psqlMin is how many statements go through psql at least.
const psqlMin = 400

// psqlWithin is how long the processes may take: the play is seconds long.
const psqlWithin = 3 * time.Minute

// TestPsql plays the script of tables, columns, sequences and schemas through
// psql, one for each of the five roles: the same answers, as users see them.
func TestPsql(t *testing.T) {
	data, err := os.ReadFile("testdata/tables.txt")
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), psqlWithin)
	defer cancel()
	p := &psqlPlay{t: t, ctx: ctx, url: cluster.Start(t).URL(), open: map[string]*psql{}}
	defer p.close()
	ran := 0
	for _, s := range read(string(data)) {
		role, sql, ok := s.statement()
		if !ok || strings.Contains(sql, "FROM STDIN") { // what follows would be rows or statements
			continue
		}
		want := s.want
		if s.ours != nil {
			want = s.ours
		}
		got := p.answers(role, sql)
		ran += max(1, len(p.asked))
		if want = printed(want, role == "all", strings.HasPrefix(sql, "COPY ")); !equal(got, want) {
			t.Errorf("line %d: %s\n got: %s\nwant: %s", s.number, s.line, strings.Join(got, "\n      "), strings.Join(want, "\n      "))
		}
	}
	if ran < psqlMin {
		t.Errorf("%d statements went through psql, want %d", ran, psqlMin)
	}
}

type psqlPlay struct {
	t     *testing.T
	ctx   context.Context
	url   string
	open  map[string]*psql
	asked []string
}

// psql is a process that reads statements, and prints to one pipe.
type psql struct {
	cmd *exec.Cmd
	in  io.WriteCloser
	out *bufio.Scanner
}

func (p *psqlPlay) close() {
	for _, s := range p.open {
		s.in.Close()
		s.cmd.Wait()
	}
}

func (p *psqlPlay) answers(role, sql string) (out []string) {
	p.asked = []string{role}
	if role != "all" {
		return p.session(role).answer(p.t, sql)
	}
	p.asked = five
	for _, r := range five {
		s := p.session(r)
		s.answer(p.t, "BEGIN")
		for _, l := range s.answer(p.t, sql) {
			out = append(out, r+": "+l)
		}
		s.answer(p.t, "ROLLBACK")
	}
	return out
}

// session is the psql of a script's name for a session: see [play.conn].
func (p *psqlPlay) session(name string) *psql {
	if s := p.open[name]; s != nil {
		return s
	}
	u, err := url.Parse(p.url)
	if err != nil {
		p.t.Fatal(err)
	}
	who, _, _ := strings.Cut(name, "/")
	who, db, elsewhere := strings.Cut(who, "@")
	if u.User = url.User(who); elsewhere {
		u.Path = "/" + db
	}
	cmd := exec.CommandContext(p.ctx, "psql", u.String(), "-XAt", "-F", " | ", "-P", "null=NULL", "-v", "VERBOSITY=verbose")
	cmd.Env = append(os.Environ(), "LC_ALL=C.UTF-8", "PGAPPNAME=", "PGOPTIONS=")
	in, err := cmd.StdinPipe()
	if err != nil {
		p.t.Fatal(err)
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		p.t.Fatal(err)
	}
	cmd.Stderr = cmd.Stdout
	if err := cmd.Start(); err != nil {
		p.t.Fatalf("psql, one of Postgres's clients, is needed: %v", err)
	}
	s := &psql{cmd: cmd, in: in, out: bufio.NewScanner(out)}
	p.open[name] = s
	return s
}

const psqlMark = "-- answered --"

// answer is what psql prints for a statement: rows, tags, and the first line of
// each message.
func (s *psql) answer(t *testing.T, sql string) (out []string) {
	// One message for what the script sends in one.
	sql = strings.ReplaceAll(strings.TrimSuffix(sql, ";"), "; ", "\\; ")
	fmt.Fprintf(s.in, "%s;\n\\echo '%s'\n", sql, psqlMark)
	failed := false
	for s.out.Scan() {
		line := s.out.Text()
		if line == psqlMark {
			return out
		}
		severity, rest, _ := strings.Cut(line, ":  ")
		switch severity {
		case "ERROR", "FATAL":
			out, failed = append(out, rest), true
		case "NOTICE", "WARNING":
			out = append(out, severity+" "+rest)
		case "LOCATION", "DETAIL", "HINT":
		default:
			if !failed && !strings.HasPrefix(line, "LINE ") && strings.Trim(line, " ^") != "" {
				out = append(out, line)
			}
		}
	}
	t.Fatalf("psql ended in %q: %v", sql, s.out.Err())
	return nil
}

// printed is an answer as psql shows it: no tag after the rows of a query, a
// FETCH or a COPY, and what stands on several lines, on several.
func printed(answer []string, byRole, copied bool) (out []string) {
	for _, l := range answer {
		role, rest := "", l
		if byRole {
			role, rest, _ = strings.Cut(l, ": ")
			role += ": "
		}
		if f := strings.Fields(rest); len(f) > 0 && (len(f) == 2 && (f[0] == "SELECT" || f[0] == "FETCH" || copied) || rest == "SHOW") {
			continue
		}
		if code, _, _ := strings.Cut(rest, ":"); len(code) == 5 {
			rest, _, _ = strings.Cut(rest, " / ")
		}
		for _, part := range strings.Split(rest, "\\n") {
			out = append(out, role+part)
		}
	}
	return out
}
