package distsender

import (
	"bytes"
	"context"
	"slices"
	"sort"

	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/range/descriptor"
)

// Piece is the part of a request that one range answers.
// Desc is what it was cut by: a range that has other bounds by now answers RetryElsewhere.
type Piece struct {
	Desc  *descriptor.Range
	Spans []keys.Span // each within the range
}

// Divide cuts spans at the bounds of ranges. Pieces come in the order in which
// their first span was met, spans within a piece in the order given: for
// sorted, disjoint spans that is key order. Spans that lie in one range are not copied.
func (r *Router) Divide(ctx context.Context, spans []keys.Span) ([]Piece, error) {
	return Divide(ctx, r.Lookup, spans)
}

// Find returns the range that holds a key.
// The same descriptor, by its address, should come for keys of one range, or there is a piece for each.
type Find func(ctx context.Context, key keys.Key) (*descriptor.Range, error)

// Divide is Router.Divide by whoever finds the ranges.
// It fails with find's errors; what was divided so far is dropped.
func Divide(ctx context.Context, find Find, spans []keys.Span) ([]Piece, error) {
	if len(spans) == 0 {
		return nil, nil
	}
	first, err := find(ctx, spans[0].Start)
	if err != nil {
		return nil, err
	}
	// The spans as they are, without a copy.
	if within(first, spans) {
		return []Piece{{Desc: first, Spans: spans}}, nil
	}
	d := divider{find: find, last: -1}
	// Spans that reach over a bound, or lie in several ranges: these are copied.
	for _, s := range spans {
		if err := d.add(ctx, s); err != nil {
			return nil, err
		}
	}
	return d.pieces, nil
}

// within is the usual case, for which Divide allocates one slice of one piece.
func within(d *descriptor.Range, spans []keys.Span) bool {
	for _, s := range spans {
		if !d.ContainsSpan(s) {
			return false
		}
	}
	return true
}

// divider collects pieces. byID is made once there are many.
// Pieces are told apart by the descriptor's address: a look-up gives the same one while it is cached. last is
// the piece of the span before.
type divider struct {
	find   Find
	pieces []Piece
	last   int
	byID   map[*descriptor.Range]int
}

// add cuts s at each range that it reaches into. Where ranges change meanwhile, pieces may be of different
// times: a range refuses what is not its own.
func (d *divider) add(ctx context.Context, s keys.Span) error {
	for {
		desc, err := d.desc(ctx, s.Start)
		if err != nil {
			return err
		}
		p := &d.pieces[d.piece(desc)]
		if desc.ContainsSpan(s) {
			p.Spans = append(p.Spans, s)
			return nil
		}
		p.Spans = append(p.Spans, keys.Span{Start: s.Start, End: desc.End})
		s.Start = desc.End
	}
}

// Neighbouring spans mostly lie in one range, for which nothing is looked up.
func (d *divider) desc(ctx context.Context, key keys.Key) (*descriptor.Range, error) {
	if d.last >= 0 && d.pieces[d.last].Desc.Contains(key) {
		return d.pieces[d.last].Desc, nil
	}
	return d.find(ctx, key)
}

// piece returns the index of desc's piece, made if need be.
func (d *divider) piece(desc *descriptor.Range) int {
	if d.last >= 0 && d.pieces[d.last].Desc == desc {
		return d.last
	}
	// Only for the second piece on: most requests have one, and need no map.
	if d.byID == nil {
		d.byID = make(map[*descriptor.Range]int)
	}
	i, ok := d.byID[desc]
	if !ok {
		i = len(d.pieces)
		d.pieces = append(d.pieces, Piece{Desc: desc})
		d.byID[desc] = i
	}
	d.last = i
	return i
}

// Division is the ranges that keys were found in, each once, of work that is cut so that all that
// concerns a key goes to one range. Make one with Pursuit.Anew around it: where a look-up finds a range
// that overlaps another one, there was a split or a merge in the middle, and the work is divided anew.
// Its look-ups take logarithmic time, and none for keys in the range found last. A range that is met
// before others in the order of keys moves these by one place.
type Division struct {
	Find Find

	ranges []*descriptor.Range // as they were met; none overlaps another
	sorted []int               // numbers of ranges, in the order of keys
	last   int                 // among ranges, that was found last
}

// At returns the range that holds key, and its number: ranges are numbered as they are met, from 0.
// ErrMoved: it overlaps another one.
func (d *Division) At(ctx context.Context, key keys.Key) (int, *descriptor.Range, error) {
	if len(d.ranges) > 0 && d.ranges[d.last].Contains(key) {
		return d.last, d.ranges[d.last], nil
	}
	// Of the ranges met so far the last one that begins at key or before it alone may hold it: none overlaps.
	if at := d.after(key); at > 0 {
		if n := d.sorted[at-1]; d.ranges[n].Contains(key) {
			d.last = n
			return n, d.ranges[n], nil
		}
	}
	desc, err := d.Find(ctx, key)
	if err != nil {
		return 0, nil, err
	}
	// A gap is no sign: ranges between are met later. An overlap is: two descriptors are of different times.
	at := d.after(desc.Start)
	if at > 0 && desc.Start.Compare(d.ranges[d.sorted[at-1]].End) < 0 ||
		at < len(d.sorted) && d.ranges[d.sorted[at]].Start.Compare(desc.End) < 0 {
		return 0, nil, ErrMoved
	}
	d.last = len(d.ranges)
	d.ranges = append(d.ranges, desc)
	// Numbers stay, places move: what the caller has kept by number is not touched.
	d.sorted = slices.Insert(d.sorted, at, d.last)
	return d.last, desc, nil
}

// after returns how many of the ranges begin at key or before it.
func (d *Division) after(key keys.Key) int {
	return sort.Search(len(d.sorted), func(i int) bool { return d.ranges[d.sorted[i]].Start.Compare(key) > 0 })
}

// Each calls f for the piece of a span in each of its ranges, in the order of keys.
// f is called in order and must not keep piece beyond the life of s.
func (d *Division) Each(ctx context.Context, s keys.Span, f func(number int, desc *descriptor.Range, piece keys.Span)) error {
	for {
		i, desc, err := d.At(ctx, s.Start)
		if err != nil {
			return err
		}
		piece, rest := Cut(s, desc)
		f(i, desc, piece)
		if rest.Start == nil {
			return nil
		}
		s = rest
	}
}

// Cut divides a span at the end of desc, which holds its start. A rest without a start: there is none.
// Bounds that have changed since the look-up make no difference here: the range says so when it is asked.
func Cut(span keys.Span, desc *descriptor.Range) (piece, rest keys.Span) {
	if desc.ContainsSpan(span) {
		return span, keys.Span{}
	}
	return keys.Span{Start: span.Start, End: desc.End}, keys.Span{Start: desc.End, End: span.End}
}

// Here divides spans, sorted by their starts, of which desc holds the first, into what lies in desc, of
// at most so many spans (0: of all), and what is left, which begins with what reaches beyond desc. Both
// may share memory with spans, which stay as they are.
func Here(desc *descriptor.Range, spans []keys.Span, most int) (here, rest []keys.Span) {
	n, cuts := 0, 0
	// First the count, so that the usual case, no span cut, gives slices of spans.
	for ; n < len(spans) && (most == 0 || n < most) && bytes.Compare(spans[n].Start, desc.End) < 0; n++ {
		if !desc.ContainsSpan(spans[n]) {
			cuts++
		}
	}
	// Cut off, so that an append to one does not write into the other.
	if cuts == 0 {
		return spans[:n:n], spans[n:]
	}
	here, rest = make([]keys.Span, n), make([]keys.Span, 0, cuts+len(spans)-n)
	for i, s := range spans[:n] {
		var more keys.Span
		if here[i], more = Cut(s, desc); more.Start != nil {
			rest = append(rest, more)
		}
	}
	return here, append(rest, spans[n:]...)
}
