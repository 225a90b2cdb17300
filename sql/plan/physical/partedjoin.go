package physical

import (
	"maps"

	"github.com/isochrondb/isochron/sql/plan/bind"
	"github.com/isochrondb/isochron/sql/plan/rel"
	"github.com/isochrondb/isochron/sql/plan/scalar"
)

// Looking keys up in partitioned tables, and in those of the system. A lookup join reads one index; the rows of a partitioned
// table lie in several. There the values of the other inputs that columns must equal, or that bound
// them, are given to a scan as registers, for each row anew: they rule out all partitions but those
// that may have such rows, and bound the indexes of the others. Of a table of the system the rows
// of one key are made.

// costAlone is what a read for one row of another input costs more than one of many keys together.
// In the unit of access.go. A lookup join asks for many keys in one message; a scan by registers is run for
// each row.
const costAlone = 50.0

// costAloneVirtual is the same for a table of the system: no range is asked.
const costAloneVirtual = 2.0

// keyedScan is the scan of a divided or virtual table by values of other inputs.
// It belongs to the relation and the set of conditions, not to an order of joins.
type keyedScan struct {
	rel rel.Rel
	// Registers and what sets them, over the columns of other inputs.
	sets []scalar.RegSet
	used map[scalar.Expr]bool // the conditions that it judges
	// ranged: there are bounds alone, and no equality.
	ranged bool
	alone  float64 // costAlone, or its like
}

// keyedScanOf makes the scan of r by the equalities and bounds among conds of its columns by what is
// over have; nil where it is no divided or virtual table, or there are none.
// It is made once for each set of conditions: registers are numbered for the whole statement, and an order
// of joins is costed many times.
// Complexity: up to one for each set of conditions that link the table to others. Each is planned whole, leaf
// by leaf, when its cost is first asked (keyedCost).
//
// $0_ is the register that holds acc.id of the row at hand; which leaves may have rows is told
// by it (testing/plans, partedjoin):
//
//	SELECT * FROM acc JOIN ev ON ev.acc = acc.id WHERE acc.name = 'x'
//
//	Nested Loop
//	  ->  Seq Scan on acc
//	        Filter: (name = 'x'::text)
//	  ->  Append
//	        ->  Index Scan using ev0_pkey on ev0 ev
//	              Index Cond: (acc = $0_)
//	        …
func (p *planner) keyedScanOf(r rel.Rel, conds []scalar.Expr, have rel.VarSet) *keyedScan {
	sc, local, ok := scanOf(r)
	// mayFind: the scan finds rows before policies have judged them.
	if !ok || !sc.Divided() && !sc.Table.Virtual || !mayFind(sc, conds) || p.b.Env.Avoid&bind.NestedLoops != 0 {
		return nil
	}
	by, ranged, alone := []scalar.Expr(nil), false, costAloneVirtual
	if sc.Table.Virtual {
		by = p.virtualConds(sc, conds, have)
	} else {
		by, ranged = p.keyedConds(sc, conds, have)
		alone = costAlone
	}
	if len(by) == 0 {
		return nil
	}
	// by is compared as a set: conditions come in the order of the inputs that are there.
	for _, k := range p.keyScans[r] {
		if k.judges(by) {
			return k
		}
	}
	k := &keyedScan{used: map[scalar.Expr]bool{}, ranged: ranged, alone: alone}
	own, regs := rel.SetOf(sc.Out()), map[scalar.VarID]*scalar.Reg{}
	// local conditions stay in front: they hold in any case.
	all := append([]scalar.Expr(nil), local...)
	for _, cond := range by {
		k.used[cond] = true
		all = append(all, scalar.Map(cond, func(x scalar.Expr) scalar.Expr {
			v, ok := x.(*scalar.Var)
			if !ok || own[v.ID] {
				return x
			}
			// Other inputs' columns become registers, one for each column.
			if regs[v.ID] == nil {
				regs[v.ID] = &scalar.Reg{Idx: p.b.NewReg(), T: v.T, Typmod: v.Typmod}
				k.sets = append(k.sets, scalar.RegSet{Reg: regs[v.ID].Idx, X: v})
			}
			return regs[v.ID]
		}))
	}
	k.rel = &rel.Select{In: sc, Conds: all}
	if p.keyScans == nil {
		p.keyScans = map[rel.Rel][]*keyedScan{}
	}
	p.keyScans[r] = append(p.keyScans[r], k)
	return k
}

// keyedConds are the conditions by which a divided table is scanned for each row of other inputs;
// ranged: no equality is among them.
// Equalities before bounds; each condition once.
func (p *planner) keyedConds(sc *rel.Scan, conds []scalar.Expr, have rel.VarSet) (by []scalar.Expr, ranged bool) {
	for _, k := range p.lookupKeys(sc, conds, have) {
		by = append(by, k.cond)
	}
	ranged = len(by) == 0
	for _, c := range p.lookupBounds(sc, conds, have) {
		if !containsExpr(by, c.cond) {
			by = append(by, c.cond)
		}
	}
	return by, ranged
}

// judges reports whether the scan is by these conditions, and no others.
func (k *keyedScan) judges(by []scalar.Expr) bool {
	conds := map[scalar.Expr]bool{}
	for _, c := range by {
		conds[c] = true
	}
	return maps.Equal(conds, k.used)
}

// keyedCost is what a scan by the values of so many rows costs.
// one.cost is of a scan for average values; partitions that its registers rule out count by appendLeaves'
// guess.
func (p *planner) keyedCost(k *keyedScan, rows float64, need rel.VarSet) (float64, error) {
	one, err := p.estimate(k.rel, need)
	return rows * (one.cost + k.alone), err
}

// keyedLoop joins by a scan for each row of cur.
// It is a nested loop: right is run anew for each row of cur, with registers set.
func (p *planner) keyedLoop(cur *phys, it *joinItem, k *keyedScan, conds []scalar.Expr, need rel.VarSet) (*phys, error) {
	item := *it
	item.rel, item.sets = k.rel, k.sets
	// What the scan judges is no filter of the loop.
	rest := unused(conds, k.used)
	right, err := p.buildInput(&item, rest, need)
	if err != nil {
		return nil, err
	}
	return p.looped(cur, right, &item, rest, p.joinRows(it.kind, cur.rows, right.rows, p.selectivity(rest), conds, it.cols))
}
