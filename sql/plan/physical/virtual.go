package physical

import (
	"math"

	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/plan/nodes"
	"github.com/isochrondb/isochron/sql/plan/rel"
	"github.com/isochrondb/isochron/sql/plan/scalar"
	"github.com/isochrondb/isochron/sql/rowenc"
	"github.com/isochrondb/isochron/sql/stats"
	"github.com/isochrondb/isochron/sql/types"
)

// Tables of the system: their rows are made when they are read, all of them or those of one key. How many
// there are, and how often some values come, is told by what the schema has.

// virtualRows is about how many rows a table of the system has: what is in it from the start, and what
// the schema has put there.
// Guesses that are right to a factor of two or so: what matters is which side of a join is made once and which for each row,
// and that a table with thousands of columns in it is not taken for a small one.
func (p *planner) virtualRows(name string) float64 {
	first := 200.0
	switch name {
	case "pg_proc", "pg_attribute":
		first = 2500
	case "pg_operator", "pg_timezone_names":
		first = 700
	case "pg_type":
		first = 600
	}
	n := p.amounts()
	own := 0
	switch name {
	case "pg_class":
		own = n.Relations + n.Indexes
	case "pg_attribute":
		own = n.Columns + n.Indexes
	case "pg_type":
		own = 2*n.Relations + 2*n.Types
	case "pg_index", "pg_indexes", "pg_constraint", "pg_stat_user_indexes", "pg_stat_all_indexes":
		own = n.Indexes
	case "pg_depend":
		own = 2 * (n.Relations + n.Indexes)
	case "columns":
		own = n.Columns
	case "pg_tables", "tables", "pg_stat_user_tables", "pg_stat_all_tables":
		own = n.Relations
	}
	return first + float64(own)
}

// amounts is how much the database has; nothing where none is chosen.
// Counted by the catalog's snapshot, of user objects alone.
func (p *planner) amounts() catalog.Amounts {
	if p.b.Env.Path == nil {
		return catalog.Amounts{}
	}
	return p.b.Env.Catalog.Amounts(p.b.Env.Path.Database)
}

// virtualStats is statsOf a column of pg_class or pg_type by which kinds of rows are told apart: some are as many
// as there are tables, others few. nil for others.
// Shares are of the rows of now, so that a schema that grows changes estimates without ANALYZE.
func (p *planner) virtualStats(t *catalog.TableDesc, slot int) *columnStats {
	if t.SchemaID != catalog.SchemaIDPGCatalog {
		return nil
	}
	at := virtualColumn{t.ID, slot}
	c, known := p.virtualColumns[at]
	if !known {
		// One for the whole plan: estimates that depend on arguments are kept by column.
		if c = p.measureVirtual(t, slot); p.virtualColumns == nil {
			p.virtualColumns = map[virtualColumn]*stats.Column{}
		}
		p.virtualColumns[at] = c
	}
	if c == nil {
		return nil
	}
	rows := p.virtualRows(t.Name)
	return &columnStats{Column: c, t: t.Columns[slot].Type, then: rows, now: rows, args: p.b.Env.Arguments, notes: p.notes()}
}

// virtualColumn is a column of a table of the system, by its place.
// By ID and not by address: a plan may see several descriptors of one table.
type virtualColumn struct {
	table catalog.ID
	slot  int
}

// measureVirtual is what is in a column; nil for those of which nothing is known.
// Common values alone are told: what is not among them is taken for evenly spread over the rest (Distinct).
// They have the form of what ANALYZE measures, so that whoever estimates need not know that they are made up.
func (p *planner) measureVirtual(t *catalog.TableDesc, slot int) *stats.Column {
	n := p.amounts()
	tables, indexes := float64(n.Relations), float64(n.Indexes)
	c := &stats.Column{ID: t.Columns[slot].ID, Width: 1}
	rows, typ := p.virtualRows(t.Name), t.Columns[slot].Type
	common := func(d types.Datum, count float64) {
		key := rowenc.AppendKeyColumn(nil, rowenc.KeyColumn{Type: typ}, d)
		c.Common = append(c.Common, stats.Common{Key: key, Share: math.Min(count/rows, 1)})
	}
	// What the system itself has: views and tables, with a row type each.
	const ownViews, ownTables = 130, 70
	switch t.Name + "." + t.Columns[slot].Name {
	case "pg_class.relkind":
		c.Distinct = 8
		common(types.Text("r"), tables+ownTables)
		common(types.Text("i"), indexes)
		common(types.Text("v"), ownViews)
	case "pg_type.typtype":
		c.Distinct = 7
		common(types.Text("c"), tables+ownViews+ownTables)
		common(types.Text("b"), tables+float64(n.Types)+350)
	case "pg_type.typrelid":
		c.Distinct = int64(tables) + ownViews + ownTables
		common(types.Int(0), rows-tables-ownViews-ownTables)
	default:
		return nil
	}
	return c
}

// buildVirtual plans the reading of a system table, whose rows are made when they are read: by one column at
// most they can be selected before that.
// A condition with a query is judged above, as the makers of virtual rows know no subplans.
// Rows come in no order that could be told.
func (p *planner) buildVirtual(sc *rel.Scan, conds []scalar.Expr, g goal) (*phys, error) {
	need := g.need.Clone()
	var local, late []scalar.Expr
	for _, c := range conds {
		need.AddExpr(c)
		if scalar.PropsOf(c).Subquery {
			late = append(late, c)
		} else {
			local = append(local, c)
		}
	}
	n := &nodes.VirtualScan{Table: sc.Table, Alias: sc.Alias}
	var ids []scalar.VarID
	for slot, id := range sc.Vars {
		if need[id] {
			n.Columns = append(n.Columns, slot)
			ids = append(ids, id)
		}
	}
	// Rows are made before they are filtered, so all of them cost.
	rows, err := p.selectVirtual(n, sc, local)
	if err != nil {
		return nil, err
	}
	all := p.tableRows(sc.Table)
	out := p.layout(n, ids, math.Max(1, math.Min(rows, all*p.selectivity(local))), rows*costRow)
	if n.Filter, err = p.resolve(scalar.And(local...), out); err != nil {
		return nil, err
	}
	n.Head_ = p.head(p.typesOf(ids), out.rows, 0, out.cost)
	return p.filter(out, late)
}

// virtualKeys are the columns by whose values a table of the system can be asked for rows, the best first.
// Conditions on other columns leave all rows to be made.
func (p *planner) virtualKeys(t *catalog.TableDesc) []int {
	if vt, ok := p.b.Env.Catalog.VirtualTable(t.ID); ok {
		return vt.Keys
	}
	return nil
}

// selectVirtual has the scan ask for the rows of some values of a key, the first that conditions fix, and
// tells how many rows will be made.
// Conditions stay in the filter: the maker may give more than was asked for. Values read no column of the scan,
// for they are resolved over none. An estimate never grows by a condition.
func (p *planner) selectVirtual(n *nodes.VirtualScan, sc *rel.Scan, conds []scalar.Expr) (rows float64, err error) {
	rows = p.tableRows(sc.Table)
	keys := p.virtualKeys(sc.Table)
	if len(keys) == 0 {
		return rows, nil
	}
	// By the keys' order and not by what is estimated: of two that are fixed the better one comes first.
	all := p.analyze(sc, conds)
	for _, slot := range keys {
		for _, c := range all {
			if c.slot != slot {
				continue
			}
			equal, among := virtualValues(c, sc.Table.Columns[slot].Type)
			if among == nil && equal == nil {
				continue
			}
			if n.By, rows = slot, math.Min(rows, p.rowsOfKey(sc.Table, slot, equal)); among != nil {
				n.Among, err = p.resolve(among, &phys{})
			} else {
				n.Equal, err = p.resolveList(equal, &phys{})
			}
			return rows, err
		}
	}
	return rows, nil
}

// rowsOfKey is how many rows have one of the values (one that is not known, where there are none).
// Never less than the guess: an answer of few rows is no cheaper to make.
func (p *planner) rowsOfKey(t *catalog.TableDesc, slot int, equal []scalar.Expr) float64 {
	// A guess: what has one key, as the columns of one table.
	const one = 5.0
	st := p.virtualStats(t, slot)
	if st == nil || len(equal) == 0 {
		return one * math.Max(1, float64(len(equal)))
	}
	rows := 0.0
	for _, x := range equal {
		rows += math.Max(one, st.equal(x)*st.now)
	}
	return rows
}

// virtualValues are the values that a condition allows for a column of type t, or an array of them; none where it says
// anything else. They have to be of the column's very type: the maker of rows compares as it likes.
// Beyond VirtualKeysMax values it is cheaper to make all rows once.
func virtualValues(c colCond, t *types.Type) (equal []scalar.Expr, among scalar.Expr) {
	if len(c.alts) == 1 && c.alts[0].In != nil && c.alts[0].To == nil && c.alts[0].In.Type().Elem() == t {
		return nil, c.alts[0].In
	}
	if len(c.alts) > nodes.VirtualKeysMax {
		return nil, nil
	}
	for _, a := range c.alts {
		if a.Eq == nil || a.Eq.Type() != t {
			return nil, nil
		}
		equal = append(equal, a.Eq)
	}
	return equal, nil
}

// virtualConds is the condition by which the rows of a virtual table are made for each row of other inputs: an
// equality with one of its keys.
// Only one: the rest stays a filter of the join. have are the columns that other inputs give.
func (p *planner) virtualConds(sc *rel.Scan, conds []scalar.Expr, have rel.VarSet) []scalar.Expr {
	keys := p.virtualKeys(sc.Table)
	if len(keys) == 0 {
		return nil
	}
	// The types have to be alike here as for constants (virtualValues).
	found := p.lookupKeys(sc, conds, have)
	for _, slot := range keys {
		for _, k := range found {
			if k.slot == slot && k.x.Type() == sc.Table.Columns[slot].Type {
				return []scalar.Expr{k.cond}
			}
		}
	}
	return nil
}
