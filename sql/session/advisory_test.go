package session

import (
	"runtime"
	"testing"

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
