package pebbleengine

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/isochrondb/isochron/clock/hlc"
	"github.com/isochrondb/isochron/kv/engine"
	"github.com/isochrondb/isochron/kv/keys"
)

// TestRottenManifest flips a bit of the manifest that a power cut left: it is told, and nothing
// that was acknowledged is forgotten in silence. What lies beside it may rot, and may be missing,
// as in a store that an older build wrote last.
func TestRottenManifest(t *testing.T) {
	for seed := range fewSeeds(40) {
		rng := rand.New(rand.NewPCG(seed, 0x08))
		cut, n := flushed(t, rng)
		name := manifestOf(t, cut)
		switch seed % 4 {
		case 0:
			if err := cut.Remove(name + extentSuffix); err != nil {
				t.Fatal(err)
			}
		case 1: // one of its slots
			flip(t, cut, name+extentSuffix, rng.Int64N(extentSlot)+extentApart*rng.Int64N(2), rng)
		default:
			at, size := flip(t, cut, name, -1, rng)
			if _, err := Open(Options{FS: cut}); !errors.Is(err, engine.ErrCorrupt) || !strings.Contains(err.Error(), "MANIFEST-") {
				t.Errorf("seed %d: a bit flipped in %s at %d of %d: opened with %v", seed, name, at, size, err)
			}
			continue
		}
		if lost := missing(t, cut, n); lost > 0 {
			t.Errorf("seed %d: %d of %d keys are lost", seed, lost, n)
		}
	}
}

// TestTornManifest: what a power cut leaves behind the end of what was synced is no damage.
func TestTornManifest(t *testing.T) {
	cut, n := flushed(t, rand.New(rand.NewPCG(1, 0x08)))
	f, err := cut.OpenReadWrite(manifestOf(t, cut), "")
	if err != nil {
		t.Fatal(err)
	}
	info, err := f.Stat()
	if err != nil {
		t.Fatal(err)
	}
	_, err = f.WriteAt([]byte("a record that was not synced"), info.Size())
	if err := errors.Join(err, f.Close()); err != nil {
		t.Fatal(err)
	}
	if lost := missing(t, cut, n); lost > 0 {
		t.Errorf("%d of %d keys are lost", lost, n)
	}
}

func rottenKey(i int) keys.Key { return append(keys.Key{keys.System}, fmt.Sprintf("%04d", i)...) }

// flushed is what a power cut left of a store that has flushed some memory tables, and how many
// keys it has acknowledged.
func flushed(t *testing.T, rng *rand.Rand) (cut CrashFS, n int) {
	t.Helper()
	fs := NewCrashFS()
	e, err := Open(Options{FS: fs, MemTableBytes: 64 << 10})
	if err != nil {
		t.Fatal(err)
	}
	n = 600 + rng.IntN(1200)
	for i := range n {
		b := e.NewBatch(512)
		if err := errors.Join(b.Put(rottenKey(i), hlc.Zero, make([]byte, 20+rng.IntN(400))), e.Apply(b, true)); err != nil {
			t.Fatal(err)
		}
		b.Close()
	}
	cut = fs.Crash(0, nil)
	if err := e.Close(); err != nil {
		t.Fatal(err)
	}
	return cut, n
}

// missing opens a store and counts the keys of 0 to n-1 that it has not.
func missing(t *testing.T, fs CrashFS, n int) (lost int) {
	t.Helper()
	e, err := Open(Options{FS: fs})
	if err != nil {
		t.Fatal(err)
	}
	for i := range n {
		if _, found, err := e.Get(rottenKey(i), nil); !found || err != nil {
			lost++
		}
	}
	if err := e.Close(); err != nil {
		t.Fatal(err)
	}
	return lost
}

// manifestOf finds the manifest in force.
func manifestOf(t *testing.T, fs CrashFS) string {
	t.Helper()
	names, err := fs.List("store")
	if err != nil {
		t.Fatal(err)
	}
	for _, n := range names {
		if strings.HasPrefix(n, "marker.manifest.") {
			return fs.PathJoin("store", n[strings.LastIndex(n, ".")+1:])
		}
	}
	t.Fatal("no marker of a manifest")
	return ""
}

// flip flips a bit of a file, somewhere before its end (at < 0) or at an offset.
func flip(t *testing.T, fs CrashFS, name string, at int64, rng *rand.Rand) (where, size int64) {
	t.Helper()
	f, err := fs.OpenReadWrite(name, "")
	if err != nil {
		t.Fatal(err)
	}
	info, err := f.Stat()
	if err != nil {
		t.Fatal(err)
	}
	if at < 0 {
		at = rng.Int64N(info.Size())
	}
	var b [1]byte
	_, err = f.ReadAt(b[:], at)
	b[0] ^= 1 << rng.IntN(8)
	_, werr := f.WriteAt(b[:], at)
	if err := errors.Join(err, werr, f.Close()); err != nil {
		t.Fatal(err)
	}
	return at, info.Size()
}
