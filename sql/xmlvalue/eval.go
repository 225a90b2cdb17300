package xmlvalue

import (
	"math"
	"slices"
	"sort"
)

// ValueKind is what an expression gave.
type ValueKind uint8

// The kinds of values.
const (
	NodesValue ValueKind = iota
	StringValue
	NumberValue
	BoolValue
)

// Value is what an expression gave.
type Value struct {
	Kind   ValueKind
	Nodes  []*Node // in the order of the document
	Text   string
	Number float64
	Bool   bool
}

// Binding gives a prefix of expressions its namespace.
type Binding struct{ Prefix, URI string }

// Eval evaluates an expression about a node. room is asked before nodes are gathered, and now and then with 0
// as long as it takes; its errors are given as they are, others are PathErrors.
func (p *Path) Eval(n *Node, spaces []Binding, room func(int64) error) (Value, error) {
	root := n
	for root.Parent != nil {
		root = root.Parent
	}
	e := evaluation{root: root, spaces: spaces, room: room}
	v := e.term(p.top, place{node: n, position: -1, size: -1})
	if e.err != nil {
		return Value{}, e.err
	}
	return v, nil
}

type evaluation struct {
	root   *Node
	spaces []Binding
	room   func(int64) error
	steps  int
	bytes  int64
	err    error
}

// place is where a term is evaluated; position and size are -1 where nothing counts.
type place struct {
	node           *Node
	position, size int
}

// stepsBetween are so many nodes that looking at them takes about a millisecond.
const stepsBetween = 1 << 14

// step counts a node that is looked at.
func (e *evaluation) step() bool {
	if e.steps++; e.steps >= stepsBetween {
		e.steps = 0
		e.ask(0)
	}
	return e.err == nil
}

// take counts bytes that are held.
func (e *evaluation) take(n int) bool {
	if e.bytes += int64(n); e.bytes >= roomStep {
		n := e.bytes
		e.bytes = 0
		e.ask(n)
	}
	return e.err == nil
}

func (e *evaluation) ask(n int64) {
	if e.room != nil && e.err == nil {
		e.err = e.room(n)
	}
}

func (e *evaluation) fail(err error) Value {
	if e.err == nil {
		e.err = err
	}
	return Value{}
}

func (e *evaluation) term(t *term, at place) Value {
	if e.err != nil {
		return Value{}
	}
	switch t.op {
	case opNumber:
		return Value{Kind: NumberValue, Number: t.number}
	case opString:
		return Value{Kind: StringValue, Text: t.text}
	case opVariable:
		return e.fail(errUndefined)
	case opCall:
		return e.call(t, at)
	case opOr, opAnd:
		l := truth(e.term(t.args[0], at))
		if e.err == nil && l != (t.op == opOr) {
			l = truth(e.term(t.args[1], at))
		}
		return Value{Kind: BoolValue, Bool: l}
	case opRoot:
		return Value{Nodes: []*Node{e.root}}
	case opContext:
		return Value{Nodes: []*Node{at.node}}
	case opStep:
		return e.along(t, at)
	case opFilter:
		return e.filter(t, at)
	case opNegate:
		return Value{Kind: NumberValue, Number: -e.number(e.term(t.args[0], at))}
	}
	l := e.term(t.args[0], at)
	r := e.term(t.args[1], at)
	if e.err != nil {
		return Value{}
	}
	switch t.op {
	case opUnion:
		if l.Kind != NodesValue || r.Kind != NodesValue {
			return e.fail(errType)
		}
		e.take(8 * (len(l.Nodes) + len(r.Nodes)))
		return Value{Nodes: inOrder(slices.Concat(l.Nodes, r.Nodes))}
	case opEqual, opNotEqual, opLess, opLessEqual, opGreater, opGreaterEqual:
		return Value{Kind: BoolValue, Bool: e.compare(t.op, l, r)}
	}
	return Value{Kind: NumberValue, Number: arithmetic(t.op, e.number(l), e.number(r))}
}

func arithmetic(o op, l, r float64) float64 {
	switch o {
	case opAdd:
		return l + r
	case opSubtract:
		return l - r
	case opMultiply:
		return l * r
	case opDivide:
		return l / r
	}
	return math.Mod(l, r)
}

// inOrder sorts nodes by the document, each once.
func inOrder(list []*Node) []*Node {
	less := func(i, j int) bool { return list[i].order < list[j].order }
	if !sort.SliceIsSorted(list, less) {
		sort.Slice(list, less)
	}
	return slices.CompactFunc(list, func(a, b *Node) bool { return a == b || a.order == b.order && a.Kind == b.Kind })
}

// along goes from each node of the operand along the axis.
func (e *evaluation) along(t *term, at place) Value {
	from := e.term(t.args[0], at)
	if e.err != nil {
		return Value{}
	}
	if from.Kind != NodesValue {
		return e.fail(errType)
	}
	uri, ok := "", true
	if t.step.prefix != "" {
		if uri, ok = e.space(t.step.prefix); !ok {
			return e.fail(errPrefix)
		}
	}
	var out []*Node
	for _, n := range from.Nodes {
		var found []*Node
		e.axis(t.step.axis, n, func(c *Node) bool {
			if !e.step() {
				return false
			}
			if t.step.matches(c, uri) && e.take(8) {
				found = append(found, c)
			}
			return e.err == nil
		})
		for _, w := range t.step.where {
			found = e.where(found, w)
		}
		if len(from.Nodes) == 1 && t.step.axis.backward() {
			slices.Reverse(found)
		}
		out = append(out, found...)
	}
	return Value{Nodes: inOrder(out)}
}

// filter keeps nodes of the operand, counted in the order of the document.
func (e *evaluation) filter(t *term, at place) Value {
	v := e.term(t.args[0], at)
	if e.err == nil && v.Kind != NodesValue {
		return e.fail(errType)
	}
	nodes := v.Nodes
	for _, w := range t.where {
		nodes = e.where(nodes, w)
	}
	return Value{Nodes: nodes}
}

// where keeps the nodes of which a predicate holds: a number is a position.
func (e *evaluation) where(nodes []*Node, w *term) []*Node {
	if w.op == opNumber { // [1] needs no look at the others
		i := int(w.number)
		if float64(i) == w.number && i >= 1 && i <= len(nodes) {
			return nodes[i-1 : i]
		}
		return nil
	}
	var out []*Node
	for i, n := range nodes {
		v := e.term(w, place{node: n, position: i + 1, size: len(nodes)})
		if e.err != nil || !e.step() {
			return nil
		}
		keep := truth(v)
		if v.Kind == NumberValue {
			keep = v.Number == float64(i+1)
		}
		if keep {
			out = append(out, n)
		}
	}
	return out
}

func (e *evaluation) space(prefix string) (string, bool) {
	if prefix == "xml" {
		return xmlSpace, true
	}
	for i := len(e.spaces) - 1; i >= 0; i-- {
		if e.spaces[i].Prefix == prefix {
			return e.spaces[i].URI, true
		}
	}
	return "", false
}

// matches reports whether a node on the step's axis is what it asks for.
func (s *step) matches(n *Node, uri string) bool {
	switch s.test {
	case testNode:
		return n.Kind != EntityNode && n.Kind != DoctypeNode
	case testText:
		return n.Kind == TextNode || n.Kind == CDATANode
	case testComment:
		return n.Kind == CommentNode
	case testInstruction:
		return n.Kind == InstructionNode && (s.name == "" || s.name == n.Name)
	}
	principal := ElementNode
	switch s.axis {
	case axisAttribute:
		principal = AttributeNode
	case axisNamespace:
		principal = NamespaceNode
	}
	if n.Kind != principal || s.name != "*" && s.name != n.Name {
		return false
	}
	if s.prefix == "" {
		return s.name == "*" || n.Kind == NamespaceNode || n.URI == ""
	}
	return n.Kind != NamespaceNode && n.URI == uri
}

// axis calls f for the nodes on an axis, from n on, until it is false.
func (e *evaluation) axis(a axis, n *Node, f func(*Node) bool) {
	inner := n.Kind == AttributeNode || n.Kind == NamespaceNode // has a parent, and neither children nor siblings
	switch a {
	case axisSelf:
		f(n)
	case axisChild:
		for c := n.First; c != nil && f(c); c = c.Next {
		}
	case axisDescendantOrSelf, axisDescendant:
		if a == axisDescendantOrSelf && !f(n) || inner {
			return
		}
		for c := n.following(n); c != nil && c != n && f(c); c = c.following(n) {
		}
	case axisParent:
		if n.Parent != nil {
			f(n.Parent)
		}
	case axisAncestor, axisAncestorOrSelf:
		if a == axisAncestor {
			n = n.Parent
		}
		for ; n != nil && f(n); n = n.Parent {
		}
	case axisFollowingSibling:
		for c := n.Next; !inner && c != nil && f(c); c = c.Next {
		}
	case axisPrecedingSibling:
		for c := n.Prev; !inner && c != nil && f(c); c = c.Prev {
		}
	case axisFollowing:
		if inner {
			n = n.Parent
		}
		c := n.beyond(nil)
		for ; c != nil && f(c); c = c.following(nil) {
		}
	case axisPreceding:
		preceding(n, f)
	case axisAttribute:
		for _, c := range n.Attributes {
			if !f(c) {
				return
			}
		}
	case axisNamespace:
		e.namespaces(n, f)
	}
}

// preceding calls f for what is before n and does not contain it, the nearest first.
func preceding(n *Node, f func(*Node) bool) {
	if n.Kind == AttributeNode || n.Kind == NamespaceNode {
		n = n.Parent
	}
	for ; n != nil; n = n.Parent {
		for c := n.Prev; c != nil; c = c.Prev {
			at := c
			for at.Last != nil {
				at = at.Last
			}
			for { // from the last within c up to c
				if !f(at) {
					return
				}
				if at == c {
					break
				}
				if at.Prev == nil {
					at = at.Parent
					continue
				}
				for at = at.Prev; at.Last != nil; at = at.Last {
				}
			}
		}
	}
}

// namespaces calls f for those that are declared where n is: xml first.
func (e *evaluation) namespaces(n *Node, f func(*Node) bool) {
	if n.Kind != ElementNode {
		return
	}
	list := []*Node{{Kind: NamespaceNode, Name: "xml", URI: xmlSpace, Parent: n, order: n.order}}
	var seen []*Node
	for at := n; at != nil; at = at.Parent {
		for _, d := range at.Declared {
			if !slices.ContainsFunc(seen, func(s *Node) bool { return s.Name == d.Name }) {
				seen = append(seen, d)
			}
		}
	}
	slices.Reverse(seen)
	for _, d := range append(list, seen...) {
		if !f(d) {
			return
		}
	}
}

// compare compares as XPath 1.0 does: of nodes it is enough that one does.
func (e *evaluation) compare(o op, l, r Value) bool {
	equality := o == opEqual || o == opNotEqual
	switch {
	case l.Kind == NodesValue && r.Kind == NodesValue:
		return e.compareNodes(o, l.Nodes, r.Nodes)
	case equality && (l.Kind == BoolValue || r.Kind == BoolValue):
		return (truth(l) == truth(r)) == (o == opEqual)
	case l.Kind == NodesValue && r.Kind != BoolValue:
		return e.compareEach(o, l.Nodes, r)
	case r.Kind == NodesValue && l.Kind != BoolValue:
		return e.compareEach(turned(o), r.Nodes, l)
	case equality && l.Kind != NumberValue && r.Kind != NumberValue:
		return (l.Text == r.Text) == (o == opEqual)
	}
	return compareNumbers(o, e.number(l), e.number(r))
}

// turned is o with its operands the other way round.
func turned(o op) op {
	switch o {
	case opLess:
		return opGreater
	case opLessEqual:
		return opGreaterEqual
	case opGreater:
		return opLess
	case opGreaterEqual:
		return opLessEqual
	}
	return o
}

func compareNumbers(o op, l, r float64) bool {
	switch o {
	case opEqual:
		return l == r
	case opNotEqual:
		return l != r
	case opLess:
		return l < r
	case opLessEqual:
		return l <= r
	case opGreater:
		return l > r
	}
	return l >= r
}

func (e *evaluation) compareEach(o op, nodes []*Node, v Value) bool {
	for _, n := range nodes {
		if !e.step() {
			return false
		}
		text := n.Value()
		if v.Kind == StringValue && (o == opEqual || o == opNotEqual) {
			if (text == v.Text) == (o == opEqual) {
				return true
			}
			continue
		}
		if compareNumbers(o, numberOf(text), e.number(v)) {
			return true
		}
	}
	return false
}

// compareNodes compares sets of nodes in time that their sum bounds, not their product.
func (e *evaluation) compareNodes(o op, l, r []*Node) bool {
	if len(l) == 0 || len(r) == 0 {
		return false
	}
	if o != opEqual && o != opNotEqual {
		lowL, highL := e.extremes(l)
		lowR, highR := e.extremes(r)
		switch o {
		case opLess, opLessEqual:
			return compareNumbers(o, lowL, highR)
		}
		return compareNumbers(o, highL, lowR)
	}
	texts := make(map[string]bool, min(len(l), 1024))
	for _, n := range l {
		if s := n.Value(); !texts[s] && e.step() && e.take(len(s)+16) {
			texts[s] = true
		}
	}
	for _, n := range r {
		if !e.step() {
			return false
		}
		has := texts[n.Value()]
		if o == opEqual && has || o == opNotEqual && (!has || len(texts) > 1) {
			return true
		}
	}
	return false
}

// extremes are the least and the greatest of nodes as numbers; NaN where none is one.
func (e *evaluation) extremes(nodes []*Node) (low, high float64) {
	low, high = math.NaN(), math.NaN()
	for _, n := range nodes {
		if !e.step() {
			break
		}
		v := numberOf(n.Value())
		if !(v >= low) && !math.IsNaN(v) {
			low = v
		}
		if !(v <= high) && !math.IsNaN(v) {
			high = v
		}
	}
	return low, high
}
