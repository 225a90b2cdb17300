package pebbleengine_test

import (
	"errors"
	"io"
	"math/rand/v2"
	"sync"
	"testing"

	"github.com/isochrondb/isochron/kv/engine/pebbleengine"
)

// TestCrashBesideOthers: a power cut and what else takes the file system's lock twice never wait
// for each other.
func TestCrashBesideOthers(t *testing.T) {
	const times = 20_000
	for _, test := range []struct {
		name string
		do   func(pebbleengine.CrashFS) error
	}{
		{"link", func(fs pebbleengine.CrashFS) error {
			return errors.Join(fs.Link("a", "b"), fs.Remove("b"))
		}},
		{"reuse", func(fs pebbleengine.CrashFS) error {
			f, err := fs.ReuseForWrite("a", "a", "")
			if err != nil {
				return err
			}
			return f.Close()
		}},
		{"lock", func(fs pebbleengine.CrashFS) error {
			l, err := fs.Lock("l")
			if err != nil {
				return err
			}
			return l.Close()
		}},
	} {
		t.Run(test.name, func(t *testing.T) {
			fs := pebbleengine.NewCrashFS()
			f, err := fs.Create("a", "")
			if err != nil {
				t.Fatal(err)
			}
			if err := f.Close(); err != nil {
				t.Fatal(err)
			}
			var all sync.WaitGroup
			all.Go(func() {
				for range times {
					if err := test.do(fs); err != nil {
						t.Error(err)
						return
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
		})
	}
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
