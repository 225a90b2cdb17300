package pgcatalog

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/parser"
	"github.com/isochrondb/isochron/sql/parser/ast"
	"github.com/isochrondb/isochron/sql/parser/deparse"
	"github.com/isochrondb/isochron/sql/plan/bind"
	"github.com/isochrondb/isochron/sql/stats"
	"github.com/isochrondb/isochron/sql/types"
)

// classStatistics is pg_statistic_ext.
const classStatistics catalog.ID = 3381

// makeStatistics are the rows of pg_statistic_ext.
func makeStatistics(m *making) error {
	for d := range m.snap.Statistics(m.db) {
		var keys vector
		for _, id := range d.Columns {
			keys = append(keys, int64(id))
		}
		var exprs any
		var list []string
		for _, e := range d.Exprs {
			list = append(list, e.Text)
		}
		switch len(list) {
		case 0:
		case 1:
			exprs = list[0]
		default:
			exprs = exprList + "(" + strings.Join(list, ", ") + ")"
		}
		if err := m.row(d.ID, d.TableID, d.Name, d.SchemaID, d.Owner, d.Target-1, keys, statisticsKinds(d), exprs); err != nil {
			return err
		}
	}
	return nil
}

// statisticsKinds is stxkind.
func statisticsKinds(d *catalog.StatisticsDesc) types.Datum {
	var out []types.Datum
	for i := range len(d.Kinds) {
		out = append(out, types.Text(d.Kinds[i:i+1]))
	}
	return types.NewArray(types.ArrayOf(types.TChar, out))
}

// makeStatsExt shows what was measured for the objects of CREATE STATISTICS whose columns the user
// may read.
func makeStatsExt(m *making) error {
	s := m.o.stats()
	for d := range m.snap.Statistics(m.db) {
		t, ok := m.snap.TableByID(d.TableID)
		if !ok || s == nil || m.snap.Secured(m.env.User, t) || !m.mayReadAll(t, d.Reads(t)) {
			continue
		}
		st := s.Table(t.ID)
		// Of rows that were replaced: their values may be of other types.
		if st != nil && st.Prefix != t.Prefix || !measured(d, st) {
			continue
		}
		var names, exprs texts
		for _, id := range d.Columns {
			if c, _, ok := t.ColumnByID(id); ok {
				names = append(names, c.Name)
			}
		}
		for i := range d.Exprs {
			exprs = append(exprs, statisticsExpr(m.snap, m.env.Path, t, d.Exprs[i].Text, false))
		}
		combined := m.combinedShown(d, t, st)
		if err := m.row(m.schemaName(t.SchemaID), t.Name, m.schemaName(d.SchemaID), d.Name, m.roleName(d.Owner), orNull(names), orNull(exprs), statisticsKinds(d), false,
			distinctText(d, st), dependsText(d, st), combined[0], combined[1], combined[2], combined[3]); err != nil {
			return err
		}
	}
	return nil
}

// measured reports whether ANALYZE has looked at what an object asks for, as far as it does.
func measured(d *catalog.StatisticsDesc, st *stats.Table) bool {
	set := st.ColumnsOf(d)
	if len(set) < 2 {
		return len(set) == 1 && st.Column(set[0]) != nil
	}
	return st.CombinedOf(set) != nil || st.Group(set) != nil || st.Dependency(set[:1], set[1]) != nil
}

// combinedShown are the last four columns of pg_stats_ext: the frequent combinations, which of their values are
// NULL, their shares and what these would be of independent columns.
func (m *making) combinedShown(d *catalog.StatisticsDesc, t *catalog.TableDesc, st *stats.Table) (out [4]any) {
	set := st.ColumnsOf(d)
	c := st.CombinedOf(set)
	if c == nil || !d.Has(catalog.StatisticsCommon) {
		return out
	}
	kinds := m.measuredTypes(d, t, st)
	if len(kinds) != len(set) {
		return out
	}
	var vals, nulls, shares, apart []types.Datum
	for _, x := range c.Common {
		row := make([]types.Datum, len(set))
		for i, k := range x.Keys {
			row[i] = types.Null
			if k != nil {
				text, _ := m.keyText(kinds[i], k)
				row[i] = types.Text(text)
			}
			nulls = append(nulls, types.Bool(k == nil))
		}
		vals = append(vals, row...)
		shares, apart = append(shares, types.Float(x.Share)), append(apart, types.Float(x.Apart))
	}
	dims := []types.Dim{{Len: int32(len(c.Common)), Lower: 1}, {Len: int32(len(set)), Lower: 1}}
	grid := func(of *types.Type, items []types.Datum) types.Datum {
		return types.NewArray(&types.Array{Elem: of, Dims: dims, Items: items})
	}
	return [4]any{grid(types.TText, vals), grid(types.TBool, nulls), types.NewArray(types.ArrayOf(types.TFloat8, shares)), types.NewArray(types.ArrayOf(types.TFloat8, apart))}
}

// measuredTypes are the types of an object's columns and of its expressions that were measured.
func (m *making) measuredTypes(d *catalog.StatisticsDesc, t *catalog.TableDesc, st *stats.Table) (out []*types.Type) {
	for _, id := range d.Columns {
		if c, _, ok := t.ColumnByID(id); ok {
			out = append(out, c.Type)
		}
	}
	for i := range st.Exprs {
		if x := &st.Exprs[i]; x.Object == d.ID {
			if of, ok := m.snap.Types().ByOID(x.Type); ok {
				out = append(out, of)
			}
		}
	}
	return out
}

// makeStatsExtExprs lists the expressions with what was measured of them.
func makeStatsExtExprs(m *making) error {
	s := m.o.stats()
	for d := range m.snap.Statistics(m.db) {
		t, ok := m.snap.TableByID(d.TableID)
		if !ok || m.snap.Secured(m.env.User, t) || !m.mayReadAll(t, d.Reads(t)) {
			continue
		}
		for i := range d.Exprs {
			shown, inherited := m.exprShown(s, t, stats.ExprID{Object: d.ID, At: i})
			row := []any{m.schemaName(t.SchemaID), t.Name, m.schemaName(d.SchemaID), d.Name, m.roleName(d.Owner), statisticsExpr(m.snap, m.env.Path, t, d.Exprs[i].Text, false), inherited}
			if err := m.row(append(row, shown[:]...)...); err != nil {
				return err
			}
		}
	}
	return nil
}

// exprShown is shownStats of an expression, which is nothing where it was not measured.
func (m *making) exprShown(s *stats.Store, t *catalog.TableDesc, id stats.ExprID) (shown [10]any, inherited any) {
	if s == nil {
		return shown, nil
	}
	st := s.Table(t.ID)
	c := st.Column(st.ExprColumn(id))
	if c == nil || st.Prefix != t.Prefix {
		return shown, nil
	}
	for i := range st.Exprs {
		if of, ok := m.snap.Types().ByOID(st.Exprs[i].Type); ok && st.Exprs[i].ExprID == id {
			return m.shownStats(of, st, c), false
		}
	}
	return shown, nil
}

func (m *making) mayReadAll(t *catalog.TableDesc, columns []catalog.ColumnID) bool {
	return !slices.ContainsFunc(columns, func(id catalog.ColumnID) bool {
		c, _, ok := t.ColumnByID(id)
		return !ok || !m.snap.HasColumnPrivilege(m.env.User, t, c, 'r')
	})
}

// distinctText is what was counted, as pg_ndistinct is written; nil: nothing was.
func distinctText(d *catalog.StatisticsDesc, st *stats.Table) any {
	var parts []string
	all := st.ColumnsOf(d)
	for n := 2; n <= len(all) && d.Has(catalog.StatisticsDistinct); n++ {
		stats.Sets(all, n, func(set []catalog.ColumnID) {
			if g := st.Group(set); g != nil {
				parts = append(parts, fmt.Sprintf("%q: %d", columnNumbers(d, all, set), g.Distinct))
			}
		})
	}
	return braces(parts)
}

// dependsText is what columns tell others, as pg_dependencies is written; nil: none does.
func dependsText(d *catalog.StatisticsDesc, st *stats.Table) any {
	var parts []string
	all := st.ColumnsOf(d)
	for n := 1; n < len(all) && d.Has(catalog.StatisticsDependencies); n++ {
		stats.Sets(all, n, func(from []catalog.ColumnID) {
			for _, to := range all {
				if k := st.Dependency(from, to); k != nil && k.Degree > 0 {
					parts = append(parts, fmt.Sprintf("%q: %.6f", columnNumbers(d, all, from)+" => "+columnNumbers(d, all, []catalog.ColumnID{to}), k.Degree))
				}
			}
		})
	}
	return braces(parts)
}

func braces(parts []string) any {
	if len(parts) == 0 {
		return nil
	}
	return "{" + strings.Join(parts, ", ") + "}"
}

// columnNumbers names columns of all, which are the object's, as pg_ndistinct does: expressions are -1, -2, ….
func columnNumbers(d *catalog.StatisticsDesc, all, set []catalog.ColumnID) string {
	var out []string
	for _, id := range set {
		n := int(id)
		if at := slices.Index(all, id); at >= len(d.Columns) {
			n = len(d.Columns) - at - 1
		}
		out = append(out, strconv.Itoa(n))
	}
	return strings.Join(out, ", ")
}

// statisticsExpr prints an expression of an object; in parentheses, unless it is a call.
func statisticsExpr(snap *catalog.Snapshot, path *catalog.SearchPath, t *catalog.TableDesc, text string, listed bool) string {
	x, err := parser.ParseExpr(text)
	if !listed || err != nil {
		return ExprText(snap, path, t, text, false)
	}
	casts := bind.Conversions(x, snap, path, t)
	call := bind.LooksLikeCall(withoutIdle(x, casts))
	readLiterals(x, snap, path, casts)
	out := exprText(snap, path, x, func(x ast.Expr) string { return deparse.PrintFlat(x, casts) })
	if !call {
		return "(" + out + ")"
	}
	return out
}

// statisticsColumns are the columns and expressions of an object as its definition has them.
func statisticsColumns(snap *catalog.Snapshot, path *catalog.SearchPath, d *catalog.StatisticsDesc, t *catalog.TableDesc) string {
	var parts []string
	for _, id := range d.Columns {
		if c, _, ok := t.ColumnByID(id); ok {
			parts = append(parts, catalog.QuoteIdent(c.Name))
		}
	}
	for _, e := range d.Exprs {
		parts = append(parts, statisticsExpr(snap, path, t, e.Text, true))
	}
	return strings.Join(parts, ", ")
}

// statisticsDef is the statement that makes an object; in which the kinds are named where they are
// not all.
func statisticsDef(snap *catalog.Snapshot, path *catalog.SearchPath, d *catalog.StatisticsDesc, t *catalog.TableDesc) string {
	schema := ""
	if s, ok := snap.SchemaByID(d.SchemaID); ok {
		schema = catalog.QuoteIdent(s.Name) + "."
	}
	var kinds []string
	for _, k := range []struct {
		letter rune
		name   string
	}{{catalog.StatisticsDistinct, "ndistinct"}, {catalog.StatisticsDependencies, "dependencies"}, {catalog.StatisticsCommon, "mcv"}} {
		if d.Has(k.letter) {
			kinds = append(kinds, k.name)
		}
	}
	some := ""
	if len(kinds) > 0 && len(kinds) < 3 {
		some = " (" + strings.Join(kinds, ", ") + ")"
	}
	table, _ := snap.RelationName(path, t.ID)
	return "CREATE STATISTICS " + schema + catalog.QuoteIdent(d.Name) + some + " ON " + statisticsColumns(snap, path, d, t) + " FROM " + table
}

// statisticsFunctions print the objects of CREATE STATISTICS.
func statisticsFunctions() []function {
	of := func(f func(c *call, d *catalog.StatisticsDesc, t *catalog.TableDesc) types.Datum) func(c *call) (types.Datum, error) {
		return func(c *call) (types.Datum, error) {
			if d, ok := c.snap.StatisticsByID(c.oid(0)); ok {
				if t, ok := c.snap.TableByID(d.TableID); ok {
					return f(c, d, t), nil
				}
			}
			return types.Null, nil
		}
	}
	return []function{
		{"pg_get_statisticsobjdef", list(tOID), tText, of(func(c *call, d *catalog.StatisticsDesc, t *catalog.TableDesc) types.Datum {
			return types.Text(statisticsDef(c.snap, c.path, d, t))
		})},
		{"pg_get_statisticsobjdef_columns", list(tOID), tText, of(func(c *call, d *catalog.StatisticsDesc, t *catalog.TableDesc) types.Datum {
			return types.Text(statisticsColumns(c.snap, c.path, d, t))
		})},
		{"pg_get_statisticsobjdef_expressions", list(tOID), types.TTextArray, of(func(c *call, d *catalog.StatisticsDesc, t *catalog.TableDesc) types.Datum {
			if len(d.Exprs) == 0 {
				return types.Null
			}
			var out []string
			for _, e := range d.Exprs {
				out = append(out, statisticsExpr(c.snap, c.path, t, e.Text, false))
			}
			return textArray(out)
		})},
		{"pg_statistics_obj_is_visible", list(tOID), tBool, func(c *call) (types.Datum, error) {
			d, ok := c.snap.StatisticsByID(c.oid(0))
			if !ok {
				return types.Null, nil
			}
			return types.Bool(c.snap.StatisticsVisible(c.path, d)), nil
		}},
	}
}

// dependStatistics has the objects depend on the columns that they read, or on their table, and on
// the functions and operators that their expressions name.
func (m *making) dependStatistics() error {
	for d := range m.snap.Statistics(m.db) {
		t, ok := m.snap.TableByID(d.TableID)
		if !ok {
			continue
		}
		columns := d.Reads(t)
		if len(d.Columns) == 0 {
			if err := m.row(classStatistics, d.ID, 0, classClass, t.ID, 0, byte('a')); err != nil {
				return err
			}
		}
		if err := m.dependColumns(classStatistics, d.ID, t, columns, 'a'); err != nil {
			return err
		}
		for _, e := range d.Exprs {
			if err := m.dependCalls(classStatistics, d.ID, e.Text); err != nil {
				return err
			}
		}
	}
	return nil
}
