package exec

import (
	"context"

	"github.com/isochrondb/isochron/sql/plan/nodes"
)

// Constraint triggers that were put off fire in the order of their events, whichever trigger and
// table they are of: all those of a row before those of the next, and an INSERT before an UPDATE
// that came after it. Events that follow each other in one list are fired together.

// firingList are the events of one list that are being fired: a copy, as functions add to the list.
type firingList struct {
	l    *deferredList
	rows *rowTape // with their numbers
	read tapeReader
	at   int
	e    *eventList
}

// next is the number of the next event.
func (f *firingList) next() (seq int64, found bool, err error) {
	if f.at >= f.rows.n {
		return 0, false, nil
	}
	row, err := f.read.row(f.at)
	if err != nil {
		return 0, false, err
	}
	return numberOf(row), true, nil
}

// take moves events from the copy to those to fire, as long as their numbers are below to.
func (f *firingList) take(to int64) error {
	for ; f.at < f.rows.n; f.at++ {
		row, err := f.read.row(f.at)
		if err != nil {
			return err
		}
		if numberOf(row) >= to {
			return nil
		}
		if err := f.e.rows.addRow(row[:len(row)-1]); err != nil {
			return err
		}
	}
	return nil
}

// fireLists fires constraint triggers for the events of some lists, and does what their functions
// bring about. What is added meanwhile waits.
func (x *Executor) fireLists(ctx context.Context, q *Request, lists []*deferredList) error {
	own := *q
	own.Plan, own.Args, own.Deferred = &nodes.Plan{}, nil, nil
	r := x.newRun(ctx, &own, 0)
	defer r.release()
	before := r.enter()
	defer r.leave(before)
	all := make([]*firingList, len(lists))
	for i, l := range lists {
		g := r.newTriggerRun(l.triggers)
		width := 2 * len(g.t.Columns)
		f := &firingList{l: l, rows: newRowTape(&r.mem, width+1), e: &eventList{trig: g, event: l.event, only: l.trig, rows: newRowTape(&r.mem, width)}}
		if err := l.numbered(f.rows.addRow); err != nil {
			return err
		}
		f.read = tapeReader{t: f.rows}
		defer f.read.close()
		all[i] = f
		l.d.done = append(l.d.done, checked{l, l.d.seq})
	}
	for {
		f, to, err := nextFiring(all)
		if err != nil || f == nil {
			return err
		}
		if err := f.take(to); err != nil {
			return err
		}
		if err := r.fire(f.e); err != nil {
			return err
		}
		if err := r.finish(); err != nil {
			return err
		}
	}
}

// nextFiring is the list whose event comes next, and up to where its events come before those of
// all others; nil: there is none.
func nextFiring(all []*firingList) (f *firingList, to int64, err error) {
	const none = int64(1<<63 - 1)
	first := none
	to = none
	for _, l := range all {
		seq, found, err := l.next()
		switch {
		case err != nil:
			return nil, 0, err
		case !found:
		case seq < first:
			f, first, to = l, seq, first
		default:
			to = min(to, seq)
		}
	}
	return f, to, nil
}
