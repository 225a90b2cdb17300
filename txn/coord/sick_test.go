package coord_test

import (
	"context"
	"errors"
	"testing"
	"testing/synctest"
	"time"
)

// A commit of which nothing was sent yet, because the clock is not well, ends with
// its client's timeout: in each of the shapes, and nothing of it is there after.
func TestCommitOnASickClock(t *testing.T) {
	for name, keys := range map[string][]string{"one range": {"a"}, "two ranges": {"a", "z"}} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				e := start(t, nil, "m")
				defer e.close()
				x := e.begin(sr)
				for _, k := range keys {
					x.put(k, "1")
				}
				e.sick.Store(true)
				ctx, cancel := context.WithTimeout(e.Context(), time.Second)
				defer cancel()
				begun := time.Now()
				if _, err := x.Commit(ctx); !errors.Is(err, context.DeadlineExceeded) {
					t.Errorf("the commit ended with %v", err)
				}
				if took := time.Since(begun); took > 2*time.Second {
					t.Errorf("it took %v", took)
				}
				e.sick.Store(false)
				if got := e.begin(sr).stmt().get(keys[0]); got != "-" {
					t.Errorf("what was given up is there: %s", got)
				}
				begun = time.Now()
				e.set(keys[0], "2") // waits until the lock is given back
				if took := time.Since(begun); took > 10*time.Second {
					t.Errorf("its lock was held for %v", took)
				}
			})
		})
	}
}
