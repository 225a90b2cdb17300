package probe_test

import (
	"context"
	"fmt"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/txn/coord"
	"github.com/isochrondb/isochron/txn/probe"
)

// ring lets n transactions, each of a gateway of its own, lock a key each and then the
// next one's: a cycle whose waits are at different nodes. It returns what each heard
// and how long it took.
func ring(w *world, ks ...string) (codes []string, took time.Duration) {
	ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
	defer cancel()
	var txns []*coord.Txn
	for i, k := range ks {
		t := w.db(uint32(i%len(w.nodes) + 1)).Begin(coord.TxnOptions{Isolation: sr})
		w.check(lock(ctx, t, k))
		txns = append(txns, t)
		pause(10 * time.Millisecond) // so that they differ in age
	}
	begun := time.Now()
	codes = make([]string, len(ks))
	var wg sync.WaitGroup
	for i := range ks {
		wg.Go(func() {
			codes[i] = code(lock(ctx, txns[i], ks[(i+1)%len(ks)]))
			txns[i].Rollback(ctx)
		})
	}
	wg.Wait()
	return codes, time.Since(begun)
}

// loses has one transaction lose a deadlock, no other, and soon.
func loses(t *testing.T, victim int, codes []string, took time.Duration) {
	t.Helper()
	for i, c := range codes {
		want := "00000"
		if i == victim {
			want = "40P01"
		}
		if c != want {
			t.Errorf("transaction %d got %s, want %s", i, c, want)
		}
	}
	if took > 1500*time.Millisecond {
		t.Errorf("it took %v", took)
	}
	t.Logf("%v", took)
}

// A cycle over several nodes is found within about a second, and the youngest gives way.
func TestDeadlockOverNodes(t *testing.T) {
	for _, n := range []int{2, 3, 5} {
		t.Run(fmt.Sprint(n), func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				w := newWorld(t, worldOptions{seed: uint64(n), nodes: 3})
				defer w.close()
				ks := []string{"a", "b", "c", "d", "e"}[:n]
				w.split(ks[1:]...)
				for i, k := range ks {
					w.lead(k, uint32((i+1)%3+1))
				}
				codes, took := ring(w, ks...)
				loses(t, n-1, codes, took)
			})
		})
	}
}

// Those who stand in line between the two who are in each other's way are left alone: the line
// is as long as there are clients, and each of them would be back in it at once.
func TestDeadlockThroughALine(t *testing.T) {
	for _, nodes := range []uint32{1, 2} {
		t.Run(fmt.Sprint(nodes), func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				w := newWorld(t, worldOptions{seed: 1, nodes: 3})
				defer w.close()
				w.split("b")
				w.lead("a", 1)
				w.lead("b", nodes)
				codes, took := throughLine(w, 8)
				loses(t, 1, codes, took)
			})
		})
	}
}

// A transaction that goes past the line of a younger one, to those that it shares a lock with, is in
// its way from then on, though that one waited before.
func TestDeadlockWithWhoWentPast(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t, worldOptions{seed: 2, nodes: 3})
		defer w.close()
		w.split("b")
		w.lead("a", 1)
		w.lead("b", 1)
		ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
		defer cancel()
		shared := func(x *coord.Txn) error {
			_, err := x.Lock(ctx, []coord.LockTarget{{Key: key("a"), Mode: kvpb.LockMode_SHARE}}, coord.LockOptions{Newest: true})
			return err
		}
		var txns []*coord.Txn
		for i := range 3 { // one that shares, an older and a younger: ages are those of first requests
			txns = append(txns, w.db(1).Begin(coord.TxnOptions{Isolation: sr}))
			w.check(lock(ctx, txns[i], []string{"x", "y", "b"}[i]))
			pause(10 * time.Millisecond)
		}
		w.check(shared(txns[0]))
		codes := make([]string, 2) // of the older and the younger
		var wg sync.WaitGroup
		wg.Go(func() {
			codes[1] = code(lock(ctx, txns[2], "a"))
			txns[2].Rollback(ctx)
		})
		pause(50 * time.Millisecond) // it is known to wait
		w.check(shared(txns[1]))
		begun := time.Now()
		codes[0] = code(lock(ctx, txns[1], "b"))
		took := time.Since(begun)
		txns[1].Rollback(ctx)
		txns[0].Rollback(ctx)
		wg.Wait()
		loses(t, 1, codes, took)
	})
}

// throughLine lets the first transaction hold one key, the second another, and others stand in line
// for that one; then each of the two wants the other's key. It returns what each heard and how long
// it took.
func throughLine(w *world, line int) (codes []string, took time.Duration) {
	ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
	defer cancel()
	codes = make([]string, 2+line)
	txns := make([]*coord.Txn, len(codes))
	var wg sync.WaitGroup
	wants := func(i int, k string) {
		wg.Go(func() {
			codes[i] = code(lock(ctx, txns[i], k))
			txns[i].Rollback(ctx)
		})
		pause(20 * time.Millisecond)
	}
	for i := range txns {
		txns[i] = w.db(uint32(i%len(w.nodes) + 1)).Begin(coord.TxnOptions{Isolation: sr})
		switch i {
		case 0, 1:
			w.check(lock(ctx, txns[i], "ab"[i:i+1]))
			pause(20 * time.Millisecond)
		default:
			wants(i, "b")
		}
	}
	begun := time.Now()
	wants(0, "b")
	wants(1, "a")
	wg.Wait()
	return codes, time.Since(begun)
}

// The tests above see where nobody gathers.
func TestDeadlockNeedsACenter(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t, worldOptions{seed: 1, nodes: 3, probe: func(o *probe.Options) { o.Center = nil }})
		defer w.close()
		w.split("b")
		w.lead("a", 1)
		w.lead("b", 2)
		if codes, took := ring(w, "a", "b"); took < 10*time.Second {
			t.Errorf("without a center, %v after %v", codes, took)
		}
	})
}

// Locks of a gateway that has died are let go: soon where it is known to have died, and
// after a while where it can't be reached.
func TestLocksOfDeadGateways(t *testing.T) {
	for _, back := range []bool{true, false} {
		t.Run(fmt.Sprintf("back=%t", back), func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				w := newWorld(t, worldOptions{seed: 5, nodes: 4, voters: 3})
				defer w.close()
				w.lead("a", 1)
				ctx := context.Background()
				dead := w.db(4).Begin(coord.TxnOptions{Isolation: sr})
				w.check(lock(ctx, dead, "a"))
				w.nodes[3].crash()
				if back {
					w.nodes[3].start()
				}
				begun := time.Now()
				w.set(2, "a", "1")
				took := time.Since(begun)
				if most := map[bool]time.Duration{true: time.Second, false: 3 * time.Second}[back]; took > most {
					t.Errorf("a waiter waited for %v, want at most %v", took, most)
				}
				t.Logf("%v", took)
			})
		})
	}
}

// A transaction that is open keeps its locks, however long others wait for them, and
// while its gateway can't be reached for a moment.
func TestOpenTransactionsKeepLocks(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t, worldOptions{seed: 6, nodes: 4, voters: 3})
		defer w.close()
		w.lead("a", 1)
		ctx := context.Background()
		x := w.begin(4)
		x.put("a", "1")
		var wg sync.WaitGroup
		wg.Go(func() { w.set(2, "a", "2") })
		pause(5 * time.Second)
		w.net.Partition([]string{host(4)}, []string{host(1), host(2), host(3)})
		pause(800 * time.Millisecond)
		w.net.HealAll()
		pause(5 * time.Second)
		if m, _ := w.holder(key("a")); m.probe.Found() != 0 {
			t.Error("a cycle was found where there is none")
		}
		if _, err := x.Commit(ctx); err != nil {
			t.Errorf("the first one's commit: %v", err)
		}
		wg.Wait()
	})
}

// The node that gathers waits may die: the next one hears of them.
func TestDeadlockWhereTheCenterDies(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t, worldOptions{seed: 12, nodes: 3})
		defer w.close()
		w.split("b", "c")
		w.lead("b", 2)
		w.lead("c", 3)
		w.begin(2).get("c") // gateways know the way
		w.begin(3).get("b")
		ctx := context.Background()
		older, younger := w.begin(2), w.begin(3)
		older.put("b", "1")
		pause(10 * time.Millisecond)
		younger.put("c", "1")
		w.nodes[0].crash()
		begun := time.Now()
		var first, second string
		var wg sync.WaitGroup
		wg.Go(func() {
			first = code(lock(ctx, older.Txn, "c"))
			older.Rollback(ctx)
		})
		wg.Go(func() {
			second = code(lock(ctx, younger.Txn, "b"))
			younger.Rollback(ctx)
		})
		wg.Wait()
		if took := time.Since(begun); first != "00000" || second != "40P01" || took > 8*time.Second {
			t.Errorf("the older got %s, the younger %s, after %v", first, second, took)
		} else {
			t.Logf("%v", took)
		}
	})
}
