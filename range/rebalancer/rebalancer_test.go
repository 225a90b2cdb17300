package rebalancer

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/isochrondb/isochron/clock/hlc"
	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/kv/mvcc"
	"github.com/isochrondb/isochron/range/allocator"
	"github.com/isochrondb/isochron/range/descriptor"
	"github.com/isochrondb/isochron/range/directory"
)

// A cluster of one node becomes one of three, and of five, and replicates itself.
func TestGrows(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t, 1, nil)
		defer w.close()
		w.join("a")
		for i := range 50 {
			w.put(i, 100)
		}
		w.split(10, 20, 30, 40)
		time.Sleep(time.Minute)
		if n := w.members[0].rebalancer.Stats().Looks; n > 1 {
			t.Errorf("the driver of the only store looked %d times", n)
		}
		w.join("b")
		time.Sleep(30 * time.Second)
		if err := w.replicated(1, 1)(); err != nil {
			t.Errorf("two nodes: %v", err)
		}
		w.join("c")
		t.Log("three nodes: ", w.settle(30*time.Second, "three nodes", w.replicated(3, 3)))
		w.join("d")
		w.join("e")
		t.Log("five nodes: ", w.settle(30*time.Second, "five nodes", w.replicated(3, 5)))
		t.Log("balance: ", w.settle(10*time.Minute, "balance", func() error {
			replicas, leases := w.counts()
			for _, m := range w.up() {
				if n := replicas[m.id]; n < 6 || n > 8 {
					return fmt.Errorf("store %d has %d replicas, of %v", m.id, n, replicas)
				}
				if n := leases[m.id]; n < 1 || n > 3 {
					return fmt.Errorf("store %d has %d leases, of %v", m.id, n, leases)
				}
			}
			return nil
		}))
		for i := range 50 {
			w.put(i, 100)
		}
	})
}

// grown returns a world of n nodes with so many ranges of rows, all replicated.
func grown(t *testing.T, seed uint64, n, ranges int, change func(*Options)) *world {
	t.Helper()
	w := newWorld(t, seed, change)
	for range n {
		w.join("a")
	}
	for i := range ranges {
		w.put(10*i, 100)
		if i > 0 {
			w.split(10 * i)
		}
	}
	system := 3
	if n >= 5 {
		system = 5
	}
	t.Logf("%d ranges on %d nodes are replicated after %v", ranges, n, w.settle(10*time.Minute, "growth", w.replicated(3, system)))
	return w
}

// A node that dies for good is replaced after five minutes, and not before.
func TestRepairs(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := grown(t, 2, 4, 8, nil)
		defer w.close()
		time.Sleep(2 * time.Minute) // balance
		w.kill(w.members[3])
		onDead := func() (n int) {
			for _, d := range w.newest() {
				if _, ok := d.Replica(4); ok {
					n++
				}
			}
			return n
		}
		if onDead() == 0 {
			t.Fatal("nothing lies on the node that dies")
		}
		before := onDead()
		time.Sleep(4*time.Minute + 30*time.Second)
		if n := onDead(); n != before {
			t.Errorf("%d of %d replicas were replaced before the node counts as dead", before-n, before)
		}
		t.Log("repair: ", w.settle(2*time.Minute, "repair", func() error {
			if n := onDead(); n > 0 {
				return fmt.Errorf("%d ranges have a replica on the dead node", n)
			}
			return w.replicated(3, 3)()
		}))
		w.put(5, 100)
	})
}

// With as many nodes as replicas a dead one is waited for.
func TestWaitsForTheDead(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := grown(t, 3, 3, 3, nil)
		defer w.close()
		w.kill(w.members[2])
		time.Sleep(10 * time.Minute)
		if err := w.replicated(3, 3)(); err != nil {
			t.Error(err)
		}
		w.join("a")
		t.Log("repair: ", w.settle(time.Minute, "repair", func() error {
			for _, d := range w.newest() {
				if _, ok := d.Replica(3); ok {
					return fmt.Errorf("%v is on the dead node", d)
				}
			}
			return w.replicated(3, 3)()
		}))
	})
}

// A node that leaves is emptied, leases first.
func TestDecommissions(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := grown(t, 4, 4, 8, nil)
		defer w.close()
		for _, m := range []*member{w.members[0], w.members[2]} {
			if m.id == 3 {
				w.join("a")
				time.Sleep(time.Minute)
			}
			w.setMembership(m, directory.Decommissioning)
			t.Log("emptied: ", w.settle(2*time.Minute, "decommission", func() error {
				if n := len(m.store.Ranges()); n > 0 {
					return fmt.Errorf("%d ranges are left on store %d", n, m.id)
				}
				return w.replicated(3, 3)()
			}))
			w.setMembership(m, directory.Decommissioned)
			w.kill(m)
		}
		w.put(5, 100)
	})
}

// A node that is drained gives its leases away, keeps its replicas, and gets none back
// until it is active again.
func TestDrains(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := grown(t, 5, 3, 6, nil)
		defer w.close()
		w.setMembership(w.members[0], directory.Draining)
		t.Log("drained: ", w.settle(10*time.Second, "drain", func() error {
			if _, leases := w.counts(); leases[1] > 0 {
				return fmt.Errorf("%d leases are left", leases[1])
			}
			return nil
		}))
		time.Sleep(5 * time.Minute)
		if replicas, leases := w.counts(); leases[1] > 0 || replicas[1] != len(w.newest()) {
			t.Errorf("it has %d leases and %d replicas of %d", leases[1], replicas[1], len(w.newest()))
		}
		w.setMembership(w.members[0], directory.Active)
		t.Log("back: ", w.settle(5*time.Minute, "return", func() error {
			if _, leases := w.counts(); leases[1] < 2 {
				return fmt.Errorf("%d leases", leases[1])
			}
			return nil
		}))
	})
}

// Once ranges and leases lie evenly nothing moves any more: in an hour, not once.
func TestRests(t *testing.T) {
	resting := time.Hour
	if testing.Short() {
		resting = 10 * time.Minute
	}
	synctest.Test(t, func(t *testing.T) {
		w := grown(t, 6, 5, 30, nil)
		defer w.close()
		t.Log("balance: ", w.settle(10*time.Minute, "balance", w.even(34)))
		time.Sleep(10 * time.Minute) // what came late has rested, too
		before := w.members[0].rebalancer.Stats()
		moves, restless := w.rest(resting)
		if restless > 0 {
			t.Errorf("%d moves in %v of rest; %d before", restless, resting, moves)
		}
		if err := w.even(34)(); err != nil {
			t.Error(err)
		}
		after := w.members[0].rebalancer.Stats()
		t.Logf("%d moves until rest; in %v then %d looks, %d rows", moves, resting, after.Looks-before.Looks, after.Reports-before.Reports)
	})
}

// The tests above notice drivers that do not see each other, that do not wait for their
// turn, that take silence for death, and that remove before they add.
func TestNotices(t *testing.T) {
	for name, tt := range map[string]struct {
		broken planted
		caught func(t *testing.T, w *world) bool
	}{
		"blind": {planted{blind: true}, func(t *testing.T, w *world) bool {
			time.Sleep(10 * time.Minute)
			_, restless := w.rest(20 * time.Minute)
			return restless > 0 || w.even(16)() != nil
		}},
		"impatient": {planted{impatient: true}, func(t *testing.T, w *world) bool {
			time.Sleep(10 * time.Minute)
			moves, _ := w.rest(time.Minute)
			return moves > 60
		}},
		"hasty": {planted{hasty: true}, func(t *testing.T, w *world) bool {
			time.Sleep(time.Minute)
			before := w.onStore(5)
			w.kill(w.members[4])
			time.Sleep(time.Minute)
			return before > 0 && w.onStore(5) < before
		}},
		"rough": {planted{rough: true}, func(t *testing.T, w *world) bool {
			for range 12 {
				if time.Sleep(10 * time.Second); w.replicated(3, 5)() != nil {
					return true
				}
			}
			return false
		}},
	} {
		t.Run(name, func(t *testing.T) {
			for seed := uint64(13); ; seed++ { // one world may come to rest by luck
				if seed == 18 {
					t.Fatal("nobody noticed")
				}
				caught := false
				synctest.Test(t, func(t *testing.T) {
					w := crowded(t, seed, func(o *Options) { o.broken = tt.broken })
					defer w.close()
					caught = tt.caught(t, w)
				})
				if caught {
					return
				}
			}
		})
	}
}

// crowded is a world of five stores at one place, of which the first has twelve ranges for a start.
func crowded(t *testing.T, seed uint64, change func(*Options)) *world {
	w := newWorld(t, seed, change)
	for range 5 {
		w.join("a")
	}
	for i := range 12 {
		w.put(10*i, 100)
		if i > 0 {
			w.split(10 * i)
		}
	}
	time.Sleep(30 * time.Second)
	return w
}

// Taking away what ranges need is refused, and the ranges are named.
func TestRemoval(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := grown(t, 7, 4, 6, nil)
		defer w.close()
		w.settle(5*time.Minute, "balance", w.even(10))
		time.Sleep(time.Minute)
		descs := w.newest()
		p := w.members[0].rebalancer
		for _, m := range w.members {
			if err := p.CheckStop(descs, m.id); err != nil {
				t.Errorf("one node: %v", err)
			}
			if err := p.CheckDecommission(descs, m.id); err != nil {
				t.Errorf("one node of four: %v", err)
			}
		}
		var quorum *allocator.QuorumError
		if err := p.CheckStop(descs, 2, 3); !errors.As(err, &quorum) || len(quorum.Ranges) == 0 || len(quorum.Ranges) == len(descs) {
			t.Errorf("two nodes: %v", err)
		} else {
			for _, d := range descs {
				_, on2 := d.Replica(2)
				_, on3 := d.Replica(3)
				if got := slices.Contains(quorum.Ranges, d.ID); got != (on2 && on3) {
					t.Errorf("%v %+v: named %v", d, d.Replicas, got)
				}
			}
		}
		var room *allocator.RoomError
		if err := p.CheckDecommission(descs, 2, 3); !errors.As(err, &room) {
			t.Errorf("two nodes of four: %v", err)
		}
		on2 := 0
		for _, d := range descs {
			if _, ok := d.Replica(2); ok {
				on2++
			}
		}
		if got := Remaining(descs, 2); len(got) != on2 || len(Remaining(descs, 9)) != 0 {
			t.Errorf("%d ranges remain, want %d", len(got), on2)
		}
	})
}

// The ranges of a load, split from one, are spread in one go: all but what the new leaseholders
// still have to take from the old one.
func TestScatters(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := grown(t, 8, 5, 1, func(o *Options) { o.TurnEvery = time.Hour }) // nothing is balanced by itself
		defer w.close()
		var at []int
		for i := 1; i < 30; i++ {
			at = append(at, i*10)
		}
		w.split(at...)
		led := w.leaderOf(rowKey(5))
		span := keys.Span{Start: keys.Key{keys.Rows}, End: keys.MaxKey}
		began := time.Now()
		w.check(led.rebalancer.Scatter(t.Context(), span, nil))
		t.Logf("30 ranges are scattered over 5 nodes after %v", time.Since(began))
		time.Sleep(10 * time.Second) // the last leases are on their way
		replicas, leases := map[uint32]int{}, map[uint32]int{}
		for _, d := range w.newest() {
			if !span.Contains(d.Start) {
				continue
			}
			for _, x := range d.Replicas {
				replicas[x.StoreID]++
			}
			leases[w.leaderOf(d.Start).id]++
		}
		for _, m := range w.members {
			if replicas[m.id] < 12 || replicas[m.id] > 26 || leases[m.id] < 4 || leases[m.id] > 8 {
				t.Errorf("store %d has %d replicas and %d leases of 30 ranges", m.id, replicas[m.id], leases[m.id])
			}
		}
	})
}

// A node that was away for a moment gets leases again, and no replica moves for that.
func TestRestartMovesNothing(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := grown(t, 14, 5, 12, nil)
		defer w.close()
		w.settle(10*time.Minute, "balance", w.even(16))
		time.Sleep(2 * time.Minute)
		moves := func() (n uint64) {
			for _, m := range w.up() {
				n += m.rebalancer.Stats().Moves
			}
			return n
		}
		w.kill(w.members[1])
		before := moves()
		time.Sleep(time.Minute)
		w.restart(w.members[1])
		t.Log("leases are back: ", w.settle(2*time.Minute, "leases", func() error {
			if _, leases := w.counts(); leases[2] < 2 {
				return fmt.Errorf("%d leases", leases[2])
			}
			return nil
		}))
		time.Sleep(3 * time.Minute)
		if n := moves() - before; n > 0 {
			t.Errorf("%d replicas moved", n)
		}
		if err := w.even(16)(); err != nil {
			t.Error(err)
		}
	})
}

// After all nodes were down at once, ranges that nobody asks for are repaired, too.
func TestWakesWhatSleeps(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := grown(t, 9, 4, 6, nil)
		defer w.close()
		w.settle(5*time.Minute, "balance", w.even(10))
		for _, m := range w.members {
			w.kill(m)
		}
		time.Sleep(24 * time.Hour)
		for _, m := range w.members[:3] {
			w.restart(m)
		}
		time.Sleep(4 * time.Minute)
		if n := w.onStore(4); n == 0 {
			t.Error("replaced before the node counts as dead")
		}
		t.Log("repair: ", w.settle(3*time.Minute, "repair", func() error {
			if n := w.onStore(4); n > 0 {
				return fmt.Errorf("%d ranges have a replica on the dead node", n)
			}
			return w.replicated(3, 3)()
		}))
	})
}

// So is one whose first voter sleeps upon a descriptor that knows of nothing to be done: it was
// away at the last change before all nodes went down.
func TestWakesWhatOthersKnowOf(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := grown(t, 15, 3, 2, nil)
		defer w.close()
		gone := w.join("a")
		w.kill(gone)
		w.kill(w.members[0])
		w.settle(time.Minute, "learner", func() error {
			d, err := w.Lookup(t.Context(), rowKey(0))
			w.check(err)
			lead := w.leaderOf(rowKey(0))
			if lead == nil {
				return errors.New("nobody leads")
			}
			learner := descriptor.Replica{ID: d.NextReplicaID(), NodeID: gone.id, StoreID: gone.id, Learner: true}
			_, err = lead.store.ChangeReplicas(t.Context(), d.ID, d.Generation, append(slices.Clone(d.Replicas), learner))
			return err
		})
		w.kill(w.members[1])
		w.kill(w.members[2])
		time.Sleep(24 * time.Hour)
		for _, m := range w.members[:3] {
			w.restart(m)
		}
		t.Log("cleanup: ", w.settle(7*time.Minute, "cleanup", func() error {
			if n := w.onStore(gone.id); n > 0 {
				return fmt.Errorf("%d ranges have a replica on the dead node", n)
			}
			return w.replicated(3, 3)()
		}))
	})
}

// A replica that a check found to differ is replaced, on its own store where there is no other.
func TestReplacesWhatDiffers(t *testing.T) {
	for _, nodes := range []int{3, 4} {
		synctest.Test(t, func(t *testing.T) {
			w := grown(t, 11, nodes, 2, nil)
			defer w.close()
			time.Sleep(2 * time.Minute)
			lead := w.leaderOf(rowKey(0))
			d, err := w.Lookup(t.Context(), rowKey(0))
			w.check(err)
			at := slices.IndexFunc(d.Replicas, func(x descriptor.Replica) bool { return x.StoreID != lead.id })
			other := w.members[d.Replicas[at].StoreID-1]
			b := other.engine.NewBatch(0)
			w.check(mvcc.Put(b, rowKey(1), hlc.Timestamp(time.Now().UnixNano()), mvcc.Header{Mode: mvcc.ModeUpdate}, []byte("of nobody")))
			w.check(other.engine.Apply(b, true))
			b.Close()
			w.put(0, 10)
			for range 20 {
				w.check(lead.store.CheckConsistency(t.Context(), d.ID))
				time.Sleep(time.Second)
				if len(other.store.Inconsistent()) > 0 {
					break
				}
			}
			if !slices.Equal(other.store.Inconsistent(), []uint64{d.ID}) {
				t.Fatalf("%v differ, want %d", other.store.Inconsistent(), d.ID)
			}
			t.Log("replaced: ", w.settle(time.Minute, "replacement", func() error {
				now, err := w.Lookup(t.Context(), rowKey(0))
				w.check(err)
				if x, ok := now.Replica(other.id); ok && x.ID == d.Replicas[at].ID {
					return fmt.Errorf("%v still has %+v", now, x)
				}
				return w.replicated(3, 3)()
			}))
			time.Sleep(time.Minute)
			if again, err := w.Lookup(t.Context(), rowKey(0)); err != nil || w.replicated(3, 3)() != nil || len(other.store.Inconsistent()) > 0 {
				t.Errorf("%v, %v: %+v", again, err, other.store.Inconsistent())
			}
		})
	}
}

// Where there is more than one node, a range that gets much of the load is split.
func TestSplitsByLoad(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := grown(t, 12, 3, 1, func(o *Options) { o.Placement.Splits.PerSecondMax = 200 })
		defer w.close()
		before := len(w.newest())
		began := time.Now()
		for i := 0; time.Since(began) < 40*time.Second; i++ {
			w.put(i%100, 10)
			time.Sleep(time.Millisecond)
		}
		if n := len(w.newest()); n < before+1 || n > before+8 {
			t.Errorf("%d ranges became %d", before, n)
		} else {
			t.Logf("%d ranges became %d", before, n)
		}
	})
}

// An override pins a span, and the lease with it.
func TestOverride(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		a, b := allocator.Match{Key: "zone", Value: "a"}, allocator.Match{Key: "zone", Value: "b"}
		pin := allocator.Pin("pinned", b, b, a)
		w := newWorld(t, 10, func(o *Options) {
			o.Override = func(span keys.Span) *allocator.Policy {
				if span.Start.Compare(rowKey(10)) >= 0 {
					return pin
				}
				return nil
			}
		})
		defer w.close()
		for _, zone := range []string{"a", "a", "b", "b", "c"} {
			w.join(zone)
		}
		for i := range 3 {
			w.put(10*i, 10)
			if i > 0 {
				w.split(10 * i)
			}
		}
		t.Log("pinned: ", w.settle(2*time.Minute, "pins", func() error {
			for _, i := range []int{10, 20} {
				d, err := w.Lookup(t.Context(), rowKey(i))
				if err != nil {
					return err
				}
				zones := ""
				for _, x := range d.Replicas {
					zones += w.members[x.StoreID-1].zone
				}
				lead := w.leaderOf(rowKey(i))
				if strings.Count(zones, "b") != 2 || strings.Count(zones, "a") != 1 || len(zones) != 3 || lead == nil || lead.zone != "b" {
					return fmt.Errorf("%v is in %q, led by %+v", d, zones, lead)
				}
			}
			return nil
		}))
	})
}

// TestLoadSplitFollowsCores: what splits a range for its load depends on what its node can serve.
func TestLoadSplitFollowsCores(t *testing.T) {
	for cores, want := range map[float64]float64{0: 10_000, 0.5: 10_000, 2: 25_000, 4: 50_000, 64: 50_000} {
		if got := loadSplit(cores); got != want {
			t.Errorf("%v cores: %v requests a second, want %v", cores, got, want)
		}
	}
}
