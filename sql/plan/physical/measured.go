package physical

import (
	"slices"

	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/plan/bind"
	"github.com/isochrondb/isochron/sql/plan/nodes"
	"github.com/isochrondb/isochron/sql/plan/rel"
	"github.com/isochrondb/isochron/sql/plan/scalar"
	"github.com/isochrondb/isochron/sql/rowenc"
	"github.com/isochrondb/isochron/sql/stats"
	"github.com/isochrondb/isochron/sql/types"
)

// What is measured beside single columns: expressions of indexes and of CREATE STATISTICS, and which
// combinations of values are frequent.
//
// In estimates such an expression is a column. asMeasured puts one in its place, of which nothing but
// estimates knows; varStats and columnOf find what was measured of it. Postgres: examine_variable.

// measuredColumn is what a column stands for that asMeasured has put in an expression's place.
type measuredColumn struct {
	of tableItem
	id catalog.ColumnID // in what was measured
	t  *types.Type
}

// measures are the expressions of a table of which there are statistics, by their keys over the columns of
// its MeasuredTable.
type measures struct {
	table *bind.MeasuredTable
	byKey map[string]catalog.ColumnID
}

// measuresOf is nil for a table that has none.
func (p *planner) measuresOf(t *catalog.TableDesc) *measures {
	if t == nil || t.Virtual || p.b.Env.Stats == nil || !bind.Measures(p.b.Env.Catalog, t) {
		return nil
	}
	if m, ok := p.measured[t]; ok {
		return m
	}
	m := p.findMeasures(t)
	if p.measured == nil {
		p.measured = map[*catalog.TableDesc]*measures{}
	}
	p.measured[t] = m
	return m
}

// findMeasures looks at what ANALYZE has kept of the table. Statistics of another prefix are of
// rows that TRUNCATE or a rewrite has replaced: they count as none. An error of binding an
// expression is the planner's, told at its end; estimates go on without it.
func (p *planner) findMeasures(t *catalog.TableDesc) *measures {
	st := p.b.Env.Stats.Table(t.ID)
	if st == nil || st.Prefix != t.Prefix || st.Rows <= 0 {
		return nil
	}
	table, err := p.b.MeasuredOf(t)
	if err != nil && p.err == nil {
		p.err = err
	}
	if table == nil {
		return nil
	}
	m := &measures{table: table, byKey: map[string]catalog.ColumnID{}}
	for i := range table.Items {
		it := &table.Items[i]
		id := it.Column
		if id == 0 {
			id = st.ExprColumn(stats.ExprID{Object: it.Object, At: it.At})
		}
		// The first of several objects with one expression stands for all.
		if k := scalar.Key(it.X); st.Column(id) != nil && m.byKey[k] == 0 {
			m.byKey[k] = id
		}
	}
	if len(m.byKey) == 0 {
		return nil
	}
	return m
}

// asMeasured is x with columns in the places of expressions that were measured, for estimates alone.
// x itself is given back where there are none, which costs a walk over its columns.
func (p *planner) asMeasured(x scalar.Expr) scalar.Expr {
	if p.b.Env.Stats == nil || p.blind || !p.readsMeasured(x) {
		return x
	}
	return scalar.MapPre(x, func(e scalar.Expr) scalar.Expr {
		// Leaves are never measured: a single column has statistics of its own.
		switch e.(type) {
		case *scalar.Const, *scalar.Param, *scalar.Var:
			return nil
		}
		if c := p.measuredAs(e); c != nil {
			return c
		}
		return nil
	})
}

// readsMeasured reports whether x reads a table of which expressions were measured.
func (p *planner) readsMeasured(x scalar.Expr) (found bool) {
	scalar.Vars(x, func(v *scalar.Var) {
		found = found || p.measuresOf(p.b.Info(v.ID).Table) != nil
	})
	return found
}

// measuredAs is the column for an expression over one table that was measured as it is; nil: it was not.
func (p *planner) measuredAs(e scalar.Expr) scalar.Expr {
	var it tableItem
	// All columns have to be of one item of FROM: two aliases of a table are two.
	one := true
	scalar.Vars(e, func(v *scalar.Var) {
		info := p.b.Info(v.ID)
		if it.table == nil {
			it = tableItem{info.Table, info.Alias}
		}
		one = one && info.Table != nil && it == tableItem{info.Table, info.Alias}
	})
	m := p.measuresOf(it.table)
	if !one || m == nil {
		return nil
	}
	// As if it were written over the columns of the measured table, whose keys byKey has.
	key := scalar.Key(scalar.Map(e, func(x scalar.Expr) scalar.Expr {
		v, ok := x.(*scalar.Var)
		if !ok {
			return x
		}
		n := *v
		n.ID = m.table.Vars[p.b.Info(v.ID).Slot]
		return &n
	}))
	id, ok := m.byKey[key]
	if !ok {
		return nil
	}
	return p.measuredVar(it, id, e.Type())
}

// measuredVar is the one column that stands for what was measured under id.
func (p *planner) measuredVar(it tableItem, id catalog.ColumnID, t *types.Type) scalar.Expr {
	for v, c := range p.measuredVars {
		if c.of == it && c.id == id {
			return p.b.Ref(v)
		}
	}
	v := p.b.NewVar(rel.Column{Type: t, Typmod: types.NoTypmod, Collation: t.Collation()})
	if p.measuredVars == nil {
		p.measuredVars = map[scalar.VarID]measuredColumn{}
	}
	p.measuredVars[v] = measuredColumn{it, id, t}
	return p.b.Ref(v)
}

// statsOfVar is what is known of a column of a table, or of an expression that was measured; nil: nothing.
func (p *planner) statsOfVar(v scalar.VarID) *columnStats {
	c, ok := p.measuredVars[v]
	if !ok {
		info := p.b.Info(v)
		return p.statsOf(info.Table, info.Slot)
	}
	if p.b.Env.Stats == nil || p.blind {
		return nil
	}
	return p.columnStats(c.of.table, c.id, c.t)
}

// columnOf is of which table a column is, and its number in what was measured; ok is false for one that is
// no table's.
func (p *planner) columnOf(v scalar.VarID) (it tableItem, id catalog.ColumnID, ok bool) {
	if c, is := p.measuredVars[v]; is {
		return c.of, c.id, true
	}
	info := p.b.Info(v)
	if info.Table == nil {
		return it, 0, false
	}
	return tableItem{info.Table, info.Alias}, info.Table.Columns[info.Slot].ID, true
}

// mixture is a set of conditions of one table, all over columns whose frequent combinations are known.
// Postgres: mcv_clauselist_selectivity.
type mixture struct {
	items []mixedItem
	conds []scalar.Expr // over the items' values, by place
	// columns are how many columns each of conds reads.
	columns []int
	total   float64 // the shares of all items
	apart   float64 // what the conditions let pass as if the columns had nothing to do with each other
}

// mixedItem is one frequent combination. apart is the share that it would have if the columns
// were independent, as Postgres's base_frequency: what the product of single columns has counted
// for it.
type mixedItem struct {
	row          [][]types.Datum // a column each
	share, apart float64
}

// mixed takes the conditions out of list that frequent combinations judge, set by set, those with most
// columns first, and gives the share of rows that these let pass; 1: there are none.
// A condition over a single column counts if another has one of the other columns. Conditions that must not
// learn of the rows are none of list.
func (p *planner) mixed(list []scalar.Expr) (rest []scalar.Expr, share float64) {
	share = 1
	if len(list) == 0 || p.b.Env.Stats == nil || p.blind {
		return list, 1
	}
	for len(list) > 1 { // a disjunction alone goes by its own parts (mixedAny)
		m, covered := p.bestMixture(list)
		if m == nil {
			return list, share
		}
		m.apart = p.apart(covered)
		// A parameter decides, and its value is not known yet: the conditions stay with the others,
		// and the note says what to look at when the statement is run.
		if !m.told(p.b.Env.Arguments) {
			p.noteMixture(m)
			return list, share
		}
		list = slices.DeleteFunc(slices.Clone(list), func(c scalar.Expr) bool { return slices.Contains(covered, c) })
		share *= m.by(p.b.Env.Arguments)
	}
	return list, share
}

// mixedAny is mixed for the parts of a disjunction, and gives the share of rows that any of those lets pass that
// frequent combinations judge; 0: there are none.
// Postgres: statext_mcv_clauselist_selectivity, which goes on from part to part as well.
func (p *planner) mixedAny(list []scalar.Expr) (rest []scalar.Expr, share float64) {
	if len(list) < 2 || p.b.Env.Stats == nil || p.blind {
		return list, 0
	}
	m, covered := p.bestMixture(list)
	if m == nil || !m.told(p.b.Env.Arguments) {
		return list, 0
	}
	simple := make([]float64, len(covered))
	for i, c := range covered {
		simple[i] = p.apart([]scalar.Expr{c})
	}
	list = slices.DeleteFunc(slices.Clone(list), func(c scalar.Expr) bool { return slices.Contains(covered, c) })
	return list, m.any(p.b.Env.Arguments, simple)
}

// apart is what conditions let pass by what is known of single columns: without what CREATE STATISTICS tells.
func (p *planner) apart(conds []scalar.Expr) float64 {
	// Without unmixed the conditions would be taken for the same mixture again, without end.
	was := p.unmixed
	p.unmixed = true
	defer func() { p.unmixed = was }()
	return p.selectivity(conds)
}

// bestMixture is the set of columns of which most are among the columns of conditions, two at least, and the
// conditions that are over its columns alone; nil: there is none.
func (p *planner) bestMixture(list []scalar.Expr) (*mixture, []scalar.Expr) {
	if p.unmixed {
		return nil, nil
	}
	var best *stats.Combined
	var of tableItem
	most := 1
	for _, it := range p.mixedTables(list) {
		st := p.b.Env.Stats.Table(it.table.ID)
		for i := range st.Combined {
			c := &st.Combined[i]
			if !p.askedOf(it.table, st, catalog.StatisticsCommon, c.Columns) {
				continue
			}
			n := len(p.columnsWithin(it, c.Columns, list))
			// The fewer columns a set has for the same number of them, the less was averaged away.
			// Postgres: choose_best_statistics goes by the same two numbers.
			if n > most || n == most && best != nil && len(c.Columns) < len(best.Columns) {
				best, of, most = c, it, n
			}
		}
	}
	if best == nil {
		return nil, nil
	}
	return p.mixture(of, best, list)
}

// mixedTables are the tables of conditions with frequent combinations that were measured, in their order.
func (p *planner) mixedTables(list []scalar.Expr) (out []tableItem) {
	for _, c := range list {
		scalar.Vars(c, func(v *scalar.Var) {
			it, _, ok := p.columnOf(v.ID)
			if !ok || slices.Contains(out, it) || len(p.objectsOf(it.table)) == 0 {
				return
			}
			if st := p.b.Env.Stats.Table(it.table.ID); st != nil && st.Prefix == it.table.Prefix && st.Rows > 0 && len(st.Combined) > 0 {
				out = append(out, it)
			}
		})
	}
	return out
}

// columnsWithin are the columns of set that conditions over columns of set alone read.
func (p *planner) columnsWithin(of tableItem, set []catalog.ColumnID, list []scalar.Expr) map[catalog.ColumnID]bool {
	out := map[catalog.ColumnID]bool{}
	for _, c := range list {
		if columns, ok := p.within(of, set, c); ok {
			for _, id := range columns {
				out[id] = true
			}
		}
	}
	return out
}

// within are the columns that a condition reads; ok is false where it can't be judged by values of set alone.
func (p *planner) within(of tableItem, set []catalog.ColumnID, c scalar.Expr) (columns []catalog.ColumnID, ok bool) {
	// What is not the same for every asking can't be tried on values that were measured.
	props := scalar.PropsOf(c)
	if !props.Vars || props.Regs || props.Volatile || props.Host || props.Stable {
		return nil, false
	}
	ok = true
	scalar.Walk(c, func(x scalar.Expr) bool {
		switch x := x.(type) {
		case *scalar.Var:
			it, id, is := p.columnOf(x.ID)
			ok = ok && is && it == of && slices.Contains(set, id)
			columns = append(columns, id)
		case *scalar.Subquery:
			ok = false
		}
		return ok
	})
	return columns, ok
}

// mixture prepares what is to be asked of a set's combinations.
func (p *planner) mixture(of tableItem, set *stats.Combined, list []scalar.Expr) (*mixture, []scalar.Expr) {
	m := &mixture{}
	var covered []scalar.Expr
	kinds := make([]*types.Type, len(set.Columns))
	for _, c := range list {
		reads, ok := p.within(of, set.Columns, c)
		if !ok {
			continue
		}
		covered = append(covered, c)
		slices.Sort(reads)
		m.columns = append(m.columns, len(slices.Compact(reads)))
		m.conds = append(m.conds, scalar.Map(c, func(x scalar.Expr) scalar.Expr {
			v, ok := x.(*scalar.Var)
			if !ok {
				return x
			}
			_, id, _ := p.columnOf(v.ID)
			at := slices.Index(set.Columns, id)
			// A condition becomes one over the combination's values: at is the place within it.
			kinds[at] = v.T
			return &scalar.Slot{Idx: at, T: v.T, Typmod: v.Typmod}
		}))
	}
	for i := range set.Common {
		if row, ok := rowOf(kinds, set.Common[i].Keys); ok {
			m.items = append(m.items, mixedItem{row, set.Common[i].Share, set.Common[i].Apart})
			m.total += set.Common[i].Share
		}
	}
	return m, covered
}

// rowOf are the values of a combination that conditions ask for, those of which the type is known.
func rowOf(kinds []*types.Type, keys [][]byte) (row [][]types.Datum, ok bool) {
	row = make([][]types.Datum, len(keys))
	for i, k := range keys {
		d := types.Null
		// A key that is nil is NULL. A column that no condition reads has no type here, nor does it
		// need one.
		if k != nil && kinds[i] != nil {
			var err error
			if d, _, err = rowenc.DecodeKeyColumn(k, rowenc.KeyColumn{Type: kinds[i]}); err != nil {
				return nil, false
			}
		}
		row[i] = []types.Datum{d}
	}
	return row, true
}

// by is the share of rows that pass with arguments: of the frequent combinations those that do, of the others
// as many as if the columns were independent.
// Without the parameters that they need it is apart.
func (m *mixture) by(v *nodes.Arguments) float64 {
	if !m.told(v) {
		return m.apart
	}
	ctx := m.context(v)
	found, base := 0.0, 0.0
	for i := range m.items {
		ctx.Cols = m.items[i].row
		if !slices.ContainsFunc(m.conds, func(c scalar.Expr) bool { is, err := scalar.True(c, ctx); return !is || err != nil }) {
			found, base = found+m.items[i].share, base+m.items[i].apart
		}
	}
	return m.combined(m.apart, found, base)
}

// any is the share of rows that any of the conditions lets pass, simple what each does as if the columns had nothing
// to do with each other. A condition over one column is best judged by that; what it has in common with those
// before it the combinations tell.
func (m *mixture) any(v *nodes.Arguments, simple []float64) (share float64) {
	ctx := m.context(v)
	before := make([]bool, len(m.items)) // let pass by the conditions so far
	apart := 0.0
	for i, c := range m.conds {
		found, base, both, bothBase := 0.0, 0.0, 0.0, 0.0
		for k := range m.items {
			it := &m.items[k]
			ctx.Cols = it.row
			if is, err := scalar.True(c, ctx); !is || err != nil {
				continue
			}
			found, base = found+it.share, base+it.apart
			if before[k] {
				both, bothBase = both+it.share, bothBase+it.apart
			}
			before[k] = true
		}
		alone := simple[i]
		if m.columns[i] > 1 {
			alone = m.combined(simple[i], found, base)
		}
		share = clamp(share + alone - m.combined(apart*simple[i], both, bothBase))
		apart += simple[i] - apart*simple[i]
	}
	return share
}

// combined is the share of rows that pass: of the frequent combinations those that do, of the others as many as
// if the columns had nothing to do with each other.
func (m *mixture) combined(apart, found, base float64) float64 {
	return clamp(found + min(max(0, apart-base), clamp(1-m.total)))
}

func (m *mixture) context(v *nodes.Arguments) *scalar.Ctx {
	ctx := &scalar.Ctx{Env: &types.Env{}}
	if v != nil {
		ctx.Args = v.Args
		if v.Env != nil {
			ctx.Env = v.Env
		}
	}
	return ctx
}

// told reports whether v has all parameters that decide what passes; with none of these nil has them.
func (m *mixture) told(v *nodes.Arguments) bool {
	told := true
	for _, c := range m.conds {
		scalar.Walk(c, func(x scalar.Expr) bool {
			if p, ok := x.(*scalar.Param); ok {
				told = told && v != nil && p.N > 0 && p.N <= len(v.Args)
			}
			return told
		})
	}
	return told
}

// noteMixture keeps what a mixture is taken for, which parameters decide.
func (p *planner) noteMixture(m *mixture) {
	to := p.notes()
	if to == nil {
		return
	}
	for i := range to.list {
		if k := to.list[i].mixed; k != nil && slices.EqualFunc(k.conds, m.conds, scalar.Equal) {
			return
		}
	}
	to.add(estimate{mixed: m, least: selLeast})
}
