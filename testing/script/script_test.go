package script

import (
	"context"
	"flag"
	"os"
	"strings"
	"testing"
	"testing/synctest"

	"github.com/isochrondb/isochron/server/node"
	"github.com/isochrondb/isochron/testing/cluster"
)

var rewrite = flag.Bool("rewrite", false, "write the traces to testdata and docs/architecture.md")

const architecture = "../../docs/architecture.md"

// traces are the statements whose way through the layers is written down.
var traces = []struct {
	name       string
	statements []string
}{
	{"read", []string{"SELECT v FROM t WHERE id = 1"}},
	{"commit", []string{"UPDATE t SET v = v + 1 WHERE id = 1"}},
	{"block", []string{"BEGIN", "UPDATE t SET v = v + 1 WHERE id = 1", "SELECT v FROM t WHERE id = 2", "COMMIT"}},
}

// TestTraces runs in a bubble: nothing goes on behind the statements when they start,
// and no timer of the node fires while they run.
func TestTraces(t *testing.T) { synctest.Test(t, checkTraces) }

func checkTraces(t *testing.T) {
	ctx := context.Background()
	var tr Tracer
	c := cluster.Start(t, cluster.WithOptions(func(o *node.Options) { o.Wrap = tr.Wrap }))
	tr.Entries = func() uint64 { return c.Node().Store().WriterStats().Entries }
	conn := c.Conn(ctx)
	if _, err := conn.Exec(ctx, "CREATE TABLE t (id int PRIMARY KEY, v int); INSERT INTO t VALUES (1, 10), (2, 20)"); err != nil {
		t.Fatal(err)
	}
	docs, err := os.ReadFile(architecture)
	if err != nil {
		t.Fatal(err)
	}
	text := string(docs)
	for _, x := range traces {
		run := func() string {
			synctest.Wait()
			tr.Start()
			for _, sql := range x.statements {
				tr.Say("client → gateway   %s", sql)
				tag, err := conn.Exec(ctx, sql)
				if err != nil {
					t.Fatalf("%s: %v", sql, err)
				}
				tr.Say("gateway → client   %s", tag)
			}
			return tr.Stop()
		}
		run() // plans are cached, ranges awake: the trace is that of every later run
		got := run()
		file := "testdata/" + x.name + ".trace"
		if *rewrite {
			if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
				t.Fatal(err)
			}
			text = replaceTrace(t, text, x.name, got)
			continue
		}
		want, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if got != string(want) {
			t.Errorf("%s: got\n%s\nwant\n%s", x.name, got, want)
		}
		if !strings.Contains(text, got) {
			t.Errorf("docs/architecture.md does not show the trace %q as it is", x.name)
		}
	}
	if *rewrite {
		if err := os.WriteFile(architecture, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// replaceTrace puts a trace between its markers.
func replaceTrace(t *testing.T, text, name, trace string) string {
	begin, end := "<!-- trace: "+name+" -->\n```\n", "```\n<!-- end -->"
	i := strings.Index(text, begin)
	if i < 0 {
		t.Fatalf("docs/architecture.md has no place for the trace %q", name)
	}
	i += len(begin)
	j := strings.Index(text[i:], end)
	return text[:i] + trace + text[i+j:]
}
