package pebbleengine_test

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"math/rand/v2"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/isochrondb/isochron/clock/hlc"
	"github.com/isochrondb/isochron/kv/engine"
	"github.com/isochrondb/isochron/kv/engine/pebbleengine"
	"github.com/isochrondb/isochron/kv/keys"
)

// walkAll walks over the newest versions of [from, to), twice: what is walked over again may be kept.
func walkAll(t testing.TB, e engine.Engine, from, to keys.Key) {
	t.Helper()
	for range 2 {
		it, err := e.NewIter(engine.IterOptions{Lower: from, Upper: to, Stretches: true})
		if err != nil {
			t.Fatal(err)
		}
		for ok := it.First(); ok; {
			ok = it.NextKey()
		}
		if err := it.Close(); err != nil {
			t.Fatal(err)
		}
	}
}

// checkStretches compares all stretches that lie in the first n rows with what an iterator finds. It returns
// how many rows they have.
func checkStretches(t testing.TB, e engine.Engine, n int) (rows int) {
	t.Helper()
	it, err := e.NewIter(engine.IterOptions{})
	if err != nil {
		t.Fatal(err)
	}
	defer it.Close()
	for at := rowKey(0); bytes.Compare(at, rowKey(n)) < 0; {
		s, next := e.Stretch(at)
		if s == nil {
			if next == nil {
				return rows
			}
			at = next
			continue
		}
		if first, last := s.Row(0).Key, s.Row(s.Len()-1).Key; bytes.Compare(first, s.Start) < 0 || bytes.Compare(last, s.End) >= 0 {
			t.Fatalf("a stretch from %s to %s has rows from %s to %s", s.Start, s.End, first, last)
		}
		i := 0
		for ok := it.SeekGE(s.Start, hlc.Max); ok && bytes.Compare(it.Key(), s.End) < 0; ok = it.NextKey() {
			v, err := it.Value()
			if err != nil {
				t.Fatal(err)
			}
			if row := s.Row(min(i, s.Len()-1)); i == s.Len() || !bytes.Equal(row.Key, it.Key()) || row.Timestamp != it.Timestamp() || !bytes.Equal(row.Value, v) {
				t.Fatalf("a stretch from %s to %s is not right at its row %d: %s at %d is there, and it has %v", s.Start, s.End, i, it.Key(), it.Timestamp(), row)
			}
			i++
		}
		if i != s.Len() {
			t.Fatalf("a stretch from %s to %s has %d rows, and %d are there", s.Start, s.End, s.Len(), i)
		}
		if from := s.From(s.Row(i / 2).Key); from != i/2 {
			t.Fatalf("in a stretch of %d rows from %s to %s, row %d is found at place %d", i, s.Start, s.End, i/2, from)
		}
		rows += i
		at = s.End
	}
	return rows
}

// TestStretches changes rows that are kept in each way there is.
func TestStretches(t *testing.T) {
	const rows = 400
	middle := rowKey(200)
	apply := func(f func(engine.Batch) error) func(*testing.T, engine.Engine) {
		return func(t *testing.T, e engine.Engine) {
			b := e.NewBatch(0)
			defer b.Close()
			if err := f(b); err != nil {
				t.Fatal(err)
			}
			if err := e.Apply(b, false); err != nil {
				t.Fatal(err)
			}
		}
	}
	tests := []struct {
		name   string
		change func(*testing.T, engine.Engine)
		less   int // rows that may be lost
	}{
		{"nothing", func(*testing.T, engine.Engine) {}, 0},
		{"a newer version", func(t *testing.T, e engine.Engine) { write(t, e, middle, 9) }, 0},
		{"an older version", func(t *testing.T, e engine.Engine) { write(t, e, middle, 3) }, 0},
		{"several at once", func(t *testing.T, e engine.Engine) { write(t, e, middle, 3, 12, 7) }, 0},
		{"the version again", func(t *testing.T, e engine.Engine) { write(t, e, middle, 5) }, 0},
		{"a new row", func(t *testing.T, e engine.Engine) { write(t, e, append(rowKey(200), 'x'), 9) }, 0},
		{"many new rows", func(t *testing.T, e engine.Engine) {
			for i := range byte(200) {
				write(t, e, append(rowKey(200), i), 9)
			}
		}, 96},
		{"its version is gone", apply(func(b engine.Batch) error { return b.Delete(middle, 5) }), 96},
		{"it is gone", apply(func(b engine.Batch) error {
			return errors.Join(b.Delete(middle, 5), b.Delete(middle, 4), b.Delete(middle, 2), b.Delete(middle, 1))
		}), 96},
		{"an older version is gone", apply(func(b engine.Batch) error { return b.Delete(middle, 2) }), 0},
		{"rows are gone", apply(func(b engine.Batch) error { return b.DeleteRange(rowKey(190), rowKey(210)) }), rows},
		{"a log is gone", apply(func(b engine.Batch) error { return b.DeleteRange(keys.Key{keys.StoreLocal}, keys.Key{keys.RangeLocal}) }), 0},
		{"rows come from a file", func(t *testing.T, e engine.Engine) {
			tab, err := e.NewTable()
			if err != nil {
				t.Fatal(err)
			}
			if err := tab.Put(middle, 9, []byte("x")); err != nil {
				t.Fatal(err)
			}
			if err := e.Ingest(tab); err != nil {
				t.Fatal(err)
			}
		}, rows},
		{"a large version", apply(func(b engine.Batch) error { return b.Put(middle, 9, make([]byte, 1<<20)) }), 96},
		{"no version", apply(func(b engine.Batch) error { return b.Put(middle, hlc.Zero, []byte("x")) }), 96},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			e := open(t, pebbleengine.Options{CacheBytes: 16 << 20})
			for i := range rows {
				write(t, e, rowKey(i), 1, 2, 4, 5)
			}
			if got := checkStretches(t, e, rows); got != 0 {
				t.Fatalf("%d rows are kept before anybody walked", got)
			}
			walkAll(t, e, rowKey(0), rowKey(rows))
			before := checkStretches(t, e, rows)
			if before < rows*3/4 {
				t.Fatalf("%d of %d rows are kept", before, rows)
			}
			test.change(t, e)
			if got := checkStretches(t, e, rows); got < before-test.less {
				t.Errorf("%d rows are kept, of %d", got, before)
			}
			walkAll(t, e, rowKey(0), rowKey(rows))
			checkStretches(t, e, rows)
		})
	}
}

// few is how many of n seeds are played: with -short, where the race detector and Pebble's invariants make
// each twenty times as slow, a third.
func few(n uint64) uint64 {
	if testing.Short() {
		return max(1, n/3)
	}
	return n
}

// TestStretchesModel changes rows at random, walks over parts of them, and compares.
func TestStretchesModel(t *testing.T) {
	const rows = 300
	for seed := range few(6) {
		rng := rand.New(rand.NewPCG(seed, 7))
		// In a small cache they have to make room for each other.
		e := open(t, pebbleengine.Options{CacheBytes: []int64{16 << 20, 80 << 10, 200 << 10}[seed%3]})
		ts, kept := hlc.Timestamp(10), 0
		for step := range 3000 {
			switch x := rng.IntN(20); {
			case x < 12:
				ts++
				write(t, e, rowKey(rng.IntN(rows)), ts)
			case x < 14:
				b := e.NewBatch(0)
				if err := b.Delete(rowKey(rng.IntN(rows)), hlc.Timestamp(10+rng.IntN(int(ts)-9))); err != nil {
					t.Fatal(err)
				}
				if err := e.Apply(b, false); err != nil {
					t.Fatal(err)
				}
			case x == 14 && step%200 == 0:
				if err := e.Flush(); err != nil {
					t.Fatal(err)
				}
			case x == 15 && step%50 == 0:
				b := e.NewBatch(0)
				from := rng.IntN(rows)
				if err := b.DeleteRange(rowKey(from), rowKey(from+5)); err != nil {
					t.Fatal(err)
				}
				if err := e.Apply(b, false); err != nil {
					t.Fatal(err)
				}
			default:
				from := rng.IntN(rows)
				walkAll(t, e, rowKey(from), rowKey(from+rng.IntN(120)))
			}
			kept += checkStretches(t, e, rows)
		}
		if kept < 3000*rows/20 {
			t.Errorf("seed %d: too little to prove anything: %d rows were kept on average", seed, kept/3000)
		}
		b := e.NewBatch(0)
		if err := b.DeleteRange(rowKey(0), rowKey(rows)); err != nil {
			t.Fatal(err)
		}
		if err := e.Apply(b, false); err != nil {
			t.Fatal(err)
		}
		if b := e.Metrics().StretchBytes; b != 0 {
			t.Errorf("seed %d: %d bytes are said to be kept, of nothing", seed, b)
		}
	}
}

// TestStretchesGrow has rows that are kept grow: they take no more memory than they may.
func TestStretchesGrow(t *testing.T) {
	const rows, cache = 10_000, 16 << 20
	e := open(t, pebbleengine.Options{CacheBytes: cache})
	for i := range rows {
		write(t, e, rowKey(i), 1, 2, 4, 5)
	}
	walkAll(t, e, rowKey(0), rowKey(rows))
	before := e.Metrics().StretchBytes
	for i := range rows {
		b := e.NewBatch(0)
		if err := errors.Join(b.Put(rowKey(i), 9, make([]byte, 1500)), e.Apply(b, false)); err != nil {
			t.Fatal(err)
		}
	}
	if after := e.Metrics().StretchBytes; before == 0 || after > cache/8 {
		t.Errorf("%d bytes are kept, and were %d", after, before)
	}
	walkAll(t, e, rowKey(0), rowKey(rows))
	checkStretches(t, e, rows)
	if after := e.Metrics().StretchBytes; after > cache/8 {
		t.Errorf("%d bytes are kept", after)
	}
}

// TestStretchesPassed looks for the next stretch past many whose rows are gone: they are passed once.
func TestStretchesPassed(t *testing.T) {
	const rows = 2000
	e := open(t, pebbleengine.Options{CacheBytes: 16 << 20})
	for i := range rows {
		write(t, e, rowKey(i), 1, 2, 4, 5)
	}
	walkAll(t, e, rowKey(0), rowKey(rows))
	all := pebbleengine.Stretches(e)
	for i := range rows {
		b := e.NewBatch(0)
		if err := errors.Join(b.Put(rowKey(i), 9, make([]byte, 5000)), e.Apply(b, false)); err != nil {
			t.Fatal(err)
		}
	}
	if n := pebbleengine.Stretches(e); n != all || n < rows/32 {
		t.Fatalf("%d stretches are known, and were %d", n, all)
	}
	if s, next := e.Stretch(rowKey(0)); s != nil || next != nil {
		t.Fatalf("there is %v, and then %s", s, next)
	}
	if n := pebbleengine.Stretches(e); n != 0 {
		t.Errorf("%d stretches are known that are gone", n)
	}
}

// TestStretchesSeldom walks over rows that are not written again: nothing is kept of them.
func TestStretchesSeldom(t *testing.T) {
	const rows = 50_000
	e := open(t, pebbleengine.Options{CacheBytes: 16 << 20})
	b := e.NewBatch(0)
	for i := range rows {
		if err := b.Put(rowKey(i), 5, []byte("x")); err != nil {
			t.Fatal(err)
		}
	}
	if err := e.Apply(b, false); err != nil {
		t.Fatal(err)
	}
	for range 3 {
		walkAll(t, e, rowKey(0), rowKey(rows))
	}
	if n := pebbleengine.Stretches(e); n > rows/16/50 {
		t.Errorf("%d stretches are kept of %d rows that were written once", n, rows)
	}
	for ts := range hlc.Timestamp(5) {
		for i := range 100 {
			write(t, e, rowKey(20_000+i), 10+ts)
		}
	}
	walkAll(t, e, rowKey(19_900), rowKey(rows)) // one from far away has given up before
	if s, _ := e.Stretch(rowKey(20_050)); s == nil {
		t.Error("no stretch is kept of rows that were written often")
	}
	checkStretches(t, e, rows)
}

// TestStretchesWalkUnderWay changes rows in the midst of a walk, which does not see that.
func TestStretchesWalkUnderWay(t *testing.T) {
	const rows = 200
	for name, change := range map[string]func(engine.Engine, engine.Batch) error{
		"put":          func(_ engine.Engine, b engine.Batch) error { return b.Put(rowKey(150), 9, []byte("x")) },
		"delete":       func(_ engine.Engine, b engine.Batch) error { return b.Delete(rowKey(150), 5) },
		"delete range": func(_ engine.Engine, b engine.Batch) error { return b.DeleteRange(rowKey(140), rowKey(160)) },
		"ingest": func(e engine.Engine, _ engine.Batch) error {
			tab, err := e.NewTable()
			if err != nil {
				return err
			}
			return errors.Join(tab.Put(rowKey(150), 9, []byte("x")), e.Ingest(tab))
		},
	} {
		t.Run(name, func(t *testing.T) {
			e := open(t, pebbleengine.Options{CacheBytes: 16 << 20})
			for i := range rows {
				write(t, e, rowKey(i), 2, 3, 4, 5)
			}
			for again := range 2 {
				it, err := e.NewIter(engine.IterOptions{Lower: rowKey(0), Upper: rowKey(rows), Stretches: true})
				if err != nil {
					t.Fatal(err)
				}
				n := 0
				for ok := it.First(); ok; ok = it.NextKey() {
					if n++; n == 100 && again == 1 {
						b := e.NewBatch(0)
						if err := change(e, b); err != nil {
							t.Fatal(err)
						}
						if err := e.Apply(b, false); err != nil {
							t.Fatal(err)
						}
					}
				}
				if err := it.Close(); err != nil {
					t.Fatal(err)
				}
			}
			if kept := checkStretches(t, e, rows); kept > 100 {
				t.Errorf("%d rows are kept", kept)
			}
		})
	}
}

// TestStretchesGone has a queue: rows come at one end and are collected at the other. What is known of those
// that are gone does not grow.
func TestStretchesGone(t *testing.T) {
	e := open(t, pebbleengine.Options{CacheBytes: 16 << 20})
	const width = 300
	most := 0
	for i := range 20_000 {
		write(t, e, rowKey(i), 2, 3, 4, 5)
		if i >= width {
			b := e.NewBatch(0)
			for ts := hlc.Timestamp(2); ts <= 5; ts++ {
				if err := b.Delete(rowKey(i-width), ts); err != nil {
					t.Fatal(err)
				}
			}
			if err := e.Apply(b, false); err != nil {
				t.Fatal(err)
			}
		}
		if i%100 == 99 {
			walkAll(t, e, rowKey(max(0, i-width)), rowKey(i))
			most = max(most, pebbleengine.Stretches(e))
		}
	}
	if most == 0 || most > 2*width {
		t.Errorf("up to %d stretches were known, of %d rows", most, width)
	}
}

// TestStretchesBeside has writers of neighbouring rows and walkers at once, while all is forgotten now and
// then: what has been applied is there.
func TestStretchesBeside(t *testing.T) {
	const rows, writers = 200, 4
	e := open(t, pebbleengine.Options{CacheBytes: 16 << 20})
	for i := range rows {
		write(t, e, rowKey(i), 1, 2, 3, 4)
	}
	var seen atomic.Int64
	var all, walkers sync.WaitGroup
	stopped := make(chan struct{})
	for w := range writers {
		all.Go(func() {
			rng := rand.New(rand.NewPCG(uint64(w), 11))
			for n := range 3000 {
				i := rng.IntN(rows/writers)*writers + w
				key := rowKey(i)
				if n%7 == 0 {
					key = append(key, byte(rng.IntN(3)))
				}
				ts := hlc.Timestamp(10 + n)
				write(t, e, key, ts)
				if w == 0 && n%50 == 0 { // all are forgotten, and the first comes again
					b := e.NewBatch(0)
					if err := errors.Join(b.DeleteRange(rowKey(2*rows), rowKey(3*rows)), e.Apply(b, false)); err != nil {
						t.Error(err)
					}
				}
				if n%25 == 10 { // however the walkers fare
					walkAll(t, e, rowKey(0), rowKey(rows))
				}
				s, _ := e.Stretch(key)
				if s == nil {
					continue
				}
				seen.Add(1)
				at := s.From(key)
				if at == len(s.Rows) || !bytes.Equal(s.Rows[at].Key, key) || s.Rows[at].Timestamp != ts || binary.BigEndian.Uint64(s.Rows[at].Value) != uint64(ts) {
					t.Errorf("%s was put at %d, and a stretch from %s to %s has not got it", key, ts, s.Start, s.End)
					return
				}
			}
		})
	}
	for w := range 2 {
		walkers.Go(func() {
			rng := rand.New(rand.NewPCG(uint64(w), 12))
			for {
				select {
				case <-stopped:
					return
				default:
					from := rng.IntN(rows)
					walkAll(t, e, rowKey(from), rowKey(from+80))
				}
			}
		})
	}
	all.Wait()
	close(stopped)
	walkers.Wait()
	checkStretches(t, e, rows)
	t.Logf("%d writes were looked for in a stretch", seen.Load())
	if seen.Load() < 100 {
		t.Errorf("too little to prove anything: %d writes were looked for in a stretch", seen.Load())
	}
}

// BenchmarkWalk walks over 100 rows of which each has so many versions in a memory table, with and without
// what is kept of them.
func BenchmarkWalk(b *testing.B) {
	for _, versions := range []int{1, 10, 100} {
		for _, kept := range []bool{false, true} {
			b.Run(fmt.Sprintf("versions=%d/kept=%t", versions, kept), func(b *testing.B) {
				e := open(b, pebbleengine.Options{CacheBytes: 16 << 20})
				for v := range versions {
					for i := range 400 {
						write(b, e, rowKey(i), hlc.Timestamp(10+v))
					}
				}
				if kept {
					walkAll(b, e, rowKey(0), rowKey(400))
				}
				var sum hlc.Timestamp
				for b.Loop() {
					for at, end := rowKey(100), rowKey(200); bytes.Compare(at, end) < 0; {
						if s, _ := e.Stretch(at); s != nil {
							for i := s.From(at); i < len(s.Rows); i++ {
								sum += s.Rows[i].Timestamp
							}
							at = s.End
							continue
						}
						it, err := e.NewIter(engine.IterOptions{Lower: at, Upper: end})
						if err != nil {
							b.Fatal(err)
						}
						for ok := it.First(); ok; ok = it.NextKey() {
							sum += it.Timestamp()
						}
						at = end
						if err := it.Close(); err != nil {
							b.Fatal(err)
						}
					}
				}
			})
		}
	}
}
