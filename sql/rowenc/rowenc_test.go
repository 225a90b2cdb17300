package rowenc

import (
	"bytes"
	"math"
	"testing"

	"pgregory.net/rapid"

	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/types"
)

func compareColumn(c KeyColumn, a, b types.Datum) int {
	switch {
	case a.IsNull() && b.IsNull():
		return 0
	case a.IsNull() || b.IsNull():
		if a.IsNull() == c.NullsFirst {
			return -1
		}
		return 1
	}
	order := types.Compare(c.Type, a, b)
	if c.Desc {
		return -order
	}
	return order
}

func sameDatum(t *types.Type, a, b types.Datum) bool {
	if a.IsNull() || b.IsNull() {
		return a.IsNull() && b.IsNull()
	}
	return types.String(t, a, nil) == types.String(t, b, nil)
}

// TestKeyOrder holds two-column keys against the order of their values, and
// decodes, skips and compares them again.
func TestKeyOrder(t *testing.T) {
	for _, typ := range keyTypes {
		t.Run(typ.Name, func(t *testing.T) {
			rapid.Check(t, func(r *rapid.T) {
				cols := []KeyColumn{
					{typ, rapid.Bool().Draw(r, "desc"), rapid.Bool().Draw(r, "nulls first")},
					{rapid.SampledFrom(keyTypes).Draw(r, "second"), rapid.Bool().Draw(r, "desc2"), rapid.Bool().Draw(r, "nf2")},
				}
				a := []types.Datum{nullableGen(typ).Draw(r, "a"), nullableGen(cols[1].Type).Draw(r, "a2")}
				b := []types.Datum{nullableGen(typ).Draw(r, "b"), nullableGen(cols[1].Type).Draw(r, "b2")}
				want := compareColumn(cols[0], a[0], b[0])
				if want == 0 {
					want = compareColumn(cols[1], a[1], b[1])
				}
				ka, kb := AppendKey([]byte("p"), cols, a), AppendKey([]byte("p"), cols, b)
				if got := bytes.Compare(ka, kb); got != want {
					r.Fatalf("keys of %s,%s and %s,%s compare %d, values %d\n%x\n%x",
						types.String(typ, a[0], nil), types.String(cols[1].Type, a[1], nil),
						types.String(typ, b[0], nil), types.String(cols[1].Type, b[1], nil), got, want, ka, kb)
				}
				checkKeyRoundTrip(r, cols, a, ka[1:])
			})
		})
	}
}

func checkKeyRoundTrip(r *rapid.T, cols []KeyColumn, row []types.Datum, key []byte) {
	out := make([]types.Datum, len(cols))
	rest, err := DecodeKey(key, cols, out)
	if err != nil || len(rest) != 0 {
		r.Fatalf("DecodeKey(%x) left %x, error %v", key, rest, err)
	}
	skipped := key
	for i, c := range cols {
		if skipped, err = SkipKeyColumn(skipped, c); err != nil {
			r.Fatalf("SkipKeyColumn: %v", err)
		}
		if compareColumn(c, out[i], row[i]) != 0 {
			r.Fatalf("decoded %s, want %s", types.String(c.Type, out[i], nil), types.String(c.Type, row[i], nil))
		}
		if KeyIsExact(c.Type) && !sameDatum(c.Type, out[i], row[i]) {
			r.Fatalf("decoded %s, want exactly %s", types.String(c.Type, out[i], nil), types.String(c.Type, row[i], nil))
		}
	}
	if len(skipped) != 0 {
		r.Fatalf("skipping left %x", skipped)
	}
	if again := AppendKey(nil, cols, out); !bytes.Equal(again, key) {
		r.Fatalf("encoded again: %x, want %x", again, key)
	}
}

// TestKeySpans checks that all keys under a prefix, and only those, lie in the
// prefix's span.
func TestKeySpans(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		prefix := rapid.SliceOfN(rapid.SampledFrom([]byte{0, 1, 0xfe, 0xff}), 0, 4).Draw(r, "prefix")
		key := rapid.SliceOfN(rapid.SampledFrom([]byte{0, 1, 0xfe, 0xff}), 0, 6).Draw(r, "key")
		end := PrefixEnd(prefix)
		in := bytes.Compare(key, prefix) >= 0 && (end == nil || bytes.Compare(key, end) < 0)
		if got := bytes.HasPrefix(key, prefix); got != in {
			r.Fatalf("key %x in span of %x is %v, want %v", key, prefix, in, got)
		}
		if next := NextKey(key); bytes.Compare(next, key) <= 0 || !bytes.HasPrefix(next, key) {
			r.Fatalf("NextKey(%x) = %x", key, next)
		}
	})
}

// TestRow writes rows and reads arbitrary subsets of their columns.
func TestRow(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		n := rapid.IntRange(0, 8).Draw(r, "columns")
		var cols []ValueColumn
		var row []types.Datum
		id := ColumnID(0)
		for i := range n {
			id += ColumnID(rapid.SampledFrom([]int{1, 1, 2, 40}).Draw(r, "gap"))
			typ := rapid.SampledFrom(keyTypes).Draw(r, "type")
			cols = append(cols, ValueColumn{ID: id, Type: typ, Slot: i})
			row = append(row, nullableGen(typ).Draw(r, "value"))
		}
		value := AppendRow(nil, cols, row)
		var want []ValueColumn
		for _, c := range cols {
			if rapid.Bool().Draw(r, "wanted") {
				want = append(want, c)
			}
		}
		added := ValueColumn{ID: id + 3, Type: types.TInt4, Slot: n, Default: types.Int(42)}
		out := make([]types.Datum, n+1)
		dec := NewDecoder(append(want, added), rapid.Bool().Draw(r, "alias"))
		if err := dec.Decode(value, out); err != nil {
			r.Fatalf("Decode(%x): %v", value, err)
		}
		for _, c := range want {
			if !sameDatum(c.Type, out[c.Slot], row[c.Slot]) {
				r.Fatalf("column %d is %s, want %s", c.ID, types.String(c.Type, out[c.Slot], nil), types.String(c.Type, row[c.Slot], nil))
			}
		}
		if out[n].IsNull() || out[n].Int() != 42 {
			r.Fatalf("an added column did not get its default")
		}
	})
}

// TestDefaults tells a column that was NULL from one that did not exist.
func TestDefaults(t *testing.T) {
	col := func(id ColumnID) ValueColumn {
		return ValueColumn{ID: id, Type: types.TInt4, Slot: int(id - 1), Default: types.Int(7)}
	}
	value := AppendRow(nil, []ValueColumn{col(1), col(2)}, []types.Datum{types.Int(1), types.Null})
	out := make([]types.Datum, 3)
	if err := NewDecoder([]ValueColumn{col(1), col(2), col(3)}, false).Decode(value, out); err != nil {
		t.Fatal(err)
	}
	if out[0].Int() != 1 || !out[1].IsNull() || out[2].Int() != 7 {
		t.Errorf("got %v %v %v, want 1, NULL, 7", out[0].Int(), out[1].IsNull(), out[2].Int())
	}
	// A writer that keeps column 3 in the key knows it all the same.
	value = AppendRowHigh(nil, []ValueColumn{col(1)}, []types.Datum{types.Int(1)}, 3)
	if err := NewDecoder([]ValueColumn{col(3)}, false).Decode(value, out); err != nil || !out[2].IsNull() {
		t.Errorf("a known column without value is not NULL (%v)", err)
	}
}

// TestFormats pins bytes that lie on disks.
func TestFormats(t *testing.T) {
	num := types.NumericSmall
	tests := []struct {
		name string
		got  []byte
		want string
	}{
		{"small int", AppendKeyColumn(nil, KeyColumn{Type: types.TInt4}, types.Int(5)), "\x1d"},
		{"int 200", AppendKeyColumn(nil, KeyColumn{Type: types.TInt4}, types.Int(200)), "\xe0\xc8"},
		{"int -1", AppendKeyColumn(nil, KeyColumn{Type: types.TInt4}, types.Int(-1)), "\x17\xff"},
		{"int desc", AppendKeyColumn(nil, KeyColumn{Type: types.TInt4, Desc: true}, types.Int(5)), "\xe2"},
		{"null", AppendKeyColumn(nil, KeyColumn{Type: types.TInt4}, types.Null), "\xff"},
		{"null first", AppendKeyColumn(nil, KeyColumn{Type: types.TInt4, NullsFirst: true}, types.Null), "\x00"},
		{"text", AppendKeyColumn(nil, KeyColumn{Type: types.TText}, types.Text("ab")), "\x32ab\x00\x01"},
		{"bytea", AppendKeyColumn(nil, KeyColumn{Type: types.TBytea}, types.Bytes([]byte{0, 1})), "\x32\x00\xff\x01\x00\x01"},
		{"numeric 1.50", AppendKeyColumn(nil, KeyColumn{Type: types.TNumeric}, num(150, 2)), "\x13\x19\x10\x00"},
		{"numeric 1.5", AppendKeyColumn(nil, KeyColumn{Type: types.TNumeric}, num(15, 1)), "\x13\x19\x10\x00"},
		{"row", AppendRow(nil, []ValueColumn{{ID: 1, Type: types.TInt4}, {ID: 3, Type: types.TText, Slot: 1}},
			[]types.Datum{types.Int(-3), types.Text("xy")}), "\x01\x03\x0a\x05\x14\x02xy"},
	}
	for _, tt := range tests {
		if string(tt.got) != tt.want {
			t.Errorf("%s: got %x, want %x", tt.name, tt.got, tt.want)
		}
	}
}

// TestCorrupt feeds decoders what no encoder writes: an error, never a panic.
func TestCorrupt(t *testing.T) {
	keys := [][]byte{{}, {0x00}, {0x10}, {0xe3, 1}, {0xee}}
	for _, k := range [][]byte{{0x32, 'a'}, {0x32, 0x00}, {0x32, 0x00, 0x05}, {0x33}} {
		if d, _, err := DecodeKeyColumn(k, KeyColumn{Type: types.TText}); err == nil {
			t.Errorf("key %x decoded as text %q", k, d.Text())
		}
	}
	if d, _, err := DecodeKeyColumn([]byte{0xe2, 1, 0, 0}, KeyColumn{Type: types.TInt2}); err == nil {
		t.Errorf("decoded smallint %d", d.Int())
	}
	for _, k := range keys {
		for _, typ := range keyTypes {
			d, _, err := DecodeKeyColumn(k, KeyColumn{Type: typ})
			if err == nil && typ.Kind() != types.KindNumeric {
				t.Errorf("%s: key %x decoded as %s", typ, k, types.String(typ, d, nil))
			}
			if err != nil && pgerror.Code(err) != pgerror.DataCorrupted {
				t.Errorf("%s: key %x: %v", typ, k, err)
			}
		}
	}
	for _, v := range [][]byte{{}, {2}, {1}, {1, 1, 0x02}, {1, 1, 0x0c, 9}, {1, 1, 0x0f}} {
		dec := NewDecoder([]ValueColumn{{ID: 1, Type: types.TText}}, false)
		if err := dec.Decode(v, make([]types.Datum, 1)); pgerror.Code(err) != pgerror.DataCorrupted {
			t.Errorf("value %x: error %v", v, err)
		}
	}
}

func FuzzDecodeKey(f *testing.F) {
	for i := range keyTypes {
		f.Add(AppendKeyColumn(nil, KeyColumn{Type: types.TNumeric}, types.NumericSmall(int64(i)*17, 2)), i, false)
	}
	f.Add(AppendKeyColumn(nil, KeyColumn{Type: types.TFloat8}, types.Float(math.Pi)), 6, true)
	f.Add(AppendKeyColumn(nil, KeyColumn{Type: types.TInt4Array}, types.NewArray(types.ArrayOf(types.TInt4, []types.Datum{types.Int(1), types.Null}))), 20, false)
	f.Fuzz(func(t *testing.T, key []byte, typ int, desc bool) {
		c := KeyColumn{Type: keyTypes[uint(typ)%uint(len(keyTypes))], Desc: desc}
		d, rest, err := DecodeKeyColumn(key, c)
		skipped, skipErr := SkipKeyColumn(key, c)
		if err != nil {
			return
		}
		if skipErr != nil || !bytes.Equal(skipped, rest) {
			t.Fatalf("skip left %x (%v), decode %x", skipped, skipErr, rest)
		}
		again, rest, err := DecodeKeyColumn(AppendKeyColumn(nil, c, d), c)
		if err != nil || len(rest) > 0 || compareColumn(c, d, again) != 0 {
			t.Fatalf("%s came back as %s (%v)", types.String(c.Type, d, nil), types.String(c.Type, again, nil), err)
		}
	})
}

func FuzzDecodeRow(f *testing.F) {
	cols := make([]ValueColumn, len(keyTypes))
	for i, t := range keyTypes {
		cols[i] = ValueColumn{ID: ColumnID(i + 1), Type: t, Slot: i}
	}
	row := make([]types.Datum, len(keyTypes))
	f.Add(AppendRow(nil, cols, row))
	row[1], row[7], row[8] = types.Int(-5), types.NumericSmall(314, 2), types.Text("text")
	row[20] = types.NewArray(types.ArrayOf(types.TInt4, []types.Datum{types.Int(1), types.Null}))
	f.Add(AppendRow(nil, cols, row))
	dec := NewDecoder(cols, false)
	alias := NewDecoder(cols, true)
	f.Fuzz(func(t *testing.T, value []byte) {
		out := make([]types.Datum, len(cols))
		plain := make([]types.Datum, len(cols))
		if done, _ := alias.decodePlain(value, plain, nil); done {
			if err := dec.decodeAny(value, out); err != nil {
				t.Fatalf("the short way takes what is %v", err)
			}
			for i, c := range cols {
				if !sameDatum(c.Type, out[i], plain[i]) {
					t.Fatalf("column %d is %s, the short way says %s", c.ID, types.String(c.Type, out[i], nil), types.String(c.Type, plain[i], nil))
				}
			}
		}
		if dec.Decode(value, out) != nil {
			return
		}
		again := make([]types.Datum, len(cols))
		if err := dec.Decode(AppendRow(nil, cols, out), again); err != nil {
			t.Fatal(err)
		}
		for i, c := range cols {
			if !sameDatum(c.Type, out[i], again[i]) {
				t.Fatalf("column %d was %s, is %s", c.ID, types.String(c.Type, out[i], nil), types.String(c.Type, again[i], nil))
			}
		}
	})
}

// TestDecodeIf has columns asked as they are read: those that are missing, and those that a writer did not know,
// are asked, too, and what lies behind one that fails is left alone.
func TestDecodeIf(t *testing.T) {
	cols := []ValueColumn{
		{ID: 1, Type: types.TInt4, Slot: 2}, {ID: 2, Type: types.TText, Slot: 0}, {ID: 4, Type: types.TNumeric, Slot: 1},
		{ID: 9, Type: types.TInt4, Slot: 3, Default: types.Int(7)},
	}
	left := types.Text("left")
	row := []types.Datum{types.Text("text"), types.Null, types.Int(5)}
	for _, value := range [][]byte{
		AppendRow(nil, cols[:3], row),
		AppendRow(nil, cols[:3], []types.Datum{types.Text("text"), types.NumericSmall(-1, 0), types.Int(5)}),
	} {
		dec := NewDecoder(cols, true)
		all := make([]types.Datum, 4)
		if err := dec.Decode(value, all); err != nil {
			t.Fatal(err)
		}
		for failing := range cols {
			var asked []int
			tests := make(Tests, 4)
			for i := range cols {
				tests[cols[i].Slot] = func(d *types.Datum) bool {
					asked = append(asked, i)
					if !sameDatum(cols[i].Type, *d, all[cols[i].Slot]) {
						t.Errorf("column %d is asked as %s", cols[i].ID, types.String(cols[i].Type, *d, nil))
					}
					return i != failing
				}
			}
			out := []types.Datum{left, left, left, left}
			if ok, err := dec.DecodeIf(value, out, tests); ok || err != nil || len(asked) != failing+1 {
				t.Errorf("where column %d fails: %t, %v, and %v were asked", cols[failing].ID, ok, err, asked)
			}
			for _, c := range cols[failing+1:] {
				if out[c.Slot].Text() != "left" {
					t.Errorf("where column %d fails, column %d is read", cols[failing].ID, c.ID)
				}
			}
			tests[cols[failing].Slot] = nil
			if ok, err := dec.DecodeIf(value, out, tests); !ok || err != nil {
				t.Errorf("without a test that fails: %t, %v", ok, err)
			}
		}
	}
	if ok, err := NewDecoder(cols, true).DecodeIf([]byte{9}, make([]types.Datum, 4), make(Tests, 4)); !ok || err == nil {
		t.Errorf("of what is no value: %t, %v", ok, err)
	}
}

// accounts is pgbench's hot table.
func accounts() ([]ValueColumn, []types.Datum) {
	cols := []ValueColumn{{ID: 1, Type: types.TInt4}, {ID: 2, Type: types.TInt4, Slot: 1}, {ID: 3, Type: types.TInt4, Slot: 2}, {ID: 4, Type: types.TBPChar, Slot: 3}}
	filler := string(bytes.Repeat([]byte(" "), 84))
	return cols, []types.Datum{types.Int(123456), types.Int(1), types.Int(-5000), types.Text(filler)}
}

func TestHotPathAllocations(t *testing.T) {
	cols, row := accounts()
	pk := []KeyColumn{{Type: types.TInt4}}
	buf := make([]byte, 0, 256)
	value := AppendRow(nil, cols, row)
	key := AppendKey(nil, pk, row[:1])
	dec := NewDecoder(cols, true)
	out := make([]types.Datum, 4)
	tests := []struct {
		name string
		run  func()
	}{
		{"key", func() { buf = AppendKey(buf[:0], pk, row[:1]) }},
		{"row", func() { buf = AppendRow(buf[:0], cols, row) }},
		{"decode row", func() { _ = dec.Decode(value, out) }},
		{"decode key", func() { _, _ = DecodeKey(key, pk, out[:1]) }},
	}
	for _, tt := range tests {
		if n := testing.AllocsPerRun(100, tt.run); n != 0 {
			t.Errorf("%s allocates %v times, want 0", tt.name, n)
		}
	}
}

func BenchmarkAppendKey(b *testing.B) {
	_, row := accounts()
	pk := []KeyColumn{{Type: types.TInt4}}
	buf := make([]byte, 0, 64)
	for b.Loop() {
		buf = AppendKey(buf[:0], pk, row[:1])
	}
}

func BenchmarkAppendRow(b *testing.B) {
	cols, row := accounts()
	buf := make([]byte, 0, 256)
	for b.Loop() {
		buf = AppendRow(buf[:0], cols, row)
	}
}

func BenchmarkDecodeRow(b *testing.B) {
	cols, row := accounts()
	value := AppendRow(nil, cols, row)
	out := make([]types.Datum, 4)
	for _, bb := range []struct {
		name string
		cols []ValueColumn
	}{{"one", cols[2:3]}, {"all", cols}} {
		dec := NewDecoder(bb.cols, true)
		b.Run(bb.name, func(b *testing.B) {
			for b.Loop() {
				if err := dec.Decode(value, out); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkNumericKey(b *testing.B) {
	c := []KeyColumn{{Type: types.TNumeric}}
	row := []types.Datum{types.NumericSmall(1234567, 2)}
	buf := make([]byte, 0, 64)
	for b.Loop() {
		buf = AppendKey(buf[:0], c, row)
	}
}
