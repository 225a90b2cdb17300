package plan

import (
	"slices"

	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/plan/scalar"
)

// Indexes of expressions and predicates. The catalog gives a table a hidden column for each
// expression (catalog.Column.Computed), so that an index has columns alone, whatever they are
// computed of:
//
//	reading   where a condition or a wished order has the expression of such a column, the
//	          column is put in its place (asColumn), and spans, orders and look-ups are found
//	          as ever; no such column is ever read: the expression is computed of the row
//	writing   the writer computes the columns of the old row and of the new one (Computed),
//	          and asks the index's layout for its entries

// Computed is a slot of a row that an index computes. Where If is not negative, it is so only
// if that slot, of the index's predicate, is true: the expression may fail for other rows.
type Computed struct {
	Slot int
	X    scalar.Expr
	If   int
}

// computedTable is what the indexes of a table compute, over columns of a row of its own.
type computedTable struct {
	vars  []scalar.VarID
	items []computedItem
}

type computedItem struct {
	Computed
	simple scalar.Expr // as a condition would have it
	index  *catalog.IndexDesc
}

// computedOf binds what the indexes of t compute; nil for nothing.
func (b *binder) computedOf(t *catalog.TableDesc) (*computedTable, error) {
	if !t.HasComputed() {
		return nil, nil
	}
	if c, ok := b.computed[t]; ok {
		return c, nil
	}
	inner := *b.env
	inner.Text, inner.Names, inner.Variables = "", nil, nil
	saved := b.env
	b.env = &inner
	b.stored++
	b.indexing = true // conditions have the bodies of functions in the places of calls, too
	defer func() { b.env = saved; b.stored--; b.indexing = false }()
	c := &computedTable{vars: b.rowVars(t, t.Name)}
	for i := range t.Indexes {
		if err := b.computedBy(c, t, &t.Indexes[i]); err != nil {
			return nil, err
		}
	}
	if b.computed == nil {
		b.computed = map[*catalog.TableDesc]*computedTable{}
	}
	b.computed[t] = c
	return c, nil
}

// computedBy binds what one index computes, its predicate first.
func (b *binder) computedBy(c *computedTable, t *catalog.TableDesc, ix *catalog.IndexDesc) error {
	if !ix.Computes() || ix.State == catalog.IndexDropping {
		return nil
	}
	s := b.rootScope().with(kindIndexExpr)
	s.rels = []*scopeRel{b.rowRel(t, t.Name, c.vars)}
	predicate := -1
	if ix.Predicate != "" {
		col, slot, _ := t.ColumnByID(ix.PredicateID)
		x, err := s.with(kindIndexPredicate).condition(col.Default, "WHERE")
		if err != nil {
			return err
		}
		c.items = append(c.items, computedItem{Computed{slot, x, -1}, nil, ix})
		predicate = slot
	}
	for _, k := range ix.Columns {
		if k.Expr == "" {
			continue
		}
		col, slot, _ := t.ColumnByID(k.ID)
		x, err := s.expr(col.Default)
		if err != nil {
			return err
		}
		if x, err = b.known(col.Default, x); err != nil {
			return err
		}
		c.items = append(c.items, computedItem{Computed{slot, x, predicate}, b.simplify(x), ix})
	}
	return nil
}

// over gives an expression over the row of c the columns vars.
func (c *computedTable) over(x scalar.Expr, vars []scalar.VarID) scalar.Expr {
	return scalar.Map(x, func(e scalar.Expr) scalar.Expr {
		if v, ok := e.(*scalar.Var); ok {
			if i := slices.Index(c.vars, v.ID); i >= 0 {
				n := *v
				n.ID = vars[i]
				return &n
			}
		}
		return e
	})
}

// asColumn is x with the columns that indexes of sc compute in the place of their expressions.
func (p *planner) asColumn(sc *relScan, x scalar.Expr) scalar.Expr {
	if !sc.table.HasComputed() {
		return x
	}
	c := p.computedOf(sc.table)
	if c == nil {
		return x
	}
	keys := map[string]*computedItem{}
	for i := range c.items {
		if it := &c.items[i]; it.simple != nil {
			if k := scalar.Key(c.over(it.simple, sc.vars)); keys[k] == nil {
				keys[k] = it
			}
		}
	}
	return scalar.MapPre(x, func(e scalar.Expr) scalar.Expr {
		switch e.(type) {
		case *scalar.Const, *scalar.Param, *scalar.Var:
			return nil
		}
		if it := keys[scalar.Key(e)]; it != nil {
			return p.b.ref(sc.vars[it.Slot])
		}
		return nil
	})
}

// computedOf is the binder's; its error is the plan's.
func (p *planner) computedOf(t *catalog.TableDesc) *computedTable {
	c, err := p.b.computedOf(t)
	if err != nil && p.err == nil {
		p.err = err
	}
	return c
}

// asColumns is asColumn of each of a list.
func (p *planner) asColumns(sc *relScan, list []scalar.Expr) []scalar.Expr {
	if !sc.table.HasComputed() {
		return list
	}
	out := make([]scalar.Expr, len(list))
	for i, x := range list {
		out[i] = p.asColumn(sc, x)
	}
	return out
}

// canonical is the slot that asColumn names for the expression of a slot, which several
// indexes may have.
func (p *planner) canonical(sc *relScan, slot int) int {
	if !sc.table.Columns[slot].Computed {
		return slot
	}
	c := p.computedOf(sc.table)
	if c == nil {
		return slot
	}
	at := slices.IndexFunc(c.items, func(it computedItem) bool { return it.Slot == slot })
	if at < 0 || c.items[at].simple == nil {
		return slot
	}
	key := scalar.Key(c.items[at].simple)
	return c.items[slices.IndexFunc(c.items, func(it computedItem) bool { return it.simple != nil && scalar.Key(it.simple) == key })].Slot
}

// orderItems are a projection's items with computed columns in the place of their expressions,
// for what an order of the input means above it.
func (p *planner) orderItems(in rel, items []projItem) []projItem {
	scans := computedScans(in, nil)
	if len(scans) == 0 {
		return items
	}
	out := slices.Clone(items)
	for i := range out {
		for _, sc := range scans {
			out[i].x = p.asColumn(sc, out[i].x)
		}
	}
	return out
}

// computedScans are the tables with computed columns whose rows r passes on.
func computedScans(r rel, out []*relScan) []*relScan {
	switch r := r.(type) {
	case *relScan:
		if r.table.HasComputed() {
			out = append(out, r)
		}
	case *relSelect:
		return computedScans(r.in, out)
	case *relBarrier:
		return computedScans(r.in, out)
	case *relJoin:
		return computedScans(r.r, computedScans(r.l, out))
	}
	return out
}

// computedWrite is what the writer of a table computes of its rows, old and new: what those of
// its indexes have that the statement may change.
func (p *planner) computedWrite(t *catalog.TableDesc, indexes []IndexWrite) ([]Computed, error) {
	c, err := p.b.computedOf(t)
	if c == nil || err != nil {
		return nil, err
	}
	row, _ := rowLayout(c.vars, nil)
	var out []Computed
	for i := range c.items {
		it := &c.items[i]
		if !slices.ContainsFunc(indexes, func(w IndexWrite) bool { return w.Desc.ID == it.index.ID && (w.Touched || w.TouchedValue) }) {
			continue
		}
		one := it.Computed
		if one.X, err = p.resolveAt(one.X, row, 0, nil, 0); err != nil {
			return nil, err
		}
		out = append(out, one)
	}
	return out, nil
}

// touchComputed adds to the slots that an UPDATE assigns those that are computed of them.
func (p *planner) touchComputed(t *catalog.TableDesc, changed map[int]bool) error {
	c, err := p.b.computedOf(t)
	if c == nil || err != nil {
		return err
	}
	row, _ := rowLayout(c.vars, nil)
	for i := range c.items {
		if it := &c.items[i]; readsAny(it.X, row, changed) || it.If >= 0 && changed[it.If] {
			changed[it.Slot] = true
		}
	}
	return nil
}

// needComputed wants the columns that a slot of an index is computed of; else the slot itself.
func (p *planner) needComputed(t *catalog.TableDesc, slot int, vars []scalar.VarID, need varSet) {
	if !t.Columns[slot].Computed {
		need[vars[slot]] = true
		return
	}
	c := p.computedOf(t)
	if c == nil {
		return
	}
	for i := range c.items {
		if it := &c.items[i]; it.Slot == slot {
			need.addExpr(c.over(it.X, vars))
		}
	}
}

// ComputedScalars are the computed columns of a table as what is evaluated of its row, in
// order: those that predicates gate come behind them.
func ComputedScalars(t *catalog.TableDesc, env *Env) ([]ComputedScalar, error) {
	b := newBinder(env)
	c, err := b.computedOf(t)
	if c == nil || err != nil {
		return nil, err
	}
	p := &planner{b: b}
	row, _ := rowLayout(c.vars, nil)
	out := make([]ComputedScalar, len(c.items))
	for i := range c.items {
		it := &c.items[i]
		x, err := p.resolveAt(it.X, row, 0, nil, 0)
		if err != nil {
			return nil, err
		}
		out[i] = ComputedScalar{Slot: it.Slot, If: it.If, X: &Scalar{x: x, props: scalar.PropsOf(x)}}
	}
	return out, nil
}

// ComputedScalar is Computed outside of a statement.
type ComputedScalar struct {
	Slot, If int
	X        *Scalar
}
