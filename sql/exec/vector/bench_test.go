package vector

import (
	"math/rand/v2"
	"testing"

	"github.com/isochrondb/isochron/sql/plan/scalar"
	"github.com/isochrondb/isochron/sql/rowenc"
	"github.com/isochrondb/isochron/sql/types"
)

// BenchmarkTests reads rows of 14 columns of which few, or most, pass bounds of three, with and without tests.
func BenchmarkTests(b *testing.B) {
	for _, few := range []bool{true, false} {
		for _, tests := range []bool{false, true} {
			b.Run(map[bool]string{true: "few", false: "most"}[few]+map[bool]string{true: "Tests", false: "Plain"}[tests], func(b *testing.B) {
				rng := rand.New(rand.NewPCG(1, 2))
				ts := []*types.Type{types.TInt4, types.TInt4, types.TNumeric, types.TNumeric, types.TNumeric, types.TNumeric, types.TBPChar, types.TBPChar, types.TDate, types.TDate, types.TDate, types.TBPChar, types.TBPChar, types.TText}
				var cols []rowenc.ValueColumn
				for i, t := range ts {
					cols = append(cols, rowenc.ValueColumn{ID: rowenc.ColumnID(i + 3), Type: t, Slot: i})
				}
				var values [][]byte
				for range 4096 {
					day := rng.Int32N(2500) - 3000
					values = append(values, rowenc.AppendRow(nil, cols, []types.Datum{
						types.Int(rng.Int64N(200_000)), types.Int(rng.Int64N(10_000)), types.NumericSmall(100*rng.Int64N(50), 2), types.NumericSmall(rng.Int64N(10_000_000), 2),
						types.NumericSmall(rng.Int64N(11), 2), types.NumericSmall(rng.Int64N(9), 2), types.Text("A"), types.Text("F"),
						types.Date(day), types.Date(day + 30), types.Date(day + 20), types.Text("DELIVER IN PERSON        "), types.Text("TRUCK     "), types.Text("some words of a comment"),
					}))
				}
				quantity := int64(2400)
				from, to, low, high := types.Date(-2000), types.Date(-1635), int64(5), int64(7)
				if !few {
					quantity, from, to, low, high = 5000, types.Date(-3000), types.Date(-500), 0, 10
				}
				cond := scalar.And(
					op(b, ">=", slot(4, types.TDate), constant(types.TDate, from)), op(b, "<", slot(4, types.TDate), constant(types.TDate, to)),
					op(b, ">=", slot(2, types.TNumeric), constant(types.TNumeric, types.NumericSmall(low, 2))), op(b, "<=", slot(2, types.TNumeric), constant(types.TNumeric, types.NumericSmall(high, 2))),
					op(b, "<", slot(0, types.TNumeric), constant(types.TNumeric, types.NumericSmall(quantity, 2))))
				read := []rowenc.ValueColumn{cols[2], cols[3], cols[4], cols[5], cols[8]}
				for i := range read {
					read[i].Slot = i
				}
				dec, f := rowenc.NewDecoder(read, true), NewFilter(cond)
				row := make([]types.Datum, 5)
				c := scalar.Ctx{}
				for i := range row {
					c.Cols = append(c.Cols, row[i:i+1])
				}
				passed, n := 0, 0
				for b.Loop() {
					var t rowenc.Tests
					if tests {
						t = f.Tests(5)
					}
					ok, err := dec.DecodeIf(values[n%4096], row, t)
					if n++; err != nil {
						b.Fatal(err)
					}
					if ok {
						if ok, err = f.True(&c); err != nil {
							b.Fatal(err)
						}
					}
					if ok {
						passed++
					}
				}
				b.ReportMetric(float64(passed)/float64(n), "passed/row")
			})
		}
	}
}
