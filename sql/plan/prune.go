package plan

import (
	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/plan/scalar"
	"github.com/isochrondb/isochron/sql/types"
)

// Prune tells which partitions of a table may have rows under conditions on the key. The
// planner asks it with what is constant, and the executor again when parameters are known.
type Prune struct {
	Router *catalog.Router
	// Cols are, for each column of the key, the conditions on it: all must hold.
	Cols  [][]ColumnSpan
	Parts []PrunePart
}

// PrunePart is one partition: a table with rows (Leaf counts those of the whole tree), or one
// that is partitioned itself.
type PrunePart struct {
	Leaf int
	Sub  *Prune
}

// Keep sets in leaves those that may have rows. value gives what is constant; known is false
// where it can't be told yet.
func (p *Prune) Keep(leaves []bool, value func(scalar.Expr) (d types.Datum, known bool, err error)) error {
	ranges := make([]catalog.KeyRange, len(p.Cols))
	for i, cols := range p.Cols {
		ranges[i].Any = true
		for j := range cols {
			k, err := keyRange(&cols[j], value)
			if err != nil {
				return err
			}
			ranges[i] = p.Router.Meet(i, ranges[i], k)
		}
	}
	keep := make([]bool, len(p.Parts))
	p.Router.Match(ranges, keep)
	for i, part := range p.Parts {
		switch {
		case !keep[i]:
		case part.Sub != nil:
			if err := part.Sub.Keep(leaves, value); err != nil {
				return err
			}
		default:
			leaves[part.Leaf] = true
		}
	}
	return nil
}

// keyRange is what one condition says of a column.
func keyRange(c *ColumnSpan, value func(scalar.Expr) (types.Datum, bool, error)) (catalog.KeyRange, error) {
	var out catalog.KeyRange
	for i := range c.Alts {
		a := &c.Alts[i]
		known, err := addAlt(&out, a, value)
		if err != nil {
			return out, err
		}
		if !known {
			return catalog.KeyRange{Any: true}, nil
		}
	}
	return out, nil
}

func addAlt(out *catalog.KeyRange, a *Alt, value func(scalar.Expr) (types.Datum, bool, error)) (known bool, err error) {
	switch {
	case a.Eq != nil:
		d, known, err := value(a.Eq)
		if known && err == nil && !d.IsNull() {
			out.Values = append(out.Values, d)
		}
		return known, err
	case a.Null:
		out.Null = true
		return true, nil
	case a.In != nil:
		d, known, err := value(a.In)
		if !known || err != nil || d.IsNull() {
			return known, err
		}
		for _, it := range d.Array().Items {
			if !it.IsNull() {
				out.Values = append(out.Values, it)
			}
		}
		return true, nil
	}
	s := catalog.KeySpan{}
	for _, b := range a.Lo {
		d, known, err := value(b.X)
		if err != nil || known && d.IsNull() {
			return true, err
		}
		if known && !s.HasLo { // others narrow it no further than the condition itself does
			s.Lo, s.HasLo, s.LoIn = d, true, b.Inclusive
		}
	}
	for _, b := range a.Hi {
		d, known, err := value(b.X)
		if err != nil || known && d.IsNull() {
			return true, err
		}
		if known && !s.HasHi {
			s.Hi, s.HasHi, s.HiIn = d, true, b.Inclusive
		}
	}
	out.Ranges = append(out.Ranges, s)
	return true, nil
}

// exprs calls f for the expressions of a.
func (a *Alt) exprs(f func(scalar.Expr)) {
	for _, x := range []scalar.Expr{a.Eq, a.In} {
		if x != nil {
			f(x)
		}
	}
	for _, list := range [][]Bound{a.Lo, a.Hi} {
		for _, b := range list {
			f(b.X)
		}
	}
}
