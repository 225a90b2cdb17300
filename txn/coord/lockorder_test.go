package coord_test

import (
	"fmt"
	"math/rand/v2"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/range/transport"
	"github.com/isochrondb/isochron/txn/coord"
)

// lockMany locks several keys as one statement does.
func (t *txn) lockMany(wait kvpb.WaitPolicy, ks ...string) ([]coord.Locked, error) {
	targets := make([]coord.LockTarget, len(ks))
	for i, k := range ks {
		targets[i] = coord.LockTarget{Key: key(k), Mode: kvpb.LockMode_UPDATE}
	}
	return t.Lock(t.ctx, targets, coord.LockOptions{Wait: wait, Newest: true})
}

// TestNothingHeldAboveAWait: who waits for a key has given back what it got above it, keeps what
// lies below, and finds what others have made of the rest meanwhile.
func TestNothingHeldAboveAWait(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		e := start(t, nil, "d", "h", "p")
		defer e.close()
		e.set("a", "1", "e", "1", "m", "1", "n", "1", "q", "1")
		holder, x := e.begin(sr).put("m", "2"), e.begin(sr)
		done := make(chan []coord.Locked, 1)
		go func() {
			l, err := x.lockMany(kvpb.WaitPolicy_BLOCK, "q", "n", "a", "m", "e")
			e.must(err)
			done <- l
		}()
		time.Sleep(100 * time.Millisecond)
		y := e.begin(sr)
		for k, held := range map[string]bool{"a": true, "e": true, "m": true, "n": false, "q": false} {
			if _, err := y.lockMany(kvpb.WaitPolicy_NOWAIT, k); (err != nil) != held {
				t.Errorf("%s: %v, held: %v", k, err, held)
			}
		}
		e.must(y.Put(y.ctx, key("q"), []byte("2"), kvpb.LockMode_UPDATE))
		y.commit()
		holder.commit()
		var got string
		for _, l := range <-done {
			got += string(l.Value)
		}
		e.want(got, "21121")
		for _, k := range []string{"a", "e", "m", "n", "q"} {
			if _, err := e.begin(sr).lockMany(kvpb.WaitPolicy_NOWAIT, k); code(err) != "55P03" {
				t.Errorf("%s: %v", k, err)
			}
		}
		if n := e.db.Metrics().LocksGivenBack.Load(); n != 2 {
			t.Errorf("%d locks were given back, want 2 (n and q)", n)
		}
		x.commit()
	})
}

// TestNoCircleOverRanges: clients that lock rows of many ranges by one statement, asked for in any
// order, with messages that take any time, never wait in a circle.
func TestNoCircleOverRanges(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		e := start(t, nil, "d", "h", "p")
		defer e.close()
		ks := []string{"a", "b", "e", "f", "m", "n", "q", "r"}
		for _, k := range ks {
			e.set(k, "0")
		}
		var mu sync.Mutex
		rng := rand.New(rand.NewPCG(1, 1))
		draw := func(n int) int {
			mu.Lock()
			defer mu.Unlock()
			return rng.IntN(n)
		}
		e.faults(func(transport.Message) transport.Fate {
			return transport.Fate{Delay: time.Duration(draw(2000)) * time.Microsecond}
		})
		var wg sync.WaitGroup
		const clients, each = 8, 25
		for range clients {
			wg.Go(func() {
				for range each {
					x := e.begin(rc)
					var mine []string
					for _, i := range []int{draw(len(ks)), draw(len(ks)), draw(len(ks))} {
						mine = append(mine, ks[i])
					}
					l, err := x.lockMany(kvpb.WaitPolicy_BLOCK, mine...)
					if err != nil {
						t.Errorf("%v: %v", mine, err)
						x.Rollback(x.ctx)
						continue
					}
					counts := map[string]int{}
					for i, k := range mine {
						var n int
						_, err := fmt.Sscan(string(l[i].Value), &n)
						e.must(err)
						counts[k] = n + 1
					}
					for k, n := range counts {
						e.must(x.Put(x.ctx, key(k), fmt.Append(nil, n), kvpb.LockMode_UPDATE))
					}
					x.commit()
				}
			})
		}
		wg.Wait()
		e.faults(nil)
		if n := e.db.Metrics().LocksGivenBack.Load(); n == 0 {
			t.Error("nobody met another")
		}
	})
}
