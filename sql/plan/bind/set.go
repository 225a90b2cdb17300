package bind

import (
	"github.com/isochrondb/isochron/sql/builtin"
	"github.com/isochrondb/isochron/sql/parser/ast"
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/plan/rel"
	"github.com/isochrondb/isochron/sql/plan/scalar"
	"github.com/isochrondb/isochron/sql/types"
)

// withinGroup binds WITHIN GROUP (ORDER BY …). What is ordered by is an argument: where its
// type is unknown, the function decides about it.
func (s *scope) withinGroup(e *ast.FuncCall) ([]rel.SortExpr, error) {
	var out []rel.SortExpr
	for i := range e.OrderBy {
		x, err := s.expr(e.OrderBy[i].Expr)
		if err != nil {
			return nil, err
		}
		// A literal without a type becomes text where the function takes anything; x itself stays unknown, so
		// that unify may still give it the type of the direct argument.
		t := x.Type()
		if t == types.TUnknown {
			t = types.TText
		}
		if err := s.b.comparedBy(e.OrderBy[i].Expr, x, builtin.StringComparison); err != nil {
			return nil, err
		}
		o, err := s.b.direction(&e.OrderBy[i], t)
		if err != nil {
			return nil, err
		}
		o.X = x
		out = append(out, o)
	}
	return out, nil
}

// orderedSet gives an ordered-set aggregate, whose arguments are the direct ones and then
// those of its order, the arguments of its state (see builtin.SetKind).
// direct is how many of it.Args are direct; within what it is ordered by, whose expressions are the
// rest of it.Args in the same order. Postgres: ParseFuncOrColumn, parse_func.c.
// What is told, in this order: WITHIN GROUP around a plain aggregate; an ordered set without it, or with OVER
// (42809, 0A000); a number of direct arguments that it does not take (42883, with the hint that says how
// many).
func (s *scope) orderedSet(e *ast.FuncCall, it *rel.Agg, within []rel.SortExpr, direct int, nodes []ast.Expr) error {
	kind, wants := it.Fn.SetKind()
	name := it.Fn.Name
	switch {
	case kind == builtin.PlainAggregate && !e.WithinGroup:
		return nil
	case kind == builtin.PlainAggregate:
		return s.b.Fail(e, pgerror.WrongObjectType, "%s is not an ordered-set aggregate, so it cannot have WITHIN GROUP", name)
	case !e.WithinGroup:
		return s.b.Fail(e, pgerror.WrongObjectType, "WITHIN GROUP is required for ordered-set aggregate %s", name)
	case e.Over != nil:
		return s.b.Fail(e, pgerror.FeatureNotSupported, "OVER is not supported for ordered-set aggregate %s", name)
	case kind == builtin.HypotheticalSet && direct != len(within):
		return s.noSuchSet(e, it).WithHint("To use the hypothetical-set aggregate %s, the number of hypothetical direct arguments (here %d) must match the number of ordering columns (here %d).", name, direct, len(within))
	case kind == builtin.OrderedSet && direct != wants:
		return s.noSuchSet(e, it).WithHint("There is an ordered-set aggregate %s, but it requires %d direct arguments, not %d.", name, wants, direct)
	}
	if kind == builtin.HypotheticalSet {
		if err := s.unify(it, direct, nodes); err != nil {
			return err
		}
	}
	// The arguments are put the other way round: those of the order first, which come for each row,
	// then the direct ones. A hypothetical set gets the directions too, to compare by.
	args := append([]scalar.Expr(nil), it.Args[direct:]...)
	// From here on an element of within and the argument of the same place are one expression: whoever changes
	// the one (unify has, before) changes the other with it.
	for i := range within {
		within[i].X = args[i]
	}
	args = append(args, it.Args[:direct]...)
	for _, o := range within {
		if kind == builtin.HypotheticalSet {
			args = append(args, &scalar.Const{T: types.TInt4, Typmod: types.NoTypmod, D: builtin.SetOrder(o.Desc, o.NullsFirst)})
		}
	}
	it.Args, it.Order, it.Direct = args, within, direct
	return nil
}

// noSuchSet is the error for a number of arguments that the aggregate does not have (42883).
func (s *scope) noSuchSet(e *ast.FuncCall, it *rel.Agg) *pgerror.Error {
	return s.b.Fail(e, pgerror.UndefinedFunction, "function %s(%s) does not exist", it.Fn.Name, types.Listed(exprTypes(it.Args)))
}

// unify brings each hypothetical value and what it is compared with to one type.
// nodes are in step with it.Args: direct ones first.
func (s *scope) unify(it *rel.Agg, direct int, nodes []ast.Expr) error {
	// The resolved function was made for this call (ResolveFunction): what is written into it nobody else sees.
	it.Fn.Args = make([]*types.Type, len(it.Args))
	for i := range direct {
		at := direct + i
		pair := []scalar.Expr{it.Args[at], it.Args[i]}
		t, err := s.b.common("WITHIN GROUP", []ast.Expr{nodes[at], nodes[i]}, pair)
		if err != nil {
			return err
		}
		c := s.b.collationOf(nodes[i], it.Args[i])
		if err := s.b.joinCollation(&c, s.b.collationOf(nodes[at], it.Args[at])); err != nil {
			return err
		}
		it.Args[at], it.Args[i] = pair[0], pair[1]
		it.Fn.Args[at], it.Fn.Args[i] = t, t
	}
	return nil
}

// DirectArgs wants the direct arguments of ordered-set aggregates to be of the groups.
// They are computed once for each group, over its keys. g.err keeps the first error of the block; one that
// comes of them gets the DETAIL that Postgres gives it.
func (bs *blockState) directArgs(g *grouper) {
	for _, it := range bs.agg.aggs {
		for _, x := range it.DirectArgs() {
			before := g.err
			if g.rewrite(x); before == nil && g.err != nil {
				if e := pgerror.From(g.err); e != nil {
					g.err = e.WithDetail("Direct arguments of an ordered-set aggregate must use only grouped columns.")
				}
			}
		}
	}
}
