package types

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/isochrondb/isochron/sql/pgerror"
)

// samples are texts that many types read, odd ones among them.
var samples = []string{
	"", "0", "1", "-1", "3", "65535", "9223372036854775807", "-9223372036854775808", "1e300", "NaN", "Infinity", "-0.0", "0.5", "a", "abc", "%", `\`, "äöü", "\x01",
	"t", "f", "2020-02-29", "infinity", "-infinity", "4713-01-01 BC", "294276-12-31 23:59:59", "2020-01-02 10:11:12.5+05", "24:00:00", "1 year -2 mons 3 days 04:05:06",
	"-178000000 years", "{}", "{1,NULL,3}", "[0:1]={1,2}", "{{a,b},{c,d}}", `\xdeadbeef`, "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11", "YYYY-MM-DD", "FM9,999.99", "(", "[[:alpha:]]+", "month", "UTC", "hex", "NFC",
	`{"a": [1, null, "x"]}`, "1 2 3",
}

// samplesOf are the values of typ among the samples, at most most of them.
func samplesOf(typ *Type, most int, env *Env) []Datum {
	out := []Datum{Null}
	for _, s := range samples {
		if d, err := DecodeText(typ, NoTypmod, s, env); err == nil && len(out) < most {
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
		args := []*Type{row.Right}
		var left *Type
		if row.Left != nil {
			args = []*Type{row.Left, row.Right}
		}
		args = concrete(args)
		if row.Left != nil {
			left = args[0]
		}
		op, err := ResolveOperator(row.Name, left, args[len(args)-1])
		if err != nil || op.Fn == nil {
			continue
		}
		f := &Function{Name: row.Name, Args: []*Type{op.Right}, Result: op.Result, Strict: op.Strict,
			Fn: func(env *Env, d []Datum) (Datum, error) { return op.Fn(env, Null, d[0]) }}
		if op.Left != nil {
			f.Args = []*Type{op.Left, op.Right}
			f.Fn = func(env *Env, d []Datum) (Datum, error) { return op.Fn(env, d[0], d[1]) }
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
				f := &Function{Name: "cast to " + to.Name, Args: []*Type{from}, Result: to, Strict: true,
					Fn: func(env *Env, d []Datum) (Datum, error) { return c.Fn(env, d[0], NoTypmod, explicit) }}
				calls += callAll(t, f, len(samples)+1, env)
			}
		}
	}
	t.Logf("%d calls", calls)
}

func panicEnv() *Env {
	env := NewEnv()
	env.Random = rand.New(rand.NewPCG(1, 2))
	return env
}

// callAll calls f with all combinations of up to most samples of each argument.
func callAll(t *testing.T, f *Function, most int, env *Env) (calls int) {
	values := make([][]Datum, len(f.Args))
	for i, a := range f.Args {
		values[i] = samplesOf(a, most, env)
	}
	combine(values, make([]Datum, len(f.Args)), 0, func(args []Datum) {
		calls++
		if why := callSafely(f, env, args); why != nil {
			t.Errorf("%s: %v", describe(f, args, env), why)
		}
	})
	return calls
}

// concrete puts a type in the place of each polymorphic one.
func concrete(args []*Type) []*Type {
	out := make([]*Type, len(args))
	for i, a := range args {
		switch {
		case !a.IsPseudo():
			out[i] = a
		case a.OID == OIDAnyArray || a.Name == "anycompatiblearray":
			out[i] = TInt4Array
		default:
			out[i] = TInt4
		}
	}
	return out
}

func combine(values [][]Datum, args []Datum, i int, call func([]Datum)) {
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
func callSafely(f *Function, env *Env, args []Datum) (why any) {
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
		var d Datum
		if d, err = f.Fn(env, args); err == nil && !d.IsNull() && !f.Result.IsPseudo() {
			_ = String(f.Result, d, env)
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

func describe(f *Function, args []Datum, env *Env) string {
	s := f.Name + "("
	for i, a := range args {
		if i > 0 {
			s += ", "
		}
		if a.IsNull() {
			s += "NULL"
		} else {
			s += fmt.Sprintf("%q::%s", String(f.Args[i], a, env), f.Args[i])
		}
	}
	return s + ")"
}
