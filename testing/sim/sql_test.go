package sim

import (
	"context"
	"fmt"
	"math/rand/v2"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/isochrondb/isochron/clock/bound"
	"github.com/isochrondb/isochron/kv/kvpb"
	nodes "github.com/isochrondb/isochron/server/node"
	"github.com/isochrondb/isochron/testing/cluster"
	"github.com/isochrondb/isochron/testing/history"
	"github.com/isochrondb/isochron/testing/lossy"
	"github.com/isochrondb/isochron/testing/workload"
)

// sqlWorld is a whole node, asked in SQL over the wire.
type sqlWorld struct {
	c *cluster.Cluster

	mu     sync.Mutex // guards what follows; a leaf
	rng    *rand.Rand
	on     bool
	config Config
	work   sync.WaitGroup
}

// Fate implements lossy.Faults.
func (w *sqlWorld) Fate(m lossy.Message) lossy.Fate {
	w.mu.Lock()
	defer w.mu.Unlock()
	if !w.on {
		return lossy.Fate{}
	}
	if w.rng.Float64() < w.config.Revoke && m.RangeID != 0 {
		graceful := w.rng.IntN(2) == 0
		w.work.Go(func() { _ = w.c.Node().Store().RevokeLease(context.Background(), m.RangeID, graceful) })
	}
	f := lossy.Fate{Timeout: w.config.Timeout, Delay: w.delay(), ReplyDelay: w.delay()}
	f.Lost, f.ReplyLost = w.rng.Float64() < w.config.Loss, w.rng.Float64() < w.config.Loss
	if w.rng.Float64() < w.config.Double && m.Method != kvpb.MethodSplit {
		f.Copies = append(f.Copies, 3*w.delay())
	}
	return f
}

func (w *sqlWorld) delay() time.Duration {
	if w.config.Delay == 0 {
		return 0
	}
	return time.Duration(w.rng.Int64N(int64(w.config.Delay)))
}

// TestSQLWorlds: the same promises, to clients that speak SQL.
func TestSQLWorlds(t *testing.T) {
	n := max(1, *seeds/5)
	if *seed >= 0 {
		n = 1
	}
	var committed, all int
	for i := range n {
		s := uint64(*first + i)
		if *seed >= 0 {
			s = uint64(*seed)
		}
		t.Run(fmt.Sprint("seed=", s), func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				a, b := runSQL(t, s)
				committed, all = committed+a, all+b
			})
		})
	}
	t.Logf("%d worlds: %d of %d transactions committed", n, committed, all)
}

func runSQL(t *testing.T, seed uint64) (committed, all int) {
	c := Draw(seed)
	c.Loss /= 2
	w := &sqlWorld{rng: rand.New(rand.NewPCG(seed, 0x5a1)), config: c}
	w.c = cluster.Start(t, cluster.WithOptions(func(o *nodes.Options) {
		o.Source, o.Before = bound.NewSimulated(0), lossy.Before(w)
		o.CacheBytes, o.MemTableBytes = 1<<20, 256<<10
	}))
	rec := &workload.Recorder{}
	levels := map[string]pgx.TxIsoLevel{"SERIALIZABLE": pgx.Serializable, "REPEATABLE_READ": pgx.RepeatableRead, "READ_COMMITTED": pgx.ReadCommitted}
	s := &workload.SQL{Keys: c.Lists, Accounts: c.Accounts, Each: 100, Isolation: levels[c.Isolation.String()], Recorder: rec}
	ctx := t.Context()
	admin := dial(t, w.c, s.Isolation)
	must(t, s.Open(ctx, admin))
	must(t, s.Split(ctx, admin, c.Ranges))
	w.mu.Lock()
	w.on = true
	w.mu.Unlock()
	var clients sync.WaitGroup
	for i := range c.Clients {
		conn, rng := dial(t, w.c, s.Isolation), rand.New(rand.NewPCG(seed, uint64(i)))
		clients.Go(func() {
			defer conn.Close(ctx)
			for range c.TxnsEach {
				if conn.IsClosed() {
					return
				}
				s.One(ctx, conn, i, rng)
			}
		})
	}
	clients.Wait()
	w.mu.Lock()
	w.on = false
	w.mu.Unlock()
	w.work.Wait()
	must(t, s.Look(ctx, admin, -1))
	must(t, s.Final(ctx, admin))
	must(t, admin.Close(ctx))
	for _, p := range rec.Problems() {
		t.Error(p)
	}
	for _, a := range rec.Anomalies() {
		t.Error(a)
	}
	for _, a := range append(history.CheckLists(rec.Transactions(), level(c.Isolation)), history.CheckBank(rec.Balances(), s.Total())...) {
		t.Error(a)
	}
	if t.Failed() {
		t.Logf("%v\ngo test ./testing/sim -run 'TestSQLWorlds' -seed %d", c, seed)
	}
	for _, h := range rec.Transactions() {
		if all++; h.Outcome == history.Committed {
			committed++
		}
	}
	return committed, all
}

func dial(t *testing.T, c *cluster.Cluster, level pgx.TxIsoLevel) *pgx.Conn {
	conf := c.ConnConfig()
	conf.RuntimeParams["default_transaction_isolation"] = string(level)
	conn, err := pgx.ConnectConfig(t.Context(), conf)
	must(t, err)
	return conn
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
