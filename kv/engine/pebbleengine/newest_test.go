package pebbleengine_test

import (
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

// rowKey is a key of users' rows.
func rowKey(i int) keys.Key { return keys.Key(fmt.Sprintf("%c%06d", keys.Rows, i)) }

// lookTwice makes the engine keep the newest version of key.
func lookTwice(t testing.TB, e engine.Engine, key keys.Key) {
	t.Helper()
	for range 2 {
		it, err := e.NewIter(engine.IterOptions{Point: true, Newest: true})
		if err != nil {
			t.Fatal(err)
		}
		it.SeekPoint(key, hlc.Max)
		if err := it.Close(); err != nil {
			t.Fatal(err)
		}
	}
}

// write puts versions of key, each with its own timestamp as its value.
func write(t testing.TB, e engine.Engine, key keys.Key, versions ...hlc.Timestamp) {
	t.Helper()
	b := e.NewBatch(0)
	defer b.Close()
	for _, ts := range versions {
		if err := b.Put(key, ts, binary.BigEndian.AppendUint64(nil, uint64(ts))); err != nil {
			t.Fatal(err)
		}
	}
	if err := e.Apply(b, false); err != nil {
		t.Fatal(err)
	}
}

// TestNewest changes a row that is kept in each way there is: what is said of it is its newest
// version, or nothing.
func TestNewest(t *testing.T) {
	key := rowKey(1)
	remove := func(f func(engine.Batch) error) func(*testing.T, engine.Engine) {
		return func(t *testing.T, e engine.Engine) {
			b := e.NewBatch(0)
			defer b.Close()
			if err := f(b); err != nil {
				t.Fatal(err)
			}
			wait, err := e.ApplyAsync(b)
			if err != nil {
				t.Fatal(err)
			}
			if err := wait(); err != nil {
				t.Fatal(err)
			}
		}
	}
	tests := []struct {
		name   string
		change func(*testing.T, engine.Engine)
		want   hlc.Timestamp // zero: nothing is known
	}{
		{"nothing", func(*testing.T, engine.Engine) {}, 5},
		{"a newer version", func(t *testing.T, e engine.Engine) { write(t, e, key, 9) }, 9},
		{"an older version", func(t *testing.T, e engine.Engine) { write(t, e, key, 3) }, 5},
		{"several at once", func(t *testing.T, e engine.Engine) { write(t, e, key, 3, 12, 7) }, 12},
		{"another key", func(t *testing.T, e engine.Engine) { write(t, e, rowKey(2), 9) }, 5},
		{"the version again", func(t *testing.T, e engine.Engine) { write(t, e, key, 5) }, 0},
		{"its version is gone", remove(func(b engine.Batch) error { return b.Delete(key, 5) }), 0},
		{"an older version is gone", remove(func(b engine.Batch) error { return b.Delete(key, 2) }), 5},
		{"its rows are gone", remove(func(b engine.Batch) error { return b.DeleteRange(rowKey(0), rowKey(9)) }), 0},
		{"a log is gone", remove(func(b engine.Batch) error { return b.DeleteRange(keys.Key{keys.StoreLocal}, keys.Key{keys.RangeLocal}) }), 5},
		{"rows come from a file", func(t *testing.T, e engine.Engine) {
			tab, err := e.NewTable()
			if err != nil {
				t.Fatal(err)
			}
			if err := tab.Put(key, 9, []byte("x")); err != nil {
				t.Fatal(err)
			}
			if err := e.Ingest(tab); err != nil {
				t.Fatal(err)
			}
		}, 0},
		{"a large version", func(t *testing.T, e engine.Engine) {
			b := e.NewBatch(0)
			defer b.Close()
			if err := b.Put(key, 9, make([]byte, 1<<20)); err != nil {
				t.Fatal(err)
			}
			if err := e.Apply(b, false); err != nil {
				t.Fatal(err)
			}
		}, 0},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			e := open(t, pebbleengine.Options{})
			write(t, e, key, 2, 5)
			if _, _, ok := e.Newest(key, nil); ok {
				t.Fatal("it is kept before anybody looked")
			}
			lookTwice(t, e, key)
			if ts, v, ok := e.Newest(key, []byte("+")); !ok || ts != 5 || string(v[:1]) != "+" || binary.BigEndian.Uint64(v[1:]) != 5 {
				t.Fatalf("%d %x %t is kept of version 5", ts, v, ok)
			}
			test.change(t, e)
			ts, v, ok := e.Newest(key, nil)
			if ok != (test.want != 0) || ok && (ts != test.want || binary.BigEndian.Uint64(v) != uint64(ts)) {
				t.Fatalf("%d %x %t is kept, and %d is the newest", ts, v, ok, test.want)
			}
		})
	}
}

// TestNewestOfWalks: walks that are meant for newest versions tell of them, and of nothing else.
func TestNewestOfWalks(t *testing.T) {
	e := open(t, pebbleengine.Options{})
	for i := range 5 {
		write(t, e, rowKey(i), 2, 5)
	}
	write(t, e, rowKey(3), hlc.Zero)
	walk := func(o engine.IterOptions) {
		t.Helper()
		it, err := e.NewIter(o)
		if err != nil {
			t.Fatal(err)
		}
		if !it.SeekGE(rowKey(1), hlc.Max) || !it.NextKey() || !it.NextKey() || it.SeekGE(rowKey(4), 3) != true {
			t.Fatal("keys are missing")
		}
		if err := it.Close(); err != nil {
			t.Fatal(err)
		}
	}
	walk(engine.IterOptions{})
	for i := range 5 {
		if _, _, ok := e.Newest(rowKey(i), nil); ok {
			t.Fatalf("key %d is kept", i)
		}
	}
	walk(engine.IterOptions{Newest: true})
	walk(engine.IterOptions{Newest: true})
	for i, want := range []bool{false, true, true, false, false} { // of 3 what is no version comes first
		if ts, _, ok := e.Newest(rowKey(i), nil); ok != want || ok && ts != 5 {
			t.Errorf("key %d is kept: %v, version %d", i, ok, ts)
		}
	}
}

// TestLargeBatches applies batches that Pebble takes for memory tables of their own.
func TestLargeBatches(t *testing.T) {
	for _, async := range []bool{false, true} {
		e := open(t, pebbleengine.Options{MemTableBytes: 64 << 10, CacheBytes: 16 << 20})
		write(t, e, rowKey(1), 5)
		lookTwice(t, e, rowKey(1))
		w := e.Watch(keys.Span{Start: rowKey(2), End: rowKey(3)})
		b := e.NewBatch(0)
		for i := range 200 {
			if err := b.Put(rowKey(10+i), 5, make([]byte, 1<<10)); err != nil {
				t.Fatal(err)
			}
		}
		if err := errors.Join(b.Put(rowKey(1), 9, []byte("x")), b.Put(rowKey(2), 9, []byte("x"))); err != nil {
			t.Fatal(err)
		}
		err := error(nil)
		if async {
			var wait func() error
			if wait, err = e.ApplyAsync(b); err == nil {
				err = wait()
			}
		} else {
			err = e.Apply(b, true)
		}
		if err != nil {
			t.Fatal(err)
		}
		if ts, _, ok := e.Newest(rowKey(1), nil); ok && ts != 9 {
			t.Errorf("async %t: version %d is kept, and 9 is the newest", async, ts)
		}
		if !w.Touched() {
			t.Errorf("async %t: the watch is not touched", async)
		}
		w.Close()
		if err := b.Close(); err != nil {
			t.Fatal(err)
		}
	}
}

// TestWatch watches spans that meet, and narrows and joins them.
func TestWatch(t *testing.T) {
	e := open(t, pebbleengine.Options{})
	span := func(a, b int) keys.Span { return keys.Span{Start: rowKey(a), End: rowKey(b)} }
	a, b := e.Watch(span(10, 20)), e.Watch(span(20, 30))
	for _, s := range []keys.Span{span(5, 11), span(12, 13), span(29, 40), span(0, 90), {Start: keys.Key{keys.StoreLocal}, End: rowKey(5)}} {
		if w := e.Watch(s); w != nil {
			t.Errorf("%v is watched beside the two", s)
		}
	}
	write(t, e, rowKey(9), 5)
	write(t, e, rowKey(30), 5)
	write(t, e, rowKey(20), 5)
	if a.Touched() || !b.Touched() {
		t.Errorf("touched: %t, %t, want the second", a.Touched(), b.Touched())
	}
	c := e.Watch(span(40, 50))
	if a.Join(c) || !a.Join(b) || !a.Touched() {
		t.Error("those that meet can be joined, and nothing is forgotten by that")
	}
	c.Narrow(rowKey(42), rowKey(45))
	write(t, e, rowKey(41), 5)
	write(t, e, rowKey(45), 5)
	if c.Touched() {
		t.Error("what lies beside a narrowed span touches it")
	}
	if d := e.Watch(span(45, 60)); d == nil {
		t.Error("what was given up can't be watched")
	}
	write(t, e, rowKey(42), 5)
	if !c.Touched() {
		t.Error("what lies in a narrowed span does not touch it")
	}
	a.Close()
	if e.Watch(span(10, 30)) == nil {
		t.Error("what is closed can't be watched again")
	}
}

// TestNewestGrows has rows that are kept become larger than there is room for.
func TestNewestGrows(t *testing.T) {
	const cache, rows = 16 << 20, 8000
	e := open(t, pebbleengine.Options{CacheBytes: cache})
	for i := range rows {
		write(t, e, rowKey(i), 5)
		lookTwice(t, e, rowKey(i))
	}
	for _, size := range []int{1000, 4000} {
		b := e.NewBatch(0)
		for i := range rows {
			if err := b.Put(rowKey(i), hlc.Timestamp(size), make([]byte, size)); err != nil {
				t.Fatal(err)
			}
		}
		if err := e.Apply(b, false); err != nil {
			t.Fatal(err)
		}
		if n := e.Metrics().RowBytes; n == 0 || n > cache/4 {
			t.Errorf("%d bytes of rows of %d each, a quarter of %d are allowed", n, size, cache)
		}
		b.Close()
	}
	for i := range rows { // those that fit are still told rightly
		if ts, v, ok := e.Newest(rowKey(i), nil); ok && (ts != 4000 || len(v) != 4000) {
			t.Fatalf("row %d: version %d of %d bytes", i, ts, len(v))
		}
	}
}

// TestNewestOfUsers keeps rows alone: the rest of the store is not read again and again.
func TestNewestOfUsers(t *testing.T) {
	e := open(t, pebbleengine.Options{})
	for _, key := range []keys.Key{{keys.StoreLocal, 'x'}, {keys.RangeLocal, 'x'}, {keys.Catalog, 'x'}} {
		write(t, e, key, 5)
		lookTwice(t, e, key)
		if _, _, ok := e.Newest(key, nil); ok {
			t.Errorf("%x is kept", key)
		}
	}
}

// TestNewestIsBounded looks at more rows than there is room for.
func TestNewestIsBounded(t *testing.T) {
	const cache, rows = 4 << 20, 20_000
	e := open(t, pebbleengine.Options{CacheBytes: cache})
	for i := range rows {
		write(t, e, rowKey(i), 5)
	}
	most := int64(0)
	for i := range rows {
		lookTwice(t, e, rowKey(i))
		if i%1000 == 0 {
			most = max(most, e.Metrics().RowBytes)
		}
	}
	if most == 0 || most > cache/4 {
		t.Errorf("%d bytes of rows at most, a quarter of %d are allowed", most, cache)
	}
	kept := 0
	for i := rows - 1000; i < rows; i++ {
		if _, _, ok := e.Newest(rowKey(i), nil); ok {
			kept++
		}
	}
	if kept < 900 {
		t.Errorf("of the last 1000 rows %d are kept", kept)
	}
	if m := e.Metrics(); m.RowHits < int64(kept) || m.RowMisses == 0 {
		t.Errorf("%d found, %d not", m.RowHits, m.RowMisses)
	}
}

// TestNewestUnderWrites has readers and one writer of each key at once. What was acknowledged
// before a reader asks, it must be told of, and versions never go back.
func TestNewestUnderWrites(t *testing.T) {
	const rows, writers, readers, rounds = 64, 2, 3, 4000
	e := open(t, pebbleengine.Options{CacheBytes: 64 << 20})
	var told [rows]atomic.Int64
	for i := range rows {
		write(t, e, rowKey(i), 1)
		told[i].Store(1)
	}
	var work, reads sync.WaitGroup
	for w := range writers {
		work.Go(func() {
			rng := rand.New(rand.NewPCG(1, uint64(w)))
			for n := range rounds {
				i := rng.IntN(rows/writers)*writers + w
				ts := hlc.Timestamp(n + 2)
				write(t, e, rowKey(i), ts)
				told[i].Store(int64(ts))
			}
		})
	}
	var ended atomic.Bool
	var hits atomic.Int64
	for r := range readers {
		reads.Go(func() {
			rng := rand.New(rand.NewPCG(2, uint64(r)))
			for !ended.Load() {
				i := rng.IntN(rows)
				it, err := e.NewIter(engine.IterOptions{Point: true, Newest: true})
				if err != nil {
					t.Error(err)
					return
				}
				if rng.IntN(4) == 0 { // and others write meanwhile
					write(t, e, rowKey(rows+r), hlc.Timestamp(told[i].Load()))
				}
				it.SeekPoint(rowKey(i), hlc.Max)
				if err := it.Close(); err != nil {
					t.Error(err)
				}
				low := told[i].Load()
				ts, v, ok := e.Newest(rowKey(i), nil)
				if !ok {
					continue
				}
				hits.Add(1)
				if int64(ts) < low || binary.BigEndian.Uint64(v) != uint64(ts) {
					t.Errorf("version %d (%x) of row %d, and %d was acknowledged", ts, v, i, low)
					return
				}
			}
		})
	}
	work.Wait()
	ended.Store(true)
	reads.Wait()
	if hits.Load() == 0 {
		t.Error("nothing was ever kept")
	}
}

// BenchmarkLook compares a look that goes to the tables and levels with one that does not.
func BenchmarkLook(b *testing.B) {
	e := open(b, pebbleengine.Options{CacheBytes: 64 << 20})
	for round := range 4 { // a version in each of several sorted runs
		for i := range 2000 {
			write(b, e, rowKey(i), hlc.Timestamp(round+1))
		}
		if err := e.Flush(); err != nil {
			b.Fatal(err)
		}
	}
	b.Run("seek", func(b *testing.B) {
		n := 0
		for b.Loop() {
			it, err := e.NewIter(engine.IterOptions{Point: true})
			if err != nil {
				b.Fatal(err)
			}
			it.SeekPoint(rowKey(n%2000), hlc.Max)
			n++
			it.Close()
		}
	})
	for i := range 2000 {
		lookTwice(b, e, rowKey(i))
	}
	b.Run("newest", func(b *testing.B) {
		var buf []byte
		n := 0
		for b.Loop() {
			_, buf, _ = e.Newest(rowKey(n%2000), buf[:0])
			n++
		}
	})
}
