package buffer

import (
	"encoding/binary"
	"testing"
)

// TestKeyFilter: what was added is found, through all parts and beyond the last; few others are.
func TestKeyFilter(t *testing.T) {
	key := func(i int) []byte { return binary.BigEndian.AppendUint64([]byte("k"), uint64(i)) }
	var f keyFilter
	if f.may(key(0)) {
		t.Error("an empty one has a key")
	}
	n := 5 * keyFilterFirst
	for i := range n {
		f.add(key(i))
	}
	others := 0
	for i := range n {
		if !f.may(key(i)) {
			t.Fatalf("%d was added", i)
		}
		if f.may(key(n + i)) {
			others++
		}
	}
	if others > n/50 {
		t.Errorf("%d of %d others are taken for keys that were added", others, n)
	}
	if per := f.bytes() / int64(n); per > 8 {
		t.Errorf("%d bytes for a key", per)
	}
	for i := n; i < keyFilterMax+2; i++ {
		f.add(key(i))
	}
	if !f.may(key(1 << 40)) {
		t.Error("beyond its limit it tells of keys")
	}
}
