package mvcc_test

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/isochrondb/isochron/clock/hlc"
	"github.com/isochrondb/isochron/kv/engine"
	"github.com/isochrondb/isochron/kv/engine/pebbleengine"
	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/kv/mvcc"
)

func openEngine(t testing.TB) engine.Engine {
	t.Helper()
	e, err := pebbleengine.Open(pebbleengine.Options{FS: pebbleengine.MemFS()})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := e.Close(); err != nil {
			t.Error(err)
		}
	})
	return e
}

func apply(t testing.TB, e engine.Engine, f func(w engine.Writer) error) {
	t.Helper()
	b := e.NewBatch(0)
	defer b.Close()
	if err := errors.Join(f(b), e.Apply(b, false)); err != nil {
		t.Fatal(err)
	}
}

// TestModes is the table of row-level locks in Postgres's documentation, and the
// modes' numbers are those on the wire.
func TestModes(t *testing.T) {
	modes := []mvcc.Mode{mvcc.ModeKeyShare, mvcc.ModeShare, mvcc.ModeNoKeyUpdate, mvcc.ModeUpdate}
	want := []string{"...x", "..xx", ".xxx", "xxxx"}
	for i, a := range modes {
		for j, b := range modes {
			if got := a.Conflicts(b); got != (want[i][j] == 'x') {
				t.Errorf("%s against %s: conflict %t", a, b, got)
			}
		}
		if !a.Conflicts(mvcc.ModeNone) || !mvcc.ModeNone.Conflicts(a) {
			t.Errorf("%s: ModeNone must conflict with all", a)
		}
	}
	for wire, m := range append([]mvcc.Mode{mvcc.ModeNone}, modes...) { // in kv.proto: NONE = 0 … UPDATE = 4
		if int(m) != wire {
			t.Errorf("%s is %d on the wire and %d here", m, wire, m)
		}
	}
}

// TestManyVersions reads keys whose histories are longer than what a cursor
// steps over, at every timestamp and both ways.
func TestManyVersions(t *testing.T) {
	e := openEngine(t)
	const versions = 50
	names := []string{"a", "b", "c"}
	apply(t, e, func(w engine.Writer) error {
		for i := 1; i <= versions; i++ {
			for j, k := range names {
				ts := hlc.Timestamp(10*i + j)
				h := mvcc.Header{Tag: uint64(i), Mode: mvcc.ModeUpdate}
				var err error
				if k == "b" && i%3 == 0 {
					err = mvcc.Delete(w, keys.Key(k), ts, h)
				} else {
					err = mvcc.Put(w, keys.Key(k), ts, h, fmt.Appendf(nil, "%s%d", k, ts))
				}
				if err != nil {
					return err
				}
			}
		}
		return nil
	})
	for ts := hlc.Timestamp(0); ts < 10*versions+20; ts += 3 {
		var want []string
		var wantObs hlc.Timestamp
		for j, k := range names {
			at := (ts-hlc.Timestamp(j))/10*10 + hlc.Timestamp(j)
			at = min(at, hlc.Timestamp(10*versions+j))
			if at < 10 {
				continue
			}
			wantObs = max(wantObs, at)
			if k != "b" || at/10%3 != 0 {
				want = append(want, fmt.Sprintf("%s%d", k, at))
			}
		}
		for _, reverse := range []bool{false, true} {
			var got []string
			res, err := mvcc.Scan(e, keys.Span{Start: keys.Key("a"), End: keys.Key("d")}, ts, mvcc.ScanOptions{Reverse: reverse}, func(_ keys.Key, v mvcc.Version) error {
				if reverse {
					got = append([]string{string(v.Value)}, got...)
				} else {
					got = append(got, string(v.Value))
				}
				return nil
			})
			if err != nil || strings.Join(got, " ") != strings.Join(want, " ") || res.MaxObs != wantObs {
				t.Errorf("at %d, reverse %t: got %v, maxObs %d, %v; want %v, %d", int64(ts), reverse, got, int64(res.MaxObs), err, want, int64(wantObs))
			}
		}
	}
}

func TestScanStops(t *testing.T) {
	e := openEngine(t)
	apply(t, e, func(w engine.Writer) error {
		for i, k := range []string{"a", "b", "c"} {
			if err := mvcc.Put(w, keys.Key(k), hlc.Timestamp(i+1), mvcc.Header{}, []byte("v")); err != nil {
				return err
			}
		}
		return nil
	})
	span := keys.Span{Start: keys.Key("a"), End: keys.Key("d")}
	stopAt := func(key string, with error) func(keys.Key, mvcc.Version) error {
		return func(k keys.Key, _ mvcc.Version) error {
			if string(k) == key {
				return with
			}
			return nil
		}
	}
	res, err := mvcc.Scan(e, span, hlc.Max, mvcc.ScanOptions{}, stopAt("b", mvcc.ErrStop))
	if err != nil || !res.More || string(res.Resume.Start) != "b\x00" || string(res.Resume.End) != "d" || res.MaxObs != 2 {
		t.Errorf("forward: %+v, %v", res, err)
	}
	res, err = mvcc.Scan(e, span, hlc.Max, mvcc.ScanOptions{Reverse: true}, stopAt("b", mvcc.ErrStop))
	if err != nil || !res.More || string(res.Resume.Start) != "a" || string(res.Resume.End) != "b" || res.MaxObs != 3 {
		t.Errorf("reverse: %+v, %v", res, err)
	}
	broken := errors.New("broken")
	if _, err := mvcc.Scan(e, span, hlc.Max, mvcc.ScanOptions{}, stopAt("b", broken)); !errors.Is(err, broken) {
		t.Errorf("error of emit: got %v", err)
	}
	res, err = mvcc.Scan(e, keys.Point(keys.Key("b")), hlc.Max, mvcc.ScanOptions{MaxRows: 1}, stopAt("", nil))
	if err != nil || res.More || res.Rows != 1 {
		t.Errorf("point: %+v, %v", res, err)
	}
}

// TestResolveBelowLowerBound is invariant T6.
func TestResolveBelowLowerBound(t *testing.T) {
	e := openEngine(t)
	txn := keys.Txn{Hi: 1, Lo: 2}
	apply(t, e, func(w engine.Writer) error {
		return mvcc.PutIntent(w, mvcc.Intent{Key: keys.Key("a"), Txn: txn, Seq: 1, Lower: 10, Value: []byte("v")})
	})
	b := e.NewBatch(0)
	defer b.Close()
	if _, err := mvcc.ResolveIntents(e, b, keys.Point(keys.Key("a")), txn, 9, 7, nil); err == nil || !strings.Contains(err.Error(), "T6") {
		t.Errorf("resolved below its lower bound: %v", err)
	}
	if _, err := mvcc.ResolveIntents(e, b, keys.Point(keys.Key("a")), txn, 10, 7, nil); err != nil {
		t.Error(err)
	}
}

func TestRefusedWrites(t *testing.T) {
	e := openEngine(t)
	b := e.NewBatch(0)
	defer b.Close()
	k := keys.Key("a")
	for name, err := range map[string]error{
		"put at zero":          mvcc.Put(b, k, 0, mvcc.Header{}, nil),
		"put of a tombstone":   mvcc.Put(b, k, 1, mvcc.Header{Tombstone: true}, nil),
		"delete at zero":       mvcc.Delete(b, k, 0, mvcc.Header{}),
		"intent of nobody":     mvcc.PutIntent(b, mvcc.Intent{Key: k}),
		"tombstone with value": mvcc.PutIntent(b, mvcc.Intent{Key: k, Txn: keys.Txn{Lo: 1}, Tombstone: true, Value: []byte("v")}),
		"two expectations":     mvcc.PutIntent(b, mvcc.Intent{Key: k, Txn: keys.Txn{Lo: 1}, Absent: true, Expects: true}),
		"negative lower bound": mvcc.PutIntent(b, mvcc.Intent{Key: k, Txn: keys.Txn{Lo: 1}, Lower: -1}),
	} {
		if !errors.Is(err, mvcc.ErrFormat) {
			t.Errorf("%s: %v, want ErrFormat", name, err)
		}
	}
	if !b.Empty() {
		t.Error("a refused write left a change")
	}
}

// TestCorruptVersion: bytes that are no version are an error, not a row.
func TestCorruptVersion(t *testing.T) {
	e := openEngine(t)
	apply(t, e, func(w engine.Writer) error { return w.Put(keys.Key("a"), 5, []byte("short")) })
	_, _, getErr := mvcc.Get(e, keys.Key("a"), hlc.Max, nil)
	_, _, _, newestErr := mvcc.Newest(e, keys.Key("a"), mvcc.ModeNone, nil)
	span := keys.Span{Start: keys.Key("a"), End: keys.Key("b")}
	emit := func(keys.Key, mvcc.Version) error { return nil }
	_, scanErr := mvcc.Scan(e, span, hlc.Max, mvcc.ScanOptions{}, emit)
	_, backErr := mvcc.Scan(e, span, hlc.Max, mvcc.ScanOptions{Reverse: true}, emit)
	_, _, conflictErr := mvcc.Conflict(e, span, 0, hlc.Max, mvcc.ModeNone, 0)
	_, _, tagErr := mvcc.FindTag(e, keys.Key("a"), 1)
	for name, err := range map[string]error{"get": getErr, "newest": newestErr, "scan": scanErr, "backwards": backErr, "conflict": conflictErr, "tag": tagErr} {
		if !errors.Is(err, mvcc.ErrFormat) {
			t.Errorf("%s: %v, want ErrFormat", name, err)
		}
	}
}

// FuzzDecodeVersion: what decodes is what is written for its parts.
func FuzzDecodeVersion(f *testing.F) {
	f.Add([]byte{4, 0, 0, 0, 0, 0, 0, 0, 1, 'v'})
	f.Add([]byte{8, 0, 0, 0, 0, 0, 0, 0, 1})
	f.Add([]byte{0xff})
	e := openEngine(f)
	f.Fuzz(func(t *testing.T, b []byte) {
		h, payload, err := mvcc.DecodeVersion(b)
		if err != nil {
			return
		}
		apply(t, e, func(w engine.Writer) error {
			if h.Tombstone {
				return mvcc.Delete(w, keys.Key("k"), 1, h)
			}
			return mvcc.Put(w, keys.Key("k"), 1, h, payload)
		})
		it, err := e.NewIter(engine.IterOptions{})
		if err != nil {
			t.Fatal(err)
		}
		defer it.Close()
		it.First()
		if again, err := it.Value(); err != nil || !bytes.Equal(again, b) {
			t.Fatalf("%x decodes to %+v %x, which is written as %x (%v)", b, h, payload, again, err)
		}
	})
}

// IntentCursor finds what ScanIntents finds, key by key and in any order.
func TestIntentCursor(t *testing.T) {
	e := openEngine(t)
	txns := []keys.Txn{{Hi: 1, Lo: 1}, {Hi: 2, Lo: 1}}
	b := e.NewBatch(0)
	for i := range 50 {
		for n := range i % 4 {
			in := mvcc.Intent{Key: keys.Key(fmt.Sprintf("k%02d", i)), Txn: txns[n%2], Seq: uint64(n + 1), Mode: mvcc.ModeUpdate, Value: []byte{byte(i), byte(n)}}
			if err := mvcc.PutIntent(b, in); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := e.Apply(b, false); err != nil {
		t.Fatal(err)
	}
	for _, txn := range txns {
		c, err := mvcc.NewIntentCursor(e, keys.Span{Start: keys.Key("k00"), End: keys.Key("k99")}, txn)
		if err != nil {
			t.Fatal(err)
		}
		for _, i := range []int{7, 3, 3, 49, 0, 11, 48} {
			key := keys.Key(fmt.Sprintf("k%02d", i))
			var got, want []string
			note := func(to *[]string) func(mvcc.Intent) error {
				return func(x mvcc.Intent) error {
					*to = append(*to, fmt.Sprintf("%s %d %x", x.Key, x.Seq, x.Value))
					return nil
				}
			}
			var point []string
			err := errors.Join(
				c.On(key, note(&got)), mvcc.ScanIntents(e, keys.Point(key), txn, note(&point)),
				mvcc.ScanIntents(e, keys.Span{Start: key, End: key.Next()}, txn, note(&want)),
			)
			if err != nil {
				t.Fatal(err)
			}
			if !slices.Equal(got, want) || !slices.Equal(point, want) {
				t.Errorf("%s: got %v and %v, want %v", key, got, point, want)
			}
		}
		if err := c.Close(); err != nil {
			t.Fatal(err)
		}
	}
}

// written is a Writer that notes what it is given, or only counts.
type written struct {
	engine.Writer
	quiet bool
	keys  []string
}

func (w *written) note(what string, key keys.Key) error {
	if !w.quiet {
		w.keys = append(w.keys, what+" "+key.String())
	}
	return nil
}

func (w *written) PutParts(key keys.Key, _ hlc.Timestamp, _, _ []byte) error {
	return w.note("put", key)
}
func (w *written) Put(key keys.Key, _ hlc.Timestamp, _ []byte) error { return w.note("put", key) }
func (w *written) Delete(key keys.Key, _ hlc.Timestamp) error        { return w.note("delete", key) }

// TestResolutionInOrder: versions come before removals, and both in the order of keys, so that the
// engine finds the place of each beside the one before it.
func TestResolutionInOrder(t *testing.T) {
	const rows = 3_000 // more than the first pieces of removals hold
	e, txn := openEngine(t), keys.Txn{Hi: 1, Lo: 2}
	key := func(i int) keys.Key { return fmt.Appendf(nil, "row%05d%s", i, strings.Repeat("x", i%90)) }
	apply(t, e, func(w engine.Writer) (err error) {
		for i := range rows {
			for seq := range uint64(1 + i%2) {
				err = errors.Join(err, mvcc.PutIntent(w, mvcc.Intent{Key: key(i), Txn: txn, Seq: seq + 1, Value: []byte("v")}))
			}
		}
		return err
	})
	var want []string
	for i := range rows {
		want = append(want, "put "+key(i).String())
	}
	for i := range rows {
		for seq := range uint64(1 + i%2) {
			want = append(want, "delete "+keys.Intent(key(i), txn, seq+1).String())
		}
	}
	w := &written{}
	span := keys.Span{Start: key(0), End: keys.Key("s")}
	if n, err := mvcc.ResolveIntents(e, w, span, txn, 9, 1, nil); err != nil || n != rows+rows/2 {
		t.Fatalf("resolved %d intents, %v", n, err)
	}
	if !slices.Equal(w.keys, want) {
		for i := range min(len(w.keys), len(want)) {
			if w.keys[i] != want[i] {
				t.Fatalf("entry %d is %q, want %q", i, w.keys[i], want[i])
			}
		}
		t.Fatalf("%d entries, want %d", len(w.keys), len(want))
	}
}

// TestEncoderAllocatesNothing: an entry is put together where the one before it was.
func TestEncoderAllocatesNothing(t *testing.T) {
	w, key, value := &written{quiet: true}, keys.Key("a key"), []byte("a value")
	var enc mvcc.Encoder
	got := testing.AllocsPerRun(100, func() {
		err := errors.Join(enc.Put(w, key, 9, mvcc.Header{Tag: 1}, value), enc.Delete(w, key, 9, mvcc.Header{Tag: 1}))
		err = errors.Join(err, enc.PutIntent(w, mvcc.Intent{Key: key, Txn: keys.Txn{Hi: 1}, Seq: 1, Expects: true, Value: value}))
		if err != nil {
			t.Fatal(err)
		}
	})
	if got > 0 {
		t.Errorf("three entries took %v allocations", got)
	}
}
