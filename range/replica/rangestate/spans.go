package rangestate

import (
	"bytes"
	"cmp"
	"slices"

	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/range/descriptor"
)

// LocalSpan is where the range-local entries lie.
func LocalSpan(d *descriptor.Range) keys.Span { return keys.LocalSpan(d.Start, d.End) }

// OverlapsAny reports whether span overlaps one of the sorted, disjoint spans.
// O(log n).
// A handful is faster compared one by one.
func OverlapsAny(sorted []keys.Span, span keys.Span) bool {
	if len(sorted) < 8 {
		return slices.ContainsFunc(sorted, span.Overlaps)
	}
	// The first that does not end before span begins: what comes behind it begins later still.
	i, _ := slices.BinarySearchFunc(sorted, span.Start, func(s keys.Span, k keys.Key) int {
		if s.IsPoint() {
			return bytes.Compare(s.Start, k)
		}
		if bytes.Compare(s.End, k) <= 0 {
			return -1
		}
		return 1
	})
	return i < len(sorted) && sorted[i].Overlaps(span)
}

// EqualSpans reports whether two spans have the same bounds.
func EqualSpans(a, b keys.Span) bool {
	return bytes.Equal(a.Start, b.Start) && bytes.Equal(a.End, b.End)
}

// Subtract returns what of spans lies in none of cut. Both are sorted and disjoint: one pass.
// The result is sorted, and shares its keys with both.
// A span that is cut in the middle becomes two.
func Subtract(spans, cut []keys.Span) []keys.Span {
	var out, parts, next []keys.Span
	// It only grows: both lists are in order, so what ends before this span ends before all later ones.
	first := 0 // of cut that does not end before the span
	for _, s := range spans {
		for first < len(cut) && endsBefore(cut[first], s.Start) {
			first++
		}
		parts = append(parts[:0], s)
		// One cut may reach into several spans, so that first stays at it for the next one.
		for i := first; i < len(cut) && len(parts) > 0 && !startsBehind(cut[i], s); i++ {
			next = next[:0]
			for _, p := range parts {
				next = append(next, without(p, cut[i])...)
			}
			parts, next = next, parts
		}
		out = append(out, parts...)
	}
	return out
}

// endsBefore reports whether all of c lies before key.
// End is exclusive, a point's key is not.
func endsBefore(c keys.Span, key keys.Key) bool {
	if c.IsPoint() {
		return bytes.Compare(c.Start, key) < 0
	}
	return bytes.Compare(c.End, key) <= 0
}

// startsBehind reports whether all of c lies behind s.
func startsBehind(c, s keys.Span) bool {
	if s.IsPoint() {
		return bytes.Compare(c.Start, s.Start) > 0
	}
	return bytes.Compare(c.Start, s.End) >= 0
}

// without is s less c: none, one or two spans.
// Its keys are those of s and c.
func without(s, c keys.Span) []keys.Span {
	if !s.Overlaps(c) {
		return []keys.Span{s}
	}
	// What overlaps a point holds it whole.
	if s.IsPoint() {
		return nil
	}
	var out []keys.Span
	// A point as the interval of its key alone: it leaves two parts, too.
	cs, ce := c.Bounds()
	if bytes.Compare(s.Start, cs) < 0 {
		out = append(out, keys.Span{Start: s.Start, End: cs})
	}
	if bytes.Compare(ce, s.End) < 0 {
		out = append(out, keys.Span{Start: ce, End: s.End})
	}
	return out
}

// within is the part of the spans that lies in [start, end); end nil: no bound.
// A span that is cut becomes a new message; others are shared.
// Sorted in, sorted out.
func within(spans []*kvpb.Span, start, end keys.Key) []*kvpb.Span {
	var out []*kvpb.Span
	for _, s := range spans {
		if len(s.EndKey) == 0 {
			if bytes.Compare(start, s.Key) <= 0 && (end == nil || bytes.Compare(s.Key, end) < 0) {
				out = append(out, s)
			}
			continue
		}
		// Of its own: evidence that is stored keeps the uncut one.
		p := &kvpb.Span{Key: s.Key, EndKey: s.EndKey}
		if bytes.Compare(p.Key, start) < 0 {
			p.Key = start
		}
		if end != nil && bytes.Compare(p.EndKey, end) > 0 {
			p.EndKey = end
		}
		if bytes.Compare(p.Key, p.EndKey) < 0 {
			out = append(out, p)
		}
	}
	return out
}

// ToSpan is a message's span; it shares its keys.
func ToSpan(s *kvpb.Span) keys.Span { return keys.Span{Start: s.GetKey(), End: s.GetEndKey()} }

// ToSpans appends the spans to dst, sharing their keys.
func ToSpans(dst []keys.Span, ss []*kvpb.Span) []keys.Span {
	for _, s := range ss {
		dst = append(dst, ToSpan(s))
	}
	return dst
}

// SortSpans sorts spans and drops repeated ones.
// In the memory of ss.
func SortSpans(ss []keys.Span) []keys.Span {
	slices.SortFunc(ss, func(a, b keys.Span) int {
		return cmp.Or(bytes.Compare(a.Start, b.Start), bytes.Compare(a.End, b.End))
	})
	return slices.CompactFunc(ss, EqualSpans)
}

// Disjoint sorts and merges spans, so that no key lies in two of them.
// It works in the memory of ss. Intervals that only touch stay apart.
func Disjoint(ss []keys.Span) []keys.Span {
	ss = SortSpans(ss)
	out := ss[:0]
	for _, s := range ss {
		if n := len(out); n > 0 {
			last := &out[n-1]
			if !last.IsPoint() && bytes.Compare(s.Start, last.End) < 0 {
				if !s.IsPoint() && bytes.Compare(s.End, last.End) > 0 {
					last.End = s.End
				}
				continue
			}
			// Sorted by end after start: a point, which has none, comes before a span from the same key.
			if last.IsPoint() && bytes.Equal(last.Start, s.Start) { // the key, then a span from it
				*last = s
				continue
			}
		}
		out = append(out, s)
	}
	return out
}
