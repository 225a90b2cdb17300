package mvcc_test

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/isochrondb/isochron/clock/hlc"
	"github.com/isochrondb/isochron/kv/engine"
	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/kv/mvcc"
)

// liveRow is a row as a scan emits it.
type liveRow struct {
	key, value string
	ts         hlc.Timestamp
}

// liveKey is a key of users' rows.
func liveKey(i int) keys.Key { return keys.Key(fmt.Sprintf("%c%05d", keys.Rows, i)) }

// TestScanLive has rows written, deleted and scanned at random, by ScanLive and by Scan: what they emit,
// where they stop and what they met is the same, and so is what ConflictLive and Conflict find.
func TestScanLive(t *testing.T) {
	for _, test := range []struct {
		name                 string
		rows, written, width int
		seldom               int // one of so many steps changes a row
		steps, hits, found   int
	}{
		{"rows written often", 400, 2, 150, 3, 4000, 1000, 300},
		{"many rows written seldom", 4000, 1, 4000, 40, 600, 400, 100},
	} {
		t.Run(test.name, func(t *testing.T) {
			testScanLive(t, test.rows, test.written, test.width, test.seldom, test.steps, test.hits, test.found)
		})
	}
}

func testScanLive(t *testing.T, rows, written, width, seldom, steps, hitsMin, foundMin int) {
	for seed := range uint64(4) {
		rng := rand.New(rand.NewPCG(seed, 21))
		e := openEngine(t)
		now := hlc.Timestamp(100)
		change := func() {
			b := e.NewBatch(0)
			defer b.Close()
			now++
			h := mvcc.Header{Mode: mvcc.ModeUpdate, Tag: uint64(rng.IntN(3))}
			var err error
			if key := liveKey(rng.IntN(rows)); rng.IntN(4) == 0 {
				err = mvcc.Delete(b, key, now, h)
			} else {
				err = mvcc.Put(b, key, now, h, fmt.Appendf(nil, "v%d", now))
			}
			if err != nil {
				t.Fatal(err)
			}
			if err := e.Apply(b, false); err != nil {
				t.Fatal(err)
			}
		}
		for range rows * written {
			change()
		}
		hits := func() int64 { return e.Metrics().StretchHits }
		before, found := hits(), 0
		for step := range steps {
			if rng.IntN(seldom) == 0 {
				change()
				continue
			}
			from := rng.IntN(rows)
			span := keys.Span{Start: liveKey(from), End: liveKey(from + rng.IntN(width))}
			ts := now
			if rng.IntN(4) == 0 {
				ts -= hlc.Timestamp(rng.IntN(60))
			}
			var o mvcc.ScanOptions
			if rng.IntN(3) == 0 {
				o.MaxRows = uint64(1 + rng.IntN(40))
			}
			if rng.IntN(3) == 0 {
				o.TargetBytes = uint64(1 + rng.IntN(400))
			}
			stop := -1
			if rng.IntN(3) == 0 {
				stop = rng.IntN(60)
			}
			emit := func(into *[]liveRow) func(keys.Key, mvcc.Version) error {
				return func(k keys.Key, v mvcc.Version) error {
					*into = append(*into, liveRow{string(k), string(v.Value), v.Timestamp})
					if len(*into)-1 == stop {
						return mvcc.ErrStop
					}
					return nil
				}
			}
			var want, got []liveRow
			w, err := mvcc.Scan(e, span, ts, o, emit(&want))
			if err != nil {
				t.Fatal(err)
			}
			g, err := mvcc.ScanLive(e, span, ts, o, emit(&got))
			if err != nil {
				t.Fatal(err)
			}
			if fmt.Sprint(got) != fmt.Sprint(want) {
				t.Fatalf("seed %d, step %d: of %s to %s at %d there is %v, want %v", seed, step, span.Start, span.End, ts, got, want)
			}
			// Beyond the last row Scan has looked for no other.
			if g.More != w.More || g.More && (!bytes.Equal(g.Resume.Start, w.Resume.Start) || !bytes.Equal(g.Resume.End, w.Resume.End)) ||
				g.Rows != w.Rows || g.Bytes != w.Bytes || g.MaxObs != w.MaxObs {
				t.Fatalf("seed %d, step %d: of %s to %s at %d it says %+v, want %+v", seed, step, span.Start, span.End, ts, g, w)
			}
			after := now - hlc.Timestamp(rng.IntN(30))
			ignore := uint64(rng.IntN(4))
			cw, fw, err := mvcc.Conflict(e, span, after, ts, mvcc.ModeNone, ignore)
			if err != nil {
				t.Fatal(err)
			}
			cg, fg, err := mvcc.ConflictLive(e, span, after, ts, mvcc.ModeNone, ignore)
			if err != nil {
				t.Fatal(err)
			}
			if fw {
				found++
			}
			if fw != fg || !bytes.Equal(cw.Key, cg.Key) || cw.Timestamp != cg.Timestamp || cw.Header != cg.Header {
				t.Fatalf("seed %d, step %d: in %s to %s after %d, up to %d it finds %+v (%t), want %+v (%t)", seed, step, span.Start, span.End, after, ts, cg, fg, cw, fw)
			}
		}
		if n := hits() - before; n < int64(hitsMin) || found < foundMin {
			t.Errorf("seed %d: too little to prove anything: %d stretches were at hand, %d conflicts were found", seed, n, found)
		}
	}
}

// TestScanLiveErrors has a scan ended by an error of whoever is given the rows.
func TestScanLiveErrors(t *testing.T) {
	e := openEngine(t)
	b := e.NewBatch(0)
	for i := range 200 {
		for ts := hlc.Timestamp(1); ts <= 5; ts++ { // kept is what is written often
			if err := mvcc.Put(b, liveKey(i), ts, mvcc.Header{Mode: mvcc.ModeUpdate}, []byte("x")); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := e.Apply(b, false); err != nil {
		t.Fatal(err)
	}
	all := keys.Span{Start: liveKey(0), End: liveKey(200)}
	for range 3 {
		if _, err := mvcc.ScanLive(e, all, 9, mvcc.ScanOptions{}, func(keys.Key, mvcc.Version) error { return nil }); err != nil {
			t.Fatal(err)
		}
	}
	if s, _ := e.Stretch(liveKey(100)); s == nil {
		t.Fatal("nothing is at hand")
	}
	for at := range 200 {
		n := 0
		res, err := mvcc.ScanLive(e, all, 9, mvcc.ScanOptions{}, func(keys.Key, mvcc.Version) error {
			if n++; n == at+1 {
				return engine.ErrClosed
			}
			return nil
		})
		if err != engine.ErrClosed || n != at+1 {
			t.Fatalf("after %d rows: %v", n, err)
		}
		if res.MaxObs != 5 { // errors tell of what was met, too (Rule W)
			t.Fatalf("after %d rows and an error %d is what was met at most", n, res.MaxObs)
		}
	}
	for _, point := range []keys.Key{liveKey(3), append(liveKey(3), 0)} {
		n := 0
		if _, err := mvcc.ScanLive(e, keys.Span{Start: point}, 9, mvcc.ScanOptions{}, func(keys.Key, mvcc.Version) error { n++; return nil }); err != nil || n != 1-(len(point)-len(liveKey(3))) {
			t.Errorf("of the point %s there are %d rows, %v", point, n, err)
		}
	}
}

// BenchmarkScanLive scans many rows that are at hand.
func BenchmarkScanLive(b *testing.B) {
	const rows = 50_000
	e := openEngine(b)
	w := e.NewBatch(0)
	for i := range rows {
		if err := mvcc.Put(w, liveKey(i), 5, mvcc.Header{Mode: mvcc.ModeUpdate}, make([]byte, 60)); err != nil {
			b.Fatal(err)
		}
	}
	if err := e.Apply(w, false); err != nil {
		b.Fatal(err)
	}
	n := 0
	scan := func() {
		if _, err := mvcc.ScanLive(e, keys.Span{Start: liveKey(0), End: liveKey(rows)}, 9, mvcc.ScanOptions{}, func(keys.Key, mvcc.Version) error { n++; return nil }); err != nil {
			b.Fatal(err)
		}
	}
	scan()
	scan()
	for b.Loop() {
		scan()
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/rows, "ns/row")
}
