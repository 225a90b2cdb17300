package xmlvalue

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// PathError is what is wrong with an expression, or with what it does, in libxml's words.
type PathError string

func (e PathError) Error() string { return string(e) }

// What may be wrong.
const (
	errExpression PathError = "Invalid expression"
	errPredicate  PathError = "Invalid predicate"
	errLiteral    PathError = "Unfinished literal"
	errNoLiteral  PathError = "Start of literal\nInvalid expression"
	errUnclosed   PathError = "Missing closing curly brace"
	errVariable   PathError = "Expected $ for variable reference"
	errUndefined  PathError = "Undefined variable"
	errFunction   PathError = "Unregistered function"
	errType       PathError = "Invalid type"
	errArguments  PathError = "Invalid number of arguments"
	errSize       PathError = "Invalid context size"
	errPosition   PathError = "Invalid context position"
	errPrefix     PathError = "Undefined namespace prefix"
	errDeep       PathError = "Recursion limit exceeded"
)

// pathDepthMax bounds expressions within expressions.
const pathDepthMax = 500

// chainMax bounds operators, or steps, one behind the other.
const chainMax = 5000

// Path is an expression of XPath 1.0 that has been read. It is not changed afterwards.
type Path struct{ top *term }

// op is what a term does with its operands.
type op uint8

const (
	opNumber op = iota
	opString
	opVariable
	opCall
	opOr
	opAnd
	opEqual
	opNotEqual
	opLess
	opLessEqual
	opGreater
	opGreaterEqual
	opAdd
	opSubtract
	opMultiply
	opDivide
	opModulo
	opNegate
	opUnion
	opRoot    // the document
	opContext // the node that it is about
	opStep    // args[0], and from there along an axis
	opFilter  // args[0] with predicates
)

type term struct {
	op     op
	number float64
	text   string // of a string, function, variable
	prefix string
	args   []*term
	step   *step
	where  []*term // predicates of a filter
}

type axis uint8

const (
	axisChild axis = iota
	axisDescendant
	axisDescendantOrSelf
	axisSelf
	axisParent
	axisAncestor
	axisAncestorOrSelf
	axisFollowing
	axisFollowingSibling
	axisPreceding
	axisPrecedingSibling
	axisAttribute
	axisNamespace
)

func axisNamed(name string) (axis, bool) {
	for a, n := range [...]string{
		axisChild: "child", axisDescendant: "descendant", axisDescendantOrSelf: "descendant-or-self", axisSelf: "self", axisParent: "parent",
		axisAncestor: "ancestor", axisAncestorOrSelf: "ancestor-or-self", axisFollowing: "following", axisFollowingSibling: "following-sibling",
		axisPreceding: "preceding", axisPrecedingSibling: "preceding-sibling", axisAttribute: "attribute", axisNamespace: "namespace",
	} {
		if n == name {
			return axis(a), true
		}
	}
	return 0, false
}

// backward reports whether an axis counts from the node to the beginning of the document.
func (a axis) backward() bool {
	switch a {
	case axisParent, axisAncestor, axisAncestorOrSelf, axisPreceding, axisPrecedingSibling:
		return true
	}
	return false
}

// test is what a step asks of the nodes that it meets.
type test uint8

const (
	testName test = iota // prefix and name; * is any
	testNode
	testText
	testComment
	testInstruction // of the target name, if there is one
)

type step struct {
	axis         axis
	test         test
	prefix, name string
	where        []*term
}

// Compile reads an expression. Its errors are PathErrors.
func Compile(s string) (*Path, error) {
	r := pathReader{s: s}
	r.blanks()
	top := r.or()
	if r.err == nil && r.pos < len(s) {
		r.fail(errExpression)
	}
	if r.err != nil {
		return nil, r.err
	}
	return &Path{top: top}, nil
}

// pathReader reads an expression from left to right. After an error it is at the end of the text.
type pathReader struct {
	s     string
	pos   int
	depth int
	err   error
}

func (r *pathReader) fail(e PathError) {
	if r.err == nil {
		r.err = e
	}
	r.pos = len(r.s)
}

func (r *pathReader) blanks() {
	for r.pos < len(r.s) && isBlank(r.s[r.pos]) {
		r.pos++
	}
}

// has reports whether text is next.
func (r *pathReader) has(text string) bool { return strings.HasPrefix(r.s[r.pos:], text) }

// take reads text, if it is next, and the blanks behind it.
func (r *pathReader) take(text string) bool {
	if !r.has(text) {
		return false
	}
	r.pos += len(text)
	r.blanks()
	return true
}

func (r *pathReader) peek() byte {
	if r.pos < len(r.s) {
		return r.s[r.pos]
	}
	return 0
}

// enter counts an expression within another one.
func (r *pathReader) enter() bool {
	if r.depth++; r.depth > pathDepthMax {
		r.fail(errDeep)
	}
	return r.err == nil
}

// binary reads operands with operators of one precedence between them.
func (r *pathReader) binary(operand func() *term, operator func() (op, bool)) *term {
	l := operand()
	for n := 0; r.err == nil; n++ {
		o, ok := operator()
		if !ok {
			break
		}
		if n > chainMax { // terms hang to the left of each other
			r.fail(errDeep)
		}
		l = &term{op: o, args: []*term{l, operand()}}
	}
	return l
}

func (r *pathReader) or() *term {
	if !r.enter() {
		return nil
	}
	defer func() { r.depth-- }()
	return r.binary(r.and, func() (op, bool) { return opOr, r.take("or") })
}

func (r *pathReader) and() *term {
	return r.binary(r.equality, func() (op, bool) { return opAnd, r.take("and") })
}

func (r *pathReader) equality() *term {
	return r.binary(r.relation, func() (op, bool) {
		if r.take("!=") {
			return opNotEqual, true
		}
		return opEqual, r.take("=")
	})
}

func (r *pathReader) relation() *term {
	return r.binary(r.sum, func() (op, bool) {
		switch {
		case r.take("<="):
			return opLessEqual, true
		case r.take("<"):
			return opLess, true
		case r.take(">="):
			return opGreaterEqual, true
		}
		return opGreater, r.take(">")
	})
}

func (r *pathReader) sum() *term {
	return r.binary(r.product, func() (op, bool) {
		if r.take("+") {
			return opAdd, true
		}
		return opSubtract, r.take("-")
	})
}

func (r *pathReader) product() *term {
	return r.binary(r.unary, func() (op, bool) {
		switch {
		case r.take("*"):
			return opMultiply, true
		case r.take("div"):
			return opDivide, true
		}
		return opModulo, r.take("mod")
	})
}

func (r *pathReader) unary() *term {
	minus, some := false, false
	for r.take("-") {
		minus, some = !minus, true
	}
	x := r.binary(r.path, func() (op, bool) { return opUnion, r.take("|") })
	if !some {
		return x
	}
	x = &term{op: opNegate, args: []*term{x}}
	if !minus {
		x = &term{op: opNegate, args: []*term{x}}
	}
	return x
}

// path reads a location path, or a value, which steps may follow.
func (r *pathReader) path() *term {
	if !r.enter() {
		return nil
	}
	defer func() { r.depth-- }()
	if r.startsValue() {
		x := r.value()
		if r.err == nil && r.has("/") {
			x = r.first(x)
		}
		return r.steps(x)
	}
	return r.location()
}

// startsValue tells values from location paths.
func (r *pathReader) startsValue() bool {
	c := r.peek()
	switch {
	case c == '(' || c == '"' || c == '\'' || c == '$' || isDigit(c):
		return true
	case c == '.':
		return r.pos+1 < len(r.s) && isDigit(r.s[r.pos+1])
	}
	at := r.pos
	_, name, ok := r.qualified()
	r.blanks()
	call := ok && r.has("(") && !isNodeType(name)
	r.pos = at
	return call
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

func isNodeType(name string) bool {
	return name == "node" || name == "text" || name == "comment" || name == "processing-instruction"
}

// name reads a name without a colon.
func (r *pathReader) name() string {
	from := r.pos
	for r.pos < len(r.s) {
		c, n := utf8.DecodeRuneInString(r.s[r.pos:])
		if r.pos == from && !isNameStart(c) || !isNameChar(c) {
			break
		}
		r.pos += n
	}
	return r.s[from:r.pos]
}

// qualified reads prefix:name; of axis::name it reads the axis.
func (r *pathReader) qualified() (prefix, name string, ok bool) {
	name = r.name()
	if name == "" {
		return "", "", false
	}
	if r.has(":") && !r.has("::") {
		at := r.pos
		r.pos++
		if local := r.name(); local != "" {
			return name, local, true
		}
		r.pos = at
	}
	return "", name, true
}

// value reads what is no path, with its predicates.
func (r *pathReader) value() *term {
	x := r.primary()
	var where []*term
	for r.err == nil && r.has("[") {
		where = append(where, r.predicate())
	}
	if where == nil {
		return x
	}
	return &term{op: opFilter, args: []*term{x}, where: where}
}

func (r *pathReader) primary() *term {
	switch c := r.peek(); {
	case c == '$':
		r.take("$")
		prefix, name, ok := r.qualified()
		if !ok {
			r.fail(errVariable)
		}
		r.blanks()
		return &term{op: opVariable, prefix: prefix, text: name}
	case c == '(':
		r.take("(")
		x := r.or()
		if !r.take(")") {
			r.fail(errExpression)
		}
		return x
	case c == '"' || c == '\'':
		return r.literal()
	case isDigit(c) || c == '.':
		return r.numeral()
	}
	return r.call()
}

func (r *pathReader) literal() *term {
	quote := r.peek()
	n := strings.IndexByte(r.s[r.pos+1:], quote)
	if n < 0 {
		r.fail(errLiteral)
		return nil
	}
	t := &term{op: opString, text: r.s[r.pos+1 : r.pos+1+n]}
	r.pos += n + 2
	r.blanks()
	return t
}

func (r *pathReader) numeral() *term {
	n := numberEnd(r.s[r.pos:])
	v, _ := strconv.ParseFloat(r.s[r.pos:r.pos+n], 64) // what is too large is infinite
	r.pos += n
	r.blanks()
	return &term{op: opNumber, number: v}
}

// numberEnd is how long the number is that s begins with, without a sign; 0 if there is none.
func numberEnd(s string) int {
	digits := func(from int) int {
		for from < len(s) && isDigit(s[from]) {
			from++
		}
		return from
	}
	n := digits(0)
	if n < len(s) && s[n] == '.' {
		m := digits(n + 1)
		if m == 1 {
			return 0
		}
		n = m
	}
	if n > 0 && n < len(s) && (s[n] == 'e' || s[n] == 'E') {
		at := n + 1
		if at < len(s) && (s[at] == '-' || s[at] == '+') {
			at++
		}
		if m := digits(at); m > at {
			n = m
		}
	}
	return n
}

func (r *pathReader) call() *term {
	prefix, name, _ := r.qualified()
	t := &term{op: opCall, prefix: prefix, text: name}
	r.blanks()
	if !r.take("(") {
		r.fail(errExpression)
		return nil
	}
	for r.pos < len(r.s) && !r.has(")") { // libxml asks for no parenthesis at the end
		t.args = append(t.args, r.or())
		if !r.has(")") && !r.take(",") {
			r.fail(errExpression)
		}
	}
	r.take(")")
	return t
}

func (r *pathReader) predicate() *term {
	r.take("[")
	x := r.or()
	if !r.take("]") {
		r.fail(errPredicate)
	}
	return x
}

// location reads a path from the root or from the context.
func (r *pathReader) location() *term {
	x := &term{op: opContext}
	if r.has("/") {
		x = &term{op: opRoot}
		if r.has("//") {
			x = r.first(x)
		} else {
			r.take("/")
			if !r.startsStep() {
				return x
			}
			x = r.along(x)
		}
	} else {
		x = r.along(x)
	}
	return r.steps(x)
}

// steps reads those that follow: each lies around the one before.
func (r *pathReader) steps(x *term) *term {
	for n := 0; r.err == nil && r.has("/"); n++ {
		if x = r.stepAfter(x); n > chainMax {
			r.fail(errDeep)
		}
	}
	return x
}

func (r *pathReader) startsStep() bool {
	c, _ := utf8.DecodeRuneInString(r.s[r.pos:])
	return c == '.' || c == '@' || c == '*' || r.pos < len(r.s) && isNameStart(c)
}

// first reads the first step behind a root or a value, which libxml lets begin with slashes twice.
func (r *pathReader) first(x *term) *term {
	if r.take("//") {
		x = r.within(x)
	} else {
		r.take("/")
	}
	return r.stepAfter(x)
}

// stepAfter reads / or //, if they are there, and a step.
func (r *pathReader) stepAfter(x *term) *term {
	if r.take("//") {
		x = r.within(x)
	} else {
		r.take("/")
	}
	return r.along(x)
}

func (r *pathReader) within(x *term) *term {
	return &term{op: opStep, args: []*term{x}, step: &step{axis: axisDescendantOrSelf, test: testNode}}
}

// along reads a step.
func (r *pathReader) along(x *term) *term {
	if r.take("..") {
		return &term{op: opStep, args: []*term{x}, step: &step{axis: axisParent, test: testNode}}
	}
	if r.take(".") {
		return x
	}
	s := &step{}
	switch {
	case r.take("@"):
		s.axis = axisAttribute
	default:
		at := r.pos
		name := r.name()
		r.blanks()
		a, ok := axisNamed(name)
		if ok && r.take("::") {
			s.axis = a
		} else {
			r.pos = at
		}
	}
	r.nodeTest(s)
	for r.err == nil && r.has("[") {
		s.where = append(s.where, r.predicate())
	}
	return joined(x, s)
}

// joined is a step behind x. descendant-or-self::node()/child::a finds what descendant::a finds, if nothing
// counts.
func joined(x *term, s *step) *term {
	if x != nil && x.op == opStep && x.step.axis == axisDescendantOrSelf && x.step.test == testNode && len(x.step.where) == 0 &&
		s.axis == axisChild && len(s.where) == 0 {
		s.axis = axisDescendant
		x = x.args[0]
	}
	return &term{op: opStep, args: []*term{x}, step: s}
}

func (r *pathReader) nodeTest(s *step) {
	if r.take("*") {
		s.name = "*"
		return
	}
	name := r.name()
	if name == "" {
		r.fail(errExpression)
		return
	}
	at := r.pos
	r.blanks()
	if r.take("(") {
		if !isNodeType(name) {
			r.fail(errExpression)
		}
		r.nodeType(s, name)
		return
	}
	r.pos = at
	s.name = name
	if r.has(":") {
		r.pos++
		s.prefix, s.name = name, r.name()
		if s.name == "" && r.take("*") {
			s.name = "*"
		}
		if s.name == "" {
			r.fail(errExpression)
		}
	}
	r.blanks()
}

func (r *pathReader) nodeType(s *step, name string) {
	switch name {
	case "node":
		s.test = testNode
	case "text":
		s.test = testText
	case "comment":
		s.test = testComment
	default:
		s.test = testInstruction
		if c := r.peek(); c == '"' || c == '\'' {
			if t := r.literal(); t != nil {
				s.name = t.text
			}
		} else if c != ')' {
			r.fail(errNoLiteral)
		}
	}
	if !r.take(")") {
		r.fail(errUnclosed)
	}
}
