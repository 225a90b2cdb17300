package catalog

import (
	"cmp"
	"iter"
	"slices"
	"strings"

	"github.com/isochrondb/isochron/sql/parser/ast"
)

// StatisticsDesc is an object of CREATE STATISTICS: columns and expressions of a table of which
// ANALYZE is to look at how they go together. It needs version.Declared.
type StatisticsDesc struct {
	Base       `f:"1"`
	DatabaseID ID `f:"2"`
	// SchemaID is that of the object, which may be another than the table's.
	SchemaID ID `f:"3"`
	TableID  ID `f:"4"`
	// Kinds are letters, as pg_statistic_ext.stxkind has them.
	Kinds string `f:"5"`
	// Columns are in order of their numbers; Exprs are expressions over the table's columns.
	Columns []ColumnID       `f:"6"`
	Exprs   []StatisticsExpr `f:"7"`
	// Target is stxstattarget plus one: 0 for the default.
	Target int32 `f:"8"`
}

// StatisticsExpr is an expression of such an object.
type StatisticsExpr struct {
	Text string `f:"1"`
}

// The kinds of extended statistics.
const (
	StatisticsDistinct     = 'd'
	StatisticsDependencies = 'f'
	StatisticsCommon       = 'm'
	StatisticsExpressions  = 'e'
)

func (*StatisticsDesc) kind() Kind { return KindStatistics }

// Has reports whether the object is to have a kind of statistics.
func (d *StatisticsDesc) Has(kind rune) bool { return strings.ContainsRune(d.Kinds, kind) }

// Reads are the columns of t that the object is of, those that its expressions name too.
func (d *StatisticsDesc) Reads(t *TableDesc) []ColumnID {
	out := slices.Clone(d.Columns)
	for _, e := range d.Exprs {
		x, err := parseExpr(e.Text)
		if err != nil {
			continue
		}
		out = append(out, t.ColumnsIn(x)...)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

func isStatistics(d Descriptor) bool {
	_, ok := d.(*StatisticsDesc)
	return ok
}

// statisticsOf are the objects of s by their table, in the order of their making.
func (s *Snapshot) statisticsOf() map[ID][]*StatisticsDesc {
	var out map[ID][]*StatisticsDesc
	for o := range ofKind[*StatisticsDesc](s, KindStatistics) {
		if out == nil {
			out = map[ID][]*StatisticsDesc{}
		}
		out[o.TableID] = append(out[o.TableID], o)
	}
	for _, list := range out {
		slices.SortFunc(list, func(a, b *StatisticsDesc) int { return cmp.Compare(a.ID, b.ID) })
	}
	return out
}

// StatisticsOf lists the objects of CREATE STATISTICS over a table, in the order of their making.
func (s *Snapshot) StatisticsOf(table ID) []*StatisticsDesc {
	if s == nil {
		return nil
	}
	return s.statistics[table]
}

// Statistics lists the objects of CREATE STATISTICS of a database, by ID.
func (s *Snapshot) Statistics(database ID) iter.Seq[*StatisticsDesc] {
	var list []*StatisticsDesc
	for _, same := range s.statistics {
		for _, d := range same {
			if d.DatabaseID == database {
				list = append(list, d)
			}
		}
	}
	slices.SortFunc(list, func(a, b *StatisticsDesc) int { return cmp.Compare(a.ID, b.ID) })
	return slices.Values(list)
}

// StatisticsByID returns an object of CREATE STATISTICS.
func (s *Snapshot) StatisticsByID(id ID) (*StatisticsDesc, bool) {
	if s == nil {
		return nil, false
	}
	return byID[*StatisticsDesc](s, id)
}

// StatisticsIn finds the object of a name in a schema.
func (s *Snapshot) StatisticsIn(schema ID, name string) (*StatisticsDesc, bool) {
	return s.StatisticsByID(s.idOf(nameKey{parent: schema, kind: KindStatistics, name: name}))
}

// StatisticsNamed finds what a name means. The errors are those of Qualify.
func (s *Snapshot) StatisticsNamed(path *SearchPath, name ast.QName) (*StatisticsDesc, bool, error) {
	if name.Schema != "" {
		schema, err := s.Qualify(path, name)
		if err != nil {
			return nil, false, err
		}
		d, ok := s.StatisticsIn(schema.ID, name.Name)
		return d, ok, nil
	}
	var found *StatisticsDesc
	s.effective(path, func(d *SchemaDesc) bool {
		if d.Temporary { // where they are not looked for
			return false
		}
		found, _ = s.StatisticsIn(d.ID, name.Name)
		return found != nil
	})
	return found, found != nil, nil
}

// StatisticsVisible reports whether an object is found by its name alone.
func (s *Snapshot) StatisticsVisible(path *SearchPath, d *StatisticsDesc) bool {
	found, ok, err := s.StatisticsNamed(path, ast.QName{Name: d.Name})
	return err == nil && ok && found.ID == d.ID
}

// StatisticsName is an object's name as messages have it.
func (s *Snapshot) StatisticsName(path *SearchPath, d *StatisticsDesc) string {
	name := QuoteIdent(d.Name)
	if path == nil || !s.StatisticsVisible(path, d) {
		if schema, ok := s.SchemaByID(d.SchemaID); ok {
			name = QuoteIdent(schema.Name) + "." + name
		}
	}
	return name
}
