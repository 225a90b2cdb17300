package pebbleengine_test

import (
	"bytes"
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

// fillOnce writes rows once each, all in one batch.
func fillOnce(t testing.TB, e engine.Engine, rows, valueBytes int) {
	t.Helper()
	b := e.NewBatch(0)
	defer b.Close()
	for i := range rows {
		if err := b.Put(rowKey(i), hlc.Timestamp(5+i/(rows/2+1)), append(make([]byte, valueBytes), byte(i))); err != nil {
			t.Fatal(err)
		}
	}
	if err := e.Apply(b, false); err != nil {
		t.Fatal(err)
	}
}

// walkAround walks once over the newest versions of [from, to), around what is at hand, in walks of so many
// rows at most (0: any number), and returns how many it came to with iterators.
func walkAround(t testing.TB, e engine.Engine, from, to keys.Key, most int) (walked int) {
	t.Helper()
	for at := from; bytes.Compare(at, to) < 0; {
		s, next := e.Stretch(at)
		if s != nil {
			at = s.End
			continue
		}
		if next == nil || bytes.Compare(next, to) > 0 {
			next = to
		}
		it, err := e.NewIter(engine.IterOptions{Lower: at, Upper: next, Stretches: true})
		if err != nil {
			t.Fatal(err)
		}
		at = next
		n := 0
		for ok := it.First(); ok; ok = it.NextKey() {
			walked++
			if n++; n == most {
				at = it.Key().Next()
				break
			}
		}
		if err := it.Close(); err != nil {
			t.Fatal(err)
		}
	}
	return walked
}

// TestSheets walks over many rows that were written once, in walks of any length: from the third time on they
// are at hand.
func TestSheets(t *testing.T) {
	const rows = 10_000
	for _, test := range []struct{ most, valueBytes int }{{0, 20}, {1000, 20}, {0, 3000}, {1500, 700}, {1024, 3000}} {
		t.Run(fmt.Sprintf("%+v", test), func(t *testing.T) {
			e := open(t, pebbleengine.Options{CacheBytes: 200 << 20})
			fillOnce(t, e, rows, test.valueBytes)
			for n := range 2 {
				if got := walkAround(t, e, rowKey(0), rowKey(rows), test.most); got != rows {
					t.Fatalf("at time %d it walked over %d rows", n+1, got)
				}
			}
			if got := checkStretches(t, e, rows); got != rows {
				t.Errorf("%d rows are kept", got)
			}
			if n := pebbleengine.Sheets(e); n < rows/1024 {
				t.Errorf("in %d sheets", n)
			}
			if m := e.Metrics(); m.StretchBytes < rows*int64(test.valueBytes) || m.StretchBytes > rows*int64(test.valueBytes+60) {
				t.Errorf("%d bytes are said to be kept", m.StretchBytes)
			}
			if got := walkAround(t, e, rowKey(0), rowKey(rows), test.most); got != 0 {
				t.Errorf("once they are kept it walks over %d rows", got)
			}
		})
	}
}

// TestSheetsSmall walks over few rows, and over rows of which many are written often: nothing is kept as a sheet.
func TestSheetsSmall(t *testing.T) {
	e := open(t, pebbleengine.Options{CacheBytes: 16 << 20})
	fillOnce(t, e, 10_000, 20)
	for range 4 {
		for i := 0; i < 5000; i += 100 {
			walkAround(t, e, rowKey(i), rowKey(i+100), 0)
		}
	}
	for i := 5000; i < 10_000; i++ {
		write(t, e, rowKey(i), 10, 11, 12, 13)
	}
	for range 4 {
		walkAround(t, e, rowKey(5000), rowKey(10_000), 0)
	}
	if n := pebbleengine.Sheets(e); n != 0 {
		t.Errorf("there are %d sheets", n)
	}
}

// TestSheetsTorn changes rows of a sheet. Those that matter tear it, and then it is longer until it is kept again.
func TestSheetsTorn(t *testing.T) {
	const rows = 1000
	for _, test := range []struct {
		name   string
		change func(engine.Batch) error
		torn   bool
	}{
		{"a newer version", func(b engine.Batch) error { return b.Put(rowKey(200), 9, []byte("x")) }, true},
		{"an older version", func(b engine.Batch) error { return b.Put(rowKey(200), 3, []byte("x")) }, false},
		{"a new row", func(b engine.Batch) error { return b.Put(append(rowKey(200), 'x'), 9, []byte("x")) }, true},
		{"a row before the first", func(b engine.Batch) error { return b.Put(append(rowKey(-1), 'x'), 9, []byte("x")) }, false},
		{"a row behind the last", func(b engine.Batch) error { return b.Put(append(rowKey(rows-1), 'x'), 9, []byte("x")) }, true},
		{"a row at the end", func(b engine.Batch) error { return b.Put(rowKey(rows), 9, []byte("x")) }, false},
		{"it is gone", func(b engine.Batch) error { return b.Delete(rowKey(200), 5) }, true},
		{"an older version is gone", func(b engine.Batch) error { return b.Delete(rowKey(200), 2) }, false},
		{"rows are gone", func(b engine.Batch) error { return b.DeleteRange(rowKey(190), rowKey(210)) }, true},
		{"a log is gone", func(b engine.Batch) error {
			return b.DeleteRange(keys.Key{keys.StoreLocal}, keys.Key{keys.RangeLocal})
		}, false},
		{"no version", func(b engine.Batch) error { return b.Put(rowKey(200), hlc.Zero, []byte("x")) }, true},
	} {
		t.Run(test.name, func(t *testing.T) {
			e := open(t, pebbleengine.Options{CacheBytes: 16 << 20})
			fillOnce(t, e, rows, 20)
			for range 2 {
				walkAround(t, e, rowKey(0), rowKey(rows), 0)
			}
			if got := checkStretches(t, e, rows); got != rows {
				t.Fatalf("%d rows are kept", got)
			}
			b := e.NewBatch(0)
			if err := errors.Join(test.change(b), e.Apply(b, false)); err != nil {
				t.Fatal(err)
			}
			if got := checkStretches(t, e, rows); (got == 0) != test.torn || got != 0 && got != rows {
				t.Errorf("%d rows are kept", got)
			}
		})
	}
}

// TestSheetsWait tears a sheet again and again: it is kept more and more seldom.
func TestSheetsWait(t *testing.T) {
	const rows = 1000
	e := open(t, pebbleengine.Options{CacheBytes: 16 << 20})
	fillOnce(t, e, rows, 20)
	wait := 2 // walks until it is kept, the last one included
	for n := range 8 {
		walks := 0
		for walkAround(t, e, rowKey(0), rowKey(rows), 0) != 0 {
			walks++
		}
		if walks != wait {
			t.Fatalf("torn %d times, it is kept after %d walks, want %d", n, walks, wait)
		}
		checkStretches(t, e, rows)
		write(t, e, rowKey(77*n), hlc.Timestamp(10+n))
		wait = min(2<<n, 64) + 1
	}
}

// TestSheetsRoom walks over more rows than there is room for, again and again: those that are kept stay, and no
// more memory is taken than may be.
func TestSheetsRoom(t *testing.T) {
	const rows, cache = 40_000, 8 << 20
	e := open(t, pebbleengine.Options{CacheBytes: cache})
	fillOnce(t, e, rows, 100)
	least := rows
	for n := range 12 {
		walked := walkAround(t, e, rowKey(0), rowKey(rows), 0)
		if n > 3 {
			least = min(least, rows-walked)
		}
		if b := e.Metrics().StretchBytes; b > cache/4 {
			t.Fatalf("%d bytes are kept", b)
		}
		checkStretches(t, e, rows)
	}
	if least < rows*cache/4/(rows*130)/2 {
		t.Errorf("a walk had %d of %d rows at hand", least, rows)
	}
}

// TestSheetsModel changes rows at random, seldom, walks over parts of them, and compares.
func TestSheetsModel(t *testing.T) {
	const rows = 4000
	for seed := range few(6) {
		rng := rand.New(rand.NewPCG(seed, 8))
		e := open(t, pebbleengine.Options{CacheBytes: []int64{32 << 20, 200 << 10, 800 << 10}[seed%3]})
		fillOnce(t, e, rows, 30)
		ts, kept := hlc.Timestamp(10), 0
		for step := range 300 {
			b := e.NewBatch(0)
			switch x := rng.IntN(40); {
			case x < 4:
				ts++
				write(t, e, rowKey(rng.IntN(rows)), ts)
			case x == 4:
				ts++
				write(t, e, append(rowKey(rng.IntN(rows)), byte(x)), ts)
			case x < 7:
				if err := b.Delete(rowKey(rng.IntN(rows)), hlc.Timestamp(5+rng.IntN(int(ts)-4))); err != nil {
					t.Fatal(err)
				}
			case x == 7 && step%10 == 0:
				from := rng.IntN(rows)
				if err := b.DeleteRange(rowKey(from), rowKey(from+5)); err != nil {
					t.Fatal(err)
				}
			case x == 8:
				if err := e.Flush(); err != nil {
					t.Fatal(err)
				}
			case x < 30:
				walkAround(t, e, rowKey(0), rowKey(rows), []int{0, 300, 1024}[rng.IntN(3)])
			default:
				from := rng.IntN(rows)
				walkAround(t, e, rowKey(from), rowKey(from+rng.IntN(rows)), 0)
			}
			if err := errors.Join(e.Apply(b, false), b.Close()); err != nil {
				t.Fatal(err)
			}
			kept += checkStretches(t, e, rows)
		}
		t.Logf("seed %d: %d rows were kept on average", seed, kept/300)
		if kept < 300*rows/20 {
			t.Errorf("seed %d: too little to prove anything: %d rows were kept on average", seed, kept/300)
		}
	}
}

// TestSheetsBeside has writers and walkers at once: what has been applied is there.
func TestSheetsBeside(t *testing.T) {
	const rows, writers = 6000, 3
	e := open(t, pebbleengine.Options{CacheBytes: 16 << 20})
	fillOnce(t, e, rows, 20)
	var seen atomic.Int64
	var all, walkers sync.WaitGroup
	stopped := make(chan struct{})
	for w := range writers {
		all.Go(func() {
			rng := rand.New(rand.NewPCG(uint64(w), 11))
			for n := range 100 {
				key, ts := rowKey(rng.IntN(rows/writers)*writers+w), hlc.Timestamp(10+n)
				write(t, e, key, ts)
				for range 1 + rng.IntN(12) {
					walkAround(t, e, rowKey(0), rowKey(rows), 0)
					s, _ := e.Stretch(key)
					if s == nil {
						continue
					}
					seen.Add(1)
					if at := s.From(key); at == s.Len() || !bytes.Equal(s.Row(at).Key, key) || s.Row(at).Timestamp != ts {
						t.Errorf("%s was put at %d, and a stretch from %s to %s has not got it", key, ts, s.Start, s.End)
						return
					}
				}
			}
		})
	}
	walkers.Go(func() {
		for {
			select {
			case <-stopped:
				return
			default:
				walkAround(t, e, rowKey(0), rowKey(rows), 0)
			}
		}
	})
	all.Wait()
	close(stopped)
	walkers.Wait()
	checkStretches(t, e, rows)
	t.Logf("%d writes were looked for in a sheet", seen.Load())
	if seen.Load() < 50 {
		t.Errorf("too little to prove anything: %d writes were looked for in a sheet", seen.Load())
	}
}

// BenchmarkWalkWide walks over many rows that lie in a file: the first time, the second, when they are kept, and
// when they are at hand.
func BenchmarkWalkWide(b *testing.B) {
	const rows = 100_000
	for _, test := range []struct {
		name  string
		walks int // before
	}{{"first", 0}, {"second", 1}, {"third", 2}} {
		b.Run(test.name, func(b *testing.B) {
			e := open(b, pebbleengine.Options{CacheBytes: 256 << 20})
			fillOnce(b, e, rows, 30)
			if err := errors.Join(e.Flush(), e.Compact(rowKey(0), rowKey(rows))); err != nil {
				b.Fatal(err)
			}
			for b.Loop() {
				pebbleengine.ForgetWalks(e)
				for range test.walks + 1 {
					walkAround(b, e, rowKey(0), rowKey(rows), 1024)
				}
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/rows, "ns/row")
		})
	}
}
