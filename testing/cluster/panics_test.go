package cluster_test

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"

	"github.com/jackc/pgx/v5/pgconn"

	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/server/local"
	"github.com/isochrondb/isochron/server/node"
	"github.com/isochrondb/isochron/sql/builtin"
	"github.com/isochrondb/isochron/sql/plan/host"
	"github.com/isochrondb/isochron/sql/types"
	"github.com/isochrondb/isochron/testing/cluster"
)

type lockedLog struct {
	sync.Mutex
	bytes.Buffer
}

func (l *lockedLog) Write(p []byte) (int, error) {
	l.Lock()
	defer l.Unlock()
	return l.Buffer.Write(p)
}

func (l *lockedLog) count(what string) int {
	l.Lock()
	defer l.Unlock()
	return strings.Count(l.String(), what)
}

// TestPanics: a bug that a statement meets, wherever it is evaluated, ends that statement
// with XX000, once: no node ends, no other replica is asked, and the client goes on.
func TestPanics(t *testing.T) { synctest.Test(t, testPanics) }

func testPanics(t *testing.T) {
	ctx := t.Context()
	var reads, stages atomic.Bool // armed
	var met atomic.Int64
	burst := func(armed *atomic.Bool) {
		if armed.Load() {
			met.Add(1)
			panic("planted")
		}
	}
	log := &lockedLog{}
	c := cluster.StartRegions(t, cluster.Topology{
		Regions: []cluster.Region{{Name: "a", Nodes: 1}, {Name: "b", Nodes: 1}, {Name: "c", Nodes: 1}}, Seed: 5,
		Logger: func(*local.Node) *slog.Logger {
			return slog.New(slog.NewTextHandler(log, &slog.HandlerOptions{Level: slog.LevelError}))
		},
		Configure: func(_ *local.Node, o *node.Options) {
			o.PlantedRead = func(*kvpb.ReadRequest) { burst(&reads) }
			o.PlantedStage = func() { burst(&stages) }
			o.PlantedFunctions = func(f *host.Functions) {
				f.Add(&host.Function{Name: "planted_panic", Args: []*types.Type{types.TInt4}, Result: types.TBool, Volatility: builtin.Volatile,
					Fn: func(context.Context, host.Session, *types.Env, []types.Datum) (types.Datum, error) {
						met.Add(1)
						panic("planted")
					}})
			}
		},
	})
	conn := c.Conn(ctx, "n1")
	lines(ctx, t, conn, "CREATE TABLE t (a int PRIMARY KEY, b int)")
	lines(ctx, t, conn, "ALTER TABLE t SPLIT AT VALUES (500), (1000), (1500), (2000), (2500)")
	lines(ctx, t, conn, "INSERT INTO t SELECT x, x % 10 FROM generate_series(1, 3000) x")
	spread(t, c)
	lines(ctx, t, conn, "ANALYZE t")
	lines(ctx, t, conn, "SET distributed_rows_min = 500")
	const grouped = "SELECT a % 100, count(*) FROM t GROUP BY 1"
	if nodes, _, _, text := flowOf(ctx, t, conn, grouped); nodes != 3 {
		t.Fatalf("no flow of three nodes:\n%s", text)
	}
	for _, tt := range []struct {
		sql   string
		armed *atomic.Bool
		most  int64 // ranges, stages or rows that may meet it
	}{
		{"SELECT a FROM t WHERE b = 3", &reads, 6},
		{"SELECT sum(b) FROM t WHERE a % 7 = 2", &reads, 6},
		{"UPDATE t SET b = b + 1 WHERE b = 3", &reads, 6},
		{"SELECT count(*) FROM t WHERE planted_panic(b)", nil, 1},
		{grouped, &stages, 9},
	} {
		for _, begin := range []bool{false, true} {
			met.Store(0)
			if begin {
				lines(ctx, t, conn, "BEGIN")
			}
			if tt.armed != nil {
				tt.armed.Store(true)
			}
			_, err := conn.Exec(ctx, tt.sql)
			if tt.armed != nil {
				tt.armed.Store(false)
			}
			var e *pgconn.PgError
			if !errors.As(err, &e) || e.Code != "XX000" || e.Severity != "ERROR" || !strings.Contains(e.Message, "planted") {
				t.Errorf("%s: %v", tt.sql, err)
			}
			if n := met.Load(); n == 0 || n > tt.most {
				t.Errorf("%s: %d panics, want 1 to %d", tt.sql, n, tt.most)
			}
			if begin {
				lines(ctx, t, conn, "ROLLBACK")
			}
			if got := lines(ctx, t, conn, "SELECT count(*) FROM t"); len(got) != 1 || got[0] != "3000|" {
				t.Errorf("after %s: %q", tt.sql, got)
			}
		}
	}
	for _, n := range c.Local().Nodes() {
		if n.Node() == nil || n.Node().Err() != nil {
			t.Errorf("%s is gone", n.Name)
		}
	}
	if log.count("planted") == 0 || log.count("stack=") == 0 {
		t.Error("the log has no stack")
	}
	found := false
	families, err := c.Local().Nodes()[1].Node().Metrics().Gather()
	for _, f := range families {
		found = found || f.GetName() == "isochron_panics_total" && f.GetMetric()[0].GetCounter().GetValue() > 0
	}
	if err != nil || !found {
		t.Errorf("node 2 counts none: %v", err)
	}
}
