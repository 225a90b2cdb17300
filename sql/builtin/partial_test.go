package builtin

import (
	"github.com/isochrondb/isochron/sql/types"
	"slices"
	"testing"
)

// TestStatesAreKept puts the state of each aggregate aside in the midst of its rows, as groups
// are that don't fit in memory: it goes on as if nothing had happened.
func TestStatesAreKept(t *testing.T) {
	env := panicEnv()
	more := []string{"[1,3)", "(2,8]", "empty", "[2,)", "{[1,3),[5,9)}", "{(,7)}", "{}", "101", "110", `"x"`, "$1.50", "1 day"}
	of := func(typ *types.Type) []types.Datum {
		out := []types.Datum{types.Null}
		for _, s := range append(slices.Clone(samples), more...) {
			if d, err := types.DecodeText(typ, types.NoTypmod, s, env); err == nil {
				out = append(out, d)
			}
		}
		return append(out, types.Null)
	}
	seen := map[string]bool{}
	for _, row := range Catalog().Functions() {
		if row.Kind != KindAggregate {
			continue
		}
		for _, r := range []string{"int4", "num", "ts"} {
			f, err := ResolveFunction(row.Name, keptArgs(row.Args, r), false)
			if err != nil || f.NewAgg == nil {
				continue
			}
			if kind, _ := f.SetKind(); kind != PlainAggregate {
				continue // their rows wait to be sorted, and are put aside themselves
			}
			seen[row.Name] = true
			values := make([][]types.Datum, len(f.Args))
			n := 1
			for i, a := range f.Args {
				values[i] = of(a)
				n = max(n, len(values[i]))
			}
			keptState(t, f, values, n, env)
		}
	}
	for _, name := range []string{"range_agg", "range_intersect_agg", "bit_and", "jsonb_object_agg", "regr_r2", "stddev"} {
		if !seen[name] {
			t.Errorf("%s was not tried", name)
		}
	}
}

// keptArgs puts types in the place of polymorphic ones, ranges those of a family.
func keptArgs(args []*types.Type, ranges string) []*types.Type {
	out := concrete(args)
	for i, a := range args {
		switch a {
		case types.TAnyRange:
			out[i], _ = types.ByName(ranges + "range")
		case types.TAnyMultirange:
			out[i], _ = types.ByName(ranges + "multirange")
		}
	}
	return out
}

func keptState(t *testing.T, f *Function, values [][]types.Datum, n int, env *types.Env) {
	t.Helper()
	var rows [][]types.Datum
	for i := range n {
		args := make([]types.Datum, len(values))
		for k, v := range values {
			args[k] = v[i%len(v)]
		}
		if _, err := aggregated(f, append(slices.Clone(rows), args), env, -1); err == nil { // they go together
			rows = append(rows, args)
		}
	}
	want, err := aggregated(f, rows, env, -1)
	for cut := range len(rows) + 1 {
		got, gotErr := aggregated(f, rows, env, cut)
		if err != nil || gotErr != nil || types.String(f.Result, got, env) != types.String(f.Result, want, env) {
			t.Fatalf("%s of %v, put aside after %d of %d rows: %s (%v), want %s (%v)", f.Name, f.Args, cut, len(rows),
				types.String(f.Result, got, env), gotErr, types.String(f.Result, want, env), err)
		}
	}
}

// aggregated is the result over rows, of a state that is put aside after cut of them (-1: never).
func aggregated(f *Function, rows [][]types.Datum, env *types.Env, cut int) (types.Datum, error) {
	s := f.NewAgg()
	for i := range len(rows) + 1 {
		if i == cut {
			saved, err := SaveState(s, nil)
			if err != nil {
				return types.Null, err
			}
			s = f.NewAgg()
			if err := LoadState(env, s, saved); err != nil {
				return types.Null, err
			}
		}
		if i == len(rows) {
			break
		}
		if err := s.Add(env, rows[i]); err != nil {
			return types.Null, err
		}
	}
	return s.Result(env)
}
