package stats

import (
	"encoding/binary"
	"math"
	"slices"

	"github.com/isochrondb/isochron/sql/catalog"
)

// What CREATE STATISTICS asks for is measured of sets of columns, by the hashes of the sample's
// values: how many distinct combinations there are, and how far some columns tell another. Whose
// objects ask for it is the catalog's (catalog.StatisticsDesc).

// Group is how many distinct values several columns have together; NULL is one, too.
type Group struct {
	Columns  []catalog.ColumnID
	Distinct int64
}

// Dependency is the share of rows whose values of From tell that of To.
type Dependency struct {
	From   []catalog.ColumnID
	To     catalog.ColumnID
	Degree float64
}

// Together is a set of columns to look at, in order of their numbers.
type Together struct {
	Columns []catalog.ColumnID
	// Exprs are expressions beside the columns.
	Exprs        []ExprID
	Distinct     bool
	Dependencies bool
	Common       bool // which combinations are frequent
}

// TogetherOf is what the objects of CREATE STATISTICS over a table ask for.
func TogetherOf(list []*catalog.StatisticsDesc) (out []Together) {
	for _, d := range list {
		w := Together{Columns: d.Columns, Distinct: d.Has(catalog.StatisticsDistinct), Dependencies: d.Has(catalog.StatisticsDependencies), Common: d.Has(catalog.StatisticsCommon)}
		for i := range d.Exprs {
			w.Exprs = append(w.Exprs, ExprID{d.ID, i})
		}
		if len(w.Columns)+len(w.Exprs) > 1 && d.Target != 1 && (w.Distinct || w.Dependencies || w.Common) { // a target of 0: not at all
			out = append(out, w)
		}
	}
	return out
}

// Group finds the number of distinct values of columns together, in order of their numbers; nil: it
// was not measured.
func (t *Table) Group(columns []catalog.ColumnID) *Group {
	if t == nil {
		return nil
	}
	for i := range t.Groups {
		if slices.Equal(t.Groups[i].Columns, columns) {
			return &t.Groups[i]
		}
	}
	return nil
}

// Dependency finds how far columns tell another one; nil: it was not measured.
func (t *Table) Dependency(from []catalog.ColumnID, to catalog.ColumnID) *Dependency {
	if t == nil {
		return nil
	}
	for i := range t.Dependencies {
		if d := &t.Dependencies[i]; d.To == to && slices.Equal(d.From, from) {
			return d
		}
	}
	return nil
}

// Sets calls f with the sets of n of the columns, those of the first ones first.
func Sets(columns []catalog.ColumnID, n int, f func([]catalog.ColumnID)) {
	set := make([]catalog.ColumnID, 0, n)
	var pick func(from int)
	pick = func(from int) {
		if len(set) == n {
			f(slices.Clone(set))
			return
		}
		for i := from; i < len(columns); i++ {
			set = append(set, columns[i])
			pick(i + 1)
			set = set[:len(set)-1]
		}
	}
	pick(0)
}

// together measures sets of columns, of a table of so many rows.
func (c *collector) together(list []Together, out *Table) {
	for _, w := range list {
		all := c.numbers(w)
		for n := 2; n <= len(all); n++ {
			Sets(all, n, func(set []catalog.ColumnID) {
				if w.Distinct && out.Group(set) == nil {
					out.Groups = append(out.Groups, Group{Columns: set, Distinct: c.distinctTogether(set)})
				}
			})
			Sets(all, n-1, func(from []catalog.ColumnID) {
				for _, to := range all {
					if !w.Dependencies || slices.Contains(from, to) || out.Dependency(from, to) != nil {
						continue
					}
					out.Dependencies = append(out.Dependencies, Dependency{From: from, To: to, Degree: c.degree(from, to)})
				}
			})
		}
	}
}

// hashesOf are the hashes of the sample's values of a column; nil: it is not measured.
func (c *collector) hashesOf(id catalog.ColumnID) []uint64 {
	for _, s := range c.cols {
		if s.id == id && s.hashed {
			return s.hashes
		}
	}
	return nil
}

// combined are the hashes of rows' values of several columns, never 0.
func (c *collector) combined(set []catalog.ColumnID) []uint64 {
	var out []uint64
	for _, id := range set {
		for i, h := range c.hashesOf(id) {
			if out == nil {
				out = make([]uint64, c.sampled)
			}
			out[i] = max(1, mix(out[i]*31+h+1))
		}
	}
	return out
}

func (c *collector) distinctTogether(set []catalog.ColumnID) int64 {
	return distinctOf(c.combined(set), c.rows)
}

// degree is the share of the sample's rows that have values of from with which only one value of to
// comes.
func (c *collector) degree(from []catalog.ColumnID, to catalog.ColumnID) float64 {
	type told struct {
		to   uint64
		n    int
		many bool
	}
	by := map[uint64]told{}
	values := c.hashesOf(to)
	for i, h := range c.combined(from) {
		t, seen := by[h]
		t.n, t.many = t.n+1, t.many || seen && t.to != values[i]
		t.to = values[i]
		by[h] = t
	}
	n := 0
	for _, t := range by {
		if !t.many {
			n += t.n
		}
	}
	return float64(n) / math.Max(1, float64(len(values)))
}

// appendTogether appends what was measured of sets of columns.
func (t *Table) appendTogether(b []byte) []byte {
	columns := func(list []catalog.ColumnID) {
		b = binary.AppendVarint(b, int64(len(list)))
		for _, id := range list {
			b = binary.AppendVarint(b, int64(id))
		}
	}
	b = binary.AppendVarint(b, int64(len(t.Groups)))
	for i := range t.Groups {
		columns(t.Groups[i].Columns)
		b = binary.AppendVarint(b, t.Groups[i].Distinct)
	}
	b = binary.AppendVarint(b, int64(len(t.Dependencies)))
	for i := range t.Dependencies {
		d := &t.Dependencies[i]
		columns(d.From)
		b = binary.AppendVarint(b, int64(d.To))
		b = binary.AppendVarint(b, int64(d.Degree*shareUnit))
	}
	return b
}

func (t *Table) readTogether(r *reader) {
	columns := func() (list []catalog.ColumnID) {
		for range r.count() {
			list = append(list, catalog.ColumnID(r.int()))
		}
		return list
	}
	for range r.count() {
		t.Groups = append(t.Groups, Group{Columns: columns(), Distinct: r.int()})
	}
	for range r.count() {
		t.Dependencies = append(t.Dependencies, Dependency{From: columns(), To: catalog.ColumnID(r.int()), Degree: r.share()})
	}
}
