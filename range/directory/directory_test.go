package directory

import (
	"errors"
	"testing"

	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/range/descriptor"
)

func example(end keys.Key) *descriptor.Range {
	return &descriptor.Range{
		ID: 4, Start: keys.Key{keys.Rows}, End: end, Generation: 2,
		Replicas: []descriptor.Replica{{ID: 1, NodeID: 1, StoreID: 1}},
	}
}

// The row of the range that holds a key is the first one in From(key).
func TestFromFindsTheRange(t *testing.T) {
	d := example(keys.Key{keys.Rows, 5})
	row := Key(d.End)
	for _, tt := range []struct {
		key  keys.Key
		want bool
	}{
		{keys.Key{keys.Rows}, true},
		{keys.Key{keys.Rows, 4, 255}, true},
		{keys.Key{keys.Rows, 5}, false}, // the end is the next range's
		{keys.Key{keys.Rows, 5, 0}, false},
	} {
		if got := From(tt.key).Contains(row); got != tt.want {
			t.Errorf("key %s: row in the span %v, want %v", tt.key, got, tt.want)
		}
	}
	if !Span().Contains(row) || !Contains(row) || Contains(d.Start) {
		t.Error("a row is a key of the directory, a row's range is not")
	}
}

func TestDecodeRow(t *testing.T) {
	left, right := example(keys.MaxKey).Split(keys.Key{keys.Rows, 9}, 7, descriptor.ByHand, 1)
	v, err := left.Encode()
	if err != nil {
		t.Fatal(err)
	}
	if got, err := DecodeRow(Key(left.End), v); err != nil || !got.Equal(left) {
		t.Errorf("got %v, %v, want %v", got, err, left)
	}
	if _, err := DecodeRow(Key(right.End), v); !errors.Is(err, ErrRow) {
		t.Errorf("a row under another's key: %v, want ErrRow", err)
	}
	if _, err := DecodeRow(Key(left.End), v[:5]); !errors.Is(err, descriptor.ErrEncoding) {
		t.Errorf("half a row: %v, want ErrEncoding", err)
	}
}

func FuzzDecodeRow(f *testing.F) {
	d := example(keys.MaxKey)
	v, _ := d.Encode()
	f.Add([]byte(Key(d.End)), v)
	f.Fuzz(func(t *testing.T, k, v []byte) {
		if d, err := DecodeRow(k, v); err == nil && Key(d.End).Compare(k) != 0 {
			t.Fatalf("key %x decodes to %s", k, d)
		}
	})
}
