package exec

import (
	"bytes"
	"slices"

	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/plan/nodes"
	"github.com/isochrondb/isochron/sql/rowenc"
	"github.com/isochrondb/isochron/sql/types"
)

// Inverted indexes. A row's entries are written as those of other indexes are that are not
// unique; one that is changed loses and gets those alone that differ. A scan by entries reads
// which rows have them (entrywalk.go), and then those rows, of which its conditions are judged again.

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

// scanSpans are the spans that a scan reads; held is what they take of the statement's memory.
func (r *run) scanSpans(n *nodes.Scan) (spans []keys.Span, held int, err error) {
	if n.Union != nil {
		return r.unionSpans(n)
	}
	if n.Entries == nil {
		return r.heldSpans(n.Layout, &n.Spans, n.Points)
	}
	found, every, err := r.entryRows(n.Entries)
	switch {
	case err != nil:
		return nil, 0, err
	case every:
		return wholeOf(n.Layout), 0, nil
	}
	held = len(found) * entryRowBytes
	if err := r.mem.grow(held); err != nil {
		return nil, 0, err
	}
	spans = make([]keys.Span, len(found))
	for i, k := range found {
		spans[i] = rowSpan(n.Layout, k)
	}
	return spans, held, nil
}

// wholeOf is all of an index.
func wholeOf(l *catalog.Layout) []keys.Span {
	p := keys.Key(l.Prefix)
	return []keys.Span{{Start: p, End: p.PrefixEnd()}}
}

// rowSpan is where the row is that entries have named, of a table.
func rowSpan(l *catalog.Layout, row []byte) keys.Span {
	key := keys.Key(append(l.Prefix[:len(l.Prefix):len(l.Prefix)], row...))
	return keys.Span{Start: key, End: key.PrefixEnd()}
}

// entryRows are the rows that entries of an inverted index name: what their keys are behind the
// prefix of the table's, sorted; every: the conditions say nothing of entries.
func (r *run) entryRows(n *nodes.EntryScan) (rows [][]byte, every bool, err error) {
	w, err := r.entryWalk(n, false)
	if w == nil || err != nil {
		return nil, err == nil, err
	}
	defer w.close()
	held := 0
	defer func() { r.mem.shrink(held) }() // what is found is the caller's to count
	for row, err := w.next(); row != nil || err != nil; row, err = w.next() {
		if err != nil {
			return nil, false, err
		}
		size := entryRowBytes + len(row)
		if err := r.mem.grow(size); err != nil {
			return nil, false, err
		}
		held += size
		rows = append(rows, row)
	}
	return rows, false, nil
}

// entryWalk begins to walk through the rows that entries name, backwards if reverse; nil: the
// conditions say nothing of entries.
func (r *run) entryWalk(n *nodes.EntryScan, reverse bool) (*entryWalk, error) {
	all := rowenc.EntryQuery{}
	for i := range n.Conds {
		c := &n.Conds[i]
		d, err := r.constant(c.X)
		if err != nil {
			return nil, err
		}
		q := n.Layout.EntryQuery(c.Column, c.Op, c.X.Type(), d).Similar(c.Op, r.trigramLimits())
		if !q.Every {
			all.All = append(all.All, q)
		}
	}
	if len(all.All) == 0 {
		return nil, nil
	}
	w := &entryWalk{r: r, layout: n.Layout, reverse: reverse}
	w.from = w.source(&all)
	return w, nil
}

// entryRowBytes is about what a row costs that entries have named.
const entryRowBytes = 96

// trigramLimits are the session's settings of pg_trgm.
func (r *run) trigramLimits() types.TrigramLimits {
	if r.env == nil {
		return types.DefaultTrigramLimits()
	}
	return r.env.Trigrams
}
