package types

import (
	"math"
	"math/rand/v2"
	"strings"
	"testing"
)

// movingAggregates are those of which rows can be taken away, with draws of their arguments.
var movingAggregates = []struct {
	name string
	t    *Type
	draw func(*rand.Rand) Datum
}{
	{"count", TInt4, drawInt},
	{"sum", TInt4, drawInt}, {"sum", TInt8, drawInt}, {"sum", TNumeric, drawNumeric}, {"sum", TInterval, drawInterval},
	{"avg", TInt4, drawInt}, {"avg", TInt8, drawInt}, {"avg", TNumeric, drawNumeric}, {"avg", TInterval, drawInterval},
	{"bool_and", TBool, drawBool}, {"bool_or", TBool, drawBool}, {"every", TBool, drawBool},
	{"stddev", TInt4, drawInt}, {"variance", TNumeric, drawNumeric}, {"var_pop", TInt8, drawInt}, {"stddev_pop", TNumeric, drawNumeric},
}

func drawInt(rng *rand.Rand) Datum {
	if rng.IntN(10) == 0 {
		return Int(math.MaxInt32)
	}
	return Int(rng.Int64N(100) - 50)
}

func drawNumeric(rng *rand.Rand) Datum {
	switch rng.IntN(40) {
	case 0:
		return numericNaN
	case 1:
		return numericInf
	case 2:
		return numericNegInf
	case 3:
		return numericBig(pow10(30), 12)
	}
	return NumericSmall(rng.Int64N(1000)-500, rng.Int32N(4))
}

func drawInterval(rng *rand.Rand) Datum {
	return NewInterval(Interval{Micros: rng.Int64N(1e9), Days: rng.Int32N(50) - 25, Months: rng.Int32N(5)})
}

func drawBool(rng *rand.Rand) Datum { return Bool(rng.IntN(4) > 0) }

// shown is a result as it is printed.
func shown(t *testing.T, f *Function, s AggState) string {
	t.Helper()
	d, err := s.Result(NewEnv())
	if err != nil {
		return err.Error()
	}
	if d.IsNull() {
		return "NULL"
	}
	return string(AppendText(nil, f.Result, d, NewEnv()))
}

// TestMovingStates takes rows away from aggregates, and compares with aggregates over what is
// left.
func TestMovingStates(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	env := NewEnv()
	for _, a := range movingAggregates {
		f, err := ResolveFunction(a.name, []*Type{a.t}, false)
		if err != nil {
			t.Fatal(err)
		}
		taken := 0
		for range 60 {
			var rows []Datum
			s := Moving(f)
			if s == nil {
				t.Fatalf("%s(%s) has no moving state", a.name, a.t)
			}
			again := func(rows []Datum, s AggState) AggState {
				for _, d := range rows {
					if err := s.Add(env, []Datum{d}); err != nil {
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
					d := Null
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
		if f, err := ResolveFunction(name, []*Type{TFloat8}, false); err != nil || Moving(f) != nil {
			t.Errorf("%s of floating point numbers: rows can't be taken away (%v)", name, err)
		}
	}
}

// TestResultsStay: what a state gave stays as it is when more rows are added.
func TestResultsStay(t *testing.T) {
	env := NewEnv()
	for _, tt := range []struct {
		name string
		args []*Type
		row  func(i int) []Datum
	}{
		{"string_agg", []*Type{TText, TText}, func(i int) []Datum { return []Datum{Text(strings.Repeat("a", i)), Text(",")} }},
		{"array_agg", []*Type{TInt4}, func(i int) []Datum { return []Datum{Int(int64(i))} }},
		{"max", []*Type{TText}, func(i int) []Datum { return []Datum{Text(strings.Repeat("a", i))} }},
		{"sum", []*Type{TNumeric}, func(i int) []Datum { return []Datum{NumericSmall(int64(i), 2)} }},
	} {
		f, err := ResolveFunction(tt.name, tt.args, false)
		if err != nil {
			t.Fatal(err)
		}
		s := f.NewAgg()
		var results []Datum
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
			if text := string(AppendText(nil, f.Result, d, env)); text != texts[i] {
				t.Errorf("%s: result %d was %s and is %s", tt.name, i, texts[i], text)
			}
		}
	}
}
