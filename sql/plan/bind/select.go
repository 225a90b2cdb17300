package bind

import (
	"slices"
	"strconv"
	"strings"

	"github.com/isochrondb/isochron/sql/builtin"
	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/parser/ast"
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/plan/nodes"
	"github.com/isochrondb/isochron/sql/plan/rel"
	"github.com/isochrondb/isochron/sql/plan/scalar"
	"github.com/isochrondb/isochron/sql/types"
)

// queryOpts are what the place of a query asks of it.
//
// A query is bound in this order, which is that of Postgres (transformStmt and what it calls), so
// that of two mistakes the same one is told:
//
//	query       WITH, then the body
//	queryBody   a set operation, VALUES, or a block (SELECT … FROM …)
//	block       FROM first, as everything else names its columns; then blockState.bind
//	orderLimit  ORDER BY and LIMIT of what is no block
type queryOpts struct {
	// want are the types that unknown literals in a plain select list become: those of
	// INSERT's target columns.
	want []*types.Type
	// keepUnknown leaves them unknown, for a set operation to settle.
	// At most one of the two is set: INSERT … SELECT wants types, an arm of UNION keeps them open.
	keepUnknown bool
	// exists: it is asked for nothing but whether there is a row (blockState.bare).
	exists bool
}

// query binds a query with its WITH. It counts one level of nesting (maxBindDepth, 54001). The WITH
// queries become a relation around the body, not part of it: so constants that the body knows of
// its columns are forgotten, as the body is no plain subquery any more.
func (b *Binder) query(s *scope, q *ast.Select, o queryOpts) (*rel.Query, error) {
	if err := b.enter(); err != nil {
		return nil, err
	}
	defer b.leave()
	// Beside the expressions: a query without any takes memory, too.
	b.Note(queryBytes)
	var with *rel.With
	if q.With != nil {
		// Into s: the names are those of the whole query, ORDER BY and LIMIT included.
		w, err := b.with(s, q.With, q)
		if err != nil {
			return nil, err
		}
		with = w
	}
	out, err := b.queryBody(s, q, o)
	if err != nil {
		return nil, err
	}
	// With is put around the body last: it has to be above ORDER BY and LIMIT, which belong to the
	// body.
	if with != nil {
		with.In = out.Rel
		out.Rel, out.Consts = with, nil
	}
	return out, nil
}

// queryBody binds a query without its WITH, whose names are in s by now. INTO is refused before
// anything else is looked at.
// ORDER BY and LIMIT of a block are bound with it, since they may name columns that it does not give.
func (b *Binder) queryBody(s *scope, q *ast.Select, o queryOpts) (*rel.Query, error) {
	if q.Into != nil {
		return nil, b.Fail(q.Into, pgerror.SyntaxError, "SELECT ... INTO is not allowed here")
	}
	switch {
	// A set operation and VALUES give their rows first, and are ordered by names or numbers of the result; a block may
	// also be ordered by what it does not give.
	case q.Op != ast.SetNone:
		r, err := b.setOp(s, q, o)
		if err != nil {
			return nil, err
		}
		return b.orderLimit(s, q, r)
	case q.Values != nil:
		r, err := b.values(s, q, o)
		if err != nil {
			return nil, err
		}
		return b.orderLimit(s, q, r)
	}
	return b.block(s, q, o)
}

// sibling is a scope at the same level with names of its own.
// The items of s itself are hidden there: an arm of UNION or a plain subquery in FROM can't read
// what stands beside it. They are kept for the hint of the error that says so.
// Names of WITH queries are shared: they are the query's, not the block's.
// What is bound in it may not add to s.rels: each has a slice of its own.
//
// In SELECT * FROM a, (SELECT a.n) s the subquery is bound in a sibling: a is hidden, and known
// to the hint.
func (s *scope) sibling() *scope {
	return &scope{b: s.b, parent: s.parent, sets: s.sets, regs: s.regs, ctes: s.ctes, hidden: slices.Concat(s.hidden, s.rels)}
}

// setOp binds UNION, INTERSECT and EXCEPT.
// The arms are bound apart, each in a scope of its own, with literals of unknown type left open;
// then the columns are matched from left to right (Postgres: transformSetOperationTree):
//
//	1  a literal of one side becomes of the other side's type (settleSides)
//	2  both sides are brought to a common type; two unknowns become text, or stay unknown
//	   where a set operation around this one is to decide
//	3  rows that are compared need an operator = for that type
//	4  modifier and collation are kept where both sides agree
//
// Each output column is new: it belongs to neither arm, nor to a table.
//
//	SELECT 1 UNION SELECT '2'               int4: '2' is read as one
//	SELECT '1' UNION SELECT '2'             text
//	SELECT 1 UNION SELECT 2.5               numeric
//	SELECT 1 UNION SELECT 'x'               22P02, at 'x'
//	SELECT 1 UNION SELECT true              42804: UNION types integer and boolean cannot be matched
//	SELECT 1, 2 UNION SELECT 1              42601: each UNION query must have the same number of columns
func (b *Binder) setOp(s *scope, q *ast.Select, o queryOpts) (*rel.Query, error) {
	if len(q.Locking) > 0 && !(q.Locking[0].Pushed && b.views > 0) { // what locks a view locks nothing there
		if err := b.refuseLock(&q.Locking[0], "UNION/INTERSECT/EXCEPT"); err != nil {
			return nil, err
		}
	}
	sub := queryOpts{keepUnknown: true}
	// Arms nest to the left, so that a chain of n is n levels deep (enter).
	l, err := b.query(s.sibling(), q.Left, sub)
	if err != nil {
		return nil, err
	}
	// Both are siblings of s, not children: an arm of a LATERAL set operation sees what s sees.
	r, err := b.query(s.sibling(), q.Right, sub)
	if err != nil {
		return nil, err
	}
	what := setOpName(q.Op)
	if len(l.Out) != len(r.Out) {
		return nil, b.Fail(targetNode(q.Right, 0), pgerror.SyntaxError, "each %s query must have the same number of columns", what)
	}
	out := &rel.SetOp{Op: q.Op, All: q.All}
	lt, rt := make([]scalar.Expr, len(l.Out)), make([]scalar.Expr, len(r.Out))
	for i := range l.Out {
		if err := b.settleSides(q, l, r, i, what); err != nil {
			return nil, err
		}
		// A stored query is printed with the types of its literals: they are settled here, not when
		// it is read. So is what the parameters of a client are.
		if b.Info(l.Out[i]).Type == types.TUnknown && b.Info(r.Out[i]).Type == types.TUnknown {
			if err := b.settleArms(q, l, r, i); err != nil {
				return nil, err
			}
		}
		casts := b.casts
		b.casts = nil // Postgres keeps them outside of the two queries
		xs := []scalar.Expr{b.Ref(l.Out[i]), b.Ref(r.Out[i])}
		t, err := b.common(what, []ast.Expr{targetNode(q.Left, i), targetNode(q.Right, i)}, xs)
		if err != nil {
			return nil, err
		}
		b.casts = casts
		if t == types.TUnknown && !o.keepUnknown {
			for j := range xs {
				if xs[j], err = b.known(nil, xs[j]); err != nil {
					return nil, err
				}
			}
			t = types.TText
		}
		// Here, at the first column that has none, and not when it is planned: the error points at the column.
		if needsEquality(q) && !types.Groupable(t) && t != types.TUnknown {
			return nil, b.Fail(targetNode(q.Left, i), pgerror.UndefinedFunction, "could not identify an equality operator for type %s", t)
		}
		lt[i], rt[i] = xs[0], xs[1]
		// Two modifiers that differ leave none: numeric(5,2) beside numeric(6,3) is numeric.
		// select_common_typmod, for the types before they were converted.
		typmod := types.NoTypmod
		if m := b.Info(l.Out[i]).Typmod; m == b.Info(r.Out[i]).Typmod && b.Info(l.Out[i]).Type == b.Info(r.Out[i]).Type {
			typmod = m
		}
		// The names are the left arm's, as the standard has it.
		col := rel.Column{Name: l.Names[i], Type: t, Typmod: typmod}
		if t == types.TRecord {
			col.Row = rowOfBoth(b.rowOf(xs[0]), b.rowOf(xs[1]))
		}
		if b.collations != nil {
			if col.Collation, err = b.commonCollation(q.Op == ast.SetUnion && q.All, b.outCollation(targetNode(q.Left, i), l.Out[i]), b.outCollation(targetNode(q.Right, i), r.Out[i])); err != nil {
				return nil, err
			}
		}
		out.Vars = append(out.Vars, b.NewVar(col))
	}
	// A column that was not converted is passed through under its number.
	out.L, out.Left = b.projectAll(l.Rel, lt)
	out.R, out.Right = b.projectAll(r.Rel, rt)
	return &rel.Query{Rel: out, Out: out.Vars, Names: l.Names}, nil
}

// rowOfBoth tells what the records of a column are made of that come from either side, under the
// left side's names; nil where the sides are not known to agree in the types. As in outRow the
// types alone are good: the values are now one side's, now the other's.
func rowOfBoth(l, r *scalar.Row) *scalar.Row {
	if l == nil || r == nil || !slices.EqualFunc(l.Args, r.Args, func(x, y scalar.Expr) bool { return x.Type() == y.Type() }) {
		return nil
	}
	row := &scalar.Row{Names: l.Names}
	for _, x := range l.Args {
		row.Args = append(row.Args, &scalar.Const{T: x.Type(), Typmod: types.NoTypmod, D: types.Null})
	}
	return row
}

// settleSides gives a literal of unknown type in one side's select list the
// type of the other side's column.
// Of two unknowns neither has a type to give.
func (b *Binder) settleSides(q *ast.Select, l, r *rel.Query, i int, what string) error {
	lt, rt := b.Info(l.Out[i]).Type, b.Info(r.Out[i]).Type
	switch {
	// SELECT 'x' UNION SELECT 1 fails by the literal that is no integer, not by types that do not match.
	case lt == types.TUnknown && rt != types.TUnknown:
		return b.settleItem(targetNode(q.Left, i), l.Rel, l.Out[i], rt)
	case rt == types.TUnknown && lt != types.TUnknown:
		return b.settleItem(targetNode(q.Right, i), r.Rel, r.Out[i], lt)
	}
	return nil
}

// settleArms makes literals of unknown type in both sides' select lists text, as they are
// kept.
// Each literal is text on its own then, whatever the other side is.
func (b *Binder) settleArms(q *ast.Select, l, r *rel.Query, i int) error {
	if err := b.settleItem(targetNode(q.Left, i), l.Rel, l.Out[i], types.TText); err != nil {
		return err
	}
	return b.settleItem(targetNode(q.Right, i), r.Rel, r.Out[i], types.TText)
}

// settleItem converts a literal in the projection that gives column id.
// It looks below what keeps columns as they are (Sort, Limit, Distinct) for the projection. Where
// there is none – an arm that is a set operation, VALUES, or has WITH around it – nothing is done:
// common converts the column above then. The type of the column itself changes with the item.
func (b *Binder) settleItem(n ast.Node, r rel.Rel, id scalar.VarID, t *types.Type) error {
	for {
		switch x := r.(type) {
		// These keep the projection's columns as they are.
		case *rel.Sort:
			r = x.In
		case *rel.Limit:
			r = x.In
		case *rel.Distinct:
			r = x.In
		case *rel.Project:
			for k := range x.Items {
				if x.Items[k].ID != id || x.Items[k].X.Type() != types.TUnknown {
					continue
				}
				y, err := b.coerceUnknown(n, x.Items[k].X, t)
				if err != nil {
					return err
				}
				// The item changes in place, below Sort and Distinct: they compare the converted
				// value then.
				if y != nil {
					x.Items[k].X = y
					b.Info(id).Type = t
				}
			}
			return nil
		default:
			return nil
		}
	}
}

// needsEquality reports whether a set operation compares rows: all do but UNION ALL.
// UNION ALL passes rows on as they are.
// json has no operator =, so that UNION of it is refused and UNION ALL is not.
func needsEquality(q *ast.Select) bool { return !q.All || q.Op != ast.SetUnion }

// setOpName names a set operation in errors. SetNone has no entry: it is never asked for.
func setOpName(op ast.SetOp) string {
	return [...]string{ast.SetUnion: "UNION", ast.SetIntersect: "INTERSECT", ast.SetExcept: "EXCEPT"}[op]
}

// targetNode is the node of a query's output column, for error positions.
// Of a set operation it is the leftmost arm's. Where no expression can be told (a star gave the
// column), it is a node at the start of the query.
func targetNode(q *ast.Select, i int) ast.Expr {
	for q.Op != ast.SetNone {
		q = q.Left
	}
	if i < len(q.Targets) && q.Targets[i].Expr != nil {
		return q.Targets[i].Expr
	}
	if len(q.Values) > 0 && i < len(q.Values[0]) {
		return q.Values[0][i]
	}
	return &ast.Const{Pos: q.Pos}
}

// columnNode is targetNode of column i of width, where a star of the select list may have given several of them: those
// are at the star. Of two stars it can't be told which column is whose, and the query's beginning is the place.
func columnNode(q *ast.Select, i, width int) ast.Node {
	for q.Op != ast.SetNone {
		q = q.Left
	}
	star := func(t ast.Target) bool { return t.Expr != nil && hasStar(t.Expr) }
	at := slices.IndexFunc(q.Targets, star)
	if at < 0 || i < at {
		return targetNode(q, i)
	}
	given := width - len(q.Targets) + 1
	switch {
	case slices.ContainsFunc(q.Targets[at+1:], star):
		return &ast.Const{Pos: q.Pos}
	case i < at+given:
		return &q.Targets[at]
	}
	return targetNode(q, i-given+1)
}

// projectAll computes expressions over r; each gets a column, Vars keep theirs.
// The columns are in step with xs; a Var that occurs twice gives the same column twice.
// The order of the items is that of xs.
// r itself is not changed; several projections over one relation may stand side by side.
func (b *Binder) projectAll(r rel.Rel, xs []scalar.Expr) (rel.Rel, []scalar.VarID) {
	ids := make([]scalar.VarID, len(xs))
	p := &rel.Project{In: r}
	for i, x := range xs {
		if v, ok := x.(*scalar.Var); ok {
			ids[i] = v.ID
			p.Pass(v)
			continue
		}
		ids[i] = b.NewVar(rel.Column{Name: "?column?", Type: x.Type(), Typmod: scalar.TypmodOf(x)})
		p.Items = append(p.Items, rel.Item{ID: ids[i], X: x})
	}
	return p, ids
}

// values binds a VALUES list.
// A literal of unknown type takes the type that the other rows have in that column (common), not
// that of the first row alone. The rows are bound one by one, the types found by columns, so the
// values are kept by columns until all rows are known. All rows have one width (42601).
func (b *Binder) values(s *scope, q *ast.Select, o queryOpts) (*rel.Query, error) {
	// cols[i][n] is column i of row n, nodes in step: where errors point.
	s = s.with(kindValues)
	var cols [][]scalar.Expr
	var nodes [][]ast.Expr
	width := 0
	for n, row := range q.Values {
		row, err := s.spread(row)
		if err != nil {
			return nil, err
		}
		if n == 0 {
			width = len(row)
			cols, nodes = make([][]scalar.Expr, width), make([][]ast.Expr, width)
		}
		if len(row) != width {
			return nil, b.Fail(firstNode(row), pgerror.SyntaxError, "VALUES lists must all be the same length")
		}
		for i, e := range row {
			x, err := s.expr(e)
			if err != nil {
				return nil, err
			}
			cols[i], nodes[i] = append(cols[i], x), append(nodes[i], e)
		}
	}
	out := &rel.Values{Rows: make([][]scalar.Expr, len(q.Values))}
	names := make([]string, width)
	for i := range cols {
		t, err := b.valuesColumn(o, nodes[i], cols[i])
		if err != nil {
			return nil, err
		}
		// Postgres names the columns of VALUES so; a FROM item's alias may give others.
		names[i] = "column" + strconv.Itoa(i+1)
		col := rel.Column{Name: names[i], Type: t, Typmod: scalar.CommonTypmod(t, cols[i]), Row: b.commonRow(cols[i])}
		if b.collations != nil {
			c, err := b.inputCollation(asNodes(nodes[i]), cols[i])
			if err != nil {
				return nil, err
			}
			col.Collation = c.result()
		}
		out.Vars = append(out.Vars, b.NewVar(col))
		for j := range q.Values {
			out.Rows[j] = append(out.Rows[j], cols[i][j])
		}
	}
	return &rel.Query{Rel: out, Out: out.Vars, Names: names, Consts: func() rel.Constants { return b.valuesConstants(q, out) }}, nil
}

// valuesColumn brings the values of one column to a common type, in place. Unknown literals alone
// are left open where o says that a set operation decides; else they become text.
// Postgres settles VALUES so in transformValuesClause.
func (b *Binder) valuesColumn(o queryOpts, nodes []ast.Expr, xs []scalar.Expr) (*types.Type, error) {
	t, err := b.common("VALUES", nodes, xs)
	if err != nil || t != types.TUnknown || o.keepUnknown {
		return t, err
	}
	for j := range xs {
		if xs[j], err = b.known(nodes[j], xs[j]); err != nil {
			return nil, err
		}
	}
	return types.TText, nil
}

// orderLimit adds the ORDER BY and LIMIT of a set operation or VALUES, which
// know output columns only.
// Row locks are refused here for VALUES; setOp refuses them itself, before its arms are bound. What
// was pushed down from around a view is passed over.
// An error in ORDER BY is told before one in LIMIT.
func (b *Binder) orderLimit(s *scope, q *ast.Select, r *rel.Query) (*rel.Query, error) {
	if len(q.Locking) > 0 && !(q.Locking[0].Pushed && b.views > 0) && q.Op == ast.SetNone {
		return nil, b.Fail(&q.Locking[0], pgerror.FeatureNotSupported, "%s cannot be applied to VALUES", nodes.LockName(q.Locking[0].Strength))
	}
	var keys []rel.SortKey
	for i := range q.OrderBy {
		it := &q.OrderBy[i]
		id, err := b.outputColumn(it.Expr, r, "ORDER BY")
		if err != nil {
			return nil, err
		}
		b.resolveOutput(&it.Expr, slices.Index(r.Out, id))
		if id == 0 {
			if id, err = b.orderOutputs(s, q, r, it.Expr); err != nil {
				return nil, err
			}
		}
		// The column has lost its expression by now, so its collation is asked of the column.
		if err := b.comparedBy(nil, b.Ref(id), builtin.StringComparison); err != nil {
			return nil, err
		}
		k, err := b.sortDirection(it, id)
		if err != nil {
			return nil, err
		}
		keys = append(keys, k)
	}
	if len(keys) > 0 {
		r.Rel = &rel.Sort{In: r.Rel, Keys: keys}
	}
	return r, b.limit(s, q, r, keys)
}

// orderOutputs binds an expression of output columns that VALUES is sorted by; a set operation has none.
// The expression is bound even where it is refused: a mistake within it is told first.
func (b *Binder) orderOutputs(s *scope, q *ast.Select, r *rel.Query, e ast.Expr) (scalar.VarID, error) {
	at := s.sibling().with(kindOrderBy)
	// Unnamed for a set operation: its columns can't be qualified.
	of := &scopeRel{name: "*VALUES*", unnamed: q.Op != ast.SetNone}
	for i, id := range r.Out {
		of.cols = append(of.cols, scopeCol{name: r.Names[i], id: id})
	}
	at.rels = []*scopeRel{of}
	x, err := at.typed(e)
	switch {
	case err != nil:
		return 0, err
	case q.Op != ast.SetNone:
		return 0, b.failLeft(e, pgerror.FeatureNotSupported, "invalid UNION/INTERSECT/EXCEPT ORDER BY clause").
			WithDetail("Only result column names can be used, not expressions or functions.").
			WithHint("Add the expression/function to every SELECT, or move the UNION into a FROM clause.")
	// The names of VALUES' columns are no FROM item's, so nothing could stand for them by number.
	case b.resolving != nil:
		return 0, b.unsupported(e, "Sort by columns, or put VALUES into FROM.", "VALUES sorted by an expression is not supported in a stored query")
	}
	// The sort key is a column more than the query gives: r.Out stays as it was.
	p := &rel.Project{In: r.Rel}
	for _, id := range r.Rel.Out() {
		p.Pass(b.Ref(id))
	}
	id := b.NewVar(rel.Column{Name: "?column?", Type: x.Type(), Typmod: scalar.TypmodOf(x)})
	p.Items = append(p.Items, rel.Item{ID: id, X: x})
	r.Rel = p
	return id, nil
}

// outputColumn finds an ordinal or an output name; 0 for other expressions.
// Names and ordinals come before expressions, as SQL-92 has it for ORDER BY (Postgres:
// findTargetlistEntrySQL92). An integer that is no position is an error (42P10), any other constant
// but NULL one of syntax. A name that several outputs have is ambiguous only where these are
// different columns.
func (b *Binder) outputColumn(e ast.Expr, r *rel.Query, what string) (scalar.VarID, error) {
	switch e := e.(type) {
	case *ast.Const:
		if e.Kind == ast.ConstInt {
			if e.Int < 1 || e.Int > int64(len(r.Out)) {
				return 0, b.Fail(e, pgerror.InvalidColumnReference, "%s position %d is not in select list", what, e.Int)
			}
			return r.Out[e.Int-1], nil
		}
		if e.Kind != ast.ConstNull {
			return 0, b.Fail(e, pgerror.SyntaxError, "non-integer constant in %s", what)
		}
	case *ast.ColumnRef:
		if e.Table != "" || e.Star || b.isResolved(e) {
			return 0, nil
		}
		found := scalar.VarID(0)
		for i, name := range r.Names {
			if name != e.Name {
				continue
			}
			if found != 0 && found != r.Out[i] {
				return 0, b.Fail(e, pgerror.AmbiguousColumn, "%s %q is ambiguous", what, e.Name)
			}
			found = r.Out[i]
		}
		return found, nil
	}
	return 0, nil
}

// sortDirection is direction for a sort by a column that is there already.
// id is one of the query's columns.
// For columns whose expression is known no more; the type's order is all that counts.
func (b *Binder) sortDirection(it *ast.OrderItem, id scalar.VarID) (rel.SortKey, error) {
	o, err := b.direction(it, b.Info(id).Type)
	return rel.SortKey{ID: id, Desc: o.Desc, NullsFirst: o.NullsFirst}, err
}

// direction reads ASC, DESC, USING and NULLS of an ORDER BY item over values of type t. NULLs come
// last in ascending order and first in descending order unless it is said, as in Postgres. A type
// without an order is refused (42883), but for unknown: such a literal becomes text later. The
// result's X is the caller's to set.
func (b *Binder) direction(it *ast.OrderItem, t *types.Type) (rel.SortExpr, error) {
	var o rel.SortExpr
	switch it.Dir {
	case ast.OrderDesc:
		o.Desc = true
	// Of the operators that Postgres takes here, those of the default families are known, and the
	// pattern ones, whose order is the same here.
	case ast.OrderUsing:
		switch op := it.UsingOp; {
		case op == "<", op == "~<~" && hasPatternOrder(t):
		case op == ">", op == "~>~" && hasPatternOrder(t):
			o.Desc = true
		default:
			return o, b.Fail(it, pgerror.WrongObjectType, "operator %s is not a valid ordering operator", it.UsingOp).
				WithHint("Ordering operators must be \"<\" or \">\" members of btree operator families.")
		}
	}
	o.NullsFirst = o.Desc
	switch it.Nulls {
	case ast.NullsFirst:
		o.NullsFirst = true
	case ast.NullsLast:
		o.NullsFirst = false
	}
	if !types.Comparable(t) && t != types.TUnknown {
		return o, b.Fail(it.Expr, pgerror.UndefinedFunction, "could not identify an ordering operator for type %s", t).
			WithHint("Use an explicit ordering operator or modify the query.")
	}
	return o, nil
}

// hasPatternOrder reports whether a type has the operators ~<~ and ~>~, whose order is that of the
// bytes, as the type's own is.
// Text is ordered by bytes here.
func hasPatternOrder(t *types.Type) bool {
	switch t.Base() {
	case types.TText, types.TVarchar, types.TBPChar:
		return true
	}
	return false
}

// orderItem binds an item of an aggregate's ORDER BY.
// An ordinal or an output name means nothing there: the item is an expression over the input.
// Also of a window's.
func (s *scope) orderItem(it *ast.OrderItem) (rel.SortExpr, error) {
	x, err := s.typed(it.Expr)
	if err != nil {
		return rel.SortExpr{}, err
	}
	if err := s.b.comparedBy(it.Expr, x, builtin.StringComparison); err != nil {
		return rel.SortExpr{}, err
	}
	o, err := s.b.direction(it, x.Type())
	o.X = x
	return o, err
}

// limit adds LIMIT and OFFSET.
// keys are what the query is sorted by: WITH TIES needs them, to tell rows that are equal to the
// last one. OFFSET alone and LIMIT NULL set no bound (nil).
// LIMIT is bound before OFFSET, however they are written.
func (b *Binder) limit(s *scope, q *ast.Select, r *rel.Query, keys []rel.SortKey) error {
	lim, err := s.limitExpr(q.Limit, kindLimit)
	if err != nil {
		return err
	}
	off, err := s.limitExpr(q.Offset, kindOffset)
	if err != nil {
		return err
	}
	// LIMIT ALL limits nothing, but keeps a subquery apart from what is around it, as in Postgres.
	if q.Limit == nil && q.Offset == nil {
		return nil
	}
	l := &rel.Limit{In: r.Rel, Limit: lim, Offset: off}
	if q.WithTies && lim == nil {
		return b.Fail(nil, pgerror.InvalidRowCountInLimitClause, "row count cannot be null in FETCH FIRST ... WITH TIES clause")
	}
	if q.WithTies {
		if len(keys) == 0 {
			return b.Fail(q.Limit, pgerror.SyntaxError, "WITH TIES cannot be specified without ORDER BY clause")
		}
		l.Ties = keys
	}
	r.Rel = l
	return nil
}

// limitExpr binds what LIMIT or OFFSET count by: a bigint that reads no column of the query, no
// aggregate and no set; nil for what bounds nothing. It may be a parameter or a subquery, so a
// negative value is seen when it is run. Outer columns are registers by now and allowed: only the
// query's own are refused (42P10), as in Postgres (checkExprIsVarFree).
func (s *scope) limitExpr(e ast.Expr, k exprKind) (scalar.Expr, error) {
	if e == nil {
		return nil, nil
	}
	if c, ok := e.(*ast.Const); ok && c.Kind == ast.ConstNull {
		return nil, nil
	}
	ls := s.with(k)
	ls.agg, ls.srf = nil, nil
	x, err := ls.expr(e)
	if err != nil {
		return nil, err
	}
	// As an assignment: LIMIT 1.5 is rounded, as Postgres does.
	y, err := s.b.Coerce(e, x, types.TInt8, builtin.Assignment)
	if err != nil {
		return nil, err
	}
	if y == nil {
		return nil, s.b.failLeft(e, pgerror.DatatypeMismatch, "argument of %s must be type bigint, not type %s", k, x.Type())
	}
	if scalar.PropsOf(x).Vars {
		return nil, s.b.Fail(e, pgerror.InvalidColumnReference, "argument of %s must not contain variables", k)
	}
	return y, nil
}

// target is an output column that is being bound.
// x is over the input of the block until groups and windows have rewritten it.
type target struct {
	x    scalar.Expr
	name string
	// where its errors point; a star for each of the columns it gave
	node ast.Expr
	// 0 until finish projects it
	id scalar.VarID
}

// block binds SELECT … FROM … WHERE … and so on.
// Locking is put into the scope before FROM is bound, as its subqueries and views are bound with
// the lock pushed into them (lockedToo).
func (b *Binder) block(s *scope, q *ast.Select, o queryOpts) (*rel.Query, error) {
	s.locking = q.Locking
	from, err := s.from(q.From)
	if err != nil {
		return nil, err
	}
	if err := s.asOf(q); err != nil {
		return nil, err
	}
	bs := &blockState{b: b, s: s, q: q, o: o, in: from, agg: &aggScope{}, srf: &srfScope{}, win: newWinScope(q)}
	return bs.bind()
}

// asOf gives types to the parameters in AS OF SYSTEM TIME, whose value is the session's matter.
// The expression is bound for its parameters alone, and the result dropped: the session computes
// the time and plans with a snapshot of it. That works for the one query that it looked at
// (Env.AsOf); AS OF in any other place is 0A000.
func (s *scope) asOf(q *ast.Select) error {
	if q.AsOf == nil {
		return nil
	}
	if s.b.Env == nil || q != s.b.Env.AsOf {
		return s.b.unsupported(q.AsOf, "Begin a transaction: BEGIN READ ONLY AS OF TIMESTAMP …", "AS OF SYSTEM TIME is not supported here: it stands in a query of its own, for all that this reads")
	}
	// A bound of staleness has its arguments bound one by one; the call itself is no function of
	// SQL.
	list := []ast.Expr{q.AsOf}
	if name, args := StalenessBound(q.AsOf); name != "" {
		list = args
	}
	for _, e := range list {
		x, err := s.b.rootScope().with(kindValues).expr(e)
		if err == nil {
			_, err = s.b.known(e, x)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// where binds WHERE to the conditions that all have to be true; none where there is none.
// Taken apart at AND, so that each part may go its own way.
// Aggregates and windows are refused there by the kind of the scope (42803, 42P20).
//
// WHERE a = 1 AND (b = 2 OR c = 3) gives two conditions. The first may bound an index by itself.
func (s *scope) where(e ast.Expr) ([]scalar.Expr, error) {
	if e == nil {
		return nil, nil
	}
	x, err := s.with(kindWhere).condition(e, "WHERE")
	if err != nil {
		return nil, err
	}
	return scalar.Conjuncts(x), nil
}

// blockState is a query block between FROM and its result.
//
// The steps of bind fill it from the top down; expressions are over the input (in) at first, and
// over groups and windows once aggregate and overWindows have rewritten them. The relation grows
// from the bottom up:
//
//	FROM and WHERE   in
//	sets below       functions that GROUP BY reads (setsBelow)
//	groups, HAVING   aggregate
//	windows          overWindows
//	sets             functions of the select list, unless they run after the sort
//	Project          finish, then DISTINCT, Sort, row locks
//	sets, late       functions and volatile targets that run after the sort
//	Limit
type blockState struct {
	b *Binder
	s *scope
	q *ast.Select
	o queryOpts
	// the relation so far; each step puts its own around it
	in rel.Rel
	// rows is what FROM and WHERE give
	rows rel.Rel
	// what was met of aggregates, set-returning functions and windows, in the order of binding
	agg *aggScope
	srf *srfScope
	win *winScope

	targets []target
	windows []*window     // in step with win.specs, once they are bound
	unused  []scalar.Expr // of windows that no function is over
	having  scalar.Expr
	order   []sortTarget
	on      []target // DISTINCT ON
	// onTargets are the output columns that on names, -1 for other expressions.
	onTargets []int
	unlocked  bool // rows of what stands here can't be locked
	group     []rel.Item
	// groupTargets are the output columns that group are, in step with it, -1 for none. Where
	// there are several grouping sets, two columns of one expression are two things to group by.
	groupTargets []int
	groupAt      int     // the target that the GROUP BY item is, -1 for none
	sets         [][]int // of several grouping sets: which of group they are
	// dropped are outer columns that were named, and that simplifying has dropped.
	dropped []*scalar.Reg
	// keyConsts are the groups that constants decide.
	keyConsts rel.Constants
}

// sortTarget is an ORDER BY item: an output column, or an expression.
// target is an index into targets.
type sortTarget struct {
	target int // -1: x
	x      scalar.Expr
	// its X is not used
	dir rel.SortExpr
}

// bind takes a block from its clauses to the relation that computes it. The loop finds the errors
// that Postgres finds in analysis; the steps behind it only rewrite, and finish adds locks and
// LIMIT.
//
// Why GROUP BY is bound behind the select list: its items may be numbers and names of that list,
// as may those of ORDER BY. That a column of the list is neither grouped by nor within an
// aggregate (42803) is known last of all, in aggregate.
func (bs *blockState) bind() (*rel.Query, error) {
	// The order is Postgres's, so that of two mistakes the same one is told.
	for _, step := range []func() error{bs.bindTargets, bs.bindWhere, bs.bindHaving, bs.bindOrder, bs.bindGroup, bs.bindDistinctOn, bs.bindWindows, bs.settleUnknown, bs.aggregate} {
		if err := step(); err != nil {
			return nil, err
		}
	}
	// Before simplify, which may forget sets.
	bare := bs.o.exists && bs.bare()
	// Nothing can go wrong from here on but in finish.
	bs.simplify()
	bs.overWindows()
	bs.besideSets()
	// Below the sort, then: the order or DISTINCT needs what the functions give.
	if !bs.setsAfterSort() {
		bs.in = projectSets(bs.in, bs.srf.items)
		bs.srf.items = nil
	}
	out, err := bs.finish()
	if err == nil && bare && !bounded(out.Rel) {
		// What the list names of outer queries says still to which of them an aggregate around it belongs.
		p := &rel.Project{In: bs.rows}
		bs.b.QueryReads(out.Rel, func(r *scalar.Reg) { p.Dropped = append(p.Dropped, r) }, nil)
		out.Rel, out.Out = p, nil
	}
	return out, err
}

// bare reports whether EXISTS asks the block for no more than its FROM and WHERE: what is selected, grouped by, sorted by
// and told apart is bound, and not computed, be it volatile (Postgres: simplify_EXISTS_query, whose list of exceptions
// this is).
func (bs *blockState) bare() bool {
	q := bs.q
	windows := false
	for i := range bs.windows {
		windows = windows || bs.win.over(i)
	}
	sets := slices.ContainsFunc(q.GroupBy, func(g ast.Expr) bool { _, is := g.(*ast.GroupingSet); return is })
	return len(bs.agg.aggs) == 0 && len(bs.agg.groupings) == 0 && !sets && !windows && len(bs.srf.items) == 0 && q.Having == nil && q.Offset == nil && len(q.Locking) == 0
}

// bounded reports whether a LIMIT on top of r may leave no row.
func bounded(r rel.Rel) bool {
	l, ok := r.(*rel.Limit)
	if !ok || l.Limit == nil {
		return false
	}
	k, ok := l.Limit.(*scalar.Const)
	return !ok || !k.D.IsNull() && k.D.Int() < 1
}

// simplify computes what constants decide, and forgets the set-returning functions that
// nothing reads then.
// It matters where set-returning functions stand beside constants: Postgres folds before it plans
// them, so a function in a branch that is never taken makes no rows.
func (bs *blockState) simplify() {
	// Constants of the keys are noted before targets are simplified, which may name them.
	for _, k := range bs.group {
		if len(bs.srf.items) == 0 {
			break
		}
		bs.b.noteConstant(&bs.keyConsts, k.ID, bs.pulled(k.X))
	}
	for i, w := range bs.windows {
		if !bs.win.over(i) {
			w.keys(func(x scalar.Expr) { bs.unused = append(bs.unused, x) })
		}
	}
	bs.keepSets(bs.windows, func(x *scalar.Expr) { *x = bs.besideSet(*x) })
}

// besideSet simplifies x, where it reads sets with the constants of subqueries too.
// Outer columns that fall away with a dead branch are noted in dropped: they were named, and the
// plan says so (rel.Project.Dropped). A parameter beside a set makes the plan one for its values
// (Plan.ByValue).
func (bs *blockState) besideSet(x scalar.Expr) scalar.Expr {
	// What is read before and no more after was dropped.
	named := bs.outerReads(x)
	if x = putLater(x, bs.grouped()); bs.srf.reads(x) {
		x = bs.pulled(x)
	}
	x = bs.b.Simplify(x)
	if len(named) > 0 {
		left := bs.outerReads(x)
		bs.dropped = append(bs.dropped, slices.DeleteFunc(named, func(r *scalar.Reg) bool { return slices.Contains(left, r) })...)
	}
	bs.b.byValue = bs.b.byValue || scalar.PropsOf(x).Params && bs.srf.reads(x)
	return x
}

// outerReads lists the registers that x reads, its subqueries too.
// At the top there is no outer query, and none are read.
// Twice the same register is listed twice, which does no harm.
func (bs *blockState) outerReads(x scalar.Expr) (list []*scalar.Reg) {
	if bs.s.parent == nil {
		return nil
	}
	scalar.Walk(x, func(x scalar.Expr) bool {
		switch x := x.(type) {
		case *scalar.Reg:
			list = append(list, x)
		case *scalar.Subquery:
			bs.b.InnerReads(x, func(r *scalar.Reg) { list = append(list, r) }, nil)
		}
		return true
	})
	return list
}

// bindTargets binds the select list. It goes before WHERE, as in Postgres (transformSelectStmt),
// and is where most aggregates, sets and window calls are met.
func (bs *blockState) bindTargets() error {
	ts := bs.s.with(kindSelectTarget)
	ts.agg, ts.srf, ts.win = bs.agg, bs.srf, bs.win
	list, err := ts.targetList(bs.q.Targets)
	bs.targets = list
	return err
}

// bindWhere puts WHERE above FROM. Its scope has no aggScope: aggregates can't stand in it.
func (bs *blockState) bindWhere() error {
	conds, err := bs.s.where(bs.q.Where)
	if len(conds) > 0 {
		bs.in = &rel.Select{In: bs.in, Conds: conds}
	}
	bs.rows = bs.in
	return err
}

// targetList binds a select list or RETURNING.
// A star gives a target for each column. Literals of unknown type stay so: settleUnknown decides.
func (s *scope) targetList(list []ast.Target) ([]target, error) {
	var out []target
	for i := range list {
		t := &list[i]
		if c, ok := t.Expr.(*ast.ColumnRef); ok && c.Star {
			cols, err := s.expandStar(c)
			if err != nil {
				return nil, err
			}
			out = append(out, cols...)
			continue
		}
		if ind, ok := t.Expr.(*ast.IndirectionExpr); ok && ind.Steps[len(ind.Steps)-1].Star {
			cols, err := s.expandRecord(ind)
			if err != nil {
				return nil, err
			}
			out = append(out, cols...)
			continue
		}
		x, err := s.expr(t.Expr)
		if err != nil {
			return nil, err
		}
		name := t.As
		if name == "" {
			name = columnName(t.Expr)
		}
		// A stored query keeps the names it got, whatever a later rule would make of them.
		if s.b.resolving != nil {
			t.As = name
		}
		out = append(out, target{x: x, name: name, node: t.Expr})
	}
	return out, nil
}

// spread puts the columns in the place of stars, of tables, variables and records, in a row of
// VALUES. The texts of stored queries keep theirs.
// Each column becomes a piece of syntax, bound in its turn, so that the rows have one width before
// their types are matched. The columns are bound here too, for their names; that binding is
// dropped.
func (s *scope) spread(row []ast.Expr) ([]ast.Expr, error) {
	if s.b.resolving != nil || !slices.ContainsFunc(row, hasStar) {
		return row, nil
	}
	var out []ast.Expr
	for _, e := range row {
		if !hasStar(e) {
			out = append(out, e)
			continue
		}
		var cols []target
		var err error
		// makes the syntax that names one column of e
		part := func(name string) ast.Expr { return nil }
		switch e := e.(type) {
		case *ast.ColumnRef:
			cols, err = s.expandStar(e)
			part = func(name string) ast.Expr {
				return &ast.ColumnRef{Pos: e.Pos, Catalog: e.Catalog, Schema: e.Schema, Table: e.Table, Name: name}
			}
		case *ast.IndirectionExpr:
			cols, err = s.expandRecord(e)
			part = func(name string) ast.Expr {
				steps := slices.Clone(e.Steps)
				steps[len(steps)-1] = ast.Indirection{Pos: steps[len(steps)-1].Pos, Field: name}
				return &ast.IndirectionExpr{Pos: e.Pos, X: e.X, Steps: steps}
			}
		}
		if err != nil {
			return nil, err
		}
		for i := range cols {
			out = append(out, part(cols[i].name))
		}
	}
	return out, nil
}

// hasStar reports whether an expression stands for several columns.
// (x).* and t.* both.
func hasStar(e ast.Expr) bool {
	if ind, ok := e.(*ast.IndirectionExpr); ok {
		return ind.Steps[len(ind.Steps)-1].Star
	}
	return isStar(e)
}

// expandStar is * or t.*.
// t.* looks outward, query by query, for an item of that name, and has what USING merged as well; *
// alone looks at this query's FROM only, and has merged columns once. A name that is no item's may
// be a variable of a routine (variableStar). Each column that is given counts as named, for
// privileges and for dependencies.
func (s *scope) expandStar(c *ast.ColumnRef) ([]target, error) {
	var out []target
	if c.Table != "" {
		for sc := s; sc != nil; sc = sc.parent {
			rel, err := sc.findRel(c)
			if err != nil {
				return nil, err
			}
			if rel == nil {
				continue
			}
			for i := range rel.cols {
				col := &rel.cols[i]
				if !col.listed() && !col.merged {
					continue
				}
				r := &ast.ColumnRef{Pos: c.Pos, Schema: c.Schema, Table: c.Table, Name: col.name}
				x, err := s.starColumn(sc, col, r)
				if err != nil {
					return nil, err
				}
				s.b.noteStar(c, rel, col)
				s.b.resolveStar(c, rel, col)
				out = append(out, target{x: x, name: col.name, node: c})
			}
			return out, nil
		}
		if out, err := s.variableStar(c); out != nil || err != nil {
			return out, err
		}
		return nil, s.noColumn(c)
	}
	if len(s.rels) == 0 {
		return nil, s.b.Fail(c, pgerror.SyntaxError, "SELECT * with no tables specified is not valid")
	}
	// The merged columns of USING come first: their item does (using).
	for _, rel := range s.rels {
		for i := range rel.cols {
			if col := &rel.cols[i]; col.listed() {
				x := col.ref(s.b)
				// so that an error of grouping points at the star
				if v, ok := x.(*scalar.Var); ok {
					v.Pos = int32(c.Position())
				}
				s.b.noteStar(c, rel, col)
				s.b.resolveStar(c, rel, col)
				out = append(out, target{x: x, name: col.name, node: c})
			}
		}
	}
	return out, nil
}

// starColumn is a column that a star gave, from the scope at where its item stands. One of a query
// around is looked up by name, so that it becomes a register.
// r names it for that look-up, by the item's own name.
func (s *scope) starColumn(at *scope, col *scopeCol, r *ast.ColumnRef) (scalar.Expr, error) {
	if at == s {
		return col.ref(s.b), nil
	}
	return s.column(r)
}

// expandRecord is (x).*.
// Three kinds of x have columns to tell: a value of a composite type; a record whose parts the
// binder knows (rowOf), with names or as f1, f2, …; all others are refused (0A000). x is one
// expression that each field reads: where it is no row of columns it is computed once for each
// field, as Postgres computes it.
func (s *scope) expandRecord(e *ast.IndirectionExpr) ([]target, error) {
	inner := &ast.IndirectionExpr{Pos: e.Pos, X: e.X, Steps: e.Steps[:len(e.Steps)-1]}
	x, err := s.expr(inner)
	if err != nil {
		return nil, err
	}
	if c := x.Type().Base().Composite(); c != nil {
		var out []target
		row, ok := x.(*scalar.Row) // of a FROM item: the columns themselves
		ok = ok && len(row.Args) == len(c.Attributes())
		for i, a := range c.Attributes() {
			t := target{x: &scalar.Field{X: x, Idx: i, T: a.Type}, name: a.Name, node: e}
			if ok {
				t.x = row.Args[i]
			}
			out = append(out, t)
			s.b.resolveField(e, a.Name)
		}
		return out, nil
	}
	r := s.b.rowOf(x)
	if r == nil || len(r.Names) == 0 && s.b.resolving != nil {
		return nil, s.b.unsupported(e, "Name the fields, or call the function in FROM.", "expansion of %s is not supported", x.Type())
	}
	var out []target
	for i := range r.Args {
		t := target{x: &scalar.Field{X: x, Idx: i, T: r.Args[i].Type()}, name: "f" + strconv.Itoa(i+1), node: e}
		if x == scalar.Expr(r) {
			t.x = r.Args[i]
		}
		if len(r.Names) > 0 {
			t.name = r.Names[i]
		}
		out = append(out, t)
		s.b.resolveField(e, t.name)
	}
	return out, nil
}

// bindGroup binds GROUP BY. Each item stands for one set or more; the whole is their cross product
// (the standard's rule for GROUP BY a, ROLLUP (b, c)), at most groupingSetsMax of them (54001). A
// plain GROUP BY is the product of single sets, and leaves bs.sets nil.
// Postgres: expand_grouping_sets.
func (bs *blockState) bindGroup() error {
	b, s := bs.b, bs.s.with(kindGroupBy)
	s.srf = bs.srf
	// one set of nothing: the product's neutral element
	sets := [][]int{nil}
	for i := range bs.q.GroupBy {
		g := bs.q.GroupBy[i]
		alts, err := bs.groupAlts(s, &bs.q.GroupBy[i])
		if err != nil {
			return err
		}
		// Before the product is made, for it may be large.
		if len(sets)*len(alts) > groupingSetsMax {
			return b.Fail(g, pgerror.StatementTooComplex, "too many grouping sets present (maximum %d)", groupingSetsMax)
		}
		sets = crossed(sets, alts)
	}
	if bs.severalSets() {
		return bs.useSets(sets)
	}
	return nil
}

// groupExpr binds an expression of GROUP BY and returns which one of the group's it is.
// The index is into bs.group. An expression of a type without equality can't be grouped by (42883);
// neither can one with an aggregate or a window function of this block, by an output name too
// (42803, 42P20).
func (bs *blockState) groupExpr(s *scope, g ast.Expr) (int, error) {
	b := bs.b
	x, err := bs.groupItem(s, g)
	if err != nil {
		return 0, err
	}
	if !types.Groupable(x.Type()) {
		return 0, b.Fail(g, pgerror.UndefinedFunction, "could not identify an equality operator for type %s", x.Type())
	}
	// A collation error points at the output column that the item names.
	n := ast.Node(g)
	if bs.groupAt >= 0 {
		n = bs.targets[bs.groupAt].node
	}
	if err := b.comparedBy(n, x, "string hashing"); err != nil {
		return 0, err
	}
	if err := bs.noAgg(x); err != nil {
		return 0, err
	}
	if err := bs.noWindow(x); err != nil {
		return 0, err
	}
	return bs.addGroup(x, "?column?"), nil
}

// noAgg refuses an item of GROUP BY that reads an aggregate, at whose place the error points.
func (bs *blockState) noAgg(x scalar.Expr) error {
	in := innerAgg(bs.agg, x)
	if in == nil {
		return nil
	}
	return bs.b.Fail(nil, pgerror.GroupingError, "aggregate functions are not allowed in GROUP BY").WithPosition(bs.b.position(int(in.Pos)))
}

// noWindow refuses an item of GROUP BY that reads a window function, itself or through a
// set-returning one.
// A function that returns sets may have one among its arguments.
func (bs *blockState) noWindow(x scalar.Expr) error {
	in := bs.win.inner(x)
	sets := rel.VarSet{}
	bs.srf.closure(x, sets)
	for _, it := range bs.srf.items {
		for _, a := range it.Args {
			if inner := bs.win.inner(a); in == nil && sets[it.ID] {
				in = inner
			}
		}
	}
	if in == nil {
		return nil
	}
	return bs.b.Fail(nil, pgerror.WindowingError, "window functions are not allowed in GROUP BY").WithPosition(bs.b.position(int(in.Pos)))
}

// addGroup groups by x, once. Under several sets an output column is grouped by for itself:
// one set may have it where it has not another one of the same expression. What is no name of
// a column is the first column that says the same.
// A group that is a column keeps the column's number, so what reads it above needs no rewriting;
// useSets gives it another one where there are several sets. The index is into bs.group. Each group
// there is gets compared: quadratic in the length of GROUP BY.
func (bs *blockState) addGroup(x scalar.Expr, name string) int {
	at := -1
	if bs.severalSets() {
		if at = bs.groupAt; at < 0 {
			at = slices.IndexFunc(bs.targets, func(t target) bool { return scalar.Equal(t.x, x) })
		}
	}
	for i, k := range bs.group {
		if scalar.Equal(k.X, x) && bs.groupTargets[i] == at {
			return i
		}
	}
	bs.groupTargets = append(bs.groupTargets, at)
	id := scalar.VarID(0)
	if v, ok := x.(*scalar.Var); ok {
		id = v.ID
	} else {
		id = bs.b.NewVar(rel.Column{Name: name, Type: x.Type(), Typmod: scalar.TypmodOf(x), Row: bs.b.rowOf(x)})
	}
	bs.group = append(bs.group, rel.Item{ID: id, X: x})
	return len(bs.group) - 1
}

// groupItem resolves a GROUP BY item: an input column before an output name,
// an ordinal, or an expression.
// The order is the other way round from ORDER BY: SQL-99's rule (input columns) goes first here, as
// in Postgres (findTargetlistEntrySQL92). The name of a FROM item, which would mean its row, gives
// way to an output name.
//
//	SELECT a AS b FROM t GROUP BY b               by t.b, and then a is not grouped by (42803)
//	SELECT a AS n FROM t GROUP BY n               by the output column, as t has no n
//	SELECT a FROM t GROUP BY 1                    by a
func (bs *blockState) groupItem(s *scope, g ast.Expr) (scalar.Expr, error) {
	if c, ok := g.(*ast.ColumnRef); ok && c.Table == "" && !c.Star && !bs.b.isResolved(c) {
		// An input column of this query only; one of a query around comes last (s.column).
		x, err := s.unqualified(c)
		if err != nil {
			return nil, err
		}
		if _, isRow := x.(*scalar.Row); x != nil && !isRow {
			return x, nil
		}
		found := -1
		for i := range bs.targets {
			if bs.targets[i].name == c.Name {
				if found >= 0 && !scalar.Equal(bs.targets[i].x, bs.targets[found].x) {
					return nil, bs.b.Fail(c, pgerror.AmbiguousColumn, "GROUP BY %q is ambiguous", c.Name)
				}
				found = i
			}
		}
		if found >= 0 {
			return bs.groupTarget(g, found)
		}
		return s.column(c)
	}
	if c, ok := g.(*ast.Const); ok && c.Kind != ast.ConstNull {
		if c.Kind != ast.ConstInt {
			return nil, bs.b.Fail(c, pgerror.SyntaxError, "non-integer constant in GROUP BY")
		}
		if c.Int < 1 || c.Int > int64(len(bs.targets)) {
			return nil, bs.b.Fail(c, pgerror.InvalidColumnReference, "GROUP BY position %d is not in select list", c.Int)
		}
		return bs.groupTarget(g, int(c.Int-1))
	}
	return s.typed(g)
}

// groupTarget is output column i as something to group by. A literal of unknown type becomes text
// first, in the select list as well: both have to stay the same expression.
// It is an output column by name or by number.
func (bs *blockState) groupTarget(g ast.Expr, i int) (scalar.Expr, error) {
	t := &bs.targets[i]
	bs.groupAt = i
	if err := bs.noAgg(t.x); err != nil {
		return nil, err
	}
	x, err := bs.b.known(g, t.x)
	t.x = x
	return x, err
}

// bindHaving binds HAVING, with aggregates but without windows and sets. Its conditions become a
// Select above the groups in aggregate.
func (bs *blockState) bindHaving() error {
	if bs.q.Having == nil {
		return nil
	}
	hs := bs.s.with(kindHaving)
	hs.agg = bs.agg
	x, err := hs.condition(bs.q.Having, "HAVING")
	bs.having = x
	return err
}

// names are the names of the output columns, in step with targets; they need not differ.
func (bs *blockState) names() []string {
	names := make([]string, len(bs.targets))
	for i := range bs.targets {
		names[i] = bs.targets[i].name
	}
	return names
}

// bindOrder binds ORDER BY of a block. With SELECT DISTINCT, what is sorted by has to be an output
// column (42P10): duplicates are gone by then, and another expression of the row could differ among
// them. DISTINCT ON has its own rule (checkDistinctOn).
//
//	SELECT a AS b, b AS c FROM t ORDER BY b       by the output column b, which is a
//	SELECT a AS b, b AS c FROM t ORDER BY b + 0   by the table's b: in expressions names are those of FROM
//	SELECT a FROM t ORDER BY 1                    by the first column; 1 + 0 is a constant
//	SELECT DISTINCT a FROM t ORDER BY b           42P10
func (bs *blockState) bindOrder() error {
	for i := range bs.q.OrderBy {
		it := &bs.q.OrderBy[i]
		st, err := bs.sortItem(it.Expr, "ORDER BY", kindOrderBy)
		if err != nil {
			return err
		}
		bs.b.resolveOutput(&it.Expr, st.target)
		x, n := st.x, ast.Node(it.Expr)
		if st.target >= 0 {
			x, n = bs.targets[st.target].x, bs.targets[st.target].node
		}
		if err := bs.b.comparedBy(n, x, builtin.StringComparison); err != nil {
			return err
		}
		if st.dir, err = bs.b.direction(it, x.Type()); err != nil {
			return err
		}
		if st.target < 0 && bs.q.Distinct && bs.q.DistinctOn == nil {
			return bs.b.failLeft(it.Expr, pgerror.InvalidColumnReference, "for SELECT DISTINCT, ORDER BY expressions must appear in select list")
		}
		bs.order = append(bs.order, st)
	}
	return nil
}

// sortItem resolves an ORDER BY or DISTINCT ON item: an output name before an
// input column, an ordinal, or an expression over the input.
// Expressions that say the same as an output column become that column, so they are computed once:
// ORDER BY random() beside SELECT random() sorts by what is shown, as in Postgres.
func (bs *blockState) sortItem(e ast.Expr, what string, k exprKind) (sortTarget, error) {
	switch c := e.(type) {
	case *ast.ColumnRef:
		if c.Table == "" && !c.Star && !bs.b.isResolved(c) {
			found := -1
			for i := range bs.targets {
				if bs.targets[i].name != c.Name {
					continue
				}
				if found >= 0 && !scalar.Equal(bs.targets[i].x, bs.targets[found].x) {
					return sortTarget{}, bs.b.Fail(c, pgerror.AmbiguousColumn, "%s %q is ambiguous", what, c.Name)
				}
				found = i
			}
			if found >= 0 {
				return sortTarget{target: found}, nil
			}
		}
	case *ast.Const:
		if c.Kind == ast.ConstInt {
			if c.Int < 1 || c.Int > int64(len(bs.targets)) {
				return sortTarget{}, bs.b.Fail(c, pgerror.InvalidColumnReference, "%s position %d is not in select list", what, c.Int)
			}
			return sortTarget{target: int(c.Int - 1)}, nil
		}
		if c.Kind != ast.ConstNull {
			return sortTarget{}, bs.b.Fail(c, pgerror.SyntaxError, "non-integer constant in %s", what)
		}
	}
	os := bs.s.with(k)
	os.agg, os.srf, os.win = bs.agg, bs.srf, bs.win
	x, err := os.typed(e)
	if err != nil {
		return sortTarget{}, err
	}
	for i := range bs.targets {
		if t := &bs.targets[i]; scalar.Equal(t.x, x) && slices.Equal(collateNames(t.node), collateNames(e)) {
			return sortTarget{target: i}, nil
		}
	}
	return sortTarget{target: -1, x: x}, nil
}

// collateNames are the collations that an expression names, which the scalar of it does not keep: x and
// x COLLATE "C" are the same scalar, and two expressions.
func collateNames(n ast.Node) (names []string) {
	if n == nil {
		return nil
	}
	ast.Walk(n, func(n ast.Node) bool {
		if c, ok := n.(*ast.CollateExpr); ok {
			names = append(names, c.Collation.Name)
		}
		return true
	})
	return names
}

// bindDistinctOn binds DISTINCT ON. It comes after ORDER BY, which it is checked against.
// Each is a target, or an expression over the input.
func (bs *blockState) bindDistinctOn() error {
	for i, e := range bs.q.DistinctOn {
		st, err := bs.sortItem(e, "DISTINCT ON", kindDistinctOn)
		if err != nil {
			return err
		}
		bs.b.resolveOutput(&bs.q.DistinctOn[i], st.target)
		x, n := st.x, ast.Node(e)
		if st.target >= 0 {
			x, n = bs.targets[st.target].x, bs.targets[st.target].node
		}
		if err := bs.b.comparedBy(n, x, builtin.StringComparison); err != nil {
			return err
		}
		bs.on = append(bs.on, target{x: x, node: e})
		bs.onTargets = append(bs.onTargets, st.target)
	}
	return bs.checkDistinctOn()
}

// checkDistinctOn wants the ON expressions to be the first ones of ORDER BY.
// Until the first item of ORDER BY that is none of ON, items may come in any order and repeat; from
// there on all of ON has to be seen. An ORDER BY that ends before is fine: distinct sorts by the
// rest (Postgres: transformDistinctOnClause).
//
//	DISTINCT ON (a, b) … ORDER BY b, a, c         right
//	DISTINCT ON (a, b) … ORDER BY a               right: b is sorted by behind it
//	DISTINCT ON (a) … ORDER BY b                  42P10
//	DISTINCT ON (a, b) … ORDER BY a, c, b         42P10: c stands before all of ON was seen
func (bs *blockState) checkDistinctOn() error {
	if len(bs.on) == 0 || len(bs.order) == 0 {
		return nil
	}
	// An item says an expression, and the collations that it names.
	key := func(x scalar.Expr, n ast.Node) string {
		return strings.Join(append(collateNames(n), scalar.Key(x)), " ")
	}
	keys, seen := make([]string, len(bs.on)), map[string]bool{}
	for i, at := range bs.onTargets {
		n := bs.on[i].node
		if at >= 0 {
			n = bs.targets[at].node
		}
		keys[i] = key(bs.on[i].x, n)
	}
	for i := range bs.order {
		x, n := bs.order[i].x, ast.Node(bs.q.OrderBy[i].Expr)
		if at := bs.order[i].target; at >= 0 {
			x, n = bs.targets[at].x, bs.targets[at].node
		}
		if k := key(x, n); slices.Contains(keys, k) {
			seen[k] = true
			continue
		}
		// The first item that is none of ON: all of ON has to be behind us.
		for j := range bs.on {
			if !seen[keys[j]] {
				return bs.b.Fail(bs.on[j].node, pgerror.InvalidColumnReference, "SELECT DISTINCT ON expressions must match initial ORDER BY expressions")
			}
		}
		return nil
	}
	return nil
}

// settleUnknown decides what literals of unknown type in the select list become.
// What rows are compared by is text. Else INSERT's column decides, or the set operation around, or
// it is text too. Where nothing converts it to INSERT's column, the later rules decide, and the
// writer refuses the column.
func (bs *blockState) settleUnknown() error {
	for i := range bs.targets {
		t := &bs.targets[i]
		if t.x.Type() != types.TUnknown {
			continue
		}
		if bs.compared(i) {
			x, err := bs.b.known(t.node, t.x)
			if err != nil {
				return err
			}
			t.x = x
			continue
		}
		if i < len(bs.o.want) && bs.o.want[i] != nil {
			x, err := bs.b.Coerce(t.node, t.x, bs.o.want[i], builtin.Assignment)
			if err != nil {
				return err
			}
			if x != nil {
				t.x = x
				continue
			}
		}
		if bs.o.keepUnknown {
			continue
		}
		x, err := bs.b.known(t.node, t.x)
		if err != nil {
			return err
		}
		t.x = x
	}
	return nil
}

// compared reports whether rows are compared by a target: then it has a type of its own.
// By DISTINCT, DISTINCT ON or ORDER BY.
func (bs *blockState) compared(target int) bool {
	if bs.q.Distinct && len(bs.on) == 0 || slices.Contains(bs.onTargets, target) {
		return true
	}
	return slices.ContainsFunc(bs.order, func(o sortTarget) bool { return o.target == target })
}

// grouped reports whether the block has groups at all. HAVING or an aggregate without GROUP BY make
// one group of all rows, of none too.
func (bs *blockState) grouped() bool {
	return len(bs.agg.aggs) > 0 || len(bs.agg.groupings) > 0 || len(bs.q.GroupBy) > 0 || bs.having != nil
}

// aggregate groups where the block has aggregates, GROUP BY or HAVING, and
// rewrites what lies above in terms of groups.
// Rewriting goes over every expression that is computed above the groups: targets, order, DISTINCT
// ON, direct arguments, window calls and clauses, sets, HAVING, in this order, because the first
// ungrouped column is the error told (42803). Row locks are refused before: a row of groups is no row
// of a table.
func (bs *blockState) aggregate() error {
	if err := bs.checkLocking(bs.grouped()); err != nil || !bs.grouped() {
		return err
	}
	if len(bs.agg.aggs) > 0 && slices.ContainsFunc(bs.s.rels, func(r *scopeRel) bool { return r.work }) {
		return bs.b.Fail(ast.Pos(bs.agg.aggs[0].Pos), pgerror.InvalidRecursion, "aggregate functions are not allowed in a recursive query's recursive term")
	}
	g := &grouper{b: bs.b, group: bs.group, targets: bs.groupTargets, agg: bs.agg, inner: rel.SetOf(bs.in.Out()), from: bs.in, rels: bs.s.rels, sets: bs.sets, written: len(bs.group)}
	g.index()
	bs.setsBelow(g)
	for i := range bs.targets {
		t := &bs.targets[i]
		// A target that was grouped by for itself is that key, even if another key says the same.
		if k := slices.Index(bs.groupTargets, i); k >= 0 {
			t.x = bs.b.Ref(g.group[k].ID)
			continue
		}
		t.x = g.rewrite(t.x)
	}
	for i := range bs.order {
		if bs.order[i].x != nil {
			bs.order[i].x = g.rewrite(bs.order[i].x)
		}
	}
	for i := range bs.on {
		bs.on[i].x = g.rewrite(bs.on[i].x)
	}
	bs.directArgs(g)
	for _, it := range bs.win.items {
		it.Each(g.rewrite)
	}
	for _, w := range bs.windows {
		w.each(g.rewrite)
	}
	bs.setsAbove(g)
	if bs.having != nil {
		bs.having = g.rewrite(bs.having)
	}
	if g.err != nil {
		return g.err
	}
	if err := bs.checkGroupings(); err != nil {
		return err
	}
	if err := bs.checkCells(g); err != nil {
		return err
	}
	bs.in = bs.groups(g)
	if bs.having != nil {
		bs.in = &rel.Select{In: bs.in, Conds: scalar.Conjuncts(bs.having)}
	}
	return nil
}

// setsBelow puts the functions that GROUP BY reads below the groups. They get columns of
// their own: the select list may call them again, once for each group.
// A function in GROUP BY is expanded before grouping: its rows are what is grouped. The keys are
// named anew after each change, since a rewritten expression is found by its text (scalar.Key).
func (bs *blockState) setsBelow(g *grouper) {
	used := rel.VarSet{}
	for i := range g.group {
		k := &g.group[i]
		if !bs.srf.reads(k.X) && !hasLater(k.X) {
			continue
		}
		// Under its old text too: the select list was bound before, and has that one.
		key := scalar.Key(k.X)
		k.X = bs.besideSet(putLater(k.X, false))
		if v, ok := k.X.(*scalar.Var); ok {
			k.ID = v.ID
		}
		g.name(key, i)
		bs.srf.closure(k.X, used)
	}
	if len(used) == 0 {
		return
	}
	items, names := bs.copySets(used)
	for i := range g.group {
		k := &g.group[i]
		key := scalar.Key(k.X)
		k.X = rel.Substitute(k.X, names)
		if v, ok := k.X.(*scalar.Var); ok {
			k.ID = v.ID
		}
		g.name(key, i)
	}
	bs.in = projectSets(bs.in, items)
}

// setsAbove keeps the functions that are read above the groups, over the groups.
// Their arguments are rewritten too. Those that nothing reads any more are dropped: left in place
// they would multiply the groups' rows.
func (bs *blockState) setsAbove(g *grouper) {
	used := rel.VarSet{}
	read := func(x scalar.Expr) {
		if x != nil {
			scalar.Vars(x, func(v *scalar.Var) { used[v.ID] = true })
		}
	}
	for i := range bs.targets {
		read(bs.targets[i].x)
	}
	for i := range bs.order {
		read(bs.order[i].x)
	}
	for i := range bs.on {
		read(bs.on[i].x)
	}
	for _, w := range bs.windows {
		w.keys(read)
	}
	var kept []rel.SetItem
	for i := len(bs.srf.items) - 1; i >= 0; i-- { // calls before their arguments
		it := bs.srf.items[i]
		if !used[it.ID] {
			continue
		}
		args := make([]scalar.Expr, len(it.Args))
		for j, a := range it.Args {
			args[j] = g.rewrite(a)
			read(args[j])
		}
		it.Args = args
		kept = append(kept, it)
	}
	slices.Reverse(kept)
	bs.srf.items = kept
}

// besideSets puts expressions of the select list beside the set-returning functions, where these stand
// alone in the list: volatile ones, which are computed once more than there are rows, and those that may
// fail, which do so for a row too that the functions give nothing for.
// Where a function is an operand, Postgres computes the list above the functions
// (split_pathtarget_at_srfs), once for each row.
// level is of the functions, by the column they give: 1 reads rows of the block, n+1 reads what a
// function of level n gives. The rows of the deepest level are the block's.
func (bs *blockState) besideSets() {
	level := map[scalar.VarID]int{}
	depth := func(x scalar.Expr) int {
		n := 0
		scalar.Vars(x, func(v *scalar.Var) { n = max(n, level[v.ID]) })
		return n
	}
	// A function that calls a function runs a level above it: f(g(x)) has 2.
	for _, it := range bs.srf.items { // arguments come before the call
		n := 0
		for _, a := range it.Args {
			n = max(n, depth(a))
		}
		level[it.ID] = n + 1
	}
	// operand: one of the deepest functions is part of an expression
	// The deepest level decides, as its rows are the result's: a shallower function is an operand of them
	// anyhow, at its level.
	deepest, operand := 0, false
	// Only what reads the deepest functions decides; an operand anywhere among these ends it.
	for i := range bs.targets {
		x := bs.targets[i].x
		d := depth(x)
		if d > deepest {
			deepest, operand = d, false
		}
		if v, ok := x.(*scalar.Var); d == deepest && (!ok || level[v.ID] == 0) {
			operand = true
		}
	}
	if deepest == 0 || operand {
		return
	}
	// What is sorted by is computed below the sort, other volatile expressions above it.
	sorted := len(bs.order) > 0 && (!bs.q.Distinct || len(bs.on) > 0)
	after := bs.setsAfterSort()
	for i := range bs.targets {
		t := &bs.targets[i]
		volatile := bs.b.Volatile(t.x)
		if depth(t.x) > 0 || !volatile && (scalar.Leakproof(t.x) || scalar.PropsOf(t.x).Subquery) {
			continue
		}
		key := slices.ContainsFunc(bs.order, func(o sortTarget) bool { return o.target == i })
		if sorted && after == key && (key || volatile) {
			// What is sorted by is computed below the sort, the rest above if it is volatile: only what is on the
			// side of the sets can be beside them.
			continue
		}
		// An item without a function: ProjectSet computes it once for each turn, and once more at
		// the end, or, where it is always the same, once for each row.
		id := bs.b.NewVar(rel.Column{Name: t.name, Type: t.x.Type(), Typmod: scalar.TypmodOf(t.x), Row: bs.b.rowOf(t.x)})
		bs.srf.items = append(bs.srf.items, rel.SetItem{Args: []scalar.Expr{t.x}, ID: id})
		t.x = bs.b.Ref(id)
	}
}

// setsAfterSort reports whether the set-returning functions of the select list run over
// the sorted rows: nothing of the order depends on them, so LIMIT ends them early.
// With DISTINCT they have to run before: their rows are what is made distinct, but for DISTINCT ON
// whose expressions need none of them. Postgres: make_sort_input_target.
func (bs *blockState) setsAfterSort() bool {
	if len(bs.srf.items) == 0 || len(bs.order) == 0 || bs.q.Distinct && len(bs.on) == 0 {
		return false
	}
	for i := range bs.on {
		if bs.srf.reads(bs.on[i].x) {
			return false
		}
	}
	for _, o := range bs.order {
		x := o.x
		if o.target >= 0 {
			x = bs.targets[o.target].x
		}
		if bs.srf.reads(x) {
			return false
		}
	}
	return true
}

// grouper turns expressions over a block's input into ones over its groups.
//
// An expression is looked for as a whole first, then in its parts, outermost first: with GROUP BY
// a+b, a+b is a key though a and b are none. The first error is kept in err; what is rewritten
// after it is not used.
type grouper struct {
	b *Binder
	// keys, those written first; columns that depend on a primary key are added behind them
	group []rel.Item
	// targets are the output columns that the first of group are, -1 for none.
	targets []int
	agg     *aggScope
	// the columns of the input: of these, only keys may be read above the groups
	inner rel.VarSet
	from  rel.Rel
	// for the names in errors
	rels []*scopeRel
	// sets are several grouping sets, of the first keys, which were written.
	sets [][]int
	// how many of group were written
	written int
	// the key that an expression is, by scalar.Key of it
	keys map[string]scalar.VarID
	// the columns that aggregates give
	aggs rel.VarSet
	err  error
}

// index fills keys and aggs, from what is grouped by and computed.
// It is filled anew by who changes keys (setsBelow).
func (g *grouper) index() {
	g.keys = map[string]scalar.VarID{}
	for i := range g.group {
		g.name(scalar.Key(g.group[i].X), i)
	}
	g.aggs = rel.VarSet{}
	for _, a := range g.agg.aggs {
		g.aggs[a.ID] = true
	}
}

// name has an expression stand for a key. Of several keys of one expression it is, as in
// Postgres, the one that comes first in the select list.
func (g *grouper) name(expr string, key int) {
	for i := range g.targets {
		if i != key && g.targets[i] < g.targets[key] && scalar.Key(g.group[i].X) == expr {
			return
		}
	}
	g.keys[expr] = g.group[key].ID
}

// rewrite gives e over the groups; e itself is left as it is. What reads no column – constants,
// parameters, registers – passes. A column that depends on a grouped primary key is added to the
// keys: it makes no more groups, and has one value in each.
func (g *grouper) rewrite(e scalar.Expr) scalar.Expr {
	return scalar.MapPre(e, func(x scalar.Expr) scalar.Expr {
		if id, ok := g.keys[scalar.Key(x)]; ok {
			return g.b.Ref(id)
		}
		// Its registers are set from columns that stay; only whether they may be read is asked.
		if sub, ok := x.(*scalar.Subquery); ok {
			g.correlation(sub)
			return nil
		}
		// Its arguments are looked at next, as parts; the error of the whole goes before theirs.
		if e, ok := x.(*scalar.System); ok && g.err == nil {
			g.err = g.ungroupedSystem(e)
		}
		v, ok := x.(*scalar.Var)
		if !ok || g.aggs[v.ID] || !g.inner[v.ID] {
			return nil
		}
		if g.dependent(v.ID) {
			g.group = append(g.group, rel.Item{ID: v.ID, X: g.b.Ref(v.ID)})
			g.keys[scalar.Key(v)] = v.ID
			return g.b.Ref(v.ID)
		}
		if g.err == nil {
			g.err = g.ungrouped(v)
		}
		return nil
	})
}

// dependent reports whether a column is a function of the groups: it is one of a table of
// this FROM, whose whole primary key is grouped by. What comes out of a subquery is none.
// With several sets the key has to be in each of them. A stored query then depends on the
// constraint (Postgres: check_functional_grouping). Unique keys don't count, as in Postgres: their
// columns may be NULL.
//
//	SELECT k, v FROM t GROUP BY k                 right where k is t's primary key: v has one value for each k
//	SELECT k, v FROM t GROUP BY u                 42803, though u is unique
//	SELECT s.v FROM (SELECT * FROM t) s GROUP BY s.k    42803: s has no key
func (g *grouper) dependent(id scalar.VarID) bool {
	sc := ownScan(g.from, id)
	if sc == nil {
		return false
	}
	primary := primaryOf(sc)
	if len(primary) == 0 {
		return false
	}
	grouped := rel.VarSet{}
	for i, k := range g.group {
		v, ok := k.X.(*scalar.Var)
		// Columns that were added, from g.written on, are of every set.
		if ok && !slices.ContainsFunc(g.sets, func(set []int) bool { return i < g.written && !slices.Contains(set, i) }) {
			grouped[v.ID] = true
		}
	}
	for _, key := range primary {
		if !grouped[key] {
			return false
		}
	}
	if r := g.b.resolving; r != nil && !sc.Table.Virtual { // the system's tables keep their keys
		// Indexes[0] is the primary one: dropping its constraint breaks a view, which is refused without
		// CASCADE.
		r.constraints = append(r.constraints, sc.Table.Indexes[0].Constraint)
	}
	return true
}

// primaryOf are the columns of the primary key of a scan's table, those of the system's tables
// among them; none where it has no such key.
func primaryOf(sc *rel.Scan) []scalar.VarID {
	if !sc.Table.Virtual {
		if !sc.Table.HasPrimaryKey() {
			return nil
		}
		return sc.PrimaryColumns()
	}
	var key []scalar.VarID
	for _, slot := range sc.Table.VirtualKey() {
		key = append(key, sc.Vars[slot])
	}
	return key
}

// ownScan finds the table of a FROM clause that a column is of.
// It looks through what keeps a table's columns as they are. The nullable side of an outer join is
// included: rows that NULLs stand for have one key, NULL, and one value, NULL.
func ownScan(r rel.Rel, id scalar.VarID) *rel.Scan {
	switch r := r.(type) {
	case *rel.Scan:
		if slices.Contains(r.Vars, id) {
			return r
		}
	case *rel.Select:
		return ownScan(r.In, id)
	case *rel.Barrier:
		return ownScan(r.In, id)
	case *rel.Join:
		if sc := ownScan(r.L, id); sc != nil {
			return sc
		}
		return ownScan(r.R, id)
	}
	return nil
}

// correlation wants the columns that a subquery reads to be of the groups.
// What a subquery reads of the block is set before it is run (Sets), from a row of the groups by
// then. The sets keep their columns, which keys that are columns have in common with the input.
// Only the outer query's columns are asked: registers stand for what is further out.
func (g *grouper) correlation(sub *scalar.Subquery) {
	for _, set := range sub.Sets {
		v, ok := set.X.(*scalar.Var)
		if !ok || g.err != nil || g.aggs[v.ID] || !g.inner[v.ID] || g.dependent(v.ID) {
			continue
		}
		if _, ok := g.keys[scalar.Key(v)]; !ok {
			e := pgerror.New(pgerror.GroupingError, "subquery uses ungrouped column %q from outer query", g.nameOf(v.ID))
			e.Position = g.b.position(int(v.Pos))
			g.err = e
		}
	}
}

// ungrouped is the error of a column that is neither grouped by nor in an aggregate (42803).
// The position is that of the very reference.
func (g *grouper) ungrouped(v *scalar.Var) error {
	e := pgerror.New(pgerror.GroupingError, "column %q must appear in the GROUP BY clause or be used in an aggregate function", g.nameOf(v.ID))
	e.Position = g.b.position(int(v.Pos))
	return e
}

// ungroupedSystem is ungrouped of a system column one of whose columns is not of the groups; nil
// where all are.
func (g *grouper) ungroupedSystem(e *scalar.System) error {
	for _, x := range e.Args {
		v, ok := x.(*scalar.Var)
		if !ok || g.aggs[v.ID] || !g.inner[v.ID] || g.dependent(v.ID) {
			continue
		}
		if _, ok := g.keys[scalar.Key(v)]; ok {
			continue
		}
		name := g.nameOf(v.ID)
		// The name of the table's column gives the qualifier, the system column the rest.
		name = name[:strings.LastIndexByte(name, '.')+1] + e.Name()
		err := pgerror.New(pgerror.GroupingError, "column %q must appear in the GROUP BY clause or be used in an aggregate function", name)
		err.Position = g.b.position(int(e.Pos))
		return err
	}
	return nil
}

// nameOf is a column's name as the query knows it.
// Qualified by the FROM item, as Postgres writes it; a column of no item in sight by what made it.
func (g *grouper) nameOf(id scalar.VarID) string {
	for _, rel := range g.rels {
		for i := range rel.cols {
			if c := &rel.cols[i]; c.id == id && c.expr == nil && !rel.unnamed {
				return rel.name + "." + c.name
			}
		}
	}
	name := g.b.Info(id).Name
	if a := g.b.Info(id).Alias; a != "" {
		name = a + "." + name
	}
	return name
}

// finish projects, drops duplicates, orders, locks and limits.
// Sort keys and DISTINCT ON that are no output columns are projected beside them; out.Out leaves
// them out. Volatile targets that the order does not need, and sets that run after the sort, are
// computed by a second projection above it; the first one lets through what they read. Row locks
// come after sorting and before LIMIT, as in Postgres.
func (bs *blockState) finish() (*rel.Query, error) {
	b := bs.b
	p := &rel.Project{In: bs.in, Dropped: bs.dropped}
	out := &rel.Query{Names: bs.names()}
	// late are the targets of the second projection
	var late []rel.Item
	for i := range bs.targets {
		t := &bs.targets[i]
		if bs.postponed(i) {
			c := b.targetCollation(t)
			t.id = b.NewVar(rel.Column{Name: t.name, Type: t.x.Type(), Typmod: scalar.TypmodOf(t.x), Collation: c.result(), Row: b.rowOf(t.x)})
			late = append(late, rel.Item{ID: t.id, X: t.x})
			bs.passInputs(p, t.x)
		} else {
			t.id = b.targetItem(p, t)
		}
		out.Out = append(out.Out, t.id)
	}
	var keys []rel.SortKey
	// Keys that are not in the list are columns of p alone: out.Out, made before, leaves them out.
	for _, o := range bs.order {
		id := scalar.VarID(0)
		if o.target >= 0 {
			id = bs.targets[o.target].id
		} else {
			id = b.item(p, o.x, "?column?")
		}
		keys = append(keys, rel.SortKey{ID: id, Desc: o.dir.Desc, NullsFirst: o.dir.NullsFirst})
	}
	var on []scalar.VarID
	for i, t := range bs.on {
		if target := bs.onTargets[i]; target >= 0 {
			on = append(on, bs.targets[target].id)
		} else {
			on = append(on, b.item(p, t.x, "?column?"))
		}
	}
	// An unread window's keys count as one more target: what they read is let through for the
	// sets above.
	if len(bs.srf.items) > 0 {
		for _, x := range bs.unused {
			bs.passInputs(p, x)
		}
	}
	out.Rel = p
	if bs.q.Distinct {
		if err := bs.distinct(out, on, keys); err != nil {
			return nil, err
		}
	} else if len(keys) > 0 {
		out.Rel = &rel.Sort{In: out.Rel, Keys: keys}
	}
	// Above the sort: which rows are locked follows from the order, under LIMIT too.
	if err := bs.lock(out, p); err != nil {
		return nil, err
	}
	// These let columns more through p; they are not of the result.
	bs.nameRows(out, p)
	bs.carryMarks(out, p)
	// Above the locks: the functions run for rows that are in the result.
	if len(late) > 0 || len(bs.srf.items) > 0 {
		below := out.Rel.Out()
		top := &rel.Project{In: projectSets(out.Rel, bs.srf.items)}
		for _, id := range below {
			top.Pass(b.Ref(id))
		}
		top.Items = append(top.Items, late...)
		out.Rel = top
	}
	out.Consts = bs.constants
	return out, b.limit(bs.s, bs.q, out, keys)
}

// passInputs lets through what x reads, and what the functions that it reads do.
// Arguments of functions that run above the sort are read there.
func (bs *blockState) passInputs(p *rel.Project, x scalar.Expr) {
	scalar.Vars(x, func(v *scalar.Var) {
		it := bs.srf.find(v.ID)
		if it == nil {
			p.Pass(bs.b.Ref(v.ID))
			return
		}
		for _, a := range it.Args {
			bs.passInputs(p, a)
		}
	})
}

// postponed reports whether a target is computed after sorting, so that
// nextval counts in the order of the result, and only for rows within LIMIT.
// With a Sort below them, not without: then the projection is as lazy as the Limit above it.
func (bs *blockState) postponed(target int) bool {
	if bs.srf.reads(bs.targets[target].x) {
		return true // the others are below the projection already
	}
	if len(bs.order) == 0 || bs.q.Distinct && len(bs.on) == 0 || !scalar.PropsOf(bs.targets[target].x).Volatile {
		return false
	}
	for i := range bs.on {
		if scalar.Equal(bs.on[i].x, bs.targets[target].x) {
			return false
		}
	}
	for _, o := range bs.order {
		if o.target == target {
			return false
		}
	}
	return true
}

// item adds an expression to a projection, once, and returns its column.
// Expressions that are volatile get a column for each time they are written: two calls of random()
// are two values. It looks at all items each time: quadratic in their number.
func (b *Binder) item(p *rel.Project, x scalar.Expr, name string) scalar.VarID {
	if v, ok := x.(*scalar.Var); ok {
		p.Pass(v)
		return v.ID
	}
	// A literal of unknown type may get another type where it stands again: an arm of UNION says SELECT NULL, NULL.
	if x.Type() != types.TUnknown && !scalar.PropsOf(x).Volatile {
		for _, it := range p.Items {
			if scalar.Equal(it.X, x) {
				return it.ID
			}
		}
	}
	id := b.NewVar(rel.Column{Name: name, Type: x.Type(), Typmod: scalar.TypmodOf(x), Row: b.rowOf(x)})
	p.Items = append(p.Items, rel.Item{ID: id, X: x})
	return id
}

// distinct drops duplicates and sorts. SELECT DISTINCT compares output columns only, and sorts
// afterwards: the keys are outputs, bindOrder saw to that. DISTINCT ON has to sort first: the first
// row of each group is the one that is kept.
func (bs *blockState) distinct(out *rel.Query, on []scalar.VarID, keys []rel.SortKey) error {
	// DISTINCT hashes: a type needs equality, and a collation where it has collations.
	for i := range bs.targets {
		if t := &bs.targets[i]; len(on) == 0 && !types.Groupable(t.x.Type()) && t.x.Type() != types.TUnknown {
			return bs.b.Fail(t.node, pgerror.UndefinedFunction, "could not identify an equality operator for type %s", t.x.Type())
		}
		if t := &bs.targets[i]; len(on) == 0 {
			if err := bs.b.comparedBy(t.node, t.x, "string hashing"); err != nil {
				return err
			}
		}
	}
	if len(on) == 0 {
		// Distinct keeps no order, so the sort comes after.
		out.Rel = &rel.Distinct{In: out.Rel, Keep: UniqueIDs(out.Out)}
		if len(keys) > 0 {
			out.Rel = &rel.Sort{In: out.Rel, Keys: keys}
		}
		return nil
	}
	// DISTINCT ON takes the first row of each group in the order asked for. Postgres sorts by what
	// is not asked for, too, and clients have come to count on that.
	keys = slices.Clone(keys)
	for _, id := range on {
		// They are sorted by behind what was asked for: bindOrder has seen to that ON's expressions come first
		// where both are given (42P10).
		if !slices.ContainsFunc(keys, func(k rel.SortKey) bool { return k.ID == id }) {
			keys = append(keys, rel.SortKey{ID: id})
		}
	}
	out.Rel = &rel.Sort{In: out.Rel, Keys: keys}
	out.Rel = &rel.Distinct{In: out.Rel, On: on, Keep: out.Rel.Out()}
	return nil
}

// UniqueIDs drops columns that come before.
// The order is kept; ids is left as it is.
func UniqueIDs(ids []scalar.VarID) []scalar.VarID {
	seen := rel.VarSet{}
	var out []scalar.VarID
	for _, id := range ids {
		if !seen[id] {
			seen[id] = true
			out = append(out, id)
		}
	}
	return out
}

// TableUse notes that the plan depends on a table.
// See UsedTables.
func (b *Binder) TableUse(t *catalog.TableDesc) { b.tables[t.ID] = true }

// commonRow tells what the records of a column of VALUES are made of; nil where that is not the
// same in all rows, or not known.
// Only types are compared: the names are the first row's.
// A literal NULL tells nothing about a column, and is passed over.
func (b *Binder) commonRow(xs []scalar.Expr) *scalar.Row {
	var first *scalar.Row
	for _, x := range xs {
		if c, ok := x.(*scalar.Const); ok && c.D.IsNull() {
			continue
		}
		r := b.rowOf(x)
		if r == nil {
			return nil
		}
		if first == nil {
			first = r
		}
		if !slices.EqualFunc(r.Args, first.Args, func(x, y scalar.Expr) bool { return x.Type() == y.Type() }) {
			return nil
		}
	}
	return first
}

// firstNode is where an error of a row points: at its first value, and nowhere in a row of none.
func firstNode(row []ast.Expr) ast.Expr {
	if len(row) == 0 {
		return nil
	}
	return row[0]
}
