package local_test

import (
	"context"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"github.com/isochrondb/isochron/server/local"
	"github.com/isochrondb/isochron/server/node"
)

// agreedNodes starts all nodes but the last of a cluster whose clocks agree, the last but one of
// which gives no permits, for a test of it.
func agreedNodes(t *testing.T, do func(t *testing.T, b *builds, i int)) {
	synctest.Test(t, func(t *testing.T) {
		b := (&builds{t: t}).of(local.Options{Regions: []local.Region{{Name: "us-east", Nodes: 7}}, Seed: 1, ClockError: 250 * time.Millisecond, AgreeClocks: true, StartWithin: 2 * time.Minute})
		b.start(0, 1, 2, 3, 4, 5)
		if err := b.c.AwaitReplicated(t.Context(), 3); err != nil {
			t.Fatal(err)
		}
		time.Sleep(30 * time.Second)
		i := slices.IndexFunc(b.c.Nodes(), func(n *local.Node) bool {
			return n.Up() && !slices.Contains(b.node(0).Node().Givers(), n.Node().ID())
		})
		do(t, b, i)
		for _, n := range b.c.Nodes() {
			if x := n.Node(); x != nil && x.AgreementStats().Contradictions > 0 {
				t.Errorf("%v: %+v", n, x.AgreementStats())
			}
		}
	})
}

// TestStartedTwice: of a start that is given up before it has a permit, and the next one, nobody
// takes the one for the other.
func TestStartedTwice(t *testing.T) {
	agreedNodes(t, func(t *testing.T, b *builds, i int) {
		n := b.node(i)
		if err := n.Stop(t.Context()); err != nil {
			t.Fatal(err)
		}
		time.Sleep(5 * time.Second)
		for _, within := range []time.Duration{300 * time.Millisecond, 600 * time.Millisecond, 300 * time.Millisecond} {
			ctx, cancel := context.WithTimeout(t.Context(), within)
			if err := n.Start(ctx); err == nil {
				t.Error("it started at once: nothing is shown")
			}
			cancel()
		}
		b.start(i)
		for range 100 {
			if _, ok := n.Node().Agreed(); !ok {
				t.Error("it has lost its permit")
			}
			time.Sleep(100 * time.Millisecond)
		}
	})
}

// TestKilledStarts: starts that are killed, again and again, do not put the node out of service.
func TestKilledStarts(t *testing.T) {
	agreedNodes(t, func(t *testing.T, b *builds, i int) {
		n, spare := b.node(i), b.node(6)
		if err := n.Kill(t.Context()); err != nil {
			t.Fatal(err)
		}
		for range 20 {
			ctx, cancel := context.WithTimeout(t.Context(), 100*time.Millisecond)
			done := make(chan struct{})
			go func() { defer close(done); _ = n.Start(ctx) }()
			time.Sleep(50 * time.Millisecond)
			spare.Disk.Restore(n.Disk) // what a kill leaves
			<-done
			cancel()
			n.Disk.Restore(spare.Disk)
			time.Sleep(100 * time.Millisecond)
		}
		began := time.Now()
		b.start(i)
		if took := time.Since(began); took > 10*time.Second {
			t.Errorf("the next start took %v", took)
		}
	})
}

// TestStartsFromACopy: a store that is restored from a copy of before its last starts starts, too.
func TestStartsFromACopy(t *testing.T) {
	agreedNodes(t, func(t *testing.T, b *builds, i int) {
		n, spare := b.node(i), b.node(6)
		stop := func() {
			if err := n.Stop(t.Context()); err != nil {
				t.Fatal(err)
			}
		}
		stop()
		spare.Disk.Restore(n.Disk)
		for range 2 {
			b.start(i)
			time.Sleep(20 * time.Second)
			stop()
		}
		n.Disk.Restore(spare.Disk)
		began := time.Now()
		b.start(i)
		if took := time.Since(began); took > 20*time.Second {
			t.Errorf("it took %v", took)
		}
	})
}

// TestWideBudgetTurns: a node that is alone, and begins to turn its cluster from a wide budget, has its
// ranges copied once others come.
func TestWideBudgetTurns(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		turns := false
		b := (&builds{t: t}).of(local.Options{Regions: []local.Region{{Name: "us-east", Nodes: 3}}, Seed: 1, ClockError: 2 * time.Second, StartWithin: time.Minute,
			Configure: func(_ *local.Node, o *node.Options) { o.AgreeClocks = turns }})
		b.start(0)
		time.Sleep(5 * time.Second)
		turns = true
		if err := b.node(0).Stop(t.Context()); err != nil {
			t.Fatal(err)
		}
		b.start(0)
		time.Sleep(20 * time.Second)
		b.start(1, 2)
		ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
		defer cancel()
		if err := b.c.AwaitReplicated(ctx, 3); err != nil {
			t.Error(err)
		}
	})
}
