package plan

import (
	"github.com/isochrondb/isochron/sql/parser/ast"
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/plan/scalar"
	"github.com/isochrondb/isochron/sql/types"
)

// withinGroup binds WITHIN GROUP (ORDER BY …). What is ordered by is an argument: where its
// type is unknown, the function decides about it.
func (s *scope) withinGroup(e *ast.FuncCall) ([]sortExpr, error) {
	var out []sortExpr
	for i := range e.OrderBy {
		x, err := s.expr(e.OrderBy[i].Expr)
		if err != nil {
			return nil, err
		}
		t := x.Type()
		if t == types.TUnknown {
			t = types.TText
		}
		o, err := s.b.direction(&e.OrderBy[i], t)
		if err != nil {
			return nil, err
		}
		o.x = x
		out = append(out, o)
	}
	return out, nil
}

// orderedSet gives an ordered-set aggregate, whose arguments are the direct ones and then
// those of its order, the arguments of its state (see types.SetKind).
func (s *scope) orderedSet(e *ast.FuncCall, it *aggItem, within []sortExpr, direct int, nodes []ast.Expr) error {
	kind, wants := it.fn.SetKind()
	name := it.fn.Name
	switch {
	case kind == types.PlainAggregate && !e.WithinGroup:
		return nil
	case kind == types.PlainAggregate:
		return s.b.fail(e, pgerror.WrongObjectType, "%s is not an ordered-set aggregate, so it cannot have WITHIN GROUP", name)
	case !e.WithinGroup:
		return s.b.fail(e, pgerror.WrongObjectType, "WITHIN GROUP is required for ordered-set aggregate %s", name)
	case e.Over != nil:
		return s.b.fail(e, pgerror.FeatureNotSupported, "OVER is not supported for ordered-set aggregate %s", name)
	case kind == types.HypotheticalSet && direct != len(within):
		return s.noSuchSet(e, it).WithHint("To use the hypothetical-set aggregate %s, the number of hypothetical direct arguments (here %d) must match the number of ordering columns (here %d).", name, direct, len(within))
	case kind == types.OrderedSet && direct != wants:
		return s.noSuchSet(e, it).WithHint("There is an ordered-set aggregate %s, but it requires %d direct arguments, not %d.", name, wants, direct)
	}
	if kind == types.HypotheticalSet {
		if err := s.unify(it, direct, nodes); err != nil {
			return err
		}
	}
	args := append([]scalar.Expr(nil), it.args[direct:]...)
	for i := range within {
		within[i].x = args[i]
	}
	args = append(args, it.args[:direct]...)
	for _, o := range within {
		if kind == types.HypotheticalSet {
			args = append(args, &scalar.Const{T: types.TInt4, Typmod: types.NoTypmod, D: types.SetOrder(o.desc, o.nullsFirst)})
		}
	}
	it.args, it.order, it.direct = args, within, direct
	return nil
}

func (s *scope) noSuchSet(e *ast.FuncCall, it *aggItem) *pgerror.Error {
	return s.b.fail(e, pgerror.UndefinedFunction, "function %s(%s) does not exist", it.fn.Name, typeList(exprTypes(it.args)))
}

// unify brings each hypothetical value and what it is compared with to one type.
func (s *scope) unify(it *aggItem, direct int, nodes []ast.Expr) error {
	it.fn.Args = make([]*types.Type, len(it.args))
	for i := range direct {
		at := direct + i
		pair := []scalar.Expr{it.args[at], it.args[i]}
		t, err := s.b.common("WITHIN GROUP", []ast.Expr{nodes[at], nodes[i]}, pair)
		if err != nil {
			return err
		}
		it.args[at], it.args[i] = pair[0], pair[1]
		it.fn.Args[at], it.fn.Args[i] = t, t
	}
	return nil
}

// directArgs are the direct arguments of an ordered-set aggregate, a part of args.
func (it *aggItem) directArgs() []scalar.Expr {
	return it.args[len(it.order)*min(1, it.direct):][:it.direct]
}

// directArgs wants the direct arguments of ordered-set aggregates to be of the groups.
func (bs *blockState) directArgs(g *grouper) {
	for _, it := range bs.agg.aggs {
		for _, x := range it.directArgs() {
			before := g.err
			if g.rewrite(x); before == nil && g.err != nil {
				if e := pgerror.From(g.err); e != nil {
					g.err = e.WithDetail("Direct arguments of an ordered-set aggregate must use only grouped columns.")
				}
			}
		}
	}
}
