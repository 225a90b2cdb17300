package xmlvalue

import (
	"strings"
	"unicode/utf8"
)

// chunk reads content, with nothing open at its end.
func (p *parser) chunk() {
	p.content()
	p.flush()
	if !p.end && len(p.open) > 0 {
		p.unfinished()
	}
	if p.has("</") && p.errors.Len() == 0 {
		p.fatal("chunk is not well balanced")
	}
}

// unfinished tells of an element that does not end.
func (p *parser) unfinished() {
	t := p.open[len(p.open)-1]
	p.fatal("Premature end of data in tag %s line %d", t.name, t.line)
}

// content reads up to the end of what is open, or of all.
func (p *parser) content() {
	base := len(p.open)
	for p.raw() != 0 && !p.end {
		from := p.pos
		switch {
		case p.has("<?"):
			p.instruction()
		case p.has("<![CDATA["):
			p.cdata()
		case p.has("<!--"):
			p.comment()
		case p.has("</"):
			if len(p.open) <= base {
				return
			}
			p.endTag()
		case p.raw() == '<':
			p.startTag()
		case p.raw() == '&':
			p.reference()
		default:
			p.text()
		}
		if p.pos == from && !p.end {
			p.fatal("internal error: detected an error in element content\n")
			p.halt()
		}
		if !p.take(p.pos - from) {
			return
		}
	}
}

// add puts a node where the parser is.
func (p *parser) add(n *Node) {
	p.flush()
	if p.bad || !p.o.Strict || !p.take(nodeBytes+len(n.Text)) {
		return
	}
	p.at.append(n)
}

// addText adds text to the one before, if that is one.
func (p *parser) addText(s string) {
	if !p.bad && p.o.Strict && p.take(len(s)) {
		p.pending = append(p.pending, s...)
	}
}

// flush makes a node of the text that was added.
func (p *parser) flush() {
	if s := string(p.pending); s != "" {
		p.pending = p.pending[:0]
		p.add(&Node{Kind: TextNode, Text: s})
	}
}

// text reads characters up to markup.
func (p *parser) text() {
	from, ascii := p.pos, true
	for p.pos < len(p.src) {
		c := p.src[p.pos]
		if c == '<' || c == '&' {
			break
		}
		if c == ']' && p.has("]]>") {
			at := p.pos
			if ascii { // the mark stands where the text begins
				p.pos = from
			}
			p.fatal("Sequence ']]>' not allowed in content")
			p.pos = at + 1
			if ascii {
				return
			}
			continue
		}
		r, n := p.char()
		ascii = ascii && r < utf8.RuneSelf
		if !isChar(r) {
			p.fatal("PCDATA invalid Char value %d", r)
			p.pos += n
			return
		}
		p.pos += n
	}
	p.addText(oneLineEnds(p.src[from:p.pos]))
}

// oneLineEnds has all lines end with one character.
func oneLineEnds(s string) string {
	if strings.IndexByte(s, '\r') < 0 {
		return s
	}
	return strings.ReplaceAll(strings.ReplaceAll(s, "\r\n", "\n"), "\r", "\n")
}

// until reads characters up to the text that ends them, which is read, too. found is false where it does
// not come; bad is then the character that may not be there, or 0 at the end.
func (p *parser) until(end string) (s string, bad rune, found bool) {
	from := p.pos
	for p.pos < len(p.src) {
		if p.has(end) {
			s = p.src[from:p.pos]
			p.pos += len(end)
			return oneLineEnds(s), 0, true
		}
		c, n := p.char()
		if !isChar(c) {
			return p.src[from:p.pos], c, false
		}
		p.pos += n
	}
	return p.src[from:p.pos], 0, false
}

// head is what is shown of a text that does not end.
func head(s string) string {
	if len(s) > 50 {
		s = s[:50]
	}
	return strings.ToValidUTF8(s, "")
}

func (p *parser) cdata() {
	p.pos += len("<![CDATA[")
	from := p.pos
	s, _, ok := p.until("]]>")
	if ok {
		p.add(&Node{Kind: CDATANode, Text: s})
		return
	}
	if utf8.RuneCountInString(p.src[from:p.pos]) < 2 {
		p.fatal("Unregistered error message")
		return
	}
	// The last two characters might have begun the end.
	shown := s
	for range 2 {
		_, n := utf8.DecodeLastRuneInString(shown)
		shown = shown[:len(shown)-n]
	}
	p.fatal("CData section not finished\n%s\n", head(shown))
}

func (p *parser) comment() {
	p.pos += len("<!--")
	from := p.pos
	for p.pos < len(p.src) {
		if p.has("-->") {
			p.add(&Node{Kind: CommentNode, Text: oneLineEnds(p.src[from:p.pos])})
			p.pos += len("-->")
			return
		}
		if p.has("--") {
			if p.pos > from {
				p.fatal("Double hyphen within comment: <!--%s", head(p.src[from:p.pos]))
			} else {
				p.fatal("Double hyphen within comment")
			}
			p.pos++
		}
		c, n := p.char()
		if !isChar(c) {
			p.fatal("xmlParseComment: invalid xmlChar value %d", c)
			return
		}
		p.pos += n
	}
	ascii := !strings.ContainsFunc(p.src[from:p.pos], func(c rune) bool { return c >= utf8.RuneSelf })
	if ascii || p.pos-from < 3 {
		p.fatal("Comment not terminated")
		return
	}
	p.fatal("Comment not terminated \n<!--%s", head(p.src[from:p.pos-2]))
}

// instruction reads <?target text?>.
func (p *parser) instruction() {
	p.pos += len("<?")
	target := p.target()
	if target == "" {
		p.fatal("xmlParsePI : no target name")
		return
	}
	if p.has("?>") {
		p.pos += len("?>")
		p.add(&Node{Kind: InstructionNode, Name: target})
		return
	}
	if p.blanks() == 0 {
		p.fatal("ParsePI: PI %s space expected", target)
	}
	s, _, ok := p.until("?>")
	if !ok {
		p.fatal("ParsePI: PI %s never end ...", target)
		return
	}
	p.add(&Node{Kind: InstructionNode, Name: target, Text: s})
}

func (p *parser) target() string {
	name := p.name()
	switch {
	case name == "xml":
		p.fatal("XML declaration allowed only at the start of the document")
		return name
	case strings.EqualFold(name, "xml"):
		p.fatal("Invalid PI name")
		return name
	case len(name) > 3 && strings.EqualFold(name[:3], "xml") && name != "xml-stylesheet" && name != "xml-model":
		p.warn("xmlParsePITarget: invalid name prefix 'xml'")
	}
	if strings.Contains(name, ":") {
		p.unspaced("colons are forbidden from PI names '%s'", name)
	}
	return name
}

// startTag reads a start tag, or an element without content.
func (p *parser) startTag() {
	if len(p.open)+p.depthAround() > depthMax {
		p.fatal("Excessive depth in document: %d use XML_PARSE_HUGE option", depthMax)
		p.halt()
		return
	}
	t := tag{line: p.lineNow(), spaces: len(p.spaces)}
	p.pos++
	var ok bool
	if t.prefix, t.name, ok = p.qualified(); !ok {
		p.fatal("StartTag: invalid element name")
		return
	}
	n := &Node{Kind: ElementNode, Prefix: t.prefix, Name: t.name}
	p.attributes(n)
	p.add(n)
	switch {
	case p.end:
	case p.has("/>"):
		p.pos += len("/>")
		p.spaces = p.spaces[:t.spaces]
	case p.raw() == '>':
		p.pos++
		p.open = append(p.open, t)
		if !p.bad && p.o.Strict {
			p.at = n
		}
	default:
		p.fatal("Couldn't find end of Start Tag %s line %d", t.name, t.line)
		p.spaces = p.spaces[:t.spaces]
	}
}

// endTag reads the end of what is open.
func (p *parser) endTag() {
	p.pos += len("</")
	t := p.open[len(p.open)-1]
	found, same := p.endName(t)
	p.blanks()
	if p.raw() == '>' {
		p.pos++
	} else {
		p.fatal("expected '>'")
	}
	if !same {
		if found == "" {
			found = "unparsable"
		}
		p.fatal("Opening and ending tag mismatch: %s line %d and %s", t.name, t.line, found)
	}
	p.flush()
	p.open, p.spaces = p.open[:len(p.open)-1], p.spaces[:t.spaces]
	if !p.bad && p.o.Strict {
		p.at = p.at.Parent
	}
}

// endName reads the name of an end tag. found is what a message calls it.
func (p *parser) endName(t tag) (found string, same bool) {
	if t.prefix == "" {
		found = p.name()
		return found, found == t.name
	}
	prefix, name, _ := p.qualified()
	return name, prefix == t.prefix && name == t.name
}

// attribute is one as it is read.
type attribute struct {
	prefix, name, value string
	uri                 string
}

// attributes reads those of a start tag, and the namespaces that it declares.
func (p *parser) attributes(n *Node) {
	var list []attribute
	declaredFrom := len(p.spaces)
	p.blanks()
	for c := p.raw(); c != '>' && !p.has("/>") && isChar(rune(c)) && c != 0 && !p.end; c = p.raw() {
		from := p.pos
		a, ok := p.attribute(n)
		if ok && !p.declares(a, declaredFrom) {
			list = append(list, a)
		}
		if p.raw() == '>' || p.has("/>") || p.end {
			break
		}
		if p.blanks() == 0 {
			p.fatal("attributes construct error")
			break
		}
		if p.pos == from {
			p.fatal("internal error: xmlParseStartTag: problem parsing attributes\n")
			break
		}
	}
	p.place(n, list, declaredFrom)
}

// attribute reads one. ok is false where it has no value.
func (p *parser) attribute(n *Node) (a attribute, ok bool) {
	if a.prefix, a.name, ok = p.qualified(); !ok {
		p.fatal("error parsing attribute name")
		return a, false
	}
	p.blanks()
	if p.raw() != '=' {
		p.fatal("Specification mandates value for attribute %s", a.name)
		return a, false
	}
	p.pos++
	p.blanks()
	if a.value, ok = p.attributeValue(); !ok {
		return a, false
	}
	if p.doctype.tokens[attributeKey{n.full(), a.full()}] {
		a.value = strings.Join(strings.FieldsFunc(a.value, func(c rune) bool { return c == ' ' }), " ")
	}
	if a.prefix == "xml" && a.name == "space" && a.value != "default" && a.value != "preserve" {
		p.warn("Invalid value \"%s\" for xml:space : \"default\" or \"preserve\" expected", a.value)
	}
	return a, true
}

func fullName(prefix, name string) string {
	if prefix == "" {
		return name
	}
	return prefix + ":" + name
}

func (n *Node) full() string { return fullName(n.Prefix, n.Name) }

func (a *attribute) full() string { return fullName(a.prefix, a.name) }

// attributeValue reads what is quoted.
func (p *parser) attributeValue() (string, bool) {
	quote := p.raw()
	if quote != '"' && quote != '\'' {
		p.fatal("AttValue: \" or ' expected")
		return "", false
	}
	p.pos++
	var b strings.Builder
	var c rune
	for !p.end {
		var n int
		if c, n = p.char(); p.raw() == quote || c == 0 || !isChar(c) || c == '<' {
			break
		}
		switch {
		case c != '&':
			if c == '\n' || c == '\t' {
				c = ' '
			}
			b.WriteRune(c)
			p.pos += n
		case p.byteAt(1) == '#':
			if r := p.charReference(); r != 0 {
				b.WriteRune(r)
			}
		default:
			p.attributeReference(&b)
		}
		if !p.take(n) {
			return "", false
		}
	}
	switch {
	case p.end:
		return "", false
	case p.raw() == '<':
		p.fatal("Unescaped '<' not allowed in attributes values")
	case p.raw() == quote:
		p.pos++
	case c != 0 && !isChar(c):
		p.fatal("invalid character in attribute value")
	default:
		p.fatal("AttValue: ' expected")
	}
	return b.String(), true
}

// place gives an element its namespaces and attributes.
func (p *parser) place(n *Node, list []attribute, declaredFrom int) {
	for i := range list {
		a := &list[i]
		if a.prefix != "" {
			var ok bool
			if a.uri, ok = p.space(a.prefix); !ok {
				p.unspaced("Namespace prefix %s for %s on %s is not defined", a.prefix, a.name, n.Name)
			}
		}
		p.unique(list[:i], a)
	}
	var ok bool
	if n.URI, ok = p.space(n.Prefix); !ok && n.Prefix != "" {
		p.unspaced("Namespace prefix %s on %s is not defined", n.Prefix, n.Name)
	}
	if p.bad || !p.o.Strict {
		return
	}
	for _, d := range p.spaces[declaredFrom:] {
		n.Declared = append(n.Declared, &Node{Kind: NamespaceNode, Name: d.prefix, URI: d.uri, Parent: n})
		p.take(nodeBytes)
	}
	for _, a := range list {
		n.Attributes = append(n.Attributes, &Node{Kind: AttributeNode, Prefix: a.prefix, Name: a.name, URI: a.uri, Text: a.value, Parent: n})
		p.take(nodeBytes + len(a.value))
	}
}

// unique tells of an attribute that is there before.
func (p *parser) unique(before []attribute, a *attribute) {
	p.steps(len(before))
	for i := range before {
		b := &before[i]
		if b.name != a.name {
			continue
		}
		if b.prefix == a.prefix {
			p.fatal("Attribute %s redefined", a.full())
			return
		}
		if a.uri != "" && a.uri == b.uri {
			p.unspaced("Namespaced Attribute %s in '%s' redefined", a.name, a.uri)
			return
		}
	}
}

// The namespaces that are there by themselves.
const (
	xmlSpace   = "http://www.w3.org/XML/1998/namespace"
	xmlnsSpace = "http://www.w3.org/2000/xmlns/"
)

// space is what a prefix stands for here.
func (p *parser) space(prefix string) (uri string, ok bool) {
	if prefix == "xml" {
		return xmlSpace, true
	}
	p.steps(len(p.spaces))
	for i := len(p.spaces) - 1; i >= 0; i-- {
		if p.spaces[i].prefix == prefix {
			return p.spaces[i].uri, true
		}
	}
	return "", false
}

// declares takes an attribute that declares a namespace; it is false of others.
func (p *parser) declares(a attribute, from int) bool {
	switch {
	case a.prefix == "" && a.name == "xmlns":
		if p.declarable("", a.value) {
			p.declare("", a, from)
		}
		return true
	case a.prefix == "xmlns":
		if p.declarable(a.name, a.value) {
			p.declare(a.name, a, from)
		}
		return true
	}
	return false
}

// declarable tells what is wrong with a declaration, which then counts for nothing.
func (p *parser) declarable(prefix, uri string) bool {
	label := "xmlns"
	if prefix != "" {
		label += ":" + prefix
	}
	switch {
	case prefix == "xml":
		if uri != xmlSpace {
			p.unspaced("xml namespace prefix mapped to wrong URI")
		}
		return false
	case uri == "" && prefix == "":
		return true
	case prefix == "" || uri == xmlSpace: // as the library has it: the order differs by kind
	case prefix == "xmlns":
		p.unspaced("redefinition of the xmlns prefix is forbidden")
		return false
	}
	if prefix == "" {
		p.checkURI(label, uri, true)
	}
	switch {
	case uri == xmlSpace && prefix == "":
		p.unspaced("xml namespace URI cannot be the default namespace")
		return false
	case uri == xmlSpace:
		p.unspaced("xml namespace URI mapped to wrong prefix")
		return false
	case uri == xmlnsSpace:
		p.unspaced("reuse of the xmlns namespace name is forbidden")
		return false
	case uri == "":
		p.unspaced("%s: Empty XML namespace is not allowed", label)
		return false
	}
	if prefix != "" {
		p.checkURI(label, uri, false)
	}
	return true
}

// checkURI tells of what is no URI, and, if warned is set, of one that is relative.
func (p *parser) checkURI(label, uri string, warned bool) {
	scheme, valid := uriScheme(uri)
	switch {
	case !valid:
		p.unspaced("%s: '%s' is not a valid URI", label, uri)
	case scheme == "" && warned && p.o.Strict:
		p.warn("%s: URI %s is not absolute", label, uri)
	}
}

// uriScheme looks at a URI: whether its characters may be there, and its scheme.
func uriScheme(uri string) (scheme string, valid bool) {
	for i := 0; i < len(uri); i++ {
		c := uri[i]
		switch {
		case c == '%':
			if i+2 >= len(uri) || !isHex(uri[i+1]) || !isHex(uri[i+2]) {
				return "", false
			}
		case c <= ' ' || c >= 0x7F || strings.IndexByte("<>\"{}|\\^`", c) >= 0:
			return "", false
		}
	}
	before, _, ok := strings.Cut(uri, ":")
	if !ok || strings.ContainsAny(before, "/?#") {
		return "", true
	}
	for i := 0; i < len(before); i++ {
		c := before[i] | 0x20
		if !(c >= 'a' && c <= 'z') && (i == 0 || !(before[i] >= '0' && before[i] <= '9' || strings.IndexByte("+-.", before[i]) >= 0)) {
			return "", false
		}
	}
	return before, before != ""
}

func isHex(c byte) bool {
	return c >= '0' && c <= '9' || c >= 'a' && c <= 'f' || c >= 'A' && c <= 'F'
}

func (p *parser) declare(prefix string, a attribute, from int) {
	p.steps(len(p.spaces) - from)
	for _, d := range p.spaces[from:] {
		if d.prefix == prefix {
			p.fatal("Attribute %s redefined", a.full())
			return
		}
	}
	p.spaces = append(p.spaces, declared{prefix, a.value})
}
