package builtin

import (
	"slices"

	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/types"
)

// spans1 and spans2 are bodies of one and of two ranges or multiranges.
func spans1(fn func(f *Function, r *types.Range, a []types.RangeSpan) (types.Datum, error)) body {
	return body{gen: func(f *Function) body {
		t := f.Args[0].Base()
		return body{f1: func(_ *types.Env, x types.Datum) (types.Datum, error) {
			a, err := types.SpansOf(t, x)
			if err != nil {
				return types.Null, err
			}
			return fn(f, types.RangeOf(t), a)
		}}
	}}
}

func spans2(fn func(f *Function, r *types.Range, a, b []types.RangeSpan) (types.Datum, error)) body {
	return body{gen: func(f *Function) body {
		l, r := f.Args[0].Base(), f.Args[1].Base()
		return body{f2: func(_ *types.Env, x, y types.Datum) (types.Datum, error) {
			a, err := types.SpansOf(l, x)
			if err != nil {
				return types.Null, err
			}
			b, err := types.SpansOf(r, y)
			if err != nil {
				return types.Null, err
			}
			return fn(f, types.RangeOf(l), a, b)
		}}
	}}
}

// rangeTests are the conditions on two lists of ranges, by name.
var rangeTests = map[string]func(r *types.Range, a, b []types.RangeSpan) bool{
	"contains":     holdsAll,
	"contained_by": func(r *types.Range, a, b []types.RangeSpan) bool { return holdsAll(r, b, a) },
	"overlaps": func(r *types.Range, a, b []types.RangeSpan) bool {
		return slices.ContainsFunc(a, func(x types.RangeSpan) bool {
			return slices.ContainsFunc(b, func(y types.RangeSpan) bool { return r.Overlap(x, y) })
		})
	},
	"before": bothAre(func(r *types.Range, a, b []types.RangeSpan) bool { return r.UpperToLower(a[len(a)-1].Hi, b[0].Lo) < 0 }),
	"after":  bothAre(func(r *types.Range, a, b []types.RangeSpan) bool { return r.UpperToLower(b[len(b)-1].Hi, a[0].Lo) < 0 }),
	"overleft": bothAre(func(r *types.Range, a, b []types.RangeSpan) bool {
		return r.Uppers(a[len(a)-1].Hi, b[len(b)-1].Hi) <= 0
	}),
	"overright": bothAre(func(r *types.Range, a, b []types.RangeSpan) bool { return r.Lowers(a[0].Lo, b[0].Lo) >= 0 }),
	"adjacent": bothAre(func(r *types.Range, a, b []types.RangeSpan) bool {
		return r.Adjacent(a[len(a)-1].Hi, b[0].Lo) || r.Adjacent(b[len(b)-1].Hi, a[0].Lo)
	}),
}

func holdsAll(r *types.Range, a, b []types.RangeSpan) bool {
	for _, y := range b {
		if !slices.ContainsFunc(a, func(x types.RangeSpan) bool { return r.Contains(x, y) }) {
			return false
		}
	}
	return true
}

// bothAre is a test that is false where a side is empty.
func bothAre(test func(r *types.Range, a, b []types.RangeSpan) bool) func(r *types.Range, a, b []types.RangeSpan) bool {
	return func(r *types.Range, a, b []types.RangeSpan) bool { return len(a) > 0 && len(b) > 0 && test(r, a, b) }
}

func rangeBodies() map[string]body {
	out := map[string]body{}
	for name, test := range rangeTests {
		b := spans2(func(_ *Function, r *types.Range, a, b []types.RangeSpan) (types.Datum, error) {
			return types.Bool(test(r, a, b)), nil
		})
		for _, src := range []string{"range_" + name, "range_" + name + "_multirange", "multirange_" + name + "_range", "multirange_" + name + "_multirange"} {
			out[src] = b
		}
	}
	for _, kind := range []string{"range", "multirange"} {
		for name, b := range rangeParts() {
			out[kind+"_"+name] = b
		}
		out[kind+"_contains_elem"] = elementIn(0)
		out["elem_contained_by_"+kind] = elementIn(1)
		out[kind+"_intersect"] = spans2(func(f *Function, r *types.Range, a, b []types.RangeSpan) (types.Datum, error) {
			return types.SpansDatum(f.Result, r.Both(a, b))
		})
		out[kind+"_cmp"] = body{gen: func(f *Function) body {
			t := f.Args[0]
			return body{f2: func(_ *types.Env, a, b types.Datum) (types.Datum, error) {
				return types.Int(int64(types.Compare(t, a, b))), nil
			}}
		}}
	}
	out["range_constructor2"] = rangeConstructor()
	out["range_constructor3"] = rangeConstructor()
	out["multirange_constructor0"] = body{gen: func(f *Function) body {
		return body{fn: func(*types.Env, []types.Datum) (types.Datum, error) { return types.SpansDatum(f.Result, nil) }}
	}}
	out["multirange_constructor1"] = spans1(func(f *Function, _ *types.Range, a []types.RangeSpan) (types.Datum, error) {
		return types.SpansDatum(f.Result, a)
	})
	out["multirange_constructor2"] = body{gen: multirangeOfAll}
	out["multirange_unnest"] = body{gen: unnestRanges}
	out["multirange_union"] = spans2(func(f *Function, r *types.Range, a, b []types.RangeSpan) (types.Datum, error) {
		return types.SpansDatum(f.Result, r.Normal(append(a, b...)))
	})
	out["multirange_minus"] = spans2(func(f *Function, r *types.Range, a, b []types.RangeSpan) (types.Datum, error) {
		return types.SpansDatum(f.Result, r.Without(a, b))
	})
	out["range_minus"] = spans2(func(f *Function, r *types.Range, a, b []types.RangeSpan) (types.Datum, error) {
		left := r.Without(a, b)
		if len(left) > 1 {
			return types.Null, pgerror.New(pgerror.DataException, "result of range difference would not be contiguous")
		}
		return types.SpansDatum(f.Result, left)
	})
	out["range_union"] = spans2(func(f *Function, r *types.Range, a, b []types.RangeSpan) (types.Datum, error) {
		joined := r.Normal(append(a, b...))
		if len(joined) > 1 {
			return types.Null, pgerror.New(pgerror.DataException, "result of range union would not be contiguous")
		}
		return types.SpansDatum(f.Result, joined)
	})
	out["range_merge"] = spans2(func(f *Function, r *types.Range, a, b []types.RangeSpan) (types.Datum, error) {
		return types.SpansDatum(f.Result, r.Hull(append(a, b...)))
	})
	out["range_merge_from_multirange"] = spans1(func(f *Function, r *types.Range, a []types.RangeSpan) (types.Datum, error) {
		return types.SpansDatum(f.Result, r.Hull(a))
	})
	return out
}

// rangeParts are what tells of one range, or of a multirange from its first to its last.
func rangeParts() map[string]body {
	end := func(fn func(lo, hi types.RangeBound) types.Datum, empty types.Datum) body {
		return spans1(func(_ *Function, _ *types.Range, a []types.RangeSpan) (types.Datum, error) {
			if len(a) == 0 {
				return empty, nil
			}
			return fn(a[0].Lo, a[len(a)-1].Hi), nil
		})
	}
	return map[string]body{
		"lower":     end(func(lo, _ types.RangeBound) types.Datum { return lo.V }, types.Null),
		"upper":     end(func(_, hi types.RangeBound) types.Datum { return hi.V }, types.Null),
		"empty":     end(func(_, _ types.RangeBound) types.Datum { return types.Bool(false) }, types.Bool(true)),
		"lower_inc": end(func(lo, _ types.RangeBound) types.Datum { return types.Bool(lo.Inc) }, types.Bool(false)),
		"upper_inc": end(func(_, hi types.RangeBound) types.Datum { return types.Bool(hi.Inc) }, types.Bool(false)),
		"lower_inf": end(func(lo, _ types.RangeBound) types.Datum { return types.Bool(lo.Inf) }, types.Bool(false)),
		"upper_inf": end(func(_, hi types.RangeBound) types.Datum { return types.Bool(hi.Inf) }, types.Bool(false)),
	}
}

// elementIn is whether a value is in a range, which is the argument at a place.
func elementIn(at int) body {
	return body{gen: func(f *Function) body {
		t := f.Args[at].Base()
		return body{f2: func(_ *types.Env, x, v types.Datum) (types.Datum, error) {
			if at == 1 {
				x, v = v, x
			}
			spans, err := types.SpansOf(t, x)
			if err != nil {
				return types.Null, err
			}
			one := []types.RangeSpan{{Lo: types.RangeBound{V: v, Inc: true}, Hi: types.RangeBound{V: v, Inc: true}}}
			return types.Bool(holdsAll(types.RangeOf(t), spans, one)), nil
		}}
	}}
}

// rangeConstructor makes a range of two values and, if given, how its bounds are.
func rangeConstructor() body {
	return body{gen: func(f *Function) body {
		r := types.RangeOf(f.Result)
		return body{fn: func(_ *types.Env, args []types.Datum) (types.Datum, error) {
			flags := "[)"
			if len(args) == 3 {
				if args[2].IsNull() {
					return types.Null, pgerror.New(pgerror.DataException, "range constructor flags argument must not be null")
				}
				if flags = args[2].Text(); flags != "[)" && flags != "[]" && flags != "()" && flags != "(]" {
					return types.Null, pgerror.New(pgerror.SyntaxError, "invalid range bound flags").WithHint("Valid values are \"[]\", \"[)\", \"(]\", and \"()\".")
				}
			}
			lo := types.RangeBound{V: args[0], Inf: args[0].IsNull(), Inc: flags[0] == '['}
			hi := types.RangeBound{V: args[1], Inf: args[1].IsNull(), Inc: flags[1] == ']'}
			s, ok, err := r.NewSpan(lo, hi)
			if err != nil {
				return types.Null, err
			}
			if !ok {
				return types.SpansDatum(f.Result, nil)
			}
			return types.SpansDatum(f.Result, []types.RangeSpan{s})
		}}
	}}
}

// multirangeOfAll is a multirange of any number of ranges.
func multirangeOfAll(f *Function) body {
	r := types.RangeOf(f.Result)
	return body{fn: func(_ *types.Env, args []types.Datum) (types.Datum, error) {
		var spans []types.RangeSpan
		for _, d := range args {
			if d.IsNull() {
				return types.Null, pgerror.New(pgerror.NullValueNotAllowed, "multirange values cannot contain null members")
			}
			s, err := types.SpansOf(r.Type, d)
			if err != nil {
				return types.Null, err
			}
			spans = append(spans, s...)
		}
		return types.SpansDatum(f.Result, r.Normal(spans))
	}}
}

func unnestRanges(f *Function) body {
	t := f.Args[0].Base()
	return body{set: func(_ *types.Env, args []types.Datum) (SetIterator, error) {
		spans, err := types.SpansOf(t, args[0])
		if err != nil {
			return nil, err
		}
		r, i := types.RangeOf(t).Type, 0
		return func() (types.Datum, bool, error) {
			if i == len(spans) {
				return types.Null, false, nil
			}
			i++
			d, err := types.SpansDatum(r, spans[i-1:i])
			return d, true, err
		}, nil
	}}
}

// rangeState is range_agg, or range_intersect_agg.
type rangeState struct {
	arg, result *types.Type
	intersect   bool
	spans       []types.RangeSpan
	any         bool
}

// rangesJoined is how many ranges are gathered before they are put in order.
const rangesJoined = 1 << 10

func (s *rangeState) Add(_ *types.Env, args []types.Datum) error {
	if args[0].IsNull() {
		return nil
	}
	spans, err := types.SpansOf(s.arg, args[0].Clone())
	if err != nil {
		return err
	}
	s.take(spans)
	return nil
}

func (s *rangeState) take(spans []types.RangeSpan) {
	r := types.RangeOf(s.arg)
	switch {
	case !s.any:
		s.spans = spans
	case s.intersect:
		s.spans = r.Both(s.spans, spans)
	default:
		if s.spans = append(s.spans, spans...); len(s.spans)%rangesJoined == 0 {
			s.spans = r.Normal(s.spans)
		}
	}
	s.any = true
}

func (s *rangeState) Merge(_ *types.Env, other AggState) error {
	if o := other.(*rangeState); o.any {
		s.take(o.spans)
	}
	return nil
}

func (s *rangeState) Result(*types.Env) (types.Datum, error) {
	if !s.any {
		return types.Null, nil
	}
	if !s.intersect {
		s.spans = types.RangeOf(s.arg).Normal(s.spans)
	}
	return types.SpansDatum(s.result, s.spans)
}

func (s *rangeState) MemoryBytes() int { return 96 + 64*len(s.spans) }

// Constructor is the function that makes a range or multirange of a user's type t; ok is false
// where t is none, or where there is no such one. The call takes a NULL of type t in front of
// the arguments.
func Constructor(t *types.Type, args []*types.Type, variadic bool) (f *Function, ok bool, err error) {
	if t.Ranges() == nil || variadic && !t.IsMultirange() {
		return nil, false, nil
	}
	name := types.RangeConstructorName
	if t.IsMultirange() {
		name = types.MultirangeConstructorName
	}
	f, err = constructor(name, append([]*types.Type{t}, args...), variadic)
	return f, f != nil, err
}

// constructor resolves one; args begins with the type that is made.
func constructor(name string, args []*types.Type, variadic bool) (*Function, error) {
	none := pgerror.New(pgerror.UndefinedFunction, "function %s does not exist", name)
	if len(args) == 0 || args[0] == nil || args[0].Ranges() == nil {
		return nil, none
	}
	t, r := args[0], args[0].Ranges()
	f := &Function{Name: name, Kind: KindFunction, Result: t, Volatility: Immutable, Args: []*types.Type{t}}
	var b body
	switch {
	case name == types.RangeConstructorName && t.IsRange() && (len(args) == 3 || len(args) == 4):
		f.Args = append(f.Args, r.Subtype, r.Subtype)
		if len(args) == 4 {
			f.Args = append(f.Args, types.TText)
		}
		b = rangeConstructor()
	case name == types.MultirangeConstructorName && t.IsMultirange() && variadic:
		if len(args) != 2 {
			return nil, none
		}
		f.Args, f.Variadic = append(f.Args, r.Type.ArrayType()), r.Type
		b = body{gen: multirangeOfAll}
	case name == types.MultirangeConstructorName && t.IsMultirange():
		for range args[1:] {
			f.Args = append(f.Args, r.Type)
		}
		b = body{gen: multirangeOfAll}
	default:
		return nil, none
	}
	for i, a := range args {
		if a == types.TRecord && f.Args[i].Base().Composite() != nil {
			continue // a row, field by field
		}
		if !CanCoerce(a, f.Args[i], Implicit) {
			return nil, none
		}
	}
	fn := b.gen(f).fn
	f.Fn = func(env *types.Env, args []types.Datum) (types.Datum, error) {
		rest := args[1:]
		if !variadic {
			if name == types.MultirangeConstructorName && len(rest) == 1 && rest[0].IsNull() {
				return types.Null, nil // strict where it has one argument
			}
			return fn(env, rest)
		}
		if rest[0].IsNull() {
			return types.Null, nil
		}
		return fn(env, rest[0].Array().Items)
	}
	return f, nil
}

// multiCast is the cast of a user's ranges to multiranges.
func multiCast(from, to *types.Type) (castBody, bool) {
	if from.Ranges() == nil || from.Ranges() != to.Ranges() || !from.IsRange() || !to.IsMultirange() {
		return nil, false
	}
	return func(_ *types.Env, d types.Datum, _ bool) (types.Datum, error) {
		spans, err := types.SpansOf(from, d)
		if err != nil {
			return types.Null, err
		}
		return types.SpansDatum(to, spans)
	}, true
}
