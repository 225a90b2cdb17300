package physical

import (
	"github.com/isochrondb/isochron/sql/plan/nodes"
)

// keepOrder marks the operators that must give their rows in the order of their input,
// since somebody above relies on it and nothing between sorts them: those that could give
// them in another one, where memory is short, then do not.
// It runs last: what it marks is the plan as it will be.
func keepOrder(p *nodes.Plan) {
	keepBelow(p.Root, false)
	for _, s := range p.Subplans {
		if s != nil {
			keepBelow(s, false)
		}
	}
}

// ordered: n's parent relies on the order of its rows, or passes on that somebody does. Each case says
// whether n needs the order of its own input: a Sort that is presorted, grouping and DISTINCT of rows that
// come together, windows, a merge of inputs. Of joins it is the left side's order that comes out.
// Ordered may have been set before by whoever chose the way for its order.
func keepBelow(n nodes.Node, ordered bool) {
	h := n.Head()
	h.Ordered = h.Ordered || ordered
	ordered = h.Ordered
	switch x := n.(type) {
	case *nodes.Sort:
		ordered = x.Presorted > 0
	case *nodes.Group:
		ordered = x.Ordered && len(x.Keys) > 0
	// A window gives its rows in the order in which they come, so that both count: what it needs and what is
	// relied on.
	case *nodes.Window:
		ordered = ordered || x.WantsOrder()
	case *nodes.Append:
		ordered = ordered || len(x.Merge) > 0
	case *nodes.Distinct:
		ordered = ordered || x.Ordered || x.On
	case *nodes.HashJoin:
		// The side that is held may be in any order.
		keepBelow(x.Left, ordered)
		keepBelow(x.Right, false)
		return
	case *nodes.NestedLoop:
		keepBelow(x.Left, ordered)
		keepBelow(x.Right, false)
		return
	// Rows of a WITH query are kept in the order in which they came; nobody relies on it.
	case *nodes.With:
		for _, c := range x.CTEs {
			keepBelow(c.Node, false)
		}
	case *nodes.ExplainNode:
		return
	}
	for _, in := range nodes.Inputs(n) {
		keepBelow(in, ordered)
	}
}
