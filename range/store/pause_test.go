package store

import (
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/range/descriptor"
)

// The pause of a client's writes when the store that serves them dies, over many
// phases of the renewals.
func TestPauseOfWrites(t *testing.T) {
	var pauses []time.Duration
	for seed := range uint64(60) {
		synctest.Test(t, func(t *testing.T) {
			c := newCluster(t, seed, 3, 3, nil)
			defer c.close()
			e := c.client(0)
			k := userKey("a")
			e.check(e.put(t.Context(), k, "1"))
			time.Sleep(5*time.Second + time.Duration(seed)*17*time.Millisecond)
			e.check(e.put(t.Context(), k, "2"))
			c.leaderOf(k).crash(0)
			e = c.client(int(c.leaderOrUp().id) - 1)
			begun := time.Now()
			e.check(e.put(t.Context(), k, "3"))
			pauses = append(pauses, time.Since(begun))
		})
	}
	slices.Sort(pauses)
	t.Logf("pauses: median %v, p99 %v, longest %v", pauses[len(pauses)/2], pauses[len(pauses)*99/100], pauses[len(pauses)-1])
	// A promise lasts support.LengthMin + 2ε; an election and a client's pause follow.
	if most := pauses[len(pauses)*9/10]; most > 900*time.Millisecond {
		t.Errorf("writes stood still for %v in one of ten", most)
	}
	if longest := pauses[len(pauses)-1]; longest > 1100*time.Millisecond {
		t.Errorf("writes stood still for %v", longest)
	}
}

// A store that is drained before it stops costs its clients no more than a moment.
func TestDrain(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := newCluster(t, 12, 3, 3, nil)
		defer c.close()
		ctx := t.Context()
		e := c.client(0)
		for _, k := range []string{"b", "c", "d", "e"} {
			e.check(e.split(ctx, userKey(k)))
			e.check(e.put(ctx, userKey(k), "1"))
		}
		time.Sleep(2 * time.Second)
		rounds := 6 // each store twice: a rolling restart
		if testing.Short() {
			rounds = 3
		}
		var longest time.Duration
		for round := range rounds {
			m := c.stores[round%3]
			writer := c.client((round + 1) % 3)
			stop, done := make(chan struct{}), make(chan struct{})
			go func() {
				defer close(done)
				for !stopped(stop) {
					begun := time.Now()
					if err := writer.put(ctx, userKey("c"), "2"); err != nil {
						t.Error(err)
					}
					longest = max(longest, time.Since(begun))
					time.Sleep(2 * time.Millisecond)
				}
			}()
			time.Sleep(time.Second)
			if left := m.get().Drain(ctx); left != 0 {
				t.Errorf("round %d: %d leases are left", round, left)
			}
			m.stop()
			time.Sleep(500 * time.Millisecond)
			m.start()
			time.Sleep(5 * time.Second)
			close(stop)
			<-done
		}
		if longest > 100*time.Millisecond {
			t.Errorf("a write took %v", longest)
		}
		t.Logf("the longest write took %v", longest)
		if err := c.verdict(); err != nil {
			t.Error(err)
		}
	})
}

// The store that takes a lease over crashes on the way, at every moment of it: whoever
// leads next, what was read is not written under it.
func TestTransferToStoreThatCrashes(t *testing.T) {
	reached := 0
	for step := range 40 {
		synctest.Test(t, func(t *testing.T) {
			c := newCluster(t, 13, 3, 3, nil)
			defer c.close()
			ctx := t.Context()
			k := userKey("a")
			e := c.client(0)
			e.check(e.put(ctx, k, "1"))
			time.Sleep(3 * time.Second)
			e.check(e.put(ctx, k, "2"))
			from := c.leaderOf(k)
			to := c.stores[from.id%3]
			e = c.client(int(from.id) - 1)
			txn := e.txn()
			r := int64(e.clock.Now()) + int64(800*time.Millisecond)
			e.check(e.do(ctx, k, func(d *descriptor.Range, s kvpb.Sender) error {
				return s.Send(ctx, &kvpb.ReadRequest{
					Header: &kvpb.Header{RangeId: d.ID, Generation: d.Generation, Txn: txn}, ReadTs: r, Spans: []*kvpb.Span{{Key: k}},
				}, &kvpb.ReadResponse{})
			}))
			_ = from.get().TransferLease(ctx, from.get().Containing(k).ID, to.id)
			time.Sleep(time.Duration(step) * 100 * time.Microsecond)
			to.crash(100)
			to.start()
			err := e.do(ctx, k, func(d *descriptor.Range, s kvpb.Sender) error {
				return s.Send(ctx, &kvpb.CommitRequest{
					Header: &kvpb.Header{RangeId: d.ID, Generation: d.Generation, Txn: e.txn()}, ReadTs: txn.Age, CommitTs: r, LatestTs: r,
					Writes: []*kvpb.Write{{Key: k, Value: []byte("below a read"), Mode: kvpb.LockMode_UPDATE}},
				}, &kvpb.CommitResponse{})
			})
			if err == nil {
				t.Errorf("after %d steps: a commit at a read's timestamp", step)
			}
			c.mu.Lock()
			for k1, early := range c.leases {
				for k2, late := range c.leases {
					if k1[0] == k2[0] && k1[1] < k2[1] && early.revoked && late.floor != 0 && early.until > late.floor {
						reached++
					}
				}
			}
			c.mu.Unlock()
			if err := c.verdict(); err != nil {
				t.Error(err)
			}
		})
	}
	t.Logf("%d times a lease began in the time of one that had ended by its own word", reached)
}
