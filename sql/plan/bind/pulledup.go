package bind

import (
	"slices"

	"github.com/isochrondb/isochron/sql/parser/ast"
	"github.com/isochrondb/isochron/sql/plan/rel"
	"github.com/isochrondb/isochron/sql/plan/scalar"
)

// Postgres makes a plain subquery of FROM a part of the query around it before it computes
// what constants decide (pull_up_subqueries): a column that is a constant in the subquery is
// one outside of it, where a set-returning function beside it may go with it. Here subqueries
// stay what they are; which of their columns are such constants is kept with their names.

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
func (b *Binder) noteConstant(list *rel.Constants, id scalar.VarID, x scalar.Expr) {
	x = b.Simplify(x)
	_, ok := x.(*scalar.Const)
	if !ok {
		p := scalar.PropsOf(x)
		ok = p.Params && !p.Vars && !p.Regs && !p.Host && !p.Volatile && !p.Stable && !p.Subquery
	}
	if !ok {
		return
	}
	if *list == nil {
		*list = rel.Constants{}
	}
	(*list)[id] = x
}

// constants lists the output columns of a block that are constants around it too.
func (bs *blockState) constants() (list rel.Constants) {
	q := bs.q
	if bs.grouped() || q.Distinct || len(q.OrderBy) > 0 || q.Limit != nil || q.Offset != nil || len(q.Locking) > 0 || bs.srf.count() > 0 || len(bs.win.items) > 0 {
		return nil
	}
	for i := range bs.targets {
		if bs.b.Volatile(bs.targets[i].x) {
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
func (b *Binder) valuesConstants(q *ast.Select, v *rel.Values) (list rel.Constants) {
	if len(v.Rows) != 1 || len(q.OrderBy) > 0 || q.Limit != nil || q.Offset != nil || slices.ContainsFunc(v.Rows[0], b.Volatile) {
		return nil
	}
	for i, id := range v.Vars {
		b.noteConstant(&list, id, v.Rows[0][i])
	}
	return list
}

// readsOf counts how often a statement reads a WITH query of its own.
func (b *Binder) readsOf(name string, st ast.Node) int {
	c := recursion{b: b, name: name}
	c.children(st, func(child ast.Node) { c.visit(child, "") })
	return c.reads
}
