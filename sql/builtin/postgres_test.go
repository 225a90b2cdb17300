package builtin_test

import (
	"encoding/hex"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/isochrondb/isochron/sql/builtin"
	"github.com/isochrondb/isochron/sql/builtin/typetest"
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/types"
)

// testEnv is a session in the zone that the answers were made in.
func testEnv(t testing.TB) *types.Env {
	t.Helper()
	env := types.NewEnv()
	loc, err := time.LoadLocation("America/New_York")
	if err != nil {
		t.Fatal(err)
	}
	env.Location, env.TimeZone = loc, "America/New_York"
	return env
}

// TestPostgres holds the package against what a Postgres server answered.
func TestPostgres(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatalf("no cases: %v", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txt"), func(t *testing.T) {
			src, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			cases, err := typetest.Parse(string(src))
			if err != nil {
				t.Fatal(err)
			}
			env := testEnv(t)
			for _, c := range cases {
				if got := answer(env, c); got != c.Want {
					t.Errorf("%s\n got %s\nwant %s", c.Line, got, c.Want)
				}
			}
		})
	}
}

// answer evaluates a case and writes the result as the server's was.
func answer(env *types.Env, c typetest.Case) string {
	typ, d, err := evaluate(env, c)
	if err != nil {
		e := pgerror.From(err)
		return strings.ReplaceAll(fmt.Sprintf("! %s %s", e.Code, e.Message), "\n", `\n`)
	}
	text := typetest.Null
	if !d.IsNull() {
		text = types.String(typ, d, env)
	}
	return strings.ReplaceAll(fmt.Sprintf("= %s\t%s", typ, text), "\n", `\n`)
}

type value struct {
	t *types.Type
	d types.Datum
}

func operand(env *types.Env, a typetest.Arg) (value, error) {
	t, typmod := types.TUnknown, types.NoTypmod
	if a.Type != "" {
		var err error
		if t, typmod, err = types.ParseType(a.Type); err != nil {
			return value{}, err
		}
	}
	if a.Text == typetest.Null {
		return value{t, types.Null}, nil
	}
	cast, _ := builtin.FindCast(types.TUnknown, t, builtin.Explicit)
	if t == types.TUnknown {
		return value{t, types.Text(a.Text)}, nil
	}
	d, err := cast.Fn(env, types.Text(a.Text), typmod, true)
	return value{t, d}, err
}

func evaluate(env *types.Env, c typetest.Case) (*types.Type, types.Datum, error) {
	var vals []value
	for _, a := range c.Args {
		if a.Bare {
			continue
		}
		v, err := operand(env, a)
		if err != nil {
			return nil, types.Null, err
		}
		vals = append(vals, v)
	}
	switch c.Kind {
	case "io":
		return vals[0].t, vals[0].d, nil
	case "bin":
		b, err := types.AppendBinary(nil, vals[0].t, vals[0].d, env)
		if err != nil {
			return nil, types.Null, err
		}
		back, err := types.DecodeBinary(vals[0].t, types.NoTypmod, b, env)
		if err != nil || types.String(vals[0].t, back, env) != types.String(vals[0].t, vals[0].d, env) {
			return nil, types.Null, fmt.Errorf("binary form reads back as %s (%v)", types.String(vals[0].t, back, env), err)
		}
		return types.TText, types.Text(hex.EncodeToString(b)), nil
	case "cast":
		return castCase(env, vals[0], c.Args[1].Type)
	case "op":
		return operatorCase(env, c.Name, vals)
	case "agg":
		return aggregateCase(env, c.Name, vals)
	}
	return functionCase(env, c, vals)
}

func castCase(env *types.Env, v value, to string) (*types.Type, types.Datum, error) {
	t, typmod, err := types.ParseType(to)
	if err != nil {
		return nil, types.Null, err
	}
	cast, ok := builtin.FindCast(v.t, t, builtin.Explicit)
	if !ok {
		return nil, types.Null, pgerror.New(pgerror.CannotCoerce, "cannot cast type %s to %s", v.t, t)
	}
	d, err := cast.Fn(env, v.d, typmod, true)
	return t, d, err
}

// coerce casts a call's operand to what the overload takes.
func coerce(env *types.Env, v value, to *types.Type) (types.Datum, error) {
	if to == types.TAny {
		return v.d, nil
	}
	cast, ok := builtin.FindCast(v.t, to, builtin.Implicit)
	if !ok {
		return types.Null, fmt.Errorf("no implicit cast from %s to %s", v.t, to)
	}
	return cast.Fn(env, v.d, types.NoTypmod, false)
}

func operatorCase(env *types.Env, name string, vals []value) (*types.Type, types.Datum, error) {
	var left *types.Type
	right := vals[len(vals)-1]
	if len(vals) == 2 {
		left = vals[0].t
	}
	op, err := builtin.ResolveOperator(name, left, right.t)
	if err != nil {
		return nil, types.Null, err
	}
	b, err := coerce(env, right, op.Right)
	if err != nil {
		return nil, types.Null, err
	}
	a := types.Null
	if left != nil {
		if a, err = coerce(env, vals[0], op.Left); err != nil {
			return nil, types.Null, err
		}
	}
	if op.Strict && (b.IsNull() || left != nil && a.IsNull()) {
		return op.Result, types.Null, nil
	}
	d, err := op.Fn(env, a, b)
	return op.Result, d, err
}

func functionCase(env *types.Env, c typetest.Case, vals []value) (*types.Type, types.Datum, error) {
	ts := make([]*types.Type, len(vals))
	for i, v := range vals {
		ts[i] = v.t
	}
	f, err := builtin.ResolveFunction(c.Name, ts, false)
	if err != nil {
		return nil, types.Null, err
	}
	result := f.Result
	if c.Kind == "set" && !result.IsArray() {
		result = f.Result.ArrayType()
	}
	args := make([]types.Datum, len(vals))
	null := false
	for i, v := range vals {
		if args[i], err = coerce(env, v, f.Args[i]); err != nil {
			return nil, types.Null, err
		}
		null = null || args[i].IsNull()
	}
	if f.Strict && null {
		return result, types.Null, nil
	}
	if c.Kind == "set" {
		d, err := gather(env, f, args)
		return result, d, err
	}
	d, err := f.Fn(env, args)
	return result, d, err
}

func gather(env *types.Env, f *builtin.Function, args []types.Datum) (types.Datum, error) {
	next, err := f.Set(env, args)
	if err != nil {
		return types.Null, err
	}
	var items []types.Datum
	for {
		d, ok, err := next()
		if err != nil {
			return types.Null, err
		}
		if !ok {
			break
		}
		items = append(items, d)
	}
	if items == nil {
		return types.Null, nil
	}
	if f.Result.IsArray() {
		return builtin.BuildArray(f.Result.Elem(), items, true)
	}
	return types.NewArray(types.ArrayOf(f.Result, items)), nil
}

// joinParts aggregates in two states that travel: it must give what whole has given.
func joinParts(env *types.Env, f *builtin.Function, vals []value, d types.Datum) error {
	if _, ok := f.NewAgg().(builtin.Portable); !ok {
		return nil
	}
	total := f.NewAgg().(builtin.Portable)
	for _, half := range [][]value{vals[:len(vals)/2], vals[len(vals)/2:]} {
		s := f.NewAgg().(builtin.Portable)
		for _, v := range half {
			d, err := coerce(env, v, f.Args[0])
			if err != nil {
				return err
			}
			if err := s.Add(env, []types.Datum{d}); err != nil {
				return err
			}
		}
		part, err := s.Part(nil)
		if err != nil {
			return err
		}
		if got := len(s.PartTypes()); got != len(part) {
			return fmt.Errorf("%d parts, %d types", len(part), got)
		}
		for i, t := range s.PartTypes() {
			if !part[i].IsNull() && part[i].Kind() != t.Kind() {
				return fmt.Errorf("part %d is no %s", i, t)
			}
		}
		if err := total.AddPart(env, part); err != nil {
			return err
		}
	}
	got, err := total.Result(env)
	if err != nil {
		return err
	}
	if a, b := types.String(f.Result, d, env), types.String(f.Result, got, env); a != b && f.Result.Kind() != types.KindFloat {
		return fmt.Errorf("joined parts give %s, one state %s", b, a)
	}
	return nil
}

// aggregateCase aggregates the values in one state, and again in two that are
// merged: both must agree.
func aggregateCase(env *types.Env, name string, vals []value) (*types.Type, types.Datum, error) {
	f, err := builtin.ResolveFunction(name, []*types.Type{vals[0].t}, false)
	if err != nil {
		return nil, types.Null, err
	}
	whole, left, right := f.NewAgg(), f.NewAgg(), f.NewAgg()
	for i, v := range vals {
		d, err := coerce(env, v, f.Args[0])
		if err != nil {
			return nil, types.Null, err
		}
		part := left
		if i >= len(vals)/2 {
			part = right
		}
		for _, s := range []builtin.AggState{whole, part} {
			if err := s.Add(env, []types.Datum{d}); err != nil {
				return nil, types.Null, err
			}
		}
	}
	d, err := whole.Result(env)
	if err != nil {
		return nil, types.Null, err
	}
	if err := left.Merge(env, right); err != nil {
		return nil, types.Null, err
	}
	merged, err := left.Result(env)
	if err != nil {
		return nil, types.Null, err
	}
	if err := joinParts(env, f, vals, d); err != nil {
		return nil, types.Null, err
	}
	exact := f.Result.Kind() != types.KindFloat // floats may differ in the last digit
	if a, b := types.String(f.Result, d, env), types.String(f.Result, merged, env); a != b && exact {
		return nil, types.Null, fmt.Errorf("merged states give %s, one state %s", b, a)
	}
	return f.Result, d, nil
}
