package exec

import (
	"slices"

	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/sql/plan/nodes"
	"github.com/isochrondb/isochron/sql/types"
	"github.com/isochrondb/isochron/txn/coord"
)

// rangeLookup is how a lookupJoin finds its right rows where the left rows' keys end in a
// range of values. These may overlap, and hold any number of rows: what they cover together
// is read once, for as many left rows (a window) as memory is meant for. Rows come in the
// order of their keys, so those of one left row lie together in what was found. What one
// left row alone finds too much of is joined page by page.
//
//	left rows   1:[3,8)  2:[5,9)  3:[20,21)        what is read: [3,9) [20,21)
//	found       3 4 5 6 7 8 20                     first, count: 0,5  2,4  6,1
type rangeLookup struct {
	j      *lookupJoin
	window int // left rows to look up at once
	spans  []leftSpan
	ends   []int       // numbers of spans in the order of their ends
	most   int         // rows that a window may find
	rows   *coord.Rows // what one left row has not found yet; nil: nothing
	want   int         // rows that the next page of these should have; 0: as many as fit
	keys   []byte      // of entries whose rows are to be fetched, one after the other
	key    []int       // where each of these ends
}

// leftSpan is where the partners of a left row lie.
type leftSpan struct {
	keys.Span
	row int
}

// Bounds of what one window finds, and how many left rows it has at first, whatever is
// expected of them: where that was too low the window is made smaller and read again.
const (
	windowBytesMax = 32 << 20
	windowRowsMax  = 512 << 10
	windowRowsOne  = 4 << 10 // where a left row needs one
	windowFirst    = 16
	windowShrinks  = 16 // by this, as what was read in vain is much
)

func newRangeLookup(j *lookupJoin) *rangeLookup {
	l := &rangeLookup{j: j, most: windowRowsMax}
	if l.some() && j.n.Filter == nil {
		l.most = windowRowsOne
	}
	l.window = int(min(batchRows, max(windowFirst, float64(l.most/2)/max(1, j.n.Found))))
	j.r.mem.holder()
	return l
}

// some reports whether a left row asks only if there is a partner.
func (l *rangeLookup) some() bool {
	return l.j.n.Kind == nodes.JoinSemi || l.j.n.Kind == nodes.JoinAnti
}

// more reports whether the left row at hand may find more rows.
func (l *rangeLookup) more() bool { return l != nil && l.rows != nil }

// stop lets go of what was not read.
func (l *rangeLookup) stop() {
	if l.more() {
		l.rows.Close()
		l.rows = nil
	}
}

// lookup finds the right rows of the next left rows, or more of the one at hand.
func (l *rangeLookup) lookup() error {
	j := l.j
	j.found.clear()
	if l.more() {
		j.at = 0
		return l.page()
	}
	j.first = append(j.first[:0], make([]int32, j.left.N)...)
	j.count = append(j.count[:0], make([]int32, j.left.N)...)
	for {
		j.upto = min(j.pos+l.window, j.left.N)
		if err := l.bounds(); err != nil || len(l.spans) == 0 {
			return err
		}
		if j.upto == j.pos+1 {
			l.rows, l.want = j.scan([]keys.Span{l.spans[0].Span}, !l.some()), 0
			switch {
			case l.some() && j.n.Filter == nil:
				l.want = 1
			case l.some():
				l.want = firstRows
			}
			if err := l.page(); err != nil {
				return err
			}
			if !l.more() {
				l.window *= 2
			}
			return nil
		}
		whole, err := l.read()
		if err != nil {
			return err
		}
		switch {
		case whole && j.found.n < l.most/4 && j.found.bytes < windowBytesMax/4:
			l.window = min(batchRows, 2*l.window)
			return nil
		case whole:
			return nil
		}
		j.found.clear()
		l.window = max(1, (j.upto-j.pos)/windowShrinks)
	}
}

// bounds makes the spans of the left rows from pos to upto, ordered.
func (l *rangeLookup) bounds() error {
	j := l.j
	l.spans = l.spans[:0]
	for i := j.pos; i < j.upto; i++ {
		key, some, err := j.key(i)
		if err != nil {
			return err
		}
		if !some {
			continue
		}
		s, some, err := l.span(key)
		if err != nil {
			return err
		}
		if some {
			l.spans = append(l.spans, leftSpan{s, i})
		}
	}
	slices.SortFunc(l.spans, func(a, b leftSpan) int { return a.Start.Compare(b.Start) })
	return nil
}

// span is what the bounds of the row that key was made of leave of it; some is false where
// that is nothing.
func (l *rangeLookup) span(key []byte) (s keys.Span, some bool, err error) {
	n := l.j.n
	col := n.Layout.Key[len(n.Keys)]
	s = notNull(key, col)
	for side, list := range [][]nodes.Bound{n.Lo, n.Hi} {
		for i := range list {
			d, err := list[i].X.Eval(&l.j.keyCtx)
			if err != nil || !narrowTo(&s, key, col, d, list[i].Inclusive, side == 1) {
				return s, false, err
			}
		}
	}
	return s, s.Start.Compare(s.End) < 0, nil
}

// read finds the rows of all spans; whole is false where they are too many.
func (l *rangeLookup) read() (whole bool, err error) {
	j := l.j
	spans := make([]keys.Span, len(l.spans))
	l.ends = l.ends[:0]
	for i := range l.spans {
		spans[i] = l.spans[i].Span
		l.ends = append(l.ends, i)
	}
	slices.SortFunc(l.ends, func(a, b int) int { return l.spans[a].End.Compare(l.spans[b].End) })
	rows := j.scan(mergeSpans(spans), true)
	defer rows.Close()
	begun, ended := 0, 0
	// note is told of each row that is found, and tells the spans that begin or end with it; nil
	// comes after the last.
	note := func(key []byte) {
		at := int32(j.found.n)
		for ; begun < len(l.spans) && (key == nil || l.spans[begun].Start.Compare(key) <= 0); begun++ {
			j.first[l.spans[begun].row] = at
		}
		for ; ended < len(l.ends) && (key == nil || l.spans[l.ends[ended]].End.Compare(key) <= 0); ended++ {
			row := l.spans[l.ends[ended]].row
			j.count[row] = at - j.first[row]
		}
	}
	for {
		b, ok := rows.NextBatch(j.r.ctx)
		if !ok {
			break
		}
		if err := l.take(b, note); err != nil {
			return false, err
		}
		if j.found.n > l.most || j.found.bytes > windowBytesMax || j.r.mem.pressed(j.found.bytes, 0) {
			return false, nil
		}
	}
	note(nil)
	return true, rows.Err()
}

// page finds the next rows of the one left row that is looked up.
func (l *rangeLookup) page() error {
	j := l.j
	j.first[j.pos], j.count[j.pos] = 0, 0
	for j.found.n == 0 {
		l.rows.Want(l.want)
		if l.want *= 4; l.want > batchRows {
			l.want = 0
		}
		b, ok := l.rows.NextBatch(j.r.ctx)
		if !ok {
			err := l.rows.Err()
			l.stop()
			return err
		}
		if err := l.take(b, func([]byte) {}); err != nil {
			return err
		}
		if b.Last {
			l.stop()
			break
		}
	}
	j.count[j.pos] = int32(j.found.n)
	return nil
}

// take finds the rows of a page, telling the key of each first.
func (l *rangeLookup) take(b coord.Batch, note func(key []byte)) error {
	j := l.j
	if err := j.r.cancelled(); err != nil {
		return err
	}
	for page := j.pageOf(b); len(page) > 0; {
		key, value, rest, err := kvpb.NextRow(page)
		if err != nil {
			return err
		}
		page = rest
		if err := j.reader.Read(key, value, j.row); err != nil {
			return err
		}
		if j.fetch == nil {
			note(key)
			if err := j.found.addRow(j.row); err != nil {
				return err
			}
			continue
		}
		j.fetch.add(j.row)
		l.keys = append(l.keys, key...)
		if l.key = append(l.key, len(l.keys)); len(l.key) == batchRows {
			if err := l.fetch(note); err != nil {
				return err
			}
		}
	}
	return l.fetch(note)
}

// fetch finds the rows of the table that entries have named.
func (l *rangeLookup) fetch(note func(key []byte)) error {
	if len(l.key) == 0 {
		return nil
	}
	err := l.j.fetch.each(func(i int, row []types.Datum) error {
		from := 0
		if i > 0 {
			from = l.key[i-1]
		}
		note(l.keys[from:l.key[i]])
		return l.j.found.addRow(row)
	})
	l.keys, l.key = l.keys[:0], l.key[:0]
	return err
}
