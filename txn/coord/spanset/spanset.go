package spanset

import (
	"bytes"
	"slices"
	"sort"

	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/kv/kvpb"
)

// Read is a span, and what of its rows was read.
type Read struct {
	keys.Span
	Of kvpb.Columns
}

// Set is a set of keys as sorted, disjoint spans: what a transaction read
// and must validate (T12). It may hold more than was added (a conflict too
// many costs a retry), never less. The zero value is ready.
type Set struct {
	Spans []Read // Start ascending, disjoint; points as points
	Limit int    // widened beyond this many; 0: no limit
}

// endOf compares as the exclusive end of s. A point's end is Start+"\x00",
// which is not built: the second result tells that it is meant.
func endOf(s keys.Span) (k keys.Key, point bool) {
	if s.IsPoint() {
		return s.Start, true
	}
	return s.End, false
}

// endsBefore reports whether s ends below start, with a gap: they neither
// overlap nor touch.
func endsBefore(s keys.Span, start keys.Key) bool {
	k, point := endOf(s)
	c := bytes.Compare(k, start)
	if !point {
		return c < 0
	}
	// A point k touches k and k+"\x00".
	return c < 0 && !(len(start) == len(k)+1 && start[len(k)] == 0 && bytes.HasPrefix(start, k))
}

// endLess orders spans by their ends, points as what they stand for; no key is built for the comparison.
func endLess(a, b keys.Span) bool {
	ka, pa := endOf(a)
	kb, pb := endOf(b)
	if c := bytes.Compare(ka, kb); c != 0 {
		if !pa && pb && c > 0 { // a ends at ka exclusive, b at kb+"\x00"
			return false
		}
		if pa && !pb && c < 0 {
			// a ends at ka+"\x00", b at kb > ka, which is at least ka+"\x00".
			return !(len(kb) == len(ka)+1 && kb[len(ka)] == 0 && bytes.HasPrefix(kb, ka))
		}
		return c < 0
	}
	return !pa && pb
}

// Add adds s, of whose rows so much was read. own must return a copy that lives as long as the set; it is
// called only where something is kept.
// Costs: a binary search, and an insert into the slice; Limit bounds both.
func (x *Set) Add(s keys.Span, of kvpb.Columns, own func([]byte) []byte) {
	i := sort.Search(len(x.Spans), func(i int) bool { return !endsBefore(x.Spans[i].Span, s.Start) })
	if i == len(x.Spans) || before(s, x.Spans[i].Span) {
		x.Spans = slices.Insert(x.Spans, i, Read{Own(s, own), of})
		if x.Limit > 0 && len(x.Spans) > x.Limit {
			x.widen()
		}
		return
	}
	if covers(x.Spans[i].Span, s) {
		// Columns are joined for the whole span: it then counts as read in all of them (S2).
		x.Spans[i].Of = x.Spans[i].Of.And(of)
		return
	}
	j := i + 1
	for j < len(x.Spans) && !before(s, x.Spans[j].Span) {
		j++
	}
	// Touching spans are joined, too, which S1 asks for; only their number falls, so no widening.
	merged := Read{Own(s, own), of}
	for _, o := range x.Spans[i:j] {
		merged = merged.union(o)
	}
	x.Spans = slices.Replace(x.Spans, i, j, merged)
}

// before reports whether s ends below o's start, with a gap.
func before(s, o keys.Span) bool { return endsBefore(s, o.Start) }

// covers reports whether all of s lies in o.
func covers(o, s keys.Span) bool {
	if s.IsPoint() {
		return o.Contains(s.Start)
	}
	return bytes.Compare(o.Start, s.Start) <= 0 && !endLess(o, s)
}

// union is the smallest span that holds both; what lies between them is taken in.
func union(a, b keys.Span) keys.Span {
	s := a
	if bytes.Compare(b.Start, s.Start) < 0 {
		s.Start = b.Start
	}
	last := a
	if endLess(a, b) {
		last = b
	}
	if last.IsPoint() && bytes.Equal(s.Start, last.Start) {
		return keys.Point(s.Start)
	}
	_, s.End = last.Bounds()
	return s
}

// union covers both. What was read of it are the columns of either.
func (r Read) union(o Read) Read { return Read{union(r.Span, o.Span), r.Of.And(o.Of)} }

// Own is a copy of s in memory that own gives.
func Own(s keys.Span, own func([]byte) []byte) keys.Span {
	o := keys.Span{Start: own(s.Start)}
	if !s.IsPoint() {
		o.End = own(s.End)
	}
	return o
}

// widen halves the number of spans: it joins the neighbours that share the
// longest prefixes, so that spans of one index become one before spans of two
// indexes do.
// Called when one more than Limit is there: half of them go, so it is linear once in Limit/2 inserts.
func (x *Set) widen() {
	n := len(x.Spans)
	if n < 2 {
		return
	}
	share := make([]int, n-1)
	// Common prefixes of starts: the longer, the closer the two are in the schema's order.
	for i := range share {
		share[i] = keys.CommonPrefix(x.Spans[i].Start, x.Spans[i+1].Start)
	}
	order := slices.Clone(share)
	slices.Sort(order)
	cut := order[len(order)/2] // gaps with at least this much in common close
	out := x.Spans[:1]
	for i := 1; i < n; i++ {
		if share[i-1] >= cut {
			out[len(out)-1] = out[len(out)-1].union(x.Spans[i])
		} else {
			out = append(out, x.Spans[i])
		}
	}
	clear(x.Spans[len(out):])
	x.Spans = out
}

// Overlaps reports whether any span shares a key with s.
// Linear, for sets of few spans.
func (x *Set) Overlaps(s keys.Span) bool {
	return slices.ContainsFunc(x.Spans, func(o Read) bool { return o.Overlaps(s) })
}

// Has reports whether a span holds key.
func (x *Set) Has(key keys.Key) bool {
	i := sort.Search(len(x.Spans), func(i int) bool { return !endsBefore(x.Spans[i].Span, key) })
	for ; i < len(x.Spans) && bytes.Compare(x.Spans[i].Start, key) <= 0; i++ {
		if x.Spans[i].Contains(key) {
			return true
		}
	}
	return false
}

// Reset empties the set and keeps its memory.
func (x *Set) Reset() {
	clear(x.Spans)
	x.Spans = x.Spans[:0]
}
