package exec

import (
	"slices"

	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/plan/host"
	"github.com/isochrondb/isochron/sql/plan/nodes"
	"github.com/isochrondb/isochron/sql/routine"
	"github.com/isochrondb/isochron/sql/types"
)

// triggerRun fires the triggers of a writer's table.
type triggerRun struct {
	r *run
	t *nodes.Triggers
	// lists keep rows for AFTER triggers, by event.
	lists map[routine.Event]*eventList
	// olds and news are the transition tables, by event.
	olds, news map[routine.Event]*rowTape
	pair       []types.Datum
	// old and new are memory of the rows that triggers get, firings what those before a row do;
	// taped is that of transition tables, which take in rows while a trigger runs.
	old, new, taped []types.Datum
	firings         map[*nodes.Trigger]*routine.Firing
	// root is the run of a partitioned table's triggers whose transition tables take in the rows of
	// this leaf; nil: there is none. move: an UPDATE of it moves the rows from leaf to leaf.
	root *triggerRun
	leaf *nodes.LeafWrite
	move bool
	// deeper: the rows come of a foreign key's action, which WHEN of AFTER triggers is to see.
	deeper bool
	// moved refuses a new row that a trigger of the partitioned table has taken out of its
	// partition; nil: nothing does.
	moved func(trigger string, row []types.Datum) error
}

// Rows are rows that one execution keeps and another reads.
type Rows struct{ tape *rowTape }

// newTriggerRun returns what fires t; nil where there is nothing to fire.
func (r *run) newTriggerRun(t *nodes.Triggers) *triggerRun {
	if t == nil {
		return nil
	}
	return &triggerRun{r: r, t: t, deeper: r.cascading, lists: map[routine.Event]*eventList{}, olds: map[routine.Event]*rowTape{}, news: map[routine.Event]*rowTape{}}
}

func (g *triggerRun) set(event routine.Event) *nodes.TriggerSet {
	if g == nil || g.t == nil {
		return nil
	}
	return g.t.Events[event]
}

// keeps reports whether there are transition tables.
func (g *triggerRun) keeps() bool { return g != nil && len(g.olds)+len(g.news) > 0 }

// moves notes whether the leaf's rows are deleted, or inserted, because an UPDATE moves them.
func (g *triggerRun) moves(yes bool) {
	if g != nil {
		g.move = yes
	}
}

// rise gives a leaf's row to the transition tables of the partitioned table.
func (g *triggerRun) rise(event routine.Event, old, new []types.Datum) error {
	if g == nil || g.root == nil {
		return nil
	}
	if g.move {
		event = routine.Update
	}
	for _, x := range []struct {
		to  *rowTape
		row []types.Datum
	}{{g.root.olds[event], old}, {g.root.news[event], new}} {
		if x.to == nil || x.row == nil {
			continue
		}
		if err := g.root.transit(x.to, rootRow(nil, g.leaf, x.row)); err != nil {
			return err
		}
	}
	return nil
}

// changes reports whether BEFORE triggers fire for rows: then rows are written one by one.
func (g *triggerRun) changes(event routine.Event) bool {
	s := g.set(event)
	return s != nil && len(s.BeforeRow) > 0
}

// tableEvent is what triggers of a statement are for.
type tableEvent struct {
	table catalog.ID
	event routine.Event
}

// statedTriggers are those of one event of a table. Where several parts of a statement write the table,
// in WITH or beside, they share transition tables; triggers before it fire for the first one, those after
// it for the last, as in Postgres (before_stmt_triggers_fired and cancel_prior_stmt_triggers in trigger.c).
type statedTriggers struct {
	old, new *rowTape
	after    *afterward // nil: none was put off
}

// afterward is what is put off till all events are over; do is nil where another does it.
type afterward struct{ do func() error }

// state returns what g's part of the statement shares, and whether it is the first. The actions of
// foreign keys are parts, too.
func (g *triggerRun) state(event routine.Event) (st *statedTriggers, first bool) {
	at := tableEvent{g.t.Table.ID, event}
	if st = g.r.stated[at]; st != nil {
		return st, false
	}
	if g.r.stated == nil {
		g.r.stated = map[tableEvent]*statedTriggers{}
	}
	st = &statedTriggers{}
	g.r.stated[at] = st
	return st, true
}

// begin fires the triggers before the statement, and has those after it fire when it is over.
func (g *triggerRun) begin(events ...routine.Event) error {
	for _, event := range events {
		s := g.set(event)
		if s == nil {
			continue
		}
		st, first := g.state(event)
		if s.OldTable {
			g.olds[event] = g.transition(&st.old)
		}
		if s.NewTable {
			g.news[event] = g.transition(&st.new)
		}
		if !first {
			continue
		}
		for i := range s.BeforeStatement {
			if err := g.statement(&s.BeforeStatement[i], event, routine.Before); err != nil {
				return err
			}
		}
	}
	for _, event := range slices.Backward(events) { // as in Postgres, those of ON CONFLICT come first
		if s := g.set(event); s != nil && len(s.AfterStatement) > 0 {
			g.putOff(s, event)
		}
	}
	return nil
}

// transition is a transition table that parts of a statement share.
func (g *triggerRun) transition(t **rowTape) *rowTape {
	if *t == nil {
		*t = newRowTape(&g.r.mem, len(g.t.Columns))
	}
	return *t
}

// putOff has triggers fire after the statement. The next that fires begins anew: these have had their
// transition tables.
func (g *triggerRun) putOff(s *nodes.TriggerSet, event routine.Event) {
	st, _ := g.state(event)
	if st.after != nil {
		st.after.do = nil
	}
	st.after = &afterward{do: func() error {
		delete(g.r.stated, tableEvent{g.t.Table.ID, event})
		for i := range s.AfterStatement {
			if err := g.statement(&s.AfterStatement[i], event, routine.After); err != nil {
				return err
			}
		}
		return nil
	}}
	g.r.afterwards = append(g.r.afterwards, st.after)
}

func (g *triggerRun) statement(t *nodes.Trigger, event routine.Event, when routine.When) error {
	holds := g.holds
	if when == routine.After {
		holds = g.holdsAsThen
	}
	if ok, err := holds(t, nil, nil); err != nil || !ok {
		return err
	}
	_, err := g.call(t, g.firing(t, event, when, false))
	return err
}

// before fires the triggers before a row is written, and returns the row to write; nil: none.
// old and new are whole rows.
func (g *triggerRun) before(event routine.Event, old, new []types.Datum) ([]types.Datum, error) {
	s := g.set(event)
	if s == nil {
		return new, nil
	}
	for i := range s.BeforeRow {
		t := &s.BeforeRow[i]
		g.uncomputed(event, new)
		if ok, err := g.holds(t, old, new); err != nil {
			return nil, err
		} else if !ok {
			continue
		}
		f := g.beforeFiring(t, event)
		f.Old, f.New = g.visible(&g.old, old), g.visible(&g.new, new)
		out, err := g.call(t, f)
		if err != nil || out.Row == nil {
			return nil, err
		}
		if event == routine.Delete {
			continue
		}
		for i, slot := range g.t.Slots {
			new[slot] = out.Row[i]
		}
		if event == routine.Insert && g.moved != nil && t.Desc.Parent != 0 {
			if err := g.moved(t.Desc.Name, new); err != nil {
				return nil, err
			}
		}
	}
	if event == routine.Delete {
		return old, nil
	}
	return new, nil
}

// uncomputed empties the generated columns of a changed row that a trigger is to see: they are
// computed when all triggers have seen it. Of a new row they show, as in Postgres, what one of them
// has set.
func (g *triggerRun) uncomputed(event routine.Event, new []types.Datum) {
	if event != routine.Update {
		return
	}
	for i := range g.t.Table.Columns {
		if g.t.Table.Columns[i].Generated != 0 {
			new[i] = types.Null
		}
	}
}

// instead fires the triggers that stand for writing a row of a view, and returns the row that
// is told to have been written; nil: none.
func (g *triggerRun) instead(event routine.Event, old, new []types.Datum) ([]types.Datum, error) {
	s := g.set(event)
	if s == nil {
		return nil, pgerror.Internal("a view without a trigger in its place is written")
	}
	row := new
	if event == routine.Delete {
		row = old
	}
	for i := range s.InsteadRow {
		t := &s.InsteadRow[i]
		f := g.firing(t, event, routine.InsteadOf, true)
		f.Old, f.New = g.visible(&g.old, old), g.visible(&g.new, new)
		out, err := g.call(t, f)
		if err != nil || out.Row == nil {
			return nil, err
		}
		if event == routine.Delete {
			continue
		}
		for i, slot := range g.t.Slots {
			new[slot] = out.Row[i]
		}
	}
	return row, nil
}

// insteadOf has the triggers of a view stand for a row, wants the views above it to show what was
// written by w (nil: nothing was), and gives it to RETURNING.
func (g *triggerRun) insteadOf(event routine.Event, old, new []types.Datum, w *writer, ret *returner, in *Batch, i int, count *int64) error {
	g.r.txn.Step() // it sees the rows before
	row, err := g.instead(event, old, new)
	if err != nil || row == nil {
		return err
	}
	if w != nil {
		if err := w.checkPolicies(w.w.Policies, row, true); err != nil {
			return err
		}
	}
	*count++
	return ret.add(row, in, i)
}

// after keeps a row for the triggers after it.
func (g *triggerRun) after(event routine.Event, old, new []types.Datum) error {
	if err := g.rise(event, old, new); err != nil {
		return err
	}
	s := g.set(event)
	if s == nil {
		return nil
	}
	if err := g.transit(g.olds[event], old); err != nil {
		return err
	}
	if err := g.transit(g.news[event], new); err != nil || len(s.AfterRow) == 0 {
		return err
	}
	l := g.lists[event]
	if l == nil {
		l = &eventList{trig: g, event: event, rows: newRowTape(&g.r.mem, 2*len(g.t.Columns))}
		for i := range s.AfterRow {
			l.late = append(l.late, g.r.deferred.waits(triggerDeferral(s.AfterRow[i].Desc)))
		}
		g.lists[event] = l
		g.r.events = append(g.r.events, l)
	}
	g.pair = g.pair[:0]
	for _, row := range [][]types.Datum{old, new} {
		for _, slot := range g.t.Slots {
			if row == nil {
				g.pair = append(g.pair, types.Null)
			} else {
				g.pair = append(g.pair, row[slot])
			}
		}
	}
	for i := range s.AfterRow { // which of them are deferred is said before
		t := &s.AfterRow[i]
		if !l.late[i] {
			continue
		}
		if ok, err := g.holds(t, old, new); err != nil {
			return err
		} else if !ok {
			continue
		}
		if g.r.deferred.restricted {
			return pgerror.New(pgerror.InsufficientPrivilege, "cannot fire deferred trigger within security-restricted operation")
		}
		if err := g.r.deferred.trigger(g.t, t, event).add(g.pair); err != nil {
			return err
		}
	}
	return l.rows.addRow(g.pair)
}

// transit adds a row to a transition table; nil: there is none.
func (g *triggerRun) transit(t *rowTape, row []types.Datum) error {
	if t == nil || row == nil {
		return nil
	}
	return t.addRow(g.visible(&g.taped, row))
}

// given are the transition tables that a trigger names.
func (g *triggerRun) given(t *nodes.Trigger, event routine.Event) (out []routine.Given) {
	if name := t.Desc.OldTable; name != "" {
		out = append(out, routine.Given{Name: name, Rows: Rows{g.olds[event]}})
	}
	if name := t.Desc.NewTable; name != "" {
		out = append(out, routine.Given{Name: name, Rows: Rows{g.news[event]}})
	}
	return out
}

// fireAfter fires the triggers after the rows of a list.
func (l *eventList) fireAfter(r *run) error {
	g := l.trig
	s := g.set(l.event)
	read := tapeReader{t: l.rows}
	defer read.close()
	n := len(g.t.Columns)
	for at := range l.rows.n {
		if err := r.cancelled(); err != nil {
			return err
		}
		row, err := read.row(at)
		if err != nil {
			return err
		}
		row = cloneKey(row)
		var old, new []types.Datum
		if l.event != routine.Insert {
			old = row[:n:n]
		}
		if l.event != routine.Delete {
			new = row[n:]
		}
		for i := range s.AfterRow {
			t := &s.AfterRow[i]
			if l.only == nil && l.late[i] || l.only != nil && l.only.Desc.OID != t.Desc.OID {
				continue
			}
			if ok, err := l.holds(t, old, new); err != nil {
				return err
			} else if !ok {
				continue
			}
			f := g.firing(t, l.event, routine.After, true)
			f.Old, f.New = old, new
			if _, err := g.call(t, f); err != nil {
				return err
			}
		}
	}
	return nil
}

// holds evaluates WHEN of a trigger after rows. Where it was put off that was done before.
func (l *eventList) holds(t *nodes.Trigger, old, new []types.Datum) (bool, error) {
	if l.only != nil {
		return true, nil
	}
	g := l.trig
	return g.holdsAsThen(t, g.whole(old), g.whole(new))
}

// visible are the values of a row's visible columns, in buf.
func (g *triggerRun) visible(buf *[]types.Datum, row []types.Datum) []types.Datum {
	if row == nil {
		return nil
	}
	out := (*buf)[:0]
	for _, slot := range g.t.Slots {
		out = append(out, row[slot].Clone())
	}
	*buf = out
	return out
}

// whole puts the values of visible columns at their places.
func (g *triggerRun) whole(row []types.Datum) []types.Datum {
	if row == nil {
		return nil
	}
	return place(len(g.t.Table.Columns), g.t.Slots, row)
}

// holdsAsThen evaluates WHEN of an AFTER trigger, at the end of the statement, as deep in triggers
// as where the rows were written.
func (g *triggerRun) holdsAsThen(t *nodes.Trigger, old, new []types.Datum) (bool, error) {
	if g.deeper && t.When != nil {
		defer g.r.deeper()()
	}
	return g.holds(t, old, new)
}

// holds evaluates WHEN.
func (g *triggerRun) holds(t *nodes.Trigger, old, new []types.Datum) (bool, error) {
	if t.When == nil {
		return true, nil
	}
	width := len(g.t.Table.Columns)
	pair := make([]types.Datum, 0, 2*width)
	for _, row := range [][]types.Datum{old, new} {
		if row == nil {
			row = slices.Repeat([]types.Datum{types.Null}, width)
		}
		pair = append(pair, row...)
	}
	d, err := t.When.Eval(g.r.ctx, g.r.x.o.Session, g.r.env, pair)
	return err == nil && !d.IsNull() && d.Bool(), err
}

// beforeFiring is that of a trigger before a row, which is the same from row to row.
func (g *triggerRun) beforeFiring(t *nodes.Trigger, event routine.Event) *routine.Firing {
	f := g.firings[t]
	if f == nil {
		if g.firings == nil {
			g.firings = map[*nodes.Trigger]*routine.Firing{}
		}
		f = g.firing(t, event, routine.Before, true)
		g.firings[t] = f
	}
	return f
}

func (g *triggerRun) firing(t *nodes.Trigger, event routine.Event, when routine.When, row bool) *routine.Firing {
	return &routine.Firing{Name: t.Desc.Name, When: when, Event: event, Row: row, Columns: g.t.Columns, Type: g.t.Type, RelID: g.t.Table.ID,
		Table: g.t.Table.Name, Schema: g.t.Schema, Args: t.Desc.Args, Given: g.given(t, event)}
}

func (g *triggerRun) call(t *nodes.Trigger, f *routine.Firing) (routine.Fired, error) {
	c, ok := g.r.x.o.Session.(host.TriggerCaller)
	if !ok {
		return routine.Fired{}, pgerror.Unsupported("Write to the table in a query of its own.", "triggers cannot be fired here")
	}
	return c.FireTrigger(g.r.ctx, t.Source, f)
}
