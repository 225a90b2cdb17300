package store

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/isochrondb/isochron/clock/hlc"
	"github.com/isochrondb/isochron/kv/engine/pebbleengine"
	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/kv/mvcc"
	"github.com/isochrondb/isochron/range/descriptor"
	"github.com/isochrondb/isochron/range/directory"
)

// Three stores elect, commit, lose the leader, go on, and take it back.
func TestThreeStores(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := newCluster(t, 1, 3, 3, nil)
		defer c.close()
		ctx := t.Context()
		e := c.client(0)
		e.check(e.put(ctx, userKey("a"), "1"))
		first := c.leaderOf(userKey("a"))
		if first == nil {
			t.Fatal("nobody leads")
		}
		other := c.stores[first.id%3]
		first.crash(0)
		begun := time.Now()
		e = c.client(int(other.id) - 1)
		e.check(e.put(ctx, userKey("b"), "2"))
		if took := time.Since(begun); took > 3*time.Second {
			t.Errorf("writes stood still for %v", took)
		}
		first.start()
		for i := range 20 {
			e.check(e.put(ctx, userKey(fmt.Sprint("c", i)), "3"))
		}
		for k, want := range map[string]string{"a": "1", "b": "2", "c19": "3"} {
			if got, _, err := e.get(ctx, userKey(k)); got != want || err != nil {
				t.Errorf("%s is %q, %v; want %q", k, got, err, want)
			}
		}
		time.Sleep(20 * time.Second)
		c.sameBytes(ctx, 3)
		if err := c.verdict(); err != nil {
			t.Error(err)
		}
	})
}

// Ranges that nobody asks cost store liveness and nothing else.
func TestIdleRangesAreQuiet(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := newCluster(t, 2, 3, 3, nil)
		defer c.close()
		ctx := t.Context()
		e := c.client(0)
		const ranges = 60
		for i := range ranges {
			k := userKey(fmt.Sprintf("%02d", i))
			e.check(e.split(ctx, k))
			e.check(e.put(ctx, k, "x"))
		}
		time.Sleep(20 * time.Second)
		c.mu.Lock()
		clear(c.sent)
		c.mu.Unlock()
		time.Sleep(time.Minute)
		c.mu.Lock()
		raft, sup := c.sent["raft"], c.sent["support"]
		c.mu.Unlock()
		if raft != 0 || sup == 0 {
			t.Errorf("in a quiet minute %d messages of Raft were sent, want 0, and %d of store liveness", raft, sup)
		}
		for _, m := range c.stores {
			if m.get().loop.Ticking() {
				t.Errorf("store %d still ticks", m.id)
			}
		}
		begun := time.Now()
		e.check(e.put(ctx, userKey("z"), "x"))
		if took := time.Since(begun); took > 200*time.Millisecond {
			t.Errorf("waking took %v", took)
		}
		lost := c.leaderOf(userKey("z"))
		lost.crash(0)
		e = c.client(int(c.leaderOrUp().id) - 1)
		begun = time.Now()
		for i := range ranges {
			e.check(e.put(ctx, userKey(fmt.Sprintf("%02d", i)), "y"))
		}
		if took := time.Since(begun); took > 4*time.Second {
			t.Errorf("%d ranges took %v to go on without store %d", ranges, took, lost.id)
		}
		if err := c.verdict(); err != nil {
			t.Error(err)
		}
	})
}

// A lease goes over at once, with its marks: what was read at r is not written at or
// below r by the next holder either.
func TestTransferCarriesMarks(t *testing.T) {
	for _, planted := range []bool{false, true} {
		synctest.Test(t, func(t *testing.T) {
			c := newCluster(t, 3, 3, 3, func(o *Options) { o.Planted.RevokeDropsReads = planted })
			defer c.close()
			ctx := t.Context()
			e := c.client(0)
			k := userKey("a")
			e.check(e.put(ctx, k, "1"))
			time.Sleep(3 * time.Second)
			from := c.leaderOf(k)
			txn := e.txn()
			r := int64(e.clock.Now()) + int64(200*time.Millisecond) // ahead of now
			e.check(e.do(ctx, k, func(d *descriptor.Range, s kvpb.Sender) error {
				return s.Send(ctx, &kvpb.ReadRequest{
					Header: &kvpb.Header{RangeId: d.ID, Generation: d.Generation, Txn: txn}, ReadTs: r, Spans: []*kvpb.Span{{Key: k}},
				}, &kvpb.ReadResponse{})
			}))
			begun := time.Now()
			e.check(from.get().TransferLease(ctx, from.get().Containing(k).ID, 0))
			err := e.do(ctx, k, func(d *descriptor.Range, s kvpb.Sender) error {
				return s.Send(ctx, &kvpb.CommitRequest{
					Header: &kvpb.Header{RangeId: d.ID, Generation: d.Generation, Txn: e.txn()}, ReadTs: txn.Age, CommitTs: r, LatestTs: r,
					Writes: []*kvpb.Write{{Key: k, Value: []byte("below a read"), Mode: kvpb.LockMode_UPDATE}},
				}, &kvpb.CommitResponse{})
			})
			refused, ok := errors.AsType[*kvpb.Refused](err)
			if kept := ok && refused.Reason == kvpb.ReasonTimestamp; kept == planted {
				t.Errorf("planted %v: a commit at a read's timestamp: %v", planted, err)
			}
			to := c.leaderOf(k)
			if to == nil || to == from {
				t.Fatalf("the lease of store %d went to %v", from.id, to)
			}
			if took := time.Since(begun); took > 50*time.Millisecond && !planted {
				t.Errorf("the transfer took %v", took)
			}
			if err := c.verdict(); (err != nil) != planted {
				t.Errorf("planted %v: the leases are judged: %v", planted, err)
			}
		})
	}
}

// A lock that is held when the lease goes over is held by the next lease too.
func TestTransferCarriesLocks(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := newCluster(t, 4, 3, 3, nil)
		defer c.close()
		ctx := t.Context()
		e := c.client(1)
		k := userKey("a")
		e.check(e.put(ctx, k, "1"))
		lock := func(txn *kvpb.TxnMeta) error {
			return e.do(ctx, k, func(d *descriptor.Range, s kvpb.Sender) error {
				return s.Send(ctx, &kvpb.LockRequest{
					Header: &kvpb.Header{RangeId: d.ID, Generation: d.Generation, Txn: txn}, ReadTs: txn.Age,
					Keys: []*kvpb.LockKey{{Key: k, Mode: kvpb.LockMode_UPDATE}}, TimeoutNanos: int64(20 * time.Millisecond),
				}, &kvpb.LockResponse{})
			})
		}
		e.check(lock(e.txn()))
		from := c.leaderOf(k)
		e.check(from.get().TransferLease(ctx, from.get().Containing(k).ID, from.id%3+1))
		if err := lock(e.txn()); err == nil {
			t.Error("the lock was lost")
		}
		if to := c.leaderOf(k); to == nil || to.id != from.id%3+1 {
			t.Errorf("the lease went from %d to %v", from.id, to)
		}
	})
}

// A range splits on all its replicas; both sides serve, also from another store.
func TestSplitWithPeers(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := newCluster(t, 5, 3, 3, nil)
		defer c.close()
		ctx := t.Context()
		e := c.client(2)
		a, m := userKey("a"), userKey("m")
		e.check(e.put(ctx, a, "1"))
		e.check(e.put(ctx, m, "1"))
		e.check(e.split(ctx, userKey("k")))
		begun := time.Now()
		e.check(e.put(ctx, m, "2"))
		if took := time.Since(begun); took > 100*time.Millisecond {
			t.Errorf("the right-hand side served after %v", took)
		}
		c.leaderOf(m).crash(0)
		e = c.client(int(c.leaderOrUp().id) - 1)
		for _, k := range [][]byte{a, m} {
			e.check(e.put(ctx, k, "3"))
		}
		c.heal()
		time.Sleep(20 * time.Second)
		c.sameBytes(ctx, 3)
		if n := len(c.descriptors()); n != len(firstRanges)+1 {
			t.Errorf("%d ranges, want %d", n, len(firstRanges)+1)
		}
		if got, _, err := e.get(ctx, directory.Key(userKey("k"))); got == "" || err != nil {
			t.Errorf("the directory does not know of the split: %v", err)
		}
		if err := c.verdict(); err != nil {
			t.Error(err)
		}
	})
}

// change makes one step of a membership change, as often as it takes.
func (c *cluster) changeOnce(key keys.Key, f func(d *descriptor.Range) []descriptor.Replica) {
	c.t.Helper()
	var err error
	for range 200 {
		if m := c.leaderOf(key); m != nil {
			d := m.get().Containing(key)
			if _, err = m.get().ChangeReplicas(c.t.Context(), d.ID, d.Generation, f(d)); err == nil {
				return
			}
		}
		time.Sleep(50 * time.Millisecond)
	}
	c.t.Fatalf("replicas not changed: %v", err)
}

// replaceStep moves a replica from one store to another.
func (c *cluster) replace(key keys.Key, from, to uint32) {
	set := func(store uint32, f func(*descriptor.Replica)) func(*descriptor.Range) []descriptor.Replica {
		return func(d *descriptor.Range) []descriptor.Replica {
			out := slices.Clone(d.Replicas)
			for i := range out {
				if out[i].StoreID == store {
					f(&out[i])
				}
			}
			return out
		}
	}
	c.changeOnce(key, func(d *descriptor.Range) []descriptor.Replica {
		return append(slices.Clone(d.Replicas), descriptor.Replica{ID: d.NextReplicaID(), NodeID: to, StoreID: to, Learner: true})
	})
	c.changeOnce(key, func(d *descriptor.Range) []descriptor.Replica {
		d = &descriptor.Range{Replicas: set(to, func(x *descriptor.Replica) { x.Learner, x.Change = false, descriptor.Incoming })(d)}
		return set(from, func(x *descriptor.Replica) { x.Change = descriptor.Outgoing })(d)
	})
	c.changeOnce(key, func(d *descriptor.Range) []descriptor.Replica { return d.LeaveJoint() })
	c.changeOnce(key, func(d *descriptor.Range) []descriptor.Replica {
		return slices.DeleteFunc(slices.Clone(d.Replicas), func(x descriptor.Replica) bool { return x.StoreID == from })
	})
}

// transfer hands a range's lease to another store, as soon as that one keeps up.
func (c *cluster) transfer(from *member, key keys.Key, to uint32) {
	c.t.Helper()
	var err error
	for range 20 {
		if err = from.get().TransferLease(c.t.Context(), from.get().Containing(key).ID, to); err == nil {
			return
		}
		time.Sleep(100 * time.Millisecond)
	}
	c.t.Fatalf("the lease was not handed over: %v", err)
}

// A replica moves to another store, which gets the state, votes, and serves; the
// store that it left forgets it.
func TestReplicaMoves(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := newCluster(t, 6, 4, 3, func(o *Options) { o.LogBytesMax, o.LagBytesMax = 4<<10, 4<<10 })
		defer c.close()
		ctx := t.Context()
		e := c.client(0)
		k := userKey("a")
		for i := range 100 {
			e.check(e.put(ctx, userKey(fmt.Sprint(i)), "some value of a row"))
		}
		e.check(e.put(ctx, k, "1"))
		leader := c.leaderOf(k)
		from := leader.id%3 + 1
		c.replace(k, from, 4)
		e.check(e.put(ctx, k, "2"))
		time.Sleep(10 * time.Second)
		if d := c.stores[from-1].get().Containing(k); d != nil {
			t.Errorf("store %d still has %s", from, d)
		}
		c.sameBytes(ctx, 3)
		c.transfer(leader, k, 4)
		e.check(e.put(ctx, k, "3"))
		if m := c.leaderOf(k); m == nil || m.id != 4 {
			t.Errorf("the new replica does not serve: %v", m)
		}
		c.replace(k, 4%3+1, from) // and back, beside the tombstone
		e.check(e.put(ctx, k, "4"))
		time.Sleep(10 * time.Second)
		c.sameBytes(ctx, 3)
		if err := c.verdict(); err != nil {
			t.Error(err)
		}
	})
}

// A replica that was away for longer than the log goes back gets the state.
func TestLaggingReplicaGetsState(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := newCluster(t, 7, 3, 3, func(o *Options) { o.LogBytesMax, o.LagBytesMax = 4<<10, 4<<10 })
		defer c.close()
		ctx := t.Context()
		e := c.client(0)
		e.check(e.put(ctx, userKey("a"), "1"))
		leader := c.leaderOf(userKey("a"))
		away := c.stores[leader.id%3]
		away.crash(50)
		e = c.client(int(leader.id) - 1)
		for i := range 200 {
			e.check(e.put(ctx, userKey(fmt.Sprint(i)), "some value of a row"))
		}
		away.start()
		time.Sleep(20 * time.Second)
		if c.sentOf("state") == 0 {
			t.Error("no state was sent")
		}
		e.check(e.put(ctx, userKey("b"), "1"))
		time.Sleep(20 * time.Second)
		c.sameBytes(ctx, 3)
		rh, from := away.get().ranges.containing(userKey("a")), leader.get().ranges.containing(userKey("a"))
		a, err := rh.loaded(ctx)
		e.check(err)
		b, err := from.loaded(ctx)
		e.check(err)
		if a.AppliedIndex() != b.AppliedIndex() {
			t.Errorf("the replica has applied %d, the leader %d", a.AppliedIndex(), b.AppliedIndex())
		}
		if err := c.verdict(); err != nil {
			t.Error(err)
		}
	})
}

// One replica becomes three: the way of a new cluster.
func TestOneBecomesThree(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := newCluster(t, 8, 3, 1, nil)
		defer c.close()
		ctx := t.Context()
		e := c.client(0)
		k := userKey("a")
		e.check(e.put(ctx, k, "1"))
		for _, to := range []uint32{2, 3} {
			c.changeOnce(k, func(d *descriptor.Range) []descriptor.Replica {
				return append(slices.Clone(d.Replicas), descriptor.Replica{ID: d.NextReplicaID(), NodeID: to, StoreID: to, Learner: true})
			})
			c.changeOnce(k, func(d *descriptor.Range) []descriptor.Replica {
				out := slices.Clone(d.Replicas)
				out[len(out)-1].Learner = false
				return out
			})
			e.check(e.put(ctx, k, fmt.Sprint(to)))
		}
		c.stores[0].crash(0)
		e = c.client(1)
		begun := time.Now()
		e.check(e.put(ctx, k, "4"))
		if took := time.Since(begun); took > 3*time.Second {
			t.Errorf("writes stood still for %v", took)
		}
		c.heal()
		time.Sleep(10 * time.Second)
		if got, _, err := e.get(ctx, k); got != "4" || err != nil {
			t.Errorf("got %q, %v", got, err)
		}
		if err := c.verdict(); err != nil {
			t.Error(err)
		}
	})
}

// A replica whose bytes have changed under it is found and named; others are not.
func TestConsistencyCheck(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := newCluster(t, 9, 3, 3, nil)
		defer c.close()
		ctx := t.Context()
		e := c.client(0)
		k := userKey("a")
		e.check(e.put(ctx, k, "1"))
		leader := c.leaderOf(k)
		id := leader.get().Containing(k).ID
		check := func() {
			time.Sleep(10 * time.Second)
			e.check(leader.get().CheckConsistency(ctx, id))
			time.Sleep(10 * time.Second)
		}
		check()
		bad := c.stores[leader.id%3]
		b := bad.env.engine.NewBatch(0)
		e.check(mvcc.Put(b, userKey("z"), 5, mvcc.Header{Mode: mvcc.ModeUpdate}, []byte("rot")))
		e.check(bad.env.engine.Apply(b, true))
		for _, m := range c.stores {
			if got := m.get().Inconsistent(); len(got) != 0 {
				t.Errorf("store %d: %v differ, before any does", m.id, got)
			}
		}
		check()
		for _, m := range c.stores {
			if got := m.get().Inconsistent(); (len(got) == 1 && got[0] == id) != (m == bad) || len(got) > 1 {
				t.Errorf("store %d: %v differ; the one with the rot is %d", m.id, got, bad.id)
			}
		}
		if c.sameBytes(ctx, 3); c.verdict() == nil {
			t.Error("the comparison of bytes does not see the rot")
		}
	})
}

// A store of a cluster that has closed, and whose node still answers, sends requests on: to
// other nodes it is one that has given its leases away.
func TestClosedSendsOn(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := newCluster(t, 61, 3, 3, nil)
		defer c.close()
		key := userKey("a")
		c.client(0).check(c.client(0).put(t.Context(), key, "1"))
		s := c.leaderOf(key).get()
		id := s.Containing(key).ID
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
		for _, id := range []uint64{id, 999} {
			err := s.Send(t.Context(), &kvpb.ReadRequest{
				Header: &kvpb.Header{RangeId: id}, Spans: []*kvpb.Span{{Key: key}},
			}, &kvpb.ReadResponse{})
			if _, ok := errors.AsType[*kvpb.RetryElsewhere](err); !ok {
				t.Errorf("range %d: %v, want to be sent on", id, err)
			}
		}
	})
}

// A replica that was away while the one that leads now was added catches up: it answers a leader
// that its own descriptor does not name.
func TestLeaderThatIsNotKnownYet(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := newCluster(t, 6, 4, 3, nil)
		defer c.close()
		ctx := t.Context()
		k := userKey("a")
		e := c.client(0)
		e.check(e.put(ctx, k, "1"))
		leader := c.leaderOf(k)
		away := c.stores[leader.id%3]
		away.crash(0)
		c.replace(k, (leader.id+1)%3+1, 4)
		c.transfer(leader, k, 4)
		e = c.client(3)
		e.check(e.put(ctx, k, "2"))
		away.start()
		time.Sleep(10 * time.Second)
		if m := c.leaderOf(k); m == nil || m.id != 4 {
			t.Fatalf("%v leads, want store 4", m)
		}
		c.sameBytes(ctx, 3)
		if err := c.verdict(); err != nil {
			t.Error(err)
		}
	})
}

// memory is routes that remember the range a key was in at first, until they are told that it is
// stale: those of a store that nobody asks for anything.
type memory struct {
	Routes
	first atomic.Pointer[descriptor.Range]
}

func (m *memory) Lookup(ctx context.Context, key keys.Key) (*descriptor.Range, error) {
	if d := m.first.Load(); d != nil && d.Contains(key) {
		return d, nil
	}
	return m.Routes.Lookup(ctx, key)
}

func (m *memory) Heard(*descriptor.Range, error) {}

func (m *memory) Forget(d *descriptor.Range) { m.first.CompareAndSwap(d, nil) }

// A replica that was removed while its store was away goes, also where the store remembers of its
// keys only the range that was there before they were split: else its successors, which are to
// come to the same store, find it in their way for good.
func TestRemovedBehindAnOldRoute(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		routes := &memory{}
		c := newCluster(t, 6, 4, 3, func(o *Options) {
			if o.Ident.StoreID == 3 {
				routes.Routes, o.Routes = o.Routes, routes
			}
		})
		defer c.close()
		ctx := t.Context()
		e := c.client(0)
		k := userKey("m")
		e.check(e.put(ctx, k, "1"))
		routes.first.Store(c.stores[2].get().Containing(k))
		e.check(e.split(ctx, userKey("k")))
		e.check(e.put(ctx, k, "2"))
		if l := c.leaderOf(k); l.id == 3 {
			e.check(l.get().TransferLease(ctx, l.get().Containing(k).ID, 1))
		}
		e = c.client(0)
		away := c.stores[2]
		away.crash(0)
		c.replace(k, 3, 4)
		e.check(e.put(ctx, k, "3"))
		away.start()
		time.Sleep(20 * time.Second)
		if d := away.get().Containing(k); d != nil {
			t.Fatalf("store 3 still has %s", d)
		}
		c.replace(k, 4, 3)
		time.Sleep(10 * time.Second)
		if d := away.get().Containing(k); d == nil {
			t.Error("store 3 was not taken in again")
		}
		c.sameBytes(ctx, 3)
		if err := c.verdict(); err != nil {
			t.Error(err)
		}
	})
}

// A process that ended between the entry that removed a replica and the replica's end: the
// next one finds a descriptor without itself, lets go of what is left, and is taken in again.
func TestRemovedBeforeTheStart(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := newCluster(t, 6, 4, 3, nil)
		defer c.close()
		ctx := t.Context()
		e := c.client(0)
		k := userKey("a")
		e.check(e.put(ctx, k, "1"))
		m := c.stores[c.leaderOf(k).id%3]
		m.stop()
		c.replace(k, m.id, 4)
		e.check(e.put(ctx, k, "2"))
		now := c.leaderOf(k).get().Containing(k)
		if _, ok := now.Replica(m.id); ok {
			t.Fatalf("%s", now)
		}
		eng, err := pebbleengine.Open(pebbleengine.Options{FS: m.disk, Dir: "store"})
		e.check(err)
		row, err := now.Encode()
		e.check(err)
		b := eng.NewBatch(0)
		e.check(b.Put(keys.Replica(now.ID, keys.ReplicaDescriptor), hlc.Zero, row))
		e.check(eng.Apply(b, true))
		b.Close()
		e.check(eng.Close())
		m.start()
		if d := m.get().Containing(k); d != nil {
			t.Errorf("store %d still has %s", m.id, d)
		}
		c.sameBytes(ctx, 3)
		c.replace(k, 4, m.id) // and back, beside the tombstone
		e.check(e.put(ctx, k, "3"))
		time.Sleep(10 * time.Second)
		if d := m.get().Containing(k); d == nil {
			t.Errorf("store %d was not taken in again", m.id)
		}
		c.sameBytes(ctx, 3)
		if err := c.verdict(); err != nil {
			t.Error(err)
		}
	})
}
