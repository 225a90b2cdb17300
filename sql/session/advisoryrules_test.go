package session

import (
	"context"
	"errors"
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
