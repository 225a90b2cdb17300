package builtin

import (
	"github.com/isochrondb/isochron/sql/types"
	"math"
	"math/rand/v2"
	"strings"
	"testing"
)

// movingAggregates are those of which rows can be taken away, with draws of their arguments.
var movingAggregates = []struct {
	name string
	t    *types.Type
	draw func(*rand.Rand) types.Datum
}{
	{"count", types.TInt4, drawInt},
	{"sum", types.TInt4, drawInt}, {"sum", types.TInt8, drawInt}, {"sum", types.TNumeric, drawNumeric}, {"sum", types.TInterval, drawInterval},
	{"avg", types.TInt4, drawInt}, {"avg", types.TInt8, drawInt}, {"avg", types.TNumeric, drawNumeric}, {"avg", types.TInterval, drawInterval},
	{"bool_and", types.TBool, drawBool}, {"bool_or", types.TBool, drawBool}, {"every", types.TBool, drawBool},
	{"stddev", types.TInt4, drawInt}, {"variance", types.TNumeric, drawNumeric}, {"var_pop", types.TInt8, drawInt}, {"stddev_pop", types.TNumeric, drawNumeric},
}

func drawInt(rng *rand.Rand) types.Datum {
	if rng.IntN(10) == 0 {
		return types.Int(math.MaxInt32)
	}
	return types.Int(rng.Int64N(100) - 50)
}

func drawNumeric(rng *rand.Rand) types.Datum {
	switch rng.IntN(40) {
	case 0:
		return types.NumericNaN()
	case 1:
		return types.NumericInf(false)
	case 2:
		return types.NumericInf(true)
	case 3:
		return types.NumericBig(types.Pow10(30), 12)
	}
	return types.NumericSmall(rng.Int64N(1000)-500, rng.Int32N(4))
}

func drawInterval(rng *rand.Rand) types.Datum {
	return types.NewInterval(types.Interval{Micros: rng.Int64N(1e9), Days: rng.Int32N(50) - 25, Months: rng.Int32N(5)})
}

func drawBool(rng *rand.Rand) types.Datum { return types.Bool(rng.IntN(4) > 0) }

// shown is a result as it is printed.
func shown(t *testing.T, f *Function, s AggState) string {
	t.Helper()
	d, err := s.Result(types.NewEnv())
	if err != nil {
		return err.Error()
	}
	if d.IsNull() {
		return "NULL"
	}
	return string(types.AppendText(nil, f.Result, d, types.NewEnv()))
}

// TestMovingStates takes rows away from aggregates, and compares with aggregates over what is
// left.
func TestMovingStates(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	env := types.NewEnv()
	for _, a := range movingAggregates {
		f, err := ResolveFunction(a.name, []*types.Type{a.t}, false)
		if err != nil {
			t.Fatal(err)
		}
		taken := 0
		for range 60 {
			var rows []types.Datum
			s := Moving(f)
			if s == nil {
				t.Fatalf("%s(%s) has no moving state", a.name, a.t)
			}
			again := func(rows []types.Datum, s AggState) AggState {
				for _, d := range rows {
					if err := s.Add(env, []types.Datum{d}); err != nil {
						t.Fatal(err)
					}
				}
				return s
			}
			for range 60 {
				if len(rows) > 0 && rng.IntN(5) < 2 {
					left, err := s.Remove(env, rows[:1])
					if err != nil {
						t.Fatal(err)
					}
					if rows = rows[1:]; left {
						taken++
					} else {
						s = again(rows, Moving(f)).(MovingState)
					}
				} else {
					d := types.Null
					if rng.IntN(6) > 0 {
						d = a.draw(rng)
					}
					rows = append(rows, d)
					again(rows[len(rows)-1:], s)
				}
				if got, want := shown(t, f, s), shown(t, f, again(rows, f.NewAgg())); got != want {
					t.Fatalf("%s(%s) over %d rows: got %s, want %s", a.name, a.t, len(rows), got, want)
				}
			}
		}
		if taken < 500 {
			t.Errorf("%s(%s): only %d rows were taken away", a.name, a.t, taken)
		}
	}
	for _, name := range []string{"sum", "avg"} {
		if f, err := ResolveFunction(name, []*types.Type{types.TFloat8}, false); err != nil || Moving(f) != nil {
			t.Errorf("%s of floating point numbers: rows can't be taken away (%v)", name, err)
		}
	}
}

// TestResultsStay: what a state gave stays as it is when more rows are added.
func TestResultsStay(t *testing.T) {
	env := types.NewEnv()
	for _, tt := range []struct {
		name string
		args []*types.Type
		row  func(i int) []types.Datum
	}{
		{"string_agg", []*types.Type{types.TText, types.TText}, func(i int) []types.Datum { return []types.Datum{types.Text(strings.Repeat("a", i)), types.Text(",")} }},
		{"array_agg", []*types.Type{types.TInt4}, func(i int) []types.Datum { return []types.Datum{types.Int(int64(i))} }},
		{"max", []*types.Type{types.TText}, func(i int) []types.Datum { return []types.Datum{types.Text(strings.Repeat("a", i))} }},
		{"sum", []*types.Type{types.TNumeric}, func(i int) []types.Datum { return []types.Datum{types.NumericSmall(int64(i), 2)} }},
	} {
		f, err := ResolveFunction(tt.name, tt.args, false)
		if err != nil {
			t.Fatal(err)
		}
		s := f.NewAgg()
		var results []types.Datum
		var texts []string
		for i := range 20 {
			if err := s.Add(env, tt.row(i)); err != nil {
				t.Fatal(err)
			}
			d, err := s.Result(env)
			if err != nil {
				t.Fatal(err)
			}
			results, texts = append(results, d), append(texts, shown(t, f, s))
		}
		for i, d := range results {
			if text := string(types.AppendText(nil, f.Result, d, env)); text != texts[i] {
				t.Errorf("%s: result %d was %s and is %s", tt.name, i, texts[i], text)
			}
		}
	}
}
