package local_test

import (
	"context"
	"testing"
	"testing/synctest"
	"time"

	"github.com/isochrondb/isochron/base/version"
	"github.com/isochrondb/isochron/server/local"
	"github.com/isochrondb/isochron/server/node"
)

// TestGoAlong: a cluster whose nodes only go along keeps to its budget; it turns to clocks that agree
// once a node that turns it is there, though another is the first; and who only goes along may
// join it then, start again in it, and lead it.
func TestGoAlong(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		turns := map[int]bool{}
		b := (&builds{t: t}).of(local.Options{Regions: []local.Region{{Name: "us-east", Nodes: 4}}, Seed: 1, ClockError: 100 * time.Millisecond, StartWithin: time.Minute,
			Configure: func(n *local.Node, o *node.Options) { o.AgreeAlong, o.AgreeClocks = true, turns[n.Index] }})
		says := func(want string) {
			t.Helper()
			if got := b.text(0, "SELECT clocks || waits_for::text FROM isochron_internal.cluster"); got != want {
				t.Errorf("the view says %s, want %s", got, want)
			}
		}
		b.start(0, 1, 2)
		if err := b.c.AwaitReplicated(t.Context(), 3); err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Minute)
		b.mustBeAt(version.Max, "while all go along")
		says("budget{}")
		for _, n := range b.c.Nodes()[:3] {
			if g := n.Node().Givers(); len(g) != 0 {
				t.Errorf("%v: %v give permits that nobody asked for", n, g)
			}
		}
		again := func(i int) {
			t.Helper()
			if err := b.node(i).Stop(t.Context()); err != nil {
				t.Fatal(err)
			}
			b.start(i)
		}
		turns[2] = true
		again(2)
		await(t, time.Minute, func() string { return b.at(version.Max | version.Agreed) })
		turns[2] = false
		again(2)
		b.start(3)
		await(t, time.Minute, func() string {
			for _, n := range b.c.Nodes() {
				if _, ok := n.Node().Agreed(); !ok {
					return n.String() + " has no permit"
				}
			}
			return ""
		})
		says("agreed{}")
	})
}

// TestMinutesOff: machines whose clocks are minutes ahead or behind start in a cluster that goes by
// clocks that agree, a new node and one that comes back: they serve at once, for they go by the
// others' clocks, and nobody goes by theirs.
func TestMinutesOff(t *testing.T) {
	for _, off := range []time.Duration{10 * time.Minute, -10 * time.Minute} {
		synctest.Test(t, func(t *testing.T) {
			b := (&builds{t: t}).of(local.Options{Regions: []local.Region{{Name: "us-east", Nodes: 4}}, Seed: 1, ClockError: 250 * time.Millisecond, AgreeClocks: true, StartWithin: time.Minute})
			b.start(0, 1, 2)
			if err := b.c.AwaitReplicated(t.Context(), 3); err != nil {
				t.Fatal(err)
			}
			exec(t, connect(t, b.node(0)), "CREATE TABLE t (i int PRIMARY KEY)")
			if err := b.node(2).Kill(t.Context()); err != nil {
				t.Fatal(err)
			}
			for i := 2; i < 4; i++ {
				b.node(i).Clock.Skew(off)
				began := time.Now()
				b.start(i)
				exec(t, connect(t, b.node(i)), "INSERT INTO t SELECT count(*) FROM t")
				if took := time.Since(began); took > 10*time.Second {
					t.Errorf("%v off: node %d served after %v", off, i+1, took)
				}
			}
			began := time.Now()
			exec(t, connect(t, b.node(0)), "INSERT INTO t VALUES (10)")
			if took := time.Since(began); took > time.Second {
				t.Errorf("%v off: a commit took %v", off, took)
			}
			for _, n := range b.c.Nodes() {
				if s := n.Node().AgreementStats(); s.Contradictions != 0 {
					t.Errorf("%v off: %v: %+v", off, n, s)
				}
			}
		})
	}
}

// TestWideBudget: a budget wider than leases last, where clocks agree, keeps no range from being copied.
func TestWideBudget(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := start(t, local.Options{Regions: []local.Region{{Name: "us-east", Nodes: 3}}, Seed: 1, ClockError: 2 * time.Second, AgreeClocks: true})
		ctx, cancel := context.WithTimeout(t.Context(), 30*time.Second)
		defer cancel()
		if err := c.AwaitReplicated(ctx, 3); err != nil {
			t.Error(err)
		}
	})
}
