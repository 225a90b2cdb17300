package snapshot

import (
	"bytes"
	"errors"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/isochrondb/isochron/clock/hlc"
	"github.com/isochrondb/isochron/kv/engine"
	"github.com/isochrondb/isochron/kv/engine/pebbleengine"
	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/range/consensus"
	"github.com/isochrondb/isochron/range/descriptor"
	"github.com/isochrondb/isochron/range/raftnet"
	"github.com/isochrondb/isochron/range/replica"
	"github.com/isochrondb/isochron/range/replica/raftsnap"
)

// rangeWith makes an engine that holds a range with n rows.
func rangeWith(t *testing.T, fs pebbleengine.FS, d *descriptor.Range, n int, value func(int) []byte) engine.Engine {
	t.Helper()
	e, err := pebbleengine.Open(pebbleengine.Options{FS: fs, Dir: "store"})
	if err != nil {
		t.Fatal(err)
	}
	b := e.NewBatch(0)
	err = replica.Bootstrap(b, d, consensus.InitialIndex, consensus.InitialTerm)
	for i := range n {
		err = errors.Join(err, b.Put(keys.Key(append(keys.IndexPrefix(1, 100, 1), fmt.Sprintf("%04d", i)...)), 7, value(i)))
	}
	if err = errors.Join(err, e.Apply(b, true)); err != nil {
		t.Fatal(err)
	}
	return e
}

// takeIn reads a snapshot that begins at in's offset, and puts it in place.
func takeIn(in *Incoming, stream []byte, d *descriptor.Range) error {
	defer in.Close()
	if _, err := in.Receive(bytes.NewReader(stream[in.Offset():])); err != nil {
		return err
	}
	b := in.b.o.Engine.NewBatch(0)
	defer b.Close()
	if err := in.Fill(b, d, d); err != nil {
		return err
	}
	return in.Install(b)
}

func rowOf(value string) func(int) []byte { return func(int) []byte { return []byte(value) } }

func inboxOf(t *testing.T, e engine.Engine) *Inbox {
	t.Helper()
	b, err := Open(options(e))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// options make small files, of small snapshots too.
func options(e engine.Engine) Options {
	return Options{Engine: e, DirectBytes: 1 << 10, FileBytes: 1 << 9, Log: slog.New(slog.DiscardHandler), Failed: func() error { return nil }, Tend: func() {}}
}

func someRange() *descriptor.Range {
	return &descriptor.Range{ID: 5, Start: keys.Key{keys.Rows}, End: keys.MaxKey, Generation: 1, Replicas: []descriptor.Replica{{ID: 1, NodeID: 1, StoreID: 1}}}
}

func sumOf(t *testing.T, e engine.Engine, id uint64) string {
	t.Helper()
	b, err := raftsnap.Sum(e, id)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// stateWith is a state of a range with n rows, and its sum.
func stateWith(t *testing.T, d *descriptor.Range, n int, value func(int) []byte) (stream []byte, sum string) {
	t.Helper()
	from := rangeWith(t, pebbleengine.MemFS(), d, n, value)
	defer from.Close()
	var b bytes.Buffer
	if err := raftsnap.Write(from, d.ID, &b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes(), sumOf(t, from, d.ID)
}

var someName = Name{From: 2, ID: 7, ToReplica: 1, Index: 10}

// A power cut before every change of the disk while a large state is taken in leaves the old
// state, or one that the next process finishes: never a part of both. What had come goes on from
// there, and other files are gone.
func TestLargeIsWholeOrNothing(t *testing.T) {
	for _, planted := range []bool{false, true} {
		d := someRange()
		stream, want := stateWith(t, d, 200, rowOf("a new value"))
		disk := pebbleengine.NewCrashFS()
		e := rangeWith(t, disk, d, 100, rowOf("an old value"))
		before := sumOf(t, e, d.ID)
		if err := e.Close(); err != nil {
			t.Fatal(err)
		}
		type cut struct {
			at string
			fs pebbleengine.CrashFS
		}
		var cuts []cut
		var mu sync.Mutex // guards cuts and rng
		rng := rand.New(rand.NewPCG(3, 3))
		e, err := pebbleengine.Open(pebbleengine.Options{Dir: "store", FS: pebbleengine.WithHook(disk, func(op pebbleengine.Op) error {
			mu.Lock()
			defer mu.Unlock()
			cuts = append(cuts, cut{fmt.Sprint(op), disk.Crash([]int{0, 0, 50, 100}[rng.IntN(4)], rng)})
			if planted && op.Kind == pebbleengine.OpSync && strings.Contains(op.Path, "staged") {
				return pebbleengine.ErrSkip
			}
			return nil
		})})
		if err != nil {
			t.Fatal(err)
		}
		in, err := inboxOf(t, e).Begin(t.Context(), d.ID, someName)
		if err == nil {
			err = takeIn(in, stream, d)
		}
		if err = errors.Join(err, e.Close()); err != nil {
			t.Fatal(err)
		}
		olds, news, resumed, failed := 0, 0, 0, 0
		for _, c := range cuts {
			got, on, err := afterCut(t, c.fs, d, stream, want)
			if err != nil {
				if failed++; !planted {
					t.Errorf("before %s: %v", c.at, err)
				}
				continue
			}
			switch got {
			case before:
				olds++
			case want:
				news++
			default:
				t.Errorf("before %s there is neither the old state nor the new one", c.at)
			}
			if on > 0 {
				resumed++
			}
		}
		t.Logf("planted %v: %d cuts: %d old, %d new, %d went on, %d failed", planted, len(cuts), olds, news, resumed, failed)
		if planted != (failed > 0) || !planted && (olds < 20 || news < 5 || resumed < 10) {
			t.Errorf("planted %v: %d old, %d new, %d went on, %d failed", planted, olds, news, resumed, failed)
		}
	}
}

// afterCut opens what a cut left and returns what the range is, from which offset its state goes
// on, and what is wrong: it has to be the new one in the end.
func afterCut(t *testing.T, fs pebbleengine.FS, d *descriptor.Range, stream []byte, want string) (got string, on uint64, err error) {
	e, err := pebbleengine.Open(pebbleengine.Options{FS: fs, Dir: "store"})
	if err != nil {
		return "", 0, err
	}
	defer e.Close()
	inbox, err := Open(options(e))
	if err != nil {
		return "", 0, err
	}
	kept := inbox.had(d.ID)
	got = sumOf(t, e, d.ID)
	names, err := e.Staged()
	if kept == nil && len(names) > 0 || kept != nil && len(names) != len(kept.files) {
		return got, 0, fmt.Errorf("files %v are there, and %+v is kept", names, kept)
	}
	if err != nil || got == want {
		return got, 0, err
	}
	in, err := inbox.Begin(t.Context(), d.ID, someName)
	if err != nil {
		return got, 0, err
	}
	on = in.Offset()
	if err := takeIn(in, stream, d); err != nil {
		return got, on, fmt.Errorf("going on at %d: %w", on, err)
	}
	if sumOf(t, e, d.ID) != want {
		return got, on, fmt.Errorf("going on at %d makes another state", on)
	}
	if names, err := e.Staged(); len(names) > 0 || err != nil {
		return got, on, fmt.Errorf("files %v are left, %v", names, err)
	}
	return got, on, nil
}

// A file that is damaged while the rest of its state comes is named, nothing of it is used, and
// the state is taken in anew.
func TestFileRots(t *testing.T) {
	d := someRange()
	stream, want := stateWith(t, d, 200, rowOf("a new value"))
	fs := pebbleengine.MemFS()
	e := rangeWith(t, fs, d, 100, rowOf("an old value"))
	defer e.Close()
	before := sumOf(t, e, d.ID)
	inbox := inboxOf(t, e)
	in, err := inbox.Begin(t.Context(), d.ID, someName)
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	_, err = in.reader.Begin(bytes.NewReader(stream))
	_, err2 := in.reader.Entries(func(k keys.Key, ts hlc.Timestamp, v []byte) error {
		if n++; n == 150 {
			damage(t, fs, fs.PathJoin("store", "staged", in.files[0].name+".sst"))
		}
		return in.put(k, ts, v)
	})
	name := in.files[0].name
	if err := errors.Join(err, err2); err != nil {
		t.Fatal(err)
	}
	if err := in.end(); !errors.Is(err, raftnet.ErrBusy) || !errors.Is(err, engine.ErrCorrupt) || !strings.Contains(err.Error(), name) {
		t.Errorf("got %v, want %v, %v and %s", err, raftnet.ErrBusy, engine.ErrCorrupt, name)
	}
	in.Close()
	if names, err := e.Staged(); len(names) > 0 || err != nil || sumOf(t, e, d.ID) != before {
		t.Errorf("%v are left, %v; or the range has changed", names, err)
	}
	if in, err = inbox.Begin(t.Context(), d.ID, someName); err != nil || in.Offset() != 0 {
		t.Fatalf("it goes on at %d, %v", in.Offset(), err)
	}
	if err := takeIn(in, stream, d); err != nil || sumOf(t, e, d.ID) != want {
		t.Errorf("taken in anew: %v", err)
	}
}

// damage changes a bit in the middle of a file.
func damage(t *testing.T, fs pebbleengine.FS, path string) {
	t.Helper()
	f, err := fs.OpenReadWrite(path, "")
	if err != nil {
		t.Fatal(err)
	}
	var b [1]byte
	_, err = f.ReadAt(b[:], 100)
	b[0] ^= 1
	if _, err2 := f.WriteAt(b[:], 100); errors.Join(err, err2, f.Close()) != nil {
		t.Fatal(err, err2)
	}
}

// A snapshot over nothing is written once; one over another state as often again as compactions
// touch it: two or three times. (As batches, each was written six times.)
func TestIsWrittenOnce(t *testing.T) {
	for had, most := range map[int]float64{0: 1.1, 2000: 4.5} {
		d := someRange()
		rng := rand.New(rand.NewPCG(1, 1))
		value := func(int) []byte {
			b := make([]byte, 2000)
			for i := range b {
				b[i] = byte(rng.Uint32())
			}
			return b
		}
		stream, want := stateWith(t, d, 4000, value)
		disk := pebbleengine.MemFS()
		if err := rangeWith(t, disk, d, had, value).Close(); err != nil {
			t.Fatal(err)
		}
		var wrote atomic.Int64
		e, err := pebbleengine.Open(pebbleengine.Options{Dir: "store", FS: pebbleengine.WithHook(disk, func(op pebbleengine.Op) error {
			wrote.Add(int64(op.Size))
			return nil
		})})
		if err != nil {
			t.Fatal(err)
		}
		inbox := inboxOf(t, e)
		inbox.o.DirectBytes, inbox.o.FileBytes = 1<<20, 1<<20
		in, err := inbox.Begin(t.Context(), d.ID, someName)
		if err == nil {
			err = takeIn(in, stream, d)
		}
		if err = errors.Join(err, e.Flush()); err != nil || sumOf(t, e, d.ID) != want {
			t.Fatal(err)
		}
		if err := e.Close(); err != nil {
			t.Fatal(err)
		}
		factor := float64(wrote.Load()) / float64(len(stream))
		t.Logf("over %d rows: %.2f bytes written for each byte of the state", had, factor)
		if factor > most {
			t.Errorf("over %d rows: %.2f bytes written for each byte of the state", had, factor)
		}
	}
}

// What a store has kept of a state is read as it was written, or refused.
func FuzzDecodePartial(f *testing.F) {
	f.Add((&partial{name: someName, at: 3, files: []file{{"a", engine.Seal{Bytes: 1, Checksum: 2}}}, progress: []byte("p")}).encode())
	f.Fuzz(func(t *testing.T, b []byte) {
		if p, ok := decodePartial(b); ok {
			again, ok := decodePartial(p.encode())
			if !ok || !bytes.Equal(again.encode(), p.encode()) {
				t.Errorf("%+v is read as %+v", p, again)
			}
			_ = raftsnap.NewReader(5).Resume(p.progress)
		}
	})
}
