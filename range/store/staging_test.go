package store

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
	"github.com/isochrondb/isochron/range/replica"
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
		err = errors.Join(err, b.Put(userKey(fmt.Sprintf("%04d", i)), 7, value(i)))
	}
	if err = errors.Join(err, e.Apply(b, true)); err != nil {
		t.Fatal(err)
	}
	return e
}

// takeIn reads a state that begins at st's offset, and puts it in place.
func takeIn(st *staging, stream []byte, d *descriptor.Range) error {
	_, err := st.reader.Begin(bytes.NewReader(stream[st.reader.Offset():]))
	if err == nil {
		_, err = st.reader.Entries(st.put)
	}
	if err == nil {
		err = st.end()
	}
	if err != nil {
		return err
	}
	b := st.s.o.Engine.NewBatch(0)
	defer b.Close()
	if err := st.fill(b, d, d); err != nil {
		return err
	}
	return st.install(b)
}

func rowOf(value string) func(int) []byte { return func(int) []byte { return []byte(value) } }

// stagingStore is as much of a store as staging needs.
func stagingStore(e engine.Engine, kept map[uint64]*staged) *Store {
	s := &Store{o: Options{Engine: e, StateDirectBytes: 1 << 10, StateFileBytes: 1 << 9}, states: newStates()}
	s.o.Log = slog.New(slog.DiscardHandler)
	s.states.staged = kept
	return s
}

func stagingRange() *descriptor.Range {
	return &descriptor.Range{ID: 5, Start: keys.Key{keys.Rows}, End: keys.MaxKey, Generation: 1, Replicas: []descriptor.Replica{{ID: 1, NodeID: 1, StoreID: 1}}}
}

func sumOf(t *testing.T, e engine.Engine, id uint64) string {
	t.Helper()
	b, err := replica.Sum(e, id)
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
	if err := replica.WriteState(from, d.ID, &b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes(), sumOf(t, from, d.ID)
}

var stagingName = stateName{from: 2, id: 7, toReplica: 1, index: 10}

// A power cut before every change of the disk while a large state is taken in leaves the old
// state, or one that the next process finishes: never a part of both. What had come goes on from
// there, and other files are gone.
func TestLargeStateIsWholeOrNothing(t *testing.T) {
	for _, planted := range []bool{false, true} {
		d := stagingRange()
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
		st, err := stagingStore(e, map[uint64]*staged{}).stage(d.ID, stagingName)
		if err == nil {
			err = takeIn(st, stream, d)
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
	kept, err := finishStates(e)
	if err != nil {
		return "", 0, err
	}
	got = sumOf(t, e, d.ID)
	names, err := e.Staged()
	if kept[d.ID] == nil && len(names) > 0 || kept[d.ID] != nil && len(names) != len(kept[d.ID].files) {
		return got, 0, fmt.Errorf("files %v are there, and %+v is kept", names, kept[d.ID])
	}
	if err != nil || got == want {
		return got, 0, err
	}
	st, err := stagingStore(e, kept).stage(d.ID, stagingName)
	if err != nil {
		return got, 0, err
	}
	on = st.reader.Offset()
	if err := takeIn(st, stream, d); err != nil {
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
func TestStagedFileRots(t *testing.T) {
	d := stagingRange()
	stream, want := stateWith(t, d, 200, rowOf("a new value"))
	fs := pebbleengine.MemFS()
	e := rangeWith(t, fs, d, 100, rowOf("an old value"))
	defer e.Close()
	before := sumOf(t, e, d.ID)
	s := stagingStore(e, map[uint64]*staged{})
	st, err := s.stage(d.ID, stagingName)
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	_, err = st.reader.Begin(bytes.NewReader(stream))
	_, err2 := st.reader.Entries(func(k keys.Key, ts hlc.Timestamp, v []byte) error {
		if n++; n == 150 {
			damage(t, fs, fs.PathJoin("store", "staged", st.files[0].name+".sst"))
		}
		return st.put(k, ts, v)
	})
	name := st.files[0].name
	if err := errors.Join(err, err2); err != nil {
		t.Fatal(err)
	}
	if err := st.end(); !errors.Is(err, ErrStateBusy) || !errors.Is(err, engine.ErrCorrupt) || !strings.Contains(err.Error(), name) {
		t.Errorf("got %v, want %v, %v and %s", err, ErrStateBusy, engine.ErrCorrupt, name)
	}
	if names, err := e.Staged(); len(names) > 0 || err != nil || sumOf(t, e, d.ID) != before {
		t.Errorf("%v are left, %v; or the range has changed", names, err)
	}
	if st, err = s.stage(d.ID, stagingName); err != nil || st.reader.Offset() != 0 {
		t.Fatalf("it goes on at %d, %v", st.reader.Offset(), err)
	}
	if err := takeIn(st, stream, d); err != nil || sumOf(t, e, d.ID) != want {
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

// A state over nothing is written once; one over another state as often again as compactions
// touch it: two or three times. (As batches, each was written six times.)
func TestStateIsWrittenOnce(t *testing.T) {
	for had, most := range map[int]float64{0: 1.1, 2000: 4.5} {
		d := stagingRange()
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
		s := stagingStore(e, map[uint64]*staged{})
		s.o.StateDirectBytes, s.o.StateFileBytes = 1<<20, 1<<20
		st, err := s.stage(d.ID, stagingName)
		if err == nil {
			err = takeIn(st, stream, d)
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
func FuzzDecodeStaged(f *testing.F) {
	f.Add((&staged{name: stagingName, at: 3, files: []stagedFile{{"a", engine.Seal{Bytes: 1, Checksum: 2}}}, progress: []byte("p")}).encode())
	f.Fuzz(func(t *testing.T, b []byte) {
		if p, ok := decodeStaged(b); ok {
			again, ok := decodeStaged(p.encode())
			if !ok || !bytes.Equal(again.encode(), p.encode()) {
				t.Errorf("%+v is read as %+v", p, again)
			}
			_ = replica.NewStateReader(5).Resume(p.progress)
		}
	})
}
