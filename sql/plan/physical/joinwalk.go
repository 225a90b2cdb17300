package physical

import (
	"fmt"
	"maps"
	"math"
	"slices"

	"github.com/isochrondb/isochron/sql/plan/nodes"
	"github.com/isochrondb/isochron/sql/plan/rel"
	"github.com/isochrondb/isochron/sql/plan/scalar"
)

// Joins under a LIMIT. The newest ten orders with the names of their customers are found by a
// walk: ten rows of an index, and a look for each of them; not by a hash table of all customers,
// which is the cheapest way to find the names of all orders. A join's rows are made one after
// the other, so that what reads a tenth of them makes it read about a tenth of its first input
// (if partners are spread evenly) and do a tenth of its lookups. The same holds of each
// of several joins, one above the other. But a hash table is made whole before the first row comes,
// and so is a sort.

// wish is what is asked of a group of joins beside its columns.
// part is a share and not a number, as it means the same of each input down the walk.
type wish struct {
	order []rel.SortKey // in which rows should come, where that is cheap
	part  float64       // of the rows that will be read: 1 for all. Below, a step must not lose the order.
}

// first is the goal for the first input.
func (w wish) first(st joinStep, need rel.VarSet) goal {
	r := st.rel()
	g := goal{need: within(need, r), order: w.order}
	// Of an order by columns of several inputs no first input has any.
	// Only one input can begin, so that the order has to be its own.
	if own := rel.SetOf(r.Out()); slices.ContainsFunc(w.order, func(k rel.SortKey) bool { return !own[k.ID] }) {
		g.order = nil
	}
	if w.part < 1 {
		// The limit is what of the first input's rows has to be read, if partners are spread evenly.
		g.limit = math.Max(1, st.item.size*w.part)
	}
	return g
}

// walk finds the cheapest way to make the first rows of a group of joins in the order that is
// wanted; nil where to make all of them, and to sort those, is no more work.
// all is the cheapest order for all rows, and tells how many there are: of that number comes part.
//
// The same query with a small limit and with a large one (testing/plans, joinlimit):
//
//	SELECT p.id, u.email FROM p JOIN u ON u.id = p.uid ORDER BY p.at DESC LIMIT 10
//
//	Limit
//	  ->  Lookup Join using u_pkey on u
//	        Lookup Cond: (u.id = p.uid)
//	        ->  Index Scan Backward using p_at_idx on p
//
//	SELECT p.id, u.email FROM p JOIN u ON u.id = p.uid ORDER BY p.at DESC LIMIT 60000
//
//	Limit
//	  ->  Hash Join
//	        Hash Cond: (u.id = p.uid)
//	        ->  Index Scan Backward using p_at_idx on p
//	        ->  Seq Scan on u
//
// In both the rows of p come in the order that is wished for, and no join loses it. What differs
// is how many partners are looked for.
func (p *planner) walk(all *order, items []*joinItem, conds []scalar.Expr, need rel.VarSet, g goal) (*order, wish, error) {
	// all.at.rows may be wrong by far; weigh notes that a plan by values may do better.
	w := wish{order: rel.UniqueKeys(g.order), part: g.limit / all.at.rows}
	if g.limit <= 0 || g.exists {
		return nil, w, nil
	}
	if p.weigh(all.cost); w.part >= 1 {
		return nil, w, nil
	}
	starts, err := p.walkBegins(items, conds, need, w)
	if len(starts) == 0 || err != nil {
		return nil, w, err
	}
	most := all.cost
	// What the walk is compared with: all rows, and a sort of them where an order is wished for.
	if len(w.order) > 0 {
		most += all.at.rows * math.Log2(all.at.rows+2) * costSortRow
	}
	if o := p.bestOrder(starts, items, need); o != nil && o.cost < most {
		return o, w, nil
	}
	return nil, w, nil
}

// weigh notes that a choice which spares so many rows at most depends on how many are wanted.
// rows bounds what is at stake, by rows or by what they cost; small joins are of no interest.
func (p *planner) weigh(rows float64) {
	if rows > estimateRowsMin {
		p.weighed++
	}
}

// walkBegins lists the inputs whose rows come in the order that is wanted.
func (p *planner) walkBegins(items []*joinItem, conds []scalar.Expr, need rel.VarSet, w wish) ([]*order, error) {
	none := joining{have: rel.VarSet{}, conds: conds, part: w.part}
	var out []*order
	// Its rows come in no order that a first input could have.
	for _, it := range items {
		st := joinStep{item: it}
		if it.kind != nodes.JoinInner || len(it.sets) > 0 {
			continue
		}
		start := w.first(st, need)
		if len(start.order) < len(w.order) {
			continue
		}
		cost, ok, err := p.walkCost(it.rel, start)
		if err != nil {
			return nil, err
		}
		// Read to the limit, not whole: the cost is that of the part.
		if ok {
			out = append(out, &order{steps: []joinStep{st}, cost: cost, at: none.after(st, it.size)})
		}
	}
	return out, nil
}

// walkTriesMax is how many inputs a statement's walks may build to learn what they cost. Each may hold joins
// under a limit of its own, whose inputs are tried again for each way to build it. Beyond it joins make all
// rows.
const walkTriesMax = 1000

// walkOf is an input as a walk would read it: in which rows, which columns, how many.
type walkOf struct {
	rel  rel.Rel
	goal string
}

// walked is what walkCost found, and how many choices on the way hung on the number of rows.
type walked struct {
	cost    float64
	ok      bool
	weighed int
}

// walkCost is what the first rows of r cost; ok is false where they don't come in order.
// Made and thrown away: what it would be is not known without planning it. Each input is made once for one
// wish: it is asked for again wherever what is around is built.
func (p *planner) walkCost(r rel.Rel, start goal) (cost float64, ok bool, err error) {
	key := walkOf{r, fmt.Sprint(start.order, start.limit, slices.Sorted(maps.Keys(start.need)))}
	if w, ok := p.walks[key]; ok {
		p.weighed += w.weighed
		return w.cost, w.ok, nil
	}
	if p.walkTries++; p.walkTries > walkTriesMax {
		return 0, false, nil
	}
	defer p.discard()()
	before := p.weighed
	ph, err := p.build(r, start)
	if err != nil {
		return 0, false, err
	}
	if p.walks == nil {
		p.walks = map[walkOf]walked{}
	}
	w := walked{ph.cost, rel.IsPrefix(start.order, ph.order), p.weighed - before}
	p.walks[key] = w
	return w.cost, w.ok, nil
}
