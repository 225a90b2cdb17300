package parser

import (
	"slices"
	"strconv"
	"strings"

	"github.com/isochrondb/isochron/sql/parser/ast"
)

const (
	// normalizeBytesMax is the longest text that is worth normalizing: beyond it
	// parsing costs little against running.
	normalizeBytesMax = 16 << 10
	// normalizeLiteralsMax is how many literals may become parameters: a long
	// list has a shape of its own length, which would fill a plan cache.
	normalizeLiteralsMax = 64
)

// Literal is a literal that Normalize took out of a text.
type Literal struct {
	// Kind is ast.ConstInt, ast.ConstNumeric or ast.ConstString.
	Kind ast.ConstKind
	// Int is the value of a ConstInt.
	Int int64
	// Text is the number as written, or the value of the string.
	Text string
}

// Normalize takes the literals out of a single statement, so that texts of one
// shape share a plan. The normalized text is itself SQL: integers become
// $n::int4 or $n::int8, other numbers $n::numeric, strings $n, numbered in the
// order of literals. So the types of the literals are part of the text, and it
// is a complete key. Spaces are made one and comments dropped.
//
// A literal stays in the text where it means something to the plan: in types,
// typed literals, before BETWEEN and IN (whose operands may give it several types), ORDER BY, ON CONFLICT targets, LIMIT 1 of subqueries, and a number that is an item
// of a select list (SELECT 1 has no name, SELECT $1::int4 is named by its
// type). ok is false where the text is
// to be taken as it is: no query or transaction control, several statements,
// GROUP BY, DISTINCT and windows (whose expressions are matched with each
// other), ORDER BY with a literal of the select list (likewise: they may be one expression), parameters of the client's own, malformed or very long texts.
//
// Errors in a normalized text have positions of that text: on an error, the
// caller parses and plans the original.
func Normalize(sql string) (text string, literals []Literal, ok bool) {
	if len(sql) > normalizeBytesMax || checkEncoding(sql) != nil {
		return "", nil, false
	}
	n := normalizer{lex: lexer{sql: sql}}
	n.out.Grow(len(sql) + len(sql)/4 + 16)
	if !n.run() || len(n.lex.warnings) > 0 { // which are told each time that the text is parsed
		return "", nil, false
	}
	return n.out.String(), n.list, true
}

// normalizer reads one text.
type normalizer struct {
	lex  lexer
	out  strings.Builder
	list []Literal
	// prev is the kind of the last token, and prevEnd its end; beforeNot that
	// of the one before the last NOT.
	prev, beforeNot kind
	prevEnd         int32
	// inName tells that what was written last ends like a name.
	inName bool
	// minus is the position of a sign that the next number may take in, or -1.
	minus int32
	// signPrev is the kind of the token before that sign.
	signPrev kind
	// depth counts open parentheses and brackets.
	depth int
	// targets has bit d set where depth d is in a select list.
	targets uint64
	// rawDepth keeps literals in the text while depth is at least this; 0 for
	// not at all.
	rawDepth int
	// alone follows a string in parentheses: 1 behind it, 2 where these have closed.
	alone uint8
	// ordering tells that they stay because of an ORDER BY, and listed are those that were taken out of select lists.
	ordering bool
	listed   []token
	// inType tells that the last tokens may be the name of a type; rawType that
	// literals stay because of one, and typeEnds that its parentheses just
	// closed: more may follow, as in numeric(3)[5].
	inType, rawType, typeEnds bool
}

// run reads all tokens. The lexer's errors end it.
func (n *normalizer) run() (ok bool) {
	defer func() {
		switch e := recover().(type) {
		case nil:
		case *Error:
			ok = false
		default:
			panic(e)
		}
	}()
	var t token
	n.minus = -1
	n.depth = 1
	n.lex.next(&t)
	if !n.begins(t.kind) {
		return false
	}
	for t.kind != tEOF {
		if t.kind == ';' {
			return n.onlySemicolons(&t)
		}
		if !n.token(&t) {
			return false
		}
		n.lex.next(&t)
	}
	n.flushMinus()
	return true
}

// begins tells whether a statement that begins with k is taken.
func (n *normalizer) begins(k kind) bool {
	switch k {
	case kwSelect, kwInsert, kwUpdate, kwDelete, kwValues, kwWith,
		kwBegin, kwStart, kwCommit, kwEnd, kwRollback, kwAbort:
		return true
	}
	return false
}

// onlySemicolons tells whether nothing but semicolons is left.
func (n *normalizer) onlySemicolons(t *token) bool {
	n.flushMinus()
	for t.kind == ';' {
		n.lex.next(t)
	}
	return t.kind == tEOF
}

// token writes one token. It gives false where the text must stay as it is.
func (n *normalizer) token(t *token) bool {
	if n.prev == '.' && t.kind >= keywordBase {
		// After a dot every word is a name.
		t.kind, t.cat = tIdent, catNone
	}
	n.lone(t.kind)
	switch k := t.kind; {
	case k == tInt, k == tNumber, k == tString:
		return n.literal(t)
	case (k == kwBetween || k == kwIn) && n.alone == 2:
		return false
	case k == tParam:
		return false
	case k == '-' && mayPrecedeLiteral(n.prev) && n.minus < 0:
		// Held back: it may be the sign of a number.
		n.minus = t.pos
		n.prev, n.signPrev = '-', n.prev
		return true
	case k >= keywordBase:
		if !n.keyword(t) {
			return false
		}
	case k < 128:
		if n.punctuation(k); n.depth < 0 || n.depth > 62 {
			return false
		}
	}
	n.endType(t)
	n.flushMinus()
	n.write(t)
	return true
}

// lone follows a string that stands in parentheses by itself.
func (n *normalizer) lone(k kind) {
	switch {
	case k == tString && n.prev == '(':
		n.alone = 1
	case k == ')' && n.alone > 0:
		n.alone = 2
	case k != kwBetween && k != kwIn && k != kwNot:
		n.alone = 0
	}
}

// write copies a token, after a space where there was any before it.
func (n *normalizer) write(t *token) {
	n.space(t.pos, n.lex.sql[t.pos])
	n.out.WriteString(n.lex.sql[t.pos:t.end])
	n.prev, n.prevEnd = t.kind, t.end
	n.inName = class(n.lex.sql[t.end-1])&clsIdent != 0
}

// space writes a space before what stands at a position and begins with c:
// where there was any, and where a parameter would run into a name.
func (n *normalizer) space(at int32, c byte) {
	if n.out.Len() == 0 {
		return
	}
	if at > n.prevEnd || n.inName && class(c)&clsIdent != 0 {
		n.out.WriteByte(' ')
	}
}

// flushMinus writes a sign that was held back.
func (n *normalizer) flushMinus() {
	if n.minus < 0 {
		return
	}
	n.space(n.minus, '-')
	n.out.WriteByte('-')
	n.prev, n.prevEnd = '-', n.minus+1
	n.inName = false
	n.minus = -1
}

// punctuation follows parentheses and brackets.
func (n *normalizer) punctuation(k kind) {
	switch k {
	case '(', '[':
		// Parentheses around an item, or the start of one, belong to it.
		item := n.startsItem(n.prev)
		n.depth++
		n.setTargets(item)
		if n.rawDepth == 0 && (n.inType && n.prev != kwAs || keepsLiterals(n.prev)) {
			n.rawDepth, n.rawType = n.depth, true
		}
	case ')', ']':
		n.setTargets(false)
		n.depth--
		if n.depth < n.rawDepth {
			n.rawDepth, n.ordering = 0, false
			n.typeEnds, n.rawType = n.rawType, false
		}
	}
}

// setTargets tells whether the current depth is in a select list.
func (n *normalizer) setTargets(in bool) {
	bit := uint64(1) << (uint(n.depth) & 63)
	n.targets &^= bit
	if in {
		n.targets |= bit
	}
}

// startsItem tells whether what follows a token of kind k begins an item of a
// select list.
func (n *normalizer) startsItem(k kind) bool {
	switch k {
	case kwSelect, kwAll, kwReturning, ',', '(':
		return n.targets&(1<<(uint(n.depth)&63)) != 0
	}
	return false
}

// keepsLiterals tells whether what is in parentheses after k are modifiers of a
// type, or otherwise no expressions.
func keepsLiterals(k kind) bool {
	switch k {
	case kwExtract, kwVarying, kwSecond, kwCurrentTime, kwCurrentTimestamp, kwLocaltime, kwLocaltimestamp:
		return true
	}
	return isSQLType(k)
}

// keyword follows the clauses in which literals stay. It gives false for those
// that keep the whole text as it is.
func (n *normalizer) keyword(t *token) bool {
	switch t.kind {
	case kwGroup, kwOver, kwWindow, kwTablesample:
		return false
	case kwSystem, kwTimestamp: // AS OF: what it names is no part of the plan
		if n.prev == kwOf {
			return false
		}
	case kwSelect, kwReturning:
		n.setTargets(true)
		n.endRaw()
	case kwFrom:
		if n.prev != kwDistinct {
			n.setTargets(false)
		}
	case kwWhere, kwHaving, kwValues, kwSet:
		n.setTargets(false)
	case kwDistinct:
		return n.prev != kwSelect
	case kwInto:
		return n.prev == kwInsert
	case kwLike, kwIlike:
		// Without an operand before it, it is the name of a function or type.
		before := n.prev
		if before == kwNot {
			before = n.beforeNot
		}
		return !mayPrecedeLiteral(before)
	case kwNot:
		n.beforeNot = n.prev
	case kwOrder, kwConflict, kwFetch:
		n.setTargets(false)
		if n.rawDepth == 0 {
			n.rawDepth, n.ordering = n.depth, t.kind == kwOrder
		}
	case kwLimit, kwOffset, kwFor, kwDo, kwUnion, kwIntersect, kwExcept:
		n.setTargets(false)
		n.endRaw()
	}
	return true
}

// endRaw ends a clause in which literals stay.
func (n *normalizer) endRaw() {
	if n.rawDepth == n.depth {
		n.rawDepth, n.ordering = 0, false
	}
}

// endType follows the name of a type: from :: or AS on, as long as names and
// dots come.
func (n *normalizer) endType(t *token) {
	switch {
	case t.kind == tTypecast || t.kind == kwAs:
		n.inType = true
	case (t.kind == ')' || t.kind == ']') && n.typeEnds:
		n.inType, n.typeEnds = true, false
	case t.kind == tIdent, t.kind == '.', t.kind == kwArray:
	case t.cat == catUnreserved, t.cat == catColName, t.cat == catTypeFunc:
	default:
		n.inType = false
	}
}

// literal writes a literal as a parameter, or keeps it.
func (n *normalizer) literal(t *token) bool {
	before := n.prev
	if t.kind == tString && before == ')' {
		// Perhaps the modifiers of its type were taken for arguments.
		return false
	}
	if n.minus >= 0 && (t.kind == tString || n.castFollows()) {
		n.flushMinus()
	}
	if n.ordering && slices.ContainsFunc(n.listed, func(o token) bool { return o.kind == t.kind && o.text == t.text }) {
		return false
	}
	if n.rawDepth != 0 || n.onlyOne(t, before) || t.kind == tString && n.severalFollow() || n.minus >= 0 && lowestOfType(t.text) || !mayPrecedeLiteral(before) || t.kind != tString && n.startsItem(n.beforeSign()) {
		n.flushMinus()
		n.inType = false
		n.write(t)
		return true
	}
	if len(n.list) >= normalizeLiteralsMax {
		return false
	}
	if n.targets != 0 {
		n.listed = append(n.listed, *t)
	}
	at := t.pos
	negative := n.minus >= 0
	if negative {
		at = n.minus
		n.minus = -1
	}
	n.space(at, '$')
	n.parameter(t, negative)
	n.inType = false
	n.prev, n.prevEnd, n.inName = t.kind, t.end, true
	return true
}

// onlyOne tells the 1 of LIMIT 1 in a subquery: EXISTS asks for no more than it has anyway, if that
// is known.
func (n *normalizer) onlyOne(t *token, before kind) bool {
	return before == kwLimit && n.depth > 1 && t.kind == tInt && t.text == "1"
}

// lowestOfType tells the magnitudes of the lowest int4 and int8, whose negative belongs to
// another type: -(-2147483648) is a bigint, which it would not be of a parameter.
func lowestOfType(text string) bool { return text == "2147483648" || text == minInt64 }

// beforeSign gives the kind of the token before a sign that is held back.
func (n *normalizer) beforeSign() kind {
	if n.minus >= 0 {
		return n.signPrev
	}
	return n.prev
}

// parameter appends a literal, and its parameter with its type.
func (n *normalizer) parameter(t *token, negative bool) {
	l := Literal{Kind: ast.ConstString, Text: t.text}
	cast := ""
	if t.kind != tString {
		l, cast = numberLiteral(t.text, negative)
	}
	if n.list == nil {
		n.list = make([]Literal, 0, 4)
	}
	n.list = append(n.list, l)
	n.out.WriteByte('$')
	if number := len(n.list); number < 10 {
		n.out.WriteByte(byte('0' + number))
	} else {
		n.out.WriteString(strconv.Itoa(number))
	}
	n.out.WriteString(cast)
}

// numberLiteral reads a number as the parser would, and gives its cast.
func numberLiteral(text string, negative bool) (l Literal, cast string) {
	c := ast.Const{}
	setNumber(&c, text)
	if negative {
		negate(&c)
	}
	l = Literal{Kind: c.Kind, Int: c.Int, Text: c.Text}
	switch {
	case c.Kind == ast.ConstNumeric:
		cast = "::numeric"
	case c.Int != int64(int32(c.Int)):
		cast = "::int8"
	default:
		cast = "::int4"
	}
	return l, cast
}

// castFollows tells whether :: comes next, which binds tighter than a sign.
func (n *normalizer) castFollows() bool {
	n.lex.skipSpace()
	rest := n.lex.sql[n.lex.pos:]
	return len(rest) > 1 && rest[0] == ':' && rest[1] == ':'
}

// severalFollow tells whether BETWEEN, IN or NOT comes next.
func (n *normalizer) severalFollow() bool {
	n.lex.skipSpace()
	rest := n.lex.sql[n.lex.pos:]
	return hasWord(rest, "between") || hasWord(rest, "in") || hasWord(rest, "not")
}

// hasWord tells whether a text begins with a word, in any case.
func hasWord(text, word string) bool {
	return len(text) >= len(word) && strings.EqualFold(text[:len(word)], word)
}

// mayPrecedeLiteral tells whether a literal after a token of kind k is an
// operand: after a name it would be typed by it.
func mayPrecedeLiteral(k kind) bool {
	switch k {
	case '=', '<', '>', '+', '-', '*', '/', '%', '^', ',', '(', '[',
		tLessEquals, tGreaterEquals, tNotEquals, tOp, tEqualsGreater,
		kwAnd, kwOr, kwNot, kwBetween, kwSymmetric, kwLike, kwIlike,
		kwCase, kwWhen, kwThen, kwElse, kwLimit, kwOffset,
		kwSelect, kwReturning, kwWhere, kwHaving, kwOn, kwFrom, kwFor, kwAll:
		return true
	}
	return false
}

// Tokens counts the tokens of a text, up to the first that is malformed: what a
// parser makes of it grows with them.
func Tokens(sql string) (n int) {
	if checkEncoding(sql) != nil {
		return 0
	}
	defer func() {
		switch e := recover().(type) {
		case nil, *Error:
		default:
			panic(e)
		}
	}()
	l := lexer{sql: sql}
	var t token
	for l.next(&t); t.kind != tEOF; l.next(&t) {
		n++
	}
	return n
}
