package view

import (
	"fmt"
	"math/rand/v2"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/isochrondb/isochron/clock/hlc"
	"github.com/isochrondb/isochron/kv/engine"
	"github.com/isochrondb/isochron/kv/engine/pebbleengine"
	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/kv/mvcc"
)

// queue is rows that are put at one end and taken from the other, read by a replica's snapshots.
type queue struct {
	t    testing.TB
	src  *Source
	part byte // of the key space
	ts   atomic.Int64
}

func newQueue(t testing.TB, bareMin int, believed bool) *queue {
	e, err := pebbleengine.Open(pebbleengine.Options{FS: pebbleengine.MemFS(), CacheBytes: 8 << 20})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := e.Close(); err != nil {
			t.Error(err)
		}
	})
	q := &queue{t: t, part: keys.Rows, src: &Source{Engine: e, Memory: new(Memory), BareMin: bareMin, Shortened: new(atomic.Uint64), Believed: believed}}
	q.ts.Store(10)
	return q
}

func (q *queue) key(i int) keys.Key { return keys.Key(fmt.Sprintf("%cq%06d", q.part, i)) }

func (q *queue) apply(f func(w engine.Writer) error) {
	b := q.src.Engine.NewBatch(0)
	defer b.Close()
	if err := f(b); err != nil {
		q.t.Error(err)
	}
	if err := q.src.Engine.Apply(b, false); err != nil {
		q.t.Error(err)
	}
}

func (q *queue) put(i int) hlc.Timestamp {
	ts := hlc.Timestamp(q.ts.Add(1))
	q.apply(func(w engine.Writer) error {
		return mvcc.Put(w, q.key(i), ts, mvcc.Header{Mode: mvcc.ModeUpdate}, []byte("x"))
	})
	return ts
}

func (q *queue) take(i int) hlc.Timestamp {
	ts := hlc.Timestamp(q.ts.Add(1))
	q.apply(func(w engine.Writer) error {
		return mvcc.Delete(w, q.key(i), ts, mvcc.Header{Mode: mvcc.ModeUpdate})
	})
	return ts
}

// first returns the first row of the span at ts, and the newest version that was met.
func (q *queue) first(span keys.Span, ts hlc.Timestamp) (string, hlc.Timestamp) {
	s := q.src.Open(ts)
	defer s.Close()
	got := ""
	res, err := s.Rows(span, mvcc.ScanOptions{MaxRows: 1}, func(k keys.Key, _ []byte) error { got = string(k); return nil })
	if err != nil {
		q.t.Error(err)
	}
	return got, res.MaxObs
}

// TestBareModel has a queue beside a plain scan: puts at any place, removals, collection, reads
// of the past, walks that begin in the middle. Both find the same row.
func TestBareModel(t *testing.T) {
	const rows = 200
	skipped := 0
	for seed := range uint64(8) {
		rng := rand.New(rand.NewPCG(seed, 3))
		q := newQueue(t, 3, false)
		for i := range rows {
			q.put(i)
		}
		head := 0
		for step := range 600 {
			switch n := rng.IntN(20); {
			case n < 12 && head < rows:
				q.take(head)
				head++
			case n == 12:
				i := rng.IntN(rows)
				q.put(i)
				if rng.IntN(2) == 0 {
					q.take(i)
				}
			case n == 13 && head > 0: // a tombstone is collected, with what lies below
				i := rng.IntN(head)
				v, found, err := mvcc.Get(q.src.Engine, q.key(i), hlc.Max, nil)
				if err != nil {
					t.Fatal(err)
				}
				if found && v.Tombstone {
					q.apply(func(w engine.Writer) error {
						var errs error
						for ts := hlc.Timestamp(1); ts <= v.Timestamp; ts++ {
							if err := w.Delete(q.key(i), ts); err != nil {
								errs = err
							}
						}
						return errs
					})
				}
			}
			span := keys.Span{Start: q.key(0), End: q.key(rows)}
			if rng.IntN(4) == 0 {
				span.Start = q.key(rng.IntN(rows))
			}
			ts := hlc.Timestamp(q.ts.Load())
			if rng.IntN(8) == 0 {
				ts -= hlc.Timestamp(rng.IntN(5))
			}
			want := ""
			res, err := mvcc.Scan(q.src.Engine, span, ts, mvcc.ScanOptions{MaxRows: 1}, func(k keys.Key, _ mvcc.Version) error { want = string(k); return nil })
			if err != nil {
				t.Fatal(err)
			}
			got, maxObs := q.first(span, ts)
			if got != want || maxObs < res.MaxObs || maxObs > ts {
				t.Fatalf("seed %d, step %d: at %d of %q: %q up to %d, and %q up to %d are there", seed, step, ts, span.Start, got, maxObs, want, res.MaxObs)
			}
			if start, _, _ := q.src.Skip(span, ts); start.Compare(span.Start) > 0 {
				skipped++
			}
		}
	}
	if skipped < 500 {
		t.Errorf("walks began later in %d cases alone", skipped)
	}
}

// TestBarePut puts a row where walks have learnt that there is none any more.
func TestBarePut(t *testing.T) {
	for i, part := range []byte{keys.Directory, keys.System, keys.Catalog, keys.Sequences, keys.Rows, keys.Rows} {
		believed := i == 5 // planted: it is missed
		q := newQueue(t, 2, believed)
		q.part = part
		span := keys.Span{Start: q.key(0), End: q.key(10)}
		for i := range 10 {
			q.put(i)
		}
		for i := range 9 {
			q.take(i)
		}
		for range 3 {
			if got, _ := q.first(span, hlc.Timestamp(q.ts.Load())); got != string(q.key(9)) {
				t.Fatalf("%q is the first row", got)
			}
		}
		if start, _, _ := q.src.Skip(span, hlc.Timestamp(q.ts.Load())); start.Compare(q.key(8).Next()) != 0 {
			t.Fatalf("a third walk begins at %q", start)
		}
		q.put(3)
		if got, _ := q.first(span, hlc.Timestamp(q.ts.Load())); (got != string(q.key(3))) != believed {
			t.Errorf("part %x, believed %t: %q is the first row, and row 3 was put", part, believed, got)
		}
	}
}

// TestBareWalks begins walks where others did not, and puts rows behind the last that was taken:
// what one walk has learnt does not keep the next from it.
func TestBareWalks(t *testing.T) {
	at := func(q *queue, from int) keys.Key {
		start, _, _ := q.src.Skip(keys.Span{Start: q.key(from), End: q.key(99)}, hlc.Timestamp(q.ts.Load()))
		return start
	}
	q := newQueue(t, 2, false)
	for i := range 40 {
		q.put(i)
	}
	for i := range 40 {
		q.take(i)
	}
	now := func() hlc.Timestamp { return hlc.Timestamp(q.ts.Load()) }
	walk := func(from, to int) { q.first(keys.Span{Start: q.key(from), End: q.key(to)}, now()) }
	walk(0, 99) // a wide one
	for range 2 {
		walk(10, 30)
	}
	if got := at(q, 10); got.Compare(q.key(29).Next()) != 0 {
		t.Errorf("a walk from 10 begins at %q", got)
	}
	for range 2 {
		walk(0, 99)
	}
	for range 2 {
		walk(0, 99)
	}
	if got := at(q, 0); got.Compare(q.key(0)) == 0 {
		t.Error("a walk from 0 leaves nothing out")
	}
	for range 4 {
		walk(0, 99)
	}
	q.put(50) // behind the last
	if got, _ := q.first(keys.Span{Start: q.key(0), End: q.key(99)}, now()); got != string(q.key(50)) {
		t.Errorf("%q is the first row", got)
	}
	if got := at(q, 30); got.Compare(q.key(30)) <= 0 {
		t.Errorf("a row behind the last one has a walk from 30 begin at %q", got)
	}
}

// TestBareUnderWrites has readers beside one who takes rows from a queue and puts some back: what
// was acknowledged before a read, it finds.
func TestBareUnderWrites(t *testing.T) {
	if lost := bareUnderWrites(t, false); lost > 0 {
		t.Errorf("%d reads missed a row", lost)
	}
}

func bareUnderWrites(t *testing.T, believed bool) int64 {
	const rows, rounds = 400, 40
	q := newQueue(t, 2, believed)
	span := keys.Span{Start: q.key(0), End: q.key(rows + 1)}
	q.put(rows)
	var lowest atomic.Int64 // the first row, and when it was put or the one before it was taken
	var at atomic.Int64
	lowest.Store(rows)
	var work, readers sync.WaitGroup
	var ended atomic.Bool
	var lost atomic.Int64
	for range 3 {
		readers.Go(func() {
			for !ended.Load() {
				from := at.Load()
				first := lowest.Load()
				ts := hlc.Timestamp(q.ts.Load())
				got, _ := q.first(span, ts)
				if at.Load() == from && from%2 == 0 && got != string(q.key(int(first))) {
					lost.Add(1)
				}
			}
		})
	}
	work.Go(func() {
		rng := rand.New(rand.NewPCG(7, 7))
		change := func(f func(), first int) {
			at.Add(1) // odd: something is under way
			f()
			lowest.Store(int64(first))
			at.Add(1)
			for range rng.IntN(3) { // readers learn meanwhile
				q.first(span, hlc.Timestamp(q.ts.Load()))
			}
		}
		for range rounds {
			i := rng.IntN(rows)
			change(func() { q.put(i) }, i)
			for j := i; j < min(i+20, rows); j++ { // each row is put before the one before it goes
				if j+1 < rows {
					change(func() { q.put(j + 1) }, j)
					change(func() { q.take(j) }, j+1)
				} else {
					change(func() { q.take(j) }, rows)
				}
			}
			if last := i + 20; last < rows {
				change(func() { q.take(last) }, rows)
			}
		}
	})
	work.Wait()
	ended.Store(true)
	readers.Wait()
	return lost.Load()
}

// BenchmarkQueueHead looks for the first row of a queue out of which 5,000 were taken.
func BenchmarkQueueHead(b *testing.B) {
	for _, known := range []bool{false, true} {
		b.Run(fmt.Sprintf("known=%t", known), func(b *testing.B) {
			least := 1 << 30
			if known {
				least = 32
			}
			q := newQueue(b, least, false)
			span := keys.Span{Start: q.key(0), End: q.key(9999)}
			for i := range 5001 {
				q.put(i)
			}
			for i := range 5000 {
				q.take(i)
			}
			for b.Loop() {
				q.first(span, hlc.Timestamp(q.ts.Load()))
			}
		})
	}
}
