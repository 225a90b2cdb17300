package exec

import (
	"github.com/isochrondb/isochron/sql/exec/pushdown"
	"github.com/isochrondb/isochron/sql/plan/scalar"
	"github.com/isochrondb/isochron/sql/types"
)

// quantified evaluates x op ANY or ALL (SELECT …). As long as the outer values are the same
// the rows are kept, and for an equality looked up by their hash.
func (r *run) quantified(c *scalar.Ctx, s *scalar.Subquery, st *subState) (types.Datum, error) {
	if err := r.outer(c, s, st); err != nil {
		return types.Null, err
	}
	if !st.once {
		st.dropProbe()
		if err := r.keepRows(s.ID, st); err != nil {
			return types.Null, err
		}
		st.once, st.asked = true, 0
	}
	st.asked++
	pays := st.rows.n >= probeRowsMin && (len(s.Sets) == 0 && st.asked == 1 || len(s.Sets) > 0 && st.asked == probeAskedMin)
	// A volatile x is computed once for each outer row, as Postgres's hashed subplan does, not once for each inner one.
	if pays || st.asked == 1 && st.rows.n > 0 && scalar.PropsOf(s.Test).Volatile {
		var err error
		if st.probe, err = r.newProbe(c, s, &st.read); err != nil {
			return types.Null, err
		}
	}
	if st.probe == nil {
		return r.eachRow(c, s, &st.read, nil)
	}
	d, known, err := st.probe.find(c)
	if known || err != nil {
		return d, err
	}
	return r.eachRow(c, s, &st.read, st.probe.mayBe())
}

// outer sets the outer values. Where they are other ones than before, or it matters how often
// the query runs, its rows at hand are of no use.
func (r *run) outer(c *scalar.Ctx, s *scalar.Subquery, st *subState) error {
	if len(s.Sets) == 0 {
		return nil
	}
	st.key = st.key[:0]
	same := st.once && !s.Effects
	for _, set := range s.Sets {
		d, err := set.X.Eval(c)
		if err != nil {
			return err
		}
		r.regs[set.Reg] = d
		st.key = append(st.key, d)
		same = same && types.Comparable(set.X.Type())
	}
	if same && sameKey(st.last, st.key) {
		return nil
	}
	st.once, st.last = false, st.last[:0]
	for _, d := range st.key {
		st.last = append(st.last, d.Clone())
	}
	return nil
}

// dropProbe forgets the hashes of rows that are at hand no longer.
func (s *subState) dropProbe() {
	if s.probe != nil {
		s.probe.values.end()
		s.probe = nil
	}
}

// eachRow tests row by row: all of them, or those of that number.
func (r *run) eachRow(c *scalar.Ctx, s *scalar.Subquery, rows *tapeReader, only []int) (types.Datum, error) {
	all, n := s.Kind == scalar.SubAll, rows.t.n
	if only != nil {
		n = len(only)
	}
	null := false
	for i := range n {
		if i%pushdown.CancelEvery == pushdown.CancelEvery-1 {
			if err := r.cancelled(); err != nil {
				return types.Null, err
			}
		}
		if only != nil {
			i = only[i]
		}
		row, err := rows.row(i)
		if err != nil {
			return types.Null, err
		}
		for j, reg := range s.TestRegs {
			r.regs[reg] = row[j]
		}
		d, err := s.Test.Eval(c)
		switch {
		case err != nil:
			return types.Null, err
		case d.IsNull():
			null = true
		case d.Bool() != all:
			return types.Bool(!all), nil
		}
	}
	if null {
		return types.Null, nil
	}
	return types.Bool(all), nil
}

// probeRowsMin is the number of rows from which hashing them pays.
const probeRowsMin = 8

// probeAskedMin is how often rows of the same outer values are asked before that.
const probeAskedMin = 3

// probeNullsMax is how many rows with NULLs are remembered, to be looked at alone.
const probeNullsMax = 1 << 14

// anyProbe answers x = ANY (SELECT …), of values or rows, from a hash table of the rows.
type anyProbe struct {
	xs     []scalar.Expr
	values *rowSet
	nulls  int           // rows that have a NULL
	which  []int         // the first of them, up to probeNullsMax
	row    []types.Datum // that is looked for
	null   bool          // it has one
}

// newProbe hashes the rows; nil where the test is more than equalities of values that hash alike.
func (r *run) newProbe(c *scalar.Ctx, s *scalar.Subquery, rows *tapeReader) (*anyProbe, error) {
	outer, inner := probeSides(s)
	if outer == nil {
		return nil, nil
	}
	ts := make([]*types.Type, len(inner))
	for i, x := range inner {
		ts[i] = x.Type()
	}
	p := &anyProbe{xs: outer, values: newRowSet(&r.mem, ts), row: make([]types.Datum, len(inner))}
	for i := range rows.t.n {
		row, err := rows.row(i)
		if err != nil {
			return nil, err
		}
		for j, reg := range s.TestRegs {
			r.regs[reg] = row[j]
		}
		if err := p.eval(c, inner); err != nil {
			return nil, err
		}
		if p.null {
			if p.nulls++; p.nulls <= probeNullsMax {
				p.which = append(p.which, i)
			}
			continue
		}
		if _, err := p.values.add(p.row); err != nil {
			return nil, err
		}
	}
	return p, nil
}

// probeSides splits a test that is made of equalities into what they compare with each row, and
// what of the row; nil where one of them is none, or its values hash differently.
func probeSides(s *scalar.Subquery) (outer, inner []scalar.Expr) {
	if s.Kind != scalar.SubAny {
		return nil, nil
	}
	for _, c := range scalar.Conjuncts(s.Test) {
		op, ok := c.(*scalar.Op)
		if !ok || op.Op.Name != "=" || op.L == nil || !types.HashAlike(op.L.Type(), op.R.Type()) {
			return nil, nil
		}
		l, r := op.L, op.R
		if readsAny(l, s.TestRegs) {
			l, r = r, l
		}
		if scalar.PropsOf(r).Vars || readsAny(l, s.TestRegs) || !onlyReads(r, s.TestRegs) {
			return nil, nil
		}
		outer, inner = append(outer, l), append(inner, r)
	}
	return outer, inner
}

// eval computes the values of a row.
func (p *anyProbe) eval(c *scalar.Ctx, xs []scalar.Expr) (err error) {
	p.null = false
	for i, x := range xs {
		if p.row[i], err = x.Eval(c); err != nil {
			return err
		}
		p.null = p.null || p.row[i].IsNull()
	}
	return nil
}

// find looks for the row that c makes. It is not known where NULLs, of rows of several columns,
// may be all that differs.
func (p *anyProbe) find(c *scalar.Ctx) (d types.Datum, known bool, err error) {
	one := len(p.xs) == 1
	if err := p.eval(c, p.xs); err != nil || p.null {
		return types.Null, one, err // there are rows, so NULL is neither in nor out
	}
	found, err := p.values.has(p.row)
	switch {
	case err != nil:
		return types.Null, false, err
	case !found && p.nulls > 0:
		return types.Null, one, nil
	}
	return types.Bool(found), true, nil
}

// mayBe gives the rows that may differ in NULLs alone from what was not found; nil: any.
func (p *anyProbe) mayBe() []int {
	if p.null || p.nulls > len(p.which) {
		return nil
	}
	return p.which
}

// readsAny reports whether e reads one of the registers.
func readsAny(e scalar.Expr, regs []int) bool {
	found := false
	scalar.Walk(e, func(x scalar.Expr) bool {
		if r, ok := x.(*scalar.Reg); ok {
			for _, n := range regs {
				found = found || r.Idx == n
			}
		}
		return !found
	})
	return found
}

// onlyReads reports whether e depends on the registers alone: no columns, no
// other registers, nothing volatile, no subqueries.
func onlyReads(e scalar.Expr, regs []int) bool {
	p := scalar.PropsOf(e)
	if p.Volatile || p.Subquery {
		return false
	}
	ok := true
	scalar.Walk(e, func(x scalar.Expr) bool {
		switch x := x.(type) {
		case *scalar.Slot:
			ok = false
		case *scalar.Reg:
			ok = ok && readsAny(x, regs)
		}
		return ok
	})
	return ok
}
