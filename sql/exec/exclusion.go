package exec

import (
	"bytes"
	"slices"

	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/exec/pushdown"
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/plan/nodes"
	"github.com/isochrondb/isochron/sql/types"
	"github.com/isochrondb/isochron/txn/coord"
)

// Exclusion constraints (catalog/exclusion.go says what their indexes hold). Rows are checked
// when the statement is over, or the transaction. A check
//
//  1. locks what the entries of all rows begin with that are equal where the constraint asks for
//     it: of two transactions that may be in each other's way the second waits for the first, and
//     then sees what that has committed;
//  2. reads the entries that may be in the way, and judges them by the operators. A row that is in
//     the way is locked, too, before it is an error: who holds it may be about to take it away;
//  3. has what was read hold until the commit, at every isolation level. This, not the lock, is what
//     the constraint rests on (T13): locks may be lost.
//
// Without an element that is excluded by equality there is one lock for the whole table.

// noteExclusions keeps written rows that exclusion constraints concern; olds: as for checkForeign.
func (w *writer) noteExclusions(rows, olds [][]types.Datum) error {
	for n, i := range w.w.Excluding {
		ix := &w.w.Indexes[i]
		x := ix.Exclude
		for r, row := range rows {
			if !ix.Layout.Has(row) || !x.Concerns(row) ||
				olds != nil && ix.Layout.Has(olds[r]) && sameKey(pick(nil, x.Row, olds[r]), pick(nil, x.Row, row)) {
				continue
			}
			l := w.excludeList(n, ix)
			l.row = pick(l.row[:0], x.Row, row)
			if err := l.add(); err != nil {
				return err
			}
		}
	}
	return nil
}

// excludeList is the list of the n-th exclusion constraint.
func (w *writer) excludeList(n int, ix *nodes.IndexWrite) *eventList {
	if w.excludeLists == nil {
		w.excludeLists = make([]*eventList, len(w.w.Excluding))
	}
	switch {
	case w.excludeLists[n] != nil:
	case w.r.deferred.waits(indexDeferral(ix.Desc)):
		w.excludeLists[n] = &eventList{w: w, ix: ix, later: w.r.deferred.unique(w.w, ix)}
	default:
		w.excludeLists[n] = w.newList(eventList{ix: ix})
	}
	return w.excludeLists[n]
}

// fireExclusions checks the rows that were written so far, but for constraints that are deferrable.
func (w *writer) fireExclusions() error {
	for n, l := range w.excludeLists {
		if l == nil || l.later != nil || w.w.Indexes[w.w.Excluding[n]].Desc.Deferrable {
			continue
		}
		if err := w.r.fire(l); err != nil {
			return err
		}
	}
	return nil
}

// excludedBefore is the error of an exclusion constraint that a row meets, which is about to be refused for a key of
// ix: as Postgres puts entries into indexes in the order in which these were made, constraints older than ix are told
// first. old is the row that is being updated; nil: it is inserted.
func (w *writer) excludedBefore(ix *nodes.IndexWrite, row, old []types.Datum) error {
	for _, i := range w.w.Excluding {
		e := &w.w.Indexes[i]
		if e.Desc.Deferrable || e.Desc.OID > ix.Desc.OID || !e.Layout.Has(row) || !e.Exclude.Concerns(row) {
			continue
		}
		x := newExcluding(w, e)
		if err := x.lock([][]types.Datum{row}); err != nil {
			return err
		}
		other, err := x.conflict(row, -1)
		if err != nil {
			return err
		}
		key := w.w.Indexes[0].Layout.Slots
		if other != nil && (old == nil || !sameKey(pick(nil, key, other), pick(nil, key, old))) {
			w.r.txn.Observed()
			return x.violation(row, other)
		}
	}
	return nil
}

// checkExclusion wants the rows of the list to be in nobody's way, as far as they are still there.
// Of two that are in each other's way it is the one written later that is refused.
func (l *eventList) checkExclusion(r *run) error {
	width := len(l.w.w.Table.Columns)
	x := newExcluding(l.w, l.ix)
	x.mine = map[string]int{}
	return l.chunks(func(events [][]types.Datum) error {
		clear(x.mine)
		x.sorted = x.sorted[:0]
		rows := make([][]types.Datum, len(events))
		for i, e := range events {
			rows[i] = place(width, l.ix.Exclude.Row, e)
			key := l.ix.Layout.AppendKey(nil, rows[i])
			x.mine[string(key)] = i
			x.sorted = append(x.sorted, key)
		}
		slices.SortFunc(x.sorted, func(a, b keys.Key) int { return bytes.Compare(a, b) })
		if err := x.lock(rows); err != nil {
			return err
		}
		for i, row := range rows {
			other, err := x.conflict(row, i)
			if err != nil {
				return err
			}
			if other != nil {
				r.txn.Observed()
				return x.violation(row, other)
			}
		}
		return nil
	})
}

// excluding looks for rows that are in the way of others by one exclusion constraint.
type excluding struct {
	r    *run
	w    *writer
	ix   *nodes.IndexWrite
	read *pushdown.RowReader
	// mine are the rows at hand that were written, by the keys of their entries: their order.
	mine map[string]int
	// sorted are their keys.
	sorted []keys.Key
}

func newExcluding(w *writer, ix *nodes.IndexWrite) *excluding {
	return &excluding{r: w.r, w: w, ix: ix, read: pushdown.NewRowReader(ix.Layout, ix.Exclude.Row)}
}

// lock takes the locks of rows, and has later reads see what was committed meanwhile.
func (x *excluding) lock(rows [][]types.Datum) error {
	var targets []coord.LockTarget
	for _, row := range rows {
		targets = append(targets, coord.LockTarget{Key: x.ix.Layout.EqualKey(row), Mode: kvpb.LockMode_UPDATE})
	}
	slices.SortFunc(targets, func(a, b coord.LockTarget) int { return bytes.Compare(a.Key, b.Key) })
	targets = slices.CompactFunc(targets, func(a, b coord.LockTarget) bool { return bytes.Equal(a.Key, b.Key) })
	if _, err := x.r.txn.Lock(x.r.ctx, targets, x.r.lockOptions(kvpb.WaitPolicy_BLOCK, true)); err != nil {
		return x.r.lockError(err, x.w.w.Table)
	}
	return x.r.txn.Refresh(x.r.ctx) // under REPEATABLE READ the commit finds what is not seen
}

// meets reports whether a row that is to be inserted meets one that is in its way.
func (x *excluding) meets(row []types.Datum) (bool, error) {
	if !x.ix.Layout.Has(row) || !x.ix.Exclude.Concerns(row) {
		return false, nil
	}
	if err := x.lock([][]types.Datum{row}); err != nil {
		return false, err
	}
	other, err := x.conflict(row, -1)
	return other != nil, err
}

// conflict returns a row that is in the way of row, which is the i-th of mine, or (i < 0) not
// written yet; nil: there is none. It has what it read hold until the commit.
func (x *excluding) conflict(row []types.Datum, i int) ([]types.Datum, error) {
	for waited := map[string]bool{}; ; {
		found, err := x.search(row, i)
		if err != nil || found.row == nil {
			return nil, firstOf(err, x.hold(found.read))
		}
		key := x.w.w.Indexes[0].Layout.AppendKey(nil, found.row)
		if waited[string(key)] {
			return found.row, nil
		}
		waited[string(key)] = true
		target := []coord.LockTarget{{Key: key, Mode: kvpb.LockMode_SHARE}}
		if _, err := x.r.txn.Lock(x.r.ctx, target, x.r.lockOptions(kvpb.WaitPolicy_BLOCK, true)); err != nil {
			return nil, x.r.lockError(err, x.w.w.Table)
		}
		if err := x.r.txn.Refresh(x.r.ctx); err != nil {
			return nil, err
		}
	}
}

// hold has what was read hold until the commit. Under SERIALIZABLE all that is read does.
func (x *excluding) hold(read keys.Span) error {
	if len(read.Start) == 0 || x.r.txn.Isolation() == kvpb.Isolation_SERIALIZABLE {
		return nil
	}
	return x.r.txn.Validate(x.r.ctx, []keys.Span{read})
}

// excluded is what a search found.
type excluded struct {
	row  []types.Datum // that is in the way; nil: none is
	read keys.Span     // what says so
}

// search reads the entries that may be in the way of a row.
func (x *excluding) search(row []types.Datum, i int) (excluded, error) {
	s := &exclusionSearch{excluding: x, row: row, at: i, live: i < 0, own: x.ix.Layout.AppendKey(nil, row)}
	if !x.ix.Layout.Overlaps {
		start := x.ix.Layout.EqualKey(row)
		span := keys.Span{Start: start, End: start.PrefixEnd()}
		_, _, err := s.scan(coord.ScanSpec{Spans: []keys.Span{span}})
		return s.result(span), err
	}
	span, from, ok, err := x.ix.Layout.OverlapSpan(row)
	if err != nil || !ok {
		return excluded{}, err
	}
	s.from = from
	// What is looked for begins no earlier than the row before among those at hand, if that is
	// there: the entries that the transaction has written are not all gone through for each of them.
	near := span
	if at, _ := slices.BinarySearchFunc(x.sorted, from, func(a, b keys.Key) int { return bytes.Compare(a, b) }); at > 0 && span.Contains(x.sorted[at-1]) {
		near.Start = x.sorted[at-1]
	}
	start, err := s.back(near)
	if err == nil && !s.over && len(near.Start) > len(span.Start) {
		start, err = s.back(keys.Span{Start: span.Start, End: near.Start})
	}
	return s.result(keys.Span{Start: start, End: span.End}), err
}

// back reads entries from the end of a span back to the one at which it is over, and returns where
// what was read begins.
func (s *exclusionSearch) back(span keys.Span) (start keys.Key, err error) {
	for most := uint64(exclusionRowsFirst); ; most *= 8 {
		last, n, err := s.scan(coord.ScanSpec{Spans: []keys.Span{span}, Reverse: true, MaxRows: most})
		if err != nil || s.over {
			return last, err
		}
		if n < most {
			return span.Start, nil
		}
		span.End = last
	}
}

// exclusionRowsFirst is how many entries a search for overlaps reads at first: the row's own, and
// the one before it.
const exclusionRowsFirst = 2

// exclusionSearch is one search.
type exclusionSearch struct {
	*excluding
	row  []types.Datum
	at   int      // among mine
	own  keys.Key // the row's entry
	live bool     // the row is there
	// from is where no more than one entry before it counts, when entries come back to front; nil:
	// all count. over: that one has come.
	from keys.Key
	over bool

	other []types.Datum
}

// result is what was found in what was read. A row that is no more is in nobody's way.
func (s *exclusionSearch) result(read keys.Span) excluded {
	if !s.live {
		return excluded{}
	}
	return excluded{s.other, read}
}

// scan judges entries, and returns the key of the last and how many they are.
func (s *exclusionSearch) scan(spec coord.ScanSpec) (last keys.Key, n uint64, err error) {
	rows := s.r.txn.Scan(s.r.ctx, spec)
	defer rows.Close()
	got := make([]types.Datum, len(s.ix.Exclude.Row))
	for !s.over && rows.Next(s.r.ctx) {
		n++
		last = append(last[:0], rows.Key()...)
		s.over = s.from != nil && bytes.Compare(last, s.from) < 0
		if err := s.read.Read(rows.Key(), rows.Value(), got); err != nil {
			return nil, 0, err
		}
		there := place(len(s.w.w.Table.Columns), s.ix.Exclude.Row, got)
		if bytes.Equal(last, s.own) {
			s.live = s.live || sameKey(got, pick(nil, s.ix.Exclude.Row, s.row))
			continue
		}
		if at, mine := s.mine[string(last)]; mine && at > s.at || !s.ix.Exclude.Concerns(there) {
			continue // that one is judged by itself
		}
		conflict, err := s.ix.Exclude.Conflict(s.r.env, there, s.row)
		if err != nil {
			return nil, 0, err
		}
		if conflict {
			s.other = cloneKey(there)
		}
	}
	return last, n, rows.Err()
}

// violation is the error for a row that another is in the way of.
func (x *excluding) violation(row, other []types.Datum) error {
	t := x.w.w.Table
	e := pgerror.New(pgerror.ExclusionViolation, "conflicting key value violates exclusion constraint %q", x.ix.Desc.Name).
		WithTable(x.w.schemaName(), t.Name).WithConstraint(x.ix.Desc.Name)
	slots := x.ix.Exclude.Slots
	if !mayShow(x.w.w.Details, slots) {
		return e.WithDetail("Key conflicts with existing key.")
	}
	var snap *catalog.Snapshot
	if x.r.virtual != nil {
		snap = x.r.virtual.Snapshot
	}
	return e.WithDetail("Key %s conflicts with existing key %s.", keyDetail(snap, t, slots, row, x.r.env), keyDetail(snap, t, slots, other, x.r.env))
}
