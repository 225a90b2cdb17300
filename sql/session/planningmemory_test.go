package session_test

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"runtime"
	"runtime/metrics"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/jackc/pgx/v5"

	"github.com/isochrondb/isochron/sql/parser"
	"github.com/isochrondb/isochron/testing/cluster"
)

// accountedMax is how many bytes may be accounted for a token.
const accountedMax = 1 << 10

// TestPlanningMemory: while a statement of many parts is planned, its session has accounted for most of what that takes:
// half as much at least as is live at the most, and not much more for each token, or what could run is refused.
//
// It runs in a process of its own, whose collections let nothing else run: others count all that is made meanwhile as
// live, which is more the longer they are kept from running.
func TestPlanningMemory(t *testing.T) {
	const alone = "gcstoptheworld=1"
	if !strings.Contains(os.Getenv("GODEBUG"), alone) {
		own := exec.Command(os.Args[0], "-test.run=^TestPlanningMemory$", "-test.v")
		own.Env = append(os.Environ(), "GODEBUG="+alone)
		out, err := own.CombinedOutput()
		if t.Logf("%s", out); err != nil {
			t.Error(err)
		}
		return
	}
	ctx := context.Background()
	c, err := pgx.Connect(ctx, cluster.Start(t).URL())
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close(ctx)
	if _, err := c.Exec(ctx, "CREATE TABLE t (a int PRIMARY KEY, b text, c int)"); err != nil {
		t.Fatal(err)
	}
	list := func(n int, sep string, f func(i int) string) string {
		all := make([]string, n)
		for i := range all {
			all[i] = f(i)
		}
		return strings.Join(all, sep)
	}
	number := func(i int) string { return fmt.Sprint(i) }
	for name, text := range map[string]string{
		"IN of a key":         "SELECT * FROM t WHERE a IN (" + list(100000, ",", number) + ")",
		"IN of texts":         "SELECT * FROM t WHERE b IN (" + list(100000, ",", func(i int) string { return fmt.Sprintf("'%d'", i) }) + ")",
		"NOT IN":              "SELECT * FROM t WHERE c NOT IN (" + list(100000, ",", number) + ")",
		"OR of a key":         "SELECT * FROM t WHERE " + list(50000, " OR ", func(i int) string { return fmt.Sprintf("a=%d", i) }),
		"OR":                  "SELECT * FROM t WHERE " + list(50000, " OR ", func(i int) string { return fmt.Sprintf("c=%d", i) }),
		"OR of AND":           "SELECT * FROM t WHERE " + list(25000, " OR ", func(i int) string { return fmt.Sprintf("a=%d AND c=%d", i, i) }),
		"VALUES":              "SELECT * FROM (VALUES " + list(40000, ",", func(i int) string { return fmt.Sprintf("(%d,'x%d',%d)", i, i, i) }) + ") v LIMIT 0",
		"CASE":                "SELECT CASE c " + list(20000, " ", func(i int) string { return fmt.Sprintf("WHEN %d THEN 'x%d'", i, i) }) + " END FROM t",
		"an array":            "SELECT ARRAY[" + list(100000, ",", number) + "]",
		"an array of columns": "SELECT ARRAY[" + list(50000, ",", func(int) string { return "c" }) + "] FROM t",
		"UNION ALL":           list(2000, " UNION ALL ", func(i int) string { return fmt.Sprintf("SELECT a,b FROM t WHERE c=%d", i) }),
	} {
		// A connection of its own: what it has accounted for at the most is this statement's. Kept plans of others go with
		// a change of the schema.
		own, err := pgx.Connect(ctx, c.Config().ConnString())
		if err != nil {
			t.Fatal(err)
		}
		if _, err := c.Exec(ctx, "CREATE TABLE u (); DROP TABLE u"); err != nil {
			t.Fatal(err)
		}
		before := liveBytes()
		var most atomic.Uint64
		looked := allocatedBytes()
		over := make(chan bool)
		ended := make(chan bool)
		go func() {
			defer close(ended)
			for {
				select {
				case <-over:
					return
				default:
				}
				if now := allocatedBytes(); now-looked < lookEvery {
					runtime.Gosched()
				} else {
					most.Store(max(most.Load(), liveBytes()))
					looked = now
				}
			}
		}()
		_, err = own.PgConn().Exec(ctx, text).ReadAll()
		close(over)
		<-ended
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		var counted int64
		if err := own.QueryRow(ctx, "SELECT peak_bytes FROM isochron_internal.memory WHERE level = 'session' AND pid = pg_backend_pid()").Scan(&counted); err != nil {
			t.Fatal(err)
		}
		closed(t, c, own)
		took := int64(most.Load()) - int64(before)
		t.Logf("%-20s %7.1f MB live, %6.1f MB accounted for: %.2f", name, float64(took)/1e6, float64(counted)/1e6, float64(counted)/float64(took))
		if counted < took/2 || counted > accountedMax*int64(parser.Tokens(text)) {
			t.Errorf("%s: %d bytes are accounted for, of %d that are live", name, counted, took)
		}
	}
}

// closed ends a session, and returns when the server has.
func closed(t *testing.T, c, own *pgx.Conn) {
	t.Helper()
	pid := own.PgConn().PID()
	own.Close(context.Background())
	for n := 1; n > 0; {
		if err := c.QueryRow(context.Background(), "SELECT count(*) FROM isochron_internal.memory WHERE pid = $1", pid).Scan(&n); err != nil {
			t.Fatal(err)
		}
	}
}

// lookEvery is how many bytes are allocated between two looks at what is live.
const lookEvery = 2 << 20

// liveBytes is what a collection now leaves.
func liveBytes() uint64 {
	runtime.GC()
	return metric("/gc/heap/live:bytes")
}

// allocatedBytes is what was ever allocated.
func allocatedBytes() uint64 { return metric("/gc/heap/allocs:bytes") }

func metric(name string) uint64 {
	s := []metrics.Sample{{Name: name}}
	metrics.Read(s)
	return s[0].Value.Uint64()
}
