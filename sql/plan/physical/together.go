package physical

import (
	"math"
	"slices"

	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/plan/scalar"
	"github.com/isochrondb/isochron/sql/stats"
)

// What CREATE STATISTICS has measured of columns together: how far some tell another bounds what
// equalities let pass (Postgres's dependencies.c, by the same formula), how many combinations there
// are says how many groups there will be.

// tableItem is a table as a query names it.
// One that stands twice is two: what the conditions of one place let pass says nothing of the other's rows.
type tableItem struct {
	table *catalog.TableDesc
	alias string
}

// equality is a condition that holds a column to some values, and the share of rows that it lets pass.
// share is by the column's own statistics.
type equality struct {
	column catalog.ColumnID
	share  float64
}

// joint is by what the share of rows that pass conditions differs from the product of what each lets
// pass, where some of the columns tell others.
// 1 where nothing is measured together. It may be above 1: conditions that follow from each other drop rows
// once.
func (p *planner) joint(conds []scalar.Expr) float64 {
	if len(conds) < 2 || p.b.Env.Stats == nil || p.blind || p.unmixed {
		return 1
	}
	by := map[tableItem][]equality{}
	var items []tableItem // in their order, so that a product of floats is always the same
	for _, c := range conds {
		// A condition that must not learn of the rows does not learn of this either.
		v := equalColumn(c)
		if v == nil || p.b.Secret(c) {
			continue
		}
		// The objects are looked up for each column; the catalog has them by table.
		it, id, ok := p.columnOf(v.ID)
		if !ok || len(p.objectsOf(it.table)) == 0 {
			continue
		}
		if by[it] == nil {
			items = append(items, it)
		}
		// share is that of the condition alone.
		by[it] = append(by[it], equality{id, p.selectivityOf(c)})
	}
	out := 1.0
	for _, it := range items {
		out *= p.told(it.table, by[it])
	}
	return out
}

// objectsOf are the objects of CREATE STATISTICS over a table.
// In the order of their making.
func (p *planner) objectsOf(t *catalog.TableDesc) []*catalog.StatisticsDesc {
	return p.b.Env.Catalog.StatisticsOf(t.ID)
}

// equalColumn is the column that a condition holds to constants; nil: it is of another kind.
// Postgres: dependency_is_compatible_clause takes the same: =, IN, and so on, with constants.
func equalColumn(c scalar.Expr) *scalar.Var {
	switch c := c.(type) {
	case *scalar.Op:
		if c.Op.Name != "=" || c.L == nil {
			return nil
		}
		if v, ok := plainColumn(c.L); ok && isConstant(c.R) {
			return v
		}
		if v, ok := plainColumn(c.R); ok && isConstant(c.L) {
			return v
		}
	// The elements of a list may be columns of other tables: they are taken for constants.
	case *scalar.Quant:
		if v, ok := plainColumn(c.X); ok && c.Op.Name == "=" && !c.All {
			return v
		}
	// a = 1 OR a = 2 is a IN (1, 2).
	case *scalar.Bool:
		return sameColumn(c)
	}
	return nil
}

// sameColumn is the one column that all parts of a disjunction hold to constants; nil: there is none.
func sameColumn(c *scalar.Bool) (v *scalar.Var) {
	if !c.Or {
		return nil
	}
	for _, x := range c.Args {
		w := equalColumn(x)
		if w == nil || v != nil && w.ID != v.ID {
			return nil
		}
		v = w
	}
	return v
}

// told is joint of equalities of one table.
// Postgres: dependencies_clauselist_selectivity. The strongest dependency takes its column out, until none is
// left; then shares are put together from the last one back.
func (p *planner) told(t *catalog.TableDesc, list []equality) float64 {
	m := p.b.Env.Stats.Table(t.ID)
	// Prefix: statistics of rows that were replaced say nothing.
	if m == nil || m.Prefix != t.Prefix || len(m.Dependencies) == 0 || len(list) < 2 {
		return 1
	}
	shares := map[catalog.ColumnID]float64{}
	before := 1.0
	for _, e := range list {
		before *= e.share
		// Two equalities of one column meet as if independent.
		if s, twice := shares[e.column]; twice {
			e.share *= s
		}
		shares[e.column] = e.share
	}
	var used []*stats.Dependency
	// A column that is told by others tells no more: what it says is in theirs.
	// Each turn takes one column out, so it ends.
	for left := sortedColumns(shares); len(left) > 1; {
		d := p.strongest(t, m, left)
		if d == nil {
			break
		}
		used = append(used, d)
		left = slices.DeleteFunc(left, func(id catalog.ColumnID) bool { return id == d.To })
	}
	// From the last to the first, as each reads the shares of what its columns have come to.
	for _, d := range slices.Backward(used) {
		from := 1.0
		for _, id := range d.From {
			from *= shares[id]
		}
		if to := shares[d.To]; from <= to || from == 0 {
			shares[d.To] = d.Degree + (1-d.Degree)*to
		} else {
			shares[d.To] = d.Degree*to/from + (1-d.Degree)*to
		}
	}
	// A product over a map: in the last bit only does the order show.
	after := 1.0
	for _, s := range shares {
		after *= s
	}
	if before == 0 {
		return 1
	}
	return after / before
}

// sortedColumns gives them in order, so that estimates do not depend on that of a map.
func sortedColumns(set map[catalog.ColumnID]float64) (out []catalog.ColumnID) {
	for id := range set {
		out = append(out, id)
	}
	slices.Sort(out)
	return out
}

// strongest is the dependency among columns that reads most of them, and of those the one of the
// highest degree; nil: there is none.
// Degree is from 0 (tells nothing) to 1 (tells all).
func (p *planner) strongest(t *catalog.TableDesc, m *stats.Table, among []catalog.ColumnID) (best *stats.Dependency) {
	for i := range m.Dependencies {
		d := &m.Dependencies[i]
		// asked: what was measured counts as long as an object wants it.
		if d.Degree == 0 || !slices.Contains(among, d.To) || !containsAll(among, d.From) || !p.askedOf(t, m, catalog.StatisticsDependencies, append(slices.Clone(d.From), d.To)) {
			continue
		}
		if best == nil || len(d.From) > len(best.From) || len(d.From) == len(best.From) && d.Degree > best.Degree {
			best = d
		}
	}
	return best
}

// containsAll reports whether all of part are in list.
func containsAll(list, part []catalog.ColumnID) bool {
	return !slices.ContainsFunc(part, func(id catalog.ColumnID) bool { return !slices.Contains(list, id) })
}

// askedOf reports whether an object asks for a kind of statistics of these columns, and expressions, together.
// kind is one of those of CREATE STATISTICS (ndistinct, dependencies, mcv).
func (p *planner) askedOf(t *catalog.TableDesc, m *stats.Table, kind rune, columns []catalog.ColumnID) bool {
	return slices.ContainsFunc(p.objectsOf(t), func(d *catalog.StatisticsDesc) bool {
		return d.Has(kind) && containsAll(m.ColumnsOf(d), columns)
	})
}

// widestGroup finds the most of list that are columns of one table whose combinations were counted, and how
// many of these there are; nil: none were.
func (p *planner) widestGroup(list []groupKey) (best []scalar.Expr, of tableItem, n float64) {
	by := map[tableItem]map[catalog.ColumnID]scalar.Expr{}
	var items []tableItem // in their order, so that of two alike the first is taken
	for _, k := range list {
		v, ok := plainColumn(k.x)
		if !ok {
			continue
		}
		it, id, ok := p.columnOf(v.ID)
		if !ok || len(p.objectsOf(it.table)) == 0 {
			continue
		}
		if by[it] == nil {
			by[it], items = map[catalog.ColumnID]scalar.Expr{}, append(items, it)
		}
		by[it][id] = k.x
	}
	for _, it := range items {
		columns := by[it]
		m := p.b.Env.Stats.Table(it.table.ID)
		if m == nil || m.Prefix != it.table.Prefix || m.Rows <= 0 {
			continue
		}
		// Only a wider set takes the place of another, so that of two alike the first stays.
		for i := range m.Groups {
			g := &m.Groups[i]
			if len(g.Columns) <= len(best) || !p.askedOf(it.table, m, catalog.StatisticsDistinct, g.Columns) ||
				slices.ContainsFunc(g.Columns, func(id catalog.ColumnID) bool { return columns[id] == nil }) {
				continue
			}
			best, of, n = nil, it, grown(float64(g.Distinct), float64(m.Rows), p.tableRows(it.table))
			for _, id := range g.Columns {
				best = append(best, columns[id])
			}
		}
	}
	return best, of, n
}

// grown is a number of distinct values by now, of a table that had then rows when they were counted.
// As values does for one column: what is nearly unique grows with the table, a fixed set of values does not.
// then and now are rows; more values than rows there can't be.
func grown(n, then, now float64) float64 {
	n = math.Max(1, n)
	if n > distinctShare*then && now > then {
		n *= now / then
	}
	return math.Max(1, math.Min(n, now))
}
