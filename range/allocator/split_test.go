package allocator

import (
	"testing"

	"github.com/isochrondb/isochron/kv/keys"
)

func TestSplitBySize(t *testing.T) {
	for _, tt := range []struct {
		max, bytes uint64
		want       bool
	}{{0, 1 << 40, false}, {100, 100, false}, {100, 101, true}} {
		if got := (Splits{BytesMax: tt.max}).SplitBySize(tt.bytes); got != tt.want {
			t.Errorf("limit %d, size %d: %v, want %v", tt.max, tt.bytes, got, tt.want)
		}
	}
}

// sample makes keys of letters: "aab" is two requests for a and one for b.
func sample(s string) (out []keys.Key) {
	for i := range len(s) {
		out = append(out, keys.Key{keys.Rows, s[i]})
	}
	return out
}

func TestSplitByLoad(t *testing.T) {
	span := keys.Span{Start: keys.Key{keys.Rows}, End: keys.MaxKey}
	tests := []struct {
		name, sample string
		perSecond    float64
		want         string // empty: no split
	}{
		{"even", "abcdefghijklmnop", 200, "i"},
		{"unsorted", "ponmlkjihgfedcba", 200, "i"},
		{"cold", "abcdefghijklmnop", 100, ""},
		{"few samples", "abcdefgh", 200, ""},
		{"one hot key", "aaaaaaaaaaaaabcd", 200, ""},
		{"one key", "aaaaaaaaaaaaaaaa", 200, ""},
		{"two keys", "aaaaaaaabbbbbbbb", 200, "b"},
		{"lopsided, quarter each", "aaaabbbbbbbbcccc", 200, "b"},
	}
	for _, tt := range tests {
		at, ok := (Splits{PerSecondMax: 100}).SplitByLoad(span, tt.perSecond, sample(tt.sample))
		got := ""
		if ok {
			got = string(at[1:])
		}
		if got != tt.want {
			t.Errorf("%s: split at %q, want %q", tt.name, got, tt.want)
		}
	}
}

// A key that is the range's start, or lies outside (bounds moved since), is no split key.
func TestLoadMiddleStaysInside(t *testing.T) {
	span := keys.Span{Start: keys.Key{keys.Rows, 'c'}, End: keys.Key{keys.Rows, 'e'}}
	for _, s := range []string{"aaaaaaaacccccccc", "ddddddddeeeeeeee", "ccccccccffffffff"} {
		if at, ok := LoadMiddle(span, sample(s)); ok {
			t.Errorf("sample %s: split at %q", s, at[1:])
		}
	}
	if at, ok := LoadMiddle(span, sample("ccccccccdddddddd")); !ok || at[1] != 'd' {
		t.Errorf("split at %x, %v, want d", []byte(at), ok)
	}
}
