package plan

// keepOrder marks the operators that must give their rows in the order of their input,
// since somebody above relies on it and nothing between sorts them: those that could give
// them in another one, where memory is short, then do not.
func keepOrder(p *Plan) {
	keepBelow(p.Root, false)
	for _, s := range p.Subplans {
		if s != nil {
			keepBelow(s, false)
		}
	}
}

func keepBelow(n Node, ordered bool) {
	h := n.Head()
	h.Ordered = h.Ordered || ordered
	ordered = h.Ordered
	switch x := n.(type) {
	case *Sort:
		ordered = x.Presorted > 0
	case *Group:
		ordered = x.Ordered && len(x.Keys) > 0
	case *Window:
		ordered = ordered || x.wantsOrder()
	case *Append:
		ordered = ordered || len(x.Merge) > 0
	case *Distinct:
		ordered = ordered || x.Ordered || x.On
	case *HashJoin:
		keepBelow(x.Left, ordered)
		keepBelow(x.Right, false)
		return
	case *NestedLoop:
		keepBelow(x.Left, ordered)
		keepBelow(x.Right, false)
		return
	case *With:
		for _, c := range x.CTEs {
			keepBelow(c.Node, false)
		}
	case *ExplainNode:
		return
	}
	for _, in := range inputs(n) {
		keepBelow(in, ordered)
	}
}
