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
// Only left joins: a semi or an inner one drops rows. Complexity: inputs for each look, and one look more for each
// that goes; expressions are walked once.
//
// One after the other (testing/plans, subqueryjoins; b and c have id as their keys):
//
//	SELECT a.id FROM a LEFT JOIN b ON b.id = a.id LEFT JOIN c ON c.id = b.n WHERE a.m = 3
//
//	Seq Scan on a
//	  Filter: (m = 3)
//
// c goes first, since nobody reads it; then nobody reads b either. It stays where its condition
// is not the whole of a key (d.x = a.id, of a key (x, y)), and where the condition is volatile.
func (p *planner) withoutUnread(items []*joinItem, conds []scalar.Expr, read rel.VarSet) []*joinItem {
	if !slices.ContainsFunc(items, func(it *joinItem) bool { return it.kind == nodes.JoinLeft }) {
		return items
	}
	uses := usesOf(items, conds)
	sole := map[*joinItem]bool{} // that were asked about: most joins are read
	alone := func(it *joinItem) bool {
		one, known := sole[it]
		if !known {
			one = p.onePartner(it)
			sole[it] = one
		}
		return one
	}
	for {
		at := slices.IndexFunc(items, func(it *joinItem) bool { return it.kind == nodes.JoinLeft && !uses.anyReads(it, read) && alone(it) })
		if at < 0 {
			return items
		}
		uses.drop(items[at])
		items = slices.Delete(items, at, at+1)
	}
}

// columnUses counts how often the columns of a group of joins are read by conditions and registers: all, and those
// that an input's own join reads.
type columnUses struct {
	all map[scalar.VarID]int
	own map[*joinItem]map[scalar.VarID]int
}

// usesOf counts. Registers of lateral inputs count as readers, their own, too.
func usesOf(items []*joinItem, conds []scalar.Expr) *columnUses {
	u := &columnUses{map[scalar.VarID]int{}, map[*joinItem]map[scalar.VarID]int{}}
	for _, c := range conds {
		scalar.Vars(c, func(v *scalar.Var) { u.all[v.ID]++ })
	}
	for _, it := range items {
		for _, s := range it.sets {
			scalar.Vars(s.X, func(v *scalar.Var) { u.all[v.ID]++ })
		}
		if len(it.on) == 0 {
			continue
		}
		own := map[scalar.VarID]int{}
		for _, c := range it.on {
			scalar.Vars(c, func(v *scalar.Var) { u.all[v.ID]++; own[v.ID]++ })
		}
		u.own[it] = own
	}
	return u
}

// anyReads reports whether a column of it is read outside its own join.
func (u *columnUses) anyReads(it *joinItem, read rel.VarSet) bool {
	for id := range it.cols {
		if read[id] || u.all[id] > u.own[it][id] {
			return true
		}
	}
	return false
}

// drop takes out what an input reads that is left out.
func (u *columnUses) drop(it *joinItem) {
	for _, s := range it.sets {
		scalar.Vars(s.X, func(v *scalar.Var) { u.all[v.ID]-- })
	}
	for id, n := range u.own[it] {
		u.all[id] -= n
	}
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
