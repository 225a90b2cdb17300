package xmlvalue

import (
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"
)

// AppendEscaped writes text as content.
func AppendEscaped(dst []byte, s string) []byte {
	for i := 0; i < len(s); i++ {
		switch c := s[i]; c {
		case '&':
			dst = append(dst, "&amp;"...)
		case '<':
			dst = append(dst, "&lt;"...)
		case '>':
			dst = append(dst, "&gt;"...)
		case '\r':
			dst = append(dst, "&#x0d;"...)
		default:
			dst = append(dst, c)
		}
	}
	return dst
}

// AppendAttribute writes name="value" behind a blank. What is not ASCII is written by its number, as libxml does.
func AppendAttribute(dst []byte, name, value string) []byte {
	dst = append(append(append(dst, ' '), name...), `="`...)
	for _, c := range value {
		switch {
		case c == '"':
			dst = append(dst, "&quot;"...)
		case c == '\n' || c == '\r' || c == '\t':
			dst = fmt.Appendf(dst, "&#%d;", c)
		case c >= utf8.RuneSelf:
			dst = fmt.Appendf(dst, "&#x%X;", c)
		default:
			dst = appendMarkup(dst, byte(c))
		}
	}
	return append(dst, '"')
}

func appendMarkup(dst []byte, c byte) []byte {
	switch c {
	case '&':
		return append(dst, "&amp;"...)
	case '<':
		return append(dst, "&lt;"...)
	case '>':
		return append(dst, "&gt;"...)
	}
	return append(dst, c)
}

// ErrNoText is of nodes that have no text of their own: namespaces.
var ErrNoText = errors.New("could not copy node")

// AppendNode writes a node as a value of its own: text and attributes as content, elements with the
// namespaces that they use and do not declare.
func AppendNode(dst []byte, n *Node, room func(int64) error) ([]byte, error) {
	switch n.Kind {
	case NamespaceNode:
		return dst, ErrNoText
	case TextNode, AttributeNode:
		return AppendEscaped(dst, n.Value()), nil
	}
	w := writer{dst: dst, from: len(dst), room: room, top: n}
	if n.Kind == ElementNode {
		w.missing(n)
	}
	w.node(n)
	return w.dst, w.err
}

type writer struct {
	dst  []byte
	from int // what was written when Room was asked last
	room func(int64) error
	err  error
	top  *Node
	// extra are declarations that the outermost element gets.
	extra []declared
}

// missing finds the namespaces that are used under the outermost element and declared above it, in the order
// in which copying it finds them.
func (w *writer) missing(top *Node) {
	for n := top; n != nil; n = n.following(top) {
		if n.Kind != ElementNode {
			continue
		}
		if n.URI != "" {
			w.need(n, n.Prefix)
		}
		for _, a := range n.Attributes {
			if a.URI != "" && a.Prefix != "xml" {
				w.need(n, a.Prefix)
			}
		}
	}
}

func (w *writer) need(n *Node, prefix string) {
	for at := n; ; at = at.Parent {
		for _, d := range at.Declared {
			if d.Name == prefix {
				return
			}
		}
		if at == w.top {
			break
		}
	}
	for _, d := range w.extra {
		if d.prefix == prefix {
			return
		}
	}
	if uri, ok := w.top.Parent.namespace(prefix); ok {
		w.extra = append(w.extra, declared{prefix, uri})
	}
}

// grown asks for what has been written since it asked last.
func (w *writer) grown() bool {
	if w.room != nil && w.err == nil && len(w.dst)-w.from >= roomStep {
		w.err = w.room(int64(len(w.dst) - w.from))
		w.from = len(w.dst)
	}
	return w.err == nil
}

func (w *writer) str(list ...string) {
	for _, s := range list {
		w.dst = append(w.dst, s...)
	}
}

func (w *writer) node(n *Node) {
	if !w.grown() {
		return
	}
	switch n.Kind {
	case DocumentNode:
		for c := n.First; c != nil; c = c.Next {
			w.node(c)
			w.str("\n")
		}
	case ElementNode:
		w.element(n)
	case TextNode:
		w.text(n.Text)
	case CDATANode:
		w.str("<![CDATA[", n.Text, "]]>")
	case CommentNode:
		w.str("<!--", n.Text, "-->")
	case InstructionNode:
		w.str("<?", n.Name)
		if n.Text != "" {
			w.str(" ", n.Text)
		}
		w.str("?>")
	case EntityNode:
		w.str("&", n.Name, ";")
	case DoctypeNode:
		w.str(n.Text)
	}
}

func (w *writer) text(s string) {
	for i := 0; i < len(s); i++ {
		if s[i] == '\r' {
			w.str("&#13;")
		} else {
			w.dst = appendMarkup(w.dst, s[i])
		}
	}
}

func (w *writer) element(n *Node) {
	name := n.full()
	w.str("<", name)
	for _, d := range n.Declared {
		w.declaration(d.Name, d.URI)
	}
	if n == w.top {
		for _, d := range w.extra {
			w.declaration(d.prefix, d.uri)
		}
	}
	for _, a := range n.Attributes {
		w.dst = AppendAttribute(w.dst, a.full(), a.Text)
	}
	if n.First == nil {
		w.str("/>")
		return
	}
	w.str(">")
	for c := n.First; c != nil; c = c.Next {
		w.node(c)
	}
	w.str("</", name, ">")
}

// declaration writes one of a namespace, in the quotes that it does not have within.
func (w *writer) declaration(prefix, uri string) {
	w.str(" xmlns")
	if prefix != "" {
		w.str(":", prefix)
	}
	uri = strings.ReplaceAll(uri, "&", "&#38;")
	quote := `"`
	switch {
	case strings.Contains(uri, `"`) && !strings.Contains(uri, "'"):
		quote = "'"
	case strings.Contains(uri, `"`):
		uri = strings.ReplaceAll(uri, `"`, "&quot;")
	}
	w.str("=", quote, uri, quote)
}
