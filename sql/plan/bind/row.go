package bind

import (
	"slices"
	"strings"

	"github.com/isochrondb/isochron/sql/builtin"
	"github.com/isochrondb/isochron/sql/parser/ast"
	"github.com/isochrondb/isochron/sql/parser/deparse"
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/plan/scalar"
	"github.com/isochrondb/isochron/sql/types"
)

// rowBinary compares a row constructor with another or with a subquery.
// l is e.L. Two rows that are written out are compared column by column; a record that comes from
// elsewhere is compared whole, by the operators of records, as it is in Postgres.
//
// Rows come in three forms, and are compared in two ways:
//
//	written out: (a, b), ROW(a, b)  column by column, each by an operator of its own
//	a value of a composite type     as a whole, by the operators of records
//	a subquery's columns            column by column, with the row on its left
func (s *scope) rowBinary(e *ast.BinaryExpr, l *ast.RowExpr) (scalar.Expr, error) {
	if q, ok := e.R.(*ast.SubqueryExpr); ok {
		return s.rowSubquery(e, l, q)
	}
	lx, err := s.expr(l)
	if err != nil {
		return nil, err
	}
	lr := lx.(*scalar.Row)
	rx, err := s.expr(e.R)
	if err != nil {
		return nil, err
	}
	rr, ok := rx.(*scalar.Row)
	if !ok || rr.T != nil || !isRow(e.R) { // other records are compared whole
		return s.b.Operator(e, e.Op, lx, rx, e.L, e.R)
	}
	return s.b.rowCompare(e, e.Op, lr.Args, rr.Args, rowFields(l), rowFields(e.R))
}

// isRow reports whether x is a row constructor.
func isRow(x ast.Node) bool {
	_, ok := x.(*ast.RowExpr)
	return ok
}

// rowFields are the expressions of a row constructor, nil for anything else.
// In step with scalar.Row.Args unless a star stands among them (fieldNode).
func rowFields(x ast.Node) []ast.Expr {
	if r, ok := x.(*ast.RowExpr); ok {
		return r.Fields
	}
	return nil
}

// fieldNode is where field i of a row is written: n, the row, where it has no place of its own.
func fieldNode(n ast.Expr, row *scalar.Row, i int) ast.Expr {
	if fields := rowFields(n); len(fields) == len(row.Args) {
		return fields[i]
	}
	return n
}

// rowParts gives what a subquery's columns are compared with: the fields of a row constructor,
// also of one that is cast to a composite type, as in Postgres; else x alone.
// fields are in step with xs, nil where they have no place of their own.
// x was bound from xn.
func rowParts(x scalar.Expr, xn ast.Expr) (xs []scalar.Expr, fields []ast.Expr) {
	if r, ok := x.(*scalar.Row); ok && r.T == nil {
		return r.Args, rowFields(xn)
	}
	for {
		// Casts to composite types nest: ((1, 2)::a)::b. The row is within all of them.
		c, ok := xn.(*ast.CastExpr)
		if !ok {
			break
		}
		xn = c.X
	}
	fields = rowFields(xn)
	if fields == nil {
		return []scalar.Expr{x}, nil
	}
	// A row of constants has become one constant by then; it is taken apart again.
	switch x := x.(type) {
	case *scalar.Cast:
		if r, ok := x.X.(*scalar.Row); ok && x.Type().Kind() == types.KindRecord {
			return r.Args, fields
		}
	case *scalar.Const:
		if x.T.Kind() == types.KindRecord && !x.D.IsNull() {
			r := x.D.Record()
			for i, v := range r.Values {
				xs = append(xs, &scalar.Const{T: r.Types[i], D: v, Typmod: types.NoTypmod})
			}
			return xs, fields
		}
	}
	return []scalar.Expr{x}, nil
}

// rowSubquery is (a, b) = (SELECT x, y): the subquery, which is bound first, gives one record
// at most.
// No row is a record of NULLs, with which nothing is equal; more than one is an error (21000) when
// it is run.
// It is run once for a row, however many columns are compared.
//
// The query becomes one scalar.Subquery that gives a record; each column of it is a scalar.Field
// of that same node, which the executor runs once for a row of the query around.
func (s *scope) rowSubquery(e *ast.BinaryExpr, row *ast.RowExpr, q *ast.SubqueryExpr) (scalar.Expr, error) {
	// Postgres: transformSubLink analyzes the query before what it is compared with, so that its errors come first.
	sub, err := s.subquery(q, q.Query, scalar.SubRow)
	if err != nil {
		return nil, err
	}
	lx, err := s.expr(row)
	if err != nil {
		return nil, err
	}
	l := lx.(*scalar.Row)
	out := s.b.Subs[sub.ID].Out
	// 42601, "subquery has too many columns" or "too few": told of the whole, since no column has a
	// partner.
	if len(out) != len(l.Args) {
		return nil, s.subqueryColumns(e, len(out), len(l.Args))
	}
	fields := make([]scalar.Expr, len(out))
	for i, id := range out {
		fields[i] = &scalar.Field{X: sub, Idx: i, T: s.b.Info(id).Type}
	}
	return s.b.rowCompare(e, e.Op, l.Args, fields, rowFields(row), nil)
}

// rowCompare compares rows column by column.
// n is where errors point; ln and rn are the fields' places, nil for what has none. Each column has
// its own operator, but all of one meaning (Postgres: make_row_comparison_op). What comes out:
//
//	one column, no comparison  the operator itself
//	=, *=                      the conjunction of the columns' equalities
//	<>, <, <=, >, >=, …        RowCompare: the first column that differs decides
//
// An operator that is none of a btree order can't compare rows (0A000).
//
//	(a, b) = (1, 2)          a = 1 AND b = 2
//	(a, b) < (1, 2)          RowCompare: a < 1, or a = 1 and b < 2
//	(a, b) <> (1, 2)         RowCompare, which needs no order
//	(a, b) ~ ('x', 'y')      0A000: ~ belongs to no order
//	(a, b) = (1, 2, 3)       42601: unequal number of entries
func (b *Binder) rowCompare(n ast.Node, name string, l, r []scalar.Expr, ln, rn []ast.Expr) (scalar.Expr, error) {
	// The columns of a subquery have no expressions in nodes that a cast could be taken down for.
	// The stand-in for a missing node must not be noted as a cast of the whole.
	convert := func(nodes []ast.Expr, i int, x scalar.Expr, to *types.Type) (scalar.Expr, error) {
		if i < len(nodes) {
			return b.implicit(nodes[i], x, to)
		}
		casts := b.casts
		b.casts = nil
		defer func() { b.casts = casts }()
		return b.implicit(n, x, to)
	}
	// The width comes first: types say nothing of columns that have no partner.
	if len(l) != len(r) {
		return nil, b.Fail(n, pgerror.SyntaxError, "unequal number of entries in row expressions")
	}
	if len(l) == 0 {
		return nil, b.Fail(n, pgerror.FeatureNotSupported, "cannot compare rows of zero length")
	}
	// An operator of the system that compares gives a boolean; others may not.
	notBool := func(t *types.Type) error {
		return b.Fail(n, pgerror.DatatypeMismatch, "row comparison operator must yield type boolean, not type %s", t)
	}
	if len(l) == 1 && !isComparison(name) {
		x, err := b.Operator(n, name, l[0], r[0], partNode(ln, 0), partNode(rn, 0))
		if err == nil && x.Type() != types.TBool {
			err = notBool(x.Type())
		}
		return x, err
	}
	// All columns are looked up by the written operator first: its error names it.
	users := false
	for i := range l {
		if own, err := b.ownChoice(n, name, l[i].Type(), r[i].Type()); err != nil {
			return nil, err
		} else if own != nil {
			x, err := own.of(l[i], r[i], partNode(ln, i), partNode(rn, i))
			if err == nil && x.Type() != types.TBool {
				err = notBool(x.Type())
			}
			if err != nil || len(l) == 1 {
				return x, err
			}
			users = true
			continue
		}
		// What an order says of rows takes no EXECUTE (Postgres: ExecInitExprRec, T_RowCompareExpr).
		resolve := b.registry().ResolveOperator
		if name == "=" || name == "<>" {
			resolve = b.usedOperator
		}
		op, err := resolve(name, l[i].Type(), r[i].Type())
		switch {
		case err != nil:
			return nil, b.at(n, err) // names the operator that was written
		case op.Result != types.TBool:
			return nil, notBool(op.Result)
		}
	}
	// The operator's name tells its place in an order; those of users belong to no family that could.
	order, ok := rowOrderOf(name)
	if !ok || users {
		return nil, b.noFamily(n, name)
	}
	out := &scalar.RowCompare{Name: order.meaning}
	eqs := make([]scalar.Expr, 0, len(l))
	for i := range l {
		eq, err := b.registry().ResolveOperator(order.equal, l[i].Type(), r[i].Type())
		if err != nil {
			return nil, b.at(n, err)
		}
		x, err := convert(ln, i, l[i], eq.Left)
		if err != nil {
			return nil, err
		}
		y, err := convert(rn, i, r[i], eq.Right)
		if err != nil {
			return nil, err
		}
		// A column whose collation is not known fails only if the rows are equal up to there.
		use, err := b.lacks(eq, []scalar.Expr{x, y}, []ast.Node{partNode(ln, i), partNode(rn, i)})
		if err != nil {
			return nil, err
		}
		if use != "" { // it fails where rows that are equal before get here
			y = b.undetermined(use, false, y.Type(), []scalar.Expr{x, y})
		}
		out.L, out.R, out.Eq = append(out.L, x), append(out.R, y), append(out.Eq, eq)
		eqs = append(eqs, &scalar.Op{Op: eq, L: x, R: y})
		// "" for = and <>, which need no order.
		if order.strict == "" {
			continue
		}
		// For what has been converted: the order and the equality have to be of the same values, or a row could be neither
		// less than, nor equal to, nor greater than another.
		less, err := b.registry().ResolveOperator(order.strict, x.Type(), y.Type())
		if err != nil {
			return nil, b.at(n, err)
		}
		out.Less = append(out.Less, less)
	}
	// (a, b) = (1, 2) is a = 1 AND b = 2, of which an index on (a, b) makes a point.
	if order.meaning == "=" {
		return scalar.And(eqs...), nil // plain conditions, which indexes understand
	}
	return out, nil
}

// rowOrder is what an operator that btrees know asks of rows: meaning is the comparison that it
// stands for, by the operators equal and, unless it is = or <>, strict of each column.
// Postgres gets it of pg_amop; here the names say it.
type rowOrder struct{ meaning, equal, strict string }

// rowOrderOf tells the operators that are of an order: those of the types' own, of patterns
// (~<~) and of what is kept of records (*<).
// false: an operator of users, or one of no order, such as ~ or ||.
// The operators <> have no strict one: which of two rows comes first does not matter to them.
func rowOrderOf(name string) (o rowOrder, ok bool) {
	switch name {
	case "=", "<>":
		return rowOrder{meaning: name, equal: "="}, true
	case "*=", "*<>":
		return rowOrder{meaning: name[1:], equal: "*="}, true
	case "<", "<=", ">", ">=":
		return rowOrder{meaning: name, equal: "=", strict: name[:1]}, true
	case "~<~", "~<=~", "~>~", "~>=~":
		return rowOrder{meaning: strings.Trim(name, "~"), equal: "=", strict: name[:2] + "~"}, true
	case "*<", "*<=", "*>", "*>=":
		return rowOrder{meaning: name[1:], equal: "*=", strict: name[:2]}, true
	}
	return rowOrder{}, false
}

// noFamily is the error of rows that are compared by an operator of which it is not known what it
// says of an order.
func (b *Binder) noFamily(n ast.Node, name string) error {
	return b.at(n, pgerror.New(pgerror.FeatureNotSupported, "could not determine interpretation of row comparison operator %s", name).
		WithHint("Row comparison operators must be associated with btree operator families."))
}

// partNode is where a field of a row stands; nil: that is not known.
func partNode(nodes []ast.Expr, i int) ast.Node {
	if i < len(nodes) {
		return nodes[i]
	}
	return nil
}

// in binds IN and NOT IN: a subquery, rows, or a list. Where errors of sets are told differs
// between them as it does in Postgres.
// The value is bound once, however many elements there are.
func (s *scope) in(e *ast.InExpr) (scalar.Expr, error) {
	calls := s.srf.count()
	if e.Query != nil {
		x, err := s.inSubquery(e)
		return s.noSet(e, calls, rowComparison, x, err)
	}
	x, err := s.expr(e.X)
	if err != nil {
		return nil, err
	}
	if row, ok := x.(*scalar.Row); ok && isRow(e.X) {
		out, err := s.inRows(e, row)
		return s.noSet(e, calls, rowComparison, out, err)
	}
	// Elements of an IN over rows are rows, too.
	elems := make([]scalar.Expr, len(e.List))
	for i, el := range e.List {
		if elems[i], err = s.expr(el); err != nil {
			return nil, err
		}
	}
	out, err := s.inList(e, x, elems)
	if err == nil && s.srf.count() > calls && s.setInList(x, elems) {
		err = s.b.Fail(e, pgerror.DatatypeMismatch, "argument of IN must not return a set")
	}
	return out, err
}

// setInList reports whether a set takes part in a comparison of IN that Postgres makes for
// one element alone: of elements with columns, and of a single one without. The others are
// compared together, as an array, of which sets may be a part.
// Postgres makes one array of what has no columns, and compares the rest apart.
func (s *scope) setInList(x scalar.Expr, elems []scalar.Expr) bool {
	// x IN (1, c) has one element without columns: Postgres compares each by an operator of its
	// own, whose operands must not be sets. x IN (1, 2, c) makes an array of 1 and 2, in which sets
	// may stand.
	constant := 0
	for _, el := range elems {
		if !s.hasColumns(el) {
			constant++
		}
	}
	alone := false
	for _, el := range elems {
		if s.hasColumns(el) || constant == 1 {
			alone = true
			if s.srf.reads(el) {
				return true
			}
		}
	}
	return alone && s.srf.reads(x)
}

// hasColumns reports whether x reads columns; what a set-returning function gives is none.
// A column of an outer query is one, too: it may differ from run to run.
func (s *scope) hasColumns(x scalar.Expr) bool {
	found := false
	scalar.Vars(x, func(v *scalar.Var) {
		it := s.srf.find(v.ID)
		found = found || it == nil || slices.ContainsFunc(it.Args, s.hasColumns)
	})
	return found
}

// inList is x IN (elems).
// One element is a plain comparison. Several of one type are = ANY (<> ALL) of an array, which
// indexes understand as spans; without a common type each is compared by its own operator. A query
// that is kept or printed follows Postgres's split (transformAExprIn): what has columns is compared
// apart.
// NULL among the elements stays: it makes what is not found NULL.
//
//	x IN (1)                 x = 1
//	x IN (1, 2)              x = ANY (ARRAY[1, 2])
//	x NOT IN (1, 2)          x <> ALL (ARRAY[1, 2])
//	x IN (1, c)              kept as x = 1 OR x = c where the text is stored or printed
func (s *scope) inList(e *ast.InExpr, x scalar.Expr, elems []scalar.Expr) (scalar.Expr, error) {
	op := "="
	if e.Not {
		op = "<>"
	}
	if len(elems) == 1 {
		// Rows that are cast to a composite type are compared as rows here, and whole where there are several, as in Postgres
		// (transformAExprIn).
		if l, ln := rowParts(x, e.X); ln != nil {
			if r, rn := rowParts(elems[0], e.List[0]); rn != nil {
				return s.b.rowCompare(e, op, l, r, ln, rn)
			}
		}
		return s.inOne(e, op, x, elems[0], e.List[0])
	}
	if together, single := deparse.SplitIn(e); len(single) > 0 && (s.b.casts != nil || s.b.resolving != nil || s.b.Env.Literals != nil) {
		return s.inParts(e, op, x, elems, together) // as it is stored
	}
	if together := s.literalApart(e, x, elems); together != nil {
		return s.inParts(e, op, x, elems, together)
	}
	// Nothing has columns, or nobody keeps the text: all elements may be one list, of which an index makes spans.
	// x counts among the types: 1 IN (1.5) compares numerics.
	ts := append([]*types.Type{x.Type()}, exprTypes(elems)...)
	t, err := s.b.registry().CommonType("IN", ts)
	if err != nil || t.ArrayType() == nil {
		return s.inOps(e, op, x, elems)
	}
	return s.quantElems(e, op, e.Not, x, e.List, elems, t)
}

// inOne is IN of one element among others, or alone.
func (s *scope) inOne(e *ast.InExpr, op string, x, elem scalar.Expr, n ast.Expr) (scalar.Expr, error) {
	out, err := s.b.Operator(e, op, x, elem, e.X, n)
	if err != nil || out.Type() == types.TBool {
		return out, err
	}
	return s.b.boolean(e, out, "IN")
}

// withoutColumns are the nodes of those elements that read no columns.
func (s *scope) withoutColumns(nodes []ast.Expr, elems []scalar.Expr) []ast.Expr {
	out := []ast.Expr{}
	for i, el := range elems {
		if !s.hasColumns(el) {
			out = append(out, nodes[i])
		}
	}
	return out
}

// literalApart gives, of a literal among elements that read columns of several types, those that read none: the literal
// has the type of each column then, and of the others together (Postgres: transformAExprIn); else nil.
func (s *scope) literalApart(e *ast.InExpr, x scalar.Expr, elems []scalar.Expr) []ast.Expr {
	if k, ok := x.(*scalar.Const); !ok || k.T != types.TUnknown {
		return nil
	}
	// Mixed: elements of two known types at least. With one type all have it, the literal as well.
	mixed := false
	var first *types.Type
	for _, el := range elems {
		if t := el.Type(); t != types.TUnknown {
			mixed = mixed || first != nil && t != first
			first = t
		}
	}
	if !mixed {
		return nil
	}
	if together := s.withoutColumns(e.List, elems); len(together) < len(elems) {
		return together
	}
	return nil
}

// inParts compares the elements that have no columns together, if there are several, and the
// others one by one.
// together are nodes of e.List.
// The order of evaluation is Postgres's: the array first.
func (s *scope) inParts(e *ast.InExpr, op string, x scalar.Expr, elems []scalar.Expr, together []ast.Expr) (scalar.Expr, error) {
	// Cost: each element is looked for among those that are compared together.
	var nodes, rest []ast.Expr
	var xs, restX []scalar.Expr
	for i, n := range e.List {
		if len(together) > 1 && slices.Contains(together, n) {
			nodes, xs = append(nodes, n), append(xs, elems[i])
		} else {
			rest, restX = append(rest, n), append(restX, elems[i])
		}
	}
	out := &scalar.Bool{Or: !e.Not}
	if len(xs) > 0 {
		t, err := s.b.registry().CommonType("IN", append([]*types.Type{x.Type()}, exprTypes(xs)...))
		if err != nil || t.ArrayType() == nil {
			return s.inOps(e, op, x, elems)
		}
		c, err := s.quantElems(e, op, e.Not, x, nodes, xs, t)
		if err != nil {
			return nil, err
		}
		out.Args = append(out.Args, c)
	}
	for i, n := range rest {
		c, err := s.inOne(e, op, x, restX[i], n)
		if err != nil {
			return nil, err
		}
		out.Args = append(out.Args, c)
	}
	return out, nil
}

// quantElems is x op ANY (list), or ALL for NOT IN.
// nodes and elems are in step; t is the common type of them and x. The operator may want another
// type than t (the text of a varchar): elements are converted twice then, as the array would be.
// x may be of unknown type: then it takes t.
func (s *scope) quantElems(e *ast.InExpr, op string, all bool, x scalar.Expr, nodes []ast.Expr, elems []scalar.Expr, t *types.Type) (scalar.Expr, error) {
	xt := x.Type()
	if xt == types.TUnknown {
		xt = t
	}
	if own, err := s.b.ownChoice(e, op, xt, t); err != nil {
		return nil, err
	} else if own != nil {
		// It may give anything, which is told in other words of what has columns. What inParts gives has none.
		if together := s.withoutColumns(nodes, elems); len(together) < len(elems) {
			return s.inParts(e, op, x, elems, together)
		}
		return s.ownElems(e, own, all, x, nodes, elems, t)
	}
	o, err := s.b.usedOperator(op, xt, t)
	if err != nil {
		return nil, s.b.at(e, err)
	}
	if x, err = s.b.implicit(e.X, x, o.Left); err != nil {
		return nil, err
	}
	// elems is the caller's, and is changed in place: nobody looks at what was there before.
	for i := range elems {
		if elems[i], err = s.b.implicit(nodes[i], elems[i], t); err != nil {
			return nil, err
		}
		if elems[i], err = s.b.implicit(nil, elems[i], o.Right); err != nil { // of the array, in fact
			return nil, err
		}
	}
	// Postgres shows the cast of the array, not of its elements.
	if s.b.casts != nil && o.Right != t {
		s.b.casts.Lists[e] = s.b.shown(o.Right.ArrayType(), types.NoTypmod)
	}
	use, err := s.b.lacks(o, append([]scalar.Expr{x}, elems...), append([]ast.Node{e.X}, asNodes(nodes)...))
	if err != nil {
		return nil, err
	}
	// It fails for any row but of none: elems is not empty.
	if use != "" {
		return s.b.undetermined(use, false, types.TBool, []scalar.Expr{x, elems[0]}), nil
	}
	return &scalar.Quant{Op: o, All: all, X: x, Elems: elems}, nil
}

// ownElems is quantElems by an operator of the schema.
func (s *scope) ownElems(e *ast.InExpr, own *ownChoice, all bool, x scalar.Expr, nodes []ast.Expr, elems []scalar.Expr, t *types.Type) (scalar.Expr, error) {
	var err error
	for i := range elems {
		if elems[i], err = s.b.implicit(nodes[i], elems[i], t); err != nil {
			return nil, err
		}
	}
	return s.b.ownQuant(e, own.desc.Name, all, x, &scalar.Array{T: t.ArrayType(), Elems: elems}, e.X, e)
}

// inOps is IN over elements without a common type: each is compared by its own
// operator.
// Printers of stored queries are told (Apart), as Postgres writes it out as ORs.
func (s *scope) inOps(e *ast.InExpr, op string, x scalar.Expr, elems []scalar.Expr) (scalar.Expr, error) {
	if s.b.casts != nil {
		s.b.casts.Apart[e] = true
	}
	out := &scalar.Bool{Or: !e.Not}
	for i, el := range elems {
		c, err := s.inOne(e, op, x, el, e.List[i])
		if err != nil {
			return nil, err
		}
		out.Args = append(out.Args, c)
	}
	return out, nil
}

// inRows is (a, b) IN ((1, 2), …): each element is compared as a row, a record of another kind as a
// whole.
// All rows have to be as wide as x.
// Each element is bound when its turn comes: an error of a later one is told later.
func (s *scope) inRows(e *ast.InExpr, row *scalar.Row) (scalar.Expr, error) {
	op := "="
	if e.Not {
		op = "<>"
	}
	out := &scalar.Bool{Or: !e.Not}
	for _, el := range e.List {
		y, err := s.expr(el)
		if err != nil {
			return nil, err
		}
		// fields nil: el is a record that nobody has written out, a column of a composite type for one.
		r, fields := rowParts(y, el)
		if fields == nil {
			c, err := s.b.Operator(e, op, row, y, e.X, el)
			if err != nil {
				return nil, err
			}
			out.Args = append(out.Args, c)
			continue
		}
		c, err := s.b.rowCompare(e, op, row.Args, r, rowFields(e.X), fields)
		if err != nil {
			return nil, err
		}
		out.Args = append(out.Args, c)
	}
	return out, nil
}

// quant binds x op ANY or ALL (array or subquery). A literal of unknown type at the right becomes
// an array of what the operator wants. A domain over an array counts as its array.
// The array may be NULL, which gives NULL.
// The operator has to give boolean (42809). ANY of nothing is false, ALL of nothing true; the node does that.
func (s *scope) quant(e *ast.QuantExpr) (scalar.Expr, error) {
	if e.Query != nil {
		calls := s.srf.count()
		out, err := s.quantSubquery(e, e.Op, e.All, e.X, e.Query)
		return s.noSet(e, calls, rowComparison, out, err)
	}
	x, err := s.expr(e.X)
	if err != nil {
		return nil, err
	}
	a, err := s.expr(e.Array)
	if err != nil {
		return nil, err
	}
	at := a.Type()
	if at == types.TUnknown {
		// A literal or parameter is an array of what the operator wants of what is not known.
		// Where neither side has a type both are text, as literals are that nothing gives another.
		elem := types.TText
		var none error
		if xt := x.Type(); xt != types.TUnknown {
			elem = xt
			// int4 = ANY ('{1,2}') reads integers.
			if own, err := s.b.ownChoice(e, e.Op, xt, types.TUnknown); err != nil {
				return nil, err
			} else if own != nil {
				elem = own.args[1]
			} else if none = s.b.ownOnly(e, e.Op, x, scalar.Null(types.TUnknown)); none != nil {
				return nil, none
			} else if op, err := s.b.registry().ResolveOperator(e.Op, xt, types.TUnknown); err == nil && !op.Right.IsPolymorphic() {
				elem = op.Right
			} else {
				none = s.b.at(e, err)
			}
		}
		switch at = elem.ArrayType(); {
		case at == nil && none != nil:
			return nil, none
		case at == nil:
			return nil, s.b.Fail(e, pgerror.UndefinedObject, "could not find array type for data type %s", elem)
		}
		if a, err = s.b.implicit(e.Array, a, at); err != nil {
			return nil, err
		}
	}
	if base := at.Base(); base != at && base.IsArray() {
		if a, err = s.b.Coerce(e.Array, a, base, builtin.Explicit); err != nil {
			return nil, err
		}
		at = base
	}
	if !at.IsArray() {
		return nil, s.b.Fail(e, pgerror.WrongObjectType, "op ANY/ALL (array) requires array on right side")
	}
	if own, err := s.b.ownQuant(e, e.Op, e.All, x, a, e.X, e.Array); own != nil || err != nil {
		return own, err
	}
	if err := s.b.ownOnly(e, e.Op, x, &scalar.CaseArg{T: at.Elem()}); err != nil {
		return nil, err
	}
	op, err := s.b.usedOperator(e.Op, x.Type(), at.Elem())
	if err != nil {
		return nil, s.b.at(e, err)
	}
	if op.Result != types.TBool {
		return nil, s.b.Fail(e, pgerror.WrongObjectType, "op ANY/ALL (array) requires operator to yield boolean")
	}
	if x, err = s.b.implicit(e.X, x, op.Left); err != nil {
		return nil, err
	}
	// at.Elem() is what the operator was looked for with; it may take a type that this is converted to.
	// An array is converted by its elements.
	if op.Right != at.Elem() {
		if a, err = s.b.implicit(e.Array, a, op.Right.ArrayType()); err != nil {
			return nil, err
		}
	}
	use, err := s.b.lacks(op, []scalar.Expr{x, a}, []ast.Node{e.X, e.Array})
	if err != nil {
		return nil, err
	}
	if use != "" {
		return s.b.undetermined(use, false, types.TBool, []scalar.Expr{x, a}), nil
	}
	op = s.b.lettersOf(op, []scalar.Expr{x, a}, []ast.Node{e.X, e.Array})
	return s.b.Fold(&scalar.Quant{Op: op, All: e.All, X: x, Array: a}), nil
}
