package physical

import (
	"github.com/isochrondb/isochron/sql/plan/nodes"
	"github.com/isochrondb/isochron/sql/plan/rel"
	"github.com/isochrondb/isochron/sql/plan/scalar"
)

// resolveGenerated places the columns of the row. changed are the slots that an UPDATE assigns, to
// which it adds those that are computed from them; nil: all are computed.
// Virtual columns are not known (Postgres 15 has none): what is generated is stored.
func (p *planner) resolveGenerated(d *rel.DML, changed map[int]bool) ([]nodes.Generated, error) {
	row, _ := rowLayout(d.NewVars, nil)
	var out []nodes.Generated
	for _, g := range d.Generated {
		if changed != nil && !readsAny(g.X, row, changed) {
			// An UPDATE that touches nothing a column is made of leaves it as it is.
			continue
		}
		x, err := p.resolveAt(g.X, row, 0, nil, 0)
		if err != nil {
			return nil, err
		}
		out = append(out, nodes.Generated{Slot: g.Slot, X: x})
	}
	if changed != nil {
		for _, g := range out { // afterwards: none reads another
			changed[g.Slot] = true
		}
	}
	return out, nil
}

// readsAny reports whether x reads a column whose slot is in set.
// A column that slots does not have counts as slot 0; callers give all columns of the row.
func readsAny(x scalar.Expr, slots map[scalar.VarID]int, set map[int]bool) (found bool) {
	scalar.Walk(x, func(e scalar.Expr) bool {
		if v, ok := e.(*scalar.Var); ok {
			found = found || set[slots[v.ID]]
		}
		return !found
	})
	return found
}
