package scalar

import (
	"bytes"
	"math"
	"math/rand/v2"
	"testing"

	"github.com/isochrondb/isochron/sql/rowenc"
	"github.com/isochrondb/isochron/sql/types"
)

// TestTID: a row's tid names its key and no other, reads back from its text, and is in the order of
// the keys; where the rows above or below any tid begin is where the definition says.
func TestTID(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	number := func() types.Datum {
		v := random.Int64N(1<<random.IntN(62) + 1)
		if random.IntN(4) == 0 {
			v = -v
		}
		return types.Int(v)
	}
	small := func() types.Datum { return types.Int(random.Int64N(40) - 20) }
	word := func() types.Datum {
		b := make([]byte, random.IntN(6))
		for i := range b {
			b[i] = byte(random.IntN(3)) * 100
		}
		return types.Text(string(b))
	}
	edge := func() types.Datum {
		return types.Int([]int64{math.MinInt64, -1, 0, 1, 1 << 16, 0xfffffffe_fffd, 0xfffffffe_fffe, 0xfffffffe_ffff, 1 << 48, math.MaxInt64}[random.IntN(10)])
	}
	col := func(t *types.Type) rowenc.KeyColumn { return rowenc.KeyColumn{Type: t} }
	tables := []struct {
		name string
		cols []rowenc.KeyColumn
		row  func() []types.Datum
	}{
		{"int4", []rowenc.KeyColumn{col(types.TInt4)}, func() []types.Datum { return []types.Datum{small()} }},
		{"int8", []rowenc.KeyColumn{col(types.TInt8)}, func() []types.Datum { return []types.Datum{number()} }},
		{"edges", []rowenc.KeyColumn{col(types.TInt8)}, func() []types.Datum { return []types.Datum{edge()} }},
		{"text", []rowenc.KeyColumn{col(types.TText)}, func() []types.Datum { return []types.Datum{word()} }},
		{"two", []rowenc.KeyColumn{col(types.TInt8), col(types.TText)}, func() []types.Datum { return []types.Datum{number(), word()} }},
	}
	type row struct {
		key []byte
		tid types.Datum
	}
	var all []types.Datum
	rows := map[string][]row{}
	for _, tt := range tables {
		for range 60 {
			r := tt.row()
			key := rowenc.AppendKey(nil, tt.cols, r)
			tid := tidOf(r, tt.cols)
			rows[tt.name] = append(rows[tt.name], row{key, tid})
			all = append(all, tid, types.Bytes(append([]byte(tid.Text()), 0)), types.Bytes([]byte(tid.Text())[:6]))
			if got, ok := TIDKey(nil, tid, tt.cols); !ok || !bytes.Equal(got, key) {
				t.Fatalf("%s: the key of %s is %x, want %x", tt.name, types.String(types.TTID, tid, nil), got, key)
			}
			if back, err := types.DecodeText(types.TTID, types.NoTypmod, types.String(types.TTID, tid, nil), nil); err != nil || back.Text() != tid.Text() {
				t.Fatalf("%s reads back as %x, %v", types.String(types.TTID, tid, nil), back.Text(), err)
			}
			for i := range r {
				x := &System{Kind: SystemKey, T: tt.cols[i].Type, Args: []Expr{&Const{T: types.TTID, D: tid}}, Key: tt.cols, Idx: i}
				if d, err := x.Eval(&Ctx{}); err != nil || d.IsNull() || types.Compare(tt.cols[i].Type, d, r[i]) != 0 {
					t.Fatalf("%s: column %d of %s is %v, %v", tt.name, i, types.String(types.TTID, tid, nil), d, err)
				}
			}
		}
	}
	for _, text := range []string{"(0,0)", "(0,1)", "(7,7)", "(4294967294,65535)", "(4294967295,0)", "(4294967295,65535)"} {
		d, err := types.DecodeText(types.TTID, types.NoTypmod, text, nil)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, d)
	}
	for _, tt := range tables {
		for _, d := range all {
			key, ok := TIDKey(nil, d, tt.cols)
			from, above := TIDBound(d, tt.cols, false), TIDBound(d, tt.cols, true)
			for _, r := range rows[tt.name] {
				order := types.Compare(types.TTID, r.tid, d)
				if named := ok && bytes.Equal(key, r.key); named != (order == 0) {
					t.Fatalf("%s: %x names the row %x: %v", tt.name, d.Text(), r.key, named)
				}
				if got := bytes.Compare(r.key, from) >= 0; got != (order >= 0) {
					t.Fatalf("%s: the row %x is not below %x: %v", tt.name, r.key, d.Text(), got)
				}
				if got := bytes.Compare(r.key, above) >= 0; got != (order > 0) {
					t.Fatalf("%s: the row %x is above %x: %v", tt.name, r.key, d.Text(), got)
				}
			}
		}
		for _, a := range rows[tt.name] {
			for _, b := range rows[tt.name] {
				if bytes.Compare(a.key, b.key) != types.Compare(types.TTID, a.tid, b.tid) {
					t.Fatalf("%s: %x and %x are in another order as tids", tt.name, a.key, b.key)
				}
			}
		}
	}
}
