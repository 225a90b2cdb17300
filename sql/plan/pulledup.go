package plan

import (
	"slices"

	"github.com/isochrondb/isochron/sql/parser/ast"
	"github.com/isochrondb/isochron/sql/plan/scalar"
)

// Postgres makes a plain subquery of FROM a part of the query around it before it computes
// what constants decide (pull_up_subqueries): a column that is a constant in the subquery is
// one outside of it, where a set-returning function beside it may go with it. Here subqueries
// stay what they are; which of their columns are such constants is kept with their names.

// constants are columns that are constants outside of their subquery too. Those that
// arguments of the statement decide are no Const yet.
type constants map[scalar.VarID]scalar.Expr

// fixed gives the constant that a column of s, or of a query around it, is; nil for none.
func (s *scope) fixed(x scalar.Expr) scalar.Expr {
	switch x := x.(type) {
	case *scalar.Var:
		return fixedColumn(s.rels, x.ID)
	case *scalar.Reg:
		for ; s.parent != nil; s = s.parent {
			for id, r := range s.regs {
				if r.Idx == x.Idx {
					return s.parent.fixed(&scalar.Var{ID: id})
				}
			}
		}
	}
	return nil
}

func fixedColumn(rels []*scopeRel, id scalar.VarID) scalar.Expr {
	for _, r := range rels {
		if k := r.consts[id]; k != nil {
			return k
		}
		if k := fixedColumn(r.joined, id); k != nil {
			return k
		}
	}
	return nil
}

// constants lists the output columns of a query that are constants around it too.
func (q *query) constants() constants {
	if q.consts == nil {
		return nil
	}
	return q.consts()
}

// pulled is x with the constants that its columns are.
func (bs *blockState) pulled(x scalar.Expr) scalar.Expr {
	return scalar.MapPre(x, func(x scalar.Expr) scalar.Expr {
		k := bs.s.fixed(x)
		if v, ok := x.(*scalar.Var); ok && k == nil {
			k = bs.keyConsts[v.ID]
		}
		return k
	})
}

// noteConstant adds column id, which is x, to those that are constants.
func (b *binder) noteConstant(list *constants, id scalar.VarID, x scalar.Expr) {
	x = b.simplify(x)
	_, ok := x.(*scalar.Const)
	if !ok {
		p := scalar.PropsOf(x)
		ok = p.Params && !p.Vars && !p.Regs && !p.Host && !p.Volatile && !p.Stable && !p.Subquery
	}
	if !ok {
		return
	}
	if *list == nil {
		*list = constants{}
	}
	(*list)[id] = x
}

// constants lists the output columns of a block that are constants around it too.
func (bs *blockState) constants() (list constants) {
	q := bs.q
	if bs.grouped() || q.Distinct || len(q.OrderBy) > 0 || q.Limit != nil || q.Offset != nil || len(q.Locking) > 0 || bs.srf.count() > 0 || len(bs.win.items) > 0 {
		return nil
	}
	for i := range bs.targets {
		if bs.b.volatile(bs.targets[i].x) {
			return nil
		}
	}
	for i := range bs.targets {
		t := &bs.targets[i]
		bs.b.noteConstant(&list, t.id, bs.pulled(t.x))
	}
	return list
}

// valuesConstants are the columns of VALUES of one row.
func (b *binder) valuesConstants(q *ast.Select, v *relValues) (list constants) {
	if len(v.rows) != 1 || len(q.OrderBy) > 0 || q.Limit != nil || q.Offset != nil || slices.ContainsFunc(v.rows[0], b.volatile) {
		return nil
	}
	for i, id := range v.vars {
		b.noteConstant(&list, id, v.rows[0][i])
	}
	return list
}

// renamed gives the constants to the columns that stand for from.
func (list constants) renamed(from, to []scalar.VarID) constants {
	out := constants{}
	for i, id := range from {
		if k := list[id]; k != nil {
			out[to[i]] = k
		}
	}
	return out
}

// readsOf counts how often a statement reads a WITH query of its own.
func (b *binder) readsOf(name string, st ast.Node) int {
	c := recursion{b: b, name: name}
	c.children(st, func(child ast.Node) { c.visit(child, "") })
	return c.reads
}
