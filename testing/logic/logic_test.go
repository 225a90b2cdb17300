package logic

import (
	"context"
	"flag"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5"

	"github.com/isochrondb/isochron/server/node"
	"github.com/isochrondb/isochron/testing/cluster"
)

var (
	rewrite  = flag.Bool("rewrite", false, "take the results from -postgres and write them")
	postgres = flag.String("postgres", "", "URL of a Postgres 15 server")
)

// blocksMin keeps files from being lost.
const blocksMin = 29_000

func TestLogic(t *testing.T) {
	logic(t, func(_ *Block, got, want string) bool { return got == want })
}

// TestLogicSpilled runs all blocks with operators that put on disk what they can, and with what ranges are asked
// decoded from its bytes, as between nodes. Where no order is asked for, another one is as good.
func TestLogicSpilled(t *testing.T) {
	if *rewrite {
		return
	}
	same := func(b *Block, got, want string) bool {
		return got == want || !b.asksOrder() && slices.Equal(sortedLines(got), sortedLines(want))
	}
	logic(t, same, cluster.WithOptions(func(o *node.Options) { o.SpillAlways, o.FragmentsAsSent = true, true }))
}

func sortedLines(s string) []string {
	lines := strings.Split(s, "\n")
	slices.Sort(lines)
	return lines
}

// compare says whether what a block gave is what it is to give.
type compare func(b *Block, got, want string) bool

func logic(t *testing.T, same compare, options ...cluster.Option) {
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
		blocks, err := Parse(f, string(data))
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
			check(t, f, blocks, same, options...)
		})
	}
	if total < blocksMin {
		t.Errorf("only %d blocks", total)
	}
}

func check(t *testing.T, file string, blocks []Block, same compare, options ...cluster.Option) {
	results(t, blocks, func(b *Block, got, message string) {
		if same(b, got, b.want) {
			return
		}
		t.Errorf("%s:%d:\n%s\ngot:\n%s (%s)\nwant:\n%s", file, b.line, b.Text, got, message, b.want)
		if strings.HasPrefix(got, lost) {
			t.FailNow()
		}
	}, options...)
}

// results runs a file's blocks on a node of their own.
func results(t *testing.T, blocks []Block, each func(b *Block, got, message string), options ...cluster.Option) {
	ctx := context.Background()
	c := cluster.Start(t, options...).Conn(ctx)
	if _, err := c.Exec(ctx, "SET default_transaction_isolation = 'read committed'"); err != nil {
		t.Fatal(err)
	}
	told := tellingOf(blocks)
	for i := range blocks {
		got, message := told.run(ctx, c.PgConn(), &blocks[i])
		each(&blocks[i], got, message)
	}
}

func rewriteFile(t *testing.T, file string, blocks []Block) {
	ctx := context.Background()
	c, err := pgx.Connect(ctx, *postgres)
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close(ctx)
	if _, err := c.Exec(ctx, "DROP SCHEMA IF EXISTS public CASCADE; CREATE SCHEMA public; SET timezone = 'UTC'; SET lc_messages = 'C'"); err != nil {
		t.Fatal(err)
	}
	told := tellingOf(blocks)
	for i := range blocks {
		blocks[i].want, _ = told.run(ctx, c.PgConn(), &blocks[i])
	}
	if slices.ContainsFunc(blocks, func(b Block) bool { return b.ours }) {
		results(t, blocks, func(b *Block, got, _ string) {
			if b.ours {
				b.want = got
			}
		})
	}
	if err := os.WriteFile(file, []byte(render(blocks)), 0o644); err != nil {
		t.Fatal(err)
	}
}
