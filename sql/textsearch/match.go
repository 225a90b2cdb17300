package textsearch

import "slices"

// truth is what is known of a condition: where a vector was stripped of its places, nobody can
// tell for sure where a word stands.
type truth int

const (
	no truth = iota
	maybe
	yes
)

// found is where a part of a phrase ends: at the positions, or, negated, everywhere else. It is
// width positions longer than a word.
type found struct {
	at      []int
	negated bool
	width   int
}

// source is what a query is asked of.
type source interface {
	// has tells of an operand whether it is there.
	has(n *Node) truth
	// where tells its positions, in order.
	where(n *Node) (truth, []int)
}

// Matches tells whether the document is an answer to the query.
func (q Query) Matches(v Vector) bool {
	return q.Root != nil && judge(q.Root, vectorSource(v), false) != no
}

// judge evaluates a query; with lenient what is negated is taken to hold.
func judge(n *Node, s source, lenient bool) truth {
	switch n.Op {
	case Operand:
		return s.has(n)
	case Not:
		if lenient {
			return yes
		}
		return yes - judge(n.Right, s, lenient)
	case And:
		left := judge(n.Left, s, lenient)
		if left == no {
			return no
		}
		return min(left, judge(n.Right, s, lenient))
	case Or:
		left := judge(n.Left, s, lenient)
		if left == yes {
			return yes
		}
		return max(left, judge(n.Right, s, lenient))
	}
	if t, _ := locate(n, s); t == yes {
		return yes
	}
	return no // without places a phrase is found nowhere
}

// locate finds the places of a part of a phrase.
func locate(n *Node, s source) (truth, found) {
	switch n.Op {
	case Operand:
		t, at := s.where(n)
		return t, found{at: at}
	case Not:
		return inverted(locate(n.Right, s))
	}
	lt, l := locate(n.Left, s)
	if lt == no && n.Op != Or {
		return no, found{}
	}
	rt, r := locate(n.Right, s)
	switch {
	case n.Op == Or && lt == no && rt == no, n.Op != Or && rt == no:
		return no, found{}
	case lt == maybe || rt == maybe:
		return maybe, found{}
	}
	out := found{}
	lShift, rShift := 0, 0
	if n.Op == Phrase {
		lShift = n.Distance + r.width
		out.width = n.Distance + l.width + r.width
	} else {
		if lt == no {
			l = found{}
		}
		if rt == no {
			r = found{}
		}
		out.width = max(l.width, r.width)
		lShift, rShift = out.width-l.width, out.width-r.width
	}
	return joined(out, n.Op == Or, shifted(l, lShift), shifted(r, rShift))
}

func inverted(t truth, f found) (truth, found) {
	switch {
	case t == no:
		return yes, found{negated: true}
	case t == maybe:
		return maybe, found{}
	case len(f.at) > 0:
		f.negated = !f.negated
		return yes, f
	case f.negated: // everywhere, so now nowhere
		return no, found{}
	}
	return yes, f
}

func shifted(f found, by int) found {
	if by != 0 {
		f.at = slices.Clone(f.at)
		for i := range f.at {
			f.at[i] += by
		}
	}
	return f
}

// joined are the places of both sides (either) or those that both have. A negated side is all
// places but its own.
func joined(out found, either bool, l, r found) (truth, found) {
	// What counts of places in both, in the left one alone and in the right one alone; and
	// whether the result is those places or all others.
	var both, left, right bool
	switch {
	case either && l.negated && r.negated:
		both, out.negated = true, true
	case either && l.negated:
		left, out.negated = true, true
	case either && r.negated:
		right, out.negated = true, true
	case either:
		both, left, right = true, true, true
	case l.negated && r.negated:
		both, left, right, out.negated = true, true, true, true
	case l.negated:
		right = true
	case r.negated:
		left = true
	default:
		both = true
	}
	i, j := 0, 0
	for i < len(l.at) || j < len(r.at) {
		switch {
		case j == len(r.at) || i < len(l.at) && l.at[i] < r.at[j]:
			if left {
				out.at = append(out.at, l.at[i])
			}
			i++
		case i == len(l.at) || r.at[j] < l.at[i]:
			if right {
				out.at = append(out.at, r.at[j])
			}
			j++
		default:
			if both {
				out.at = append(out.at, l.at[i])
			}
			i, j = i+1, j+1
		}
	}
	if len(out.at) > 0 || out.negated {
		return yes, out
	}
	return no, found{}
}

// vectorSource is a document as a query asks it.
type vectorSource Vector

func (v vectorSource) has(n *Node) truth {
	for _, l := range Vector(v).matching(n) {
		if n.Weights == 0 || len(l.Places) == 0 || slices.ContainsFunc(l.Places, n.ofWeight) {
			return yes // a word without places has every weight
		}
	}
	return no
}

func (n *Node) ofWeight(p Place) bool { return n.Weights == 0 || n.Weights>>p.Weight()&1 != 0 }

func (v vectorSource) where(n *Node) (truth, []int) {
	var at []int
	lexemes := Vector(v).matching(n)
	for _, l := range lexemes {
		if len(l.Places) == 0 {
			return maybe, nil
		}
		for _, p := range l.Places {
			if n.ofWeight(p) {
				at = append(at, p.Pos())
			}
		}
	}
	if len(at) == 0 {
		return no, nil
	}
	if len(lexemes) > 1 {
		slices.Sort(at)
		at = slices.Compact(at)
	}
	return yes, at
}
