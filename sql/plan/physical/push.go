package physical

import (
	"github.com/isochrondb/isochron/sql/builtin"
	"github.com/isochrondb/isochron/sql/plan/nodes"
	"github.com/isochrondb/isochron/sql/plan/scalar"
)

// pushDown marks the operators whose work begins at the ranges.
//
//	aggregates     each range groups its rows and sends a state for each group
//	DISTINCT       each range sends a row once
//	top-N          each range sends its first rows
//
// That wants nothing between the operator and the scan but conditions and columns
// that need neither the session nor other tables.
// What ranges give is put together by the same operator at the gateway, or by one node of a flow.
//
// In EXPLAIN it is a line of the operator (testing/plans, joinlimit, unions):
//
//	SELECT k, count(*) FROM f GROUP BY k          GroupAggregate
//	                                                Partial Aggregate: at the ranges
//	SELECT DISTINCT k, x FROM f                   HashAggregate
//	                                                Partial Aggregate: at the ranges
//	SELECT … ORDER BY age LIMIT 10                Sort
//	                                                Partial Sort: at the ranges
func pushDown(p *nodes.Plan) {
	pushBelow(p.Root, false)
	for _, s := range p.Subplans {
		if s != nil {
			pushBelow(s, false)
		}
	}
}

// pushBelow marks n and the operators below. some: perhaps only the first rows of n will
// be read, so nothing is gained by more.
// Each kind says what it makes of "some" for its input: an operator that reads all of it ends it, one that
// passes rows on keeps it.
func pushBelow(n nodes.Node, some bool) {
	switch x := n.(type) {
	case *nodes.Group:
		// An ordered group under a limit reads a few rows; the ranges would group all of theirs.
		if !(some && x.Ordered) && portable(x) {
			x.Ranges = rangesBelow(x.Input)
		}
		some = false
	case *nodes.Sort:
		// Presorted: parts come in order, and ranges would sort what need not be.
		if x.Limit != nil && x.Presorted == 0 {
			x.Ranges = rangesBelow(x.Input)
		}
		some = x.Presorted > 0 && (some || x.Limit != nil)
	case *nodes.Distinct:
		// DISTINCT ON keeps first rows of an order.
		if !some && !x.On && !x.Ordered {
			x.Ranges = rangesBelow(x.Input)
		}
	case *nodes.Window:
		// Rows of one window without partitions come one by one.
		some = some && len(x.Partition) == 0
	case *nodes.Limit:
		some = true
	case *nodes.With:
		// All rows of a WITH query are made.
		for _, c := range x.CTEs {
			pushBelow(c.Node, false)
		}
	case *nodes.Filter, *nodes.Project, *nodes.ProjectSet:
	// A join, an append or a lookup reads its inputs as it likes.
	default:
		some = false
	}
	for _, in := range nodes.Inputs(n) {
		pushBelow(in, some)
	}
}

// portable reports whether a group's aggregates can be computed in parts.
// DISTINCT, ORDER BY within and what has no state to send need all rows at one place.
// A state is portable where it can be sent as datums and joined (builtin.Portable).
func portable(g *nodes.Group) bool {
	for _, t := range g.Types[:len(g.Keys)] {
		if !nodes.Travels(t) {
			return false
		}
	}
	for i := range g.Aggs {
		// Values that differ have to be seen together to be dropped.
		a := &g.Aggs[i]
		if a.Distinct || len(a.Order) > 0 || !scalar.Remote(a.Filter) || !allRemote(a.Args) {
			return false
		}
		// A new aggregate is made to be asked; it holds nothing yet.
		s, ok := a.Fn.NewAgg().(builtin.Portable)
		if !ok {
			return false
		}
		for _, t := range s.PartTypes() {
			if !nodes.Travels(t) {
				return false
			}
		}
	}
	return true
}

// allRemote reports whether each can be evaluated at a range; nil can.
// nil stands for an absent filter.
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
// A scan for points, one that locks, and one that fetches rows from another index are no work for one range.
// The types that come out of each operator in between have to travel as well, since the rows of the scan are
// not what is sent.
func rangesBelow(n nodes.Node) *nodes.AtRanges {
	for _, t := range n.Head().Types {
		if !nodes.Travels(t) {
			return nil
		}
	}
	switch n := n.(type) {
	case *nodes.Filter:
		if scalar.Remote(n.Cond) {
			return rangesBelow(n.Input)
		}
	case *nodes.Project:
		if allRemote(n.Exprs) {
			return rangesBelow(n.Input)
		}
	case *nodes.ProjectSet:
		// Like the functions of a flow (remoteItems).
		for i := range n.Items {
			it := &n.Items[i]
			if it.Fn == nil || it.Fn.Host != nil || it.Width != 1 || it.Fn.Volatility != builtin.Immutable || !allRemote(it.Args) {
				return nil
			}
		}
		return rangesBelow(n.Input)
	case *nodes.Scan:
		if !n.Points && n.Lock == nil && n.Primary == nil && n.Limit == nil && scalar.Remote(n.Filter) {
			return &nodes.AtRanges{Scan: n}
		}
	}
	return nil
}
