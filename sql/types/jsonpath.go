package types

import (
	"math"
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/isochrondb/isochron/sql/pgerror"
)

// PathOp is what an item of a path does.
type PathOp uint8

const (
	// PathNull and the others are what the items of paths do.
	PathNull PathOp = iota
	PathString
	PathNumber
	PathBool
	PathVariable
	PathRoot
	PathCurrent
	PathLast
	PathKey
	PathAnyKey
	PathAny
	PathAnyElement
	PathIndex
	PathFilter
	pathMethod
	PathOr
	PathAnd
	PathNot
	PathIsUnknown
	PathExists
	PathEqual
	PathNotEqual
	PathLess
	PathLessEqual
	PathGreater
	pathGreaterEqual
	PathStartsWith
	PathLikeRegex
	PathAdd
	PathSub
	PathMul
	PathDiv
	PathMod
	PathPlus
	PathMinus
)

// Sign is how a path shows an operator.
func (op PathOp) Sign() string { return pathSigns[op] }

// pathSigns are the operators as they are printed.
var pathSigns = [...]string{
	PathOr: "||", PathAnd: "&&", PathEqual: "==", PathNotEqual: "!=", PathLess: "<", PathLessEqual: "<=", PathGreater: ">", pathGreaterEqual: ">=",
	PathStartsWith: "starts with", PathAdd: "+", PathSub: "-", PathMul: "*", PathDiv: "/", PathMod: "%", PathPlus: "+", PathMinus: "-",
}

// PathItem is an item of a path: an operand or operator, or what is done with the item
// before it; next is what is done with its result.
type PathItem struct {
	Op          PathOp
	Next        *PathItem
	Left, Right *PathItem
	Text        string // of a string, key, variable, method, regular expression
	flags       string // of a regular expression
	Num         Datum
	Yes         bool
	List        []PathRange
	First, Last uint32 // levels of **
}

// PathRange is a subscript, or one to another; to is nil for one alone.
type PathRange struct{ From, To *PathItem }

// PathLevelMax stands for the last level.
const PathLevelMax = math.MaxUint32

// predicate reports whether an item is a condition.
func (it *PathItem) predicate() bool {
	return it.Next == nil && (it.Op >= PathOr && it.Op <= PathLikeRegex)
}

// JSONPath is a path that was read.
type JSONPath struct {
	Strict bool
	Expr   *PathItem
}

// decodeJSONPath reads a path and gives it as it is printed, which is how it is kept.
func decodeJSONPath(s string) (Datum, error) {
	p, err := parseJSONPath(s)
	if err != nil {
		return Null, err
	}
	return TextAlias(p.appendText(nil)), nil
}

// JSONPathOf is the path of a value of the type.
func JSONPathOf(env *Env, d Datum) (*JSONPath, error) {
	s := d.Text()
	if len(s) > pathRememberedMax {
		return parseJSONPath(s)
	}
	return remembered(env, func(c *envCache) *map[string]*JSONPath { return &c.paths }, s, func() (*JSONPath, error) {
		return parseJSONPath(strings.Clone(s))
	})
}

// pathRememberedMax is how long a path may be to be kept read.
const pathRememberedMax = 4 << 10

// pathToken is a token of a path.
type pathToken struct {
	kind byte // of the constants below, or the character of an operator
	op   PathOp
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

func parseJSONPath(s string) (*JSONPath, error) {
	p := pathParser{s: s}
	if err := p.next(); err != nil {
		return nil, err
	}
	out := &JSONPath{}
	if p.tok.kind == pathTokenEnd {
		return nil, SyntaxError("jsonpath", s)
	}
	if p.isWord("strict") || p.isWord("lax") {
		out.Strict = p.isWord("strict")
		if err := p.next(); err != nil {
			return nil, err
		}
	}
	var err error
	if out.Expr, err = p.or(); err != nil {
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
	{kind: pathTokenCompare, op: PathEqual, near: "=="}, {kind: pathTokenCompare, op: PathNotEqual, near: "!="}, {kind: pathTokenCompare, op: PathNotEqual, near: "<>"},
	{kind: pathTokenCompare, op: PathLessEqual, near: "<="}, {kind: pathTokenCompare, op: pathGreaterEqual, near: ">="},
	{kind: pathTokenCompare, op: PathLess, near: "<"}, {kind: pathTokenCompare, op: PathGreater, near: ">"},
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
	if v > utf8.MaxRune || utf16.IsSurrogate(v) {
		return nil, errPathSurrogate("Unicode low surrogate must follow a high surrogate.")
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
		switch {
		case low >= 0xdc00 && low <= 0xdfff:
			v = 0x10000 + (v-0xd800)<<10 + (low - 0xdc00)
		case utf16.IsSurrogate(low):
			return nil, errPathSurrogate("Unicode high surrogate must not follow a high surrogate.")
		}
	}
	return p.char(out, v)
}

// errPathSurrogate refuses half a pair.
func errPathSurrogate(detail string) error {
	return pgerror.New(pgerror.InvalidTextRepresentation, "invalid input syntax for type jsonpath").WithDetail("%s", detail)
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
		seen := p.at // as far as it could be one
		for seen < min(p.at+4, len(p.s)) && strings.IndexByte("0123456789abcdefABCDEF", p.s[seen]) >= 0 {
			seen++
		}
		return 0, errPathSyntax("invalid unicode sequence", p.s[p.at-2:seen])
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

func (p *pathParser) or() (*PathItem, error) {
	if err := p.deeper(); err != nil {
		return nil, err
	}
	defer func() { p.depth-- }()
	return p.binaryConditions(pathTokenOr, PathOr, func() (*PathItem, error) {
		return p.binaryConditions(pathTokenAnd, PathAnd, p.comparison)
	})
}

// binaryConditions reads conditions joined by an operator.
func (p *pathParser) binaryConditions(kind byte, op PathOp, operand func() (*PathItem, error)) (*PathItem, error) {
	l, err := operand()
	for err == nil && p.tok.kind == kind {
		if !l.predicate() {
			return nil, p.unexpected()
		}
		if err = p.next(); err != nil {
			return nil, err
		}
		var r *PathItem
		if r, err = operand(); err != nil {
			return nil, err
		}
		if !r.predicate() {
			return nil, p.unexpected()
		}
		l = &PathItem{Op: op, Left: l, Right: r}
	}
	return l, err
}

func (p *pathParser) comparison() (*PathItem, error) {
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
		return &PathItem{Op: PathNot, Left: x}, nil
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
		return &PathItem{Op: op, Left: l, Right: r}, nil
	case p.isWord("starts"):
		return p.startsWith(l)
	case p.isWord("like_regex"):
		return p.likeRegex(l)
	}
	return l, nil
}

func (p *pathParser) startsWith(l *PathItem) (*PathItem, error) {
	if err := p.next(); err != nil {
		return nil, err
	}
	if err := p.expectWord("with"); err != nil {
		return nil, err
	}
	it := &PathItem{Op: PathStartsWith, Left: l}
	switch p.tok.kind {
	case pathTokenString:
		it.Right = &PathItem{Op: PathString, Text: p.tok.text}
	case pathTokenVariable:
		it.Right = &PathItem{Op: PathVariable, Text: p.tok.text}
	default:
		return nil, p.unexpected()
	}
	return it, p.next()
}

func (p *pathParser) likeRegex(l *PathItem) (*PathItem, error) {
	if err := p.next(); err != nil {
		return nil, err
	}
	if p.tok.kind != pathTokenString {
		return nil, p.unexpected()
	}
	it := &PathItem{Op: PathLikeRegex, Left: l, Text: p.tok.text}
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
	_, err := it.Pattern(nil)
	return it, err
}

// Pattern is the regular expression of an item.
func (it *PathItem) Pattern(env *Env) (*Pattern, error) {
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
	re, _, err := CompileWithFlags(env, it.Text, flags)
	return re, err
}

// binary reads operands joined by operators of one rank.
func (p *pathParser) binary(ops string, operand func() (*PathItem, error)) (*PathItem, error) {
	l, err := operand()
	for err == nil && !l.predicate() && p.tok.kind < utf8.RuneSelf && p.tok.kind > pathTokenAny && strings.IndexByte(ops, p.tok.kind) >= 0 {
		op := map[byte]PathOp{'+': PathAdd, '-': PathSub, '*': PathMul, '/': PathDiv, '%': PathMod}[p.tok.kind]
		if err = p.next(); err != nil {
			return nil, err
		}
		var r *PathItem
		if r, err = operand(); err != nil {
			return nil, err
		}
		if r.predicate() {
			return nil, p.unexpected()
		}
		l = &PathItem{Op: op, Left: l, Right: r}
	}
	return l, err
}

func (p *pathParser) sum() (*PathItem, error) {
	return p.binary("+-", func() (*PathItem, error) { return p.binary("*/%", p.sign) })
}

func (p *pathParser) sign() (*PathItem, error) {
	op := PathPlus
	switch p.tok.kind {
	case '-':
		op = PathMinus
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
	if x.Op == PathNumber && x.Next == nil {
		if op == PathMinus {
			x.Num = NumericNeg(x.Num)
		}
		return x, nil
	}
	return &PathItem{Op: op, Left: x}, nil
}

// primary reads an operand with its accessors, or a condition in parentheses.
func (p *pathParser) primary() (*PathItem, error) {
	it := &PathItem{Text: p.tok.text}
	switch {
	case p.tok.kind == '(':
		return p.parenthesis()
	case p.isWord("exists"):
		return p.exists()
	case p.isWord("null"):
	case p.isWord("true"), p.isWord("false"):
		it.Op, it.Yes = PathBool, p.tok.text == "true"
	case p.isWord("last"):
		if p.inIndexes == 0 {
			return nil, pgerror.New(pgerror.SyntaxError, "LAST is allowed only in array subscripts")
		}
		it.Op = PathLast
	case p.tok.kind == pathTokenString:
		it.Op = PathString
	case p.tok.kind == pathTokenNumber:
		it.Op = PathNumber
		var err error
		if it.Num, err = ParseNumeric(p.tok.text); err != nil {
			return nil, err
		}
	case p.tok.kind == pathTokenVariable:
		it.Op = PathVariable
	case p.tok.kind == '$':
		it.Op = PathRoot
	case p.tok.kind == '@':
		if p.inFilter == 0 {
			return nil, pgerror.New(pgerror.SyntaxError, "@ is not allowed in root expressions")
		}
		it.Op = PathCurrent
	default:
		return nil, p.unexpected()
	}
	if err := p.next(); err != nil {
		return nil, err
	}
	return it, p.accessors(it)
}

func (p *pathParser) exists() (*PathItem, error) {
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
	return &PathItem{Op: PathExists, Left: x}, p.expect(')')
}

func (p *pathParser) parenthesis() (*PathItem, error) {
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
		return &PathItem{Op: PathIsUnknown, Left: x}, p.expectWord("unknown")
	}
	return x, p.accessors(x)
}

// accessors reads what is done with it.
func (p *pathParser) accessors(it *PathItem) error {
	for it.Next != nil {
		it = it.Next
	}
	for {
		next, err := p.accessor()
		if err != nil || next == nil {
			return err
		}
		it.Next = next
		it = next
	}
}

func (p *pathParser) accessor() (*PathItem, error) {
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
		return &PathItem{Op: PathFilter, Left: x}, p.expect(')')
	}
	return nil, nil
}

func (p *pathParser) member() (*PathItem, error) {
	if err := p.next(); err != nil {
		return nil, err
	}
	it := &PathItem{Op: PathKey, Text: p.tok.text}
	switch p.tok.kind {
	case '*':
		it.Op = PathAnyKey
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
	it.Op, it.Text = pathMethod, method
	if err := p.next(); err != nil {
		return nil, err
	}
	if method == "datetime" && p.tok.kind == pathTokenString {
		it.Left = &PathItem{Op: PathString, Text: p.tok.text}
		if err := p.next(); err != nil {
			return nil, err
		}
	}
	return it, p.expect(')')
}

// levels reads ** and its bounds.
func (p *pathParser) levels() (*PathItem, error) {
	it := &PathItem{Op: PathAny, Last: PathLevelMax}
	if err := p.next(); err != nil || p.tok.kind != '{' {
		return it, err
	}
	if err := p.next(); err != nil {
		return nil, err
	}
	level := func() (uint32, error) {
		if p.isWord("last") {
			return PathLevelMax, p.next()
		}
		v, err := strconv.ParseUint(p.tok.text, 10, 31)
		if p.tok.kind != pathTokenNumber || err != nil {
			return 0, p.unexpected()
		}
		return uint32(v), p.next()
	}
	var err error
	if it.First, err = level(); err != nil {
		return nil, err
	}
	it.Last = it.First
	if p.isWord("to") {
		if err := p.next(); err != nil {
			return nil, err
		}
		if it.Last, err = level(); err != nil {
			return nil, err
		}
	}
	return it, p.expect('}')
}

func (p *pathParser) subscripts() (*PathItem, error) {
	if err := p.next(); err != nil {
		return nil, err
	}
	if ok, err := p.take('*'); ok || err != nil {
		if err != nil {
			return nil, err
		}
		return &PathItem{Op: PathAnyElement}, p.expect(']')
	}
	p.inIndexes++
	defer func() { p.inIndexes-- }()
	it := &PathItem{Op: PathIndex}
	operand := func() (*PathItem, error) {
		x, err := p.or()
		if err == nil && x.predicate() {
			err = p.unexpected()
		}
		return x, err
	}
	for {
		var r PathRange
		var err error
		if r.From, err = operand(); err != nil {
			return nil, err
		}
		if p.isWord("to") {
			if err := p.next(); err != nil {
				return nil, err
			}
			if r.To, err = operand(); err != nil {
				return nil, err
			}
		}
		it.List = append(it.List, r)
		if ok, err := p.take(','); !ok || err != nil {
			if err != nil {
				return nil, err
			}
			return it, p.expect(']')
		}
	}
}

// rank says what binds tighter, for parentheses.
func (op PathOp) rank() int {
	switch {
	case op == PathOr:
		return 0
	case op == PathAnd:
		return 1
	case op >= PathEqual && op <= PathStartsWith:
		return 2
	case op == PathAdd || op == PathSub:
		return 3
	case op == PathMul || op == PathDiv || op == PathMod:
		return 4
	case op == PathPlus || op == PathMinus:
		return 5
	}
	return 6
}

func (j *JSONPath) appendText(dst []byte) []byte {
	if j.Strict {
		dst = append(dst, "strict "...)
	}
	return j.Expr.appendText(dst, false, true)
}

// AppendText prints an item and what follows it.
func (it *PathItem) appendText(dst []byte, inKey, brackets bool) []byte {
	arg := func(dst []byte, x *PathItem) []byte { return x.appendText(dst, false, x.Op.rank() <= it.Op.rank()) }
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
	switch it.Op {
	case PathNull:
		dst = append(dst, "null"...)
	case PathString:
		dst = AppendJSONString(dst, it.Text)
	case PathNumber:
		if it.Next != nil {
			dst = append(AppendNumeric(append(dst, '('), it.Num), ')')
		} else {
			dst = AppendNumeric(dst, it.Num)
		}
	case PathBool:
		dst = strconv.AppendBool(dst, it.Yes)
	case PathVariable:
		dst = AppendJSONString(append(dst, '$'), it.Text)
	case PathRoot:
		dst = append(dst, '$')
	case PathCurrent:
		dst = append(dst, '@')
	case PathLast:
		dst = append(dst, "last"...)
	case PathKey:
		dst = AppendJSONString(dot(dst), it.Text)
	case PathAnyKey:
		dst = append(dot(dst), '*')
	case PathAny:
		dst = it.appendLevels(dot(dst))
	case PathAnyElement:
		dst = append(dst, "[*]"...)
	case PathIndex:
		dst = it.appendIndexes(dst)
	case PathFilter:
		dst = append(it.Left.appendText(append(dst, "?("...), false, false), ')')
	case pathMethod:
		dst = append(append(append(dst, '.'), it.Text...), '(')
		if it.Left != nil {
			dst = it.Left.appendText(dst, false, false)
		}
		dst = append(dst, ')')
	case PathNot:
		dst = append(it.Left.appendText(append(dst, "!("...), false, false), ')')
	case PathIsUnknown:
		dst = append(it.Left.appendText(append(dst, '('), false, false), ") is unknown"...)
	case PathExists:
		dst = append(it.Left.appendText(append(dst, "exists ("...), false, false), ')')
	case PathLikeRegex:
		dst = append(arg(open(dst, "("), it.Left), " like_regex "...)
		dst = AppendJSONString(dst, it.Text)
		if it.flags != "" {
			dst = append(append(append(dst, ` flag "`...), it.flags...), '"')
		}
		dst = open(dst, ")")
	case PathPlus, PathMinus:
		dst = open(arg(append(open(dst, "("), pathSigns[it.Op]...), it.Left), ")")
	default:
		dst = append(arg(open(dst, "("), it.Left), ' ')
		dst = append(append(dst, pathSigns[it.Op]...), ' ')
		dst = open(arg(dst, it.Right), ")")
	}
	if it.Next != nil {
		return it.Next.appendText(dst, true, true)
	}
	return dst
}

func (it *PathItem) appendLevels(dst []byte) []byte {
	level := func(v uint32) string {
		if v == PathLevelMax {
			return "last"
		}
		return strconv.FormatUint(uint64(v), 10)
	}
	dst = append(dst, "**"...)
	switch {
	case it.First == 0 && it.Last == PathLevelMax:
		return dst
	case it.First == it.Last:
		return append(append(append(dst, '{'), level(it.First)...), '}')
	}
	return append(dst, "{"+level(it.First)+" to "+level(it.Last)+"}"...)
}

func (it *PathItem) appendIndexes(dst []byte) []byte {
	dst = append(dst, '[')
	for i, r := range it.List {
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = r.From.appendText(dst, false, false)
		if r.To != nil {
			dst = r.To.appendText(append(dst, " to "...), false, false)
		}
	}
	return append(dst, ']')
}
