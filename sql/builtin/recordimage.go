package builtin

import "github.com/isochrondb/isochron/sql/types"

// imageBodies are the operators *=, *< and their like, and what btrees ask: they compare records by
// what is kept of their fields.
func imageBodies() map[string]body {
	of := func(fn func(c int) types.Datum) body {
		return body{f2: func(_ *types.Env, a, b types.Datum) (types.Datum, error) {
			c, err := types.CompareImages(a.Record(), b.Record())
			if err != nil {
				return types.Null, err
			}
			return fn(c), nil
		}}
	}
	holds := func(op string) body {
		return of(func(c int) types.Datum { return types.Bool(orderings[op].Has(c)) })
	}
	return map[string]body{
		"record_image_eq":  holds("="),
		"record_image_ne":  holds("<>"),
		"record_image_lt":  holds("<"),
		"record_image_le":  holds("<="),
		"record_image_gt":  holds(">"),
		"record_image_ge":  holds(">="),
		"btrecordimagecmp": of(func(c int) types.Datum { return types.Int(int64(c)) }),
	}
}
