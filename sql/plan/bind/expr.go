package bind

import (
	"context"
	"math"
	"strconv"

	"github.com/isochrondb/isochron/sql/builtin"
	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/parser/ast"
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/plan/host"
	"github.com/isochrondb/isochron/sql/plan/rewrite"
	"github.com/isochrondb/isochron/sql/plan/scalar"
	"github.com/isochrondb/isochron/sql/types"
)

// expr gives types to an expression. Its own type may still be unknown: a
// string literal, NULL or a parameter.
// Errors carry the position that Postgres gives them, which is not always that of e. What it
// returns may share parts with what it returned for the same column before: expressions are not
// changed in place once they are bound, but by who bound them. With collations in the statement,
// each expression's own is derived right after it is bound (collation.go); before the first special
// one is met, nobody pays for that.
func (s *scope) expr(e ast.Expr) (scalar.Expr, error) {
	// enter counts how deep expressions nest, and ends those that would take more stack than there is (54001).
	if err := s.b.enter(); err != nil {
		return nil, err
	}
	defer s.b.leave()
	switch e.(type) {
	// What each node takes is accounted for before anything is made of it, so that a statement of a few MB fails for
	// lack of memory instead of taking it.
	case *ast.Const: // in the tree's account
	case *ast.ColumnRef:
		s.b.Note(namedBytes)
	default:
		s.b.Note(exprBytes)
	}
	// No special collation has been met as long as collations is nil (derive).
	x, err := s.exprOf(e)
	if err == nil && s.b.collations != nil {
		err = s.derive(e, x)
	}
	return x, err
}

// exprOf is expr by kind of syntax. What can't stand where expressions do (DEFAULT, a named
// argument, a grouping set) comes here too, from places that do not look for it, and gets its error
// at the end.
func (s *scope) exprOf(e ast.Expr) (scalar.Expr, error) {
	switch e := e.(type) {
	case *ast.Const:
		return s.constant(e)
	case *ast.ColumnRef:
		// count(*) is read by call, a select list's star by its list: this one stands where a value is wanted.
		if e.Star && e.Table == "" && !s.b.isResolved(e) {
			return nil, s.b.Fail(e, pgerror.SyntaxError, "row expansion via \"*\" is not supported here")
		}
		return s.column(e)
	case *ast.Param:
		return s.param(e)
	// Operators, then tests, rows and what has a syntax of its own.
	case *ast.BoolExpr:
		return s.boolExpr(e)
	// Negate takes NOT NOT and NOT … IS NULL apart, where that is safe; all else stays for the rewriter.
	case *ast.NotExpr:
		x, err := s.condition(e.X, "NOT")
		if err != nil {
			return nil, err
		}
		return rewrite.Negate(x), nil
	case *ast.BinaryExpr:
		return s.binary(e)
	case *ast.UnaryExpr:
		x, err := s.expr(e.X)
		if err != nil {
			return nil, err
		}
		return s.b.Operator(e, e.Op, nil, x, nil, e.X)
	case *ast.IsExpr:
		return s.is(e)
	// From here to the quantified comparisons, sets within are refused as a whole: Postgres makes
	// operators of these, whose operands may not be sets there.
	case *ast.DistinctExpr:
		return s.distinct(e)
	// calls tells, here and below, whether a set-returning function was met within; see noSet
	case *ast.BetweenExpr:
		calls := s.srf.count()
		x, err := s.between(e)
		what := "argument of AND"
		if e.Not {
			what = "argument of OR"
		}
		return s.noSet(e, calls, what, x, err)
	case *ast.LikeExpr:
		return s.like(e)
	case *ast.InExpr:
		return s.in(e)
	case *ast.QuantExpr:
		return s.quant(e)
	// A query is bound in a scope of its own below this one; what it reads of here becomes registers.
	case *ast.ExistsExpr, *ast.SubqueryExpr, *ast.ArraySubquery:
		return s.subqueryExpr(e)
	case *ast.ArrayExpr:
		return s.array(e, nil, types.NoTypmod)
	case *ast.RowExpr:
		return s.row(e)
	case *ast.CaseExpr:
		return s.caseExpr(e)
	case *ast.CoalesceExpr:
		calls := s.srf.count()
		xs, t, err := s.commonList("COALESCE", e.Args)
		if err != nil {
			return nil, err
		}
		if err := s.noSetsIn("COALESCE", calls); err != nil {
			return nil, err
		}
		// Folded where all are constants; the first one alone would decide, but is left to the rewriter.
		return s.b.Fold(&scalar.Coalesce{T: t, Args: xs}), nil
	case *ast.NullIfExpr:
		return s.nullIf(e)
	case *ast.XMLExpr:
		return s.xml(e)
	case *ast.MinMaxExpr:
		return s.minMax(e)
	// Calls, and what is written like none but is one.
	case *ast.FuncCall:
		return s.call(e)
	case *ast.SQLValue:
		return s.sqlValue(e)
	case *ast.CastExpr:
		return s.castExpr(e)
	case *ast.CollateExpr:
		return s.collate(e)
	case *ast.IndirectionExpr:
		return s.indirection(e)
	// What is left can't be an expression by itself: who takes it has looked for it before.
	case *ast.DefaultExpr:
		return nil, s.b.Fail(e, pgerror.SyntaxError, "DEFAULT is not allowed in this context")
	// An argument list with names takes them out before it binds the values (args, positional).
	case *ast.NamedArg:
		return nil, s.b.unsupported(e, "Give arguments by their places.", "named arguments are not supported")
	case *ast.CurrentOf:
		return nil, s.b.unsupported(e, "Update rows by their primary key.", "WHERE CURRENT OF is not supported")
	case *ast.GroupingFunc:
		return s.grouping(e)
	case *ast.GroupingSet:
		return nil, s.b.unsupported(e, "Use plain GROUP BY queries and UNION ALL.", "grouping sets are not supported")
	}
	return nil, s.b.unsupported(e, "Rewrite the expression.", "expressions of kind %T are not supported", e)
}

// typed is expr with an unknown type settled as text.
// For places that have no type to give: what is sorted, grouped or shown.
func (s *scope) typed(e ast.Expr) (scalar.Expr, error) {
	x, err := s.expr(e)
	if err != nil {
		return nil, err
	}
	return s.b.known(e, x)
}

// condition binds an operand of a boolean construct.
// what names the construct in errors: "argument of WHERE must be type boolean". A literal of
// unknown type becomes boolean; a set is refused (42804).
func (s *scope) condition(e ast.Expr, what string) (scalar.Expr, error) {
	// Sets are told by counting: binding one adds it to the list of the select list's functions, and leaves a column in
	// its place that looks like any other.
	calls := s.srf.count()
	x, err := s.expr(e)
	if err != nil {
		return nil, err
	}
	y, err := s.b.boolean(e, x, what)
	return s.noSet(e, calls, "argument of "+what, y, err)
}

// rowComparison is what Postgres calls comparisons of rows and with subqueries.
const rowComparison = "row comparison operator"

// noSet passes on what was bound since calls set-returning functions had been seen, unless
// there is one in it.
func (s *scope) noSet(n ast.Node, calls int, what string, x scalar.Expr, err error) (scalar.Expr, error) {
	if err == nil && s.srf.count() > calls {
		err = s.b.Fail(n, pgerror.DatatypeMismatch, "%s must not return a set", what)
	}
	return x, err
}

// constant gives a literal its first type, as Postgres's lexer and make_const do: integer, else
// bigint where it fits, else numeric; strings and NULL are unknown until their place decides. A
// stored query has the types noted (e.Type) that were decided when it was made: they are not
// decided again.
//
//	1                   int4
//	2147483648          int8
//	-2147483648         int4: the parser has taken the minus in
//	9223372036854775808 numeric
//	1.0, 1e3            numeric
//	'1', NULL           unknown
//	B'1', X'1F'         bit
func (s *scope) constant(e *ast.Const) (scalar.Expr, error) {
	// No literal has a modifier: '…'::varchar(3) gets it from the cast around.
	k := func(t *types.Type, d types.Datum) scalar.Expr {
		return &scalar.Const{T: t, Typmod: types.NoTypmod, D: d}
	}
	switch e.Kind {
	case ast.ConstNull:
		// a literal of a stored query, whose type was decided when that was made
		if e.Type != 0 && s.b.resolving == nil {
			return s.resolvedConst(e)
		}
		x := k(types.TUnknown, types.Null)
		if s.b.resolving != nil {
			s.b.literal(x, e)
		}
		return x, nil
	case ast.ConstBool:
		return k(types.TBool, types.Bool(e.Bool)), nil
	case ast.ConstInt:
		// The parser has taken a minus before it in (Postgres: doNegate), so that -2147483648 is an int4.
		if e.Int >= math.MinInt32 && e.Int <= math.MaxInt32 {
			return k(types.TInt4, types.Int(e.Int)), nil
		}
		return k(types.TInt8, types.Int(e.Int)), nil
	// Digits that are too many for bigint, and all with a point or an exponent.
	case ast.ConstNumeric:
		d, err := types.DecodeText(types.TNumeric, types.NoTypmod, e.Text, s.b.Env.Types)
		if err != nil {
			return nil, s.b.at(e, err)
		}
		return k(types.TNumeric, d), nil
	case ast.ConstString:
		if e.Type != 0 && s.b.resolving == nil {
			return s.resolvedConst(e)
		}
		x := k(types.TUnknown, types.Text(e.Text))
		// Whoever keeps the query (a view, a body) wants to know what type the literal came to have.
		if s.b.Env.Literals != nil || s.b.resolving != nil {
			s.b.literal(x, e)
		}
		return x, nil
	}
	// Bit strings are left: B'…' and X'…'.
	digits := "b" + e.Text
	if e.Kind == ast.ConstHexBits {
		digits = "x" + e.Text
	}
	d, err := types.ParseBits(digits)
	if err != nil {
		return nil, s.b.at(e, err)
	}
	// The node that evaluates a part of the plan has to know the type too.
	if err := s.b.knownToAll(types.TBit); err != nil {
		return nil, s.b.at(e, err)
	}
	return k(types.TBit, d), nil
}

// maxParams is the parser's bound: EXECUTE can carry more than the protocol.
const maxParams = 1<<17 - 1

// param is $n: an argument of the function that is being inlined, a variable of a routine, or a
// parameter of the statement, in this order. Numbers may come in any order and leave gaps, which
// checkParams tells of. One of a constrained domain is checked where it is read.
// b.params grows to the highest number.
//
//	SELECT $1                       text, in the end (known)
//	SELECT $1 + 1                   int4: an unknown beside a known type is taken for that
//	SELECT $1::int, $1 + 1.5        int4, by the first place; the second one converts it to numeric
func (s *scope) param(e *ast.Param) (scalar.Expr, error) {
	b := s.b
	// First the innermost: within a function that is inlined $1 is its own argument, whatever the statement has.
	if b.inlined != nil {
		return s.inlineParam(e)
	}
	// In the body of a routine $n is what the language says.
	if vs := s.variables(); vs != nil && vs.Param != nil {
		return s.numbered(vs, e)
	}
	if e.Number < 1 || e.Number > maxParams {
		return nil, b.Fail(e, pgerror.UndefinedParameter, "there is no parameter $%d", e.Number)
	}
	// maxParams bounds what one $131071 makes grow.
	for len(b.params) < e.Number {
		b.params = append(b.params, nil)
	}
	// A parameter that a client declares has its type from the start; others get one where they are
	// first used as something, as in Postgres (variable_paramref_hook), or 42P18 at the end.
	t := b.params[e.Number-1]
	if t == nil {
		t = types.TUnknown
	}
	x := &scalar.Param{T: t, N: e.Number}
	// A client's value for a domain is not trusted: the check is put around each use.
	if t.Constrained() {
		return b.constrain(e, x, t)
	}
	return x, nil
}

// boolExpr binds AND and OR of all their arguments at once. Nothing is folded here: that is for the
// rewriter, when it is known what stands around.
// Flat: a AND b AND c has three arguments (makeAndExpr).
//
// a AND 1 is told as: argument of AND must be type boolean, not type integer (42804).
func (s *scope) boolExpr(e *ast.BoolExpr) (scalar.Expr, error) {
	what := "AND"
	if e.Op == ast.Or {
		what = "OR"
	}
	// Each argument has to be boolean by itself, so that the error names the one that is not.
	args := make([]scalar.Expr, len(e.Args))
	for i, a := range e.Args {
		x, err := s.condition(a, what)
		if err != nil {
			return nil, err
		}
		args[i] = x
	}
	return &scalar.Bool{Or: e.Op == ast.Or, Args: args}, nil
}

// binary binds x op y. Rows that are written out are compared column by column (rowBinary), each
// with an operator of its own, as Postgres does (transformAExprOp); a row in a variable is one
// value, with operators for records.
//
//	(1, 2) < (a, b)        rowBinary: both are written out
//	(1, 2) = (SELECT a, b FROM t)    rowBinary: a subquery of two columns
//	t = u, of two rows     Operator: records, each one value
func (s *scope) binary(e *ast.BinaryExpr) (scalar.Expr, error) {
	// Only where the left side is written as a row: 5 = (1, 2) has operands of different kinds and fails by types.
	// The operator counts where the right side is no row: (1, 2) = x, of a composite column x, is
	// compared by rowBinary as well, as a whole.
	if l, ok := e.L.(*ast.RowExpr); ok && (isComparison(e.Op) || isRowOperand(e.R)) {
		calls := s.srf.count()
		x, err := s.rowBinary(e, l)
		return s.noSet(e, calls, rowComparison, x, err)
	}
	l, err := s.expr(e.L)
	if err != nil {
		return nil, err
	}
	r, err := s.expr(e.R)
	if err != nil {
		return nil, err
	}
	return s.b.Operator(e, e.Op, l, r, e.L, e.R)
}

// isRowOperand reports whether x is what a row is compared with column by column, whatever the
// operator.
// A subquery of several columns is compared as a row.
func isRowOperand(x ast.Expr) bool {
	switch x.(type) {
	case *ast.RowExpr, *ast.SubqueryExpr:
		return true
	}
	return false
}

// isComparison reports whether op compares rows column by column. != is read as <> before.
func isComparison(op string) bool {
	switch op {
	case "=", "<>", "<", "<=", ">", ">=":
		return true
	}
	return false
}

// Operator resolves an operator and converts its operands.
// l is nil for a prefix operator, and ln with it. ln and rn are where errors of conversion point;
// the operator's own point at n. The order matters, as the first error is told: operators of users
// (ownOperator, ownOnly), then those built in by the types of both sides (42883 where none or more
// than one fits), then what older nodes know, then conversions. The use of the function behind the
// operator is noted for privileges.
//
// For 1 + '2' the operator is chosen of (int4, unknown): int4 + int4. Then '2' is read as an
// int4. With 1 + '2.5' the choice is the same, and reading fails (22P02), as in Postgres.
func (b *Binder) Operator(n ast.Node, name string, l, r scalar.Expr, ln, rn ast.Node) (scalar.Expr, error) {
	// What the operands' modifiers say is lost here, as with any function's arguments.
	l, r = modified(l), modified(r)
	// The lexer of Postgres does the same; no catalog has an operator !=.
	if name == "!=" {
		name = "<>"
	}
	var lt *types.Type
	if l != nil {
		lt = l.Type()
		// Two rows that are written out come here from IN, BETWEEN and their like.
		if lr, ok := l.(*scalar.Row); ok && isComparison(name) && isRow(ln) && isRow(rn) {
			if rr, ok := r.(*scalar.Row); ok && lr.T == nil && rr.T == nil {
				return b.rowCompare(n, name, lr.Args, rr.Args, rowFields(ln), rowFields(rn))
			}
		}
	}
	if x, err := b.ownOperator(n, name, l, r, ln, rn); x != nil || err != nil {
		return x, err
	}
	if err := b.ownOnly(n, name, l, r); err != nil {
		return nil, err
	}
	op, err := b.usedOperator(name, lt, r.Type())
	if err != nil {
		return nil, b.at(n, err)
	}
	// Literals take the operator's type here.
	// Only after the operator is chosen: a literal converted before would have decided the choice.
	if l != nil {
		if l, err = b.implicit(ln, l, op.Left); err != nil {
			return nil, err
		}
	}
	if r, err = b.implicit(rn, r, op.Right); err != nil {
		return nil, err
	}
	if b.collations != nil {
		if x, err := b.collatedOp(op, l, r, ln, rn); x != nil || err != nil {
			return x, err
		}
	}
	// Constants are folded at once: what an index condition compares with is a constant then.
	return b.Fold(&scalar.Op{Op: op, L: l, R: r}), nil
}

// usedOperator resolves an operator of the system that will be run, and notes it: the function behind it takes
// EXECUTE, and older nodes must know it.
func (b *Binder) usedOperator(name string, l, r *types.Type) (*builtin.Operator, error) {
	var made []*types.Type
	if l == types.TUnknown || r == types.TUnknown {
		// A literal may be of a type that an extension has made, whose operators compete then.
		made = b.Env.Catalog.MadeTypes(b.Env.Path)
	}
	op, err := b.registry().ResolveOperatorBeside(name, l, r, made)
	if err != nil || op.Proc == nil {
		return op, err
	}
	if err := b.functionKnownToAll(op.Proc); err != nil {
		return nil, err
	}
	b.callsFunction(op.Proc.OID)
	return op, nil
}

// is binds IS NULL, IS TRUE and their like. Of a row, IS NULL asks each column; the node does that.
// A bare parameter gets no type of IS NULL; see checkParams.
func (s *scope) is(e *ast.IsExpr) (scalar.Expr, error) {
	// IS NULL takes any type, and leaves a parameter's open; the others want a boolean.
	if e.Kind == ast.IsNull {
		x, err := s.expr(e.X)
		if err != nil {
			return nil, err
		}
		s.b.untyped(e.X, x)
		return s.b.Fold(&scalar.IsNull{X: x, Not: e.Not}), nil
	}
	// IS TRUE and its like never give NULL, so the word for the error is the only thing to find.
	what := [...]string{ast.IsTrue: "IS TRUE", ast.IsFalse: "IS FALSE", ast.IsUnknown: "IS UNKNOWN"}[e.Kind]
	if e.Not {
		what = "IS NOT" + what[2:]
	}
	x, err := s.condition(e.X, what)
	if err != nil {
		return nil, err
	}
	kind := map[ast.IsKind]scalar.TruthKind{ast.IsTrue: scalar.TruthTrue, ast.IsFalse: scalar.TruthFalse, ast.IsUnknown: scalar.TruthUnknown}[e.Kind]
	return &scalar.Truth{X: x, Kind: kind, Not: e.Not}, nil
}

// distinct binds IS [NOT] DISTINCT FROM. Rows are compared by columns where both are written out,
// as whole values where one has a composite type.
// It never gives NULL.
func (s *scope) distinct(e *ast.DistinctExpr) (scalar.Expr, error) {
	l, err := s.expr(e.L)
	if err != nil {
		return nil, err
	}
	r, err := s.expr(e.R)
	if err != nil {
		return nil, err
	}
	// A bare NULL asks for no operator =.
	// Postgres: transformAExprDistinct, which looks at the literal before it looks for an operator; types without = have
	// IS DISTINCT FROM NULL all the same.
	if isNullLiteral(e.R) {
		s.b.untyped(e.L, l)
		return s.differsFromNull(e, l), nil
	}
	if isNullLiteral(e.L) {
		s.b.untyped(e.R, r)
		return s.differsFromNull(e, r), nil
	}
	ls, ln := distinctParts(l, e.L)
	rs, rn := distinctParts(r, e.R)
	if ln == nil || rn == nil {
		return s.distinctPair(e, e.L, e.R, l, r, e.Not)
	}
	if s.b.casts != nil {
		s.b.casts.Fieldwise[e] = true
	}
	// 42601, as for other comparisons of rows.
	// A row of a FROM item (T set) or of a record variable is compared as one value, as its columns may be others by the
	// time that it runs.
	if len(ls) != len(rs) {
		return nil, s.b.Fail(e, pgerror.SyntaxError, "unequal number of entries in row expressions")
	}
	// Rows differ where some column does.
	out := &scalar.Bool{Or: !e.Not}
	for i := range ls {
		x, err := s.distinctPair(e, ln(i), rn(i), ls[i], rs[i], e.Not)
		if err != nil {
			return nil, err
		}
		out.Args = append(out.Args, x)
	}
	// Two empty rows do not differ.
	switch len(out.Args) {
	case 0:
		return scalar.BoolConst(e.Not), nil
	case 1:
		return out.Args[0], nil
	}
	return out, nil
}

// distinctParts are the fields of a row that is written out, also where it is cast to a composite type,
// and where each stands. nil: it is compared as a whole.
func distinctParts(x scalar.Expr, n ast.Expr) ([]scalar.Expr, func(int) ast.Expr) {
	if r, ok := x.(*scalar.Row); ok && isRow(n) {
		if r.T != nil {
			return nil, nil
		}
		return r.Args, func(i int) ast.Expr { return fieldNode(n, r, i) }
	}
	xs, nodes := rowParts(x, n)
	if nodes == nil || len(nodes) != len(xs) {
		return nil, nil
	}
	return xs, func(i int) ast.Expr { return nodes[i] }
}

// isNullLiteral reports whether e is the word NULL: a parameter or a cast of it is none.
func isNullLiteral(e ast.Expr) bool {
	c, ok := e.(*ast.Const)
	return ok && c.Kind == ast.ConstNull
}

// differsFromNull is x IS DISTINCT FROM NULL, which looks at a row as a whole.
// IS DISTINCT FROM NULL is IS NOT NULL of the value as a whole.
func (s *scope) differsFromNull(e *ast.DistinctExpr, x scalar.Expr) scalar.Expr {
	if t := x.Type(); s.b.casts != nil && t != types.TRecord && t.Base().Composite() == nil {
		s.b.casts.Nulls[e] = true
	}
	// A row that is written out is never NULL, whatever is in it.
	// Present tells of a row that an outer join may have padded, which can be NULL as a whole.
	if r, ok := x.(*scalar.Row); ok && r.Present == nil {
		return scalar.BoolConst(!e.Not)
	}
	return s.b.Fold(&scalar.IsNull{X: x, Not: !e.Not, Whole: rewrite.MayBeRow(x)})
}

// distinctPair is IS DISTINCT FROM of two values, by their operator =.
// Where the operator needs a collation that can't be told, that is no error as long as one side is
// NULL: nothing is compared then (unlessNull).
// ln and rn are where the values are written.
func (s *scope) distinctPair(e *ast.DistinctExpr, ln, rn ast.Expr, l, r scalar.Expr, not bool) (scalar.Expr, error) {
	if own, err := s.b.ownChoice(e, "=", l.Type(), r.Type()); err != nil {
		return nil, err
	} else if own != nil {
		return own.pair(scalar.CompareDistinct, not, l, r, ln, rn)
	}
	op, err := s.b.usedOperator("=", l.Type(), r.Type())
	if err != nil {
		return nil, s.b.at(e, err)
	}
	if l, err = s.b.implicit(ln, l, op.Left); err != nil {
		return nil, err
	}
	if r, err = s.b.implicit(rn, r, op.Right); err != nil {
		return nil, err
	}
	use, err := s.b.lacks(op, []scalar.Expr{l, r}, []ast.Node{ln, rn})
	if err != nil {
		return nil, err
	}
	x := &scalar.Distinct{Eq: op, L: l, R: r, Not: not}
	// Postgres finds the missing collation out when the comparison function is called, which is not for a NULL.
	if use != "" {
		return s.b.unlessNull(x, use, l, r), nil
	}
	return s.b.Fold(x), nil
}

// The value is bound once and stands in both comparisons, so it is computed twice: a volatile one
// gives two values, as in Postgres. SYMMETRIC is the same with the bounds exchanged, put beside it.
// A literal is bound for each comparison, which decides its type.
func (s *scope) between(e *ast.BetweenExpr) (scalar.Expr, error) {
	x, err := s.expr(e.X)
	if err != nil {
		return nil, err
	}
	lo, err := s.expr(e.Lo)
	if err != nil {
		return nil, err
	}
	// NOT BETWEEN is written out as Postgres does, x < lo OR x > hi: it says more of NULLs
	// than a NOT around all of it.
	first, second := ">=", "<="
	if e.Not {
		// BETWEEN gets no operator of its own, so an index may bound by each half.
		first, second = "<", ">"
	}
	// An operator of users may give anything.
	word := "AND"
	if e.Not {
		word = "OR"
	}
	compare := func(op string, bound scalar.Expr, at ast.Expr) (out scalar.Expr, err error) {
		node := e.X
		if e.Again != nil {
			if at == e.Hi {
				node = e.Again
			}
			if x, err = s.expr(node); err != nil {
				return nil, err
			}
		}
		s.b.noCast(node)
		out, err = s.b.Operator(e, op, x, bound, node, at)
		if s.b.casts != nil {
			s.b.casts.Bounds[at] = s.b.casts.Parts[node]
		}
		if err == nil && out.Type() != types.TBool {
			out, err = s.b.boolean(e, out, word)
		}
		return out, err
	}
	l, err := compare(first, lo, e.Lo)
	if err != nil {
		return nil, err
	}
	hi, err := s.expr(e.Hi) // looked at after the other comparison
	if err != nil {
		return nil, err
	}
	// $1 BETWEEN 1 AND 2: the first comparison has given $1 its type.
	x = s.b.decided(x)
	r, err := compare(second, hi, e.Hi)
	if err != nil {
		return nil, err
	}
	in := &scalar.Bool{Or: e.Not, Args: []scalar.Expr{l, r}}
	// BETWEEN SYMMETRIC: within the bounds in either order.
	if !e.Symmetric {
		return in, nil
	}
	hi, lo = s.b.decided(hi), s.b.decided(lo)
	if l, err = compare(first, hi, e.Hi); err != nil {
		return nil, err
	}
	if r, err = compare(second, lo, e.Lo); err != nil {
		return nil, err
	}
	other := &scalar.Bool{Or: e.Not, Args: []scalar.Expr{l, r}}
	return &scalar.Bool{Or: !e.Not, Args: []scalar.Expr{in, other}}, nil
}

// decided is an expression that stands in a second comparison: a parameter has the type by now that
// the first one gave it.
func (b *Binder) decided(x scalar.Expr) scalar.Expr {
	p, ok := x.(*scalar.Param)
	if !ok || p.T != types.TUnknown || b.params[p.N-1] == nil {
		return x
	}
	return &scalar.Param{T: b.params[p.N-1], N: p.N}
}

// like binds LIKE, ILIKE and SIMILAR TO as operators, whose pattern has been put into the form that
// the operator takes.
func (s *scope) like(e *ast.LikeExpr) (scalar.Expr, error) {
	x, err := s.expr(e.X)
	if err != nil {
		return nil, err
	}
	p, err := s.expr(e.Pattern)
	if err != nil {
		return nil, err
	}
	// Before the operator is looked for, as the functions of the pattern decide its type.
	if p, err = s.likePattern(e, p); err != nil {
		return nil, err
	}
	// The operators behind the words, as pg_operator has them: ~~ for LIKE, ~~* for ILIKE, ~ for
	// SIMILAR TO.
	name := [...]string{ast.Like: "~~", ast.ILike: "~~*", ast.SimilarTo: "~"}[e.Kind]
	if e.Not {
		name = "!" + name
	}
	return s.b.Operator(e, name, x, p, e.X, e.Pattern)
}

// likePattern is the pattern with ESCAPE worked in, by functions that Postgres has for that;
// SIMILAR TO becomes a regular expression.
func (s *scope) likePattern(e *ast.LikeExpr, p scalar.Expr) (scalar.Expr, error) {
	args := []scalar.Expr{p}
	nodes := []ast.Expr{e.Pattern}
	if e.Escape != nil {
		x, err := s.expr(e.Escape)
		if err != nil {
			return nil, err
		}
		args, nodes = append(args, x), append(nodes, e.Escape)
	}
	// The functions fail on an escape that is no single character.
	switch {
	case e.Kind == ast.SimilarTo:
		return s.b.function(e, "similar_to_escape", args, nodes)
	case e.Escape != nil:
		return s.b.function(e, "like_escape", args, nodes)
	}
	return p, nil
}

// commonList binds expressions and brings them to one type.
// what names the construct in errors. Elements are converted; they are in step with list.
func (s *scope) commonList(what string, list []ast.Expr) ([]scalar.Expr, *types.Type, error) {
	xs := make([]scalar.Expr, len(list))
	for i, e := range list {
		x, err := s.expr(e)
		if err != nil {
			return nil, nil, err
		}
		xs[i] = x
	}
	// All are bound before any is converted: the last one may decide the type (UNION's rules).
	t, err := s.b.common(what, list, xs)
	return xs, t, err
}

// array binds ARRAY[…]; want and typmod are of a cast around it, nil for none. The cast is
// handed down to the elements, which may be arrays again: so ARRAY[]::int[] has a type, and
// ARRAY['1']::int[] reads integers (Postgres: transformArrayExpr). Without it the elements decide
// by the rules of UNION. All elements are arrays or none is: whether dimensions agree is seen when
// it is run.
// T of an empty array is what the cast says.
func (s *scope) array(e *ast.ArrayExpr, want *types.Type, typmod int32) (scalar.Expr, error) {
	if len(e.Elems) == 0 {
		if want == nil {
			return nil, s.b.Fail(e, pgerror.IndeterminateDatatype, "cannot determine type of empty array").
				WithHint("Explicitly cast to the desired type, for example ARRAY[]::integer[].")
		}
		return &scalar.Array{T: want}, nil
	}
	// One nested element makes all of them nested; an element that is not an array then fails to be converted.
	xs := make([]scalar.Expr, len(e.Elems))
	nested := false
	for i, el := range e.Elems {
		x, err := s.arrayElem(el, want, typmod)
		if err != nil {
			return nil, err
		}
		xs[i] = x
		_, array := el.(*ast.ArrayExpr)
		nested = nested || array || x.Type().IsArray() && !x.Type().IsVector() // vectors are values
	}
	var t *types.Type
	var err error
	// With a cast around, each element is cast to the element type, or to the array type where it
	// is an array.
	if want != nil {
		if t = want.Elem(); nested {
			t = want
		}
		for i := range xs {
			if !nested && (xs[i].Type() != t || typmod != scalar.TypmodOf(xs[i])) {
				s.b.castToMod(e.Elems[i], t, typmod)
			}
			if xs[i], err = s.b.cast(e.Elems[i], xs[i], t, typmod); err != nil {
				return nil, err
			}
		}
	} else if t, err = s.b.common("ARRAY", e.Elems, xs); err != nil {
		return nil, err
	}
	// at is the type of the whole: that of the elements where these are arrays.
	at := t
	switch {
	// oidvector and int2vector are made only of plain elements.
	case want.IsVector():
		if at = want; nested {
			return nil, s.b.Fail(e, pgerror.DatatypeMismatch, "array is not a valid %s", want)
		}
	case !t.IsArray() || t.IsVector():
		if at = t.ArrayType(); at == nil {
			return nil, s.b.Fail(e, pgerror.UndefinedObject, "could not find array type for data type %s", t)
		}
	}
	return s.b.Fold(&scalar.Array{T: at, Elems: xs, Nested: t.IsArray() && !t.IsVector()}), nil
}

// arrayElem hands the cast around an array down to an array in it; others are cast one by one
// after.
func (s *scope) arrayElem(el ast.Expr, want *types.Type, typmod int32) (scalar.Expr, error) {
	if a, ok := el.(*ast.ArrayExpr); ok {
		return s.array(a, want, typmod)
	}
	return s.expr(el)
}

// row binds ROW(…) and (a, b): a record without a type of its own. Stars are put in place.
// Its type is found by who wants one (composite).
func (s *scope) row(e *ast.RowExpr) (scalar.Expr, error) {
	r := &scalar.Row{}
	// ROW(t.*, 1) has the columns of t as fields of its own, and no field that is a row.
	for _, f := range e.Fields {
		if hasStar(f) {
			cols, err := s.expand(f)
			if err != nil {
				return nil, err
			}
			for _, t := range cols {
				r.Args = append(r.Args, t.x)
			}
			continue
		}
		x, err := s.typedField(f)
		if err != nil {
			return nil, err
		}
		r.Args = append(r.Args, x)
	}
	return r, nil
}

// expand is what t.* or (x).* stands for, where several columns may stand.
// e is one for which hasStar is true.
func (s *scope) expand(e ast.Expr) ([]target, error) {
	if ind, ok := e.(*ast.IndirectionExpr); ok {
		return s.expandRecord(ind)
	}
	return s.expandStar(e.(*ast.ColumnRef))
}

// typedField leaves literals of unknown type as they are: a comparison with
// another row decides.
func (s *scope) typedField(f ast.Expr) (scalar.Expr, error) { return s.expr(f) }

// caseExpr binds CASE. The argument is computed once and read as CaseArg by the comparisons.
// results holds ELSE first, then the branches, which take their common type together. Sets are not
// allowed in it at all, as a branch may be passed over.
// Postgres: transformCaseExpr, CaseTestExpr.
func (s *scope) caseExpr(e *ast.CaseExpr) (scalar.Expr, error) {
	out := &scalar.Case{}
	s.b.Note(exprBytes * len(e.Whens)) // of which each is a comparison, perhaps
	calls := s.srf.count()
	// The written tree of a kept query, or of what is printed, gets the NULL, too.
	if (s.b.resolving != nil || s.b.casts != nil) && e.Else == nil {
		e.Else = &ast.Const{Pos: -1} // which Postgres shows
	}
	// Settled as text before the branches are looked at: CASE 'a' WHEN … compares texts.
	if e.Arg != nil {
		x, err := s.typed(e.Arg)
		if err != nil {
			return nil, err
		}
		out.Arg = x
	}
	// The ELSE is bound last, but comes first where types are matched, as in Postgres
	// (transformCaseExpr). An absent one is a NULL of unknown type, which decides nothing.
	results, nodes := make([]scalar.Expr, 1, len(e.Whens)+1), make([]ast.Expr, 1, len(e.Whens)+1)
	for i := range e.Whens {
		w := &e.Whens[i]
		cond, err := s.whenCond(out.Arg, e.Arg, w)
		if err != nil {
			return nil, err
		}
		res, err := s.expr(w.Result)
		if err != nil {
			return nil, err
		}
		out.Whens = append(out.Whens, scalar.When{Cond: cond})
		results, nodes = append(results, res), append(nodes, w.Result)
	}
	results[0], nodes[0] = scalar.Null(types.TUnknown), e
	if e.Else != nil {
		x, err := s.expr(e.Else)
		if err != nil {
			return nil, err
		}
		results[0], nodes[0] = x, e.Else
	}
	t, err := s.b.common("CASE", nodes, results)
	if err != nil {
		return nil, err
	}
	if err := s.noSetsIn("CASE", calls); err != nil {
		return nil, err
	}
	out.T = t
	if e.Else != nil {
		out.Else = results[0]
	}
	for i := range out.Whens {
		out.Whens[i].Result = results[i+1]
	}
	return out, nil
}

// whenCond is the condition of a branch: its own, or arg = it where CASE has an argument.
// Where CASE has an argument, the position of an error is that of WHEN.
func (s *scope) whenCond(arg scalar.Expr, an ast.Expr, w *ast.When) (scalar.Expr, error) {
	if arg == nil {
		return s.condition(w.Cond, "CASE/WHEN")
	}
	calls := s.srf.count()
	x, err := s.expr(w.Cond)
	if err != nil {
		return nil, err
	}
	// The operator is chosen for each WHEN by itself, so that branches may be of different types.
	eq, err := s.b.Operator(w, "=", &scalar.CaseArg{T: arg.Type()}, x, s.b.caseArg(an, arg, w.Cond), w.Cond)
	if err == nil && eq.Type() != types.TBool { // by an operator of users
		eq, err = s.b.boolean(w, eq, "CASE/WHEN")
	}
	return s.noSet(w.Cond, calls, "argument of CASE/WHEN", eq, err)
}

// nullIf binds NULLIF. What is compared are the operator's types (lc, rc), what is given is the
// left value.
// Postgres 15: transformAExprNullIf.
func (s *scope) nullIf(e *ast.NullIfExpr) (scalar.Expr, error) {
	l, err := s.expr(e.L)
	if err != nil {
		return nil, err
	}
	r, err := s.expr(e.R)
	if err != nil {
		return nil, err
	}
	if own, err := s.b.ownChoice(e, "=", l.Type(), r.Type()); err != nil {
		return nil, err
	} else if own != nil {
		return own.pair(scalar.CompareNullIf, false, l, r, e.L, e.R)
	}
	op, err := s.b.usedOperator("=", l.Type(), r.Type())
	if err != nil {
		return nil, s.b.at(e, err)
	}
	// Where no conversion is needed lc is l itself, by which Eval knows that it has the value already.
	lc, err := s.b.implicit(e.L, l, op.Left)
	if err != nil {
		return nil, err
	}
	rc, err := s.b.implicit(e.R, r, op.Right)
	if err != nil {
		return nil, err
	}
	// The left value is given, not its conversion, where the types are one.
	if l.Type() != lc.Type() && (lc.Type() != types.TRecord || l.Type().Kind() != types.KindRecord) {
		l = lc // the type is that of the operator's left side, as in Postgres; composite types stay
	}
	if base := l.Type().Base(); base != l.Type() { // not a domain's
		if l, err = s.b.cast(e.L, l, base, types.NoTypmod); err != nil {
			return nil, err
		}
	}
	use, err := s.b.lacks(op, []scalar.Expr{lc, rc}, []ast.Node{e.L, e.R})
	if err != nil {
		return nil, err
	}
	x := &scalar.NullIf{Eq: op, L: l, LCast: lc, RCast: rc}
	if use != "" {
		return s.b.unlessNull(x, use, lc, rc), nil
	}
	return s.b.Fold(x), nil
}

// minMax binds GREATEST and LEAST, which pass over NULLs. An order that needs a collation which
// can't be told is an error when it is run, not here.
func (s *scope) minMax(e *ast.MinMaxExpr) (scalar.Expr, error) {
	what := "GREATEST"
	if e.Least {
		what = "LEAST"
	}
	xs, t, err := s.commonList(what, e.Args)
	if err != nil {
		return nil, err
	}
	// The common type decides, not those of the arguments: GREATEST of unknown literals compares texts.
	if !types.Comparable(t) {
		return nil, s.b.Fail(e, pgerror.UndefinedFunction, "could not identify a comparison function for type %s", t)
	}
	if s.b.collations != nil {
		c, err := s.b.inputCollation(asNodes(e.Args), xs)
		if err != nil {
			return nil, err
		}
		if c.undetermined() {
			return s.b.undetermined(builtin.StringComparison, true, t, xs), nil
		}
	}
	return s.b.Fold(&scalar.MinMax{T: t, Least: e.Least, Args: xs}), nil
}

// castExpr binds CAST and ::. For who prints a stored expression, casts that change nothing (Idle)
// and such that call a function (Called) are noted: Postgres prints these in other ways.
// The collation of a domain that is cast to is implicit (derive).
func (s *scope) castExpr(e *ast.CastExpr) (scalar.Expr, error) {
	// The type comes first: it is told before anything that is wrong with the value.
	// ARRAY[…]::t reads its elements as t's, which has to be known before they are bound.
	t, typmod, err := s.b.typeName(e.Type)
	if err != nil {
		return nil, err
	}
	var x scalar.Expr
	if a, ok := e.X.(*ast.ArrayExpr); ok && t.IsArray() {
		x, err = s.array(a, t, typmod)
	} else {
		x, err = s.expr(e.X)
	}
	if err != nil {
		return nil, err
	}
	// The error of a literal points at the literal, of a cast at the cast.
	n := ast.Node(e)
	if _, ok := x.(*scalar.Const); ok && x.Type() == types.TUnknown {
		n = e.X
	}
	// Postgres prints no cast to the type and modifier that a value has, but for an empty array.
	// The elements of an array have got what is written.
	if a, ok := e.X.(*ast.ArrayExpr); s.b.casts != nil && x.Type() == t && (ok && len(a.Elems) > 0 || !ok && scalar.TypmodOf(x) == typmod) {
		s.b.casts.Idle[e] = true
	}
	if _, ok := x.(*scalar.Const); ok && s.b.casts != nil && x.Type() == t && t.Domain() == nil {
		switch in := e.X.(type) {
		case *ast.Const:
			s.b.casts.Lengths[e] = typmod != types.NoTypmod
		case *ast.CastExpr:
			_, literal := in.X.(*ast.Const)
			s.b.casts.Lengths[e] = literal && typmod == types.NoTypmod && t == types.TInterval && scalar.TypmodOf(x) != typmod
		}
	}
	if _, row := e.X.(*ast.RowExpr); row && s.b.casts != nil && t != types.TRecord && t.Base().Composite() == nil {
		s.b.casts.Flat[e] = true
	}
	// A domain may have a collation of its own, from which on the statement has some.
	if special(t.Collation()) {
		s.b.collating()
	}
	out, err := s.b.cast(n, x, t, typmod)
	s.b.overBase(e, t)
	if s.b.casts != nil && err == nil && byFunction(x, out, t, typmod) {
		s.b.casts.Called[e] = true
	}
	return out, err
}

// overBase has a literal of a domain printed as Postgres does, as one of the type below with a cast
// around it.
func (b *Binder) overBase(e *ast.CastExpr, t *types.Type) {
	k, ok := e.X.(*ast.Const)
	if b.casts == nil || t.Domain() == nil || !ok || k.Kind != ast.ConstString && k.Kind != ast.ConstNull {
		return
	}
	in := &ast.CastExpr{Pos: e.Pos, X: k, Type: StoredType(t.Base())}
	b.casts.Idle[in] = k.Type != 0 // which says the type by itself
	e.X = in
}

// StoredType is a type's name as it is kept in expressions.
func StoredType(t *types.Type) *ast.TypeName {
	plain, n := t, &ast.TypeName{}
	if e := t.Elem(); e != nil && t.Name[0] == '_' {
		plain, n.ArrayBounds = e, []int32{-1}
	}
	if n.Names = []string{"pg_catalog", plain.Name}; plain.Schema != "" {
		n.Names = []string{catalog.FrozenTable(plain.OID)}
	}
	return n
}

// byFunction reports whether x became out, of type t, by a function, or got its length by one; that of a constant has
// been called already. An array is none, whose elements become others one by one, nor is a domain, which is checked.
func byFunction(x, out scalar.Expr, t *types.Type, typmod int32) bool {
	switch {
	case t.IsArray(), t.Domain() != nil:
		return false
	case typmod != types.NoTypmod && (x.Type() != t || scalar.TypmodOf(x) != typmod):
		return t != types.TInterval || x.Type() != types.TUnknown // a literal is read with its fields
	}
	var c *builtin.Cast
	switch out := out.(type) {
	case *scalar.Cast:
		c = out.C
	case *scalar.Const:
		if x.Type() != types.TUnknown {
			c, _ = builtin.FindCast(x.Type(), t, builtin.Explicit)
		}
	}
	return c != nil && c.Method == builtin.CastFunction
}

// indirection binds x.f and x[…], step by step. Subscripts that stand side by side are one access
// to several dimensions: a[1][2] is not (a[1])[2].
// Each step works on the result of the one before.
func (s *scope) indirection(e *ast.IndirectionExpr) (scalar.Expr, error) {
	x, err := s.expr(e.X)
	if err != nil {
		return nil, err
	}
	// Linear: each step is looked at once, subscripts side by side together.
	for i := 0; i < len(e.Steps); i++ {
		st := &e.Steps[i]
		switch {
		case st.Star:
			return nil, s.b.failLeft(e.X, pgerror.FeatureNotSupported, "row expansion via \"*\" is not supported here")
		case st.Field != "":
			at := ast.Indirection{Pos: ast.Pos(leftmost(e.X).Position()), Field: st.Field}
			of := x.Type()
			if x, err = s.field(&at, x); err != nil {
				return nil, err
			}
			s.b.namesField(&st.Field, of)
		default:
			// j is behind the last subscript of this run.
			j := i
			for j < len(e.Steps) && e.Steps[j].Field == "" && !e.Steps[j].Star {
				j++
			}
			if x, err = s.subscript(leftmost(e.X), x, e.Steps[i:j]); err != nil {
				return nil, err
			}
			i = j - 1
		}
	}
	return x, nil
}

// field is x.name. It looks, in this order, at what is known of the record's columns (rowOf), at
// the columns of the routine or function that gave it, and at the composite type. A field that is
// not there may be a function of x (callOfField); then it is 42703, or 42809 where x has no fields
// at all.
func (s *scope) field(st *ast.Indirection, x scalar.Expr) (scalar.Expr, error) {
	// The names of a record are no part of its type, and are known only where the value was made.
	if r := s.b.rowOf(x); r != nil {
		for i := range r.Args {
			// A row that was written out has columns f1, f2, ….
			if len(r.Names) == 0 && st.Field != "f"+strconv.Itoa(i+1) || len(r.Names) > 0 && st.Field != r.Names[i] {
				continue
			}
			// The row itself stands here: its part is taken, and the rest not computed.
			if x == scalar.Expr(r) {
				return r.Args[i], nil
			}
			return &scalar.Field{X: x, Idx: i, T: r.Args[i].Type()}, nil
		}
		if y, err := s.callOfField(st, st.Field, x); y != nil || err != nil {
			return y, err
		}
		if t := x.Type(); t != types.TRecord {
			return nil, s.b.Fail(st, pgerror.UndefinedColumn, "column %q not found in data type %s", st.Field, t)
		}
		return nil, s.b.Fail(st, pgerror.UndefinedColumn, "could not identify column %q in record data type", st.Field)
	}
	// A routine with OUT parameters gives a record whose columns its declaration names.
	if src := RoutineOf(x); src != nil {
		for i, c := range src.Columns {
			if c.Name == st.Field {
				return &scalar.Field{X: x, Idx: i, T: c.Type}, nil
			}
		}
	}
	if c, ok := x.(*scalar.Call); ok && c.Fn.OutNames != nil {
		for i, name := range c.Fn.OutNames {
			if name == st.Field {
				return &scalar.Field{X: x, Idx: i, T: c.Fn.OutTypes[i]}, nil
			}
		}
	}
	// A set-returning function of the select list is a column of records by now.
	// Its type is record; the function says of what.
	if v, ok := x.(*scalar.Var); ok && s.srf != nil {
		if it := s.srf.find(v.ID); it != nil && it.Fn != nil {
			for i, name := range it.Fn.OutNames {
				if name == st.Field && len(it.Fn.OutTypes) > 1 {
					return &scalar.Field{X: x, Idx: i, T: it.Fn.OutTypes[i]}, nil
				}
			}
		}
	}
	if c := x.Type().Base().Composite(); c != nil {
		i := c.Find(st.Field)
		if i < 0 {
			if y, err := s.callOfField(st, st.Field, x); y != nil || err != nil {
				return y, err
			}
			return nil, s.b.Fail(st, pgerror.UndefinedColumn, "column %q not found in data type %s", st.Field, x.Type())
		}
		if special(c.Attributes()[i].Collation) {
			s.b.collating()
		}
		return &scalar.Field{X: x, Idx: i, T: c.Attributes()[i].Type}, nil
	}
	if x.Type() == types.TRecord {
		return nil, s.b.Fail(st, pgerror.UndefinedColumn, "could not identify column %q in record data type", st.Field)
	}
	return nil, s.b.Fail(st, pgerror.WrongObjectType, "column notation .%s applied to type %s, which is not a composite type", st.Field, x.Type())
}

// rowOf tells what the records of x are made of, nil where that is not known.
// It follows a value to where it was made: a row, a column whose origin is noted (rel.Column.Row),
// a subquery's column, a function with several results. Of named composite types it tells nothing:
// the type does.
// nil does not mean that x is no record.
func (b *Binder) rowOf(x scalar.Expr) *scalar.Row {
	switch x := x.(type) {
	case *scalar.Row:
		return x
	case *scalar.Var:
		return b.Info(x.ID).Row
	// A register holds a column of a query around; what was known of that is noted when the register is made.
	case *scalar.Reg:
		return b.regRows[x.Idx]
	case *scalar.Subquery:
		if out := b.Subs[x.ID].Out; x.Kind == scalar.SubScalar && len(out) == 1 {
			return b.Info(out[0]).Row
		}
	case *scalar.Call:
		return outRow(x.Fn)
	case *scalar.HostCall:
		fn, ok := x.Fn.(*host.Function)
		switch {
		case ok && fn.OutTypes != nil:
			return outRow(&builtin.Function{Result: fn.Result, OutNames: fn.OutNames, OutTypes: fn.OutTypes})
		case ok && fn.Routine != nil && fn.Result == types.TRecord:
			return outRow(rowsOfRoutine(x))
		}
	}
	return nil
}

// subscript is x[…]; n is where x stands.
// Beside arrays, four kinds of types take subscripts: names (letter), jsonb, points and their like
// (shapePart), and domains over all these. One slice among the steps makes slices of all, from 1,
// as in Postgres (transformContainerSubscripts).
// s.expr is called for each bound, from left to right, upper before lower.
func (s *scope) subscript(n ast.Node, x scalar.Expr, steps []ast.Indirection) (scalar.Expr, error) {
	// name is an array of letters in Postgres.
	if x.Type() == types.TName && len(steps) == 1 && !steps[0].Slice {
		return s.letter(x, &steps[0])
	}
	// A domain over an array is subscripted as the array; assigning to an element goes through element.go.
	if base := x.Type().Base(); base != x.Type() && subscriptable(base) {
		y, err := s.b.Coerce(nil, x, base, builtin.Explicit)
		if err != nil {
			return nil, err
		}
		x = y
	}
	if x.Type() == types.TJSONB {
		return s.jsonSubscript(x, steps)
	}
	if x.Type().MadeKind() == types.MadeHstore {
		return s.hstoreSubscript(x, steps)
	}
	// Parts of points and their like are numbers or points.
	if of, _ := types.ShapePart(x.Type()); of != nil {
		return s.shapePart(x, of, steps)
	}
	if !x.Type().IsArray() {
		return nil, s.b.Fail(n, pgerror.DatatypeMismatch, "cannot subscript type %s because it does not support subscripting", x.Type())
	}
	// Postgres tells no place for this one.
	if len(steps) > builtin.DimsMax {
		return nil, pgerror.New(pgerror.ProgramLimitExceeded, "number of array dimensions (%d) exceeds the maximum allowed (%d)", len(steps), builtin.DimsMax)
	}
	out := &scalar.Subscript{X: x, T: x.Type().Elem()}
	// Seen before the bounds are bound, as a slice that comes last changes what those before it mean.
	for i := range steps {
		if steps[i].Slice {
			out.Slice, out.T = true, x.Type()
		}
	}
	for i := range steps {
		up, err := s.subscriptNumber(steps[i].Upper)
		if err != nil {
			return nil, err
		}
		lo, err := s.subscriptNumber(steps[i].Lower)
		if err != nil {
			return nil, err
		}
		// a[2] among slices is a[1:2]
		if out.Slice && !steps[i].Slice {
			lo = &scalar.Const{T: types.TInt4, Typmod: types.NoTypmod, D: types.Int(1)}
		}
		out.Upper = append(out.Upper, up)
		if out.Slice {
			out.Lower = append(out.Lower, lo)
		}
	}
	return out, nil
}

// subscriptNumber binds what stands between brackets; nil for nothing.
// Assignment: a bigint will do where it fits.
func (s *scope) subscriptNumber(e ast.Expr) (scalar.Expr, error) {
	if e == nil {
		return nil, nil
	}
	x, err := s.expr(e)
	if err != nil {
		return nil, err
	}
	y, err := s.b.Coerce(e, x, types.TInt4, builtin.Assignment)
	if err == nil && y == nil {
		err = s.b.failLeft(e, pgerror.DatatypeMismatch, "array subscript must have type integer")
	}
	return y, err
}

// shapePartName names the subscript of a point and its like in EXPLAIN.
const shapePartName = "shape_part"

// shapePart is a subscript of a point, line, box or line segment.
// The function is made here, for no SQL function does this: it can't be called by name, and is not
// stored under one.
// Strict: of NULL it is NULL.
func (s *scope) shapePart(x scalar.Expr, of *types.Type, steps []ast.Indirection) (scalar.Expr, error) {
	if hasSlice(steps) {
		return nil, pgerror.New(pgerror.FeatureNotSupported, "slices of fixed-length arrays not implemented")
	}
	at, err := s.subscriptNumber(steps[0].Upper)
	if err != nil {
		return nil, err
	}
	if len(steps) > 1 { // which no part has
		return scalar.Null(of), nil
	}
	t := x.Type()
	fn := &host.Function{Name: shapePartName, Result: of, Strict: true, Volatility: builtin.Immutable, Fn: func(_ context.Context, _ host.Session, _ *types.Env, args []types.Datum) (types.Datum, error) {
		return types.PartOfShape(t, args[0], args[1].Int())
	}}
	return &scalar.HostCall{Name: shapePartName, Fn: fn, T: of, Strict: true, Args: []scalar.Expr{x, at}}, nil
}

// letter is a subscript of a name, which counts from 0: pg_dump tells arrays by
// the first letter of their types' names.
// It is substr(name, n + 1, 1)::"char".
func (s *scope) letter(x scalar.Expr, step *ast.Indirection) (scalar.Expr, error) {
	at, err := s.expr(step.Upper)
	if err != nil {
		return nil, err
	}
	one := &scalar.Const{T: types.TInt4, Typmod: types.NoTypmod, D: types.Int(1)}
	op, err := s.b.registry().ResolveOperator("+", at.Type(), types.TInt4)
	if err != nil {
		return nil, s.b.at(step, err)
	}
	from := s.b.Fold(&scalar.Op{Op: op, L: at, R: one})
	nodes := []ast.Expr{step.Upper, step.Upper, step.Upper}
	y, err := s.b.function(step, "substr", []scalar.Expr{x, from, one}, nodes)
	if err != nil {
		return nil, err
	}
	return s.b.Coerce(step.Upper, y, types.TChar, builtin.Explicit)
}

// typeName resolves a type as written.
// A type that older nodes don't know is refused while they are there (0A000).
// The position is that of the type's name.
func (b *Binder) typeName(tn *ast.TypeName) (*types.Type, int32, error) {
	t, typmod, err := ResolveType(tn, b.Env.Catalog, b.Env.Path)
	if err == nil {
		err = b.knownToAll(t)
	}
	return t, typmod, b.at(tn, err)
}
