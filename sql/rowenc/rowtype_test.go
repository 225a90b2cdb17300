package rowenc

import (
	"testing"

	"github.com/isochrondb/isochron/sql/types"
)

// TestRowTypes reads values of a table's row type after columns were added and dropped.
func TestRowTypes(t *testing.T) {
	attr := func(id uint32, name string, typ *types.Type) types.Attribute {
		return types.Attribute{Name: name, Type: typ, Typmod: types.NoTypmod, ID: id}
	}
	rowType := func(attrs ...types.Attribute) *types.Type {
		return types.NewComposite(types.UserName{OID: 20000, ArrayOID: 20001, Name: "u", Array: "_u", Schema: "s"}, attrs)
	}
	a, b, c, d := attr(1, "a", types.TInt4), attr(2, "b", types.TText), attr(4, "c", types.TInt4), attr(7, "d", types.TText)
	before, after := rowType(a, b, c), rowType(a, c, d)
	row := before.Composite().Record([]types.Datum{types.Null, types.Text("gone"), types.Int(9)})
	array := types.NewArray(&types.Array{Dims: []types.Dim{{Len: 2, Lower: 1}}, Elem: before, Items: []types.Datum{row, types.Null}})
	cols := func(u *types.Type) []ValueColumn {
		return []ValueColumn{{ID: 1, Type: u}, {ID: 2, Type: u.ArrayType(), Slot: 1}}
	}
	value := AppendRow(nil, cols(before), []types.Datum{row, array})
	out := make([]types.Datum, 2)
	for _, test := range []struct {
		of   *types.Type
		want [2]string
	}{
		{before, [2]string{"(,gone,9)", `{"(,gone,9)",NULL}`}},
		{after, [2]string{"(,9,)", `{"(,9,)",NULL}`}},
		{rowType(d), [2]string{"()", `{(),NULL}`}},
	} {
		if err := NewDecoder(cols(test.of), false).Decode(value, out); err != nil {
			t.Fatal(err)
		}
		for i, col := range cols(test.of) {
			if got := types.String(col.Type, out[i], nil); got != test.want[i] {
				t.Errorf("column %d of %v: got %s, want %s", i+1, test.of.Composite().Attributes(), got, test.want[i])
			}
		}
	}
}
