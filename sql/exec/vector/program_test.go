package vector

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"github.com/isochrondb/isochron/sql/builtin"
	"github.com/isochrondb/isochron/sql/plan/scalar"
	"github.com/isochrondb/isochron/sql/types"
)

func slot(i int, t *types.Type) scalar.Expr {
	return &scalar.Slot{Idx: i, T: t, Typmod: types.NoTypmod}
}

func constant(t *types.Type, d types.Datum) scalar.Expr {
	return &scalar.Const{T: t, Typmod: types.NoTypmod, D: d}
}

func op(t testing.TB, name string, l, r scalar.Expr) scalar.Expr {
	t.Helper()
	o, err := builtin.ResolveOperator(name, l.Type(), r.Type())
	if err != nil {
		t.Fatal(err)
	}
	return &scalar.Op{Op: o, L: l, R: r}
}

// values are such that operators meet their limits now and then, but not in most batches.
func values(rng *rand.Rand, t *types.Type, n int) []types.Datum {
	out := make([]types.Datum, n)
	nulls, wild, scale := rng.IntN(3) == 0, rng.IntN(3) == 0, rng.Int32N(4)
	for i := range out {
		if nulls && rng.IntN(4) == 0 {
			continue
		}
		v := rng.Int64N(2001) - 1000
		edge := wild && rng.IntN(50) == 0
		switch t {
		case types.TInt2, types.TInt4, types.TInt8:
			if edge {
				v = []int64{math.MinInt64, math.MaxInt64}[rng.IntN(2)] >> (64 - 8*t.Len)
			}
			out[i] = types.Int(v)
		case types.TFloat8:
			f := float64(v) / 8
			if edge {
				f = []float64{math.Inf(1), math.NaN(), 1e308, 1e-308, 0}[rng.IntN(5)]
			}
			out[i] = types.Float(f)
		case types.TNumeric:
			out[i] = types.NumericSmall(v, scale)
			if edge {
				out[i] = []types.Datum{types.NumericNaN(), types.NumericInf(false), types.NumericSmall(math.MaxInt64, 2), types.NumericSmall(v, scale+1)}[rng.IntN(4)]
			}
		}
	}
	return out
}

// TestProgram compares what programs compute with what package scalar does, row by row.
func TestProgram(t *testing.T) {
	ts := []*types.Type{types.TInt2, types.TInt4, types.TInt8, types.TFloat8, types.TNumeric}
	computed := map[string]int{}
	for seed := range uint64(300) {
		rng := rand.New(rand.NewPCG(seed, 1))
		c := scalar.Ctx{}
		const rows = 64
		for _, x := range ts {
			c.Cols = append(c.Cols, values(rng, x, rows), values(rng, x, rows))
		}
		var xs []scalar.Expr
		var names []string
		for i, x := range ts {
			for _, name := range []string{"+", "-", "*", "/"} {
				a, b := slot(2*i, x), slot(2*i+1, x)
				one := constant(x, map[*types.Type]types.Datum{types.TFloat8: types.Float(1), types.TNumeric: types.NumericInt(1)}[x])
				if x.Kind() == types.KindInt {
					one = constant(x, types.Int(1))
				}
				e := op(t, name, a, b)
				xs = append(xs, e, op(t, "*", op(t, "-", one, a), e))
				names = append(names, fmt.Sprint(x, name), fmt.Sprint(x, name, " of more"))
			}
		}
		for i := range ts[:3] {
			for j := range ts[:3] {
				xs = append(xs, op(t, "+", slot(2*i, ts[i]), slot(2*j+1, ts[j])))
				names = append(names, fmt.Sprint(ts[i], " and ", ts[j]))
			}
		}
		var p Program
		at := make([]int, len(xs))
		for i, x := range xs {
			at[i] = p.Add(x)
		}
		p.Run(&c, rows)
		for i, x := range xs {
			v := p.Vector(at[i])
			if v == nil {
				continue
			}
			computed[names[i]]++
			for row := range rows {
				c.Row = row
				want, err := x.Eval(&c)
				if err != nil {
					t.Fatalf("seed %d, %s, row %d: %v, but a vector has %v", seed, names[i], row, err, v.V[row])
				}
				if got := v.Datum(row); !same(x.Type(), got, want) {
					t.Fatalf("seed %d, %s, row %d: got %s, want %s", seed, names[i], row, show(x.Type(), got), show(x.Type(), want))
				}
			}
		}
	}
	for _, name := range []string{"smallint+", "integer-", "bigint*", "double precision/", "numeric*", "numeric- of more", "numeric* of more", "double precision* of more", "smallint and bigint"} {
		if n := computed[name]; n < 50 || n == 300 {
			t.Errorf("%s: %d of 300 batches were computed", name, n)
		}
	}
}

func same(t *types.Type, a, b types.Datum) bool { return show(t, a) == show(t, b) }

func show(t *types.Type, d types.Datum) string {
	if d.IsNull() {
		return "NULL"
	}
	return fmt.Sprintf("%v %s", d.Kind(), types.AppendText(nil, t, d, nil))
}
