package rel

import (
	"github.com/isochrondb/isochron/sql/plan/scalar"
)

// Substitute replaces columns by the expressions that make them.
// A column that items do not have stays. Cost: columns × items.
// What is put in is not looked at again: items may read columns of the same numbers.
func Substitute(e scalar.Expr, items []Item) scalar.Expr {
	return scalar.MapPre(e, func(x scalar.Expr) scalar.Expr {
		if v, ok := x.(*scalar.Var); ok {
			for _, it := range items {
				if it.ID == v.ID {
					return it.X
				}
			}
		}
		return nil
	})
}

// SubstitutedMax is how many nodes an expression may gain where it gets copies of what makes its columns.
// Projections over each other that each read a column twice double the copies at each level: 30 of them, a
// text of 1 KB, would make 2^30.
const SubstitutedMax = 1000

// SubstituteWithin is Substitute; ok is false, and nothing is made, where a column that is read several times
// would make e larger by more than SubstitutedMax nodes. Then it is better computed once, where it is made.
// Sizes are counted up to the limit and no further, so that the question costs no more than the answer is worth.
func SubstituteWithin(e scalar.Expr, items []Item) (out scalar.Expr, ok bool) {
	// Counted first: an item that is read once may be as large as it likes, since it only moves.
	uses := map[scalar.VarID]int{}
	scalar.Vars(e, func(v *scalar.Var) { uses[v.ID]++ })
	copied, grown := false, 0
	for _, it := range items {
		n := uses[it.ID]
		if n == 0 {
			continue
		}
		delete(uses, it.ID) // the first item of a number counts
		size := scalar.Size(it.X, SubstitutedMax+2)
		copied = copied || n > 1 && size > 1
		grown += n * (size - 1)
	}
	if copied && grown > SubstitutedMax {
		return nil, false
	}
	return Substitute(e, items), true
}

// ReplaceRegs puts expressions in the places of registers.
// A register that is not in regs stays.
func ReplaceRegs(e scalar.Expr, regs map[int]scalar.Expr) scalar.Expr {
	return scalar.Map(e, func(x scalar.Expr) scalar.Expr {
		if r, ok := x.(*scalar.Reg); ok {
			if y, ok := regs[r.Idx]; ok {
				return y
			}
		}
		return x
	})
}

// UsesRegs reports whether e itself reads any of the registers.
// Registers that are read by queries within e do not count: SubReads asks for those.
func UsesRegs(e scalar.Expr, regs map[int]scalar.Expr) bool {
	found := false
	scalar.Walk(e, func(x scalar.Expr) bool {
		if r, ok := x.(*scalar.Reg); ok {
			_, hit := regs[r.Idx]
			found = found || hit
		}
		return true
	})
	return found
}

// Walk calls f for every expression in r.
// f may be given nil, for what is absent. Expressions of subqueries are not gone into.
func Walk(r Rel, f func(scalar.Expr)) {
	ownExprs(r, f)
	for _, in := range Inputs(r) {
		Walk(in, f)
	}
}

// ownExprs calls f for the expressions of r itself.
// DML within a WITH is no part of it.
// A kind of relation that is missing here hides what it reads from all who walk.
// Kinds that are not here have columns and no expressions: what they sort, compare or pass on are numbers.
func ownExprs(r Rel, f func(scalar.Expr)) {
	each := func(list []scalar.Expr) {
		for _, x := range list {
			f(x)
		}
	}
	switch r := r.(type) {
	case *Values:
		for _, row := range r.Rows {
			each(row)
		}
	case *Func:
		for _, it := range r.Items {
			each(it.Args)
			f(it.X)
		}
	case *Select:
		each(r.Conds)
	case *Project:
		for _, it := range r.Items {
			f(it.X)
		}
	case *ProjectSet:
		for _, it := range r.Items {
			each(it.Args)
		}
	case *Join:
		each(r.On)
		for _, s := range r.Sets {
			f(s.X)
		}
	case *Group:
		for _, k := range r.Keys {
			f(k.X)
		}
		for _, a := range r.Aggs {
			each(a.Args)
			f(a.Filter)
			for _, o := range a.Order {
				f(o.X)
			}
		}
	case *Window:
		f(r.Frame.StartOffset)
		f(r.Frame.EndOffset)
		for _, it := range r.Funcs {
			each(it.Args)
			f(it.Filter)
		}
	case *Limit:
		f(r.Limit)
		f(r.Offset)
	}
}

// walkSets calls f for every register that a join within r sets.
// Those of subqueries in expressions are the expressions' own (RegsOf).
func walkSets(r Rel, f func(scalar.RegSet)) {
	if j, ok := r.(*Join); ok {
		for _, s := range j.Sets {
			f(s)
		}
	}
	for _, in := range Inputs(r) {
		walkSets(in, f)
	}
}

// Inputs lists the relations that r reads.
// Relations of expressions (subqueries) are not among them. Who goes down by it comes to each relation of a statement
// once, so that a walk takes as long as the statement.
func Inputs(r Rel) []Rel {
	switch r := r.(type) {
	case *Select:
		return []Rel{r.In}
	case *Barrier:
		return []Rel{r.In}
	case *Project:
		return []Rel{r.In}
	case *ProjectSet:
		return []Rel{r.In}
	case *Join:
		return []Rel{r.L, r.R}
	case *Group:
		return []Rel{r.In}
	case *Window:
		return []Rel{r.In}
	case *Distinct:
		return []Rel{r.In}
	case *Sort:
		return []Rel{r.In}
	case *Limit:
		return []Rel{r.In}
	case *SetOp:
		return []Rel{r.L, r.R}
	case *Lock:
		return []Rel{r.In}
	case *With:
		out := []Rel{r.In}
		for _, c := range r.CTEs {
			if c.Rel != nil && !c.Inlined() {
				out = append(out, c.Rel)
			}
		}
		return out
	// A query that stands in the place of its name is walked there, another by its With: each once. Were one that is
	// read twice walked at both places, a walk would double with each query of a WITH that reads the one before
	// twice, and were one walked at its name and by its With, with each WITH within another.
	case *CTEScan:
		if r.CTE.Inlined() {
			return []Rel{r.CTE.Rel}
		}
	case *Recursive:
		return []Rel{r.Base, r.Step}
	}
	return nil
}
