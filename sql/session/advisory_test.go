package session

import (
	"runtime"
	"testing"
	"testing/synctest"

	"github.com/isochrondb/isochron/base/limit"
)

// TestAdvisoryLockBytes: what a lock is counted as is at least what it takes, at the sizes
// where maps have just grown too.
func TestAdvisoryLockBytes(t *testing.T) {
	heap := func() uint64 {
		var m runtime.MemStats
		runtime.GC()
		runtime.ReadMemStats(&m)
		return m.HeapAlloc
	}
	for _, n := range []int{20_000, 57_500, 115_000, 180_000} {
		var a advisoryLocks
		a.init(limit.New("node", 0, nil))
		s := &advisoryHolder{}
		before := heap()
		for i := range n {
			if _, ok, fresh, err := a.enter(s, advisoryKey{a: int64(i)}, true, false, false); !ok || !fresh || err != nil {
				t.Fatal(ok, fresh, err)
			}
		}
		if each := int64(heap()-before) / int64(n); each > advisoryBytes || each < advisoryBytes/4 {
			t.Errorf("%d locks take %d bytes each, counted as %d", n, each, advisoryBytes)
		} else {
			t.Logf("%d locks take %d bytes each", n, each)
		}
		if gone, _ := a.releaseSession(s); gone != int64(n) || len(a.locks) != 0 || s.holds != nil {
			t.Errorf("%d of %d gone, %d left", gone, n, len(a.locks))
		}
		if after := heap(); after > before+1<<20 {
			t.Errorf("%d bytes stay after all locks were given back", after-before)
		}
		runtime.KeepAlive(s)
		runtime.KeepAlive(&a)
	}
}

// TestAdvisoryWaitIsSuperseded: a session that asks again, since it was cut off from the
// answer, waits once. Else its first request would be granted to nobody, and block those
// whom its second one waits for.
func TestAdvisoryWaitIsSuperseded(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var a advisoryLocks
		budget := limit.New("node", 1<<20, nil)
		a.init(budget)
		const term = 7
		a.owned, a.registered = term, term
		lock := AdvisoryLock{Database: 1, A: 9, Exclusive: true}
		ask := func(from uint32, session, number uint64) <-chan *AdvisoryReply {
			out := make(chan *AdvisoryReply, 1)
			go func() {
				out <- a.serve(t.Context(), from, term, &AdvisoryRequest{Epoch: 1, Session: session, Number: number, Lock: lock, Wait: true})
			}()
			synctest.Wait()
			return out
		}
		settle := func(from uint32, session, number uint64) {
			a.serve(t.Context(), from, term, &AdvisoryRequest{Epoch: 1, Settled: []AdvisoryLock{{Session: session, Number: number, Database: 1, A: 9}}})
			synctest.Wait()
		}
		granted := func(c <-chan *AdvisoryReply) bool {
			select {
			case r := <-c:
				return r.Granted
			default:
				return false
			}
		}
		if !granted(ask(3, 1, 1)) {
			t.Fatal("a free lock is not granted")
		}
		cut, other := ask(2, 1, 1), ask(3, 2, 1)
		again := ask(2, 1, 2)
		settle(3, 1, 2)
		if granted(cut) || !granted(other) {
			t.Fatal("the lock goes to the request that nobody hears")
		}
		settle(3, 2, 2)
		if !granted(again) {
			t.Error("the session that asked again does not get the lock")
		}
		settle(2, 1, 3)
		if n := budget.Used(); n != 0 {
			t.Errorf("%d bytes are held by nobody", n)
		}
	})
}

// TestAdvisoryUpgradeGoesFirst: who has a lock that others wait for is not sent behind them, where
// each would wait for the other.
func TestAdvisoryUpgradeGoesFirst(t *testing.T) {
	var a advisoryLocks
	a.init(limit.New("node", 0, nil))
	key := advisoryKey{a: 1}
	holder, other, stranger := &advisoryHolder{}, &advisoryHolder{}, &advisoryHolder{}
	for _, s := range []*advisoryHolder{holder, other} {
		if _, ok, _, err := a.enter(s, key, false, false, true); !ok || err != nil {
			t.Fatal(ok, err)
		}
	}
	wait := func(s *advisoryHolder) *advisoryWait {
		w, ok, _, err := a.enter(s, key, true, false, true)
		if w == nil || ok || err != nil {
			t.Fatalf("it has, or gets, the lock: %v, %v", ok, err)
		}
		return w
	}
	granted := func(w *advisoryWait) bool {
		select {
		case <-w.granted:
			return true
		default:
			return false
		}
	}
	behind, upgrade := wait(stranger), wait(holder)
	if _, _, _, err := a.enter(other, key, true, false, true); err == nil {
		t.Error("two upgrades wait for each other")
	}
	a.release(other, key, false, false)
	if !granted(upgrade) || granted(behind) {
		t.Error("the stranger goes before the upgrade")
	}
	a.release(holder, key, true, false)
	if granted(behind) {
		t.Error("the shared lock does not keep the stranger out")
	}
	a.release(holder, key, false, false)
	if !granted(behind) {
		t.Error("the stranger does not get the lock")
	}
}
