package types

import (
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/isochrondb/isochron/sql/pgerror"
)

// jsonToken is a token of JSON.
type jsonToken uint8

const (
	tokenNone jsonToken = iota // before the first one
	tokenEnd
	tokenString
	tokenNumber
	tokenTrue
	tokenFalse
	tokenNull
	tokenObjectStart
	tokenObjectEnd
	tokenArrayStart
	tokenArrayEnd
	tokenComma
	tokenColon
)

// jsonLexer reads the tokens of a JSON text as Postgres's lexer does, to the places that its
// errors show.
type jsonLexer struct {
	s         string
	start     int // of the token
	end       int // of the token, or where an error was seen
	line      int
	lineStart int
	tok       jsonToken
	decode    bool // strings are read, not only passed
	text      string
	buf       []byte
	check     checkpoints
}

func newJSONLexer(s string, decode bool, env *Env) jsonLexer {
	return jsonLexer{s: s, line: 1, decode: decode, check: checkpoints{env: env}}
}

// next reads the next token.
func (l *jsonLexer) next() error {
	s, i := l.s, l.end
	for i < len(s) && (s[i] == ' ' || s[i] == '\t' || s[i] == '\n' || s[i] == '\r') {
		if s[i] == '\n' {
			l.line++
			l.lineStart = i + 1
		}
		i++
	}
	if err := l.check.steps(8); err != nil {
		return err
	}
	l.start = i
	if i >= len(s) {
		l.tok, l.end = tokenEnd, i
		return nil
	}
	switch c := s[i]; c {
	case '{':
		return l.single(tokenObjectStart)
	case '}':
		return l.single(tokenObjectEnd)
	case '[':
		return l.single(tokenArrayStart)
	case ']':
		return l.single(tokenArrayEnd)
	case ',':
		return l.single(tokenComma)
	case ':':
		return l.single(tokenColon)
	case '"':
		l.tok = tokenString
		return l.lexString()
	case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9':
		l.tok = tokenNumber
		return l.lexNumber()
	}
	return l.lexWord()
}

func (l *jsonLexer) single(t jsonToken) error {
	l.tok, l.end = t, l.start+1
	return nil
}

// wordByte reports whether c goes on a word, for errors that show a whole one.
func wordByte(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_' || c >= utf8.RuneSelf
}

func (l *jsonLexer) lexWord() error {
	i := l.start
	for i < len(l.s) && wordByte(l.s[i]) {
		i++
	}
	if i == l.start {
		l.end = i + 1
		return l.invalidToken()
	}
	l.end = i
	switch l.s[l.start:i] {
	case "true":
		l.tok = tokenTrue
	case "false":
		l.tok = tokenFalse
	case "null":
		l.tok = tokenNull
	default:
		return l.invalidToken()
	}
	return nil
}

func digitAt(s string, i int) bool { return i < len(s) && s[i] >= '0' && s[i] <= '9' }

func (l *jsonLexer) lexNumber() error {
	s, i, ok := l.s, l.start, true
	if s[i] == '-' {
		i++
	}
	digits := func() {
		ok = ok && digitAt(s, i)
		for digitAt(s, i) {
			i++
		}
	}
	if i < len(s) && s[i] == '0' {
		i++
	} else {
		digits()
	}
	if i < len(s) && s[i] == '.' {
		i++
		digits()
	}
	if i < len(s) && (s[i] == 'e' || s[i] == 'E') {
		i++
		if i < len(s) && (s[i] == '+' || s[i] == '-') {
			i++
		}
		digits()
	}
	for ; i < len(s) && wordByte(s[i]); i++ {
		ok = false
	}
	if l.end = i; !ok {
		return l.invalidToken()
	}
	return nil
}

// lexString reads a string; what needs no decoding is not copied.
func (l *jsonLexer) lexString() error {
	s := l.s
	i := l.start + 1
	for i < len(s) && s[i] != '"' && s[i] != '\\' && s[i] >= ' ' {
		i++
	}
	if i < len(s) && s[i] == '"' {
		l.text, l.end = s[l.start+1:i], i+1
		return nil
	}
	l.buf = append(l.buf[:0], s[l.start+1:i]...)
	high := rune(-1)
	for {
		if i >= len(s) {
			l.end = len(s)
			return l.invalidToken()
		}
		c := s[i]
		switch {
		case c == '"':
			if high >= 0 {
				return l.lowSurrogate()
			}
			l.text, l.end = string(l.buf), i+1
			return nil
		case c < ' ':
			l.end = i
			return l.fail(pgerror.InvalidTextRepresentation, "Character with value 0x%02x must be escaped.", c)
		case c == '\\':
			next, err := l.escape(i+1, &high)
			if err != nil {
				return err
			}
			i = next
			continue
		}
		if l.decode && high >= 0 {
			return l.lowSurrogate()
		}
		from := i
		for i < len(s) && s[i] != '"' && s[i] != '\\' && s[i] >= ' ' {
			i++
		}
		if l.decode {
			l.buf = append(l.buf, s[from:i]...)
		}
	}
}

// charEnd is the end of the character at i.
func (l *jsonLexer) charEnd(i int) int {
	_, n := utf8.DecodeRuneInString(l.s[i:])
	return i + n
}

// escape reads what follows a backslash and returns where it ends. high is the first half
// of a pair that waits for its second.
func (l *jsonLexer) escape(i int, high *rune) (int, error) {
	if i >= len(l.s) {
		l.end = len(l.s)
		return 0, l.invalidToken()
	}
	c := l.s[i]
	if c == 'u' {
		return l.unicodeEscape(i+1, high)
	}
	if l.decode && *high >= 0 {
		return 0, l.lowSurrogate()
	}
	at := strings.IndexByte(`"\/bfnrt`, c)
	if at < 0 {
		l.start, l.end = i, l.charEnd(i)
		return 0, l.fail(pgerror.InvalidTextRepresentation, `Escape sequence "\%s" is invalid.`, l.s[i:l.end])
	}
	if l.decode {
		l.buf = append(l.buf, "\"\\/\b\f\n\r\t"[at])
	}
	return i + 1, nil
}

func (l *jsonLexer) unicodeEscape(i int, high *rune) (int, error) {
	ch := rune(0)
	for range 4 {
		if i >= len(l.s) {
			l.end = len(l.s)
			return 0, l.invalidToken()
		}
		v := strings.IndexByte("0123456789abcdef", l.s[i]|0x20)
		if v < 0 || l.s[i] < '0' {
			l.end = l.charEnd(i)
			return 0, l.fail(pgerror.InvalidTextRepresentation, `"\u" must be followed by four hexadecimal digits.`)
		}
		ch = ch<<4 | rune(v)
		i++
	}
	if !l.decode {
		return i, nil
	}
	switch {
	case ch >= 0xd800 && ch <= 0xdbff:
		if *high >= 0 {
			return 0, l.surrogate("Unicode high surrogate must not follow a high surrogate.")
		}
		*high = ch
		return i, nil
	case ch >= 0xdc00 && ch <= 0xdfff:
		if *high < 0 {
			return 0, l.lowSurrogate()
		}
		ch = utf16.DecodeRune(*high, ch)
		*high = -1
	}
	if *high >= 0 {
		return 0, l.lowSurrogate()
	}
	if ch == 0 {
		return 0, l.fail(pgerror.UntranslatableCharacter, `\u0000 cannot be converted to text.`)
	}
	l.buf = utf8.AppendRune(l.buf, ch)
	return i, nil
}

func (l *jsonLexer) lowSurrogate() error {
	return l.surrogate("Unicode low surrogate must follow a high surrogate.")
}

func (l *jsonLexer) surrogate(detail string) error {
	return l.fail(pgerror.InvalidTextRepresentation, "%s", detail)
}

func (l *jsonLexer) invalidToken() error {
	return l.fail(pgerror.InvalidTextRepresentation, `Token "%s" is invalid.`, l.s[l.start:l.end])
}

// expected says what the parser wanted in the place of the token.
func (l *jsonLexer) expected(what string) error {
	if l.tok == tokenEnd {
		return l.fail(pgerror.InvalidTextRepresentation, "The input string ended unexpectedly.")
	}
	return l.fail(pgerror.InvalidTextRepresentation, `Expected %s, but found "%s".`, what, l.s[l.start:l.end])
}

// contextMost is how much of a line an error shows.
const contextMost = 50

func (l *jsonLexer) fail(code, detail string, args ...any) error {
	msg := "invalid input syntax for type json"
	if code == pgerror.UntranslatableCharacter {
		msg = "unsupported Unicode escape sequence"
	}
	from := l.lineStart
	for l.end-from >= contextMost {
		from = l.charEnd(from)
	}
	if from-l.lineStart <= 3 {
		from = l.lineStart
	}
	prefix, suffix := "", ""
	if from > l.lineStart {
		prefix = "..."
	}
	if l.tok != tokenEnd && l.end < len(l.s) && l.s[l.end] != '\n' && l.s[l.end] != '\r' {
		suffix = "..."
	}
	return pgerror.New(code, "%s", msg).WithDetail(detail, args...).
		WithWhere("JSON data, line %d: %s%s%s", l.line, prefix, l.s[min(from, l.end):l.end], suffix)
}

// jsonParser reads a JSON text; into b, if there is one.
type jsonParser struct {
	jsonLexer
	b     *jsonBuilder
	depth int
}

// checkJSON accepts s if it is one JSON value; json keeps its text as written.
func checkJSON(s string, env *Env) (Datum, error) {
	p := jsonParser{jsonLexer: newJSONLexer(s, false, env)}
	return Text(s), p.all()
}

// parseJSONB reads a text as a jsonb value.
func parseJSONB(s string, env *Env) (Datum, error) {
	if err := env.Room(jsonGrowth * int64(len(s))); err != nil {
		return Null, err
	}
	b := jsonBuilder{dst: make([]byte, 0, len(s)+8), env: env, taken: jsonGrowth * len(s)}
	p := jsonParser{jsonLexer: newJSONLexer(s, true, env), b: &b}
	if err := p.all(); err != nil {
		return Null, err
	}
	return b.datum()
}

// jsonGrowth is how many bytes a byte of text may need while it is read.
const jsonGrowth = 4

func (p *jsonParser) all() error {
	if err := p.next(); err != nil {
		return err
	}
	if err := p.value(); err != nil {
		return err
	}
	if p.tok != tokenEnd {
		return p.expected("end of input")
	}
	return nil
}

// value reads one value, and the token behind it.
func (p *jsonParser) value() error {
	switch p.tok {
	case tokenObjectStart:
		return p.object()
	case tokenArrayStart:
		return p.array()
	case tokenString, tokenNumber, tokenTrue, tokenFalse, tokenNull:
		if p.b != nil {
			if err := p.scalar(); err != nil {
				return err
			}
		}
		return p.next()
	}
	return p.expected("JSON value")
}

func (p *jsonParser) scalar() error {
	switch p.tok {
	case tokenString:
		p.b.string(p.text)
	case tokenTrue, tokenFalse:
		p.b.bool(p.tok == tokenTrue)
	case tokenNull:
		p.b.null()
	case tokenNumber:
		s := p.s[p.start:p.end]
		d, err := parseNumeric(s)
		if err != nil {
			return err
		}
		p.b.number(d)
	}
	return p.b.err
}

// enter begins an array or an object and reads what follows its bracket.
func (p *jsonParser) enter(object bool) error {
	if p.depth++; p.depth > JSONDepthMax {
		return errJSONDepth()
	}
	if p.b != nil {
		p.b.begin(object)
	}
	return p.next()
}

func (p *jsonParser) leave() error {
	p.depth--
	if p.b != nil {
		if err := p.b.end(); err != nil {
			return err
		}
	}
	return p.next()
}

func (p *jsonParser) array() error {
	if err := p.enter(false); err != nil {
		return err
	}
	if p.tok == tokenArrayEnd {
		return p.leave()
	}
	for {
		if err := p.value(); err != nil {
			return err
		}
		switch p.tok {
		case tokenArrayEnd:
			return p.leave()
		case tokenComma:
		default:
			return p.expected(`"," or "]"`)
		}
		if err := p.next(); err != nil {
			return err
		}
	}
}

func (p *jsonParser) object() error {
	if err := p.enter(true); err != nil {
		return err
	}
	switch p.tok {
	case tokenObjectEnd:
		return p.leave()
	case tokenString:
	default:
		return p.expected(`string or "}"`)
	}
	for {
		if err := p.pair(); err != nil {
			return err
		}
		switch p.tok {
		case tokenObjectEnd:
			return p.leave()
		case tokenComma:
		default:
			return p.expected(`"," or "}"`)
		}
		if err := p.next(); err != nil {
			return err
		}
		if p.tok != tokenString {
			return p.expected("string")
		}
	}
}

func (p *jsonParser) pair() error {
	if p.b != nil {
		p.b.key(p.text)
	}
	if err := p.next(); err != nil {
		return err
	}
	if p.tok != tokenColon {
		return p.expected(`":"`)
	}
	if err := p.next(); err != nil {
		return err
	}
	return p.value()
}
