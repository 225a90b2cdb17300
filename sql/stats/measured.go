package stats

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"math"
	"slices"

	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/types"
)

// Expressions are measured as columns are: those of indexes under the numbers of the hidden columns
// that hold them (catalog.Column.Computed), those of CREATE STATISTICS under numbers from exprColumn
// on, by their places in Table.Exprs. What computes them is the caller's (Expr.Value).
//
// Of sets of columns and expressions it is kept which combinations of values are frequent: what
// Postgres's mcv kind is (statistics/mcv.c).

// ExprID names an expression of an object of CREATE STATISTICS, by its place among the object's own.
type ExprID struct {
	Object catalog.ID
	At     int
}

// MeasuredExpr is one that was measured, with the type of its values.
type MeasuredExpr struct {
	ExprID
	Type types.OID
}

// exprColumn is the first number of such expressions; no column of a table has one so high.
const exprColumn catalog.ColumnID = 1 << 30

// Expr is an expression to measure.
type Expr struct {
	// Column is the hidden column of an index's expression; 0: it is an object's, which ID names.
	Column catalog.ColumnID
	ID     ExprID
	Type   *types.Type
	// Value computes it of a row.
	Value func(row []types.Datum) (types.Datum, error)
}

// Combined are the frequent combinations of several columns' values, the most frequent first.
type Combined struct {
	Columns []catalog.ColumnID
	Common  []Combination
}

// Combination is one of them.
type Combination struct {
	Keys  [][]byte // nil: NULL
	Share float64  // of all rows
	Apart float64  // the product of the shares of its values, each by itself
}

// ExprColumn is the number under which an expression was measured; 0: it was not.
func (t *Table) ExprColumn(id ExprID) catalog.ColumnID {
	if t == nil {
		return 0
	}
	if at := slices.IndexFunc(t.Exprs, func(x MeasuredExpr) bool { return x.ExprID == id }); at >= 0 {
		return exprColumn + catalog.ColumnID(at)
	}
	return 0
}

// ColumnsOf are the columns of an object of CREATE STATISTICS, and its expressions by the numbers that they
// were measured under.
func (t *Table) ColumnsOf(d *catalog.StatisticsDesc) []catalog.ColumnID {
	if len(d.Exprs) == 0 {
		return d.Columns
	}
	out := slices.Clone(d.Columns)
	for i := range d.Exprs {
		if id := t.ExprColumn(ExprID{d.ID, i}); id != 0 {
			out = append(out, id)
		}
	}
	return out
}

// addExprs adds the expressions to what is measured. They come behind the columns of rows, n of them.
func (c *collector) addExprs(list []Expr, n int) {
	for i := range list {
		x := &list[i]
		if !types.Comparable(x.Type) {
			continue
		}
		id := x.Column
		if id == 0 {
			id = exprColumn + catalog.ColumnID(len(c.exprs))
			c.exprs = append(c.exprs, MeasuredExpr{x.ID, x.Type.OID})
		}
		c.cols = append(c.cols, newColumnSample(id, n+len(c.values), x.Type))
		c.values = append(c.values, x.Value)
	}
}

// compute appends the values of the expressions to a row. With strict, what fails for a row fails; else it is
// not measured.
func (c *collector) compute(row []types.Datum, strict bool) ([]types.Datum, error) {
	n := len(row)
	for i, value := range c.values {
		d, err := value(row[:n])
		if err != nil && strict {
			return nil, err
		}
		if err != nil {
			c.failed = append(c.failed, n+i)
			c.values[i] = func([]types.Datum) (types.Datum, error) { return types.Null, nil }
			d = types.Null
		}
		row = append(row, d)
	}
	return row, nil
}

// dropFailed leaves out the expressions that could not be computed of all rows.
func (c *collector) dropFailed() {
	c.cols = slices.DeleteFunc(c.cols, func(s *columnSample) bool { return slices.Contains(c.failed, s.slot) })
}

// keepUncomputed takes over from an older measurement of the same rows' place what t lacks of expressions, as those
// that call routines of the schema can be computed only for who runs ANALYZE.
func (t *Table) keepUncomputed(old *Table, exprs []Expr) {
	if old == nil || old.Prefix != t.Prefix {
		return
	}
	renamed := map[catalog.ColumnID]catalog.ColumnID{} // of what is taken over, by old numbers
	for _, x := range exprs {
		was, is := x.Column, x.Column
		if x.Column == 0 {
			was, is = old.ExprColumn(x.ID), t.ExprColumn(x.ID)
		}
		c := old.Column(was)
		if c == nil || is == 0 || t.Column(is) != nil {
			continue
		}
		kept := *c
		kept.ID = is
		t.Columns = append(t.Columns, kept)
		renamed[was] = is
	}
	if len(renamed) > 0 {
		t.keepTogether(old, renamed)
	}
}

// keepTogether takes over what old has of sets with an expression that is taken over.
func (t *Table) keepTogether(old *Table, renamed map[catalog.ColumnID]catalog.ColumnID) {
	number := func(id catalog.ColumnID) (now catalog.ColumnID, taken bool) {
		if now, taken = renamed[id]; taken {
			return now, true
		}
		if id < exprColumn {
			return id, false
		}
		return t.ExprColumn(old.Exprs[id-exprColumn].ExprID), false
	}
	set := func(columns []catalog.ColumnID) (out []catalog.ColumnID, taken bool) {
		for _, id := range columns {
			now, is := number(id)
			if now == 0 {
				return nil, false
			}
			out, taken = append(out, now), taken || is
		}
		return out, taken
	}
	for _, g := range old.Groups {
		if columns, taken := set(g.Columns); taken {
			t.Groups = append(t.Groups, Group{columns, g.Distinct})
		}
	}
	for _, d := range old.Dependencies {
		from, taken := set(d.From)
		if to, is := number(d.To); to != 0 && from != nil && (taken || is) {
			t.Dependencies = append(t.Dependencies, Dependency{from, to, d.Degree})
		}
	}
	for _, m := range old.Combined {
		if columns, taken := set(m.Columns); taken {
			t.Combined = append(t.Combined, Combined{columns, m.Common})
		}
	}
}

// numbers are the columns of w, and its expressions by the numbers that they are measured under; nil:
// some are not measured.
func (c *collector) numbers(w Together) []catalog.ColumnID {
	out := slices.Clone(w.Columns)
	for _, id := range w.Exprs {
		at := slices.IndexFunc(c.exprs, func(x MeasuredExpr) bool { return x.ExprID == id })
		if at < 0 {
			return nil
		}
		out = append(out, exprColumn+catalog.ColumnID(at))
	}
	if slices.ContainsFunc(out, func(id catalog.ColumnID) bool { return c.hashesOf(id) == nil }) {
		return nil
	}
	return out
}

// combine measures which combinations are frequent. It comes before the samples of columns are summed up,
// which puts them in another order.
func (c *collector) combine(list []Together, out *Table) {
	for _, w := range list {
		set := c.numbers(w)
		if !w.Common || set == nil || out.CombinedOf(set) != nil {
			continue
		}
		if common := c.frequent(set); len(common) > 0 {
			out.Combined = append(out.Combined, Combined{Columns: set, Common: common})
		}
	}
}

// CombinedOf finds the frequent combinations of columns, in order of their numbers; nil: none were measured.
func (t *Table) CombinedOf(columns []catalog.ColumnID) *Combined {
	if t == nil {
		return nil
	}
	for i := range t.Combined {
		if slices.Equal(t.Combined[i].Columns, columns) {
			return &t.Combined[i]
		}
	}
	return nil
}

// frequent are the combinations of values of columns that are frequent in the sample; none where the
// values of a column have no order.
func (c *collector) frequent(set []catalog.ColumnID) []Combination {
	cols := make([]*columnSample, len(set))
	for i, id := range set {
		at := slices.IndexFunc(c.cols, func(s *columnSample) bool { return s.id == id })
		if cols[i] = c.cols[at]; !cols[i].keyed {
			return nil
		}
	}
	n := c.sampled
	order := make([]int, 0, n)
	for i := range n {
		if !slices.ContainsFunc(cols, func(s *columnSample) bool { return s.cells[i].cut }) {
			order = append(order, i)
		}
	}
	byKeys := func(a, b int) int {
		for _, s := range cols {
			if d := compareCells(s.cells[a].key, s.cells[b].key); d != 0 {
				return d
			}
		}
		return 0
	}
	slices.SortStableFunc(order, byKeys)
	groups := groupsOf(order, byKeys)
	slices.SortStableFunc(groups, func(a, b group) int { return cmp.Compare(b.n, a.n) })
	if len(groups) > commonMax {
		groups = groups[:commonMax]
	}
	least := leastOften(n, c.rows)
	var out []Combination
	for _, g := range groups {
		if float64(g.n) < least {
			break
		}
		x := Combination{Share: float64(g.n) / float64(n), Apart: 1}
		for _, s := range cols {
			key := s.cells[order[g.from]].key
			x.Keys = append(x.Keys, key)
			x.Apart *= s.shareOf(key)
		}
		out = append(out, x)
	}
	return out
}

// compareCells puts NULLs last.
func compareCells(a, b []byte) int {
	if a == nil || b == nil {
		return cmp.Compare(boolInt(a == nil), boolInt(b == nil))
	}
	return bytes.Compare(a, b)
}

func boolInt(b bool) int {
	if b {
		return 1
	}
	return 0
}

// groupsOf are the stretches of order that compare as equal.
func groupsOf(order []int, compare func(a, b int) int) (out []group) {
	for i := 0; i < len(order); {
		j := i + 1
		for j < len(order) && compare(order[i], order[j]) == 0 {
			j++
		}
		out = append(out, group{i, j - i})
		i = j
	}
	return out
}

// leastOften is how often a combination must be among n rows of a sample of all for its share not to be
// chance: with a relative standard error of a fifth at most, of the hypergeometric distribution
// (Postgres: get_mincount_for_mcv_list).
func leastOften(n int, all int64) float64 {
	size, rows := float64(n), float64(all)
	if size >= rows {
		return 0
	}
	return size * (rows - size) / (rows - size + 0.04*size*(rows-1))
}

// shareOf is the share of the sample's rows that have a value; nil: NULL.
func (s *columnSample) shareOf(key []byte) float64 {
	if s.counts == nil {
		s.counts = map[string]int{}
		for _, x := range s.cells {
			if x.key != nil {
				s.counts[string(x.key)]++
			}
		}
		s.empty = 0
		for _, x := range s.cells {
			if x.key == nil {
				s.empty++
			}
		}
	}
	n := s.empty
	if key != nil {
		n = s.counts[string(key)]
	}
	return float64(n) / math.Max(1, float64(len(s.cells)))
}

func (t *Table) appendExprs(b []byte) []byte {
	b = binary.AppendVarint(b, int64(len(t.Exprs)))
	for _, x := range t.Exprs {
		b = binary.AppendVarint(binary.AppendVarint(binary.AppendVarint(b, int64(x.Object)), int64(x.At)), int64(x.Type))
	}
	return b
}

func (t *Table) readExprs(r *reader) {
	for range r.count() {
		t.Exprs = append(t.Exprs, MeasuredExpr{ExprID{Object: catalog.ID(r.int()), At: int(r.int())}, types.OID(r.int())})
	}
}

// known reports whether all numbers from exprColumn on are of expressions that t lists.
func (t *Table) known() bool {
	unknown := func(id catalog.ColumnID) bool { return id >= exprColumn+catalog.ColumnID(len(t.Exprs)) }
	return !slices.ContainsFunc(t.Groups, func(g Group) bool { return slices.ContainsFunc(g.Columns, unknown) }) &&
		!slices.ContainsFunc(t.Dependencies, func(d Dependency) bool { return unknown(d.To) || slices.ContainsFunc(d.From, unknown) }) &&
		!slices.ContainsFunc(t.Combined, func(m Combined) bool { return slices.ContainsFunc(m.Columns, unknown) })
}

func (t *Table) appendCombined(b []byte) []byte {
	b = binary.AppendVarint(b, int64(len(t.Combined)))
	for i := range t.Combined {
		m := &t.Combined[i]
		b = binary.AppendVarint(b, int64(len(m.Columns)))
		for _, id := range m.Columns {
			b = binary.AppendVarint(b, int64(id))
		}
		b = binary.AppendVarint(b, int64(len(m.Common)))
		for _, x := range m.Common {
			b = binary.AppendVarint(binary.AppendVarint(b, int64(x.Share*shareUnit)), int64(x.Apart*shareUnit))
			for _, k := range x.Keys {
				// One more than the length: 0 is NULL.
				if k == nil {
					b = binary.AppendVarint(b, 0)
					continue
				}
				b = append(binary.AppendVarint(b, int64(len(k))+1), k...)
			}
		}
	}
	return b
}

func (t *Table) readCombined(r *reader) {
	for range r.count() {
		var m Combined
		for range r.count() {
			m.Columns = append(m.Columns, catalog.ColumnID(r.int()))
		}
		for range r.count() {
			x := Combination{Share: r.share(), Apart: r.share()}
			for range m.Columns {
				x.Keys = append(x.Keys, r.orNull())
			}
			if r.bad {
				return // a malformed number of columns makes no list of its own for each
			}
			m.Common = append(m.Common, x)
		}
		t.Combined = append(t.Combined, m)
	}
}

// orNull reads a key, or nil for NULL.
func (r *reader) orNull() []byte {
	n := r.int()
	switch {
	case n == 0:
		return nil
	case n < 0 || n > int64(len(r.b))+1:
		r.fail()
		return nil
	}
	k := r.b[: n-1 : n-1]
	r.b = r.b[n-1:]
	return k
}

// older is t without what was measured of expressions of objects, for nodes that know only columns.
func (t *Table) older() *Table {
	if len(t.Exprs) == 0 {
		return t
	}
	n := *t
	ofExpr := func(id catalog.ColumnID) bool { return id >= exprColumn }
	n.Columns = slices.DeleteFunc(slices.Clone(t.Columns), func(c Column) bool { return ofExpr(c.ID) })
	n.Groups = slices.DeleteFunc(slices.Clone(t.Groups), func(g Group) bool { return slices.ContainsFunc(g.Columns, ofExpr) })
	n.Dependencies = slices.DeleteFunc(slices.Clone(t.Dependencies), func(d Dependency) bool { return ofExpr(d.To) || slices.ContainsFunc(d.From, ofExpr) })
	return &n
}
