package bind

import (
	"slices"

	"github.com/isochrondb/isochron/sql/parser/ast"
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/plan/rel"
	"github.com/isochrondb/isochron/sql/plan/scalar"
	"github.com/isochrondb/isochron/sql/types"
)

// subqueryExpr binds EXISTS (…), (SELECT …) and ARRAY(SELECT …).
// EXISTS takes any number of columns, the others one (42601).
//
// How each kind of subquery is run, and what it gives where there is no row:
//
//	EXISTS     until the first row            false
//	scalar     one row at most (21000)        NULL
//	ARRAY      all rows                       an empty array
//	row        one row at most (21000)        a record of NULLs
//	ANY, ALL   until the test decides         false; true
func (s *scope) subqueryExpr(e ast.Expr) (scalar.Expr, error) {
	switch e := e.(type) {
	case *ast.ExistsExpr:
		sub, err := s.subquery(e, e.Query, scalar.SubExists)
		if err != nil {
			return nil, err
		}
		sub.T = types.TBool
		return sub, nil
	case *ast.ArraySubquery:
		return s.arraySubquery(e)
	}
	q := e.(*ast.SubqueryExpr)
	sub, err := s.subquery(q, q.Query, scalar.SubScalar)
	if err != nil {
		return nil, err
	}
	out := s.b.Subs[sub.ID].Out
	// Asked of Out, which has no columns that a sort needs beside the result.
	if len(out) != 1 {
		return nil, s.b.Fail(q, pgerror.SyntaxError, "subquery must return only one column")
	}
	sub.T, sub.Typmod = s.b.Info(out[0]).Type, s.b.Info(out[0]).Typmod
	return sub, nil
}

// arraySubquery binds ARRAY(SELECT …).
func (s *scope) arraySubquery(e *ast.ArraySubquery) (scalar.Expr, error) {
	sub, err := s.subquery(e, e.Query, scalar.SubArray)
	if err != nil {
		return nil, err
	}
	out := s.b.Subs[sub.ID].Out
	if len(out) != 1 {
		return nil, s.b.Fail(e, pgerror.SyntaxError, "subquery must return only one column")
	}
	t := s.b.Info(out[0]).Type
	sub.Typmod = s.b.Info(out[0]).Typmod
	// Vectors (int2vector, oidvector) are arrays to Postgres, too, but make an array of vectors.
	if sub.T = t.ArrayType(); t.Elem() != nil && !t.IsVector() {
		sub.T = t // arrays of the same shape make one of a dimension more
	}
	if sub.T == nil {
		return nil, s.b.Fail(e, pgerror.UndefinedObject, "could not find array type for data type %s", t)
	}
	return sub, nil
}

// subquery binds a query that stands in an expression.
// n is where errors point. The query is a child of s: outer columns that it reads become registers
// (sub.Sets), set before each run from the row at hand. The entry in Subs is appended before the
// query is bound, so that subqueries within get higher numbers, and is filled in after: nobody may
// read Subs[ID].Rel in between.
//
// Places that are evaluated apart from a statement – constraints, defaults, index expressions –
// have no executor for a query, and take none (0A000), as in Postgres.
func (s *scope) subquery(n ast.Node, q *ast.Select, kind scalar.SubqueryKind) (*scalar.Subquery, error) {
	if s.kind == kindCheck || s.kind == kindDefault || s.kind == kindIndexExpr || s.kind == kindIndexPredicate || s.kind == kindGenerated || s.kind == kindAlterUsing || s.kind == kindCopyWhere ||
		s.kind == kindPartitionKey || s.kind == kindPartitionBound || s.kind == kindStatistics || s.kind == kindExecute || s.kind == kindWhen {
		// The words in the singular: errors of subqueries have these, all others the plural of
		// String.
		what := s.kind.String()
		switch s.kind {
		case kindCheck:
			what = "check constraint"
		case kindDefault:
			what = "DEFAULT expression"
		case kindIndexExpr:
			what = "index expression"
		case kindIndexPredicate:
			what = "index predicate"
		case kindStatistics:
			what = "statistics expression"
		case kindPartitionKey:
			what = "partition key expression"
		case kindGenerated:
			what = "column generation expression"
		case kindAlterUsing:
			what = "transform expression"
		case kindCopyWhere:
			what = "COPY FROM WHERE condition"
		case kindExecute:
			what = "EXECUTE parameter"
		case kindWhen:
			what = "trigger WHEN condition"
		}
		return nil, s.b.Fail(n, pgerror.FeatureNotSupported, "cannot use subquery in %s", what)
	}
	// Like is the first of the subqueries that are the same: a query may be grouped or ordered by them.
	sub := &scalar.Subquery{Kind: kind, ID: len(s.b.Subs), Like: len(s.b.Subs), T: types.TRecord, Typmod: types.NoTypmod}
	entry, at := &rel.Subquery{Expr: sub}, &subqueryPlace{expr: sub, in: s, rels: s.rels, q: q}
	// The places of subqueries within this one are behind before, and are not compared with it.
	before := len(s.b.places)
	s.b.Subs, s.b.places = append(s.b.Subs, entry), append(s.b.places, at)
	r, err := s.b.query(s.child(&sub.Sets), q, queryOpts{exists: kind == scalar.SubExists})
	if err != nil {
		return nil, err
	}
	entry.Rel, entry.Out = r.Rel, r.Out
	// One that calls what is volatile, or locks rows, is run each time and never shared.
	sub.Effects = s.b.HasEffects(r.Rel)
	// ANY and ALL are run with their test, which ends them early: two equal queries with different tests don't
	// read the same rows (likeTested). The comparison prints both queries: linear in the subqueries so far, for each.
	if kind != scalar.SubAny && kind != scalar.SubAll { // whose tests are their own
		if i := slices.IndexFunc(s.b.places[:before], at.like); i >= 0 {
			sub.Like = s.b.places[i].expr.Like
		}
	}
	return sub, nil
}

// subqueryColumns is the error of a subquery that has not as many columns as it is compared with.
func (s *scope) subqueryColumns(n ast.Node, have, want int) error {
	if have < want {
		return s.b.Fail(n, pgerror.SyntaxError, "subquery has too few columns")
	}
	return s.b.Fail(n, pgerror.SyntaxError, "subquery has too many columns")
}

// inSubquery is x IN (SELECT …), = ANY for short; NOT IN is NOT around it, which keeps NULLs
// unknown.
func (s *scope) inSubquery(e *ast.InExpr) (scalar.Expr, error) {
	in, err := s.quantSubquery(e, "=", false, e.X, e.Query)
	if err != nil || !e.Not {
		return in, err
	}
	// NOT IN with a NULL among the rows is never true. That it may be an anti join, of which kind, is asked by
	// rewrite.
	return &scalar.Not{X: in}, nil
}

// quantSubquery is x op ANY or ALL (SELECT …); x may be a row. The query is bound first.
// The test compares x with registers (TestRegs), one for each column, which the executor sets from
// each row of the query. It is kept in the subquery and is evaluated where the subquery stands.
func (s *scope) quantSubquery(n ast.Node, op string, all bool, xn ast.Expr, q *ast.Select) (scalar.Expr, error) {
	kind := scalar.SubAny
	if all {
		kind = scalar.SubAll
	}
	// The query before the left operand, as in Postgres (transformSubLink): of two errors its own is told.
	sub, err := s.subquery(n, q, kind)
	if err != nil {
		return nil, err
	}
	x, err := s.expr(xn)
	if err != nil {
		return nil, err
	}
	sub.T = types.TBool
	out := s.b.Subs[sub.ID].Out
	xs, fields := rowParts(x, xn)
	if len(out) != len(xs) {
		return nil, s.subqueryColumns(n, len(out), len(xs))
	}
	inner := make([]scalar.Expr, len(out))
	for i, id := range out {
		v := s.b.Info(id)
		r := s.b.regOf(&scalar.Var{ID: id, T: v.Type, Typmod: v.Typmod})
		inner[i] = r
		sub.TestRegs = append(sub.TestRegs, r.Idx)
	}
	if len(xs) == 1 {
		sub.Test, err = s.b.Operator(n, op, xs[0], inner[0], xn, n)
		s.b.noCast(n)
	} else {
		sub.Test, err = s.b.rowCompare(n, op, xs, inner, fields, nil)
	}
	if err != nil {
		return nil, err
	}
	if sub.Test.Type() != types.TBool {
		return nil, s.b.Fail(n, pgerror.DatatypeMismatch, "operator ANY/ALL (subquery) requires operator to yield boolean")
	}
	s.likeTested(sub)
	return sub, nil
}

// likeTested finds an ANY or ALL that is the same as sub, with the same test: a query may be grouped
// by it.
func (s *scope) likeTested(sub *scalar.Subquery) {
	at := slices.IndexFunc(s.b.places, func(p *subqueryPlace) bool { return p.expr == sub })
	if i := slices.IndexFunc(s.b.places[:max(at, 0)], func(p *subqueryPlace) bool { return s.b.places[at].like(p) && sameTest(p.expr, sub) }); i >= 0 {
		sub.Like = s.b.places[i].expr.Like
	}
}

// sameTest reports whether the tests of two subqueries are the same, but for the registers of their
// rows.
func sameTest(a, b *scalar.Subquery) bool {
	if a.Test == nil || len(a.TestRegs) != len(b.TestRegs) {
		return false
	}
	test := scalar.Map(b.Test, func(x scalar.Expr) scalar.Expr {
		if r, ok := x.(*scalar.Reg); ok {
			if i := slices.Index(b.TestRegs, r.Idx); i >= 0 {
				as := *r
				as.Idx = a.TestRegs[i]
				return &as
			}
		}
		return x
	})
	return scalar.Key(a.Test) == scalar.Key(test)
}
