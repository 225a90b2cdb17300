package rangestate

import (
	"testing"

	"github.com/isochrondb/isochron/kv/keys"
)

func FuzzDecodeApplied(f *testing.F) {
	b := Applied{Index: 1, Term: 2, Closed: 3, Threshold: 4}.encode()
	f.Add(b[:])
	f.Fuzz(func(t *testing.T, b []byte) {
		a, err := DecodeApplied(b)
		if err != nil {
			return
		}
		if again := a.encode(); string(again[:]) != string(b) {
			t.Errorf("%x encodes as %x", b, again)
		}
	})
}

// spans builds spans from "a" and "a-c".
func spans(words ...string) []keys.Span {
	var out []keys.Span
	for _, w := range words {
		s := keys.Point(keys.Key(w[:1]))
		if len(w) > 1 {
			s.End = keys.Key(w[2:])
		}
		out = append(out, s)
	}
	return out
}

func show(ss []keys.Span) string {
	out := ""
	for _, s := range ss {
		out += " " + string(s.Start)
		if !s.IsPoint() {
			out += "-" + string(s.End)
		}
	}
	return out
}

func TestSubtract(t *testing.T) {
	tests := []struct {
		from, cut []keys.Span
		want      string
	}{
		{spans("a", "c"), spans("a"), " c"},
		{spans("a-d"), spans("b-c"), " a-b c-d"},
		{spans("a-d"), spans("a-b", "c-e"), " b-c"},
		{spans("a-d"), spans("b"), " a-b b\x00-d"},
		{spans("b"), spans("a-c"), ""},
		{spans("a-b"), spans("b-c"), " a-b"},
	}
	for _, tt := range tests {
		if got := show(Subtract(tt.from, tt.cut)); got != tt.want {
			t.Errorf("%s without%s =%q, want %q", show(tt.from), show(tt.cut), got, tt.want)
		}
	}
}

func TestDisjoint(t *testing.T) {
	tests := []struct {
		in   []keys.Span
		want string
	}{
		{spans("c", "a", "c"), " a c"},
		{spans("a-c", "b"), " a-c"},
		{spans("a-c", "b-d"), " a-d"},
		{spans("a", "a-c"), " a-c"},
		{spans("a-b", "b-c"), " a-b b-c"},
		{spans("a-f", "b-c", "e"), " a-f"},
	}
	for _, tt := range tests {
		in := show(tt.in)
		if got := show(Disjoint(tt.in)); got != tt.want {
			t.Errorf("disjoint(%s) =%q, want %q", in, got, tt.want)
		}
	}
}

func TestOverlapsAny(t *testing.T) {
	many := spans("a", "c", "e", "g-j", "k", "m", "o", "q", "s-z")
	for _, tt := range []struct {
		span string
		want bool
	}{{"a", true}, {"b", false}, {"h", true}, {"j", false}, {"b-c", false}, {"b-d", true}, {"i-k", true}, {"j-k", false}, {"t", true}, {"r-s", false}, {"r-t", true}} {
		if got := OverlapsAny(many, spans(tt.span)[0]); got != tt.want {
			t.Errorf("overlapsAny(%s) = %t, want %t", tt.span, got, tt.want)
		}
	}
}
