package plan

import (
	"github.com/isochrondb/isochron/sql/parser/ast"
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/plan/bind"
	"github.com/isochrondb/isochron/sql/plan/explain"
	"github.com/isochrondb/isochron/sql/plan/nodes"
	"github.com/isochrondb/isochron/sql/plan/physical"
	"github.com/isochrondb/isochron/sql/plan/rel"
	"github.com/isochrondb/isochron/sql/plan/scalar"
	"github.com/isochrondb/isochron/sql/types"
)

// Build plans a SELECT, INSERT, UPDATE, DELETE, MERGE, VALUES, EXPLAIN of these, or
// COPY. Other statements are an internal error: they are the session's or the
// DDL's. Errors are *pgerror.Error, with a position where Env has the text.
// The plan is bound to the schema that Env shows, and to nothing of a session but what Env has: whoever keeps it
// asks what it has used (bind.Env) before it is run again.
func Build(stmt ast.Statement, env *bind.Env) (*nodes.Plan, error) {
	p, err := build(stmt, env)
	if err != nil {
		return nil, pgerror.From(err)
	}
	return p, nil
}

// EXPLAIN and COPY come first, as they wrap another statement, which comes back here; neither stands in the other.
func build(stmt ast.Statement, env *bind.Env) (*nodes.Plan, error) {
	switch st := stmt.(type) {
	case *ast.Explain:
		return buildExplain(st, env)
	case *ast.Copy:
		return buildCopy(st, env)
	}
	return newBuilder(env).statement(stmt)
}

// builder plans one statement, and what foreign keys make of it.
// The Binder is shared with the planner, so that numbers of columns and subqueries are those of one statement.
type builder struct {
	*bind.Binder
	inbound []*nodes.Inbound // foreign keys whose plans are wanted
}

// A builder is for one statement: the Binder's numbers are that one's, and what EXPLAIN wraps gets its own.
func newBuilder(env *bind.Env) *builder { return &builder{Binder: bind.New(env)} }

// statement plans one statement that returns or changes rows.
// Foreign keys come last: which of their plans are wanted is known only when the writes are planned.
func (b *builder) statement(stmt ast.Statement) (*nodes.Plan, error) {
	q, d, err := b.Bind(stmt)
	if err != nil {
		return nil, err
	}
	p, err := b.plan(q, d)
	if err != nil {
		return nil, err
	}
	return p, b.actions(p)
}

// plan plans what is bound: a query, or else what changes rows.
// Exactly one of q and d is there. inbound is left for statement, and not looked at for COPY FROM, which deletes nothing.
func (b *builder) plan(q *rel.Query, d *rel.DML) (p *nodes.Plan, err error) {
	if d != nil {
		p, b.inbound, err = physical.PlanDML(b.Binder, d)
	} else {
		p, b.inbound, err = physical.PlanQuery(b.Binder, q)
	}
	return p, err
}

// buildExplain plans what is explained and wraps it. The statements that keep a query's result are
// explained as that query; ANALYZE of them is refused, since it would have to make the table.
func buildExplain(st *ast.Explain, env *bind.Env) (*nodes.Plan, error) {
	o, err := explain.ParseOptions(st.Options)
	if err != nil {
		return nil, err
	}
	stmt := st.Stmt
	if as := ast.AsCreateTable(stmt); as != nil {
		if o.Analyze {
			return nil, pgerror.Unsupported("Explain the query itself.", "EXPLAIN ANALYZE of CREATE TABLE AS is not supported")
		}
		stmt = as.AsQuery // which is all that is computed
	}
	if v, ok := stmt.(*ast.CreateView); ok && v.Materialized {
		if o.Analyze {
			return nil, pgerror.Unsupported("Explain the query itself.", "EXPLAIN ANALYZE of CREATE MATERIALIZED VIEW is not supported")
		}
		stmt = v.Query
	}
	// A cursor keeps no result, so that ANALYZE of it may run the query.
	if c, ok := stmt.(*ast.DeclareCursor); ok {
		stmt = c.Query
	}
	inner, err := build(stmt, env)
	if err != nil {
		return nil, err
	}
	return explain.PlanOf(inner, o), nil
}

// OfRows is the plan of rows that are known.
// For answers that the session makes itself, so that clients, cursors and EXPLAIN's own rows take one way. A
// row has as many values as there are columns.
func OfRows(cols []nodes.Column, rows [][]types.Datum) *nodes.Plan {
	v := &nodes.Values{}
	for _, c := range cols {
		v.Types = append(v.Types, c.Type)
	}
	for _, row := range rows {
		list := make([]scalar.Expr, len(row))
		for i, d := range row {
			list[i] = &scalar.Const{T: cols[i].Type, Typmod: cols[i].Typmod, D: d}
		}
		v.Rows = append(v.Rows, list)
	}
	return &nodes.Plan{Command: nodes.CommandSelect, Columns: cols, Root: v}
}

// buildCopy plans COPY: TO is a query, FROM the insertion of rows that come
// from the client.
func buildCopy(st *ast.Copy, env *bind.Env) (*nodes.Plan, error) {
	b := newBuilder(env)
	if st.From {
		return b.copyFrom(st)
	}
	stmt := st.Query
	// In Postgres 15 it has no RETURNING, and so nothing that could be copied.
	if _, ok := stmt.(*ast.Merge); ok {
		return nil, b.Fail(nil, pgerror.FeatureNotSupported, "MERGE not supported in COPY")
	}
	if q, ok := stmt.(*ast.Select); ok && q.IntoTable() != nil {
		return nil, b.Fail(q.IntoTable(), pgerror.FeatureNotSupported, "COPY (SELECT INTO) is not supported")
	}
	if st.Table != nil {
		sel, err := b.CopyTable(st)
		if err != nil {
			return nil, err
		}
		stmt = sel
	}
	// Whatever else is wrong with the statement is told before that it gives no rows.
	out, err := b.statement(stmt)
	if err != nil {
		return nil, err
	}
	if out.Columns == nil {
		return nil, pgerror.New(pgerror.FeatureNotSupported, "COPY query must have a RETURNING clause")
	}
	// The rows are those of any query or RETURNING; the command has the session send them in COPY's form.
	out.Command = nodes.CommandCopyTo
	return out, nil
}

// copyFrom plans the insertion; the rows come while the plan runs, so the straight path (Point), which
// takes them from VALUES, is shut.
func (b *builder) copyFrom(st *ast.Copy) (*nodes.Plan, error) {
	d, columns, err := b.CopyFrom(st)
	if err != nil {
		return nil, err
	}
	out, err := b.plan(nil, d)
	if err != nil {
		return nil, err
	}
	out.Command, out.Columns, out.Point = nodes.CommandCopyFrom, columns, nil
	return out, nil
}
