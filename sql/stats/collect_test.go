package stats

import (
	"fmt"
	"math"
	"testing"

	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/rowenc"
	"github.com/isochrondb/isochron/sql/types"
)

// TestCollector measures rows whose figures are known.
func TestCollector(t *testing.T) {
	desc := &catalog.TableDesc{Columns: []catalog.Column{
		{ID: 1, Name: "id", Type: types.TInt4}, {ID: 2, Name: "skewed", Type: types.TInt4}, {ID: 3, Name: "few", Type: types.TText},
		{ID: 4, Name: "down", Type: types.TInt8}, {ID: 5, Name: "none", Type: types.TInt4}, {ID: 6, Name: "long", Type: types.TText},
	}}
	const n = 100_000
	c := newCollector(desc, nil)
	for i := range n {
		skewed := types.Int(int64(i))
		if i%2 == 0 {
			skewed = types.Int(7)
		} else if i%10 == 1 {
			skewed = types.Null
		}
		c.add([]types.Datum{types.Int(int64(i)), skewed, types.Text(string(rune('a' + i%4))), types.Int(int64(n - i)), types.Null, types.Text(fmt.Sprintf("%0100d", i))})
	}
	var got []Column
	for _, s := range c.cols {
		if len(s.cells) > sampleRowsMax || len(s.cells)*len(c.cols) > sampleCellsMax {
			t.Errorf("%d values are kept of %d columns", len(s.cells), len(c.cols))
		}
		got = append(got, s.column(c.rows))
	}
	key := func(v int64) string {
		return string(rowenc.AppendKeyColumn(nil, rowenc.KeyColumn{Type: types.TInt4}, types.Int(v)))
	}
	near := func(what string, got, want, off float64) {
		t.Helper()
		if math.Abs(got-want) > off {
			t.Errorf("%s is %v, want %v", what, got, want)
		}
	}
	near("distinct of id", float64(got[0].Distinct), n, 0.1*n)
	near("correlation of id", got[0].Correlation, 1, 0.001)
	near("correlation of down", got[3].Correlation, -1, 0.001)
	if len(got[0].Common) != 0 || len(got[0].Bounds) != boundsMax {
		t.Errorf("id has %d common values and %d bounds", len(got[0].Common), len(got[0].Bounds))
	}
	if len(got[1].Common) != 1 || string(got[1].Common[0].Key) != key(7) {
		t.Fatalf("the common values of skewed are %v", got[1].Common)
	}
	near("share of 7", got[1].Common[0].Share, 0.5, 0.02)
	near("share of NULL", float64(got[1].Nulls)/n, 0.1, 0)
	if len(got[2].Common) != 4 || len(got[2].Bounds) != 0 {
		t.Errorf("few has %d common values and %d bounds", len(got[2].Common), len(got[2].Bounds))
	}
	if got[4].Nulls != n || got[4].Distinct != 0 || got[4].Common != nil || got[4].Bounds != nil {
		t.Errorf("none is %+v", got[4])
	}
	if len(got[5].Common) != 0 || len(got[5].Bounds[0]) != valueBytesMax {
		t.Errorf("long has %d common values, bounds of %d bytes", len(got[5].Common), len(got[5].Bounds[0]))
	}
}
