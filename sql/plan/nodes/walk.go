package nodes

// Walk calls f for n and all below it.
// Subplans of expressions are not below n.
// Before its inputs, from left to right. An operator that two others share is visited twice.
func Walk(n Node, f func(Node)) {
	if n == nil {
		return
	}
	f(n)
	for _, c := range Inputs(n) {
		Walk(c, f)
	}
}

// Inputs are the operators below n.
// Absent ones are left out.
func Inputs(n Node) []Node {
	// A new list, so that who goes through it may change n meanwhile.
	places := InputPlaces(n)
	out := make([]Node, 0, len(places))
	for _, p := range places {
		if *p != nil {
			out = append(out, *p)
		}
	}
	return out
}

// InputPlaces is where n has its inputs, some of which may be nil.
// A caller may put another operator in a place; a kind that is missing here has no inputs for anybody.
func InputPlaces(n Node) []*Node {
	switch n := n.(type) {
	case *Filter:
		return []*Node{&n.Input}
	case *Project:
		return []*Node{&n.Input}
	case *ProjectSet:
		return []*Node{&n.Input}
	case *LookupJoin:
		return []*Node{&n.Input}
	case *HashJoin:
		return []*Node{&n.Left, &n.Right}
	case *NestedLoop:
		return []*Node{&n.Left, &n.Right}
	case *Group:
		return []*Node{&n.Input}
	case *Window:
		return []*Node{&n.Input}
	case *Distinct:
		return []*Node{&n.Input}
	case *Sort:
		return []*Node{&n.Input}
	case *Limit:
		return []*Node{&n.Input}
	// The places within the slice: an input that is put there is the Append's from then on.
	case *Append:
		places := make([]*Node, len(n.Inputs))
		for i := range n.Inputs {
			places[i] = &n.Inputs[i]
		}
		return places
	case *SetOp:
		return []*Node{&n.Left, &n.Right}
	// The main query alone. Who has to see the queries of a WITH names them (Visitor, keeper).
	case *With:
		return []*Node{&n.Input}
	case *Recursive:
		return []*Node{&n.Base, &n.Step}
	case *LockRows:
		return []*Node{&n.Input}
	case *Materialize:
		return []*Node{&n.Input}
	case *Insert:
		return []*Node{&n.Input}
	case *Update:
		return []*Node{&n.Input}
	case *Delete:
		return []*Node{&n.Input}
	// Writes have their source below them; the operators of MERGE's arms are no inputs, they get rows one by one.
	case *Merge:
		return []*Node{&n.Input}
	}
	return nil
}
