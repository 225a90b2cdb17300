package plan

import (
	"slices"

	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/parser/ast"
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/plan/scalar"
)

// Generated is a column that is computed from the others of its row.
type Generated struct {
	Slot int
	X    scalar.Expr // over the row as written
}

// generated binds the generated columns of the table over the row as written.
func (b *binder) generated(d *dml) error {
	if !hasGenerated(d.table) {
		return nil
	}
	inner := *b.env
	inner.Text = ""
	saved, resolving := b.env, b.resolving
	b.env, b.resolving = &inner, nil
	b.stored++
	defer func() { b.env, b.resolving = saved, resolving; b.stored-- }()
	s := b.rootScope().with(kindGenerated)
	s.rels = []*scopeRel{b.rowRel(d.table, d.table.Name, d.newVars)}
	for slot := range d.table.Columns {
		c := &d.table.Columns[slot]
		if c.Generated == 0 {
			continue
		}
		x, err := s.expr(c.Default)
		if err != nil {
			return err
		}
		if x, err = b.assign(c.Default, x, c.Name, c.Type, c.Typmod); err != nil {
			return err
		}
		d.generated = append(d.generated, Generated{slot, x})
	}
	return nil
}

func hasGenerated(t *catalog.TableDesc) bool {
	return slices.ContainsFunc(t.Columns, func(c catalog.Column) bool { return c.Generated != 0 })
}

// notGenerated refuses a value for a generated column.
func notGenerated(c *catalog.Column, format string) error {
	if c.Generated == 0 {
		return nil
	}
	return pgerror.New(pgerror.GeneratedAlways, format, c.Name).WithDetail("Column %q is a generated column.", c.Name)
}

// resolveGenerated places the columns of the row. changed are the slots that an UPDATE assigns, to
// which it adds those that are computed from them; nil: all are computed.
func (p *planner) resolveGenerated(d *dml, changed map[int]bool) ([]Generated, error) {
	row, _ := rowLayout(d.newVars, nil)
	var out []Generated
	for _, g := range d.generated {
		if changed != nil && !readsAny(g.X, row, changed) {
			continue
		}
		x, err := p.resolveAt(g.X, row, 0, nil, 0)
		if err != nil {
			return nil, err
		}
		out = append(out, Generated{g.Slot, x})
	}
	if changed != nil {
		for _, g := range out { // afterwards: none reads another
			changed[g.Slot] = true
		}
	}
	return out, nil
}

// readsAny reports whether x reads a column whose slot is in set.
func readsAny(x scalar.Expr, slots map[scalar.VarID]int, set map[int]bool) (found bool) {
	scalar.Walk(x, func(e scalar.Expr) bool {
		if v, ok := e.(*scalar.Var); ok {
			found = found || set[slots[v.ID]]
		}
		return !found
	})
	return found
}

// copiedColumns are those of a table's columns that COPY FROM reads.
func copiedColumns(t *catalog.TableDesc, st *ast.Copy, cols []int) ([]int, error) {
	out := make([]int, 0, len(cols))
	for _, slot := range cols {
		c := &t.Columns[slot]
		switch {
		case c.Generated == 0:
			out = append(out, slot)
		case len(st.Columns) > 0:
			return nil, copiesGenerated(c)
		}
	}
	return out, nil
}

func copiesGenerated(c *catalog.Column) error {
	return pgerror.New(pgerror.InvalidColumnReference, "column %q is a generated column", c.Name).WithDetail("Generated columns cannot be used in COPY.")
}
