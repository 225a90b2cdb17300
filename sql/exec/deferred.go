package exec

import (
	"cmp"
	"context"
	"errors"
	"slices"

	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/plan/nodes"
	"github.com/isochrondb/isochron/sql/routine"
	"github.com/isochrondb/isochron/sql/types"
)

// Deferred is what the deferred constraints of one transaction wait for: lists of events, in
// memory of the transaction's own, that are checked at COMMIT or by SET CONSTRAINTS …
// IMMEDIATE. Events have numbers. ROLLBACK TO and a statement that is run again make those
// since a mark dead; checks that are rolled back are done again.
//
// The zero value is not ready; a nil *Deferred defers nothing.
type Deferred struct {
	x     *Executor
	mem   memory
	open  bool
	lists []*deferredList
	seq   int64 // events until now
	dead  []seqSpan
	done  []checked // in the order of their doing
	modes *modes
	// restricted: what constraint triggers would do at the transaction's end would be done in
	// another's name.
	restricted bool
}

// Restrict tells whether constraint triggers may be put off; nil has none.
func (d *Deferred) Restrict(yes bool) {
	if d != nil {
		d.restricted = yes
	}
}

// seqSpan are the events with numbers from on, below to.
type seqSpan struct{ from, to int64 }

// checked tells that the events of a list below to have been checked.
type checked struct {
	list *deferredList
	to   int64
}

// modes are what SET CONSTRAINTS said. They are never changed, but replaced.
type modes struct {
	all  *bool // deferred or not; nil: nothing was said of ALL
	each map[catalog.ID]bool
}

// DeferredMark is a place to go back to.
type DeferredMark struct {
	seq   int64
	done  int
	modes *modes
}

// deferredList are the events of one constraint and one plan.
type deferredList struct {
	d      *Deferred
	w      *nodes.TableWrite
	in     *nodes.Inbound
	fk     *nodes.ForeignKey
	ix     *nodes.IndexWrite
	search *nodes.Plan
	// trig is a constraint trigger of triggers, for an event.
	trig     *nodes.Trigger
	triggers *nodes.Triggers
	event    routine.Event
	of       deferral
	rows     *rowTape // events, each with its number
	row      []types.Datum
}

// NewDeferred returns an empty one, for the transactions of a session one after another.
func NewDeferred() *Deferred { return new(Deferred) }

// Serve has d keep the events of x from now on, under its limits.
func (d *Deferred) Serve(x *Executor) { d.x = x }

// Reset forgets everything: the transaction is over.
func (d *Deferred) Reset() {
	if d.lists == nil && d.modes == nil && len(d.dead)+len(d.done) == 0 {
		return
	}
	if d.open {
		d.mem.close()
	}
	*d = Deferred{x: d.x}
}

// Mark returns the present place.
func (d *Deferred) Mark() DeferredMark { return DeferredMark{d.seq, len(d.done), d.modes} }

// BackTo undoes what was kept, checked and set since m.
func (d *Deferred) BackTo(m DeferredMark) {
	if d.seq > m.seq {
		d.dead = append(d.dead, seqSpan{m.seq, d.seq})
	}
	d.done, d.modes = d.done[:min(m.done, len(d.done))], m.modes
}

// SetAll is SET CONSTRAINTS ALL.
func (d *Deferred) SetAll(deferred bool) { d.modes = &modes{all: &deferred} }

// Set is SET CONSTRAINTS of some.
func (d *Deferred) Set(ids []catalog.ID, deferred bool) {
	m := &modes{each: map[catalog.ID]bool{}}
	if old := d.modes; old != nil {
		m.all = old.all
		for id, v := range old.each {
			m.each[id] = v
		}
	}
	for _, id := range ids {
		m.each[id] = deferred
	}
	d.modes = m
}

// deferral is how a constraint may be deferred.
type deferral struct {
	id                    catalog.ID
	deferrable, initially bool
}

func deferralOf(f *catalog.ForeignKeyDesc) deferral {
	return deferral{f.OID, f.Deferrable, f.InitiallyDeferred}
}

func indexDeferral(ix *catalog.IndexDesc) deferral {
	return deferral{ix.Constraint, ix.Deferrable, ix.InitiallyDeferred}
}

// waits reports whether a constraint is deferred now.
func (d *Deferred) waits(c deferral) bool {
	if d == nil || !c.deferrable {
		return false
	}
	if m := d.modes; m != nil {
		if v, ok := m.each[c.id]; ok {
			return v
		}
		if m.all != nil {
			return *m.all
		}
	}
	return c.initially
}

// unique is the list of keys that must be of one row each.
func (d *Deferred) unique(w *nodes.TableWrite, ix *nodes.IndexWrite) *deferredList {
	return d.list(deferredList{w: w, ix: ix, of: indexDeferral(ix.Desc)})
}

// gone is the list of keys that are no more.
func (d *Deferred) gone(w *nodes.TableWrite, in *nodes.Inbound, search *nodes.Plan) *deferredList {
	return d.list(deferredList{w: w, in: in, search: search, of: deferralOf(in.Desc)})
}

// came is the list of references that have come.
func (d *Deferred) came(w *nodes.TableWrite, fk *nodes.ForeignKey) *deferredList {
	return d.list(deferredList{w: w, fk: fk, of: deferralOf(fk.Desc)})
}

// trigger is the list of rows that a constraint trigger fires for.
func (d *Deferred) trigger(t *nodes.Triggers, g *nodes.Trigger, event routine.Event) *deferredList {
	return d.list(deferredList{w: &nodes.TableWrite{Table: t.Table}, trig: g, triggers: t, event: event, of: triggerDeferral(g.Desc)})
}

func triggerDeferral(g *catalog.TriggerDesc) deferral {
	return deferral{g.Constraint, g.Deferrable, g.InitiallyDeferred}
}

func (d *Deferred) list(x deferredList) *deferredList {
	for _, l := range d.lists {
		// Plans that are made anew for each statement share a list.
		if l.w.Table == x.w.Table && l.of.id == x.of.id && (l.in == nil) == (x.in == nil) && (l.w.Details == nil) == (x.w.Details == nil) && l.event == x.event {
			return l
		}
	}
	x.d = d
	d.lists = append(d.lists, &x)
	return &x
}

// add keeps an event.
func (l *deferredList) add(row []types.Datum) error {
	d := l.d
	if !d.open {
		d.mem, d.open = newMemory(d.x.o.Budget, d.x.o.MemoryMaxBytes, 0), true
		d.mem.maySpill(d.x.o.Temp, d.x.o.SpillBytes, d.x.o.MemoryMaxBytes, d.x.o.Budget)
		d.mem.spill.always = d.x.o.SpillAlways
	}
	if l.rows == nil {
		l.rows = newRowTape(&d.mem, len(row)+1)
	}
	l.row = append(append(l.row[:0], row...), types.Int(d.seq))
	d.seq++
	return l.rows.addRow(l.row)
}

// Pending reports whether checks wait for rows of a table: its definition must not change.
func (d *Deferred) Pending(table catalog.ID) bool {
	return slices.ContainsFunc(d.lists, func(l *deferredList) bool { return l.w.Table.ID == table && l.left() })
}

// left reports whether an event of l waits.
func (l *deferredList) left() bool {
	if l.rows == nil {
		return false
	}
	_, found := l.first()
	return found
}

// first is the number of the first event of l that waits.
func (l *deferredList) first() (seq int64, found bool) {
	_ = l.numbered(func(event []types.Datum) error {
		seq, found = numberOf(event), true
		return errStop
	})
	return seq, found
}

// numberOf is the number of an event, which comes last.
func numberOf(event []types.Datum) int64 { return event[len(event)-1].Int() }

// waiting gives the events of l that are to be checked.
func (l *deferredList) waiting(each func(event []types.Datum) error) error {
	return l.numbered(func(event []types.Datum) error { return each(event[:len(event)-1]) })
}

// numbered is waiting with the events' numbers.
func (l *deferredList) numbered(each func(event []types.Datum) error) error {
	if l.rows == nil {
		return nil
	}
	from := int64(0)
	for _, c := range l.d.done {
		if c.list == l {
			from = max(from, c.to)
		}
	}
	read := tapeReader{t: l.rows}
	defer read.close()
	for i := range l.rows.n {
		row, err := read.row(i)
		if err != nil {
			return err
		}
		seq := numberOf(row)
		if seq < from || slices.ContainsFunc(l.d.dead, func(s seqSpan) bool { return seq >= s.from && seq < s.to }) {
			continue
		}
		if err := each(row); err != nil {
			return err
		}
	}
	return nil
}

// Due reports whether events wait that are to be checked now; at COMMIT all are.
func (d *Deferred) Due(commit bool) bool {
	return slices.ContainsFunc(d.lists, func(l *deferredList) bool { return (commit || !d.waits(l.of)) && l.left() })
}

// Check checks the events of the constraints that are not deferred (any more), or of all.
// The caller has begun a statement of q.Txn; q.Plan is not looked at.
func (x *Executor) Check(ctx context.Context, q *Request, commit bool) error {
	d := q.Deferred
	var checks, fires []*deferredList
	begins := map[*deferredList]int64{}
	for _, l := range d.lists {
		if !commit && d.waits(l.of) {
			continue
		}
		seq, left := l.first()
		if !left {
			continue
		}
		if !l.known(q.Virtual.Snapshot) { // dropped since, with the other table
			d.done = append(d.done, checked{l, d.seq})
			continue
		}
		if begins[l] = seq; l.trig != nil {
			fires = append(fires, l)
		} else {
			checks = append(checks, l)
		}
	}
	byFirst := func(a, b *deferredList) int { return cmp.Compare(begins[a], begins[b]) }
	slices.SortFunc(checks, byFirst)
	slices.SortFunc(fires, byFirst)
	// A list is checked as a whole; what triggers do counts for the checks of events after it.
	for _, l := range checks {
		if len(fires) > 0 && begins[fires[0]] < begins[l] {
			if err := x.fireLists(ctx, q, fires); err != nil {
				return err
			}
			fires = nil
		}
		if err := x.checkList(ctx, q, l); err != nil {
			return err
		}
	}
	if len(fires) == 0 {
		return nil
	}
	return x.fireLists(ctx, q, fires)
}

// CheckKeys checks the unique keys of a table that wait, in a transaction that is in a statement.
func (x *Executor) CheckKeys(ctx context.Context, q *Request, table catalog.ID) error {
	for _, l := range q.Deferred.lists {
		if l.ix == nil || l.w.Table.ID != table || !l.left() {
			continue
		}
		if err := x.checkList(ctx, q, l); err != nil {
			return err
		}
	}
	return nil
}

// known reports whether the constraint is still there.
func (l *deferredList) known(snap *catalog.Snapshot) bool {
	id := l.w.Table.ID
	if l.in != nil {
		id = l.in.Child.ID
	}
	t, ok := snap.TableByID(id)
	return ok && (slices.ContainsFunc(t.ForeignKeys, func(f catalog.ForeignKeyDesc) bool { return f.OID == l.of.id }) ||
		slices.ContainsFunc(t.Indexes, func(ix catalog.IndexDesc) bool { return ix.Constraint == l.of.id }) ||
		slices.ContainsFunc(t.Triggers, func(g catalog.TriggerDesc) bool { return g.Constraint == l.of.id }))
}

// checkList checks the events of one list, in an execution of its own.
func (x *Executor) checkList(ctx context.Context, q *Request, l *deferredList) error {
	p := l.search
	if p == nil {
		p = &nodes.Plan{}
	}
	own := *q
	own.Plan, own.Args, own.Deferred = p, nil, nil
	r := x.newRun(ctx, &own, 0)
	defer r.release()
	before := r.enter()
	defer r.leave(before)
	w := r.newWriter(l.w)
	e := &eventList{w: w, in: l.in, fk: l.fk, ix: l.ix, search: l.search, after: true, readOnly: q.ReadOnly && !l.w.Table.Temporary}
	e.rows = newRowTape(&r.mem, e.width())
	if err := l.waiting(e.rows.addRow); err != nil {
		return err
	}
	if err := r.fire(e); err != nil {
		return err
	}
	l.d.done = append(l.d.done, checked{l, l.d.seq})
	return nil
}

// errStop ends a walk early.
var errStop = errors.New("stop")
