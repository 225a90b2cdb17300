package coord_test

import (
	"fmt"
	"math/rand/v2"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/testing/lossy"
	"github.com/isochrondb/isochron/txn/coord"
)

// lockMany locks several keys as one statement does.
func (t *txn) lockMany(wait kvpb.WaitPolicy, ks ...string) ([]coord.Locked, error) {
	return t.lockWithin(0, wait, ks...)
}

// lockWithin is lockMany with lock_timeout.
func (t *txn) lockWithin(timeout time.Duration, wait kvpb.WaitPolicy, ks ...string) ([]coord.Locked, error) {
	targets := make([]coord.LockTarget, len(ks))
	for i, k := range ks {
		targets[i] = coord.LockTarget{Key: key(k), Mode: kvpb.LockMode_UPDATE}
	}
	return t.Lock(t.ctx, targets, coord.LockOptions{Wait: wait, Timeout: timeout, Newest: true})
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

// TestUntoldGrantIsNotKept: a range that grants a lock, and then says that it is another by now, does
// not have it kept above a wait, nor beyond a savepoint from before it.
func TestUntoldGrantIsNotKept(t *testing.T) {
	for _, wait := range []kvpb.WaitPolicy{kvpb.WaitPolicy_BLOCK, kvpb.WaitPolicy_NOWAIT} {
		t.Run(wait.String(), func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				e := start(t, nil, "d", "p")
				defer e.close()
				e.set("m", "1", "q", "1")
				e.begin(sr).put("m", "2")
				x := e.begin(rc)
				s := x.Savepoint()
				e.gate.lies.Store(true)
				done := make(chan error, 1)
				go func() {
					_, err := x.lockWithin(100*time.Millisecond, wait, "m", "q")
					done <- err
				}()
				time.Sleep(50 * time.Millisecond)
				free := func(when string) {
					t.Helper()
					y := e.begin(rc)
					if _, err := y.lockMany(kvpb.WaitPolicy_NOWAIT, "q"); err != nil {
						t.Errorf("%s: %v", when, err)
					}
					y.Rollback(y.ctx)
				}
				if wait == kvpb.WaitPolicy_BLOCK {
					free("while a lower key is waited for")
				}
				e.want(code(<-done), "55P03")
				e.must(x.RollbackTo(x.ctx, s))
				free("after the savepoint")
				if e.gate.lies.Load() {
					t.Error("q was not asked for")
				}
			})
		})
	}
}

// TestTryAsksNobody: a statement over several ranges that finds a key taken gets in line without
// asking whether its holder is still there; lock_timeout counts from then.
func TestTryAsksNobody(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		e := start(t, nil, "p")
		defer e.close()
		e.set("m", "1", "q", "1")
		e.probed = func() { time.Sleep(time.Second) }
		e.begin(sr).put("m", "2")
		began := time.Now()
		x := e.begin(rc)
		_, err := x.lockWithin(100*time.Millisecond, kvpb.WaitPolicy_BLOCK, "m", "q")
		e.want(code(err), "55P03")
		if took := time.Since(began); took > 150*time.Millisecond {
			t.Errorf("it took %v", took)
		}
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
		e.faults(func(lossy.Message) lossy.Fate {
			return lossy.Fate{Delay: time.Duration(draw(2000)) * time.Microsecond}
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
		if n := e.deadlock.Found(); n > 0 { // each could be broken by giving back, and was not to come about
			t.Errorf("%d circles", n)
		}
	})
}
