package types

import "github.com/isochrondb/isochron/sql/pgerror"

// The functions of Postgres's own aggregates over numbers, which aggregates of users may name:
// they keep their state in an array, those of the system in an AggState.

// aggregateFuncBodies are the transition, combine and final functions.
func aggregateFuncBodies() map[string]body {
	out := map[string]body{
		"float8_accum":   {f2: spreadAccum},
		"float4_accum":   {f2: spreadAccum},
		"float8_combine": {f2: spreadCombine},
		"float8_regr_accum": {fn: func(env *Env, args []Datum) (Datum, error) {
			s, err := regressionOf("float8_regr_accum", args[0])
			if err == nil {
				err = s.Add(env, args[1:])
			}
			return s.array(), err
		}},
		"float8_regr_combine": {f2: pairCombine},
		"int8_avg": {f1: func(env *Env, a Datum) (Datum, error) {
			c, err := counted("int8_avg", a)
			if err != nil {
				return Null, err
			}
			return (&numericSum{n: c[0], small: c[1], avg: true}).Result(env)
		}},
		"int2int4_sum": {f1: func(_ *Env, a Datum) (Datum, error) {
			c, err := counted("int2int4_sum", a)
			if err != nil || c[0] == 0 {
				return Null, err
			}
			return Int(c[1]), nil
		}},
		"int8_sum": {f2: func(_ *Env, a, b Datum) (Datum, error) {
			switch {
			case b.IsNull():
				return a, nil
			case a.IsNull():
				return NumericInt(b.Int()), nil
			}
			return NumericAdd(a, NumericInt(b.Int()))
		}},
		"int8inc_any":           {f2: func(_ *Env, a, _ Datum) (Datum, error) { v, err := AddInt8(a.Int(), 1); return Int(v), err }},
		"int8inc_float8_float8": {fn: func(_ *Env, args []Datum) (Datum, error) { v, err := AddInt8(args[0].Int(), 1); return Int(v), err }},
	}
	for _, t := range []string{"int2", "int4"} {
		out[t+"_sum"] = body{f2: sumOrNull}
		out[t+"_avg_accum"] = body{f2: func(_ *Env, a, b Datum) (Datum, error) { return countIn(t+"_avg_accum", a, 1, b.Int()) }}
		out[t+"_avg_accum_inv"] = body{f2: func(_ *Env, a, b Datum) (Datum, error) { return countIn(t+"_avg_accum_inv", a, -1, -b.Int()) }}
	}
	for _, name := range []string{"avg", "var_pop", "var_samp", "stddev_pop", "stddev_samp"} {
		out["float8_"+name] = body{f1: func(env *Env, a Datum) (Datum, error) {
			s, err := spreadOf("float8_"+name, a)
			if err != nil {
				return Null, err
			}
			s.name = name
			return s.Result(env)
		}}
	}
	for _, name := range []string{"corr", "covar_pop", "covar_samp", "regr_avgx", "regr_avgy", "regr_intercept", "regr_r2", "regr_slope", "regr_sxx", "regr_sxy", "regr_syy"} {
		out["float8_"+name] = body{f1: func(env *Env, a Datum) (Datum, error) {
			s, err := regressionOf("float8_"+name, a)
			if err != nil {
				return Null, err
			}
			s.name = name
			return s.Result(env)
		}}
	}
	return out
}

// sumOrNull adds what is known.
func sumOrNull(_ *Env, a, b Datum) (Datum, error) {
	switch {
	case b.IsNull():
		return a, nil
	case a.IsNull():
		return b, nil
	}
	v, err := AddInt8(a.Int(), b.Int())
	return Int(v), err
}

// stateFloats are the n numbers of a state.
func stateFloats(name string, d Datum, n int) ([]float64, error) {
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

func floatArray(v ...float64) Datum {
	items := make([]Datum, len(v))
	for i := range v {
		items[i] = Float(v[i])
	}
	return NewArray(ArrayOf(TFloat8, items))
}

func spreadOf(name string, d Datum) (*floatSpread, error) {
	v, err := stateFloats(name, d, 3)
	if err != nil {
		return nil, err
	}
	return &floatSpread{n: v[0], sx: v[1], sxx: v[2]}, nil
}

func spreadAccum(env *Env, a, b Datum) (Datum, error) {
	s, err := spreadOf("float8_accum", a)
	if err == nil {
		err = s.Add(env, []Datum{b})
	}
	if err != nil {
		return Null, err
	}
	return floatArray(s.n, s.sx, s.sxx), nil
}

func spreadCombine(env *Env, a, b Datum) (Datum, error) {
	s, err := spreadOf("float8_combine", a)
	if err != nil {
		return Null, err
	}
	o, err := spreadOf("float8_combine", b)
	if err == nil {
		err = s.Merge(env, o)
	}
	if err != nil {
		return Null, err
	}
	return floatArray(s.n, s.sx, s.sxx), nil
}

func regressionOf(name string, d Datum) (*pairState, error) {
	v, err := stateFloats(name, d, 6)
	if err != nil {
		return &pairState{}, err
	}
	return &pairState{n: v[0], sx: v[1], sxx: v[2], sy: v[3], syy: v[4], sxy: v[5]}, nil
}

func (s *pairState) array() Datum { return floatArray(s.n, s.sx, s.sxx, s.sy, s.syy, s.sxy) }

func pairCombine(env *Env, a, b Datum) (Datum, error) {
	s, err := regressionOf("float8_regr_combine", a)
	if err != nil {
		return Null, err
	}
	o, err := regressionOf("float8_regr_combine", b)
	if err == nil {
		err = s.Merge(env, o)
	}
	return s.array(), err
}

// counted is a state of a count and a sum.
func counted(name string, d Datum) ([2]int64, error) {
	items := d.Array().Items
	if len(items) != 2 || items[0].IsNull() || items[1].IsNull() {
		return [2]int64{}, pgerror.New(pgerror.InvalidParameterValue, "%s: expected 2-element int8 array", name)
	}
	return [2]int64{items[0].Int(), items[1].Int()}, nil
}

func countIn(name string, state Datum, n, v int64) (Datum, error) {
	c, err := counted(name, state)
	if err != nil {
		return Null, err
	}
	return NewArray(ArrayOf(TInt8, []Datum{Int(c[0] + n), Int(c[1] + v)})), nil
}
