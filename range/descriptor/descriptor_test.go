package descriptor

import (
	"errors"
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
	left, right := r.Split(keys.Key{0x20, 5}, 9)
	want := []*Range{
		{ID: 7, Start: keys.Key{0x20}, End: keys.Key{0x20, 5}, Generation: 4, Replicas: r.Replicas},
		{ID: 9, Start: keys.Key{0x20, 5}, End: keys.Key{0xff}, Generation: 4, Replicas: r.Replicas},
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

func TestContainsSpan(t *testing.T) {
	left, _ := example().Split(keys.Key{0x30}, 9)
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
