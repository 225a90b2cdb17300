package probe_test

import (
	"context"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/txn/coord"
)

// Nine nodes in three regions: one-way latencies between them.
var wan = [3][3]time.Duration{
	{500 * time.Microsecond, 30 * time.Millisecond, 70 * time.Millisecond},
	{30 * time.Millisecond, 500 * time.Microsecond, 50 * time.Millisecond},
	{70 * time.Millisecond, 50 * time.Millisecond, 500 * time.Microsecond},
}

func wanLink(from, to uint32) time.Duration { return wan[(from-1)/3][(to-1)/3] }

// newWAN has a range with all its replicas in each region (a, b, c), and one with a
// replica in each (d), led from the first.
func newWAN(t testing.TB, epsilon time.Duration) *world {
	w := newWorld(t, worldOptions{seed: 9, nodes: 9, voters: 3, epsilon: epsilon, link: wanLink})
	w.split("b", "c", "d")
	w.place("a", 1, 2, 3)
	w.place("b", 4, 5, 6)
	w.place("c", 7, 8, 9)
	w.place("d", 1, 4, 7)
	for range 8 { // round trips and quorums are learned
		w.set(1, "a", "0", "b", "0", "c", "0", "d", "0")
		w.set(1, "a", "0")
		w.set(1, "b", "0")
		w.set(1, "c", "0")
		w.set(1, "d", "0")
	}
	pause(20 * time.Second)
	return w
}

// committed is how long a commit takes that has written and read these keys.
func (w *world) committed(node uint32, reads, writes []string) time.Duration {
	w.Helper()
	x := w.begin(node)
	for _, k := range reads {
		x.get(k)
	}
	for _, k := range writes {
		x.put(k, "1")
	}
	begun := time.Now()
	x.commit()
	return time.Since(begun)
}

// A commit costs what section 10 of docs/transactions.md says (T19).
func TestCommitsCostOneRoundTrip(t *testing.T) {
	const near, slack = 2 * time.Millisecond, 6 * time.Millisecond
	for _, tt := range []struct {
		name          string
		epsilon       time.Duration
		reads, writes []string
		want          time.Duration
	}{
		{"one range, here", 0, nil, []string{"a"}, near},
		{"one range, there", 0, nil, []string{"c"}, 140*time.Millisecond + near},
		{"one range, its quorum there", 0, nil, []string{"d"}, 60 * time.Millisecond},
		{"three ranges in three regions", 0, nil, []string{"a", "b", "c"}, 140*time.Millisecond + near},
		{"with clocks that differ", 10 * time.Millisecond, nil, []string{"a", "b", "c"}, 140*time.Millisecond + near},
		{"one written here, read there", 0, []string{"c"}, []string{"a"}, 140*time.Millisecond + near},
		{"one written there, read here", 0, []string{"a"}, []string{"c"}, 140*time.Millisecond + 2*near},
		{"two written, one read", 0, []string{"c"}, []string{"a", "b"}, 140*time.Millisecond + near},
	} {
		t.Run(tt.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				w := newWAN(t, tt.epsilon)
				defer w.close()
				raised := w.db(1).Metrics().Raised.Load()
				var all time.Duration
				for range 5 {
					took := w.committed(1, tt.reads, tt.writes)
					all = max(all, took)
					pause(time.Second)
				}
				if all > tt.want+slack || all < tt.want-slack {
					t.Errorf("the slowest took %v, want %v", all, tt.want)
				}
				if n := w.db(1).Metrics().Raised.Load() - raised; n > 0 {
					t.Errorf("%d commits were raised", n)
				}
				t.Logf("%v", all)
			})
		})
	}
}

// Who reads a row at its leaseholder does not wait for the quorum of those who write it,
// however far that is; nor for the commits of several ranges.
func TestReadersDoNotMeetReplication(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWAN(t, 0)
		defer w.close()
		ctx := context.Background()
		var over atomic.Bool
		var wg sync.WaitGroup
		wg.Go(func() {
			for !over.Load() {
				w.set(1, "d", "1")
				w.set(1, "a", "1", "c", "1")
			}
		})
		var slowest time.Duration
		waits := w.nodes[0].life.Load().met.ReadWaits.Load()
		for range 400 {
			for _, k := range []string{"a", "d"} {
				x := w.db(1).Begin(coord.TxnOptions{Isolation: kvpb.Isolation_READ_COMMITTED})
				begun := time.Now()
				_, _, err := x.Get(ctx, key(k), kvpb.WholeRow, nil)
				w.check(err)
				slowest = max(slowest, time.Since(begun))
				x.Rollback(ctx)
			}
			pause(7 * time.Millisecond)
		}
		over.Store(true)
		wg.Wait()
		if slowest > 5*time.Millisecond {
			t.Errorf("a reader waited for %v", slowest)
		}
		t.Logf("%v, %d waits for writers", slowest, w.nodes[0].life.Load().met.ReadWaits.Load()-waits)
	})
}
