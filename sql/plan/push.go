package plan

import (
	"github.com/isochrondb/isochron/sql/plan/scalar"
	"github.com/isochrondb/isochron/sql/types"
)

// pushDown marks the operators whose work begins at the ranges.
//
//	aggregates     each range groups its rows and sends a state for each group
//	DISTINCT       each range sends a row once
//	top-N          each range sends its first rows
//
// That wants nothing between the operator and the scan but conditions and columns
// that need neither the session nor other tables.
func pushDown(p *Plan) {
	pushBelow(p.Root, false)
	for _, s := range p.Subplans {
		if s != nil {
			pushBelow(s, false)
		}
	}
}

// pushBelow marks n and the operators below. some: perhaps only the first rows of n will
// be read, so nothing is gained by more.
func pushBelow(n Node, some bool) {
	switch x := n.(type) {
	case *Group:
		if !(some && x.Ordered) && portable(x) {
			x.Ranges = rangesBelow(x.Input)
		}
		some = false
	case *Sort:
		if x.Limit != nil && x.Presorted == 0 {
			x.Ranges = rangesBelow(x.Input)
		}
		some = x.Presorted > 0 && (some || x.Limit != nil)
	case *Distinct:
		if !some && !x.On && !x.Ordered {
			x.Ranges = rangesBelow(x.Input)
		}
	case *Window:
		some = some && len(x.Partition) == 0
	case *Limit:
		some = true
	case *With:
		for _, c := range x.CTEs {
			pushBelow(c.Node, false)
		}
	case *Filter, *Project, *ProjectSet:
	default:
		some = false
	}
	for _, in := range inputs(n) {
		pushBelow(in, some)
	}
}

// portable reports whether a group's aggregates can be computed in parts.
func portable(g *Group) bool {
	for _, t := range g.Types[:len(g.Keys)] {
		if !travels(t) {
			return false
		}
	}
	for i := range g.Aggs {
		a := &g.Aggs[i]
		if a.Distinct || len(a.Order) > 0 || !scalar.Remote(a.Filter) || !allRemote(a.Args) {
			return false
		}
		s, ok := a.Fn.NewAgg().(types.Portable)
		if !ok {
			return false
		}
		for _, t := range s.PartTypes() {
			if !travels(t) {
				return false
			}
		}
	}
	return true
}

// travels reports whether values of a type can be sent: it is the same everywhere.
func travels(t *types.Type) bool {
	known, ok := types.ByOID(t.OID)
	return (ok && known == t || t.Schema != "") && t.Supported() && t.Kind() != types.KindRecord
}

func allRemote(xs []scalar.Expr) bool {
	for _, x := range xs {
		if !scalar.Remote(x) {
			return false
		}
	}
	return true
}

// rangesBelow finds the scan from which n comes, where all that lies between can be
// computed at its ranges; nil otherwise.
func rangesBelow(n Node) *AtRanges {
	for _, t := range n.Head().Types {
		if !travels(t) {
			return nil
		}
	}
	switch n := n.(type) {
	case *Filter:
		if scalar.Remote(n.Cond) {
			return rangesBelow(n.Input)
		}
	case *Project:
		if allRemote(n.Exprs) {
			return rangesBelow(n.Input)
		}
	case *ProjectSet:
		for i := range n.Items {
			it := &n.Items[i]
			if it.Fn == nil || it.Fn.Host != nil || it.Width != 1 || it.Fn.Volatility != types.Immutable || !allRemote(it.Args) {
				return nil
			}
		}
		return rangesBelow(n.Input)
	case *Scan:
		if !n.Points && n.Lock == nil && n.Primary == nil && n.Limit == nil && scalar.Remote(n.Filter) {
			return &AtRanges{Scan: n}
		}
	}
	return nil
}

// Narrow reports whether a scan's rows hold less than the entries that it reads, so that
// they had better travel without the rest.
func Narrow(n *Scan) bool {
	if n.Primary != nil || n.Points || n.Lock != nil || len(n.Columns) >= len(n.Layout.Key)+len(n.Layout.Value) || !scalar.Remote(n.Filter) {
		return false
	}
	for _, t := range n.Types {
		if !travels(t) {
			return false
		}
	}
	return true
}
