package view

import (
	"bytes"
	"slices"

	"github.com/isochrondb/isochron/kv/keys"
)

// fewSpans are looked through one by one: to sort them, or to search, costs more.
const fewSpans = 8

// spanSet tells which keys and intervals lie in one of many spans, a request's in any order.
// What a fragment asks for is mostly the span at hand or the next one of the request; all else
// is found by bisection.
//
// A key lies in a span that contains it. An interval lies in one span that is an interval, not
// in neighbours together.
//
// The extents' ends are running maxima, so that one look at the last span that
// begins at or before a key tells of all before it.
type spanSet struct {
	sorted []extent // by start, a key behind the intervals that begin there
	at     int      // the place of the last answer
}

// extent is a span, and how far the intervals up to it go.
type extent struct {
	start keys.Key
	end   keys.Key // the greatest end of an interval here or before; empty: there is none
	point bool
}

// emptied keeps the memory alone.
func (w *spanSet) emptied() spanSet {
	clear(w.sorted)
	return spanSet{sorted: w.sorted[:0]}
}

// O(n log n), or O(n) where they are in order, as requests mostly are.
func (w *spanSet) fill(spans []keys.Span) {
	for _, a := range spans {
		w.sorted = append(w.sorted, extent{a.Start, a.End, a.IsPoint()})
	}
	if !slices.IsSortedFunc(w.sorted, extent.compare) {
		slices.SortFunc(w.sorted, extent.compare)
	}
	var end keys.Key
	for i := range w.sorted {
		if r := &w.sorted[i]; bytes.Compare(r.end, end) > 0 {
			end = r.end
		} else {
			r.end = end
		}
	}
}

// A point comes behind the intervals of its start, so that last finds it first.
func (r extent) compare(o extent) int {
	if c := bytes.Compare(r.start, o.start); c != 0 || r.point == o.point {
		return c
	}
	if o.point {
		return -1
	}
	return 1
}

// has reports whether span lies in one of the spans.
func (w *spanSet) has(span keys.Span) bool {
	i := w.last(span.Start)
	if i < 0 {
		return false
	}
	w.at = i
	r := &w.sorted[i]
	if span.IsPoint() {
		return r.point && bytes.Equal(r.start, span.Start) || bytes.Compare(span.Start, r.end) < 0
	}
	return bytes.Compare(span.End, r.end) <= 0
}

// last is the place of the last span that begins at or before key; -1: none does.
func (w *spanSet) last(key keys.Key) int {
	for i := w.at; i < min(w.at+2, len(w.sorted)); i++ {
		if !w.beyond(i, key) && (i+1 == len(w.sorted) || w.beyond(i+1, key)) {
			return i
		}
	}
	n, _ := slices.BinarySearchFunc(w.sorted, key, func(r extent, key keys.Key) int {
		if bytes.Compare(r.start, key) <= 0 {
			return -1
		}
		return 1
	})
	return n - 1
}

// beyond reports whether the i-th span begins after key.
func (w *spanSet) beyond(i int, key keys.Key) bool { return bytes.Compare(w.sorted[i].start, key) > 0 }

// lies reports whether span lies in a.
func lies(span, a keys.Span) bool {
	if span.IsPoint() {
		return a.Contains(span.Start)
	}
	return !a.IsPoint() && bytes.Compare(a.Start, span.Start) <= 0 && bytes.Compare(span.End, a.End) <= 0
}
