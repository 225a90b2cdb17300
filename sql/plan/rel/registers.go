package rel

import (
	"github.com/isochrondb/isochron/sql/plan/scalar"
)

// SubReads reports whether a subquery within e reads the registers.
// Queries of subqueries are looked into, at any depth.
// It is asked before a condition moves: a query that reads a register can only be run where that is set.
func (st *Statement) SubReads(e scalar.Expr, regs map[int]scalar.Expr) bool {
	found := false
	scalar.Walk(e, func(x scalar.Expr) bool {
		if s, ok := x.(*scalar.Subquery); ok {
			found = found || st.Reads(st.Subs[s.ID].Rel, regs)
		}
		return !found
	})
	return found
}

// WithOuterRegs adds to a subquery's outer values the registers that its query
// reads though they are set further out: its result depends on them too.
// s itself is not changed.
// Without them a result that is kept by outer values would be taken for one of other values. They are listed in the
// order of their numbers, so that plans of one statement are alike.
func (st *Statement) WithOuterRegs(s *scalar.Subquery) *scalar.Subquery {
	read, set := map[int]*scalar.Reg{}, map[int]bool{}
	st.RegsOf(st.Subs[s.ID].Rel, read, set)
	for _, o := range s.Sets {
		set[o.Reg] = true
	}
	for _, r := range s.TestRegs {
		set[r] = true
	}
	var more []scalar.RegSet
	// By number and not by the map: Sets decide what results are kept by, and are part of what EXPLAIN compares.
	for i := range st.Regs {
		if r := read[i]; r != nil && !set[i] {
			more = append(more, scalar.RegSet{Reg: i, X: r})
		}
	}
	if len(more) == 0 {
		return s
	}
	n := *s
	n.Sets = append(append([]scalar.RegSet(nil), s.Sets...), more...)
	return &n
}

// RegsOf collects the registers that a query reads, and those that it sets.
// read and set grow; what a query reads and does not set comes from outside.
// Sets of subqueries count as set, since they are set before the query is run.
func (st *Statement) RegsOf(r Rel, read map[int]*scalar.Reg, set map[int]bool) {
	// A lateral join within r sets what its right side reads: that is no business of who runs r.
	walkSets(r, func(s scalar.RegSet) { set[s.Reg] = true })
	Walk(r, func(e scalar.Expr) {
		scalar.Walk(e, func(x scalar.Expr) bool {
			switch x := x.(type) {
			case *scalar.Reg:
				read[x.Idx] = x
			case *scalar.Subquery:
				for _, o := range x.Sets {
					set[o.Reg] = true
				}
				for _, r := range x.TestRegs {
					set[r] = true
				}
				st.RegsOf(st.Subs[x.ID].Rel, read, set)
			}
			return true
		})
	})
}

// Reads reports whether any expression in r reads the registers.
// For few registers, of a query that is about to be taken apart.
// Of regs the keys count alone: callers have the map for what they replace by.
func (st *Statement) Reads(r Rel, regs map[int]scalar.Expr) bool {
	found := false
	Walk(r, func(e scalar.Expr) {
		if !found && e != nil {
			found = UsesRegs(e, regs) || st.SubReads(e, regs)
		}
	})
	return found
}

// InnerReads calls reg for the registers that the query of a subquery reads, and with for
// the WITH queries, other than its own, whose results it reads.
// own are the WITH queries that stand within.
// A register may be given more than once. with may be nil.
func (st *Statement) InnerReads(sub *scalar.Subquery, reg func(*scalar.Reg), with func(*CTE)) {
	st.QueryReads(st.Subs[sub.ID].Rel, reg, with)
}

// QueryReads is InnerReads of the query itself.
func (st *Statement) QueryReads(r Rel, reg func(*scalar.Reg), with func(*CTE)) {
	// What stands within runs with the subquery, and is nothing that it takes from outside.
	own := map[*CTE]bool{}
	var query func(Rel)
	expr := func(x scalar.Expr) {
		scalar.Walk(x, func(x scalar.Expr) bool {
			switch x := x.(type) {
			case *scalar.Reg:
				reg(x)
			case *scalar.Subquery:
				query(st.Subs[x.ID].Rel)
			}
			return true
		})
	}
	query = func(r Rel) {
		switch r := r.(type) {
		// A With is met before what reads its queries, so that own has them by then.
		case *With:
			for _, c := range r.CTEs {
				own[c] = true
			}
		// The working table is made within.
		case *Recursive:
			own[r.Work] = true
		case *Project:
			for _, d := range r.Dropped {
				reg(d)
			}
		case *CTEScan:
			if with != nil && !own[r.CTE] {
				with(r.CTE)
			}
			// One of a WITH within that stands here in the place of its name is walked here; see Inputs.
			if !own[r.CTE] {
				return
			}
		}
		ownExprs(r, expr)
		for _, in := range Inputs(r) {
			query(in)
		}
	}
	query(r)
}

// Carry gives the subqueries of x what they read of up: the columns come from where x
// stands now.
// Used where a subquery moves to another row than it was bound under: it brings along what it read of the former.
func (st *Statement) Carry(x scalar.Expr, up map[int]scalar.Expr) scalar.Expr {
	return scalar.Map(x, func(x scalar.Expr) scalar.Expr {
		sub, ok := x.(*scalar.Subquery)
		if !ok {
			return x
		}
		n := *sub
		// A copy: sub may stand in another way that is compared.
		n.Sets = append([]scalar.RegSet(nil), sub.Sets...)
		carried := map[int]bool{}
		st.InnerReads(sub, func(r *scalar.Reg) {
			if y, ok := up[r.Idx]; ok && !carried[r.Idx] {
				carried[r.Idx] = true
				n.Sets = append(n.Sets, scalar.RegSet{Reg: r.Idx, X: y})
			}
		}, nil)
		return &n
	})
}
