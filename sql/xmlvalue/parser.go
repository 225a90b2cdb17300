package xmlvalue

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// Options say how a text is read.
type Options struct {
	// Document asks for one root element, as a document has; else there may be any content.
	Document bool
	// Strict minds namespaces, too, keeps references to entities and builds the tree.
	Strict bool
	// Room is asked before memory is taken, every roomStep bytes that are read, too. It ends the reading
	// with its error. nil: nobody is asked.
	Room func(bytes int64) error
}

// Findings are what is to be told of a text that was read.
type Findings struct {
	// Errors is empty where the text is well-formed, else all mistakes in words, with their lines.
	Errors string
	// Warnings are what does no harm.
	Warnings []string
}

const (
	// depthMax bounds elements within elements, entityDepthMax entities within entities.
	depthMax       = 256
	entityDepthMax = 40
	// errorBytesMax bounds what is told about one text.
	errorBytesMax = 32 << 10
	// contextBytes is how much of a line is shown beside a mistake.
	contextBytes = 80
	// roomStep is how much is read, or taken, between two looks at the Room.
	roomStep = 32 << 10
	// walkStep is how many steps are made between two looks at it.
	walkStep = 1 << 20
)

type parser struct {
	o   Options
	src string
	pos int
	// end is set when nothing more is read; bad once there was a mistake, from when on nothing is built.
	end, bad bool
	found    *Findings
	errors   *strings.Builder
	// line is the line of lineAt.
	line, lineAt int

	open   []tag
	spaces []declared
	root   *Node // what is built hangs below it
	at     *Node
	// pending is text that is to become a node.
	pending []byte

	doctype doctype
	// depth is how many entities are around, within their names.
	depth  int
	within []string
	shared *shared
}

// shared is what a text has in common with the entities in it.
type shared struct {
	refused  error // by the Room
	unasked  int64 // bytes
	walked   int   // steps since the Room was asked
	expanded int64 // bytes that entities stand for
	limit    int64
}

type tag struct {
	prefix, name string
	line         int
	spaces       int // declarations before it
}

type declared struct{ prefix, uri string }

// Parse reads a text whose declaration has been taken off, unless it is a document that is not Strict.
// The tree is nil where there are mistakes, or where it was not asked for. An error is the Room's.
func Parse(src string, o Options) (*Node, Findings, error) {
	var found Findings
	var errors strings.Builder
	p := &parser{o: o, src: src, found: &found, errors: &errors, line: 1,
		shared: &shared{limit: max(expandedTimes*int64(len(src)), expandedBytesMin)}}
	p.root = &Node{Kind: DocumentNode}
	p.at = p.root
	if o.Document {
		p.document()
	} else {
		p.chunk()
	}
	if p.shared.refused != nil {
		return nil, found, p.shared.refused
	}
	found.Errors = strings.TrimRight(errors.String(), "\n")
	if found.Errors != "" || p.bad || !o.Strict {
		return nil, found, nil
	}
	p.root.number()
	return p.root, found, nil
}

// take asks for n bytes.
func (p *parser) take(n int) bool {
	s := p.shared
	if s.unasked += int64(n); s.unasked < roomStep {
		return true
	}
	if p.o.Room != nil && s.refused == nil {
		s.refused = p.o.Room(s.unasked)
	}
	s.unasked = 0
	if s.refused != nil {
		p.halt()
		return false
	}
	return true
}

// steps counts steps of a search, of which so many come together in one text that who waits may give up.
func (p *parser) steps(n int) {
	s := p.shared
	if s.walked += n; s.walked < walkStep || p.o.Room == nil || s.refused != nil {
		return
	}
	s.walked = 0
	if s.refused = p.o.Room(0); s.refused != nil {
		p.halt()
	}
}

// halt has the rest be as if it were not there.
func (p *parser) halt() {
	p.end, p.bad = true, true
	p.pos = len(p.src)
}

// raw is the next byte, 0 at the end.
func (p *parser) raw() byte { return p.byteAt(0) }

func (p *parser) byteAt(n int) byte {
	if p.pos+n >= len(p.src) {
		return 0
	}
	return p.src[p.pos+n]
}

func (p *parser) has(s string) bool { return strings.HasPrefix(p.src[p.pos:], s) }

// char is the next character and how many bytes it takes; a line's end of two is one character. At the end
// it is 0. What may not be in a document is told, and given.
func (p *parser) char() (rune, int) {
	if p.pos >= len(p.src) {
		return 0, 0
	}
	c := p.src[p.pos]
	switch {
	case c == '\r' && p.byteAt(1) == '\n':
		return '\n', 2
	case c == '\r':
		return '\n', 1
	case c < utf8.RuneSelf:
		return rune(c), 1
	}
	r, n := utf8.DecodeRuneInString(p.src[p.pos:])
	if !isChar(r) {
		p.fatal("Char 0x%X out of allowed range", r)
	}
	return r, n
}

// blanks skips blanks and gives their number.
func (p *parser) blanks() int {
	from := p.pos
	for p.pos < len(p.src) && isBlank(p.src[p.pos]) {
		p.pos++
	}
	return p.pos - from
}

// lineNow is the number of the line that the parser is in.
func (p *parser) lineNow() int {
	if p.pos >= p.lineAt {
		p.line += strings.Count(p.src[p.lineAt:p.pos], "\n")
		p.lineAt = p.pos
	}
	return p.line
}

// fatal tells a mistake after which nothing is built.
func (p *parser) fatal(format string, args ...any) {
	if p.end && p.bad {
		return
	}
	p.bad = true
	p.tell(fmt.Sprintf(format, args...))
}

// unspaced tells a mistake in the use of namespaces, which only who minds them hears of.
func (p *parser) unspaced(format string, args ...any) {
	if p.o.Strict && !p.end {
		p.tell(fmt.Sprintf(format, args...))
	}
}

func (p *parser) tell(message string) {
	if p.errors.Len() > errorBytesMax {
		return
	}
	if p.errors.Len() > 0 {
		p.errors.WriteByte('\n')
	}
	p.errors.WriteString(p.shown(message))
}

func (p *parser) warn(format string, args ...any) {
	if len(p.found.Warnings) < 16 {
		p.found.Warnings = append(p.found.Warnings, p.shown(fmt.Sprintf(format, args...)))
	}
}

// shown is a message with its line, the text there, and a mark below the place.
func (p *parser) shown(message string) string {
	head := fmt.Sprintf("line %d: %s", p.lineNow(), message)
	text, mark := p.context()
	return strings.TrimRight(strings.TrimRight(head, "\n")+"\n"+text+"\n"+mark, "\n")
}

// context is the text of the line, and blanks up to the mark.
func (p *parser) context() (text, mark string) {
	isEnd := func(i int) bool { return i < len(p.src) && (p.src[i] == '\n' || p.src[i] == '\r') }
	at := p.pos
	for at > 0 && isEnd(at) {
		at--
	}
	for n := 0; n < contextBytes && at > 0 && !isEnd(at); n++ {
		at--
	}
	if isEnd(at) {
		at++
	}
	column, to := p.pos-at, at
	for to < len(p.src) && !isEnd(to) && to-at < contextBytes {
		to++
	}
	var b strings.Builder
	for i := 0; i < column && i < contextBytes-1 && at+i < to; i++ {
		if p.src[at+i] == '\t' {
			b.WriteByte('\t')
		} else {
			b.WriteByte(' ')
		}
	}
	return strings.ToValidUTF8(p.src[at:to], "?"), b.String() + "^"
}

// name reads a name with colons; "" where none begins.
func (p *parser) name() string {
	return p.nameOf(func(c rune) bool { return c == ':' || isNameStart(c) }, func(c rune) bool { return c == ':' || isNameChar(c) })
}

// plainName reads one without.
func (p *parser) plainName() string { return p.nameOf(isNameStart, isNameChar) }

func (p *parser) nameOf(first, rest func(rune) bool) string {
	from := p.pos
	for p.pos < len(p.src) {
		c, n := rune(p.src[p.pos]), 1
		if c >= utf8.RuneSelf {
			c, n = utf8.DecodeRuneInString(p.src[p.pos:])
		}
		if p.pos == from && !first(c) || !rest(c) {
			break
		}
		p.pos += n
	}
	return p.src[from:p.pos]
}

// qualified reads prefix:name. ok is false where no name begins.
func (p *parser) qualified() (prefix, name string, ok bool) {
	name = p.plainName()
	if name == "" {
		if p.raw() != ':' {
			return "", "", false
		}
		if name = p.name(); name != "" {
			p.unspaced("Failed to parse QName '%s'", name)
		}
		return "", name, name != ""
	}
	if p.raw() != ':' {
		return "", name, true
	}
	p.pos++
	prefix, name = name, p.plainName()
	if name == "" {
		p.unspaced("Failed to parse QName '%s:'", prefix)
		return "", prefix + ":" + p.nameOf(isNameChar, isNameChar), true
	}
	if p.raw() == ':' {
		p.unspaced("Failed to parse QName '%s:%s:'", prefix, name)
		p.pos++
		return prefix, name + ":" + p.name(), true
	}
	return prefix, name, true
}
