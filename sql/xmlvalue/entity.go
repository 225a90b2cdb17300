package xmlvalue

import (
	"slices"
	"strings"
	"unicode/utf8"
)

const (
	// expandedTimes bounds what entities stand for by the text that has them, expandedBytesMin is what they
	// may stand for in any.
	expandedTimes    = 10
	expandedBytesMin = 1 << 20
)

// entity is what a document type says that a name stands for.
type entity struct {
	name, content      string
	external, unparsed bool
	// read is set once its content has been looked at: value is then its text, cost how much it stands for
	// with all that is within, failed says that it is not well-formed.
	read, failed bool
	value        string
	cost         int64
}

// predefined are those that need no declaration.
func predefined(name string) (string, bool) {
	switch name {
	case "lt":
		return "<", true
	case "gt":
		return ">", true
	case "amp":
		return "&", true
	case "quot":
		return `"`, true
	case "apos":
		return "'", true
	}
	return "", false
}

// reference reads &…; within content.
func (p *parser) reference() {
	if p.byteAt(1) == '#' {
		if c := p.charReference(); c != 0 {
			p.addText(string(c))
		}
		return
	}
	plain, e := p.entityReference(false)
	switch {
	case p.bad || e == nil && plain == "":
	case e == nil:
		p.addText(plain)
	case p.expand(e):
		p.add(&Node{Kind: EntityNode, Name: e.name, Text: e.value})
	}
}

// charReference reads &#…; and gives the character, 0 where it is none.
func (p *parser) charReference() rune {
	base, digits, message := 10, "0123456789", "CharRef: invalid decimal value"
	p.pos += 2
	if p.raw() == 'x' {
		p.pos++
		base, digits, message = 16, "0123456789abcdefABCDEF", "CharRef: invalid hexadecimal value"
	}
	v := 0
	for p.raw() != ';' {
		if p.raw() == 0 || strings.IndexByte(digits, p.raw()) < 0 {
			p.fatal("%s", message)
			v = 0
			break
		}
		d := strings.IndexByte("0123456789abcdef", p.raw()|0x20)
		if p.raw() <= '9' {
			d = int(p.raw() - '0')
		}
		v = min(v*base+d, 0x110000)
		p.pos++
	}
	if p.raw() == ';' {
		p.pos++
	}
	switch {
	case v >= 0x110000:
		p.fatal("xmlParseCharRef: character reference out of bounds")
	case isChar(rune(v)) && v != 0:
		return rune(v)
	default:
		p.fatal("xmlParseCharRef: invalid xmlChar value %d", v)
	}
	return 0
}

// entityReference reads &name; and gives what it stands for: text of itself, or an entity. Neither where it
// is a mistake, or of one that nothing here declares.
func (p *parser) entityReference(inAttribute bool) (plain string, e *entity) {
	p.pos++
	name := p.name()
	if name == "" {
		p.fatal("xmlParseEntityRef: no name")
		return "", nil
	}
	if p.raw() != ';' {
		p.fatal("EntityRef: expecting ';'")
		return "", nil
	}
	p.pos++
	if s, ok := predefined(name); ok {
		return s, nil
	}
	return "", p.entity(name, inAttribute)
}

func (p *parser) entity(name string, inAttribute bool) *entity {
	e := p.doctype.entities[name]
	switch {
	case e == nil && (p.doctype.standalone || !p.doctype.external && !p.doctype.references):
		p.fatal("Entity '%s' not defined", name)
	case e == nil: // what is not read may declare it
	case e.unparsed:
		p.fatal("Entity reference to unparsed entity %s", name)
	case inAttribute && e.external:
		p.fatal("Attribute references external entity '%s'", name)
	case inAttribute && strings.Contains(e.content, "<"):
		p.fatal("'<' in entity '%s' is not allowed in attributes values", name)
	default:
		return e
	}
	return nil
}

// loop tells of entities that are within themselves, or stand for too much.
func (p *parser) loop() {
	p.fatal("Detected an entity reference loop")
	p.halt()
}

// spend counts what one more reference stands for.
func (p *parser) spend(n int64) bool {
	p.shared.expanded += n
	if p.shared.expanded > p.shared.limit {
		p.loop()
		return false
	}
	return true
}

// expand looks at what an entity stands for: it is content, read once.
func (p *parser) expand(e *entity) bool {
	if e.read {
		return !e.failed && p.spend(e.cost)
	}
	if slices.Contains(p.within, e.name) || len(p.within) >= entityDepthMax {
		p.loop()
		return false
	}
	before := p.shared.expanded
	if !p.spend(int64(len(e.content))) {
		return false
	}
	sub := p.inside(e)
	sub.content()
	sub.flush()
	if !sub.end && len(sub.open) > 0 {
		sub.unfinished()
	}
	if !sub.bad && sub.has("</") {
		sub.fatal("chunk is not well balanced")
	}
	e.read, e.failed = true, sub.bad
	e.cost = p.shared.expanded - before
	switch {
	case sub.end:
		p.halt()
	case sub.bad:
		p.fatal("Entity '%s' failed to parse", e.name)
	}
	if p.o.Strict && !sub.bad {
		e.value = sub.root.Value()
	}
	return !e.failed
}

// inside is a parser of an entity's content.
func (p *parser) inside(e *entity) *parser {
	sub := &parser{o: p.o, src: e.content, found: p.found, errors: p.errors, line: 1, doctype: p.doctype, spaces: slices.Clone(p.spaces),
		depth: p.depthAround() + len(p.open), within: append(slices.Clone(p.within), e.name), shared: p.shared}
	sub.root = &Node{Kind: DocumentNode}
	sub.at = sub.root
	return sub
}

// depthAround is how many elements are open around what is read.
func (p *parser) depthAround() int { return p.depth }

// attributeReference reads &name; within an attribute's value.
func (p *parser) attributeReference(b *strings.Builder) {
	plain, e := p.entityReference(true)
	if e == nil {
		b.WriteString(plain)
		return
	}
	p.replacement(b, e, nil)
}

// replacement adds what an entity stands for within an attribute.
func (p *parser) replacement(b *strings.Builder, e *entity, within []string) {
	if slices.Contains(within, e.name) || len(within) >= entityDepthMax {
		p.loop()
		return
	}
	if !p.spend(int64(len(e.content))) || !p.take(len(e.content)) {
		return
	}
	sub := p.inside(e)
	for !sub.end && !p.end && sub.pos < len(sub.src) {
		c, n := utf8.DecodeRuneInString(sub.src[sub.pos:])
		switch {
		case c == '&' && sub.byteAt(1) == '#':
			if c = sub.charReference(); c != 0 {
				b.WriteRune(c)
			}
		case c == '&':
			plain, inner := sub.entityReference(true)
			if inner != nil {
				sub.replacement(b, inner, append(slices.Clone(within), e.name))
			}
			b.WriteString(plain)
		default:
			if c == '\n' || c == '\t' || c == '\r' {
				c = ' '
			}
			b.WriteRune(c)
			sub.pos += n
		}
	}
	if sub.end {
		p.halt()
	}
	p.bad = p.bad || sub.bad
}
