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
	c := newCollector(desc, nil, nil)
	for i := range n {
		skewed := types.Int(int64(i))
		if i%2 == 0 {
			skewed = types.Int(7)
		} else if i%10 == 1 {
			skewed = types.Null
		}
		c.add([]types.Datum{types.Int(int64(i)), skewed, types.Text(string(rune('a' + i%4))), types.Int(int64(n - i)), types.Null, types.Text(fmt.Sprintf("%0100d", i))})
		c.rows++
	}
	var got []Column
	for _, s := range c.cols {
		if len(s.cells) > sampleRowsMax || len(s.cells)*len(c.cols) > sampleCellsMax {
			t.Errorf("%d values are kept of %d columns", len(s.cells), len(c.cols))
		}
		got = append(got, s.column(c.rows, c.looked))
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

// TestSample measures rows whose figures are known by a sample of them.
func TestSample(t *testing.T) {
	desc := &catalog.TableDesc{Columns: []catalog.Column{
		{ID: 1, Name: "id", Type: types.TInt4}, {ID: 2, Name: "fours", Type: types.TInt4}, {ID: 3, Name: "few", Type: types.TText},
		{ID: 4, Name: "down", Type: types.TInt8}, {ID: 5, Name: "none", Type: types.TInt4}, {ID: 6, Name: "long", Type: types.TText},
		{ID: 7, Name: "thousand", Type: types.TInt4}, {ID: 8, Name: "seldom", Type: types.TInt4},
	}}
	const n = 400_000
	distinct := []int64{n, n / 4, 4, n, 0, n, 1000, n / 10}
	nulls := []int64{4: n, 7: n - n/10}
	for _, test := range []struct {
		name   string
		likely int64
		looked int64 // about
	}{
		{"all", 0, n}, {"right", n, sampleRowsMax}, {"too few", n / 4, 4 * sampleRowsMax}, {"far too few", 1, n}, {"too many", 8 * n, sampleRowsMax / 8},
	} {
		t.Run(test.name, func(t *testing.T) {
			c := newCollector(desc, nil, nil)
			if test.likely > 0 {
				c.sample(test.likely)
			}
			for i := range n {
				if c.wants() {
					seldom := types.Null
					if i%10 == 3 {
						seldom = types.Int(int64(i))
					}
					c.add([]types.Datum{types.Int(int64(i)), types.Int(int64(i / 4)), types.Text(string(rune('a' + i%4))), types.Int(int64(n - i)), types.Null,
						types.Text(fmt.Sprintf("%0100d", i)), types.Int(int64(mix(uint64(i)) % 1000)), seldom})
				}
				c.rows++
			}
			if c.rows != n || math.Abs(float64(c.looked-test.looked)) > 0.1*float64(test.looked) {
				t.Errorf("%d of %d rows were looked into, want about %d", c.looked, c.rows, test.looked)
			}
			for i, s := range c.cols {
				got := s.column(c.rows, c.looked)
				if off := math.Abs(float64(got.Distinct-distinct[i])) / float64(max(1, distinct[i])); off > 0.3 {
					t.Errorf("%s has %d distinct values, want about %d", desc.Columns[i].Name, got.Distinct, distinct[i])
				}
				want := int64(0)
				if i < len(nulls) {
					want = nulls[i]
				}
				if off := math.Abs(float64(got.Nulls - want)); off > 0.02*n {
					t.Errorf("%s has %d NULLs, want about %d", desc.Columns[i].Name, got.Nulls, want)
				}
				if len(s.cells) > sampleRowsMax || len(s.hashes) > sampleRowsMax {
					t.Errorf("%d values and %d hashes are kept of %s", len(s.cells), len(s.hashes), desc.Columns[i].Name)
				}
				switch i {
				case 2:
					if len(got.Common) != 4 || len(got.Bounds) != 0 {
						t.Errorf("few has %d common values and %d bounds", len(got.Common), len(got.Bounds))
					}
				case 3:
					if math.Abs(got.Correlation+1) > 0.001 || len(got.Bounds) != boundsMax {
						t.Errorf("down has a correlation of %v and %d bounds", got.Correlation, len(got.Bounds))
					}
				case 5:
					if got.Width != 101 {
						t.Errorf("long has a width of %d", got.Width)
					}
				}
			}
		})
	}
}

// BenchmarkCollector measures a table of 400,000 rows and ten columns, all of it and a sample, but for reading it.
func BenchmarkCollector(b *testing.B) {
	desc := &catalog.TableDesc{}
	for i := range 10 {
		desc.Columns = append(desc.Columns, catalog.Column{ID: catalog.ColumnID(i + 1), Name: fmt.Sprint("c", i), Type: types.TInt4})
	}
	const n = 400_000
	for _, likely := range []int64{0, n} {
		b.Run(fmt.Sprint("likely=", likely), func(b *testing.B) {
			row := make([]types.Datum, len(desc.Columns))
			for b.Loop() {
				c := newCollector(desc, nil, nil)
				if likely > 0 {
					c.sample(likely)
				}
				for i := range n {
					if c.wants() {
						for j := range row {
							row[j] = types.Int(int64(i / (1 + j)))
						}
						c.add(row)
					}
					c.rows++
				}
				for _, s := range c.cols {
					s.column(c.rows, c.looked)
				}
			}
		})
	}
}
