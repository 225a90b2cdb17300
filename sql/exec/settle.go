package exec

import (
	"errors"

	"github.com/isochrondb/isochron/sql/plan/bind"
	"github.com/isochrondb/isochron/sql/plan/host"
	"github.com/isochrondb/isochron/sql/plan/scalar"
	"github.com/isochrondb/isochron/sql/routine"
	"github.com/isochrondb/isochron/sql/types"
)

// A statement writes its rows in batches. Functions that compute a row, of BEFORE triggers above
// all, see the rows before it, as they do where each is written before the next is computed. So
// what a batch has computed until now is written, out of turn, as soon as such a function does
// anything that could tell: it runs a statement, begins a block with handlers, or says something
// to the client. Functions that do nothing of the kind don't notice, and cost no message of their
// own.
//
//	row 1   trigger: NEW.at := now()     computed
//	row 2   trigger: NEW.at := now()     computed
//	row 3   trigger: SELECT count(*) …   rows 1 and 2 are written, then the statement runs
//	row 4   trigger: NEW.at := now()     computed
//	        the end of the batch         rows 3 and 4 are written
//
// Where a row fails, those before it are written first: the first error is the statement's.

// inOrder runs compute, which makes rows one after the other; write writes what it has made since
// write was last called.
func (r *run) inOrder(compute, write func() error) error {
	s, _ := r.x.o.Session.(host.Settler)
	err := settling(s, compute, func() error {
		if err := write(); err != nil {
			return err
		}
		r.txn.Step()
		return nil
	})
	if before, ok := errors.AsType[*routine.Earlier](err); ok {
		return before.Err
	}
	if err != nil {
		return firstOf(write(), err)
	}
	return write()
}

// settling runs compute while write may be called. Without a session no function runs statements.
func settling(s host.Settler, compute, write func() error) error {
	if s == nil {
		return compute()
	}
	leave := s.Unsettled(write)
	defer leave()
	return compute()
}

// aside runs f, which may use w, while something is evaluated in w.
func (w *writer) aside(f func() error) error {
	ctx, cols := w.ctx, w.cols
	w.cols = nil
	err := f()
	w.ctx, w.cols = ctx, cols
	return err
}

// readsAtOnce is how many rows a part of a statement that writes reads before it writes them.
// VOLATILE routines that compute a row see those before it written.
func (r *run) readsAtOnce() int {
	if r.p.Volatile {
		return 1
	}
	return batchRows
}

// large reports whether a row has a large value: no more than one such row waits to be written.
func large(row []types.Datum) bool {
	for i := range row {
		if row[i].Long() {
			return true
		}
	}
	return false
}

// callsRoutine reports whether some expression calls a routine of the schema.
func callsRoutine(list []scalar.Expr) bool {
	found := false
	for _, x := range list {
		scalar.Walk(x, func(x scalar.Expr) bool {
			found = found || bind.RoutineOf(x) != nil
			return !found
		})
	}
	return found
}
