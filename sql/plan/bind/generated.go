package bind

import (
	"slices"

	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/parser/ast"
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/plan/nodes"
	"github.com/isochrondb/isochron/sql/plan/rel"
)

// generated binds the generated columns of the table over the row as written.
// A generated column can't read another one, so their order does not matter. They are computed
// after BEFORE triggers have had the row, and before the checks.
func (b *Binder) generated(d *rel.DML) error {
	if !HasGenerated(d.Table) {
		return nil
	}
	// An expression of the table's own, not of the statement: no places, and nothing that is being
	// kept.
	inner := *b.Env
	inner.Text = ""
	saved, resolving := b.Env, b.resolving
	b.Env, b.resolving = &inner, nil
	b.stored++
	defer func() { b.Env, b.resolving = saved, resolving; b.stored-- }()
	// A scope without the statement's names: the expression knows the table's row and nothing else.
	s := b.rootScope().with(kindGenerated)
	s.rels = []*scopeRel{b.rowRel(d.Table, d.Table.Name, d.NewVars)}
	for slot := range d.Table.Columns {
		c := &d.Table.Columns[slot]
		if c.Generated == 0 {
			continue
		}
		x, err := s.expr(c.Default)
		if err != nil {
			return err
		}
		// The value goes into the column as that of an INSERT does, with its length and its domain.
		if x, err = b.assign(c.Default, x, c.Name, c.Type, c.Typmod); err != nil {
			return err
		}
		d.Generated = append(d.Generated, nodes.Generated{Slot: slot, X: x})
	}
	return nil
}

// HasGenerated reports whether a table has generated columns.
func HasGenerated(t *catalog.TableDesc) bool {
	return slices.ContainsFunc(t.Columns, func(c catalog.Column) bool { return c.Generated != 0 })
}

// notGenerated refuses a value for a generated column.
// format has one %q, for the column's name.
func notGenerated(c *catalog.Column, format string) error {
	if c.Generated == 0 {
		return nil
	}
	return pgerror.New(pgerror.GeneratedAlways, format, c.Name).WithDetail("Column %q is a generated column.", c.Name)
}

// copiedColumns are those of a table's columns that COPY FROM reads.
// cols are slots: listed, or all; only what is listed is refused.
// Without a list they are left out as COPY TO leaves them out, so that what one has written the other reads.
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

// copiesGenerated is the error of a generated column in COPY's list (42P10).
func copiesGenerated(c *catalog.Column) error {
	return pgerror.New(pgerror.InvalidColumnReference, "column %q is a generated column", c.Name).WithDetail("Generated columns cannot be used in COPY.")
}
