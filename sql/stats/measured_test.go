package stats

import (
	"errors"
	"reflect"
	"slices"
	"testing"

	"github.com/isochrondb/isochron/base/version"
	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/rowenc"
	"github.com/isochrondb/isochron/sql/types"
)

func intKey(v int64) []byte {
	return rowenc.AppendKeyColumn(nil, rowenc.KeyColumn{Type: types.TInt4}, types.Int(v))
}

// measure measures n rows of two columns and of expressions over them.
func measure(n int64, row func(int64) (a, b types.Datum), exprs []Expr, list []Together) *Table {
	desc := &catalog.TableDesc{Columns: []catalog.Column{{ID: 1, Name: "a", Type: types.TInt4}, {ID: 2, Name: "b", Type: types.TInt4}}}
	c := newCollector(desc, nil, exprs)
	c.hash(list)
	for i := range n {
		a, b := row(i)
		computed, _ := c.compute([]types.Datum{a, b}, false)
		c.add(computed)
		c.rows++
	}
	c.dropFailed()
	out := &Table{Rows: n, Exprs: c.exprs}
	c.combine(list, out)
	for _, s := range c.cols {
		out.Columns = append(out.Columns, s.column(c.rows, c.looked))
	}
	c.together(list, out)
	return out
}

func sum(row []types.Datum) (types.Datum, error) {
	return types.Int(row[0].Int() + row[1].Int()), nil
}

// TestCombined: which combinations are frequent, how frequent they would be of columns that had nothing to do
// with each other, and NULL is a value.
func TestCombined(t *testing.T) {
	got := measure(1000, func(i int64) (a, b types.Datum) {
		if i%10 < 5 {
			return types.Int(1), types.Int(2)
		}
		if i%10 < 8 {
			return types.Int(1), types.Null
		}
		return types.Int(3), types.Int(2)
	}, nil, []Together{{Columns: []catalog.ColumnID{1, 2}, Common: true}})
	want := []Combined{{Columns: []catalog.ColumnID{1, 2}, Common: []Combination{
		{Keys: [][]byte{intKey(1), intKey(2)}, Share: 0.5, Apart: 0.8 * 0.7}, {Keys: [][]byte{intKey(1), nil}, Share: 0.3, Apart: 0.8 * 0.3}, {Keys: [][]byte{intKey(3), intKey(2)}, Share: 0.2, Apart: 0.2 * 0.7},
	}}}
	if len(got.Combined) != 1 || len(got.Combined[0].Common) != 3 {
		t.Fatalf("combinations %+v, want %+v", got.Combined, want)
	}
	for i, x := range got.Combined[0].Common {
		w := want[0].Common[i]
		if !reflect.DeepEqual(x.Keys, w.Keys) || x.Share != w.Share || x.Apart-w.Apart > 1e-9 || w.Apart-x.Apart > 1e-9 {
			t.Errorf("combination %d is %+v, want %+v", i, x, w)
		}
	}
}

// TestCombinedSample: of a sample no combination is kept that may be there by chance, and of a table that is
// its own sample a hundred at most.
func TestCombinedSample(t *testing.T) {
	if n := leastOften(30_000, 1_000_000); n < 20 || n > 25 {
		t.Errorf("of 30,000 of 1,000,000 rows a combination counts from %v on", n)
	}
	if n := leastOften(1000, 1000); n != 0 {
		t.Errorf("of all rows a combination counts from %v on", n)
	}
	got := measure(1000, func(i int64) (a, b types.Datum) { return types.Int(i), types.Int(i) }, nil, []Together{{Columns: []catalog.ColumnID{1, 2}, Common: true}})
	if n := len(got.Combined[0].Common); n != commonMax {
		t.Errorf("%d combinations are kept", n)
	}
}

// TestExpressions: expressions are measured as columns, alone and together; one that fails is not.
func TestExpressions(t *testing.T) {
	const object = 77
	exprs := []Expr{
		{Column: 9, Type: types.TInt4, Value: sum},
		{ID: ExprID{object, 0}, Type: types.TInt4, Value: sum},
		{ID: ExprID{object, 1}, Type: types.TInt4, Value: func(row []types.Datum) (types.Datum, error) {
			if row[0].Int() == 9 {
				return types.Null, errors.New("division by zero")
			}
			return types.Int(1), nil
		}},
		{ID: ExprID{object, 2}, Type: types.TInt4, Value: func(row []types.Datum) (types.Datum, error) { return types.Int(row[0].Int() / 5), nil }},
	}
	got := measure(1000, func(i int64) (a, b types.Datum) { return types.Int(i % 10), types.Int(i % 2) }, exprs, []Together{
		{Columns: []catalog.ColumnID{1}, Exprs: []ExprID{{object, 2}}, Distinct: true, Dependencies: true, Common: true}, {Columns: []catalog.ColumnID{1}, Exprs: []ExprID{{object, 1}}, Distinct: true}})
	if c := got.Column(9); c == nil || c.Distinct != 6 || c.Common[0].Share != 0.2 {
		t.Errorf("the index's expression is %+v", c)
	}
	if c := got.Column(got.ExprColumn(ExprID{object, 0})); c == nil || c.Distinct != 6 {
		t.Errorf("the first expression is %+v", c)
	}
	if c := got.Column(got.ExprColumn(ExprID{object, 1})); c != nil {
		t.Errorf("the expression that fails is %+v", c)
	}
	set := []catalog.ColumnID{1, got.ExprColumn(ExprID{object, 2})}
	if g := got.Group(set); len(got.Groups) != 1 || g == nil || g.Distinct != 10 {
		t.Errorf("groups %+v", got.Groups)
	}
	if d := got.Dependency(set[:1], set[1]); d == nil || d.Degree != 1 {
		t.Errorf("a tells a / 5: %+v", d)
	}
	if c := got.CombinedOf(set); c == nil || len(c.Common) != 10 || c.Common[0].Share != 0.1 || c.Common[0].Apart != 0.05 {
		t.Errorf("combinations %+v", c)
	}
}

// TestKeepUncomputed: what can't be computed without a session stays as it was found, with the sets that it is of.
func TestKeepUncomputed(t *testing.T) {
	const object = 77
	row := func(i int64) (a, b types.Datum) { return types.Int(i % 10), types.Int(i % 2) }
	list := []Together{{Columns: []catalog.ColumnID{1}, Exprs: []ExprID{{object, 0}}, Distinct: true, Dependencies: true, Common: true}}
	exprs := []Expr{{ID: ExprID{object, 0}, Type: types.TInt4, Value: sum}}
	old := measure(1000, row, append([]Expr{{ID: ExprID{5, 0}, Type: types.TInt4, Value: sum}}, exprs...), list) // another object's was the first one
	exprs[0].Value = func([]types.Datum) (types.Datum, error) { return types.Null, errors.New("takes a session") }
	now := measure(2000, row, exprs, list)
	now.keepUncomputed(old, exprs)
	is, was := now.ExprColumn(ExprID{object, 0}), old.ExprColumn(ExprID{object, 0})
	if is == was || now.Column(is) == nil || now.Column(is).Distinct != 6 {
		t.Errorf("number %d, which was %d, has %+v", is, was, now.Column(is))
	}
	set := []catalog.ColumnID{1, is}
	if now.Group(set) == nil || now.Dependency(set[:1], is) == nil || now.Dependency(set[1:], 1) == nil || now.CombinedOf(set) == nil {
		t.Errorf("what was measured together is not kept: %+v", now)
	}
	other := measure(2000, row, exprs, list)
	other.Prefix = 1
	if other.keepUncomputed(old, exprs); len(other.Groups) > 0 {
		t.Error("what was measured of other rows is kept")
	}
}

// TestCodecCombined: expressions and combinations are stored once all nodes know them; before, nothing is that
// names an expression.
func TestCodecCombined(t *testing.T) {
	expr := exprColumn
	want := &Table{ID: 1, Rows: 9, Columns: []Column{{ID: 1, Distinct: 3}, {ID: expr, Distinct: 3}},
		Exprs:  []MeasuredExpr{{ExprID{77, 0}, types.TInt4.OID}},
		Groups: []Group{{[]catalog.ColumnID{1, 2}, 5}, {[]catalog.ColumnID{1, expr}, 5}}, Dependencies: []Dependency{{[]catalog.ColumnID{1}, expr, 0.5}, {[]catalog.ColumnID{2}, 1, 1}},
		Combined: []Combined{{Columns: []catalog.ColumnID{1, expr}, Common: []Combination{{Keys: [][]byte{[]byte("a"), nil}, Share: 0.5, Apart: 0.25}, {Keys: [][]byte{{}, []byte("b")}, Share: 0.25, Apart: 0.125}}}}}
	if got, err := decode(want.encode(formatCombined)); err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("decode(encode(%+v)) = %+v, %v", want, got, err)
	}
	got, err := decode(want.encode(formatTogether))
	if err != nil || len(got.Columns) != 1 || len(got.Groups) != 1 || len(got.Dependencies) != 1 || got.Exprs != nil || got.Combined != nil {
		t.Errorf("older nodes read %+v, %v", got, err)
	}
	for _, x := range []struct {
		newest uint32
		want   byte
	}{{version.Combined - 1, formatTogether}, {version.Combined, formatCombined}} {
		s := &Store{o: Options{Version: func(v uint32) bool { return v <= x.newest }}}
		if form := s.form(want); form != x.want {
			t.Errorf("at version %d the form is %d, want %d", x.newest, form, x.want)
		}
	}
	// A number of an expression that is not there would be looked up by who reads it.
	broken := *want
	broken.Exprs = nil
	if _, err := decode(broken.encode(formatCombined)); err == nil {
		t.Error("a group of an expression that is not listed was read")
	}
	if slices.Equal(want.encode(formatCombined), broken.encode(formatCombined)) {
		t.Error("expressions are not encoded")
	}
}

// TestCopiedExprs: a copy's expressions are those of the copies of its objects.
func TestCopiedExprs(t *testing.T) {
	list := []MeasuredExpr{{ExprID{77, 1}, types.TInt4.OID}, {ExprID{78, 0}, 20_000}}
	c := &Copied{Number: func(id catalog.ID) catalog.ID {
		if id < 70 {
			return id // the system's
		}
		return id + 1000
	}}
	if got, want := c.exprs(list), []MeasuredExpr{{ExprID{1077, 1}, types.TInt4.OID}, {ExprID{1078, 0}, 21_000}}; !slices.Equal(got, want) {
		t.Errorf("copied: %v, want %v", got, want)
	}
	if list[0].Object != 77 {
		t.Error("the original was changed")
	}
}
