package replica_test

import (
	"context"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/range/replica"
	rt "github.com/isochrondb/isochron/range/replica/replicatest"
)

func TestLockReadsNewest(t *testing.T) {
	e := start(t)
	c1 := e.write(1, put("a", "1"))
	w := put("a", "2")
	w.Mode = kvpb.LockMode_NO_KEY_UPDATE
	c2 := e.write(2, w)
	c3 := e.write(3, del("b"))
	tests := []struct {
		name   string
		mode   kvpb.LockMode
		key    string
		exists bool
		value  string
		expect int64
		at     int64
	}{
		{"update", kvpb.LockMode_UPDATE, "a", true, "2", c2, c2},
		{"key share looks past a no key update", kvpb.LockMode_KEY_SHARE, "a", true, "2", c1, c2},
		{"a tombstone", kvpb.LockMode_UPDATE, "b", false, "", c3, c3},
		{"never written", kvpb.LockMode_UPDATE, "c", false, "", 0, 0},
	}
	for i, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, err := e.lock(10+i, tt.mode, tt.key)
			if err != nil {
				t.Fatal(err)
			}
			l := got[0]
			if l.Exists != tt.exists || string(l.Value) != tt.value || l.Expect != tt.expect || l.Version != tt.at {
				t.Errorf("got exists %t, %q, expect %d, version %d; want %+v", l.Exists, l.Value, l.Expect, l.Version, tt)
			}
			e.release(10 + i)
		})
	}
}

// after runs f, and reports whether it has ended once everything else has stood still.
func after(f func()) (done func() bool) {
	ch := make(chan struct{})
	go func() { defer close(ch); f() }()
	return func() bool {
		synctest.Wait()
		select {
		case <-ch:
			return true
		default:
			return false
		}
	}
}

func TestLockWaits(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		e := start(t)
		if _, err := e.lock(1, kvpb.LockMode_UPDATE, "a", "b"); err != nil {
			t.Fatal(err)
		}
		var got []*kvpb.Locked
		var err error
		done := after(func() { got, err = e.lock(2, kvpb.LockMode_UPDATE, "a") })
		if done() {
			t.Fatalf("it did not wait: %v, %v", got, err)
		}
		_, nerr := e.lockWith(3, kvpb.LockMode_SHARE, kvpb.WaitPolicy_NOWAIT, 0, "a")
		wantReason(t, nerr, "refused: locked")
		skipped, serr := e.lockWith(3, kvpb.LockMode_SHARE, kvpb.WaitPolicy_SKIP_LOCKED, 0, "a", "c")
		if serr != nil || !skipped[0].Skipped || skipped[1].Skipped {
			t.Errorf("skip locked: %v, %v", skipped, serr)
		}
		start := time.Now()
		_, terr := e.lockWith(4, kvpb.LockMode_UPDATE, kvpb.WaitPolicy_BLOCK, 50*time.Millisecond, "b")
		wantReason(t, terr, "refused: locked")
		if d := time.Since(start); d != 50*time.Millisecond {
			t.Errorf("lock_timeout after %v", d)
		}
		// The commit of the holder lets go with its answer, and the waiter sees its version.
		q := e.commitOf(1, put("a", "1"))
		q.Expects = []*kvpb.Expect{expects("a", 0, kvpb.LockMode_UPDATE, true)}
		resp, cerr := e.commit(q)
		if cerr != nil {
			t.Fatal(cerr)
		}
		if !done() || err != nil || got[0].Expect != resp.CommitTs || string(got[0].Value) != "1" {
			t.Errorf("after the commit: %v, %v; want version %d", got, err, resp.CommitTs)
		}
	})
}

func TestLockEndsWithItsContext(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		e := start(t)
		if _, err := e.lock(1, kvpb.LockMode_UPDATE, "a"); err != nil {
			t.Fatal(err)
		}
		ctx, cancel := context.WithCancel(e.ctx)
		var err error
		done := after(func() {
			q := &kvpb.LockRequest{Header: header(2), Keys: []*kvpb.LockKey{{Key: rt.Key("a"), Mode: kvpb.LockMode_UPDATE}}}
			err = e.Replica(1).Send(ctx, q, &kvpb.LockResponse{})
		})
		if done() {
			t.Fatal("it did not wait")
		}
		cancel()
		if !done() || err != context.Canceled {
			t.Errorf("ended %t with %v", done(), err)
		}
		e.release(1)
		if _, err := e.lockWith(3, kvpb.LockMode_UPDATE, kvpb.WaitPolicy_NOWAIT, 0, "a"); err != nil {
			t.Errorf("the waiter that gave up has left something: %v", err)
		}
	})
}

func TestLockEndsWithItsLease(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		e := start(t)
		if _, err := e.lock(1, kvpb.LockMode_UPDATE, "a"); err != nil {
			t.Fatal(err)
		}
		var err error
		done := after(func() { _, err = e.lock(2, kvpb.LockMode_UPDATE, "a") })
		if done() {
			t.Fatal("it did not wait")
		}
		h := e.Replica(1).HandOver()
		if !done() {
			t.Fatal("the waiter is still there")
		}
		wantReason(t, err, "elsewhere")
		e.NewTerm(1, replica.LeaseStart{Handover: h})
		_, err = e.lockWith(3, kvpb.LockMode_UPDATE, kvpb.WaitPolicy_NOWAIT, 0, "a")
		wantReason(t, err, "refused: locked") // the lock came along
		e.NewTerm(1, replica.LeaseStart{Floor: e.Clock.Now().Timestamp()})
		_, err = e.lockWith(3, kvpb.LockMode_UPDATE, kvpb.WaitPolicy_NOWAIT, 0, "a")
		wantReason(t, err, "done") // and died with its lease
	})
}

// Keys are let go of by the leaseholder alone: what another answers would be taken for done, and
// the lock stay where it went to.
func TestReleaseElsewhere(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		e := start(t)
		if _, err := e.lock(1, kvpb.LockMode_UPDATE, "a"); err != nil {
			t.Fatal(err)
		}
		h := e.Replica(1).HandOver()
		wantReason(t, e.tryRelease(1, "a"), "elsewhere")
		e.NewTerm(1, replica.LeaseStart{Handover: h})
		_, err := e.lockWith(2, kvpb.LockMode_UPDATE, kvpb.WaitPolicy_NOWAIT, 0, "a")
		wantReason(t, err, "refused: locked")
		wantReason(t, e.tryRelease(1, "a"), "done")
		_, err = e.lockWith(2, kvpb.LockMode_UPDATE, kvpb.WaitPolicy_NOWAIT, 0, "a")
		wantReason(t, err, "done")
	})
}

// observer records waits, and aborts when told.
type observer struct {
	mu    sync.Mutex
	waits map[uint64]*replica.Wait
}

func (o *observer) Waits(w *replica.Wait) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.waits[w.ID] = w
}

func (o *observer) Ends(id uint64) {
	o.mu.Lock()
	defer o.mu.Unlock()
	delete(o.waits, id)
}

func (o *observer) all() []*replica.Wait {
	o.mu.Lock()
	defer o.mu.Unlock()
	var out []*replica.Wait
	for _, w := range o.waits {
		out = append(out, w)
	}
	return out
}

func TestDeadlockVictim(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		o := &observer{waits: map[uint64]*replica.Wait{}}
		e := start(t, func(g *rt.Group) { g.Options.Observer = o })
		for n, k := range []string{"a", "b"} {
			if _, err := e.lock(n+1, kvpb.LockMode_UPDATE, k); err != nil {
				t.Fatal(err)
			}
		}
		var err1, err2 error
		done1 := after(func() { _, err1 = e.lock(1, kvpb.LockMode_UPDATE, "b") })
		done2 := after(func() { _, err2 = e.lock(2, kvpb.LockMode_UPDATE, "a") })
		time.Sleep(20 * time.Millisecond)
		waits := o.all()
		if len(waits) != 2 || done1() || done2() {
			t.Fatalf("%d waits are observed, want 2", len(waits))
		}
		for _, w := range waits {
			if w.Blockers[0].IdLo == w.Waiter.IdLo || len(w.Blockers) != 1 {
				t.Errorf("%d waits for %v", w.Waiter.IdLo, w.Blockers)
			}
			if w.Waiter.IdLo == 2 && !w.Abort([]*kvpb.TxnMeta{rt.Txn(1), rt.Txn(2)}) {
				t.Error("the wait could not be ended")
			}
		}
		if !done2() || done1() {
			t.Fatal("the victim's wait goes on, or the other's has ended")
		}
		wantReason(t, err2, "refused: deadlock")
		e.release(2)
		if !done1() || err1 != nil || len(o.all()) != 0 {
			t.Errorf("the survivor: %v, %v; %d waits are left", done1(), err1, len(o.all()))
		}
	})
}

// prober says which transactions are open.
type prober struct {
	mu     sync.Mutex
	closed map[uint64]bool
}

func (p *prober) TxnOpen(_ context.Context, m *kvpb.TxnMeta) (bool, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	return !p.closed[m.IdLo], nil
}

// TestLateGrant: a lock that was granted to a transaction that had ended goes when
// a waiter asks.
func TestLateGrant(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := &prober{closed: map[uint64]bool{}}
		e := start(t, func(g *rt.Group) { g.Options.Prober = p })
		if _, err := e.lock(1, kvpb.LockMode_UPDATE, "a"); err != nil {
			t.Fatal(err)
		}
		var err error
		done := after(func() { _, err = e.lock(2, kvpb.LockMode_UPDATE, "a") })
		time.Sleep(time.Second)
		if done() {
			t.Fatal("the lock of an open transaction went")
		}
		p.mu.Lock()
		p.closed[1] = true
		p.mu.Unlock()
		time.Sleep(time.Second)
		if !done() || err != nil {
			t.Errorf("the waiter: %v", err)
		}
	})
}

// TestNobodyWaitedForIsOver: who does not wait for locks does not pass over those of a transaction
// that its client knows to be over; of one that is committing it does.
func TestNobodyWaitedForIsOver(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := &prober{closed: map[uint64]bool{}}
		e := start(t, func(g *rt.Group) { g.Options.Prober = p })
		for i, key := range []string{"a", "b"} {
			if _, err := e.lock(1+i, kvpb.LockMode_UPDATE, key); err != nil {
				t.Fatal(err)
			}
		}
		c := e.ahead(time.Millisecond)
		e.mustStage(e.stageOf(1, c, "a", []string{"a"}, put("a", "1")), c)
		got, err := e.lockWith(3, kvpb.LockMode_UPDATE, kvpb.WaitPolicy_SKIP_LOCKED, 0, "a", "b")
		if err != nil || !got[0].Skipped || !got[1].Skipped {
			t.Fatalf("while both are open: %v, %v", got, err)
		}
		p.mu.Lock()
		p.closed[1] = true // it was acknowledged; nothing of that has come here yet
		p.mu.Unlock()
		done := after(func() { got, err = e.lockWith(4, kvpb.LockMode_UPDATE, kvpb.WaitPolicy_SKIP_LOCKED, 0, "a", "b") })
		if done() {
			t.Fatalf("it did not wait for the stage's outcome: %v, %v", got, err)
		}
		e.decide(1, "a", stagingSt, c, committed, c)
		if err := e.resolve(1, committed, c, "a", "a"); err != nil {
			t.Fatal(err)
		}
		if !done() || err != nil || got[0].Skipped || got[0].Expect != c || !got[1].Skipped {
			t.Errorf("after it: %v, %v", got, err)
		}
		p.mu.Lock()
		p.closed[2], p.closed[4] = true, true
		p.mu.Unlock()
		if got, err = e.lockWith(5, kvpb.LockMode_UPDATE, kvpb.WaitPolicy_NOWAIT, 0, "b", "a"); err != nil || got[1].Expect != c {
			t.Errorf("NOWAIT, after all were over: %v, %v", got, err)
		}
	})
}

// TestLockMeetsStage: the newest version is not known while a stage stands.
func TestLockMeetsStage(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		e := start(t)
		c := e.ahead(time.Millisecond)
		e.mustStage(e.stageOf(1, c, "a", []string{"a"}, put("a", "1")), c)
		var got []*kvpb.Locked
		var err error
		done := after(func() { got, err = e.lock(2, kvpb.LockMode_UPDATE, "a") })
		if done() {
			t.Fatal("it did not wait")
		}
		e.decide(1, "a", stagingSt, c, committed, c)
		if err := e.resolve(1, committed, c, "a", "a"); err != nil {
			t.Fatal(err)
		}
		if !done() || err != nil || got[0].Expect != c {
			t.Errorf("got %v, %v; want expect %d", got, err, c)
		}
	})
}

// TestLatchesLastUntilApplied: a write in flight holds up readers at or above its
// timestamp, other writers and lockers of the key, and nobody else.
func TestLatchesLastUntilApplied(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		e := start(t)
		e.SetFate(rt.All(rt.Hold))
		below := int64(e.Clock.Now())
		var cerr error
		wrote := after(func() { _, cerr = e.commit(e.commitOf(1, put("a", "1"))) })
		if wrote() || e.Held(1) != 1 {
			t.Fatal("the proposal is not held")
		}
		if s, _, err := e.readAt(below, "a", ""); err != nil || s != "" {
			t.Errorf("below it: %q, %v", s, err)
		}
		if s, _, err := e.readAt(int64(e.Clock.Now()), "b", ""); err != nil || s != "" {
			t.Errorf("beside it: %q, %v", s, err)
		}
		var got, over string
		var locked []*kvpb.Locked
		read := after(func() { got, _, _ = e.readAt(int64(e.Clock.Now()), "a", "") })
		scan := after(func() { over, _, _ = e.readAt(int64(e.Clock.Now()), "a", "z") })
		lock := after(func() { locked, _ = e.lock(2, kvpb.LockMode_UPDATE, "a") })
		if read() || scan() || lock() {
			t.Error("someone did not wait for the writer")
		}
		e.Flush(1)
		if !wrote() || cerr != nil || !read() || !scan() || !lock() || got != "a=1" || over != "a=1" || string(locked[0].Value) != "1" {
			t.Errorf("after it: %v, %q, %q, %v", cerr, got, over, locked)
		}
	})
}

// TestLocksInKeyOrder: whatever order keys are asked for in, who waits for one holds none above it,
// and is answered in its own order.
func TestLocksInKeyOrder(t *testing.T) {
	run := map[string]func(*env) ([]*kvpb.Locked, error){
		"lock": func(e *env) ([]*kvpb.Locked, error) { return e.lock(2, kvpb.LockMode_UPDATE, "b", "c", "a") },
		"fused": func(e *env) ([]*kvpb.Locked, error) {
			f := fragment{write: func(_ []*kvpb.Locked, _ replica.Snapshot, out *replica.Fused) error {
				out.NotFused = true
				return nil
			}}
			resp, err := e.fused(e.fusedOf(2, "b", "c", "a"), f)
			return resp.Locked, err
		},
	}
	for name, f := range run {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				e := start(t, withEvaluator)
				e.write(1, put("b", "x"))
				if _, err := e.lock(4, kvpb.LockMode_UPDATE, "a"); err != nil {
					t.Fatal(err)
				}
				var got []*kvpb.Locked
				var err error
				done := after(func() { got, err = f(e) })
				if done() {
					t.Error("a was not waited for")
				}
				if _, err := e.lockWith(3, kvpb.LockMode_UPDATE, kvpb.WaitPolicy_NOWAIT, 0, "b", "c"); err != nil {
					t.Errorf("while a is waited for: %v", err)
				}
				e.release(3, "b", "c")
				e.release(4, "a")
				if !done() || err != nil || len(got) != 3 || string(got[0].Value) != "x" || got[1].Exists || got[2].Exists {
					t.Errorf("got %v, %v", got, err)
				}
			})
		})
	}
}
