package plpgsql

import (
	"errors"
	"strings"
	"unicode/utf8"

	"github.com/isochrondb/isochron/sql/parser"
	"github.com/isochrondb/isochron/sql/pgerror"
)

// Body is a parsed body.
type Body struct {
	Text  string
	Block *Block
	// Conflict is #variable_conflict: "", "error", "use_variable" or "use_column".
	Conflict string
	// Strict is #print_strict_params: "", "on" or "off".
	Strict string
}

// nestMax is how deep statements may lie in each other (54001).
const nestMax = 1000

func parse(text string, how *parser.Strings) (b *Body, err error) {
	toks, err := how.Scan(text)
	if err != nil {
		return nil, scanError(err)
	}
	p := &reader{text: text, toks: toks}
	defer func() {
		switch e := recover().(type) {
		case nil:
		case *pgerror.Error:
			b, err = nil, e
		default:
			panic(e)
		}
	}()
	return p.body(), nil
}

// scanError is the error of the parser as a client sees it.
func scanError(err error) *pgerror.Error {
	var e *parser.Error
	if !errors.As(err, &e) {
		return pgerror.From(err)
	}
	out := pgerror.New(e.SQLSTATE, "%s", e.Message).WithPosition(e.Position)
	out.Detail, out.Hint = e.Detail, e.Hint
	return out
}

// reader reads the tokens of a body. Errors are thrown.
type reader struct {
	text  string
	toks  []parser.Token
	i     int
	depth int

	line, lineAt int // of the last place asked for
	labels       []string
}

func (p *reader) tok() *parser.Token { return &p.toks[p.i] }

func (p *reader) peek(n int) *parser.Token {
	return &p.toks[min(p.i+n, len(p.toks)-1)]
}

func (p *reader) next() *parser.Token {
	t := p.tok()
	if p.i < len(p.toks)-1 {
		p.i++
	}
	return t
}

// lineOf is the line of a byte offset, from 1.
func (p *reader) lineOf(pos int) int {
	if p.line == 0 || pos < p.lineAt {
		p.line, p.lineAt = 1, 0
	}
	p.line += strings.Count(p.text[p.lineAt:pos], "\n")
	p.lineAt = pos
	return p.line
}

func (p *reader) here() at {
	pos := p.tok().Pos
	return at{p.lineOf(pos), pos}
}

func (p *reader) throw(pos int, code, format string, args ...any) {
	panic(pgerror.New(code, format, args...).WithPosition(utf8.RuneCountInString(p.text[:min(pos, len(p.text))]) + 1))
}

// throwNear throws an error that tells of its line alone; compile completes it.
func (p *reader) throwNear(pos int, code, format string, args ...any) {
	panic(pgerror.New(code, format, args...).WithWhere("near line %d", p.lineOf(pos)))
}

// fail throws a syntax error at the next token.
func (p *reader) fail() { p.failWith("syntax error") }

func (p *reader) failWith(message string) {
	t := p.tok()
	e := parser.SyntaxErrorAt(p.text, t.Pos, t.End, message)
	panic(scanError(e))
}

// reserved are the words that are no names of variables.
var reserved = map[string]bool{"all": true, "begin": true, "by": true, "case": true, "declare": true, "else": true, "end": true,
	"execute": true, "for": true, "foreach": true, "from": true, "if": true, "in": true, "into": true, "loop": true, "not": true,
	"null": true, "or": true, "strict": true, "then": true, "to": true, "using": true, "when": true, "while": true}

func isWord(t *parser.Token, w string) bool { return t.Kind == parser.TokenWord && t.Text == w }
func isOp(t *parser.Token, op string) bool  { return t.Kind == parser.TokenOther && t.Text == op }

func (p *reader) is(w string) bool { return isWord(p.tok(), w) }
func (p *reader) op(s string) bool { return isOp(p.tok(), s) }

func (p *reader) accept(w string) bool {
	if p.is(w) {
		p.next()
		return true
	}
	return false
}

func (p *reader) acceptOp(s string) bool {
	if p.op(s) {
		p.next()
		return true
	}
	return false
}

func (p *reader) expect(words ...string) {
	for _, w := range words {
		if !p.accept(w) {
			p.fail()
		}
	}
}

func (p *reader) expectOp(s string) {
	if !p.acceptOp(s) {
		p.fail()
	}
}

// name reads a name that is no reserved word.
func (p *reader) name() Word {
	t := p.tok()
	if t.Kind != parser.TokenName && (t.Kind != parser.TokenWord || reserved[t.Text]) {
		p.fail()
	}
	p.next()
	return Word{t.Text, t.Pos, t.End, t.Kind == parser.TokenName}
}

func isNameToken(t *parser.Token) bool {
	return t.Kind == parser.TokenName || t.Kind == parser.TokenWord && !reserved[t.Text]
}

// body reads options and the outermost block.
func (p *reader) body() *Body {
	b := &Body{Text: p.text}
	for p.op("#") {
		p.next()
		switch t := p.next(); {
		case isWord(t, "variable_conflict"):
			switch w := p.tok(); {
			case isWord(w, "error"), isWord(w, "use_variable"), isWord(w, "use_column"):
				b.Conflict = w.Text
				p.next()
			default:
				p.fail()
			}
		case isWord(t, "option"):
			p.expect("dump")
		case isWord(t, "print_strict_params"):
			switch w := p.tok(); {
			case isWord(w, "on"), isWord(w, "off"):
				b.Strict = w.Text
				p.next()
			default:
				p.fail()
			}
		default:
			p.i--
			p.fail()
		}
	}
	label := p.label()
	if !p.is("declare") && !p.is("begin") {
		p.fail()
	}
	b.Block = p.block(label)
	p.acceptOp(";")
	if p.tok().Kind != parser.TokenEnd {
		p.fail()
	}
	return b
}

// label reads <<name>>, if there is one.
func (p *reader) label() string {
	if !p.op("<<") {
		return ""
	}
	p.next()
	w := p.name()
	p.expectOp(">>")
	return w.Name
}

func (p *reader) enter() {
	if p.depth++; p.depth > nestMax {
		p.throw(p.tok().Pos, pgerror.StatementTooComplex, "stack depth limit exceeded")
	}
}

// block reads a block from DECLARE or BEGIN on, to END and its label.
func (p *reader) block(label string) *Block {
	p.enter()
	defer func() { p.depth-- }()
	p.labels = append(p.labels, label)
	b := &Block{Label: label}
	start := p.here()
	if p.accept("declare") {
		for !p.is("begin") {
			if p.accept("declare") { // may be said again
				continue
			}
			b.Decls = append(b.Decls, p.decl(b.Decls))
		}
		start = p.here()
	}
	b.at = start
	p.expect("begin")
	b.Body = p.statements("end", "exception")
	if p.accept("exception") {
		for p.is("when") {
			b.Handlers = append(b.Handlers, p.handler())
		}
		if len(b.Handlers) == 0 {
			p.fail()
		}
	}
	p.expect("end")
	p.endLabel(label)
	p.labels = p.labels[:len(p.labels)-1]
	return b
}

// endLabel reads the label after END, which must be that of the beginning.
func (p *reader) endLabel(label string) {
	if !isNameToken(p.tok()) {
		return
	}
	w := p.name()
	switch {
	case label == "":
		p.throw(w.Pos, pgerror.SyntaxError, "end label %q specified for unlabeled block", w.Name)
	case label != w.Name:
		p.throw(w.Pos, pgerror.SyntaxError, "end label %q differs from block's label %q", w.Name, label)
	}
}

func (p *reader) handler() *Handler {
	h := &Handler{at: p.here()}
	p.expect("when")
	for {
		w := p.tok()
		if w.Kind != parser.TokenWord && w.Kind != parser.TokenName {
			p.fail()
		}
		p.next()
		c := Condition{Name: w.Text}
		switch {
		case w.Kind == parser.TokenWord && w.Text == "sqlstate":
			c.Codes = []string{p.sqlstate()}
		case w.Text == "others":
			c.Others = true
		default:
			if c.Codes = pgerror.Conditions(w.Text); c.Codes == nil {
				p.throwNear(w.Pos, pgerror.UndefinedObject, "unrecognized exception condition %q", w.Text)
			}
		}
		h.Conditions = append(h.Conditions, c)
		if !p.accept("or") {
			break
		}
	}
	p.expect("then")
	h.Body = p.statements("when", "end")
	return h
}

// sqlstate reads the five characters after SQLSTATE.
func (p *reader) sqlstate() string {
	t := p.tok()
	if t.Kind != parser.TokenString {
		p.fail()
	}
	if len(t.Text) != 5 || strings.Trim(t.Text, "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ") != "" {
		p.throw(t.Pos, pgerror.SyntaxError, "invalid SQLSTATE code at or near \"'%s'\"", t.Text)
	}
	p.next()
	return t.Text
}

// decl reads one declaration.
func (p *reader) decl(before []*Decl) *Decl {
	d := &Decl{at: p.here(), Pos: p.tok().Pos}
	if p.op("<<") {
		p.throw(p.tok().Pos, pgerror.SyntaxError, "block label must be placed before DECLARE, not after")
	}
	d.Name = p.name().Name
	for _, o := range before {
		if o.Name == d.Name {
			p.i--
			p.failWith("duplicate declaration")
		}
	}
	switch {
	case p.is("alias"):
		p.next()
		p.expect("for")
		d.Alias = p.path()
		p.expectOp(";")
		return d
	case p.is("cursor"), p.is("scroll") && isWord(p.peek(1), "cursor"), p.is("no") && isWord(p.peek(1), "scroll"):
		d.Cursor = p.cursorDecl()
		return d
	}
	d.Const = p.accept("constant")
	d.Type = p.typeRef(";", ":=", "=")
	if p.accept("collate") {
		p.path()
	}
	if p.is("not") {
		p.next()
		p.expect("null")
		d.NotNull = true
	}
	switch {
	case p.acceptOp(";"):
		if d.NotNull {
			p.i -= 2
			p.throw(p.peek(-1).Pos, pgerror.NullValueNotAllowed, "variable %q must have a default value, since it's declared NOT NULL", d.Name)
		}
		return d
	case p.acceptOp(":="), p.acceptOp("="), p.accept("default"):
	default:
		p.fail()
	}
	d.Default = p.expr(";")
	p.expectOp(";")
	return d
}

func (p *reader) path() []Word {
	list := []Word{p.anyName()}
	for p.acceptOp(".") {
		list = append(list, p.anyName())
	}
	return list
}

// anyName reads a name, or $1.
func (p *reader) anyName() Word {
	if t := p.tok(); t.Kind == parser.TokenOther && strings.HasPrefix(t.Text, "$") {
		p.next()
		return Word{Name: t.Text, Pos: t.Pos, End: t.End}
	}
	t := p.tok()
	if t.Kind != parser.TokenWord && t.Kind != parser.TokenName {
		p.fail()
	}
	p.next()
	return Word{t.Text, t.Pos, t.End, t.Kind == parser.TokenName}
}

func (p *reader) cursorDecl() *CursorDecl {
	c := &CursorDecl{}
	if p.accept("no") {
		p.expect("scroll")
		c.NoScroll = true
	} else {
		c.Scroll = p.accept("scroll")
	}
	p.expect("cursor")
	if p.acceptOp("(") {
		for {
			a := &Decl{at: p.here(), Pos: p.tok().Pos, Name: p.name().Name}
			a.Type = p.typeRef(",", ")")
			c.Args = append(c.Args, a)
			if !p.acceptOp(",") {
				break
			}
		}
		p.expectOp(")")
	}
	if !p.accept("is") && !p.accept("for") {
		p.fail()
	}
	c.Query = p.sqlUntil(";")
	p.expectOp(";")
	return c
}

// typeRef reads a type up to one of the given operators or a word that ends it.
func (p *reader) typeRef(ends ...string) *TypeRef {
	r := &TypeRef{Pos: p.tok().Pos}
	start := p.i
	if isNameToken(p.tok()) || p.tok().Kind == parser.TokenWord {
		names := p.path()
		if p.op("%") && (isWord(p.peek(1), "type") || isWord(p.peek(1), "rowtype")) {
			p.next()
			w := p.next()
			for _, n := range names {
				r.Of = append(r.Of, n.Name)
			}
			r.RowType, r.OfType = w.Text == "rowtype", w.Text == "type"
			r.Text = strings.TrimSpace(p.text[r.Pos:w.End])
			if p.op("[") || p.is("array") {
				r.Array = true
			}
			return r
		}
	}
	p.i = start
	depth := 0
	for {
		t := p.tok()
		if t.Kind == parser.TokenEnd {
			if depth != 0 {
				p.failWith("mismatched parentheses")
			}
			p.failWith("incomplete data type declaration")
		}
		if depth == 0 {
			if t.Kind == parser.TokenOther && contains(ends, t.Text) || p.i > start && (isWord(t, "collate") || isWord(t, "not") || isWord(t, "default")) {
				break
			}
		}
		switch {
		case isOp(t, "("), isOp(t, "["):
			depth++
		case isOp(t, ")"), isOp(t, "]"):
			depth--
		}
		p.next()
	}
	r.Text = strings.TrimSpace(p.text[r.Pos:p.tok().Pos])
	if r.Text == "" {
		p.failWith("missing data type declaration")
	}
	return r
}

func contains(list []string, s string) bool {
	for _, x := range list {
		if x == s {
			return true
		}
	}
	return false
}

// until reads tokens up to one of the ends outside of parentheses: words or operators.
func (p *reader) until(what string, ends ...string) *Expr {
	start := p.tok()
	depth := 0
	for {
		t := p.tok()
		if depth == 0 && (t.Kind == parser.TokenOther || t.Kind == parser.TokenWord) && contains(ends, t.Text) {
			break
		}
		switch {
		case t.Kind == parser.TokenEnd || isOp(t, ";"):
			switch {
			case depth > 0:
				p.failWith("mismatched parentheses")
			case t.Kind == parser.TokenEnd && len(ends) == 1 && ends[0] == ";":
				p.fail()
			}
			p.missing(what, ends)
		case isOp(t, "("), isOp(t, "["):
			depth++
		case isOp(t, ")"), isOp(t, "]"):
			if depth--; depth < 0 {
				p.failWith("mismatched parentheses")
			}
		}
		p.next()
	}
	if p.tok() == start {
		p.failWith("missing " + what)
	}
	text := strings.TrimRight(p.text[start.Pos:p.toks[p.i-1].End], " \t\n\r")
	return &Expr{Text: text, Pos: start.Pos, Line: p.lineOf(start.Pos)}
}

func (p *reader) missing(what string, ends []string) {
	list := make([]string, len(ends))
	for i, e := range ends {
		list[i] = strings.ToUpper(e)
	}
	p.throw(p.tok().Pos, pgerror.SyntaxError, "missing %q at end of SQL %s", strings.Join(list, " or "), what)
}

// expr reads an expression up to one of the ends.
func (p *reader) expr(ends ...string) *Expr { return p.until("expression", ends...) }

// sqlUntil reads a query.
func (p *reader) sqlUntil(ends ...string) *Expr {
	x := p.until("statement", ends...)
	x.Whole = true
	return x
}

// statements reads statements up to one of the words, which is not consumed.
func (p *reader) statements(ends ...string) []Stmt {
	var list []Stmt
	for {
		t := p.tok()
		if t.Kind == parser.TokenWord && contains(ends, t.Text) {
			return list
		}
		if t.Kind == parser.TokenEnd {
			p.fail()
		}
		if s := p.statement(); s != nil {
			list = append(list, s)
		}
	}
}
