package bind

import (
	"context"
	"slices"

	"github.com/isochrondb/isochron/sql/builtin"
	"github.com/isochrondb/isochron/sql/parser/ast"
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/plan/host"
	"github.com/isochrondb/isochron/sql/plan/rel"
	"github.com/isochrondb/isochron/sql/plan/scalar"
	"github.com/isochrondb/isochron/sql/types"
)

// SEARCH and CYCLE add columns to a recursive query that its own parts don't see: the sequence
// by which it is to be ordered, and the path of rows by which a row was come to, with a mark
// on rows that repeat one of it. The reference to the query within its step carries them
// along; rows that are marked are not gone on from.
//
//	SEARCH DEPTH FIRST    [row, …]           rows of the columns, from the first on
//	SEARCH BREADTH FIRST  (depth, columns…)
//	CYCLE                 mark, [row, …]

// marks are the columns that SEARCH and CYCLE add.
// Columns come in the order search sequence, cycle mark, cycle path; each that there is.
// One for each recursive query with such clauses.
// Postgres rewrites the query's tree for it (rewriteSearchAndCycle); here columns are added to the bound
// query.
type marks struct {
	b *Binder
	// nil: there is none; the same for cycle
	search   *ast.CTESearch
	cycle    *ast.CTECycle
	by, over []int // columns of the query
	// mark and unmarked are the values of the mark.
	mark, unmarked scalar.Expr
}

// markNames are functions that compute such columns, in EXPLAIN.
const (
	appendRowName = "path_append"
	deeperRowName = "search_depth"
	cycleMarkName = "cycle_mark"
)

// marksOf checks the clauses of a recursive query of those columns; nil: there are none.
// The checks and their order are those of Postgres (transformWithClause, analyzeCTE).
// s is the scope of the mark's values.
func (b *Binder) marksOf(s *scope, q *ast.CTE, cols []rel.CTEColumn) (*marks, error) {
	if q.Search == nil && q.Cycle == nil {
		return nil, nil
	}
	m := &marks{b: b, search: q.Search, cycle: q.Cycle}
	names := make([]string, len(cols))
	for i := range cols {
		names[i] = cols[i].Name
	}
	var err error
	if m.search != nil {
		if m.by, err = b.markedColumns(m.search, "search", names, m.search.By); err != nil {
			return nil, err
		}
		if slices.Contains(names, m.search.Set) {
			return nil, b.Fail(m.search, pgerror.SyntaxError, "search sequence column name %q already used in WITH query column list", m.search.Set)
		}
	}
	if m.cycle == nil {
		return m, nil
	}
	if m.over, err = b.markedColumns(m.cycle, "cycle", names, m.cycle.Columns); err != nil {
		return nil, err
	}
	if err := m.cycleNames(names); err != nil {
		return nil, err
	}
	return m, m.values(s)
}

// markedColumns are the places of the columns that a clause names, each once.
// what is the clause for the errors: search or cycle.
func (b *Binder) markedColumns(n ast.Node, what string, names, wanted []string) (out []int, err error) {
	for _, w := range wanted {
		at := slices.Index(names, w)
		if at < 0 {
			return nil, b.Fail(n, pgerror.SyntaxError, "%s column %q not in WITH query column list", what, w)
		}
		if slices.Contains(out, at) {
			return nil, b.Fail(n, pgerror.DuplicateColumn, "%s column %q specified more than once", what, w)
		}
		out = append(out, at)
	}
	return out, nil
}

// cycleNames refuses names of added columns that are taken: by the query, or by each other.
func (m *marks) cycleNames(names []string) error {
	c := m.cycle
	fail := func(format string, args ...any) error { return m.b.Fail(c, pgerror.SyntaxError, format, args...) }
	switch {
	case slices.Contains(names, c.Mark):
		return fail("cycle mark column name %q already used in WITH query column list", c.Mark)
	case slices.Contains(names, c.Path):
		return fail("cycle path column name %q already used in WITH query column list", c.Path)
	case c.Mark == c.Path:
		return fail("cycle mark column name and cycle path column name are the same")
	case m.search != nil && m.search.Set == c.Mark:
		return m.b.Fail(m.search, pgerror.SyntaxError, "search sequence column name and cycle mark column name are the same")
	case m.search != nil && m.search.Set == c.Path:
		return m.b.Fail(m.search, pgerror.SyntaxError, "search sequence column name and cycle path column name are the same")
	}
	return nil
}

// values binds the values of the mark: true and false where none are written.
// They are brought to one type; that the two differ nobody checks, as in Postgres.
func (m *marks) values(s *scope) (err error) {
	m.mark, m.unmarked = scalar.BoolConst(true), scalar.BoolConst(false)
	if m.cycle.To == nil {
		return nil
	}
	// The types of both are brought together.
	nodes := []ast.Expr{m.cycle.To, m.cycle.Default}
	xs := make([]scalar.Expr, len(nodes))
	for i, n := range nodes {
		if xs[i], err = s.expr(n); err != nil {
			return err
		}
	}
	t, err := m.b.common("CYCLE", nodes, xs)
	if err != nil {
		return err
	}
	if !types.Groupable(t) {
		return m.b.Fail(nil, pgerror.UndefinedFunction, "could not identify an equality operator for type %s", t)
	}
	m.mark, m.unmarked = xs[0], xs[1]
	return nil
}

// row is a record of some of a query's columns, of by their places in cols.
func (m *marks) row(cols []scalar.VarID, of []int) scalar.Expr {
	row := &scalar.Row{}
	for _, i := range of {
		row.Args = append(row.Args, m.b.Ref(cols[i]))
	}
	return row
}

// columns are their values for a row of cols; before are those of the row that it was come
// from, nil for a first one.
// out is in the order of Added.
func (m *marks) columns(cols, before []scalar.VarID) (out []scalar.Expr) {
	// what the row before had in the same place, NULL for a first row: out grows as it is asked
	prior := func(t *types.Type) scalar.Expr {
		if before == nil {
			return scalar.Null(t)
		}
		return m.b.Ref(before[len(out)])
	}
	if m.search != nil {
		if m.search.Breadth {
			out = append(out, markCall(deeperRowName, types.TRecord, deeperRow, prior(types.TRecord), m.row(cols, m.by)))
		} else {
			out = append(out, markCall(appendRowName, types.TRecordArray, appendRow, prior(types.TRecordArray), m.row(cols, m.by)))
		}
	}
	// The search sequence is first.
	if m.cycle == nil {
		return out
	}
	row := m.row(cols, m.over)
	// The mark comes before the path, so the path before is one further.
	path := scalar.Expr(scalar.Null(types.TRecordArray))
	if before != nil {
		path = m.b.Ref(before[len(out)+1])
	}
	return append(out, markCall(cycleMarkName, m.mark.Type(), cycleMark, path, row, m.mark, m.unmarked),
		markCall(appendRowName, types.TRecordArray, appendRow, path, row))
}

// goesOn is the condition on a row that the step goes on from; nil: there is none.
// before are the added columns of the row; the mark is behind the search sequence, if there is one.
// Rows whose mark is set are given and not gone on from.
func (m *marks) goesOn(before []scalar.VarID) (scalar.Expr, error) {
	if m.cycle == nil {
		return nil, nil
	}
	at := 0
	if m.search != nil {
		at = 1
	}
	return m.b.Operator(nil, "<>", m.b.Ref(before[at]), m.mark, nil, nil)
}

// markCall is a call of a function that has no name in SQL. It reads nothing but its arguments.
// It is HostCall in form, so that it stays at the gateway.
func markCall(name string, t *types.Type, f func(*types.Env, []types.Datum) (types.Datum, error), args ...scalar.Expr) scalar.Expr {
	fn := &host.Function{Name: name, Result: t, Volatility: builtin.Immutable, Fn: func(_ context.Context, _ host.Session, env *types.Env, args []types.Datum) (types.Datum, error) {
		return f(env, args)
	}}
	return &scalar.HostCall{Name: name, Fn: fn, T: t, Args: args}
}

// appendRow is an array of records and one more.
// The array is copied each time: a path of n rows takes n² records over the whole query. Room for
// it is asked for (53200), so that a cycle which nobody cuts off ends with an error.
func appendRow(env *types.Env, args []types.Datum) (types.Datum, error) {
	var items []types.Datum
	if !args[0].IsNull() {
		items = args[0].Array().Items
	}
	if err := env.Room(int64(args[0].MemoryBytes() + args[1].MemoryBytes())); err != nil {
		return types.Null, err
	}
	return types.NewArray(types.ArrayOf(types.TRecord, append(slices.Clip(items), args[1]))), nil
}

// deeperRow is a record after its depth, which is one more than that of the record before.
// The depth counts from 0, so that an order by the record goes by it first.
func deeperRow(env *types.Env, args []types.Datum) (types.Datum, error) {
	depth := int64(0)
	if !args[0].IsNull() {
		depth = args[0].Record().Values[0].Int() + 1
	}
	r := args[1].Record()
	return types.NewRecord(&types.Record{Types: append([]*types.Type{types.TInt8}, r.Types...), Values: append([]types.Datum{types.Int(depth)}, r.Values...)}), nil
}

// cycleMark tells whether a record is in the path.
// It looks at all of the path, row by row.
// Equality of records, field by field; NULLs are equal there.
func cycleMark(_ *types.Env, args []types.Datum) (types.Datum, error) {
	if !args[0].IsNull() {
		for _, d := range args[0].Array().Items {
			if types.Compare(types.TRecord, d, args[1]) == 0 {
				return args[2], nil
			}
		}
	}
	return args[3], nil
}

// carryMarks has the rows of a block carry the columns of the recursive query that it reads.
// Only the block that reads the working table directly carries them; where it is grouped or made
// distinct they are lost, and step refuses that.
// p is the block's projection.
func (bs *blockState) carryMarks(out *rel.Query, p *rel.Project) {
	for _, r := range flatRels(bs.s.rels, nil) {
		if len(r.marks) == 0 || bs.q.Distinct || !rel.SetOf(p.In.Out())[r.marks[0]] {
			continue
		}
		for _, id := range r.marks {
			p.Pass(bs.b.Ref(id))
		}
		out.Marks = r.marks
	}
}

// base adds the columns to the first part of a recursive query, and to its working table.
// Both sides have to be plain SELECTs, as Postgres has it (rewriteSearchAndCycle).
// work gets the columns as marks: hidden from *, and carried by rows.
func (m *marks) base(q *ast.CTE, st *ast.Select, work *rel.CTE, base *rel.Query) error {
	// Each side's error has a code of its own in Postgres.
	for i, part := range []*ast.Select{st.Left, st.Right} {
		if part.Op != ast.SetNone {
			code := []string{pgerror.FeatureNotSupported, pgerror.SyntaxError}[i]
			return m.b.Fail(nil, code, "with a SEARCH or CYCLE clause, the %s side of the UNION must be a SELECT", []string{"left", "right"}[i])
		}
	}
	m.add(q, base, nil)
	for i, name := range q.Added() {
		v := m.b.Info(base.Out[len(work.Cols)+i])
		work.Marks = append(work.Marks, rel.CTEColumn{Name: name, Type: v.Type, Typmod: v.Typmod})
	}
	work.Out = base.Out
	return nil
}

// step adds the columns to the rows of the step, and has marked ones not gone on from.
// Marks is nil where the step does not read the query at its top.
func (m *marks) step(q *ast.CTE, step *rel.Query) error {
	if step.Marks == nil {
		return m.b.Fail(nil, pgerror.FeatureNotSupported, "with a SEARCH or CYCLE clause, the recursive reference to WITH query %q must be at the top level of its right-hand SELECT", q.Name)
	}
	cond, err := m.goesOn(step.Marks)
	if err != nil {
		return err
	}
	// Rows that were marked are in the result, and lead nowhere.
	if cond != nil {
		step.Rel = &rel.Select{In: step.Rel, Conds: []scalar.Expr{cond}}
	}
	m.add(q, step, step.Marks)
	return nil
}

// add adds the columns to a query.
// before are the columns of the row that r's was come from, nil for the first part.
// The names are those of the clauses.
func (m *marks) add(q *ast.CTE, r *rel.Query, before []scalar.VarID) {
	var xs []scalar.Expr
	for _, id := range r.Out {
		xs = append(xs, m.b.Ref(id))
	}
	xs = append(xs, m.columns(r.Out, before)...)
	r.Rel, r.Out = m.b.projectAll(r.Rel, xs)
	r.Names = append(slices.Clip(r.Names), q.Added()...)
}
