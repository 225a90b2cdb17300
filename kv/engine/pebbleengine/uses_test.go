package pebbleengine

import (
	"errors"
	"testing"
	"testing/synctest"
	"time"

	"github.com/cockroachdb/pebble/v2/vfs"

	"github.com/isochrondb/isochron/clock/hlc"
	"github.com/isochrondb/isochron/kv/engine"
	"github.com/isochrondb/isochron/kv/keys"
)

// Close waits for iterators and snapshots that are open, and what begins later is refused.
func TestCloseWaits(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		e, err := Open(Options{Dir: "store", FS: vfs.NewMem()})
		if err != nil {
			t.Fatal(err)
		}
		b := e.NewBatch(0)
		if err := errors.Join(b.Put(keys.Key("k"), hlc.Zero, []byte("v")), e.Apply(b, true), e.Flush()); err != nil {
			t.Fatal(err)
		}
		it, err := e.NewIter(engine.IterOptions{})
		if err != nil || !it.First() {
			t.Fatal(err, it)
		}
		snap := e.NewSnapshot()
		closed := make(chan error, 1)
		go func() { closed <- e.Close() }()
		time.Sleep(time.Second)
		if _, err := e.NewIter(engine.IterOptions{}); !errors.Is(err, engine.ErrClosed) {
			t.Errorf("a closing engine gave an iterator: %v", err)
		}
		if v, ok, err := snap.Get(keys.Key("k"), nil); err != nil || !ok || string(v) != "v" {
			t.Errorf("a snapshot from before: %q %v %v", v, ok, err)
		}
		if err := errors.Join(it.Close(), snap.Close()); err != nil {
			t.Error(err)
		}
		time.Sleep(time.Second)
		select {
		case err := <-closed:
			if err != nil {
				t.Error(err)
			}
		default:
			t.Error("not closed although nothing is open")
		}
	})
}
