package exec

import (
	"bytes"
	"slices"

	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/sql/plan/nodes"
	"github.com/isochrondb/isochron/sql/rowenc"
	"github.com/isochrondb/isochron/sql/types"
	"github.com/isochrondb/isochron/txn/coord"
)

// Inverted indexes. A row's entries are written as those of other indexes are that are not
// unique; one that is changed loses and gets those alone that differ. A scan by entries reads
// which rows have them, and then those rows, of which its conditions are judged again.

// entries plans what a change of a row makes of its entries in an inverted index.
func (u *updater) entries(i int, old, new []types.Datum) {
	ix := &u.w.w.Indexes[i]
	if new != nil && !ix.Touched && !ix.TouchedValue {
		return
	}
	before := u.w.entryKeys(ix, old)
	var after [][]byte
	if new != nil {
		after = u.w.entryKeys(ix, new)
	}
	for _, k := range before {
		if !containsKey(after, k) {
			u.remove(i, k, old, -1)
		}
	}
	for _, k := range after {
		if ix.TouchedValue || !containsKey(before, k) {
			u.insert(i, k, new)
		}
	}
}

// containsKey looks for a key among sorted ones.
func containsKey(list [][]byte, k []byte) bool {
	_, ok := slices.BinarySearchFunc(list, k, bytes.Compare)
	return ok
}

// entryKeys are the keys of a row's entries in an inverted index, sorted.
func (w *writer) entryKeys(ix *nodes.IndexWrite, row []types.Datum) (out [][]byte) {
	_ = ix.Layout.Entries(row, func(k []byte) error {
		out = append(out, k)
		return nil
	})
	return out
}

// putEntries writes the entries of a row that is inserted.
func (o *insertOp) putEntries(ix *nodes.IndexWrite, row []types.Datum) error {
	for _, k := range o.w.entryKeys(ix, row) {
		var err error
		if o.fresh {
			err = o.w.put(ix, k, row, kvpb.LockMode_UPDATE, true)
		} else {
			err = o.w.putDerived(ix, k, row)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// How many rows of one entry are read before the next entry's are; and how few rows are
// simply looked at, whatever other entries have.
const (
	entryRowsFirst = 256
	entryRowsFew   = 512
)

// scanSpans are the spans that a scan reads; held is what they take of the statement's memory.
func (r *run) scanSpans(n *nodes.Scan) (spans []keys.Span, held int, err error) {
	if n.Union != nil {
		return r.unionSpans(n)
	}
	if n.Entries == nil {
		return r.heldSpans(n.Layout, &n.Spans, n.Points)
	}
	found, every, err := r.entryRows(n.Entries, n.Layout.Prefix)
	if err != nil {
		return nil, 0, err
	}
	whole := keys.Key(n.Layout.Prefix)
	if every {
		return []keys.Span{{Start: whole, End: whole.PrefixEnd()}}, 0, nil
	}
	held = len(found) * entryRowBytes
	if err := r.mem.grow(held); err != nil {
		return nil, 0, err
	}
	spans = make([]keys.Span, len(found))
	for i, k := range found {
		key := keys.Key(append(whole[:len(whole):len(whole)], k...))
		spans[i] = keys.Span{Start: key, End: key.PrefixEnd()}
	}
	return spans, held, nil
}

// entryRows are the rows that entries of an inverted index name: what their keys are behind the
// prefix of the table's, sorted; every: the conditions say nothing of entries.
func (r *run) entryRows(n *nodes.EntryScan, prefix []byte) (rows [][]byte, every bool, err error) {
	l := &entryLookup{r: r, n: n, prefix: prefix}
	defer func() { r.mem.shrink(l.held) }() // what is found is the caller's to count
	all := rowenc.EntryQuery{}
	for i := range n.Conds {
		c := &n.Conds[i]
		d, err := r.constant(c.X)
		if err != nil {
			return nil, false, err
		}
		q := n.Layout.EntryQuery(c.Column, c.Op, c.X.Type(), d).Similar(c.Op, r.trigramLimits())
		if !q.Every {
			all.All = append(all.All, q)
		}
	}
	if len(all.All) == 0 {
		return nil, true, nil
	}
	rows, err = l.all(all.All)
	return rows, false, err
}

// entryRowBytes is about what a row costs that entries have named.
const entryRowBytes = 96

// entryLookup finds rows by their entries: what their keys are behind the prefix of the
// table's, sorted.
type entryLookup struct {
	r      *run
	n      *nodes.EntryScan
	prefix []byte
	held   int // bytes of memory that what was found takes
}

// find returns rows that a query allows: all of them, or with whole false some of the first,
// about as many as limit.
func (l *entryLookup) find(q *rowenc.EntryQuery, limit int) (rows [][]byte, whole bool, err error) {
	switch {
	case q.Entry != nil:
		return l.entry(q, limit)
	case len(q.All) > 0:
		rows, err = l.all(q.All)
		return rows, true, err
	}
	var lists [][][]byte
	whole = true
	for i := range q.Any {
		list, all, err := l.find(&q.Any[i], limit)
		if err != nil {
			return nil, false, err
		}
		whole = whole && all
		lists = append(lists, list)
	}
	rows = slices.Concat(lists...)
	slices.SortFunc(rows, bytes.Compare)
	return atLeast(rows, q.Least), whole, nil
}

// atLeast keeps those of sorted rows that are there n times, each once.
func atLeast(rows [][]byte, n int) [][]byte {
	if n <= 1 {
		return slices.CompactFunc(rows, bytes.Equal)
	}
	out := rows[:0]
	for i, j := 0, 0; i < len(rows); i = j {
		for j = i + 1; j < len(rows) && bytes.Equal(rows[i], rows[j]); j++ {
		}
		if j-i >= n {
			out = append(out, rows[i])
		}
	}
	return out
}

// all returns rows among which are those that every query allows. An entry that few rows have
// says enough: it is found by reading a part of each, and more of each until one ends.
func (l *entryLookup) all(list []rowenc.EntryQuery) ([][]byte, error) {
	for limit := entryRowsFirst; ; limit *= 8 {
		var found [][]byte
		some := false
		for i := range list {
			if list[i].Every {
				continue
			}
			rows, whole, err := l.find(&list[i], limit)
			switch {
			case err != nil:
				return nil, err
			case !whole:
				continue
			case some:
				rows = common(found, rows)
			}
			found, some = rows, true
			if len(found) <= entryRowsFew {
				return found, nil
			}
		}
		if some {
			return found, nil
		}
	}
}

// common are the keys that both sorted lists have.
func common(a, b [][]byte) [][]byte {
	out := a[:0:0]
	for len(a) > 0 && len(b) > 0 {
		switch c := bytes.Compare(a[0], b[0]); {
		case c == 0:
			out = append(out, a[0])
			a, b = a[1:], b[1:]
		case c < 0:
			a = a[1:]
		default:
			b = b[1:]
		}
	}
	return out
}

// entry reads the rows that have an entry, or one that begins so: of the key behind it, the row's
// own.
func (l *entryLookup) entry(q *rowenc.EntryQuery, limit int) (rows [][]byte, whole bool, err error) {
	span := l.n.Layout.EntrySpan(q.Entry)
	if q.Prefix {
		span = l.n.Layout.EntryPrefixSpan(q.Entry)
	}
	spec := coord.ScanSpec{Spans: []keys.Span{span}, Columns: kvpb.KeyOnly, MaxRows: uint64(limit) + 1}
	it := l.r.txn.Scan(l.r.ctx, spec)
	defer it.Close()
	for it.Next(l.r.ctx) {
		if len(rows) == limit {
			return sorted(q, rows), false, nil
		}
		key := it.Key()[len(span.Start):]
		if q.Prefix {
			key = rowenc.CutEntry(key)
		}
		key = slices.Clone(key)
		size := entryRowBytes + len(key)
		if err := l.r.mem.grow(size); err != nil {
			return nil, false, err
		}
		l.held += size
		rows = append(rows, key)
	}
	return sorted(q, rows), true, it.Err()
}

// sorted brings the rows of several entries in order, each once.
func sorted(q *rowenc.EntryQuery, rows [][]byte) [][]byte {
	if !q.Prefix {
		return rows
	}
	slices.SortFunc(rows, bytes.Compare)
	return slices.CompactFunc(rows, bytes.Equal)
}

// trigramLimits are the session's settings of pg_trgm.
func (r *run) trigramLimits() types.TrigramLimits {
	if r.env == nil {
		return types.DefaultTrigramLimits()
	}
	return r.env.Trigrams
}
