package xmlvalue

// Kind is what a node is.
type Kind uint8

// The kinds of nodes.
const (
	DocumentNode Kind = iota
	ElementNode
	AttributeNode
	NamespaceNode
	TextNode
	CDATANode
	CommentNode
	InstructionNode
	EntityNode  // a reference that stays in its place; Text is what it stands for
	DoctypeNode // Text is how it is written
)

// Node is a part of a document. Nodes are not changed once their document is read.
type Node struct {
	Kind Kind
	// Prefix, Name and URI are those of an element or attribute. Of an instruction Name is the target, of an
	// entity its name, of a namespace the prefix that it declares, URI what it stands for.
	Prefix, Name, URI string
	// Text is what is written in nodes other than elements and documents.
	Text string

	Parent, First, Last, Next, Prev *Node
	// Attributes are an element's, Declared its declarations of namespaces.
	Attributes, Declared []*Node
	// order counts nodes of a document from its beginning: elements before their namespaces and attributes,
	// these before what is within.
	order int
}

// nodeBytes is about what a node takes without its texts.
const nodeBytes = 240

// append puts c behind the last child of n.
func (n *Node) append(c *Node) {
	c.Parent, c.Prev = n, n.Last
	if n.Last == nil {
		n.First = c
	} else {
		n.Last.Next = c
	}
	n.Last = c
}

// number gives all nodes under n their order.
func (n *Node) number() {
	next := 0
	for c := n; c != nil; c = c.following(n) {
		c.order = next
		next++
		for _, list := range [][]*Node{c.Declared, c.Attributes} {
			for _, a := range list {
				a.order = next
				next++
			}
		}
	}
}

// following is the node behind n in the order of the document, within top.
func (n *Node) following(top *Node) *Node {
	if n.First != nil {
		return n.First
	}
	return n.beyond(top)
}

// beyond is the first node behind n that is not within n.
func (n *Node) beyond(top *Node) *Node {
	for n != top && n != nil {
		if n.Next != nil {
			return n.Next
		}
		n = n.Parent
	}
	return nil
}

// Value is the node's string value, as XPath has it.
func (n *Node) Value() string {
	switch n.Kind {
	case NamespaceNode:
		return n.URI
	case DocumentNode, ElementNode:
	default:
		return n.Text
	}
	if c := n.First; c != nil && c == n.Last && c.Kind == TextNode { // most are so
		return c.Text
	}
	var b []byte
	for c := n.following(n); c != nil; c = c.following(n) {
		switch c.Kind {
		case TextNode, CDATANode, EntityNode:
			b = append(b, c.Text...)
		}
	}
	return string(b)
}

// namespace looks a prefix up where n is.
func (n *Node) namespace(prefix string) (uri string, ok bool) {
	for ; n != nil; n = n.Parent {
		for _, d := range n.Declared {
			if d.Name == prefix {
				return d.URI, true
			}
		}
	}
	return "", false
}
