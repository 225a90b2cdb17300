package rowenc

import (
	"bytes"
	"testing"

	"github.com/isochrondb/isochron/sql/types"
)

// pairType is a composite type of the given attributes' types.
func pairType(oid types.OID, attrs ...*types.Type) *types.Type {
	var list []types.Attribute
	for i, t := range attrs {
		list = append(list, types.Attribute{Name: string(rune('a' + i)), Type: t, Typmod: types.NoTypmod})
	}
	return types.NewComposite(types.UserName{OID: oid, ArrayOID: oid + 1, Name: "c", Array: "_c", Schema: "s"}, list)
}

// TestRecordKeys: keys of composite values are in the order of the values, field by field with
// NULLs last, and read back, also behind each other and complemented.
func TestRecordKeys(t *testing.T) {
	inner := pairType(20000, types.TInt4, types.TText)
	outer := pairType(20010, inner, types.TInt4)
	row := func(of *types.Type, v ...types.Datum) types.Datum { return of.Composite().Record(v) }
	in := func(v ...types.Datum) types.Datum { return row(inner, v...) }
	sorted := map[*types.Type][]types.Datum{
		inner: {
			in(types.Int(-1), types.Text("z")), in(types.Int(1), types.Text("")), in(types.Int(1), types.Text("a")), in(types.Int(1), types.Text("a\x00")),
			in(types.Int(1), types.Text("ab")), in(types.Int(1), types.Null), in(types.Int(300), types.Text("a")), in(types.Null, types.Text("a")), in(types.Null, types.Null),
		},
		outer: {
			row(outer, in(types.Int(1), types.Text("a")), types.Int(9)), row(outer, in(types.Int(1), types.Null), types.Int(2)),
			row(outer, in(types.Null, types.Null), types.Int(1)), row(outer, types.Null, types.Int(0)), row(outer, types.Null, types.Null),
		},
	}
	for of, list := range sorted {
		if !CanBeKey(of) || KeyIsExact(of) {
			t.Errorf("%s: key %v, exact %v", of, CanBeKey(of), KeyIsExact(of))
		}
		for _, c := range []KeyColumn{{Type: of}, {Type: of, Desc: true}} {
			var last []byte
			for i, d := range list {
				key := AppendKeyColumn(nil, c, d)
				if i > 0 && (bytes.Compare(last, key) >= 0) != c.Desc {
					t.Errorf("%s: %d is on the wrong side of %d (desc %v)", of, i-1, i, c.Desc)
				}
				last = key
				got, rest, err := DecodeKeyColumn(append(bytes.Clone(key), 7), c)
				if err != nil || len(rest) != 1 || !types.Identical(got, d) {
					t.Errorf("%s %d: %v, %d bytes left, %v", of, i, got, len(rest), err)
				}
				if rest, err := SkipKeyColumn(append(bytes.Clone(key), 7), c); err != nil || len(rest) != 1 {
					t.Errorf("%s %d: skipped to %d, %v", of, i, len(rest), err)
				}
				for n := range key {
					if _, _, err := DecodeKeyColumn(key[:n], c); err == nil {
						t.Errorf("%s %d: %d bytes of %d are read", of, i, n, len(key))
					}
				}
			}
		}
	}
}

// TestRecordsThatAreNoKeys: the type of a table's rows changes while there are values.
func TestRecordsThatAreNoKeys(t *testing.T) {
	rows := types.NewComposite(types.UserName{OID: 20020, ArrayOID: 20021, Name: "r", Array: "_r", Schema: "s"}, []types.Attribute{{ID: 1, Name: "a", Type: types.TInt4, Typmod: types.NoTypmod}})
	deep := pairType(20030, types.TInt4)
	for range nestingMax {
		deep = pairType(deep.OID+10, deep)
	}
	for _, of := range []*types.Type{rows, pairType(20100, rows), pairType(20110, types.TPoint), types.TRecord, deep} {
		if CanBeKey(of) {
			t.Errorf("%s can be a key", of)
		}
	}
}
