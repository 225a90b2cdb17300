package session

import (
	"context"
	"slices"

	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/ddl"
	"github.com/isochrondb/isochron/sql/exec"
	"github.com/isochrondb/isochron/sql/parser/ast"
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/plan/bind"
	"github.com/isochrondb/isochron/sql/plan/explain"
	"github.com/isochrondb/isochron/sql/plan/nodes"
	"github.com/isochrondb/isochron/sql/types"
)

// createTableAs makes the table of a query's columns, and fills it by an INSERT of the
// query: both are of one transaction, as any change of the schema is.
func (s *Session) createTableAs(ctx context.Context, r *run, env *ddl.Env, st *ast.CreateTable, out Output) (tag string, count int64, err error) {
	return s.watched(ctx, env, r.p.stmt, func() (string, int64, error) { return s.createFilled(ctx, r, env, st, out) })
}

func (s *Session) createFilled(ctx context.Context, r *run, env *ddl.Env, st *ast.CreateTable, out Output) (tag string, count int64, err error) {
	from, err := s.sourceOf(ctx, r, st.AsQuery)
	if err != nil {
		return "", 0, err
	}
	snap, err := s.schema.Snapshot(ctx)
	if err != nil {
		return "", 0, err
	}
	described, err := s.buildNamed(from.query, from.text, from.given, from.names, snap)
	if err == nil {
		_, err = from.values(described)
	}
	if err != nil {
		return "", 0, err
	}
	env.Query, env.InBlock = described.Columns, true // rows come into the table before the commit
	if tag, err = s.m.o.Schema.Execute(ctx, env, st); err != nil || env.Made == 0 {
		return tag, -1, err
	}
	if st.WithData == ast.WithDataNo {
		if _, execute := st.AsQuery.(*ast.Execute); execute {
			return "SELECT", 0, nil // as if EXECUTE had given no rows
		}
		return tag, -1, nil
	}
	count, err = s.fillTable(ctx, env, from, out)
	return "SELECT", count, err
}

// tableSource is where the rows of CREATE TABLE … AS come from.
type tableSource struct {
	query *ast.Select
	text  string // that positions count in
	// given are the types of its parameters, names what variables around it mean.
	given  []*types.Type
	names  *bind.Variables
	values func(*nodes.Plan) ([]types.Datum, error) // of the parameters of a plan
}

// argsAre gives args to the parameters of a plan.
func argsAre(args []types.Datum) func(*nodes.Plan) ([]types.Datum, error) {
	return func(p *nodes.Plan) ([]types.Datum, error) {
		if len(p.Params) > len(args) {
			return nil, pgerror.New(pgerror.UndefinedParameter, "there is no parameter $%d", len(args)+1)
		}
		return args, nil
	}
}

// sourceQuery is the query of a statement without a plan which may have parameters: CREATE TABLE
// … AS, SELECT … INTO, DECLARE CURSOR, EXPLAIN ANALYZE of the first two. nil for others.
func sourceQuery(st ast.Statement) *ast.Select {
	if x, ok := st.(*ast.Explain); ok {
		st = x.Stmt
	}
	if as := ast.AsCreateTable(st); as != nil {
		q, _ := as.AsQuery.(*ast.Select)
		return q
	}
	if c, ok := st.(*ast.DeclareCursor); ok {
		return c.Query
	}
	return nil
}

// sourceParams settles the types of the parameters of such a statement.
func (s *Session) sourceParams(ctx context.Context, p *prepared) error {
	if v, ok := p.stmt.(*ast.CreateView); ok && v.Materialized && p.numbered > 0 {
		return errBoundParameters()
	}
	q := sourceQuery(p.stmt)
	if q == nil || p.numbered == 0 && len(p.given) == 0 || s.block.state == blockFailed {
		return nil
	}
	snap, err := s.snapshot(ctx)
	if err != nil {
		return err
	}
	pl, err := s.build(q, p.text, p.given, snap)
	if err == nil {
		p.params = pl.Params
	}
	return err
}

// noVariables refuses a materialized view's query that names variables around it.
func (s *Session) noVariables(ctx context.Context, in *Inner, q *ast.Select) error {
	if in.p.names == nil && len(in.p.given) == 0 {
		return nil
	}
	snap, err := s.schema.Snapshot(ctx)
	if err != nil {
		return err
	}
	if pl, err := s.buildNamed(q, in.p.text, in.p.given, in.p.names, snap); err == nil && len(pl.Params) > 0 {
		return errBoundParameters()
	}
	return nil // what else is wrong, the view's own reading tells
}

func errBoundParameters() error {
	return pgerror.New(pgerror.FeatureNotSupported, "materialized views may not be defined using bound parameters")
}

func (s *Session) sourceOf(ctx context.Context, r *run, st ast.Statement) (*tableSource, error) {
	x, execute := st.(*ast.Execute)
	if !execute {
		q, ok := st.(*ast.Select)
		if !ok {
			return nil, pgerror.Internal("CREATE TABLE AS of a %T", st)
		}
		from := &tableSource{query: q, text: r.text, given: r.p.params, names: r.p.names, values: r.values}
		if from.given == nil {
			from.given = r.p.given
		}
		if from.values == nil {
			from.values = argsAre(r.args)
		}
		return from, nil
	}
	p, err := s.statementNamed(x.Name)
	if err != nil {
		return nil, err
	}
	q, ok := p.stmt.(*ast.Select)
	if !ok || q.IntoTable() != nil {
		return nil, pgerror.New(pgerror.WrongObjectType, "prepared statement is not a SELECT")
	}
	args, err := s.executeArgs(ctx, p, x, r.text)
	if err != nil {
		return nil, err
	}
	return &tableSource{query: q, text: p.text, given: p.cached.plan.Params, values: argsAre(args)}, nil
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
	if w := from.query.With; w != nil && slices.ContainsFunc(w.CTEs, writes) { // such may stand with the statement alone
		source := *from.query
		insert.With, source.With, insert.Source = w, nil, &source
	}
	pl, err := s.buildNamed(insert, from.text, from.given, from.names, snap)
	if err != nil {
		return 0, err
	}
	args, err := from.values(pl)
	if err != nil {
		return 0, err
	}
	// Whoever made the table need not be able to insert into it.
	pl.Needs = slices.DeleteFunc(pl.Needs, func(n catalog.Need) bool { return n.Object == t.ID })
	return s.runFill(ctx, insert, pl, snap, args, out)
}

// writes reports whether a WITH query does more than read.
func writes(c ast.CTE) bool {
	_, reads := c.Stmt.(*ast.Select)
	return !reads
}

// runFill runs an INSERT that fills a table which the transaction has made or emptied.
func (s *Session) runFill(ctx context.Context, insert *ast.Insert, pl *nodes.Plan, snap *catalog.Snapshot, args []types.Datum, out Output) (int64, error) {
	if err := s.mayRun(&cachedPlan{stmt: insert, plan: pl, version: snap.Version()}, snap); err != nil {
		return 0, err
	}
	filled := pl
	if s.filling != nil {
		pl = explain.PlanOf(pl, *s.filling)
	}
	if err := s.use(ctx, snap, pl, args); err != nil {
		return 0, err
	}
	s.virtual.Snapshot = snap
	var res exec.Result
	var err error
	if _, inner := out.(*innerUtility); inner { // the statement around is still using what it runs with
		res, err = s.runInner(ctx, s.innerPlanned(pl, args), out)
	} else {
		s.fill(pl, args)
		res, err = s.runAlone(ctx, out)
	}
	if err != nil {
		return 0, err
	}
	if s.filling == nil {
		s.grew(filled, res.Rows)
	}
	return res.Rows, nil
}
