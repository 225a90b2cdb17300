package physical

import (
	"slices"

	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/plan/bind"
	"github.com/isochrondb/isochron/sql/plan/nodes"
	"github.com/isochrondb/isochron/sql/plan/rel"
	"github.com/isochrondb/isochron/sql/plan/scalar"
)

// asColumn is x with the columns that indexes of sc compute in the place of their expressions.
// An index on lower(a) has a hidden column that holds lower(a): a condition or order on the expression
// becomes one on that column, and all that is known of columns serves.
// x may read other tables' columns, too; they stay. Cost: a walk of x with a key built for each part of it,
// therefore the early return for tables without such columns.
//
// With CREATE INDEX people_decade ON people ((age / 10), id) (testing/plans, indexexprs):
//
//	SELECT * FROM people WHERE age / 10 = 3 ORDER BY id LIMIT 5
//
//	Limit
//	  ->  Index Scan using people_decade on people
//	        Index Cond: ((age / 10) = 3)
//
// The equality fixes the first column, so that the entries come in the order of id.
func (p *planner) asColumn(sc *rel.Scan, x scalar.Expr) scalar.Expr {
	if !sc.Table.HasComputed() {
		return x
	}
	c := p.computedOf(sc.Table)
	if c == nil {
		return x
	}
	// Expressions are compared by key; the first of several indexes with one expression stands for all.
	// it.Simple is nil for a predicate of a partial index, and for what is no plain function of the row.
	keys := map[string]*bind.ComputedItem{}
	for i := range c.Items {
		if it := &c.Items[i]; it.Simple != nil {
			if k := scalar.Key(c.Over(it.Simple, sc.Vars)); keys[k] == nil {
				keys[k] = it
			}
		}
	}
	// From the whole to its parts: an index on f(g(a)) goes before one on g(a).
	return scalar.MapPre(x, func(e scalar.Expr) scalar.Expr {
		switch e.(type) {
		// Leaves of expressions can't be an index's expression; a column indexed as such needs no other.
		case *scalar.Const, *scalar.Param, *scalar.Var:
			return nil
		}
		if it := keys[scalar.Key(e)]; it != nil {
			return p.b.Ref(sc.Vars[it.Slot])
		}
		return nil
	})
}

// ComputedOf is the binder's; its error is the plan's.
// nil with p.err set: the plan fails, and what is made of it until then does not matter.
func (p *planner) computedOf(t *catalog.TableDesc) *bind.ComputedTable {
	c, err := p.b.ComputedOf(t)
	if err != nil && p.err == nil {
		p.err = err
	}
	return c
}

// asColumns is asColumn of each of a list.
// The list itself is given back where the table computes nothing, as most don't.
func (p *planner) asColumns(sc *rel.Scan, list []scalar.Expr) []scalar.Expr {
	if !sc.Table.HasComputed() {
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
// Otherwise two indexes on one expression would have orders under two names, and none would match a wish.
func (p *planner) canonical(sc *rel.Scan, slot int) int {
	if !sc.Table.Columns[slot].Computed {
		return slot
	}
	c := p.computedOf(sc.Table)
	if c == nil {
		return slot
	}
	at := slices.IndexFunc(c.Items, func(it bind.ComputedItem) bool { return it.Slot == slot })
	if at < 0 || c.Items[at].Simple == nil {
		return slot
	}
	// Compared over the table's own columns, not over the query's.
	key := scalar.Key(c.Items[at].Simple)
	return c.Items[slices.IndexFunc(c.Items, func(it bind.ComputedItem) bool { return it.Simple != nil && scalar.Key(it.Simple) == key })].Slot
}

// orderItems are a projection's items with computed columns in the place of their expressions,
// for what an order of the input means above it.
// That is where ORDER BY lower(a) has become a column of a projection: the scan below has it by index.
func (p *planner) orderItems(in rel.Rel, items []rel.Item) []rel.Item {
	scans := computedScans(in, nil)
	if len(scans) == 0 {
		return items
	}
	out := slices.Clone(items)
	for i := range out {
		for _, sc := range scans {
			out[i].X = p.asColumn(sc, out[i].X)
		}
	}
	return out
}

// computedScans are the tables with computed columns whose rows r passes on.
// It goes through what neither renames columns nor changes which rows are next to each other.
func computedScans(r rel.Rel, out []*rel.Scan) []*rel.Scan {
	// Joins with both sides: an item may read either.
	switch r := r.(type) {
	case *rel.Scan:
		if r.Table.HasComputed() {
			out = append(out, r)
		}
	case *rel.Select:
		return computedScans(r.In, out)
	case *rel.Barrier:
		return computedScans(r.In, out)
	case *rel.Join:
		return computedScans(r.R, computedScans(r.L, out))
	}
	return out
}

// computedWrite is what the writer of a table computes of its rows, old and new: what those of
// its indexes have that the statement may change.
// The writer computes them once for each row and gives them to all indexes that hold them.
func (p *planner) computedWrite(t *catalog.TableDesc, indexes []nodes.IndexWrite, del bool) ([]nodes.Computed, error) {
	c, err := p.b.ComputedOf(t)
	// nil: the table has none.
	if c == nil || err != nil {
		return nil, err
	}
	row, _ := rowLayout(c.Vars, nil)
	var out []nodes.Computed
	for i := range c.Items {
		it := &c.Items[i]
		// An item belongs to one index; of one that the statement leaves alone its columns stay what they are.
		if !slices.ContainsFunc(indexes, func(w nodes.IndexWrite) bool { return w.Desc.ID == it.Index.ID && (w.Touched || w.TouchedValue) }) {
			continue
		}
		if !del { // Postgres computes nothing of a row that goes
			p.b.CallsItem(it)
		}
		// A copy: the item serves all who ask for the table's, and its X is over columns, not places.
		one := it.Computed
		if one.X, err = p.resolveAt(one.X, row, 0, nil, 0); err != nil {
			return nil, err
		}
		out = append(out, one)
	}
	return out, nil
}

// touchComputed adds to the slots that an UPDATE assigns those that are computed of them.
// One with a condition (a partial index's) changes with that, too.
// It comes after resolveGenerated: an expression may read a generated column.
func (p *planner) touchComputed(t *catalog.TableDesc, changed map[int]bool) error {
	c, err := p.b.ComputedOf(t)
	if c == nil || err != nil {
		return err
	}
	row, _ := rowLayout(c.Vars, nil)
	for i := range c.Items {
		// A predicate stands before what it gates (bind.ComputedTable), so that one round is enough.
		if it := &c.Items[i]; readsAny(it.X, row, changed) || it.If >= 0 && changed[it.If] {
			changed[it.Slot] = true
		}
	}
	return nil
}

// needComputed wants the columns that a slot of an index is computed of; else the slot itself.
// For a DELETE, which computes again what the entries were made of.
func (p *planner) needComputed(t *catalog.TableDesc, slot int, vars []scalar.VarID, need rel.VarSet) {
	if !t.Columns[slot].Computed {
		need[vars[slot]] = true
		return
	}
	c := p.computedOf(t)
	if c == nil {
		return
	}
	for i := range c.Items {
		if it := &c.Items[i]; it.Slot == slot {
			need.AddExpr(c.Over(it.X, vars))
		}
	}
}
