package physical

import (
	"cmp"
	"maps"
	"math"
	"slices"

	"github.com/isochrondb/isochron/sql/plan/nodes"
	"github.com/isochrondb/isochron/sql/plan/rel"
	"github.com/isochrondb/isochron/sql/plan/rewrite"
	"github.com/isochrondb/isochron/sql/plan/scalar"
)

// joinItem is one input of a group of joins. Inputs of outer, semi and anti joins wait
// for the inputs that their conditions read, and go otherwise where they are cheapest:
// what is joined to them later does not care.
// Built for one join tree, used by steps and orders, and never changed after measure.
type joinItem struct {
	rel  rel.Rel
	cols rel.VarSet
	sets []scalar.RegSet // what it reads of items before it
	kind nodes.JoinKind
	// on are the conditions of a join that is not inner; after the columns of other
	// items that they read.
	// Empty for an inner join: its conditions are common to the group.
	on        []scalar.Expr
	after     rel.VarSet
	nullAware bool
	// once is what a semi join asks for, each key once: it can be joined first.
	// It is judged with the inner join's costs, and costs the drop of duplicates first.
	once *rel.Distinct

	// bit is 1 << its number; groups of more than orderedMax inputs have none.
	// Of once, the same for its distinct keys.
	bit uint64 // of sets of inputs
	// size is in rows, cost in the planner's unit; measure sets both.
	size, cost         float64
	held               float64 // bytes of a hash table of it
	onceSize, onceCost float64
}

// joinGroup flattens a tree of joins.
// Inner joins' conditions all go to conds, as it does not matter where they were written. A full join is an
// input like a table: its conditions belong to its own rows.
// A lateral input is not flattened: it has to run as a whole for each row. Left, semi and anti joins are
// flattened on their left side alone: what stands right of one is of its own.
func joinGroup(r rel.Rel, items *[]*joinItem, conds *[]scalar.Expr) {
	// Inner and left joins may be regrouped as long as what a condition reads is there when it is judged; a full join
	// pads both sides, so that nothing may be moved across it.
	j, ok := r.(*rel.Join)
	if !ok || j.Kind == rel.JoinFull {
		*items = append(*items, &joinItem{rel: r, cols: rel.SetOf(r.Out())})
		return
	}
	// The left side first, so that items are in the order of FROM, which is the order of a join without an
	// order.
	joinGroup(j.L, items, conds)
	if j.Kind == rel.JoinInner {
		if len(j.Sets) > 0 {
			*items = append(*items, &joinItem{rel: j.R, cols: rel.SetOf(j.R.Out()), sets: j.Sets})
		} else {
			joinGroup(j.R, items, conds)
		}
		*conds = append(*conds, j.On...)
		return
	}
	*items = append(*items, dependent(j))
}

// joinKinds are the joins of plans.
var joinKinds = map[rel.JoinKind]nodes.JoinKind{rel.JoinInner: nodes.JoinInner, rel.JoinLeft: nodes.JoinLeft, rel.JoinFull: nodes.JoinFull, rel.JoinSemi: nodes.JoinSemi, rel.JoinAnti: nodes.JoinAnti}

// dependent is the right side of a join that is not inner.
// Its conditions stay with it, as they decide what matches.
// after: an input may be joined once these columns are there.
func dependent(j *rel.Join) *joinItem {
	it := &joinItem{rel: j.R, cols: rel.SetOf(j.R.Out()), sets: j.Sets, kind: joinKinds[j.Kind], on: j.On, nullAware: j.NullAware, after: rel.VarSet{}}
	// An empty after (ON true) lets it be joined to anything, which gives the same rows in any place.
	for _, c := range j.On {
		// Also columns of inputs further left, where the join's ON names them.
		scalar.Vars(c, func(v *scalar.Var) {
			if !it.cols[v.ID] {
				it.after[v.ID] = true
			}
		})
	}
	// With registers to set it has to run for each row and can't begin an order.
	// An anti join has no such form: it is about what is not found.
	if it.kind == nodes.JoinSemi && len(it.sets) == 0 {
		it.once = onceEach(it)
	}
	return it
}

// onceEach gives the columns that a semi join compares, each row once; nil where it does
// more than compare them with what is indexed or hashed alike.
// A semi join with a few keys can begin the order: for each key the rows of the other side are looked up,
// instead of asking for each row of that side.
// The equalities have to be all of the condition: what else it asks would be asked of pairs.
func onceEach(it *joinItem) *rel.Distinct {
	var keys []scalar.VarID
	for _, c := range it.on {
		l, r, ok := equiSides(c, it.after, it.cols)
		if !ok || !rewrite.SameKeyOrder(l.Type(), r.Type()) && (!rewrite.IsInt(l.Type()) || !rewrite.IsInt(r.Type())) {
			return nil
		}
		v, ok := r.(*scalar.Var)
		if !ok {
			return nil
		}
		if !slices.Contains(keys, v.ID) {
			keys = append(keys, v.ID)
		}
	}
	if len(keys) == 0 {
		return nil
	}
	return &rel.Distinct{In: it.rel, Keep: keys}
}

// joinStep is one step of an order: the next input, or the keys of a semi join's.
type joinStep struct {
	item *joinItem
	once bool
}

// Steps: flatten; leave out what nobody reads; add equalities that follow; measure inputs; find the order in
// which all rows are made; see whether the first ones are had for less (walk); build.
// need grows by what conditions and registers read, for all steps together: each step takes its own part of it
// (within).
func (p *planner) buildJoin(j *rel.Join, g goal) (*phys, error) {
	if j.Kind == rel.JoinFull {
		return p.buildFull(j, g)
	}
	var items []*joinItem
	var conds []scalar.Expr
	joinGroup(j, &items, &conds)
	// Before equalities are added, which would read the columns of inputs that nobody else reads.
	items = p.withoutUnread(items, conds, g.need)
	conds = p.closeClasses(items, conds)
	need := g.need.Clone()
	for _, c := range conds {
		need.AddExpr(c)
	}
	for _, it := range items {
		for _, c := range it.on {
			need.AddExpr(c)
		}
		for _, s := range it.sets {
			need.AddExpr(s.X)
		}
	}
	found, err := p.joinOrder(items, conds, need)
	if err != nil {
		return nil, err
	}
	all := wish{order: g.order, part: 1}
	// No order was found: there are more than orderedMax inputs, or none that can begin. They are joined as FROM has
	// them.
	// FROM's order always works: an input reads only what stands before it.
	if found == nil {
		var order []joinStep
		for _, it := range items {
			order = append(order, joinStep{item: it})
		}
		return p.joinAll(order, conds, need, all)
	}
	some, w, err := p.walk(found, items, conds, need, g)
	if err != nil {
		return nil, err
	}
	if some != nil {
		return p.joinAll(some.steps, conds, need, w)
	}
	return p.joinAll(found.steps, conds, need, all)
}

// The number of inputs up to which all orders are looked at, up to which every first
// one is tried, and up to which there is an order: more are joined as they are written.
// The number of sets is 2^n; with maxOrdered inputs that is a thousand, each with up to maxOrdered steps.
// So up to ten inputs the best order of this form is found; beyond that, a good one.
const (
	maxOrdered    = 10
	maxExhaustive = 16
	orderedMax    = 64
)

// order is a part of a join: its steps, what it costs, and how far it has come.
// steps are shared with shorter orders (slices.Clip), so they are only appended to.
type order struct {
	steps []joinStep
	cost  float64
	at    joining
}

// joinOrder picks the order of a group of joins in which all rows are made; nil where there
// is none.
// Of no use to costs is what wants rows in an order: that is walk's.
func (p *planner) joinOrder(items []*joinItem, conds []scalar.Expr, need rel.VarSet) (*order, error) {
	// Sets of inputs are bits of one word.
	if len(items) > orderedMax {
		return nil, nil
	}
	for i, it := range items {
		// A column set of need is the same for all: the estimate of an input is taken once.
		it.bit = 1 << i
		if err := p.measure(it, need); err != nil {
			return nil, err
		}
	}
	return p.bestOrder(begins(items, conds), items, need), nil
}

// bestOrder picks the cheapest of the orders that begin so.
func (p *planner) bestOrder(starts []*order, items []*joinItem, need rel.VarSet) *order {
	if len(items) <= maxOrdered {
		return p.allOrders(starts, items, need)
	}
	return p.greedyOrder(starts, items, need)
}

// begins lists the inputs, and the keys of semi joins, that an order may begin with.
// Left, semi and anti joins can't begin, and a lateral input waits for what it reads. Where nothing can, there
// is no order.
func begins(items []*joinItem, conds []scalar.Expr) []*order {
	none := joining{have: rel.VarSet{}, conds: conds, part: 1}
	var out []*order
	add := func(st joinStep, rows, cost float64) {
		out = append(out, &order{steps: []joinStep{st}, cost: cost, at: none.after(st, rows)})
	}
	// There is no beginning where each waits for another, which FROM's own order can't be: its first item waits for none.
	for _, it := range items {
		if it.kind == nodes.JoinInner && len(it.sets) == 0 {
			add(joinStep{item: it}, it.size, it.cost)
		}
		if it.once != nil {
			add(joinStep{item: it, once: true}, it.onceSize, it.onceCost)
		}
	}
	return out
}

// allOrders finds the cheapest order in which one input after the other is joined (as
// Selinger's): for each set of inputs the cheapest way to join them, from the ways to join
// sets of one less. What nothing links is joined where nothing else is left.
// Bushy orders (a join of two joins) are not looked at: the right side of each step is one input, which may be
// a subquery that has a join of its own.
func (p *planner) allOrders(starts []*order, items []*joinItem, need rel.VarSet) *order {
	level := map[uint64]*order{}
	// Of equal cost the one that leaves fewer rows for what is joined above.
	better := func(old *order, cost, rows float64) bool {
		return old == nil || cost < old.cost || cost == old.cost && rows < old.at.rows
	}
	for _, o := range starts {
		if set := o.steps[0].item.bit; better(level[set], o.cost, o.at.rows) {
			level[set] = o
		}
	}
	// Levels are sets of one more input each; only the last level is kept.
	// Only sets that can be reached are kept: where conditions form a chain these are far fewer than 2^n.
	for range len(items) - 1 {
		next := map[uint64]*order{}
		// In order, so that of two that cost the same the same one is taken each time.
		for _, set := range slices.Sorted(maps.Keys(level)) {
			o := level[set]
			for _, n := range p.longer(o, set, items, need) {
				if set := set | n.item.bit; better(next[set], n.cost, n.rows) {
					next[set] = o.with(n)
				}
			}
		}
		level = next
	}
	// One set is left: all inputs.
	for _, o := range level {
		return o
	}
	return nil
}

// nextStep is a step that an order may go on with, with what the longer order costs and gives.
type nextStep struct {
	joinStep
	cost, rows float64
}

// with is the order with one more step.
func (o *order) with(n nextStep) *order {
	return &order{steps: append(slices.Clip(o.steps), n.joinStep), cost: n.cost, at: o.at.after(n.joinStep, n.rows)}
}

// longer lists how an order may go on: with the inputs that conditions link to it, or all
// where none is.
// A cross product is what nothing links: it is made only where nothing is left that is linked, not where it
// looks cheap, since estimates of few rows are the least sure.
// An input that is not ready (waits for columns) is none of the candidates.
func (p *planner) longer(o *order, set uint64, items []*joinItem, need rel.VarSet) []nextStep {
	var linked, others []nextStep
	add := func(st joinStep) {
		cost, rows, joins, ok := p.stepCost(st, &o.at, need)
		switch n := (nextStep{st, o.cost + cost, rows}); {
		case !ok:
		case joins:
			linked = append(linked, n)
		default:
			others = append(others, n)
		}
	}
	for _, it := range items {
		if set&it.bit != 0 {
			continue
		}
		add(joinStep{item: it})
		// Both forms of a semi join are tried in each place.
		if it.once != nil {
			add(joinStep{item: it, once: true})
		}
	}
	if len(linked) > 0 {
		return linked
	}
	return others
}

// greedyOrder goes on from each possible first input with the cheapest next one.
// O(n²) steps from each beginning; beyond maxExhaustive only from the first. nil: it came to no end.
// What was best at a step need not be best in the end; beginning from each input mends some of that.
func (p *planner) greedyOrder(starts []*order, items []*joinItem, need rel.VarSet) *order {
	// The first is FROM's first: people tend to name the table first that the query is about.
	if len(items) > maxExhaustive {
		starts = starts[:min(1, len(starts))]
	}
	var best *order
	for _, o := range starts {
		set := o.steps[0].item.bit
		for o != nil && len(o.steps) < len(items) {
			ways := p.longer(o, set, items, need)
			if len(ways) == 0 || p.b.Types.Checkpoint() != nil { // every input that is left waits for another
				o = nil
				break
			}
			o = o.with(slices.MinFunc(ways, func(a, b nextStep) int { return cmp.Compare(a.cost, b.cost) }))
			set |= o.steps[len(o.steps)-1].item.bit
		}
		if o != nil && (best == nil || o.cost < best.cost) {
			best = o
		}
	}
	return best
}

// measure estimates an input.
// With the columns that are needed, so that covering indexes count.
// Inputs that wait are measured as well, though they never begin: a hash join reads them whole.
func (p *planner) measure(it *joinItem, need rel.VarSet) error {
	ph, err := p.estimate(it.rel, need)
	if err != nil {
		return err
	}
	it.size, it.cost, it.held = ph.rows, ph.cost, ph.held
	if it.once == nil {
		return nil
	}
	// It has to be read and hashed to find its distinct keys.
	if it.size > maxOnce {
		it.once = nil // to find the keys is as much work as the join
		return nil
	}
	if ph, err = p.estimate(it.once, rel.SetOf(it.once.Keep)); err != nil {
		return err
	}
	it.onceSize, it.onceCost = ph.rows, ph.cost
	return nil
}

// maxOnce is from how many rows on a semi join stays what it is.
// In rows; the distinct keys are held in memory.
const maxOnce = 1e6

// sizeOf is what estimate tells.
// In rows, cost, and bytes of a hash table.
type sizeOf struct{ rows, cost, held float64 }

// estimate plans r only to learn its size.
// The size is kept by relation, whatever need was when it was first asked: joins ask again for each order.
// need only matters to covering indexes, and in a group of joins it is the same throughout.
func (p *planner) estimate(r rel.Rel, need rel.VarSet) (sizeOf, error) {
	// Without that a join of joins would be planned anew for each order it may stand in, at each level.
	if s, ok := p.sizes[r]; ok {
		return s, nil
	}
	// The number of an operator that is thrown away is given again.
	defer p.discard()()
	ph, err := p.build(r, goal{need: within(need, r)})
	if err != nil {
		return sizeOf{}, err
	}
	if p.sizes == nil {
		p.sizes = map[rel.Rel]sizeOf{}
	}
	p.sizes[r] = sizeOf{ph.rows, ph.cost, bytesOf(ph)}
	return p.sizes[r], nil
}

// discard lets the numbers of operators made from now on be given again, by the function
// that it returns; not where subqueries were planned, which stay.
// Used as defer p.discard()(), or called where a way is dropped.
func (p *planner) discard() func() {
	nodes, subs := p.nodes, p.planned()
	return func() {
		if p.planned() == subs {
			p.nodes = nodes
		}
	}
}

// planned is how many subqueries have a plan.
// A new one since means that numbers above are in use.
func (p *planner) planned() int {
	n := 0
	for _, s := range p.subs {
		if s != nil {
			n++
		}
	}
	return n
}

// within is the part of need that r makes.
func within(need rel.VarSet, r rel.Rel) rel.VarSet {
	out := rel.VarSet{}
	for _, id := range r.Out() {
		if need[id] {
			out[id] = true
		}
	}
	return out
}

// joining is how far an order has come.
// One is small and copied; an order of n inputs has n of them.
type joining struct {
	// have are the columns that are there; sets are shared by orders and never changed.
	have  rel.VarSet
	conds []scalar.Expr // of inner joins
	rows  float64
	part  float64 // of the rows that is read
	wide  float64 // bytes of a row in a hash table
}

// after is joining after one more step.
// rows is of all, not of the part that is read. Semi and anti joins add no columns.
func (s *joining) after(st joinStep, rows float64) joining {
	// have is shared with shorter orders as long as no column is added.
	n := joining{have: s.have, conds: s.conds, rows: rows, part: s.part, wide: s.wide}
	if st.once || st.item.kind == nodes.JoinInner || st.item.kind == nodes.JoinLeft {
		n.have = st.item.cols
		if len(s.have) > 0 {
			n.have = s.have.Clone()
			for id := range st.item.cols {
				n.have[id] = true
			}
		}
		n.wide += st.item.held / math.Max(1, st.item.size)
	}
	// The keys are there as columns then, so that the semi join's conditions are those of an inner join.
	if st.once {
		n.conds = append(slices.Clip(s.conds), st.item.on...)
	}
	return n
}

// setsReady reports whether all that an input reads of others is there.
// A lateral input with sets reads them from the row that is there.
func setsReady(sets []scalar.RegSet, have rel.VarSet) bool {
	for _, s := range sets {
		if !have.Covers(s.X) {
			return false
		}
	}
	return true
}

// linking are the conditions that join an input to what is there, those that were written first.
// Conditions over columns of one side alone were pushed into it before; here mine and other have both to be
// there.
func (p *planner) linking(conds []scalar.Expr, have, cols rel.VarSet) []scalar.Expr {
	var out []scalar.Expr
	for _, c := range conds {
		mine, other, all := false, false, true
		scalar.Vars(c, func(v *scalar.Var) {
			m, h := cols[v.ID], have[v.ID]
			mine, other, all = mine || m, other || h, all && (m || h)
		})
		if mine && other && all {
			out = append(out, c)
		}
	}
	return p.oneEach(out)
}

// stepCost estimates joining one more input: the cost for the part of the rows that is read,
// and how many rows come of all; ok is false where it has to wait for others, linked where
// conditions join them. What a hash table takes is spent whatever the part.
// It makes no operators: joinInput decides again, by the same costs, when the order is built.
// The least of the ways that joinInput has:
//
//	pairs     own + read·size·costPair
//	hash      own + (read + size)·costHashRow
//	lookup    read·cost of a look
//	keyed     read·cost of a scan of a partitioned table by registers
func (p *planner) stepCost(st joinStep, at *joining, need rel.VarSet) (cost, out float64, linked, ok bool) {
	it := st.item
	if !setsReady(it.sets, at.have) {
		return 0, 0, false, false
	}
	size, own, held, r, kind := it.size, it.cost, it.held, it.rel, it.kind
	link := it.on
	switch {
	case st.once:
		size, own, held, r, kind = it.onceSize, it.onceCost, 0, it.once, nodes.JoinInner
		link = p.linking(append(slices.Clip(at.conds), it.on...), at.have, it.cols)
	case kind == nodes.JoinInner:
		link = p.linking(at.conds, at.have, it.cols)
	default:
		for id := range it.after {
			if !at.have[id] {
				return 0, 0, false, false
			}
		}
	}
	// part is what a limit above leaves of the rows that are read.
	read := at.rows * at.part
	// Lateral: as many runs as rows. How many rows come is a guess, as nothing is known of the correlation.
	// Linked by its registers, so that it is not put off as a cross product would be.
	if len(it.sets) > 0 {
		return read * math.Max(own, 1), math.Max(1, at.rows*size), true, true
	}
	sel := p.joinSelectivity(link, at.have, it.cols, at.rows, size)
	out = p.joinRows(kind, at.rows, size, sel, link, it.cols)
	best := own + read*size*costPair + out*at.part
	for _, c := range link {
		// A hash table that is larger than the order is worth is no way for a part (joinInput).
		if p.equi(c, at.have, it.cols) && (at.part == 1 || held < math.Max(keepOrderBytes, at.rows*at.wide)) {
			best = math.Min(best, own+(read+size)*costHashRow+out*at.part*0.1)
			break
		}
	}
	// A lookup reads nothing whole, so that own does not count.
	if a := p.lookupPath(r, link, at.have, within(need, r)); a != nil && !it.nullAware {
		best = math.Min(best, read*a.cost)
		// By a whole unique key no more rows come than there were.
		switch {
		case kind != nodes.JoinInner:
		case a.points:
			out = math.Min(out, math.Max(1, at.rows))
		case a.ranged:
			out = math.Min(out, math.Max(1, at.rows*a.rows))
		}
	} else if k := p.keyedScanOf(r, link, at.have); k != nil && !it.nullAware {
		if cost, err := p.keyedCost(k, read, need); err == nil {
			best = math.Min(best, cost)
		}
	}
	return best, out, len(link) > 0 || kind != nodes.JoinInner, true
}

// joinRows estimates what a join gives.
// l and r are the rows of both sides, sel the share of pairs for which conds hold. At least each row of a
// side that an outer join keeps comes out.
// The estimate is never 0: what is above would cost nothing.
func (p *planner) joinRows(kind nodes.JoinKind, l, r, sel float64, conds []scalar.Expr, cols rel.VarSet) float64 {
	switch kind {
	case nodes.JoinSemi:
		return math.Max(1, l*p.matching(conds, cols, r))
	case nodes.JoinAnti:
		return math.Max(1, l*(1-p.matching(conds, cols, r)))
	case nodes.JoinLeft:
		return math.Max(l, l*r*sel)
	case nodes.JoinFull:
		return math.Max(l+r, l*r*sel)
	}
	return math.Max(1, l*r*sel)
}

// joinAll joins the inputs in order.
// A condition is judged as soon as all its columns are there; what is left over at the end reads none, or
// waits for what never came, and is judged above.
// Operators are made here, once, for the order that was chosen.
func (p *planner) joinAll(order []joinStep, conds []scalar.Expr, need rel.VarSet, w wish) (*phys, error) {
	// Its own order is wished for where the walk relies on it; else none is.
	first := order[0]
	cur, err := p.build(first.rel(), w.first(first, need))
	if err != nil {
		return nil, err
	}
	none := joining{have: rel.VarSet{}, conds: conds}
	at := none.after(first, cur.rows)
	left := at.conds
	for _, st := range order[1:] {
		next := at.after(st, 0)
		if st.once {
			// The keys of a semi join that is joined first bring its conditions.
			left = append(slices.Clip(left), st.item.on...)
		}
		var here, later []scalar.Expr
		// Judged as early as can be: a row that goes early costs less later.
		for _, c := range left {
			if next.have.Covers(c) {
				here = append(here, c)
			} else {
				later = append(later, c)
			}
		}
		if cur, err = p.join(st, cur, at.have, p.oneEach(here), need, w); err != nil {
			return nil, err
		}
		at, left = next, later
	}
	// Conditions without columns come here: they are asked once, before anything runs (filter).
	return p.filter(cur, left)
}

// rel is what the step joins.
func (st joinStep) rel() rel.Rel {
	if st.once {
		return st.item.once
	}
	return st.item.rel
}

// join joins one input to cur. conds are those of inner joins that can be judged now.
// it is a copy: the item itself may be used by another order.
func (p *planner) join(st joinStep, cur *phys, have rel.VarSet, conds []scalar.Expr, need rel.VarSet, w wish) (*phys, error) {
	it := *st.item
	if st.once {
		it.rel, it.kind, it.cols = it.once, nodes.JoinInner, rel.SetOf(it.once.Keep)
	}
	if it.kind == nodes.JoinInner {
		return p.joinInput(cur, have, &it, conds, need, w)
	}
	out, err := p.joinInput(cur, have, &it, it.on, need, w)
	if err != nil {
		return nil, err
	}
	// Conditions of inner joins that became ready with an outer join's columns are judged above it, since they
	// drop what it pads.
	return p.filter(out, conds)
}
