package session

import (
	"context"
	"errors"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/isochrondb/isochron/base/limit"
)

// Rules of advisoryowner.go whose windows are too narrow for TestAdvisoryWorlds to meet.

// scriptedCluster answers what a test says.
type scriptedCluster struct {
	owner func() (node uint32, term uint64)
	ask   func(*AdvisoryRequest) (*AdvisoryReply, error)
	ended []int32
}

func (c *scriptedCluster) Several() bool                            { return true }
func (c *scriptedCluster) Owner(context.Context) (uint32, uint64)   { return c.owner() }
func (c *scriptedCluster) Others(context.Context) ([]uint32, error) { return []uint32{2}, nil }
func (c *scriptedCluster) End(pid int32)                            { c.ended = append(c.ended, pid) }
func (c *scriptedCluster) Caught(context.Context) error             { return nil }

func (c *scriptedCluster) Ask(_ context.Context, _ uint32, req *AdvisoryRequest) (*AdvisoryReply, error) {
	return c.ask(req)
}

// scripted runs a test of node 1, whose owner is node 2.
func scripted(t *testing.T, test func(t *testing.T, m *Manager, c *scriptedCluster)) {
	synctest.Test(t, func(t *testing.T) {
		c := &scriptedCluster{owner: func() (uint32, uint64) { return 2, 0 }}
		m := &Manager{}
		m.advisory.init(limit.New("node", 0, nil))
		m.ShareAdvisoryLocks(c, 1)
		test(t, m, c)
	})
}

var ruleKey = advisoryKey{database: 1, a: 1}

// take asks for a lock once.
func take(t *testing.T, m *Manager, h *advisoryHolder) (ok, done bool) {
	t.Helper()
	m.advisory.again(h, ruleKey, true, false)
	ok, done, err := m.advisory.acquireOnce(t.Context(), h, ruleKey, true, false, true)
	if err != nil {
		t.Fatal(err)
	}
	return ok, done
}

// TestAdvisoryGrantIsLate: a grant counts from when it was asked for. The owner may have
// forsaken the node since, and given the lock to others.
func TestAdvisoryGrantIsLate(t *testing.T) {
	scripted(t, func(t *testing.T, m *Manager, c *scriptedCluster) {
		var asked uint64
		wait := advisoryLost + time.Second
		c.ask = func(req *AdvisoryRequest) (*AdvisoryReply, error) {
			asked = req.Number
			time.Sleep(wait)
			return &AdvisoryReply{Epoch: 1, Owner: 5, Granted: true}, nil
		}
		h := &advisoryHolder{pid: 7}
		if ok, done := take(t, m, h); ok || done {
			t.Error("a grant of long ago is taken")
		}
		if l := m.advisory.unsettled[unsettledLock{h.id, ruleKey}]; l.Number <= asked || l.Exclusive || l.Shared {
			t.Errorf("the owner is not to hear that nobody has it: %+v", l)
		}
		wait = advisoryLost - time.Second
		if ok, _ := take(t, m, h); !ok {
			t.Error("a grant in time is not taken")
		}
		// It was sent nine seconds ago, so the session ends two from now.
		time.Sleep(advisoryLost - wait + advisoryWatch)
		m.advisory.watch()
		m.advisory.endLost()
		if len(c.ended) != 1 || c.ended[0] != 7 {
			t.Errorf("ended are %v", c.ended)
		}
	})
}

// TestAdvisoryRecallIsNoAnswer: that an owner has asked does not tell that it hears.
func TestAdvisoryRecallIsNoAnswer(t *testing.T) {
	scripted(t, func(t *testing.T, m *Manager, c *scriptedCluster) {
		c.ask = func(*AdvisoryRequest) (*AdvisoryReply, error) {
			return &AdvisoryReply{Epoch: 1, Owner: 5, Granted: true}, nil
		}
		h, other := &advisoryHolder{pid: 7}, &advisoryHolder{pid: 8}
		if ok, _ := take(t, m, h); !ok {
			t.Fatal("not granted")
		}
		c.ask = func(*AdvisoryRequest) (*AdvisoryReply, error) { return nil, errors.New("lost") }
		if ok, _ := take(t, m, other); ok {
			t.Fatal("granted by nobody")
		}
		time.Sleep(advisoryLost - time.Second)
		reply := m.ServeAdvisory(t.Context(), 2, &AdvisoryRequest{Epoch: 1, Owner: 6, Recall: true})
		if len(reply.Held) != 1 || reply.Held[0].Number != h.number || h.number < 2 {
			t.Errorf("it holds %+v, of %d", reply.Held, h.number)
		}
		// The answer may be lost, or of a recall that another follows.
		if _, ok := m.advisory.unsettled[unsettledLock{other.id, ruleKey}]; !ok {
			t.Error("what nobody answered is forgotten")
		}
		time.Sleep(2 * time.Second)
		m.advisory.watch()
		m.advisory.endLost()
		if len(c.ended) != 1 {
			t.Errorf("ended are %v", c.ended)
		}
	})
}

// TestAdvisoryOvertakenRequest: a request that comes after its session has gone on is not
// granted, also where the session was not known before.
func TestAdvisoryOvertakenRequest(t *testing.T) {
	scripted(t, func(t *testing.T, m *Manager, c *scriptedCluster) {
		c.owner = func() (uint32, uint64) { return 1, 5 }
		c.ask = func(*AdvisoryRequest) (*AdvisoryReply, error) { return &AdvisoryReply{Epoch: 1, Owner: 5}, nil }
		m.ServeAdvisory(t.Context(), 2, &AdvisoryRequest{Epoch: 1, Settled: []AdvisoryLock{{Session: 3, Number: 2, Database: 1, A: 1}}})
		reply := m.ServeAdvisory(t.Context(), 2, &AdvisoryRequest{Epoch: 1, Session: 3, Number: 1, Lock: AdvisoryLock{Database: 1, A: 1, Exclusive: true}})
		if reply.Granted || len(m.advisory.locks) > 0 {
			t.Errorf("%+v, and there are %d locks", reply, len(m.advisory.locks))
		}
	})
}

// TestAdvisoryLeaseLapses: a node whose lease has gone while it asked the others owns nothing.
func TestAdvisoryLeaseLapses(t *testing.T) {
	scripted(t, func(t *testing.T, m *Manager, c *scriptedCluster) {
		began := time.Now()
		c.owner = func() (uint32, uint64) {
			if time.Since(began) < 6*time.Second {
				return 1, 5
			}
			return 0, 0
		}
		c.ask = func(*AdvisoryRequest) (*AdvisoryReply, error) {
			time.Sleep(time.Second)
			return nil, errors.New("lost")
		}
		if ok, done := take(t, m, &advisoryHolder{}); ok || done || m.advisory.owned != 0 {
			t.Errorf("granted: %v, done: %v, owned: %d", ok, done, m.advisory.owned)
		}
	})
}

// TestAdvisoryForsakenSinceItsWord: a node that was told it has been heard is waited for from then on.
func TestAdvisoryForsakenSinceItsWord(t *testing.T) {
	scripted(t, func(t *testing.T, m *Manager, c *scriptedCluster) {
		c.owner = func() (uint32, uint64) { return 1, 5 }
		began := time.Now()
		c.ask = func(*AdvisoryRequest) (*AdvisoryReply, error) {
			time.Sleep(time.Second)
			return nil, errors.New("lost")
		}
		a := &m.advisory
		a.registered, a.since = 5, began
		time.Sleep(8 * time.Second)
		a.answered = map[uint32]seenNode{2: {1, began}}
		if reply := m.ServeAdvisory(canceled(t), 2, &AdvisoryRequest{Epoch: 1}); !reply.Recalling {
			t.Fatalf("%+v", reply)
		}
		word := time.Now()
		if !a.own(t.Context(), 5) {
			t.Fatal("it does not own the locks")
		}
		if waited := time.Since(word); waited < advisoryForsake {
			t.Errorf("forsaken %v after its word", waited)
		}
	})
}

func canceled(t *testing.T) context.Context {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	return ctx
}

// asks is a request for a lock, the number-th of a session.
func asks(session, number uint64) *AdvisoryRequest {
	return &AdvisoryRequest{Epoch: 1, Session: session, Number: number, Lock: AdvisoryLock{Database: 1, A: 1, Exclusive: true}}
}

// TestAdvisoryGrantBeforeRecall: a grant that was on its way while the owner lost its lease, got it
// back in the same term, and recalled, is not taken: the recall said that nothing is held.
func TestAdvisoryGrantBeforeRecall(t *testing.T) {
	scripted(t, func(t *testing.T, m *Manager, c *scriptedCluster) {
		h := &advisoryHolder{pid: 7}
		c.ask = func(req *AdvisoryRequest) (*AdvisoryReply, error) {
			r := m.ServeAdvisory(t.Context(), 2, &AdvisoryRequest{Epoch: 1, Owner: 5, Recall: true})
			if len(r.Held) != 0 {
				t.Error("held")
			}
			return &AdvisoryReply{Epoch: 1, Owner: 5, Granted: true}, nil
		}
		m.advisory.registered = 5
		if ok, _ := take(t, m, h); ok {
			t.Error("taken, although the recall said that nothing is held")
		}
	})
}

// TestAdvisoryForsakenAfterALapse: nor is who answered before it forsaken at once.
func TestAdvisoryForsakenAfterALapse(t *testing.T) {
	scripted(t, func(t *testing.T, m *Manager, c *scriptedCluster) {
		lapsed, cut := false, false
		c.owner = func() (uint32, uint64) {
			if lapsed {
				return 2, 0
			}
			return 1, 5
		}
		c.ask = func(req *AdvisoryRequest) (*AdvisoryReply, error) {
			if cut {
				return nil, errors.New("lost")
			}
			return &AdvisoryReply{Epoch: 1, Owner: 5}, nil
		}
		if r := m.ServeAdvisory(t.Context(), 2, asks(3, 1)); !r.Granted {
			t.Fatalf("%+v", r)
		}
		for range 60 { // node 2 says each second that it is there
			time.Sleep(time.Second)
			if r := m.ServeAdvisory(t.Context(), 2, &AdvisoryRequest{Epoch: 1, Owner: 5}); r.Owner != 5 {
				t.Fatalf("%+v", r)
			}
			m.advisory.keep(t.Context())
		}
		heard := time.Now() // node 2's sessions live for ten seconds from here
		lapsed, cut = true, true
		m.advisory.keep(t.Context())
		lapsed = false
		if ok, _ := take(t, m, &advisoryHolder{pid: 7}); ok && time.Since(heard) < advisoryForsake {
			t.Errorf("granted %v after the other's word", time.Since(heard))
		}
	})
}

// TestAdvisoryForsakenTwice: a node is told each time.
func TestAdvisoryForsakenTwice(t *testing.T) {
	scripted(t, func(t *testing.T, m *Manager, c *scriptedCluster) {
		c.owner = func() (uint32, uint64) { return 1, 5 }
		c.ask = func(req *AdvisoryRequest) (*AdvisoryReply, error) { return &AdvisoryReply{Epoch: 1, Owner: 5}, nil }
		var ended uint64
		for i := range 2 {
			q := asks(3, uint64(i+1))
			q.Ended = ended
			if r := m.ServeAdvisory(t.Context(), 2, q); !r.Granted {
				t.Fatalf("%d: %+v", i, r)
			}
			for range 14 {
				time.Sleep(time.Second)
				m.advisory.keep(t.Context())
			}
			r := m.ServeAdvisory(t.Context(), 2, &AdvisoryRequest{Epoch: 1, Owner: 5, Ended: ended})
			if r.Forsaken == 0 || r.Forsaken == ended {
				t.Fatalf("time %d: it is not told that it was forsaken: %+v", i+1, r)
			}
			ended = r.Forsaken
		}
	})
}

// TestAdvisoryHeldAfterALongRecall: who takes a lock right after a recall that waited for a dead
// node is not ended for what came before.
func TestAdvisoryHeldAfterALongRecall(t *testing.T) {
	scripted(t, func(t *testing.T, m *Manager, c *scriptedCluster) {
		c.owner = func() (uint32, uint64) { return 1, 5 }
		c.ask = func(req *AdvisoryRequest) (*AdvisoryReply, error) { return nil, errors.New("dead") }
		ctx, cancel := context.WithCancel(t.Context())
		time.Sleep(time.Hour)
		go m.KeepAdvisoryLocks(ctx)
		time.Sleep(100 * time.Millisecond)
		q := asks(3, 1)
		q.Lock.A = 99
		if r := m.ServeAdvisory(t.Context(), 3, q); !r.Granted {
			t.Fatalf("%+v", r)
		}
		if ok, _ := take(t, m, &advisoryHolder{pid: 7}); !ok {
			t.Fatal("not granted")
		}
		time.Sleep(time.Second)
		if len(c.ended) > 0 {
			t.Errorf("ended without need: %v", c.ended)
		}
		cancel()
		synctest.Wait()
	})
}

// twoNodes serves AdvisoryCluster for nodes 1 and 2; the third, which owned the locks, is dead.
type twoNodes struct {
	node  uint32
	peers map[uint32]*Manager
	ended *[]int32
	owner *atomic.Uint32
}

func (c *twoNodes) Several() bool { return true }
func (c *twoNodes) Owner(context.Context) (uint32, uint64) {
	if o := c.owner.Load(); o != c.node {
		return o, 0
	}
	return c.node, 7
}
func (c *twoNodes) Others(context.Context) (out []uint32, err error) {
	for n := range uint32(3) {
		if n+1 != c.node {
			out = append(out, n+1)
		}
	}
	return out, nil
}
func (c *twoNodes) End(pid int32)                { *c.ended = append(*c.ended, pid) }
func (c *twoNodes) Caught(context.Context) error { return nil }
func (c *twoNodes) Ask(ctx context.Context, node uint32, req *AdvisoryRequest) (*AdvisoryReply, error) {
	m := c.peers[node]
	if m == nil {
		return nil, errors.New("unreachable")
	}
	serving, cut := context.WithCancel(context.Background())
	done := make(chan *AdvisoryReply, 1)
	go func() { time.Sleep(time.Millisecond); done <- m.ServeAdvisory(serving, c.node, req) }()
	select {
	case r := <-done:
		cut()
		return r, nil
	case <-ctx.Done():
		time.AfterFunc(time.Millisecond, cut)
		return nil, ctx.Err()
	}
}

// TestAdvisoryOwnerDies: a session that only holds a lock lives on, although the next owner waits
// for the dead one first.
func TestAdvisoryOwnerDies(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var ended []int32
		var owner atomic.Uint32
		owner.Store(2)
		peers := map[uint32]*Manager{}
		ctx, cancel := context.WithCancel(context.Background())
		for n := range uint32(2) {
			m := &Manager{}
			m.advisory.init(limit.New("node", 0, nil))
			m.ShareAdvisoryLocks(&twoNodes{node: n + 1, peers: peers, ended: &ended, owner: &owner}, 1)
			peers[n+1] = m
		}
		// node 2 has a lock of the former owner, 3 in term 6
		m := peers[2]
		h := &advisoryHolder{pid: 7}
		m.advisory.again(h, ruleKey, true, false)
		h.number = 1
		hold := h.begin(ruleKey)
		hold.exclusive, hold.number = 1, 1
		m.advisory.registered, m.advisory.heard = 6, time.Now()
		owner.Store(1)
		for _, m := range peers {
			go m.KeepAdvisoryLocks(ctx)
		}
		time.Sleep(30 * time.Second)
		if len(ended) > 0 {
			t.Errorf("ended without need, %d times", len(ended))
		}
		cancel()
		time.Sleep(10 * time.Second)
	})
}

// TestAdvisoryHeldBeyondRoom: an owner gives back the memory that it took for others' locks, not
// more, where there was none for some.
func TestAdvisoryHeldBeyondRoom(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := &scriptedCluster{owner: func() (uint32, uint64) { return 1, 5 }}
		m := &Manager{}
		m.advisory.init(limit.New("node", 8*advisoryBytes, nil)) // room for one
		m.ShareAdvisoryLocks(c, 1)
		c.ask = func(req *AdvisoryRequest) (*AdvisoryReply, error) {
			r := &AdvisoryReply{Epoch: 1, Owner: 5}
			for i := range 3 {
				r.Held = append(r.Held, AdvisoryLock{Session: 3, Number: 4, Database: 1, A: int64(i), Exclusive: true})
			}
			return r, nil
		}
		if !m.advisory.own(t.Context(), 5) {
			t.Fatal()
		}
		m.advisory.Lock()
		m.advisory.abandonLocked()
		m.advisory.Unlock()
		if u := m.advisory.memory.Used(); u != 0 {
			t.Errorf("used: %d", u)
		}
	})
}

// TestAdvisoryTimeout: the wait in a queue is no wait for an owner.
func TestAdvisoryTimeout(t *testing.T) {
	scripted(t, func(t *testing.T, m *Manager, c *scriptedCluster) {
		asked := 0
		c.ask = func(req *AdvisoryRequest) (*AdvisoryReply, error) {
			if asked++; asked == 1 {
				time.Sleep(time.Minute) // in the queue; then the owner hands its lease on
				return &AdvisoryReply{Epoch: 1}, nil
			}
			return &AdvisoryReply{Epoch: 1, Owner: 9, Granted: true}, nil
		}
		ok, err := m.advisory.acquire(t.Context(), &advisoryHolder{pid: 7}, ruleKey, true, false, true)
		if !ok || err != nil {
			t.Errorf("%v, %v; asked %d times", ok, err, asked)
		}
	})
}

// TestAdvisoryGivenBackFirst: what of a session the owner has not heard comes with its next
// request. Else a cycle might be seen that is none.
func TestAdvisoryGivenBackFirst(t *testing.T) {
	scripted(t, func(t *testing.T, m *Manager, c *scriptedCluster) {
		var last *AdvisoryRequest
		c.ask = func(req *AdvisoryRequest) (*AdvisoryReply, error) {
			last = req
			if req.Session == 0 {
				return nil, errors.New("lost")
			}
			return &AdvisoryReply{Epoch: 1, Owner: 5, Granted: true}, nil
		}
		h := &advisoryHolder{pid: 7}
		take(t, m, h)
		_, _, tell := m.advisory.release(h, ruleKey, true, false)
		m.advisory.tell(t.Context(), tell...)
		other := advisoryKey{database: 1, a: 2}
		_, _, _ = m.advisory.acquireOnce(t.Context(), h, other, true, false, true)
		if len(last.Settled) == 0 {
			t.Error("the owner is asked for the second lock, and not told that the first was given back")
		}
	})
}

// TestAdvisoryQueueAfterALapse: who waits at a node that has lost its lease, and does not know of
// another owner, gets nothing from those who wait before it.
func TestAdvisoryQueueAfterALapse(t *testing.T) {
	scripted(t, func(t *testing.T, m *Manager, c *scriptedCluster) {
		lapsed := false
		c.owner = func() (uint32, uint64) {
			if lapsed {
				return 0, 0
			}
			return 1, 5
		}
		c.ask = func(req *AdvisoryRequest) (*AdvisoryReply, error) { return &AdvisoryReply{Epoch: 1, Owner: 5}, nil }
		a := &m.advisory
		ctx, cancel := context.WithCancel(t.Context())
		defer cancel()
		h := &advisoryHolder{pid: 1}
		take(t, m, h)
		a.keep(ctx)
		var at atomic.Int64
		began := time.Now()
		for i := range 30 {
			s := &advisoryHolder{pid: int32(i + 2)}
			go func() {
				if ok, err := a.acquire(ctx, s, ruleKey, true, false, true); ok && err == nil {
					at.Store(int64(time.Since(began)))
					time.Sleep(advisoryWatch) // it is ended
					a.release(s, ruleKey, true, false)
				}
			}()
			time.Sleep(time.Millisecond)
		}
		a.keep(ctx)
		lapsed, began = true, time.Now()
		go m.KeepAdvisoryLocks(ctx)
		time.Sleep(advisoryLost + advisoryWatch)
		a.release(h, ruleKey, true, false)
		time.Sleep(20 * time.Second)
		if d := time.Duration(at.Load()); d > advisoryForsake {
			t.Errorf("granted here %v after the lease lapsed", d)
		}
		cancel()
		time.Sleep(time.Minute)
	})
}

// TestAdvisoryEndsOnce: a session that takes its time to end is not told four times a second.
func TestAdvisoryEndsOnce(t *testing.T) {
	scripted(t, func(t *testing.T, m *Manager, c *scriptedCluster) {
		c.ask = func(req *AdvisoryRequest) (*AdvisoryReply, error) {
			return &AdvisoryReply{Epoch: 1, Owner: 5, Granted: true}, nil
		}
		take(t, m, &advisoryHolder{pid: 1})
		c.ask = func(req *AdvisoryRequest) (*AdvisoryReply, error) { return nil, errors.New("cut") }
		ctx, cancel := context.WithCancel(t.Context())
		go m.KeepAdvisoryLocks(ctx)
		time.Sleep(40 * time.Second)
		cancel()
		synctest.Wait()
		if n := len(c.ended); n < 1 || n > 3 {
			t.Errorf("it was told %d times in 30 s", n)
		}
	})
}

// BenchmarkAdvisoryWaiter is one more session that waits for a lock for which 2,000 do.
func BenchmarkAdvisoryWaiter(b *testing.B) {
	var a advisoryLocks
	a.init(limit.New("node", 0, nil))
	for range 2001 {
		a.enter(&advisoryHolder{}, ruleKey, true, false, true)
	}
	for b.Loop() {
		w, _, _, _ := a.enter(&advisoryHolder{}, ruleKey, true, false, true)
		a.leave(w)
	}
}
