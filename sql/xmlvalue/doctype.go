package xmlvalue

import "strings"

// doctype is what a document type within its document declares.
type doctype struct {
	entities   map[string]*entity
	parameters map[string]*entity
	tokens     map[attributeKey]bool // attributes that are lists of names: blanks count once
	// external is set where there is more of it elsewhere, which is not read, references where parameters are
	// referred to: then entities may be declared where nobody looks.
	external, references, standalone bool
}

type attributeKey struct{ element, attribute string }

// document reads a document.
func (p *parser) document() {
	if p.src == "" {
		p.fatal("switching encoding : no input")
		p.fatal("Document is empty")
		return
	}
	if p.has("<?xml") && isBlank(p.byteAt(5)) {
		p.declaration()
		p.blanks()
	}
	p.misc()
	if p.has("<!DOCTYPE") {
		p.documentType()
		p.misc()
	}
	if p.end {
		return
	}
	if p.raw() != '<' {
		p.fatal("Start tag expected, '<' not found")
		return
	}
	p.element()
	p.misc()
	if p.raw() != 0 {
		p.fatal("Extra content at the end of the document")
	}
}

func (p *parser) element() {
	p.startTag()
	if len(p.open) == 0 {
		return
	}
	p.content()
	switch {
	case p.end:
	case p.raw() == 0:
		p.unfinished()
	default:
		p.endTag()
	}
}

// misc reads comments and instructions.
func (p *parser) misc() {
	for !p.end {
		from := p.pos
		p.blanks()
		switch {
		case p.has("<?"):
			p.instruction()
		case p.has("<!--"):
			p.comment()
		default:
			return
		}
		p.take(p.pos - from)
	}
}

// declaration reads <?xml version="1.0"?>.
func (p *parser) declaration() {
	p.pos += len("<?xml")
	p.blanks()
	version, ok := p.pseudo("version", "", versionEnd)
	switch {
	case !ok || version == "":
		p.fatal("Malformed declaration expecting version")
	case version == defaultVersion:
	case strings.HasPrefix(version, "1."):
		p.warn("Unsupported version '%s'", version)
	default:
		p.fatal("Unsupported version '%s'", version)
	}
	if p.endsHere() {
		return
	}
	if !isBlank(p.raw()) {
		p.fatal("Blank needed here")
	}
	p.blanks()
	if encoding, ok := p.pseudo("encoding", "Invalid XML encoding name", encodingEnd); ok && encoding != "" {
		if p.endsHere() {
			return
		}
		if !isBlank(p.raw()) {
			p.fatal("Blank needed here")
		}
	}
	p.blanks()
	if alone, ok := p.pseudo("standalone", "standalone accepts only 'yes' or 'no'", standaloneEnd); ok {
		p.doctype.standalone = alone == "yes"
	}
	p.blanks()
	if p.endsHere() {
		return
	}
	p.fatal("parsing XML declaration: '?>' expected")
	if n := strings.IndexByte(p.src[p.pos:], '>'); n >= 0 {
		p.pos += n + 1
	} else {
		p.pos = len(p.src)
	}
}

func (p *parser) endsHere() bool {
	if !p.has("?>") {
		return false
	}
	p.pos += len("?>")
	return true
}

// versionEnd and its like give how long the value is that s begins with.
func versionEnd(s string) int {
	n := len(s) - len(strings.TrimLeft(s, "0123456789"))
	if n == 0 || n > 1 || !strings.HasPrefix(s[n:], ".") {
		return 0
	}
	rest := s[n+1:]
	return n + 1 + len(rest) - len(strings.TrimLeft(rest, "0123456789"))
}

func encodingEnd(s string) int {
	n := 0
	for n < len(s) && (s[n]|0x20 >= 'a' && s[n]|0x20 <= 'z' || n > 0 && (s[n] >= '0' && s[n] <= '9' || strings.IndexByte("._-", s[n]) >= 0)) {
		n++
	}
	return n
}

func standaloneEnd(s string) int {
	for _, w := range []string{"yes", "no"} {
		if strings.HasPrefix(s, w) {
			return len(w)
		}
	}
	return 0
}

// pseudo reads name="value" within a declaration; ok is false where it is not there.
// invalid is what a value is called that is none; "" leaves that to who calls.
func (p *parser) pseudo(name, invalid string, end func(string) int) (value string, ok bool) {
	if !p.has(name) {
		return "", false
	}
	p.pos += len(name)
	p.blanks()
	if p.raw() != '=' {
		p.fatal("expected '='")
		return "", false
	}
	p.pos++
	p.blanks()
	quote := p.raw()
	if quote != '"' && quote != '\'' {
		p.fatal("String not started expecting ' or \"")
		return "", true
	}
	p.pos++
	n := end(p.src[p.pos:])
	value = p.src[p.pos : p.pos+n]
	p.pos += n
	if n == 0 && invalid != "" {
		p.fatal("%s", invalid)
	}
	if p.raw() != quote {
		p.fatal("String not closed expecting \" or '")
	} else {
		p.pos++
	}
	return value, true
}

// documentType reads <!DOCTYPE … [ … ]>.
func (p *parser) documentType() {
	from := p.pos
	p.pos += len("<!DOCTYPE")
	p.blanks()
	if p.name() == "" {
		p.fatal("xmlParseDocTypeDecl : no DOCTYPE name !")
	}
	p.blanks()
	_, p.doctype.external = p.externalID()
	p.blanks()
	if p.raw() == '[' {
		p.pos++
		p.subset(']')
		if p.end {
			return
		}
		if p.raw() == ']' {
			p.pos++
			p.blanks()
		}
		if p.raw() != '>' {
			p.fatal("DOCTYPE improperly terminated")
			return
		}
	} else if p.raw() != '>' {
		p.fatal("DOCTYPE improperly terminated")
	}
	p.pos = min(p.pos+1, len(p.src))
	p.add(&Node{Kind: DoctypeNode, Text: p.src[from:p.pos]})
}

// externalID reads where something else is, which is never looked at.
func (p *parser) externalID() (uri string, ok bool) {
	switch {
	case p.has("SYSTEM"):
		p.pos += len("SYSTEM")
		p.spaceAfter("'SYSTEM'")
	case p.has("PUBLIC"):
		p.pos += len("PUBLIC")
		p.spaceAfter("'PUBLIC'")
		if _, ok := p.literal(); !ok {
			p.fatal("PUBLIC, the Public Identifier is missing")
		}
		p.spaceAfter("the Public Identifier")
	default:
		return "", false
	}
	if uri, ok = p.literal(); !ok {
		p.fatal("SYSTEM or PUBLIC, the URI is missing")
	}
	return uri, true
}

func (p *parser) spaceAfter(what string) {
	if p.blanks() == 0 {
		p.fatal("Space required after %s", what)
	}
}

// literal reads what is quoted as it is.
func (p *parser) literal() (string, bool) {
	quote := p.raw()
	if quote != '"' && quote != '\'' {
		p.fatal("SystemLiteral \" or ' expected")
		return "", false
	}
	p.pos++
	s, _, ok := p.until(string(quote))
	if !ok {
		p.fatal("Unfinished System or Public ID \" or ' expected")
	}
	return s, true
}

// subset reads declarations up to end.
func (p *parser) subset(end byte) {
	for p.raw() != end && p.raw() != 0 && !p.end {
		from := p.pos
		p.blanks()
		switch {
		case p.has("<!ENTITY"):
			p.entityDeclaration()
		case p.has("<!ATTLIST"):
			p.attributeDeclaration()
		case p.has("<!ELEMENT"):
			p.pos += len("<!ELEMENT")
			p.otherDeclaration("xmlParseElementDecl")
		case p.has("<!NOTATION"):
			p.pos += len("<!NOTATION")
			p.otherDeclaration("xmlParseNotationDecl")
		case p.has("<!--"):
			p.quietly(p.comment)
		case p.has("<?"):
			p.quietly(p.instruction)
		case p.raw() == '%':
			p.parameterReference()
		}
		if p.pos == from && !p.end {
			p.fatal("internal error: xmlParseInternalSubset: error detected in Markup declaration\n")
			return
		}
		p.take(p.pos - from)
	}
}

// quietly reads what is kept with the text of the document type, not in the tree.
func (p *parser) quietly(read func()) {
	at := p.at
	p.at = &Node{}
	read()
	p.at = at
}

// parameterReference reads %name; whose content are further declarations.
func (p *parser) parameterReference() {
	p.pos++
	name := p.name()
	if name == "" {
		p.fatal("PEReference: no name")
		return
	}
	if p.raw() != ';' {
		p.fatal("PEReference: expecting ';'")
		return
	}
	p.pos++
	e := p.doctype.parameters[name]
	if e == nil && (p.doctype.standalone || !p.doctype.external && !p.doctype.references) {
		p.fatal("PEReference: %%%s; not found", name)
	}
	p.doctype.references = true
	if e == nil || e.external {
		return
	}
	if len(p.within) >= entityDepthMax {
		p.loop()
		return
	}
	if !p.spend(int64(len(e.content))) {
		return
	}
	sub := p.inside(e)
	sub.subset(0)
	p.doctype = sub.doctype
	p.bad = p.bad || sub.bad
	if sub.end {
		p.halt()
	}
}

func (p *parser) entityDeclaration() {
	p.pos += len("<!ENTITY")
	p.spaceAfter("'<!ENTITY'")
	parameter := p.raw() == '%'
	if parameter {
		p.pos++
		p.spaceAfter("'%'")
	}
	e := &entity{name: p.name()}
	if e.name == "" {
		p.fatal("xmlParseEntityDecl: no name")
		return
	}
	if strings.Contains(e.name, ":") {
		p.unspaced("colons are forbidden from entities names '%s'", e.name)
	}
	p.spaceAfter("the entity name")
	ok := true
	if p.raw() == '"' || p.raw() == '\'' {
		e.content, ok = p.entityValue()
	} else {
		ok = p.externalEntity(e, parameter)
	}
	if ok && !p.bad {
		p.declareEntity(e, parameter)
	}
	p.blanks()
	if p.raw() != '>' {
		p.fatal("xmlParseEntityDecl: entity %s not terminated", e.name)
		p.halt()
		return
	}
	p.pos++
}

// externalEntity reads where an entity is, which nobody will look up.
func (p *parser) externalEntity(e *entity, parameter bool) bool {
	uri, ok := p.externalID()
	if !ok {
		p.fatal("Entity value required")
		return false
	}
	e.external = true
	if _, valid := uriScheme(strings.ReplaceAll(uri, "#", "")); !valid && uri != "" {
		p.tell("Invalid URI: " + uri)
	} else if strings.Contains(uri, "#") {
		p.fatal("Fragment not allowed")
	}
	if !parameter {
		p.notationOf(e)
	}
	return true
}

// declareEntity keeps the first declaration of a name.
func (p *parser) declareEntity(e *entity, parameter bool) {
	d := &p.doctype
	if d.entities == nil {
		d.entities, d.parameters = map[string]*entity{}, map[string]*entity{}
	}
	list := d.entities
	if parameter {
		list = d.parameters
	}
	if list[e.name] == nil {
		list[e.name] = e
	}
}

// notationOf reads NDATA name behind an external entity.
func (p *parser) notationOf(e *entity) {
	spaced := p.blanks() > 0
	if !p.has("NDATA") {
		return
	}
	if !spaced {
		p.fatal("Space required before 'NDATA'")
	}
	p.pos += len("NDATA")
	p.spaceAfter("'NDATA'")
	p.name()
	e.unparsed = true
}

// entityValue reads what is quoted, with characters in place of references to them.
func (p *parser) entityValue() (string, bool) {
	quote := string(p.raw())
	p.pos++
	s, _, ok := p.until(quote)
	if !ok {
		p.fatal("EntityValue: \" or ' expected")
		return "", false
	}
	var b strings.Builder
	sub := p.inside(&entity{content: s})
	for sub.pos < len(s) && !sub.end {
		switch {
		case sub.has("&#"):
			if c := sub.charReference(); c != 0 {
				b.WriteRune(c)
			}
			continue
		case sub.raw() == '%' || sub.raw() == '&':
			sign, from := sub.raw(), sub.pos
			sub.pos++
			if sub.name() == "" || sub.raw() != ';' {
				p.fatal("EntityValue: '%c' forbidden except for entities references", sign)
				return "", false
			}
			if sign == '%' {
				p.fatal("PEReferences forbidden in internal subset")
				return "", false
			}
			b.WriteString(s[from:sub.pos])
			continue
		}
		b.WriteByte(sub.raw())
		sub.pos++
	}
	p.bad = p.bad || sub.bad
	return b.String(), !sub.bad
}

// attributeDeclaration reads <!ATTLIST element attribute type default …>.
func (p *parser) attributeDeclaration() {
	p.pos += len("<!ATTLIST")
	p.spaceAfter("'<!ATTLIST'")
	element := p.name()
	if element == "" {
		p.fatal("ATTLIST: no name for Element")
		return
	}
	p.blanks()
	for p.raw() != '>' && p.raw() != 0 && !p.end {
		name := p.name()
		if name == "" {
			p.fatal("ATTLIST: no name for Attribute")
			break
		}
		if !p.attributeDefault(element, name) {
			break
		}
	}
	if p.raw() == '>' {
		p.pos++
	}
}

// attributeDefault reads the type and default of an attribute.
func (p *parser) attributeDefault(element, name string) bool {
	if p.spaceAfter("the attribute name"); p.bad {
		return false
	}
	at := p.pos
	kind := p.name()
	switch kind {
	case "CDATA", "ID", "IDREF", "IDREFS", "ENTITY", "ENTITIES", "NMTOKEN", "NMTOKENS":
	default:
		if kind != "NOTATION" {
			p.pos = at
		}
		p.blanks()
		if p.raw() != '(' {
			p.fatal("'(' required to start ATTLIST enumeration")
			return false
		}
		p.pos++
		if _, _, ok := p.until(")"); !ok {
			p.fatal("')' required to finish ATTLIST enumeration")
			return false
		}
	}
	p.spaceAfter("the attribute type")
	d := &p.doctype
	if d.tokens == nil {
		d.tokens = map[attributeKey]bool{}
	}
	key := attributeKey{element, name}
	if kind != "CDATA" && !p.bad {
		d.tokens[key] = true
	}
	switch {
	case p.has("#REQUIRED"):
		p.pos += len("#REQUIRED")
	case p.has("#IMPLIED"):
		p.pos += len("#IMPLIED")
	default:
		if p.has("#FIXED") {
			p.pos += len("#FIXED")
			p.spaceAfter("'#FIXED'")
		}
		// The value is looked at, and for nothing: what Postgres makes trees of gets no defaults.
		if _, ok := p.attributeValue(); !ok {
			p.fatal("Attribute default value declaration error")
			return false
		}
	}
	if p.raw() != '>' {
		p.spaceAfter("the attribute default value")
	}
	return !p.end
}

// otherDeclaration reads what says nothing of values up to its end.
func (p *parser) otherDeclaration(what string) {
	if p.blanks() == 0 {
		p.fatal("Space required after '<!%s'", map[string]string{"xmlParseElementDecl": "ELEMENT", "xmlParseNotationDecl": "NOTATION"}[what])
	}
	if p.name() == "" {
		p.fatal("%s: no name for Element", what)
	}
	if what == "xmlParseElementDecl" {
		p.spaceAfter("the element name")
		if !p.has("EMPTY") && !p.has("ANY") && p.raw() != '(' {
			p.fatal("xmlParseElementDecl: 'EMPTY', 'ANY' or '(' expected")
			return
		}
	}
	if _, _, ok := p.until(">"); !ok {
		p.fatal("expected '>'")
	}
}

// HasDoctype reports whether content has a document type before anything but comments and instructions:
// then it is read as a document.
func HasDoctype(s string) bool {
	for {
		s = strings.TrimLeft(s, " \t\r\n")
		var end string
		switch {
		case strings.HasPrefix(s, "<!DOCTYPE"):
			return true
		case strings.HasPrefix(s, "<!--"):
			s, end = s[len("<!--"):], "--"
		case strings.HasPrefix(s, "<?"):
			s, end = s[len("<?"):], "?>"
		default:
			return false
		}
		_, rest, ok := strings.Cut(s, end)
		if ok && end == "--" {
			rest, ok = strings.CutPrefix(rest, ">")
		}
		if !ok {
			return false
		}
		s = rest
	}
}
