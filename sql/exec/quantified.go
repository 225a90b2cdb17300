package exec

import (
	"github.com/isochrondb/isochron/sql/plan/scalar"
	"github.com/isochrondb/isochron/sql/types"
)

// quantified evaluates x op ANY or ALL (SELECT …). Without outer values the
// rows are kept, and for an equality looked up by their hash.
func (r *run) quantified(c *scalar.Ctx, s *scalar.Subquery, st *subState) (types.Datum, error) {
	if len(s.Sets) > 0 {
		for _, set := range s.Sets {
			d, err := set.X.Eval(c)
			if err != nil {
				return types.Null, err
			}
			r.regs[set.Reg] = d
		}
		st.once = false
	}
	if !st.once {
		if err := r.keepRows(s.ID, st); err != nil {
			return types.Null, err
		}
		st.once = true
		if len(s.Sets) == 0 && st.rows.n >= probeRowsMin {
			var err error
			if st.probe, err = r.newProbe(c, s, &st.read); err != nil {
				return types.Null, err
			}
		}
	}
	if st.probe != nil {
		return st.probe.find(c)
	}
	return r.eachRow(c, s, &st.read)
}

// eachRow tests row by row.
func (r *run) eachRow(c *scalar.Ctx, s *scalar.Subquery, rows *tapeReader) (types.Datum, error) {
	all := s.Kind == scalar.SubAll
	null := false
	for i := range rows.t.n {
		if i%cancelEvery == cancelEvery-1 {
			if err := r.cancelled(); err != nil {
				return types.Null, err
			}
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

// anyProbe answers x = ANY (SELECT …) from a hash table of the rows.
type anyProbe struct {
	x      scalar.Expr
	values *rowSet
	null   bool // a row is NULL
}

// newProbe hashes the rows; nil where the test is more than an equality of
// values that hash alike.
func (r *run) newProbe(c *scalar.Ctx, s *scalar.Subquery, rows *tapeReader) (*anyProbe, error) {
	op, ok := s.Test.(*scalar.Op)
	if !ok || s.Kind != scalar.SubAny || op.Op.Name != "=" || op.L == nil || !hashAlike(op.L.Type(), op.R.Type()) {
		return nil, nil
	}
	if scalar.PropsOf(op.R).Vars || readsAny(op.L, s.TestRegs) || !onlyReads(op.R, s.TestRegs) {
		return nil, nil
	}
	p := &anyProbe{x: op.L, values: newRowSet(&r.mem, []*types.Type{op.R.Type()})}
	for i := range rows.t.n {
		row, err := rows.row(i)
		if err != nil {
			return nil, err
		}
		for j, reg := range s.TestRegs {
			r.regs[reg] = row[j]
		}
		d, err := op.R.Eval(c)
		if err != nil {
			return nil, err
		}
		if d.IsNull() {
			p.null = true
			continue
		}
		if _, err := p.values.add([]types.Datum{d}); err != nil {
			return nil, err
		}
	}
	return p, nil
}

func (p *anyProbe) find(c *scalar.Ctx) (types.Datum, error) {
	d, err := p.x.Eval(c)
	if err != nil || d.IsNull() {
		return types.Null, err // there are rows, so NULL is neither in nor out
	}
	found, err := p.values.has([]types.Datum{d})
	switch {
	case err != nil:
		return types.Null, err
	case found:
		return types.Bool(true), nil
	case p.null:
		return types.Null, nil
	}
	return types.Bool(false), nil
}

// hashAlike reports whether equal values of both types have one hash.
func hashAlike(a, b *types.Type) bool {
	isInt := func(t *types.Type) bool { return t == types.TInt2 || t == types.TInt4 || t == types.TInt8 }
	return types.Comparable(a) && (a == b || isInt(a) && isInt(b))
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
