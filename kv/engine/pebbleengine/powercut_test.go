package pebbleengine_test

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"strings"
	"sync"
	"testing"

	"github.com/isochrondb/isochron/kv/engine"
	"github.com/isochrondb/isochron/kv/engine/pebbleengine"
	"github.com/isochrondb/isochron/kv/keys"
)

// cut is what the disk held at one moment, and what had been promised before it.
type cut struct {
	at    string
	disk  pebbleengine.CrashFS
	acked [3]int // per worker
}

// workload has three workers write numbered entries, each synced, while memory
// tables are flushed and files compacted, and takes a cut at every operation that
// changes the disk. plant may leave operations out.
func workload(t *testing.T, plant func(pebbleengine.Op) error) []cut {
	t.Helper()
	fs := pebbleengine.NewCrashFS()
	rng := rand.New(rand.NewPCG(7, 7))
	var mu sync.Mutex // guards cuts, acked and rng
	var cuts []cut
	var acked [3]int
	hooked := pebbleengine.WithHook(fs, func(op pebbleengine.Op) error {
		mu.Lock()
		defer mu.Unlock()
		percent := rng.IntN(3) * 50
		cuts = append(cuts, cut{fmt.Sprintf("%s %s, %d %% of the rest", op.Kind, op.Path, percent), fs.Crash(percent, rng), acked})
		return plant(op)
	})
	e, err := pebbleengine.Open(pebbleengine.Options{FS: hooked, MemTableBytes: 64 << 10})
	if err != nil {
		t.Fatal(err)
	}
	var wg sync.WaitGroup
	for w := range acked {
		wg.Go(func() {
			for i := 1; i <= 25; i++ {
				b := e.NewBatch(0)
				// Two entries, so that half a batch would show.
				err := errors.Join(b.Put(workKey("x", w, i), 0, make([]byte, 2000)), b.Put(workKey("y", w, i), 0, nil), e.Apply(b, true), b.Close())
				if err != nil {
					t.Error(err)
				}
				mu.Lock()
				acked[w] = i
				mu.Unlock()
				if w == 0 && i%8 == 0 {
					err = errors.Join(e.Flush(), e.Compact(keys.Key("x"), keys.Key("z")))
				}
				if err != nil {
					t.Error(err)
				}
			}
		})
	}
	wg.Wait()
	if err := e.Close(); err != nil {
		t.Fatal(err)
	}
	return cuts
}

func workKey(half string, worker, i int) keys.Key {
	return fmt.Appendf(nil, "%s-%d-%d", half, worker, i)
}

// check opens the store that a cut left: it holds each worker's entries from the
// first to some number, at least those acknowledged, and all of them whole.
func (c *cut) check() error {
	e, err := pebbleengine.Open(pebbleengine.Options{FS: c.disk})
	if err != nil {
		return fmt.Errorf("does not open: %w", err)
	}
	for w, acked := range c.acked {
		n := 0
		for i := 1; i <= 25; i++ {
			_, x, err := e.Get(workKey("x", w, i), nil)
			_, y, err2 := e.Get(workKey("y", w, i), nil)
			switch {
			case err != nil || err2 != nil:
				return errors.Join(err, err2, e.Close())
			case x != y:
				err = fmt.Errorf("worker %d: entry %d is there by half", w, i)
			case x && n != i-1:
				err = fmt.Errorf("worker %d: entry %d is there, and %d is not", w, i, n+1)
			case x:
				n = i
			}
			if err != nil {
				return errors.Join(err, e.Close())
			}
		}
		if n < acked {
			return errors.Join(fmt.Errorf("%w: worker %d: %d entries, %d were acknowledged", errCutLost, w, n, acked), e.Close())
		}
	}
	return e.Close()
}

var errCutLost = errors.New("acknowledged entries are lost")

func TestPowerCutAtEveryWrite(t *testing.T) {
	cuts := workload(t, func(pebbleengine.Op) error { return nil })
	if len(cuts) < 100 {
		t.Fatalf("only %d cuts", len(cuts))
	}
	for i := range cuts {
		if err := cuts[i].check(); err != nil {
			t.Errorf("cut %d of %d, before %s: %v", i, len(cuts), cuts[i].at, err)
		}
	}
}

// TestPowerCutFindsMissingSync plants the bug that the test above is for.
func TestPowerCutFindsMissingSync(t *testing.T) {
	cuts := workload(t, func(op pebbleengine.Op) error {
		if op.Kind == pebbleengine.OpSync && strings.HasSuffix(op.Path, ".log") {
			return pebbleengine.ErrSkip
		}
		return nil
	})
	for i := range cuts {
		if errors.Is(cuts[i].check(), errCutLost) {
			return
		}
	}
	t.Errorf("%d power cuts without syncs went unnoticed", len(cuts))
}

// A store opens whatever part of a directory's unsynced changes a power cut leaves: no marker
// points to a file that is gone, and none goes before there is another.
func TestPowerCutAtMarkers(t *testing.T) {
	fs, key := pebbleengine.NewCrashFS(), keys.Key("x")
	put := func(e engine.Engine) error {
		b := e.NewBatch(0)
		return errors.Join(b.Put(key, 0, nil), e.Apply(b, true), b.Close())
	}
	e, err := pebbleengine.Open(pebbleengine.Options{FS: fs, Dir: "store"})
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(put(e), e.Close()); err != nil {
		t.Fatal(err)
	}
	var mu sync.Mutex // guards cuts and rng
	var cuts []cut
	rng := rand.New(rand.NewPCG(9, 9))
	hooked := pebbleengine.WithHook(fs, func(op pebbleengine.Op) error {
		mu.Lock()
		defer mu.Unlock()
		for range 20 {
			if strings.Contains(op.Path, "marker.") || op.Path == "store" {
				cuts = append(cuts, cut{at: fmt.Sprintf("%s %s", op.Kind, op.Path), disk: fs.Crash(50, rng)})
			}
		}
		return nil
	})
	if e, err = pebbleengine.Open(pebbleengine.Options{FS: hooked, Dir: "store"}); err != nil {
		t.Fatal(err)
	}
	if err := e.Close(); err != nil {
		t.Fatal(err)
	}
	if len(cuts) < 100 {
		t.Fatalf("only %d cuts", len(cuts))
	}
	for i := range cuts {
		e, err := pebbleengine.Open(pebbleengine.Options{FS: cuts[i].disk, Dir: "store"})
		if err != nil {
			t.Errorf("before %s: %v", cuts[i].at, err)
			continue
		}
		if _, found, err := e.Get(key, nil); !found || err != nil {
			t.Errorf("before %s: the entry is there: %v, %v", cuts[i].at, found, err)
		}
		if err := e.Close(); err != nil {
			t.Error(err)
		}
	}
	t.Logf("%d cuts", len(cuts))
}
