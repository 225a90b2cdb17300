package plpgsql

import (
	"errors"

	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/plan/bind"
	"github.com/isochrondb/isochron/sql/plan/scalar"
	"github.com/isochrondb/isochron/sql/types"
)

// value evaluates an expression. The datum may share memory with what it was made of.
func (fr *frame) value(x *Expr) (types.Datum, *types.Type, int32, error) {
	q := x.q
	if q.slots && q.epoch == fr.in.epoch {
		if q.shares != nil {
			fr.share(q.shares)
		}
		d, err := q.expr.Eval(fr.in.eval)
		return d, q.t, q.typmod, err
	}
	if q.simple != nil && !q.whole {
		d, ok, err := q.direct(fr)
		if ok {
			return d, q.t, q.typmod, nil
		}
		if err != nil {
			return types.Null, nil, 0, err
		}
	}
	return fr.asQuery(x)
}

// direct evaluates a simple expression. ok is false, without an error, and q.whole set, where it
// proved to be none: now, or since it was compiled (a function that it calls is STABLE now, say).
func (q *query) direct(fr *frame) (_ types.Datum, ok bool, _ error) {
	in := fr.in
	if q.compiled == nil || q.epoch != in.epoch || q.records && q.stale(fr) {
		if err := q.compile(fr); err != nil || q.whole {
			return types.Null, false, err
		}
	}
	if q.slots {
		fr.share(q.shares)
		d, err := q.expr.Eval(in.eval)
		return d, err == nil, err
	}
	var args []types.Datum
	var err error
	busy := q.busy
	if busy { // the expression calls its own routine
		args, err = q.fill(fr, make([]types.Datum, 0, len(q.refs)))
	} else {
		args, err = q.fill(fr, q.args)
	}
	if err != nil {
		return types.Null, false, err
	}
	if !busy {
		q.args, q.busy = args, true
	}
	saved := in.eval.Args
	in.eval.Args = args
	d, err := q.expr.Eval(in.eval)
	in.eval.Args, q.busy = saved, busy
	return d, err == nil, err
}

// forget has a simple expression compiled anew, as a variable of it has another type now.
func (q *query) forget() {
	q.compiled, q.slots, q.whole = nil, false, false
	if q.inner != nil {
		q.inner.Forget()
	}
}

// compile makes the form of a simple expression that is evaluated directly.
func (q *query) compile(fr *frame) error {
	q.refs, q.rows, q.slots, q.looked, q.arith = q.refs[:0], q.rows[:0], false, false, nil
	q.names = q.variables(fr)
	s, err := fr.in.h.Scalar(fr.in.ctx, q.simple, q.text, nil, q.names, bind.ScalarOptions{Use: bind.ScalarRoutine})
	if err != nil {
		// An aggregate, a set, or a mistake: the query says which.
		q.whole = true
		q.refs, q.rows = q.refs[:0], q.rows[:0]
		if _, planErr := fr.in.h.Plan(fr.in.ctx, q.statement(fr)); planErr != nil {
			q.whole, q.compiled = false, nil
			if q.inner != nil {
				q.inner.Forget()
			}
			return q.located(planErr)
		}
		return nil
	}
	if !fr.in.readOnly() && callsStable(s.Expr()) {
		q.whole, q.uncounted, q.refs, q.rows = true, true, q.refs[:0], q.rows[:0]
		return nil
	}
	q.compiled, q.expr, q.epoch, q.t, q.typmod, q.records = s, s.Expr(), fr.in.epoch, s.Type(), s.Typmod(), q.hasRecords()
	if !q.records {
		if q.expr, q.slots = q.inSlots(q.expr); q.slots {
			q.arith, q.shares = arithOf(q.expr), q.sharing()
		}
	}
	return nil
}

// inSlots numbers the parameters of an expression that reads no records by the places of the
// frame, which is then all that it is evaluated with.
func (q *query) inSlots(x scalar.Expr) (_ scalar.Expr, ok bool) {
	ok = true
	out := scalar.Map(x, func(x scalar.Expr) scalar.Expr {
		p, is := x.(*scalar.Param)
		switch {
		case !is:
			return x
		case p.N < 1 || p.N > len(q.refs):
			ok = false
			return x
		}
		own := *p
		own.N = q.refs[p.N-1].v.at + 1
		return &own
	})
	if !ok {
		return x, false
	}
	return out, true
}

// callsStable reports whether an expression calls a STABLE routine: it sees what the statement
// that calls it sees, so in a routine that writes the expression has to be a statement.
func callsStable(x scalar.Expr) bool {
	found := false
	scalar.Walk(x, func(x scalar.Expr) bool {
		if c, ok := x.(*scalar.HostCall); ok {
			found = found || c.OID != 0 && !c.Volatile && !c.Immutable
		}
		return !found
	})
	return found
}

// rowNames are the names of the row that a simple expression is.
func (q *query) rowNames() []string {
	if q.expr == nil {
		return nil
	}
	if r, ok := q.expr.(*scalar.Row); ok {
		return r.Names
	}
	return nil
}

// asQuery runs an expression as a query, which must give one value.
func (fr *frame) asQuery(x *Expr) (d types.Datum, t *types.Type, typmod int32, err error) {
	q := x.q
	n := 0
	res, err := fr.run(q, func(row []types.Datum) error {
		if n++; len(row) != 1 {
			return nil // which is told below
		} else if n > 1 {
			return pgerror.New(pgerror.CardinalityViolation, "query returned more than one row").WithWhere("query: %s", q.shown())
		}
		d = row[0].Clone()
		return nil
	})
	if err != nil {
		return types.Null, nil, 0, err
	}
	switch {
	case x.assigns != "" && len(res.Columns) != 1:
		return types.Null, nil, 0, q.located(pgerror.New(pgerror.SyntaxError, "assignment source returned %s", counted(len(res.Columns))))
	case len(res.Columns) == 0:
		return types.Null, nil, 0, pgerror.New(pgerror.SyntaxError, "query did not return data").WithWhere("query: %s", q.shown())
	case len(res.Columns) > 1:
		return types.Null, nil, 0, pgerror.New(pgerror.SyntaxError, "query returned %d columns", len(res.Columns)).WithWhere("query: %s", q.shown())
	}
	if !q.uncounted {
		fr.in.rows = int64(n)
	}
	return d, res.Columns[0].Type, res.Columns[0].Typmod, nil
}

func counted(columns int) string {
	if columns == 1 {
		return "1 column"
	}
	return itoa(columns) + " columns"
}

// run runs q as a statement.
func (fr *frame) run(q *query, sink Sink) (Result, error) {
	in := fr.in
	st := q.statement(fr)
	in.h.Push(q)
	defer in.h.Pop()
	res, err := in.h.Run(in.ctx, st, in.readOnly(), q.params(fr), sink)
	if errors.Is(err, errEnough{}) {
		return res, errEnough{}
	}
	if err != nil {
		return res, q.located(err)
	}
	in.stepped()
	return res, nil
}

// condition evaluates a condition; NULL is false.
func (fr *frame) condition(x *Expr) (bool, error) {
	if q := x.q; q.slots && q.t == types.TBool && q.epoch == fr.in.epoch {
		if q.arith != nil {
			if x, ok := q.arith.eval(fr.scalars); ok {
				return x != 0, nil
			}
		}
		if op, ok := q.expr.(*scalar.Op); ok {
			return scalar.True(op, fr.in.eval)
		}
	}
	d, t, typmod, err := fr.value(x)
	if err != nil {
		return false, err
	}
	if t != types.TBool {
		if d, err = fr.in.cast(d, t, types.TBool, typmod, types.NoTypmod); err != nil {
			return false, err
		}
	}
	return !d.IsNull() && d.Bool(), nil
}

// text evaluates an expression to the text that its type prints.
func (fr *frame) text(x *Expr) (s string, null bool, err error) {
	d, t, _, err := fr.value(x)
	if err != nil || d.IsNull() {
		return "", true, err
	}
	return string(types.AppendText(nil, t, d, fr.in.eval.Env)), false, nil
}
