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

// logBlock is a block of Pebble's log. What is damaged in the last one looks like its end.
const logBlock = 32 << 10

// TestRottenLog flips a bit of the log that a power cut left, of a store that is new and of
// one that was opened before: it is told, and nothing that was acknowledged is forgotten in
// silence.
func TestRottenLog(t *testing.T) {
	for seed := range uint64(40) {
		rng := rand.New(rand.NewPCG(seed, 0x07))
		fs := NewCrashFS()
		open := func(fs FS) (engine.Engine, error) { return Open(Options{FS: fs}) }
		e, err := open(fs)
		if err != nil {
			t.Fatal(err)
		}
		if seed%2 == 1 {
			if err := e.Close(); err != nil {
				t.Fatal(err)
			}
			if e, err = open(fs); err != nil {
				t.Fatal(err)
			}
		}
		for i := range 400 {
			b := e.NewBatch(512)
			key := append(keys.Key{keys.System}, fmt.Sprintf("%04d", i)...)
			if err := errors.Join(b.Put(key, hlc.Zero, make([]byte, 20+rng.IntN(400))), e.Apply(b, true)); err != nil {
				t.Fatal(err)
			}
			b.Close()
		}
		cut := fs.Crash(0, nil)
		if err := e.Close(); err != nil {
			t.Fatal(err)
		}
		where := flipLog(t, cut, rng)
		again, err := open(cut)
		if err == nil {
			_ = again.Close()
		}
		if !errors.Is(err, engine.ErrCorrupt) {
			t.Errorf("seed %d: a bit flipped in %s: opened with %v", seed, where, err)
		}
	}
}

// flipLog flips a bit of the newest log, before its last block.
func flipLog(t *testing.T, fs CrashFS, rng *rand.Rand) string {
	t.Helper()
	names, err := fs.List("store")
	if err != nil {
		t.Fatal(err)
	}
	name := ""
	for _, n := range names {
		if strings.HasSuffix(n, ".log") && n > name {
			name = n
		}
	}
	name = fs.PathJoin("store", name)
	info, err := fs.Stat(name)
	if err != nil || info.Size() <= logBlock {
		t.Fatalf("%s: %v", name, err)
	}
	at, size := flip(t, fs, name, rng.Int64N((info.Size()-1)/logBlock*logBlock), rng)
	return fmt.Sprintf("%s at %d of %d", name, at, size)
}
