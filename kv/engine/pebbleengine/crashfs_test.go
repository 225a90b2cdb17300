package pebbleengine_test

import (
	"errors"
	"fmt"
	"io"
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

// TestBegin: a crash may leave a beginning of what was not synced, and another one leaves it again.
func TestBegin(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 1))
	fs := pebbleengine.NewCrashFS()
	f, err := fs.Create("a", "")
	dir, dirErr := fs.OpenDir("")
	write := func(s string) {
		t.Helper()
		if _, err := f.Write([]byte(s)); err != nil {
			t.Fatal(err)
		}
	}
	if err := errors.Join(err, dirErr, dir.Sync()); err != nil {
		t.Fatal(err)
	}
	write("one")
	if err := f.Sync(); err != nil {
		t.Fatal(err)
	}
	write("twothree")
	cut := fs.Crash(0, rng)
	if err := errors.Join(cut.Begin(fs, "a", 6), cut.Begin(fs, "gone", 3)); err != nil {
		t.Fatal(err)
	}
	cut = cut.Crash(0, rng)
	g, err := cut.Open("a")
	if err != nil {
		t.Fatal(err)
	}
	if b, err := io.ReadAll(g); string(b) != "onetwo" || err != nil {
		t.Errorf("it begins with %q: %v", b, err)
	}
	if _, err := cut.Stat("gone"); err == nil {
		t.Error("a file came from nowhere")
	}
}
