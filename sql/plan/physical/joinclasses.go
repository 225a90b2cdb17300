package physical

import (
	"slices"

	"github.com/isochrondb/isochron/sql/plan/rel"
	"github.com/isochrondb/isochron/sql/plan/rewrite"
	"github.com/isochrondb/isochron/sql/plan/scalar"
	"github.com/isochrondb/isochron/sql/types"
)

// Columns that inner joins make equal form a class: of a = b AND b = c follows a = c, so that a and
// c may be joined before b comes. Postgres calls these equivalence classes. All pairs of a class are
// conditions of its group of joins, and one of them is enough to join an input: with the columns
// that are there, equal to each other already, it makes the new one equal to all.
//
//	customer ⋈ nation by c_nationkey = n_nationkey
//	WHERE c_nationkey = s_nationkey AND s_nationkey = n_nationkey
//
// A class has at most one column of an input: two of one would have to be compared there first.

// classMax bounds the columns of a class: its conditions are their pairs.
// 12 columns have 66 pairs; larger classes stay with the equalities as they were written.
const classMax = 12

// closeClasses adds the equalities that follow from those of conds, behind them, and notes of which
// class each is.
// A class of two says nothing new. The new conditions count once in estimates (oneEach).
// The operator of a new condition is that of one written: members are of one type.
//
// Here a may be joined with c before b comes (testing/plans, subqueryjoins):
//
//	SELECT count(*) FROM a, b, c WHERE a.m = b.m AND b.m = c.id AND c.n = 3
//
//	Hash Join
//	  Hash Cond: (a.m = b.m)
//	  ->  Seq Scan on b
//	  ->  Hash Join
//	        Hash Cond: (a.m = c.id)
//	        ->  Seq Scan on a
//	        ->  Seq Scan on c
//	              Filter: (n = 3)
//
// Nobody wrote a.m = c.id; b.m = c.id is not asked again, since it follows from the two that
// are.
func (p *planner) closeClasses(items []*joinItem, conds []scalar.Expr) []scalar.Expr {
	for _, k := range classesOf(items, conds) {
		// Two columns of one input would have to be compared within it: no step of a join would do so.
		if len(k.members) < 3 || len(k.members) > classMax || k.twice() {
			continue
		}
		p.classes++
		for i, l := range k.members {
			for _, r := range k.members[i+1:] {
				x := k.said(l.ID, r.ID)
				if x == nil {
					x = &scalar.Op{Op: k.conds[0].Op, L: l.Var, R: r.Var}
					conds = append(conds, x)
				}
				// By the condition's address, since conditions are pointers into the tree. 0 is no class.
				if p.classOf == nil {
					p.classOf = map[scalar.Expr]int{}
				}
				p.classOf[x] = p.classes
			}
		}
	}
	return conds
}

// class is a set of columns that are equal.
// members are in the order in which conditions named them; each once.
type class struct {
	members []classMember
	conds   []*scalar.Op // that say so
}

type classMember struct {
	*scalar.Var
	// item is the number of the input that the column is of.
	item int
}

// twice reports whether an input has two of the columns.
func (k *class) twice() bool {
	seen := map[int]bool{}
	for _, m := range k.members {
		if seen[m.item] {
			return true
		}
		seen[m.item] = true
	}
	return false
}

// said is the condition that two columns are equal; nil: it follows from others.
// Written either way round.
func (k *class) said(a, b scalar.VarID) scalar.Expr {
	for _, c := range k.conds {
		if rel.IsVar(c.L, a) && rel.IsVar(c.R, b) || rel.IsVar(c.L, b) && rel.IsVar(c.R, a) {
			return c
		}
	}
	return nil
}

// classesOf finds the columns of inputs that conditions make equal, in the order of the conditions.
// Two classes that a condition joins become one; the other is left empty.
// A union-find without ranks: classes are small.
func classesOf(items []*joinItem, conds []scalar.Expr) []*class {
	if !slices.ContainsFunc(conds, func(c scalar.Expr) bool { _, _, ok := equalColumns(c); return ok }) {
		return nil
	}
	itemOf := map[scalar.VarID]int{}
	for i, it := range items {
		for id := range it.cols {
			itemOf[id] = i
		}
	}
	var all []*class
	of := map[scalar.VarID]*class{}
	for _, c := range conds {
		l, r, ok := equalColumns(c)
		if !ok {
			continue
		}
		li, lok := itemOf[l.ID]
		ri, rok := itemOf[r.ID]
		if !lok || !rok {
			continue
		}
		k := of[l.ID]
		if k == nil {
			k = &class{members: []classMember{{l, li}}}
			all = append(all, k)
			of[l.ID] = k
		}
		switch other := of[r.ID]; {
		case other == nil:
			k.members = append(k.members, classMember{r, ri})
			of[r.ID] = k
		// Classes meet: the members of one move, and it is left in the list without any.
		case other != k:
			k.members, k.conds = append(k.members, other.members...), append(k.conds, other.conds...)
			for _, m := range other.members {
				of[m.ID] = k
			}
			other.members = nil
		}
		k.conds = append(k.conds, c.(*scalar.Op))
	}
	return all
}

// equalColumns are the columns of one type whose equality c is, one that is transitive.
// Equality of one btree family is transitive; a = b of different types need not be.
func equalColumns(c scalar.Expr) (l, r *scalar.Var, ok bool) {
	op, is := c.(*scalar.Op)
	if !is || op.L == nil || op.Op.Name != "=" || op.Op.Result != types.TBool {
		return nil, nil, false
	}
	l, lok := op.L.(*scalar.Var)
	r, rok := op.R.(*scalar.Var)
	if !lok || !rok || l.ID == r.ID || l.T != r.T || !types.Comparable(l.T) || !rewrite.BtreeOperands(op.Op, l.T) {
		return nil, nil, false
	}
	return l, r, true
}

// oneEach leaves one condition of each class: those of one step say the same.
// It changes the list that it is given.
// conds is the caller's own list, fresh for the step.
func (p *planner) oneEach(conds []scalar.Expr) []scalar.Expr {
	if p.classes == 0 {
		return conds
	}
	var seen []int
	return slices.DeleteFunc(conds, func(c scalar.Expr) bool {
		k := p.classOf[c]
		if k == 0 {
			return false
		}
		if slices.Contains(seen, k) {
			return true
		}
		seen = append(seen, k)
		return false
	})
}
