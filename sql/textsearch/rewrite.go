package textsearch

import (
	"cmp"
	"slices"
	"strings"
)

// term is a query with as many parts for AND and OR as there are side by side.
type term struct {
	node *Node // the operator, or the operand
	kids []*term
	// kept terms are substitutes, which are not rewritten again.
	kept bool
}

func termOf(n *Node) *term {
	t := plainTerm(n)
	t.flatten()
	t.sort()
	return t
}

// plainTerm is a query part by part.
func plainTerm(n *Node) *term {
	t := &term{node: n}
	for _, k := range []*Node{n.Right, n.Left} { // Postgres's order of them
		if k != nil {
			t.kids = append(t.kids, plainTerm(k))
		}
	}
	return t
}

// flatten takes the parts of parts of the same operator in.
func (t *term) flatten() {
	var kids []*term
	for _, k := range t.kids {
		k.flatten()
		if op := t.node.Op; k.node.Op == op && (op == And || op == Or) {
			kids = append(kids, k.kids...)
		} else {
			kids = append(kids, k)
		}
	}
	t.kids = kids
}

// sort brings the parts of all operators that have no order into one.
func (t *term) sort() {
	for _, k := range t.kids {
		k.sort()
	}
	if t.node.Op != Phrase {
		slices.SortStableFunc(t.kids, compareTerms)
	}
}

// compareTerms is the order in which Postgres has parts of a query.
func compareTerms(a, b *term) int {
	x, y := a.node, b.node
	switch {
	case (x.Op == Operand) != (y.Op == Operand):
		if x.Op == Operand {
			return 1
		}
		return -1
	case x.Op == Operand:
		if c := cmp.Compare(int32(wordSum(y.Word)), int32(wordSum(x.Word))); c != 0 {
			return c
		}
		return strings.Compare(x.Word, y.Word)
	case x.Op != y.Op:
		return cmp.Compare(y.Op, x.Op)
	case len(a.kids) != len(b.kids):
		return cmp.Compare(len(b.kids), len(a.kids))
	}
	for i := range a.kids {
		if c := compareTerms(a.kids[i], b.kids[i]); c != 0 {
			return c
		}
	}
	if x.Op == Phrase {
		return cmp.Compare(y.Distance, x.Distance)
	}
	return 0
}

// tree is the query of a term again.
func (t *term) tree() *Node {
	if t.node.Op == Operand {
		return t.node
	}
	n := &Node{Op: t.node.Op, Distance: t.node.Distance}
	if n.Op == Not {
		n.Right = t.kids[0].tree()
		return n
	}
	parts := make([]*Node, len(t.kids))
	for i, k := range t.kids {
		parts[i] = k.tree()
	}
	// The first two become one, and the last takes the second's place, as in Postgres.
	for len(parts) > 2 {
		parts[0] = &Node{Op: n.Op, Left: parts[1], Right: parts[0]}
		parts[1] = parts[len(parts)-1]
		parts = parts[:len(parts)-1]
	}
	n.Right, n.Left = parts[0], parts[1]
	return n
}

// rewriter puts a substitute in the place of what a target stands for.
type rewriter struct {
	target     *term
	substitute *Node // nil: nothing
}

// Rewrite is the query with substitute wherever target stands in it.
func Rewrite(q, target, substitute Query) Query {
	if q.Root == nil || target.Root == nil {
		return q
	}
	r := rewriter{termOf(target.Root), substitute.Root}
	t := r.rewrite(termOf(q.Root))
	if t == nil {
		return Query{}
	}
	return Query{t.tree()}
}

// replacement is the substitute as a term; nil where there is none.
func (r *rewriter) replacement() *term {
	if r.substitute == nil {
		return nil
	}
	t := plainTerm(r.substitute)
	t.kept = true
	return t
}

func (r *rewriter) rewrite(t *term) *term {
	t = r.match(t)
	if t == nil || t.kept || t.node.Op == Operand {
		return t
	}
	var kids []*term
	for _, k := range t.kids {
		if k = r.rewrite(k); k != nil {
			kids = append(kids, k)
		}
	}
	t.kids = kids
	switch {
	case len(kids) == 0:
		return nil
	case len(kids) == 1 && t.node.Op != Not:
		return kids[0]
	}
	return t
}

// match replaces t, or those of its parts that are the target's.
func (r *rewriter) match(t *term) *term {
	if t.kept || t.node.Op != r.target.node.Op {
		return t
	}
	if compareTerms(t, r.target) == 0 {
		return r.replacement()
	}
	want := r.target.kids
	if t.node.Op != And && t.node.Op != Or || len(t.kids) <= len(want) {
		return t
	}
	var rest []*term
	for _, k := range t.kids {
		if len(want) > 0 && compareTerms(k, want[0]) == 0 {
			want = want[1:]
		} else {
			rest = append(rest, k)
		}
	}
	if len(want) > 0 {
		return t
	}
	if s := r.replacement(); s != nil {
		rest = append(rest, s)
	}
	out := &term{node: t.node, kids: rest}
	out.sort()
	return out
}
