package logic

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"sort"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"

	"github.com/isochrondb/isochron/server/node"
	"github.com/isochrondb/isochron/testing/cluster"
)

var (
	rewrite  = flag.Bool("rewrite", false, "take the results from -postgres and write them")
	postgres = flag.String("postgres", "", "URL of a Postgres 15 server")
)

// block is one text and its result.
type block struct {
	comments []string
	text     string
	want     string
	line     int
}

func parse(file, data string) ([]block, error) {
	var blocks []block
	var b block
	var text, want []string
	inResult := false
	flush := func() {
		if len(text) > 0 {
			b.text, b.want = strings.Join(text, "\n"), strings.Join(want, "\n")
			blocks = append(blocks, b)
		}
		b, text, want, inResult = block{}, nil, nil, false
	}
	for i, line := range strings.Split(data, "\n") {
		switch {
		case line == "":
			flush()
		case strings.HasPrefix(line, "#") && len(text) == 0:
			b.comments = append(b.comments, line)
		case line == "----":
			inResult = true
		case inResult:
			want = append(want, line)
		default:
			if len(text) == 0 {
				b.line = i + 1
			}
			text = append(text, line)
		}
	}
	flush()
	if len(blocks) == 0 {
		return nil, fmt.Errorf("%s: no blocks", file)
	}
	return blocks, nil
}

func render(blocks []block) string {
	var out strings.Builder
	for i, b := range blocks {
		if i > 0 {
			out.WriteByte('\n')
		}
		for _, c := range b.comments {
			out.WriteString(c + "\n")
		}
		out.WriteString(b.text + "\n----\n" + b.want + "\n")
	}
	return out.String()
}

// wholeErrors, in the first comment of a file, has its results tell errors with message,
// detail and hint.
const wholeErrors = "Errors are told whole."

// runIn sends the text of one of a file's blocks and gives its result.
func runIn(ctx context.Context, c *pgx.Conn, blocks []block, text string) (result, message string) {
	result, message = run(ctx, c, text)
	if message != "" && len(blocks[0].comments) > 0 && strings.Contains(blocks[0].comments[0], wholeErrors) {
		result += " " + strings.TrimRight(strings.ReplaceAll(message, "\n", " "), "; ")
	}
	return result, message
}

// run sends a text and gives its result as a file holds it.
func run(ctx context.Context, c *pgx.Conn, text string) (result, message string) {
	var lines []string
	sorted := !strings.Contains(strings.ToUpper(text), "ORDER BY")
	results := c.PgConn().Exec(ctx, text)
	for results.NextResult() {
		r := results.ResultReader()
		var rows []string
		for r.NextRow() {
			rows = append(rows, row(r.Values()))
		}
		tag, err := r.Close()
		if sorted {
			sort.Strings(rows)
		}
		if err == nil {
			lines = append(append(lines, rows...), tag.String())
		}
	}
	if err := results.Close(); err != nil {
		var e *pgconn.PgError
		if !errors.As(err, &e) {
			return "lost: " + err.Error(), ""
		}
		message = strings.Join([]string{e.Message, e.Detail, e.Hint}, "; ")
		lines = append(lines, "error "+e.Code)
	}
	return strings.Join(lines, "\n"), message
}

func row(values [][]byte) string {
	cols := make([]string, len(values))
	for i, v := range values {
		switch {
		case v == nil:
			cols[i] = "NULL"
		case len(v) == 0:
			cols[i] = "''"
		default:
			cols[i] = strings.ReplaceAll(string(v), "\n", `\n`)
		}
	}
	if len(cols) == 0 {
		return "()"
	}
	return strings.Join(cols, "|")
}

func TestLogic(t *testing.T) { logic(t) }

// TestLogicSpilled runs all blocks with operators that put on disk what they can.
func TestLogicSpilled(t *testing.T) {
	if *rewrite {
		return
	}
	logic(t, cluster.WithOptions(func(o *node.Options) { o.SpillAlways = true }))
}

func logic(t *testing.T, options ...cluster.Option) {
	files, err := filepath.Glob("testdata/*.sql")
	if err != nil || len(files) == 0 {
		t.Fatalf("no files: %v", err)
	}
	total := 0
	for _, f := range files {
		data, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		blocks, err := parse(f, string(data))
		if err != nil {
			t.Fatal(err)
		}
		total += len(blocks)
		t.Run(strings.TrimSuffix(filepath.Base(f), ".sql"), func(t *testing.T) {
			if *rewrite {
				rewriteFile(t, f, blocks)
				return
			}
			t.Parallel()
			check(t, f, blocks, options...)
		})
	}
	if total < 300 {
		t.Errorf("only %d blocks", total)
	}
}

func check(t *testing.T, file string, blocks []block, options ...cluster.Option) {
	ctx := context.Background()
	c := cluster.Start(t, options...).Conn(ctx)
	if _, err := c.Exec(ctx, "SET default_transaction_isolation = 'read committed'"); err != nil {
		t.Fatal(err)
	}
	for _, b := range blocks {
		got, message := runIn(ctx, c, blocks, b.text)
		if got == b.want {
			continue
		}
		t.Errorf("%s:%d:\n%s\ngot:\n%s (%s)\nwant:\n%s", file, b.line, b.text, got, message, b.want)
		if strings.HasPrefix(got, "lost: ") {
			t.FailNow()
		}
	}
}

func rewriteFile(t *testing.T, file string, blocks []block) {
	ctx := context.Background()
	c, err := pgx.Connect(ctx, *postgres)
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close(ctx)
	if _, err := c.Exec(ctx, "DROP SCHEMA IF EXISTS public CASCADE; CREATE SCHEMA public; SET timezone = 'UTC'; SET lc_messages = 'C'"); err != nil {
		t.Fatal(err)
	}
	for i := range blocks {
		blocks[i].want, _ = runIn(ctx, c, blocks, blocks[i].text)
	}
	if err := os.WriteFile(file, []byte(render(blocks)), 0o644); err != nil {
		t.Fatal(err)
	}
}
