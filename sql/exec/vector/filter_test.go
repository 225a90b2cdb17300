package vector

import (
	"math/rand/v2"
	"testing"

	"github.com/isochrondb/isochron/sql/plan/scalar"
	"github.com/isochrondb/isochron/sql/types"
)

var comparisons = []string{"<", "<=", "=", "<>", ">=", ">"}

// column is a slot and how its values, and what it is compared with, are made.
type column struct {
	slot  int
	t     *types.Type
	value func(rng *rand.Rand) types.Datum
	with  *types.Type
	bound func(rng *rand.Rand) types.Datum
}

func filterColumns() []column {
	few := func(make func(v int64) types.Datum) func(rng *rand.Rand) types.Datum {
		return func(rng *rand.Rand) types.Datum {
			if rng.IntN(10) == 0 {
				return types.Null
			}
			return make(rng.Int64N(21) - 10)
		}
	}
	numeric := func(rng *rand.Rand) types.Datum {
		switch rng.IntN(12) {
		case 0:
			return types.Null
		case 1:
			return types.NumericNaN()
		case 2:
			return types.NumericInf(rng.IntN(2) == 0)
		case 3:
			return types.NumericSmall(rng.Int64(), 0)
		}
		return types.NumericSmall(rng.Int64N(2001)-1000, rng.Int32N(4))
	}
	cents := few(func(v int64) types.Datum { return types.NumericSmall(v*50, 2) })
	date := func(rng *rand.Rand) types.Datum {
		if rng.IntN(10) == 0 {
			return []types.Datum{types.Date(types.DateInfinity), types.Date(types.DateNegInfinity), types.Null}[rng.IntN(3)]
		}
		return types.Date(rng.Int32N(7) - 3)
	}
	moment := func(rng *rand.Rand) types.Datum {
		if rng.IntN(10) == 0 {
			return []types.Datum{types.Timestamp(types.TimestampInfinity), types.Timestamp(types.TimestampNegInfinity), types.Null}[rng.IntN(3)]
		}
		return types.Timestamp((rng.Int64N(7)-3)*86_400_000_000 + rng.Int64N(3) - 1)
	}
	cols := []column{
		{t: types.TInt4, value: few(types.Int), with: types.TInt4, bound: few(types.Int)},
		{t: types.TInt8, value: few(types.Int), with: types.TInt4, bound: few(types.Int)},
		{t: types.TNumeric, value: numeric, with: types.TNumeric, bound: numeric},
		{t: types.TNumeric, value: cents, with: types.TNumeric, bound: numeric},
		{t: types.TDate, value: date, with: types.TDate, bound: date},
		{t: types.TDate, value: date, with: types.TTimestamp, bound: moment},
		{t: types.TTimestamp, value: moment, with: types.TTimestamp, bound: moment},
		{t: types.TText, value: few(func(v int64) types.Datum { return types.Text(string(rune('k' + v))) }), with: types.TText,
			bound: func(*rand.Rand) types.Datum { return types.Text("k") }},
	}
	for i := range cols {
		cols[i].slot = i
	}
	return cols
}

// TestFilter compares filters with the evaluation of their conditions.
func TestFilter(t *testing.T) {
	cols := filterColumns()
	kept, joined, refused := 0, 0, 0
	for seed := range uint64(1000) {
		rng := rand.New(rand.NewPCG(seed, 2))
		var parts []scalar.Expr
		for range 1 + rng.IntN(4) {
			c := cols[rng.IntN(len(cols))]
			l, r := slot(c.slot, c.t), constant(c.with, c.bound(rng))
			switch rng.IntN(4) {
			case 0:
				r = slot(c.slot, c.t)
			case 1:
				if c.with == c.t {
					l, r = r, l
				}
			}
			parts = append(parts, op(t, comparisons[rng.IntN(len(comparisons))], l, r))
		}
		cond := scalar.And(parts...)
		f := NewFilter(cond)
		c := scalar.Ctx{Cols: make([][]types.Datum, len(cols))}
		for row := range testsRows + 30 {
			for i := range cols {
				c.Cols[i] = []types.Datum{cols[i].value(rng)}
			}
			want, err := scalar.True(cond, &c)
			if err != nil {
				t.Fatal(err)
			}
			got, err := f.True(&c)
			if err != nil || got != want {
				t.Fatalf("seed %d, row %d: got %t, %v, want %t", seed, row, got, err, want)
			}
			if got && row >= readyRows {
				kept++
			}
			for slot, pass := range f.Tests(len(cols)) {
				if pass == nil || pass(&c.Cols[slot][0]) {
					continue
				}
				refused++
				if want {
					t.Fatalf("seed %d, row %d: it passes, and column %d does not", seed, row, slot)
				}
			}
		}
		if len(f.parts) < len(parts) {
			joined++
		}
	}
	if kept < 1000 || joined < 50 || refused < 10_000 {
		t.Errorf("%d rows passed, %d conditions had bounds of one column, and %d columns were refused", kept, joined, refused)
	}
}

// TestFilterKeepsOrder: a part that fails for a row that another refuses is an error only where it
// stands before that.
func TestFilterKeepsOrder(t *testing.T) {
	n := slot(0, types.TInt4)
	small := op(t, "<", n, constant(types.TInt4, types.Int(5)))
	large := op(t, ">", n, constant(types.TInt4, types.Int(0)))
	fails := op(t, "=", op(t, "/", constant(types.TInt4, types.Int(1)), op(t, "-", n, n)), constant(types.TInt4, types.Int(1)))
	for _, x := range []struct {
		name   string
		cond   scalar.Expr
		failed bool
	}{
		{"behind", scalar.And(small, fails), false},
		{"before", scalar.And(fails, small), true},
		{"between", scalar.And(large, fails, small), true},
	} {
		c := scalar.Ctx{Cols: [][]types.Datum{{types.Int(9)}}}
		f := NewFilter(x.cond)
		for range testsRows + 1 {
			if ok, err := f.True(&c); ok || (err != nil) != x.failed {
				t.Errorf("%s: got %t, %v", x.name, ok, err)
			}
		}
		if tests := f.Tests(1); x.failed == (tests != nil && tests[0] != nil && !tests[0](&c.Cols[0][0])) {
			t.Errorf("%s: a test refuses the row: %t", x.name, !x.failed)
		}
	}
}
