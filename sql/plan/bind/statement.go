package bind

import (
	"github.com/isochrondb/isochron/sql/parser/ast"
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/plan/nodes"
	"github.com/isochrondb/isochron/sql/plan/rel"
	"github.com/isochrondb/isochron/sql/plan/scalar"
	"github.com/isochrondb/isochron/sql/types"
)

// Bind binds one statement that returns or changes rows: a query, or else what changes them.
// One of the two results is set. It may be called once.
func (b *Binder) Bind(stmt ast.Statement) (*rel.Query, *rel.DML, error) {
	b.topWith = ast.WithOf(stmt)
	switch st := stmt.(type) {
	case *ast.Select:
		q, err := b.query(b.rootScope(), st, queryOpts{})
		return q, nil, err
	case *ast.Insert, *ast.Update, *ast.Delete, *ast.Merge:
		d, err := b.dmlStmt(b.rootScope(), st)
		return nil, d, err
	}
	// The session runs other statements itself, so this one stands in EXPLAIN.
	return nil, nil, pgerror.Unsupported("Explain the query alone.", "a plan for a statement other than SELECT, INSERT, UPDATE, DELETE or MERGE is not supported")
}

// Settle is what follows once all of a statement is bound.
// The order is Postgres's: analysis, the rewriter with its policies, the planner, and then
// parameters without a type. It comes after Bind, and before anything is planned: policies change
// the relations.
// The first error of a value that a column doesn't take (valueErr) was kept back until now, as Postgres tells
// such after all errors of names and types.
func (b *Binder) Settle() error {
	if b.valueErr != nil {
		return b.valueErr
	}
	if err := b.police(); err != nil {
		return err
	}
	if b.nullableErr != nil {
		return b.nullableErr
	}
	return b.checkParams()
}

// takesNone takes down the first error of a value for a column that takes none: Postgres tells
// it when the rest of the statement is known to be right.
// nil is no error, and not taken down.
func (b *Binder) takesNone(err error) {
	if b.valueErr == nil {
		b.valueErr = err
	}
}

// untyped takes down a parameter without a type that stands where it gets none: $1 IS NULL.
func (b *Binder) untyped(n ast.Expr, x scalar.Expr) {
	if p, ok := n.(*ast.Param); ok && x.Type() == types.TUnknown {
		b.bare = append(b.bare, p)
	}
}

// checkParams wants a type for every parameter, the same one wherever it stands.
// Numbers that are left out count as parameters: $2 alone leaves $1 without a type (42P18).
// One that got its type only after it had stood without one is ambiguous (42P08).
// Postgres: check_parameter_resolution_walker.
func (b *Binder) checkParams() error {
	for _, p := range b.bare {
		if b.params[p.Number-1] != nil {
			return b.Fail(p, pgerror.AmbiguousParameter, "could not determine data type of parameter $%d", p.Number)
		}
	}
	for i, t := range b.params {
		if t == nil {
			return pgerror.New(pgerror.IndeterminateDatatype, "could not determine data type of parameter $%d", i+1)
		}
	}
	return nil
}

// Begin is a plan with what the binder knows of it, once all is bound and planned.
// What the plan takes over is final: registers and WITH queries are counted, and the binder is not used for
// another statement.
func (b *Binder) Begin(cmd nodes.Command) *nodes.Plan {
	return &nodes.Plan{Command: cmd, Params: b.params, IntervalParams: b.intervals, ByValue: b.byValue, IndexConsts: b.indexConsts, Writes: b.writes, Registers: b.Regs, CTEs: len(b.ctes), Needs: b.needList(), Refused: b.runErr,
		Notices: b.Notices, Writers: b.dmls > 1, Modifies: b.dmls > 0, Volatile: b.changing, AtCursor: b.AtCursor}
}

// Columns describes a query's output.
// A column of a table is described with the table's number and its own, by which drivers find it.
// q has been bound by this binder.
func (b *Binder) Columns(q *rel.Query) []nodes.Column {
	out := make([]nodes.Column, len(q.Out))
	for i, id := range q.Out {
		v := b.Info(id)
		out[i] = nodes.Column{Name: q.Names[i], Type: v.Type, Typmod: v.Typmod, Collation: v.Collation}
		if v.Table != nil {
			// An expression has 0 and 0 on the wire.
			out[i].TableOID, out[i].Attnum = v.Table.ID, int16(v.Table.Columns[v.Slot].ID)
		}
	}
	return out
}
