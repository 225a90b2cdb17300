package session

import (
	"context"

	"github.com/isochrondb/isochron/sql/parser/ast"
	"github.com/isochrondb/isochron/sql/plan/explain"
	"github.com/isochrondb/isochron/sql/plan/nodes"
)

// EXPLAIN ANALYZE of CREATE TABLE … AS, SELECT … INTO and CREATE MATERIALIZED VIEW makes the table or
// view, as the statement itself does, and tells of the plan that filled it.

// explainsFill reports whether a statement is such an EXPLAIN.
func explainsFill(x *ast.Explain) bool {
	v, view := x.Stmt.(*ast.CreateView)
	if ast.AsCreateTable(x.Stmt) == nil && !(view && v.Materialized) {
		return false
	}
	o, err := explain.ParseOptions(x.Options)
	return err == nil && o.Analyze
}

// explainFill runs it.
func (s *Session) explainFill(ctx context.Context, r *run, x *ast.Explain, out Output) error {
	o, err := explain.ParseOptions(x.Options)
	if err != nil {
		return err
	}
	o.Filling = true
	if err := out.Shape(explain.PlanOf(&nodes.Plan{}, o).Columns, r.formats, r.announce); err != nil {
		return err
	}
	p, inner := *r.p, *r
	p.stmt, inner.p = x.Stmt, &p
	s.filling = &o
	defer func() { s.filling = nil }()
	return s.schemaStatement(ctx, &inner, out)
}
