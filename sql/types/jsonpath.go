package types

import (
	"math"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/isochrondb/isochron/sql/pgerror"
)

// pathOp is what an item of a path does.
type pathOp uint8

const (
	pathNull pathOp = iota
	pathString
	pathNumber
	pathBool
	pathVariable
	pathRoot
	pathCurrent
	pathLast
	pathKey
	pathAnyKey
	pathAny
	pathAnyElement
	pathIndex
	pathFilter
	pathMethod
	pathOr
	pathAnd
	pathNot
	pathIsUnknown
	pathExists
	pathEqual
	pathNotEqual
	pathLess
	pathLessEqual
	pathGreater
	pathGreaterEqual
	pathStartsWith
	pathLikeRegex
	pathAdd
	pathSub
	pathMul
	pathDiv
	pathMod
	pathPlus
	pathMinus
)

// pathSigns are the operators as they are printed.
var pathSigns = [...]string{
	pathOr: "||", pathAnd: "&&", pathEqual: "==", pathNotEqual: "!=", pathLess: "<", pathLessEqual: "<=", pathGreater: ">", pathGreaterEqual: ">=",
	pathStartsWith: "starts with", pathAdd: "+", pathSub: "-", pathMul: "*", pathDiv: "/", pathMod: "%", pathPlus: "+", pathMinus: "-",
}

// pathItem is an item of a path: an operand or operator, or what is done with the item
// before it; next is what is done with its result.
type pathItem struct {
	op          pathOp
	next        *pathItem
	left, right *pathItem
	text        string // of a string, key, variable, method, regular expression
	flags       string // of a regular expression
	num         Datum
	yes         bool
	list        []pathRange
	first, last uint32 // levels of **
}

// pathRange is a subscript, or one to another; to is nil for one alone.
type pathRange struct{ from, to *pathItem }

// pathLevelMax stands for the last level.
const pathLevelMax = math.MaxUint32

// predicate reports whether an item is a condition.
func (it *pathItem) predicate() bool {
	return it.next == nil && (it.op >= pathOr && it.op <= pathLikeRegex)
}

// jsonPath is a path that was read.
type jsonPath struct {
	strict bool
	expr   *pathItem
}

// decodeJSONPath reads a path and gives it as it is printed, which is how it is kept.
func decodeJSONPath(s string) (Datum, error) {
	p, err := parseJSONPath(s)
	if err != nil {
		return Null, err
	}
	return TextAlias(p.appendText(nil)), nil
}

// jsonPathOf is the path of a value of the type.
func jsonPathOf(env *Env, d Datum) (*jsonPath, error) {
	s := d.Text()
	if len(s) > pathRememberedMax {
		return parseJSONPath(s)
	}
	return remembered(env, func(c *envCache) *map[string]*jsonPath { return &c.paths }, s, func() (*jsonPath, error) {
		return parseJSONPath(strings.Clone(s))
	})
}

// pathRememberedMax is how long a path may be to be kept read.
const pathRememberedMax = 4 << 10

// pathToken is a token of a path.
type pathToken struct {
	kind byte // of the constants below, or the character of an operator
	op   pathOp
	text string
	near string // what an error shows
	word bool   // an identifier, which may be a keyword
}

const (
	pathTokenEnd = iota + 1
	pathTokenIdent
	pathTokenString
	pathTokenNumber
	pathTokenVariable
	pathTokenCompare
	pathTokenAnd
	pathTokenOr
	pathTokenAny // **
)

// pathParser reads a path by descent: or, and, not, comparison, sum, product, sign, accessors.
type pathParser struct {
	s         string
	at        int
	tok       pathToken
	depth     int
	inFilter  int
	inIndexes int
}

func errPathSyntax(msg, near string) error {
	if near == "" {
		return pgerror.New(pgerror.SyntaxError, "%s at end of jsonpath input", msg)
	}
	return pgerror.New(pgerror.SyntaxError, "%s at or near \"%s\" of jsonpath input", msg, near)
}

func (p *pathParser) unexpected() error { return errPathSyntax("syntax error", p.tok.near) }

func parseJSONPath(s string) (*jsonPath, error) {
	p := pathParser{s: s}
	if err := p.next(); err != nil {
		return nil, err
	}
	out := &jsonPath{}
	if p.tok.kind == pathTokenEnd {
		return nil, syntaxError("jsonpath", s)
	}
	if p.isWord("strict") || p.isWord("lax") {
		out.strict = p.isWord("strict")
		if err := p.next(); err != nil {
			return nil, err
		}
	}
	var err error
	if out.expr, err = p.or(); err != nil {
		return nil, err
	}
	if p.tok.kind != pathTokenEnd {
		return nil, p.unexpected()
	}
	return out, nil
}

const pathSpecials = `?%$.[]{}()|&!=<>@#,*:-+/`

func pathBlank(c byte) bool { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' }

// next reads the next token.
func (p *pathParser) next() error {
	for {
		for p.at < len(p.s) && pathBlank(p.s[p.at]) {
			p.at++
		}
		if !strings.HasPrefix(p.s[p.at:], "/*") {
			break
		}
		end := strings.Index(p.s[p.at+2:], "*/")
		if end < 0 {
			return errPathSyntax("unexpected end of comment", "")
		}
		p.at += end + 4
	}
	if p.at >= len(p.s) {
		p.tok = pathToken{kind: pathTokenEnd}
		return nil
	}
	rest := p.s[p.at:]
	for _, t := range pathOperators {
		if strings.HasPrefix(rest, t.near) {
			p.tok = t
			p.at += len(t.near)
			return nil
		}
	}
	switch c := rest[0]; {
	case c == '"':
		s, err := p.quoted()
		p.tok = pathToken{kind: pathTokenString, text: s, near: `"`}
		return err
	case c >= '0' && c <= '9' || c == '.' && digitAt(rest, 1):
		return p.number()
	case c == '$':
		return p.variable()
	case strings.IndexByte(pathSpecials, c) >= 0:
		p.tok = pathToken{kind: c, near: rest[:1]}
		p.at++
		return nil
	}
	s, err := p.identifier()
	p.tok = pathToken{kind: pathTokenIdent, text: s, word: true}
	if p.at < len(p.s) && pathBlank(p.s[p.at]) {
		p.tok.near = p.s[p.at : p.at+1]
	}
	return err
}

// pathOperators are the tokens of several characters, and their like; longer ones first.
var pathOperators = []pathToken{
	{kind: pathTokenAny, near: "**"}, {kind: pathTokenAnd, near: "&&"}, {kind: pathTokenOr, near: "||"},
	{kind: pathTokenCompare, op: pathEqual, near: "=="}, {kind: pathTokenCompare, op: pathNotEqual, near: "!="}, {kind: pathTokenCompare, op: pathNotEqual, near: "<>"},
	{kind: pathTokenCompare, op: pathLessEqual, near: "<="}, {kind: pathTokenCompare, op: pathGreaterEqual, near: ">="},
	{kind: pathTokenCompare, op: pathLess, near: "<"}, {kind: pathTokenCompare, op: pathGreater, near: ">"},
}

func (p *pathParser) number() error {
	i, start := p.at, p.at
	digits := func() {
		for digitAt(p.s, i) {
			i++
		}
	}
	if p.s[i] == '0' {
		i++
	} else {
		digits()
	}
	if i < len(p.s) && p.s[i] == '.' {
		i++
		digits()
	}
	if i < len(p.s) && p.s[i]|0x20 == 'e' {
		j := i + 1
		if j < len(p.s) && (p.s[j] == '+' || p.s[j] == '-') {
			j++
		}
		if digitAt(p.s, j) {
			i = j
			digits()
		}
	}
	if i < len(p.s) && strings.IndexByte(pathSpecials+"\\\"", p.s[i]) < 0 && !pathBlank(p.s[i]) {
		_, n := utf8.DecodeRuneInString(p.s[i:])
		return errPathSyntax("trailing junk after numeric literal", p.s[start:i+n])
	}
	p.at = i
	p.tok = pathToken{kind: pathTokenNumber, text: p.s[start:i], near: p.s[start:i]}
	return nil
}

func (p *pathParser) variable() error {
	start := p.at
	p.at++
	rest := p.s[p.at:]
	switch {
	case strings.HasPrefix(rest, `"`):
		s, err := p.quoted()
		p.tok = pathToken{kind: pathTokenVariable, text: s, near: `"`}
		return err
	case rest == "" || strings.IndexByte(pathSpecials, rest[0]) >= 0 || pathBlank(rest[0]):
		p.tok = pathToken{kind: '$', near: "$"}
		return nil
	}
	s, err := p.identifier()
	p.tok = pathToken{kind: pathTokenVariable, text: s, near: p.s[start:p.at]}
	return err
}

// quoted reads a string in quotes.
func (p *pathParser) quoted() (string, error) {
	p.at++
	var out []byte
	for p.at < len(p.s) {
		switch c := p.s[p.at]; c {
		case '"':
			p.at++
			return string(out), nil
		case '\\':
			var err error
			if out, err = p.escape(out); err != nil {
				return "", err
			}
		default:
			out = append(out, c)
			p.at++
		}
	}
	return "", errPathSyntax("unexpected end of quoted string", "")
}

// identifier reads a name without quotes.
func (p *pathParser) identifier() (string, error) {
	var out []byte
	for p.at < len(p.s) {
		c := p.s[p.at]
		if c == '\\' {
			var err error
			if out, err = p.escape(out); err != nil {
				return "", err
			}
			continue
		}
		if c == '"' || pathBlank(c) || strings.IndexByte(pathSpecials, c) >= 0 {
			break
		}
		out = append(out, c)
		p.at++
	}
	return string(out), nil
}

// escape reads what a backslash begins.
func (p *pathParser) escape(out []byte) ([]byte, error) {
	p.at++
	if p.at >= len(p.s) {
		return nil, errPathSyntax("unexpected end after backslash", "")
	}
	c := p.s[p.at]
	switch c {
	case 'u':
		return p.unicode(out)
	case 'x':
		v, err := strconv.ParseUint(p.s[min(p.at+1, len(p.s)):min(p.at+3, len(p.s))], 16, 8)
		if err != nil || p.at+3 > len(p.s) {
			return nil, errPathSyntax("invalid hexadecimal character sequence", p.s[p.at-1:min(p.at+1, len(p.s))])
		}
		p.at += 3
		return p.char(out, rune(v))
	}
	if i := strings.IndexByte("bfnrtv", c); i >= 0 {
		c = "\b\f\n\r\t\v"[i]
		p.at++
		return append(out, c), nil
	}
	_, n := utf8.DecodeRuneInString(p.s[p.at:])
	out = append(out, p.s[p.at:p.at+n]...)
	p.at += n
	return out, nil
}

// char adds a character by its number.
func (p *pathParser) char(out []byte, v rune) ([]byte, error) {
	if v == 0 {
		return nil, pgerror.New(pgerror.UntranslatableCharacter, "unsupported Unicode escape sequence").
			WithDetail(`\u0000 cannot be converted to text.`)
	}
	if v > utf8.MaxRune || v >= 0xd800 && v <= 0xdfff {
		return nil, pgerror.New(pgerror.InvalidTextRepresentation, "invalid input syntax for type jsonpath").
			WithDetail("Unicode low surrogate must follow a high surrogate.")
	}
	return utf8.AppendRune(out, v), nil
}

// unicode reads \uXXXX, pairs of them, and \u{X…}.
func (p *pathParser) unicode(out []byte) ([]byte, error) {
	v, err := p.codeUnit()
	if err != nil {
		return nil, err
	}
	if v >= 0xd800 && v <= 0xdbff && strings.HasPrefix(p.s[p.at:], `\u`) {
		p.at++
		low, err := p.codeUnit()
		if err != nil {
			return nil, err
		}
		if low >= 0xdc00 && low <= 0xdfff {
			v = 0x10000 + (v-0xd800)<<10 + (low - 0xdc00)
		}
	}
	return p.char(out, v)
}

// codeUnit reads what follows the u.
func (p *pathParser) codeUnit() (rune, error) {
	p.at++
	digits, end := "", p.at+4
	if strings.HasPrefix(p.s[p.at:], "{") {
		n := strings.IndexByte(p.s[p.at:], '}')
		if n > 1 && n <= 7 {
			digits, end = p.s[p.at+1:p.at+n], p.at+n+1
		}
	} else if end <= len(p.s) {
		digits = p.s[p.at:end]
	}
	v, err := strconv.ParseUint(digits, 16, 31)
	if err != nil {
		return 0, errPathSyntax("invalid Unicode escape sequence", p.s[p.at-2:min(p.at, len(p.s))])
	}
	p.at = end
	return rune(v), nil
}

// isWord reports whether the token is a keyword; true, false and null are not in capitals.
func (p *pathParser) isWord(w string) bool {
	return p.tok.word && (p.tok.text == w || w != "true" && w != "false" && w != "null" && strings.EqualFold(p.tok.text, w))
}

// take passes the token if it is of a kind.
func (p *pathParser) take(kind byte) (bool, error) {
	if p.tok.kind != kind {
		return false, nil
	}
	return true, p.next()
}

func (p *pathParser) expect(kind byte) error {
	ok, err := p.take(kind)
	if err == nil && !ok {
		err = p.unexpected()
	}
	return err
}

func (p *pathParser) expectWord(w string) error {
	if !p.isWord(w) {
		return p.unexpected()
	}
	return p.next()
}

// pathDepthMax is how deep expressions nest in a path.
const pathDepthMax = 500

func (p *pathParser) deeper() error {
	if p.depth++; p.depth > pathDepthMax {
		return pgerror.New(pgerror.StatementTooComplex, "stack depth limit exceeded").WithDetail("Expressions in a jsonpath nest at most %d deep.", pathDepthMax)
	}
	return nil
}

func (p *pathParser) or() (*pathItem, error) {
	if err := p.deeper(); err != nil {
		return nil, err
	}
	defer func() { p.depth-- }()
	return p.binaryConditions(pathTokenOr, pathOr, func() (*pathItem, error) {
		return p.binaryConditions(pathTokenAnd, pathAnd, p.comparison)
	})
}

// binaryConditions reads conditions joined by an operator.
func (p *pathParser) binaryConditions(kind byte, op pathOp, operand func() (*pathItem, error)) (*pathItem, error) {
	l, err := operand()
	for err == nil && p.tok.kind == kind {
		if !l.predicate() {
			return nil, p.unexpected()
		}
		if err = p.next(); err != nil {
			return nil, err
		}
		var r *pathItem
		if r, err = operand(); err != nil {
			return nil, err
		}
		if !r.predicate() {
			return nil, p.unexpected()
		}
		l = &pathItem{op: op, left: l, right: r}
	}
	return l, err
}

func (p *pathParser) comparison() (*pathItem, error) {
	if ok, err := p.take('!'); ok || err != nil {
		if err != nil {
			return nil, err
		}
		if p.tok.kind != '(' && !p.isWord("exists") {
			return nil, p.unexpected()
		}
		x, err := p.primary()
		if err != nil {
			return nil, err
		}
		if !x.predicate() {
			return nil, p.unexpected()
		}
		return &pathItem{op: pathNot, left: x}, nil
	}
	l, err := p.sum()
	if err != nil || l.predicate() {
		return l, err
	}
	switch {
	case p.tok.kind == pathTokenCompare:
		op := p.tok.op
		if err := p.next(); err != nil {
			return nil, err
		}
		r, err := p.sum()
		if err != nil {
			return nil, err
		}
		if r.predicate() {
			return nil, p.unexpected()
		}
		return &pathItem{op: op, left: l, right: r}, nil
	case p.isWord("starts"):
		return p.startsWith(l)
	case p.isWord("like_regex"):
		return p.likeRegex(l)
	}
	return l, nil
}

func (p *pathParser) startsWith(l *pathItem) (*pathItem, error) {
	if err := p.next(); err != nil {
		return nil, err
	}
	if err := p.expectWord("with"); err != nil {
		return nil, err
	}
	it := &pathItem{op: pathStartsWith, left: l}
	switch p.tok.kind {
	case pathTokenString:
		it.right = &pathItem{op: pathString, text: p.tok.text}
	case pathTokenVariable:
		it.right = &pathItem{op: pathVariable, text: p.tok.text}
	default:
		return nil, p.unexpected()
	}
	return it, p.next()
}

func (p *pathParser) likeRegex(l *pathItem) (*pathItem, error) {
	if err := p.next(); err != nil {
		return nil, err
	}
	if p.tok.kind != pathTokenString {
		return nil, p.unexpected()
	}
	it := &pathItem{op: pathLikeRegex, left: l, text: p.tok.text}
	if err := p.next(); err != nil {
		return nil, err
	}
	if p.isWord("flag") {
		if err := p.next(); err != nil {
			return nil, err
		}
		if p.tok.kind != pathTokenString {
			return nil, p.unexpected()
		}
		for _, c := range p.tok.text {
			if !strings.ContainsRune("ismxq", c) {
				return nil, pgerror.New(pgerror.SyntaxError, "invalid input syntax for type jsonpath").
					WithDetail("Unrecognized flag character \"%c\" in LIKE_REGEX predicate.", c)
			}
		}
		for _, c := range "ismxq" { // as they are printed
			if strings.ContainsRune(p.tok.text, c) {
				it.flags += string(c)
			}
		}
		if err := p.next(); err != nil {
			return nil, err
		}
	}
	_, err := it.pattern(nil)
	return it, err
}

// pattern is the regular expression of an item.
func (it *pathItem) pattern(env *Env) (*pattern, error) {
	flags := ""
	if strings.Contains(it.flags, "i") {
		flags = "i"
	}
	switch {
	case strings.Contains(it.flags, "q"):
		flags += "q"
	case strings.Contains(it.flags, "x"):
		return nil, pgerror.Unsupported("Leave out the flag, and the blanks.", `XQuery "x" flag (expanded regular expressions) is not implemented`)
	case strings.Contains(it.flags, "s") && strings.Contains(it.flags, "m"):
		flags += "w"
	case strings.Contains(it.flags, "s"):
	case strings.Contains(it.flags, "m"):
		flags += "n"
	default:
		flags += "p"
	}
	re, _, err := compileWithFlags(env, it.text, flags)
	return re, err
}

// binary reads operands joined by operators of one rank.
func (p *pathParser) binary(ops string, operand func() (*pathItem, error)) (*pathItem, error) {
	l, err := operand()
	for err == nil && !l.predicate() && p.tok.kind < utf8.RuneSelf && p.tok.kind > pathTokenAny && strings.IndexByte(ops, p.tok.kind) >= 0 {
		op := map[byte]pathOp{'+': pathAdd, '-': pathSub, '*': pathMul, '/': pathDiv, '%': pathMod}[p.tok.kind]
		if err = p.next(); err != nil {
			return nil, err
		}
		var r *pathItem
		if r, err = operand(); err != nil {
			return nil, err
		}
		if r.predicate() {
			return nil, p.unexpected()
		}
		l = &pathItem{op: op, left: l, right: r}
	}
	return l, err
}

func (p *pathParser) sum() (*pathItem, error) {
	return p.binary("+-", func() (*pathItem, error) { return p.binary("*/%", p.sign) })
}

func (p *pathParser) sign() (*pathItem, error) {
	op := pathPlus
	switch p.tok.kind {
	case '-':
		op = pathMinus
	case '+':
	default:
		return p.primary()
	}
	if err := p.deeper(); err != nil {
		return nil, err
	}
	defer func() { p.depth-- }()
	if err := p.next(); err != nil {
		return nil, err
	}
	x, err := p.sign()
	if err != nil {
		return nil, err
	}
	if x.predicate() {
		return nil, p.unexpected()
	}
	if x.op == pathNumber && x.next == nil {
		if op == pathMinus {
			x.num = NumericNeg(x.num)
		}
		return x, nil
	}
	return &pathItem{op: op, left: x}, nil
}

// primary reads an operand with its accessors, or a condition in parentheses.
func (p *pathParser) primary() (*pathItem, error) {
	it := &pathItem{text: p.tok.text}
	switch {
	case p.tok.kind == '(':
		return p.parenthesis()
	case p.isWord("exists"):
		return p.exists()
	case p.isWord("null"):
	case p.isWord("true"), p.isWord("false"):
		it.op, it.yes = pathBool, p.tok.text == "true"
	case p.isWord("last"):
		if p.inIndexes == 0 {
			return nil, pgerror.New(pgerror.SyntaxError, "LAST is allowed only in array subscripts")
		}
		it.op = pathLast
	case p.tok.kind == pathTokenString:
		it.op = pathString
	case p.tok.kind == pathTokenNumber:
		it.op = pathNumber
		var err error
		if it.num, err = parseNumeric(p.tok.text); err != nil {
			return nil, err
		}
	case p.tok.kind == pathTokenVariable:
		it.op = pathVariable
	case p.tok.kind == '$':
		it.op = pathRoot
	case p.tok.kind == '@':
		if p.inFilter == 0 {
			return nil, pgerror.New(pgerror.SyntaxError, "@ is not allowed in root expressions")
		}
		it.op = pathCurrent
	default:
		return nil, p.unexpected()
	}
	if err := p.next(); err != nil {
		return nil, err
	}
	return it, p.accessors(it)
}

func (p *pathParser) exists() (*pathItem, error) {
	if err := p.next(); err != nil {
		return nil, err
	}
	if err := p.expect('('); err != nil {
		return nil, err
	}
	x, err := p.or()
	if err != nil {
		return nil, err
	}
	if x.predicate() {
		return nil, p.unexpected()
	}
	return &pathItem{op: pathExists, left: x}, p.expect(')')
}

func (p *pathParser) parenthesis() (*pathItem, error) {
	if err := p.next(); err != nil {
		return nil, err
	}
	x, err := p.or()
	if err != nil {
		return nil, err
	}
	if err := p.expect(')'); err != nil {
		return nil, err
	}
	if x.predicate() && p.isWord("is") {
		if err := p.next(); err != nil {
			return nil, err
		}
		return &pathItem{op: pathIsUnknown, left: x}, p.expectWord("unknown")
	}
	return x, p.accessors(x)
}

// accessors reads what is done with it.
func (p *pathParser) accessors(it *pathItem) error {
	for it.next != nil {
		it = it.next
	}
	for {
		next, err := p.accessor()
		if err != nil || next == nil {
			return err
		}
		it.next = next
		it = next
	}
}

func (p *pathParser) accessor() (*pathItem, error) {
	switch p.tok.kind {
	case '.':
		return p.member()
	case '[':
		return p.subscripts()
	case '?':
		if err := p.next(); err != nil {
			return nil, err
		}
		if err := p.expect('('); err != nil {
			return nil, err
		}
		p.inFilter++
		x, err := p.or()
		p.inFilter--
		if err != nil {
			return nil, err
		}
		if !x.predicate() {
			return nil, p.unexpected()
		}
		return &pathItem{op: pathFilter, left: x}, p.expect(')')
	}
	return nil, nil
}

func (p *pathParser) member() (*pathItem, error) {
	if err := p.next(); err != nil {
		return nil, err
	}
	it := &pathItem{op: pathKey, text: p.tok.text}
	switch p.tok.kind {
	case '*':
		it.op = pathAnyKey
		return it, p.next()
	case pathTokenAny:
		return p.levels()
	case pathTokenString:
		return it, p.next()
	case pathTokenIdent:
	default:
		return nil, p.unexpected()
	}
	method := strings.ToLower(p.tok.text)
	if err := p.next(); err != nil || p.tok.kind != '(' {
		return it, err
	}
	switch method {
	case "abs", "size", "type", "floor", "double", "ceiling", "keyvalue", "datetime":
	default:
		return nil, p.unexpected()
	}
	it.op, it.text = pathMethod, method
	if err := p.next(); err != nil {
		return nil, err
	}
	if method == "datetime" && p.tok.kind == pathTokenString {
		it.left = &pathItem{op: pathString, text: p.tok.text}
		if err := p.next(); err != nil {
			return nil, err
		}
	}
	return it, p.expect(')')
}

// levels reads ** and its bounds.
func (p *pathParser) levels() (*pathItem, error) {
	it := &pathItem{op: pathAny, last: pathLevelMax}
	if err := p.next(); err != nil || p.tok.kind != '{' {
		return it, err
	}
	if err := p.next(); err != nil {
		return nil, err
	}
	level := func() (uint32, error) {
		if p.isWord("last") {
			return pathLevelMax, p.next()
		}
		v, err := strconv.ParseUint(p.tok.text, 10, 31)
		if p.tok.kind != pathTokenNumber || err != nil {
			return 0, p.unexpected()
		}
		return uint32(v), p.next()
	}
	var err error
	if it.first, err = level(); err != nil {
		return nil, err
	}
	it.last = it.first
	if p.isWord("to") {
		if err := p.next(); err != nil {
			return nil, err
		}
		if it.last, err = level(); err != nil {
			return nil, err
		}
	}
	return it, p.expect('}')
}

func (p *pathParser) subscripts() (*pathItem, error) {
	if err := p.next(); err != nil {
		return nil, err
	}
	if ok, err := p.take('*'); ok || err != nil {
		if err != nil {
			return nil, err
		}
		return &pathItem{op: pathAnyElement}, p.expect(']')
	}
	p.inIndexes++
	defer func() { p.inIndexes-- }()
	it := &pathItem{op: pathIndex}
	operand := func() (*pathItem, error) {
		x, err := p.or()
		if err == nil && x.predicate() {
			err = p.unexpected()
		}
		return x, err
	}
	for {
		var r pathRange
		var err error
		if r.from, err = operand(); err != nil {
			return nil, err
		}
		if p.isWord("to") {
			if err := p.next(); err != nil {
				return nil, err
			}
			if r.to, err = operand(); err != nil {
				return nil, err
			}
		}
		it.list = append(it.list, r)
		if ok, err := p.take(','); !ok || err != nil {
			if err != nil {
				return nil, err
			}
			return it, p.expect(']')
		}
	}
}

// rank says what binds tighter, for parentheses.
func (op pathOp) rank() int {
	switch {
	case op == pathOr:
		return 0
	case op == pathAnd:
		return 1
	case op >= pathEqual && op <= pathStartsWith:
		return 2
	case op == pathAdd || op == pathSub:
		return 3
	case op == pathMul || op == pathDiv || op == pathMod:
		return 4
	case op == pathPlus || op == pathMinus:
		return 5
	}
	return 6
}

func (j *jsonPath) appendText(dst []byte) []byte {
	if j.strict {
		dst = append(dst, "strict "...)
	}
	return j.expr.appendText(dst, false, true)
}

// appendText prints an item and what follows it.
func (it *pathItem) appendText(dst []byte, inKey, brackets bool) []byte {
	arg := func(dst []byte, x *pathItem) []byte { return x.appendText(dst, false, x.op.rank() <= it.op.rank()) }
	open := func(dst []byte, s string) []byte {
		if brackets {
			return append(dst, s...)
		}
		return dst
	}
	dot := func(dst []byte) []byte {
		if inKey {
			return append(dst, '.')
		}
		return dst
	}
	switch it.op {
	case pathNull:
		dst = append(dst, "null"...)
	case pathString:
		dst = appendJSONString(dst, it.text)
	case pathNumber:
		if it.next != nil {
			dst = append(appendNumeric(append(dst, '('), it.num), ')')
		} else {
			dst = appendNumeric(dst, it.num)
		}
	case pathBool:
		dst = strconv.AppendBool(dst, it.yes)
	case pathVariable:
		dst = appendJSONString(append(dst, '$'), it.text)
	case pathRoot:
		dst = append(dst, '$')
	case pathCurrent:
		dst = append(dst, '@')
	case pathLast:
		dst = append(dst, "last"...)
	case pathKey:
		dst = appendJSONString(dot(dst), it.text)
	case pathAnyKey:
		dst = append(dot(dst), '*')
	case pathAny:
		dst = it.appendLevels(dot(dst))
	case pathAnyElement:
		dst = append(dst, "[*]"...)
	case pathIndex:
		dst = it.appendIndexes(dst)
	case pathFilter:
		dst = append(it.left.appendText(append(dst, "?("...), false, false), ')')
	case pathMethod:
		dst = append(append(append(dst, '.'), it.text...), '(')
		if it.left != nil {
			dst = it.left.appendText(dst, false, false)
		}
		dst = append(dst, ')')
	case pathNot:
		dst = append(it.left.appendText(append(dst, "!("...), false, false), ')')
	case pathIsUnknown:
		dst = append(it.left.appendText(append(dst, '('), false, false), ") is unknown"...)
	case pathExists:
		dst = append(it.left.appendText(append(dst, "exists ("...), false, false), ')')
	case pathLikeRegex:
		dst = append(arg(open(dst, "("), it.left), " like_regex "...)
		dst = appendJSONString(dst, it.text)
		if it.flags != "" {
			dst = append(append(append(dst, ` flag "`...), it.flags...), '"')
		}
		dst = open(dst, ")")
	case pathPlus, pathMinus:
		dst = open(arg(append(open(dst, "("), pathSigns[it.op]...), it.left), ")")
	default:
		dst = append(arg(open(dst, "("), it.left), ' ')
		dst = append(append(dst, pathSigns[it.op]...), ' ')
		dst = open(arg(dst, it.right), ")")
	}
	if it.next != nil {
		return it.next.appendText(dst, true, true)
	}
	return dst
}

func (it *pathItem) appendLevels(dst []byte) []byte {
	level := func(v uint32) string {
		if v == pathLevelMax {
			return "last"
		}
		return strconv.FormatUint(uint64(v), 10)
	}
	dst = append(dst, "**"...)
	switch {
	case it.first == 0 && it.last == pathLevelMax:
		return dst
	case it.first == it.last:
		return append(append(append(dst, '{'), level(it.first)...), '}')
	}
	return append(dst, "{"+level(it.first)+" to "+level(it.last)+"}"...)
}

func (it *pathItem) appendIndexes(dst []byte) []byte {
	dst = append(dst, '[')
	for i, r := range it.list {
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = r.from.appendText(dst, false, false)
		if r.to != nil {
			dst = r.to.appendText(append(dst, " to "...), false, false)
		}
	}
	return append(dst, ']')
}
