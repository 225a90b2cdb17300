package local_test

import (
	"context"
	"fmt"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/isochrondb/isochron/clock/agree"
	"github.com/isochrondb/isochron/server/local"
	"github.com/isochrondb/isochron/server/node"
)

// TestSeenByClients: rules of clocks that agree that are taken out (planted), in worlds in which a
// client can notice: it reads through node 3 what another was told to be written through another
// node, and hears of that by a way of their own, which takes no time.
func TestSeenByClients(t *testing.T) {
	believe, deaf := agree.Planted{Believe: true}, agree.Planted{Deaf: true}
	both := agree.Planted{Believe: true, Deaf: true}
	for _, tt := range []struct {
		name  string
		world func(w *witness)
		plant node.PlantedAgree
		found bool
	}{
		{"a node comes back, far behind", comesBack, node.PlantedAgree{}, false},
		{"nobody looks at its permit (C1)", comesBack, node.PlantedAgree{NoPermit: true}, true},
		{"a machine has stood still", stoodStill, node.PlantedAgree{}, false},
		{"what is read may lie below what was heard (C4), but who contradicts itself is out", stoodStill, node.PlantedAgree{Rules: deaf}, false},
		{"contradictions are believed (C4)", stoodStill, node.PlantedAgree{Rules: believe}, true},
		{"neither (C4)", stoodStill, node.PlantedAgree{Rules: both}, true},
		{"a node is far, and its clock slow", isFar, node.PlantedAgree{}, false},
		{"nobody waits for it (C2)", isFar, node.PlantedAgree{NoWait: true}, true},
		{"one giver does not hear it", isCutOff, node.PlantedAgree{}, false},
		{"that giver is enough to leave it out (C2)", isCutOff, node.PlantedAgree{Rules: agree.Planted{NoMajority: true}}, true},
	} {
		t.Run(tt.name, func(t *testing.T) {
			stale, judged := 0, 0
			for seed := uint64(1); seed == 1 || tt.found && stale == 0 && seed <= witnessClusters; seed++ {
				synctest.Test(t, func(t *testing.T) {
					w := newWitness(t, tt.plant, seed)
					tt.world(w)
					stale, judged = stale+w.stale, judged+w.judged
				})
			}
			if t.Logf("%d of %d reads are below what was acknowledged", stale, judged); stale > 0 != tt.found || judged == 0 {
				t.Errorf("%d of %d reads are below what was acknowledged", stale, judged)
			}
		})
	}
}

// witnessClusters is how many clusters a rule that is taken out has to show in, at most.
const witnessClusters = 24

// witness is a cluster of three regions, the first and second near each other, with leases in the first.
type witness struct {
	t             *testing.T
	c             *local.Cluster
	nodes         []*local.Node
	writer        *pgx.Conn // through node 2
	open          atomic.Bool
	value         int
	stale, judged int
}

func newWitness(t *testing.T, p node.PlantedAgree, seed uint64) *witness {
	w := &witness{t: t}
	w.c = start(t, local.Options{Regions: []local.Region{{Name: "a", Nodes: 1}, {Name: "b", Nodes: 1}, {Name: "c", Nodes: 1}}, Seed: seed, Replicated: true,
		ClockError: 250 * time.Millisecond, AgreeClocks: true,
		RoundTrip: func(from, to string) time.Duration {
			switch {
			case from == to:
				return 200 * time.Microsecond
			case from == "c" || to == "c":
				return 60 * time.Millisecond
			}
			return 300 * time.Microsecond
		},
		Configure: func(_ *local.Node, o *node.Options) {
			o.Placement.TurnEvery = time.Hour // leases stay where they are
			if w.open.Load() || p.Rules != (agree.Planted{}) {
				o.PlantedAgree = p
			}
		}})
	w.nodes = w.c.Nodes()
	for i, n := range w.nodes {
		n.Clock.Claim(time.Hour)
		n.Clock.Rate([]int64{195, 195, -195}[i])
	}
	w.writer = connect(t, w.nodes[1])
	exec(t, w.writer, "CREATE TABLE t (i int PRIMARY KEY, v int) WITH (lease_preferences = 'region=a')")
	exec(t, w.writer, "INSERT INTO t VALUES (1, 0)")
	await(t, time.Minute, func() string { return upreplicated(w.c) })
	w.agreed()
	time.Sleep(30 * time.Second)                // until they know each other's rates
	await(t, time.Minute, func() (why string) { // leases are balanced meanwhile
		for _, n := range w.nodes[1:] {
			for _, d := range n.Node().Store().Ranges() {
				if n.Node().Store().LeaseHeld(d.ID) {
					why = fmt.Sprintf("%v leads range %d: %v", n, d.ID, n.Node().Store().TransferLease(t.Context(), d.ID, w.nodes[0].Node().StoreID()))
				}
			}
		}
		return why
	})
	w.open.Store(true)
	return w
}

func (w *witness) agreed() {
	await(w.t, time.Minute, func() string {
		for _, n := range w.nodes {
			if _, ok := n.Node().Agreed(); !ok || len(n.Node().Givers()) != 3 {
				return fmt.Sprintf("%v has no permit", n)
			}
		}
		return ""
	})
}

// look writes through node 2, and reads through node 3 once that is acknowledged, for a time.
func (w *witness) look(d time.Duration) {
	ctx, cancel := context.WithTimeout(w.t.Context(), time.Minute)
	defer cancel()
	var reader *pgx.Conn
	began := time.Now()
	for end := time.Now().Add(d); time.Now().Before(end); {
		if !w.nodes[2].Up() {
			time.Sleep(time.Millisecond)
			continue
		}
		if reader == nil || reader.IsClosed() {
			conf := w.writer.Config().Copy()
			conf.DialFunc = dialer(w.nodes[2])
			var err error
			if reader, err = pgx.ConnectConfig(ctx, conf); err != nil {
				time.Sleep(time.Millisecond)
				continue
			}
		}
		if _, err := w.writer.Exec(ctx, fmt.Sprintf("UPDATE t SET v = %d WHERE i = 1", w.value+1)); err != nil {
			w.t.Log(err)
			break
		}
		w.value++
		v, within := 0, time.Second
		rctx, done := context.WithTimeout(ctx, within)
		err := reader.QueryRow(rctx, "SELECT v FROM t WHERE i = 1").Scan(&v)
		if done(); err != nil {
			w.t.Log(time.Since(began), err)
			time.Sleep(time.Millisecond)
			continue
		}
		if w.judged++; v < w.value {
			w.stale++
		}
	}
	if reader != nil {
		_ = reader.Close(context.Background())
	}
}

// comesBack: a node is away for longer than its permit; its machine's clock is behind by then. That
// shows in reads of its first moments alone, before it has heard the others: so it goes and comes
// often.
func comesBack(w *witness) {
	n := w.nodes[2]
	for range 6 {
		if err := n.Kill(w.t.Context()); err != nil {
			w.t.Fatal(err)
		}
		time.Sleep(4 * time.Second)
		n.Clock.Skew(-1500 * time.Millisecond)
		started := make(chan error, 1)
		go func() { started <- n.Start(w.t.Context()) }()
		w.look(2 * time.Second)
		if err := <-started; err != nil {
			w.t.Error(err)
		}
	}
	w.look(6 * time.Second)
}

// stoodStill: a machine stands still with its clocks for a second, and goes on; once all have heard
// of each other, clients come.
func stoodStill(w *witness) {
	c := w.nodes[2].Clock
	c.Stop(true)
	time.Sleep(time.Second)
	c.Stop(false)
	time.Sleep(700 * time.Millisecond)
	w.look(14 * time.Second)
}

// isFar: nothing has happened but that the writer's node has started again.
func isFar(w *witness) {
	n := w.nodes[1]
	if err := n.Stop(w.t.Context()); err != nil {
		w.t.Fatal(err)
	}
	if err := n.Start(w.t.Context()); err != nil {
		w.t.Fatal(err)
	}
	w.writer = connect(w.t, n)
	w.agreed()
	w.look(3 * time.Second)
}

// isCutOff: the nodes that the writer and the reader come through don't hear each other any more,
// for longer than the permits of before.
func isCutOff(w *witness) {
	w.c.Cut(w.nodes[1:2], w.nodes[2:])
	w.c.Cut(w.nodes[2:], w.nodes[1:2])
	time.Sleep(10 * time.Second)
	w.look(5 * time.Second)
}
