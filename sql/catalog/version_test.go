package catalog

import (
	"reflect"
	"slices"
	"testing"
)

func TestVersion(t *testing.T) {
	var v version
	for i := range 100 {
		before := v
		v = v.next([]ID{ID(i), ID(i / 2)})
		got, err := decodeVersion(v.encode())
		if err != nil || !reflect.DeepEqual(got, v) {
			t.Fatalf("decode(encode(%v)) = %v, %v", v, got, err)
		}
		if ids, ok := v.since(before.number); !ok || !slices.Contains(ids, ID(i)) {
			t.Fatalf("since the version before: %v, %v", ids, ok)
		}
	}
	if v.number != 100 || len(v.steps) != versionStepsMax {
		t.Errorf("number %d with %d steps", v.number, len(v.steps))
	}
	for _, c := range []struct {
		since uint64
		want  []ID
		ok    bool
	}{
		{100, nil, true},
		{99, []ID{99, 49}, true},
		{97, []ID{99, 49, 98, 97, 48}, true},
		{100 - versionStepsMax - 1, nil, false},
		{101, nil, false},
	} {
		if got, ok := v.since(c.since); ok != c.ok || !slices.Equal(got, c.want) {
			t.Errorf("since(%d) = %v, %v, want %v, %v", c.since, got, ok, c.want, c.ok)
		}
	}
	large := v.next(make([]ID, versionIDsMax+1))
	if _, ok := large.since(v.number); ok || large.number != 101 {
		t.Errorf("a change of too many objects: %d steps", len(large.steps))
	}
	if v, err := decodeVersion(nil); err != nil || v.number != 0 {
		t.Errorf("no row: %v, %v", v, err)
	}
}

func FuzzVersion(f *testing.F) {
	f.Add(version{}.encode())
	f.Add(version{number: 7, steps: [][]ID{{1, 2}, nil, {1 << 31}}}.encode())
	f.Add([]byte{versionFormat, 1, 64, 255})
	f.Fuzz(func(t *testing.T, b []byte) {
		v, err := decodeVersion(b)
		if err != nil || len(b) == 0 {
			return
		}
		again, err := decodeVersion(v.encode())
		if err != nil || again.number != v.number || len(again.steps) != len(v.steps) {
			t.Errorf("decode(encode(%v)) = %v, %v", v, again, err)
		}
	})
}
