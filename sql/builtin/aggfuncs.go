package builtin

import (
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/types"
)

// The functions of Postgres's own aggregates over numbers, which aggregates of users may name:
// they keep their state in an array, those of the system in an AggState.

// aggregateFuncBodies are the transition, combine and final functions.
func aggregateFuncBodies() map[string]body {
	out := map[string]body{
		"float8_accum":   {f2: spreadAccum},
		"float4_accum":   {f2: spreadAccum},
		"float8_combine": {f2: spreadCombine},
		"float8_regr_accum": {fn: func(env *types.Env, args []types.Datum) (types.Datum, error) {
			s, err := regressionOf("float8_regr_accum", args[0])
			if err == nil {
				err = s.Add(env, args[1:])
			}
			return s.array(), err
		}},
		"float8_regr_combine": {f2: pairCombine},
		"int8_avg": {f1: func(env *types.Env, a types.Datum) (types.Datum, error) {
			c, err := counted("int8_avg", a)
			if err != nil {
				return types.Null, err
			}
			return (&numericSum{n: c[0], small: c[1], avg: true}).Result(env)
		}},
		"int2int4_sum": {f1: func(_ *types.Env, a types.Datum) (types.Datum, error) {
			c, err := counted("int2int4_sum", a)
			if err != nil || c[0] == 0 {
				return types.Null, err
			}
			return types.Int(c[1]), nil
		}},
		"int8_sum": {f2: func(_ *types.Env, a, b types.Datum) (types.Datum, error) {
			switch {
			case b.IsNull():
				return a, nil
			case a.IsNull():
				return types.NumericInt(b.Int()), nil
			}
			return types.NumericAdd(a, types.NumericInt(b.Int()))
		}},
		"int8inc_any": {f2: func(_ *types.Env, a, _ types.Datum) (types.Datum, error) {
			v, err := AddInt8(a.Int(), 1)
			return types.Int(v), err
		}},
		"int8inc_float8_float8": {fn: func(_ *types.Env, args []types.Datum) (types.Datum, error) {
			v, err := AddInt8(args[0].Int(), 1)
			return types.Int(v), err
		}},
	}
	for _, t := range []string{"int2", "int4"} {
		out[t+"_sum"] = body{f2: sumOrNull}
		out[t+"_avg_accum"] = body{f2: func(_ *types.Env, a, b types.Datum) (types.Datum, error) {
			return countIn(t+"_avg_accum", a, 1, b.Int())
		}}
		out[t+"_avg_accum_inv"] = body{f2: func(_ *types.Env, a, b types.Datum) (types.Datum, error) {
			return countIn(t+"_avg_accum_inv", a, -1, -b.Int())
		}}
	}
	for _, name := range []string{"avg", "var_pop", "var_samp", "stddev_pop", "stddev_samp"} {
		out["float8_"+name] = body{f1: func(env *types.Env, a types.Datum) (types.Datum, error) {
			s, err := spreadOf("float8_"+name, a)
			if err != nil {
				return types.Null, err
			}
			s.name = name
			return s.Result(env)
		}}
	}
	for _, name := range []string{"corr", "covar_pop", "covar_samp", "regr_avgx", "regr_avgy", "regr_intercept", "regr_r2", "regr_slope", "regr_sxx", "regr_sxy", "regr_syy"} {
		out["float8_"+name] = body{f1: func(env *types.Env, a types.Datum) (types.Datum, error) {
			s, err := regressionOf("float8_"+name, a)
			if err != nil {
				return types.Null, err
			}
			s.name = name
			return s.Result(env)
		}}
	}
	return out
}

// sumOrNull adds what is known.
func sumOrNull(_ *types.Env, a, b types.Datum) (types.Datum, error) {
	switch {
	case b.IsNull():
		return a, nil
	case a.IsNull():
		return b, nil
	}
	v, err := AddInt8(a.Int(), b.Int())
	return types.Int(v), err
}

// stateFloats are the n numbers of a state.
func stateFloats(name string, d types.Datum, n int) ([]float64, error) {
	items := d.Array().Items
	if len(d.Array().Dims) != 1 || len(items) != n {
		return nil, pgerror.New(pgerror.InvalidParameterValue, "%s: expected %d-element float8 array", name, n)
	}
	out := make([]float64, n)
	for i, x := range items {
		if x.IsNull() {
			return nil, pgerror.New(pgerror.InvalidParameterValue, "%s: expected %d-element float8 array", name, n)
		}
		out[i] = x.Float()
	}
	return out, nil
}

func floatArray(v ...float64) types.Datum {
	items := make([]types.Datum, len(v))
	for i := range v {
		items[i] = types.Float(v[i])
	}
	return types.NewArray(types.ArrayOf(types.TFloat8, items))
}

func spreadOf(name string, d types.Datum) (*floatSpread, error) {
	v, err := stateFloats(name, d, 3)
	if err != nil {
		return nil, err
	}
	return &floatSpread{n: v[0], sx: v[1], sxx: v[2]}, nil
}

func spreadAccum(env *types.Env, a, b types.Datum) (types.Datum, error) {
	s, err := spreadOf("float8_accum", a)
	if err == nil {
		err = s.Add(env, []types.Datum{b})
	}
	if err != nil {
		return types.Null, err
	}
	return floatArray(s.n, s.sx, s.sxx), nil
}

func spreadCombine(env *types.Env, a, b types.Datum) (types.Datum, error) {
	s, err := spreadOf("float8_combine", a)
	if err != nil {
		return types.Null, err
	}
	o, err := spreadOf("float8_combine", b)
	if err == nil {
		err = s.Merge(env, o)
	}
	if err != nil {
		return types.Null, err
	}
	return floatArray(s.n, s.sx, s.sxx), nil
}

func regressionOf(name string, d types.Datum) (*pairState, error) {
	v, err := stateFloats(name, d, 6)
	if err != nil {
		return &pairState{}, err
	}
	return &pairState{n: v[0], sx: v[1], sxx: v[2], sy: v[3], syy: v[4], sxy: v[5]}, nil
}

func (s *pairState) array() types.Datum { return floatArray(s.n, s.sx, s.sxx, s.sy, s.syy, s.sxy) }

func pairCombine(env *types.Env, a, b types.Datum) (types.Datum, error) {
	s, err := regressionOf("float8_regr_combine", a)
	if err != nil {
		return types.Null, err
	}
	o, err := regressionOf("float8_regr_combine", b)
	if err == nil {
		err = s.Merge(env, o)
	}
	return s.array(), err
}

// counted is a state of a count and a sum.
func counted(name string, d types.Datum) ([2]int64, error) {
	items := d.Array().Items
	if len(items) != 2 || items[0].IsNull() || items[1].IsNull() {
		return [2]int64{}, pgerror.New(pgerror.InvalidParameterValue, "%s: expected 2-element int8 array", name)
	}
	return [2]int64{items[0].Int(), items[1].Int()}, nil
}

func countIn(name string, state types.Datum, n, v int64) (types.Datum, error) {
	c, err := counted(name, state)
	if err != nil {
		return types.Null, err
	}
	return types.NewArray(types.ArrayOf(types.TInt8, []types.Datum{types.Int(c[0] + n), types.Int(c[1] + v)})), nil
}
