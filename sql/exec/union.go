package exec

import (
	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/sql/exec/pushdown"
	"github.com/isochrondb/isochron/sql/plan/nodes"
	"github.com/isochrondb/isochron/sql/rowenc"
	"github.com/isochrondb/isochron/sql/types"
	"github.com/isochrondb/isochron/txn/coord"
)

// Unions of indexes. What each arm names is gathered before a row is read: as keys of the table,
// which are sorted, so that a row comes once whatever arms it meets. A part of the table's own
// index names rows without being read for it. Where memory does not hold the keys, the table is
// read instead: all conditions are judged of its rows in any case.

// unionLookup gathers what the arms of a union name.
type unionLookup struct {
	r     *run
	n     *nodes.Scan
	out   []keys.Span
	held  int // bytes of memory
	whole bool
}

// unionSpans are the parts of the table where the rows of a union are; held is what they take of
// the statement's memory.
func (r *run) unionSpans(n *nodes.Scan) (out []keys.Span, held int, err error) {
	u := &unionLookup{r: r, n: n}
	for i := range n.Union.Arms {
		if err := u.arm(&n.Union.Arms[i]); err != nil || u.whole {
			r.mem.shrink(u.held)
			return u.table(), 0, err
		}
	}
	if r.stats != nil {
		st := &r.stats[n.Union.Shown.ID]
		st.loops++
		st.rows += int64(len(u.out))
	}
	if len(u.out) > 1 {
		sortSpans(u.out)
		u.out = mergeSpans(u.out)
	}
	return u.out, u.held, nil
}

// table is all of the table.
func (u *unionLookup) table() []keys.Span {
	p := keys.Key(u.n.Layout.Prefix)
	return []keys.Span{{Start: p, End: p.PrefixEnd()}}
}

func (u *unionLookup) arm(a *nodes.UnionArm) error {
	before := len(u.out)
	err := u.find(a)
	if u.r.stats != nil {
		st := &u.r.stats[a.Shown.ID]
		st.loops++
		st.rows += int64(len(u.out) - before)
	}
	return err
}

func (u *unionLookup) find(a *nodes.UnionArm) error {
	if a.Entries != nil {
		rows, every, err := u.r.entryRows(a.Entries)
		u.whole = every
		for _, k := range rows {
			u.add(append(keys.Key(u.n.Layout.Prefix[:len(u.n.Layout.Prefix):len(u.n.Layout.Prefix)]), k...))
		}
		return err
	}
	spans, held, err := u.r.heldSpans(a.Layout, &a.Spans, a.Points)
	u.held += held
	if err != nil || len(spans) == 0 {
		return err
	}
	if a.Index.ID != u.n.Index.ID {
		return u.read(a, spans)
	}
	for _, s := range spans {
		if s.IsPoint() {
			s.End = s.Start.PrefixEnd()
		}
		u.out = append(u.out, s)
	}
	return nil
}

// read reads the entries of an arm.
func (u *unionLookup) read(a *nodes.UnionArm, spans []keys.Span) error {
	l := u.n.Layout
	entry := pushdown.NewRowReader(a.Layout, l.Slots)
	row := make([]types.Datum, len(l.Slots))
	it := u.r.txn.Scan(u.r.ctx, coord.ScanSpec{Spans: spans, Columns: entry.Of})
	defer it.Close()
	for !u.whole && it.Next(u.r.ctx) {
		if err := entry.Read(it.Key(), it.Value(), row); err != nil {
			return err
		}
		key := append(make([]byte, 0, len(l.Prefix)+keyRoom), l.Prefix...)
		for i := range row {
			key = rowenc.AppendKeyColumn(key, l.Key[i], row[i])
		}
		u.add(key)
	}
	return it.Err()
}

// keyRoom is room for a short key behind the table's prefix.
const keyRoom = 24

// add names a row.
func (u *unionLookup) add(key keys.Key) {
	bytes := entryRowBytes + 2*cap(key)
	if u.whole = u.whole || u.r.mem.grow(bytes) != nil; u.whole {
		return
	}
	u.held += bytes
	u.out = append(u.out, keys.Span{Start: key, End: key.PrefixEnd()})
}
