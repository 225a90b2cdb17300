package physical

import (
	"slices"

	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/plan/nodes"
	"github.com/isochrondb/isochron/sql/plan/rel"
	"github.com/isochrondb/isochron/sql/plan/scalar"
)

// withoutUnread leaves out what outer joins add that nobody reads: the right side of a LEFT JOIN on
// a whole unique key has one partner at most for each row, which is there with it or without.
// Views and object mappers join so. read is what is wanted of the group of joins.
// It goes round until nothing more is found: what read the columns of an input may be gone itself. Postgres:
// remove_useless_joins (analyzejoins.c).
// Only left joins: a semi or an inner one drops rows.
func (p *planner) withoutUnread(items []*joinItem, conds []scalar.Expr, read rel.VarSet) []*joinItem {
	for {
		at := slices.IndexFunc(items, func(it *joinItem) bool {
			return it.kind == nodes.JoinLeft && !p.anyReads(items, it, conds, read) && p.onePartner(it)
			// Its own conditions may read it. Complexity: inputs × conditions for each look, and one look more for
			// each that goes.
		})
		if at < 0 {
			return items
		}
		items = slices.Delete(items, at, at+1)
	}
}

// anyReads reports whether a column of it is read outside its own join.
// Registers of lateral inputs count as readers.
func (p *planner) anyReads(items []*joinItem, it *joinItem, conds []scalar.Expr, read rel.VarSet) bool {
	for id := range it.cols {
		if read[id] {
			return true
		}
	}
	found := false
	look := func(x scalar.Expr) {
		scalar.Vars(x, func(v *scalar.Var) { found = found || it.cols[v.ID] })
	}
	for _, c := range conds {
		look(c)
	}
	for _, other := range items {
		for _, s := range other.sets {
			look(s.X)
		}
		if other != it {
			for _, c := range other.on {
				look(c)
			}
		}
	}
	return found
}

// onePartner reports whether a join finds no more than one row of it for each that is there, and
// whether it finds one can't be told otherwise.
// A locked table is read for its locks, and a policy or a volatile condition may be seen to run.
func (p *planner) onePartner(it *joinItem) bool {
	// The table's own conditions only make it find less.
	sc, local, ok := tableOf(it.rel)
	if !ok || len(it.sets) > 0 || sc.Lock != nil || sc.Policed || p.b.AnyVolatile(it.on) || p.b.AnyVolatile(local) {
		return false
	}
	// By bounds alone several rows may be found.
	by := lookupConds{keys: p.lookupKeys(sc, it.on, it.after)}
	if len(by.keys) == 0 {
		return false
	}
	by.local = p.analyze(sc, local)
	// Infers: the index holds at any time, so not where uniqueness is checked late. A partial index serves
	// where its predicate follows.
	return slices.ContainsFunc(sc.Table.Indexes, func(ix catalog.IndexDesc) bool {
		if ix.State != catalog.IndexPublic || ix.Inverted() || ix.Excludes() || !ix.Infers() || !p.holds(sc, &ix, slices.Concat(local, it.on)) {
			return false
		}
		a := p.lookupIndex(sc, &ix, &by, rel.VarSet{})
		return a != nil && a.points
	})
}
