package distsender

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/isochrondb/isochron/clock/hlc"
	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/range/descriptor"
	"github.com/isochrondb/isochron/range/directory"
	"github.com/isochrondb/isochron/range/transport"
)

// world is a directory range, and the truth.
type world struct {
	rows  []*descriptor.Range // what the directory says
	truth []*descriptor.Range // what replicas know
	reads int
	moved int // so many reads are sent elsewhere first
	late  int // so many reads come when their timestamp is collected
	// during is called once a read has been answered, before that is known.
	during func()
}

func (w *world) Send(_ context.Context, r kvpb.Request, p kvpb.Response) error {
	req, resp := r.(*kvpb.ReadRequest), p.(*kvpb.ReadResponse)
	w.reads++
	if w.during != nil {
		defer w.during()
	}
	if w.moved > 0 {
		w.moved--
		return &kvpb.RetryElsewhere{RangeID: req.Header.RangeId, Why: "moved"}
	}
	if w.late > 0 {
		w.late--
		return &kvpb.Refused{Reason: kvpb.ReasonThreshold}
	}
	for _, d := range w.rows {
		k := directory.Key(d.End)
		if k.Compare(req.Spans[0].Key) < 0 || resp.NumRows == req.MaxRows {
			continue
		}
		v, err := d.Encode()
		if err != nil {
			return err
		}
		resp.Rows = kvpb.AppendRow(resp.Rows, k, v)
		resp.NumRows++
	}
	return nil
}

func (w *world) First() *descriptor.Range { return w.truth[0] }
func (w *world) Containing(k keys.Key) *descriptor.Range {
	for _, d := range w.truth {
		if d.Contains(k) {
			return d
		}
	}
	return nil
}

type clock struct{}

func (clock) Now() hlc.Reading { return 1 }

func key(s string) keys.Key {
	switch s {
	case "":
		return keys.Key{keys.Rows}
	case "end":
		return keys.MaxKey
	}
	return append(keys.Key{keys.Rows}, s...)
}

func rng(id, gen uint64, start, end string) *descriptor.Range {
	return &descriptor.Range{
		ID: id, Start: key(start), End: key(end), Generation: gen,
		Replicas: []descriptor.Replica{{ID: 1, NodeID: 1, StoreID: 1}},
	}
}

func newWorld(t testing.TB, ranges ...*descriptor.Range) (*world, *Router) {
	t.Helper()
	first := &descriptor.Range{
		ID: directory.FirstRangeID, Start: keys.MinKey, End: keys.Key{keys.System}, Generation: 1,
		Replicas: []descriptor.Replica{{ID: 1, NodeID: 1, StoreID: 1}},
	}
	w := &world{rows: append([]*descriptor.Range{first}, ranges...)}
	w.truth = w.rows
	r, err := New(Options{NodeID: 1, Local: w, Clock: clock{}, Known: w, PrefetchRowsMax: 2})
	if err != nil {
		t.Fatal(err)
	}
	return w, r
}

func TestLookup(t *testing.T) {
	w, r := newWorld(t, rng(2, 1, "", "b"), rng(3, 1, "b", "m"), rng(4, 1, "m", "end"))
	w.moved = 2
	for _, tt := range []struct {
		key   string
		id    uint64
		reads int // in all, so far: two rows come at a time
	}{{"", 2, 3}, {"a", 2, 3}, {"b", 3, 3}, {"lz", 3, 3}, {"m", 4, 4}, {"zz", 4, 4}, {"a", 2, 4}} {
		d, err := r.Lookup(t.Context(), key(tt.key))
		if err != nil || d.ID != tt.id || w.reads != tt.reads {
			t.Errorf("key %q: %v, %v after %d reads, want range %d after %d", tt.key, d, err, w.reads, tt.id, tt.reads)
		}
	}
	if d, err := r.Lookup(t.Context(), directory.Key(key("b"))); err != nil || d.ID != directory.FirstRangeID {
		t.Errorf("the directory's own range: %v, %v", d, err)
	}
	for _, k := range []keys.Key{{0x01}, {0x02, 5}, keys.MaxKey, nil} {
		if _, err := r.Lookup(t.Context(), k); !errors.Is(err, ErrKey) {
			t.Errorf("key %x: %v, want ErrKey", []byte(k), err)
		}
	}
}

// A look-up that was under way until its timestamp was collected begins anew.
func TestLookupLate(t *testing.T) {
	w, r := newWorld(t, rng(2, 1, "", "b"), rng(3, 1, "b", "end"))
	w.late = 2
	if d, err := r.Lookup(t.Context(), key("a")); err != nil || d.ID != 2 || w.reads != 3 {
		t.Errorf("%v, %v after %d reads", d, err, w.reads)
	}
}

// What an answer tells of a range replaces what was known, and nothing older does.
func TestTold(t *testing.T) {
	_, r := newWorld(t, rng(2, 1, "", "b"), rng(3, 1, "b", "end"))
	if _, err := r.Lookup(t.Context(), key("a")); err != nil {
		t.Fatal(err)
	}
	for _, x := range []struct{ told, want uint64 }{{5, 5}, {3, 5}, {6, 6}} {
		r.Told(rng(2, x.told, "", "b").Proto())
		if d := r.Cached(key("a")); d == nil || d.Generation != x.want {
			t.Errorf("told of generation %d: %v, want %d", x.told, d, x.want)
		}
	}
	r.Told(&kvpb.RangeDescriptor{RangeId: 2, Generation: 9}) // no range at all
	if d := r.Cached(key("a")); d == nil || d.Generation != 6 {
		t.Errorf("told of nonsense: %v", d)
	}
}

// Of a change of replicas that its own node applies a router hears, if it goes by the range.
func TestReconfigured(t *testing.T) {
	_, r := newWorld(t, rng(2, 1, "", "b"), rng(3, 1, "b", "end"))
	r.Reconfigured(rng(2, 2, "", "b"))
	if d := r.Cached(key("a")); d != nil {
		t.Errorf("what nobody has asked for is kept: %v", d)
	}
	if _, err := r.Lookup(t.Context(), key("a")); err != nil {
		t.Fatal(err)
	}
	for _, x := range []struct {
		of   *descriptor.Range
		want uint64
	}{
		{rng(2, 5, "", "b"), 5},
		{rng(2, 3, "", "b"), 5}, // late
		{rng(4, 9, "", "b"), 5}, // another range
	} {
		r.Reconfigured(x.of)
		if d := r.Cached(key("a")); d == nil || d.ID != 2 || d.Generation != x.want {
			t.Errorf("after %v: %v, want generation %d", x.of, d, x.want)
		}
	}
}

// The directory hears of a change of replicas after the store that applies it: its older row counts for
// nothing, whether the store applied the change before the row was read or between the reading and its end.
func TestReconfiguredBeforeTheDirectory(t *testing.T) {
	for _, during := range []bool{false, true} {
		w, r := newWorld(t, rng(2, 4, "", "b"), rng(3, 1, "b", "end"))
		apply := func() {
			w.truth = []*descriptor.Range{w.rows[0], rng(2, 5, "", "b"), w.rows[2]}
			r.Reconfigured(w.truth[1])
		}
		if during {
			w.during = apply
		} else {
			apply()
		}
		d, err := r.Lookup(t.Context(), key("a"))
		if err != nil || d.Generation != 5 {
			t.Errorf("during the look-up %t: %v, %v; want generation 5", during, d, err)
		}
		// The same holds of what others say.
		r.Forget(d)
		r.Told(rng(2, 3, "", "b").Proto())
		if d := r.Cached(key("a")); d == nil || d.Generation != 5 {
			t.Errorf("told of generation 3: %v", d)
		}
	}
}

// Others are asked where the directory is only if nobody who has it says that it is there.
func TestConfirms(t *testing.T) {
	d := rng(2, 4, "", "b")
	for _, x := range []struct {
		err  error
		want bool
	}{
		{&kvpb.RetryElsewhere{RangeID: 2, Range: d.Proto()}, true},
		{fmt.Errorf("wrapped: %w", &kvpb.RetryElsewhere{RangeID: 2, Range: d.Proto()}), true},
		{&kvpb.RetryElsewhere{RangeID: 2}, false},
		{&kvpb.RetryElsewhere{RangeID: 2, Range: rng(2, 5, "", "b").Proto()}, false},
		{&transport.Unreachable{NodeID: 1}, false},
	} {
		if got := confirms(d, x.err); got != x.want {
			t.Errorf("%v: %t, want %t", x.err, got, x.want)
		}
	}
}

func show(ps []Piece) string {
	var b strings.Builder
	for _, p := range ps {
		fmt.Fprintf(&b, "r%d", p.Desc.ID)
		for _, s := range p.Spans {
			fmt.Fprintf(&b, " %s", string(s.Start[1:]))
			if !s.IsPoint() {
				fmt.Fprintf(&b, "-%s", string(s.End[1:]))
			}
		}
		b.WriteString("; ")
	}
	return b.String()
}

func TestDivide(t *testing.T) {
	_, r := newWorld(t, rng(2, 1, "", "b"), rng(3, 1, "b", "m"), rng(4, 1, "m", "end"))
	span := func(s, e string) keys.Span { return keys.Span{Start: key(s), End: key(e)} }
	for _, tt := range []struct {
		spans []keys.Span
		want  string
	}{
		{nil, ""},
		{[]keys.Span{keys.Point(key("a"))}, "r2 a; "},
		{[]keys.Span{span("c", "d"), keys.Point(key("l"))}, "r3 c-d l; "},
		{[]keys.Span{span("a", "z")}, "r2 a-b; r3 b-m; r4 m-z; "},
		{[]keys.Span{span("a", "b"), span("b", "c")}, "r2 a-b; r3 b-c; "},
		{[]keys.Span{keys.Point(key("x")), keys.Point(key("a")), keys.Point(key("y"))}, "r4 x y; r2 a; "},
		{[]keys.Span{span("a", "c"), span("l", "n")}, "r2 a-b; r3 b-c l-m; r4 m-n; "},
	} {
		ps, err := r.Divide(t.Context(), tt.spans)
		if got := show(ps); err != nil || got != tt.want {
			t.Errorf("got %s, %v, want %s", got, err, tt.want)
		}
	}
	if _, err := r.Divide(t.Context(), []keys.Span{{Start: key("x"), End: keys.Key{0xff, 1}}}); !errors.Is(err, ErrKey) {
		t.Errorf("a span beyond the key space: %v, want ErrKey", err)
	}
}

// A split that the directory has not heard of yet: the cache learns from the
// answer and from the replicas, and the directory's old row does not come back.
func TestStaleDirectory(t *testing.T) {
	old := rng(2, 1, "", "end")
	w, r := newWorld(t, old)
	d, err := r.Lookup(t.Context(), key("x"))
	if err != nil || d.Generation != 1 {
		t.Fatalf("%v, %v", d, err)
	}
	left, right := old.Split(key("m"), 9, descriptor.ByHand, 1)
	w.truth = []*descriptor.Range{w.truth[0], left, right}
	r.Heard(d, &kvpb.RetryElsewhere{RangeID: 2, Range: left.Proto()})
	for k, want := range map[string]*descriptor.Range{"a": left, "x": right} {
		if d, err := r.Lookup(t.Context(), key(k)); err != nil || !d.Equal(want) {
			t.Errorf("key %s: %v, %v, want %v", k, d, err, want)
		}
	}
	r.Heard(left, errors.New("disk on fire"))
	reads := w.reads
	if d, _ := r.Lookup(t.Context(), key("a")); w.reads != reads || !d.Equal(left) {
		t.Errorf("an unrelated error dropped the range")
	}
	r.Heard(left, &kvpb.Refused{Reason: kvpb.ReasonMoved})
	if w.rows = w.truth; r.Stats().Ranges != 1 {
		t.Errorf("%d ranges cached after a move, want 1", r.Stats().Ranges)
	}
	if d, err := r.Lookup(t.Context(), key("a")); err != nil || !d.Equal(left) {
		t.Errorf("after the directory caught up: %v, %v", d, err)
	}
}

func TestCacheLimit(t *testing.T) {
	w, _ := newWorld(t, rng(2, 1, "", "b"), rng(3, 1, "b", "m"), rng(4, 1, "m", "end"))
	r, err := New(Options{NodeID: 1, Local: w, Clock: clock{}, Known: w, CacheRangesMax: 2, PrefetchRowsMax: 1})
	if err != nil {
		t.Fatal(err)
	}
	for range 3 {
		for k, id := range map[string]uint64{"a": 2, "c": 3, "x": 4} {
			if d, err := r.Lookup(t.Context(), key(k)); err != nil || d.ID != id {
				t.Fatalf("key %s: %v, %v", k, d, err)
			}
			if n := r.Stats().Ranges; n > 2 {
				t.Fatalf("%d ranges cached, limit 2", n)
			}
		}
	}
}

// What a transaction counts is what the transport counts.
func TestCounters(t *testing.T) {
	w, _ := newWorld(t, rng(2, 1, "", "end"))
	hop := transport.NewHop(w)
	r, err := New(Options{NodeID: 1, Local: hop, Clock: clock{}, Known: w})
	if err != nil {
		t.Fatal(err)
	}
	d, err := r.Lookup(t.Context(), key("a"))
	if err != nil {
		t.Fatal(err)
	}
	before := hop.Totals()
	var c Counters
	c.Init(r)
	req := &kvpb.ReadRequest{Header: &kvpb.Header{RangeId: 2}, Spans: []*kvpb.Span{{Key: directory.Key(nil)}}, MaxRows: 1}
	for range 3 {
		if err := c.Server(d).Send(t.Context(), req, &kvpb.ReadResponse{}); err != nil {
			t.Fatal(err)
		}
	}
	w.moved = 1
	if err := c.Server(d).Send(t.Context(), req, &kvpb.ReadResponse{}); err == nil {
		t.Fatal("no error")
	}
	after := hop.Totals()
	got := c.Traffic()
	want := Traffic{Messages: after.Messages() - before.Messages(), Bytes: after.Bytes() - before.Bytes()}
	if got != want || got.Messages != 4 || got.Bytes == 0 {
		t.Errorf("counted %+v, the transport %+v", got, want)
	}
}

func TestHotPathDoesNotAllocate(t *testing.T) {
	w, _ := newWorld(t, rng(2, 1, "", "end"))
	hop := transport.NewHop(nop{w})
	r, err := New(Options{NodeID: 1, Local: hop, Clock: clock{}, Known: w})
	if err != nil {
		t.Fatal(err)
	}
	r.insert(w.rows[1])
	var c Counters
	c.Init(r)
	k, ctx := key("a"), context.Background()
	req, resp := &kvpb.TagRequest{Header: &kvpb.Header{RangeId: 2}}, &kvpb.TagResponse{}
	if n := testing.AllocsPerRun(100, func() {
		d, err := r.Lookup(ctx, k)
		if err != nil {
			t.Fatal(err)
		}
		if err := c.Server(d).Send(ctx, req, resp); err != nil {
			t.Fatal(err)
		}
	}); n != 0 {
		t.Errorf("%v allocations per request, want 0", n)
	}
}

type nop struct{ kvpb.Sender }

func (nop) Send(context.Context, kvpb.Request, kvpb.Response) error { return nil }

func BenchmarkLookup(b *testing.B) {
	var ranges []*descriptor.Range
	last := ""
	for i := range 10_000 {
		end := fmt.Sprintf("%05d", i)
		ranges = append(ranges, rng(uint64(i+2), 1, last, end))
		last = end
	}
	w, r := newWorld(b, append(ranges, rng(20_000, 1, last, "end"))...)
	for _, d := range w.rows {
		r.insert(d)
	}
	k := key("05000")
	b.ReportAllocs()
	for b.Loop() {
		if _, err := r.Lookup(context.Background(), k); err != nil {
			b.Fatal(err)
		}
	}
}

// A range whose known replicas can't be reached may have gone elsewhere: it is looked up anew
// when each was tried.
func TestUnreachableReplicasAreLookedUp(t *testing.T) {
	now := rng(2, 5, "", "end")
	_, r := newWorld(t, rng(1, 1, "", ""), now)
	for _, nodes := range [][]uint32{{7}, {7, 8, 9}} {
		old := rng(2, 4, "", "end")
		old.Replicas = nil
		for i, n := range nodes {
			old.Replicas = append(old.Replicas, descriptor.Replica{ID: uint64(i + 1), NodeID: n, StoreID: n})
		}
		r.cache.Store(&[]*descriptor.Range{old})
		for tries := 0; ; tries++ {
			d, err := r.Lookup(t.Context(), key("k"))
			if err != nil {
				t.Fatal(err)
			}
			if d != old {
				if d.Generation != now.Generation || len(nodes) > 1 && tries < len(nodes) {
					t.Errorf("after %d tries at %v: %v", tries, nodes, d)
				}
				break
			}
			if tries > 2*len(nodes) {
				t.Fatalf("still %v", d)
			}
			r.Heard(d, &transport.Unreachable{NodeID: r.Leader(d), Cause: errors.New("dead")})
		}
	}
}

// far is how far nodes are; those that are not named can't be reached.
type far map[uint32]time.Duration

func (f far) Server(node uint32) kvpb.Sender {
	if _, ok := f[node]; ok {
		return nop{}
	}
	return nil
}

func (f far) RTT(node uint32) (smoothed, longest time.Duration) { return f[node], f[node] }

// Reads of the past go to the nearest replica that is nearer than the leaseholder.
func TestNear(t *testing.T) {
	on := func(nodes ...uint32) *descriptor.Range {
		d := rng(2, 5, "", "end")
		d.Replicas = nil
		for _, n := range nodes {
			d.Replicas = append(d.Replicas, descriptor.Replica{ID: uint64(n), NodeID: n, StoreID: n})
		}
		return d
	}
	w, r := newWorld(t, rng(2, 5, "", "end"))
	r.o.Peers = far{2: 80 * time.Millisecond, 3: time.Millisecond, 4: 2 * time.Millisecond, 6: 0}
	for _, x := range []struct {
		name   string
		on     []uint32
		leader uint32
		tried  []uint32
		want   uint32
	}{
		{"here", []uint32{3, 2, 1}, 2, nil, 1},
		{"here is tried", []uint32{3, 2, 1}, 2, []uint32{1}, 3},
		{"here is the leaseholder", []uint32{1, 2, 3}, 1, nil, 0},
		{"the nearest", []uint32{4, 2, 3}, 2, nil, 3},
		{"the next", []uint32{4, 2, 3}, 2, []uint32{3}, 4},
		{"none is left", []uint32{4, 2, 3}, 2, []uint32{3, 4}, 0},
		{"the leaseholder is nearest", []uint32{2, 3, 4}, 3, nil, 0},
		{"not known, or never talked to", []uint32{2, 5, 6}, 2, nil, 0},
	} {
		d := on(x.on...)
		r.leaders.set(d.ID, x.leader)
		got, s := r.Near(d, x.tried)
		if got != x.want || (s == nil) != (x.want == 0) || x.want == 1 && s != kvpb.Sender(w) {
			t.Errorf("%s: node %d, %v, want %d", x.name, got, s, x.want)
		}
	}
}

// Who leads is known once somebody has said so, or where nobody else can.
func TestLeads(t *testing.T) {
	_, r := newWorld(t, rng(2, 5, "", "end"))
	r.o.Peers = far{2: time.Millisecond, 3: time.Millisecond}
	d := rng(2, 5, "", "end")
	d.Replicas = []descriptor.Replica{{ID: 1, NodeID: 2, StoreID: 2}, {ID: 2, NodeID: 3, StoreID: 3}}
	check := func(what string, want uint32) {
		if got := r.Leads(d); got != want {
			t.Errorf("%s: node %d, want %d", what, got, want)
		}
	}
	check("nobody has said so", 0)
	r.leaders.set(d.ID, 3)
	check("somebody has", 3)
	r.leaders.pass(r, d, 3, true)
	check("it was not so, and the next is a guess", 0)
	r.leaders.set(d.ID, 9)
	check("who has no replica", 0)
	d.Replicas = d.Replicas[:1]
	check("one replica", 2)
}

// Who has never been talked to may be the nearest.
func TestStranger(t *testing.T) {
	_, r := newWorld(t, rng(2, 5, "", "end"))
	r.o.Peers = far{2: time.Millisecond, 6: 0}
	d := rng(2, 5, "", "end")
	for _, nodes := range [][]uint32{{1, 2, 6}, {1, 2, 5}} {
		d.Replicas = nil
		for _, n := range nodes {
			d.Replicas = append(d.Replicas, descriptor.Replica{ID: uint64(n), NodeID: n, StoreID: n})
		}
		want := uint32(0)
		if nodes[2] == 6 {
			want = 6
		}
		if got, s := r.Stranger(d, nil); got != want || (s != nil) != (want != 0) {
			t.Errorf("of %v, node %d has not been talked to", nodes, got)
		}
		if got, _ := r.Stranger(d, []uint32{6}); got != 0 {
			t.Errorf("of %v, node %d is asked again", nodes, got)
		}
	}
}

// Where nobody serves the directory, ranges are where they were, until that is known to be wrong.
func TestRemembered(t *testing.T) {
	old := rng(2, 4, "", "end")
	old.Replicas = append(old.Replicas, descriptor.Replica{ID: 7, NodeID: 7, StoreID: 7})
	w, r := newWorld(t, old)
	if d, err := r.Lookup(t.Context(), key("k")); err != nil || d.ID != 2 {
		t.Fatal(d, err)
	}
	w.truth = w.truth[:1]
	d := r.Remembered(key("k"))
	r.drop(d)
	if got := find(*r.cache.Load(), key("k")); got != nil {
		t.Errorf("%v is still looked up", got)
	}
	r.drop(d) // by another request that was under way
	got := r.Remembered(key("k"))
	if got == nil || got.ID != d.ID || got.Generation != d.Generation {
		t.Fatalf("%v is remembered, not %v", got, d)
	}
	r.drop(got)
	if got := r.Remembered(key("k")); got != nil {
		t.Errorf("%v is remembered though it is wrong", got)
	}
}
