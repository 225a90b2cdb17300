package exec

import (
	"math"

	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/sql/plan"
	"github.com/isochrondb/isochron/sql/plan/scalar"
	"github.com/isochrondb/isochron/sql/types"
)

// The operators of a pipeFragment. They are part of the wire format: never reused.
const (
	linkFilter     = 1
	linkProject    = 2
	linkProjectSet = 3
	linkGroup      = 4
	linkDistinct   = 5
	linkSort       = 6
)

// Marshal gives the fragment's bytes.
func (f *pipeFragment) Marshal() ([]byte, error) {
	var e fragEncoder
	e.head(fragmentPipe, &f.fragmentArgs)
	e.reader(f.reader)
	e.expr(f.filter)
	e.num(len(f.chain))
	for _, n := range f.chain {
		e.link(n, f.most)
	}
	return e.b, e.err
}

func (e *fragEncoder) link(n plan.Node, most int64) {
	switch n := n.(type) {
	case *plan.Filter:
		e.num(linkFilter)
		e.expr(n.Cond)
	case *plan.Project:
		e.num(linkProject)
		e.exprs(n.Exprs)
	case *plan.ProjectSet:
		e.num(linkProjectSet)
		e.num(len(n.Items))
		for i := range n.Items {
			e.function(n.Items[i].Fn, n.Items[i].Args)
		}
	case *plan.Group:
		e.num(linkGroup)
		e.ints(n.Keys)
		e.num(len(n.Aggs))
		for i := range n.Aggs {
			e.function(n.Aggs[i].Fn, n.Aggs[i].Args)
			e.expr(n.Aggs[i].Filter)
		}
	case *plan.Distinct:
		e.num(linkDistinct)
		e.ints(n.Slots)
	case *plan.Sort:
		e.num(linkSort)
		e.num(int(most))
		e.num(len(n.Keys))
		for _, k := range n.Keys {
			e.num(k.Slot)
			e.flag(k.Desc)
			e.flag(k.NullsFirst)
		}
	}
}

// function appends a function by its name and the types of its arguments.
func (e *fragEncoder) function(fn *types.Function, args []scalar.Expr) {
	e.bytes([]byte(fn.Name))
	e.num(len(fn.Args))
	for _, t := range fn.Args {
		e.b = scalar.AppendType(e.b, t)
	}
	e.exprs(args)
}

// types is what the columns of a reader are; those that it does not fill are NULL.
func (r *rowReader) types() []*types.Type {
	out := make([]*types.Type, r.width)
	for i := range out {
		out[i] = types.TUnknown
	}
	for _, k := range r.key {
		if k.out >= 0 {
			out[k.out] = k.col.Type
		}
	}
	for _, v := range r.vals {
		out[v.Slot] = v.Type
	}
	return out
}

func kindsOf(ts []*types.Type) []types.Kind {
	out := make([]types.Kind, len(ts))
	for i, t := range ts {
		out[i] = t.Kind()
	}
	return out
}

func (d *fragDecoder) pipe(args fragmentArgs) (kvpb.Fragment, error) {
	f := &pipeFragment{fragmentArgs: args, most: math.MaxInt64}
	var err error
	if f.reader, err = d.reader(); err != nil {
		return nil, err
	}
	kinds, ts := f.reader.kinds(), f.reader.types()
	d.over(kinds)
	if f.filter = d.Expr(); d.Err() == nil && f.filter != nil && f.filter.Type() != types.TBool {
		return nil, corruptFragment("a filter that is no condition")
	}
	links := d.Count()
	if links > pipeChainMax {
		return nil, corruptFragment("it has too many operators")
	}
	for i := 0; i < links && d.Err() == nil; i++ {
		n, err := d.link(f, ts)
		if err != nil {
			return nil, err
		}
		f.chain, ts = append(f.chain, n), n.Head().Types
		if _, ok := n.(*plan.Group); ok && i+1 < links {
			return nil, corruptFragment("something follows the groups")
		}
		if len(ts) > maxFragmentColumns {
			return nil, corruptFragment("the layout of a row")
		}
		d.over(kindsOf(ts))
	}
	f.out = pipeColumns(ts)
	return f, d.Err()
}

// link reads an operator over rows of types ts.
func (d *fragDecoder) link(f *pipeFragment, ts []*types.Type) (plan.Node, error) {
	switch kind := d.Num(); kind {
	case linkFilter:
		n := &plan.Filter{Cond: d.Expr()}
		if d.Err() == nil && (n.Cond == nil || n.Cond.Type() != types.TBool) {
			return nil, corruptFragment("a filter that is no condition")
		}
		n.Types = ts
		return n, d.Err()
	case linkProject:
		n := &plan.Project{Exprs: d.List()}
		if d.Err() == nil && hasNil(n.Exprs) {
			return nil, corruptFragment("a column without a value")
		}
		if d.Err() == nil {
			n.Types = exprTypes(n.Exprs)
		}
		return n, d.Err()
	case linkProjectSet:
		return d.projectSet(ts)
	case linkGroup:
		return d.group(ts)
	case linkDistinct:
		n := &plan.Distinct{}
		n.Types = ts
		var err error
		if n.Slots, err = d.ints(0, len(ts)); err == nil && !comparable(ts, n.Slots) {
			err = corruptFragment("a key that has no order")
		}
		return n, err
	case linkSort:
		return d.sort(f, ts)
	default:
		return nil, unknownFragment("operator", byte(kind))
	}
}

func comparable(ts []*types.Type, slots []int) bool {
	for _, s := range slots {
		if !types.Comparable(ts[s]) {
			return false
		}
	}
	return true
}

func (d *fragDecoder) sort(f *pipeFragment, ts []*types.Type) (plan.Node, error) {
	n := &plan.Sort{}
	n.Types = ts
	if f.most = d.Num(); f.most < 0 || f.most > pipeTopRowsMax {
		return nil, corruptFragment("so many first rows")
	}
	keys := d.Count()
	for i := 0; i < keys && d.Err() == nil; i++ {
		k := plan.SortKey{Slot: int(d.Num()), Desc: d.Flag(), NullsFirst: d.Flag()}
		if k.Slot < 0 || k.Slot >= len(ts) || !types.Comparable(ts[k.Slot]) {
			return nil, corruptFragment("a key that has no order")
		}
		n.Keys = append(n.Keys, k)
	}
	return n, d.Err()
}

func (d *fragDecoder) projectSet(ts []*types.Type) (plan.Node, error) {
	n := &plan.ProjectSet{}
	n.Types = append([]*types.Type(nil), ts...)
	items := d.Count()
	for i := 0; i < items && d.Err() == nil; i++ {
		fn, args, err := d.function()
		if err != nil {
			return nil, err
		}
		if fn.Set == nil || !fn.ReturnsSet || fn.Volatility != types.Immutable || !fn.Result.Supported() || fn.Result.Kind() == types.KindRecord || len(fn.OutTypes) > 1 {
			return nil, corruptFragment("function " + fn.Name + " does not give values")
		}
		n.Items = append(n.Items, plan.FuncItem{Fn: fn, Args: args, Width: 1})
		n.Types = append(n.Types, fn.Result)
	}
	return n, d.Err()
}

func (d *fragDecoder) group(ts []*types.Type) (plan.Node, error) {
	n := &plan.Group{}
	var err error
	if n.Keys, err = d.ints(0, len(ts)); err != nil {
		return nil, err
	}
	if !comparable(ts, n.Keys) {
		return nil, corruptFragment("a key that has no order")
	}
	for _, k := range n.Keys {
		n.Types = append(n.Types, ts[k])
	}
	aggs := d.Count()
	for i := 0; i < aggs && d.Err() == nil; i++ {
		fn, args, err := d.function()
		if err != nil {
			return nil, err
		}
		a := plan.Agg{Fn: fn, Args: args, Filter: d.Expr()}
		if fn.Kind != types.KindAggregate || fn.NewAgg == nil {
			return nil, corruptFragment("function " + fn.Name + " is no aggregate")
		}
		s, ok := fn.NewAgg().(types.Portable)
		if !ok || d.Err() == nil && a.Filter != nil && a.Filter.Type() != types.TBool {
			return nil, corruptFragment("aggregate " + fn.Name)
		}
		n.Aggs = append(n.Aggs, a)
		n.Types = append(n.Types, s.PartTypes()...)
	}
	return n, d.Err()
}

// function reads a function and its arguments, which are of the types that it wants.
func (d *fragDecoder) function() (*types.Function, []scalar.Expr, error) {
	name := string(d.Bytes())
	n := d.Count()
	var ts []*types.Type
	for i := 0; i < n && d.Err() == nil; i++ {
		ts = append(ts, d.MustType())
	}
	args := d.List()
	if d.Err() != nil {
		return nil, nil, d.Err()
	}
	fn, err := types.ResolveFunction(name, ts, false)
	if err != nil {
		return nil, nil, err
	}
	if len(fn.Args) != len(args) || hasNil(args) {
		return nil, nil, corruptFragment("function " + name + " is none to be called so")
	}
	for i, t := range fn.Args {
		if t != types.TAny && args[i].Type().Kind() != t.Kind() {
			return nil, nil, corruptFragment("an argument of function " + name)
		}
	}
	return fn, args, nil
}
