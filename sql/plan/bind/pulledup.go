package bind

import (
	"slices"
	"sync"

	"github.com/isochrondb/isochron/sql/parser/ast"
	"github.com/isochrondb/isochron/sql/plan/rel"
	"github.com/isochrondb/isochron/sql/plan/scalar"
)

// Postgres makes a plain subquery of FROM a part of the query around it before it computes
// what constants decide (pull_up_subqueries): a column that is a constant in the subquery is
// one outside of it, where a set-returning function beside it may go with it. Here subqueries
// stay what they are; which of their columns are such constants is kept with their names.

// fixed gives the constant that a column of s, or of a query around it, is; nil for none.
// A register is followed to the query around whose column it holds. nil too where the column may be
// NULL because of an outer join: pads has forgotten it then.
// It is for what stands beside set-returning functions alone (besideSet): elsewhere nothing depends on it.
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

// fixedColumn looks through joins with an alias as well.
// Linear in the items, which is enough for what is asked seldom.
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
// Keys of GROUP BY that constants decide count as well (keyConsts). x itself is left as it is.
// What would grow too large (rel.SubstitutedMax) keeps its columns: a constant may be made of parameters, and
// each level around may read it twice.
func (bs *blockState) pulled(x scalar.Expr) scalar.Expr {
	grown := 0
	out := scalar.MapPre(x, func(x scalar.Expr) scalar.Expr {
		k := bs.s.fixed(x)
		if v, ok := x.(*scalar.Var); ok && k == nil {
			k = bs.keyConsts[v.ID]
		}
		if k != nil {
			grown += scalar.Size(k, rel.SubstitutedMax+2) - 1
		}
		return k
	})
	if grown > rel.SubstitutedMax {
		return x
	}
	return out
}

// noteConstant adds column id, which is x, to those that are constants.
// Constant is what Postgres's planner would see as one, with parameters known: no column, register,
// query, call of the session, nor anything that is not IMMUTABLE.
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
// A block with any clause that changes the number or the identity of rows is no plain subquery
// (is_simple_subquery), nor is one with something volatile in its list.
// Postgres: pull_up_simple_subquery.
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
// Of several rows Postgres makes no part of the query around (is_simple_values).
func (b *Binder) valuesConstants(q *ast.Select, v *rel.Values) (list rel.Constants) {
	if len(v.Rows) != 1 || len(q.OrderBy) > 0 || q.Limit != nil || q.Offset != nil || slices.ContainsFunc(v.Rows[0], b.Volatile) {
		return nil
	}
	for i, id := range v.Vars {
		b.noteConstant(&list, id, v.Rows[0][i])
	}
	return list
}

// readsBehind counts, once it is asked, how often each query of w is read: by its other queries, and by the statement st
// that the WITH is of.
func readsBehind(w *ast.With, st ast.Node) func() map[string]int {
	return sync.OnceValue(func() map[string]int {
		// The names of w itself hide none of what stands behind it: its queries are looked at one by one.
		r := newWithReads(w)
		children(st, func(child ast.Node) {
			if child != ast.Node(w) {
				r.visit(child)
			}
		})
		for i := range w.CTEs {
			r.visit(&w.CTEs[i])
		}
		return r.reads
	})
}
