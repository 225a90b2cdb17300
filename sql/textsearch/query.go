package textsearch

import (
	"encoding/binary"
	"hash/crc32"
	"strconv"
	"strings"

	"github.com/isochrondb/isochron/sql/pgerror"
)

// Operator is that of a node of a query; the numbers are those of the wire.
type Operator uint8

// The operators; a node without one is an operand.
const (
	Operand Operator = iota
	Not
	And
	Or
	Phrase
)

// priority tells which operators bind closer.
func (o Operator) priority() int { return [...]int{5, 4, 2, 1, 3}[o] }

// Node is a part of a query: an operand, or an operator with what it is about (Not: Right alone).
type Node struct {
	Op          Operator
	Left, Right *Node
	// Distance is how many positions a phrase's right side stands behind its left one.
	Distance int

	Word string
	// Weights are the weights that the operand is of, a bit for each; 0: of any.
	Weights uint8
	// Prefix: words that begin so.
	Prefix bool

	// stop marks an operand that was left out.
	stop bool
}

// Query is a query; a nil root is the empty one.
type Query struct{ Root *Node }

// depthMax is how deep a query may nest.
const depthMax = 5000

// errDeep is of a query that nests too deep.
var errDeep = pgerror.New(pgerror.StatementTooComplex, "stack depth limit exceeded").
	WithHint("A tsquery may nest %d deep.", depthMax)

func weightsOf(s string) (weights uint8, prefix bool, rest string) {
	rest, ok := strings.CutPrefix(s, ":")
	for ; ok && rest != ""; rest = rest[1:] {
		if w, is := WeightOf(rest[0]); is {
			weights |= 1 << w
		} else if rest[0] == '*' {
			prefix = true
		} else {
			break
		}
	}
	return weights, prefix, rest
}

// queryReader reads the text of a query: operands with operators between them.
type queryReader struct {
	text, rest string
	depth      int
	// operand makes a node of an operand's word; nil: of all of them, none is left.
	operand func(word string, weights uint8, prefix bool) (*Node, error)
}

// ParseQuery reads a query; operand makes what a word of it stands for.
func parseQuery(s string, operand func(string, uint8, bool) (*Node, error)) (*Node, error) {
	r := queryReader{text: s, rest: s, operand: operand}
	if trimSpace(s) == "" {
		return nil, nil
	}
	n, err := r.binary(Or)
	if err == nil && r.rest != "" {
		err = querySyntax(s)
	}
	return n, err
}

// ParseQuery reads the text of a query whose words are lexemes.
func ParseQuery(s string) (Query, error) {
	n, err := parseQuery(s, func(word string, weights uint8, prefix bool) (*Node, error) {
		return &Node{Word: word, Weights: weights, Prefix: prefix}, checkOperand(word)
	})
	return Query{n}, err
}

func checkOperand(word string) error {
	if len(word) > WordBytesMax {
		return pgerror.New(pgerror.ProgramLimitExceeded, "word is too long in tsquery: \"%s\"", word)
	}
	return nil
}

// binary reads operands joined by operators that bind at least as close as low, from the left.
func (r *queryReader) binary(low Operator) (*Node, error) {
	left, err := r.unary()
	for err == nil {
		before := r.rest
		op, distance, ok, bad := r.operator()
		if bad != nil {
			return nil, bad
		}
		if !ok || op.priority() < low.priority() {
			r.rest = before
			if r.rest = trimSpace(r.rest); r.rest != "" && !ok && r.rest[0] != ')' {
				return nil, querySyntax(r.text)
			}
			return left, nil
		}
		var right *Node
		if right, err = r.tighter(op); err == nil {
			left = &Node{Op: op, Distance: distance, Left: left, Right: right}
		}
	}
	return nil, err
}

// tighter reads what stands on the right of an operator.
func (r *queryReader) tighter(op Operator) (*Node, error) {
	switch op {
	case Or:
		return r.binary(And)
	case And:
		return r.binary(Phrase)
	}
	return r.unary()
}

func (r *queryReader) operator() (op Operator, distance int, ok bool, err error) {
	r.rest = trimSpace(r.rest)
	switch {
	case r.rest == "":
		return 0, 0, false, nil
	case r.rest[0] == '&', r.rest[0] == '|':
		op = And
		if r.rest[0] == '|' {
			op = Or
		}
		r.rest = r.rest[1:]
		return op, 0, true, nil
	case r.rest[0] != '<':
		return 0, 0, false, nil
	}
	inner, rest, closed := strings.Cut(r.rest[1:], ">")
	if !closed {
		return 0, 0, false, nil
	}
	distance = 1
	if inner != "-" {
		if inner == "" || strings.Trim(inner, "0123456789") != "" {
			return 0, 0, false, nil
		}
		if distance, err = strconv.Atoi(inner); err != nil || distance > PositionMax+1 {
			return 0, 0, false, errDistance
		}
	}
	r.rest = rest
	return Phrase, distance, true, nil
}

var errDistance = pgerror.New(pgerror.InvalidParameterValue, "distance in phrase operator must be an integer value between zero and %d inclusive", PositionMax+1)

func (r *queryReader) unary() (*Node, error) {
	if r.depth++; r.depth > depthMax {
		return nil, errDeep
	}
	defer func() { r.depth-- }()
	switch r.rest = trimSpace(r.rest); {
	case r.rest == "":
		return nil, pgerror.New(pgerror.SyntaxError, "no operand in tsquery: \"%s\"", r.text)
	case r.rest[0] == '!':
		r.rest = r.rest[1:]
		n, err := r.unary()
		return &Node{Op: Not, Right: n}, err
	case r.rest[0] == '(':
		r.rest = r.rest[1:]
		n, err := r.binary(Or)
		if err != nil {
			return nil, err
		}
		if r.rest = trimSpace(r.rest); !strings.HasPrefix(r.rest, ")") {
			return nil, querySyntax(r.text)
		}
		r.rest = r.rest[1:]
		return n, nil
	case r.rest[0] == ':':
		return nil, querySyntax(r.text)
	}
	w := wordReader{text: r.text, rest: r.rest, query: true}
	word, _, _, err := w.next()
	if err != nil {
		return nil, err
	}
	weights, prefix, rest := weightsOf(w.rest)
	r.rest = rest
	return r.operand(word, weights, prefix)
}

// AppendText appends the query as it is written.
func (q Query) AppendText(dst []byte) []byte {
	if q.Root == nil {
		return dst
	}
	return q.Root.appendText(dst, 0, false)
}

// appendText writes a node under an operator of a priority; behind tells of the right side of a
// phrase.
func (n *Node) appendText(dst []byte, parent int, behind bool) []byte {
	if n.Op == Operand {
		return n.appendOperand(dst)
	}
	own := n.Op.priority()
	parens := own < parent || n.Op == Phrase && behind
	if parens {
		dst = append(dst, "( "...)
	}
	if n.Op == Not {
		dst = n.Right.appendText(append(dst, '!'), own, false)
	} else {
		dst = n.Left.appendText(dst, own, false)
		switch {
		case n.Op == And:
			dst = append(dst, " & "...)
		case n.Op == Or:
			dst = append(dst, " | "...)
		case n.Distance == 1:
			dst = append(dst, " <-> "...)
		default:
			dst = append(strconv.AppendInt(append(dst, " <"...), int64(n.Distance), 10), "> "...)
		}
		dst = n.Right.appendText(dst, own, n.Op == Phrase)
	}
	if parens {
		dst = append(dst, " )"...)
	}
	return dst
}

func (n *Node) appendOperand(dst []byte) []byte {
	dst = appendQuoted(dst, n.Word)
	if n.Weights != 0 || n.Prefix {
		dst = append(dst, ':')
	}
	if n.Prefix {
		dst = append(dst, '*')
	}
	for w := Weight(3); w < 4; w-- {
		if n.Weights>>w&1 != 0 {
			dst = append(dst, w.Letter())
		}
	}
	return dst
}

// Size is the number of operands and operators.
func (q Query) Size() int { return q.Root.size() }

func (n *Node) size() int {
	if n == nil {
		return 0
	}
	return 1 + n.Left.size() + n.Right.size()
}

// operands calls f for each operand, in the order of the wire: the right side first.
func (n *Node) operands(f func(*Node)) {
	switch {
	case n == nil:
	case n.Op == Operand:
		f(n)
	default:
		n.Right.operands(f)
		n.Left.operands(f)
	}
}

// A query is kept as what Postgres orders queries by, and then what it does not (weights and
// prefixes) in a tail: a byte for each operand and how many these are, 4 bytes. The first part is
// the number of nodes, the size of Postgres's form (4 bytes each), and the nodes, each before its
// parts, the right one first:
//
//	0 and the operator, inverted; behind a phrase's parts its distance, inverted
//	1, the inverted checksum of the word, the word, 0

// AppendQuery appends the query as it is kept.
func AppendQuery(dst []byte, q Query) []byte {
	n, bytes := q.Root.size(), 0
	q.Root.operands(func(o *Node) { bytes += len(o.Word) + 1 })
	dst = binary.BigEndian.AppendUint32(dst, uint32(n))
	dst = binary.BigEndian.AppendUint32(dst, uint32(8+12*n+bytes))
	var tail []byte
	dst, tail = q.Root.appendNode(dst, nil)
	dst = append(dst, tail...)
	return binary.BigEndian.AppendUint32(dst, uint32(len(tail)))
}

func (n *Node) appendNode(dst, tail []byte) (nodes, rest []byte) {
	if n == nil {
		return dst, tail
	}
	if n.Op == Operand {
		dst = binary.BigEndian.AppendUint32(append(dst, 1), ^(wordSum(n.Word) ^ 1<<31))
		flags := n.Weights
		if n.Prefix {
			flags |= 1 << 4
		}
		return append(append(dst, n.Word...), 0), append(tail, flags)
	}
	dst = append(dst, 0, ^byte(n.Op))
	dst, tail = n.Right.appendNode(dst, tail)
	dst, tail = n.Left.appendNode(dst, tail)
	if n.Op == Phrase {
		dst = binary.BigEndian.AppendUint16(dst, ^uint16(n.Distance))
	}
	return dst, tail
}

// wordSum is the checksum that Postgres orders words of queries by.
func wordSum(word string) uint32 {
	sum := ^uint32(0)
	for i := range len(word) {
		sum = crc32.IEEETable[byte(sum>>24)^word[i]] ^ sum<<8
	}
	return ^sum
}

// QueryTailBytes is how long the part of a kept query is that comparisons leave out; -1 where it
// is damaged.
func QueryTailBytes(b string) int {
	if len(b) < 12 {
		return -1
	}
	r := byteReader{rest: b[len(b)-4:]}
	if n := int(r.uint32()); n <= len(b)-12 {
		return n + 4
	}
	return -1
}

// DecodeQuery reads what AppendQuery wrote; ok is false where that is damaged.
func DecodeQuery(b string) (q Query, ok bool) {
	tail := QueryTailBytes(b)
	if tail < 0 {
		return Query{}, false
	}
	r := keptReader{byteReader{rest: b[:len(b)-tail]}, b[len(b)-tail : len(b)-4]}
	n := r.uint32()
	r.uint32()
	if n > 0 {
		q.Root = r.node(0)
	}
	return q, !r.bad && r.rest == "" && r.flags == "" && q.Size() == int(n)
}

type keptReader struct {
	byteReader
	flags string
}

func (r *keptReader) node(depth int) *Node {
	if depth > 2*depthMax || r.bad {
		r.bad = true
		return nil
	}
	if r.byte() == 1 {
		r.uint32()
		n := &Node{Word: r.text()}
		if r.flags == "" {
			r.bad = true
			return n
		}
		n.Weights, n.Prefix = r.flags[0]&15, r.flags[0]&16 != 0
		r.flags = r.flags[1:]
		return n
	}
	n := &Node{Op: Operator(^r.byte())}
	if r.bad || n.Op < Not || n.Op > Phrase {
		r.bad = true
		return n
	}
	n.Right = r.node(depth + 1)
	if n.Op != Not {
		n.Left = r.node(depth + 1)
	}
	if n.Op == Phrase {
		n.Distance = int(^r.uint16())
	}
	return n
}

// AppendBinary appends the query as the wire has it.
func (q Query) AppendBinary(dst []byte) []byte {
	return q.Root.appendBinary(binary.BigEndian.AppendUint32(dst, uint32(q.Size())))
}

func (n *Node) appendBinary(dst []byte) []byte {
	if n == nil {
		return dst
	}
	if n.Op == Operand {
		prefix := byte(0)
		if n.Prefix {
			prefix = 1
		}
		return append(append(append(dst, 1, n.Weights, prefix), n.Word...), 0)
	}
	dst = append(dst, 2, byte(n.Op))
	if n.Op == Phrase {
		dst = binary.BigEndian.AppendUint16(dst, uint16(n.Distance))
	}
	return n.Left.appendBinary(n.Right.appendBinary(dst))
}

// QueryFromBinary reads the wire's form.
func QueryFromBinary(b string) (Query, error) {
	r := wireReader{byteReader: byteReader{rest: b}}
	n := r.uint32()
	if r.bad || uint64(n) > uint64(len(b)) {
		return Query{}, pgerror.New(pgerror.InvalidBinaryRepresentation, "invalid size of tsquery")
	}
	var q Query
	if n > 0 {
		q.Root = r.node(0)
	}
	switch {
	case r.err != nil:
		return Query{}, r.err
	case r.bad || r.rest != "" || q.Size() != int(n):
		return Query{}, pgerror.New(pgerror.InvalidBinaryRepresentation, "malformed tsquery: operator with wrong number of operands")
	}
	return q, nil
}

type wireReader struct {
	byteReader
	err error
}

func (r *wireReader) fail(format string, args ...any) {
	if r.bad = true; r.err == nil {
		r.err = pgerror.New(pgerror.InvalidBinaryRepresentation, format, args...)
	}
}

func (r *wireReader) node(depth int) *Node {
	if depth > depthMax {
		r.err = errDeep
	}
	if r.bad || r.err != nil {
		return nil
	}
	switch kind := r.byte(); kind {
	case 1:
		return r.operand()
	case 2:
	default:
		r.fail("unrecognized tsquery node type: %d", kind)
		return nil
	}
	n := &Node{Op: Operator(r.byte())}
	if n.Op < Not || n.Op > Phrase {
		r.fail("invalid tsquery: unrecognized operator type %d", n.Op)
		return n
	}
	if n.Op == Phrase {
		n.Distance = int(r.uint16())
	}
	n.Right = r.node(depth + 1)
	if n.Op != Not {
		n.Left = r.node(depth + 1)
	}
	return n
}

func (r *wireReader) operand() *Node {
	n := &Node{Weights: r.byte(), Prefix: r.byte() != 0}
	n.Word = r.text()
	switch {
	case n.Weights > 15:
		r.fail("invalid tsquery: invalid weight bitmap")
	case len(n.Word) > WordBytesMax:
		r.fail("invalid tsquery: operand too long")
	}
	return n
}
