package catalog

import (
	"slices"

	"github.com/isochrondb/isochron/sql/parser/ast"
)

// HasConstraint reports whether a constraint of the table has that name.
func (t *TableDesc) HasConstraint(name string) bool {
	for i := range t.Indexes {
		if ix := &t.Indexes[i]; ix.Constraint != 0 && ix.Name == name {
			return true
		}
	}
	for i := range t.Checks {
		if t.Checks[i].Name == name {
			return true
		}
	}
	for i := range t.ForeignKeys {
		if t.ForeignKeys[i].Name == name {
			return true
		}
	}
	return slices.ContainsFunc(t.Triggers, func(g TriggerDesc) bool { return g.Constraint != 0 && g.Name == name })
}

// ColumnsIn lists the columns of t that an expression of its own definition names.
func (t *TableDesc) ColumnsIn(x ast.Expr) (out []ColumnID) {
	ast.Walk(x, func(n ast.Node) bool {
		if r, ok := n.(*ast.ColumnRef); ok {
			if c, _, ok := t.ColumnNamed(r.Name); ok && !slices.Contains(out, c.ID) {
				out = append(out, c.ID)
			}
		}
		return true
	})
	return out
}
