package mvcc_test

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/isochrondb/isochron/clock/hlc"
	"github.com/isochrondb/isochron/kv/engine"
	"github.com/isochrondb/isochron/kv/engine/pebbleengine"
	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/kv/mvcc"
)

const benchRows = 1_000_000

func rowKey(dst []byte, i uint64) keys.Key {
	dst = append(dst[:0], keys.Rows, 1, 100, 1, 0x04)
	return binary.BigEndian.AppendUint32(dst, uint32(i))
}

// fill writes rows with one version each and leaves them in compacted files.
func fill(tb testing.TB, rows, valueBytes int) engine.Engine {
	tb.Helper()
	e, err := pebbleengine.Open(pebbleengine.Options{FS: pebbleengine.MemFS(), CacheBytes: 512 << 20})
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() { e.Close() })
	value := make([]byte, valueBytes)
	rng := rand.New(rand.NewPCG(1, 1))
	b := e.NewBatch(0)
	var key keys.Key
	for i := range rows {
		for j := range value {
			value[j] = byte(rng.Uint32()) & 0x3f
		}
		key = rowKey(key, uint64(i))
		if err := mvcc.Put(b, key, hlc.Timestamp(1_700_000_000_000_000_000+i), mvcc.Header{Tag: uint64(i), Mode: mvcc.ModeUpdate}, value); err != nil {
			tb.Fatal(err)
		}
		if b.Len() > 1<<20 || i == rows-1 {
			if err := e.Apply(b, false); err != nil {
				tb.Fatal(err)
			}
			b.Close()
			b = e.NewBatch(0)
		}
	}
	b.Close()
	if err := e.Compact(keys.MinKey, keys.MaxKey); err != nil {
		tb.Fatal(err)
	}
	return e
}

func BenchmarkGet(b *testing.B) {
	e := fill(b, benchRows, 100)
	readers := map[string]func() (engine.Reader, func()){
		"engine":   func() (engine.Reader, func()) { return e, func() {} },
		"snapshot": func() (engine.Reader, func()) { s := e.NewSnapshot(); return s, func() { s.Close() } },
	}
	for name, reader := range readers {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			rng := rand.New(rand.NewPCG(1, 1))
			var key keys.Key
			var buf []byte
			for b.Loop() {
				key = rowKey(key, rng.Uint64N(benchRows))
				r, done := reader()
				v, found, err := mvcc.Get(r, key, hlc.Max, buf)
				if err != nil || !found {
					b.Fatal(found, err)
				}
				buf = v.Value
				done()
			}
		})
	}
	b.Run("absent", func(b *testing.B) {
		b.ReportAllocs()
		rng := rand.New(rand.NewPCG(1, 1))
		var key keys.Key
		for b.Loop() {
			key = append(rowKey(key, rng.Uint64N(benchRows)), 7)
			if _, found, err := mvcc.Get(e, key, hlc.Max, nil); err != nil || found {
				b.Fatal(found, err)
			}
		}
	})
	b.Run("ten on one snapshot", func(b *testing.B) {
		b.ReportAllocs()
		rng := rand.New(rand.NewPCG(1, 1))
		var key keys.Key
		var buf []byte
		for b.Loop() {
			s := e.NewSnapshot()
			for range 10 {
				key = rowKey(key, rng.Uint64N(benchRows))
				v, found, err := mvcc.Get(s, key, hlc.Max, buf)
				if err != nil || !found {
					b.Fatal(found, err)
				}
				buf = v.Value
			}
			s.Close()
		}
	})
}

func BenchmarkScan(b *testing.B) {
	e := fill(b, benchRows, 100)
	for _, rows := range []uint64{1, 10, 1000, benchRows} {
		for _, reverse := range []bool{false, true} {
			b.Run(fmt.Sprintf("rows=%d/reverse=%t", rows, reverse), func(b *testing.B) {
				b.ReportAllocs()
				rng := rand.New(rand.NewPCG(1, 1))
				for b.Loop() {
					from := rng.Uint64N(benchRows - rows + 1)
					span := keys.Span{Start: rowKey(nil, from), End: rowKey(nil, from+rows)}
					res, err := mvcc.Scan(e, span, hlc.Max, mvcc.ScanOptions{Reverse: reverse}, func(keys.Key, mvcc.Version) error { return nil })
					if err != nil || res.Rows != rows {
						b.Fatal(res, err)
					}
				}
				b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(rows), "ns/row")
			})
		}
	}
}

// BenchmarkPut writes one version per batch, without a sync.
func BenchmarkPut(b *testing.B) {
	e, err := pebbleengine.Open(pebbleengine.Options{FS: pebbleengine.MemFS()})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { e.Close() })
	value := make([]byte, 100)
	rng := rand.New(rand.NewPCG(1, 1))
	var key keys.Key
	ts := hlc.Timestamp(1)
	b.ReportAllocs()
	for b.Loop() {
		ts++
		key = rowKey(key, rng.Uint64N(benchRows))
		w := e.NewBatch(0)
		if err := mvcc.Put(w, key, ts, mvcc.Header{Tag: uint64(ts)}, value); err != nil {
			b.Fatal(err)
		}
		if err := e.Apply(w, false); err != nil {
			b.Fatal(err)
		}
		w.Close()
	}
}

// BenchmarkConflict validates a scan of a thousand old rows.
func BenchmarkConflict(b *testing.B) {
	e := fill(b, benchRows, 100)
	after := hlc.Timestamp(1_800_000_000_000_000_000)
	b.ReportAllocs()
	rng := rand.New(rand.NewPCG(1, 1))
	for b.Loop() {
		from := rng.Uint64N(benchRows - 1000)
		span := keys.Span{Start: rowKey(nil, from), End: rowKey(nil, from+1000)}
		if _, found, err := mvcc.Conflict(e, span, after, hlc.Max, mvcc.ModeNone, 0); err != nil || found {
			b.Fatal(found, err)
		}
	}
}

// Looking for intents on keys from which those of former transactions were dropped, as a statement
// does that locks what a large transaction has just written.
func BenchmarkIntentCursor(b *testing.B) {
	for _, dropped := range []int{0, 1_000, 40_000} {
		b.Run(fmt.Sprintf("dropped=%d", dropped), func(b *testing.B) {
			e := fill(b, 1_000, 100)
			former, txn := keys.Txn{Hi: 1, Lo: 1}, keys.Txn{Hi: 2, Lo: 1}
			for _, drop := range []bool{false, true} {
				w := e.NewBatch(0)
				for i := range dropped {
					key, err := rowKey(nil, uint64(i)), error(nil)
					if drop {
						err = mvcc.DropIntent(w, key, former, 1)
					} else {
						err = mvcc.PutIntent(w, mvcc.Intent{Key: key, Txn: former, Seq: 1, Mode: mvcc.ModeUpdate})
					}
					if err != nil {
						b.Fatal(err)
					}
				}
				if err := e.Apply(w, false); err != nil {
					b.Fatal(err)
				}
				w.Close()
			}
			w := e.NewBatch(0)
			defer w.Close()
			last := mvcc.Intent{Key: rowKey(nil, benchRows-1), Txn: txn, Seq: 1, Mode: mvcc.ModeUpdate}
			if err := errors.Join(mvcc.PutIntent(w, last), e.Apply(w, false)); err != nil {
				b.Fatal(err)
			}
			c, err := mvcc.NewIntentCursor(e, keys.Span{Start: rowKey(nil, 0), End: rowKey(nil, benchRows)}, txn)
			if err != nil {
				b.Fatal(err)
			}
			defer c.Close()
			b.ReportAllocs()
			for i := 0; b.Loop(); i++ {
				if err := c.On(rowKey(nil, uint64(i%1_000)), func(mvcc.Intent) error { return nil }); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// Resolving a transaction's intent on a key from which those of former transactions were dropped,
// before any of that is flushed.
func BenchmarkResolveHotKey(b *testing.B) {
	for _, dropped := range []int{0, 100, 10_000} {
		b.Run(fmt.Sprintf("dropped=%d", dropped), func(b *testing.B) {
			e := fill(b, 1_000, 100)
			key, last := rowKey(nil, 7), keys.Txn{Hi: uint64(dropped) + 1, Lo: 1}
			w := e.NewBatch(0)
			defer w.Close()
			for i := range dropped + 1 {
				in := mvcc.Intent{Key: key, Txn: keys.Txn{Hi: uint64(i) + 1, Lo: 1}, Seq: 1, Mode: mvcc.ModeUpdate, Value: make([]byte, 100)}
				err := mvcc.PutIntent(w, in)
				if in.Txn != last {
					err = errors.Join(err, mvcc.DropIntent(w, key, in.Txn, 1))
				}
				if err != nil {
					b.Fatal(err)
				}
			}
			if err := e.Apply(w, false); err != nil {
				b.Fatal(err)
			}
			out := e.NewBatch(0)
			defer out.Close()
			b.ReportAllocs()
			for b.Loop() {
				out.Reset()
				n, err := mvcc.ResolveIntents(e, out, keys.Point(key), last, hlc.Max-1, 1, nil)
				if err != nil || n != 1 {
					b.Fatal(n, err)
				}
			}
		})
	}
}

// BenchmarkResolveMany resolves what a large transaction has written, in one command, and applies that.
func BenchmarkResolveMany(b *testing.B) {
	const rows = 16_384
	e, err := pebbleengine.Open(pebbleengine.Options{FS: pebbleengine.MemFS(), CacheBytes: 512 << 20})
	if err != nil {
		b.Fatal(err)
	}
	defer e.Close()
	w := e.NewBatch(0)
	defer w.Close()
	txn, next, ts := keys.Txn{Hi: 1, Lo: 1}, uint64(0), hlc.Timestamp(1_700_000_000_000_000_000)
	b.ReportAllocs()
	for b.Loop() {
		b.StopTimer()
		w.Reset()
		from := rowKey(nil, next)
		for range rows {
			in := mvcc.Intent{Key: rowKey(nil, next), Txn: txn, Seq: 1, Mode: mvcc.ModeUpdate, Value: make([]byte, 100)}
			if err := mvcc.PutIntent(w, in); err != nil {
				b.Fatal(err)
			}
			next++
		}
		if err := e.Apply(w, false); err != nil {
			b.Fatal(err)
		}
		w.Reset()
		b.StartTimer()
		n, err := mvcc.ResolveIntents(e, w, keys.Span{Start: from, End: rowKey(nil, next)}, txn, ts, 1, nil)
		if err != nil || n != rows {
			b.Fatal(n, err)
		}
		if err := e.Apply(w, false); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/rows, "ns/row")
}
