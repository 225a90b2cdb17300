package pebbleengine_test

import (
	"fmt"
	"math/rand/v2"
	"sync"
	"testing"

	"github.com/isochrondb/isochron/kv/engine/pebbleengine"
)

// TestCrashBesideLinks: a power cut and a link never wait for each other.
func TestCrashBesideLinks(t *testing.T) {
	fs := pebbleengine.NewCrashFS()
	f, err := fs.Create("a", "")
	if err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	const times = 20_000
	var all sync.WaitGroup
	all.Go(func() {
		for i := range times {
			name := fmt.Sprint("b", i)
			if err := fs.Link("a", name); err != nil {
				t.Error(err)
			}
			if err := fs.Remove(name); err != nil {
				t.Error(err)
			}
		}
	})
	all.Go(func() {
		rng := rand.New(rand.NewPCG(1, 1))
		for range times {
			fs.Crash(0, rng)
		}
	})
	all.Wait()
}
