package exec

import (
	"bytes"
	"cmp"
	"slices"
	"time"

	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/exec/pushdown"
	"github.com/isochrondb/isochron/sql/parser/ast"
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/plan/host"
	"github.com/isochrondb/isochron/sql/plan/nodes"
	"github.com/isochrondb/isochron/sql/routine"
	"github.com/isochrondb/isochron/sql/types"
	"github.com/isochrondb/isochron/txn/coord"
)

// What rows of a statement bring about is kept as events, in lists that spill, and done
// list by list when the statement is over. A list is of one constraint and of one part of
// the statement that writes, so that no row is in it twice. What is done for a list may
// write, and so make lists of its own: these come after all lists that are there, and so on
// until none is left. So a cascade goes as deep as the data without depth on the stack, and
// what is done sees all that was done before it.
//
//	statement            events        done for them
//	DELETE FROM a   →    a's keys  →   DELETE FROM b … (a nested plan)
//	                                   → b's keys → UPDATE c SET … (a nested plan)
//	                                                → c's references → parents are locked
//
// Events of constraints that are deferred wait in the transaction's lists (deferred.go).

// eventList are events of one constraint: keys that are gone (in), references that have
// come (fk), or keys of a deferrable unique index or rows of an exclusion constraint (ix).
type eventList struct {
	w  *writer // of the table whose rows changed
	in *nodes.Inbound
	fk *nodes.ForeignKey
	ix *nodes.IndexWrite
	// trig fires triggers after rows were written, of one event.
	trig  *triggerRun
	event routine.Event
	// only is the one of them that fires; nil: all that are not deferred.
	only *nodes.Trigger
	// late are those of the triggers, by their places, that were deferred when the first event came:
	// a function may say SET CONSTRAINTS before the list is done.
	late []bool
	// act is the plan of what in does, search that of a search; nil: there is none.
	act, search *nodes.Plan

	rows *rowTape
	// after: others wrote between the event and now. What it tells may hold no more.
	after    bool
	readOnly bool // the transaction is read only: no row may be locked
	// later keeps the events instead; nil: they are kept here.
	later *deferredList
	row   []types.Datum
}

// width is how many values an event has.
func (l *eventList) width() int {
	switch {
	case l.in != nil:
		return l.in.Width()
	case l.ix != nil && l.ix.Exclude != nil:
		return len(l.ix.Exclude.Row)
	case l.ix != nil:
		return l.ix.Layout.Own
	}
	return len(l.w.w.Indexes[0].Layout.Slots) + len(l.fk.Slots)
}

// add keeps an event.
func (l *eventList) add() error {
	if l.later != nil {
		return l.later.add(l.row)
	}
	return l.rows.addRow(l.row)
}

// left reports whether an event waits.
func (l *eventList) left() bool {
	if l.later != nil {
		return l.later.left()
	}
	return l.rows.n > 0
}

// came keeps the reference of a row, and how to find the row.
func (l *eventList) came(row []types.Datum) error {
	l.row = pick(pick(l.row[:0], l.w.w.Indexes[0].Layout.Slots, row), l.fk.Slots, row)
	return l.add()
}

// gone keeps a key that is no more.
func (l *eventList) gone(old, new []types.Datum) error {
	in := l.in
	l.row = pick(l.row[:0], in.Slots, old)
	if in.At > 0 {
		for j := range in.Slots {
			v, fits, err := in.Back[j].Convert(l.w.r.env, old[in.Slots[j]])
			if err != nil || !fits {
				return err // nothing can refer to it
			}
			l.row = append(l.row, v)
		}
	}
	if in.Update && in.Action == ast.RefCascade {
		l.row = pick(l.row, in.Slots, new)
	}
	return l.add()
}

// newList returns a list of the statement's.
func (w *writer) newList(l eventList) *eventList {
	r := w.r
	l.w = w
	if l.in != nil {
		l.act, l.search = r.actions[l.in.Key(false)], r.actions[l.in.Key(true)]
	}
	l.rows = newRowTape(&r.mem, l.width())
	r.events = append(r.events, &l)
	return &l
}

// goneList is the list of the keys that the writer takes away.
func (w *writer) goneList(in *nodes.Inbound) *eventList {
	if w.goneLists == nil { // of all constraints at once: they are done in their order
		w.goneLists = make([]*eventList, len(w.w.Inbound))
		for i := range w.w.Inbound {
			x := &w.w.Inbound[i]
			if d := w.r.deferred; d.waits(deferralOf(x.Desc)) && x.Action == ast.RefNoAction {
				w.goneLists[i] = &eventList{w: w, in: x, later: d.gone(w.w, x, w.r.actions[x.Key(true)])}
				continue
			}
			w.goneLists[i] = w.newList(eventList{in: x, after: x.Update || w.r.nested || w.r.p.Writers})
		}
	}
	for i := range w.w.Inbound {
		if &w.w.Inbound[i] == in {
			return w.goneLists[i]
		}
	}
	return nil
}

// late is where a reference is kept to be checked later; nil: it is checked at once. It
// waits where what is written after it may be the parent.
func (w *writer) late(fk *nodes.ForeignKey) *eventList {
	waits := w.r.deferred.waits(deferralOf(fk.Desc))
	if !waits && fk.Parent.ID != w.w.Table.ID && !fk.Self && !w.r.p.Writers && !w.r.nested {
		return nil
	}
	if w.cameLists == nil {
		w.cameLists = make([]*eventList, len(w.w.Foreign))
	}
	for i := range w.w.Foreign {
		if &w.w.Foreign[i] != fk {
			continue
		}
		if w.cameLists[i] == nil && waits {
			w.cameLists[i] = &eventList{w: w, fk: fk, later: w.r.deferred.came(w.w, fk)}
		} else if w.cameLists[i] == nil {
			w.cameLists[i] = w.newList(eventList{fk: fk, after: true})
		}
		return w.cameLists[i]
	}
	return nil
}

// noteUnique keeps the keys of written rows in deferrable unique indexes; olds: as for
// checkForeign.
func (w *writer) noteUnique(rows, olds [][]types.Datum) error {
	for n, i := range w.w.Late {
		ix := &w.w.Indexes[i]
		own := ix.Layout.Slots[:ix.Layout.Own]
		for r, row := range rows {
			if hasNull(own, row) && !ix.Layout.NullsNotDistinct || olds != nil && sameKey(pick(nil, own, olds[r]), pick(nil, own, row)) {
				continue
			}
			if w.lateLists == nil {
				w.lateLists = make([]*eventList, len(w.w.Late))
			}
			l := w.lateLists[n]
			switch {
			case l != nil:
			case w.r.deferred.waits(indexDeferral(ix.Desc)):
				l = &eventList{w: w, ix: ix, later: w.r.deferred.unique(w.w, ix)}
			default:
				l = w.newList(eventList{ix: ix})
			}
			w.lateLists[n] = l
			l.row = pick(l.row[:0], own, row)
			if err := l.add(); err != nil {
				return err
			}
		}
	}
	return nil
}

// checkUnique wants one row for each key. Whoever has written one of them locks what their
// entries begin with, and what was read holds at the commit.
func (l *eventList) checkUnique(r *run) error {
	layout := l.ix.Layout
	width := len(l.w.w.Table.Columns)
	return l.chunks(func(events [][]types.Datum) error {
		rows := map[string][]types.Datum{}
		var spans []keys.Span
		for _, e := range events {
			row := place(width, layout.Slots[:layout.Own], e)
			k, ok := layout.UniqueKey(row)
			if _, seen := rows[string(k)]; ok && !seen {
				rows[string(k)] = row
				spans = append(spans, keys.Span{Start: k, End: keys.Key(k).PrefixEnd()})
			}
		}
		slices.SortFunc(spans, func(a, b keys.Span) int { return bytes.Compare(a.Start, b.Start) })
		targets := make([]coord.LockTarget, len(spans))
		for i := range spans {
			targets[i] = coord.LockTarget{Key: spans[i].Start, Mode: kvpb.LockMode_UPDATE}
		}
		if _, err := r.txn.Lock(r.ctx, targets, r.lockOptions(kvpb.WaitPolicy_BLOCK, true)); err != nil {
			return r.lockError(err, l.w.w.Table)
		}
		if err := r.lookAnew(); err != nil {
			return err
		}
		if err := r.txn.Validate(r.ctx, spans); err != nil {
			return err
		}
		at, n := 0, 0
		found := r.txn.Scan(r.ctx, coord.ScanSpec{Spans: spans, Columns: kvpb.KeyOnly})
		defer found.Close()
		for found.Next(r.ctx) {
			for bytes.Compare(found.Key(), spans[at].End) >= 0 {
				at, n = at+1, 0
			}
			if n++; n > 1 {
				r.txn.Observed()
				return l.w.duplicateError(l.ix, rows[string(spans[at].Start)])
			}
		}
		return found.Err()
	})
}

// finish does what waits for the end of the statement.
func (r *run) finish() error {
	for len(r.events)+len(r.afterwards) > 0 {
		if len(r.events) == 0 {
			a := r.afterwards[0]
			if r.afterwards = r.afterwards[1:]; len(r.afterwards) == 0 {
				r.afterwards = nil
			}
			if a.do != nil {
				if err := a.do(); err != nil {
					return err
				}
			}
			continue
		}
		now := constraintsFirst(r.events)
		r.events = nil
		for _, l := range now {
			if err := r.fire(l); err != nil {
				return err
			}
		}
	}
	return nil
}

// lastOfConstraints is the last name, byte by byte, that Postgres gives to the trigger of a constraint. Triggers of a
// row fire in the order of their names.
const lastOfConstraints = "Unique_ConstraintTrigger_z"

// byName reports whether l is of triggers that fire after the constraints of their table.
func (l *eventList) byName() bool {
	if l.trig == nil {
		return false
	}
	s := l.trig.set(l.event)
	return s != nil && len(s.AfterRow) > 0 && s.AfterRow[0].Desc.Name > lastOfConstraints
}

// table is the one whose rows the events are of.
func (l *eventList) table() catalog.ID {
	if l.trig != nil {
		return l.trig.t.Table.ID
	}
	return l.w.w.Table.ID
}

// withRows reports whether l is checked as rows are written, by what Postgres does: it is of an exclusion
// constraint that can't be deferred.
func (l *eventList) withRows() bool {
	return l.ix != nil && l.ix.Exclude != nil && !l.ix.Desc.Deferrable
}

// constraintsFirst puts what is checked with the rows before all else, and triggers behind the constraints of their
// table: what they do comes too late for these. Else a list keeps its place, tables that of their first list.
func constraintsFirst(lists []*eventList) []*eventList {
	if len(lists) < 2 || !slices.ContainsFunc(lists, func(l *eventList) bool { return l.byName() || l.withRows() }) {
		return lists
	}
	first := map[catalog.ID]int{}
	for i, l := range lists {
		if _, ok := first[l.table()]; !ok {
			first[l.table()] = i
		}
	}
	place := func(l *eventList) (int, int) {
		switch table := first[l.table()]; {
		case l.withRows():
			return -1, 0
		case l.byName():
			return table, 1
		default:
			return table, 0
		}
	}
	slices.SortStableFunc(lists, func(a, b *eventList) int {
		tableA, triggersA := place(a)
		tableB, triggersB := place(b)
		return cmp.Or(cmp.Compare(tableA, tableB), cmp.Compare(triggersA, triggersB))
	})
	return lists
}

// fire does what the events of a list bring about.
func (r *run) fire(l *eventList) error {
	if l.rows.n == 0 {
		return nil
	}
	if err := r.cancelled(); err != nil {
		return err
	}
	begun := time.Now()
	r.txn.Step() // it sees what was written until now
	var err error
	switch {
	case l.trig != nil:
		err = l.fireAfter(r)
	case l.fk != nil:
		err = l.checkCame(r)
	case l.ix != nil && l.ix.Exclude != nil:
		err = l.checkExclusion(r)
	case l.ix != nil:
		err = l.checkUnique(r)
	case l.in.Acts():
		err = l.do(r)
	default:
		err = l.checkGone(r)
	}
	r.fired = r.tellFired(l, time.Since(begun))
	l.rows.clear()
	return err
}

// firedEvents is what EXPLAIN ANALYZE tells of a constraint's events.
type firedEvents struct {
	constraint string
	time       time.Duration
	calls      int
}

func (r *run) tellFired(l *eventList, d time.Duration) []firedEvents {
	if !r.explained {
		return nil
	}
	name := ""
	switch {
	case l.trig != nil:
		return r.fired
	case l.fk != nil:
		name = l.fk.Desc.Name
	case l.ix != nil:
		name = l.ix.Desc.Name
	default:
		name = l.in.Desc.Name
	}
	for i := range r.fired {
		if f := &r.fired[i]; f.constraint == name {
			f.time, f.calls = f.time+d, f.calls+l.rows.n
			return r.fired
		}
	}
	return append(r.fired, firedEvents{name, d, l.rows.n})
}

// chunks gives the events, so many at a time that they go into one message.
func (l *eventList) chunks(each func(rows [][]types.Datum) error) error {
	read := tapeReader{t: l.rows}
	defer read.close()
	for from := 0; from < l.rows.n; from += maxKeyBatch {
		rows := make([][]types.Datum, 0, min(maxKeyBatch, l.rows.n-from))
		for i := from; i < min(l.rows.n, from+maxKeyBatch); i++ {
			row, err := read.row(i)
			if err != nil {
				return err
			}
			if l.rows.out != nil { // it holds until the next
				row = cloneKey(row)
			}
			rows = append(rows, row)
		}
		if err := each(rows); err != nil {
			return err
		}
	}
	return nil
}

// checkCame wants the parents of references.
func (l *eventList) checkCame(r *run) error {
	pk := len(l.w.w.Indexes[0].Layout.Slots)
	width := len(l.w.w.Table.Columns)
	return l.chunks(func(events [][]types.Datum) error {
		var refs []reference
		of := make([][]int, 0, len(events)) // the events of each
		places := make(map[string]int, len(events))
		for i, e := range events {
			row := place(width, l.fk.Slots, e[pk:])
			key, ok, err := l.w.parentKey(l.fk, row)
			if err != nil {
				if live, failed := l.stillThere(r, e); live || failed != nil {
					return firstOf(failed, err)
				}
				continue
			}
			if !ok {
				continue
			}
			at, seen := places[string(key)]
			if !seen {
				at = len(refs)
				places[string(key)] = at
				refs, of = append(refs, reference{l.fk, key, row}), append(of, nil)
			}
			of[at] = append(of[at], i)
		}
		if l.readOnly {
			return l.refuseLocks(r, events, slices.Concat(of...))
		}
		none, err := l.w.lockParents(refs)
		if err != nil {
			return err
		}
		for _, at := range none { // of an event that holds no more the parent may be missing
			for _, i := range of[at] {
				if live, err := l.stillThere(r, events[i]); live || err != nil {
					return firstOf(err, l.w.noParent(l.fk, refs[at].row))
				}
			}
		}
		return nil
	})
}

// refuseLocks is the error of a check whose transaction may lock no rows, of those events whose rows are there.
func (l *eventList) refuseLocks(r *run, events [][]types.Datum, of []int) error {
	for _, i := range of {
		if live, err := l.stillThere(r, events[i]); live || err != nil {
			return firstOf(err, errReadOnlyCheck())
		}
	}
	return nil
}

// errReadOnlyCheck: Postgres checks foreign keys by a query that locks.
func errReadOnlyCheck() error {
	return pgerror.New(pgerror.ReadOnlySQLTransaction, "cannot execute SELECT FOR KEY SHARE in a read-only transaction")
}

func firstOf(a, b error) error {
	if a != nil {
		return a
	}
	return b
}

// stillThere reports whether the row of an event is there and refers to the same key.
func (l *eventList) stillThere(r *run, event []types.Datum) (bool, error) {
	if !l.after {
		return true, nil
	}
	layout := l.w.w.Indexes[0].Layout
	key := keys.Key(layout.AppendKey(nil, place(len(l.w.w.Table.Columns), layout.Slots, event)))
	value, found, err := r.txn.Get(r.ctx, key, kvpb.WholeRow, nil)
	if err != nil || !found {
		return false, err
	}
	now := make([]types.Datum, len(l.fk.Slots))
	if err := pushdown.NewRowReader(layout, l.fk.Slots).Read(key, value, now); err != nil {
		return false, err
	}
	return sameKey(now, event[len(layout.Slots):]), nil
}

// do runs the plan of a foreign key's action, for all keys of the list at once.
func (l *eventList) do(r *run) error {
	if err := r.lookAnew(); err != nil {
		return err
	}
	if err := l.guard(r); err != nil {
		return err
	}
	if err := r.cascade(l); err != nil {
		return err
	}
	r.txn.Step()
	if l.in.Action == ast.RefSetDefault { // which may be the key that is gone
		return l.checkGone(r)
	}
	if l.in.Layout == nil || r.txn.Isolation() == kvpb.Isolation_SERIALIZABLE {
		return nil
	}
	return l.chunks(func(events [][]types.Datum) error {
		left, err := l.withoutParent(r, events)
		if err != nil {
			return err
		}
		for _, e := range left {
			span := childSpan(l.in, e)
			lost := func() error {
				return &coord.RetryError{Why: "a concurrent transaction referred to a key that is gone", Key: span.Start}
			}
			if err := r.txn.Require(coord.Condition{Span: span, OnFail: lost}); err != nil {
				return err
			}
		}
		return nil
	})
}

// cascade runs the plan of the action, one deeper in triggers: in Postgres a trigger does it. What
// is left for the end of the statement, as AFTER triggers are, is not.
func (r *run) cascade(l *eventList) error {
	defer r.deeper()()
	defer func(was bool) { r.cascading = was }(r.cascading)
	r.cascading = true
	return r.inside(l.act, l.rows, nil)
}

// deeper has what comes run one deeper in triggers, until the function that it returns is called.
func (r *run) deeper() (leave func()) {
	if c, ok := r.x.o.Session.(host.Cascader); ok {
		return c.Cascade()
	}
	return func() {}
}

// lookAnew has READ COMMITTED see rows that were committed while the statement waited for
// locks of referenced keys: they may refer to them.
func (r *run) lookAnew() error {
	if r.txn.Isolation() != kvpb.Isolation_READ_COMMITTED {
		return nil
	}
	return r.txn.Refresh(r.ctx)
}

// guard has what is read of a referencing table without an index hold until the commit.
func (l *eventList) guard(r *run) error {
	if l.in.Layout != nil {
		return nil
	}
	p := keys.Key(l.in.Primary.Prefix)
	return r.txn.Validate(r.ctx, []keys.Span{{Start: p, End: p.PrefixEnd()}})
}

// withoutParent lists the events whose keys are really gone: no row has come that has them.
func (l *eventList) withoutParent(r *run, events [][]types.Datum) ([][]types.Datum, error) {
	if !l.after || l.in.Action == ast.RefRestrict || l.in.Ref == nil {
		return events, nil
	}
	ks := make([]keys.Key, len(events))
	for i, e := range events {
		ks[i] = l.in.Ref.AppendKey(nil, place(len(l.w.w.Table.Columns), l.in.Slots, e))
	}
	for i := range l.in.RefOver {
		for _, k := range ks[:len(events)] {
			ks = append(ks, l.in.RefOver[i].Key(l.in.Ref, k))
		}
	}
	there := make([]bool, len(events))
	err := r.txn.GetMany(r.ctx, ks, kvpb.KeyOnly, func(i int, _ []byte, found bool) error {
		there[i%len(events)] = there[i%len(events)] || found
		return nil
	})
	var out [][]types.Datum
	for i := range events {
		if !there[i] {
			out = append(out, events[i])
		}
	}
	return out, err
}

// checkGone wants no row to refer to keys that are gone, now and at the commit.
func (l *eventList) checkGone(r *run) error {
	if l.readOnly {
		return errReadOnlyCheck()
	}
	if err := r.lookAnew(); err != nil {
		return err
	}
	if l.in.Layout == nil {
		return l.searchGone(r)
	}
	return l.chunks(func(events [][]types.Datum) error {
		left, err := l.withoutParent(r, events)
		if err != nil || len(left) == 0 {
			return err
		}
		spans := make([]keys.Span, len(left))
		for i, e := range left {
			spans[i] = childSpan(l.in, e)
		}
		sorted := slices.Clone(spans)
		slices.SortFunc(sorted, func(a, b keys.Span) int { return bytes.Compare(a.Start, b.Start) })
		sorted = slices.CompactFunc(sorted, func(a, b keys.Span) bool { return bytes.Equal(a.Start, b.Start) })
		if found, err := r.anyIn(sorted); err != nil || found {
			return firstOf(err, l.firstReferred(r, left, spans))
		}
		for i, e := range left {
			e = cloneKey(e)
			if err := r.txn.Require(coord.Condition{Span: spans[i], OnFail: func() error { return l.w.referenced(l.in, e) }}); err != nil {
				return err
			}
		}
		return nil
	})
}

// anyIn reports whether there is a row in one of the spans.
func (r *run) anyIn(spans []keys.Span) (bool, error) {
	rows := r.txn.Scan(r.ctx, coord.ScanSpec{Spans: spans, MaxRows: 1})
	defer rows.Close()
	return rows.Next(r.ctx), rows.Err()
}

// firstReferred is the error of the first event whose key is referred to.
func (l *eventList) firstReferred(r *run, events [][]types.Datum, spans []keys.Span) error {
	for i, e := range events {
		if found, err := r.anyIn(spans[i : i+1]); err != nil {
			return err
		} else if found {
			r.txn.Observed()
			return l.w.referenced(l.in, e)
		}
	}
	return nil
}

// searchGone is checkGone without an index: the referencing table is read once, and what
// was read must not change until the commit.
func (l *eventList) searchGone(r *run) error {
	if err := l.guard(r); err != nil {
		return err
	}
	return r.inside(l.search, l.rows, func(b *Batch) error {
		var events [][]types.Datum
		for i := range b.N {
			e := make([]types.Datum, len(b.Cols))
			for c := range b.Cols {
				e[c] = b.Cols[c][i]
			}
			events = append(events, e)
		}
		left, err := l.withoutParent(r, events)
		if err != nil || len(left) == 0 {
			return err
		}
		r.txn.Observed()
		return l.w.referenced(l.in, left[0])
	})
}

// inside runs a plan within the statement, with its memory: rows are those of its first
// WITH query. each takes its results.
func (r *run) inside(p *nodes.Plan, rows *rowTape, each func(*Batch) error) error {
	saved := frame{r.p, r.args, r.regs, r.ctes, r.subs, r.counter, r.stats, r.flowed, r.mem.arena, r.nested, r.mem.spill.holders, r.keeps}
	defer saved.restore(r)
	var count int64
	r.args = nil // not its own
	r.p, r.counter, r.stats, r.flowed, r.mem.arena, r.nested, r.keeps = p, &count, nil, nil, nil, true, nil
	r.regs, r.ctes, r.subs = make([]types.Datum, p.Registers), make([]*cteState, p.CTEs), make([]*subState, len(p.Subplans))
	r.ctes[0] = &cteState{rows: rows, done: true}
	op, err := r.build(p.Root)
	if err != nil {
		return err
	}
	defer op.close()
	if err := op.open(); err != nil {
		return err
	}
	for {
		b, err := op.next(batchRows)
		if err != nil || b.N == 0 {
			return err
		}
		if each != nil {
			if err := each(b); err != nil {
				return err
			}
		}
	}
}

// frame is what an execution has for each plan of its own.
type frame struct {
	p       *nodes.Plan
	args    []types.Datum
	regs    []types.Datum
	ctes    []*cteState
	subs    []*subState
	counter *int64
	stats   []nodeStats
	flowed  *flowCount
	arena   *arena
	nested  bool
	holders int
	keeps   []keeping
}

func (f frame) restore(r *run) {
	r.forget()
	r.keeps = f.keeps
	r.p, r.args, r.regs, r.ctes, r.subs, r.counter, r.stats, r.flowed = f.p, f.args, f.regs, f.ctes, f.subs, f.counter, f.stats, f.flowed
	r.mem.arena, r.nested, r.mem.spill.holders = f.arena, f.nested, f.holders
}
