package coord

import (
	"strings"
	"sync/atomic"
	"testing"

	"github.com/isochrondb/isochron/base/panics"
)

// TestParallelPanics: a panic of one is the caller's, with its own stack, after all ended.
func TestParallelPanics(t *testing.T) {
	for _, at := range []int{0, 2, 4} {
		var ran atomic.Int64
		func() {
			defer func() {
				m, ok := recover().(*panics.Moved)
				if !ok || m.Value != "planted" || !strings.Contains(string(m.Stack), "parallel_test.go") {
					t.Errorf("%d: got %v", at, m)
				}
			}()
			parallel(5, func(i int) {
				if i == at {
					panic("planted")
				}
				ran.Add(1)
			})
			t.Errorf("%d: the panic is lost", at)
		}()
		if ran.Load() != 4 {
			t.Errorf("%d: %d of the others ran", at, ran.Load())
		}
	}
}
