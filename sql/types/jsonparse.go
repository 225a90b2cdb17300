package types

import (
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/isochrondb/isochron/sql/pgerror"
)

// JSONToken is a token of JSON.
type JSONToken uint8

const (
	TokenNone JSONToken = iota // before the first one
	TokenEnd
	TokenString
	TokenNumber
	TokenTrue
	TokenFalse
	TokenNull
	TokenObjectStart
	TokenObjectEnd
	TokenArrayStart
	TokenArrayEnd
	TokenComma
	tokenColon
)

// JSONLexer reads the tokens of a JSON text as Postgres's lexer does, to the places that its
// errors show.
type JSONLexer struct {
	S         string
	Start     int // of the token
	End       int // of the token, or where an error was seen
	line      int
	lineStart int
	Tok       JSONToken
	decode    bool // strings are read, not only passed
	Text      string
	buf       []byte
	check     Checkpoints
}

// NewJSONLexer reads the tokens of a text.
func NewJSONLexer(s string, decode bool, env *Env) JSONLexer {
	return JSONLexer{S: s, line: 1, decode: decode, check: Checkpoints{Env: env}}
}

// Next reads the next token.
func (l *JSONLexer) Next() error {
	s, i := l.S, l.End
	for i < len(s) && (s[i] == ' ' || s[i] == '\t' || s[i] == '\n' || s[i] == '\r') {
		if s[i] == '\n' {
			l.line++
			l.lineStart = i + 1
		}
		i++
	}
	if err := l.check.Steps(8); err != nil {
		return err
	}
	l.Start = i
	if i >= len(s) {
		l.Tok, l.End = TokenEnd, i
		return nil
	}
	switch c := s[i]; c {
	case '{':
		return l.single(TokenObjectStart)
	case '}':
		return l.single(TokenObjectEnd)
	case '[':
		return l.single(TokenArrayStart)
	case ']':
		return l.single(TokenArrayEnd)
	case ',':
		return l.single(TokenComma)
	case ':':
		return l.single(tokenColon)
	case '"':
		l.Tok = TokenString
		return l.lexString()
	case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9':
		l.Tok = TokenNumber
		return l.lexNumber()
	}
	return l.lexWord()
}

func (l *JSONLexer) single(t JSONToken) error {
	l.Tok, l.End = t, l.Start+1
	return nil
}

// wordByte reports whether c goes on a word, for errors that show a whole one.
func wordByte(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_' || c >= utf8.RuneSelf
}

func (l *JSONLexer) lexWord() error {
	i := l.Start
	for i < len(l.S) && wordByte(l.S[i]) {
		i++
	}
	if i == l.Start {
		l.End = i + 1
		return l.invalidToken()
	}
	l.End = i
	switch l.S[l.Start:i] {
	case "true":
		l.Tok = TokenTrue
	case "false":
		l.Tok = TokenFalse
	case "null":
		l.Tok = TokenNull
	default:
		return l.invalidToken()
	}
	return nil
}

func digitAt(s string, i int) bool { return i < len(s) && s[i] >= '0' && s[i] <= '9' }

func (l *JSONLexer) lexNumber() error {
	s, i, ok := l.S, l.Start, true
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
	if l.End = i; !ok {
		return l.invalidToken()
	}
	return nil
}

// lexString reads a string; what needs no decoding is not copied.
func (l *JSONLexer) lexString() error {
	s := l.S
	i := l.Start + 1
	for i < len(s) && s[i] != '"' && s[i] != '\\' && s[i] >= ' ' {
		i++
	}
	if i < len(s) && s[i] == '"' {
		l.Text, l.End = s[l.Start+1:i], i+1
		return nil
	}
	l.buf = append(l.buf[:0], s[l.Start+1:i]...)
	high := rune(-1)
	for {
		if i >= len(s) {
			l.End = len(s)
			return l.invalidToken()
		}
		c := s[i]
		switch {
		case c == '"':
			if high >= 0 {
				return l.lowSurrogate(i + 1)
			}
			l.Text, l.End = string(l.buf), i+1
			return nil
		case c < ' ':
			l.End = i
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
			return l.lowSurrogate(l.charEnd(i))
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
func (l *JSONLexer) charEnd(i int) int {
	_, n := utf8.DecodeRuneInString(l.S[i:])
	return i + n
}

// escape reads what follows a backslash and returns where it ends. high is the first half
// of a pair that waits for its second.
func (l *JSONLexer) escape(i int, high *rune) (int, error) {
	if i >= len(l.S) {
		l.End = len(l.S)
		return 0, l.invalidToken()
	}
	c := l.S[i]
	if c == 'u' {
		return l.unicodeEscape(i+1, high)
	}
	if l.decode && *high >= 0 {
		return 0, l.lowSurrogate(l.charEnd(i))
	}
	at := strings.IndexByte(`"\/bfnrt`, c)
	if at < 0 {
		l.Start, l.End = i, l.charEnd(i)
		return 0, l.fail(pgerror.InvalidTextRepresentation, `Escape sequence "\%s" is invalid.`, l.S[i:l.End])
	}
	if l.decode {
		l.buf = append(l.buf, "\"\\/\b\f\n\r\t"[at])
	}
	return i + 1, nil
}

func (l *JSONLexer) unicodeEscape(i int, high *rune) (int, error) {
	ch := rune(0)
	for range 4 {
		if i >= len(l.S) {
			l.End = len(l.S)
			return 0, l.invalidToken()
		}
		v := strings.IndexByte("0123456789abcdef", l.S[i]|0x20)
		if v < 0 || l.S[i] < '0' {
			l.End = l.charEnd(i)
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
			return 0, l.surrogate(i, "Unicode high surrogate must not follow a high surrogate.")
		}
		*high = ch
		return i, nil
	case ch >= 0xdc00 && ch <= 0xdfff:
		if *high < 0 {
			return 0, l.lowSurrogate(i)
		}
		ch = utf16.DecodeRune(*high, ch)
		*high = -1
	}
	if *high >= 0 {
		return 0, l.lowSurrogate(i)
	}
	if ch == 0 {
		l.End = i
		return 0, l.fail(pgerror.UntranslatableCharacter, `\u0000 cannot be converted to text.`)
	}
	l.buf = utf8.AppendRune(l.buf, ch)
	return i, nil
}

func (l *JSONLexer) lowSurrogate(end int) error {
	return l.surrogate(end, "Unicode low surrogate must follow a high surrogate.")
}

// surrogate refuses half a pair; end is where the text ends that shows it.
func (l *JSONLexer) surrogate(end int, detail string) error {
	l.End = end
	return l.fail(pgerror.InvalidTextRepresentation, "%s", detail)
}

func (l *JSONLexer) invalidToken() error {
	return l.fail(pgerror.InvalidTextRepresentation, `Token "%s" is invalid.`, l.S[l.Start:l.End])
}

// expected says what the parser wanted in the place of the token.
func (l *JSONLexer) expected(what string) error {
	if l.Tok == TokenEnd {
		return l.fail(pgerror.InvalidTextRepresentation, "The input string ended unexpectedly.")
	}
	return l.fail(pgerror.InvalidTextRepresentation, `Expected %s, but found "%s".`, what, l.S[l.Start:l.End])
}

// contextMost is how much of a line an error shows.
const contextMost = 50

func (l *JSONLexer) fail(code, detail string, args ...any) error {
	msg := "invalid input syntax for type json"
	if code == pgerror.UntranslatableCharacter {
		msg = "unsupported Unicode escape sequence"
	}
	from := l.lineStart
	for l.End-from >= contextMost {
		from = l.charEnd(from)
	}
	if from-l.lineStart <= 3 {
		from = l.lineStart
	}
	prefix, suffix := "", ""
	if from > l.lineStart {
		prefix = "..."
	}
	if l.Tok != TokenEnd && l.End < len(l.S) && l.S[l.End] != '\n' && l.S[l.End] != '\r' {
		suffix = "..."
	}
	return pgerror.New(code, "%s", msg).WithDetail(detail, args...).
		WithWhere("JSON data, line %d: %s%s%s", l.line, prefix, l.S[min(from, l.End):l.End], suffix)
}

// jsonParser reads a JSON text; into b, if there is one.
type jsonParser struct {
	JSONLexer
	b     *JSONBWriter
	depth int
}

// checkJSON accepts s if it is one JSON value; json keeps its text as written.
func checkJSON(s string, env *Env) (Datum, error) {
	p := jsonParser{JSONLexer: NewJSONLexer(s, false, env)}
	return Text(s), p.all()
}

// ParseJSONB reads a text as a jsonb value.
func ParseJSONB(s string, env *Env) (Datum, error) {
	if err := env.Room(jsonGrowth * int64(len(s))); err != nil {
		return Null, err
	}
	b := JSONBWriter{Dst: make([]byte, 0, len(s)+8), Env: env, Taken: jsonGrowth * len(s)}
	p := jsonParser{JSONLexer: NewJSONLexer(s, true, env), b: &b}
	if err := p.all(); err != nil {
		return Null, err
	}
	return b.Datum()
}

// jsonGrowth is how many bytes a byte of text may need while it is read.
const jsonGrowth = 4

func (p *jsonParser) all() error {
	if err := p.Next(); err != nil {
		return err
	}
	if err := p.value(); err != nil {
		return err
	}
	if p.Tok != TokenEnd {
		return p.expected("end of input")
	}
	return nil
}

// value reads one value, and the token behind it.
func (p *jsonParser) value() error {
	switch p.Tok {
	case TokenObjectStart:
		return p.object()
	case TokenArrayStart:
		return p.array()
	case TokenString, TokenNumber, TokenTrue, TokenFalse, TokenNull:
		if p.b != nil {
			if err := p.scalar(); err != nil {
				return err
			}
		}
		return p.Next()
	}
	return p.expected("JSON value")
}

func (p *jsonParser) scalar() error {
	switch p.Tok {
	case TokenString:
		p.b.String(p.Text)
	case TokenTrue, TokenFalse:
		p.b.bool(p.Tok == TokenTrue)
	case TokenNull:
		p.b.Null()
	case TokenNumber:
		s := p.S[p.Start:p.End]
		d, err := ParseNumeric(s)
		if err != nil {
			return err
		}
		p.b.Number(d)
	}
	return p.b.Err
}

// enter begins an array or an object and reads what follows its bracket.
func (p *jsonParser) enter(object bool) error {
	if p.depth++; p.depth > JSONDepthMax {
		return ErrJSONDepth()
	}
	if p.b != nil {
		p.b.Begin(object)
	}
	return p.Next()
}

func (p *jsonParser) leave() error {
	p.depth--
	if p.b != nil {
		if err := p.b.End(); err != nil {
			return err
		}
	}
	return p.Next()
}

func (p *jsonParser) array() error {
	if err := p.enter(false); err != nil {
		return err
	}
	if p.Tok == TokenArrayEnd {
		return p.leave()
	}
	for {
		if err := p.value(); err != nil {
			return err
		}
		switch p.Tok {
		case TokenArrayEnd:
			return p.leave()
		case TokenComma:
		default:
			return p.expected(`"," or "]"`)
		}
		if err := p.Next(); err != nil {
			return err
		}
	}
}

func (p *jsonParser) object() error {
	if err := p.enter(true); err != nil {
		return err
	}
	switch p.Tok {
	case TokenObjectEnd:
		return p.leave()
	case TokenString:
	default:
		return p.expected(`string or "}"`)
	}
	for {
		if err := p.pair(); err != nil {
			return err
		}
		switch p.Tok {
		case TokenObjectEnd:
			return p.leave()
		case TokenComma:
		default:
			return p.expected(`"," or "}"`)
		}
		if err := p.Next(); err != nil {
			return err
		}
		if p.Tok != TokenString {
			return p.expected("string")
		}
	}
}

func (p *jsonParser) pair() error {
	if p.b != nil {
		p.b.Key(p.Text)
	}
	if err := p.Next(); err != nil {
		return err
	}
	if p.Tok != tokenColon {
		return p.expected(`":"`)
	}
	if err := p.Next(); err != nil {
		return err
	}
	return p.value()
}

// Kind is what a token begins.
func (t JSONToken) Kind() JSONKind {
	switch t {
	case TokenObjectStart:
		return JSONObject
	case TokenArrayStart:
		return JSONArray
	case TokenString:
		return JSONString
	case TokenNumber:
		return JSONNumber
	case TokenTrue, TokenFalse:
		return JSONBool
	}
	return JSONNull
}

// Pass goes to the last token of the value that begins with this one.
func (l *JSONLexer) Pass() error {
	decode := l.decode
	l.decode = false
	defer func() { l.decode = decode }()
	for depth := 0; ; {
		switch l.Tok {
		case TokenObjectStart, TokenArrayStart:
			depth++
		case TokenObjectEnd, TokenArrayEnd:
			depth--
		case TokenEnd:
			return nil
		}
		if depth == 0 {
			return nil
		}
		if err := l.Next(); err != nil {
			return err
		}
	}
}
