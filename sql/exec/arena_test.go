package exec

import (
	"bytes"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/cockroachdb/apd/v3"

	"github.com/isochrondb/isochron/sql/plan/nodes"
	"github.com/isochrondb/isochron/sql/types"
)

// TestSortAbbreviates compares a sort by abbreviations with one that compares
// rows, both stable, over values that share and differ in their first 8 bytes.
func TestSortAbbreviates(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 5))
	pick := func(ds ...types.Datum) func() types.Datum {
		return func() types.Datum { return ds[rng.IntN(len(ds))] }
	}
	text := func(ss ...string) func() types.Datum {
		var ds []types.Datum
		for _, s := range ss {
			ds = append(ds, types.Text(s))
		}
		return pick(ds...)
	}
	for _, c := range []struct {
		name string
		t    *types.Type
		pick func() types.Datum
	}{
		{"int8", types.TInt8, pick(types.Int(math.MinInt64), types.Int(-1), types.Int(0), types.Int(1), types.Int(math.MaxInt64))},
		{"float8", types.TFloat8, pick(types.Float(math.NaN()), types.Float(math.Inf(1)), types.Float(math.Inf(-1)), types.Float(math.Copysign(0, -1)), types.Float(0), types.Float(-1.5), types.Float(2.5))},
		{"numeric", types.TNumeric, pick(types.NumericNaN(), types.NumericInf(false), types.NumericInf(true), types.NumericInt(0), types.NumericSmall(0, 3),
			types.NumericSmall(1, 1), types.NumericSmall(10, 2), types.NumericSmall(-1, 1), types.NumericSmall(1, 30), types.NumericSmall(math.MaxInt64, 18),
			types.NumericSmall(1<<53, 0), types.NumericSmall(1<<53+1, 0), types.NumericSmall((1<<53+1)*10, 1), types.NumericSmall(999_999_999_999_999, 0),
			types.NumericSmall(999_999_999_999_999, 22), types.NumericSmall(999_999_999_999_998, 22), types.NumericSmall(math.MaxInt64, 0), types.NumericSmall(math.MaxInt64-1, 0),
			types.NumericBig(new(apd.BigInt).Exp(apd.NewBigInt(10), apd.NewBigInt(400), nil), 0), types.NumericBig(new(apd.BigInt).Exp(apd.NewBigInt(10), apd.NewBigInt(401), nil), 0))},
		{"date", types.TDate, pick(types.Date(math.MinInt32), types.Date(-7), types.Date(7))},
		{"timestamp", types.TTimestamp, pick(types.Timestamp(math.MinInt64), types.Timestamp(-7), types.Timestamp(7))},
		{"text", types.TText, text("", "a", "a ", "a\x01", "aaaaaaaa", "aaaaaaaa ", "aaaaaaaab", "é", "\U0010ffff")},
		{"bpchar", types.TBPChar, text("", "  ", "a", "a  ", "a\x01", "a \x01", "aaaaaaaa ", "aaaaaaaa", "aaaaaaaab", "aaaaaaaa\x01")},
		{"bytea", types.TBytea, pick(types.Bytes(nil), types.Bytes([]byte{0}), types.Bytes([]byte{0, 0}), types.Bytes([]byte{0xff}), types.Bytes(bytes.Repeat([]byte{7}, 9)))},
		{"bool", types.TBool, pick(types.Bool(true), types.Bool(false))},
	} {
		t.Run(c.name, func(t *testing.T) {
			for i := range 200 {
				keys := []nodes.SortKey{{Slot: 0, Desc: i&1 > 0, NullsFirst: i&2 > 0}}
				if i&4 > 0 {
					keys = append(keys, nodes.SortKey{Slot: 1, Desc: i&8 > 0})
				}
				cmp := newComparer(keys, []*types.Type{c.t, types.TInt4})
				rows := newRowStore(&memory{max: 1 << 20}, 2)
				for range rng.IntN(60) {
					d := c.pick()
					if rng.IntN(5) == 0 {
						d = types.Null
					}
					if err := rows.addRow([]types.Datum{d, types.Int(rng.Int64N(3))}); err != nil {
						t.Fatal(err)
					}
				}
				got := make([]sortEntry, rows.n)
				cmp.sort(got, rows, 0)
				want := make([]int, rows.n)
				for i := range want {
					want[i] = i
				}
				slices.SortStableFunc(want, func(a, b int) int { return cmp.compare(rows.row(a), rows.row(b)) })
				for i := range want {
					if int(got[i].row) != want[i] {
						t.Fatalf("keys %v: got %v, want rows %v", keys, got, want)
					}
				}
			}
		})
	}
}

// TestArena checks that pieces do not overlap, that they are empty after
// another execution used them, and that they end where the arena does.
func TestArena(t *testing.T) {
	var m Memory
	for round := range 4 {
		a := m.get()
		var pieces [][]types.Datum
		var texts [][]byte
		for i := range 40 {
			n := 1 + i*17
			d := a.makeDatums(n)
			if len(d) != n || cap(d) != n {
				t.Fatalf("got %d of %d datums, want %d", len(d), cap(d), n)
			}
			for j := range d {
				if !d[j].IsNull() {
					t.Fatalf("round %d: datum %d of piece %d was used before", round, j, i)
				}
				d[j] = types.Int(int64(i))
			}
			x := a.makeText(n)
			for j := range x {
				x[j] = byte(i)
			}
			pieces, texts = append(pieces, d), append(texts, x)
		}
		for i := range pieces {
			for _, d := range pieces[i] {
				if d.Int() != int64(i) {
					t.Fatalf("piece %d holds %d", i, d.Int())
				}
			}
			for _, c := range texts[i] {
				if c != byte(i) {
					t.Fatalf("text %d holds %d", i, c)
				}
			}
		}
		if cap(a.datums) > arenaDatums || cap(a.text) > arenaTextBytes {
			t.Errorf("the arena keeps %d datums and %d bytes", cap(a.datums), cap(a.text))
		}
		for range arenaScans {
			if a.scan() == nil {
				t.Error("no memory for a scan")
			}
		}
		if a.scan() != nil {
			t.Error("memory for more scans than the limit")
		}
		m.put(a)
	}
}
