package sim

import (
	"context"
	"fmt"
	"math/rand/v2"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/testing/history"
	"github.com/isochrondb/isochron/testing/workload"
)

// Report is what came of a run.
type Report struct {
	Anomalies []history.Anomaly
	Problems  []string // no anomalies, and still not as it should be

	Committed, Aborted, Unknown int
	Revokes, Splits, Vanished   int
	Crashes                     int
	Virtual                     time.Duration
}

// Bad tells whether anything is wrong.
func (r *Report) Bad() bool { return len(r.Anomalies)+len(r.Problems) > 0 }

func (r *Report) String() string {
	return fmt.Sprintf("%d committed, %d aborted, %d unknown; %d revocations, %d splits, %d gateways vanished, %d power cuts; %v",
		r.Committed, r.Aborted, r.Unknown, r.Revokes, r.Splits, r.Vanished, r.Crashes, r.Virtual)
}

// settleMax is how long a healed world may take to come to rest.
const settleMax = 2 * time.Minute

// Run runs one world in a bubble of virtual time.
func Run(t *testing.T, c Config) (rep *Report) {
	synctest.Test(t, func(t *testing.T) {
		start := time.Now()
		w, err := Open(c)
		if err != nil {
			t.Fatalf("%v: %v", c, err)
		}
		rep = w.run()
		if err := w.Close(); err != nil {
			rep.Problems = append(rep.Problems, "close: "+err.Error())
		}
		rep.Virtual = time.Since(start)
	})
	return rep
}

func (w *World) run() *Report {
	c, rec := w.c, &workload.Recorder{}
	lists := &workload.Lists{Keys: c.Lists, Isolation: c.Isolation, Recorder: rec, Fused: fusedAppend}
	bank := &workload.Bank{Accounts: c.Accounts, Each: 100, Isolation: c.Isolation, Recorder: rec}
	rep := &Report{}
	problem := func(format string, args ...any) { rep.Problems = append(rep.Problems, fmt.Sprintf(format, args...)) }
	w.healed.Store(true)
	if err := w.begin(w.ctx); err != nil {
		problem("first splits: %v", err)
		return rep
	}
	if err := bank.Open(w.ctx, w.Gateway(0).DB); err != nil {
		problem("opening accounts: %v", err)
		return rep
	}
	w.healed.Store(false)

	var clients sync.WaitGroup
	for i := range c.Clients {
		rng := rand.New(rand.NewPCG(c.Seed, uint64(i)+100))
		gw := func() *workload.Gateway { return w.Gateway(i) }
		clients.Go(func() {
			for range c.TxnsEach {
				if rng.IntN(4) == 0 {
					bank.Run(gw, i, 1, rng)
				} else {
					lists.Run(gw, i, 1, rng)
				}
				if rng.IntN(3) == 0 {
					time.Sleep(time.Duration(rng.Int64N(int64(5 * time.Millisecond))))
				}
			}
		})
	}
	clients.Wait()
	w.Heal()
	w.rest(lists, bank, problem)

	rep.Problems = append(append(rep.Problems, rec.Problems()...), w.broken...)
	rep.Anomalies = append(history.CheckLists(rec.Transactions(), level(c.Isolation)), w.checkBank(bank, rec)...)
	for _, h := range rec.Transactions() {
		switch h.Outcome {
		case history.Committed:
			rep.Committed++
		case history.Aborted:
			rep.Aborted++
		default:
			rep.Unknown++
		}
	}
	rep.Revokes, rep.Splits, rep.Vanished = int(w.revokes.Load()), int(w.splits.Load()), w.vanished
	rep.Crashes = int(w.crashes.Load())
	return rep
}

func (w *World) checkBank(b *workload.Bank, rec *workload.Recorder) []history.Anomaly {
	if w.c.Isolation == kvpb.Isolation_READ_COMMITTED {
		// One scan is one statement and so one snapshot: the sums hold there too.
		return history.CheckBank(rec.Balances(), b.Total())
	}
	return history.CheckBank(rec.Balances(), b.Total())
}

func level(i kvpb.Isolation) history.Level {
	switch i {
	case kvpb.Isolation_REPEATABLE_READ:
		return history.Snapshot
	case kvpb.Isolation_READ_COMMITTED:
		return history.ReadCommitted
	}
	return history.StrictSerializable
}

// rest checks that a healed world works: what was left behind does not stand in
// the way of a transaction that locks, reads and writes everything.
func (w *World) rest(lists *workload.Lists, bank *workload.Bank, problem func(string, ...any)) {
	ctx, stop := context.WithTimeout(w.ctx, settleMax)
	defer stop()
	g := &workload.Gateway{DB: w.Gateway(0).DB, Ctx: ctx, Label: "final"}
	if err := lists.Final(g); err != nil {
		problem("reading all lists in the end: %v", err)
	}
	if err := bank.Look(g, -1); err != nil {
		problem("reading all accounts in the end: %v", err)
	}
	if err := lists.TouchAll(ctx, g); err != nil {
		problem("locking all lists in the end: %v", err)
	}
	if err := lists.Final(g); err != nil {
		problem("reading all lists in the end: %v", err)
	}
	for _, x := range w.gateways {
		if n := x.DB.Open(); n != 0 {
			problem("%s still has %d open transactions", x.Label, n)
		}
	}
}
