package session

import (
	"context"
	"slices"

	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/ddl"
	"github.com/isochrondb/isochron/sql/parser/ast"
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/plan"
	"github.com/isochrondb/isochron/sql/types"
)

// createTableAs makes the table of a query's columns, and fills it by an INSERT of the
// query: both are of one transaction, as any change of the schema is.
func (s *Session) createTableAs(ctx context.Context, r *run, env *ddl.Env, st *ast.CreateTable, out Output) (tag string, count int64, err error) {
	from, err := s.sourceOf(ctx, r, st.AsQuery)
	if err != nil {
		return "", 0, err
	}
	snap, err := s.schema.Snapshot(ctx)
	if err != nil {
		return "", 0, err
	}
	described, err := s.build(from.query, from.text, from.given, snap)
	switch {
	case err != nil:
		return "", 0, err
	case len(described.Params) > len(from.args):
		return "", 0, pgerror.New(pgerror.UndefinedParameter, "there is no parameter $%d", len(from.args)+1)
	}
	env.Query, env.InBlock = described.Columns, true // rows come into the table before the commit
	if tag, err = s.m.o.Schema.Execute(ctx, env, st); err != nil || env.Made == 0 || st.WithData == ast.WithDataNo {
		return tag, -1, err
	}
	count, err = s.fillTable(ctx, env, from, out)
	return "SELECT", count, err
}

// tableSource is where the rows of CREATE TABLE … AS come from.
type tableSource struct {
	query *ast.Select
	text  string        // that positions count in
	args  []types.Datum // of a prepared query
	given []*types.Type // of its parameters
}

func (s *Session) sourceOf(ctx context.Context, r *run, st ast.Statement) (*tableSource, error) {
	x, execute := st.(*ast.Execute)
	if !execute {
		q, ok := st.(*ast.Select)
		if !ok {
			return nil, pgerror.Internal("CREATE TABLE AS of a %T", st)
		}
		return &tableSource{query: q, text: r.text}, nil
	}
	p, err := s.statementNamed(x.Name)
	if err != nil {
		return nil, err
	}
	q, ok := p.stmt.(*ast.Select)
	if !ok || q.IntoTable() != nil {
		return nil, pgerror.New(pgerror.WrongObjectType, "prepared statement is not a SELECT")
	}
	args, err := s.executeArgs(ctx, p, x)
	if err != nil {
		return nil, err
	}
	return &tableSource{query: q, text: p.text, args: args, given: p.cached.plan.Params}, nil
}

// fillTable inserts the rows of the query into the table that was just made.
func (s *Session) fillTable(ctx context.Context, env *ddl.Env, from *tableSource, out Output) (int64, error) {
	snap, err := s.schema.Snapshot(ctx)
	if err != nil {
		return 0, err
	}
	t, ok := snap.TableByID(env.Made)
	if !ok {
		return 0, pgerror.Internal("table %d is not there", env.Made)
	}
	schema, ok := snap.SchemaByID(t.SchemaID)
	if !ok {
		return 0, pgerror.Internal("schema %d is not there", t.SchemaID)
	}
	insert := &ast.Insert{Pos: from.query.Pos, Table: ast.TableName{Name: ast.QName{Schema: schema.Name, Name: t.Name}}, Source: from.query}
	pl, err := s.build(insert, from.text, from.given, snap)
	if err != nil {
		return 0, err
	}
	// Whoever made the table need not be able to insert into it.
	pl.Needs = slices.DeleteFunc(pl.Needs, func(n catalog.Need) bool { return n.Object == t.ID })
	return s.runFill(ctx, insert, pl, snap, from.args, out)
}

// runFill runs an INSERT that fills a table which the transaction has made or emptied.
func (s *Session) runFill(ctx context.Context, insert *ast.Insert, pl *plan.Plan, snap *catalog.Snapshot, args []types.Datum, out Output) (int64, error) {
	if err := s.mayRun(&cachedPlan{stmt: insert, plan: pl, version: snap.Version()}, snap); err != nil {
		return 0, err
	}
	if err := s.use(ctx, snap, pl, args); err != nil {
		return 0, err
	}
	s.virtual.Snapshot = snap
	s.fill(pl, args)
	res, err := s.exec.Run(ctx, &s.request, out)
	if err != nil {
		return 0, err
	}
	s.grew(pl, res.Rows)
	return res.Rows, nil
}
