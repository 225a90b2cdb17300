package store

import (
	"encoding/binary"
	"errors"
	"fmt"
	"runtime"
	"testing"
	"time"

	"github.com/isochrondb/isochron/base/stop"
	"github.com/isochrondb/isochron/clock/hlc"
	"github.com/isochrondb/isochron/kv/engine"
	"github.com/isochrondb/isochron/kv/engine/pebbleengine"
	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/kv/mvcc"
	"github.com/isochrondb/isochron/range/allocator"
	"github.com/isochrondb/isochron/range/consensus"
	"github.com/isochrondb/isochron/range/descriptor"
	"github.com/isochrondb/isochron/range/directory"
	"github.com/isochrondb/isochron/range/replica"
)

// manyRanges makes a store whose rows lie in n ranges, as many splits would.
func manyRanges(t testing.TB, fs pebbleengine.FS, n int) {
	t.Helper()
	e := openEnv(t, fs, nil)
	e.close()
	eng, err := pebbleengine.Open(pebbleengine.Options{FS: fs, Dir: "store"})
	if err != nil {
		t.Fatal(err)
	}
	defer eng.Close()
	b := eng.NewBatch(0)
	first := FirstRanges(testIdent)[4]
	for i := range n {
		d := *first
		d.Generation++
		if i > 0 {
			d.ID, d.Start = uint64(1000+i), manyKey(i)
		}
		if i < n-1 {
			d.End = manyKey(i + 1)
		}
		if err := replica.Bootstrap(b, &d, consensus.InitialIndex, consensus.InitialTerm); err != nil {
			t.Fatal(err)
		}
	}
	if err := errors.Join(eng.Apply(b, true), b.Close()); err != nil {
		t.Fatal(err)
	}
}

func manyKey(i int) keys.Key {
	return binary.BigEndian.AppendUint32(userKey(""), uint32(i))
}

func heapBytes() uint64 {
	runtime.GC()
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}

// Ranges that nobody asks are cheap: no goroutine each, and little memory.
func TestManyIdleRanges(t *testing.T) {
	const n = 10_000
	fs := pebbleengine.MemFS()
	manyRanges(t, fs, n)
	goroutines := runtime.NumGoroutine()
	start := time.Now()
	e := openEnv(t, fs, nil)
	opened := time.Since(start)
	waitForDirectory(t, e)
	if got := len(e.store.Ranges()); got != n+4 {
		t.Fatalf("%d ranges, want %d", got, n+4)
	}
	if got := runtime.NumGoroutine() - goroutines; got > 30 {
		t.Errorf("%d goroutines for %d ranges", got, n)
	}
	with := heapBytes()
	e.check(e.store.Close())
	e.store, e.router, e.closed = nil, nil, true
	perRange := int64(with-heapBytes()) / n
	e.closeEngine()
	t.Logf("opened in %v, %d bytes per sleeping range", opened, perRange)
	if perRange > 2048 {
		t.Errorf("a sleeping range costs %d bytes, limit 2048", perRange)
	}
}

// Waking ranges: each serves after its first request.
func TestWakeManyRanges(t *testing.T) {
	const n = 300
	fs := pebbleengine.MemFS()
	manyRanges(t, fs, n)
	e := openEnv(t, fs, nil)
	heap := heapBytes()
	for i := range n {
		e.check(e.put(t.Context(), append(manyKey(i), 'x'), "v"))
	}
	t.Logf("%d bytes per range that serves", int64(heapBytes()-heap)/n)
}

// A range that grows splits in its middle, again and again, by itself.
// TestSplitsStayCheap: the split of a range that came from a split, and so on, writes
// no more than the first one did.
func TestSplitsStayCheap(t *testing.T) {
	e := openEnv(t, pebbleengine.MemFS(), nil)
	defer e.close()
	bytes := func(at int) uint64 {
		before := e.store.WriterStats().Bytes
		e.check(e.split(t.Context(), manyKey(at)))
		waitForDirectory(t, e)
		return e.store.WriterStats().Bytes - before
	}
	first := bytes(1)
	for i := 2; i < 12; i++ {
		_, _, err := e.get(t.Context(), manyKey(i-1)) // a mark, and the range is awake
		e.check(err)
		if got := bytes(i); got > 2*first {
			t.Fatalf("split %d wrote %d bytes, the first one %d", i, got, first)
		}
	}
}

func TestSplitBySize(t *testing.T) {
	e := openEnv(t, pebbleengine.MemFS(), func(o *Options) {
		o.Policy = allocator.Splits{BytesMax: 64 << 10}
		o.SizeCheckBytes = 8 << 10
	})
	value := make([]byte, 1000)
	for i := range value {
		value[i] = byte(i * i)
	}
	for i := 0; len(e.store.Ranges()) < 8; i++ {
		if i == 5000 {
			t.Fatalf("%d ranges after %d kB", len(e.store.Ranges()), i)
		}
		e.check(e.put(t.Context(), userKey(fmt.Sprintf("%04d", i*7%1000)), fmt.Sprint(i, string(value))))
	}
	checkRanges(t, e, 0)
	waitForDirectory(t, e)
}

// A hot range splits where its load does.
func TestSplitByLoad(t *testing.T) {
	e := openEnv(t, pebbleengine.MemFS(), func(o *Options) { o.Policy = allocator.Splits{PerSecondMax: 100} })
	e.check(e.put(t.Context(), userKey("a"), "x"))
	d := e.store.Containing(userKey("a"))
	rh := e.store.ranges.get(d.ID)
	rh.load.since, rh.load.total = time.Now().Add(-time.Minute).UnixNano(), 0
	rh.Requests.Store(1_000_000)
	for i := range sampleKeys {
		rh.sample(userKey(fmt.Sprintf("%02d", i)))
	}
	for e.store.Containing(userKey("99")).ID == d.ID {
		e.check(stop.Sleep(t.Context(), time.Millisecond))
	}
	if got, want := e.store.Containing(userKey("99")).Start, userKey("32"); got.Compare(want) != 0 {
		t.Errorf("split at %s, want %s", got, want)
	}
}

// New ranges get IDs that nobody has, over restarts too.
func TestRangeIDsAreNew(t *testing.T) {
	fs := pebbleengine.MemFS()
	seen := make(map[uint64]bool)
	for range 3 {
		e := openEnv(t, fs, func(o *Options) { o.RangeIDBlock = 3 })
		for _, d := range e.store.Ranges() {
			seen[d.ID] = true
		}
		for range 5 {
			id, err := e.store.newRangeID()
			if err != nil || seen[id] {
				t.Fatalf("range ID %d, %v: seen %v", id, err, seen[id])
			}
			seen[id] = true
		}
		e.close()
	}
}

// The process ended between a split and its directory rows: the next one writes them.
func TestDirectoryCatchesUp(t *testing.T) {
	fs := pebbleengine.MemFS()
	e := openEnv(t, fs, nil)
	e.check(e.split(t.Context(), userKey("m")))
	waitForDirectory(t, e)
	e.close()
	spoil(t, fs, func(w engine.Writer) error { // as if the rows had not been written
		for _, d := range e.store.Ranges() {
			if err := mvcc.Delete(w, directory.Key(d.End), hlc.Timestamp(time.Now().UnixNano()), mvcc.Header{}); err != nil {
				return err
			}
		}
		return nil
	})
	e = openEnv(t, fs, nil)
	waitForDirectory(t, e)
}

// What does not enter the log says so.
func TestRefusedProposalsAreNotInTheLog(t *testing.T) {
	e := openEnv(t, pebbleengine.MemFS(), nil)
	e.check(e.put(t.Context(), userKey("a"), "1"))
	rh := e.store.ranges.get(e.store.Containing(userKey("a")).ID)
	results := make(chan replica.Result, 1)
	rh.Propose(&replica.Command{Term: 99}, nil, func(r replica.Result) { results <- r })
	if r := <-results; r.Code != replica.Never {
		t.Errorf("a command of another term: %+v, want Never", r)
	}
	if err := e.do(t.Context(), userKey("a"), func(d *descriptor.Range, s kvpb.Sender) error {
		e.close()
		return s.Send(t.Context(), &kvpb.CommitRequest{Header: &kvpb.Header{RangeId: d.ID}}, &kvpb.CommitResponse{})
	}); !isElsewhere(err) {
		t.Errorf("after Close: %v, want to be sent on", err)
	}
}

func FuzzDecodeIdent(f *testing.F) {
	id := testIdent
	id.Format = FormatVersion
	f.Add(id.encode())
	f.Add([]byte(identMagic))
	f.Fuzz(func(t *testing.T, b []byte) {
		if id, err := decodeIdent(b); err == nil && string(id.encode()) != string(b) {
			t.Fatalf("%x decodes to %+v", b, id)
		}
	})
}
