package bind

import (
	"slices"

	"github.com/isochrondb/isochron/sql/plan/rel"
	"github.com/isochrondb/isochron/sql/plan/scalar"
)

// Set-returning functions of PARTITION BY and ORDER BY of a window run below the windows. What
// else in the block says the same as a whole such expression reads it there, as it does what is
// grouped by; other calls of the same function run once more, over the rows that came of it. What
// a window is of that no function is over counts as one more column of the select list, which
// nobody sees.

// windowKeys computes what windows are divided and ordered by.
type windowKeys struct {
	bs *blockState
	p  *rel.Project
	// ran are the functions that have run below, by their columns in the select list.
	ran []rel.Item
	// same are the columns of expressions with such functions, by their keys.
	same map[string]scalar.VarID
}

// newWindowKeys runs the set-returning functions of windows over what the block has so far.
// All that the block has is let through, each column once, with the keys to be added to it.
//
// SELECT generate_series(1, 2), rank() OVER (ORDER BY generate_series(1, 2)) FROM t: the set
// runs below the window and gives two rows for each row of t; the select list reads its column.
func (bs *blockState) newWindowKeys() *windowKeys {
	ks := &windowKeys{bs: bs, same: map[string]scalar.VarID{}}
	used := rel.VarSet{}
	for i, w := range bs.windows {
		if bs.win.over(i) {
			w.keys(func(x scalar.Expr) { bs.srf.closure(x, used) })
		}
	}
	if len(used) > 0 {
		var items []rel.SetItem
		// copies, since the functions of the select list run once more, above: with the same columns, the one
		// would hide the other.
		// used has the functions in arguments of others as well, for closure follows them.
		items, ks.ran = bs.copySets(used)
		bs.in = projectSets(bs.in, items)
	}
	ks.p = &rel.Project{In: bs.in}
	seen := rel.VarSet{}
	for _, id := range bs.in.Out() {
		if !seen[id] {
			seen[id] = true
			ks.p.Items = append(ks.p.Items, rel.Item{ID: id, X: bs.b.Ref(id)})
		}
	}
	return ks
}

// key is the column of an expression.
func (ks *windowKeys) key(x scalar.Expr) scalar.VarID {
	// The functions below gave their own columns; x names those of the select list.
	id := ks.bs.b.item(ks.p, rel.Substitute(x, ks.ran), "?column?")
	if ks.bs.srf.reads(x) {
		ks.same[scalar.Key(x)] = id
	}
	return id
}

// share has the rest of the block read the columns, and forgets the functions that nothing
// calls any more.
func (ks *windowKeys) share() {
	// No window is divided or ordered by such a function.
	if len(ks.same) == 0 {
		return
	}
	bs := ks.bs
	read := func(x scalar.Expr) scalar.Expr {
		return scalar.MapPre(x, func(x scalar.Expr) scalar.Expr {
			if id, ok := ks.same[scalar.Key(x)]; ok {
				return bs.b.Ref(id)
			}
			return nil
		})
	}
	for i := range bs.srf.items {
		for j, a := range bs.srf.items[i].Args {
			bs.srf.items[i].Args[j] = read(a)
		}
	}
	bs.keepSets(nil, func(x *scalar.Expr) { *x = read(*x) })
}

// copySets has the functions of used run with columns of their own, which names puts in the
// place of theirs.
// used has the arguments' functions too (closure), and items are in the block's order: so names has
// what an argument reads by the time that it is read.
func (bs *blockState) copySets(used rel.VarSet) (items []rel.SetItem, names []rel.Item) {
	for _, it := range bs.srf.items {
		if !used[it.ID] {
			continue
		}
		n := rel.SetItem{Fn: it.Fn, ID: bs.b.NewVar(*bs.b.Info(it.ID))}
		for _, a := range it.Args {
			n.Args = append(n.Args, rel.Substitute(a, names))
		}
		items = append(items, n)
		names = append(names, rel.Item{ID: it.ID, X: bs.b.Ref(n.ID)})
	}
	return items, names
}

// keepSets changes the expressions of the block that are computed after its groups, and keeps
// the set-returning functions that they read then, or the windows.
// change gets each expression in place; windows are those whose clauses count as well, nil for
// none. Functions are walked backwards: one that nothing reads does not keep its arguments alive.
func (bs *blockState) keepSets(windows []*window, change func(x *scalar.Expr)) {
	used := rel.VarSet{}
	each := func(x *scalar.Expr) {
		if *x == nil {
			return
		}
		change(x)
		scalar.Vars(*x, func(v *scalar.Var) { used[v.ID] = true })
	}
	for i := range bs.targets {
		each(&bs.targets[i].x)
	}
	for i := range bs.order {
		each(&bs.order[i].x)
	}
	for i := range bs.on {
		each(&bs.on[i].x)
	}
	for i := range bs.unused {
		each(&bs.unused[i])
	}
	for _, w := range windows {
		w.each(func(x scalar.Expr) scalar.Expr {
			if bs.srf.reads(x) {
				each(&x)
			}
			return x
		})
	}
	for _, it := range slices.Backward(bs.srf.items) { // calls before their arguments
		for i := range it.Args {
			if used[it.ID] {
				each(&it.Args[i])
			}
		}
	}
	bs.srf.items = slices.DeleteFunc(bs.srf.items, func(it rel.SetItem) bool { return !used[it.ID] })
}

// over reports whether a function is over the window.
func (w *winScope) over(spec int) bool {
	return slices.ContainsFunc(w.items, func(it *rel.WindowFunc) bool { return it.Spec == spec })
}

// keys calls f for what the window's rows are divided and ordered by.
func (w *window) keys(f func(scalar.Expr)) {
	w.each(func(x scalar.Expr) scalar.Expr {
		f(x)
		return x
	})
}
