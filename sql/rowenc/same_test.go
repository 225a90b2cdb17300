package rowenc

import (
	"testing"

	"pgregory.net/rapid"

	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/sql/types"
)

var sameTypes = []*types.Type{types.TInt4, types.TText, types.TNumeric, types.TBool, types.TTimestamp}

// TestSame compares rows that differ in some columns.
func TestSame(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		var cols []ValueColumn
		var a, b []types.Datum
		var of kvpb.Columns = kvpb.KeyOnly
		same, id := true, uint32(0)
		for i := range rapid.IntRange(0, 8).Draw(r, "columns") {
			ty := rapid.SampledFrom(sameTypes).Draw(r, "type")
			id += uint32(rapid.IntRange(1, 7).Draw(r, "gap"))
			cols = append(cols, ValueColumn{ID: ColumnID(id), Type: ty, Slot: i})
			d := nullableGen(ty).Draw(r, "value")
			a, b = append(a, d), append(b, d)
			changed := rapid.Bool().Draw(r, "changed")
			if changed {
				b[i] = nullableGen(ty).Draw(r, "new value")
				changed = string(AppendRow(nil, cols[i:], a)) != string(AppendRow(nil, cols[i:], b))
			}
			if rapid.Bool().Draw(r, "read") {
				of = of.With(id)
				same = same && !changed
			}
		}
		x, y := AppendRow(nil, cols, a), AppendRow(nil, cols, b)
		if got := Same(of, x, y); got != same {
			t.Fatalf("columns %b of %v and %v: the same %v, want %v", of, a, b, got, same)
		}
		if Same(of, y, x) != same {
			t.Fatal("not the same the other way round")
		}
	})
}

// TestSameUnknown: where one of two writers did not know a column its values differ.
func TestSameUnknown(t *testing.T) {
	one := []ValueColumn{{ID: 1, Type: types.TInt4, Slot: 0}}
	two := append(one[:1:1], ValueColumn{ID: 2, Type: types.TInt4, Slot: 1})
	row := []types.Datum{types.Int(1), types.Null}
	old, new := AppendRow(nil, one, row), AppendRow(nil, two, row)
	for _, tt := range []struct {
		of   kvpb.Columns
		want bool
	}{{kvpb.KeyOnly, true}, {kvpb.KeyOnly.With(1), true}, {kvpb.KeyOnly.With(2), false}, {kvpb.KeyOnly.With(70), false}, {kvpb.WholeRow, false}} {
		if got := Same(tt.of, old, new); got != tt.want {
			t.Errorf("columns %b: the same %v, want %v", tt.of, got, tt.want)
		}
	}
}

// FuzzSame: bytes that are no rows are never the same but as they are, and never a panic;
// where columns are the same they decode to the same.
func FuzzSame(f *testing.F) {
	cols, row := accounts()
	f.Add(uint64(3), AppendRow(nil, cols, row), AppendRow(nil, cols, row))
	f.Add(uint64(2), []byte{1, 200, 1}, []byte{1, 200, 2, 8})
	f.Fuzz(func(t *testing.T, of uint64, a, b []byte) {
		same := Same(kvpb.Columns(of), a, b)
		if same != Same(kvpb.Columns(of), b, a) {
			t.Fatal("not symmetric")
		}
		if !same || of == 0 || string(a) == string(b) {
			return
		}
		for id := ColumnID(1); id < lastColumn; id++ {
			if !kvpb.Columns(of).Has(uint32(id)) {
				continue
			}
			for _, ty := range sameTypes {
				d := NewDecoder([]ValueColumn{{ID: id, Type: ty, Default: types.Int(7)}}, false)
				x, y := make([]types.Datum, 1), make([]types.Datum, 1)
				errX, errY := d.Decode(a, x), d.Decode(b, y)
				if (errX == nil) != (errY == nil) || errX == nil && string(AppendRow(nil, []ValueColumn{{ID: 1}}, x)) != string(AppendRow(nil, []ValueColumn{{ID: 1}}, y)) {
					t.Fatalf("column %d as %s: %v (%v) and %v (%v)", id, ty, x, errX, y, errY)
				}
			}
		}
	})
}
