package bind

import (
	"testing"

	"github.com/isochrondb/isochron/sql/types"
)

// TestRepeatableSamples: what is drawn of rows with row IDs that follow each other is the share that
// was asked for, wherever they begin.
func TestRepeatableSamples(t *testing.T) {
	const rows, percent, off = 500, 50, 75 // the spread of fair draws is 11 rows
	of := []*types.Type{types.TInt8}
	for _, step := range []int64{1, 1 << 10, 3 << 10} {
		for begin := range int64(2000) {
			first := 1_795_000_000_000_000_000 + begin*1_048_583*step
			drawn := 0
			for i := range int64(rows) {
				d, err := repeatRow(of, []types.Datum{types.Float(percent), types.Float(7), types.Int(first + i*step)})
				if err != nil {
					t.Fatal(err)
				}
				if d.Bool() {
					drawn++
				}
			}
			if drawn < rows/2-off || drawn > rows/2+off {
				t.Fatalf("%d of %d rows with keys from %d on, %d apart", drawn, rows, first, step)
			}
		}
	}
}
