package store

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/isochrondb/isochron/base/stop"
	"github.com/isochrondb/isochron/clock/hlc"
	"github.com/isochrondb/isochron/kv/engine"
	"github.com/isochrondb/isochron/kv/engine/pebbleengine"
	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/range/descriptor"
	"github.com/isochrondb/isochron/range/directory"
	"github.com/isochrondb/isochron/range/feed"
)

func TestWriteAndRestart(t *testing.T) {
	fs := pebbleengine.MemFS()
	e := openEnv(t, fs, nil)
	ctx := t.Context()
	for i := range 20 {
		e.check(e.put(ctx, userKey(fmt.Sprint(i)), fmt.Sprint("v", i)))
	}
	e.check(e.put(ctx, userKey("3"), "again"))
	e.close()

	e = openEnv(t, fs, nil)
	for i := range 20 {
		want := fmt.Sprint("v", i)
		if i == 3 {
			want = "again"
		}
		if got, ok, err := e.get(ctx, userKey(fmt.Sprint(i))); err != nil || !ok || got != want {
			t.Errorf("row %d: %q, %v, %v, want %q", i, got, ok, err, want)
		}
	}
	if _, ok, err := e.get(ctx, userKey("absent")); ok || err != nil {
		t.Errorf("an absent row: %v, %v", ok, err)
	}
	e.check(e.put(ctx, userKey("0"), "after"))
	if got, _, err := e.get(ctx, userKey("0")); err != nil || got != "after" {
		t.Errorf("after the restart: %q, %v", got, err)
	}
}

func TestConcurrentWriters(t *testing.T) {
	e := openEnv(t, pebbleengine.MemFS(), nil)
	var wg sync.WaitGroup
	for w := range 16 {
		wg.Go(func() {
			for i := range 50 {
				k := userKey(fmt.Sprintf("%02d/%02d", w, i))
				if err := e.put(t.Context(), k, "x"); err != nil {
					t.Error(err)
					return
				}
			}
		})
	}
	wg.Wait()
	if got := len(rowsOf(t, e.engine, keys.Span{Start: userKey(""), End: userKey("").PrefixEnd()})); got != 800 {
		t.Errorf("%d rows, want 800", got)
	}
}

func TestSplitOnRequest(t *testing.T) {
	fs := pebbleengine.MemFS()
	e := openEnv(t, fs, nil)
	ctx := t.Context()
	for i := range 10 {
		e.check(e.put(ctx, userKey(fmt.Sprint(i)), "a"))
	}
	for _, at := range []string{"5", "2", "7", "5"} {
		e.check(e.split(ctx, userKey(at)))
	}
	for i := range 10 {
		e.check(e.put(ctx, userKey(fmt.Sprint(i)), "b"))
	}
	checkRanges(t, e, 8)
	waitForDirectory(t, e)
	e.close()

	e = openEnv(t, fs, nil)
	checkRanges(t, e, 8)
	for i := range 10 {
		if got, _, err := e.get(ctx, userKey(fmt.Sprint(i))); err != nil || got != "b" {
			t.Errorf("row %d: %q, %v", i, got, err)
		}
	}
}

// checkRanges checks that the store's ranges cover the key space.
func checkRanges(t *testing.T, e *env, want int) {
	t.Helper()
	ranges := e.store.Ranges()
	at := keys.MinKey
	for _, d := range ranges {
		if d.Start.Compare(at) != 0 {
			t.Errorf("%s begins at %s, want %s", d, d.Start, at)
		}
		at = d.End
	}
	if at.Compare(keys.MaxKey) != 0 || want > 0 && len(ranges) != want {
		t.Errorf("%d ranges up to %s, want %d", len(ranges), at, want)
	}
}

// waitForDirectory waits until the directory says what the replicas say.
func waitForDirectory(t *testing.T, e *env) {
	t.Helper()
	for {
		found := make(map[uint64]*descriptor.Range)
		for k, v := range rowsOf(t, e.engine, directory.Span()) {
			d, err := directory.DecodeRow(keys.Key(k), []byte(v))
			if err != nil {
				t.Fatal(err)
			}
			found[d.ID] = d
		}
		same := true
		for _, d := range e.store.Ranges() {
			same = same && found[d.ID] != nil && found[d.ID].Equal(d)
		}
		if same && len(found) == len(e.store.Ranges()) {
			return
		}
		if err := stop.Sleep(t.Context(), time.Millisecond); err != nil {
			t.Fatal("the directory never caught up")
		}
	}
}

func TestRevokeLease(t *testing.T) {
	for _, graceful := range []bool{true, false} {
		t.Run(fmt.Sprint("graceful=", graceful), func(t *testing.T) {
			e := openEnv(t, pebbleengine.MemFS(), nil)
			ctx := t.Context()
			e.check(e.put(ctx, userKey("a"), "1"))
			d := e.store.Containing(userKey("a"))
			term := e.store.ranges.get(d.ID).Term()
			e.check(e.store.RevokeLease(ctx, d.ID, graceful))
			if got := e.store.ranges.get(d.ID).Term(); got != term+1 {
				t.Errorf("term %d after %d", got, term)
			}
			if got, _, err := e.get(ctx, userKey("a")); err != nil || got != "1" {
				t.Errorf("after the revocation: %q, %v", got, err)
			}
			e.check(e.put(ctx, userKey("a"), "2"))
		})
	}
}

// Writers go on while leases are revoked: what is acknowledged is there, what is
// ambiguous may be.
func TestRevokeUnderLoad(t *testing.T) {
	e := openEnv(t, pebbleengine.MemFS(), nil)
	ctx := t.Context()
	e.check(e.put(ctx, userKey("a"), "1"))
	id := e.store.Containing(userKey("a")).ID
	stop := make(chan struct{})
	var wg sync.WaitGroup
	acked := make([]int, 4)
	for w := range acked {
		wg.Go(func() {
			for i := 1; ; i++ {
				select {
				case <-stop:
					return
				default:
				}
				err := e.put(ctx, userKey(fmt.Sprint("w", w)), fmt.Sprint(i))
				if _, unknown := errors.AsType[*kvpb.Ambiguous](err); err != nil && !unknown {
					t.Error(err)
					return
				}
				if err == nil {
					acked[w] = i
				}
			}
		})
	}
	for i := range 40 {
		e.check(e.store.RevokeLease(ctx, id, i%2 == 0))
	}
	close(stop)
	wg.Wait()
	for w, n := range acked {
		got, _, err := e.get(ctx, userKey(fmt.Sprint("w", w)))
		var v int
		if _, serr := fmt.Sscan(got, &v); err != nil || serr != nil || v < n {
			t.Errorf("writer %d: %q, %v; %d was acknowledged", w, got, err, n)
		}
	}
}

func TestUnknownRange(t *testing.T) {
	e := openEnv(t, pebbleengine.MemFS(), nil)
	key := userKey("a")
	err := e.store.Send(t.Context(), &kvpb.ReadRequest{
		Header: &kvpb.Header{RangeId: 999}, Spans: []*kvpb.Span{{Key: key}},
	}, &kvpb.ReadResponse{})
	r, ok := errors.AsType[*kvpb.RetryElsewhere](err)
	if !ok || r.Range == nil || r.Range.RangeId != e.store.Containing(key).ID {
		t.Errorf("got %v, want the range that holds the key", err)
	}
	e.close()
	if err := e.store.Send(t.Context(), &kvpb.ReadRequest{Header: &kvpb.Header{RangeId: 5}}, &kvpb.ReadResponse{}); !isElsewhere(err) {
		t.Errorf("after Close: %v, want to be sent on", err)
	}
	if err := e.store.Close(); !errors.Is(err, ErrClosed) {
		t.Errorf("second Close: %v", err)
	}
}

// isElsewhere reports whether an answer sends the request on.
func isElsewhere(err error) bool {
	_, ok := errors.AsType[*kvpb.RetryElsewhere](err)
	return ok
}

// A store that is not what it should be does not open.
func TestRefusedStores(t *testing.T) {
	put := func(k keys.Key, v []byte) func(engine.Writer) error {
		return func(w engine.Writer) error { return w.Put(k, hlc.Zero, v) }
	}
	newer := testIdent
	newer.Format = FormatVersion + 1
	tests := []struct {
		name   string
		spoil  func(engine.Writer) error
		change func(*Options)
		want   error
	}{
		{"other cluster", nil, func(o *Options) { o.Ident.ClusterID[0]++ }, ErrForeign},
		{"other node", nil, func(o *Options) { o.Ident.NodeID++ }, ErrForeign},
		{"other store", nil, func(o *Options) { o.Ident.StoreID++ }, ErrForeign},
		{"newer format", put(keys.StoreIdent(), newer.encode()), nil, ErrVersion},
		{"newer format, longer", put(keys.StoreIdent(), append(newer.encode(), 1, 2, 3)), nil, ErrVersion},
		{"damaged identity", put(keys.StoreIdent(), append(testIdent.encode()[:12], 9)), nil, ErrCorrupt},
		{"flipped bit", put(keys.StoreIdent(), flip(testIdent)), nil, ErrCorrupt},
		{"lost identity", func(w engine.Writer) error { return w.Delete(keys.StoreIdent(), hlc.Zero) }, nil, ErrCorrupt},
		{"lost descriptor", func(w engine.Writer) error {
			return w.Delete(keys.Replica(3, keys.ReplicaDescriptor), hlc.Zero)
		}, nil, ErrCorrupt},
		{"damaged descriptor", put(keys.Replica(3, keys.ReplicaDescriptor), []byte("x")), nil, ErrCorrupt},
		{"another range's descriptor", put(keys.Replica(3, keys.ReplicaDescriptor), encoded(4)), nil, ErrCorrupt},
		{"overlapping ranges", put(keys.Replica(9, keys.ReplicaDescriptor), encoded(9)), nil, ErrCorrupt},
		{"junk", put(append(keys.ReplicasSpan().Start, 7, 'z'), nil), nil, ErrCorrupt},
	}
	for _, tt := range tests {
		fs := pebbleengine.MemFS()
		e := openEnv(t, fs, nil)
		e.close()
		if tt.spoil != nil {
			spoil(t, fs, tt.spoil)
		}
		got, err := tryOpenEnv(t, fs, tt.change)
		if !errors.Is(err, tt.want) {
			t.Errorf("%s: %v, want %v", tt.name, err, tt.want)
		}
		if err == nil {
			got.close()
		}
	}
}

func flip(id Ident) []byte {
	id.Format = FormatVersion
	b := id.encode()
	b[20] ^= 1
	return b
}

func encoded(id uint64) []byte {
	d := FirstRanges(testIdent)[3]
	d.ID = id
	b, err := d.Encode()
	if err != nil {
		panic(err)
	}
	return b
}

func spoil(t *testing.T, fs pebbleengine.FS, f func(engine.Writer) error) {
	t.Helper()
	e, err := pebbleengine.Open(pebbleengine.Options{FS: fs, Dir: "store"})
	if err != nil {
		t.Fatal(err)
	}
	defer e.Close()
	b := e.NewBatch(0)
	if err := errors.Join(f(b), e.Apply(b, true)); err != nil {
		t.Fatal(err)
	}
}

func TestBootstrapTwice(t *testing.T) {
	e := openEnv(t, pebbleengine.MemFS(), nil)
	if err := Bootstrap(e.engine, testIdent, 1); !errors.Is(err, ErrDuplicate) {
		t.Errorf("%v, want ErrDuplicate", err)
	}
}

func TestCheckIdents(t *testing.T) {
	a, b := testIdent, testIdent
	b.StoreID = 2
	if err := CheckIdents([]Ident{a, b}); err != nil {
		t.Error(err)
	}
	if err := CheckIdents([]Ident{a, b, a}); !errors.Is(err, ErrDuplicate) {
		t.Errorf("%v, want ErrDuplicate", err)
	}
	b.NodeID = 2
	if err := CheckIdents([]Ident{a, b}); !errors.Is(err, ErrForeign) {
		t.Errorf("%v, want ErrForeign", err)
	}
}

// A failed sync is fatal: what was in flight is unknown, later requests are
// refused, and a restart finds all that was acknowledged.
func TestFailedSync(t *testing.T) {
	mem := pebbleengine.NewCrashFS()
	var mu sync.Mutex
	failing := false
	fs := pebbleengine.WithHook(mem, func(op pebbleengine.Op) error {
		mu.Lock()
		defer mu.Unlock()
		if failing && op.Kind == pebbleengine.OpSync {
			return errors.New("input/output error")
		}
		return nil
	})
	e := openEnv(t, fs, nil)
	ctx := t.Context()
	e.check(e.put(ctx, userKey("a"), "1"))
	mu.Lock()
	failing = true
	mu.Unlock()
	err := e.put(ctx, userKey("b"), "1")
	if _, unknown := errors.AsType[*kvpb.Ambiguous](err); !unknown {
		t.Errorf("in flight: %v, want ambiguous", err)
	}
	mu.Lock()
	failing = false
	mu.Unlock()
	for _, f := range []func() error{
		func() error { return e.put(ctx, userKey("c"), "1") },
		func() error { _, _, err := e.get(ctx, userKey("a")); return err },
		e.store.Err,
	} {
		if err := f(); !errors.Is(err, ErrFailed) {
			t.Errorf("after the failure: %v, want ErrFailed", err)
		}
	}
	e.close()
	e = openEnv(t, mem.Crash(0, nil), nil)
	if got, _, err := e.get(ctx, userKey("a")); err != nil || got != "1" {
		t.Errorf("after the restart: %q, %v", got, err)
	}
}

func TestCertified(t *testing.T) {
	e := openEnv(t, pebbleengine.MemFS(), nil)
	span := keys.Span{Start: keys.Key{keys.Catalog}, End: keys.Key{keys.Rows}}
	if _, err := e.store.Certified(t.Context(), span); err != nil {
		t.Error(err)
	}
	if _, err := e.store.Threshold(t.Context(), span); err != nil {
		t.Error(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := e.store.Certified(ctx, keys.Span{Start: keys.Key{0xfe}, End: keys.Key{0xff, 1}}); err == nil {
		t.Error("a span beyond the key space has a history")
	}
}

// A full disk: the store stops with a clear error rather than half a write, and
// holds all that was acknowledged once there is room again.
func TestFullDisk(t *testing.T) {
	mem := pebbleengine.NewCrashFS()
	var mu sync.Mutex
	left := -1 // writes until the disk is full; negative: never
	fs := pebbleengine.WithHook(mem, func(op pebbleengine.Op) error {
		mu.Lock()
		defer mu.Unlock()
		if op.Kind == pebbleengine.OpWrite && left >= 0 {
			if left == 0 {
				return syscall.ENOSPC
			}
			left--
		}
		return nil
	})
	e := openEnv(t, fs, nil)
	ctx := t.Context()
	e.check(e.put(ctx, userKey("first"), "x"))
	mu.Lock()
	left = 20
	mu.Unlock()
	acked := 0
	var err error
	for ; err == nil; acked++ {
		err = e.put(ctx, userKey(fmt.Sprint(acked)), "x")
	}
	acked--
	_, unknown := errors.AsType[*kvpb.Ambiguous](err)
	_, refused := errors.AsType[*kvpb.Refused](err)
	if !unknown && !refused && !errors.Is(err, engine.ErrFull) {
		t.Errorf("commit %d: %v", acked, err)
	}
	if err := e.put(ctx, userKey("later"), "x"); err == nil {
		t.Error("a commit succeeded on a full disk")
	} else if e.store.Err() != nil && !errors.Is(e.store.Err(), engine.ErrFull) {
		t.Errorf("the store stopped because of %v, want ErrFull", e.store.Err())
	}
	e.close()
	e = openEnv(t, mem.Crash(0, nil), nil)
	for i := range acked {
		if got, _, err := e.get(ctx, userKey(fmt.Sprint(i))); err != nil || got != "x" {
			t.Errorf("row %d of %d: %q, %v", i, acked, got, err)
		}
	}
	e.check(e.put(ctx, userKey("later"), "x"))
}

// collected is a feed's sink that counts.
type collected struct {
	mu      sync.Mutex
	changes []feed.Change
	closed  hlc.Timestamp
	news    chan struct{}
}

func (c *collected) Changes(changes []feed.Change, closed hlc.Timestamp) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.changes, c.closed = append(c.changes, changes...), closed
	select {
	case c.news <- struct{}{}:
	default:
	}
	return nil
}

// A feed delivers what was committed, each once and in order, over splits.
func TestFeed(t *testing.T) {
	hub := feed.NewHub()
	e := openEnv(t, pebbleengine.MemFS(), func(o *Options) {
		o.Listener = hub
		o.TickEveryNanos = int64(time.Millisecond)
		o.Replica.CloseLagNanos, o.Replica.CloseEveryNanos = int64(2*time.Millisecond), int64(2*time.Millisecond)
	})
	hub.Start(e.engine, e.store)
	defer hub.Close()
	sink := &collected{news: make(chan struct{}, 1)}
	span := keys.Span{Start: userKey(""), End: userKey("").PrefixEnd()}
	if _, err := hub.Subscribe(span, e.clock.Now().Timestamp(), sink); err != nil {
		t.Fatal(err)
	}
	for i := range 30 {
		e.check(e.put(t.Context(), userKey(fmt.Sprint(i%7)), fmt.Sprint(i)))
		if i == 10 {
			e.check(e.split(t.Context(), userKey("3")))
		}
	}
	last := e.clock.Now().Timestamp()
	for _, key := range []string{"0", "6"} { // a range that rests closes nothing beyond its last write
		e.check(e.put(t.Context(), userKey(key), "later"))
	}
	for done := false; !done; {
		<-sink.news
		sink.mu.Lock()
		done = len(sink.changes) >= 30
		if sink.closed >= last && !done {
			t.Fatalf("%d changes up to %s, after all 30", len(sink.changes), sink.closed)
		}
		sink.mu.Unlock()
	}
	for i, c := range sink.changes[:30] {
		if got, want := string(c.Value), fmt.Sprint(i); got != want {
			t.Errorf("change %d is %s", i, got)
		}
	}
}
