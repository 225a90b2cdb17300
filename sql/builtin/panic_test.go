package builtin

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/types"
)

// samples are texts that many types read, odd ones among them.
var samples = []string{
	"", "0", "1", "-1", "3", "65535", "9223372036854775807", "-9223372036854775808", "1e300", "NaN", "Infinity", "-0.0", "0.5", "a", "abc", "%", `\`, "äöü", "\x01",
	"t", "f", "2020-02-29", "infinity", "-infinity", "4713-01-01 BC", "294276-12-31 23:59:59", "2020-01-02 10:11:12.5+05", "24:00:00", "1 year -2 mons 3 days 04:05:06",
	"-178000000 years", "{}", "{1,NULL,3}", "[0:1]={1,2}", "{{a,b},{c,d}}", `\xdeadbeef`, "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11", "YYYY-MM-DD", "FM9,999.99", "(", "[[:alpha:]]+", "month", "UTC", "hex", "NFC",
	`{"a": [1, null, "x"]}`, "1 2 3",
}

// samplesOf are the values of typ among the samples, at most most of them.
func samplesOf(typ *types.Type, most int, env *types.Env) []types.Datum {
	out := []types.Datum{types.Null}
	for _, s := range samples {
		if d, err := types.DecodeText(typ, types.NoTypmod, s, env); err == nil && len(out) < most {
			out = append(out, d)
		}
	}
	return out
}

// TestNoFunctionPanics calls every function with samples of its arguments' types, and
// with its last ones left to their defaults: an answer or an error, never a panic,
// which would cost the client its connection.
func TestNoFunctionPanics(t *testing.T) {
	env := panicEnv()
	reg := Catalog()
	calls := 0
	for _, row := range reg.Functions() {
		for left := 0; left <= row.Defaults; left++ {
			args := concrete(row.Args[:len(row.Args)-left])
			f, err := reg.ResolveFunction(row.Name, args, false)
			if err != nil || f.Fn == nil && f.Set == nil && f.NewAgg == nil {
				continue
			}
			calls += callAll(t, f, []int{1, 40, 14, 6, 4, 3, 2}[min(len(f.Args), 6)], env)
		}
	}
	t.Logf("%d calls", calls)
}

// TestNoOperatorPanics does the same with operators, TestNoCastPanics with casts.
func TestNoOperatorPanics(t *testing.T) {
	env := panicEnv()
	calls := 0
	for _, row := range Catalog().Operators() {
		args := []*types.Type{row.Right}
		var left *types.Type
		if row.Left != nil {
			args = []*types.Type{row.Left, row.Right}
		}
		args = concrete(args)
		if row.Left != nil {
			left = args[0]
		}
		op, err := ResolveOperator(row.Name, left, args[len(args)-1])
		if err != nil || op.Fn == nil {
			continue
		}
		f := &Function{Name: row.Name, Args: []*types.Type{op.Right}, Result: op.Result, Strict: op.Strict,
			Fn: func(env *types.Env, d []types.Datum) (types.Datum, error) { return op.Fn(env, types.Null, d[0]) }}
		if op.Left != nil {
			f.Args = []*types.Type{op.Left, op.Right}
			f.Fn = func(env *types.Env, d []types.Datum) (types.Datum, error) { return op.Fn(env, d[0], d[1]) }
		}
		calls += callAll(t, f, 40, env)
	}
	t.Logf("%d calls", calls)
}

func TestNoCastPanics(t *testing.T) {
	env := panicEnv()
	calls := 0
	for _, from := range fuzzed() {
		for _, to := range fuzzed() {
			c, ok := FindCast(from, to, Explicit)
			if !ok {
				continue
			}
			for _, explicit := range []bool{false, true} {
				f := &Function{Name: "cast to " + to.Name, Args: []*types.Type{from}, Result: to, Strict: true,
					Fn: func(env *types.Env, d []types.Datum) (types.Datum, error) {
						return c.Fn(env, d[0], types.NoTypmod, explicit)
					}}
				calls += callAll(t, f, len(samples)+1, env)
			}
		}
	}
	t.Logf("%d calls", calls)
}

func panicEnv() *types.Env {
	env := types.NewEnv()
	env.Random = rand.New(rand.NewPCG(1, 2))
	return env
}

// callAll calls f with all combinations of up to most samples of each argument.
func callAll(t *testing.T, f *Function, most int, env *types.Env) (calls int) {
	values := make([][]types.Datum, len(f.Args))
	for i, a := range f.Args {
		values[i] = samplesOf(a, most, env)
	}
	combine(values, make([]types.Datum, len(f.Args)), 0, func(args []types.Datum) {
		calls++
		if f.Result == types.TTrigger { // which Postgres refuses as XX000
			return
		}
		if why := callSafely(f, env, args); why != nil {
			t.Errorf("%s: %v", describe(f, args, env), why)
		}
	})
	return calls
}

// concrete puts a type in the place of each polymorphic one.
func concrete(args []*types.Type) []*types.Type {
	out := make([]*types.Type, len(args))
	for i, a := range args {
		switch {
		case !a.IsPseudo():
			out[i] = a
		case a.OID == types.OIDAnyArray || a.Name == "anycompatiblearray":
			out[i] = types.TInt4Array
		default:
			out[i] = types.TInt4
		}
	}
	return out
}

func combine(values [][]types.Datum, args []types.Datum, i int, call func([]types.Datum)) {
	if i == len(values) {
		call(args)
		return
	}
	for _, v := range values[i] {
		args[i] = v
		combine(values, args, i+1, call)
	}
}

// callSafely returns what must not happen.
func callSafely(f *Function, env *types.Env, args []types.Datum) (why any) {
	defer func() {
		if p := recover(); p != nil {
			why = p
		}
	}()
	if f.Strict && f.Kind != KindAggregate {
		for _, a := range args {
			if a.IsNull() {
				return nil
			}
		}
	}
	var err error
	switch {
	case f.Fn != nil:
		var d types.Datum
		if d, err = f.Fn(env, args); err == nil && !d.IsNull() && !f.Result.IsPseudo() {
			_ = types.String(f.Result, d, env)
		}
	case f.Set != nil:
		it, e := f.Set(env, args)
		for n := 0; e == nil && n < 5; n++ {
			var ok bool
			if _, ok, e = it(); !ok {
				break
			}
		}
		err = e
	default:
		s := f.NewAgg()
		if err = s.Add(env, args); err == nil {
			_, err = s.Result(env)
		}
	}
	if err != nil && pgerror.Code(err) == pgerror.InternalError {
		return err
	}
	return nil
}

func describe(f *Function, args []types.Datum, env *types.Env) string {
	s := f.Name + "("
	for i, a := range args {
		if i > 0 {
			s += ", "
		}
		if a.IsNull() {
			s += "NULL"
		} else {
			s += fmt.Sprintf("%q::%s", types.String(f.Args[i], a, env), f.Args[i])
		}
	}
	return s + ")"
}
