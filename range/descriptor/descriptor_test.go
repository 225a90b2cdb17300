package descriptor

import (
	"errors"
	"slices"
	"testing"

	"github.com/isochrondb/isochron/kv/keys"
)

func example() *Range {
	return &Range{
		ID: 7, Start: keys.Key{0x20}, End: keys.Key{0xff}, Generation: 3,
		Replicas: []Replica{{ID: 1, NodeID: 1, StoreID: 1}, {ID: 2, NodeID: 2, StoreID: 2, Learner: true}},
	}
}

func TestRoundTrip(t *testing.T) {
	want := example()
	b, err := want.Encode()
	if err != nil {
		t.Fatal(err)
	}
	got, err := Decode(b)
	if err != nil || !got.Equal(want) {
		t.Fatalf("got %v, %v, want %v", got, err, want)
	}
}

func TestSplit(t *testing.T) {
	r := example()
	r.Boundary = ByHand
	left, right := r.Split(keys.Key{0x20, 5}, 9, ByItself, 77)
	want := []*Range{
		{ID: 7, Start: keys.Key{0x20}, End: keys.Key{0x20, 5}, Generation: 4, Replicas: r.Replicas, Boundary: ByHand, SplitAt: 77},
		{ID: 9, Start: keys.Key{0x20, 5}, End: keys.Key{0xff}, Generation: 4, Replicas: r.Replicas, Boundary: ByItself, SplitAt: 77},
	}
	if !left.Equal(want[0]) || !right.Equal(want[1]) {
		t.Errorf("got %s and %s, want %s", left, right, want)
	}
	for _, k := range []keys.Key{{0x20}, {0x20, 4, 255}, {0x20, 5}, {0xfe}} {
		if l, r := left.Contains(k), right.Contains(k); l == r {
			t.Errorf("key %x: left %v, right %v, want exactly one", []byte(k), l, r)
		}
	}
}

// TestBoundaryLasts sees that what is known of a boundary outlives other changes.
func TestBoundaryLasts(t *testing.T) {
	left, right := example().Split(keys.Key{0x30}, 9, ByItself, 70)
	left.Boundary, right.SplitAt = ByHand, 80
	moved := right.WithReplicas(right.Replicas[:1], true)
	want := &Range{ID: 9, Start: keys.Key{0x30}, End: keys.Key{0xff}, Generation: 5, Replicas: right.Replicas[:1], Boundary: ByItself, SplitAt: 80, Since: 4}
	if !moved.Equal(want) {
		t.Errorf("moved: got %+v, want %+v", moved, want)
	}
	want = &Range{ID: 7, Start: keys.Key{0x20}, End: keys.Key{0xff}, Generation: 6, Replicas: left.Replicas, Boundary: ByHand, SplitAt: 80}
	if got := left.Merge(moved); !got.Equal(want) {
		t.Errorf("merged: got %+v, want %+v", got, want)
	}
	b, err := want.Encode()
	if err != nil {
		t.Fatal(err)
	}
	if got, err := Decode(b); err != nil || !got.Equal(want) {
		t.Errorf("decoded: got %+v, %v, want %+v", got, err, want)
	}
}

// TestBoundsSince sees that other replicas leave the generation of the bounds alone, and that along a key
// it never falls, also where some nodes do not keep it yet.
func TestBoundsSince(t *testing.T) {
	r := example() // generation 3, and nobody said since when
	for _, x := range []struct {
		what string
		next func(*Range) *Range
		want uint64
	}{
		{"other replicas", func(r *Range) *Range { return r.WithReplicas(r.Replicas[:1], true) }, 3},
		{"and others again", func(r *Range) *Range { return r.WithReplicas(r.Replicas, true) }, 3},
		{"a split", func(r *Range) *Range { l, _ := r.Split(keys.Key{0x30}, 9, ByItself, 70); return l }, 6},
		{"other replicas", func(r *Range) *Range { return r.WithReplicas(r.Replicas, true) }, 6},
		{"by a node that does not know", func(r *Range) *Range { return r.WithReplicas(r.Replicas, false) }, 8},
		{"by one that does", func(r *Range) *Range { return r.WithReplicas(r.Replicas, true) }, 8},
		{"a merge", func(r *Range) *Range {
			return r.Merge(&Range{ID: 9, Start: r.End, End: keys.Key{0xff}, Generation: 20, Since: 4, Replicas: r.Replicas})
		}, 21},
	} {
		before := r.BoundsSince()
		r = x.next(r)
		if got := r.BoundsSince(); got != x.want || got < before {
			t.Errorf("%s: bounds since %d, want %d", x.what, got, x.want)
		}
		b, err := r.Encode()
		if err != nil {
			t.Fatal(err)
		}
		if d, err := Decode(b); err != nil || d.BoundsSince() != x.want {
			t.Errorf("%s: decoded %v, %v", x.what, d, err)
		}
	}
}

// TestOlderEncoding sees that what was written before boundaries were is read: they stay.
func TestOlderEncoding(t *testing.T) {
	old := []byte("\x08\x07\x12\x01\x20\x1a\x01\xff\x20\x03\x2a\x06\x08\x01\x10\x01\x18\x01")
	got, err := Decode(old)
	if err != nil {
		t.Fatal(err)
	}
	want := &Range{ID: 7, Start: keys.Key{0x20}, End: keys.Key{0xff}, Generation: 3, Replicas: []Replica{{ID: 1, NodeID: 1, StoreID: 1}}}
	if !got.Equal(want) || got.Boundary != Required {
		t.Errorf("got %+v, want %+v", got, want)
	}
}

func TestContainsSpan(t *testing.T) {
	left, _ := example().Split(keys.Key{0x30}, 9, ByHand, 1)
	tests := []struct {
		span keys.Span
		want bool
	}{
		{keys.Point(keys.Key{0x20}), true},
		{keys.Point(keys.Key{0x30}), false},
		{keys.Span{Start: keys.Key{0x20}, End: keys.Key{0x30}}, true},
		{keys.Span{Start: keys.Key{0x20}, End: keys.Key{0x30, 0}}, false},
		{keys.Span{Start: keys.Key{0x1f}, End: keys.Key{0x30}}, false},
	}
	for _, tt := range tests {
		if got := left.ContainsSpan(tt.span); got != tt.want {
			t.Errorf("ContainsSpan(%v) = %v, want %v", tt.span, got, tt.want)
		}
	}
}

func TestValidate(t *testing.T) {
	tests := []struct {
		name  string
		spoil func(*Range)
	}{
		{"no ID", func(r *Range) { r.ID = 0 }},
		{"no generation", func(r *Range) { r.Generation = 0 }},
		{"empty", func(r *Range) { r.End = r.Start }},
		{"below the key space", func(r *Range) { r.Start = keys.Key{0x01} }},
		{"above the key space", func(r *Range) { r.End = keys.Key{0xff, 0} }},
		{"no replicas", func(r *Range) { r.Replicas = nil }},
		{"nameless replica", func(r *Range) { r.Replicas[0].StoreID = 0 }},
		{"same replica twice", func(r *Range) { r.Replicas[1].ID = 1 }},
		{"a boundary of no known kind", func(r *Range) { r.Boundary = 3 }},
		{"split before time", func(r *Range) { r.SplitAt = -1 }},
		{"same store twice", func(r *Range) { r.Replicas[1].StoreID = 1 }},
	}
	for _, tt := range tests {
		r := example()
		tt.spoil(r)
		if _, err := r.Encode(); !errors.Is(err, ErrEncoding) {
			t.Errorf("%s: Encode gave %v", tt.name, err)
		}
		b, err := r.Proto().MarshalVT()
		if err != nil {
			t.Fatal(err)
		}
		if _, err := Decode(b); !errors.Is(err, ErrEncoding) {
			t.Errorf("%s: Decode gave %v", tt.name, err)
		}
	}
}

func FuzzDecode(f *testing.F) {
	b, _ := example().Encode()
	f.Add(b)
	f.Add([]byte{})
	f.Fuzz(func(t *testing.T, b []byte) {
		r, err := Decode(b)
		if err != nil {
			return
		}
		again, err := r.Encode()
		if err != nil {
			t.Fatalf("decoded, but does not encode: %v", err)
		}
		if o, err := Decode(again); err != nil || !o.Equal(r) {
			t.Fatalf("got %v, %v, want %v", o, err, r)
		}
	})
}

func TestJoint(t *testing.T) {
	r := example()
	r.Replicas = []Replica{
		{ID: 1, NodeID: 1, StoreID: 1}, {ID: 2, NodeID: 2, StoreID: 2, Change: Incoming},
		{ID: 3, NodeID: 3, StoreID: 3, Change: Outgoing}, {ID: 4, NodeID: 4, StoreID: 4, Learner: true},
	}
	if !r.Joint() || example().Joint() {
		t.Error("a joint configuration is not told from another")
	}
	if got := r.Voters(); got != 3 {
		t.Errorf("%d voters, want 3", got)
	}
	var old, next []uint64
	for _, x := range r.Replicas {
		if x.VotesOld() {
			old = append(old, x.ID)
		}
		if x.VotesNew() {
			next = append(next, x.ID)
		}
	}
	if !slices.Equal(old, []uint64{1, 3}) || !slices.Equal(next, []uint64{1, 2}) {
		t.Errorf("old half %v, new half %v, want [1 3] and [1 2]", old, next)
	}
	b, err := r.Encode()
	if err != nil {
		t.Fatal(err)
	}
	if got, err := Decode(b); err != nil || !got.Equal(r) {
		t.Errorf("got %+v, %v, want %+v", got, err, r)
	}
	left := *r
	left.Replicas = r.LeaveJoint()
	want := []Replica{
		{ID: 1, NodeID: 1, StoreID: 1}, {ID: 2, NodeID: 2, StoreID: 2},
		{ID: 3, NodeID: 3, StoreID: 3, Learner: true}, {ID: 4, NodeID: 4, StoreID: 4, Learner: true},
	}
	if !slices.Equal(left.Replicas, want) || left.Joint() {
		t.Errorf("left it with %+v, want %+v", left.Replicas, want)
	}
	for _, bad := range []Replica{
		{ID: 9, NodeID: 9, StoreID: 9, Change: 3}, {ID: 9, NodeID: 9, StoreID: 9, Learner: true, Change: Incoming},
	} {
		o := *r
		o.Replicas = append(slices.Clone(r.Replicas), bad)
		if err := o.Validate(); !errors.Is(err, ErrEncoding) {
			t.Errorf("%+v: got %v", bad, err)
		}
	}
}
