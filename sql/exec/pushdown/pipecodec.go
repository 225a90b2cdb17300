package pushdown

import (
	"math"

	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/sql/builtin"
	"github.com/isochrondb/isochron/sql/plan/nodes"
	"github.com/isochrondb/isochron/sql/plan/scalar"
	"github.com/isochrondb/isochron/sql/types"
)

// The operators of a Pipe. They are part of the wire format: never reused.
const (
	linkFilter     = 1
	linkProject    = 2
	linkProjectSet = 3
	linkGroup      = 4
	linkDistinct   = 5
	linkSort       = 6
)

// Marshal gives the fragment's bytes.
func (f *Pipe) Marshal() ([]byte, error) {
	var e FragmentEncoder
	e.head(KindPipe, &f.Arguments)
	e.reader(f.Reader)
	e.Expr(f.Filter)
	e.Num(len(f.Chain))
	for _, n := range f.Chain {
		e.Link(n, f.Most)
	}
	return e.B, e.Err
}

// Link appends a link of a pipe's chain.
func (e *FragmentEncoder) Link(n nodes.Node, most int64) {
	switch n := n.(type) {
	case *nodes.Filter:
		e.Num(linkFilter)
		e.Expr(n.Cond)
	case *nodes.Project:
		e.Num(linkProject)
		e.Exprs(n.Exprs)
	case *nodes.ProjectSet:
		e.Num(linkProjectSet)
		e.Num(len(n.Items))
		for i := range n.Items {
			e.Function(n.Items[i].Fn, n.Items[i].Args)
		}
	case *nodes.Group:
		e.Num(linkGroup)
		e.Ints(n.Keys)
		e.Num(len(n.Aggs))
		for i := range n.Aggs {
			e.Function(n.Aggs[i].Fn, n.Aggs[i].Args)
			e.Expr(n.Aggs[i].Filter)
		}
	case *nodes.Distinct:
		e.Num(linkDistinct)
		e.Ints(n.Slots)
	case *nodes.Sort:
		e.Num(linkSort)
		e.Num(int(most))
		e.Num(len(n.Keys))
		for _, k := range n.Keys {
			e.Num(k.Slot)
			e.Flag(k.Desc)
			e.Flag(k.NullsFirst)
		}
	}
}

// Function appends a function by its name and the types of its arguments.
func (e *FragmentEncoder) Function(fn *builtin.Function, args []scalar.Expr) {
	e.Bytes([]byte(fn.Name))
	e.Num(len(fn.Args))
	for _, t := range fn.Args {
		e.B = scalar.AppendType(e.B, t)
	}
	e.Exprs(args)
}

// types is what the columns of a reader are; those that it does not fill are NULL.
func (r *RowReader) types() []*types.Type {
	out := make([]*types.Type, r.Width)
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

// KindsOf are the representations of types.
func KindsOf(ts []*types.Type) []types.Kind {
	out := make([]types.Kind, len(ts))
	for i, t := range ts {
		out[i] = t.Kind()
	}
	return out
}

func (d *FragmentDecoder) pipe(args Arguments) (kvpb.Fragment, error) {
	f := &Pipe{Arguments: args, Most: math.MaxInt64}
	var err error
	if f.Reader, err = d.reader(); err != nil {
		return nil, err
	}
	kinds, ts := f.Reader.Kinds(), f.Reader.types()
	d.Over(kinds)
	if f.Filter = d.Expr(); d.Err() == nil && f.Filter != nil && f.Filter.Type() != types.TBool {
		return nil, Corrupt("a filter that is no condition")
	}
	links := d.Count()
	if links > PipeChainMax {
		return nil, Corrupt("it has too many operators")
	}
	for i := 0; i < links && d.Err() == nil; i++ {
		n, err := d.Link(f, ts)
		if err != nil {
			return nil, err
		}
		f.Chain, ts = append(f.Chain, n), n.Head().Types
		if _, ok := n.(*nodes.Group); ok && i+1 < links {
			return nil, Corrupt("something follows the groups")
		}
		if len(ts) > ColumnsMax {
			return nil, Corrupt("the layout of a row")
		}
		d.Over(KindsOf(ts))
	}
	f.Out = PipeColumns(ts)
	return f, d.Err()
}

// Link reads an operator over rows of types ts.
func (d *FragmentDecoder) Link(f *Pipe, ts []*types.Type) (nodes.Node, error) {
	switch kind := d.Num(); kind {
	case linkFilter:
		n := &nodes.Filter{Cond: d.Expr()}
		if d.Err() == nil && (n.Cond == nil || n.Cond.Type() != types.TBool) {
			return nil, Corrupt("a filter that is no condition")
		}
		n.Types = ts
		return n, d.Err()
	case linkProject:
		n := &nodes.Project{Exprs: d.List()}
		if d.Err() == nil && HasNil(n.Exprs) {
			return nil, Corrupt("a column without a value")
		}
		if d.Err() == nil {
			n.Types = ExprTypes(n.Exprs)
		}
		return n, d.Err()
	case linkProjectSet:
		return d.projectSet(ts)
	case linkGroup:
		return d.group(ts)
	case linkDistinct:
		n := &nodes.Distinct{}
		n.Types = ts
		var err error
		if n.Slots, err = d.Ints(0, len(ts)); err == nil && !Groupable(ts, n.Slots) {
			err = Corrupt("a key that has no equality")
		}
		return n, err
	case linkSort:
		return d.sort(f, ts)
	default:
		return nil, Unknown("operator", byte(kind))
	}
}

// Groupable reports whether values in these places of a row can be told apart; they need no order (xid).
func Groupable(ts []*types.Type, slots []int) bool {
	for _, s := range slots {
		if !types.Groupable(ts[s]) {
			return false
		}
	}
	return true
}

func (d *FragmentDecoder) sort(f *Pipe, ts []*types.Type) (nodes.Node, error) {
	n := &nodes.Sort{}
	n.Types = ts
	if f.Most = d.Num(); f.Most < 0 || f.Most > PipeTopRowsMax {
		return nil, Corrupt("so many first rows")
	}
	keys := d.Count()
	for i := 0; i < keys && d.Err() == nil; i++ {
		k := nodes.SortKey{Slot: int(d.Num()), Desc: d.Flag(), NullsFirst: d.Flag()}
		if k.Slot < 0 || k.Slot >= len(ts) || !types.Comparable(ts[k.Slot]) {
			return nil, Corrupt("a key that has no order")
		}
		n.Keys = append(n.Keys, k)
	}
	return n, d.Err()
}

func (d *FragmentDecoder) projectSet(ts []*types.Type) (nodes.Node, error) {
	n := &nodes.ProjectSet{}
	n.Types = append([]*types.Type(nil), ts...)
	items := d.Count()
	for i := 0; i < items && d.Err() == nil; i++ {
		fn, args, err := d.Function()
		if err != nil {
			return nil, err
		}
		if fn.Set == nil || !fn.ReturnsSet || fn.Volatility != builtin.Immutable || !fn.Result.Supported() || fn.Result.Kind() == types.KindRecord || len(fn.OutTypes) > 1 {
			return nil, Corrupt("function " + fn.Name + " does not give values")
		}
		n.Items = append(n.Items, nodes.FuncItem{Fn: fn, Args: args, Width: 1})
		n.Types = append(n.Types, fn.Result)
	}
	return n, d.Err()
}

func (d *FragmentDecoder) group(ts []*types.Type) (nodes.Node, error) {
	n := &nodes.Group{}
	var err error
	if n.Keys, err = d.Ints(0, len(ts)); err != nil {
		return nil, err
	}
	if !Groupable(ts, n.Keys) {
		return nil, Corrupt("a key that has no equality")
	}
	for _, k := range n.Keys {
		n.Types = append(n.Types, ts[k])
	}
	aggs := d.Count()
	for i := 0; i < aggs && d.Err() == nil; i++ {
		fn, args, err := d.Function()
		if err != nil {
			return nil, err
		}
		a := nodes.Agg{Fn: fn, Args: args, Filter: d.Expr()}
		if fn.Kind != builtin.KindAggregate || fn.NewAgg == nil {
			return nil, Corrupt("function " + fn.Name + " is no aggregate")
		}
		s, ok := fn.NewAgg().(builtin.Portable)
		if !ok || d.Err() == nil && a.Filter != nil && a.Filter.Type() != types.TBool {
			return nil, Corrupt("aggregate " + fn.Name)
		}
		n.Aggs = append(n.Aggs, a)
		n.Types = append(n.Types, s.PartTypes()...)
	}
	return n, d.Err()
}

// Function reads a function and its arguments, which are of the types that it wants.
func (d *FragmentDecoder) Function() (*builtin.Function, []scalar.Expr, error) {
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
	fn, err := builtin.ResolveFunction(name, ts, false)
	if err != nil {
		return nil, nil, err
	}
	if len(fn.Args) != len(args) || HasNil(args) {
		return nil, nil, Corrupt("function " + name + " is none to be called so")
	}
	for i, t := range fn.Args {
		if t != types.TAny && args[i].Type().Kind() != t.Kind() {
			return nil, nil, Corrupt("an argument of function " + name)
		}
	}
	return fn, args, nil
}
