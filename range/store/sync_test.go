package store

import (
	"fmt"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/isochrondb/isochron/kv/engine/pebbleengine"
)

// 32 writers share syncs: with a sync that takes 5 ms, at most one sync for ten
// commits, and exactly one consensus round for each commit.
func TestSyncsPerCommit(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var syncs atomic.Int64
		fs := pebbleengine.WithHook(pebbleengine.MemFS(), func(op pebbleengine.Op) error {
			if op.Kind == pebbleengine.OpSync && strings.HasSuffix(op.Path, ".log") {
				syncs.Add(1)
				time.Sleep(5 * time.Millisecond)
			}
			return nil
		})
		// Closing timestamps has entries of its own, one in a while: not now.
		e := openEnv(t, fs, func(o *Options) { o.Replica.CloseEveryNanos = int64(time.Hour) })
		e.check(e.put(t.Context(), userKey("first"), "x"))
		time.Sleep(time.Minute) // what starts with the range is over
		const writers, commits = 32, 50
		before, entries, start := syncs.Load(), e.store.WriterStats().Entries, time.Now()
		var wg sync.WaitGroup
		for w := range writers {
			wg.Go(func() {
				for i := range commits {
					if err := e.put(t.Context(), userKey(fmt.Sprint(w, "/", i)), "x"); err != nil {
						t.Error(err)
					}
				}
			})
		}
		wg.Wait()
		perCommit := float64(syncs.Load()-before) / (writers * commits)
		t.Logf("%.4f syncs per commit, %v per commit of one writer", perCommit, time.Since(start)/commits)
		if perCommit > 0.1 {
			t.Errorf("%.3f syncs per commit, limit 0.1", perCommit)
		}
		if got := e.store.WriterStats().Entries - entries; got != writers*commits {
			t.Errorf("%d consensus rounds for %d commits", got, writers*commits)
		}
		e.close()
	})
}

// A store on which nothing happens has no timers: virtual time can pass an hour
// in one step.
func TestIdleStoreSleeps(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		e := openEnv(t, pebbleengine.MemFS(), nil)
		e.check(e.put(t.Context(), userKey("a"), "x"))
		time.Sleep(time.Minute)
		before := e.store.WriterStats()
		time.Sleep(time.Hour)
		if after := e.store.WriterStats(); after != before {
			t.Errorf("an idle store worked: %+v, then %+v", before, after)
		}
		e.close()
	})
}
