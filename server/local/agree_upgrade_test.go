package local_test

import (
	"fmt"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/isochrondb/isochron/base/version"
	"github.com/isochrondb/isochron/server/local"
	"github.com/isochrondb/isochron/server/node"
)

// told says which nodes go by clocks that agree at their next start, and what they speak.
type told struct {
	agree [8]bool
	max   [8]uint32 // 0: this build's
}

func (w *told) configure(n *local.Node, o *node.Options) {
	o.AgreeClocks, o.VersionMax = w.agree[n.Index], w.max[n.Index]
}

// TestTurnToAgree: a cluster that keeps to its budget is restarted under load, node by node, each
// told to go by clocks that agree. It turns to them when the last is, and not before; commits then
// wait no more for the budget; who is not told any more is refused; and versions of builds
// go on rising.
func TestTurnToAgree(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := &told{}
		for i := range w.max {
			w.max[i] = version.Guarded - 1
		}
		const e = 100 * time.Millisecond
		b := (&builds{t: t}).of(local.Options{Regions: []local.Region{{Name: "us-east", Nodes: 3}}, Seed: 1, ClockError: e, StartWithin: time.Minute, Configure: w.configure})
		for i, n := range b.c.Nodes() {
			n.Clock.Skew(time.Duration(i-1) * 30 * time.Millisecond)
			n.Clock.Claim(e - 5*time.Millisecond)
		}
		b.start(0, 1, 2)
		if err := b.c.AwaitReplicated(t.Context(), 3); err != nil {
			t.Fatal(err)
		}
		b.load()
		commit := func() time.Duration {
			c := connect(t, b.node(1))
			began := time.Now()
			exec(t, c, fmt.Sprintf("INSERT INTO t VALUES (%d, 1)", -began.UnixNano()%1_000_000_000))
			b.told.Add(1)
			return time.Since(began)
		}
		if took := commit(); took < e {
			t.Errorf("a commit took %v by the budget", took)
		}
		again := func(i int) {
			t.Helper()
			if err := b.node(i).Stop(t.Context()); err != nil {
				t.Fatal(err)
			}
			if err := b.node(i).Start(t.Context()); err != nil {
				t.Fatal(err)
			}
		}
		for i := range 3 { // the builds, some of them told
			w.max[i], w.agree[i] = 0, i > 0
			b.mustBeAt(version.Guarded-1, "before the last is upgraded")
			again(i)
			time.Sleep(5 * time.Second)
		}
		// One version after the other, each when all nodes have noted the one before.
		rises := time.Duration(version.Max-version.Guarded+1) * 3 * time.Second
		await(t, rises, func() string { return b.at(version.Max) })
		if got, want := b.text(0, "SELECT clocks || waits_for::text FROM isochron_internal.cluster"), "budget{1}"; got != want {
			t.Errorf("the view says %s, want %s", got, want)
		}
		if took := commit(); took < e {
			t.Errorf("a commit took %v by the budget", took)
		}
		w.agree[0] = true
		again(0)
		await(t, time.Minute, func() string { return b.at(version.Max | version.Agreed) })
		time.Sleep(time.Second)
		if got, want := b.text(0, "SELECT clocks || waits_for::text FROM isochron_internal.cluster"), "agreed{}"; got != want {
			t.Errorf("the view says %s, want %s", got, want)
		}
		if took := commit(); took > 20*time.Millisecond {
			t.Errorf("a commit took %v by clocks that agree", took)
		}
		w.agree[2] = false
		if err := b.node(2).Stop(t.Context()); err != nil {
			t.Fatal(err)
		}
		if err := b.node(2).Start(t.Context()); err == nil || !strings.Contains(err.Error(), "with clocks that agree") || !strings.Contains(err.Error(), "start it with --agree-clocks") {
			t.Errorf("who is not told: %v", err)
		}
		for i := range w.agree { // a build of two later versions
			w.agree[i], w.max[i] = true, version.Max+2
		}
		b.start(2)
		again(0)
		again(1)
		await(t, time.Minute, func() string { return b.at(version.Max + 2 | version.Agreed) })
		if took := commit(); took > 20*time.Millisecond {
			t.Errorf("a commit took %v by clocks that agree, at a later version", took)
		}
		b.check()
		for _, n := range b.c.Nodes() {
			if s := n.Node().AgreementStats(); s.Contradictions != 0 {
				t.Errorf("%v: %+v", n, s)
			}
		}
	})
}
