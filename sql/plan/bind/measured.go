package bind

import (
	"slices"

	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/parser"
	"github.com/isochrondb/isochron/sql/plan/host"
	"github.com/isochrondb/isochron/sql/plan/scalar"
)

// Expressions that ANALYZE measures as it does columns: those of a table's indexes and of its
// objects of CREATE STATISTICS. A condition on such an expression is estimated by what was found.

// MeasuredTable is what of a table is measured beside its columns, over columns of a row of its own.
type MeasuredTable struct {
	// in step with the table's columns
	Vars  []scalar.VarID
	Items []MeasuredItem
}

// MeasuredItem is one such expression.
type MeasuredItem struct {
	// Column is the hidden column of an index; 0: the expression is an object's, the one at At.
	Column catalog.ColumnID
	Object catalog.ID
	At     int
	X      scalar.Expr // as a condition would have it
	calls  []catalog.Need
}

// Measures reports whether t has expressions that may be measured. It binds nothing.
func Measures(snap *catalog.Snapshot, t *catalog.TableDesc) bool {
	return t.HasComputed() || slices.ContainsFunc(snap.StatisticsOf(t.ID), func(d *catalog.StatisticsDesc) bool { return len(d.Exprs) > 0 })
}

// MeasuredOf binds what of t is measured; nil for nothing.
// Once for each table in a statement, as ComputedOf. What a partial index computes is left out: its
// expressions may fail for rows that its predicate keeps away.
func (b *Binder) MeasuredOf(t *catalog.TableDesc) (*MeasuredTable, error) {
	if !Measures(b.Env.Catalog, t) {
		return nil, nil
	}
	if m, ok := b.measured[t]; ok {
		return m, nil
	}
	c, err := b.ComputedOf(t)
	if err != nil {
		return nil, err
	}
	m := &MeasuredTable{}
	if c != nil {
		m.Vars = c.Vars
		for i := range c.Items {
			if it := &c.Items[i]; it.Simple != nil && it.If < 0 {
				m.Items = append(m.Items, MeasuredItem{Column: t.Columns[it.Slot].ID, X: it.Simple, calls: it.calls})
			}
		}
	} else {
		m.Vars = b.RowVars(t, t.Name)
	}
	b.measuredObjects(t, m)
	if b.measured == nil {
		b.measured = map[*catalog.TableDesc]*MeasuredTable{}
	}
	b.measured[t] = m
	return m, nil
}

// measuredObjects binds the expressions of t's objects of CREATE STATISTICS.
// With the bodies of functions in the places of calls, as conditions have them.
// What can't be bound any more is not measured: estimates do without it, and queries must not fail of it.
func (b *Binder) measuredObjects(t *catalog.TableDesc, m *MeasuredTable) {
	inner := *b.Env
	inner.Text, inner.Names, inner.Variables = "", nil, nil
	saved := b.Env
	b.Env = &inner
	b.stored++
	b.indexing = true
	defer func() { b.Env = saved; b.stored--; b.indexing = false }()
	s := b.rootScope().with(kindStatistics)
	s.rels = []*scopeRel{b.rowRel(t, t.Name, m.Vars)}
	for _, d := range b.Env.Catalog.StatisticsOf(t.ID) {
		for i := range d.Exprs {
			if x, calls, err := s.measuredExpr(d.Exprs[i].Text); err == nil {
				m.Items = append(m.Items, MeasuredItem{Object: d.ID, At: i, X: x, calls: calls})
			}
		}
	}
}

// measuredExpr binds one, with what it calls.
func (s *scope) measuredExpr(text string) (x scalar.Expr, calls []catalog.Need, err error) {
	b := s.b
	before := b.calls
	b.calls = nil
	defer func() { b.calls = before }()
	tree, err := parser.ParseExpr(text)
	if err != nil {
		return nil, nil, err
	}
	if x, err = s.expr(tree); err != nil {
		return nil, nil, err
	}
	if x, err = b.known(tree, x); err != nil {
		return nil, nil, err
	}
	b.indexConsts = constTexts(b.indexConsts, tree)
	return b.Simplify(x), b.calls, nil
}

// MeasuredScalar is an expression that is measured, for who measures it: without a statement.
type MeasuredScalar struct {
	MeasuredItem
	Scalar *host.Scalar // over rows of the table
}

// MeasuredScalars are what of t is measured beside its columns.
func MeasuredScalars(t *catalog.TableDesc, env *Env) ([]MeasuredScalar, error) {
	m, err := New(env).MeasuredOf(t)
	if m == nil || err != nil {
		return nil, err
	}
	row := make(map[scalar.VarID]int, len(m.Vars))
	for i, id := range m.Vars {
		row[id] = i
	}
	out := make([]MeasuredScalar, len(m.Items))
	for i := range m.Items {
		x, err := inRow(m.Items[i].X, row)
		if err != nil {
			return nil, err
		}
		out[i] = MeasuredScalar{m.Items[i], host.NewScalar(x, nil, nil, m.Items[i].calls)}
	}
	return out, nil
}
