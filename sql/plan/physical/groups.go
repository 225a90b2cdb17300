package physical

import (
	"math"
	"slices"

	"github.com/isochrondb/isochron/sql/plan/scalar"
)

// How many groups rows make by some expressions. An expression that was not measured says no more than the
// columns that it reads, so these stand for it, each once: GROUP BY a, a + 1 has the groups of a. What was
// counted of several columns together comes first, the rest is multiplied.
// Postgres: estimate_num_groups.

// groupKey is a column, or an expression that was measured, by which rows are grouped.
type groupKey struct {
	x scalar.Expr
	// of is the expression that reads the column, by its place among the keys; -1: x is a key itself.
	of int
}

// expressionValues is how many values an expression is taken to have at most, if its columns have more: a function
// tends to say less than what it is given (Postgres does not think so).
const expressionValues = 1000

// groupsOf estimates how many groups n rows make by some expressions.
// Of what nothing is known there are n^0.75 groups: fewer than rows, and more the more there are.
func (p *planner) groupsOf(keys []scalar.Expr, n float64) float64 {
	list, guessed := p.groupKeys(keys)
	tables := groupTables{p: p}
	for p.b.Env.Stats != nil && !p.blind {
		set, of, values := p.widestGroup(list)
		if set == nil {
			break
		}
		tables.add(of, values)
		list = slices.DeleteFunc(list, func(k groupKey) bool { return slices.Contains(set, k.x) })
	}
	for i := 0; i < len(list); {
		// The columns of one expression stand behind each other.
		j, values := i+1, 1.0
		for j < len(list) && list[i].of >= 0 && list[j].of == list[i].of {
			j++
		}
		for _, k := range list[i:j] {
			v, known := p.keyValues(k.x)
			guessed = guessed || !known
			values *= v
		}
		if list[i].of >= 0 {
			values = math.Min(values, expressionValues)
		}
		tables.add(p.tableOf(list[i].x), values)
		i = j
	}
	groups := tables.groups()
	// One expression of which nothing is known: more groups than the others make, fewer than rows.
	if guessed {
		return math.Max(1, math.Min(n, math.Max(groups, math.Pow(n, 0.75))))
	}
	return math.Max(1, math.Min(n, groups))
}

// groupKeys are what keys come to: those that are columns or were measured, and the columns that the others
// read. guessed: one of the others reads none, and is no constant.
func (p *planner) groupKeys(keys []scalar.Expr) (list []groupKey, guessed bool) {
	seen := map[scalar.VarID]bool{}
	var others []scalar.Expr
	for _, k := range keys {
		x := p.asMeasured(k)
		v, ok := plainColumn(x)
		switch {
		case !ok:
			others = append(others, x)
		case !seen[v.ID]:
			seen[v.ID] = true
			list = append(list, groupKey{v, -1})
		}
	}
	for i, x := range others {
		reads := false
		scalar.Vars(x, func(v *scalar.Var) {
			if reads = true; !seen[v.ID] {
				seen[v.ID] = true
				list = append(list, groupKey{v, i})
			}
		})
		guessed = guessed || !reads && !isConstant(x)
	}
	return list, guessed
}

// tableOf is the table of a column; the zero item for one that is no table's.
func (p *planner) tableOf(x scalar.Expr) tableItem {
	if v, ok := plainColumn(x); ok {
		it, _, _ := p.columnOf(v.ID)
		return it
	}
	return tableItem{}
}

// keyValues is how many values a column has; NULL is one of its own.
func (p *planner) keyValues(x scalar.Expr) (n float64, known bool) {
	st := p.varStats(x)
	if st == nil {
		return 1, false
	}
	n = st.values()
	if st.Nulls > 0 {
		n++
	}
	return n, true
}

// groupTables put the numbers of values together, table by table.
type groupTables struct {
	p    *planner
	list []groupTable
}

type groupTable struct {
	of      tableItem
	values  float64 // of all together, as if they had nothing to do with each other
	most    float64 // of one
	several bool
}

func (g *groupTables) add(of tableItem, values float64) {
	at := slices.IndexFunc(g.list, func(t groupTable) bool { return t.of == of })
	if at < 0 {
		g.list = append(g.list, groupTable{of, values, values, false})
		return
	}
	t := &g.list[at]
	t.values, t.most, t.several = t.values*values, math.Max(t.most, values), true
}

// groups is the product of what tables give. Several columns of a table have values together in a tenth of its
// rows at most, but no fewer than one of them alone: columns of one table mostly have to do with each other.
func (g *groupTables) groups() float64 {
	groups := 1.0
	for i := range g.list {
		t := &g.list[i]
		if t.several && t.of.table != nil {
			rows := g.p.tableRows(t.of.table)
			t.values = math.Min(t.values, math.Min(rows, math.Max(rows/10, t.most)))
		}
		groups *= t.values
	}
	return groups
}
