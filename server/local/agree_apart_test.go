package local_test

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/isochrondb/isochron/clock/agree"
	"github.com/isochrondb/isochron/server/local"
	"github.com/isochrondb/isochron/server/node"
)

// TestSeenByClientsApart goes on with the rules that TestSeenByClients leaves: what stands before each
// in a whole cluster is kept away by who hears whom.
func TestSeenByClientsApart(t *testing.T) {
	rules := func(p agree.Planted) node.PlantedAgree { return node.PlantedAgree{Rules: p} }
	for _, tt := range []struct {
		name  string
		world apartWorld
		plant node.PlantedAgree
		found bool
	}{
		{"a node comes back, and the writer's hears of no giver for a while", isLetIn, node.PlantedAgree{}, false},
		{"givers let it in at any time (C2)", isLetIn, rules(agree.Planted{NoU: true}), true},
		{"an acknowledgement needs no U above it (C2)", isLetIn, rules(agree.Planted{AnyU: true}), true},
		{"givers hear a node no more", runsOut, node.PlantedAgree{}, false},
		{"nobody looks whether its permit has ended, but for P (C1)", runsOut, rules(agree.Planted{NoPermitCheck: true}), true},
		{"a timer does (C3)", runsOut, rules(agree.Planted{PermitByTimer: true}), true},
		{"two givers start again meanwhile", startsAgain, node.PlantedAgree{}, false},
		{"they have forgotten whom they listed (C2)", startsAgain, rules(agree.Planted{GiverForgets: true}), true},
		{"a slow node is silent", isSilent, node.PlantedAgree{}, false},
		{"it is taken for as fast as others", isSilent, rules(agree.Planted{RateOne: true}), true},
		{"a node starts anew, and is behind then", startsLater, node.PlantedAgree{}, false},
		{"what it had read goes on to count (C1)", startsLater, rules(agree.Planted{BaseOutlivesPermit: true}), true},
		{"what counted of it does, beyond P, and its begin is not above that (C2)", startsLater, rules(agree.Planted{OldExtrapolation: true, NoCap: true, NoOldP: true}), false},
		{"a slow node is behind UTC, and its source gets worse", getsWorse, node.PlantedAgree{}, false},
		{"a promise about that is raised at once (C5), but leaves room", getsWorse, rules(agree.Planted{PromiseRaised: true}), false},
		{"others tell of a node that is behind", isUnheard, node.PlantedAgree{}, false},
		{"also of one at which they have not looked (C8)", isUnheard, rules(agree.Planted{GroupForgets: true}), true},
		{"what they told of others counts for it (C8)", isUnheard, rules(agree.Planted{GroupOld: true}), true},
		{"that node starts anew", startsUnheard, node.PlantedAgree{}, false},
		{"what was told of its permit counts for a later one (C8), but not beyond P", startsUnheard, rules(agree.Planted{GroupAnyNumber: true}), false},
		{"what was told counts beyond P (C8), but not for a later permit", startsUnheard, rules(agree.Planted{GroupNoCap: true}), false},
		{"neither (C8)", startsUnheard, rules(agree.Planted{GroupAnyNumber: true, GroupNoCap: true}), true},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var stale, judged int64
			for seed := uint64(1); seed == 1 || tt.found && stale == 0 && seed <= apartClusters; seed++ {
				synctest.Test(t, func(t *testing.T) {
					w := newApart(t, tt.world, tt.plant, seed)
					for round := 0; round < apartRounds && w.stale.Load() == 0; round++ {
						w.begin()
						w.during(func() { tt.world.do(w, round) })
					}
					stale, judged = stale+w.stale.Load(), judged+w.judged.Load()
				})
			}
			if t.Logf("%d of %d reads are below what was acknowledged", stale, judged); stale > 0 != tt.found || judged == 0 {
				t.Errorf("%d of %d reads are below what was acknowledged", stale, judged)
			}
		})
	}
}

// In so many clusters, at most, so many times each, a rule that is taken out has to show.
const (
	apartClusters = 6
	apartRounds   = 3
)

// apartWorld is what is done to a cluster, again and again, each time a little later.
type apartWorld struct {
	late time.Duration  // messages come to the node that is read through
	anew bool           // that node has started anew since: its clock is as late
	set  func(w *apart) // clocks, before that; nil: they run free
	do   func(w *apart, round int)
}

// apart is a cluster of five nodes, all of which give permits. One leads all ranges, through another
// a client writes, through a third, which hears everybody late, others read; two only give permits.
type apart struct {
	apartWorld
	t                    *testing.T
	c                    *local.Cluster
	leads, writes, reads *local.Node
	give                 []*local.Node
	writer               *pgx.Conn
	readers              []*pgx.Conn
	acked, stale, judged atomic.Int64 // acked is what the writing client was told
}

func newApart(t *testing.T, world apartWorld, p node.PlantedAgree, seed uint64) *apart {
	w := &apart{apartWorld: world, t: t}
	var regions []local.Region
	for _, name := range []string{"a", "b", "c", "d", "e"} {
		regions = append(regions, local.Region{Name: name, Nodes: 1})
	}
	w.c = start(t, local.Options{Regions: regions, Seed: seed, Replicated: true, ClockError: 250 * time.Millisecond, AgreeClocks: true,
		RoundTrip: func(_, _ string) time.Duration { return 200 * time.Microsecond },
		Configure: func(_ *local.Node, o *node.Options) {
			o.PlantedAgree = p
			o.Placement.TurnEvery = time.Hour // who leads keeps a replica of each range
		}})
	nodes := w.c.Nodes() // in the order in which they have joined: one of the rules is broken for the last
	slices.SortFunc(nodes, func(a, b *local.Node) int { return cmp.Compare(a.Node().ID(), b.Node().ID()) })
	w.leads, w.writes, w.give, w.reads = nodes[0], nodes[1], nodes[2:4], nodes[4]
	for _, n := range nodes {
		n.Clock.Claim(time.Hour)
	}
	w.agreed()
	c := connect(t, w.writes)
	exec(t, c, fmt.Sprintf("CREATE TABLE t (i int PRIMARY KEY, v int) WITH (replicas = 1, replica_constraints = 'region=%s:1')", w.leads.Region))
	exec(t, c, "INSERT INTO t VALUES (1, 0)")
	if w.set != nil {
		w.set(w)
	}
	w.far()
	if w.anew {
		if err := w.reads.Stop(t.Context()); err != nil {
			t.Fatal(err)
		}
		if err := w.reads.Start(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	return w
}

func (w *apart) far() { w.c.Slow(w.c.Nodes(), only(w.reads), w.late, 0, 0) }

func only(n ...*local.Node) []*local.Node { return n }

// agreed waits until all have permits, and give them.
func (w *apart) agreed() {
	await(w.t, time.Minute, func() string {
		for _, n := range w.c.Nodes() {
			if _, ok := n.Node().Agreed(); !ok || len(n.Node().Givers()) != len(w.c.Nodes()) {
				return fmt.Sprintf("%v has no permit, or others give them: %v", n, n.Node().Givers())
			}
		}
		return ""
	})
}

// begin ends what was done before, and connects clients.
func (w *apart) begin() {
	w.c.Heal()
	w.far()
	w.agreed()
	await(w.t, time.Minute, func() (why string) { // leases are balanced meanwhile
		for _, n := range w.c.Nodes() {
			for _, d := range n.Node().Store().Ranges() {
				if n != w.leads && n.Node().Store().LeaseHeld(d.ID) {
					why = fmt.Sprintf("%v leads %v: %v", n, d, n.Node().Store().TransferLease(w.t.Context(), d.ID, w.leads.Node().StoreID()))
				}
			}
		}
		return why
	})
	w.writer, w.readers = connect(w.t, w.writes), nil
	for range 16 {
		c := connect(w.t, w.reads)
		count(w.t, c)
		w.readers = append(w.readers, c)
	}
}

// during writes and reads until what is done to the cluster is done. Each acknowledgement is told to
// one who reads at once; others read meanwhile.
func (w *apart) during(do func()) {
	ctx, done := context.WithCancel(w.t.Context())
	told := make(chan struct{})
	var all sync.WaitGroup
	all.Go(func() {
		for ctx.Err() == nil {
			next := w.acked.Load() + 1
			if _, err := w.writer.Exec(ctx, fmt.Sprintf("UPDATE t SET v = %d WHERE i = 1", next)); err != nil {
				if ctx.Err() == nil {
					w.t.Error(err)
				}
				return
			}
			w.acked.Store(next)
			select {
			case told <- struct{}{}:
			default:
			}
			time.Sleep(5 * time.Millisecond)
		}
	})
	for _, c := range w.readers {
		all.Go(func() {
			for ctx.Err() == nil {
				select {
				case <-told:
				case <-time.After(7 * time.Millisecond):
				case <-ctx.Done():
				}
				n := w.reads.Node()
				if n == nil {
					continue
				}
				if _, ok := n.Agreed(); !ok {
					continue // it would wait
				}
				if c.IsClosed() { // its node was down
					again, err := pgx.ConnectConfig(ctx, c.Config())
					if err != nil {
						continue
					}
					c = again
				}
				v, before := int64(0), w.acked.Load()
				if err := c.QueryRow(ctx, "SELECT v FROM t WHERE i = 1").Scan(&v); err != nil {
					continue // its node is gone
				}
				if w.judged.Add(1); v < before {
					w.stale.Add(1)
				}
			}
		})
	}
	do()
	done()
	all.Wait()
}

// isLetIn: a node comes back while the writer's hears nothing of it and of two givers any more. It has
// a permit of the others.
var isLetIn = apartWorld{late: 40 * time.Millisecond, anew: true, do: func(w *apart, round int) {
	w.c.Isolate(only(w.reads))
	time.Sleep(4 * time.Second)
	for _, n := range w.c.Nodes() {
		if w.c.Mend(only(n), only(w.reads)); n != w.writes {
			w.c.Mend(only(w.reads), only(n))
		}
	}
	time.Sleep(time.Duration(round) * 100 * time.Millisecond)
	w.c.Cut(w.give, only(w.writes))
	time.Sleep(2200 * time.Millisecond)
}}

// runsOut: givers hear a node no more, the writer's own at last. What leads the ranges hears it.
var runsOut = apartWorld{late: 10 * time.Millisecond, anew: true, do: func(w *apart, round int) {
	time.Sleep(500 * time.Millisecond)
	w.c.Cut(only(w.reads), w.give)
	time.Sleep(time.Second + time.Duration(round)*130*time.Millisecond)
	w.c.Cut(only(w.reads), only(w.writes))
	time.Sleep(2500 * time.Millisecond)
}}

// startsAgain: givers hear a node no more, the writer's own first, and two of them start again.
var startsAgain = apartWorld{late: 40 * time.Millisecond, anew: true, do: func(w *apart, _ int) {
	time.Sleep(500 * time.Millisecond)
	w.c.Cut(only(w.reads), only(w.writes))
	time.Sleep(2 * time.Second)
	w.c.Cut(only(w.reads), w.give)
	var all sync.WaitGroup
	for _, n := range w.give {
		all.Go(func() {
			if err := n.Crash(w.t.Context()); err != nil {
				w.t.Error(err)
			}
			if err := n.Start(w.t.Context()); err != nil {
				w.t.Error(err)
			}
		})
	}
	time.Sleep(2500 * time.Millisecond)
	w.c.Heal()
	all.Wait()
}}

// isSilent: the writer's node hears one no more whose clock is slow, and which others reach late: it is
// not behind them by as much yet, so that nothing pulls it up.
var isSilent = apartWorld{late: 150 * time.Millisecond, do: func(w *apart, _ int) {
	for _, n := range w.c.Nodes() {
		n.Clock.Rate(199)
	}
	w.reads.Clock.Rate(-199)
	time.Sleep(time.Second)
	w.c.Cut(only(w.reads), only(w.writes))
	time.Sleep(6 * time.Second)
}}

// startsLater: a node whose clock has run on by itself starts anew: it is as far behind as it hears
// others from then on.
var startsLater = apartWorld{late: 150 * time.Millisecond, do: func(w *apart, _ int) {
	time.Sleep(500 * time.Millisecond)
	if err := w.reads.Crash(w.t.Context()); err != nil {
		w.t.Error(err)
	}
	if err := w.reads.Start(w.t.Context()); err != nil {
		w.t.Error(err)
	}
	time.Sleep(2500 * time.Millisecond)
}}

// getsWorse: a slow node is as far behind UTC as its source allows, and that gets worse, while the writer's
// node hears neither it nor two givers.
var getsWorse = apartWorld{late: 150 * time.Millisecond, anew: true, set: func(w *apart) {
	for _, n := range w.c.Nodes() {
		n.Clock.Claim(time.Millisecond)
		n.Clock.Skew(time.Millisecond)
	}
	c := w.reads.Clock
	c.Rate(-199)
	c.Drift(199) // its source is steered
	c.Skew(-time.Millisecond)
}, do: func(w *apart, _ int) {
	c := w.reads.Clock
	c.Skew(-time.Millisecond)
	time.Sleep(500 * time.Millisecond)
	w.c.Cut(only(w.reads), only(w.writes))
	w.c.Cut(w.give, only(w.writes))
	c.Claim(200 * time.Millisecond)
	time.Sleep(2 * time.Second)
	c.Claim(time.Millisecond)
}}

// isUnheard: the writer's node hears one no more that is behind. What others tell of it counts.
var isUnheard = apartWorld{late: 40 * time.Millisecond, anew: true, do: func(w *apart, _ int) {
	time.Sleep(500 * time.Millisecond)
	w.c.Cut(only(w.reads), only(w.writes))
	time.Sleep(3 * time.Second)
}}

// startsUnheard: nor one that starts anew, and is behind from then on.
var startsUnheard = apartWorld{late: 100 * time.Millisecond, do: func(w *apart, _ int) {
	w.c.Cut(only(w.reads), only(w.writes))
	time.Sleep(1500 * time.Millisecond)
	if err := w.reads.Crash(w.t.Context()); err != nil {
		w.t.Error(err)
	}
	if err := w.reads.Start(w.t.Context()); err != nil {
		w.t.Error(err)
	}
	time.Sleep(2 * time.Second)
}}
