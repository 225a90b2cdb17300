package exec

import (
	"bytes"
	"container/heap"
	"slices"

	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/rowenc"
	"github.com/isochrondb/isochron/txn/coord"
)

// A walk through the rows that entries name. The rows of one entry lie in the order of the table, so that
// those of several are put together as they are read, and who wants the first rows alone ends the walk
// there:
//
//	an entry        its rows, by pages that grow
//	all of several  each asks the next one for a row at its own or behind it, until they agree; what is
//	                found where the others are far behind is worth more than they are (entryAll)
//	any of several  the first of their rows, if it is that of as many as have to have it
//	a prefix        the rows of all entries that begin so, which are read first and sorted
//
// Backwards "first" and "behind" are meant backwards.

const (
	// entryPageFirst rows of an entry are read at first, entryPageGrowth times as many then, and
	// entryPageMax at most.
	entryPageFirst  = 256
	entryPageGrowth = 8
	entryPageMax    = 1 << 14
	// entryRowsFew are so few rows that they are simply looked at, whatever other entries have.
	entryRowsFew = 512
	// entryRowsWorth is how many rows of an entry are read for each that need not be looked at then: a row
	// costs more than its name.
	entryRowsWorth = 4
)

// entryWalk is a walk. Rows are what their keys are behind the prefix of the table's.
type entryWalk struct {
	r       *run
	layout  *catalog.Layout // of the index
	reverse bool
	from    entrySource
	last    []byte // that next has given; nil: none
	held    int    // bytes of memory
	reads   int    // pages that were read
}

// entrySource gives rows in order. What it gives stays as it is.
type entrySource interface {
	// seek is the first row at `at` (nil: of all), or with behind the first one behind it; nil: there is
	// none. A later call asks for no earlier one.
	seek(at []byte, behind bool) ([]byte, error)
	// more reads ahead.
	more() error
	known() entryKnown
}

// entryKnown is what is known of a source.
type entryKnown struct {
	read  int  // rows
	left  int  // of them, at the last one that was given or behind it
	page  int  // rows that are read next
	whole bool // none are
}

// next is the next row, nil at the end.
func (w *entryWalk) next() (row []byte, err error) {
	w.last, err = w.from.seek(w.last, w.last != nil)
	return w.last, err
}

// close gives the memory back.
func (w *entryWalk) close() {
	w.r.mem.shrink(w.held)
	w.held = 0
}

// compare orders rows as the walk goes.
func (w *entryWalk) compare(a, b []byte) int {
	if w.reverse {
		a, b = b, a
	}
	return bytes.Compare(a, b)
}

// source gives the rows that a query allows.
func (w *entryWalk) source(q *rowenc.EntryQuery) entrySource {
	switch {
	case q.Entry != nil:
		return w.list(q)
	case len(q.All) > 0:
		a := &entryAll{w: w}
		for i := range q.All {
			if !q.All[i].Every {
				a.of = append(a.of, w.source(&q.All[i]))
			}
		}
		if len(a.of) == 1 {
			return a.of[0]
		}
		// Others may make it needless to read all of what begins so.
		slices.SortStableFunc(a.of, func(x, y entrySource) int { return startsOf(x) - startsOf(y) })
		return a
	}
	a := &entryAny{w: w, least: max(1, q.Least)}
	for i := range q.Any {
		a.of = append(a.of, w.source(&q.Any[i]))
	}
	return a
}

// entryList has the rows of an entry, or of all that begin so.
type entryList struct {
	w      *entryWalk
	prefix bool
	span   keys.Span // not read yet
	start  int       // bytes of a key before the row's
	rows   [][]byte  // read and not given
	read   int
	page   int
	whole  bool // nothing is left in span
	held   int  // bytes of memory of rows
}

func (w *entryWalk) list(q *rowenc.EntryQuery) *entryList {
	l := &entryList{w: w, prefix: q.Prefix, span: w.layout.EntrySpan(q.Entry), page: entryPageFirst}
	if q.Prefix {
		l.span = w.layout.EntryPrefixSpan(q.Entry)
	}
	l.start = len(l.span.Start)
	return l
}

// startsOf is 1 of the rows of all entries that begin in one way, else 0.
func startsOf(s entrySource) int {
	if l, ok := s.(*entryList); ok && l.prefix {
		return 1
	}
	return 0
}

func (l *entryList) known() entryKnown { return entryKnown{l.read, len(l.rows), l.page, l.whole} }

func (l *entryList) seek(at []byte, behind bool) ([]byte, error) {
	for {
		if at != nil {
			i, is := slices.BinarySearchFunc(l.rows, at, l.w.compare)
			if is && behind {
				i++
			}
			l.rows = l.rows[i:]
		}
		if len(l.rows) > 0 || l.whole {
			break
		}
		l.skip(at)
		if err := l.more(); err != nil {
			return nil, err
		}
	}
	if len(l.rows) == 0 {
		return nil, nil
	}
	return l.rows[0], nil
}

// skip leaves out what lies before a row; rows is empty.
func (l *entryList) skip(at []byte) {
	l.rows = nil
	l.w.r.mem.shrink(l.held)
	l.w.held -= l.held
	l.held = 0
	if at == nil || l.prefix {
		return
	}
	key := append(bytes.Clone(l.span.Start[:l.start]), at...)
	if l.w.reverse {
		if end := keys.Key(key).Next(); bytes.Compare(end, l.span.End) < 0 {
			l.span.End = end
		}
	} else if bytes.Compare(key, l.span.Start) > 0 {
		l.span.Start = key
	}
}

// more reads a page, of entries that begin so all.
func (l *entryList) more() error {
	if l.whole {
		return nil
	}
	if bytes.Compare(l.span.Start, l.span.End) >= 0 {
		l.whole = true
		return nil
	}
	spec := coord.ScanSpec{Spans: []keys.Span{l.span}, Columns: kvpb.KeyOnly, Reverse: l.w.reverse && !l.prefix}
	if !l.prefix {
		spec.MaxRows = uint64(l.page)
	}
	it := l.w.r.txn.Scan(l.w.r.ctx, spec)
	defer it.Close()
	n := 0
	for ; it.Next(l.w.r.ctx); n++ {
		if err := l.add(it.Key()); err != nil {
			return err
		}
	}
	if err := it.Err(); err != nil {
		return err
	}
	l.read += n
	l.w.reads++
	if l.whole = l.prefix || n < l.page; l.whole {
		l.sort()
		return nil
	}
	l.page = min(l.page*entryPageGrowth, entryPageMax)
	key := append(bytes.Clone(l.span.Start[:l.start]), l.rows[len(l.rows)-1]...)
	if l.w.reverse {
		l.span.End = key
	} else {
		l.span.Start = keys.Key(key).Next()
	}
	return nil
}

// add takes an entry's row.
func (l *entryList) add(key keys.Key) error {
	row := []byte(key[l.start:])
	if l.prefix {
		row = rowenc.CutEntry(row)
	}
	size := entryRowBytes + len(row)
	if err := l.w.r.mem.grow(size); err != nil {
		return err
	}
	l.held += size
	l.w.held += size
	l.rows = append(l.rows, slices.Clone(row))
	return nil
}

// sort brings the rows of several entries in order, each once.
func (l *entryList) sort() {
	if l.prefix {
		slices.SortFunc(l.rows, l.w.compare)
		l.rows = slices.CompactFunc(l.rows, bytes.Equal)
	}
}

// entryAll has the rows that all of several sources have, and may have others: an entry that few rows have
// says enough. So it is found out early whether one ends, and those that have much more are left out then.
type entryAll struct {
	w     *entryWalk
	of    []entrySource
	seeks int
	reads int // of the walk when the sources were weighed
}

// entryWeighEvery seeks sources are weighed again where nothing was read: their rows grow fewer.
const entryWeighEvery = 64

// known: one that is whole says how many are left at most.
func (a *entryAll) known() (k entryKnown) {
	for i, s := range a.of {
		x := s.known()
		if i == 0 || x.whole && !k.whole || x.whole == k.whole && x.left < k.left {
			k.left = x.left
		}
		k.read, k.page, k.whole = max(k.read, x.read), max(k.page, x.page), k.whole || x.whole
	}
	return k
}

func (a *entryAll) more() error {
	for _, s := range a.of {
		if err := s.more(); err != nil {
			return err
		}
	}
	return nil
}

func (a *entryAll) seek(at []byte, behind bool) ([]byte, error) {
	for {
		if a.seeks++; a.seeks%entryWeighEvery == 1 || a.reads != a.w.reads {
			if err := a.weigh(); err != nil {
				return nil, err
			}
			a.reads = a.w.reads
		}
		first, err := a.of[0].seek(at, behind)
		if first == nil || err != nil {
			return nil, err
		}
		agreed := true
		for _, s := range a.of[1:] {
			row, err := s.seek(first, false)
			if row == nil || err != nil {
				return nil, err
			}
			if agreed = bytes.Equal(row, first); !agreed {
				at, behind = row, false
				break
			}
		}
		if agreed {
			return first, nil
		}
	}
}

// weigh leaves out sources of which too much would be read for what they tell, and reads on in those that
// may have few rows.
func (a *entryAll) weigh() error {
	left, most := -1, 0 // of one that is whole; -1: none is
	for _, s := range a.of {
		k := s.known()
		if most = max(most, k.read); k.whole && (left < 0 || k.left < left) {
			left = k.left
		}
	}
	if left >= 0 {
		a.of = slices.DeleteFunc(a.of, func(s entrySource) bool {
			k := s.known()
			return !k.whole && (left <= entryRowsFew || k.left <= 1 && k.page > left*entryRowsWorth)
		})
		return nil
	}
	for _, s := range a.of {
		if k := s.known(); k.read == 0 || k.read*entryPageGrowth < most {
			if err := s.more(); err != nil {
				return err
			}
			// One that has ended says whether the others are worth their pages.
			if s.known().whole {
				return a.weigh()
			}
		}
	}
	return nil
}

// entryAny has the rows that as many of several sources have. Each source stands at a row of its own, the first of
// which is on top of a heap: who asks for the next row moves those sources alone that stand before it.
type entryAny struct {
	w     *entryWalk
	of    []entrySource
	least int
	begun bool
	at    []entryAt // the heap; sources that have ended are not in it
	same  []entryAt // kept between calls
}

// entryAt is where a source stands.
type entryAt struct {
	row []byte
	of  entrySource
}

// Len, Less, Swap, Push and Pop serve the heap.
func (a *entryAny) Len() int           { return len(a.at) }
func (a *entryAny) Less(i, j int) bool { return a.w.compare(a.at[i].row, a.at[j].row) < 0 }
func (a *entryAny) Swap(i, j int)      { a.at[i], a.at[j] = a.at[j], a.at[i] }
func (a *entryAny) Push(x any)         { a.at = append(a.at, x.(entryAt)) }
func (a *entryAny) Pop() any {
	x := a.at[len(a.at)-1]
	a.at = a.at[:len(a.at)-1]
	return x
}

func (a *entryAny) known() entryKnown {
	k := entryKnown{whole: true}
	for _, s := range a.of {
		x := s.known()
		k.read, k.left, k.page, k.whole = k.read+x.read, k.left+x.left, k.page+x.page, k.whole && x.whole
	}
	return k
}

func (a *entryAny) more() error {
	for _, s := range a.of {
		if err := s.more(); err != nil {
			return err
		}
	}
	return nil
}

func (a *entryAny) seek(at []byte, behind bool) ([]byte, error) {
	if err := a.begin(at, behind); err != nil {
		return nil, err
	}
	for {
		if err := a.move(at, behind); err != nil || len(a.at) == 0 {
			return nil, err
		}
		first := a.at[0].row
		if a.least == 1 || a.agree(first) {
			return first, nil
		}
		at, behind = first, true
	}
}

// begin has all sources stand where the first call asks.
func (a *entryAny) begin(at []byte, behind bool) error {
	if a.begun {
		return nil
	}
	a.begun = true
	for _, s := range a.of {
		row, err := s.seek(at, behind)
		if err != nil {
			return err
		}
		if row != nil {
			a.at = append(a.at, entryAt{row, s})
		}
	}
	heap.Init(a)
	return nil
}

// move has all sources stand at a row or behind it.
func (a *entryAny) move(at []byte, behind bool) error {
	for at != nil && len(a.at) > 0 {
		if c := a.w.compare(a.at[0].row, at); c > 0 || c == 0 && !behind {
			return nil
		}
		row, err := a.at[0].of.seek(at, behind)
		if err != nil {
			return err
		}
		if row == nil {
			heap.Pop(a)
			continue
		}
		a.at[0].row = row
		heap.Fix(a, 0)
	}
	return nil
}

// agree reports whether enough sources stand at the first row.
func (a *entryAny) agree(first []byte) bool {
	a.same = a.same[:0]
	for len(a.at) > 0 && len(a.same) < a.least && bytes.Equal(a.at[0].row, first) {
		a.same = append(a.same, heap.Pop(a).(entryAt))
	}
	for _, x := range a.same {
		heap.Push(a, x)
	}
	return len(a.same) >= a.least
}
